// What a run leaves on the disk, and whether it may.
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Files and folders by path, with their permission bits. */
export type Disk = ReadonlyMap<string, { readonly folder: boolean; readonly mode: number }>;

/** Everything below some folders. */
export async function diskBelow(...folders: readonly string[]): Promise<Disk> {
  const found = new Map<string, { folder: boolean; mode: number }>();
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true })) {
      const path = join(folder, name);
      const facts = await lstat(path);
      found.set(path, { folder: facts.isDirectory(), mode: facts.mode & 0o777 });
    }
  }
  return found;
}

/** Paths that came. */
export function newIn(after: Disk, before: Disk): readonly string[] {
  return [...after.keys()].filter((path) => !before.has(path));
}

/**
 * What is wrong with the paths that a run made: they may be the report and what lies in the folder of attestations, for this
 * user alone.
 */
export function misplaced(
  paths: readonly string[],
  disk: Disk,
  allowed: { readonly temporary: string; readonly attestations: string },
): readonly string[] {
  const reports = ['wheelseal-report.json', 'wheelseal-audit-report.json'].map((name) =>
    join(allowed.temporary, name),
  );
  return paths.flatMap((path) => {
    const { folder, mode } = disk.get(path) ?? { folder: false, mode: 0 };
    const inside = [allowed.attestations, `${allowed.attestations}-2`].some(
      (attestations) => !relative(attestations, path).startsWith('..'),
    );
    const around = folder && !relative(path, allowed.attestations).startsWith('..');
    if (!reports.includes(path) && !inside && !around) return [`${path} was left behind`];
    const wanted = folder ? 0o700 : 0o600;
    const open = process.platform !== 'win32' && mode !== wanted;
    return open ? [`${path} has the mode ${mode.toString(8)}`] : [];
  });
}

/** The texts of the files among these paths. */
export async function textsOf(paths: readonly string[], disk: Disk): Promise<string> {
  const files = paths.filter((path) => disk.get(path)?.folder === false);
  return (await Promise.all(files.map((path) => readFile(path, 'latin1')))).join('\n');
}

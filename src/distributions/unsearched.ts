import { dirname } from 'node:path';
import type { DirectoryEntry, Files } from '../platform/files.ts';
import { hasWildcard } from './exclusions.ts';
import type { DistributionFault } from './finding.ts';
import { distributionsIn, foldersOf, levelsBelow, pathFrom } from './folders.ts';

/** What `packages-dir` names, and what it leaves in the folders below. */
interface Leftovers {
  /** Lines that do not exclude. */
  readonly lines: readonly string[];
  /** Entries that are named and ignored. */
  readonly ignored: readonly DirectoryEntry[];
  /** Real paths of the folders that lines search. */
  readonly searched: ReadonlySet<string>;
  /** Names of the distributions that lines name. */
  readonly names: ReadonlySet<string>;
}

/** A folder that no line searches, and how many levels below the folder of a line it has distributions. */
interface UnsearchedFolder {
  readonly entry: DirectoryEntry;
  readonly levels: 1 | 2;
}

/**
 * Warnings of folders with distributions that are not published, since they lie in a folder of `packages-dir` and no line searches them:
 * an artifact that was downloaded into its own folder, while the others were merged.
 */
export async function findUnsearched(
  { lines, ignored, searched, names }: Leftovers,
  files: Files,
): Promise<readonly (DistributionFault & { readonly path: string })[]> {
  const holds = async (folder: string): Promise<boolean> => {
    if (searched.has(await files.realPath(folder))) return false;
    return (await distributionsIn(folder, files)).some(({ name }) => !names.has(name));
  };
  const found: UnsearchedFolder[] = [];
  for (const entry of foldersOf(ignored)) {
    if (searched.has(await files.realPath(entry.path))) continue;
    const levels = await levelsBelow(entry.path, files, holds);
    if (levels > 0) found.push({ entry, levels: levels === 1 ? 1 : 2 });
  }
  const byParent = Map.groupBy(found, ({ entry }) => dirname(entry.path));
  return [...byParent].flatMap(([parent, folders]) => {
    const line = lines.find((each) => !hasWildcard(each) && files.resolve(each) === parent);
    const isDeep = folders.some(({ levels }) => levels === 2);
    return folders.map(({ entry }) => warningOf(entry, line && changeOf(line, isDeep), files));
  });
}

function warningOf({ path }: DirectoryEntry, change: string | undefined, files: Files) {
  const name = pathFrom(files.workspace, path);
  const message =
    'contains distributions that this run does not publish, because wheelseal does not search subdirectories. ' +
    `To publish them, ${change ?? `add the line \`${name}\` to packages-dir`}. To exclude them, add the line \`!${name}\`.`;
  return { path, name, severity: 'warning', message } as const;
}

/** @param isDeep some of the distributions lie two levels below: a pattern of one level would not name them */
function changeOf(line: string, isDeep: boolean): string {
  const base = line.replace(/(?<![/\\])[/\\]+$/, '');
  if (isDeep) return `change the line \`${line}\` of packages-dir to \`${base}/**\``;
  return `change the line \`${line}\` of packages-dir to \`${base}/*\`, or set \`merge-multiple: true\` of actions/download-artifact`;
}

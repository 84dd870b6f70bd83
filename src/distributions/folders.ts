import { isAbsolute, relative, sep } from 'node:path';
import type { DirectoryEntry, Files } from '../platform/files.ts';
import { classify } from './classify.ts';

const maximumFolders = 100;

/** A path from the workspace, as a line of `packages-dir` has it; of one outside the whole path. */
export function pathFrom(workspace: string, path: string): string {
  const from = relative(workspace, path);
  const isOutside = isAbsolute(from) || from === '..' || from.startsWith(`..${sep}`);
  return (isOutside ? path : from || '.').replaceAll(sep, '/');
}

/**
 * How many levels below its parent a folder has distributions: 1 in itself, 2 in a folder of it (an artifact of several paths keeps
 * theirs), 0 nowhere.
 * @param holds whether a folder has some in itself
 */
export async function levelsBelow(
  folder: string,
  files: Files,
  holds: (folder: string) => Promise<boolean> = async (path) => holdsDistributions(path, files),
): Promise<0 | 1 | 2> {
  if (await holds(folder)) return 1;
  for (const { path } of foldersOf(await entriesOf(folder, files))) if (await holds(path)) return 2;
  return 0;
}

/** The folders among entries, at most a hundred. */
export function foldersOf(entries: readonly DirectoryEntry[]): readonly DirectoryEntry[] {
  return entries.filter(({ kind }) => kind === 'directory').slice(0, maximumFolders);
}

/** Whether a folder can be listed and has a distribution in itself. */
export async function holdsDistributions(folder: string, files: Files): Promise<boolean> {
  return (await distributionsIn(folder, files)).length > 0;
}

/** The files in a folder that are taken for distributions by their names; none where it cannot be listed. */
export async function distributionsIn(folder: string, files: Files): Promise<readonly DirectoryEntry[]> {
  return (await entriesOf(folder, files)).filter((entry) => classify(entry).kind === 'candidate');
}

async function entriesOf(folder: string, files: Files): Promise<readonly DirectoryEntry[]> {
  return (await files.list(folder).catch(() => undefined)) ?? [];
}

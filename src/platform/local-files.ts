import { lstat, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Dirent } from 'node:fs';
import type { Clock } from '../ground/clock.ts';
import { compareText } from '../ground/compare-text.ts';
import { systemClock } from './clock.ts';
import { errorCode } from './error-code.ts';
import type { DirectoryEntry, FileContent, Files, Half } from './files.ts';
import { glob } from './glob.ts';
import { makeDirectory } from './make-directory.ts';
import { isNearMiss } from './near-glob.ts';
import { FileOpener } from './local-file.ts';
import { BUSY, patiently } from './patience.ts';
import { finalName, temporaryName } from './temporary-names.ts';

/** Where a run's files are. */
interface FilesOptions {
  readonly workspace: string;
  readonly privateDirectory: string;
  /** What pauses between attempts take. */
  readonly clock?: Pick<Clock, 'sleep'>;
}

/** The files port over the local disk; `dispose` closes what is open and removes the private folder. */
export function createFiles(options: FilesOptions): Files & { dispose(): Promise<void> } {
  const opener = new FileOpener();
  const clock = options.clock ?? systemClock;
  const absolute = (path: string): string => resolve(options.workspace, path);
  return {
    workspace: options.workspace,
    privateDirectory: options.privateDirectory,
    resolve: absolute,
    list: async (directory) => list(absolute(directory)),
    glob: async (pattern, onFolder) => matches(pattern, options.workspace, onFolder),
    isNearMiss,
    realPath: async (path) => realpath(absolute(path)).catch(() => absolute(path)),
    open: async (path) => patiently(() => openOnlyName(opener, absolute(path)), clock, BUSY),
    readSmall: async (path, maximumBytes) =>
      patiently(() => readSmall(opener, absolute(path), maximumBytes), clock, BUSY),
    writeAtomically: async (path, bytes) => writeAtomically(absolute(path), bytes, clock),
    halves: async (directory, names) => halves(absolute(directory), names),
    move: async (from, to) => patiently(() => rename(absolute(from), absolute(to)), clock),
    remove: async (path) => patiently(() => rm(absolute(path), { force: true }), clock),
    dispose: async () => {
      await opener.closeAll();
      await patiently(() => rm(options.privateDirectory, { recursive: true, force: true }), clock);
    },
  };
}

async function list(directory: string): Promise<readonly DirectoryEntry[] | undefined> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.map(entryOf).toSorted(byPath);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

async function matches(
  pattern: string,
  workspace: string,
  onFolder?: (directory: string) => void,
): Promise<readonly DirectoryEntry[]> {
  const windows = process.platform === 'win32';
  const ground = {
    workspace,
    // Of a folder that can't be read nothing is found.
    list: (directory: string) => list(directory).catch(() => undefined),
    ignoreCase: windows || process.platform === 'darwin',
    separator: windows ? /[/\\]/ : /\//,
  };
  const found = await glob(pattern, ground, onFolder);
  return [...found.values()].toSorted(byPath);
}

// Another name may lie where others write, or be how a file got in that nobody built.
async function openOnlyName(opener: FileOpener, path: string): Promise<FileContent> {
  const content = await opener.open(path);
  if (content.names <= 1) return content;
  await content.close();
  throw new Error(`${path} is a hard link: the file has ${content.names} names; copy it instead`);
}

async function readSmall(
  opener: FileOpener,
  path: string,
  maximumBytes: number,
): Promise<Buffer | undefined> {
  try {
    await lstat(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
  const content = await opener.open(path);
  try {
    if (content.size > maximumBytes) {
      throw new Error(`${path} has ${content.size} bytes, more than the ${maximumBytes} expected at most`);
    }
    return await content.read(0, content.size);
  } finally {
    await content.close();
  }
}

async function halves(directory: string, names: readonly string[]): Promise<readonly Half[]> {
  return ((await list(directory)) ?? []).flatMap(({ name, path }) => {
    const of = finalName(name, names);
    return of === undefined ? [] : [{ path, of }];
  });
}

async function writeAtomically(
  path: string,
  bytes: Uint8Array | string,
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, temporaryName(basename(path)));
  const write = async (): Promise<void> => writeFile(temporary, bytes, { mode: 0o600, flag: 'wx' });
  try {
    await write().catch(async (error: unknown) => {
      if (!isAbsence(error)) throw error;
      await makeDirectory(directory, 0o700);
      await write();
    });
    await patiently(() => rename(temporary, path), clock);
  } catch (error) {
    // Where the folder is none, there is nothing to remove either; the first failure is the one to report.
    await patiently(() => rm(temporary, { force: true }), clock).catch(() => undefined);
    throw error;
  }
}

function entryOf(entry: Dirent): DirectoryEntry {
  const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other';
  return { name: entry.name, path: join(entry.parentPath, entry.name), kind };
}

function byPath(left: DirectoryEntry, right: DirectoryEntry): number {
  return compareText(left.path, right.path);
}

function isAbsence(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

import { basename, dirname, join, relative, sep } from 'node:path';
import { ActionError } from '../errors.ts';
import type { DirectoryEntry, Files } from '../platform/files.ts';
import { classify } from './classify.ts';

/** What the included lines of `packages-dir` came to, by real paths. */
export interface Included {
  /** What they name, by path. */
  readonly entries: ReadonlyMap<string, DirectoryEntry>;
  /** Folders that what they name lies in, however deep. */
  readonly parents: ReadonlySet<string>;
  /** Folders that they look in. */
  readonly folders: ReadonlySet<string>;
}

/** What the lines of `packages-dir` exclude that begin with `!`. */
interface Exclusions {
  /** Real paths: files, and folders with all that lies in them. */
  readonly excluded: ReadonlySet<string>;
  /** Lines with a wildcard that exclude nothing today. */
  readonly idle: readonly string[];
}

/** What one line comes to. */
interface Exclusion {
  readonly line: string;
  readonly excluded: readonly string[];
  readonly verdict: 'excludes' | 'idle' | { readonly fault: string };
}

const maximumCompared = 1000;
const maximumRead = 400;
const maximumParts = 8;
const maximumShown = 120;
const comparedSegments = 2;

/**
 * Finds what is excluded. A line that cannot be right is a fault, since what it should keep back would be published: one without
 * wildcard that names nothing, one that looks where no included line does, and one that misses a file by a slip of the pen.
 * @throws {ActionError} INPUT_INVALID for all such lines
 */
export async function findExclusions(
  lines: readonly string[],
  included: Included,
  files: Files,
): Promise<Exclusions> {
  const exclusions: Exclusion[] = [];
  for (const line of lines) exclusions.push(await findExclusion(line, included, files));
  const faults = exclusions.flatMap(({ line, verdict }) =>
    typeof verdict === 'string' ? [] : [`!${shown(line)}: ${verdict.fault}`],
  );
  if (faults.length > 0 && included.entries.size > 0) throw invalid(faults);
  return {
    excluded: new Set(exclusions.flatMap(({ excluded }) => excluded)),
    idle: exclusions.filter(({ verdict }) => verdict === 'idle').map(({ line }) => `!${line}`),
  };
}

async function findExclusion(line: string, included: Included, files: Files): Promise<Exclusion> {
  const folders: string[] = [];
  const matched = await files.glob(line, (folder) => folders.push(folder));
  const pathOf = entryPaths(files);
  const excluded = new Set<string>();
  for (const { path, kind } of [{ path: files.resolve(line), kind: 'other' }, ...matched]) {
    excluded.add(await pathOf(path));
    // What a link to a folder leads to is excluded with it.
    if (kind !== 'file' && (await files.list(path)) !== undefined) excluded.add(await files.realPath(path));
  }
  const looksIn = await Promise.all(folders.map((folder) => files.realPath(folder)));
  const isRead = looksIn.some((folder) => included.folders.has(folder));
  const isUseful = [...excluded].some((path) => included.entries.has(path) || included.parents.has(path));
  // What is not a distribution would be ignored anyway.
  const verdict =
    isUseful || (isRead && matched.length > 0) ? 'excludes' : judge(line, included, isRead, files);
  return { line, excluded: [...excluded], verdict };
}

/** Gives the one path of an entry of a folder, which is not followed where it is a link. Each folder is looked up once. */
export function entryPaths(files: Files): (path: string) => Promise<string> {
  const folders = new Map<string, string>();
  return async (path) => {
    const folder = dirname(path);
    const real = folders.get(folder) ?? (await files.realPath(folder));
    folders.set(folder, real);
    return join(real, basename(path));
  };
}

/** A path and the folders that it lies in, the innermost first, up to the workspace or the root. */
export function ancestors(path: string, workspace?: string): readonly string[] {
  const parent = dirname(path);
  return path === parent || path === workspace ? [] : [path, ...ancestors(parent, workspace)];
}

/** What to say of a line that excludes nothing. */
function judge(line: string, { entries }: Included, isRead: boolean, files: Files): Exclusion['verdict'] {
  const near = nearest(line, entries, files);
  const missed =
    near === undefined
      ? ''
      : `; with another spelling, it would exclude ${relative(files.workspace, near.path)}`;
  if (!hasWildcard(line)) return { fault: `matches no file that the other lines match${missed}` };
  if (!isRead) return { fault: `is in no directory that the other lines search${missed}` };
  return near === undefined ? 'idle' : { fault: `matches nothing${missed}` };
}

/** The first distribution that a line would exclude, itself or a folder that it lies in, if it were spelled a little otherwise. */
function nearest(line: string, entries: Included['entries'], files: Files): DirectoryEntry | undefined {
  const candidates = [...entries.values()].filter((entry) => classify(entry).kind === 'candidate');
  const first = new Map<string, DirectoryEntry>();
  for (const entry of candidates.slice(0, maximumCompared).toReversed()) {
    for (const path of ancestors(entry.path, files.workspace)) first.set(path, entry);
  }
  const readings = readingsOf(line);
  return [...first].find(([path]) => readings.some((reading) => isNear(reading, path, files)))?.[1];
}

/** By the whole path, or, where the folder is known by another path, by the ends of both. */
function isNear(line: string, path: string, files: Files): boolean {
  if (files.isNearMiss(files.resolve(line), path)) return true;
  const segments = line.split(/[/\\]/).slice(-comparedSegments);
  return files.isNearMiss(segments.join('/'), path.split(sep).slice(-segments.length).join('/'));
}

/** What a line may be meant as: as it is, as a shell would read it, and as several patterns or with a comment. */
function readingsOf(line: string): readonly string[] {
  if (line.length > maximumRead) return [line];
  const unquoted = line.replaceAll(/["'`()]|\\(?=[*?[\]{}])|\{(?=[^,]*\})|(?<=\{[^,]*)\}/g, '');
  const parts = line.replace(/\s#.*/, '').split(/[\s,;|]+!?/);
  return [...new Set([line, unquoted, ...parts.slice(0, maximumParts)])].filter((reading) => reading !== '');
}

/** Whether a line of `packages-dir` is a pattern. */
export function hasWildcard(line: string): boolean {
  const [open, close] = [line.indexOf('{'), line.lastIndexOf('}')];
  // The question mark of a Windows path without limit of length is none.
  const pattern = line.replace(/^[\\/]{2}\?[\\/]/, '');
  return /[*?[]/.test(pattern) || (open >= 0 && line.slice(open, close).includes(','));
}

function shown(line: string): string {
  return JSON.stringify(line.length > maximumShown ? `${line.slice(0, maximumShown)}…` : line).slice(1, -1);
}

function invalid(faults: readonly string[]): ActionError {
  const heading =
    'Exclusions in packages-dir match nothing, so the files that they should exclude would be published:';
  return new ActionError(
    'INPUT_INVALID',
    [heading, ...faults.map((fault) => `- ${fault}`)].join('\n'),
    'Correct these lines, or remove them. Nothing was signed or uploaded.',
  );
}

import { dirname, sep } from 'node:path';
import { compareText } from '../ground/compare-text.ts';
import type { DirectoryEntry, Files } from '../platform/files.ts';
import { classify, printable } from './classify.ts';
import type { EntryClass } from './classify.ts';
import { ancestors, entryPaths, findExclusions, hasWildcard } from './exclusions.ts';
import type { Included } from './exclusions.ts';
import type { DistributionFault } from './finding.ts';
import { nothingFound } from './nothing-found.ts';
import { findUnsearched } from './unsearched.ts';

/** A file that is ignored, and why. */
export interface IgnoredFile {
  readonly name: string;
  /** Continues a sentence that begins with the name. */
  readonly reason: string;
}

/** A file that is taken for a distribution by how its name ends. */
export interface Candidate {
  readonly entry: DirectoryEntry;
  /** The first line of `packages-dir` that names it, from 0. */
  readonly line: number;
}

/** What lies where distributions are looked for. */
interface Discovered {
  /** By path. */
  readonly candidates: readonly Candidate[];
  /** Ignored, and named in a notice. */
  readonly ignored: readonly IgnoredFile[];
  readonly faults: readonly DistributionFault[];
  /** Lines of `packages-dir` that come to nothing, where others name distributions. */
  readonly unmatched: readonly UnmatchedLine[];
  /** Folders below that have distributions and are not searched. */
  readonly unsearched: readonly DistributionFault[];
  /** Lines that exclude nothing today. */
  readonly idleExclusions: readonly string[];
}

/** A line of `packages-dir` that names no entry. */
interface UnmatchedLine {
  readonly line: string;
  readonly reason: string;
}

interface Line {
  readonly text: string;
  readonly place: number;
}

interface Sorted extends Candidate {
  readonly as: EntryClass;
}

/** What the lines that don't exclude come to. */
interface Found extends Included {
  readonly lines: ReadonlyMap<string, number>;
  readonly unmatched: readonly UnmatchedLine[];
}

/**
 * Finds the files to publish from the lines of `packages-dir`: directories (not their subdirectories), files, globs of both,
 * relative to the workspace; `!` excludes.
 * @throws {ActionError} NO_DISTRIBUTIONS where there is none, INPUT_INVALID for lines that cannot be right
 */
export async function discover(packages: readonly string[], files: Files): Promise<Discovered> {
  const lines = packages
    .map((line, place): Line => ({ text: line.trim(), place }))
    .filter(({ text }) => text !== '');
  const including = lines.filter(({ text }) => !text.startsWith('!'));
  const found = await findIncluded(including, files);
  const excluding = lines.flatMap(({ text }) => (text.startsWith('!') ? text.slice(1).trim() : []));
  const exclusions = await findExclusions(
    excluding.filter((text) => text !== ''),
    found,
    files,
  );
  const sorted = sortedEntries(found);
  const kept = sorted.filter(({ path }) => !ancestors(path).some((each) => exclusions.excluded.has(each)));
  const candidates = kept.filter(({ as }) => as.kind === 'candidate');
  const faults = [...kept.flatMap(faultOf), ...orphans(kept, sorted)];
  if (candidates.length === 0 && faults.length === 0) {
    const excluded = sorted.filter(({ as }) => as.kind === 'candidate').map(({ entry }) => entry);
    throw await nothingFound(
      { lines: including.map(({ text }) => text), entries: [...found.entries.values()], excluded },
      files,
    );
  }
  const ignored = kept.filter(({ as }) => as.kind === 'ignored');
  const unsearched = await findUnsearched(
    {
      lines: including.map(({ text }) => text),
      ignored: ignored.map(({ entry }) => entry),
      searched: found.folders,
      names: new Set(sorted.flatMap(({ entry, as }) => (as.kind === 'candidate' ? [entry.name] : []))),
    },
    files,
  );
  const warned = new Set(unsearched.map(({ path }) => path));
  return {
    candidates,
    ignored: ignored.filter(({ entry }) => !warned.has(entry.path)).flatMap(ignoredOf),
    faults,
    unmatched: found.unmatched,
    unsearched,
    idleExclusions: exclusions.idle,
  };
}

/** By the path that each entry is found at, and known by its real path. */
function sortedEntries({ entries, lines }: Found): readonly (Sorted & { readonly path: string })[] {
  return [...entries]
    .map(([path, entry]) => ({ path, entry, line: lines.get(path) ?? 0, as: classify(entry) }))
    .toSorted((one, other) => compareText(inOrder(one.entry), inOrder(other.entry)));
}

/** What a folder's files stand together by, in the same order on all systems. */
function inOrder({ path }: DirectoryEntry): string {
  return path.replaceAll(sep, '/');
}

async function findIncluded(lines: readonly Line[], files: Files): Promise<Found> {
  const entries = new Map<string, DirectoryEntry>();
  const places = new Map<string, number>();
  const folders = new Set<string>();
  const unmatched: UnmatchedLine[] = [];
  const pathOf = entryPaths(files);
  for (const { text, place } of lines) {
    const named = await entriesOfLine(text, files);
    if (named.entries.length === 0) unmatched.push({ line: text, reason: reasonFor(text, named) });
    for (const folder of named.folders) folders.add(await files.realPath(folder));
    for (const entry of named.entries) {
      const path = await pathOf(entry.path);
      if (entries.has(path)) continue;
      entries.set(path, entry);
      places.set(path, place);
    }
  }
  const parents = new Set([...entries.keys()].flatMap((path) => ancestors(dirname(path))));
  return { entries, parents, folders, lines: places, unmatched };
}

interface Named {
  readonly entries: readonly DirectoryEntry[];
  /** Folders that were looked in. */
  readonly folders: readonly string[];
  /** The line is the path of a folder, not a pattern. */
  readonly isFolder: boolean;
}

function reasonFor(line: string, { isFolder }: Named): string {
  if (isFolder) return 'is empty (a line of packages-dir)';
  return hasWildcard(line) ? 'pattern matched no files' : 'does not exist (a line of packages-dir)';
}

/** A folder or a file that is named as it is, else what the line matches as a glob. */
async function entriesOfLine(line: string, files: Files): Promise<Named> {
  const path = files.resolve(line);
  const listed = await files.list(path);
  if (listed !== undefined) return { entries: listed, folders: [path], isFolder: true };
  const siblings = (await files.list(dirname(path))) ?? [];
  const file = siblings.filter((entry) => entry.path === path);
  if (file.length > 0) return { entries: file, folders: [dirname(path)], isFolder: false };
  const folders: string[] = [];
  const matched = await files.glob(line, (folder) => folders.push(folder));
  const entries: DirectoryEntry[] = [];
  for (const entry of matched) {
    const isFolder = entry.kind === 'directory' && classify(entry).kind !== 'fault';
    const content = isFolder ? await files.list(entry.path) : undefined;
    if (content !== undefined) folders.push(entry.path);
    for (const each of content ?? [entry]) entries.push(each);
  }
  return { entries, folders, isFolder: false };
}

function faultOf({ entry, as }: Sorted): DistributionFault[] {
  if (as.kind !== 'fault') return [];
  const hint =
    entry.kind === 'directory'
      ? 'Set packages-dir to the directories with the files, such as `dist/*`, or set `merge-multiple: true` of actions/download-artifact.'
      : 'Copy the file itself into the directory (`cp`, not `ln`).';
  return [{ name: printable(entry.name), severity: 'error', message: as.reason, hint }];
}

function ignoredOf({ entry, as }: Sorted): IgnoredFile[] {
  return as.kind === 'ignored' ? [{ name: printable(entry.name), reason: as.reason }] : [];
}

/** Attestations without their distribution in the same folder: it was renamed, or is missing from the release. */
function orphans(kept: readonly Sorted[], all: readonly Sorted[]): DistributionFault[] {
  const distributions = new Set(
    all.filter(({ as }) => as.kind === 'candidate').map(({ entry }) => entry.path),
  );
  return kept
    .filter(
      ({ entry, as }) =>
        as.kind === 'attestation' && !distributions.has(entry.path.replace(/\.[^.]+\.attestation$/, '')),
    )
    .map(({ entry }) => ({
      name: printable(entry.name),
      severity: 'error',
      message: 'is an attestation without its distribution',
      hint: 'Remove the attestation, or download its distribution into the same directory.',
    }));
}

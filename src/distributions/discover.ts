import { dirname } from 'node:path';
import { ActionError } from '../errors.ts';
import { compareText } from '../ground/compare-text.ts';
import type { DirectoryEntry, Files } from '../platform/files.ts';
import { classify } from './classify.ts';
import type { EntryClass } from './classify.ts';
import { printableFilename } from './filename.ts';
import type { DistributionFault } from './finding.ts';

/** A file that is left alone, and why. */
export interface IgnoredFile {
  readonly name: string;
  /** Continues a sentence that begins with the name. */
  readonly reason: string;
}

/** What lies where distributions are looked for. */
export interface Discovered {
  /** Files that are taken for distributions by how their name ends, by path. */
  readonly candidates: readonly DirectoryEntry[];
  /** Left alone, and named in a notice. */
  readonly ignored: readonly IgnoredFile[];
  readonly faults: readonly DistributionFault[];
  /** Lines of `packages-dir` that match nothing, where others match. */
  readonly unmatched: readonly string[];
}

interface Sorted {
  readonly entry: DirectoryEntry;
  readonly as: EntryClass;
}

const maximumFolders = 100;

/**
 * Finds the files to publish from the lines of `packages-dir`: folders (not descended into), files, globs of both,
 * relative to the workspace; `!` excludes. @throws {ActionError} NO_DISTRIBUTIONS where there is none.
 */
export async function discover(packages: readonly string[], files: Files): Promise<Discovered> {
  const lines = packages.map((line) => line.trim()).filter((line) => line !== '');
  const included = lines.filter((line) => !line.startsWith('!'));
  const { entries, unmatched } = await entriesOf(included, files);
  const excluded = await exclusions(
    lines.filter((line) => line.startsWith('!')),
    files,
  );
  const sorted = entries.map((entry) => ({ entry, as: classify(entry) }));
  const kept = sorted.filter(({ entry }) => !excluded.has(entry.path) && !excluded.has(dirname(entry.path)));
  const candidates = kept.filter(({ as }) => as.kind === 'candidate').map(({ entry }) => entry);
  const faults = [...kept.flatMap(faultOf), ...orphans(kept, sorted)];
  if (candidates.length === 0 && faults.length === 0) throw await nothingFound(included, entries, files);
  return { candidates, ignored: kept.flatMap(ignoredOf), faults, unmatched };
}

/** A foreign name as it can be printed. */
export function printable(name: string): string {
  return printableFilename.test(name) ? name : JSON.stringify(name);
}

async function entriesOf(
  lines: readonly string[],
  files: Files,
): Promise<{ entries: DirectoryEntry[]; unmatched: string[] }> {
  const found = new Map<string, DirectoryEntry>();
  const unmatched: string[] = [];
  for (const line of lines) {
    const entries = await entriesOfLine(line, files);
    if (entries.length === 0) unmatched.push(line);
    for (const entry of entries) found.set(entry.path, entry);
  }
  return {
    entries: [...found.values()].toSorted((one, other) => compareText(one.path, other.path)),
    unmatched,
  };
}

async function entriesOfLine(line: string, files: Files): Promise<readonly DirectoryEntry[]> {
  const listed = await files.list(files.resolve(line));
  if (listed !== undefined) return listed;
  const matched = await matches(line, files);
  const nested: DirectoryEntry[] = [];
  for (const entry of matched) {
    const content =
      entry.kind === 'directory' && classify(entry).kind !== 'fault'
        ? await files.list(entry.path)
        : undefined;
    for (const each of content ?? [entry]) nested.push(each);
  }
  return nested;
}

async function matches(line: string, files: Files): Promise<readonly DirectoryEntry[]> {
  if (/[*?[]|\{[^{}]*,[^{}]*\}/.test(line)) return files.glob(line);
  const path = files.resolve(line);
  const siblings = await files.list(dirname(path));
  return siblings?.filter((entry) => entry.path === path) ?? [];
}

/** Paths that are excluded: files, and folders with what lies directly in them. */
async function exclusions(lines: readonly string[], files: Files): Promise<ReadonlySet<string>> {
  const excluded = new Set<string>();
  for (const line of lines.map((text) => text.slice(1).trim()).filter((text) => text !== '')) {
    excluded.add(files.resolve(line));
    for (const entry of await matches(line, files)) excluded.add(entry.path);
  }
  return excluded;
}

function faultOf({ entry, as }: Sorted): DistributionFault[] {
  return as.kind === 'fault' ? [{ name: printable(entry.name), severity: 'error', message: as.reason }] : [];
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
      message: 'is an attestation without its distribution; remove it, or put the distribution beside it',
    }));
}

async function nothingFound(
  lines: readonly string[],
  entries: readonly DirectoryEntry[],
  files: Files,
): Promise<ActionError> {
  if (lines.length === 0) {
    return new ActionError(
      'NO_DISTRIBUTIONS',
      'packages-dir has only lines that exclude (!), and none that says where the files are',
      'Add a line with the folder, such as dist.',
    );
  }
  const where = lines.map((line) => `'${line}'`).join(', ');
  const message = `no wheel (.whl) or sdist (.tar.gz) in packages-dir ${where} of ${files.workspace}`;
  for (const folder of entries.filter((entry) => entry.kind === 'directory').slice(0, maximumFolders)) {
    const below = (await files.list(folder.path)) ?? [];
    if (!below.some((entry) => classify(entry).kind === 'candidate')) continue;
    const line = lines.find((one) => files.resolve(one) === dirname(folder.path)) ?? lines[0] ?? '';
    const glob = `${line.replace(/[/\\]+$/, '')}/*`;
    return new ActionError(
      'NO_DISTRIBUTIONS',
      `${message}, but in folders below`,
      `Write packages-dir: ${glob} (or use merge-multiple: true with download-artifact).`,
    );
  }
  return new ActionError(
    'NO_DISTRIBUTIONS',
    message,
    'Set packages-dir to where the build put the files, and check that they were downloaded into this job.',
  );
}

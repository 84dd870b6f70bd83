import { isAbsolute, join, parse } from 'node:path';
import { ActionError } from '../errors.ts';
import type { DirectoryEntry } from './files.ts';
import { isPattern, segmentMatcher, withoutBraces } from './glob-pattern.ts';

/** What a glob is looked up in. */
interface GlobGround {
  readonly workspace: string;
  readonly list: (directory: string) => Promise<readonly DirectoryEntry[] | undefined>;
  /** As Windows and macOS compare names. */
  readonly ignoreCase: boolean;
  /** What stands between the segments of a pattern. */
  readonly separator: RegExp;
}

/**
 * Entries that a glob matches, by path: `*`, `?`, `[]` in a name, `{,}`, `**` for any number of folders. Links are not followed.
 * @param onFolder called with each folder that is looked in
 * @throws {ActionError} INPUT_INVALID where its braces stand for more than a thousand patterns
 */
export async function glob(
  pattern: string,
  ground: GlobGround,
  onFolder: (directory: string) => void = () => {},
): Promise<ReadonlyMap<string, DirectoryEntry>> {
  const found = new Map<string, DirectoryEntry>();
  const patterns = withoutBraces(pattern);
  if (patterns === undefined) throw tooWide(pattern);
  const listed = { ...ground, list: listingOnce(ground, onFolder) };
  for (const each of patterns) {
    const root = isAbsolute(each) ? parse(each).root : '';
    const segments = each.slice(root.length).split(ground.separator);
    const walk = walker(found, listed);
    await walk(
      root || ground.workspace,
      segments.filter((segment) => segment !== '' && segment !== '.'),
    );
  }
  return found;
}

function tooWide(pattern: string): ActionError {
  const shown = JSON.stringify(pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern);
  return new ActionError(
    'INPUT_INVALID',
    `the pattern ${shown} has more than 1,000 alternatives in braces, or a path of more than 4,096 characters`,
    'Use `*` in place of braces, or write several lines.',
  );
}

/** Several patterns lead through the same folders. */
function listingOnce({ list }: GlobGround, onFolder: (directory: string) => void): GlobGround['list'] {
  const known = new Map<string, readonly DirectoryEntry[] | undefined>();
  return async (directory) => {
    if (known.has(directory)) return known.get(directory);
    const listing = await list(directory);
    known.set(directory, listing);
    if (listing !== undefined) onFolder(directory);
    return listing;
  };
}

function walker(found: Map<string, DirectoryEntry>, { list, ignoreCase }: GlobGround) {
  // Patterns with several `**` come to the same folder in many ways.
  const visited = new Set<string>();

  async function walk(directory: string, [segment, ...rest]: readonly string[]): Promise<void> {
    const visit = `${rest.length} ${directory}`;
    if (segment === undefined || visited.has(visit)) return;
    visited.add(visit);
    if (segment === '..' || (rest.length > 0 && !isPattern(segment)))
      return walk(join(directory, segment), rest);
    const entries = (await list(directory)) ?? [];
    if (segment === '**') return walkBelow(directory, entries, rest);
    const isNamed = segmentMatcher(segment, ignoreCase);
    for (const entry of entries.filter(({ name }) => isNamed(name))) {
      if (rest.length === 0) found.set(entry.path, entry);
      else if (entry.kind === 'directory') await walk(entry.path, rest);
    }
  }

  async function walkBelow(
    directory: string,
    entries: readonly DirectoryEntry[],
    rest: readonly string[],
  ): Promise<void> {
    await walk(directory, rest);
    for (const entry of entries) {
      if (rest.length === 0) found.set(entry.path, entry);
      if (entry.kind === 'directory') await walk(entry.path, ['**', ...rest]);
    }
  }

  return walk;
}

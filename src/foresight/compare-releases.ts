import { compareMetadata, type MetadataChange } from './compare-metadata.ts';
import { isSame, noveltiesOf, type Novelty } from './novelties.ts';
import { comparablePath, type SeenFile, type SeenRelease } from './seen-release.ts';

/** How one file differs from the one that stood in its place in the last release. */
interface FileDifference {
  readonly name: string;
  /** The earlier file. */
  readonly since: string;
  readonly size: number | undefined;
  readonly sizeBefore: number | undefined;
  /** Undefined where the members of one of the two are not known. */
  readonly members: MemberDifference | undefined;
}

/** Paths of members, with the folders `.dist-info` and `.data` without their version; RECORD, which follows from the rest, is left out. */
interface MemberDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Something new, and the files that have it. */
interface FoundNovelty extends Novelty {
  readonly files: readonly string[];
}

/** How a release differs from the one before it. */
export interface ReleaseDifference {
  readonly project: string;
  readonly version: string;
  /** The version of the last release. */
  readonly since: string;
  readonly files: readonly FileDifference[];
  /** What should be reviewed before it is published; none in most releases. */
  readonly novelties: readonly FoundNovelty[];
  readonly metadata: readonly MetadataChange[];
  readonly lostPlatforms: readonly string[];
}

/** Compares a release that is to be published with the last one. Pure; what is not known of a file differs in nothing. */
export function compareReleases(previous: SeenRelease, current: SeenRelease): ReleaseDifference {
  const pairs = [...current.files].flatMap(([name, now]) => {
    const before = previous.files.get(name);
    if (before === undefined) return [];
    const metadata = compareMetadata(before, now);
    return [{ before, now, metadata, novelties: noveltiesOf(before, now, metadata) }];
  });
  const { project, version } = current;
  return {
    project,
    version,
    since: previous.version,
    files: pairs.map(({ before, now }) => ({
      name: now.name,
      since: before.name,
      size: now.size,
      sizeBefore: before.size,
      members: compareMembers(before, now),
    })),
    novelties: together(pairs),
    metadata: distinct(pairs.flatMap(({ metadata }) => metadata)),
    lostPlatforms: [...previous.platforms].filter((platform) => !current.platforms.has(platform)),
  };
}

function compareMembers(before: SeenFile, now: SeenFile): MemberDifference | undefined {
  if (before.members === undefined || now.members === undefined) return undefined;
  const [earlier, own] = [byPath(before.members), byPath(now.members)];
  return {
    added: [...own.keys()].filter((path) => !earlier.has(path)),
    removed: [...earlier.keys()].filter((path) => !own.has(path)),
    changed: [...own].flatMap(([path, member]) => {
      const other = earlier.get(path);
      return other === undefined || isSame(other, member) ? [] : [path];
    }),
  };
}

function byPath(members: NonNullable<SeenFile['members']>): NonNullable<SeenFile['members']> {
  return new Map(
    [...members].flatMap(([path, member]): [string, typeof member][] =>
      /^[^/]+\.dist-info\/RECORD$/.test(path) ? [] : [[comparablePath(path), member]],
    ),
  );
}

/** The wheels of a release mostly have the same news. */
function together(
  pairs: readonly { readonly now: SeenFile; readonly novelties: readonly Novelty[] }[],
): readonly FoundNovelty[] {
  const all = pairs.flatMap(({ now, novelties }) =>
    novelties.map((novelty) => ({ novelty, file: now.name })),
  );
  const groups = Map.groupBy(all, ({ novelty: { kind, what } }) => `${kind} ${what}`);
  return [...groups.values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ ...first.novelty, files: [first.file, ...more.map(({ file }) => file)] }],
  );
}

function distinct(changes: readonly MetadataChange[]): readonly MetadataChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

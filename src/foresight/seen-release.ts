import type { CoreMetadata, DistributionKind } from '../distributions/distribution.ts';
import type { ListedMember } from '../distributions/wheel-listing.ts';

/** What is known of one file of a release, without most of its bytes. */
export interface SeenFile {
  readonly name: string;
  readonly kind: DistributionKind;
  /** Bytes; undefined where the index does not say. */
  readonly size: number | undefined;
  /** By path, without folders; undefined where nobody listed them, as of an sdist. */
  readonly members: ReadonlyMap<string, ListedMember> | undefined;
  readonly metadata: CoreMetadata | undefined;
  /** The text of entry_points.txt; empty where it has none, undefined where nobody read it. */
  readonly entryPoints: string | undefined;
}

/** A release of a project: the one that is to be published, or what the index has of the one before. */
export interface SeenRelease {
  readonly project: string;
  /** Normalised version (PEP 440). */
  readonly version: string;
  /** By the name of the file that is to be published; of an earlier release the ones that stand where these do. */
  readonly files: ReadonlyMap<string, SeenFile>;
  /** What wheels of the whole release are for. */
  readonly platforms: ReadonlySet<string>;
}

/** A member's path as it is compared: the folders `.dist-info` and `.data` have the version in their names. */
export function comparablePath(path: string): string {
  return path.replace(/^([^/]+?)-[^/-]+\.(dist-info|data)\//, '$1.$2/');
}

/**
 * Whether a member of a file that is to be published is new since the last release; undefined where that is not known: there is no earlier
 * release, its file is out of reach, or it is an sdist.
 */
export function isNewMember(last: SeenRelease | undefined, file: string, path: string): boolean | undefined {
  const members = last?.files.get(file)?.members;
  if (members === undefined) return undefined;
  const wanted = comparablePath(path);
  return ![...members.keys()].some((each) => comparablePath(each) === wanted);
}

import type { Distribution } from './distributions/distribution.ts';
import { compareText } from './ground/compare-text.ts';
import type { Presence } from './package-index/package-index.ts';
import type { Release } from './package-index/upload/publish.ts';

/** What will be done with one file, and why. */
export interface PlannedFile {
  readonly distribution: Distribution;
  readonly action: 'publish' | 'already-there' | 'skipped-different';
  readonly because: string;
  /** Where the index has a file of that name. */
  readonly presence: Presence;
}

/** What a run will do to each distribution. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** Releases with something left to publish. */
  readonly releases: readonly Release[];
  /** The files among them. */
  readonly toPublish: readonly Distribution[];
}

/** Decides for each distribution from what the index has. */
export function planRelease(
  distributions: readonly Distribution[],
  presence: ReadonlyMap<string, Presence>,
): Plan {
  const files = distributions.map((distribution) => planFile(distribution, presence.get(distribution.name)));
  const toPublish = files.filter((file) => file.action === 'publish').map((file) => file.distribution);
  return { files, toPublish, releases: groupReleases(toPublish) };
}

function planFile(distribution: Distribution, presence: Presence = { kind: 'absent' }): PlannedFile {
  switch (presence.kind) {
    case 'absent':
      return { distribution, presence, action: 'publish', because: 'the index does not list it' };
    case 'identical':
      return { distribution, presence, action: 'already-there', because: 'the index has the same bytes' };
    case 'different':
      return {
        distribution,
        presence,
        action: 'skipped-different',
        because: `the index has other bytes under this name (SHA-256 ${presence.file.sha256}, here ${distribution.sha256}), and skip-existing is true`,
      };
  }
}

/** The releases that these files are of, each with its files in the order of their upload. */
export function groupReleases(distributions: readonly Distribution[]): readonly Release[] {
  const groups = Map.groupBy(distributions, ({ project, version }) => `${project} ${version}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ project: first.project, version: first.version, distributions: group.toSorted(wheelsFirst) }];
  });
}

function wheelsFirst(one: Distribution, other: Distribution): number {
  if (one.kind !== other.kind) return one.kind === 'wheel' ? -1 : 1;
  return compareText(one.name, other.name);
}

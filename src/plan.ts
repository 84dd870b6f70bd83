import type { Distribution } from './distributions/distribution.ts';
import { releaseVersion } from './distributions/version.ts';
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
  return { files, toPublish, releases: groupReleases(toPublish, distributions) };
}

/** The plan, with nothing to publish of these projects. */
export function withoutProjects(plan: Plan, projects: readonly string[]): Plan {
  const isKept = ({ project }: { readonly project: string }): boolean => !projects.includes(project);
  return { ...plan, toPublish: plan.toPublish.filter(isKept), releases: plan.releases.filter(isKept) };
}

function planFile(distribution: Distribution, presence: Presence = { kind: 'absent' }): PlannedFile {
  switch (presence.kind) {
    case 'absent':
      return { distribution, presence, action: 'publish', because: 'the index does not list it' };
    case 'identical':
      return { distribution, presence, action: 'already-there', because: 'the index has an identical file' };
    case 'different':
      return {
        distribution,
        presence,
        action: 'skipped-different',
        because: `the index has a different file under this name (SHA-256 ${presence.file.sha256}, here ${distribution.sha256}), and skip-existing is true`,
      };
  }
}

/**
 * The releases that these files are of.
 * @param all the files of the run, which show where in `packages-dir` a release is named first
 */
export function groupReleases(
  distributions: readonly Distribution[],
  all: readonly Distribution[] = distributions,
): readonly Release[] {
  const lines = new Map<string, number>();
  for (const each of all)
    lines.set(releaseOf(each), Math.min(each.line, lines.get(releaseOf(each)) ?? each.line));
  return [...Map.groupBy(distributions, releaseOf)].flatMap(([key, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { project, version, line } = first;
    return [{ project, version, line: lines.get(key) ?? line, distributions: group }];
  });
}

function releaseOf({ project, version }: Distribution): string {
  return `${project} ${releaseVersion(version)}`;
}

import { eq, valid } from '@renovatebot/pep440';
import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { mapPool } from '../../ground/pool.ts';
import type { ProjectPage } from './project-page.ts';
import { listRelease } from './queries.ts';
import type { QueryContext } from './queries.ts';

/** Why the index would not take some files. */
export interface UploadBlocker {
  /** Their names. */
  readonly files: readonly string[];
  /** The reason, after the name of the file or of the project. */
  readonly line: string;
}

/** Milliseconds after its first file during which PyPI takes more files for a release. */
const RELEASE_OPEN = 14 * 24 * 3_600_000;
const RELEASES_AT_ONCE = 4;

/** Why the index would refuse files that it doesn't have yet. */
export async function uploadBlockers(
  project: string,
  missing: readonly DistributionIdentity[],
  page: ProjectPage,
  context: QueryContext,
): Promise<readonly UploadBlocker[]> {
  const { index } = context;
  if (page.status === 'archived' || page.status === 'quarantined') {
    const line = `${project}: the project is ${page.status} on ${index.title}, which takes no files for it`;
    return [{ files: missing.map(({ name }) => name), line }];
  }
  if (index.kind !== 'pypi') return [];
  const releases = [...Map.groupBy(missing, ({ version }) => version)];
  const blockers = await mapPool(releases, RELEASES_AT_ONCE, async ([version, files]) =>
    hasVersion(page, version) ? closedRelease(project, version, files, context) : [],
  );
  return blockers.flat();
}

async function closedRelease(
  project: string,
  version: string,
  files: readonly DistributionIdentity[],
  context: QueryContext,
): Promise<readonly UploadBlocker[]> {
  const { index, platform } = context;
  const release = await listRelease(project, version, context);
  const times = release
    .flatMap(({ uploadedAt }) => (uploadedAt === undefined ? [] : [Date.parse(uploadedAt)]))
    .filter((time) => !Number.isNaN(time));
  const first = times.reduce((earliest, time) => Math.min(earliest, time), Infinity);
  const blocked = (name: string, reason: string): UploadBlocker => {
    return { files: [name], line: `${name}: release ${project} ${version} ${reason}` };
  };
  if (platform.clock.now().getTime() - first > RELEASE_OPEN) {
    const reason = `is older than 14 days, and ${index.title} takes no more files for it`;
    return files.map(({ name }) => blocked(name, reason));
  }
  const sdist = release.find(({ kind }) => kind === 'sdist');
  if (sdist === undefined) return [];
  return files
    .filter(({ kind }) => kind === 'sdist')
    .map(({ name }) => blocked(name, `has an sdist already, ${sdist.name}, and can have only one`));
}

function hasVersion(page: ProjectPage, version: string): boolean {
  // Without PEP 700's list: a project without files has no release to ask for.
  if (page.versions === undefined) return page.files.length > 0;
  return page.versions.some(
    (each) => each === version || (isValid(each) && isValid(version) && eq(each, version)),
  );
}

function isValid(version: string): boolean {
  return valid(version) !== null;
}

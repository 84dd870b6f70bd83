import { eq, valid } from '@renovatebot/pep440';
import type { DistributionIdentity } from '../../distributions/distribution.ts';
import type { Asking } from './asking.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ProjectPage } from './project-page.ts';
import { listRelease } from './queries.ts';

/** Milliseconds after its first file during which PyPI takes more files for a release. */
const RELEASE_OPEN = 14 * 24 * 3_600_000;

/** Why the index would refuse files that it doesn't have yet. */
export async function obstacles(
  project: string,
  missing: readonly DistributionIdentity[],
  page: ProjectPage,
  index: PackageIndex,
  asking: Asking,
): Promise<readonly string[]> {
  if (page.status === 'archived' || page.status === 'quarantined') {
    return [`${project}: the project is ${page.status} on ${index.title}, which takes no files for it`];
  }
  if (index.kind !== 'pypi') return [];
  const found: string[] = [];
  for (const [version, files] of Map.groupBy(missing, (each) => each.version)) {
    if (!hasVersion(page, version)) continue;
    found.push(...(await closedRelease(project, version, files, index, asking)));
  }
  return found;
}

async function closedRelease(
  project: string,
  version: string,
  files: readonly DistributionIdentity[],
  index: PackageIndex,
  asking: Asking,
): Promise<readonly string[]> {
  const release = await listRelease(index, project, version, asking);
  const times = release.flatMap(({ uploadedAt }) =>
    uploadedAt === undefined ? [] : [Date.parse(uploadedAt)],
  );
  const first = Math.min(...times.filter((time) => !Number.isNaN(time)));
  const names = files.map(({ name }) => name);
  if (asking.clock.now().getTime() - first > RELEASE_OPEN) {
    return names.map(
      (name) =>
        `${name}: release ${project} ${version} is older than 14 days, and ${index.title} takes no more files for it`,
    );
  }
  const sdist = release.find(({ kind }) => kind === 'sdist');
  if (sdist === undefined) return [];
  return files
    .filter(({ kind }) => kind === 'sdist')
    .map(
      ({ name }) =>
        `${name}: release ${project} ${version} has an sdist already, ${sdist.name}, and can have only one`,
    );
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

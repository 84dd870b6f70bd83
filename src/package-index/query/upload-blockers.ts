import { eq, valid } from '@renovatebot/pep440';
import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { raiseVersion, type Remedy } from '../../errors.ts';
import { mapPool } from '../../ground/pool.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ProjectPage } from './project-page.ts';
import { listRelease } from './queries.ts';
import type { QueryContext } from './query-context.ts';

/** Why the index would reject some files. */
export interface UploadBlocker {
  /** Their names. */
  readonly files: readonly string[];
  /** The reason, after the name of the file or of the project. */
  readonly line: string;
  /** What to do about it. */
  readonly remedy: string | Remedy;
}

/** Milliseconds after its first file during which PyPI accepts more files for a release. */
const RELEASE_OPEN = 14 * 24 * 3_600_000;
const RELEASES_AT_ONCE = 4;

/** Why the index would reject files that it doesn't have yet. */
export async function uploadBlockers(
  project: string,
  missing: readonly DistributionIdentity[],
  page: ProjectPage,
  context: QueryContext,
): Promise<readonly UploadBlocker[]> {
  const { index } = context;
  const status = statusBlocker(project, missing, page, context);
  if (status !== undefined) return [status];
  if (index.kind !== 'pypi') return [];
  const releases = [...Map.groupBy(missing, ({ version }) => version)];
  const blockers = await mapPool(releases, RELEASES_AT_ONCE, async ([version, files]) =>
    hasVersion(page, version) ? closedRelease(project, version, files, context) : [],
  );
  return [...blockers.flat(), ...renamedFiles(missing, page, index)];
}

/**
 * Raising the version changes nothing where the project accepts no files at all. In quarantine Warehouse accepts those of
 * its people, by API token, and none of publishers (Project.__acl__ in warehouse/packaging/models.py).
 */
function statusBlocker(
  project: string,
  missing: readonly DistributionIdentity[],
  { status }: ProjectPage,
  { index: { title, kind }, credentials }: QueryContext,
): UploadBlocker | undefined {
  if (status !== 'archived' && status !== 'quarantined') return undefined;
  if (status === 'quarantined' && kind === 'pypi' && credentials !== undefined) return undefined;
  return {
    files: missing.map(({ name }) => name),
    line: `${project}: the project is ${status} on ${title}, which accepts no files for it`,
    remedy:
      status === 'archived'
        ? `Unarchive the project in its settings on ${title}.`
        : `Contact the operators of ${title}, who have put the project into quarantine.`,
  };
}

/** PyPI accepts the same content once, over all projects; seen here are this project and this run. */
function renamedFiles(
  missing: readonly DistributionIdentity[],
  { files }: ProjectPage,
  { title }: PackageIndex,
): readonly UploadBlocker[] {
  const names = new Map(files.map(({ sha256, name }) => [sha256, name]));
  return missing.flatMap(({ name, sha256 }) => {
    const other = names.get(sha256);
    if (other === undefined) return [];
    const line = `${name}: ${title} already has this file as ${other}, and rejects the same content under a second name`;
    return [{ files: [name], line, remedy: 'Exclude the duplicate file.' }];
  });
}

/** Files of this run, of whatever project, that have the same content under two names. */
export function twinBlockers(
  missing: readonly DistributionIdentity[],
  { title, kind }: PackageIndex,
): readonly UploadBlocker[] {
  if (kind !== 'pypi') return [];
  return [...Map.groupBy(missing, ({ sha256 }) => sha256).values()].flatMap((twins) => {
    const files = twins.map(({ name }) => name);
    if (files.length < 2) return [];
    const line = `${files.join(', ')}: their content is the same, and ${title} rejects the same content under a second name`;
    return [{ files, line, remedy: 'Exclude the duplicate file.' }];
  });
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
  if (platform.clock.now().getTime() - first > RELEASE_OPEN) {
    const closed = new Date(first + RELEASE_OPEN).toISOString().slice(0, 10);
    const reason = `is older than 14 days, and ${index.title} accepts no more files for it since ${closed}`;
    return files.map(({ name }) => ({
      files: [name],
      line: `${name}: release ${project} ${version} ${reason}`,
      remedy: raiseVersion('no file can be added to this release any more'),
    }));
  }
  const sdist = release.find(({ kind }) => kind === 'sdist');
  if (sdist === undefined) return [];
  return files
    .filter(({ kind }) => kind === 'sdist')
    .map(({ name }) => ({
      files: [name],
      line: `${name}: release ${project} ${version} has an sdist already, ${sdist.name}, and can have only one`,
      remedy: 'Exclude the sdist, or raise the version.',
    }));
}

function hasVersion(page: ProjectPage, version: string): boolean {
  // Without PEP 700's list: a project without files has no release to query.
  if (page.versions === undefined) return page.files.length > 0;
  return page.versions.some(
    (each) => each === version || (isValid(each) && isValid(version) && eq(each, version)),
  );
}

function isValid(version: string): boolean {
  return valid(version) !== null;
}

import { eq, valid } from '@renovatebot/pep440';
import type { DistributionIdentity } from '../distributions/distribution.ts';
import { ActionError, messageOf } from '../errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Http } from '../platform/http.ts';
import type { Credentials } from './credentials.ts';
import type { KnownPublisher, PackageIndex, Presence } from './package-index.ts';
import type { ListedFile, ProjectPage } from './project-page.ts';
import { publisherOf } from './provenance.ts';
import { listFiles, listRelease, readProvenance } from './queries.ts';
import type { Asking } from './queries.ts';

/** What the index has of the files of this run, before anything is signed. */
export interface Reconciliation {
  /** By file name; an entry for every distribution. */
  readonly presence: ReadonlyMap<string, Presence>;
  /** False where the index could not be asked, because it has no Simple API that is known. */
  readonly checked: boolean;
  /** Who published the newest attested file of each project, where the index says so. */
  readonly publishers: readonly KnownPublisher[];
  /** Lines for the log. */
  readonly notes: readonly string[];
}

interface Options {
  /** A file of the same name counts as done whatever its bytes. */
  readonly skipExisting: boolean;
  readonly credentials: Credentials | undefined;
}

/** Milliseconds after its first file during which PyPI takes more files for a release. */
const RELEASE_OPEN = 14 * 24 * 3_600_000;

/**
 * Asks the index which of these files it has, and whether it would take the others.
 * @throws {ActionError} INDEX_CONFLICT with all files that can't be published; INDEX_UNAVAILABLE where the index doesn't say.
 */
export async function reconcile(
  distributions: readonly DistributionIdentity[],
  index: PackageIndex,
  options: Options,
  http: Http,
  clock: Clock,
): Promise<Reconciliation> {
  if (index.simpleUrl === undefined) return unchecked(distributions, index);
  const asking: Asking = { http, clock, credentials: options.credentials };
  const presence = new Map<string, Presence>();
  const publishers: KnownPublisher[] = [];
  const notes: string[] = [];
  const conflicts: string[] = [];
  for (const [project, files] of Map.groupBy(distributions, (each) => each.project)) {
    const page = await listFiles(index, project, asking);
    for (const file of files) presence.set(file.name, presenceOf(file, page, index));
    const different = differences(files, presence);
    (options.skipExisting ? notes : conflicts).push(...different);
    const missing = files.filter((file) => presence.get(file.name)?.kind === 'absent');
    if (missing.length > 0) conflicts.push(...(await obstacles(project, missing, page, index, asking)));
    publishers.push(...(await knownPublishers(project, page, index, asking, notes)));
  }
  if (conflicts.length > 0) throw conflict(conflicts, index);
  return { presence, checked: true, publishers, notes };
}

function unchecked(distributions: readonly DistributionIdentity[], index: PackageIndex): Reconciliation {
  return {
    presence: new Map(distributions.map(({ name }) => [name, { kind: 'absent' }])),
    checked: false,
    publishers: [],
    notes: [
      `${index.title} was not asked which files it has, because check-url is not given: ` +
        'a file that is there already may be refused, or overwritten, after everything was signed.',
    ],
  };
}

function presenceOf(file: DistributionIdentity, page: ProjectPage, index: PackageIndex): Presence {
  const listed = page.files.find(({ name }) => name === file.name);
  if (listed === undefined) return { kind: 'absent' };
  const { name, sha256, url, provenanceUrl } = listed;
  if (sha256 === undefined) {
    throw new ActionError(
      'INDEX_UNAVAILABLE',
      `${index.title} has a file ${file.name} but gives no SHA-256 of it (${index.simpleUrl ?? ''})`,
      'Without the hash the two files can not be compared. Leave the file out, or leave check-url out.',
    );
  }
  const present = { name, sha256, url, provenanceUrl };
  return { kind: sha256 === file.sha256 ? 'identical' : 'different', file: present };
}

function differences(
  files: readonly DistributionIdentity[],
  presence: ReadonlyMap<string, Presence>,
): readonly string[] {
  return files.flatMap((file) => {
    const found = presence.get(file.name);
    if (found?.kind !== 'different') return [];
    return [
      `${file.name}: the index has other bytes under this name ` +
        `(SHA-256 there ${found.file.sha256}, here ${file.sha256})`,
    ];
  });
}

/** Why the index would refuse files that it doesn't have yet. */
async function obstacles(
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

async function knownPublishers(
  project: string,
  page: ProjectPage,
  index: PackageIndex,
  asking: Asking,
  notes: string[],
): Promise<readonly KnownPublisher[]> {
  const newest = newestAttested(page.files);
  if (newest?.provenanceUrl === undefined) return [];
  try {
    const provenance = await readProvenance(index, newest.provenanceUrl, asking);
    const publisher = provenance === undefined ? undefined : publisherOf(provenance, project);
    return publisher === undefined ? [] : [publisher];
  } catch (error) {
    // Only an early warning hangs on it: the index itself compares when the token is obtained.
    notes.push(`The publisher of ${newest.name} could not be compared in advance: ${messageOf(error)}`);
    return [];
  }
}

function newestAttested(files: readonly ListedFile[]): ListedFile | undefined {
  const attested = files.filter(({ provenanceUrl }) => provenanceUrl !== undefined);
  return attested.reduce<ListedFile | undefined>(
    (newest, each) =>
      newest === undefined || (each.uploadedAt ?? '') >= (newest.uploadedAt ?? '') ? each : newest,
    undefined,
  );
}

function conflict(conflicts: readonly string[], index: PackageIndex): ActionError {
  const differs = conflicts.some((line) => line.includes('other bytes under this name'));
  return new ActionError(
    'INDEX_CONFLICT',
    `${index.title} would not take these files; nothing was signed or uploaded:\n${conflicts.join('\n')}`,
    differs
      ? 'Raise the version: a published file can not be replaced. With skip-existing: true a file of the same name counts as done.'
      : 'Raise the version, or leave these files out.',
  );
}

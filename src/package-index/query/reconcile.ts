import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { ActionError, messageOf } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Http } from '../../platform/http.ts';
import type { Asking } from './asking.ts';
import type { Credentials } from '../credentials.ts';
import type { KnownPublisher, PackageIndex, Presence } from '../package-index.ts';
import type { ListedFile, ProjectPage } from './project-page.ts';
import { obstacles } from './upload-blockers.ts';
import { publisherOf } from './provenance.ts';
import { listFiles, readProvenance } from './queries.ts';

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

/** INDEX_CONFLICT: what the index has of the files of this run, and why it would not take some of them. */
export class IndexConflict extends ActionError {
  /** By file name; an entry for every distribution. */
  readonly presence: ReadonlyMap<string, Presence>;
  /** Lines that begin with the name of the file, or of the project whose files they are all about. */
  readonly refusals: readonly string[];

  constructor(
    message: string,
    hint: string,
    presence: ReadonlyMap<string, Presence>,
    refusals: readonly string[],
  ) {
    super('INDEX_CONFLICT', message, hint);
    this.presence = presence;
    this.refusals = refusals;
  }
}

interface Options {
  /** A file of the same name counts as done whatever its bytes. */
  readonly skipExisting: boolean;
  readonly credentials: Credentials | undefined;
}

/**
 * Asks the index which of these files it has, and whether it would take the others.
 * @throws {IndexConflict} with all files that can't be published. @throws {ActionError} INDEX_UNAVAILABLE where the index doesn't say.
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
  const taken: string[] = [];
  const refused: string[] = [];
  for (const [project, files] of Map.groupBy(distributions, (each) => each.project)) {
    const page = await listFiles(index, project, asking);
    for (const file of files) presence.set(file.name, presenceOf(file, page, index));
    const different = differences(files, presence);
    (options.skipExisting ? notes : taken).push(...different);
    const missing = files.filter((file) => presence.get(file.name)?.kind === 'absent');
    if (missing.length > 0) refused.push(...(await obstacles(project, missing, page, index, asking)));
    publishers.push(...(await knownPublishers(project, page, index, asking, notes)));
  }
  if (taken.length + refused.length > 0) throw conflict(taken, refused, presence, index);
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

function conflict(
  taken: readonly string[],
  refused: readonly string[],
  presence: ReadonlyMap<string, Presence>,
  index: PackageIndex,
): IndexConflict {
  const refusals = [...taken, ...refused];
  return new IndexConflict(
    `${index.title} would not take these files; nothing was signed or uploaded:\n${refusals.join('\n')}`,
    taken.length > 0
      ? 'Raise the version: a published file can not be replaced. With skip-existing: true a file of the same name counts as done.'
      : 'Raise the version, or leave these files out.',
    presence,
    refusals,
  );
}

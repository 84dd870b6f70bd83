import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { ActionError, messageOf } from '../../errors.ts';
import type { KnownPublisher, PackageIndex, Presence } from '../package-index.ts';
import { filesByName } from './project-page.ts';
import type { ListedFile, ProjectPage } from './project-page.ts';
import { publisherOf } from './provenance.ts';
import { listFiles, readProvenance } from './queries.ts';
import type { QueryContext } from './queries.ts';
import { uploadBlockers } from './upload-blockers.ts';
import type { UploadBlocker } from './upload-blockers.ts';

/** What the index has of the files of this run, before anything is signed. */
export interface ExistingFiles {
  /** By file name; an entry for every distribution. */
  readonly presence: ReadonlyMap<string, Presence>;
  /** Who published the newest attested file of each project, where the index says so. */
  readonly publishers: readonly KnownPublisher[];
  /** Lines for the log. */
  readonly notes: readonly string[];
}

/** INDEX_CONFLICT: what the index has of the files of this run, and why it would not take some of them. */
export class IndexConflict extends ActionError {
  /** By file name; an entry for every distribution. */
  readonly presence: ReadonlyMap<string, Presence>;
  /** Why a file can't be published, by its name. */
  readonly reasons: ReadonlyMap<string, string>;

  constructor(
    message: string,
    hint: string,
    presence: ReadonlyMap<string, Presence>,
    reasons: ReadonlyMap<string, string>,
  ) {
    super('INDEX_CONFLICT', message, hint);
    this.presence = presence;
    this.reasons = reasons;
  }
}

/**
 * Queries which of these files the index has, and whether it would take the others.
 * @param skipExisting a file of the same name counts as done whatever its bytes
 * @throws {IndexConflict} with all files that can't be published. @throws {ActionError} INDEX_UNAVAILABLE where the index doesn't say.
 */
export async function findExisting(
  distributions: readonly DistributionIdentity[],
  skipExisting: boolean,
  context: QueryContext,
): Promise<ExistingFiles> {
  const { index } = context;
  if (index.simpleUrl === undefined) return unqueried(distributions, index);
  const presence = new Map<string, Presence>();
  const publishers: KnownPublisher[] = [];
  const notes: string[] = [];
  const different: UploadBlocker[] = [];
  const refused: UploadBlocker[] = [];
  for (const [project, files] of Map.groupBy(distributions, (each) => each.project)) {
    const page = await listFiles(project, context);
    const listed = filesByName(page);
    for (const file of files) presence.set(file.name, presenceOf(file, listed.get(file.name), index));
    different.push(...differences(files, presence));
    const missing = files.filter((file) => presence.get(file.name)?.kind === 'absent');
    if (missing.length > 0) refused.push(...(await uploadBlockers(project, missing, page, context)));
    publishers.push(...(await knownPublishers(project, page, context, notes)));
  }
  if (skipExisting) notes.unshift(...different.map(({ line }) => line));
  const taken = skipExisting ? [] : different;
  if (taken.length + refused.length > 0) throw conflict(taken, refused, presence, index);
  return { presence, publishers, notes };
}

function unqueried(distributions: readonly DistributionIdentity[], index: PackageIndex): ExistingFiles {
  return {
    presence: new Map(distributions.map(({ name }) => [name, { kind: 'absent' }])),
    publishers: [],
    notes: [
      `${index.title} was not asked which files it has, because check-url is not given: ` +
        'a file that is there already may be refused, or overwritten, after everything was signed.',
    ],
  };
}

function presenceOf(
  file: DistributionIdentity,
  listed: ListedFile | undefined,
  index: PackageIndex,
): Presence {
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
): readonly UploadBlocker[] {
  return files.flatMap((file) => {
    const found = presence.get(file.name);
    if (found?.kind !== 'different') return [];
    const line =
      `${file.name}: the index has other bytes under this name ` +
      `(SHA-256 there ${found.file.sha256}, here ${file.sha256})`;
    return [{ files: [file.name], line }];
  });
}

async function knownPublishers(
  project: string,
  page: ProjectPage,
  context: QueryContext,
  notes: string[],
): Promise<readonly KnownPublisher[]> {
  const newest = newestAttested(page.files);
  if (newest?.provenanceUrl === undefined) return [];
  try {
    const provenance = await readProvenance(newest.provenanceUrl, context);
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
  taken: readonly UploadBlocker[],
  refused: readonly UploadBlocker[],
  presence: ReadonlyMap<string, Presence>,
  index: PackageIndex,
): IndexConflict {
  const blockers = [...taken, ...refused];
  const lines = blockers.map(({ line }) => line).join('\n');
  return new IndexConflict(
    `${index.title} would not take these files; nothing was signed or uploaded:\n${lines}`,
    taken.length > 0
      ? 'Raise the version: a published file can not be replaced. With skip-existing: true a file of the same name counts as done.'
      : 'Raise the version, or leave these files out.',
    presence,
    new Map(blockers.flatMap(({ files, line }) => files.map((name): [string, string] => [name, line]))),
  );
}

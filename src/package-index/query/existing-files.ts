import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { ActionError, asRemedy, rerunOfAll, type Remedy } from '../../errors.ts';
import { reasonLines } from '../../ground/group-reasons.ts';
import { mapPool } from '../../ground/pool.ts';
import { bareUrl } from '../../ground/url-text.ts';
import type { KnownPublisher, PackageIndex, Presence } from '../package-index.ts';
import { attestationQueries, type QueryAttestations } from './existing-attestations.ts';
import { projectWarnings, type IsOfRelease } from './project-warnings.ts';
import { EMPTY_PROJECT_PAGE, filesByName } from './project-page.ts';
import type { ListedFile, ProjectPage } from './project-page.ts';
import type { PublisherSource } from './provenance.ts';
import { queryPublishers, type FoundPublishers } from './publishers.ts';
import { listFiles } from './list-files.ts';
import type { QueryContext } from './query-context.ts';
import { twinBlockers, uploadBlockers } from './upload-blockers.ts';
import type { UploadBlocker } from './upload-blockers.ts';

/** What the index has of the files of this run, before anything is signed. */
export interface ExistingFiles {
  /** By file name; an entry for every distribution. */
  readonly presence: ReadonlyMap<string, Presence>;
  /** Who published the newest attested file of each project, where the index says so. */
  readonly publishers: readonly KnownPublisher[];
  /** By file name, all publishers of a file, of any kind, where its provenance was read (`queryPublishers`). */
  readonly sources: ReadonlyMap<string, readonly PublisherSource[]>;
  /** An empty one where the index does not have the project (`EMPTY_PROJECT_PAGE`). */
  readonly pages: ProjectPages;
  /** Lines for the log. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Undefined where the index would accept all that it does not have. */
  readonly conflict: IndexConflict | undefined;
}

/** INDEX_CONFLICT: why the index would not accept some files of this run. */
interface IndexConflict {
  readonly error: ActionError;
  /** Why a file can't be published, by its name. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** Projects side by side, and files of one; what the index bears of all together bounds them too. */
const [PROJECTS_AT_ONCE, QUERIES_AT_ONCE] = [32, 8];

/** Warehouse never lets a published file be replaced; other indexes may. A second build rarely makes the same bytes. */
function remedyForDifferent({ kind }: PackageIndex): Remedy {
  const raise =
    kind === 'pypi'
      ? 'raise the version: a published file cannot be replaced.'
      : 'raise the version, or remove the file from the index first where it lets files be replaced.';
  return {
    hint:
      'If "Re-run all jobs" built the files again, publish the artifact of the first attempt in a new run now; ' +
      'for the next release, use "Re-run failed jobs", which builds nothing again. ' +
      `Otherwise ${raise} If you set \`skip-existing: true\`, files whose name exists are skipped.`,
    rerun: 'needs-new-release',
  };
}

/** The pages of the projects of a run, by name; none where the index can't be queried. */
type ProjectPages = ReadonlyMap<string, ProjectPage>;

/** Queries the page of each project once. @throws {ActionError} INDEX_UNAVAILABLE where the index doesn't say. */
export async function queryPages(
  distributions: readonly DistributionIdentity[],
  context: QueryContext,
): Promise<ProjectPages> {
  if (context.index.simpleUrl === undefined) return new Map();
  const projects = [...new Set(distributions.map(({ project }) => project))];
  return new Map(
    await mapPool(projects, PROJECTS_AT_ONCE, async (project): Promise<[string, ProjectPage]> => [
      project,
      await listFiles(project, context),
    ]),
  );
}

/** Those of these files that no page lists. */
export function unlistedFiles<T extends DistributionIdentity>(
  distributions: readonly T[],
  pages: ProjectPages,
): readonly T[] {
  const listed = new Set([...pages.values()].flatMap(({ files }) => files.map(({ name }) => name)));
  return distributions.filter(({ name }) => !listed.has(name));
}

/** What is not the index's to say about files that it has. */
interface ReconcileRules {
  /** A file of the same name is skipped, whatever its bytes. */
  readonly skipExisting: boolean;
  readonly isOfRelease: IsOfRelease;
}

/**
 * Finds which of these files the index has by its pages, and queries whether it would accept the others.
 * @throws {ActionError} INDEX_UNAVAILABLE where the index doesn't say.
 */
export async function findExisting(
  distributions: readonly DistributionIdentity[],
  pages: ProjectPages,
  { skipExisting, isOfRelease }: ReconcileRules,
  context: QueryContext,
): Promise<ExistingFiles> {
  const { index } = context;
  if (index.simpleUrl === undefined) return unqueried(distributions, index);
  const projects = [...Map.groupBy(distributions, ({ project }) => project)];
  const found = await mapPool(projects, PROJECTS_AT_ONCE, async ([project, files]) =>
    queryProject({ project, page: pages.get(project) ?? EMPTY_PROJECT_PAGE, files, isOfRelease }, context),
  );
  const presence = new Map(found.flatMap((each) => [...each.presence]));
  const different = differences(distributions, presence, index);
  const missing = distributions.filter(({ name }) => presence.get(name)?.kind === 'absent');
  const refused = [...found.flatMap(({ blockers }) => blockers), ...twinBlockers(missing, index)];
  return {
    presence,
    publishers: found.flatMap(({ publisher }) => publisher ?? []),
    sources: new Map(found.flatMap(({ sources }) => [...sources])),
    notes: [...attestedLines(presence, index), ...found.flatMap(({ note }) => note ?? [])],
    pages,
    // What is said of the index itself, each project says.
    warnings: [...new Set(found.flatMap(({ warnings }) => warnings))],
    conflict: conflictOf([...(skipExisting ? [] : different), ...refused], index),
  };
}

function unqueried(distributions: readonly DistributionIdentity[], index: PackageIndex): ExistingFiles {
  return {
    presence: new Map(distributions.map(({ name }) => [name, { kind: 'absent' }])),
    pages: new Map(),
    publishers: [],
    sources: new Map(),
    conflict: undefined,
    warnings: [],
    notes: [
      `wheelseal cannot find existing files on ${index.title}, because \`check-url\` is not set: ` +
        'the index may reject or overwrite a file that it already has, after everything was signed.',
    ],
  };
}

interface FoundProject extends FoundPublishers {
  readonly page: ProjectPage;
  readonly presence: ReadonlyMap<string, Presence>;
  readonly blockers: readonly UploadBlocker[];
  readonly warnings: readonly string[];
}

interface ProjectQuery {
  readonly project: string;
  readonly page: ProjectPage;
  readonly files: readonly DistributionIdentity[];
  readonly isOfRelease: IsOfRelease;
}

async function queryProject(
  { project, page, files, isOfRelease }: ProjectQuery,
  context: QueryContext,
): Promise<FoundProject> {
  const listed = filesByName(page);
  const attestationsOf = attestationQueries(context);
  const found = await mapPool(files, QUERIES_AT_ONCE, async (file) => ({
    file,
    presence: await presenceOf(file, listed.get(file.name), context.index, attestationsOf),
  }));
  const missing = found.flatMap(({ file, presence }) => (presence.kind === 'absent' ? [file] : []));
  const [blockers, known] = await Promise.all([
    missing.length > 0 ? uploadBlockers(project, missing, page, context) : [],
    queryPublishers(project, page, context),
  ]);
  return {
    page,
    presence: new Map(found.map(({ file, presence }) => [file.name, presence])),
    blockers,
    warnings: projectWarnings(project, files, page, context.index, isOfRelease),
    ...known,
  };
}

async function presenceOf(
  distribution: DistributionIdentity,
  listed: ListedFile | undefined,
  index: PackageIndex,
  attestationsOf: QueryAttestations,
): Promise<Presence> {
  if (listed === undefined) return { kind: 'absent' };
  const { name, sha256, url } = listed;
  if (sha256 === undefined) {
    throw new ActionError(
      'INDEX_UNAVAILABLE',
      `${index.title} lists ${name} without a SHA-256 (${index.simpleUrl ?? ''})`,
      'Exclude the file, or remove `check-url`: without the hash the two files cannot be compared.',
    );
  }
  const file = { name, sha256, url: bareUrl(url) };
  return sha256 === distribution.sha256
    ? { kind: 'identical', file, attestations: await attestationsOf(distribution, listed) }
    : { kind: 'different', file };
}

/** Whose attestations the files carry that are there already: one line for each publisher. */
function attestedLines(presence: ReadonlyMap<string, Presence>, { title }: PackageIndex): readonly string[] {
  const seen = [...presence].flatMap(([name, found]) =>
    found.kind === 'identical' && found.attestations.kind === 'seen'
      ? [{ name, publisher: found.attestations.publisher }]
      : [],
  );
  return [...Map.groupBy(seen, ({ publisher }) => publisher)].map(
    ([publisher, files]) =>
      `Already on ${title} with attestations from ${publisher}: ${files.map(({ name }) => name).join(', ')}`,
  );
}

function differences(
  files: readonly DistributionIdentity[],
  presence: ReadonlyMap<string, Presence>,
  index: PackageIndex,
): readonly UploadBlocker[] {
  return files.flatMap((file) => {
    const found = presence.get(file.name);
    if (found?.kind !== 'different') return [];
    const line =
      `${file.name}: the index has a different file under this name ` +
      `(SHA-256 on the index ${found.file.sha256}, here ${file.sha256})`;
    return [{ files: [file.name], line, remedy: remedyForDifferent(index) }];
  });
}

function conflictOf(blockers: readonly UploadBlocker[], { title }: PackageIndex): IndexConflict | undefined {
  if (blockers.length === 0) return undefined;
  const remedies = blockers.map(({ remedy }) => asRemedy(remedy));
  const lines = reasonLines(
    blockers.map(({ line }) => ({ name: line.slice(0, line.indexOf(': ')), message: line })),
  ).join('\n');
  return {
    error: new ActionError(
      'INDEX_CONFLICT',
      `${title} would reject these files; nothing was signed:\n${lines}`,
      { hint: [...new Set(remedies.map(({ hint }) => hint))].join(' '), rerun: rerunOfAll(remedies) },
    ),
    reasons: new Map(
      blockers.flatMap(({ files, line }) => files.map((name): [string, string] => [name, line])),
    ),
  };
}

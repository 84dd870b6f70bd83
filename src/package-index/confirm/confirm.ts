import { messageOf } from '../../errors.ts';
import { pool } from '../../ground/pool.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Log } from '../../ground/log.ts';
import type { PackageIndex, ServedAttestations, Unconfirmed } from '../package-index.ts';
import type { PublisherFields } from '../publisher-policy.ts';
import { filesByName } from '../query/project-page.ts';
import type { ProjectPage } from '../query/project-page.ts';
import { listFiles } from '../query/list-files.ts';
import type { QueryContext } from '../query/query-context.ts';
import { ANSWERS, APART, confirmFile, unanswered } from './confirm-file.ts';
import type { Confirmation, Expected, Round, Watched } from './confirm-file.ts';

/** Which files the index should confirm, and until when. */
export interface ConfirmRequest {
  readonly files: readonly Expected[];
  readonly index: PackageIndex;
  /** Undefined: the index is not queried. */
  readonly until: Date | undefined;
  /** Who this job is to the index; undefined without Trusted Publishing. */
  readonly publisher: PublisherFields | undefined;
  /** Makes what each round is queried with, which ends by `until`: credentials may age. */
  readonly context: () => Promise<QueryContext>;
}

interface TimedRequest extends ConfirmRequest {
  readonly isOver: () => boolean;
}

/** Called with each file once, when it is settled or time is up. */
type RecordConfirmed = (name: string, confirmation: Confirmation) => void;

/** Milliseconds between answers that count for missing attestations, and the pauses otherwise. */
const ATTESTATIONS_PAUSE = APART;
const [FIRST_PAUSE, LONGEST_PAUSE] = [2000, 30_000];
/** Milliseconds before the end at which the last round begins, so that it can be answered. */
const LAST_ROUND = 1000;
/** Milliseconds below which no missing attestation can be certain. */
const LEAST_TO_BE_CERTAIN = (ANSWERS - 1) * APART + LAST_ROUND;
const QUERIES_AT_ONCE = 8;

/**
 * Queries what was published until every file is settled or time is up, each project by itself. Only the index's own answers count, not
 * the 200 of an upload: a repeated upload answers the same and drops the attestations.
 * @returns the newest page of each project
 */
export async function confirm(
  request: ConfirmRequest,
  platform: Pick<Platform, 'clock' | 'runner'>,
  record: RecordConfirmed,
  cancelled?: AbortSignal,
): Promise<ReadonlyMap<string, ProjectPage>> {
  const { index, until, files } = request;
  const pages = new Map<string, ProjectPage>();
  const open = new Map(files.map((file) => [file.distribution.name, watched(file, index)]));
  if (until === undefined || index.simpleUrl === undefined) {
    const because = index.simpleUrl === undefined ? '`check-url` is not set' : '`confirm-timeout` is 0';
    const unqueried = { kind: 'unqueried', because: `the index was not queried: ${because}` } as const;
    for (const [name, file] of open) record(name, unsettled(file, unqueried));
    return pages;
  }
  const { clock, runner } = platform;
  const timed = { ...request, isOver: () => clock.now() >= until };
  const began = clock.now().getTime();
  const logWait = waitLog(runner.log, clock);
  const settled = (name: string, confirmation: Confirmation): void => {
    open.delete(name);
    record(name, confirmation);
  };
  const confirmProject = async (project: string, watchedFiles: readonly Watched[]): Promise<void> => {
    const openOnes = () => watchedFiles.filter(({ distribution }) => open.has(distribution.name));
    for (let pause = FIRST_PAUSE; openOnes().length > 0; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const page = await queryRound([project, openOnes()], timed, runner.log, settled, cancelled);
      for (const file of watchedFiles) file.queried = true;
      if (page !== undefined) pages.set(project, page);
      const left = until.getTime() - LAST_ROUND - clock.now().getTime();
      const lacking = openOnes();
      const [first] = lacking;
      if (first === undefined || left <= 0) return;
      const doubtful = lacking.some(({ answers }) => answers.count > 0);
      const wait = Math.min(left, doubtful ? ATTESTATIONS_PAUSE : pause);
      logWait(
        wait,
        `${open.size} of ${files.length} not confirmed yet (${first.lacking.because}); querying again in ${seconds(wait)}, until ${until.toISOString().slice(11, 19)} UTC`,
      );
      await clock.sleep(wait, cancelled);
    }
  };
  const projects = Map.groupBy(open.values(), ({ distribution }) => distribution.project);
  await Promise.all([...projects].map(([project, ofProject]) => confirmProject(project, ofProject)));
  const waited = seconds(clock.now().getTime() - began);
  for (const [name, file] of open) {
    const lacking = withBound(file.lacking, until.getTime() - began);
    record(name, unsettled(file, lacking, `not confirmed within ${waited}: `));
  }
  return pages;
}

/** Logs a wait, unless one that was logged goes on: projects wait side by side, and one line is for all of them. */
function waitLog(
  log: Pick<Log, 'info'>,
  clock: Pick<Clock, 'now'>,
): (milliseconds: number, line: string) => void {
  let quietUntil = 0;
  return (milliseconds, line) => {
    const now = clock.now().getTime();
    if (now < quietUntil) return;
    quietUntil = now + milliseconds;
    log.info(line);
  };
}

function watched(file: Expected, { title }: PackageIndex): Watched {
  return {
    ...file,
    answers: { kind: 'none', count: 0, last: 0 },
    lacking: { kind: 'unlisted', because: `${title} does not list it` },
    queried: false,
    url: undefined,
  };
}

function unsettled(
  { attestations, url }: Watched,
  unconfirmed: Unconfirmed,
  introduction = '',
): Confirmation {
  const message = introduction + unconfirmed.because;
  const unknown: ServedAttestations = { kind: 'unknown', because: message };
  const served = attestations.length > 0 ? unknown : undefined;
  return { confirmed: null, url, attestations: served, unconfirmed, message };
}

/** What a file lacks, with the reason why that fails nothing where the run could not wait long enough. */
function withBound(lacking: Unconfirmed, milliseconds: number): Unconfirmed {
  if (lacking.kind !== 'unattested' || milliseconds >= LEAST_TO_BE_CERTAIN) return lacking;
  const bound = `\`confirm-timeout: ${Math.round(milliseconds / 1000)}\` is too short for the ${ANSWERS} answers, ${seconds(APART)} apart, after which this fails the run`;
  return { ...lacking, because: `${lacking.because}; ${bound}` };
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

/** The page of the project, with which its open files were compared; undefined where it could not be fetched. */
async function queryRound(
  [project, files]: readonly [string, readonly Watched[]],
  request: TimedRequest,
  log: Pick<Log, 'debug'>,
  settled: RecordConfirmed,
  signal: AbortSignal | undefined,
): Promise<ProjectPage | undefined> {
  const { publisher, isOver } = request;
  try {
    const context = await request.context();
    const page = await listFiles(project, context);
    if (page.status === 'quarantined') {
      // PEP 792: it lists no file of such a project, however long it is queried.
      const because = `${context.index.title} lists no files of a project in quarantine`;
      for (const file of files)
        settled(file.distribution.name, unsettled(file, { kind: 'quarantined', because }));
      return page;
    }
    const round: Round = { context, publisher, listed: filesByName(page), releases: new Map(), isOver };
    await pool(files, QUERIES_AT_ONCE, async (file) => {
      const confirmation = await confirmFile(file, round);
      if (confirmation !== undefined) settled(file.distribution.name, confirmation);
    });
    return page;
  } catch (error) {
    signal?.throwIfAborted();
    for (const file of files) unanswered(file, error, isOver());
    log.debug(messageOf(error));
    return undefined;
  }
}

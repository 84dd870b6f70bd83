import type { Attestation } from '../../attestations/attestation.ts';
import type { DistributionIdentity } from '../../distributions/distribution.ts';
import { messageOf } from '../../errors.ts';
import { pool } from '../../ground/pool.ts';
import type { Platform } from '../../platform/platform.ts';
import { queryCredentials } from '../credentials.ts';
import type { CredentialSource } from '../credentials.ts';
import type { PackageIndex } from '../package-index.ts';
import { filesByName } from '../query/project-page.ts';
import type { ListedFile } from '../query/project-page.ts';
import { isOfServedStatement, isServed, publisherName } from '../query/provenance.ts';
import { integrityUrl, listFiles, listRelease, readProvenance } from '../query/queries.ts';
import type { QueryContext, ReleaseFile } from '../query/queries.ts';

/** A file that should be on the index, and the attestations that were sent with it. */
export interface Expected {
  readonly distribution: DistributionIdentity;
  readonly attestations: readonly Attestation[];
}

/** What the index is asked to show, and for how long. */
export interface ConfirmRequest {
  readonly files: readonly Expected[];
  readonly index: PackageIndex;
  /** Seconds to wait until the index shows the files; 0: don't ask. */
  readonly timeoutSeconds: number;
  readonly credentials: CredentialSource | undefined;
}

/** What the index shows: `false` where it contradicts what was sent, `null` where it didn't show it in time. */
export interface Confirmation {
  readonly confirmed: boolean | null;
  /** Where the index serves the file. */
  readonly url?: string;
  /** Whom the index names as the publisher of its attestations. */
  readonly publisher?: string;
  /** Why not, without the file's name, for a warning or an error. */
  readonly message?: string;
}

/** Told of each file once, when it is settled or time is up. */
export type RecordConfirmed = (name: string, confirmation: Confirmation) => void;

/** A file that is not settled yet. */
interface Watched extends Expected {
  /** Answers in which the file was there and its attestations were not. */
  missing: number;
  /** What the last round lacked, for the message when time is up. */
  lacking: string;
}

/** One round of queries about all files of a project that are not settled. */
interface Round {
  readonly context: QueryContext;
  /** Files of the project page by name. */
  readonly listed: ReadonlyMap<string, ListedFile>;
  /** Releases of this round by version: one request each. */
  readonly releases: Map<string, Promise<readonly ReleaseFile[]>>;
}

/** Milliseconds between answers that count for a missing provenance, and the longest pause otherwise. */
const PROVENANCE_PAUSE = 10_000;
const LONGEST_PAUSE = 30_000;
const QUERIES_AT_ONCE = 8;
/** Answers without provenance after which it is taken for absent: one edge may be behind, not three answers. */
const MISSING_ANSWERS = 3;

/**
 * Asks the index for what was published until every file is settled or time is up. Only the index's own answers count,
 * not the 200 of an upload: a repeated upload answers the same and drops the attestations.
 */
export async function confirm(
  request: ConfirmRequest,
  platform: Pick<Platform, 'http' | 'clock' | 'runner'>,
  record: RecordConfirmed,
  cancelled?: AbortSignal,
): Promise<void> {
  const { clock } = platform;
  const open = new Map(
    request.files.map((file): [string, Watched] => [
      file.distribution.name,
      { ...file, missing: 0, lacking: `${request.index.title} does not list it` },
    ]),
  );
  if (request.timeoutSeconds === 0 || request.index.simpleUrl === undefined) {
    for (const name of open.keys()) record(name, { confirmed: null });
    return;
  }
  const settled = (name: string, confirmation: Confirmation): void => {
    open.delete(name);
    record(name, confirmation);
  };
  const end = clock.now().getTime() + request.timeoutSeconds * 1000;
  for (let pause = 2000; open.size > 0; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    await queryRound([...open.values()], request, platform, settled, cancelled);
    const doubtful = [...open.values()].some(({ missing }) => missing > 0);
    const wait = doubtful ? PROVENANCE_PAUSE : pause;
    if (open.size === 0 || clock.now().getTime() + wait > end) break;
    const [lacking = ''] = [...open.values()].map((file) => file.lacking);
    platform.runner.log.info(
      `${open.size} of ${request.files.length} not confirmed yet (${lacking}); asking again in ${wait / 1000} s`,
    );
    await clock.sleep(wait, cancelled);
  }
  for (const [name, { lacking }] of open) {
    const message = `not confirmed within ${request.timeoutSeconds} s: ${lacking}`;
    record(name, { confirmed: null, message });
  }
}

async function queryRound(
  open: readonly Watched[],
  { index, credentials: source }: ConfirmRequest,
  platform: Pick<Platform, 'http' | 'clock' | 'runner'>,
  settled: RecordConfirmed,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const [project, files] of Map.groupBy(open, ({ distribution }) => distribution.project)) {
    try {
      const credentials = await queryCredentials(source, index);
      const context: QueryContext = { index, platform, credentials, once: true, signal };
      const page = await listFiles(project, context);
      const round: Round = { context, listed: filesByName(page), releases: new Map() };
      await pool(files, QUERIES_AT_ONCE, async (file) => queryFile(file, round, settled));
    } catch (error) {
      signal?.throwIfAborted();
      for (const file of files) file.lacking = messageOf(error);
      platform.runner.log.debug(messageOf(error));
    }
  }
}

async function queryFile(file: Watched, round: Round, settled: RecordConfirmed): Promise<void> {
  try {
    const confirmation = await confirmationOf(file, round);
    if (confirmation !== undefined) settled(file.distribution.name, confirmation);
  } catch (error) {
    // The next round asks again; when time is up this is the reason.
    file.lacking = messageOf(error);
  }
}

/** What is certain about a file that the project page may list; undefined while nothing is. */
async function confirmationOf(file: Watched, round: Round): Promise<Confirmation | undefined> {
  const { distribution, attestations } = file;
  const { title } = round.context.index;
  const shown = round.listed.get(distribution.name);
  if (shown === undefined) return undefined;
  const { url } = shown;
  const hashes = [shown.sha256, await secondHash(distribution, shown, round)];
  const other = hashes.find((hash) => hash !== undefined && hash !== distribution.sha256);
  if (other !== undefined) {
    const message = `${title} has other bytes than were sent (SHA-256 there ${other}, here ${distribution.sha256})`;
    return { confirmed: false, url, message };
  }
  if (hashes.includes(undefined)) {
    file.lacking = `${title} lists it without its SHA-256 so far`;
    return undefined;
  }
  if (attestations.length === 0) return { confirmed: true, url };
  const { state, publisher } = await servedFor(file, shown, round);
  const named = publisher === undefined ? {} : { publisher };
  if (state === 'the-very-ones') return { confirmed: true, url, ...named };
  file.missing += 1;
  file.lacking = LACKING[state](title);
  if (file.missing < MISSING_ANSWERS) return undefined;
  // The index took that one and checked it; that this run's was dropped harms nobody.
  if (state === 'of-an-earlier-upload') return { confirmed: null, url, ...named, message: file.lacking };
  return { confirmed: false, url, message: `${file.lacking}; none can be added to it any more` };
}

const LACKING = {
  'of-an-earlier-upload': (title: string) =>
    `${title} serves an attestation of the same statement from an earlier upload, not the one that was sent now`,
  'others-or-none': (title: string) => `${title} lists it, but not with the attestation that was sent`,
} as const;

/** By the JSON API where there is one; else the project page's own has to do. */
async function secondHash(
  { name, project, version }: DistributionIdentity,
  shown: ListedFile,
  { context, releases }: Round,
): Promise<string | undefined> {
  if (context.index.apiUrl === undefined) return shown.sha256;
  const release = releases.get(version) ?? listRelease(project, version, context);
  releases.set(version, release);
  return (await release).find((file) => file.name === name)?.sha256;
}

/** What the index serves for the attestations that were sent with a file. */
interface Served {
  readonly state: 'the-very-ones' | 'of-an-earlier-upload' | 'others-or-none';
  readonly publisher?: string;
}

async function servedFor(
  { distribution, attestations }: Expected,
  shown: ListedFile,
  { context }: Round,
): Promise<Served> {
  const url = integrityUrl(context.index, distribution) ?? shown.provenanceUrl;
  const provenance = url === undefined ? undefined : await readProvenance(url, context);
  if (provenance === undefined) return { state: 'others-or-none' };
  const publisher = publisherName(provenance);
  if (attestations.every((sent) => isServed(sent, provenance))) return { state: 'the-very-ones', publisher };
  if (!attestations.every((sent) => isOfServedStatement(sent, provenance)))
    return { state: 'others-or-none' };
  return { state: 'of-an-earlier-upload', publisher };
}

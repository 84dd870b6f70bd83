import type { Attestation } from '../attestations/attestation.ts';
import type { DistributionIdentity } from '../distributions/distribution.ts';
import { messageOf } from '../errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { CredentialSource } from './credentials.ts';
import type { PackageIndex } from './package-index.ts';
import type { ListedFile } from './project-page.ts';
import { isServed } from './provenance.ts';
import { integrityUrl, listFiles, listRelease, readProvenance } from './queries.ts';
import type { Asking, ReleaseFile } from './queries.ts';

/** A file that should be on the index, and the attestations that were sent with it. */
export interface Expected {
  readonly distribution: DistributionIdentity;
  readonly attestations: readonly Attestation[];
}

export interface ConfirmRequest {
  readonly files: readonly Expected[];
  readonly index: PackageIndex;
  /** Seconds to wait until the index shows the files; 0: don't ask. */
  readonly timeoutSeconds: number;
  readonly credentials: CredentialSource | undefined;
}

/** What the index shows: `false` where it contradicts what was sent, `null` where it didn't show the file in time. */
export interface Confirmation {
  readonly confirmed: boolean | null;
  /** Where the index serves the file. */
  readonly url?: string;
  /** Why not, without the file's name, for a warning or an error. */
  readonly message?: string;
}

export type RecordConfirmed = (name: string, confirmation: Confirmation) => void;

interface Watched extends Expected {
  /** Answers in which the file was there and its attestations were not. */
  missing: number;
  /** What the last round lacked, for the message when time is up. */
  lacking: string;
}

interface Round {
  readonly index: PackageIndex;
  readonly asking: Asking;
  /** Releases of this round by project and version: one request each. */
  readonly releases: Map<string, Promise<readonly ReleaseFile[]>>;
}

/** Milliseconds between answers that count for a missing provenance, and the longest pause otherwise. */
const PROVENANCE_PAUSE = 10_000;
const LONGEST_PAUSE = 30_000;
/** Answers without provenance after which it is taken for absent: one edge may be behind, not three answers. */
const MISSING_ANSWERS = 3;
const QUESTIONS_AT_ONCE = 8;

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
  const end = clock.now().getTime() + request.timeoutSeconds * 1000;
  for (let pause = 2000; open.size > 0; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    await askRound(open, request, platform, record, cancelled);
    const doubtful = [...open.values()].some(({ missing }) => missing > 0);
    const wait = doubtful ? PROVENANCE_PAUSE : pause;
    if (open.size === 0 || clock.now().getTime() + wait > end) break;
    await clock.sleep(wait, cancelled);
  }
  for (const [name, { lacking }] of open) {
    const message = `not confirmed within ${request.timeoutSeconds} s: ${lacking}`;
    record(name, { confirmed: null, message });
  }
}

async function askRound(
  open: Map<string, Watched>,
  request: ConfirmRequest,
  { http, clock, runner }: Pick<Platform, 'http' | 'clock' | 'runner'>,
  record: RecordConfirmed,
  cancelled: AbortSignal | undefined,
): Promise<void> {
  for (const [project, files] of Map.groupBy(
    [...open.values()],
    ({ distribution }) => distribution.project,
  )) {
    try {
      const credentials = await queryCredentials(request);
      const asking: Asking = { http, clock, credentials, once: true, signal: cancelled };
      const page = await listFiles(request.index, project, asking);
      const round: Round = { index: request.index, asking, releases: new Map() };
      for (let start = 0; start < files.length; start += QUESTIONS_AT_ONCE) {
        const batch = files.slice(start, start + QUESTIONS_AT_ONCE);
        await Promise.all(batch.map((file) => settle(file, page.files, round, open, record)));
      }
    } catch (error) {
      cancelled?.throwIfAborted();
      for (const file of files) file.lacking = messageOf(error);
      runner.log.debug(messageOf(error));
    }
  }
}

/** Only where the index is asked on the origin that the credentials are for is a token obtained at all. */
async function queryCredentials({ credentials, index }: ConfirmRequest): Promise<Asking['credentials']> {
  const origins = [index.simpleUrl, index.apiUrl].flatMap((url) =>
    url === undefined ? [] : [new URL(url).origin],
  );
  return origins.includes(new URL(index.uploadUrl).origin) ? credentials?.current() : undefined;
}

async function settle(
  file: Watched,
  listed: readonly ListedFile[],
  round: Round,
  open: Map<string, Watched>,
  record: RecordConfirmed,
): Promise<void> {
  const { name } = file.distribution;
  try {
    const confirmation = await look(file, listed, round);
    if (confirmation === undefined) return;
    open.delete(name);
    record(name, confirmation);
  } catch (error) {
    // The next round asks again; when time is up this is the reason.
    file.lacking = messageOf(error);
  }
}

/** What is certain about a file; undefined while nothing is. */
async function look(
  file: Watched,
  listed: readonly ListedFile[],
  round: Round,
): Promise<Confirmation | undefined> {
  const { distribution, attestations } = file;
  const shown = listed.find(({ name }) => name === distribution.name);
  if (shown === undefined) return undefined;
  const { url } = shown;
  const hashes = [shown.sha256, await releaseHash(distribution, round)];
  const other = hashes.find((hash) => hash !== undefined && hash !== distribution.sha256);
  if (other !== undefined) return { confirmed: false, url, message: otherBytes(distribution, other, round) };
  // Without the JSON API the second hash is the first's.
  if (hashes[0] === undefined || hashes[1] === undefined) {
    file.lacking = `${round.index.title} lists it without its SHA-256 so far`;
    return undefined;
  }
  if (attestations.length === 0 || (await provenanceServed(file, shown, round)))
    return { confirmed: true, url };
  file.missing += 1;
  file.lacking = `${round.index.title} lists it, but not with the attestation that was sent`;
  if (file.missing < MISSING_ANSWERS) return undefined;
  return {
    confirmed: false,
    url,
    message: `${file.lacking}; none can be added to it any more`,
  };

  function releaseHash(of: DistributionIdentity, { index }: Round): Promise<string | undefined> {
    return index.apiUrl === undefined ? Promise.resolve(shown?.sha256) : jsonHash(of, round);
  }
}

async function jsonHash(
  { name, project, version }: DistributionIdentity,
  { index, asking, releases }: Round,
): Promise<string | undefined> {
  const key = `${project} ${version}`;
  const release = releases.get(key) ?? listRelease(index, project, version, asking);
  releases.set(key, release);
  return (await release).find((file) => file.name === name)?.sha256;
}

async function provenanceServed(
  { distribution, attestations }: Watched,
  shown: ListedFile,
  { index, asking }: Round,
): Promise<boolean> {
  const url = integrityUrl(index, distribution) ?? shown.provenanceUrl;
  if (url === undefined) return false;
  const provenance = await readProvenance(index, url, asking);
  return provenance !== undefined && attestations.every((sent) => isServed(sent, provenance));
}

function otherBytes({ sha256 }: DistributionIdentity, other: string, { index }: Round): string {
  return `${index.title} has other bytes than were sent (SHA-256 there ${other}, here ${sha256})`;
}

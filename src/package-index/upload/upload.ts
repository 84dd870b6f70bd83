import type { Attestation } from '../../attestations/attestation.ts';
import type { Distribution } from '../../distributions/distribution.ts';
import { messageOf, TransportError } from '../../errors.ts';
import { isTransientFailure, logWaits, retry } from '../../ground/retry.ts';
import type { Attempt, RetryBudget } from '../../ground/retry.ts';
import type { Clock } from '../../ground/clock.ts';
import type { StreamedBody } from '../../ground/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { authorization, type CredentialSource, type UploadToken } from '../credentials.ts';
import type { PackageIndex } from '../package-index.ts';
import { listFiles } from '../query/list-files.ts';
import { uploadBody, type MultipartBody } from './form.ts';
import {
  conclude,
  leavesOpen,
  mayHaveStored,
  readLostAnswer,
  readUploadAnswer,
  UPLOAD_ATTEMPTS,
  type UploadAnswer,
  type UploadOutcome,
} from './upload-answer.ts';
import { cancelledUpload, lastingFailure, type SentFile } from './upload-errors.ts';

/** What uploads of one release share. */
export interface UploadContext {
  readonly index: PackageIndex;
  readonly credentials: CredentialSource;
  /** A file of the same name is skipped, whatever its bytes. */
  readonly skipExisting: boolean;
  readonly platform: Pick<Platform, 'http' | 'clock' | 'runner'>;
  readonly cancelled: AbortSignal;
  /** Every request with a file waits for its turn; an index that broke under several gets one by one from then on. */
  readonly turns: UploadTurns;
  /** Called during a long upload, at most every 15 seconds. */
  readonly onProgress: (name: string, progress: UploadProgress) => void;
}

/** How far one upload is. */
export interface UploadProgress {
  /** Bytes that the connection has accepted. */
  readonly sent: number;
  /** Bytes of the whole request body. */
  readonly total: number;
  /** Milliseconds since the first byte. */
  readonly elapsed: number;
}

/** No attempt starts later than this; one that hung for the whole deadline below is tried once more. */
const BUDGET: RetryBudget = {
  total: 20 * 60_000,
  attempts: UPLOAD_ATTEMPTS,
  firstDelay: 2000,
  maximumDelay: 60_000,
};

/** Warehouse's form parser answers JSON, the others what they have. */
const ACCEPT = 'application/json;q=0.9, text/plain;q=0.8, text/html;q=0.7';

/**
 * Uploads one distribution with its attestations by the legacy API (https://docs.pypi.org/api/upload/): it is public once it is
 * accepted. Whatever leaves the outcome open is settled by querying the index for the file before it is sent again; where it
 * cannot be queried, sending the same file again is harmless.
 * @throws {ActionError} UPLOAD_REJECTED, UPLOAD_UNKNOWN, TOKEN_REFUSED, DISTRIBUTION_INVALID, CANCELLED
 */
export async function upload(
  distribution: Distribution,
  attestations: readonly Attestation[],
  context: UploadContext,
): Promise<UploadOutcome> {
  const { index, skipExisting, cancelled, turns, platform } = context;
  const { name } = distribution;
  const file: SentFile = { name, index: { ...index, authorizedBy: context.credentials.kind } };
  let begun = false;
  const whole = uploadBody(distribution, attestations);
  const chunks = (): ReturnType<typeof whole.chunks> => {
    begun = true;
    return whole.chunks();
  };
  const body = withProgress({ ...whole, chunks }, platform.clock, (progress) =>
    context.onProgress(name, progress),
  );
  let perhapsOurs = false;

  async function sendInTurn(): Promise<UploadAnswer> {
    if (cancelled.aborted) throw cancelledUpload(file, begun);
    const answer = await sendAuthorized(file, body, context);
    if ((answer.kind === 'transient' || answer.kind === 'lost') && answer.serverError) turns.oneByOne();
    return answer;
  }

  async function attempt(attempts: number): Promise<Attempt<UploadOutcome>> {
    const answer = await turns.take(sendInTurn);
    const listed = leavesOpen(answer) ? await isListed(distribution, context) : undefined;
    const outcome = conclude(answer, { attempts, listed, perhapsOurs, skipExisting }, file);
    // From here on a file that is there may be ours: an answer was lost, or said too little.
    perhapsOurs ||= mayHaveStored(answer);
    return outcome;
  }

  const onWait = logWaits(platform.runner.log, purposeOf(file));
  try {
    return await retry(attempt, BUDGET, { clock: platform.clock, signal: cancelled, onWait });
  } catch (error) {
    // The wait for a turn or for another attempt ended: how the last one ended is not known.
    throw error === cancelled.reason ? cancelledUpload(file, begun) : error;
  }
}

/** Sends the file, and once more with a new token where the index says that this one, which ages, is no longer good. */
async function sendAuthorized(
  file: SentFile,
  body: MultipartBody,
  context: UploadContext,
): Promise<UploadAnswer> {
  // Obtained when it is needed: the token must still be good when the whole body has arrived.
  const token = await context.credentials.current();
  const answer = await send(file, body, token, context);
  if (answer.kind !== 'expired-token' || token.expiresAt === undefined) return answer;
  return send(file, body, await context.credentials.renew(token), context);
}

async function send(
  file: SentFile,
  body: MultipartBody,
  token: UploadToken,
  { index, platform: { http, clock, runner } }: UploadContext,
): Promise<UploadAnswer> {
  try {
    const answer = await http.request({
      method: 'POST',
      url: index.uploadUrl,
      purpose: purposeOf(file),
      headers: { accept: ACCEPT, 'content-type': body.contentType, authorization: authorization(token) },
      body,
      // Warehouse allows its database ten minutes.
      deadline: 15 * 60_000,
      idleDeadline: 2 * 60_000,
      maximumBytes: 1 << 20,
      // No signal: what is cancelled halfway may still be on the index, so an upload in progress gets the time there is.
    });
    return readUploadAnswer(answer, file.index, clock.now(), runner.redact);
  } catch (error) {
    if (isTransientFailure(error)) return readLostAnswer(error, runner.redact);
    throw error instanceof TransportError ? lastingFailure(error, file) : error;
  }
}

function purposeOf({ name }: SentFile): string {
  return `upload of ${name}`;
}

/** Whether the index lists these very bytes; undefined where the index cannot be queried or does not say. */
async function isListed(
  { name, project, sha256 }: Distribution,
  { index, platform, credentials, cancelled }: UploadContext,
): Promise<boolean | undefined> {
  if (index.simpleUrl === undefined) return undefined;
  try {
    const token = await credentials.current();
    const { files } = await listFiles(project, {
      index,
      platform,
      credentials: token,
      once: true,
      signal: cancelled,
    });
    return files.some((file) => file.name === name && file.sha256 === sha256);
  } catch (error) {
    platform.runner.log.debug(`whether the index lists ${name} could not be queried: ${messageOf(error)}`);
    return undefined;
  }
}

/** Milliseconds between two reports about one upload. */
const PAUSE = 15_000;

/** A body that reports how much of it the connection has accepted, at most every 15 seconds; its last byte goes without saying. */
function withProgress<Body extends StreamedBody>(
  body: Body,
  clock: Pick<Clock, 'now'>,
  report: (progress: UploadProgress) => void,
): Body {
  return {
    ...body,
    async *chunks() {
      const began = clock.now().getTime();
      let reported = began;
      let sent = 0;
      for await (const chunk of body.chunks()) {
        yield chunk;
        // The next piece is requested, so this one is on its way.
        sent += chunk.length;
        const now = clock.now().getTime();
        if (now - reported < PAUSE || sent === body.length) continue;
        reported = now;
        report({ sent, total: body.length, elapsed: now - began });
      }
    },
  };
}

/** How many requests go out side by side; the others wait in the order they came. */
export class UploadTurns {
  readonly #waiting: (() => void)[] = [];
  #atOnce: number;
  #running = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  get atOnce(): number {
    return this.#atOnce;
  }

  /** From now on one at a time; what is under way comes to its end. */
  oneByOne(): void {
    this.#atOnce = 1;
  }

  /** Does the work as soon as there is room for it. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    while (this.#running >= this.#atOnce) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

import type { Attestation } from '../attestations/attestation.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { messageOf } from '../errors.ts';
import type { TransportError } from '../errors.ts';
import { isTransientFailure, retry } from '../retry.ts';
import type { Attempt, RetryBudget } from '../retry.ts';
import { UPLOAD_ATTEMPTS, readUploadAnswer } from './answer.ts';
import type { UploadAnswer } from './answer.ts';
import { authorization } from './credentials.ts';
import type { UploadToken } from './credentials.ts';
import { multipart, uploadForm } from './form.ts';
import type { MultipartBody } from './form.ts';
import { hintFor, knownHint } from './hints.ts';
import { listFiles } from './queries.ts';
import { cancelledUpload, rejected, translated, undecided, unknown } from './upload-failure.ts';
import { isRefusal, readUnparsable } from './unparsable-answer.ts';
import { tellingProgress } from './upload-progress.ts';
import type { UploadContext, UploadOutcome, UploadProtocol } from './upload-protocol.ts';

/** No attempt starts later than this; one that hung for the whole deadline below is tried once more. */
const BUDGET: RetryBudget = {
  total: 20 * 60_000,
  attempts: UPLOAD_ATTEMPTS,
  firstDelay: 2000,
  maximumDelay: 60_000,
};

/** Warehouse's form parser answers JSON, the others what they have. */
const ACCEPT = 'application/json;q=0.9, text/plain;q=0.8, text/html;q=0.7';

/** One attempt's end: what the index said, or why nothing usable came. */
type Sent = UploadAnswer | { readonly kind: 'lost'; readonly error: TransportError };

/** The legacy upload API (https://docs.pypi.org/api/upload/): every file is a request of its own, public once it is taken. */
export const legacyUpload: UploadProtocol = {
  open: async (_release, context) => ({
    put: (distribution, attestations) => upload(distribution, attestations, context),
    end: async () => undefined,
  }),
};

/**
 * Uploads one distribution with its attestations. Whatever leaves the outcome open is settled by asking the index for
 * the bytes before they are sent again; where it can't be asked, sending the same bytes again is harmless.
 * @throws {ActionError} UPLOAD_REJECTED, UPLOAD_UNKNOWN, TOKEN_REFUSED, DISTRIBUTION_INVALID, CANCELLED
 */
export async function upload(
  distribution: Distribution,
  attestations: readonly Attestation[],
  context: UploadContext,
): Promise<UploadOutcome> {
  const { clock } = context.platform;
  const body = tellingProgress(
    multipart(uploadForm(distribution, attestations), distribution),
    clock,
    (progress) => context.onProgress(distribution, progress),
  );
  let renewed = false;
  let firstSent = false;
  let begun = false;

  async function sendInTurn(): Promise<Sent> {
    if (context.cancelled.aborted) throw cancelledUpload(distribution, begun);
    begun = true;
    // Asked for when it is needed: the token must still be good when the whole body has arrived.
    const token = await context.credentials.current();
    let sent = await send(distribution, body, token, context);
    if (sent.kind === 'expired-token' && !renewed && token.expiresAt !== undefined) {
      renewed = true;
      sent = await send(distribution, body, await context.credentials.renew(token), context);
    }
    if (sent.kind === 'transient' && sent.serverError) context.turns.oneByOne();
    return sent;
  }

  async function attempt(number: number): Promise<Attempt<UploadOutcome>> {
    const sent = await context.turns.take(sendInTurn);
    // From here on a file that is there may be ours: an answer was lost, or said too little.
    const perhapsOurs = firstSent;
    if (sent.kind === 'lost' || sent.kind === 'transient') firstSent = true;
    return sent.kind === 'lost'
      ? concludeLost(sent.error, number, distribution, context)
      : conclude(sent, number, perhapsOurs, distribution, context);
  }
  try {
    return await retry(attempt, BUDGET, clock, context.cancelled);
  } catch (error) {
    // The wait for another attempt ended: how the last one ended is not known.
    throw error === context.cancelled.reason ? cancelledUpload(distribution, begun) : error;
  }
}

async function send(
  distribution: Distribution,
  body: MultipartBody,
  token: UploadToken,
  { index, platform }: UploadContext,
): Promise<Sent> {
  try {
    const answer = await platform.http.request({
      method: 'POST',
      url: index.uploadUrl,
      purpose: `upload of ${distribution.name}`,
      headers: { accept: ACCEPT, 'content-type': body.contentType, authorization: authorization(token) },
      body,
      // Warehouse allows its database ten minutes.
      deadline: 15 * 60_000,
      idleDeadline: 2 * 60_000,
      maximumBytes: 1 << 20,
      // No signal: what is cancelled halfway may be on the index all the same, so an upload under way gets the time there is.
    });
    return readUploadAnswer(answer, index, platform.clock.now());
  } catch (error) {
    if (isTransientFailure(error)) return { kind: 'lost', error };
    throw translated(error, distribution, index);
  }
}

async function conclude(
  answer: UploadAnswer,
  number: number,
  perhapsOurs: boolean,
  distribution: Distribution,
  context: UploadContext,
): Promise<Attempt<UploadOutcome>> {
  if (answer.kind === 'accepted' || answer.kind === 'pending') return uploaded(answer.kind === 'pending');
  if (answer.kind === 'rejected' || answer.kind === 'expired-token') {
    throw rejected(answer, distribution, context.index);
  }
  const there = await bytesAreThere(distribution, context);
  if (answer.kind === 'duplicate-suspect') {
    // Refused as a duplicate of our own earlier attempt, perhaps: only the index could tell.
    if (there === undefined && perhapsOurs) throw undecided(answer, distribution, context.index);
    if (there !== true) throw rejected(answer, distribution, context.index);
    return { kind: 'done', value: { kind: perhapsOurs ? 'uploaded' : 'already-there', pending: false } };
  }
  if (there === true) return uploaded();
  const error = rejected({ message: answer.message, hint: laterHint(answer) }, distribution, context.index);
  if (number >= answer.attempts) throw error;
  return answer.after === undefined
    ? { kind: 'again', error }
    : { kind: 'again', error, after: answer.after };
}

function laterHint({ message, after }: UploadAnswer & { readonly kind: 'transient' }): string {
  const when = after === undefined ? 'later' : `in ${Math.ceil(after / 60_000)} minutes, as the index asks`;
  const again = `Run the job again ${when}: files that are there count as done.`;
  return (message.startsWith('400 ') ? knownHint(400, message) : undefined) ?? again;
}

async function concludeLost(
  lost: TransportError,
  number: number,
  distribution: Distribution,
  context: UploadContext,
): Promise<Attempt<UploadOutcome>> {
  const there = lost.sent ? await bytesAreThere(distribution, context) : false;
  if (there === true) return uploaded();
  const refusal = readUnparsable(lost.received);
  if (there === false && isRefusal(refusal)) {
    const message = `${refusal.status} ${refusal.text}`;
    throw rejected({ message, hint: hintFor(refusal.status, refusal.text) }, distribution, context.index);
  }
  const error = unknown(lost, there, distribution, context.index);
  // The same refusal would be as unreadable again; once more in case it was the connection.
  if (lost.failure === 'unparsable' && number >= 2) throw error;
  return { kind: 'again', error };
}

/** Whether the index lists these very bytes; undefined where it can't be asked or doesn't say. */
async function bytesAreThere(
  { name, project, sha256 }: Distribution,
  { index, platform, credentials }: UploadContext,
): Promise<boolean | undefined> {
  if (index.simpleUrl === undefined) return undefined;
  const { http, clock, runner } = platform;
  try {
    const token = await credentials.current();
    const asking = { http, clock, credentials: token, once: true };
    const page = await listFiles(index, project, asking);
    return page.files.some((file) => file.name === name && file.sha256 === sha256);
  } catch (error) {
    runner.log.debug(`whether ${name} is there could not be asked: ${messageOf(error)}`);
    return undefined;
  }
}

function uploaded(pending = false): Attempt<UploadOutcome> {
  return { kind: 'done', value: { kind: 'uploaded', pending } };
}

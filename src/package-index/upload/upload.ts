import type { Attestation } from '../../attestations/attestation.ts';
import type { Distribution } from '../../distributions/distribution.ts';
import type { TransportError } from '../../errors.ts';
import { isTransientFailure, retry } from '../../ground/retry.ts';
import type { Attempt, RetryBudget } from '../../ground/retry.ts';
import { UPLOAD_ATTEMPTS, readUploadAnswer } from '../answer.ts';
import type { UploadAnswer } from '../answer.ts';
import { authorization } from '../credentials.ts';
import type { UploadToken } from '../credentials.ts';
import { multipart, uploadForm } from './form.ts';
import type { MultipartBody } from './form.ts';
import { conclude, concludeLost } from './upload-conclusion.ts';
import { cancelledUpload, translated } from './upload-failure.ts';
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
  const { clock, runner } = context.platform;
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
    const outcome = await (sent.kind === 'lost'
      ? concludeLost(sent.error, number, distribution, context)
      : conclude(sent, number, perhapsOurs, distribution, context));
    if (outcome.kind === 'again') runner.log.info(`${outcome.error.message}; trying again`);
    return outcome;
  }
  try {
    return await retry(attempt, BUDGET, { clock, signal: context.cancelled });
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

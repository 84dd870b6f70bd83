import type { Distribution } from '../../distributions/distribution.ts';
import { messageOf } from '../../errors.ts';
import type { TransportError } from '../../errors.ts';
import type { Attempt } from '../../ground/retry.ts';
import type { UploadAnswer } from '../answer.ts';
import { hintFor, knownHint, saysNameIsTaken } from '../hints.ts';
import { listFiles } from '../query/queries.ts';
import { isRefusal, readUnparsable } from './unparsable-answer.ts';
import { rejected, undecided, unknown } from './upload-failure.ts';
import type { UploadContext, UploadOutcome } from './upload-protocol.ts';

/**
 * What an answer means for the upload: its end, or another attempt after the index was asked for the bytes.
 * @throws {ActionError} UPLOAD_REJECTED, UPLOAD_UNKNOWN
 */
export async function conclude(
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
    if (there === undefined && !perhapsOurs && context.skipExisting && saysNameIsTaken(answer.message)) {
      return { kind: 'done', value: { kind: 'skipped-different', pending: false } };
    }
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

/** The same where no usable answer came. @throws {ActionError} UPLOAD_REJECTED, UPLOAD_UNKNOWN */
export async function concludeLost(
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
    const context = { index, platform: { http, clock, log: runner.log }, credentials: token, once: true };
    const page = await listFiles(project, context);
    return page.files.some((file) => file.name === name && file.sha256 === sha256);
  } catch (error) {
    runner.log.debug(`whether ${name} is there could not be asked: ${messageOf(error)}`);
    return undefined;
  }
}

function uploaded(pending = false): Attempt<UploadOutcome> {
  return { kind: 'done', value: { kind: 'uploaded', pending } };
}

import {
  ActionError,
  runAgain,
  type Remedy,
  type TransportError,
  type TransportFailure,
} from '../../errors.ts';
import { isTransientStatus } from '../../ground/retry.ts';
import { waitingTime } from '../../ground/waiting-time.ts';
import { knownRemedy, remedyForAnswer } from '../hints.ts';
import type { PackageIndex } from '../package-index.ts';
import type { HintedIndex } from '../refusal-rule.ts';

/** The file that was sent, and to where, as messages name them. */
export interface SentFile {
  readonly name: string;
  readonly index: HintedIndex & Pick<PackageIndex, 'kind' | 'uploadUrl'>;
}

/** For what passes: where the index cannot be queried, another run sends all files again. @param when `later` */
export function uploadAgain({ simpleUrl }: Pick<PackageIndex, 'simpleUrl'>, when?: string): Remedy {
  const because = simpleUrl === undefined ? undefined : 'files that are already uploaded are skipped';
  return runAgain({ when, because });
}

/** UPLOAD_REJECTED: the index had trouble that passes, in every attempt. @param answer `after`: milliseconds that it requests to wait */
export function outlastedUpload(
  {
    message,
    after,
    remedy,
  }: {
    readonly message: string;
    readonly after: number | undefined;
    readonly remedy: Remedy | undefined;
  },
  file: SentFile,
): ActionError {
  const when =
    after === undefined || after === 0 ? 'later' : `in ${waitingTime(after)}, as the index requests`;
  return new ActionError(
    'UPLOAD_REJECTED',
    rejectedText(message, file),
    remedy ?? uploadAgain(file.index, when),
  );
}

/** UPLOAD_REJECTED: the index rejects the file lastingly, and not because of trouble that passes. */
export class UploadRejection extends ActionError {
  constructor(
    { message, remedy }: { readonly message: string; readonly remedy: string | Remedy },
    file: SentFile,
  ) {
    super('UPLOAD_REJECTED', rejectedText(message, file), remedy);
  }
}

function rejectedText(message: string, { name, index: { title, uploadUrl } }: SentFile): string {
  return `${title} rejected ${name}: ${message} (${uploadUrl})`;
}

/** UPLOAD_UNKNOWN: the index rejected a repeated upload, and cannot be queried for the first one. */
export function undecidedUpload(
  { message }: { readonly message: string },
  { name, index: { title, uploadUrl, simpleUrl } }: SentFile,
): ActionError {
  return new ActionError(
    'UPLOAD_UNKNOWN',
    `${title} may have ${name} from an attempt whose answer was lost; it rejected the next attempt: ${message} (${uploadUrl})`,
    simpleUrl === undefined
      ? 'Check on the index whether the file was published.'
      : runAgain({ because: 'it finds out whether the file was published' }),
  );
}

/** An answer that nothing can be made of. */
export interface LostAnswer {
  readonly error: TransportError;
  /** What could be read of one that no parser accepts; its status is undefined where its beginning is gone. */
  readonly said: { readonly status: number | undefined; readonly text: string } | undefined;
}

/** UPLOAD_UNKNOWN: nothing usable came. */
export function lostUpload(
  { error, said }: LostAnswer,
  listed: boolean | undefined,
  { name, index }: SentFile,
): ActionError {
  const { title } = index;
  const unsent = 'nothing of it was sent';
  const unlisted =
    listed === undefined ? 'the index could not be queried for it' : 'the index does not list it';
  const seen = error.sent ? unlisted : unsent;
  const { how, where } = howItFailed(error, { name, index });
  const words =
    said === undefined ? '' : `. What could be read of it: ${[said.status, said.text].join(' ').trim()}`;
  return new ActionError(
    'UPLOAD_UNKNOWN',
    `${title} gave no usable answer to the upload of ${name}: ${how}; ${seen}${where}${words}`,
    remedyForLost(said, index),
    error,
  );
}

/** The transport names the upload and its address too: each is said once. */
function howItFailed(
  { message }: TransportError,
  { name, index: { uploadUrl } }: SentFile,
): { readonly how: string; readonly where: string } {
  const how = message.replace(`upload of ${name}: `, '');
  return { how, where: how.includes(uploadUrl) ? '' : ` (${uploadUrl})` };
}

function remedyForLost(said: LostAnswer['said'], index: SentFile['index']): Remedy {
  if (said === undefined) return uploadAgain(index);
  const { status = 400, text } = said;
  if (isLastingRefusal(said.status)) return remedyForAnswer(status, text, index);
  return knownRemedy(status, text, index) ?? uploadAgain(index);
}

/** Whether what was read begins as a lasting rejection (RFC 9110 §15.5), however malformed the rest is. */
export function isLastingRefusal(status: number | undefined): status is number {
  return status !== undefined && status >= 400 && status < 500 && !isTransientStatus(status);
}

/** An upload that a cancellation ended: CANCELLED before it began, UPLOAD_UNKNOWN while its outcome was open. */
export function cancelledUpload({ name, index }: SentFile, begun: boolean): ActionError {
  return new ActionError(
    begun ? 'UPLOAD_UNKNOWN' : 'CANCELLED',
    begun
      ? `The upload of ${name} was cancelled; the index may have accepted it`
      : `${name} was not uploaded: the run was cancelled first`,
    uploadAgain(index),
  );
}

/** A failure that trying again can't help: ours, a bad certificate, or an answer without end. */
export function lastingFailure(error: TransportError, { name, index }: SentFile): ActionError {
  if (error.cause instanceof ActionError) return error.cause;
  const { how, where } = howItFailed(error, { name, index });
  return new ActionError(
    error.sent ? 'UPLOAD_UNKNOWN' : 'UPLOAD_REJECTED',
    `${name} could not be uploaded to ${index.title}: ${how}${where}`,
    LASTING[error.failure] ?? uploadAgain(index),
    error,
  );
}

const LASTING: Readonly<Partial<Record<TransportFailure, string>>> = {
  tls: 'Check the certificate of the index. Set NODE_EXTRA_CA_CERTS to the certificate of a private CA.',
};

import type { Distribution } from '../../distributions/distribution.ts';
import { ActionError, TransportError } from '../../errors.ts';
import { knownHint } from '../hints.ts';
import type { PackageIndex } from '../package-index.ts';
import { readUnparsable } from './unparsable-answer.ts';

/** The index said no. */
export function rejected(
  { message, hint }: { readonly message: string; readonly hint: string },
  { name }: Distribution,
  { title, uploadUrl }: PackageIndex,
): ActionError {
  return new ActionError('UPLOAD_REJECTED', `${title} did not take ${name}: ${message} (${uploadUrl})`, hint);
}

/** The index said no to a repeated upload, and can't be asked whether the first one arrived. */
export function undecided(
  { message }: { readonly message: string },
  { name }: Distribution,
  { title, uploadUrl }: PackageIndex,
): ActionError {
  return new ActionError(
    'UPLOAD_UNKNOWN',
    `${title} may have ${name} already from an attempt whose answer was lost; it refused the next: ${message} (${uploadUrl})`,
    'Look whether the file is there. With check-url the index can be asked, and a file that is there counts as done.',
  );
}

/** Nothing usable came; `there` is what the index lists, undefined where it didn't say. */
export function unknown(
  cause: TransportError,
  there: boolean | undefined,
  { name }: Distribution,
  { title, uploadUrl }: PackageIndex,
): ActionError {
  const seen =
    there === false ? 'the index does not list it' : 'the index could not be asked whether it is there';
  const { status, text } = readUnparsable(cause.received);
  // The transport names the upload and its address too.
  const how = cause.message.replace(`upload of ${name}: `, '');
  const where = how.includes(uploadUrl) ? '' : ` (${uploadUrl})`;
  const said = text === '' ? '' : `. What could be read of it: ${[status, text].filter(Boolean).join(' ')}`;
  return new ActionError(
    'UPLOAD_UNKNOWN',
    `${title} gave no usable answer to the upload of ${name}: ${how}; ${seen}${where}${said}`,
    (text === '' ? undefined : knownHint(status ?? 400, text)) ??
      'Run the job again: files that are there count as done.',
    cause,
  );
}

/** An upload that a cancellation ended: before it began, or while its outcome was open. */
export function cancelledUpload({ name }: Distribution, begun: boolean): ActionError {
  return new ActionError(
    'CANCELLED',
    begun
      ? `The upload of ${name} was cancelled; the index may have it or not`
      : `${name} was not uploaded: the run was cancelled before`,
    'Run the job again: files that are there count as done.',
  );
}

/** A failure that trying again can't help: ours, a bad certificate, or an answer without end. */
export function translated(
  error: unknown,
  { name }: Distribution,
  { title, uploadUrl }: PackageIndex,
): unknown {
  if (!(error instanceof TransportError)) return error;
  if (error.cause instanceof ActionError) return error.cause;
  return new ActionError(
    error.sent ? 'UPLOAD_UNKNOWN' : 'UPLOAD_REJECTED',
    `${name} could not be uploaded to ${title}: ${error.message} (${uploadUrl})`,
    error.failure === 'tls'
      ? 'Check the certificate of the index; an own CA is named by NODE_EXTRA_CA_CERTS.'
      : 'Run the job again: files that are there count as done.',
    error,
  );
}

import type { Remedy, TransportError } from '../../errors.ts';
import type { Redact } from '../../ground/redacted-text.ts';
import { isTransientStatus, retryAfter, type Attempt } from '../../ground/retry.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import { answerText, readExcerpt, redirectHint, webPageTitle } from '../answer.ts';
import { knownRemedy, remedyForAnswer, saysNameIsTaken } from '../hints.ts';
import {
  isLastingRefusal,
  lostUpload,
  outlastedUpload,
  undecidedUpload,
  UploadRejection,
  type LostAnswer,
  type SentFile,
} from './upload-errors.ts';

/**
 * How the upload of one file ended well: `pending` where the index accepted it without publishing it yet, `skipped-different`
 * where it has a file of that name, of unknown bytes, and that is enough.
 */
export interface UploadOutcome {
  readonly kind: 'uploaded' | 'already-there' | 'skipped-different';
  readonly pending: boolean;
  /** The title of the web page that came as the answer: an upload endpoint sends none. */
  readonly webPage?: string | undefined;
}

/** What came of one attempt to upload a file. */
export type UploadAnswer =
  /** `webPage`: the title of the page that says so. */
  | { readonly kind: 'accepted'; readonly webPage: string | undefined }
  /** Accepted, but not yet published (202). */
  | { readonly kind: 'pending' }
  /** Perhaps rejected because the index has it already: only the index's own list can tell, never the text. */
  | {
      readonly kind: 'duplicate-suspect';
      readonly message: string;
      readonly remedy: Remedy;
      /** The text says that the index has a file of this name. */
      readonly nameTaken: boolean;
    }
  | {
      readonly kind: 'transient';
      readonly message: string;
      /** Milliseconds that the index requests to wait. */
      readonly after: number | undefined;
      /** Attempts in all after which it no longer counts as transient. */
      readonly attempts: number;
      /** The index itself broke, as it does under parallel uploads of one release; it may still have the file. */
      readonly serverError: boolean;
      /** For when all attempts are spent, where the text is known. */
      readonly remedy: Remedy | undefined;
    }
  /** The token may have aged out: a new Trusted Publishing token may help, once. */
  | { readonly kind: 'expired-token'; readonly message: string; readonly remedy: string | Remedy }
  | { readonly kind: 'rejected'; readonly message: string; readonly remedy: string | Remedy }
  /** No usable answer came. */
  | (LostAnswer & {
      readonly kind: 'lost';
      readonly attempts: number;
      readonly serverError: boolean;
    });

/** Attempts for one file in all, where the index or the network has trouble. */
export const UPLOAD_ATTEMPTS = 5;

/** Reads the answer to an upload. Pure; `now` is what a date in `Retry-After` counts from. */
export function readUploadAnswer(
  answer: HttpAnswer,
  index: SentFile['index'],
  now: Date,
  redact: Redact,
): UploadAnswer {
  const { status } = answer;
  if (status === 202) return { kind: 'pending' };
  if (status >= 200 && status < 300) return { kind: 'accepted', webPage: webPageTitle(answer, redact) };
  const text = answerText(answer, redact);
  const message = `${status} ${text}`;
  if (status >= 300 && status < 400) {
    const remedy = redirectHint(answer, index.uploadUrl) ?? 'Check repository-url.';
    return {
      kind: 'rejected',
      message: `${message}: the index redirects uploads, which wheelseal does not follow`,
      remedy,
    };
  }
  if (isTransientStatus(status) || status === 499) {
    const after = retryAfter(answer, now) ?? rateLimitReset(answer);
    // 499: a proxy that gave the index up in the middle.
    const attempts = UPLOAD_ATTEMPTS;
    return { kind: 'transient', message, after, attempts, serverError: status >= 499, remedy: undefined };
  }
  const attempts = attemptsForRefusal(status, text);
  if (attempts !== undefined) {
    const remedy = knownRemedy(status, text, index);
    return { kind: 'transient', message, after: undefined, attempts, serverError: false, remedy };
  }
  const remedy = remedyForAnswer(status, text, index);
  if (status === 403 && isTokenTrouble(text)) return { kind: 'expired-token', message, remedy };
  const suspects = index.kind === 'pypi' ? [400, 409] : [400, 403, 404, 409];
  if (!suspects.includes(status)) return { kind: 'rejected', message, remedy };
  return { kind: 'duplicate-suspect', message, remedy, nameTaken: saysNameIsTaken(status, text) };
}

/**
 * Reads what came where no usable answer did. One that no parser accepts and that begins as a failure of the index, or whose
 * beginning is gone, gets the patience that a readable failure gets.
 */
export function readLostAnswer(error: TransportError, redact: Redact): UploadAnswer {
  const excerpt = error.failure === 'unparsable' ? readExcerpt(error.received) : undefined;
  if (excerpt === undefined)
    return { kind: 'lost', error, said: undefined, attempts: UPLOAD_ATTEMPTS, serverError: false };
  const { status = 500 } = excerpt;
  // Anything else would be as unreadable again; once more in case it was the connection.
  const attempts = isTransientStatus(status) ? UPLOAD_ATTEMPTS : 2;
  const said = { status: excerpt.status, text: answerText(excerpt, redact) };
  return { kind: 'lost', error, said, attempts, serverError: status >= 499 };
}

/** Whether only the index's own list can tell if the file is there. */
export function leavesOpen(answer: UploadAnswer): boolean {
  if (answer.kind === 'lost') return answer.error.sent;
  return answer.kind === 'transient' || answer.kind === 'duplicate-suspect';
}

/** Whether the index may have stored the file, although its answer does not say so. */
export function mayHaveStored(answer: UploadAnswer): boolean {
  if (answer.kind === 'lost') return answer.error.sent;
  return answer.kind === 'transient' && answer.serverError;
}

/** What else is known when an answer is judged. */
export interface UploadFacts {
  /** Attempts that were made. */
  readonly attempts: number;
  /** Whether the index lists these very bytes; undefined where the index cannot be queried or does not say. */
  readonly listed: boolean | undefined;
  /** An earlier attempt may have stored the file. */
  readonly perhapsOurs: boolean;
  /** A file of the same name is skipped, whatever its bytes. */
  readonly skipExisting: boolean;
}

/**
 * What an answer means for the upload: its end, or another attempt.
 * @throws {ActionError} UPLOAD_REJECTED, UPLOAD_UNKNOWN
 */
export function conclude(answer: UploadAnswer, facts: UploadFacts, file: SentFile): Attempt<UploadOutcome> {
  switch (answer.kind) {
    case 'accepted':
      return done('uploaded', { webPage: answer.webPage });
    case 'pending':
      return done('uploaded', { pending: true });
    case 'rejected':
    case 'expired-token':
      throw new UploadRejection(answer, file);
    case 'duplicate-suspect':
      return concludeDuplicate(answer, facts, file);
    case 'lost':
      return concludeLost(answer, facts, file);
    case 'transient': {
      if (facts.listed === true) return done('uploaded');
      const error = outlastedUpload(answer, file);
      if (facts.attempts >= answer.attempts) throw error;
      return { kind: 'again', error, after: answer.after };
    }
  }
}

function concludeLost(
  answer: UploadAnswer & { readonly kind: 'lost' },
  { listed, attempts }: UploadFacts,
  file: SentFile,
): Attempt<UploadOutcome> {
  if (listed === true) return done('uploaded');
  const { status, text = '' } = answer.said ?? {};
  if (listed === false && isLastingRefusal(status)) {
    throw new UploadRejection(
      { message: `${status} ${text}`, remedy: remedyForAnswer(status, text, file.index) },
      file,
    );
  }
  const error = lostUpload(answer, listed, file);
  if (attempts >= answer.attempts) throw error;
  return { kind: 'again', error };
}

function concludeDuplicate(
  answer: UploadAnswer & { readonly kind: 'duplicate-suspect' },
  { listed, perhapsOurs, skipExisting }: UploadFacts,
  file: SentFile,
): Attempt<UploadOutcome> {
  if (listed === true) return done(perhapsOurs ? 'uploaded' : 'already-there');
  if (listed === false) throw new UploadRejection(answer, file);
  // Refused as a duplicate of our own earlier attempt, perhaps: only the index could tell.
  if (perhapsOurs) throw undecidedUpload(answer, file);
  if (skipExisting && answer.nameTaken) return done('skipped-different');
  throw new UploadRejection(answer, file);
}

function done(
  kind: UploadOutcome['kind'],
  more: Partial<Omit<UploadOutcome, 'kind'>> = {},
): Attempt<UploadOutcome> {
  return { kind: 'done', value: { kind, pending: false, ...more } };
}

/** Attempts in all for a rejection that the same bytes may get past; undefined for a real one. */
function attemptsForRefusal(status: number, text: string): number | undefined {
  if (status !== 400) return undefined;
  // The index fetches its own trust root to verify; a missing promise or timestamp is in the same words and stays.
  if (/Unknown error while trying to verify included attestations/i.test(text)) {
    return /inclusion promise|signed timestamp/i.test(text) ? undefined : 3;
  }
  // The bytes are hashed again on the way, so a second rejection is no corruption on the wire.
  return /digest supplied does not match/i.test(text) ? 2 : undefined;
}

function isTokenTrouble(text: string): boolean {
  return /token is expired|Invalid or non-existent authentication information|deleted or nonexistent macaroon/i.test(
    text,
  );
}

/** `t=` seconds of the RateLimit header (draft-ietf-httpapi-ratelimit-headers), which PyPI sends for Retry-After. */
function rateLimitReset({ headers }: HttpAnswer): number | undefined {
  const seconds = /\bt=(\d{1,6})\b/.exec(headers['ratelimit'] ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

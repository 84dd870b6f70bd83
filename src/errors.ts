/** What a run can fail of, grouped by stage. Closed: docs/troubleshooting.md explains each one. */
export const ERROR_CODES = [
  'INPUT_INVALID',
  'NO_DISTRIBUTIONS',
  'DISTRIBUTION_INVALID',
  'INDEX_CONFLICT',
  'INDEX_UNAVAILABLE',
  'PLAN_CHANGED',
  'IDENTITY_UNAVAILABLE',
  'IDENTITY_UNSUITABLE',
  'CONSENT_MISSING',
  'TRUST_UNAVAILABLE',
  'NO_SERVICE',
  'SIGNING_FAILED',
  'ATTESTATION_INVALID',
  'TOKEN_REFUSED',
  'UPLOAD_REJECTED',
  'UPLOAD_UNKNOWN',
  'CONFIRMATION_FAILED',
  'CANCELLED',
] as const;

/** One of the codes. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What people call each one: the title of its annotation. */
export const ERROR_TITLES: Readonly<Record<ErrorCode | 'BUG', string>> = {
  INPUT_INVALID: 'Invalid input',
  NO_DISTRIBUTIONS: 'No distributions found',
  DISTRIBUTION_INVALID: 'Invalid distribution',
  PLAN_CHANGED: 'Differs from the approved plan',
  INDEX_CONFLICT: 'Conflict with the index',
  INDEX_UNAVAILABLE: 'Index unavailable',
  IDENTITY_UNAVAILABLE: 'No identity token',
  IDENTITY_UNSUITABLE: 'Unsuitable job identity',
  CONSENT_MISSING: 'Consent required',
  TRUST_UNAVAILABLE: 'Trust metadata unavailable',
  NO_SERVICE: 'No usable Sigstore service',
  SIGNING_FAILED: 'Signing failed',
  ATTESTATION_INVALID: 'Invalid attestation',
  TOKEN_REFUSED: 'No upload token',
  UPLOAD_REJECTED: 'Upload rejected',
  UPLOAD_UNKNOWN: 'Upload status unknown',
  CONFIRMATION_FAILED: 'Confirmation failed',
  CANCELLED: 'Run cancelled',
  BUG: 'Unexpected error',
};

/** A failure that a user can do something about: what happened, and the one thing to change. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly code: ErrorCode;
  /** What to do about it, as a sentence; empty where there is nothing to do. */
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}

/** How a request ended that got no usable answer. */
export type TransportFailure =
  | 'refused'
  | 'unreachable'
  | 'proxy-refused'
  | 'reset'
  | 'timeout'
  | 'tls'
  | 'too-large'
  | 'unparsable'
  | 'body-failed'
  | 'cancelled';

/** A request without a usable answer. Whether the server acted on it is unknown unless `sent` is false. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly failure: TransportFailure;
  /** False where no byte of the request can have reached the server. */
  readonly sent: boolean;
  /** What came of an answer that no parser takes, from where the parser gave up; empty otherwise. */
  readonly received: string;

  constructor(failure: TransportFailure, message: string, sent: boolean, cause?: unknown, received = '') {
    super(message, cause === undefined ? undefined : { cause });
    this.failure = failure;
    this.sent = sent;
    this.received = received;
  }
}

/** An error as a user reads it: message, causes, hint. Never a stack trace. */
export interface Explanation {
  readonly code: ErrorCode | 'BUG';
  readonly message: string;
  readonly causes: readonly string[];
  readonly hint: string;
}

/** The text of any thrown value, its causes in order, and what to do about it. */
export function explain(error: unknown): Explanation {
  if (error instanceof ActionError) {
    return { code: error.code, message: error.message, causes: causesOf(error), hint: error.hint };
  }
  return {
    code: 'BUG',
    message: `unexpected error in wheelseal: ${messageOf(error)}`,
    causes: causesOf(error),
    hint: 'This is a bug in wheelseal. Report it, with this message and the version you use.',
  };
}

/** The message of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What each error was caused by, but for what the one above says already. */
function causesOf(error: unknown): string[] {
  const causes: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 8; depth += 1) {
    if (!(current instanceof Error) || current.cause === undefined) break;
    const message = messageOf(current.cause);
    if (!messageOf(current).includes(message)) causes.push(message);
    current = current.cause;
  }
  return causes;
}

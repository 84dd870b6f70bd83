import { types } from 'node:util';

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

/** What another run of the same job does for the files that a failure left unpublished; each helps less than the one before. */
const RERUNS = [
  /** Publishes them: the cause passes. */
  'finishes',
  /** Publishes them once the hint was followed; the files stay as they are. */
  'finishes-after-fix',
  /** Nothing before they are built again, which makes other files of them. */
  'needs-new-files',
  /** Nothing: the index accepts no file of this name, or none for this release, any more. */
  'needs-new-release',
  /** Nothing that is known of. */
  'cannot-help',
] as const;

/** One of them. */
export type Rerun = (typeof RERUNS)[number];

/** What to do about a failure. */
export interface Remedy {
  /** As a sentence; empty where there is nothing to do. */
  readonly hint: string;
  readonly rerun: Rerun;
}

/** Around the sentence that says to run the job again. */
interface RunAgain {
  /** When, or under what condition: `later`. */
  readonly when?: string | undefined;
  /** What can be done instead. */
  readonly or?: string;
  /** What the next run does, or why it helps. */
  readonly because?: string | undefined;
  /** Sentences after it. */
  readonly after?: string | undefined;
}

/** For what passes. */
export function runAgain({ when, or, because, after }: RunAgain = {}): Remedy {
  const sentence = [
    'Run the job again',
    when === undefined ? '' : ` ${when}`,
    or === undefined ? '' : `, or ${or}`,
    because === undefined ? '' : `: ${because}`,
    '.',
  ].join('');
  return { hint: after === undefined ? sentence : `${sentence} ${after}`, rerun: 'finishes' };
}

/** For a name that is taken, or a release that is closed. @param or what helps too, with its comma */
export function raiseVersion(because: string, or = ''): Remedy {
  return { hint: `Raise the version${or}: ${because}.`, rerun: 'needs-new-release' };
}

/** A hint alone is for what a change outside of the files mends. */
export function asRemedy(remedy: string | Remedy): Remedy {
  return typeof remedy === 'string' ? { hint: remedy, rerun: 'finishes-after-fix' } : remedy;
}

/** What a run does about several failures together: what it does about the one that it helps least with. */
export function rerunOfAll(remedies: readonly Pick<Remedy, 'rerun'>[]): Rerun {
  const worst = RERUNS.findLast((each) => remedies.some(({ rerun }) => rerun === each));
  return worst ?? 'cannot-help';
}

/** A cause that itself says what to do, whoever failed by it: a proxy that cannot be reached fails each service alike. */
export class KnownCause extends Error implements Remedy {
  override readonly name = 'KnownCause';
  readonly hint: string;
  readonly rerun: Rerun;

  /** @param remedy as of `ActionError` */
  constructor(message: string, remedy: string | Remedy, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    const { hint, rerun } = asRemedy(remedy);
    this.hint = hint;
    this.rerun = rerun;
  }
}

/** The first of an error and its causes that itself says what to do. */
export function knownCauseOf(error: unknown): KnownCause | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST && isError(current); depth += 1) {
    if (current instanceof KnownCause) return current;
    current = current.cause;
  }
  return undefined;
}

/** Causes that are followed. */
const DEEPEST = 8;

/** A failure that a user can do something about: what happened, and the one thing to change. */
export class ActionError extends Error implements Remedy {
  override readonly name = 'ActionError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly rerun: Rerun;

  /** @param remedy a text alone for what a change outside of the files mends; that of a `KnownCause` comes before it */
  constructor(code: ErrorCode, message: string, remedy: string | Remedy, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    const { hint, rerun } = knownCauseOf(cause) ?? asRemedy(remedy);
    this.hint = hint;
    this.rerun = rerun;
  }
}

/** How a request ended that got no usable answer. */
export type TransportFailure =
  | 'refused'
  | 'unreachable'
  /** The job's own proxy said so for certain, or no host has its name. */
  | 'proxy-refused'
  /** The job's own proxy could not be reached, or broke off. */
  | 'proxy-unreachable'
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
  /** What came of an answer that no parser accepts, from where the parser gave up; empty otherwise. */
  readonly received: string;

  constructor(failure: TransportFailure, message: string, sent: boolean, cause?: unknown, received = '') {
    super(message, cause === undefined ? undefined : { cause });
    this.failure = failure;
    this.sent = sent;
    this.received = received;
  }
}

/** An error as a user reads it: message, causes, hint. Never a stack trace. */
export interface Explanation extends Remedy {
  readonly code: ErrorCode | 'BUG';
  readonly message: string;
  readonly causes: readonly string[];
}

/** The text of any thrown value, its causes in order, and what to do about it. */
export function explain(error: unknown): Explanation {
  if (error instanceof ActionError) {
    const { code, message, hint, rerun } = error;
    return { code, message, causes: causesOf(error), hint, rerun };
  }
  return {
    code: 'BUG',
    message: `unexpected error in wheelseal: ${messageOf(error)}`,
    causes: causesOf(error),
    hint: 'This is a bug in wheelseal. Report it, with this message and the version you use.',
    rerun: 'cannot-help',
  };
}

/** The message of any thrown value. */
export function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}

/** One of Node's own modules may be of another realm, in which `Error` is another class. */
function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** What each error was caused by, but for what those above say already. */
function causesOf(error: unknown): string[] {
  const [causes, said] = [new Array<string>(), [messageOf(error)]];
  let current: unknown = error;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (!isError(current) || current.cause === undefined) break;
    const message = messageOf(current.cause);
    const isSaid = said.some((text) => text.includes(message)) || saysSystemError(current, current.cause);
    if (!isSaid) causes.push(message);
    said.push(message);
    current = current.cause;
  }
  return causes;
}

/** A failed request says in words which code a system call failed with: only an address that its URL does not have is new. */
function saysSystemError(failed: Error, cause: unknown): boolean {
  if (
    !(failed instanceof TransportError || failed instanceof KnownCause) ||
    !isError(cause) ||
    !('syscall' in cause)
  )
    return false;
  return !('address' in cause) || failed.message.includes(String(cause.address));
}

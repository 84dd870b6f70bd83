import { messageOf, TransportError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { HttpAnswer } from './http.ts';
import type { Log } from './log.ts';

/** One attempt's end: a value, or a failure that may be tried again. */
export type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | {
      readonly kind: 'again';
      /** Thrown when there is no time left. */
      readonly error: Error;
      /** Milliseconds that the server requested. */
      readonly after?: number | undefined;
      /** Only a few tries are worth it; so many in a row end it, whatever is left of the budget. */
      readonly briefly?: boolean;
    };

/** How long, how often and how patiently something is tried again. */
export interface RetryBudget {
  /** Milliseconds from the first attempt after which no new one starts. */
  readonly total: number;
  /** Attempts at the most; unlimited where absent. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt, doubled each time, with jitter. */
  readonly firstDelay: number;
  readonly maximumDelay: number;
}

/** For what is of the job's own environment: it comes back within seconds, as after a restart, or stays as it is. */
const BRIEF: RetryBudget = { total: 10_000, firstDelay: 1000, maximumDelay: 4000 };
const BRIEF_ATTEMPTS = 4;

/** A wait between two attempts. */
export interface Wait {
  /** Why the last attempt failed. */
  readonly error: Error;
  /** How many attempts were made. */
  readonly attempts: number;
  readonly milliseconds: number;
  readonly budget: RetryBudget;
}

/** What repeating takes. */
interface Repeating {
  readonly clock: Clock;
  /** Ends a wait early, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called before each wait; `logWaits` makes one that writes to the log. */
  readonly onWait?: (wait: Wait) => void;
}

/**
 * Repeats an attempt until it is done or the budget is spent, waiting longer each time (full jitter), or as long as
 * the server says. An attempt that throws is not repeated.
 */
export async function retry<T>(
  attempt: (number: number) => Promise<Attempt<T>>,
  budget: RetryBudget,
  { clock, signal, onWait }: Repeating,
): Promise<T> {
  let whole: Spent = { budget, started: clock.now().getTime(), attempts: 0 };
  let brief: Spent | undefined;
  for (let number = 1; ; number += 1) {
    const outcome = await attempt(number);
    if (outcome.kind === 'done') return outcome.value;
    const { error, after } = outcome;
    const now = clock.now().getTime();
    whole = oneMore(whole);
    const row = brief ?? { budget: narrowed(budget), started: now, attempts: 0 };
    brief = outcome.briefly === true ? oneMore(row) : undefined;
    const spent = brief ?? whole;
    // A server that says `Retry-After: 0` is not queried in a loop.
    const wait =
      after === undefined
        ? backoff(spent.attempts, spent.budget, clock.random())
        : Math.max(after, spent.budget.firstDelay);
    if (isOver(whole, now + wait) || isOver(spent, now + wait)) throw error;
    onWait?.({ error, attempts: spent.attempts, milliseconds: wait, budget: spent.budget });
    await clock.sleep(wait, signal, { what: `the next attempt (${messageOf(error).replace(/\.$/, '')})` });
  }
}

/** What was made of a budget. */
interface Spent {
  readonly budget: RetryBudget;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly attempts: number;
}

function oneMore(spent: Spent): Spent {
  return { ...spent, attempts: spent.attempts + 1 };
}

function isOver({ budget, started, attempts }: Spent, next: number): boolean {
  return next - started > budget.total || attempts === budget.attempts;
}

/** As brief as the brief one, and no longer than the given one. */
function narrowed({ total, attempts, firstDelay, maximumDelay }: RetryBudget): RetryBudget {
  return {
    total: Math.min(total, BRIEF.total),
    attempts: Math.min(attempts ?? BRIEF_ATTEMPTS, BRIEF_ATTEMPTS),
    firstDelay: Math.min(firstDelay, BRIEF.firstDelay),
    maximumDelay: Math.min(maximumDelay, BRIEF.maximumDelay),
  };
}

/** Writes each wait to the log: for what, why, for how long, and how many attempts were made. @param what the purpose, as `http` names it */
export function logWaits(log: Pick<Log, 'info'>, what: string): (wait: Wait) => void {
  return ({ error, attempts, milliseconds, budget }) => {
    const seconds = Math.max(1, Math.round(milliseconds / 1000));
    const made = budget.attempts === undefined ? `${attempts}` : `${attempts} of ${budget.attempts}`;
    log.info(`${what}: attempt ${made} failed, next in ${seconds} s. ${messageOf(error)}`);
  };
}

/** Milliseconds before the attempt after the `number`th: half of the doubled delay for certain, half at random. */
export function backoff(number: number, budget: RetryBudget, random: number): number {
  const ceiling = Math.min(budget.maximumDelay, budget.firstDelay * 2 ** Math.min(number - 1, 30));
  return ceiling / 2 + (ceiling / 2) * random;
}

/** Statuses after which the same request may succeed later (RFC 9110 §15.5.9, §15.6; RFC 6585 §4). */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501);
}

/** Transport failures that may pass. A broken body of ours, an oversized answer or a bad certificate will not. */
export function isTransientFailure(error: unknown): error is TransportError {
  return (
    error instanceof TransportError &&
    ['refused', 'unreachable', 'proxy-unreachable', 'reset', 'timeout', 'unparsable'].includes(error.failure)
  );
}

/** Of those, the one that passes within seconds or not at all: the job's own proxy cannot be reached. */
export function isBriefFailure({ failure }: TransportError): boolean {
  return failure === 'proxy-unreachable';
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3); undefined where absent or malformed. */
export function retryAfter(answer: Pick<HttpAnswer, 'headers'>, now: Date): number | undefined {
  const value = answer.headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

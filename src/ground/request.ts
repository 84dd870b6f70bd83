import { messageOf, TransportError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';
import type { Log } from './log.ts';
import type { Redact } from './redacted-text.ts';
import {
  isBriefFailure,
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter,
} from './retry.ts';
import type { Attempt, RetryBudget, Wait } from './retry.ts';

/** What requests with retries take of the machine. */
export interface RequestPlatform {
  readonly http: Http;
  readonly clock: Clock;
  readonly runner: {
    readonly log: Pick<Log, 'info'>;
    readonly redact: Redact;
  };
}

/** One request that may be repeated without harm, and what its answers mean. */
export interface RepeatableRequest<T> {
  /** The request of an attempt: the same each time, or one made anew. */
  readonly request: HttpRequest | (() => Promise<HttpRequest>);
  readonly budget: RetryBudget;
  /** Reads an answer whose status is not transient: a value, or a reason to repeat the request. @throws where no repeating helps */
  readonly read: (answer: HttpAnswer) => Attempt<T>;
  /** The error for an answer of a transient status (`isTransientStatus`). */
  readonly refused: (answer: HttpAnswer) => Error;
  /** The error where no usable answer came; thrown at once where the failure does not pass. */
  readonly failed: (failure: TransportError) => Error;
}

/**
 * Sends a request until its answer can be read or its budget is spent; each wait is logged.
 * @throws what `read`, `refused` or `failed` make of it; the reason of `signal` once it is aborted
 */
export async function requestWithRetry<T>(
  { request, budget, read, refused, failed }: RepeatableRequest<T>,
  { http, clock, runner }: RequestPlatform,
  signal?: AbortSignal,
): Promise<T> {
  let [purpose, host] = ['', ''];
  const attempt = async (): Promise<Attempt<T>> => {
    const each = typeof request === 'function' ? await request() : request;
    ({ purpose } = each);
    host = URL.parse(each.url)?.host ?? '';
    let answer: HttpAnswer;
    try {
      answer = await http.request(signal === undefined ? each : { ...each, signal });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof TransportError)) throw error;
      if (!isTransientFailure(error)) throw failed(error);
      return { kind: 'again', error: failed(error), briefly: isBriefFailure(error) };
    }
    if (!isTransientStatus(answer.status)) return read(answer);
    return { kind: 'again', error: refused(answer), after: retryAfter(answer, clock.now()) };
  };
  const onWait = (wait: Wait): void => {
    const named = messageOf(wait.error).includes(host) || purpose.includes(host);
    logWaits(runner.log, named ? purpose : `${purpose} at ${host}`)(wait);
  };
  return retry(attempt, budget, { clock, signal, onWait });
}

import { ActionError, messageOf, runAgain, TransportError } from '../../errors.ts';
import type { Remedy, TransportFailure } from '../../errors.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../ground/http.ts';
import type { Log } from '../../ground/log.ts';
import type { Runner } from '../../platform/runner.ts';
import { isBriefFailure, isTransientFailure, isTransientStatus, retryAfter } from '../../ground/retry.ts';
import { logWaits, retry, type Attempt, type RetryBudget, type Wait } from '../../ground/retry.ts';
import { AttestationFault } from '../attestation-fault.ts';
import { clockDifference, MalformedAnswer, serverMessage } from './answer.ts';
import type { RequestOutcome, Throttle } from '../../ground/throttle.ts';

/** What the clients of the signing services need of the machine. */
export interface ServicePlatform {
  readonly http: Http;
  readonly clock: Clock;
  readonly runner: Pick<Runner, 'redact'> & { readonly log: Pick<Log, 'info' | 'debug'> };
}

/** One request to a service, and for how long it is worth repeating. */
export interface ServiceCall {
  readonly request: Omit<HttpRequest, 'signal'>;
  /** No attempt starts after this time; {@link PATIENCE} from now where absent. */
  readonly until?: Date;
  /** The request loses its sense at this time (an expired certificate): the call then ends without an answer. */
  readonly pointlessAfter?: Date;
  /** Statuses besides 2xx that the caller understands. */
  readonly understood?: readonly number[];
  /** What to change after a refusal with this status, where that is known. */
  readonly hint?: (status: number) => string | undefined;
  /** The result lasts, like a log entry: a cancellation starts no further attempt, and leaves one under way its time. */
  readonly lasting?: boolean;
}

/** Milliseconds for which a request to a service is repeated before the run gives up. */
export const PATIENCE = 15 * 60_000;
const FIRST_DELAY = 1000;
const MAXIMUM_DELAY = 30_000;

const WHEN_BACK = runAgain({ when: 'when the service is available' });
const IF_IT_PERSISTS = runAgain({ after: 'If the problem persists, contact the operator of the service.' });
const SET_CLOCK = "Set this machine's clock (NTP).";

/** Milliseconds after a good answer before trouble is news again: an overloaded service answers good and bad in turn. */
const CALM = 60_000;

/** What to change after a failure that no repeating helps. */
const HINTS: Readonly<Partial<Record<TransportFailure, string>>> = {
  tls: 'If a proxy or a private Sigstore instance uses a private CA, set NODE_EXTRA_CA_CERTS to its certificate.',
};

/** The way to one service: its throttle, its retries, and one line in the log when it gets into trouble. */
export class ServiceConnection {
  readonly name: string;
  readonly #platform: ServicePlatform;
  readonly #throttle: Throttle;
  /** The call whose waits are logged: while many requests wait for one service, each would say the same. */
  #speaker: object | undefined;
  /** A new speaker before this time, in milliseconds since 1970, would not be news. */
  #quietUntil = 0;
  /** It has answered, so the way to it was good: what breaks now may be mended, and what was logged is not to be lost. */
  #isReached = false;

  /** @param name as messages call it: `Rekor v2` */
  constructor(name: string, throttle: Throttle, platform: ServicePlatform) {
    this.name = name;
    this.#throttle = throttle;
    this.#platform = platform;
  }

  /** Requests that the service bears at once, as far as is known now. */
  get concurrency(): number {
    return this.#throttle.limit;
  }

  now(): Date {
    return this.#platform.clock.now();
  }

  /**
   * The service's answer: 2xx, or of an understood status; undefined once the request is pointless. Connection errors, 408,
   * 425, 429 and 5xx are tried again, so the service may have acted on the request more than once.
   * @throws {ActionError} SIGNING_FAILED, naming service, URL and what it said; CANCELLED
   */
  async call(call: ServiceCall, signal?: AbortSignal): Promise<HttpAnswer | undefined> {
    const { clock } = this.#platform;
    const total = call.until === undefined ? PATIENCE : call.until.getTime() - clock.now().getTime();
    const budget = { total, firstDelay: FIRST_DELAY, maximumDelay: MAXIMUM_DELAY };
    try {
      return await this.#retry(async () => this.#attempt(call, signal), budget, call, signal);
    } finally {
      if (this.#speaker === call) this.#speaker = undefined;
    }
  }

  /** What an unusable answer is reported as: `problem` is a sentence's end, such as `its certificate has another key`. */
  failure(
    url: string,
    answer: HttpAnswer | undefined,
    problem: string,
    remedy: string | Remedy = IF_IT_PERSISTS,
    cause?: unknown,
  ): ActionError {
    const status = answer === undefined ? '' : ` answered HTTP ${answer.status}, but`;
    const skew = answer === undefined ? undefined : clockDifference(answer, this.now());
    const clock = skew === undefined ? '' : ` Note that ${skew}.`;
    return new ActionError(
      'SIGNING_FAILED',
      `${this.name} at ${url}${status === '' ? ':' : status} ${problem}.${clock}`,
      skew === undefined ? remedy : SET_CLOCK,
      cause,
    );
  }

  /** What an answer with a status that is no success is reported as, with the server's own words. */
  refusal(call: ServiceCall, answer: HttpAnswer): ActionError {
    const said = serverMessage(answer, this.#platform.runner.redact);
    const transient = isTransientStatus(answer.status);
    // An overloaded server's refusal has nothing to do with the time.
    const skew = transient ? undefined : clockDifference(answer, this.now());
    const remedy = transient ? WHEN_BACK : (call.hint?.(answer.status) ?? IF_IT_PERSISTS);
    return new ActionError(
      'SIGNING_FAILED',
      `${this.name} at ${call.request.url} answered HTTP ${answer.status} to the request for a ${call.request.purpose}` +
        `${said === '' ? '' : `: ${said}`}${skew === undefined ? '' : ` (${skew})`}`,
      skew === undefined ? remedy : SET_CLOCK,
    );
  }

  /** Repeats what is more than one request, each wait in the log. @throws what the attempt makes of its failures; CANCELLED */
  async repeat<T>(
    attempt: () => Promise<Attempt<T>>,
    budget: RetryBudget,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    try {
      return await this.#retry(attempt, budget, attempt, signal);
    } finally {
      if (this.#speaker === attempt) this.#speaker = undefined;
    }
  }

  /** Runs a parser or check of an answer, and names service, URL and check where it fails. */
  check<T>(url: string, answer: HttpAnswer, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof AttestationFault) {
        throw this.failure(
          url,
          answer,
          `verification of its ${error.check} failed: ${error.reason}`,
          IF_IT_PERSISTS,
          error.cause,
        );
      }
      if (error instanceof ActionError) throw error;
      const remedy =
        error instanceof MalformedAnswer
          ? runAgain({ when: 'later', because: 'a proxy may have answered instead of the service' })
          : IF_IT_PERSISTS;
      throw this.failure(url, answer, messageOf(error), remedy, error);
    }
  }

  async #retry<T>(
    attempt: () => Promise<Attempt<T>>,
    budget: RetryBudget,
    speaker: object,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { clock } = this.#platform;
    const onWait = (wait: Wait): void => this.#reportWait(speaker, wait);
    try {
      return await retry(attempt, budget, { clock, signal, onWait });
    } catch (error) {
      if (signal?.aborted !== true || error instanceof ActionError) throw error;
      throw new ActionError('CANCELLED', `Cancelled during a request to ${this.name}.`, runAgain(), error);
    }
  }

  async #attempt(call: ServiceCall, signal?: AbortSignal): Promise<Attempt<HttpAnswer | undefined>> {
    const work = async (): Promise<{ value: Attempt<HttpAnswer | undefined>; outcome: RequestOutcome }> => {
      // Checked here, since waiting for a turn takes time too.
      if (call.pointlessAfter !== undefined && this.now() > call.pointlessAfter) {
        return { value: { kind: 'done', value: undefined }, outcome: { kind: 'failed' } };
      }
      try {
        const uninterrupted = signal === undefined || call.lasting === true;
        const request = uninterrupted ? call.request : { ...call.request, signal };
        return this.#judge(call, await this.#platform.http.request(request));
      } catch (error) {
        return { value: this.#judgeFailure(call, error), outcome: { kind: 'failed' } };
      }
    };
    return this.#throttle.run(work, signal);
  }

  #judge(call: ServiceCall, answer: HttpAnswer): { value: Attempt<HttpAnswer>; outcome: RequestOutcome } {
    const { status } = answer;
    const after = retryAfter(answer, this.now());
    if ((status >= 200 && status < 300) || call.understood?.includes(status) === true) {
      this.#quietUntil = Math.min(this.#quietUntil, this.now().getTime() + CALM);
      this.#isReached = true;
      return { value: { kind: 'done', value: answer }, outcome: { kind: 'good' } };
    }
    const error = this.refusal(call, answer);
    if (!isTransientStatus(status)) throw error;
    const overloaded = status === 429 || status === 503;
    const until = this.now().getTime() + (after ?? 0);
    return {
      value: { kind: 'again', error, ...(after === undefined ? {} : { after }) },
      outcome: overloaded ? { kind: 'overloaded', until } : { kind: 'failed' },
    };
  }

  #judgeFailure(call: ServiceCall, error: unknown): Attempt<never> {
    if (!(error instanceof TransportError) || error.failure === 'cancelled') throw error;
    const transient = isTransientFailure(error);
    const remedy = HINTS[error.failure] ?? (transient ? WHEN_BACK : IF_IT_PERSISTS);
    const problem = `no usable answer (${error.message})`;
    const failure = this.failure(call.request.url, undefined, problem, remedy, error);
    if (!transient) throw failure;
    return { kind: 'again', error: failure, briefly: isBriefFailure(error) && !this.#isReached };
  }

  /** In the log for one call at a time, in the debug log for the others. */
  #reportWait(speaker: object, wait: Wait): void {
    const { log } = this.#platform.runner;
    const now = this.now().getTime();
    if (this.#speaker === undefined && now >= this.#quietUntil) {
      this.#speaker = speaker;
      this.#quietUntil = now + PATIENCE;
    }
    const speaks = this.#speaker === speaker;
    logWaits({ info: (line) => (speaks ? log.info(line) : log.debug(line)) }, this.name)(wait);
  }
}

import { ActionError, messageOf, TransportError } from '../../errors.ts';
import type { TransportFailure } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Http, HttpAnswer } from '../../platform/http.ts';
import type { Log } from '../../platform/runner.ts';
import type { Attempt } from '../../ground/retry.ts';
import { isTransientFailure, isTransientStatus, retry, retryAfter } from '../../ground/retry.ts';
import { AttestationFault } from '../attestation-fault.ts';
import { PATIENCE } from './service-call.ts';
import type { ServiceCall } from './service-call.ts';
import { clockDifference, MalformedAnswer, serverMessage } from './service-answer.ts';
import type { Ending, Throttle } from './throttle.ts';

/** What the clients of the signing services need of the machine. */
export interface ServicePlatform {
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}

const WHEN_BACK = 'Nothing was uploaded. Run again when the service is back.';
const IF_IT_STAYS = 'Nothing was uploaded. Run again; if it stays so, tell the operator of the service.';

/** Milliseconds after a good answer before trouble is news again: an overloaded service answers good and bad in turn. */
const CALM = 60_000;

/** What to change after a failure that no repeating helps. */
const HINTS: Readonly<Partial<Record<TransportFailure, string>>> = {
  tls: 'If a proxy or own instance uses a private CA, name it in NODE_EXTRA_CA_CERTS.',
  'proxy-refused': 'Nothing was uploaded. Let the proxy connect to this host, or name the host in NO_PROXY.',
};

/** The way to one service: its throttle, its retries, and one line in the log when it gets into trouble. */
export class ServiceConnection {
  readonly name: string;
  readonly #platform: ServicePlatform;
  readonly #throttle: Throttle;
  /** Trouble before this time, in milliseconds since 1970, is for the debug log only. */
  #quietUntil = 0;

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
    try {
      return await retry(
        async () => this.#attempt(call, signal),
        { total, firstDelay: 1000, maximumDelay: 30_000 },
        { clock, signal },
      );
    } catch (error) {
      if (signal?.aborted)
        throw new ActionError('CANCELLED', `Cancelled while asking ${this.name}.`, '', error);
      throw error;
    }
  }

  /** What an unusable answer is reported as: `problem` is a sentence's end, such as `its certificate has another key`. */
  failure(
    url: string,
    answer: HttpAnswer | undefined,
    problem: string,
    hint = IF_IT_STAYS,
    cause?: unknown,
  ): ActionError {
    const status = answer === undefined ? '' : ` answered HTTP ${answer.status}, but`;
    const skew = answer === undefined ? undefined : clockDifference(answer, this.now());
    const clock = skew === undefined ? '' : ` Note that ${skew}.`;
    return new ActionError(
      'SIGNING_FAILED',
      `${this.name} at ${url}${status === '' ? ':' : status} ${problem}.${clock}`,
      skew === undefined ? hint : "Set this machine's clock (NTP) and run again.",
      cause,
    );
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
          `the check of its ${error.check} fails: ${error.reason}`,
          IF_IT_STAYS,
          error.cause,
        );
      }
      if (error instanceof ActionError) throw error;
      const hint =
        error instanceof MalformedAnswer
          ? 'A proxy in between may have answered instead; run again later.'
          : IF_IT_STAYS;
      throw this.failure(url, answer, messageOf(error), hint, error);
    }
  }

  async #attempt(call: ServiceCall, signal?: AbortSignal): Promise<Attempt<HttpAnswer | undefined>> {
    const work = async (): Promise<{ value: Attempt<HttpAnswer | undefined>; ending: Ending }> => {
      // Looked at here, since waiting for a turn takes time too.
      if (call.pointlessAfter !== undefined && this.now() > call.pointlessAfter) {
        return { value: { kind: 'done', value: undefined }, ending: { kind: 'failed' } };
      }
      try {
        const uninterrupted = signal === undefined || call.lasting === true;
        const request = uninterrupted ? call.request : { ...call.request, signal };
        return this.#judge(call, await this.#platform.http.request(request));
      } catch (error) {
        return { value: this.#judgeFailure(call, error), ending: { kind: 'failed' } };
      }
    };
    return this.#throttle.run(work, signal);
  }

  #judge(call: ServiceCall, answer: HttpAnswer): { value: Attempt<HttpAnswer>; ending: Ending } {
    const { status } = answer;
    const after = retryAfter(answer, this.now());
    if ((status >= 200 && status < 300) || call.understood?.includes(status) === true) {
      this.#quietUntil = Math.min(this.#quietUntil, this.now().getTime() + CALM);
      return { value: { kind: 'done', value: answer }, ending: { kind: 'good' } };
    }
    const error = this.#refusal(call, answer);
    if (!isTransientStatus(status)) throw error;
    this.#reportTrouble(call, `answered HTTP ${status}`);
    const overloaded = status === 429 || status === 503;
    const until = this.now().getTime() + (after ?? 0);
    return {
      value: { kind: 'again', error, ...(after === undefined ? {} : { after }) },
      ending: overloaded ? { kind: 'overloaded', until } : { kind: 'failed' },
    };
  }

  #judgeFailure(call: ServiceCall, error: unknown): Attempt<never> {
    if (!(error instanceof TransportError)) throw error;
    const transient = isTransientFailure(error);
    const hint = HINTS[error.failure] ?? (transient ? WHEN_BACK : IF_IT_STAYS);
    const problem = `no usable answer (${error.message})`;
    const failure = this.failure(call.request.url, undefined, problem, hint, error);
    if (!transient) throw failure;
    this.#reportTrouble(call, `gave no answer (${error.failure})`);
    return { kind: 'again', error: failure };
  }

  #refusal(call: ServiceCall, answer: HttpAnswer): ActionError {
    const said = call.redact?.(serverMessage(answer)) ?? serverMessage(answer);
    const transient = isTransientStatus(answer.status);
    // An overloaded server's refusal has nothing to do with the time.
    const skew = transient ? undefined : clockDifference(answer, this.now());
    const hint = transient ? WHEN_BACK : (call.hint?.(answer.status) ?? IF_IT_STAYS);
    return new ActionError(
      'SIGNING_FAILED',
      `${this.name} at ${call.request.url} answered HTTP ${answer.status} to the request for a ${call.request.purpose}` +
        `${said === '' ? '' : `: ${said}`}${skew === undefined ? '' : ` (${skew})`}`,
      skew === undefined ? hint : "Set this machine's clock (NTP) and run again.",
    );
  }

  #reportTrouble(call: ServiceCall, what: string): void {
    const line = `${this.name} at ${call.request.url} ${what}; trying again`;
    const now = this.now().getTime();
    if (now < this.#quietUntil) return this.#platform.log.debug(line);
    this.#platform.log.info(`${line} for up to ${PATIENCE / 60_000} minutes.`);
    this.#quietUntil = now + PATIENCE;
  }
}

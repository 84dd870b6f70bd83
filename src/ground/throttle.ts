import type { Clock } from './clock.ts';

/** How many requests a service bears. */
export interface ServiceLimits {
  /** Requests in flight at the beginning. */
  readonly first: number;
  /** Requests in flight at the most. */
  readonly maximum: number;
  /** Requests that may be in flight however often it is overloaded; 1 where absent. */
  readonly least?: number;
  /** Milliseconds between two starts; 0 for none. */
  readonly interval: number;
}

/** Where a throttle stands. Times are milliseconds since 1970. */
export interface ThrottleState {
  readonly limit: number;
  readonly inFlight: number;
  /** Good answers since the limit changed. */
  readonly good: number;
  /** No start before this time. */
  readonly notBefore: number;
  /** Grows with each halving: requests of an older generation don't halve again. */
  readonly generation: number;
}

/** How a request ended, as far as the service's load is concerned. */
export type RequestOutcome =
  | { readonly kind: 'good' }
  | { readonly kind: 'failed' }
  /** 429 or 503, with the time from which the service wants to be queried again; 0 where only this request waits. */
  | { readonly kind: 'overloaded'; readonly until: number };

/** A throttle at rest. */
export function initialThrottle(limits: ServiceLimits): ThrottleState {
  return { limit: limits.first, inFlight: 0, good: 0, notBefore: 0, generation: 0 };
}

/** Milliseconds until a request may start, 0 for now; undefined where another must end first. */
export function waitBeforeStart(state: ThrottleState, now: number): number | undefined {
  if (state.inFlight >= state.limit) return undefined;
  return Math.max(0, state.notBefore - now);
}

/** After one request has started. */
export function started(state: ThrottleState, limits: ServiceLimits, now: number): ThrottleState {
  return {
    ...state,
    inFlight: state.inFlight + 1,
    notBefore: Math.max(state.notBefore, now + limits.interval),
  };
}

/** After one request has ended: a full window of good answers doubles the limit, an overload halves it once for all in flight. */
export function ended(
  state: ThrottleState,
  limits: ServiceLimits,
  generation: number,
  outcome: RequestOutcome,
): ThrottleState {
  const inFlight = state.inFlight - 1;
  if (outcome.kind === 'failed') return { ...state, inFlight };
  if (outcome.kind === 'overloaded') {
    const notBefore = Math.max(state.notBefore, outcome.until);
    if (generation !== state.generation) return { ...state, inFlight, notBefore };
    const limit = Math.max(limits.least ?? 1, Math.floor(state.limit / 2));
    return { limit, inFlight, good: 0, notBefore, generation: state.generation + 1 };
  }
  const good = state.good + 1;
  if (good < state.limit || state.limit >= limits.maximum) return { ...state, inFlight, good };
  return { ...state, inFlight, good: 0, limit: Math.min(limits.maximum, state.limit * 2) };
}

/** Lets requests to one service start in their order, as many and as fast as it bears. */
export class Throttle {
  readonly #limits: ServiceLimits;
  readonly #clock: Clock;
  #state: ThrottleState;
  #lastInLine: Promise<void> = Promise.resolve();
  #wake: (() => void) | undefined;

  constructor(limits: ServiceLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#state = initialThrottle(limits);
  }

  /** Requests that may be in flight now. */
  get limit(): number {
    return this.#state.limit;
  }

  /** Waits for its turn and does the work, which says how it ended; work that throws has failed. */
  async run<T>(
    work: () => Promise<{ readonly value: T; readonly outcome: RequestOutcome }>,
    signal?: AbortSignal,
  ): Promise<T> {
    const before = this.#lastInLine;
    const turn = Promise.withResolvers<void>();
    this.#lastInLine = turn.promise;
    try {
      await before;
      await this.#start(signal);
    } finally {
      turn.resolve();
    }
    const generation = this.#state.generation;
    let outcome: RequestOutcome = { kind: 'failed' };
    try {
      const done = await work();
      outcome = done.outcome;
      return done.value;
    } finally {
      this.#state = ended(this.#state, this.#limits, generation, outcome);
      this.#wake?.();
    }
  }

  async #start(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#clock.now().getTime();
      const wait = waitBeforeStart(this.#state, now);
      if (wait === 0) {
        this.#state = started(this.#state, this.#limits, now);
        return;
      }
      await (wait === undefined ? this.#oneEnded(signal) : this.#clock.sleep(wait, signal));
    }
  }

  /** Only the first in line waits here. */
  async #oneEnded(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#wake = wake;
    signal?.addEventListener('abort', wake, { once: true });
    await promise;
    signal?.removeEventListener('abort', wake);
    this.#wake = undefined;
  }
}

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  asObject,
  tryParseJson
} from "./chunk-OUWR3SLQ.mjs";

// src/ground/throttle.ts
function initialThrottle(limits) {
  return { limit: limits.first, inFlight: 0, good: 0, notBefore: 0, generation: 0 };
}
function waitBeforeStart(state, now) {
  if (state.inFlight >= state.limit) return void 0;
  return Math.max(0, state.notBefore - now);
}
function started(state, limits, now) {
  return {
    ...state,
    inFlight: state.inFlight + 1,
    notBefore: Math.max(state.notBefore, now + limits.interval)
  };
}
function ended(state, limits, generation, outcome) {
  const inFlight = state.inFlight - 1;
  if (outcome.kind === "failed") return { ...state, inFlight };
  if (outcome.kind === "overloaded") {
    const notBefore = Math.max(state.notBefore, outcome.until);
    if (generation !== state.generation) return { ...state, inFlight, notBefore };
    const limit = Math.max(limits.least ?? 1, Math.floor(state.limit / 2));
    return { limit, inFlight, good: 0, notBefore, generation: state.generation + 1 };
  }
  const good = state.good + 1;
  if (good < state.limit || state.limit >= limits.maximum) return { ...state, inFlight, good };
  return { ...state, inFlight, good: 0, limit: Math.min(limits.maximum, state.limit * 2) };
}
var Throttle = class {
  #limits;
  #clock;
  #state;
  #lastInLine = Promise.resolve();
  #wake;
  constructor(limits, clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#state = initialThrottle(limits);
  }
  /** Requests that may be in flight now. */
  get limit() {
    return this.#state.limit;
  }
  /** Waits for its turn and does the work, which says how it ended; work that throws has failed. */
  async run(work, signal) {
    const before = this.#lastInLine;
    const turn = Promise.withResolvers();
    this.#lastInLine = turn.promise;
    try {
      await before;
      await this.#start(signal);
    } finally {
      turn.resolve();
    }
    const generation = this.#state.generation;
    let outcome = { kind: "failed" };
    try {
      const done = await work();
      outcome = done.outcome;
      return done.value;
    } finally {
      this.#state = ended(this.#state, this.#limits, generation, outcome);
      this.#wake?.();
    }
  }
  async #start(signal) {
    for (; ; ) {
      signal?.throwIfAborted();
      const now = this.#clock.now().getTime();
      const wait = waitBeforeStart(this.#state, now);
      if (wait === 0) {
        this.#state = started(this.#state, this.#limits, now);
        return;
      }
      await (wait === void 0 ? this.#oneEnded(signal) : this.#clock.sleep(wait, signal));
    }
  }
  /** Only the first in line waits here. */
  async #oneEnded(signal) {
    const { promise, resolve } = Promise.withResolvers();
    const wake = () => resolve();
    this.#wake = wake;
    signal?.addEventListener("abort", wake, { once: true });
    await promise;
    signal?.removeEventListener("abort", wake);
    this.#wake = void 0;
  }
};

// src/ground/jwt.ts
function claimsOf(token) {
  const [, payload, signature, ...more] = token.split(".");
  if (payload === void 0 || signature === void 0 || more.length > 0) return void 0;
  return asObject(tryParseJson(Buffer.from(payload, "base64url")));
}

export {
  Throttle,
  claimsOf
};

import type { Clock } from '../../ground/clock.ts';

/** Milliseconds for which what is ready waits for the others. */
const PATIENCE = 2000;

/**
 * Lets entries that are prepared side by side set out for the log together. Rekor v2 takes into one checkpoint what comes
 * within a quarter of a second of the first, and makes no other for an interval: entries that were sent as each was ready
 * waited for two. https://github.com/transparency-dev/tessera
 */
export class Batcher {
  readonly #most: () => number;
  readonly #clock: Clock;
  #underWay = 0;
  #ready = 0;
  #departure = newDeparture();

  /** @param most how many the log accepts at once, as far as is known at the time */
  constructor(most: () => number, clock: Clock) {
    this.#most = most;
    this.#clock = clock;
  }

  /** Does the work, then waits until no other work is under way, as many are ready as the log accepts, or patience ends. */
  async prepare<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    let done: T;
    try {
      done = await work();
    } catch (error) {
      this.#underWay -= 1;
      if (this.#ready > 0 && this.#underWay === 0) this.#depart();
      throw error;
    }
    this.#underWay -= 1;
    this.#ready += 1;
    const { promise } = this.#departure;
    if (this.#underWay === 0 || this.#ready >= this.#most()) this.#depart();
    else if (this.#ready === 1) this.#departInTime();
    await promise;
    return done;
  }

  #depart(): void {
    const { resolve, left } = this.#departure;
    this.#ready = 0;
    this.#departure = newDeparture();
    resolve();
    left.abort();
  }

  #departInTime(): void {
    const { left } = this.#departure;
    this.#clock.sleep(PATIENCE, left.signal).then(
      () => (left.signal.aborted ? undefined : this.#depart()),
      () => undefined,
    );
  }
}

function newDeparture(): PromiseWithResolvers<void> & { readonly left: AbortController } {
  return { ...Promise.withResolvers<void>(), left: new AbortController() };
}

import type { Clock } from '../../src/ground/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that nothing really waits for. */
export interface VirtualClock extends Clock {
  /** Milliseconds of all sleeps, in the order in which they began. */
  readonly sleeps: readonly number[];
  advance(milliseconds: number): void;
}

/**
 * A clock that stands still while anything happens, then jumps to the time at which the next sleeper wakes.
 * @param busy whether something is under way that takes real time, such as a request on loopback
 */
export function virtualClock(start = new Date(), busy: () => boolean = () => false): VirtualClock {
  let now = start.getTime();
  const sleeps: number[] = [];
  let ticking = false;
  let sleepers: Sleeper[] = [];

  function tick(): void {
    if (!busy()) {
      sleepers.sort((a, b) => a.until - b.until);
      const next = sleepers.shift();
      now = Math.max(now, next?.until ?? now);
      next?.wake();
    }
    ticking = sleepers.length > 0;
    if (ticking) setImmediate(tick);
  }

  return {
    sleeps,
    now: () => new Date(now),
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper = { until: now + milliseconds, wake: resolve };
      const wakeUp = (): void => {
        sleepers = sleepers.filter((each) => each !== sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', wakeUp, { once: true });
      sleepers.push(sleeper);
      if (!ticking) setImmediate(tick);
      ticking = true;
      await promise;
    },
    random: () => 0.5,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

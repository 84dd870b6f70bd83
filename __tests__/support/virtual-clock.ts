import type { Clock } from '../../src/platform/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still while anything happens, then jumps to the time at which the next sleeper wakes.
 * @param busy whether something is under way that takes real time, such as a request on loopback
 */
export function virtualClock(
  start: Date,
  busy: () => boolean = () => false,
): Clock & { advance(milliseconds: number): void } {
  let now = start.getTime();
  let ticking = false;
  const sleepers: Sleeper[] = [];

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
    now: () => new Date(now),
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      signal?.addEventListener('abort', () => reject(new Error('aborted', { cause: signal.reason })), {
        once: true,
      });
      sleepers.push({ until: now + milliseconds, wake: resolve });
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

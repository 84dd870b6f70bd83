import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ground/clock.ts';

/** The clock and the randomness of this process. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
  random: () => Math.random(),
};

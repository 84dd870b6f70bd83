import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/platform/clock.ts';

describe('the clock of the machine', () => {
  it('sleeps, and is woken with the reason of the signal', async () => {
    await systemClock.sleep(0);
    const reason = new Error('cancelled');
    await expect(systemClock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const cancel = new AbortController();
    const sleeping = systemClock.sleep(60_000, cancel.signal);
    cancel.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
  });

  it('has a time, and randomness from 0 to 1', () => {
    expect(systemClock.now()).toBeInstanceOf(Date);
    expect(systemClock.random()).toBeGreaterThanOrEqual(0);
    expect(systemClock.random()).toBeLessThan(1);
  });
});

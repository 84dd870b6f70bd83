import { describe, expect, it } from '@jest/globals';
import { growingReport } from '../../../src/report/growing-report.ts';

/** A clock whose one sleeper wakes when it is told to, and whose time passes when a test says so. */
function manualClock() {
  const sleeps: number[] = [];
  let wake = (): void => undefined;
  let now = 0;
  return {
    sleeps,
    wake: () => wake(),
    pass: (milliseconds: number) => (now += milliseconds),
    now: () => new Date(now),
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        sleeps.push(milliseconds);
        wake = resolve;
        if (signal?.aborted) reject(new Error('aborted'));
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      }),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a growing report', () => {
  it('is written a second after the first change, once for all changes until then', async () => {
    const clock = manualClock();
    let writes = 0;
    const growing = growingReport(async () => (writes += 1), clock);
    for (let change = 0; change < 100; change += 1) growing.changed();
    await settled();
    expect([writes, clock.sleeps]).toEqual([0, [1000]]);
    clock.wake();
    await settled();
    expect([writes, clock.sleeps]).toEqual([1, [1000]]);
    growing.changed();
    await settled();
    expect([writes, clock.sleeps]).toEqual([1, [1000, 1000]]);
    clock.wake();
    await settled();
    expect(writes).toBe(2);
  });

  it('is written less often the longer a write takes', async () => {
    const clock = manualClock();
    const growing = growingReport(async () => clock.pass(300), clock);
    growing.changed();
    clock.wake();
    await settled();
    growing.changed();
    expect(clock.sleeps).toEqual([1000, 6000]);
  });

  it('is written again for what changed while it was written', async () => {
    const clock = manualClock();
    let writes = 0;
    const growing = growingReport(async () => {
      if ((writes += 1) === 1) growing.changed();
    }, clock);
    growing.changed();
    clock.wake();
    await settled();
    clock.wake();
    await settled();
    expect([writes, clock.sleeps]).toEqual([2, [1000, 1000]]);
  });

  it('is written again after a disk that refused it', async () => {
    const clock = manualClock();
    let writes = 0;
    const growing = growingReport(() => Promise.reject(new Error(`full ${(writes += 1)}`)), clock);
    growing.changed();
    clock.wake();
    await settled();
    growing.changed();
    clock.wake();
    await settled();
    expect(writes).toBe(2);
  });

  it('is not written once it has ended', async () => {
    const clock = manualClock();
    let writes = 0;
    const growing = growingReport(async () => (writes += 1), clock);
    growing.changed();
    await growing.end();
    growing.changed();
    await settled();
    expect(writes).toBe(0);
  });

  it('ends after the write under way, and writes no more', async () => {
    const clock = manualClock();
    const { promise, resolve } = Promise.withResolvers<void>();
    let writes = 0;
    const growing = growingReport(() => {
      writes += 1;
      return promise;
    }, clock);
    growing.changed();
    clock.wake();
    await settled();
    growing.changed();
    let ended = false;
    const end = growing.end().then(() => (ended = true));
    await settled();
    expect(ended).toBe(false);
    resolve();
    await end;
    growing.changed();
    await settled();
    expect(writes).toBe(1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['can’t be written', async () => Promise.reject(new Error('disk full'))],
    [
      'can’t be made',
      () => {
        throw new TypeError('a bug');
      },
    ],
  ])('is tried again at the next change where it %s', async (_, fail) => {
    const clock = manualClock();
    let writes = 0;
    const growing = growingReport(() => ((writes += 1) === 1 ? fail() : Promise.resolve()), clock);
    growing.changed();
    clock.wake();
    await settled();
    growing.changed();
    clock.wake();
    await settled();
    expect(writes).toBe(2);
    await expect(growing.end()).resolves.toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { growingReport } from '../../../src/report/growing-report.ts';

/** A clock whose one sleeper wakes when it is told to. */
function manualClock() {
  const sleeps: number[] = [];
  let wake = (): void => undefined;
  return {
    sleeps,
    wake: () => wake(),
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
  it('is written at the first change, then once for all changes of a second', async () => {
    const clock = manualClock();
    let writes = 0;
    const growing = growingReport(async () => (writes += 1), clock);
    await settled();
    expect(writes).toBe(0);
    growing.changed();
    growing.changed();
    await settled();
    expect([writes, clock.sleeps]).toEqual([1, [1000]]);
    for (let change = 0; change < 100; change += 1) growing.changed();
    await settled();
    expect(writes).toBe(1);
    clock.wake();
    await settled();
    expect(writes).toBe(2);
    clock.wake();
    await settled();
    expect(writes).toBe(2);
    growing.changed();
    await settled();
    expect(writes).toBe(3);
  });

  it('is written again after a disk that refused it', async () => {
    const clock = manualClock();
    let writes = 0;
    const growing = growingReport(() => Promise.reject(new Error(`full ${(writes += 1)}`)), clock);
    growing.changed();
    await settled();
    growing.changed();
    clock.wake();
    await settled();
    expect(writes).toBe(2);
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
});

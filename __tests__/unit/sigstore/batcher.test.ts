import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../../src/ground/clock.ts';
import { Batcher } from '../../../src/sigstore/sign/batcher.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const START = new Date('2026-08-01T00:00:00Z');
const standing: Clock = { now: () => START, sleep: () => new Promise(() => {}), random: () => 0 };

/** Works that are prepared side by side: their ends in the test's hands, and what set out so far. */
function begin(gathering: Batcher, count: number) {
  const works = Array.from({ length: count }, () => Promise.withResolvers<void>());
  const out: number[] = [];
  const done = works.map(async ({ promise }, index) => {
    await gathering.prepare(() => promise);
    out.push(index);
  });
  return { works, out, done };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Batcher', () => {
  it('lets one alone set out at once, with the result of its work', async () => {
    const gathering = new Batcher(() => 256, standing);
    expect(await gathering.prepare(async () => 'signed')).toBe('signed');
  });

  it('holds what is ready until the last one is', async () => {
    const { works, out, done } = begin(new Batcher(() => 256, standing), 3);
    works[2]?.resolve();
    works[0]?.resolve();
    await settle();
    expect(out).toEqual([]);
    works[1]?.resolve();
    await Promise.all(done);
    expect(out.toSorted((one, other) => one - other)).toEqual([0, 1, 2]);
  });

  it('lets as many set out as the log takes at once, and holds those after them', async () => {
    const { works, out, done } = begin(new Batcher(() => 2, standing), 4);
    works[0]?.resolve();
    works[1]?.resolve();
    works[2]?.resolve();
    await settle();
    expect(out).toEqual([0, 1]);
    works[3]?.resolve();
    await Promise.all(done);
    expect(out).toEqual([0, 1, 2, 3]);
  });

  it('does not wait for work that failed, and hands its failure on', async () => {
    const { works, out, done } = begin(new Batcher(() => 256, standing), 2);
    works[0]?.resolve();
    await settle();
    works[1]?.reject(new Error('no timestamp'));
    await expect(done[1]).rejects.toThrow('no timestamp');
    await done[0];
    expect(out).toEqual([0]);
  });

  it('waits for a slow one for two seconds, and holds the next ones anew', async () => {
    const clock = virtualClock(START);
    const gathering = new Batcher(() => 256, clock);
    const { works, out, done } = begin(gathering, 3);
    works[0]?.resolve();
    await done[0];
    expect(clock.now().getTime() - START.getTime()).toBe(2000);
    works[1]?.resolve();
    await done[1];
    expect(clock.now().getTime() - START.getTime()).toBe(4000);
    works[2]?.resolve();
    await done[2];
    expect(out).toEqual([0, 1, 2]);
  });

  it('leaves no timer behind', async () => {
    const timers: AbortSignal[] = [];
    const clock: Clock = {
      ...standing,
      sleep: (_, signal) => {
        if (signal !== undefined) timers.push(signal);
        return Promise.reject(new Error('aborted'));
      },
    };
    const { works, done } = begin(new Batcher(() => 256, clock), 2);
    works.forEach(({ resolve }) => resolve());
    await Promise.all(done);
    expect(timers.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { backoff, isTransientStatus, logWaits, retry, retryAfter } from '../../../src/ground/retry.ts';
import type { Attempt, RetryBudget } from '../../../src/ground/retry.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const BUDGET: RetryBudget = { total: 10_000, firstDelay: 1000, maximumDelay: 4000 };

/** The waits of something that never succeeds, and why it ended. */
async function waits(after: number | undefined, budget: RetryBudget): Promise<readonly number[]> {
  const clock = virtualClock();
  const again: Attempt<never> = {
    kind: 'again',
    error: new Error('broken'),
    ...(after !== undefined && { after }),
  };
  await expect(retry(async () => again, budget, { clock })).rejects.toThrow('broken');
  return clock.sleeps;
}

describe('retry', () => {
  it('waits longer each time, half of it at random', async () => {
    expect(await waits(undefined, BUDGET)).toEqual([750, 1500, 3000, 3000]);
  });

  it('begins no attempt that would start after its time', async () => {
    expect(await waits(3000, BUDGET)).toEqual([3000, 3000, 3000]);
    expect(await waits(10_000, BUDGET)).toEqual([10_000]);
    expect(await waits(10_001, BUDGET)).toEqual([]);
  });

  it('makes as many attempts as it may', async () => {
    expect(await waits(undefined, { ...BUDGET, attempts: 3 })).toHaveLength(2);
  });

  it('never asks in a loop a server that says to come again at once', async () => {
    expect(await waits(0, BUDGET)).toEqual(Array(10).fill(1000));
  });

  it('makes only a few attempts in a row of what is worth no more, in seconds', async () => {
    const error = new Error('the proxy refused');
    const [long, brief, other] = [
      { total: 900_000, firstDelay: 500, maximumDelay: 30_000 },
      { kind: 'again', error, briefly: true } as const,
      { kind: 'again', error: new Error('broken') } as const,
    ];
    const run = async (budget: RetryBudget, outcomes: readonly Attempt<string>[]) => {
      const clock = virtualClock();
      const said: string[] = [];
      const log = logWaits({ info: (line) => void said.push(line) }, 'x');
      const attempt = async (number: number) => outcomes[number - 1] ?? brief;
      const ended = await retry(attempt, budget, { clock, onWait: log }).catch(String);
      return { ended, said: said.map((line) => line.replace(/.*attempt | failed.*/g, '')), ...clock };
    };
    const dead = await run(long, []);
    expect([dead.ended, dead.said]).toEqual(['Error: the proxy refused', ['1 of 4', '2 of 4', '3 of 4']]);
    expect(dead.sleeps.reduce((sum, each) => sum + each)).toBeLessThan(10_000);
    const late = await run(long, [...Array(10).fill(other), brief, other, brief, brief]);
    expect([late.ended, late.sleeps.length]).toEqual(['Error: the proxy refused', 15]);
    expect((await run(long, [brief, brief, brief, { kind: 'done', value: 'back' }])).ended).toBe('back');
    expect((await run({ ...long, attempts: 1 }, [])).sleeps).toEqual([]);
    expect((await run({ ...long, attempts: 2 }, [other])).sleeps).toHaveLength(1);
    expect((await run({ ...long, total: 0 }, [])).sleeps).toEqual([]);
  });

  it('does not repeat what throws', async () => {
    let attempts = 0;
    const failing = async (): Promise<Attempt<never>> => {
      attempts += 1;
      throw new Error('ours');
    };
    await expect(retry(failing, BUDGET, { clock: virtualClock() })).rejects.toThrow('ours');
    expect(attempts).toBe(1);
  });

  it('ends its wait when it is cancelled', async () => {
    const cancelled = new AbortController();
    const attempt = async (): Promise<Attempt<never>> => {
      cancelled.abort(new Error('cancelled'));
      return { kind: 'again', error: new Error('broken') };
    };
    await expect(retry(attempt, BUDGET, { clock: virtualClock(), signal: cancelled.signal })).rejects.toThrow(
      'cancelled',
    );
  });
});

describe('logWaits', () => {
  it('says for what, why, how often already, and for how long', async () => {
    const lines: string[] = [];
    const onWait = logWaits({ info: (line) => void lines.push(line) }, 'certificate from Fulcio');
    const attempts: Attempt<string>[] = [
      { kind: 'again', error: new Error('It answered 503.') },
      { kind: 'again', error: new Error('It answered 429.'), after: 2499 },
      { kind: 'done', value: 'certificate' },
    ];
    const attempt = async (number: number): Promise<Attempt<string>> =>
      attempts[number - 1] ?? { kind: 'again', error: new Error('too often') };
    const repeating = { clock: virtualClock(), onWait };
    expect(await retry(attempt, { ...BUDGET, attempts: 4 }, repeating)).toBe('certificate');
    expect(lines).toEqual([
      'certificate from Fulcio: attempt 1 of 4 failed, next in 1 s. It answered 503.',
      'certificate from Fulcio: attempt 2 of 4 failed, next in 2 s. It answered 429.',
    ]);
  });

  it('counts without an end where there is none, and calls no wait shorter than a second', () => {
    const lines: string[] = [];
    const onWait = logWaits({ info: (line) => void lines.push(line) }, 'key of the log');
    onWait({ error: new Error('It answered 500.'), attempts: 7, milliseconds: 300, budget: BUDGET });
    expect(lines).toEqual(['key of the log: attempt 7 failed, next in 1 s. It answered 500.']);
  });

  it('announces no attempt after the last', async () => {
    const lines: string[] = [];
    const onWait = logWaits({ info: (line) => void lines.push(line) }, 'key of the log');
    const attempt = async (): Promise<Attempt<never>> => ({ kind: 'again', error: new Error('broken') });
    const repeating = { clock: virtualClock(), onWait };
    await expect(retry(attempt, { ...BUDGET, attempts: 2 }, repeating)).rejects.toThrow('broken');
    expect(lines).toHaveLength(1);
  });
});

describe('backoff', () => {
  it('is bounded, also after very many attempts', () => {
    expect([1, 2, 3, 1000].map((number) => backoff(number, BUDGET, 1))).toEqual([1000, 2000, 4000, 4000]);
    expect(backoff(1, BUDGET, 0)).toBe(500);
  });
});

describe('retryAfter', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  it.each([
    ['7', 7000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j', (value, expected) => {
    expect(retryAfter({ headers: { 'retry-after': value } }, now)).toBe(expected);
  });

  it('is undefined where the header is absent', () => {
    expect(retryAfter({ headers: {} }, now)).toBeUndefined();
  });
});

describe('isTransientStatus', () => {
  it('is for what may pass', () => {
    const passing = [400, 401, 403, 404, 408, 409, 413, 425, 429, 500, 501, 502, 503, 504].filter(
      isTransientStatus,
    );
    expect(passing).toEqual([408, 425, 429, 500, 502, 503, 504]);
  });
});

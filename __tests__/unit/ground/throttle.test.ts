import { describe, expect, it } from '@jest/globals';
import { ended, initialThrottle, started, Throttle, waitBeforeStart } from '../../../src/ground/throttle.ts';
import type { RequestOutcome, ServiceLimits, ThrottleState } from '../../../src/ground/throttle.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const GOOD: RequestOutcome = { kind: 'good' };
const RAMP: ServiceLimits = { first: 32, maximum: 256, interval: 0 };

function startMany(state: ThrottleState, limits: ServiceLimits, count: number): ThrottleState {
  return Array.from({ length: count }).reduce<ThrottleState>((now) => started(now, limits, 0), state);
}

function endMany(
  state: ThrottleState,
  limits: ServiceLimits,
  count: number,
  outcome: RequestOutcome,
): ThrottleState {
  const { generation } = state;
  return Array.from({ length: count }).reduce<ThrottleState>(
    (now) => ended(now, limits, generation, outcome),
    state,
  );
}

describe('the state of a throttle', () => {
  it('starts as many as the limit allows', () => {
    const full = startMany(initialThrottle(RAMP), RAMP, 32);
    expect(waitBeforeStart(startMany(initialThrottle(RAMP), RAMP, 31), 0)).toBe(0);
    expect(waitBeforeStart(full, 0)).toBeUndefined();
    expect(waitBeforeStart(endMany(full, RAMP, 1, GOOD), 0)).toBe(0);
  });

  it('doubles after a window of good answers, up to the maximum', () => {
    let state = initialThrottle(RAMP);
    const limits = [state.limit];
    for (let window = 0; window < 5; window += 1) {
      state = endMany(startMany(state, RAMP, state.limit), RAMP, state.limit, GOOD);
      limits.push(state.limit);
    }
    expect(limits).toEqual([32, 64, 128, 256, 256, 256]);
    expect(state.inFlight).toBe(0);
  });

  it('halves once for all requests that were in flight together, and waits as told', () => {
    const full = startMany(initialThrottle(RAMP), RAMP, 32);
    const overloaded = endMany(full, RAMP, 32, { kind: 'overloaded', until: 5000 });
    expect(overloaded).toMatchObject({ limit: 16, inFlight: 0, notBefore: 5000 });
    expect(waitBeforeStart(overloaded, 1000)).toBe(4000);
    const again = endMany(startMany(overloaded, RAMP, 16), RAMP, 16, { kind: 'overloaded', until: 5000 });
    expect(again.limit).toBe(8);
  });

  it('never falls below one, and recovers', () => {
    const one: ServiceLimits = { first: 1, maximum: 4, interval: 0 };
    const low = endMany(startMany(initialThrottle(one), one, 1), one, 1, { kind: 'overloaded', until: 0 });
    expect(low.limit).toBe(1);
    expect(endMany(startMany(low, one, 1), one, 1, GOOD).limit).toBe(2);
  });

  it('does not learn from other failures', () => {
    const state = endMany(startMany(initialThrottle(RAMP), RAMP, 4), RAMP, 4, { kind: 'failed' });
    expect(state).toMatchObject({ limit: 32, good: 0, inFlight: 0 });
  });
});

describe('Throttle', () => {
  it('keeps order, limit and pace', async () => {
    const clock = virtualClock(new Date(0));
    const throttle = new Throttle({ first: 16, maximum: 16, interval: 125 }, clock);
    const starts: number[] = [];
    const order: number[] = [];
    let inFlight = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        await throttle.run(async () => {
          starts.push(clock.now().getTime());
          order.push(index);
          inFlight += 1;
          most = Math.max(most, inFlight);
          await clock.sleep(3000);
          inFlight -= 1;
          return { value: undefined, outcome: GOOD };
        });
      }),
    );
    expect(order).toEqual(Array.from({ length: 40 }, (_, index) => index));
    expect(most).toBe(16);
    for (const start of starts) {
      expect(starts.filter((other) => other >= start && other < start + 1000).length).toBeLessThanOrEqual(8);
    }
  });

  it('frees the place of work that throws', async () => {
    const throttle = new Throttle({ first: 1, maximum: 1, interval: 0 }, virtualClock(new Date(0)));
    await expect(throttle.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(throttle.run(() => Promise.resolve({ value: 7, outcome: GOOD }))).resolves.toBe(7);
  });

  it('ends the wait of what is cancelled, and only that', async () => {
    const clock = virtualClock(new Date(0));
    const throttle = new Throttle({ first: 1, maximum: 1, interval: 0 }, clock);
    const first = Promise.withResolvers<void>();
    const running = throttle.run(async () => {
      await first.promise;
      return { value: 'first', outcome: GOOD };
    });
    const cancel = new AbortController();
    const cancelled = throttle.run(() => Promise.resolve({ value: 'second', outcome: GOOD }), cancel.signal);
    const third = throttle.run(() => Promise.resolve({ value: 'third', outcome: GOOD }));
    cancel.abort(new Error('stop'));
    first.resolve();
    await expect(running).resolves.toBe('first');
    await expect(cancelled).rejects.toThrow('stop');
    await expect(third).resolves.toBe('third');
  });
});

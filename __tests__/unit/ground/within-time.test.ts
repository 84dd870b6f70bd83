import { describe, expect, it } from '@jest/globals';
import { TransportError } from '../../../src/errors.ts';
import { withinTime } from '../../../src/ground/within-time.ts';
import type { HttpRequest } from '../../../src/ground/http.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const REQUEST = { method: 'GET', url: 'https://a.example', purpose: 'a page', maximumBytes: 1 } as const;

function machine(milliseconds: number) {
  const clock = virtualClock();
  const deadlines: number[] = [];
  const http = {
    request: async ({ deadline }: HttpRequest) => {
      deadlines.push(deadline);
      return { status: 200, statusText: '', headers: {}, body: Buffer.alloc(0) };
    },
  };
  const end = new Date(clock.now().getTime() + milliseconds);
  return { clock, deadlines, bounded: withinTime({ http, clock, more: 1 }, end) };
}

describe('withinTime', () => {
  it('lets no request last beyond the end, and leaves shorter ones alone', async () => {
    const { clock, deadlines, bounded } = machine(5000);
    await bounded.http.request({ ...REQUEST, deadline: 30_000 });
    clock.advance(4000);
    await bounded.http.request({ ...REQUEST, deadline: 30_000 });
    await bounded.http.request({ ...REQUEST, deadline: 10 });
    expect(deadlines).toEqual([5000, 1000, 10]);
  });

  it('begins no request at the end', async () => {
    const { clock, deadlines, bounded } = machine(5000);
    clock.advance(5000);
    const request = bounded.http.request({ ...REQUEST, deadline: 30_000 });
    await expect(request).rejects.toThrow(TransportError);
    await expect(request).rejects.toMatchObject({ failure: 'timeout', sent: false });
    expect(deadlines).toEqual([]);
  });

  it('sleeps no longer than until the end', async () => {
    const { clock, bounded } = machine(5000);
    await bounded.clock.sleep(3000);
    await bounded.clock.sleep(3000);
    await bounded.clock.sleep(3000);
    expect(clock.sleeps).toEqual([3000, 2000, 0]);
    expect(bounded.more).toBe(1);
  });
});

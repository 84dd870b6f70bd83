import { describe, expect, it } from '@jest/globals';
import { TransportError } from '../../../src/errors.ts';
import { requestWithRetry } from '../../../src/ground/request.ts';
import type { RepeatableRequest } from '../../../src/ground/request.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/ground/http.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const REQUEST: HttpRequest = {
  method: 'GET',
  url: 'https://index.example/simple/',
  purpose: 'page of demo',
  deadline: 1000,
  maximumBytes: 1000,
};

const answer = (status: number, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  statusText: '',
  headers,
  body: Buffer.from(`body ${status}`),
});

/** Sends a request to something that gives these answers in turn. */
async function sent(
  answers: readonly (HttpAnswer | Error)[],
  changes: Partial<RepeatableRequest<string>> = {},
  signal?: AbortSignal,
) {
  const asked: HttpRequest[] = [];
  const log: string[] = [];
  const clock = virtualClock();
  const queue = answers.values();
  const result = requestWithRetry(
    {
      request: REQUEST,
      budget: { total: 60_000, attempts: 3, firstDelay: 1000, maximumDelay: 8000 },
      read: ({ body }) => ({ kind: 'done', value: body.toString() }),
      refused: ({ status }) => new Error(`refused with ${status}`),
      failed: ({ failure }) => new Error(`failed: ${failure}`),
      ...changes,
    },
    {
      clock,
      runner: { log: { info: (line) => void log.push(line) }, redact: (text) => text },
      http: {
        request: async (request) => {
          asked.push(request);
          const { value } = queue.next();
          if (value instanceof Error) throw value;
          return value ?? answer(599);
        },
      },
    },
    signal,
  );
  const ended = await result.catch((error: unknown) => (error instanceof Error ? error.message : error));
  return { ended, asked, log, sleeps: clock.sleeps };
}

describe('a request that may be repeated', () => {
  it('is sent once where its answer can be read', async () => {
    const { ended, asked, sleeps } = await sent([answer(404)]);
    expect([ended, asked, sleeps]).toEqual(['body 404', [REQUEST], []]);
  });

  it('is sent again after statuses and failures that pass, and each wait is in the log', async () => {
    const reset = new TransportError('reset', 'the connection broke', true);
    const { ended, asked, log, sleeps } = await sent([
      answer(503, { 'retry-after': '7' }),
      reset,
      answer(200),
    ]);
    expect([ended, asked.length, sleeps[0]]).toEqual(['body 200', 3, 7000]);
    expect(log).toEqual([
      'page of demo at index.example: attempt 1 of 3 failed, next in 7 s. refused with 503',
      'page of demo at index.example: attempt 2 of 3 failed, next in 2 s. failed: reset',
    ]);
  });

  it('ends with the last reason', async () => {
    expect((await sent([answer(500), answer(502), answer(429)])).ended).toBe('refused with 429');
    expect((await sent([answer(500), new TransportError('timeout', 'late', true)], {})).asked).toHaveLength(
      3,
    );
  });

  it('is not repeated after a failure that stays, nor after an error of another kind', async () => {
    const tooLarge = await sent([new TransportError('too-large', 'more than 1000 bytes', true), answer(200)]);
    expect([tooLarge.ended, tooLarge.asked.length]).toEqual(['failed: too-large', 1]);
    const ours = await sent([new Error('ours'), answer(200)]);
    expect([ours.ended, ours.asked.length]).toEqual(['ours', 1]);
  });

  it('is repeated where its reader wants it, and not where its reader throws', async () => {
    const readings: string[] = [];
    const again = await sent([answer(200), answer(201)], {
      read: ({ status }) => {
        readings.push(String(status));
        return status === 200
          ? { kind: 'again', error: new Error('not yet') }
          : { kind: 'done', value: 'there' };
      },
    });
    expect([again.ended, readings]).toEqual(['there', ['200', '201']]);
    const thrown = await sent([answer(400), answer(200)], {
      read: () => {
        throw new Error('a lasting refusal');
      },
    });
    expect([thrown.ended, thrown.asked.length]).toEqual(['a lasting refusal', 1]);
  });

  it('is made anew for each attempt where it is a function', async () => {
    let made = 0;
    const { asked } = await sent([answer(500), answer(200)], {
      request: async () => ({ ...REQUEST, url: `https://index.example/${(made += 1)}` }),
    });
    expect(asked.map(({ url }) => url)).toEqual(['https://index.example/1', 'https://index.example/2']);
  });

  it('ends with the reason of its cancellation', async () => {
    const cancelled = AbortSignal.abort(new Error('cancelled'));
    const { ended, asked } = await sent([new TransportError('reset', 'cut off', true)], {}, cancelled);
    expect([ended, asked.length]).toEqual(['cancelled', 1]);
  });
});

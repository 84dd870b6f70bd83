import { describe, expect, it } from '@jest/globals';
import { TransportError } from '../../../src/errors.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/ground/http.ts';
import { withBoundedRequests } from '../../../src/package-index/bounded-requests.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const INDEX = {
  uploadUrl: 'https://upload.example/legacy/',
  simpleUrl: 'https://example/simple/',
  apiUrl: 'https://example',
};

const request = (url: string): HttpRequest => ({
  method: url.startsWith(INDEX.uploadUrl) ? 'POST' : 'GET',
  url,
  purpose: 'test',
  deadline: 1000,
  maximumBytes: 1,
});

/** An index whose answers come when the test says so. */
function index() {
  const waiting: ((end: number | Error) => void)[] = [];
  const answer = (status: number): HttpAnswer => ({
    status,
    statusText: '',
    headers: {},
    body: Buffer.alloc(0),
  });
  const http = {
    request: (_request: HttpRequest) =>
      new Promise<HttpAnswer>((resolve, reject) => {
        waiting.push((end) => (typeof end === 'number' ? resolve(answer(end)) : reject(end)));
      }),
  };
  const cancellation = new AbortController();
  const bounded = withBoundedRequests({ http, clock: virtualClock() }, INDEX, cancellation.signal);
  const settle = async () => {
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  };
  return {
    cancellation,
    send: (url: string) => bounded.http.request(request(url)),
    inFlight: async () => {
      await settle();
      return waiting.length;
    },
    end: async (count: number, how: number | Error) => {
      await settle();
      for (const each of waiting.splice(0, count)) each(how);
      await settle();
    },
  };
}

const many = (count: number, url = INDEX.simpleUrl): readonly string[] =>
  Array.from({ length: count }, (_, number) => `${url}p${number}/`);

describe('requests to an index', () => {
  it('are bounded over all of its hosts together', async () => {
    const { send, inFlight, end } = index();
    const sent = [...many(20), ...many(20, INDEX.uploadUrl)].map(send);
    expect(await inFlight()).toBe(16);
    await end(16, 200);
    expect(await inFlight()).toBe(20);
    await end(4, 200);
    expect(await inFlight()).toBe(16);
    await end(16, 200);
    expect(await inFlight()).toBe(4);
    await end(4, 200);
    await expect(Promise.all(sent)).resolves.toHaveLength(40);
  });

  it('are twice as many once all is well, but for those that it writes for', async () => {
    const { send, inFlight, end } = index();
    const [queries, uploads] = [many(200).map(send), many(50, INDEX.uploadUrl)];
    await end(16, 200);
    expect(await inFlight()).toBe(32);
    while ((await inFlight()) > 0) await end(await inFlight(), 200);
    await Promise.all(queries);
    const sent = uploads.map(send);
    for (const expected of [16, 16, 16, 2]) {
      expect(await inFlight()).toBe(expected);
      await end(expected, 200);
    }
    await Promise.all(sent);
  });

  it('to another host are not', async () => {
    const { send, inFlight, end } = index();
    const sent = many(40, 'https://rekor.example/').map(send);
    expect(await inFlight()).toBe(40);
    await end(40, 200);
    await Promise.all(sent);
  });

  it.each([
    ['429', 429],
    ['500', 500],
    ['503', 503],
    ['a head that no parser takes', new TransportError('unparsable', 'broken', true)],
  ])('are halved by %s, for all of them that were in flight once', async (_, how) => {
    const { send, inFlight, end } = index();
    const sent = Promise.allSettled(many(60).map(send));
    await end(16, how);
    expect(await inFlight()).toBe(8);
    await end(8, 200);
    // As many good answers as were let through at once double the bound again.
    expect(await inFlight()).toBe(16);
    while ((await inFlight()) > 0) await end(await inFlight(), 200);
    await sent;
  });

  it.each([
    ['404', 404],
    ['502', 502],
    ['a lost answer', new TransportError('reset', 'broken', true)],
  ])('are not by %s', async (_, how) => {
    const { send, inFlight, end } = index();
    const sent = Promise.allSettled(many(40).map(send));
    await end(16, how);
    expect(await inFlight()).toBeGreaterThanOrEqual(16);
    while ((await inFlight()) > 0) await end(await inFlight(), 200);
    await sent;
  });

  it('are never fewer than four at once: one that hangs holds up no other', async () => {
    const { send, inFlight, end } = index();
    const sent = Promise.allSettled(many(100).map(send));
    await end(16, 503);
    for (let times = 0; times < 10; times += 1) await end(await inFlight(), 503);
    expect(await inFlight()).toBeGreaterThanOrEqual(4);
    for (let times = 0; times < 30; times += 1) await end(await inFlight(), 503);
    await sent;
  });

  it('that wait for their turn are given up when the run is cancelled; those under way are not', async () => {
    const { send, end, cancellation } = index();
    const sent = many(20).map(async (url) => send(url).catch((error: unknown) => error));
    await end(0, 200);
    const reason = new Error('SIGTERM');
    cancellation.abort(reason);
    await end(16, 200);
    const ended = await Promise.all(sent);
    expect(ended.filter((each) => each === reason)).toHaveLength(4);
  });
});

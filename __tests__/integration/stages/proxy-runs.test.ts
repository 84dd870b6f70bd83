// Whole runs of a job whose proxy fails: what it says for certain ends a run at once, and what may pass is waited for as long as it may.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHttp } from '../../../src/platform/undici-http.ts';
import { makeWheel } from '../../testbed/make-distributions.ts';
import { startRunHarness, type RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });

let harness: RunHarness;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  harness = await startRunHarness();
});

beforeEach(async () => harness.restart());

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

afterAll(async () => harness.close());

/** The address of a proxy that does this to each connection once it is spoken to. */
async function listen(onRequest: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () => onRequest(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering =
  (status: number, version = '1.1') =>
  (): Promise<string> =>
    listen((socket) => socket.end(`HTTP/${version} ${status} No\r\ncontent-length: 0\r\n\r\n`));

/** A SOCKS proxy that greets, then answers the request to connect (RFC 1928 §6). */
const socksReply = (code: number) => (): Promise<string> =>
  listen((socket) => {
    socket.write(Buffer.from([5, 0]));
    socket.once('data', () => socket.end(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0])));
  }).then((address) => `socks5://${address}`);

const SERVICES = ['identity token', 'index', 'TUF', 'Fulcio', 'Rekor'] as const;
type Service = (typeof SERVICES)[number];

function urlOf(service: Service): string {
  const { issuer, tuf, fulcio, rekor1 } = harness.sigstore;
  return {
    'identity token': issuer.url,
    index: harness.index.url,
    TUF: tuf.url,
    Fulcio: fulcio.url,
    Rekor: rekor1.url,
  }[service];
}

/** A run of which the requests to one service go through the proxy, as those to a host that is not loopback do. */
async function runThrough(proxy: string, service: Service) {
  const http = createHttp({
    environment: { HTTPS_PROXY: proxy },
    userAgent: 'wheelseal/test',
    log: { debug: () => undefined },
  });
  closing.push(() => http.close());
  const requests = new Map<string, number>();
  harness.alter = async (request) => {
    const url = new URL(request.url);
    if (url.origin !== new URL(urlOf(service)).origin) return request;
    requests.set(url.href, (requests.get(url.href) ?? 0) + 1);
    await http.request({ ...request, url: `https://service.example${url.pathname}`, deadline: 1000 });
    throw new Error('the proxy led somewhere');
  };
  const { failure, seconds, log } = await harness.run([WHEEL]);
  return { failure, seconds, log, requests: Math.max(...requests.values()) };
}

const PROXY = /the proxy \S+ \(HTTPS_PROXY\)/;

describe.each(SERVICES)('a run that reaches through its proxy: %s', (service) => {
  it.each<[string, () => Promise<string> | string]>([
    ['407', answering(407)],
    ['403', answering(403)],
    ['a redirect', answering(302)],
    ['501', answering(501)],
    ['511, of a captive portal', answering(511)],
    ['that is of no known name', () => 'proxy.invalid:3128'],
    ['that is of no known name, with SOCKS', () => 'socks5://proxy.invalid'],
    ['whose TLS fails', async () => `https://${await answering(200)()}`],
    ['that its SOCKS rules forbid', socksReply(2)],
  ])('fails at once of a proxy: %s', async (_case, proxy) => {
    const { failure, seconds, requests } = await runThrough(await proxy(), service);
    expect(failure?.message).toMatch(PROXY);
    expect(failure?.hint).toMatch(/HTTPS_PROXY.*NO_PROXY/);
    expect(requests).toBe(1);
    expect(seconds).toBeLessThan(5);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['refuses connections', () => '127.0.0.1:1'],
    ['refuses connections, with SOCKS', () => 'socks5://127.0.0.1:1'],
    ['resets connections', () => listen((socket) => socket.resetAndDestroy())],
    ['closes connections', () => listen((socket) => socket.end())],
    ['speaks no HTTP', () => listen((socket) => socket.end('no\r\n\r\n'))],
    ['is silent', () => listen(() => undefined)],
  ])('tries a few times in some seconds where the proxy %s', async (_case, proxy) => {
    const { failure, seconds, requests } = await runThrough(await proxy(), service);
    expect(failure?.message).toMatch(PROXY);
    expect(failure?.hint).toContain('Check HTTPS_PROXY');
    expect(requests).toBeGreaterThan(1);
    expect(requests).toBeLessThan(6);
    expect(seconds).toBeLessThan(20);
  });
});

describe('a run whose proxy says that the service behind it is down', () => {
  it.each<[string, () => Promise<string>]>([
    ['502', answering(502)],
    ['503', answering(503)],
    ['504', answering(504)],
    ['429', answering(429)],
    ['host unreachable, with SOCKS', socksReply(4)],
    ['connection refused, with SOCKS', socksReply(5)],
  ])('waits as long as for the service itself: %s', async (_case, proxy) => {
    const { failure, seconds, log } = await runThrough(await proxy(), 'Fulcio');
    expect(failure?.message).toMatch(PROXY);
    expect(failure?.hint).toMatch(/^Run the job again later/);
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(log).toContain('Fulcio: attempt 1 failed');
  });
});

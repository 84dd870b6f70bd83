import { afterEach, describe, expect, it } from '@jest/globals';
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 needs it to be there
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { execFile } from 'node:child_process';
import { randomUUID, webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ActionError, TransportError } from '../../../src/errors.ts';
import type { HttpAnswer, HttpRequest, StreamedBody } from '../../../src/ground/http.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { listFiles } from '../../../src/package-index/query/list-files.ts';
import { createHttp } from '../../../src/platform/undici-http.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { SILENT } from '../../support/virtual-platform.ts';

const MEBIBYTE = 1024 * 1024;
const closing: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function listen(server: TcpServer, address = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, address);
  await once(server, 'listening');
  closing.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

/** A server that speaks bytes: gets each socket and its number. */
async function serveRaw(onSocket: (socket: Socket, number: number) => void): Promise<string> {
  let number = 0;
  const port = await listen(createTcpServer((socket) => onSocket(socket, (number += 1))));
  return `http://127.0.0.1:${port}`;
}

function client(environment: Record<string, string> = {}, lines: string[] = []) {
  const http = createHttp({
    environment,
    userAgent: 'wheelseal/test',
    log: { debug: (line) => void lines.push(line) },
    redact: (text) => text.replaceAll('hunter2', '***'),
  });
  closing.push(() => http.close());
  return (request: Partial<HttpRequest> & { url: string }): Promise<HttpAnswer> =>
    http.request({ method: 'GET', purpose: 'a test', deadline: 5_000, maximumBytes: 1000, ...request });
}

it('drops the body of an answer whose status is of no use, however long it is', async () => {
  let closed: Promise<unknown> | undefined;
  const url = await serve((_request, response) => {
    closed = once(response, 'close');
    response.writeHead(200, { 'content-type': 'text/plain' });
    const write = (): void => {
      if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(write));
    };
    response.on('error', () => {});
    write();
  });
  const answer = await client()({ url, bodyOf: [206] });
  expect([answer.status, answer.body.length, answer.headers['content-type']]).toEqual([200, 0, 'text/plain']);
  await closed;
});

async function failureOf(answer: Promise<unknown>): Promise<TransportError> {
  const error: unknown = await answer.then(
    () => new Error('it was answered'),
    (reason: unknown) => reason,
  );
  if (error instanceof TransportError) return error;
  throw error;
}

function streamed(length: number, chunk = 256 * 1024): StreamedBody {
  return {
    length,
    async *chunks() {
      for (let sent = 0; sent < length; sent += chunk) yield Buffer.alloc(Math.min(chunk, length - sent), 1);
    },
  };
}

async function drain(request: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of request) length += (chunk as Buffer).length;
  return length;
}

/** A server that answers with what it was asked. */
const echo = (request: IncomingMessage, response: ServerResponse): void => {
  drain(request).then(
    (length) => response.end(JSON.stringify({ url: request.url, length, headers: request.headers })),
    () => response.destroy(),
  );
};

describe('an answer', () => {
  it('has status, reason phrase, headers in lower case and joined, and the body', async () => {
    const url = await serve((_, response) => {
      response.writeHead(418, 'Short and stout', { 'X-Seen': ['a', 'b'], 'Content-Type': 'text/plain' });
      response.end('tea');
    });
    const answer = await client()({ url });
    expect(answer.status).toBe(418);
    expect(answer.statusText).toBe('Short and stout');
    expect(answer.headers).toMatchObject({ 'x-seen': 'a, b', 'content-type': 'text/plain' });
    expect(answer.body.toString()).toBe('tea');
  });

  it('is the redirect itself: nothing is sent to where it points', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(308, { location: '/elsewhere' }).end();
    });
    const answer = await client()({
      url: `${url}/`,
      method: 'POST',
      body: 'x',
      headers: { authorization: new Secret('Bearer hunter2') },
    });
    expect([answer.status, answer.headers['location'], asked]).toEqual([308, '/elsewhere', ['/']]);
  });

  it('comes though the body was not read: a refusal in the middle of an upload', async () => {
    const url = await serve((_, response) => response.writeHead(403, 'Invalid token').end('go away'));
    const answer = await client()({ url, method: 'POST', body: streamed(32 * MEBIBYTE) });
    expect([answer.status, answer.statusText, answer.body.toString()]).toEqual([
      403,
      'Invalid token',
      'go away',
    ]);
  });

  it('is not read beyond the bound', async () => {
    const url = await serve((_, response) => {
      response.write(Buffer.alloc(600));
      response.end(Buffer.alloc(600));
    });
    const error = await failureOf(client()({ url }));
    expect([error.failure, error.sent]).toEqual(['too-large', true]);
    expect(error.message).toContain('more than 1000 bytes');
  });
});

describe('a request', () => {
  it('carries secrets as they are, and who we are', async () => {
    const url = await serve(echo);
    const lines: string[] = [];
    const answer = await client(
      {},
      lines,
    )({
      url: `${url}/path?key=hunter2`,
      headers: { Authorization: new Secret('Bearer hunter2') },
    });
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      headers: { authorization: 'Bearer hunter2', 'user-agent': 'wheelseal/test' },
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^a test: GET http:\/\/127\.0\.0\.1:\d+\/path\?…: 200, \d+ bytes, \d+ ms$/);
  });

  it('streams 64 MiB with a length, in bounded memory', async () => {
    let received = 0;
    let produced = 0;
    let inFlight = 0;
    const url = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => void (received += chunk.length));
      echo(request, response);
    });
    const body = streamed(64 * MEBIBYTE);
    const answer = await client()({
      url,
      method: 'POST',
      body: {
        length: body.length,
        async *chunks() {
          for await (const chunk of body.chunks()) {
            produced += chunk.length;
            inFlight = Math.max(inFlight, produced - received);
            yield chunk;
          }
        },
      },
    });
    const seen = JSON.parse(answer.body.toString());
    expect(seen).toMatchObject({
      length: 64 * MEBIBYTE,
      headers: { 'content-length': String(64 * MEBIBYTE) },
    });
    expect(seen.headers['transfer-encoding']).toBeUndefined();
    expect(received).toBe(64 * MEBIBYTE);
    // What the kernel buffers, not what we do.
    expect(inFlight).toBeLessThan(16 * MEBIBYTE);
  }, 30_000);

  it.each([
    ['http://example.com/', 'http is for loopback only'],
    ['http://127.0.0.1.example.com/', 'http is for loopback only'],
    ['ftp://127.0.0.1/', 'is not supported'],
    ['https://user:hunter2@example.com/', 'carries credentials'],
    ['example.com', 'not a URL'],
  ])('is not sent to %s', async (url, reason) => {
    const error = await failureOf(client()({ url }));
    expect([error.failure, error.sent]).toEqual(['tls', false]);
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('hunter2');
  });

  it('is not sent where certificates are not to be checked', async () => {
    const url = await serve(echo);
    const error: unknown = await client({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })({ url }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ActionError);
    expect(error).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

const failing = (reason: Error): StreamedBody => ({
  length: 10,
  async *chunks() {
    yield Buffer.alloc(1);
    throw reason;
  },
});

/** undici takes a connection back after a turn of the event loop. */
const idle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a failure', () => {
  it('names purpose, method and URL, without the query', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const error = await failureOf(client()({ url: `http://127.0.0.1:${port}/x?token=hunter2` }));
    expect([error.failure, error.sent]).toEqual(['refused', false]);
    expect(error.message).toBe(
      `a test: GET http://127.0.0.1:${port}/x?… got no answer: the connection was refused`,
    );
  });

  it('is a timeout where no answer comes, or its body hangs', async () => {
    const silent = await serve(() => {});
    const stuck = await serve((_, response) => void response.write('begun'));
    for (const url of [silent, stuck]) {
      const error = await failureOf(client()({ url, deadline: 50 }));
      expect([error.failure, error.sent]).toEqual(['timeout', true]);
      expect(error.message).toContain('was not answered in 0.05 s');
    }
  });

  it('is a timeout where a body makes no progress, however long its deadline is', async () => {
    const url = await serveRaw((socket) => void socket.pause());
    const error = await failureOf(
      client()({ url, method: 'POST', body: streamed(64 * MEBIBYTE), deadline: 60_000, idleDeadline: 50 }),
    );
    expect(error.failure).toBe('timeout');
    expect(error.message).toContain('made no progress for 0.05 s');
  });

  it('counts the deadline of a streamed body from its last byte', async () => {
    const url = await serve(echo);
    const body: StreamedBody = {
      length: 5,
      async *chunks() {
        for (let sent = 0; sent < 5; sent += 1) {
          await new Promise((resolve) => setTimeout(resolve, 30));
          yield Buffer.alloc(1);
        }
      },
    };
    const answer = await client()({ url, method: 'POST', body, deadline: 100, idleDeadline: 2_000 });
    expect(answer.status).toBe(200);
    const silent = await serve((request) => void request.resume());
    const error = await failureOf(
      client()({ url: silent, method: 'POST', body: streamed(5), deadline: 50, idleDeadline: 60_000 }),
    );
    expect(error.message).toContain('was not answered in 0.05 s');
  });

  it('is a reset where the server hangs up', async () => {
    const url = await serveRaw((socket) => socket.once('data', () => socket.destroy()));
    const error = await failureOf(client()({ url, method: 'POST', body: 'x' }));
    expect([error.failure, error.sent]).toEqual(['reset', true]);
  });

  it('is unparsable where the answer is not HTTP, like a status line with a line feed', async () => {
    const url = await serveRaw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 first\nsecond\r\ncontent-length: 0\r\n\r\n'));
    });
    const error = await failureOf(client()({ url, method: 'POST', body: 'x' }));
    expect([error.failure, error.sent]).toEqual(['unparsable', true]);
    expect(error.received).toBe('HTTP/1.1 400 first\nsecond\r\ncontent-length: 0\r\n\r\n');
  });

  it('of the body is said with its cause, or is the ActionError that the body threw', async () => {
    const url = await serve(echo);
    const reason = new Error('the file was changed');
    const error = await failureOf(client()({ url, method: 'POST', body: failing(reason) }));
    expect([error.failure, error.cause]).toEqual(['body-failed', reason]);
    const ours = new ActionError('DISTRIBUTION_INVALID', 'changed', '');
    await expect(client()({ url, method: 'POST', body: failing(ours) })).rejects.toBe(ours);
    const short = { ...streamed(5), length: 10 };
    expect((await failureOf(client()({ url, method: 'POST', body: short }))).failure).toBe('body-failed');
  });

  it('is a cancellation where the caller gave up, before or during', async () => {
    const before = await failureOf(client()({ url: 'http://127.0.0.1:9/', signal: AbortSignal.abort() }));
    expect([before.failure, before.sent]).toEqual(['cancelled', false]);
    const cancel = new AbortController();
    const url = await serve(() => cancel.abort());
    const during = await failureOf(client()({ url, signal: cancel.signal }));
    expect([during.failure, during.sent]).toEqual(['cancelled', true]);
  });
});

describe('a connection that was closed while it was idle', () => {
  const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
  /** The first connection answers once and hangs up at the second request; others answer. */
  const forgetful = (requests: string[]) => (socket: Socket, number: number) => {
    let asked = 0;
    socket.on('data', (bytes) => {
      requests.push(`${number} ${bytes.toString('latin1').split(' ')[0]}`);
      asked += 1;
      if (number === 1 && asked === 2) socket.destroy();
      else socket.write(answer);
    });
  };

  it('does not fail a request without effect', async () => {
    const requests: string[] = [];
    const url = await serveRaw(forgetful(requests));
    const send = client();
    await send({ url });
    await idle();
    expect((await send({ url })).body.toString()).toBe('ok');
    expect(requests).toEqual(['1 GET', '1 GET', '2 GET']);
  });

  it('fails one that may have had an effect, once', async () => {
    const requests: string[] = [];
    const url = await serveRaw(forgetful(requests));
    const send = client();
    await send({ url });
    await idle();
    expect((await failureOf(send({ url, method: 'POST', body: 'x' }))).failure).toBe('reset');
    expect(requests.slice(0, 2)).toEqual(['1 GET', '1 POST']);
    expect(requests.filter((request) => request.endsWith('POST')).length).toBeLessThanOrEqual(2);
  });
});

async function certificate(): Promise<{ key: string; cert: string }> {
  x509.cryptoProvider.set(webcrypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    // OpenSSL finds an authority by its name.
    name: `CN=localhost, O=${randomUUID()}`,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'dns', value: 'index.example' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
    cert: made.toString('pem'),
  };
}

async function serveTls(
  address?: string,
  listener: RequestListener = echo,
): Promise<{ port: number; authority: string }> {
  const pair = await certificate();
  const folder = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const authority = join(folder, 'ca.pem');
  writeFileSync(authority, pair.cert);
  return { port: await listen(createTlsServer(pair, listener), address), authority };
}

describe('a private certificate authority', () => {
  it.each(['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE'])('is trusted by way of %s', async (name) => {
    const { port, authority } = await serveTls();
    const answer = await client({ [name]: authority })({ url: `https://localhost:${port}/` });
    expect(answer.status).toBe(200);
  });

  it('is trusted beside those of NODE_EXTRA_CA_CERTS, which Node reads when it starts', async () => {
    const [first, second] = [await serveTls(), await serveTls()];
    const connections = new URL('../../../src/platform/connections.ts', import.meta.url).href;
    const script = `
      const { createConnections } = await import(${JSON.stringify(connections)});
      const { wayTo, destroy } = createConnections({ SSL_CERT_FILE: ${JSON.stringify(second.authority)} });
      for (const origin of ${JSON.stringify([first, second].map(({ port }) => `https://localhost:${port}`))}) {
        const { statusCode } = await wayTo(new URL(origin)).dispatcher.request({ origin, path: '/', method: 'GET' });
        console.log(statusCode);
      }
      await destroy();`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: first.authority } },
    );
    expect(stdout).toBe('200\n200\n');
  });

  it('that is not known fails the request before anything was sent, and the advice says what to set', async () => {
    const { port } = await serveTls();
    const error = await failureOf(client()({ url: `https://localhost:${port}/` }));
    expect([error.failure, error.sent]).toEqual(['tls', false]);
    expect(error.message).toContain('NODE_EXTRA_CA_CERTS');
    const unreadable = await failureOf(
      client({ SSL_CERT_FILE: '/no/such/file' })({ url: `https://localhost:${port}/` }),
    );
    expect(unreadable.message).toContain('SSL_CERT_FILE names /no/such/file');
  });
});

async function proxy(status = 200) {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('from the proxy');
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    authorizations.push(request.headers['proxy-authorization']);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked, authorizations };
}

/** What a caller's error says to do that was caused by this one. */
function hintOf(error: TransportError): string {
  return new ActionError('INDEX_UNAVAILABLE', error.message, 'the hint of the caller', error).hint;
}

describe('a proxy', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'is used for https (%s), with the private authority',
    async (name) => {
      const { port, authority } = await serveTls();
      const { url, asked } = await proxy();
      const lines: string[] = [];
      const send = client({ [name]: url, SSL_CERT_FILE: authority }, lines);
      const answer = await send({
        url: `https://index.example:${port}/`,
        method: 'POST',
        body: streamed(MEBIBYTE),
      });
      expect(JSON.parse(answer.body.toString())).toMatchObject({ length: MEBIBYTE });
      expect(asked).toEqual([`CONNECT index.example:${port}`]);
      expect(lines[0]).toBe(`Proxy: ${url}/`);
    },
  );

  it('may be one of SOCKS', async () => {
    const { port, authority } = await serveTls();
    const { host } = new URL(
      await serveRaw((socket) => {
        socket.once('data', () => {
          socket.write(Buffer.from([5, 0]));
          socket.once('data', () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            const upstream = connect(port, '127.0.0.1');
            upstream.pipe(socket).pipe(upstream);
          });
        });
      }),
    );
    const send = client({ HTTPS_PROXY: `socks5://${host}`, SSL_CERT_FILE: authority });
    expect((await send({ url: `https://index.example:${port}/` })).status).toBe(200);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]'])('T20: is never used for loopback: %s', async (host) => {
    const { port, authority } = await serveTls(host === '[::1]' ? '::1' : '127.0.0.1');
    const { url, asked } = await proxy();
    const environment = { HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url, https_proxy: url };
    const send = client({ ...environment, SSL_CERT_FILE: authority });
    const target = await serve(echo);
    expect((await send({ url: `${target}/` })).status).toBe(200);
    expect((await send({ url: `https://${host}:${port}/` })).status).toBe(200);
    expect(asked).toEqual([]);
  });

  it.each(['', 'me:p%40ss%20word!@', 'me@', 'me:100%@'])(
    'is taken as http without a scheme: %shost:port',
    async (user) => {
      const { url, asked, authorizations } = await proxy(403);
      const { host } = new URL(url);
      const send = client({ HTTPS_PROXY: `${user}${host}`, https_proxy: '' });
      await expect(send({ url: 'https://index.example/' })).rejects.toThrow('(HTTP 403)');
      expect(asked).toEqual(['CONNECT index.example:443']);
      const credentials = {
        '': undefined,
        'me:p%40ss%20word!@': 'me:p@ss word!',
        'me@': 'me:',
        'me:100%@': 'me:100%',
      }[user];
      const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
      expect(authorizations).toEqual([expected]);
    },
  );

  it('is none for https where only HTTP_PROXY is set', async () => {
    const { url, asked } = await proxy();
    await expect(client({ HTTP_PROXY: url })({ url: 'https://index.invalid/' })).rejects.toThrow(
      'got no answer',
    );
    expect(asked).toEqual([]);
  });

  it('is left out for the hosts of NO_PROXY', async () => {
    const { url, asked } = await proxy();
    const environment = { HTTPS_PROXY: url, no_proxy: '', NO_PROXY: 'other.example, .INVALID' };
    await expect(client(environment)({ url: 'https://index.invalid/' })).rejects.toThrow('has no address');
    expect(asked).toEqual([]);
  });

  it.each([
    [403, 'proxy-refused'],
    [407, 'proxy-refused'],
    [502, 'unreachable'],
  ])('that refuses with %i is said, with nothing sent', async (status, failure) => {
    const { url } = await proxy(status);
    const error = await failureOf(client({ HTTPS_PROXY: url })({ url: 'https://example.invalid/' }));
    expect([error.failure, error.sent]).toEqual([failure, false]);
    const { host } = new URL(url);
    expect(error.message).toContain(
      `the proxy ${host} (HTTPS_PROXY) refused the connection (HTTP ${status})`,
    );
    expect(hintOf(error)).toContain('HTTPS_PROXY');
    expect(hintOf(error)).toContain('NO_PROXY');
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['closes', (socket) => socket.end(), 'it closed the connection'],
    ['resets', (socket) => socket.resetAndDestroy(), 'the connection broke (ECONNRESET)'],
    [
      'answers CONNECT with no HTTP',
      (socket) => socket.end('no\r\n\r\n'),
      'the answer is not well-formed HTTP',
    ],
  ])('that %s is said, with nothing sent', async (_case, answer, reason) => {
    const url = await serveRaw((socket) => socket.once('data', () => answer(socket)));
    const { host } = new URL(url);
    const send = client({ https_proxy: `http://me:secret@${host}` });
    for (const method of ['GET', 'POST'] as const) {
      const error = await failureOf(send({ url: 'https://index.invalid/', method }));
      expect([error.failure, error.sent]).toEqual(['proxy-unreachable', false]);
      expect(error.message).toContain(`no connection through the proxy ${host} (https_proxy): ${reason}`);
      expect(hintOf(error)).toBe(
        `Check https_proxy, which names the proxy ${host}. If the runner reaches index.invalid without a proxy, add that host to NO_PROXY.`,
      );
      expect(`${error.message}${hintOf(error)}`).not.toContain('secret');
    }
  });

  it.each([
    ['127.0.0.1:9', '127.0.0.1:9', 'proxy-unreachable', 'the connection was refused'],
    ['http://proxy.invalid', 'proxy.invalid:80', 'proxy-refused', 'the host name'],
    ['socks5://127.0.0.1:9', '127.0.0.1:9', 'proxy-unreachable', 'the connection was refused'],
    ['socks5://proxy.invalid', 'proxy.invalid:1080', 'proxy-refused', 'the host name'],
  ])('that is not there is said: %s', async (address, name, failure, reason) => {
    const error = await failureOf(client({ HTTPS_PROXY: address })({ url: 'https://index.invalid/' }));
    expect([error.failure, error.sent]).toEqual([failure, false]);
    expect(error.message).toContain(`no connection through the proxy ${name} (HTTPS_PROXY): ${reason}`);
    expect(hintOf(error)).toContain(`Check HTTPS_PROXY, which names the proxy ${name}.`);
  });

  it('that says nothing is said', async () => {
    const url = await serveRaw(() => {});
    const send = client({ HTTPS_PROXY: url });
    const error = await failureOf(send({ url: 'https://index.invalid/', deadline: 100 }));
    expect([error.failure, error.sent]).toEqual(['proxy-unreachable', false]);
    expect(error.message).toContain(`the proxy ${new URL(url).host} (HTTPS_PROXY) opened no connection`);
    expect(hintOf(error)).toContain('Check HTTPS_PROXY');
  });

  it('whose certificate is not trusted is said', async () => {
    const { port } = await serveTls();
    const send = client({ HTTPS_PROXY: `https://localhost:${port}` });
    const error = await failureOf(send({ url: 'https://index.invalid/' }));
    expect([error.failure, error.sent]).toEqual(['tls', false]);
    expect(error.message).toContain(`no connection through the proxy localhost:${port} (HTTPS_PROXY): TLS`);
    expect(hintOf(error)).toContain('If the proxy uses a private CA, set NODE_EXTRA_CA_CERTS');
  });

  it('is what a query of an index says, and not an outage of the index', async () => {
    const http = createHttp({
      environment: { HTTPS_PROXY: '127.0.0.1:9' },
      userAgent: 'wheelseal/test',
      log: { debug: () => {} },
    });
    closing.push(() => http.close());
    const index = describeIndex('https://test.pypi.org/legacy/', 'auto', undefined);
    const platform = { http, clock: virtualClock(), runner: SILENT };
    await expect(listFiles('demo', { index, platform, credentials: undefined })).rejects.toMatchObject({
      code: 'INDEX_UNAVAILABLE',
      message: expect.stringContaining('through the proxy 127.0.0.1:9 (HTTPS_PROXY)'),
      hint: 'Check HTTPS_PROXY, which names the proxy 127.0.0.1:9. If the runner reaches test.pypi.org without a proxy, add that host to NO_PROXY.',
    });
  });

  it('is not blamed for what the server behind it does', async () => {
    const { port } = await serveTls();
    const { url } = await proxy();
    const untrusted = await failureOf(
      client({ HTTPS_PROXY: url })({ url: `https://index.example:${port}/` }),
    );
    expect([untrusted.failure, hintOf(untrusted)]).toEqual(['tls', 'the hint of the caller']);
    const silent = await serveTls('127.0.0.1', () => {});
    const send = client({ HTTPS_PROXY: url, SSL_CERT_FILE: silent.authority });
    const late = await failureOf(send({ url: `https://index.example:${silent.port}/`, deadline: 3_000 }));
    expect([late.failure, hintOf(late)]).toEqual(['timeout', 'the hint of the caller']);
  });

  it.each(['not a proxy', 'http://', 'ftp://proxy.example', 'http://proxy.example:port'])(
    'whose address is %s is said',
    async (address) => {
      await expect(client({ HTTPS_PROXY: address })({ url: 'https://example.invalid/' })).rejects.toThrow(
        'HTTPS_PROXY is not the address of a proxy',
      );
    },
  );
});

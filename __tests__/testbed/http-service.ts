import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request as a service saw it. */
export interface RecordedRequest {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
}

/**
 * A failure that the next matching request meets.
 * `status`, `reset` and `hang` happen instead of the request; all others happen to the answer of a request that was
 * acted on: `truncate` cuts it in half, `garbage` replaces its body, `oversized` never ends it, `lose-answer` drops it.
 */
export interface Fault {
  readonly match: (method: string, path: string) => boolean;
  /** How often it happens; always, when not given. */
  times?: number;
  readonly kind: 'status' | 'reset' | 'hang' | 'truncate' | 'garbage' | 'oversized' | 'lose-answer';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

/** A loopback HTTP server with a memory of its requests and failures on demand. */
export interface Service {
  readonly url: string;
  readonly requests: RecordedRequest[];
  readonly faults: Fault[];
  close(): Promise<void>;
}

/** What a service's handler reads. */
export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a service's handler answers; objects become JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

/** How a service behaves beside its protocol. */
export interface ServiceOptions {
  /** Milliseconds that every answer takes longer. */
  readonly latency?: number;
  /** Milliseconds after which an idle connection is closed; Node's default is 5000. */
  readonly keepAliveTimeout?: number;
}

const CHUNK = Buffer.alloc(64 * 1024, 0x20);
const OVERSIZED_LIMIT = 256 * 1024 * 1024;

/** Starts a service on a free loopback port; the handler may throw a `Refusal` to answer early. */
export async function startService(
  handler: (request: ServiceRequest) => Promise<Answer> | Answer,
  options: ServiceOptions = {},
): Promise<Service> {
  const requests: RecordedRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer((incoming, response) => {
    void serve(incoming, response);
  });
  const { latency = 0 } = options;
  if (options.keepAliveTimeout !== undefined) {
    server.keepAliveTimeout = options.keepAliveTimeout;
    // Node keeps a connection this much longer than it says, to be kind; the real services are not.
    server.keepAliveTimeoutBuffer = 0;
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await read(incoming);
      const path = request.url.pathname + request.url.search;
      requests.push({ method: request.method, path });
      const fault = take(faults, request.method, path);
      if (latency > 0) await sleep(latency);
      if (fault && !actsFirst(fault)) return failInstead(fault, response);
      const answer = await answerOf(handler, request);
      if (fault) return spoil(fault, answer, response);
      send(response, answer);
    } catch {
      response.destroy();
    }
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${portOf(server)}`, requests, faults, close: () => close(server) };
}

/** An answer that a handler gives by throwing: the refusals of a service, from however deep. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.name = 'Refusal';
    this.answer = answer;
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

async function read(incoming: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://127.0.0.1'),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

async function answerOf(
  handler: (request: ServiceRequest) => Promise<Answer> | Answer,
  request: ServiceRequest,
): Promise<Answer> {
  try {
    return await handler(request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    return { status: 500, body: { code: 13, message: String(error), details: [] } };
  }
}

function take(faults: Fault[], method: string, path: string): Fault | undefined {
  const index = faults.findIndex((fault) => fault.match(method, path));
  const fault = faults[index];
  if (fault?.times === undefined) return fault;
  fault.times -= 1;
  if (fault.times <= 0) faults.splice(index, 1);
  return fault;
}

function actsFirst(fault: Fault): boolean {
  return fault.kind !== 'status' && fault.kind !== 'reset' && fault.kind !== 'hang';
}

function failInstead(fault: Fault, response: ServerResponse): void {
  if (fault.kind === 'reset') response.socket?.resetAndDestroy();
  if (fault.kind === 'status') {
    const { status = 500, headers = {}, body = '' } = fault;
    send(response, { status, headers, body });
  }
}

function spoil(fault: Fault, answer: Answer, response: ServerResponse): void {
  const { status = answer.status, headers = {} } = fault;
  const [type, body] = encode(answer.body);
  if (fault.kind === 'lose-answer') {
    response.socket?.destroy();
  } else if (fault.kind === 'garbage') {
    send(response, {
      status,
      headers: { 'content-type': type, ...headers },
      body: fault.body ?? '\u0000<garbage>{',
    });
  } else if (fault.kind === 'truncate') {
    response.writeHead(status, { 'content-type': type, 'content-length': String(body.length), ...headers });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
  } else {
    response.writeHead(status, { 'content-type': type, ...headers });
    void flood(response);
  }
}

async function flood(response: ServerResponse): Promise<void> {
  for (let sent = 0; sent < OVERSIZED_LIMIT && !response.destroyed; sent += CHUNK.length) {
    if (!response.write(CHUNK)) await drained(response);
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const settle = (): void => {
      response.off('drain', settle).off('close', settle);
      done();
    };
    response.on('drain', settle).on('close', settle);
  });
}

function encode(body: Answer['body'] = ''): [type: string, bytes: Buffer] {
  if (Buffer.isBuffer(body)) return ['application/octet-stream', body];
  if (typeof body === 'string') return ['text/plain', Buffer.from(body)];
  return ['application/json', Buffer.from(JSON.stringify(body))];
}

function send(response: ServerResponse, answer: Answer): void {
  const [type, body] = encode(answer.body);
  const headers = { 'content-type': type, 'content-length': String(body.length), ...answer.headers };
  response.writeHead(answer.status, headers).end(body);
}

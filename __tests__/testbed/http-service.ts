import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, send } from './answer.ts';
import type { Answer } from './answer.ts';
import { actsFirst, failInstead, spoil, take } from './faults.ts';
import type { Fault } from './faults.ts';

export { Refusal } from './answer.ts';
export type { Answer } from './answer.ts';
export type { Fault } from './faults.ts';

/** One request as a service saw it. */
export interface RecordedRequest {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
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

/** How a service behaves beside its protocol. */
export interface ServiceOptions {
  /** Milliseconds that every answer takes longer. */
  readonly latency?: number;
  /** Milliseconds after which an idle connection is closed; Node's default is 5000. */
  readonly keepAliveTimeout?: number;
  /** The service's clock, which its `Date` headers show; the machine's, when not given. */
  readonly now?: () => Date;
}

/** Starts a service on a free loopback port; the handler may throw a `Refusal` to answer early. */
export async function startService(
  handler: (request: ServiceRequest) => Promise<Answer> | Answer,
  options: ServiceOptions = {},
): Promise<Service> {
  const requests: RecordedRequest[] = [];
  const faults: Fault[] = [];
  const served = new WeakSet<Socket>();
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
      if (options.now !== undefined) response.setHeader('date', options.now().toUTCString());
      const path = request.url.pathname + request.url.search;
      requests.push({ method: request.method, path });
      const taken = take(faults, request.method, path, request.headers);
      const fault = taken?.kind === 'stale' && !served.has(incoming.socket) ? undefined : taken;
      served.add(incoming.socket);
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

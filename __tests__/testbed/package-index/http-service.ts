import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Answer, Fault } from './types.ts';

/**
 * What gunicorn writes where an application failed (`write_error` in gunicorn/util.py). Its head ends with a line of
 * `\\r` alone, of which `textwrap.dedent` of Python 3.14, and no earlier one, leaves nothing. Since 27 it takes a status of
 * several lines for such a failure too; 26, which PyPI runs, passes it on (`status-line`).
 */
const BARE_HEAD =
  'HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 141\r\n\n' +
  '<html>\n  <head>\n    <title>Internal Server Error</title>\n  </head>\n  <body>\n' +
  '    <h1><p>Internal Server Error</p></h1>\n    \n  </body>\n</html>\n';

/** A loopback server with faults on demand. */
export interface HttpService {
  url: string;
  /** Paths carry their query; with the part that was requested. */
  requests: { method: string; path: string; range?: string }[];
  /** The statuses of answers, in the order in which they were given. */
  sent: number[];
  faults: Fault[];
  close: () => Promise<void>;
}

interface LiveFault {
  fault: Fault;
  left: number;
}

/** Starts a server on 127.0.0.1 that answers every request with what `handle` returns. */
export async function startHttpService(
  handle: (request: IncomingMessage, path: string) => Promise<Answer>,
): Promise<HttpService> {
  const requests: HttpService['requests'] = [];
  const sent: number[] = [];
  const faults: Fault[] = [];
  const strikes = new Map<Fault, LiveFault>();
  const server = createServer((request, response) => {
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    const { range } = request.headers;
    requests.push({ method, path, ...(range !== undefined && { range }) });
    const nth = requests.filter((other) => other.method === method && other.path === path).length;
    const fault = faults.find((candidate) => strikesNow(strikes, candidate, method, path, nth));
    const answered =
      fault === undefined ? answer(handle, request, response, path) : fail(fault, handle, request, response);
    answered.catch((error: unknown) => {
      send(request, response, { status: 500, body: String(error instanceof Error ? error.stack : error) });
    });
  });
  async function answer(
    handler: typeof handle,
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const result = await handler(request, path);
    sent.push(result.status);
    send(request, response, result);
  }
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    sent,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function strikesNow(
  strikes: Map<Fault, LiveFault>,
  fault: Fault,
  method: string,
  path: string,
  nth: number,
): boolean {
  const live = strikes.get(fault) ?? { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
  strikes.set(fault, live);
  if (live.left <= 0 || !fault.match(method, path, nth)) return false;
  live.left -= 1;
  return true;
}

async function fail(
  fault: Fault,
  handle: (request: IncomingMessage, path: string) => Promise<Answer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (fault.kind === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (fault.kind === 'lose-answer') {
    await handle(request, request.url ?? '/');
    request.socket.destroy();
    return;
  }
  if (fault.kind === 'cut') {
    request.once('data', () => request.socket.resetAndDestroy());
    return;
  }
  if (fault.kind !== 'early') await drained(request);
  if (fault.kind === 'hang') return;
  const body = fault.body ?? '';
  const headers = fault.headers ?? {};
  if (fault.kind === 'truncate') {
    response.writeHead(fault.status ?? 200, { ...headers, 'content-length': String(body.length + 1000) });
    response.write(body === '' ? '{"' : body, () => request.socket.destroy());
  } else if (fault.kind === 'garbage') {
    send(request, response, {
      status: fault.status ?? 200,
      headers,
      body: body === '' ? '<<\u0000\u0001 not JSON' : body,
    });
  } else if (fault.kind === 'early') {
    response.writeHead(fault.status ?? 413, {
      ...headers,
      'content-length': String(body.length),
      connection: 'close',
    });
    response.end(body);
  } else if (fault.kind === 'bare-head') {
    request.socket.end(BARE_HEAD);
  } else if (fault.kind === 'status-line') {
    sendRaw(request, {
      status: fault.status ?? 400,
      reason: body === '' ? 'one\ntwo' : body.toString(),
      headers,
      body,
    });
  } else {
    send(request, response, { status: fault.status ?? 500, headers, body });
  }
}

function drained(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    request
      .on('end', resolve)
      .on('close', resolve)
      .on('error', () => resolve());
    request.resume();
  });
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed || request.socket.destroyed) return;
  const reason = latin1(answer.reason ?? STATUS_CODES[answer.status] ?? 'Unknown');
  // Gunicorn writes line feeds of a message into the status line; Node's writer refuses them.
  if (/[\r\n]/.test(reason)) {
    sendRaw(request, { ...answer, reason });
    return;
  }
  const length = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, reason, { ...answer.headers, 'content-length': String(length) });
  response.end(answer.body);
  // What is left of a refused body must not be taken for the next request.
  request.resume();
}

function sendRaw(request: IncomingMessage, answer: Answer): void {
  const headers = {
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${answer.status} ${answer.reason ?? ''}\r\n${lines.join('')}\r\n`;
  request.socket.write(Buffer.from(head, 'latin1'));
  request.socket.end(answer.body);
}

function latin1(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\u007e\u00a0-\u00ff]/g, '?');
}

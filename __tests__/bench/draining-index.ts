// An index that takes what it is sent as fast as the machine can, so that the bench measures who sends it.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What arrived: a file's name, the SHA-256 that came along, and the bytes of the whole body. */
export interface Arrived {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface DrainingIndex {
  readonly uploadUrl: string;
  readonly simpleUrl: string;
  readonly arrived: readonly Arrived[];
  close(): Promise<void>;
}

/** Forms have their text fields first; those are far smaller. */
const HEAD = 65_536;

/** Starts one on a free loopback port; every answer takes `latency` milliseconds. */
export async function startDrainingIndex(latency: number): Promise<DrainingIndex> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    answer(request, response, arrived, latency).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    uploadUrl: `${url}/legacy/`,
    simpleUrl: `${url}/simple/`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  arrived: Arrived[],
  latency: number,
): Promise<void> {
  const body = await drain(request);
  await sleep(latency);
  if (request.method === 'POST') {
    const name = /; filename="([^"]+)"/.exec(body.head)?.[1];
    const sha256 = /name="sha256_digest"\r\n\r\n([0-9a-f]{64})\r\n/.exec(body.head)?.[1];
    const whole = String(body.bytes) === request.headers['content-length'];
    if (name === undefined || sha256 === undefined || !whole) {
      response.writeHead(400).end();
      return;
    }
    arrived.push({ name, sha256, bytes: body.bytes });
    response.end();
    return;
  }
  const project = /^\/simple\/([^/]+)\/$/.exec(request.url ?? '')?.[1] ?? '';
  const files = arrived.map(({ name, sha256 }) => ({ filename: name, url: `/${name}`, hashes: { sha256 } }));
  response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
  response.end(JSON.stringify({ meta: { 'api-version': '1.0' }, name: project, files }));
}

async function drain(request: IncomingMessage): Promise<{ readonly head: string; readonly bytes: number }> {
  let head = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD)]);
  }
  return { head: head.toString('latin1'), bytes };
}

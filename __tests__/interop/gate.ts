// Stands in front of a real server and lets requests through, to hold some of them back at the right moment.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Gate {
  readonly url: string;
  /** The statuses of the server's answers, in their order. */
  readonly statuses: number[];
  /** Lets so many more requests through; when those were answered, does `meanwhile`, and lets the others go on. */
  closeAfter(count: number, meanwhile: () => Promise<void>): void;
  close(): Promise<void>;
}

/** Opens a gate before a server. */
export async function startGate(target: string): Promise<Gate> {
  const statuses: number[] = [];
  let plan = { left: Infinity, meanwhile: async () => Promise.resolve() };
  let passing: Promise<unknown>[] = [];
  let opened: Promise<void> | undefined;

  const open = async (): Promise<void> => {
    await Promise.all(passing);
    await plan.meanwhile();
  };
  const pass = async (request: IncomingMessage, body: Buffer): Promise<Response> => {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const method = request.method ?? 'GET';
    const answer = await fetch(`${target}${request.url}`, { method, headers, body: new Uint8Array(body) });
    statuses.push(answer.status);
    return answer;
  };
  const guard = async (request: IncomingMessage, body: Buffer): Promise<Response> => {
    if (plan.left > 0) {
      plan.left -= 1;
      const passed = pass(request, body);
      passing.push(passed);
      return passed;
    }
    opened ??= open();
    await opened;
    return pass(request, body);
  };

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const answer = await guard(request, Buffer.concat(chunks));
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses,
    closeAfter(count, meanwhile) {
      plan = { left: count, meanwhile };
      passing = [];
      opened = undefined;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

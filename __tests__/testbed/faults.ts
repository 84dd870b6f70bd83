import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { encode, send } from './answer.ts';
import type { Answer } from './answer.ts';

const CHUNK = Buffer.alloc(64 * 1024, 0x20);
const OVERSIZED_LIMIT = 256 * 1024 * 1024;

/**
 * A failure that the next matching request meets.
 * `status`, `reset` and `hang` happen instead of the request, `stale` resets a connection that has served before; all others happen to the answer of a request that was
 * acted on: `truncate` cuts it in half, `garbage` replaces its body, `oversized` never ends it, `lose-answer` drops it,
 * `keep-answer` never gives it, `alter` makes another one of its JSON.
 */
export interface Fault {
  readonly match: (method: string, path: string, headers: IncomingHttpHeaders) => boolean;
  /** How often it happens; always, when not given. */
  times?: number;
  readonly kind:
    | 'stale'
    | 'status'
    | 'reset'
    | 'hang'
    | 'truncate'
    | 'garbage'
    | 'oversized'
    | 'lose-answer'
    | 'keep-answer'
    | 'alter';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
  readonly alter?: (json: unknown) => object;
}

/** The first fault that matches, counted down. */
export function take(
  faults: Fault[],
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
): Fault | undefined {
  const index = faults.findIndex((fault) => fault.match(method, path, headers));
  const fault = faults[index];
  if (fault?.times === undefined) return fault;
  fault.times -= 1;
  if (fault.times <= 0) faults.splice(index, 1);
  return fault;
}

/** Whether the request is acted on before the fault shows. */
export function actsFirst(fault: Fault): boolean {
  return fault.kind !== 'stale' && fault.kind !== 'status' && fault.kind !== 'reset' && fault.kind !== 'hang';
}

/** Fails a request that was not acted on. */
export function failInstead(fault: Fault, response: ServerResponse): void {
  if (fault.kind === 'reset' || fault.kind === 'stale') response.socket?.resetAndDestroy();
  if (fault.kind === 'status') {
    const { status = 500, headers = {}, body = '' } = fault;
    send(response, { status, headers, body });
  }
}

/** Spoils the answer of a request that was acted on. */
export function spoil(fault: Fault, answer: Answer, response: ServerResponse): void {
  const { status = answer.status, headers = {} } = fault;
  const [type, body] = encode(answer.body);
  if (fault.kind === 'keep-answer') return;
  if (fault.kind === 'lose-answer') {
    response.socket?.destroy();
  } else if (fault.kind === 'alter') {
    send(response, { ...answer, body: fault.alter?.(JSON.parse(body.toString())) ?? '' });
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

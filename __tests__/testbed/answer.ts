import type { ServerResponse } from 'node:http';

/** What a service's handler answers; objects become JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
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

/** A body as bytes with its media type. */
export function encode(body: Answer['body'] = ''): [type: string, bytes: Buffer] {
  if (Buffer.isBuffer(body)) return ['application/octet-stream', body];
  if (typeof body === 'string') return ['text/plain', Buffer.from(body)];
  return ['application/json', Buffer.from(JSON.stringify(body))];
}

/** Writes a whole answer. */
export function send(response: ServerResponse, answer: Answer): void {
  const [type, body] = encode(answer.body);
  const headers = { 'content-type': type, 'content-length': String(body.length), ...answer.headers };
  response.writeHead(answer.status, headers).end(body);
}

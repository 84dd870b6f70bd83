import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { request as send, type Dispatcher } from 'undici';
import { ActionError, TransportError } from '../errors.ts';
import { describeRequest } from './http-rules.ts';
import type { HttpAnswer, HttpRequest, StreamedBody } from '../ground/http.ts';

/** One request and its answer, with the timers that end it. */
export class Exchange {
  /** Whether the head of an answer has come. */
  answered = false;
  readonly #request: HttpRequest;
  readonly #userAgent: string;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #bodyFailure: { readonly error: unknown } | undefined;

  constructor(request: HttpRequest, userAgent: string) {
    this.#request = request;
    this.#userAgent = userAgent;
  }

  async run(url: URL, dispatcher: Dispatcher): Promise<HttpAnswer> {
    const cancelled = (): void => this.#end('cancelled', 'was cancelled');
    const signal = this.#request.signal;
    if (signal?.aborted === true) throw this.#failure('cancelled', 'was cancelled', false);
    signal?.addEventListener('abort', cancelled, { once: true });
    try {
      const streamed = streamedBody(this.#request.body);
      if (streamed === undefined) this.#startDeadline();
      else this.#startIdle();
      const sending = send(url, {
        dispatcher,
        method: this.#request.method,
        headers: this.#headers(streamed),
        body: streamed === undefined ? plainBody(this.#request.body) : Readable.from(this.#watch(streamed)),
        signal: this.#abort.signal,
      });
      // undici checks the signal only once there is a connection, for which a silent proxy lets it wait.
      const response = await Promise.race([sending, aborted(this.#abort.signal)]);
      this.answered = true;
      this.#startDeadline();
      return await this.#read(response);
    } catch (error) {
      throw this.#cause(error);
    } finally {
      clearTimeout(this.#timer);
      signal?.removeEventListener('abort', cancelled);
    }
  }

  /** What ended the exchange: our own abort or the body's own error come before what undici made of it. */
  #cause(error: unknown): unknown {
    if (this.#abort.signal.aborted) return this.#abort.signal.reason;
    if (this.#bodyFailure === undefined) return error;
    const failed = this.#bodyFailure.error;
    if (failed instanceof ActionError) return failed;
    return this.#failure('body-failed', 'was given up: its body could not be read', true, failed);
  }

  #headers(streamed: StreamedBody | undefined): Record<string, string> {
    const headers: Record<string, string> = { 'user-agent': this.#userAgent };
    for (const [name, value] of Object.entries(this.#request.headers ?? {})) {
      headers[name] = typeof value === 'string' ? value : value.reveal();
    }
    if (streamed !== undefined) headers['content-length'] = String(streamed.length);
    return headers;
  }

  async *#watch(body: StreamedBody): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body.chunks()) {
        yield chunk;
        if (!this.answered) this.#startIdle();
      }
    } catch (error) {
      this.#bodyFailure = { error };
      throw error;
    }
    if (!this.answered) this.#startDeadline();
  }

  async #read(response: Dispatcher.ResponseData): Promise<HttpAnswer> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined)
        headers[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const { bodyOf } = this.#request;
    if (bodyOf !== undefined && !bodyOf.includes(response.statusCode)) {
      // It ends with an error that is nobody's: the connection is closed in the middle of it.
      response.body.on('error', () => {}).destroy();
      return { status: response.statusCode, statusText: response.statusText, headers, body: Buffer.alloc(0) };
    }
    for await (const chunk of response.body) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      size += bytes.length;
      if (size > this.#request.maximumBytes) {
        this.#end('too-large', `was answered with more than ${this.#request.maximumBytes} bytes`);
        throw this.#abort.signal.reason;
      }
      chunks.push(bytes);
    }
    // undici takes a connection for free a turn of the event loop after the body's end: a request before then would open another one.
    await nextTurn();
    return {
      status: response.statusCode,
      statusText: response.statusText,
      headers,
      body: Buffer.concat(chunks),
    };
  }

  #startDeadline(): void {
    const { deadline } = this.#request;
    this.#start(deadline, `was not answered in ${deadline / 1000} s`);
  }

  #startIdle(): void {
    const idle = this.#request.idleDeadline ?? this.#request.deadline;
    this.#start(idle, `made no progress for ${idle / 1000} s`);
  }

  #start(milliseconds: number, reason: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end('timeout', reason), milliseconds);
  }

  #end(failure: TransportError['failure'], reason: string): void {
    this.#abort.abort(this.#failure(failure, reason, true));
  }

  #failure(
    failure: TransportError['failure'],
    reason: string,
    sent: boolean,
    cause?: unknown,
  ): TransportError {
    return new TransportError(failure, `${describeRequest(this.#request)} ${reason}`, sent, cause);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function streamedBody(body: HttpRequest['body']): StreamedBody | undefined {
  return typeof body === 'object' && 'chunks' in body ? body : undefined;
}

function plainBody(body: HttpRequest['body']): Uint8Array | string | null {
  return typeof body === 'string' || body instanceof Uint8Array ? body : null;
}

import { Readable } from 'node:stream';
import { request as send, type Dispatcher } from 'undici';
import { ActionError, TransportError } from '../errors.ts';
import { connect, type Connections } from './dispatcher.ts';
import { brokeWhileIdle, transportError } from './http-failures.ts';
import { describeRequest, permittedUrl } from './http-rules.ts';
import type { Http, HttpAnswer, HttpRequest, StreamedBody } from './http.ts';
import type { Log } from './runner.ts';

/** What requests are sent with. */
export interface HttpOptions {
  /** Proxies and private certificate authorities are read from here, at the first request. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
  readonly log: Pick<Log, 'debug'>;
  /** Takes secrets out of a text that may quote a server. */
  readonly redact?: (text: string) => string;
}

/** The HTTP port over undici; connections are kept until it is closed. */
export function createHttp(options: HttpOptions): Http & { close(): Promise<void> } {
  let connections: Connections | undefined;
  const open = (): Connections => {
    if (connections === undefined) {
      connections = connect(options.environment);
      connections.remarks.forEach((remark) => options.log.debug(remark));
    }
    return connections;
  };
  return {
    request: (request) => logged(request, options, () => answer(request, options, open)),
    close: async () => {
      await connections?.dispatcher.destroy();
    },
  };
}

async function logged(
  request: HttpRequest,
  options: HttpOptions,
  work: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const started = performance.now();
  const line = (end: string): void => {
    options.log.debug(`${describeRequest(request)}: ${end}, ${Math.round(performance.now() - started)} ms`);
  };
  try {
    const answered = await work();
    line(`${answered.status}, ${answered.body.length} bytes`);
    return answered;
  } catch (error) {
    line(error instanceof TransportError ? error.failure : 'failed');
    throw error;
  }
}

async function answer(
  request: HttpRequest,
  options: HttpOptions,
  open: () => Connections,
): Promise<HttpAnswer> {
  const url = permittedUrl(request);
  const connections = open();
  const redact = options.redact ?? ((text: string): string => text);
  for (let repeated = false; ; repeated = true) {
    const exchange = new Exchange(request, options.userAgent);
    try {
      return await exchange.run(url, connections.dispatcher);
    } catch (error) {
      if (error instanceof ActionError || error instanceof TransportError) throw error;
      // A connection that the server closed while it was idle is nobody's failure; a request without effect may be sent anew.
      const harmless = request.method === 'GET' || request.method === 'HEAD';
      if (harmless && !repeated && !exchange.answered && brokeWhileIdle(error)) continue;
      if (Reflect.get(Object(error), 'code') === 'UND_ERR_INVALID_ARG') throw error;
      throw transportError(error, redact(describeRequest(request)), redact(connections.advice));
    }
  }
}

/** One request and its answer, with the timers that end it. */
class Exchange {
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
      const response = await send(url, {
        dispatcher,
        method: this.#request.method,
        headers: this.#headers(streamed),
        body: streamed === undefined ? plainBody(this.#request.body) : Readable.from(this.#watch(streamed)),
        signal: this.#abort.signal,
      });
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
    for await (const chunk of response.body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > this.#request.maximumBytes) {
        this.#end('too-large', `was answered with more than ${this.#request.maximumBytes} bytes`);
        throw this.#abort.signal.reason;
      }
      chunks.push(bytes);
    }
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

function streamedBody(body: HttpRequest['body']): StreamedBody | undefined {
  return typeof body === 'object' && 'chunks' in body ? body : undefined;
}

function plainBody(body: HttpRequest['body']): Uint8Array | string | null {
  return typeof body === 'string' || body instanceof Uint8Array ? body : null;
}

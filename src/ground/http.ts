import type { Secret } from './secret.ts';

/** A body whose length is known before it is read; read anew for each attempt. */
export interface StreamedBody {
  readonly length: number;
  chunks(): AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  /** https, or http on loopback; without user information. */
  readonly url: string;
  /** What the request is for, as the log and error messages name it: `certificate from Fulcio`. */
  readonly purpose: string;
  readonly headers?: Readonly<Record<string, string | Secret>>;
  readonly body?: Uint8Array | string | StreamedBody;
  /** Milliseconds until the whole answer must be there; for a streamed body, after its last byte. */
  readonly deadline: number;
  /** Milliseconds without progress of a streamed body after which the request fails. */
  readonly idleDeadline?: number;
  /** Bytes of the answer's body beyond which the request fails. */
  readonly maximumBytes: number;
  /** Statuses whose body is read: that of any other is dropped as soon as the head has come. Every body where not given. */
  readonly bodyOf?: readonly number[];
  readonly signal?: AbortSignal;
}

/** An answer of any status. Redirects are answers, never followed. */
export interface HttpAnswer {
  readonly status: number;
  /** The reason phrase as sent (PyPI puts its message there); empty over HTTP/2. */
  readonly statusText: string;
  /** Names in lower case; repeated headers joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The one way to the network. No retries here: the caller knows what may be repeated. */
export interface Http {
  /** @throws {TransportError} where no usable answer came. */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

// Stands between a client and an index, passes everything on as it is, and remembers it.
import { createHash } from 'node:crypto';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';

/** The file part of an upload, as it was on the wire. */
export interface PostedFile {
  readonly field: string;
  readonly filename: string;
  readonly type: string;
  readonly sha256: string;
}

/** An upload form as it was on the wire. */
export interface PostedForm {
  /** Values by field, in the order they came. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly PostedFile[];
}

/** One request, and how the index answered. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly authorized: boolean;
  readonly form: PostedForm | undefined;
  readonly status: number;
  readonly type: string;
}

export interface RecordingProxy {
  readonly url: string;
  readonly passed: readonly Passed[];
  /** The uploads among them. */
  posts(): readonly Passed[];
  close(): Promise<void>;
}

/** Starts one on a free loopback port in front of an index that runs at `target`. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const passed: Passed[] = [];
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, target).then(
      (one) => passed.push(one),
      (error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    posts: () => passed.filter(({ method }) => method === 'POST'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string): Promise<Passed> {
  const { method = '', url: path = '', headers } = incoming;
  const body = await read(incoming);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port } = new URL(target);
    // With the client's own Host: an index makes its links from that.
    ask({ hostname, port, method, path, headers, agent: false }, resolve).on('error', reject).end(body);
  });
  const { statusCode: status = 0, statusMessage = '', rawHeaders } = answer;
  const answered = await read(answer);
  // A chunked answer is passed on in one piece.
  const kept = rawHeaders.flatMap((name, at) =>
    at % 2 === 1 || /^(transfer-encoding|connection|keep-alive)$/i.test(name)
      ? []
      : [[name, rawHeaders[at + 1] ?? '']],
  );
  outgoing.writeHead(status, statusMessage, kept.flat());
  outgoing.end(answered);
  const form =
    headers['content-type']?.startsWith('multipart/') === true ? await parse(headers, body) : undefined;
  const authorized = headers.authorization !== undefined;
  return { method, path, authorized, form, status, type: answer.headers['content-type'] ?? '' };
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(headers: IncomingMessage['headers'], body: Buffer): Promise<PostedForm> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string[]> = {};
    const files: PostedFile[] = [];
    const parser = busboy({ headers });
    parser.on('field', (name, value) => (fields[name] ??= []).push(value));
    parser.on('file', (field, stream, { filename = '', mimeType: type }) => {
      const hash = createHash('sha256');
      stream.on('data', (chunk: Buffer) => hash.update(chunk));
      stream.on('end', () => files.push({ field, filename, type, sha256: hash.digest('hex') }));
    });
    parser.on('error', reject);
    parser.on('close', () => resolve({ fields, files }));
    parser.end(body);
  });
}

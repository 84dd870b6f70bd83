import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { Blake2b256 } from './blake2b.ts';
import { Refusal } from './types.ts';

/** Above this many bytes only the digests of a file are kept. */
const KEPT = 8 * 1024 * 1024;

/** The file part of an upload. */
export interface ReceivedFile {
  filename: string;
  contentType: string;
  size: number;
  sha256: string;
  md5: string;
  /** Of a file beyond 8 MiB that came without this digest, its SHA-256 stands in. */
  blake2b256: string;
  /** All bytes, or the first ones where `complete` is false. */
  start: Buffer;
  complete: boolean;
}

/** A whole upload, read off the wire. */
export interface ReceivedForm {
  fields: Record<string, string[]>;
  /** Names of fields other than content that came with a file name. */
  tuples: string[];
  content: ReceivedFile | undefined;
}

/** Reads a multipart body, hashing the file while it streams; refuses any other body. */
export function readForm(request: IncomingMessage): Promise<ReceivedForm> {
  return new Promise((resolve, reject) => {
    const form: ReceivedForm = { fields: {}, tuples: [], content: undefined };
    const files: Promise<ReceivedFile>[] = [];
    const parser = openParser(request, reject);
    if (parser === undefined) return;
    parser.on('field', (name, value) => {
      (form.fields[name] ??= []).push(value.replaceAll('\u0000', '\\x00'));
    });
    parser.on('file', (name, stream, info) => {
      if (name !== 'content') {
        if (name !== 'gpg_signature') form.tuples.push(name);
        stream.resume();
        return;
      }
      files.push(receive(stream, info.filename, info.mimeType, form.fields));
    });
    parser.on('error', () => reject(new Refusal(400, 'Invalid multipart body.')));
    parser.on('close', () => {
      Promise.all(files).then(([content]) => resolve(clean({ ...form, content })), reject);
    });
    request.on('aborted', () => reject(new Refusal(400, 'The upload was cut off.')));
    request.pipe(parser);
  });
}

function openParser(request: IncomingMessage, reject: (error: Error) => void): busboy.Busboy | undefined {
  try {
    return busboy({
      headers: request.headers,
      preservePath: true,
      defParamCharset: 'utf8',
      limits: { fieldSize: 64 * 1024 * 1024 },
    });
  } catch {
    request.resume();
    reject(new Refusal(400, 'Upload payload does not have a file.'));
    return undefined;
  }
}

async function receive(
  stream: Readable,
  filename: string | undefined,
  contentType: string,
  fields: Record<string, string[]>,
): Promise<ReceivedFile> {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  const blake2b = new Blake2b256();
  // At 18 MB a second BLAKE2b would be all that a large upload waits for: beyond what is kept it runs only when asked.
  const runsOn = fields['blake2_256_digest'] !== undefined;
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    sha256.update(bytes);
    md5.update(bytes);
    if (size < KEPT || runsOn) blake2b.update(bytes);
    if (size < KEPT) kept.push(bytes);
    size += bytes.length;
  }
  const sha256Hex = sha256.digest('hex');
  const hasBlake2b = size <= KEPT || runsOn;
  return {
    filename: filename ?? '',
    contentType,
    size,
    sha256: sha256Hex,
    md5: md5.digest('hex'),
    blake2b256: hasBlake2b ? blake2b.hex() : sha256Hex,
    start: Buffer.concat(kept),
    complete: size <= KEPT,
  };
}

/** A value UNKNOWN counts as not sent; so does a field whose only value is empty. */
function clean(form: ReceivedForm): ReceivedForm {
  const fields: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(form.fields)) {
    const known = values.filter((value) => value.trim() !== 'UNKNOWN');
    if (known.length === 0 || (known.length === 1 && known[0] === '')) continue;
    fields[name] = known;
  }
  return { ...form, fields };
}

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { messageOf } from '../../errors.ts';
import type { FileContent } from '../../platform/files.ts';
import { encryptingTool, isScanned } from './encrypted-source.ts';
import type { ReadAt } from './random-access.ts';
import type { RecordedHash } from './record.ts';
import { inflated } from './zip.ts';
import type { ZipMember } from './zip.ts';

/** What is wrong with a member's content. */
export interface MemberFault {
  readonly path: string;
  readonly kind: 'damaged' | 'hash' | 'encrypted' | 'unchecked';
  /** What differs, the tool that encrypted it, or why it was not read. */
  readonly detail: string;
}

/** Where members are read from. */
export interface MemberSource {
  readonly content: FileContent;
  /** Reads small members that lie together at once. */
  readonly read: ReadAt;
}

/** Up to here a member is read at once: a stream of its own would cost more. */
const smallMember = 256 * 1024;
const chunkSize = 128 * 1024;
const tooLong = 'it unpacks to more than its size';
/** Hashing takes twice as long as the checksum, which alone detects damage: beyond this only the checksum is compared. */
const maximumHashed = 256 * 1024 * 1024;

/**
 * Reads a member to its end, never beyond the size that the directory gives it, and compares the checksum of the directory and the
 * hash of RECORD. APPNOTE.TXT 4.4.5, 4.4.7
 * @param seen gets the content too, in pieces that may be overwritten afterwards
 */
export async function checkZipMember(
  source: MemberSource,
  member: ZipMember,
  recorded: RecordedHash | undefined,
  seen: ((piece: Buffer) => void) | undefined,
): Promise<readonly MemberFault[]> {
  const { path, method, size } = member;
  if (method !== 0 && method !== 8)
    return [{ path, kind: 'unchecked', detail: `it is compressed by method ${method}` }];
  const digest = recorded && size <= maximumHashed ? createHash(recorded.algorithm) : undefined;
  const text: Buffer[] | undefined = isScanned(path, size) ? [] : undefined;
  let [sum, bytes] = [0, 0];
  const take = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes > size) throw new Error(tooLong);
    sum = crc32(chunk, sum);
    digest?.update(chunk);
    seen?.(chunk);
    // What is read may be overwritten by what is read next.
    text?.push(Buffer.from(chunk));
  };
  const failure = await unpackFailure(source, member, take);
  const damage = failure ?? (bytes < size ? 'it unpacks to less than its size' : wrongSum(sum, member.crc32));
  if (damage !== undefined) return [{ path, kind: 'damaged', detail: damage }];
  const faults: MemberFault[] = [];
  const hash = digest?.digest('base64url');
  if (hash !== undefined && hash !== recorded?.base64url) faults.push({ path, kind: 'hash', detail: hash });
  const tool = text && encryptingTool(Buffer.concat(text));
  if (tool !== undefined) faults.push({ path, kind: 'encrypted', detail: tool });
  return faults;
}

function wrongSum(actual: number, expected: number): string | undefined {
  if (actual === expected) return undefined;
  const [is, should] = [actual, expected].map((sum) => sum.toString(16).padStart(8, '0'));
  return `its CRC-32 is ${is}, the archive has ${should}`;
}

/** Why a member can't be unpacked. @throws what keeps the file from being read */
async function unpackFailure(
  { content, read }: MemberSource,
  member: ZipMember,
  take: (chunk: Buffer) => void,
): Promise<string | undefined> {
  const { start, compressedSize, method, size } = member;
  if (Math.max(size, compressedSize) <= smallMember) {
    const packed = await read(start, compressedSize);
    return failureOf(() => take(method === 0 ? packed : inflated(packed, size)));
  }
  const part = { start, end: start + compressedSize };
  if (method === 8) return inflateFailure(content.chunks('kept', part), take);
  for await (const chunk of content.chunks('passing', part)) take(chunk);
  return undefined;
}

function failureOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE' ? tooLong : messageOf(error);
  }
}

async function inflateFailure(
  packed: AsyncIterable<Buffer>,
  take: (chunk: Buffer) => void,
): Promise<string | undefined> {
  const reading: { failure?: unknown } = {};
  const iterator = packed[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<Buffer>> =>
    iterator.next().catch((error: unknown) => {
      reading.failure = error;
      throw error;
    });
  async function* source(): AsyncGenerator<Buffer> {
    try {
      for (let result = await next(); result.done !== true; result = await next()) yield result.value;
    } finally {
      await iterator.return?.();
    }
  }
  const sink = async (unpacked: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of unpacked) take(chunk);
  };
  try {
    await pipeline(Readable.from(source()), createInflateRaw({ chunkSize }), sink);
    return undefined;
  } catch (error) {
    if ('failure' in reading) throw reading.failure;
    return messageOf(error);
  }
}

import { Unreadable, againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { ReadAt } from './random-access.ts';

/** One member as the central directory has it. */
export interface ZipEntry {
  readonly path: string;
  /** The name's bytes, as they must be in the local header too. */
  readonly rawPath: Buffer;
  readonly flags: number;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header starts. */
  readonly offset: number;
}

/** The central directory of a zip archive (APPNOTE.TXT 4.3.12). */
export interface CentralDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where the directory starts, which is where the last member must end. */
  readonly start: number;
}

/** Extra fields of a header by their id. */
export type ExtraFields = ReadonlyMap<number, Buffer>;

interface DirectoryEnd {
  readonly count: number;
  readonly size: number;
  readonly start: number;
  /** Where the directory must end: at the first of the end records. */
  readonly end: number;
}

const maximumEntries = 200_000;
const maximumDirectoryBytes = 64 * 1024 * 1024;
const sentinel32 = 0xffffffff;
const zip64Extra = 0x0001;
const unicodePathExtra = 0x7075;

/**
 * Reads the central directory, which must end where the end records begin, and they where the file ends.
 * APPNOTE.TXT 4.3.12 to 4.3.16; https://docs.pypi.org/archives/ @throws {Unreadable} where it contradicts itself.
 */
export async function readCentralDirectory(
  read: ReadAt,
  fileSize: number,
  findings: Finding[],
): Promise<CentralDirectory> {
  const end = await readDirectoryEnd(read, fileSize);
  if (end.count > maximumEntries || end.size > maximumDirectoryBytes) {
    throw new Unreadable(`the zip archive has more than ${maximumEntries} entries`);
  }
  if (end.start + end.size !== end.end)
    throw new Unreadable('bytes precede or follow the zip archive, or its end record is wrong');
  const bytes = await read(end.start, end.size);
  const entries: ZipEntry[] = [];
  let position = 0;
  while (position < bytes.length) {
    const [entry, next] = readEntry(bytes, position, findings);
    entries.push(entry);
    position = next;
  }
  if (entries.length !== end.count)
    throw new Unreadable('the end record counts other entries than the zip archive has');
  return { entries, start: end.start };
}

/** Extra fields, each id once where twice would be ambiguous. @throws {Unreadable} */
export function readExtraFields(bytes: Buffer): ExtraFields {
  const fields = new Map<number, Buffer>();
  let position = 0;
  while (position < bytes.length) {
    if (position + 4 > bytes.length) throw new Unreadable('an extra field of the zip archive is malformed');
    const id = bytes.readUInt16LE(position);
    const end = position + 4 + bytes.readUInt16LE(position + 2);
    if (end > bytes.length) throw new Unreadable('an extra field of the zip archive is malformed');
    if (fields.has(id) && (id === zip64Extra || id === unicodePathExtra)) {
      throw new Unreadable('an entry of the zip archive has an extra field twice');
    }
    fields.set(id, bytes.subarray(position + 4, end));
    position = end;
  }
  return fields;
}

/** Replaces sentinels by the values of the ZIP64 field, in the order of their presence. @throws {Unreadable} */
export function widened(values: readonly number[], extra: ExtraFields): number[] {
  const field = extra.get(zip64Extra);
  let position = 0;
  return values.map((value) => {
    if (value !== sentinel32) return value;
    if (field === undefined || position + 8 > field.length)
      throw new Unreadable('the zip archive lacks a ZIP64 size');
    position += 8;
    return safeInteger(field.readBigUInt64LE(position - 8));
  });
}

async function readDirectoryEnd(read: ReadAt, fileSize: number): Promise<DirectoryEnd> {
  const position = await findEndRecord(read, fileSize);
  const record = await read(position, 22);
  if (record.readUInt16LE(4) !== 0 || record.readUInt16LE(6) !== 0)
    throw new Unreadable('the zip archive is split over several files');
  if (record.readUInt16LE(8) !== record.readUInt16LE(10))
    throw new Unreadable('the zip archive contradicts itself about its entries');
  const wide = position >= 76 ? await readWideEnd(read, position) : undefined;
  if (wide !== undefined) return wide;
  return {
    count: record.readUInt16LE(10),
    size: record.readUInt32LE(12),
    start: record.readUInt32LE(16),
    end: position,
  };
}

/** The end record whose comment ends the file. */
async function findEndRecord(read: ReadAt, fileSize: number): Promise<number> {
  const length = Math.min(fileSize, 22 + 0xffff);
  const tail = await read(fileSize - length, length);
  for (
    let at = tail.lastIndexOf('PK\x05\x06');
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1)
  ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length)
      return fileSize - length + at;
  }
  throw new Unreadable('is no zip archive, or has bytes after its end (truncated?)');
}

async function readWideEnd(read: ReadAt, position: number): Promise<DirectoryEnd | undefined> {
  const locator = await read(position - 20, 20);
  if (locator.toString('latin1', 0, 4) !== 'PK\x06\x07') return undefined;
  const at = safeInteger(locator.readBigUInt64LE(8));
  if (at + 76 !== position) throw new Unreadable('the ZIP64 end record is not where its locator says');
  const record = await read(at, 56);
  if (record.toString('latin1', 0, 4) !== 'PK\x06\x06' || record.readBigUInt64LE(4) !== 44n) {
    throw new Unreadable('the ZIP64 end record is malformed or extended');
  }
  const [onDisk, count, size, start] = [24, 32, 40, 48].map((field) =>
    safeInteger(record.readBigUInt64LE(field)),
  );
  if (count === undefined || size === undefined || start === undefined || onDisk !== count) {
    throw new Unreadable('the zip archive contradicts itself about its entries');
  }
  return { count, size, start, end: at };
}

function readEntry(bytes: Buffer, at: number, findings: Finding[]): [ZipEntry, number] {
  if (at + 46 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') {
    throw new Unreadable('the central directory of the zip archive is malformed');
  }
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw new Unreadable('the central directory of the zip archive is malformed');
  const rawPath = bytes.subarray(at + 46, nameEnd);
  const flags = bytes.readUInt16LE(at + 8);
  const path = readPath(rawPath, flags, findings);
  if (next !== extraEnd) findings.push(zipRule(`'${path}' has a comment`, 'Comment in central directory'));
  const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd));
  const narrow = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field));
  const [size = 0, compressedSize = 0, offset = 0] = widened(narrow, extra);
  const method = bytes.readUInt16LE(at + 10);
  const crc32 = bytes.readUInt32LE(at + 16);
  return [{ path, rawPath, flags, method, crc32, compressedSize, size, offset }, next];
}

/** A rule of PyPI for zip archives, with its answer. */
export function zipRule(message: string, answer: string): Finding {
  return againstIndex(message, `Invalid distribution file. ZIP archive not accepted: ${answer}.`);
}

function readPath(raw: Buffer, flags: number, findings: Finding[]): string {
  let path: string;
  try {
    path = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch (cause) {
    throw new Unreadable('a name in the zip archive is not UTF-8', { cause });
  }
  if (path.length !== raw.length && (flags & 0x800) === 0) {
    findings.push(zipRule(`'${path}' is not marked as UTF-8`, 'Filename not in central directory'));
  }
  return path;
}

function safeInteger(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable('the zip archive has an impossible size');
  return Number(value);
}

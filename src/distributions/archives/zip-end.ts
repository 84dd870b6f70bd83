import { Unreadable, damaged } from '../finding.ts';
import type { ReadAt } from './random-access.ts';

/** What the end records say of the central directory (APPNOTE.TXT 4.3.14 to 4.3.16). */
interface DirectoryEnd {
  readonly count: number;
  readonly size: number;
  readonly start: number;
  /** Where the directory must end: at the first of the end records. */
  readonly end: number;
}

const signature = 'PK\x05\x06';
const recordBytes = 22;
const locatorBytes = 20;
const wideRecordBytes = 56;
const sentinel16 = 0xffff;
const sentinel32 = 0xffffffff;

/** Reads the end record and, where there is one, the ZIP64 end record. @throws {Unreadable} where the two mean two directories. */
export async function readDirectoryEnd(read: ReadAt, fileSize: number): Promise<DirectoryEnd> {
  const position = await findEndRecord(read, fileSize);
  const record = await read(position, recordBytes);
  if (record.readUInt16LE(4) !== 0 || record.readUInt16LE(6) !== 0) throw split();
  if (record.readUInt16LE(8) !== record.readUInt16LE(10)) throw contradiction('its entries');
  const narrow = {
    count: record.readUInt16LE(10),
    size: record.readUInt32LE(12),
    start: record.readUInt32LE(16),
  };
  const wide = position < locatorBytes + wideRecordBytes ? undefined : await readWideEnd(read, position);
  if (wide === undefined) return { ...narrow, end: position };
  // Some readers believe the ZIP64 record alone, others only where the end record has no room for a value.
  const differs =
    (narrow.count !== sentinel16 && narrow.count !== wide.count) ||
    (narrow.size !== sentinel32 && narrow.size !== wide.size) ||
    (narrow.start !== sentinel32 && narrow.start !== wide.start);
  if (differs)
    throw contradiction('its directory: the end record and the ZIP64 end record name different ones');
  return wide;
}

/** The end record whose comment ends the file; none may lie in its comment, where some readers look first. */
async function findEndRecord(read: ReadAt, fileSize: number): Promise<number> {
  const length = Math.min(fileSize, recordBytes + 0xffff);
  const tail = await read(fileSize - length, length);
  let last: number | undefined;
  for (
    let at = tail.lastIndexOf(signature);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(signature, at - 1)
  ) {
    if (at + recordBytes <= tail.length && at + recordBytes + tail.readUInt16LE(at + 20) === tail.length) {
      if (last !== undefined) throw new Unreadable('the zip archive has a second end record in its comment');
      return fileSize - length + at;
    }
    last = at;
  }
  throw new Unreadable('is not a zip archive, or has bytes after its end (truncated?)', damaged);
}

async function readWideEnd(read: ReadAt, position: number): Promise<DirectoryEnd | undefined> {
  const locator = await read(position - locatorBytes, locatorBytes);
  if (locator.toString('latin1', 0, 4) !== 'PK\x06\x07') return undefined;
  const at = safeInteger(locator.readBigUInt64LE(8));
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1) throw split();
  if (at + wideRecordBytes + locatorBytes !== position)
    throw new Unreadable('the ZIP64 end record is not where its locator says');
  const record = await read(at, wideRecordBytes);
  if (record.toString('latin1', 0, 4) !== 'PK\x06\x06' || record.readBigUInt64LE(4) !== 44n) {
    throw new Unreadable('the ZIP64 end record is malformed or extended');
  }
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0) throw split();
  const [onDisk, count, size, start] = [24, 32, 40, 48].map((field) =>
    safeInteger(record.readBigUInt64LE(field)),
  );
  if (count === undefined || size === undefined || start === undefined || onDisk !== count) {
    throw contradiction('its entries');
  }
  return { count, size, start, end: at };
}

/** A 64-bit value of a zip archive as a number. @throws {Unreadable} where it is larger than any file */
export function safeInteger(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable('the zip archive has an impossible size');
  return Number(value);
}

function split(): Unreadable {
  return new Unreadable('the zip archive is split over several files');
}

function contradiction(what: string): Unreadable {
  return new Unreadable(`the zip archive contradicts itself about ${what}`);
}

/**
 * Whether Python's `zipfile.is_zipfile` (3.14) takes a file for a zip archive, whatever else it is: by the last end record of its
 * last 64 KiB, and a directory where that says. An sdist that ends with an archive which does not compress may look so.
 */
export async function isZip(read: ReadAt, fileSize: number): Promise<boolean> {
  const length = Math.min(fileSize, recordBytes + 0xffff);
  const tail = Buffer.from(await read(fileSize - length, length));
  const at = tail.lastIndexOf(signature);
  if (at < 0 || at + recordBytes > length) return false;
  const [count, size, start] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16),
  ];
  if (count === 0 && size === 0 && start === 0) return true;
  const directory = fileSize - length + at - size;
  if (size < 46 || directory < 0 || tail.readUInt16LE(at + 4) !== tail.readUInt16LE(at + 6)) return false;
  return (await read(directory, 4)).toString('latin1') === 'PK\x01\x02';
}

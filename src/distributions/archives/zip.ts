import { crc32, inflateRawSync } from 'node:zlib';
import type { FileContent } from '../../platform/files.ts';
import { Unreadable, againstIndex, damaged } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { checkSeparators, pathFault, unpackedPath } from './member-path.ts';
import { readAtOf } from './random-access.ts';
import type { ReadAt } from './random-access.ts';
import { breakRule, readCentralDirectory } from './zip-directory.ts';
import type { BrokenRules, ZipEntry } from './zip-directory.ts';
import { checkUnicodePath, readExtraFields, sizesInPlace, widened } from './zip-extra.ts';
import type { ExtraFields, Sizes } from './zip-extra.ts';

/** A zip archive that means the same to readers of its directory and readers of its stream. */
export interface ZipArchive {
  /** Members by path, in the order of their data; folders end with a slash. */
  readonly entries: ReadonlyMap<string, ZipMember>;
  /** Rules of PyPI that the archive breaks and can be read in spite of. */
  readonly findings: readonly Finding[];
  /** The content of a small member; undefined where there is none. @throws {Unreadable} beyond `maximumBytes`, or damaged. */
  read(path: string, maximumBytes: number): Promise<Buffer | undefined>;
}

/** A member whose two headers agree. */
export interface ZipMember extends ZipEntry {
  /** Where its data starts. */
  readonly start: number;
}

// Encrypted, patched, strongly encrypted, and with a directory that is encrypted (APPNOTE.TXT 4.4.4).
const unreadableFlags = 0x2061;
const streamedFlag = 0x08;
const unicodeFlag = 0x800;
const suspiciousSize = 64 * 1024 * 1024;
const suspiciousRatio = 50;
/** Bytes that are taken before it is known how much is needed: a size is only declared. */
const largestChunk = 256 * 1024 + 1;

/**
 * Compares the central directory with the local headers in one pass over the headers; nothing is decompressed.
 * https://docs.pypi.org/archives/ @throws {Unreadable} where the archive is broken or means two things.
 */
export async function readZip(content: FileContent): Promise<ZipArchive> {
  const read = readAtOf(content);
  const rules: BrokenRules = new Map();
  const directory = await readCentralDirectory(read, content.size, rules);
  checkPaths(directory.entries);
  const entries = new Map<string, ZipMember>();
  let position = 0;
  for (const entry of directory.entries.toSorted((one, other) => one.offset - other.offset)) {
    if (entry.offset !== position)
      throw new Unreadable(
        `bytes precede '${entry.path}' in the zip archive, or it overlaps another entry`,
        damaged,
      );
    const start = await checkLocalHeader(read, entry, rules);
    entries.set(entry.path, { ...entry, start });
    position = await endOf(read, entry, start);
  }
  if (position !== directory.start)
    throw new Unreadable('the zip archive has bytes that belong to no entry', damaged);
  return {
    entries,
    findings: [
      ...rules.values(),
      ...checkCompression(directory.entries, content.size),
      ...checkSeparators(entries.keys()),
    ],
    read: (path, maximumBytes) => readMember(read, entries.get(path), maximumBytes),
  };
}

function checkPaths(entries: readonly ZipEntry[]): void {
  const found = new Set<string>();
  const places = new Map<string, string>();
  for (const entry of entries) {
    const fault = pathFault(entry.path);
    if (fault !== undefined) throw new Unreadable(`'${entry.path}' in the zip archive ${fault}`);
    if (found.has(entry.path)) throw new Unreadable(`'${entry.path}' is in the zip archive twice`);
    if ((entry.flags & unreadableFlags) !== 0)
      throw new Unreadable(`'${entry.path}' in the zip archive is encrypted`);
    found.add(entry.path);
    if (entry.path.endsWith('/')) continue;
    const place = unpackedPath(entry.path);
    const other = places.get(place);
    if (other !== undefined)
      throw new Unreadable(`'${other}' and '${entry.path}' in the zip archive are one file`);
    places.set(place, entry.path);
  }
}

/** Where the member's data starts. */
async function checkLocalHeader(read: ReadAt, entry: ZipEntry, rules: BrokenRules): Promise<number> {
  const header = await read(entry.offset, 30);
  if (header.toString('latin1', 0, 4) !== 'PK\x03\x04')
    throw new Unreadable(`'${entry.path}' has no local header in the zip archive`, damaged);
  const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const [flags, method] = [header.readUInt16LE(6), header.readUInt16LE(8)];
  const narrow = { size: header.readUInt32LE(22), compressedSize: header.readUInt32LE(18) };
  const variable = Buffer.from(await read(entry.offset + 30, nameLength + extraLength));
  if (!variable.subarray(0, nameLength).equals(entry.rawPath)) throw contradiction(entry, 'the name');
  if (method !== entry.method) throw contradiction(entry, 'the compression');
  if (((flags ^ entry.flags) & flagsThatCount(entry)) !== 0) throw contradiction(entry, 'the flags');
  const extra = readExtraFields(variable.subarray(nameLength));
  const refusedPath = checkUnicodePath(extra, entry.rawPath);
  if (refusedPath !== undefined) breakRule(rules, refusedPath, `'${entry.path}' has an unusable second name`);
  if (isStreamed(entry)) {
    breakRule(rules, 'ZIP contains a data descriptor', 'has entries that were written as a stream');
  } else {
    checkSizes(entry, narrow, extra, rules);
  }
  if (entry.method === 0 && entry.size !== entry.compressedSize) throw contradiction(entry, 'the size');
  return entry.offset + 30 + nameLength + extraLength;
}

/** The flags that change what a reader of the stream makes of a member. */
function flagsThatCount(entry: ZipEntry): number {
  const isPlain = entry.path.length === entry.rawPath.length;
  return unreadableFlags | streamedFlag | (isPlain ? 0 : unicodeFlag);
}

/** Both ways to read the sizes of a local header must come to what the directory has. */
function checkSizes(entry: ZipEntry, narrow: Sizes, extra: ExtraFields, rules: BrokenRules): void {
  const [size, compressedSize] = widened([narrow.size, narrow.compressedSize], extra);
  if (size !== entry.size || compressedSize !== entry.compressedSize) throw contradiction(entry, 'the size');
  const inPlace = sizesInPlace(narrow, entry.method, extra);
  if (inPlace === undefined) {
    breakRule(rules, 'Malformed zip file', `'${entry.path}' has a ZIP64 field of an odd length`);
  } else if (inPlace.size !== size || inPlace.compressedSize !== compressedSize) {
    throw contradiction(entry, 'the size');
  }
}

function isStreamed(entry: ZipEntry): boolean {
  return (entry.flags & streamedFlag) !== 0;
}

function contradiction(entry: ZipEntry, what: string): Unreadable {
  return new Unreadable(
    `local header and central directory of the zip archive contradict each other: ${what} of '${entry.path}'`,
    damaged,
  );
}

/** Where the next header must start: behind the data, and behind its descriptor where there is one (4.3.9). */
async function endOf(read: ReadAt, entry: ZipEntry, body: number): Promise<number> {
  const end = body + entry.compressedSize;
  if (!isStreamed(entry)) return end;
  const signed = (await read(end, 4)).toString('latin1') === 'PK\x07\x08';
  const wide = Math.max(entry.size, entry.compressedSize) >= 0xffffffff;
  return end + (signed ? 4 : 0) + (wide ? 20 : 12);
}

/** Whether an archive unpacks to more than PyPI accepts for its size (warehouse/forklift/legacy.py). */
export function unpacksToTooMuch(entries: Iterable<ZipEntry>, fileSize: number): boolean {
  const total = unpackedBytes(entries);
  return total > suspiciousSize && total / fileSize > suspiciousRatio;
}

function unpackedBytes(entries: Iterable<ZipEntry>): number {
  let total = 0;
  for (const { size } of entries) total += size;
  return total;
}

function checkCompression(entries: readonly ZipEntry[], fileSize: number): Finding[] {
  const findings = entries
    .filter((entry) => entry.method !== 0 && entry.method !== 8)
    .slice(0, 1)
    .map((entry) =>
      againstIndex(
        `'${entry.path}' is compressed by method ${entry.method}; only stored and deflate are accepted`,
        '',
        'Pack the wheel with deflate, or without compression.',
      ),
    );
  if (unpacksToTooMuch(entries, fileSize)) {
    const answer = `Invalid distribution file. File exceeds compression ratio of ${suspiciousRatio}`;
    findings.push(
      againstIndex(
        `unpacks to ${unpackedBytes(entries)} bytes, more than ${suspiciousRatio} times its size`,
        answer,
        'Leave generated or repetitive data out of the wheel.',
      ),
    );
  }
  return findings;
}

/** The content of a small member; undefined where there is none. @throws {Unreadable} beyond `maximumBytes`, or damaged. */
export async function readMember(
  read: ReadAt,
  entry: ZipMember | undefined,
  maximumBytes: number,
): Promise<Buffer | undefined> {
  if (entry === undefined) return undefined;
  if (entry.size > maximumBytes || entry.compressedSize > maximumBytes + 65_536) {
    throw new Unreadable(`'${entry.path}' is larger than ${maximumBytes} bytes`);
  }
  const bytes = unpacked(entry, Buffer.from(await read(entry.start, entry.compressedSize)));
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc32)
    throw new Unreadable(`'${entry.path}' in the zip archive is damaged`, damaged);
  return bytes;
}

function unpacked(entry: ZipEntry, packed: Buffer): Buffer {
  if (entry.method === 0) return packed;
  if (entry.method !== 8)
    throw new Unreadable(
      `'${entry.path}' is compressed by method ${entry.method}, which wheelseal does not read`,
    );
  try {
    return inflated(packed, entry.size);
  } catch (cause) {
    throw new Unreadable(
      `'${entry.path}' in the zip archive cannot be unpacked, or unpacks to more than its declared size`,
      {
        cause,
        ...damaged,
      },
    );
  }
}

/** What small data unpacks to, at most so many bytes. @throws {Error} of zlib */
export function inflated(packed: Buffer, size: number): Buffer {
  // One buffer of the right size each: of many small members, larger ones would fill the memory.
  const chunkSize = Math.max(64, Math.min(size + 1, largestChunk));
  return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize });
}

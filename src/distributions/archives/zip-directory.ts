import { isUtf8 } from 'node:buffer';
import { Unreadable, againstIndex, damaged } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { ReadAt } from './random-access.ts';
import { readDirectoryEnd } from './zip-end.ts';
import { checkUnicodePath, readExtraFields, widened } from './zip-extra.ts';

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
  /** Type and permissions where the archive was written on Unix, else 0 (APPNOTE.TXT 4.4.2, 4.4.15). */
  readonly unixMode: number;
}

/** The central directory of a zip archive (APPNOTE.TXT 4.3.12). */
interface CentralDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where the directory starts, which is where the last member must end. */
  readonly start: number;
}

const maximumEntries = 200_000;
const maximumDirectoryBytes = 64 * 1024 * 1024;
/** Ten times the version of the format, beyond which Python's zipfile, and so pip and PyPI, opens no archive. */
const newestFormat = 63;

/** Rules of PyPI for zip archives that an archive breaks: each once, by PyPI's answer, however many members break it. */
export type BrokenRules = Map<string, Finding>;

/** Notes a rule that is broken; of several members the first is named. */
export function breakRule(rules: BrokenRules, answer: string, message: string): void {
  if (rules.has(answer)) return;
  rules.set(
    answer,
    againstIndex(
      message,
      `Invalid distribution file. ZIP archive not accepted: ${answer}.`,
      'Build the wheel again with a current build backend: see https://docs.pypi.org/archives.',
    ),
  );
}

/**
 * Reads the central directory, which must end where the end records begin, and they where the file ends.
 * APPNOTE.TXT 4.3.12 to 4.3.16; https://docs.pypi.org/archives/ @throws {Unreadable} where it contradicts itself.
 */
export async function readCentralDirectory(
  read: ReadAt,
  fileSize: number,
  rules: BrokenRules,
): Promise<CentralDirectory> {
  const end = await readDirectoryEnd(read, fileSize);
  if (end.count > maximumEntries || end.size > maximumDirectoryBytes) {
    throw new Unreadable(`the zip archive has more than ${maximumEntries} entries`);
  }
  if (end.start + end.size !== end.end)
    throw new Unreadable('bytes precede or follow the zip archive, or its end record is wrong', damaged);
  const bytes = await read(end.start, end.size);
  const entries: ZipEntry[] = [];
  let position = 0;
  while (position < bytes.length) {
    const [entry, next] = readEntry(bytes, position, rules);
    entries.push(entry);
    position = next;
  }
  if (entries.length !== end.count)
    throw new Unreadable('the end record does not count the entries that the zip archive has');
  return { entries, start: end.start };
}

function readEntry(bytes: Buffer, at: number, rules: BrokenRules): [ZipEntry, number] {
  if (at + 46 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') {
    throw new Unreadable('the central directory of the zip archive is malformed', damaged);
  }
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > bytes.length)
    throw new Unreadable('the central directory of the zip archive is malformed', damaged);
  const rawPath = bytes.subarray(at + 46, nameEnd);
  const flags = bytes.readUInt16LE(at + 8);
  const path = readPath(rawPath, flags, rules);
  const needed = bytes.readUInt8(at + 6);
  if (needed > newestFormat) {
    const [version, newest] = [needed, newestFormat].map((tenfold) => (tenfold / 10).toFixed(1));
    throw new Unreadable(
      `'${path}' needs version ${version} of the zip format, but Python reads only archives up to ${newest}`,
      damaged,
    );
  }
  if (next !== extraEnd) breakRule(rules, 'Comment in central directory', `'${path}' has a comment`);
  const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd));
  checkUnicodePath(extra, rawPath);
  const narrow = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field));
  const [size = 0, compressedSize = 0, offset = 0] = widened(narrow, extra);
  const method = bytes.readUInt16LE(at + 10);
  const crc32 = bytes.readUInt32LE(at + 16);
  const unixMode = bytes.readUInt8(at + 5) === 3 ? bytes.readUInt16LE(at + 40) : 0;
  return [{ path, rawPath, flags, method, crc32, compressedSize, size, offset, unixMode }, next];
}

function readPath(raw: Buffer, flags: number, rules: BrokenRules): string {
  if (!isUtf8(raw)) throw new Unreadable('a name in the zip archive is not UTF-8');
  const path = raw.toString('utf8');
  if (path.length !== raw.length && (flags & 0x800) === 0) {
    breakRule(rules, 'Filename not in central directory', `'${path}' is not marked as UTF-8`);
  }
  return path;
}

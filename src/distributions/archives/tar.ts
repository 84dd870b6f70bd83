import { isAscii } from 'node:buffer';
import { Unreadable, damaged } from '../finding.ts';
import { pythonStrip } from '../metadata/python-text.ts';
import { addExtended, longNameRecord, parsePaxRecords } from './tar-extended.ts';
import type { Extended } from './tar-extended.ts';
import { streamReader } from './stream-reader.ts';
import type { StreamReader } from './stream-reader.ts';

/** One member of a tar archive, without its content. */
export interface TarMember {
  readonly path: string;
  /** The type flag: `0` file, `1` hard link, `2` symbolic link, `3` `4` device, `5` folder, `6` pipe, `7` file. */
  readonly type: string;
  readonly size: number;
  /** Target of a link. */
  readonly link: string;
  readonly sparse: boolean;
}

const block = 512;
const zeros = Buffer.alloc(block);
const maximumExtended = 1024 * 1024;
const typesWithoutContent = new Set(['1', '2', '3', '4', '5', '6']);

/** What to do with a member's content: to keep it up to so many bytes, to show it in pieces, or to skip it. */
export type Wanted = number | ((piece: Buffer) => void) | undefined;

/**
 * Walks a tar archive once, as Python's tarfile does.
 * POSIX.1-2001 pax, ustar and GNU. @throws {Unreadable} where the archive is damaged or a limit is passed.
 */
export async function* readTar(
  chunks: AsyncIterable<Buffer>,
  wanted: (member: TarMember) => Wanted,
): AsyncGenerator<{ member: TarMember; content: Buffer | undefined }> {
  const reader = streamReader(chunks);
  let all: Extended = new Map();
  const next = new Map<string, string>();
  let expectsMember = false;
  for (
    let header = await reader.take(block);
    header !== undefined && !isZero(header);
    header = await reader.take(block)
  ) {
    checkSum(header);
    const type = header.toString('latin1', 156, 157);
    if (isExtended(type)) {
      const extended = await readExtended(reader, type, sizeOf(header));
      if (type === 'g') all = new Map([...all, ...extended]);
      else addExtended(next, extended);
      expectsMember = true;
      continue;
    }
    const member = memberOf(header, type, new Map([...all, ...next]));
    next.clear();
    expectsMember = false;
    checkMember(member);
    if (type === 'S') await skipSparseMap(reader, header);
    yield { member, content: await readContent(reader, member, wanted(member)) };
  }
  if (expectsMember) throw new Unreadable('the tar archive ends after an extended header');
  await reader.drain();
}

async function readContent(
  reader: StreamReader,
  member: TarMember,
  limit: Wanted,
): Promise<Buffer | undefined> {
  if (typesWithoutContent.has(member.type)) return undefined;
  if (typeof limit !== 'number') {
    await reader.skip(member.size, limit);
    await reader.skip(padded(member.size) - member.size);
    return undefined;
  }
  if (member.size > limit) throw new Unreadable(`'${member.path}' is larger than ${limit} bytes`);
  return readPadded(reader, member.size);
}

async function readPadded(reader: StreamReader, size: number): Promise<Buffer> {
  const bytes = (await reader.take(padded(size))) ?? Buffer.alloc(0);
  if (bytes.length < size) throw new Unreadable('the tar archive ends too early', damaged);
  return bytes.subarray(0, size);
}

type ExtendedType = 'x' | 'X' | 'g' | 'L' | 'K';

function isExtended(type: string): type is ExtendedType {
  return 'xXgLK'.includes(type);
}

async function readExtended(reader: StreamReader, type: ExtendedType, size: number): Promise<Extended> {
  if (size > maximumExtended) throw new Unreadable('an extended header of the tar archive is too large');
  const bytes = await readPadded(reader, size);
  return type === 'L' || type === 'K' ? longNameRecord(type, text(bytes)) : parsePaxRecords(bytes);
}

/** Where readers differ in what follows a header: what one takes for content, another takes for members. */
function checkMember({ path, type, size }: TarMember): void {
  if (typesWithoutContent.has(type) && size > 0)
    throw new Unreadable(`'${path}' in the tar archive is not a file, but its header gives it content`);
  if (!typesWithoutContent.has(type) && path.endsWith('/'))
    throw new Unreadable(`'${path}' in the tar archive is a file whose name ends like a directory's`);
}

/** The map of an old GNU sparse member goes on in blocks of its own. */
async function skipSparseMap(reader: StreamReader, header: Buffer): Promise<void> {
  let more = header[482] !== 0;
  while (more) more = (await readPadded(reader, block))[504] !== 0;
}

function memberOf(header: Buffer, written: string, extended: Extended): TarMember {
  // Whatever the magic says: where old GNU tar wrote times, Python reads the beginning of a path.
  const prefix = written === 'S' ? '' : text(header.subarray(345, 500));
  const name = text(header.subarray(0, 100));
  // Python reads the header's own size first, and ends at one that is none.
  const ownSize = sizeOf(header);
  const size = extended.get('size');
  // As the seventh edition wrote folders: without a type, and known by the slash.
  const type = written === '\0' ? (name.endsWith('/') ? '5' : '0') : written;
  return {
    path: extended.get('path') ?? (prefix === '' ? name : `${prefix}/${name}`),
    type,
    size: size === undefined ? ownSize : numberOf(size, 10),
    link: extended.get('linkpath') ?? text(header.subarray(157, 257)),
    sparse: type === 'S' || extended.has('sparse'),
  };
}

function sizeOf(header: Buffer): number {
  const first = header[124] ?? 0;
  if (first < 0x80)
    return numberOf(
      header
        .toString('latin1', 124, 136)
        .replace(/(?<![\0 ])[\0 ]+$/, '')
        .trim() || '0',
      8,
    );
  if (first !== 0x80 || header.readUInt32BE(124) !== 0x80000000)
    throw new Unreadable('a member of the tar archive has an impossible size');
  const size = header.readBigUInt64BE(128);
  return numberOf(size.toString(), 10);
}

function numberOf(digits: string, base: 8 | 10): number {
  const number = (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(digits) ? parseInt(digits, base) : NaN;
  if (!Number.isSafeInteger(number + block))
    throw new Unreadable('a member of the tar archive has an impossible size');
  return number;
}

function checkSum(header: Buffer): void {
  if (!isTarHeader(header))
    throw new Unreadable('the sdist is not a tar archive, or a header of it is damaged', damaged);
}

/** Where a header has mode, uid, gid, mtime, checksum, and the numbers of a device; its size is held against more than that. */
const numbers = [
  [100, 108],
  [108, 116],
  [116, 124],
  [136, 148],
  [148, 156],
  [329, 337],
  [337, 345],
] as const;
/** What Python's `int(text, 8)` accepts. */
const octal = /^(?:[-+]?(?:0o_?)?[0-7]+(?:_[0-7]+)*)?$/i;

/** Whether Python reads a number here: at a header with any other it ends the archive, and says nothing. */
function isNumber(field: Buffer): boolean {
  if (field[0] === 0x80 || field[0] === 0xff) return true;
  const end = field.indexOf(0);
  const digits = field.subarray(0, end < 0 ? field.length : end);
  return isAscii(digits) && octal.test(pythonStrip(digits.toString('latin1')));
}

/** Whether a block has the checksum of a header, over unsigned bytes or, as old writers made it, over signed ones. */
export function isTarHeader(header: Buffer): boolean {
  if (!numbers.every(([start, end]) => isNumber(header.subarray(start, end)))) return false;
  const said = parseInt(text(header.subarray(148, 156)).trim(), 8);
  let sum = 8 * 0x20;
  let high = 0;
  for (let index = 0; index < block; index += 1) {
    if (index === 148) index += 8;
    const byte = header[index] ?? 0;
    sum += byte;
    if (byte >= 0x80) high += 1;
  }
  return said === sum || said === sum - 0x100 * high;
}

function padded(size: number): number {
  return Math.ceil(size / block) * block;
}

function isZero(header: Buffer): boolean {
  return header.equals(zeros);
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { Unreadable } from '../finding.ts';
import { safeInteger } from './zip-end.ts';

/** Extra fields of a header by their id (APPNOTE.TXT 4.5). */
export type ExtraFields = ReadonlyMap<number, Buffer>;

/** Bytes of a member's content, and of what it is compressed to. */
export interface Sizes {
  readonly size: number;
  readonly compressedSize: number;
}

const sentinel32 = 0xffffffff;
const zip64Id = 0x0001;
const unicodePathId = 0x7075;
const zip64Lengths: ReadonlySet<number> = new Set([0, 8, 16, 24, 28]);

/** Extra fields, each id once where twice would be ambiguous. @throws {Unreadable} */
export function readExtraFields(bytes: Buffer): ExtraFields {
  const fields = new Map<number, Buffer>();
  let position = 0;
  while (position < bytes.length) {
    if (position + 4 > bytes.length) throw new Unreadable('an extra field of the zip archive is malformed');
    const id = bytes.readUInt16LE(position);
    const end = position + 4 + bytes.readUInt16LE(position + 2);
    if (end > bytes.length) throw new Unreadable('an extra field of the zip archive is malformed');
    if (fields.has(id) && (id === zip64Id || id === unicodePathId)) {
      throw new Unreadable('an entry of the zip archive has an extra field twice');
    }
    fields.set(id, bytes.subarray(position + 4, end));
    position = end;
  }
  return fields;
}

/** Replaces sentinels by the values of the ZIP64 field, in the order of their presence (4.5.3). @throws {Unreadable} */
export function widened(values: readonly number[], extra: ExtraFields): number[] {
  const field = extra.get(zip64Id);
  let position = 0;
  return values.map((value) => {
    if (value !== sentinel32) return value;
    if (field === undefined || position + 8 > field.length)
      throw new Unreadable('the zip archive lacks a ZIP64 size');
    position += 8;
    return safeInteger(field.readBigUInt64LE(position - 8));
  });
}

/**
 * The sizes of a local header as readers take them that expect the ZIP64 field to hold both, in this order, whether the header has
 * room for them or not, as PyPI does; undefined where the field has a length that PyPI rejects. @throws {Unreadable}
 */
export function sizesInPlace(narrow: Sizes, method: number, extra: ExtraFields): Sizes | undefined {
  const field = extra.get(zip64Id);
  if (field === undefined || field.length === 0) return narrow;
  if (!zip64Lengths.has(field.length) || (field.length === 8 && method !== 0)) return undefined;
  const first = safeInteger(field.readBigUInt64LE(0));
  return {
    size: narrow.size === sentinel32 ? first : narrow.size,
    compressedSize: field.length === 8 ? first : safeInteger(field.readBigUInt64LE(8)),
  };
}

/**
 * Holds an Info-ZIP Unicode Path against the name that it stands beside (4.6.9): where its checksum is that of the name, Python
 * and others take it in the name's place.
 * @returns what PyPI answers to one that no reader uses and that it still rejects
 * @throws {Unreadable} where it is another name, or cut short
 */
export function checkUnicodePath(extra: ExtraFields, rawPath: Buffer): string | undefined {
  const field = extra.get(unicodePathId);
  if (field === undefined) return undefined;
  if (field.length < 5) throw new Unreadable('an extra field of the zip archive is malformed');
  const name = field.subarray(5);
  const isMeant = field[0] === 1 && field.readUInt32LE(1) === crc32(rawPath);
  if (isMeant && name.length > 0 && !name.equals(rawPath)) {
    throw new Unreadable(`'${rawPath.toString()}' has a second name in the zip archive, in an extra field`);
  }
  if (name.some((byte) => byte < 0x20 || byte === 0x7f)) return 'Invalid character in filename';
  return isUtf8(name) ? undefined : 'Filename not valid UTF-8';
}

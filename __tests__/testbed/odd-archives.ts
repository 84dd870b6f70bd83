// Zip and tar archives as no builder writes them: every field that a reader may trust can be made to lie.
import { crc32, deflateRawSync } from 'node:zlib';

export interface OddMember {
  readonly path: string | Buffer;
  readonly content?: string | Uint8Array;
  /** Stored where not given; 8 deflates, any other number is only said. */
  readonly method?: number;
  readonly flags?: number;
  /** The name in the local header, where it is another. */
  readonly localPath?: string;
  /** What both headers say of the size, where it is a lie. */
  readonly size?: number;
  /** Sizes go behind the data; local header and flags say so. */
  readonly descriptor?: 'signed' | 'unsigned';
  /** Sizes go into a ZIP64 field. */
  readonly wide?: boolean;
  readonly comment?: string;
  readonly extra?: Buffer;
  /** Extra fields of the local header alone, where they are others. */
  readonly localExtra?: Buffer;
  /** Unix mode, in the upper half of the external attributes. */
  readonly mode?: number;
}

export interface OddEnd {
  /** Bytes before the first member, counted in the offsets or not. */
  readonly prefix?: { readonly bytes: Buffer; readonly counted: boolean };
  readonly comment?: string;
  /** A ZIP64 end record and its locator. */
  readonly wide?: { readonly extension?: Buffer; readonly locatorOff?: number; readonly count?: bigint };
  /** Fields of the end record that say something else. */
  readonly narrow?: { readonly count?: number; readonly size?: number; readonly start?: number };
  /** Bytes between the last member and the directory, which the end record counts as no part of it. */
  readonly gap?: Buffer;
}

/** A zip archive of these members, as they say. */
export function makeOddZip(members: readonly OddMember[], end: OddEnd = {}): Buffer {
  const bodies: Buffer[] = end.prefix === undefined ? [] : [end.prefix.bytes];
  const directory: Buffer[] = [];
  let offset = end.prefix?.counted === true ? end.prefix.bytes.length : 0;
  for (const member of members) {
    const { local, central } = memberBytes(member, offset);
    bodies.push(local);
    directory.push(central);
    offset += local.length;
  }
  bodies.push(end.gap ?? Buffer.alloc(0));
  offset += end.gap?.length ?? 0;
  const central = Buffer.concat(directory);
  return Buffer.concat([...bodies, central, endBytes(members.length, central.length, offset, end)]);
}

function memberBytes(member: OddMember, offset: number): { local: Buffer; central: Buffer } {
  const content = Buffer.from(member.content ?? '');
  const packed = member.method === 8 ? deflateRawSync(content) : content;
  const size = member.size ?? content.length;
  const sizes = [crc32(content), packed.length, size];
  const streamed = member.descriptor !== undefined;
  const name = Buffer.from(member.path);
  const localName = Buffer.from(member.localPath ?? member.path);
  const wide = member.wide === true ? wideField(size, packed.length) : Buffer.alloc(0);
  const extra = Buffer.concat([wide, member.extra ?? Buffer.alloc(0)]);
  const localExtra = member.localExtra ?? extra;
  const head = (said: readonly number[], nameLength: number, extraLength: number): Buffer => {
    const [crc = 0, packedSize = 0, fullSize = 0] = said;
    const narrow = member.wide === true ? [0xffffffff, 0xffffffff] : [packedSize, fullSize];
    const flags = (member.flags ?? 0) | (streamed ? 8 : 0);
    return Buffer.concat([
      words(member.wide === true ? 45 : 20, flags, member.method ?? 0, 0, 0x21),
      longs(crc, ...narrow),
      words(nameLength, extraLength),
    ]);
  };
  const localSaid = streamed ? [0, 0, 0] : sizes;
  const descriptor = streamed
    ? Buffer.concat([Buffer.from(member.descriptor === 'signed' ? 'PK\x07\x08' : ''), longs(...sizes)])
    : Buffer.alloc(0);
  const local = Buffer.concat([
    Buffer.from('PK\x03\x04'),
    head(localSaid, localName.length, localExtra.length),
    localName,
    localExtra,
    packed,
    descriptor,
  ]);
  const comment = Buffer.from(member.comment ?? '');
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    words(0x0314),
    head(sizes, name.length, extra.length),
    words(comment.length, 0, 0),
    longs(((member.mode ?? 0o100644) << 16) >>> 0, offset),
    name,
    extra,
    comment,
  ]);
  return { local, central };
}

/** One extra field. */
export function extraField(id: number, data: Uint8Array): Buffer {
  return Buffer.concat([words(id, data.length), data]);
}

/** The Info-ZIP Unicode Path of a name. */
export function unicodePath(name: string, unicodeName: string | Buffer, version = 1): Buffer {
  return extraField(
    0x7075,
    Buffer.concat([Buffer.from([version]), longs(crc32(Buffer.from(name))), Buffer.from(unicodeName)]),
  );
}

function wideField(size: number, packedSize: number): Buffer {
  return Buffer.concat([words(1, 16), quads(BigInt(size), BigInt(packedSize))]);
}

function endBytes(count: number, size: number, start: number, end: OddEnd): Buffer {
  const comment = Buffer.from(end.comment ?? '');
  const said = { count: end.wide?.count === undefined ? count : 0xffff, size, start, ...end.narrow };
  const narrow = Buffer.concat([
    Buffer.from('PK\x05\x06'),
    words(0, 0, said.count, said.count),
    longs(said.size, said.start),
    words(comment.length),
    comment,
  ]);
  if (end.wide === undefined) return narrow;
  const { extension = Buffer.alloc(0), locatorOff = 0, count: wideCount = BigInt(count) } = end.wide;
  const record = Buffer.concat([
    Buffer.from('PK\x06\x06'),
    quads(BigInt(44 + extension.length)),
    words(45, 45),
    longs(0, 0),
    quads(wideCount, wideCount, BigInt(size), BigInt(start)),
    extension,
  ]);
  const locator = Buffer.concat([
    Buffer.from('PK\x06\x07'),
    longs(0),
    quads(BigInt(start + size + locatorOff)),
    longs(1),
  ]);
  return Buffer.concat([record, locator, narrow]);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

function quads(...values: readonly bigint[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(value, index * 8);
  return bytes;
}

export interface OddTarMember {
  readonly path: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  readonly link?: string;
  /** The 12 bytes of the size field, where they are not the octal size. */
  readonly sizeField?: Buffer;
  readonly brokenSum?: boolean;
}

/** Unpacked tar members without an end marker. */
export function makeOddTar(members: readonly OddTarMember[]): Buffer {
  return Buffer.concat(
    members.flatMap((member) => {
      const content = Buffer.from(member.content ?? '');
      return [
        oddTarHeader(member, content.length),
        content,
        Buffer.alloc((512 - (content.length % 512)) % 512),
      ];
    }),
  );
}

/** The content of a pax header: one record for each key. */
export function paxRecords(records: Readonly<Record<string, string>>): string {
  return Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      let length = Buffer.byteLength(rest);
      while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
      return `${length}${rest}`;
    })
    .join('');
}

function oddTarHeader(member: OddTarMember, size: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(member.path, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0'.repeat(2), 108);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  member.sizeField?.copy(header, 124);
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write(member.type ?? '0', 156);
  header.write(member.link ?? '', 157, 100);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0) + (member.brokenSum === true ? 1 : 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

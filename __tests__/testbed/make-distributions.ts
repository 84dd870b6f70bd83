import { createHash } from 'node:crypto';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export interface MadeFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A whole metadata file as text, or fields that are added to (or replace) Metadata-Version, Name and Version. */
export type MetadataSource = string | Readonly<Record<string, string | readonly string[]>>;

/** Contents of archive members by path. */
export type MemberSource = Readonly<Record<string, string | Uint8Array>>;

export interface WheelSource {
  readonly name: string;
  readonly version: string;
  /** `py3-none-any` where not given. */
  readonly tags?: string;
  readonly metadata?: MetadataSource;
  /** Members besides the `.dist-info` folder; one small module where not given. */
  readonly files?: MemberSource;
  /** Replaces the text of RECORD; `undefined`: the right one. */
  readonly record?: string | undefined;
  readonly compression?: 'stored' | 'deflate';
}

export interface SdistSource {
  readonly name: string;
  readonly version: string;
  readonly metadata?: MetadataSource;
  /** Members besides PKG-INFO, by their path below the top folder. */
  readonly files?: MemberSource;
}

export interface ZipMember {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly compression?: 'stored' | 'deflate';
}

export interface TarMember {
  readonly path: string;
  readonly content?: string | Uint8Array;
  /** `0` file, `1` hard link, `2` symbolic link, `5` folder, `S` GNU sparse. */
  readonly type?: string;
  readonly link?: string;
}

/** A wheel with a correct RECORD: the same bytes for the same source. */
export function makeWheel(source: WheelSource): MadeFile {
  const project = fileNamePart(source.name);
  const information = `${project}-${source.version}.dist-info`;
  const tags = source.tags ?? 'py3-none-any';
  const members = new Map(
    Object.entries(source.files ?? { [`${project}/__init__.py`]: `name = '${source.name}'\n` }),
  );
  members.set(`${information}/METADATA`, metadataText(source.name, source.version, source.metadata));
  members.set(`${information}/WHEEL`, wheelText(tags));
  const record = source.record ?? recordOf(members, `${information}/RECORD`);
  members.set(`${information}/RECORD`, record);
  const compression = source.compression ?? 'deflate';
  const bytes = makeZip([...members].map(([path, content]) => ({ path, content, compression })));
  return { name: `${project}-${source.version}-${tags}.whl`, bytes };
}

/** A gzipped sdist with PKG-INFO in its one top folder: the same bytes for the same source. */
export function makeSdist(source: SdistSource): MadeFile {
  const top = `${fileNamePart(source.name)}-${source.version}`;
  const files = Object.entries(source.files ?? { 'pyproject.toml': '[build-system]\nrequires = []\n' });
  const members: TarMember[] = [
    { path: `${top}/`, type: '5' },
    { path: `${top}/PKG-INFO`, content: metadataText(source.name, source.version, source.metadata) },
    ...files.map(([path, content]) => ({ path: `${top}/${path}`, content })),
  ];
  return { name: `${top}.tar.gz`, bytes: makeTarGz(members) };
}

/** The text of a metadata file. */
export function metadataText(name: string, version: string, source: MetadataSource = {}): string {
  if (typeof source === 'string') return source;
  const fields = { 'Metadata-Version': '2.1', Name: name, Version: version, ...source };
  return Object.entries(fields)
    .flatMap(([field, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => `${field}: ${one}\n`),
    )
    .join('');
}

/** A zip archive of these members in this order, all dated 1980-01-01. */
export function makeZip(members: readonly ZipMember[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.path);
    const content = Buffer.from(member.content);
    const stored = member.compression === 'stored';
    const packed = stored ? content : deflateRawSync(content);
    const shared = sharedFields(name, content, packed.length, stored ? 0 : 8);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, packed]);
    const made = Buffer.from([20, 3]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(0x81a40000, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), made, shared, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06'), end]);
}

/** The 26 bytes that local and central headers share: version needed to extra length. */
function sharedFields(name: Buffer, content: Buffer, packedSize: number, method: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(name.length === name.toString().length ? 0 : 0x800, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packedSize, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** A gzipped ustar archive of these members in this order, all dated 1970-01-01. */
export function makeTarGz(members: readonly TarMember[]): Buffer {
  const blocks = members.flatMap((member) => {
    const content = Buffer.from(member.content ?? '');
    const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
    return [tarHeader(member, content.length), content, padding];
  });
  return makeGzip(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** Gzipped bytes without time or operating system. */
export function makeGzip(bytes: Uint8Array): Buffer {
  const packed = gzipSync(bytes);
  packed[9] = 255;
  return packed;
}

function tarHeader(member: TarMember, size: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(member.path, 0, 100);
  header.write(member.type === '5' ? '0000755\0' : '0000644\0', 100);
  header.write('0000000\0'.repeat(2), 108);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write(member.type ?? '0', 156);
  header.write(member.link ?? '', 157, 100);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function recordOf(members: ReadonlyMap<string, string | Uint8Array>, self: string): string {
  const lines = [...members].map(([path, content]) => {
    const digest = createHash('sha256').update(content).digest('base64url');
    return `${path},sha256=${digest},${Buffer.byteLength(content)}\n`;
  });
  return `${lines.join('')}${self},,\n`;
}

function wheelText(tags: string): string {
  const [python = '', abi = '', platform = ''] = tags.split('-').slice(-3);
  const expanded = python
    .split('.')
    .flatMap((one) =>
      abi.split('.').flatMap((two) => platform.split('.').map((three) => `${one}-${two}-${three}`)),
    );
  const pure = platform === 'any';
  const lines = ['Wheel-Version: 1.0', 'Generator: testbed', `Root-Is-Purelib: ${pure}`];
  return `${[...lines, ...expanded.map((tag) => `Tag: ${tag}`)].join('\n')}\n`;
}

function fileNamePart(name: string): string {
  return name.replace(/[-_.]+/g, '_').toLowerCase();
}

import { inflateRawSync } from 'node:zlib';
import type { Answer } from './types.ts';

/** The part of a file that a request names by one range (RFC 9110 §14), or the whole where it names none that is known here. */
export function partOf(answer: Answer, range: string): Answer {
  if (answer.status !== 200) return answer;
  const whole = Buffer.from(answer.body);
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (from === '' && to === '') return answer;
  const suffix = from === '';
  const first = suffix ? Math.max(0, whole.length - Number(to)) : Number(from);
  const last = suffix || to === '' ? whole.length - 1 : Math.min(Number(to), whole.length - 1);
  if (first > last) {
    return { status: 416, headers: { 'content-range': `bytes */${whole.length}` }, body: '' };
  }
  const headers = { ...answer.headers, 'content-range': `bytes ${first}-${last}/${whole.length}` };
  return { status: 206, headers, body: whole.subarray(first, last + 1) };
}

/** METADATA of a wheel, as PyPI serves it beside the file (PEP 658); undefined where it has none. */
export function metadataOf(wheel: Buffer): Buffer | undefined {
  const end = wheel.lastIndexOf('PK\x05\x06');
  let at = end < 0 ? wheel.length : wheel.readUInt32LE(end + 16);
  while (at + 46 <= wheel.length && wheel.readUInt32LE(at) === 0x02014b50) {
    const length = wheel.readUInt16LE(at + 28);
    const name = wheel.toString('utf8', at + 46, at + 46 + length);
    if (/^[^/]+\.dist-info\/METADATA$/.test(name)) return unpacked(wheel, at);
    at += 46 + length + wheel.readUInt16LE(at + 30) + wheel.readUInt16LE(at + 32);
  }
  return undefined;
}

function unpacked(zip: Buffer, entry: number): Buffer {
  const header = zip.readUInt32LE(entry + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  return zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed);
}

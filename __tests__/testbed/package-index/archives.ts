import { gunzipSync } from 'node:zlib';
import type { ReceivedFile } from './form.ts';
import { distInfoOf } from './filenames.ts';
import { Refusal } from './types.ts';

/** Refuses a file that is not the archive its type promises, as far as what is kept of it shows. */
export function checkArchive(file: ReceivedFile, filetype: string): void {
  if (filetype === 'sdist') {
    if (file.filename.endsWith('.zip')) return;
    if (file.start.readUInt16BE(0) !== 0x1f8b) throw fail('File is not a tarfile');
    if (file.complete) checkTar(file.start);
    return;
  }
  const distInfo = distInfoOf(file.filename);
  if (file.start.subarray(0, 2).toString('latin1') !== 'PK') throw fail('File is not a zipfile');
  if (!file.complete) return;
  const names = zipNames(file.start);
  if (names === undefined) throw fail('File is not a zipfile');
  // Which directory it must be is only checked once the file's name is known to be right.
  if (!names.some((name) => /^[^/]+\.dist-info\/WHEEL$/.test(name)))
    throw fail(`WHEEL not found at ${distInfo}/WHEEL`);
}

/** Refuses a wheel without its RECORD or METADATA; later in Warehouse's order than the rest. */
export function checkWheelContent(file: ReceivedFile): void {
  if (!file.complete) return;
  const distInfo = distInfoOf(file.filename);
  const names = zipNames(file.start) ?? [];
  for (const member of ['WHEEL', 'RECORD', 'METADATA']) {
    if (names.includes(`${distInfo}/${member}`)) continue;
    const text = `Wheel '${file.filename}' does not contain the required ${member} file: ${distInfo}/${member}`;
    throw new Refusal(400, text);
  }
}

function fail(why: string): Refusal {
  return new Refusal(400, `Invalid distribution file. ${why}`);
}

function checkTar(bytes: Buffer): void {
  const names: string[] = [];
  try {
    names.push(...tarNames(gunzipSync(bytes)));
  } catch {
    throw fail('None');
  }
  const top = new Set(names.map((name) => name.split('/')[0]));
  if (top.size > 1) throw fail('Incorrect number of top-level directories in sdist');
  const [directory = ''] = top;
  if (!names.includes(`${directory}/PKG-INFO`)) throw fail(`PKG-INFO not found at ${directory}/PKG-INFO`);
}

function tarNames(tar: Buffer): string[] {
  const names: string[] = [];
  let offset = 0;
  let long: string | undefined;
  while (offset + 512 <= tar.length && tar[offset] !== 0) {
    const text = (at: number, length: number): string =>
      tar.toString('utf8', offset + at, offset + at + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12).trim() || '0', 8);
    const type = text(156, 1);
    const body = tar.subarray(offset + 512, offset + 512 + size);
    if (type === 'x') long = /\d+ path=([^\n]*)\n/.exec(body.toString('utf8'))?.[1] ?? long;
    else if (type === 'L') long = body.toString('utf8').replace(/\0.*$/s, '');
    else if (type !== 'g') {
      const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
      names.push(long ?? (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`));
      long = undefined;
    }
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  return names.map((name) => name.replace(/^\.\//, '')).filter((name) => name !== '');
}

/** Names in the central directory; undefined where there is none. */
function zipNames(zip: Buffer): string[] | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > zip.length) return undefined;
  const names: string[] = [];
  let offset = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (offset + 46 > zip.length || zip.readUInt32LE(offset) !== 0x02014b50) return undefined;
    const length = zip.readUInt16LE(offset + 28);
    names.push(zip.toString('utf8', offset + 46, offset + 46 + length));
    offset += 46 + length + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  return names;
}

// Sound wheels and sdists, and what becomes of them where a few bytes are changed: the same ones for the same seed.
import { gunzipSync } from 'node:zlib';
import { makeGzip, makeTarGz, metadataText } from '../../testbed/make-distributions.ts';
import { extraField, makeOddTar, makeOddZip, paxRecords, unicodePath } from '../../testbed/odd-archives.ts';
import type { OddMember, OddTarMember } from '../../testbed/odd-archives.ts';

const BLOCK = 512;
/** Values that readers of archives treat in ways of their own. */
const ODD_BYTES = [0, 1, 0x20, 0x2e, 0x2f, 0x30, 0x37, 0x5c, 0x7f, 0x80, 0xff];
const TYPES = '0123456\x007xgLKSAV';

/** Numbers from 0 up to, but not with, a bound. */
type Dice = (bound: number) => number;

/** The same numbers for the same seed (Mulberry32). */
function diceOf(seed: number): Dice {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const information = 'a-1.0.dist-info';

function wheelOf(more: readonly OddMember[], each: Partial<OddMember> = {}, wideEnd = false): Buffer {
  const members: readonly OddMember[] = [
    ...more,
    { path: `${information}/METADATA`, content: metadataText('a', '1.0') },
    { path: `${information}/WHEEL`, content: 'Wheel-Version: 1.0\nTag: py3-none-any\n' },
    { path: `${information}/entry_points.txt`, content: '[console_scripts]\na = a:b\n' },
  ];
  const record = members.map(({ path }) => `${path.toString()},,\n`).join('');
  const all = [...members, { path: `${information}/RECORD`, content: `${record}${information}/RECORD,,\n` }];
  return makeOddZip(
    all.map((member) => ({ ...each, ...member })),
    wideEnd ? { wide: { count: BigInt(all.length) } } : {},
  );
}

const SOURCE = { path: 'a/b.py', content: 'x = 1\n'.repeat(9) };
const DATA = { path: 'a/c.dat', content: 'data '.repeat(9) };
const WHEELS: readonly Buffer[] = [
  wheelOf([SOURCE, DATA]),
  wheelOf([SOURCE, DATA], { method: 8 }),
  wheelOf([{ path: 'a/', content: '' }, SOURCE, { path: 'a/é.txt', content: 'x', flags: 0x800 }]),
  wheelOf([
    { ...SOURCE, wide: true },
    { ...DATA, extra: unicodePath('a/c.dat', 'a/c.dat') },
  ]),
  wheelOf([SOURCE, { ...DATA, extra: extraField(0x5455, Buffer.alloc(5)) }], {}, true),
];

const metadata: OddTarMember = { path: 'a-1.0/PKG-INFO', content: metadataText('a', '1.0') };
const long = `a-1.0/${'long/'.repeat(30)}b.py`;
const SDISTS: readonly Buffer[] = [
  gunzipSync(
    makeTarGz([{ path: 'a-1.0/', type: '5' }, metadata, { path: 'a-1.0/b.py', content: 'x = 1\n' }]),
  ),
  makeOddTar([
    { path: 'pax_global_header', type: 'g', content: paxRecords({ comment: 'abc' }) },
    metadata,
    { path: 'x', type: 'x', content: paxRecords({ path: long, mtime: '1.5' }) },
    { path: 'short', content: 'x = 1\n' },
  ]),
  makeOddTar([
    metadata,
    { path: '././@LongLink', type: 'L', content: `${long}\0` },
    { path: 'short', content: 'x = 1\n' },
    { path: 'a-1.0/c', type: '2', link: 'PKG-INFO' },
  ]),
  makeOddTar([
    { path: 'a-1.0/setup.py', content: 'x' },
    { path: 'a-1.0/d', type: '1', link: 'a-1.0/setup.py' },
    metadata,
    { path: 'x', type: 'x', content: paxRecords({ size: '3', 'GNU.other': 'x' }) },
    { path: 'a-1.0/e.dat', content: 'abc' },
  ]),
].map((tar) => Buffer.concat([tar, Buffer.alloc(2 * BLOCK)]));

/** So many wheels, each with one to three changes. */
export function mutatedWheels(count: number, seed: number): readonly Buffer[] {
  const dice = diceOf(seed);
  return Array.from({ length: count }, () => {
    let bytes = oneOf(WHEELS, dice);
    for (let left = 1 + dice(3); left > 0; left -= 1) bytes = changedZip(bytes, dice);
    return bytes;
  });
}

/** So many sdists, each with one to three changes, mostly before they were packed. */
export function mutatedSdists(count: number, seed: number): readonly Buffer[] {
  const dice = diceOf(seed);
  return Array.from({ length: count }, () => {
    let tar = oneOf(SDISTS, dice);
    if (dice(12) === 0) return changedBytes(makeGzip(tar), dice);
    for (let left = 1 + dice(3); left > 0; left -= 1) tar = changedTar(tar, dice);
    return makeGzip(tar);
  });
}

function oneOf<T>(some: readonly T[], dice: Dice): T {
  const one = some[dice(some.length)];
  if (one === undefined) throw new Error('there is none');
  return one;
}

/** Most fields of a zip archive lie behind a signature, so most changes go there. */
function changedZip(bytes: Buffer, dice: Dice): Buffer {
  if (dice(4) === 0) return changedBytes(bytes, dice);
  const signatures = [...bytes.toString('latin1').matchAll(/PK\p{Cc}{2}/gu)];
  const at = signatures.length === 0 ? 0 : oneOf(signatures, dice).index;
  const place = at + dice(64);
  if (place + 4 > bytes.length) return changedBytes(bytes, dice);
  const changed = Buffer.from(bytes);
  const old = changed.readUInt16LE(place);
  switch (dice(4)) {
    case 0:
      changed.writeUInt32LE(oneOf([0, 0xffffffff, 0x80000000], dice), place);
      break;
    case 1:
      changed.writeUInt16LE((old + oneOf([1, 0xffff, 8, 0x100], dice)) & 0xffff, place);
      break;
    default:
      changed[place] = dice(2) === 0 ? dice(256) : oneOf(ODD_BYTES, dice);
  }
  return changed;
}

/** A byte of a header, mostly with its checksum made right again; or whole blocks. */
function changedTar(tar: Buffer, dice: Dice): Buffer {
  const blocks = Math.floor(tar.length / BLOCK);
  if (blocks === 0) return tar;
  const at = BLOCK * dice(blocks);
  const block = tar.subarray(at, at + BLOCK);
  switch (dice(14)) {
    case 0:
      return changedBytes(tar, dice);
    case 1:
      return Buffer.concat([tar.subarray(0, at), block, tar.subarray(at)]);
    case 2:
      return Buffer.concat([tar.subarray(0, at), tar.subarray(at + BLOCK)]);
    case 3:
      return Buffer.concat([tar.subarray(0, at), Buffer.alloc(BLOCK), tar.subarray(at)]);
    default: {
      const changed = Buffer.from(tar);
      const header = changed.subarray(at, at + BLOCK);
      changeHeader(header, dice);
      if (dice(8) > 0) writeSum(header);
      return changed;
    }
  }
}

function changeHeader(header: Buffer, dice: Dice): void {
  switch (dice(5)) {
    case 0:
      header.write(oneOf(Array.from(TYPES), dice), 156, 'latin1');
      break;
    case 1:
      // Mode, owner, size, time.
      header[100 + dice(48)] = dice(3) === 0 ? dice(256) : oneOf(ODD_BYTES, dice);
      break;
    case 2:
      header[dice(20)] = oneOf(ODD_BYTES, dice);
      break;
    default:
      header[dice(BLOCK)] = dice(2) === 0 ? dice(256) : oneOf(ODD_BYTES, dice);
  }
}

function writeSum(header: Buffer): void {
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}

function changedBytes(bytes: Buffer, dice: Dice): Buffer {
  const at = dice(Math.max(bytes.length, 1));
  const end = Math.min(bytes.length, at + 1 + dice(40));
  switch (dice(6)) {
    case 0:
      return Buffer.from(bytes.subarray(0, at));
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    default: {
      const changed = Buffer.from(bytes);
      changed.fill(dice(256), at, at + 1);
      return changed;
    }
  }
}

import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bytesToDigest, compare, digestsOf, fileToDigest } from '../../../src/index-tuf/digests.ts';
import { Blake2b256 } from '../../testbed/package-index/blake2b.ts';

const BYTES = Buffer.from('the bytes of a file');
const sha256 = createHash('sha256').update(BYTES).digest('hex');
const sha512 = createHash('sha512').update(BYTES).digest('hex');
const blake2b = new Blake2b256().update(BYTES).hex();
const own = bytesToDigest(BYTES);
const { length } = BYTES;

describe('digestsOf', () => {
  it('agrees with RFC 7693 on BLAKE2b-256, in chunks', async () => {
    const digests = await digestsOf([BYTES.subarray(0, 5), BYTES.subarray(5)], ['blake2b-256', 'sha512']);
    expect(digests.get('blake2b-256')).toBe(blake2b);
    expect(digests.get('sha512')).toBe(sha512);
    const empty = await digestsOf([], ['blake2b-256']);
    expect(empty.get('blake2b-256')).toBe('0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8');
  });
});

describe('compare', () => {
  it.each([
    ['one known hash', { sha256 }],
    ['upper case', { sha256: sha256.toUpperCase() }],
    ['BLAKE2b-256 alone', { 'blake2b-256': blake2b }],
    ['all known hashes', { sha256, sha512, 'blake2b-256': blake2b }],
    ['an unknown one beside a known one', { md5: 'abc', sha256 }],
  ])('takes %s', async (_what, hashes) => {
    expect(await compare({ length, hashes }, own)).toBe('same');
  });

  it.each([
    ['another hash', { sha256: sha512.slice(0, 64) }],
    [
      'one wrong hash beside a right one',
      { sha256, sha512: sha512.replace(/^./, (c) => (c === '0' ? '1' : '0')) },
    ],
    ['an empty hash', { sha256: '' }],
  ])('refuses %s', async (_what, hashes) => {
    expect(await compare({ length, hashes }, own)).toBe('different');
  });

  it('refuses another length whatever the hashes', async () => {
    expect(await compare({ length: length + 1, hashes: { sha256 } }, own)).toBe('different');
    expect(await compare({ length: length + 1, hashes: { md5: 'abc' } }, own)).toBe('different');
  });

  it.each([[{}], [{ md5: 'abc' }], [{ constructor: 'abc' }]])('can not tell by %j', async (hashes) => {
    expect(await compare({ length, hashes }, own)).toBe('unsupported');
  });
});

describe('a file', () => {
  it('is read for what is not known of it, once', async () => {
    let reads = 0;
    const file = fileToDigest(length, sha256, async function* () {
      reads += 1;
      yield BYTES;
    });
    await compare({ length, hashes: { sha256 } }, file);
    expect(reads).toBe(0);
    for (let look = 0; look < 3; look += 1) {
      expect(await compare({ length, hashes: { sha256, 'blake2b-256': blake2b } }, file)).toBe('same');
    }
    expect(reads).toBe(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { parseExpectedHashes } from '../../../src/distributions/expected-hashes.ts';

const one = 'a'.repeat(64);
const other = 'B'.repeat(64);
const lines = `${one}  dist/a-1.0.tar.gz\n${other} *a-1.0-py3-none-any.whl\n`;
const hashes = new Map([
  ['a-1.0.tar.gz', one],
  ['a-1.0-py3-none-any.whl', other.toLowerCase()],
]);

describe('parseExpectedHashes', () => {
  it('reads lines of sha256sum, text and binary', () => {
    expect(parseExpectedHashes(lines)).toEqual(hashes);
  });

  it('reads the base64 of them, wrapped or not', () => {
    const packed = Buffer.from(lines).toString('base64');
    expect(parseExpectedHashes(packed)).toEqual(hashes);
    expect(parseExpectedHashes(`${packed.slice(0, 76)}\n${packed.slice(76)}\n`)).toEqual(hashes);
  });

  it.each(['hello', 'hashes/SHA256SUMS', 'C:\\out\\sums.txt', one, 'aGVsbG8='])(
    'takes one line that is neither for a path: %j',
    (path) => {
      expect(parseExpectedHashes(`${path}\n`)).toEqual({ path });
    },
  );

  it.each([
    ['', 'no line'],
    ['hello\nworld', 'line 1'],
    [`${one}  a\nmd5  b`, 'line 2'],
    [`${one}  a\n${other}  b/a`, 'twice'],
    [`${one}  b/`, 'line 1'],
  ])('refuses %j', (text, reason) => {
    expect(parseExpectedHashes(text)).toEqual({ fault: expect.stringContaining(reason) });
  });
});

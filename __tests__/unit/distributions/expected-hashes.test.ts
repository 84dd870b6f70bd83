import { describe, expect, it } from '@jest/globals';
import { parseExpectedHashes, readExpectedHashes } from '../../../src/distributions/expected-hashes.ts';

const one = 'a'.repeat(64);
const other = 'B'.repeat(64);
const lines = `${one}  dist/a-1.0.tar.gz\n${other} *a-1.0-py3-none-any.whl\n`;
const hashes = new Map([
  ['a-1.0.tar.gz', one],
  ['a-1.0-py3-none-any.whl', other.toLowerCase()],
]);

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const encodings: readonly (readonly [string, Buffer])[] = [
  ['UTF-8', Buffer.from(lines)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${lines}`)],
  ['CRLF', Buffer.from(lines.replaceAll('\n', '\r\n'))],
  ['UTF-16LE', Buffer.from(lines, 'utf16le')],
  ['UTF-16LE with a byte order mark', Buffer.from(`\uFEFF${lines}`, 'utf16le')],
  ['UTF-16LE with CRLF', Buffer.from(`\uFEFF${lines.replaceAll('\n', '\r\n')}`, 'utf16le')],
  ['UTF-16BE', utf16be(lines)],
  ['UTF-16BE with a byte order mark', utf16be(`\uFEFF${lines}`)],
];

describe.each(encodings)('a list in %s', (_, bytes) => {
  it('is read from the base64 of it, and from a file of either', () => {
    const packed = bytes.toString('base64');
    expect(parseExpectedHashes(packed)).toEqual(hashes);
    expect(readExpectedHashes(bytes)).toEqual(hashes);
    expect(readExpectedHashes(Buffer.from(`${packed}\r\n`))).toEqual(hashes);
    expect(readExpectedHashes(Buffer.from(`\uFEFF${packed}`, 'utf16le'))).toEqual(hashes);
  });
});

describe('readExpectedHashes', () => {
  it.each([
    ['', 'is empty'],
    ['\uFEFF\n', 'is empty'],
    ['hello\n', 'line 1'],
    ['SHA256SUMS', 'line 1'],
    [`${one}  a\n${other}`, 'line 2'],
  ])('refuses %j', (text, reason) => {
    expect(readExpectedHashes(Buffer.from(text))).toEqual({ fault: expect.stringContaining(reason) });
    expect(readExpectedHashes(Buffer.from(text, 'utf16le'))).toEqual({
      fault: expect.stringContaining(reason),
    });
  });
});

describe('parseExpectedHashes', () => {
  it.each([
    [`${one}  a.whl`, 'a.whl'],
    [`${one} a.whl`, 'a.whl'],
    [`${one} *dist/a.whl`, 'a.whl'],
    [`${one} *dist\\a.whl`, 'a.whl'],
    [`${one}  D:\\a\\demo\\dist\\a.whl`, 'a.whl'],
    [`\\${one} *dist\\\\a.whl`, 'a.whl'],
    [`\\${one}  C:\\\\new\\\\result.whl`, 'result.whl'],
    [`\\${one}  a\\nb.whl`, 'a\nb.whl'],
    [`SHA256 (dist/a.whl) = ${one}`, 'a.whl'],
    [`SHA256 (a (1).whl) = ${one}`, 'a (1).whl'],
    [`\\SHA256 (dist\\\\a.whl) = ${one}`, 'a.whl'],
    [`# made by hand\n${one}  a.whl`, 'a.whl'],
    [`\uFEFF${one.toUpperCase()}  a.whl\r\n`, 'a.whl'],
  ])('reads %j', (text, name) => {
    expect(parseExpectedHashes(text)).toEqual(new Map([[name, one]]));
  });

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
    ['', 'is empty'],
    ['hello\nworld', 'line 1'],
    [`${one}  a\nmd5  b`, 'line 2'],
    [`${one}  a\n${other}  b/a`, 'twice'],
    [`${one}  b/`, 'line 1'],
  ])('refuses %j', (text, reason) => {
    expect(parseExpectedHashes(text)).toEqual({ fault: expect.stringContaining(reason) });
  });
});

import { describe, expect, it } from '@jest/globals';
import { isTarHeader } from '../../../src/distributions/archives/tar.ts';

/** A header in ustar's form, with bytes put where they are asked for before its checksum is made. */
function header(put: Readonly<Record<number, string>> = {}): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('demo-1.0/PKG-INFO', 0);
  for (const [start, text] of [
    [100, '0000644\0'],
    [108, '0001750\0'],
    [116, '0001750\0'],
    [124, '00000000005\0'],
    [136, '00000000000\0'],
    [148, '        '],
    [156, '0'],
    [257, 'ustar\u000000'],
    [329, '0000000\0'],
    [337, '0000000\0'],
  ] as const)
    bytes.write(text, start, 'latin1');
  for (const [at, text] of Object.entries(put)) bytes.write(text, Number(at), 'latin1');
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  return Buffer.from(bytes.fill(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 156, 'latin1'));
}

describe('isTarHeader', () => {
  it('takes a header, and one whose text has any bytes', () => {
    expect(isTarHeader(header())).toBe(true);
    for (const at of [0, 99, 157, 256, 265, 328, 345, 511])
      expect(isTarHeader(header({ [at]: 'x' }))).toBe(true);
  });

  // At a header whose numbers Python can't read, it ends the archive and says nothing.
  it.each([
    ['mode', 100, 107],
    ['uid', 108, 115],
    ['gid', 116, 123],
    ['mtime', 136, 147],
    ['major number of a device', 329, 336],
    ['minor number of a device', 337, 344],
  ])('takes no header whose %s is no number at its first byte or its last', (_, first, last) => {
    for (const at of [first, last]) expect(isTarHeader(header({ [at]: 'x' }))).toBe(false);
  });

  it('takes no header with another sum', () => {
    const bytes = header();
    bytes.write('x', 0);
    expect(isTarHeader(bytes)).toBe(false);
  });
});

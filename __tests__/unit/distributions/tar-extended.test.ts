import { describe, expect, it } from '@jest/globals';
import { parsePaxRecords } from '../../../src/distributions/archives/tar-extended.ts';

/** A record whose length is written with so many digits. */
function record(digits: number, text = 'path=demo-1.0/PKG-INFO'): Buffer {
  const length = digits + 1 + text.length + 1;
  return Buffer.from(`${String(length).padStart(digits, '0')} ${text}\n`);
}

describe('parsePaxRecords', () => {
  it.each([2, 3, 10])('reads a length of %d digits', (digits) => {
    expect(parsePaxRecords(record(digits))).toEqual(new Map([['path', 'demo-1.0/PKG-INFO']]));
  });

  it.each([11, 20])('refuses a length of %d digits', (digits) => {
    expect(() => parsePaxRecords(record(digits))).toThrow('extended header');
  });
});

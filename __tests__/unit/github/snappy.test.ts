import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unpackSnappy } from '../../../src/github/snappy.ts';
import { packSnappy } from '../../testbed/snappy.ts';

const packed = (base64: string): Buffer => Buffer.from(base64, 'base64');
const rows = Array.from({ length: 40 }, (_, place) => ({
  name: `demo-${place}`,
  digest: 'abc'.repeat(place % 7),
}));

// As a packer with copies wrote them (snappyjs 0.7.0).
const PACKED_ROWS =
  'rgyQeyJhIjpbeyJuYW1lIjoiZGVtby0wIiwiZGlnZXN0IjoiIn0sezIeAAAxLh4ACGFiY0IhAAAyOiEATiQAADNGJABOJwAANFInAE4qAAA1XioATi0AADZqLQBO' +
  'MAAANy4wAELwAAA4Lh4ATj8AADk6IQBOJAAAMTJ1AQRhYgElUigAPn8BaisASokBai4AVpMBajEAMp0BQhYBADE+kgFGIgBKhwFGJQAyfAFqjgA+hgFqKwBKkAFm' +
  'LgAAMlaZAWoxADKiAULRAAAyPpYBRiIASooBRiUAMn4Bao4APocBaisASpABai4AVpkBajEAMqIBRtEAPpYBQiIAADNKigFGJQAAMUZtA05IAwAzPocBZrkAADNK' +
  'kAFqLgBWmQFqMQAyogFG0QA+lgFGIgBKigFGJQAyfgFqjgA+hwEwYWJjYWJjYWJjIn1dfQ==';

describe('packed bytes', () => {
  it.each<[string, Buffer, Buffer]>([
    ['nothing', packed('AA=='), Buffer.alloc(0)],
    [
      'a run, whose copies go over themselves',
      packed('rAIAYf4BAP4BAP4BAP4BAKoBAA=='),
      Buffer.alloc(300, 'a'),
    ],
    ['text with copies', packed(PACKED_ROWS), Buffer.from(JSON.stringify({ a: rows }))],
    // Literal abcd, then of the same, from four back: a near copy, a copy, and a far one.
    ['a near copy', Buffer.from([8, 3 << 2, 97, 98, 99, 100, 1, 4]), Buffer.from('abcdabcd')],
    ['a copy', Buffer.from([8, 3 << 2, 97, 98, 99, 100, (3 << 2) | 2, 4, 0]), Buffer.from('abcdabcd')],
    [
      'a far copy',
      Buffer.from([8, 3 << 2, 97, 98, 99, 100, (3 << 2) | 3, 4, 0, 0, 0]),
      Buffer.from('abcdabcd'),
    ],
    ['a literal with a length of four bytes', Buffer.from([1, 63 << 2, 0, 0, 0, 0, 97]), Buffer.from('a')],
  ])('are unpacked: %s', (_, given, wanted) => {
    expect(unpackSnappy(given, 10_000)).toEqual(wanted);
  });

  it('are what was packed, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 400 }), (bytes, times) => {
        const whole = Buffer.concat(Array.from({ length: times }, () => bytes));
        expect(unpackSnappy(packSnappy(whole), whole.length)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Buffer, string]>([
    ['that unpack to more than they may', packSnappy(Buffer.alloc(10_001)), 'would unpack to 10001 bytes'],
    [
      'that say so of four gigabytes',
      Buffer.from([255, 255, 255, 255, 15]),
      'would unpack to 4294967295 bytes',
    ],
    ['of a length with more than 32 bits', Buffer.from([255, 255, 255, 255, 31]), 'more than 32 bits'],
    ['of a length with 33', Buffer.from([128, 128, 128, 128, 16]), 'more than 32 bits'],
    ['of a length without end', Buffer.from([255, 255, 255, 255, 255, 255]), 'more than 32 bits'],
    ['that are none', Buffer.alloc(0), 'ends early'],
    ['whose literal is cut off', Buffer.from([4, 3 << 2, 97]), 'ends early'],
    ['whose copy is cut off', Buffer.from([8, 3 << 2, 97, 98, 99, 100, 1]), 'ends early'],
    ['that have less than they say', Buffer.from([5, 3 << 2, 97, 98, 99, 100]), 'ends early'],
    ['that have more', Buffer.from([3, 3 << 2, 97, 98, 99, 100]), 'more than it says'],
    ['that copy more', Buffer.from([6, 3 << 2, 97, 98, 99, 100, 1, 4]), 'more than it says'],
    ['that copy nothing', Buffer.from([8, 3 << 2, 97, 98, 99, 100, 1, 0]), 'before its beginning'],
    ['that copy from before', Buffer.from([8, 3 << 2, 97, 98, 99, 100, 1, 5]), 'before its beginning'],
  ])('are refused %s', (_, given, reason) => {
    expect(() => unpackSnappy(given, 10_000)).toThrow(reason);
  });
});

import { describe, expect, it } from '@jest/globals';
import { ASN1Obj } from '@sigstore/core';
import fc from 'fast-check';
import { encodeAsParsed } from '../../../src/sigstore/library-workarounds/asn1-encoding.ts';

/** DER of an object of that tag. */
function der(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), value]);
}

const leaves = fc
  .tuple(fc.constantFrom(0x02, 0x0c, 0x17, 0x80, 0x04), fc.uint8Array({ maxLength: 300 }))
  .map(([tag, value]) => der(tag, Buffer.from(value)));
const sequences = (parts: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.constantFrom(0x30, 0x31, 0xa0, 0x04), fc.array(parts, { maxLength: 5 }))
    .map(([tag, values]) => der(tag, Buffer.concat(values)));

describe('an object that is encoded as it was parsed', () => {
  it('has the encoding that the library would make, as has every part of it', () => {
    const parts = (object: ASN1Obj): readonly ASN1Obj[] => [object, ...object.subs.flatMap(parts)];
    fc.assert(
      fc.property(sequences(fc.oneof(leaves, sequences(leaves))), (bytes) => {
        const expected = parts(ASN1Obj.parseBuffer(Buffer.from(bytes))).map((part) => part.toDER());
        const object = ASN1Obj.parseBuffer(Buffer.from(bytes));
        encodeAsParsed(object);
        expect(parts(object).map((part) => part.toDER())).toEqual(expected);
        expect(object.toDER()).toEqual(bytes);
      }),
    );
  });

  it('gives a buffer of its own each time', () => {
    const object = ASN1Obj.parseBuffer(Buffer.from('300302012a', 'hex'));
    encodeAsParsed(object);
    object.toDER()[0] = 0x31;
    expect(object.toDER().toString('hex')).toBe('300302012a');
  });
});

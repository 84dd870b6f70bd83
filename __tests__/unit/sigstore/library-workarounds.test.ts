// What the libraries need until they are mended: a test that fails here says that a workaround may go.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ASN1Obj, X509Certificate } from '@sigstore/core';
import * as verify from '@sigstore/verify';
import * as tuf from 'tuf-js';
import fc from 'fast-check';
import {
  encodeAsParsed,
  parseCertificate,
  parseTimestamp,
} from '../../../src/sigstore/library-workarounds/parsed-objects.ts';
import { createAuthority } from '../../testbed/certificates.ts';

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

const FOLDER = new URL('../../../src/sigstore/library-workarounds/', import.meta.url);

describe('a workaround', () => {
  it.each(readdirSync(FOLDER))('is for the installed version of its library: %s', (name) => {
    const source = readFileSync(new URL(name, FOLDER), 'utf8');
    const [, library = '', version = ''] = /^\/\/ For (\S+) (\d+\.\d+\.\d+)\. /.exec(source) ?? [];
    const manifest = new URL(`../../../node_modules/${library}/package.json`, import.meta.url);
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({ name: library, version });
  });
});

describe('the library still', () => {
  it('exports none of the steps of its verifier', () => {
    const steps = [
      'verifyCertificateChain',
      'verifySCTs',
      'verifyRFC3161Timestamp',
      'verifyCheckpoint',
      'verifyMerkleInclusion',
      'verifyTLogSET',
    ];
    expect(Object.keys(verify).filter((name) => steps.includes(name))).toEqual([]);
  });

  it('does not export the error that ends the search for newer roots', () => {
    expect(Object.keys(tuf)).not.toContain('DownloadHTTPError');
  });

  it('checks the signature of a certificate each time, where the workaround does so once', () => {
    const { certificate } = createAuthority('authority', { now: new Date() });
    const checks = (parse: (bytes: Buffer<ArrayBuffer>) => X509Certificate): number => {
      const parsed = parse(Buffer.from(certificate));
      let count = 0;
      const counting = Object.create(parsed, {
        publicKey: {
          get: () => {
            count += 1;
            return parsed.publicKey;
          },
        },
      }) as X509Certificate;
      for (let time = 0; time < 3; time += 1) expect(parsed.verify(counting)).toBe(true);
      return count;
    };
    expect(checks((bytes) => X509Certificate.parse(bytes))).toBe(3);
    expect(checks(parseCertificate)).toBe(1);
  });

  it('parses no timestamp of more than 32 KiB', () => {
    const length = 32 * 1024;
    expect(() => parseTimestamp(Buffer.alloc(length + 1))).toThrow(`a timestamp of ${length + 1} bytes`);
    expect(() => parseTimestamp(Buffer.alloc(length))).toThrow(/^(?!.*bytes)/);
  });

  it('builds an encoding anew from its parts', () => {
    const object = ASN1Obj.parseBuffer(Buffer.from('3006300402020102', 'hex'));
    let built = 0;
    for (const part of object.subs) {
      const encode = part.toDER.bind(part);
      part.toDER = () => {
        built += 1;
        return encode();
      };
    }
    object.toDER();
    object.toDER();
    expect(built).toBe(2);
  });
});

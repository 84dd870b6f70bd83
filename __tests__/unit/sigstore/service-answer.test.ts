import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  clockDifference,
  MalformedAnswer,
  readArray,
  readBase64,
  readHex,
  readInteger,
  readJson,
  readObject,
  readSeconds,
  readText,
  serverMessage,
} from '../../../src/sigstore/clients/service-answer.ts';

const NOW = new Date('2026-11-21T12:00:00Z');

/** Any other error is a bug of the reader. */
function isReadOrMalformed(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    return error instanceof MalformedAnswer;
  }
}

describe('readers of answers', () => {
  it('give a value of the right form or a MalformedAnswer, for whatever comes', () => {
    const readers = [readObject, readArray, readText, readInteger, readSeconds, readBase64, readHex];
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...readers), (value, read) => {
        return isReadOrMalformed(() => read(value, 'x'));
      }),
    );
  });

  it('give JSON or a MalformedAnswer, for whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        return isReadOrMalformed(() => readJson(Buffer.from(bytes)));
      }),
    );
  });

  it('keep bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(readBase64(buffer.toString('base64'), 'x')).toEqual(buffer);
        expect(readHex(buffer.toString('hex'), 'x')).toEqual(buffer);
      }),
    );
  });

  it.each(['', '-1', '01', '1e3', '0x1', 1.5, -1, Number.NaN, 2 ** 53, null])(
    'refuse %p as a number',
    (value) => {
      expect(() => readInteger(value, 'logIndex')).toThrow('logIndex is not a whole number');
    },
  );

  it.each(['9223372036854775807', '8640000000001', 'soon'])('refuse %p as seconds since 1970', (value) => {
    expect(() => readSeconds(value, 'integratedTime')).toThrow('integratedTime is not a');
  });

  it.each(['', 'a', 'YQ', 'YQ==\n', 'YQ-_'])('refuse %p as base64', (value) => {
    expect(() => readBase64(value, 'body')).toThrow(MalformedAnswer);
  });
});

describe('serverMessage', () => {
  it.each([
    ['{"code":3,"message":"no such issuer","details":[]}', 'no such issuer'],
    ['{"error":"slow down"}', 'slow down'],
    ['upstream connect error\nmore', 'upstream connect error'],
    ['', 'Bad Gateway'],
    ['x'.repeat(1000), 'x'.repeat(300)],
  ])('of %s', (body, said) => {
    expect(serverMessage({ body: Buffer.from(body), statusText: 'Bad Gateway' })).toBe(said);
  });
});

describe('clockDifference', () => {
  it.each([
    ['Sat, 21 Nov 2026 12:10:00 GMT', "this machine's clock is 10 minutes behind the server's"],
    ['Sat, 21 Nov 2026 09:00:00 GMT', "this machine's clock is 3 hours ahead of the server's"],
    ['Sat, 21 Nov 2026 12:01:30 GMT', undefined],
    ['yesterday', undefined],
  ])('to %s', (date, difference) => {
    expect(clockDifference({ headers: { date } }, NOW)).toBe(difference);
  });
});

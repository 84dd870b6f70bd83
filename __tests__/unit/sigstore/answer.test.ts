import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  clockDifference,
  MalformedAnswer,
  answerJson,
  readBytes,
  readHex,
  readSeconds,
  serverMessage,
} from '../../../src/sigstore/clients/answer.ts';

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
    const readers: readonly ((value: unknown, field: string) => unknown)[] = [
      (value, field) => answerJson.object(value, field),
      (value, field) => answerJson.array(value, field),
      (value, field) => answerJson.text(value, field),
      readSeconds,
      readBytes,
      readHex,
    ];
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...readers), (value, read) => {
        return isReadOrMalformed(() => read(value, 'x'));
      }),
    );
  });

  it('give JSON or a MalformedAnswer, for whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        return isReadOrMalformed(() => answerJson.parse(Buffer.from(bytes), 'the body'));
      }),
    );
  });

  it('keep bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(readBytes(buffer.toString('base64'), 'x')).toEqual(buffer);
        expect(readHex(buffer.toString('hex').toUpperCase(), 'x')).toEqual(buffer);
      }),
    );
  });

  it.each(['9223372036854775807', '8640000000001', 'soon', -1, 1.5])(
    'refuse %p as seconds since 1970',
    (value) => {
      expect(() => readSeconds(value, 'integratedTime')).toThrow(
        /^integratedTime (is not a time|must be a whole)/,
      );
    },
  );

  it.each(['', 'a', 'YQ', 'YQ==\n', 'YQ-_'])('refuse %p as base64', (value) => {
    expect(() => readBytes(value, 'body')).toThrow(MalformedAnswer);
  });

  it.each(['', 'a', 'abc', 'ag', '0x12', '12 34'])('refuse %p as hex', (value) => {
    expect(() => readHex(value, 'logID')).toThrow(MalformedAnswer);
  });
});

describe('serverMessage', () => {
  it.each([
    ['{"code":3,"message":"no such issuer","details":[]}', 'no such issuer'],
    ['{"error":"slow down"}', 'slow down'],
    ['upstream connect error\nmore', 'upstream connect error'],
    ['', 'Bad Gateway'],
    ['x'.repeat(1000), `${'x'.repeat(300)}…`],
  ])('of %s', (body, said) => {
    expect(serverMessage({ body: Buffer.from(body), statusText: 'Bad Gateway' }, (text) => text)).toBe(said);
  });
});

describe('a secret in what a service says', () => {
  const secret = `fury_${'canary-'.repeat(40)}`;
  const redact = (text: string): string => text.replaceAll(secret, '***');
  const said = (body: string): string => serverMessage({ body: Buffer.from(body), statusText: '' }, redact);

  it.each([290, 299, 0])('is taken out before the text is cut, %d characters before it', (before) => {
    const text = `${'x'.repeat(before)}${secret}${'y'.repeat(5000)}`;
    for (const body of [text, JSON.stringify({ message: text })]) {
      expect(said(body)).toBe(`${`${'x'.repeat(before)}***${'y'.repeat(300)}`.slice(0, 300)}…`);
    }
  });

  it('is taken out where it is longer than all that is read of other texts', () => {
    expect(serverMessage({ body: Buffer.from(secret.repeat(40)), statusText: '' }, redact)).not.toContain(
      'fury',
    );
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

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createScanner, type Scanner } from '../../../../src/distributions/secrets/scan.ts';
import { WRITTEN } from '../../../support/planted-secrets.ts';

type Write = (text: string) => Buffer;

const NOISE = Buffer.from('def f(a_b):\n    return ghs_a | AKIA | pypi-AgE % 1  # é <&amp;>\n'.repeat(3));
/** Larger than what is searched for more than the run's own secrets. */
const LARGE = 33 * 1024 ** 2;
const HEAD = 64;

type Unit = 'grapheme' | 'grapheme-ascii' | fc.Arbitrary<string>;
const textOver = (unit: Unit, maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit, minLength: 16, maxLength })
    .map((text) => text.toWellFormed())
    .filter((text) => text.trim() === text && new Set(text).size > 1);
const lettersOf = (letters: string): fc.Arbitrary<string> => fc.constantFrom(...letters.split(''));

const values = fc.oneof(
  textOver('grapheme-ascii', 200),
  textOver('grapheme-ascii', 2000),
  textOver(lettersOf('ab'), 200),
  // What looks like escapes.
  textOver(lettersOf('%&\\#x;u0412amplt/"'), 200),
  textOver('grapheme', 120),
  // A beginning that is repeated.
  fc
    .tuple(textOver(lettersOf('aZ0-_+/='), 40), fc.integer({ min: 2, max: 10 }))
    .map(([text, times]) => text.repeat(times)),
  // Tokens that differ behind the same header.
  textOver(lettersOf('aZ0-_.'), 800).map(
    (text) => `eyJhbGciOiJSUzI1NiIsImtpZCI6IjM4ODI2YjE3LTZhMzAtNWY5Yi1iMTY5LThiZWI4Mn0.${text}`,
  ),
);

const hexOf = (text: string, digits: number): string => text.charCodeAt(0).toString(16).padStart(digits, '0');
/** How encoders write one character. */
const CHARACTERS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
  (text) => Array.from({ length: text.length }, (_, at) => `\\u${hexOf(text[at] ?? '', 4)}`).join(''),
  (text) => `&#${text.codePointAt(0)};`,
  (text) => `&#x${text.codePointAt(0)?.toString(16).toUpperCase()};`,
  (text) => (/[!-/:-@[-`{-~]/.test(text) ? `\\${text}` : text),
];
const inLines = (text: string, columns: number, end: string): Buffer =>
  Buffer.from(text.replaceAll(new RegExp(`.{${columns}}`, 'g'), `$&${end}`));
/** A value in base64 or hex, in lines, whatever stands before it. */
const lines = fc
  .record({
    encoding: fc.constantFrom('base64', 'base64url', 'hex'),
    columns: fc.constantFrom(60, 64, 76),
    end: fc.constantFrom('\n', '\r\n', '\n        ', '\\n', '\\n",\n  "', '\\\n'),
    before: fc.nat(80),
  })
  .map(
    ({ encoding, columns, end, before }): Write =>
      (text) =>
        inLines(Buffer.from(`${'>'.repeat(before)}${text}?>`).toString(encoding), columns, end),
  );
/** The same in hex with something between its bytes, as OpenSSL and `od` write it. */
const dumps = fc
  .record({
    separator: fc.constantFrom(':', ' '),
    bytes: fc.integer({ min: 15, max: 32 }),
    end: fc.constantFrom('\n', '\r\n', '\n    '),
    isUpper: fc.boolean(),
    before: fc.nat(40),
  })
  .map(({ separator, bytes, end, isUpper, before }): Write => (text) => {
    const digits = Buffer.from(`${'>'.repeat(before)}${text}?>`).toString('hex');
    const written = (isUpper ? digits.toUpperCase() : digits).replaceAll(/../g, `$&${separator}`);
    return inLines(written, bytes * 3, end);
  });
/** As it is in front, escapes of all kinds behind. */
const mixed = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 12 }).map(
  (ways): Write =>
    (text) =>
      Buffer.from(
        Array.from(text, (each, at) => (at < HEAD ? each : (ways[at % ways.length]?.(each) ?? each))).join(
          '',
        ),
      ),
);
/** Numbers of surrogates are no references of HTML. */
const hasSurrogates = (text: string): boolean => /[\uD800-\uDFFF]/.test(text);
/** Escapes of a few characters: what has no eight letters or digits in a row is recognised wholly escaped only. */
const PARTIAL: readonly Write[] = Object.entries({
  'percent-encoding': 2,
  'JSON escapes': 2,
  'HTML entities': 3,
}).flatMap(([encoding, last]) => WRITTEN[encoding]?.slice(-last) ?? []);
const whole = fc.constantFrom(...Object.values(WRITTEN).flat()).map(
  (write): Write =>
    (text) =>
      hasSurrogates(text) || (PARTIAL.includes(write) && !/[0-9A-Za-z]{8}/.test(text.slice(0, 60)))
        ? Buffer.from(text)
        : write(text),
);
/** As encoders write that escape what they have to. */
const ENCODERS: readonly ((text: string) => string)[] = [
  encodeURIComponent,
  (text) => encodeURIComponent(text).replaceAll('%2F', '/'),
  (text) => encodeURIComponent(text).replaceAll(/%../g, (byte) => byte.toLowerCase()),
  (text) => encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${hexOf(each, 2).toUpperCase()}`),
  (text) => new URLSearchParams({ token: text }).toString(),
  (text) => JSON.stringify(text).replaceAll(/[<>&]/g, (each) => `\\u${hexOf(each, 4)}`),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&#34;')
      .replaceAll("'", '&#39;'),
];
const encoders = fc.constantFrom(...ENCODERS).map(
  (encode): Write =>
    (text) =>
      Buffer.from(encode(text)),
);

const members = fc.record({
  value: values,
  write: fc.oneof(whole, encoders, lines, dumps, mixed),
  isBinary: fc.boolean(),
  size: fc.constantFrom<(length: number) => number>(
    (length) => length,
    (length) => Math.floor(length / 2),
    () => 0,
    (length) => length + 1000,
    () => LARGE,
  ),
  cuts: fc.array(fc.nat(6000), { maxLength: 5 }),
  lookalikes: fc.constantFrom(0, 1, 5),
});
type Member = typeof members extends fc.Arbitrary<infer T> ? T : never;

const scannerOf = (...own: readonly string[]): Scanner =>
  createScanner(own.map((value, place) => ({ name: `${place}`, value })));

function namesIn(
  scanner: Scanner,
  bytes: Buffer,
  { cuts, size }: { readonly cuts: readonly number[]; readonly size: number },
): readonly string[] {
  const scan = scanner(size);
  const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length];
  let start = 0;
  for (const end of ends.toSorted((one, other) => one - other)) {
    // What is read is overwritten by what is read next.
    const piece = Buffer.from(bytes.subarray(start, end));
    scan.take(piece);
    piece.fill('!');
    start = end;
  }
  return scan
    .end()
    .map(({ kind }) => kind)
    .toSorted();
}

function memberOf({ write, isBinary, lookalikes }: Member, value: string, planted: string): Buffer {
  const almost = Array.from({ length: lookalikes }, () =>
    Buffer.concat([write(value.slice(0, -1 - (value.length % 7)).toWellFormed()), Buffer.from(' "\n|" ')]),
  );
  const before = isBinary ? [Buffer.from('\x7fELF'), Buffer.alloc(40)] : [];
  return Buffer.concat([
    ...before,
    NOISE,
    ...almost,
    Buffer.from('"'),
    write(planted),
    Buffer.from('" '),
    NOISE,
  ]);
}

describe('a secret of the run', () => {
  it('is found in each encoding, however the member is read, whatever size it was declared to have', () => {
    fc.assert(
      fc.property(members, (member) => {
        const { value, size, cuts } = member;
        const bytes = memberOf(member, value, value);
        expect(namesIn(scannerOf(value), bytes, { cuts, size: size(bytes.length) })).toEqual(['0']);
      }),
      { numRuns: 300 },
    );
  });

  it('is not found where a character of it differs', () => {
    fc.assert(
      fc.property(members, fc.nat(), (member, place) => {
        const { value, size, cuts } = member;
        const characters = Array.from(value);
        // Of base64 the characters at either end have bits of what stands around.
        characters[1 + (place % (characters.length - 2))] = '@';
        const other = characters.join('');
        fc.pre(value !== other && !/[@^]/.test(value));
        const bytes = memberOf({ ...member, lookalikes: 0 }, value, other);
        expect(namesIn(scannerOf(value), bytes, { cuts, size: size(bytes.length) })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is found at the very beginning and end, and a secret that begins with another one as both', () => {
    fc.assert(
      fc.property(members, fc.integer({ min: 1, max: 100 }), ({ value, write, size, cuts }, more) => {
        const longer = `${value}${'~Q7x'.repeat(more).slice(0, more)}`;
        for (const [planted, names] of [
          [longer, ['0', '1']],
          [value, ['0']],
        ] as const) {
          const bytes = write(planted);
          expect(namesIn(scannerOf(value, longer), bytes, { cuts, size: size(bytes.length) })).toEqual(names);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is found behind thousands that begin like it', () => {
    const token = (end: string): string =>
      `eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.${'aB3_dE-9'.repeat(6)}.${end}`;
    const value = token('our own signature/+');
    const scanner = scannerOf(value);
    for (const write of Object.values(WRITTEN).flat()) {
      const almost = Buffer.concat([write(token('another signature')), Buffer.from('"\n|"')]);
      const bytes = Buffer.concat([...Array<Buffer>(1200).fill(almost), write(value), Buffer.from('"')]);
      expect(namesIn(scanner, bytes, { cuts: [1000, 100_000], size: bytes.length })).toEqual(['0']);
    }
  });

  it('is found wherever two pieces meet', () => {
    const value = `${'correct/horse+battery'.repeat(3)} %41&lt;\\u0041-`;
    const scanner = scannerOf(value);
    for (const write of Object.values(WRITTEN).flat()) {
      const bytes = Buffer.concat([Buffer.from('"'), write(value), Buffer.from('"')]);
      for (let cut = 0; cut <= bytes.length; cut += 1)
        expect(namesIn(scanner, bytes, { cuts: [cut, cut + 3], size: bytes.length })).toEqual(['0']);
    }
  });
});

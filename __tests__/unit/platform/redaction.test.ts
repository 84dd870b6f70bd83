import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { normalForm, plainForm } from '../../../src/platform/normal-form.ts';
import { formsOf, Redaction } from '../../../src/platform/redaction.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { expectBounded } from '../../support/hostile-time.ts';

const CANARY = 'fury_T0ken-/+=&|<`"canary_0123';

/** Ways in which a text can reach a message. */
const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  percent: (text) => encodeURIComponent(text),
  'percent, all of it, lower case': (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'percent, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  form: (text) => new URLSearchParams({ '': text }).toString().slice(1),
  'URL with user information': (text) => new URL(`https://${encodeURIComponent(text)}@host.example/`).href,
  'path of a URL': (text) => `https://host.example/${text.replaceAll(/[/\\?#%]/g, encodeURIComponent)}`,
  'HTML, names': (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  'HTML, decimal': (text) => Array.from(text, (character) => `&#${character.codePointAt(0)};`).join(''),
  'HTML, hex': (text) =>
    Array.from(text, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
  'HTML, decimal without semicolons': (text) =>
    Array.from(text, (character) => `&#${character.codePointAt(0)}`).join(''),
  'HTML, hex without semicolons': (text) =>
    Array.from(text, (character) => `&#X${character.codePointAt(0)?.toString(16)}`).join(''),
  'HTML, names without semicolons': (text) =>
    text
      .replaceAll('&', '&amp')
      .replaceAll('<', '&lt')
      .replaceAll('>', '&GT')
      .replaceAll('"', '&quot')
      .replaceAll(/['|](?![0-9])/g, (character) => `&#${character.codePointAt(0)}`),
  'HTML, twice without semicolons': (text) =>
    Array.from(text, (character) => `&amp#${character.codePointAt(0)}`).join(''),
  'HTML without semicolons in percent-encoding': (text) =>
    encodeURIComponent(Array.from(text, (character) => `&#${character.codePointAt(0)}`).join('')),
  JSON: (text) => JSON.stringify(text),
  'JSON, slashes': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'JSON, all of it': (text) =>
    `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`,
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify({ text })),
  'JSON in HTML': (text) => JSON.stringify({ text }).replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  Markdown: (text) => text.replaceAll(/[!-/:-@[-`{-~]/g, (character) => `\\${character}`),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64, after one character': (text) => Buffer.from(`:${text}`).toString('base64'),
  'base64, after two': (text) => Buffer.from(`a:${text}`).toString('base64'),
  base64url: (text) => Buffer.from(`user:${text}!`).toString('base64url'),
  'base64 of JSON': (text) => Buffer.from(JSON.stringify({ auth: text })).toString('base64'),
  'base64 of UTF-16': (text) => Buffer.from(`a = '${text}'`, 'utf16le').toString('base64'),
  'base64 of UTF-16, after one character': (text) =>
    Buffer.from(`ab = '${text}'`, 'utf16le').toString('base64'),
  'base64 of UTF-16, after two': (text) => Buffer.from(`abc = '${text}'`, 'utf16le').toString('base64'),
  'base64 of percent': (text) => Buffer.from(`me:${encodeURIComponent(text)}`).toString('base64'),
  'base64 in lines': (text) => Buffer.from(text).toString('base64').replaceAll(/.{20}/g, '$&\r\n'),
  'base64, percent': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex, upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'hex with colons': (text) =>
    Buffer.from(text)
      .toString('hex')
      .replaceAll(/..(?!$)/g, '$&:'),
  'hex with spaces, in lines': (text) =>
    Buffer.from(text)
      .toString('hex')
      .toUpperCase()
      .replaceAll(/..(?!$)/g, '$& ')
      .replaceAll(/.{24}/g, '$&\n    '),
  'lines of 9': (text) => text.replaceAll(/.{9}/g, '$&\n  '),
  'upper case': (text) => text.toUpperCase(),
};

/** What a reader can make of a text: it and what its escapes mean, letters and digits only. */
function readable(text: string): string {
  const decoded = text
    .replaceAll(/&#x([0-9a-f]+);?/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);?/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (found) => Buffer.from(found.replaceAll('%', ''), 'hex').toString());
  return `${text} ${decoded}`.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
}

const redactionOf = (...values: readonly string[]): Redaction => {
  const redaction = new Redaction();
  for (const value of values) redaction.add(value, ['__token__']);
  return redaction;
};

describe('redaction', () => {
  it.each(Object.entries(ENCODINGS))('finds a secret: %s', (_, encode) => {
    const redaction = redactionOf(CANARY);
    const text = `Invalid token ${encode(CANARY)} of demo`;
    const redacted = redaction.redact(text);
    expect(redacted).toMatch(/^Invalid token .*\*\*\*.* of demo$/s);
    expect(readable(redacted)).not.toMatch(/fury|canary|0123|ZnVyeV|Y2FuYXJ5/i);
    expect(redaction.redact(redacted)).toBe(redacted);
  });

  it('finds any secret of 12 printable characters and more, in every encoding and nested ones', () => {
    const secret = fc
      .string({
        unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
        minLength: 12,
        maxLength: 200,
      })
      .filter((text) => text.replaceAll(/[^a-z0-9]/gi, '').length >= 8);
    const ways = fc.constantFrom(...Object.values(ENCODINGS));
    fc.assert(
      fc.property(secret, ways, (value, encode) => {
        const redacted = redactionOf(value).redact(`Invalid token ${encode(value)} of demo`);
        const pieces = readable(value).match(/.{8}/g) ?? [];
        expect(redacted).toContain('***');
        for (const piece of pieces) expect(readable(redacted)).not.toContain(piece);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a secret whatever stands before and after it', () => {
    const redaction = redactionOf(`4${CANARY}\\`);
    for (const around of [
      '%',
      '\\',
      '&',
      '&#',
      '%4',
      '\\u00',
      '=',
      '"',
      "'",
      '\\\\',
      '+',
      'a',
      '::',
      '##[',
    ]) {
      const redacted = redaction.redact(`${around}4${CANARY}\\${around}; not valid`);
      expect(redacted).not.toMatch(/canary|fury/i);
      expect(redacted).toContain('not valid');
    }
  });

  it.each([1, 2, 8])('finds what is left of a secret of which %d characters were cut', (cut) => {
    const redaction = redactionOf(CANARY);
    expect(redaction.redact(`token ${CANARY.slice(0, -cut)}`)).toBe('token ***');
    expect(redaction.redact(`token ${CANARY.slice(cut)}`)).toBe('token ***');
  });

  it('takes out a JSON Web Token, its claims and its signature, and no piece of the claims, which certificates have too', () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub: 'repo:octo/demo', repository: 'https://github.com/octo/demo', aud: 'sigstore' };
    const signature = Buffer.from('a signature of some length').toString('base64url');
    const token = [part({ alg: 'RS256' }), part(claims), signature].join('.');
    const redaction = redactionOf(`Bearer ${token}`);
    expect(
      redaction.redact(`a ${token} b Bearer ${token} c ${part(claims)} d ${signature.slice(0, 20)}`),
    ).toBe('a *** b Bearer *** c *** d ***');
    const certificate = Buffer.from('URI:https://github.com/octo/demo').toString('base64');
    for (const shift of [0, 1, 2]) {
      const same = Buffer.from(`${'x'.repeat(shift)}https://github.com/octo/demo`).toString('base64');
      expect(redaction.redact(`${certificate} ${same}`)).toBe(`${certificate} ${same}`);
    }
  });

  it('takes out each of many, where they touch too', () => {
    const others = ['the second secret', 'a third secret one'];
    expect(redactionOf(CANARY, ...others).redact(`${CANARY}${others.join('')} and ${CANARY}`)).toBe(
      '*** and ***',
    );
  });

  it('leaves text as it is where there is none', () => {
    const text = 'demo-1.0.tar.gz: 100% &amp; \\u0041 %41 + "x" *** é 😀\ud800';
    expect(redactionOf(CANARY).redact(text)).toBe(text);
    expect(redactionOf().redact(text)).toBe(text);
  });

  it('finds secrets beyond ASCII', () => {
    const value = 'Schlüssel-für-😀-Käse';
    const redaction = redactionOf(value);
    for (const text of [
      value,
      encodeURIComponent(value),
      JSON.stringify(value).replaceAll(
        /[^ -~]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
      Buffer.from(value).toString('base64'),
    ]) {
      expect(redaction.redact(`a ${text} b`)).toMatch(/^a "?\*{3}"? b$/);
    }
  });

  it.each<[string, (text: string) => string]>([
    ['a form', (text) => new URLSearchParams({ token: text }).toString()],
    [
      'percent in lower case',
      (text) => encodeURIComponent(text).replaceAll(/%../g, (byte) => byte.toLowerCase()),
    ],
    ['JSON with escaped slashes', (text) => JSON.stringify({ text }).replaceAll('/', '\\/')],
    [
      'JSON as Go writes it',
      (text) => JSON.stringify(text).replaceAll('&', '\\u0026').replaceAll('<', '\\u003c'),
    ],
    [
      'a page',
      (text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}`,
    ],
  ])('finds the base64 of %s with it', (_, write) => {
    for (const value of ['an other horse is it', 'a/b/c/d&e/f<g/h"i/j', 'é ü ö ä ß é ü ö ä ß']) {
      for (const before of ['', ':', 'me']) {
        const text = Buffer.from(`${before}${write(value)}`).toString('base64');
        expect(redactionOf(value).redact(`Invalid token ${text} of demo`)).toMatch(
          /^Invalid token .*\*{3}.* of demo$/,
        );
      }
    }
  });

  it.each(['\u200e', '\u202d', '\u2063', '\u00ad', '\ufeff', '\u180e'])(
    'finds a secret with a mark that nobody sees: %j',
    (mark) => {
      const text = CANARY.replaceAll(/.{4}/g, `$&${mark}`);
      expect(redactionOf(CANARY).redact(`token ${text} of demo`)).toMatch(/^token \*{3}.? of demo$/);
    },
  );

  it('says of what is too short, or only of what is dropped, whether it is hidden', () => {
    const redaction = new Redaction();
    const values = ['a', 'seven77', 'eight888', '\\\\\\\\++++----'];
    for (const value of values) redaction.add(value, []);
    expect(values.map((value) => redaction.hides(value))).toEqual([false, false, true, true]);
    expect(redaction.redact('a banana seven77 eight888 \\\\\\\\++++----')).toBe('a banana seven77 *** ***');
  });
});

describe('the normal form', () => {
  it.each(['&', '&#', '&#38#38#38#65', '&amp', '&#1111111', '&&#38;#38;amp;lt', '&amp;#38#37;41'])(
    'of many %j costs little',
    async (unit) => {
      await expectBounded('platform/normal-form.ts', 'normalForms', (size) => [
        unit.repeat(size / unit.length),
      ]);
    },
  );

  it('is the same by the short way, which texts without escapes take', () => {
    const texts = fc.oneof(
      fc.string({
        unit: fc.constantFrom(...' \\t\\n+-_/=`%&;#\\\\xu0aZ~\\x7f\\0é\u00a0'.split('')),
        maxLength: 60,
      }),
      fc.string({ unit: 'binary-ascii' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCharCode(code)) }),
    );
    fc.assert(
      fc.property(texts, fc.boolean(), (text, unescape) => {
        const { bytes } = normalForm(text, unescape);
        expect(Buffer.from(plainForm(text) ?? bytes)).toEqual(Buffer.from(bytes));
        expect(plainForm(text) !== undefined).toBe(/^[\0-\x7f]*$/.test(text) && !/[%&\\]/.test(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what the run must show', () => {
  it('is not taken out where a secret is part of it, before or after the secret is known', () => {
    for (const first of ['show', 'add']) {
      const redaction = new Redaction();
      if (first === 'show') redaction.show(['skipped-different', 'demo_pkg-1.0.tar.gz']);
      redaction.add('different', ['me']);
      redaction.add('Demo_Pkg-1', ['me']);
      redaction.add(CANARY, ['me']);
      if (first === 'add') redaction.show(['skipped-different', 'demo_pkg-1.0.tar.gz']);
      expect(redaction.redact(`skipped-different: demo_pkg-1.0.tar.gz ${CANARY}`)).toBe(
        'skipped-different: demo_pkg-1.0.tar.gz ***',
      );
      expect([redaction.hides('different'), redaction.hides('Demo_Pkg-1'), redaction.hides(CANARY)]).toEqual([
        false,
        false,
        true,
      ]);
    }
  });

  it('is not taken out where it is part of a secret, which is hidden as a whole', () => {
    const redaction = redactionOf('wheelseal-attestations-of-2026');
    redaction.show(['/temp/wheelseal-attestations']);
    expect(redaction.redact('in /temp/wheelseal-attestations: wheelseal-attestations-of-2026')).toBe(
      'in /temp/wheelseal-attestations: ***',
    );
  });
});

describe('the forms that the runner masks', () => {
  it('are the parts of a token that are long enough to be one', () => {
    const token = `${'h'.repeat(16)}.${'p'.repeat(40)}.short`;
    const forms = formsOf(token, []);
    expect(forms).toEqual(expect.arrayContaining([token, 'h'.repeat(16), 'p'.repeat(40)]));
    expect(forms).not.toContain('short');
  });

  it('are basic credentials of each user, percent-encoding, JSON, and lines', () => {
    const value = `first line of it "ü"\nsecond line of it`;
    const forms = formsOf(value, ['__token__', 'me']);
    expect(forms).toEqual(
      expect.arrayContaining([
        'first line of it "ü"',
        'second line of it',
        encodeURIComponent(value),
        JSON.stringify(value).slice(1, -1),
        Buffer.from(`__token__:${value}`).toString('base64'),
        Buffer.from(`me:${value}`).toString('base64'),
      ]),
    );
  });
});

it('a secret prints as stars wherever text is made of it', () => {
  const secret = new Secret('hunter2');
  const texts = [String(secret), JSON.stringify({ secret }), inspect(secret), inspect({ deep: [secret] })];
  for (const text of texts) {
    expect(text).toContain('***');
    expect(text).not.toContain('hunter2');
  }
  expect(secret.reveal()).toBe('hunter2');
});

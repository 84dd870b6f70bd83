import { describe, expect, it } from '@jest/globals';
import { standsEscaped, unescaped } from '../../../../src/distributions/secrets/escapes.ts';

const stands = (text: string, value: string): boolean =>
  standsEscaped(Buffer.from(text), 0, Buffer.from(value));

/** A character, and what stands for it in a file. */
const ESCAPES: readonly (readonly [string, string])[] = [
  ['A', 'A'],
  ['A', '%41'],
  ['A', '\\x41'],
  ['A', '\\u0041'],
  ['A', '&#65;'],
  ['A', '&#x41;'],
  ['A', '&#X00041;'],
  ['J', '%4a'],
  ['J', '\\u004A'],
  ['A', '&#65'],
  ['&', '&amp'],
  ['"', '&QUOT'],
  ['&', '&amp;'],
  ['<', '&LT;'],
  ["'", '&apos;'],
  ['"', '&quot;'],
  ['/', '\\/'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  [' ', '+'],
  ['é', '\\u00e9'],
  ['é', '%C3%A9'],
  ['é', '&#233;'],
  ['\u{1f511}', '\\ud83d\\udd11'],
  ['\u{1f511}', '&#x1f511;'],
];

describe.each(ESCAPES)('%j as %s', (character, escape) => {
  it('stands for it, wherever it is', () => {
    expect(stands(`${escape}bc`, `${character}bc`)).toBe(true);
    expect(stands(`b${escape}c`, `b${character}c`)).toBe(true);
    expect(stands(`bc${escape}`, `bc${character}`)).toBe(true);
  });

  it('stands for nothing else, and not where it is cut', () => {
    expect(stands(`${escape}bc`, 'zbc')).toBe(false);
    expect(stands(`${escape}bd`, `${character}bc`)).toBe(false);
    // What begins with the character itself stands for it as it is.
    const cut = escape.replace(/;$/, '').slice(0, -1);
    expect(stands(`b${cut}`, `b${character}`)).toBe(cut.startsWith(character));
  });
});

it('is a reference without its semicolon where HTML has it so', () => {
  expect(stands('&#x41z&#x2f', 'Az/')).toBe(true);
  // A digit that follows is one of the reference's own.
  for (const [text, value] of [
    ['&#651', 'A1'],
    ['&#x41b', 'Ab'],
    ['&apos', "'"],
    ['&#x', '\0'],
  ] as const)
    expect(stands(text, value)).toBe(false);
});

it('reads ASCII alone of what is escaped', () => {
  for (const [character, escape] of ESCAPES) {
    const isRead = /^[\0-\x7f]$/.test(character) && escape !== '+';
    const text = `x${escape}y`;
    expect(unescaped(Buffer.from(text))).toBe(
      isRead ? `x${character}y` : Buffer.from(text).toString('latin1'),
    );
  }
});

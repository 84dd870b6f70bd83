import { NAMED, unescaped } from './escapes.ts';

/** How a text may stand in a file. */
export type EncodingName =
  'plain' | 'base64' | 'base64url' | 'hex' | 'percent-encoding' | 'JSON escapes' | 'UTF-16' | 'HTML entities';

/** A text around a place, read in one encoding. */
export interface Decoded {
  readonly text: string;
  /** Where what stands at the place begins in it. */
  readonly at: number;
}

/** The bytes by which a text is known in one encoding, wherever it begins. */
export interface Spelling {
  readonly encoding: EncodingName;
  readonly bytes: Buffer;
  /** Reads bytes in which the spelling begins at `at`. */
  readonly decode: (bytes: Buffer, at: number) => Decoded;
  /** What stands between two bytes in hex. */
  readonly separator?: string;
}

type Spell = (text: string) => readonly Omit<Spelling, 'encoding'>[];

/** The eight encodings. Of two that spell a text alike the first counts. */
const ENCODINGS: readonly (readonly [EncodingName, Spell])[] = [
  ['plain', (text) => escaped([text])],
  ['base64', (text) => base64('base64', text)],
  ['base64url', (text) => base64('base64url', text)],
  ['hex', hex],
  ['percent-encoding', (text) => escaped(percent(text))],
  ['JSON escapes', (text) => escaped(jsonEscapes(text))],
  ['UTF-16', utf16],
  ['HTML entities', (text) => escaped(entities(text))],
];

/** All spellings of a text in the encodings that are wanted: wholly escaped, and only where an encoder has to or may. */
export function spellingsOf(
  text: string,
  isWanted: (encoding: EncodingName) => boolean = () => true,
): readonly Spelling[] {
  const wanted = ENCODINGS.filter(([encoding]) => isWanted(encoding));
  const all = wanted.flatMap(([encoding, spell]) =>
    spell(text).map((spelling) => ({ encoding, ...spelling })),
  );
  return [
    ...new Map(all.toReversed().map((each) => [each.bytes.toString('latin1'), each])).values(),
  ].toReversed();
}

// --- Escapes: what is not escaped stands as it is, so one reader reads all of them.

function escaped(texts: readonly string[]): ReturnType<Spell> {
  return [...new Set(texts)].map((text) => ({ bytes: Buffer.from(text), decode: unescapedAround }));
}

/** Reads escapes of percent-encoding, JSON and HTML; what is not escaped stands as it is. */
function unescapedAround(bytes: Buffer, at: number): Decoded {
  const before = unescaped(bytes.subarray(0, at));
  return { text: before + unescaped(bytes.subarray(at)), at: before.length };
}

const SPECIAL = /[^0-9A-Za-z]/gu;
/** What encoders of URLs escape: all but RFC 3986 §2.3's unreserved characters, some of them no slash either. */
const RESERVED: readonly RegExp[] = [/[^0-9A-Za-z._~-]/gu, /[^0-9A-Za-z._~/-]/gu];

function percent(text: string): readonly string[] {
  const whole = percentBytes(text);
  const component = encodeURIComponent(text.toWellFormed());
  const escapes = [SPECIAL, ...RESERVED].map((characters) => text.replaceAll(characters, percentBytes));
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  const components = [component, component.replaceAll('%2F', '/'), form].map(lower);
  return [whole, ...escapes, ...components].flatMap((each) => [upper(each), each]);
}

function percentBytes(text: string): string {
  return Buffer.from(text).toString('hex').replaceAll(/../g, '%$&');
}

/** Hexadecimal digits of percent-encoding in capitals, as RFC 3986 §2.1 has them. */
function upper(text: string): string {
  return text.replaceAll(/%[0-9a-f]{2}/g, (byte) => byte.toUpperCase());
}

function lower(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
}

function jsonEscapes(text: string): readonly string[] {
  const inner = JSON.stringify(text).slice(1, -1);
  const capitals = (part: string): string =>
    unitEscapes(part).replaceAll(/[a-f]/g, (digit) => digit.toUpperCase());
  return [
    ...[unitEscapes, capitals].flatMap((escape) => [escape(text), text.replaceAll(SPECIAL, escape)]),
    inner,
    inner.replaceAll('/', '\\/'),
    // As Go and others do for pages of HTML.
    inner.replaceAll(/[<>&]/g, unitEscapes),
  ];
}

/** Each UTF-16 unit as `\uXXXX`. */
function unitEscapes(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').replaceAll(/..../g, '\\u$&');
}

const CHARACTER_REFERENCES: readonly ((code: number) => string)[] = ['', ';'].flatMap((end) => [
  (code: number) => `&#${code}${end}`,
  (code: number) => `&#x${code.toString(16)}${end}`,
  (code: number) => `&#x${code.toString(16).toUpperCase()}${end}`,
]);
const REFERENCES: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMED).map(([name, character]) => [character, `&${name};`]),
);

function entities(text: string): readonly string[] {
  const [named = '', ...others] = [/[&<>"']/g, /[&<>"]/g, /[&<>]/g, /[&<]/g].map((characters) =>
    text.replaceAll(characters, (character) => REFERENCES.get(character) ?? character),
  );
  return [
    ...CHARACTER_REFERENCES.flatMap((refer) => {
      const escape = (part: string): string =>
        part.replaceAll(/./gsu, (each) => refer(each.codePointAt(0) ?? 0));
      return [escape(text), text.replaceAll(SPECIAL, escape)];
    }),
    named,
    ...others,
    ...['&#39;', '&#x27;'].map((apostrophe) => named.replaceAll('&apos;', apostrophe)),
    named.replaceAll('&apos;', '&#39;').replaceAll('&quot;', '&#34;'),
  ];
}

// --- Base64 and hex: runs of an alphabet, of which each is read by itself.

/** The characters that a text alone decides, at each of the three places in a group of four where it may begin. */
function base64(alphabet: 'base64' | 'base64url', text: string): ReturnType<Spell> {
  const value = Buffer.from(text);
  return [0, 1, 2].map((before) => {
    const bits = (before + value.length) * 8;
    const skipped = Math.ceil((before * 8) / 6);
    const characters = Buffer.concat([Buffer.alloc(before), value]).toString(alphabet);
    return {
      bytes: Buffer.from(characters.slice(skipped, Math.floor(bits / 6))),
      decode: (bytes, at) => runsAround(bytes.toString('latin1'), at, { ...BASE64, skipped, before }),
    };
  });
}

/** As it is, as OpenSSL writes bytes, and as `od` and `xxd -g1` do. */
const SEPARATORS = ['', ':', ' '];

function hex(text: string): ReturnType<Spell> {
  const digits = Buffer.from(text).toString('hex');
  return SEPARATORS.flatMap((separator) =>
    [digits, digits.toUpperCase()].map((spelled) => ({
      bytes: Buffer.from(spelled.replaceAll(/..(?!$)/g, `$&${separator}`)),
      decode: (bytes: Buffer, at: number): Decoded =>
        runsAround(bytes.toString('latin1'), at, {
          ...(separator === '' ? HEX : SEPARATED),
          skipped: 0,
          before: 0,
        }),
      separator,
    })),
  );
}

interface Runs {
  readonly encoding: 'base64' | 'hex';
  readonly alphabet: RegExp;
  /** Line breaks are no end of a run, nor what stands between its bytes. */
  readonly inside: RegExp;
  readonly between: RegExp;
  /** Characters of a group, of which a text begins in the one after `skipped`, behind so many bytes of another text. */
  readonly group: number;
  readonly skipped: number;
  readonly before: number;
}

const BASE64 = {
  encoding: 'base64',
  alphabet: /[\w+/-]{16,}/g,
  inside: /[\w+/\r\n-]*/y,
  between: /[\r\n]/g,
  group: 4,
} as const;
const HEX = {
  encoding: 'hex',
  alphabet: /[0-9a-f]{16,}/gi,
  inside: /[0-9a-f\r\n]*/iy,
  between: /[\r\n]/g,
  group: 2,
} as const;
const SEPARATED = { ...HEX, inside: /[0-9a-f\s:]*/iy, between: /[\s:]/g } as const;

function runsAround(text: string, at: number, runs: Runs): Decoded {
  const { encoding, alphabet, inside, between, group, skipped, before } = runs;
  const first = placeBefore(text, at, skipped);
  let start = first;
  while (start > 0 && isInside(text[start - 1], inside)) start -= 1;
  inside.lastIndex = first;
  const end = first + (inside.exec(text)?.[0].length ?? 0);
  const read = (part: string): string => Buffer.from(part, encoding).toString('latin1');
  const others = (part: string): string =>
    [...part.matchAll(alphabet)].map(([run]) => `${read(run)}\n`).join('');
  const left = text.slice(start, first).replaceAll(between, '');
  const leading = `${others(text.slice(0, start))}${read(left.slice(left.length % group))}`;
  const own = read(text.slice(first, end).replaceAll(between, ''));
  return { text: `${leading}${own}\n${others(text.slice(end))}`, at: leading.length + before };
}

/** The place so many characters before another one, line breaks not counted. */
function placeBefore(text: string, at: number, characters: number): number {
  let [place, left] = [at, characters];
  while (left > 0 && place > 0) {
    place -= 1;
    if (text[place] !== '\n' && text[place] !== '\r') left -= 1;
  }
  return place;
}

function isInside(character: string | undefined, inside: RegExp): boolean {
  inside.lastIndex = 0;
  return character !== undefined && (inside.exec(character)?.[0].length ?? 0) > 0;
}

// --- UTF-16, in either order of its bytes.

function utf16(text: string): ReturnType<Spell> {
  const little = Buffer.from(text, 'utf16le');
  return [
    { bytes: little, decode: (bytes, at) => unitsAround(bytes, at, false) },
    { bytes: Buffer.from(little).swap16(), decode: (bytes, at) => unitsAround(bytes, at, true) },
  ];
}

function unitsAround(bytes: Buffer, at: number, isBigEndian: boolean): Decoded {
  const whole = Buffer.from(bytes.subarray(at % 2, bytes.length - ((bytes.length - at) % 2)));
  return { text: (isBigEndian ? whole.swap16() : whole).toString('utf16le'), at: (at - (at % 2)) / 2 };
}

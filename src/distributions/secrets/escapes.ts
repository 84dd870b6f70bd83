/** Bytes of the longest escape, for one byte of what it means: `&#x00007e;`. */
export const MOST_ESCAPED = 10;

/** The characters that both HTML and XML have names for. */
export const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const NAMES: ReadonlyMap<string, number> = new Map(
  Object.entries(NAMED).flatMap(([name, character]) =>
    [name, name.toUpperCase()].map((each) => [each, character.charCodeAt(0)] as const),
  ),
);
const LONGEST_NAME = 4;
/** Those that are as old as HTML need no semicolon (https://html.spec.whatwg.org/#named-character-reference-state). */
const NEED_SEMICOLON: ReadonlySet<string> = new Set(['apos', 'APOS']);
const CONTROLS: ReadonlyMap<number, number> = new Map(
  Array.from('b\bf\fn\nr\rt\t'.matchAll(/(.)(\s|[\b])/g), ([, letter = '', control = '']) => [
    letter.charCodeAt(0),
    control.charCodeAt(0),
  ]),
);

const [PERCENT, AMPERSAND, BACKSLASH, NUMBER, SEMICOLON] = [0x25, 0x26, 0x5c, 0x23, 0x3b];
const [SPACE, PLUS] = [0x20, 0x2b];
const [SMALL_U, SMALL_X] = [0x75, 0x78];
const [LAST_ASCII, LAST_CHARACTER] = [0x7f, 0x10ffff];
/** Added to a byte beyond ASCII, to distinguish it from a character. */
const BYTE = LAST_CHARACTER + 1;

/** A character, or a byte of one, and how many bytes of a text mean it. */
interface Escape {
  readonly code: number;
  readonly length: number;
}

/** The escape of percent-encoding, JSON or HTML, or Python's `\xXX`, that begins at a place. */
function escapeAt(text: Buffer, at: number): Escape | undefined {
  const byte = text[at];
  if (byte === PERCENT) return byteOf(numberAt(text, at + 1, 2), 3);
  if (byte === AMPERSAND)
    return text[at + 1] === NUMBER ? numericReference(text, at) : namedReference(text, at);
  if (byte !== BACKSLASH) return undefined;
  const next = text[at + 1] ?? 0;
  if (next === SMALL_X) return byteOf(numberAt(text, at + 2, 2), 4);
  if (next === SMALL_U) return unitsAt(text, at);
  const code = isPunctuation(next) ? next : CONTROLS.get(next);
  return code === undefined ? undefined : { code, length: 2 };
}

function byteOf(byte: number, length: number): Escape | undefined {
  if (byte < 0) return undefined;
  return { code: byte > LAST_ASCII ? BYTE + byte : byte, length };
}

/** A character beyond the first 65,536 has two (RFC 8259 §7). */
function unitsAt(text: Buffer, at: number): Escape | undefined {
  const unit = numberAt(text, at + 2, 4);
  if (unit < 0) return undefined;
  const isFirst = unit >= 0xd800 && unit <= 0xdbff && text[at + 6] === BACKSLASH && text[at + 7] === SMALL_U;
  const second = isFirst ? numberAt(text, at + 8, 4) : -1;
  if (second < 0xdc00 || second > 0xdfff) return { code: unit, length: 6 };
  return { code: 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00), length: 12 };
}

function numericReference(text: Buffer, at: number): Escape | undefined {
  const isHex = ((text[at + 2] ?? 0) | 0x20) === SMALL_X;
  const [start, base, most] = isHex ? [at + 3, 16, 6] : [at + 2, 10, 7];
  let [end, code] = [start, 0];
  for (; end < start + most && digitOf(text[end]) < base; end += 1) code = code * base + digitOf(text[end]);
  if (end === start || digitOf(text[end]) < base || code > LAST_CHARACTER) return undefined;
  return { code, length: withSemicolon(text, end) - at };
}

function namedReference(text: Buffer, at: number): Escape | undefined {
  const letters = text.toString('latin1', at + 1, at + 1 + LONGEST_NAME);
  for (let length = 2; length <= letters.length; length += 1) {
    const name = letters.slice(0, length);
    const code = NAMES.get(name);
    const end = at + 1 + length;
    if (code !== undefined && (text[end] === SEMICOLON || !NEED_SEMICOLON.has(name)))
      return { code, length: withSemicolon(text, end) - at };
  }
  return undefined;
}

/** Where a reference ends, whose semicolon may be missing where no digit of it follows. */
function withSemicolon(text: Buffer, end: number): number {
  return text[end] === SEMICOLON ? end + 1 : end;
}

/** So many hexadecimal digits; -1 where one is none. */
function numberAt(text: Buffer, at: number, digits: number): number {
  let number = 0;
  for (let place = at; place < at + digits; place += 1) {
    const digit = digitOf(text[place]);
    if (digit === NO_DIGIT) return -1;
    number = number * 16 + digit;
  }
  return number;
}

const NO_DIGIT = 16;
const DIGITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const digit = parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? NO_DIGIT : digit;
});

function digitOf(byte: number | undefined): number {
  return DIGITS[byte ?? 0] ?? NO_DIGIT;
}

function isPunctuation(byte: number): boolean {
  const letter = byte | 0x20;
  return byte > 0x20 && byte < 0x7f && (byte < 0x30 || byte > 0x39) && (letter < 0x61 || letter > 0x7a);
}

/** Latin-1 in which each escape that means ASCII is read. */
export function unescaped(bytes: Buffer): string {
  const read = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; length += 1) {
    const escape = escapeAt(bytes, at);
    const isRead = escape !== undefined && escape.code <= LAST_ASCII;
    read[length] = isRead ? escape.code : (bytes[at] ?? 0);
    at += isRead ? escape.length : 1;
  }
  return read.toString('latin1', 0, length);
}

/** Ways to read what is both itself and the beginning of an escape that are tried of one place. */
const MOST_WAYS = 64;

/**
 * Whether a value stands at a place of a text, each of its characters as it is or in any escape. It ends at the first difference, so
 * what only begins like the value costs little.
 */
export function standsEscaped(text: Buffer, at: number, value: Buffer): boolean {
  if (text.compare(value, 0, value.length, at, Math.min(at + value.length, text.length)) === 0) return true;
  const ways = [{ read: 0, place: at }];
  for (let tried = 0; tried < MOST_WAYS; tried += 1) {
    const way = ways.pop();
    if (way === undefined) return false;
    let { read, place } = way;
    while (read < value.length) {
      // A form has `+` for a space.
      const isItself = text[place] === value[read] || (text[place] === PLUS && value[read] === SPACE);
      const escape = escapeAt(text, place);
      const meant = escape === undefined ? 0 : sharedBytes(value, read, escape.code);
      if (escape !== undefined && meant > 0) {
        if (isItself) ways.push({ read: read + 1, place: place + 1 });
        read += meant;
        place += escape.length;
      } else if (isItself) {
        read += 1;
        place += 1;
      } else break;
    }
    if (read >= value.length) return true;
  }
  return false;
}

/** How many bytes of a value a character or a byte is; 0 where something else stands there. */
function sharedBytes(value: Buffer, from: number, code: number): number {
  if (code <= LAST_ASCII) return value[from] === code ? 1 : 0;
  if (code >= BYTE) return value[from] === code - BYTE ? 1 : 0;
  const bytes = Buffer.from(String.fromCodePoint(code));
  return bytes.every((byte, place) => value[from + place] === byte) ? bytes.length : 0;
}

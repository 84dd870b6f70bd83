import { endsOfOpenReferences, LONGEST_REFERENCE, referenceMeaning } from './html-references.ts';

/** A text in the one form in which secrets are searched for, as UTF-8 bytes, each with the place in the text that it came from. */
export interface NormalForm {
  readonly bytes: Uint8Array;
  /** Where the characters that became a byte begin in the text, and where they end. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Whether anything in the text was an escape. */
  readonly unescaped: boolean;
}

const [PERCENT, AMPERSAND, SEMICOLON, BACKSLASH, SPACE] = [0x25, 0x26, 0x3b, 0x5c, 0x20];
const [SMALL_U, SMALL_X] = [0x75, 0x78];

/** JSON's and C's escapes of what is white space or a control. */
const SPACES = new Set(Array.from('nrtbfv0', (letter) => letter.charCodeAt(0)));

/** So often may references without semicolons stand for such references. */
const MOST_OPEN = 3;

/**
 * All normal forms of a text: with escapes decoded; as it is, for what stands before a secret and makes an escape with its beginning; and
 * with references of HTML decoded that have no semicolon.
 */
export function normalForms(text: string): readonly NormalForm[] {
  const stacks = [stackOf(text, true)];
  for (const stack of stacks) {
    const closed = stacks.length > MOST_OPEN ? undefined : stack.closed();
    if (closed !== undefined) stacks.push(closed);
  }
  const forms = stacks.map((stack) => stack.folded());
  return forms.some(({ unescaped }) => unescaped) ? [...forms, normalForm(text, false)] : forms;
}

/**
 * The normal form of a text. Percent-encoding (RFC 3986 §2.1), references of HTML, and escapes of JSON, JavaScript and Markdown are
 * decoded until none is left, however they are nested; ASCII is lower case; white space, controls, the backslashes that are left, `+` (a
 * space in a form), `-` (its like in base64url) and `:` (between bytes in hex) are dropped. Linear: each escape that is decoded makes the
 * rest shorter.
 * @param unescape false leaves escapes as they are
 */
export function normalForm(text: string, unescape: boolean): NormalForm {
  return stackOf(text, unescape).folded();
}

function stackOf(text: string, unescape: boolean): ByteStack {
  const stack = new ByteStack(Buffer.byteLength(text), unescape);
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? SPACE;
    const next = at + (code > 0xffff ? 2 : 1);
    stack.push(code, at, next);
    at = next;
  }
  return stack;
}

/** The bytes alone of the normal form of ASCII text without escapes, as most texts are; undefined for any other. */
export function plainForm(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x80 || code === PERCENT || code === AMPERSAND || code === BACKSLASH) return undefined;
    const folded = FOLDED[code] ?? 0;
    if (folded === 0) continue;
    bytes[length] = folded;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** What becomes of each byte in the end; 0 is dropped. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte <= SPACE || byte === 0x7f) return 0;
  const character = String.fromCharCode(byte);
  if ('+-:\\'.includes(character)) return 0;
  if (byte >= 0x41 && byte <= 0x5a) return byte + 0x20;
  // Our own Markdown has an apostrophe for a backtick; base64url has an underscore for a slash.
  return character === '`' ? 0x27 : character === '_' ? 0x2f : byte;
});

/** Bytes with their places; each that is pushed may end an escape, which then gives way to what it means. */
class ByteStack {
  readonly #bytes: Uint8Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #unescape: boolean;
  #length = 0;
  #unescaped = false;
  /** What the escape at the end of the stack means. */
  #meaning = 0;

  constructor(room: number, unescape: boolean) {
    this.#bytes = new Uint8Array(room);
    this.#starts = new Int32Array(room);
    this.#ends = new Int32Array(room);
    this.#unescape = unescape;
  }

  push(code: number, start: number, end: number): void {
    if (code < 0x80) {
      this.#put(code, start, end);
      if (this.#unescape) this.#reduce();
    } else if (isUnicodeSpace(code)) {
      this.#put(SPACE, start, end);
    } else {
      this.#putWide(code, start, end);
    }
  }

  /** The same with the semicolons that references lack; undefined where none lacks one. */
  closed(): ByteStack | undefined {
    const bytes = this.#bytes.subarray(0, this.#length);
    if (!bytes.includes(AMPERSAND)) return undefined;
    const isEnd = new Uint8Array(this.#length + 1);
    let ends = 0;
    for (const end of endsOfOpenReferences(bytes)) {
      isEnd[end] = 1;
      ends += 1;
    }
    if (ends === 0) return undefined;
    const stack = new ByteStack(this.#length + ends, true);
    for (let at = 0; at <= this.#length; at += 1) {
      if (isEnd[at] === 1) stack.push(SEMICOLON, this.#end(at - 1), this.#end(at - 1));
      if (at === this.#length) break;
      stack.#put(this.#byte(at), this.#start(at), this.#end(at));
      stack.#reduce();
    }
    return stack;
  }

  /** Once, since it is made in place. */
  folded(): NormalForm {
    let length = 0;
    for (let at = 0; at < this.#length; at += 1) {
      const byte = this.#byte(at);
      const folded = FOLDED[byte] ?? 0;
      if (folded === 0) continue;
      this.#bytes[length] = folded;
      this.#starts[length] = this.#start(at);
      this.#ends[length] = this.#end(at);
      length += 1;
    }
    return {
      bytes: this.#bytes.subarray(0, length),
      starts: this.#starts.subarray(0, length),
      ends: this.#ends.subarray(0, length),
      unescaped: this.#unescaped,
    };
  }

  #put(byte: number, start: number, end: number): void {
    this.#bytes[this.#length] = byte;
    this.#starts[this.#length] = start;
    this.#ends[this.#length] = end;
    this.#length += 1;
  }

  /** UTF-8 (RFC 3629 §3), and the halves of a pair that are escaped one by one, until the second one comes. */
  #putWide(code: number, start: number, end: number): void {
    if (code < 0x800) {
      this.#put(0xc0 | (code >> 6), start, end);
    } else if (code < 0x10000) {
      this.#put(0xe0 | (code >> 12), start, end);
      this.#put(0x80 | ((code >> 6) & 0x3f), start, end);
    } else {
      this.#put(0xf0 | (code >> 18), start, end);
      this.#put(0x80 | ((code >> 12) & 0x3f), start, end);
      this.#put(0x80 | ((code >> 6) & 0x3f), start, end);
    }
    this.#put(0x80 | (code & 0x3f), start, end);
  }

  #reduce(): void {
    for (let taken = this.#escape(); taken > 0; taken = this.#escape()) {
      this.#unescaped = true;
      const end = this.#end(this.#length - 1);
      this.#length -= taken;
      const start = this.#start(this.#length);
      if (this.#meaning >= 0x80) return this.#putMeaning(start, end);
      this.#put(this.#meaning, start, end);
    }
  }

  #putMeaning(start: number, end: number): void {
    const code = this.#meaning;
    if (code > 0x10ffff) return this.#put(code - BYTE, start, end);
    if (isUnicodeSpace(code)) return this.#put(SPACE, start, end);
    const first = code >= 0xdc00 && code <= 0xdfff ? this.#firstHalf() : undefined;
    if (first === undefined) return this.#putWide(code, start, end);
    this.#length -= 3;
    this.#putWide(0x10000 + ((first - 0xd800) << 10) + (code - 0xdc00), this.#start(this.#length), end);
  }

  #firstHalf(): number | undefined {
    if (this.#last(2) !== 0xed || this.#last(1) < 0xa0 || this.#last(1) > 0xaf) return undefined;
    return 0xd000 | ((this.#last(1) & 0x3f) << 6) | (this.#last(0) & 0x3f);
  }

  /** How many bytes at the end are an escape; 0 where they are none. */
  #escape(): number {
    const byte = this.#last(0);
    const digit = hexDigit(byte);
    if (digit >= 0) {
      const taken = this.#hexEscape(digit);
      if (taken > 0) return taken;
    }
    if (byte === SEMICOLON) return this.#reference();
    if (this.#last(1) !== BACKSLASH) return 0;
    if (SPACES.has(byte)) {
      this.#meaning = SPACE;
      return 2;
    }
    if (!isPunctuation(byte)) return 0;
    this.#meaning = byte;
    return 2;
  }

  /** `%XX`, `\xXX`, `\uXXXX`. */
  #hexEscape(digit: number): number {
    const second = hexDigit(this.#last(1));
    if (second < 0) return 0;
    const byte = second * 16 + digit;
    if (this.#last(2) === PERCENT) return this.#means(byte < 0x80 ? byte : BYTE + byte, 3);
    if (this.#last(2) === SMALL_X && this.#last(3) === BACKSLASH)
      return this.#means(byte < 0x80 ? byte : BYTE + byte, 4);
    if (this.#last(4) !== SMALL_U || this.#last(5) !== BACKSLASH) return 0;
    const [third, fourth] = [hexDigit(this.#last(2)), hexDigit(this.#last(3))];
    return third < 0 || fourth < 0 ? 0 : this.#means(fourth * 4096 + third * 256 + byte, 6);
  }

  /** `&name;`, `&#65;`, `&#x41;`. */
  #reference(): number {
    const earliest = Math.max(0, this.#length - LONGEST_REFERENCE);
    let at = this.#length - 2;
    while (at >= earliest && this.#bytes[at] !== AMPERSAND) at -= 1;
    if (at < earliest) return 0;
    let name = '';
    for (let place = at + 1; place < this.#length - 1; place += 1) {
      name += String.fromCharCode(this.#byte(place));
    }
    const code = referenceMeaning(name);
    return code === undefined ? 0 : this.#means(code, this.#length - at);
  }

  #means(code: number, taken: number): number {
    this.#meaning = code;
    return taken;
  }

  #last(back: number): number {
    return this.#byte(this.#length - 1 - back);
  }

  #byte(at: number): number {
    return this.#bytes[at] ?? 0;
  }

  #start(at: number): number {
    return this.#starts[at] ?? 0;
  }

  #end(at: number): number {
    return this.#ends[at] ?? 0;
  }
}

/** Added to a byte of UTF-8 beyond ASCII, to distinguish it from a code point. */
const BYTE = 0x200000;

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function isPunctuation(byte: number): boolean {
  return (
    (byte > 0x20 && byte < 0x30) ||
    (byte > 0x39 && byte < 0x41) ||
    (byte > 0x5a && byte < 0x61) ||
    (byte > 0x7a && byte < 0x7f)
  );
}

/** White space beyond ASCII, and what has no width. */
function isUnicodeSpace(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0xad ||
    code === 0x1680 ||
    code === 0x180e ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

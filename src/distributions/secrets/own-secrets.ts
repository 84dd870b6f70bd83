import { spellingsOf, type EncodingName, type Spelling } from './encodings.ts';
import { MOST_ESCAPED, standsEscaped } from './escapes.ts';
import { isAt } from './search.ts';

/** Bytes by which a secret of the run is recognised, and whether all of it stands there. */
interface OwnSpelling extends Pick<Spelling, 'encoding' | 'bytes'> {
  /** Compares until the first difference: a text full of beginnings takes no longer than another one. */
  readonly stands: (text: Buffer, at: number) => boolean;
  /** Bytes before and behind the beginning of `bytes` that all of it may take. */
  readonly before: number;
  readonly behind: number;
}

/** The runs of an alphabet, whose lines an encoder may break; what is left are escapes and UTF-16. */
const RUNS: ReadonlySet<EncodingName> = new Set(['base64', 'base64url', 'hex']);
/** Characters of a longer secret by which it is recognised. */
const LONGEST_HEAD = 64;

/** What a secret is recognised by, in the eight encodings. */
export function ownSpellings(value: string): readonly OwnSpelling[] {
  const runs = spellingsOf(value, (encoding) => RUNS.has(encoding));
  return [...escapedSpellings(value), ...runs.flatMap(inLines), ...partlyEscaped(value)].filter(
    ({ bytes }) => bytes.length > 0,
  );
}

function escapedSpellings(value: string): readonly OwnSpelling[] {
  const characters = Array.from(value);
  const head = characters.slice(0, LONGEST_HEAD).join('');
  const isWhole = head === value;
  return spellingsOf(head, (encoding) => !RUNS.has(encoding)).map(({ encoding, bytes }) => {
    if (isWhole) return { encoding, bytes, stands: () => true, before: 0, behind: bytes.length };
    const rest = encoding === 'UTF-16' ? utf16Of(value, bytes) : Buffer.from(value);
    return {
      encoding,
      bytes,
      stands: (text, at) => (encoding === 'UTF-16' ? isAt(text, at, rest) : standsEscaped(text, at, rest)),
      before: 0,
      behind: rest.length * (encoding === 'UTF-16' ? 1 : MOST_ESCAPED),
    };
  });
}

/** The whole value in the order of bytes that its beginning has. */
function utf16Of(value: string, head: Buffer): Buffer {
  const little = Buffer.from(value, 'utf16le');
  return isAt(little, 0, head) ? little : little.swap16();
}

// --- Base64 and hex, whose lines may be broken.

/** An encoder's lines have so many characters or more: those of `xxd -p` 60, of PEM 64, of MIME and `base64` 76. */
const SHORTEST_LINE = 60;
/** The same where something stands between bytes in hex: OpenSSL's lines have fifteen bytes. Two halves of whole bytes. */
const SHORTEST_SEPARATED = 42;
/** Bytes of what may stand between two lines: their end, indentation, quotes. */
const LONGEST_BREAK = 32;
const BREAKS: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n"\',\\:'));
const BACKSLASH = 0x5c;
/** `n` and `r`, behind a backslash. */
const [SMALL_N, SMALL_R] = [0x6e, 0x72];

/** Two parts of a line, of which one is whole however the lines are broken. */
function inLines({ encoding, bytes, separator = '' }: Spelling): readonly OwnSpelling[] {
  const isSeparated = separator !== '';
  const shortest = isSeparated ? SHORTEST_SEPARATED : SHORTEST_LINE;
  const length = isSeparated ? shortest / 2 : Math.min(Math.floor(bytes.length / 2), shortest / 2);
  const breaks = LONGEST_BREAK * (Math.ceil(bytes.length / shortest) + 1);
  const run = isSeparated ? Buffer.from(bytes.toString('latin1').replaceAll(separator, '')) : bytes;
  return [0, length].map((offset) => {
    const read = isSeparated ? (offset / 3) * 2 : offset;
    return {
      encoding,
      bytes: bytes.subarray(offset, offset + length - separator.length),
      stands: (text, at) =>
        standsBehind(text, at, run.subarray(read)) && standsBefore(text, at, run.subarray(0, read)),
      before: offset + 2 * LONGEST_BREAK,
      behind: bytes.length - offset + breaks,
    };
  });
}

function standsBehind(text: Buffer, at: number, run: Buffer): boolean {
  let [place, read] = [at, 0];
  while (read < run.length && place < text.length) {
    const byte = text[place];
    if (byte === run[read]) read += 1;
    else if (byte === undefined || !BREAKS.has(byte)) return false;
    else if (byte === BACKSLASH && isEscaped(text[place + 1])) place += 1;
    place += 1;
  }
  return read === run.length;
}

function standsBefore(text: Buffer, at: number, run: Buffer): boolean {
  let [place, left] = [at - 1, run.length];
  while (left > 0 && place >= 0) {
    const byte = text[place];
    if (isEscaped(byte) && text[place - 1] === BACKSLASH) place -= 1;
    else if (byte === run[left - 1]) left -= 1;
    else if (byte === undefined || !BREAKS.has(byte)) return false;
    place -= 1;
  }
  return left === 0;
}

function isEscaped(byte: number | undefined): boolean {
  return byte === SMALL_N || byte === SMALL_R;
}

// --- Escapes of some characters only.

/** Letters and digits that stand together are seldom escaped: by them a value is recognised of which an encoder escaped other characters. */
const SHORTEST_RUN = 8;
const FARTHEST_RUN = 64;

function partlyEscaped(value: string): readonly OwnSpelling[] {
  const [longest] = [...value.matchAll(/[0-9A-Za-z]+/g)]
    .filter(({ index, 0: run }) => index <= FARTHEST_RUN && run.length >= SHORTEST_RUN)
    .toSorted(({ 0: one }, { 0: other }) => other.length - one.length);
  if (longest === undefined) return [];
  const all = Buffer.from(value);
  const prefix = Buffer.from(value.slice(0, longest.index));
  return [
    {
      encoding: 'plain',
      bytes: Buffer.from(longest[0].slice(0, LONGEST_HEAD)),
      stands: (text, at) => standsAround(text, at, all, prefix),
      before: prefix.length * MOST_ESCAPED,
      behind: (all.length - prefix.length) * MOST_ESCAPED,
    },
  ];
}

/** Whether a value stands around a part of it, in front of which it has a prefix. */
function standsAround(text: Buffer, at: number, value: Buffer, prefix: Buffer): boolean {
  if (prefix.length > 0 && !mayEnd(text[at - 1], prefix)) return false;
  const farthest = Math.max(0, at - prefix.length * MOST_ESCAPED);
  for (let start = at - prefix.length; start >= farthest; start -= 1) {
    if (standsEscaped(text, start, value)) return true;
  }
  return false;
}

const ENDS_ESCAPE: ReadonlySet<number> = new Set(Buffer.from('0123456789abcdefABCDEFnrt;'));

/** Whether what ends with a byte may be the end of a prefix. */
function mayEnd(byte: number | undefined, prefix: Buffer): boolean {
  return byte !== undefined && (byte === prefix.at(-1) || ENDS_ESCAPE.has(byte));
}

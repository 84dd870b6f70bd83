import { spellingsOf, type EncodingName } from './encodings.ts';
import { ownSpellings } from './own-secrets.ts';
import { createSearch, FARTHEST_WINDOW, isAt, type Needle, type Search } from './search.ts';
import { PRIVATE_KEY, PROVABLE_SECRETS, type ProvableSecret } from './tokens.ts';

/** A secret of the run, and what people call it: `` the secret in `password` ``. */
interface OwnSecret {
  readonly name: string;
  readonly value: string;
}

/** That a member has a secret, and never which. */
export interface FoundSecret {
  /** With its article, for people. */
  readonly kind: string;
  readonly encoding: EncodingName;
  /** A private key may be there for tests. */
  readonly isKey: boolean;
}

/** The search of one member, in its order. */
interface MemberScan {
  take(chunk: Buffer): void;
  /** What was found, each kind once. */
  end(): readonly FoundSecret[];
}

/** Begins to search a member that is declared to have so many bytes. */
export type Scanner = (size: number) => MemberScan;

/** Own secrets that are shorter are not searched for: a word or a name of so few characters occurs in other texts too. */
export const SHORTEST_OWN_SECRET = 16;
/** Larger members are searched for the run's own secrets only, as binaries are. */
const LARGEST_PROVEN = 32 * 1024 * 1024;
/** A member is binary if three zero bytes follow each other within so many bytes: a text without U+0000 has two at most, in UTF-16. */
const BINARY_HEAD = 8192;
const ZEROS = Buffer.alloc(3);
/** Bytes that are decoded for proofs in one member, for each of its own and at least: more beginnings are no accident, and a proof takes its time. */
const [MOST_DECODED, LEAST_DECODED] = [2, 1024 * 1024];

interface Meaning {
  readonly found: FoundSecret;
  /** Whether a secret stands in a text where a needle of it begins. */
  readonly stands: (text: Buffer, at: number) => boolean;
  /** Bytes before and behind the beginning that it may take. */
  readonly before: number;
  readonly behind: number;
  /** How many of those behind are decoded to know, where it has to be decoded. */
  readonly decoded: ((text: Buffer, at: number) => number) | undefined;
}

/** A scanner for the secrets of one run, and for those that prove themselves. */
export function createScanner(own: readonly OwnSecret[]): Scanner {
  const ownSecrets = own.filter(({ value }) => value.length >= SHORTEST_OWN_SECRET).flatMap(ownNeedles);
  const needles = [
    ...ownSecrets,
    ...PROVABLE_SECRETS.flatMap((secret) => provableNeedles(secret, () => true)),
    ...provableNeedles(PRIVATE_KEY, (encoding) => encoding === 'plain'),
  ];
  const searches = { all: createSearch(needles), own: createSearch(ownSecrets) };
  const kept = FARTHEST_WINDOW + needles.reduce((most, { meaning }) => Math.max(most, meaning.before), 0);
  return (size) => scanMember(searches, kept, size);
}

function ownNeedles({ name, value }: OwnSecret): readonly Needle<Meaning>[] {
  return ownSpellings(value).map(({ encoding, bytes, ...meaning }) => ({
    bytes,
    meaning: { ...meaning, found: { kind: name, encoding, isKey: false }, decoded: undefined },
  }));
}

function provableNeedles(
  { kind, beginnings, before, behind, isWord, prove }: ProvableSecret,
  isWanted: (encoding: EncodingName) => boolean,
): readonly Needle<Meaning>[] {
  return beginnings.flatMap((beginning) =>
    spellingsOf(beginning, isWanted).map(({ encoding, bytes, decode }) => {
      // As many bytes for each character, and a group of base64 more at either end.
      const ratio = Math.max(1, bytes.length / beginning.length, encoding.startsWith('base64') ? 4 / 3 : 0);
      const around = { before: Math.ceil(before * ratio) + 4, behind: Math.ceil(behind * ratio) + 4 };
      return {
        bytes,
        meaning: {
          ...around,
          found: { kind, encoding, isKey: kind === PRIVATE_KEY.kind },
          stands: (text, at) => prove(decode(text, at)),
          decoded: (text, at) =>
            isWord && !WITHOUT_WORDS.has(encoding) ? wordLength(text, at, around.behind) : around.behind,
        },
      };
    }),
  );
}

/** Base64 and hex may have broken lines, and UTF-16 has zeros. */
const WITHOUT_WORDS: ReadonlySet<EncodingName> = new Set(['base64', 'base64url', 'hex', 'UTF-16']);
const ENDS_WORD: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n"\'<>,'));

/** Bytes to the end of a token: what only begins like one is mostly short. */
function wordLength(text: Buffer, at: number, most: number): number {
  const end = Math.min(text.length, at + most);
  let place = at;
  while (place < end && !ENDS_WORD.has(text[place] ?? 0)) place += 1;
  return place - at;
}

/** For everything, and for the run's own secrets alone: these are long, so that search is several times as fast. */
interface Searches {
  readonly all: Search<Meaning>;
  readonly own: Search<Meaning>;
}

function scanMember(searches: Searches, kept: number, size: number): MemberScan {
  const found = new Map<string, FoundSecret>();
  let decoded = 0;
  let proves = size <= LARGEST_PROVEN;
  let [received, next] = [0, 0];
  let rest: Buffer = Buffer.alloc(0);
  const joined = createJoiner();
  const pass = (chunk: Buffer, isLast: boolean): void => {
    const text = joined(rest, chunk);
    if (proves && received < BINARY_HEAD && text.subarray(0, BINARY_HEAD).includes(ZEROS)) {
      proves = false;
      // The windows of the other search stand elsewhere.
      next = 0;
    }
    received += chunk.length;
    const search = proves ? searches.all : searches.own;
    const resume = search(text, next, (needle, at) => {
      const { bytes, meaning } = needle;
      if (found.has(meaning.found.kind)) return true;
      if (!isLast && at + Math.max(bytes.length, meaning.behind) > text.length)
        return startsDifferently(text, at, bytes);
      if (!isAt(text, at, bytes)) return true;
      if (meaning.decoded !== undefined && decoded > LEAST_DECODED + MOST_DECODED * received) return true;
      const behind = meaning.decoded?.(text, at);
      if (behind !== undefined) decoded += meaning.before + behind;
      if (isProven(meaning, text.subarray(0, at + (behind ?? meaning.behind)), at))
        found.set(meaning.found.kind, meaning.found);
      return true;
    });
    const from = Math.max(0, Math.min(resume, text.length) - kept);
    // What is read may be overwritten by what is read next.
    if (!isLast) rest = Buffer.from(text.subarray(from));
    next = resume - from;
  };
  return {
    take: (chunk) => pass(chunk, false),
    end: () => {
      // Whatever size was declared: only now no more comes.
      pass(Buffer.alloc(0), true);
      return [...found.values()].filter(({ kind }) => proves || !PROVEN_KINDS.has(kind));
    },
  };
}

/** Joins two buffers in one that the next joint overwrites. */
function createJoiner(): (first: Buffer, second: Buffer) => Buffer {
  let joint: Buffer = Buffer.alloc(0);
  return (first, second) => {
    if (first.length === 0) return second;
    if (second.length === 0) return first;
    const length = first.length + second.length;
    if (joint.length < length) joint = Buffer.allocUnsafe(length);
    first.copy(joint);
    second.copy(joint, first.length);
    return joint.subarray(0, length);
  };
}

const PROVEN_KINDS: ReadonlySet<string> = new Set([...PROVABLE_SECRETS, PRIVATE_KEY].map(({ kind }) => kind));

/** Whether a text that ends within a needle has other bytes at its place. */
function startsDifferently(text: Buffer, at: number, bytes: Buffer): boolean {
  const length = Math.min(bytes.length, text.length - at);
  return bytes.compare(text, at, at + length, 0, length) !== 0;
}

function isProven({ stands, before }: Meaning, text: Buffer, at: number): boolean {
  const start = Math.max(0, at - before);
  return stands(text.subarray(start), at - start);
}

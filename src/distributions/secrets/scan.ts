import {
  brokenSpellingsOf,
  spellingsOf,
  unescapedAround,
  type Decoded,
  type EncodingName,
  type Spelling,
} from './encodings.ts';
import { createSearch, FARTHEST_WINDOW, type Needle, type Search } from './search.ts';
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

/** Begins to search a member of so many bytes. */
export type Scanner = (size: number) => MemberScan;

/** Own secrets that are shorter are not searched for: a word or a name of so few characters occurs in other texts too. */
export const SHORTEST_OWN_SECRET = 16;
/** Larger members are searched for the run's own secrets only, as binaries are. */
const LARGEST_PROVEN = 32 * 1024 * 1024;
/** A member is binary if two zero bytes follow each other within so many bytes: text has none, in UTF-16 neither. */
const BINARY_HEAD = 8192;
const ZEROS = Buffer.alloc(2);
/** Proofs that are tried of one spelling in one member: no member has more beginnings by accident, and a proof takes its time. */
const MOST_PROOFS = 1000;

interface Meaning {
  readonly found: FoundSecret;
  /** Undefined where the bytes alone are the secret. */
  readonly proof: (Pick<ProvableSecret, 'prove'> & Pick<Spelling, 'decode'>) | undefined;
  /** Bytes before and behind the beginning that the proof needs. */
  readonly before: number;
  readonly behind: number;
}

/** A scanner for the secrets of one run, and for those that prove themselves. */
export function createScanner(own: readonly OwnSecret[]): Scanner {
  const ownSecrets = own.filter(({ value }) => value.length >= SHORTEST_OWN_SECRET).flatMap(ownNeedles);
  const needles = [
    ...ownSecrets,
    ...PROVABLE_SECRETS.flatMap((secret) => provableNeedles(secret, () => true)),
    ...provableNeedles(PRIVATE_KEY, ({ encoding }) => encoding === 'plain'),
  ];
  const searches = { all: createSearch(needles), own: createSearch(ownSecrets) };
  const kept = FARTHEST_WINDOW + needles.reduce((most, { meaning }) => Math.max(most, meaning.before), 0);
  return (size) => scanMember(searches, kept, size);
}

/** A longer secret of ASCII is recognised by so many characters that it begins with; what follows is decoded and compared. */
const LONGEST_HEAD = 64;
const ASCII = /^[\x20-\x7e]*$/;
/** Bytes of a character in base64 or hex with line breaks. */
const LONGEST_IN_LINES = 3;

function ownNeedles({ name, value }: OwnSecret): readonly Needle<Meaning>[] {
  const head = value.length > LONGEST_HEAD && ASCII.test(value) ? value.slice(0, LONGEST_HEAD) : value;
  const found = (encoding: EncodingName): FoundSecret => ({ kind: name, encoding, isKey: false });
  // Runs are read as bytes.
  const bytesOfValue = Buffer.from(value).toString('latin1');
  const prove = ({ text, at }: Decoded): boolean => text.startsWith(bytesOfValue, at);
  const spellings = spellingsOf(head);
  const whole = spellings.map(({ encoding, bytes, decode }) => ({
    bytes,
    meaning: {
      found: found(encoding),
      proof: head === value ? undefined : { prove, decode },
      before: 0,
      behind: head === value ? bytes.length : value.length * LONGEST_ESCAPE,
    },
  }));
  const broken = brokenSpellingsOf(spellings).map(({ encoding, bytes, decode, before, behind }) => ({
    bytes,
    meaning: {
      found: found(encoding),
      proof: { prove, decode },
      before,
      behind: behind + (value.length - head.length) * LONGEST_IN_LINES,
    },
  }));
  return [...whole, ...broken, ...partlyEscaped(name, value)];
}

/** Letters and digits that stand together are seldom escaped: by them a value is recognised of which an encoder escaped some characters only. */
const [SHORTEST_RUN, LONGEST_VALUE, LONGEST_ESCAPE] = [8, 512, 8];

function partlyEscaped(name: string, value: string): readonly Needle<Meaning>[] {
  const [run] = (value.match(/[0-9A-Za-z]+/g) ?? []).toSorted((one, other) => other.length - one.length);
  if (run === undefined || run.length < SHORTEST_RUN || value.length > LONGEST_VALUE) return [];
  const offset = value.indexOf(run);
  const meaning: Meaning = {
    found: { kind: name, encoding: 'plain', isKey: false },
    proof: {
      prove: ({ text, at }) => at >= offset && text.startsWith(value, at - offset),
      decode: unescapedAround,
    },
    before: offset * LONGEST_ESCAPE,
    behind: (value.length - offset) * LONGEST_ESCAPE,
  };
  return [{ bytes: Buffer.from(run), meaning }];
}

function provableNeedles(
  { kind, beginnings, before, behind, prove }: ProvableSecret,
  isWanted: (spelling: Spelling) => boolean,
): readonly Needle<Meaning>[] {
  return beginnings.flatMap((beginning) =>
    spellingsOf(beginning)
      .filter(isWanted)
      .map(({ encoding, bytes, decode }) => {
        // As many bytes for each character, and a group of base64 more at either end.
        const ratio = Math.max(1, bytes.length / beginning.length, encoding.startsWith('base64') ? 4 / 3 : 0);
        return {
          bytes,
          meaning: {
            found: { kind, encoding, isKey: kind === PRIVATE_KEY.kind },
            proof: { prove, decode },
            before: Math.ceil(before * ratio) + 4,
            behind: Math.ceil(behind * ratio) + 4,
          },
        };
      }),
  );
}

/** For everything, and for the run's own secrets alone: these are long, so that search is several times as fast. */
interface Searches {
  readonly all: Search<Meaning>;
  readonly own: Search<Meaning>;
}

function scanMember(searches: Searches, kept: number, size: number): MemberScan {
  let expected = size;
  const found = new Map<string, FoundSecret>();
  const tried = new Map<Needle<Meaning>, number>();
  let proves = size <= LARGEST_PROVEN;
  let [received, next] = [0, 0];
  let rest: Buffer = Buffer.alloc(0);
  let joint: Buffer = Buffer.alloc(0);
  const joined = (chunk: Buffer): Buffer => {
    const length = rest.length + chunk.length;
    if (joint.length < length) joint = Buffer.allocUnsafe(length);
    rest.copy(joint);
    chunk.copy(joint, rest.length);
    return joint.subarray(0, length);
  };
  const pass = (chunk: Buffer): void => {
    const text = rest.length === 0 ? chunk : joined(chunk);
    if (proves && received < BINARY_HEAD && text.subarray(0, BINARY_HEAD).includes(ZEROS)) {
      proves = false;
      // The windows of the other search stand elsewhere.
      next = 0;
    }
    received += chunk.length;
    const isLast = received >= expected;
    const search = proves ? searches.all : searches.own;
    const resume = search(text, next, (needle, at) => {
      const { bytes, meaning } = needle;
      if (found.has(meaning.found.kind)) return true;
      if (!isLast && at + Math.max(bytes.length, meaning.behind) > text.length)
        return startsDifferently(text, at, bytes);
      if (!stands(text, at, bytes)) return true;
      const tries = tried.get(needle) ?? 0;
      if (tries >= MOST_PROOFS) return true;
      tried.set(needle, tries + 1);
      if (isProven(meaning, text, at)) found.set(meaning.found.kind, meaning.found);
      return true;
    });
    const from = Math.max(0, Math.min(resume, text.length) - kept);
    // What is read may be overwritten by what is read next.
    rest = isLast ? Buffer.alloc(0) : Buffer.from(text.subarray(from));
    next = resume - from;
  };
  return {
    take: pass,
    end: () => {
      if (received < expected) {
        expected = received;
        pass(Buffer.alloc(0));
      }
      return [...found.values()].filter(({ kind }) => proves || !PROVEN_KINDS.has(kind));
    },
  };
}

const PROVEN_KINDS: ReadonlySet<string> = new Set([...PROVABLE_SECRETS, PRIVATE_KEY].map(({ kind }) => kind));

function stands(text: Buffer, at: number, bytes: Buffer): boolean {
  return at + bytes.length <= text.length && bytes.compare(text, at, at + bytes.length) === 0;
}

/** Whether a text that ends within a needle has other bytes at its place. */
function startsDifferently(text: Buffer, at: number, bytes: Buffer): boolean {
  const length = Math.min(bytes.length, text.length - at);
  return bytes.compare(text, at, at + length, 0, length) !== 0;
}

function isProven({ proof, before, behind }: Meaning, text: Buffer, at: number): boolean {
  if (proof === undefined) return true;
  const start = Math.max(0, at - before);
  return proof.prove(proof.decode(text.subarray(start, at + behind), at - start));
}

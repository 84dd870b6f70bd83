// Every change of one bit or one number of what an attestation says, at so many places that a run stays short.
import type { Attestation } from '../../../src/attestations/attestation.ts';

/** A changed attestation, and where it was changed. */
export interface Flip {
  readonly place: string;
  readonly attestation: unknown;
}

const BASE64 = new Set([
  'certificate',
  'statement',
  'signature',
  'keyId',
  'rootHash',
  'signedEntryTimestamp',
  'canonicalizedBody',
]);
const NUMBERS = new Set(['logIndex', 'integratedTime', 'treeSize']);
/** Fields up to this many bytes are changed at each of them, longer ones at so many places. */
const PLACES = 72;

/** Changes of each value, one at a time; fields that are not base64 or numbers are text. */
export function* flipsOf(attestation: Attestation): Generator<Flip> {
  for (const [path, value] of leavesOf(attestation, [])) {
    for (const [where, changed] of changesOf(path, value)) {
      yield { place: `${path.join('.')} ${where}`, attestation: replaced(attestation, path, changed) };
    }
  }
}

type Path = readonly string[];

function* leavesOf(value: unknown, path: Path): Generator<readonly [Path, string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, name]);
}

function* changesOf(path: Path, value: string): Generator<readonly [where: string, changed: string]> {
  const name = path.at(-1) ?? '';
  if (NUMBERS.has(name)) {
    yield ['one more', String(BigInt(value) + 1n)];
    yield ['one less', String(BigInt(value) - 1n)];
  } else {
    const encoding = BASE64.has(name) || path.includes('hashes') ? 'base64' : 'utf8';
    const bytes = Buffer.from(value, encoding);
    const step = Math.max(1, Math.floor(bytes.length / PLACES));
    for (let index = 0; index < bytes.length; index += step) {
      const changed = Buffer.from(bytes);
      // The high bit of a character would make it none, which the form refuses before anything is checked.
      changed[index] = (bytes[index] ?? 0) ^ (1 << (encoding === 'utf8' ? index % 7 : index % 8));
      yield [`byte ${index}`, changed.toString(encoding)];
    }
  }
}

function replaced(value: unknown, [name, ...rest]: Path, changed: string): unknown {
  if (name === undefined) return changed;
  const inner = replaced(Reflect.get(Object(value), name), rest, changed);
  if (Array.isArray(value))
    return value.map((element: unknown, index) => (String(index) === name ? inner : element));
  return { ...Object(value), [name]: inner };
}

import { createHash } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';
import type { SignedTarget } from './find-target.ts';

/** Algorithms that a target's hashes are compared by, under the names that TUF repositories give them. */
type Algorithm = 'sha256' | 'sha512' | 'blake2b-256';

/** Digests in hex. */
type Digests = ReadonlyMap<Algorithm, string>;

/** Bytes that may be something signed for: their number, and their digests on request. */
export interface Digestible {
  readonly size: number;
  digests(algorithms: readonly Algorithm[]): Promise<Digests>;
}

interface Hash {
  update(chunk: Uint8Array): unknown;
  digest(): Uint8Array;
}

const ALGORITHMS: Readonly<Record<Algorithm, () => Hash>> = {
  sha256: () => createHash('sha256'),
  sha512: () => createHash('sha512'),
  // node:crypto has no BLAKE2b of 32 bytes, and the longer one cut off is another hash (RFC 7693 §2.5).
  'blake2b-256': () => blake2b.create({ dkLen: 32 }),
};

/** Digests of bytes that are read once. */
export async function digestsOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  algorithms: readonly Algorithm[],
): Promise<Digests> {
  const hashes = algorithms.map((algorithm) => [algorithm, ALGORITHMS[algorithm]()] as const);
  for await (const chunk of chunks) for (const [, hash] of hashes) hash.update(chunk);
  return new Map(hashes.map(([name, hash]) => [name, Buffer.from(hash.digest()).toString('hex')]));
}

/** Bytes in memory. */
export function bytesToDigest(bytes: Buffer): Digestible {
  return { size: bytes.length, digests: (algorithms) => digestsOf([bytes], algorithms) };
}

/** A file whose SHA-256 is known already: it is read again only for what is not, and only once for each. */
export function fileToDigest(
  size: number,
  sha256: string,
  chunks: () => AsyncIterable<Uint8Array>,
): Digestible {
  const known = new Map<Algorithm, string>([['sha256', sha256]]);
  return {
    size,
    digests: async (algorithms) => {
      const missing = algorithms.filter((algorithm) => !known.has(algorithm));
      if (missing.length > 0) {
        for (const [name, digest] of await digestsOf(chunks(), missing)) known.set(name, digest);
      }
      return known;
    },
  };
}

/**
 * Whether a target is of these bytes: by its length and every hash that is known here, not by the first alone.
 * `unsupported` where none is known.
 */
export async function compare(
  target: Pick<SignedTarget, 'length' | 'hashes'>,
  own: Digestible,
): Promise<'same' | 'different' | 'unsupported'> {
  if (target.length !== own.size) return 'different';
  const named = Object.keys(target.hashes).filter((name) => isKnown(name));
  if (named.length === 0) return 'unsupported';
  const digests = await own.digests(named);
  const same = named.every((name) => target.hashes[name]?.toLowerCase() === digests.get(name));
  return same ? 'same' : 'different';
}

function isKnown(name: string): name is Algorithm {
  return Object.hasOwn(ALGORITHMS, name);
}

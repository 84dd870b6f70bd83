import { createHash } from 'node:crypto';

/** An append-only tree of leaf hashes (RFC 6962, section 2.1). */
export interface MerkleTree {
  readonly size: number;
  /** Adds a leaf's bytes, returns its index. */
  append(leaf: Buffer): number;
  root(size?: number): Buffer;
  /** The audit path of a leaf in the tree of the first `size` leaves, lowest level first. */
  inclusionProof(index: number, size?: number): Buffer[];
}

/** The hash of a leaf: SHA-256(0x00 || leaf). */
export function leafHash(leaf: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(leaf).digest();
}

/** An empty tree. */
export function createMerkleTree(): MerkleTree {
  const leaves: Buffer[] = [];
  return {
    get size() {
      return leaves.length;
    },
    append: (leaf) => leaves.push(leafHash(leaf)) - 1,
    root: (size = leaves.length) => rootOf(leaves.slice(0, size)),
    inclusionProof: (index, size = leaves.length) => pathOf(index, leaves.slice(0, size)),
  };
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function pathOf(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const left = leaves.slice(0, split);
  const right = leaves.slice(split);
  return index < split
    ? [...pathOf(index, left), rootOf(right)]
    : [...pathOf(index - split, right), rootOf(left)];
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

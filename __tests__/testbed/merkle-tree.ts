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
  // Full subtrees never change, and a real log keeps them too: each proof would hash the whole tree anew.
  const full = new Map<string, Buffer>();

  function rootOf(start: number, end: number): Buffer {
    const size = end - start;
    if (size === 0) return createHash('sha256').digest();
    const [only] = leaves.slice(start, start + 1);
    if (size === 1 && only !== undefined) return only;
    const name = `${start} ${end}`;
    const known = full.get(name);
    if (known !== undefined) return known;
    const middle = start + splitOf(size);
    const root = nodeHash(rootOf(start, middle), rootOf(middle, end));
    if (Number.isInteger(Math.log2(size))) full.set(name, root);
    return root;
  }

  function pathOf(index: number, start: number, end: number): Buffer[] {
    if (end - start <= 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...pathOf(index, start, middle), rootOf(middle, end)]
      : [...pathOf(index, middle, end), rootOf(start, middle)];
  }

  return {
    get size() {
      return leaves.length;
    },
    append: (leaf) => leaves.push(leafHash(leaf)) - 1,
    root: (size = leaves.length) => rootOf(0, size),
    inclusionProof: (index, size = leaves.length) => pathOf(index, 0, size),
  };
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

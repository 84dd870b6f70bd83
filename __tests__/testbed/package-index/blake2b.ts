/** Initial state of BLAKE2b, SHA-512's constants as low and high halves (RFC 7693 section 2.6). */
const IV = Int32Array.from([
  0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a, 0xade682d1,
  0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19,
]);

/** Order of the message words in each round (RFC 7693 section 2.7). */
const SIGMA = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
const SCHEDULE = Uint8Array.from([...SIGMA, ...SIGMA.slice(0, 2)].flat(), (word) => word * 2);

/** The four words that each of a round's eight steps mixes. */
const MIXED = Uint8Array.from(
  [
    0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 0, 5, 10, 15, 1, 6, 11, 12, 2, 7, 8, 13, 3, 4, 9,
    14,
  ],
  (word) => word * 2,
);
const BLOCK = 128;
const work = new Int32Array(32);

/** A BLAKE2b hash of 32 bytes, which Node does not have, fed piece by piece. */
export class Blake2b256 {
  readonly #state = Int32Array.from(IV);
  readonly #block = new Uint8Array(BLOCK);
  readonly #words = new Int32Array(this.#block.buffer);
  #filled = 0;
  #total = 0;

  constructor() {
    // Parameter block: no key, fanout and depth 1, digest length 32.
    this.#state[0] = (IV[0] ?? 0) ^ 0x01010020;
  }

  update(data: Uint8Array): this {
    let offset = 0;
    while (offset < data.length) {
      if (this.#filled === BLOCK) this.#compress(false);
      const taken = Math.min(BLOCK - this.#filled, data.length - offset);
      this.#block.set(data.subarray(offset, offset + taken), this.#filled);
      this.#filled += taken;
      offset += taken;
    }
    return this;
  }

  /** Hex of the digest; the object is spent afterwards. */
  hex(): string {
    this.#block.fill(0, this.#filled);
    this.#compress(true);
    return Buffer.from(this.#state.buffer, 0, 32).toString('hex');
  }

  #compress(last: boolean): void {
    this.#total += this.#filled;
    this.#filled = 0;
    compress(this.#state, this.#words, this.#total, last);
  }
}

function compress(state: Int32Array, words: Int32Array, total: number, last: boolean): void {
  const v = work;
  v.set(state);
  v.set(IV, 16);
  v[24] = at(v, 24) ^ (total | 0);
  v[25] = at(v, 25) ^ Math.floor(total / 0x100000000);
  if (last) {
    v[28] = ~at(v, 28);
    v[29] = ~at(v, 29);
  }
  for (let step = 0; step < 96; step++) {
    const mixed = (step & 7) * 4;
    mix(
      v,
      words,
      at(MIXED, mixed),
      at(MIXED, mixed + 1),
      at(MIXED, mixed + 2),
      at(MIXED, mixed + 3),
      step * 2,
    );
  }
  for (let i = 0; i < 16; i++) state[i] = at(state, i) ^ at(v, i) ^ at(v, i + 16);
}

function at(words: Int32Array | Uint8Array, index: number): number {
  return words[index] ?? 0;
}

/** RFC 7693's G, on halves: index of the low one, the high one follows. */
function mix(
  v: Int32Array,
  words: Int32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  step: number,
): void {
  add(v, a, at(v, b), at(v, b + 1));
  add(v, a, at(words, at(SCHEDULE, step)), at(words, at(SCHEDULE, step) + 1));
  const low32 = at(v, d) ^ at(v, a);
  v[d] = at(v, d + 1) ^ at(v, a + 1);
  v[d + 1] = low32;
  add(v, c, at(v, d), at(v, d + 1));
  rotate(v, b, at(v, b) ^ at(v, c), at(v, b + 1) ^ at(v, c + 1), 24);
  add(v, a, at(v, b), at(v, b + 1));
  add(v, a, at(words, at(SCHEDULE, step + 1)), at(words, at(SCHEDULE, step + 1) + 1));
  rotate(v, d, at(v, d) ^ at(v, a), at(v, d + 1) ^ at(v, a + 1), 16);
  add(v, c, at(v, d), at(v, d + 1));
  // Right by 63 is left by 1, which is right by 31 with the halves changed over.
  rotate(v, b, at(v, b + 1) ^ at(v, c + 1), at(v, b) ^ at(v, c), 31);
}

function add(v: Int32Array, index: number, low: number, high: number): void {
  const sum = (at(v, index) >>> 0) + (low >>> 0);
  v[index] = sum | 0;
  v[index + 1] = (at(v, index + 1) + high + (sum > 0xffffffff ? 1 : 0)) | 0;
}

function rotate(v: Int32Array, index: number, low: number, high: number, bits: number): void {
  v[index] = (low >>> bits) | (high << (32 - bits));
  v[index + 1] = (high >>> bits) | (low << (32 - bits));
}

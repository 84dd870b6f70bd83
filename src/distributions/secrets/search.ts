/** Bytes to be found, and what they mean. */
export interface Needle<Meaning> {
  readonly bytes: Buffer;
  readonly meaning: Meaning;
}

/**
 * Calls `found` for each needle in a text, in the order of the places by which they are recognised.
 * @param from where windows were not searched yet
 * @param found returns false to stop there
 * @returns where to go on: the place of the window at which it stopped, or the first that the text has no room for
 */
export type Search<Meaning> = (
  text: Buffer,
  from: number,
  found: (needle: Needle<Meaning>, at: number) => boolean,
) => number;

/** Bytes of a needle by which it is recognised: as many as the shortest needle has, between these. */
const [SHORTEST_WINDOW, LONGEST_WINDOW] = [4, 16];
/** Such windows begin within so many bytes of a needle. */
export const FARTHEST_WINDOW = 32;
/** Pairs of bytes share a table that the nearest cache of a processor has room for. */
const TABLE_BITS = 14;
const MULTIPLIER = 0x9e3779b1;

/**
 * A search for all needles in one pass: Wu and Manber's, with pairs of bytes. At each place the last two bytes of a window say how far the
 * next window may be: in other text almost always a byte less than a window has. So the longer the shortest needle, the faster the search.
 * A needle has four bytes at least.
 */
export function createSearch<Meaning>(needles: readonly Needle<Meaning>[]): Search<Meaning> {
  const size = needles.reduce((least, { bytes }) => Math.min(least, bytes.length), LONGEST_WINDOW);
  const known = needles.map((needle) => ({ needle, offset: rarestWindow(needle.bytes, size) }));
  const shifts = new Uint8Array(2 ** TABLE_BITS).fill(size - 1);
  const seen = new Uint8Array(2 ** 16);
  const last = size - SHORTEST_WINDOW;
  const byEnd = Map.groupBy(known, ({ needle, offset }) => needle.bytes.readUInt32LE(offset + last));
  for (const { needle, offset } of known) {
    for (let place = 0; place < size - 1; place += 1) {
      const pair = pairAt(needle.bytes, offset + place);
      shifts[pair] = Math.min(shifts[pair] ?? 0, size - 2 - place);
    }
    seen[bloom(needle.bytes.readUInt32LE(offset + last))] = 1;
  }
  return (text, from, found) => {
    const end = text.length - size;
    let at = from;
    while (at <= end) {
      const shift = shifts[pairAt(text, at + size - 2)] ?? 0;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const window = text.readUInt32LE(at + last);
      if (seen[bloom(window)] === 1)
        for (const { needle, offset } of byEnd.get(window) ?? [])
          if (at >= offset && !found(needle, at - offset)) return at;
      at += 1;
    }
    return at;
  };
}

function pairAt(text: Buffer, at: number): number {
  return ((text[at] ?? 0) << (TABLE_BITS - 8)) ^ (text[at + 1] ?? 0);
}

function bloom(window: number): number {
  return Math.imul(window, MULTIPLIER) >>> 16;
}

/** Where so many bytes are that other text seldom has: small letters and zeros say least. */
function rarestWindow(bytes: Buffer, size: number): number {
  let weight = 0;
  for (let at = 0; at < size; at += 1) weight += weightOf(bytes[at]);
  let [best, most] = [0, weight];
  for (let offset = 1; offset <= Math.min(bytes.length - size, FARTHEST_WINDOW); offset += 1) {
    weight += weightOf(bytes[offset + size - 1]) - weightOf(bytes[offset - 1]);
    if (weight > most) [best, most] = [offset, weight];
  }
  return best;
}

function weightOf(byte = 0): number {
  if (byte === 0 || (byte >= 0x61 && byte <= 0x7a)) return 0;
  return byte >= 0x30 && byte <= 0x39 ? 1 : 2;
}

/** Whether a text has these bytes at a place, all of them. */
export function isAt(text: Buffer, at: number, bytes: Buffer): boolean {
  return at + bytes.length <= text.length && bytes.compare(text, at, at + bytes.length) === 0;
}

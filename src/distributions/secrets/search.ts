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

/** Bytes of a needle by which it is recognised. */
const WINDOW = 4;
/** Such windows begin within so many bytes of a needle. */
export const FARTHEST_WINDOW = 32;
const MULTIPLIER = 0x9e3779b1;

/**
 * A search for all needles in one pass: Wu and Manber's, with pairs of bytes and windows of four. At each place two bytes say how far the
 * next window may be; in text that is almost always three bytes. A needle has four bytes at least.
 */
export function createSearch<Meaning>(needles: readonly Needle<Meaning>[]): Search<Meaning> {
  const known = needles.map((needle) => ({ needle, offset: rarestWindow(needle.bytes) }));
  const shifts = new Uint8Array(2 ** 16).fill(WINDOW - 1);
  const seen = new Uint8Array(2 ** 16);
  const byWindow = Map.groupBy(known, ({ needle, offset }) => needle.bytes.readUInt32LE(offset));
  for (const { needle, offset } of known) {
    for (let place = 0; place < WINDOW - 1; place += 1) {
      const pair = needle.bytes.readUInt16LE(offset + place);
      shifts[pair] = Math.min(shifts[pair] ?? 0, WINDOW - 2 - place);
    }
    seen[bloom(needle.bytes.readUInt32LE(offset))] = 1;
  }
  return (text, from, found) => {
    const end = text.length - WINDOW;
    let at = from;
    while (at <= end) {
      const shift = shifts[(text[at + 2] ?? 0) | ((text[at + 3] ?? 0) << 8)] ?? 0;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const window = text.readUInt32LE(at);
      if (seen[bloom(window)] === 1)
        for (const { needle, offset } of byWindow.get(window) ?? [])
          if (at >= offset && !found(needle, at - offset)) return at;
      at += 1;
    }
    return at;
  };
}

function bloom(window: number): number {
  return Math.imul(window, MULTIPLIER) >>> 16;
}

/** Where four bytes are that other text seldom has: small letters and zeros say least. */
function rarestWindow(bytes: Buffer): number {
  let [best, most] = [0, -1];
  for (let offset = 0; offset <= Math.min(bytes.length - WINDOW, FARTHEST_WINDOW); offset += 1) {
    const weight = bytes.subarray(offset, offset + WINDOW).reduce((sum, byte) => sum + weightOf(byte), 0);
    if (weight > most) [best, most] = [offset, weight];
  }
  return best;
}

function weightOf(byte: number): number {
  if (byte === 0 || (byte >= 0x61 && byte <= 0x7a)) return 0;
  return byte >= 0x30 && byte <= 0x39 ? 1 : 2;
}

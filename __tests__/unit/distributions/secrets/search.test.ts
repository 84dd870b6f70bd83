import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSearch, FARTHEST_WINDOW, type Needle } from '../../../../src/distributions/secrets/search.ts';

type Place = readonly [needle: number, at: number];

/** Letters of few kinds make windows that needles share, and needles that overlap and repeat themselves. */
const bytesOver = (letters: number, minLength: number, maxLength: number): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.nat(letters - 1), { minLength, maxLength })
    .map((values) => Buffer.from(values.map((value) => (value * 37) % 256)));

const cases = fc.constantFrom(2, 3, 26, 256).chain((letters) =>
  fc
    .tuple(
      fc.constantFrom(4, 5, 8, 15, 16, 17).chain((least) =>
        fc.array(fc.oneof(bytesOver(letters, least, least + 3), bytesOver(letters, least, 200)), {
          minLength: 1,
          maxLength: 8,
        }),
      ),
      bytesOver(letters, 0, 300),
    )
    .chain(([needles, between]) => {
      // Needles as they are, cut, repeated, one in another, at the very beginning and end of the text.
      const pieces = fc.array(
        fc.oneof(
          fc.constantFrom(...needles),
          fc
            .tuple(fc.constantFrom(...needles), fc.nat(200), fc.nat(200))
            .map(([needle, from, to]) => needle.subarray(Math.min(from, to), Math.max(from, to))),
          fc.constant(between),
        ),
        { maxLength: 8 },
      );
      return fc.record({ needles: fc.constant(needles), text: pieces.map((each) => Buffer.concat(each)) });
    }),
);

function naive(text: Buffer, needles: readonly Buffer[]): readonly Place[] {
  return needles.flatMap((needle, name) => {
    const places: Place[] = [];
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) places.push([name, at]);
    return places;
  });
}

const sorted = (places: readonly Place[]): readonly string[] =>
  places.map(([needle, at]) => `${needle} at ${at}`).toSorted();

const named = (needles: readonly Buffer[]): readonly Needle<number>[] =>
  needles.map((bytes, meaning) => ({ bytes, meaning }));

const stands = (text: Buffer, at: number, bytes: Buffer): boolean =>
  text.subarray(at, at + bytes.length).equals(bytes);

describe('a search', () => {
  it('finds every needle wherever it stands, as a naive one does, and each place once', () => {
    fc.assert(
      fc.property(cases, ({ needles, text }) => {
        const found: Place[] = [];
        const search = createSearch(named(needles));
        search(text, 0, ({ bytes, meaning }, at) => {
          if (stands(text, at, bytes)) found.push([meaning, at]);
          return true;
        });
        expect(sorted(found)).toEqual(sorted(naive(text, needles)));
      }),
      { numRuns: 2000 },
    );
  });

  it('goes on where it stopped, with the bytes that a window may stand behind', () => {
    fc.assert(
      fc.property(cases, fc.array(fc.nat(1200), { maxLength: 6 }), ({ needles, text }, cuts) => {
        const found = new Set<string>();
        const search = createSearch(named(needles));
        let [start, next] = [0, 0];
        const ends = [...cuts.map((cut) => Math.min(cut, text.length)), text.length];
        for (const end of ends.toSorted((one, other) => one - other)) {
          const known = text.subarray(start, end);
          const resume = search(known, next - start, ({ bytes, meaning }, at) => {
            if (end < text.length && at + bytes.length > known.length) return false;
            if (stands(known, at, bytes)) found.add(`${meaning} at ${start + at}`);
            return true;
          });
          next = start + resume;
          start = Math.max(0, next - FARTHEST_WINDOW);
        }
        expect([...found].toSorted()).toEqual(sorted(naive(text, needles)));
      }),
      { numRuns: 2000 },
    );
  });

  it('of nothing finds nothing', () => {
    const search = createSearch<string>([]);
    expect(search(Buffer.alloc(100, 'a'), 0, () => false)).toBeGreaterThan(100 - FARTHEST_WINDOW);
  });
});

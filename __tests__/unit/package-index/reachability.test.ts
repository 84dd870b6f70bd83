import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { otherSpellings } from '../../../src/package-index/query/reachability.ts';

const normalized = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();

describe('other spellings of a name', () => {
  it.each([
    ['demo-pkg', 2],
    ['tz', 2],
    ['a-1', 2],
    ['a', 1],
    ['1', 0],
    ['2048', 0],
    ['1-2', 2],
  ])('of %s: %i', (name, count) => {
    expect(otherSpellings(name, 0.5)).toHaveLength(count);
  });

  it('mean the same project, are not the name itself, and differ', () => {
    const name = fc.stringMatching(/^[a-z0-9](?:-?[a-z0-9]){0,40}$/);
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(name, random, (given, chance) => {
        const spellings = otherSpellings(given, chance);
        expect(spellings.map(normalized)).toEqual(spellings.map(() => given));
        expect(new Set([given, ...spellings]).size).toBe(spellings.length + 1);
      }),
    );
  });

  it('are others each time', () => {
    const some = [0, 0.2, 0.4, 0.6, 0.8, 0.999].flatMap((random) => otherSpellings('demo-package', random));
    expect(new Set(some).size).toBe(12);
  });
});

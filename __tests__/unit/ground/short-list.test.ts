import { expect, it } from '@jest/globals';
import { shortList } from '../../../src/ground/short-list.ts';

it.each<[number, string]>([
  [0, ''],
  [2, 'f0, f1'],
  [5, 'f0, f1, f2, f3, f4'],
  [7, 'f0, f1, f2, f3, f4 and 2 more'],
])('names few of %d', (count, text) => {
  expect(shortList(Array.from({ length: count }, (_, number) => `f${number}`))).toBe(text);
});

it('names as many as it is told, with the separator that it is given', () => {
  expect(shortList(['a', 'b', 'c'], 2, '; ')).toBe('a; b and 1 more');
});

import { expect, it } from '@jest/globals';
import { bareUrl, publicUrl } from '../../../src/ground/public-url.ts';

it.each([
  ['https://h.example/a', 'https://h.example/a', 'https://h.example/a'],
  ['https://u:p@h.example:8/a?token=x#y', 'https://h.example:8/a', 'https://h.example:8/a?…'],
  ['https://h.example/a?', 'https://h.example/a', 'https://h.example/a'],
  ['https://h.example/a#secret', 'https://h.example/a', 'https://h.example/a'],
  ['no', '(not a URL)', '(not a URL)'],
])('what of %s can be shown', (address, bare, shown) => {
  expect([bareUrl(address), publicUrl(address)]).toEqual([bare, shown]);
});

import { expect, it } from '@jest/globals';
import {
  bareUrl,
  percentDecoded,
  publicUrl,
  withoutDotsAtEnd,
  withoutSlashesAtEnd,
} from '../../../src/ground/url-text.ts';

it.each([
  ['https://h.example/a', 'https://h.example/a', 'https://h.example/a'],
  ['https://u:p@h.example:8/a?token=x#y', 'https://h.example:8/a', 'https://h.example:8/a?…'],
  ['https://h.example/a?', 'https://h.example/a', 'https://h.example/a'],
  ['https://h.example/a#secret', 'https://h.example/a', 'https://h.example/a'],
  ['no', '(not a URL)', '(not a URL)'],
])('what of %s can be shown', (address, bare, shown) => {
  expect([bareUrl(address), publicUrl(address)]).toEqual([bare, shown]);
});

it.each([
  ['a%20b%2Fc', 'a b/c'],
  ['100%', '100%'],
  ['%E2%82', '%E2%82'],
  ['a+b', 'a+b'],
])('%s decoded', (text, decoded) => {
  expect(percentDecoded(text)).toBe(decoded);
});

it.each([
  ['https://h.example', 'https://h.example'],
  ['https://h.example/a//', 'https://h.example/a'],
  ['//a', '//a'],
  ['///', ''],
  ['', ''],
])('%j without the slashes at its end', (address, without) => {
  expect(withoutSlashesAtEnd(address)).toBe(without);
});

it.each([
  ['h.example..', 'h.example'],
  ['h.example', 'h.example'],
  ['.', ''],
])('%j without the dots at its end', (host, without) => {
  expect(withoutDotsAtEnd(host)).toBe(without);
});

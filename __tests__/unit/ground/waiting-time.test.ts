import { expect, it } from '@jest/globals';
import { waitingTime } from '../../../src/ground/waiting-time.ts';

it.each([
  [0, '1 second'],
  [1000, '1 second'],
  [1001, '2 seconds'],
  [119_000, '119 seconds'],
  [119_001, '2 minutes'],
  [121_000, '3 minutes'],
  [119 * 60_000, '119 minutes'],
  [120 * 60_000, '2 hours'],
  [121 * 60_000, '3 hours'],
  [86_400_000, '24 hours'],
])('%d ms to wait are %s', (milliseconds, text) => {
  expect(waitingTime(milliseconds)).toBe(text);
});

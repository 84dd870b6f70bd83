import { describe, expect, it } from '@jest/globals';
import { countProgress, progressLine, type Progress } from '../../../src/report/progress.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

describe('progress', () => {
  it.each<[string, string, Progress]>([
    ['120 of 250 signed', 'signed', { done: 120, total: 250, elapsed: 30_000 }],
    [
      '34 of 80 uploaded, 12.4 MB/s, about 20 s left',
      'uploaded',
      { done: 34, total: 80, bytes: { done: 248_000_000, total: 496_000_000 }, elapsed: 20_000 },
    ],
    [
      '1 of 3 uploaded, 1.0 kB/s, about 3 min left',
      'uploaded',
      { done: 1, total: 3, bytes: { done: 10_000, total: 210_000 }, elapsed: 10_000 },
    ],
    [
      '2 of 3 uploaded, 10 B/s, about 1 s left',
      'uploaded',
      { done: 2, total: 3, bytes: { done: 100, total: 100 }, elapsed: 10_000 },
    ],
    ['1 of 3 uploaded', 'uploaded', { done: 1, total: 3, bytes: { done: 0, total: 9 }, elapsed: 10_000 }],
  ])('is %s', (line, verb, progress) => {
    expect(progressLine(verb, progress)).toBe(line);
  });

  it.each<[string, number, readonly string[]]>([
    ['nothing of work that is fast', 100, []],
    [
      'a line every ten seconds, none of the last file',
      4000,
      ['3 of 10 signed', '6 of 10 signed', '9 of 10 signed'],
    ],
    ['no line of the last file', 10_000, Array.from({ length: 9 }, (_, one) => `${one + 1} of 10 signed`)],
  ])('says %s', (_what, each, expected) => {
    const clock = virtualClock(new Date(0));
    const lines: string[] = [];
    const log = { info: (line: string) => void lines.push(line) };
    const sizes = Array.from({ length: 10 }, () => 1000);
    const count = countProgress('signed', sizes, { clock, log, sends: false });
    for (const size of sizes) {
      clock.advance(each);
      count(size);
    }
    expect(lines).toEqual(expected);
  });
});

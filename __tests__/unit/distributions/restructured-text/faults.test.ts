import { describe, expect, it } from '@jest/globals';
import { restructuredTextFaults } from '../../../../src/distributions/metadata/restructured-text/check.ts';
import { restructuredTexts } from '../../../support/restructured-texts.ts';

const found = (text: string): readonly string[] =>
  restructuredTextFaults(text).map(({ line, message }) => `${line}: ${message}`);

describe.each(restructuredTexts)('$title', ({ faulty, valid }) => {
  it.each(faulty)('faults %j', (text, fault) => {
    expect(found(text)).toEqual([fault]);
  });

  it.each(valid)('takes %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

it('reports all faults that are certain, in the order of lines', () => {
  expect(found('A\n===\n\n.. toctree::\n\nB *c\n\n| d\ne\n')).toEqual([
    '4: Unknown directive type "toctree".',
    '6: Inline emphasis start-string without end-string.',
    '9: Line block ends without a blank line.',
  ]);
});

it('says nothing of what comes after markup that it does not follow', () => {
  expect(found('a *b\n\n.. target-notes::\n\nc *d\n')).toEqual([
    '1: Inline emphasis start-string without end-string.',
  ]);
});

it('has a bound for lines, as docutils has', () => {
  expect(found(`a\n\n${'😀'.repeat(10_001)}`)).toEqual(['3: Line 3 exceeds the line-length-limit.']);
  expect(found(`a\n\n${'😀'.repeat(10_000)}`)).toEqual([]);
});

it.each(['a\u2028b *c\n', 'a\x85b *c\n', 'a\0 *c\n', '\ufeffa *c\n', '\u{10100}*c\n'])(
  'says nothing of %j, which docutils may read in another way',
  (text) => {
    expect(found(text)).toEqual([]);
  },
);

it('follows nesting to a bound, and says nothing of what is deeper', () => {
  const list = (level: number): string => `${'  '.repeat(level)}- a\n\n`;
  const nested = (depth: number): string =>
    `${Array.from({ length: depth }, (_, level) => list(level)).join('')}${'  '.repeat(depth)}*b\n`;
  expect(found(nested(20))).toEqual(['41: Inline emphasis start-string without end-string.']);
  expect(found(nested(60))).toEqual([]);
});

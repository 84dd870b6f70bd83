import { describe, expect, it } from '@jest/globals';
import { checkDescription } from '../../../src/distributions/metadata/description.ts';
import { findingText } from '../../support/finding-text.ts';

const finding = (text: string, type?: string): readonly unknown[] =>
  checkDescription(
    new Map([
      ['description', [text]],
      ...(type === undefined ? [] : [['description-content-type', [type]] as const]),
    ]),
  );

const message = (text: string): string =>
  checkDescription(new Map([['description', [text]]]))
    .map(findingText)
    .join('\n');

describe('checkDescription', () => {
  it('says what is wrong, in which line, what PyPI would answer and what to change', () => {
    expect(finding('Title\n====\n\nText.\n', 'text/x-rst; charset=UTF-8')).toEqual([
      {
        rule: 'index',
        message:
          "the description does not render as reStructuredText: line 2 ('===='): Title underline too short",
        answer: "The description failed to render for 'text/x-rst; charset=UTF-8'.",
        hint: 'Make the underline at least as long as the title.',
      },
    ]);
  });

  it('names the default format where there is no type', () => {
    expect(finding('a *b')).toEqual([
      expect.objectContaining({
        answer: 'The description failed to render in the default format of reStructuredText.',
      }),
    ]);
  });

  it('has the faults of one description together, ten of them, with the first words of each line', () => {
    const line = `a *b ${'word '.repeat(40)}`;
    const one = message(`${line}\n\n`.repeat(12));
    expect(one).toContain("line 1 ('a *b word word");
    expect(one).toContain("word …'): Inline emphasis start-string without end-string; line 3");
    expect(one).toMatch(/line 19 [^;]*; and 2 more \(PyPI answers/);
  });

  it('cuts no word', () => {
    const one = message(`a *${'b'.repeat(100)}`);
    expect(one).toContain("line 1 ('a …'): Inline");
  });
});

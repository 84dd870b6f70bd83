// Our reading of reStructuredText beside docutils', as readme_renderer runs it for PyPI, over a table of texts and every
// small change of them.
import { describe, expect, it, jest } from '@jest/globals';
import { restructuredTextFaults } from '../../src/distributions/metadata/restructured-text/check.ts';
import { README, restructuredTexts } from '../support/restructured-texts.ts';
import { rendered } from './descriptions/rendered.ts';

jest.setTimeout(300_000);

/** A text with each line left out, doubled, indented, unindented, and every third character left out. */
function changes(text: string): readonly string[] {
  const lines = text.split('\n');
  const places = Array.from({ length: Math.ceil(text.length / 3) }, (_, place) => place * 3);
  const characters = places.map((at) => text.slice(0, at) + text.slice(at + 1));
  const others = lines.flatMap((line, at) => [
    lines.toSpliced(at, 1).join('\n'),
    lines.toSpliced(at, 0, line).join('\n'),
    lines.with(at, `  ${line}`).join('\n'),
    lines.with(at, line.replace(/^ {1,3}/, '')).join('\n'),
  ]);
  return [...characters, ...others];
}

/** The message as it begins, for comparison: docutils goes on with details. */
function beginning(message: string): string {
  return message.replaceAll(/\s+/g, ' ').slice(0, 20);
}

describe('readme_renderer', () => {
  it('renders what we find nothing in, and stops for what we say, in the table', () => {
    const table = restructuredTexts.flatMap(({ faulty, valid }) => [
      ...faulty,
      ...valid.map((text) => [text, ''] as const),
    ]);
    const verdicts = rendered(table.map(([text]) => text));
    const disagreements = table.flatMap(([text, fault], index) => {
      const verdict = verdicts[index];
      const said = fault.replace(/^\d+: /, '');
      const agrees = verdict?.renders === (said === '') && beginning(verdict.message) === beginning(said);
      return agrees ? [] : [{ text, fault, verdict }];
    });
    expect(table.length).toBeGreaterThan(150);
    expect(disagreements).toEqual([]);
  });

  it('rejects every small change of these texts in which we find a fault, which are nearly all that it rejects', () => {
    const sources = [
      README,
      ...restructuredTexts.flatMap(({ faulty, valid }) => [...faulty.map(([text]) => text), ...valid]),
    ];
    const texts = [...new Set(sources.flatMap(changes))].filter((text) => text.trim() !== '');
    const verdicts = rendered(texts);
    const judged = texts.map((text, index) => ({
      text,
      faults: restructuredTextFaults(text),
      renders: verdicts[index]?.renders,
    }));
    expect(judged.filter(({ faults, renders }) => faults.length > 0 && renders !== false)).toEqual([]);
    const rejected = judged.filter(({ renders }) => renders === false);
    const foreseen = rejected.filter(({ faults }) => faults.length > 0);
    expect(texts.length).toBeGreaterThan(3000);
    expect(rejected.length).toBeGreaterThan(1000);
    expect(foreseen.length / rejected.length).toBeGreaterThan(0.9);
  });
});

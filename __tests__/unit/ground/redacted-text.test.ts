import { describe, expect, it } from '@jest/globals';
import { cutText, redactedText } from '../../../src/ground/redacted-text.ts';

const SECRET = 'pypi-AgEIcHlwaS5vcmc_/+=&|<`';
const redact = (text: string): string => text.replaceAll(SECRET, '***');

describe('a text from another party', () => {
  it('is redacted before it is cut, so that no cut leaves a piece of a secret', () => {
    for (let longest = 1; longest < 60; longest += 1) {
      const text = redactedText(` Invalid token ${SECRET} of demo `, redact, longest);
      expect(text.replace('…', '').length).toBeLessThanOrEqual(longest);
      expect('Invalid token *** of demo').toContain(text.replace('…', ''));
    }
  });

  it('is cut between characters', () => {
    expect(cutText('a😀b', 2)).toBe('a…');
    expect(cutText('a😀b', 3)).toBe('a😀…');
    expect(cutText('a😀b', 4)).toBe('a😀b');
  });
});

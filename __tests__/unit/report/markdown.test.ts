import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withCode } from '../../../src/report/markdown.ts';
import { outsideCode } from '../../support/outside-code.ts';

describe('text with code', () => {
  it.each([
    ['Set `check-url` <b>', 'Set `check-url` &lt;b&gt;', 'Set  &lt;b&gt;'],
    ['"<img src=x>|`@octo`"', '"&lt;img src=x&gt;\\|`@octo`"', '"&lt;img src=x&gt;\\|"'],
    ['`a``b` @c', '`a``b` &#64;c', ' &#64;c'],
    ['a `stray @b', "a 'stray &#64;b", "a 'stray &#64;b"],
    ['\\`<i>`', '\\\\`<i>`', '\\\\'],
  ])('%j is code in backticks, and inert elsewhere', (given, wanted, outside) => {
    expect(withCode(given)).toBe(wanted);
    expect(outsideCode(wanted)).toBe(outside);
  });

  it('is inert wherever it is not code, whatever it is', () => {
    const foreign = fc.string({ unit: fc.constantFrom('`', '\\', '<', '@', '*', 'a', ' '), maxLength: 20 });
    fc.assert(
      fc.property(foreign, (text) => {
        expect(outsideCode(withCode(text))).not.toMatch(/[<@`]|(?<!\\)\*/);
      }),
      { numRuns: 5000 },
    );
  });
});

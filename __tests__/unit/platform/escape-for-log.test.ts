import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  asLogLines,
  commandData,
  commandProperty,
  withoutControls,
} from '../../../src/platform/escape-for-log.ts';

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom('::', ':', '##[', '#', '\n', '\r', ' ', '\u001b', '\u0085', '\ufeff', '\u2028', '\u0000'),
    fc.string(),
  ),
);

describe('foreign text in the log', () => {
  it('never holds a workflow command', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        for (const line of asLogLines(parts.join('')).split('\n')) {
          expect(line.trimStart().startsWith('::')).toBe(false);
          expect(line).not.toContain('##[');
        }
      }),
    );
  });

  it('keeps its words, tabs and line feeds', () => {
    expect(asLogLines('400 Bad: a::b\tc\r\nnext ✓')).toBe('400 Bad: a::b\tc\n  next ✓');
    expect(withoutControls('a\u009b31mb\u007f')).toBe('a31mb');
  });
});

describe('a workflow command', () => {
  it('is one line, whatever is in it', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(commandData(parts.join(''))).not.toMatch(/[\r\n]/);
        expect(commandProperty(parts.join(''))).not.toMatch(/[\r\n:,]/);
      }),
    );
  });
});

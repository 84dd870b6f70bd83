import { describe, expect, it } from '@jest/globals';
import { checkContentType, isRestructuredText } from '../../../src/distributions/metadata/content-type.ts';

const faults = (value: string): readonly string[] =>
  checkContentType(new Map([['description-content-type', [value]]])).map(({ message }) => message);

describe('checkContentType', () => {
  /** Each refused value beside its nearest good neighbour. */
  it.each([
    ['text/html', /is invalid; expected one of/, 'text/plain'],
    ['markdown', /is invalid; expected one of/, 'TEXT/Markdown'],
    ['text/markdown charset=UTF-8', /is invalid; expected one of/, 'text/markdown ; charset = UTF-8'],
    ['text/plain (x)', /is invalid; expected one of/, 'text/plain; charset=UTF-8 (x)'],
    ['text/x-rst; charset=utf-8', /charset/, 'text/x-rst; Charset="UTF-8"'],
    ['text/plain; charset=latin-1', /charset/, 'text/plain; format=flowed'],
    ['text/plain; charset', /charset/, 'text/plain; charset='],
    ['text/plain; x="a;b"; charset=UTF-16', /charset/, 'text/plain; x="a;charset=UTF-16"'],
    ['text/plain; charset="UTF-8; format=flowed', /charset/, 'text/plain; charset="UTF-8'],
    ["text/plain; charset=utf-8''latin-1", /charset/, "text/plain; charset=utf-8''UTF-8"],
    ['text/plain; charset*0=latin-1', /charset/, "text/plain; charset='latin-1'"],
    ['text/plain; Charset=UTF-8; charset=latin-1', /charset/, 'text/plain; charset*=latin-1; format=flowed'],
    [
      'text/markdown,text/plain; charset=latin-1',
      /charset/,
      'text/markdown,text/plain; x="a;charset=latin-1"',
    ],
    ['text/markdown; variant; charset=UTF-8', /variant/, 'text/markdown; variant x'],
    ['text/markdown; variant=gfm', /variant/, 'text/markdown; variant=GFM; charset=UTF-8'],
    ['text/markdown; variant=Pandoc', /variant/, 'text/x-rst; variant=Pandoc'],
    ['text/markdown; variant=x; variant=GFM', /variant/, 'text/markdown;variant=CommonMark;variant=x'],
  ])('refuses %j', (bad, said, good) => {
    expect(faults(bad)).toEqual([expect.stringMatching(said)]);
    expect(faults(good)).toEqual([]);
  });
});

it.each([
  ['text/x-rst', true],
  ['Text/X-RST; charset=UTF-8', true],
  ['text/x-rst ;charset=UTF-8', true],
  ['text/x-rst-like', false],
  ['text/markdown; x=text/x-rst', false],
  ['text/markdown,text/x-rst', false],
  ['rst', false],
])('tells whether %j is rendered as reStructuredText', (value, expected) => {
  expect(isRestructuredText(new Map([['description-content-type', [value]]]))).toBe(expected);
});

it('takes a description without a type for reStructuredText', () => {
  expect(isRestructuredText(new Map())).toBe(true);
});

import { describe, expect, it } from '@jest/globals';
import { checkEntryPoints } from '../../../src/distributions/metadata/entry-points.ts';
import { findingText } from '../../support/finding-text.ts';

function faults(text: string | Uint8Array): string[] {
  return checkEntryPoints(Buffer.from(text), 'a-1.0-py3-none-any.whl').map(findingText);
}

describe('checkEntryPoints', () => {
  it.each([
    '',
    '[console_scripts]\na = b:c\nd.e-f_1=g:h [extra]\n\n[gui_scripts]\na = b:c\n',
    '# comment\n; comment\n[group]\r\nany name / at all = b:c\r\n',
    '[group]\n  a = b\n    continued\n  c = d\n',
    '[DEFAULT]\n[DEFAULT]\n',
    '[DEFAULT]\na b = c\n[group]\n',
    '[console_scripts]\na = b:c\n\u2000\n',
    '[a]b]\n[a]\n',
  ])('takes %j', (text) => {
    expect(faults(text)).toEqual([]);
  });

  it.each<[string | Uint8Array, RegExp]>([
    [Buffer.from([0xff]), /not UTF-8/],
    ['a = b\n', /before its first section, in line 1/],
    ['\ufeff[group]\na = b\n', /begins with a byte order mark/],
    ['[group]\n\ufeff\na = b\n', /line 2 that is not/],
    ['[DEFAULT]\na b = c\n[console_scripts]\n', /a script named 'a b'/],
    ['[]\na = b\n', /before its first section/],
    ['[group]\na = b\r\u2028a = c\na = d', /'a' twice/],
    ['[group]\nnonsense\n', /line 2 that is not 'name = value'/],
    ['[group]\n= b\n', /line 2 that is not/],
    ['[group]\na: b\n', /line 2 that is not/],
    ['[group]\n[group]\n', /the section \[group\] twice/],
    ['[group]\na = b\na = c\n', /'a' twice in \[group\]/],
    ['[console_scripts]\n../a = b:c\n', /a script named '..\/a'/],
    ['[gui_scripts]\na b = b:c\n', /a script named 'a b' \(PyPI answers: Wheel 'a-1.0-py3-none-any.whl' has/],
  ])('finds what is wrong with %j', (text, reason) => {
    expect(faults(text)).toEqual([expect.stringMatching(reason)]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSpecifierSet, requirementFault } from '../../../src/distributions/metadata/requirements.ts';

describe('isSpecifierSet', () => {
  it.each([
    '',
    '>=3.8',
    '>= 2.7, !=3.0.*, <4',
    '~=1.4.2',
    '==1.0+local.1',
    '===any thing?'.replace(' ', '-'),
    '>=3.6,',
  ])('takes %j', (text) => {
    expect(isSpecifierSet(text)).toBe(true);
  });

  it.each(['3.8', '>=3.5.*', '=>3', '^3.8', '~=3', '>=1.0+local', '>dev', '>=3.8 <4'])(
    'refuses %j',
    (text) => {
      expect(isSpecifierSet(text)).toBe(false);
    },
  );
});

describe('requirementFault', () => {
  it.each([
    'a',
    ' A.b_c-1 ',
    'a[]',
    'a[b , c.d]>=1,<2',
    'a (>=1.0,!=1.5.*)',
    'a(==1!2.0)',
    'a>=1,',
    'a===2013b',
    'a; python_version < "3"',
    "a[b]>1 ; (os.name == 'nt' or sys_platform!='linux') and extra == \"x y\"",
    'a; "linux" in sys_platform and platform_machine not  in "x86 arm"',
    'a; python_implementation == "PyPy"',
  ])('takes %j', (text) => {
    expect(requirementFault(text)).toBeUndefined();
  });

  it.each([
    ['', /project name/],
    ['-a', /project name/],
    ['a[b', /extras/],
    ['a[b c]', /extras/],
    ['a[b,]', /extras/],
    ['a b', /other than versions/],
    ['a>=1.*', /'>=1.\*', which is not/],
    ['a (>dev)', /'>dev', which is not/],
    ['a (>=1', /malformed versions/],
    ['a >=1 <2', /other than versions/],
    ['a @ https://example.org/a.whl ; python_version > "3"', /names a URL/],
    ['a[b]@x', /names a URL/],
    ['a @ ', /no URL after its @/],
    ['a===1,x', /'===1,x', which is not/],
    ['a>=1.0+local', /'>=1.0\+local', which is not/],
    ['a;', /marker/],
    ['a; python_version', /marker/],
    ['a; python_version < 3', /marker/],
    ['a; python == "3"', /marker/],
    ['a; (os_name == "x"', /marker/],
    ['a; os_name == "x" and', /marker/],
    ['a; os_name == "x" xor os_name == "y"', /marker/],
    [`a; ${'('.repeat(100_000)}`, /marker/],
  ])('says what is wrong with %j', (text, reason) => {
    expect(requirementFault(text)).toMatch(reason);
  });

  it('always ends', () => {
    const part = fc.constantFrom(
      'a',
      ' ',
      '[',
      ']',
      '(',
      ')',
      ',',
      ';',
      '>=1',
      '==',
      'os_name',
      '"x"',
      'and',
      'not in',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), (parts) => void requirementFault(parts.join(''))),
    );
  });
});

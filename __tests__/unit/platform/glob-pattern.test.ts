import { matchesGlob } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property, string } from 'fast-check';
import { segmentMatcher, withoutBraces } from '../../../src/platform/glob-pattern.ts';

const matches = (segment: string, name: string): boolean => segmentMatcher(segment, false)(name);

describe('a segment of a glob', () => {
  it.each([
    ['*', 'demo.whl', true],
    ['*.whl', 'demo.whl', true],
    ['*.whl', 'demo.whl.txt', false],
    ['demo-?.?-*.whl', 'demo-1.0-py3-none-any.whl', true],
    ['demo-?.?.whl', 'demo-10.whl', false],
    ['*-cp3*-*linux*.whl', 'demo-1-cp313-cp313-manylinux_2_28_x86_64.whl', true],
    ['[ab].whl', 'b.whl', true],
    ['[!ab].whl', 'b.whl', false],
    ['[^a-c]', 'd', true],
    ['[a-c]', 'd', false],
    ['[]]', ']', true],
    ['[]', '[]', true],
    ['[!]a', '[!]a', true],
    ['[!]]', 'a', true],
    ['[!]]', ']', false],
    ['[[]', '[', true],
    ['***a', 'ba', true],
    ['[a', '[a', true],
    ['?', '𝒳', true],
    ['', '', true],
    ['a', '', false],
  ])('%s against %s: %s', (segment, name, expected) => {
    expect(matches(segment, name)).toBe(expected);
  });

  it('is compared as Windows and macOS do where that is asked for', () => {
    expect(matches('*.WHL', 'a.whl')).toBe(false);
    expect(segmentMatcher('*.WHL', true)('A.whl')).toBe(true);
    expect(segmentMatcher('\u00c4*', true)('a\u0308.whl')).toBe(true);
  });

  it('matches what Node matches', () => {
    const text = (alphabet: readonly string[]) => string({ unit: constantFrom(...alphabet), maxLength: 6 });
    assert(
      property(text(['a', 'b', '*', '?']), text(['a', 'b']), (segment, name) => {
        // Another meaning in each: a run of stars alone, and nothing at all.
        if (/\*\*/.test(segment) || segment === '' || name === '') return;
        expect([segment, name, matches(segment, name)]).toEqual([segment, name, matchesGlob(name, segment)]);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no longer for many stars over a long name', () => {
    const name = 'a'.repeat(255);
    const began = process.cpuUsage().user;
    for (let times = 0; times < 100; times += 1) expect(matches(`${'*a'.repeat(60)}*b`, name)).toBe(false);
    // A backtracking matcher would need years for one.
    expect(process.cpuUsage().user - began).toBeLessThan(5_000_000);
  });
});

describe('braces', () => {
  it.each([
    ['dist', ['dist']],
    ['*.{whl,tar.gz}', ['*.whl', '*.tar.gz']],
    ['{a,b{c,d}}/*', ['a/*', 'bc/*', 'bd/*']],
    ['{a}', ['{a}']],
    ['{a,a}', ['a']],
    ['{a,}b', ['ab', 'b']],
    ['{,}', ['']],
    ['dist/{a', ['dist/{a']],
    ['dist/{a,b', ['dist/{a,b']],
    ['a}{b,c', ['a}{b,c']],
    ['{{a,b}', ['{a', '{b']],
    ['{x{a,b}y,z', ['{xay,z', '{xby,z']],
    ['{a,b}}', ['a}', 'b}']],
    ['{{a,b}}', ['{a}', '{b}']],
    ['{0,1}'.repeat(9), Array.from({ length: 512 }, (_, n) => n.toString(2).padStart(9, '0'))],
  ])('of %s', (pattern, expected) => {
    expect(withoutBraces(pattern)).toEqual(expected);
  });

  it.each([
    ['side by side', '{0,1}'.repeat(10)],
    ['in each other', '{a,'.repeat(1000) + '}'.repeat(1000)],
    ['in one', `{${'a,'.repeat(1000)}b}`],
    ['side by side, in some that are not closed', `{${'{0,1}'.repeat(10)}`],
    ['in the alternatives of some that are not closed', `{${'{0,1},'.repeat(10)}`],
    ['and long ones', `{a,${'b'.repeat(4097)}}`],
  ])('stand for no more than a thousand patterns: %s', (_, pattern) => {
    expect(withoutBraces(pattern)).toBeUndefined();
  });

  it('stand for a thousand patterns at most', () => {
    expect(withoutBraces(`{${Array.from({ length: 1000 }, (_, n) => n).join()}}`)).toHaveLength(1000);
  });
});

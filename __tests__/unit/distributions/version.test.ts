import { describe, expect, it } from '@jest/globals';
import { clean } from '@renovatebot/pep440';
import fc from 'fast-check';
import {
  comparableVersion,
  compareVersions,
  normaliseVersion,
  parseVersion,
} from '../../../src/distributions/version.ts';
import type { Version } from '../../../src/distributions/version.ts';

describe('normaliseVersion', () => {
  it.each([
    ['1.0-1', '1.0.post1'],
    ['V1.0.ALPHA', '1.0a0'],
    ['1.0-preview_3', '1.0rc3'],
    ['1.0c1.rev2.dev', '1.0rc1.post2.dev0'],
    ['0!01.02', '1.2'],
    ['1.0+Ubuntu-1_02', '1.0+ubuntu.1.2'],
    ['1.0.dev20250101123456789012', '1.0.dev20250101123456789012'],
  ])('normalises %s to %s', (written, normal) => {
    expect(normaliseVersion(written)).toBe(normal);
  });

  it('agrees with the library on public versions', () => {
    const part = fc.constantFrom(
      '',
      'a',
      '-b2',
      '.rc.1',
      '_pre',
      'c3',
      '.post4',
      '-5',
      'rev',
      '.dev6',
      '_dev',
    );
    const version = fc.tuple(
      fc.constantFrom('', 'v', '1!'),
      fc.constantFrom('1', '01.0', '2.10.3'),
      part,
      part,
      part,
    );
    fc.assert(
      fc.property(version, (parts) => {
        const text = parts.join('');
        expect(normaliseVersion(text) ?? null).toBe(clean(text));
      }),
    );
  });
});

describe('comparableVersion', () => {
  it.each([
    ['1.0.0', '1'],
    ['1.0.1', '1.0.1'],
    ['1.0.10', '1.0.10'],
    ['1!2.0.0rc1', '1!2rc1'],
    ['1.0.post1', '1.post1'],
    ['0.0', '0'],
  ])('compares %s as %s', (version, comparable) => {
    expect(comparableVersion(version)).toBe(comparable);
  });
});

describe('parseVersion', () => {
  it.each([
    '',
    'one',
    '1.',
    '1..0',
    '1.0-',
    '1.0+',
    '1.0+a..b',
    '1.0 ',
    '1.0a1b2',
    '1.0.dev1.post1',
    '1!',
    'v',
    '١',
  ])('refuses %j', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  it('takes no version that is longer than a file name can be', () => {
    expect(parseVersion(`1${'.1'.repeat(499)}`)).toBeDefined();
    expect(parseVersion(`1${'.1'.repeat(500)}`)).toBeUndefined();
  });
});

describe('compareVersions', () => {
  const parsed = (text: string): Version => {
    const version = parseVersion(text);
    if (version === undefined) throw new Error(text);
    return version;
  };
  // PEP 440, "Summary of permitted suffixes and relative ordering"
  const ascending = [
    '0.9',
    '1.0.dev456',
    '1.0a1',
    '1.0a2.dev456',
    '1.0a12.dev456',
    '1.0a12',
    '1.0b1.dev456',
    '1.0b2',
    '1.0b2.post345.dev456',
    '1.0b2.post345',
    '1.0rc1.dev456',
    '1.0rc1',
    '1.0',
    '1.0+abc.5',
    '1.0+abc.7',
    '1.0+5',
    '1.0+20',
    '1.0.post456.dev34',
    '1.0.post456',
    '1.0.15',
    '1.1.dev1',
    '1.10',
    '1.11.dev20250101123456789012345',
    '1.11.dev20250101123456789012346',
    '1!0.1',
  ];

  it('orders as PEP 440 does', () => {
    const shuffled = ascending.toReversed();
    expect(shuffled.toSorted((one, other) => compareVersions(parsed(one), parsed(other)))).toEqual(ascending);
  });

  it('takes spellings of one version for equal', () => {
    for (const [one = '', other = ''] of [
      ['1.0', '1.0.0'],
      ['1.0-1', '1.0.post1'],
      ['1.0alpha', '1a0'],
      ['0!1', 'v1.0'],
      ['1+A-1', '1+a.01'],
    ]) {
      expect(compareVersions(parsed(one), parsed(other))).toBe(0);
      expect(comparableVersion(one)).toBe(comparableVersion(other));
    }
  });
});

// What a file's metadata can cost: every parser of it is linear.
import { describe, it, jest } from '@jest/globals';
import { expectBounded } from '../../support/hostile-time.ts';

jest.setTimeout(120_000);

const repeated =
  (unit: string, before = '', after = '') =>
  (bytes: number): string =>
    `${before}${unit.repeat(Math.ceil(bytes / unit.length))}${after}`;

describe('a version', () => {
  const version = (title: string, worst: (bytes: number) => string): void =>
    it(`costs little: ${title}`, async () =>
      expectBounded('distributions/version.ts', 'comparableVersion', (bytes) => [worst(bytes)]));

  version('zeros between dots', repeated('.0', '1', '.1'));
  version('digits', repeated('1', '1', 'x'));
  version('a local part', repeated('.a', '1+a', '.'));
});

describe('a requirement', () => {
  const requirement = (title: string, worst: (bytes: number) => string): void =>
    it(`costs little: ${title}`, async () =>
      expectBounded('distributions/metadata/requirements.ts', 'requirementFault', (bytes) => [worst(bytes)]));

  requirement('spaces', repeated(' ', 'a', 'x'));
  requirement('spaces before everything', repeated(' '));
  requirement('punctuation in a name', repeated('.-', 'a'));
  requirement('letters', repeated('a', '', '!'));
  requirement('extras', repeated('a,', 'a['));
  requirement('spaces between extras', repeated(' ', 'a[b', 'c]'));
  requirement('versions', repeated('>=1,', 'a', '!'));
  requirement('one version', repeated('.0', 'a>=1', '.x'));
  requirement('spaces in a version', repeated(' ', 'a>=', 'x'));
  requirement('an arbitrary version', repeated('=', 'a===', ')'));
  requirement('parentheses', repeated('(', 'a;'));
  requirement('a quotation', repeated("'x", "a; '"));
  requirement('markers', repeated('os_name=="x" or ', 'a;'));
  requirement('not in', repeated(' ', 'a; os_name not', 'x'));
});

describe('a set of version specifiers', () => {
  const set = (title: string, worst: (bytes: number) => string): void =>
    it(`costs little: ${title}`, async () =>
      expectBounded('distributions/metadata/requirements.ts', 'isSpecifierSet', (bytes) => [worst(bytes)]));

  set('commas', repeated(','));
  set('spaces', repeated(' ', '>=1', 'x'));
  set('clauses', repeated('>=1,'));
  set('text', repeated('a ', '===', ''));
});

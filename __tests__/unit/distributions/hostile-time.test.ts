// What a file's metadata can cost: every parser of it is linear.
import { describe, it, jest } from '@jest/globals';
import { parseFilename } from '../../../src/distributions/filename.ts';
import { expectBounded } from '../../support/hostile-time.ts';

jest.setTimeout(120_000);

const repeated =
  (unit: string, before = '', after = '') =>
  (bytes: number): string =>
    `${before}${unit.repeat(Math.ceil(bytes / unit.length))}${after}`;

describe('a version', () => {
  const version = (title: string, worst: (bytes: number) => string): void =>
    it(`T24: costs little: ${title}`, async () =>
      expectBounded('distributions/version.ts', 'comparableVersion', (bytes) => [worst(bytes)]));

  version('zeros between dots', repeated('.0', '1', '.1'));
  version('digits', repeated('1', '1', 'x'));
  version('a local part', repeated('.a', '1+a', '.'));
});

describe('a requirement', () => {
  const requirement = (title: string, worst: (bytes: number) => string): void =>
    it(`T24: costs little: ${title}`, async () =>
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
    it(`T24: costs little: ${title}`, async () =>
      expectBounded('distributions/metadata/requirements.ts', 'isSpecifierSet', (bytes) => [worst(bytes)]));

  set('commas', repeated(','));
  set('spaces', repeated(' ', '>=1', 'x'));
  set('clauses', repeated('>=1,'));
  set('text', repeated('a ', '===', ''));
});

describe('a field', () => {
  const cases: readonly (readonly [
    title: string,
    module: string,
    name: string,
    worst: (bytes: number) => unknown,
  ])[] = [
    ['comments in an address', 'address-list', 'checkedAddress', repeated('()', 'a', '@b.co')],
    [
      'nested comments',
      'address-list',
      'checkedAddress',
      (bytes) => '('.repeat(bytes / 2) + ')'.repeat(bytes / 2),
    ],
    ['addresses', 'address-list', 'checkedAddress', repeated('a@b.co,')],
    ['quotations in an address', 'address-list', 'checkedAddress', repeated('"a" ', '', '@b.co')],
    ['groups in groups', 'address-list', 'checkedAddress', repeated('a:')],
    ['specials', 'address-list', 'checkedAddress', repeated('>;')],
    ['spaces in an address', 'address-list', 'checkedAddress', repeated(' ', 'a', 'b@c.d')],
    ['backslashes', 'address-list', 'checkedAddress', repeated('\\\\', '"')],
    ['an authority', 'urls', 'isValidUrl', repeated('a@', 'https://', ':99999')],
    ['a path', 'urls', 'isValidUrl', repeated('/..', 'https://a/')],
    ['a scheme', 'urls', 'isValidUrl', repeated('a.')],
    ['an address of numbers', 'urls', 'isValidUrl', repeated('[::', 'https://', ':99999')],
    ['a licence', 'licenses', 'licenseExpressionFault', repeated('a-', '', '!')],
    ['licences', 'licenses', 'unknownLicenses', repeated('a or ', '', 'b')],
    ['licences in parentheses', 'licenses', 'licenseExpressionFault', repeated('(')],
    ['spaces in a licence', 'licenses', 'licenseExpressionFault', repeated(' ', 'a', 'b')],
  ];

  it.each(cases)('T24: costs little: %s', async (_, module, name, worst) => {
    await expectBounded(`distributions/metadata/${module}.ts`, name, (bytes) => [worst(bytes)]);
  });

  const fields: readonly (readonly [field: string, worst: (bytes: number) => string])[] = [
    ['author-email', repeated('a.', '', '@b')],
    ['author-email', repeated('a.', 'x@', '')],
    ['license-expression', repeated('a', 'licenseref-', '_')],
    ['home-page', repeated('?', 'https://a')],
    ['home-page', repeated('%aa', 'https://[', 'x:99999')],
    ['home-page', repeated('%aa', 'https://[', ']!]:99999')],
    ['project-url', repeated(',')],
    ['description-content-type', repeated(';a="', 'text/plain')],
    ['description-content-type', repeated('\\"', 'text/plain;a="')],
    ['description-content-type', repeated(' ', 'text/plain;', 'x')],
    ['description-content-type', repeated(';a (', 'text/plain')],
    ['description-content-type', repeated(";a*='", 'text/plain')],
    ['description-content-type', repeated("a'", 'text/plain;a=')],
    ['classifier', repeated(' ::', 'Private')],
    ['dynamic', repeated('-a')],
    ['import-name', repeated('a.', '', '-')],
    ['import-name', repeated(' ', 'a', ';')],
    ['provides-extra', repeated('a-', '', '!')],
    ['requires-dist', repeated(' ', 'a', 'x')],
    ['requires-dist', repeated('[', 'a')],
    ['requires-python', repeated(' ', '>=3', 'x')],
    ['summary', repeated('ü')],
    ['name', repeated('-a', 'a', '-')],
    ['version', repeated('.0', '1', '.1')],
    ['metadata-version', repeated('1')],
  ];

  it.each(fields)('T24: costs little to check: %s', async (field, worst) => {
    const filename = parseFilename('a-1.0.tar.gz');
    const given = [
      ['metadata-version', ['2.5']],
      ['name', ['a']],
      ['version', ['1.0']],
    ] as const;
    await expectBounded('distributions/metadata/check-metadata.ts', 'checkMetadata', (bytes) => [
      new Map<string, readonly string[]>([...given, [field, [worst(bytes)]]]),
      filename,
    ]);
  });
});

describe('a file', () => {
  const bytes = (worst: (size: number) => string) => (size: number) => [
    Buffer.from(worst(size)),
    'a-1.0-py3-none-any.whl',
  ];

  it.each([
    ['folds', repeated(' a\n', 'License: MIT\n')],
    ['fields', repeated('Requires-Dist: a\n')],
    ['a name', repeated('a')],
    ['spaces', repeated(' ', 'Name: a', 'b')],
    ['empty lines', repeated('\n', 'Name: a\n')],
    ['carriage returns', repeated('\r', 'Name: a')],
    ['bars', repeated('       |\n', 'Description: a\n', '        x')],
  ])('T24: of metadata costs little: %s', async (_, worst) => {
    await expectBounded('distributions/metadata/parse-metadata.ts', 'parseMetadata', bytes(worst));
  });

  it.each([
    ['sections', repeated('[a]\n')],
    ['an open bracket', repeated('[', '[a]\n')],
    ['spaces', repeated(' ', '[a]\n a', 'b')],
    ['continuations', repeated('  a\n', '[a]\nb = c\n')],
    ['a name', repeated('a ', '[console_scripts]\n', '= b')],
  ])('T24: of entry points costs little: %s', async (_, worst) => {
    await expectBounded('distributions/metadata/entry-points.ts', 'checkEntryPoints', bytes(worst));
  });

  it.each([
    ['a name', repeated('a-', '', '!')],
    ['tags', repeated('.a', 'a-1-py3-none-any', '.whl')],
    ['a version', repeated('.0', 'a-1', '.1.tar.gz')],
    ['an extension', repeated('.tar')],
  ])('T24: name costs little: %s', async (_, worst) => {
    await expectBounded('distributions/filename.ts', 'parseFilename', (size) => [worst(size)]);
  });

  it('T24: with many classifiers costs little', async () => {
    const known = new Set([
      'Programming Language :: Python',
      ...Array.from({ length: 900 }, (_, at) => `Topic :: ${at}`),
    ]);
    await expectBounded('distributions/metadata/classifiers.ts', 'checkClassifiers', (size) => [
      Array.from({ length: size / 64 }, (_, at) => `Topik :: ${String(at).padEnd(55, 'x')}`),
      known,
    ]);
  });
});

describe('a description', () => {
  const lines = (unit: string): ((bytes: number) => string) =>
    repeated(`${unit.repeat(Math.ceil(70 / unit.length))}\n`);
  const nested =
    (marker: string, deepest: number) =>
    (bytes: number): string => {
      const levels = Array.from(
        { length: deepest },
        (_, level) => `${marker.repeat(level)}${marker}a\n\n`,
      ).join('');
      return levels.repeat(Math.ceil(bytes / levels.length));
    };
  const numbered =
    (line: (number: number) => string) =>
    (bytes: number): string => {
      const count = Math.ceil(bytes / line(99_999).length);
      return Array.from({ length: count }, (_, number) => line(number + 1)).join('');
    };

  const cases: readonly (readonly [title: string, worst: (bytes: number) => string])[] = [
    ...['`', '*', '|', ':', '_', '.', ' ', '-', '\\', '漢', 'a_ ', '"*', '`a <b>`_ '].map(
      (unit) => [`lines of ${JSON.stringify(unit)}`, lines(unit)] as const,
    ),
    ...['\t', '+', '=', '<', '*a ', '`a ', '|a| ', ':a', 'a-', '[a', '= ', '-a '].map(
      (unit) =>
        [`long lines of ${JSON.stringify(unit)}`, repeated(`${unit.repeat(9000 / unit.length)}\n`)] as const,
    ),
    ['percent signs of an option', repeated(`.. image:: a\n   :scale: 1${'%'.repeat(9000)}x\n\n`)],
    ['spaces in the text of a reference', repeated(`\`a${' '.repeat(9000)}b <c>\`_\n\n`)],
    ['digits of an option', repeated(`.. image:: a\n   :width: ${'1'.repeat(9000)}..\n\n`)],
    ['lines that are almost borders', repeated(`${'='.repeat(9000)}x\n`, '===  ===\n')],
    ['one line', repeated('a')],
    ['lines of one character', repeated('a\n')],
    ['lines of one punctuation character', repeated('-\n')],
    ['blank lines', repeated('\r')],
    ['nested bullets', nested('- ', 35)],
    ['nested bullets, too deep', nested('- ', 900)],
    ['nested block quotes', nested('  ', 35)],
    ['nested block quotes, too deep', nested('  ', 900)],
    ['nested directives', nested('.. note:: ', 30)],
    ['definitions', repeated('a\n b\n')],
    ['attributions', repeated('  a\n\n  -- b\n\n')],
    ['no attributions', repeated('  -- b\n     c\n    d\n\n', '  a\n\n')],
    ['numbers', numbered((number) => `${number}. a\n`)],
    ['targets', numbered((number) => `.. _a${number}: b\n`)],
    ['a target that does not end', repeated('  b\n', '.. _a\n')],
    ['options of a directive', numbered((number) => `   :a${number}: b\n`)],
    ['a quoted literal block', repeated('> a\n', 'a::\n\n')],
    ['titles', repeated('a\n=\n\nb\n-\n\n')],
    ['transitions', repeated('a\n\n----\n\n')],
    ['simple tables', repeated('== ==\na  b\n== ==\n\n')],
    ['a long simple table', repeated('a  b\n', '== ==\n', '== ==\n')],
    [
      'a wide simple table',
      repeated(
        `${'a '.repeat(2000).trimEnd()}\n`,
        `${'= '.repeat(2000).trimEnd()}\n`,
        `${'= '.repeat(2000).trimEnd()}\n`,
      ),
    ],
    ['grid tables', repeated('+---+\n| a |\n+---+\n\n')],
    ['a long grid table', repeated('| a |\n+---+\n', '+---+\n')],
    [
      'a wide grid table',
      repeated(`${'| '.repeat(2000)}|\n${'+-'.repeat(2000)}+\n`, `${'+-'.repeat(2000)}+\n`),
    ],
    ['a grid table of corners', repeated(`+-${'+'.repeat(1000)}-+\n`)],
  ];

  it.each(cases)('T24: costs little: %s', async (_, worst) =>
    expectBounded('distributions/metadata/restructured-text/check.ts', 'restructuredTextFaults', (bytes) => [
      worst(bytes),
    ]),
  );
});

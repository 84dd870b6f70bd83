// Our reading of metadata beside that of the packages that PyPI reads it with, over generated values.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { checkedAddress } from '../../src/distributions/metadata/address-list.ts';
import { checkLicenseFiles } from '../../src/distributions/metadata/license-files.ts';
import { checkLicense } from '../../src/distributions/metadata/licenses.ts';
import { checkMetadata } from '../../src/distributions/metadata/check-metadata.ts';
import { checkClassifiers } from '../../src/distributions/metadata/classifiers.ts';
import table from '../../src/distributions/metadata/deprecated-classifiers.json' with { type: 'json' };
import { addressFault } from '../../src/distributions/metadata/email-address.ts';
import { licenseExpressionFault, unknownLicenses } from '../../src/distributions/metadata/licenses.ts';
import { isSpecifierSet, requirementFault } from '../../src/distributions/metadata/requirements.ts';
import { isValidUrl } from '../../src/distributions/metadata/urls.ts';
import { parseFilename } from '../../src/distributions/filename.ts';
import { pythonStrip } from '../../src/distributions/metadata/python-text.ts';
import { normaliseVersion } from '../../src/distributions/version.ts';
import { home } from './stack.ts';

jest.setTimeout(300_000);

const VALUES = 400;
const SEED = 7;

/** One kind of value: how it is made, what we say of it, and where we say another thing on purpose. */
interface Kind {
  readonly pieces: readonly (readonly string[])[];
  readonly ours: (value: string) => unknown;
  readonly explained?: { readonly why: string; readonly holds: (value: string) => boolean };
}

function ofField(field: string): (value: string) => boolean {
  const filename = parseFilename('a-1.tar.gz');
  if ('fault' in filename) throw new Error(filename.fault);
  return (value) => {
    const metadata = new Map([
      ['metadata-version', ['2.5']],
      ['name', ['a']],
      ['version', ['1']],
      [field, [value]],
    ]);
    const findings = [...checkMetadata(metadata, filename), ...checkLicense(metadata)];
    return findings.every(({ rule }) => rule === 'note');
  };
}

const MAIL = [
  ['', 'A ', '"B, c" ', '(x) ', 'A. B ', 'a, '],
  ['<', ''],
  ['a', 'b.c', '"q"', 'a b', 'é', 'a.', '.a', 'a+b'],
  ['@', '@ ', '@@', ''],
  [
    'b',
    'example',
    'xn--mnchen-3ya',
    'münchen',
    'a·b',
    'l·l',
    '͵a',
    '͵α',
    '׳א',
    'א׳',
    'a・b',
    'カ・a',
    'بـ',
    '〇',
    'ᄀ',
    '-x',
    'x-',
    'a_b',
    'ab--c',
    'a..b',
  ],
  ['.', ''],
  ['org', 'co.uk', '1', 'c1', 'test', 'local', 'arpa', 'invalid', 'com.', ''],
  ['>', '', ' '],
  ['', ' (c)', ', d@e.fg', ';'],
];

const KINDS: Readonly<Record<string, Kind>> = {
  address: { pieces: MAIL, ours: checkedAddress },
  email: {
    pieces: MAIL,
    ours: (value) => checkedAddress(value) === '' || addressFault(checkedAddress(value)) === undefined,
  },
  url: {
    pieces: [
      ['https:', 'http:', 'HTTPS:', 'ftp:', '', ' https:'],
      ['//', '/', ''],
      ['', 'u@', 'u:p@', 'u p@'],
      [
        'example.org',
        '1.2.3.4',
        '999.1.1.1',
        '[::1]',
        '[fe80::1%25en0]',
        '[fe80::1%en0]',
        '[zz]',
        'ex ample',
        'é.org',
      ],
      ['', ':80', ':65535', ':65536', ':99999', ':100000', ':x'],
      ['', '/', '/a b', '/a,b', '/(main site)', '/[x]', '/..', '/%zz', '\\x'],
      ['', '?a=b', '?a[]=1', '?'],
      ['', '#x', '#[y]'],
    ],
    ours: isValidUrl,
  },
  requirement: {
    pieces: [
      ['a', 'A.b-c_d', '1', '-a', 'a_', ' a'],
      ['', '[]', '[b]', '[b, c]', '[b,]', '[ b ]', '[b c]'],
      ['', ' '],
      [
        '',
        '>=1',
        '(>=1)',
        '==1.*',
        '>=1.*',
        '===x',
        '~=1',
        '~=1.0',
        '!=1.0+l',
        '<2,>1',
        '>1,',
        '=>1',
        '@ https://x/y',
      ],
      ['', ' '],
      [
        '',
        ';os_name=="x"',
        ';python_version>"3" and (extra=="a" or os.name!="b")',
        '; python_version > 3',
        ';x=="y"',
        ';',
      ],
    ],
    ours: (value) => requirementFault(value) === undefined,
  },
  specifier: {
    pieces: [
      ['', '>=', '==', '===', '~=', '!=', '<', '>', '=', '>= ', '^'],
      ['', 'v', 'V'],
      ['1', '1.0', '1!2', '1.', '01.2'],
      ['', '.*', 'a1', '-1', '.post2', '.dev', '+l', 'rc', '_r1', '.x', 'a1.*'],
      ['', ',', ', <2', ', ,', ' <2'],
    ],
    ours: isSpecifierSet,
  },
  version: {
    pieces: [
      ['', 'v', 'V', ' '],
      ['', '1!', '0!'],
      ['1', '1.0', '01.002'],
      ['', 'a', '.a1', '-beta_2', 'rc', 'c1', 'preview', 'pre3', '.x'],
      ['', '-1', '.post', 'post2', 'r', '-rev-3'],
      ['', '.dev', 'dev1', '-dev_2'],
      ['', '+l', '+L.1-a_b', '+', '+a..b', ' '],
    ],
    ours: (value) => normaliseVersion(pythonStrip(value)) ?? false,
  },
  license: {
    pieces: [
      [
        'MIT',
        'mit',
        'Apache-2.0',
        'GPL-2.0+',
        'LicenseRef-x',
        'LicenseRef-x_y',
        'BSD',
        'Foo',
        '(MIT)',
        '(MIT OR ISC)',
        '()',
      ],
      ['', ' WITH Classpath-exception-2.0', ' with x', ' WITH'],
      ['', ' AND ', ' or ', '  OR\t', '/', ' '],
      ['MIT', 'isc', '', 'MPL-2.0', '(GPL-3.0-or-later)', 'x y'],
    ],
    ours: (value) => licenseExpressionFault(value) === undefined && unknownLicenses(value).length === 0,
  },
  'content-type': {
    pieces: [
      [
        'text/markdown',
        'text/plain',
        'text/x-rst',
        'text/html',
        'TEXT/Markdown',
        'markdown',
        ' text/markdown',
      ],
      ['', ';', ' ;', ';;'],
      [
        '',
        ' charset=UTF-8',
        ' charset=utf-8',
        ' Charset="UTF-8"',
        ' charset',
        ' charset=',
        ' charset=latin-1',
        " charset='latin-1'",
        " charset=utf-8''UTF-8",
        ' charset="UTF-8',
        ' x="a;charset=y"',
      ],
      ['', ';', '; ', ','],
      ['', 'variant=GFM', 'variant=gfm', 'Variant=CommonMark', 'variant="GFM"', 'format=flowed', 'x'],
    ],
    ours: ofField('description-content-type'),
  },
  import: {
    pieces: [
      ['a', '_b', 'class', 'é', '1', ''],
      ['', '.', '.x', '.None', '.match', '-'],
      ['', ';', ' ; private', ';private', '; public', ' '],
    ],
    ours: (value) => value === '' || ofField('import-name')(value),
    explained: { why: 'the form sends no empty value', holds: (value) => value === '' },
  },
  dynamic: {
    pieces: [
      [
        'Name',
        'version',
        'Dynamic',
        'License-File',
        'requires-dist',
        'Foo',
        'Import-Name',
        'Metadata-Version',
        'home-page',
      ],
      ['', ' '],
    ],
    ours: ofField('dynamic'),
    explained: { why: 'PyPI refuses it in a rule of its own', holds: (value) => value === 'Dynamic' },
  },
  extra: {
    pieces: [
      ['a', '-', '1', 'é'],
      ['', '.', '_', ' ', ':'],
      ['b', '', '-'],
    ],
    ours: ofField('provides-extra'),
  },
  'license-file': {
    pieces: [
      ['', './', '../', '/', 'C:/', 'C:', 'a/'],
      ['LICENSE', 'b c', '*', '..', '.'],
      ['', '/', '\\x', '/x', '//x'],
    ],
    ours: (value) =>
      checkLicenseFiles(
        new Map([
          ['metadata-version', ['2.4']],
          ['license-file', [value]],
        ]),
        'a-1',
        { has: () => true },
      ).length === 0,
    explained: {
      why: 'newer versions of packaging refuse a drive, and no archive has a file named `.`',
      holds: (value) => value.startsWith('C:') || value === '.' || value === './C:',
    },
  },
};

/** What PyPI's packages make of each value. */
function judged(values: readonly (readonly [kind: string, value: string])[]): readonly unknown[] {
  const python = join(home(), 'metadata-venv', 'bin', 'python');
  const input = `${values.map((value) => JSON.stringify(value)).join('\n')}\n`;
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'metadata', 'judge.py')], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

const values = Object.entries(KINDS).flatMap(([kind, { pieces }]) => {
  const made = fc.tuple(...pieces.map((some) => fc.constantFrom(...some))).map((parts) => parts.join(''));
  return [...new Set(fc.sample(made, { numRuns: VALUES, seed: SEED }))].map(
    (value) => [kind, value] as const,
  );
});

describe("PyPI's own packages", () => {
  it('agree with us, but for what is explained', () => {
    expect(values.length).toBeGreaterThan(2000);
    const theirs = judged(values);
    const disagreements = values.flatMap(([kind, value], index) => {
      const ours = KINDS[kind]?.ours(value);
      if (KINDS[kind]?.explained?.holds(value) === true) return [];
      const other = kind === 'address' && theirs[index] === false ? '' : theirs[index];
      return ours === other ? [] : [{ kind, value, ours, theirs: other }];
    });
    expect(disagreements).toEqual([]);
  });

  it('have deprecated the classifiers of our table, with the same ones in their place, and no others', () => {
    const [classifiers] = judged([['classifiers', '']]);
    if (!Array.isArray(classifiers)) throw new Error('no list of classifiers');
    const known = new Set(classifiers.map(String));
    expect(checkClassifiers([...known], known)).toEqual([]);
    expect(judged([['deprecated', '']])).toEqual([table.replacements]);
    for (const [name, instead] of Object.entries<readonly string[]>(table.replacements)) {
      expect(known.has(name)).toBe(false);
      expect(instead.filter((other) => !known.has(other))).toEqual([]);
      expect(checkClassifiers([name], known)).toEqual([
        expect.objectContaining({
          message: expect.stringContaining('is deprecated'),
          answer: expect.stringMatching(/^The classifier '.*' has been deprecated/),
          hint: expect.stringContaining(instead.length === 0 ? 'Remove the classifier' : `\`${instead[0]}\``),
        }),
      ]);
    }
  });
});

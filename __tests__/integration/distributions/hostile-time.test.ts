import { describe, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { expectBounded } from '../../support/hostile-time.ts';
import { metadataText } from '../../testbed/make-distributions.ts';
import { makeOddTar, makeOddZip, paxRecords } from '../../testbed/odd-archives.ts';
import type { OddMember, OddTarMember } from '../../testbed/odd-archives.ts';

const READ = '../__tests__/support/read-archive.ts';
const DEADLINE = 90_000;
const information = 'a-1.0.dist-info';
const metadata = metadataText('a', '1.0');

function wheel(members: readonly OddMember[], record = '', comment = ''): Uint8Array {
  return makeOddZip(
    [
      { path: `${information}/METADATA`, content: metadata },
      { path: `${information}/WHEEL`, content: 'Wheel-Version: 1.0\nTag: py3-none-any\n' },
      { path: `${information}/RECORD`, content: record },
      ...members,
    ],
    { comment },
  );
}

function sdist(...members: readonly OddTarMember[]): Uint8Array {
  const all = [{ path: 'a-1.0/', type: '5' }, { path: 'a-1.0/PKG-INFO', content: metadata }, ...members];
  return gzipSync(Buffer.concat([makeOddTar(all), Buffer.alloc(1024)]), { level: 0 });
}

/** As many members as so many bytes have room for. */
function times<T>(bytes: number, each: number, make: (place: number) => T): T[] {
  return Array.from({ length: Math.floor(bytes / each) }, (_, place) => make(place));
}

const filled = (piece: string, bytes: number): string => piece.repeat(Math.ceil(bytes / piece.length));
const fields = (count: number): Buffer => {
  const extra = Buffer.alloc(count * 4);
  for (let id = 0; id < count; id += 1) extra.writeUInt16LE(id + 2, id * 4);
  return extra;
};
const pax = (content: string, type = 'x'): OddTarMember => ({ path: 'x', type, content });

const ARCHIVES: readonly [string, string, (bytes: number) => Uint8Array][] = [
  [
    'members that all break the same rules',
    'whl',
    (bytes) => wheel(times(bytes, 120, (n) => ({ path: `a/${n}`, comment: 'x', descriptor: 'signed' }))),
  ],
  [
    'members with thousands of extra fields',
    'whl',
    (bytes) => wheel(times(bytes, 120_000, (n) => ({ path: `a/${n}`, extra: fields(15_000) }))),
  ],
  [
    'members with names of thousands of folders',
    'whl',
    (bytes) => wheel(times(bytes, 120_000, (n) => ({ path: `${'a/./'.repeat(15_000)}${n}` }))),
  ],
  [
    'members whose names end in dots',
    'whl',
    (bytes) => wheel(times(bytes, 120_000, (n) => ({ path: `${n}${'. '.repeat(30_000)}x` }))),
  ],
  [
    'members in odd spellings of the folder for metadata',
    'whl',
    (bytes) => wheel(times(bytes, 160, (n) => ({ path: `${information}/x${n}` }))),
  ],
  ['end records in its comment', 'whl', () => wheel([], '', 'PK\x05\x06'.repeat(16_000))],
  ['RECORD with a quote that is open', 'whl', (bytes) => wheel([], `"${filled('""', bytes)}`)],
  ['RECORD of quotes', 'whl', (bytes) => wheel([], filled('"a""b",', bytes))],
  ['RECORD of commas', 'whl', (bytes) => wheel([], filled(',', bytes))],
  ['RECORD of line feeds', 'whl', (bytes) => wheel([], filled('\n', bytes))],
  ['RECORD of carriage returns', 'whl', (bytes) => wheel([], filled('\r', bytes))],
  ['RECORD of one field', 'whl', (bytes) => wheel([], filled('a', bytes))],
  [
    'RECORD of other files',
    'whl',
    (bytes) => wheel([], times(bytes, 20, (n) => `a/${n},sha256=x,1\n`).join('')),
  ],
  [
    '500 members under one pax header',
    'tar.gz',
    (bytes) =>
      sdist(
        pax(
          times(bytes, 16, (n) => paxRecords({ [`k${n}`]: 'v' }))
            .join('')
            .slice(0, 2 ** 20 - 600),
          'g',
        ),
        ...times(500, 1, (n) => ({ path: `a-1.0/${n}` })),
      ),
  ],
  [
    'pax headers without an equals sign',
    'tar.gz',
    (bytes) => sdist(pax(`9 ${filled('a', Math.min(bytes, 1_000_000))}`)),
  ],
  ['pax headers without a space', 'tar.gz', (bytes) => sdist(pax(filled('9', Math.min(bytes, 1_000_000))))],
  [
    'pax headers of small records',
    'tar.gz',
    (bytes) => sdist(...times(bytes, 100_000, () => pax(filled('5 a=\n', 90_000))), { path: 'a-1.0/x' }),
  ],
  [
    'pax headers one after another',
    'tar.gz',
    (bytes) => sdist(...times(bytes, 1024, () => pax(paxRecords({ path: 'a-1.0/x' }))), { path: 'x' }),
  ],
  [
    'members of a thousand folders',
    'tar.gz',
    (bytes) =>
      sdist(
        ...times(bytes, 100_000, (n) => [
          pax(paxRecords({ path: `a-1.0/${'a/'.repeat(45_000)}${n}` })),
          { path: 'x' },
        ]).flat(),
      ),
  ],
  [
    'a member whose path has slashes, and ends with something else',
    'tar.gz',
    (bytes) =>
      sdist(pax(paxRecords({ path: `a-1.0/${filled('/', Math.min(bytes, 1_000_000))}x` })), { path: 'x' }),
  ],
  [
    'links of a thousand folders',
    'tar.gz',
    (bytes) =>
      sdist(
        ...times(bytes, 100_000, (n) => [
          pax(
            paxRecords({ path: `a-1.0/${'a/'.repeat(20_000)}${n}`, linkpath: `${'b/../'.repeat(9_000)}x` }),
          ),
          { path: 'x', type: '2' },
        ]).flat(),
        ...times(bytes, 1024, () => ({ path: 'a-1.0/a/a/a/PKG-INFO' })),
      ),
  ],
];

describe('one megabyte of hostile archive blocks the process for less than a second', () => {
  it.each(ARCHIVES)(
    'T24: %s',
    async (_, extension, make) => {
      const name = extension === 'whl' ? 'a-1.0-py3-none-any.whl' : 'a-1.0.tar.gz';
      await expectBounded(READ, 'readArchive', (bytes) => [name, make(bytes)]);
    },
    DEADLINE,
  );

  it.each<[string, string]>([
    ['braces that are open', '{'],
    ['braces that are closed', '}'],
    ['braces in braces', '{a,'],
    ['commas', ','],
    ['alternatives without end', '{,,,'],
    ['choices side by side', '{a,b}'],
    ['brackets that are open', '['],
    ['stars', '*a'],
  ])(
    'T24: a glob of %s',
    async (_, piece) => {
      await expectBounded('platform/glob-pattern.ts', 'withoutBraces', (bytes) => [filled(piece, bytes)]);
      await expectBounded(READ, 'matchSegment', (bytes) => [filled(piece, bytes), 'a'.repeat(255)]);
      await expectBounded('platform/near-glob.ts', 'isNearMiss', (bytes) => [
        filled(piece, bytes),
        `/w/${'a'.repeat(250)}`,
      ]);
    },
    DEADLINE,
  );

  it.each<[string, string]>([
    ['one hexadecimal number', 'a'],
    ['spaces', ' '],
    ['line feeds', '\n'],
    ['lines', `${'a'.repeat(64)}  a\n`],
    ['names', `${'a'.repeat(64)}  ${'b/'.repeat(400)}\n`],
    ['base64', 'YWFh'],
    ['almost base64', 'YWFh=\n'],
  ])(
    'T24: expected hashes of %s',
    async (_, piece) => {
      await expectBounded('distributions/expected-hashes.ts', 'parseExpectedHashes', (bytes) => [
        filled(piece, bytes),
      ]);
    },
    DEADLINE,
  );
});

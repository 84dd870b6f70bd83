import { describe, expect, it } from '@jest/globals';
import { listWheel, readAtEnd } from '../../../src/distributions/wheel-listing.ts';
import { compareReleases, type ReleaseDifference } from '../../../src/foresight/compare-releases.ts';
import { isNewMember, type SeenFile, type SeenRelease } from '../../../src/foresight/seen-release.ts';
import { makeWheel, type WheelSource } from '../../testbed/make-distributions.ts';

type Source = Omit<WheelSource, 'name' | 'version'>;

const MODULE = { 'demo/__init__.py': 'x = 1\n' };
const MEGABYTE = 1024 ** 2;
const points = (text: string) => ({ ...MODULE, 'demo-{v}.dist-info/entry_points.txt': text });
const requires = (...lines: string[]) => ({ metadata: { 'Requires-Dist': lines } });

async function seen(version: string, { files = MODULE, ...source }: Source): Promise<SeenFile> {
  const named = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace('{v}', version), content]),
  );
  const { name, bytes } = makeWheel({ name: 'demo', version, files: named, ...source });
  const listing = await listWheel(readAtEnd(bytes, bytes.length), bytes.length);
  return { name, kind: 'wheel', size: bytes.length, ...listing };
}

function release(version: string, file: SeenFile, platforms: readonly string[] = []): SeenRelease {
  return { project: 'demo', version, files: new Map([['demo.whl', file]]), platforms: new Set(platforms) };
}

async function compared(before: Source, now: Source): Promise<ReleaseDifference> {
  return compareReleases(release('1.0', await seen('1.0', before)), release('1.1', await seen('1.1', now)));
}

const withFiles = (files: WheelSource['files']): Source => ({ files: { ...MODULE, ...files } });

describe('what is new in a release', () => {
  it.each<[string, Source, Source, readonly string[]]>([
    ['nothing', {}, {}, []],
    ['a changed module', {}, { files: { 'demo/__init__.py': 'x = 2\n' } }, []],
    ['a further module of the package', {}, withFiles({ 'demo/more.py': '' }), []],
    ['a package', {}, withFiles({ 'other/__init__.py': '' }), ['top-level module other']],
    [
      'a package in .data',
      {},
      withFiles({ 'demo-{v}.data/purelib/other/a.py': '' }),
      ['top-level module other'],
    ],
    ['a module', {}, withFiles({ 'other.py': '' }), ['top-level module other']],
    ['stubs', {}, withFiles({ 'demo-stubs/a.pyi': '' }), ['top-level module demo-stubs']],
    ['a module that becomes a package', withFiles({ 'a.py': '' }), withFiles({ 'a/__init__.py': '' }), []],
    ['a licence at the top', {}, withFiles({ LICENSE: '' }), []],
    ['a .pth file', {}, withFiles({ 'x.pth': 'import os' }), ['start-up file x.pth']],
    [
      'one in .data',
      {},
      withFiles({ 'demo-{v}.data/data/x.pth': '' }),
      ['start-up file demo.data/data/x.pth'],
    ],
    ['a .start file', {}, withFiles({ 'x.start': 'a:b' }), ['start-up file x.start']],
    ['one that was there', withFiles({ 'x.pth': 'a' }), withFiles({ 'x.pth': 'a' }), []],
    [
      'a changed one',
      withFiles({ 'x.pth': 'a' }),
      withFiles({ 'x.pth': 'b' }),
      ['start-up file x.pth (changed)'],
    ],
    ['a library', {}, withFiles({ 'demo/x.so': '' }), ['native file demo/x.so']],
    ['a DLL', {}, withFiles({ 'demo/X.DLL': '' }), ['native file demo/X.DLL']],
    ['bytecode', {}, withFiles({ 'demo/x.pyc': '' }), ['native file demo/x.pyc']],
    [
      'the same for another interpreter, with another hash',
      withFiles({ 'demo/a.cpython-312-darwin.so': '', 'demo.libs/libz-0123abcd.so.1.2': '' }),
      withFiles({ 'demo/a.cpython-313-darwin.so': 'x', 'demo.libs/libz-99aabbcc.so.1.3.1': 'x' }),
      [],
    ],
    ['a script', {}, withFiles({ 'demo-{v}.data/scripts/run': '' }), ['script demo.data/scripts/run']],
    ['a program', {}, withFiles({ 'demo/bin/tool.exe': '' }), ['script demo/bin/tool.exe']],
    ['a hidden folder', {}, withFiles({ 'demo/.git/x': '' }), ['hidden folder demo/.git/']],
    [
      'SBOMs',
      {},
      withFiles({ 'demo-{v}.dist-info/sboms/a.json': '{}' }),
      ['SBOM folder demo.dist-info/sboms/'],
    ],
    [
      'further SBOMs',
      withFiles({ 'demo-{v}.dist-info/sboms/a.json': '{}' }),
      withFiles({ 'demo-{v}.dist-info/sboms/b.json': '{}' }),
      [],
    ],
    [
      '11 MB of script',
      {},
      withFiles({ 'demo/run.js': 'x'.repeat(11_000_000) }),
      ['large script demo/run.js, 11.0 MB', 'growth 0.4 kB → 11.0 MB unpacked'],
    ],
    [
      'a script of 11 MB in a large wheel',
      withFiles({ 'demo/a.bin': Buffer.alloc(12 * MEGABYTE) }),
      withFiles({ 'demo/a.bin': Buffer.alloc(12 * MEGABYTE), 'demo/run.py': Buffer.alloc(11_000_000) }),
      ['large script demo/run.py, 11.0 MB'],
    ],
    [
      'a large script that was there',
      withFiles({ 'demo/run.js': 'x'.repeat(2 * MEGABYTE) }),
      withFiles({ 'demo/run.js': `${'x'.repeat(2 * MEGABYTE)}y` }),
      [],
    ],
    ['an empty wheel', {}, { files: {} }, ['empty wheel only its metadata']],
    ['an empty wheel as ever', { files: {} }, { files: {} }, []],
    ['a dependency', requires('a'), requires('a', 'B_c>=1; python_version<"3.9"'), ['dependency b-c']],
    ['a dependency of an extra', {}, requires('a; extra == "test"'), []],
    ['the same in another spelling', requires('A.b (>=1,<2)'), requires('a-b<2,>=1'), []],
    [
      'a command',
      {},
      { files: points('[console_scripts]\nx = demo:main\n') },
      ['entry point console_scripts: x = demo:main'],
    ],
  ])('%s', async (_, before, now, expected) => {
    const { novelties } = await compared(before, now);
    expect(novelties.map(({ kind, what }) => `${kind} ${what}`)).toEqual(expected);
  });

  it('is said once of all files that have it', async () => {
    const [before, now] = [await seen('1.0', {}), await seen('1.1', withFiles({ 'x.pth': '' }))];
    const both = (file: SeenFile) => new Map([1, 2].map((each) => [`${each}`, { ...file, name: `${each}` }]));
    const difference = compareReleases(
      { ...release('1.0', before), files: both(before) },
      { ...release('1.1', now), files: both(now) },
    );
    expect(difference.novelties).toEqual([{ kind: 'start-up file', what: 'x.pth', files: ['1', '2'] }]);
  });
});

describe('what differs besides', () => {
  it('is counted by members, with the version left out of their folders', async () => {
    const { files, since } = await compared(withFiles({ 'demo/old.py': '', 'demo/same.py': 'a' }), {
      files: { 'demo/__init__.py': 'x = 2\n', 'demo/new.py': '', 'demo/same.py': 'a' },
    });
    expect(since).toBe('1.0');
    expect(files.map(({ members }) => members)).toEqual([
      {
        added: ['demo/new.py'],
        removed: ['demo/old.py'],
        changed: ['demo/__init__.py', 'demo.dist-info/METADATA'],
      },
    ]);
  });

  it('is found by the checksums of the archive where RECORD has no hashes', async () => {
    const { files } = await compared(
      { ...withFiles({ 'demo/same.py': 'a' }), record: '' },
      { files: { 'demo/__init__.py': 'x = 2\n', 'demo/same.py': 'a' } },
    );
    expect(files[0]?.members?.changed).toEqual(['demo/__init__.py', 'demo.dist-info/METADATA']);
  });

  it('is told of metadata, old and new', async () => {
    const { metadata, novelties } = await compared(
      {
        metadata: {
          'Requires-Dist': ['a>=1', 'gone'],
          'Requires-Python': '>=3.9',
          'Home-page': 'https://a.example',
        },
      },
      {
        metadata: {
          'Requires-Dist': ['a>=2'],
          'Requires-Python': '>=3.10',
          'Project-URL': 'Homepage, https://b.example',
        },
      },
    );
    expect(novelties).toEqual([]);
    expect(metadata).toEqual([
      { field: 'dependency', name: 'a', before: '>=1', now: '>=2' },
      { field: 'dependency', name: 'gone', before: '', now: undefined },
      { field: 'URL', name: 'homepage', before: 'https://a.example', now: 'https://b.example' },
      { field: 'Requires-Python', name: 'Requires-Python', before: '>=3.9', now: '>=3.10' },
    ]);
  });

  it('is a platform that has no wheel any more', async () => {
    const file = await seen('1.0', {});
    const before = release('1.0', file, ['Linux x86_64', 'win_amd64']);
    expect(compareReleases(before, release('1.1', file, ['Linux x86_64'])).lostPlatforms).toEqual([
      'win_amd64',
    ]);
  });

  it('is nothing of what is not known: of an sdist its size and metadata are compared', () => {
    const nothing = { members: undefined, metadata: undefined, entryPoints: undefined };
    const sdist = (size: number): SeenFile => ({ name: 'demo.tar.gz', kind: 'sdist', size, ...nothing });
    const of = (before: number, now: number) =>
      compareReleases(release('1.0', sdist(before)), release('1.1', sdist(now)));
    expect(of(1000, 2000)).toMatchObject({ novelties: [], metadata: [], files: [{ members: undefined }] });
    expect(of(100_000, 4_000_000).novelties).toMatchObject([{ kind: 'growth', what: '0.1 MB → 4.0 MB' }]);
  });
});

describe('isNewMember', () => {
  it('knows a member by its path without the version, and nothing where no members are known', async () => {
    const last = release('1.0', await seen('1.0', withFiles({ 'demo-{v}.data/data/key.pem': '' })));
    expect(isNewMember(last, 'demo.whl', 'demo-1.1.data/data/key.pem')).toBe(false);
    expect(isNewMember(last, 'demo.whl', 'demo/key.pem')).toBe(true);
    expect(isNewMember(last, 'demo.tar.gz', 'demo/key.pem')).toBeUndefined();
    expect(isNewMember(undefined, 'demo.whl', 'demo/key.pem')).toBeUndefined();
  });
});

// Folders that a build, an attacker or an accident may leave behind, each with what becomes of it.
import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeLink } from '../support/system.ts';
import { makeSdist, makeWheel } from './make-distributions.ts';

/** What the reader makes of a folder under PyPI's rules. */
export type Outcome =
  | {
      /** Names of the distributions, in the order of publishing. */
      readonly taken: readonly string[];
      /** In the warnings and in the notice of files left alone. */
      readonly noticed?: readonly RegExp[];
    }
  | {
      readonly code: 'DISTRIBUTION_INVALID' | 'NO_DISTRIBUTIONS' | 'INPUT_INVALID';
      readonly said: readonly RegExp[];
    };

export interface HostileFolder {
  readonly title: string;
  /** Lines of `packages-dir`; `dist` where not given. */
  readonly packages?: readonly string[];
  readonly expected: Outcome;
  /** Puts the files into a workspace, most of them below `dist`. */
  build(put: Put, workspace: string): void;
}

/** Writes a file of the workspace, and the folders it lies in. */
export type Put = (path: string, bytes?: string | Uint8Array) => void;

export const wheel = makeWheel({ name: 'a', version: '1.0' });
export const sdist = makeSdist({ name: 'a', version: '1.0' });
const dist = (name: string): string => join('dist', name);
const both = [wheel.name, sdist.name];

/** Fills a workspace. */
export function buildFolder(folder: HostileFolder, workspace: string): void {
  folder.build((path, bytes = '') => {
    const target = join(workspace, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }, workspace);
}

const refused = (...said: RegExp[]): Outcome => ({ code: 'DISTRIBUTION_INVALID', said });
const nothing = (...said: RegExp[]): Outcome => ({ code: 'NO_DISTRIBUTIONS', said });

const unusable = (...said: RegExp[]): Outcome => ({ code: 'INPUT_INVALID', said });
const putBoth = (put: Put, folder = 'dist'): void => {
  for (const file of [wheel, sdist]) put(join(folder, file.name), file.bytes);
};

/** A good wheel and sdist, and something beside them. */
function beside(
  title: string,
  names: readonly string[],
  expected: Outcome,
  bytes: string | Uint8Array = 'x',
): HostileFolder {
  return {
    title,
    expected,
    build(put, workspace) {
      for (const file of [wheel, sdist]) put(dist(file.name), file.bytes);
      for (const name of names) {
        put(dist(name), bytes);
        // A system may take a name for a path, or for that of another file.
        if (!name.includes('/') && !readdirSync(join(workspace, 'dist')).includes(name))
          throw new Error(`there is no file ${name}`);
      }
    },
  };
}

const ignored = (...noticed: RegExp[]): Outcome => ({ taken: both, noticed });

const THINGS: readonly HostileFolder[] = [
  {
    title: 'a link to a wheel',
    expected: refused(/a-1.0-py3-none-any.whl: is a link/),
    build(put, workspace) {
      put('elsewhere.whl', wheel.bytes);
      put(dist(sdist.name), sdist.bytes);
      makeLink(join(workspace, 'elsewhere.whl'), join(workspace, dist(wheel.name)));
    },
  },
  {
    title: 'a link that leads nowhere, named like a wheel',
    expected: refused(/is a link, a pipe or a device/),
    build(put, workspace) {
      put(dist(sdist.name), sdist.bytes);
      makeLink('/nonexistent', join(workspace, dist(wheel.name)));
    },
  },
  {
    title: 'a link to itself, named like an sdist',
    expected: refused(/a-1.0.tar.gz: is a link/),
    build(put, workspace) {
      put(dist(wheel.name), wheel.bytes);
      makeLink(join(workspace, dist(sdist.name)), join(workspace, dist(sdist.name)));
    },
  },
  {
    title: 'a pipe named like a wheel',
    expected: refused(/is a link, a pipe or a device/),
    build(put, workspace) {
      put(dist(sdist.name), sdist.bytes);
      execFileSync('mkfifo', [join(workspace, dist(wheel.name))]);
    },
  },
  {
    title: 'a pipe named like nothing',
    expected: { taken: [wheel.name], noticed: [/pipe.txt: is not a distribution/] },
    build(put, workspace) {
      put(dist(wheel.name), wheel.bytes);
      execFileSync('mkfifo', [join(workspace, dist('pipe.txt'))]);
    },
  },
  {
    title: 'a pipe named like an attestation',
    expected: refused(/publish.attestation: is a link, a pipe/),
    build(put, workspace) {
      put(dist(wheel.name), wheel.bytes);
      execFileSync('mkfifo', [join(workspace, dist(`${wheel.name}.publish.attestation`))]);
    },
  },
  {
    title: 'a folder named like a wheel',
    expected: refused(/a-1.0-py3-none-any.whl: is a directory/),
    build(put) {
      put(dist(join(wheel.name, wheel.name)), wheel.bytes);
    },
  },
  {
    title: 'a folder named like an sdist, beside a wheel',
    expected: refused(/a-1.0.tar.gz: is a directory/),
    build(put) {
      put(dist(wheel.name), wheel.bytes);
      put(dist(join(sdist.name, 'x')));
    },
  },
  {
    title: 'a hard link to a wheel',
    expected: refused(/is a hard link/),
    build(put, workspace) {
      put('elsewhere.whl', wheel.bytes);
      put(dist('x'));
      linkSync(join(workspace, 'elsewhere.whl'), join(workspace, dist(wheel.name)));
    },
  },
  {
    title: 'a packages-dir that is itself a link',
    packages: ['linked'],
    expected: { taken: [wheel.name] },
    build(put, workspace) {
      put(dist(wheel.name), wheel.bytes);
      makeLink(join(workspace, 'dist'), join(workspace, 'linked'));
    },
  },
  {
    title: 'a wheel that nobody may read (root may)',
    expected: process.getuid?.() === 0 ? { taken: [wheel.name] } : refused(/can't be read/),
    build(put, workspace) {
      put(dist(wheel.name), wheel.bytes);
      const path = join(workspace, dist(wheel.name));
      chmodSync(path, 0);
      if ((statSync(path).mode & 0o777) !== 0) throw new Error('this system has other permissions');
    },
  },
  { title: 'no folder at all', expected: nothing(/packages-dir 'dist'/), build: () => {} },
  {
    title: 'an empty folder',
    expected: nothing(/No wheel/),
    build: (_, workspace) => mkdirSync(join(workspace, 'dist')),
  },
  { title: 'a file in place of the folder', expected: nothing(/No wheel/), build: (put) => put('dist') },
  {
    title: 'only hidden wheels',
    expected: nothing(/No wheel/),
    build: (put) => put(dist(`.${wheel.name}`), wheel.bytes),
  },
  {
    title: 'a folder of other files',
    expected: nothing(/'dist' contains only a, b, c, d, e and 2 more/),
    build: (put) => ['a', 'b', 'c', 'd', 'e', 'f', 'g'].forEach((name) => put(dist(name))),
  },
  {
    title: 'two folders, of which one is missing',
    packages: ['dist', 'other/*.whl'],
    expected: nothing(/'dist' is empty; 'other\/\*.whl' matches no files/),
    build: (_, workspace) => mkdirSync(join(workspace, 'dist')),
  },
  {
    title: 'a pattern of a folder that is missing, of one that is empty, and of one with other files',
    packages: ['none/*.whl', 'empty/*', 'dist/**/*.whl'],
    expected: nothing(
      /'none\/\*.whl' matches no files, since 'none' does not exist; 'empty\/\*' matches no files: 'empty' is empty; 'dist\/\*\*\/\*.whl' matches no files: 'dist' contains a, b/,
    ),
    build(put, workspace) {
      mkdirSync(join(workspace, 'empty'));
      ['a', 'b'].forEach((name) => put(dist(name)));
    },
  },
  {
    title: 'a folder with a brace in its name, which is no pattern',
    packages: ['dist{1}'],
    expected: nothing(/'dist\{1\}' does not exist/),
    build: (put) => put('other'),
  },
  {
    title: 'a pattern beside distributions that it does not match',
    packages: ['dist/*.none'],
    expected: nothing(/'dist' contains a-1.0/, /packages-dir: dist`/),
    build: (put) => putBoth(put, 'dist'),
  },
  {
    title: 'a pattern of a folder, and distributions in wheelhouse',
    packages: ['dist/*.whl'],
    expected: nothing(/'dist' does not exist/, /packages-dir: wheelhouse`/),
    build: (put) => putBoth(put, 'wheelhouse'),
  },
  {
    title: 'a pattern of a folder, and distributions one level above it',
    packages: ['dist/*.whl'],
    expected: nothing(/'dist' does not exist/, /packages-dir: \.`/),
    build: (put) => putBoth(put, ''),
  },
  {
    title: 'a pattern of a folder, and an archive of it',
    packages: ['dist/*'],
    expected: nothing(/'dist' does not exist/, /Unpack dist.zip/),
    build: (put) => put('dist.zip'),
  },
  {
    title: 'a folder of another case',
    expected:
      process.platform === 'linux' ? nothing(/'dist' does not exist/, /packages-dir: Dist/) : { taken: both },
    build: (put) => putBoth(put, 'Dist'),
  },
  {
    title: 'distributions in wheelhouse',
    expected: nothing(/'dist' does not exist/, /packages-dir: wheelhouse/),
    build: (put) => putBoth(put, 'wheelhouse'),
  },
  {
    title: 'distributions one level above',
    expected: nothing(/'dist' is empty/, /packages-dir: \./),
    build(put, workspace) {
      mkdirSync(join(workspace, 'dist'));
      putBoth(put, '');
    },
  },
  {
    title: 'distributions one level above, in a folder',
    packages: ['build/dist'],
    expected: nothing(/'build\/dist' does not exist/, /packages-dir: build/),
    build: (put) => putBoth(put, 'build'),
  },
  {
    title: 'an archive of the folder beside it',
    expected: nothing(/'dist' does not exist/, /Unpack dist.zip/),
    build: (put) => put('dist.zip'),
  },
  {
    title: 'an archive of the folder in it',
    expected: nothing(/'dist' contains only dist.zip/, /Unpack dist.dist.zip/),
    build: (put) => put(dist('dist.zip')),
  },
  {
    title: 'distributions one level below',
    expected: nothing(/only in its subdirectories/, /packages-dir: dist\/\*/),
    build: (put) => put(dist(join('artifact', wheel.name)), wheel.bytes),
  },
  {
    title: 'distributions two levels below',
    expected: nothing(/only in its subdirectories/, /packages-dir: dist\/\*\/\*`\.$/),
    build: (put) => put(dist(join('x', 'y', wheel.name)), wheel.bytes),
  },
  {
    title: 'distributions three levels below',
    expected: nothing(/'dist' contains only x/),
    build: (put) => put(dist(join('x', 'y', 'z', wheel.name)), wheel.bytes),
  },
  {
    title: 'a pattern of folders two levels below',
    packages: ['dist/*/*'],
    expected: { taken: [wheel.name] },
    build: (put) => put(dist(join('x', 'y', wheel.name)), wheel.bytes),
  },
  beside(
    'a folder of distributions beside them',
    ['more/b-1.0.tar.gz'],
    ignored(/more: contains distributions that this run does not publish/),
  ),
];

const NAMES: readonly HostileFolder[] = [
  beside(
    'formats that indexes took once',
    ['a-1.0.exe', 'a-1.0.rpm', 'a-1.0.deb', 'a-1.0.msi', 'a-1.0.dmg'],
    {
      taken: both,
      noticed: ['exe', 'rpm', 'deb', 'msi', 'dmg'].map(
        (format) => new RegExp(`a-1\\.0\\.${format}: has a format that indexes no longer accept`),
      ),
    },
  ),
  beside('an egg', ['a-1.0-py3.9.egg'], refused(/\.egg files cannot be uploaded/)),
  ...['zip', 'tgz', 'tar', 'tar.bz2', 'tar.xz', 'tar.Z', 'tar.zst'].map((format) =>
    beside(`a .${format} sdist`, [`b-1.0.${format}`], refused(/cannot be uploaded/)),
  ),
  beside('only checksums and bundles', ['SHA256SUMS', `${wheel.name}.sigstore.json`], { taken: both }),
  beside('an OpenPGP signature', [`${wheel.name}.asc`], ignored(/OpenPGP/)),
  beside('an orphan attestation', ['b-1.0.tar.gz.publish.attestation'], refused(/without its distribution/)),
  beside('an attestation of nothing', ['.x', 'x.attestation'], refused(/x.attestation: is an attestation/)),
  beside('an extension in upper case', ['B-1.0.TAR.GZ'], refused(/lower case/)),
  beside('a wheel in upper case', ['B-1.0-PY3-NONE-ANY.WHL'], refused(/lower case/)),
  beside('a second download', ['a-1.0 (1).tar.gz'], refused(/"?a-1.0 \(1\).tar.gz"?: has characters/)),
  beside('a line feed and a workflow command', ['b\n::error::x-1.0.tar.gz'], refused(/"b\\n::error::x/)),
  beside('an escape sequence', ['b\u001b[2J-1.0.tar.gz'], refused(/"b\\u001b\[2J-1.0.tar.gz": has char/)),
  beside('a name written from right to left', ['b\u202Egnp.1-1.0.tar.gz'], refused(/has characters/)),
  beside('letters that only look like others', ['\u0430-1.0.tar.gz'], refused(/has characters/)),
  beside('a traversal in a name', ['..-1.0.tar.gz'], { taken: both }),
  beside('a backslash in a name', ['b\\..\\c-1.0.tar.gz'], refused(/has characters/)),
  beside('a name that begins with a hyphen', ['-rf-1.0.tar.gz'], refused(/has characters/)),
  beside('a name that is a shell command', ['$(id)-1.0.tar.gz'], refused(/has characters/)),
  beside('an sdist without version', ['b.tar.gz'], refused(/\{name\}-\{version\}/)),
  beside('an sdist whose version is none', ['b-latest.tar.gz'], refused(/'latest' is not a version/)),
  beside('a wheel without tags', ['b-1.0.whl'], refused(/parts between hyphens/)),
  beside('a wheel with hyphens in its name', ['a-b-1.0-py3-none-any.whl'], refused(/'b' is not a version/)),
  beside('too many tags', [`b-1.0-${'a.'.repeat(40)}a-${'b.'.repeat(40)}b-any.whl`], refused(/combinations/)),
  beside('the longest name there is', [`b-1.0-${'x'.repeat(237)}-none-any.whl`.slice(-255)], refused(/./)),
  {
    title: 'a name that is not UTF-8',
    expected: refused(/: has characters in its name/),
    build(put, workspace) {
      put(dist(wheel.name), wheel.bytes);
      writeFileSync(Buffer.from(`${join(workspace, dist('b'))}\xff-1.0.tar.gz`, 'latin1'), 'x');
    },
  },
  beside(
    'the same wheel in another spelling',
    ['A-1.0-py3-none-any.whl'],
    refused(/same distribution/),
    wheel.bytes,
  ),
  beside(
    'the same version in another spelling',
    [makeWheel({ name: 'a', version: '1.0.0' }).name],
    refused(/same distribution as a-1.0-py3/),
    makeWheel({ name: 'a', version: '1.0.0' }).bytes,
  ),
  beside(
    'the same tags in another order',
    ['a-1.0-py2.py3-none-any.whl', 'a-1.0-py3.py2-none-any.whl'],
    refused(/same distribution/),
  ),
  beside(
    'a second sdist of the release',
    ['a-1.0.0.tar.gz'],
    refused(/same distribution/),
    makeSdist({ name: 'a', version: '1.0.0' }).bytes,
  ),
];

/** Lines that exclude nothing: beside a wheel and an sdist in `dist`, where not said otherwise. */
function excluding(
  title: string,
  lines: readonly string[],
  expected: Outcome,
  more: readonly string[] = [],
): HostileFolder {
  return {
    title: `an exclusion ${title}`,
    packages: lines.length === 1 ? ['dist', ...lines] : lines,
    expected,
    build(put) {
      putBoth(put);
      for (const name of more) put(name, name.endsWith('.whl') ? wheel.bytes : 'x');
    },
  };
}

const onlyWheel: Outcome = { taken: [wheel.name] };
const EXCLUSIONS: readonly HostileFolder[] = [
  excluding('that names one file', [`!${dist(sdist.name)}`], onlyWheel),
  excluding('with a wildcard', ['!dist/*.tar.gz'], onlyWheel),
  excluding('of any folder', ['!**/*.tar.gz'], onlyWheel),
  excluding('by another path', ['!dist/../dist/./*.tar.gz'], onlyWheel),
  excluding('that names nothing', ['!dist/b-1.0.tar.gz'], unusable(/!dist\/b-1.0.tar.gz: matches no file/)),
  excluding(
    'that names nothing by a letter',
    ['!dist/a-1.0.tar.gx'],
    unusable(/matches no file.*it would exclude dist.a-1.0.tar.gz/),
  ),
  excluding(
    'in another case',
    ['!Dist/*.tar.gz'],
    process.platform === 'linux'
      ? unusable(/!Dist\/\*.tar.gz: is in no directory.*exclude dist.a-1.0.tar.gz/)
      : onlyWheel,
  ),
  excluding(
    'of an extension in another case',
    ['!dist/*.TAR.GZ'],
    process.platform === 'linux' ? unusable(/matches nothing.*dist.a-1.0.tar.gz/) : onlyWheel,
  ),
  excluding('with a letter too many', ['!dist/*.tar.gzz'], unusable(/matches nothing.*dist.a-1.0.tar.gz/)),
  excluding(
    'with backslashes',
    ['!dist\\*.tar.gz'],
    process.platform === 'win32' ? onlyWheel : unusable(/is in no directory.*dist.a-1.0.tar.gz/),
  ),
  excluding('without its folder', ['!*.tar.gz'], unusable(/is in no directory.*dist.a-1.0.tar.gz/)),
  excluding(
    'in the workspace of another machine',
    ['!/home/runner/work/demo/demo/dist/*.tar.gz'],
    unusable(/is in no directory.*dist.a-1.0.tar.gz/),
  ),
  excluding('on another drive', ['!c:\\demo\\dist\\*.tar.gz'], unusable(/is in no directory/)),
  excluding('in a folder that nothing is read from', ['!other/*.tar.gz'], unusable(/is in no directory/), [
    'other/b-1.0.tar.gz',
  ]),
  excluding('of a file that nobody reads', ['!other/b-1.0.tar.gz'], unusable(/matches no file that/), [
    'other/b-1.0.tar.gz',
  ]),
  excluding(
    'that names nothing, and another',
    ['dist', '!x', '!dist/*.zip', '!y'],
    unusable(/- !x: matches no file[^]*- !y: matches no file/),
  ),
  excluding('of what is not there today', ['!dist/*.zip'], {
    taken: both,
    noticed: [/^idle: !dist\/\*.zip$/m],
  }),
  excluding('of alternatives that are not there today', ['!{out,dist}/docs.zip'], {
    taken: both,
    noticed: [/^idle: !\{out,dist\}\/docs.zip$/m],
  }),
  excluding('of another version', ['!dist/a-2.0*'], { taken: both, noticed: [/idle: !dist\/a-2.0/] }),
  excluding('of a part of a name', ['!dist/*rc*'], { taken: both, noticed: [/idle: !dist\/\*rc/] }),
  excluding(
    'of packages that are not there today',
    ['packages/*/dist', '!packages/internal-*/dist'],
    { taken: [wheel.name], noticed: [/idle: !packages\/internal/] },
    [`packages/a/dist/${wheel.name}`],
  ),
  excluding(
    'of packages by a name that misses one',
    ['packages/*/dist', '!packages/internl-*/dist/*'],
    unusable(/packages.internal-a.dist.a-1.0-py3-none-any.whl/),
    [`packages/internal-a/dist/${wheel.name}`],
  ),
  excluding(
    'of a folder that distributions lie deep in',
    ['packages/*/dist', '!packages/internal-*'],
    { taken: [wheel.name] },
    [`packages/a/dist/${wheel.name}`, 'packages/internal-a/dist/b-1.0-py3-none-any.whl'],
  ),
  excluding(
    'of folders by a name that misses one',
    ['packages/*/dist', '!packages/internl-*/dist'],
    unusable(/packages.internal-a.dist.a-1.0-py3-none-any.whl/),
    [`packages/internal-a/dist/${wheel.name}`],
  ),
  ...[
    ['with a comment', '!dist/*.tar.gz # no sdist'],
    ['of two patterns in one line', '!dist/*.tar.gz dist/*.zip'],
    ['of two patterns with a comma', '!dist/*.zip,!dist/*.tar.gz'],
    ['in quotes', '!dist/"*.tar.gz"'],
    ['in the braces of one', '!dist/*.{tar.gz}'],
    ['in parentheses', '!dist/*.(tar.gz)'],
  ].map(([title = '', line = '']) =>
    excluding(title, [line], unusable(/: (?:matches nothing|is in no).*would exclude dist.a-1.0/)),
  ),
  excluding(
    'that a shell escapes',
    ['!dist/\\*.tar.gz'],
    process.platform === 'win32' ? onlyWheel : unusable(/matches nothing/),
  ),
  ...[
    '!${{ github.workspace }}/dist/*.tar.gz',
    '!$GITHUB_WORKSPACE/dist/*.tar.gz',
    '!~/dist/*.tar.gz',
    '!/__w/demo/demo/dist/*.tar.gz',
    '!D:\\a\\demo\\demo\\dist\\*.tar.gz',
    '!\\\\?\\C:\\demo\\dist\\*.tar.gz',
    '!!dist/*.tar.gz',
    '!/dist/*.tar.gz',
    '!../dist/*.tar.gz',
  ].map((line) => excluding(`as ${line}`, [line], unusable(/is in no directory.*dist.a-1.0.tar.gz/))),
  ...[
    '! dist/*.tar.gz',
    '!./dist//*.tar.gz',
    '!dist/**/*.tar.gz',
    '!dist/*.{tar.gz,zip}',
    '!dist/[ab]-1.0.tar.gz',
  ].map((line) => excluding(`as ${line}`, [line], onlyWheel)),
  excluding('of what would be left alone anyway', ['dist/*.whl', '!dist/*.tar.gz'], onlyWheel),
  excluding('of other files', ['!dist/*.txt'], { taken: both }, [dist('notes.txt')]),
  excluding('of a folder beside them', ['!dist/more'], { taken: both }, [dist('more/x')]),
  excluding('of a folder that a glob passes through', ['**/*.whl', '!build'], onlyWheel, ['build/x']),
  excluding('of nothing where nothing is', ['other', '!dist/*.zip'], nothing(/'other' does not exist/)),
  {
    title: 'an exclusion by a link to the folder',
    packages: ['dist', '!linked/*.tar.gz'],
    expected: onlyWheel,
    build(put, workspace) {
      putBoth(put);
      makeLink(join(workspace, 'dist'), join(workspace, 'linked'));
    },
  },
  {
    title: 'an exclusion of a link to the folder',
    packages: ['dist', '!linked'],
    expected: nothing(/all of them are excluded: a-1.0/),
    build(put, workspace) {
      putBoth(put);
      makeLink(join(workspace, 'dist'), join(workspace, 'linked'));
    },
  },
  {
    title: 'one file by two paths of its folder',
    packages: ['linked', 'dist'],
    expected: { taken: both },
    build(put, workspace) {
      putBoth(put);
      makeLink(join(workspace, 'dist'), join(workspace, 'linked'));
    },
  },
];

const LINES: readonly HostileFolder[] = [
  {
    title: 'a line that matches nothing while another matches',
    packages: ['dist', 'dist-extra', 'dist-extra/one.whl', 'dist-empty', 'other/*.whl'],
    expected: {
      taken: [wheel.name],
      noticed: [
        /dist-extra: does not exist \(a line of packages-dir\)/,
        /"dist-extra\/one.whl": does not exist/,
        /dist-empty: is empty \(a line of packages-dir\)/,
        /"other\/\*.whl": pattern matched no files/,
      ],
    },
    build(put, workspace) {
      put(dist(wheel.name), wheel.bytes);
      mkdirSync(join(workspace, 'dist-empty'));
    },
  },
  {
    title: 'a folder whose name is a glob',
    packages: ['dist[1]'],
    expected: { taken: [wheel.name] },
    build: (put) => put(join('dist[1]', wheel.name), wheel.bytes),
  },
  {
    title: 'more alternatives than anyone means',
    packages: [`dist/${'{a,b}'.repeat(40)}`],
    expected: unusable(/more than 1,000 alternatives in braces/),
    build: (put) => putBoth(put),
  },
  {
    title: 'a glob that ends nowhere',
    packages: ['**/[', 'dist/{a', '?'],
    expected: nothing(/No wheel/),
    build: (put) => put(dist(wheel.name), wheel.bytes),
  },
  {
    title: 'everything excluded',
    packages: ['dist', '!dist/*'],
    expected: nothing(/No wheel.*all of them are excluded: a-1.0-py3-none-any.whl/),
    build: (put) => put(dist(wheel.name), wheel.bytes),
  },
  {
    title: 'only exclusions',
    packages: ['!dist/*'],
    expected: nothing(/only exclusions/),
    build: (put) => put(dist(wheel.name), wheel.bytes),
  },
  {
    title: 'the same file by several lines',
    packages: ['dist', './dist/', 'dist/*.whl', dist(wheel.name)],
    expected: { taken: [wheel.name] },
    build: (put) => put(dist(wheel.name), wheel.bytes),
  },
  {
    title: 'an excluded distribution whose attestation stays',
    packages: ['dist', `!${dist(sdist.name)}`],
    expected: { taken: [wheel.name] },
    build(put) {
      for (const file of [wheel, sdist]) put(dist(file.name), file.bytes);
      put(dist(`${sdist.name}.publish.attestation`), '{}');
    },
  },
];

/** Things that are no files, names that are none, and lines that select oddly; archives are in hostile-archives.ts. */
export const HOSTILE_FOLDERS: readonly HostileFolder[] = [...THINGS, ...NAMES, ...LINES, ...EXCLUSIONS];

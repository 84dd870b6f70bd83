// Paths as people write them on Windows, in packages-dir and attestations-dir. Elsewhere a backslash is part of a name, and case counts.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, toNamespacedPath } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { discover } from '../../../src/distributions/discover.ts';
import { ActionError } from '../../../src/errors.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import { openAttestationsDirectory } from '../../../src/stages/attestations-directory.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';

const WINDOWS = process.platform === 'win32';
const [WHEEL, SDIST] = ['demo-1.0-py3-none-any.whl', 'demo-1.0.tar.gz'];
const BOTH = `${WHEEL} ${SDIST}`;

let workspace: string;
let files: ReturnType<typeof createFiles>;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'windows-paths-'));
  files = createFiles({ workspace, privateDirectory: join(workspace, '.private') });
  for (const name of [WHEEL, SDIST]) await put(`dist/${name}`);
});

afterEach(async () => {
  await files.dispose();
  await rm(toNamespacedPath(workspace), { recursive: true });
});

async function put(path: string): Promise<void> {
  const target = toNamespacedPath(join(workspace, path));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, '');
}

/** Names that were found, then lines that name nothing; or why the lines are refused. */
async function outcome(...packages: readonly string[]): Promise<string> {
  try {
    const { candidates, unmatched } = await discover(packages, files);
    const lines = unmatched.map(({ line, reason }) => `; ${line} ${reason}`);
    return `${candidates.map(({ entry }) => entry.name).join(' ')}${lines.join('')}`;
  } catch (error) {
    return error instanceof ActionError
      ? `${error.code}: ${error.message} ${error.hint}`
      : `BUG: ${String(error)}`;
  }
}

/** With the case of each letter changed: the drive's too. */
function otherCase(path: string): string {
  return path.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

describe('a line of packages-dir', () => {
  it.each<[string, () => readonly string[], string, string]>([
    ['with backslashes', () => ['.\\dist'], BOTH, 'NO_DISTRIBUTIONS'],
    ['with a backslash at its end', () => ['dist\\'], BOTH, 'NO_DISTRIBUTIONS'],
    ['with both kinds of slashes', () => ['dist\\../dist\\*.whl'], WHEEL, 'NO_DISTRIBUTIONS'],
    ['of a drive', () => [join(workspace, 'dist')], BOTH, BOTH],
    ['of a drive, with wildcards', () => [join(workspace, 'd*', '*.whl')], WHEEL, WHEEL],
    ['of a drive, with slashes', () => [`${workspace.replaceAll('\\', '/')}/dist/*.tar.gz`], SDIST, SDIST],
    ['in another case', () => ['DIST'], BOTH, 'NO_DISTRIBUTIONS'],
    ['in another case, of a file', () => [`Dist/${WHEEL.toUpperCase()}`], WHEEL, 'NO_DISTRIBUTIONS'],
    ['that repeats another in another case', () => ['dist', 'DIST'], BOTH, `${BOTH}; DIST`],
    [
      'that repeats another by its drive in another case',
      () => ['dist', otherCase(join(workspace, 'dist'))],
      BOTH,
      `${BOTH}; `,
    ],
    ['without limit of length', () => [toNamespacedPath(join(workspace, 'dist'))], BOTH, BOTH],
    [
      'without limit of length, with wildcards',
      () => [join(toNamespacedPath(join(workspace, 'dist')), '*.whl')],
      WHEEL,
      WHEEL,
    ],
  ])('%s', async (_, lines, onWindows, elsewhere) => {
    const found = await outcome(...lines());
    expect(WINDOWS ? found : found.slice(0, elsewhere.length)).toBe(WINDOWS ? onWindows : elsewhere);
  });

  it.each([
    'Q:\\dist',
    'Q:\\dist\\*.whl',
    '\\\\no-such-server\\share\\dist',
    '\\\\no-such-server\\share\\dist\\*.whl',
    '\\\\?\\Q:\\dist',
    'NUL',
    'CON\\*.whl',
    'aux',
    'dist\\a:b',
    'dist\\<x>|"',
    'dist\\nothing.',
    'dist/nothing ',
  ])('that names nothing is one that does not exist, whatever is in it: %s', async (line) => {
    const given = line.trim();
    const reason = line.includes('*')
      ? 'pattern matched no files'
      : 'does not exist (a line of packages-dir)';
    expect(await outcome('dist', line)).toBe(`${BOTH}; ${given} ${reason}`);
    expect(await outcome(line)).toMatch(/^NO_DISTRIBUTIONS: /);
  });

  it.each<[string, string]>([
    ['!dist\\*.tar.gz', WHEEL],
    ['!DIST\\*.TAR.GZ', WHEEL],
    ['!.\\Dist\\DEMO-1.0.tar.gz', WHEEL],
  ])('excludes in any case, and with backslashes: %s', async (line, onWindows) => {
    const found = await outcome('dist', line);
    const refused = expect.stringMatching(/^INPUT_INVALID: [^]*would exclude dist\/demo-1\.0/);
    expect(found).toEqual(WINDOWS ? onWindows : refused);
  });

  it('excludes by a drive', async () => {
    expect(await outcome('dist', `!${join(workspace, 'dist', '*.tar.gz')}`)).toBe(WHEEL);
    expect(await outcome('dist', `!${join(workspace, 'dist', SDIST)}`)).toBe(WHEEL);
    const excluded = await outcome('dist', `!${otherCase(join(workspace, 'dist', SDIST))}`);
    expect(excluded).toMatch(WINDOWS ? /^demo-1\.0-py3-none-any\.whl$/ : /^INPUT_INVALID: /);
  });

  it('that names nothing says what lies where it looked, by a drive too', async () => {
    await put('out/readme.txt');
    for (const line of ['out/*.whl', join('out', '*.whl'), join(workspace, 'out', '*.whl')]) {
      const folder = line.slice(0, -'/*.whl'.length);
      expect(await outcome(line)).toContain(`'${line}' matches no files: '${folder}' contains readme.txt`);
    }
    const missing = join(workspace, 'nowhere', '*.whl');
    expect(await outcome(missing)).toContain(`since '${join(workspace, 'nowhere')}' does not exist`);
  });

  it('names folders below in a line that can be used', async () => {
    await put('artifacts/linux/demo-1.0-cp313-cp313-linux_x86_64.whl');
    for (const line of ['artifacts', join(workspace, 'artifacts')]) {
      const said = await outcome(line);
      expect(said).toContain(`Set \`packages-dir: ${line}/*\``);
      expect(await outcome(`${line}/*`)).toBe('demo-1.0-cp313-cp313-linux_x86_64.whl');
    }
  });

  it('warns of folders below by a line that can be used', async () => {
    await put('dist/linux/demo-1.0-cp313-cp313-linux_x86_64.whl');
    for (const line of ['dist', join(workspace, 'dist'), ...(WINDOWS ? ['.\\dist\\', 'DIST'] : [])]) {
      const { unsearched } = await discover([line], files);
      const [, better = ''] = /change the line `.*` of packages-dir to `(.*?)`/.exec(
        unsearched.map(({ message }) => message).join(),
      ) ?? [''];
      expect(better).toMatch(/[/\\]\*$/);
      expect(await outcome(line, better)).toBe(`${BOTH} demo-1.0-cp313-cp313-linux_x86_64.whl`);
    }
  });

  it('may be longer than Windows’ limit', async () => {
    const folder = join('deep', ...Array.from({ length: 6 }, () => 'x'.repeat(50)));
    await put(join(folder, WHEEL));
    expect(join(workspace, folder, WHEEL).length).toBeGreaterThan(260);
    expect(await outcome(folder)).toBe(WHEEL);
    expect(await outcome(join('deep', '**', '*.whl'))).toBe(WHEEL);
    const content = await files.open(join(folder, WHEEL));
    expect(content.size).toBe(0);
    await content.close();
  });
});

describe('attestations-dir', () => {
  async function opened(attestationsDirectory: string): Promise<string> {
    const { runner } = indexPlatform();
    try {
      return await openAttestationsDirectory({ attestationsDirectory }, [{ name: WHEEL }], { files, runner });
    } catch (error) {
      return error instanceof ActionError ? `${error.code}: ${error.message}` : `BUG: ${String(error)}`;
    }
  }

  it.each([
    ['with slashes', 'out/attestations', ['out', 'attestations']],
    ['with backslashes', 'out\\attestations', WINDOWS ? ['out', 'attestations'] : ['out\\attestations']],
    ['with a slash at its end', 'out/', ['out']],
    ['with folders above', 'dist/../out', ['out']],
  ])('%s', async (_, line, path) => {
    expect(await opened(line)).toBe(join(workspace, ...path));
    expect(await readdir(join(workspace, ...path))).toEqual([]);
  });

  it('of a drive, without limit of length, and longer than the limit', async () => {
    const long = join('out', ...Array.from({ length: 6 }, () => 'x'.repeat(50)));
    for (const path of [join(workspace, 'out'), toNamespacedPath(join(workspace, 'out')), long]) {
      const directory = await opened(path);
      expect(directory).toBe(resolve(workspace, path));
      await files.writeAtomically(`${directory}/${WHEEL}.publish.attestation`, '{}');
      const read = await files.readSmall(`${directory}/${WHEEL}.publish.attestation`, 10);
      expect(read?.toString()).toBe('{}');
    }
  });

  it.each(['Q:\\out', '\\\\no-such-server\\share\\out', 'out\\<x>|"'])(
    'that cannot be is refused before anything is signed: %s',
    async (line) => {
      const said = await opened(line);
      // Elsewhere these are names like others.
      const refused = expect.stringMatching(/^INPUT_INVALID: attestations-dir: .* can't be written to: /);
      expect(said).toEqual(WINDOWS ? refused : join(workspace, line));
    },
  );

  it.each(['NUL', 'con\\out', 'aux.txt', 'out\\a:b'])(
    'of a name that Windows may keep to itself is refused, or keeps what is written: %s',
    async (line) => {
      const said = await opened(line);
      if (WINDOWS && said.startsWith('INPUT_INVALID: ')) return;
      expect(said).toBe(resolve(workspace, line));
      await files.writeAtomically(`${said}/${WHEEL}.publish.attestation`, '{}');
      expect((await files.list(said))?.map(({ name }) => name)).toEqual([`${WHEEL}.publish.attestation`]);
    },
  );

  it.each(['out.', 'out. .', 'out\\in.'])(
    'with dots and spaces at its end is one folder: %s',
    async (line) => {
      const directory = await opened(line);
      expect(directory).toBe(resolve(workspace, line));
      await files.writeAtomically(`${directory}/${WHEEL}.publish.attestation`, '{}');
      expect(await files.list(directory)).toHaveLength(1);
      expect((await files.halves(directory, [WHEEL])).length).toBe(0);
    },
  );
});

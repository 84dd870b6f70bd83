import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileContent } from '../../../src/platform/files.ts';
import { holdFile } from '../../support/hold-file.ts';
import { where, makeLink, MAKES_LINKS, REPLACES_OPEN_FILES } from '../../support/system.ts';
import { createFiles } from '../../../src/platform/local-files.ts';

const POSIX = process.platform !== 'win32';
let folder: string;
let files: ReturnType<typeof createFiles>;
const path = (...names: string[]): string => join(folder, 'workspace', ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
  mkdirSync(path('dist'), { recursive: true });
  mkdirSync(join(folder, 'private'));
  files = createFiles({ workspace: path(), privateDirectory: join(folder, 'private') });
});

afterEach(async () => {
  await files.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function bytesOf(content: FileContent): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function found(pattern: string): Promise<[string, string][]> {
  return (await files.glob(pattern)).map((entry) => [entry.path, entry.kind]);
}

/** Permission bits; Windows has none. */
function modeOf(target: string): number | undefined {
  return POSIX ? statSync(target).mode & 0o777 : undefined;
}

describe('a file that a virus scanner has for itself', () => {
  it('is read, and its like written, once the scanner lets it go', async () => {
    const target = path('dist', 'a.whl');
    writeFileSync(target, 'a');
    const slept: number[] = [];
    let release = holdFile(target);
    const sleep = async (milliseconds: number): Promise<void> => {
      slept.push(milliseconds);
      release();
    };
    const patient = createFiles({
      workspace: path(),
      privateDirectory: join(folder, 'private'),
      clock: { sleep },
    });
    expect(await patient.readSmall('dist/a.whl', 10)).toEqual(Buffer.from('a'));
    release = holdFile(target);
    const content = await patient.open('dist/a.whl');
    expect(await bytesOf(content)).toEqual(Buffer.from('a'));
    await content.close();
    release = holdFile(target);
    await patient.writeAtomically('dist/a.whl', 'b');
    release = holdFile(target);
    await patient.remove('dist/a.whl');
    expect(existsSync(target)).toBe(false);
    // Elsewhere a file that is open is in nobody's way.
    expect(slept).toHaveLength(POSIX ? 0 : 4);
  });
});

describe('listing', () => {
  it('gives entries by lstat, sorted by name, from a path in the workspace', async () => {
    for (const name of ['b.whl', 'a.whl', '.hidden']) writeFileSync(path('dist', name), '');
    mkdirSync(path('dist', 'folder.whl'));
    if (MAKES_LINKS) makeLink('a.whl', path('dist', 'link.whl'));
    const entries = await files.list('dist');
    expect(entries?.map((entry) => [entry.name, entry.kind])).toEqual([
      ['.hidden', 'file'],
      ['a.whl', 'file'],
      ['b.whl', 'file'],
      ['folder.whl', 'directory'],
      ...(MAKES_LINKS ? [['link.whl', 'other']] : []),
    ]);
    expect(entries?.[1]?.path).toBe(path('dist', 'a.whl'));
  });

  it('gives nothing where there is no folder', async () => {
    writeFileSync(path('file'), '');
    expect(await files.list('absent')).toBeUndefined();
    expect(await files.list('file')).toBeUndefined();
  });
});

describe('a glob', () => {
  it('finds files and folders of the workspace, sorted, each once', async () => {
    for (const name of ['b', 'a']) {
      mkdirSync(path('dist', name));
      writeFileSync(path('dist', name, `${name}.whl`), '');
    }
    if (MAKES_LINKS) makeLink('a', path('dist', 'link'));
    expect(await found('dist/*/[ab].whl')).toEqual(
      expect.arrayContaining([
        [path('dist', 'a', 'a.whl'), 'file'],
        [path('dist', 'b', 'b.whl'), 'file'],
      ]),
    );
    expect(await found('**/?.whl')).toContainEqual([path('dist', 'b', 'b.whl'), 'file']);
    expect(await found('dist/*')).toEqual([
      [path('dist', 'a'), 'directory'],
      [path('dist', 'b'), 'directory'],
      ...(MAKES_LINKS ? [[path('dist', 'link'), 'other']] : []),
    ]);
    expect(await found('absent/*')).toEqual([]);
  });

  it('finds them by absolute paths, through folders above, and behind several `**`', async () => {
    mkdirSync(path('dist', 'a', 'dist', 'a'), { recursive: true });
    writeFileSync(path('dist', 'a', 'dist', 'a', 'x.whl'), '');
    const only = [[path('dist', 'a', 'dist', 'a', 'x.whl'), 'file']];
    expect(await found(path('**', '*.whl'))).toEqual(only);
    expect(await found('dist/../dist/./**/a/**/a/*.{whl,tar.gz}')).toEqual(only);
    expect(await found('**/dist/**/')).toHaveLength(4);
    expect(await found('dist/**/a/x.whl')).toEqual(only);
  });
});

describe('an open file', () => {
  it('is read in pieces and as a whole', async () => {
    const bytes = Buffer.alloc(600_000, 'wheel');
    writeFileSync(path('dist', 'a.whl'), bytes);
    const content = await files.open('dist/a.whl');
    expect(content.size).toBe(600_000);
    expect(await content.read(5, 5)).toEqual(Buffer.from('wheel'));
    expect(await content.read(599_998, 10)).toHaveLength(2);
    expect(await content.read(700_000, 10)).toHaveLength(0);
    expect((await bytesOf(content)).equals(bytes)).toBe(true);
    await content.close();
    await expect(content.read(0, 1)).rejects.toThrow('after it was closed');
  });

  it('may be empty', async () => {
    writeFileSync(path('empty'), '');
    expect(await bytesOf(await files.open('empty'))).toHaveLength(0);
  });

  it(
    'stays the same file though another one takes its name',
    where(REPLACES_OPEN_FILES, async () => {
      writeFileSync(path('a.whl'), 'first');
      const content = await files.open('a.whl');
      writeFileSync(path('other'), 'other');
      renameSync(path('other'), path('a.whl'));
      expect((await bytesOf(content)).toString()).toBe('first');
    }),
  );

  it('that was written to is an error', async () => {
    writeFileSync(path('a.whl'), 'first');
    const content = await files.open('a.whl');
    appendFileSync(path('a.whl'), 'more');
    await expect(bytesOf(content)).rejects.toThrow('was changed');
    await expect(content.read(0, 3)).rejects.toThrow('was changed');
  });

  it('that changes while it is streamed is an error before its last bytes are out', async () => {
    writeFileSync(path('a.whl'), Buffer.alloc(600_000));
    const content = await files.open('a.whl');
    let streamed = 0;
    const stream = async (): Promise<void> => {
      for await (const chunk of content.chunks()) {
        streamed += chunk.length;
        appendFileSync(path('a.whl'), 'x');
      }
    };
    await expect(stream()).rejects.toThrow('was changed');
    expect(streamed).toBeLessThan(600_000);
  });

  it('streamed for one look passes by in two buffers, whole and in order', async () => {
    const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => (at * 7919) >> 8));
    writeFileSync(path('a.whl'), bytes);
    const content = await files.open('a.whl');
    const digest = createHash('sha256');
    const memory = new Set<ArrayBufferLike>();
    for await (const chunk of content.chunks('passing')) {
      digest.update(chunk);
      memory.add(chunk.buffer);
    }
    expect(digest.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(memory.size).toBe(2);
    expect((await bytesOf(content)).equals(bytes)).toBe(true);
  });

  it('that nobody reads to its end can be closed at once', async () => {
    writeFileSync(path('a.whl'), Buffer.alloc(600_000));
    const content = await files.open('a.whl');
    for await (const chunk of content.chunks()) {
      expect(chunk).toHaveLength(160 * 1024);
      break;
    }
    await content.close();
    await expect(bytesOf(content)).rejects.toThrow('after it was closed');
  });

  it('beyond 256 others is opened anew, and must be what it was', async () => {
    for (let number = 0; number < 258; number += 1) {
      writeFileSync(path('dist', `${number}.whl`), `wheel ${number}`);
      await files.open(`dist/${number}.whl`);
    }
    writeFileSync(path('last'), 'last');
    const content = await files.open('last');
    expect((await bytesOf(content)).toString()).toBe('last');
    writeFileSync(path('other'), 'tsal');
    renameSync(path('other'), path('last'));
    await expect(bytesOf(content)).rejects.toThrow('was changed');
  });

  const links: [string, () => unknown][] = [
    ...(MAKES_LINKS
      ? [['a symbolic link', () => makeLink('/etc/hostname', path('odd'))] as [string, () => unknown]]
      : []),
    ['a folder', () => mkdirSync(path('odd'))],
    ...(POSIX ? [['a pipe', () => execFileSync('mkfifo', [path('odd')])] as [string, () => unknown]] : []),
  ];
  it.each(links)('is never %s', async (kind, make) => {
    make();
    await expect(files.open('odd')).rejects.toThrow(`is ${kind}, not a regular file`);
    await expect(files.readSmall('odd', 10)).rejects.toThrow(`is ${kind}`);
  });
});

describe('a small file', () => {
  it('is read whole, is absent, or is too large', async () => {
    writeFileSync(path('small'), 'small');
    expect((await files.readSmall('small', 5))?.toString()).toBe('small');
    expect(await files.readSmall('absent', 5)).toBeUndefined();
    await expect(files.readSmall('small', 4)).rejects.toThrow('has 5 bytes, more than the 4');
  });
});

describe('writing', () => {
  it('is all or nothing, for this user alone, and leaves nothing else behind', async () => {
    const target = join(folder, 'new', 'a.json');
    await files.writeAtomically(target, 'first');
    await files.writeAtomically(target, Buffer.from('second'));
    expect(readFileSync(target, 'utf8')).toBe('second');
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.json']);
    expect(modeOf(target)).toBe(POSIX ? 0o600 : undefined);
    expect(modeOf(join(folder, 'new'))).toBe(POSIX ? 0o700 : undefined);
    mkdirSync(path('taken'));
    await expect(files.writeAtomically('taken', 'x')).rejects.toThrow('taken');
    expect(readdirSync(path())).toEqual(['dist', 'taken']);
  });

  it('tells what kept it from making the folder', async () => {
    writeFileSync(path('file'), 'no folder');
    await expect(files.writeAtomically(join('file', 'deep', 'a'), 'x')).rejects.toMatchObject({
      syscall: 'mkdir',
    });
  });

  it('makes the folders above, and keeps those that exist', async () => {
    mkdirSync(path('open'), { mode: 0o755 });
    await Promise.all(['a', 'b'].map((name) => files.writeAtomically(join('open', 'deep', 'er', name), 'x')));
    expect(readdirSync(path('open', 'deep', 'er'))).toEqual(['a', 'b']);
    expect(
      ['open', join('open', 'deep'), join('open', 'deep', 'er')].map((name) => modeOf(path(name))),
    ).toEqual(POSIX ? [0o755, 0o700, 0o700] : [undefined, undefined, undefined]);
  });

  // In a process of its own, which can be ended where it never answers.
  it.each([['/proc/x'], ['/proc/x/y'], ['/proc/self/fd/x'], ['/proc/self/x/y/z']])(
    'fails in the system’s words where it makes no folder: %s',
    (directory) =>
      where(existsSync('/proc/self'), async () => {
        const module = new URL('../../../src/platform/local-files.ts', import.meta.url).href;
        const script = `const { createFiles } = await import(${JSON.stringify(module)});
          const files = createFiles({ workspace: '/', privateDirectory: ${JSON.stringify(path('private'))} });
          const target = ${JSON.stringify(`${directory}/a`)};
          await files.writeAtomically(target, 'x').catch((error) => console.log(error.message));`;
        const { stdout } = await promisify(execFile)(
          process.execPath,
          ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
          { timeout: 20_000, killSignal: 'SIGKILL' },
        );
        expect(stdout).toMatch(/^ENOENT: no such file or directory, mkdir '.*[/\\]proc[/\\]/);
      })(),
    30_000,
  );

  it(
    'replaces a link, not what it points to',
    where(MAKES_LINKS, async () => {
      writeFileSync(path('victim'), 'untouched');
      makeLink('victim', path('a.json'));
      await files.writeAtomically('a.json', 'ours');
      expect(readFileSync(path('victim'), 'utf8')).toBe('untouched');
    }),
  );

  it('is undone by removing, twice if need be', async () => {
    await files.writeAtomically('a.json', 'x');
    await files.remove('a.json');
    await files.remove('a.json');
    expect(existsSync(path('a.json'))).toBe(false);
  });
});

it('leaves no private folder behind', async () => {
  await files.writeAtomically(join(files.privateDirectory, 'deep', 'a'), 'x');
  await files.dispose();
  expect(existsSync(files.privateDirectory)).toBe(false);
});

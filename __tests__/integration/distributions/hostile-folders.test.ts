import { appendFile, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readDistributions } from '../../../src/distributions/read.ts';
import type { ReadDistributions } from '../../../src/distributions/read.ts';
import { ActionError } from '../../../src/errors.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import { HOSTILE_ARCHIVES } from '../../testbed/hostile-archives.ts';
import { HOSTILE_FOLDERS, buildFolder, wheel } from '../../testbed/hostile-folders.ts';
import { canMake, where, REPLACES_OPEN_FILES } from '../../support/system.ts';
import { readForUpload } from '../../support/read-for-upload.ts';
import type { HostileFolder } from '../../testbed/hostile-folders.ts';

// Some have hundreds of megabytes.
const DEADLINE = 60_000;
let workspace: string;
let files: ReturnType<typeof createFiles>;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'hostile-'));
  files = createFiles({ workspace, privateDirectory: join(workspace, '.private') });
});

afterEach(async () => {
  await files.dispose();
  await rm(workspace, { recursive: true });
});

function read(packages: readonly string[] = ['dist']): Promise<ReadDistributions> {
  return readForUpload(
    { packages, index: { kind: 'pypi', title: 'PyPI' }, verifyMetadata: true, expectedHashes: undefined },
    files,
  );
}

/** The error's code, or the names that were read; and all that was said with it. */
async function outcome(packages: readonly string[] | undefined): Promise<{ verdict: string; said: string }> {
  try {
    const { distributions, warnings, ignored, idleExclusions } = await read(packages);
    const said = [
      ...warnings.map(({ name, message }) => `${name}: ${message}`),
      ...ignored.map(({ name, reason }) => `${name}: ${reason}`),
      ...idleExclusions.map((line) => `idle: ${line}`),
    ];
    return { verdict: distributions.map(({ name }) => name).join(' '), said: said.join('\n') };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return { verdict: error.code, said: `${error.message}\n${error.hint}` };
  }
}

async function expectOutcome({ packages, expected }: HostileFolder): Promise<void> {
  const { verdict, said } = await outcome(packages);
  expect(verdict).toBe('code' in expected ? expected.code : expected.taken.join(' '));
  const phrases = 'code' in expected ? expected.said : (expected.noticed ?? [/^$/]);
  for (const phrase of phrases) expect(said).toMatch(phrase);
}

describe.each([
  ['folders', HOSTILE_FOLDERS],
  ['archives', HOSTILE_ARCHIVES],
])('hostile %s', (_, folders) => {
  it.each(folders.map((folder): [string, HostileFolder] => [folder.title, folder]))(
    '%s',
    async (__, folder) => {
      const asExpected = async (): Promise<void> => {
        buildFolder(folder, workspace);
        await expectOutcome(folder);
      };
      const can = process.platform === 'linux' || canMake((elsewhere) => buildFolder(folder, elsewhere));
      await expect(where(can, asExpected)()).resolves.toBeUndefined();
    },
    DEADLINE,
  );
});

describe('a file that is changed after it was read', () => {
  const path = (): string => join(workspace, 'dist', wheel.name);

  async function sent(): Promise<Buffer> {
    const { distributions } = await read();
    const chunks: Buffer[] = [];
    for await (const chunk of distributions[0]?.content.chunks() ?? []) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  it.each<[string, () => Promise<void>]>([
    ['grows', () => appendFile(path(), 'x')],
    ['is written anew in place', () => writeFile(path(), Buffer.from(wheel.bytes).fill(0, 10, 20))],
    ['is emptied', () => writeFile(path(), '')],
  ])('is not handed out where it %s', async (__, change) => {
    buildFolder(
      { title: '', expected: { taken: [] }, build: (put) => put(join('dist', wheel.name), wheel.bytes) },
      workspace,
    );
    expect(await sent()).toEqual(wheel.bytes);
    await utimes(path(), 1, 1);
    const { distributions } = await read();
    await change();
    const reading = async (): Promise<void> => {
      for await (const chunk of distributions[0]?.content.chunks() ?? []) expect(chunk).toBeDefined();
    };
    await expect(reading()).rejects.toThrow(/changed/);
  });

  it(
    'stays the file that was opened where another takes its place',
    where(REPLACES_OPEN_FILES, async () => {
      buildFolder(
        { title: '', expected: { taken: [] }, build: (put) => put(join('dist', wheel.name), wheel.bytes) },
        workspace,
      );
      const { distributions } = await read();
      await writeFile(join(workspace, 'other'), 'other');
      await rename(join(workspace, 'other'), path());
      expect(await readFile(path(), 'utf8')).toBe('other');
      const bytes = await distributions[0]?.content.read(0, wheel.bytes.length);
      expect(bytes).toEqual(wheel.bytes);
    }),
  );
});

describe('thousands of distributions', () => {
  it('are each opened once to be read, and are still readable to be sent', async () => {
    const opened: string[] = [];
    const counting = { ...files, open: (path: string) => (opened.push(path), files.open(path)) };
    const many = HOSTILE_ARCHIVES.find(({ title }) => title === 'many projects in one folder');
    if (many === undefined) throw new Error('no such folder');
    buildFolder(many, workspace);
    const request = {
      packages: ['dist'],
      index: { kind: 'pypi', title: 'PyPI' },
      verifyMetadata: true,
      expectedHashes: undefined,
    } as const;
    const { distributions } = await readDistributions(request, counting);
    expect(opened).toHaveLength(300);
    const last = distributions.at(-1);
    expect((await last?.content.read(0, last.size))?.length).toBe(last?.size);
  });
});

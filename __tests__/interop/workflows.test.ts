// Workflows of this repository and of its documents, read by linters that others wrote, offline.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTION, AUDIT, samples } from './samples.ts';
import { home } from './stack.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLES = samples();

let scratch: string;
let folder: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wheelseal-lint-'));
  folder = join(scratch, '.github', 'workflows');
  await mkdir(folder, { recursive: true });
  for (const { place, text } of SAMPLES) await writeFile(join(folder, fileName(place)), pinned(text));
});
afterAll(async () => rm(scratch, { recursive: true, force: true }));

const fileName = (place: string): string => `${place.replaceAll(/[/:]/g, '-')}.yml`;
const pinned = (text: string): string =>
  text
    .replaceAll(ACTION, `octo/wheelseal@${'1f'.repeat(20)} # v1.0.0`)
    .replaceAll(AUDIT, `octo/wheelseal/audit@${'1f'.repeat(20)} # v1.0.0`);

/** What a linter says, which is nothing where all is well. */
async function lint(program: string, args: readonly string[]): Promise<string> {
  const options = { maxBuffer: 16 * 1024 * 1024 };
  return promisify(execFile)(program, [...args], options).then(
    () => '',
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  );
}

const actionlint = (files: readonly string[]): Promise<string> =>
  lint(join(home(), 'bin', 'actionlint'), ['-no-color', ...files]);
const zizmor = (...paths: readonly string[]): Promise<string> =>
  lint(join(home(), 'linters-venv', 'bin', 'zizmor'), [
    '--offline',
    '--no-progress',
    '--color=never',
    ...paths,
  ]);

async function ownWorkflows(): Promise<readonly string[]> {
  const own = join(ROOT, '.github', 'workflows');
  return (await readdir(own)).map((name) => join(own, name));
}

describe('samples', () => {
  it('are found', () => {
    expect(SAMPLES.length).toBeGreaterThanOrEqual(10);
    const documents = ['README.md', 'docs/concepts.md', 'docs/migrating.md', 'docs/self-hosted.md'];
    expect(SAMPLES.map(({ place }) => place.split(':')[0])).toEqual(expect.arrayContaining(documents));
  });

  it('pass actionlint', async () => {
    expect(await actionlint(SAMPLES.map(({ place }) => join(folder, fileName(place))))).toBe('');
  });

  it('pass zizmor', async () => {
    expect(await zizmor(scratch)).toBe('');
  });

  it('are looked at: a bad one fails both', async () => {
    const bad = join(scratch, 'bad', '.github', 'workflows');
    await mkdir(bad, { recursive: true });
    const text =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: octo/a@main\n      - run: echo ${{ github.head_ref }} ${{ nonsense.x }}\n';
    await writeFile(join(bad, 'bad.yml'), text);
    expect(await actionlint([join(bad, 'bad.yml')])).toContain('nonsense');
    expect(await zizmor(join(scratch, 'bad'))).toContain('unpinned-uses');
  });
});

describe("this repository's workflows", () => {
  it('pass actionlint', async () => {
    expect(await actionlint(await ownWorkflows())).toBe('');
  });

  it('pass zizmor, as do action.yml and the update settings', async () => {
    expect(await zizmor(join(ROOT, '.github'), join(ROOT, 'action.yml'))).toBe('');
  });
});

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const BUILD = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
let project: string;

/** A project with an older dist/. */
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'build-'));
  for (const folder of ['src', 'dist']) await mkdir(join(project, folder));
  await writeFile(join(project, 'package.json'), '{"name": "a", "version": "1.0.0", "license": "MIT"}');
  await writeFile(join(project, 'src', 'audit-index.ts'), 'export const audits: string = "new";');
  await writeFile(join(project, 'dist', 'old.mjs'), 'old');
});
afterEach(() => rm(project, { recursive: true }));

describe('a build', () => {
  it('replaces what was built before', async () => {
    await writeFile(join(project, 'src', 'index.ts'), 'export const built: string = "new";');
    await run(process.execPath, [BUILD], { cwd: project });
    const built = await readdir(join(project, 'dist'));
    expect(built).toEqual(expect.arrayContaining(['index.mjs', 'licenses.txt', 'main.mjs', 'sbom.cdx.json']));
    expect(built).not.toContain('old.mjs');
  });

  it.each([
    ['a package that is not there', 'import "no-such-package";'],
    ['a syntax error', 'export const ='],
  ])('that fails leaves it: %s', async (_, source) => {
    await writeFile(join(project, 'src', 'index.ts'), source);
    await expect(run(process.execPath, [BUILD], { cwd: project })).rejects.toThrow('Command failed');
    expect(await readFile(join(project, 'dist', 'old.mjs'), 'utf8')).toBe('old');
  });
});

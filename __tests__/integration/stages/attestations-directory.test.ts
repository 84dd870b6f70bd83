import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunner } from '../../../src/platform/actions-runner.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import {
  existingAttestationsDirectory,
  openAttestationsDirectory,
} from '../../../src/stages/attestations-directory.ts';

let folder: string;
let log: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelseal-test-'));
  log = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(attestationsDirectory?: string, name = 'demo-1.0.tar.gz'): Promise<string> {
  const files = createFiles({ workspace: folder, privateDirectory: join(folder, 'private') });
  const runner = createRunner({ RUNNER_TEMP: folder }, (text) => void log.push(text));
  return openAttestationsDirectory({ attestationsDirectory }, [{ name }, { name: 'x' }], { files, runner });
}

/** Where a plan would look. */
function lookIn(attestationsDirectory?: string): Promise<string> {
  const files = createFiles({ workspace: folder, privateDirectory: join(folder, 'private') });
  const runner = createRunner({ RUNNER_TEMP: folder }, (text) => void log.push(text));
  return existingAttestationsDirectory({ attestationsDirectory }, { files, runner });
}

const path = (name: string): string => join(folder, name);

describe('the folder of attestations', () => {
  it('is one in the runner’s temp folder, with nothing in it yet', async () => {
    expect(await open()).toBe(path('wheelseal-attestations'));
    expect(readdirSync(path('wheelseal-attestations'))).toEqual([]);
    expect(log).toEqual([]);
  });

  it('is the next one where another user left one that can’t be used, and later steps find the same', async () => {
    for (const name of ['wheelseal-attestations', 'wheelseal-attestations-2']) writeFileSync(path(name), '');
    const directory = path('wheelseal-attestations-3');
    expect(await open()).toBe(directory);
    expect(log.join('')).toMatch(
      /^::notice::Attestations are written to .*-3: .*wheelseal-attestations belongs to/,
    );
    expect(await open()).toBe(directory);
  });

  it('is the same for a plan, which makes none', async () => {
    expect(await lookIn()).toBe(path('wheelseal-attestations'));
    expect(await lookIn('given')).toBe(path('given'));
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path('wheelseal-attestations'), '');
    expect(await lookIn()).toBe(path('wheelseal-attestations'));
    const opened = await open();
    expect([opened, await lookIn()]).toEqual([path('wheelseal-attestations-2'), opened]);
    expect(readdirSync(opened)).toEqual([]);
  });

  it('is named where it was given and can’t be used', async () => {
    writeFileSync(path('given'), '');
    await expect(open('given')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining(`attestations-dir: ${path('given')} can't be written to`),
    });
    expect(await open('other')).toBe(path('other'));
  });

  it('takes names of 235 bytes, and names a longer one before anything is signed', async () => {
    mkdirSync(path('wheelseal-attestations'));
    await open(undefined, `${'n'.repeat(228)}.tar.gz`);
    const long = `${'n'.repeat(229)}.tar.gz`;
    await expect(open(undefined, long)).rejects.toMatchObject({
      code: 'DISTRIBUTION_INVALID',
      message: expect.stringContaining(`${long}: its name leaves no room`),
    });
    expect(readdirSync(path('wheelseal-attestations'))).toEqual([]);
  });
});

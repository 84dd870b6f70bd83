// Files that another program has open the moment they are made. On Windows nothing can be renamed or removed meanwhile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { makeSdist } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

jest.setTimeout(120_000);

const SCANNER = fileURLToPath(new URL('../testbed/virus-scanner.mjs', import.meta.url));
const COUNT = 100;

let testbed: Testbed;
let temporaryDirectory: string;

beforeEach(async () => {
  testbed = await startTestbed();
  temporaryDirectory = await mkdtemp(join(tmpdir(), 'wheelseal-scanned-'));
});
afterEach(async () => {
  await testbed.close();
  await removeRuns();
  await rm(temporaryDirectory, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts a scanner of a folder; what is returned ends it and tells how many files it opened. */
async function startScanner(folder: string, milliseconds: number): Promise<() => Promise<number>> {
  const scanner = spawn(process.execPath, [SCANNER, folder, String(milliseconds)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
  });
  const lines = createInterface({ input: scanner.stdout });
  await once(lines, 'line');
  return async () => {
    const last = once(lines, 'line');
    scanner.stdin.end();
    return Number((await last)[0]);
  };
}

it('100 files end in 100 attestations where every new file is open for 300 ms', async () => {
  const files = Object.fromEntries(
    Array.from({ length: COUNT }, (_, index) => makeSdist({ name: 'demo', version: `1.${index}` })).map(
      ({ name, bytes }) => [`dist/${name}`, bytes],
    ),
  );
  const end = await startScanner(temporaryDirectory, 300);
  const { environment, inputs } = testbed;
  const result = await runAction({
    files,
    environment,
    temporaryDirectory,
    inputs: { ...inputs, 'dry-run': 'sign' },
  });
  expect(await end()).toBeGreaterThan(COUNT);
  expect([result.exitCode, result.outputs['attested']]).toEqual([0, 'true']);
  expect(result.log).not.toContain('could not be');
  const left = await readdir(join(temporaryDirectory, 'wheelseal-attestations'));
  expect(left.filter((name) => name.endsWith('.publish.attestation'))).toHaveLength(COUNT);
  expect(left.filter((name) => name.startsWith('.'))).toEqual([]);
  expect(testbed.sigstore.rekor1.entries()).toBe(COUNT);
});

// What foresight adds to a plan: the forecast of provenance, the comparison with the last release and the search for secrets.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWheel } from '../testbed/make-distributions.ts';
import { startPackageIndex } from '../testbed/package-index/server.ts';
import { measureAction } from './measured-run.ts';
import { below, median, milliseconds, type Row } from './table.ts';

const RUNS = 5;
const FILES = 100;
const TOKEN = 'pypi-token-of-the-bench';

function release(version: string): Readonly<Record<string, Uint8Array>> {
  const wheels = Array.from({ length: FILES }, (_, build) => {
    const files = { 'demo/__init__.py': randomBytes(10_000).toString('base64') };
    return makeWheel({ name: 'demo', version, tags: `${build + 1}-py3-none-any`, files });
  });
  return Object.fromEntries(wheels.map(({ name, bytes }) => [`dist/${name}`, bytes]));
}

/** A plan of 100 wheels whose last release is on the index, with foresight and without. */
export async function measureForesight(): Promise<readonly Row[]> {
  const workspace = await mkdtemp(join(tmpdir(), 'wheelseal-bench-'));
  const index = await startPackageIndex({
    trustedRoot: () => ({}),
    verifyToken: () => Promise.reject(new Error('nobody sends an identity token')),
    publishers: [],
    apiTokens: { [TOKEN]: { user: '__token__' } },
  });
  const inputs = {
    'repository-url': index.uploadUrl,
    'index-kind': 'pypi',
    attestations: 'never',
    password: TOKEN,
  };
  const plan = async (more: Readonly<Record<string, string>>): Promise<number> => {
    const { result, ...seen } = await measureAction({
      workspace,
      files: now,
      inputs: { ...inputs, 'dry-run': 'plan', ...more },
    });
    if (result.outputs['result'] !== 'plan')
      throw new Error(`the run ended with ${result.outputs['result']}`);
    return seen.milliseconds;
  };
  const now = release('1.1');
  const [known, blind]: [number[], number[]] = [[], []];
  try {
    await measureAction({ inputs, files: release('1.0') });
    // In turn, so that what else the machine does falls on both.
    for (let run = 0; run < RUNS; run += 1) {
      blind.push(await plan({ 'release-diff': 'off', 'scan-secrets': 'false' }));
      known.push(await plan({}));
    }
  } finally {
    await index.close();
    await rm(workspace, { recursive: true, force: true });
  }
  const cost = median(known) - median(blind);
  const what = `plan of ${FILES} wheels beside their last release`;
  return [
    { what: `${what}, without foresight`, measured: milliseconds(blind) },
    { what: `${what}, with it`, measured: milliseconds(known) },
    { what: 'what foresight adds', measured: `${cost.toFixed(0)} ms`, goal: below(cost, 300, '300 ms') },
  ];
}

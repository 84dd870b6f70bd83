// What a cancellation does to the services whose clients are GitHub's: the artifact service and the attestation store.
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { startGithubServices, type GithubServices } from '../testbed/github-services.ts';
import { makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

const wheel = makeWheel({ name: 'demo', version: '1.0' });
const ARTIFACT = { 'artifact-name': 'attestations' };

let testbed: Testbed;
let github: GithubServices;

beforeEach(async () => {
  testbed = await startTestbed();
  github = await startGithubServices();
  github.plant('attestations', Buffer.from('no zip'));
});

afterEach(async () => {
  await testbed.close();
  await github.close();
  await removeRuns();
});

/** Seconds that a run has: what is asked for is given up at once, what is stored has its three. */
const [AT_ONCE, AFTER_GRACE] = [3, 7.5];

it.each([
  ['the list of artifacts', /ListArtifacts$/, ARTIFACT, AT_ONCE],
  ['an artifact', /^\/blob\//, ARTIFACT, AT_ONCE],
  ['an artifact to be stored', /CreateArtifact$/, ARTIFACT, AFTER_GRACE],
  [
    'an attestation to be stored',
    /\/attestations$/,
    { 'github-attestations': 'true', 'dry-run': 'sign' },
    AFTER_GRACE,
  ],
] as const)('T24: a run that waits for %s ends after SIGTERM', async (_, at, inputs, seconds) => {
  const isIt = ({ path }: { readonly path: string }): boolean => at.test(path.split('?')[0] ?? '');
  github.service.faults.push({ match: (_method, path) => isIt({ path }), kind: 'hang' });
  let signalled = Infinity;
  let asked = 0;
  const when = (): boolean => {
    asked = github.service.requests.length;
    if (!github.service.requests.some(isIt)) return false;
    signalled = performance.now();
    return true;
  };
  const result = await runAction({
    inputs: { ...testbed.inputs, 'github-token': github.token, ...inputs },
    environment: { ...testbed.environment, ...github.environment() },
    files: { [`dist/${wheel.name}`]: wheel.bytes },
    signal: { name: 'SIGTERM', when },
  });
  expect((performance.now() - signalled) / 1000).toBeLessThan(seconds);
  expect([result.exitCode, result.outputs['result'], github.service.requests.length]).toEqual([
    1,
    'cancelled',
    asked,
  ]);
  expect(testbed.index.uploads).toEqual([]);
});

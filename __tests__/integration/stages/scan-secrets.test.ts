// Whole runs with files that have secrets in their members: nothing is signed, and no value is shown.
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AWS_PAIR, githubToken, pypiToken } from '../../support/planted-secrets.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const PASSWORD = 'pypi-0123456789abcdef0123';
const TOKEN = githubToken();

const wheel = (files: Readonly<Record<string, string>>, version = '1.0'): MadeFile =>
  makeWheel({ name: 'demo', version, files });
const sdist = (files: Readonly<Record<string, string>>): MadeFile =>
  makeSdist({ name: 'demo', version: '1.0', files });

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

beforeEach(async () => {
  harness.environment = {};
  await harness.restart({ apiTokens: { [PASSWORD]: { user: '__token__' } } });
});

afterAll(async () => harness.close());

/** A run that was stopped before anything was signed, and shows none of these texts. */
async function refused(
  files: readonly MadeFile[],
  values: readonly string[],
  inputs: Readonly<Record<string, string>> = {},
): Promise<EndedRun> {
  const before = harness.sigstore.issuer.counts['sigstore'];
  const run = await harness.run(files, inputs);
  expect([run.failure?.code, run.uploads, run.entries]).toEqual(['DISTRIBUTION_INVALID', 0, 0]);
  expect(harness.sigstore.issuer.counts['sigstore']).toBe(before);
  const shown = [run.log, run.annotations, run.summary, run.json, [...run.outputs.values()].join()].join();
  for (const value of values) {
    expect(shown).not.toContain(value);
    expect(shown).not.toContain(Buffer.from(value).toString('base64').slice(0, 24));
  }
  return run;
}

describe('a secret in a member', () => {
  it('of a wheel and of an sdist fails the run, with file, member and kind', async () => {
    const files = [
      wheel({ 'demo/config.py': `TOKEN = "${TOKEN}"`, 'demo/a.so': 'x' }),
      sdist({ '.pypirc': `password = ${pypiToken()}`, aws: AWS_PAIR }),
    ];
    const { failure, report } = await refused(files, [
      TOKEN,
      pypiToken(),
      'Zq7/uT1mXo9+Pb4sVd2YkLw8RnJc6HgAe0FiQt3B',
    ]);
    expect(failure?.message).toMatch(
      /demo-1\.0-py3-none-any\.whl: 'demo\/config\.py' contains a GitHub token$/m,
    );
    expect(failure?.message).toMatch(/demo-1\.0\.tar\.gz: 'demo-1\.0\/\.pypirc' contains a PyPI API token/);
    expect(failure?.message).toMatch(/'demo-1\.0\/aws' contains an AWS access key with its secret/);
    expect(failure?.hint).toMatch(/build again, and revoke it .* set `scan-secrets: false`/);
    expect(report.files.map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  it.each([
    ['the secret in `password`', {}, { password: PASSWORD }, PASSWORD],
    [
      'the secret in `github-token`',
      {},
      { 'github-token': 'ghs_1_notchecksummed0' },
      'ghs_1_notchecksummed0',
    ],
    [
      'the secret in the environment variable NPM_TOKEN',
      { NPM_TOKEN: 'npm_0123456789abcdef' },
      {},
      'npm_0123456789abcdef',
    ],
    [
      'the secret in the environment variable ACTIONS_RUNTIME_TOKEN',
      { ACTIONS_RUNTIME_TOKEN: 'eyJ.abc.012345678' },
      {},
      'eyJ.abc.012345678',
    ],
  ])('is named where it is one of this run: %s', async (what, environment, inputs, value) => {
    harness.environment = environment;
    const encoded = Buffer.from(`x:${value}`).toString('base64');
    const { failure } = await refused([wheel({ 'demo/x': `a ${value}` })], [value], inputs);
    expect(failure?.message).toContain(`'demo/x' contains ${what}`);
    const other = await refused([sdist({ x: encoded })], [value, encoded], inputs);
    expect(other.failure?.message).toContain(`contains ${what} in base64`);
  });

  it('fails a plan, and a run with `verify-metadata: false`', async () => {
    const files = [wheel({ 'demo/x': TOKEN })];
    for (const inputs of [{ 'dry-run': 'plan' }, { 'verify-metadata': 'false' }]) {
      const { report } = await refused(files, [TOKEN], inputs);
      expect(report.exitCode).toBe(1);
    }
  });

  it('is not looked for with `scan-secrets: false`, nor in what is published already', async () => {
    const files = [wheel({ 'demo/x': TOKEN })];
    const first = await harness.run(files, { 'scan-secrets': 'false' });
    expect([first.failure, first.report.result]).toEqual([undefined, 'published']);
    const second = await harness.run(files);
    expect([second.failure, second.report.result]).toEqual([undefined, 'already-published']);
  });

  it('is no part of a release without any', async () => {
    const { failure, report } = await harness.run([wheel({ 'demo/x': 'ghp_ AKIA pypi-AgEI' })]);
    expect([failure, report.result]).toEqual([undefined, 'published']);
  });
});

describe('a private key', () => {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const publish = async (files: Readonly<Record<string, string>>): Promise<void> => {
    expect((await harness.run([wheel(files, '0.9')])).failure).toBeUndefined();
  };

  it('fails the run in a member that the last release did not have', async () => {
    await publish({ 'demo/x.py': '' });
    const { failure } = await refused([wheel({ 'demo/x.py': '', 'demo/key.pem': privateKey })], [privateKey]);
    expect(failure?.message).toContain("'demo/key.pem' contains a private key");
  });

  it('does not where the last release had that member, or there is none', async () => {
    await publish({ 'tests/key.pem': privateKey });
    const run = await harness.run([wheel({ 'tests/key.pem': privateKey })]);
    expect([run.failure, run.report.result]).toEqual([undefined, 'published']);
  });
});

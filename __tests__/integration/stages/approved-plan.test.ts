// Between a plan that was reviewed and the run that it was reviewed for: whatever differs is refused by name, before anything is signed.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness } from '../../support/run-harness.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const REBUILT = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/more.py': 'x = 1\n' } });
const OTHER = makeWheel({
  name: 'demo',
  version: '1.0',
  tags: '1-py3-none-any',
  files: { 'demo/other.py': '' },
});
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
const JOB = {
  GITHUB_SHA: '1f'.repeat(20),
  GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0',
  GITHUB_RUN_ATTEMPT: '1',
};

/** Without the private instance that the harness names. */
const PUBLIC = { 'sigstore-tuf-url': '', 'sigstore-tuf-root': '' };

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
  harness.environment = JOB;
});

afterEach(async () => harness.close());

async function planned(files = [WHEEL, SDIST]): Promise<Record<string, string>> {
  const { outputs } = await harness.run(files, { 'dry-run': 'plan' });
  return { 'approved-plan': outputs.get('plan-digest') ?? '' };
}

describe('a run with an approved plan', () => {
  it('publishes what was planned, and its later attempt finishes what it began', async () => {
    const approved = await planned();
    expect((await harness.run([WHEEL, SDIST], approved)).report.result).toBe('published');
    await harness.restart();
    const upload = (method: string, path: string, nth: number) =>
      method === 'POST' && path === '/legacy/' && nth > 1;
    harness.index.faults.push({ match: upload, kind: 'status', status: 403, body: 'Not today' });
    const second = await planned();
    expect((await harness.run([WHEEL, SDIST], second)).report.result).toBe('partial');
    harness.index.faults.length = 0;
    harness.environment = { ...JOB, GITHUB_RUN_ATTEMPT: '2' };
    const { report } = await harness.run([WHEEL, SDIST], second);
    expect(report.files.map(({ status }) => status).toSorted()).toEqual(['already-there', 'uploaded']);
  });

  it.each([
    ['other bytes', [REBUILT, SDIST], {}, {}, 'demo-1.0-py3-none-any.whl has different content'],
    ['another file', [WHEEL, SDIST, OTHER], {}, {}, `${OTHER.name} was not in the plan`],
    ['a file fewer', [WHEEL], {}, {}, `${SDIST.name} was in the plan, but is not among the files`],
    [
      'another mode',
      [WHEEL, SDIST],
      { attestations: 'keep' },
      {},
      'by the plan, attestations would be uploaded; now they would be created, but not uploaded',
    ],
    ['another commit', [WHEEL, SDIST], {}, { GITHUB_SHA: '2e'.repeat(20) }, 'the commit was 1f1f'],
    [
      'another workflow',
      [WHEEL, SDIST],
      {},
      { GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/other.yml@refs/tags/v1.0.0' },
      'the workflow was octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0 and is octo/demo/.github/workflows/other.yml',
    ],
  ])('is refused for %s', async (_, files, inputs, environment, line) => {
    const approved = await planned();
    harness.environment = { ...JOB, ...environment };
    for (const dryRun of ['false', 'sign', 'plan']) {
      const { failure, entries, uploads } = await harness.run(files, {
        ...inputs,
        ...approved,
        'dry-run': dryRun,
      });
      expect([failure?.code, entries, uploads]).toEqual(['PLAN_CHANGED', 0, 0]);
      expect(failure?.message).toContain(line);
    }
  });

  it('is refused where the index has moved, also where nothing is left to publish', async () => {
    const approved = await planned();
    await harness.run([WHEEL]);
    const moved = await harness.run([WHEEL, SDIST], approved);
    expect([moved.failure?.code, moved.entries]).toEqual(['PLAN_CHANGED', 0]);
    expect(moved.failure?.message).toContain(
      `${WHEEL.name} was not on the index and is on the index (identical)`,
    );
    await harness.run([SDIST]);
    expect((await harness.run([WHEEL, SDIST], approved)).failure?.code).toBe('PLAN_CHANGED');
    const empty = await planned();
    expect((await harness.run([WHEEL, SDIST], empty)).report.result).toBe('already-published');
    await harness.run([OTHER]);
    const { failure } = await harness.run([WHEEL, SDIST], empty);
    expect(failure?.message).toContain(
      `the index lists different files of these releases than before (now: ${OTHER.name})`,
    );
  });

  it('is refused where a file of an equal version came, which is of the same release', async () => {
    const approved = await planned();
    const equal = makeWheel({ name: 'demo', version: '1.0.0', tags: 'py2-none-any' });
    const foreign = makeWheel({ name: 'demo', version: '1.0.1', tags: 'py2-none-any' });
    await harness.run([foreign]);
    expect((await harness.run([WHEEL, SDIST], { ...approved, 'dry-run': 'plan' })).failure).toBeUndefined();
    await harness.run([equal]);
    const { failure } = await harness.run([WHEEL, SDIST], approved);
    expect(failure?.message).toContain(`(now: ${equal.name})`);
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [
      { 'sigstore-instance': 'staging' },
      'now they would be uploaded, signed by the staging instance of Sigstore',
    ],
    [
      { 'sigstore-instance': 'github', attestations: 'keep' },
      'now they would be created, but not uploaded, signed by GitHub’s Sigstore instance',
    ],
    [{ attestations: 'never' }, 'by the plan, attestations would be uploaded; now they would not be created'],
    [{ 'slsa-provenance': 'true' }, 'now they would be uploaded, with build provenance'],
    [{ 'slsa-provenance': 'github' }, 'now they would be uploaded, with the stored build provenance'],
  ])('is refused for %j', async (inputs, line) => {
    const { outputs } = await harness.run([WHEEL, SDIST], { ...PUBLIC, 'dry-run': 'plan' });
    const approved = { 'approved-plan': outputs.get('plan-digest') ?? '' };
    const { failure } = await harness.run([WHEEL, SDIST], {
      ...PUBLIC,
      ...inputs,
      ...approved,
      'dry-run': 'plan',
    });
    expect(failure?.message).toContain(line);
  });

  it.each<Readonly<Record<string, string>>>([
    { 'skip-existing': 'true' },
    { bundles: 'true' },
    { 'existing-attestations': 'replace' },
    { 'release-diff': 'off', 'scan-secrets': 'false' },
    { 'verify-metadata': 'false' },
    { 'confirm-timeout': '0' },
    { 'attestations-dir': 'elsewhere' },
    { 'packages-dir': 'dist/*.whl\ndist/*.tar.gz' },
  ])('is not refused for %j, which is no part of what is published', async (inputs) => {
    const approved = await planned();
    const { failure } = await harness.run([WHEEL, SDIST], { ...inputs, ...approved, 'dry-run': 'plan' });
    expect(failure).toBeUndefined();
  });

  it('takes the whole digest only', async () => {
    const approved = (await planned())['approved-plan'] ?? '';
    const { failure } = await harness.run([WHEEL, SDIST], { 'approved-plan': approved.slice(0, 80) });
    expect([failure?.code, failure?.message]).toEqual([
      'INPUT_INVALID',
      expect.stringContaining(
        'approved-plan: set it to the whole output `plan-digest` of a run with `dry-run: plan`',
      ),
    ]);
  });
});

// `dry-run: auth`: an upload token shows which projects this job may publish; nothing is signed or uploaded.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { PUBLISHER } from '../../testbed/testbed.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const wheel = (name: string): MadeFile => makeWheel({ name, version: '1.0' });
const [DEMO, FRESH, OTHER] = [wheel('demo'), wheel('demo-fresh'), wheel('other')];
const publisher = (project: string) => ({ ...PUBLISHER, project });
const pending = (project: string) => ({ ...PUBLISHER, project, pending: true });

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

beforeEach(async () => {
  harness.environment = {};
  await harness.restart();
});

afterAll(async () => harness.close());

/** A run that leaves nothing behind, at the index or at any service of Sigstore. */
async function prove(
  files: readonly MadeFile[],
  inputs: Readonly<Record<string, string>> = {},
): Promise<EndedRun> {
  const { fulcio, rekor1, rekor2, tuf } = harness.sigstore;
  const services = [fulcio, rekor1, rekor2, tuf];
  const before = services.map(({ requests }) => requests.length);
  const run = await harness.run(files, { 'dry-run': 'auth', ...inputs });
  expect([run.uploads, run.entries]).toEqual([0, 0]);
  expect(services.map(({ requests }) => requests.length)).toEqual(before);
  for (const { token } of harness.index.tokens)
    for (const text of [run.log, run.summary, run.json, [...run.outputs.values()].join()])
      expect(text).not.toContain(token);
  return run;
}

const covered = ({ json }: EndedRun): unknown => {
  const { authorization }: { authorization?: readonly Record<string, unknown>[] } = JSON.parse(json);
  return Object.fromEntries((authorization ?? []).map((each) => [each['project'], each['covered']]));
};
const because = ({ json }: EndedRun): string => {
  const { authorization }: { authorization?: readonly Record<string, unknown>[] } = JSON.parse(json);
  return (authorization ?? []).map((each) => String(each['because'])).join('\n');
};

describe('a job whose projects have publishers', () => {
  it('is told how many projects the token covers, and that nothing was done with it', async () => {
    await harness.restart({ publishers: [publisher('demo'), publisher('other')] });
    const run = await prove([DEMO, OTHER]);
    expect([run.failure, run.report.result, harness.index.mints]).toEqual([undefined, 'dry-run', 1]);
    expect(covered(run)).toEqual({ demo: null, other: null });
    expect(because(run)).toContain('covers 2 projects, listed by ID; this run publishes 2');
    expect(run.outputs.get('attested')).toBe('false');
    expect(run.outputs.get('not-attested-because')).toBe('`dry-run: auth` signs nothing.');
    expect(run.report.files.map(({ status }) => status)).toEqual(['planned', 'planned']);
    expect(run.log).toContain('::notice title=Dry run::This dry run requests an upload token');
    expect(run.summary).toContain('## Dry run: upload token obtained, nothing signed or uploaded');
    expect(run.summary).toMatch(/\| demo \| not known \| the upload token covers 2 projects/);
  });

  it('is told the same of files that are already published', async () => {
    await harness.run([DEMO]);
    const run = await prove([DEMO]);
    expect([run.failure, run.report.result]).toEqual([undefined, 'dry-run']);
    expect(covered(run)).toEqual({ demo: null });
  });

  it('signs nothing either where attestations are required', async () => {
    const run = await prove([DEMO], { attestations: 'require' });
    expect([run.failure, run.report.result]).toEqual([undefined, 'dry-run']);
  });

  it('is told by an index of another kind that a token was issued', async () => {
    const run = await prove([DEMO], {
      'index-kind': 'generic',
      'check-url': harness.index.simpleUrl,
      'oidc-audience': 'testbed-index',
    });
    expect([run.failure, run.report.result]).toEqual([undefined, 'dry-run']);
  });
});

describe('a project that the token does not cover', () => {
  it('fails the run where the token covers fewer projects', async () => {
    await harness.restart({
      publishers: [publisher('demo'), { ...publisher('other'), repository: 'octo/other' }],
    });
    const run = await prove([DEMO, OTHER]);
    expect([run.report.exitCode, run.report.result, run.failure?.code]).toEqual([
      1,
      'failed',
      'TOKEN_REFUSED',
    ]);
    expect(run.failure?.message).toContain('covers 1 project, and this run has 2 (demo, other)');
    expect(covered(run)).toEqual({ demo: null, other: null });
  });

  it('is named where the index certainly has no such project', async () => {
    const run = await prove([DEMO, OTHER]);
    expect([run.report.result, run.failure?.code]).toEqual(['failed', 'TOKEN_REFUSED']);
    expect(run.failure?.message).toContain('other: ');
    expect(covered(run)).toEqual({ demo: null, other: false });
  });
});

describe('a pending publisher', () => {
  it('is announced before the token turns it into a project', async () => {
    await harness.restart({ publishers: [pending('demo-fresh')] });
    const run = await prove([FRESH]);
    expect([run.failure, run.report.result]).toEqual([undefined, 'dry-run']);
    const warned = run.log.indexOf('::warning title=Dry run::This dry run requests an upload token');
    expect(warned).toBeGreaterThan(0);
    expect(run.log.slice(warned)).toMatch(/If a pending publisher matches this job, .* yet: demo-fresh\./);
    expect(warned).toBeLessThan(run.log.indexOf('Upload token from'));
  });
});

describe('three projects, one of them new', () => {
  it('are covered, also by a second token, or the one that the index does not have is named', async () => {
    const third = wheel('demo-third');
    await harness.restart({ publishers: [publisher('demo'), publisher('other'), pending('demo-fresh')] });
    for (const run of [await prove([DEMO, OTHER, FRESH]), await prove([DEMO, OTHER, FRESH])]) {
      expect(run.failure).toBeUndefined();
      expect(because(run)).toContain('covers 3 projects, listed by ID; this run publishes 3');
    }
    const more = await prove([DEMO, OTHER, third]);
    expect(more.failure?.message).toContain('demo-third: ');
    expect(covered(more)).toMatchObject({ 'demo-third': false });
  });

  it('need at least a file', async () => {
    const none = await prove([]);
    expect([none.failure?.code, harness.index.mints]).toEqual(['NO_DISTRIBUTIONS', 0]);
  });
});

describe('a token that is not issued', () => {
  it('fails the run with what the index says', async () => {
    await harness.restart({ publishers: [{ ...PUBLISHER, workflow: 'other.yml' }] });
    const run = await prove([DEMO]);
    expect(run.failure?.code).toBe('TOKEN_REFUSED');
    expect(run.failure?.message).toContain('Workflow name: release.yml');
  });

  it('fails the run after a 403', async () => {
    harness.index.faults.push({
      kind: 'status',
      status: 403,
      match: (_, path) => path.endsWith('/mint-token'),
    });
    const run = await prove([DEMO]);
    expect(run.failure?.code).toBe('TOKEN_REFUSED');
    expect(run.failure?.message).toContain('403');
  });

  it.each([
    ['no token in a good answer', { kind: 'garbage' }],
    ['not found', { kind: 'status', status: 404, body: 'Not Found' }],
    [
      'that it is switched off',
      { kind: 'status', status: 403, body: '{"errors":[{"code":"not-enabled","description":"off"}]}' },
    ],
  ] as const)('gives no advice that this dry run refuses: %s', async (_, fault) => {
    harness.index.faults.push({ ...fault, match: (_method, path) => path.endsWith('/mint-token') });
    const { failure } = await prove([DEMO]);
    expect(failure?.hint).toMatch(/ or publish with an API token/);
    expect(failure?.hint).not.toContain('set `password`');
  });

  it('is not requested by a job without id-token', async () => {
    harness.environment = { ACTIONS_ID_TOKEN_REQUEST_URL: '' };
    const run = await prove([DEMO]);
    expect([run.failure?.code, harness.index.mints]).toEqual(['IDENTITY_UNAVAILABLE', 0]);
    expect(run.failure?.message).toBe(
      '`dry-run: auth` needs an identity token, and this job has no `id-token: write` permission.',
    );
    expect(run.failure?.hint).not.toContain('password');
  });

  it.each([
    ['a password is given', { password: 'pypi-0123456789abcdef' }, 'INPUT_INVALID'],
    ['a plan was asked for', { 'dry-run': 'plan' }, undefined],
  ])('is not requested where %s', async (_, inputs, code) => {
    const run = await prove([DEMO], inputs);
    expect([run.failure?.code, harness.index.mints]).toEqual([code, 0]);
  });

  it('is not requested where a file conflicts with the index', async () => {
    await harness.run([DEMO]);
    const before = harness.index.mints;
    const run = await prove([makeWheel({ name: 'demo', version: '1.0', metadata: { Summary: 'Other' } })]);
    expect([run.failure?.code, harness.index.mints]).toEqual(['INDEX_CONFLICT', before]);
  });
});

// What is wrong with a job's identity is said before anything irreversible, with the claims and the one thing to change.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction, type ActionResult, type ActionRun } from '../testbed/run-action.ts';
import { PUBLISHER, startTestbed, type Testbed, type TestbedOptions } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

let testbed: Testbed;

const start = async (options: TestbedOptions = {}): Promise<void> => {
  testbed = await startTestbed(options);
};

afterEach(async () => {
  await testbed.close();
  await removeRuns();
});

async function run(
  inputs: Record<string, string> = {},
  more: Partial<ActionRun> = {},
  version = '1.0',
): Promise<ActionResult> {
  const wheel = makeWheel({ name: 'demo', version });
  return runAction({
    files: { [`dist/${wheel.name}`]: wheel.bytes },
    environment: testbed.environment,
    ...more,
    inputs: { ...testbed.inputs, ...inputs },
  });
}

/** Errors and warnings as a reader sees them, without what differs from run to run. */
function annotations({ log }: ActionResult): string {
  const lines = log.split('\n').filter((line) => /^::(?:error|warning|notice)\b/.test(line));
  return lines
    .map((line) => line.replaceAll('%0A', '\n').replaceAll('%25', '%'))
    .join('\n\n')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'INDEX')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
}

function expectNothingSigned(): void {
  expect(testbed.sigstore.issuer.counts['sigstore']).toBeUndefined();
  expect(testbed.sigstore.rekor1.entries()).toBe(0);
  expect(testbed.index.uploads).toEqual([]);
}

const workflow = (path: string): string => `${path}@refs/tags/v1.0.0`;

describe('a job without a token', () => {
  beforeEach(() => start());

  it.each<[string, Record<string, string>]>([
    ['missing id-token: write', {}],
    ['Dependabot', { GITHUB_ACTOR: 'dependabot[bot]', GITHUB_EVENT_NAME: 'pull_request' }],
    ['not on GitHub', { GITHUB_RUN_ID: '' }],
    ['GHES', { GITHUB_SERVER_URL: 'https://ghes.example' }],
    ['Gitea', { GITHUB_SERVER_URL: 'https://gitea.example', GITEA_ACTIONS: 'true' }],
    ['Forgejo', { GITHUB_SERVER_URL: 'https://codeberg.org', FORGEJO_ACTIONS: 'true' }],
    ['act', { ACT: 'true' }],
  ])('is told why: %s', async (_name, environment) => {
    const result = await run({}, { environment });
    expect(annotations(result)).toMatchSnapshot();
    expectNothingSigned();
  });

  it('is told why: fork pull request', async () => {
    const event = { pull_request: { head: { repo: { full_name: 'stranger/demo' } } } };
    const files = {
      'dist/demo-1.0-py3-none-any.whl': makeWheel({ name: 'demo', version: '1.0' }).bytes,
      'event.json': Buffer.from(JSON.stringify(event)),
    };
    const environment = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: 'event.json' };
    expect(annotations(await run({}, { files, environment }))).toMatchSnapshot();
  });

  it.each<[string, Record<string, string>]>([
    ['GitHub', {}],
    ['Gitea', { GITHUB_SERVER_URL: 'https://gitea.example', GITEA_ACTIONS: 'true' }],
  ])('publishes with a password, without attestations: %s', async (_name, environment) => {
    await testbed.close();
    await start({ index: { apiTokens: { 'pypi-canary_-/+=&|<`': { user: '__token__' } } } });
    const inputs = { password: 'pypi-canary_-/+=&|<`', 'index-kind': 'generic', attestations: 'auto' };
    const result = await run(inputs, { environment });
    expect(result.outputs['result']).toBe('published');
  });
});

describe('an identity that the index or its verifier would refuse', () => {
  const GITHUB = 'https://token.actions.githubusercontent.com';

  it.each<[string, string, Record<string, string>]>([
    ['enterprise issuer', `${GITHUB}/octo-enterprise`, {}],
    ['ghe.com issuer', 'https://token.actions.octo.ghe.com', {}],
    ['GHES issuer', 'https://ghes.example/_services/token', {}],
    ['pull_request_target', GITHUB, { event_name: 'pull_request_target' }],
    [
      'reusable workflow of the repository',
      GITHUB,
      { job_workflow_ref: workflow('octo/demo/.github/workflows/publish.yml') },
    ],
    [
      'reusable workflow of another repository',
      GITHUB,
      { job_workflow_ref: workflow('octo/tools/.github/workflows/publish.yml') },
    ],
  ])('fails a run that requires attestations: %s', async (_name, oidcIssuer, claims) => {
    await start({ sigstore: { oidcIssuer } });
    Object.assign(testbed.sigstore.issuer.claims, claims);
    expect(annotations(await run({ attestations: 'require' }))).toMatchSnapshot('required');
    expectNothingSigned();
  });

  it('is published without attestations by auto, which says why', async () => {
    const called = 'octo/demo/.github/workflows/publish.yml';
    await start({ publishers: [{ ...PUBLISHER, workflow: 'publish.yml' }] });
    testbed.sigstore.issuer.claims['job_workflow_ref'] = workflow(called);
    const result = await run();
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'false' });
    expect(result.outputs['not-attested-because']).toContain(called);
    expect(testbed.sigstore.issuer.counts['sigstore']).toBeUndefined();
  });

  it.each<[string, string]>([
    ['its own repository', 'octo/demo/.github/workflows/publish.yml'],
    ['another repository', 'octo/tools/.github/workflows/publish.yml'],
  ])(
    'has one cause and one annotation in a reusable workflow of %s that is not registered',
    async (_, file) => {
      await start({ publishers: [PUBLISHER] });
      testbed.sigstore.issuer.claims['job_workflow_ref'] = workflow(file);
      const said = annotations(await run());
      expect(said.match(/^::/gm)).toEqual(['::']);
      expect(said).toMatchSnapshot('not registered');
      expectNothingSigned();
    },
  );

  it('is told the address of the section that explains the failure', async () => {
    await start();
    const environment = { GITHUB_ACTION_REPOSITORY: 'octo/wheelseal', GITHUB_ACTION_REF: 'v1' };
    expect(annotations(await run({}, { environment }))).toContain(
      '\n[IDENTITY_UNAVAILABLE] https://github.com/octo/wheelseal/blob/v1/docs/troubleshooting.md#identity_unavailable',
    );
  });

  it.each(['pull_request', 'workflow_run', 'release'])('is warned at most about %s', async (event_name) => {
    await start();
    testbed.sigstore.issuer.claims['event_name'] = event_name;
    const environment = { ...testbed.environment, GITHUB_EVENT_NAME: event_name };
    const result = await run({ attestations: 'require' }, { environment });
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(result.log.includes(`triggered by \`${event_name}\``)).toBe(event_name !== 'release');
  });

  it('has a clock that differs: both times are said', async () => {
    await start({ sigstore: { now: () => new Date(Date.now() - 3_600_000) } });
    const said = annotations(await run({ 'dry-run': 'sign' })).split('\n\n');
    expect(said.find((text) => text.includes('clock'))).toMatchSnapshot('clock');
  });

  it('has no password, and the index no Trusted Publishing', async () => {
    await start({ index: { generic: true } });
    const result = await run({ 'index-kind': 'generic', password: '', attestations: 'never' });
    expect(annotations(result)).toMatchSnapshot('no Trusted Publishing');
  });
});

describe('the publisher that the newest attested file tells', () => {
  async function publishFirst(...others: string[]): Promise<number> {
    const publishers = ['release.yml', ...others].map((file) => ({ ...PUBLISHER, workflow: file }));
    await start({ publishers });
    expect((await run()).outputs['attested']).toBe('true');
    return testbed.sigstore.rekor1.entries();
  }

  const OTHER = workflow('octo/demo/.github/workflows/other.yml');

  it('is a line of a dry run, and stops nothing: an index may know several', async () => {
    const entries = await publishFirst();
    Object.assign(testbed.sigstore.issuer.claims, { workflow_ref: OTHER, job_workflow_ref: OTHER });
    const result = await run({ attestations: 'require', 'dry-run': 'sign' }, {}, '2.0');
    expect(result.log).toContain(
      'The newest attested file of demo was published by octo/demo (workflow release.yml); this run is octo/demo (workflow other.yml).',
    );
    expect([annotations(result).includes('newest attested'), result.outputs['result']]).toEqual([
      false,
      'dry-run',
    ]);
    expect(testbed.sigstore.rekor1.entries()).toBe(entries + 1);
  });

  it('names the environment that a job lacks, and nothing to register', async () => {
    await start({ publishers: [{ ...PUBLISHER, environment: 'pypi' }] });
    testbed.sigstore.issuer.claims['environment'] = 'pypi';
    expect((await run()).outputs['attested']).toBe('true');
    delete testbed.sigstore.issuer.claims['environment'];
    const said = annotations(await run({}, {}, '2.0'));
    expect(said).toContain(
      'Add `environment: pypi` to this job: the newest attested file of demo came from it.',
    );
    expect(said).not.toMatch(/register/i);
  });

  it('is no reason against a second one that is registered', async () => {
    await publishFirst('other.yml');
    Object.assign(testbed.sigstore.issuer.claims, { workflow_ref: OTHER, job_workflow_ref: OTHER });
    const result = await run({ attestations: 'require' }, {}, '2.0');
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(result.log).not.toContain('newest attested file');
  });

  it.each<[string, Record<string, string>]>([
    [
      'case of the repository',
      {
        repository: 'Octo/Demo',
        workflow_ref: workflow('Octo/Demo/.github/workflows/release.yml'),
        job_workflow_ref: workflow('Octo/Demo/.github/workflows/release.yml'),
      },
    ],
    ['workflow', { workflow_ref: OTHER, job_workflow_ref: OTHER }],
  ])('is compared by the mint, before anything is signed: %s', async (_name, claims) => {
    const entries = await publishFirst();
    Object.assign(testbed.sigstore.issuer.claims, claims);
    const result = await run({}, {}, '2.0');
    expect(annotations(result)).toContain('title=No upload token');
    expect(testbed.sigstore.rekor1.entries()).toBe(entries);
  });
});

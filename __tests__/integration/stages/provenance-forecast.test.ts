// Before anything is signed: what the index will show of each release's provenance, said while something can still be changed.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';

jest.setTimeout(60_000);

const filesOf = (version: string) => [
  makeWheel({ name: 'demo', version }),
  makeSdist({ name: 'demo', version }),
];
const JOB = {
  GITHUB_REPOSITORY: 'octo/demo',
  GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0',
};
const WITHOUT_TOKEN = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness({ index: { apiTokens: { 'pypi-token': { user: '__token__' } } } });
  harness.environment = JOB;
});

afterEach(async () => harness.close());

function provenanceOf({ json }: EndedRun): unknown {
  return (JSON.parse(json) as { provenance: unknown }).provenance;
}

describe('the forecast of provenance', () => {
  it('says that all files will have it, in a plan and in a run', async () => {
    for (const inputs of [{ 'dry-run': 'plan' }, {}]) {
      const run = await harness.run(filesOf('1.0'), inputs);
      expect(run.log).toContain(
        `demo 1.0 on ${new URL(harness.index.url).host}: all 2 files will have provenance.`,
      );
      expect(provenanceOf(run)).toEqual([
        expect.objectContaining({ project: 'demo', version: '1.0', states: ['full-provenance'] }),
      ]);
    }
  });

  it('says of a dry run that signs what a run with its inputs would show', async () => {
    const host = new URL(harness.index.url).host;
    const { log, report } = await harness.run(filesOf('1.0'), { password: 'pypi-token', 'dry-run': 'sign' });
    expect([report.result, report.outputs.get('attested')]).toEqual(['dry-run', 'true']);
    expect(log).toContain(`demo 1.0 on ${host}: no file will have provenance.`);
  });

  it('finds no difference to a workflow that the job does not know', async () => {
    await harness.run(filesOf('1.0').slice(0, 1));
    harness.environment = { ...JOB, GITHUB_WORKFLOW_REF: '' };
    for (const version of ['1.0', '1.1']) {
      const { log } = await harness.run(filesOf(version), { 'dry-run': 'plan' });
      expect(log).toContain(`: all 2 files will have provenance.`);
      expect(log).not.toMatch(/inconsistent|changed since|was published by/);
    }
  });

  it('warns of a loss, before the upload, also where only the token is missing', async () => {
    await harness.run(filesOf('1.0'));
    harness.environment = { ...JOB, ...WITHOUT_TOKEN };
    const run = await harness.run(filesOf('1.1'), { password: 'pypi-token', 'dry-run': 'plan' });
    expect(run.log).toContain('::warning::Loss of provenance: demo 1.1 on');
    expect(provenanceOf(run)).toMatchObject([{ states: ['no-provenance', 'lost-provenance'] }]);
    const published = await harness.run(filesOf('1.1'), { password: 'pypi-token' });
    expect(published.report.result).toBe('published');
    expect(published.log.indexOf('Loss of provenance')).toBeGreaterThan(0);
    expect(published.log.indexOf('Loss of provenance')).toBeLessThan(
      published.log.indexOf('::group::Upload'),
    );
    expect(published.summary).toContain('Loss of provenance');
  });

  it('tells a change of the workflow as a line, and a release that stays partly without', async () => {
    await harness.run(filesOf('1.0'));
    harness.environment = {
      ...JOB,
      GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/publish.yml@refs/tags/v1.1.0',
    };
    const changed = await harness.run(filesOf('1.1'), { 'dry-run': 'plan' });
    expect(changed.log).toContain('provenance changed since 1.0: workflow release.yml → publish.yml');
    expect(changed.annotations).not.toContain('provenance since');
    harness.environment = JOB;
    const [wheel, sdist] = filesOf('1.2');
    if (wheel === undefined || sdist === undefined) throw new Error('no files were made');
    await harness.run([wheel], { password: 'pypi-token', attestations: 'never' });
    const partial = await harness.run([wheel, sdist], { 'dry-run': 'plan' });
    expect(partial.log).toContain(`1 of 2 files will have provenance; without: ${wheel.name}.`);
    expect(provenanceOf(partial)).toMatchObject([{ states: ['partial-provenance'] }]);
  });

  /** What the index serves as provenance from here on. */
  function serveProvenance(...publishers: readonly object[]): void {
    serveProvenanceOf('', ...publishers);
  }

  /** @param end of the names of the files that it is of */
  function serveProvenanceOf(end: string, ...publishers: readonly object[]): void {
    const bundles = publishers.map((publisher) => ({ publisher, attestations: [] }));
    harness.index.faults.push({
      match: (_, path) => path.endsWith(`${end}/provenance`),
      kind: 'status',
      status: 200,
      body: JSON.stringify({ version: 1, attestation_bundles: bundles }),
    });
  }

  const GITHUB = { kind: 'GitHub', repository: 'Octo/Demo', workflow: 'release.yml' };
  const GITLAB = { kind: 'GitLab', repository: 'octo/demo', workflow_filepath: '.gitlab-ci.yml' };
  const GOOGLE = { kind: 'Google', email: 'ci@demo.iam.gserviceaccount.com' };

  it.each<[string, readonly object[], string]>([
    ['the same, in another case and environment', [{ ...GITHUB, environment: 'pypi' }], ''],
    [
      'GitLab before',
      [GITLAB],
      'publisher GitLab octo/demo → GitHub octo/demo; workflow .gitlab-ci.yml → release.yml.',
    ],
    [
      'Google before, which has no workflow',
      [GOOGLE],
      'publisher Google ci@demo.iam.gserviceaccount.com → GitHub octo/demo; workflow none → release.yml.',
    ],
    [
      'two kinds before',
      [GITHUB, GOOGLE],
      'publisher GitHub octo/demo, Google ci@demo.iam.gserviceaccount.com → GitHub octo/demo.',
    ],
    ['what names no publisher', [GITHUB, {}], ''],
  ])('tells publishers apart as PyPI does: %s', async (_, publishers, change) => {
    await harness.run(filesOf('1.0'));
    serveProvenance(...publishers);
    const { log } = await harness.run(filesOf('1.1'), { 'dry-run': 'plan' });
    const [, said = ''] = /; provenance changed since 1\.0: (.*)$/m.exec(log) ?? [];
    expect(said).toBe(change);
  });

  it.each([
    ['.whl', '.tar.gz'],
    ['.tar.gz', '.whl'],
  ])(
    'knows the publishers of wheels and sdist, of which another one published the %s',
    async (other, own) => {
      await harness.run(filesOf('1.0'));
      serveProvenanceOf(own, GITHUB);
      serveProvenanceOf(other, { ...GITHUB, workflow: 'other.yml' });
      const { log } = await harness.run(filesOf('1.1'), { 'dry-run': 'plan' });
      expect(log).toMatch(
        /; provenance changed since 1\.0: workflow (?:release\.yml, other\.yml|other\.yml, release\.yml) → release\.yml\.$/m,
      );
    },
  );

  it('calls nothing changed where the one or the other is not known', async () => {
    await harness.run(filesOf('1.0'));
    serveProvenanceOf('.whl', { ...GITHUB, workflow: 'other.yml' });
    harness.index.faults.push({
      match: (_, path) => path.endsWith('.tar.gz/provenance'),
      kind: 'status',
      status: 503,
    });
    const { log } = await harness.run(filesOf('1.1'), { 'dry-run': 'plan' });
    expect(log).not.toContain('provenance changed');
  });

  it('takes the newest of either kind for its own release alone', async () => {
    const [wheel] = filesOf('1.1');
    if (wheel === undefined) throw new Error('no wheel was made');
    await harness.run(filesOf('1.0'));
    await harness.run([wheel]);
    serveProvenanceOf('.tar.gz', { ...GITHUB, workflow: 'other.yml' });
    const { log } = await harness.run(filesOf('1.2'), { 'dry-run': 'plan' });
    expect(log).not.toContain('provenance changed');
  });

  it('counts yanked releases and pre-releases, by their dates and not their versions', async () => {
    await harness.restart({ yanked: () => true });
    await harness.run(filesOf('2.0rc1'));
    harness.environment = { ...JOB, ...WITHOUT_TOKEN };
    const run = await harness.run(filesOf('1.0'), { password: 'pypi-token', 'dry-run': 'plan' });
    expect(run.log).toContain('will have none, but 2.0rc1 has provenance.');
    expect(provenanceOf(run)).toMatchObject([{ states: ['no-provenance', 'lost-provenance'] }]);
  });

  it('counts a release with provenance that was completed without', async () => {
    const [wheel, sdist] = filesOf('1.0');
    if (wheel === undefined || sdist === undefined) throw new Error('no files were made');
    await harness.run([wheel]);
    await harness.run([sdist], { password: 'pypi-token', attestations: 'never' });
    const next = await harness.run(filesOf('1.1'), { 'dry-run': 'plan' });
    expect(provenanceOf(next)).toMatchObject([{ states: ['full-provenance'] }]);
    const lost = await harness.run(filesOf('1.1'), {
      'dry-run': 'plan',
      password: 'pypi-token',
      attestations: 'never',
    });
    expect(provenanceOf(lost)).toMatchObject([{ states: ['no-provenance', 'lost-provenance'] }]);
  });

  it('takes equal versions for one release, as PyPI does', async () => {
    const [wheel] = filesOf('1.0');
    const [, sdist] = filesOf('1.0.0');
    if (wheel === undefined || sdist === undefined) throw new Error('no files were made');
    await harness.run([wheel], { password: 'pypi-token', attestations: 'never' });
    const run = await harness.run([sdist], { 'dry-run': 'plan' });
    expect(run.log).toContain(`1 of 2 files will have provenance; without: ${wheel.name}.`);
    expect(provenanceOf(run)).toMatchObject([{ states: ['partial-provenance'] }]);
  });

  it('counts the files of its release, and a loss, also where the index gives no dates', async () => {
    const [wheel, sdist] = filesOf('1.0');
    if (wheel === undefined || sdist === undefined) throw new Error('no files were made');
    const html = () => {
      harness.alter = (request) =>
        new URL(request.url).pathname.startsWith('/simple/')
          ? { ...request, headers: { ...request.headers, accept: 'text/html' } }
          : request;
    };
    html();
    await harness.run([wheel], { password: 'pypi-token', attestations: 'never' });
    const partial = await harness.run([sdist], { 'dry-run': 'plan' });
    expect(partial.log).toContain(`1 of 2 files will have provenance; without: ${wheel.name}.`);
    expect(provenanceOf(partial)).toMatchObject([{ states: ['partial-provenance'] }]);
    await harness.run([sdist]);
    await harness.run(filesOf('1.0.10'));
    const unattested = { 'dry-run': 'plan', password: 'pypi-token', attestations: 'never' };
    const lost = await harness.run(filesOf('1.1'), unattested);
    expect(lost.log).toMatch(/::warning::Loss of provenance: demo 1\.1 on .*, but 1\.0\.10 has provenance/);
    expect(provenanceOf(lost)).toMatchObject([{ states: ['no-provenance'] }]);
    const before = await harness.run(filesOf('0.9'), unattested);
    expect(before.log).toContain('no file will have provenance');
  });

  it('compares with the higher of two versions that were published at one moment', async () => {
    for (const version of ['1.0.9', '1.0.10', '1.0.2']) await harness.run(filesOf(version));
    const moment = new Date(Date.now() - 3_600_000);
    const stored = harness.index.files('demo').map((file) => ({ ...file, uploadedAt: moment }));
    await harness.restart({ apiTokens: { 'pypi-token': { user: '__token__' } } });
    harness.index.store(stored);
    const { log } = await harness.run(filesOf('1.1'), {
      'dry-run': 'plan',
      password: 'pypi-token',
      attestations: 'never',
    });
    expect(log).toContain('but 1.0.10 has provenance');
  });

  it('counts what was uploaded later than this machine has the time', async () => {
    await harness.run(filesOf('1.0'));
    const ahead = new Date(Date.now() + 600_000);
    const stored = harness.index.files('demo').map((file) => ({ ...file, uploadedAt: ahead }));
    await harness.restart({ apiTokens: { 'pypi-token': { user: '__token__' } } });
    harness.index.store(stored);
    const unattested = { 'dry-run': 'plan', password: 'pypi-token', attestations: 'never' };
    const run = await harness.run(filesOf('1.1'), unattested);
    expect(provenanceOf(run)).toMatchObject([{ states: ['no-provenance', 'lost-provenance'] }]);
  });

  it('is silent where the index takes no attestations or is not asked', async () => {
    const run = await harness.run(filesOf('1.0'), {
      'dry-run': 'plan',
      'index-kind': 'generic',
      'check-url': '',
    });
    expect(run.log).not.toContain('provenance');
    expect(provenanceOf(run)).toEqual([]);
  });
});

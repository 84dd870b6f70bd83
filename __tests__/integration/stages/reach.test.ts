// Projects that are new: which of them an upload token reaches is known before anything is signed.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import type { Fault } from '../../testbed/package-index/server.ts';
import { PUBLISHER } from '../../testbed/testbed.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(120_000);

const wheel = (name: string): MadeFile => makeWheel({ name, version: '1.0' });
const [DEMO, FRESH, OTHER] = [wheel('demo'), wheel('demo-fresh'), wheel('other')];
const pending = (project: string, environment?: string) => ({
  ...PUBLISHER,
  project,
  pending: true,
  ...(environment !== undefined && { environment }),
});

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

beforeEach(async () => harness.restart());

afterAll(async () => harness.close());

const statuses = ({ report }: EndedRun): Record<string, string> =>
  Object.fromEntries(report.files.map(({ name, status }) => [name, status]));
const warnings = ({ log }: EndedRun): string => (log.match(/^::warning.*$/gm) ?? []).join('\n');
const simple = (): readonly string[] =>
  harness.index.requests.flatMap(({ path }) => /^\/simple\/(.*)\/$/.exec(path)?.[1] ?? []);
/** Queries of a project under other spellings than the normalised one. */
const respelled = (name: string): readonly string[] =>
  simple().filter((each) => each !== name && each.toLowerCase().replace(/[-_.]+/g, '-') === name);
const isRespelled = (path: string): boolean => /^\/simple\/.*[A-Z_.].*\/$/.test(path);

describe('a hundred projects, one of them unregistered and one with a pending publisher', () => {
  it('are published but for the one, which is named before signing and of which no log has an entry', async () => {
    const names = Array.from({ length: 98 }, (_, number) => `demo${number + 1}`);
    const publishers = [...names.map((project) => ({ ...PUBLISHER, project })), pending('demo-fresh')];
    await harness.restart({ publishers });
    const run = await harness.run([...names.map(wheel), FRESH, OTHER]);
    const { report, entries, uploads } = run;
    expect([report.exitCode, report.result]).toEqual([1, 'partial']);
    expect([entries, uploads]).toEqual([99, 99]);
    const { [OTHER.name]: other, ...rest } = statuses(run);
    expect([other, new Set(Object.values(rest))]).toEqual(['failed', new Set(['uploaded'])]);
    const error = report.files.find(({ name }) => name === OTHER.name)?.error;
    expect(error?.code).toBe('TOKEN_REFUSED');
    for (const part of ['other: ', 'Owner: octo', 'Repository name: demo', 'Workflow name: release.yml'])
      expect(error?.message).toContain(part);
    expect(error?.message).toContain('Environment name: (none)');
    expect(error?.message).toMatch(/one pending publisher per repository, workflow and environment/);
    for (const part of ['run of its own', 'password', 'environment']) expect(error?.hint).toContain(part);
    const named = run.log.indexOf('other: not published');
    expect(named).toBeGreaterThan(0);
    expect(named).toBeLessThan(run.log.indexOf('signed, verified'));
    // Only those that were missing are queried again.
    expect([
      respelled('demo1').length <= 1,
      respelled('demo-fresh').length,
      respelled('other').length,
    ]).toEqual([true, 1, 2]);
  });
});

describe('several projects that are new', () => {
  const plan = async (files: readonly MadeFile[], inputs: Record<string, string> = {}): Promise<string> => {
    const run = await harness.run(files, { 'dry-run': 'plan', ...inputs });
    expect(run.failure).toBeUndefined();
    return warnings(run);
  };

  it('are named by a plan: Trusted Publishing creates one of them at most', async () => {
    await harness.restart({ publishers: [pending('demo-fresh')] });
    const warning = await plan([FRESH, OTHER]);
    expect(warning).toMatch(
      /has none of the projects demo-fresh, other, and a run with Trusted Publishing would create one/,
    );
    for (const part of ['one pending publisher', 'run of its own', 'password', 'environment'])
      expect(warning).toContain(part);
  });

  it('are nothing to warn of where one alone is new, or a password uploads them', async () => {
    expect(await plan([FRESH])).not.toContain('Trusted Publishing');
    expect(await plan([FRESH, OTHER], { password: 'pypi-canary' })).not.toContain('Trusted Publishing');
  });
});

describe('a project that no publisher of this job creates', () => {
  it('fails the run before anything is signed, after two spellings five seconds apart', async () => {
    const { failure, entries, uploads, seconds } = await harness.run([OTHER]);
    expect([failure?.code, entries, uploads]).toEqual(['TOKEN_REFUSED', 0, 0]);
    expect(failure?.message).toMatch(
      /^other: .* has no such project \(HTTP 404 for http:\S+\/simple\/other\/\), and/,
    );
    expect(seconds).toBeGreaterThanOrEqual(5);
    const [first, second] = respelled('other');
    expect(second).toBeDefined();
    expect(first).not.toBe(second);
  });

  it.each(['auto', 'require'])(
    'does not keep others from being published, with attestations: %s',
    async (mode) => {
      const run = await harness.run([DEMO, OTHER], { attestations: mode });
      expect(statuses(run)).toEqual({ [DEMO.name]: 'uploaded', [OTHER.name]: 'failed' });
      expect([run.report.exitCode, run.entries]).toEqual([1, 1]);
    },
  );

  it('is found in a dry run by the index alone', async () => {
    const run = await harness.run([OTHER], { 'dry-run': 'plan' });
    expect([run.report.exitCode, respelled('other')]).toEqual([0, []]);
  });
});

describe('a good first release', () => {
  beforeEach(async () => harness.restart({ publishers: [pending('demo-fresh')] }));

  const published = async (faults: readonly Fault[] = []): Promise<EndedRun> => {
    harness.index.faults.push(...faults);
    const run = await harness.run([FRESH]);
    expect([run.failure, run.report.result]).toEqual([undefined, 'published']);
    return run;
  };

  it('is published without a word, although the edge keeps that there is no such project', async () => {
    const run = await published();
    expect(warnings(run)).toBe('');
    expect(respelled('demo-fresh')).toHaveLength(1);
  });

  it.each<[string, Partial<Fault>]>([
    ['403', { status: 403 }],
    ['500', { status: 500 }],
    ['503', { status: 503, headers: { 'retry-after': '600' } }],
    ['410', { status: 410 }],
    ['429', { status: 429, headers: { 'retry-after': '600' } }],
    ['a reset', { kind: 'reset' }],
  ])('is not refused on a guess: %s is a warning', async (_, fault) => {
    const run = await published([{ kind: 'status', match: (_method, path) => isRespelled(path), ...fault }]);
    expect(warnings(run)).toMatch(/Whether .* has the project demo-fresh is not known before the upload/);
  });

  it('is not refused after a 404 under one spelling and no answer, or a redirect, under the next', async () => {
    const match: Fault['match'] = (_method, path) => isRespelled(path);
    const missing: Fault = { kind: 'status', status: 404, times: 1, match };
    const unsure = await published([missing, { kind: 'status', status: 503, match }]);
    expect(warnings(unsure)).toContain('demo-fresh is not known');
    await harness.restart({ publishers: [pending('demo-fresh')] });
    expect(warnings(await published([{ ...missing, times: 1 }]))).toBe('');
  });

  it('is not refused where no answer comes', async () => {
    harness.network = (_, path) => (isRespelled(path) ? 'hung' : undefined);
    harness.index.faults.push({ kind: 'hang', match: (_, path) => isRespelled(path) });
    expect(warnings(await published())).toContain('demo-fresh is not known');
  });

  it('is not refused by an index that knows one spelling, where it shows the project under that', async () => {
    // As of an index that keeps nothing in between.
    let minted = false;
    const match = (method: string, path: string): boolean => {
      minted ||= method === 'POST';
      return isRespelled(path);
    };
    await harness.restart({ publishers: [{ ...pending('demo-fresh') }], generic: false, keepsNothing: true });
    await published([{ kind: 'status', status: 404, match }]);
    expect(minted).toBe(true);
  });

  it('is not refused by one that does not redirect to projects that it has either', async () => {
    await harness.restart({ publishers: [PUBLISHER, pending('demo-fresh')] });
    harness.index.faults.push({ kind: 'status', status: 404, match: (_, path) => isRespelled(path) });
    const run = await harness.run([DEMO, FRESH]);
    expect([run.failure, run.report.result]).toEqual([undefined, 'published']);
    expect(warnings(run)).toMatch(/demo-fresh is not known before the upload: .* does not redirect/);
  });
});

describe('a project that a mint created, and whose token does not cover it', () => {
  it('is warned of, and only by the way', async () => {
    const publishers = [{ ...PUBLISHER, environment: 'release' }, pending('demo-fresh')];
    await harness.restart({ publishers });
    harness.sigstore.issuer.claims = { environment: 'release' };
    try {
      const run = await harness.run([DEMO, FRESH]);
      expect(warnings(run)).toMatch(
        /The upload token of this job covers 1 project, and this run has 2 \(demo, demo-fresh\): .* would reject the files of the others\. Add this job/,
      );
      expect(statuses(run)).toEqual({ [DEMO.name]: 'uploaded', [FRESH.name]: 'failed' });
    } finally {
      harness.sigstore.issuer.claims = {};
    }
  });

  it('is not, where it covers all of them', async () => {
    await harness.restart({ publishers: [PUBLISHER, pending('demo-fresh')] });
    expect(warnings(await harness.run([DEMO, FRESH]))).not.toContain('covers');
  });
});

describe('nothing is queried again', () => {
  it('with a token, for an index of another kind, and of a project that is there', async () => {
    const apiTokens = { 'pypi-0123456789abcdef': { user: '__token__' } } as const;
    await harness.restart({ apiTokens });
    const run = await harness.run([OTHER], { password: 'pypi-0123456789abcdef' });
    expect([run.report.result, respelled('other')]).toEqual(['published', []]);
    await harness.restart({ generic: true, apiTokens });
    await harness.run([OTHER], {
      'index-kind': 'generic',
      'check-url': harness.index.simpleUrl,
      password: 'pypi-0123456789abcdef',
    });
    expect(respelled('other')).toEqual([]);
    await harness.restart();
    await harness.run([DEMO]);
    expect(respelled('demo')).toEqual([]);
  });
});

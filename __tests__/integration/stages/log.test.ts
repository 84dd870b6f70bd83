// What stands in the log of whole runs: no group without lines, no notice of what the user set, and what is not read.
import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { startRunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const FILES = [makeWheel({ name: 'demo', version: '1.0' }), makeSdist({ name: 'demo', version: '1.0' })];
const PASSWORD = { password: 'pypi-token', attestations: 'never' };
const GENERIC = { ...PASSWORD, 'index-kind': 'generic' };

const harness = await startRunHarness({ index: { apiTokens: { 'pypi-token': { user: '__token__' } } } });

beforeEach(() => harness.restart());
afterAll(() => harness.close());

/** The lines of each group, but for how long it took, by heading. */
function groupsOf(log: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...log.matchAll(/^::group::(.*)\n((?:(?!::endgroup::).*\n)*)::endgroup::$/gm)].map(
      ([, heading = '', body = '']) => [
        heading,
        body.split('\n').filter((line) => line !== '' && !/^Took .*\.$/.test(line)),
      ],
    ),
  );
}

describe('the log of a run', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['that publishes', {}],
    ['without attestations', { attestations: 'never' }],
    ['that keeps them', { attestations: 'keep' }],
    ['that signs only', { 'dry-run': 'sign' }],
    ['that plans', { 'dry-run': 'plan' }],
    ['with a password', PASSWORD],
    ['that cannot query its index', GENERIC],
    ['without confirmation', { ...PASSWORD, 'confirm-timeout': '0' }],
    ['without an index that issues it a token', { 'oidc-audience': 'other' }],
    ['without files', { 'packages-dir': 'nothing' }],
    ['with inputs that are not usable', { attestations: 'perhaps' }],
  ])('%s has no group without lines', async (_, inputs) => {
    const first = await harness.run(FILES, inputs);
    const again = await harness.run(FILES, inputs);
    for (const { log } of [first, again]) {
      expect(log.match(/^::group::/gm)?.length ?? 0).toBe(groupsOf(log).size);
      for (const [heading, lines] of groupsOf(log)) expect([heading, lines]).not.toEqual([heading, []]);
    }
  });

  it('names each file once in the group of the plan, and outside of groups not at all', async () => {
    const { log } = await harness.run(FILES);
    expect(groupsOf(log).get('Plan')).toHaveLength(FILES.length);
    const outside = log.replaceAll(/^::group::[^]*?^::endgroup::$/gm, '').trim();
    expect(outside).toBe('');
  });

  it('counts what the index lists', async () => {
    const heading = `Check existing files on ${new URL(harness.index.url).host}`;
    const title = new URL(harness.index.url).host;
    const first = await harness.run(FILES, PASSWORD);
    expect(groupsOf(first.log).get(heading)).toEqual([`${title} lists none of 2 files.`]);
    const again = await harness.run(FILES, PASSWORD);
    expect(groupsOf(again.log).get(heading)).toEqual([
      `${title} lists 2 of 2 files: 2 identical, 0 different.`,
    ]);
  });
});

describe('a file that is skipped because the index has a different one', () => {
  it('has one annotation that says so, and a line of the plan', async () => {
    const other = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/other.py': '' } });
    await harness.run([other]);
    const { log, annotations } = await harness.run(FILES, { 'skip-existing': 'true' });
    const said = `${log}${annotations}`;
    expect(said.match(/^::(?:warning|notice|error).*/gm)).toEqual([
      expect.stringMatching(/^::warning::1 of 2 files will be skipped, because /),
    ]);
    expect(said.split(`${other.name}: `)).toHaveLength(3);
  });
});

describe('a run without attestations', () => {
  it('has no annotation that says so where `attestations` is `never`', async () => {
    const { log } = await harness.run(FILES, { attestations: 'never' });
    expect(log).toContain('\nWithout attestations: ');
    expect(log).not.toMatch(/^::(?:notice|warning)/m);
  });

  it('has one notice that says so where the user asked for them', async () => {
    const { log } = await harness.run(FILES, { password: 'pypi-token' });
    expect(log.match(/^::notice.*Without attestations: /gm)).toHaveLength(1);
  });
});

describe('a release without provenance after one that has it', () => {
  it('has one annotation with its cause', async () => {
    await harness.run(FILES);
    const next = [makeWheel({ name: 'demo', version: '1.1' })];
    const { log, annotations } = await harness.run(next, { password: 'pypi-token' });
    expect(`${log}${annotations}`.match(/^::(?:notice|warning|error).*/gm)).toEqual([
      expect.stringMatching(/^::warning::Without attestations: .*%0ALoss of provenance: demo 1\.1 /),
    ]);
  });

  it('has it too where another file of the release has provenance', async () => {
    await harness.run(FILES);
    const more = [makeWheel({ name: 'demo', version: '1.0', tags: 'py3-none-win32' })];
    const { log, annotations } = await harness.run(more, { password: 'pypi-token' });
    expect(`${log}${annotations}`.match(/^::(?:notice|warning|error).*/gm)).toEqual([
      expect.stringMatching(/^::notice::Without attestations: /),
    ]);
    expect(log).toContain('is only partly attested: 2 of 3 files carry provenance');
  });
});

describe('settings of other uploaders', () => {
  it('are named once, never with their values', async () => {
    harness.environment = {
      TWINE_REPOSITORY_URL: 'https://packages.example/x',
      TWINE_PASSWORD: 'hunter2-value',
    };
    const { log, report } = await harness.run(FILES, PASSWORD);
    harness.environment = {};
    expect(report.result).toBe('published');
    expect(log.match(/TWINE_REPOSITORY_URL/g)).toHaveLength(1);
    expect(log).toMatch(/^wheelseal does not read TWINE_REPOSITORY_URL and TWINE_PASSWORD\./m);
    expect(log).not.toMatch(/packages\.example|hunter2/);
  });

  it('are a warning before anything else where the files would go to PyPI instead', async () => {
    harness.environment = { UV_PUBLISH_URL: 'https://packages.example/x' };
    const inputs = { 'repository-url': 'https://upload.pypi.org/legacy/', 'packages-dir': 'nothing' };
    const { log } = await harness.run(FILES, inputs);
    harness.environment = {};
    expect(log).toMatch(/^::warning::UV_PUBLISH_URL names another index, but wheelseal reads only/);
  });
});

describe('a wait of more than a minute', () => {
  it('is named each minute, with what is waited for and until when', async () => {
    const { issuer, fulcio, rekor1 } = harness.sigstore;
    const slow = { kind: 'status', status: 503, times: 1, headers: { 'retry-after': '150' } } as const;
    for (const { faults } of [issuer, fulcio, rekor1]) faults.push({ ...slow, match: () => true });
    harness.index.faults.push({ ...slow, match: (_, path) => path === '/legacy/' });
    const { log, report } = await harness.run(FILES);
    expect(report.result).toBe('published');
    const lines =
      log.match(
        /^Still waiting after \d min: the next attempt \(.*\)(, and \d more)?; until [\d:]{8} UTC\.$/gm,
      ) ?? [];
    const hosts = lines.map((line) => /https?:\/\/([^/?]+)/.exec(line)?.[1] ?? line);
    const named = [issuer, fulcio, rekor1, harness.index].map(({ url }) => new URL(url).host);
    expect(hosts).toEqual(named.flatMap((host) => [host, host]));
  });
});

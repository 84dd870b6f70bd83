// What is new since the last release, said before anything is signed: by the ends of its wheels, with no whole download.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';
import {
  makeSdist,
  makeWheel,
  makeZip,
  metadataText,
  type MadeFile,
  type WheelSource,
} from '../../testbed/make-distributions.ts';
import type { PackageIndexOptions } from '../../testbed/package-index/server.ts';

jest.setTimeout(60_000);

type Source = Omit<WheelSource, 'name' | 'version'>;

const MODULE = { 'demo/__init__.py': 'x = 1\n' };
const PLAN = { 'dry-run': 'plan' };
const wheel = (version: string, source: Source = {}): MadeFile =>
  makeWheel({ name: 'demo', version, files: MODULE, ...source });
const sdist = (version: string): MadeFile => makeSdist({ name: 'demo', version });

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness({ index: { apiTokens: { 'pypi-token': { user: '__token__' } } } });
});

afterEach(async () => harness.close());

/** Puts a release on the index; requests from there on are counted. */
async function published(...files: readonly MadeFile[]): Promise<void> {
  const { report } = await harness.run(files, { password: 'pypi-token', attestations: 'never' });
  expect(report.result).toBe('published');
  harness.index.requests.length = 0;
}

interface Difference {
  readonly since: string;
  readonly novelties: readonly { readonly kind: string; readonly what: string }[];
  readonly files: readonly { readonly members: unknown }[];
  readonly lostPlatforms: readonly string[];
}

function differencesOf({ json }: EndedRun): readonly Difference[] {
  return (JSON.parse(json) as { releaseDiff: readonly Difference[] }).releaseDiff;
}

function newsOf(run: EndedRun): readonly string[] {
  return differencesOf(run).flatMap(({ novelties }) => novelties.map(({ kind, what }) => `${kind} ${what}`));
}

const fileRequests = () => harness.index.requests.filter(({ path }) => path.startsWith('/files/'));

describe('the difference to the last release', () => {
  it('is one line in a plan and in a run, before the signatures, and a list in the summary', async () => {
    await published(wheel('1.0'), sdist('1.0'));
    const files = [wheel('1.1', { files: { ...MODULE, 'evil.pth': 'import os' } }), sdist('1.1')];
    for (const inputs of [PLAN, {}]) {
      const { log, summary } = await harness.run(files, inputs);
      const line = `::notice::New in demo 1.1 since 1.0 on ${new URL(harness.index.url).host}: start-up file evil.pth.`;
      expect(log).toContain(line);
      expect(log.indexOf(line)).toBeLessThan(`${log}::group::Attestations`.indexOf('::group::Attestations'));
      expect(summary).toContain('### Since the last release');
      expect(summary).toContain('**new start-up file** evil.pth');
    }
  });

  it('is nothing worth a notice in most releases', async () => {
    await published(wheel('1.0'));
    const run = await harness.run([wheel('1.1', { files: { 'demo/__init__.py': 'x = 2\n' } })], PLAN);
    expect(run.log).toMatch(/^demo 1\.1 compared with 1\.0 on .*: 0 members added, 0 removed, \d changed/m);
    expect(run.log).not.toContain('::notice::New in');
    expect(newsOf(run)).toEqual([]);
  });

  it.each<[string, Source, Source, string]>([
    ['a dependency', {}, { metadata: { 'Requires-Dist': 'evil' } }, 'dependency evil'],
    [
      '11 MB of script',
      {},
      { files: { 'demo/__init__.py': 'x = 1\n'.repeat(1_900_000) } },
      'large script demo/__init__.py, 11.4 MB',
    ],
    ['a native file', {}, { files: { ...MODULE, 'demo/x.so': 'x' } }, 'native file demo/x.so'],
    ['an empty wheel', {}, { files: {} }, 'empty wheel only its metadata'],
  ])('is seen where it is planted: %s', async (_, before, now, expected) => {
    await published(wheel('1.0', before));
    const run = await harness.run([wheel('1.1', now)], PLAN);
    expect(newsOf(run)).toContain(expected);
    expect(fileRequests().map(({ range }) => range)).toEqual(['bytes=-262144']);
  });

  it('is a platform without a wheel', async () => {
    const [linux, windows] = ['cp313-cp313-manylinux_2_28_x86_64', 'cp313-cp313-win_amd64'];
    await published(wheel('1.0', { tags: linux }), wheel('1.0', { tags: windows }));
    const run = await harness.run([wheel('1.1', { tags: linux })], PLAN);
    expect(differencesOf(run)).toMatchObject([{ lostPlatforms: ['win_amd64'] }]);
    expect(run.summary).toContain('**no wheel for** win\\_amd64');
  });

  it('requests one part of each wheel, and metadata only where that part lacks it', async () => {
    const tags = ['win32', 'win_amd64', 'win_arm64'].map((platform) => `py3-none-${platform}`);
    const filled = { ...MODULE, 'demo/z.bin': randomBytes(400_000) };
    const far = makeZip([
      { path: 'demo-1.0.dist-info/METADATA', content: metadataText('demo', '1.0') },
      {
        path: 'demo-1.0.dist-info/WHEEL',
        content: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
      },
      { path: 'demo-1.0.dist-info/RECORD', content: '' },
      { path: 'demo/z.bin', content: filled['demo/z.bin'] },
    ]);
    await published(...tags.map((each) => wheel('1.0', { tags: each, files: filled })), {
      name: 'demo-1.0-py3-none-any.whl',
      bytes: far,
    });
    const added = { metadata: { 'Requires-Dist': 'evil' }, files: { ...filled, 'x.pth': '' } };
    const run = await harness.run(
      [...tags, 'py3-none-any'].map((each) => wheel('1.1', { tags: each, ...added })),
      PLAN,
    );
    const asked = fileRequests().map(({ path, range }) => `${path.split('/').at(-1) ?? ''} ${range ?? ''}`);
    expect(asked.toSorted()).toEqual([
      'demo-1.0-py3-none-any.whl bytes=-262144',
      'demo-1.0-py3-none-any.whl.metadata ',
      ...tags.map((each) => `demo-1.0-${each}.whl bytes=-262144`),
    ]);
    expect(harness.index.sent.filter((status) => status === 206)).toHaveLength(4);
    expect(differencesOf(run)[0]?.novelties).toEqual([
      expect.objectContaining({ kind: 'start-up file', what: 'x.pth' }),
      {
        kind: 'dependency',
        what: 'evil',
        files: expect.arrayContaining([expect.stringContaining('none-any')]),
      },
    ]);
  });
});

describe('an index that can’t show parts of files', () => {
  it('is asked little, and the release goes out as it would', async () => {
    await harness.restart({ servesRanges: false, apiTokens: { 'pypi-token': { user: '__token__' } } });
    await published(wheel('1.0'), sdist('1.0'));
    const run = await harness.run([wheel('1.1', { metadata: { 'Requires-Dist': 'evil' } }), sdist('1.1')]);
    expect([run.report.result, run.failure]).toEqual(['published', undefined]);
    expect(run.log).toContain(
      `The members of demo 1.1 were not compared with 1.0 on ${new URL(harness.index.url).host} (its host serves whole files only).`,
    );
    expect(fileRequests()).toHaveLength(2);
    // The metadata beside the file is there all the same.
    expect(newsOf(run)).toEqual(['dependency evil']);
    expect(differencesOf(run)[0]?.files.map(({ members }) => members)).toEqual([null, null]);
  });

  it('that does not serve the metadata beside them either is no fault', async () => {
    await harness.restart({ servesRanges: false, apiTokens: { 'pypi-token': { user: '__token__' } } });
    await published(wheel('1.0'), sdist('1.0'));
    const gone = { kind: 'status', status: 404, body: 'gone' } as const;
    harness.index.faults.push({ ...gone, match: (_method, path) => path.endsWith('.metadata') });
    const run = await harness.run([wheel('1.1', { metadata: { 'Requires-Dist': 'evil' } }), sdist('1.1')]);
    expect([run.report.result, run.failure, newsOf(run)]).toEqual(['published', undefined, []]);
    expect(run.log).toContain('The members of demo 1.1 were not compared with 1.0');
  });

  it.each<[string, Partial<PackageIndexOptions>, Readonly<Record<string, string>>]>([
    ['whose files are on a host that is not its own', { filesUrl: 'http://127.0.0.1:9' }, {}],
    ['whose files are on the network', { filesUrl: 'https://files.pythonhosted.org' }, {}],
    ['that is not to be asked', {}, { 'release-diff': 'off' }],
  ])('is asked nothing: one %s', async (_, options, inputs) => {
    await harness.restart({ ...options, apiTokens: { 'pypi-token': { user: '__token__' } } });
    await published(wheel('1.0'));
    const run = await harness.run([wheel('1.1')], { ...PLAN, ...inputs });
    expect([run.report.result, run.failure, fileRequests()]).toEqual(['plan', undefined, []]);
    expect(run.log).not.toContain('::notice::New in');
  });

  it('holds up no release by an answer that does not come, and fails none by a wrong one', async () => {
    await published(wheel('1.0'));
    const ofFiles = (_method: string, path: string): boolean => path.startsWith('/files/');
    harness.network = (method, path) => (ofFiles(method, path) ? 'hung' : undefined);
    harness.index.faults.push({ match: ofFiles, kind: 'hang', times: 1 });
    const run = await harness.run([wheel('1.1')], PLAN);
    expect(run.report.result).toBe('plan');
    expect(run.seconds).toBeLessThan(10);
    expect(run.log).toContain('The members of demo 1.1 were not compared with 1.0');
    harness.network = () => undefined;
    harness.index.faults.push({
      match: ofFiles,
      kind: 'status',
      status: 206,
      headers: { 'content-range': 'bytes 0-999/1000' },
      body: 'x'.repeat(1000),
    });
    const wrong = await harness.run([wheel('1.1')], PLAN);
    expect([wrong.report.result, wrong.failure]).toEqual(['plan', undefined]);
    expect(wrong.log).toContain('The members of demo 1.1 were not compared with 1.0');
  });
});

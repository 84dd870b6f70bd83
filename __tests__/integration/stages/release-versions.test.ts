// Whole runs whose versions, tag or platforms don't belong together: one line each, and nothing is stopped.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterEach(() => {
  harness.environment = {};
});

afterAll(async () => harness.close());

const wheel = (version: string, name = 'demo', platform = 'any'): MadeFile => {
  const tags = platform === 'any' ? 'py3-none-any' : `cp313-cp313-${platform}`;
  return makeWheel({ name, version, tags });
};

const generic = (): Record<string, string> => ({
  'index-kind': 'generic',
  'check-url': harness.index.simpleUrl,
  'oidc-audience': 'testbed-index',
  attestations: 'never',
});

/** A plan of a job that runs for this ref. */
async function planFor(
  ref: string,
  files: readonly MadeFile[],
  inputs: Readonly<Record<string, string>> = {},
): Promise<EndedRun> {
  harness.environment = { GITHUB_WORKFLOW_REF: `octo/demo/.github/workflows/publish.yml@refs/${ref}` };
  return harness.run(files, { 'dry-run': 'plan', ...inputs });
}

/** What a run warns of that has to do with versions. */
function warningsOf({ log }: EndedRun): readonly string[] {
  return [...log.matchAll(/^::warning[^:]*::(.*(?: the run is for the tag |several versions).*)$/gm)].map(
    ([, line = '']) => line,
  );
}

async function publishEarlier(...files: readonly MadeFile[]): Promise<void> {
  const { failure } = await harness.run(files, generic());
  expect(failure).toBeUndefined();
}

/** What a run says of what earlier releases had. */
function noticesOf({ log }: EndedRun): readonly string[] {
  return [...log.matchAll(/^::notice[^:]*::(.* has no wheel.*)$/gm)].map(([, line = '']) => line);
}

describe('a run for a tag', () => {
  it.each(['v1.2', '1.2', 'demo-1.2', 'demo==1.2', 'demo/v1.2', 'demo@1.2', 'Demo_v1.2', 'pkgs/demo-1.2'])(
    'that reads as another version than the one to be uploaded is warned of it: %s',
    async (tag) => {
      const run = await planFor(`tags/${tag}`, [wheel('1.3'), makeSdist({ name: 'demo', version: '1.3' })]);
      expect(run.failure).toBeUndefined();
      expect(warningsOf(run)).toEqual([`demo has version 1.3, but the run is for the tag ${tag}`]);
    },
  );

  it.each([
    ['bare, with this version', 'tags/v1.3'],
    ['this version, written otherwise', 'tags/v1.3.0'],
    ['with the name and this version', 'tags/demo==1.3'],
    ['bare and of one number, which moves', 'tags/v1'],
    ["another project's", 'tags/other-1.2'],
    ['no version', 'tags/nightly'],
    ['a branch named like a version', 'heads/v1.2'],
  ])('is not warned where the tag is %s', async (_what, ref) => {
    const run = await planFor(ref, [wheel('1.3')]);
    expect([run.failure, warningsOf(run)]).toEqual([undefined, []]);
  });

  it('compares as PEP 440 does: 1.3rc1 is the tag v1.3-rc.1', async () => {
    expect(warningsOf(await planFor('tags/v1.3-rc.1', [wheel('1.3rc1')]))).toEqual([]);
    expect(warningsOf(await planFor('tags/v1.3', [wheel('1.3rc1')]))).toEqual([
      'demo has version 1.3rc1, but the run is for the tag v1.3',
    ]);
  });

  it('holds a bare tag against no version where a run has two projects, and a named one against its own', async () => {
    const files = [wheel('1.3'), wheel('2.0', 'other')];
    expect(warningsOf(await planFor('tags/v9.9', files))).toEqual([]);
    expect(warningsOf(await planFor('tags/other-2.1', files))).toEqual([
      'other has version 2.0, but the run is for the tag other-2.1',
    ]);
  });

  it.each([
    ['a development version', '1.3.dev4', {}],
    ['a local version', '1.3+g12ab', { 'index-kind': 'generic', attestations: 'never' }],
  ])('is warned once of %s', async (_what, version, inputs) => {
    const files = [wheel(version), makeSdist({ name: 'demo', version })];
    const checked = { ...inputs, 'check-url': harness.index.simpleUrl, 'oidc-audience': 'testbed-index' };
    const run = await planFor('tags/v1.3', files, checked);
    expect(run.failure).toBeUndefined();
    expect(warningsOf(run)).toEqual([
      expect.stringMatching(
        /^demo 1\.3.* is a development or local version, but the run is for the tag v1\.3: /,
      ),
    ]);
  });
});

describe('two versions of one project', () => {
  it('are warned of before anything is signed, and published', async () => {
    const run = await harness.run([wheel('1.0', 'demo'), wheel('1.1', 'demo')]);
    expect([run.failure, run.uploads]).toEqual([undefined, 2]);
    expect(warningsOf(run)).toEqual(['demo has several versions in this run: 1.0, 1.1']);
    expect(run.log.indexOf('several versions')).toBeLessThan(run.log.indexOf('signed, verified'));
  });

  it('are not seen in a wheel and an sdist of one', async () => {
    const run = await planFor('heads/main', [wheel('3.0'), makeSdist({ name: 'demo', version: '3.0' })]);
    expect(warningsOf(run)).toEqual([]);
  });
});

describe('a release beside the one before it', () => {
  it('that has no wheel, where that one had some, gets one line', async () => {
    await publishEarlier(wheel('5.0'), makeSdist({ name: 'demo', version: '5.0' }));
    const run = await planFor('heads/main', [makeSdist({ name: 'demo', version: '5.1' })]);
    expect([run.failure, noticesOf(run)]).toEqual([undefined, ['demo 5.1 has no wheel; 5.0 has.']]);
    expect(noticesOf(await planFor('heads/main', [wheel('5.1')]))).toEqual([]);
  });

  it('with a platform fewer gets one line that names it', async () => {
    const before = [wheel('6.0', 'demo', 'win_amd64'), wheel('6.0', 'demo', 'macosx_11_0_arm64')];
    await publishEarlier(...before);
    const fewer = await planFor('heads/main', [wheel('6.1', 'demo', 'win_amd64')]);
    expect([fewer.failure, noticesOf(fewer)]).toEqual([
      undefined,
      ['demo 6.1 has no wheel for macOS arm64; 6.0 has.'],
    ]);
    const same = [wheel('6.1', 'demo', 'win_amd64'), wheel('6.1', 'demo', 'macosx_12_0_arm64')];
    expect(noticesOf(await planFor('heads/main', same))).toEqual([]);
  });
});

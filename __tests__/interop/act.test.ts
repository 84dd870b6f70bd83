// Workflows run by act (a workflow runner written by others) against the embedded testbed: a step whose outputs reach the next one,
// and the workflows that README and docs show, as they stand there.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { makeSdist, makeWheel, type MadeFile } from '../testbed/make-distributions.ts';
import { startPackageIndex, type TestPackageIndex } from '../testbed/package-index/server.ts';
import { startGithubServices, type GithubServices } from '../testbed/github-services.ts';
import { startRecordingProxy } from '../testbed/recording-proxy.ts';
import { startSigstore, type SigstoreTestbed } from '../testbed/sigstore.ts';
import { startTufRepository } from '../testbed/tuf-repository.ts';
import type { Service } from '../testbed/http-service.ts';
import { makeArtifactActions } from './act/artifact-actions.ts';
import { makeAttestAction, startBuildJob } from './act/attest-action.ts';
import { copyAction, exchangeGithubRoot, runWorkflow, type WorkflowResult } from './act/workflow-runner.ts';
import { ACTION, samples } from './samples.ts';
import { PUBLISH } from './stack.ts';

const PROJECT = { name: 'demo', version: '1.0.0' };
const FILES = [makeSdist(PROJECT), makeWheel(PROJECT)];
const PASSWORD = 'pypi-password-of-an-index';
const PLUGIN = { name: 'demo-plugin', version: '1.0.0' };
const PUBLISHERS = [PROJECT, PLUGIN].map(({ name }) => ({
  project: name,
  repository: 'octo/demo',
  workflow: 'release.yml',
}));

let sigstore: SigstoreTestbed;
let index: TestPackageIndex;
let second: TestPackageIndex;
/** act's own artifact server does not know what today's clients send. */
let github: GithubServices;
let scratch: string;
/** What builds attest with. */
let build: Service;
let stand: { readonly upload: string; readonly download: string; readonly attest: string };
let runs = 0;

const startIndex = (generic = false): Promise<TestPackageIndex> =>
  startPackageIndex({
    trustedRoot: () => sigstore.trustedRoot(),
    verifyToken: (jwt, audience) => sigstore.issuer.verify(jwt, audience),
    publishers: PUBLISHERS,
    generic,
    apiTokens: { [PASSWORD]: { user: '__token__' } },
  });

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wheelseal-act-'));
  const attest = join(scratch, 'stand-ins', 'attest');
  await makeAttestAction(attest);
  stand = { ...(await makeArtifactActions(join(scratch, 'stand-ins'))), attest };
});
beforeEach(async () => {
  sigstore = await startSigstore();
  github = await startGithubServices();
  build = await startBuildJob(sigstore, github.attestations);
  [index, second] = [await startIndex(), await startIndex()];
});
afterEach(async () => {
  await Promise.all([index.close(), second.close(), sigstore.close(), github.close(), build.close()]);
});
afterAll(async () => rm(scratch, { recursive: true, force: true }));

function identity(): Record<string, string> {
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: sigstore.issuer.requestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: sigstore.issuer.requestToken,
  };
}

function expectNoTokens({ log }: WorkflowResult): void {
  expect(log).not.toContain(sigstore.issuer.requestToken);
  expect(log).not.toContain(PASSWORD);
  for (const { token } of [...index.tokens, ...second.tokens]) expect(log).not.toContain(token);
}

const STEP = `
on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      - uses: ./action
        id: publish
        with:
          packages-dir: packages
          repository-url: \${{ env.INDEX_URL }}
          index-kind: pypi
          attestations: require
          sigstore-tuf-url: \${{ env.TUF_URL }}
          sigstore-tuf-root: root.json
      - if: always()
        env:
          OUTPUTS: \${{ toJSON(steps.publish.outputs) }}
        run: printf '%s' "$OUTPUTS" > "$OUTPUTS_FILE"
`;

describe('as a step of a workflow', () => {
  interface Job extends WorkflowResult {
    readonly outputs: Readonly<Record<string, string>>;
  }

  async function publish(
    files: readonly MadeFile[],
    inputs: Readonly<Record<string, string>> = {},
    workflow = 'release.yml',
  ): Promise<Job> {
    const folder = join(scratch, `step-${(runs += 1)}`);
    const outputsFile = join(folder, 'outputs.json');
    await copyAction(join(folder, 'repository', 'action'));
    const packages = Object.fromEntries(files.map(({ name, bytes }) => [`packages/${name}`, bytes]));
    const result = await runWorkflow({
      folder,
      name: workflow,
      text: STEP.replace(
        '        with:\n',
        `$&${Object.entries(inputs)
          .map(([input, value]) => `          ${input}: ${value}\n`)
          .join('')}`,
      ),
      files: { ...packages, 'root.json': sigstore.tuf.rootJson },
      environment: {
        ...identity(),
        INDEX_URL: index.uploadUrl,
        TUF_URL: sigstore.tuf.url,
        OUTPUTS_FILE: outputsFile,
        GITHUB_WORKFLOW_REF: `octo/demo/.github/workflows/${workflow}@refs/heads/main`,
      },
    });
    return { ...result, outputs: JSON.parse(await readFile(outputsFile, 'utf8')) as Job['outputs'] };
  }

  it('publishes a release, tells the next step about it, and finds everything there when run again', async () => {
    const job = await publish(FILES);
    expect(job.exitCode === 0 ? '' : job.log).toBe('');
    expect(job.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const files = JSON.parse(job.outputs['files'] ?? '') as object[];
    const row = {
      status: 'uploaded',
      confirmed: true,
      attestations: [expect.objectContaining({ predicateType: PUBLISH })],
    };
    const rows = FILES.map(({ name }) => expect.objectContaining({ name, ...row }));
    expect(files).toEqual(expect.arrayContaining(rows));
    expectNoTokens(job);

    const again = await publish(FILES);
    expect(again.exitCode === 0 ? '' : again.log).toBe('');
    expect(again.outputs).toMatchObject({ result: 'already-published' });
    expect(index.uploads).toHaveLength(FILES.length);
  });

  it('a conflict fails the job, and the outputs say so', async () => {
    await publish(FILES);
    const other = makeWheel({ ...PROJECT, files: { 'demo/__init__.py': 'other = True\n' } });
    const job = await publish([other]);
    expect(job.exitCode).toBe(1);
    expect(job.outputs).toMatchObject({ result: 'failed' });
    expect(job.log).toContain('INDEX_CONFLICT');
  });

  it('a plan that was approved for one workflow is refused in another, which is another publisher', async () => {
    const plan = await publish(FILES, { 'dry-run': 'plan' });
    expect(plan.exitCode === 0 ? '' : plan.log).toBe('');
    const job = await publish(FILES, { 'approved-plan': plan.outputs['plan-digest'] ?? '' }, 'publish.yml');
    expect(job.exitCode).toBe(1);
    expect(job.log).toContain('PLAN_CHANGED');
    const workflows = 'octo/demo/.github/workflows';
    expect(job.log).toContain(
      `the workflow was ${workflows}/release.yml@refs/heads/main and is ${workflows}/publish.yml@refs/heads/main`,
    );
    expect([index.uploads.length, sigstore.rekor1.entries()]).toEqual([0, 0]);
  });
});

describe('the documented workflow', () => {
  const REF = '1f'.repeat(20);

  /** PyPI and its Sigstore are the testbed. */
  const defaults = (indexKind: string): Record<string, string> => ({
    'repository-url': index.uploadUrl,
    'index-kind': indexKind,
    'sigstore-tuf-url': sigstore.tuf.url,
    'sigstore-tuf-root': sigstore.tuf.rootJson.toString(),
  });

  /** What a build would make: each call of `pipx` takes the next portion, to the package that it names as `build` does. */
  const pipx = (folder: string): string => `#!/bin/sh
case "$3" in */) dist="$3"dist ;; *) dist=dist ;; esac
for portion in ${folder}/portion-*; do
  if mkdir "$portion/taken" 2>/dev/null; then mkdir -p "$dist"; cp "$portion"/demo* "$dist"; exit; fi
done
exit 1
`;

  async function run(
    name: string,
    portions: readonly (readonly MadeFile[])[],
    indexKind = 'pypi',
    altered = (text: string): string => text,
    prepare = async (action: string) => copyAction(action, defaults(indexKind)),
    programs: Readonly<Record<string, string>> = {},
  ): Promise<WorkflowResult> {
    const sample = samples().find((each) => each.name === name);
    if (sample === undefined) throw new Error(`no document shows a workflow ${name}`);
    const folder = join(scratch, `sample-${(runs += 1)}`);
    const action = join(folder, 'action');
    await prepare(action);
    const built = portions.flatMap((files, place) =>
      files.map((file): [string, Uint8Array] => [`portion-${place}/${file.name}`, file.bytes]),
    );
    const text = altered(sample.text)
      .replaceAll(ACTION, `octo/wheelseal@${REF}`)
      .replaceAll('https://test.pypi.org/legacy/', second.uploadUrl)
      .replaceAll('https://pypi.example.com/upload/', second.uploadUrl)
      .replaceAll('https://pypi.example.com/simple/', second.simpleUrl)
      .replaceAll('user: ci', 'user: __token__');
    const of = (used: string): string =>
      new RegExp(`actions/${used}@[0-9a-f]{40}`).exec(text)?.[0] ?? `actions/${used}@none`;
    return runWorkflow({
      folder,
      text,
      files: Object.fromEntries(built),
      environment: { ...identity(), ...github.environment(), ATTEST_URL: build.url },
      secrets: { INDEX_PASSWORD: PASSWORD, GITHUB_TOKEN: github.token },
      actions: {
        [`octo/wheelseal@${REF}`]: action,
        [of('upload-artifact')]: stand.upload,
        [of('download-artifact')]: stand.download,
        [of('attest-build-provenance')]: stand.attest,
      },
      programs: { pipx: pipx(join(folder, 'repository')), ...programs },
    });
  }

  const wheelFor = (tags: string): MadeFile[] => [makeWheel({ ...PROJECT, tags })];
  const MATRIX = [FILES, wheelFor('cp313-cp313-win_amd64'), wheelFor('cp313-cp313-macosx_11_0_arm64')];

  it('for one package publishes', async () => {
    const result = await run('release', [FILES]);
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect(index.uploads).toHaveLength(2);
    expectNoTokens(result);
  });

  it('for TestPyPI, then PyPI publishes to both and signs once', async () => {
    const result = await run('release to TestPyPI, then PyPI', [FILES]);
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect([second.uploads.length, index.uploads.length, sigstore.rekor1.entries()]).toEqual([2, 2, 2]);
    expectNoTokens(result);
  });

  it('for wheels from a matrix publishes them all', async () => {
    const [, ...wheels] = MATRIX;
    const result = await run('release wheels', [...FILES.map((file) => [file]), ...wheels]);
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect(index.uploads).toHaveLength(4);
  });

  it('for several packages publishes each from its own directory', async () => {
    const packages = [FILES, [makeSdist(PLUGIN), makeWheel(PLUGIN)]];
    const result = await run('release packages', packages, 'pypi', (text) =>
      text.replace('          for package', '          mkdir -p packages/core packages/plugin\n$&'),
    );
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect([index.files('demo').length, index.files('demo-plugin').length]).toEqual([2, 2]);
    expectNoTokens(result);
  });

  it('for a release or a dry run publishes where a tag starts it', async () => {
    const result = await run('release or dry run', [FILES]);
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect(index.uploads).toHaveLength(2);
  });

  it('with build provenance publishes what the build job attested beside each file', async () => {
    const result = await run('release with build provenance', [FILES]);
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    const kinds = index.files('demo').map(({ attestations }) => attestations.length);
    expect([kinds, sigstore.rekor1.entries()]).toEqual([[2, 2], 4]);
    expect(github.attestations.seenByBlobs).toEqual([undefined, undefined]);
    expectNoTokens(result);
    expect(result.log).not.toContain(github.token);
  });

  it('with attestations in a GitHub release uploads each file with what belongs to it to a draft, and then publishes it', async () => {
    const called = join(scratch, `gh-${(runs += 1)}.txt`);
    const gh = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${called}'\nfor each; do case $each in */*) [ -f "$each" ] || [ "$each" = octo/demo ] || exit 1;; esac; done\n`;
    const shown = samples().find(({ text }) => text.includes('gh release create'))?.text ?? '';
    const heading = '    steps:\n';
    const steps = shown.slice(shown.lastIndexOf(heading) + heading.length);
    const step = / {6}- uses: OWNER\/wheelseal@[^\n]*\n(?: {8}.*\n)*/;
    const altered = (text: string): string => text.replace(step, steps);
    const result = await run('release', [FILES], 'pypi', altered, undefined, { gh });
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    const [created, uploaded, edited] = (await readFile(called, 'utf8')).trim().split('\n');
    expect([created, edited]).toEqual([
      expect.stringMatching(/^release create \S+ --draft --verify-tag --generate-notes --repo octo\/demo$/),
      expect.stringMatching(/^release edit \S+ --draft=false --repo octo\/demo$/),
    ]);
    const names = (uploaded ?? '').split(' ').map((path) => basename(path));
    const suffixes = ['', '.publish.attestation', '.sigstore.json', '.intoto.jsonl'];
    expect(names).toEqual(
      expect.arrayContaining(FILES.flatMap(({ name }) => suffixes.map((suffix) => `${name}${suffix}`))),
    );
    expectNoTokens(result);
  });

  it("from a private repository signs with GitHub's instance, stores the bundles, and tells no one else", async () => {
    sigstore.fulcio.log.silent = true;
    sigstore.issuer.claims = { repository_visibility: 'private' };
    const tuf = await startTufRepository({ 'trusted_root.json': sigstore.unloggedRoot() });
    const proxy = await startRecordingProxy();
    proxy.routes.set('tuf-repo.github.com', tuf.url);
    proxy.routes.set('fulcio.githubapp.com', sigstore.fulcio.url);
    proxy.routes.set('timestamp.githubapp.com', sigstore.timestampAuthority.url);
    const authority = join(scratch, 'proxy.pem');
    await writeFile(authority, proxy.authority);
    try {
      // The stand-ins of GitHub's own actions go without the proxy.
      const behindProxy = (text: string): string =>
        text.replace(
          `- uses: ${ACTION}\n`,
          `$&        env:\n          HTTPS_PROXY: ${proxy.url}\n          NODE_EXTRA_CA_CERTS: ${authority}\n`,
        );
      const prepare = async (action: string): Promise<void> => {
        await copyAction(action, { 'repository-url': index.uploadUrl, 'index-kind': 'pypi' });
        await exchangeGithubRoot(action, tuf.rootJson);
      };
      const name = 'release from a private repository';
      const result = await run(name, [FILES], 'pypi', behindProxy, prepare);
      expect(result.exitCode === 0 ? '' : result.log).toBe('');
      expect([index.uploads.length, github.bundles.length, sigstore.rekor1.entries()]).toEqual([2, 2, 0]);
      expect(proxy.hosts().toSorted()).toEqual([
        'fulcio.githubapp.com',
        'timestamp.githubapp.com',
        'tuf-repo.github.com',
      ]);
      const root = toTrustMaterial(TrustedRoot.fromJSON(sigstore.unloggedRoot()));
      const verifier = new Verifier(root, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 1 });
      for (const bundle of github.bundles) verifier.verify(toSignedEntity(bundleFromJSON(bundle)));
      expectNoTokens(result);
    } finally {
      await Promise.all([tuf.close(), proxy.close()]);
    }
  });

  it('for a private index publishes with its password', async () => {
    await second.close();
    second = await startIndex(true);
    const result = await run('release to a private index', [FILES], 'auto');
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect([second.uploads.length, sigstore.rekor1.entries()]).toEqual([2, 0]);
    expectNoTokens(result);
  });

  it('for a release that people approve publishes what was planned', async () => {
    const result = await run('release after approval', [FILES]);
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect([index.uploads.length, sigstore.rekor1.entries()]).toEqual([2, 2]);
    expectNoTokens(result);
  });

  it.each([
    ['other bytes', {}, 'demo-1.0.0-py3-none-any.whl has different content'],
    [
      'a file more',
      { tags: 'cp313-cp313-win_amd64' },
      'demo-1.0.0-cp313-cp313-win_amd64.whl was not in the plan',
    ],
  ])('for a release that people approve refuses %s that come after the plan', async (_, change, line) => {
    const late = makeWheel({ ...PROJECT, ...change, files: { 'demo/late.py': 'late = True\n' } });
    const publish = `      - uses: ${ACTION}\n        with:\n          approved-plan:`;
    const result = await run('release after approval', [FILES, [late]], 'pypi', (text) =>
      text.replace(publish, `      - run: pipx run build\n${publish}`),
    );
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('PLAN_CHANGED');
    expect(result.log).toContain(line);
    expect([index.uploads.length, sigstore.rekor1.entries()]).toEqual([0, 0]);
  });

  it('for a release that people approve refuses an index that moved after the plan', async () => {
    const publish = `      - uses: ${ACTION}\n        with:\n          approved-plan:`;
    const late =
      `      - uses: ${ACTION}\n        with:\n          packages-dir: dist/*.whl\n` +
      '          password: ${{ secrets.INDEX_PASSWORD }}\n';
    const result = await run('release after approval', [FILES], 'pypi', (text) =>
      text.replace(publish, `${late}${publish}`),
    );
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('PLAN_CHANGED');
    expect(result.log).toContain(
      'demo-1.0.0-py3-none-any.whl was not on the index and is on the index (identical)',
    );
    expect([index.uploads.length, sigstore.rekor1.entries()]).toEqual([1, 0]);
    expectNoTokens(result);
  });

  it('that signs in a matrix adopts in the publishing job, which signs nothing again', async () => {
    const result = await run('release, signed in a matrix', MATRIX);
    expect(result.exitCode === 0 ? '' : result.log).toBe('');
    expect([index.uploads.length, sigstore.rekor1.entries(), sigstore.fulcio.certificates]).toEqual([
      4, 4, 3,
    ]);
    expect(result.log).toContain('4 attestations adopted, 0 to sign.');
  });
});

// A workflow with `uses: ./`, run by act (a workflow runner written by others) without containers: a whole release by
// Trusted Publishing to the embedded testbed, whose outputs reach the next step.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { startPackageIndex } from '../testbed/package-index/server.ts';
import type { TestPackageIndex } from '../testbed/package-index/server.ts';
import { startSigstore } from '../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';
import { PUBLISH, home } from './stack.ts';

const PROJECT = { name: 'demo', version: '1.0.0' };
const FILES = [makeSdist(PROJECT), makeWheel(PROJECT)];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const WORKFLOW = `
on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      - uses: ./
        id: publish
        with:
          packages-dir: packages
          repository-url: \${{ env.INDEX_URL }}
          index-kind: pypi
          attestations: require
          sigstore-tuf-url: \${{ env.TUF_URL }}
          sigstore-tuf-root: \${{ env.TUF_ROOT }}
      - if: always()
        env:
          OUTPUTS: \${{ toJSON(steps.publish.outputs) }}
        run: printf '%s' "$OUTPUTS" > "$OUTPUTS_FILE"
`;

let sigstore: SigstoreTestbed;
let index: TestPackageIndex;
let scratch: string;
const publishers = [{ project: 'demo', repository: 'octo/demo', workflow: 'release.yml' }];

beforeAll(async () => {
  sigstore = await startSigstore();
  index = await startPackageIndex({
    trustedRoot: () => sigstore.trustedRoot(),
    verifyToken: (jwt, audience) => sigstore.issuer.verify(jwt, audience),
    publishers,
  });
  scratch = await mkdtemp(join(tmpdir(), 'wheelseal-act-'));
});

afterAll(async () => {
  await Promise.all([index.close(), sigstore.close()]);
  await rm(scratch, { recursive: true, force: true });
});

interface Job {
  readonly exitCode: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
}

async function runJob(name: string, files: typeof FILES): Promise<Job> {
  const repository = join(scratch, name);
  const outputsFile = join(scratch, `${name}.json`);
  await mkdir(join(repository, 'packages'), { recursive: true });
  await cp(join(ROOT, 'action.yml'), join(repository, 'action.yml'));
  await cp(join(ROOT, 'dist'), join(repository, 'dist'), { recursive: true });
  for (const file of files) await writeFile(join(repository, 'packages', file.name), file.bytes);
  await writeFile(join(repository, 'workflow.yml'), WORKFLOW);
  await writeFile(join(repository, 'root.json'), sigstore.tuf.rootJson);
  await commit(repository);
  const facts = {
    ACTIONS_ID_TOKEN_REQUEST_URL: sigstore.issuer.requestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: sigstore.issuer.requestToken,
    INDEX_URL: index.uploadUrl,
    TUF_URL: sigstore.tuf.url,
    TUF_ROOT: join(repository, 'root.json'),
    OUTPUTS_FILE: outputsFile,
  };
  const { exitCode, log } = await act(repository, facts);
  return { exitCode, log, outputs: JSON.parse(await readFile(outputsFile, 'utf8')) as Job['outputs'] };
}

/** act reads ref and commit from git, and takes the checkout step as done where the repository is there. */
async function commit(repository: string): Promise<void> {
  const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: repository });
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', 'https://github.com/octo/demo');
  await git('add', '--all', '--force');
  await git(
    '-c',
    'user.name=octocat',
    '-c',
    'user.email=octocat@example.org',
    'commit',
    '--quiet',
    '-m',
    'Release',
  );
}

function act(repository: string, facts: Readonly<Record<string, string>>) {
  const settings = [
    '-P',
    'ubuntu-latest=-self-hosted',
    '--no-cache-server',
    '--action-cache-path',
    join(scratch, 'cache'),
  ];
  const environment = Object.entries(facts).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  // act runs the first node on its own PATH.
  const node = dirname(process.env['WHEELSEAL_NODE'] ?? process.execPath);
  const env = {
    PATH: [node, process.env['PATH']].join(delimiter),
    HOME: scratch,
    ACT_DISABLE_VERSION_CHECK: '1',
  };
  return new Promise<{ exitCode: number | null; log: string }>((resolve, reject) => {
    const child = spawn(
      join(home(), 'bin', 'act'),
      ['push', '-W', 'workflow.yml', ...settings, ...environment],
      {
        cwd: repository,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, log }));
  });
}

describe('as a step of a workflow', () => {
  it('publishes a release and tells the next step about it', async () => {
    const job = await runJob('release', FILES);
    expect(job.exitCode === 0 ? '' : job.log).toBe('');
    expect(job.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const files = JSON.parse(job.outputs['files'] ?? '') as object[];
    expect(files).toEqual(
      expect.arrayContaining(
        FILES.map(({ name }) =>
          expect.objectContaining({
            name,
            status: 'uploaded',
            confirmed: true,
            attestations: [expect.objectContaining({ predicateType: PUBLISH })],
          }),
        ),
      ),
    );
    expect(index.uploads).toHaveLength(FILES.length);
    expect(job.log).not.toContain(sigstore.issuer.requestToken);
    for (const { token } of index.tokens) expect(job.log).not.toContain(token);
  });

  it('run again it finds everything there and uploads nothing', async () => {
    const before = index.uploads.length;
    const job = await runJob('again', FILES);
    expect(job.exitCode === 0 ? '' : job.log).toBe('');
    expect(job.outputs).toMatchObject({ result: 'already-published' });
    expect(index.uploads).toHaveLength(before);
  });

  it('a conflict fails the job, and the outputs say so', async () => {
    const other = makeWheel({ ...PROJECT, files: { 'demo/__init__.py': 'other = True\n' } });
    const job = await runJob('conflict', [other]);
    expect(job.exitCode).toBe(1);
    expect(job.outputs).toMatchObject({ result: 'failed' });
    expect(job.log).toContain('INDEX_CONFLICT');
  });
});

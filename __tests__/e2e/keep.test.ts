// Where attestations are kept beside the index: the workflow artifact that a later attempt adopts from, and GitHub's store.
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readZip } from '../../src/distributions/archives/zip.ts';
import { startGithubServices, type GithubServices } from '../testbed/github-services.ts';
import { makeSdist, makeWheel, makeZip } from '../testbed/make-distributions.ts';
import { memoryContent } from '../testbed/memory-content.ts';
import { removeRuns, runAction, type ActionResult } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

const wheel = makeWheel({ name: 'demo', version: '1.0' });
const sdist = makeSdist({ name: 'demo', version: '1.0' });
const files = { [`dist/${wheel.name}`]: wheel.bytes, [`dist/${sdist.name}`]: sdist.bytes };

let testbed: Testbed;
let github: GithubServices;

beforeEach(async () => {
  testbed = await startTestbed();
  github = await startGithubServices();
});
afterEach(async () => {
  await testbed.close();
  await github.close();
});
afterAll(removeRuns);

/** One attempt of the job, on a runner of its own. */
function run(inputs: Readonly<Record<string, string>>): Promise<ActionResult> {
  const environment = { ...testbed.environment, ...github.environment() };
  return runAction({ inputs: { ...testbed.inputs, ...inputs }, environment, files });
}

const kept = (result: ActionResult): unknown => result.report['kept'];
const warningsOf = ({ log }: ActionResult): readonly string[] =>
  log.split('\n').filter((line) => line.startsWith('::warning'));

/** The texts of an artifact's files by their names. */
async function membersOf(zip: Buffer = Buffer.alloc(0)): Promise<ReadonlyMap<string, string>> {
  const archive = await readZip(memoryContent(zip));
  const texts = new Map<string, string>();
  for (const path of archive.entries.keys()) {
    texts.set(path, (await archive.read(path, 1 << 20))?.toString('utf8') ?? '');
  }
  return texts;
}

function refuseUploads(): void {
  testbed.index.faults.push({
    match: (method, path) => method === 'POST' && path === '/legacy/',
    kind: 'status',
    status: 403,
    times: 1,
    body: 'New uploads are temporarily disabled.',
  });
}

describe('artifact-name', () => {
  it('stores the attestations of a run that then fails, and the next attempt on another runner signs nothing', async () => {
    refuseUploads();
    const inputs = { 'artifact-name': 'attestations', 'slsa-provenance': 'true' };
    const first = await run(inputs);
    expect(first.outputs['result']).toBe('failed');
    expect(kept(first)).toEqual([{ store: 'artifact', name: 'attestations', kept: 2, error: null }]);
    expect([...github.artifacts().keys()]).toEqual(['attestations']);
    testbed.sigstore.issuer.claims = { run_attempt: '2' };
    const second = await run(inputs);
    expect(second.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(second.log).toContain('4 attestations adopted, 0 to sign.');
    expect(testbed.sigstore.rekor1.entries()).toBe(4);
  });

  /** The first attempt: the index accepts the wheel and refuses the sdist. */
  async function publishWheel(inputs: Readonly<Record<string, string>>): Promise<void> {
    testbed.index.faults.push({
      match: (method, path, nth) => method === 'POST' && path === '/legacy/' && nth > 1,
      kind: 'status',
      status: 403,
      times: 1,
      body: 'New uploads are temporarily disabled.',
    });
    expect((await run(inputs)).outputs['result']).toBe('partial');
    testbed.sigstore.issuer.claims = { run_attempt: '2' };
  }

  it.each(['false', 'true'])('has what an earlier attempt published too (bundles: %s)', async (bundles) => {
    const inputs = { 'artifact-name': 'attestations', bundles };
    await publishWheel(inputs);
    const before = await membersOf(github.artifacts().get('attestations'));
    const second = await run(inputs);
    expect(second.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(second.log).toContain('1 attestations adopted, 0 to sign.');
    expect(kept(second)).toEqual([{ store: 'artifact', name: 'attestations', kept: 2, error: null }]);
    const after = await membersOf(github.artifacts().get('attestations'));
    expect(new Map(after)).toEqual(before);
    expect(after.size).toBe(bundles === 'true' ? 6 : 2);
  });

  it('leaves out what does not fit the file that an earlier attempt published', async () => {
    const inputs = { 'artifact-name': 'attestations' };
    await publishWheel(inputs);
    const [ofWheel, ofSdist] = [wheel, sdist].map(({ name }) => `${name}.publish.attestation`);
    const stored = await membersOf(github.artifacts().get('attestations'));
    github.plant(
      'attestations',
      makeZip([...stored].map(([path]) => ({ path, content: stored.get(ofSdist ?? '') ?? '' }))),
    );
    const second = await run(inputs);
    expect(second.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(second.log).toMatch(new RegExp(`^Left out of the artifact: .*[/\\\\]${ofWheel}: `, 'm'));
    const after = await membersOf(github.artifacts().get('attestations'));
    expect([...after.keys()]).toEqual([ofSdist]);
  });

  it('replaces the artifact of an earlier step of the same job', async () => {
    const environment = { ...testbed.environment, ...github.environment() };
    const inputs = { ...testbed.inputs, 'artifact-name': 'attestations', 'dry-run': 'sign' };
    await runAction({ inputs, environment, files });
    const before = github.artifacts().get('attestations');
    const result = await runAction({
      inputs: { ...inputs, 'existing-attestations': 'replace' },
      environment,
      files,
    });
    expect(kept(result)).toMatchObject([{ kept: 2, error: null }]);
    expect(github.artifacts().get('attestations')).not.toEqual(before);
  });

  const built = makeZip([wheel, sdist].map(({ name, bytes }) => ({ path: name, content: bytes })));
  const isStore = ({ path }: { readonly path: string }): boolean => path.endsWith('/CreateArtifact');

  it.each([
    ['adopt', 0],
    ['replace', 1],
  ])(
    'leaves the build’s own artifact, and says where the attestations are (%s)',
    async (existing, attempts) => {
      github.plant('dist', built);
      const result = await run({ 'artifact-name': 'dist', 'existing-attestations': existing });
      expect(github.service.requests.filter(isStore)).toHaveLength(attempts);
      expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
      const why = `the run already has an artifact of this name, with other files ('${wheel.name}' and 1 more)`;
      const warnings = result.log.split('\n').filter((line) => line.startsWith('::warning'));
      expect(warnings).toEqual([
        `::warning::The attestations could not be stored as the artifact dist: ${why}. Nothing was replaced. Choose another \`artifact-name\`, one per job in a matrix. The attestations are in ${result.outputs['attestations-dir']}.`,
      ]);
      expect(kept(result)).toEqual([{ store: 'artifact', name: 'dist', kept: 0, error: why }]);
      expect(github.artifacts().get('dist')).toEqual(built);
    },
  );

  it('leaves an artifact that is too large for one of attestations', async () => {
    github.plant('dist', Buffer.alloc((64 << 20) + 1));
    const result = await run({ 'artifact-name': 'dist' });
    const why =
      'the run already has an artifact of this name, with 67108865 bytes, more than this job stores';
    expect(kept(result)).toEqual([{ store: 'artifact', name: 'dist', kept: 0, error: why }]);
    expect(github.service.requests.filter(isStore)).toEqual([]);
  });

  it('leaves the attestations that another job of the run stored of its own files', async () => {
    const inputs = { ...testbed.inputs, 'artifact-name': 'attestations', 'dry-run': 'sign' };
    const job = (...names: readonly string[]): Promise<ActionResult> =>
      runAction({
        inputs,
        environment: { ...testbed.environment, ...github.environment() },
        files: Object.fromEntries(Object.entries(files).filter(([path]) => names.includes(path.slice(5)))),
      });
    await job(wheel.name);
    const theirs = github.artifacts().get('attestations');
    const result = await job(sdist.name);
    expect(kept(result)).toMatchObject([
      { kept: 0, error: expect.stringContaining(`'${wheel.name}.publish`) },
    ]);
    expect(github.artifacts().get('attestations')).toEqual(theirs);
    // A later attempt of the first job replaces what is its own, also where it has more files now.
    expect(kept(await job(wheel.name, sdist.name))).toMatchObject([{ kept: 2, error: null }]);
  });

  it('repeats the service’s words where the name is taken and nothing is listed', async () => {
    github.service.faults.push({
      match: (_method, path) => path.endsWith('/CreateArtifact'),
      kind: 'status',
      status: 409,
      headers: { 'content-type': 'application/json' },
      body: '{"code":"already_exists","msg":"an artifact with this name already exists"}',
    });
    const result = await run({ 'artifact-name': 'attestations', 'dry-run': 'sign' });
    expect(result.log).toMatch(
      /^::warning::The attestations .*\(409\) Conflict: an artifact with this name already exists; the service lists no such artifact/m,
    );
  });

  it('takes from the artifact only what belongs to the distributions, and refuses what does not fit them', async () => {
    await run({ 'artifact-name': 'attestations', 'dry-run': 'sign' });
    const other = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/more.py': 'x = 1\n' } });
    const environment = { ...testbed.environment, ...github.environment() };
    const inputs = { ...testbed.inputs, 'artifact-name': 'attestations' };
    const result = await runAction({ inputs, environment, files: { [`dist/${other.name}`]: other.bytes } });
    expect(result.log).toContain('title=Invalid attestation');
    expect(testbed.index.uploads).toHaveLength(0);
  });

  it('T19: has its names printed as no command, and its service’s words not at all', async () => {
    await run({ 'artifact-name': 'attestations', 'dry-run': 'sign' });
    github.disposition = "attachment; filename*=UTF-8''x%0A%3A%3Aerror%3A%3Aplanted";
    const environment = { ...testbed.environment, ...github.environment() };
    const inputs = { ...testbed.inputs, 'artifact-name': 'attestations' };
    const debugging = await runAction({ inputs, environment: { ...environment, RUNNER_DEBUG: '1' }, files });
    expect(debugging.outputs['result']).toBe('published');
    expect(debugging.log).toContain('planted');
    expect(debugging.log).not.toMatch(/^\s*::error::planted/m);
    const plain = await runAction({
      inputs,
      environment: { ...environment, ...github.environment() },
      files,
    });
    expect(plain.log).not.toMatch(/planted|blob storage|Artifact|deprecated|DEP0005|Warning:/i);
  });

  const planted = { path: `${wheel.name}.sigstore.json`, content: '{"evil": true}' };
  const alsoPlanted = { ...planted, path: `${wheel.name}.intoto.jsonl` };

  it.each(['false', 'true'])(
    'does not store what was planted in it as ours (bundles: %s)',
    async (bundles) => {
      github.plant('attestations', makeZip([planted, alsoPlanted]));
      const result = await run({ 'artifact-name': 'attestations', bundles });
      expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
      const stored = await membersOf(github.artifacts().get('attestations'));
      expect(stored.has(planted.path)).toBe(bundles === 'true');
      expect(stored.has(alsoPlanted.path)).toBe(bundles === 'true');
      expect([...stored.values()].some((content) => content.includes('evil'))).toBe(false);
      const folder = dirname(result.outputs['attestation-paths']?.split('\n')[0] ?? '');
      expect((await readdir(folder)).includes(planted.path)).toBe(bundles === 'true');
    },
  );

  it('stores nothing where the run fails before it verified anything', async () => {
    const evil = makeZip([planted, { path: `${sdist.name}.publish.attestation`, content: '{"evil": true}' }]);
    github.plant('attestations', evil);
    const result = await run({ 'artifact-name': 'attestations', bundles: 'true' });
    expect(result.log).toContain('title=Invalid attestation');
    expect(kept(result)).toEqual([]);
    expect(github.artifacts().get('attestations')).toEqual(evil);
  });

  it.each<[string, Buffer]>([
    [
      'a file that unpacks to hundreds of times what an attestation has',
      makeZip([
        {
          path: `${wheel.name}.publish.attestation`,
          content: Buffer.alloc(64 << 20),
          compression: 'deflate',
        },
      ]),
    ],
    ['a web page', Buffer.from('<!doctype html>')],
    ['half an archive', makeZip([planted]).subarray(0, 60)],
    ['an archive with a file twice', makeZip([planted, planted])],
    ['an archive with a way out', makeZip([{ path: '../../evil', content: 'x' }])],
  ])('signs anew where it is broken, and does not wait: %s', async (_, artifact) => {
    github.plant('attestations', artifact);
    const began = performance.now();
    const result = await run({ 'artifact-name': 'attestations' });
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(warningsOf(result)).toEqual([
      expect.stringMatching(
        /^::warning::The (artifact attestations of an earlier attempt could not be read: |attestations could not be stored as the artifact attestations: .*, which could not be read: )/,
      ),
    ]);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('T24: unpacks nothing that it does not look for', async () => {
    const bomb = { path: 'bomb', content: Buffer.alloc(256 << 20), compression: 'deflate' } as const;
    const artifact = makeZip([bomb]);
    github.plant('attestations', artifact);
    const result = await run({ 'artifact-name': 'attestations' });
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const warnings = result.log.split('\n').filter((line) => line.startsWith('::warning'));
    expect(warnings).toEqual([expect.stringContaining("with other files ('bomb'). Nothing was replaced.")]);
    expect(github.artifacts().get('attestations')).toEqual(artifact);
  });

  it('is a warning where the service is not there, and the release is published', async () => {
    const result = await runAction({
      inputs: { ...testbed.inputs, 'artifact-name': 'attestations' },
      environment: testbed.environment,
      files,
    });
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(warningsOf(result)).toEqual([
      expect.stringContaining('The attestations could not be stored as the artifact attestations: '),
    ]);
    expect(kept(result)).toEqual([
      { store: 'artifact', name: 'attestations', kept: 0, error: expect.stringContaining('ACTIONS_R') },
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['ghes.example', {}],
    ['gitea.example', { GITEA_ACTIONS: 'true' }],
  ])('is one warning in words of its own on %s', async (host, markers) => {
    const result = await runAction({
      inputs: {
        ...testbed.inputs,
        attestations: 'keep',
        'artifact-name': 'attestations',
        'github-attestations': 'true',
        'github-token': github.token,
      },
      environment: {
        ...testbed.environment,
        ...github.environment(),
        ...markers,
        GITHUB_SERVER_URL: `https://${host}`,
        RUNNER_DEBUG: '1',
      },
      files,
    });
    expect(result.outputs['result']).toBe('published');
    const [artifact, store, ...others] = result.log
      .split('\n')
      .filter((line) => line.startsWith('::warning'));
    expect(artifact).toContain(`the artifact attestations: ${host} is neither github.com nor ghe.com; store`);
    expect(store).toContain(`octo/demo: only github.com and ghe.com have an attestation`);
    expect(others).toEqual([]);
    expect(result.log).not.toMatch(/githubstatus|@actions\/artifact|attestations: write/);
    expect(github.service.requests).toHaveLength(0);
  });

  it('refuses a name that the service would refuse, before anything happens', async () => {
    const result = await run({ 'artifact-name': 'a/b' });
    expect(result.log).toContain('title=Invalid input');
    expect(result.log).toContain('artifact-name: "a/b" contains a character');
  });
});

describe('github-attestations', () => {
  it('stores a bundle of each file that was published', async () => {
    const result = await run({ 'github-attestations': 'true', 'github-token': github.token });
    expect(kept(result)).toEqual([{ store: 'github-attestations', name: 'octo/demo', kept: 2, error: null }]);
    expect(github.bundles).toHaveLength(2);
  });

  it('sends nothing for files that were not published', async () => {
    refuseUploads();
    await run({ 'github-attestations': 'true', 'github-token': github.token });
    expect(github.service.requests).toHaveLength(0);
  });

  it('stores what a dry run signed, build provenance too', async () => {
    const inputs = { 'dry-run': 'sign', 'slsa-provenance': 'true' };
    const result = await run({ 'github-attestations': 'true', 'github-token': github.token, ...inputs });
    expect(kept(result)).toMatchObject([{ kept: 4, error: null }]);
    expect(github.bundles).toHaveLength(4);
  });

  it.each([
    ['ghs_0000000000000000000000', 'Resource not accessible by integration'],
    ['', 'github-token is empty'],
  ])('without the permission is a warning and leaves the release green', async (token, reason) => {
    const result = await run({ 'github-attestations': 'true', 'github-token': token });
    expect([result.exitCode, result.outputs['result']]).toEqual([0, 'published']);
    expect(kept(result)).toMatchObject([{ kept: 0, error: expect.stringContaining(reason) }]);
    expect(result.log).toMatch(/^::warning::2 attestations could not be stored .*`attestations: write`/m);
  });
});

describe('a proxy that leads to neither store', () => {
  const stores = { 'artifact-name': 'attestations', 'github-attestations': 'true' };

  async function runBehind(proxy: string): Promise<ActionResult> {
    const environment = {
      ...testbed.environment,
      ...github.environment(),
      HTTPS_PROXY: proxy,
      NO_PROXY: '',
      ACTIONS_RESULTS_URL: 'https://results.example/',
      GITHUB_API_URL: 'https://api.example',
    };
    const inputs = { ...testbed.inputs, ...stores, 'github-token': github.token };
    return runAction({ inputs, environment, files });
  }

  it.each([
    ['is not there', undefined, 'no connection through', ': the connection was refused', 'Check HTTPS_PROXY'],
    ['wants a password', 407, '', ' refused the connection (HTTP 407)', 'Set the user and password'],
    ['forbids it', 403, '', ' refused the connection (HTTP 403)', 'Allow'],
  ])('is named in one warning for each: it %s', async (_case, status, before, after, hint) => {
    const server = createServer().on('connect', (_request, socket: Socket) =>
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`),
    );
    if (status !== undefined) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 9}`;
    try {
      const result = await runBehind(`http://${host}`);
      expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
      const [artifact, store, ...others] = warningsOf(result);
      const why = `${before} the proxy ${host} (HTTPS_PROXY)${after}`.trim();
      expect(artifact).toContain(`stored as the artifact attestations: ${why}. ${hint}`);
      expect(store).toContain(`stored with the repository octo/demo: ${why}. ${hint}`);
      expect(artifact).toMatch(/results\.example.* NO_PROXY.*The attestations are in /);
      expect(store).toMatch(/api\.example.* NO_PROXY/);
      expect(store).not.toContain('attestations: write');
      expect(others).toEqual([]);
      expect(kept(result)).toMatchObject([{ error: why }, { error: why }]);
    } finally {
      server.close();
    }
  });
});

describe('slsa-provenance: github', () => {
  it('T3: takes what an earlier run stored with the repository, and sends its token to the API alone', async () => {
    const stores = { 'github-attestations': 'true', 'slsa-provenance': 'true', 'dry-run': 'sign' };
    await run({ ...stores, 'github-token': github.token });
    testbed.sigstore.issuer.claims = { run_id: '43', sha: '2e'.repeat(20) };
    const before = testbed.sigstore.rekor1.entries();
    const inputs = { 'slsa-provenance': 'github', attestations: 'require', 'github-token': github.token };
    const result = await run(inputs);
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(testbed.sigstore.rekor1.entries() - before).toBe(2);
    expect(testbed.index.files('demo').map(({ attestations }) => attestations.length)).toEqual([2, 2]);
    expect(github.attestations.seenByBlobs).toEqual([undefined, undefined]);
    expect(result.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(github.token);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction, type ActionResult, type ActionRun } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

const PASSWORD = 'pypi-canary_-/+=&|<`api';

let testbed: Testbed;

beforeEach(async () => {
  testbed = await startTestbed({
    index: { acceptsRekorV2: true, apiTokens: { [PASSWORD]: { user: '__token__' } } },
  });
});

afterEach(async () => {
  await testbed.close();
  await removeRuns();
});

const wheel = makeWheel({ name: 'demo', version: '1.0' });
const sdist = makeSdist({ name: 'demo', version: '1.0' });
const filesOf = (...files: { name: string; bytes: Uint8Array }[]) =>
  Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes]));

/** Runs the bundle against the testbed and looks for secrets in all that it left behind. */
async function run(
  inputs: Record<string, string> = {},
  more: Partial<ActionRun> = {},
): Promise<ActionResult> {
  const result = await runAction({
    files: filesOf(wheel, sdist),
    environment: testbed.environment,
    ...more,
    inputs: { ...testbed.inputs, ...inputs },
  });
  expect(secretsIn(result)).toEqual([]);
  return result;
}

/** Anything that looks like a token of this testbed. The runner keeps the masking commands to itself. */
function secretsIn({ everything }: ActionResult): readonly string[] {
  const visible = everything.replaceAll(/^::add-mask::.*$/gm, '');
  const known = [
    testbed.sigstore.issuer.requestToken,
    ...testbed.index.tokens.map(({ token }) => token),
    PASSWORD,
  ];
  const found = known.filter((secret) => visible.includes(secret));
  return [...found, ...(visible.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+|pypi-[\w-]{16,}/g) ?? [])];
}

const filesOutput = ({ outputs }: ActionResult) =>
  JSON.parse(outputs['files'] ?? '[]') as {
    name: string;
    status: string;
    attestations: { rekorVersion: number }[];
  }[];

it('writes attestations to the next folder where another user of the machine left one that can’t be used', async () => {
  const temporaryDirectory = await mkdtemp(join(tmpdir(), 'wheelseal-run-'));
  try {
    await writeFile(join(temporaryDirectory, 'wheelseal-attestations'), '');
    const result = await run({}, { temporaryDirectory });
    expect(result.outputs).toMatchObject({
      result: 'published',
      'attestations-dir': join(temporaryDirectory, 'wheelseal-attestations-2'),
    });
  } finally {
    await rm(temporaryDirectory, { recursive: true });
  }
});

describe('a release by Trusted Publishing', () => {
  it('is published with attestations, and confirmed', async () => {
    const result = await run();
    expect(result.outputs).toMatchObject({
      result: 'published',
      attested: 'true',
      'not-attested-because': '',
    });
    expect(filesOutput(result)).toMatchObject([
      { name: wheel.name, status: 'uploaded', confirmed: true, attestations: [{ rekorVersion: 1 }] },
      { name: sdist.name, status: 'uploaded', confirmed: true, attestations: [{ rekorVersion: 1 }] },
    ]);
    expect(result.exitCode).toBe(0);
    expect(testbed.sigstore.fulcio.certificates).toBe(1);
    expect(testbed.index.mints).toBe(1);
  });

  it('has the very attestation on the index that lies on disk', async () => {
    const result = await run();
    const [path = ''] = (result.outputs['attestation-paths'] ?? '').split('\n');
    const written = JSON.parse(await readFile(path, 'utf8')) as { envelope: unknown };
    const answer = await fetch(`${testbed.index.url}/integrity/demo/1.0/${wheel.name}/provenance`);
    const served = (await answer.json()) as {
      attestation_bundles: { attestations: { envelope: unknown }[] }[];
    };
    expect(served.attestation_bundles[0]?.attestations[0]?.envelope).toEqual(written.envelope);
  });

  it('takes an sdist and several wheels of one release', async () => {
    const wheels = ['cp312-cp312-win_amd64', 'cp313-cp313-win_amd64', 'py3-none-any'].map((tags) =>
      makeWheel({ name: 'demo', version: '1.0', tags }),
    );
    const result = await run({}, { files: filesOf(sdist, ...wheels) });
    expect(filesOutput(result).map(({ status }) => status)).toEqual(Array(4).fill('uploaded'));
    expect(result.outputs['attested']).toBe('true');
    expect(testbed.index.uploads[0]?.filename).toMatch(/\.whl$/);
  });

  it('logs in Rekor v2 after nothing but the TUF repository changed', async () => {
    const inputs = {
      'index-kind': 'generic',
      'check-url': testbed.index.simpleUrl,
      attestations: 'require',
      'oidc-audience': 'testbed-index',
    };
    const first = await run(inputs);
    expect(filesOutput(first).map(({ attestations }) => attestations[0]?.rekorVersion)).toEqual([1, 1]);
    testbed.sigstore.tuf.publish({
      'signing_config.v0.2.json': testbed.sigstore.signingConfig({ rekor: [2] }),
    });
    const files = filesOf(
      makeWheel({ name: 'demo', version: '2.0' }),
      makeSdist({ name: 'demo', version: '2.0' }),
    );
    const second = await run(inputs, { files });
    expect(second.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(filesOutput(second).map(({ attestations }) => attestations[0]?.rekorVersion)).toEqual([2, 2]);
    expect([testbed.sigstore.rekor1.entries(), testbed.sigstore.rekor2.entries()]).toEqual([2, 2]);
  });

  it('is published without what the index could not verify', async () => {
    testbed.sigstore.tuf.publish({
      'signing_config.v0.2.json': testbed.sigstore.signingConfig({ rekor: [2] }),
    });
    const result = await run();
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'false' });
    expect(result.outputs['not-attested-because']).toContain('verifies Rekor v1 only');
    expect(testbed.sigstore.fulcio.certificates).toBe(0);
  });
});

describe('the log', () => {
  it('has one line a file in each stage, with sizes, rates and durations', async () => {
    const { log } = await run();
    expect(log).toMatch(/^demo-1\.0-py3-none-any\.whl {2}wheel, \d+ B, SHA-256 [0-9a-f]{64}$/m);
    expect(log).toMatch(/^demo-1\.0\.tar\.gz: uploaded \(\d+ B in \d+ ms, [\d.]+ [kM]?B\/s\)$/m);
    for (const heading of ['Distributions', 'Preflight', 'Attestations', 'Upload', 'Confirmation']) {
      expect(log).toMatch(
        new RegExp(`^::group::${heading}\n(?:(?!::endgroup::).*\n)*Took [\\d.]+ m?s\\.\n::endgroup::`, 'm'),
      );
    }
  });
});

describe('running again', () => {
  it('finds everything done, and needs no token for it', async () => {
    await run();
    const mints = testbed.index.mints;
    const result = await run();
    expect(result.outputs).toMatchObject({ result: 'already-published', attested: 'true' });
    expect([testbed.index.mints, testbed.sigstore.rekor1.entries()]).toEqual([mints, 2]);
  });

  it('finishes what a refused file left open, with the attestations that are there', async () => {
    testbed.index.faults.push({
      match: (method, path, nth) => method === 'POST' && path === '/legacy/' && nth === 2,
      kind: 'status',
      status: 403,
      body: 'New uploads are temporarily disabled.',
    });
    const first = await run();
    expect(first.outputs['result']).toBe('partial');
    expect(first.log).toContain(`Published: ${wheel.name}.%0ANot published: ${sdist.name}.`);
    const { workspace, temporaryDirectory } = first;
    const second = await run({}, { workspace, temporaryDirectory });
    expect(second.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(testbed.sigstore.rekor1.entries()).toBe(2);
  });

  it('fails before signing where the index has other bytes under a name', async () => {
    await run();
    const other = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/more.py': 'x = 1\n' } });
    const result = await run(
      {},
      { files: filesOf(other, sdist, makeWheel({ name: 'demo', version: '2.0' })) },
    );
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('title=Conflict with the index');
    expect(result.log).toContain(`Published: ${sdist.name}.`);
    expect(result.outputs['result']).toBe('failed');
    expect(filesOutput(result)).toMatchObject([
      { name: other.name, status: 'failed', error: { code: 'INDEX_CONFLICT' } },
      { name: sdist.name, status: 'already-there', error: null },
      { status: 'not-attempted', error: null },
    ]);
    expect(testbed.sigstore.rekor1.entries()).toBe(2);
  });
});

describe('an index that is not asked before', () => {
  const other = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/more.py': 'x = 1\n' } });
  const inputs = { 'index-kind': 'generic', 'oidc-audience': 'testbed-index' };

  it('may say itself that it has a file, which counts as done with skip-existing', async () => {
    await run();
    const files = filesOf(other, makeWheel({ name: 'demo', version: '1.0', tags: 'py2-none-any' }));
    const result = await run({ ...inputs, 'skip-existing': 'true' }, { files });
    expect(result.exitCode).toBe(0);
    expect(
      filesOutput(result)
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['skipped-different', 'uploaded']);
    expect(result.log).toMatch(
      /^::warning::demo-1\.0-py3-none-any\.whl: skipped because .* has a file of this name/m,
    );
    const again = await run({ ...inputs, 'skip-existing': 'true' }, { files: filesOf(other) });
    expect(again.outputs).toMatchObject({ result: 'already-published', attested: 'false' });
  });

  it('fails the run without it', async () => {
    await run();
    const result = await run(inputs, { files: filesOf(other) });
    expect(result.exitCode).toBe(1);
    expect(filesOutput(result)).toMatchObject([{ status: 'failed', error: { code: 'UPLOAD_REJECTED' } }]);
  });
});

describe('what cannot be read or written', () => {
  it.each([
    ['attestations-dir', { 'attestations-dir': `dist/${wheel.name}` }],
    ['sigstore-tuf-root', { 'sigstore-tuf-root': 'dist' }],
  ])('is named before anything is signed: %s', async (name, inputs) => {
    const result = await run(inputs);
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain(`::error title=Invalid input::${name}: `);
    expect(testbed.sigstore.rekor1.entries()).toBe(0);
  });

  it('is the temp folder, without which there is only the log', async () => {
    const environment = { ...testbed.environment, RUNNER_TEMP: process.execPath };
    const result = await run({}, { environment });
    expect(result.exitCode).toBe(1);
    expect(result.log).toMatch(/^::error::The runner's temp folder \(RUNNER_TEMP\) can't be used: /m);
    expect(result.log).not.toMatch(/^\s+at /m);
  });
});

describe('inputs that can not be used', () => {
  it('are told all at once, whichever stage would use them, and nothing is asked', async () => {
    const result = await run({
      'repository-url': 'ftp://index.example/',
      'check-url': 'index.example/simple',
      'expected-hashes': 'no hash',
      'sigstore-tuf-url': 'http://tuf.example/',
      'confirm-timeout': 'soon',
    });
    expect(result.exitCode).toBe(1);
    for (const name of [
      'repository-url ftp:',
      'check-url index.example',
      'expected-hashes: line 1',
      'sigstore-tuf-url: it is not https',
      'confirm-timeout: "soon"',
    ])
      expect(result.log).toContain(`- ${name}`);
    expect(testbed.index.requests).toEqual([]);
  });

  it('say of a single one what to give instead', async () => {
    const result = await run({ 'repository-url': 'http://index.example/up' });
    expect(result.log).toContain('::repository-url http://index.example/up is not https%0AUse https:');
  });
});

describe('the report and the attestations', () => {
  it('are named by one path each, however the temp folder is written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wheelseal-temp-'));
    const { outputs } = await run(
      {},
      { environment: { ...testbed.environment, RUNNER_TEMP: `${folder}//./` } },
    );
    expect(outputs['report']).toBe(join(folder, 'wheelseal-report.json'));
    expect(outputs['attestations-dir']).toBe(join(folder, 'wheelseal-attestations'));
    await rm(folder, { recursive: true });
  });
});

describe('an own Sigstore from two files', () => {
  it('may be written as Windows does, with a byte order mark and CRLF', async () => {
    const lines = (document: object) => JSON.stringify(document, null, 2).replaceAll('\n', '\r\n');
    const written = (document: object) => Buffer.from(`\uFEFF${lines(document)}`);
    const result = await run(
      {
        'sigstore-tuf-url': '',
        'sigstore-tuf-root': '',
        'sigstore-trusted-root': 'root.json',
        'sigstore-signing-config': 'config.json',
      },
      {
        files: {
          ...filesOf(wheel),
          'root.json': written(testbed.sigstore.trustedRoot()),
          'config.json': written(testbed.sigstore.signingConfig({ rekor: [1] })),
        },
      },
    );
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
  });
});

describe('a dry run', () => {
  it('signs, verifies and writes, and obtains no upload token', async () => {
    const result = await run({ 'dry-run': 'sign', bundles: 'true' });
    expect(result.outputs).toMatchObject({ result: 'dry-run', attested: 'true' });
    expect([testbed.index.mints, testbed.index.uploads.length, testbed.sigstore.rekor1.entries()]).toEqual([
      0, 0, 2,
    ]);
    expect(result.log).toContain('Signed 2 files');
  });

  it('obtains an upload token, drops it, and contacts no signing service', async () => {
    const result = await run({ 'dry-run': 'auth' });
    expect(result.outputs).toMatchObject({ result: 'dry-run', attested: 'false' });
    expect([testbed.index.mints, testbed.index.uploads.length]).toEqual([1, 0]);
    const { fulcio, rekor1, rekor2, tuf } = testbed.sigstore;
    expect([fulcio, rekor1, rekor2, tuf].flatMap(({ requests }) => requests)).toEqual([]);
    expect(result.log).toContain('nothing signed or uploaded');
  });

  it('as a plan asks for no identity token and no signing service', async () => {
    const result = await run({ 'dry-run': 'plan' }, { environment: {} });
    expect(result.outputs).toMatchObject({ result: 'plan', attested: 'false' });
    expect(testbed.sigstore.issuer.counts).toEqual({});
    const { fulcio, rekor1, rekor2, tuf } = testbed.sigstore;
    expect([fulcio, rekor1, rekor2, tuf].flatMap(({ requests }) => requests)).toEqual([]);
  });
});

describe('an API token', () => {
  it('publishes without attestations and says why', async () => {
    const result = await run({ password: PASSWORD });
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'false' });
    expect(result.outputs['not-attested-because']).toContain('only with Trusted Publishing');
  });

  it('warns in an annotation where the index is late', async () => {
    testbed.index.faults.push({
      match: (method) => method === 'GET' && testbed.index.uploads.length > 0,
      kind: 'status',
      status: 404,
    });
    const result = await run({ password: PASSWORD, 'confirm-timeout': '1' });
    expect([result.exitCode, result.outputs['result']]).toEqual([0, 'published']);
    expect(result.log).toMatch(
      /^::warning::Uploaded but not confirmed: demo-1\.0\S*: \S+ does not list it\. /m,
    );
  });

  it('fails before anything where attestations are required', async () => {
    const result = await run({ password: PASSWORD, attestations: 'require' });
    expect([result.exitCode, testbed.index.uploads.length, testbed.sigstore.rekor1.entries()]).toEqual([
      1, 0, 0,
    ]);
  });

  it('keeps attestations beside when asked to', async () => {
    const result = await run({ password: PASSWORD, attestations: 'keep' });
    expect(result.outputs['result']).toBe('published');
    expect((result.outputs['attestation-paths'] ?? '').split('\n')).toHaveLength(2);
    expect(testbed.index.provenance(wheel.name)).toBeUndefined();
  });
});

describe('attestations that are kept', () => {
  it('are made with the Rekor version that was asked for, whatever the index verifies', async () => {
    const result = await run({ attestations: 'keep', 'rekor-version': '2', 'dry-run': 'sign' });
    expect(filesOutput(result).map(({ attestations }) => attestations[0]?.rekorVersion)).toEqual([2, 2]);
  });
});

describe('a private repository and the public-good instance', () => {
  const publicGood = { 'sigstore-tuf-url': '', 'sigstore-tuf-root': '' };

  beforeEach(() => {
    testbed.sigstore.issuer.claims['repository_visibility'] = 'private';
  });

  it('publishes without attestations, and asks for no Sigstore token', async () => {
    const result = await run(publicGood);
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'false' });
    expect(result.outputs['not-attested-because']).toContain('allow-public-disclosure-from-private-repo');
    expect(testbed.sigstore.issuer.counts['sigstore']).toBeUndefined();
  });

  it('fails early where attestations are required, listing what would become public', async () => {
    const result = await run({ ...publicGood, attestations: 'require' });
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('title=Consent required');
    expect(result.log).toContain('octo/demo/.github/workflows/release.yml');
    expect([testbed.index.mints, testbed.sigstore.issuer.counts['sigstore']]).toEqual([0, undefined]);
  });

  it('signs with an own instance without being asked', async () => {
    expect((await run()).outputs['attested']).toBe('true');
  });
});

async function signedBefore(): Promise<{ name: string; text: string }[]> {
  const result = await run({ 'dry-run': 'sign' });
  return Promise.all(
    [wheel, sdist].map(async ({ name }) => {
      const path = `${result.outputs['attestations-dir'] ?? ''}/${name}.publish.attestation`;
      return { name, text: await readFile(path, 'utf8') };
    }),
  );
}

const beside = (name: string, text: string) => ({
  ...filesOf(wheel, sdist),
  [`dist/${name}.publish.attestation`]: Buffer.from(text),
});

describe('an attestation that does not fit', () => {
  it('is refused before upload where one byte of its signature is another', async () => {
    const [first] = await signedBefore();
    const attestation = JSON.parse(first?.text ?? '') as { envelope: { signature: string } };
    const bytes = Buffer.from(attestation.envelope.signature, 'base64');
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    attestation.envelope.signature = bytes.toString('base64');
    const result = await run({}, { files: beside(wheel.name, JSON.stringify(attestation)) });
    expect(result.log).toMatch(/title=Invalid attestation.*signature/);
    expect(testbed.index.uploads).toEqual([]);
  });

  it('is refused before upload where it is another file’s', async () => {
    const [, second] = await signedBefore();
    const result = await run({}, { files: beside(wheel.name, second?.text ?? '') });
    expect(result.log).toMatch(/title=Invalid attestation.*subject/);
    expect(testbed.index.uploads).toEqual([]);
  });

  it('is refused before upload where another repository signed it', async () => {
    testbed.sigstore.issuer.claims['repository'] = 'octo/fork';
    const [first] = await signedBefore();
    testbed.sigstore.issuer.claims['repository'] = 'octo/demo';
    const result = await run({}, { files: beside(wheel.name, first?.text ?? '') });
    expect(result.log).toMatch(/title=Invalid attestation.*octo\/fork/);
    expect(testbed.index.uploads).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('does not turn a published release red where report and summary can not be written', async () => {
    const temporaryDirectory = await mkdtemp(join(tmpdir(), 'wheelseal-unwritable-'));
    for (const end of ['', '-2', '-3']) await mkdir(join(temporaryDirectory, `wheelseal-report${end}.json`));
    const result = await run(
      {},
      {
        temporaryDirectory,
        environment: { ...testbed.environment, GITHUB_STEP_SUMMARY: temporaryDirectory },
      },
    );
    await rm(temporaryDirectory, { recursive: true });
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(result.outputs['report']).toBeUndefined();
    expect(result.log).toMatch(/^::warning::The report could not be written: /m);
    expect(result.log).toMatch(/^::warning::The job summary could not be written: /m);
  });

  it('says all faults of the inputs before anything happens', async () => {
    const result = await run({ attestations: 'maybe', 'confirm-timeout': 'soon' });
    expect(result.log).toContain('title=Invalid input');
    for (const fault of ['attestations: invalid value "maybe"', 'confirm-timeout: "soon"'])
      expect(result.log).toContain(fault);
    expect(testbed.index.requests).toEqual([]);
  });

  it('diagnoses a job without id-token permission', async () => {
    const result = await run({}, { environment: {} });
    expect(result.log).toContain('title=No identity token');
    expect(result.log).toContain('id-token: write');
  });

  it('shows the claims where the publisher is not registered', async () => {
    testbed.sigstore.issuer.claims['job_workflow_ref'] =
      'octo/demo/.github/workflows/other.yml@refs/tags/v1.0.0';
    testbed.sigstore.issuer.claims['workflow_ref'] = 'octo/demo/.github/workflows/other.yml@refs/tags/v1.0.0';
    const result = await run();
    expect(result.log).toContain('title=No upload token');
    expect(result.log).toContain('other.yml');
    expect(testbed.sigstore.fulcio.certificates).toBe(0);
  });

  it('fails and uploads nothing while Sigstore is down', async () => {
    testbed.sigstore.fulcio.faults.push({ match: () => true, kind: 'status', status: 403 });
    const result = await run();
    expect(result.log).toContain('title=Signing failed');
    expect([result.exitCode, testbed.index.uploads.length]).toEqual([1, 0]);
  });

  it('reports what stands when it is cancelled', async () => {
    testbed.sigstore.rekor1.faults.push({ match: () => true, kind: 'hang' });
    const result = await run({}, { signal: { name: 'SIGINT', when: (log) => log.includes('to sign') } });
    expect(result.exitCode).toBe(1);
    expect(result.outputs['result']).toBe('cancelled');
    expect(testbed.index.uploads).toEqual([]);
  });
});

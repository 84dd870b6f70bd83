// Whole runs with `slsa-provenance: github`: what a build job left in the repository's attestation store goes to the index, where it fits.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { attestationFromBundle, serializeAttestation } from '../../../src/attestations/attestation-json.ts';
import { fetchProvenance } from '../../../src/attestations/stored-provenance.ts';
import type { Reason } from '../../../src/ground/group-reasons.ts';
import { createFiles } from '../../../src/platform/local-files.ts';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { sampleDistribution } from '../../support/sample-distribution.ts';
import type { Keeping } from '../../testbed/attestation-store.ts';
import { startGithubServices, type GithubServices } from '../../testbed/github-services.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { packSnappy } from '../../testbed/snappy.ts';
import { attestInBuildJob, provenanceOf, type BuildJob } from '../../support/build-job.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(120_000);

const PUBLISH = 'https://docs.pypi.org/attestations/publish/v1';
const SLSA = 'https://slsa.dev/provenance/v1';
const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
const DIGEST = digestOf(WHEEL);
/** A build job of the same workflow file, in all else another one: called, in another run, of another commit and branch. */
const BUILD: BuildJob = {
  claims: {
    run_id: '7',
    run_attempt: '3',
    ref: 'refs/heads/main',
    sha: '2e'.repeat(20),
    workflow_ref: 'octo/demo/.github/workflows/release.yml@refs/heads/main',
    job_workflow_ref: 'octo/shared/.github/workflows/build.yml@refs/heads/stable',
    environment: 'build',
    runner_environment: 'self-hosted',
  },
};

let harness: RunHarness;
let github: GithubServices;

beforeEach(async () => {
  harness = await startRunHarness();
  github = await startGithubServices();
  harness.environment = github.environment();
});

afterEach(async () => {
  await harness.close();
  await github.close();
});

function digestOf(file: typeof WHEEL): string {
  const [subject] = provenanceOf(file)['subject'] as readonly {
    readonly digest: { readonly sha256: string };
  }[];
  return subject?.digest.sha256 ?? '';
}

async function run(
  files: readonly (typeof WHEEL)[],
  inputs: Readonly<Record<string, string>> = {},
): Promise<EndedRun> {
  return harness.run(files, { 'slsa-provenance': 'github', 'github-token': github.token, ...inputs });
}

/** Has a build job attest a file and store that. */
async function built(file = WHEEL, keeping: Keeping = {}, job = BUILD): Promise<object> {
  const bundle = await attestInBuildJob(harness.sigstore, provenanceOf(file), job);
  github.attestations.keep(bundle, keeping);
  return bundle;
}

function predicatesAt(name: string): readonly unknown[] {
  const file = harness.index.files('demo').find(({ filename }) => filename === name);
  return (file?.attestations ?? []).map(({ envelope }) => {
    const statement: Record<string, unknown> = JSON.parse(
      Buffer.from(envelope.statement, 'base64').toString(),
    );
    return statement['predicateType'];
  });
}

const listings = (): number =>
  github.service.requests.filter(({ path }) => path.startsWith('/repos/octo/demo/attestations/sha256:'))
    .length;

describe('build provenance in the attestation store', () => {
  it('is verified, written, uploaded and confirmed beside the publish attestation', async () => {
    await built(WHEEL);
    await built(SDIST, { where: 'blobs' });
    const before = harness.sigstore.rekor1.entries();
    const published = await run([WHEEL, SDIST], { attestations: 'require', bundles: 'true' });
    expect([published.failure, published.log.includes('::warning')]).toEqual([undefined, false]);
    expect(harness.sigstore.rekor1.entries() - before).toBe(2);
    for (const { name } of [WHEEL, SDIST]) {
      expect(predicatesAt(name)).toEqual([PUBLISH, SLSA]);
      const names = [...published.left.keys()].map((path) => path.split(/[/\\]/).at(-1));
      expect(names).toContain(`${name}.slsa.attestation`);
      expect(names).toContain(`${name}.slsa.sigstore.json`);
    }
    expect(published.outputs.get('attested')).toBe('true');
    expect(
      published.report.files.map(({ attestations }) => attestations.map(({ adopted }) => adopted)),
    ).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(github.attestations.seenByBlobs).toEqual([undefined]);
  });

  it('is found on a later page, and of several that fit the newest is used', async () => {
    github.attestations.pageSize = 1;
    const other = await attestInBuildJob(harness.sigstore, provenanceOf(WHEEL, SDIST), BUILD);
    github.attestations.keep(other);
    await built();
    await built();
    const { log, failure } = await run([WHEEL], { 'dry-run': 'sign', attestations: 'require' });
    expect(failure).toBeUndefined();
    expect(log).toContain(
      `${WHEEL.name}: using the newest of 2 valid build provenance attestations, since an index accepts only one.`,
    );
    expect(listings()).toBe(3);
  });

  it('is not asked for where it lies beside the file, and judged as that of the store', async () => {
    const bundle = await attestInBuildJob(harness.sigstore, provenanceOf(WHEEL), BUILD);
    const beside = {
      name: `${WHEEL.name}.slsa.attestation`,
      bytes: Buffer.from(serializeAttestation(attestationFromBundle(bundleFromJSON(bundle)))),
    };
    const { failure, entries } = await run([WHEEL, beside], { attestations: 'require' });
    expect([failure, entries, listings()]).toEqual([undefined, 1, 0]);
    expect(predicatesAt(WHEEL.name)).toEqual([PUBLISH, SLSA]);
    const planned = await run([WHEEL, beside], {
      'dry-run': 'plan',
      'repository-url': `${harness.index.url}/other/`,
    });
    expect(planned.failure).toBeUndefined();
  });

  it('is left out with one line for all files of a reason, and the release is published', async () => {
    github.attestations.keep(await attestInBuildJob(harness.sigstore, provenanceOf(WHEEL, SDIST), BUILD));
    const { log, report, entries } = await run([WHEEL, SDIST]);
    expect([report.result, report.exitCode, entries]).toEqual(['published', 0, 2]);
    const warnings = log.split('\n').filter((line) => line.startsWith('::warning'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('Without build provenance: ');
    expect(warnings[0]).toContain(
      'its stored build provenance cannot be used: it covers 2 files, but an index accepts attestations of a single file only. Attest each file in a separate step',
    );
    expect(warnings[0]).toContain('The same for 1 more');
    expect(predicatesAt(WHEEL.name)).toEqual([PUBLISH]);
    expect(report.outputs.get('attested')).toBe('true');
  });

  it('is named by a plan as what it can’t see', async () => {
    const { log } = await run([WHEEL], { 'dry-run': 'plan' });
    expect(log).toContain('the build provenance in the repository’s attestation store');
    expect(listings()).toBe(0);
  });
});

const claimed = (claims: Readonly<Record<string, string>>): BuildJob => ({
  claims: { ...BUILD.claims, ...claims },
});
const stating = (more: object): Record<string, unknown> => ({ ...provenanceOf(WHEEL), ...more });
const subject = (name: string, sha256: string): object =>
  stating({ subject: [{ name, digest: { sha256 } }] });

describe('build provenance that does not fit', () => {
  it.each<[string, object, BuildJob, string, string]>([
    [
      'several files',
      provenanceOf(WHEEL, SDIST),
      BUILD,
      'it covers 2 files',
      'Attest each file in a separate step',
    ],
    ['another name', subject('demo-2.0-py3-none-any.whl', DIGEST), BUILD, 'subject name', 'under the name'],
    ['a path as name', subject(`dist/${WHEEL.name}`, DIGEST), BUILD, 'subject name', 'under the name'],
    ['other bytes', subject(WHEEL.name, 'ab'.repeat(32)), BUILD, 'subject SHA-256', 'the exact file'],
    [
      'a statement of an older version',
      stating({ _type: 'https://in-toto.io/Statement/v0.1' }),
      BUILD,
      'statement type: "https://in-toto.io/Statement/v0.1"',
      'current version',
    ],
    [
      'another repository',
      provenanceOf(WHEEL),
      claimed({ repository: 'octo/fork' }),
      'source repository (.12)',
      'in a workflow of the repository that publishes',
    ],
    [
      'another top-level workflow',
      provenanceOf(WHEEL),
      claimed({ workflow_ref: 'octo/demo/.github/workflows/build.yml@refs/heads/main' }),
      'build config (.18)',
      'the job may call a reusable workflow',
    ],
    [
      'a workflow whose name begins like it',
      provenanceOf(WHEEL),
      claimed({ workflow_ref: 'octo/demo/.github/workflows/release.yml@2.yml@refs/heads/main' }),
      'build config (.18)',
      'in a job of the workflow file that publishes',
    ],
    [
      'an entry of Rekor v2',
      provenanceOf(WHEEL),
      { ...BUILD, rekor: 2 },
      'Rekor v2, but the index verifies v1 only',
      'whose log the index verifies',
    ],
    [
      'another kind of provenance',
      stating({ predicateType: 'https://slsa.dev/provenance/v0.2' }),
      BUILD,
      'predicate type',
      'actions/attest-build-provenance',
    ],
  ])(
    'fails a run that requires it, before anything is signed: %s',
    async (_, statement, job, reason, how) => {
      const bundle = await attestInBuildJob(harness.sigstore, statement, job);
      github.attestations.keep(bundle, {}, [DIGEST]);
      const { failure, entries } = await run([WHEEL], { attestations: 'require' });
      expect([failure?.code, entries, harness.index.uploads.length]).toEqual(['ATTESTATION_INVALID', 0, 0]);
      expect(failure?.message).toContain(`\n- ${WHEEL.name}: its stored build provenance cannot be used: `);
      expect(failure?.message).toContain(reason);
      expect(failure?.message).toContain(how);
    },
  );

  it.each<[string, (bundle: object) => unknown, string]>([
    [
      'no entry, as of a private repository',
      (bundle) => ({ ...bundle, verificationMaterial: { ...materialOf(bundle), tlogEntries: [] } }),
      'it was not recorded in a public log. GitHub uses a public log for public repositories only',
    ],
    [
      'a signature of something else',
      (bundle) => withStatement(bundle, stating({ predicate: { buildDefinition: {} } })),
      'log entry',
    ],
    ['no bundle at all', () => ({ mediaType: 'text/plain' }), 'not a Sigstore bundle'],
  ])('is refused with %s', async (_, change, reason) => {
    const bundle = await attestInBuildJob(harness.sigstore, provenanceOf(WHEEL), BUILD);
    const changed = change(bundle);
    const packed = packSnappy(Buffer.from(JSON.stringify(changed)));
    github.attestations.keep(bundle, { where: 'blobs', packed });
    const { failure, entries } = await run([WHEEL], { attestations: 'require' });
    expect([failure?.code, entries]).toEqual(['ATTESTATION_INVALID', 0]);
    expect(failure?.message).toContain(reason);
  });
});

it('is refused of another issuer than this run’s', async () => {
  const files = createFiles({ workspace: tmpdir(), privateDirectory: join(tmpdir(), 'never-made') });
  const [distribution, log] = [sampleDistribution(WHEEL.name, WHEEL.bytes), { info: () => undefined }];
  const said: string[] = [];
  const stored = {
    fetch: async () => [await attestInBuildJob(harness.sigstore, provenanceOf(WHEEL), BUILD)],
    signer: {
      issuer: 'https://token.actions.githubusercontent.com/octo-enterprise',
      sourceRepositoryUri: 'https://github.com/octo/demo',
      buildConfigFile: 'https://github.com/octo/demo/.github/workflows/release.yml',
    },
    required: false,
    onUnfit: (reasons: readonly Reason[]) => said.push(...reasons.map(({ message }) => message)),
  };
  const terms = {
    directory: files.resolve('attestations'),
    bundles: false,
    verifiableRekor: [1] as const,
    trustedRoot: readTrustedRoot(harness.sigstore.trustedRoot()),
  };
  expect((await fetchProvenance([distribution], stored, terms, { files, log })).size).toBe(0);
  expect(said).toEqual([expect.stringMatching(/issuer \(\.8\): .*Attest in a workflow on github\.com\.$/)]);
});

function materialOf(bundle: object): object {
  return Object(Reflect.get(bundle, 'verificationMaterial'));
}

function withStatement(bundle: object, statement: object): object {
  const envelope: object = Object(Reflect.get(bundle, 'dsseEnvelope'));
  const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
  return { ...bundle, dsseEnvelope: { ...envelope, payload } };
}

describe('an attestation store that does not give it', () => {
  const because = ({ log }: EndedRun): string =>
    /^::warning::Without build provenance: (.*)$/m.exec(log)?.[1] ?? '';

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['has none of the file', {}, 'has no build provenance for it. Attest it in the build job'],
    [
      'refuses the token',
      { 'github-token': 'ghs_0000000000000000000000' },
      'answered 403 Resource not accessible',
    ],
    ['gets no token', { 'github-token': '' }, 'github-token is empty'],
  ])('is one line that names the permission: %s', async (_, inputs, reason) => {
    const ended = await run([WHEEL], inputs);
    expect([ended.report.result, ended.report.exitCode]).toEqual(['published', 0]);
    expect(because(ended)).toContain(reason);
    expect(because(ended)).toContain('`attestations: read`');
  });

  it.each<[string, (elsewhere: string) => Keeping, string]>([
    ['nothing', () => ({ where: 'blobs', packed: Buffer.alloc(0) }), 'ends early'],
    [
      'what unpacks to more than a bundle can have',
      () => ({ where: 'blobs', packed: Buffer.from([255, 255, 255, 255, 15, 0]) }),
      'would unpack to 4294967295 bytes',
    ],
    [
      'more bytes than a packed bundle can have',
      () => ({ where: 'blobs', packed: Buffer.alloc(1_048_577) }),
      '1048576',
    ],
    ['no address', () => ({ where: { at: '' } }), 'neither a bundle nor its URL'],
    [
      'an address without encryption',
      () => ({ where: { at: 'http://store.example/1?sig=x' } }),
      'http is for loopback only',
    ],
    ['an address that has nothing', (url) => ({ where: { at: `${url}/bundle/9?sig=read` } }), 'answered 404'],
  ])('is left out where it names %s', async (_, keeping, reason) => {
    await built(WHEEL, keeping(github.attestations.blobs.url));
    const ended = await run([WHEEL], { 'dry-run': 'sign' });
    expect(ended.report.exitCode).toBe(0);
    expect(because(ended)).toContain(reason);
  });

  it('T3: follows no redirect of a bundle, and sends the other host no token', async () => {
    await built(WHEEL, { where: 'blobs' });
    const location = `${github.service.url}/repos/octo/demo/attestations/sha256:${DIGEST}`;
    github.attestations.blobs.faults.push({
      match: () => true,
      kind: 'status',
      status: 302,
      headers: { location },
    });
    const before = listings();
    const ended = await run([WHEEL], { 'dry-run': 'sign' });
    expect(because(ended)).toContain('answered 302');
    expect(listings() - before).toBe(1);
    expect(github.attestations.seenByBlobs).toEqual([]);
  });
});

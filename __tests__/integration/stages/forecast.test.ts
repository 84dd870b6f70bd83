// What a plan checks of what a run would: attestations that lie there by form, subject, digest and identity, and nothing that needs a token.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { serializeAttestation } from '../../../src/attestations/attestation-json.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { attestationOf } from '../../support/attestation-of.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const REBUILT = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/more.py': 'x = 1\n' } });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
const PLAN = { 'dry-run': 'plan' };
const JOB = {
  GITHUB_SHA: '1f'.repeat(20),
  GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0',
};

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
  harness.environment = JOB;
});

afterEach(async () => harness.close());

/** The attestations of files, as an earlier job signed them. */
async function signed(...files: readonly MadeFile[]): Promise<readonly MadeFile[]> {
  const { report } = await harness.run(files, { 'dry-run': 'sign' });
  return report.files.flatMap(({ name, attestations }) =>
    attestations.map((made) => ({
      name: `${name}.publish.attestation`,
      bytes: Buffer.from(serializeAttestation(attestationOf(made))),
    })),
  );
}

function uncheckedOf({ log }: EndedRun): string {
  return /^::notice::Not checked by a plan: (.*)\.$/m.exec(log)?.[1] ?? '';
}

function requests(): number {
  const { issuer, fulcio, rekor1, rekor2, timestampAuthority, tuf } = harness.sigstore;
  const services = [issuer, fulcio, rekor1, rekor2, timestampAuthority, tuf];
  return services.reduce((sum, service) => sum + service.requests.length, 0);
}

describe('a plan', () => {
  it('counts what a run would adopt and sign, and asks no one for a token or a signature', async () => {
    const [attestation] = await signed(WHEEL);
    if (attestation === undefined) throw new Error('nothing was signed');
    const before = requests();
    const planned = await harness.run([WHEEL, SDIST, attestation], PLAN);
    expect([planned.failure, planned.report.result, requests()]).toEqual([undefined, 'plan', before]);
    expect(planned.log).toContain(
      'A run would adopt the attestations of 1 file, sign 1 file, and upload the attestations with the files.',
    );
    expect(uncheckedOf(planned)).toContain(
      'signature, certificate chain and log entry of the existing attestations',
    );
    const run = await harness.run([WHEEL, SDIST, attestation]);
    expect(run.log).toContain('1 attestations adopted, 1 to sign.');
  });

  it.each<[string, (made: MadeFile) => MadeFile, Readonly<Record<string, string>>, string]>([
    ['form', (made) => ({ ...made, bytes: Buffer.from('{"version": 1}') }), {}, 'attestation'],
    ['subject', (made) => ({ ...made, name: `${SDIST.name}.publish.attestation` }), {}, 'subject name'],
    ['kind', (made) => ({ ...made, name: `${WHEEL.name}.slsa.attestation` }), {}, 'predicate type'],
    ['commit', (made) => made, { GITHUB_SHA: '2e'.repeat(20) }, 'commit (.13)'],
    ['repository', (made) => made, { GITHUB_REPOSITORY: 'octo/other' }, 'source repository (.12)'],
    [
      'workflow',
      (made) => made,
      { GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/other.yml@refs/tags/v1.0.0' },
      'build config (.18)',
    ],
  ])('fails where an attestation does not fit: its %s', async (_, change, environment, field) => {
    const [attestation] = await signed(WHEEL);
    if (attestation === undefined) throw new Error('nothing was signed');
    harness.environment = { ...JOB, ...environment };
    const { report, failure, log } = await harness.run([WHEEL, SDIST, change(attestation)], PLAN);
    expect([failure?.code, report.exitCode]).toEqual(['ATTESTATION_INVALID', 1]);
    expect(failure?.message).toContain(field);
    expect(log).not.toContain('A run would');
  });

  it('fails where the file was built anew since, and names all attestations that do not fit', async () => {
    const attestations = await signed(WHEEL, SDIST);
    const [, other] = attestations;
    if (other === undefined) throw new Error('two files were signed');
    const broken = attestations.map((each) =>
      each === other ? { ...each, bytes: Buffer.from('[]') } : each,
    );
    const { failure } = await harness.run([REBUILT, SDIST, ...broken], PLAN);
    expect(failure?.message).toMatch(/^2 existing attestations cannot be used:/);
    expect(failure?.message).toContain('subject SHA-256 digest');
  });

  it('believes a signature that it says not to have checked', async () => {
    const [attestation] = await signed(WHEEL);
    const text = attestation?.bytes.toString() ?? '';
    const signature = /"signature":"([^"]+)"/.exec(text)?.[1] ?? '';
    const forged = text.replace(signature, Buffer.from('forged').toString('base64'));
    const file = { name: `${WHEEL.name}.publish.attestation`, bytes: Buffer.from(forged) };
    const planned = await harness.run([WHEEL, file], PLAN);
    expect([planned.failure, uncheckedOf(planned)]).toEqual([
      undefined,
      expect.stringContaining('signature, certificate chain and log entry'),
    ]);
    expect((await harness.run([WHEEL, file])).failure?.code).toBe('ATTESTATION_INVALID');
  });

  it('says what of their identity its environment does not name', async () => {
    const attestations = await signed(WHEEL);
    harness.environment = { ...JOB, GITHUB_SHA: '' };
    const planned = await harness.run([WHEEL, ...attestations], PLAN);
    expect(uncheckedOf(planned)).toContain('their commit, which this environment does not name');
  });

  it.each([
    ['existing-attestations', 'replace', 'A run would sign 1 file, and upload'],
    ['attestations', 'never', 'A run would publish without attestations: `attestations` is `never`.'],
  ])('does not look at attestations that a run would not: %s: %s', async (input, value, line) => {
    const broken = { name: `${WHEEL.name}.publish.attestation`, bytes: Buffer.from('{}') };
    const planned = await harness.run([WHEEL, broken], { ...PLAN, [input]: value });
    expect(planned.failure).toBeUndefined();
    expect(planned.log).toContain(line);
    expect(uncheckedOf(planned)).not.toContain('existing attestations');
  });

  it('stops where a run would: an event, a document that is not there', async () => {
    harness.environment = { ...JOB, GITHUB_EVENT_NAME: 'pull_request_target' };
    expect((await harness.run([WHEEL], PLAN)).failure?.code).toBe('IDENTITY_UNSUITABLE');
    harness.environment = JOB;
    const { failure } = await harness.run([WHEEL], { ...PLAN, 'sigstore-tuf-root': 'nowhere.json' });
    expect([failure?.code, failure?.message]).toEqual([
      'INPUT_INVALID',
      expect.stringMatching(/^sigstore-tuf-root: .*nowhere\.json does not exist$/),
    ]);
  });

  it('lists nothing that it did not check where there is nothing to do', async () => {
    await harness.run([WHEEL]);
    const planned = await harness.run([WHEEL], PLAN);
    expect([planned.report.result, uncheckedOf(planned)]).toEqual(['plan', '']);
  });

  it('says where the newest attested file came from another publisher', async () => {
    await harness.run([WHEEL]);
    harness.environment = { ...JOB, GITHUB_REPOSITORY: 'octo/new' };
    const planned = await harness.run([WHEEL, SDIST], PLAN);
    expect(planned.log).toContain('was published by octo/demo; this run is octo/new.');
  });
});

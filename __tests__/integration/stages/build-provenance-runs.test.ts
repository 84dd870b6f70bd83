// Whole runs with `slsa-provenance: true`: two attestations of each file, by one certificate, from the first signature to the index.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { attestationFromBundle, serializeAttestation } from '../../../src/attestations/attestation-json.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { attestationOf } from '../../support/attestation-of.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(120_000);

const PUBLISH = 'https://docs.pypi.org/attestations/publish/v1';
const SLSA = 'https://slsa.dev/provenance/v1';
const BOTH = { 'slsa-provenance': 'true' };
const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.close());

function wheels(count: number): readonly MadeFile[] {
  return Array.from({ length: count }, (_, build) =>
    makeWheel({
      name: 'demo',
      version: '1.0',
      tags: `${build + 1}-py3-none-any`,
      files: { 'demo.py': `build = ${build}\n` },
    }),
  );
}

/** The attestations that a run made, as files beside the distributions of the next one. */
function besides({ report }: EndedRun, kinds: readonly string[] = [PUBLISH, SLSA]): readonly MadeFile[] {
  return report.files.flatMap(({ name, attestations }) =>
    attestations
      .filter(({ predicateType }) => kinds.includes(predicateType))
      .map((made) => ({
        name: `${name}.${made.predicateType === SLSA ? 'slsa' : 'publish'}.attestation`,
        bytes: Buffer.from(serializeAttestation(attestationOf(made))),
      })),
  );
}

interface SignedStatement {
  readonly subject: readonly { readonly name: string }[];
  readonly predicateType: string;
  readonly predicate: { readonly runDetails: { readonly metadata: { readonly invocationId: string } } };
}

function statementsAt(name: string): readonly SignedStatement[] {
  const file = harness.index.files('demo').find(({ filename }) => filename === name);
  return (file?.attestations ?? []).map(({ envelope }) =>
    JSON.parse(Buffer.from(envelope.statement, 'base64').toString()),
  );
}

const adoptedIn = ({ report }: EndedRun) =>
  report.files.map(({ attestations }) => attestations.map(({ adopted }) => adopted));

const certificates = (): number =>
  harness.sigstore.fulcio.requests.filter(({ method }) => method === 'POST').length;

describe('a release of twenty files', () => {
  it('has forty entries of one certificate, is adopted by another attempt, and served with both kinds', async () => {
    const files = wheels(20);
    const signed = await harness.run(files, { ...BOTH, 'dry-run': 'sign' });
    expect([signed.failure, signed.entries, certificates()]).toEqual([undefined, 40, 1]);
    expect(signed.log).toContain(
      'Signed 20 files: 40 log entries are now permanently recorded in the transparency log.',
    );
    const used = signed.report.files.flatMap(({ attestations }) =>
      attestations.map((made) => attestationOf(made).verification_material.certificate),
    );
    expect(new Set(used).size).toBe(1);

    harness.sigstore.issuer.claims = { run_attempt: '2' };
    const published = await harness.run([...files, ...besides(signed)], { ...BOTH, attestations: 'require' });
    expect([published.failure, published.entries, published.uploads]).toEqual([undefined, 0, 20]);
    expect(adoptedIn(published)).toEqual(files.map(() => [true, true]));
    expect(published.outputs.get('attested')).toBe('true');
    for (const { name } of files) {
      expect(statementsAt(name)).toMatchObject([
        { predicateType: PUBLISH, subject: [{ name }], predicate: {} },
        {
          predicateType: SLSA,
          subject: [{ name }],
          predicate: {
            buildDefinition: { resolvedDependencies: [{ digest: { gitCommit: '1f'.repeat(20) } }] },
            runDetails: {
              metadata: { invocationId: 'https://github.com/octo/demo/actions/runs/42/attempts/1' },
            },
          },
        },
      ]);
    }
    expect(published.report.files[0]?.confirmed).toBe(true);
    const rows: readonly { readonly attestations: readonly { readonly predicateType: string }[] }[] =
      JSON.parse(published.outputs.get('files') ?? '[]');
    expect(rows.map(({ attestations }) => attestations.map(({ predicateType }) => predicateType))).toEqual(
      files.map(() => [PUBLISH, SLSA]),
    );
  });
});

describe('build provenance that is there already', () => {
  it.each([
    ['another run', { run_id: '43' }, '43/attempts/1'],
    ['another run whose number goes on', { run_id: '421', run_attempt: '1' }, '421/attempts/1'],
  ])('is signed anew by %s, beside the adopted publish attestation', async (_, claims, invocation) => {
    const signed = await harness.run([WHEEL], { ...BOTH, 'dry-run': 'sign' });
    harness.sigstore.issuer.claims = claims;
    const again = await harness.run([WHEEL, ...besides(signed)], BOTH);
    expect([again.failure, again.entries, adoptedIn(again)]).toEqual([undefined, 1, [[true, false]]]);
    expect(again.log).toContain('1 attestations adopted, 1 to sign.');
    expect(again.log).toContain(
      `.slsa.attestation is not used, and the file is signed anew: its build provenance is of workflow run 42, and this is run ${claims.run_id}.`,
    );
    const [, provenance] = statementsAt(WHEEL.name);
    expect(provenance?.predicate.runDetails.metadata.invocationId).toContain(invocation);
  });

  it('is looked for in the attestations’ folder too, where that beside the file is of another run', async () => {
    const old = await harness.run([WHEEL], { ...BOTH, 'dry-run': 'sign' });
    harness.sigstore.issuer.claims = { run_id: '43' };
    const own = await harness.run([WHEEL], { ...BOTH, 'dry-run': 'sign' });
    const [publish, provenance] = besides(own);
    if (publish === undefined || provenance === undefined) throw new Error('both were signed');
    const inFolder = { ...provenance, name: `kept/${provenance.name}` };
    const run = await harness.run([WHEEL, ...besides(old), inFolder], {
      ...BOTH,
      'attestations-dir': 'dist/kept',
    });
    expect([run.failure, run.entries, adoptedIn(run)]).toEqual([undefined, 0, [[true, true]]]);
  });

  it('fails the run where it does not fit the file, by the name of the field', async () => {
    const signed = await harness.run([WHEEL], { ...BOTH, 'dry-run': 'sign' });
    const [provenance] = besides(signed, [SLSA]);
    if (provenance === undefined) throw new Error('it was signed');
    const moved = { ...provenance, name: `${SDIST.name}.slsa.attestation` };
    const { failure, entries } = await harness.run([SDIST, moved], BOTH);
    expect([failure?.code, entries]).toEqual(['ATTESTATION_INVALID', 0]);
    expect(failure?.message).toContain('subject name');
  });

  it('is signed anew with both where nothing is to be adopted', async () => {
    const signed = await harness.run([WHEEL], { ...BOTH, 'dry-run': 'sign' });
    const again = await harness.run([WHEEL, ...besides(signed)], {
      ...BOTH,
      'existing-attestations': 'replace',
    });
    expect([again.failure, again.entries, adoptedIn(again)]).toEqual([undefined, 2, [[false, false]]]);
  });
});

describe('a plan', () => {
  const plan = { ...BOTH, 'dry-run': 'plan' };

  it('counts the provenance that a run would sign, by the run that it is of', async () => {
    const signed = await harness.run([WHEEL], { ...BOTH, 'dry-run': 'sign' });
    const files = [WHEEL, SDIST, ...besides(signed)];
    expect((await harness.run(files, plan)).log).toContain(
      'A run would adopt the attestations of 1 file, sign 1 file, sign the build provenance of 1 file (2 log entries in all), and upload the attestations with the files.',
    );
    harness.environment = { GITHUB_RUN_ID: '43' };
    expect((await harness.run(files, plan)).log).toContain(
      'sign 1 file, sign the build provenance of 2 files (3 log entries in all)',
    );
  });

  it('is not approved for a run with provenance where it had none', async () => {
    const { outputs } = await harness.run([WHEEL], { 'dry-run': 'plan' });
    const { failure, entries } = await harness.run([WHEEL], {
      ...BOTH,
      'approved-plan': outputs.get('plan-digest') ?? '',
    });
    expect([failure?.code, entries]).toEqual(['PLAN_CHANGED', 0]);
    expect(failure?.message).toContain(
      'by the plan, attestations would be uploaded; now they would be uploaded, with build provenance',
    );
  });
});

describe('what is kept of both', () => {
  it('is written, with a bundle of each, under names of their own', async () => {
    const { left, failure, outputs } = await harness.run([WHEEL], { ...BOTH, bundles: 'true' });
    expect(failure).toBeUndefined();
    const written = [...left.keys()].filter((path) => path.includes('wheelseal-attestations'));
    expect(written.map((path) => path.split(/[/\\]/).at(-1) ?? '').toSorted()).toEqual(
      [
        `${WHEEL.name}.intoto.jsonl`,
        `${WHEEL.name}.publish.attestation`,
        `${WHEEL.name}.sigstore.json`,
        `${WHEEL.name}.slsa.attestation`,
        `${WHEEL.name}.slsa.intoto.jsonl`,
        `${WHEEL.name}.slsa.sigstore.json`,
      ].toSorted(),
    );
    const read = (ending: string): string =>
      Buffer.from(left.get(written.find((path) => path.endsWith(ending)) ?? '') ?? '', 'latin1').toString();
    for (const [kind, suffix] of [
      ['', '.publish.attestation'],
      ['.slsa', '.slsa.attestation'],
    ]) {
      const bundle = bundleFromJSON(JSON.parse(read(`.whl${kind}.sigstore.json`)));
      expect(serializeAttestation(attestationFromBundle(bundle))).toBe(read(suffix ?? ''));
      expect(read(`.whl${kind}.intoto.jsonl`)).toBe(`${read(`.whl${kind}.sigstore.json`)}\n`);
    }
    expect(outputs.get('attestation-paths')?.split('\n')).toHaveLength(2);
  });

  it('is not made where no attestation is', async () => {
    const { log, entries, report } = await harness.run([WHEEL], { ...BOTH, attestations: 'never' });
    expect([report.result, entries]).toEqual(['published', 0]);
    expect(log).not.toContain('build provenance');
  });
});

// Identities that GitHub gives and few jobs have: without a ref, without a claim, of a server of its own.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { serializeAttestation } from '../../../src/attestations/attestation-json.ts';
import { attestationOf } from '../../support/attestation-of.ts';
import { makeWheel } from '../../testbed/make-distributions.ts';
import { PUBLISHER } from '../../testbed/testbed.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness, RunHarnessOptions } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });

let harness: RunHarness;

async function start(options: RunHarnessOptions = {}): Promise<void> {
  harness = await startRunHarness(options);
}

afterEach(async () => harness.close());

describe('a deployment of a commit, whose ref claim is empty', () => {
  it('is published with attestations that the index verifies', async () => {
    await start();
    harness.sigstore.issuer.claims['ref'] = '';
    const { report, failure, log } = await harness.run([WHEEL], { attestations: 'require' });
    expect([failure, report.outputs.get('result'), report.outputs.get('attested')]).toEqual([
      undefined,
      'published',
      'true',
    ]);
    expect(log).toContain('signed, verified and written');
  });

  it('is published without attestations', async () => {
    await start();
    harness.sigstore.issuer.claims['ref'] = '';
    const { report } = await harness.run([WHEEL], { attestations: 'never' });
    expect(report.result).toBe('published');
  });
});

describe('a token without a claim', () => {
  const PUBLIC = { 'sigstore-tuf-url': '', 'sigstore-tuf-root': '' };

  it.each(['workflow_sha', 'runner_environment', 'run_attempt', 'repository_id'])(
    'publishes without attestations where a public Fulcio needs it, saying which: %s',
    async (name) => {
      await start();
      harness.sigstore.issuer.claims[name] = null;
      const { report, entries } = await harness.run([WHEEL], { ...PUBLIC, attestations: 'auto' });
      expect([report.result, report.outputs.get('attested'), entries]).toEqual(['published', 'false', 0]);
      expect(report.outputs.get('not-attested-because')).toContain(`no claim ${name},`);
    },
  );

  it.each(['require', 'keep'])('fails a run that is for attestations: %s', async (attestations) => {
    await start();
    harness.sigstore.issuer.claims['workflow_sha'] = null;
    const { failure, uploads } = await harness.run([WHEEL], { ...PUBLIC, attestations });
    expect([failure?.code, uploads]).toEqual(['IDENTITY_UNSUITABLE', 0]);
  });

  it.each(['workflow_sha', 'workflow_ref', 'run_id', 'workflow', 'repository_visibility'])(
    'uploads all the same where nothing is signed: %s',
    async (name) => {
      await start();
      harness.sigstore.issuer.claims[name] = null;
      const { report } = await harness.run([WHEEL], { attestations: 'never' });
      expect(report.result).toBe('published');
    },
  );

  it('is left to the Fulcio of a private instance, which may need no such claim', async () => {
    await start();
    harness.sigstore.issuer.claims['workflow_sha'] = null;
    const { failure } = await harness.run([WHEEL], { attestations: 'keep' });
    // The testbed's needs it.
    expect(failure?.code).toBe('SIGNING_FAILED');
  });
});

describe('a server of its own, with a private Sigstore instance', () => {
  const SERVER = 'https://ghes.example';
  const issuer = `${SERVER}/_services/token`;
  const KEEP = { attestations: 'keep', 'dry-run': 'sign' };

  it.each([SERVER, 'https://github.com'])(
    'signs where its Fulcio names %s in certificates',
    async (serverUrl) => {
      await start({ sigstore: { oidcIssuer: issuer, serverUrl } });
      harness.environment = { GITHUB_SERVER_URL: SERVER };
      const { report, failure } = await harness.run([WHEEL], KEEP);
      expect([failure, report.outputs.get('attested')]).toEqual([undefined, 'true']);
      expect(report.files[0]?.attestations[0]?.signedBy.repository).toBe(`${serverUrl}/octo/demo`);
      const [made] = report.files[0]?.attestations ?? [];
      if (made === undefined) throw new Error('nothing was signed');
      const bytes = Buffer.from(serializeAttestation(attestationOf(made)));
      const files = [WHEEL, { name: `${WHEEL.name}.publish.attestation`, bytes }];
      const planned = await harness.run(files, { attestations: 'keep', 'dry-run': 'plan' });
      expect([planned.failure, planned.log]).toEqual([
        undefined,
        expect.stringContaining('A run would adopt the attestations of 1 file'),
      ]);
    },
  );

  it('signs for an enterprise of ghe.com, whose address may end with a slash', async () => {
    const server = 'https://acme.ghe.com';
    await start({ sigstore: { oidcIssuer: 'https://token.actions.acme.ghe.com', serverUrl: server } });
    harness.environment = { GITHUB_SERVER_URL: `${server}/` };
    const { report, failure } = await harness.run([WHEEL], KEEP);
    expect([failure, report.outputs.get('attested')]).toEqual([undefined, 'true']);
  });

  it('does not take the certificates of a third', async () => {
    await start({ sigstore: { oidcIssuer: issuer, serverUrl: 'https://other.example' } });
    harness.environment = { GITHUB_SERVER_URL: SERVER };
    const { failure, entries } = await harness.run([WHEEL], KEEP);
    expect(failure?.message).toContain('https://other.example/octo/demo');
    expect(entries).toBe(0);
  });
});

describe('two registered publishers of one project', () => {
  const OTHER = makeWheel({ name: 'demo', version: '1.1' });
  const LAST = makeWheel({ name: 'demo', version: '1.2' });

  it('publish in turn, though attestations are required, without a word after the mint', async () => {
    await start({ index: { publishers: [{ ...PUBLISHER }, { ...PUBLISHER, workflow: 'nightly.yml' }] } });
    const { claims } = harness.sigstore.issuer;
    for (const [file, workflow] of [
      [WHEEL, 'release.yml'],
      [OTHER, 'nightly.yml'],
      [LAST, 'release.yml'],
    ] as const) {
      const reference = `octo/demo/.github/workflows/${workflow}@refs/tags/v1.0.0`;
      claims['workflow_ref'] = reference;
      claims['job_workflow_ref'] = reference;
      const { report, failure, log } = await harness.run([file], { attestations: 'require' });
      expect([failure, report.result, report.outputs.get('attested')]).toEqual([
        undefined,
        'published',
        'true',
      ]);
      expect([...report.warnings, ...log.matchAll(/^::warning.*$/gm)]).toEqual([]);
    }
  });
});

import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeWheel } from '../../testbed/make-distributions.ts';
import {
  startPackageIndex,
  type PackageIndexOptions,
  type TestPackageIndex,
} from '../../testbed/package-index/server.ts';
import {
  signAttestation,
  statementOf,
  type SignedAttestation,
} from '../../testbed/package-index/test-signer.ts';
import { startSigstore, type SigstoreTestbed } from '../../testbed/sigstore.ts';

const wheel = makeWheel({ name: 'demo', version: '1.0' });
const SLSA = 'https://slsa.dev/provenance/v1';
const INVALID = 'Invalid attestations supplied during upload: ';
const FAILED = `${INVALID}Could not verify the uploaded artifact using the included attestation: Verification failed: `;
const UNKNOWN = `${INVALID}Unknown error while trying to verify included attestations: `;

let sigstore: SigstoreTestbed;
let elsewhere: SigstoreTestbed;
let good: SignedAttestation;
const open: TestPackageIndex[] = [];

beforeAll(async () => {
  sigstore = await startSigstore();
  elsewhere = await startSigstore();
  // A second entry, so that the proof has a hash to break.
  await signAttestation(sigstore, statementOf(wheel.name, Buffer.from('other')), 1);
  good = await signAttestation(sigstore, statementOf(wheel.name, wheel.bytes), 1);
});

afterAll(async () => {
  await Promise.all([...open, sigstore, elsewhere].map((service) => service.close()));
});

async function start(
  extra: Partial<PackageIndexOptions> = {},
  repository = 'octo/demo',
): Promise<TestPackageIndex> {
  const index = await startPackageIndex({
    trustedRoot: () => sigstore.trustedRoot(),
    verifyToken: async (jwt, audience) => ({ ...(await sigstore.issuer.verify(jwt, audience)) }),
    publishers: [{ project: 'demo', repository, workflow: 'release.yml' }],
    ...extra,
  });
  open.push(index);
  return index;
}

/** Reason phrase and status of an upload with these attestations. */
async function upload(
  index: TestPackageIndex,
  attestations: string,
): Promise<{ status: number; reason: string }> {
  const jwt = await sigstore.issuer.token('testbed-index');
  await fetch(`${index.url}/_/oidc/mint-token`, { method: 'POST', body: JSON.stringify({ token: jwt }) });
  const fields = {
    ':action': 'file_upload',
    metadata_version: '2.1',
    name: 'demo',
    version: '1.0',
    filetype: 'bdist_wheel',
    pyversion: 'py3',
    sha256_digest: createHash('sha256').update(wheel.bytes).digest('hex'),
    attestations,
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append(
    'content',
    new Blob([new Uint8Array(wheel.bytes)], { type: 'application/octet-stream' }),
    wheel.name,
  );
  const authorization = `Basic ${Buffer.from(`__token__:${index.tokens.at(-1)?.token}`).toString('base64')}`;
  const answer = await fetch(index.uploadUrl, { method: 'POST', body: form, headers: { authorization } });
  await answer.arrayBuffer();
  return { status: answer.status, reason: answer.statusText };
}

function flipped(base64: string, offset = 40): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  return bytes.toString('base64');
}

function withEntry(change: (entry: Record<string, unknown>) => Record<string, unknown>): SignedAttestation {
  const [entry = {}] = good.verification_material.transparency_entries;
  const material = { ...good.verification_material, transparency_entries: [change(structuredClone(entry))] };
  return { ...good, verification_material: material };
}

function signed(statement: Record<string, unknown>): Promise<SignedAttestation> {
  return signAttestation(sigstore, { ...statementOf(wheel.name, wheel.bytes), ...statement }, 1);
}

describe('an attested upload', () => {
  it('is stored without keys that PyPI does not know, and served as provenance', async () => {
    const index = await start();
    const extended = {
      ...good,
      extra: 1,
      verification_material: { ...good.verification_material, timestamps: ['AA=='] },
    };
    expect((await upload(index, JSON.stringify([extended]))).status).toBe(200);
    const answer = await fetch(`${index.url}/integrity/demo/1.0/${wheel.name}/provenance`);
    const publisher = {
      claims: null,
      environment: null,
      kind: 'GitHub',
      repository: 'octo/demo',
      workflow: 'release.yml',
    };
    const expected = { version: 1, attestation_bundles: [{ publisher, attestations: [good] }] };
    expect([answer.status, await answer.json()]).toEqual([200, expected]);
    expect(index.provenance(wheel.name)).toEqual(expected);
    const simple = await fetch(`${index.simpleUrl}demo/`, {
      headers: { accept: 'application/vnd.pypi.simple.v1+json' },
    });
    expect(await simple.json()).toMatchObject({ files: [{ provenance: answer.url }] });
  });

  it('may carry a publish and an SLSA attestation', async () => {
    const second = await signed({ predicateType: SLSA, predicate: {} });
    expect((await upload(await start(), JSON.stringify([good, second]))).status).toBe(200);
  });

  it('is refused with a Rekor v2 entry, until the index takes those', async () => {
    const attestation = await signAttestation(sigstore, statementOf(wheel.name, wheel.bytes), 2);
    const today = await upload(await start(), JSON.stringify([attestation]));
    const reason = `${UNKNOWN}bundle must contain an inclusion promise or signed timestamp(s)`;
    expect(today).toEqual({ status: 400, reason });
    const index = await start({ acceptsRekorV2: true });
    expect(await upload(index, JSON.stringify([attestation]))).toMatchObject({ status: 200 });
    expect(index.files('demo')[0]?.attestations).toEqual([attestation]);
  });

  it.each([
    [
      'an empty list',
      () => [],
      `${INVALID}Malformed attestations: an empty attestation set is not permitted`,
    ],
    ['three', () => [good, good, good], `${INVALID}A maximum of 2 attestations per file are supported`],
    [
      'two of one predicate',
      () => [good, good],
      `${INVALID}Multiple attestations for the same file with the same predicate type (https://docs.pypi.org/attestations/publish/v1) are not supported`,
    ],
    [
      'a changed signature',
      () => [{ ...good, envelope: { ...good.envelope, signature: flipped(good.envelope.signature) } }],
      `${FAILED}DSSE: invalid signature`,
    ],
    [
      'a changed inclusion promise',
      () => [
        withEntry((entry) => {
          const { signedEntryTimestamp } = Object(entry['inclusionPromise']);
          return { ...entry, inclusionPromise: { signedEntryTimestamp: flipped(signedEntryTimestamp) } };
        }),
      ],
      `${FAILED}invalid log entry: SET: invalid inclusion promise: keyring: invalid signature`,
    ],
    [
      'no inclusion promise',
      () => [withEntry(({ inclusionPromise: _none, ...entry }) => entry)],
      `${UNKNOWN}bundle must contain an inclusion promise or signed timestamp(s)`,
    ],
    [
      'a number where a string must be',
      () => [withEntry((entry) => ({ ...entry, logIndex: 7 }))],
      `${UNKNOWN}invalid transparency log entry: logIndex: Input should be a valid string`,
    ],
    [
      'an unknown key in the log entry',
      () => [withEntry((entry) => ({ ...entry, uuid: 'x' }))],
      `${UNKNOWN}invalid transparency log entry: uuid: Extra inputs are not permitted`,
    ],
  ])('is refused with %s', async (_case, attestations, reason) => {
    const index = await start();
    expect(await upload(index, JSON.stringify(attestations()))).toEqual({ status: 400, reason });
    expect(index.files('demo')).toEqual([]);
  });

  it('is refused with a broken inclusion proof', async () => {
    const broken = withEntry((entry) => {
      const proof = Object(entry['inclusionProof']);
      return {
        ...entry,
        inclusionProof: { ...proof, hashes: proof.hashes.map((hash: string) => flipped(hash, 3)) },
      };
    });
    const { reason } = await upload(await start(), JSON.stringify([broken]));
    expect(reason).toContain(`${FAILED}invalid log entry: inclusion proof: `);
  });

  it.each([
    [
      'another file',
      { subject: statementOf('x-1.0-py3-none-any.whl', wheel.bytes)['subject'] },
      `subject does not match distribution name: x-1.0-py3-none-any.whl != ${wheel.name}`,
    ],
    [
      'other bytes',
      { subject: statementOf(wheel.name, Buffer.from('x'))['subject'] },
      'subject does not match distribution digest',
    ],
    [
      'an unknown predicate',
      { predicateType: 'https://example.com/v1' },
      'unknown attestation type: https://example.com/v1',
    ],
  ])('is refused with a statement about %s', async (_case, statement, why) => {
    const attestation = await signed(statement);
    expect((await upload(await start(), JSON.stringify([attestation]))).reason).toBe(FAILED + why);
  });

  it('is refused from another Sigstore', async () => {
    const foreign = await signAttestation(elsewhere, statementOf(wheel.name, wheel.bytes), 1);
    const why = 'failed to build timestamp certificate chain: unable to get local issuer certificate';
    expect((await upload(await start(), JSON.stringify([foreign]))).reason).toBe(FAILED + why);
  });

  it('is refused for a publisher in another spelling, or of another issuer', async () => {
    const spelled = await start({}, 'octo/Demo');
    sigstore.issuer.claims = { job_workflow_ref: 'octo/Demo/.github/workflows/release.yml@refs/tags/v1.0.0' };
    const { reason } = await upload(spelled, JSON.stringify([good]));
    sigstore.issuer.claims = {};
    const why =
      "Certificate's OIDCSourceRepositoryURI does not match (got https://github.com/octo/demo, expected https://github.com/octo/Demo)";
    expect(reason).toBe(FAILED + why);
    const other = await upload(await start({ issuer: 'https://issuer.example' }), JSON.stringify([good]));
    expect(other.reason).toContain("Certificate's OIDCIssuerV2 does not match");
  });

  it('is refused as garbage with line feeds in the status line, which Node refuses in turn', async () => {
    const index = await start();
    await expect(upload(index, 'garbage')).rejects.toThrow('fetch failed');
    const [record] = index.uploads;
    expect(record?.message).toBe(
      `${INVALID}Malformed attestations: 1 validation error for list[Attestation]\n  Invalid JSON: expected value at line 1 column 1 [type=json_invalid]`,
    );
    index.faults.push({ match: () => true, times: 1, kind: 'status-line', body: 'one\ntwo' });
    const code = await new Promise<unknown>((resolve) => {
      httpRequest(index.simpleUrl)
        .on('error', (error) => resolve(Object(error).code))
        .end();
    });
    expect(code).toMatch(/^HPE_/);
  });
});

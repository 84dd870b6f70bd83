// What services really sign, and what no attestation may be made of all the same.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Bundle } from '@sigstore/bundle';
import type { TrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { attestationFromBundle, bundleFromAttestation } from '../../../src/attestations/attestation-json.ts';
import { checkAttestation } from '../../../src/attestations/policy.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { requestCertificate } from '../../../src/sigstore/clients/fulcio.ts';
import { makeSignature } from '../../../src/sigstore/sign/signature.ts';
import { requestTimestamp } from '../../../src/sigstore/clients/timestamp-authority.ts';
import { verifyBundle } from '../../../src/sigstore/verify/verify.ts';
import { certify, connect, sessionOf, SIGNER, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

const DISTRIBUTION = { name: 'demo-1.0.tar.gz', sha256: 'ab'.repeat(32) };
const STATEMENT = publishStatement(DISTRIBUTION.name, DISTRIBUTION.sha256);

let bench: SigningBench;
let trustedRoot: TrustedRoot;

beforeEach(async () => {
  bench = await startSigningBench();
  trustedRoot = bench.trustedRoot();
});

afterEach(async () => bench.close());

function withCertificate(bundle: Bundle, rawBytes: Buffer): Bundle {
  const content = { $case: 'certificate', certificate: { rawBytes } } as const;
  return { ...bundle, verificationMaterial: { ...bundle.verificationMaterial, content } };
}

/** A bundle, and another certificate of the same key, as good as the one it was logged with. */
async function signTwiceCertified(
  rekor: 1 | 2,
  minutesBefore = 0,
): Promise<{ bundle: Bundle; other: Buffer }> {
  const certificate = await certify(bench);
  const { fulcio } = bench.services(rekor);
  const toFulcio = connect(bench, 'Fulcio', fulcio.url);
  const until = new Date(bench.clock.now().getTime() + 60_000);
  const outcome = await makeSignature(sessionOf(bench, rekor, certificate), STATEMENT, until);
  if (outcome.kind !== 'signed') throw new Error(`it was ${outcome.kind}`);
  bench.clock.advance(minutesBefore * 60_000);
  const token = async () => new Secret(await bench.sigstore.issuer.token('sigstore'));
  const { leaf } = await requestCertificate(fulcio, toFulcio, token, certificate.privateKey);
  return { bundle: outcome.bundle, other: leaf };
}

describe('a bundle', () => {
  it.each([1, 2] as const)(
    'whose log entry is of another certificate of the same key is refused, Rekor v%i',
    async (rekor) => {
      const { bundle, other } = await signTwiceCertified(rekor);
      expect(verifyBundle(bundle, trustedRoot).rekorVersion).toBe(rekor);
      expect(() => verifyBundle(withCertificate(bundle, other), trustedRoot)).toThrow(
        'its body is not of this statement, signature and certificate',
      );
    },
  );

  it.each([1, 2] as const)('whose certificate has bytes behind it is refused, Rekor v%i', async (rekor) => {
    const bundle = await bench.signer(rekor).sign(STATEMENT);
    const { content } = bundle.verificationMaterial;
    if (content.$case !== 'certificate') throw new Error('it has one certificate');
    const longer = Buffer.concat([content.certificate.rawBytes, Buffer.alloc(1)]);
    expect(() => verifyBundle(withCertificate(bundle, longer), trustedRoot)).toThrow('failed verification');
  });

  it('whose log dated it before its certificate is refused', async () => {
    const { bundle, other } = await signTwiceCertified(1, 5);
    expect(() => verifyBundle(withCertificate(bundle, other), trustedRoot)).toThrow(
      /integrated time: \d+ is not within the certificate's validity/,
    );
  });

  it('without a signed certificate timestamp is refused where the root lists a certificate log', async () => {
    bench.sigstore.fulcio.log.silent = true;
    const without = { ...trustedRoot, ctlogs: [], requiresSct: false };
    const bundle = await bench.signer(1, { trustedRoot: without }).sign(STATEMENT);
    expect(verifyBundle(bundle, without).rekorVersion).toBe(1);
    expect(() => verifyBundle(bundle, trustedRoot)).toThrow('signed certificate timestamp');
  });

  it('with several timestamps is signed at the earliest', async () => {
    const bundle = await bench.signer(2).sign(STATEMENT);
    const { signedAt } = verifyBundle(bundle, trustedRoot);
    bench.clock.advance(60_000);
    const [authority] = bench.services(2).timestampAuthorities;
    const envelope = bundle.content.$case === 'dsseEnvelope' ? bundle.content.dsseEnvelope : undefined;
    const signature = envelope?.signatures[0]?.sig;
    if (authority === undefined || signature === undefined) throw new Error('there is nothing to timestamp');
    const later = await requestTimestamp(
      authority,
      connect(bench, 'the authority', authority.url),
      signature,
      trustedRoot,
    );
    const earlier = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
    const rfc3161Timestamps = [{ signedTimestamp: later.response }, ...earlier];
    const verificationMaterial = {
      ...bundle.verificationMaterial,
      timestampVerificationData: { rfc3161Timestamps },
    };
    expect(later.time.getTime()).toBeGreaterThan(signedAt.getTime());
    expect(verifyBundle({ ...bundle, verificationMaterial }, trustedRoot).signedAt).toEqual(signedAt);
  });
});

describe('an attestation', () => {
  it('with a Rekor v1 entry may not have timestamps, good ones neither', async () => {
    const bundle = await bench.signer(1, { timestampV1: true }).sign(STATEMENT);
    const attestation = attestationFromBundle(bundle);
    const [response] = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
    const timestamps = [response?.signedTimestamp.toString('base64') ?? ''] as const;
    const material = { ...attestation.verification_material, timestamps };
    const extended = { ...attestation, verification_material: material };
    expect(verifyBundle(bundleFromAttestation(extended), trustedRoot).rekorVersion).toBe(1);
    const options = { mode: 'adopted', verifiableRekor: [1, 2] } as const;
    expect(() => checkAttestation(extended, DISTRIBUTION, SIGNER, trustedRoot, options)).toThrow(
      'timestamps: an attestation with a Rekor v1 entry must not have the key',
    );
  });
});

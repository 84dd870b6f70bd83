// Signing at an instance without a log, as GitHub's own is: a certificate without SCT, one timestamp, and nobody else is told.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundleToJSON } from '@sigstore/bundle';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { TrustedRoot as TrustedRootMessage } from '@sigstore/protobuf-specs';
import { checkSigner } from '../../../src/attestations/policy.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { Signer } from '../../../src/sigstore/sign/signer.ts';
import { createTimestampedSigner } from '../../../src/sigstore/sign/timestamped-signer.ts';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { verifyTimestampedBundle } from '../../../src/sigstore/verify/verify.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { SIGNER, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

let bench: SigningBench;
let signer: Signer;

const STATEMENT = publishStatement('demo-1.0.tar.gz', '0'.repeat(64));

beforeEach(async () => {
  bench = await startSigningBench();
  bench.sigstore.fulcio.log.silent = true;
  signer = open(bench.sigstore.unloggedRoot());
});

function open(trustedRoot: object): Signer {
  const { fulcio, timestampAuthorities } = bench.services(1);
  const [authority] = timestampAuthorities;
  if (authority === undefined) throw new Error('the testbed has no timestamp authority');
  return createTimestampedSigner({
    services: { fulcio, rekor: undefined, timestampAuthorities: [authority], decisions: [] },
    trustedRoot: readTrustedRoot(trustedRoot),
    identityToken: async () => new Secret(await bench.sigstore.issuer.token('sigstore')),
    checkIdentity: (certificate) => checkSigner(certificate, SIGNER),
    platform: bench,
  });
}

afterEach(async () => bench.close());

describe('a signer of an instance without a log', () => {
  it('signs with one certificate and one timestamp each, and sends nothing to a log', async () => {
    const bundles = await Promise.all(
      [STATEMENT, STATEMENT, STATEMENT].map(async (each) => signer.sign(each)),
    );
    const { fulcio, timestampAuthority, rekor1, rekor2 } = bench.sigstore;
    const services = [fulcio, timestampAuthority, rekor1, rekor2];
    expect(services.map(({ requests }) => requests.length)).toEqual([1, 3, 0, 0]);
    for (const bundle of bundles) {
      const { statement, certificate } = verifyTimestampedBundle(bundle, signer.trustedRoot);
      expect(statement).toEqual(STATEMENT);
      expect(certificate.issuer).toBe(SIGNER.issuer);
    }
  });

  it("makes what the library that npm and GitHub's own action verify with accepts, without a log and an SCT", async () => {
    const bundle = await signer.sign(STATEMENT);
    const root = TrustedRootMessage.fromJSON(bench.sigstore.unloggedRoot());
    const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 1 };
    const { identity } = new Verifier(toTrustMaterial(root), thresholds).verify(toSignedEntity(bundle));
    expect(identity?.extensions?.issuer).toBe(SIGNER.issuer);
    expect(() => new Verifier(toTrustMaterial(root)).verify(toSignedEntity(bundle))).toThrow('expected 1');
    expect(bundleToJSON(bundle)).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: expect.any(String) }] },
      },
    });
  });

  it('signs again where the certificate ended before the timestamp came', async () => {
    let waited = false;
    bench.before = ({ url }) => {
      if (waited || !url.startsWith(bench.sigstore.timestampAuthority.url)) return;
      waited = true;
      bench.clock.advance(11 * 60_000);
    };
    verifyTimestampedBundle(await signer.sign(STATEMENT), signer.trustedRoot);
    expect(bench.sigstore.fulcio.certificates).toBe(2);
  });

  it('gives up where that happens each time, and says what did not work', async () => {
    bench.before = ({ url }) => {
      if (url.startsWith(bench.sigstore.timestampAuthority.url)) bench.clock.advance(11 * 60_000);
    };
    await expect(signer.sign(STATEMENT)).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining(
        'no signature was timestamped within the life of its certificate in 3',
      ),
    });
  });

  it('refuses a timestamp of an authority that the trusted root does not name', async () => {
    const unnamed = open({ ...bench.sigstore.unloggedRoot(), timestampAuthorities: [] });
    await expect(unnamed.sign(STATEMENT)).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining('by an authority that the trusted root does not name'),
    });
  });
});

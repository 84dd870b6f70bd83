import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { attestationFromBundle } from '../../../src/attestations/attestation-json.ts';
import { checkAttestation, checkSigner, checkSubject } from '../../../src/attestations/policy.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { Signer } from '../../../src/sigstore/sign/signer.ts';
import type { CertificateFacts } from '../../../src/sigstore/trust/certificate.ts';
import { SIGNER, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

const SHA256 = 'ab'.repeat(32);
// A hundred signatures are verified; a busy machine takes its time for that.
jest.setTimeout(60_000);

let bench: SigningBench;

beforeEach(async () => {
  bench = await startSigningBench();
});

afterEach(async () => bench.close());

async function signAndCheck(signer: Signer, name = 'demo-1.0.0.tar.gz'): Promise<1 | 2> {
  const bundle = await signer.sign(publishStatement(name, SHA256));
  const attestation = attestationFromBundle(bundle);
  const options = { mode: 'signed', verifiableRekor: [1, 2] } as const;
  return checkAttestation(attestation, { name, sha256: SHA256 }, SIGNER, signer.trustedRoot, options)
    .rekorVersion;
}

describe('a signer', () => {
  it.each([1, 2] as const)('makes bundles that verify, with Rekor v%i', async (rekor) => {
    const signer = bench.signer(rekor);
    await expect(signAndCheck(signer)).resolves.toBe(rekor);
    const bundle = await signer.sign(publishStatement('demo-1.0.0.tar.gz', SHA256));
    expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    expect(bundle.verificationMaterial.content.$case).toBe('certificate');
    expect(bundle.verificationMaterial.tlogEntries).toHaveLength(1);
    expect(bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps).toHaveLength(rekor - 1);
  });

  it('has Rekor v1 signatures timestamped where bundles are wanted', async () => {
    const bundle = await bench.signer(1, { timestampV1: true }).sign(publishStatement('a.whl', SHA256));
    expect(bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps).toHaveLength(1);
  });

  it.each([1, 2] as const)(
    'signs a hundred statements with one certificate, with Rekor v%i',
    async (rekor) => {
      const signer = bench.signer(rekor);
      const names = Array.from({ length: 100 }, (_, index) => `demo-1.0.${index}.tar.gz`);
      const versions = await Promise.all(names.map(async (name) => signAndCheck(signer, name)));
      expect(versions).toEqual(names.map(() => rekor));
      expect(bench.sigstore.fulcio.certificates).toBe(1);
      expect((rekor === 1 ? bench.sigstore.rekor1 : bench.sigstore.rekor2).entries()).toBe(100);
    },
  );

  it('sends nothing to Rekor v2 before the last timestamp of a batch was asked for', async () => {
    const { timestampAuthority, rekor2 } = bench.sigstore;
    const logged: number[] = [];
    const look = (): boolean => {
      logged.push(rekor2.requests.length);
      return false;
    };
    timestampAuthority.faults.push({ match: look, times: 1, kind: 'status', status: 400 });
    const signer = bench.signer(2);
    const names = Array.from({ length: 100 }, (_, index) => `demo-1.0.${index}.tar.gz`);
    await Promise.all(names.map(async (name) => signer.sign(publishStatement(name, SHA256))));
    expect(logged).toEqual(names.map(() => 0));
    expect(rekor2.requests).toHaveLength(100);
  });

  it('renews its certificate before it ages out, with a new token', async () => {
    let tokens = 0;
    const signer = bench.signer(1, {
      identityToken: async () => {
        tokens += 1;
        return new Secret(await bench.sigstore.issuer.token('sigstore'));
      },
    });
    await signAndCheck(signer);
    bench.clock.advance(7 * 60_000);
    await signAndCheck(signer);
    expect(bench.sigstore.fulcio.certificates).toBe(1);
    bench.clock.advance(90_000);
    await Promise.all([signAndCheck(signer), signAndCheck(signer), signAndCheck(signer)]);
    expect([bench.sigstore.fulcio.certificates, tokens]).toEqual([2, 2]);
  });

  it('asks for a certificate again after a refusal', async () => {
    bench.sigstore.fulcio.faults.push({ match: () => true, times: 1, kind: 'status', status: 400 });
    const signer = bench.signer(1);
    await expect(signAndCheck(signer)).rejects.toMatchObject({ code: 'SIGNING_FAILED' });
    await expect(signAndCheck(signer)).resolves.toBe(1);
  });

  describe.each([
    [400, 'There was an error processing the identity token', 3],
    [401, 'There was an error processing the credentials for this request', 3],
    [400, 'The signature supplied in the request could not be verified', 1],
    [403, 'There was an error processing the identity token', 1],
  ] as const)('whose Fulcio answers %d, "%s"', (status, message, attempts) => {
    const refuse = (times: number): void => {
      if (times === 0) return;
      const body = { code: 3, message, details: [] };
      bench.sigstore.fulcio.faults.push({ match: () => true, times, kind: 'status', status, body });
    };
    const tokens: string[] = [];
    const signer = (): Signer =>
      bench.signer(1, {
        identityToken: async () => {
          tokens.push(await bench.sigstore.issuer.token('sigstore'));
          return new Secret(tokens.at(-1) ?? '');
        },
      });

    it(`is done after ${attempts} attempts, each with a fresh token`, async () => {
      tokens.length = 0;
      refuse(9);
      await expect(signAndCheck(signer())).rejects.toMatchObject({
        code: 'SIGNING_FAILED',
        message: expect.stringContaining(
          `answered HTTP ${status} to the request for a signing certificate: ${message}`,
        ),
      });
      expect(bench.sigstore.fulcio.requests).toHaveLength(attempts);
      expect(new Set(tokens).size).toBe(attempts);
    });

    it('signs where it passes in time', async () => {
      refuse(attempts - 1);
      await expect(signAndCheck(signer())).resolves.toBe(1);
      expect(bench.lines.filter((line) => line.startsWith('Fulcio: attempt'))).toHaveLength(attempts - 1);
    });
  });

  it('signs on with a fresh token after an outage that the first one did not outlive', async () => {
    bench.sigstore.fulcio.faults.push({ match: () => true, times: 22, kind: 'status', status: 503 });
    await expect(signAndCheck(bench.signer(1))).resolves.toBe(1);
    expect(bench.sigstore.fulcio.certificates).toBe(1);
  });

  it('goes on with another log when its own is frozen, and fetches trust once', async () => {
    bench.sigstore.rekor2.frozen = true;
    let refreshed = 0;
    const signer = bench.signer(2, {
      refresh: async () => {
        refreshed += 1;
        return Promise.resolve({ services: bench.services(1), trustedRoot: bench.trustedRoot() });
      },
    });
    const names = ['a-1.whl', 'b-1.whl', 'c-1.whl', 'd-1.whl'];
    await expect(Promise.all(names.map(async (name) => signAndCheck(signer, name)))).resolves.toEqual([
      1, 1, 1, 1,
    ]);
    expect(refreshed).toBe(1);
    expect(bench.sigstore.rekor2.entries()).toBe(0);
    expect(bench.sigstore.fulcio.certificates).toBe(1);
  });

  it('asks for a new certificate where the log after a frozen one comes with another Fulcio', async () => {
    bench.sigstore.rekor2.frozen = true;
    const services = bench.services(1);
    const url = services.fulcio.url.replace('127.0.0.1', 'localhost');
    const successor = { ...services, fulcio: { ...services.fulcio, url } };
    const refresh = async () => Promise.resolve({ services: successor, trustedRoot: bench.trustedRoot() });
    await expect(signAndCheck(bench.signer(2, { refresh }))).resolves.toBe(1);
    expect(url).not.toBe(services.fulcio.url);
    expect(bench.sigstore.fulcio.certificates).toBe(2);
  });

  it('T24: ends with a run that is cancelled while it waits for the certificate after a frozen log', async () => {
    bench.sigstore.rekor2.frozen = true;
    const cancellation = new AbortController();
    const services = bench.services(1);
    const url = services.fulcio.url.replace('127.0.0.1', 'localhost');
    const refresh = async () => {
      const hang = (): boolean => {
        setImmediate(() => cancellation.abort(new Error('cancelled')));
        return true;
      };
      bench.sigstore.fulcio.faults.push({ match: hang, kind: 'hang' });
      const successor = { ...services, fulcio: { ...services.fulcio, url } };
      return Promise.resolve({ services: successor, trustedRoot: bench.trustedRoot() });
    };
    const signing = bench.signer(2, { refresh }).sign(publishStatement('a.whl', SHA256), cancellation.signal);
    const began = performance.now();
    await expect(signing).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - began).toBeLessThan(5000);
    expect([bench.sigstore.fulcio.requests.length, bench.sigstore.rekor1.requests.length]).toEqual([2, 0]);
  });

  it('is patient with a new log from its own beginning, however long the frozen one took', async () => {
    bench.sigstore.rekor2.frozen = true;
    bench.sigstore.rekor1.faults.push({ match: () => true, times: 2, kind: 'status', status: 503 });
    const refresh = async () => {
      bench.clock.advance(16 * 60_000);
      return Promise.resolve({ services: bench.services(1), trustedRoot: bench.trustedRoot() });
    };
    await expect(signAndCheck(bench.signer(2, { refresh }))).resolves.toBe(1);
  });

  it('survives a few frozen logs one after another, and says so when there are more', async () => {
    bench.sigstore.rekor2.frozen = true;
    const more = await startSigningBench();
    more.sigstore.rekor2.frozen = true;
    try {
      const services = bench.services(2);
      const successor = { ...services, rekor: { ...services.rekor, url: more.sigstore.rekor2.url } };
      const successors = [successor, services, bench.services(1)];
      const refresh = async () => {
        const [next = services] = successors.splice(0, 1);
        return Promise.resolve({ services: next, trustedRoot: bench.trustedRoot() });
      };
      const signer = bench.signer(2, { refresh });
      await expect(
        Promise.all(['a-1.whl', 'b-1.whl'].map((name) => signAndCheck(signer, name))),
      ).resolves.toEqual([1, 1]);
      expect(bench.sigstore.fulcio.certificates).toBe(1);

      successors.push(successor, services, successor);
      await expect(signAndCheck(bench.signer(2, { refresh }))).rejects.toMatchObject({
        code: 'SIGNING_FAILED',
        message: expect.stringContaining('accepts no more entries'),
      });
      expect(successors).toEqual([]);
    } finally {
      await more.close();
    }
  });

  it('says so when a frozen log has no successor', async () => {
    bench.sigstore.rekor2.frozen = true;
    await expect(signAndCheck(bench.signer(2))).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining('accepts no more entries'),
    });
    const same = async () =>
      Promise.resolve({ services: bench.services(2), trustedRoot: bench.trustedRoot() });
    await expect(signAndCheck(bench.signer(2, { refresh: same }))).rejects.toMatchObject({
      message: expect.stringContaining('still names it'),
    });
  });

  it.each([
    ['issuer', '.8'],
    ['sourceRepositoryUri', '.12'],
    ['sourceRepositoryDigest', '.13'],
    ['sourceRepositoryRef', '.14'],
    ['sourceRepositoryIdentifier', '.15'],
    ['ownerIdentifier', '.17'],
    ['buildConfigUri', '.18'],
  ] as const)('T22: logs nothing with a certificate of another identity: %s', async (field, extension) => {
    const expected = { ...SIGNER, [field]: 'another' };
    const signer = bench.signer(1, { checkIdentity: (certificate) => checkSigner(certificate, expected) });
    await expect(signAndCheck(signer)).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringMatching(
        `^Fulcio at ${bench.sigstore.fulcio.url}: its certificate has another identity than this job: .*\\(\\${extension}\\).*expected another`,
      ),
    });
    expect(bench.sigstore.rekor1.requests).toEqual([]);
  });

  it('T22: logs nothing with a certificate of another job, where a public instance gives its name', async () => {
    const checkIdentity = (certificate: CertificateFacts): void =>
      checkSubject(certificate, 'https://github.com/octo/other/.github/workflows/release.yml@refs/tags/v1');
    await expect(signAndCheck(bench.signer(1, { checkIdentity }))).rejects.toThrow(
      'subject alternative name',
    );
    expect(bench.sigstore.rekor1.requests).toEqual([]);
  });

  it('asks nothing of the log when the certificate does not verify', async () => {
    const other = await startSigningBench();
    try {
      const signer = bench.signer(1, { trustedRoot: other.trustedRoot() });
      await expect(signAndCheck(signer)).rejects.toMatchObject({
        code: 'SIGNING_FAILED',
        message: expect.stringMatching(/^Fulcio at http:.*certificate/),
      });
      expect(bench.sigstore.rekor1.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('shows no token in any text', async () => {
    const token = `${Buffer.from('{}').toString('base64url')}.${Buffer.from('no json sub').toString('base64url')}.x`;
    const signer = bench.signer(1, { identityToken: async () => Promise.resolve(new Secret(token)) });
    const error: unknown = await signAndCheck(signer).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'IDENTITY_UNSUITABLE' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).not.toContain('no json');
  });
});

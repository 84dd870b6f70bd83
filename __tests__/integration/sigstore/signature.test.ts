// When a signature was made, by the services' own clocks: outside of its certificate's life it never verifies.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { makeSignature } from '../../../src/sigstore/sign/signature.ts';
import type { SignatureOutcome } from '../../../src/sigstore/sign/signature.ts';
import { certify, sessionOf, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

const STATEMENT = publishStatement('demo-1.0.tar.gz', 'ab'.repeat(32));
const MINUTE = 60_000;

let bench: SigningBench;

beforeEach(async () => {
  bench = await startSigningBench();
});

afterEach(async () => bench.close());

/** @param shift milliseconds by which the certificate begins and ends later than the services think */
async function signWith(rekor: 1 | 2, shift: number): Promise<SignatureOutcome> {
  const issued = await certify(bench);
  const later = (date: Date): Date => new Date(date.getTime() + shift);
  const certificate = { ...issued, notBefore: later(issued.notBefore), notAfter: later(issued.notAfter) };
  const until = new Date(bench.clock.now().getTime() + MINUTE);
  return makeSignature(sessionOf(bench, rekor, certificate), STATEMENT, until);
}

describe.each([
  [1, 'rekor1', 1],
  [2, 'timestampAuthority', 0],
] as const)('with Rekor v%i, a time', (rekor, dating, entries) => {
  it('within the life of the certificate is taken', async () => {
    expect(await signWith(rekor, 0)).toMatchObject({ kind: 'signed' });
  });

  it('before it is a fault of the services, with the address of the one that says so', async () => {
    await expect(signWith(rekor, MINUTE)).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringMatching(
        `at ${bench.sigstore[dating].url}.*lies before the certificate's beginning`,
      ),
    });
  });

  it('after it is late, and nothing is logged where that is known before', async () => {
    expect(await signWith(rekor, -11 * MINUTE)).toEqual({ kind: 'late' });
    expect(bench.sigstore.rekor1.entries() + bench.sigstore.rekor2.entries()).toBe(entries);
  });
});

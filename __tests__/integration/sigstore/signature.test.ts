// When a signature was made, by the services' own clocks: outside of its certificate's life it never verifies.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { makeSignature } from '../../../src/sigstore/sign/signature.ts';
import type { SignatureOutcome } from '../../../src/sigstore/sign/signature.ts';
import { certify, sessionOf, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

const STATEMENT = publishStatement('demo-1.0.tar.gz', 'ab'.repeat(32));
const MINUTE = 60_000;
/** Milliseconds before the certificate's end after which nothing is sent to Rekor v1. */
const TRAVEL = 5000;

let bench: SigningBench;

beforeEach(async () => {
  bench = await startSigningBench();
});

afterEach(async () => bench.close());

/**
 * @param shift milliseconds by which the certificate begins and ends later than the services think
 * @param known whether this machine's clock shows its end too
 */
async function signWith(rekor: 1 | 2, shift: number, known = true): Promise<SignatureOutcome> {
  const issued = await certify(bench);
  const later = (date: Date): Date => new Date(date.getTime() + shift);
  const certificate = {
    ...issued,
    notBefore: later(issued.notBefore),
    notAfter: later(issued.notAfter),
    // A log that dates entries itself is sent none after the end that is known.
    ends: known ? new Date(bench.clock.now().getTime() + TRAVEL) : issued.ends,
  };
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

  it("after it, which this machine's clock does not show, is a fault of the services, and signing anew is no use", async () => {
    await expect(signWith(rekor, -11 * MINUTE, false)).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringMatching(`at ${bench.sigstore[dating].url}.*lies after the certificate's end`),
    });
    expect(bench.sigstore.rekor1.entries() + bench.sigstore.rekor2.entries()).toBe(entries);
  });
});

it.each([
  [TRAVEL, 'signed', 1],
  [TRAVEL - 1, 'late', 0],
] as const)('asks Rekor v1 %d ms before the certificate ends: %s', async (left, kind, entries) => {
  const issued = await certify(bench);
  const certificate = { ...issued, ends: new Date(bench.clock.now().getTime() + left) };
  const until = new Date(bench.clock.now().getTime() + MINUTE);
  const session = sessionOf(bench, 1, certificate);
  expect(await makeSignature(session, STATEMENT, until)).toMatchObject({ kind });
  expect(bench.sigstore.rekor1.entries()).toBe(entries);
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { attestationFromBundle } from '../../src/attestations/attestation-json.ts';
import { checkAttestation } from '../../src/attestations/policy.ts';
import { publishStatement } from '../../src/attestations/statement.ts';
import { TransportError } from '../../src/errors.ts';
import type { Signer } from '../../src/sigstore/signer.ts';
import type { Fault, Service } from '../testbed/sigstore.ts';
import { SIGNER, startSigningBench } from './signing-bench.ts';
import type { SigningBench } from './signing-bench.ts';

const SHA256 = 'cd'.repeat(32);
// A hundred signatures are verified; a busy machine takes its time for that.
jest.setTimeout(60_000);

let bench: SigningBench;

beforeEach(async () => {
  bench = await startSigningBench();
});

afterEach(async () => bench.close());

type ServiceUnderTest = 'fulcio' | 'rekor1' | 'rekor2' | 'timestampAuthority';
const SERVICES = ['fulcio', 'rekor1', 'rekor2', 'timestampAuthority'] as const;
const NAMES = {
  fulcio: 'Fulcio',
  rekor1: 'Rekor v1',
  rekor2: 'Rekor v2',
  timestampAuthority: 'the timestamp authority',
} as const;

function service(name: ServiceUnderTest): Service {
  return bench.sigstore[name];
}

function signerFor(name: ServiceUnderTest): Signer {
  return bench.signer(name === 'rekor1' ? 1 : 2);
}

/** Entries in the log that this signer uses. */
function entries(name: ServiceUnderTest): number {
  return name === 'rekor1' ? bench.sigstore.rekor1.entries() : bench.sigstore.rekor2.entries();
}

async function signAndCheck(signer: Signer, file = 'demo-1.0.0.tar.gz'): Promise<void> {
  const bundle = await signer.sign(publishStatement(file, SHA256));
  const options = { mode: 'signed', verifiableRekor: [1, 2] } as const;
  checkAttestation(
    attestationFromBundle(bundle),
    { name: file, sha256: SHA256 },
    SIGNER,
    signer.trustedRoot,
    options,
  );
}

const PASSING: readonly (readonly [string, Omit<Fault, 'match'>])[] = [
  ['a reset connection', { kind: 'reset', times: 2 }],
  ['500', { kind: 'status', status: 500, times: 2 }],
  ['503', { kind: 'status', status: 503, times: 2 }],
  ['408', { kind: 'status', status: 408, times: 1 }],
  ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '40' }, times: 1 }],
  ['an answer that is cut off', { kind: 'truncate', times: 1 }],
  ['an answer that is lost', { kind: 'lose-answer', times: 1 }],
];

const FAILING: readonly (readonly [string, Omit<Fault, 'match'>, RegExp])[] = [
  [
    '400',
    { kind: 'status', status: 400, body: { code: 3, message: 'no such thing' } },
    /HTTP 400 .*no such thing/,
  ],
  ['401', { kind: 'status', status: 401 }, /HTTP 401/],
  ['403', { kind: 'status', status: 403 }, /HTTP 403/],
  ['404', { kind: 'status', status: 404 }, /HTTP 404/],
  ['a redirect', { kind: 'status', status: 302, headers: { location: '/elsewhere' } }, /HTTP 302/],
  ['garbage', { kind: 'garbage' }, /answered HTTP 20\d, but/],
  ['JSON of another kind', { kind: 'garbage', body: { message: 'hello' } }, /answered HTTP 20\d, but/],
  ['an oversized answer', { kind: 'oversized' }, /no usable answer/],
];

describe.each(SERVICES)('with %s', (name) => {
  it.each(PASSING)('%s is overcome', async (_title, fault) => {
    service(name).faults.push({ match: (method) => method === 'POST', ...fault });
    await signAndCheck(signerFor(name));
    // A lost answer costs one orphan entry at the most, and none where the log can be read.
    const lost = name === 'rekor2' && (fault.kind === 'lose-answer' || fault.kind === 'truncate');
    expect(entries(name)).toBe(lost ? 2 : 1);
  });

  it.each(FAILING)(
    '%s is an error that names the service, and is not repeated',
    async (_title, fault, message) => {
      service(name).faults.push({ match: () => true, ...fault });
      const error: unknown = await signAndCheck(signerFor(name)).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'SIGNING_FAILED', message: expect.stringMatching(message) });
      expect(String(error)).toContain(`${NAMES[name]} at ${service(name).url}`);
      expect(service(name).requests).toHaveLength(1);
    },
  );

  it('an outage of more than a quarter of an hour is an error', async () => {
    service(name).faults.push({ match: () => true, kind: 'status', status: 503 });
    const started = bench.clock.now().getTime();
    await expect(signAndCheck(signerFor(name))).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      hint: expect.stringContaining('Run again'),
    });
    const minutes = (bench.clock.now().getTime() - started) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThan(16);
    expect(bench.lines.filter((line) => line.includes('trying again for up to'))).toHaveLength(1);
  });

  it('Retry-After is honoured', async () => {
    service(name).faults.push({
      match: () => true,
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '100' },
      times: 1,
    });
    const started = bench.clock.now().getTime();
    await signAndCheck(signerFor(name));
    expect(bench.clock.now().getTime() - started).toBeGreaterThanOrEqual(100_000);
  });
});

describe('an outage of ten minutes in the middle of 100 files', () => {
  it.each([1, 2] as const)('ends in 100 valid attestations, with Rekor v%i', async (rekor) => {
    const signer = bench.signer(rekor);
    const log = rekor === 1 ? bench.sigstore.rekor1 : bench.sigstore.rekor2;
    const began = bench.clock.now().getTime();
    let posts = 0;
    bench.before = ({ url }) => {
      if (!url.startsWith(log.url)) return;
      posts += 1;
      const elapsed = bench.clock.now().getTime() - began;
      if (posts > 50 && elapsed < 600_000) throw new TransportError('refused', 'connection refused', false);
    };
    const files = Array.from({ length: 100 }, (_, index) => `demo-1.0.${index}.tar.gz`);
    await Promise.all(files.map(async (file) => signAndCheck(signer, file)));
    expect(bench.clock.now().getTime() - began).toBeGreaterThanOrEqual(600_000);
    expect(log.entries()).toBe(100);
  });
});

describe('a duplicate', () => {
  it('is not looked for on another host', async () => {
    bench.sigstore.rekor1.faults.push({
      match: () => true,
      kind: 'status',
      status: 409,
      headers: { location: 'https://example.org/api/v1/log/entries/00' },
    });
    await expect(signAndCheck(bench.signer(1))).rejects.toMatchObject({
      message: expect.stringContaining('on another host (https://example.org)'),
    });
  });

  it('that can not be read is signed again once', async () => {
    bench.sigstore.rekor2.faults.push({ match: () => true, kind: 'status', status: 409 });
    await expect(signAndCheck(bench.signer(2))).rejects.toMatchObject({ code: 'SIGNING_FAILED' });
    expect(bench.sigstore.rekor2.requests).toHaveLength(2);
  });
});

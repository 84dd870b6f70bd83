import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { attestationFromBundle } from '../../../src/attestations/attestation-json.ts';
import { checkAttestation } from '../../../src/attestations/policy.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { TransportError } from '../../../src/errors.ts';
import type { Signer } from '../../../src/sigstore/sign/signer.ts';
import type { Service } from '../../testbed/sigstore.ts';
import { SIGNER, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

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

/** The lines of the log, not of the debug log, that say why a request to a service waits. */
const waits = (name: ServiceUnderTest): readonly string[] =>
  bench.lines.filter((line) => line.startsWith(`${NAMES[name]}: attempt`));

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

// Every fault of every service stands in sigstore-faults-matrix.test.ts; here is what its table has no row for.
describe.each(SERVICES)('with %s', (name) => {
  it('408 is overcome', async () => {
    service(name).faults.push({ match: () => true, kind: 'status', status: 408, times: 1 });
    await signAndCheck(signerFor(name));
    expect(entries(name)).toBe(1);
  });

  it.each([300, 304, 399])('an answer that is none, HTTP %d, is told as it is', async (status) => {
    service(name).faults.push({ match: () => true, kind: 'status', status });
    await expect(signAndCheck(signerFor(name))).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining(`answered HTTP ${status}`),
    });
    expect(service(name).requests).toHaveLength(1);
  });

  it.each([
    ['a redirect', { kind: 'status', status: 302, headers: { location: '/elsewhere' } }],
    ['a refusal', { kind: 'status', status: 403 }],
    ['garbage', { kind: 'garbage' }],
  ] as const)('%s is an error, and asked for once', async (_title, fault) => {
    service(name).faults.push({ match: () => true, ...fault });
    await expect(signAndCheck(signerFor(name))).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringContaining(`${NAMES[name]} at ${service(name).url}`),
    });
    expect(service(name).requests).toHaveLength(1);
  });

  it('each wait of an outage stands in the log once, however many files wait', async () => {
    service(name).faults.push({ match: () => true, kind: 'status', status: 503, times: 12 });
    const signer = signerFor(name);
    await Promise.all(['a-1.whl', 'b-1.whl', 'c-1.whl', 'd-1.whl'].map((file) => signAndCheck(signer, file)));
    const said = waits(name);
    expect(said.length).toBeGreaterThanOrEqual(3);
    expect(said.map((line) => Number(/attempt (\d+)/.exec(line)?.[1]))).toEqual(
      said.map((_line, index) => index + 1),
    );
    expect(said[0]).toMatch(
      new RegExp(`^${NAMES[name]}: attempt 1 failed, next in 1 s\\. .*answered HTTP 503`),
    );
  });

  it('trouble that comes and goes is said once, and again after it was gone for a while', async () => {
    const said = (): number => waits(name).length;
    const signer = signerFor(name);
    const fail = () =>
      service(name).faults.push({ match: () => true, kind: 'status', status: 500, times: 1 });
    fail();
    for (const file of ['a-1.tar.gz', 'b-1.tar.gz', 'c-1.tar.gz']) {
      await signAndCheck(signer, file);
      if (name !== 'fulcio') fail();
    }
    expect(said()).toBe(1);
    bench.clock.advance(10 * 60_000);
    service(name).faults.length = 0;
    fail();
    await signAndCheck(signer);
    expect(said()).toBe(2);
  });

  it('a proxy that cannot be reached is waited for once there is an entry, and not before', async () => {
    const proxyFails = (milliseconds: number): void => {
      const back = bench.clock.now().getTime() + milliseconds;
      bench.before = ({ url }) => {
        if (!url.startsWith(new URL(service(name).url).origin) || bench.clock.now().getTime() > back) return;
        throw new TransportError('proxy-unreachable', 'no connection through the proxy', false);
      };
    };
    const began = bench.clock.now().getTime();
    proxyFails(60_000);
    await expect(signAndCheck(signerFor(name))).rejects.toMatchObject({ code: 'SIGNING_FAILED' });
    expect(bench.clock.now().getTime() - began).toBeLessThan(20_000);
    proxyFails(0);
    bench.clock.advance(1);
    const signer = signerFor(name);
    await signAndCheck(signer);
    // Time for another certificate.
    bench.clock.advance(10 * 60_000);
    proxyFails(5 * 60_000);
    await signAndCheck(signer);
    expect(entries(name)).toBe(2);
  });

  it('a time in Retry-After is honoured', async () => {
    const until = new Date(bench.clock.now().getTime() + 100_000);
    const headers = { 'retry-after': until.toUTCString() };
    service(name).faults.push({ match: () => true, kind: 'status', status: 429, headers, times: 1 });
    await signAndCheck(signerFor(name));
    expect(bench.clock.now().getTime()).toBeGreaterThanOrEqual(until.getTime() - 1000);
  });
});

describe.each(['rekor1', 'rekor2', 'timestampAuthority'] as const)('with %s', (name) => {
  it('a connection that was closed while it was idle is no error, and costs no entry', async () => {
    service(name).faults.push({ match: () => true, kind: 'stale' });
    const signer = signerFor(name);
    for (const file of ['demo-1.tar.gz', 'demo-2.tar.gz', 'demo-3.tar.gz']) await signAndCheck(signer, file);
    expect(entries(name)).toBe(3);
    // A closed connection was met on the way.
    expect(service(name).requests.length).toBeGreaterThan(3);
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

  it('of something else is refused', async () => {
    const { rekor1 } = bench.sigstore;
    const match = (method: string) => method === 'POST';
    let first: unknown;
    rekor1.faults.push({ match, times: 1, kind: 'alter', alter: (json) => Object((first = json)) });
    await signAndCheck(bench.signer(1), 'other-1.0.tar.gz');
    const location = `/api/v1/log/entries/${Object.keys(Object(first))[0]}`;
    rekor1.faults.push({ match, kind: 'status', status: 409, headers: { location } });
    await expect(signAndCheck(bench.signer(1))).rejects.toMatchObject({
      code: 'SIGNING_FAILED',
      message: expect.stringMatching(
        `^Rekor v1 at ${rekor1.url}${location} answered HTTP 200, but verification of its log entry failed: its body is not of this statement, signature and certificate`,
      ),
    });
    expect(rekor1.entries()).toBe(1);
  });

  it('that cannot be read is signed again once', async () => {
    bench.sigstore.rekor2.faults.push({ match: () => true, kind: 'status', status: 409 });
    await expect(signAndCheck(bench.signer(2))).rejects.toMatchObject({ code: 'SIGNING_FAILED' });
    expect(bench.sigstore.rekor2.requests).toHaveLength(2);
  });
});

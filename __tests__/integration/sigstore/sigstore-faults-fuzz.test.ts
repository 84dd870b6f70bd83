// Whatever a service answers ends in attestations that verify or in an ActionError; anything else is a bug of a parser.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { attestationFromBundle } from '../../../src/attestations/attestation-json.ts';
import { checkAttestation } from '../../../src/attestations/policy.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import { ActionError } from '../../../src/errors.ts';
import type { Http } from '../../../src/ground/http.ts';
import { selectServices } from '../../../src/sigstore/services/select-services.ts';
import { createSigner } from '../../../src/sigstore/sign/signer.ts';
import { loadTrust } from '../../../src/sigstore/trust/trust.ts';
import { SIGNER, startSigningBench } from '../../support/signing-harness.ts';
import type { SigningBench } from '../../support/signing-harness.ts';

// Each example is a signature of its own.
jest.setTimeout(120_000);

const RUNS = 100;
const SHA256 = 'ef'.repeat(32);

let bench: SigningBench;

beforeAll(async () => {
  bench = await startSigningBench();
});

afterAll(async () => bench.close());

/** A change of bytes: random ones instead, some flipped, some cut off; or one value of their JSON replaced. */
type Change =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'flip'; readonly positions: readonly number[]; readonly mask: number }
  | { readonly kind: 'cut'; readonly share: number }
  | { readonly kind: 'value'; readonly picks: readonly number[]; readonly value: unknown };

const extreme = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  '0',
  0,
  -1,
  2 ** 53 - 1,
  1e308,
  '9223372036854775807',
  '9999999999999999999',
  '2026-11-21T12:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  'AAAA',
  'not base64 %',
  'ab'.repeat(32),
  'http://[',
  'javascript:alert(1)',
  [],
  {},
  [[]],
  '__proto__',
);

const bytesChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('bytes' as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({
    kind: fc.constant('flip' as const),
    positions: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    mask: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({ kind: fc.constant('cut' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
);
const valueChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constant('value' as const),
  picks: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
  value: fc.oneof({ weight: 3, arbitrary: extreme }, { weight: 1, arbitrary: fc.jsonValue() }),
});
const jsonChange = fc.oneof({ weight: 1, arbitrary: bytesChange }, { weight: 4, arbitrary: valueChange });

function changed(body: Buffer, change: Change): Buffer {
  if (change.kind === 'bytes') return Buffer.from(change.bytes);
  if (change.kind === 'cut') return body.subarray(0, Math.floor(body.length * change.share));
  if (change.kind === 'value') {
    const json = replaced(JSON.parse(body.toString()), change.picks, change.value);
    return Buffer.from(JSON.stringify(json) ?? '');
  }
  const copy = Buffer.from(body);
  for (const position of change.positions) {
    const at = position % Math.max(1, copy.length);
    copy.writeUInt8(copy.readUInt8(at) ^ change.mask, at);
  }
  return copy;
}

/** Walks down by the picks, into base64 of JSON too, and replaces what is there. */
function replaced(json: unknown, [pick, ...rest]: readonly number[], value: unknown): unknown {
  if (pick === undefined) return value;
  if (typeof json === 'string') {
    const inner = innerJson(json);
    if (inner === undefined) return value;
    return Buffer.from(JSON.stringify(replaced(inner, [pick, ...rest], value)) ?? '').toString('base64');
  }
  if (typeof json !== 'object' || json === null) return value;
  const keys = Object.keys(json);
  const key = keys[pick % Math.max(1, keys.length)];
  if (key === undefined) return value;
  const child = replaced(Reflect.get(json, key), rest, value);
  return Array.isArray(json) ? (json as unknown[]).with(Number(key), child) : { ...json, [key]: child };
}

function innerJson(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Changes every good answer of that address. */
function changing(url: string, change: Change): Http {
  return {
    request: async (request) => {
      const answer = await bench.http.request(request);
      const good = request.url.startsWith(url) && answer.status < 300;
      return good ? { ...answer, body: changed(answer.body, change) } : answer;
    },
  };
}

/** Signs with every answer of that address changed, and checks what comes of it. */
async function sign(rekor: 1 | 2, url: string, change: Change): Promise<'verified' | 'refused'> {
  const http = changing(url, change);
  const signer = bench.signer(rekor, { platform: { ...bench, http } });
  return outcomeOf(async () => {
    const bundle = await signer.sign(publishStatement('demo-1.0.tar.gz', SHA256));
    const options = { mode: 'signed', verifiableRekor: [1, 2] } as const;
    const file = { name: 'demo-1.0.tar.gz', sha256: SHA256 };
    checkAttestation(attestationFromBundle(bundle), file, SIGNER, signer.trustedRoot, options);
  });
}

async function outcomeOf(work: () => Promise<unknown>): Promise<'verified' | 'refused'> {
  try {
    await work();
    return 'verified';
  } catch (error) {
    if (error instanceof ActionError) return 'refused';
    throw error;
  }
}

/** Most changes must be refused, or they were none. */
async function expectNoSurprise(
  changes: fc.Arbitrary<Change>,
  run: (change: Change) => Promise<'verified' | 'refused'>,
): Promise<void> {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(changes, async (change) => {
      if ((await run(change)) === 'refused') refused += 1;
    }),
    { numRuns: RUNS },
  );
  expect(refused).toBeGreaterThan(RUNS / 3);
}

describe('changed answers', () => {
  it('of Fulcio', async () => {
    await expectNoSurprise(jsonChange, async (change) => sign(1, bench.sigstore.fulcio.url, change));
  });

  it('of Rekor v1', async () => {
    await expectNoSurprise(jsonChange, async (change) => sign(1, bench.sigstore.rekor1.url, change));
  });

  it('of Rekor v2', async () => {
    await expectNoSurprise(jsonChange, async (change) => sign(2, bench.sigstore.rekor2.url, change));
  });

  it('of a TUF repository', async () => {
    const { url, rootJson: root } = bench.sigstore.tuf;
    await expectNoSurprise(jsonChange, async (change) =>
      outcomeOf(async () =>
        loadTrust(
          { kind: 'tuf', url, root, audience: 'sigstore' },
          { rekorV2: true },
          { ...bench, http: changing(url, change) },
        ),
      ),
    );
  });

  it('of a timestamp authority', async () => {
    await expectNoSurprise(bytesChange, async (change) =>
      sign(2, bench.sigstore.timestampAuthority.url, change),
    );
  });
});

describe('changed trust', () => {
  const load = async (trustedRoot: Buffer, signingConfig: Buffer) =>
    outcomeOf(async () => {
      const instance = { kind: 'files', trustedRoot, signingConfig, audience: 'sigstore' } as const;
      const trust = await loadTrust(instance, { rekorV2: true }, bench);
      const services = selectServices({
        ...trust,
        rekorChoice: 'auto',
        verifiableRekor: [1, 2],
        now: bench.clock.now(),
      });
      createSigner({
        services,
        trustedRoot: trust.trustedRoot,
        identityToken: async () => Promise.reject(new Error('not asked')),
        platform: bench,
        checkIdentity: () => undefined,
        timestampV1: true,
      });
    });
  const root = () => Buffer.from(JSON.stringify(bench.sigstore.trustedRoot()));
  const config = () => Buffer.from(JSON.stringify(bench.sigstore.signingConfig({ rekor: [2, 1] })));

  it('in a TrustedRoot', async () => {
    await expectNoSurprise(jsonChange, async (change) => load(changed(root(), change), config()));
  });

  it('in a SigningConfig', async () => {
    await expectNoSurprise(jsonChange, async (change) => load(root(), changed(config(), change)));
  });
});

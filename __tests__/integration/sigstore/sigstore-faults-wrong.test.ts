// Services that answer in good form what is not true: each lie is found and named before anything is uploaded.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { publishFresh, startRunHarness, type RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness({ index: { acceptsRekorV2: true } });
});

afterEach(() => {
  const { fulcio, rekor1, rekor2, timestampAuthority } = harness.sigstore;
  for (const { faults } of [fulcio, rekor1, rekor2]) faults.length = 0;
  fulcio.log.wrong = false;
  timestampAuthority.wrong = undefined;
});

afterAll(async () => harness.close());

/** Replaces the value at a path of JSON. */
function altered(
  json: unknown,
  [key, ...rest]: readonly string[],
  change: (value: unknown) => unknown,
): object {
  const object = Object(json) as Record<string, unknown>;
  const at = key === '*' ? (Object.keys(object)[0] ?? '') : (key ?? '');
  const value = rest.length === 0 ? change(object[at]) : altered(object[at], rest, change);
  return Array.isArray(json) ? (json as unknown[]).with(Number(at), value) : { ...object, [at]: value };
}

const flipped =
  (encoding: 'base64' | 'hex', position: number) =>
  (value: unknown): string => {
    const bytes = Buffer.from(String(value), encoding);
    bytes.writeUInt8(bytes.readUInt8(position) ^ 1, position);
    return bytes.toString(encoding);
  };

/** The last line of a checkpoint is its signature: four bytes of the key's name, then the signature itself. */
const otherSignature = (value: unknown): string =>
  String(value).replace(/(\S+)\n$/, (_, signature) => `${flipped('base64', 20)(signature)}\n`);
const otherRoot = (value: unknown): string =>
  String(value).replace(/^(.*\n\d+\n)(\S+)/, (_, head, root) => `${head}${flipped('base64', 3)(root)}`);
const anotherHash = (encoding: 'base64' | 'hex') => (value: unknown) => [
  Buffer.alloc(32, 7).toString(encoding),
  ...(value as string[]),
];

const V1 = ['*', 'verification'];
const LIES: readonly (readonly [
  title: string,
  rekor: 1 | 2,
  path: readonly string[],
  (value: unknown) => unknown,
  RegExp,
])[] = [
  ['checkpoint signature', 1, [...V1, 'inclusionProof', 'checkpoint'], otherSignature, /checkpoint/],
  ['checkpoint root', 1, [...V1, 'inclusionProof', 'checkpoint'], otherRoot, /checkpoint/],
  ['SET', 1, [...V1, 'signedEntryTimestamp'], flipped('base64', 20), /inclusion promise/],
  ['integrated time', 1, ['*', 'integratedTime'], (time) => Number(time) + 1, /inclusion promise/],
  ['log index', 1, ['*', 'logIndex'], (index) => Number(index) + 1, /inclusion promise/],
  ['inclusion proof', 1, [...V1, 'inclusionProof', 'hashes'], anotherHash('hex'), /inclusion proof/],
  ['proof of another leaf', 1, ['*', 'body'], flipped('base64', 60), /canonicalizedBody|its body/],
  ['log id', 1, ['*', 'logID'], flipped('hex', 3), /log key/],
  ['checkpoint signature', 2, ['inclusionProof', 'checkpoint', 'envelope'], otherSignature, /checkpoint/],
  ['checkpoint root', 2, ['inclusionProof', 'checkpoint', 'envelope'], otherRoot, /checkpoint/],
  ['inclusion proof', 2, ['inclusionProof', 'hashes'], anotherHash('base64'), /inclusion proof/],
  ['log id', 2, ['logId', 'keyId'], flipped('base64', 3), /log key/],
  ['number of entries', 1, ['more'], () => ({}), /it has 2 entries instead of one/],
  ['kind', 2, ['kindVersion', 'kind'], () => 'dsse', /the entry is dsse 0\.0\.2, not hashedrekord/],
  ['log index', 2, ['logIndex'], (index) => String(Number(index) + 1), /log index/],
];

describe('a log that answers a wrong', () => {
  it.each(LIES)('%s (Rekor v%i) is named', async (_title, rekor, path, change, check) => {
    const log = rekor === 1 ? harness.sigstore.rekor1 : harness.sigstore.rekor2;
    log.faults.push({
      match: (method) => method === 'POST',
      kind: 'alter',
      alter: (json) => altered(json, path, change),
    });
    const { failure, uploads, entries } = await publishFresh(harness, rekor);
    expect(failure).toMatchObject({ code: 'SIGNING_FAILED', message: expect.stringMatching(check) });
    expect(failure?.message).toContain(`Rekor v${rekor} at ${log.url}`);
    expect(uploads).toBe(0);
    expect(entries).toBeLessThanOrEqual(2);
  });
});

describe('Fulcio', () => {
  it('with a wrong SCT is named, and nothing is logged', async () => {
    const { fulcio } = harness.sigstore;
    fulcio.log.wrong = true;
    const { failure, uploads, entries } = await publishFresh(harness, 1);
    expect(failure?.code).toBe('SIGNING_FAILED');
    expect(failure?.message).toContain(`Fulcio at ${fulcio.url}`);
    expect(failure?.message).toContain('SCT verification failed');
    expect([uploads, entries]).toEqual([0, 0]);
  });
});

describe('a timestamp authority', () => {
  it.each([
    ['imprint', 'of another signature (imprint)'],
    ['nonce', 'answers another request (nonce)'],
    ['signer', 'that the trusted root does not name'],
  ] as const)('with a wrong %s is named, and nothing is logged', async (wrong, check) => {
    const { timestampAuthority } = harness.sigstore;
    timestampAuthority.wrong = wrong;
    const { failure, uploads, entries } = await publishFresh(harness, 2);
    expect(failure?.code).toBe('SIGNING_FAILED');
    expect(failure?.message).toContain(`the timestamp authority at ${timestampAuthority.endpoint}`);
    expect(failure?.message).toContain(check);
    expect([uploads, entries]).toEqual([0, 0]);
  });
});

describe('when all tell the truth', () => {
  it.each([1, 2] as const)('the same release is published, with Rekor v%i', async (rekor) => {
    const { report, failure, uploads, entries } = await publishFresh(harness, rekor);
    expect(failure).toBeUndefined();
    expect([report.result, uploads, entries]).toEqual(['published', 2, 2]);
    expect(report.files.map(({ confirmed, attestations }) => [confirmed, attestations.length])).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });
});

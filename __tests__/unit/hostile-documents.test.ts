// Documents of others that are made to keep a reader busy: none may keep the process from hearing a SIGTERM.
import { it, jest } from '@jest/globals';
import { expectBounded } from '../support/hostile-time.ts';

jest.setTimeout(120_000);

const bytesOf =
  (before: string, unit: string, after = '') =>
  (size: number): Buffer =>
    Buffer.from(`${before}${unit.repeat(Math.ceil(size / unit.length))}${after}`);
const keys = (size: number): string =>
  Array.from({ length: size / 16 }, (_, at) => `"${at}":{"a":[]},`).join('');

it.each<[string, (size: number) => Buffer]>([
  ['arrays', bytesOf('', '[')],
  ['objects', bytesOf('', '{"a":')],
  ['members', (size) => Buffer.from(`{${keys(size)}"version":1}`)],
  ['escapes', bytesOf('"', '\\u0000', '"')],
  [
    'log entries',
    bytesOf(
      '{"version":1,"envelope":{},"verification_material":{"certificate":"YQ==","transparency_entries":[',
      '{},',
      '{}]}}',
    ),
  ],
  [
    'a long certificate',
    bytesOf(
      '{"version":1,"envelope":{"statement":"YQ==","signature":"YQ=="},"verification_material":{"transparency_entries":[],"certificate":"',
      'YWFh',
      '"}}',
    ),
  ],
])('T24: reads an attestation of %s in bounded time', async (_case, worst) => {
  await expectBounded('attestations/attestation-json.ts', 'parseAttestation', (size) => [worst(size)]);
  await expectBounded('attestations/statement.ts', 'parseStatement', (size) => [worst(size)]);
});

it.each<[string, (size: number) => unknown]>([
  ['bundles', (size) => Array.from({ length: size / 16 }, () => ({ attestations: [{}] }))],
  ['attestations', (size) => [{ attestations: Array.from({ length: size / 16 }, () => ({ envelope: {} })) }]],
  ['members', (size) => [JSON.parse(`{${keys(size)}"attestations":[]}`)]],
])('T24: reads provenance of %s in bounded time', async (_case, worst) => {
  await expectBounded('package-index/query/provenance.ts', 'parseProvenance', (size) => [
    { version: 1, attestation_bundles: worst(size) },
  ]);
});

it.each([
  ['dots', '.'],
  ['a payload', 'a'],
  ['what no base64 has', '!'],
])('T24: reads an identity token of %s in bounded time', async (_case, unit) => {
  await expectBounded('ground/jwt.ts', 'claimsOf', (size) => [`a.${unit.repeat(size)}`]);
  await expectBounded('ground/jwt.ts', 'claimsOf', (size) => [`a.${unit.repeat(size)}.a`]);
});

it('T24: reads claims of arrays in bounded time', async () => {
  await expectBounded('ground/jwt.ts', 'claimsOf', (size) => [
    `a.${bytesOf('', '[')(size * 0.75).toString('base64url')}.a`,
  ]);
});

it.each([
  ['a hash', 'a', ''],
  ['packed', `${'a'.repeat(64)}.`, 'a'],
  ['packed and no digest', `${'a'.repeat(64)}.`, 'a-!'],
])('T24: reads a plan digest of %s in bounded time', async (_case, before, unit) => {
  await expectBounded('foresight/plan-digest.ts', 'parsePlanDigest', (size) => [
    before + (unit || before).repeat(size / (unit || before).length),
  ]);
});

it.each<[string, (size: number) => Buffer]>([
  ['files', bytesOf('{"version":1,"at":"a","index":"i","files":{"a":[', '{"name":"a"},', '{}]}}')],
  ['projects', (size) => Buffer.from(`{"version":1,"at":"a","index":"i","files":{${keys(size)}"a":[]}}`)],
  ['answers', (size) => Buffer.from(`{"version":1,"at":"a","index":"i","answers":{${keys(size)}"a":[]}}`)],
  ['proofs', (size) => Buffer.from(`{"version":1,"at":"a","index":"i","proven":{${keys(size)}"a":[]}}`)],
  ['arrays', bytesOf('', '[')],
])('T24: reads the state of an audit of %s in bounded time', async (_case, worst) => {
  await expectBounded('audit/state.ts', 'parseState', (size) => [worst(size), 'i']);
});

it.each([
  ['quotes', '"'],
  ['quotes in a field', 'a"",'],
  ['open fields', ',"'],
  ['line breaks', '\r'],
  ['commas', ','],
  ['backslashes', '\\'],
])('T24: reads RECORD of %s in bounded time', async (_case, unit) => {
  await expectBounded('distributions/archives/record.ts', 'checkRecord', (size) => [
    bytesOf('', unit)(size),
    ['a/__init__.py'],
    'a-1.0.dist-info',
  ]);
  await expectBounded('distributions/archives/record.ts', 'recordedHashes', (size) => [
    bytesOf('', unit)(size),
  ]);
});

it.each([
  ['caveats', Buffer.of(2, 2, 1, 0x61, 0), Buffer.of(2, 1, 0x5b, 0)],
  ['fields', Buffer.of(2), Buffer.of(2, 1, 0x61)],
  ['long fields', Buffer.of(2), Buffer.of(2, 0xff, 0xff, 0xff, 0x01)],
])('T24: reads an upload token of %s in bounded time', async (_case, before, unit) => {
  await expectBounded('package-index/trusted-publishing/token-projects.ts', 'projectsOfToken', (size) => [
    `pypi-${Buffer.concat([before, Buffer.alloc(size * 0.75, unit)]).toString('base64url')}`,
  ]);
});

const ROOT = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' };
const CONFIG = { mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json' };
const many = (size: number, value: unknown): readonly unknown[] =>
  Array.from({ length: size / 32 }, () => value);

it.each<[string, (size: number) => unknown]>([
  ['logs', (size) => ({ tlogs: many(size, { hashAlgorithm: 'SHA2_512' }) })],
  ['authorities', (size) => ({ certificateAuthorities: many(size, { uri: 'https://a.test' }) })],
  [
    'certificates',
    (size) => ({ timestampAuthorities: [{ certChain: { certificates: many(size, { rawBytes: 'MAA=' }) } }] }),
  ],
  [
    'a key',
    (size) => ({
      ctlogs: [
        {
          hashAlgorithm: 'SHA2_256',
          publicKey: { keyDetails: 'PKIX_ED25519', rawBytes: 'MIIw'.repeat(size / 4) },
        },
      ],
    }),
  ],
  ['a media type', (size) => ({ mediaType: `${ROOT.mediaType}${'+json'.repeat(size / 5)}` })],
])('T24: reads a trusted root of %s in bounded time', async (_case, worst) => {
  await expectBounded('sigstore/trust/trusted-root.ts', 'readTrustedRoot', (size) => [
    { ...ROOT, ...Object(worst(size)) },
  ]);
});

it.each<[string, (size: number) => unknown]>([
  ['services', (size) => ({ rekorTlogUrls: many(size, { url: 'https://a.test', majorApiVersion: 1 }) })],
  ['a selector', (size) => ({ tsaConfig: { selector: 'A'.repeat(size) } })],
])('T24: reads a signing config of %s in bounded time', async (_case, worst) => {
  await expectBounded('sigstore/trust/signing-config.ts', 'readSigningConfig', (size) => [
    { ...CONFIG, ...Object(worst(size)) },
  ]);
});

it.each(['a', 'a.yml', '/'])('T24: a workflow of many %j costs little', async (unit) => {
  await expectBounded('package-index/publisher-policy.ts', 'workflowFile', (size) => [
    unit.repeat(size / unit.length),
  ]);
});

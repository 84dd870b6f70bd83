// What services, repositories and jobs give to be read, made to keep its reader busy: none may keep the process from hearing a SIGTERM.
import { it, jest } from '@jest/globals';
import { expectBounded } from '../support/hostile-time.ts';
import { makeZip } from '../testbed/make-distributions.ts';

jest.setTimeout(120_000);

const SERVICES = '../__tests__/support/read-services.ts';
type Worst = (size: number) => Buffer;

const bytesOf =
  (before: string, unit: string, after = ''): Worst =>
  (size) =>
    Buffer.from(`${before}${unit.repeat(Math.ceil(size / unit.length))}${after}`);
/** Distinct members of an object, so many bytes of them. */
const members =
  (before: string, value: string, after: string): Worst =>
  (size) => {
    const count = Math.ceil(size / (value.length + 12));
    const all = Array.from({ length: count }, (_, at) => `"${at + 1_000_000}":${value}`);
    return Buffer.from(`${before}${all.join(',')}${after}`);
  };
/** Objects in one another, as many as a recursive reader bears, around one long text. */
const nested =
  (before: string, after: string, depth = 3000): Worst =>
  (size) =>
    Buffer.from(
      `${before}${'{"a":'.repeat(depth)}"${'a'.repeat(Math.max(1, size - 6 * depth))}"${'}'.repeat(depth)}${after}`,
    );

const COMMON = '"spec_version":"1.0.31","version":1,"expires":"2100-01-01T00:00:00Z"';
const metadata = (type: string, rest: string): string =>
  `{"signatures":[],"signed":{"_type":"${type}",${COMMON},${rest}`;
const KEY = '{"keytype":"ecdsa","scheme":"ecdsa-sha2-nistp256","keyval":{"public":"a"}}';
const ROLES = '"consistent_snapshot":true,"roles":{},';

it.each<[string, string, Worst]>([
  ['keys', '2.root.json', members(metadata('root', `${ROLES}"keys":{`), KEY, '}}}')],
  [
    'roles',
    '2.root.json',
    members(
      metadata('root', '"consistent_snapshot":true,"keys":{},"roles":{'),
      '{"keyids":[],"threshold":1}',
      '}}}',
    ),
  ],
  ['levels', '2.root.json', nested(metadata('root', `${ROLES}"keys":{},"a":`), '}}')],
  ['files', '1.snapshot.json', members(metadata('snapshot', '"meta":{'), '{"version":1}', '}}}')],
  [
    'targets',
    '1.targets.json',
    members(metadata('targets', '"targets":{'), '{"length":1,"hashes":{"sha256":"a"}}', '}}}'),
  ],
  [
    'keys of delegations',
    '1.targets.json',
    members(metadata('targets', '"targets":{},"delegations":{"roles":[],"keys":{'), KEY, '}}}}'),
  ],
  [
    'signatures',
    '1.targets.json',
    bytesOf('{"signatures":[', '{"keyid":"a","sig":"a"},', '{}],"signed":{}}'),
  ],
])('T24: reads TUF metadata of %s in %s in bounded time', async (of, file, worst) => {
  await expectBounded(SERVICES, 'sigstoreTuf', (size) => [file, worst(size)]);
  // Both read with the same models.
  if (of.startsWith('keys')) await expectBounded(SERVICES, 'indexTuf', (size) => [file, worst(size)]);
});

const proofOf = (hashes: string): string =>
  `"logIndex":0,"rootHash":"aa","treeSize":1,"checkpoint":"a","hashes":[${hashes}`;
const V1 =
  '{"a":{"logIndex":0,"logID":"aa","integratedTime":1,"body":"YQ==","verification":{"signedEntryTimestamp":"YQ==","inclusionProof":{';
const V2 =
  '{"logIndex":"0","logId":{"keyId":"YQ=="},"kindVersion":{"kind":"hashedrekord","version":"0.0.2"},"canonicalizedBody":"YQ==","inclusionProof":{"rootHash":"YQ==","treeSize":"1","checkpoint":{"envelope":"a"},"hashes":[';

it.each<[string, string, Worst, number]>([
  ['hashes', 'rekorV1', bytesOf(`${V1}${proofOf('')}`, '"aa",', '"aa"]}}}}'), 201],
  [
    'a body',
    'rekorV1',
    bytesOf('{"a":{"logIndex":0,"logID":"aa","integratedTime":1,"body":"', 'YWFh', '"}}'),
    201,
  ],
  ['entries', 'rekorV1', members('{', '{}', '}'), 201],
  ['digits', 'rekorV1', bytesOf('{"a":{"logIndex":"', '1', '"}}'), 201],
  ['words', 'rekorV1', bytesOf('{"message":"', 'a ', '"}'), 400],
  ['hashes', 'rekorV2', bytesOf(V2, '"YQ==",', '"YQ=="]}}'), 201],
  ['a log id', 'rekorV2', bytesOf('{"logIndex":"0","logId":{"keyId":"', 'YWFh', '"}}'), 201],
  ['lines', 'rekorV2', bytesOf('', '\n'), 400],
  [
    'certificates',
    'fulcio',
    bytesOf('{"signedCertificateEmbeddedSct":{"chain":{"certificates":[', '"a",', '"a"]}}}'),
    201,
  ],
  [
    'PEM',
    'fulcio',
    bytesOf(
      '{"signedCertificateEmbeddedSct":{"chain":{"certificates":["-----BEGIN CERTIFICATE-----\\n',
      'YWFh\\n',
      '"]}}}',
    ),
    201,
  ],
  [
    'beginnings of PEM',
    'fulcio',
    bytesOf(
      '{"signedCertificateEmbeddedSct":{"chain":{"certificates":["',
      '-----BEGIN CERTIFICATE-----\\n',
      '"]}}}',
    ),
    201,
  ],
  ['spaces', 'fulcio', bytesOf('', ' '), 401],
])('T24: reads an answer of %s from %s in bounded time', async (_case, service, worst, status) => {
  await expectBounded(SERVICES, service, (size) => [worst(size), status]);
});

it.each<[string, Worst]>([
  ['members', members('{"spec":{', '{}', '}}')],
  ['levels', nested('{"apiVersion":"0.0.1","kind":"dsse","spec":', '}')],
  [
    'signatures',
    bytesOf('{"apiVersion":"0.0.1","kind":"dsse","spec":{"payloadHash":{},"signatures":[', '{},', '{}]}}'),
  ],
])('T24: compares the body of a log entry of %s in bounded time', async (_case, worst) => {
  await expectBounded(SERVICES, 'entryBody', (size) => [worst(size)]);
});

it.each<[string, (size: number) => readonly [number, string]]>([
  ['hashes', (size) => [size / 32, 'a\n1\nYQ==\n\n\u2014 issuer.test AAAAAAAA\n']],
  ['lines', (size) => [1, `a\n1\nYQ==\n${'a\n'.repeat(size / 2)}\n\u2014 issuer.test AAAAAAAA\n`]],
  ['a size', (size) => [1, `a\n${'1'.repeat(size)}\nYQ==\n\n\u2014 issuer.test AAAAAAAA\n`]],
])('T24: verifies an inclusion proof of %s in bounded time', async (_case, worst) => {
  await expectBounded(SERVICES, 'inclusionProof', worst);
});

const INPUTS: readonly (readonly [name: string, before: string, unit: string, after?: string])[] = [
  ['projects', '', 'a\n'],
  ['projects', '', 'a-', '!'],
  ['workflows', '', './.github/workflows/'],
  ['since', '1', '.0', 'x'],
  ['since', 'last-', '1', '-days'],
  ['require-attestations-since', '1', '.0', '.x'],
  ['index', 'https://', 'a.', '/simple'],
];

it.each(INPUTS)(
  'T24: reads an audit’s %s of %s%s in bounded time',
  async (name, before, unit, after = '') => {
    await expectBounded(SERVICES, 'auditInput', (size) => [
      name,
      `${before}${unit.repeat(size / unit.length)}${after}`,
    ]);
  },
);

it.each([
  ['repository-url', 'https://', 'a.'],
  ['packages-dir', '', 'a\n'],
  ['expected-hashes', '', 'a '],
  ['index-tuf-target', '', '{'],
])('T24: reads an input %s of %s%s in bounded time', async (name, before, unit) => {
  await expectBounded(SERVICES, 'publishInput', (size) => [
    name,
    `${before}${unit.repeat(size / unit.length)}`,
  ]);
});

it.each<[string, string, Worst, number, string]>([
  ['tags', 'uploadAnswer', bytesOf('', '<a '), 200, 'text/html'],
  ['titles', 'uploadAnswer', bytesOf('<title>', '<title>'), 400, 'text/html'],
  ['words', 'uploadAnswer', bytesOf('{"code":"400 ', 'File already exists ', '"}'), 400, 'application/json'],
  ['spaces', 'uploadAnswer', bytesOf('400 ', ' ', 'x'), 400, 'text/plain'],
  ['errors', 'mint', bytesOf('{"errors":[', '{"code":"a","description":"b"},', '{}]}'), 422, ''],
  ['a host', 'audience', bytesOf('{"audience":"', 'a.', '"}'), 200, ''],
  ['a token', 'identityToken', bytesOf('{"value":"', 'a.', '"}'), 200, ''],
  ['files', 'release', bytesOf('{"urls":[', '{"filename":"a","digests":{}},', '{}]}'), 200, ''],
  ['lines', 'classifiers', bytesOf('Programming Language :: Python\n', '\r\n'), 200, ''],
  ['artifacts', 'lastArtifact', bytesOf('{"artifacts":[', '{"id":1,"workflow_run":{}},', '{}]}'), 200, ''],
])('T24: reads an answer of %s to %s in bounded time', async (_case, reader, worst, status, type) => {
  await expectBounded(SERVICES, reader, (size) => [worst(size), status, type]);
});

const wanted = Array.from({ length: 200 }, (_, at) => `demo-${at}.whl.publish.attestation`);

it.each<[string, Worst]>([
  ['nothing', bytesOf('', 'PK\u0005\u0006')],
  [
    'one long member',
    (size) => makeZip([{ path: wanted[0] ?? '', content: Buffer.alloc(size * 100), compression: 'deflate' }]),
  ],
])('T24: takes from an artifact of %s in bounded time', async (_case, worst) => {
  await expectBounded(SERVICES, 'artifact', (size) => [worst(size), wanted]);
});

// Each input is placed: whether another value than the plan's changes what is published, where to, or how it is proven.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse } from 'yaml';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness } from '../../support/run-harness.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';

jest.setTimeout(60_000);

const FILES = [makeWheel({ name: 'demo', version: '1.0' }), makeSdist({ name: 'demo', version: '1.0' })];
const HASHES = FILES.map(
  ({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`,
).join('\n');

type Inputs = Readonly<Record<string, string>>;

/** What a run has otherwise than its plan, and how it fails; undefined where it does not. */
interface Change {
  readonly plan: Inputs;
  readonly run: Inputs;
  readonly failure: object | undefined;
}

const PUBLIC = { 'sigstore-tuf-url': '', 'sigstore-tuf-root': '' };
const GENERIC = { 'index-kind': 'generic' };
const UNASKED = { ...GENERIC, 'check-url': '' };
const TAKEN = { ...UNASKED, attestations: 'require' };
const DOCUMENTS = {
  ...PUBLIC,
  'sigstore-trusted-root': '{"root":1}',
  'sigstore-signing-config': '{"config":1}',
};

const same = (run: Inputs, plan: Inputs = {}): Change => ({
  plan,
  run: { ...plan, ...run },
  failure: undefined,
});
const refused = (run: Inputs, by: RegExp, plan?: Inputs): Change => ({
  ...same(run, plan),
  failure: { code: 'PLAN_CHANGED', message: expect.stringMatching(by) },
});

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterAll(async () => harness.close());

/** By input: why it matters or does not, and changes that show it. */
const PLACES: Readonly<Record<string, readonly [string, ...(() => Change)[]]>> = {
  'packages-dir': [
    'the files, however they are named',
    () => refused({ 'packages-dir': 'dist/*.whl' }, /demo-1\.0\.tar\.gz was in the plan, but is not among/),
    () => same({ 'packages-dir': 'dist/*.whl\ndist/*.tar.gz' }),
  ],
  'repository-url': [
    'where files go',
    () =>
      refused(
        { 'repository-url': `${harness.index.uploadUrl}?a=b` },
        /the index was http.* and is http.*\?a=b$/m,
      ),
  ],
  'index-kind': [
    'by whether the index takes attestations, and of which log',
    () => refused(GENERIC, /would be uploaded; now they would not be created/),
    () => refused({ 'index-kind': 'pypi' }, /; now they would be uploaded, logged in Rekor v1$/m, TAKEN),
    () => same({ 'index-kind': 'auto' }, UNASKED),
  ],
  'check-url': [
    'where the index is queried; what it has is compared',
    () => same({ 'check-url': harness.index.simpleUrl }, UNASKED),
  ],
  user: ['who uploads', () => same({ user: 'me' }, { ...UNASKED, password: 'pypi-token' })],
  password: [
    'by whether the index takes attestations from whoever uploads',
    () => refused({ password: 'pypi-token' }, /now they would not be created/),
    () => same({ password: 'pypi-token' }, UNASKED),
    () => same({ password: 'pypi-token' }, TAKEN),
  ],
  'oidc-audience': ['who uploads', () => same({ 'oidc-audience': 'testbed-index' })],
  attestations: [
    'whether files are proven; not what becomes of a run where they cannot be',
    () => refused({ attestations: 'never' }, /now they would not be created/),
    () => refused({ attestations: 'keep' }, /now they would be created, but not uploaded/),
    () => same({ attestations: 'require' }),
  ],
  'dry-run': ['how far a run goes', () => same({ 'dry-run': 'sign' }), () => same({ 'dry-run': 'auth' })],
  'attestations-dir': ['where copies are kept', () => same({ 'attestations-dir': 'elsewhere' })],
  'existing-attestations': [
    'adopted ones have the same signer',
    () => same({ 'existing-attestations': 'replace' }),
  ],
  bundles: ['what is kept besides', () => same({ bundles: 'true' })],
  'rekor-version': [
    'the log that proves',
    () =>
      refused({ 'rekor-version': '2' }, /would be uploaded, logged in Rekor v1; now .*logged in Rekor v2/),
    () => refused({ 'rekor-version': '2' }, /now they would be uploaded, logged in Rekor v2/, TAKEN),
    () => refused({ 'rekor-version': '2' }, /logged in Rekor v2/, { attestations: 'keep' }),
    // An index of this kind verifies no other.
    () => same({ 'rekor-version': '1' }),
  ],
  'allow-public-disclosure-from-private-repo': [
    'whether a run may sign; whether it does is compared',
    () => same({ 'allow-public-disclosure-from-private-repo': 'true' }),
  ],
  'sigstore-instance': [
    'who signs',
    () => refused({ 'sigstore-instance': 'staging' }, /signed by the staging instance of Sigstore/, PUBLIC),
  ],
  'sigstore-tuf-url': [
    'where trust is fetched from; a root says whose it is',
    () => same({ 'sigstore-tuf-url': 'https://mirror.example/' }),
    () => same({ 'sigstore-tuf-url': 'https://mirror.example/' }, PUBLIC),
  ],
  'sigstore-tuf-root': [
    'whose signatures are trusted',
    () =>
      refused(
        { 'sigstore-tuf-root': '{"other":1}' },
        /private Sigstore instance with root SHA-256 \w{64}; now/,
      ),
    () => same({ 'sigstore-tuf-root': ` ${harness.sigstore.tuf.rootJson.toString()}\n` }),
    () =>
      refused(
        { ...DOCUMENTS, 'sigstore-trusted-root': '', 'sigstore-signing-config': '' },
        /now they would be uploaded$/m,
      ),
  ],
  'sigstore-trusted-root': [
    'whose signatures are trusted',
    () => refused({ 'sigstore-trusted-root': '{"root":2}' }, /with root SHA-256/, DOCUMENTS),
  ],
  'sigstore-signing-config': [
    'which services sign and log',
    () => refused({ 'sigstore-signing-config': '{"config":2}' }, /by signing config SHA-256/, DOCUMENTS),
  ],
  'sigstore-audience': ['for whom the token is', () => same({ 'sigstore-audience': 'other' })],
  'skip-existing': ['what a difference does; it is compared', () => same({ 'skip-existing': 'true' })],
  'expected-hashes': ['a check', () => same({ 'expected-hashes': HASHES })],
  'slsa-provenance': [
    'with which other attestations',
    () => refused({ 'slsa-provenance': 'true' }, /with build provenance/),
    () => refused({ 'slsa-provenance': 'github' }, /with the stored build provenance/),
  ],
  'verify-metadata': ['a check', () => same({ 'verify-metadata': 'false' })],
  'scan-secrets': ['a check', () => same({ 'scan-secrets': 'false' })],
  'release-diff': ['a report', () => same({ 'release-diff': 'off' })],
  'approved-plan': ['the plan itself', () => same({})],
  'confirm-timeout': ['a wait', () => same({ 'confirm-timeout': '0' })],
  'index-tuf-url': ['a check', () => same(indexTuf())],
  'index-tuf-root': ['a check', () => same({ 'index-tuf-root': rootJson() }, indexTuf())],
  'index-tuf-target': ['a check', () => same({ 'index-tuf-target': '{project}/{filename}' }, indexTuf())],
  'index-tuf-require': ['a check', () => same({ 'index-tuf-require': 'true' }, indexTuf())],
  'artifact-name': ['what is kept besides', () => same({ 'artifact-name': 'attestations' })],
  'github-attestations': [
    'where attestations are published too',
    () => refused({ 'github-attestations': 'true' }, /stored in the repository’s attestation store/),
    () => same({ 'github-attestations': 'true' }, { attestations: 'never' }),
  ],
  'github-token': ['who stores and fetches', () => same({ 'github-token': 'ghs_other' })],
  verbose: ['has no effect', () => same({ verbose: 'true' })],
  'print-hash': ['has no effect', () => same({ 'print-hash': 'true' })],
  packages_dir: ['as its input', () => refused({ packages_dir: 'dist/*.whl' }, /is not among the files/)],
  repository_url: [
    'as its input',
    () =>
      refused(
        { 'repository-url': '', repository_url: `${harness.index.uploadUrl}?a=b` },
        /the index was http.* and is http/,
      ),
  ],
  skip_existing: ['as its input', () => same({ skip_existing: 'true' })],
  verify_metadata: ['as its input', () => same({ verify_metadata: 'false' })],
  print_hash: ['as its input', () => same({ print_hash: 'true' })],
};

function rootJson(): string {
  return harness.sigstore.tuf.rootJson.toString();
}

function indexTuf(): Inputs {
  return { 'index-tuf-url': harness.sigstore.tuf.url, 'index-tuf-root': rootJson() };
}

describe('a run with an approved plan, by input', () => {
  it('is placed for all of action.yml', () => {
    const file = readFileSync(new URL('../../../action.yml', import.meta.url), 'utf8');
    const { inputs } = parse(file) as { readonly inputs: object };
    expect(Object.keys(PLACES).toSorted()).toEqual(Object.keys(inputs).toSorted());
  });

  const cases = Object.entries(PLACES).flatMap(([input, [why, ...changes]]) =>
    changes.map((change, place) => [input, why, place, change] as const),
  );

  it.each(cases)('%s: %s (%d)', async (_input, _why, _place, change) => {
    const { plan, run, failure: expected } = change();
    const planned = await harness.run(FILES, { ...plan, 'dry-run': 'plan' });
    expect(planned.failure).toBeUndefined();
    const approved = planned.outputs.get('plan-digest') ?? '';
    const { failure } = await harness.run(FILES, { 'dry-run': 'plan', ...run, 'approved-plan': approved });
    expect(failure && { code: failure.code, message: failure.message }).toEqual(expected);
  });
});

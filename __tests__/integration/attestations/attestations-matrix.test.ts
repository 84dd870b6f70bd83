// What becomes of attestations: by mode, dry run, kind of index, credentials, and visibility of the repository. A cell says
// how the run ends; what it did is read from the index, the issuer and the log, not from its own report alone.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeWheel } from '../../testbed/make-distributions.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness, EndedRun } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

/**
 * sent: made, and published with it. kept: made and verified, published without it. made: by a dry run, nothing uploaded.
 * Others published, or tried, without making one, and why; `fails` with a code, before anything irreversible.
 */
const TABLE = `
                | pypi, trusted publishing        | pypi, token                   | generic, trusted publishing  | generic, token
                | public       private            | public        private         | public      private          | public      private
  auto no       | sent         publishes:consent  | publishes:password publishes:password | publishes:index publishes:index | publishes:index publishes:index
  auto sign     | made         tries:consent      | made          tries:consent   | tries:index tries:index      | tries:index tries:index
  auto plan     | plans        plans              | plans         plans           | plans       plans            | plans       plans
  require no    | sent         fails:CONSENT_MISSING | fails:INPUT_INVALID fails:INPUT_INVALID | sent fails:CONSENT_MISSING | refused fails:CONSENT_MISSING
  require sign  | made         fails:CONSENT_MISSING | made fails:CONSENT_MISSING  | made fails:CONSENT_MISSING   | made        fails:CONSENT_MISSING
  require plan  | plans        plans              | fails:INPUT_INVALID fails:INPUT_INVALID | plans plans      | plans       plans
  keep no       | kept         publishes:consent  | kept          publishes:consent | kept      publishes:consent | kept       publishes:consent
  keep sign     | made         tries:consent      | made          tries:consent   | made        tries:consent    | made        tries:consent
  keep plan     | plans        plans              | plans         plans           | plans       plans            | plans       plans
  never no      | publishes:mode publishes:mode   | publishes:mode publishes:mode | publishes:mode publishes:mode | publishes:mode publishes:mode
  never sign    | tries:mode   tries:mode         | tries:mode    tries:mode      | tries:mode  tries:mode       | tries:mode  tries:mode
  never plan    | plans        plans              | plans         plans           | plans       plans            | plans       plans
`;

/** Words of `not-attested-because` that tell one reason from the others. */
const REASONS: Readonly<Record<string, RegExp>> = {
  mode: /^`attestations` is `never`\.$/,
  index: /is not known to accept attestations/,
  password: /only with Trusted Publishing, and `password` is set/,
  consent:
    /is private, and signing would permanently record its name.* `allow-public-disclosure-from-private-repo: true`/,
};

interface Cell {
  readonly mode: string;
  readonly dryRun: string;
  readonly kind: string;
  readonly credentials: string;
  readonly visibility: string;
  readonly ends: string;
}

function cells(): Cell[] {
  const [columns = [], , ...rows] = TABLE.trim()
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()));
  return rows.flatMap(([heading = '', ...groups]) =>
    groups.flatMap((group, column) => {
      const [kind = '', credentials = ''] =
        columns[column + (columns.length - groups.length)]?.split(', ') ?? [];
      const [mode = '', dryRun = ''] = heading.split(' ');
      const ends = group.split(/\s+/);
      return ['public', 'private'].map((visibility, at) => ({
        mode,
        dryRun,
        kind,
        credentials,
        visibility,
        ends: ends[at] ?? 'missing',
      }));
    }),
  );
}

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const TOKEN = 'pypi-matrix-token';
let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterAll(async () => harness.close());

beforeEach(async () => harness.restart({ apiTokens: { [TOKEN]: { user: '__token__' } } }));

function inputsOf({ mode, dryRun, kind, credentials, visibility }: Cell): Record<string, string> {
  return {
    attestations: mode,
    'dry-run': dryRun === 'no' ? 'false' : dryRun,
    'index-kind': kind,
    ...(kind === 'generic' && { 'check-url': harness.index.simpleUrl, 'oidc-audience': 'testbed-index' }),
    ...(credentials === 'token' && { password: TOKEN }),
    // The public-good instance, which the consent that is missing keeps the run from asking for anything.
    ...(visibility === 'private' && { 'sigstore-tuf-url': '', 'sigstore-tuf-root': '' }),
  };
}

/** What a run did, in the words of the table. */
function endOf({ report }: EndedRun, did: { readonly entries: number; readonly posts: number }): string {
  const there = harness.index.files('demo').length === 1;
  const carried = harness.index.provenance(WHEEL.name) !== undefined;
  const because = report.outputs.get('not-attested-because') ?? '';
  const reason = Object.entries(REASONS).find(([, words]) => words.test(because))?.[0] ?? because;
  if (report.failure !== undefined) {
    if (did.posts > 0 && !there) return 'refused';
    return did.posts + did.entries === 0 ? `fails:${report.failure.code}` : 'fails too late';
  }
  const facts = [there, carried, did.entries, report.result, report.outputs.get('attested')].join(' ');
  const ends: Readonly<Record<string, string>> = {
    'true true 1 published true': 'sent',
    'true false 1 published true': 'kept',
    'false false 1 dry-run true': 'made',
    'true false 0 published false': `publishes:${reason}`,
    'false false 0 dry-run false': `tries:${reason}`,
    'false false 0 plan false': 'plans',
  };
  return ends[facts] ?? facts;
}

describe('attestations', () => {
  it('has a cell for every combination', () => {
    const combinations = cells().map((cell) => JSON.stringify({ ...cell, ends: '' }));
    expect([combinations.length, new Set(combinations).size]).toEqual([96, 96]);
  });

  it.each(cells())('$mode, dry run $dryRun, $kind, $credentials, $visibility: $ends', async (cell) => {
    const { issuer, rekor1, fulcio } = harness.sigstore;
    issuer.claims['repository_visibility'] = cell.visibility;
    const before = {
      entries: rekor1.entries(),
      certificates: fulcio.certificates,
      asked: { ...issuer.counts },
    };
    const run = await harness.run([WHEEL], inputsOf(cell));
    const posts = harness.index.requests.filter(({ method }) => method === 'POST').length;
    const made = rekor1.entries() - before.entries;
    expect(endOf(run, { entries: made, posts })).toBe(cell.ends);
    expect(fulcio.certificates - before.certificates).toBe(made);
    expect((issuer.counts['sigstore'] ?? 0) - (before.asked['sigstore'] ?? 0)).toBe(made);
    // Neither a plan nor a dry run obtains what could upload.
    expect(harness.index.mints).toBe(
      cell.dryRun === 'no' && cell.credentials !== 'token' && posts > 0 ? 1 : 0,
    );
    const asked = JSON.stringify(issuer.counts) !== JSON.stringify(before.asked);
    expect(asked && cell.dryRun === 'plan').toBe(false);
  });
});

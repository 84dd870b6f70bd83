// The change from Rekor v1 to v2 and back, as a job of the bundled action lives through it: nothing but TUF changes.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { publicKeyDer } from '../testbed/certificates.ts';
import { startGlobalAddress, type GlobalAddress } from '../testbed/global-address.ts';
import { makeSdist, makeWheel, type MadeFile } from '../testbed/make-distributions.ts';
import { startRekor2, type Rekor2 } from '../testbed/rekor2.ts';
import { removeRuns, runAction, type ActionResult, type ActionRun } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

// Two or three whole runs in one test, on a machine that may be busy.
jest.setTimeout(60_000);

let testbed: Testbed;
/** The shard of Rekor v2 that comes after the testbed's own. */
let nextShard: Rekor2;
/** One address in front of shards of v2, which the trusted root does not name. */
let address: GlobalAddress;
const shown = { trustedRoot: {} };

beforeAll(async () => {
  nextShard = await startRekor2();
  testbed = await startTestbed({ index: { acceptsRekorV2: true, trustedRoot: () => shown.trustedRoot } });
  address = await startGlobalAddress([]);
});

afterAll(async () => {
  await testbed.close();
  await nextShard.close();
  await address.close();
  await removeRuns();
});

type Log = 'v1' | 'v2' | 'next';

interface Listed {
  readonly log: Log | 'global';
  readonly version?: number;
  readonly url?: string;
  /** Days from now. */
  readonly start?: number;
  readonly end?: number;
}

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

function urlOf(log: Log | 'global'): string {
  const { rekor1, rekor2 } = testbed.sigstore;
  return { v1: rekor1, v2: rekor2, next: nextShard, global: address }[log].url;
}

function signingConfig(...logs: readonly Listed[]): object {
  const rekorTlogUrls = logs.map(({ log, version, url, start = -1, end }) => ({
    url: url ?? urlOf(log),
    majorApiVersion: version ?? (log === 'v1' ? 1 : 2),
    validFor: { start: day(start), ...(end !== undefined && { end: day(end) }) },
    operator: 'testbed',
  }));
  return { ...testbed.sigstore.signingConfig({ rekor: [] }), rekorTlogUrls };
}

/** The testbed's trusted root with these logs and no others. */
function trustedRoot(...logs: readonly Log[]): object {
  const document: { tlogs?: { baseUrl: string }[] } = testbed.sigstore.trustedRoot();
  const next = {
    baseUrl: nextShard.url,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: publicKeyDer(nextShard.publicKey).toString('base64'),
      keyDetails: 'PKIX_ED25519',
      validFor: { start: day(-1) },
    },
    logId: { keyId: nextShard.logId.toString('base64') },
  };
  const urls = logs.map(urlOf);
  return {
    ...document,
    tlogs: [...(document.tlogs ?? []), next].filter(({ baseUrl }) => urls.includes(baseUrl)),
  };
}

/** What clients learn from now on; the index verifies with the same root. */
function distribute(config: object, root: object = trustedRoot('v1', 'v2', 'next')): void {
  shown.trustedRoot = root;
  testbed.sigstore.tuf.publish({
    'trusted_root.json': root,
    'signing_config.v0.2.json': config,
    'signing_config_rekor_v2.v0.2.json': config,
  });
}

const TO_BOTH = { 'index-kind': 'generic', attestations: 'require', 'oidc-audience': 'testbed-index' };
const SIGN = { ...TO_BOTH, 'dry-run': 'sign' };

function release(version: string, tags: readonly string[] = ['py3-none-any']): readonly MadeFile[] {
  const project = { name: 'demo', version };
  return [...tags.map((tag) => makeWheel({ ...project, tags: tag })), makeSdist(project)];
}

async function run(
  files: readonly MadeFile[],
  inputs: Record<string, string> = {},
  more: Partial<ActionRun> = {},
): Promise<ActionResult> {
  return runAction({
    files: Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes])),
    environment: testbed.environment,
    ...more,
    inputs: { ...testbed.inputs, ...inputs },
  });
}

/** A log with names for the addresses, that a test can compare with. */
function named(text: string): string {
  const tidy = text.replaceAll(testbed.sigstore.tuf.url, 'TUF').replaceAll(nextShard.url, 'NEXT');
  return tidy
    .replaceAll(address.url, 'GLOBAL')
    .replaceAll(testbed.sigstore.rekor1.url, 'V1')
    .replaceAll(testbed.sigstore.rekor2.url, 'V2')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
}

const decisions = ({ log }: ActionResult): readonly string[] => named(log).match(/^Rekor .*/gm) ?? [];

/** The annotation of a failed run: all that many users see. */
const annotation = ({ log }: ActionResult): string =>
  (/^::error .*/m.exec(named(log))?.[0] ?? '').replaceAll('%0A', '\n');

const rekorVersions = ({ outputs }: ActionResult): readonly (number | undefined)[] =>
  (JSON.parse(outputs['files'] ?? '[]') as { attestations: { rekorVersion: number }[] }[]).map(
    ({ attestations }) => attestations[0]?.rekorVersion,
  );

const entries = (): Record<Log, number> => ({
  v1: testbed.sigstore.rekor1.entries(),
  v2: testbed.sigstore.rekor2.entries(),
  next: nextShard.entries(),
});

/** How many entries each log took meanwhile. */
async function entriesOf(work: () => Promise<unknown>): Promise<Record<Log, number>> {
  const before = entries();
  await work();
  const after = entries();
  return { v1: after.v1 - before.v1, v2: after.v2 - before.v2, next: after.next - before.next };
}

const TOP = 'the highest usable version';
const STAGES: readonly (readonly [string, readonly Listed[], readonly Log[], Log, string])[] = [
  ['v1 only', [{ log: 'v1' }], ['v1'], 'v1', `Rekor V1 (v1): ${TOP}`],
  [
    'v2 listed with a future start',
    [{ log: 'v2', start: 30 }, { log: 'v1' }],
    ['v1', 'v2'],
    'v1',
    `Rekor V1 (v1): ${TOP}; not used: V2 (v2): it starts on TIME`,
  ],
  [
    'both, and a trusted root that does not know v2 yet',
    [{ log: 'v2' }, { log: 'v1' }],
    ['v1'],
    'v1',
    `Rekor V1 (v1): ${TOP}; not used: V2 (v2): the trusted root has no key for it`,
  ],
  [
    'both',
    [{ log: 'v2' }, { log: 'v1' }],
    ['v1', 'v2'],
    'v2',
    `Rekor V2 (v2): ${TOP}; not used: V1 (v1): a higher version is usable`,
  ],
  [
    'v1 ending while v2 runs',
    [{ log: 'v2' }, { log: 'v1', end: 30 }],
    ['v1', 'v2'],
    'v2',
    `Rekor V2 (v2): ${TOP}; not used: V1 (v1): a higher version is usable`,
  ],
  [
    'v1 ended while v2 runs',
    [{ log: 'v2' }, { log: 'v1', end: -0.5 }],
    ['v1', 'v2'],
    'v2',
    `Rekor V2 (v2): ${TOP}; not used: V1 (v1): it ended on TIME`,
  ],
  ['v2 only', [{ log: 'v2' }], ['v1', 'v2'], 'v2', `Rekor V2 (v2): ${TOP}`],
  [
    'the next shard of v2',
    [{ log: 'next', start: -0.5 }, { log: 'v2' }],
    ['v1', 'v2', 'next'],
    'next',
    `Rekor NEXT (v2): ${TOP}; not used: V2 (v2): another of its operator started later`,
  ],
  [
    'back to v1',
    [{ log: 'v2', end: -0.5 }, { log: 'v1' }],
    ['v1', 'v2'],
    'v1',
    `Rekor V1 (v1): ${TOP}; not used: V2 (v2): it ended on TIME`,
  ],
  [
    'a version that does not exist yet, beside v1',
    [{ log: 'next', version: 3 }, { log: 'v1' }],
    ['v1', 'next'],
    'v1',
    `Rekor V1 (v1): ${TOP}; not used: NEXT (v3): API version 3 is not known to this release of wheelseal`,
  ],
];

/** Puts these shards behind the one address. */
function putBehind(logs: readonly ('v2' | 'next')[]): void {
  const shards = { v2: testbed.sigstore.rekor2, next: nextShard };
  address.shards.splice(0, address.shards.length, ...logs.map((log) => shards[log]));
}

const NOT_NAMED =
  'the trusted root does not name this address, so one entry is verified before others are created';
const HIGHER = 'V1 (v1): a higher version is usable';
/** What is listed, what the root knows, what stands behind the address, and how many of two entries each log gets. */
type GlobalStage = readonly [
  string,
  readonly Listed[],
  readonly Log[],
  readonly ('v2' | 'next')[],
  Partial<Record<Log, number>>,
  string,
];
const GLOBAL_STAGES: readonly GlobalStage[] = [
  [
    'one address takes the place of the shard, beside v1',
    [{ log: 'global' }, { log: 'v1' }],
    ['v1', 'v2'],
    ['v2'],
    { v2: 2 },
    `Rekor GLOBAL (v2): ${TOP}; ${NOT_NAMED}; not used: ${HIGHER}`,
  ],
  [
    'two shards stand behind the address',
    [{ log: 'global' }, { log: 'v1' }],
    ['v1', 'v2', 'next'],
    ['v2', 'next'],
    { v2: 1, next: 1 },
    `Rekor GLOBAL (v2): ${TOP}; ${NOT_NAMED}; not used: ${HIGHER}`,
  ],
  [
    'the shard behind the address is another',
    [{ log: 'global' }, { log: 'v1' }],
    ['v1', 'v2', 'next'],
    ['next'],
    { next: 2 },
    `Rekor GLOBAL (v2): ${TOP}; ${NOT_NAMED}; not used: ${HIGHER}`,
  ],
  [
    'v1 is no longer listed',
    [{ log: 'global' }],
    ['v1', 'v2', 'next'],
    ['next'],
    { next: 2 },
    `Rekor GLOBAL (v2): ${TOP}; ${NOT_NAMED}`,
  ],
  [
    'v1 is gone from the trusted root too',
    [{ log: 'global' }],
    ['v2', 'next'],
    ['next'],
    { next: 2 },
    `Rekor GLOBAL (v2): ${TOP}; ${NOT_NAMED}`,
  ],
  [
    'the address is listed, and the root knows no log of v2 yet',
    [{ log: 'global' }, { log: 'v1' }],
    ['v1'],
    ['v2'],
    { v1: 2 },
    `Rekor V1 (v1): ${TOP}; not used: GLOBAL (v2): the trusted root has no key for it`,
  ],
  [
    'the change is taken back',
    [{ log: 'global', end: -0.5 }, { log: 'v1' }],
    ['v1', 'v2', 'next'],
    ['next'],
    { v1: 2 },
    `Rekor V1 (v1): ${TOP}; not used: GLOBAL (v2): it ended on TIME`,
  ],
];

describe('one address in front of the shards of v2', () => {
  it.each(GLOBAL_STAGES)('%s', async (_name, listed, known, behind, expected, decision) => {
    distribute(signingConfig(...listed), trustedRoot(...known));
    putBehind(behind);
    const made = await entriesOf(async () => {
      const result = await run(release('1.0'), SIGN);
      expect(result.exitCode === 0 ? [] : result.log).toEqual([]);
      expect(decisions(result)).toEqual([decision]);
      expect(rekorVersions(result)).toEqual(expected.v1 === 2 ? [1, 1] : [2, 2]);
    });
    expect(made).toEqual({ v1: 0, v2: 0, next: 0, ...expected });
  });

  it('is published to an index that verifies v2, which takes the entries of both shards', async () => {
    distribute(signingConfig({ log: 'global' }, { log: 'v1' }));
    putBehind(['v2', 'next']);
    const { outputs } = await run(release('5.0'), { ...TO_BOTH, 'check-url': testbed.index.simpleUrl });
    expect(outputs).toMatchObject({ result: 'published', attested: 'true' });
  });

  it('is not used for an index that verifies v1 only', async () => {
    distribute(signingConfig({ log: 'global' }, { log: 'v1' }));
    const result = await run(release('5.1'));
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(decisions(result)).toEqual([
      `Rekor V1 (v1): ${TOP}; not used: GLOBAL (v2): the index verifies Rekor v1 only`,
    ]);
  });
});

describe('an index that verifies both', () => {
  it.each(STAGES)('%s', async (_name, logs, known, used, decision) => {
    distribute(signingConfig(...logs), trustedRoot(...known));
    const made = await entriesOf(async () => {
      const result = await run(release('1.0'), SIGN);
      expect(result.exitCode === 0 ? [] : result.log).toEqual([]);
      expect(decisions(result)).toEqual([decision]);
      expect(rekorVersions(result)).toEqual(used === 'v1' ? [1, 1] : [2, 2]);
    });
    expect(made).toEqual({ v1: 0, v2: 0, next: 0, [used]: 2 });
  });

  it.each(['1', '2'])('gets rekor-version %s as asked', async (rekorVersion) => {
    distribute(signingConfig({ log: 'v2' }, { log: 'v1' }));
    const result = await run(release('1.0'), { ...SIGN, 'rekor-version': rekorVersion });
    const [own, other] = rekorVersion === '1' ? ['V1 (v1)', 'V2 (v2)'] : ['V2 (v2)', 'V1 (v1)'];
    expect(decisions(result)).toEqual([
      `Rekor ${own}: as rekor-version requires; not used: ${other}: rekor-version is ${rekorVersion}`,
    ]);
    expect(rekorVersions(result)).toEqual([Number(rekorVersion), Number(rekorVersion)]);
  });
});

describe('an index that verifies v1 only', () => {
  it('gets v1 while both are listed, and is published to', async () => {
    distribute(signingConfig({ log: 'v2' }, { log: 'v1' }));
    const result = await run(release('2.0'));
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(rekorVersions(result)).toEqual([1, 1]);
    expect(decisions(result)).toEqual([
      `Rekor V1 (v1): ${TOP}; not used: V2 (v2): the index verifies Rekor v1 only`,
    ]);
  });

  const WITHOUT = 'the testbed verifies Rekor v1 only, and the Sigstore instance offers v2 only.';

  it.each<[string, readonly Listed[]]>([
    ['2.1', [{ log: 'v2' }]],
    ['2.2', [{ log: 'v2' }, { log: 'v1', end: -0.5 }]],
  ])('is published to without attestations when v1 is gone, and says why (%s)', async (version, listed) => {
    distribute(signingConfig(...listed));
    const before = [entries(), testbed.sigstore.fulcio.certificates];
    const { outputs, log } = await run(release(version));
    expect([entries(), testbed.sigstore.fulcio.certificates]).toEqual(before);
    expect(outputs).toMatchObject({ result: 'published', attested: 'false' });
    const titled = (text = ''): string => text.replace(/127\.0\.0\.1:\d+/, 'the testbed');
    expect(titled(outputs['not-attested-because'])).toBe(WITHOUT);
    expect(titled(/^::notice::Without.*/m.exec(log)?.[0])).toBe(`::notice::Without attestations: ${WITHOUT}`);
  });

  it.each<[string, Record<string, string>]>([
    ['attestations: require', { attestations: 'require' }],
    ['attestations: keep', { attestations: 'keep' }],
    ['rekor-version: 1', { 'rekor-version': '1' }],
    ['a dry run that signs', { 'dry-run': 'sign' }],
  ])('gets nothing when v1 is gone, with %s: no certificate, no entry, no upload', async (_name, inputs) => {
    distribute(signingConfig({ log: 'v2' }));
    const { certificates } = testbed.sigstore.fulcio;
    const uploads = testbed.index.uploads.length;
    const result = await run(release('2.3'), inputs);
    expect([result.exitCode, annotation(result)]).toEqual([
      1,
      '::error title=No usable Sigstore service::No service of kind Rekor can be used: V2 (v2): the index verifies Rekor v1 only\n' +
        'The index cannot verify what this Sigstore instance signs: publish with `attestations: never` until it can.\n[NO_SERVICE]',
    ]);
    expect([testbed.sigstore.fulcio.certificates, testbed.index.uploads.length]).toEqual([
      certificates,
      uploads,
    ]);
  });

  it('gets nothing where v1 is offered and the trusted root has no key for it', async () => {
    distribute(signingConfig({ log: 'v2' }, { log: 'v1' }), trustedRoot('v2'));
    const uploads = testbed.index.uploads.length;
    const result = await run(release('2.4'));
    expect(annotation(result)).toContain('title=No usable Sigstore service');
    expect(annotation(result)).toContain('V1 (v1): the trusted root has no key for it');
    expect(testbed.index.uploads).toHaveLength(uploads);
  });
});

describe('what users see of a signing config from the future', () => {
  it('with an unknown version alone', async () => {
    distribute(signingConfig({ log: 'next', version: 3 }));
    const result = await run(release('1.0'), SIGN);
    expect([result.exitCode, annotation(result)]).toMatchInlineSnapshot(`
      [
        1,
        "::error title=No usable Sigstore service::No service of kind Rekor can be used: NEXT (v3): API version 3 is not known to this release of wheelseal
      Update wheelseal to a release that supports what this Sigstore instance uses.
      [NO_SERVICE]",
      ]
    `);
  });

  it('with an unknown selector', async () => {
    distribute({ ...signingConfig({ log: 'v1' }), rekorTlogConfig: { selector: 'WEIGHTED' } });
    const result = await run(release('1.0'), SIGN);
    expect([result.exitCode, annotation(result)]).toMatchInlineSnapshot(`
      [
        1,
        "::error title=Trust metadata unavailable::signing_config.v0.2.json of TUF cannot be read: its rekorTlogConfig has the selector "WEIGHTED", but this release supports only ANY, ALL and EXACT
      Check that the files or the TUF repository belong to a Sigstore instance, and that wheelseal is up to date.
      [TRUST_UNAVAILABLE]",
      ]
    `);
  });

  it('of an unknown format', async () => {
    const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.3+json';
    distribute({ ...signingConfig({ log: 'v1' }), mediaType });
    const result = await run(release('1.0'), SIGN);
    expect([result.exitCode, annotation(result)]).toMatchInlineSnapshot(`
      [
        1,
        "::error title=Trust metadata unavailable::signing_config.v0.2.json of TUF cannot be read: its media type is "application/vnd.dev.sigstore.signingconfig.v0.3+json", but this release supports only application/vnd.dev.sigstore.signingconfig.v0.2+json
      Check that the files or the TUF repository belong to a Sigstore instance, and that wheelseal is up to date.
      [TRUST_UNAVAILABLE]",
      ]
    `);
  });
});

/** Freezes the shard in use when it has taken so many entries, and does more in that moment. */
function freezeAfter(count: number, then: () => void): void {
  const { rekor2 } = testbed.sigstore;
  let asked = 0;
  rekor2.faults.push({
    kind: 'status',
    match: (method) => {
      asked += method === 'POST' ? 1 : 0;
      if (asked > count && !rekor2.frozen) {
        rekor2.frozen = true;
        then();
      }
      return false;
    },
  });
}

function thaw(): void {
  testbed.sigstore.rekor2.frozen = false;
  testbed.sigstore.rekor2.faults.splice(0);
}

const SIX = release(
  '3.0',
  ['cp310', 'cp311', 'cp312', 'cp313', 'cp314'].map((tag) => `${tag}-${tag}-win_amd64`),
);

describe('a shard of v2 that is frozen in the middle of a run', () => {
  it('is left for the new one after TUF is asked again, and all files are published', async () => {
    distribute(signingConfig({ log: 'v2' }, { log: 'v1' }), trustedRoot('v1', 'v2'));
    freezeAfter(2, () => distribute(signingConfig({ log: 'next' }, { log: 'v2', end: -0.1 }, { log: 'v1' })));
    const job: { result?: ActionResult } = {};
    const made = await entriesOf(async () => {
      job.result = await run(SIX, { ...TO_BOTH, 'check-url': testbed.index.simpleUrl });
    });
    thaw();
    const { result } = job;
    expect(made).toEqual({ v1: 0, v2: 2, next: 4 });
    expect(result?.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const lines = named(result?.log ?? '').match(/^(?:Rekor |The log ).*/gm);
    expect(lines).toEqual([
      `Rekor V2 (v2): ${TOP}; not used: V1 (v1): a higher version is usable`,
      'The log at V2 was frozen; fetching trust metadata again.',
      `Rekor NEXT (v2): ${TOP}; not used: V2 (v2): it ended on TIME; V1 (v1): a higher version is usable`,
    ]);
  });

  it('is passed over behind one address while another takes entries, under the trust that the run began with', async () => {
    distribute(signingConfig({ log: 'global' }, { log: 'v1' }));
    putBehind(['v2', 'next']);
    freezeAfter(1, () => undefined);
    const made = await entriesOf(async () => {
      const result = await run(SIX, SIGN);
      expect(result.outputs).toMatchObject({ result: 'dry-run', attested: 'true' });
      expect(result.log).not.toContain('fetching trust metadata again');
    });
    thaw();
    expect(made).toEqual({ v1: 0, v2: 1, next: 5 });
  });

  it('has its successor used behind the same address after TUF is asked again', async () => {
    distribute(signingConfig({ log: 'global' }, { log: 'v1' }), trustedRoot('v1', 'v2'));
    putBehind(['v2']);
    const { tuf } = testbed.sigstore;
    freezeAfter(2, () => {
      distribute(signingConfig({ log: 'global' }, { log: 'v1' }));
      // The address leads to the next shard once clients know it.
      tuf.faults.push({ kind: 'status', match: () => (putBehind(['next']), false) });
    });
    const made = await entriesOf(async () => {
      const result = await run(SIX, SIGN);
      expect(result.outputs).toMatchObject({ result: 'dry-run', attested: 'true' });
      expect(named(result.log).match(/^(?:Rekor (?!v2:)|The log ).*/gm)).toEqual([
        `Rekor GLOBAL (v2): ${TOP}; ${NOT_NAMED}; not used: ${HIGHER}`,
        'The log at GLOBAL was frozen; fetching trust metadata again.',
      ]);
    });
    thaw();
    tuf.faults.splice(0);
    expect(made).toEqual({ v1: 0, v2: 2, next: 4 });
  });

  it('costs one orphan entry where an answer of it was lost just before', async () => {
    distribute(signingConfig({ log: 'v2' }));
    freezeAfter(2, () => distribute(signingConfig({ log: 'next' })));
    const { faults } = testbed.sigstore.rekor2;
    faults.push({ kind: 'lose-answer', times: 1, match: (method) => method === 'POST' });
    const made = await entriesOf(async () => {
      const result = await run(SIX, SIGN);
      expect(result.outputs).toMatchObject({ result: 'dry-run', attested: 'true' });
    });
    thaw();
    expect(made).toEqual({ v1: 0, v2: 2, next: 5 });
  });

  it('is left for v1 where the change was taken back', async () => {
    distribute(signingConfig({ log: 'v2' }, { log: 'v1' }));
    freezeAfter(2, () => distribute(signingConfig({ log: 'v1' })));
    const made = await entriesOf(async () => {
      const result = await run(SIX, SIGN);
      expect(rekorVersions(result).filter((version) => version === 1)).toHaveLength(4);
      expect(result.outputs).toMatchObject({ result: 'dry-run', attested: 'true' });
    });
    thaw();
    expect(made).toEqual({ v1: 4, v2: 2, next: 0 });
  });

  it('ends the run where no other is listed, and a later run adopts what was made', async () => {
    distribute(signingConfig({ log: 'v2' }));
    freezeAfter(2, () => undefined);
    const first = await run(SIX, SIGN);
    thaw();
    expect(first.exitCode).toBe(1);
    expect(annotation(first)).toContain('title=Signing failed::demo-3.0');
    expect(annotation(first)).toContain(
      ': Rekor v2 at V2: the log accepts no more entries (HTTP 405), and the signing config still names it. (2 of 6 attestations were created',
    );
    expect(annotation(first)).toContain('\nRun the job again.');
    distribute(signingConfig({ log: 'next' }));
    const { workspace, temporaryDirectory } = first;
    const made = await entriesOf(async () => {
      const second = await run([], SIGN, { workspace, temporaryDirectory });
      expect(second.outputs).toMatchObject({ result: 'dry-run', attested: 'true' });
    });
    expect(made).toEqual({ v1: 0, v2: 0, next: 4 });
  });

  it('is not left for a public log without the consent that it needs', async () => {
    const { claims } = testbed.sigstore.issuer;
    claims['repository_visibility'] = 'private';
    // A port where nobody listens: no test may reach that log.
    const url = 'https://rekor.sigstore.dev:9';
    const root: { tlogs?: object[] } = trustedRoot('v1', 'v2');
    const [v1 = {}] = root.tlogs ?? [];
    distribute(signingConfig({ log: 'v2' }));
    freezeAfter(2, () =>
      distribute(signingConfig({ log: 'v1', url }), {
        ...root,
        tlogs: [...(root.tlogs ?? []), { ...v1, baseUrl: url }],
      }),
    );
    const result = await run(SIX, { ...SIGN, attestations: 'keep' });
    thaw();
    claims['repository_visibility'] = 'public';
    expect(result.exitCode).toBe(1);
    expect(annotation(result)).toContain('title=Consent required');
    expect(annotation(result)).toContain('allow-public-disclosure-from-private-repo');
  });
});

describe('the change taken back between two steps of a job', () => {
  const before = async (files: readonly MadeFile[]): Promise<ActionResult> => {
    distribute(signingConfig({ log: 'v2' }, { log: 'v1' }));
    const first = await run(files, SIGN);
    expect(rekorVersions(first)).toEqual([2, 2]);
    distribute(signingConfig({ log: 'v2', end: -0.1 }, { log: 'v1' }));
    return first;
  };

  it('keeps attestations made with v2 from an index that verifies v1 only', async () => {
    const files = release('4.0');
    const { workspace, temporaryDirectory } = await before(files);
    const uploads = testbed.index.uploads.length;
    const refused = await run([], {}, { workspace, temporaryDirectory });
    expect([
      refused.exitCode,
      annotation(refused).replaceAll(temporaryDirectory, 'TEMP').replaceAll('\\', '/'),
    ]).toMatchInlineSnapshot(`
      [
        1,
        "::error title=Invalid attestation::2 existing attestations cannot be used:
      - TEMP/wheelseal-attestations/demo-4.0-py3-none-any.whl.publish.attestation: demo-4.0-py3-none-any.whl: The attestation failed verification of its log: its entry is from Rekor v2, but the index verifies v1 only
      - TEMP/wheelseal-attestations/demo-4.0.tar.gz.publish.attestation: demo-4.0.tar.gz: The attestation failed verification of its log: its entry is from Rekor v2, but the index verifies v1 only
      Remove these files, or set \`existing-attestations: replace\`.
      [ATTESTATION_INVALID]",
      ]
    `);
    expect(testbed.index.uploads).toHaveLength(uploads);
    const replaced = await run([], { 'existing-attestations': 'replace' }, { workspace, temporaryDirectory });
    expect(replaced.outputs).toMatchObject({ result: 'published', attested: 'true' });
    expect(rekorVersions(replaced)).toEqual([1, 1]);
  });

  it('adopts them for an index that verifies both', async () => {
    const { workspace, temporaryDirectory } = await before(release('4.1'));
    const made = await entriesOf(async () => {
      const inputs = { ...TO_BOTH, 'check-url': testbed.index.simpleUrl };
      const second = await run([], inputs, { workspace, temporaryDirectory });
      expect(second.outputs).toMatchObject({ result: 'published', attested: 'true' });
      expect(rekorVersions(second)).toEqual([2, 2]);
    });
    expect(made).toEqual({ v1: 0, v2: 0, next: 0 });
  });
});

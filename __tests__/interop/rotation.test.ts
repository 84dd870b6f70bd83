// The change from Rekor v1 to v2 and back, live: Sigstore's own servers, a TUF repository that changes between runs, and
// in the end every attestation judged by pypi-attestations, sigstore-python, cosign and sigstore-js.
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGlobalAddress, type GlobalAddress } from '../testbed/global-address.ts';
import { makeSdist, makeWheel, type MadeFile } from '../testbed/make-distributions.ts';
import { startPackageIndex, type TestPackageIndex } from '../testbed/package-index/server.ts';
import { removeRuns, runAction, type ActionResult } from '../testbed/run-action.ts';
import { startRekor2 } from '../testbed/rekor2.ts';
import { PUBLISHER } from '../testbed/testbed.ts';
import { startGate, type Gate } from './gate.ts';
import {
  cosign,
  identityEnvironment,
  judge,
  PUBLISH,
  publishTargets,
  readStack,
  sigstoreJs,
  startShard,
} from './stack.ts';
import type { Shard } from './stack.ts';

interface TrustedRoot {
  readonly tlogs: readonly { readonly baseUrl: string }[];
}

type ShardName = 'first' | 'second' | 'third';
type Log = 'v1' | ShardName;

interface Listed {
  readonly log: Log | 'global';
  /** Days from now. */
  readonly start?: number;
  readonly end?: number;
}

interface Made {
  readonly path: string;
  readonly name: string;
  readonly rekorVersion: 1 | 2;
}

const stack = readStack();
const document = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;
const ORIGINAL = {
  'trusted_root.json': document(stack.trusted_root),
  'signing_config.v0.2.json': document(stack.signing_config),
  'signing_config_rekor_v2.v0.2.json': document(stack.signing_config_rekor_v2),
};
/** All that was signed in any stage, for the judges. */
const made: Made[] = [];
let attestations: string;
let index: TestPackageIndex;
let shards: Readonly<Record<ShardName, Shard>>;
/** Before the first and the second shard: they can be frozen between two requests. */
let gate: Gate;
let secondGate: Gate;
/** One address in front of shards, which the trusted root does not name. */
let address: GlobalAddress;

/** One run of the action, at one stage. */
interface Stage {
  readonly result: ActionResult;
  /** How many entries of its files are in which log, by the logs' keys. */
  readonly logs: Readonly<Record<Log, number>>;
}

const stages = new Map<string, Stage>();

beforeAll(async () => {
  attestations = await mkdtemp(join(tmpdir(), 'wheelseal-rotation-'));
  const [first, second, third] = await Promise.all(
    ['rekor2-first', 'rekor2-second', 'rekor2-third'].map((name) => startShard(stack, name)),
  );
  if (first === undefined || second === undefined || third === undefined) {
    throw new Error('the shards did not start');
  }
  shards = { first, second, third };
  gate = await startGate(first.url);
  secondGate = await startGate(second.url);
  address = await startGlobalAddress([]);
  index = await startPackageIndex({
    trustedRoot: () => trustedRoot('v1', 'first', 'second', 'third'),
    verifyToken: () => Promise.reject(new Error('a dry run obtains no token')),
    publishers: [PUBLISHER],
  });
  for (const [number, [name, logs, known]] of STAGES.entries()) {
    await distribute(logs, known);
    await live(name, `1.${number}`, [wheel(`1.${number}`)]);
  }
  for (const [number, { name, listed, known, behind }] of GLOBAL_STAGES.entries()) {
    await distribute(listed, known);
    putBehind(behind);
    await live(name, `4.${number}`, [wheel(`4.${number}`), sdist(`4.${number}`)]);
  }
  await distribute([{ log: 'global' }, { log: 'v1' }], ['v1', 'first', 'second']);
  await live(GLOBAL_V1_INDEX, '5.0', [wheel('5.0')], { 'index-kind': 'pypi' });
  await distribute([{ log: 'first' }, { log: 'v1' }], ['v1', 'first']);
  await live(V1_INDEX, '2.0', [wheel('2.0')], { 'index-kind': 'pypi' });
  for (const version of ['1', '2']) {
    const inputs = { 'index-kind': 'generic', 'rekor-version': version };
    await live(`rekor-version ${version}`, `2.${version}`, [wheel(`2.${version}`)], inputs);
  }
  gate.closeAfter(2, async () => {
    await shards.first.freeze();
    await distribute(
      [{ log: 'second' }, { log: 'first', end: -0.01 }, { log: 'v1' }],
      ['v1', 'first', 'second'],
    );
  });
  await live(FROZEN, '3.0', six('3.0'));
  await distribute([{ log: 'global' }, { log: 'v1' }], ['v1', 'first', 'second', 'third']);
  putBehind(['second', 'third']);
  secondGate.closeAfter(1, async () => shards.second.freeze());
  await live(GLOBAL_FROZEN, '6.0', six('6.0'));
}, 300_000);

/** Puts these shards behind the one address. */
function putBehind(names: readonly ShardName[]): void {
  address.shards.splice(0, address.shards.length, ...names.map((name) => ({ url: urlOf(name) })));
}

async function live(
  name: string,
  version: string,
  files: readonly MadeFile[],
  inputs?: Record<string, string>,
): Promise<void> {
  const result = await sign(files, inputs);
  stages.set(name, { result, logs: await logsOf(version) });
}

/** A stage's log lines about the log, and where its entries went; the whole log where the run failed. */
function outcome(name: string): unknown {
  const { result, logs } = stages.get(name) ?? {};
  if (result?.exitCode !== 0) return result?.log.replaceAll(/^::add-mask::.*$/gm, '');
  return { decisions: decisions(result), logs };
}

afterAll(async () => {
  await publishTargets(stack, ORIGINAL);
  await Promise.all([gate.close(), secondGate.close(), address.close()]);
  await index.close();
  await Promise.all(Object.values(shards).map((shard) => shard.stop()));
  await rm(attestations, { recursive: true, force: true });
  await removeRuns();
});

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

function urlOf(log: Log | 'global'): string {
  const [first, second, third] = [gate.url, secondGate.url, shards.third.url];
  return { v1: stack.urls.rekor1, first, second, third, global: address.url }[log];
}

function signingConfig(...logs: readonly Listed[]): object {
  const rekorTlogUrls = logs.map(({ log, start = -0.04, end }) => ({
    url: urlOf(log),
    majorApiVersion: log === 'v1' ? 1 : 2,
    validFor: { start: day(start), ...(end !== undefined && { end: day(end) }) },
    operator: 'real-sigstore',
  }));
  return { ...ORIGINAL['signing_config.v0.2.json'], rekorTlogUrls };
}

/** The stack's trusted root with these logs and no others; the first two shards stand behind their gates. */
function trustedRoot(...logs: readonly Log[]): object {
  const original = ORIGINAL['trusted_root.json'] as TrustedRoot;
  const known = [
    ...original.tlogs,
    { ...shards.first.log, baseUrl: urlOf('first') },
    { ...shards.second.log, baseUrl: urlOf('second') },
    shards.third.log,
  ];
  const urls = logs.map(urlOf);
  return { ...original, tlogs: known.filter(({ baseUrl }) => urls.includes(baseUrl)) };
}

async function distribute(logs: readonly Listed[], known: readonly Log[]): Promise<void> {
  await publishTargets(stack, {
    'trusted_root.json': trustedRoot(...known),
    'signing_config.v0.2.json': signingConfig(...logs),
  });
}

async function sign(
  files: readonly MadeFile[],
  inputs: Record<string, string> = { 'index-kind': 'generic' },
): Promise<ActionResult> {
  const result = await runAction({
    files: Object.fromEntries(files.map(({ name, bytes }) => [`dist/${name}`, bytes])),
    environment: identityEnvironment(stack),
    inputs: {
      'dry-run': 'sign',
      'repository-url': index.uploadUrl,
      attestations: 'keep',
      'attestations-dir': attestations,
      bundles: 'true',
      'sigstore-tuf-url': stack.urls.tuf,
      'sigstore-tuf-root': stack.tuf_root,
      ...inputs,
    },
  });
  const rows = JSON.parse(result.outputs['files'] ?? '[]') as {
    name: string;
    attestations: { rekorVersion: 1 | 2 }[];
  }[];
  for (const { name, attestations: signed } of rows) {
    for (const { rekorVersion } of signed) {
      made.push({ name, rekorVersion, path: join(result.workspace, 'dist', name) });
    }
  }
  return result;
}

/** What was decided about the log, with names for the addresses. */
function decisions({ log }: ActionResult): readonly string[] {
  const named = log
    .replaceAll(stack.urls.rekor1, 'V1')
    .replaceAll(gate.url, 'FIRST')
    .replaceAll(secondGate.url, 'SECOND')
    .replaceAll(address.url, 'GLOBAL')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
  return named.match(/^(?:Rekor (?!v2:)|The log ).*/gm) ?? [];
}

/** The logs, by their keys, whose entries the files of this version have. */
async function logsOf(version: string): Promise<Record<Log, number>> {
  const ids = new Map((trustedRoot(...LOGS) as LogIds).tlogs.map((log) => [log.logId.keyId, log.baseUrl]));
  const found: Log[] = [];
  for (const { name } of made.filter((file) => file.name.includes(`-${version}`))) {
    const text = await readFile(join(attestations, `${name}.publish.attestation`), 'utf8');
    const attestation = JSON.parse(text) as AttestationLogs;
    const [entry] = attestation.verification_material.transparency_entries;
    const url = ids.get(entry?.logId.keyId ?? '');
    found.push(...LOGS.filter((log) => urlOf(log) === url));
  }
  const count = (log: Log): number => found.filter((one) => one === log).length;
  return { v1: count('v1'), first: count('first'), second: count('second'), third: count('third') };
}

interface LogIds {
  readonly tlogs: readonly { readonly baseUrl: string; readonly logId: { readonly keyId: string } }[];
}

interface AttestationLogs {
  readonly verification_material: {
    readonly transparency_entries: readonly { readonly logId: { readonly keyId: string } }[];
  };
}

const LOGS = ['v1', 'first', 'second', 'third'] as const;
const NONE = { v1: 0, first: 0, second: 0, third: 0 };
const wheel = (version: string): MadeFile => makeWheel({ name: 'demo', version });
const sdist = (version: string): MadeFile => makeSdist({ name: 'demo', version });
const V1_INDEX = 'v1 index';
const GLOBAL_V1_INDEX = 'v1 index, one address';
const FROZEN = 'frozen';
const GLOBAL_FROZEN = 'frozen behind one address';
const six = (version: string): readonly MadeFile[] => [
  sdist(version),
  wheel(version),
  ...['cp311', 'cp312', 'cp313', 'cp314'].map((tag) =>
    makeWheel({ name: 'demo', version, tags: `${tag}-${tag}-win_amd64` }),
  ),
];

const TOP = 'the highest usable version';
const STAGES: readonly (readonly [string, readonly Listed[], readonly Log[], Log, string])[] = [
  ['v1 only', [{ log: 'v1' }], ['v1'], 'v1', `Rekor V1 (v1): ${TOP}`],
  [
    'v2 listed with a future start',
    [{ log: 'first', start: 30 }, { log: 'v1' }],
    ['v1', 'first'],
    'v1',
    `Rekor V1 (v1): ${TOP}; not used: FIRST (v2): it starts on TIME`,
  ],
  [
    'both, and a trusted root that does not know v2 yet',
    [{ log: 'first' }, { log: 'v1' }],
    ['v1'],
    'v1',
    `Rekor V1 (v1): ${TOP}; not used: FIRST (v2): the trusted root has no key for it`,
  ],
  [
    'both',
    [{ log: 'first' }, { log: 'v1' }],
    ['v1', 'first'],
    'first',
    `Rekor FIRST (v2): ${TOP}; not used: V1 (v1): a higher version is usable`,
  ],
  [
    'v1 ending while v2 runs',
    [{ log: 'first' }, { log: 'v1', end: 30 }],
    ['v1', 'first'],
    'first',
    `Rekor FIRST (v2): ${TOP}; not used: V1 (v1): a higher version is usable`,
  ],
  ['v2 only', [{ log: 'first' }], ['v1', 'first'], 'first', `Rekor FIRST (v2): ${TOP}`],
  [
    'back to v1',
    [{ log: 'first', end: -0.01 }, { log: 'v1' }],
    ['v1', 'first'],
    'v1',
    `Rekor V1 (v1): ${TOP}; not used: FIRST (v2): it ended on TIME`,
  ],
];

interface GlobalStage {
  readonly name: string;
  readonly listed: readonly Listed[];
  readonly known: readonly Log[];
  /** The shards behind the address. */
  readonly behind: readonly ShardName[];
  /** How many of two entries are in which log. */
  readonly logs: Partial<Record<Log, number>>;
  readonly decision: string;
}

const GLOBAL = `Rekor GLOBAL (v2): ${TOP}; the trusted root does not name this address, so one entry is verified before others are created`;
const BESIDE_V1 = [{ log: 'global' }, { log: 'v1' }] as const;
const NOT_V1 = 'not used: V1 (v1): a higher version is usable';
const GLOBAL_STAGES: readonly GlobalStage[] = [
  {
    name: 'one address in front of the shard, and v1',
    listed: BESIDE_V1,
    known: ['v1', 'first'],
    behind: ['first'],
    logs: { first: 2 },
    decision: `${GLOBAL}; ${NOT_V1}`,
  },
  {
    name: 'one address in front of two shards, and v1',
    listed: BESIDE_V1,
    known: ['v1', 'first', 'second'],
    behind: ['first', 'second'],
    logs: { first: 1, second: 1 },
    decision: `${GLOBAL}; ${NOT_V1}`,
  },
  {
    name: 'another shard behind the address',
    listed: BESIDE_V1,
    known: ['v1', 'first', 'second'],
    behind: ['second'],
    logs: { second: 2 },
    decision: `${GLOBAL}; ${NOT_V1}`,
  },
  {
    name: 'v1 gone from the signing config',
    listed: [{ log: 'global' }],
    known: ['v1', 'first', 'second'],
    behind: ['second'],
    logs: { second: 2 },
    decision: GLOBAL,
  },
  {
    name: 'v1 gone from the trusted root too',
    listed: [{ log: 'global' }],
    known: ['first', 'second'],
    behind: ['second'],
    logs: { second: 2 },
    decision: GLOBAL,
  },
];

describe('the bundled action, while nothing but TUF and one address change', () => {
  it.each(GLOBAL_STAGES)('$name', ({ name, logs, decision }) => {
    expect(outcome(name)).toEqual({ decisions: [decision], logs: { ...NONE, ...logs } });
  });

  it('one address and v1, for an index that verifies v1 only', () => {
    expect(outcome(GLOBAL_V1_INDEX)).toEqual({
      decisions: [`Rekor V1 (v1): ${TOP}; not used: GLOBAL (v2): the index verifies Rekor v1 only`],
      logs: { ...NONE, v1: 1 },
    });
  });

  it('a shard behind the address frozen in the middle of a run: the next takes the rest', () => {
    expect(outcome(GLOBAL_FROZEN)).toEqual({
      decisions: [`${GLOBAL}; ${NOT_V1}`],
      logs: { ...NONE, second: 1, third: 5 },
    });
  });
});

describe('the bundled action, while nothing but TUF changes', () => {
  it.each(STAGES)('%s', (name, _logs, _known, used, decision) => {
    expect(outcome(name)).toEqual({
      decisions: [decision],
      logs: { ...NONE, [used]: 1 },
    });
  });

  it('both, for an index that verifies v1 only', () => {
    expect(outcome(V1_INDEX)).toEqual({
      decisions: [`Rekor V1 (v1): ${TOP}; not used: FIRST (v2): the index verifies Rekor v1 only`],
      logs: { ...NONE, v1: 1 },
    });
  });

  it.each([
    ['1', 'V1 (v1)', 'FIRST (v2)', 'v1'],
    ['2', 'FIRST (v2)', 'V1 (v1)', 'first'],
  ])('both, with rekor-version %s', (version, used, other, log) => {
    expect(outcome(`rekor-version ${version}`)).toEqual({
      decisions: [
        `Rekor ${used}: as rekor-version requires; not used: ${other}: rekor-version is ${version}`,
      ],
      logs: { ...NONE, [log]: 1 },
    });
  });

  it('a shard frozen in the middle of a run: TUF is asked again, and the new shard takes the rest', () => {
    expect(outcome(FROZEN)).toEqual({
      decisions: [
        `Rekor FIRST (v2): ${TOP}; not used: V1 (v1): a higher version is usable`,
        'The log at FIRST was frozen; fetching trust metadata again.',
        `Rekor SECOND (v2): ${TOP}; not used: FIRST (v2): it ended on TIME; V1 (v1): a higher version is usable`,
      ],
      logs: { ...NONE, first: 2, second: 4 },
    });
    expect(gate.statuses.slice(-6).toSorted((one, other) => one - other)).toEqual([
      201, 201, 405, 405, 405, 405,
    ]);
  });

  it('a frozen log of the testbed answers as the real one', async () => {
    const fake = await startRekor2({ frozen: true });
    const answers = await Promise.all(
      [shards.first.url, fake.url].map(async (url) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${url}/api/v2/log/entries`, { method: 'POST', body: '{}', headers });
        return [answer.status, answer.headers.get('content-type'), await answer.text()];
      }),
    );
    await fake.close();
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.[0]).toBe(405);
  });
});

describe('everything that was signed on the way', () => {
  let root: string;
  const accepted = (files: readonly Made[]) => files.map(({ name }) => ({ name, ok: true, seen: PUBLISH }));
  const paths = (files: readonly Made[]): string[] => files.map(({ path }) => path);
  const ofVersion = (version: 1 | 2): Made[] => made.filter(({ rekorVersion }) => rekorVersion === version);

  beforeAll(async () => {
    await distribute([{ log: 'second' }], LOGS);
    root = join(attestations, 'trusted_root.json');
    await writeFile(root, JSON.stringify(trustedRoot(...LOGS)));
  });

  it('is of all stages', () => {
    expect([ofVersion(1).length, ofVersion(2).length]).toEqual([7, 26]);
  });

  it('is accepted by sigstore-js', async () => {
    expect(await sigstoreJs(stack, attestations, paths(made))).toEqual(accepted(made));
  });

  it('is refused by sigstore-js where its log is not in the trusted root', async () => {
    await distribute([{ log: 'second' }], ['v1', 'second']);
    const [file] = made.filter(({ name }) => name.includes('-1.3-'));
    const [verdict] = await sigstoreJs(stack, attestations, [file?.path ?? '']);
    await distribute([{ log: 'second' }], LOGS);
    expect(verdict).toMatchObject({ ok: false });
  });

  it('is accepted by sigstore-python', async () => {
    expect(await judge('bundles', root, attestations, paths(made))).toEqual(accepted(made));
  });

  it('is accepted by cosign', async () => {
    const verdicts: string[] = [];
    for (const { name, path } of made) {
      verdicts.push(await cosign(root, join(attestations, `${name}.sigstore.json`), path));
    }
    expect(verdicts).toEqual(made.map(() => 'Verified OK'));
  });

  it('is accepted by pypi-attestations where it is of v1; of v2 it takes none yet', async () => {
    const ones = ofVersion(1);
    expect(await judge('attestations', root, attestations, paths(ones))).toEqual(accepted(ones));
    const verdicts = await judge('attestations', root, attestations, paths(ofVersion(2)));
    expect(verdicts.map(({ ok, seen }) => [ok, seen])).toEqual(
      ofVersion(2).map(() => [
        false,
        'InvalidBundle: bundle must contain an inclusion promise or signed timestamp(s)',
      ]),
    );
  });
});

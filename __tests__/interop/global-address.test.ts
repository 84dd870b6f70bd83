// One address in front of two real logs of Rekor v2, as at global.rekor.sigstage.dev, under every form of trusted root: where wheelseal
// signs, what it made is judged by sigstore-python, and by cosign.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGlobalAddress } from '../testbed/global-address.ts';
import type { GlobalAddress } from '../testbed/global-address.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import {
  PUBLISH,
  cosign,
  identityEnvironment,
  judge,
  readStack,
  signWithSigstorePython,
  startShard,
} from './stack.ts';
import type { ListedLog, Shard } from './stack.ts';

const stack = readStack();
const json = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;
const ROOT = json(stack.trusted_root) as { readonly tlogs: readonly ListedLog[] };
const CONFIG = json(stack.signing_config_rekor_v2) as { readonly rekorTlogUrls: readonly object[] };
const TAGS = ['cp311', 'cp312', 'cp313', 'cp314', 'cp315'];
const FILES = [
  makeSdist({ name: 'demo', version: '1.0' }),
  ...TAGS.map((tag) => makeWheel({ name: 'demo', version: '1.0', tags: `${tag}-${tag}-win_amd64` })),
];

let shards: Readonly<Record<'one' | 'two' | 'next', Shard>>;
let address: GlobalAddress;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wheelseal-global-'));
  const [one, two, next] = await Promise.all(
    ['one', 'two', 'next'].map((name) => startShard(stack, `global-${name}`, `${name}.rekor.example`)),
  );
  if (one === undefined || two === undefined || next === undefined) throw new Error('no shards');
  shards = { one, two, next };
  address = await startGlobalAddress([one, two]);
}, 60_000);

afterAll(async () => {
  await address.close();
  await Promise.all(Object.values(shards).map((shard) => shard.stop()));
  await rm(scratch, { recursive: true, force: true });
  await removeRuns();
});

/** The stack's trusted root, with Rekor v1, and these logs in that form. */
function rootOf(logs: readonly Shard[], form: (log: ListedLog) => object, mediaType?: string): object {
  const tlogs = [...ROOT.tlogs.slice(0, 1), ...logs.map(({ log }) => form(log))];
  return { ...ROOT, ...(mediaType !== undefined && { mediaType }), tlogs };
}

/** The address before Rekor v1, as staging has it. */
function configOf(): object {
  const [v2] = CONFIG.rekorTlogUrls;
  const v1 = { ...v2, url: stack.urls.rekor1, majorApiVersion: 1 };
  return { ...CONFIG, rekorTlogUrls: [{ ...v2, url: address.url }, v1] };
}

async function write(name: string, document: object): Promise<string> {
  const path = join(scratch, name);
  await writeFile(path, JSON.stringify(document));
  return path;
}

interface Signed {
  readonly folder: string;
  readonly paths: readonly string[];
  /** How many of the entries are in which log, by the id that they give. */
  readonly logs: Readonly<Record<keyof typeof shards, number>>;
}

/** Signs all files and verifies them, in one run of the action. */
async function sign(root: object): Promise<Signed> {
  const run = await runAction({
    files: Object.fromEntries(FILES.map(({ name, bytes }) => [`dist/${name}`, bytes])),
    environment: identityEnvironment(stack),
    inputs: {
      'dry-run': 'sign',
      'repository-url': 'https://index.example/legacy/',
      'index-kind': 'generic',
      attestations: 'require',
      bundles: 'true',
      'sigstore-trusted-root': await write('trusted_root.json', root),
      'sigstore-signing-config': await write('signing_config.json', configOf()),
    },
  });
  expect(run.exitCode === 0 ? '' : run.log).toBe('');
  expect(run.log).toContain(`Rekor ${address.url} (v2): the highest usable version; `);
  const folder = run.outputs['attestations-dir'] ?? '';
  const ids = await Promise.all(FILES.map(async ({ name }) => logIdOf(join(folder, name))));
  const count = ({ log }: Shard): number => ids.filter((id) => id === log.logId.keyId).length;
  const { one, two, next } = shards;
  const paths = FILES.map(({ name }) => join(run.workspace, 'dist', name));
  return { folder, paths, logs: { one: count(one), two: count(two), next: count(next) } };
}

async function logIdOf(path: string): Promise<string | undefined> {
  const attestation = JSON.parse(await readFile(`${path}.publish.attestation`, 'utf8')) as {
    verification_material: { transparency_entries: { logId: { keyId: string } }[] };
  };
  return attestation.verification_material.transparency_entries[0]?.logId.keyId;
}

const ACCEPTED = FILES.map(({ name }) => ({ name, ok: true, seen: PUBLISH }));

/** The end of what cosign says of each file. */
async function cosignAll(root: string, { folder, paths }: Signed): Promise<readonly string[]> {
  const verdicts: string[] = [];
  for (const [index, { name }] of FILES.entries()) {
    const said = await cosign(root, join(folder, `${name}.sigstore.json`), paths[index] ?? '');
    verdicts.push(said.split(': ').at(-1) ?? '');
  }
  return verdicts;
}

const VERIFIED = FILES.map(() => 'Verified OK');
const named = (log: ListedLog): ListedLog => log;
const nameless = (log: ListedLog): ListedLog => ({ ...log, baseUrl: '' });
const schemeless = (log: ListedLog): ListedLog => ({ ...log, baseUrl: new URL(log.baseUrl).host });

/** The id of a checkpoint's key, of four bytes as sigstore_trustroot.proto recommends. */
function short({ logId }: ListedLog): object {
  return { keyId: Buffer.from(logId.keyId, 'base64').toString('base64', 0, 4) };
}

describe('a trusted root of v0.1 with the keys of both shards', () => {
  // cosign looks a log's name up in the host of its URL, and needs one.
  it.each<[string, (log: ListedLog) => ListedLog, string]>([
    ['by name', named, 'Verified OK'],
    ['by names without a scheme', schemeless, 'invalid name'],
    [
      'without names',
      nameless,
      "cannot verify Rekor v2 entry without baseUrl in transparency log's trusted root",
    ],
  ])(
    '%s: sigstore-python signs there, and accepts what wheelseal signs',
    async (_title, form, cosignSays) => {
      const document = rootOf([shards.one, shards.two], form);
      const signed = await sign(document);
      expect(signed.logs).toEqual({ one: 3, two: 3, next: 0 });
      const root = await write('judged_root.json', document);
      expect(await judge('bundles', root, signed.folder, signed.paths)).toEqual(ACCEPTED);
      expect(await cosignAll(root, signed)).toEqual(FILES.map(() => cosignSays));
      const twin = await write('twin_root.json', rootOf([shards.one, shards.two], named));
      expect(await cosignAll(twin, signed)).toEqual(VERIFIED);
      const mediaType = 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json';
      const config = { mediaType, trustedRoot: document, signingConfig: configOf() };
      const trustConfig = await write('trust_config.json', config);
      expect(await signWithSigstorePython(stack, trustConfig, signed.paths[0] ?? '')).toBe('OK');
    },
  );
});

describe('a trusted root of v0.2, which no other verifier reads: they judge by its twin of v0.1', () => {
  const MEDIA_TYPE = 'application/vnd.dev.sigstore.trustedroot.v0.2+json';
  const withBoth = (log: ListedLog): object => ({ ...log, checkpointKeyId: short(log) });
  const withoutLogId = (log: ListedLog): object => ({ ...withBoth(log), logId: undefined });

  it.each<[string, (log: ListedLog) => object]>([
    ['log ids and key ids of four bytes', withBoth],
    ['key ids of four bytes alone', withoutLogId],
    ['key ids of four bytes alone, and no names', (log) => withoutLogId(nameless(log))],
    ['key ids of four bytes alone, and names without a scheme', (log) => withoutLogId(schemeless(log))],
  ])('with %s', async (_title, form) => {
    const logs = [shards.one, shards.two];
    const document = rootOf(logs, form, MEDIA_TYPE);
    const signed = await sign(document);
    expect(signed.logs).toEqual({ one: 3, two: 3, next: 0 });
    const twin = await write('twin_root.json', rootOf(logs, named));
    expect(await judge('bundles', twin, signed.folder, signed.paths)).toEqual(ACCEPTED);
    expect(await cosignAll(twin, signed)).toEqual(VERIFIED);
    const root = await write('judged_root.json', document);
    const [verdict] = await judge('bundles', root, signed.folder, signed.paths.slice(0, 1));
    expect(verdict).toMatchObject({ ok: false });
    // "unsupported TrustedRoot media type: …"
    expect(await cosignAll(root, signed)).toEqual(FILES.map(() => MEDIA_TYPE));
  });
});

describe('behind the address', () => {
  const known = (): object => rootOf(Object.values(shards), named);

  it('a frozen shard is passed over, while the next takes entries', async () => {
    await shards.one.freeze();
    const signed = await sign(known());
    expect(signed.logs).toEqual({ one: 0, two: 6, next: 0 });
    const root = await write('judged_root.json', known());
    expect(await judge('bundles', root, signed.folder, signed.paths)).toEqual(ACCEPTED);
    expect(await cosignAll(root, signed)).toEqual(VERIFIED);
  });

  it('another shard takes the place of both, and nothing but the trusted root says so', async () => {
    address.shards.splice(0, 2, shards.next);
    const signed = await sign(known());
    expect(signed.logs).toEqual({ one: 0, two: 0, next: 6 });
    const root = await write('judged_root.json', known());
    expect(await judge('bundles', root, signed.folder, signed.paths)).toEqual(ACCEPTED);
  });

  it('nothing can be read, as at the real one', async () => {
    const answer = await fetch(`${address.url}/api/v2/checkpoint`);
    expect([answer.status, await answer.json()]).toEqual([501, expect.objectContaining({ code: 12 })]);
  });
});

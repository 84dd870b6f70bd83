// Whole runs with `sigstore-instance: github`: Sigstore bundles without a log entry, which go to no index and tell nobody else.
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { parseStrictly } from '../../testbed/github-bundle.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { TUF_HOST, useGithubInstance } from '../../support/github-instance.ts';
import type { GithubInstanceHarness } from '../../support/github-instance.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(120_000);

const PUBLISH = 'https://docs.pypi.org/attestations/publish/v1';
const SLSA = 'https://slsa.dev/provenance/v1';
const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
const FILES = [SDIST, WHEEL];
const HOSTS = ['fulcio.githubapp.com', 'timestamp.githubapp.com', TUF_HOST];

let harness: RunHarness;
let github: GithubInstanceHarness;

beforeEach(async () => {
  harness = await startRunHarness();
  github = await useGithubInstance(harness);
});

afterEach(async () => {
  await Promise.all([harness.close(), github.close()]);
});

const run = (files: readonly MadeFile[], inputs: Readonly<Record<string, string>> = {}): Promise<EndedRun> =>
  harness.run(files, { ...github.inputs, ...inputs });

/** The files that a run left under names that end so, by name. */
function leftOf({ left }: EndedRun, ending: string): ReadonlyMap<string, string> {
  const found = [...left].filter(([path]) => path.endsWith(ending));
  return new Map(found.map(([path, text]) => [basename(path), text]));
}

/** The bundles of a run, as files beside the distributions of the next one. */
const besides = (ended: EndedRun, ending = '.sigstore.json'): readonly MadeFile[] =>
  [...leftOf(ended, ending)].map(([name, text]) => ({ name, bytes: Buffer.from(text, 'latin1') }));

/** What a bundle states, once the library that GitHub's own action signs with accepts it. */
function statementOf(json: string): { readonly subject: readonly object[]; readonly predicateType: string } {
  const bundle = bundleFromJSON(JSON.parse(json));
  const root = toTrustMaterial(TrustedRoot.fromJSON(harness.sigstore.unloggedRoot()));
  const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 1 };
  new Verifier(root, thresholds).verify(toSignedEntity(bundle));
  if (bundle.content.$case !== 'dsseEnvelope') throw new Error('there is no envelope');
  return JSON.parse(bundle.content.dsseEnvelope.payload.toString());
}

const logs = (): number => harness.sigstore.rekor1.requests.length + harness.sigstore.rekor2.requests.length;

const certificates = (): number => harness.sigstore.fulcio.certificates;

describe('a private repository', () => {
  it.each(['auto', 'keep'])(
    'publishes without attestations, keeps bundles and tells no one else: %s',
    async (mode) => {
      const ended = await run(FILES, { attestations: mode });
      expect([ended.failure, ended.report.result, ended.uploads]).toEqual([undefined, 'published', 2]);
      expect([github.hosts(), logs(), certificates()]).toEqual([HOSTS, 0, 1]);
      expect(github.hosts().filter((host) => /sigstore\.dev|sigstage\.dev/.test(host))).toEqual([]);
      expect(harness.index.files('demo').map(({ attestations }) => attestations ?? [])).toEqual([[], []]);
      const bundles = leftOf(ended, '.sigstore.json');
      expect([...bundles.keys()].toSorted()).toEqual(
        FILES.map(({ name }) => `${name}.sigstore.json`).toSorted(),
      );
      for (const { name } of FILES) {
        const json = bundles.get(`${name}.sigstore.json`) ?? '';
        expect(statementOf(json)).toMatchObject({
          subject: [{ name }],
          predicateType: PUBLISH,
          predicate: {},
        });
        expect(leftOf(ended, '.intoto.jsonl').get(`${name}.intoto.jsonl`)).toBe(`${json}\n`);
      }
      expect([...leftOf(ended, '.attestation').keys()]).toEqual([]);
      expect(ended.log).not.toContain('Public disclosure');
      expect(ended.summary).toContain("Sigstore: GitHub's instance, fulcio.githubapp.com");
      const rows: readonly { readonly attestations: readonly object[] }[] = JSON.parse(
        ended.outputs.get('files') ?? '[]',
      );
      for (const { attestations } of rows) {
        expect(attestations).toEqual([
          {
            predicateType: PUBLISH,
            path: expect.stringMatching(/\.sigstore\.json$/),
            rekorVersion: null,
            logIndex: null,
            logUrl: null,
            signedAt: expect.any(String),
            adopted: false,
          },
        ]);
      }
      expect(ended.outputs.get('attested')).toBe(String(mode === 'keep'));
      expect(ended.annotations).toMatch(/^Published .*, attestations kept, not uploaded\)/m);
      const why = 'no index accepts an attestation without a log entry';
      expect(ended.log.split('\n').filter((line) => line.includes(why))).toHaveLength(
        mode === 'keep' ? 0 : 1,
      );
      expect(ended.outputs.get('not-attested-because')?.includes(why)).toBe(mode === 'auto');
    },
  );

  it('fails in preflight where attestations are required, and in a plan too', async () => {
    for (const inputs of [{}, { 'dry-run': 'sign' }, { 'dry-run': 'plan' }]) {
      const ended = await run(FILES, { attestations: 'require', ...inputs });
      expect([ended.failure?.code, ended.uploads]).toEqual(['INPUT_INVALID', 0]);
      expect(ended.failure?.message).toContain("GitHub's Sigstore instance has no transparency log");
    }
    expect([github.hosts(), certificates()]).toEqual([[], 0]);
  });

  it('signs in a dry run, where nothing permanent is to be announced', async () => {
    const ended = await run(FILES, { 'dry-run': 'sign' });
    expect([ended.failure, ended.report.result, ended.uploads, logs()]).toEqual([undefined, 'dry-run', 0, 0]);
    expect(ended.outputs.get('attested')).toBe('true');
    expect(ended.log).not.toContain('permanently recorded');
  });

  it('gives each file the build provenance of the run too, by the same certificate', async () => {
    const ended = await run(FILES, { 'slsa-provenance': 'true', attestations: 'keep' });
    expect([ended.failure, certificates(), logs()]).toEqual([undefined, 1, 0]);
    const bundles = leftOf(ended, '.slsa.sigstore.json');
    expect([...bundles.values()].map((json) => statementOf(json).predicateType)).toEqual([SLSA, SLSA]);
  });

  it('stores the bundles with the repository, and in the artifact', async () => {
    const stored: object[] = [];
    const artifacts: (readonly string[])[] = [];
    harness.stores = {
      repositoryAttestations: { store: async (bundle) => stored.push(bundle) },
      artifacts: {
        store: async (_, __, paths) => ({
          id: artifacts.push(paths.map((path) => basename(path)).toSorted()),
        }),
        download: async () => undefined,
        remove: async () => {},
      },
    };
    // The stores answer in real time.
    harness.timeStandsStill = () => true;
    const ended = await run(FILES, {
      'dry-run': 'sign',
      'artifact-name': 'kept',
      'github-attestations': 'true',
      'github-token': 'ghs_token',
    });
    expect(ended.failure).toBeUndefined();
    expect(stored.map((bundle) => statementOf(JSON.stringify(bundle)).predicateType)).toEqual([
      PUBLISH,
      PUBLISH,
    ]);
    expect(stored.map((bundle) => parseStrictly(new Map([['bundle', bundle]])))).toEqual(
      stored.map((bundle) => ({ bundle })),
    );
    const names = FILES.flatMap(({ name }) => [`${name}.intoto.jsonl`, `${name}.sigstore.json`]);
    expect(artifacts).toEqual([names.toSorted()]);
    expect(JSON.parse(ended.json)).toMatchObject({
      kept: [
        { store: 'artifact', name: 'kept', kept: 2, error: null },
        { store: 'github-attestations', name: 'octo/demo', kept: 2, error: null },
      ],
    });
  });

  it('says in a plan what a run would do, and asks no one', async () => {
    const planned = await run(FILES, { 'dry-run': 'plan' });
    expect(planned.log).toContain(
      "A run would sign 2 files with GitHub's Sigstore instance, and keep the Sigstore bundles.",
    );
    expect(planned.log).toContain('whether the repository is private or internal');
    expect(planned.log).not.toContain('signing needs consent');
    expect([github.hosts(), certificates()]).toEqual([[], 0]);
  });
});

describe('a kept bundle', () => {
  it('is adopted by a second run, counted by a plan, and written where the run keeps its own', async () => {
    const first = await run(FILES, { 'dry-run': 'sign' });
    const planned = await run([...FILES, ...besides(first)], {
      'dry-run': 'plan',
    });
    expect(planned.log).toContain(
      "A run would adopt the attestations of 2 files with GitHub's Sigstore instance",
    );
    const second = await run([...FILES, ...besides(first)], { attestations: 'keep' });
    expect([second.failure, certificates(), second.uploads]).toEqual([undefined, 1, 2]);
    expect(second.report.files.map(({ attestations }) => attestations.map(({ adopted }) => adopted))).toEqual(
      [[true], [true]],
    );
    for (const { name, attestations } of second.report.files) {
      const [path = ''] = attestations.map((made) => made.path ?? '');
      expect(basename(path)).toBe(`${name}.sigstore.json`);
      expect(path).toContain('wheelseal-attestations');
      expect(second.left.get(path)).toBe(leftOf(first, '.sigstore.json').get(basename(path)));
    }
  });

  it('is signed anew where it does not fit, and the log says why', async () => {
    const first = await run([WHEEL], { 'dry-run': 'sign' });
    const [bundle] = besides(first);
    if (bundle === undefined) throw new Error('nothing was signed');
    const other = makeWheel({ name: 'demo', version: '1.0', files: { 'demo.py': 'other = 1\n' } });
    const cases: readonly (readonly [MadeFile, Uint8Array, Record<string, string>, string])[] = [
      [other, bundle.bytes, {}, 'subject SHA-256 digest'],
      [WHEEL, Buffer.from('{}'), {}, 'it is no Sigstore bundle'],
      [WHEEL, bundle.bytes, { sha: '2e'.repeat(20) }, "certificate's commit (.13)"],
    ];
    for (const [file, bytes, claims, reason] of cases) {
      const before = certificates();
      harness.sigstore.issuer.claims = { repository_visibility: 'private', ...claims };
      const ended = await run([file, { name: bundle.name, bytes: Buffer.from(bytes) }], {
        'dry-run': 'sign',
      });
      expect([ended.failure, certificates() - before]).toEqual([undefined, 1]);
      expect(ended.log).toContain('is not used, and the file is signed anew:');
      expect(ended.log).toContain(reason);
    }
  });

  it('of build provenance is of this run, or signed anew beside the adopted one', async () => {
    const both = { 'slsa-provenance': 'true', 'dry-run': 'sign' };
    const first = await run([WHEEL], both);
    harness.sigstore.issuer.claims = { repository_visibility: 'private', run_id: '43' };
    const again = await run([WHEEL, ...besides(first)], both);
    expect(again.report.files.map(({ attestations }) => attestations.map(({ adopted }) => adopted))).toEqual([
      [true, false],
    ]);
    expect(again.log).toContain('its build provenance is of workflow run 42, and this is run 43');
  });
});

describe("what GitHub's instance is not for", () => {
  it('is a public repository: nothing is signed or uploaded', async () => {
    harness.sigstore.issuer.claims = { repository_visibility: 'public' };
    const ended = await run(FILES);
    expect([ended.failure?.code, ended.uploads, github.hosts()]).toEqual(['IDENTITY_UNSUITABLE', 0, []]);
    expect(ended.failure?.message).toContain('octo/demo is public');
  });

  it('is an Enterprise Server', async () => {
    harness.environment = { GITHUB_SERVER_URL: 'https://ghe.example' };
    const ended = await run(FILES);
    expect([ended.failure?.code, github.hosts()]).toEqual(['INPUT_INVALID', []]);
    expect(ended.failure?.message).toContain('this job is on ghe.example');
  });

  it('is not ghe.com, where each tenant has its own', async () => {
    await github.close();
    github = await useGithubInstance(harness, 'octo-corp.ghe.com', 'octo-corp.trusted_root.json');
    harness.environment = { GITHUB_SERVER_URL: 'https://octo-corp.ghe.com' };
    const ended = await run(FILES, { attestations: 'keep', 'dry-run': 'sign' });
    expect(ended.failure).toBeUndefined();
    expect(github.hosts()).toEqual(['fulcio.octo-corp.ghe.com', 'timestamp.octo-corp.ghe.com', TUF_HOST]);
  });
});

describe('trust', () => {
  it('comes from a mirror, held against the same root', async () => {
    const ended = await run(FILES, { 'sigstore-tuf-url': github.tuf.url, 'dry-run': 'sign' });
    expect(ended.failure).toBeUndefined();
    expect(github.hosts()).toEqual(HOSTS.filter((host) => host !== TUF_HOST));
  });

  it('that does not verify signs nothing', async () => {
    github.tuf.expire('timestamp');
    const ended = await run(FILES);
    expect([ended.failure?.code, ended.uploads, certificates()]).toEqual(['TRUST_UNAVAILABLE', 0, 0]);
  });

  it('without a chain that is valid now signs nothing', async () => {
    const root = new Map<string, unknown>(Object.entries(harness.sigstore.unloggedRoot()));
    github.tuf.publish({ 'trusted_root.json': Object.fromEntries([...root, ['timestampAuthorities', []]]) });
    const ended = await run(FILES);
    expect([ended.failure?.code, ended.uploads, certificates()]).toEqual(['NO_SERVICE', 0, 0]);
    expect(ended.failure?.message).toContain('https://timestamp.githubapp.com/api/v1/timestamp');
  });
});

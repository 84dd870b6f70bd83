// Every wait for something outside ends when the run is cancelled, and nothing is sent afterwards: a row for each, with the files of
// src/ that wait there. Time stands still from the moment at which the wait begins: nothing but the cancellation can end it.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import type { HttpRequest } from '../../../src/ground/http.ts';
import { runAudit } from '../../support/audit-harness.ts';
import { provenanceOf } from '../../support/build-job.ts';
import { startPlantedIndex, type PlantedIndex } from '../../support/planted-index.ts';
import { startRunHarness, type RunHarness } from '../../support/run-harness.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { startGithubServices, type GithubServices } from '../../testbed/github-services.ts';
import { makeWheel, type MadeFile } from '../../testbed/make-distributions.ts';
import { startSignedIndex, type SignedIndex } from '../../testbed/signed-index.ts';
import { PUBLISHER } from '../../testbed/testbed.ts';

jest.setTimeout(20_000);

/** Milliseconds of real time in which a cancelled run ends. */
const SOON = 2000;
/** Milliseconds of a sleep that waits for someone; shorter ones let work set out together. */
const A_WAIT = 500;

const WHEEL = makeWheel({
  name: 'demo',
  version: '1.0',
  metadata: { Classifier: ['Programming Language :: Python'] },
});
const EARLIER = makeWheel({ name: 'demo', version: '1.0', tags: 'py2-none-any' });
const LAST = makeWheel({ name: 'demo', version: '0.9' });
const NEW = makeWheel({ name: 'new-one', version: '1.0' });

type Match = (method: string, path: string) => boolean;
interface Faulty {
  readonly requests: { readonly method: string; readonly path: string }[];
  readonly faults: {
    push(
      ...faults: {
        readonly match: Match;
        readonly kind: 'hang' | 'status' | 'lose-answer';
        readonly status?: number;
        readonly headers?: Record<string, string>;
        readonly body?: string;
        times?: number;
      }[]
    ): unknown;
    length: number;
  };
}
type Inputs = Readonly<Record<string, string>>;

interface Wait {
  readonly of: string;
  /** Files of src/ that wait there. */
  readonly in: readonly string[];
  readonly server: () => Faulty;
  /** Method and path of what is waited for. */
  readonly for: RegExp;
  /** Whether such a request is the one by now; the first one is where not given. */
  readonly since?: () => boolean;
  readonly inputs?: () => Inputs;
  readonly wheels?: readonly MadeFile[];
  readonly before?: () => Promise<void> | void;
  /** Seconds of the `Retry-After` after which it is sent again, a minute where not given; null where it is sent once. */
  readonly again?: number | null;
  /** It is answered, with this status where one is given, and a pause of ours follows. */
  readonly answered?: { readonly status?: number };
  /** What was asked for lasts: it has as long as the process has, whose connections are cut then. */
  readonly lasts?: boolean;
}

let harness: RunHarness;
let signed: SignedIndex;
let github: GithubServices;
let planted: PlantedIndex;

beforeAll(async () => {
  [harness, signed, github, planted] = await Promise.all([
    startRunHarness(),
    startSignedIndex(2),
    startGithubServices(),
    startPlantedIndex(),
  ]);
  await planted.plant({ version: '1.0', uploadedAt: '2026-01-01T00:00:00Z' });
  github.plant('wheelseal-audit', Buffer.from('no zip'), { ...github.run, id: 7 });
});

beforeEach(() => {
  const { issuer, fulcio, rekor1, rekor2, timestampAuthority, tuf } = harness.sigstore;
  const sigstore = [issuer, fulcio, rekor1, rekor2, timestampAuthority, tuf, planted.sigstore.tuf];
  for (const { faults, requests } of [
    ...sigstore,
    signed,
    github.service,
    github.attestations.blobs,
    planted.index,
  ]) {
    faults.length = 0;
    requests.length = 0;
  }
});

afterAll(async () => {
  await Promise.all([harness.close(), signed.close(), github.close(), planted.close()]);
});

const index = (): Faulty => harness.index;
const sigstore =
  (name: 'issuer' | 'fulcio' | 'rekor1' | 'rekor2' | 'timestampAuthority' | 'tuf') => (): Faulty =>
    harness.sigstore[name];
const uploaded = (): boolean => harness.index.uploads.length > 0;
const V2 = (): Inputs => ({ 'rekor-version': '2', attestations: 'keep' });
const UNSIGNED = (): Inputs => ({ attestations: 'never' });
const SIGNED_BY_INDEX = (): Inputs => ({
  ...UNSIGNED(),
  'index-tuf-url': signed.url,
  'index-tuf-root': signed.root.toString(),
});
const QUERIES = 'package-index/query/queries.ts';

/** A run that looks for build provenance of the wheel, which the store has at the address of another host. */
const STORED = (): Inputs => ({ 'slsa-provenance': 'github', 'github-token': github.token });
const storeProvenance = (): void => {
  harness.environment = { GITHUB_API_URL: github.service.url };
  const payload = Buffer.from(JSON.stringify(provenanceOf(WHEEL))).toString('base64');
  github.attestations.keep({ dsseEnvelope: { payload } }, { where: 'blobs' });
};

const RUNS: readonly Wait[] = [
  {
    of: 'the attestation store',
    in: ['github/rest.ts'],
    server: () => github.service,
    for: /^GET .*\/attestations\/sha256:/,
    inputs: STORED,
    before: storeProvenance,
    again: 10,
  },
  {
    of: 'a stored bundle',
    in: ['github/rest.ts'],
    server: () => github.attestations.blobs,
    for: /^GET \/bundle\//,
    inputs: STORED,
    before: storeProvenance,
    again: 10,
  },
  {
    of: 'the audience of Trusted Publishing',
    in: ['package-index/trusted-publishing/audience.ts'],
    server: index,
    for: /^GET \/_\/oidc\/audience/,
  },
  {
    of: 'the identity token',
    in: ['github/identity-token.ts'],
    server: sigstore('issuer'),
    for: /^GET /,
  },
  {
    of: 'the identity token for Sigstore',
    in: ['github/identity-token.ts'],
    server: sigstore('issuer'),
    for: /^GET .*audience=sigstore/,
  },
  {
    of: 'the upload token',
    in: ['package-index/trusted-publishing/trusted-publishing.ts'],
    server: index,
    for: /^POST \/_\/oidc\/.*mint-token/,
  },
  {
    of: 'the project page',
    in: [QUERIES],
    server: index,
    for: /^GET \/simple\/demo\//,
  },
  {
    of: 'the JSON API',
    in: [QUERIES],
    server: index,
    for: /^GET \/pypi\/demo\/.*json/,
    before: () => publishEarlier(),
  },
  {
    of: 'the provenance of an existing file',
    in: [QUERIES],
    server: index,
    for: /^GET \/integrity\//,
    before: () => publishEarlier(),
  },
  {
    of: 'the list of classifiers',
    in: [QUERIES],
    server: index,
    for: /^GET \/pypi\?.*list_classifiers/,
  },
  {
    of: 'a new project’s other spelling',
    in: [QUERIES],
    server: index,
    for: /^GET \/simple\/.*[A-Z_.].*\//,
    wheels: [NEW],
  },
  {
    of: 'metadata of Sigstore’s TUF repository',
    in: ['sigstore/trust/tuf-fetcher.ts'],
    server: sigstore('tuf'),
    for: /^GET .*timestamp\.json/,
  },
  {
    of: 'a target of Sigstore’s TUF repository',
    in: ['sigstore/trust/tuf-fetcher.ts'],
    server: sigstore('tuf'),
    for: /^GET \/targets\//,
  },
  {
    of: 'trust after a log was frozen',
    in: ['sigstore/trust/tuf-fetcher.ts'],
    server: sigstore('tuf'),
    for: /^GET .*timestamp\.json/,
    since: () => harness.sigstore.rekor2.requests.length > 0,
    inputs: V2,
    before: () =>
      void harness.sigstore.rekor2.faults.push({ match: () => true, kind: 'status', status: 405 }),
  },
  {
    of: 'the certificate',
    in: ['sigstore/clients/connection.ts', 'sigstore/clients/fulcio.ts'],
    server: sigstore('fulcio'),
    for: /^POST /,
  },
  {
    of: 'the timestamp',
    in: ['sigstore/clients/connection.ts', 'sigstore/clients/timestamp-authority.ts'],
    server: sigstore('timestampAuthority'),
    for: /^POST /,
    inputs: V2,
  },
  {
    of: 'the entry of Rekor v1',
    in: ['sigstore/clients/connection.ts', 'sigstore/clients/rekor-v1.ts'],
    server: sigstore('rekor1'),
    for: /^POST /,
    lasts: true,
  },
  {
    of: 'the entry that Rekor v1 has already',
    in: ['sigstore/clients/connection.ts', 'sigstore/clients/rekor-v1.ts'],
    server: sigstore('rekor1'),
    for: /^GET /,
    before: () =>
      void harness.sigstore.rekor1.faults.push({
        match: (method) => method === 'POST',
        kind: 'lose-answer',
        times: 1,
      }),
    lasts: true,
  },
  {
    of: 'the entry and its checkpoint of Rekor v2',
    in: ['sigstore/clients/connection.ts', 'sigstore/clients/rekor-v2.ts'],
    server: sigstore('rekor2'),
    for: /^POST /,
    inputs: V2,
    lasts: true,
  },
  {
    of: 'an upload',
    in: ['package-index/upload/upload.ts', 'ground/retry.ts'],
    server: index,
    for: /^POST \/legacy\//,
    lasts: true,
  },
  {
    of: 'whether the index has a file whose upload was not answered',
    in: [QUERIES],
    server: index,
    for: /^GET \/simple\/demo\//,
    since: () => harness.index.requests.some(({ path }) => path === '/legacy/'),
    before: () =>
      void harness.index.faults.push({
        match: (method, path) => method === 'POST' && path === '/legacy/',
        kind: 'lose-answer',
      }),
    again: null,
  },
  {
    of: 'the page with what was uploaded',
    in: [QUERIES],
    server: index,
    for: /^GET \/simple\/demo\//,
    since: uploaded,
  },
  {
    of: 'the release with what was uploaded',
    in: [QUERIES],
    server: index,
    for: /^GET \/pypi\/demo\/.*json/,
    since: uploaded,
  },
  {
    of: 'the provenance of what was uploaded',
    in: [QUERIES],
    server: index,
    for: /^GET \/integrity\//,
    since: uploaded,
  },
  {
    of: 'the index’s own TUF metadata, before',
    in: ['index-tuf/metadata-source.ts'],
    server: () => signed,
    for: /^GET \/.*timestamp\.json/,
    inputs: SIGNED_BY_INDEX,
    again: 10,
  },
  {
    of: 'the index’s own TUF metadata, after',
    in: ['index-tuf/metadata-source.ts'],
    server: () => signed,
    for: /^GET \/.*timestamp\.json/,
    since: uploaded,
    inputs: SIGNED_BY_INDEX,
    again: 10,
  },
  {
    of: 'a page that the index signs',
    in: ['stages/signed-pages.ts'],
    server: index,
    for: /^GET \/simple\/demo\//,
    since: () => signed.requests.some(({ path }) => path.includes('bins-')),
    inputs: () => ({ ...SIGNED_BY_INDEX(), 'index-tuf-target': '{project}' }),
    before: async () => {
      await publishEarlier();
      await signed.sign({ demo: Buffer.from('a page') });
    },
    again: null,
  },
  {
    of: 'the end of a file of the last release',
    in: ['package-index/query/file-parts.ts'],
    server: index,
    for: /^GET \/files\//,
    before: () => publishEarlier(LAST),
    again: null,
  },
  {
    of: 'another answer that a project does not exist',
    in: ['package-index/query/reachability.ts'],
    server: index,
    for: /^GET \/simple\/.*[A-Z_.].*\//,
    wheels: [NEW],
    answered: { status: 404 },
  },
  {
    of: 'another certificate after a refused token',
    in: ['sigstore/clients/fulcio.ts'],
    server: sigstore('fulcio'),
    for: /^POST /,
    answered: { status: 401 },
  },
  {
    of: 'the index to list what was uploaded',
    in: ['package-index/confirm/confirm.ts'],
    server: index,
    for: /^GET \/simple\/demo\//,
    since: uploaded,
    answered: { status: 404 },
  },
  {
    of: 'the index to sign for what was uploaded',
    in: ['index-tuf/watch.ts'],
    server: () => signed,
    for: /^GET \/.*timestamp\.json/,
    since: uploaded,
    inputs: SIGNED_BY_INDEX,
    answered: {},
  },
];

const ON_MAIN = () => ({
  GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/audit.yml@refs/heads/main',
  GITHUB_API_URL: github.service.url,
});

const AUDITS: readonly Wait[] = [
  {
    of: 'the list of artifacts',
    in: ['github/rest.ts'],
    server: () => github.service,
    for: /^GET .*\/artifacts\?/,
    again: 10,
  },
  {
    of: 'the artifact’s address',
    in: ['github/rest.ts'],
    server: () => github.service,
    for: /^GET .*\/artifacts\/\d+\/zip/,
    again: 10,
  },
  {
    of: 'the artifact',
    in: ['github/rest.ts'],
    server: () => github.service,
    for: /^GET \/blob\//,
    again: 10,
  },
  {
    of: 'the trusted root',
    in: ['sigstore/trust/tuf-fetcher.ts'],
    server: () => planted.sigstore.tuf,
    for: /^GET .*timestamp\.json/,
    inputs: () => ({
      'sigstore-trusted-root': '',
      'sigstore-tuf-url': planted.sigstore.tuf.url,
      'sigstore-tuf-root': planted.sigstore.tuf.rootJson.toString(),
    }),
  },
  { of: 'the project page', in: [QUERIES], server: () => planted.index, for: /^GET \/simple\/demo\// },
  { of: 'the provenance', in: [QUERIES], server: () => planted.index, for: /^GET \/integrity\// },
  {
    of: 'a file',
    in: ['package-index/query/download.ts'],
    server: () => planted.index,
    for: /^GET \/files\//,
    inputs: () => ({ download: 'true' }),
  },
];

/** Another wheel of the project, which is on the index then with its attestation. */
async function publishEarlier(wheel = EARLIER): Promise<void> {
  const { report } = await harness.run([wheel]);
  expect(report.result).toBe('published');
  harness.index.requests.length = 0;
}

/** A run that comes to a wait is cancelled there. */
interface Cancelled {
  /** Milliseconds from the cancellation to the end. */
  readonly took: number;
  /** What was sent in spite of it. */
  readonly sent: readonly string[];
}

/** @param begin starts the run, on a clock that stands still while it is said to */
async function cancelAt(
  { server, for: awaited, since = () => true, again, answered, lasts = false }: Wait,
  how: How,
  machine: {
    cancel(): void;
    requests(): number;
    sleeps(): readonly number[];
    cut(): Promise<void>;
  },
  begin: (stands: () => boolean, onRequest: (request: HttpRequest) => void) => Promise<unknown>,
): Promise<Cancelled> {
  let [struck, sleptBefore] = [0, 0];
  const match: Match = (method, path) => {
    const isIt = awaited.test(`${method} ${path}`) && since();
    if (isIt && struck === 0) sleptBefore = machine.sleeps().length;
    if (isIt) struck += 1;
    return isIt && !(how === 'answers' && answered?.status === undefined);
  };
  const faultOf = () => {
    if (how === 'hangs') return { kind: 'hang' } as const;
    if (how === 'answers') return { kind: 'status', status: answered?.status ?? 200 } as const;
    return { kind: 'status', status: 503, headers: { 'retry-after': String(again ?? 60) } } as const;
  };
  server().faults.push({
    match,
    ...faultOf(),
  });
  const sent: string[] = [];
  let cancelled = false;
  const ended = begin(
    () => struck > 0,
    ({ method, url, signal }) => {
      if (cancelled && signal?.aborted !== true) sent.push(`${method} ${url}`);
    },
  );
  let over = false;
  void ended.finally(() => (over = true));
  // Of a pause: the answer has come, and nothing is asked for meanwhile.
  const pauses = (): boolean =>
    machine.requests() === 0 &&
    machine
      .sleeps()
      .slice(sleptBefore)
      .some((each) => each >= A_WAIT);
  const waits = (): boolean => struck > 0 && (how === 'hangs' || pauses());
  while (!waits()) {
    if (over) throw new Error(`the run ended before it waited: ${JSON.stringify(await ended)}`);
    await nextTurn();
  }
  const began = performance.now();
  cancelled = true;
  machine.cancel();
  if (lasts && how === 'hangs') await machine.cut();
  await ended;
  return { took: performance.now() - began, sent };
}

type How = 'hangs' | 'asks to wait' | 'answers';

const howOf = ({ again, answered }: Wait): readonly How[] => {
  if (answered !== undefined) return ['answers'];
  return again === null ? ['hangs'] : ['hangs', 'asks to wait'];
};

const cases = (waits: readonly Wait[]): readonly (readonly [string, How, Wait])[] =>
  waits.flatMap((wait) => howOf(wait).map((how) => [wait.of, how, wait] as const));

const noting =
  (onRequest: (request: HttpRequest) => void) =>
  (request: HttpRequest): HttpRequest => {
    onRequest(request);
    return request;
  };

const reason = (): ActionError => new ActionError('CANCELLED', 'The run was cancelled (SIGTERM).', '');

describe('a run that is cancelled while it waits for', () => {
  it.each(cases(RUNS))('T24: %s ends where the server %s', async (_of, how, wait) => {
    await harness.restart({ publishers: [PUBLISHER, { ...PUBLISHER, project: 'new-one', pending: true }] });
    await wait.before?.();
    const cancellation = new AbortController();
    harness.cancelled = cancellation.signal;
    const { took, sent } = await cancelAt(
      wait,
      how,
      {
        cancel: () => cancellation.abort(reason()),
        requests: () => harness.requests(),
        sleeps: () => harness.sleeps(),
        cut: async () => harness.cut(),
      },
      async (stands, onRequest) => {
        harness.timeStandsStill = stands;
        harness.alter = noting(onRequest);
        const { report } = await harness.run(wait.wheels ?? [WHEEL], wait.inputs?.());
        expect([report.result, report.exitCode]).toEqual(['cancelled', 1]);
        return report.failure;
      },
    );
    expect({ sent, soon: took < SOON || took }).toEqual({ sent: [], soon: true });
  });
});

describe('an audit that is cancelled while it waits for', () => {
  it.each(cases(AUDITS))('T24: %s ends where the server %s', async (_of, how, wait) => {
    const cancellation = new AbortController();
    let stands = (): boolean => false;
    let [requests, sleeps] = [(): number => 0, (): readonly number[] => []];
    const clock = (underWay: () => number) => {
      requests = underWay;
      const made = virtualClock(new Date(), () => underWay() > 0 || stands());
      sleeps = () => made.sleeps;
      return made;
    };
    const { took, sent } = await cancelAt(
      wait,
      how,
      {
        cancel: () => cancellation.abort(reason()),
        requests: () => requests(),
        sleeps: () => sleeps(),
        cut: async () => undefined,
      },
      async (standsStill, onRequest) => {
        stands = standsStill;
        const { report } = await runAudit(
          planted,
          { 'github-token': github.token, ...wait.inputs?.() },
          { environment: ON_MAIN(), clock, cancelled: cancellation.signal, alter: noting(onRequest) },
        );
        expect([report.exitCode, report.errors[0]?.title]).toEqual([1, 'Run cancelled']);
      },
    );
    expect({ sent, soon: took < SOON || took }).toEqual({ sent: [], soon: true });
  });
});

/** GitHub's stores, whose clients take no signal. */
describe('a run that is cancelled while a store is asked', () => {
  const wheels = ['py2', 'py3', 'py35', 'py36', 'py37'].map((tag) =>
    makeWheel({ name: 'demo', version: '1.0', tags: `${tag}-none-any` }),
  );

  async function cancelledBy(
    inputs: Inputs,
    storesOf: (cancel: () => void) => RunHarness['stores'],
  ): Promise<string> {
    await harness.restart();
    const cancellation = new AbortController();
    harness.cancelled = cancellation.signal;
    harness.timeStandsStill = () => cancellation.signal.aborted;
    harness.stores = storesOf(() => cancellation.abort(reason()));
    return (await harness.run(wheels, inputs)).report.result;
  }

  it('T24: waits for no artifact of an earlier attempt', async () => {
    let began = Infinity;
    const result = await cancelledBy({ 'artifact-name': 'kept' }, (cancel) => ({
      artifacts: {
        store: () => Promise.resolve({ id: 1 }),
        remove: () => Promise.resolve(),
        download: () => {
          began = performance.now();
          setImmediate(cancel);
          return new Promise(() => {});
        },
      },
    }));
    expect([result, performance.now() - began < SOON]).toEqual(['cancelled', true]);
    expect(harness.index.uploads).toEqual([]);
  });

  it('T24: does not find out why a store failed', async () => {
    let onRequest = (): void => {};
    const silent = createServer(() => onRequest());
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    let began = Infinity;
    harness.environment = { ACTIONS_RESULTS_URL: 'https://results.example/' };
    try {
      const result = await cancelledBy({ 'artifact-name': 'kept' }, (cancel) => {
        onRequest = () => {
          began = performance.now();
          cancel();
        };
        harness.alter = (request) => {
          if (request.url !== 'https://results.example/') return request;
          return { ...request, url: `http://127.0.0.1:${Object(silent.address()).port}/` };
        };
        const broken = (): Promise<never> => Promise.reject(new Error('broken'));
        return { artifacts: { store: broken, remove: broken, download: async () => undefined } };
      });
      expect([result, performance.now() - began < SOON]).toEqual(['cancelled', true]);
    } finally {
      harness.environment = {};
      silent.closeAllConnections();
      silent.close();
    }
  });

  it('T24: stores no attestation besides those under way', async () => {
    let stored = 0;
    const store = async (cancel: () => void): Promise<number> => {
      stored += 1;
      // All that may be under way at once has begun by then.
      await new Promise((resolve) => setImmediate(resolve));
      cancel();
      return stored;
    };
    const inputs = { 'github-attestations': 'true', 'github-token': 'ghs_0123456789abcdef' };
    const result = await cancelledBy(inputs, (cancel) => ({
      repositoryAttestations: { store: () => store(cancel) },
    }));
    expect([result, stored]).toEqual(['cancelled', 4]);
  });
});

/** What waits inside of the rows. */
const MECHANISMS = [
  'ground/request.ts',
  'ground/retry.ts',
  'ground/throttle.ts',
  'ground/within-time.ts',
  'package-index/bounded-requests.ts',
  'audit/remembered-answers.ts',
];
/** What waits for work of this process alone; what keeps the report growing ends with the run. */
const INSIDE = ['sigstore/sign/batcher.ts', 'report/growing-report.ts', 'ground/heartbeat.ts'];
/** Services whose clients are GitHub's: `e2e/cancelled-stores.test.ts`. */
const STORES = ['stages/store-attestations.ts', 'github/store-failure.ts'];

describe('the list', () => {
  it('has every file of src/ that waits for something outside', () => {
    const folder = new URL('../../../src/', import.meta.url);
    const waiting = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.startsWith('platform'))
      .filter((path) =>
        /\b(?:requestWithRetry|http\.request|connection\.call|clock\.sleep)\(/.test(
          readFileSync(new URL(path, folder), 'utf8'),
        ),
      )
      .map((path) => path.replaceAll('\\', '/'));
    const listed = [...RUNS, ...AUDITS].flatMap((wait) => wait.in);
    const known = new Set([...listed, ...MECHANISMS, ...INSIDE, ...STORES]);
    expect(waiting.toSorted()).toEqual([...known].toSorted());
  });
});

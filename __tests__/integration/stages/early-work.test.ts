// What a run begins before it is certain to need it: that it makes runs short, and that nobody hears of what was not needed.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { FileContent, Files } from '../../../src/platform/files.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { longestChain, recordRequests } from '../../support/request-chain.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const FILES = [makeWheel({ name: 'demo', version: '1.0' }), makeSdist({ name: 'demo', version: '1.0' })];
/** Milliseconds for every answer: what waits for what is seen by it. */
const LATENCY = 40;
const NO_TOKEN = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

beforeEach(async () => {
  await harness.restart();
  harness.environment = {};
});

afterAll(async () => harness.close());

const requests = (path: string | RegExp): number =>
  harness.index.requests.filter((request) =>
    typeof path === 'string' ? request.path === path : path.test(request.path),
  ).length;
const tokens = (): Record<string, number> => ({ ...harness.sigstore.issuer.counts });

describe('a release of two files', () => {
  it('waits for at most 14 requests one after the other', async () => {
    const latency = Object.fromEntries(
      ['issuer', 'fulcio', 'rekor1', 'rekor2', 'timestampAuthority', 'tuf'].map((name) => [name, LATENCY]),
    );
    const far = await startRunHarness({ sigstore: { latency }, index: { latencyMs: LATENCY } });
    try {
      let run: EndedRun | undefined;
      const seen = await recordRequests(async () => {
        run = await far.run(FILES);
      });
      expect([run?.failure, run?.report.result]).toEqual([undefined, 'published']);
      expect(longestChain(seen).map(({ what }) => what).length).toBeLessThanOrEqual(14);
      const toTuf = seen.filter(({ connection }) =>
        connection.startsWith(new URL(far.sigstore.tuf.url).port),
      );
      expect(toTuf).toHaveLength(6);
      expect(new Set(toTuf.map(({ connection }) => connection)).size).toBe(1);
    } finally {
      await far.close();
    }
  });

  it('asks for the audience once, and exchanges the token that shows the claims', async () => {
    const before = tokens();
    const run = await harness.run(FILES);
    expect(run.failure).toBeUndefined();
    const given = Object.entries(tokens()).map(([audience, count]) => [
      audience,
      count - (before[audience] ?? 0),
    ]);
    expect(Object.fromEntries(given)).toEqual({ 'testbed-index': 1, sigstore: 1 });
    expect([requests('/_/oidc/audience'), requests('/_/oidc/mint-token')]).toEqual([1, 1]);
  });

  it('reads the page of its project once before the upload, and afresh once after it', async () => {
    await harness.run(FILES);
    expect(requests('/simple/demo/')).toBe(2);
  });
});

describe('a run whose files are all published', () => {
  it('needs no id-token, and says nothing of it', async () => {
    await harness.run(FILES);
    harness.environment = NO_TOKEN;
    const { report, failure, log, annotations } = await harness.run(FILES);
    expect([report.exitCode, report.result, failure]).toEqual([0, 'already-published', undefined]);
    expect(`${log}${annotations}`).not.toContain('id-token');
  });

  it('needs no issuer that answers, and does not wait for it', async () => {
    await harness.run(FILES);
    const { issuer } = harness.sigstore;
    issuer.faults.push({ kind: 'status', status: 503, match: () => true });
    try {
      const { report, seconds } = await harness.run(FILES);
      expect([report.exitCode, report.result]).toEqual([0, 'already-published']);
      expect(seconds).toBeLessThan(60);
    } finally {
      issuer.faults.length = 0;
    }
  });

  it('needs no Trusted Publishing of the index', async () => {
    await harness.run(FILES);
    harness.index.faults.push({
      kind: 'status',
      status: 404,
      match: (_, path) => path.startsWith('/_/oidc/'),
    });
    const { report } = await harness.run(FILES);
    expect([report.exitCode, report.result]).toEqual([0, 'already-published']);
  });

  it('contacts no signing service, and needs none', async () => {
    await harness.run(FILES);
    const { tuf, fulcio } = harness.sigstore;
    for (const { faults } of [tuf, fulcio]) faults.push({ kind: 'reset', match: () => true });
    const before = [tuf.requests.length, fulcio.requests.length];
    try {
      const { report } = await harness.run(FILES);
      expect([report.exitCode, report.result]).toEqual([0, 'already-published']);
      expect([tuf.requests.length, fulcio.requests.length]).toEqual(before);
    } finally {
      for (const { faults } of [tuf, fulcio]) faults.length = 0;
    }
  });
});

describe('what was begun early and is needed', () => {
  it('fails the run: the identity', async () => {
    harness.environment = NO_TOKEN;
    const { failure, report } = await harness.run(FILES);
    expect([failure?.code, report.exitCode]).toEqual(['IDENTITY_UNAVAILABLE', 1]);
  });

  it('fails the run: trust, before anything is signed', async () => {
    const { tuf } = harness.sigstore;
    tuf.faults.push({ kind: 'reset', match: () => true });
    try {
      const { failure, entries, uploads } = await harness.run(FILES);
      expect([failure?.code, entries, uploads]).toEqual(['TRUST_UNAVAILABLE', 0, 0]);
    } finally {
      tuf.faults.length = 0;
    }
  });
});

describe('a plan', () => {
  it('requests no token, and contacts no signing service', async () => {
    const { tuf, issuer } = harness.sigstore;
    const before = [tuf.requests.length, issuer.requests.length];
    const { report } = await harness.run(FILES, { 'dry-run': 'plan' });
    expect([report.exitCode, report.result]).toEqual([0, 'plan']);
    expect([tuf.requests.length, issuer.requests.length]).toEqual(before);
  });
});

/** A wheel with a member so large that it is read by itself. */
const LARGE = makeWheel({
  name: 'demo',
  version: '2.0',
  files: { 'demo/data.bin': randomBytes(1_200_000) },
  compression: 'stored',
});

/** Stands where a member was read to its end. */
function atMemberEnd(ended: () => Promise<void> | void): (files: Files) => Files {
  const watched = (content: FileContent): FileContent => ({
    size: content.size,
    read: async (position, length) => content.read(position, length),
    close: async () => content.close(),
    chunks: async function* (lifetime, part) {
      yield* content.chunks(lifetime, part);
      if (part !== undefined) await ended();
    },
  });
  return (files) => ({ ...files, open: async (path) => watched(await files.open(path)) });
}

/** What something waits for; an error where two wait for each other. */
function held(deadlock: string): { readonly promise: Promise<void>; readonly resolve: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(deadlock)), 20_000);
  return { promise: promise.finally(() => clearTimeout(timer)), resolve };
}

describe('members are read', () => {
  it('while the run waits for its identity, which comes only then', async () => {
    const read = held('the run waits with the members for its identity');
    harness.watch = atMemberEnd(() => read.resolve());
    harness.alter = async (request) => {
      if (request.url.startsWith(harness.sigstore.issuer.url)) await read.promise;
      return request;
    };
    const { failure, report } = await harness.run([LARGE]);
    expect([failure, report.result]).toEqual([undefined, 'published']);
  });

  it('while trust is fetched, and to their end before a token for Sigstore or the index is requested', async () => {
    const order: string[] = [];
    const target = held('the run waits with trust for the members');
    harness.watch = atMemberEnd(async () => {
      await target.promise;
      order.push('members read');
    });
    harness.alter = (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname.includes('trusted_root')) target.resolve();
      if (searchParams.get('audience') === 'sigstore' || pathname === '/_/oidc/mint-token')
        order.push('token requested');
      return request;
    };
    const { failure } = await harness.run([LARGE]);
    expect([failure, order]).toEqual([undefined, ['members read', 'token requested', 'token requested']]);
  });
});

it('no upload token is obtained, and none for Sigstore requested, for a file with a damaged member', async () => {
  const [wheel, sdist] = [
    makeWheel({ name: 'demo', version: '1.0', compression: 'stored' }),
    makeSdist({ name: 'demo', version: '1.0' }),
  ];
  const bytes = Buffer.from(wheel.bytes);
  const place = bytes.indexOf("name = 'demo'");
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  const before = tokens();
  const { failure } = await harness.run([{ ...wheel, bytes }, sdist]);
  expect(failure?.code).toBe('DISTRIBUTION_INVALID');
  expect(requests('/_/oidc/mint-token')).toBe(0);
  expect(tokens()['sigstore']).toBe(before['sigstore']);
});

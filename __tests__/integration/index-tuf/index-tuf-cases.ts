// What the check says of a repository in RSTUF's layout, for each thing that can be wrong with it. The same cases are
// run against repositories of this testbed and, in interop, against python-tuf's.
import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import { bytesToDigest } from '../../../src/index-tuf/digests.ts';
import { RefusedMetadata } from '../../../src/index-tuf/failure.ts';
import type { JudgedFile } from '../../../src/index-tuf/judge-files.ts';
import { metadataAt } from '../../../src/index-tuf/metadata-source.ts';
import { TrustedMetadata } from '../../../src/index-tuf/trusted-metadata.ts';
import type { IndexTufOutcome } from '../../../src/index-tuf/verdict.ts';
import { watch } from '../../../src/index-tuf/watch.ts';
import type { Clock } from '../../../src/ground/clock.ts';
import { createHttp } from '../../../src/platform/undici-http.ts';
import { entryOf, startSignedIndex } from '../../testbed/signed-index.ts';
import type { RepositoryMaker, SignedIndex } from '../../testbed/signed-index.ts';
import { SILENT } from '../../support/virtual-platform.ts';

export const NAME = 'demo-1.0-py3-none-any.whl';
export const BYTES = Buffer.from('the bytes of a wheel');
const OTHER = Buffer.from('the bytes of a whale');
const BITS = 2;

export function fileNamed(name: string, bytes: Buffer = BYTES): JudgedFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const distribution = { name, project: 'demo', version: '1.0', sha256 };
  return { distribution, bytes: bytesToDigest(bytes) };
}

const http = createHttp({ environment: {}, userAgent: 'wheelseal/test', log: { debug: () => undefined } });

/** A clock that sleeps in no time; at `due` milliseconds something happens. */
function clockWith(due = Infinity, act: () => Promise<void> = async () => undefined): Clock {
  let now = 0;
  let done = false;
  return {
    now: () => new Date(now),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      now += milliseconds;
      if (now < due || done) return;
      done = true;
      await act();
    },
  };
}

/** A client that was started once, and what it sees whenever it looks. */
export interface TestClient {
  look(files?: readonly JudgedFile[], seconds?: number): Promise<IndexTufOutcome>;
}

export function clientOf(
  { url, root }: Pick<SignedIndex, 'url' | 'root'>,
  clock: Clock = clockWith(),
  template = '{filename}',
): TestClient {
  const metadata = new TrustedMetadata(root);
  const readMetadata = metadataAt(url, { http, clock, runner: SILENT });
  return {
    look: async (files = [fileNamed(NAME)], seconds = 0) => {
      const until = new Date(clock.now().getTime() + seconds * 1000);
      const judging = { template, readMetadata, readPage: async () => 'there are no pages here' };
      return watch(files, metadata, judging, { until, clock, signal: new AbortController().signal });
    },
  };
}

const verdictOf = ({ files }: IndexTufOutcome, name = NAME): string | undefined => files.get(name)?.verdict;

/** What a case has at hand: a repository, the bin of the file, and the newest version of a role. */
interface Scene {
  readonly index: SignedIndex;
  readonly bin: string;
  readonly newest: (role: string) => string;
  readonly createMaker: () => RepositoryMaker;
}

/** One thing that can be wrong with a repository, and what is said of it. */
export interface Case {
  readonly title: string;
  /** Makes a repository, spoils it, and expects the verdict. */
  readonly expectVerdict: (createMaker: () => RepositoryMaker) => Promise<void>;
}

export const CASES: Case[] = [];

function addCase(title: string, expectIn: (scene: Scene) => Promise<void>): void {
  const expectVerdict = async (createMaker: () => RepositoryMaker): Promise<void> => {
    const index = await startSignedIndex(BITS, createMaker());
    const newest = (role: string): string => {
      const versions = [...index.files.keys()].flatMap((name) => {
        const [version = '', ...rest] = name.split('.');
        return rest.join('.') === `${role}.json` ? [Number(version)] : [];
      });
      return `${Math.max(...versions)}.${role}.json`;
    };
    try {
      await expectIn({ index, bin: index.binOf(NAME), newest, createMaker });
    } finally {
      await index.close();
    }
  };
  CASES.push({ title, expectVerdict });
}

function flipped(_match: string, before: string, digit: string): string {
  return before + (digit === '0' ? '1' : '0');
}

/** Bytes that do not compress. */
const random = createHash('shake256', { outputLength: 100_000 }).update('noise').digest();

addCase('signed: the very bytes, in the bin of its path', async ({ index, bin }) => {
  await index.sign({ [NAME]: BYTES });
  const outcome = await clientOf(index).look();
  expect(outcome).toMatchObject({ status: 'signed', versions: { root: 1, timestamp: 2, snapshot: 2 } });
  expect(outcome.files.get(NAME)).toMatchObject({ target: NAME, role: bin, because: '' });
});

addCase('not yet: absent, or removed', async ({ index }) => {
  expect((await clientOf(index).look()).status).toBe('not-yet');
  await index.sign({ [NAME]: BYTES });
  const client = clientOf(index);
  expect((await client.look()).status).toBe('signed');
  await index.carryOut({ do: 'remove', targets: [NAME] });
  expect((await client.look()).status).toBe('not-yet');
});

addCase('signed: a file that is late by 20 s, within the wait', async ({ index }) => {
  const clock = clockWith(20_000, () => index.sign({ [NAME]: BYTES }));
  const outcome = await clientOf(index, clock).look([fileNamed(NAME)], 120);
  expect(outcome.status).toBe('signed');
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(20_000);
  expect(clock.now().getTime()).toBeLessThan(40_000);
});

addCase('not yet: when time is up, to the second', async ({ index }) => {
  const clock = clockWith();
  expect((await clientOf(index, clock).look([fileNamed(NAME)], 50)).status).toBe('not-yet');
  expect(clock.now().getTime()).toBe(50_000);
});

for (const [what, entry] of [
  ['other bytes', entryOf(OTHER)],
  ['another length', { ...entryOf(BYTES), length: BYTES.length + 1 }],
] as const) {
  addCase(`mismatch: ${what}, at the first look`, async ({ index }) => {
    await index.sign({ [NAME]: entry });
    const clock = clockWith();
    const outcome = await clientOf(index, clock).look([fileNamed(NAME), fileNamed('late.whl')], 120);
    expect([outcome.status, verdictOf(outcome), clock.now().getTime()]).toEqual(['mismatch', 'mismatch', 0]);
    expect(outcome.files.get(NAME)?.because).toContain(`there ${entry.length} bytes, sha256`);
  });
}

addCase('unsupported: hashes that nobody knows here', async ({ index }) => {
  await index.sign({ [NAME]: { length: BYTES.length, hashes: { crc32: 'abcdef' } } });
  expect((await clientOf(index).look()).status).toBe('unsupported');
});

for (const role of ['timestamp', 'snapshot', 'targets', 'bin']) {
  addCase(`refused: expired ${role}`, async ({ index, bin }) => {
    await index.carryOut({ do: 'expire', role: role === 'bin' ? bin : role });
    const clock = clockWith();
    const { status, error } = await clientOf(index, clock).look([fileNamed(NAME)], 120);
    expect(status).toBe('refused');
    expect(error).toMatchObject({ reason: 'expired' });
    expect(clock.now().getTime()).toBe(0);
  });
}

for (const role of ['timestamp.json', 'snapshot', 'bin']) {
  addCase(`refused: a changed ${role}`, async ({ index, bin, newest }) => {
    await index.sign({ [NAME]: BYTES });
    const file = role === 'timestamp.json' ? role : newest(role === 'bin' ? bin : role);
    const text = index.files.get(file)?.toString() ?? '';
    // The sixth character of a signature, so that it stays JSON.
    index.files.set(file, Buffer.from(text.replace(/("sig": ?"[0-9a-f]{5})([0-9a-f])/, flipped)));
    const { status, error } = await clientOf(index).look();
    expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'signature' })]);
  });
}

addCase('refused: what is no JSON', async ({ index }) => {
  index.files.set('timestamp.json', Buffer.from('<html>'));
  const { status, error } = await clientOf(index).look();
  expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'malformed' })]);
});

addCase('refused: going back, once a later version was seen', async ({ index }) => {
  const before = new Map(index.files);
  await index.sign({ [NAME]: BYTES });
  const client = clientOf(index);
  expect((await client.look()).status).toBe('signed');
  for (const [name, bytes] of before) index.files.set(name, bytes);
  const { status, error } = await client.look();
  expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'rollback' })]);
});

addCase(
  'refused: a bin that goes back, which only who saw the later one can tell',
  async ({ index, bin }) => {
    await index.sign({ [NAME]: BYTES });
    const client = clientOf(index);
    expect((await client.look()).status).toBe('signed');
    await index.carryOut({ do: 'pin', role: bin, version: 1 });
    const { status, error } = await client.look();
    expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'rollback' })]);
    expect((await clientOf(index).look()).status).toBe('not-yet');
  },
);

addCase('refused: a bin under the name of a later version', async ({ index, bin, newest }) => {
  const old = index.files.get(newest(bin)) ?? Buffer.of();
  await index.sign({ [NAME]: BYTES });
  index.files.set(newest(bin), old);
  const { status, error } = await clientOf(index).look();
  expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'rollback' })]);
});

addCase('refused: a bin that the snapshot does not list', async ({ index, bin }) => {
  await index.carryOut({ do: 'omit', role: bin });
  const { status, error } = await clientOf(index).look();
  expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'malformed' })]);
});

addCase('refused: a snapshot without a bin that the last one had', async ({ index, bin }) => {
  const client = clientOf(index);
  expect((await client.look()).status).toBe('not-yet');
  await index.carryOut({ do: 'omit', role: bin });
  expect((await client.look()).status).toBe('refused');
});

for (const encoding of ['plain', 'gzip']) {
  addCase(`refused: a snapshot over the limit, ${encoding}`, async ({ index, newest }) => {
    index.files.set(newest('snapshot'), Buffer.alloc(2_000_001, ' '));
    if (encoding === 'plain') index.files.set(newest('snapshot'), Buffer.alloc(2_000_001, random));
    const { status, error } = await clientOf(index).look();
    expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'too large' })]);
  });
}

addCase('signed: a cached bin serves where the served one was changed', async ({ index, bin, newest }) => {
  await index.sign({ [NAME]: BYTES });
  const client = clientOf(index);
  await client.look();
  index.tamper(newest(bin));
  expect((await client.look()).status).toBe('signed');
  expect((await clientOf(index).look()).status).toBe('refused');
});

addCase(
  'waits for a bin that is not there yet, and for a server that is not',
  async ({ index, bin, newest }) => {
    await index.sign({ [NAME]: BYTES });
    const file = newest(bin);
    const bytes = index.files.get(file) ?? Buffer.of();
    index.files.delete(file);
    expect((await clientOf(index).look()).status).toBe('unreachable');
    const clock = clockWith(5000, async () => void index.files.set(file, bytes));
    expect((await clientOf(index, clock).look([fileNamed(NAME)], 60)).status).toBe('signed');
    index.faults.push({ match: () => true, kind: 'status', status: 503, times: 7 });
    expect((await clientOf(index).look([fileNamed(NAME)], 60)).status).toBe('signed');
  },
);

addCase('looks again at once where a bin was replaced while it was read', async ({ index, bin }) => {
  await index.sign({ [NAME]: BYTES });
  index.faults.push({ match: (_method, path) => path.includes(bin), kind: 'garbage', times: 1 });
  const clock = clockWith();
  expect((await clientOf(index, clock).look()).status).toBe('signed');
  expect(clock.now().getTime()).toBe(0);
});

addCase('unreachable: a port that was closed, before and after the first look', async ({ index }) => {
  const client = clientOf(index);
  expect((await client.look()).status).toBe('not-yet');
  await index.close();
  const { status, error } = await client.look();
  expect([status, error?.message]).toEqual([
    'unreachable',
    expect.stringContaining('connection was refused'),
  ]);
  expect((await clientOf(index).look()).status).toBe('unreachable');
});

addCase('unreachable: no repository there', async ({ index }) => {
  index.files.clear();
  const { status, error } = await clientOf(index).look();
  expect([status, error?.message]).toEqual(['unreachable', 'the repository has no timestamp.json']);
});

addCase('unreachable: a redirect, which is not followed', async ({ index }) => {
  const headers = { location: 'https://elsewhere.example/' };
  index.faults.push({ match: () => true, kind: 'status', status: 302, headers });
  const { status, error } = await clientOf(index).look();
  expect([status, error?.message]).toEqual(['unreachable', expect.stringContaining('answered 302')]);
});

addCase('obeys Retry-After within the wait, and gives up where it is longer', async ({ index }) => {
  const headers = { 'retry-after': '40' };
  const busy = { match: () => true, kind: 'status', status: 429, headers, times: 1 } as const;
  await index.sign({ [NAME]: BYTES });
  index.faults.push({ ...busy });
  const clock = clockWith();
  expect((await clientOf(index, clock).look([fileNamed(NAME)], 60)).status).toBe('signed');
  expect(clock.now().getTime()).toBe(40_000);
  index.faults.push({ ...busy });
  const impatient = clockWith();
  expect((await clientOf(index, impatient).look([fileNamed(NAME)], 30)).status).toBe('unreachable');
  expect(impatient.now().getTime()).toBe(0);
});

addCase('follows new roots, and refuses one that the last did not sign', async ({ index, createMaker }) => {
  await index.carryOut({ do: 'rotate' });
  await index.sign({ [NAME]: BYTES });
  const client = clientOf(index);
  expect(await client.look()).toMatchObject({ status: 'signed', versions: { root: 2 } });
  await client.look();
  // Where it got to is where it goes on.
  expect(index.requests.filter(({ path }) => path === '/2.root.json')).toHaveLength(1);
  const other = await startSignedIndex(1, createMaker());
  await other.carryOut({ do: 'rotate' });
  await other.carryOut({ do: 'rotate' });
  index.files.set('3.root.json', other.files.get('3.root.json') ?? Buffer.of());
  await other.close();
  const { status, error } = await client.look();
  expect([status, error]).toEqual(['refused', expect.objectContaining({ reason: 'signature' })]);
});

addCase(
  'takes no root with one of two signatures, and none that is no TUF, before any request',
  async ({ index }) => {
    const [half = ''] = Object.values(await index.made({ do: 'half-sign-root' }));
    for (const root of [half, '{}', '<html>']) {
      const start = (): unknown => clientOf({ url: index.url, root: Buffer.from(root) });
      expect(start).toThrow(RefusedMetadata);
    }
    expect(index.requests).toEqual([]);
  },
);

addCase(
  'takes 403 for a root that does not exist, as a store without listing rights answers',
  async ({ index }) => {
    await index.sign({ [NAME]: BYTES });
    index.faults.push({
      match: (_method, path) => path.endsWith('/2.root.json'),
      kind: 'status',
      status: 403,
    });
    expect((await clientOf(index).look()).status).toBe('signed');
  },
);

addCase('unreachable: 403 for a file that must exist', async ({ index }) => {
  await index.sign({ [NAME]: BYTES });
  index.faults.push({
    match: (_method, path) => path.endsWith('/timestamp.json'),
    kind: 'status',
    status: 403,
  });
  expect((await clientOf(index).look()).status).toBe('unreachable');
});

addCase('signed: after two faults in a row, and unreachable after three', async ({ index }) => {
  await index.sign({ [NAME]: BYTES });
  const match = (_method: string, path: string): boolean => path.endsWith('/timestamp.json');
  index.faults.push({ match, kind: 'status', status: 503, times: 2 });
  expect((await clientOf(index).look()).status).toBe('signed');
  index.faults.push({ match, kind: 'status', status: 503, times: 3 });
  expect((await clientOf(index).look()).status).toBe('unreachable');
});

addCase('asks five things at first, and two where nothing is new', async ({ index, bin }) => {
  await index.sign({ [NAME]: BYTES });
  const client = clientOf(index);
  await client.look();
  const paths = index.requests.splice(0).map(({ path }) => path);
  const { versions } = await client.look();
  expect(paths).toEqual([
    '/2.root.json',
    '/timestamp.json',
    `/${versions?.snapshot}.snapshot.json`,
    '/1.targets.json',
    `/2.${bin}.json`,
  ]);
  expect(index.requests.map(({ path }) => path)).toEqual(['/2.root.json', '/timestamp.json']);
});

addCase('asks for a bin once, however many files it has', async ({ index }) => {
  const files = Array.from({ length: 40 }, (_, number) => `demo-${number}.whl`);
  await index.sign(Object.fromEntries(files.map((name) => [name, BYTES])));
  expect((await clientOf(index).look(files.map((name) => fileNamed(name)))).status).toBe('signed');
  expect(index.requests).toHaveLength(4 + 2 ** BITS);
});

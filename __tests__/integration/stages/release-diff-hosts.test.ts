// Hosts that answer oddly when parts of files are requested: no run fails or downloads a file, and nothing else is said than what is known.
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startRunHarness, type EndedRun, type RunHarness } from '../../support/run-harness.ts';
import { makeWheel, type MadeFile, type WheelSource } from '../../testbed/make-distributions.ts';

jest.setTimeout(60_000);

const MODULE = { 'demo/__init__.py': 'x = 1\n' };
const PLAN = { 'dry-run': 'plan' };
const OPTIONS = { apiTokens: { 'pypi-token': { user: '__token__' as const } } };
const wheel = (version: string, source: Omit<WheelSource, 'name' | 'version'> = {}): MadeFile =>
  makeWheel({ name: 'demo', version, files: MODULE, ...source });
/** With a member and a dependency that are new. */
const NEXT = wheel('1.1', {
  files: { ...MODULE, 'x.pth': 'import os' },
  metadata: { 'Requires-Dist': 'evil' },
});

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness({ index: OPTIONS });
});
beforeEach(async () => harness.restart(OPTIONS));
afterAll(async () => harness.close());

async function published(...files: readonly MadeFile[]): Promise<void> {
  const { report } = await harness.run(files, { password: 'pypi-token', attestations: 'never' });
  expect(report.result).toBe('published');
  harness.index.requests.length = 0;
}

interface OddAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

/** What the host answers from here on to requests for files, or for the metadata beside them. */
function answers(what: 'file' | 'metadata', { body = '', ...answer }: OddAnswer): void {
  harness.index.faults.push({
    match: (_, path) => path.startsWith('/files/') && path.endsWith('.metadata') === (what === 'metadata'),
    kind: 'status',
    ...answer,
    body,
  });
}

const fileRequests = () => harness.index.requests.filter(({ path }) => path.startsWith('/files/'));
const compared = ({ log }: EndedRun): readonly string[] =>
  log.split('\n').filter((line) => /compared|New in/.test(line));
function newsOf({ json }: EndedRun): readonly string[] {
  const {
    releaseDiff,
  }: { releaseDiff: readonly { novelties: readonly { kind: string; what: string }[] }[] } = JSON.parse(json);
  return releaseDiff.flatMap(({ novelties }) => novelties.map(({ kind, what }) => `${kind} ${what}`));
}

const OLD = wheel('1.0');
const SIZE = OLD.bytes.length;
const RANGE = `bytes 0-${SIZE - 1}/${SIZE}`;
const part = (range: string, body: Buffer, more: Record<string, string> = {}): OddAnswer => ({
  status: 206,
  headers: { 'content-range': range, ...more },
  body,
});
const OTHER_RANGE = 'it answered with another range than the one requested';

describe('a host that is asked for the end of a wheel and answers', () => {
  it.each<[string, OddAnswer, string]>([
    ['with the whole', { status: 200, body: OLD.bytes }, 'its host serves whole files only'],
    ['with the beginning', part(`bytes 0-9/${SIZE}`, OLD.bytes.subarray(0, 10)), OTHER_RANGE],
    ['of a larger file', part(`bytes 0-${SIZE - 1}/${SIZE + 1}`, OLD.bytes), OTHER_RANGE],
    ['of another file', part('bytes 0-9/10', randomBytes(10)), OTHER_RANGE],
    ['without a size', part(`bytes 0-${SIZE - 1}/*`, OLD.bytes), OTHER_RANGE],
    ['in another unit', part(`members 0-${SIZE - 1}/${SIZE}`, OLD.bytes), OTHER_RANGE],
    ['without its range', { status: 206, body: OLD.bytes }, OTHER_RANGE],
    ['compressed', part(RANGE, gzipSync(OLD.bytes), { 'content-encoding': 'gzip' }), OTHER_RANGE],
    [
      'in several parts',
      {
        status: 206,
        headers: { 'content-type': 'multipart/byteranges; boundary=x' },
        body: `--x\r\ncontent-range: ${RANGE}\r\n\r\n${OLD.bytes.toString('latin1')}\r\n--x--`,
      },
      OTHER_RANGE,
    ],
    ['that there is none', { status: 416, headers: { 'content-range': `bytes */${SIZE}` } }, '416'],
    ['with more than was requested', part(RANGE, randomBytes(300_000)), 'more than 262144 bytes'],
    ['with a byte more', part(RANGE, Buffer.concat([OLD.bytes, Buffer.from('x')])), OTHER_RANGE],
    ['with nothing', part(RANGE, Buffer.alloc(0)), OTHER_RANGE],
    ['with what is no zip', part(RANGE, Buffer.alloc(SIZE)), 'its file is not a zip archive'],
    ['with a redirect', { status: 302, headers: { location: 'https://files.example/' } }, '302'],
    ['to come back later', { status: 429, headers: { 'retry-after': '3600' } }, '429'],
    ['that it is broken', { status: 500 }, '500'],
  ])('%s', async (_, answer, because) => {
    await published(OLD);
    answers('file', answer);
    const run = await harness.run([NEXT], PLAN);
    expect([run.report.result, run.seconds]).toEqual(['plan', 0]);
    expect(compared(run)[0]).toMatch(/^The members of demo 1\.1 were not compared with 1\.0 on /);
    expect(compared(run)[0]).toContain(because);
    // The metadata beside it is the second request, and the last.
    expect(newsOf(run)).toEqual(['dependency evil']);
    expect(fileRequests().map(({ range }) => range)).toEqual(['bytes=-262144', undefined]);
  });

  it.each<[string, OddAnswer]>([
    ['another hash', { status: 200, body: 'Metadata-Version: 2.1\nName: demo\nVersion: 1\n' }],
    ['9 MB', { status: 200, body: Buffer.alloc(9_000_000, 'x') }],
    ['a redirect', { status: 302, headers: { location: 'https://files.example/' } }],
  ])('nothing is said of metadata with %s', async (_, answer) => {
    await published(OLD);
    answers('file', { status: 404 });
    answers('metadata', answer);
    const run = await harness.run([NEXT], PLAN);
    expect([run.report.result, newsOf(run), fileRequests()]).toMatchObject(['plan', [], [{}, {}]]);
  });
});

describe('the line of a release', () => {
  it('says of how many wheels nothing is known, with few of the reasons', async () => {
    const tags = Array.from({ length: 12 }, (_, minor) => `cp3${minor}-cp3${minor}-win_amd64`);
    await published(...tags.map((each) => wheel('1.0', { tags: each })));
    harness.index.faults.push({
      match: (_, path) => path.startsWith('/files/') && !path.includes('-cp30-'),
      kind: 'status',
      ...part(RANGE, randomBytes(300_000)),
    });
    const run = await harness.run(
      tags.map((each) => wheel('1.1', { tags: each })),
      PLAN,
    );
    expect(compared(run)).toEqual([
      expect.stringMatching(
        /; nothing notable\. 11 of 12 wheels were not compared \((?:end of demo-1\.0-\S+: GET [^;]*; ){2}[^;]* and 8 more\)\.$/,
      ),
    ]);
    const news = await harness.run(
      tags.map((each) => wheel('1.1', { tags: each, files: { ...MODULE, 'x.pth': '' } })),
      PLAN,
    );
    expect(compared(news)).toEqual([
      expect.stringMatching(/: start-up file x\.pth\. 11 of 12 wheels were not compared \(/),
    ]);
  });

  it('names every kind of what is new beside 10,000 members and paths of 3,000 characters, and no secret', async () => {
    const secret = 'a-password-of-this-run-0123456789';
    await published(OLD);
    const files = {
      ...MODULE,
      ...Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`demo/n${at}/m.py`, ''])),
      ...Object.fromEntries(['u', 'v', 'w'].map((letter) => [`demo/${letter.repeat(3000)}.pth`, ''])),
      [`demo/${'n'.repeat(120)}${secret}/m.so`]: 'x',
      [`.hidden-${secret}/m`]: '',
    };
    const run = await harness.run([wheel('1.1', { files })], {
      ...PLAN,
      password: secret,
      'scan-secrets': 'false',
    });
    expect(run.report.result).toBe('plan');
    const [line = ''] = compared(run);
    expect(line).toMatch(/: start-up file .*; native file demo\/n.*; hidden folder \.hidden-/);
    expect(line.length).toBeLessThan(1500);
    for (const text of [run.log, run.summary, run.json]) expect(text).not.toContain('a-password');
    expect(run.json.length).toBeLessThan(200_000);
    expect(run.summary).toContain('10005 members added');
  });
});

// The end of a file by one range request, and the metadata beside it: whatever a host answers, it is a part or a reason.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Secret } from '../../../src/ground/secret.ts';
import { withinTime } from '../../../src/ground/within-time.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { fetchMetadata, fetchTail, isOwnAddress } from '../../../src/package-index/query/file-parts.ts';
import type { ListedFile } from '../../../src/package-index/query/project-page.ts';
import type { QueryContext } from '../../../src/package-index/query/query-context.ts';
import { createHttp } from '../../../src/platform/undici-http.ts';
import { partOf } from '../../testbed/package-index/file-parts.ts';
import { startHttpService, type HttpService } from '../../testbed/package-index/http-service.ts';
import type { Answer } from '../../testbed/package-index/types.ts';

const TAIL = 262_144;
const LARGE = Buffer.alloc(TAIL + 1000, 'x');
const SMALL = Buffer.from('small');
const http = createHttp({ environment: {}, userAgent: 'wheelseal/test', log: { debug: () => undefined } });
const clock = { now: () => new Date(), random: () => 0, sleep: async () => undefined };

let service: HttpService;
let answer: (range: string) => Answer;
let sent: Record<string, string | string[] | undefined>[] = [];

beforeAll(async () => {
  service = await startHttpService(async ({ headers }) => {
    sent.push(headers);
    return answer(headers.range ?? '');
  });
});

beforeEach(() => {
  sent = [];
  service.faults.length = 0;
  service.requests.length = 0;
});

afterAll(async () => {
  await service.close();
  await http.close();
});

function context(more: Partial<QueryContext> = {}): QueryContext {
  const index = describeIndex(`${service.url}/legacy/`, 'pypi', undefined);
  const runner = { log: { info: () => undefined }, redact: (text: string) => text };
  return { index, platform: { http, clock, runner }, credentials: undefined, ...more };
}

function listed(more: Partial<ListedFile> = {}): ListedFile {
  return {
    name: 'demo-1.0-py3-none-any.whl',
    sha256: undefined,
    url: `${service.url}/files/demo-1.0-py3-none-any.whl`,
    provenanceUrl: undefined,
    saysProvenance: false,
    uploadedAt: undefined,
    size: undefined,
    yanked: false,
    coreMetadata: undefined,
    ...more,
  };
}

const whole = (body: Buffer): Answer => ({ status: 200, body });
const part = (range: string, body: Buffer, headers = {}): Answer => ({
  status: 206,
  headers: { 'content-range': range, ...headers },
  body,
});

describe('the end of a file', () => {
  it.each([
    ['of a larger one', LARGE],
    ['of a small one, which is all of it', SMALL],
  ])('is served %s', async (_, body) => {
    answer = (range) => partOf(whole(body), range);
    expect(await fetchTail(listed({ size: body.length }), context())).toEqual({
      kind: 'served',
      bytes: body.subarray(-TAIL),
      size: body.length,
    });
    expect(service.requests).toEqual([
      { method: 'GET', path: '/files/demo-1.0-py3-none-any.whl', range: `bytes=-${TAIL}` },
    ]);
    expect(sent[0]).toMatchObject({ 'accept-encoding': 'identity' });
  });

  it.each<[string, Answer, boolean]>([
    ['the whole file', whole(LARGE), true],
    ['no permission', { status: 403, body: 'no' }, true],
    ['that it wants a user', { status: 401, body: '' }, true],
    ['that it is overloaded', { status: 503, body: '' }, true],
    ['that it is asked too often', { status: 429, headers: { 'retry-after': '60' }, body: '' }, true],
    ['that there is no such file', { status: 404, body: '' }, false],
    [
      'that there is no such part',
      { status: 416, headers: { 'content-range': 'bytes */5' }, body: '' },
      false,
    ],
    ['with another address', { status: 302, headers: { location: '/elsewhere' }, body: '' }, false],
    ['a part without saying which', { status: 206, body: SMALL }, false],
    [
      'parts',
      { status: 206, headers: { 'content-type': 'multipart/byteranges; boundary=x' }, body: SMALL },
      false,
    ],
    ['the beginning', part(`bytes 0-${TAIL - 1}/${LARGE.length}`, LARGE.subarray(0, TAIL)), false],
    ['fewer bytes than it says', part('bytes 0-9/10', SMALL), false],
    ['more bytes than it says', part('bytes 0-3/4', SMALL), false],
    ['less than the end', part('bytes 5-9/10', SMALL), false],
    ['a part of no known size', part('bytes 0-4/*', SMALL), false],
    ['another unit', part('lines 0-4/5', SMALL), false],
    ['a size that is no number', part(`bytes 0-4/${'9'.repeat(400)}`, SMALL), false],
    ['packed bytes', part('bytes 0-4/5', SMALL, { 'content-encoding': 'gzip' }), false],
    ['more than was requested', part(`bytes 0-${LARGE.length - 1}/${LARGE.length}`, LARGE), false],
  ])('is refused where a host answers %s, with one request', async (_, answered, all) => {
    answer = () => answered;
    expect(await fetchTail(listed(), context())).toMatchObject({ kind: 'refused', all });
    expect(service.requests).toHaveLength(1);
  });

  it('is refused where its size is not the one of the page', async () => {
    answer = (range) => partOf(whole(SMALL), range);
    expect(await fetchTail(listed({ size: 4 }), context())).toMatchObject({ kind: 'refused' });
  });

  it.each(['reset', 'truncate', 'garbage'] as const)(
    'is refused where the connection breaks: %s',
    async (kind) => {
      service.faults.push({ match: () => true, kind, status: 206 });
      expect(await fetchTail(listed(), context())).toMatchObject({ kind: 'refused', all: false });
    },
  );

  it('is refused where no answer comes in the time that is left, and then not requested', async () => {
    service.faults.push({ match: () => true, kind: 'hang' });
    const late = context();
    const platform = withinTime(late.platform, new Date(Date.now() + 100));
    expect(await fetchTail(listed(), { ...late, platform })).toMatchObject({ kind: 'refused', all: false });
    const over = withinTime(late.platform, new Date(0));
    expect(await fetchTail(listed(), { ...late, platform: over })).toMatchObject({ kind: 'refused' });
    expect(service.requests).toHaveLength(1);
  });

  it('is requested with credentials on the origin of repository-url only', async () => {
    answer = (range) => partOf(whole(SMALL), range);
    const credentials = { username: 'ci', password: new Secret('secret') };
    await fetchTail(listed(), context({ credentials }));
    const elsewhere = describeIndex('https://other.example/legacy/', 'pypi', `${service.url}/simple/`);
    await fetchTail(listed(), context({ credentials, index: elsewhere }));
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Basic Y2k6c2VjcmV0', undefined]);
  });
});

describe('the metadata beside a file', () => {
  const sha256 = createHash('sha256').update(SMALL).digest('hex');

  it('is served, and held against its hash where the page has one', async () => {
    answer = () => whole(SMALL);
    const of = (hash?: string) => fetchMetadata(listed({ coreMetadata: { sha256: hash } }), context());
    expect(await of()).toMatchObject({ kind: 'served', bytes: SMALL });
    expect(await of(sha256)).toMatchObject({ kind: 'served', bytes: SMALL });
    expect(await of('00'.repeat(32))).toMatchObject({ kind: 'refused', all: false });
    expect(service.requests[0]?.path).toBe('/files/demo-1.0-py3-none-any.whl.metadata');
  });

  it('is at the address of the file, before its query', async () => {
    answer = () => whole(SMALL);
    await fetchMetadata(listed({ url: `${service.url}/a.whl?token=1#sha256=00` }), context());
    expect(service.requests[0]?.path).toBe('/a.whl.metadata?token=1');
  });

  it('is refused where a host answers otherwise', async () => {
    answer = () => ({ status: 404, body: '' });
    expect(await fetchMetadata(listed(), context())).toMatchObject({ kind: 'refused', all: false });
  });
});

describe('the addresses that files are requested at', () => {
  const pypi = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);
  const own = describeIndex('https://up.example/legacy/', 'generic', 'https://index.example/simple/');
  it.each([
    ['https://files.pythonhosted.org/packages/a.whl', pypi, true],
    ['https://pypi.org/a.whl', pypi, true],
    ['http://files.pythonhosted.org/a.whl', pypi, false],
    ['https://files.pythonhosted.org.evil.example/a.whl', pypi, false],
    ['https://files.pythonhosted.org:444/a.whl', pypi, false],
    ['http://127.0.0.1/a.whl', pypi, false],
    ['https://index.example/a.whl', own, true],
    ['https://cdn.example/a.whl', own, false],
    ['https://files.pythonhosted.org/a.whl', own, false],
  ])('are the index’s own and those of its files: %s', (url, index, expected) => {
    expect(isOwnAddress(url, index)).toBe(expected);
  });
});

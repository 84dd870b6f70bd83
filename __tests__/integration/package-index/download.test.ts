// The bytes of a file as an index serves them: what it answers becomes a hash or a reason.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { downloadedHash } from '../../../src/package-index/query/download.ts';
import type { QueryContext } from '../../../src/package-index/query/query-context.ts';
import { createHttp } from '../../../src/platform/undici-http.ts';
import { startHttpService, type HttpService } from '../../testbed/package-index/http-service.ts';
import type { Answer } from '../../testbed/package-index/types.ts';

const BYTES = Buffer.from('the bytes of a wheel');
const NAME = 'demo-1.0-py3-none-any.whl';
const http = createHttp({ environment: {}, userAgent: 'wheelseal/test', log: { debug: () => undefined } });
const clock = { now: () => new Date(), random: () => 0, sleep: async () => undefined };

let service: HttpService;
let answer: Answer;

beforeAll(async () => {
  service = await startHttpService(async () => answer);
});

beforeEach(() => {
  service.requests.length = 0;
});

afterAll(async () => {
  await service.close();
  await http.close();
});

async function hashAt(url: string): Promise<string> {
  const context: QueryContext = {
    index: describeIndex(`${service.url}/legacy/`, 'pypi', undefined),
    platform: { http, clock, runner: { log: { info: () => undefined }, redact: (text: string) => text } },
    credentials: undefined,
  };
  const unknown = { sha256: undefined, provenanceUrl: undefined, uploadedAt: undefined, size: undefined };
  const file = { name: NAME, url, saysProvenance: false, yanked: false, coreMetadata: undefined, ...unknown };
  return downloadedHash(file, context);
}

describe('downloadedHash', () => {
  it('is that of the bytes that are served', async () => {
    answer = { status: 200, body: BYTES };
    expect(await hashAt(`${service.url}/files/${NAME}`)).toBe(
      createHash('sha256').update(BYTES).digest('hex'),
    );
  });

  it('is asked for five times where the index is out of order', async () => {
    answer = { status: 503, body: '' };
    await expect(hashAt(`${service.url}/files/${NAME}`)).rejects.toMatchObject({ code: 'INDEX_UNAVAILABLE' });
    expect(service.requests).toHaveLength(5);
  });

  it('is asked for once where the index refuses', async () => {
    answer = { status: 404, body: '' };
    await expect(hashAt(`${service.url}/files/${NAME}`)).rejects.toMatchObject({ code: 'INDEX_UNAVAILABLE' });
    expect(service.requests).toHaveLength(1);
  });

  it('is not asked for at an address that is not the index’s', async () => {
    await expect(hashAt(`https://files.example/${NAME}`)).rejects.toMatchObject({
      code: 'INDEX_UNAVAILABLE',
    });
    expect(service.requests).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { readProvenance } from '../../../src/package-index/query/queries.ts';
import type { Http } from '../../../src/ground/http.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { SILENT } from '../../support/virtual-platform.ts';

const index = describeIndex('https://pypi.example.org/', 'auto', 'https://pypi.example.org/simple/');
const local = describeIndex('http://127.0.0.1:8080/', 'auto', 'http://127.0.0.1:8080/simple/');

/** The addresses that were asked for the provenance that an index says is there. */
async function asked(url: string, of = index): Promise<readonly string[]> {
  const urls: string[] = [];
  const http: Http = {
    request: async (request) => {
      urls.push(request.url);
      return { status: 404, statusText: '', headers: {}, body: Buffer.alloc(0) };
    },
  };
  const platform = { http, clock: virtualClock(), runner: SILENT };
  await readProvenance(url, { index: of, platform, credentials: undefined });
  return urls;
}

describe('readProvenance', () => {
  it.each([
    ['https://pypi.example.org/p', index],
    ['https://elsewhere.example/p', index],
    ['http://127.0.0.1:8080/p', local],
  ])('asks at %s', async (url, of) => {
    expect(await asked(url, of)).toEqual([url]);
  });

  it.each([
    'http://pypi.example.org/p',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:8080/p',
    'http://localhost/p',
  ])('never asks at %s, which only an index made up', async (url) => {
    expect(await asked(url)).toEqual([]);
  });
});

import { expect, it } from '@jest/globals';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import type { HttpRequest } from '../../../src/ground/http.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { pageReader } from '../../../src/stages/signed-pages.ts';

const credentials = { username: 'me', password: new Secret('canary') };

/** What is asked for the page of an index whose Simple API is there. */
async function requestOf(checkUrl: string): Promise<HttpRequest | undefined> {
  let seen: HttpRequest | undefined;
  const body = Buffer.from('<a href="demo.whl#sha256=xyz">demo.whl</a>');
  const http = {
    request: async (request: HttpRequest) => {
      seen = request;
      return { status: 200, statusText: 'OK', headers: {}, body };
    },
  };
  const index = describeIndex('https://up.example/legacy/', 'generic', checkUrl);
  const read = pageReader(credentials, {
    index,
    platform: { http },
    cancelled: new AbortController().signal,
  });
  const page = await read('demo', 123);
  expect(typeof page === 'string' ? page : page.sha256Of('demo.whl')).toBe('');
  return seen;
}

it('reads a page as its bytes are signed, no further than they are', async () => {
  const request = await requestOf('https://up.example/simple');
  expect(request).toMatchObject({ url: 'https://up.example/simple/demo/', maximumBytes: 123 });
  expect(request?.headers).toMatchObject({ accept: 'text/html', 'cache-control': 'no-cache' });
  expect(Object.keys(request?.headers ?? {})).not.toContain('accept-encoding');
});

it('gives credentials to the origin of the upload alone', async () => {
  const own = await requestOf('https://up.example/simple');
  expect(Object.keys(own?.headers ?? {})).toContain('authorization');
  const other = await requestOf('https://pages.example/simple');
  expect(Object.keys(other?.headers ?? {})).not.toContain('authorization');
});

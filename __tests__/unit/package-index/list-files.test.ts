import { describe, expect, it } from '@jest/globals';
import type { ActionError } from '../../../src/errors.ts';
import type { Http } from '../../../src/ground/http.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { Credentials } from '../../../src/package-index/credentials.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import { listFiles } from '../../../src/package-index/query/list-files.ts';
import type { ProjectPage } from '../../../src/package-index/query/project-page.ts';
import { failureOf } from '../../support/failure-of.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { SILENT } from '../../support/virtual-platform.ts';

const ORIGIN = 'https://index.example';
const index = describeIndex(`${ORIGIN}/upload/`, 'auto', `${ORIGIN}/simple/`);
const SPA = '<title>JFrog</title><div id="app"></div><script src="app.js"></script>';

type Page = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

/** The files of demo on an index that has these pages. */
async function list(
  pages: Readonly<Record<string, Page>>,
  credentials?: Credentials,
  of = index,
): Promise<ProjectPage> {
  const http: Http = {
    request: async ({ url }) => {
      const [status, body, headers = { 'content-type': 'text/html' }] = pages[url.slice(ORIGIN.length)] ?? [
        404,
        '',
      ];
      return { status, statusText: '', headers, body: Buffer.from(body) };
    },
  };
  return listFiles('demo', {
    index: of,
    platform: { http, clock: virtualClock(), runner: SILENT },
    credentials,
  });
}

const refusal = async (...given: Parameters<typeof list>): Promise<Partial<ActionError>> =>
  failureOf(list(...given));

describe('listFiles', () => {
  it('refuses a sign-in page, and says what to change', async () => {
    const page: Page = [200, '<title>Sign in</title><form></form><a href="/forgot">Forgot?</a>'];
    expect(await refusal({ '/simple/demo/': page })).toMatchObject({
      code: 'INDEX_UNAVAILABLE',
      message: `index.example could not be queried for existing files: it answered with a web page, "Sign in", not a Simple API page (${ORIGIN}/simple/demo/)`,
      hint: expect.stringContaining('set `user` and `password`'),
      rerun: 'finishes-after-fix',
    });
    const credentials = { username: 'ci', password: new Secret('password-of-ci') };
    const { hint } = await refusal({ '/simple/demo/': page }, credentials);
    expect(hint).toContain('that `user` and `password` may read the index');
  });

  it.each<[string, string, 'pypi' | 'generic', RegExp]>([
    [
      'who is not let in',
      `${ORIGIN}/upload/`,
      'generic',
      /^Check that `user` and `password` may read the index/,
    ],
    ['whose credentials are of another host', 'https://other.example/upload/', 'generic', /none were sent/],
    [
      'of an index that anyone may read',
      'https://other.example/upload/',
      'pypi',
      /^Check whether a proxy or a firewall of this network blocks index\.example: anyone may read /,
    ],
  ])('says to one %s what to change', async (_, upload, kind, expected) => {
    const credentials = { username: 'ci', password: new Secret('password-of-ci') };
    const of = describeIndex(upload, kind, `${ORIGIN}/simple/`);
    for (const status of [401, 403]) {
      const { hint } = await refusal({ '/simple/demo/': [status, 'no'] }, credentials, of);
      expect(hint).toMatch(expected);
    }
  });

  const JSON_TYPE = { 'content-type': 'application/vnd.pypi.simple.v1+json' };

  it.each<[string, string]>([
    ['another project', 'other'],
    ['one whose name begins so', 'demo-plus'],
  ])('refuses the page of %s', async (_what, name) => {
    const page: Page = [200, JSON.stringify({ name, files: [] }), JSON_TYPE];
    expect(await refusal({ '/simple/demo/': page })).toMatchObject({
      code: 'INDEX_UNAVAILABLE',
      message: `index.example could not be queried for existing files: it answered with the page of "${name}", not of demo (${ORIGIN}/simple/demo/)`,
      hint: expect.stringContaining('Check `check-url`'),
    });
  });

  it('cuts a name that an index made long', async () => {
    const page: Page = [200, JSON.stringify({ name: 'x'.repeat(5000), files: [] }), JSON_TYPE];
    expect((await refusal({ '/simple/demo/': page })).message?.length).toBeLessThan(400);
  });

  it.each([undefined, '', 'demo', 'Demo', 7, null])(
    'takes a page that names %j for that of demo',
    async (name) => {
      const page: Page = [200, JSON.stringify({ name, files: [] }), JSON_TYPE];
      expect((await list({ '/simple/demo/': page })).files).toEqual([]);
    },
  );

  it('takes the heading of an HTML page for no name', async () => {
    const page: Page = [200, '<title>Links for other</title><h1>Links for other</h1>'];
    expect((await list({ '/simple/demo/': page })).files).toEqual([]);
  });

  it('says where a redirect led', async () => {
    const pages: Record<string, Page> = {
      '/simple/demo/': [302, '', { location: '/ui/login/?next=1' }],
      '/ui/login/?next=1': [200, SPA],
    };
    expect((await refusal(pages)).message).toContain(
      `it redirects to ${ORIGIN}/ui/login/?…, which is a web page, "JFrog", not a Simple API page (${ORIGIN}/simple/demo/)`,
    );
    const empty: Record<string, Page> = { ...pages, '/ui/login/?next=1': [200, '<html></html>'] };
    expect((await refusal(empty)).message).toContain('which is a web page, not a Simple API page');
  });

  it.each<[string, Record<string, Page>]>([
    ['to another host', { '/simple/demo/': [302, '', { location: 'https://sso.example/login' }] }],
    [
      'on to another page',
      {
        '/simple/demo/': [302, '', { location: '/login/' }],
        '/login/': [302, '', { location: 'https://sso.example/login' }],
      },
    ],
  ])('says what to change where it is sent %s', async (_case, pages) => {
    const { message, hint } = await refusal(pages);
    expect(message).toMatch(/it redirects (?:on )?to https:\/\/sso\.example\/login /);
    expect(hint).toMatch(/^Check that `check-url` is the base URL .* set `user` and `password`/);
  });

  it('follows a redirect to the page of the project, with files or without', async () => {
    const pages: Record<string, Page> = {
      '/simple/demo/': [301, '', { location: '/repository/simple/demo/' }],
      '/repository/simple/demo/': [200, '<html><body></body></html>'],
    };
    expect((await list(pages)).files).toEqual([]);
    const html = '<script></script><a href="demo-1.0.tar.gz">demo-1.0.tar.gz</a>';
    expect((await list({ '/simple/demo/': [200, html] })).files).toHaveLength(1);
  });

  it.each<[string, string, string, readonly string[]]>([
    ['its own API', 'https://upload.pypi.org/legacy/', 'https://www.pypi.org/simple/', ['demo-1.0.tar.gz']],
    ['PyPI, as GitLab does for what it does not have', `${ORIGIN}/upload/`, `${ORIGIN}/simple/`, []],
  ])('reads a redirect to %s', async (_case, upload, checkUrl, files) => {
    const html = '<a href="demo-1.0.tar.gz">demo-1.0.tar.gz</a>';
    const http: Http = {
      request: async ({ url }) =>
        url === 'https://pypi.org/simple/demo/'
          ? { status: 200, statusText: '', headers: { 'content-type': 'text/html' }, body: Buffer.from(html) }
          : {
              status: 301,
              statusText: '',
              headers: { location: 'https://pypi.org/simple/demo/' },
              body: Buffer.alloc(0),
            },
    };
    const page = await listFiles('demo', {
      index: describeIndex(upload, 'auto', checkUrl),
      platform: { http, clock: virtualClock(), runner: SILENT },
      credentials: undefined,
    });
    expect(page.files.map(({ name }) => name)).toEqual(files);
  });

  it.each([
    ['{"meta":{"api-version":"2.0"},"files":[]}', 'application/vnd.pypi.simple.v1+json'],
    ['<meta name="pypi:repository-version" content="2.0"><a href="demo-1.0.tar.gz"></a>', 'text/html'],
    ['anything', 'application/vnd.pypi.simple.v2+json'],
  ])('refuses a page of a greater major version: %s', async (body, type) => {
    expect(await refusal({ '/simple/demo/': [200, body, { 'content-type': type }] })).toMatchObject({
      code: 'INDEX_UNAVAILABLE',
      message: expect.stringContaining(
        'it serves version 2.0 of the Simple API, and this version of wheelseal reads 1.x only',
      ),
      hint: 'Update wheelseal to a version that reads this API.',
    });
  });

  it('does not doubt a page by its text where its type is that of the Simple API', async () => {
    const headers = { 'content-type': 'application/vnd.pypi.simple.v1+html; charset=utf-8' };
    expect((await list({ '/simple/demo/': [200, '<form></form>', headers] })).files).toEqual([]);
  });
});

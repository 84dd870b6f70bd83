import { describe, expect, it } from '@jest/globals';
import fastCheck from 'fast-check';
import { parseProjectPage } from '../../../src/package-index/query/project-page.ts';

const BASE = 'https://index.example/simple/sample/';
const HASH = 'ab'.repeat(32);

describe('parseProjectPage', () => {
  it('reads JSON, and leaves out what has the wrong shape', () => {
    const files = [
      {
        filename: 'a.whl',
        url: '../../f/a.whl',
        hashes: { sha256: HASH.toUpperCase() },
        provenance: null,
        size: 12,
        yanked: 'broken',
        'core-metadata': { sha256: HASH.toUpperCase() },
      },
      {
        filename: 'b.whl',
        url: 'javascript:alert(1)',
        hashes: {},
        provenance: '/p',
        'upload-time': '2026-01-01',
      },
      { filename: 7 },
      'nonsense',
    ];
    const page = { files, 'project-status': { status: 'archived' }, versions: ['1.0', 2] };
    expect(parseProjectPage('application/json', JSON.stringify(page), BASE)).toEqual({
      status: 'archived',
      versions: ['1.0'],
      apiVersion: { major: 1, minor: 0 },
      files: [
        {
          name: 'a.whl',
          sha256: HASH,
          url: 'https://index.example/f/a.whl',
          provenanceUrl: undefined,
          saysProvenance: true,
          uploadedAt: undefined,
          size: 12,
          yanked: 'broken',
          coreMetadata: { sha256: HASH },
        },
        {
          name: 'b.whl',
          sha256: undefined,
          url: BASE,
          provenanceUrl: 'https://index.example/p',
          saysProvenance: true,
          uploadedAt: '2026-01-01',
          size: undefined,
          yanked: false,
          coreMetadata: undefined,
        },
      ],
    });
  });

  it('knows of metadata beside a file by its old name and its new one, with a hash or without', () => {
    const known = (fields: object) => {
      const page = { files: [{ filename: 'a.whl', url: 'a.whl', ...fields }] };
      return parseProjectPage('application/json', JSON.stringify(page), BASE)?.files[0]?.coreMetadata;
    };
    expect(known({ 'core-metadata': true })).toEqual({ sha256: undefined });
    expect(known({ 'dist-info-metadata': { sha256: HASH } })).toEqual({ sha256: HASH });
    expect(known({ 'core-metadata': false, 'dist-info-metadata': { sha256: HASH } })).toBeUndefined();
    const linked = (attribute: string) =>
      parseProjectPage('text/html', `<a href="a.whl" ${attribute}>a.whl</a>`, BASE)?.files[0]?.coreMetadata;
    expect(linked(`data-core-metadata="sha256=${HASH}"`)).toEqual({ sha256: HASH });
    expect(linked('data-dist-info-metadata="true"')).toEqual({ sha256: undefined });
    expect(linked('data-core-metadata="false"')).toBeUndefined();
    expect(linked('')).toBeUndefined();
  });

  it('reads HTML as different indexes write it', () => {
    const html = `<!DOCTYPE html><html><head><meta name="pypi:project-status" content="quarantined"></head><body>
      <A HREF='a-1%2Blocal.whl#sha256=${HASH}' data-provenance="https://index.example/p?a=1&amp;b=2"> a-1+local.whl </A>
      <a rel="internal" href="b.whl#md5=00"><span>b.whl</span></a>
      <a href="c%20d.whl"></a>
      <a name="top">no link</a></body></html>`;
    const page = parseProjectPage('text/html; charset=utf-8', html, BASE);
    expect(page?.status).toBe('quarantined');
    expect(page?.files).toMatchObject([
      {
        name: 'a-1+local.whl',
        sha256: HASH,
        url: `${BASE}a-1%2Blocal.whl`,
        provenanceUrl: 'https://index.example/p?a=1&b=2',
      },
      { name: 'b.whl', sha256: undefined },
      { name: 'c d.whl', sha256: undefined },
    ]);
  });

  it.each([
    ['a raw > in a quoted attribute', '<a data-requires-python=">3.8" href="a-1.0.zip">a-1.0.zip</a>'],
    ['a link in a comment', '<!-- <a href="b-1.0.zip">b-1.0.zip</a> --><a href="a-1.0.zip">a-1.0.zip</a>'],
    ['a link in a script', '<script>"<a href=b>b</a>"</script><a href="a-1.0.zip">a-1.0.zip</a>'],
    ['a label that is shortened', '<a href="x/a-1.0.zip">a-1.…</a>'],
    ['a label in several pieces', '<a href="x"><b>a-1</b>&#46;0<!-- no --><i>.zip</i></a>'],
    ['a link without an end', '<a href="a-1.0.zip">a-1.0.zip'],
    ['an attribute twice', '<a href="a-1.0.zip" href="b-1.0.zip"></a>'],
  ])('reads HTML with %s', (_case, html) => {
    const page = parseProjectPage('text/html', html, BASE);
    expect(page?.files.map(({ name }) => name)).toEqual(['a-1.0.zip']);
  });

  it('resolves addresses of HTML by its base', () => {
    const html = '<base href="/files/"><a href="a-1.0.zip">a-1.0.zip</a>';
    expect(parseProjectPage('text/html', html, BASE)?.files[0]?.url).toBe(
      'https://index.example/files/a-1.0.zip',
    );
  });

  it('reads the project status whatever the order of its attributes', () => {
    const html = '<meta content="archived" data-x=">" name="pypi:project-status">';
    expect(parseProjectPage('text/html', html, BASE)?.status).toBe('archived');
  });

  it.each([
    ['1.4', 1, 4],
    ['1.0', 1, 0],
    ['2.0', 2, 0],
    ['2', 2, 0],
    [2, 2, 0],
    ['v10.3', 10, 3],
    [' 1.5.dev1', 1, 5],
    [undefined, 1, 0],
    [null, 1, 0],
    ['', 1, 0],
    ['two', 1, 0],
    [[2], 1, 0],
  ])('reads the API version %j', (version, major, minor) => {
    const json = JSON.stringify({ files: [], meta: { 'api-version': version } });
    expect(parseProjectPage('application/json', json, BASE)?.apiVersion).toEqual({ major, minor });
    if (typeof version !== 'string') return;
    const html = `<head><meta content="${version}" name="pypi:repository-version"></head>`;
    expect(parseProjectPage('text/html', html, BASE)?.apiVersion).toEqual({ major, minor });
  });

  it('reads the API version of pages whose shape or type it does not know', () => {
    const apiVersion = { major: 2, minor: 1 };
    const shape = JSON.stringify({ meta: { 'api-version': '2.1' }, releases: {} });
    expect(parseProjectPage('application/vnd.pypi.simple.v1+json', shape, BASE)).toMatchObject({
      apiVersion,
    });
    expect(parseProjectPage('application/vnd.pypi.simple.v2+json', '', BASE)?.apiVersion.major).toBe(2);
    expect(parseProjectPage('application/vnd.pypi.simple.v1+xml', '', BASE)).toBeUndefined();
  });

  it('takes the version of another API for none: Nexus and Artifactory name theirs so', () => {
    const html = '<meta name="api-version" value="2"/><meta name="api-version" content="2">';
    expect(parseProjectPage('text/html', html, BASE)?.apiVersion).toEqual({ major: 1, minor: 0 });
  });

  it('takes nothing else for a page', () => {
    expect(parseProjectPage('text/plain', 'hello', BASE)).toBeUndefined();
    expect(parseProjectPage('application/json', '{"message":"no"}', BASE)).toBeUndefined();
    expect(parseProjectPage('application/json', 'not json', BASE)).toBeUndefined();
  });

  it('survives any text', () => {
    fastCheck.assert(
      fastCheck.property(
        fastCheck.oneof(fastCheck.string(), fastCheck.json()),
        fastCheck.constantFrom('text/html', 'application/json', 'application/vnd.pypi.simple.v1+json'),
        (text, type) => {
          for (const file of parseProjectPage(type, text, BASE)?.files ?? []) {
            expect(file.sha256 ?? HASH).toMatch(/^[0-9a-f]{64}$/);
          }
        },
      ),
    );
  });
});

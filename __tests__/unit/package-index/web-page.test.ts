import { describe, expect, it } from '@jest/globals';
import { isFileLink, isWebPage } from '../../../src/package-index/query/web-page.ts';

const LINKS_FOR =
  '<!DOCTYPE html><html><head><title>Links for demo</title></head><body><h1>Links for demo</h1>';

describe('isWebPage', () => {
  it.each([
    ['nothing', ''],
    ['an empty document', '<!DOCTYPE html><html><body></body></html>'],
    ['an empty document with a head', '<html><head><title>demo</title></head><body></body></html>'],
    [
      'Warehouse',
      '<!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.4"><title>Links for demo</title></head><body><h1>Links for demo</h1></body></html>\n<!--SERIAL 12-->',
    ],
    [
      'Warehouse, of a project in quarantine',
      '<html><head><meta name="pypi:project-status" content="quarantined"><title>x</title></head></html>',
    ],
    [
      'devpi, with its form for browsers',
      '<!DOCTYPE html><html><head><title>root/dev: links for demo</title></head><body><h1>root/dev: links for demo</h1>\n<form action="http://127.0.0.1:3141/root/dev/+simple/demo/refresh" method="post"><input name="refresh" type="submit" value="Refresh mirror links"></form><p><strong>INFO:</strong> Because this project isn\'t in the <code>mirror_whitelist</code>, no releases from <strong>root/pypi</strong> are included.</p></body></html>',
    ],
    [
      'pypiserver',
      '<!DOCTYPE html>\n<html>\n  <head>\n    <title>Links for demo</title>\n  </head>\n  <body>\n    <h1>Links for demo</h1>\n  </body>\n</html>',
    ],
    [
      'Nexus',
      '<html lang="en">\n<head><title>Links for demo</title>\n  <meta name="api-version" value="2"/>\n</head>\n<body><h1>Links for demo</h1>\n</body>\n</html>',
    ],
    [
      'Artifactory',
      '<!DOCTYPE html><html><head><title>Simple Index</title><meta name="api-version" value="2" /></head><body>\n</body></html>',
    ],
    ['GitLab', `${LINKS_FOR}\n\n</body></html>`],
    [
      'Gitea',
      '<!DOCTYPE html>\n<html>\n\t<head>\n\t\t<title>Links for demo</title>\n\t</head>\n\t<body>\n\t\t<h1>Links for demo</h1>\n\t</body>\n</html>',
    ],
    [
      'Pulp',
      '<!DOCTYPE html>\n<html>\n  <head>\n    <title>Links for demo</title>\n    <meta name="pypi:repository-version" content="1.0">\n  </head>\n  <body>\n    <h1>Links for demo</h1>\n  </body>\n</html>',
    ],
    ['CodeArtifact', '<!DOCTYPE html><html><head><title>Links for demo</title></head><body></body></html>'],
    [
      'Google Artifact Registry',
      '<!DOCTYPE html><html><head><title>Links for demo</title></head><body><h1>Links for demo</h1></body></html>',
    ],
    ['Azure Artifacts', '<!DOCTYPE html><html><body><h1>Links for demo</h1></body></html>'],
    [
      'a directory listing',
      '<html><head><title>Index of /simple/demo/</title></head><body><h1>Index of /simple/demo/</h1><hr><pre><a href="../">../</a></pre><hr></body></html>',
    ],
    [
      'static files behind a network that adds a script',
      `${LINKS_FOR}<script defer src="https://cdn.example/beacon.js"></script></body></html>`,
    ],
  ])('is false for a project without files as rendered by %s', (_case, html) => {
    expect(isWebPage(html, 'demo', undefined)).toBe(false);
  });

  it.each([
    ['a form', '<html><form action="/login">Sign in</form></html>'],
    ['a form of few words', '<form><input name=q></form>'],
    [
      'the shell of an application',
      '<title>JFrog</title><div id="app"></div><script src="/ui/app.js"></script>',
    ],
    ['an element in capitals', '<SCRIPT SRC=a.js></SCRIPT>'],
    ['a frame', '<iframe src="/login"></iframe>'],
    ['frames', '<frameset><frame src="/login"></frameset>'],
    ['a redirect by the page', '<meta http-equiv="Refresh" content="0; url=/login">'],
    ['a title alone', '<title>Sign in · Example</title>'],
    ['a sentence', '<p>Please log in to continue.</p>'],
    ['a link', '<body><a href="/oauth">Login with SSO</a></body>'],
    ['a refusal', '<h1>Access Denied</h1>'],
    ['a password under the heading of a project', `${LINKS_FOR}<form><input type="Password"></form>`],
    ['a form under the heading of another project', '<h1>Links for other</h1><form></form>'],
  ])('is true for %s', (_case, html) => {
    expect(isWebPage(html, 'demo', undefined)).toBe(true);
  });

  it('compares names as indexes do', () => {
    expect(isWebPage('<h1>Links for My_Demo.Project</h1><form></form>', 'my-demo-project', undefined)).toBe(
      false,
    );
    expect(isWebPage('<h1>Links for login</h1>', 'login', undefined)).toBe(false);
    expect(isWebPage('<h1>Links for log-in</h1>', 'log-in', undefined)).toBe(false);
  });

  it.each([
    ['https://index.example/simple/demo/', false],
    ['https://index.example/repository/simple/Demo', false],
    ['https://index.example/simple/demo/index.html', false],
    ['https://index.example/ui/login/', true],
    ['https://index.example/', true],
    ['https://index.example/login?next=/simple/demo/', true],
  ])('counts where a redirect led: %s', (url, expected) => {
    expect(isWebPage('<html></html>', 'demo', url)).toBe(expected);
  });
});

describe('isFileLink', () => {
  it.each([
    ['demo-1.0-py3-none-any.whl', undefined, true],
    ['demo-1.0.tar.gz', undefined, true],
    ['application.exe', undefined, false],
    ['demo-1.0.zip', undefined, true],
    ['demo-1.0-py2.7.egg', undefined, true],
    ['demo', 'ab'.repeat(32), true],
    ['forgot-password', undefined, false],
    ['../', undefined, false],
  ])('of %s with the hash %s: %s', (name, sha256, expected) => {
    expect(isFileLink({ name, sha256 })).toBe(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { bypassesProxy, readProxy } from '../../../src/platform/proxy.ts';

describe('the proxy of the environment', () => {
  it.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ HTTPS_PROXY: '', https_proxy: ' ' }, undefined],
    [{ HTTP_PROXY: 'http://a.example', http_proxy: 'http://b.example' }, undefined],
    [{ HTTPS_PROXY: 'http://a.example:3128' }, 'http://a.example:3128/'],
    [{ HTTPS_PROXY: 'http://a.example', https_proxy: 'http://b.example' }, 'http://b.example/'],
    [{ HTTPS_PROXY: 'http://a.example', https_proxy: '' }, 'http://a.example/'],
    [{ HTTPS_PROXY: 'localhost:3128' }, 'http://localhost:3128/'],
    [{ HTTPS_PROXY: 'proxy' }, 'http://proxy/'],
    [{ HTTPS_PROXY: '10.0.0.1:80' }, 'http://10.0.0.1/'],
    [{ HTTPS_PROXY: '[::1]:3128' }, 'http://[::1]:3128/'],
    [{ HTTPS_PROXY: 'HTTPS://proxy.example' }, 'https://proxy.example/'],
    [{ HTTPS_PROXY: 'me:secret@proxy.example:8080' }, 'http://proxy.example:8080/'],
  ])('%j is %s', (environment, url) => {
    expect(readProxy(environment)?.url.href).toBe(url);
  });

  it.each<[Record<string, string>, string]>([
    [{ HTTPS_PROXY: 'http://a.example', https_proxy: 'http://b.example' }, 'https_proxy'],
    [{ HTTPS_PROXY: 'http://a.example', https_proxy: '' }, 'HTTPS_PROXY'],
  ])('%j is named as %s', (environment, variable) => {
    expect(readProxy(environment)?.variable).toBe(variable);
  });

  it.each(['https_proxy', 'HTTPS_PROXY', 'Https_Proxy'])(
    'is named as the job spells it where any case finds it, as on Windows: %s',
    (spelled) => {
      const environment = new Proxy<Record<string, string>>(
        { [spelled]: 'http://a.example' },
        { get: (_, name) => (String(name).toLowerCase() === 'https_proxy' ? 'http://a.example' : undefined) },
      );
      expect(readProxy(environment)?.variable).toBe(spelled);
    },
  );
});

describe('hosts that are asked directly', () => {
  it.each<[string, string, boolean]>([
    ['', 'https://pypi.org/', false],
    ['pypi.org', 'https://pypi.org/', true],
    ['pypi.org', 'https://upload.pypi.org/', true],
    ['.pypi.org', 'https://pypi.org/', true],
    ['*.pypi.org', 'https://upload.pypi.org/', true],
    ['PYPI.org.', 'https://pypi.org./', true],
    ['pypi.org', 'https://notpypi.org/', false],
    ['pypi.org:443', 'https://pypi.org/', true],
    ['pypi.org:8443', 'https://pypi.org/', false],
    ['other.example ,\tpypi.org', 'https://pypi.org/', true],
    ['10.0.0.1', 'https://10.0.0.1/', true],
    ['*', 'https://pypi.org/', true],
    ['', 'https://localhost/', true],
    ['', 'http://127.8.9.1/', true],
    ['', 'https://[::1]/', true],
    ['', 'https://localhost.example/', false],
    ['', 'https://me.localhost/', false],
  ])('NO_PROXY %j, %s: %s', (noProxy, url, expected) => {
    expect(bypassesProxy(new URL(url), { NO_PROXY: noProxy })).toBe(expected);
    expect(bypassesProxy(new URL(url), { NO_PROXY: '', no_proxy: noProxy })).toBe(expected);
    expect(bypassesProxy(new URL(url), { NO_PROXY: noProxy, no_proxy: '' })).toBe(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { describeRequest, permittedUrl } from '../../../src/platform/http-rules.ts';
import { transportError } from '../../../src/platform/http-failures.ts';

describe('a permitted address', () => {
  it.each([
    'https://pypi.org/legacy/',
    'http://127.0.0.1:80/',
    'http://127.9.9.9/',
    'http://[::1]:3000/',
    'http://localhost/',
    'http://2130706433/',
  ])('is %s', (url) => {
    expect(permittedUrl({ method: 'GET', url, purpose: 'a test' }).href).toBe(new URL(url).href);
  });

  it.each([
    'http://pypi.org/',
    'http://localhost.example/',
    'http://127.0.0.1.nip.io/',
    'http://[::2]/',
    'http://10.0.0.1/',
    'https://user@pypi.org/',
    'file:///etc/passwd',
    'data:,x',
    '/relative',
    '',
  ])('is not %j', (url) => {
    expect(() => permittedUrl({ method: 'GET', url, purpose: 'a test' })).toThrow('was not sent');
  });
});

it('a request is named without what may be secret', () => {
  const url = 'https://u:p@h.example:8/a?token=x#y';
  expect(describeRequest({ method: 'PUT', url, purpose: 'entry' })).toBe(
    'entry: PUT https://h.example:8/a?…',
  );
});

describe('what undici throws', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'refused', false],
    [{ code: 'ENOTFOUND' }, 'unreachable', false],
    [{ code: 'EAI_AGAIN' }, 'unreachable', false],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'unreachable', false],
    [{ code: 'ECONNRESET' }, 'reset', true],
    [{ code: 'EPIPE' }, 'reset', true],
    [{ code: 'UND_ERR_SOCKET' }, 'reset', true],
    [{ code: 'ETIMEDOUT' }, 'timeout', true],
    [{ code: 'HPE_INVALID_CONSTANT' }, 'unparsable', true],
    [{ name: 'HTTPParserError', message: 'x' }, 'unparsable', true],
    [{ code: 'CERT_HAS_EXPIRED' }, 'tls', false],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls', false],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'tls', false],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls', false],
    [{ code: 'EPROTO' }, 'tls', false],
    [{ cause: { code: 'ECONNREFUSED' } }, 'refused', false],
    [{}, 'reset', true],
  ] as const)('%j is %s, sent: %s', (thrown, failure, sent) => {
    expect(transportError(thrown, 'a test', '')).toMatchObject({ failure, sent, cause: thrown });
  });
});

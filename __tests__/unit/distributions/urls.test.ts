import { describe, expect, it } from '@jest/globals';
import { checkUrls, isValidUrl } from '../../../src/distributions/metadata/urls.ts';
import { findingText } from '../../support/finding-text.ts';

describe('isValidUrl', () => {
  /** Each refused value beside its nearest good neighbour. */
  it.each([
    ['example.org', 'https://example.org'],
    ['ftp://example.org', 'http://example.org'],
    ['javascript:alert(1)', 'https:alert(1)'],
    ['//example.org', 'HTTPS://EXAMPLE.ORG'],
    [' https://example.org', 'https://example.org '],
    ['https://example.org/[a]', 'https://example.org/(a)'],
    ['https://example.org/?a[]=1', 'https://example.org/?a=1'],
    ['https://example.org/a]', 'https://example.org/#[a]'],
    ['https://example.org:99999', 'https://example.org:9999'],
    ['https://example.org:65536/', 'https://example.org:65535/'],
    ['https://[::1]:65536', 'https://[::1]:65535'],
    ['https://[fe80::1%25en0]:65536', 'https://[fe80::1%25en0]:80'],
    ['https://[fe80::1%eth0]:99999/', 'https://[fe80::1%eth0]/'],
    ['https://u:p@example.org:99999/', 'https://u:p@example.org/'],
    ['https://[::1]:70000/', 'https://[::1]:7000/'],
    ['https://1.2.3.4:70000/', 'https://1.2.3.4/'],
  ])('refuses %j', (bad, good) => {
    expect(isValidUrl(bad)).toBe(false);
    expect(isValidUrl(good)).toBe(true);
  });

  it.each([
    'https://dev.azure.com/octo/My Project/_git/demo',
    'https://example.org/a,b',
    'https://example.org (main site)',
    'https://exa mple.org/ü',
    'https://example.org/%zz\\x',
    // PyPI drops what is no authority, and checks no port of it.
    'https://example.org:port/',
    'https://example.org:100000/',
    'https://999.1.1.1:99999/',
    'https:',
    'https://example.org/[a]/../b',
  ])('takes %j, as PyPI does', (url) => {
    expect(isValidUrl(url)).toBe(true);
  });
});

describe('checkUrls', () => {
  const faults = (field: string, ...values: readonly string[]): readonly string[] =>
    checkUrls(new Map([[field, values]])).map(findingText);

  it('holds labels and addresses of Project-URL to the rules', () => {
    expect(faults('project-url', 'Home, https://a.org', 'home,https://b.org/a,b')).toEqual([]);
    expect(faults('project-url', `${'ü'.repeat(32)}, https://a.org`)).toEqual([]);
    expect(faults('project-url', `${'ü'.repeat(33)}, https://a.org`)).toEqual([
      expect.stringMatching(/is too long/),
    ]);
    expect(faults('project-url', 'A, https://a.org', ' A , https://b.org')).toEqual([
      expect.stringMatching(/appears twice/),
    ]);
    expect(faults('project-url', ',https://a.org', 'B', 'C, b.org')).toEqual([
      expect.stringMatching(/has no label/),
      expect.stringMatching(/'B' is not a URL .*Must have a URL/),
      expect.stringMatching(/'C' is not a URL .*'b.org' is not a valid url/),
    ]);
  });

  it.each([
    ['example.org', /is not a URL/, 'Write a full https:// URL in Home-Page.'],
    ['https://a.org/?b[]=1', /has a bracket/, 'Write %5B and %5D for the brackets of the URL in Home-Page.'],
    ['https://a.org:65536', /has a port above 65535/, 'Correct the port of the URL in Home-Page.'],
  ])('says what is wrong with %j, and what to change', (url, message, hint) => {
    expect(checkUrls(new Map([['home-page', [url]]]))).toEqual([
      expect.objectContaining({ message: expect.stringMatching(message), hint }),
    ]);
  });

  it('shows no address that is far too long, nor a part of it', () => {
    expect(faults('home-page', `x${'secret'.repeat(1000)}`)).toEqual([
      'Home-Page of 6001 characters is not a URL (PyPI answers: of 6001 characters is not a valid url.)',
    ]);
  });
});

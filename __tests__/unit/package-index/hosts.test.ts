import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';

function refusal(url: string, kind: 'auto' | 'pypi' | 'generic' = 'auto', checkUrl?: string): ActionError {
  try {
    describeIndex(url, kind, checkUrl);
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
  throw new Error(`${url} was taken`);
}

describe('describeIndex', () => {
  it('knows PyPI and TestPyPI by their upload host', () => {
    expect(describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined)).toMatchObject({
      title: 'PyPI',
      kind: 'pypi',
      audience: 'pypi',
      simpleUrl: 'https://pypi.org/simple/',
      apiUrl: 'https://pypi.org',
      verifiesRekor: [1],
      verifiesAgainst: 'public-good',
      uploadsAtOnce: 4,
    });
    expect(describeIndex('https://test.pypi.org/legacy/', 'pypi', undefined).audience).toBe('testpypi');
  });

  it('keeps the address byte for byte', () => {
    const url = 'https://gitlab.example/api/v4/projects/7/packages/pypi';
    expect(describeIndex(url, 'auto', undefined)).toMatchObject({ kind: 'generic', uploadUrl: url });
    const shouted = 'HTTPS://upload.PyPI.org/legacy/';
    expect(describeIndex(shouted, 'auto', undefined)).toMatchObject({ title: 'PyPI', uploadUrl: shouted });
  });

  it('takes an unlisted host for generic, which can be asked only where check-url says', () => {
    expect(describeIndex('https://example.com/up', 'auto', undefined)).toMatchObject({
      simpleUrl: undefined,
      apiUrl: undefined,
      acceptsAttestations: false,
    });
    expect(describeIndex('https://example.com/up', 'auto', 'https://example.com/simple').simpleUrl).toBe(
      'https://example.com/simple/',
    );
  });

  it('takes an unlisted host for a Warehouse where index-kind says so, without pinning an audience', () => {
    expect(describeIndex('http://127.0.0.1:9000/legacy/', 'pypi', undefined)).toMatchObject({
      kind: 'pypi',
      title: '127.0.0.1:9000',
      simpleUrl: 'http://127.0.0.1:9000/simple/',
      apiUrl: 'http://127.0.0.1:9000',
      audience: undefined,
      acceptsAttestations: true,
      verifiesRekor: [1],
      verifiesAgainst: undefined,
    });
  });

  it.each([
    ['https://pypi.org/simple', 'https://upload.pypi.org/legacy/'],
    ['https://pypi.org/legacy/', 'https://upload.pypi.org/legacy/'],
    ['https://upload.pypi.org/legacy', 'https://upload.pypi.org/legacy/'],
    ['https://upload.pypi.org/simple/', 'https://upload.pypi.org/legacy/'],
    ['https://test.pypi.org/simple/', 'https://test.pypi.org/legacy/'],
    ['https://pypi.python.org/pypi', 'https://upload.pypi.org/legacy/'],
    ['http://upload.pypi.org/legacy/', 'https://upload.pypi.org/legacy/'],
  ])('corrects %s', (mistake, corrected) => {
    const error = refusal(mistake);
    expect(error.code).toBe('INPUT_INVALID');
    expect(error.hint).toContain(corrected);
  });

  it('refuses http elsewhere than on loopback, and what is no web address', () => {
    expect(refusal('http://example.com/legacy/').hint).toContain('https://example.com/legacy/');
    expect(refusal('ftp://example.com/').code).toBe('INPUT_INVALID');
    expect(refusal('nonsense').code).toBe('INPUT_INVALID');
    expect(refusal('https://example.com/', 'auto', 'http://example.com/simple/').message).toContain(
      'check-url',
    );
  });

  it('refuses credentials in an address without repeating them', () => {
    const error = refusal('https://someone:hunter2@example.com/');
    expect(error.message).toBe('repository-url contains a user name or password (host example.com)');
  });

  it('refuses index-kind: generic for PyPI', () => {
    expect(refusal('https://upload.pypi.org/legacy/', 'generic').hint).toContain('Remove `index-kind`');
  });
});

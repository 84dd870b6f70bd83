import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  entryPage,
  githubServices,
  isHostOf,
  isPublicHost,
  limitsOf,
  publicDomain,
  embeddedRepository,
  timestampLimitsOf,
} from '../../../src/sigstore/instances.ts';

const SHARED_1 = { first: 16, maximum: 16, interval: 125 };
const SHARED_2 = { first: 32, maximum: 256, interval: 0 };

describe('a host of a public instance', () => {
  it.each([
    'fulcio.sigstore.dev',
    'sigstore.dev',
    'log2025-1.rekor.sigstore.dev',
    'Rekor.SIGSTORE.dev.:443',
    'rekor.sigstore.dev...',
    'fulcio.sigstore.dev.',
    'fulcio.sigstore.dev..',
    'FULCIO.SIGSTORE.DEV..',
    'fulcio.sigstore.dev..:443',
    'fulcio.sigstage.dev',
    'global.rekor.sigstage.dev',
    'timestamp.sigstage.dev.',
  ])('is %s', (host) => {
    expect(isPublicHost(host)).toBe(true);
  });

  it.each([
    '',
    '.',
    'dev',
    'sigstore.example',
    'notsigstore.dev',
    'sigstore.dev.example',
    'sigstage.dev.test:443',
  ])('is not %j', (host) => {
    expect(isPublicHost(host)).toBe(false);
  });

  it('is told in time that grows with its name alone', () => {
    expect(isHostOf('sigstore.dev', `${'.'.repeat(1_000_000)}x`)).toBe(false);
    expect(isHostOf('sigstore.dev', `sigstore.dev${'.'.repeat(1_000_000)}`)).toBe(true);
  });
});

describe('what a service bears', () => {
  it.each([
    ['https://rekor.sigstore.dev', 1, SHARED_1],
    ['https://rekor.sigstage.dev', 1, SHARED_1],
    ['https://log2025-1.rekor.sigstore.dev', 2, SHARED_2],
    ['https://global.rekor.sigstage.dev./', 2, SHARED_2],
    ['https://rekor.example.org', 1, { first: 64, maximum: 64, interval: 0 }],
    ['http://127.0.0.1:3000', 2, { first: 256, maximum: 256, interval: 0 }],
    ['https://sigstore.dev.example.org', 1, { first: 64, maximum: 64, interval: 0 }],
  ])('at %s, API version %i', (url, version, limits) => {
    expect(limitsOf(url, version)).toEqual(limits);
  });

  it.each([
    ['https://timestamp.sigstore.dev/api/v1/timestamp', 32],
    ['https://timestamp.sigstage.dev/api/v1/timestamp', 32],
    ['http://127.0.0.1:3000/api/v1/timestamp', 64],
  ])('at %s, a timestamp authority', (url, first) => {
    expect(timestampLimitsOf(url)).toEqual({ first, maximum: 64, interval: 0 });
  });
});

describe('the root of trust', () => {
  it.each(['public-good', 'staging', 'github'] as const)(
    'of %s is the one whose hash stands beside it',
    (name) => {
      const folder = new URL('../../../src/sigstore/roots/', import.meta.url);
      const bytes = readFileSync(new URL(`${name}.root.json`, folder));
      const hash = createHash('sha256').update(bytes).digest('hex');
      expect(readFileSync(new URL('README.md', folder), 'utf8')).toContain(hash);
      expect(JSON.parse(embeddedRepository(name).root.toString())).toEqual(JSON.parse(bytes.toString()));
    },
  );
});

describe('the page about an entry', () => {
  it('exists for Rekor v1 of the public-good instance alone', () => {
    expect(entryPage('rekor.sigstore.dev', 1, '7')).toBe('https://search.sigstore.dev/?logIndex=7');
    expect(entryPage('rekor.sigstore.dev', 2, '7')).toBeUndefined();
    expect(entryPage('rekor.sigstage.dev', 1, '7')).toBeUndefined();
  });
});

describe("GitHub's instance", () => {
  it.each([
    [
      'github.com',
      'https://fulcio.githubapp.com',
      'https://timestamp.githubapp.com/api/v1/timestamp',
      'trusted_root.json',
    ],
    [
      'octo-corp.ghe.com',
      'https://fulcio.octo-corp.ghe.com',
      'https://timestamp.octo-corp.ghe.com/api/v1/timestamp',
      'octo-corp.trusted_root.json',
    ],
  ])('of %s is at %s and %s, and its root is %s', (server, fulcio, timestampAuthority, trustedRoot) => {
    expect(githubServices({ kind: 'github', server })).toEqual({ fulcio, timestampAuthority, trustedRoot });
  });

  it('makes nothing public', () => {
    expect(publicDomain('github')).toBeUndefined();
    expect(
      ['fulcio.githubapp.com', 'timestamp.githubapp.com', 'tuf-repo.github.com'].map(isPublicHost),
    ).toEqual([false, false, false]);
  });

  it('is shared by all, so that fewer timestamps are requested at once', () => {
    expect(timestampLimitsOf('https://timestamp.githubapp.com/api/v1/timestamp').first).toBe(32);
    expect(timestampLimitsOf('https://timestamp.octo.ghe.com/api/v1/timestamp').first).toBe(32);
  });
});

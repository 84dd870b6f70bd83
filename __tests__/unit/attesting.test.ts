import { describe, expect, it } from '@jest/globals';
import {
  decideAttesting,
  expectedSigner,
  publisherMismatches,
  type AttestingWish,
} from '../../src/attesting.ts';
import { describeIndex } from '../../src/package-index/hosts.ts';
import { claims } from './claims.ts';

const pypi = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);
const generic = describeIndex('https://pypi.example.org/', 'auto', undefined);

const decide = (wish: Partial<AttestingWish>) =>
  decideAttesting({
    mode: 'auto',
    dryRun: 'no',
    index: pypi,
    trustedPublishing: true,
    instance: 'public-good',
    ...wish,
  });

describe('decideAttesting', () => {
  it('makes and sends them with Trusted Publishing on PyPI', () => {
    expect(decide({})).toEqual({ kind: 'make', send: true });
  });

  it('says why not with an API token', () => {
    expect(decide({ trustedPublishing: false })).toMatchObject({
      kind: 'none',
      because: expect.stringContaining('password'),
    });
  });

  it('fails where they are required and an API token is given', () => {
    expect(() => decide({ trustedPublishing: false, mode: 'require' })).toThrow(/Trusted Publishing only/);
  });

  it('keeps them beside an API token when asked to', () => {
    expect(decide({ trustedPublishing: false, mode: 'keep' })).toEqual({ kind: 'make', send: false });
  });

  it('sends none to an index that is not known to take them, unless they are required', () => {
    expect(decide({ index: generic })).toMatchObject({ kind: 'none' });
    expect(decide({ index: generic, mode: 'require' })).toEqual({ kind: 'make', send: true });
  });

  it('sends PyPI nothing that another instance signed', () => {
    expect(decide({ instance: 'staging' })).toMatchObject({
      kind: 'none',
      because: expect.stringContaining('public-good'),
    });
    expect(() => decide({ instance: 'own', mode: 'require' })).toThrow(/public-good/);
  });

  it('makes none when told so', () => {
    expect(decide({ mode: 'never' })).toMatchObject({ kind: 'none' });
  });
});

describe('expectedSigner', () => {
  it('is what Fulcio writes into the certificate of these claims', () => {
    expect(expectedSigner(claims())).toEqual({
      issuer: 'https://token.actions.githubusercontent.com',
      sourceRepositoryUri: 'https://github.com/octo/demo',
      sourceRepositoryIdentifier: '1001',
      ownerIdentifier: '2002',
      sourceRepositoryRef: 'refs/tags/v1.0.0',
      sourceRepositoryDigest: '1f'.repeat(20),
      buildConfigUri: 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0',
    });
  });
});

describe('publisherMismatches', () => {
  const known = { project: 'demo', repository: 'octo/demo', workflow: 'release.yml', environment: undefined };

  it('finds none where the publisher is this workflow', () => {
    expect(publisherMismatches([known], claims())).toEqual([]);
  });

  it('names another case of the repository, which PyPI compares', () => {
    expect(publisherMismatches([{ ...known, repository: 'Octo/Demo' }], claims())).toEqual([
      "demo: the newest attested file has repository Octo/Demo, this run's is octo/demo",
    ]);
  });

  it('names another workflow', () => {
    expect(publisherMismatches([{ ...known, workflow: 'publish.yml' }], claims())[0]).toContain(
      'workflow publish.yml',
    );
  });
});

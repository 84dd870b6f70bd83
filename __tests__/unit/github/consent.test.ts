import { describe, expect, it } from '@jest/globals';
import { decideConsent } from '../../../src/github/consent.ts';
import { someClaims } from '../../support/sample-claims.ts';

const publicGood = ['fulcio.sigstore.dev', 'rekor.sigstore.dev'];

describe('consent', () => {
  it.each([
    ['public', publicGood, false, 'not-needed'],
    ['public', publicGood, true, 'not-needed'],
    ['private', publicGood, false, 'missing'],
    ['private', publicGood, true, 'given'],
    ['internal', publicGood, false, 'missing'],
    [undefined, publicGood, false, 'missing'],
    ['private', [], false, 'not-needed'],
  ] as const)('of a %s repository at %j, consented %s: %s', (visibility, publicHosts, consented, kind) => {
    const claims = someClaims({ repository_visibility: visibility });
    expect(decideConsent({ claims, publicHosts, consented }).kind).toBe(kind);
  });

  it('says everything that the certificate would disclose', () => {
    const { discloses } = decideConsent({
      claims: someClaims(),
      publicHosts: publicGood,
      consented: false,
    });
    expect(Object.fromEntries(discloses.map(({ what, value }) => [what, value]))).toEqual({
      signer: 'https://github.com/octo/project/.github/workflows/release.yml@refs/tags/v1',
      workflow: 'https://github.com/octo/project/.github/workflows/release.yml@refs/tags/v1',
      'workflow name': 'Release',
      'workflow commit': 'd'.repeat(40),
      repository: 'https://github.com/octo/project',
      'repository id': '11',
      owner: 'https://github.com/octo',
      'owner id': '22',
      visibility: 'public',
      ref: 'refs/tags/v1',
      commit: 'c'.repeat(40),
      trigger: 'push',
      environment: 'pypi',
      runner: 'github-hosted',
      run: 'https://github.com/octo/project/actions/runs/33/attempts/1',
      subject: 'repo:octo/project:environment:pypi',
      'signer commit': 'd'.repeat(40),
      issuer: 'https://token.actions.githubusercontent.com',
    });
  });

  it('leaves out what the job does not have', () => {
    const claims = someClaims({ environment: undefined });
    const { discloses } = decideConsent({ claims, publicHosts: publicGood, consented: false });
    expect(discloses.map(({ what }) => what)).not.toContain('environment');
  });
});

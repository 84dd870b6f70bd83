import { describe, expect, it } from '@jest/globals';
import { expectedSigner } from '../../../src/stages/expected-signer.ts';
import { someClaims } from '../../support/sample-claims.ts';

describe('expectedSigner', () => {
  it('is what Fulcio writes into the certificate of these claims', () => {
    expect(expectedSigner(someClaims())).toEqual({
      issuer: 'https://token.actions.githubusercontent.com',
      sourceRepositoryUri: 'https://github.com/octo/project',
      sourceRepositoryIdentifier: '11',
      ownerIdentifier: '22',
      sourceRepositoryRef: 'refs/tags/v1',
      sourceRepositoryDigest: 'c'.repeat(40),
      buildConfigUri: 'https://github.com/octo/project/.github/workflows/release.yml@refs/tags/v1',
    });
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
} from '../../../src/attestations/attestation-json.ts';
import type { ExpectedSigner } from '../../../src/attestations/attestation.ts';
import { checkAttestation } from '../../../src/attestations/policy.ts';
import { PUBLISH_PREDICATE_TYPE, SLSA_PREDICATE_TYPE } from '../../../src/attestations/statement.ts';

const FIXTURES = new URL('../../fixtures/attestations/', import.meta.url);
const NAME = 'pypi_attestations-0.0.19.tar.gz';
const DISTRIBUTION = {
  name: NAME,
  sha256: '9bb1add04b1b4e182be6b0b80931593f7a291eb49d69b4fd728a5d4cbcdc4bd3',
};
const SIGNER: ExpectedSigner = {
  issuer: 'https://token.actions.githubusercontent.com',
  sourceRepositoryUri: 'https://github.com/trailofbits/pypi-attestations',
  sourceRepositoryIdentifier: '772247423',
  ownerIdentifier: '2314423',
  sourceRepositoryRef: 'refs/tags/v0.0.19',
  sourceRepositoryDigest: '08802efe1f8e5fec4ad842d6b8ce97656092ee72',
  buildConfigUri:
    'https://github.com/trailofbits/pypi-attestations/.github/workflows/release.yml@refs/tags/v0.0.19',
};
const OPTIONS = { mode: 'adopted', verifiableRekor: [1] } as const;
const fixture = (name: string): Buffer => readFileSync(new URL(name, FIXTURES));
const trustedRoot = readTrustedRoot(JSON.parse(fixture('trusted_root.json').toString('utf8')));

describe.each([
  ['publish', PUBLISH_PREDICATE_TYPE, '153454663'],
  ['slsa', SLSA_PREDICATE_TYPE, '153454647'],
])('an attestation on PyPI (%s)', (kind, predicateType, logIndex) => {
  const attestation = parseAttestation(fixture(`${NAME}.${kind}.attestation`));

  it('passes', () => {
    const checked = checkAttestation(attestation, DISTRIBUTION, SIGNER, trustedRoot, OPTIONS);
    expect(checked).toMatchObject({ predicateType, rekorVersion: 1, logIndex });
    expect(checked.signedAt.toISOString().slice(0, 10)).toBe('2024-12-04');
  });

  it('survives the way through a bundle', () => {
    expect(attestationFromBundle(bundleFromAttestation(attestation))).toEqual(attestation);
  });

  it('says what is not of this run', () => {
    const other = { ...SIGNER, sourceRepositoryDigest: '0'.repeat(40) };
    expect(() => checkAttestation(attestation, DISTRIBUTION, other, trustedRoot, OPTIONS)).toThrow(
      `${NAME}: The attestation failed verification of its certificate's commit (.13): ` +
        `expected ${'0'.repeat(40)}, found ${SIGNER.sourceRepositoryDigest}`,
    );
  });
});

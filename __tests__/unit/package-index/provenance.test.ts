import { describe, expect, it } from '@jest/globals';
import type { Attestation } from '../../../src/attestations/attestation.ts';
import { isServed, parseProvenance, publisherOf } from '../../../src/package-index/query/provenance.ts';
import { sampleAttestation } from '../../support/sample-distribution.ts';

const SENT = sampleAttestation('sent');

function serving(attestations: readonly unknown[], publisher: unknown = { kind: 'GitHub' }) {
  const parsed = parseProvenance({ version: 1, attestation_bundles: [{ publisher, attestations }] });
  if (parsed === undefined) throw new Error('not read');
  return parsed;
}

describe('parseProvenance', () => {
  it.each([undefined, 'text', [], {}, { version: 2, attestation_bundles: [] }, { version: 1 }])(
    'takes %j for no provenance',
    (value) => {
      expect(parseProvenance(value)).toBeUndefined();
    },
  );

  it('leaves out what has the wrong shape', () => {
    expect(serving(['x', {}, { envelope: {} }], 'x')).toEqual({ publishers: [], attestations: [] });
  });
});

describe('publisherOf', () => {
  it('is the GitHub workflow that the provenance names', () => {
    const publisher = { kind: 'GitHub', repository: 'octo/demo', workflow: 'release.yml', environment: null };
    expect(publisherOf(serving([], publisher), 'sample')).toEqual({
      project: 'sample',
      repository: 'octo/demo',
      workflow: 'release.yml',
      environment: undefined,
    });
  });

  it.each([
    { kind: 'GitLab', repository: 'a/b', workflow: 'x.yml' },
    { kind: 'GitHub', repository: 'a/b' },
    {},
  ])('is unknown for %j', (publisher) => {
    expect(publisherOf(serving([], publisher), 'sample')).toBeUndefined();
  });
});

describe('isServed', () => {
  it('compares decoded bytes', () => {
    const { certificate } = SENT.verification_material;
    const wrapped = certificate.replace(/(.{8})/g, '$1\n').replace(/=+$/, '');
    expect(isServed(SENT, serving([{ ...SENT, verification_material: { certificate: wrapped } }]))).toBe(
      true,
    );
  });

  const other = sampleAttestation('other');
  it.each<[string, Attestation]>([
    ['certificate', { ...SENT, verification_material: other.verification_material }],
    ['statement', { ...SENT, envelope: { ...SENT.envelope, statement: other.envelope.statement } }],
    ['signature', { ...SENT, envelope: { ...SENT.envelope, signature: other.envelope.signature } }],
  ])('refuses another %s', (_field, served) => {
    expect(isServed(SENT, serving([served]))).toBe(false);
    expect(isServed(SENT, serving([other, served, SENT]))).toBe(true);
  });
});

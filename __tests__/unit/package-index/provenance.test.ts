import { describe, expect, it } from '@jest/globals';
import type { Attestation } from '../../../src/attestations/attestation.ts';
import {
  githubPublisher,
  isOfBytes,
  isServed,
  otherPublisher,
  parseProvenance,
  publisherNames,
} from '../../../src/package-index/query/provenance.ts';
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
    expect(serving(['x', {}, { envelope: {} }], 'x')).toEqual({
      bundles: [{ publisher: undefined, attestations: [], served: ['x', {}, { envelope: {} }] }],
    });
  });
});

describe('githubPublisher', () => {
  it('is the GitHub workflow that the provenance names', () => {
    const publisher = { kind: 'GitHub', repository: 'octo/demo', workflow: 'release.yml', environment: null };
    expect(githubPublisher(serving([], publisher), 'sample')).toEqual({
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
    expect(githubPublisher(serving([], publisher), 'sample')).toBeUndefined();
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

describe('otherPublisher', () => {
  const OWN = { owner: 'Octo', repositoryName: 'app', workflow: 'release.yml', environment: 'pypi' };
  const GITHUB = { kind: 'GitHub', repository: 'octo/app', workflow: 'release.yml' };

  it.each([
    ['the same', GITHUB],
    ['a repository in another case', { ...GITHUB, repository: 'OCTO/App' }],
    ['another environment', { ...GITHUB, environment: 'other' }],
    ['nothing said', {}],
    ['no repository said', { kind: 'GitHub', workflow: 'release.yml' }],
    ['no publisher at all', null],
  ])('is none with %s', (_case, publisher) => {
    expect(otherPublisher(serving([], publisher), OWN)).toBeUndefined();
  });

  it.each([
    ['another kind', { ...GITHUB, kind: 'GitLab' }, 'GitLab octo/app release.yml'],
    [
      'a repository whose name goes on',
      { ...GITHUB, repository: 'octo/app-shared' },
      'GitHub octo/app-shared release.yml',
    ],
    [
      'a repository whose name ends earlier',
      { ...GITHUB, repository: 'octo/ap' },
      'GitHub octo/ap release.yml',
    ],
    ['another owner', { ...GITHUB, repository: 'evil/app' }, 'GitHub evil/app release.yml'],
    ['another workflow', { ...GITHUB, workflow: 'Release.yml' }, 'GitHub octo/app Release.yml'],
    ['another kind without a repository', { kind: 'Google', email: 'a@b.example' }, 'Google a@b.example'],
  ])('is one with %s', (_case, publisher, name) => {
    expect(otherPublisher(serving([], publisher), OWN)).toBe(name);
  });

  it('is one where only the second bundle is of another', () => {
    const bundles = [GITHUB, { ...GITHUB, workflow: 'b.yml' }].map((publisher) => ({
      publisher,
      attestations: [],
    }));
    const provenance = parseProvenance({ version: 1, attestation_bundles: bundles });
    expect(provenance && otherPublisher(provenance, OWN)).toBe('GitHub octo/app b.yml');
  });
});

describe('publisherNames', () => {
  it('shows few and short ones, however many and long the index serves', () => {
    const bundles = Array.from({ length: 1000 }, (_, number) => ({
      publisher: { kind: 'GitHub', repository: `${number}`.repeat(1000), workflow: 'release.yml' },
      attestations: [],
    }));
    const provenance = parseProvenance({ version: 1, attestation_bundles: bundles });
    expect(provenance && publisherNames(provenance)).toMatch(
      /^GitHub 0{100}… release.yml, .{0,300}, \d+ more$/,
    );
    expect(publisherNames(serving([], {}))).toBe('a publisher that is not named');
  });
});

describe('isOfBytes', () => {
  const sha256 = 'ab'.repeat(32);
  const about = (...subject: unknown[]) => {
    const statement = Buffer.from(JSON.stringify({ subject })).toString('base64');
    return serving([{ ...SENT, envelope: { ...SENT.envelope, statement } }]);
  };

  it('finds the subject by its digest', () => {
    expect(isOfBytes(sha256, about({ name: 'a', digest: { sha256 } }))).toBe(true);
    expect(isOfBytes(sha256, about({}, { digest: { sha256 } }))).toBe(true);
  });

  it.each([[{ digest: { sha256: 'cd'.repeat(32) } }], [{ digest: {} }], [{}], ['x'], [null]])(
    'finds nothing in %j',
    (subject) => {
      expect(isOfBytes(sha256, about(subject))).toBe(false);
      expect(isOfBytes(sha256, serving([]))).toBe(false);
    },
  );
});

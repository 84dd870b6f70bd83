import { describe, expect, it } from '@jest/globals';
import { ActionError } from '../../../src/errors.ts';
import { parseAuditInputs, type AuditInputs } from '../../../src/inputs/audit-inputs.ts';
import { Secret } from '../../../src/ground/secret.ts';

const RULES = {
  isProject: (name: string) => /^[a-z]+$/.test(name),
  isVersion: (text: string) => /^[\d.]+$/.test(text),
  indexFault: (address: string) =>
    address.startsWith('https:') ? undefined : `index: ${address} is no index`,
};

const parse = (raw: Record<string, string>): AuditInputs =>
  parseAuditInputs({ projects: 'demo', ...raw }, (value) => new Secret(value), RULES);

function refusal(raw: Record<string, string>): string {
  try {
    parse(raw);
  } catch (error) {
    if (error instanceof ActionError) return error.message;
  }
  throw new Error('it was accepted');
}

describe('the inputs of an audit', () => {
  it('have their defaults', () => {
    expect(parse({ index: '' })).toEqual({
      projects: ['demo'],
      index: 'https://pypi.org/simple/',
      repositories: [],
      workflows: [],
      since: { kind: 'always' },
      requiredSince: undefined,
      download: false,
      artifactName: 'wheelseal-audit',
      githubToken: undefined,
      trust: { kind: 'public-good' },
    });
  });

  it('are lists of lines, and workflows may be paths', () => {
    const inputs = parse({
      projects: 'one\n\n  two\none',
      repository: 'octo/demo\nocto/old.demo',
      workflows: '.github/workflows/release.yml\nci.yaml',
    });
    expect(inputs).toMatchObject({
      projects: ['one', 'two'],
      repositories: ['octo/demo', 'octo/old.demo'],
      workflows: ['release.yml', 'ci.yaml'],
    });
  });

  it.each([
    ['2.0', { kind: 'release', version: '2.0' }],
    ['2026.01.31', { kind: 'release', version: '2026.01.31' }],
    ['2026-01-31', { kind: 'date', from: new Date('2026-01-31T00:00:00Z') }],
    ['2026-01-31T10:00+02:00', { kind: 'date', from: new Date('2026-01-31T08:00:00Z') }],
    ['last-30-days', { kind: 'days', days: 30 }],
    ['Last-1-day', { kind: 'days', days: 1 }],
  ])('since: %s', (since, expected) => {
    expect(parse({ since }).since).toEqual(expected);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    'yesterday',
    'last-0-days',
    'last-36501-days',
    `last-${'9'.repeat(400)}-days`,
    '2026-01-31T25:00Z',
  ])('since: %s is refused', (since) => {
    expect(refusal({ since })).toContain(`since: "${since}" is neither a version`);
  });

  it('are refused together', () => {
    const message = refusal({
      projects: '',
      index: 'http://x',
      repository: 'octo\nhttps://github.com/octo/demo',
      workflows: 'release',
      'require-attestations-since': 'first',
      download: 'maybe',
      'artifact-name': 'a/b',
      'sigstore-tuf-url': 'http://x',
      'sigstore-trusted-root': '{}',
    });
    for (const part of [
      '10 inputs are',
      'projects: name one',
      'index: http://x is no index',
      'repository: "octo" is not OWNER/NAME',
      'workflows: "release" is not',
      'require-attestations-since: "first" is not a version',
      'download: invalid value "maybe"',
      'artifact-name: "a/b"',
      'sigstore-tuf-url: it is not https',
      'exclude each other',
    ]) {
      expect(message).toContain(part);
    }
  });

  it.each<[Record<string, string>, AuditInputs['trust']]>([
    [{ 'sigstore-instance': 'staging' }, { kind: 'staging' }],
    [{ 'sigstore-tuf-url': 'https://m.example' }, { kind: 'public-good', mirror: 'https://m.example' }],
    [
      { 'sigstore-tuf-url': 'https://m.example', 'sigstore-tuf-root': 'root.json' },
      { kind: 'tuf', url: 'https://m.example', root: 'root.json' },
    ],
    [{ 'sigstore-trusted-root': '{}' }, { kind: 'file', trustedRoot: '{}' }],
  ])('verify with %j', (raw, expected) => {
    expect(parse(raw).trust).toEqual(expected);
  });
});

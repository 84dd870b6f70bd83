import { describe, expect, it } from '@jest/globals';
import type { AuditedFile, AuditedProject, KnownFile } from '../../../src/audit/audited.ts';
import { FINDING_KINDS, findings, type AuditValues } from '../../../src/audit/findings.ts';
import { ALLOWED, auditedFile, hashOf, project, proven } from '../../support/audit-samples.ts';

const NAME = 'demo-2.0-py3-none-any.whl';
const ATTESTED = auditedFile('1.0');
const GITLAB = { kind: 'gitlab', repository: 'octo/demo', workflow: '' };

const found = (projects: readonly AuditedProject[], terms: Partial<AuditValues> = {}) =>
  findings({ projects, signers: ALLOWED, requiredSince: undefined, last: undefined, ...terms });

/** A second release beside one that is as it should be. */
const beside = (changes: Partial<AuditedFile>, terms: Partial<AuditValues> = {}) =>
  found([project([ATTESTED, auditedFile('2.0', changes)])], terms);

const knownAs = (...known: readonly KnownFile[]): AuditValues['last'] =>
  new Map([['demo', new Map(known.map((file) => [file.name, file]))]]);
const KNOWN: KnownFile = { name: NAME, sha256: hashOf(NAME), yanked: false, attested: true };
const KNOWN_FIRST: KnownFile = { ...KNOWN, name: ATTESTED.name, sha256: hashOf(ATTESTED.name) };

describe('a release that is as it should be', () => {
  it.each<[string, Partial<AuditedFile>, Partial<AuditValues>]>([
    ['signed by an allowed workflow', {}, {}],
    [
      'with two attestations',
      { attestations: [proven(NAME), proven(NAME, { predicateType: 'https://slsa.dev/provenance/v1' })] },
      {},
    ],
    ['of any workflow where none is named', {}, { signers: { ...ALLOWED, workflows: [] } }],
    [
      'of the repository in another case',
      {
        attestations: [
          proven(
            NAME,
            {
              signer: {
                repository: 'https://github.com/Octo/Demo',
                workflow: 'https://github.com/Octo/Demo/.github/workflows/release.yml@refs/tags/v2',
              },
            },
            { kind: 'github', repository: 'Octo/Demo', workflow: 'release.yml' },
          ),
        ],
      },
      { signers: { ...ALLOWED, repositories: ['OCTO/demo'] } },
    ],
    [
      'signed at another ref',
      {
        attestations: [
          proven(NAME, {
            signer: {
              workflow: 'https://github.com/octo/demo/.github/workflows/release.yml@refs/heads/v@2.yml@x',
            },
          }),
        ],
      },
      {},
    ],
    [
      'named otherwise than it was signed, by spelling alone',
      {
        attestations: [
          proven(NAME, {
            subject: { name: 'Demo-2.0.0-py3-none-any.whl', sha256: hashOf(NAME) },
          }),
        ],
      },
      {},
    ],
    ['downloaded and of the listed bytes', { downloaded: hashOf(NAME) }, {}],
    ['without a listed hash, downloaded', { sha256: undefined, downloaded: hashOf(NAME) }, {}],
    [
      'yanked when the last audit saw it yanked',
      { yanked: 'broken' },
      { last: knownAs({ ...KNOWN, yanked: true }, KNOWN_FIRST) },
    ],
    ['that the last audit saw', {}, { last: knownAs(KNOWN, KNOWN_FIRST) }],
    [
      'whose publisher the index does not name',
      {
        attestations: [
          { ...proven(NAME), publisher: { kind: undefined, repository: undefined, workflow: undefined } },
        ] as AuditedFile['attestations'],
      },
      {},
    ],
  ])('%s gives no finding', (_, changes, terms) => {
    expect(beside(changes, terms)).toEqual([]);
  });
});

describe('one fault', () => {
  it.each<[string, string, Partial<AuditedFile>, Partial<AuditValues>, string]>([
    [
      'bytes that are not those listed',
      'other-bytes',
      { downloaded: 'f'.repeat(64) },
      {},
      `served ${'f'.repeat(64)}, listed ${hashOf(NAME)}`,
    ],
    [
      'bytes that are not those attested',
      'other-bytes',
      { sha256: 'e'.repeat(64) },
      {},
      `attested ${hashOf(NAME)}, on the index ${'e'.repeat(64)}`,
    ],
    [
      'bytes that are not those of the last audit',
      'other-bytes',
      {},
      { last: knownAs({ ...KNOWN, sha256: 'd'.repeat(64) }) },
      `then ${'d'.repeat(64)}, now ${hashOf(NAME)}`,
    ],
    [
      'another repository',
      'other-repository',
      { attestations: [proven(NAME, { signer: { repository: 'https://github.com/evil/demo' } })] },
      {},
      'signed by evil/demo, not by a workflow of octo/demo',
    ],
    [
      'a repository of the same beginning',
      'other-repository',
      { attestations: [proven(NAME, { signer: { repository: 'https://github.com/octo/demo2' } })] },
      {},
      'octo/demo2',
    ],
    [
      'the repository on another server',
      'other-repository',
      {
        attestations: [
          proven(NAME, {
            signer: { repository: 'https://gitlab.com/octo/demo', issuer: 'https://gitlab.com' },
          }),
        ],
      },
      {},
      'https://gitlab.com/octo/demo',
    ],
    [
      'another issuer',
      'other-repository',
      {
        attestations: [
          proven(NAME, { signer: { issuer: 'https://token.actions.githubusercontent.com/evil' } }),
        ],
      },
      {},
      'octo/demo',
    ],
    [
      'a person',
      'other-repository',
      {
        attestations: [
          proven(NAME, {
            signer: {
              repository: '',
              workflow: '',
              subject: 'me@example.com',
              issuer: 'https://accounts.example',
            },
          }),
        ],
      },
      {},
      'me@example.com (https://accounts.example)',
    ],
    [
      'one of two attestations of another repository',
      'other-repository',
      {
        attestations: [
          proven(NAME),
          proven(NAME, { signer: { repository: 'https://github.com/evil/demo' } }),
        ],
      },
      {},
      'evil/demo',
    ],
    [
      'another repository named by the index',
      'other-repository',
      {
        attestations: [
          proven(NAME, {}, { kind: 'github', repository: 'evil/demo', workflow: 'release.yml' }),
        ],
      },
      {},
      'the index names the repository evil/demo',
    ],
    [
      'another kind of publisher named by the index',
      'other-repository',
      { attestations: [proven(NAME, {}, GITLAB)] },
      {},
      'the index names the publisher gitlab',
    ],
    [
      'another workflow named by the index',
      'other-workflow',
      {
        attestations: [proven(NAME, {}, { kind: 'github', repository: 'octo/demo', workflow: 'other.yml' })],
      },
      {},
      'the index names the workflow other.yml',
    ],
    [
      'an attestation of another file',
      'other-file',
      { attestations: [proven(NAME, { subject: { name: 'six-1.0.tar.gz', sha256: hashOf(NAME) } })] },
      {},
      'for another file, six-1.0.tar.gz',
    ],
    [
      'an attestation of another wheel of the release',
      'other-file',
      {
        attestations: [
          proven(NAME, { subject: { name: 'demo-2.0-cp312-abi3-win32.whl', sha256: hashOf(NAME) } }),
        ],
      },
      {},
      'cp312-abi3-win32',
    ],
    [
      'an attestation that does not verify',
      'attestation-invalid',
      { attestations: [{ kind: 'refused', because: 'log key: unknown' }] },
      {},
      'does not verify: log key: unknown',
    ],
    ['no attestation', 'not-attested', { attestations: [] }, {}, 'it has no attestation'],
    [
      'an attestation that the last audit saw',
      'not-attested',
      { attestations: [], uploadedAt: '2020-01-01T00:00:00Z' },
      { last: knownAs(KNOWN) },
      'it has no attestation',
    ],
    [
      'another workflow',
      'other-workflow',
      {
        attestations: [
          proven(NAME, {
            signer: { workflow: 'https://github.com/octo/demo/.github/workflows/evil.yml@refs/tags/v2' },
          }),
        ],
      },
      {},
      'signed by the workflow evil.yml of octo/demo, not by release.yml',
    ],
    ['a yanked file', 'yanked', { yanked: true }, {}, 'it is yanked.'],
    [
      'a yanked file with its reason',
      'yanked',
      { yanked: 'broken' },
      { last: knownAs(KNOWN, KNOWN_FIRST) },
      'it is yanked: broken.',
    ],
  ])('%s is found as %s', (_, kind, changes, terms, text) => {
    const all = beside(changes, terms);
    expect(all.map((each) => each.kind)).toEqual([kind]);
    expect(all[0]).toMatchObject({ project: 'demo', file: NAME, url: `https://index.example/${NAME}` });
    expect(all[0]?.message).toContain(NAME);
    expect(all[0]?.message).toContain(text);
  });

  it('of a file is told once, by its worst', () => {
    const attestations = [
      { kind: 'refused', because: 'x' } as const,
      proven(NAME, { signer: { repository: 'https://github.com/evil/demo' } }),
    ];
    expect(beside({ attestations }).map(({ kind }) => kind)).toEqual(['other-repository']);
  });

  it('of a file that is yanked too is told beside it', () => {
    const kinds = beside({ attestations: [], yanked: true }).map(({ kind }) => kind);
    expect(kinds).toEqual(['not-attested', 'yanked']);
  });
});

describe('a project', () => {
  it('that the index does not have is found', () => {
    const missing = project([], { exists: false, status: undefined });
    expect(found([missing])).toMatchObject([{ kind: 'project-missing', file: undefined }]);
    // Its files are not told one by one.
    expect(found([missing], { last: knownAs(KNOWN) }).map(({ kind }) => kind)).toEqual(['project-missing']);
  });

  it('in quarantine is found, and its files are not told as vanished', () => {
    const all = found([project([], { status: 'quarantined' })], { last: knownAs(KNOWN, KNOWN_FIRST) });
    expect(all.map(({ kind }) => kind)).toEqual(['quarantined']);
  });

  it('tells each file that the last audit saw and the index does not list', () => {
    const all = found([project([ATTESTED])], { last: knownAs(KNOWN, KNOWN_FIRST) });
    expect(all.map(({ kind, file }) => [kind, file])).toEqual([['vanished', NAME]]);
  });

  it('does not tell a file as vanished that is listed and not audited', () => {
    const second = auditedFile('2.0');
    const all = found([project([ATTESTED], { listed: [ATTESTED, second] })], {
      last: knownAs(KNOWN, KNOWN_FIRST),
    });
    expect(all).toEqual([]);
  });
});

describe('provenance that changed', () => {
  const signers = { ...ALLOWED, workflows: [] };
  const by = (version: string, signer: Parameters<typeof proven>[1], workflow = 'release.yml') => {
    const name = `demo-${version}-py3-none-any.whl`;
    return auditedFile(version, {
      attestations: [proven(name, signer, { kind: 'github', repository: 'octo/demo', workflow })],
    });
  };
  const CI = { signer: { workflow: 'https://github.com/octo/demo/.github/workflows/ci.yml@refs/tags/v1' } };

  it.each([
    ['another workflow', by('2.0', CI, 'ci.yml'), 'signed by ci.yml of octo/demo'],
    ['a repository of the same name', by('2.0', { signer: { repositoryId: '9' } }), 'repository 9'],
    ['a repository of another owner', by('2.0', { signer: { ownerId: '8' } }), 'owner 8'],
  ])('by %s is found', (_, second, text) => {
    const all = found([project([ATTESTED, second])], { signers });
    expect(all.map(({ kind, file }) => [kind, file])).toEqual([['provenance-changed', second.name]]);
    expect(all[0]?.message).toContain(text);
  });

  it('is told once, whichever release goes on with it', () => {
    const releases = [by('3.0', {}), by('4.0', CI, 'ci.yml'), ATTESTED, by('2.0', CI, 'ci.yml')];
    expect(found([project(releases)], { signers }).map(({ file }) => file)).toEqual([NAME]);
  });

  it('is not told of one release, nor of what the last audit saw', () => {
    const twin = { ...by('1.0', CI, 'ci.yml'), name: 'demo-1.0-py2-none-any.whl' };
    const other = proven(twin.name, CI, { kind: 'github', repository: 'octo/demo', workflow: 'ci.yml' });
    expect(
      found([project([ATTESTED, { ...twin, sha256: hashOf(twin.name), attestations: [other] }])], {
        signers,
      }),
    ).toEqual([]);
    expect(found([project([ATTESTED, by('2.0', CI, 'ci.yml')])], { signers, last: knownAs(KNOWN) })).toEqual(
      [],
    );
  });
});

it('puts the worst first', () => {
  const files = [
    auditedFile('1.0', { yanked: true }),
    auditedFile('2.0', { attestations: [] }),
    auditedFile('3.0', { downloaded: 'f'.repeat(64) }),
  ];
  const kinds = found([project([], { exists: false }), project(files)]).map(({ kind }) => kind);
  expect(kinds).toEqual(['other-bytes', 'not-attested', 'project-missing', 'yanked']);
  expect(FINDING_KINDS.filter((kind) => kinds.includes(kind))).toEqual(kinds);
});

import { describe, expect, it } from '@jest/globals';
import type { Claims } from '../../../src/github/claims.ts';
import {
  checkPublisher,
  isOfOtherRef,
  isOfOtherRepository,
  publisherDifferences,
  publisherOf,
  workflowFile,
} from '../../../src/package-index/publisher-policy.ts';
import { someClaims } from '../../support/sample-claims.ts';

const PYPI = { kind: 'pypi', title: 'PyPI' } as const;
const GENERIC = { kind: 'generic', title: 'packages.example' } as const;
const called = { job_workflow_ref: 'octo/project/.github/workflows/publish.yml@refs/tags/v1' };
const foreign = { job_workflow_ref: 'other/tools/.github/workflows/publish.yml@refs/heads/main' };

describe('workflowFile', () => {
  const WORKFLOWS = 'octo/project/.github/workflows';

  it.each([
    [`${WORKFLOWS}/release.yml@refs/tags/v1`, 'release.yml'],
    [`${WORKFLOWS}/release.yaml@refs/tags/v1`, 'release.yaml'],
    [`${WORKFLOWS}/release@prod.yml@refs/heads/main`, 'release@prod.yml'],
    [`${WORKFLOWS}/@.yml@refs/heads/main`, '@.yml'],
    [`${WORKFLOWS}/release.prod.yml@refs/heads/main`, 'release.prod.yml'],
    [`${WORKFLOWS}/release.yml@refs/heads/other.yml@prod`, 'release.yml'],
    [`${WORKFLOWS}/a.yml@b.yml@refs/heads/main`, 'a.yml@b.yml'],
    [`${WORKFLOWS}/release.yml@${'c'.repeat(40)}`, 'release.yml'],
    ['octo/x.yml/.github/workflows/release.yml@refs/tags/v1', 'release.yml'],
    // PyPI finds none in these.
    [`${WORKFLOWS}/release.YML@refs/heads/main`, `${WORKFLOWS}/release.YML@refs/heads/main`],
    [`${WORKFLOWS}/release.yml`, `${WORKFLOWS}/release.yml`],
  ])('of %s is %s', (reference, file) => {
    expect(workflowFile(reference)).toBe(file);
  });
});

describe('the publisher of a job', () => {
  it('is that of the workflow which has the job', () => {
    expect(publisherOf(someClaims(called))).toEqual({
      owner: 'octo',
      repositoryName: 'project',
      workflow: 'publish.yml',
      environment: 'pypi',
    });
  });

  it.each<[string, Partial<Claims>, boolean, boolean]>([
    ['of the workflow that was triggered', {}, false, false],
    ['of a workflow that it calls by path', called, false, false],
    ['of another repository', foreign, true, false],
    [
      'of a repository whose name goes on',
      { job_workflow_ref: 'octo/project-shared/.github/workflows/a.yml@refs/tags/v1' },
      true,
      false,
    ],
    [
      'of a repository in other case',
      { job_workflow_ref: 'Octo/Project/.github/workflows/publish.yml@refs/tags/v1' },
      false,
      false,
    ],
    [
      'at another branch',
      { job_workflow_ref: 'octo/project/.github/workflows/publish.yml@refs/heads/main' },
      false,
      true,
    ],
    [
      'at the commit',
      { job_workflow_ref: `octo/project/.github/workflows/publish.yml@${'c'.repeat(40)}` },
      false,
      false,
    ],
    [
      'at the commit of a deployment, which has no ref',
      { ref: '', job_workflow_ref: `octo/project/.github/workflows/publish.yml@${'c'.repeat(40)}` },
      false,
      false,
    ],
    [
      'of a file with an @',
      { job_workflow_ref: 'octo/project/.github/workflows/release@prod.yml@refs/tags/v1' },
      false,
      false,
    ],
  ])('%s', (_case, claims, otherRepository, otherRef) => {
    expect([isOfOtherRepository(someClaims(claims)), isOfOtherRef(someClaims(claims))]).toEqual([
      otherRepository,
      otherRef,
    ]);
  });
});

describe('checkPublisher', () => {
  function severities(
    claims: Partial<Claims>,
    {
      index = PYPI,
      attesting = true,
      foretelling = true,
    }: {
      index?: Parameters<typeof checkPublisher>[1];
      attesting?: boolean;
      foretelling?: boolean;
    } = {},
  ): string[] {
    return checkPublisher(someClaims(claims), index, { attesting, foretelling }).map(
      ({ severity }) => severity,
    );
  }

  it('finds nothing in a tag push', () => {
    expect(severities({})).toEqual([]);
  });

  it('allows a reusable workflow no attestations', () => {
    expect(severities(called)).toEqual(['stops-attestations']);
    expect(severities(called, { attesting: false })).toEqual([]);
    expect(severities(called, { index: GENERIC })).toEqual([]);
  });

  it('leaves to the index what it answers itself when a token is requested, and what is nothing to a password', () => {
    const job_workflow_ref = 'octo/tools/.github/workflows/publish.yml@refs/heads/main';
    expect(severities({ job_workflow_ref }, { foretelling: false })).toEqual(['stops-attestations']);
    expect(severities({ job_workflow_ref }, { attesting: false, foretelling: false })).toEqual([]);
  });

  it('knows a workflow of its own repository in any case', () => {
    const job_workflow_ref = called.job_workflow_ref.replace('octo/project', 'OCTO/PROJECT');
    expect(severities({ job_workflow_ref })).toEqual(['stops-attestations']);
  });

  it('warns that the workflow of another repository, or of another branch, gets no token', () => {
    const job_workflow_ref = called.job_workflow_ref.replace('tags/v1', 'heads/main');
    for (const claims of [foreign, { job_workflow_ref }]) {
      expect(severities(claims)).toEqual(['stops-attestations', 'warns']);
      expect(severities(claims, { attesting: false })).toEqual(['warns']);
    }
  });

  it.each([
    'https://token.actions.githubusercontent.com/octo-enterprise',
    'https://token.actions.octo.ghe.com',
    'https://ghes.example/_services/token',
  ])('knows no identity from %s', (iss) => {
    expect(severities({ iss })).toEqual(['stops-attestations']);
    expect(severities({ iss }, { attesting: false })).toEqual(['warns']);
    expect(severities({ iss }, { index: GENERIC })).toEqual([]);
  });

  it.each<[string, Partial<Claims>]>([
    ['reusable workflow of the repository', called],
    ['reusable workflow of another repository', foreign],
    [
      'reusable workflow at another branch',
      { job_workflow_ref: called.job_workflow_ref.replace('v1', 'v2') },
    ],
    ['enterprise issuer', { iss: 'https://token.actions.githubusercontent.com/octo-enterprise' }],
    ['ghe.com issuer', { iss: 'https://token.actions.octo.ghe.com' }],
    ['GHES issuer', { iss: 'https://ghes.example/_services/token' }],
  ])('explains with the claims and what to change: %s', (name, claims) => {
    const findings = checkPublisher(someClaims(claims), PYPI, { attesting: true, foretelling: true });
    expect(
      findings.map((each) => `${each.severity}: ${each.message}\n${each.hint}`).join('\n\n'),
    ).toMatchSnapshot(name);
  });
});

describe('publisherDifferences', () => {
  const run = {
    repository: 'octo/project',
    workflowRef: 'octo/project/.github/workflows/release.yml@refs/tags/v1',
    environment: '',
  };
  const known = {
    project: 'demo',
    repository: 'octo/project',
    workflow: 'release.yml',
    environment: undefined,
  };

  it.each([
    ['this workflow', known, run],
    ['this environment in another case', { ...known, environment: 'PyPI' }, { ...run, environment: 'pypi' }],
    [
      'an environment, where this run’s is not known',
      { ...known, environment: 'pypi' },
      { ...run, environment: undefined },
    ],
    ['no environment', known, { ...run, environment: 'pypi' }],
  ])('has no line where the publisher is %s', (_, there, here) => {
    expect(publisherDifferences([there], here)).toEqual([]);
  });

  it.each([
    ['another repository', { repository: 'octo/old' }, 'octo/old; this run is octo/project.'],
    ['its other case', { repository: 'Octo/Project' }, 'Octo/Project; this run is octo/project.'],
    [
      'another workflow',
      { workflow: 'publish.yml' },
      'octo/project (workflow publish.yml); this run is octo/project (workflow release.yml).',
    ],
    [
      'an environment',
      { environment: 'pypi' },
      'octo/project (environment pypi); this run is octo/project (no environment).',
    ],
  ])('names %s', (_, there, line) => {
    expect(publisherDifferences([{ ...known, ...there }], run)).toEqual([
      `The newest attested file of demo was published by ${line}`,
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Claims } from '../../../src/github/claims.ts';
import { checkIdentity, type IdentityContext } from '../../../src/github/preflight.ts';
import { someClaims } from './claims.ts';

const context: IdentityContext = {
  index: { kind: 'pypi', title: 'PyPI' },
  attesting: true,
  job: {
    eventName: 'push',
    repository: 'octo/project',
    serverUrl: 'https://github.com',
    runId: '33',
    runAttempt: '1',
    actor: 'octo',
    fromFork: false,
  },
};
const called = { job_workflow_ref: 'octo/project/.github/workflows/publish.yml@refs/tags/v1' };
const foreign = { job_workflow_ref: 'other/tools/.github/workflows/publish.yml@refs/heads/main' };
const generic = { index: { kind: 'generic', title: 'packages.example' } } as const;

function severities(claims: Partial<Claims>, more: Partial<IdentityContext> = {}): string[] {
  return checkIdentity(someClaims(claims), { ...context, ...more }).map((finding) => finding.severity);
}

describe('an identity', () => {
  it('of a tag push is fine', () => {
    expect(severities({})).toEqual([]);
  });

  it.each([context.index, generic.index])('of pull_request_target stops every run', (index) => {
    expect(severities({ event_name: 'pull_request_target' }, { index, attesting: false })).toEqual([
      'stops-run',
    ]);
    const job = { ...context.job, eventName: 'pull_request_target' };
    expect(severities({}, { index, job })).toEqual(['stops-run']);
  });

  it.each(['pull_request', 'workflow_run', 'issue_comment'])('of %s is warned about', (event_name) => {
    expect(severities({ event_name })).toEqual(['warns']);
  });

  it('of a reusable workflow gets no attestations on PyPI', () => {
    expect(severities(called)).toEqual(['stops-attestations']);
    expect(severities(called, { attesting: false })).toEqual([]);
    expect(severities(called, generic)).toEqual([]);
  });

  it('of another repository’s workflow gets no Trusted Publishing either', () => {
    expect(severities(foreign)).toEqual(['stops-attestations', 'warns']);
    expect(severities(foreign, { attesting: false })).toEqual(['warns']);
  });

  it.each([
    'https://token.actions.githubusercontent.com/octo-enterprise',
    'https://token.actions.octo.ghe.com',
    'https://ghes.example/_services/token',
  ])('of %s is unknown to PyPI', (iss) => {
    expect(severities({ iss })).toEqual(['stops-attestations']);
    expect(severities({ iss }, { attesting: false })).toEqual(['warns']);
    expect(severities({ iss }, generic)).toEqual([]);
  });

  it('is explained with what to change', () => {
    const [finding] = checkIdentity(someClaims(called), context);
    expect(`${finding?.code}: ${finding?.message}\n${finding?.hint}`).toMatchInlineSnapshot(`
      "IDENTITY_UNSUITABLE: This job is defined in the reusable workflow octo/project/.github/workflows/publish.yml@refs/tags/v1, called by octo/project/.github/workflows/release.yml@refs/tags/v1; PyPI refuses the attestations of reusable workflows.
      Move the publishing job into the top-level workflow, and register that one as the Trusted Publisher."
    `);
  });
});

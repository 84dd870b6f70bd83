import { describe, expect, it } from '@jest/globals';
import type { Claims } from '../../../src/github/claims.ts';
import {
  checkClock,
  checkIdentity,
  checkTrigger,
  type Finding,
  type IdentityContext,
} from '../../../src/github/preflight.ts';
import { someClaims } from '../../support/sample-claims.ts';

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

  it('of its own repository’s workflow is known in any case', () => {
    const claims = someClaims(called);
    const job_workflow_ref = claims.job_workflow_ref.replace(
      claims.repository,
      claims.repository.toUpperCase(),
    );
    expect(job_workflow_ref).not.toBe(claims.job_workflow_ref);
    expect(severities({ ...called, job_workflow_ref })).toEqual(['stops-attestations']);
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

  const rendered = (findings: readonly Finding[]): string =>
    findings.map((each) => `${each.severity}: ${each.message}\n${each.hint}`).join('\n\n');

  it.each<[string, Partial<Claims>]>([
    ['pull_request_target', { event_name: 'pull_request_target' }],
    ['pull_request', { event_name: 'pull_request' }],
    ['workflow_run', { event_name: 'workflow_run' }],
    ['reusable workflow of the repository', called],
    ['reusable workflow of another repository', foreign],
    ['enterprise issuer', { iss: 'https://token.actions.githubusercontent.com/octo-enterprise' }],
    ['ghe.com issuer', { iss: 'https://token.actions.octo.ghe.com' }],
    ['GHES issuer', { iss: 'https://ghes.example/_services/token' }],
  ])('is explained with its claims and what to change: %s', (name, claims) => {
    expect(rendered(checkIdentity(someClaims(claims), context))).toMatchSnapshot(name);
  });

  it('of another clock is explained with both times, from a minute on', () => {
    const issued = new Date('2026-11-21T12:00:00Z');
    const at = (seconds: number) => checkClock(issued, new Date(issued.getTime() + seconds * 1000));
    expect([...at(0), ...at(60), ...at(-60), ...checkClock(undefined, issued)]).toEqual([]);
    expect(at(-61).map(({ severity }) => severity)).toEqual(['warns']);
    expect(rendered(at(3600))).toMatchSnapshot('clock');
  });
});

describe('a run without identity', () => {
  it('is looked at for what caused it all the same', () => {
    const severity = (event: string) => checkTrigger([event]).map((each) => each.severity);
    expect(severity('pull_request_target')).toEqual(['stops-run']);
    expect(severity('workflow_run')).toEqual(['warns']);
    expect(severity('release')).toEqual([]);
  });
});

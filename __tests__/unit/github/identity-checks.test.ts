import { describe, expect, it } from '@jest/globals';
import {
  checkClock,
  checkTemplate,
  checkTrigger,
  type IdentityConcern,
} from '../../../src/github/identity-checks.ts';
import { someClaims } from '../../support/sample-claims.ts';

const severities = (concerns: readonly IdentityConcern[]): string[] =>
  concerns.map(({ severity }) => severity);
const rendered = (concerns: readonly IdentityConcern[]): string =>
  concerns.map((each) => `${each.severity}: ${each.message}\n${each.hint}`).join('\n\n');

describe('an event', () => {
  it('of a release or a push is fine', () => {
    expect(severities(checkTrigger(['release', 'push']))).toEqual([]);
  });

  it('pull_request_target stops every run, whether the token or the runner names it', () => {
    expect(severities(checkTrigger(['pull_request_target', 'push']))).toEqual(['stops-run']);
    expect(severities(checkTrigger(['push', 'pull_request_target']))).toEqual(['stops-run']);
  });

  it.each(['pull_request', 'workflow_run', 'issue_comment'])('%s is warned about', (event) => {
    expect(severities(checkTrigger([event, 'push']))).toEqual(['warns']);
  });

  it.each(['pull_request_target', 'pull_request', 'workflow_run'])('is explained: %s', (event) => {
    expect(rendered(checkTrigger([event]))).toMatchSnapshot(event);
  });
});

describe('a clock', () => {
  it('that differs is explained with both times, from a minute on', () => {
    const issued = new Date('2026-11-21T12:00:00Z');
    const at = (seconds: number) => checkClock(issued, new Date(issued.getTime() + seconds * 1000));
    expect([...at(0), ...at(60), ...at(-60), ...checkClock(undefined, issued)]).toEqual([]);
    expect(severities(at(-61))).toEqual(['warns']);
    expect(rendered(at(3600))).toMatchSnapshot('clock');
  });
});

describe('a claim that Fulcio’s template names', () => {
  it('stops signing where it is absent, and is named', () => {
    expect(checkTemplate(someClaims())).toBeUndefined();
    const concern = checkTemplate(someClaims({ absent: ['ref', 'workflow_sha'] }));
    expect(concern?.severity).toBe('stops-attestations');
    expect(concern?.message).toContain('no claims ref, workflow_sha,');
  });
});

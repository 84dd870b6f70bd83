import type { Claims } from '../../src/github/claims.ts';

/** Claims of a tag push in a public repository, as github.com makes them. */
export function someClaims(more: Partial<Claims> = {}): Claims {
  const workflow = 'octo/project/.github/workflows/release.yml@refs/tags/v1';
  return {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:octo/project:environment:pypi',
    repository: 'octo/project',
    repository_id: '11',
    repository_owner: 'octo',
    repository_owner_id: '22',
    repository_visibility: 'public',
    ref: 'refs/tags/v1',
    sha: 'c'.repeat(40),
    event_name: 'push',
    workflow: 'Release',
    workflow_ref: workflow,
    workflow_sha: 'd'.repeat(40),
    job_workflow_ref: workflow,
    job_workflow_sha: 'd'.repeat(40),
    environment: 'pypi',
    runner_environment: 'github-hosted',
    run_id: '33',
    run_attempt: '1',
    absent: [],
    ...more,
  };
}

/** A token with a payload, signed by nobody. */
export function tokenOf(payload: unknown): string {
  return `${part({ alg: 'RS256' })}.${part(payload)}.${'s'.repeat(40)}`;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Claims of a tag release in octo/demo, as the testbed's issuer makes them. */
export function demoClaims(more: Partial<Claims> = {}): Claims {
  const workflow = 'octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0';
  return someClaims({
    sub: 'repo:octo/demo:ref:refs/tags/v1.0.0',
    repository: 'octo/demo',
    repository_id: '1001',
    repository_owner_id: '2002',
    ref: 'refs/tags/v1.0.0',
    workflow: 'release',
    workflow_ref: workflow,
    job_workflow_ref: workflow,
    environment: undefined,
    ...more,
  });
}

import type { Claims } from '../../../src/github/claims.ts';

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

import type { Claims } from '../../src/github/identity.ts';

/** The claims of a tag release in octo/demo. */
export function claims(changed: Partial<Claims> = {}): Claims {
  const workflow = 'octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0';
  return {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:octo/demo:ref:refs/tags/v1.0.0',
    repository: 'octo/demo',
    repository_id: '1001',
    repository_owner: 'octo',
    repository_owner_id: '2002',
    repository_visibility: 'public',
    ref: 'refs/tags/v1.0.0',
    sha: '1f'.repeat(20),
    event_name: 'push',
    workflow: 'release',
    workflow_ref: workflow,
    workflow_sha: '1f'.repeat(20),
    job_workflow_ref: workflow,
    job_workflow_sha: '1f'.repeat(20),
    environment: undefined,
    runner_environment: 'github-hosted',
    run_id: '42',
    run_attempt: '1',
    ...changed,
  };
}

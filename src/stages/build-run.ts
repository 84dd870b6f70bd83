import type { BuildRun } from '../attestations/build-provenance.ts';
import { ActionError } from '../errors.ts';
import type { Claims } from '../github/claims.ts';
import { workflowPath } from '../package-index/publisher-policy.ts';

/** What a build provenance says, by the names of the claims that say it. */
const CLAIMS: readonly (keyof Claims)[] = [
  'ref',
  'sha',
  'repository',
  'event_name',
  'job_workflow_ref',
  'workflow_ref',
  'repository_id',
  'repository_owner_id',
  'runner_environment',
  'run_id',
  'run_attempt',
];

/**
 * The run that a build provenance is of.
 * @param serverUrl as of `JobFacts`
 * @throws {ActionError} IDENTITY_UNSUITABLE where the identity does not say all of it
 */
export function buildRun(claims: Claims, serverUrl: string): BuildRun {
  const absent = CLAIMS.filter((name) => claims.absent.includes(name));
  if (absent.length > 0) {
    throw new ActionError(
      'IDENTITY_UNSUITABLE',
      `\`slsa-provenance: true\`, but the identity token of this job has no ${absent.join(', ')}.`,
      'Run on GitHub Actions, or leave out `slsa-provenance`.',
    );
  }
  return {
    serverUrl,
    repository: claims.repository,
    repositoryId: claims.repository_id,
    ownerId: claims.repository_owner_id,
    ref: claims.ref,
    commit: claims.sha,
    workflowPath: workflowPath(claims),
    jobWorkflowRef: claims.job_workflow_ref,
    eventName: claims.event_name,
    runnerEnvironment: claims.runner_environment,
    runId: claims.run_id,
    runAttempt: claims.run_attempt,
  };
}

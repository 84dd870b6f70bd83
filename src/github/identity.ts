import type { Secret } from '../platform/secret.ts';

/** Claims of a GitHub Actions identity token that something here depends on. https://docs.github.com/actions/reference/security/oidc */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly repository: string;
  readonly repository_id: string;
  readonly repository_owner: string;
  readonly repository_owner_id: string;
  /** `public`, `private`, `internal`; undefined is treated as private. */
  readonly repository_visibility: string | undefined;
  readonly ref: string;
  readonly sha: string;
  readonly event_name: string;
  readonly workflow: string;
  readonly workflow_ref: string;
  readonly workflow_sha: string;
  readonly job_workflow_ref: string;
  readonly job_workflow_sha: string;
  readonly environment: string | undefined;
  readonly runner_environment: string;
  readonly run_id: string;
  readonly run_attempt: string;
}

/** Who this job is, and how to prove it. */
export interface Identity {
  readonly claims: Claims;
  /** A fresh token for an audience, masked. Each call asks anew: tokens are single-use at an index. */
  token(audience: string): Promise<Secret>;
}

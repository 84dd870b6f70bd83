import type { Platform } from '../platform/platform.ts';
import type { Secret } from '../platform/secret.ts';
import { parseClaims } from './claims.ts';
import { requestIdentityToken } from './identity-token.ts';

/** An audience that nobody accepts: its tokens are read here and sent nowhere. */
export const CLAIMS_AUDIENCE = 'wheelseal-claims';

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

/**
 * Who this job is, from a token for an audience that is only read here.
 * @throws {ActionError} IDENTITY_UNAVAILABLE, with what keeps GitHub from giving a token.
 */
export async function readIdentity(
  audience: string,
  platform: Pick<Platform, 'http' | 'runner' | 'clock'>,
): Promise<Identity> {
  const token = await requestIdentityToken(audience, platform);
  return {
    claims: parseClaims(token.reveal(), audience),
    token: (other) => requestIdentityToken(other, platform),
  };
}

import type { JsonObject } from '../ground/json.ts';
import { claimsOf } from '../ground/jwt.ts';
import { ActionError } from '../errors.ts';

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

/**
 * The claims of an identity token, decoded as UTF-8 and not verified: they are this job's own, and whoever acts on them verifies them.
 * @param audience what the token was asked for
 * @throws {ActionError} IDENTITY_UNAVAILABLE where it is no JSON Web Token (RFC 7519 §7.2), for another audience, or without a
 * claim that is needed.
 */
export function parseClaims(token: string, audience: string): Claims {
  const payload = decodePayload(token);
  checkAudience(payload.get('aud'), audience);
  const text = (name: string): string => required(payload, name);
  return {
    iss: text('iss'),
    sub: text('sub'),
    repository: text('repository'),
    repository_id: text('repository_id'),
    repository_owner: text('repository_owner'),
    repository_owner_id: text('repository_owner_id'),
    repository_visibility: optional(payload, 'repository_visibility'),
    ref: text('ref'),
    sha: text('sha'),
    event_name: text('event_name'),
    workflow: text('workflow'),
    workflow_ref: text('workflow_ref'),
    workflow_sha: text('workflow_sha'),
    job_workflow_ref: text('job_workflow_ref'),
    job_workflow_sha: text('job_workflow_sha'),
    environment: optional(payload, 'environment'),
    runner_environment: text('runner_environment'),
    run_id: text('run_id'),
    run_attempt: text('run_attempt'),
  };
}

/** When a token was issued, by the issuer's clock (RFC 7519 §4.1.6); undefined where it doesn't say. */
export function issuedAt(token: string): Date | undefined {
  const seconds = decodePayload(token).get('iat');
  return typeof seconds === 'number' ? new Date(seconds * 1000) : undefined;
}

function decodePayload(token: string): JsonObject {
  const claims = claimsOf(token);
  if (claims === undefined) throw unusable('is no JSON Web Token with claims that can be read');
  return claims;
}

function checkAudience(value: unknown, audience: string): void {
  const audiences: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (audiences.length === 1 && audiences[0] === audience) return;
  throw unusable(`is for the audience ${JSON.stringify(value)}, not for ${JSON.stringify(audience)}`);
}

function required(payload: JsonObject, name: string): string {
  const value = payload.get(name);
  if (typeof value === 'string' && value !== '') return value;
  throw unusable(value === undefined ? `has no claim ${name}` : `has a claim ${name} that is not a text`);
}

function optional(payload: JsonObject, name: string): string | undefined {
  const value = payload.get(name);
  return value === undefined || value === null || value === '' ? undefined : required(payload, name);
}

function unusable(what: string): ActionError {
  return new ActionError(
    'IDENTITY_UNAVAILABLE',
    `The identity token that GitHub gave this job ${what}.`,
    'Run the job on GitHub Actions, or on a server that issues the same tokens.',
  );
}

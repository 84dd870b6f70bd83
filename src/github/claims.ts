import type { JsonObject } from '../ground/json.ts';
import { claimsOf } from '../ground/jwt.ts';
import { ActionError } from '../errors.ts';

/**
 * Claims of a GitHub Actions identity token that something here depends on; empty where the token has none of that name, or an
 * empty one: GitHub leaves `ref` empty for a deployment of a commit. https://docs.github.com/actions/reference/security/oidc
 */
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
  /** Names of the claims that Fulcio's template for GitHub requires and the token lacks: Fulcio then issues no certificate. */
  readonly absent: readonly string[];
}

/** https://github.com/sigstore/fulcio/blob/main/config/identity/config.yaml: all but `environment`, which has a default there. */
const TEMPLATE_CLAIMS: readonly string[] = [
  'event_name',
  'sha',
  'workflow',
  'repository',
  'ref',
  'job_workflow_ref',
  'job_workflow_sha',
  'runner_environment',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'workflow_ref',
  'workflow_sha',
  'run_id',
  'run_attempt',
  'repository_visibility',
];

/**
 * The claims of an identity token, decoded as UTF-8 and not verified: they are this job's own, and whoever acts on them verifies them.
 * @param audience that the token was requested for
 * @throws {ActionError} IDENTITY_UNAVAILABLE where it is not a JSON Web Token (RFC 7519 §7.2), or for another audience
 */
export function parseClaims(token: string, audience: string): Claims {
  const payload = decodePayload(token);
  checkAudience(payload.get('aud'), audience);
  const text = (name: string): string => textOf(payload.get(name)) ?? '';
  return {
    iss: text('iss'),
    sub: text('sub'),
    repository: text('repository'),
    repository_id: text('repository_id'),
    repository_owner: text('repository_owner'),
    repository_owner_id: text('repository_owner_id'),
    repository_visibility: text('repository_visibility') || undefined,
    ref: text('ref'),
    sha: text('sha'),
    event_name: text('event_name'),
    workflow: text('workflow'),
    workflow_ref: text('workflow_ref'),
    workflow_sha: text('workflow_sha'),
    job_workflow_ref: text('job_workflow_ref'),
    job_workflow_sha: text('job_workflow_sha'),
    environment: text('environment') || undefined,
    runner_environment: text('runner_environment'),
    run_id: text('run_id'),
    run_attempt: text('run_attempt'),
    absent: TEMPLATE_CLAIMS.filter((name) => textOf(payload.get(name)) === undefined),
  };
}

/** When a token was issued, by the issuer's clock (RFC 7519 §4.1.6); undefined where it doesn't say. */
export function issuedAt(token: string): Date | undefined {
  const seconds = decodePayload(token).get('iat');
  return typeof seconds === 'number' ? new Date(seconds * 1000) : undefined;
}

function decodePayload(token: string): JsonObject {
  const claims = claimsOf(token);
  if (claims === undefined) throw unusable('is not a JSON Web Token with readable claims');
  return claims;
}

function checkAudience(value: unknown, audience: string): void {
  const audiences: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (audiences.length === 1 && audiences[0] === audience) return;
  throw unusable(`is for the audience ${JSON.stringify(value)}, not for ${JSON.stringify(audience)}`);
}

/** Fulcio's templates write numbers and truth values as texts. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function unusable(what: string): ActionError {
  return new ActionError(
    'IDENTITY_UNAVAILABLE',
    `The identity token that GitHub issued to this job ${what}.`,
    'Run the job on GitHub Actions, or on a server that issues the same tokens.',
  );
}

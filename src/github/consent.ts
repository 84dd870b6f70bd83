import type { Claims } from './claims.ts';

/** One thing about a repository that signing makes permanently public. */
export interface Disclosure {
  readonly what: string;
  readonly value: string;
}

/** Whether a run may put what it is into public logs. */
export interface Consent {
  readonly kind: 'not-needed' | 'given' | 'missing';
  /** What signing discloses, whether or not it needs consent. */
  readonly discloses: readonly Disclosure[];
}

/** What consent is decided from. */
interface ConsentRequest {
  readonly claims: Claims;
  /** Hosts that would sign and whose certificates or logs are public. */
  readonly publicHosts: readonly string[];
  /** The `allow-public-disclosure-from-private-repo` input. */
  readonly consented: boolean;
}

/** Whether signing needs consent: it does where the logs are public and the repository is not known to be. */
export function decideConsent({ claims, publicHosts, consented }: ConsentRequest): Consent {
  const discloses = disclosuresOf(claims);
  const isPublic = claims.repository_visibility === 'public';
  if (isPublic || publicHosts.length === 0) return { kind: 'not-needed', discloses };
  return { kind: consented ? 'given' : 'missing', discloses };
}

/** The values in the certificate that Fulcio would issue. https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
function disclosuresOf(claims: Claims): readonly Disclosure[] {
  const repository = `https://github.com/${claims.repository}`;
  const values: readonly (readonly [string, string | undefined])[] = [
    ['signer', `https://github.com/${claims.job_workflow_ref}`],
    ['signer commit', claims.job_workflow_sha],
    ['workflow', `https://github.com/${claims.workflow_ref}`],
    ['workflow name', claims.workflow],
    ['workflow commit', claims.workflow_sha],
    ['repository', repository],
    ['repository id', claims.repository_id],
    ['owner', `https://github.com/${claims.repository_owner}`],
    ['owner id', claims.repository_owner_id],
    ['visibility', claims.repository_visibility],
    ['ref', claims.ref],
    ['commit', claims.sha],
    ['trigger', claims.event_name],
    ['environment', claims.environment],
    ['runner', claims.runner_environment],
    ['run', `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`],
    ['subject', claims.sub],
    ['issuer', claims.iss],
  ];
  return values.flatMap(([what, value = '']) => (value === '' ? [] : [{ what, value }]));
}

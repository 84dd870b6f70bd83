import type { ExpectedSigner } from '../attestations/attestation.ts';
import type { Claims } from '../github/claims.ts';
import type { JobFacts } from '../platform/runner.ts';

/** The subject alternative name that a public instance gives the certificate of a workflow with these claims. */
export function publicSubject({ job_workflow_ref: workflow }: Claims): string {
  return `https://github.com/${workflow}`;
}

/**
 * What the certificate of a workflow with these claims says (Fulcio's mapping of GitHub's claims).
 * @param privateServer with a private Sigstore instance, the server that the run is on, as of `JobFacts`
 */
export function expectedSigner(claims: Claims, privateServer?: string): ExpectedSigner {
  return {
    issuer: claims.iss,
    sourceRepositoryUri: `https://github.com/${claims.repository}`,
    sourceRepositoryIdentifier: claims.repository_id,
    ownerIdentifier: claims.repository_owner_id,
    sourceRepositoryRef: claims.ref,
    sourceRepositoryDigest: claims.sha,
    buildConfigUri: `https://github.com/${claims.workflow_ref}`,
    ...(privateServer !== undefined && { privateServer }),
  };
}

/** As much of it as the job's environment says, before any token is requested. @param isPrivate a private Sigstore instance signs */
export function probableSigner(
  { repository, sha, workflowRef, serverUrl }: JobFacts,
  isPrivate: boolean,
): Partial<ExpectedSigner> {
  return {
    ...(repository !== '' && { sourceRepositoryUri: `https://github.com/${repository}` }),
    ...(sha !== '' && { sourceRepositoryDigest: sha }),
    ...(workflowRef !== '' && { buildConfigUri: `https://github.com/${workflowRef}` }),
    ...(isPrivate && { privateServer: serverUrl }),
  };
}

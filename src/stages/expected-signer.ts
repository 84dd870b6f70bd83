import type { ExpectedSigner } from '../attestations/attestation.ts';
import type { Claims } from '../github/claims.ts';

/**
 * What the certificate of a workflow with these claims says (Fulcio's mapping of GitHub's claims).
 * @param privateServer with a private Sigstore instance, the server that the run is on (`GITHUB_SERVER_URL`)
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
    ...(privateServer !== undefined && { privateServer: privateServer.replace(/\/+$/, '') }),
  };
}

import { createHash } from 'node:crypto';
import { proveAttestation, type ProvenAttestation } from '../../attestations/prove.ts';
import type { AuditTrustedRoot } from './trusted-root.ts';

/** Verifies an attestation as it is served, or knows it. @throws {ActionError} ATTESTATION_INVALID naming the check */
export type Prove = (served: unknown) => ProvenAttestation;

/** The verifier of one audit, and all that it proved. */
interface Proofs {
  readonly prove: Prove;
  readonly proven: ReadonlyMap<string, ProvenAttestation>;
}

/**
 * A verifier that does not verify again what an earlier audit did, by the digest of the attestation and of the trusted root: another
 * byte in one of them, and it is verified. Only what passed is remembered.
 */
export function proofsWith(
  { trustedRoot, digest }: AuditTrustedRoot,
  before: ReadonlyMap<string, ProvenAttestation>,
): Proofs {
  const proven = new Map<string, ProvenAttestation>();
  return {
    proven,
    prove: (served) => {
      const key = createHash('sha256')
        .update(`${digest}\n${JSON.stringify(served)}`)
        .digest('hex');
      const found = before.get(key) ?? proveAttestation(served, trustedRoot);
      proven.set(key, found);
      return found;
    },
  };
}

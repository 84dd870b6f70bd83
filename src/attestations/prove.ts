import type { CertificateFacts } from '../sigstore/trust/certificate.ts';
import { fulcioValue } from '../sigstore/trust/certificate.ts';
import type { TrustedRoot } from '../sigstore/trust/trusted-root.ts';
import { verifyBundle } from '../sigstore/verify/verify.ts';
import { bundleFromAttestation, parseAttestation } from './attestation-json.ts';
import { parseStatement } from './statement.ts';

/** Who signed, as a verified certificate says; empty where it does not: a signer need not be a workflow. */
export interface ProvenSigner {
  /** OIDC issuer, extension .1.8, or the older .1.1. */
  readonly issuer: string;
  /** `https://github.com/OWNER/NAME`, .1.12. */
  readonly repository: string;
  /** Repository and owner by their numbers, which no later repository of the same name has, .1.15 and .1.17. */
  readonly repositoryId: string;
  readonly ownerId: string;
  /** Top-level workflow, `https://github.com/OWNER/NAME/.github/workflows/FILE@REF`, .1.18. */
  readonly workflow: string;
  /** A URI or mail address. */
  readonly subject: string;
}

/** What one served attestation proves, whoever signed it. */
export interface ProvenAttestation {
  readonly predicateType: string;
  /** The file that it is of, lower-case hex its hash. */
  readonly subject: { readonly name: string; readonly sha256: string };
  readonly signer: ProvenSigner;
  /** ISO 8601. */
  readonly signedAt: string;
}

/**
 * Verifies an attestation as an index serves it, from a trusted root alone, and reads what it proves; what it should prove is the
 * caller's to compare.
 * @param served the JSON value
 * @throws {ActionError} ATTESTATION_INVALID naming the check
 */
export function proveAttestation(served: unknown, trustedRoot: TrustedRoot): ProvenAttestation {
  const attestation = parseAttestation(Buffer.from(JSON.stringify(served)));
  const verified = verifyBundle(bundleFromAttestation(attestation), trustedRoot);
  const { subject, predicateType } = parseStatement(verified.statement);
  return {
    predicateType,
    subject,
    signer: signerOf(verified.certificate),
    signedAt: verified.signedAt.toISOString(),
  };
}

function signerOf(certificate: CertificateFacts): ProvenSigner {
  return {
    issuer: certificate.issuer,
    repository: fulcioValue(certificate, 12),
    repositoryId: fulcioValue(certificate, 15),
    ownerId: fulcioValue(certificate, 17),
    workflow: fulcioValue(certificate, 18),
    subject: certificate.subjectAlternativeName,
  };
}

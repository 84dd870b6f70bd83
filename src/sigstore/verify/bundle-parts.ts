import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import type { Envelope } from '@sigstore/protobuf-specs';
import { attestationFault } from '../attestation-fault.ts';

/** The DSSE payload type of in-toto statements. https://github.com/in-toto/attestation/blob/main/spec/v1/envelope.md */
export const STATEMENT_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What a signature was made with, and when, as its bundle says. */
export interface SignedParts {
  readonly signature: Buffer;
  /** DER. */
  readonly certificate: Buffer;
  /** DER of RFC 3161 responses. */
  readonly timestamps: readonly Buffer[];
}

/** The parts of a bundle of one statement, one signature and one certificate; nothing of them is verified. */
export interface BundleParts extends SignedParts {
  readonly envelope: Envelope;
}

/** The parts of a bundle with one log entry. @throws {ActionError} ATTESTATION_INVALID for every other form of bundle */
export function loggedParts(bundle: Bundle): BundleParts & { readonly entry: TransparencyLogEntry } {
  const { tlogEntries } = bundle.verificationMaterial;
  const parts = partsOf(bundle);
  const [entry, ...others] = tlogEntries;
  if (entry === undefined || others.length > 0) {
    throw attestationFault('log entry', `there must be one, not ${tlogEntries.length}`);
  }
  return { ...parts, entry };
}

/** The parts of a bundle of an instance that has no log. @throws {ActionError} ATTESTATION_INVALID for every other form of bundle */
export function unloggedParts(bundle: Bundle): BundleParts {
  const { tlogEntries } = bundle.verificationMaterial;
  const parts = partsOf(bundle);
  if (tlogEntries.length > 0) {
    throw attestationFault('log entry', `there must be none, not ${tlogEntries.length}`);
  }
  return parts;
}

function partsOf({ verificationMaterial, content }: Bundle): BundleParts {
  const { content: signer, timestampVerificationData } = verificationMaterial;
  if (signer.$case !== 'certificate') {
    throw attestationFault('certificate', 'the bundle must have one certificate, without a chain');
  }
  if (content.$case !== 'dsseEnvelope') throw attestationFault('DSSE envelope', 'there is none');
  const envelope = content.dsseEnvelope;
  const [signature, ...otherSignatures] = envelope.signatures;
  if (signature === undefined || otherSignatures.length > 0) {
    throw attestationFault('DSSE signature', `there must be one, not ${envelope.signatures.length}`);
  }
  if (envelope.payloadType !== STATEMENT_PAYLOAD_TYPE) {
    throw attestationFault(
      'DSSE payload type',
      `it is ${envelope.payloadType}, not ${STATEMENT_PAYLOAD_TYPE}`,
    );
  }
  const responses = timestampVerificationData?.rfc3161Timestamps ?? [];
  return {
    envelope,
    signature: signature.sig,
    certificate: Buffer.from(signer.certificate.rawBytes),
    timestamps: responses.map(({ signedTimestamp }) => signedTimestamp),
  };
}

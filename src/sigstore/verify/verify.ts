import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import type { Envelope, TrustedRoot } from '@sigstore/protobuf-specs';
import { VerificationError, Verifier } from '@sigstore/verify';
import type { SignedEntity } from '@sigstore/verify';
import { ActionError, messageOf } from '../../errors.ts';
import type { CertificateFacts } from '../trust/certificate-facts.ts';
import { knownCertificate } from '../trust/known-certificate.ts';
import type { KnownCertificate } from '../trust/known-certificate.ts';
import { checkEntryBody, checkEntryForm, checkLogKey, rekorVersionOf } from './entry-checks.ts';
import { attestationFault } from '../attestation-fault.ts';
import { STATEMENT_PAYLOAD_TYPE } from '../payload-type.ts';
import { earliestGrantedTime, parseEntity } from './signed-entity.ts';
import { requiresSct, trustMaterialOf } from '../trust/trust-material.ts';

/** What a verified bundle proves. */
export interface VerifiedBundle {
  /** The bytes of the in-toto statement. */
  readonly statement: Buffer;
  readonly certificate: CertificateFacts;
  /** By Rekor v1's promise, or the earliest of the RFC 3161 timestamps. */
  readonly signedAt: Date;
  readonly rekorVersion: 1 | 2;
  /** Global index in the log, decimal. */
  readonly logIndex: string;
}

export interface VerificationOptions {
  /** By default true where the trusted root lists a CT log. */
  readonly requireSct?: boolean;
}

const MAXIMUM_TIMESTAMPS = 32;

/** Names of the library's checks, by its error codes. */
const CHECKS: ReadonlyMap<string, string> = new Map([
  ['TLOG_INCLUSION_PROMISE_ERROR', 'inclusion promise'],
  ['TLOG_INCLUSION_PROOF_ERROR', 'inclusion proof'],
  ['CERTIFICATE_ERROR', 'certificate chain'],
  ['TIMESTAMP_ERROR', 'timestamp'],
  ['SIGNATURE_ERROR', 'DSSE signature'],
]);

/** The leaf certificate in DER, the log entry, and the version of the log by the entry's kind. */
export interface LoggedParts {
  readonly certificate: Uint8Array;
  readonly entry: TransparencyLogEntry;
  readonly rekorVersion: 1 | 2;
}

/** How a bundle becomes what the library verifies: by default the library's own way. */
export interface LoggedOptions extends VerificationOptions {
  readonly entityOf?: (bundle: Bundle) => SignedEntity;
}

interface Parts {
  readonly envelope: Envelope;
  readonly signature: Buffer;
  readonly certificate: Buffer<ArrayBuffer>;
  readonly entry: TransparencyLogEntry;
}

/**
 * Verifies all that a bundle claims, from its bytes and the trusted root alone (Sigstore client specification §4),
 * and refuses kinds of bundle that PyPI refuses.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 */
export function verifyBundle(
  bundle: Bundle,
  trustedRoot: TrustedRoot,
  options: VerificationOptions = {},
): VerifiedBundle {
  const { envelope, signature, certificate, entry } = partsOf(bundle);
  const rekorVersion = rekorVersionOf(entry);
  const proven = verifyLogged(bundle, { certificate, entry, rekorVersion }, trustedRoot, options);
  checkEntryBody(entry, rekorVersion, { envelope, signature, certificate });
  return { ...proven, statement: Buffer.from(envelope.payload) };
}

/**
 * What is verified alike whatever was signed: certificate, times, log entry, signature. Not whether the entry's body is
 * of this signature and nothing else.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 */
export function verifyLogged(
  bundle: Bundle,
  { certificate, entry, rekorVersion }: LoggedParts,
  trustedRoot: TrustedRoot,
  { requireSct, entityOf }: LoggedOptions,
): Omit<VerifiedBundle, 'statement'> {
  const known = knownCertificate(certificate, trustedRoot);
  const count = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0;
  if (count > MAXIMUM_TIMESTAMPS) {
    throw attestationFault('timestamp', `there are ${count}, more than ${MAXIMUM_TIMESTAMPS}`);
  }
  checkEntryForm(entry, rekorVersion, count);
  const entity = parseEntity(bundle, entityOf);
  const signedAt = rekorVersion === 1 ? integratedTime(entry, known.facts) : earliestGrantedTime(entity);
  checkLogKey(entry, trustedRoot, signedAt);
  verifyCryptography(entity, known, trustedRoot, requireSct ?? requiresSct(trustedRoot));
  return { certificate: known.facts, signedAt, rekorVersion, logIndex: entry.logIndex };
}

function partsOf(bundle: Bundle): Parts {
  const { content, tlogEntries } = bundle.verificationMaterial;
  if (content.$case !== 'certificate') {
    throw attestationFault('certificate', 'the bundle must have one certificate, without a chain');
  }
  if (bundle.content.$case !== 'dsseEnvelope') throw attestationFault('DSSE envelope', 'there is none');
  const envelope = bundle.content.dsseEnvelope;
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
  const [entry, ...otherEntries] = tlogEntries;
  if (entry === undefined || otherEntries.length > 0) {
    throw attestationFault('log entry', `there must be one, not ${tlogEntries.length}`);
  }
  return {
    envelope,
    signature: signature.sig,
    certificate: Buffer.from(content.certificate.rawBytes),
    entry,
  };
}

function integratedTime(entry: TransparencyLogEntry, { notBefore, notAfter }: CertificateFacts): Date {
  const time = new Date(Number(entry.integratedTime) * 1000);
  if (!(notBefore <= time && time <= notAfter)) {
    throw attestationFault(
      'integrated time',
      `${entry.integratedTime} is not within the certificate's validity`,
    );
  }
  return time;
}

/** Timestamps, log entry and signature by the library, which asks for each verified time whether the key was good then. */
function verifyCryptography(
  entity: SignedEntity,
  certificate: KnownCertificate,
  trustedRoot: TrustedRoot,
  sct: boolean,
): void {
  const validFor = (time: Date): boolean => {
    certificate.checkChain(sct, time);
    return true;
  };
  const publicKey = () => ({ publicKey: certificate.publicKey, validFor });
  const options = { tlogThreshold: 1, timestampThreshold: 1 };
  try {
    new Verifier({ ...trustMaterialOf(trustedRoot), publicKey }, options).verify(entity);
  } catch (error) {
    if (error instanceof ActionError) throw error;
    throw attestationFault(checkOf(error), messageOf(error), error);
  }
}

function checkOf(error: unknown): string {
  if (!(error instanceof VerificationError)) return 'form';
  if (error.code === 'CERTIFICATE_ERROR' && error.message.includes('SCT'))
    return 'signed certificate timestamp';
  if (error.code === 'TLOG_INCLUSION_PROOF_ERROR' && error.message.includes('checkpoint'))
    return 'checkpoint';
  return CHECKS.get(error.code) ?? 'log entry';
}

import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import type { RFC3161Timestamp } from '@sigstore/core';
import type { Envelope } from '@sigstore/protobuf-specs';
import { attestationFault, checking } from '../attestation-fault.ts';
import { parseTimestamp } from '../library-workarounds/parsed-objects.ts';
import { verifyRFC3161Timestamp } from '../library-workarounds/verify-steps.ts';
import type { CertificateFacts } from '../trust/certificate.ts';
import { knownCertificate } from '../trust/known-certificate.ts';
import type { KnownCertificate } from '../trust/known-certificate.ts';
import { logsOfEntry } from '../trust/log-keys.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import {
  checkEntryBody,
  checkEntryForm,
  logAt,
  rekorVersionOf,
  verifyInclusion,
  verifyPromise,
} from './log-entry.ts';

/** The DSSE payload type of in-toto statements. https://github.com/in-toto/attestation/blob/main/spec/v1/envelope.md */
export const STATEMENT_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What a verified signature proves, whatever proves its time. */
export interface VerifiedSignature {
  /** The bytes of the in-toto statement. */
  readonly statement: Buffer;
  readonly certificate: CertificateFacts;
  /** By Rekor v1's promise, or the earliest of the RFC 3161 timestamps. */
  readonly signedAt: Date;
}

/** What a verified bundle with a log entry proves. */
export interface VerifiedBundle extends VerifiedSignature {
  readonly rekorVersion: 1 | 2;
  /** Global index in the log, decimal. */
  readonly logIndex: string;
  /** The name that the log signs its checkpoints by: its host. */
  readonly logName: string;
}

interface SignedParts {
  readonly signature: Buffer;
  /** DER. */
  readonly certificate: Buffer;
  /** DER of RFC 3161 responses. */
  readonly timestamps: readonly Buffer[];
}

/** A signature with all that says when it was made, and by whom; the same whatever was signed. */
export interface LoggedParts extends SignedParts {
  readonly entry: TransparencyLogEntry;
  /** By the entry's kind. */
  readonly rekorVersion: 1 | 2;
}

/** What of a bundle is verified before its signature. */
export interface ProvenParts extends Omit<VerifiedBundle, 'statement' | 'certificate'> {
  readonly certificate: KnownCertificate;
}

interface BundleParts extends SignedParts {
  readonly envelope: Envelope;
  readonly entries: readonly TransparencyLogEntry[];
}

const MAXIMUM_TIMESTAMPS = 32;

/**
 * Verifies all that a bundle claims, from its bytes and the trusted root alone, and refuses kinds of bundle that PyPI refuses.
 * https://github.com/sigstore/architecture-docs/blob/main/client-spec.md, section 4
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 */
export function verifyBundle(bundle: Bundle, trustedRoot: TrustedRoot): VerifiedBundle {
  // §4.1 Inputs
  const parts = partsOf(bundle);
  const [entry, ...otherEntries] = parts.entries;
  if (entry === undefined || otherEntries.length > 0) {
    throw attestationFault('log entry', `there must be one, not ${parts.entries.length}`);
  }
  const rekorVersion = rekorVersionOf(entry);
  const proven = verifyLogged({ ...parts, entry, rekorVersion }, trustedRoot);
  const { facts: certificate, publicKey } = proven.certificate;
  // §4.4.1 to 3: the entry is of this signature, this certificate and this payload
  checkEntryBody(entry, rekorVersion, parts);
  return { ...proven, certificate, statement: verifySignature(parts, publicKey) };
}

/**
 * Verifies a bundle of an instance without a log, from its bytes and the trusted root alone: RFC 3161 timestamps, one at least, say
 * when it was signed. It must have no log entry, which nothing here could verify.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 */
export function verifyTimestampedBundle(bundle: Bundle, trustedRoot: TrustedRoot): VerifiedSignature {
  const parts = partsOf(bundle);
  if (parts.entries.length > 0) {
    throw attestationFault('log entry', `there must be none, not ${parts.entries.length}`);
  }
  const certificate = knownCertificate(parts.certificate, trustedRoot);
  const stamped = timestampsOf(parts, trustedRoot);
  if (stamped.length === 0) throw attestationFault('timestamp', 'there must be one at least');
  for (const time of stamped) certificate.checkChain(time);
  const statement = verifySignature(parts, certificate.publicKey);
  return { certificate: certificate.facts, signedAt: earliest(stamped), statement };
}

/** §4.5 Signature verification: over the pre-authentication encoding, with the key of the leaf. @returns what is signed */
function verifySignature({ envelope, signature }: BundleParts, publicKey: KeyObject): Buffer {
  const encoding = dsse.preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload));
  if (!checking('DSSE signature', () => verify(undefined, encoding, publicKey, signature))) {
    throw attestationFault('DSSE signature', 'signature verification failed');
  }
  return Buffer.from(envelope.payload);
}

/**
 * Verifies what is verified alike whatever was signed: the time, the certificate, and that a log has the entry. Not the signature,
 * nor what the entry says.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 */
export function verifyLogged(parts: LoggedParts, trustedRoot: TrustedRoot): ProvenParts {
  const { entry, rekorVersion } = parts;
  const certificate = knownCertificate(parts.certificate, trustedRoot);
  checkEntryForm(entry, rekorVersion, parts.timestamps.length);
  const logs = logsOfEntry(entry, trustedRoot.tlogs);

  // §4.2.1 Timestamping service, and §4.2.2 Rekor v1: every time that is claimed, and the one that counts
  const stamped = timestampsOf(parts, trustedRoot);
  const signedAt = rekorVersion === 1 ? integratedTime(entry, certificate.facts) : earliest(stamped);
  const log = logAt(logs, signedAt);
  if (rekorVersion === 1) verifyPromise(entry, log);

  // §4.3 Certificate: its chain, valid at every time that is claimed, and the promise of a certificate log
  for (const time of rekorVersion === 1 ? [signedAt, ...stamped] : stamped) certificate.checkChain(time);

  // §4.4 Transparency log entry: a checkpoint of this log includes it
  verifyInclusion(entry, log);
  return { certificate, signedAt, rekorVersion, logIndex: entry.logIndex, logName: log.keyName };
}

function partsOf(bundle: Bundle): BundleParts {
  const { content, tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
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
  return {
    envelope,
    signature: signature.sig,
    certificate: Buffer.from(content.certificate.rawBytes),
    entries: tlogEntries,
    timestamps:
      timestampVerificationData?.rfc3161Timestamps.map(({ signedTimestamp }) => signedTimestamp) ?? [],
  };
}

/** The times that authorities of the root have signed, over the bytes of the signature. */
function timestampsOf({ timestamps, signature }: SignedParts, trustedRoot: TrustedRoot): readonly Date[] {
  const count = timestamps.length;
  if (count > MAXIMUM_TIMESTAMPS) {
    throw attestationFault('timestamp', `there are ${count}, more than ${MAXIMUM_TIMESTAMPS}`);
  }
  const seen = new Set<string>();
  return timestamps.map((response) => {
    const { timestamp, signedAt } = checking(
      'timestamp',
      () => grantedTimestamp(response),
      'it cannot be parsed',
    );
    checking('timestamp', () =>
      verifyRFC3161Timestamp(timestamp, signature, [...trustedRoot.timestampAuthorities]),
    );
    const identity = `${timestamp.signerSerialNumber.toString('hex')} ${signedAt.getTime()}`;
    if (seen.has(identity)) throw attestationFault('timestamp', 'one appears twice');
    seen.add(identity);
    return signedAt;
  });
}

function grantedTimestamp(response: Buffer): {
  readonly timestamp: RFC3161Timestamp;
  readonly signedAt: Date;
} {
  const timestamp = parseTimestamp(response);
  if (timestamp.status !== 0n && timestamp.status !== 1n)
    throw attestationFault('timestamp', 'it was not granted');
  return { timestamp, signedAt: timestamp.signingTime };
}

function earliest(times: readonly Date[]): Date {
  return new Date(times.reduce((least, time) => Math.min(least, time.getTime()), Infinity));
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

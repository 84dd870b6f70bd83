import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import type { RFC3161Timestamp } from '@sigstore/core';
import { attestationFault, checking } from '../attestation-fault.ts';
import { parseTimestamp } from '../library-workarounds/parsed-objects.ts';
import { verifyRFC3161Timestamp } from '../library-workarounds/verify-steps.ts';
import type { CertificateFacts } from '../trust/certificate.ts';
import { knownCertificate } from '../trust/known-certificate.ts';
import type { KnownCertificate } from '../trust/known-certificate.ts';
import { logsOfEntry } from '../trust/log-keys.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import { loggedParts, unloggedParts } from './bundle-parts.ts';
import type { BundleParts, SignedParts } from './bundle-parts.ts';
import {
  checkEntryBody,
  checkEntryForm,
  logAt,
  rekorVersionOf,
  verifyInclusion,
  verifyPromise,
} from './log-entry.ts';

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

const MAXIMUM_TIMESTAMPS = 32;

/**
 * Verifies all that a bundle claims, from its bytes and the trusted root alone, by section 4 of the client specification
 * (https://github.com/sigstore/architecture-docs/blob/main/client-spec.md), and refuses kinds of bundle that PyPI refuses. What §4.3 and
 * §4.5 leave to a policy (who signed, of which file) is the caller's.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 */
export function verifyBundle(bundle: Bundle, trustedRoot: TrustedRoot): VerifiedBundle {
  // §4.1: a leaf certificate, a signature and a log entry come with the bundle; keys and chains are those of the root, and no others.
  const parts = loggedParts(bundle);
  // §4.4: a verifier has a list of the types of entries that it supports, and accepts no others.
  const rekorVersion = rekorVersionOf(parts.entry);
  const proven = verifyLogged({ ...parts, rekorVersion }, trustedRoot);
  // §4.4, 1 to 3: the body of the entry has this very signature, this certificate, and the hash of this payload.
  checkEntryBody(parts.entry, rekorVersion, parts);
  const { facts: certificate, publicKey } = proven.certificate;
  return { ...proven, certificate, statement: verifySignature(parts, publicKey) };
}

/**
 * Verifies a bundle of an instance without a log, from its bytes and the trusted root alone (client specification §4.6, "No
 * Transparency Service"): a timestamping service must then say when it was signed. It must have no log entry, which nothing here
 * could verify.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 */
export function verifyTimestampedBundle(bundle: Bundle, trustedRoot: TrustedRoot): VerifiedSignature {
  const parts = unloggedParts(bundle);
  const certificate = knownCertificate(parts.certificate, trustedRoot);
  const stamped = timestampsOf(parts, trustedRoot);
  if (stamped.length === 0) throw attestationFault('timestamp', 'there must be one at least');
  for (const time of stamped) certificate.checkChain(time);
  const statement = verifySignature(parts, certificate.publicKey);
  return { certificate: certificate.facts, signedAt: earliest(stamped), statement };
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

  // §4.2: the time of the signature comes first, since the chain is judged by it.
  // §4.2.1: every timestamp must verify with a timestamping service of the root, over the raw bytes of the signature.
  const stamped = timestampsOf(parts, trustedRoot);
  // §4.2.2: the time that a Rekor v1 log gave counts where the log's key has signed it, with the promise to include the entry.
  const signedAt = rekorVersion === 1 ? integratedTime(entry, certificate.facts) : earliest(stamped);
  const log = logAt(logs, signedAt);
  if (rekorVersion === 1) verifyPromise(entry, log);

  // §4.3: each of these times in turn takes the place of now: the path from the leaf to a certificate authority of the root (RFC 5280
  // §6) must be valid as a whole. The timestamp of a certificate log in the leaf must verify with a key of the root (RFC 6962 §3.2).
  for (const time of rekorVersion === 1 ? [signedAt, ...stamped] : stamped) certificate.checkChain(time);

  // §4.4 and §6.1.4 of the Rekor v2 specification: a checkpoint that this log signed includes the entry, by the bytes of its body.
  verifyInclusion(entry, log);
  return { certificate, signedAt, rekorVersion, logIndex: entry.logIndex, logName: log.keyName };
}

/**
 * §4.5: the signature must verify with the key of the leaf, over the payload as it was signed: DSSE's pre-authentication encoding.
 * @returns what is signed
 */
function verifySignature({ envelope, signature }: BundleParts, publicKey: KeyObject): Buffer {
  const encoding = dsse.preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload));
  if (!checking('DSSE signature', () => verify(undefined, encoding, publicKey, signature))) {
    throw attestationFault('DSSE signature', 'signature verification failed');
  }
  return Buffer.from(envelope.payload);
}

/** The times that authorities of the root have signed (§4.2.1). One that does not verify is not passed over: all of them are refused. */
function timestampsOf({ timestamps, signature }: SignedParts, trustedRoot: TrustedRoot): readonly Date[] {
  const count = timestamps.length;
  if (count > MAXIMUM_TIMESTAMPS) {
    throw attestationFault('timestamp', `there are ${count}, more than ${MAXIMUM_TIMESTAMPS}`);
  }
  const seen = new Set<string>();
  return timestamps.map((response) => {
    const { timestamp, signedAt } = checking('timestamp', () => granted(response), 'it cannot be parsed');
    checking('timestamp', () =>
      verifyRFC3161Timestamp(timestamp, signature, [...trustedRoot.timestampAuthorities]),
    );
    const identity = `${timestamp.signerSerialNumber.toString('hex')} ${signedAt.getTime()}`;
    if (seen.has(identity)) throw attestationFault('timestamp', 'one appears twice');
    seen.add(identity);
    return signedAt;
  });
}

/** A timestamp whose status is granted, or granted with modifications (RFC 3161 §2.4.2). */
function granted(response: Buffer): { readonly timestamp: RFC3161Timestamp; readonly signedAt: Date } {
  const timestamp = parseTimestamp(response);
  if (timestamp.status !== 0n && timestamp.status !== 1n)
    throw attestationFault('timestamp', 'it was not granted');
  return { timestamp, signedAt: timestamp.signingTime };
}

function earliest(times: readonly Date[]): Date {
  return new Date(times.reduce((least, time) => Math.min(least, time.getTime()), Infinity));
}

/** When a Rekor v1 log received the entry, which must lie in the life of the certificate. */
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

import type { KeyObject } from 'node:crypto';
import type { X509Certificate } from '@sigstore/core';
import { attestationFault, checking } from '../attestation-fault.ts';
import { verifyCertificateChain, verifySCTs } from '../library-workarounds/verify-steps.ts';
import { checkCriticalExtensions, readSigningCertificate } from './certificate.ts';
import type { CertificateFacts } from './certificate.ts';
import { exclusionBy } from './name-constraints.ts';
import type { TrustedAuthority, TrustedRoot } from './trusted-root.ts';

/** A signing certificate with what its bytes and one trusted root have proven of it so far. */
export interface KnownCertificate {
  readonly facts: CertificateFacts;
  readonly publicKey: KeyObject;
  /** Checks chain and signed certificate timestamps, once for each time. @throws {ActionError} ATTESTATION_INVALID naming the check */
  checkChain(time: Date): void;
}

/** A run has one certificate, or one each ten minutes; a release may bring as many as it has files. */
const MAXIMUM_KNOWN = 16;

const known = new WeakMap<TrustedRoot, Map<string, KnownCertificate>>();

/**
 * A certificate that may sign, read once for all files that it signed: same bytes and same root, same answer. Only what
 * passed is remembered. Checking chain and SCT anew for each file took half of the time of signing 250 files.
 * @throws {ActionError} ATTESTATION_INVALID naming the check
 */
export function knownCertificate(der: Uint8Array, trustedRoot: TrustedRoot): KnownCertificate {
  const certificates = known.get(trustedRoot) ?? new Map<string, KnownCertificate>();
  known.set(trustedRoot, certificates);
  const bytes = Buffer.from(der).toString('base64');
  const before = certificates.get(bytes);
  if (before !== undefined) return before;
  const certificate = examine(der, trustedRoot);
  if (certificates.size >= MAXIMUM_KNOWN) certificates.clear();
  certificates.set(bytes, certificate);
  return certificate;
}

function examine(der: Uint8Array, trustedRoot: TrustedRoot): KnownCertificate {
  const { facts, publicKey, certificate } = readSigningCertificate(der);
  const passed = new Set<number>();
  return {
    facts,
    publicKey,
    checkChain: (time) => {
      if (passed.has(time.getTime())) return;
      const [, issuer] = verifyChain(certificate, trustedRoot.certificateAuthorities, time);
      checkCertificateTimestamps(certificate, issuer ?? certificate, trustedRoot);
      passed.add(time.getTime());
    },
  };
}

/** The path from a certificate to a trust anchor, valid as a whole at that time (client specification §4.3, RFC 5280 §6). */
function verifyChain(
  leaf: X509Certificate,
  authorities: readonly TrustedAuthority[],
  time: Date,
): readonly X509Certificate[] {
  const path = checking('certificate chain', () => verifyCertificateChain(time, leaf, [...authorities]));
  for (const authority of path.slice(1)) {
    checkCriticalExtensions(authority);
    const exclusion = checking('certificate chain', () => exclusionBy(authority, leaf));
    if (exclusion !== undefined) {
      throw attestationFault(
        'certificate chain',
        `the name constraints of an authority exclude it: ${exclusion}`,
      );
    }
  }
  return path;
}

/** One promise of a certificate log at least, unless the root lists no such log, and every one good (RFC 6962 §3.2). */
function checkCertificateTimestamps(
  leaf: X509Certificate,
  issuer: X509Certificate,
  { ctlogs, requiresSct }: TrustedRoot,
): void {
  const authorities = ctlogs.map(({ baseUrl, keyId, publicKey, validFor }) => ({
    baseURL: baseUrl,
    logID: keyId,
    publicKey,
    validFor,
  }));
  const promises = checking('signed certificate timestamp', () => verifySCTs(leaf, issuer, authorities));
  if (requiresSct && promises.length === 0) {
    throw attestationFault('signed certificate timestamp', 'the certificate has none');
  }
}

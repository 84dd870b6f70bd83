import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { checkChain } from './certificate-chain.ts';
import { readSigningCertificate } from './certificate-facts.ts';
import type { CertificateFacts } from './certificate-facts.ts';

/** A signing certificate with what its bytes and one trusted root have proven of it so far. */
export interface KnownCertificate {
  readonly facts: CertificateFacts;
  readonly publicKey: KeyObject;
  /** Checks chain and, where wanted, signed certificate timestamp, once for each time. @throws {VerificationError} */
  checkChain(sct: boolean, time: Date): void;
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
  const certificate = examine(Uint8Array.from(der), trustedRoot);
  if (certificates.size >= MAXIMUM_KNOWN) certificates.clear();
  certificates.set(bytes, certificate);
  return certificate;
}

function examine(der: Uint8Array<ArrayBuffer>, trustedRoot: TrustedRoot): KnownCertificate {
  const facts = readSigningCertificate(der);
  const passed = new Set<string>();
  return {
    facts,
    publicKey: new X509Certificate(der).publicKey,
    checkChain: (sct, time) => {
      const question = `${sct} ${time.getTime()}`;
      if (passed.has(question)) return;
      checkChain(der, trustedRoot, sct, time);
      passed.add(question);
    },
  };
}

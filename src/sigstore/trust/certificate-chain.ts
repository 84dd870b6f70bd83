import { X509Certificate } from '@sigstore/core';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier } from '@sigstore/verify';
import { trustMaterialOf } from './trust-material.ts';

/**
 * Checks that a certificate chains to a trusted authority at that time, and its signed certificate timestamp.
 * The library reads times from log entries, so the time is given as one; nothing of an entry is verified here.
 * @throws {VerificationError}
 */
export function checkChain(leaf: Uint8Array, trustedRoot: TrustedRoot, sct: boolean, time: Date): void {
  const verifier = new Verifier(trustMaterialOf(trustedRoot), {
    tlogThreshold: 0,
    ctlogThreshold: sct ? 1 : 0,
    timestampThreshold: 1,
  });
  const none = Buffer.alloc(0);
  verifier.verify({
    key: { $case: 'certificate', certificate: X509Certificate.parse(Buffer.from(leaf)) },
    tlogEntries: [],
    timestamps: [
      {
        $case: 'transparency-log',
        tlogEntry: {
          logIndex: '0',
          logId: { keyId: none },
          kindVersion: { kind: '', version: '' },
          integratedTime: secondsOf(time),
          inclusionPromise: { signedEntryTimestamp: none },
          inclusionProof: undefined,
          canonicalizedBody: none,
        },
      },
    ],
    signature: {
      signature: none,
      compareSignature: () => true,
      compareDigest: () => true,
      compareSignedDigest: () => true,
      verifySignature: () => true,
    },
  });
}

/** Seconds since 1970 which the library's multiplication, that rounds, brings back to the same millisecond. */
export function secondsOf(time: Date): string {
  return String((time.getTime() + 0.5) / 1000);
}

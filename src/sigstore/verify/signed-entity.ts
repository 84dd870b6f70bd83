import type { Bundle } from '@sigstore/bundle';
import type { RFC3161Timestamp } from '@sigstore/core';
import { toSignedEntity } from '@sigstore/verify';
import type { SignedEntity } from '@sigstore/verify';
import { encodeAsParsed } from '../library-workarounds/asn1-encoding.ts';
import { attestationFault } from '../attestation-fault.ts';

/**
 * What the library verifies, with the certificate's place taken by a key without a name: the library would parse and
 * check the certificate anew for every bundle.
 * @throws {ActionError} ATTESTATION_INVALID where a timestamp or the entry cannot be parsed
 */
export function parseEntity(
  bundle: Bundle,
  entityOf: (bundle: Bundle) => SignedEntity = toSignedEntity,
): SignedEntity {
  const content = { $case: 'publicKey', publicKey: { hint: '' } } as const;
  try {
    const entity = entityOf({ ...bundle, verificationMaterial: { ...bundle.verificationMaterial, content } });
    for (const provided of entity.timestamps) {
      if (provided.$case === 'timestamp-authority') encodeAsParsed(provided.timestamp.root);
    }
    return entity;
  } catch (error) {
    throw attestationFault('timestamp', 'it cannot be parsed', error);
  }
}

/** The earliest of the times that authorities say, not yet verified; there must be one. @throws {ActionError} ATTESTATION_INVALID where one was not granted */
export function earliestGrantedTime({ timestamps }: SignedEntity): Date {
  const times = timestamps.flatMap((provided) =>
    provided.$case === 'timestamp-authority' ? [grantedTime(provided.timestamp).getTime()] : [],
  );
  return new Date(times.reduce((earliest, time) => Math.min(earliest, time), Infinity));
}

function grantedTime(timestamp: RFC3161Timestamp): Date {
  try {
    if (timestamp.status === 0n || timestamp.status === 1n) return timestamp.signingTime;
  } catch (error) {
    throw attestationFault('timestamp', 'it cannot be parsed', error);
  }
  throw attestationFault('timestamp', 'it was not granted');
}

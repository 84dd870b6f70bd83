import type { Attestation, MadeAttestation } from '../../src/attestations/attestation.ts';

/** The attestation of a file that was signed with a log entry. @throws {Error} where it has none */
export function attestationOf(made: MadeAttestation | undefined): Attestation {
  if (made?.form !== 'attestation') throw new Error('there is no attestation with a log entry');
  return made.attestation;
}

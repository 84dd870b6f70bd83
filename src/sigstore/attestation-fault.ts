import { ActionError, messageOf } from '../errors.ts';
import { jsonReader } from '../ground/json.ts';

/** A refusal of an attestation. */
export class AttestationFault extends ActionError {
  /** Which part failed, and why. */
  readonly check: string;
  readonly reason: string;

  constructor(check: string, reason: string, message: string, hint: string, cause?: unknown) {
    super('ATTESTATION_INVALID', message, hint, cause);
    this.check = check;
    this.reason = reason;
  }
}

/** A refusal of an attestation: which check, of which field, and why. */
export function attestationFault(check: string, reason: string, cause?: unknown): AttestationFault {
  const message = `The attestation failed verification of its ${check}: ${reason}`;
  return new AttestationFault(check, reason, message, 'Remove the attestation file and sign again.', cause);
}

/** Does what a check of that name takes; whatever is thrown on the way is its refusal. @param reason instead of the error's own words */
export function checking<T>(check: string, work: () => T, reason?: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AttestationFault) throw error;
    throw attestationFault(check, reason ?? messageOf(error), error);
  }
}

/** Reads JSON of attestations and log entries. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export const attestationJson = jsonReader((reason, cause) => attestationFault('form', reason, cause));

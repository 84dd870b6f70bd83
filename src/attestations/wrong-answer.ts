import { ActionError } from '../errors.ts';
import type { SelectedServices } from '../sigstore/services/services.ts';
import { AttestationFault } from '../sigstore/attestation-fault.ts';

/** The checks of what a log answered; the others are of what Fulcio or a timestamp authority gave, or of the identity in it. */
const LOG_CHECKS: readonly string[] = [
  'log entry',
  'log entry kind',
  'log index',
  'log key',
  'checkpoint',
  'inclusion proof',
  'inclusion promise',
  'integrated time',
];

/** What a fresh attestation fails of, with the service that gave the wrong answer, where that is known by the check. */
export function wrongAnswer(error: unknown, { rekor }: SelectedServices): unknown {
  if (!(error instanceof AttestationFault) || !LOG_CHECKS.includes(error.check)) return error;
  return new ActionError(
    'SIGNING_FAILED',
    `Rekor v${rekor.majorApiVersion} at ${rekor.url} gave an answer that fails the check of its ${error.check}: ${error.reason}`,
    'Nothing was uploaded. Run again; if it stays so, tell the operator of the log.',
    error.cause,
  );
}

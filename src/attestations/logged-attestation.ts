import type { Bundle } from '@sigstore/bundle';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, runAgain } from '../errors.ts';
import type { Files } from '../platform/files.ts';
import { AttestationFault } from '../sigstore/attestation-fault.ts';
import type { Signer } from '../sigstore/sign/signer.ts';
import type { AttestationTerms } from './adopt.ts';
import { attestationFromBundle } from './attestation-json.ts';
import type { LoggedAttestation } from './attestation.ts';
import { unlessRefused, writeBundle } from './files.ts';
import type { AttestationKind } from './files.ts';
import { keepUnverified, nameVerified, writeVerified } from './pending-attestation.ts';
import { checkAttestation, describeMade } from './policy.ts';
import type { CheckedAttestation } from './policy.ts';

/** What a fresh signature is of, and of which kind. */
export interface Signed extends Pick<Distribution, 'name' | 'sha256'> {
  readonly kind: AttestationKind;
}

/** Where fresh signatures are written. */
export interface SigningDisk {
  readonly files: Files;
  /** What to do where the disk refuses to take something of a file. */
  readonly refused: (name: string, what: string) => (error: Error) => void;
}

/**
 * Verifies and writes the attestation of a bundle with a log entry.
 * @param refused called with what the disk refuses to take
 * @throws {ActionError} ATTESTATION_INVALID, SIGNING_FAILED
 */
export async function keepLogged(
  bundle: Bundle,
  { name, sha256, kind }: Signed,
  { trustedRoot, services }: Pick<Signer, 'trustedRoot' | 'services'>,
  terms: Pick<AttestationTerms, 'expected' | 'verifiableRekor' | 'directory' | 'bundles'>,
  { files, refused }: SigningDisk,
): Promise<LoggedAttestation> {
  const { expected, verifiableRekor, directory, bundles } = terms;
  const place = { directory, name, kind };
  const attestation = attestationFromBundle(bundle);
  // A disk that fails after the entry was made does not undo it: the attestation is used, and written once more when it is verified.
  const kept = await unlessRefused(() => keepUnverified(place, attestation, files));
  const options = { mode: 'signed', verifiableRekor } as const;
  let checked: CheckedAttestation;
  try {
    checked = checkAttestation(attestation, { name, sha256 }, expected, trustedRoot, options);
  } catch (error) {
    if (kept !== undefined) await files.remove(kept);
    throw wrongAnswer(error, services);
  }
  if (bundles) {
    const write = () => writeBundle(directory, name, kind, bundle, files);
    await unlessRefused(write, refused(name, 'Sigstore bundle'));
  }
  const path = await unlessRefused(
    () => (kept === undefined ? writeVerified(place, attestation, files) : nameVerified(place, files)),
    refused(name, `${kind.title} (the report file contains it)`),
  );
  return describeMade(attestation, checked, { path, adopted: false });
}

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
function wrongAnswer(error: unknown, { rekor }: Signer['services']): unknown {
  if (rekor === undefined || !(error instanceof AttestationFault) || !LOG_CHECKS.includes(error.check)) {
    return error;
  }
  return new ActionError(
    'SIGNING_FAILED',
    `Rekor v${rekor.majorApiVersion} at ${rekor.url} returned an entry that failed verification of its ${error.check}: ${error.reason}`,
    runAgain({ after: 'If the problem persists, contact the operator of the log.' }),
    error.cause,
  );
}

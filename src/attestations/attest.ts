import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, messageOf } from '../errors.ts';
import type { Files } from '../platform/files.ts';
import type { Log } from '../ground/log.ts';
import { AttestationFault } from '../sigstore/attestation-fault.ts';
import type { SelectedServices } from '../sigstore/services/services.ts';
import type { Signer } from '../sigstore/sign/signer.ts';
import { adoptAttestations } from './adopt.ts';
import type { AttestationTerms } from './adopt.ts';
import { attestationFromBundle } from './attestation-json.ts';
import type { MadeAttestation } from './attestation.ts';
import { writeBundle } from './files.ts';
import { keepUnverified, nameVerified, removePending, writeVerified } from './pending-attestation.ts';
import { checkAttestation, describeMade } from './policy.ts';
import type { CheckedAttestation } from './policy.ts';
import { PUBLISH_PREDICATE_TYPE, publishStatement } from './statement.ts';

export interface AttestRequest extends AttestationTerms {
  /** Those that need attestations, in the order of the results. */
  readonly distributions: readonly Distribution[];
  /** Use what is there already, or sign anew. */
  readonly existing: 'adopt' | 'replace';
  /** Called once, and only when something must be signed. */
  readonly signer: () => Promise<Signer>;
}

export interface AttestPlatform {
  readonly files: Files;
  readonly log: Log;
}

type OnMade = (distribution: Distribution, made: readonly MadeAttestation[]) => void;
type OnFailed = (distribution: Distribution, error: unknown) => void;

interface Failure {
  readonly distribution: Distribution;
  readonly error: unknown;
}

/**
 * The attestations of all distributions by file name, in their order: adopted where they are there and fit, the others
 * signed side by side. Each is verified and on disk when it is complete; after a failure no new one is begun, and those in
 * flight are finished and kept.
 * @throws {ActionError} ATTESTATION_INVALID for what can't be adopted, before anything is signed; else the first failure
 */
export async function attest(
  request: AttestRequest,
  platform: AttestPlatform,
  onMade: OnMade,
  onFailed: OnFailed,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly MadeAttestation[]>> {
  const { distributions } = request;
  const results = await alreadyThere(request, platform.files);
  const toSign: Distribution[] = [];
  for (const distribution of distributions) {
    const found = results.get(distribution.name) ?? [];
    const published = found.some(({ predicateType }) => predicateType === PUBLISH_PREDICATE_TYPE);
    if (published) onMade(distribution, found);
    else toSign.push(distribution);
  }
  platform.log.info(
    `${distributions.length - toSign.length} attestations adopted, ${toSign.length} to sign.`,
  );
  if (toSign.length === 0) return results;

  const signer = await request.signer();
  const work = async (distribution: Distribution): Promise<void> => {
    const made = await signOne(distribution, signer, request, platform, signal);
    const all = [made, ...(results.get(distribution.name) ?? [])];
    results.set(distribution.name, all);
    onMade(distribution, all);
  };
  const failures = await sideBySide(toSign, signer, work, onFailed, signal);
  const kept = toSign.filter(({ name }) => results.get(name)?.some(({ adopted: old }) => !old)).length;
  throwFirst(
    failures,
    kept === 0
      ? `of ${toSign.length} attestations none was made`
      : `${kept} of ${toSign.length} attestations were made and are kept in ${request.directory}`,
    signal,
  );
  return results;
}

/** What can be adopted, by file name in the order of the distributions; nothing where all are to be signed anew. */
async function alreadyThere(
  request: AttestRequest,
  files: Files,
): Promise<Map<string, readonly MadeAttestation[]>> {
  const { distributions, directory, existing } = request;
  const adopted = existing === 'adopt' ? await adoptAttestations(distributions, request, files) : undefined;
  await removePending(directory, distributions, files);
  return new Map(distributions.map(({ name }) => [name, adopted?.get(name) ?? []]));
}

async function signOne(
  distribution: Distribution,
  signer: Signer,
  { expected, verifiableRekor, directory, bundles }: AttestRequest,
  { files, log }: AttestPlatform,
  signal?: AbortSignal,
): Promise<MadeAttestation> {
  const { name, sha256 } = distribution;
  const bundle = await signer.sign(publishStatement(name, sha256), signal);
  const attestation = attestationFromBundle(bundle);
  // A disk that fails after the entry was made does not undo it: the attestation is used, and written once more when it is verified.
  const kept = await unlessRefused(() => keepUnverified(directory, name, attestation, files));
  const { trustedRoot, services } = signer;
  const options = { mode: 'signed', verifiableRekor } as const;
  let checked: CheckedAttestation;
  try {
    checked = checkAttestation(attestation, { name, sha256 }, expected, trustedRoot, options);
  } catch (error) {
    if (kept !== undefined) await files.remove(kept);
    throw wrongAnswer(error, services);
  }
  const refusing = (what: string) => (error: Error) =>
    log.warning(`${name}: its ${what} could not be written to ${directory}: ${error.message}`);
  if (bundles) {
    await unlessRefused(() => writeBundle(directory, name, bundle, files), refusing('Sigstore bundle'));
  }
  const path = await unlessRefused(
    () =>
      kept === undefined
        ? writeVerified(directory, name, attestation, files)
        : nameVerified(directory, name, files),
    refusing('attestation, which the report has instead,'),
  );
  return describeMade(attestation, checked, { path, adopted: false });
}

/** What is written to a disk that may refuse it; undefined then. @throws what is no answer of the system */
async function unlessRefused<T>(
  write: () => Promise<T>,
  refused?: (error: Error) => void,
): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error) || typeof Reflect.get(error, 'syscall') !== 'string') throw error;
    refused?.(error);
    return undefined;
  }
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
function wrongAnswer(error: unknown, { rekor }: SelectedServices): unknown {
  if (!(error instanceof AttestationFault) || !LOG_CHECKS.includes(error.check)) return error;
  return new ActionError(
    'SIGNING_FAILED',
    `Rekor v${rekor.majorApiVersion} at ${rekor.url} gave an answer that fails the check of its ${error.check}: ${error.reason}`,
    'Nothing was uploaded. Run the job again. If the problem persists, contact the operator of the log.',
    error.cause,
  );
}

/** Works on as many at once as the signer bears, until one fails; returns the failures in the order they happened. */
async function sideBySide(
  distributions: readonly Distribution[],
  signer: Signer,
  work: (distribution: Distribution) => Promise<void>,
  onFailed: OnFailed,
  signal?: AbortSignal,
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  const inFlight = new Set<Promise<void>>();
  // One promise for all that wait: a race would leave a reaction at each of hundreds in flight, each time one of them ends.
  let oneEnded = Promise.withResolvers<void>();
  const begin = async (distribution: Distribution): Promise<void> => {
    try {
      await work(distribution);
    } catch (error) {
      failures.push({ distribution, error });
      onFailed(distribution, error);
    }
  };
  for (const distribution of distributions) {
    while (inFlight.size >= signer.concurrency) await oneEnded.promise;
    if (failures.length > 0 || signal?.aborted) break;
    const running = begin(distribution).finally(() => {
      inFlight.delete(running);
      oneEnded.resolve();
      oneEnded = Promise.withResolvers<void>();
    });
    inFlight.add(running);
  }
  await Promise.all(inFlight);
  return failures;
}

function throwFirst(failures: readonly Failure[], kept: string, signal?: AbortSignal): void {
  const [first] = failures;
  if (signal?.aborted) {
    throw new ActionError(
      'CANCELLED',
      `Cancelled while signing: ${kept}.`,
      'A later run in this job adopts them.',
    );
  }
  if (first === undefined) return;
  const { distribution, error } = first;
  if (!(error instanceof ActionError)) {
    throw new Error(`${distribution.name}: ${messageOf(error)} (${kept})`, { cause: error });
  }
  throw new ActionError(
    error.code,
    `${distribution.name}: ${error.message} (${kept})`,
    error.hint,
    error.cause,
  );
}

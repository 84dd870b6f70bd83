import type { Attestation } from '../../attestations/attestation.ts';
import type { Distribution } from '../../distributions/distribution.ts';
import { ActionError, messageOf } from '../../errors.ts';
import { pool } from '../../ground/pool.ts';
import { upload, UploadTurns, type UploadContext } from './upload.ts';
import type { UploadOutcome } from './upload-answer.ts';

/** One version of one project, and its files that are to be uploaded, in that order: a release's metadata is that of its first file. */
export interface Release {
  readonly project: string;
  readonly version: string;
  readonly distributions: readonly Distribution[];
}

/** What is uploaded. */
export interface PublishRequest {
  readonly releases: readonly Release[];
  /** What is sent with each file, by file name. */
  readonly attestations: ReadonlyMap<string, readonly Attestation[]>;
}

/** Where to, and with what; the turns are each release's own. */
export type PublishContext = Omit<UploadContext, 'turns'>;

/** How the upload of one file ended, and how many milliseconds it took with all its attempts. */
export type PublishOutcome =
  (UploadOutcome & { readonly took: number }) | { readonly kind: 'failed'; readonly error: ActionError };

/** Called with each file the moment its outcome is known; never with files that were not attempted. */
export type RecordPublished = (distribution: Distribution, outcome: PublishOutcome) => void;

/**
 * Uploads all releases, one after the other. Of each the first file goes alone, because it makes the release; then as
 * many at once as the index bears, and one request at a time after its first 500. A file that fails stops the rest of its
 * release. Never throws for a file.
 */
export async function publishReleases(
  { releases, attestations }: PublishRequest,
  context: PublishContext,
  record: RecordPublished,
): Promise<void> {
  for (const { distributions } of releases) {
    const turns = new UploadTurns(context.index.uploadsAtOnce);
    let failed = false;
    const stopped = (): boolean => failed || context.cancelled.aborted;
    const publishOne = async (distribution: Distribution): Promise<void> => {
      const sent = attestations.get(distribution.name) ?? [];
      const outcome = await outcomeOf(distribution, sent, { ...context, turns });
      failed ||= outcome.kind === 'failed';
      record(distribution, outcome);
    };
    await pool(distributions.slice(0, 1), 1, publishOne, stopped);
    await pool(distributions.slice(1), () => turns.atOnce, publishOne, stopped);
  }
}

async function outcomeOf(
  distribution: Distribution,
  attestations: readonly Attestation[],
  context: UploadContext,
): Promise<PublishOutcome> {
  const { clock } = context.platform;
  const began = clock.now().getTime();
  try {
    const outcome = await upload(distribution, attestations, context);
    return { ...outcome, took: clock.now().getTime() - began };
  } catch (error) {
    return { kind: 'failed', error: asActionError(error, distribution, context) };
  }
}

function asActionError(error: unknown, { name }: Distribution, { cancelled }: UploadContext): ActionError {
  if (error instanceof ActionError) return error;
  const hint = 'Run the job again: files that are there count as done.';
  return cancelled.aborted
    ? new ActionError('CANCELLED', `The upload of ${name} was cancelled`, hint, error)
    : new ActionError('UPLOAD_UNKNOWN', `The upload of ${name} failed: ${messageOf(error)}`, hint, error);
}

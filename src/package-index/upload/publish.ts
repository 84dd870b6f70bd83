import type { Attestation } from '../../attestations/attestation.ts';
import type { Distribution } from '../../distributions/distribution.ts';
import { ActionError, messageOf } from '../../errors.ts';
import { pool } from '../../ground/pool.ts';
import { upload, UploadTurns, type UploadContext } from './upload.ts';
import type { UploadOutcome } from './upload-answer.ts';
import { uploadAgain, UploadRejection } from './upload-errors.ts';
import { uploadSteps, type UploadStep } from './upload-order.ts';

/** One version of one project, and its files that are to be uploaded. */
export interface Release {
  readonly project: string;
  readonly version: string;
  /** The first line of `packages-dir`, from 0, that names a file of the release, one that is published already included. */
  readonly line: number;
  readonly distributions: readonly Distribution[];
}

/** What is uploaded. */
interface PublishRequest {
  readonly releases: readonly Release[];
  /** What is sent with each file, by file name. */
  readonly attestations: ReadonlyMap<string, readonly Attestation[]>;
}

/** Where to, and with what; the turns are each release's own. */
export type PublishContext = Omit<UploadContext, 'turns'>;

/** How the upload of one file ended, and how many milliseconds it took with all its attempts. */
export type PublishOutcome =
  | (UploadOutcome & { readonly took: number })
  | {
      readonly kind: 'failed';
      readonly error: ActionError;
      /** No further file of its release is uploaded. */
      readonly stopsRelease: boolean;
    };

/** Called with each file the moment its outcome is known; never with files that were not attempted. */
type RecordPublished = (distribution: Distribution, outcome: PublishOutcome) => void;

/** Releases of one line that are uploaded side by side; what the index bears of all together bounds their requests too. */
const RELEASES_AT_ONCE = 16;

/**
 * Uploads all releases: those of one line of `packages-dir` side by side, those of the next once these have ended, failed or not. A file
 * that fails stops the rest of its release. Never throws for a file.
 */
export async function publishReleases(
  { releases, attestations }: PublishRequest,
  context: PublishContext,
  record: RecordPublished,
): Promise<void> {
  const lines = Map.groupBy(releases, ({ line }) => line);
  for (const line of [...lines.keys()].toSorted((one, other) => one - other)) {
    await pool(
      lines.get(line) ?? [],
      RELEASES_AT_ONCE,
      (release) => publishRelease(release, attestations, context, record),
      () => context.cancelled.aborted,
    );
  }
}

/** Uploads one release, step by step, and one request at a time after the index's first 500. */
async function publishRelease(
  { distributions }: Release,
  attestations: PublishRequest['attestations'],
  context: PublishContext,
  record: RecordPublished,
): Promise<void> {
  const { index, cancelled } = context;
  const turns = new UploadTurns(index.uploadsAtOnce);
  let failed = false;
  for (const step of uploadSteps(distributions, index.fileSizeLimit)) {
    await pool(
      step.distributions,
      () => (step.sideBySide ? turns.atOnce : 1),
      async (distribution) => {
        const sent = attestations.get(distribution.name) ?? [];
        const outcome = await outcomeOf(distribution, sent, step, { ...context, turns });
        failed ||= outcome.kind === 'failed' && outcome.stopsRelease;
        record(distribution, outcome);
      },
      () => failed || cancelled.aborted,
    );
  }
}

async function outcomeOf(
  distribution: Distribution,
  attestations: readonly Attestation[],
  { rejectionStops }: UploadStep,
  context: UploadContext,
): Promise<PublishOutcome> {
  const { clock } = context.platform;
  const began = clock.now().getTime();
  try {
    const outcome = await upload(distribution, attestations, context);
    return { ...outcome, took: clock.now().getTime() - began };
  } catch (error) {
    const stopsRelease = rejectionStops || !(error instanceof UploadRejection);
    return { kind: 'failed', error: asActionError(error, distribution, context), stopsRelease };
  }
}

function asActionError(
  error: unknown,
  { name }: Distribution,
  { cancelled, index }: UploadContext,
): ActionError {
  if (error instanceof ActionError) return error;
  const remedy = uploadAgain(index);
  return cancelled.aborted
    ? new ActionError('CANCELLED', `The upload of ${name} was cancelled`, remedy, error)
    : new ActionError('UPLOAD_UNKNOWN', `The upload of ${name} failed: ${messageOf(error)}`, remedy, error);
}

import type { Attestation } from '../../attestations/attestation.ts';
import type { Distribution } from '../../distributions/distribution.ts';
import { ActionError, messageOf } from '../../errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CredentialSource } from '../credentials.ts';
import type { PackageIndex } from '../package-index.ts';
import type { UploadProgress } from './upload-progress.ts';
import type { UploadContext, UploadOutcome, UploadProtocol, UploadSession } from './upload-protocol.ts';
import { UploadTurns } from './upload-turns.ts';

/** One version of one project, and its files that are to be uploaded, in that order: a release's metadata is that of its first file. */
export interface Release {
  readonly project: string;
  readonly version: string;
  readonly distributions: readonly Distribution[];
}

/** What is uploaded, with what, to where. */
export interface PublishRequest {
  readonly releases: readonly Release[];
  /** What is sent with each file, by file name. */
  readonly attestations: ReadonlyMap<string, readonly Attestation[]>;
  readonly index: PackageIndex;
  readonly credentials: CredentialSource;
  /** A file of the same name counts as done whatever its bytes. */
  readonly skipExisting: boolean;
  readonly protocol: UploadProtocol;
  /** Told of a long upload, at most every 15 seconds. */
  readonly onProgress: (distribution: Distribution, progress: UploadProgress) => void;
}

/** How the upload of one file ended, and how many milliseconds it took with all its attempts. */
export type PublishOutcome =
  (UploadOutcome & { readonly took: number }) | { readonly kind: 'failed'; readonly error: ActionError };

/** Told of each file the moment it is known; files that are never told of were not attempted. */
export type RecordPublished = (distribution: Distribution, outcome: PublishOutcome) => void;

/**
 * Uploads all releases, one after the other. Of each the first file goes alone, because it makes the release; then as
 * many at once as the index bears, and one request at a time after its first 500. A file that fails stops the rest of its
 * release. Never throws for a file.
 */
export async function publishReleases(
  request: PublishRequest,
  platform: Pick<Platform, 'http' | 'clock' | 'runner'>,
  record: RecordPublished,
  cancelled: AbortSignal,
): Promise<void> {
  for (const release of request.releases) {
    if (cancelled.aborted) return;
    await publishRelease(release, request, platform, record, cancelled);
  }
}

async function publishRelease(
  release: Release,
  request: PublishRequest,
  platform: Pick<Platform, 'http' | 'clock' | 'runner'>,
  record: RecordPublished,
  cancelled: AbortSignal,
): Promise<void> {
  const { index, credentials, skipExisting, protocol, onProgress } = request;
  const turns = new UploadTurns(index.uploadsAtOnce);
  const shared = { index, credentials, skipExisting, onProgress };
  const context: UploadContext = { ...shared, platform, cancelled, turns };
  let stopped = false;
  const told = (distribution: Distribution, outcome: PublishOutcome): void => {
    if (outcome.kind === 'failed') stopped = true;
    record(distribution, outcome);
  };

  const [first, ...rest] = release.distributions;
  if (first === undefined) return;
  // A session for all files is theirs to fail together, where it can't be opened or ended.
  const together = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      for (const each of [first, ...rest]) {
        told(each, { kind: 'failed', error: asActionError(error, each, context) });
      }
      return undefined;
    }
  };
  const session = await together(() => protocol.open(release, context));
  if (session === undefined) return;
  const putOne = async (distribution: Distribution): Promise<void> =>
    told(distribution, await outcomeOf(distribution, session, request, context));

  await putOne(first);
  const running = new Set<Promise<void>>();
  for (const distribution of rest) {
    while (running.size >= turns.atOnce) await Promise.race(running);
    if (stopped || cancelled.aborted) break;
    const one = putOne(distribution).finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  await together(() => session.end(stopped || cancelled.aborted ? 'incomplete' : 'complete'));
}

async function outcomeOf(
  distribution: Distribution,
  session: UploadSession,
  { attestations }: PublishRequest,
  context: UploadContext,
): Promise<PublishOutcome> {
  const { clock } = context.platform;
  const began = clock.now().getTime();
  try {
    const outcome = await session.put(distribution, attestations.get(distribution.name) ?? []);
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

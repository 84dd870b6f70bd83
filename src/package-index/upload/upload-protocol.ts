import type { Attestation } from '../../attestations/attestation.ts';
import type { Distribution } from '../../distributions/distribution.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CredentialSource } from '../credentials.ts';
import type { PackageIndex } from '../package-index.ts';
import type { UploadProgress } from './upload-progress.ts';
import type { UploadTurns } from './upload-turns.ts';

/**
 * How one upload ended: `pending` where the index took it without publishing it yet, `skipped-different` where it has a file of
 * that name, of unknown bytes, and that is enough.
 */
export interface UploadOutcome {
  readonly kind: 'uploaded' | 'already-there' | 'skipped-different';
  readonly pending: boolean;
}

/** What uploads of one release share. */
export interface UploadContext {
  readonly index: PackageIndex;
  readonly credentials: CredentialSource;
  /** A file of the same name counts as done whatever its bytes. */
  readonly skipExisting: boolean;
  readonly platform: Pick<Platform, 'http' | 'clock' | 'runner'>;
  readonly cancelled: AbortSignal;
  /** Every request with a file waits for its turn; an index that broke under several gets one by one from then on. */
  readonly turns: UploadTurns;
  /** Told of a long upload, at most every 15 seconds. */
  readonly onProgress: (distribution: Distribution, progress: UploadProgress) => void;
}

/** The uploads of one release, from its first file to its last. */
export interface UploadSession {
  /**
   * Uploads one file with its attestations, as objects: how they travel is the protocol's business.
   * @throws {ActionError} UPLOAD_REJECTED, UPLOAD_UNKNOWN, TOKEN_REFUSED, DISTRIBUTION_INVALID, CANCELLED
   */
  put(distribution: Distribution, attestations: readonly Attestation[]): Promise<UploadOutcome>;
  /**
   * Ends the session. A protocol that stages files publishes them here where all were put, and gives them up where not;
   * the legacy API has published each one already. @throws {ActionError} as `put`, for all files of the release
   */
  end(outcome: 'complete' | 'incomplete'): Promise<void>;
}

/** How an index takes the files of a release: the legacy API (upload.ts), or one that stages releases (PEP 694). */
export interface UploadProtocol {
  /** @throws {ActionError} as `put`, for all files of the release */
  open(
    release: { readonly project: string; readonly version: string },
    context: UploadContext,
  ): Promise<UploadSession>;
}

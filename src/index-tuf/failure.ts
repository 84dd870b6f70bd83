import { messageOf } from '../errors.ts';
import {
  BadVersionError,
  ExpiredMetadataError,
  LengthOrHashMismatchError,
  UnsignedMetadataError,
} from '../sigstore/library-workarounds/tuf-unexported.ts';

/** Why metadata that was served is not believed. */
type RefusalReason = 'expired' | 'signature' | 'rollback' | 'hash' | 'malformed' | 'too large';

/** Metadata that was served and is not believed (TUF specification, section 5). */
export class RefusedMetadata extends Error {
  override readonly name = 'RefusedMetadata';
  readonly reason: RefusalReason;
  /** It is of a role below `targets`, which may be replaced while it is read. */
  readonly delegated: boolean;

  constructor(reason: RefusalReason, file: string, delegated: boolean, cause: unknown) {
    const detail = messageOf(cause);
    super(`${file} failed verification: ${detail.includes(reason) ? detail : `${reason} (${detail})`}`, {
      cause,
    });
    this.reason = reason;
    this.delegated = delegated;
  }
}

/** Metadata that could not be fetched, which may pass. */
export class UnreachableMetadata extends Error {
  override readonly name = 'UnreachableMetadata';
  /** Milliseconds that the server requested to wait. */
  readonly after: number;
  /** The server answered that it has no such file: others may be there. */
  readonly absent: boolean;

  constructor(
    message: string,
    options: { readonly after?: number; readonly absent?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.after = options.after ?? 0;
    this.absent = options.absent ?? false;
  }
}

/** What the library threw about a file, by the class of its error. */
export function refusalOf(error: unknown, file: string, delegated: boolean): RefusedMetadata {
  return new RefusedMetadata(reasonOf(error), file, delegated, error);
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof ExpiredMetadataError) return 'expired';
  if (error instanceof UnsignedMetadataError) return 'signature';
  if (error instanceof BadVersionError) return 'rollback';
  if (error instanceof LengthOrHashMismatchError) return 'hash';
  return 'malformed';
}

import type { RequestPlatform } from '../../ground/request.ts';
import { withinTime } from '../../ground/within-time.ts';
import type { Credentials } from '../credentials.ts';
import type { PackageIndex } from '../package-index.ts';

/** Which index is queried, and by what. */
export interface QueryContext {
  readonly index: PackageIndex;
  readonly platform: RequestPlatform;
  /** Sent to the origin of `repository-url` only. */
  readonly credentials: Credentials | undefined;
  /** One attempt: the caller repeats the query by itself. */
  readonly once?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The same context for queries that all end within so many milliseconds from now. */
export function withDeadline(context: QueryContext, milliseconds: number): QueryContext {
  const { platform } = context;
  const end = new Date(platform.clock.now().getTime() + milliseconds);
  return { ...context, platform: withinTime(platform, end) };
}

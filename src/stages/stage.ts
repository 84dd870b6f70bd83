import type { Ledger } from '../ledger.ts';
import type { Log } from '../platform/runner.ts';
import { readableDuration } from '../report/quantities.ts';

/** Whom a stage tells of itself, and what keeps it from beginning. */
export interface Told {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly cancelled: AbortSignal;
}

/**
 * One stage of the story: a group of the log that says how long it took, and an entry of the timeline.
 * @throws the reason of a cancellation, before any work is begun
 */
export async function stage<T>(
  heading: string,
  { ledger, log, cancelled }: Told,
  work: () => Promise<T>,
): Promise<T> {
  cancelled.throwIfAborted();
  return log.group(heading, async () => {
    const end = ledger.stage(heading);
    try {
      return await work();
    } finally {
      log.info(`Took ${readableDuration(end())}.`);
    }
  });
}

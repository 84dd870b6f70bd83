import type { Ledger } from '../ledger.ts';
import type { Log } from '../platform/runner.ts';
import { readableDuration } from '../report/quantities.ts';

/** One stage of the story: a group of the log that says how long it took, and an entry of the timeline. */
export async function stage<T>(
  heading: string,
  { ledger, log }: { readonly ledger: Ledger; readonly log: Log },
  work: () => Promise<T>,
): Promise<T> {
  return log.group(heading, async () => {
    const end = ledger.stage(heading);
    try {
      return await work();
    } finally {
      log.info(`Took ${readableDuration(end())}.`);
    }
  });
}

import { readableDuration } from '../report/quantities.ts';
import type { Clock } from '../ground/clock.ts';
import type { Log } from '../ground/log.ts';
import type { Run } from '../run.ts';

/** What a stage needs of a run to be one. */
interface StageRun extends Pick<Run, 'ledger' | 'cancelled'> {
  readonly platform: { readonly clock: Pick<Clock, 'now'>; readonly runner: { readonly log: Log } };
}

/**
 * One stage of the story: a group of the log that says how long it took, and an entry of the timeline.
 * @throws the reason of a cancellation, before any work is begun
 */
export async function stage<T>(
  heading: string,
  { ledger, platform, cancelled }: StageRun,
  work: () => Promise<T>,
): Promise<T> {
  cancelled.throwIfAborted();
  const { clock, runner } = platform;
  const began = clock.now();
  const end = ledger.stage(heading, began);
  let ended = began;
  return runner.log.group(
    heading,
    async () => {
      try {
        return await work();
      } finally {
        ended = clock.now();
        end(ended);
      }
    },
    () => `Took ${readableDuration(ended.getTime() - began.getTime())}.`,
  );
}

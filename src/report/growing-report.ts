import type { Clock } from '../ground/clock.ts';

/** Milliseconds between two writes; a write of a large run's report takes some of them. */
const PAUSE = 1000;

/** A report on the disk that follows a run: what a run that is killed, of which nothing asks for its end, leaves of itself. */
export interface GrowingReport {
  /** There is something new to write. */
  changed(): void;
  /** Writes no more; waits for the write under way. */
  end(): Promise<void>;
}

/**
 * Writes a report at the first change, and then at most once a second while changes come.
 * @param write writes all of it anew; a disk that refuses is no reason to stop a run, and is tried again at the next change
 */
export function growingReport(write: () => Promise<unknown>, clock: Pick<Clock, 'sleep'>): GrowingReport {
  const ended = new AbortController();
  let stale = false;
  let writing: Promise<void> | undefined;
  const follow = async (): Promise<void> => {
    while (stale && !ended.signal.aborted) {
      stale = false;
      await write().catch(() => undefined);
      await clock.sleep(PAUSE, ended.signal).catch(() => undefined);
    }
    writing = undefined;
  };
  return {
    changed: () => {
      stale = true;
      writing ??= follow();
    },
    end: async () => {
      ended.abort();
      await writing;
    },
  };
}

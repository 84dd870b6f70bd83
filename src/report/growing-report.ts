import type { Clock } from '../ground/clock.ts';

/** Milliseconds from a change to its write. */
const PAUSE = 1000;
/** A write makes the whole report anew: this many times as long as the last one took, no other follows. */
const REST = 20;

/** A report on the disk that follows a run: what a run leaves of itself that is killed without a signal. */
interface GrowingReport {
  /** There is something new to write. */
  changed(): void;
  /** Writes no more; waits for the write under way. */
  end(): Promise<void>;
}

/**
 * Writes a report a second after the first change, and again while changes come: at most once a second, and in a twentieth of the time.
 * @param write writes all of it anew; a disk that refuses is no reason to stop a run, and is tried again at the next change
 */
export function growingReport(
  write: () => Promise<unknown>,
  clock: Pick<Clock, 'now' | 'sleep'>,
): GrowingReport {
  const ended = new AbortController();
  let stale = false;
  let pause = PAUSE;
  let writing: Promise<void> | undefined;
  const follow = async (): Promise<void> => {
    while (stale) {
      await clock.sleep(pause, ended.signal).catch(() => undefined);
      if (ended.signal.aborted) return;
      stale = false;
      const begun = clock.now().getTime();
      try {
        await write();
      } catch {
        // Neither a disk that refuses nor a report that can't be made ends a run.
      }
      pause = Math.max(PAUSE, REST * (clock.now().getTime() - begun));
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

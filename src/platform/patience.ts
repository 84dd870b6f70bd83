import type { Clock } from '../ground/clock.ts';
import { errorCode } from './error-code.ts';

/** What Windows answers while a virus scanner or an indexer has a file or one of a folder open, and a network drive while it is busy. */
const PASSING: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY']);
/** What it answers to one who only wants to read: the others are lasting then. */
export const BUSY: ReadonlySet<string> = new Set(['EBUSY']);
/** Milliseconds before the second attempt, doubled each time up to the longest, for so many attempts in all: five seconds. */
const [SHORTEST, LONGEST, ATTEMPTS] = [10, 500, 16];

/** Repeats what the disk refuses for reasons that pass, a change where not said otherwise. @throws the last refusal, after some seconds */
export async function patiently<T>(
  work: () => Promise<T>,
  { sleep }: Pick<Clock, 'sleep'>,
  passing = PASSING,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !passing.has(errorCode(error) ?? '')) throw error;
      await sleep(Math.min(LONGEST, SHORTEST * 2 ** (attempt - 1)));
    }
  }
}

import type { Clock } from '../ground/clock.ts';

/** What Windows answers while a virus scanner or an indexer has a file open, and a network drive while it is busy. */
const PASSING = new Set(['EBUSY', 'EPERM', 'EACCES']);
/** Milliseconds before the second attempt, doubled each time up to the longest, for so many attempts in all: five seconds. */
const [SHORTEST, LONGEST, ATTEMPTS] = [10, 500, 16];

/** Repeats a change of the disk that is refused for reasons that pass. @throws the last refusal, after some seconds */
export async function patiently<T>(work: () => Promise<T>, { sleep }: Pick<Clock, 'sleep'>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code: unknown = Reflect.get(Object(error), 'code');
      if (attempt === ATTEMPTS || typeof code !== 'string' || !PASSING.has(code)) throw error;
      await sleep(Math.min(LONGEST, SHORTEST * 2 ** (attempt - 1)));
    }
  }
}

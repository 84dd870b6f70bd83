import { ActionError } from '../../src/errors.ts';

/** The failure that some work ends with. @throws {Error} where it does not fail, or otherwise than a user can do something about */
export async function failureOf(work: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof ActionError) return error;
  throw error;
}

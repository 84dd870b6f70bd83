import type { Distribution } from '../distributions/distribution.ts';
import { findExisting, IndexConflict, type ExistingFiles } from '../package-index/query/existing-files.ts';
import type { Run } from '../run.ts';
import { passwordCredentials } from './credentials.ts';

/** What the index has, and what keeps it from accepting the rest. */
export interface Existing extends ExistingFiles {
  readonly conflict: IndexConflict | undefined;
}

/** Queries what the index has. @throws {ActionError} as `findExisting` does, but for conflicts */
export async function queryIndex(distributions: readonly Distribution[], run: Run): Promise<Existing> {
  const { inputs, index, platform, cancelled } = run;
  const context = { index, platform, credentials: passwordCredentials(inputs), signal: cancelled };
  try {
    const found = await findExisting(distributions, inputs.skipExisting, context);
    return { ...found, conflict: undefined };
  } catch (error) {
    if (!(error instanceof IndexConflict)) throw error;
    return { presence: error.presence, publishers: [], notes: [], conflict: error };
  }
}

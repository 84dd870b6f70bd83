import type { Distribution } from '../distributions/distribution.ts';
import { ActionError } from '../errors.ts';
import { findExisting, IndexConflict, type ExistingFiles } from '../package-index/query/existing-files.ts';
import type { Run } from '../run.ts';

/** What the index has, and what keeps it from accepting the rest. */
export interface Existing extends ExistingFiles {
  readonly conflict: IndexConflict | undefined;
}

/** Queries what the index has. @throws {ActionError} as `findExisting` does, but for conflicts */
export async function queryIndex(distributions: readonly Distribution[], run: Run): Promise<Existing> {
  const { inputs, index, platform, cancelled } = run;
  const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
  try {
    const found = await findExisting(distributions, inputs.skipExisting, context);
    return { ...found, conflict: undefined };
  } catch (error) {
    if (!(error instanceof IndexConflict)) throw error;
    return { presence: error.presence, publishers: [], notes: [], conflict: error };
  }
}

/** Stops the run where the index can't accept what is planned. @throws {ActionError} INDEX_CONFLICT; the ledger has it for each file */
export function refuseConflicts({ conflict }: Existing, { ledger }: Run): void {
  if (conflict === undefined) return;
  for (const [name, reason] of conflict.reasons) {
    ledger.failed(name, new ActionError(conflict.code, reason, conflict.hint));
  }
  throw conflict;
}

import type { Distribution } from '../distributions/distribution.ts';
import { ActionError } from '../errors.ts';
import { findExisting, type ExistingFiles } from '../package-index/query/existing-files.ts';
import type { Run } from '../run.ts';

/** Queries what the index has of the files, and whether it would accept the rest. @throws {ActionError} INDEX_UNAVAILABLE */
export async function queryIndex(
  distributions: readonly Distribution[],
  { inputs, index, platform, cancelled }: Run,
): Promise<ExistingFiles> {
  const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
  return findExisting(distributions, inputs.skipExisting, context);
}

/** Stops the run where the index can't accept what is planned. @throws {ActionError} INDEX_CONFLICT; the ledger has it for each file */
export function refuseConflicts({ conflict }: ExistingFiles, { ledger }: Run): void {
  if (conflict === undefined) return;
  const { error, reasons } = conflict;
  for (const [name, reason] of reasons) ledger.failed(name, new ActionError(error.code, reason, error.hint));
  throw error;
}

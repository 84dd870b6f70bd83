import type { Distribution } from '../distributions/distribution.ts';
import { ActionError } from '../errors.ts';
import { findExisting, IndexConflict, type ExistingFiles } from '../package-index/query/existing-files.ts';
import { planRelease } from '../plan.ts';
import type { Run } from '../run.ts';
import { passwordCredentials } from './credentials.ts';

/** Queries what the index has; of a conflict the ledger learns which files it is about. @throws {ActionError} as `findExisting` does */
export async function queryIndex(distributions: readonly Distribution[], run: Run): Promise<ExistingFiles> {
  const { inputs, index, ledger, cancelled } = run;
  const { http, clock, runner } = run.platform;
  const platform = { http, clock, log: runner.log };
  const context = { index, platform, credentials: passwordCredentials(inputs), signal: cancelled };
  try {
    return await findExisting(distributions, inputs.skipExisting, context);
  } catch (error) {
    if (error instanceof IndexConflict) {
      ledger.planned(planRelease(distributions, error.presence));
      for (const [name, reason] of error.reasons) {
        ledger.failed(name, new ActionError(error.code, reason, error.hint));
      }
    }
    throw error;
  }
}

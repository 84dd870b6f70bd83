import type { Distribution } from '../distributions/distribution.ts';
import { ActionError } from '../errors.ts';
import { IndexConflict, reconcile, type Reconciliation } from '../package-index/query/reconcile.ts';
import { planRelease } from '../plan.ts';
import type { Run } from '../run.ts';
import { passwordCredentials } from './credentials.ts';

/** Asks the index what it has; of a conflict the ledger learns which files it is about. @throws {ActionError} as `reconcile` does */
export async function reconcileAll(
  distributions: readonly Distribution[],
  { inputs, index, platform, ledger }: Run,
): Promise<Reconciliation> {
  const asking = { skipExisting: inputs.skipExisting, credentials: passwordCredentials(inputs) };
  try {
    return await reconcile(distributions, index, asking, platform.http, platform.clock);
  } catch (error) {
    if (error instanceof IndexConflict) {
      ledger.planned(planRelease(distributions, error.presence));
      for (const { name, project } of distributions) {
        const refusal = error.refusals.find((line) => line.startsWith(`${name}: `));
        const ofProject = error.refusals.find((line) => line.startsWith(`${project}: `));
        const isThere = error.presence.get(name)?.kind === 'identical';
        const message = refusal ?? (isThere ? undefined : ofProject);
        if (message !== undefined) ledger.failed(name, new ActionError(error.code, message, error.hint));
      }
    }
    throw error;
  }
}

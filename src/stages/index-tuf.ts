import type { IndexTufCheck } from './check-index-tuf.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';

const OFF: IndexTufCheck = { confirm: async () => undefined };

/**
 * Checks what the index's own TUF metadata says of the planned files, where there is `index-tuf-url`; nothing is loaded
 * or requested otherwise.
 * @throws {ActionError} INPUT_INVALID, INDEX_CONFLICT, TRUST_UNAVAILABLE, INDEX_UNAVAILABLE
 */
export async function openIndexTuf(plan: Plan, run: Run): Promise<IndexTufCheck> {
  const { indexTuf } = run.inputs;
  if (indexTuf === undefined) return OFF;
  const { checkIndexTuf } = await import('./check-index-tuf.ts');
  return checkIndexTuf(plan, indexTuf, run);
}

import { ActionError, messageOf } from '../errors.ts';
import type { IndexTufInput } from '../inputs/index-tuf-input.ts';
import type { IndexTufOutcome } from '../index-tuf/verdict.ts';
import type { Log } from '../platform/runner.ts';
import type { Run } from '../run.ts';

/**
 * Ends the run where the index contradicts it, or can not be believed, before anything irreversible. That nothing is
 * signed for yet is as it should be.
 * @throws {ActionError} INDEX_CONFLICT, TRUST_UNAVAILABLE, INDEX_UNAVAILABLE
 */
export function judgeBefore(outcome: IndexTufOutcome, input: IndexTufInput, log: Pick<Log, 'warning'>): void {
  switch (outcome.status) {
    case 'mismatch':
      throw contradiction(outcome, input);
    case 'refused':
      throw new ActionError(
        'TRUST_UNAVAILABLE',
        `The TUF metadata of the index can not be believed (${input.url}): ${messageOf(outcome.error)}`,
        'Nothing was signed or uploaded. If it stays so, tell the operator of the index.',
      );
    case 'unreachable': {
      const message = `The TUF metadata of the index could not be had (${input.url}): ${messageOf(outcome.error)}`;
      if (!input.require) return log.warning(`${message}. It is asked for again after the upload.`);
      throw new ActionError(
        'INDEX_UNAVAILABLE',
        message,
        'Check index-tuf-url, and run the job again later.',
      );
    }
    case 'unsupported':
    case 'not-yet':
    case 'signed':
      return;
  }
}

function contradiction({ files }: IndexTufOutcome, { url }: IndexTufInput): ActionError {
  const lines = [...files].flatMap(([name, { verdict, target, because }]) =>
    verdict === 'mismatch' ? [`- ${name}: ${because}, as the target ${target}`] : [],
  );
  return new ActionError(
    'INDEX_CONFLICT',
    `The TUF metadata of the index contradicts these files (${url}); nothing was signed or uploaded:\n${lines.join('\n')}`,
    'Raise the version, or check index-tuf-target: what an index has signed for can not be replaced.',
  );
}

/**
 * Tells the ledger which published files the index does not sign for. What it contradicts, or what can not be believed,
 * fails the run; what is not there in time fails it with `index-tuf-require` only.
 */
export function recordAfter(
  names: readonly string[],
  outcome: IndexTufOutcome,
  input: IndexTufInput,
  { ledger, platform }: Pick<Run, 'ledger' | 'platform'>,
): void {
  const { status, files, error } = outcome;
  const always = status === 'refused';
  const late: string[] = [];
  for (const name of names) {
    const { verdict = 'not-yet', because = '' } = files.get(name) ?? {};
    if (verdict === 'signed') continue;
    const fails = always || input.require || verdict === 'mismatch';
    // Beside a contradiction the others were not waited for.
    if (status === 'mismatch' && verdict !== 'mismatch') continue;
    const reason = always || because === '' ? messageOf(error) : because;
    if (fails) ledger.faulty(name, unsigned(name, reason, input));
    else late.push(name);
  }
  if (late.length === 0) return;
  const shown = late.slice(0, 20).join(', ') + (late.length > 20 ? ` and ${late.length - 20} more` : '');
  const reason = error === undefined ? (files.get(late[0] ?? '')?.because ?? '') : messageOf(error);
  platform.runner.log.warning(
    `Published, and not signed for by the index's TUF metadata (${input.url}): ${shown}: ${reason}.`,
  );
}

function unsigned(name: string, reason: string, { url }: IndexTufInput): ActionError {
  return new ActionError(
    'CONFIRMATION_FAILED',
    `${name}: it is published, but not signed for by the index's TUF metadata (${url}): ${reason}`,
    'Its attestation is not affected. Tell the operator of the index; where it signs late, raise confirm-timeout.',
  );
}

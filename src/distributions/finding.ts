import type { DistributionFault, IndexRules } from './distribution.ts';

/**
 * Something wrong with one file. `broken`: refused everywhere; `index`: refused by PyPI, other indexes may take it;
 * `note`: worth saying, never a reason to refuse.
 */
export interface Finding {
  readonly rule: 'broken' | 'index' | 'note';
  readonly message: string;
}

/** A file that can't be read further; becomes a `broken` finding where the file's name is known. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A finding that is refused everywhere. */
export function broken(message: string): Finding {
  return { rule: 'broken', message };
}

/** A finding that PyPI refuses, with what it would answer where that adds something. */
export function againstIndex(message: string, answer = ''): Finding {
  return { rule: 'index', message: answer === '' ? message : `${message} (PyPI answers: ${answer})` };
}

/** A finding that is said and changes nothing. */
export function note(message: string): Finding {
  return { rule: 'note', message };
}

/** Findings of one file as faults, for an index's rules; without verification only what is broken. */
export function faultsOf(
  name: string,
  findings: readonly Finding[],
  rules: IndexRules,
  verifyMetadata: boolean,
): DistributionFault[] {
  return findings
    .filter((finding) => verifyMetadata || finding.rule === 'broken')
    .map(({ rule, message }) => {
      const refused = rule === 'broken' || (rule === 'index' && rules === 'pypi');
      return { name, severity: refused ? 'error' : 'warning', message };
    });
}

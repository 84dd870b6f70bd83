import { ActionError, messageOf } from '../errors.ts';
import { named, reasonLines } from '../ground/group-reasons.ts';

/**
 * Something wrong with one file. `broken`: rejected everywhere; `index`: rejected by PyPI, other indexes may accept it;
 * `note`: worth saying, never a reason to reject.
 */
export interface Finding {
  readonly rule: 'broken' | 'index' | 'note';
  readonly message: string;
  /** What PyPI answers to such a file, and any index of its kind, where that adds something. */
  readonly answer?: string;
  /** The one thing to change, as an imperative; a note may have none. */
  readonly hint?: string;
}

/** Whose rules count: PyPI's are errors on an index of its kind, which answers in its own name, and warnings elsewhere. */
export interface RulingIndex {
  readonly kind: 'pypi' | 'generic';
  readonly title: string;
}

/** What is wrong with one file, as an index's rules judge it. */
export interface DistributionFault {
  readonly name: string;
  readonly severity: 'error' | 'warning';
  /** What is wrong, and for a rule of PyPI what the index would answer. */
  readonly message: string;
  /** The one thing to change. */
  readonly hint?: string;
}

/** A file that can't be read further; becomes a `broken` finding where the file's name is known. */
export class Unreadable extends Error {
  override readonly name: string = 'Unreadable';
  /** The one thing to change; absent where the message says it. */
  readonly hint: string | undefined;

  constructor(message: string, options?: ErrorOptions & { readonly hint?: string }) {
    super(message, options);
    this.hint = options?.hint;
  }
}

/** The hint for an archive that no current build backend makes. */
const rebuilt =
  'Build the file again with a current build backend, and do not modify it with a tool that rewrites archives afterwards.';
const shownHints = 3;

const shownLength = 500;

/**
 * A foreign value as a message has it. One that is far too long is only described: cut, it could show a part of a secret
 * that the log no longer recognises.
 */
export function quoted(value: string): string {
  return value.length <= shownLength ? `'${value}'` : `of ${value.length} characters`;
}

/** The hint for what is damaged: this usually did it. */
export const damaged = {
  hint: 'Build or download the file again. Two artifacts may contain a file of this name, which `merge-multiple: true` writes into one: upload each file from one job only.',
} as const;

/** A finding that every index rejects. */
export function broken(message: string, hint: string, answer = ''): Finding {
  return { rule: 'broken', message, ...(answer !== '' && { answer }), hint };
}

/** Why a file could not be read, from what was thrown. */
export function findingOf(error: unknown): Finding {
  if (error instanceof Unreadable) return broken(error.message, error.hint ?? rebuilt);
  return broken(
    `cannot be read: ${messageOf(error)}`,
    'Check that this job may read the file, and that nothing else writes to its directory.',
  );
}

/** A finding that PyPI rejects, with what it would answer where that adds something. */
export function againstIndex(message: string, answer: string, hint: string): Finding {
  return { rule: 'index', message, ...(answer !== '' && { answer }), hint };
}

/** A finding that is said and changes nothing. */
export function note(message: string, hint?: string): Finding {
  return { rule: 'note', message, ...(hint !== undefined && { hint }) };
}

/** Findings of one file as faults, as an index rules. */
export function faultsOf(
  name: string,
  findings: readonly Finding[],
  index: RulingIndex,
): readonly DistributionFault[] {
  return findings.map(({ rule, message, answer, hint }) => {
    const refused = rule === 'broken' || (rule === 'index' && index.kind === 'pypi');
    const ruler = index.kind === 'pypi' ? index.title : 'PyPI';
    return {
      name,
      severity: refused ? 'error' : 'warning',
      message: answer === undefined ? message : `${message} (${ruler} answers: ${answer})`,
      ...(hint !== undefined && { hint }),
    };
  });
}

/**
 * What the index's rules say against files that are to be uploaded. Reading a distribution fails only for what is broken
 * and keeps the rest in `findings`, which count once the index was queried: an identical file there passed its
 * rules when they were uploaded, so a rule that is newer must not fail a second run. A stage therefore gives only what it
 * is going to upload (`plan.toPublish`), logs the warnings, and fails with `invalidDistributions` where there are errors,
 * before anything is signed.
 */
export function faultsOfUploads(
  uploads: readonly { readonly name: string; readonly findings: readonly Finding[] }[],
  index: RulingIndex,
): readonly DistributionFault[] {
  return uploads.flatMap(({ name, findings }) => faultsOf(name, findings, index));
}

/** One error for all faults of all files, with the hints of those that have one. */
export function invalidDistributions(errors: readonly DistributionFault[]): ActionError {
  const count = new Set(errors.map((fault) => fault.name)).size;
  const heading = `${count} ${count === 1 ? 'file' : 'files'} cannot be published:`;
  const lines = reasonLines(errors.map(named));
  const hints = [...new Set(errors.flatMap(({ hint }) => (hint === undefined ? [] : [hint])))];
  return new ActionError('DISTRIBUTION_INVALID', [heading, ...lines.map((line) => `- ${line}`)].join('\n'), {
    hint: hints.slice(0, shownHints).join(' '),
    rerun: 'needs-new-files',
  });
}

import { readDirectiveBlock } from './directive-blocks.ts';
import { runDirective } from './directive-content.ts';
import { directiveSpecs } from './directive-specs.ts';
import { addFault } from './document.ts';
import type { Scope } from './document.ts';
import { isBlank, takeUntrimmed } from './lines.ts';
import type { Block, TakenBlock } from './lines.ts';

/** Reads a directive (`.. name:: argument`) with its block. */
export function readDirective(
  from: Block,
  index: number,
  match: RegExpExecArray,
  scope: Scope,
): Pick<TakenBlock, 'next' | 'isBlankFinish'> {
  const taken = takeUntrimmed(from, index, { first: match[0].length });
  readDirectiveIn(taken.block, match[1] ?? '', from.first + index, scope);
  return { ...taken, isBlankFinish: taken.isBlankFinish || isBlank(from.lines[taken.next]) };
}

/** Reads the block of a directive by its name; in a substitution definition, where that is given. */
export function readDirectiveIn(
  block: Block,
  name: string,
  line: number,
  scope: Scope,
  substitution?: string,
): void {
  const { document } = scope;
  const spec = directiveSpecs.get(name.toLowerCase());
  if (spec === undefined) {
    addFault(document, line, `Unknown directive type "${name}".`, unknownHint(name));
    return;
  }
  const head = { name, line, document };
  const read = readDirectiveBlock(block, spec, head);
  if (read !== undefined) runDirective(head, read, scope, substitution);
}

function unknownHint(name: string): string {
  return `Remove the directive \`${name}\` from the README: only Sphinx or an extension has it, and PyPI renders plain reStructuredText.`;
}

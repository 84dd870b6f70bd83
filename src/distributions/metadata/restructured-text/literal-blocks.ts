import { addElement, addFault, addUnindent } from './document.ts';
import type { Scope } from './document.ts';
import { isBlank, isIndented, lineAt, takeIndented } from './lines.ts';
import type { Block } from './lines.ts';

const quote = /^[!-/:-@[-`{-~]/;

/** Reads the literal block that has to follow `::`, from the line after that paragraph on. */
export function readLiteralBlock(from: Block, index: number, scope: Scope): number {
  const { block, next, isBlankFinish } = takeIndented(from, index);
  if (block.lines.length === 0) return readQuotedLiteralBlock(from, index, scope);
  addElement(scope, 'literal_block', block.first);
  if (!isBlankFinish) addUnindent(scope.document, from.first + next, 'Literal block');
  return next;
}

/** A literal block may be unindented, where each line begins with the same punctuation character. */
function readQuotedLiteralBlock(from: Block, index: number, scope: Scope): number {
  const { document } = scope;
  let start = index;
  while (start < from.lines.length && isBlank(from.lines[start])) start += 1;
  const first = lineAt(from, start);
  if (!quote.test(first)) {
    const line = from.first + start;
    const hint = 'Indent the literal block after `::`, or write a single colon.';
    addFault(document, line, 'Literal block expected; none found.', hint);
    return start;
  }
  addElement(scope, 'literal_block', from.first + start);
  let end = start;
  while (end < from.lines.length && lineAt(from, end).startsWith(first.charAt(0))) end += 1;
  if (end >= from.lines.length || isBlank(from.lines[end])) return end;
  const line = from.first + end;
  const hint = `Insert a blank line before line ${line} of the description.`;
  const message = isIndented(from.lines[end])
    ? 'Unexpected indentation.'
    : 'Inconsistent literal block quoting.';
  addFault(document, line, message, hint);
  return end;
}

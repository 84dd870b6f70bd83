import { lineBlockMarker } from './body-kinds.ts';
import { addElement, addFault } from './document.ts';
import type { Scope } from './document.ts';
import { readInline } from './inline-markup.ts';
import { lineAt, takeIndented } from './lines.ts';
import type { Block } from './lines.ts';

/** Reads a line block (`| line`), which a blank line ends; returns the index of the line after it. */
export function readLineBlock(block: Block, index: number, scope: Scope): number {
  addElement(scope, 'line_block', block.first + index);
  let next = index;
  for (;;) {
    const match = lineBlockMarker.exec(lineAt(block, next));
    if (match === null) break;
    const taken = takeIndented(block, next, { first: match[0].length, untilBlank: true });
    readInline(taken.block.lines.join('\n'), block.first + next, scope.document);
    ({ next } = taken);
    if (taken.isBlankFinish) return next;
  }
  const message = 'Line block ends without a blank line.';
  addFault(
    scope.document,
    block.first + next,
    message,
    `Insert a blank line before line ${block.first + next} of the description.`,
  );
  return next;
}

import { addElement } from './document.ts';
import type { Scope } from './document.ts';
import { readBlockQuote } from './block-quotes.ts';
import { readExplicitMarkup } from './explicit-markup.ts';
import { bodyKind } from './body-kinds.ts';
import { endOfText, isBlank, lineAt } from './lines.ts';
import type { Block } from './lines.ts';
import { readLineBlock } from './line-blocks.ts';
import { readBulletList, readEnumeratedList, readFieldList, readOptionList } from './lists.ts';
import { readOverline } from './section-titles.ts';
import { readTable } from './tables.ts';
import { readText } from './text.ts';

/** Reads the body elements of a block, as docutils' state `Body` does. */
export function parseBody(block: Block, scope: Scope): void {
  let index = 0;
  while (index < block.lines.length) index = readElement(block, index, scope);
}

/** Reads the element at a line; returns the index of the line after it. */
function readElement(block: Block, index: number, scope: Scope): number {
  const line = lineAt(block, index);
  if (isBlank(line)) return index + 1;
  if (line.startsWith(' ')) return readBlockQuote(block, index, scope);
  const next = readMarked(block, index, scope);
  return next ?? readText(block, index, scope);
}

/** Undefined where the line only looks like more than text. */
function readMarked(block: Block, index: number, scope: Scope): number | undefined {
  switch (bodyKind(lineAt(block, index))) {
    case 'bullet':
      return readBulletList(block, index, scope);
    case 'enumerator':
      return readEnumeratedList(block, index, scope);
    case 'field':
      return readFieldList(block, index, scope);
    case 'option':
      return readOptionList(block, index, scope);
    case 'doctest':
      return readDoctest(block, index, scope);
    case 'line-block':
      return readLineBlock(block, index, scope);
    case 'grid-table':
    case 'simple-table':
      return readTable(block, index, scope);
    case 'explicit':
    case 'anonymous':
      return readExplicitMarkup(block, index, scope);
    case 'line':
      return readOverline(block, index, scope);
    case 'text':
      return undefined;
  }
}

function readDoctest(block: Block, index: number, scope: Scope): number {
  addElement(scope, 'doctest_block', block.first + index);
  return endOfText(block, index);
}

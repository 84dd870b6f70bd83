import { lineMarker } from './body-kinds.ts';
import { addElement, addFault } from './document.ts';
import type { Scope } from './document.ts';
import { readInline } from './inline-markup.ts';
import { isBlank, isIndented, lineAt } from './lines.ts';
import type { Block } from './lines.ts';
import { readDefinitionList } from './lists.ts';
import { readLiteralBlock } from './literal-blocks.ts';
import { readUnderlined } from './section-titles.ts';

const literalMark = /(?<!\\)(?:\\\\)*::$/;

/** Reads text that begins at a line: a section title, a definition list or a paragraph. */
export function readText(block: Block, index: number, scope: Scope): number {
  const next = block.lines[index + 1];
  if (next === undefined || isBlank(next)) return readParagraph(block, index, index + 1, scope);
  if (next.startsWith(' ')) return readDefinitionList(block, index, scope);
  if (lineMarker.test(next)) {
    const after = readUnderlined(block, index, scope);
    if (after !== undefined) return after;
  }
  return readParagraph(block, index, endOfParagraph(block, index + 1), scope);
}

/** The first line that is blank or indented. */
function endOfParagraph(block: Block, start: number): number {
  let end = start;
  while (end < block.lines.length && !isBlank(block.lines[end]) && !lineAt(block, end).startsWith(' '))
    end += 1;
  return end;
}

/** Reads a paragraph, and the literal block that `::` at its end introduces. */
function readParagraph(block: Block, start: number, end: number, scope: Scope): number {
  const { document } = scope;
  const line = block.first + start;
  const text = block.lines.slice(start, end).join('\n');
  const introduces = literalMark.test(text.slice(-1000));
  const shown = introduces ? text.slice(0, /[ \n]::$/.test(text) ? -3 : -1).trimEnd() : text;
  const isIndentedNext = isIndented(block.lines[end]);
  if (isIndentedNext)
    addFault(
      document,
      block.first + end,
      'Unexpected indentation.',
      `Insert a blank line before line ${block.first + end} of the description, or remove its indentation.`,
    );
  if (text !== '::') {
    addElement(scope, 'paragraph', line);
    readInline(shown, line, document);
  }
  return introduces ? readLiteralBlock(block, end, scope) : end;
}

import { addElement, addUnindent, parseInto } from './document.ts';
import type { Scope } from './document.ts';
import { readInline } from './inline-markup.ts';
import { indentOf, isBlank, lineAt, sliceOf, takeIndented } from './lines.ts';
import type { Block } from './lines.ts';

const dash = /^(?:---?(?!-)|\u2014) *(?=[^ \n])/;

/** Reads an indented block; returns the index of the line after it. */
export function readBlockQuote(from: Block, index: number, scope: Scope): number {
  const { block, next, isBlankFinish } = takeIndented(from, index);
  readQuotation(block, scope);
  if (!isBlankFinish) addUnindent(scope.document, from.first + next, 'Block quote');
  return next;
}

/** Reads what an indented block has: one block quote, or several that end with an attribution each. */
export function readQuotation(block: Block, scope: Scope): void {
  let start = 0;
  while (start < block.lines.length) {
    const attribution = findAttribution(block, start);
    const content = sliceOf(block, start, attribution?.start);
    parseInto(content, addElement(scope, 'block_quote', content.first), scope);
    if (attribution === undefined) return;
    readAttribution(sliceOf(block, attribution.start, attribution.end), scope);
    start = attribution.end;
    while (start < block.lines.length && isBlank(block.lines[start])) start += 1;
  }
}

function readAttribution({ lines, first }: Block, scope: Scope): void {
  const text = lines.map((line, index) => (index === 0 ? line.replace(dash, '') : line.trimStart()));
  readInline(text.join('\n'), first, scope.document);
}

/** The first paragraph that begins with a dash, and whose further lines are all indented by the same. */
function findAttribution(
  block: Block,
  begin: number,
): { readonly start: number; readonly end: number } | undefined {
  let isContentSeen = false;
  for (let start = begin; start < block.lines.length; start += 1) {
    const line = lineAt(block, start);
    if (isBlank(line)) continue;
    if (isContentSeen && isBlank(block.lines[start - 1]) && dash.test(line)) {
      const end = endOfAttribution(block, start);
      if (end !== undefined) return { start, end };
    }
    isContentSeen = true;
  }
  return undefined;
}

function endOfAttribution(block: Block, start: number): number | undefined {
  const indent = indentOf(lineAt(block, start + 1));
  let end = start + 1;
  for (; end < block.lines.length && !isBlank(block.lines[end]); end += 1)
    if (indentOf(lineAt(block, end)) !== indent) return undefined;
  return end;
}

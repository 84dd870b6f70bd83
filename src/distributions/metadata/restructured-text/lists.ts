import { bodyKind, bulletMarker, fieldMarker, optionMarker } from './body-kinds.ts';
import { addElement, addUnindent, parseInto } from './document.ts';
import type { Element, Scope } from './document.ts';
import { isListItem, parseEnumerator } from './enumerators.ts';
import type { Enumerator } from './enumerators.ts';
import { readInline } from './inline-markup.ts';
import { isBlank, isIndented, lineAt, takeIndented } from './lines.ts';
import type { Block, TakenBlock } from './lines.ts';
import { normalizedName } from './names.ts';

/** An item that was read: where the next line is, and whether a blank one ends it. */
type ReadItem = Pick<TakenBlock, 'next' | 'isBlankFinish'>;

/** Reads the item at a line into a list; undefined where the line is no further item of it. */
type ReadNext = (index: number, list: Element) => ReadItem | undefined;

/** Reads a list from its first item on; returns the index of the line after it. */
function readItems(
  block: Block,
  {
    list,
    first,
    title,
    readNext,
  }: {
    readonly list: Element;
    readonly first: ReadItem;
    readonly title: string;
    readonly readNext: ReadNext;
  },
  { document }: Scope,
): number {
  let last = first;
  for (;;) {
    let { next } = last;
    while (next < block.lines.length && isBlank(block.lines[next])) next += 1;
    const item =
      next < block.lines.length && !lineAt(block, next).startsWith(' ') ? readNext(next, list) : undefined;
    if (item === undefined) {
      if (!last.isBlankFinish) addUnindent(document, block.first + next, title);
      return next;
    }
    last = item;
  }
}

/** Reads what follows a marker of some width, with all lines that are indented as far. */
function readListItem(
  block: Block,
  index: number,
  width: number,
  { list, scope }: { readonly list: Element; readonly scope: Scope },
): ReadItem {
  const isFilled = lineAt(block, index).length > width;
  const taken = takeIndented(block, index, isFilled ? { all: width } : { first: width });
  const item: Element = { kind: 'list_item', line: block.first + index, children: [] };
  list.children.push(item);
  parseInto(taken.block, item, scope);
  return taken;
}

/** Reads a bullet list; another character begins another list. */
export function readBulletList(block: Block, index: number, scope: Scope): number {
  const bullet = lineAt(block, index).charAt(0);
  const list = addElement(scope, 'bullet_list', block.first + index);
  const readNext = (next: number): ReadItem | undefined => {
    const line = lineAt(block, next);
    const match = bulletMarker.exec(line);
    return match === null || line.charAt(0) !== bullet
      ? undefined
      : readListItem(block, next, match[0].length, { list, scope });
  };
  const first = readNext(index);
  return first === undefined
    ? index + 1
    : readItems(block, { list, first, title: 'Bullet list', readNext }, scope);
}

/** Reads an enumerated list; undefined where the line is text that begins like one. */
export function readEnumeratedList(block: Block, index: number, scope: Scope): number | undefined {
  const begin = parseEnumerator(lineAt(block, index));
  if (begin === undefined || !isListItem(begin, block.lines[index + 1])) return undefined;
  const list = addElement(scope, 'enumerated_list', block.first + index);
  const enumType = begin.sequence === 'auto' ? 'arabic' : begin.sequence;
  let last: Enumerator = begin;
  let isAuto = begin.sequence === 'auto';
  const readNext = (next: number): ReadItem | undefined => {
    if (bodyKind(lineAt(block, next)) !== 'enumerator') return undefined;
    const item = parseEnumerator(lineAt(block, next), enumType);
    if (item === undefined || item.format !== begin.format) return undefined;
    const isNumbered = item.sequence === enumType && !isAuto && item.ordinal === (last.ordinal ?? 0) + 1;
    if (item.sequence !== 'auto' && !isNumbered) return undefined;
    if (!isListItem(item, block.lines[next + 1])) return undefined;
    isAuto ||= item.sequence === 'auto';
    last = item;
    return readListItem(block, next, item.width, { list, scope });
  };
  const first = readListItem(block, index, begin.width, { list, scope });
  return readItems(block, { list, first, title: 'Enumerated list', readNext }, scope);
}

/** Reads a field list. */
export function readFieldList(block: Block, index: number, scope: Scope): number {
  const list = addElement(scope, 'field_list', block.first + index);
  const readNext = (next: number): ReadItem | undefined => readField(block, next, { list, scope });
  const first = readNext(index);
  return first === undefined
    ? index + 1
    : readItems(block, { list, first, title: 'Field list', readNext }, scope);
}

function readField(
  block: Block,
  index: number,
  { list, scope }: { readonly list: Element; readonly scope: Scope },
): ReadItem | undefined {
  const line = lineAt(block, index);
  const match = bodyKind(line) === 'field' ? fieldMarker.exec(line) : null;
  if (match === null) return undefined;
  const taken = takeIndented(block, index, { first: match[0].length });
  const name = match[0].slice(1, match[0].lastIndexOf(':'));
  const plain = normalizedName(readInline(name, block.first + index, scope.document));
  const field: Element = { kind: 'field', name: plain, line: block.first + index, children: [] };
  list.children.push(field);
  parseInto(taken.block, field, scope);
  return taken;
}

/** Reads an option list; undefined where the line is text: an option without description. */
export function readOptionList(block: Block, index: number, scope: Scope): number | undefined {
  const readNext = (next: number): ReadItem | undefined => {
    const line = lineAt(block, next);
    const match = bodyKind(line) === 'option' ? optionMarker.exec(line) : null;
    const taken = match === null ? undefined : takeIndented(block, next, { first: match[0].length });
    if (taken === undefined || taken.block.lines.length === 0) return undefined;
    parseInto(taken.block, { kind: 'description', line: block.first + next, children: [] }, scope);
    return taken;
  };
  const first = readNext(index);
  if (first === undefined) return undefined;
  const list = addElement(scope, 'option_list', block.first + index);
  return readItems(block, { list, first, title: 'Option list', readNext }, scope);
}

/** Reads a definition list whose first term is at a line; the line after a term is indented. */
export function readDefinitionList(block: Block, index: number, scope: Scope): number {
  const list = addElement(scope, 'definition_list', block.first + index);
  const readNext = (next: number): ReadItem | undefined =>
    bodyKind(lineAt(block, next)) === 'text' && isIndented(block.lines[next + 1])
      ? readDefinition(block, next, { list, scope })
      : undefined;
  const first = readDefinition(block, index, { list, scope });
  return readItems(block, { list, first, title: 'Definition list', readNext }, scope);
}

function readDefinition(
  block: Block,
  index: number,
  { list, scope }: { readonly list: Element; readonly scope: Scope },
): ReadItem {
  const taken = takeIndented(block, index + 1);
  readInline(lineAt(block, index), block.first + index, scope.document);
  const definition: Element = { kind: 'definition', line: block.first + index, children: [] };
  list.children.push(definition);
  parseInto(taken.block, definition, scope);
  return taken;
}

import type { DirectiveBlock, DirectiveHead } from './directive-blocks.ts';
import { addElement, addFault, parseInto } from './document.ts';
import type { Element, Scope } from './document.ts';
import { readInline } from './inline-markup.ts';

/** Reads `.. table::`, whose content is one table. */
export function readTableDirective(head: DirectiveHead, given: DirectiveBlock, scope: Scope): void {
  const { document, line } = head;
  const table = readTableContent(head, given, scope);
  if (table === undefined) return;
  if (table.children.length === 1 && table.children[0]?.kind === 'table') return;
  const message = 'Error parsing content block for the "table" directive: exactly one table expected.';
  addFault(document, line, message, 'Write one table, and nothing else, below `.. table::`.');
}

/** Reads `.. list-table::`, whose content is a list of lists that are equally long. */
export function readListTable(head: DirectiveHead, given: DirectiveBlock, scope: Scope): void {
  const table = readTableContent(head, given, scope);
  if (table === undefined) return;
  const [list] = table.children;
  const { document, line } = head;
  if (table.children.length !== 1 || list?.kind !== 'bullet_list') {
    const message =
      'Error parsing content block for the "list-table" directive: exactly one bullet list expected.';
    addFault(document, line, message, 'Write one bullet list, with a list of cells in each item.');
    return;
  }
  const rows = list.children.map(({ children }) => children);
  if (checkRows(head, rows)) checkDimensions(head, given, rows);
}

/** Whether each row is one list of as many cells as the first row has. */
function checkRows(head: DirectiveHead, rows: readonly (readonly Element[])[]): boolean {
  const [width = 0, ...widths] = rows.map(([cells]) => cells?.children.length ?? 0);
  const bad = rows.findIndex((row) => row.length !== 1 || row[0]?.kind !== 'bullet_list');
  const uneven = widths.findIndex((one) => one !== width);
  if (bad >= 0) {
    const message = `two-level bullet list expected, but row ${bad + 1} does not contain a second-level bullet list.`;
    addListFault(head, message, `Write row ${bad + 1} as one list of cells.`);
  } else if (uneven >= 0) {
    const message = `uniform two-level bullet list expected, but row ${uneven + 2} does not contain the same number of items as row 1.`;
    addListFault(head, message, `Give row ${uneven + 2} as many cells as the first row.`);
  }
  return bad < 0 && uneven < 0;
}

function checkDimensions(
  { document, line, name }: DirectiveHead,
  { options }: DirectiveBlock,
  rows: readonly (readonly Element[])[],
): void {
  const width = rows[0]?.[0]?.children.length ?? 0;
  const widths = options.get('widths')?.split(/[\s,]+/);
  if (widths !== undefined && widths[0] !== 'auto' && widths.every(isNumber) && widths.length !== width) {
    const message = `"${name}" widths do not match the number of columns in table (${width}).`;
    addFault(document, line, message, `Write ${width} numbers after \`:widths:\`.`);
  }
  const heads = options.get('header-rows')?.trim() ?? '0';
  const stubs = options.get('stub-columns')?.trim() ?? '0';
  const isAllHead = isNumber(heads) && Number(heads) > 0 && Number(heads) >= rows.length;
  if (!isAllHead && !(isNumber(stubs) && Number(stubs) > 0 && Number(stubs) >= width)) return;
  const what = isAllHead ? `${rows.length} row(s)` : `${width} columns(s)`;
  const message = `Insufficient data supplied (${what}); no data remaining for table body, required by "${name}" directive.`;
  addFault(document, line, message, 'Add rows and columns, or lower `:header-rows:` and `:stub-columns:`.');
}

function isNumber(text: string): boolean {
  return /^[0-9]{1,9}$/.test(text);
}

function addListFault({ document, line }: DirectiveHead, message: string, hint: string): void {
  addFault(document, line, `Error parsing content block for the "list-table" directive: ${message}`, hint);
}

function readTableContent(
  head: DirectiveHead,
  { arguments: written, content }: DirectiveBlock,
  scope: Scope,
): Element | undefined {
  const { document, line, name } = head;
  if (content.lines.length === 0) {
    const message =
      name.toLowerCase() === 'table'
        ? `Content block expected for the "${name}" directive; none found.`
        : `The "${name}" directive is empty; content required.`;
    addFault(
      document,
      line,
      message,
      'Write the table below the directive, after a blank line and indented.',
    );
    return undefined;
  }
  readInline(written.join(' '), line, document);
  const element: Element = { kind: 'table-content', line, children: [] };
  parseInto(content, element, scope);
  addElement(scope, 'table', line);
  return element;
}

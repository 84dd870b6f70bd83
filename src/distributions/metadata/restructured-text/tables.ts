import { gridTableTop } from './body-kinds.ts';
import { addElement, addFault, parseInto, UnclearMarkup } from './document.ts';
import type { Scope } from './document.ts';
import { readGridTable } from './grid-tables.ts';
import { endOfText, isBlank, lineAt } from './lines.ts';
import type { Block } from './lines.ts';
import { readSimpleTable } from './simple-tables.ts';
import type { ReadTable } from './table-cells.ts';
import { padded } from './text-width.ts';

/** The lines of a table, and whether a blank one follows; or why there is none. */
interface Isolated {
  readonly table: ReadTable;
  readonly next: number;
  readonly isBlankFinish: boolean;
}

const simpleTableBorder = /^=[ =]*$/;

/** Reads a grid table or a simple table; returns the index of the line after it. */
export function readTable(block: Block, index: number, scope: Scope): number {
  const isGrid = gridTableTop.test(lineAt(block, index));
  const { table, next, isBlankFinish } = isGrid
    ? isolateGrid(block, index, scope)
    : isolateSimple(block, index);
  const { document } = scope;
  const first = block.first + index;
  if ('fault' in table) {
    const hint =
      'Align the borders and columns of the table; each of its lines has to be as wide as the first.';
    addFault(document, first + table.line, `Malformed table. ${table.fault}`, hint);
  } else {
    addElement(scope, 'table', first);
    for (const { line, lines } of table.cells)
      parseInto({ lines, first: first + line }, { kind: 'entry', line: first + line, children: [] }, scope);
  }
  if (!isBlankFinish && !('fault' in table)) {
    const line = block.first + next;
    addFault(
      document,
      line,
      'Blank line required after table.',
      `Insert a blank line before line ${line} of the description.`,
    );
  }
  return next;
}

function isolateGrid(block: Block, start: number, { document }: Scope): Isolated {
  const end = endOfText(block, start);
  const lines: string[] = [];
  let next = start;
  while (next < end && /^[+|]/.test(lineAt(block, next))) {
    lines.push(lineAt(block, next));
    next += 1;
  }
  if (lineAt(block, next).startsWith(' ')) {
    const hint = `Remove the indentation of line ${block.first + next} of the description.`;
    addFault(document, block.first + next, 'Unexpected indentation.', hint);
  }
  const bottom = lines.findLastIndex((line) => gridTableTop.test(line));
  if (bottom < 2 && bottom !== lines.length - 1) {
    const table = { fault: 'Bottom border missing or corrupt.', line: 0 };
    return { table, next, isBlankFinish: next === end };
  }
  const isWhole = bottom === lines.length - 1;
  const rows = inColumns(lines.slice(0, bottom + 1));
  const width = lineAt(block, start).length;
  const uneven = rows.findIndex((line) => line.length !== width || !/[+|]$/.test(line));
  const table =
    uneven >= 0 ? { fault: 'Right border not aligned or missing.', line: uneven } : readGridTable(rows);
  return { table, next: isWhole ? next : start + bottom + 1, isBlankFinish: isWhole && next === end };
}

function isolateSimple(block: Block, start: number): Isolated {
  const width = lineAt(block, start).length;
  let borders = 0;
  let last = start;
  for (let index = start + 1; index < block.lines.length; index += 1) {
    const line = lineAt(block, index);
    if (!simpleTableBorder.test(line)) continue;
    const isBlankFinish = isBlank(block.lines[index + 1]);
    if (line.length !== width) {
      const fault = 'Bottom border or header rule does not match top border.';
      return { table: { fault, line: index - start }, next: index + 1, isBlankFinish };
    }
    borders += 1;
    last = index;
    if (borders < 2 && !isBlankFinish) continue;
    const rows = inColumns(block.lines.slice(start, index + 1));
    return { table: readSimpleTable(rows), next: index + 1, isBlankFinish };
  }
  const fault = 'No bottom table border found';
  if (borders === 0)
    return { table: { fault: `${fault}.`, line: 0 }, next: block.lines.length, isBlankFinish: true };
  const table = { fault: `${fault} or no blank line after table bottom.`, line: 0 };
  return { table, next: last + 1, isBlankFinish: false };
}

/** Lines whose columns can be counted. */
function inColumns(lines: readonly string[]): readonly string[] {
  return lines.map((line) => {
    const columns = padded(line);
    if (columns === undefined) throw new UnclearMarkup('a table with characters of unclear width');
    return columns;
  });
}

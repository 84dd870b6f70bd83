import { UnclearMarkup } from './document.ts';
import { cutOut } from './table-cells.ts';
import type { Cell, ReadTable } from './table-cells.ts';

type Column = readonly [start: number, end: number];

/** Characters that are compared before a table counts as too large. */
const maximumSteps = 300_000;
const span = /^-[ -]*$/;

/** A fault in a line of the table. */
class TableFault extends Error {
  override readonly name: string = 'TableFault';
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** A simple table while its rows are read. */
interface SimpleTable {
  readonly columns: Column[];
  readonly borderEnd: number;
  readonly cells: Cell[];
  steps: number;
}

/** Reads the cells of a simple table with its borders. */
export function readSimpleTable(lines: readonly string[]): ReadTable {
  const plain = lines.map((line) => (/^=[ =]*$/.test(line) ? line.replaceAll('=', '-') : line));
  const columns = columnsOf(plain[0] ?? '');
  const table: SimpleTable = { columns, borderEnd: columns.at(-1)?.[1] ?? 0, cells: [], steps: 0 };
  try {
    readRows(table, plain);
    return { cells: table.cells };
  } catch (error) {
    if (error instanceof TableFault) return { fault: error.message, line: error.line };
    throw error;
  }
}

function readRows(table: SimpleTable, lines: readonly string[]): void {
  const [first = [0, 0] as const] = table.columns;
  let start = 1;
  let isTextFound = false;
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    if (span.test(line)) {
      readRow(table, lines.slice(start, index), { start, columns: spanOf(table, line, index) });
      start = index + 1;
      isTextFound = false;
    } else if (line.slice(...first).trim() !== '') {
      if (isTextFound && index !== start)
        readRow(table, lines.slice(start, index), { start, columns: [...table.columns] });
      start = index;
      isTextFound = true;
    } else if (!isTextFound) start = index + 1;
  }
}

function columnsOf(line: string): Column[] {
  return [...line.matchAll(/-+/g)].map(({ 0: dashes, index }) => [index, index + dashes.length] as const);
}

/** The columns of a row that a line of dashes ends; the last one may be wider. */
function spanOf({ columns, borderEnd }: SimpleTable, line: string, index: number): readonly Column[] {
  const found = columnsOf(line);
  const last = found.at(-1);
  const end = columns.at(-1)?.[1];
  if (last === undefined || end === undefined || last[1] !== borderEnd)
    throw new TableFault(`Column span incomplete in table line ${index + 1}.`, index);
  return [...found.slice(0, -1), [last[0], end]];
}

function readRow(
  table: SimpleTable,
  lines: readonly string[],
  { start, columns }: { readonly start: number; readonly columns: readonly Column[] },
): void {
  table.steps += (lines.length + 1) * columns.length;
  if (table.steps > maximumSteps) throw new UnclearMarkup('a large table');
  const widened = checkMargins(table, lines, { start, columns });
  checkSpan(table, widened, start);
  for (const [left, right] of widened) {
    const cell = cutOut(lines, left, right);
    if (cell.some((line) => line !== '')) table.cells.push({ line: start, lines: cell });
  }
}

/** Between columns there are spaces alone; the last column is as wide as its text. */
function checkMargins(
  table: SimpleTable,
  lines: readonly string[],
  { start, columns }: { readonly start: number; readonly columns: readonly Column[] },
): readonly Column[] {
  const widened = [...columns];
  for (const [place, [left, right]] of columns.entries()) {
    const next = columns[place + 1];
    for (const [offset, line] of lines.entries()) {
      if (line.slice(right, next?.[0]).trim() === '') continue;
      if (next !== undefined)
        throw new TableFault(`Text in column margin in table line ${start + offset + 1}.`, start + offset);
      widen(table, widened, left + line.slice(left).length);
    }
  }
  return widened;
}

function widen(table: SimpleTable, widened: Column[], end: number): void {
  const [mainStart, mainEnd] = table.columns.at(-1) ?? [0, 0];
  const [left] = widened.at(-1) ?? [0, 0];
  widened[widened.length - 1] = [left, Math.max(mainEnd, end)];
  if (end > mainEnd) table.columns[table.columns.length - 1] = [mainStart, end];
}

/** Spans begin and end where columns do. */
function checkSpan({ columns }: SimpleTable, row: readonly Column[], start: number): void {
  let place = 0;
  for (const [left, right] of row) {
    const isBegin = left === columns[place]?.[0];
    const end = isBegin ? columns.findIndex((column, index) => index >= place && column[1] === right) : -1;
    if (end < 0) throw new TableFault(`Column span alignment problem in table line ${start + 2}.`, start + 1);
    place = end + 1;
  }
}

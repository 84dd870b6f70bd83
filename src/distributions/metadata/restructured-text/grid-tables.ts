import { UnclearMarkup } from './document.ts';
import { cutOut } from './table-cells.ts';
import type { Cell, ReadTable } from './table-cells.ts';

/** Characters of borders that are followed before a table counts as too large. */
const maximumSteps = 1_000_000;
const maximumCells = 2000;
const headSeparator = /^\+=[=+]+=\+$/;

/** A grid table while its cells are looked for. */
interface Grid {
  readonly lines: readonly string[];
  readonly bottom: number;
  readonly right: number;
  /** For each column of characters, the last line of the cells that were found there. */
  readonly done: number[];
  steps: number;
}

/** Reads the cells of a grid table whose lines are equally long; its first and last line are borders. */
export function readGridTable(lines: readonly string[]): ReadTable {
  const heads = lines.flatMap((line, index) => (headSeparator.test(line) ? [index] : []));
  const [, second] = heads;
  if (second !== undefined) {
    const places = `table lines ${(heads[0] ?? 0) + 1} and ${second + 1}`;
    return { fault: `Multiple head/body row separators (${places}); only one allowed.`, line: second };
  }
  const plain = lines.map((line, index) => (heads.includes(index) ? line.replaceAll('=', '-') : line));
  const right = (plain[0] ?? '').length - 1;
  const grid: Grid = {
    lines: plain,
    bottom: plain.length - 1,
    right,
    done: Array.from({ length: right + 1 }, () => -1),
    steps: 0,
  };
  const cells = findCells(grid);
  const isComplete = grid.done.every((line, column) => column >= right || line === grid.bottom - 1);
  return isComplete ? { cells } : { fault: 'Malformed table; parse incomplete.', line: 0 };
}

function findCells(grid: Grid): readonly Cell[] {
  const cells: Cell[] = [];
  const corners: (readonly [top: number, left: number])[] = [[0, 0]];
  for (let corner = corners.shift(); corner !== undefined; corner = corners.shift()) {
    const [top, left] = corner;
    if (top === grid.bottom || left === grid.right || top <= (grid.done[left] ?? 0)) continue;
    const found = scanRight(grid, top, left);
    if (found === undefined) continue;
    markDone(grid, { top, left, ...found });
    if (cells.length >= maximumCells) throw new UnclearMarkup('a large table');
    const lines = cutOut(grid.lines.slice(top + 1, found.bottom), left + 1, found.right);
    cells.push({ line: top + 1, lines });
    corners.push([top, found.right], [found.bottom, left]);
    corners.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }
  return cells;
}

function markDone(
  grid: Grid,
  cell: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number },
): void {
  for (let column = cell.left; column < cell.right; column += 1) {
    if (grid.done[column] !== cell.top - 1) throw new UnclearMarkup('cells over each other');
    grid.done[column] = cell.bottom - 1;
  }
}

/** Whether a character is part of a border; every look counts. */
function isBorder(grid: Grid, row: number, column: number, border: string): boolean {
  grid.steps += 1;
  if (grid.steps > maximumSteps) throw new UnclearMarkup('a large table');
  return grid.lines[row]?.charAt(column) === border;
}

function scanRight(
  grid: Grid,
  top: number,
  left: number,
): { readonly bottom: number; readonly right: number } | undefined {
  for (let right = left + 1; right <= grid.right; right += 1) {
    if (isBorder(grid, top, right, '+')) {
      const bottom = scanDown(grid, { top, left, right });
      if (bottom !== undefined) return { bottom, right };
    } else if (!isBorder(grid, top, right, '-')) return undefined;
  }
  return undefined;
}

function scanDown(
  grid: Grid,
  { top, left, right }: { readonly top: number; readonly left: number; readonly right: number },
): number | undefined {
  for (let bottom = top + 1; bottom <= grid.bottom; bottom += 1) {
    if (isBorder(grid, bottom, right, '+')) {
      if (isClosed(grid, { top, left, bottom, right })) return bottom;
    } else if (!isBorder(grid, bottom, right, '|')) return undefined;
  }
  return undefined;
}

/** Whether the lower and the left border lead back to the upper left corner. */
function isClosed(
  grid: Grid,
  {
    top,
    left,
    bottom,
    right,
  }: {
    readonly top: number;
    readonly left: number;
    readonly bottom: number;
    readonly right: number;
  },
): boolean {
  for (let column = right - 1; column > left; column -= 1)
    if (!isBorder(grid, bottom, column, '+') && !isBorder(grid, bottom, column, '-')) return false;
  if (!isBorder(grid, bottom, left, '+')) return false;
  for (let row = bottom - 1; row > top; row -= 1)
    if (!isBorder(grid, row, left, '+') && !isBorder(grid, row, left, '|')) return false;
  return true;
}

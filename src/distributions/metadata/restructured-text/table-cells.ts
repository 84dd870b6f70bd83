import { indentOf } from './lines.ts';
import { unpadded } from './text-width.ts';

/** A part of a table that has body elements of its own. */
export interface Cell {
  /** The index of its first line in the table. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** What a table was read to: its cells in order, or what is wrong with it in which of its lines. */
export type ReadTable =
  { readonly cells: readonly Cell[] } | { readonly fault: string; readonly line: number };

/** The part of some lines between two columns, without what they are indented by. */
export function cutOut(lines: readonly string[], left: number, right: number): readonly string[] {
  const cut = lines.map((line) => unpadded(line.slice(left, right).trimEnd()));
  const indents = cut.filter((line) => line !== '').map(indentOf);
  const indent = indents.reduce((least, one) => Math.min(least, one), right);
  return indent > 0 && indent < right ? cut.map((line) => line.slice(indent)) : cut;
}

/** One line of a bench's table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly ratio?: string;
  /** What was aimed at, and whether it was reached. */
  readonly goal?: { readonly text: string; readonly holds: boolean };
}

/** The middle of the values; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** The median of durations in milliseconds, with the fastest and the slowest. */
export function milliseconds(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(0)} ms (${least.toFixed(0)}–${most.toFixed(0)}, n=${values.length})`;
}

/** How many times the second median goes into the first. */
export function times(values: readonly number[], base: readonly number[]): number {
  return median(values) / median(base);
}

/** A goal that a number stays below. */
export function below(value: number, limit: number, text: string): Row['goal'] & object {
  return { text: `< ${text}`, holds: value < limit };
}

/** A goal that a number reaches. */
export function atLeast(value: number, limit: number, text: string): Row['goal'] & object {
  return { text: `≥ ${text}`, holds: value >= limit };
}

/** A goal that all numbers equal. */
export function always(values: readonly number[], expected: number): Row['goal'] & object {
  return { text: `= ${expected}`, holds: values.every((value) => value === expected) };
}

/** Prints rows as a Markdown table under a heading. */
export function printTable(heading: string, rows: readonly Row[]): void {
  const cells = rows.map(({ what, measured, ratio = '', goal }) => [
    what,
    measured,
    ratio,
    goal?.text ?? '',
    goal === undefined ? '' : goal.holds ? 'yes' : '**no**',
  ]);
  const table = [['what', 'median', 'ratio', 'goal', 'holds'], Array<string>(5).fill('---'), ...cells];
  console.log([`## ${heading}`, '', ...table.map((line) => `| ${line.join(' | ')} |`), ''].join('\n'));
}

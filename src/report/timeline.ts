import type { EndedStage } from '../records.ts';
import { readableDuration } from './quantities.ts';

/**
 * Where a run's time went, as a Gantt chart that GitHub draws; times are those of the reader's clock.
 * https://mermaid.js.org/syntax/gantt.html
 */
export function timeline(stages: readonly EndedStage[]): string {
  const [first] = stages;
  if (first === undefined) return '';
  const last = stages.reduce((latest, { ended }) => Math.max(latest, ended.getTime()), 0);
  const whole = last - first.began.getTime();
  const bars = stages.map(({ heading, began, ended }) => {
    const [from, to] = [began.getTime(), ended.getTime()];
    // A bar of no length is not drawn.
    return `  ${taskName(`${heading}, ${readableDuration(to - from)}`)} :${from}, ${Math.max(to, from + 1)}`;
  });
  return ['```mermaid', 'gantt', '  dateFormat x', ...axisOf(whole), ...bars, '```'].join('\n');
}

type Unit = 'millisecond' | 'second' | 'minute' | 'hour';

/** How far apart ticks may be, in milliseconds too. */
const INTERVALS: readonly (readonly [count: number, unit: Unit, milliseconds: number])[] = [
  ...[100, 200, 500].map((count) => [count, 'millisecond', count] as const),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, 'second', count * 1000] as const),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, 'minute', count * 60_000] as const),
];

/** Short, since a phone has room for little. */
const FORMATS = { millisecond: '%L ms', second: '%S s', minute: '%H:%M', hour: '%H:%M' } as const;

/** Few ticks, at round times. */
function axisOf(milliseconds: number): readonly string[] {
  const [count, unit] = INTERVALS.find(([, , length]) => length * 4 >= milliseconds) ?? [1, 'hour'];
  return [`  axisFormat ${FORMATS[unit]}`, `  tickInterval ${count}${unit}`];
}

/** A task's name ends at a colon; a semicolon or a hash begins something else. */
function taskName(text: string): string {
  return text.replaceAll(/[:;#`\s]+/g, ' ').trim();
}

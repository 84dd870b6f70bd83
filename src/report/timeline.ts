import type { EndedStage } from '../records.ts';
import { readableDuration } from './quantities.ts';

/**
 * Where a run's time went, as a Gantt chart that GitHub draws; times are those of the reader's clock.
 * https://mermaid.js.org/syntax/gantt.html
 */
export function timeline(stages: readonly EndedStage[]): string {
  const [first] = stages;
  if (first === undefined) return '';
  const whole = Math.max(...stages.map(({ ended }) => ended.getTime())) - first.began.getTime();
  const bars = stages.map(({ heading, began, ended }) => {
    const [from, to] = [began.getTime(), ended.getTime()];
    // A bar of no length is not drawn.
    return `  ${taskName(`${heading}, ${readableDuration(to - from)}`)} :${from}, ${Math.max(to, from + 1)}`;
  });
  return ['```mermaid', 'gantt', '  dateFormat x', `  axisFormat ${axisFormat(whole)}`, ...bars, '```'].join(
    '\n',
  );
}

/** Short, since a phone has room for little. */
function axisFormat(milliseconds: number): string {
  if (milliseconds < 2000) return '%L ms';
  return milliseconds < 120_000 ? '%S s' : '%H:%M';
}

/** A task's name ends at a colon; a semicolon or a hash begins something else. */
function taskName(text: string): string {
  return text.replaceAll(/[:;#`\s]+/g, ' ').trim();
}

import type { EndedStage } from '../records.ts';
import { escapeMarkdown, unbroken } from './markdown.ts';
import { readableDuration } from './quantities.ts';

/** Where a run's time went, as one line: all together, and what each stage took. */
export function timeline(stages: readonly EndedStage[]): string {
  const [first] = stages;
  if (first === undefined) return '';
  const last = stages.reduce((latest, { ended }) => Math.max(latest, ended.getTime()), 0);
  const each = stages.map(
    ({ heading, began, ended }) =>
      `${escapeMarkdown(heading.replaceAll(/\s+/g, ' '))} ${duration(ended.getTime() - began.getTime())}`,
  );
  return `${duration(last - first.began.getTime())} in all: ${each.join(' · ')}`;
}

function duration(milliseconds: number): string {
  return unbroken(readableDuration(milliseconds));
}

import type { EndedStage } from '../records.ts';
import { escapeMarkdown } from './markdown.ts';
import { readableDuration } from './quantities.ts';

/** Where a run's time went, as one line: what each stage took, and all together. */
export function timeline(stages: readonly EndedStage[]): string {
  const [first] = stages;
  if (first === undefined) return '';
  const last = stages.reduce((latest, { ended }) => Math.max(latest, ended.getTime()), 0);
  const each = stages.map(
    ({ heading, began, ended }) =>
      `${escapeMarkdown(heading)} ${readableDuration(ended.getTime() - began.getTime())}`,
  );
  return `${each.join(' · ')}: ${readableDuration(last - first.began.getTime())} in all`;
}

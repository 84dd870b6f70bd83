import { ActionError, ERROR_TITLES, explain, runAgain } from './errors.ts';
import type { Runner } from './platform/runner.ts';
import type { RunRecord } from './records.ts';
import { failureText } from './report/failure.ts';
import { lastLines } from './report/last-lines.ts';
import { redactedExplanation, redactedRecord } from './report/redacted-record.ts';
import { makeReport, type Report } from './report/report.ts';
import type { StoryEnd } from './run-process.ts';

/** What to do about a run that was cancelled. */
export const CANCELLED_REMEDY = runAgain({ because: 'it publishes what is missing' });

/** The report of a run that is under way: what stays of it where it is killed now. */
export function reportSoFar(snapshot: RunRecord, { redact }: Pick<Runner, 'redact'>): Report {
  const error = new ActionError('CANCELLED', 'The run was killed before its end.', CANCELLED_REMEDY);
  return makeReport(redactedRecord(snapshot, redact), { failure: explain(error), cancelled: true });
}

/** What a run has come to, without its secrets; its warnings and its failure become annotations, and the last lines of the log say what it came to. */
export function endRun(
  snapshot: RunRecord,
  { error, cancelled }: StoryEnd,
  { log, redact, job, showHeldAnnotations }: Pick<Runner, 'log' | 'redact' | 'job' | 'showHeldAnnotations'>,
): { readonly record: RunRecord; readonly report: Report } {
  const record = redactedRecord(snapshot, redact);
  const failure = error === undefined ? undefined : redactedExplanation(explain(error), redact);
  const end = { failure, cancelled };
  const report = makeReport(record, end);
  for (const warning of report.warnings) log.warning(warning);
  const { failure: shown } = report;
  if (shown !== undefined) log.error(failureText(shown, job.documents), ERROR_TITLES[shown.code]);
  const unannotated = showHeldAnnotations();
  for (const line of lastLines(report, record)) log.info(line);
  return { record, report: makeReport(record, end, unannotated) };
}

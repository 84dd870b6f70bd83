import { makeAuditReport, redactedAudit, type AuditReport, type EndedAudit } from './audit/report.ts';
import { explain } from './errors.ts';
import type { Runner } from './platform/runner.ts';
import { redactedExplanation } from './report/redacted-record.ts';

/** What an audit has come to, without its secrets. @param thrown what ended it early; undefined where it came to its end */
export function auditReport(
  ended: EndedAudit | undefined,
  thrown: unknown,
  { redact, job }: Pick<Runner, 'redact' | 'job'>,
): AuditReport {
  const error = thrown ?? ended?.error;
  const failure = error === undefined ? undefined : redactedExplanation(explain(error), redact);
  return makeAuditReport(ended && redactedAudit(ended.record, redact), failure, job.documents);
}

/** The same; its worst finding and its failure become annotations. */
export function endAudit(
  ended: EndedAudit | undefined,
  thrown: unknown,
  runner: Pick<Runner, 'log' | 'redact' | 'job'>,
): AuditReport {
  const report = auditReport(ended, thrown, runner);
  for (const { title, message } of report.errors) runner.log.error(message, title);
  return report;
}

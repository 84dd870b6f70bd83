import { audit, type EndedAudit } from './audit-action.ts';
import { makeAuditReport, type AuditReport } from './audit/report.ts';
import { ActionError, explain } from './errors.ts';
import { redactedExplanation } from './report/redacted-record.ts';
import { redactedAudit } from './audit/redacted-audit.ts';
import { runProcess } from './run-process.ts';

await runProcess({
  reportName: 'wheelseal-audit-report.json',
  cancelledHint: 'Run the job again: an audit changes nothing.',
  begin: (platform) => {
    const { log, redact } = platform.runner;
    let ended: EndedAudit | undefined;
    const report = (error: unknown): AuditReport => {
      const failure = error === undefined ? undefined : redactedExplanation(explain(error), redact);
      return makeAuditReport(ended && redactedAudit(ended.record, redact), failure);
    };
    return {
      run: async (cancelled) => {
        ended = await audit(platform, cancelled);
      },
      soFar: () =>
        report(new ActionError('CANCELLED', 'The audit was killed before its end.', 'Run the job again.'))
          .json,
      end: ({ error }) => {
        const { errors, summary, ...rest } = report(error ?? ended?.error);
        for (const { title, message } of errors) log.error(message, title);
        return { ...rest, summary: () => summary };
      },
    };
  },
});

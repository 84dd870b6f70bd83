import { audit } from './audit-action.ts';
import type { EndedAudit } from './audit/report.ts';
import { auditReport, endAudit } from './end-audit.ts';
import { ActionError, runAgain } from './errors.ts';
import { runProcess } from './run-process.ts';

await runProcess({
  reportName: 'wheelseal-audit-report.json',
  cancelledRemedy: runAgain({ because: 'an audit changes nothing' }),
  begin: ({ runner, ...ports }) => {
    let ended: EndedAudit | undefined;
    const killed = new ActionError('CANCELLED', 'The audit was killed before its end.', runAgain());
    return {
      run: async (cancelled) => {
        ended = await audit({ runner, ...ports }, cancelled);
      },
      soFar: () => auditReport(ended, killed, runner).json,
      end: ({ error }) => {
        const { summary, ...report } = endAudit(ended, error, runner);
        return { ...report, summary: () => summary };
      },
    };
  },
});

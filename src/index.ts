import { publish } from './action.ts';
import { CANCELLED_REMEDY, endRun, reportSoFar } from './end-run.ts';
import { Ledger } from './ledger.ts';
import { renderSummary } from './report/summary.ts';
import { runProcess } from './run-process.ts';

await runProcess({
  reportName: 'wheelseal-report.json',
  cancelledRemedy: CANCELLED_REMEDY,
  begin: (platform, changed) => {
    const { runner, clock } = platform;
    const ledger = new Ledger(changed);
    return {
      run: (cancelled) => publish(platform, ledger, cancelled),
      soFar: () => reportSoFar(ledger.snapshot(clock.now()), runner).json,
      end: (how) => {
        const { record, report } = endRun(ledger.snapshot(clock.now()), how, runner);
        return { ...report, summary: () => renderSummary(report, record) };
      },
    };
  },
});

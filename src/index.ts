import { publish } from './action.ts';
import { ActionError, messageOf } from './errors.ts';
import { endRun, reportSoFar } from './end-run.ts';
import { Ledger } from './ledger.ts';
import { captureOutput } from './platform/captured-output.ts';
import { commandData } from './platform/escape-for-log.ts';
import { createPlatform } from './platform/create-platform.ts';
import { keepHeapSmall } from './platform/memory.ts';
import { writeUnderNextName } from './platform/next-name.ts';
import { growingReport } from './report/growing-report.ts';
import type { Report } from './report/report.ts';
import { renderSummary } from './report/summary.ts';

/** Milliseconds after a cancellation in which what is under way may still come to its end. GitHub kills after 10 s. */
const GRACE = 3000;
/** Milliseconds in which the stages then say how what was cut off stands. */
const LAST_WORDS = 500;

keepHeapSmall();
const output = captureOutput([process.stdout, process.stderr]);
const platform = await createPlatform(process.env, output.write).catch((thrown: unknown): Promise<never> => {
  // Without the runner's temp folder there is nothing to report with.
  const message = `The runner's temp folder (RUNNER_TEMP) can't be used: ${messageOf(thrown)}`;
  output.write(`::error::${commandData(message)}\n`);
  process.stdout.write('', () => process.exit(1));
  return new Promise<never>(() => {});
});
const { runner, files } = platform;
output.logTo(runner.log);
let reportPath = files.resolve(`${runner.temporaryDirectory}/wheelseal-report.json`);
const writeReport = async ({ json }: Report): Promise<string> => {
  reportPath = await writeUnderNextName(reportPath, runner.redact(json), files);
  return reportPath;
};
// A cancellation does not reach a job in a container: it is killed.
const growing = growingReport(
  () => writeReport(reportSoFar(ledger.snapshot(platform.clock.now()), runner)),
  platform.clock,
);
const ledger = new Ledger(() => growing.changed());
const cancellation = new AbortController();

const cancelled = new Promise<never>((_, reject) => {
  const cancel = (signal: string) => {
    if (cancellation.signal.aborted) return;
    const error = new ActionError(
      'CANCELLED',
      `The run was cancelled (${signal}).`,
      'Run the job again: it takes up what was signed and published so far.',
    );
    cancellation.abort(error);
    setTimeout(() => {
      void platform.closeConnections();
      setTimeout(() => reject(error), LAST_WORDS);
    }, GRACE);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) process.on(signal, () => cancel(signal));
});

/** Reporting and tidying up never change how a run ended: a full disk makes no published release red. */
async function bestEffort(failure: string, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    runner.log.warning(`${failure}: ${messageOf(thrown)}`);
  }
}

let error: unknown;
try {
  platform.openConnections();
  await Promise.race([publish(platform, ledger, cancellation.signal), cancelled]);
} catch (thrown) {
  error = thrown;
}
const { aborted, reason } = cancellation.signal;
if (aborted && reason instanceof ActionError) {
  // What the stage said of itself, such as how much was signed, stands below the reason.
  error = error === reason ? reason : new ActionError(reason.code, reason.message, reason.hint, error);
}

const written = growing.end();
const snapshot = ledger.snapshot(platform.clock.now());
const { record, report } = endRun(snapshot, { error, cancelled: aborted }, runner);
await bestEffort('The outputs could not be set', () => {
  for (const [name, value] of report.outputs) runner.setOutput(name, value);
});
await bestEffort('The job summary could not be written', () =>
  runner.writeSummary(renderSummary(report, record)),
);
// Last of what is said: a disk that is busy may make it wait.
await bestEffort('The report could not be written', async () => {
  await written;
  runner.setOutput('report', await writeReport(report));
});
await bestEffort('What the run needed could not be tidied up', () => platform.dispose());
// What is still under way after a cancellation must not keep the process; the log must be out before it ends.
process.stdout.write('', () => process.exit(report.exitCode));

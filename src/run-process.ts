import { ActionError, messageOf, type Remedy } from './errors.ts';
import type { Redact } from './ground/redacted-text.ts';
import { captureOutput } from './platform/captured-output.ts';
import { commandData } from './platform/escape-for-log.ts';
import { createPlatform } from './platform/create-platform.ts';
import { keepHeapSmall } from './platform/memory.ts';
import { writeUnderNextName } from './platform/next-name.ts';
import type { Platform } from './platform/platform.ts';
import { growingReport } from './report/growing-report.ts';

/** How the story of a run ended: with what it threw, and whether it was cancelled. */
export interface StoryEnd {
  readonly error: unknown;
  readonly cancelled: boolean;
}

/** What a run leaves at its end. */
interface EndedStory {
  readonly exitCode: 0 | 1;
  readonly outputs: ReadonlyMap<string, string>;
  /** Markdown. */
  readonly summary: () => string;
  /** JSON text of the report file. */
  readonly json: string;
}

/** What a process runs, and how it reports on it. */
interface Story {
  readonly run: (cancelled: AbortSignal) => Promise<void>;
  /** JSON text of the report, should the process be killed now. */
  readonly soFar: () => string;
  /** What the run has come to; what of it is an annotation was written. */
  readonly end: (how: StoryEnd) => EndedStory;
}

/** One kind of run. */
interface StoryKind {
  /** Name of the report file in the runner's temp folder. */
  readonly reportName: string;
  /** What to do about a cancelled run. */
  readonly cancelledRemedy: Remedy;
  /** @param changed to be called whenever `soFar` would say something new */
  readonly begin: (platform: Platform, changed: () => void) => Story;
}

/** Milliseconds after a cancellation in which what is under way may still come to its end. GitHub kills after 10 s. */
const GRACE = 3000;
/** Milliseconds in which the stages then say how what was cut off stands. */
const LAST_WORDS = 500;

/** Runs a story on the platform of this process, which ends with it. */
export async function runProcess({ reportName, cancelledRemedy, begin }: StoryKind): Promise<void> {
  keepHeapSmall();
  const output = captureOutput([process.stdout, process.stderr]);
  const platform = await createPlatform(process.env, output.write).catch(
    (thrown: unknown): Promise<never> => {
      // Without the runner's temp folder there is nothing to report with.
      const message = `The runner's temp folder (RUNNER_TEMP) can't be used: ${messageOf(thrown)}`;
      output.write(`::error::${commandData(message)}\n`);
      process.stdout.write('', () => process.exit(1));
      return new Promise<never>(() => {});
    },
  );
  const { runner, files } = platform;
  output.logTo(runner.log);
  let reportPath = files.resolve(`${runner.temporaryDirectory}/${reportName}`);
  const writeReport = async (json: string): Promise<string> => {
    reportPath = await writeUnderNextName(reportPath, redactedJson(json, runner.redact), files);
    return reportPath;
  };
  // A cancellation does not reach a job in a container: it is killed.
  const growing = growingReport(() => writeReport(story.soFar()), platform.clock);
  const story = begin(platform, () => growing.changed());
  const cancellation = new AbortController();
  const cancelled = cancelledBySignal(cancellation, cancelledRemedy, () => platform.closeConnections());

  /** Reporting and tidying up never change how a run ended: a full disk makes no published release red. */
  const bestEffort = async (failure: string, work: () => Promise<void> | void): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      runner.log.warning(`${failure}: ${messageOf(thrown)}`);
    }
  };

  let error: unknown;
  try {
    platform.openConnections();
    await Promise.race([story.run(cancellation.signal), cancelled]);
  } catch (thrown) {
    error = thrown;
  }
  const { aborted, reason } = cancellation.signal;
  if (aborted && reason instanceof ActionError) {
    // What the stage said of itself, such as how much was signed, stands below the reason.
    error = error === reason ? reason : new ActionError(reason.code, reason.message, reason, error);
  }

  const written = growing.end();
  const ended = story.end({ error, cancelled: aborted });
  await bestEffort('The outputs could not be set', () => {
    for (const [name, value] of ended.outputs) runner.setOutput(name, value);
  });
  await bestEffort('The job summary could not be written', () => runner.writeSummary(ended.summary()));
  // Last of what is said: a disk that is busy may make it wait.
  await bestEffort('The report could not be written', async () => {
    await written;
    runner.setOutput('report', await writeReport(ended.json));
  });
  await bestEffort('The temporary files of the run could not be removed', () => platform.dispose());
  runner.showHeldAnnotations();
  // What is still under way after a cancellation must not keep the process; the log must be out before it ends.
  process.stdout.write('', () => process.exit(ended.exitCode));
}

/** A JSON text with each of its texts redacted: most have no escape then, and are searched at once. */
function redactedJson(json: string, redact: Redact): string {
  const value: unknown = JSON.parse(json);
  return `${JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? redact(each) : each), 2)}\n`;
}

/** Rejects when a signal has cancelled the run and what was under way had its time. */
function cancelledBySignal(
  cancellation: AbortController,
  remedy: Remedy,
  closeConnections: () => Promise<void>,
): Promise<never> {
  return new Promise<never>((_, reject) => {
    const cancel = (signal: string): void => {
      if (cancellation.signal.aborted) return;
      const error = new ActionError('CANCELLED', `The run was cancelled (${signal}).`, remedy);
      cancellation.abort(error);
      setTimeout(() => {
        // What can't be closed ends with the process.
        closeConnections().catch(() => undefined);
        setTimeout(() => reject(error), LAST_WORDS);
      }, GRACE);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) process.on(signal, () => cancel(signal));
  });
}

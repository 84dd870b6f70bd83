// The process in which `hostile-time.ts` runs one function on one input.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** A function of ours and what it is called with. */
export interface Subject {
  /** Path below src/. */
  readonly module: string;
  readonly name: string;
  readonly arguments: readonly unknown[];
  /** Measurements at most, the least of which is the function's own: the others hold what the machine did besides. */
  readonly measurements: number;
  /** Milliseconds: one measurement of no more is enough. */
  readonly enough: number;
}

/** How long the function blocked the process. */
export interface Measured {
  /** Milliseconds. */
  readonly delay: number;
  /** The name of the error that it ended with. */
  readonly error?: string;
}

const RESOLUTION = 5;
/** Milliseconds of all measurements of one input, beyond which none is begun. */
const LONGEST = 2000;

async function measure(subject: Subject): Promise<Measured> {
  const exports: Record<string, unknown> = await import(`../../src/${subject.module}`);
  const tested = exports[subject.name];
  if (typeof tested !== 'function') throw new Error(`${subject.module} has no ${subject.name}`);
  const run = async (): Promise<void> => {
    await tested(...subject.arguments);
  };
  let least = await measureOnce(run);
  let spent = least.delay;
  const { measurements, enough } = subject;
  for (let count = 1; count < measurements && least.delay > enough && spent < LONGEST; count += 1) {
    const measured = await measureOnce(run);
    spent += measured.delay;
    if (measured.delay < least.delay) least = measured;
  }
  return least;
}

async function measureOnce(run: () => Promise<void>): Promise<Measured> {
  // What was left behind before is not this run's to collect.
  globalThis.gc?.();
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();
  await setTimeout(RESOLUTION * 4);
  const before = process.cpuUsage();
  let error: string | undefined;
  try {
    await run();
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.name : 'unknown';
  }
  const { user, system } = process.cpuUsage(before);
  await setTimeout(RESOLUTION * 4);
  delays.disable();
  // Other processes delay an event loop too: what this one did not compute itself is not its own.
  const delay = Math.min(delays.max / 1e6, (user + system) / 1e3);
  return { delay, ...(error !== undefined && { error }) };
}

process.on('message', (subject: Subject) => {
  void measure(subject).then((measured) => process.send?.(measured));
});

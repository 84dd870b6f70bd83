// Runs of the action that sign wheels, and what each took; and the rows that many of them make.
import { removeRuns } from '../testbed/run-action.ts';
import { measureAction } from './measured-run.ts';
import { below, median, milliseconds, times, type Row } from './table.ts';
import { inDist, makeWheels } from './wheels.ts';

/** What was seen of one run. */
export interface Sample {
  readonly milliseconds: number;
  /** Bytes. */
  readonly peakMemory: number;
  readonly certificates: number;
}

/** Samples by the number of files. */
export type Samples = ReadonlyMap<number, readonly Sample[]>;

/** Signs so many wheels without uploading anything. */
export async function signWheels(
  count: number,
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): Promise<Omit<Sample, 'certificates'>> {
  const all = {
    'repository-url': 'https://index.example/legacy/',
    // The rules of PyPI allow Rekor v1 only.
    'index-kind': 'generic',
    'dry-run': 'sign',
    attestations: 'keep',
    ...inputs,
  };
  const seen = await measureAction({ inputs: all, environment, files: inDist(makeWheels(count, 1000)) });
  await removeRuns();
  if (seen.result.outputs['attested'] !== 'true') throw new Error('not every file has its attestation');
  return { milliseconds: seen.milliseconds, peakMemory: seen.peakMemory };
}

/** Takes samples of all counts in turns, so that a busy moment of the machine meets each. */
export async function inTurns(
  runs: Readonly<Record<number, number>>,
  sample: (count: number) => Promise<Sample>,
): Promise<Samples> {
  const samples = new Map<number, Sample[]>();
  const most = Math.max(...Object.values(runs));
  for (let turn = 0; turn < most; turn += 1) {
    for (const [count, wanted] of Object.entries(runs)) {
      if (turn >= wanted) continue;
      const taken = samples.get(Number(count)) ?? [];
      samples.set(Number(count), [...taken, await sample(Number(count))]);
    }
  }
  return samples;
}

/** The durations of the samples of so many files. */
export function durations(samples: Samples, count: number): readonly number[] {
  return (samples.get(count) ?? []).map((sample) => sample.milliseconds);
}

/** A row for each number of files, with how many times longer it took than one file; the goal is for 250. */
export function durationRows(name: string, samples: Samples, goal?: number): readonly Row[] {
  return [...samples.keys()].map((count): Row => {
    const files = count === 1 ? '1 file' : `${count.toLocaleString('en')} files`;
    const ratio = times(durations(samples, count), durations(samples, 1));
    const measured = milliseconds(durations(samples, count));
    const row = { what: `${name}: ${files}`, measured, ratio: `${ratio.toFixed(2)} × one file` };
    return count === 250 && goal !== undefined
      ? { ...row, goal: below(ratio, goal, `${goal} × one file`) }
      : row;
  });
}

/** The most memory that the runs of so many files took at one time. */
export function memoryRow(name: string, samples: Samples, count: number, limit: number): Row {
  const peaks = (samples.get(count) ?? []).map(({ peakMemory }) => peakMemory / 1e6);
  const [least, most] = [Math.min(...peaks), Math.max(...peaks)];
  const what = `${name}: ${count.toLocaleString('en')} files, peak memory (RSS)`;
  if (most === 0) return { what, measured: 'not told by this system' };
  return {
    what,
    measured: `${median(peaks).toFixed(0)} MB (${least.toFixed(0)}–${most.toFixed(0)}, n=${peaks.length})`,
    goal: below(most, limit, `${limit} MB in every run`),
  };
}

/** All certificates of all runs. */
export function certificatesOf(...all: readonly Samples[]): readonly number[] {
  return all.flatMap((samples) => [...samples.values()].flat().map(({ certificates }) => certificates));
}

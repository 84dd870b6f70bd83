// What a plan over thousands of distributions takes, the index asked for each project.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { startDrainingIndex } from './draining-index.ts';
import { measureForesight } from './foresight.ts';
import { measureAction, type Seen } from './measured-run.ts';
import { below, median, milliseconds, printTable } from './table.ts';

const RUNS = 3;
const PROJECTS = 50;
const WHEELS = 99;
const BYTES = 10_000;

async function fill(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  for (let project = 1; project <= PROJECTS; project += 1) {
    const identity = { name: `project${project}`, version: '1.0' };
    const content = { 'data.bin': randomBytes(BYTES) };
    const wheels = Array.from({ length: WHEELS }, (_, build) =>
      makeWheel({ ...identity, tags: `${build + 1}-py3-none-any`, files: content }),
    );
    for (const { name, bytes } of [...wheels, makeSdist({ ...identity, files: content })]) {
      await writeFile(join(folder, name), bytes);
    }
  }
  return PROJECTS * (WHEELS + 1);
}

const workspace = await mkdtemp(join(tmpdir(), 'wheelseal-bench-'));
const index = await startDrainingIndex(0);
try {
  const count = await fill(join(workspace, 'dist'));
  const seen: Seen[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const inputs = {
      'repository-url': index.uploadUrl,
      'check-url': index.simpleUrl,
      'dry-run': 'plan',
      attestations: 'never',
    };
    const { result, ...one } = await measureAction({ workspace, inputs });
    if (result.outputs['result'] !== 'plan')
      throw new Error(`the run ended with ${result.outputs['result']}`);
    seen.push(one);
  }
  const durations = seen.map((one) => one.milliseconds);
  const memory = median(seen.map(({ peakMemory }) => peakMemory)) / 1_000_000;
  const what = `plan over ${count.toLocaleString('en')} distributions of ${PROJECTS} projects`;
  printTable('plan', [
    { what, measured: milliseconds(durations), goal: below(median(durations), 10_000, '10 s') },
    { what: `${what}, peak memory`, measured: `${memory.toFixed(0)} MB`, goal: below(memory, 300, '300 MB') },
    ...(await measureForesight()),
  ]);
} finally {
  await index.close();
  await rm(workspace, { recursive: true, force: true });
}

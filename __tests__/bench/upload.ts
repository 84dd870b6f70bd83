// Uploading beside what a user would pick instead, to one local index that takes what it is sent.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDrainingIndex, type DrainingIndex } from './draining-index.ts';
import { measureAction, measureCommand, runCommand, type Seen } from './measured-run.ts';
import { below, median, milliseconds, printTable, times, type Row } from './table.ts';
import { findTools, uploadCommand, type FoundTool } from './upload-tools.ts';
import { makeWheels } from './wheels.ts';
import { pypiToken } from '../support/planted-secrets.ts';

const TOKEN = pypiToken();
/** The two ways to run the action: as careful as it is by itself, and doing no more than the tools do. */
const CAREFUL = 'wheelseal, asks before and confirms after';
const PLAIN = 'wheelseal, only uploads';
const MEGABYTE = 1_000_000;

/** Files to upload, in the `dist` of a workspace. */
interface Load {
  readonly what: string;
  readonly workspace: string;
  readonly paths: readonly string[];
  readonly latency: number;
  readonly runs: number;
}

type Upload = (load: Load, index: DrainingIndex) => Promise<Seen>;
type Samples = ReadonlyMap<string, readonly Seen[]>;

const action =
  (careful: boolean): Upload =>
  ({ workspace }, { uploadUrl, simpleUrl }) =>
    measureAction({
      workspace,
      inputs: {
        'repository-url': uploadUrl,
        password: TOKEN,
        attestations: 'never',
        ...(careful && { 'check-url': simpleUrl }),
      },
    });

const tool =
  (name: string, path: string): Upload =>
  ({ paths }, { uploadUrl }) => {
    const [args, environment] = uploadCommand(name, { url: uploadUrl, user: '__token__', password: TOKEN });
    return measureCommand(path, [...args, ...paths], environment);
  };

function contestants(tools: readonly FoundTool[]): ReadonlyMap<string, Upload> {
  const found = tools.flatMap((each): [string, Upload][] =>
    'path' in each ? [[`${each.name} ${each.version}`, tool(each.name, each.path)]] : [],
  );
  return new Map([[CAREFUL, action(true)], [PLAIN, action(false)], ...found]);
}

/** All contestants in turns, so that a busy moment of the machine meets each. */
async function measure(load: Load, uploads: ReadonlyMap<string, Upload>): Promise<Samples> {
  const samples = new Map<string, Seen[]>([...uploads.keys()].map((name) => [name, []]));
  for (let run = 0; run < load.runs; run += 1) {
    for (const [name, upload] of uploads) {
      const index = await startDrainingIndex(load.latency);
      try {
        samples.get(name)?.push(await upload(load, index));
        const there = index.arrived.length;
        if (there !== load.paths.length) throw new Error(`${there} of ${load.paths.length} files arrived`);
      } finally {
        await index.close();
      }
    }
  }
  return samples;
}

function durationsOf(samples: Samples, name: string): readonly number[] {
  const found = [...samples].find(([each]) => each.startsWith(name));
  return (found?.[1] ?? []).map((seen) => seen.milliseconds);
}

/** A row for each contestant; the ratio is to the careful run, which alone has a goal. */
function rows(
  load: Load,
  samples: Samples,
  goal: (own: number, samples: Samples) => Row['goal'],
): readonly Row[] {
  const own = durationsOf(samples, CAREFUL);
  return [...samples.keys()].map((name): Row => {
    const durations = durationsOf(samples, name);
    const row = {
      what: `${load.what}: ${name}`,
      measured: milliseconds(durations),
      ratio: times(durations, own).toFixed(2),
    };
    const held = name === CAREFUL ? goal(median(own), samples) : undefined;
    return held === undefined ? row : { ...row, goal: held };
  });
}

function memoryRow(load: Load, samples: Samples, name: string, limit?: number): Row {
  const seen = [...samples].find(([each]) => each.startsWith(name))?.[1] ?? [];
  const memory = median(seen.map(({ peakMemory }) => peakMemory)) / MEGABYTE;
  const row = { what: `${load.what}, peak memory: ${name}`, measured: `${memory.toFixed(0)} MB` };
  return limit === undefined ? row : { ...row, goal: below(memory, limit, `${limit} MB`) };
}

/** A goal set by what a tool takes; none where it isn't here. */
function against(name: 'twine' | 'uv', part: number, text: string) {
  return (own: number, samples: Samples): Row['goal'] => {
    const theirs = durationsOf(samples, name);
    return theirs.length === 0 ? undefined : below(own, median(theirs) * part, text);
  };
}

async function wheelsIn(
  workspace: string,
  count: number,
  bytes: number,
): Promise<Pick<Load, 'workspace' | 'paths'>> {
  await mkdir(join(workspace, 'dist'), { recursive: true });
  const wheels = makeWheels(count, bytes);
  const paths = wheels.map(({ name }) => join(workspace, 'dist', name));
  for (const [at, wheel] of wheels.entries()) await writeFile(paths[at] ?? '', wheel.bytes);
  return { workspace, paths };
}

async function largeWheelIn(
  workspace: string,
  method: 'stored' | 'deflated',
): Promise<Pick<Load, 'workspace' | 'paths'>> {
  const folder = join(workspace, 'dist');
  const script = join(import.meta.dirname, 'large-wheel.py');
  await runCommand('python3', [script, folder, String(2 ** 30), method]);
  return { workspace, paths: [join(folder, 'big-1.0-py3-none-any.whl')] };
}

const folder = await mkdtemp(join(tmpdir(), 'wheelseal-bench-'));
try {
  const tools = await findTools(['uv', 'twine']);
  const uploads = contestants(tools);

  const one: Load = {
    what: 'one wheel of 10 KB',
    latency: 0,
    runs: 5,
    ...(await wheelsIn(join(folder, 'one'), 1, 10_000)),
  };
  const oneSeen = await measure(one, uploads);
  const many: Load = {
    what: '100 wheels of 100 KB, 50 ms an answer',
    latency: 50,
    runs: 5,
    ...(await wheelsIn(join(folder, 'many'), 100, 100_000)),
  };
  const manySeen = await measure(many, uploads);
  const large: Load = {
    what: 'one wheel of 1 GiB',
    latency: 0,
    runs: 3,
    ...(await largeWheelIn(join(folder, 'large'), 'stored')),
  };
  const largeSeen = await measure(large, uploads);
  const deflated: Load = {
    what: 'one wheel of 1 GiB, deflated',
    latency: 0,
    runs: 3,
    ...(await largeWheelIn(join(folder, 'deflated'), 'deflated')),
  };
  const deflatedSeen = await measure(deflated, uploads);

  printTable('upload', [
    ...rows(one, oneSeen, against('twine', 1, "twine's time")),
    ...rows(many, manySeen, against('uv', 1 / 3.5, "uv's time / 3.5")),
    ...rows(large, largeSeen, against('twine', 0.75, "0.75 × twine's time")),
    // One core inflates it, whatever the upload takes: no goal.
    ...rows(deflated, deflatedSeen, () => undefined),
    memoryRow(large, largeSeen, CAREFUL, 150),
    ...tools.flatMap((found) =>
      'path' in found
        ? [memoryRow(large, largeSeen, `${found.name} ${found.version}`)]
        : [{ what: found.name, measured: `not installed: ${found.missing}` }],
    ),
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

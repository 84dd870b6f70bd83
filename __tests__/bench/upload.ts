// Uploading beside what a user would pick instead, to an index that takes 50 ms to answer.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';
import type { MadeFile } from '../testbed/make-distributions.ts';
import { measureAction, measureCommand } from './measured-run.ts';
import { below, milliseconds, printTable, times, type Row } from './table.ts';
import { findTools, uploadCommand, type FoundTool } from './upload-tools.ts';
import { inDist, makeWheels } from './wheels.ts';

const RUNS = 5;
const LATENCY = 50;
const SIZE = 100_000;
const TOKEN = 'pypi-bench';

type Upload = (testbed: Testbed, wheels: readonly MadeFile[]) => Promise<number>;

const action =
  (more: Readonly<Record<string, string>>): Upload =>
  async ({ inputs, environment }, wheels) => {
    const all = { ...inputs, password: TOKEN, attestations: 'never', ...more };
    return (await measureAction({ inputs: all, environment, files: inDist(wheels) })).milliseconds;
  };

const tool =
  (name: string, path: string): Upload =>
  async ({ index }, wheels) => {
    const folder = await mkdtemp(join(tmpdir(), 'wheelseal-bench-'));
    try {
      const paths = wheels.map((wheel) => join(folder, wheel.name));
      for (const [at, { bytes }] of wheels.entries()) await writeFile(paths[at] ?? '', bytes);
      const [args, environment] = uploadCommand(name, {
        url: index.uploadUrl,
        user: '__token__',
        password: TOKEN,
      });
      return (await measureCommand(path, [...args, ...paths], environment)).milliseconds;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

async function duration(upload: Upload, wheels: readonly MadeFile[]): Promise<number> {
  const testbed = await startTestbed({
    index: { latencyMs: LATENCY, apiTokens: { [TOKEN]: { user: '__token__' } } },
  });
  try {
    const spent = await upload(testbed, wheels);
    const there = testbed.index.files('demo').length;
    if (there !== wheels.length) throw new Error(`${there} of ${wheels.length} files arrived`);
    return spent;
  } finally {
    await testbed.close();
  }
}

const CONFIRMED = 'wheelseal, asks before and confirms after';
const UNCONFIRMED = 'wheelseal, `confirm-timeout: 0`';

async function rowsOf(count: number, tools: readonly FoundTool[]): Promise<readonly Row[]> {
  const wheels = makeWheels(count, SIZE);
  const uploads = new Map<string, Upload>([
    [UNCONFIRMED, action({ 'confirm-timeout': '0' })],
    [CONFIRMED, action({})],
  ]);
  for (const found of tools) {
    if ('path' in found) uploads.set(`${found.name} ${found.version}`, tool(found.name, found.path));
  }
  const durations = new Map<string, number[]>([...uploads.keys()].map((name) => [name, []]));
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, upload] of uploads) durations.get(name)?.push(await duration(upload, wheels));
  }
  const files = `${count} ${count === 1 ? 'wheel' : 'wheels'}`;
  const own = durations.get(CONFIRMED) ?? [];
  const measured = [...durations].map(([name, values]): Row => {
    const row = {
      what: `${files}: ${name}`,
      measured: milliseconds(values),
      ratio: times(values, own).toFixed(2),
    };
    if (name !== CONFIRMED) return row;
    const others = [...durations].filter(([other]) => other !== CONFIRMED && other !== UNCONFIRMED);
    if (others.length === 0) return row;
    const fastest = Math.min(...others.map(([, theirs]) => times(theirs, [1])));
    return { ...row, goal: below(times(own, [1]), fastest, 'every other tool') };
  });
  const missing = tools.flatMap((found): readonly Row[] =>
    'missing' in found
      ? [{ what: `${files}: ${found.name}`, measured: `not installed: ${found.missing}` }]
      : [],
  );
  return [...measured, ...missing];
}

const tools = await findTools(['uv', 'twine']);
printTable(`upload of 100 KB wheels, index latency ${LATENCY} ms`, [
  ...(await rowsOf(1, tools)),
  ...(await rowsOf(100, tools)),
]);

// Many projects in one run, every server a little away: signed, uploaded and confirmed, beside tools that only upload.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { PUBLISHER, startTestbed } from '../testbed/testbed.ts';
import { measureAction, measureCommand } from './measured-run.ts';
import { atLeast, below, median, milliseconds, printTable, times, type Row } from './table.ts';
import { findTools, uploadCommand, type FoundTool } from './upload-tools.ts';

const RUNS = 3;
const PROJECTS = 40;
/** Milliseconds that every server takes to answer. */
const LATENCY = 50;
const GOAL = 4000;
/** How many times longer uv may take, which signs nothing. */
const UV_GOAL = 3;
const TOKEN = 'pypi-bench';

const names = Array.from({ length: PROJECTS }, (_, number) => `project${number + 1}`);

async function fill(workspace: string): Promise<readonly string[]> {
  await mkdir(join(workspace, 'dist'), { recursive: true });
  const files = names.flatMap((name) => [
    makeWheel({ name, version: '1.0' }),
    makeSdist({ name, version: '1.0' }),
  ]);
  const paths = files.map(({ name }) => join(workspace, 'dist', name));
  for (const [at, { bytes }] of files.entries()) await writeFile(paths[at] ?? '', bytes);
  return paths;
}

const startServers = () =>
  startTestbed({
    publishers: names.map((project) => ({ ...PUBLISHER, project })),
    sigstore: {
      latency: {
        issuer: LATENCY,
        fulcio: LATENCY,
        rekor1: LATENCY,
        timestampAuthority: LATENCY,
        tuf: LATENCY,
      },
    },
    index: { latencyMs: LATENCY, apiTokens: { [TOKEN]: { user: '__token__' } } },
  });

/** One whole run of the action: signing, uploading and confirming. */
async function publishAll(workspace: string): Promise<number> {
  const { inputs, environment, close } = await startServers();
  try {
    const { milliseconds: duration, result } = await measureAction({ workspace, inputs, environment });
    if (result.outputs['attested'] !== 'true') throw new Error('not every file is attested');
    return duration;
  } finally {
    await close();
  }
}

/** One upload of the same files to the same index by a tool that does no more. */
async function uploadAll(
  tool: FoundTool & { readonly path: string },
  paths: readonly string[],
): Promise<number> {
  const { index, close } = await startServers();
  try {
    const target = { url: index.uploadUrl, user: '__token__', password: TOKEN };
    const [args, environment] = uploadCommand(tool.name, target);
    const seen = await measureCommand(tool.path, [...args, ...paths], environment);
    const accepted = index.uploads.filter(({ status }) => status === 200).length;
    if (accepted !== paths.length) throw new Error(`${accepted} of ${paths.length} files arrived`);
    return seen.milliseconds;
  } finally {
    await close();
  }
}

const what = `${PROJECTS} projects of two files, ${LATENCY} ms an answer`;
const workspace = await mkdtemp(join(tmpdir(), 'wheelseal-bench-'));
try {
  const paths = await fill(workspace);
  const found = await findTools(['uv', 'twine']);
  const tools = found.flatMap((tool) => ('path' in tool ? [tool] : []));
  const own: number[] = [];
  const theirs = new Map<string, number[]>(tools.map(({ name }) => [name, []]));
  // In turns, so that a busy moment of the machine meets each.
  for (let run = 0; run < RUNS; run += 1) {
    own.push(await publishAll(workspace));
    for (const tool of tools) theirs.get(tool.name)?.push(await uploadAll(tool, paths));
  }
  const uv = theirs.get('uv');
  const rows: readonly Row[] = [
    {
      what: `${what}: wheelseal, the whole run with signing`,
      measured: milliseconds(own),
      ratio: '1.0',
      goal: below(median(own), GOAL, '4 s'),
    },
    ...tools.map(({ name, version }): Row => {
      const durations = theirs.get(name) ?? [];
      const ratio = times(durations, own);
      return {
        what: `${what}: ${name} ${version}, only uploads`,
        measured: milliseconds(durations),
        ratio: ratio.toFixed(1),
        ...(durations === uv && { goal: atLeast(ratio, UV_GOAL, `${UV_GOAL} × wheelseal`) }),
      };
    }),
    ...found.flatMap((tool) =>
      'path' in tool ? [] : [{ what: tool.name, measured: `not installed: ${tool.missing}` }],
    ),
  ];
  printTable('many projects', rows);
} finally {
  await rm(workspace, { recursive: true, force: true });
}

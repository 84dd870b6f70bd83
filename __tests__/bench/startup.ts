// How long until the bundle's first request reaches the index, beside a Node that does nothing; and how much is read for it.
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ACTION_MAIN } from '../testbed/run-action.ts';
import { startTestbed } from '../testbed/testbed.ts';
import { measureAction, measureCommand } from './measured-run.ts';
import { below, median, milliseconds, printTable, times } from './table.ts';
import { inDist, makeWheels } from './wheels.ts';

const RUNS = 11;
const TOKEN = 'pypi-bench';
const testbed = await startTestbed({ index: { apiTokens: { [TOKEN]: { user: '__token__' } } } });
const { inputs, environment } = testbed;
const files = inDist(makeWheels(1, 1000));

const bare: number[] = [];
const withToken: number[] = [];
const paths = new Set<string>();
// In turns, so that a busy moment of the machine meets both.
for (let run = 0; run < RUNS; run += 1) {
  bare.push((await measureCommand(process.execPath, ['-e', '0'])).milliseconds);
  const { firstRequest } = await measureAction({
    inputs: { ...inputs, password: TOKEN, attestations: 'never', 'dry-run': 'sign' },
    environment,
    files,
  });
  if (firstRequest === undefined) throw new Error('the action asked nothing');
  withToken.push(firstRequest.milliseconds);
  paths.add(firstRequest.path);
}
await testbed.close();

const dist = join(ACTION_MAIN, '..');
const eagerFiles = await loadedAtStart();
const eager = await sizeOf(eagerFiles);
const chunks = (await readdir(join(dist, 'chunks'))).map((name) => join(dist, 'chunks', name));
const lazyFiles = chunks.filter((path) => !eagerFiles.includes(path));
const lazy = await sizeOf(lazyFiles);

printTable('startup', [
  { what: '`node -e 0`, start to exit', measured: milliseconds(bare), ratio: '1.0' },
  {
    what: `process start to first request (\`${[...paths].join('`, `')}\`)`,
    measured: milliseconds(withToken),
    ratio: times(withToken, bare).toFixed(1),
    goal: below(median(withToken), 150, '150 ms'),
  },
  {
    what: `dist/main.mjs and what it imports at once, read at every start (${eagerFiles.length} files)`,
    measured: `${eager.toLocaleString('en')} B`,
    goal: below(eager, 2_000_000, '2,000,000 B'),
  },
  {
    what: `the rest of dist/chunks, read when used (${lazyFiles.length} files)`,
    measured: `${lazy.toLocaleString('en')} B`,
    ratio: `${(lazy / eager).toFixed(2)} of what is read at every start`,
  },
]);

/** The first file, the bundle's main file and the chunks that it imports before its first line runs, directly or not. */
async function loadedAtStart(): Promise<readonly string[]> {
  const found = new Set([ACTION_MAIN, join(ACTION_MAIN, '..', 'main.mjs')]);
  for (const path of found) {
    const text = await readFile(path, 'utf8');
    for (const [, name = ''] of text.matchAll(/^(?:import|\} from|import .* from) "(\.{1,2}\/[^"]+)";$/gm)) {
      found.add(join(path, '..', name));
    }
  }
  return [...found];
}

async function sizeOf(those: readonly string[]): Promise<number> {
  const sizes = await Promise.all(those.map(async (path) => (await stat(path)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

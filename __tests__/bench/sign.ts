// What signing many files costs over signing one, in time, memory, certificates and requests for trust.
import { startTestbed } from '../testbed/testbed.ts';
import { measureAction } from './measured-run.ts';
import { always, below, median, milliseconds, printTable, times, type Row } from './table.ts';
import { inDist, makeWheels } from './wheels.ts';

const RUNS = 5;
const COUNTS = [1, 50, 250] as const;
/** How many times longer 250 files may take than one. */
const RATIO_GOAL = { 1: 6, 2: 3 } as const;
const MEMORY_GOAL_MIB = 256;

interface Sample {
  readonly milliseconds: number;
  readonly peakMemory: number;
  readonly certificates: number;
  readonly trustRequests: number;
}

async function sample(rekor: 1 | 2, count: number): Promise<Sample> {
  const testbed = await startTestbed({
    sigstore: { rekor, latency: { rekor1: 100 }, checkpointIntervalMs: 1000 },
    index: { acceptsRekorV2: true },
  });
  try {
    const { milliseconds: duration, peakMemory } = await measureAction({
      inputs: {
        ...testbed.inputs,
        // The rules of PyPI allow Rekor v1 only.
        'index-kind': 'generic',
        'check-url': testbed.index.simpleUrl,
        'oidc-audience': 'testbed-index',
        'dry-run': 'sign',
        attestations: 'keep',
        'rekor-version': String(rekor),
      },
      environment: testbed.environment,
      files: inDist(makeWheels(count, 1000)),
    });
    const { rekor1, rekor2, fulcio, tuf } = testbed.sigstore;
    const entries = rekor === 1 ? rekor1.entries() : rekor2.entries();
    if (entries !== count) throw new Error(`${entries} entries for ${count} files in Rekor v${rekor}`);
    return {
      milliseconds: duration,
      peakMemory,
      certificates: fulcio.certificates,
      trustRequests: tuf.requests.filter(({ path }) => path === '/timestamp.json').length,
    };
  } finally {
    await testbed.close();
  }
}

async function rowsOf(rekor: 1 | 2): Promise<readonly Row[]> {
  const samples = new Map<number, Sample[]>(COUNTS.map((count) => [count, []]));
  for (let run = 0; run < RUNS; run += 1) {
    for (const count of COUNTS) samples.get(count)?.push(await sample(rekor, count));
  }
  const durations = (count: number) => (samples.get(count) ?? []).map((one) => one.milliseconds);
  const memory = (count: number) => median((samples.get(count) ?? []).map((one) => one.peakMemory)) / 2 ** 20;
  const all = [...samples.values()].flat();
  const name = `Rekor v${rekor}`;
  const ratio = times(durations(250), durations(1));
  const certificates = all.map((one) => one.certificates);
  const trustRequests = all.map((one) => one.trustRequests);
  return [
    ...COUNTS.map((count): Row => {
      const what = `${name}: ${count} ${count === 1 ? 'file' : 'files'}, whole run`;
      const many = times(durations(count), durations(1));
      const row = { what, measured: milliseconds(durations(count)), ratio: many.toFixed(2) };
      const limit = RATIO_GOAL[rekor];
      return count === 250 ? { ...row, goal: below(ratio, limit, `${limit} × one file`) } : row;
    }),
    ...COUNTS.map((count): Row => {
      const row = {
        what: `${name}: ${count} ${count === 1 ? 'file' : 'files'}, peak memory`,
        measured: memory(count) === 0 ? 'not told by this system' : `${memory(count).toFixed(0)} MiB`,
        ratio: (memory(count) / memory(1)).toFixed(2),
      };
      return count === 250
        ? { ...row, goal: below(memory(count), MEMORY_GOAL_MIB, `${MEMORY_GOAL_MIB} MiB`) }
        : row;
    }),
    {
      what: `${name}: certificates a run`,
      measured: [...new Set(certificates)].join(', '),
      goal: always(certificates, 1),
    },
    {
      what: `${name}: requests of timestamp.json a run`,
      measured: [...new Set(trustRequests)].join(', '),
      goal: always(trustRequests, 1),
    },
  ];
}

printTable('sign, Rekor v1 that answers in 100 ms', await rowsOf(1));
printTable('sign, Rekor v2 with a checkpoint a second', await rowsOf(2));

// One release of two files, every server far away: how many requests wait for each other, and how long that takes.
import { recordRequests, longestChain } from '../support/request-chain.ts';
import { makeSdist } from '../testbed/make-distributions.ts';
import { startTestbed } from '../testbed/testbed.ts';
import { measureAction } from './measured-run.ts';
import { median, milliseconds, printTable } from './table.ts';
import { inDist, makeWheels } from './wheels.ts';

const RUNS = 5;
/** Milliseconds that every server takes to answer. */
const LATENCY = 100;
/** Requests of which each waits for the one before. */
const CHAIN = 14;

const files = inDist([...makeWheels(1, 1000), makeSdist({ name: 'demo', version: '1.0' })]);
const [durations, chains, counts]: [number[], number[], number[]] = [[], [], []];
for (let run = 0; run < RUNS; run += 1) {
  const { inputs, environment, close } = await startTestbed({
    sigstore: {
      latency: {
        issuer: LATENCY,
        fulcio: LATENCY,
        rekor1: LATENCY,
        timestampAuthority: LATENCY,
        tuf: LATENCY,
      },
    },
    index: { latencyMs: LATENCY },
  });
  try {
    const requests = await recordRequests(async () => {
      const seen = await measureAction({ inputs, environment, files });
      if (seen.result.outputs['attested'] !== 'true') throw new Error('not every file is attested');
      durations.push(seen.milliseconds);
    });
    chains.push(longestChain(requests).length);
    counts.push(requests.length);
  } finally {
    await close();
  }
}

const what = `one release of two files, signed and confirmed, ${LATENCY} ms an answer`;
printTable('far away', [
  { what, measured: milliseconds(durations) },
  {
    what: `${what}: requests on the critical path`,
    measured: String(median(chains)),
    ratio: `of ${median(counts)} requests`,
    goal: { text: `≤ ${CHAIN}`, holds: median(chains) <= CHAIN },
  },
]);

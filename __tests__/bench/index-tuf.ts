// What looking at an index's own TUF metadata adds to a run: at RSTUF's most bins, and with many files over a slow line.
import { createMaker, startSignedIndex, type Layout, type SignedIndex } from '../testbed/signed-index.ts';
import { measureAction } from './measured-run.ts';
import { below, median, milliseconds, printTable, times, type Row } from './table.ts';
import { inDist, makeWheels } from './wheels.ts';

const RUNS = 3;
const LIMIT = 5000;

/** A run that does nothing but read its files, and look where there is metadata. */
async function look(wheels: ReturnType<typeof makeWheels>, index?: SignedIndex): Promise<number> {
  const { milliseconds: duration, result } = await measureAction({
    inputs: {
      // Nobody listens there, and a plan without check-url asks nobody.
      'repository-url': 'http://127.0.0.1:9/legacy/',
      password: 'pypi-bench',
      attestations: 'never',
      'dry-run': 'plan',
      ...(index !== undefined && { 'index-tuf-url': index.url, 'index-tuf-root': index.root.toString() }),
    },
    files: inDist(wheels),
  });
  const status = result.outputs['index-tuf-status'];
  if (status !== (index === undefined ? undefined : 'signed')) throw new Error(`the status is ${status}`);
  return duration;
}

async function rowsOf(
  files: number,
  bits: number,
  latency: number,
  layout: Layout = 'rstuf',
): Promise<readonly Row[]> {
  const wheels = makeWheels(files, 1000);
  const index = await startSignedIndex(bits, createMaker(layout), { latency });
  try {
    await index.sign(Object.fromEntries(wheels.map(({ name, bytes }) => [name, bytes])));
    const [without, having]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      without.push(await look(wheels));
      index.requests.splice(0);
      having.push(await look(wheels, index));
    }
    const what = `${files === 1 ? '1 file' : `${files} files`}, ${(2 ** bits).toLocaleString('en')} bins${layout === 'pep458' ? ' listed one by one' : ''}, ${latency} ms a request`;
    return [
      { what: `${what}: without \`index-tuf-url\``, measured: milliseconds(without), ratio: '1.0' },
      {
        what: `${what}: one look, ${index.requests.length} requests`,
        measured: milliseconds(having),
        ratio: times(having, without).toFixed(1),
        goal: below(median(having), LIMIT, '5 s'),
      },
    ];
  } finally {
    await index.close();
  }
}

printTable('index-tuf', [
  ...(await rowsOf(1, 14, 0)),
  ...(await rowsOf(1, 14, 0, 'pep458')),
  ...(await rowsOf(250, 8, 50)),
]);

// Real releases that follow each other: what of the later ones is said to be new, and what that costs the index.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRows } from './corpus/clients.ts';
import { home } from './stack.ts';
import { startRunHarness, type EndedRun, type RunHarness } from '../support/run-harness.ts';
import type { MadeFile } from '../testbed/make-distributions.ts';

const TOKEN = 'pypi-token';
/** Of ten releases, what five have that the last one had not. */
const NEWS = [
  'New in aiosignal 1.4.0 since 1.3.2: dependency typing-extensions',
  'New in cffi 2.1.0 since 2.0.0: entry point console_scripts: cffi-gen-src = cffi._cffi_gen_src:run',
  'New in joblib 1.6.0 since 1.5.3: dependency cloudpickle',
  'New in python-dateutil 3.0.0 since 2.9.0.post0: dependency tzdata',
  'New in tox 4.67.14 since 4.67.13: SBOM folder tox.dist-info/sboms/',
];

const files = listRows(join(import.meta.dirname, 'pairs', 'files.txt')).map(({ sha256, name }): MadeFile => ({
  name,
  bytes: readFileSync(join(home(), 'pairs', sha256, name)),
}));
const earlier = files.filter((_, place) => place % 2 === 0);
const later = files.filter((_, place) => place % 2 === 1);

let harness: RunHarness;
let before: EndedRun;
let run: EndedRun;

beforeAll(async () => {
  const program = 'import trove_classifiers as t; print("\\n".join(sorted(t.classifiers)))';
  const list = execFileSync(join(home(), 'metadata-venv', 'bin', 'python'), ['-c', program], {
    encoding: 'utf8',
  });
  harness = await startRunHarness({
    index: { apiTokens: { [TOKEN]: { user: '__token__' } }, classifiers: list.trimEnd().split('\n') },
  });
  const inputs = { password: TOKEN, attestations: 'never' };
  before = await harness.run(earlier, inputs);
  harness.index.requests.length = 0;
  run = await harness.run(later, { ...inputs, 'dry-run': 'plan' });
});
afterAll(async () => harness.close());

describe('ten real releases beside the ones before them', () => {
  it('are all compared, with a notice for what five of them have and the last one had not', () => {
    expect([before.failure, run.failure]).toEqual([undefined, undefined]);
    const host = new URL(harness.index.url).host;
    const said = run.log.match(/(?<=^(?:::notice::|Notice: ))New in .*(?=\.$)/gm) ?? [];
    expect(said.map((line) => line.replace(` on ${host}`, '')).toSorted()).toEqual(NEWS);
    expect(run.log.match(/^\S+ \S+ compared with \S+ on .*; nothing notable\.$/gm)).toHaveLength(5);
  });

  it('cost one request for the end of each wheel, none for a whole one', () => {
    const requests = harness.index.requests.filter(({ path }) => path.startsWith('/files/'));
    expect(requests).toHaveLength(10);
    expect(new Set(requests.map(({ path }) => path.split('/').at(-1)))).toEqual(
      new Set(earlier.map(({ name }) => name)),
    );
    expect(new Set(requests.map(({ range }) => range))).toEqual(new Set(['bytes=-262144']));
  });
});

// Whole runs whose classifiers are held against the list that the index publishes.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const [GOOD, BAD] = ['Programming Language :: Python :: 3', 'License-Expression :: MIT'];
const LIST = '/pypi?%3Aaction=list_classifiers';
const wheel = (...classifiers: readonly string[]) =>
  makeWheel({ name: 'demo', version: '1.0', metadata: { Classifier: classifiers } });

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.restart());

afterAll(async () => harness.close());

const queries = (): number => harness.index.requests.filter(({ path }) => path === LIST).length;
const warnings = ({ log }: EndedRun): string => [...log.matchAll(/^::warning.*$/gm)].join('\n');

describe('a classifier', () => {
  it('that the index does not list fails the run before anything is signed', async () => {
    const { failure, uploads, entries } = await harness.run([wheel(GOOD, BAD)]);
    expect(failure?.code).toBe('DISTRIBUTION_INVALID');
    expect(failure?.message).toContain(`Classifier '${BAD}' is not in the index's list`);
    expect([uploads, entries, queries()]).toEqual([0, 0, 1]);
  });

  it('in another case is another one', async () => {
    const { failure } = await harness.run([wheel(GOOD.toLowerCase())]);
    expect(failure?.message).toContain(GOOD.toLowerCase());
    expect(failure?.hint).toContain(GOOD);
  });

  it('that the index lists is published, and the list is queried once for all files', async () => {
    const sdist = makeSdist({ name: 'demo', version: '1.0', metadata: { Classifier: [GOOD] } });
    const { failure, uploads } = await harness.run([wheel(GOOD), sdist]);
    expect([failure, uploads, queries()]).toEqual([undefined, 2, 1]);
  });

  it('that was taken from the list since turns no rerun red, and no `skip-existing: true`', async () => {
    const listed = ['Programming Language :: Python', GOOD, BAD];
    await harness.restart({ classifiers: listed });
    expect((await harness.run([wheel(GOOD, BAD)])).failure).toBeUndefined();
    listed.pop();
    const again = await harness.run([wheel(GOOD, BAD)]);
    expect([again.failure, again.report.result]).toEqual([undefined, 'already-published']);
    const other = await harness.run([wheel(BAD)], { 'skip-existing': 'true' });
    expect(other.failure).toBeUndefined();
    expect(other.report.files.map(({ status }) => status)).toEqual(['skipped-different']);
  });

  it('fails a plan as it fails a run', async () => {
    const plan = { 'dry-run': 'plan' };
    expect((await harness.run([wheel(BAD)], plan)).failure?.code).toBe('DISTRIBUTION_INVALID');
    expect((await harness.run([wheel(GOOD)], plan)).failure).toBeUndefined();
  });
});

describe('the list of classifiers', () => {
  it('is not queried where no file has any', async () => {
    await harness.run([makeWheel({ name: 'demo', version: '1.0' })]);
    expect(queries()).toBe(0);
  });

  it('is not queried for files that are there already, nor with verify-metadata: false', async () => {
    await harness.run([wheel(GOOD)], { 'verify-metadata': 'false' });
    const again = await harness.run([wheel(GOOD)]);
    expect([again.failure, again.report.result, queries()]).toEqual([undefined, 'already-published', 0]);
  });

  it('is not queried of an index of another kind', async () => {
    const { failure } = await harness.run([wheel(GOOD)], {
      'index-kind': 'generic',
      'check-url': harness.index.simpleUrl,
      'oidc-audience': 'testbed-index',
      attestations: 'never',
    });
    expect([failure, queries()]).toEqual([undefined, 0]);
  });

  it.each([
    ['404', { kind: 'status', status: 404, body: 'Not Found' }, 'answered 404'],
    ['503', { kind: 'status', status: 503, body: 'down' }, 'answered 503'],
    [
      'a web page',
      { kind: 'status', status: 200, body: '<html>hello</html>' },
      "no 'Programming Language :: Python'",
    ],
    ['nothing', { kind: 'reset' }, 'could not be queried'],
  ] as const)('is missed with a warning alone where the index answers %s', async (_case, fault, reason) => {
    harness.index.faults.push({ ...fault, match: (_method, path) => path === LIST });
    const run = await harness.run([wheel(GOOD)]);
    expect([run.failure, run.uploads]).toEqual([undefined, 1]);
    expect(warnings(run)).toContain('The classifiers were not checked');
    expect(warnings(run)).toContain(reason);
  });
});

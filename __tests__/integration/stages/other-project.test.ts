// Whole runs against an index that answers for another project than the one that was queried.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { startRunHarness, type RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.restart());

afterAll(async () => harness.close());

const ANSWERS = {
  '/simple/': { type: 'application/vnd.pypi.simple.v1+json', body: { name: 'Other', files: [] } },
  '/pypi/': { type: 'application/json', body: { info: { name: 'Other' }, urls: [] } },
};

/** Below this path the index answers for another project, once so many files were uploaded. */
function namesOther(path: keyof typeof ANSWERS, uploads: number): void {
  const { type, body } = ANSWERS[path];
  harness.index.faults.push({
    match: (method, url) =>
      method === 'GET' && url.startsWith(path) && harness.index.uploads.length >= uploads,
    kind: 'status',
    status: 200,
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  });
}

const WORDS = {
  '/simple/': 'it answered with the page of "Other", not of demo',
  '/pypi/': 'it answered with a release of "Other", not of demo',
};

describe.each(['/simple/', '/pypi/'] as const)('an index that names another project in %s', (path) => {
  it('fails a run before anything is signed', async () => {
    await harness.run([WHEEL]);
    namesOther(path, 0);
    const ended = await harness.run([WHEEL, SDIST]);
    expect(ended.failure?.code).toBe('INDEX_UNAVAILABLE');
    expect(ended.failure?.message).toContain(WORDS[path]);
    expect([ended.entries, ended.uploads]).toEqual([0, 0]);
  });

  it('confirms nothing, and says why', async () => {
    namesOther(path, 2);
    const ended = await harness.run([WHEEL, SDIST], { 'confirm-timeout': '25' });
    expect(ended.report.exitCode).toBe(0);
    expect(ended.report.files.map(({ confirmed }) => confirmed)).toEqual([null, null]);
    expect(ended.annotations).toContain(WORDS[path]);
  });
});

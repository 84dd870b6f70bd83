// The bundle, which loads what the index's own TUF metadata needs only when asked to.
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { digestsOf } from '../../src/index-tuf/digests.ts';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { startSignedIndex, type SignedIndex } from '../testbed/signed-index.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

const TOKEN = 'pypi-canary_-/+=&|<`index';
const wheel = makeWheel({ name: 'demo', version: '1.0' });
const sdist = makeSdist({ name: 'demo', version: '1.0' });
const files = { [`dist/${wheel.name}`]: wheel.bytes, [`dist/${sdist.name}`]: sdist.bytes };

let testbed: Testbed;
let signed: SignedIndex;

beforeEach(async () => {
  testbed = await startTestbed({ index: { apiTokens: { [TOKEN]: { user: '__token__' } } } });
  signed = await startSignedIndex(4);
});

afterEach(async () => {
  await testbed.close();
  await signed.close();
  await removeRuns();
});

const run = (workspace: Readonly<Record<string, Uint8Array>> = {}) =>
  runAction({
    files: { ...files, ...workspace },
    environment: testbed.environment,
    inputs: {
      ...testbed.inputs,
      password: TOKEN,
      attestations: 'never',
      'index-tuf-url': `${signed.url}/`,
      'index-tuf-root': 'tuf/root.json',
      'index-tuf-require': 'true',
    },
  });

it('says that the index signs for what was published, by each hash', async () => {
  const hashes = Object.fromEntries(await digestsOf([wheel.bytes], ['sha256', 'sha512', 'blake2b-256']));
  const entry = { length: wheel.bytes.length, hashes };
  await signed.sign({ [wheel.name]: entry, [sdist.name]: sdist.bytes });
  const result = await run({ 'tuf/root.json': signed.root });
  expect([result.exitCode, result.outputs['index-tuf-status']]).toEqual([0, 'signed']);
  expect(testbed.index.uploads).toHaveLength(2);
  expect(result.summary).toContain('confirmed; the index signs for it');
  expect(result.summary).toContain('Root 1, timestamp 2, snapshot 2');
  expect(JSON.parse(result.outputs['files'] ?? '')).toContainEqual(
    expect.objectContaining({
      name: wheel.name,
      indexTuf: {
        verdict: 'signed',
        target: wheel.name,
        role: signed.binOf(wheel.name),
        hashes,
        because: '',
      },
    }),
  );
});

it('uploads nothing where the index signs for other bytes', async () => {
  await signed.sign({ [wheel.name]: sdist.bytes });
  const result = await run({ 'tuf/root.json': signed.root });
  expect([result.exitCode, result.outputs['index-tuf-status']]).toEqual([1, 'mismatch']);
  expect(result.log).toMatch(
    /^::error title=Conflict with the index::The TUF metadata of the index contradicts/m,
  );
  expect(testbed.index.uploads).toEqual([]);
});

it('names the root that is not there', async () => {
  const result = await run();
  expect(result.log).toMatch(/^::error title=Invalid input::index-tuf-root: .*root\.json does not exist/m);
  expect(signed.requests).toEqual([]);
});

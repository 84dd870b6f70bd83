// Whole runs whose password, or whose minted token, is a word that the run writes itself.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OUTPUT_WORDS } from '../../../src/ground/output-words.ts';
import { startRunHarness, type EndedRun, type RunHarness } from '../../support/run-harness.ts';
import { makeWheel } from '../../testbed/make-distributions.ts';
import { PUBLISHER } from '../../testbed/testbed.ts';

jest.setTimeout(120_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.close());

async function publishWith(password: string): Promise<EndedRun> {
  harness.index.tokens.push({
    token: password,
    projects: ['demo'],
    publisher: { ...PUBLISHER },
    expiresAt: Number.POSITIVE_INFINITY,
  });
  return harness.run([WHEEL], { password, attestations: 'keep' });
}

/** What later steps read, by the words that decide: the same whatever the password is. */
function wordsOf({ outputs, json }: EndedRun): unknown {
  const files: unknown = JSON.parse(outputs.get('files') ?? '');
  const report: unknown = JSON.parse(json);
  const ofFile = {
    name: WHEEL.name,
    kind: 'wheel',
    project: 'demo',
    version: '1.0',
    status: 'uploaded',
    confirmed: true,
  };
  expect(files).toEqual([expect.objectContaining(ofFile)]);
  expect(report).toEqual(
    expect.objectContaining({ result: 'published', files: [expect.objectContaining(ofFile)], error: null }),
  );
  return {
    names: [...outputs.keys()],
    result: outputs.get('result'),
    attested: outputs.get('attested'),
    fields: Object.keys(Object(report)),
  };
}

const warningsOf = ({ log, annotations }: EndedRun): readonly string[] =>
  `${log}\n${annotations}`
    .split('\n')
    .filter((line) => line.startsWith('::warning') && line.includes('`password` cannot be hidden'));

describe('a password that can’t be hidden', () => {
  it.each([
    ['of one character', 'a'],
    ['of three digits', '1.0'],
    ['that is a result', 'published'],
    ['that is a value of `attested`', 'false'],
    ['that is another one', 'true'],
    ['that is a word of JSON', 'null'],
    ['that is a result in capitals', 'PUBLISHED'],
    ['that is part of a result', 'publish'],
    ['that is a state', 'uploaded'],
    ['that is the name of a field', 'attestations'],
    ['that is an error code', 'UPLOAD_REJECTED'],
    ['that is the project', 'demo'],
    ['that is part of a file name', 'demo-1.0-py3'],
    ['that is a file name', WHEEL.name],
  ])('%s refuses no run, and takes no word out of what it writes', async (_, password) => {
    const usual = wordsOf(await publishWith('pypi-0123456789abcdefXYZ'));
    await harness.restart();
    const run = await publishWith(password);
    expect(run.report.exitCode).toBe(0);
    expect(wordsOf(run)).toEqual(usual);
    expect(warningsOf(run)).toHaveLength(1);
  });

  it('is one that is long and part of nothing: no warning', async () => {
    expect(warningsOf(await publishWith('pypi-0123456789abcdefXYZ'))).toEqual([]);
  });
});

describe('an index that mints a token that can’t be hidden', () => {
  const long = OUTPUT_WORDS.filter((word) => word.length >= 16);
  it.each(['null', 'true', 'published', 'false', 'fifteen-letters', ' null ', ...long])(
    '%s: is refused, and the outputs keep their words',
    async (token) => {
      harness.index.faults.push({
        match: (_: string, path: string) => path.includes('mint-token'),
        kind: 'status',
        status: 200,
        body: JSON.stringify({ success: true, token }),
      });
      const run = await harness.run([WHEEL]);
      expect(run.failure?.code).toBe('TOKEN_REFUSED');
      expect(run.failure?.message).toContain('a token of fewer than 16 characters, or with a word');
      expect(run.uploads).toBe(0);
      expect(run.outputs.get('result')).toBe('failed');
      expect(run.outputs.get('attested')).toBe('false');
      expect(JSON.parse(run.outputs.get('files') ?? '')).toEqual([
        expect.objectContaining({ name: WHEEL.name }),
      ]);
      expect(JSON.parse(run.json)).toEqual(expect.objectContaining({ result: 'failed' }));
    },
  );
});

// Whole runs with files whose members are damaged: nothing is signed or uploaded that nobody can install.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const LIBRARY = 'a small library';
const SOUND = makeWheel({
  name: 'demo',
  version: '1.0',
  files: { 'demo/x.so': LIBRARY },
  compression: 'stored',
});
const DAMAGED = { name: SOUND.name, bytes: damaged(SOUND.bytes) };
const OTHER = makeWheel({ name: 'demo', version: '1.0', tags: 'py2-none-any' });
const ENCRYPTED = makeWheel({ name: 'demo', version: '1.0', files: { 'demo/x.py': '__pyarmor_enter__' } });

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.close());

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.write('A', copy.indexOf(LIBRARY));
  return copy;
}

const generic = (): Record<string, string> => ({
  'index-kind': 'generic',
  'check-url': harness.index.simpleUrl,
  'oidc-audience': 'testbed-index',
  attestations: 'never',
});

async function publishEarlier(file: MadeFile): Promise<void> {
  const { failure } = await harness.run([file], { ...generic(), 'verify-metadata': 'false' });
  expect(failure).toBeUndefined();
}

describe('a damaged member', () => {
  it('fails the run before a token for Sigstore or the index is asked for', async () => {
    const { failure, report, uploads, entries, log } = await harness.run([DAMAGED, OTHER]);
    expect(failure).toMatchObject({
      code: 'DISTRIBUTION_INVALID',
      hint: expect.stringMatching(/merge-multiple/),
    });
    expect(failure?.message).toMatch(/^1 file cannot be published:\n.*'demo\/x.so' is damaged: its CRC-32/);
    expect(report.files.map(({ name, status }) => [name, status])).toEqual([
      [OTHER.name, 'not-attempted'],
      [DAMAGED.name, 'failed'],
    ]);
    expect([uploads, entries]).toEqual([0, 0]);
    expect(log).not.toMatch(/Upload token from/);
  });

  it('fails a plan, and a dry run that signs', async () => {
    for (const dryRun of ['plan', 'sign']) {
      const { failure, entries } = await harness.run([DAMAGED], { 'dry-run': dryRun });
      expect([failure?.code, entries]).toEqual(['DISTRIBUTION_INVALID', 0]);
    }
  });

  it('fails on an index that is not PyPI', async () => {
    const { failure } = await harness.run([DAMAGED], generic());
    expect(failure).toMatchObject({ code: 'DISTRIBUTION_INVALID' });
  });

  it('is a warning with `verify-metadata: false`', async () => {
    const { failure, log, uploads } = await harness.run([DAMAGED], { 'verify-metadata': 'false' });
    expect([failure, uploads]).toEqual([undefined, 1]);
    expect(log).toMatch(/::warning.*'demo\/x.so' is damaged/);
  });

  it('is not looked for in what is there already', async () => {
    await publishEarlier(DAMAGED);
    const { failure, report } = await harness.run([DAMAGED]);
    expect([failure, report.result]).toEqual([undefined, 'already-published']);
  });
});

describe('a fault of the build', () => {
  const TWICE = makeWheel({
    name: 'demo',
    version: '1.0',
    files: { 'other-2.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: other\nVersion: 2.0\n' },
  });

  it('is not blamed on artifacts: two .dist-info folders', async () => {
    const { failure } = await harness.run([TWICE]);
    expect(failure?.code).toBe('DISTRIBUTION_INVALID');
    expect(failure?.message).toContain('the wheel has 2 .dist-info folders');
    expect(failure?.hint).toMatch(/^Build the file again with a current build backend/);
    expect(`${failure?.message} ${failure?.hint}`).not.toMatch(/artifact|merge-multiple/);
  });
});

describe('encrypted source', () => {
  it('fails a run to PyPI', async () => {
    const { failure, entries } = await harness.run([ENCRYPTED]);
    expect(failure).toMatchObject({
      code: 'DISTRIBUTION_INVALID',
      message: expect.stringMatching(/by PyArmor/),
    });
    expect(entries).toBe(0);
  });

  it('is a warning elsewhere, and with `verify-metadata: false`', async () => {
    const elsewhere = await harness.run([ENCRYPTED], generic());
    expect(elsewhere.failure).toBeUndefined();
    expect(elsewhere.log).toMatch(/::warning.*by PyArmor/);
    await harness.restart();
    const unverified = await harness.run([ENCRYPTED], { 'verify-metadata': 'false' });
    expect(unverified.log).toMatch(/::warning.*by PyArmor/);
    expect(unverified.entries).toBeGreaterThan(0);
  });
});

// Whole runs with files that the index's rules are against: they count for what is to be uploaded, and for that alone.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { makeGzip, makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

/** An address without `@` among its characters: refused by PyPI, and by no other index. */
const AGAINST_RULES = { 'Author-email': 'nobody' };
const OLD = makeWheel({ name: 'demo', version: '1.0', metadata: AGAINST_RULES });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.close());

/** Puts a file on the index as another client did before the index had the rule. */
async function publishEarlier(file: MadeFile): Promise<void> {
  const { failure } = await harness.run([file], {
    'index-kind': 'generic',
    'check-url': harness.index.simpleUrl,
    'oidc-audience': 'testbed-index',
    attestations: 'never',
  });
  expect(failure).toBeUndefined();
}

function otherBytes(sdist: MadeFile): MadeFile {
  return {
    name: sdist.name,
    bytes: makeGzip(Buffer.concat([gunzipSync(sdist.bytes), Buffer.alloc(10_240)])),
  };
}

describe("a rule of the index's", () => {
  it('fails the run before anything is signed, where the file is to be uploaded', async () => {
    const { failure, report, uploads, entries } = await harness.run([OLD, SDIST]);
    expect(failure).toMatchObject({ code: 'DISTRIBUTION_INVALID' });
    expect(failure?.message).toMatch(
      /^1 file cannot be published:\n- demo-1\.0-py3-none-any\.whl: Author-Email/,
    );
    expect(report.files.map(({ name, status }) => [name, status])).toEqual([
      [OLD.name, 'failed'],
      [SDIST.name, 'not-attempted'],
    ]);
    expect([uploads, entries]).toEqual([0, 0]);
  });

  it('fails a plan, which checks what a run would', async () => {
    const { failure } = await harness.run([OLD], { 'dry-run': 'plan' });
    expect(failure).toMatchObject({ code: 'DISTRIBUTION_INVALID' });
  });

  it('turns no rerun red: what is there with the same bytes passed once', async () => {
    await publishEarlier(OLD);
    const rerun = await harness.run([OLD]);
    expect([rerun.failure, rerun.report.result]).toEqual([undefined, 'already-published']);
    const rest = await harness.run([OLD, SDIST]);
    expect([rest.failure, rest.uploads]).toEqual([undefined, 1]);
  });

  it('turns no `skip-existing: true` red, whatever bytes are there', async () => {
    const ours = makeSdist({ name: 'demo', version: '1.0', metadata: AGAINST_RULES });
    await publishEarlier(otherBytes(SDIST));
    const { failure, report } = await harness.run([ours], { 'skip-existing': 'true' });
    expect(failure).toBeUndefined();
    expect(report.files.map(({ status }) => status)).toEqual(['skipped-different']);
  });

  it('is a warning on an index that is not PyPI', async () => {
    const { failure, log } = await harness.run([OLD], {
      'index-kind': 'generic',
      'check-url': harness.index.simpleUrl,
      'oidc-audience': 'testbed-index',
      attestations: 'never',
    });
    expect(failure).toBeUndefined();
    expect(log).toMatch(/::warning.*Author-Email 'nobody' has no @/);
  });

  it("is told under the index's own name, never under PyPI's", async () => {
    const wheels = [
      makeWheel({ name: 'demo', version: '1.0', tags: 'cp313-cp313-linux_x86_64' }),
      makeWheel({ name: 'demo', version: '1.0', tags: 'cp313-cp313-macosx_27_0_arm64' }),
      makeWheel({ name: 'demo', version: '1.0', tags: `${'py3.'.repeat(56)}py2-none-any` }),
      makeWheel({ name: 'demo', version: '1.0', files: { 'demo/x.py': '__pyarmor_enter__' } }),
      makeWheel({
        name: 'demo',
        version: '1.0',
        tags: 'py2-none-any',
        metadata: { 'Metadata-Version': '2.9', 'License-Expression': 'New-Licence-Of-Next-Year' },
      }),
    ];
    for (const file of wheels) {
      const { failure, log } = await harness.run([file], { 'dry-run': 'plan' });
      const told = [failure?.message, failure?.hint, ...log.matchAll(/^::(?:warning|error).*$/gm)].join('\n');
      expect(told).toMatch(/127\.0\.0\.1:\d+ answers: |unless the index has added it since/);
      expect(told.replaceAll("PyPI's rules", '')).not.toMatch(/PyPI/);
    }
  });

  it("gives a file of more than PyPI takes of every project a warning, with the index's own name", async () => {
    const files = { 'demo/data.bin': Buffer.alloc(100 * 1024 ** 2) };
    const large = makeWheel({ name: 'demo', version: '1.0', files, compression: 'stored' });
    const { failure, log } = await harness.run([large], { 'dry-run': 'plan' });
    expect(failure).toBeUndefined();
    expect(log).toMatch(/::warning.*has 101 MiB, and 127\.0\.0\.1:\d+ accepts more than 100 MiB only/);
  });

  it('says nothing where metadata is not verified', async () => {
    const { log } = await harness.run([OLD], {
      'index-kind': 'generic',
      'check-url': harness.index.simpleUrl,
      'oidc-audience': 'testbed-index',
      attestations: 'never',
      'verify-metadata': 'false',
    });
    expect(log).not.toMatch(/Author-Email/);
  });
});

describe('what is broken', () => {
  it.each<[string, MadeFile, Readonly<Record<string, string>>]>([
    ['a file', { ...SDIST, bytes: SDIST.bytes.subarray(0, -40) }, {}],
    ['a name', { ...SDIST, name: 'demo.tar.gz' }, {}],
    ['a hash', SDIST, { 'expected-hashes': `${'0'.repeat(64)}  ${SDIST.name}` }],
  ])('fails at once, and the index is not queried: %s', async (_, file, inputs) => {
    const { failure } = await harness.run([file], inputs);
    expect([failure?.code, harness.index.requests]).toEqual(['DISTRIBUTION_INVALID', []]);
  });
});

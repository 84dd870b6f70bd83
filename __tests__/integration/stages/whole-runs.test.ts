// Whole runs against an index: what goes along with each file, and what is said of the release afterwards.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { attestationFromBundle } from '../../../src/attestations/attestation-json.ts';
import { SLSA_PREDICATE_TYPE } from '../../../src/attestations/statement.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { MadeFile } from '../../testbed/make-distributions.ts';
import { attestInBuildJob, provenanceOf } from '../../support/build-job.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const EARLIER = makeWheel({ name: 'demo', version: '1.0', tags: 'py3-none-win32' });
const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });

let harness: RunHarness;

beforeEach(async () => {
  harness = await startRunHarness();
});

afterEach(async () => harness.close());

/** Build provenance of a file, as another step of the same workflow signs it. */
async function provenanceBeside(file: MadeFile): Promise<MadeFile> {
  const bundle = await attestInBuildJob(harness.sigstore, provenanceOf(file));
  return {
    name: `${file.name}.slsa.attestation`,
    bytes: Buffer.from(JSON.stringify(attestationFromBundle(bundleFromJSON(bundle)))),
  };
}

function predicatesAt(name: string): string[] {
  const file = harness.index.files('demo').find(({ filename }) => filename === name);
  return (file?.attestations ?? []).map(({ envelope }) => {
    const statement: Record<string, unknown> = JSON.parse(
      Buffer.from(envelope.statement, 'base64').toString(),
    );
    return String(statement['predicateType']);
  });
}

const PUBLISH = 'https://docs.pypi.org/attestations/publish/v1';

describe('a release of which a server without a proxy answers 500 to some', () => {
  it('is published whole, one file after the other from the first such answer on', async () => {
    const wheels = Array.from({ length: 12 }, (_, build) =>
      makeWheel({
        name: 'demo',
        version: '1.0',
        tags: `${build + 1}-py3-none-any`,
        files: { 'demo.py': `build = ${build}\n` },
      }),
    );
    const match = (method: string, _path: string, nth: number): boolean => method === 'POST' && nth % 3 === 0;
    harness.index.faults.push({ match, times: 4, kind: 'bare-head' });
    const { failure, report } = await harness.run([...wheels, SDIST]);
    expect([failure, report.result]).toEqual([undefined, 'published']);
    expect(harness.index.files('demo')).toHaveLength(13);
  });
});

describe('a file with build provenance beside it', () => {
  it('is published with a publish attestation too', async () => {
    const { report } = await harness.run([WHEEL, SDIST, await provenanceBeside(WHEEL)]);
    expect(report.failure).toBeUndefined();
    expect(predicatesAt(WHEEL.name).toSorted()).toEqual([PUBLISH, SLSA_PREDICATE_TYPE]);
    expect(predicatesAt(SDIST.name)).toEqual([PUBLISH]);
    const made = report.files.map(({ attestations }) => attestations.map(({ adopted }) => adopted));
    expect(made).toEqual([[false, true], [false]]);
  });
});

describe('the whole release', () => {
  it('is said to be attested, and by whom', async () => {
    const { log, report } = await harness.run([WHEEL, SDIST]);
    const line = `demo 1.0 on ${new URL(harness.index.url).host}: all 2 files carry provenance, from GitHub octo/demo release.yml.`;
    expect(log).toContain(line);
    expect(JSON.parse(report.json)).toMatchObject({ decisions: expect.arrayContaining([line]) });
  });

  it('is said to be only partly attested where an earlier run sent none', async () => {
    await harness.run([EARLIER], { attestations: 'never' });
    const { log, report } = await harness.run([WHEEL, SDIST]);
    expect(report.exitCode).toBe(0);
    expect(log).toMatch(
      /^::warning.*demo 1\.0 on .* is only partly attested: 2 of 3 files carry provenance/m,
    );
    expect(log).toContain(`without: ${EARLIER.name}`);
  });

  it('has the files of an equal version too', async () => {
    await harness.run([makeSdist({ name: 'demo', version: '1.0.0' })], { attestations: 'never' });
    const { log } = await harness.run([WHEEL]);
    expect(log).toMatch(/demo 1\.0 on .* is only partly attested: 1 of 2 files carry provenance/);
  });

  it('is not spoken of where nothing was asked, or its files are not certain', async () => {
    const silent = await harness.run([WHEEL], { 'confirm-timeout': '0' });
    expect(silent.log).not.toContain('provenance, from');
    const asked = harness.index.requests.filter(({ path }) => path === '/simple/demo/').length;
    expect(asked).toBe(1);
    harness.index.visibleAfter = (surface) => surface !== 'json';
    const uncertain = await harness.run([SDIST]);
    expect(uncertain.report.warnings).toHaveLength(1);
    expect(uncertain.annotations).toMatch(/^::warning::Uploaded but not confirmed: /m);
    expect(uncertain.log).not.toContain('carry provenance');
  });
});

describe('an upload token with under three minutes left', () => {
  it('is replaced before each upload, every one with an identity token of its own', async () => {
    await harness.restart({ tokenLifetime: 170 });
    const before = harness.sigstore.issuer.counts['testbed-index'] ?? 0;
    const { report } = await harness.run([WHEEL, SDIST]);
    expect(report.result).toBe('published');
    // In preflight, for each of two uploads, and where the index is asked with credentials.
    expect(harness.index.mints).toBeGreaterThanOrEqual(3);
    // One more was for the claims. The index takes no identity token twice.
    expect((harness.sigstore.issuer.counts['testbed-index'] ?? 0) - before).toBe(harness.index.mints);
    expect(new Set(harness.index.tokens.map(({ token }) => token)).size).toBe(harness.index.mints);
  });

  it('serves all uploads where it lives long enough', async () => {
    await harness.run([WHEEL, SDIST]);
    expect(harness.index.mints).toBe(1);
  });
});

describe('a run that meets a stale page', () => {
  it('sends what it can not see, and is not red for the attestation of the earlier upload', async () => {
    await harness.run([WHEEL]);
    const before = harness.index.provenance(WHEEL.name);
    let asked = 0;
    harness.index.visibleAfter = (surface) => surface !== 'simple' || ++asked > 1;
    const { report, log } = await harness.run([WHEEL]);
    expect([report.exitCode, report.result]).toEqual([0, 'published']);
    expect(log).toContain('from an earlier upload, not the one that was sent now');
    expect(harness.index.provenance(WHEEL.name)).toEqual(before);
    expect((await harness.run([WHEEL])).report.result).toBe('already-published');
  });
});

describe('expected-hashes', () => {
  const line = ({ name, bytes }: MadeFile): string =>
    `${createHash('sha256').update(bytes).digest('hex')}  dist/${name}\n`;
  const sums = (...files: readonly MadeFile[]): MadeFile => ({
    name: '../SHA256SUMS',
    bytes: Buffer.from(files.map(line).join('')),
  });

  it('may be the path of a file of sha256sum output', async () => {
    const inputs = { 'expected-hashes': 'SHA256SUMS', attestations: 'never' };
    expect((await harness.run([WHEEL, SDIST, sums(WHEEL, SDIST)], inputs)).report.result).toBe('published');
    const { failure } = await harness.run([WHEEL, sums(SDIST)], inputs);
    expect([failure?.code, failure?.message]).toEqual([
      'DISTRIBUTION_INVALID',
      expect.stringContaining(`${WHEEL.name}: is not listed in expected-hashes`),
    ]);
  });

  it.each([
    ['nowhere.txt', /line 1 is neither 'HASH {2}name' nor the path of a file: .*nowhere\.txt does not exist/],
    ['SHA256SUMS', /expected-hashes: SHA256SUMS: line 1 is not 'HASH {2}name': hello/],
    ['dist', /nor the path of a file: .*dist is a folder, not a regular file/],
    ['SHA256SUMS/list', /nor the path of a file: .*list does not exist/],
    ['{dist}.txt', /nor the path of a file: .*\{dist\}\.txt does not exist/],
  ])('is refused before anything is asked where that cannot be read: %s', async (path, message) => {
    const file = { name: '../SHA256SUMS', bytes: Buffer.from('hello\n') };
    const { failure } = await harness.run([WHEEL, file], { 'expected-hashes': path });
    expect([failure?.code, failure?.message]).toEqual(['INPUT_INVALID', expect.stringMatching(message)]);
    expect(harness.index.requests).toEqual([]);
  });

  it('is refused where the file is too large for one', async () => {
    const file = { name: '../SHA256SUMS', bytes: Buffer.alloc(4 * 1024 * 1024 + 1, 'a') };
    const { failure } = await harness.run([WHEEL, file], { 'expected-hashes': 'SHA256SUMS' });
    expect(failure?.message).toMatch(/SHA256SUMS has 4194305 bytes, more than the 4194304 expected at most/);
  });
});

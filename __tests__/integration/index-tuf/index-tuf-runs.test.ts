// Whole runs against an index that signs for its files by TUF (PEP 458).
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { digestsOf } from '../../../src/index-tuf/digests.ts';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import { startSignedIndex } from '../../testbed/signed-index.ts';
import type { SignedIndex } from '../../testbed/signed-index.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { RunHarness, EndedRun } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });
const FILES = [WHEEL, SDIST];
const BOTH = { [WHEEL.name]: WHEEL.bytes, [SDIST.name]: SDIST.bytes };
const SIMPLY = { attestations: 'never' };

let harness: RunHarness;
let signed: SignedIndex;

beforeEach(async () => {
  harness = await startRunHarness();
  signed = await startSignedIndex(2);
});

afterEach(async () => {
  await harness.close();
  await signed.close();
});

async function run(inputs: Readonly<Record<string, string>> = {}): Promise<EndedRun> {
  const own = { 'index-tuf-url': signed.url, 'index-tuf-root': signed.root.toString() };
  return harness.run(FILES, { ...own, ...inputs });
}

/** Does something when the metadata is looked at for the so-manieth time. */
function atLook(number: number, act: () => Promise<void>): void {
  let looks = 0;
  const match = (_method: string, path: string): boolean => {
    if (path === '/timestamp.json' && ++looks === number) void act();
    return false;
  };
  signed.faults.push({ match, kind: 'reset' });
}

const verdicts = ({ report }: Pick<EndedRun, 'report'>): string[] =>
  report.files.map(({ indexTuf }) => indexTuf?.verdict ?? 'none');

function expectNothingSignedOrUploaded(): void {
  expect(harness.sigstore.rekor1.entries() + harness.sigstore.rekor2.entries()).toBe(0);
  expect(harness.index.uploads).toEqual([]);
}

describe('before anything irreversible', () => {
  it('metadata that names other bytes ends the run', async () => {
    await signed.sign({ ...BOTH, [WHEEL.name]: Buffer.from('other bytes') });
    const result = await run();
    expect(result.report.failure).toMatchObject({ code: 'INDEX_CONFLICT' });
    expect(result.report.failure?.message).toContain(
      `- ${WHEEL.name}: it names a different file (there 11 bytes`,
    );
    expect(result.report.failure?.message).not.toContain(SDIST.name);
    expect(result.report.outputs.get('index-tuf-status')).toBe('mismatch');
    expectNothingSignedOrUploaded();
  });

  it('so does metadata that is refused', async () => {
    await signed.carryOut({ do: 'expire', role: 'timestamp' });
    const { report } = await run();
    expect(report.failure).toMatchObject({ code: 'TRUST_UNAVAILABLE' });
    expect(report.failure?.message).toContain('timestamp.json failed verification: ');
    expect(report.failure?.message).toContain('expired');
    expectNothingSignedOrUploaded();
  });

  it('so does a root that is none, before the metadata is asked for', async () => {
    const { report } = await run({ 'index-tuf-root': '{}' });
    expect(report.failure).toMatchObject({ code: 'INPUT_INVALID' });
    expect(report.failure?.message).toContain('index-tuf-root: the root that was given failed verification');
    expect(signed.requests).toEqual([]);
    expectNothingSignedOrUploaded();
  });

  it('a repository that is not there is a warning, or with index-tuf-require the end', async () => {
    signed.files.clear();
    const strict = await run({ 'index-tuf-require': 'true' });
    expect(strict.report.failure).toMatchObject({ code: 'INDEX_UNAVAILABLE' });
    expectNothingSignedOrUploaded();
    const lenient = await run(SIMPLY);
    expect([lenient.report.exitCode, lenient.report.result]).toEqual([0, 'published']);
    expect(lenient.log).toMatch(
      /^::warning.*could not be fetched .*wheelseal requests it again after the upload/m,
    );
    expect(lenient.report.outputs.get('index-tuf-status')).toBe('unreachable');
  });

  it.each(['plan', 'sign'])('a dry run (%s) looks too, once', async (dryRun) => {
    const inputs = { 'dry-run': dryRun, ...SIMPLY, 'index-tuf-require': 'true' };
    const calm = await run(inputs);
    expect([calm.report.exitCode, calm.report.outputs.get('index-tuf-status')]).toEqual([0, 'not-yet']);
    expect(signed.requests.filter(({ path }) => path === '/timestamp.json')).toHaveLength(1);
    await signed.sign({ [WHEEL.name]: Buffer.from('other bytes') });
    expect((await run(inputs)).report.failure?.code).toBe('INDEX_CONFLICT');
  });
});

describe('after the upload', () => {
  it('is waited until the index signs for the files', async () => {
    atLook(4, () => signed.sign(BOTH));
    const result = await run({ ...SIMPLY, 'index-tuf-require': 'true' });
    expect([result.report.exitCode, result.report.result]).toEqual([0, 'published']);
    expect(result.report.outputs.get('index-tuf-status')).toBe('signed');
    const rows: unknown = JSON.parse(result.report.outputs.get('files') ?? '');
    const sha256 = createHash('sha256').update(WHEEL.bytes).digest('hex');
    expect(rows).toContainEqual(
      expect.objectContaining({
        name: WHEEL.name,
        indexTuf: {
          verdict: 'signed',
          target: WHEEL.name,
          role: signed.binOf(WHEEL.name),
          hashes: { sha256 },
          because: '',
        },
      }),
    );
    expect(JSON.parse(result.report.json)).toMatchObject({
      indexTuf: { status: 'signed', versions: { root: 1, timestamp: 2, snapshot: 2 }, because: null },
    });
  });

  it('nothing is asked again where the index signed for the files before', async () => {
    await signed.sign(BOTH);
    const { report } = await run({ ...SIMPLY, 'index-tuf-require': 'true' });
    expect([report.exitCode, report.outputs.get('index-tuf-status')]).toEqual([0, 'signed']);
    expect(signed.requests.filter(({ path }) => path === '/timestamp.json')).toHaveLength(1);
  });

  it('what is not signed for in time is a warning, or with index-tuf-require a failure', async () => {
    const lenient = await run(SIMPLY);
    expect([lenient.report.exitCode, lenient.report.outputs.get('index-tuf-status')]).toEqual([0, 'not-yet']);
    expect(lenient.log).toMatch(/^::warning.*not signed for by the index's TUF metadata.*no role lists it/m);
    const strict = await run({ ...SIMPLY, 'index-tuf-require': 'true' });
    expect([strict.report.exitCode, strict.report.failure?.code]).toEqual([1, 'CONFIRMATION_FAILED']);
    expect(strict.report.failure?.message).toContain(`${WHEEL.name}: it is published, but not signed for`);
    expect(strict.report.failure?.hint).toContain('attestation is not affected');
    expect(verdicts(strict)).toEqual(['not-yet', 'not-yet']);
  });

  it('a contradiction fails, at once and without index-tuf-require', async () => {
    atLook(2, () => signed.sign({ [WHEEL.name]: Buffer.from('other bytes') }));
    const result = await run(SIMPLY);
    expect([result.report.exitCode, result.report.failure?.code]).toEqual([1, 'CONFIRMATION_FAILED']);
    expect(result.report.outputs.get('index-tuf-status')).toBe('mismatch');
    expect(verdicts(result).toSorted()).toEqual(['mismatch', 'not-yet']);
    expect(result.log).not.toContain('Published, and not signed for');
    expect(signed.requests.filter(({ path }) => path === '/timestamp.json').length).toBeLessThan(4);
  });

  it('metadata that goes back behind what was seen before it fails', async () => {
    const old = new Map(signed.files);
    await signed.sign({ other: Buffer.from('x') });
    atLook(2, async () => old.forEach((bytes, name) => signed.files.set(name, bytes)));
    const { report } = await run(SIMPLY);
    expect([report.exitCode, report.outputs.get('index-tuf-status')]).toEqual([1, 'refused']);
    expect(report.failure?.message).toContain('timestamp.json failed verification: rollback');
  });

  it('confirm-timeout: 0 looks once more', async () => {
    await run({ ...SIMPLY, 'confirm-timeout': '0' });
    expect(signed.requests.filter(({ path }) => path === '/timestamp.json')).toHaveLength(2);
  });

  it('a run with nothing left to publish waits for what is there', async () => {
    await harness.run(FILES, SIMPLY);
    atLook(3, () => signed.sign(BOTH));
    const { report } = await run({ ...SIMPLY, 'index-tuf-require': 'true' });
    expect([report.result, report.exitCode]).toEqual(['already-published', 0]);
    expect(report.outputs.get('index-tuf-status')).toBe('signed');
  });

  it('files that were skipped for other bytes are not looked at', async () => {
    const other = makeWheel({ name: 'demo', version: '1.0', metadata: { Summary: 'other' } });
    await harness.run([other], SIMPLY);
    await signed.sign({ [other.name]: other.bytes, [SDIST.name]: SDIST.bytes });
    const result = await run({ ...SIMPLY, 'skip-existing': 'true' });
    expect([result.report.exitCode, result.report.outputs.get('index-tuf-status')]).toEqual([0, 'signed']);
    expect(verdicts(result).toSorted()).toEqual(['none', 'signed']);
  });
});

describe('an index that signs for pages of projects', () => {
  const PAGES = { ...SIMPLY, 'index-tuf-target': '{project}' };

  async function signPage(): Promise<void> {
    const answer = await fetch(`${harness.index.url}/simple/demo/`, { headers: { accept: 'text/html' } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const digests = await digestsOf([bytes], ['blake2b-256']);
    await signed.sign({ demo: { length: bytes.length, hashes: Object.fromEntries(digests) } });
  }

  it('signs for the files that a page links, by BLAKE2b-256 alone', async () => {
    let signing: Promise<void> | undefined;
    atLook(3, () => (signing = signPage()));
    const result = await run(PAGES);
    await signing;
    expect([result.report.exitCode, result.report.outputs.get('index-tuf-status')]).toEqual([0, 'signed']);
    expect(verdicts(result)).toEqual(['signed', 'signed']);
  });

  it('does not sign for them while page and metadata differ', async () => {
    await harness.run([SDIST], SIMPLY);
    await signPage();
    const result = await run(PAGES);
    expect([result.report.exitCode, result.report.outputs.get('index-tuf-status')]).toEqual([0, 'not-yet']);
    expect(result.log).toContain('the index serves another page than the one that it signed');
  });

  it('is refused where it is not known where the pages are', async () => {
    const { report } = await run({ ...PAGES, 'index-kind': 'generic', 'oidc-audience': 'testbed-index' });
    expect(report.failure).toMatchObject({ code: 'INPUT_INVALID' });
    expect(report.failure?.message).toContain('names pages of projects');
    expect(signed.requests).toEqual([]);
  });
});

describe('without index-tuf-url', () => {
  it('nothing is asked and nothing said', async () => {
    const { report, log } = await harness.run(FILES, SIMPLY);
    expect(report.outputs.has('index-tuf-status')).toBe(false);
    expect(verdicts({ report })).toEqual(['none', 'none']);
    expect(log).not.toMatch(/TUF|signs for|Signed by the index/);
    expect(JSON.parse(report.json)).toMatchObject({ indexTuf: null });
  });
});

// Whole runs whose files the index does not show as they were sent, or not in time.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeSdist, makeWheel } from '../../testbed/make-distributions.ts';
import type { PackageIndexOptions, StoredFile } from '../../testbed/package-index/types.ts';
import { startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const WHEEL = makeWheel({ name: 'demo', version: '1.0' });
const OTHER = makeWheel({ name: 'demo', version: '1.0', metadata: { Summary: 'Other' } });
const SDIST = makeSdist({ name: 'demo', version: '1.0' });

let harness: RunHarness;
let disabled = false;

beforeAll(async () => {
  harness = await startRunHarness({ index: { attestationsDisabled: () => disabled } });
});

afterEach(async () => {
  disabled = false;
  await harness.restart();
});

afterAll(async () => harness.close());

/** What a run says of its attestations. */
function said({ report, log }: EndedRun) {
  const { outputs, exitCode, files } = report;
  return {
    exitCode,
    confirmed: files.map(({ confirmed }) => confirmed),
    attested: outputs.get('attested'),
    because: outputs.get('not-attested-because'),
    warned: [...report.warnings, ...log.matchAll(/^::warning.*$/gm)].join('\n'),
  };
}

/** Files of the release that other runs uploaded: as a stored one, under other names. */
function foreignFiles(count: number): void {
  const [stored] = harness.index.files('demo');
  if (stored === undefined) throw new Error('nothing was uploaded');
  const others = Array.from({ length: count }, (_, number): StoredFile => {
    return { ...stored, filename: `demo-1.0-${number + 1}-py3-none-any.whl` };
  });
  harness.index.store(others);
}

describe('confirm-timeout', () => {
  it('bounds the look at the whole release, however many of its files hang', async () => {
    await harness.run([WHEEL]);
    foreignFiles(24);
    const isForeign = (_method: string, path: string): boolean => /1\.0-\d+-py3/.test(path);
    harness.index.faults.push({ match: isForeign, kind: 'hang' });
    harness.network = (method, path) => (isForeign(method, path) ? 'hung' : undefined);
    const { report, log, seconds } = await harness.run([SDIST], { 'confirm-timeout': '5' });
    expect(report.exitCode).toBe(0);
    expect(log).toContain('a publisher that could not be read');
    const { stages } = JSON.parse(report.json) as { stages: readonly Record<string, string>[] };
    const confirmation = stages.find(({ heading }) => heading === 'Confirmation');
    const [began, ended] = [confirmation?.['began'] ?? '', confirmation?.['ended'] ?? ''].map(Date.parse);
    expect((ended ?? 0) - (began ?? 0)).toBeGreaterThan(1000);
    expect((ended ?? 0) - (began ?? 0)).toBeLessThanOrEqual(5000);
    // Before the upload the publisher of an earlier file is asked for, which decides nothing.
    expect(seconds).toBeLessThanOrEqual(5 + 10 + 1);
  });

  it('is waited for, and what was waited is said', async () => {
    harness.index.visibleAfter = (surface) => surface !== 'simple';
    const run = await harness.run([WHEEL], { 'confirm-timeout': '25' });
    expect(said(run)).toMatchObject({ exitCode: 0, confirmed: [null], attested: 'false' });
    expect(said(run).because).toMatch(/^Attestations could not be checked \(not confirmed within 24 s: /);
    expect(run.seconds).toBeGreaterThanOrEqual(24);
    expect(run.seconds).toBeLessThanOrEqual(25.5);
  });

  it('over without an answer fails no run that requires attestations, which is warned of', async () => {
    harness.index.visibleAfter = (surface) => surface !== 'simple';
    const run = await harness.run([WHEEL], { 'confirm-timeout': '25', attestations: 'require' });
    expect(said(run)).toMatchObject({ exitCode: 0, confirmed: [null], attested: 'false' });
    expect(run.report.result).toBe('published');
    expect(said(run).warned).toMatch(
      /Uploaded but not confirmed: .* does not list it\. Check the release page/,
    );
  });

  it('that is too short for a missing attestation to be certain says so', async () => {
    harness.index.visibleAfter = (surface) => surface !== 'provenance';
    const short = said(await harness.run([WHEEL], { 'confirm-timeout': '20', attestations: 'require' }));
    expect(short).toMatchObject({ exitCode: 0, confirmed: [null] });
    expect(short.warned).toContain(
      '`confirm-timeout: 20` is too short for the 3 answers, 10 s apart, after which this fails the run. Check in a few minutes',
    );
    const enough = said(await harness.run([SDIST], { 'confirm-timeout': '21', attestations: 'require' }));
    expect(enough).toMatchObject({ exitCode: 1, confirmed: [false] });
  });

  it('of 0 confirms nothing, so that nothing is called attested', async () => {
    const found = said(await harness.run([WHEEL], { 'confirm-timeout': '0', attestations: 'require' }));
    expect(found).toMatchObject({ exitCode: 0, confirmed: [null], attested: 'false' });
    expect(found.warned).toContain('`confirm-timeout` is 0');
  });
});

describe('an index that has no hashes of files', () => {
  it('is not waited for, since what it has cannot be compared', async () => {
    const inputs = {
      'index-kind': 'generic',
      'check-url': harness.index.simpleUrl,
      'oidc-audience': 'testbed-index',
    };
    const names = [WHEEL.name, SDIST.name];
    harness.index.faults.push({
      match: (_method, path) => path.startsWith('/simple/') && harness.index.uploads.length === names.length,
      kind: 'status',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: names.map((name) => `<a href="/files/${name}#md5=00">${name}</a>`).join('\n'),
    });
    const run = await harness.run([WHEEL, SDIST], inputs);
    expect(said(run)).toMatchObject({ exitCode: 0, confirmed: [null, null] });
    expect(said(run).warned).toMatch(
      /Uploaded but not confirmed: .* lists it without a SHA-256, so that its content cannot be compared\. Download the file/,
    );
    expect(run.seconds).toBeLessThan(30);
  });
});

describe('attestations that the operator switched off', () => {
  it.each(['auto', 'require'])('are not called seen after the upload, and fail nothing: %s', async (mode) => {
    disabled = true;
    const found = said(await harness.run([WHEEL, SDIST], { attestations: mode }));
    expect(found).toMatchObject({ exitCode: 0, confirmed: [null, null], attested: 'false' });
    expect(found.because).toContain('answered 403 Attestations temporarily disabled');
    expect(found.warned).toMatch(
      /Uploaded but not confirmed: .* answered 403 Attestations temporarily disabled\. Check whether/,
    );
  });

  it.each(['auto', 'require'])('are not called seen of files that were there: %s', async (mode) => {
    await harness.run([WHEEL]);
    disabled = true;
    const found = said(await harness.run([WHEEL], { attestations: mode }));
    expect(found).toMatchObject({ exitCode: 0, confirmed: [true], attested: 'false' });
    expect(found.warned).toContain('answered 403 Attestations temporarily disabled');
  });
});

describe('a file that was there', () => {
  it('is attested where the index serves its attestation', async () => {
    await harness.run([WHEEL]);
    const found = said(await harness.run([WHEEL], { attestations: 'require' }));
    expect(found).toEqual({ exitCode: 0, confirmed: [true], attested: 'true', because: '', warned: '' });
  });

  it('fails a run that requires attestations where the index answers that it has none', async () => {
    await harness.run([WHEEL], { attestations: 'never' });
    expect(said(await harness.run([WHEEL]))).toMatchObject({ exitCode: 0, attested: 'false' });
    expect(said(await harness.run([WHEEL], { attestations: 'require' }))).toMatchObject({
      exitCode: 1,
      confirmed: [false],
      attested: 'false',
    });
  });

  it('fails a run that requires attestations where the index serves one of other content', async () => {
    await harness.run([WHEEL, SDIST]);
    const [wheel, sdist] = [WHEEL, SDIST].map(({ name }) =>
      harness.index.files('demo').find(({ filename }) => filename === name),
    );
    if (wheel === undefined || sdist === undefined) throw new Error('not uploaded');
    wheel.attestations = sdist.attestations;
    expect(said(await harness.run([WHEEL]))).toMatchObject({
      exitCode: 0,
      confirmed: [true],
      attested: 'false',
    });
    const required = await harness.run([WHEEL], { attestations: 'require' });
    expect(said(required)).toMatchObject({ exitCode: 1, confirmed: [false], attested: 'false' });
    expect(required.report.failure).toMatchObject({ code: 'INDEX_CONFLICT', rerun: 'needs-new-release' });
  });

  it('is attested for a run that requires it where another publisher attested these very bytes', async () => {
    await harness.run([WHEEL]);
    const [stored] = harness.index.files('demo');
    Object.assign(stored?.publisher ?? {}, { workflow: 'other.yml' });
    const found = said(await harness.run([WHEEL], { attestations: 'require' }));
    expect(found).toEqual({ exitCode: 0, confirmed: [true], attested: 'true', because: '', warned: '' });
  });

  it('is not attested where its bytes are others, with skip-existing', async () => {
    await harness.run([WHEEL]);
    const other = OTHER;
    const found = said(await harness.run([other], { 'skip-existing': 'true' }));
    expect(found).toMatchObject({ exitCode: 0, attested: 'false' });
    expect(found.because).toContain('The index has different files under these names');
    expect(found.warned).toContain('has different files under these names');
  });
});

describe('provenance that names another publisher', () => {
  function publishedBy(change: object): void {
    const changed = (file: StoredFile): boolean => {
      Object.assign(file.publisher ?? {}, change);
      return true;
    };
    harness.index.visibleAfter = (_surface, filename) => {
      return harness.index
        .files('demo')
        .filter((file) => file.filename === filename)
        .every(changed);
    };
  }

  it.each([{ kind: 'GitLab' }, { repository: 'octo/demo-shared' }, { workflow: 'other.yml' }])(
    'fails the confirmation of a file that this run uploaded: %o',
    async (change) => {
      publishedBy(change);
      const run = await harness.run([WHEEL]);
      expect(said(run)).toMatchObject({ exitCode: 1, confirmed: [false], attested: 'false' });
      expect(run.report.failure?.code).toBe('CONFIRMATION_FAILED');
      expect(run.report.failure?.message).toContain('names another publisher for it');
    },
  );

  it.each([{ repository: 'OCTO/Demo' }, { environment: 'other' }])('does not compare %o', async (change) => {
    publishedBy(change);
    expect(said(await harness.run([WHEEL]))).toMatchObject({ exitCode: 0, attested: 'true' });
  });

  it('is a line of a file that was there', async () => {
    await harness.run([WHEEL]);
    publishedBy({ repository: 'octo/other' });
    const run = await harness.run([WHEEL]);
    expect(said(run)).toMatchObject({ exitCode: 0, attested: 'true' });
    expect(run.log).toContain('octo/other');
  });
});

describe('a project in quarantine', () => {
  const quarantined: Partial<PackageIndexOptions> = { projectStatus: () => 'quarantined' };

  it('takes files by API token, of which none is confirmed, without a long wait', async () => {
    const token = 'pypi-of-a-maintainer';
    await harness.restart({ ...quarantined, apiTokens: { [token]: { user: '__token__' } } });
    const run = await harness.run([WHEEL], { user: '__token__', password: token });
    expect([run.failure, run.uploads]).toEqual([undefined, 1]);
    expect(said(run)).toMatchObject({
      exitCode: 0,
      confirmed: [null],
      warned: expect.stringContaining('demo is in quarantine'),
    });
    expect(run.log).toContain('lists no files of a project in quarantine');
    expect(run.seconds).toBeLessThan(30);
  });

  it('takes none by Trusted Publishing: nothing is signed', async () => {
    await harness.restart(quarantined);
    const { failure, uploads, entries } = await harness.run([WHEEL]);
    expect(failure).toMatchObject({
      code: 'INDEX_CONFLICT',
      message: expect.stringContaining('quarantined'),
    });
    expect([uploads, entries]).toEqual([0, 0]);
  });
});

describe('an answer of 200 with a web page', () => {
  const PAGE = '<html><head><title>Sign in</title></head><body>Please sign in</body></html>';

  it('is said to be one where it answers an upload, and nothing is called confirmed', async () => {
    const match = (method: string, path: string): boolean => method === 'POST' && path.startsWith('/legacy');
    const headers = { 'content-type': 'text/html' };
    harness.index.faults.push({ match, kind: 'status', status: 200, headers, body: PAGE });
    const run = await harness.run([WHEEL], { 'confirm-timeout': '25' });
    expect(said(run)).toMatchObject({ exitCode: 0, confirmed: [null], attested: 'false' });
    expect(said(run).warned).toMatch(
      new RegExp(`${WHEEL.name}: .* answered with a web page, "Sign in", .*Check repository-url`),
    );
    expect(said(run).warned).toMatch(/Uploaded but not confirmed: .* does not list it\. /);
    expect(harness.index.files('demo')).toEqual([]);
  });

  it('stops the run before anything is signed where it stands in place of the files', async () => {
    const match = (_method: string, path: string): boolean => path.startsWith('/simple/');
    const headers = { 'content-type': 'text/html' };
    harness.index.faults.push({ match, kind: 'status', status: 200, headers, body: PAGE });
    const { failure, uploads, entries } = await harness.run([WHEEL]);
    expect(failure?.code).toBe('INDEX_UNAVAILABLE');
    expect(failure?.message).toContain('answered with a web page, "Sign in"');
    expect([uploads, entries]).toEqual([0, 0]);
  });

  it('confirms nothing where it stands in place of the files after the upload', async () => {
    const headers = { 'content-type': 'text/html' };
    let isUploaded = false;
    harness.network = (method) => {
      isUploaded ||= method === 'POST';
      return undefined;
    };
    const match = (_method: string, path: string): boolean => isUploaded && path.startsWith('/simple/');
    harness.index.faults.push({ match, kind: 'status', status: 200, headers, body: PAGE });
    const run = await harness.run([WHEEL], { 'confirm-timeout': '25', attestations: 'never' });
    expect(said(run)).toMatchObject({ exitCode: 0, confirmed: [null] });
    expect(run.log).toContain('answered with a web page, "Sign in"');
  });

  it('is not said of an answer without one', async () => {
    expect(said(await harness.run([WHEEL])).warned).toBe('');
  });
});

describe('an index of another version of the Simple API', () => {
  const serve = (version: string): void => {
    harness.index.faults.push({
      match: (_method, path) => path.startsWith('/simple/'),
      kind: 'status',
      status: 200,
      headers: { 'content-type': 'application/vnd.pypi.simple.v1+json' },
      body: JSON.stringify({ meta: { 'api-version': version }, files: [] }),
    });
  };

  it('gets nothing where the major version is greater', async () => {
    serve('2.0');
    const { failure, uploads, entries } = await harness.run([SDIST]);
    expect(failure).toMatchObject({ code: 'INDEX_UNAVAILABLE', hint: expect.stringMatching(/^Update/) });
    expect([uploads, entries]).toEqual([0, 0]);
  });

  it('is warned of once where the minor version is greater', async () => {
    serve('1.99');
    const files = [SDIST, makeSdist({ name: 'other', version: '1.0' })];
    const run = await harness.run(files, { 'dry-run': 'plan' });
    expect(run.report.exitCode).toBe(0);
    expect(run.log.match(/::warning.*serves version 1\.99/g)).toHaveLength(1);
  });
});

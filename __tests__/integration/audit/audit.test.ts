import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runAudit } from '../../support/audit-harness.ts';
import { claimsOf, startPlantedIndex, type Planted, type PlantedIndex } from '../../support/planted-index.ts';

let planted: PlantedIndex;
beforeAll(async () => {
  planted = await startPlantedIndex();
});
afterAll(() => planted.close());

const OTHER_WORKFLOW = claimsOf('octo/demo', 'evil.yml');

/** Each project has one release as it should be, then one of these. */
const CASES: readonly (readonly [
  project: string,
  kind: string,
  Omit<Planted, 'version' | 'uploadedAt'>,
  text: string,
])[] = [
  ['bare', 'not-attested', { claims: null }, 'it has no attestation'],
  ['repository', 'other-repository', { claims: claimsOf('evil/demo', 'release.yml') }, 'signed by evil/demo'],
  ['workflow', 'other-workflow', { claims: OTHER_WORKFLOW }, 'signed by the workflow evil.yml'],
  ['bytes', 'other-bytes', { altered: true }, 'its attestation is for different content'],
  ['expired', 'attestation-invalid', { expired: true }, 'does not verify: log key'],
  [
    'foreign',
    'other-file',
    { foreign: true },
    'for another file, pypi_attestations-0.0.19.tar.gz, signed by trailofbits/pypi-attestations',
  ],
  [
    'named',
    'other-repository',
    { publisher: { repository: 'evil/demo' } },
    'the index names the repository evil/demo',
  ],
  [
    'stolen',
    'provenance-changed',
    { claims: { ...claimsOf('octo/demo', 'release.yml'), repository_id: '6666' } },
    'repository 6666',
  ],
];

describe('an audit of releases with faults', () => {
  it('finds each, and nothing else', async () => {
    const expected: (readonly [string, string])[] = [];
    for (const [project, kind, release] of CASES) {
      await planted.plant({ project, version: '1.0', uploadedAt: '2026-01-01T00:00:00Z' });
      const name = await planted.plant({
        project,
        version: '2.0',
        uploadedAt: '2026-02-01T00:00:00Z',
        ...release,
      });
      expected.push([kind, name]);
    }
    const yanked = await planted.plant({
      project: 'yanked',
      version: '1.0',
      uploadedAt: '2026-01-01T00:00:00Z',
    });
    planted.yanked.set(yanked, 'broken <b>build</b>');
    expected.push(['yanked', yanked]);
    await planted.plant({ project: 'clean', version: '1.0', uploadedAt: '2026-01-01T00:00:00Z' });
    await planted.plant({ project: 'held', version: '1.0', uploadedAt: '2026-01-01T00:00:00Z' });
    planted.quarantined.add('held');

    const projects = [...CASES.map(([project]) => project), 'yanked', 'clean', 'held', 'nowhere'].join('\n');
    const { report, findings, log } = await runAudit(planted, { projects, workflows: 'release.yml' });
    const found = findings.map(({ kind, file }) => `${kind} ${file}`).toSorted();
    const wanted = [
      ...expected.map(([kind, name]) => `${kind} ${name}`),
      'quarantined null',
      'project-missing null',
    ];
    expect(found).toEqual(wanted.toSorted());
    for (const [project, kind, , text] of CASES) {
      expect(
        findings.find((each) => each.kind === kind && each.file?.startsWith(`${project}-`))?.message,
      ).toContain(text);
    }
    expect(report.exitCode).toBe(1);
    expect(report.outputs.get('result')).toBe('findings');
    // One line each, one annotation for the worst.
    for (const { kind, message } of findings) expect(log).toContain(`${kind}: ${message}`);
    expect(log.match(/^::error .*$/gm)).toHaveLength(1);
    expect(log).toMatch(/^::error title=Different file::bytes-2\.0-.*10 more findings/m);
    expect(report.summary).toContain('## Audit: 11 findings');
    expect(report.summary).toContain('broken &lt;b&gt;build&lt;/b&gt;');
    // The link before it names the file.
    expect(report.summary).toMatch(
      /^- \*\*Different file\*\* bytes-2\.0-\S+: its attestation is for different content/m,
    );
    expect(report.summary).not.toMatch(/\*\* (\S+): \1: /);
    expect(JSON.parse(report.json)).toMatchObject({ result: 'findings', error: null, findings });
  });

  it('finds nothing in what is as it should be', async () => {
    const { report, findings, log } = await runAudit(planted, { projects: 'Clean', download: 'true' });
    expect(findings).toEqual([]);
    expect(report.exitCode).toBe(0);
    expect(report.outputs.get('result')).toBe('clean');
    expect(report.summary).toContain('## Audit: clean');
    expect(log).not.toMatch(/^::error/m);
    expect(log).toContain('clean: 1 file listed, 1 audited, 1 attested.');
  });

  it('finds bytes that are not those listed only where it downloads them', async () => {
    const name = await planted.plant({
      project: 'swapped',
      version: '1.0',
      uploadedAt: '2026-01-01T00:00:00Z',
    });
    const [file] = planted.index.files('swapped');
    if (file !== undefined) file.content = Buffer.from('other bytes');
    expect((await runAudit(planted, { projects: 'swapped' })).findings).toEqual([]);
    const { findings } = await runAudit(planted, { projects: 'swapped', download: 'true' });
    expect(findings).toMatchObject([{ kind: 'other-bytes', file: name }]);
  });

  it('looks at what is in scope alone', async () => {
    const all = await runAudit(planted, { projects: 'bare', since: '2026-01-15' });
    expect(all.findings.map(({ kind }) => kind)).toEqual(['not-attested']);
    expect(all.log).toContain('bare: 2 files listed, 1 audited, 0 attested.');
    const none = await runAudit(planted, { projects: 'bare', since: '2026-03-01' });
    expect(none.report.outputs.get('result')).toBe('clean');
  });

  it('says what it proves nothing for, unless attestations are required', async () => {
    await planted.plant({
      project: 'plain',
      version: '1.0',
      uploadedAt: '2026-01-01T00:00:00Z',
      claims: null,
    });
    const free = await runAudit(planted, { projects: 'plain' });
    expect(free.report.exitCode).toBe(0);
    expect(free.log).toContain('::notice::No file of plain has an attestation');
    const strict = await runAudit(planted, { projects: 'plain', 'require-attestations-since': '1.0' });
    expect(strict.findings.map(({ kind }) => kind)).toEqual(['not-attested']);
  });
});

describe('an audit that can not see all', () => {
  it('is never clean, and still tells what it found', async () => {
    planted.index.faults.push({
      match: (_, path) => path.includes('/integrity/clean/'),
      kind: 'status',
      status: 403,
    });
    const { report, findings } = await runAudit(planted, { projects: 'clean\nbare' });
    expect(findings.map(({ kind }) => kind)).toEqual(['not-attested']);
    expect(report.errors.map(({ title }) => title)).toEqual(['No attestation', 'Index unavailable']);
    const alone = await runAudit(planted, { projects: 'clean' });
    expect(alone.report.exitCode).toBe(1);
    expect(alone.report.outputs.has('result')).toBe(false);
    expect(alone.report.summary).toContain('## Audit: failed');
    planted.index.faults.length = 0;
  });

  it('takes no web page for a project without files', async () => {
    planted.index.faults.push({
      match: (_, path) => path.startsWith('/simple/'),
      kind: 'status',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<title>Sign in</title><form></form>',
    });
    const { report, findings } = await runAudit(planted, { projects: 'clean' });
    expect(findings).toEqual([]);
    expect(report.errors.map(({ title }) => title)).toEqual(['Index unavailable']);
    expect(report.errors[0]?.message).toContain('answered with a web page, "Sign in"');
    planted.index.faults.length = 0;
  });

  it('fails where the index serves a greater major version of its API, and warns once of a greater minor one', async () => {
    const serve = (version: string): void => {
      planted.index.faults.push({
        match: (_, path) => path.startsWith('/simple/'),
        kind: 'status',
        status: 200,
        headers: { 'content-type': 'application/vnd.pypi.simple.v1+json' },
        body: JSON.stringify({ meta: { 'api-version': version }, files: [], versions: ['1.0'] }),
      });
    };
    serve('2.0');
    const major = await runAudit(planted, { projects: 'clean' });
    expect(major.report.errors[0]?.message).toContain('serves version 2.0 of the Simple API');
    expect(major.report.errors[0]?.message).toContain('Update wheelseal to a version that reads this API.');
    planted.index.faults.length = 0;
    serve('1.99');
    const { report, log } = await runAudit(planted, { projects: 'clean\nplain' });
    expect(report.exitCode).toBe(0);
    expect(log.match(/::warning.*serves version 1\.99 of the Simple API/g)).toHaveLength(1);
    planted.index.faults.length = 0;
  });

  it('is not clean where a file that it would download is gone', async () => {
    const gone = { kind: 'status', status: 404, body: 'gone' } as const;
    planted.index.faults.push({ ...gone, match: (_, path) => path.endsWith('.whl') });
    const { report, findings } = await runAudit(planted, { projects: 'clean', download: 'true' });
    expect(findings).toEqual([]);
    expect(report.errors.map(({ title }) => title)).toEqual(['Index unavailable']);
    expect(report.errors[0]?.message).toContain('answered 404');
    planted.index.faults.length = 0;
  });

  it('fails with every fault of its inputs', async () => {
    const environment = { GITHUB_ACTION_REPOSITORY: 'octo/wheelseal', GITHUB_ACTION_REF: 'v1' };
    const inputs = { projects: '-', index: 'ftp://x', since: 'soon' };
    const { report } = await runAudit(planted, inputs, { environment });
    expect(report.exitCode).toBe(1);
    expect(report.errors.map(({ title }) => title)).toEqual(['Invalid input']);
    expect(report.errors[0]?.message).toMatch(/^3 inputs are invalid:/);
    expect(report.errors[0]?.message).toContain(
      '[INPUT_INVALID] https://github.com/octo/wheelseal/blob/v1/docs/troubleshooting.md#input_invalid',
    );
  });
});

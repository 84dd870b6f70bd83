import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DistributionIdentity } from '../../../src/distributions/distribution.ts';
import { versionInName } from '../../../src/distributions/filename.ts';
import { isSameRelease } from '../../../src/distributions/version.ts';
import { ActionError, explain } from '../../../src/errors.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import type { PackageIndex } from '../../../src/package-index/package-index.ts';
import { findExisting, queryPages } from '../../../src/package-index/query/existing-files.ts';
import { EMPTY_PROJECT_PAGE } from '../../../src/package-index/query/project-page.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { startService } from '../../testbed/http-service.ts';
import type { Answer, Service } from '../../testbed/http-service.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';
import type { IndexPlatform } from '../../support/virtual-platform.ts';

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
const [OURS, THEIRS] = ['a'.repeat(64), 'b'.repeat(64)];
const WHEEL = identity('sample-1.0-py3-none-any.whl');
const SDIST = identity('sample-1.0.tar.gz');
const NOW = Date.parse('2026-11-21T00:00:00Z');

let platform: IndexPlatform;
let service: Service;
let answers: Record<string, Answer>;
let seen: Record<string, string | undefined>;

beforeEach(async () => {
  platform = indexPlatform();
  platform.clock.advance(NOW - platform.clock.now().getTime());
  answers = {};
  seen = {};
  service = await startService(({ url, headers }) => {
    seen[url.pathname] = headers.authorization;
    return answers[url.pathname] ?? { status: 404, body: 'Not Found' };
  });
});

afterEach(async () => {
  await service.close();
  await platform.http.close();
});

function identity(name: string, project = 'sample'): DistributionIdentity {
  const kind = name.endsWith('.whl') ? 'wheel' : 'sdist';
  return { name, kind, project, version: '1.0', size: 10, sha256: OURS ?? '' };
}

function page(
  files: readonly (readonly [name: string, sha256: string | undefined])[],
  more: object = {},
): Answer {
  const body = {
    meta: { 'api-version': '1.4' },
    name: 'sample',
    versions: ['1.0'],
    files: files.map(([filename, sha256]) => ({ filename, url: `/files/${filename}`, hashes: { sha256 } })),
    ...more,
  };
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(body) };
}

function attested(filename: string, at: string): object {
  const url = `${service.url}/provenance/${filename}`;
  return { filename, url: filename, hashes: { sha256: THEIRS }, 'upload-time': at, provenance: url };
}

function release(files: readonly { name: string; kind: string; at: string }[]): Answer {
  const urls = files.map(({ name, kind, at }) => ({
    filename: name,
    packagetype: kind,
    digests: { sha256: THEIRS },
    size: 1,
    upload_time_iso_8601: at,
  }));
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ urls }) };
}

function warehouse(): PackageIndex {
  return describeIndex(`${service.url}/legacy/`, 'pypi', undefined);
}

async function ask(
  distributions: readonly DistributionIdentity[] = [WHEEL],
  {
    index = warehouse(),
    skipExisting = false,
    credentials = undefined as { username: string; password: Secret } | undefined,
  } = {},
) {
  const { http, clock, runner } = platform;
  const context = { index, platform: { http, clock, runner }, credentials };
  const isOfRelease = (filename: string, version: string) => isSameRelease(versionInName(filename), version);
  const rules = { skipExisting, isOfRelease };
  return findExisting(distributions, await queryPages(distributions, context), rules, context);
}

/** Why the query failed, or why files can't be published. */
async function failure(work: ReturnType<typeof ask>): Promise<ActionError> {
  const error: unknown = await work.then(
    ({ conflict }) => conflict?.error ?? new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof ActionError) return error;
  throw error;
}

describe('findExisting', () => {
  it('takes a project that the index does not have for absent', async () => {
    const found = await ask();
    expect(found).toEqual({
      presence: new Map([[WHEEL.name, { kind: 'absent' }]]),
      conflict: undefined,
      publishers: [],
      sources: new Map(),
      pages: new Map([['sample', EMPTY_PROJECT_PAGE]]),
      notes: [],
      warnings: [],
    });
    expect(service.requests).toEqual([{ method: 'GET', path: '/simple/sample/' }]);
  });

  it('knows a file by its name and its SHA-256, from JSON and from HTML', async () => {
    answers['/simple/sample/'] = page([[WHEEL.name, OURS]]);
    expect((await ask()).presence.get(WHEEL.name)).toEqual({
      kind: 'identical',
      file: {
        name: WHEEL.name,
        sha256: OURS,
        url: `${service.url}/files/${WHEEL.name}`,
      },
      attestations: { kind: 'none' },
    });
    const body = `<a data-x href="../../f/${WHEEL.name}#sha256=${OURS}">${WHEEL.name}</a>`;
    answers['/simple/sample/'] = {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body,
    };
    expect((await ask()).presence.get(WHEEL.name)).toMatchObject({
      kind: 'identical',
      file: { url: `${service.url}/f/${WHEEL.name}` },
    });
  });

  it('fails with all files that have other bytes, before anything is signed', async () => {
    answers['/simple/sample/'] = page([
      [WHEEL.name, THEIRS],
      [SDIST.name, THEIRS],
    ]);
    const error = await failure(ask([WHEEL, SDIST]));
    expect(JSON.stringify(explain(error), undefined, 2).replaceAll(new URL(service.url).host, 'HOST'))
      .toMatchInlineSnapshot(`
      "{
        "code": "INDEX_CONFLICT",
        "message": "HOST would reject these files; nothing was signed:\\nsample-1.0-py3-none-any.whl: the index has a different file under this name (SHA-256 on the index bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, here aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa). The same for 1 more: sample-1.0.tar.gz.",
        "causes": [],
        "hint": "If \\"Re-run all jobs\\" built the files again, publish the artifact of the first attempt in a new run now; for the next release, use \\"Re-run failed jobs\\", which builds nothing again. Otherwise raise the version: a published file cannot be replaced. If you set \`skip-existing: true\`, files whose name exists are skipped.",
        "rerun": "needs-new-release"
      }"
    `);
  });

  it('counts other bytes as done with skip-existing', async () => {
    answers['/simple/sample/'] = page([[WHEEL.name, THEIRS]]);
    const found = await ask([WHEEL], { skipExisting: true });
    expect(found.presence.get(WHEEL.name)?.kind).toBe('different');
    expect([found.conflict, found.notes]).toEqual([undefined, []]);
  });

  it.each([
    [401, 1],
    [403, 1],
    [500, 5],
  ])('stops where the index answers %d', async (status, requests) => {
    answers['/simple/sample/'] = { status, body: 'no' };
    const error = await failure(ask());
    expect(error.code).toBe('INDEX_UNAVAILABLE');
    expect(error.message).toContain(`${status}`);
    expect(service.requests).toHaveLength(requests);
  });

  it('stops where the index gives no hash of our file, or no page', async () => {
    answers['/simple/sample/'] = page([[WHEEL.name, undefined]]);
    expect((await failure(ask())).message).toContain('without a SHA-256');
    answers['/simple/sample/'] = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'hello' };
    expect((await failure(ask())).message).toContain('text/plain');
  });

  it('follows a redirect on the index itself once, and takes one to PyPI for absent', async () => {
    answers['/simple/sample/'] = { status: 301, headers: { location: '/simple/Sample/' } };
    answers['/simple/Sample/'] = page([[WHEEL.name, OURS]]);
    expect((await ask()).presence.get(WHEEL.name)?.kind).toBe('identical');
    answers['/simple/sample/'] = { status: 302, headers: { location: 'https://pypi.org/simple/sample/' } };
    expect((await ask()).presence.get(WHEEL.name)?.kind).toBe('absent');
    answers['/simple/sample/'] = { status: 302, headers: { location: 'https://example.com/simple/sample/' } };
    expect((await failure(ask())).message).toContain('https://example.com/simple/sample/');
  });

  it.each(['archived', 'quarantined'])('fails for a project that is %s', async (status) => {
    answers['/simple/sample/'] = page([], { 'project-status': { status } });
    const error = await failure(ask());
    expect(error.code).toBe('INDEX_CONFLICT');
    expect(error.message).toContain(status);
  });

  it('follows no address of an answer that is no redirect', async () => {
    answers['/simple/sample/'] = { status: 400, headers: { location: '/a/' }, body: 'no' };
    expect((await failure(ask())).message).toContain('answered 400');
  });

  it('quotes no secret of an address that an index redirects to', async () => {
    const location = 'https://s3.example.com/simple/sample/?X-Amz-Signature=t0ken_canary-1#x';
    answers['/simple/sample/'] = { status: 302, headers: { location }, body: '' };
    expect((await failure(ask())).message).toContain(
      'it redirects to https://s3.example.com/simple/sample/?… (',
    );
    const again = `${service.url}/b/?sig=t0ken_canary-1`;
    answers['/simple/sample/'] = { status: 302, headers: { location: '/a/?sig=t0ken_canary-1' }, body: '' };
    answers['/a/'] = { status: 302, headers: { location: again }, body: '' };
    const { message } = await failure(ask());
    expect(message).toContain(`it redirects on to ${service.url}/b/?… (${service.url}/a/?…)`);
    answers['/a/'] = { status: 403, body: 'no' };
    expect((await failure(ask())).message).not.toContain('canary');
  });

  it('fails for a new file of a release older than 14 days, not for one that is there', async () => {
    const other = 'sample-1.0-py3-none-win32.whl';
    answers['/simple/sample/'] = page([[other, THEIRS]]);
    answers['/pypi/sample/1.0/json'] = release([
      { name: other, kind: 'bdist_wheel', at: '2026-11-06T23:59:59Z' },
    ]);
    expect((await failure(ask())).message).toContain('older than 14 days');
    answers['/pypi/sample/1.0/json'] = release([
      { name: other, kind: 'bdist_wheel', at: '2026-11-07T00:00:01Z' },
    ]);
    expect((await ask()).presence.get(WHEEL.name)?.kind).toBe('absent');
  });

  it('reads a release of more files than a call takes arguments', async () => {
    const other = 'sample-1.0-py3-none-win32.whl';
    answers['/simple/sample/'] = page([[other, THEIRS]]);
    const at = '2026-11-20T00:00:00Z';
    answers['/pypi/sample/1.0/json'] = release(
      Array.from({ length: 200_000 }, () => ({ name: other, kind: 'bdist_wheel', at })),
    );
    expect((await ask()).conflict).toBeUndefined();
  });

  it.each([
    ['archived', 'Unarchive the project in its settings'],
    ['quarantined', 'Contact the operators'],
  ])(
    'fails for a project that is %s, and does not say that a new version would help',
    async (status, hint) => {
      answers['/simple/sample/'] = page([], { 'project-status': { status } });
      const error = await failure(ask([WHEEL, SDIST]));
      expect(error.message).toContain(`sample: the project is ${status} on`);
      expect(error.hint).toContain(hint);
      expect(error.hint).not.toContain('version');
      expect(error.rerun).toBe('finishes-after-fix');
      // What is there already needs no upload.
      answers['/simple/sample/'] = page([[WHEEL.name, OURS]], { 'project-status': { status } });
      expect((await ask([WHEEL])).conflict).toBeUndefined();
    },
  );

  it('takes a project in quarantine for open to an API token, as Warehouse does, and says what is amiss', async () => {
    answers['/simple/sample/'] = page([], { 'project-status': { status: 'quarantined' } });
    const credentials = { username: '__token__', password: new Secret('pypi-x') };
    const { conflict, warnings } = await ask([WHEEL], { credentials });
    expect(conflict).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringMatching(/^sample is in quarantine on .* lists none of its files/),
    ]);
    const generic = describeIndex(`${service.url}/legacy/`, 'generic', `${service.url}/simple/`);
    expect((await failure(ask([WHEEL], { credentials, index: generic }))).message).toContain('quarantined');
    answers['/simple/sample/'] = page([], { 'project-status': { status: 'archived' } });
    expect((await failure(ask([WHEEL], { credentials }))).message).toContain('archived');
    answers['/simple/sample/'] = page([], { 'project-status': { status: 'active' } });
    expect((await ask([WHEEL], { credentials })).warnings).toEqual([]);
  });

  it('says since when a release takes no more files', async () => {
    const other = 'sample-1.0-py3-none-win32.whl';
    answers['/simple/sample/'] = page([[other, THEIRS]]);
    answers['/pypi/sample/1.0/json'] = release([
      { name: other, kind: 'bdist_wheel', at: '2026-10-01T00:00:00Z' },
      { name: other, kind: 'bdist_wheel', at: '2026-11-20T00:00:00Z' },
    ]);
    const error = await failure(ask());
    expect(error.message).toContain('accepts no more files for it since 2026-10-15');
    expect(error).toMatchObject({
      hint: 'Raise the version: no file can be added to this release any more.',
      rerun: 'needs-new-release',
    });
  });

  it('fails for the same bytes under two names, on the index or in this run', async () => {
    answers['/simple/sample/'] = page([['sample-0.9-py3-none-any.whl', OURS]]);
    const error = await failure(ask());
    expect(error.message).toContain('already has this file as sample-0.9-py3-none-any.whl');
    expect(error.hint).toContain('Exclude the duplicate file');
    answers['/simple/sample/'] = page([['sample-0.9-py3-none-any.whl', THEIRS]]);
    const twin = { ...SDIST, project: 'other', name: 'other-1.0.tar.gz' };
    const { conflict } = await ask([WHEEL, twin]);
    expect(conflict?.error.message).toContain(`${WHEEL.name}, other-1.0.tar.gz: their content is the same`);
    expect([...(conflict?.reasons.keys() ?? [])]).toEqual([WHEEL.name, 'other-1.0.tar.gz']);
    expect((await ask([WHEEL, { ...twin, sha256: THEIRS ?? '' }])).conflict).toBeUndefined();
    const index = describeIndex('https://example.com/up', 'generic', `${service.url}/simple/`);
    expect((await ask([WHEEL, twin], { index })).conflict).toBeUndefined();
  });

  it('tells of no rule of PyPI to who publishes to an index that may let files be replaced', async () => {
    answers['/simple/sample/'] = page([[WHEEL.name, THEIRS]]);
    const index = describeIndex('https://example.com/up', 'generic', `${service.url}/simple/`);
    const own = await failure(ask([WHEEL], { index }));
    expect(own.hint).toContain('lets files be replaced');
    expect(own.hint).not.toContain('cannot be replaced');
    expect((await failure(ask())).hint).toContain('cannot be replaced');
  });

  it.each([
    [503, 'finishes', /^Run the job again later\. If the problem persists, check `check-url`/],
    [429, 'finishes', /^Run the job again later/],
    [400, 'finishes-after-fix', /^Check `check-url`, or remove it/],
    [403, 'finishes-after-fix', /^Check `check-url`: .* requires credentials/],
  ])('of an index that answers %d says that another run %s', async (status, rerun, hint) => {
    answers['/simple/sample/'] = { status, body: 'no' };
    const index = describeIndex('https://example.com/up', 'generic', `${service.url}/simple/`);
    expect(await failure(ask([WHEEL], { index }))).toMatchObject({
      code: 'INDEX_UNAVAILABLE',
      rerun,
      hint: expect.stringMatching(hint),
    });
  });

  it('takes a file that is there under its own name for no second one', async () => {
    answers['/simple/sample/'] = page([[WHEEL.name, OURS]]);
    expect((await ask()).conflict).toBeUndefined();
  });

  it('mentions a yanked release, and no other', async () => {
    const file = (name: string, yanked: unknown) => ({
      filename: name,
      url: name,
      hashes: { sha256: THEIRS },
      yanked,
    });
    const mentioned = async (files: readonly object[]) => {
      answers['/simple/sample/'] = page([], { files, versions: [] });
      return (await ask()).warnings;
    };
    expect(await mentioned([file('sample-1.0-py3-none-win32.whl', 'broken build')])).toEqual([
      expect.stringContaining('(broken build): installers skip it'),
    ]);
    expect(await mentioned([file('sample-1.0.zip', true)])).toHaveLength(1);
    expect(await mentioned([file('sample-1.0.zip', false)])).toEqual([]);
    expect(await mentioned([file('sample-1.0.1.tar.gz', true), file('sample-1.0.post1.zip', true)])).toEqual(
      [],
    );
  });

  it.each([
    ['an equal version', 'sample-1.0.0.tar.gz', WHEEL],
    [
      'a name in an older spelling',
      'My.Sample-1.0.tar.gz',
      identity('my_sample-1.0-py3-none-any.whl', 'my-sample'),
    ],
  ])('mentions a yanked release whose file has %s', async (_case, filename, file) => {
    const listed = [{ filename, url: filename, hashes: { sha256: THEIRS }, yanked: true }];
    answers[`/simple/${file.project}/`] = page([], { name: file.project, files: listed, versions: [] });
    expect((await ask([file])).warnings).toEqual([
      expect.stringContaining(`${file.project} 1.0 is yanked on `),
    ]);
  });

  it('warns where the sum of the files passes what a project may have', async () => {
    const gigabyte = 1024 ** 3;
    const file = (name: string, size: unknown) => ({
      filename: name,
      url: name,
      hashes: { sha256: THEIRS },
      size,
    });
    const warned = async (size: unknown, added = gigabyte) => {
      answers['/simple/sample/'] = page([], {
        files: [file('a.whl', size), file('b.whl', size)],
        versions: [],
      });
      return (await ask([{ ...WHEEL, size: added }])).warnings;
    };
    expect(await warned(4.5 * gigabyte)).toEqual([]);
    expect(await warned(4.5 * gigabyte, gigabyte + 1)).toEqual([
      expect.stringContaining('which accepts 10 GiB per project'),
    ]);
    expect(await warned('4.5 GB', gigabyte + 1)).toEqual([]);
  });

  it('fails for a second sdist', async () => {
    answers['/simple/sample/'] = page([['sample-1.0.zip', THEIRS]]);
    answers['/pypi/sample/1.0/json'] = release([
      { name: 'sample-1.0.zip', kind: 'sdist', at: '2026-11-20T00:00:00Z' },
    ]);
    expect((await failure(ask([SDIST]))).message).toContain('has an sdist already, sample-1.0.zip');
  });

  it('learns the publisher from the newest attested file', async () => {
    const files = [attested('new', '2026-02-01T00:00:00Z'), attested('old', '2026-01-01T00:00:00Z')];
    answers['/simple/sample/'] = page([], { files, versions: [] });
    const publisher = {
      kind: 'GitHub',
      repository: 'Octo/Demo',
      workflow: 'release.yml',
      environment: 'pypi',
    };
    const provenance = { version: 1, attestation_bundles: [{ publisher, attestations: [] }] };
    answers['/provenance/new'] = { status: 200, headers: {}, body: JSON.stringify(provenance) };
    expect((await ask()).publishers).toEqual([
      { project: 'sample', repository: 'Octo/Demo', workflow: 'release.yml', environment: 'pypi' },
    ]);
    answers['/provenance/new'] = { status: 403, body: 'disabled' };
    const found = await ask();
    expect(found.publishers).toEqual([]);
    expect(found.notes[0]).toContain('could not be compared in advance');
  });

  describe('of the attestations of a file that is there', () => {
    const INTEGRITY = `/integrity/sample/1.0/${WHEEL.name}/provenance`;
    const SERVED = { kind: 'GitHub', repository: 'octo/demo', workflow: 'release.yml' };

    function provenance(sha256: string): Answer {
      const statement = Buffer.from(JSON.stringify({ subject: [{ digest: { sha256 } }] })).toString('base64');
      const attestation = {
        envelope: { statement, signature: 'YQ==' },
        verification_material: { certificate: 'YQ==' },
      };
      const bundles = [{ publisher: SERVED, attestations: [attestation] }];
      return { status: 200, body: { version: 1, attestation_bundles: bundles } };
    }

    async function attestationsOf(answer: Answer, more: object = {}) {
      answers['/simple/sample/'] = page([[WHEEL.name, OURS]], more);
      answers[INTEGRITY] = answer;
      const presence = (await ask()).presence.get(WHEEL.name);
      return presence?.kind === 'identical' ? presence.attestations : undefined;
    }

    it.each<[string, Answer, object]>([
      ['some of these bytes', provenance(OURS), { kind: 'seen', publisher: 'GitHub octo/demo release.yml' }],
      [
        'some of other bytes',
        provenance(THEIRS),
        { kind: 'others', publisher: 'GitHub octo/demo release.yml' },
      ],
      ['that there are none', { status: 404 }, { kind: 'none' }],
    ])('learns %s', async (_case, answer, expected) => {
      expect(await attestationsOf(answer)).toEqual(expected);
    });

    it.each<[string, Answer, string]>([
      [
        'attestations are disabled',
        { status: 403, body: { message: 'Attestations temporarily disabled' } },
        '403 Att',
      ],
      ['the index is down', { status: 503, body: 'down' }, '503 down'],
      [
        'it answers with something else',
        { status: 200, body: 'hello' },
        'not answer with a provenance object',
      ],
    ])('does not know where %s, and stops for none of it', async (_case, answer, because) => {
      const found = await attestationsOf(answer);
      expect(found).toEqual({ kind: 'unknown', because: expect.stringContaining(because) });
    });

    it.each<[string, Answer, readonly unknown[]]>([
      [
        'of these bytes',
        provenance(OURS),
        [expect.stringMatching(/ with attestations from GitHub octo\/demo release\.yml: sample-1/)],
      ],
      ['of other bytes', provenance(THEIRS), []],
      ['not there', { status: 404 }, []],
    ])('says whose they are where they are %s', async (_case, answer, lines) => {
      await attestationsOf(answer);
      const { notes } = await ask();
      expect(notes.filter((line) => line.startsWith('Already on'))).toEqual(lines);
    });

    it('does not ask for the others what could not be answered for one', async () => {
      const names = Array.from({ length: 40 }, (_, number) => `sample-1.0-${number}-py3-none-any.whl`);
      answers['/simple/sample/'] = page(names.map((name) => [name, OURS]));
      for (const name of names) answers[`/integrity/sample/1.0/${name}/provenance`] = { status: 503 };
      const began = platform.clock.now().getTime();
      const { presence } = await ask(names.map((name) => identity(name)));
      expect(presence.size).toBe(40);
      expect(service.requests.length).toBeLessThanOrEqual(1 + 8 * 5);
      expect(platform.clock.now().getTime() - began).toBeLessThanOrEqual(60_000);
    });

    it('takes the word of a page that says it', async () => {
      const index = describeIndex('https://example.com/up', 'generic', `${service.url}/simple/`);
      const silent = {
        kind: 'unknown',
        because: `the pages of example.com do not say which files have attestations`,
      };
      answers['/simple/sample/'] = page([[WHEEL.name, OURS]]);
      expect((await ask([WHEEL], { index })).presence.get(WHEEL.name)).toMatchObject({
        attestations: silent,
      });
      const file = { filename: WHEEL.name, url: WHEEL.name, hashes: { sha256: OURS }, provenance: null };
      answers['/simple/sample/'] = page([], { files: [file] });
      const none = { attestations: { kind: 'none' } };
      expect((await ask([WHEEL], { index })).presence.get(WHEEL.name)).toMatchObject(none);
    });
  });

  it('sends credentials to the origin of repository-url only', async () => {
    const credentials = { username: 'me', password: new Secret('hunter2') };
    await ask([WHEEL], { credentials });
    expect(seen['/simple/sample/']).toBe(`Basic ${Buffer.from('me:hunter2').toString('base64')}`);
    const index = describeIndex('https://example.com/up', 'generic', `${service.url}/simple/`);
    await ask([WHEEL], { credentials, index });
    expect(seen['/simple/sample/']).toBeUndefined();
  });

  it('says what it risks where the index can not be asked', async () => {
    const found = await ask([WHEEL], { index: describeIndex('https://example.com/up', 'auto', undefined) });
    expect(found.presence.get(WHEEL.name)).toEqual({ kind: 'absent' });
    expect(found.notes[0]).toContain('check-url');
    expect(service.requests).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listFiles } from '../../../src/package-index/query/list-files.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import {
  describeReleaseProvenance,
  readReleaseProvenance,
} from '../../../src/package-index/confirm/release-provenance.ts';
import { startService } from '../../testbed/http-service.ts';
import type { Answer, Service } from '../../testbed/http-service.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';
import type { IndexPlatform } from '../../support/virtual-platform.ts';

let platform: IndexPlatform;
let service: Service;
let answers: Record<string, Answer>;

beforeEach(async () => {
  platform = indexPlatform();
  answers = {};
  service = await startService(({ url }) => answers[url.pathname] ?? { status: 404, body: 'Not Found' });
});

afterEach(async () => {
  await service.close();
  await platform.http.close();
});

/** Lists files; those with a publisher have provenance. */
function list(files: Readonly<Record<string, object | undefined>>): void {
  const listed = Object.entries(files).map(([filename, publisher]) => ({
    filename,
    url: `/files/${filename}`,
    hashes: { sha256: 'a'.repeat(64) },
    provenance: publisher === undefined ? null : `${service.url}/provenance/${filename}`,
  }));
  const body = { meta: { 'api-version': '1.4' }, name: 'sample', files: listed };
  const headers = { 'content-type': 'application/vnd.pypi.simple.v1+json' };
  answers['/simple/sample/'] = { status: 200, headers, body: JSON.stringify(body) };
  for (const [filename, publisher] of Object.entries(files)) {
    const bundles = [{ publisher, attestations: [] }];
    answers[`/provenance/${filename}`] = { status: 200, body: { version: 1, attestation_bundles: bundles } };
  }
}

async function look(known: Readonly<Record<string, string>> = {}, planned: readonly string[] = []) {
  const index = describeIndex(`${service.url}/legacy/`, 'pypi', undefined);
  const release = {
    project: 'sample',
    version: '1.0',
    includes: (name: string) => name.startsWith('sample-1.0'),
    planned,
    publishers: new Map(Object.entries(known)),
  };
  const { http, clock, runner } = platform;
  const context = { index, platform: { http, clock, runner }, credentials: undefined, once: true };
  const found = await readReleaseProvenance(release, await listFiles('sample', context), context);
  return describeReleaseProvenance(found, { ...index, title: 'PyPI' });
}

const GITHUB = { kind: 'GitHub', repository: 'octo/demo', workflow: 'release.yml' };
const GITLAB = { kind: 'GitLab', repository: 'octo/demo', workflow_filepath: '.gitlab-ci.yml' };
const [WHEEL, SDIST] = ['sample-1.0-py3-none-any.whl', 'sample-1.0.tar.gz'];

describe('readReleaseProvenance and describeReleaseProvenance', () => {
  it('name the publisher where all files of the release are attested, whatever other releases are', async () => {
    list({ [WHEEL]: GITHUB, [SDIST]: GITHUB, 'sample-0.9.tar.gz': undefined });
    expect(await look()).toEqual({
      text: 'sample 1.0 on PyPI: all 2 files carry provenance, from GitHub octo/demo release.yml.',
      warns: false,
    });
  });

  it('do not call a release complete of which this run has another file', async () => {
    list({ [WHEEL]: GITHUB, 'sample-1.0.zip': GITHUB });
    const from = 'from GitHub octo/demo release.yml';
    expect((await look({}, [WHEEL, SDIST])).text).toBe(
      `sample 1.0 on PyPI: the 2 uploaded files carry provenance, ${from}; not uploaded: ${SDIST}.`,
    );
    list({ [WHEEL]: GITHUB });
    expect((await look({}, [WHEEL, SDIST])).text).toBe(
      `sample 1.0 on PyPI: the uploaded file carries provenance, ${from}; not uploaded: ${SDIST}.`,
    );
    list({ [WHEEL]: undefined });
    expect((await look({}, [WHEEL, SDIST])).text).toBe(
      `sample 1.0 on PyPI: no file carries provenance; not uploaded: ${SDIST}.`,
    );
  });

  it('warn of a release that is only partly attested', async () => {
    list({ [WHEEL]: GITHUB, [SDIST]: undefined });
    expect(await look()).toEqual({
      text:
        'sample 1.0 on PyPI is only partly attested: 1 of 2 files carry provenance, from GitHub octo/demo release.yml; ' +
        `without: ${SDIST}. None can be added to a published file.`,
      warns: true,
    });
  });

  it('say nothing alarming of a release without any', async () => {
    list({ [WHEEL]: undefined });
    expect(await look()).toEqual({ text: 'sample 1.0 on PyPI: no file carries provenance.', warns: false });
  });

  it('name all publishers of a release that has several', async () => {
    list({ [WHEEL]: GITHUB, [SDIST]: GITLAB });
    expect((await look()).text).toContain('GitHub octo/demo release.yml; GitLab octo/demo .gitlab-ci.yml');
  });

  it('ask for no provenance whose publisher is known', async () => {
    list({ [WHEEL]: GITHUB });
    expect((await look({ [WHEEL]: 'GitHub octo/demo release.yml' })).text).toContain(
      'its file carries provenance',
    );
    expect(service.requests.map(({ path }) => path)).toEqual(['/simple/sample/']);
  });

  it('count a file whose provenance cannot be read as one that has it', async () => {
    list({ [WHEEL]: GITHUB });
    answers[`/provenance/${WHEEL}`] = { status: 503, body: 'down' };
    const { text, warns } = await look();
    expect(text).toMatch(/its file carries provenance, from a publisher that could not be read .*503/);
    expect(warns).toBe(false);
  });

  it('take a provenance that is linked and gone for none', async () => {
    list({ [WHEEL]: GITHUB, [SDIST]: GITHUB });
    delete answers[`/provenance/${SDIST}`];
    expect((await look()).warns).toBe(true);
  });

  it('read no more aloud than people do, however many files the index has', async () => {
    const names = Array.from({ length: 50 }, (_, number) => `sample-1.0-${number}-py3-none-any.whl`);
    list({ [WHEEL]: GITHUB, ...Object.fromEntries(names.map((name) => [name, undefined])) });
    expect((await look()).text).toMatch(/without: .* and 30 more\. None can be added/);
  });
});

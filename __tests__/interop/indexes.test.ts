// Indexes written by others, as they come from PyPI: the bundle, twine and uv upload the same files to them.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseProjectPage } from '../../src/package-index/query/project-page.ts';
import { makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns } from '../testbed/run-action.ts';
import { startSigstore } from '../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../testbed/sigstore.ts';
import { publish, uploadWith } from './indexes/clients.ts';
import type { Index } from './indexes/clients.ts';
import { byPlace, differences, explained } from './indexes/differences.ts';
import { CURRENT, DISTS, OLD, SDIST } from './indexes/dists.ts';
import { startRecordingProxy } from './indexes/recording-proxy.ts';
import type { PostedForm, RecordingProxy } from './indexes/recording-proxy.ts';
import { PASSWORD, USER, startDevpi, startPypiserver } from './indexes/servers.ts';
import type { Devpi } from './indexes/servers.ts';

/** An index of its own behind a proxy that remembers what was posted. */
interface Watched extends Index {
  readonly proxy: RecordingProxy;
}

const ABSENT = '0'.repeat(64);
const open: (() => Promise<void>)[] = [];
let devpi: Devpi;
let sigstore: SigstoreTestbed;
let made = 0;

beforeAll(async () => {
  [devpi, sigstore] = await Promise.all([startDevpi(), startSigstore()]);
});

afterAll(async () => {
  await Promise.all(open.map((close) => close()));
  await Promise.all([devpi.close(), sigstore.close()]);
  await removeRuns();
});

async function watch(target: string): Promise<RecordingProxy> {
  const proxy = await startRecordingProxy(target);
  open.push(() => proxy.close());
  return proxy;
}

async function onPypiserver(...more: readonly string[]): Promise<Watched> {
  const server = await startPypiserver(...more);
  open.push(() => server.close());
  const proxy = await watch(server.url);
  return { proxy, url: `${proxy.url}/`, simpleUrl: `${proxy.url}/simple/`, user: USER, password: PASSWORD };
}

async function onDevpi(volatile = false): Promise<Watched> {
  const name = `index${(made += 1)}`;
  await devpi.makeIndex(name, volatile);
  const proxy = await watch(devpi.url);
  const url = `${proxy.url}/${USER}/${name}/`;
  return { proxy, url, simpleUrl: `${url}+simple/`, user: USER, password: PASSWORD };
}

const fresh = { pypiserver: () => onPypiserver(), devpi: () => onDevpi() };

function sha256({ bytes }: (typeof DISTS)[number]): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Names and hashes of the project's page, in the form that is asked for. */
async function listed(
  { simpleUrl, user, password }: Watched,
  accept: string,
): Promise<Record<string, string>> {
  const authorization = `Basic ${btoa(`${user}:${password}`)}`;
  // pypiserver sends on to PyPI what it doesn't have.
  const answer = await fetch(`${simpleUrl}demo-project/`, {
    headers: { accept, authorization },
    redirect: 'manual',
  });
  const page = parseProjectPage(answer.headers.get('content-type') ?? '', await answer.text(), answer.url);
  return Object.fromEntries(page?.files.map((file) => [file.name, file.sha256 ?? '']) ?? []);
}

function forms({ proxy }: Watched): readonly PostedForm[] {
  return proxy.posts().flatMap(({ form }) => (form === undefined ? [] : [form]));
}

function statuses(outputs: Readonly<Record<string, string>>): Record<string, unknown> {
  const files = JSON.parse(outputs['files'] ?? '[]') as {
    name: string;
    status: string;
    confirmed: unknown;
  }[];
  return Object.fromEntries(files.map(({ name, status, confirmed }) => [name, [status, confirmed]]));
}

/** The current wheel's name with other bytes. */
function otherBytes() {
  const other = makeWheel({ name: 'demo-project', version: '1.0.post1' });
  return { name: CURRENT.name, bytes: other.bytes };
}

const RELEASE = Object.fromEntries(DISTS.map((file) => [file.name, sha256(file)]));

describe.each(['pypiserver', 'devpi'] as const)('%s', (kind) => {
  it('takes the same files with the same fields from the action, twine and uv, and a re-run of the action sends none', async () => {
    const [ours, twines, uvs] = [await fresh[kind](), await fresh[kind](), await fresh[kind]()];
    const [run] = await Promise.all([
      publish(DISTS, ours),
      uploadWith('twine', DISTS, twines),
      uploadWith('uv', DISTS, uvs),
    ]);
    expect(run.exitCode === 0 ? '' : run.log).toBe('');
    expect(run.outputs).toMatchObject({ result: 'published' });
    expect(statuses(run.outputs)).toEqual(
      Object.fromEntries(DISTS.map(({ name }) => [name, ['uploaded', true]])),
    );
    for (const [tool, theirs] of [
      ['twine', twines],
      ['uv', uvs],
    ] as const) {
      const found = forms(ours).flatMap((form) => {
        const same = forms(theirs).find(({ files }) => files[0]?.filename === form.files[0]?.filename);
        return same === undefined ? [] : differences(form, same);
      });
      expect(found.toSorted(byPlace)).toEqual(explained(tool));
    }
    for (const index of [ours, twines, uvs]) {
      expect(await listed(index, 'text/html')).toEqual(RELEASE);
      const again = await publish(DISTS, index);
      expect(again.exitCode === 0 ? '' : again.log).toBe('');
      expect(again.outputs).toMatchObject({ result: 'already-published' });
      expect(forms(index)).toHaveLength(DISTS.length);
    }
  });

  it('finishes what another tool began, and sends only what is missing', async () => {
    const index = await fresh[kind]();
    await uploadWith('uv', [SDIST], index);
    const run = await publish(DISTS, index);
    expect(statuses(run.outputs)).toEqual({
      [CURRENT.name]: ['uploaded', true],
      [OLD.name]: ['uploaded', true],
      [SDIST.name]: ['already-there', true],
    });
    expect(forms(index)).toHaveLength(3);
    expect(await listed(index, 'text/html')).toEqual(RELEASE);
  });

  it('other bytes under a name stop the run before anything is sent, and with skip-existing are left alone', async () => {
    const index = await fresh[kind]();
    await uploadWith('uv', [otherBytes()], index);
    const refused = await publish(DISTS, index);
    expect(refused.exitCode).toBe(1);
    expect(refused.log).toMatch(/::error title=Conflict with the index::.*a different file under this name/);
    expect(forms(index)).toHaveLength(1);

    const skipped = await publish(DISTS, index, { 'skip-existing': 'true' });
    expect(skipped.exitCode === 0 ? '' : skipped.log).toBe('');
    expect(skipped.log).toMatch(
      new RegExp(`::warning.*${sha256(otherBytes())}.*${RELEASE[CURRENT.name] ?? ABSENT}`),
    );
    expect(statuses(skipped.outputs)[CURRENT.name]).toEqual(['skipped-different', null]);
    expect(await listed(index, 'text/html')).toEqual({ ...RELEASE, [CURRENT.name]: sha256(otherBytes()) });
  });

  it('a wrong password is said so, with what to check', async () => {
    const index = await fresh[kind]();
    const run = await publish([SDIST], { ...index, password: 'not the password' });
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/::error title=(Upload rejected|Index unavailable)::.*40[13]/);
    expect(run.report).toMatchObject({
      error: { hint: expect.stringMatching(/`user` and `password`/) },
    });
    expect(await listed(index, 'text/html')).toEqual({});
  });

  it('attestations that are kept stay here, and the form has none', async () => {
    const index = await fresh[kind]();
    const run = await publish(
      [SDIST],
      index,
      {
        attestations: 'keep',
        'sigstore-tuf-url': sigstore.tuf.url,
        'sigstore-tuf-root': sigstore.tuf.rootJson.toString(),
      },
      {
        ACTIONS_ID_TOKEN_REQUEST_URL: sigstore.issuer.requestUrl,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: sigstore.issuer.requestToken,
      },
    );
    expect(run.exitCode === 0 ? '' : run.log).toBe('');
    expect(await readdir(run.outputs['attestations-dir'] ?? '')).toEqual([
      `${SDIST.name}.publish.attestation`,
    ]);
    expect(forms(index).map(({ fields }) => fields['attestations'])).toEqual([undefined]);
  });
});

describe('devpi', () => {
  it('shows the same files as JSON and as HTML, and the action asks for JSON', async () => {
    const index = await onDevpi();
    await publish(DISTS, index);
    const asked = index.proxy.passed.filter(({ method, status }) => method === 'GET' && status === 200);
    expect(asked.map(({ type }) => type.split(';')[0])).toEqual(['application/vnd.pypi.simple.v1+json']);
    expect(await listed(index, 'application/vnd.pypi.simple.v1+json')).toEqual(RELEASE);
    expect(await listed(index, 'text/html')).toEqual(RELEASE);
  });

  it('takes the token of a login for the password, and addresses without a slash at their end', async () => {
    const index = await onDevpi();
    const run = await publish(DISTS, {
      ...index,
      url: index.url.replace(/\/$/, ''),
      simpleUrl: index.simpleUrl.replace(/\/$/, ''),
      password: await devpi.logIn(),
    });
    expect(run.exitCode === 0 ? '' : run.log).toBe('');
    expect(index.proxy.posts().map(({ path }) => `${path}/`)).toEqual(
      DISTS.map(() => new URL(index.url).pathname),
    );
    expect(await listed(index, 'text/html')).toEqual(RELEASE);
  });

  it('would replace a file of a volatile index; the action does not', async () => {
    const index = await onDevpi(true);
    await uploadWith('uv', [otherBytes()], index);
    await uploadWith('uv', [CURRENT], index);
    expect(await listed(index, 'text/html')).toEqual({ [CURRENT.name]: sha256(CURRENT) });
    const run = await publish([otherBytes()], index);
    expect(run.log).toContain('title=Conflict with the index');
    expect(forms(index)).toHaveLength(2);
    expect(await listed(index, 'text/html')).toEqual({ [CURRENT.name]: sha256(CURRENT) });
  });

  it('without check-url takes identical files again, and refuses others with a hint that names the input', async () => {
    const index = await onDevpi();
    await publish([SDIST], index);
    const unasked = { 'check-url': '' };
    const again = await publish([SDIST], index, unasked);
    expect(again.exitCode === 0 ? '' : again.log).toBe('');
    expect(again.log).toContain('`check-url` is not set');
    await uploadWith('uv', [otherBytes()], index);
    const refused = await publish([CURRENT], index, unasked);
    expect(refused.exitCode).toBe(1);
    expect(refused.report).toMatchObject({
      error: {
        code: 'UPLOAD_REJECTED',
        message: expect.stringContaining('409'),
        hint: expect.stringContaining('check-url'),
      },
    });
  });

  it('has no such index: the run says which address to check', async () => {
    const index = await onDevpi();
    const run = await publish([SDIST], { ...index, url: `${index.url}nowhere/` });
    expect(run.exitCode).toBe(1);
    expect(run.report).toMatchObject({ error: { hint: expect.stringContaining('repository-url') } });
  });
});

describe('pypiserver', () => {
  it.each([
    ['sends on to PyPI what it does not have', []],
    ['answers 404 for what it does not have', ['--disable-fallback']],
    ['asks a password of readers too', ['-a', 'update,list,download']],
  ])('%s', async (_, options) => {
    const index = await onPypiserver(...options);
    const run = await publish(DISTS, index);
    expect(run.exitCode === 0 ? '' : run.log).toBe('');
    expect(run.outputs).toMatchObject({ result: 'published' });
    expect(await listed(index, 'text/html')).toEqual(RELEASE);
    expect((await publish(DISTS, index)).outputs).toMatchObject({ result: 'already-published' });
    expect(forms(index)).toHaveLength(DISTS.length);
  });

  it('that does not let this user look stops the run before anything is sent', async () => {
    const index = await onPypiserver('-a', 'update,list,download');
    const run = await publish(DISTS, { ...index, password: 'not the password' });
    expect(run.exitCode).toBe(1);
    expect(run.report).toMatchObject({
      error: { code: 'INDEX_UNAVAILABLE', hint: expect.stringContaining('`user` and `password`') },
    });
    expect(forms(index)).toEqual([]);
  });

  it('without check-url refuses even identical files, and the run says what would help', async () => {
    const index = await onPypiserver();
    await publish([SDIST], index);
    const again = await publish([SDIST], index, { 'check-url': '' });
    expect(again.exitCode).toBe(1);
    expect(again.report).toMatchObject({
      error: {
        code: 'UPLOAD_REJECTED',
        message: expect.stringMatching(/409 .*already exists/),
        hint: expect.stringContaining('check-url'),
      },
    });
  });

  it('that lists MD5 is no index to compare with: said before anything is sent', async () => {
    const index = await onPypiserver('--hash-algo', 'md5');
    const first = await publish([SDIST], { ...index }, { 'confirm-timeout': '1' });
    expect(statuses(first.outputs)).toEqual({ [SDIST.name]: ['uploaded', null] });
    const again = await publish([SDIST], index);
    expect(again.report).toMatchObject({
      error: { code: 'INDEX_UNAVAILABLE', message: expect.stringContaining('without a SHA-256') },
    });
    expect(forms(index)).toHaveLength(1);
  });
});

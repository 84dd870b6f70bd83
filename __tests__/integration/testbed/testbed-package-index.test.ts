import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, createLocalJWKSet } from 'jose';
import { makeSdist, makeWheel, type MadeFile } from '../../testbed/make-distributions.ts';
import { Blake2b256 } from '../../testbed/package-index/blake2b.ts';
import { parseVersion, sameVersion } from '../../testbed/package-index/version.ts';
import {
  startPackageIndex,
  type PackageIndexOptions,
  type Publisher,
  type TestPackageIndex,
} from '../../testbed/package-index/server.ts';

const REPOSITORY = 'Octo-Org/a-b';
const issuer = 'https://token.actions.githubusercontent.com';
const { privateKey, publicKey } = await generateKeyPair('RS256');
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] });

function claims(extra: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    repository: REPOSITORY,
    repository_owner: 'Octo-Org',
    repository_owner_id: '1',
    job_workflow_ref: `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1`,
    workflow_ref: `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1`,
    ref: 'refs/tags/v1',
    sha: 'a'.repeat(40),
    event_name: 'push',
    jti: randomUUID(),
    ...extra,
  };
}

function sign(content: Record<string, unknown>, audience = 'testbed-index'): Promise<string> {
  const jwt = new SignJWT(content)
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer)
    .setAudience(audience);
  return jwt.setIssuedAt().setExpirationTime('5m').sign(privateKey);
}

async function verifyToken(jwt: string, audience: string): Promise<Record<string, unknown>> {
  const { payload } = await jwtVerify(jwt, keys, { issuer, audience });
  return { ...payload };
}

const PUBLISHER: Publisher = { project: 'a-b', repository: REPOSITORY, workflow: 'release.yml' };
const open: TestPackageIndex[] = [];

async function start(extra: Partial<PackageIndexOptions> = {}): Promise<TestPackageIndex> {
  const index = await startPackageIndex({
    trustedRoot: () => ({}),
    verifyToken,
    publishers: [{ ...PUBLISHER }],
    apiTokens: {
      'pypi-user': { user: '__token__' },
      'pypi-scoped': { user: '__token__', projects: ['other'] },
    },
    ...extra,
  });
  open.push(index);
  return index;
}

afterAll(async () => {
  await Promise.all(open.map((index) => index.close()));
});

async function mint(index: TestPackageIndex, token: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${index.url}/_/oidc/mint-token`, {
    method: 'POST',
    body: JSON.stringify({ token }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function mintedToken(index: TestPackageIndex, extra: Record<string, unknown> = {}): Promise<string> {
  await mint(index, await sign(claims(extra)));
  return index.tokens.at(-1)?.token ?? '';
}

function formOf(file: MadeFile, extra: Record<string, string | undefined> = {}): FormData {
  const wheel = file.name.endsWith('.whl');
  const fields: Record<string, string | undefined> = {
    ':action': 'file_upload',
    protocol_version: '1',
    metadata_version: '2.4',
    name: 'a-b',
    version: '1.2',
    filetype: wheel ? 'bdist_wheel' : 'sdist',
    pyversion: wheel ? 'py3' : 'source',
    sha256_digest: createHash('sha256').update(file.bytes).digest('hex'),
    ...extra,
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
  form.append(
    'content',
    new Blob([new Uint8Array(file.bytes)], { type: 'application/octet-stream' }),
    file.name,
  );
  return form;
}

interface Uploaded {
  status: number;
  reason: string;
  text: string;
}

async function upload(
  index: TestPackageIndex,
  form: FormData,
  token = 'pypi-user',
  accept = 'application/json',
): Promise<Uploaded> {
  const authorization = `Basic ${Buffer.from(`__token__:${token}`).toString('base64')}`;
  const init = { method: 'POST', body: form, headers: { authorization, accept } };
  const answer = await fetch(index.uploadUrl, init);
  return { status: answer.status, reason: answer.statusText, text: await answer.text() };
}

async function get(url: string, accept = 'application/json'): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url, { headers: { accept }, redirect: 'manual' });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, body: type.includes('json') ? JSON.parse(text) : text };
}

const wheel = makeWheel({ name: 'a-b', version: '1.2' });

describe('Trusted Publishing', () => {
  it('names its audience and mints a token for the publisher of the claims', async () => {
    const index = await start();
    expect(await get(`${index.url}/_/oidc/audience`)).toEqual({
      status: 200,
      body: { audience: 'testbed-index' },
    });
    const answer = await mint(index, await sign(claims()));
    const expires = expect.any(Number);
    expect(answer).toEqual({ status: 200, body: { success: true, token: index.tokens[0]?.token, expires } });
    expect(index.tokens[0]?.projects).toEqual(['a-b']);
    expect(index.mints).toBe(1);
  });

  it.each([
    ['another repository', { repository: 'octo/else' }, 'Publisher with matching claims was not found'],
    ['another environment', {}, 'Publisher with matching claims was not found', 'production'],
    [
      'pull_request_target',
      { event_name: 'pull_request_target' },
      "Publishing from a workflow invoked by 'pull_request_target' is not supported.",
    ],
    [
      'a workflow of another repository',
      { job_workflow_ref: 'else/where/.github/workflows/release.yml@refs/heads/main' },
      `The job_workflow_ref claim does not match, expecting one of ['${REPOSITORY}/.github/workflows/release.yml@${'a'.repeat(40)}', '${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1'], got 'else/where/.github/workflows/release.yml@refs/heads/main'`,
    ],
  ])('refuses %s', async (_case, extra, reason, environment = '') => {
    const index = await start({ publishers: [{ ...PUBLISHER, environment }] });
    expect(await mint(index, await sign(claims(extra)))).toEqual({
      status: 422,
      body: {
        message: 'Token request failed',
        errors: [
          {
            code: 'invalid-publisher',
            description: `valid token, but no corresponding publisher (${reason})`,
          },
        ],
      },
    });
  });

  it('takes an environment in any case, and a token only once', async () => {
    const index = await start({ publishers: [{ ...PUBLISHER, environment: 'PyPI' }] });
    const token = await sign(claims({ environment: 'pypi' }));
    expect((await mint(index, token)).status).toBe(200);
    expect((await mint(index, token)).body).toMatchObject({
      errors: [{ code: 'invalid-reuse-token', description: 'invalid token: already used' }],
    });
  });

  it('refuses a token for another audience, and what is no token', async () => {
    const index = await start();
    const invalid = [{ code: 'invalid-token', description: 'malformed or invalid token' }];
    expect((await mint(index, await sign(claims(), 'pypi'))).body).toMatchObject({ errors: invalid });
    expect((await mint(index, 'x')).body).toMatchObject({ errors: [{ code: 'invalid-payload' }] });
  });

  it('creates the project of a pending publisher, and no other', async () => {
    const index = await start({ publishers: [{ ...PUBLISHER, project: 'a-c', pending: true }] });
    const token = await mintedToken(index);
    const answer = await upload(index, formOf(wheel), token);
    expect(answer.reason).toMatch(
      /^Non-user identities cannot create new projects\. This was probably caused by/,
    );
    const named = makeWheel({ name: 'a-c', version: '1.2' });
    expect((await upload(index, formOf(named, { name: 'a-c' }), token)).status).toBe(200);
  });
});

function largeWheel(megabytes: number): MadeFile {
  const bytes = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(megabytes * 1024 * 1024)]);
  return { name: wheel.name, bytes };
}

describe('an upload', () => {
  it('shows in every interface, with the digests of its bytes', async () => {
    const index = await start();
    expect((await upload(index, formOf(wheel), await mintedToken(index))).status).toBe(200);
    const sha256 = createHash('sha256').update(wheel.bytes).digest('hex');
    const simple = await get(`${index.simpleUrl}a-b/`, 'application/vnd.pypi.simple.v1+json');
    const url = expect.stringMatching(/^http:.*\/files\//);
    const file = {
      filename: wheel.name,
      hashes: { sha256 },
      size: wheel.bytes.length,
      provenance: null,
      url,
    };
    expect(simple.body).toMatchObject({ meta: { 'api-version': '1.4' }, name: 'a-b', files: [file] });
    const html = await get(`${index.simpleUrl}a-b/`, 'text/html');
    expect(html.body).toContain(`#sha256=${sha256}`);
    const json = await get(`${index.url}/pypi/a-b/1.2.0/json`);
    expect(json.body).toMatchObject({ urls: [{ filename: wheel.name, digests: { sha256 } }] });
    expect((await get(`${index.url}/pypi/A.B/json`)).status).toBe(200);
    const provenance = await get(`${index.url}/integrity/a-b/1.2/${wheel.name}/provenance`);
    const message = `No provenance available for ${wheel.name}`;
    expect(provenance).toEqual({ status: 404, body: { message } });
    const stored = await fetch(`${index.url}/files/x/${wheel.name}`);
    expect(Buffer.from(await stored.arrayBuffer()).equals(wheel.bytes)).toBe(true);
    expect((await get(`${index.simpleUrl}A_b/`)).status).toBe(301);
    expect((await get(`${index.simpleUrl}nothing/`)).status).toBe(404);
  });

  it('answers an identical file with 200 and never looks at its attestations', async () => {
    const index = await start();
    const token = await mintedToken(index);
    await upload(index, formOf(wheel), token);
    const again = await upload(index, formOf(wheel, { attestations: 'garbage' }), token);
    expect(again).toMatchObject({ status: 200, text: expect.stringContaining('<title>200 OK</title>') });
  });

  it('refuses other bytes under a known name, and known bytes under another name', async () => {
    const index = await start();
    await upload(index, formOf(wheel));
    const other = {
      name: wheel.name,
      bytes: makeWheel({ name: 'a-b', version: '1.2', files: { 'x.py': '' } }).bytes,
    };
    const hash = new Blake2b256().update(other.bytes).hex();
    const reason = `File already exists ('${wheel.name}', with blake2_256 hash '${hash}'). See ${index.url}/help/#file-name-reuse for more information.`;
    expect(await upload(index, formOf(other))).toMatchObject({ status: 400, reason });
    const renamed = { name: 'a_b-1.2-py2-none-any.whl', bytes: wheel.bytes };
    expect((await upload(index, formOf(renamed))).reason).toMatch(
      /^File already exists \('a_b-1.2-py2-none-any.whl'/,
    );
  });

  it('takes one sdist a release', async () => {
    const index = await start();
    const sdist = makeSdist({ name: 'a-b', version: '1.2' });
    expect((await upload(index, formOf(sdist))).status).toBe(200);
    const second = {
      name: 'a_b-1.2.0.tar.gz',
      bytes: makeSdist({ name: 'a-b', version: '1.2', files: {} }).bytes,
    };
    expect((await upload(index, formOf(second))).reason).toBe('Only one sdist may be uploaded per release.');
  });

  it.each([
    ['a_b-1.2.0-py3-none-any.whl', undefined],
    ['notawheel.whl', 'Invalid distribution file. Unable to parse name and version from wheel filename'],
    [
      'a.b-1.2-py3-none-any.whl',
      "Filename 'a.b-1.2-py3-none-any.whl' should contain the normalized project name 'a_b', not 'a.b'.",
    ],
    ['x-1.2-py3-none-any.whl', "Start filename for 'a-b' with 'a_b'."],
    ['a_b-9.9-py3-none-any.whl', "Version in filename should be '1.2' not '9.9'."],
    ['a-b-1.2-py3-none-any.whl', "Invalid wheel filename (wrong number of parts): 'a-b-1.2-py3-none-any'"],
    [
      'a_b-1.2-cp312-cp312-linux_x86_64.whl',
      "Binary wheel 'a_b-1.2-cp312-cp312-linux_x86_64.whl' has an unsupported platform tag 'linux_x86_64'.",
    ],
    ['a_b-1.2-x-py3-none-any.whl', "Invalid build number: x in 'a_b-1.2-x-py3-none-any'"],
    ['a-b-1.2.tar.gz', "Filename 'a-b-1.2.tar.gz' is invalid, should be 'a_b-1.2.tar.gz'."],
    ['a_b-1.2.zip', "Filename 'a_b-1.2.zip' is invalid, should be 'a_b-1.2.tar.gz'."],
  ])('judges the name %s', async (name, reason) => {
    const index = await start();
    const [, version = '1.2'] = /^a_b-([\d.]+)-/.exec(name) ?? [];
    const source = name.endsWith('.whl')
      ? makeWheel({ name: 'a-b', version })
      : makeSdist({ name: 'a-b', version: '1.2' });
    const answer = await upload(index, formOf({ name, bytes: source.bytes }));
    expect(reason === undefined ? answer.status : answer.reason).toBe(reason ?? 200);
    expect(index.uploads.map(({ filename }) => filename)).toEqual([name]);
  });

  const core = 'See https://packaging.python.org/specifications/core-metadata for more information.';
  it.each([
    [{ protocol_version: '2' }, 'Unknown protocol version.'],
    [{ filetype: 'egg' }, 'Invalid value for filetype. Error: Use a known file type.'],
    [{ pyversion: undefined }, 'Error: Python version is required for binary distribution uploads.'],
    [{ sha256_digest: undefined }, 'Error: Include at least one message digest.'],
    [
      { sha256_digest: 'zz' },
      'Invalid value for sha256_digest. Error: Use a valid, hex-encoded, SHA256 message digest.',
    ],
    [
      { sha256_digest: '0'.repeat(64) },
      'The digest supplied does not match a digest calculated from the uploaded file.',
    ],
    [{ version: '1.2+x' }, `The use of local versions in <Version('1.2+x')> is not allowed. ${core}`],
    [
      { metadata_version: '2.1', license_file: 'LICENSE' },
      `license-file introduced in metadata version 2.4, not 2.1 ${core}`,
    ],
    [
      { attestations: '[]' },
      'Invalid attestations supplied during upload: Attestations are only supported when using Trusted Publishing',
    ],
  ])('refuses the form %j', async (extra, reason) => {
    const index = await start();
    const answer = await upload(index, formOf(wheel, extra));
    expect(answer).toMatchObject({ status: 400, reason });
    expect(JSON.parse(answer.text)).toMatchObject({ code: `400 ${reason}`, title: 'Bad Request' });
  });

  it('refuses a single field twice and a field with a file name', async () => {
    const index = await start();
    const twice = formOf(wheel);
    twice.append('summary', 'a');
    twice.append('summary', 'b');
    expect((await upload(index, twice)).reason).toBe(`'summary' has invalid data ${core}`);
    const tuple = formOf(wheel);
    tuple.append('summary', new Blob(['a']), 'a');
    expect((await upload(index, tuple)).reason).toBe('summary: Should not be a tuple.');
  });

  it('refuses unknown, scoped and expired tokens with 403', async () => {
    const index = await start({ tokenLifetime: 0 });
    const see = `See ${index.url}/help/#invalid-auth for more information.`;
    expect(await upload(index, formOf(wheel), 'pypi-x')).toMatchObject({
      status: 403,
      reason: `Invalid or non-existent authentication information. ${see}`,
    });
    expect((await upload(index, formOf(wheel), 'pypi-scoped')).reason).toBe(
      "Invalid API Token: project-scoped token is not valid for project: 'a-b'",
    );
    expect((await upload(index, formOf(wheel), await mintedToken(index))).reason).toBe(
      'Invalid API Token: token is expired',
    );
  });

  it('hashes a large file without keeping it, up to the limit', async () => {
    const index = await start({ sizeLimit: 20 * 1024 * 1024 });
    expect((await upload(index, formOf(largeWheel(20)))).reason).toMatch(
      /^File too large\. Limit for project 'a-b' is 20 MB/,
    );
    expect((await upload(index, formOf(largeWheel(9)))).status).toBe(200);
    expect(index.files('a-b')[0]).toMatchObject({ size: 9 * 1024 * 1024 + 4, content: undefined });
    // Twenty megabytes of BLAKE2b take their time on a busy machine.
  }, 30_000);

  it('bears only so many uploads of a release at a time', async () => {
    const index = await start({ uploadsAtOnce: 1, latencyMs: 20 });
    const other = makeWheel({ name: 'a-b', version: '1.2', tags: 'py2-none-any' });
    const answers = await Promise.all([upload(index, formOf(wheel)), upload(index, formOf(other))]);
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 500]);
    expect(index.peakUploadsAtOnce).toBe(2);
  });

  it('points a missing slash to the right address', async () => {
    const index = await start();
    const answer = await fetch(`${index.url}/legacy`, { method: 'POST', body: 'x', redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([308, index.uploadUrl]);
  });
});

describe('a test may', () => {
  it('delay when a file shows', async () => {
    const index = await start();
    index.visibleAfter = (surface, _filename, asked) => surface !== 'json' || asked > 2;
    await upload(index, formOf(wheel));
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await get(`${index.url}/pypi/a-b/1.2/json`)).status);
    expect(statuses).toEqual([404, 404, 200]);
  });

  it('lose an answer after the upload has been stored', async () => {
    const index = await start();
    index.faults.push({ match: (_method, path) => path === '/legacy/', times: 1, kind: 'lose-answer' });
    await expect(upload(index, formOf(wheel))).rejects.toThrow('fetch failed');
    expect(index.files('a-b')).toHaveLength(1);
    expect((await upload(index, formOf(wheel))).status).toBe(200);
  });

  it('break answers in each way', async () => {
    const index = await start();
    const ask = (): Promise<string> => fetch(`${index.url}/_/oidc/audience`).then((answer) => answer.text());
    const strike = (kind: 'reset' | 'truncate' | 'garbage' | 'status-line' | 'status'): void => {
      index.faults.push({
        match: (method, path, nth) => method === 'GET' && path !== '' && nth > 0,
        times: 1,
        kind,
      });
    };
    for (const kind of ['reset', 'truncate', 'status-line'] as const) {
      strike(kind);
      await expect(ask()).rejects.toThrow(/fetch failed|terminated/);
    }
    strike('garbage');
    expect(await ask()).toContain('not JSON');
    strike('status');
    expect((await fetch(`${index.url}/_/oidc/audience`)).status).toBe(500);
    expect(await ask()).toContain('testbed-index');
  });

  it('be an index that takes no attestations', async () => {
    const index = await start({ generic: true });
    expect((await get(`${index.url}/_/oidc/audience`)).status).toBe(404);
    const refused = await upload(index, formOf(wheel, { attestations: '[]' }));
    expect(refused).toMatchObject({ status: 400, reason: "Unknown field 'attestations'." });
    expect((await upload(index, formOf(wheel))).status).toBe(200);
  });
});

describe('the digests and versions', () => {
  it('agree with RFC 7693 and PEP 440', () => {
    // b2sum -l 256 of the same bytes.
    expect(new Blake2b256().update(Buffer.from('abc')).hex()).toBe(
      'bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319',
    );
    expect(parseVersion('1.0-Alpha.1-2.DEV')?.text).toBe('1.0a1.post2.dev0');
    expect(sameVersion('1.0', '1')).toBe(true);
    expect(sameVersion('1.0.0rc1', '1rc1')).toBe(true);
    expect(sameVersion('1.0.1', '1.1')).toBe(false);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { explain } from '../../../src/errors.ts';
import type { Claims } from '../../../src/github/claims.ts';
import { describeIndex } from '../../../src/package-index/hosts.ts';
import type { PackageIndex } from '../../../src/package-index/package-index.ts';
import { audienceOf } from '../../../src/package-index/trusted-publishing/audience.ts';
import { obtainUploadToken } from '../../../src/package-index/trusted-publishing/trusted-publishing.ts';
import type { RequestPlatform } from '../../../src/ground/request.ts';
import type { Http } from '../../../src/ground/http.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { startService } from '../../testbed/http-service.ts';
import type { Answer, Service } from '../../testbed/http-service.ts';
import { startPackageIndex } from '../../testbed/package-index/server.ts';
import { demoClaims } from '../../support/sample-claims.ts';
import { indexPlatform } from '../../support/virtual-platform.ts';
import type { IndexPlatform } from '../../support/virtual-platform.ts';
import { failureOf } from '../../support/failure-of.ts';

const MINTED = 'pypi-minted_0123456789';
let platform: IndexPlatform;
let service: Service;
let index: PackageIndex;
let audience: Answer;
let mints: Answer[];
let minted: string[];
let asked: string[];

beforeEach(async () => {
  platform = indexPlatform();
  audience = { status: 200, body: { audience: 'own-index' } };
  [mints, minted, asked] = [[], [], []];
  service = await startService(({ method, url, body: sent }) => {
    if (url.pathname === '/_/oidc/audience') return audience;
    if (method !== 'POST' || url.pathname !== '/_/oidc/mint-token') return { status: 404 };
    minted.push(sent.toString());
    return mints.shift() ?? { status: 500 };
  });
  index = describeIndex(`${service.url}/legacy/`, 'pypi', undefined);
});

afterEach(async () => {
  await service.close();
  await platform.http.close();
});

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token in shape only, another one each time. */
function jwt(number: number): string {
  return `${part({ alg: 'RS256' })}.${part({ number, iss: demoClaims().iss })}.c2lnbmF0dXJl`;
}

function mintBody(number: number): string {
  return JSON.stringify({ token: jwt(number) });
}

function success(expires?: number): Answer {
  return {
    status: 200,
    body: { success: true, token: MINTED, ...(expires === undefined ? {} : { expires }) },
  };
}

function refusal(code: string, description = code): Answer {
  return { status: 422, body: { message: 'Token request failed', errors: [{ code, description }] } };
}

async function obtain(changed: Partial<Claims> = {}) {
  const identity = {
    claims: demoClaims(changed),
    audience: await audienceOf(index, undefined, platform),
    token: async (wanted: string) => {
      asked.push(wanted);
      return new Secret(jwt(asked.length));
    },
  };
  return obtainUploadToken(index, identity, [], platform);
}

describe('obtainUploadToken', () => {
  it('exchanges an identity token for the audience that the index names, and masks what it gets', async () => {
    mints = [success(1_800_000_000)];
    const token = await obtain();
    expect(token.username).toBe('__token__');
    expect(token.password.reveal()).toBe(MINTED);
    expect(token.expiresAt).toEqual(new Date(1_800_000_000_000));
    expect(asked).toEqual(['own-index']);
    expect(minted).toEqual([mintBody(1)]);
    expect(platform.masked).toEqual([MINTED]);
  });

  it.each([
    'null',
    'false',
    'published',
    'already-published',
    'Skipped-Different',
    'attestation-path',
    'fifteen-letters',
    `${' '.repeat(16)}true`,
  ])('refuses the token %j, which is no secret or could not be hidden', async (token) => {
    mints = [{ status: 200, body: { success: true, token } }];
    const error = await failureOf(obtain());
    expect(error.code).toBe('TOKEN_REFUSED');
    expect(error.message).toContain('fewer than 16 characters');
    expect(`${error.message} ${error.hint}`).not.toContain(`'${token}'`);
    expect(minted).toHaveLength(1);
    expect(platform.masked).toEqual([]);
  });

  it('takes a token of 16 characters', async () => {
    mints = [{ status: 200, body: { success: true, token: 'sixteen-letters_' } }];
    expect((await obtain()).password.reveal()).toBe('sixteen-letters_');
  });

  it('says of a web page that it is one', async () => {
    const page = {
      headers: { 'content-type': 'text/html' },
      body: '<title>Sign in</title><p>Who are you?</p>',
    };
    mints = [
      { status: 200, ...page },
      { status: 200, ...page },
      { status: 200, ...page },
      { status: 200, ...page },
    ];
    expect((await failureOf(obtain())).message).toContain('200 with a web page instead of a token');
    audience = { status: 200, ...page };
    expect((await failureOf(obtain())).message).toContain('200 with a web page, "Sign in",');
  });

  it('assumes 15 minutes where the index does not say how long the token lives', async () => {
    mints = [success()];
    const { expiresAt } = await obtain();
    expect((expiresAt?.getTime() ?? 0) - platform.clock.now().getTime()).toBe(900_000);
  });

  it.each([
    ['a 503', { status: 503 }],
    ['a token that is not accepted yet', refusal('invalid-token', 'malformed or invalid token')],
    ['a token that a lost request used up', refusal('invalid-reuse-token', 'invalid token: already used')],
  ])('takes a new identity token after %s', async (_case, first) => {
    mints = [first, success()];
    await obtain();
    expect(minted).toEqual([mintBody(1), mintBody(2)]);
  });

  it('says to run the job again where the index stays overloaded, and to check it where it has no such way', async () => {
    mints = Array.from({ length: 4 }, () => ({ status: 503 }));
    expect(await failureOf(obtain())).toMatchObject({
      code: 'TOKEN_REFUSED',
      rerun: 'finishes',
      hint: expect.stringMatching(/^Run the job again later/),
    });
    mints = [{ status: 404 }];
    expect(await failureOf(obtain())).toMatchObject({
      rerun: 'finishes-after-fix',
      hint: expect.stringMatching(/^Check that the index offers Trusted Publishing/),
    });
  });

  it('takes a new identity token after a lost answer', async () => {
    mints = [success(), success()];
    service.faults.push({ match: (method) => method === 'POST', times: 1, kind: 'lose-answer' });
    await obtain();
    expect(asked).toHaveLength(2);
  });

  it('gives up after four attempts', async () => {
    mints = Array.from({ length: 9 }, () => refusal('invalid-token', 'malformed or invalid token'));
    expect((await failureOf(obtain())).hint).toContain("machine's clock");
    expect(minted).toHaveLength(4);
  });

  it('says which publisher to register', async () => {
    mints = [
      refusal(
        'invalid-publisher',
        'valid token, but no corresponding publisher (Publisher with matching claims was not found)',
      ),
    ];
    const error = await failureOf(obtain({ environment: 'pypi' }));
    const host = new URL(service.url).host;
    expect(`${error.message}\n${error.hint}`.replaceAll(host, 'HOST')).toMatchInlineSnapshot(`
      "HOST has no Trusted Publisher that matches this job: "valid token, but no corresponding publisher (Publisher with matching claims was not found)" (invalid-publisher). \`password\` is empty, so Trusted Publishing is used.
      This job is:
        Owner: octo (id 2002)
        Repository name: demo
        Workflow name: release.yml (octo/demo/.github/workflows/release.yml@refs/tags/v1.0.0)
        Environment name: pypi
        Event: push, ref refs/tags/v1.0.0
      Compare this with the publisher under Publishing in the project's settings (of a new project: http://HOST/manage/account/publishing/). If the publisher names another environment than pypi, use that one in this job. If no publisher names this workflow, add one."
    `);
    expect(explain(error).code).toBe('TOKEN_REFUSED');
    expect(minted).toHaveLength(1);
  });

  it.each([
    ['invalid-pending-publisher', {}, 'Remove the pending publisher'],
    ['not-enabled', {}, 'disabled Trusted Publishing'],
    ['invalid-payload', {}, 'project name'],
    ['something-new', {}, 'Check the Trusted Publisher'],
    ['invalid-publisher', { event_name: 'pull_request_target' }, 'Publish from `release`'],
    [
      'invalid-publisher',
      { job_workflow_ref: 'other/tools/.github/workflows/publish.yml@refs/heads/main' },
      'reusable workflow of another repository',
    ],
  ])('%s %j: says what to do', async (code, changed, hint) => {
    mints = [refusal(code)];
    expect((await failureOf(obtain(changed))).hint).toContain(hint);
  });

  it('does not follow a redirect with an identity token', async () => {
    mints = [{ status: 307, headers: { location: 'https://evil.example/mint?token=x' } }];
    const error = await failureOf(obtain());
    expect(error.hint).toBe(
      'It points to https://evil.example/mint. Use that host in repository-url only if you trust it with your credentials.',
    );
    expect(minted).toHaveLength(1);
    mints = [{ status: 308, headers: { location: '/elsewhere/_/oidc/mint-token' } }];
    expect((await failureOf(obtain())).hint).toBe(
      `It points to ${service.url}/elsewhere/_/oidc/mint-token: check repository-url, tokens are not sent along with a redirect.`,
    );
    expect(service.requests.every(({ path }) => path.startsWith('/_/oidc/'))).toBe(true);
  });

  it('quotes no answer that may hold a token', async () => {
    mints = Array.from({ length: 4 }, () => ({ status: 200, body: 'pypi-oops' }));
    expect((await failureOf(obtain())).message).not.toContain('pypi-oops');
  });

  it('gets a token from an index that checks the claims', async () => {
    const server = await startPackageIndex({
      trustedRoot: () => ({}),
      verifyToken: async () => ({ ...demoClaims(), jti: 'one' }),
      publishers: [{ project: 'sample', repository: 'octo/demo', workflow: 'release.yml' }],
    });
    try {
      index = describeIndex(server.uploadUrl, 'pypi', undefined);
      const token = await obtain();
      expect(server.tokens.map((each) => each.token)).toEqual([token.password.reveal()]);
    } finally {
      await server.close();
    }
  });
});

function access(http: Http = platform.http): RequestPlatform {
  return { http, clock: platform.clock, runner: platform.runner };
}

function answering(value: string): RequestPlatform {
  const body = Buffer.from(JSON.stringify({ audience: value }));
  return access({ request: async () => ({ status: 200, statusText: 'OK', headers: {}, body }) });
}

describe('audienceOf', () => {
  const own = describeIndex('https://index.example:8443/legacy/', 'pypi', undefined);

  it('asks a known index for nothing', async () => {
    const pypi = describeIndex('https://upload.pypi.org/legacy/', 'auto', undefined);
    expect(await audienceOf(pypi, undefined, answering('sigstore'))).toBe('pypi');
    expect((await failureOf(audienceOf(pypi, 'testpypi', answering('pypi')))).code).toBe('TOKEN_REFUSED');
  });

  it.each(['index.example', 'index.example:8443'])(
    'lets another index ask for its own name, %s',
    async (name) => {
      expect(await audienceOf(own, undefined, answering(name))).toBe(name);
    },
  );

  it.each([
    'pypi',
    'testpypi',
    'sigstore',
    'sts.amazonaws.com',
    'api://AzureADTokenExchange',
    'https://github.com/octo',
    'other.example',
    '',
  ])("refuses another index that asks for '%s'", async (name) => {
    const error = await failureOf(audienceOf(own, undefined, answering(name)));
    expect(error.code).toBe('TOKEN_REFUSED');
    expect(error.message).toContain(name);
  });

  it.each(['pypi', 'sigstore', 'sts.amazonaws.com'])("refuses '%s' from oidc-audience too", async (name) => {
    expect((await failureOf(audienceOf(own, name, answering('x')))).message).toContain(name);
  });

  it.each(['pypi', 'testpypi', 'vault', 'sigstore', 'my-vault', 'pypi.', 'sigstore..', 'PyPI'])(
    'refuses the short host %s its own name, which is the audience of another',
    async (name) => {
      const short = describeIndex(`https://${name}/legacy/`, 'pypi', undefined);
      const error = await failureOf(audienceOf(short, undefined, answering(name)));
      expect(error.message).toContain(`'${name}'`);
      expect(error.hint).toContain('full domain name');
      expect((await failureOf(audienceOf(short, name, answering('x')))).code).toBe('TOKEN_REFUSED');
    },
  );

  it.each([
    'devpi',
    'pypi-mirror',
    'pypi.vaultcorp.com',
    'vault.example.com',
    'sigstore.example',
    'pypi.internal.',
  ])('lets the host %s ask for its own name', async (name) => {
    const host = describeIndex(`https://${name}:8443/legacy/`, 'pypi', undefined);
    expect(await audienceOf(host, undefined, answering(name))).toBe(name);
    expect(await audienceOf(host, undefined, answering(`${name}:8443`))).toBe(`${name}:8443`);
  });

  it.each(['vault.example.com', 'crates.io', 'npm:registry.npmjs.org', 'sts.us-gov-west-1.amazonaws.com'])(
    'refuses %s to another host',
    async (name) => {
      expect((await failureOf(audienceOf(own, name, answering('x')))).code).toBe('TOKEN_REFUSED');
    },
  );

  it('takes what oidc-audience says for an index that is not known', async () => {
    expect(await audienceOf(own, 'our-index', answering('sigstore'))).toBe('our-index');
  });

  it("takes anything but Sigstore's on loopback", async () => {
    expect(await audienceOf(index, undefined, answering('pypi'))).toBe('pypi');
    expect((await failureOf(audienceOf(index, undefined, answering('sigstore')))).code).toBe('TOKEN_REFUSED');
  });

  it('asks again where the failure may pass, as long as the index says', async () => {
    const answer = audience;
    audience = { status: 429, headers: { 'retry-after': '7' }, body: 'slow down' };
    const failed = await failureOf(audienceOf(index, undefined, access()));
    expect(failed.message).toContain('could not be queried');
    expect(failed.message).toContain('429');
    expect(platform.clock.sleeps).toEqual([7000, 7000, 7000]);
    const waits = platform.lines.filter((line) =>
      /^audience of .*: attempt \d of 4 failed, next in 7 s\./.test(line),
    );
    expect(waits).toHaveLength(3);
    service.faults.push({ match: () => true, times: 1, kind: 'reset' });
    audience = answer;
    expect(await audienceOf(index, undefined, access())).toBe('own-index');
  });

  it('says where a redirect points, and does not follow it', async () => {
    audience = { status: 302, headers: { location: 'https://other.example/_/oidc/audience' } };
    const error = await failureOf(audienceOf(index, undefined, access()));
    expect(error.message).toContain('302');
    expect(error.hint).toContain('https://other.example/_/oidc/audience');
  });

  it('says that password was empty where there is no Trusted Publishing', async () => {
    audience = { status: 404, body: 'Not Found' };
    const error = await failureOf(audienceOf(index, undefined, access()));
    expect(error.message).toContain('`password` is empty');
    expect(error.hint).toContain('API token');
  });
});

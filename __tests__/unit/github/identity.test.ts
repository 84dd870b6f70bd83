import { describe, expect, it } from '@jest/globals';
import { explain, TransportError } from '../../../src/errors.ts';
import { parseClaims } from '../../../src/github/claims.ts';
import { CLAIMS_AUDIENCE, readIdentity } from '../../../src/github/identity-token.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/ground/http.ts';
import type { Platform } from '../../../src/platform/platform.ts';
import type { JobFacts } from '../../../src/platform/runner.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { someClaims, tokenOf } from '../../support/sample-claims.ts';
import { failureOf } from '../../support/failure-of.ts';

const PENDING = "Can't issue ID_TOKEN for job in 'Pending' state.";

const JOB: JobFacts = {
  eventName: 'push',
  repository: 'octo/project',
  serverUrl: 'https://github.com',
  server: { host: 'github.com', kind: 'github' },
  runId: '33',
  runAttempt: '1',
  actor: 'octo',
  sha: 'c'.repeat(40),
  workflowRef: 'octo/project/.github/workflows/release.yml@refs/tags/v1',
  documents: undefined,
  fromFork: false,
};

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, statusText: '', headers, body: Buffer.from(text) };
}

function nothing(): never {
  throw new Error('not for this test');
}

/** GitHub, as far as tokens go: gives what it is told, or a token for the audience that was asked for. */
function github(answers: (HttpAnswer | Error)[] = [], job: Partial<JobFacts> = {}, permitted = true) {
  const asked: HttpRequest[] = [];
  const masked: string[] = [];
  const waits: string[] = [];
  let now = 0;
  const secret = (value: string): Secret => {
    masked.push(value);
    return new Secret(value);
  };
  const platform: Pick<Platform, 'http' | 'runner' | 'clock'> = {
    clock: {
      now: () => new Date(now),
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        now += milliseconds;
      },
      random: () => 0.5,
    },
    http: {
      request: async (request) => {
        asked.push(request);
        const next = answers.shift();
        if (next instanceof Error) throw next;
        const aud = new URL(request.url).searchParams.get('audience');
        return next ?? answer(200, { value: tokenOf({ ...someClaims(), aud }) });
      },
    },
    runner: {
      log: {
        info: (line) => void waits.push(line),
        debug: nothing,
        notice: nothing,
        warning: nothing,
        error: nothing,
        group: nothing,
      },
      showHeldAnnotations: nothing,
      job: { ...JOB, ...job },
      uploaderSettings: [],
      githubApiUrl: 'https://api.github.com',
      artifactServiceUrl: undefined,
      temporaryDirectory: '/tmp',
      identityTokenRequest: permitted
        ? { url: 'https://run.actions.example/token?api-version=2.0', token: new Secret('request-token') }
        : undefined,
      inputs: nothing,
      secret,
      secrets: nothing,
      redact: (text) => text.replaceAll('canary_0123456789-0123456789', '***'),
      keepVisible: nothing,
      setOutput: nothing,
      writeSummary: nothing,
    },
  };
  return { platform, asked, masked, waits, elapsed: () => now };
}

describe('an identity', () => {
  it('is read with one request, whose token is masked', async () => {
    const { platform, asked, masked } = github();
    const identity = await readIdentity(CLAIMS_AUDIENCE, platform);
    expect(identity.claims).toEqual(someClaims());
    expect(asked.map((request) => request.url)).toEqual([
      'https://run.actions.example/token?api-version=2.0&audience=wheelseal-claims',
    ]);
    const authorization = asked[0]?.headers?.['authorization'];
    expect(authorization).toBeInstanceOf(Secret);
    expect((authorization as Secret).reveal()).toBe('Bearer request-token');
    expect(masked).toContain(tokenOf({ ...someClaims(), aud: CLAIMS_AUDIENCE }));
  });

  it('proves itself with another token each time, for any audience, the one that was read first', async () => {
    const { platform, asked } = github();
    const identity = await readIdentity('pypi', platform);
    expect(identity.audience).toBe('pypi');
    const token = await identity.token('https://a.example/?b=c&d');
    expect(parseClaims(token.reveal(), 'https://a.example/?b=c&d')).toEqual(someClaims());
    await identity.token('pypi');
    expect(asked).toHaveLength(2);
    await identity.token('pypi');
    expect(asked).toHaveLength(3);
  });

  it('keeps the token that was read for a minute, no longer: what it is exchanged with needs time too', async () => {
    const { platform, asked } = github();
    const identity = await readIdentity('pypi', platform);
    await platform.clock.sleep(60_000);
    await identity.token('pypi');
    expect(asked).toHaveLength(2);
  });

  it('gives a token that was prepared once, and the failure of one that could not be', async () => {
    const { platform, asked } = github();
    const identity = await readIdentity('pypi', platform);
    identity.prepare('sigstore');
    expect(asked).toHaveLength(2);
    await identity.token('sigstore');
    expect(asked).toHaveLength(2);
    await identity.token('sigstore');
    expect(asked).toHaveLength(3);

    const failing = github([
      answer(200, { value: tokenOf({ ...someClaims(), aud: 'pypi' }) }),
      answer(403, 'no'),
    ]);
    const other = await readIdentity('pypi', failing.platform);
    other.prepare('sigstore');
    const error = await failureOf(other.token('sigstore'));
    expect([error.code, failing.asked.length]).toEqual(['IDENTITY_UNAVAILABLE', 2]);
  });

  it('outlives an outage: waits as told, then longer each time', async () => {
    const { platform, asked, elapsed } = github([
      answer(429, 'slow down', { 'retry-after': '7' }),
      answer(503, 'busy'),
      new TransportError('reset', 'broke', true),
    ]);
    await readIdentity('pypi', platform);
    expect(asked).toHaveLength(4);
    expect(elapsed()).toBeGreaterThan(7_000);
  });

  it('is given up after a quarter of an hour', async () => {
    const { platform, elapsed } = github(Array.from({ length: 500 }, () => answer(500, 'Internal error')));
    const error = await failureOf(readIdentity('pypi', platform));
    expect([error.code, error.message]).toEqual([
      'IDENTITY_UNAVAILABLE',
      'GitHub issued no identity token: 500 Internal error (https://run.actions.example/token).',
    ]);
    expect(elapsed()).toBeLessThanOrEqual(900_000);
    expect(elapsed()).toBeGreaterThan(800_000);
  });

  it.each<[JobFacts['server'], string, string]>([
    [{ host: 'github.com', kind: 'github' }, 'GitHub issued', 'https://www.githubstatus.com shows'],
    [{ host: 'octo.ghe.com', kind: 'github' }, 'octo.ghe.com issued', 'the operator of octo.ghe.com.'],
    [{ host: 'ghes.example', kind: 'ghes' }, 'ghes.example issued', 'the operator of ghes.example.'],
    [{ host: 'codeberg.org', kind: 'forgejo' }, 'codeberg.org issued', 'the operator of codeberg.org.'],
  ])('that %j refused names who can say more', async (server, gave, hint) => {
    const error = await failureOf(
      readIdentity('pypi', github([answer(403, 'Forbidden')], { server }).platform),
    );
    expect(error.message).toContain(`${gave} no identity token: 403 Forbidden`);
    expect(error.hint).toContain(hint);
    expect(error.hint.includes('githubstatus')).toBe(server.host === 'github.com');
  });

  it.each([
    ['a refusal', answer(403, 'Forbidden'), '403 Forbidden'],
    ['no token', answer(200, { value: 7 }), 'the answer has no token'],
    ['a job that has ended', answer(403, "Can't issue ID_TOKEN for job in 'Completed' state."), 'Completed'],
    [
      'a job that was cancelled',
      answer(403, { message: "ID_TOKEN for job in 'Cancelled' state." }),
      'Cancelled',
    ],
    ['a token of a job elsewhere', answer(403, "Can't issue ID_TOKEN for another job."), 'for another job'],
    ['an untrusted server', new TransportError('tls', 'certificate', false), 'the request failed'],
  ])('is not asked for again after %s', async (_, first, message) => {
    const { platform, asked } = github([first]);
    const error = await failureOf(readIdentity('pypi', platform));
    expect([error.code, asked.length]).toEqual(['IDENTITY_UNAVAILABLE', 1]);
    expect(error.message).toContain(message);
  });

  it.each([
    ['a job that just left a concurrency group', answer(403, PENDING)],
    ['a job that was delayed', answer(403, { message: "Can't issue ID_TOKEN for job in 'Delayed' state." })],
    ['a job that waits', answer(403, "Can't issue ID_TOKEN for job in Queued state.")],
    [
      'a job whose state is told with escapes',
      answer(403, String.raw`{"message":"Can\u0027t issue ID_TOKEN for job in \u0027Pending\u0027 state."}`),
    ],
    ['a web page in place of the answer', answer(200, '<!doctype html><title>Unicorn!</title>')],
    ['half an answer', answer(200, '{"value": "eyJ')],
    ['no answer at all', answer(200, '')],
  ])('is asked for again after %s', async (_, first) => {
    const { platform, asked, waits } = github([first, first]);
    await readIdentity('pypi', platform);
    expect(asked).toHaveLength(3);
    expect(waits[1]).toMatch(
      /^identity token from GitHub: attempt 2 failed, next in \d+ s\. GitHub issued no/,
    );
  });

  it('ends its wait when the run is cancelled', async () => {
    const { platform, asked } = github([answer(403, PENDING)]);
    const cancelled = new Error('cancelled');
    await expect(readIdentity('pypi', platform, AbortSignal.abort(cancelled))).rejects.toBe(cancelled);
    expect(asked.length).toBeLessThanOrEqual(1);
  });

  it('quotes no secret of the run', async () => {
    const { platform } = github([answer(403, `no ${'x'.repeat(270)} canary_0123456789-0123456789 for you`)]);
    const { message } = await failureOf(readIdentity('pypi', platform));
    expect(message).toContain('***');
    expect(message).not.toContain('canary');
  });

  it.each([
    ['not on GitHub', { runId: '' }],
    ['a fork', { fromFork: true }],
    ['Dependabot', { actor: 'dependabot[bot]' }],
    ['no permission', {}],
  ])('that can’t be had is diagnosed: %s', async (name, job) => {
    const error = await failureOf(readIdentity('pypi', github([], job, false).platform));
    const { code, message, hint } = explain(error);
    expect(`${code}: ${message}\n${hint}`).toMatchSnapshot(name);
  });
});

describe('claims', () => {
  it('are decoded as UTF-8', () => {
    const claims = someClaims({ environment: 'pröd ✓', sub: 'repo:octo/project:environment:pröd ✓' });
    expect(parseClaims(tokenOf({ ...claims, aud: 'pypi' }), 'pypi')).toEqual(claims);
  });

  it('without visibility and environment say so', () => {
    const { repository_visibility: _, environment: __, ...rest } = someClaims();
    expect(parseClaims(tokenOf({ ...rest, aud: ['pypi'] }), 'pypi')).toMatchObject({
      repository_visibility: undefined,
      environment: undefined,
    });
  });

  it('of a deployment of a commit have an empty ref, and lack nothing', () => {
    const claims = {
      ...someClaims(),
      ref: '',
      workflow_ref: `octo/project/.github/workflows/release.yml@${'c'.repeat(40)}`,
    };
    expect(parseClaims(tokenOf({ ...claims, aud: 'pypi' }), 'pypi')).toEqual(claims);
  });

  it('that Fulcio’s template names are told where the token has none; numbers are written as texts', () => {
    const { repository_id: _, environment: __, ...rest } = someClaims();
    const claims = parseClaims(tokenOf({ ...rest, run_id: 33, job_workflow_sha: null, aud: 'pypi' }), 'pypi');
    expect(claims).toMatchObject({
      run_id: '33',
      repository_id: '',
      absent: ['job_workflow_sha', 'repository_id'],
    });
  });

  it.each([
    ['another audience', tokenOf({ ...someClaims(), aud: 'sigstore' }), 'is for the audience "sigstore"'],
    ['more audiences', tokenOf({ ...someClaims(), aud: ['pypi', 'x'] }), 'is for the audience'],
    ['no audience', tokenOf({ ...someClaims() }), 'is for the audience'],
    ['a list', tokenOf([]), 'readable claims'],
    ['two parts', 'a.b', 'is not a JSON Web Token'],
    ['no JSON', 'a.b.c', 'readable claims'],
    ['no UTF-8', `a.${Buffer.from([0x7b, 0xff]).toString('base64url')}.c`, 'readable claims'],
  ])('with %s are refused, and the token is not quoted', (_, token, message) => {
    expect(() => parseClaims(token, 'pypi')).toThrow(message);
    expect(() => parseClaims(token, 'pypi')).not.toThrow(token);
  });
});

// Build provenance says what GitHub's own action says of the same identity token: actions/toolkit's package makes it from one here.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildSLSAProvenancePredicate } from '@actions/attest';
import { buildProvenance, runIdOf } from '../../../src/attestations/build-provenance.ts';
import { parseClaims } from '../../../src/github/claims.ts';
import { buildRun } from '../../../src/stages/build-run.ts';
import { startOidcIssuer } from '../../testbed/oidc-issuer.ts';
import type { OidcIssuer } from '../../testbed/oidc-issuer.ts';
import { someClaims } from '../../support/sample-claims.ts';

let issuer: OidcIssuer;
const environment = { ...process.env };

beforeAll(async () => {
  issuer = await startOidcIssuer();
  process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] = issuer.requestUrl;
  process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] = issuer.requestToken;
});

afterAll(async () => {
  process.env = environment;
  await issuer.close();
});

afterEach(() => {
  issuer.claims = {};
});

/** What wheelseal writes of a token with these claims. */
async function ours(server: string): Promise<unknown> {
  const claims = parseClaims(await issuer.token('nobody'), 'nobody');
  return JSON.parse(JSON.stringify(buildProvenance(buildRun(claims, server))));
}

async function theirs(server: string): Promise<{ readonly type: string; readonly params: object }> {
  process.env['GITHUB_SERVER_URL'] = server;
  // Commands for a runner.
  const output = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    return await buildSLSAProvenancePredicate(issuer.url);
  } finally {
    output.mockRestore();
  }
}

const WORKFLOWS = 'octo/demo/.github/workflows';

describe('the build provenance of a run', () => {
  it.each<[string, Record<string, string>, string?]>([
    ['of a tag', {}],
    ['of a branch, again', { ref: 'refs/heads/main', run_id: '987654321', run_attempt: '3' }],
    ['of a deployed commit, which has no ref', { ref: '' }],
    [
      'of a dispatch on a machine of their own',
      { event_name: 'workflow_dispatch', runner_environment: 'self-hosted' },
    ],
    [
      'of a reusable workflow',
      { job_workflow_ref: 'octo/shared/.github/workflows/build.yml@refs/heads/main' },
    ],
    [
      'of a workflow that another repository requires',
      { workflow_ref: 'octo/rules/.github/workflows/all.yml@main' },
    ],
    ['of a file in a repository of a like name', { repository: 'octo/demo.yml' }],
    ['of an enterprise on a server of its own', {}, 'https://octo.ghe.com'],
  ])('is the one that actions/attest makes: %s', async (_, claims, server = 'https://github.com') => {
    issuer.claims = { ...claims, iss: issuer.url };
    const made = await theirs(server);
    expect(made.type).toBe('https://slsa.dev/provenance/v1');
    expect(await ours(server)).toEqual(made.params);
  });

  it.each([
    [`${WORKFLOWS}/release@prod.yml@refs/heads/main`, '.github/workflows/release@prod.yml'],
    [`${WORKFLOWS}/a.yml@b.yaml@refs/heads/x.yml@y`, '.github/workflows/a.yml@b.yaml'],
    [`${WORKFLOWS}/@.yml@${'1f'.repeat(20)}`, '.github/workflows/@.yml'],
  ])('has the whole path of a workflow file with an @, as PyPI reads it: %s', async (reference, path) => {
    issuer.claims = { workflow_ref: reference, iss: issuer.url };
    const { buildDefinition } = buildProvenance(
      buildRun(parseClaims(await issuer.token('nobody'), 'nobody'), 'https://github.com'),
    );
    expect(buildDefinition.externalParameters).toMatchObject({ workflow: { path } });
    // Theirs cuts it there.
    const cut = reference.slice('octo/demo/'.length).split('@')[0];
    expect((await theirs('https://github.com')).params).toMatchObject({
      buildDefinition: { externalParameters: { workflow: { path: cut } } },
    });
  });

  it('is refused for an identity that does not say all of it', () => {
    const claims = someClaims({ absent: ['run_id', 'workflow_sha', 'run_attempt'] });
    expect(() => buildRun(claims, 'https://github.com')).toThrow(
      expect.objectContaining({
        code: 'IDENTITY_UNSUITABLE',
        message: expect.stringContaining('has no run_id, run_attempt.'),
      }),
    );
  });
});

describe('the run in an address', () => {
  it.each([
    ['https://github.com/octo/demo/actions/runs/42/attempts/1', '42'],
    ['https://github.com/octo/demo/actions/runs/42', '42'],
    ['https://octo.ghe.com/octo/demo/actions/runs/9/attempts/12', '9'],
    ['https://github.com/octo/demo/actions/runs/42/attempts/1/jobs', undefined],
    ['https://github.com/octo/demo/actions/runs/4x2/attempts/1', undefined],
    ['', undefined],
  ])('%s is %s', (address, run) => {
    expect(runIdOf(address)).toBe(run);
  });
});

// Whom a run talks to: everything goes through a proxy that writes it down, held against the table in docs/security.md.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { makeSdist, makeWheel } from '../testbed/make-distributions.ts';
import {
  ISSUER_HOST,
  OWN,
  PUBLIC_GOOD,
  startPublicNames,
  TUF_HOST,
  type PublicNames,
  type ServiceNames,
} from '../testbed/public-names.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import type { TestbedOptions } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

const wheel = makeWheel({ name: 'demo', version: '1.0' });
const sdist = makeSdist({ name: 'demo', version: '1.0' });
const files = Object.fromEntries([wheel, sdist].map(({ name, bytes }) => [`dist/${name}`, bytes]));

/** Public hosts in the first column of the table of hosts. */
const LISTED = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8')
  .split(/^## /m)
  .filter((section) => section.startsWith('Hosts\n'))
  .flatMap((section) => [...section.matchAll(/^\| `([a-z0-9.-]+\.[a-z]+)`/gm)])
  .map(([, host]) => host);

let names: PublicNames;

afterEach(async () => {
  await names.close();
  await removeRuns();
});

async function run(inputs: Record<string, string>, services: ServiceNames, options: TestbedOptions = {}) {
  names = await startPublicNames(services, options);
  const { environment } = names;
  const own = 'sigstore-tuf-url' in inputs ? { ...inputs, ...names.ownInstance } : inputs;
  return runAction({ files, environment, inputs: own });
}

/** Hosts that the docs list, and the ones that the inputs name. */
function expectHosts(expected: readonly string[], fromInputs: readonly string[] = []): void {
  expect(names.proxy.hosts().toSorted()).toEqual(expected.toSorted());
  expect(expected.filter((host) => !LISTED.includes(host))).toEqual([...fromInputs, ISSUER_HOST]);
}

describe('the hosts of a run', () => {
  it('are PyPI’s and GitHub’s without attestations', async () => {
    const result = await run({ attestations: 'never' }, PUBLIC_GOOD, { index: { audience: 'pypi' } });
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'false' });
    expect(names.index.uploads.map(({ status }) => status)).toEqual([200, 200]);
    expectHosts(['pypi.org', 'upload.pypi.org', ISSUER_HOST]);
  });

  it.each([
    ['auto', ['files.pythonhosted.org']],
    ['off', []],
  ])(
    'are that of PyPI’s files too where there is an earlier release, with release-diff: %s',
    async (mode, more) => {
      const index = { audience: 'pypi', filesUrl: 'https://files.pythonhosted.org' };
      const earlier = makeWheel({ name: 'demo', version: '0.9' });
      names = await startPublicNames(PUBLIC_GOOD, { index });
      const { environment } = names;
      const inputs = { attestations: 'never', 'release-diff': mode };
      await runAction({ files: { [`dist/${earlier.name}`]: earlier.bytes }, environment, inputs });
      const result = await runAction({ files, environment, inputs });
      expect(result.outputs).toMatchObject({ result: 'published' });
      expect(names.index.requests.filter(({ range }) => range !== undefined)).toHaveLength(more.length);
      expectHosts(['pypi.org', 'upload.pypi.org', ...more, ISSUER_HOST]);
    },
  );

  it('are those and its TUF repository with the public-good instance, whose root can’t be exchanged', async () => {
    const result = await run({}, PUBLIC_GOOD, { index: { audience: 'pypi' } });
    expect(result.log).toContain('title=Trust metadata unavailable');
    expect(names.sigstore.issuer.counts['sigstore']).toBeUndefined();
    expectHosts(['pypi.org', 'tuf-repo-cdn.sigstore.dev', ISSUER_HOST]);
  });

  it.each(['1', '2'])('are those of the signing config for signing, with Rekor v%s', async (version) => {
    const inputs = {
      'sigstore-tuf-url': '',
      'index-kind': 'generic',
      'repository-url': 'https://packages.example/legacy/',
      'oidc-audience': 'testbed-index',
      attestations: 'keep',
      'rekor-version': version,
    };
    const result = await run(inputs, PUBLIC_GOOD);
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const log = version === '1' ? [PUBLIC_GOOD.rekor1] : [PUBLIC_GOOD.rekor2, PUBLIC_GOOD.timestampAuthority];
    const given = ['packages.example', TUF_HOST];
    expectHosts([...given, PUBLIC_GOOD.fulcio, ...log, ISSUER_HOST], given);
  });

  it('are TestPyPI’s and staging’s TUF repository with the staging instance', async () => {
    const inputs = {
      'repository-url': 'https://test.pypi.org/legacy/',
      'sigstore-instance': 'staging',
      attestations: 'keep',
    };
    const result = await run(inputs, PUBLIC_GOOD, { index: { audience: 'testpypi' } });
    expect(result.log).toContain('title=Trust metadata unavailable');
    expectHosts(['test.pypi.org', 'tuf-repo-cdn.sigstage.dev', ISSUER_HOST]);
  });

  it('are GitHub’s TUF repository and no host of sigstore.dev with GitHub’s instance', async () => {
    names = await startPublicNames(PUBLIC_GOOD, { index: { audience: 'pypi' } });
    names.sigstore.issuer.claims = { repository_visibility: 'private' };
    const inputs = { 'sigstore-instance': 'github', attestations: 'keep' };
    const result = await runAction({ files, environment: names.environment, inputs });
    expect(result.log).toContain('title=Trust metadata unavailable');
    expect(names.sigstore.issuer.counts['sigstore']).toBeUndefined();
    expectHosts(['pypi.org', 'tuf-repo.github.com', ISSUER_HOST]);
  });

  it('are an own instance’s and an own index’s: none that is public', async () => {
    const inputs = {
      'sigstore-tuf-url': '',
      'repository-url': 'https://packages.example/legacy/',
      'check-url': 'https://packages.example/simple/',
      'oidc-audience': 'testbed-index',
      attestations: 'keep',
    };
    const result = await run(inputs, OWN);
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const given = ['packages.example', TUF_HOST, OWN.fulcio, OWN.rekor1];
    expectHosts([...given, ISSUER_HOST], given);
  });

  it('are an own instance’s of two files, which ask no TUF repository', async () => {
    names = await startPublicNames(OWN);
    const inputs = {
      'sigstore-trusted-root': names.trustedRoot,
      'sigstore-signing-config': names.signingConfig,
      'repository-url': 'https://packages.example/legacy/',
      'oidc-audience': 'testbed-index',
      attestations: 'keep',
    };
    const { NODE_EXTRA_CA_CERTS: _, ...environment } = names.environment;
    const authority = { SSL_CERT_FILE: names.authority };
    const result = await runAction({ files, environment: { ...environment, ...authority }, inputs });
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'true' });
    const given = ['packages.example', OWN.fulcio, OWN.rekor1];
    expectHosts([...given, ISSUER_HOST], given);
  });

  it('are the index alone with a password for a private index', async () => {
    const inputs = {
      'repository-url': 'https://packages.example/legacy/',
      'check-url': 'https://packages.example/simple/',
      password: 'pypi-canary_-/+=&|<`',
    };
    const options = {
      index: { generic: true, apiTokens: { 'pypi-canary_-/+=&|<`': { user: '__token__' as const } } },
    };
    const result = await run(inputs, PUBLIC_GOOD, options);
    expect(result.outputs).toMatchObject({ result: 'published', attested: 'false' });
    expect(names.proxy.hosts()).toEqual(['packages.example']);
    expect(names.sigstore.issuer.counts).toEqual({});
  });
});

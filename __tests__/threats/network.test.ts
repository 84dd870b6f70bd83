// The threats of docs/security.md that come from servers and from what lies between, each through the bundle.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { makeWheel } from '../testbed/make-distributions.ts';
import { ISSUER_HOST, OWN, startPublicNames, type PublicNames } from '../testbed/public-names.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import type { TestbedOptions } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

const wheel = makeWheel({ name: 'demo', version: '1.0' });
let names: PublicNames;

afterEach(async () => {
  await names.close();
  await removeRuns();
});

async function run(
  inputs: Record<string, string>,
  environment: Record<string, string> = {},
  options: TestbedOptions = {},
) {
  names = await startPublicNames(OWN, options);
  return runAction({
    files: { [`dist/${wheel.name}`]: wheel.bytes },
    environment: { ...names.environment, ...environment },
    inputs: { 'repository-url': 'https://packages.example/legacy/', ...inputs },
  });
}

describe('what lies between', () => {
  it('T3: certificates that are not to be checked end the run before anything is sent', async () => {
    const result = await run({ attestations: 'never' }, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(result.log).toMatch(/title=Invalid input.*NODE_TLS_REJECT_UNAUTHORIZED=0/);
    expect(names.proxy.hosts()).toEqual([]);
  });

  it('T3: a server whose certificate is of an unknown authority gets no request', async () => {
    const result = await run(
      { attestations: 'never', 'check-url': 'https://packages.example/simple/' },
      { NODE_EXTRA_CA_CERTS: '' },
    );
    expect(result.log).toMatch(/title=Index unavailable.*TLS failed/);
    expect(names.index.requests).toEqual([]);
  });

  it('T3: an upload does not go where a redirect points', async () => {
    names = await startPublicNames(OWN);
    names.proxy.routes.set('elsewhere.example', names.index.url);
    names.index.faults.push({
      match: (method, path) => method === 'POST' && path === '/legacy/',
      kind: 'status',
      status: 307,
      headers: { location: 'https://elsewhere.example/legacy/' },
    });
    const result = await runAction({
      files: { [`dist/${wheel.name}`]: wheel.bytes },
      environment: names.environment,
      inputs: {
        'repository-url': 'https://packages.example/legacy/',
        'oidc-audience': 'testbed-index',
        attestations: 'never',
      },
    });
    expect(result.log).toContain('elsewhere.example');
    expect(names.proxy.hosts()).toEqual([ISSUER_HOST, 'packages.example']);
    expect(names.index.uploads).toEqual([]);
  });

  it('T3: plain http is spoken with this machine only', async () => {
    const result = await run({ 'repository-url': 'http://packages.example/legacy/' });
    expect(result.log).toMatch(/title=Invalid input.*is not https/);
    expect(names.proxy.hosts()).toEqual([]);
  });
});

describe('an index that is not known', () => {
  it.each([
    'pypi',
    'testpypi',
    'sigstore',
    'sts.amazonaws.com',
    'api://AzureADTokenExchange',
    'https://iam.googleapis.com/projects/1',
    'https://github.com/octo',
    'another.example',
  ])('T4: gets no token for the audience %s, which the error names', async (audience) => {
    const result = await run({}, {}, { index: { audience } });
    expect(result.log).toMatch(/title=No upload token/);
    expect(result.log).toContain(`'${audience}'`);
    expect(names.sigstore.issuer.counts).toEqual({});
    expect(names.proxy.hosts()).toEqual(['packages.example']);
  });

  it('T4: gets one for its own host name', async () => {
    const result = await run({ attestations: 'never' }, {}, { index: { audience: 'packages.example' } });
    expect(result.outputs['result']).toBe('published');
    expect(Object.keys(names.sigstore.issuer.counts)).toEqual(['packages.example']);
  });
});

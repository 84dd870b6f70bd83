// The bundled action behind a proxy that fails, in real time: no run waits for it as for an outage.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { makeWheel } from '../testbed/make-distributions.ts';
import { OWN, startPublicNames, type PublicNames } from '../testbed/public-names.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';

jest.setTimeout(90_000);

const wheel = makeWheel({ name: 'demo', version: '1.0' });
const files = { [`dist/${wheel.name}`]: wheel.bytes };

let names: PublicNames;

afterEach(async () => {
  await names.close();
  await removeRuns();
});

async function runBehind(change: (names: PublicNames) => Record<string, string>) {
  names = await startPublicNames(OWN, { index: { audience: 'pypi' } });
  const environment = { ...names.environment, ...change(names) };
  const began = performance.now();
  const result = await runAction({
    files,
    environment,
    inputs: { ...names.ownInstance, attestations: 'keep' },
  });
  return { result, seconds: (performance.now() - began) / 1000 };
}

describe('a run behind a proxy', () => {
  it('that is not there fails within seconds, and says which setting to check', async () => {
    const { result, seconds } = await runBehind(() => ({ HTTPS_PROXY: 'http://127.0.0.1:9' }));
    expect([result.exitCode, result.outputs['result']]).toEqual([1, 'failed']);
    expect(result.log).toContain('through the proxy 127.0.0.1:9 (HTTPS_PROXY): the connection was refused');
    expect(result.log).toContain('Check HTTPS_PROXY, which names the proxy 127.0.0.1:9.');
    expect(seconds).toBeLessThan(30);
  });

  it.each([
    [OWN.fulcio, 'SIGNING_FAILED'],
    ['tuf.example', 'TRUST_UNAVAILABLE'],
  ])('that forbids %s asks it once', async (host, code) => {
    const { result, seconds } = await runBehind(({ proxy }) => {
      proxy.routes.delete(host);
      return {};
    });
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain(`[${code}`);
    expect(result.log).toContain(`(HTTPS_PROXY) refused the connection (HTTP 403)`);
    expect(result.log).toContain(`Allow ${host} in the proxy `);
    expect(result.log).not.toContain('attempt 1');
    expect(names.sigstore.rekor1.entries()).toBe(0);
    expect(seconds).toBeLessThan(30);
  });
});

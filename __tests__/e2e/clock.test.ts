import { afterEach, describe, expect, it } from '@jest/globals';
import { makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction } from '../testbed/run-action.ts';
import { startTestbed, type Testbed } from '../testbed/testbed.ts';

let testbed: Testbed | undefined;

afterEach(async () => {
  await testbed?.close();
  await removeRuns();
});

describe('a machine whose clock is ten minutes off', () => {
  it.each([
    [10, 'behind'],
    [-10, 'ahead of'],
  ])('is told so where the services are %i minutes ahead', async (minutes, direction) => {
    testbed = await startTestbed({ sigstore: { now: () => new Date(Date.now() + minutes * 60_000) } });
    const wheel = makeWheel({ name: 'demo', version: '1.0' });
    const result = await runAction({
      files: { [`dist/${wheel.name}`]: wheel.bytes },
      environment: testbed.environment,
      inputs: testbed.inputs,
    });
    expect(result.exitCode).toBe(1);
    expect(result.log).toMatch(
      new RegExp(
        `title=Signing failed.*Fulcio at ${testbed.sigstore.fulcio.url}.*clock is 10 minutes ${direction} the server's`,
      ),
    );
    expect(result.log).toContain("Set this machine's clock (NTP)");
    expect([testbed.index.uploads.length, testbed.sigstore.rekor1.entries()]).toEqual([0, 0]);
  });
});

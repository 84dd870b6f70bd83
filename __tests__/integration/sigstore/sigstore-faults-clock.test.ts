// A machine whose clock is wrong: the services' Date headers tell, before anything is logged or uploaded.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { publishFresh, startRunHarness } from '../../support/run-harness.ts';
import type { EndedRun, RunHarness } from '../../support/run-harness.ts';

jest.setTimeout(60_000);

const MINUTE = 60_000;

let harness: RunHarness | undefined;

afterEach(async () => harness?.close());

/** @param ahead minutes by which the services' clocks are ahead of the machine's */
async function run(ahead: number, rekor: 1 | 2): Promise<EndedRun> {
  harness = await startRunHarness({ ahead: ahead * MINUTE, index: { acceptsRekorV2: true } });
  return publishFresh(harness, rekor);
}

describe.each([1, 2] as const)('a clock, with Rekor v%i', (rekor) => {
  it.each([
    [10, "this machine's clock is 10 minutes behind the server's"],
    [-10.05, "this machine's clock is 10 minutes ahead of the server's"],
    [60, "this machine's clock is 60 minutes behind the server's"],
    [-180, "this machine's clock is 3 hours ahead of the server's"],
    [3, "this machine's clock is 3 minutes behind the server's"],
  ])('that the services are %i minutes ahead of is named', async (ahead, difference) => {
    const { failure, uploads, entries } = await run(ahead, rekor);
    expect(failure?.code).toBe('SIGNING_FAILED');
    expect(failure?.message).toContain(`Fulcio at ${harness?.sigstore.fulcio.url}`);
    expect(failure?.message).toContain(difference);
    expect(failure?.hint).toBe("Set this machine's clock (NTP).");
    expect([uploads, entries]).toEqual([0, 0]);
  });

  it.each([1.9, 0.25, -0.5, -3, -5, -8, -9.5])(
    'that the services are %d minutes ahead of does no harm',
    async (ahead) => {
      const { report, failure, uploads, entries } = await run(ahead, rekor);
      expect(failure).toBeUndefined();
      expect([report.result, uploads, entries]).toEqual(['published', 2, 2]);
      expect(harness?.sigstore.fulcio.certificates).toBe(1);
    },
  );
});

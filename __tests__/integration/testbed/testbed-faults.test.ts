import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logInRekor1, signStatement } from '../../testbed/script-client.ts';
import { startSigstore } from '../../testbed/sigstore.ts';
import type { Service, SigstoreTestbed } from '../../testbed/sigstore.ts';

let sigstore: SigstoreTestbed;
beforeAll(async () => {
  sigstore = await startSigstore({ checkpointIntervalMs: 5 });
});
afterAll(async () => {
  await sigstore.close();
});

const request = (service: Service): Promise<Response> => fetch(`${service.url}/api/v2/trustBundle`);
const always = (): boolean => true;

describe('the faults of a service', () => {
  it('happen so many times as asked, each in its way', async () => {
    const { fulcio } = sigstore;
    fulcio.faults.push({
      match: always,
      times: 2,
      kind: 'status',
      status: 503,
      headers: { 'retry-after': '1' },
    });
    expect([(await request(fulcio)).status, (await request(fulcio)).status]).toEqual([503, 503]);
    expect((await request(fulcio)).status).toBe(200);

    for (const kind of ['reset', 'lose-answer', 'truncate'] as const) {
      fulcio.faults.push({ match: always, times: 1, kind });
      await expect(request(fulcio).then((response) => response.text())).rejects.toThrow(
        /fetch failed|terminated/,
      );
    }
    fulcio.faults.push({ match: always, times: 1, kind: 'garbage' });
    await expect(request(fulcio).then((response) => response.json())).rejects.toThrow(/JSON|token/);
    expect(fulcio.requests.at(-1)).toEqual({ method: 'GET', path: '/api/v2/trustBundle' });
  });

  it('can be an answer that never comes or never ends', async () => {
    const { fulcio } = sigstore;
    fulcio.faults.push({ match: always, times: 1, kind: 'oversized' });
    const reader = (await request(fulcio)).body?.getReader();
    let size = 0;
    if (reader === undefined) throw new Error('no body');
    while (size < 4_000_000) size += (await reader.read()).value?.length ?? 0;
    await reader.cancel();
    expect(size).toBeGreaterThanOrEqual(4_000_000);

    fulcio.faults.push({ match: always, times: 1, kind: 'hang' });
    const hanging = fetch(`${fulcio.url}/api/v2/trustBundle`, { signal: AbortSignal.timeout(50) });
    await expect(hanging).rejects.toThrow(/timeout|aborted/i);
  });

  it('can lose the answer of a log that keeps the entry', async () => {
    const signed = await signStatement(sigstore, 'l-1.0.tar.gz');
    const before = sigstore.rekor1.entries();
    sigstore.rekor1.faults.push({ match: (method) => method === 'POST', times: 1, kind: 'lose-answer' });
    await expect(logInRekor1(sigstore, signed)).rejects.toThrow(/fetch failed/);
    expect(sigstore.rekor1.entries()).toBe(before + 1);
    expect((await logInRekor1(sigstore, signed)).status).toBe(409);
  });
});

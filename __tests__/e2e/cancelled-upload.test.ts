// What a cancellation does to an upload that is under way: it is finished, or cut before its last byte.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeWheel } from '../testbed/make-distributions.ts';
import { removeRuns, runAction, type ActionResult } from '../testbed/run-action.ts';
import { startTestbed } from '../testbed/testbed.ts';

jest.setTimeout(60_000);

const PASSWORD = 'pypi-canary_-/+=&|<`';
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await removeRuns();
});

/** Runs until `when`, sends the signal, and counts the seconds from there to the end. */
async function cancelled(
  inputs: Record<string, string>,
  files: Record<string, Uint8Array>,
  name: NodeJS.Signals,
  when: () => boolean,
): Promise<ActionResult & { readonly seconds: number }> {
  let signalled = Infinity;
  const look = (): boolean => {
    if (!when()) return false;
    signalled = performance.now();
    return true;
  };
  const result = await runAction({
    inputs: { password: PASSWORD, attestations: 'never', ...inputs },
    files,
    signal: { name, when: look },
  });
  return { ...result, seconds: (performance.now() - signalled) / 1000 };
}

describe.each(['SIGINT', 'SIGTERM'] as const)('an upload under way at %s', (name) => {
  it('is finished where the index answers in time, and nothing new is begun', async () => {
    const index = { latencyMs: 700, apiTokens: { [PASSWORD]: { user: '__token__' as const } } };
    const testbed = await startTestbed({ index });
    closing.push(() => testbed.close());
    // Of one release: its first file goes alone.
    const wheels = ['py2-none-any', 'py3-none-any'].map((tags) =>
      makeWheel({ name: 'demo', version: '1.0', tags }),
    );
    const files = Object.fromEntries(wheels.map(({ name: file, bytes }) => [`dist/${file}`, bytes]));
    const posted = (): boolean => testbed.index.requests.some(({ method }) => method === 'POST');
    const result = await cancelled(testbed.inputs, files, name, posted);
    expect([result.exitCode, result.outputs['result']]).toEqual([1, 'cancelled']);
    expect(testbed.index.uploads.map(({ filename, status }) => [filename, status])).toEqual([
      [wheels[0]?.name, 200],
    ]);
    expect(JSON.parse(result.outputs['files'] ?? '')).toMatchObject([
      { name: wheels[0]?.name, status: 'uploaded' },
      { name: wheels[1]?.name, status: 'not-attempted' },
    ]);
    expect(result.summary).toContain('(`CANCELLED`)');
    expect(result.seconds).toBeLessThan(5);
  });

  it('is cut before its last byte where the index takes it too slowly', async () => {
    const slow = await startSlowIndex();
    const content = Buffer.alloc(24 << 20);
    for (let at = 0; at < content.length; at += 64) content.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
    const wheel = makeWheel({
      name: 'demo',
      version: '1.0',
      files: { 'demo/data': content },
      compression: 'stored',
    });
    const files = { [`dist/${wheel.name}`]: wheel.bytes };
    const result = await cancelled({ 'repository-url': slow.url }, files, name, () => slow.asked() > 0);
    expect([result.exitCode, result.outputs['result']]).toEqual([1, 'cancelled']);
    expect(JSON.parse(result.outputs['files'] ?? '')).not.toMatchObject([{ status: 'uploaded' }]);
    expect(result.summary).toContain('(`CANCELLED`)');
    expect(result.seconds).toBeLessThan(5);
    expect(await slow.whole()).toBe(false);
  });
});

/** An index that reads nothing of a body until it is told to. */
async function startSlowIndex() {
  const requests: IncomingMessage[] = [];
  const server: Server = createServer((request) => void requests.push(request));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(
    () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  /** Whether the one body is whole, once the client is gone: what the system had taken of it is read now. */
  const whole = async (): Promise<boolean> => {
    const [request] = requests;
    if (request === undefined) throw new Error('nothing was uploaded');
    // A message that ends early is an error of the request.
    request.on('error', () => {}).resume();
    if (!request.closed) await new Promise((done) => request.on('close', done));
    return request.complete;
  };
  return { url: `http://127.0.0.1:${port}/upload/`, asked: () => requests.length, whole };
}

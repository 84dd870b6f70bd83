import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type * as undici from 'undici';

// What the bundle has in place of undici.
const address = new URL('../../../scripts/undici-parts.mjs', import.meta.url).href;
const { Agent, ProxyAgent, request } = (await import(address)) as typeof undici;

describe('the parts of undici in the bundle', () => {
  it('send a request with its query, and connect through a proxy', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      seen.push(url);
      response.end('here');
    }).listen(0, '127.0.0.1');
    server.on('connect', ({ url }, socket) => {
      seen.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [direct, proxied] = [new Agent(), new ProxyAgent(origin)];
    try {
      const answer = await request(`${origin}/path?query=1`, { dispatcher: direct, method: 'GET' });
      expect(await answer.body.text()).toBe('here');
      await expect(request('https://index.example/', { dispatcher: proxied, method: 'GET' })).rejects.toThrow(
        '403',
      );
      expect(seen).toEqual(['/path?query=1', 'index.example:443']);
    } finally {
      await Promise.all([direct.destroy(), proxied.destroy()]);
      server.closeAllConnections();
      server.close();
    }
  });
});

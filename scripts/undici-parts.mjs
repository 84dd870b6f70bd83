// The parts of undici that every run needs, for the bundle: its own index.js loads fetch, WebSocket, caches and mocks too,
// 0.5 MB that take 10 ms of each start. An import of anything else fails the build.
import api from 'undici/lib/api/index.js';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';

// As its index.js does: a proxy's dispatcher connects by one of these.
Object.assign(Dispatcher.prototype, api);

/** As undici's own, for a dispatcher that is given. */
export function request(url, { dispatcher, ...options }) {
  const { origin, pathname, search } = new URL(url);
  return dispatcher.request({ ...options, origin, path: `${pathname}${search}` });
}
export { Agent, buildConnector, Dispatcher, Pool, ProxyAgent };

import { isTransientStatus } from '../ground/retry.ts';
import { KnownCause, runAgain, TransportError, type Remedy, type TransportFailure } from '../errors.ts';
import type { Proxy } from './proxy.ts';
import type { Tunnels } from './tunnels.ts';

/** The way of a request through a proxy. */
export interface ProxyRoute {
  readonly proxy: Proxy;
  /** Where to. */
  readonly url: URL;
  readonly tunnels: Pick<Tunnels, 'failedWith' | 'hasOpened' | 'haveOpened'>;
}

/** How a request failed, and whether a byte of it can have reached the server. */
export interface Failure {
  readonly failure: TransportFailure;
  readonly sent: boolean;
  readonly reason: string;
}

/** What only a connection to the proxy fails with. */
const CODES = new Set(
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH UND_ERR_PRX_CONN UND_ERR_PRX_TLS'.split(' '),
);

/** Whether it was the proxy that could not be reached or did not connect, by the error and its code. */
export function isProxyFailure(error: unknown, code: string, { tunnels }: ProxyRoute): boolean {
  return tunnels.failedWith(error) || CODES.has(code) || code.startsWith('UND_ERR_SOCKS5');
}

/** Replies of a SOCKS proxy that the host behind it may be the cause of (RFC 1928 §6): general failure, unreachable, refused, expired. */
const OF_THE_HOST = /^UND_ERR_SOCKS5_REPLY_[13456]$/;

/**
 * The same failure, said of the proxy: no byte of the request went further.
 * @param code of `error`
 */
export function proxyFailure(
  { failure, reason }: Failure,
  code: string,
  described: string,
  error: unknown,
  route: ProxyRoute,
): TransportError {
  const kind = kindOf(failure, code, route);
  const why = `no connection through ${named(route)}: ${reason}`;
  const cause = new KnownCause(
    why,
    kind === 'unreachable' ? remedyForHost(route) : remedyForConnection(failure, route),
    error,
  );
  return new TransportError(kind, `${described} got no answer: ${why}`, false, cause);
}

function kindOf(failure: TransportFailure, code: string, { tunnels }: ProxyRoute): TransportFailure {
  if (failure === 'tls') return failure;
  if (failure === 'proxy-refused') return OF_THE_HOST.test(code) ? 'unreachable' : failure;
  // Whoever has resolved the name before will do so again.
  return code === 'ENOTFOUND' && !tunnels.haveOpened ? 'proxy-refused' : 'proxy-unreachable';
}

/** Statuses of 5xx that say what the proxy itself does not do (RFC 9110 §15.6.2, §15.6.6; RFC 6585 §6). */
const OWN_STATUSES = [501, 505, 511];

/** Whether the host behind a proxy may be why it answered so, or it may pass otherwise. */
function mayPass(status: number | undefined): status is number {
  return status !== undefined && isTransientStatus(status) && !OWN_STATUSES.includes(status);
}

/** A proxy's own answer to CONNECT (RFC 9110 §9.3.6): it may pass, or is by its rules. */
export function proxyRefusal(
  status: number | undefined,
  described: string,
  error: unknown,
  route: ProxyRoute,
): TransportError {
  const words = status === undefined ? '' : ` (HTTP ${status})`;
  const why = `${named(route)} refused the connection${words}`;
  const kind = mayPass(status) ? 'unreachable' : 'proxy-refused';
  const cause = new KnownCause(why, remedyForStatus(status, route), error);
  return new TransportError(kind, `${described} got no answer: ${why}`, false, cause);
}

/** A deadline that passed before the proxy had opened any connection to the host is not that host's; otherwise the same error. */
export function proxyTimeout(error: TransportError, route: ProxyRoute | undefined): TransportError {
  if (error.failure !== 'timeout' || route === undefined || route.proxy.url.protocol.startsWith('socks')) {
    return error;
  }
  const { host, port } = route.url;
  if (route.tunnels.hasOpened(port === '' ? `${host}:443` : host)) return error;
  const why = `${named(route)} opened no connection`;
  const cause = new KnownCause(why, remedyForConnection('timeout', route), error);
  // One that has opened none at all is no way to any host; another may wait for this one.
  const kind = route.tunnels.haveOpened ? 'timeout' : 'proxy-unreachable';
  return new TransportError(kind, `${error.message}: ${why}`, false, cause);
}

function named({ proxy: { name, variable } }: ProxyRoute): string {
  return `the proxy ${name} (${variable})`;
}

function remedyForConnection(failure: TransportFailure, { proxy, url }: ProxyRoute): string {
  const { name, variable } = proxy;
  const certificate =
    failure === 'tls' ? ' If the proxy uses a private CA, set NODE_EXTRA_CA_CERTS to its certificate.' : '';
  return `Check ${variable}, which names the proxy ${name}.${certificate} If the runner reaches ${url.hostname} without a proxy, add that host to NO_PROXY.`;
}

function remedyForStatus(status: number | undefined, route: ProxyRoute): string | Remedy {
  if (mayPass(status)) return remedyForHost(route);
  const {
    proxy: { name, variable },
    url,
  } = route;
  if (status === 407) {
    return `Set the user and password of the proxy in ${variable}, as in http://USER:PASSWORD@${name}, or add ${url.hostname} to NO_PROXY if the runner reaches it without a proxy.`;
  }
  return `Allow ${url.hostname} in the proxy ${name}, which ${variable} names, or add that host to NO_PROXY.`;
}

/** What the host behind the proxy may be the cause of. */
function remedyForHost({ proxy: { name, variable }, url }: ProxyRoute): Remedy {
  return runAgain({
    when: 'later',
    after: `If the problem persists, check that the proxy ${name}, which ${variable} names, reaches ${url.hostname}, or add that host to NO_PROXY.`,
  });
}

import { messageOf, TransportError } from '../errors.ts';
import { newestBytes } from './newest-bytes.ts';
import {
  isProxyFailure,
  proxyFailure,
  proxyRefusal,
  type Failure,
  type ProxyRoute,
} from './proxy-failures.ts';

/** Characters kept of an answer that can't be parsed. */
const LONGEST_EXCERPT = 65_536;

/** Codes of node:net, node:dns and undici, and what they mean for a request that was under way. */
const FAILURES: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: { failure: 'refused', sent: false, reason: 'the connection was refused' },
  ENOTFOUND: { failure: 'unreachable', sent: false, reason: 'the host name has no address' },
  EAI_AGAIN: { failure: 'unreachable', sent: false, reason: 'the host name could not be resolved' },
  EHOSTUNREACH: { failure: 'unreachable', sent: false, reason: 'no route to the host' },
  ENETUNREACH: { failure: 'unreachable', sent: false, reason: 'no route to the network' },
  EADDRNOTAVAIL: { failure: 'unreachable', sent: false, reason: 'no local address is free' },
  UND_ERR_CONNECT_TIMEOUT: { failure: 'unreachable', sent: false, reason: 'no connection in time' },
  UND_ERR_PRX_TLS: { failure: 'tls', sent: false, reason: 'the certificate is not for that host' },
  UND_ERR_PRX_CONN: { failure: 'unreachable', sent: false, reason: 'it closed the connection' },
  UND_ERR_HEADERS_OVERFLOW: { failure: 'too-large', sent: true, reason: 'the answer has too many headers' },
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: {
    failure: 'body-failed',
    sent: true,
    reason: 'the body is not as long as announced',
  },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: {
    failure: 'unparsable',
    sent: true,
    reason: 'the answer is not as long as announced',
  },
  ETIMEDOUT: { failure: 'timeout', sent: true, reason: 'the connection timed out' },
};

/**
 * What undici threw, as the kind of failure that callers act on.
 * @param described purpose, method and URL, as messages name the request
 * @param advice what else to say where the server's certificate is not trusted
 * @param route undefined where the request goes to its host directly
 */
export function transportError(
  error: unknown,
  described: string,
  advice: string,
  route?: ProxyRoute,
): TransportError {
  const code = codeOf(error);
  if (route !== undefined && code === 'UND_ERR_ABORTED') {
    return proxyRefusal(statusIn(error), described, error, route);
  }
  const found = classify(code);
  const { failure, sent, reason } = found;
  const more = failure === 'tls' && advice !== '' ? `; ${advice}` : '';
  if (route !== undefined && isProxyFailure(error, code, route)) {
    return proxyFailure({ ...found, reason: `${reason}${more}` }, code, described, error, route);
  }
  const received = failure === 'unparsable' ? unparsed(error) : '';
  return new TransportError(failure, `${described} got no answer: ${reason}${more}`, sent, error, received);
}

/** undici reports what a proxy answered to CONNECT in words only. */
function statusIn(error: unknown): number | undefined {
  const [status] = /\b[1-5]\d\d\b/.exec(messageOf(error)) ?? [];
  return status === undefined ? undefined : Number(status);
}

/** The answer from its beginning; where that is gone, what undici's parser had not read. */
function unparsed(error: unknown): string {
  const bytes = newestBytes(error);
  const rest = property(error, 'data');
  const text = bytes.length > 0 ? bytes.toString('utf8') : typeof rest === 'string' ? rest : '';
  return text.slice(0, LONGEST_EXCERPT);
}

/** Whether a connection that had served before broke, or an unknown one did, before anything was answered. */
export function brokeWhileIdle(error: unknown): boolean {
  if (codeOf(error) !== 'UND_ERR_SOCKET') return ['ECONNRESET', 'EPIPE'].includes(codeOf(error));
  const socket = property(error, 'socket');
  return Number(property(socket, 'bytesRead')) > 0;
}

function classify(code: string): Failure {
  const known = FAILURES[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) {
    return { failure: 'unparsable', sent: true, reason: 'the answer is not well-formed HTTP' };
  }
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|^UNABLE_TO_|^CRL_|^HOSTNAME_MISMATCH/.test(code)) {
    return { failure: 'tls', sent: false, reason: `TLS failed (${code})` };
  }
  if (code.startsWith('UND_ERR_SOCKS5')) {
    return { failure: 'proxy-refused', sent: false, reason: `it refused the connection (${code})` };
  }
  const detail = code === '' ? '' : ` (${code})`;
  return { failure: 'reset', sent: true, reason: `the connection broke${detail}` };
}

function codeOf(error: unknown): string {
  // undici gives its parser's errors a code only sometimes.
  if (property(error, 'name') === 'HTTPParserError') return 'HPE_INVALID';
  const code = property(error, 'code');
  if (typeof code === 'string') return code;
  const cause = property(error, 'cause');
  return cause === undefined ? '' : codeOf(cause);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

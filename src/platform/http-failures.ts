import { messageOf, TransportError, type TransportFailure } from '../errors.ts';
import { newestBytes } from './newest-bytes.ts';

interface Failure {
  readonly failure: TransportFailure;
  readonly sent: boolean;
  readonly reason: string;
}

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
  UND_ERR_PRX_CONN: { failure: 'unreachable', sent: false, reason: 'the proxy closed the connection' },
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
 */
export function transportError(error: unknown, described: string, advice: string): TransportError {
  const { failure, sent, reason } = proxyRefusal(error) ?? classify(codeOf(error));
  const more = failure === 'tls' && advice !== '' ? `; ${advice}` : '';
  const received = failure === 'unparsable' ? unparsed(error) : '';
  return new TransportError(failure, `${described} got no answer: ${reason}${more}`, sent, error, received);
}

/** A proxy's own answer to CONNECT (RFC 9110 §9.3.6): one of 5xx may pass, another is by its rules. undici reports it in words only. */
function proxyRefusal(error: unknown): Failure | undefined {
  if (codeOf(error) !== 'UND_ERR_ABORTED') return undefined;
  const [status = ''] = /\b[1-5]\d\d\b/.exec(messageOf(error)) ?? [];
  const failure = status.startsWith('5') ? 'unreachable' : 'proxy-refused';
  const words = status === '' ? '' : ` (HTTP ${status})`;
  return { failure, sent: false, reason: `the proxy refused the connection${words}` };
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

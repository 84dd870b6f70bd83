import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { EnvHttpProxyAgent } from 'undici';
import { ActionError } from '../errors.ts';
import { publicUrl } from '../ground/public-url.ts';
import { attentiveConnector } from './newest-bytes.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Connections to all hosts, directly or through the proxies that the environment names. */
export interface Connections {
  readonly dispatcher: EnvHttpProxyAgent;
  /** What was found in the environment, a line each, for the debug log. */
  readonly remarks: readonly string[];
  /** What to say where a server's certificate is not trusted. */
  readonly advice: string;
}

/**
 * Connections as the environment wants them: HTTPS_PROXY, HTTP_PROXY, NO_PROXY in either case, and the certificates of
 * SSL_CERT_FILE and REQUESTS_CA_BUNDLE besides the ones Node trusts already.
 * @throws {ActionError} `INPUT_INVALID` where certificates are not to be checked, or a proxy's address is none.
 */
export function createConnections(environment: Environment): Connections {
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new ActionError(
      'INPUT_INVALID',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of server certificates.',
      'Remove it, and name your certificate authority with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.',
    );
  }
  const authorities = privateAuthorities(environment);
  const secure = authorities.context === undefined ? {} : { secureContext: authorities.context };
  const proxies = proxiesOf(environment);
  const dispatcher = new EnvHttpProxyAgent({
    ...proxies,
    allowH2: false,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: attentiveConnector({ ...secure, allowH2: false }),
    requestTls: secure,
    proxyTls: secure,
  });
  const used = [...new Set([proxies.httpsProxy, proxies.httpProxy])].filter((proxy) => proxy !== '');
  const remarks = [...used.map((proxy) => `Proxy: ${publicUrl(proxy)}`), ...authorities.remarks];
  return { dispatcher, remarks, advice: authorities.advice };
}

// Empty strings, not absent ones: undici would read the process's own environment.
function proxiesOf(environment: Environment): { httpProxy: string; httpsProxy: string; noProxy: string } {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? '';
  const proxies = { httpProxy: read('HTTP_PROXY'), httpsProxy: read('HTTPS_PROXY') };
  for (const proxy of Object.values(proxies)) {
    if (proxy === '' || URL.canParse(proxy)) continue;
    throw new ActionError(
      'INPUT_INVALID',
      'HTTPS_PROXY or HTTP_PROXY is not a URL.',
      'Write it with its scheme, like http://proxy.example:3128.',
    );
  }
  return { ...proxies, noProxy: read('NO_PROXY') };
}

interface Authorities {
  readonly context: tls.SecureContext | undefined;
  readonly remarks: readonly string[];
  readonly advice: string;
}

// A file that can't be read is no error yet: OpenSSL passes over it too, and most servers need no private authority.
function privateAuthorities(environment: Environment): Authorities {
  const certificates = new Set<string>();
  const remarks: string[] = [];
  const unreadable: string[] = [];
  for (const name of ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE']) {
    const path = environment[name];
    if (path === undefined || path === '') continue;
    const text = textOf(path);
    if (text?.includes('-----BEGIN CERTIFICATE-----') === true) {
      certificates.add(text);
      remarks.push(`${name}: certificates of ${path} are trusted too`);
    } else {
      unreadable.push(`${name} names ${path}, which has no certificates that can be read`);
    }
  }
  const advice =
    unreadable.length > 0
      ? unreadable.join('; ')
      : 'a private certificate authority is named with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE';
  const context =
    certificates.size === 0
      ? undefined
      : tls.createSecureContext({ ca: [...defaultAuthorities(), ...certificates] });
  return { context, remarks: [...remarks, ...unreadable], advice };
}

// Unlike rootCertificates, the default ones include what NODE_EXTRA_CA_CERTS names.
function defaultAuthorities(): readonly string[] {
  return typeof tls.getCACertificates === 'function'
    ? tls.getCACertificates('default')
    : tls.rootCertificates;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

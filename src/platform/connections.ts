import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import { ActionError } from '../errors.ts';
import { publicUrl } from '../ground/url-text.ts';
import { attentiveConnector } from './newest-bytes.ts';
import { bypassesProxy, readProxy, type Proxy } from './proxy.ts';
import type { ProxyRoute } from './proxy-failures.ts';
import { Tunnels } from './tunnels.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How requests to a host get there. */
interface Way {
  readonly dispatcher: Dispatcher;
  /** Undefined where they go to it directly. */
  readonly route: ProxyRoute | undefined;
}

/** Connections to all hosts, directly or through the proxy that the environment names. */
export interface Connections {
  readonly wayTo: (url: URL) => Way;
  readonly destroy: () => Promise<void>;
  /** What was found in the environment, a line each, for the debug log. */
  readonly remarks: readonly string[];
  /** What to say where a server's certificate is not trusted. */
  readonly advice: string;
}

/**
 * Connections as the environment wants them: HTTPS_PROXY and NO_PROXY in either case, and the certificates of
 * SSL_CERT_FILE and REQUESTS_CA_BUNDLE besides the ones Node trusts already.
 * @throws {ActionError} `INPUT_INVALID` where certificates are not to be checked, or a proxy's address is none.
 */
export function createConnections(environment: Environment): Connections {
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new ActionError(
      'INPUT_INVALID',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 disables the verification of server certificates.',
      'Remove it, and name your certificate authority with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.',
    );
  }
  const authorities = privateAuthorities(environment);
  const secure = authorities.context === undefined ? {} : { secureContext: authorities.context };
  const proxy = readProxy(environment);
  const options = {
    allowH2: false,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: attentiveConnector({ ...secure, allowH2: false }),
  };
  const direct = new Agent(options);
  const tunnels = new Tunnels();
  const proxied =
    proxy &&
    new ProxyAgent({
      ...options,
      ...proxyOptions(proxy),
      requestTls: secure,
      // With it undici speaks TLS to a SOCKS proxy too.
      ...(proxy.url.protocol === 'https:' && { proxyTls: secure }),
      clientFactory: (origin, given) => tunnels.pool(origin, given),
    });
  const remarks = proxy === undefined ? [] : [`Proxy: ${publicUrl(proxy.url.href)}`];
  return {
    wayTo: (url) =>
      proxy === undefined || proxied === undefined || bypassesProxy(url, environment)
        ? { dispatcher: direct, route: undefined }
        : { dispatcher: proxied, route: { proxy, url, tunnels } },
    destroy: async () => {
      await Promise.all([direct.destroy(), proxied?.destroy()]);
    },
    remarks: [...remarks, ...authorities.remarks],
    advice: authorities.advice,
  };
}

function proxyOptions({ url, authorization }: Proxy): { uri: string; token?: string } {
  return authorization === undefined ? { uri: url.href } : { uri: url.href, token: authorization };
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
      : // Unlike rootCertificates, the default ones include what NODE_EXTRA_CA_CERTS names.
        tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...certificates] });
  return { context, remarks: [...remarks, ...unreadable], advice };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

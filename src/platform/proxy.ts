import { ActionError } from '../errors.ts';
import { isLoopback } from '../ground/loopback.ts';
import { percentDecoded, withoutDotsAtEnd } from '../ground/url-text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that a job's requests go through. */
export interface Proxy {
  /** Without user information. */
  readonly url: URL;
  /** Host and port, as messages name it. */
  readonly name: string;
  /** The variable of the environment that names it. */
  readonly variable: string;
  /** The value of `Proxy-Authorization`; undefined where the address names no user. */
  readonly authorization: string | undefined;
}

/**
 * The proxy that the environment names, as the runner and `@actions/http-client` read it: lower case before upper case, an empty value
 * as none, an address without a scheme as http. HTTP_PROXY is for http alone, which goes to loopback only, and so to no proxy.
 * @throws {ActionError} INPUT_INVALID where the address is none
 */
export function readProxy(environment: Environment): Proxy | undefined {
  const known = ['https_proxy', 'HTTPS_PROXY'].find((each) => (environment[each] ?? '').trim() !== '');
  if (known === undefined) return undefined;
  const name = asSpelled(known, environment);
  const value = (environment[name] ?? '').trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || PORTS[url.protocol] === undefined) {
    throw new ActionError(
      'INPUT_INVALID',
      `${name} is not the address of a proxy.`,
      'Write it like http://proxy.example:3128, with characters such as @ and / of a password percent-encoded.',
    );
  }
  const [user, password] = [percentDecoded(url.username), percentDecoded(url.password)];
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  url.username = '';
  url.password = '';
  return {
    url,
    name: url.port === '' ? `${url.hostname}:${PORTS[url.protocol]}` : url.host,
    variable: name,
    authorization: user === '' && password === '' ? undefined : `Basic ${basic}`,
  };
}

/** The name of a variable as the job spells it: Windows finds it by any case. */
function asSpelled(name: string, environment: Environment): string {
  const names = Object.keys(environment).filter((each) => each.toLowerCase() === name.toLowerCase());
  return names.find((each) => each === name) ?? names[0] ?? name;
}

/** Of addresses that name none. */
const PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'socks:': 1080,
  'socks5:': 1080,
};

/** Whether a request goes to its host directly: loopback always, and what NO_PROXY names (hosts, domains, `*`; a port narrows them). */
export function bypassesProxy(url: URL, environment: Environment): boolean {
  if (isLoopback(url.hostname)) return true;
  const host = withoutDotsAtEnd(url.hostname);
  const port = url.port === '' ? '443' : url.port;
  const entries = (environment['no_proxy'] || environment['NO_PROXY'] || '').toLowerCase().split(/[,\s]+/);
  return entries.some((entry) => {
    const domain = withoutDotsAtEnd(entry.replace(/^\*?\./, ''));
    if (domain === '') return false;
    return (
      domain === '*' ||
      [host, `${host}:${port}`].some((name) => name === domain || name.endsWith(`.${domain}`))
    );
  });
}

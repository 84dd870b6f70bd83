/**
 * Whether a URL's host name can only mean this machine: `localhost`, 127.0.0.0/8, `[::1]` (RFC 6761 §6.3, RFC 5735 §3,
 * RFC 4291 §2.5.3). Names below `localhost` are not among them: a resolver may send those anywhere.
 * @param hostname as `URL.hostname` has it: lower case, IPv6 in brackets, IPv4 in four decimal parts
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

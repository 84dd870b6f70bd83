import { isLoopback } from '../ground/loopback.ts';
import type { readerOver } from './input-reader.ts';

/** The inputs of both actions that name a Sigstore instance. */
type TufInputName = 'sigstore-instance' | 'sigstore-tuf-url' | 'sigstore-tuf-root' | 'sigstore-trusted-root';

/** The instances whose trusted roots an index may verify attestations with, and those that this action signs with. */
export const PUBLIC_INSTANCES = { 'public-good': 'public-good', staging: 'staging' } as const;
export const SIGNING_INSTANCES = { ...PUBLIC_INSTANCES, github: 'github' } as const;

/**
 * The Sigstore instance by its name, its TUF repository or its trusted root.
 * @param instances that the input may name
 * @param faults gets what is wrong with them
 */
export function readTufInputs<T extends string>(
  read: Pick<ReturnType<typeof readerOver<TufInputName>>, 'choice' | 'optional'>,
  instances: Readonly<Record<string, T>>,
  faults: string[],
) {
  const named = read.choice('sigstore-instance', instances);
  const [url, root] = [read.optional('sigstore-tuf-url'), read.optional('sigstore-tuf-root')];
  const trustedRoot = read.optional('sigstore-trusted-root');
  if ((url ?? root) !== undefined && trustedRoot !== undefined) {
    faults.push('sigstore-tuf-url and sigstore-trusted-root exclude each other: set one of them');
  }
  if (root !== undefined && url === undefined) faults.push('sigstore-tuf-root needs sigstore-tuf-url too');
  if ((root ?? trustedRoot) !== undefined && named !== 'public-good') {
    faults.push(`sigstore-instance: \`${named}\` cannot be combined with a private Sigstore instance`);
  }
  const fault = url === undefined ? undefined : addressFault(url);
  // The value itself is left out: it may hold a credential.
  if (fault !== undefined) faults.push(`sigstore-tuf-url: ${fault}`);
  return { named, url, root, trustedRoot };
}

/** Why an address can't be the base of TUF metadata; undefined where it can. */
export function addressFault(address: string): string | undefined {
  if (!URL.canParse(address)) return 'it is not a URL';
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username !== '' || password !== '') return 'it contains a user name or password';
  if (search !== '' || hash !== '') return 'it has a query or a fragment, which a base URL cannot have';
  const local = protocol === 'http:' && isLoopback(hostname);
  return protocol === 'https:' || local ? undefined : 'it is not https (http is accepted on loopback only)';
}

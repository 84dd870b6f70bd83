// GitHub's Sigstore instance for runs of a harness: the testbed's certificate and timestamp authorities under GitHub's names.
import { startTufRepository } from '../testbed/tuf-repository.ts';
import type { TufRepository } from '../testbed/tuf-repository.ts';
import type { RunHarness } from './run-harness.ts';

/** GitHub's instance as the next runs of a harness see it. */
export interface GithubInstanceHarness {
  readonly tuf: TufRepository;
  /** Inputs that name it. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Hosts that were requested, without loopback. */
  readonly hosts: () => readonly string[];
  close(): Promise<void>;
}

/** The name of a TUF repository of GitHub's. */
export const TUF_HOST = 'tuf-repo.github.com';

/** Lets the next runs be of a private repository, and reach the testbed under these names. It has no log of either kind. */
export async function useGithubInstance(
  harness: RunHarness,
  domain = 'githubapp.com',
  target = 'trusted_root.json',
): Promise<GithubInstanceHarness> {
  const { sigstore } = harness;
  const tuf = await startTufRepository({ [target]: sigstore.unloggedRoot() });
  sigstore.fulcio.log.silent = true;
  sigstore.issuer.claims = { repository_visibility: 'private' };
  harness.embedded = () => ({ url: `https://${TUF_HOST}`, root: tuf.rootJson });
  const routes = new Map([
    [TUF_HOST, tuf.url],
    [`fulcio.${domain}`, sigstore.fulcio.url],
    [`timestamp.${domain}`, sigstore.timestampAuthority.url],
  ]);
  const hosts = new Set<string>();
  harness.alter = (request) => {
    const { host, origin, hostname } = new URL(request.url);
    if (hostname !== '127.0.0.1') hosts.add(host);
    const route = routes.get(host);
    return route === undefined ? request : { ...request, url: request.url.replace(origin, route) };
  };
  return {
    tuf,
    inputs: { 'sigstore-instance': 'github', 'sigstore-tuf-url': '', 'sigstore-tuf-root': '' },
    hosts: () => [...hosts].toSorted(),
    close: () => tuf.close(),
  };
}

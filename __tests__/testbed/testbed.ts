// A package index and the Sigstore that it verifies against, and what a job's environment has to say about them.
import { startPackageIndex } from './package-index/server.ts';
import type { PackageIndexOptions, Publisher } from './package-index/types.ts';
import { startSigstore, type SigstoreOptions } from './sigstore.ts';

export interface TestbedOptions {
  readonly sigstore?: SigstoreOptions;
  readonly index?: Partial<PackageIndexOptions>;
  readonly publishers?: Publisher[];
}

/** The publisher that the issuer's claims fit. */
export const PUBLISHER: Publisher = { project: 'demo', repository: 'octo/demo', workflow: 'release.yml' };

export async function startTestbed(options: TestbedOptions = {}) {
  const sigstore = await startSigstore(options.sigstore);
  const index = await startPackageIndex({
    trustedRoot: () => sigstore.trustedRoot(),
    verifyToken: (token, audience) => sigstore.issuer.verify(token, audience),
    publishers: options.publishers ?? [PUBLISHER],
    ...options.index,
  });
  return {
    sigstore,
    index,
    /** Inputs that point the action at this testbed, as at PyPI. */
    inputs: {
      'repository-url': index.uploadUrl,
      'index-kind': 'pypi',
      'sigstore-tuf-url': sigstore.tuf.url,
      'sigstore-tuf-root': sigstore.tuf.rootJson.toString(),
    },
    /** What a job with `id-token: write` has in its environment. */
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: sigstore.issuer.requestUrl,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: sigstore.issuer.requestToken,
    },
    close: async (): Promise<void> => {
      await index.close();
      await sigstore.close();
    },
  };
}

export type Testbed = Awaited<ReturnType<typeof startTestbed>>;

// The testbed behind the names of the public services: a run that goes through the proxy can't tell the difference.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRecordingProxy } from './recording-proxy.ts';
import { startTestbed, type TestbedOptions } from './testbed.ts';
import { signingConfigOf, trustedRootOf, type Stack } from './trust-documents.ts';
import { startTufRepository } from './tuf-repository.ts';

/** Where identity tokens are asked for. */
export const ISSUER_HOST = 'pipelines.actions.githubusercontent.com';
/** An own TUF repository. */
export const TUF_HOST = 'tuf.example';

/** Names of the services that the own TUF repository's signing config lists. */
export interface ServiceNames {
  readonly fulcio: string;
  readonly rekor1: string;
  readonly rekor2: string;
  readonly timestampAuthority: string;
}

export const PUBLIC_GOOD: ServiceNames = {
  fulcio: 'fulcio.sigstore.dev',
  rekor1: 'rekor.sigstore.dev',
  rekor2: 'log2025-1.rekor.sigstore.dev',
  timestampAuthority: 'timestamp.sigstore.dev',
};

export const OWN: ServiceNames = {
  fulcio: 'fulcio.example',
  rekor1: 'rekor1.example',
  rekor2: 'rekor2.example',
  timestampAuthority: 'tsa.example',
};

/** Starts services, a TUF repository that knows them by these names, and the proxy that leads there. */
export async function startPublicNames(names: ServiceNames, options: TestbedOptions = {}) {
  const testbed = await startTestbed({ ...options, sigstore: { ...options.sigstore, logNames: names } });
  const { issuer, fulcio, rekor1, rekor2, timestampAuthority } = testbed.sigstore;
  const { pathname } = new URL(timestampAuthority.endpoint);
  const stack: Stack = {
    since: new Date(Date.now() - 3_600_000),
    issuer,
    fulcio: { chain: fulcio.chain, log: fulcio.log, url: `https://${names.fulcio}` },
    rekor1: { publicKey: rekor1.publicKey, logId: rekor1.logId, url: `https://${names.rekor1}` },
    rekor2: { publicKey: rekor2.publicKey, logId: rekor2.logId, url: `https://${names.rekor2}` },
    timestampAuthority: {
      chain: timestampAuthority.chain,
      endpoint: `https://${names.timestampAuthority}${pathname}`,
    },
  };
  const tuf = await startTufRepository({
    'trusted_root.json': trustedRootOf(stack),
    'signing_config.v0.2.json': signingConfigOf(stack, { rekor: [1] }),
    'signing_config_rekor_v2.v0.2.json': signingConfigOf(stack, { rekor: [2] }),
  });
  const proxy = await startRecordingProxy();
  for (const [host, { url }] of [
    [ISSUER_HOST, issuer],
    [TUF_HOST, tuf],
    [names.fulcio, fulcio],
    [names.rekor1, rekor1],
    [names.rekor2, rekor2],
    [names.timestampAuthority, timestampAuthority],
    // A repository whose root is not the one that the action carries.
    ['tuf-repo-cdn.sigstore.dev', tuf],
    ['tuf-repo-cdn.sigstage.dev', tuf],
    ['tuf-repo.github.com', tuf],
    ['pypi.org', testbed.index],
    ['upload.pypi.org', testbed.index],
    ['test.pypi.org', testbed.index],
    ['files.pythonhosted.org', testbed.index],
    ['packages.example', testbed.index],
  ] as const) {
    proxy.routes.set(host, url);
  }
  const folder = await mkdtemp(join(tmpdir(), 'wheelseal-test-'));
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, proxy.authority);
  return {
    ...testbed,
    proxy,
    tuf,
    trustedRoot: JSON.stringify(trustedRootOf(stack)),
    signingConfig: JSON.stringify(signingConfigOf(stack, { rekor: [1] })),
    /** PEM file of the proxy's authority. */
    authority,
    /** What a job behind this proxy has in its environment; nothing goes past it. */
    environment: {
      ...testbed.environment,
      ACTIONS_ID_TOKEN_REQUEST_URL: issuer.requestUrl.replace(issuer.url, `https://${ISSUER_HOST}`),
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      NO_PROXY: '',
      NODE_EXTRA_CA_CERTS: authority,
      RUNNER_DEBUG: '1',
    },
    ownInstance: {
      'sigstore-tuf-url': `https://${TUF_HOST}/`,
      'sigstore-tuf-root': tuf.rootJson.toString(),
    },
    close: async (): Promise<void> => {
      await Promise.all([testbed.close(), tuf.close(), proxy.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

export type PublicNames = Awaited<ReturnType<typeof startPublicNames>>;

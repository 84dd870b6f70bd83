import type { ServiceLimits } from '../ground/throttle.ts';
import { withoutDotsAtEnd } from '../ground/url-text.ts';
import githubRoot from './roots/github.root.json' with { type: 'json' };
import publicGoodRoot from './roots/public-good.root.json' with { type: 'json' };
import stagingRoot from './roots/staging.root.json' with { type: 'json' };

/** A public instance, by the name that the `sigstore-instance` input gives it. */
export type PublicInstanceName = 'public-good' | 'staging';

/** An instance that the `sigstore-instance` input names; `github` is GitHub's own, for what is not public: it has no log. */
type InstanceName = PublicInstanceName | 'github';

/** GitHub's instance, through its TUF repository or a mirror of it. */
export interface GithubInstance {
  readonly kind: 'github';
  /** `github.com`, or the `TENANT.ghe.com` whose own it is. */
  readonly server: string;
  readonly mirror?: string;
}

/** Which Sigstore signs, and where its trust comes from. */
export type SigstoreInstance = LoggedInstance | GithubInstance;

/** One whose signing config names a log. */
export type LoggedInstance =
  /** A public instance, through its own TUF repository or a mirror of it. */
  | { readonly kind: PublicInstanceName; readonly mirror?: string }
  /** A private instance through TUF: repository URL, the bytes of a root.json to begin with, and a signing config where it has none. */
  | {
      readonly kind: 'tuf';
      readonly url: string;
      readonly root: Buffer;
      readonly signingConfig?: Buffer | undefined;
      readonly audience: string;
    }
  /** A private instance from the bytes of trusted_root.json and signing_config.v0.2.json. */
  | {
      readonly kind: 'files';
      readonly trustedRoot: Buffer;
      readonly signingConfig: Buffer;
      readonly audience: string;
    };

/** The `rekor-version` input. */
export type RekorChoice = 'auto' | 1 | 2;

interface PublicInstance {
  /** All its services are hosts of this domain; certificates and entries that they make are permanently public. */
  readonly domain: string;
  readonly tufUrl: string;
  /** The root.json that its TUF repository is trusted by. */
  readonly root: object;
}

const INSTANCES: Readonly<Record<PublicInstanceName, PublicInstance>> = {
  'public-good': {
    domain: 'sigstore.dev',
    tufUrl: 'https://tuf-repo-cdn.sigstore.dev',
    root: publicGoodRoot,
  },
  staging: { domain: 'sigstage.dev', tufUrl: 'https://tuf-repo-cdn.sigstage.dev', root: stagingRoot },
};

const GITHUB = { domain: 'githubapp.com', tufUrl: 'https://tuf-repo.github.com', root: githubRoot };

/** The one of a named instance. */
const DEFAULT_AUDIENCE = 'sigstore';

/** The audience of the identity tokens that an instance's Fulcio accepts. */
export function audienceOf(instance: SigstoreInstance): string {
  return 'audience' in instance ? instance.audience : DEFAULT_AUDIENCE;
}

/** A TUF repository: where it is, and the bytes of the root.json to begin with. */
export interface TufRepository {
  readonly url: string;
  readonly root: Buffer;
}

/** The TUF repository of each named instance, with the root that is embedded. */
export function embeddedRepository(name: InstanceName): TufRepository {
  const { tufUrl, root } = name === 'github' ? GITHUB : INSTANCES[name];
  return { url: tufUrl, root: Buffer.from(JSON.stringify(root)) };
}

/** Where GitHub's instance is for a server, and the target of its TUF repository that has the trusted root. */
export interface GithubServices {
  /** Base URL. */
  readonly fulcio: string;
  /** Full endpoint (sigstore/timestamp-authority). */
  readonly timestampAuthority: string;
  readonly trustedRoot: string;
}

/** The services of GitHub's instance, named as actions/toolkit (`packages/attest`) and cli/cli (`attestation/verification`) do. */
export function githubServices({ server }: GithubInstance): GithubServices {
  const domain = server === 'github.com' ? GITHUB.domain : server;
  const tenant = server === 'github.com' ? '' : `${server.slice(0, server.indexOf('.'))}.`;
  return {
    fulcio: `https://fulcio.${domain}`,
    timestampAuthority: `https://timestamp.${domain}/api/v1/timestamp`,
    trustedRoot: `${tenant}trusted_root.json`,
  };
}

/** The domain of a public instance; undefined for one where nothing becomes public by itself. */
export function publicDomain(kind: SigstoreInstance['kind']): string | undefined {
  return kind === 'public-good' || kind === 'staging' ? INSTANCES[kind].domain : undefined;
}

/** Whether a host, with or without its port, is one of a domain: in any case, with any number of trailing dots (RFC 1034 §3.1). */
export function isHostOf(domain: string, host: string): boolean {
  const name = withoutDotsAtEnd(host.toLowerCase().replace(/:\d{1,5}$/, ''));
  return name === domain || name.endsWith(`.${domain}`);
}

/** Whether what this host certifies or logs is permanently public: a host of a public instance. */
export function isPublicHost(host: string): boolean {
  return Object.values(INSTANCES).some(({ domain }) => isHostOf(domain, host));
}

/**
 * What the operator of a certificate authority or log bears. rekor.sigstore.dev throttles an address at about 500 requests a
 * minute; Rekor v2 adds entries in batches of 256, so a batch costs what one entry costs; a private instance gets all of that at
 * once.
 */
export function limitsOf(url: string, majorApiVersion: number): ServiceLimits {
  const shared = isShared(url);
  if (majorApiVersion === 1) {
    return shared ? { first: 16, maximum: 16, interval: 125 } : { first: 64, maximum: 64, interval: 0 };
  }
  return shared ? { first: 32, maximum: 256, interval: 0 } : { first: 256, maximum: 256, interval: 0 };
}

/**
 * What a timestamp authority bears. It answers at once and each request by itself, so more than 64 in flight would not be
 * answered sooner, and each connection takes time and memory of both sides.
 */
export function timestampLimitsOf(url: string): ServiceLimits {
  return { first: isShared(url) ? 32 : 64, maximum: 64, interval: 0 };
}

/** The page about an entry of a public log. It knows the global indexes of Rekor v1 alone: those of v2 would show another entry. */
export function entryPage(logHost: string, version: 1 | 2, logIndex: string): string | undefined {
  return version === 1 && logHost === 'rekor.sigstore.dev'
    ? `https://search.sigstore.dev/?logIndex=${logIndex}`
    : undefined;
}

/** By everyone: the public instances, and GitHub's. */
function isShared(url: string): boolean {
  const { hostname } = new URL(url);
  return isPublicHost(hostname) || isHostOf(GITHUB.domain, hostname) || isHostOf('ghe.com', hostname);
}

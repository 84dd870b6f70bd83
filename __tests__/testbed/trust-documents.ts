import type { KeyObject } from 'node:crypto';
import { publicKeyDer } from './certificates.ts';

/** What the trust documents tell of the running services. */
export interface Stack {
  readonly since: Date;
  readonly issuer: { readonly issuer: string; readonly url: string };
  readonly fulcio: { readonly url: string; readonly chain: readonly Buffer[]; readonly log: Log };
  readonly rekor1: Log & { readonly url: string };
  readonly rekor2: Log & { readonly url: string };
  readonly timestampAuthority: { readonly endpoint: string; readonly chain: readonly Buffer[] };
}

interface Log {
  readonly publicKey: KeyObject;
  readonly logId: Buffer;
}

/** A signing config to make. */
export interface SigningConfigChoice {
  /** The Rekor services that it lists, in this order. */
  readonly rekor: readonly (1 | 2)[];
  /** Whether it lists the timestamp authority; yes, when not given. */
  readonly timestampAuthority?: boolean;
  readonly selector?: 'ANY' | 'ALL' | 'EXACT';
  /** With `EXACT`. */
  readonly count?: number;
}

/** The TrustedRoot (sigstore_trustroot.proto), as JSON. */
export function trustedRootOf(stack: Stack): object {
  return rootOf(stack);
}

function rootOf(stack: Stack) {
  const validFor = { start: instant(stack.since) };
  const log = (url: string, { publicKey, logId }: Log): object => ({
    baseUrl: url,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: publicKeyDer(publicKey).toString('base64'),
      keyDetails: publicKey.asymmetricKeyType === 'ed25519' ? 'PKIX_ED25519' : 'PKIX_ECDSA_P256_SHA_256',
      validFor,
    },
    logId: { keyId: logId.toString('base64') },
  });
  const authority = (commonName: string, uri: string, chain: readonly Buffer[]): object => ({
    subject: { organization: 'testbed', commonName },
    uri,
    certChain: { certificates: chain.map((certificate) => ({ rawBytes: certificate.toString('base64') })) },
    validFor,
  });
  const { fulcio, rekor1, rekor2, timestampAuthority: tsa } = stack;
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(rekor1.url, rekor1), log(rekor2.url, rekor2)],
    certificateAuthorities: [authority('fulcio root', fulcio.url, fulcio.chain)],
    ctlogs: [log(`${fulcio.url}/ct`, fulcio.log)],
    timestampAuthorities: [authority('tsa root', tsa.endpoint, tsa.chain)],
  };
}

/** The TrustedRoot of an instance that has neither kind of log, as GitHub's own has none. */
export function unloggedRootOf(stack: Stack): object {
  const { mediaType, certificateAuthorities, timestampAuthorities } = rootOf(stack);
  return { mediaType, certificateAuthorities, timestampAuthorities };
}

/** The SigningConfig v0.2 (sigstore_trustroot.proto), as JSON. */
export function signingConfigOf(stack: Stack, choice: SigningConfigChoice): object {
  const { selector = 'ANY', count, timestampAuthority = true } = choice;
  const service = (url: string, majorApiVersion = 1): object => ({
    url,
    majorApiVersion,
    validFor: { start: instant(stack.since) },
    operator: 'testbed',
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service(stack.fulcio.url)],
    oidcUrls: [service(stack.issuer.issuer)],
    rekorTlogUrls: choice.rekor.map((version) => service(stack[`rekor${version}`].url, version)),
    rekorTlogConfig: { selector, ...(count !== undefined && { count }) },
    ...(timestampAuthority && {
      tsaUrls: [service(stack.timestampAuthority.endpoint)],
      tsaConfig: { selector: 'ANY' },
    }),
  };
}

/** A moment in whole seconds, as protobuf and TUF read it (RFC 3339). */
export function instant(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

import type { CertificateAuthority, TransparencyLogInstance } from '@sigstore/protobuf-specs';

/** Says why what a service at this URL signs could not be verified; undefined where it can be. */
export type Verifies = (url: string) => string | undefined;

interface Anchor {
  /** Empty where the root names none. */
  readonly url: string;
  /** Why it cannot be used now; undefined where it can. */
  readonly fault: string | undefined;
}

/**
 * Judges logs by the keys of a trusted root: by URL (scheme, host, port, path without the slash at its end) and a key
 * valid now. A key without a URL fits none: `nameLogs` has given it that of its log.
 */
export function logVerifier(logs: readonly TransparencyLogInstance[], now: Date): Verifies {
  return verifierOf(
    logs.map((log) => ({ url: log.baseUrl, fault: keyFault(log, now) })),
    'key',
    [],
  );
}

/**
 * Judges certificate and timestamp authorities by the chains of a trusted root, as `logVerifier` does logs. A chain without
 * a URL fits every one: what they sign is verified before anything of it is logged.
 */
export function authorityVerifier(authorities: readonly CertificateAuthority[], now: Date): Verifies {
  return verifierOf(
    authorities.map((authority) => ({ url: authority.uri, fault: chainFault(authority, now) })),
    'certificate chain',
    [''],
  );
}

function verifierOf(anchors: readonly Anchor[], kind: string, fitting: readonly string[]): Verifies {
  return (url) => {
    const own = anchors.filter(
      (anchor) => fitting.includes(anchor.url) || normalised(anchor.url) === normalised(url),
    );
    if (own.length === 0) return `the trusted root has no ${kind} for it`;
    return own.some((anchor) => anchor.fault === undefined) ? undefined : own[0]?.fault;
  };
}

function keyFault({ publicKey, logId }: TransparencyLogInstance, now: Date): string | undefined {
  if (publicKey?.rawBytes === undefined || logId === undefined) return 'the trusted root has no key for it';
  if (publicKey.validFor?.start === undefined) return 'its key in the trusted root has no start of validity';
  return windowFault(publicKey.validFor, 'key', now);
}

function chainFault({ certChain, validFor }: CertificateAuthority, now: Date): string | undefined {
  if ((certChain?.certificates.length ?? 0) === 0) return 'the trusted root has no certificate chain for it';
  return windowFault(validFor, 'certificate chain', now);
}

function windowFault(
  window: { readonly start?: Date | undefined; readonly end?: Date | undefined } | undefined,
  kind: string,
  now: Date,
): string | undefined {
  const { start, end } = window ?? {};
  if (Number.isNaN(start?.getTime() ?? 0) || Number.isNaN(end?.getTime() ?? 0)) {
    return `the validity of its ${kind} in the trusted root is not a time`;
  }
  if (start !== undefined && now < start)
    return `its ${kind} in the trusted root starts on ${start.toISOString()}`;
  if (end !== undefined && now > end) return `its ${kind} in the trusted root ended on ${end.toISOString()}`;
  return undefined;
}

function normalised(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

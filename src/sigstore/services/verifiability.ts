import type { Service } from '@sigstore/protobuf-specs';
import { isValidAt } from '../trust/trusted-root.ts';
import { addressOf, isSameAddress, rekorVersionsOf } from '../trust/log-keys.ts';
import type {
  SkippedAnchor,
  TrustedAuthority,
  TrustedLog,
  TrustedRoot,
  Validity,
} from '../trust/trusted-root.ts';

/** Whether what a service signs could be verified: why not, or how well that is known before it signs. */
export type Verifiability =
  | { readonly kind: 'unverifiable'; readonly reason: string }
  /**
   * `named`: the root has it at this address. `possible`: the root has an anchor that could be its own. `borrowed`: the root has such
   * anchors, but the config lists each of them at an address of its own.
   */
  | { readonly kind: 'named' | 'possible' | 'borrowed' };

/** Judges a service by what the trusted root can verify now. */
export type Judge = (service: Service) => Verifiability;

/**
 * Judges logs by the keys of a trusted root. The address of a service is where to write, and need be none that the root names: then any
 * valid key counts that could be of its version and operator, and that no service of another version is named for. "A log is matched by
 * its key" (sigstore_trustroot.proto, `checkpoint_key_id`).
 * @param listed all logs of the signing config
 */
export function logJudge({ tlogs, skipped }: TrustedRoot, listed: readonly Service[], now: Date): Judge {
  return (service) => {
    const named = tlogs.filter((log) => isAt(log.baseUrl, service.url));
    const own = named.filter((log) => couldServe(log, service));
    if (own.some((log) => isValidAt(log.validFor, now))) return { kind: 'named' };
    if (own.length > 0) return unverifiable(outside(own, 'key', now));
    if (named.length > 0)
      return unverifiable('its key in the trusted root is of another version or operator');
    const possible = tlogs.filter((log) => couldServe(log, service) && isValidAt(log.validFor, now));
    const free = possible.filter((log) =>
      listedAt(log, listed).every(({ majorApiVersion }) => majorApiVersion === service.majorApiVersion),
    );
    if (free.length === 0) return noAnchor('key', 'tlogs', service, skipped);
    return { kind: free.some((log) => listedAt(log, listed).length === 0) ? 'possible' : 'borrowed' };
  };
}

/**
 * Judges certificate and timestamp authorities by the chains of a trusted root. A chain without an address fits every service: what
 * they sign is verified before anything of it is logged.
 */
export function authorityJudge(
  field: 'certificateAuthorities' | 'timestampAuthorities',
  trustedRoot: TrustedRoot,
  now: Date,
): Judge {
  const authorities: readonly TrustedAuthority[] = trustedRoot[field];
  return (service) => {
    const own = authorities.filter(({ uri }) => uri === '' || isAt(uri, service.url));
    if (own.length === 0) return noAnchor('certificate chain', field, service, trustedRoot.skipped);
    if (own.some(({ validFor }) => isValidAt(validFor, now))) return { kind: 'named' };
    return unverifiable(outside(own, 'certificate chain', now));
  };
}

/** Where root and config both name an operator, it must be the same. */
function couldServe(log: TrustedLog, { majorApiVersion, operator }: Service): boolean {
  const sameOperator = log.operator === '' || operator === '' || log.operator === operator;
  return sameOperator && rekorVersionsOf(log).some((version) => version === majorApiVersion);
}

/** The services that the config lists at the address of a log. */
function listedAt({ baseUrl }: TrustedLog, listed: readonly Service[]): readonly Service[] {
  return listed.filter(({ url }) => isAt(baseUrl, url));
}

function isAt(named: string, url: string): boolean {
  const [one, other] = [addressOf(named), addressOf(url)];
  return one !== undefined && other !== undefined && isSameAddress(one, other);
}

function outside([first]: readonly { readonly validFor: Validity }[], what: string, now: Date): string {
  const { start, end } = first?.validFor ?? { start: now, end: now };
  return now < start
    ? `its ${what} in the trusted root starts on ${start.toISOString()}`
    : `its ${what} in the trusted root ended on ${end.toISOString()}`;
}

/** Says so of what the root has at this address and can't be used, where it has that. */
function noAnchor(
  what: string,
  list: string,
  { url }: Service,
  skipped: readonly SkippedAnchor[],
): Verifiability {
  const own = skipped.find((anchor) => anchor.field.startsWith(`${list}[`) && isAt(anchor.url ?? '', url));
  const because = own === undefined ? '' : ` that can be used: ${own.field}: ${own.reason}`;
  return unverifiable(`the trusted root has no ${what} for it${because}`);
}

function unverifiable(reason: string): Verifiability {
  return { kind: 'unverifiable', reason };
}

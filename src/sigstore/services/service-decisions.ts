import type { RekorChoice } from '../instances.ts';
import type { Offer, UsableService, VersionRule } from './service-offer.ts';

/** What decides between the versions of Rekor. */
export interface RekorTerms {
  readonly rekorChoice: RekorChoice;
  /** The versions of Rekor whose entries the index can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
}

/** The versions of Rekor that there are clients for. */
const KNOWN_REKOR: readonly number[] = [1, 2];

/** Only this API version is known for a kind of service. */
export function onlyVersion(known: number): VersionRule {
  return (version) => (version === known ? undefined : unknown(version));
}

/** Versions of Rekor that this release has a client for, the index verifies, and `rekor-version` allows. */
export function rekorVersions({ rekorChoice, verifiableRekor }: RekorTerms): VersionRule {
  return (version) => {
    if (!KNOWN_REKOR.includes(version)) return unknown(version);
    if (!verifiableRekor.some((verifiable) => verifiable === version)) {
      return `the index verifies Rekor v${verifiableRekor.join(' and v')} only`;
    }
    return rekorChoice === 'auto' || rekorChoice === version ? undefined : `rekor-version is ${rekorChoice}`;
  };
}

function unknown(version: number): string {
  return `API version ${version} is not known to this release of wheelseal`;
}

/** The one thing to change where no log can be used. */
export function hintForLogs(listed: readonly number[], { rekorChoice, verifiableRekor }: RekorTerms): string {
  const known = listed.filter((version) => KNOWN_REKOR.includes(version));
  const verifiable = known.filter((version) => verifiableRekor.some((one) => one === version));
  if (listed.length > 0 && known.length === 0) {
    return 'Update wheelseal to a release that knows what this Sigstore instance uses.';
  }
  if (verifiable.length < known.length) {
    return 'The index cannot verify what this Sigstore instance signs: publish with `attestations: never` until it can.';
  }
  if (rekorChoice !== 'auto' && verifiable.some((version) => version !== rekorChoice))
    return 'Set rekor-version to auto.';
  return 'Check the signing config and the trusted root of the Sigstore instance.';
}

/** One line for the log: the service chosen, why, and why each other one that is listed was not. */
export function decisionLine(
  kind: string,
  service: UsableService,
  { usable, dropped }: Offer,
  chosen: readonly UsableService[],
  reason: string,
): string {
  const passedOver = usable
    .filter((other) => !chosen.includes(other))
    .map((other) => `${other.url} (v${other.majorApiVersion}): ${reasonAgainst(other, chosen)}`);
  const others = [...dropped, ...passedOver];
  const rest = others.length === 0 ? '' : `; not used: ${others.join('; ')}`;
  return `${kind} ${service.url} (v${service.majorApiVersion}): ${reason}${rest}`;
}

function reasonAgainst(service: UsableService, chosen: readonly UsableService[]): string {
  if (chosen.every(({ majorApiVersion }) => majorApiVersion > service.majorApiVersion)) {
    return 'a higher version can be used';
  }
  const rival = chosen.find(({ operator }) => operator === service.operator);
  if (rival === undefined) return 'no more are asked for';
  return rival.start > service.start
    ? 'another of its operator started later'
    : 'another of its operator is listed before it';
}

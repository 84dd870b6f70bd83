import type { Service as ConfiguredService, SigningConfig } from '@sigstore/protobuf-specs';
import { ServiceSelector } from '@sigstore/protobuf-specs';
import { ActionError } from '../../errors.ts';
import type { Service } from './services.ts';
import type { Verifies } from './verifiable-services.ts';

const NO_START = 'it has no start of validity';

/** The services usable now, of those of one kind that a config lists, and why each other one is not. */
export interface Offer {
  readonly usable: readonly UsableService[];
  readonly dropped: readonly string[];
}

/** Says why an API version of a kind of service is not used; undefined where it may be. */
export type VersionRule = (majorApiVersion: number) => string | undefined;

/** A service as the signing config lists it, with the start of its validity. */
export interface UsableService extends Service {
  readonly start: Date;
}

/** Drops unsupported versions, services outside their time (inclusive both ends), then what the root cannot verify. */
export function usableServices(
  services: readonly ConfiguredService[],
  versions: VersionRule,
  verifies: Verifies,
  now: Date,
): Offer {
  const usable: UsableService[] = [];
  const dropped: string[] = [];
  for (const service of services) {
    const { url, majorApiVersion, operator, validFor } = service;
    const start = validFor?.start;
    const reason = versions(majorApiVersion) ?? unsuitable(service, now) ?? verifies(url);
    if (reason === undefined && start !== undefined) usable.push({ url, majorApiVersion, operator, start });
    else dropped.push(`${url} (v${majorApiVersion}): ${reason ?? NO_START}`);
  }
  return { usable, dropped };
}

function unsuitable({ url, validFor }: ConfiguredService, now: Date): string | undefined {
  const { start, end } = validFor ?? {};
  if (start === undefined) return NO_START;
  // A text that is no time at all compares as neither before nor after anything.
  if (Number.isNaN(start.getTime()) || Number.isNaN(end?.getTime() ?? 0)) return 'its validity is not a time';
  if (now < start) return `it starts on ${start.toISOString()}`;
  if (end !== undefined && now > end) return `it ended on ${end.toISOString()}`;
  return URL.canParse(url) ? undefined : 'its URL is not valid';
}

/** Of the highest API version at most one an operator, newest first: versions are never mixed. */
export function onePerOperator(services: readonly UsableService[]): readonly UsableService[] {
  const highest = services.reduce((most, { majorApiVersion }) => Math.max(most, majorApiVersion), 0);
  const sorted = services
    .filter((service) => service.majorApiVersion === highest)
    .toSorted((one, other) => other.start.getTime() - one.start.getTime());
  return sorted.filter(
    (service, index) => sorted.findIndex((earlier) => earlier.operator === service.operator) === index,
  );
}

/** Applies the selector of a signing config: ANY one, ALL, or EXACT so many. @throws {ActionError} NO_SERVICE. */
export function bySelector(
  kind: string,
  configuration: SigningConfig['tsaConfig'],
  offer: Offer,
): readonly UsableService[] {
  const candidates = onePerOperator(offer.usable);
  const selector = configuration?.selector;
  if (selector === ServiceSelector.ANY) return candidates.slice(0, 1);
  if (selector === ServiceSelector.ALL) return candidates;
  if (selector === ServiceSelector.EXACT) return exactly(kind, configuration?.count ?? 0, candidates, offer);
  throw noService(
    `The signing config has no known selector (ANY, ALL, EXACT) for its services of kind ${kind}`,
  );
}

function exactly(
  kind: string,
  count: number,
  candidates: readonly UsableService[],
  offer: Offer,
): readonly UsableService[] {
  if (!Number.isInteger(count) || count < 1) {
    throw noService(`The signing config asks for exactly ${count} services of kind ${kind}`);
  }
  if (candidates.length < count) {
    throw noneUsable(
      kind,
      offer,
      ` (exactly ${count} of different operators are asked for, ${candidates.length} found)`,
    );
  }
  return candidates.slice(0, count);
}

/** The error for no usable service of a kind, with the reason for each. */
export function noneUsable(kind: string, { dropped }: Offer, need = '', hint?: string): ActionError {
  const reasons = dropped.length === 0 ? 'the signing config lists none' : dropped.join('; ');
  return noService(`No service of kind ${kind} can be used${need}: ${reasons}`, hint);
}

/**
 * The instance is sound, and offers no version of Rekor that the index verifies: a limit of the index, no fault of a service.
 */
export class UnverifiableByIndex extends ActionError {
  /** The versions of Rekor that could be signed with, if it were for the instance alone. */
  readonly offered: readonly (1 | 2)[];

  constructor(refusal: ActionError, offered: readonly (1 | 2)[]) {
    super(refusal.code, refusal.message, refusal.hint);
    this.offered = offered;
  }
}

/** A refusal to sign, because of the signing config or the trusted root. */
export function noService(
  message: string,
  hint = 'Check the signing config and the trusted root of the Sigstore instance.',
): ActionError {
  return new ActionError('NO_SERVICE', message, hint);
}

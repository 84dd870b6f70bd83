import type { Service as ConfiguredService, SigningConfig } from '@sigstore/protobuf-specs';
import { ServiceSelector } from '@sigstore/protobuf-specs';
import { ActionError } from '../../errors.ts';
import { isLoopback } from '../../ground/loopback.ts';
import type { Service } from './services.ts';
import type { Judge, Verifiability } from './verifiability.ts';

const NO_START = 'it has no start of validity';

/** A service that can be used now, and how well the root knows it. */
export interface UsableService extends Service {
  readonly start: Date;
  readonly verifiability: Exclude<Verifiability['kind'], 'unverifiable'>;
}

/** The services usable now, of those of one kind that a config lists, and why each other one is not. */
export interface Offer {
  readonly usable: readonly UsableService[];
  readonly dropped: readonly string[];
}

/** Says why an API version of a kind of service is not used; undefined where it may be. */
export type VersionRule = (majorApiVersion: number) => string | undefined;

/** Drops unsupported versions, services outside their time (inclusive both ends), then what the root cannot verify. */
export function usableServices(
  services: readonly ConfiguredService[],
  versions: VersionRule,
  judge: Judge,
  now: Date,
): Offer {
  const usable: UsableService[] = [];
  const dropped: string[] = [];
  for (const service of services) {
    const { url, majorApiVersion, operator, validFor } = service;
    const start = validFor?.start;
    const drop = (reason: string): void => void dropped.push(`${url} (v${majorApiVersion}): ${reason}`);
    const unsuited = versions(majorApiVersion) ?? unsuitable(service, now);
    if (unsuited !== undefined || start === undefined) {
      drop(unsuited ?? NO_START);
      continue;
    }
    const verifiability = judge(service);
    if (verifiability.kind === 'unverifiable') drop(verifiability.reason);
    else usable.push({ url, majorApiVersion, operator, start, verifiability: verifiability.kind });
  }
  return withoutBorrowed(usable, dropped);
}

/** A log whose keys are all listed at addresses of their own is not needed where one of these can be used. */
function withoutBorrowed(usable: readonly UsableService[], dropped: readonly string[]): Offer {
  const isNeedless = ({ verifiability, majorApiVersion }: UsableService): boolean =>
    verifiability === 'borrowed' &&
    usable.some((other) => other.verifiability !== 'borrowed' && other.majorApiVersion === majorApiVersion);
  const needless = usable
    .filter(isNeedless)
    .map(({ url, majorApiVersion }) => `${url} (v${majorApiVersion}): the trusted root has no key for it`);
  return {
    usable: usable.filter((service) => !isNeedless(service)),
    dropped: [...dropped, ...needless],
  };
}

function unsuitable({ url, validFor }: ConfiguredService, now: Date): string | undefined {
  const { start, end } = validFor ?? {};
  if (start === undefined) return NO_START;
  // A text that is no time at all compares as neither before nor after anything.
  if (Number.isNaN(start.getTime()) || Number.isNaN(end?.getTime() ?? 0)) return 'its validity is not a time';
  if (now < start) return `it starts on ${start.toISOString()}`;
  if (end !== undefined && now > end) return `it ended on ${end.toISOString()}`;
  return URL.canParse(url) ? unreachable(new URL(url)) : 'its URL is not valid';
}

/** What no request is sent to: a host without a scheme may look like one, `rekor.example:8080`. */
function unreachable({ protocol, hostname, username, password }: URL): string | undefined {
  if (username !== '' || password !== '') return 'its URL carries credentials';
  const isPermitted = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isPermitted ? undefined : 'its URL does not begin with https://';
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
    throw noService(`The signing config requires exactly ${count} services of kind ${kind}`);
  }
  if (candidates.length < count) {
    throw noneUsable(
      kind,
      offer,
      ` (exactly ${count} of different operators are required, ${candidates.length} found)`,
    );
  }
  return candidates.slice(0, count);
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
    return 'a higher version is usable';
  }
  const rival = chosen.find(({ operator }) => operator === service.operator);
  if (rival === undefined) return 'no more are required';
  return rival.start > service.start
    ? 'another of its operator started later'
    : 'another of its operator is listed before it';
}

/** The error for no usable service of a kind, with the reason for each. */
export function noneUsable(kind: string, { dropped }: Offer, need = '', hint?: string): ActionError {
  const reasons = dropped.length === 0 ? 'the signing config lists none' : dropped.join('; ');
  return noService(`No service of kind ${kind} can be used${need}: ${reasons}`, hint);
}

/** A refusal to sign, because of the signing config or the trusted root. */
export function noService(
  message: string,
  hint = 'Check the signing config and the trusted root of the Sigstore instance.',
): ActionError {
  return new ActionError('NO_SERVICE', message, hint);
}

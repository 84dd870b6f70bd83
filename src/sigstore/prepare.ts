import { ActionError } from '../errors.ts';
import { audienceOf, embeddedRepository, githubServices, isHostOf, publicDomain } from './instances.ts';
import type { GithubInstance, LoggedInstance, RekorChoice, SigstoreInstance } from './instances.ts';
import { selectGithubServices } from './services/github-services.ts';
import { selectServices } from './services/select-services.ts';
import type { SelectedServices, TimestampedServices } from './services/services.ts';
import { loadGithubTrust, loadTrust } from './trust/trust.ts';
import type { Trust, TrustPlatform } from './trust/trust.ts';

export { UnverifiableByIndex } from './services/select-services.ts';

/** Trust and services of one run, from the same metadata so that what is signed can be verified. */
interface Prepared {
  readonly trust: Pick<Trust, 'trustedRoot'>;
  /** Audience of the identity tokens that Fulcio accepts. */
  readonly audience: string;
}

/** Of an instance that has a log. */
export interface PreparedSigstore extends Prepared {
  readonly services: SelectedServices;
  readonly instance: LoggedInstance['kind'];
  /** Fetches both anew: a log may have been frozen since. */
  refresh(): Promise<PreparedSigstore>;
}

/** Of GitHub's instance, which has none. */
export interface PreparedGithub extends Prepared {
  readonly services: TimestampedServices;
  readonly instance: GithubInstance['kind'];
}

export interface SigstoreRequest {
  readonly instance: LoggedInstance;
  readonly rekorChoice: RekorChoice;
  readonly verifiableRekor: readonly (1 | 2)[];
  /** Called once the metadata of the first trust is verified, before what it names is fetched. */
  readonly onVerified?: () => void;
}

/**
 * Loads the trust of an instance and chooses its services.
 * @param embedded the repository of each named instance
 * @throws {ActionError} TRUST_UNAVAILABLE, NO_SERVICE, an `UnverifiableByIndex` too
 */
export async function prepareSigstore(
  { instance, rekorChoice, verifiableRekor, onVerified }: SigstoreRequest,
  platform: TrustPlatform,
  embedded: typeof embeddedRepository = embeddedRepository,
): Promise<PreparedSigstore> {
  const logSkipped = skippedAnchors(platform);
  const prepare = (trust: Trust): PreparedSigstore => {
    logSkipped(trust);
    const services = selectServices({ ...trust, rekorChoice, verifiableRekor, now: platform.clock.now() });
    checkHosts(instance.kind, serviceHosts(services));
    const refresh = async () => prepare(await trust.refresh());
    return { trust, services, audience: audienceOf(instance), instance: instance.kind, refresh };
  };
  const wishes = { rekorV2: rekorChoice === 2, ...(onVerified !== undefined && { onVerified }) };
  return prepare(await loadTrust(instance, wishes, platform, embedded));
}

/**
 * Loads the trusted root of GitHub's instance, whose services are known.
 * @param onVerified as of `SigstoreRequest` @param embedded the repository of each named instance
 * @throws {ActionError} TRUST_UNAVAILABLE, NO_SERVICE
 */
export async function prepareGithub(
  instance: GithubInstance,
  onVerified: () => void,
  platform: TrustPlatform,
  embedded: typeof embeddedRepository = embeddedRepository,
): Promise<PreparedGithub> {
  const trust = await loadGithubTrust(instance, onVerified, platform, embedded);
  skippedAnchors(platform)(trust);
  const services = selectGithubServices(githubServices(instance), trust.trustedRoot, platform.clock.now());
  return { trust, services, audience: audienceOf(instance), instance: instance.kind };
}

/** Logs what of a trusted root is not used, each of it once. */
function skippedAnchors({ runner: { log } }: TrustPlatform): (trust: Pick<Trust, 'trustedRoot'>) => void {
  const logged = new Set<string>();
  return ({ trustedRoot: { skipped } }) => {
    for (const { field, reason } of skipped) {
      const line = `The trusted root's ${field} is skipped: ${reason}.`;
      if (!logged.has(line)) log.info(line);
      logged.add(line);
    }
  };
}

/** The public instances have their services in one domain: tokens for Sigstore go nowhere else. @throws {ActionError} TRUST_UNAVAILABLE */
export function checkHosts(kind: SigstoreInstance['kind'], hosts: readonly string[]): void {
  const domain = publicDomain(kind);
  const stray = domain === undefined ? undefined : hosts.find((host) => !isHostOf(domain, host));
  if (stray === undefined) return;
  throw new ActionError(
    'TRUST_UNAVAILABLE',
    `The signing config of Sigstore's ${kind} instance names the host ${stray}, which is not one of ${domain}.`,
    'Nothing was signed. If the problem persists, contact the operator of the Sigstore instance.',
  );
}

/** Host names of the services that a signature is made with. */
export function serviceHosts({
  fulcio,
  rekor,
  timestampAuthorities,
}: SelectedServices | TimestampedServices): readonly string[] {
  const logs = rekor === undefined ? [] : [rekor];
  return [fulcio, ...logs, ...timestampAuthorities].map(({ url }) => new URL(url).hostname);
}

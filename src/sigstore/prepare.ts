import { ActionError } from '../errors.ts';
import { audienceOf, isHostOf, publicDomain, publicRepository } from './instances.ts';
import type { RekorChoice, SigstoreInstance } from './instances.ts';
import { selectServices } from './services/select-services.ts';
import type { SelectedServices } from './services/services.ts';
import { loadTrust, type Trust, type TrustPlatform } from './trust/trust.ts';

export { UnverifiableByIndex } from './services/select-services.ts';

/** Trust and services of one run, from the same metadata so that what is signed can be verified. */
export interface PreparedSigstore {
  readonly trust: Trust;
  readonly services: SelectedServices;
  /** Audience of the identity tokens that Fulcio takes. */
  readonly audience: string;
  readonly instance: SigstoreInstance['kind'];
  /** Fetches both anew: a log may have been frozen since. */
  refresh(): Promise<PreparedSigstore>;
}

export interface SigstoreRequest {
  readonly instance: SigstoreInstance;
  readonly rekorChoice: RekorChoice;
  readonly verifiableRekor: readonly (1 | 2)[];
  /** Called once the metadata of the first trust is verified, before what it names is fetched. */
  readonly onVerified?: () => void;
}

/**
 * Loads the trust of an instance and chooses its services.
 * @param embedded the repository of each public instance
 * @throws {ActionError} TRUST_UNAVAILABLE, NO_SERVICE, an `UnverifiableByIndex` too
 */
export async function prepareSigstore(
  request: SigstoreRequest,
  platform: TrustPlatform,
  embedded: typeof publicRepository = publicRepository,
): Promise<PreparedSigstore> {
  const { instance } = request;
  const logged = new Set<string>();
  const prepare = (trust: Trust): PreparedSigstore => {
    for (const { field, reason } of trust.trustedRoot.skipped) {
      const line = `The trusted root's ${field} is skipped: ${reason}.`;
      if (!logged.has(line)) platform.runner.log.info(line);
      logged.add(line);
    }
    const services = select(trust, request, platform.clock.now());
    checkHosts(instance.kind, serviceHosts(services));
    return {
      trust,
      services,
      audience: audienceOf(instance),
      instance: instance.kind,
      refresh: async () => prepare(await trust.refresh()),
    };
  };
  const { onVerified } = request;
  const wishes = { rekorV2: request.rekorChoice === 2, ...(onVerified !== undefined && { onVerified }) };
  return prepare(await loadTrust(instance, wishes, platform, embedded));
}

function select(
  trust: Trust,
  { rekorChoice, verifiableRekor }: SigstoreRequest,
  now: Date,
): SelectedServices {
  const { trustedRoot, signingConfig, rekorV2SigningConfig } = trust;
  const optional = rekorV2SigningConfig === undefined ? {} : { rekorV2SigningConfig };
  return selectServices({ signingConfig, trustedRoot, rekorChoice, verifiableRekor, now, ...optional });
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
export function serviceHosts({ fulcio, rekor, timestampAuthorities }: SelectedServices): readonly string[] {
  return [fulcio, rekor, ...timestampAuthorities].map(({ url }) => new URL(url).hostname);
}

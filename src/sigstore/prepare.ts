import type { Platform } from '../platform/platform.ts';
import type { RekorChoice, SigstoreInstance } from './instance.ts';
import { selectServices } from './select-services.ts';
import type { SelectedServices } from './services.ts';
import { loadTrust, type Trust } from './trust.ts';

/** Trust and services of one run, learnt together so that what is signed can be verified. */
export interface PreparedSigstore {
  readonly trust: Trust;
  readonly services: SelectedServices;
  /** Audience of the identity tokens that Fulcio takes. */
  readonly audience: string;
  readonly instance: SigstoreInstance['kind'];
  /** Learns both anew: a log may have been frozen since. */
  refresh(): Promise<PreparedSigstore>;
}

export interface SigstoreRequest {
  readonly instance: SigstoreInstance;
  readonly rekorChoice: RekorChoice;
  readonly verifiableRekor: readonly (1 | 2)[];
}

/** Loads the trust of an instance and chooses its services. @throws {ActionError} TRUST_UNAVAILABLE, NO_SERVICE */
export async function prepareSigstore(
  request: SigstoreRequest,
  platform: Pick<Platform, 'clock' | 'files' | 'http'>,
): Promise<PreparedSigstore> {
  const { instance } = request;
  const prepare = (trust: Trust): PreparedSigstore => ({
    trust,
    services: select(trust, request, platform.clock.now()),
    audience: 'audience' in instance ? instance.audience : 'sigstore',
    instance: instance.kind,
    refresh: async () => prepare(await trust.refresh()),
  });
  const wishes = { rekorV2: request.rekorChoice === 2 };
  return prepare(await loadTrust(instance, wishes, platform));
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

/** Host names of the services that a signature is made with. */
export function serviceHosts({ fulcio, rekor, timestampAuthorities }: SelectedServices): readonly string[] {
  return [fulcio, rekor, ...timestampAuthorities].map(({ url }) => new URL(url).hostname);
}

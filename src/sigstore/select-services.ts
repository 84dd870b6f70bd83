import type { SigningConfig, TrustedRoot } from '@sigstore/protobuf-specs';
import type { RekorChoice } from './instance.ts';
import { bySelector, noneUsable, noService, onePerOperator, usableServices } from './service-offer.ts';
import type { Offer, UsableService } from './service-offer.ts';
import type { SelectedServices, Service } from './services.ts';
import { authorityVerifier, logVerifier } from './verifiable-services.ts';

const SIGNING_CONFIG_MEDIA_TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
/** `majorApiVersion: 1` of Fulcio is `/api/v2/signingCert`, of a timestamp authority RFC 3161 itself. */
const FULCIO_VERSION = 1;
const TIMESTAMP_AUTHORITY_VERSION = 1;

/** What the choice of services depends on. */
export interface SelectionRequest {
  readonly signingConfig: SigningConfig;
  /** The config that offers Rekor v2 where the default one does not. */
  readonly rekorV2SigningConfig?: SigningConfig | undefined;
  readonly trustedRoot: TrustedRoot;
  readonly rekorChoice: RekorChoice;
  /** The versions of Rekor whose entries the index can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
  readonly now: Date;
}

/**
 * Chooses the services of one run by the rules of sigstore_trustroot.proto, and drops what the trusted root cannot
 * verify: signing is public and permanent, so an entry that nobody can verify must not be made.
 * @throws {ActionError} NO_SERVICE with the reason why each service was dropped.
 */
export function selectServices(request: SelectionRequest): SelectedServices {
  const { trustedRoot, now } = request;
  const versions = rekorVersions(request);
  const config = configFor(request, versions);
  if (config.mediaType !== SIGNING_CONFIG_MEDIA_TYPE) {
    throw noService(
      `The signing config has media type ${quote(config.mediaType)}, not ${SIGNING_CONFIG_MEDIA_TYPE}`,
    );
  }
  const decisions: string[] = [];
  const fulcios = usableServices(
    config.caUrls,
    [FULCIO_VERSION],
    authorityVerifier(trustedRoot.certificateAuthorities, now),
    now,
  );
  const fulcio = newest('Fulcio', fulcios);
  decisions.push(decision('Fulcio', fulcio, fulcios, 'the newest that is valid now'));

  const rekors = usableServices(config.rekorTlogUrls, versions, logVerifier(trustedRoot.tlogs, now), now);
  const rekor = selectLog(config, rekors);
  const asked =
    request.rekorChoice === 'auto' ? 'the highest version the index can verify' : 'as rekor-version asks';
  decisions.push(decision('Rekor', rekor, rekors, asked));

  const authorities = usableServices(
    config.tsaUrls,
    [TIMESTAMP_AUTHORITY_VERSION],
    authorityVerifier(trustedRoot.timestampAuthorities, now),
    now,
  );
  const timestampAuthorities = selectTimestampAuthorities(config, authorities, rekor.majorApiVersion);
  for (const chosen of timestampAuthorities) {
    decisions.push(
      decision('Timestamp authority', chosen, authorities, 'by the selector of the signing config'),
    );
  }
  return {
    fulcio: atBase(fulcio),
    rekor,
    timestampAuthorities: timestampAuthorities.map(serviceOf),
    decisions,
  };
}

function rekorVersions({ rekorChoice, verifiableRekor }: SelectionRequest): readonly (1 | 2)[] {
  if (rekorChoice === 'auto') return verifiableRekor;
  if (verifiableRekor.includes(rekorChoice)) return [rekorChoice];
  throw noService(
    `rekor-version is ${rekorChoice}, but the index verifies only Rekor v${verifiableRekor.join(' and v')}`,
    'Set rekor-version to auto.',
  );
}

/** The opt-in config, where v2 is asked for and the default config lists none. */
function configFor(request: SelectionRequest, versions: readonly (1 | 2)[]): SigningConfig {
  const { signingConfig, rekorV2SigningConfig } = request;
  const onlyV2 = versions.length === 1 && versions[0] === 2 && request.rekorChoice === 2;
  const offered = signingConfig.rekorTlogUrls.some((service) => service.majorApiVersion === 2);
  return onlyV2 && !offered && rekorV2SigningConfig !== undefined ? rekorV2SigningConfig : signingConfig;
}

function newest(kind: string, offer: Offer): UsableService {
  const [first] = onePerOperator(offer.usable);
  if (first === undefined) throw noneUsable(kind, offer);
  return first;
}

function selectLog(config: SigningConfig, offer: Offer): SelectedServices['rekor'] {
  if (offer.usable.length === 0) throw noneUsable('Rekor', offer);
  const [log, ...others] = bySelector('Rekor', config.rekorTlogConfig, offer);
  if (log === undefined || others.length > 0) {
    throw noService(
      `The signing config asks for ${others.length + 1} transparency logs, but attestations carry one entry`,
      'Use a signing config with the selector ANY for its logs.',
    );
  }
  return { ...atBase(log), majorApiVersion: log.majorApiVersion === 2 ? 2 : 1 };
}

/** With Rekor v1 the log itself tells the time, so that there a config without an authority is fine. */
function selectTimestampAuthorities(
  config: SigningConfig,
  offer: Offer,
  rekor: 1 | 2,
): readonly UsableService[] {
  if (rekor === 1 && offer.usable.length === 0) return [];
  if (offer.usable.length === 0) throw noneUsable('Timestamp authority', offer, ' (Rekor v2 needs one)');
  return bySelector('Timestamp authority', config.tsaConfig, offer);
}

function serviceOf({ url, majorApiVersion, operator }: Service): Service {
  return { url, majorApiVersion, operator };
}

function decision(kind: string, chosen: Service, { dropped }: Offer, reason: string): string {
  const others = dropped.length === 0 ? '' : `; not used: ${dropped.join('; ')}`;
  return `${kind} ${chosen.url} (v${chosen.majorApiVersion}): ${reason}${others}`;
}

/** Without the slash at the end, so that paths can be appended. */
function atBase(service: Service): Service {
  return { ...serviceOf(service), url: service.url.replace(/\/+$/, '') };
}

function quote(text: string): string {
  return JSON.stringify(text);
}

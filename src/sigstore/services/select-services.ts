import type { SigningConfig, TrustedRoot } from '@sigstore/protobuf-specs';
import type { ActionError } from '../../errors.ts';
import { decisionLine, hintForLogs, onlyVersion, rekorVersions } from './service-decisions.ts';
import type { RekorTerms } from './service-decisions.ts';
import {
  bySelector,
  noneUsable,
  noService,
  onePerOperator,
  UnverifiableByIndex,
  usableServices,
} from './service-offer.ts';
import type { Offer, UsableService } from './service-offer.ts';
import type { SelectedServices, Service } from './services.ts';
import { authorityVerifier, logVerifier } from './verifiable-services.ts';

/** `majorApiVersion: 1` of Fulcio is `/api/v2/signingCert`, of a timestamp authority RFC 3161 itself. */
const FULCIO_VERSION = onlyVersion(1);
const TIMESTAMP_AUTHORITY_VERSION = onlyVersion(1);

/** What the choice of services depends on. */
export interface SelectionRequest extends RekorTerms {
  readonly signingConfig: SigningConfig;
  /** The config that offers Rekor v2 where the default one does not. */
  readonly rekorV2SigningConfig?: SigningConfig | undefined;
  readonly trustedRoot: TrustedRoot;
  readonly now: Date;
}

/**
 * Chooses the services of one run by the rules of sigstore_trustroot.proto, and drops what the trusted root cannot
 * verify: signing is public and permanent, so an entry that nobody can verify must not be made.
 * @throws {ActionError} NO_SERVICE with the reason why each service was dropped; an `UnverifiableByIndex` where only the
 * index stands against every log.
 */
export function selectServices(request: SelectionRequest): SelectedServices {
  const { trustedRoot, now } = request;
  refuseContradiction(request);
  const config = configFor(request);
  const fulcioVerifies = authorityVerifier(trustedRoot.certificateAuthorities, now);
  const fulcios = usableServices(config.caUrls, FULCIO_VERSION, fulcioVerifies, now);
  const fulcio = newest('Fulcio', fulcios);

  const rekors = logsOf(config, request);
  if (rekors.usable.length === 0) throw withoutLog(config, rekors, request);
  const log = selectLog(config, rekors);
  const rekor = { ...atBase(log), majorApiVersion: log.majorApiVersion === 2 ? 2 : 1 } as const;

  const authorityVerifies = authorityVerifier(trustedRoot.timestampAuthorities, now);
  const authorities = usableServices(config.tsaUrls, TIMESTAMP_AUTHORITY_VERSION, authorityVerifies, now);
  const chosen = selectTimestampAuthorities(config, authorities, rekor.majorApiVersion);
  return {
    fulcio: atBase(fulcio),
    rekor,
    timestampAuthorities: chosen.map(serviceOf),
    decisions: [
      decisionLine('Fulcio', fulcio, fulcios, [fulcio], 'the newest that can be used now'),
      decisionLine('Rekor', log, rekors, [log], reasonForLog(request, config)),
      ...chosen.map((authority) =>
        decisionLine(
          'Timestamp authority',
          authority,
          authorities,
          chosen,
          'by the selector of the signing config',
        ),
      ),
    ],
  };
}

function refuseContradiction({ rekorChoice, verifiableRekor }: RekorTerms): void {
  if (rekorChoice === 'auto' || verifiableRekor.includes(rekorChoice)) return;
  throw noService(
    `rekor-version is ${rekorChoice}, but the index verifies only Rekor v${verifiableRekor.join(' and v')}`,
    'Set rekor-version to auto.',
  );
}

function logsOf(
  config: SigningConfig,
  request: SelectionRequest,
  verifies = logVerifier(request.trustedRoot.tlogs, request.now),
): Offer {
  return usableServices(config.rekorTlogUrls, rekorVersions(request), verifies, request.now);
}

/** Why no log can be used: the index stands against every one that could be, or something else does too. */
function withoutLog(config: SigningConfig, offer: Offer, request: SelectionRequest): ActionError {
  const listed = config.rekorTlogUrls.map(({ majorApiVersion }) => majorApiVersion);
  const refusal = noneUsable('Rekor', offer, '', hintForLogs(listed, request));
  // One that the index verifies and the trusted root does not is at fault itself.
  const verifiable = logsOf(config, request, () => undefined).usable;
  const offered = logsOf(config, { ...request, verifiableRekor: [1, 2] }).usable;
  if (request.rekorChoice !== 'auto' || verifiable.length > 0 || offered.length === 0) return refusal;
  return new UnverifiableByIndex(
    refusal,
    ([1, 2] as const).filter((version) => offered.some(({ majorApiVersion }) => majorApiVersion === version)),
  );
}

function reasonForLog({ rekorChoice, signingConfig }: SelectionRequest, config: SigningConfig): string {
  if (rekorChoice === 'auto') return 'the highest version that can be used now';
  return `as rekor-version asks${config === signingConfig ? '' : ', from the opt-in signing config'}`;
}

/** The opt-in config, where v2 is asked for, the default config has none that can be used, and that one has. */
function configFor(request: SelectionRequest): SigningConfig {
  const { rekorChoice, signingConfig, rekorV2SigningConfig } = request;
  if (rekorChoice !== 2 || rekorV2SigningConfig === undefined) return signingConfig;
  const offers = (config: SigningConfig): boolean => logsOf(config, request).usable.length > 0;
  return !offers(signingConfig) && offers(rekorV2SigningConfig) ? rekorV2SigningConfig : signingConfig;
}

function newest(kind: string, offer: Offer): UsableService {
  const [first] = onePerOperator(offer.usable);
  if (first === undefined) throw noneUsable(kind, offer);
  return first;
}

function selectLog(config: SigningConfig, offer: Offer): UsableService {
  const [log, ...others] = bySelector('Rekor', config.rekorTlogConfig, offer);
  if (log === undefined || others.length > 0) {
    throw noService(
      `The signing config asks for ${others.length + 1} transparency logs, but attestations carry one entry`,
      'Use a signing config with the selector ANY for its logs.',
    );
  }
  return log;
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

/** Without the slash at the end, so that paths can be appended. */
function atBase(service: Service): Service {
  return { ...serviceOf(service), url: service.url.replace(/\/+$/, '') };
}

import type { SigningConfig } from '@sigstore/protobuf-specs';
import { ActionError } from '../../errors.ts';
import { withoutSlashesAtEnd } from '../../ground/url-text.ts';
import type { RekorChoice } from '../instances.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import type { SelectedServices, Service } from './services.ts';
import {
  bySelector,
  decisionLine,
  noneUsable,
  noService,
  onePerOperator,
  usableServices,
} from './usable-services.ts';
import type { Offer, UsableService, VersionRule } from './usable-services.ts';
import { authorityJudge, logJudge } from './verifiability.ts';
import type { Judge } from './verifiability.ts';

/** What decides between the versions of Rekor. */
interface RekorTerms {
  readonly rekorChoice: RekorChoice;
  /** The versions of Rekor whose entries the index can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
}

/** What the choice of services depends on. */
export interface SelectionRequest extends RekorTerms {
  readonly signingConfig: SigningConfig;
  /** The config that offers Rekor v2 where the default one does not. */
  readonly rekorV2SigningConfig?: SigningConfig | undefined;
  readonly trustedRoot: TrustedRoot;
  readonly now: Date;
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

/** The versions of Rekor that there are clients for. */
const KNOWN_REKOR: readonly number[] = [1, 2];

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
  const fulcioJudge = authorityJudge('certificateAuthorities', trustedRoot, now);
  // `majorApiVersion: 1` of Fulcio is `/api/v2/signingCert`, of a timestamp authority RFC 3161 itself.
  const fulcios = usableServices(config.caUrls, onlyVersion(1), fulcioJudge, now);
  const fulcio = newest('Fulcio', fulcios);

  const rekors = logsOf(config, request);
  if (rekors.usable.length === 0) throw withoutLog(config, rekors, request);
  const log = selectLog(config, rekors);
  const version = log.majorApiVersion === 2 ? 2 : 1;
  const rekor = { ...atBase(log), majorApiVersion: version, named: log.verifiability === 'named' } as const;

  const authorityVerdict = authorityJudge('timestampAuthorities', trustedRoot, now);
  const authorities = usableServices(config.tsaUrls, onlyVersion(1), authorityVerdict, now);
  const chosen = selectTimestampAuthorities(config, authorities, version);
  return {
    fulcio: atBase(fulcio),
    rekor,
    timestampAuthorities: chosen.map(serviceOf),
    decisions: [
      decisionLine('Fulcio', fulcio, fulcios, [fulcio], 'the newest usable version'),
      decisionLine('Rekor', log, rekors, [log], reasonForLog(request, config, rekor.named)),
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
  judge: Judge = logJudge(request.trustedRoot, config.rekorTlogUrls, request.now),
): Offer {
  return usableServices(config.rekorTlogUrls, rekorVersions(request), judge, request.now);
}

/** Why no log can be used: the index stands against every one that could be, or something else does too. */
function withoutLog(config: SigningConfig, offer: Offer, request: SelectionRequest): ActionError {
  const listed = config.rekorTlogUrls.map(({ majorApiVersion }) => majorApiVersion);
  const refusal = noneUsable('Rekor', offer, '', hintForLogs(listed, request));
  // One that the index verifies and the trusted root does not is at fault itself.
  const verifiable = logsOf(config, request, () => ({ kind: 'named' })).usable;
  const offered = logsOf(config, { ...request, verifiableRekor: [1, 2] }).usable;
  if (request.rekorChoice !== 'auto' || verifiable.length > 0 || offered.length === 0) return refusal;
  return new UnverifiableByIndex(
    refusal,
    ([1, 2] as const).filter((version) => offered.some(({ majorApiVersion }) => majorApiVersion === version)),
  );
}

function reasonForLog(
  { rekorChoice, signingConfig }: SelectionRequest,
  config: SigningConfig,
  named: boolean,
): string {
  const first = named
    ? ''
    : '; the trusted root does not name this address, so one entry is verified before others are created';
  if (rekorChoice === 'auto') return `the highest usable version${first}`;
  return `as rekor-version requires${config === signingConfig ? '' : ', from the opt-in signing config'}${first}`;
}

/** The opt-in config, where v2 is required, the default config has none that can be used, and that one has. */
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
      `The signing config requires ${others.length + 1} transparency logs, but attestations carry one entry`,
      'Use a signing config with the selector ANY for its logs.',
    );
  }
  return log;
}

/** With Rekor v1 the log itself gives the time, so that there a config without an authority is fine. */
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
  return { ...serviceOf(service), url: withoutSlashesAtEnd(service.url) };
}

/** Only this API version is known for a kind of service. */
function onlyVersion(known: number): VersionRule {
  return (version) => (version === known ? undefined : unknown(version));
}

/** Versions of Rekor that this release has a client for, the index verifies, and `rekor-version` allows. */
function rekorVersions({ rekorChoice, verifiableRekor }: RekorTerms): VersionRule {
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
function hintForLogs(listed: readonly number[], { rekorChoice, verifiableRekor }: RekorTerms): string {
  const known = listed.filter((version) => KNOWN_REKOR.includes(version));
  const verifiable = known.filter((version) => verifiableRekor.some((one) => one === version));
  if (listed.length > 0 && known.length === 0) {
    return 'Update wheelseal to a release that supports what this Sigstore instance uses.';
  }
  if (verifiable.length < known.length) {
    return 'The index cannot verify what this Sigstore instance signs: publish with `attestations: never` until it can.';
  }
  if (rekorChoice !== 'auto' && verifiable.some((version) => version !== rekorChoice))
    return 'Set rekor-version to auto.';
  return 'Check the signing config and the trusted root of the Sigstore instance.';
}

import type { Bundle } from '@sigstore/bundle';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import type { ActionError } from '../../errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Log } from '../../platform/runner.ts';
import type { Secret } from '../../platform/secret.ts';
import { CertificateHolder, obtainCertificate } from './certificate.ts';
import { Gathering } from './batcher.ts';
import { PATIENCE } from '../clients/service-call.ts';
import { ServiceConnection } from '../clients/service-connection.ts';
import type { SelectedServices, Service } from '../services/services.ts';
import { makeSignature } from './signature.ts';
import type { SigningSession } from './signature.ts';
import { Throttle } from '../clients/throttle.ts';
import { limitsOf, timestampLimitsOf } from '../instances.ts';

/** What a run signs with, and what verifies it. */
export interface SigningMaterial {
  readonly services: SelectedServices;
  readonly trustedRoot: TrustedRoot;
}

export interface SignerOptions extends SigningMaterial {
  /** A fresh identity token for Fulcio's audience; asked for once a certificate. */
  readonly identityToken: () => Promise<Secret>;
  readonly platform: Pick<Platform, 'http' | 'clock'> & { readonly log: Log };
  /** Ask a timestamp authority with Rekor v1 too, for bundles that outlive the log's promise. */
  readonly timestampV1: boolean;
  /** Today's trusted root and services, each time that a log was frozen. */
  readonly refresh?: () => Promise<SigningMaterial>;
}

/** Signs statements side by side with one certificate at a time. */
export interface Signer {
  /**
   * A Sigstore bundle (v0.3) with one certificate, one log entry and the timestamps; not verified as a whole.
   * @throws {ActionError} SIGNING_FAILED, CANCELLED
   */
  sign(statement: Buffer, signal?: AbortSignal): Promise<Bundle>;
  /** Statements that the log bears at once, as far as is known now: it grows while all goes well. */
  readonly concurrency: number;
  /** What the latest bundles were made with: others after a frozen log was replaced. */
  readonly services: SelectedServices;
  /** What the latest bundles verify with: another one after a frozen log was replaced. */
  readonly trustedRoot: TrustedRoot;
}

/** Signings of one statement before it is given up: expired certificates, one lost answer, frozen logs. */
const ROUNDS = 8;
/** Frozen logs that a run survives: a log is replaced twice a year, so more are a fault of the instance. */
const MAXIMUM_FREEZES = 3;

/** A signer over the services of one run. Nothing is asked before the first statement. */
export function createSigner(options: SignerOptions): Signer {
  return new SigstoreSigner(options);
}

class SigstoreSigner implements Signer {
  readonly #options: SignerOptions;
  /** What took the place of each session whose log was frozen. */
  readonly #replacements = new Map<SigningSession, Promise<SigningSession>>();
  #session: SigningSession;

  constructor(options: SignerOptions) {
    this.#options = options;
    this.#session = openSession(options, options);
  }

  get concurrency(): number {
    return this.#session.log.concurrency;
  }

  get services(): SelectedServices {
    return this.#session.services;
  }

  get trustedRoot(): TrustedRoot {
    return this.#session.trustedRoot;
  }

  async sign(statement: Buffer, signal?: AbortSignal): Promise<Bundle> {
    let session = this.#session;
    let until = this.#patience();
    let duplicates = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const outcome = await makeSignature(session, statement, until, signal);
      switch (outcome.kind) {
        case 'signed':
          return outcome.bundle;
        case 'late':
          this.#options.platform.log.debug(
            'A certificate ended before its signature was logged; signing anew.',
          );
          break;
        case 'duplicate':
          duplicates += 1;
          if (duplicates > 1)
            throw failure(session, 'two answers about the same statement were lost (HTTP 409)');
          this.#options.platform.log.debug(
            'An answer of the log was lost and can not be read again; signing anew.',
          );
          break;
        case 'frozen':
          session = await this.#replace(session);
          until = this.#patience();
      }
    }
    throw failure(
      session,
      `no signature was logged within the life of its certificate in ${ROUNDS} attempts`,
    );
  }

  #patience(): Date {
    return new Date(this.#options.platform.clock.now().getTime() + PATIENCE);
  }

  /** The session after a log was frozen: trust is fetched once for all statements in flight. */
  async #replace(frozen: SigningSession): Promise<SigningSession> {
    const known = this.#replacements.get(frozen);
    if (known !== undefined) return known;
    const { refresh } = this.#options;
    if (refresh === undefined || this.#replacements.size >= MAXIMUM_FREEZES) {
      throw failure(frozen, 'the log takes no more entries (HTTP 405)');
    }
    const replacement = this.#openReplacement(frozen, refresh);
    this.#replacements.set(frozen, replacement);
    return replacement;
  }

  async #openReplacement(
    frozen: SigningSession,
    refresh: () => Promise<SigningMaterial>,
  ): Promise<SigningSession> {
    this.#options.platform.log.info(
      `The log at ${frozen.services.rekor.url} was frozen; fetching trust anew.`,
    );
    const material = await refresh();
    if (material.services.rekor.url === frozen.services.rekor.url) {
      throw failure(
        frozen,
        'the log takes no more entries (HTTP 405), and the signing config still names it',
      );
    }
    const sameFulcio = material.services.fulcio.url === frozen.services.fulcio.url;
    const session = openSession(this.#options, material, sameFulcio ? frozen.certificates : undefined);
    this.#session = session;
    return session;
  }
}

function openSession(
  { platform, identityToken, timestampV1 }: SignerOptions,
  { services, trustedRoot }: SigningMaterial,
  held?: CertificateHolder,
): SigningSession {
  const { fulcio, rekor, timestampAuthorities } = services;
  const connect = (
    name: string,
    { url, majorApiVersion }: Service,
    limits = limitsOf(url, majorApiVersion),
  ): ServiceConnection => new ServiceConnection(name, new Throttle(limits, platform.clock), platform);
  const toFulcio = connect('Fulcio', fulcio);
  const obtain = async (signal?: AbortSignal) =>
    obtainCertificate(fulcio, toFulcio, identityToken, trustedRoot, signal);
  const log = connect(`Rekor v${rekor.majorApiVersion}`, rekor);
  const inBatches = rekor.majorApiVersion === 2;
  const timestamped = inBatches || timestampV1;
  return {
    services,
    trustedRoot,
    certificates: held ?? new CertificateHolder(obtain, platform.clock),
    log,
    gathering: inBatches ? new Gathering(() => log.concurrency, platform.clock) : undefined,
    timestampAuthorities: (timestamped ? timestampAuthorities : []).map((service) => ({
      service,
      connection: connect('the timestamp authority', service, timestampLimitsOf(service.url)),
    })),
  };
}

function failure({ log, services }: SigningSession, problem: string): ActionError {
  return log.failure(services.rekor.url, undefined, problem, 'Run again: what was signed before is kept.');
}

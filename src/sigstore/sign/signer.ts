import type { Bundle } from '@sigstore/bundle';
import { runAgain, type ActionError } from '../../errors.ts';
import type { SigningCertificate } from './certificate.ts';
import { Batcher } from './batcher.ts';
import { AttestationFault } from '../attestation-fault.ts';
import { knownCertificate } from '../trust/known-certificate.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import { PATIENCE } from '../clients/connection.ts';
import type { SelectedServices, TimestampedServices } from '../services/services.ts';
import { Pilot } from './pilot.ts';
import { makeSignature } from './signature.ts';
import type { SigningSession } from './signature.ts';
import { connectTo, connectToAuthority, holdCertificate } from './timestamped-signature.ts';
import type { CertificateRequest } from './timestamped-signature.ts';

/** What a run signs with, and what verifies it. */
interface SigningMaterial {
  readonly services: SelectedServices;
  readonly trustedRoot: TrustedRoot;
}

export interface SignerOptions extends SigningMaterial, CertificateRequest {
  /** Request timestamps with Rekor v1 too, for bundles that outlive the log's promise. */
  readonly timestampV1: boolean;
  /** Today's trusted root and services, each time that a log was frozen. */
  readonly refresh?: () => Promise<SigningMaterial>;
}

/** Signs statements side by side with one certificate at a time. */
export interface Signer {
  /**
   * A Sigstore bundle (v0.3) with one certificate, one log entry where the instance has a log, and the timestamps; not verified as a whole.
   * @throws {ActionError} SIGNING_FAILED, CANCELLED
   */
  sign(statement: Buffer, signal?: AbortSignal): Promise<Bundle>;
  /** Statements that the log, or the timestamp authority without one, bears at once, as far as is known now: it grows while all goes well. */
  readonly concurrency: number;
  /** What the latest bundles were made with: others after a frozen log was replaced. */
  readonly services: SelectedServices | TimestampedServices;
  /** What the latest bundles verify with: another one after a frozen log was replaced. */
  readonly trustedRoot: TrustedRoot;
}

/** Signings of one statement before it is given up: expired certificates, one lost answer, frozen logs. */
const ROUNDS = 8;
/** Frozen logs that a run survives: a log is replaced twice a year, so more are a fault of the instance. */
const MAXIMUM_FREEZES = 3;

/** A signer over the services of one run. Nothing is requested before the first statement. */
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
          this.#options.platform.runner.log.debug(
            'A certificate expired before its signature was logged; signing again.',
          );
          break;
        case 'duplicate':
          duplicates += 1;
          if (duplicates > 1)
            throw failure(session, 'two answers about the same statement were lost (HTTP 409)');
          this.#options.platform.runner.log.debug(
            'An answer of the log was lost and cannot be read again; signing again.',
          );
          break;
        case 'frozen':
          session = await this.#replace(session, signal);
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
  async #replace(frozen: SigningSession, signal: AbortSignal | undefined): Promise<SigningSession> {
    const known = this.#replacements.get(frozen);
    if (known !== undefined) return known;
    const { refresh } = this.#options;
    if (refresh === undefined || this.#replacements.size >= MAXIMUM_FREEZES) {
      throw failure(frozen, 'the log accepts no more entries (HTTP 405)');
    }
    const replacement = this.#openReplacement(frozen, refresh, signal);
    this.#replacements.set(frozen, replacement);
    return replacement;
  }

  async #openReplacement(
    frozen: SigningSession,
    refresh: () => Promise<SigningMaterial>,
    signal: AbortSignal | undefined,
  ): Promise<SigningSession> {
    this.#options.platform.runner.log.info(
      `The log at ${frozen.services.rekor.url} was frozen; fetching trust metadata again.`,
    );
    const material = await refresh();
    const { rekor } = material.services;
    // Behind an address that the root does not name another log may stand by now.
    if (rekor.named && rekor.url === frozen.services.rekor.url) {
      throw failure(
        frozen,
        'the log accepts no more entries (HTTP 405), and the signing config still names it',
      );
    }
    const session = openSession(this.#options, material, await stillGood(frozen, material, signal));
    this.#session = session;
    return session;
  }
}

function openSession(
  options: SignerOptions,
  { services, trustedRoot }: SigningMaterial,
  held?: SigningCertificate,
): SigningSession {
  const { platform, timestampV1 } = options;
  const { fulcio, rekor, timestampAuthorities } = services;
  const log = connectTo(`Rekor v${rekor.majorApiVersion}`, rekor, platform);
  const inBatches = rekor.majorApiVersion === 2;
  const timestamped = inBatches || timestampV1;
  return {
    services,
    trustedRoot,
    certificates: holdCertificate(options, fulcio, trustedRoot, held),
    log,
    pilot: new Pilot(rekor.named),
    batcher: inBatches ? new Batcher(() => log.concurrency, platform.clock) : undefined,
    timestampAuthorities: (timestamped ? timestampAuthorities : []).map((service) =>
      connectToAuthority(service, platform),
    ),
  };
}

/** The certificate of a session, where the Fulcio and the trusted root that come next would give and verify it too. */
async function stillGood(
  { certificates, services, log }: SigningSession,
  { services: { fulcio }, trustedRoot }: SigningMaterial,
  signal: AbortSignal | undefined,
): Promise<SigningCertificate | undefined> {
  if (fulcio.url !== services.fulcio.url) return undefined;
  const certificate = await certificates.current(signal);
  const [now, { notBefore }] = [log.now(), certificate];
  try {
    knownCertificate(certificate.leaf, trustedRoot).checkChain(now < notBefore ? notBefore : now);
    return certificate;
  } catch (error) {
    if (error instanceof AttestationFault) return undefined;
    throw error;
  }
}

function failure({ log, services }: SigningSession, problem: string): ActionError {
  return log.failure(services.rekor.url, undefined, problem, runAgain());
}

import { generateKeyPair, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Clock } from '../../ground/clock.ts';
import type { Secret } from '../../ground/secret.ts';
import { AttestationFault } from '../attestation-fault.ts';
import type { CertificateFacts } from '../trust/certificate.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import { requestCertificate } from '../clients/fulcio.ts';
import { knownCertificate } from '../trust/known-certificate.ts';
import type { ServiceConnection } from '../clients/connection.ts';
import type { Service } from '../services/services.ts';

/** A key of this process and the certificate that Fulcio gave for it, verified. */
export interface SigningCertificate {
  readonly privateKey: KeyObject;
  readonly leaf: Buffer<ArrayBuffer>;
  /** The leaf in PEM, lines of 64 columns. */
  readonly pem: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Its end by this machine's clock, which may differ from Fulcio's: a whole life after it came. */
  readonly ends: Date;
}

/** A certificate with less than this left, in milliseconds, signs nothing new. */
const MARGIN = 120_000;

const newKeyPair = promisify(generateKeyPair);

/** Whom a certificate is for, and what it must prove. */
interface CertificateTerms {
  /** A fresh identity token each time. */
  readonly identityToken: () => Promise<Secret>;
  /** Compares a certificate with the identity that signs. @throws {ActionError} ATTESTATION_INVALID naming the field */
  readonly checkIdentity: (certificate: CertificateFacts) => void;
  readonly trustedRoot: TrustedRoot;
}

/**
 * A new P-256 key and a certificate for it, with its chain, SCT and identity verified before anything is signed with it: what is
 * logged with another one is public and of no use.
 * @throws {ActionError} SIGNING_FAILED
 */
export async function obtainCertificate(
  fulcio: Service,
  connection: ServiceConnection,
  { identityToken, checkIdentity, trustedRoot }: CertificateTerms,
  signal?: AbortSignal,
): Promise<SigningCertificate> {
  const { privateKey } = await newKeyPair('ec', { namedCurve: 'P-256' });
  const issued = await requestCertificate(fulcio, connection, identityToken, privateKey, signal);
  const now = connection.now();
  // A clock some seconds behind Fulcio's is nobody's fault: the life of the certificate then begins as it comes.
  const moment = now < issued.notBefore ? issued.notBefore : now;
  const refusing = <T>(problem: string, hint: string, check: () => T): T => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof AttestationFault)) throw error;
      const text = `its certificate ${problem}: ${error.check}: ${error.reason}`;
      throw connection.failure(fulcio.url, undefined, text, `Nothing was signed with it. ${hint}`, error);
    }
  };
  const { facts } = refusing(
    'does not verify with the trusted root',
    'Check that the trusted root belongs to this Sigstore instance, and check the clock of this machine.',
    () => {
      // Not the chain that Fulcio sent: a verifier has the leaf and the trusted root only.
      const certificate = knownCertificate(issued.leaf, trustedRoot);
      certificate.checkChain(moment);
      return certificate;
    },
  );
  refusing(
    'has another identity than this job',
    "If the problem persists, contact the operator of the Sigstore instance: its Fulcio maps a job's token to other values than the public one.",
    () => checkIdentity(facts),
  );
  return {
    privateKey,
    leaf: issued.leaf,
    pem: new X509Certificate(issued.leaf).toString(),
    notBefore: issued.notBefore,
    notAfter: issued.notAfter,
    ends: new Date(now.getTime() + issued.notAfter.getTime() - issued.notBefore.getTime()),
  };
}

/** One certificate for all that need one at the same time, until it ages out. */
export class CertificateHolder {
  readonly #obtain: (signal?: AbortSignal) => Promise<SigningCertificate>;
  readonly #clock: Clock;
  #current: Promise<SigningCertificate> | undefined;

  /** @param held one to begin with */
  constructor(
    obtain: (signal?: AbortSignal) => Promise<SigningCertificate>,
    clock: Clock,
    held?: SigningCertificate,
  ) {
    this.#obtain = obtain;
    this.#clock = clock;
    this.#current = held && Promise.resolve(held);
  }

  /** A certificate that is good for a while. @throws {ActionError} SIGNING_FAILED; the next call requests anew */
  async current(signal?: AbortSignal): Promise<SigningCertificate> {
    const held = this.#current;
    if (held !== undefined) {
      const certificate = await held;
      if (!this.#agesOut(certificate)) return certificate;
      // Whoever finds it old first replaces it; the others wait for the same new one.
      if (this.#current !== held) return this.current(signal);
    }
    const obtained = this.#obtain(signal);
    this.#current = obtained;
    obtained.catch(() => {
      if (this.#current === obtained) this.#current = undefined;
    });
    return obtained;
  }

  #agesOut({ notBefore, notAfter, ends }: SigningCertificate): boolean {
    const margin = Math.min(MARGIN, (notAfter.getTime() - notBefore.getTime()) / 4);
    return this.#clock.now().getTime() > ends.getTime() - margin;
  }
}

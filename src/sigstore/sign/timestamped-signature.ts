import { sign } from 'node:crypto';
import { BUNDLE_V03_MEDIA_TYPE } from '@sigstore/bundle';
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { runAgain } from '../../errors.ts';
import type { Secret } from '../../ground/secret.ts';
import { Throttle } from '../../ground/throttle.ts';
import { ServiceConnection } from '../clients/connection.ts';
import type { ServicePlatform } from '../clients/connection.ts';
import type { SignedEnvelope } from '../clients/rekor-v1.ts';
import type { SignedEncoding } from '../clients/rekor-v2.ts';
import { requestTimestamp } from '../clients/timestamp-authority.ts';
import type { SignedTimestamp } from '../clients/timestamp-authority.ts';
import { limitsOf, timestampLimitsOf } from '../instances.ts';
import type { Service } from '../services/services.ts';
import type { CertificateFacts } from '../trust/certificate.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import { STATEMENT_PAYLOAD_TYPE } from '../verify/bundle-parts.ts';
import { CertificateHolder, obtainCertificate } from './certificate.ts';
import type { SigningCertificate } from './certificate.ts';

interface ConnectedAuthority {
  readonly service: Service;
  readonly connection: ServiceConnection;
}

/** What signs and timestamps, and what verifies both, as long as none of it changes. */
export interface TimestampingSession {
  readonly trustedRoot: TrustedRoot;
  readonly certificates: CertificateHolder;
  readonly timestampAuthorities: readonly ConnectedAuthority[];
}

/** For whom certificates are requested, and how. */
export interface CertificateRequest {
  /** A fresh identity token for Fulcio's audience, for each request for a certificate. */
  readonly identityToken: () => Promise<Secret>;
  /** Compares a certificate with the identity that signs. @throws {ActionError} ATTESTATION_INVALID naming the field */
  readonly checkIdentity: (certificate: CertificateFacts) => void;
  readonly platform: ServicePlatform;
}

interface Signed extends SignedEnvelope, SignedEncoding {
  /** What it was signed with. */
  readonly signer: SigningCertificate;
}

/** A signature with the times that were requested for it, not logged. */
export interface TimestampedSignature {
  readonly signed: Signed;
  readonly timestamps: readonly SignedTimestamp[];
}

/** Milliseconds by which the clocks of this machine and of a service may disagree about the certificate's end. */
const TOLERANCE = 30_000;

/** The way to a service. @param name for people */
export function connectTo(
  name: string,
  { url, majorApiVersion }: Service,
  platform: ServicePlatform,
  limits = limitsOf(url, majorApiVersion),
): ServiceConnection {
  return new ServiceConnection(name, new Throttle(limits, platform.clock), platform);
}

/** The certificates of one Fulcio, each requested when it is needed. @param held one to begin with */
export function holdCertificate(
  { identityToken, checkIdentity, platform }: CertificateRequest,
  fulcio: Service,
  trustedRoot: TrustedRoot,
  held?: SigningCertificate,
): CertificateHolder {
  const connection = connectTo('Fulcio', fulcio, platform);
  const obtain = async (signal?: AbortSignal) =>
    obtainCertificate(fulcio, connection, { identityToken, checkIdentity, trustedRoot }, signal);
  return new CertificateHolder(obtain, platform.clock, held);
}

/** The way to a timestamp authority. */
export function connectToAuthority(service: Service, platform: ServicePlatform): ConnectedAuthority {
  const limits = timestampLimitsOf(service.url);
  return { service, connection: connectTo('the timestamp authority', service, platform, limits) };
}

/**
 * Signs a statement as a DSSE envelope and has the signature timestamped by each authority of the session.
 * @returns undefined where the certificate ended before a timestamp came @throws {ActionError} SIGNING_FAILED
 */
export async function signAndTimestamp(
  session: TimestampingSession,
  statement: Buffer,
  signal?: AbortSignal,
): Promise<TimestampedSignature | undefined> {
  const signed = signStatement(statement, await session.certificates.current(signal));
  const timestamps = await Promise.all(
    session.timestampAuthorities.map(async ({ service, connection }) => {
      const timestamp = await requestTimestamp(
        service,
        connection,
        signed.signature,
        session.trustedRoot,
        signal,
      );
      const isLate = isAfterItsEnd(timestamp.time, signed.signer, service.url, connection);
      return isLate ? undefined : timestamp;
    }),
  );
  const inTime = timestamps.filter((timestamp) => timestamp !== undefined);
  return inTime.length === timestamps.length ? { signed, timestamps: inTime } : undefined;
}

function signStatement(payload: Buffer, signer: SigningCertificate): Signed {
  const encoding = dsse.preAuthEncoding(STATEMENT_PAYLOAD_TYPE, payload);
  const signature = sign('sha256', encoding, signer.privateKey);
  const envelope = {
    payloadType: STATEMENT_PAYLOAD_TYPE,
    payload,
    signatures: [{ keyid: '', sig: signature }],
  };
  return { envelope, encoding, signature, certificate: signer.leaf, pem: signer.pem, signer };
}

/**
 * Whether a signing time lies after the certificate's end, where this machine's clock says so too: then the signature came too late.
 * @throws {ActionError} SIGNING_FAILED where the clocks of the services disagree: signing again would only create more entries
 */
export function isAfterItsEnd(
  time: Date,
  { notBefore, notAfter, ends }: SigningCertificate,
  url: string,
  connection: ServiceConnection,
): boolean {
  if (notBefore <= time && time <= notAfter) return false;
  const isLate = time > notAfter && connection.now().getTime() > ends.getTime() - TOLERANCE;
  if (isLate) return true;
  const [side, limit] =
    time < notBefore
      ? ["before the certificate's beginning", notBefore]
      : ["after the certificate's end", notAfter];
  const problem = `its time ${time.toISOString()} lies ${side} ${limit.toISOString()}`;
  throw connection.failure(
    url,
    undefined,
    problem,
    runAgain({ when: 'later', because: 'the clocks of the signing services disagree' }),
  );
}

/** The Sigstore bundle, v0.3, of a signature and what a log has of it. */
export function bundleOf(
  { signed: { certificate, envelope }, timestamps }: TimestampedSignature,
  tlogEntries: TransparencyLogEntry[],
): Bundle {
  return {
    mediaType: BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: {
      content: { $case: 'certificate', certificate: { rawBytes: certificate } },
      tlogEntries,
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map(({ response }) => ({ signedTimestamp: response })),
      },
    },
    content: { $case: 'dsseEnvelope', dsseEnvelope: envelope },
  };
}

import { sign } from 'node:crypto';
import { BUNDLE_V03_MEDIA_TYPE } from '@sigstore/bundle';
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import type { CertificateHolder, SigningCertificate } from './certificate.ts';
import type { Gathering } from './batcher.ts';
import { STATEMENT_PAYLOAD_TYPE } from '../payload-type.ts';
import { logInRekorV1 } from '../clients/rekor-v1.ts';
import type { SignedEnvelope } from '../clients/rekor-v1.ts';
import { logInRekorV2 } from '../clients/rekor-v2.ts';
import type { SignedEncoding } from '../clients/rekor-v2.ts';
import type { ServiceConnection } from '../clients/service-connection.ts';
import type { SelectedServices, Service } from '../services/services.ts';
import { requestTimestamp } from '../clients/timestamp-authority.ts';
import type { SignedTimestamp } from '../clients/timestamp-authority.ts';

/** Services, the ways to them, and what verifies them, as long as none of it changes. */
export interface SigningSession {
  readonly services: SelectedServices;
  readonly trustedRoot: TrustedRoot;
  readonly certificates: CertificateHolder;
  readonly log: ServiceConnection;
  /** Where entries wait for each other; none where the log takes each by itself. */
  readonly gathering: Gathering | undefined;
  readonly timestampAuthorities: readonly {
    readonly service: Service;
    readonly connection: ServiceConnection;
  }[];
}

/** How one signing ended. All but `signed` leave a signature behind that is of no use. */
export type SignatureOutcome =
  | { readonly kind: 'signed'; readonly bundle: Bundle }
  /** The certificate's time was over before the signature was logged or timestamped. */
  | { readonly kind: 'late' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'frozen' };

interface Signed extends SignedEnvelope, SignedEncoding {
  /** What it was signed with. */
  readonly signer: SigningCertificate;
}

/** Milliseconds before the certificate's end after which nothing new is sent to a log that dates entries itself. */
const TRAVEL = 5000;

/**
 * Signs a statement as a DSSE envelope, has the signature timestamped, then logged (Sigstore client spec §4).
 * @param until no attempt at the log starts after it
 * @throws {ActionError} SIGNING_FAILED
 */
export async function makeSignature(
  session: SigningSession,
  statement: Buffer,
  until: Date,
  signal?: AbortSignal,
): Promise<SignatureOutcome> {
  const prepare = () => signAndTimestamp(session, statement, signal);
  const { signed, timestamps } = await (session.gathering?.prepare(prepare) ?? prepare());
  if (timestamps === undefined) return { kind: 'late' };
  if (session.services.rekor.majorApiVersion === 1) return logV1(session, signed, timestamps, until, signal);
  const outcome = await logInRekorV2(session.services.rekor, session.log, signed, until, signal);
  if (outcome.kind !== 'logged') return outcome;
  return { kind: 'signed', bundle: bundleOf(signed, outcome.entry, timestamps) };
}

async function signAndTimestamp(
  session: SigningSession,
  statement: Buffer,
  signal?: AbortSignal,
): Promise<{ readonly signed: Signed; readonly timestamps: readonly SignedTimestamp[] | undefined }> {
  const signed = signStatement(statement, await session.certificates.current(signal));
  return { signed, timestamps: await requestTimestamps(session, signed, signal) };
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

/** A timestamp of each authority; undefined where the certificate ended before. */
async function requestTimestamps(
  session: SigningSession,
  { signer, signature }: Signed,
  signal?: AbortSignal,
): Promise<readonly SignedTimestamp[] | undefined> {
  const timestamps = await Promise.all(
    session.timestampAuthorities.map(async ({ service, connection }) => {
      const timestamp = await requestTimestamp(service, connection, signature, session.trustedRoot, signal);
      requireNotBefore(timestamp.time, signer, service.url, connection);
      return timestamp;
    }),
  );
  return timestamps.some(({ time }) => time > signer.notAfter) ? undefined : timestamps;
}

async function logV1(
  session: SigningSession,
  signed: Signed,
  timestamps: readonly SignedTimestamp[],
  until: Date,
  signal?: AbortSignal,
): Promise<SignatureOutcome> {
  const { signer } = signed;
  const { rekor } = session.services;
  const times = { until, pointlessAfter: new Date(signer.ends.getTime() - TRAVEL) };
  const entry = await logInRekorV1(rekor, session.log, signed, times, signal);
  if (entry === undefined) return { kind: 'late' };
  const time = new Date(Number(entry.integratedTime) * 1000);
  requireNotBefore(time, signer, rekor.url, session.log);
  if (time > signer.notAfter) return { kind: 'late' };
  return { kind: 'signed', bundle: bundleOf(signed, entry, timestamps) };
}

/** A signing time before the certificate's beginning never verifies: the services' clocks disagree. */
function requireNotBefore(
  time: Date,
  certificate: SigningCertificate,
  url: string,
  connection: ServiceConnection,
): void {
  if (time >= certificate.notBefore) return;
  const problem = `its time ${time.toISOString()} lies before the certificate's beginning ${certificate.notBefore.toISOString()}`;
  throw connection.failure(
    url,
    undefined,
    problem,
    'The clocks of the signing services disagree; run again later.',
  );
}

function bundleOf(
  { certificate, envelope }: Signed,
  entry: TransparencyLogEntry,
  timestamps: readonly SignedTimestamp[],
): Bundle {
  return {
    mediaType: BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: {
      content: { $case: 'certificate', certificate: { rawBytes: certificate } },
      tlogEntries: [entry],
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map(({ response }) => ({ signedTimestamp: response })),
      },
    },
    content: { $case: 'dsseEnvelope', dsseEnvelope: envelope },
  };
}

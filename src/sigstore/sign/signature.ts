import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import type { Attempt, RetryBudget } from '../../ground/retry.ts';
import { AttestationFault } from '../attestation-fault.ts';
import { PATIENCE } from '../clients/connection.ts';
import type { ServiceConnection } from '../clients/connection.ts';
import { logInRekorV1 } from '../clients/rekor-v1.ts';
import { logInRekorV2 } from '../clients/rekor-v2.ts';
import type { RekorV2Outcome } from '../clients/rekor-v2.ts';
import type { SelectedServices } from '../services/services.ts';
import { logsOfEntry } from '../trust/log-keys.ts';
import { verifyBundle } from '../verify/verify.ts';
import type { Batcher } from './batcher.ts';
import type { Pilot } from './pilot.ts';
import { bundleOf, isAfterItsEnd, signAndTimestamp } from './timestamped-signature.ts';
import type { TimestampedSignature, TimestampingSession } from './timestamped-signature.ts';

/** Services, the ways to them, and what verifies them, as long as none of it changes. */
export interface SigningSession extends TimestampingSession {
  readonly services: SelectedServices;
  readonly log: ServiceConnection;
  /** Who may send an entry to the log when. */
  readonly pilot: Pilot;
  /** Where entries wait for each other; none where the log takes each by itself. */
  readonly batcher: Batcher | undefined;
}

/** How one signing ended. All but `signed` leave a signature behind that is of no use. */
export type SignatureOutcome =
  | { readonly kind: 'signed'; readonly bundle: Bundle }
  /** The certificate's time was over before the signature was logged or timestamped. */
  | { readonly kind: 'late' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'frozen' };

/** Milliseconds before the certificate's end after which nothing new is sent to a log that dates entries itself. */
const TRAVEL = 5000;
/** Of several logs behind one address one may be frozen while the next answers. */
const FROZEN_BUDGET: RetryBudget = { total: PATIENCE, attempts: 6, firstDelay: 250, maximumDelay: 2000 };

/**
 * Signs a statement as a DSSE envelope, has the signature timestamped, then logged (client specification §3).
 * @param until no attempt at the log starts after it
 * @throws {ActionError} SIGNING_FAILED
 */
export async function makeSignature(
  session: SigningSession,
  statement: Buffer,
  until: Date,
  signal?: AbortSignal,
): Promise<SignatureOutcome> {
  const { batcher, pilot } = session;
  const prepare = async () => signAndTimestamp(session, statement, signal);
  const inCompany = async () => (batcher === undefined ? prepare() : batcher.prepare(prepare));
  const prepared = await pilot.prepare(prepare, inCompany, signal);
  if (prepared === undefined) return { kind: 'late' };
  const log = async (sent: AbortSignal) => logSignature(session, prepared, until, sent);
  try {
    return await pilot.send(log, (outcome) => isProof(session, outcome), signal);
  } catch (error) {
    if (error instanceof FrozenLog) return { kind: 'frozen' };
    throw error;
  }
}

async function logSignature(
  session: SigningSession,
  prepared: TimestampedSignature,
  until: Date,
  signal?: AbortSignal,
): Promise<SignatureOutcome> {
  if (session.services.rekor.majorApiVersion === 1) return logV1(session, prepared, until, signal);
  const outcome = await logV2(session, prepared.signed, until, signal);
  return outcome.kind === 'logged' ? signedOutcome(session, prepared, outcome.entry) : outcome;
}

/** No log behind the address accepts entries: what has not been sent goes where today's trusted root and signing config say. */
class FrozenLog extends Error {}

async function logV1(
  session: SigningSession,
  prepared: TimestampedSignature,
  until: Date,
  signal?: AbortSignal,
): Promise<SignatureOutcome> {
  const { signer } = prepared.signed;
  const { rekor } = session.services;
  const times = { until, pointlessAfter: new Date(signer.ends.getTime() - TRAVEL) };
  const entry = await logInRekorV1(rekor, session.log, prepared.signed, times, signal);
  if (entry === undefined) return { kind: 'late' };
  const time = new Date(Number(entry.integratedTime) * 1000);
  if (isAfterItsEnd(time, signer, rekor.url, session.log)) return { kind: 'late' };
  return signedOutcome(session, prepared, entry);
}

/**
 * Logs a signature. Where the root does not name the address, several logs may stand behind it, which are tried before it counts as
 * frozen; nothing new is sent to a log that is.
 * @throws {FrozenLog}
 */
async function logV2(
  { services: { rekor }, log, pilot }: SigningSession,
  signed: TimestampedSignature['signed'],
  until: Date,
  signal?: AbortSignal,
): Promise<Exclude<RekorV2Outcome, { readonly kind: 'frozen' }>> {
  type Attempted = Attempt<Exclude<RekorV2Outcome, { readonly kind: 'frozen' }>>;
  const attempt = async (): Promise<Attempted> => {
    const outcome = await logInRekorV2(rekor, log, signed, until, signal);
    if (outcome.kind !== 'frozen') return { kind: 'done', value: outcome };
    const error = new FrozenLog(`A log behind ${rekor.url} accepts no more entries (HTTP 405).`);
    if (rekor.named) throw error;
    return { kind: 'again', error };
  };
  try {
    return await log.repeat(attempt, FROZEN_BUDGET, signal);
  } catch (error) {
    if (error instanceof FrozenLog) pilot.stop(error);
    throw error;
  }
}

/** The bundle of an entry whose log the trusted root knows; any other entry is the last. @throws {ActionError} SIGNING_FAILED */
function signedOutcome(
  session: SigningSession,
  prepared: TimestampedSignature,
  entry: TransparencyLogEntry,
): SignatureOutcome {
  refusing(session, () => logsOfEntry(entry, session.trustedRoot.tlogs));
  return { kind: 'signed', bundle: bundleOf(prepared, [entry]) };
}

/** Whether a first entry proves that others will be verified: verified as a whole. @throws {ActionError} SIGNING_FAILED */
function isProof(session: SigningSession, outcome: SignatureOutcome): boolean {
  if (outcome.kind !== 'signed') return false;
  refusing(session, () => verifyBundle(outcome.bundle, session.trustedRoot));
  return true;
}

/** Makes an entry that the trusted root can't verify the last one of this session. */
function refusing({ services, log, pilot }: SigningSession, verify: () => unknown): void {
  try {
    verify();
  } catch (error) {
    if (!(error instanceof AttestationFault)) throw error;
    const problem = `the log created an entry that the trusted root cannot verify: verification of its ${error.check} failed: ${error.reason}`;
    const hint =
      'No more entries were created. Check that the trusted root has the keys of all logs behind this URL.';
    const refusal = log.failure(services.rekor.url, undefined, problem, hint, error.cause);
    pilot.stop(refusal);
    throw refusal;
  }
}

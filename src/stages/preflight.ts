import { decideAttesting, type Attesting, type AttestingWish } from './attesting.ts';
import { ActionError } from '../errors.ts';
import { identityObstacle } from '../github/identity-obstacle.ts';
import { CLAIMS_AUDIENCE, readIdentity, type Identity } from '../github/identity-token.ts';
import { checkClock, checkTrigger, type IdentityConcern } from '../github/identity-checks.ts';
import { checkPublisher, publisherDifferences } from '../package-index/publisher-policy.ts';
import type { JobFacts } from '../platform/runner.ts';
import { obtainsToken, type DryRun, type Inputs } from '../inputs/inputs.ts';
import type { KnownPublisher } from '../package-index/package-index.ts';
import { audienceOf } from '../package-index/trusted-publishing/audience.ts';
import { decideSigning, recordUnattested, type ConsentedSigning } from './prepare-signing.ts';
import type { Run } from '../run.ts';

/** Who this job is, and what it would sign with. */
export interface Preflight {
  readonly identity: Identity | undefined;
  /** Undefined where the run makes no attestations. */
  readonly consented: ConsentedSigning | undefined;
  /** Why the index gets none, for people, where that was not requested. */
  readonly unattested: string | undefined;
}

/** Upload by Trusted Publishing: nothing else was given. */
function usesTrustedPublishing(inputs: Inputs): boolean {
  return inputs.credentials === undefined;
}

/**
 * What inputs and index alone decide about a run's attestations, as a plan reports it: without identity, consent and services.
 * @throws {ActionError} INPUT_INVALID where attestations are required and can't be sent.
 */
export function plannedAttesting(run: Run): Attesting {
  return wishOf(run, 'no');
}

function wishOf({ inputs, index, platform }: Run, dryRun: DryRun): Attesting {
  return decideAttesting({
    mode: inputs.attestations,
    dryRun,
    index,
    trustedPublishing: usesTrustedPublishing(inputs),
    instance: instanceName(inputs),
    server: platform.runner.job.server,
  });
}

/** Begins to read the identity that the run will need if it has something to publish: undefined where it needs none. */
export function beginIdentity(run: Run): Promise<Identity | undefined> {
  return run.begin(async () => (run.inputs.dryRun === 'plan' ? undefined : identify(run)));
}

/**
 * Holds the identity against what index and verifier will demand of it, and decides consent.
 * @throws {ActionError} INPUT_INVALID, IDENTITY_UNAVAILABLE, IDENTITY_UNSUITABLE, TOKEN_REFUSED, CONSENT_MISSING
 */
export async function preflight(
  begun: Promise<Identity | undefined>,
  publishers: readonly KnownPublisher[],
  run: Run,
): Promise<Preflight> {
  const wish = wishOf(run, run.inputs.dryRun);
  const identity = await begun;
  if (identity === undefined) {
    judgeTrigger(run);
    const because = wish.kind === 'none' ? wish.because : noIdentity(run);
    return withoutAttestations(identity, because, run);
  }
  const attesting = judgeIdentity(wish, identity, publishers, run);
  if (attesting.kind === 'none') return withoutAttestations(identity, attesting.because, run);
  const decided = await decideSigning(attesting.send, identity, run);
  return 'because' in decided
    ? withoutAttestations(identity, decided.because, run)
    : { identity, consented: decided, unattested: recordUnsent(attesting.unsent, run) };
}

/** Attestations that are kept although the mode would send them leave the files on the index without. */
function recordUnsent(because: string | undefined, { ledger }: Run): string | undefined {
  if (because === undefined) return undefined;
  ledger.unattested(because);
  ledger.decided(because);
  return because;
}

function noIdentity({ platform }: Run): string {
  return `${identityObstacle(platform.runner.job).because}.`;
}

function withoutAttestations(identity: Identity | undefined, because: string, run: Run): Preflight {
  return { identity, consented: undefined, unattested: recordUnattested(because, run) };
}

/**
 * Logs why nothing is signed, and what that does to provenance, in one annotation, once it is known that the run goes on: an index that
 * issues no upload token has reasons of its own. Whoever set `attestations: never` needs no annotation that says so.
 * @param losses releases that will have no provenance where an earlier one has it
 */
export function logUnattested(
  { unattested }: Preflight,
  losses: readonly string[],
  { inputs, platform }: Run,
): void {
  const { log } = platform.runner;
  const reason = unattested === undefined ? [] : [unattested];
  if (losses.length > 0) log.warning([...reason, ...losses].join('\n'));
  else if (inputs.attestations === 'never') for (const line of reason) log.info(line);
  else for (const line of reason) log.notice(line);
}

/** The Sigstore that would sign, as the inputs name it; `own` for a private instance. */
export function instanceName({ sigstore }: Inputs): AttestingWish['instance'] {
  return sigstore.kind === 'tuf' || sigstore.kind === 'files' ? 'own' : sigstore.kind;
}

async function identify(run: Run): Promise<Identity | undefined> {
  const { inputs, index, platform, cancelled } = run;
  const wish = wishOf(run, inputs.dryRun);
  if (obtainsToken(inputs.dryRun) && usesTrustedPublishing(inputs)) {
    if (platform.runner.identityTokenRequest === undefined)
      throw noCredentials(inputs.dryRun, platform.runner.job);
    const audience = await audienceOf(index, inputs.oidcAudience, platform, cancelled);
    return readIdentity(audience, platform, cancelled);
  }
  if (wish.kind === 'none') return undefined;
  const optional = inputs.attestations === 'auto' && inputs.credentials !== undefined;
  if (optional && platform.runner.identityTokenRequest === undefined) return undefined;
  return readIdentity(CLAIMS_AUDIENCE, platform, cancelled);
}

/** Neither way to authorize uploads is open: the reader knows which one was meant. */
function noCredentials(dryRun: DryRun, job: JobFacts): ActionError {
  const { because, hint, hintForTrustedPublishing = hint, hasSecrets } = identityObstacle(job);
  if (dryRun === 'auth')
    return new ActionError(
      'IDENTITY_UNAVAILABLE',
      `\`dry-run: auth\` needs an identity token, and ${because}.`,
      hint,
    );
  const token = hasSecrets ? " To use a token, check the secret's name and that this job may read it." : '';
  return new ActionError(
    'IDENTITY_UNAVAILABLE',
    `No credentials: \`password\` is empty and ${because}.`,
    `${hintForTrustedPublishing}${token}`,
  );
}

/**
 * Holds the identity against what the index will check, and says what stops the run or the attestations.
 * @throws {ActionError} IDENTITY_UNSUITABLE where the run must not go on.
 */
function judgeIdentity(
  wish: Attesting,
  { claims, issuedAt }: Identity,
  publishers: readonly KnownPublisher[],
  run: Run,
): Attesting {
  const { inputs, index, platform, ledger } = run;
  const attesting = wish.kind === 'make';
  const [reason] = heed(
    [
      ...checkTrigger([claims.event_name, platform.runner.job.eventName]),
      ...checkPublisher(claims, index, {
        attesting,
        foretelling: !obtainsToken(inputs.dryRun) && usesTrustedPublishing(inputs),
      }),
      ...checkClock(issuedAt, platform.clock.now()),
    ],
    run,
  );
  // A mint compares by itself, letter for letter, and stops the run before anything is signed.
  const { repository, workflow_ref: workflowRef, environment = '' } = claims;
  const differences = publisherDifferences(publishers, { repository, workflowRef, environment });
  if (!obtainsToken(inputs.dryRun)) for (const line of differences) platform.runner.log.info(line);
  if (reason === undefined || !attesting) return wish;
  if (!wish.send || inputs.dryRun === 'sign') {
    ledger.decided(`Signed nevertheless, because this run uploads no attestations: ${reason}`);
    return wish;
  }
  return { kind: 'none', because: reason };
}

/** Holds what caused the run against what may publish, where no identity is needed. @throws {ActionError} IDENTITY_UNSUITABLE */
export function judgeTrigger(run: Run): void {
  heed(checkTrigger([run.platform.runner.job.eventName]), run);
}

/**
 * Reports what was found; returns what keeps attestations from being created, the worst first.
 * @throws {ActionError} IDENTITY_UNSUITABLE for what stops the run
 */
function heed(concerns: readonly IdentityConcern[], { inputs, platform }: Run): readonly string[] {
  const reasons: string[] = [];
  for (const { severity, message, hint } of concerns) {
    const reason = `${message} ${hint}`;
    if (severity === 'warns') platform.runner.log.warning(reason);
    else if (severity === 'stops-run' || inputs.attestations === 'require')
      throw new ActionError('IDENTITY_UNSUITABLE', message, hint);
    else reasons.push(reason);
  }
  return reasons;
}

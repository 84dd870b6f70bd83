import { decideAttesting, publisherMismatches, type Attesting } from './attesting.ts';
import { ActionError } from './errors.ts';
import type { Claims } from './github/claims.ts';
import { CLAIMS_AUDIENCE, readIdentity, type Identity } from './github/identity.ts';
import { checkIdentity } from './github/preflight.ts';
import type { Inputs } from './inputs.ts';
import type { KnownPublisher } from './package-index/package-index.ts';
import { audienceOf } from './package-index/trusted-publishing.ts';
import type { Platform } from './platform/platform.ts';
import { prepareSigning, type Signing } from './prepare-signing.ts';
import type { Run } from './run.ts';

/** What stage 4 found: who this job is, and whether it signs. */
export interface Preflight {
  readonly identity: Identity | undefined;
  readonly signing: Signing | undefined;
}

/** Upload by Trusted Publishing: nothing else was given. */
export function usesTrustedPublishing(inputs: Inputs): boolean {
  return inputs.password === undefined;
}

/**
 * Everything that can fail before the first irreversible step: identity, what index and verifier will demand of it,
 * consent, trust and services.
 */
export async function preflight(run: Run, publishers: readonly KnownPublisher[]): Promise<Preflight> {
  const { inputs, index } = run;
  const wish = decideAttesting({
    mode: inputs.attestations,
    dryRun: inputs.dryRun,
    index,
    trustedPublishing: usesTrustedPublishing(inputs),
    instance: instanceName(inputs),
  });
  const identity = await identify(wish, run);
  if (identity === undefined) {
    const because = wish.kind === 'none' ? wish.because : NO_PERMISSION;
    return { identity, signing: unattested(because, run) };
  }
  const attesting = decideForIdentity(wish, identity, publishers, run);
  if (attesting.kind === 'none') return { identity, signing: unattested(attesting.because, run) };
  const prepared = await prepareSigning(attesting.send, identity, run);
  return { identity, signing: 'because' in prepared ? unattested(prepared.because, run) : prepared };
}

const NO_PERMISSION = 'this job has no `id-token: write` permission, so it has no identity to sign with.';

/** Says in log, summary and output why this run makes no attestations. */
function unattested(because: string, { ledger, platform }: Run): undefined {
  ledger.notAttested(because);
  platform.runner.log.notice(`Without attestations: ${because}`);
}

function instanceName({ sigstore }: Inputs): 'public-good' | 'staging' | 'own' {
  return sigstore.kind === 'tuf' || sigstore.kind === 'files' ? 'own' : sigstore.kind;
}

async function identify(wish: Attesting, { inputs, index, platform }: Run): Promise<Identity | undefined> {
  if (inputs.dryRun === 'no' && usesTrustedPublishing(inputs)) {
    const audience = await audienceOf(index, inputs.oidcAudience, platform.http);
    return readIdentity(audience, platform);
  }
  if (wish.kind === 'none') return undefined;
  const optional = inputs.attestations === 'auto' && inputs.password !== undefined;
  if (optional && platform.runner.identityTokenRequest === undefined) return undefined;
  return readIdentity(CLAIMS_AUDIENCE, platform);
}

/** Holds the identity against what the index will check, and says what stops the run or the attestations. */
function decideForIdentity(
  wish: Attesting,
  identity: Identity,
  publishers: readonly KnownPublisher[],
  { inputs, index, platform, ledger }: Run,
): Attesting {
  const { log, job } = platform.runner;
  const attesting = wish.kind === 'make';
  const stopping: string[] = [];
  for (const finding of checkIdentity(identity.claims, { index, attesting, job })) {
    if (finding.severity === 'stops-run') {
      throw new ActionError(finding.code, finding.message, finding.hint);
    }
    if (finding.severity === 'warns') log.warning(`${finding.message} ${finding.hint}`.trim());
    else if (inputs.attestations === 'require')
      throw new ActionError(finding.code, finding.message, finding.hint);
    else stopping.push(`${finding.message} ${finding.hint}`.trim());
  }
  checkPublishers(publishers, identity.claims, inputs, platform);
  const [reason] = stopping;
  if (reason === undefined || wish.kind === 'none') return wish;
  if (inputs.attestations === 'keep' || inputs.dryRun === 'sign') {
    ledger.decided(`Signed all the same, since nothing is sent from here: ${reason}`);
    return wish;
  }
  return { kind: 'none', because: reason };
}

function checkPublishers(
  publishers: readonly KnownPublisher[],
  claims: Claims,
  inputs: Inputs,
  platform: Platform,
): void {
  const mismatches = publisherMismatches(publishers, claims);
  if (mismatches.length === 0) return;
  const message = `The index knows another publisher than this run:\n${mismatches.map((line) => `- ${line}`).join('\n')}`;
  const hint =
    'Correct the Trusted Publisher in the project’s settings on the index (it compares upper and lower case), or run the registered workflow.';
  if (inputs.attestations === 'require') throw new ActionError('PUBLISHER_MISMATCH', message, hint);
  platform.runner.log.warning(`${message}\n${hint}`);
}

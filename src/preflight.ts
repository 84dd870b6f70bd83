import { decideAttesting, publisherMismatches, type Attesting } from './attesting.ts';
import { ActionError } from './errors.ts';
import { decideConsent } from './github/consent.ts';
import type { Claims } from './github/claims.ts';
import { CLAIMS_AUDIENCE, readIdentity, type Identity } from './github/identity.ts';
import { checkIdentity } from './github/preflight.ts';
import type { Inputs } from './inputs.ts';
import type { KnownPublisher } from './package-index/package-index.ts';
import { audienceOf } from './package-index/trusted-publishing.ts';
import type { Platform } from './platform/platform.ts';
import type { PreparedSigstore } from './sigstore/prepare.ts';
import { readInstance } from './sigstore-instance.ts';
import type { Run } from './run.ts';

/** What a run signs with, once everything that could stop it was looked at. */
export interface Signing extends PreparedSigstore {
  readonly identity: Identity;
  /** Attestations go to the index with their files. */
  readonly send: boolean;
  /** The log versions that whoever takes them can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
}

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
  const { inputs, index, ledger } = run;
  const wish = decideAttesting({
    mode: inputs.attestations,
    dryRun: inputs.dryRun,
    index,
    trustedPublishing: usesTrustedPublishing(inputs),
    instance: instanceName(inputs),
  });
  const identity = await identify(wish, run);
  const attesting = decideForIdentity(wish, identity, publishers, run);
  if (attesting.kind === 'none') {
    ledger.notAttested(attesting.because);
    run.platform.runner.log.notice(`Without attestations: ${attesting.because}`);
    return { identity, signing: undefined };
  }
  return { identity, signing: await prepareSigning(attesting.send, identity, run) };
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
  identity: Identity | undefined,
  publishers: readonly KnownPublisher[],
  { inputs, index, platform, ledger }: Run,
): Attesting {
  const { log, job } = platform.runner;
  if (identity === undefined) {
    if (wish.kind === 'none') return wish;
    return {
      kind: 'none',
      because: 'this job has no `id-token: write` permission, so it has no identity to sign with.',
    };
  }
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

async function prepareSigning(
  send: boolean,
  identity: Identity | undefined,
  run: Run,
): Promise<Signing | undefined> {
  const { inputs, index, platform, ledger } = run;
  if (identity === undefined) return undefined;
  const instance = await readInstance(inputs.sigstore, platform.files);
  const own = instance.kind === 'tuf' || instance.kind === 'files';
  const allowed = (hosts: readonly string[]) => consents(hosts, identity.claims, run);
  // Before a named instance is asked for anything; an own one says only in its trust material where its services are.
  if (!own && !allowed([instance.kind === 'staging' ? 'fulcio.sigstage.dev' : 'fulcio.sigstore.dev']))
    return undefined;
  // What is kept goes to no index: a version that was asked for by number is made for whoever will verify it.
  const unbound = !send && inputs.rekorVersion !== 'auto';
  const verifiableRekor = unbound ? ([1, 2] as const) : index.verifiesRekor;
  const { prepareSigstore, serviceHosts } = await import('./sigstore/prepare.ts');
  const prepared = await prepareSigstore(
    { instance, rekorChoice: inputs.rekorVersion, verifiableRekor },
    platform,
  );
  if (own && !allowed(serviceHosts(prepared.services))) return undefined;
  for (const line of prepared.services.decisions) {
    ledger.decided(line);
    platform.runner.log.info(line);
  }
  return { ...prepared, identity, send, verifiableRekor };
}

/** Whether what a certificate discloses may go to these hosts; lists it where it may only by consent. */
function consents(hosts: readonly string[], claims: Claims, { inputs, platform, ledger }: Run): boolean {
  const { runner } = platform;
  const consent = decideConsent({ claims, instanceHosts: hosts, consented: inputs.disclosureAllowed });
  if (consent.kind === 'not-needed') return true;
  const list = consent.discloses.map(({ what, value }) => `  ${what}: ${value}`).join('\n');
  if (consent.kind === 'given') {
    runner.log.warning(
      `Signing puts into the public, permanent logs of Sigstore:\n${list}`,
      'Public disclosure',
    );
    return true;
  }
  const visibility = claims.repository_visibility ?? 'of unknown visibility';
  const message = `The repository ${claims.repository} is ${visibility}, and signing would put its name, workflow, ref and commit into public, permanent logs.`;
  if (inputs.attestations === 'require') {
    throw new ActionError(
      'CONSENT_MISSING',
      `${message} It would disclose:\n${list}`,
      'Set `allow-public-disclosure-from-private-repo: true`, use a Sigstore instance of your own, or `attestations: never`.',
    );
  }
  runner.log.info(`Would become public:\n${list}`);
  ledger.notAttested(`${message} \`allow-public-disclosure-from-private-repo: true\` gives consent.`);
  return false;
}

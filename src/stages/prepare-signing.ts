import { ActionError } from '../errors.ts';
import type { Claims } from '../github/claims.ts';
import { decideConsent } from '../github/consent.ts';
import { checkTemplate } from '../github/identity-checks.ts';
import type { Identity } from '../github/identity-token.ts';
import type { PreparedSigstore, SigstoreRequest } from '../sigstore/prepare.ts';
import { readInstance } from '../inputs/sigstore-instance.ts';
import type { Run } from '../run.ts';

/** What a run signs with, once everything that could stop it was looked at. */
export interface Signing extends PreparedSigstore {
  readonly identity: Identity;
  /** Attestations go to the index with their files. */
  readonly send: boolean;
  /** The log versions that whoever takes them can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
}

/** No attestations are made, and why. */
export interface NotSigning {
  readonly because: string;
}

/**
 * Consent, trust and services of a run that would sign as this identity.
 * @throws {ActionError} CONSENT_MISSING where attestations are required, IDENTITY_UNSUITABLE, TRUST_UNAVAILABLE, NO_SERVICE
 */
export async function prepareSigning(
  send: boolean,
  identity: Identity,
  run: Run,
): Promise<Signing | NotSigning> {
  const { inputs, platform, ledger } = run;
  const instance = await readInstance(inputs.sigstore, platform.files);
  const { isPublicHost, publicDomain } = await import('../sigstore/instances.ts');
  const domain = publicDomain(instance.kind);
  const refusal = (hosts: readonly string[]) =>
    disclosureRefused(hosts.filter(isPublicHost), identity.claims, run);
  // Before a public instance is asked for anything; only the trust material of a private one names its services.
  const named = domain === undefined ? undefined : refusal([domain]);
  if (named !== undefined) return named;
  const uncertified = domain === undefined ? undefined : certificateRefused(identity.claims, run);
  if (uncertified !== undefined) return uncertified;
  const verifiableRekor = rekorFor(send, run);
  const prepared = await learn({ instance, rekorChoice: inputs.rekorVersion, verifiableRekor }, send, run);
  if ('because' in prepared) return prepared;
  const { serviceHosts } = await import('../sigstore/prepare.ts');
  const refused = ({ services }: PreparedSigstore) =>
    domain === undefined ? refusal(serviceHosts(services)) : undefined;
  const found = refused(prepared);
  if (found !== undefined) return found;
  ledger.signsWith(
    domain === undefined ? `own instance, ${new URL(prepared.services.fulcio.url).host}` : instance.kind,
  );
  recordDecisions(prepared, [], run);
  const refresh = async () => renew(prepared, refused, run);
  return { ...prepared, refresh, identity, send, verifiableRekor };
}

/** The log versions that whoever takes the attestations can verify. */
export function rekorFor(
  send: boolean,
  { inputs, index }: Pick<Run, 'inputs' | 'index'>,
): readonly (1 | 2)[] {
  // What is kept goes to no index: a version that was asked for by number is made for whoever will verify it.
  return !send && inputs.rekorVersion !== 'auto' ? [1, 2] : index.verifiesRekor;
}

/** Why a public Fulcio would give no certificate; undefined where it would. @throws {ActionError} IDENTITY_UNSUITABLE where there must be one */
function certificateRefused(claims: Claims, { inputs }: Run): NotSigning | undefined {
  const concern = checkTemplate(claims);
  if (concern === undefined) return undefined;
  const { code, message, hint } = concern;
  if (inputs.attestations !== 'auto') throw new ActionError(code, message, hint);
  return { because: `${message} ${hint}` };
}

/** Trust and services; where the index alone stands against what is offered, `auto` is published without attestations. */
async function learn(
  request: SigstoreRequest,
  send: boolean,
  { inputs, index, platform }: Run,
): Promise<PreparedSigstore | NotSigning> {
  const { prepareSigstore, UnverifiableByIndex } = await import('../sigstore/prepare.ts');
  try {
    return await prepareSigstore(request, platform);
  } catch (error) {
    const dispensable = send && inputs.attestations === 'auto' && inputs.dryRun === 'no';
    if (!dispensable || !(error instanceof UnverifiableByIndex)) throw error;
    const [verified, offered] = [index.verifiesRekor, error.offered].map((versions) =>
      versions.join(' and v'),
    );
    return {
      because: `${index.title} verifies Rekor v${verified} only, and the Sigstore instance offers v${offered} only.`,
    };
  }
}

/** Trust and services of a later look at them, under the same consent and said like the first ones. */
async function renew(
  prepared: PreparedSigstore,
  refused: (renewed: PreparedSigstore) => NotSigning | undefined,
  run: Run,
): Promise<PreparedSigstore> {
  const renewed = await prepared.refresh();
  const refusal = refused(renewed);
  if (refusal !== undefined) {
    throw new ActionError(
      'CONSENT_MISSING',
      refusal.because,
      'Run again: it is decided before signing then.',
    );
  }
  recordDecisions(renewed, prepared.services.decisions, run);
  return renewed;
}

/** Says what was decided about the services, but for what was said already. */
function recordDecisions(
  { services }: PreparedSigstore,
  known: readonly string[],
  { ledger, platform }: Run,
): void {
  for (const line of services.decisions.filter((decision) => !known.includes(decision))) {
    ledger.decided(line);
    platform.runner.log.info(line);
  }
}

/** Why what a certificate discloses may not go to these public hosts; undefined where it may. Lists it where consent decides. */
function disclosureRefused(
  publicHosts: readonly string[],
  claims: Claims,
  { inputs, platform }: Run,
): NotSigning | undefined {
  const { runner } = platform;
  const consent = decideConsent({ claims, publicHosts, consented: inputs.disclosureAllowed });
  if (consent.kind === 'not-needed') return undefined;
  const list = consent.discloses.map(({ what, value }) => `- ${what}: ${value}`).join('\n');
  if (consent.kind === 'given') {
    runner.log.warning(
      `Signing puts into the public, permanent logs of Sigstore:\n${list}`,
      'Public disclosure',
    );
    return undefined;
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
  return { because: `${message} \`allow-public-disclosure-from-private-repo: true\` gives consent.` };
}

import type { BuildRun } from '../attestations/build-provenance.ts';
import { ActionError, runAgain } from '../errors.ts';
import type { Claims } from '../github/claims.ts';
import { decideConsent } from '../github/consent.ts';
import { checkTemplate } from '../github/identity-checks.ts';
import type { Identity } from '../github/identity-token.ts';
import type { GithubInstance, SigstoreInstance } from '../sigstore/instances.ts';
import type { PreparedGithub, PreparedSigstore, SigstoreRequest } from '../sigstore/prepare.ts';
import { readInstance } from '../inputs/sigstore-instance.ts';
import type { Run } from '../run.ts';
import { buildRun } from './build-run.ts';

/** Who would sign, and where, once it was decided that this may become public. */
export interface ConsentedSigning {
  readonly identity: Identity;
  readonly instance: SigstoreInstance;
  /** Of the identity tokens that its Fulcio accepts. */
  readonly audience: string;
  /** A public instance; a private one has hosts that only its trust material names. */
  readonly isPublic: boolean;
  /** No host that trust may name changes anything about consent. */
  readonly settled: boolean;
  /** Attestations go to the index with their files. */
  readonly send: boolean;
  /** The log versions that whoever takes them can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
  /** The run whose build provenance goes with each file; undefined where none does. */
  readonly provenance: BuildRun | undefined;
}

type Decided = Pick<ConsentedSigning, 'identity' | 'send' | 'verifiableRekor' | 'provenance'>;

/** What a run signs with, once everything that could stop it was checked. */
export type Signing = LoggedSigning | (PreparedGithub & Decided);

interface LoggedSigning extends PreparedSigstore, Decided {}

/** No attestations are made, and why. */
interface NotSigning {
  readonly because: string;
}

/**
 * Consent of a run that would sign as this identity. No signing service was contacted before.
 * @throws {ActionError} CONSENT_MISSING where attestations are required, IDENTITY_UNSUITABLE
 */
export async function decideSigning(
  send: boolean,
  identity: Identity,
  run: Run,
): Promise<ConsentedSigning | NotSigning> {
  const { inputs, platform } = run;
  const instance = await readInstance(inputs.sigstore, platform.files, platform.runner.job.server.host);
  if (instance.kind === 'github') refusePublic(identity.claims);
  const { audienceOf, publicDomain } = await import('../sigstore/instances.ts');
  const domain = publicDomain(instance.kind);
  const isPublic = domain !== undefined;
  const settled =
    isPublic ||
    instance.kind === 'github' ||
    inputs.disclosureAllowed ||
    identity.claims.repository_visibility === 'public';
  const [audience, verifiableRekor] = [audienceOf(instance), rekorFor(send, run)];
  const provenance =
    inputs.slsaProvenance === 'run' ? buildRun(identity.claims, platform.runner.job.serverUrl) : undefined;
  const consented = { identity, instance, audience, isPublic, settled, send, verifiableRekor, provenance };
  if (!isPublic) return consented;
  const refused = disclosureRefused([domain], identity.claims, run);
  return refused ?? certificateRefused(identity.claims, run) ?? consented;
}

/** Trust that is being fetched. Both promises fail with CONSENT_MISSING where attestations are required, TRUST_UNAVAILABLE, NO_SERVICE. */
interface BegunSigning {
  /** Kept once the metadata is verified, before all that it names was fetched. */
  readonly verified: Promise<void>;
  /** Undefined where the run makes no attestations. */
  readonly signing: Promise<Signing | undefined>;
}

/** Begins to fetch trust and to choose services. */
export function beginSigning(consented: ConsentedSigning | undefined, run: Run): BegunSigning {
  const metadata = Promise.withResolvers<void>();
  const signing = run.begin(async () => {
    if (consented === undefined) return undefined;
    const learnt = await learnSigning(consented, metadata.resolve, run);
    return 'because' in learnt ? unattested(learnt.because, run) : learnt;
  });
  // Of trust that comes from files there is no metadata.
  return { verified: run.begin(async () => void (await Promise.race([metadata.promise, signing]))), signing };
}

/** Begins to request the token for the certificate, where consent does not depend on what is still to be fetched. */
export function beginSigningToken(consented: ConsentedSigning | undefined): void {
  if (consented?.settled === true) consented.identity.prepare(consented.audience);
}

async function learnSigning(
  consented: ConsentedSigning,
  onVerified: () => void,
  run: Run,
): Promise<Signing | NotSigning> {
  const { identity, instance, isPublic, send, verifiableRekor, provenance } = consented;
  if (instance.kind === 'github') return learnGithub(consented, instance, onVerified, run);
  const { isPublicHost } = await import('../sigstore/instances.ts');
  const request = { instance, rekorChoice: run.inputs.rekorVersion, verifiableRekor, onVerified };
  const prepared = await learn(request, send, run);
  if ('because' in prepared) return prepared;
  const { serviceHosts } = await import('../sigstore/prepare.ts');
  const refused = ({ services }: PreparedSigstore) =>
    isPublic
      ? undefined
      : disclosureRefused(serviceHosts(services).filter(isPublicHost), identity.claims, run);
  const found = refused(prepared);
  if (found !== undefined) return found;
  run.ledger.signsWith(
    isPublic ? instance.kind : `private instance, ${new URL(prepared.services.fulcio.url).host}`,
  );
  recordDecisions(prepared, [], run);
  const refresh = async () => renew(prepared, refused, run);
  return { ...prepared, refresh, identity, send, verifiableRekor, provenance };
}

/** The services of GitHub's instance, which are known, with what verifies them. */
async function learnGithub(
  { identity, send, verifiableRekor, provenance }: ConsentedSigning,
  instance: GithubInstance,
  onVerified: () => void,
  run: Run,
): Promise<Signing> {
  const { platform, cancelled, embedded } = run;
  const { prepareGithub } = await import('../sigstore/prepare.ts');
  const prepared = await prepareGithub(instance, onVerified, { ...platform, signal: cancelled }, embedded);
  run.ledger.signsWith(`GitHub's instance, ${new URL(prepared.services.fulcio.url).host}`);
  recordDecisions(prepared, [], run);
  return { ...prepared, identity, send, verifiableRekor, provenance };
}

/**
 * GitHub signs with its instance for private and internal repositories, and with the public-good one for public ones
 * (actions/attest, `sigstoreInstance`).
 * @throws {ActionError} IDENTITY_UNSUITABLE
 */
function refusePublic({ repository, repository_visibility: visibility }: Claims): void {
  if (visibility !== 'public') return;
  throw new ActionError(
    'IDENTITY_UNSUITABLE',
    `\`sigstore-instance: github\` is for private and internal repositories, and ${repository} is public: GitHub itself signs for public repositories with Sigstore's public-good instance.`,
    'Remove `sigstore-instance: github`.',
  );
}

/** Records for summary and output why this run makes no attestations. @returns the line for its log */
export function recordUnattested(because: string, { inputs, ledger }: Run): string {
  ledger.notAttested(because);
  const plan =
    inputs.dryRun === 'sign' ? ' Nothing is signed: this dry run does what `dry-run: plan` does.' : '';
  return `Without attestations: ${because}${plan}`;
}

function unattested(because: string, run: Run): undefined {
  run.platform.runner.log.notice(recordUnattested(because, run));
}

/** The log versions that whoever takes the attestations can verify. */
export function rekorFor(
  send: boolean,
  { inputs, index }: Pick<Run, 'inputs' | 'index'>,
): readonly (1 | 2)[] {
  // What is kept goes to no index: a version that was set by number is for whoever will verify it.
  return !send && inputs.rekorVersion !== 'auto' ? [1, 2] : index.verifiesRekor;
}

/** Why a public Fulcio would issue no certificate; undefined where it would. @throws {ActionError} IDENTITY_UNSUITABLE where there must be one */
function certificateRefused(claims: Claims, { inputs }: Run): NotSigning | undefined {
  const concern = checkTemplate(claims);
  if (concern === undefined) return undefined;
  const { message, hint } = concern;
  if (inputs.attestations !== 'auto') throw new ActionError('IDENTITY_UNSUITABLE', message, hint);
  return { because: `${message} ${hint}` };
}

/** Trust and services; where the index alone stands against what is offered, `auto` is published without attestations. */
async function learn(
  request: SigstoreRequest,
  send: boolean,
  { inputs, index, platform, cancelled, embedded }: Run,
): Promise<PreparedSigstore | NotSigning> {
  const { prepareSigstore, UnverifiableByIndex } = await import('../sigstore/prepare.ts');
  try {
    return await prepareSigstore(request, { ...platform, signal: cancelled }, embedded);
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

/** Trust and services fetched again, under the same consent and logged like the first ones. */
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
      runAgain({ because: 'consent is then decided before signing' }),
    );
  }
  recordDecisions(renewed, prepared.services.decisions, run);
  return renewed;
}

/** Logs what was decided about the services, unless it was logged already. */
function recordDecisions(
  { services }: Pick<Signing, 'services'>,
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
      `Signing permanently records in Sigstore's public logs:\n${list}`,
      'Public disclosure',
      'permanent',
    );
    return undefined;
  }
  const visibility = claims.repository_visibility ?? 'of unknown visibility';
  const message = `The repository ${claims.repository} is ${visibility}, and signing would permanently record its name, workflow, ref, commit and other values of the run in public logs.`;
  if (inputs.attestations === 'require') {
    throw new ActionError(
      'CONSENT_MISSING',
      `${message} It would disclose:\n${list}`,
      'Set `allow-public-disclosure-from-private-repo: true`, use a private Sigstore instance, or `attestations: never`.',
    );
  }
  runner.log.info(`Would become public:\n${list}`);
  return { because: `${message} \`allow-public-disclosure-from-private-repo: true\` gives consent.` };
}

import type { Distribution } from './distributions/distribution.ts';
import { parseExpectedHashes } from './distributions/expected-hashes.ts';
import { readDistributions } from './distributions/read.ts';
import { ActionError } from './errors.ts';
import type { Inputs } from './inputs.ts';
import { isPublished } from './ledger.ts';
import { confirm } from './package-index/confirm.ts';
import { createCredentials, type Credentials, type CredentialSource } from './package-index/credentials.ts';
import { publishReleases } from './package-index/publish.ts';
import { obtainUploadToken } from './package-index/trusted-publishing.ts';
import type { Plan } from './plan.ts';
import { usesTrustedPublishing, type Preflight } from './preflight.ts';
import type { Attestations, Run } from './run.ts';
import { readableSize } from './summary.ts';

/** Finds, hashes and reads the distributions, and says which they are. */
export async function findDistributions({ inputs, index, platform }: Run): Promise<readonly Distribution[]> {
  const { log } = platform.runner;
  const hashes = inputs.expectedHashes === undefined ? undefined : parseExpectedHashes(inputs.expectedHashes);
  if (hashes !== undefined && 'fault' in hashes) {
    throw new ActionError(
      'INPUT_INVALID',
      `expected-hashes: ${hashes.fault}`,
      'Give the output of `sha256sum`, or the base64 of it.',
    );
  }
  const { packages, verifyMetadata } = inputs;
  const request = { packages, verifyMetadata, rules: index.kind, expectedHashes: hashes };
  const found = await readDistributions(request, platform.files);
  for (const { name, kind, size, sha256 } of found.distributions) {
    log.info(`${name}  ${kind}, ${readableSize(size)}, SHA-256 ${sha256}`);
  }
  for (const { name, message } of found.warnings) log.warning(`${name}: ${message}`);
  const ignored = found.ignored.map(({ name, reason }) => `${name} (${reason})`);
  if (ignored.length > 0) log.notice(`Left alone: ${ignored.join(', ')}`);
  return found.distributions;
}

/** The password or API token of the inputs; undefined with Trusted Publishing. */
export function passwordCredentials({ user, password }: Inputs): Credentials | undefined {
  return password === undefined ? undefined : { username: user, password };
}

/** Says what will be done with each file, and why. */
export function tellPlan(plan: Plan, notes: readonly string[], { inputs, platform, ledger }: Run): void {
  const { log } = platform.runner;
  ledger.planned(plan);
  for (const note of notes) log.info(note);
  for (const { distribution, action, because } of plan.files) {
    const line = `${distribution.name}: ${action}, since ${because}`;
    if (action === 'skipped-different') log.warning(line);
    else log.info(line);
  }
  if (inputs.dryRun === 'plan') {
    ledger.notAttested('a plan signs nothing.');
    log.notice(
      'A plan does not check the identity, the publisher, the signing services, or that the index takes the files.',
    );
  }
}

/** What uploads are authorised with. A Trusted Publishing token is obtained now: it proves that the publisher is registered. */
export async function obtainCredentials(
  { identity }: Preflight,
  { inputs, index, platform }: Run,
): Promise<CredentialSource> {
  const { http, runner, clock } = platform;
  const fixed = passwordCredentials(inputs);
  if (fixed !== undefined) return createCredentials({ fixed }, runner, clock);
  if (identity === undefined || !usesTrustedPublishing(inputs)) {
    throw new Error('Trusted Publishing without an identity');
  }
  const { oidcAudience } = inputs;
  const obtain = () => obtainUploadToken(index, identity, { oidcAudience }, http, runner, clock);
  const source = createCredentials({ obtain }, runner, clock);
  await source.current();
  runner.log.info(
    `Upload token from ${index.title} by Trusted Publishing, as ${identity.claims.repository}.`,
  );
  return source;
}

/** Uploads what the plan says, with the attestations that go along. */
export async function uploadAll(
  plan: Plan,
  sent: Attestations,
  credentials: CredentialSource,
  { index, platform, ledger, cancelled }: Run,
): Promise<void> {
  const attestations = new Map(
    [...sent].map(([name, made]) => [name, made.map(({ attestation }) => attestation)]),
  );
  await publishReleases(
    { releases: plan.releases, attestations, index, credentials },
    platform,
    ({ name, size }, outcome) => {
      if (outcome.kind === 'failed') return ledger.failed(name, outcome.error);
      platform.runner.log.info(`${name}: ${outcome.kind} (${readableSize(size)})`);
      return ledger.published(name, outcome.kind);
    },
    cancelled,
  );
}

/** Asks the index for what was uploaded, and holds it against what was sent. */
export async function confirmAll(
  plan: Plan,
  sent: Attestations,
  credentials: CredentialSource,
  { inputs, index, platform, ledger, cancelled }: Run,
): Promise<void> {
  const there = new Set(
    ledger
      .files()
      .filter(isPublished)
      .map(({ name }) => name),
  );
  const files = plan.toPublish
    .filter(({ name }) => there.has(name))
    .map((distribution) => ({
      distribution,
      attestations: (sent.get(distribution.name) ?? []).map(({ attestation }) => attestation),
    }));
  const request = { files, index, timeoutSeconds: inputs.confirmTimeout, credentials };
  const record = (
    name: string,
    confirmation: { confirmed: boolean | null; url?: string; message?: string },
  ) => {
    const { confirmed, url, message = '' } = confirmation;
    const error = confirmed === false ? unconfirmed(name, message) : undefined;
    const line = confirmed === true ? 'there, as it was sent' : message;
    if (line !== '') platform.runner.log.info(`${name}: ${line}`);
    ledger.confirmed(name, confirmed, url, error);
  };
  await confirm(request, platform, record, cancelled);
}

function unconfirmed(name: string, message: string): ActionError {
  return new ActionError(
    'CONFIRMATION_FAILED',
    `${name}: ${message}`,
    'Look at the release page. An attestation can never be added to a published file; if the bytes are not yours, yank the release.',
  );
}

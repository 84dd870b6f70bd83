import type { Distribution } from './distributions/distribution.ts';
import { parseExpectedHashes } from './distributions/expected-hashes.ts';
import { readDistributions } from './distributions/read.ts';
import { ActionError } from './errors.ts';
import type { Inputs } from './inputs.ts';
import type { Ledger } from './ledger.ts';
import { createCredentials, type Credentials, type CredentialSource } from './package-index/credentials.ts';
import { obtainUploadToken } from './package-index/trusted-publishing.ts';
import type { PackageIndex } from './package-index/package-index.ts';
import { projectLinks } from './package-index/project-links.ts';
import type { Plan } from './plan.ts';
import { plannedAttesting, type Preflight } from './preflight.ts';
import type { Log } from './platform/runner.ts';
import type { Run } from './run.ts';
import { counted, readableDuration, readableSize } from './report/quantities.ts';

/** One stage of the story: a group of the log that says how long it took, and an entry of the timeline. */
export async function stage<T>(
  heading: string,
  { ledger, log }: { readonly ledger: Ledger; readonly log: Log },
  work: () => Promise<T>,
): Promise<T> {
  return log.group(heading, async () => {
    const end = ledger.stage(heading);
    try {
      return await work();
    } finally {
      log.info(`Took ${readableDuration(end())}.`);
    }
  });
}

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

/** Says what will be done with each file, and why. @throws {ActionError} INPUT_INVALID where a plan could not be carried out */
export function tellPlan(plan: Plan, notes: readonly string[], run: Run): void {
  const { inputs, platform, ledger } = run;
  const { log } = platform.runner;
  ledger.planned(plan);
  for (const note of notes) log.info(note);
  for (const { distribution, action, because } of plan.files) {
    const line = `${distribution.name}: ${action}, since ${because}`;
    if (action === 'skipped-different') log.warning(line);
    else log.info(line);
  }
  if (inputs.dryRun === 'plan') tellPlanOnly(plan, run);
}

/** What else a plan says: what would become of attestations, and what only a run finds out. */
function tellPlanOnly({ toPublish }: Plan, run: Run): void {
  const { inputs, index, platform, ledger } = run;
  ledger.notAttested('a plan signs nothing.');
  if (toPublish.length > 0) {
    const attesting = plannedAttesting(run);
    const would =
      attesting.kind === 'none'
        ? `publish without attestations: ${attesting.because}`
        : `sign ${counted(toPublish.length, 'file')}, ${attesting.send ? 'and send the attestations along' : 'and keep the attestations here'}.`;
    ledger.decided(`A run would ${would}`);
    platform.runner.log.info(`A run would ${would}`);
  }
  platform.runner.log.notice(`Not checked by a plan: ${uncheckedByPlan(inputs, index).join('; ')}.`);
}

/** What only a run without `dry-run: plan` finds out. */
function uncheckedByPlan({ password, attestations }: Inputs, index: PackageIndex): readonly string[] {
  const signs = attestations !== 'never';
  return [
    ...(index.simpleUrl === undefined ? ['what the index has already (there is no `check-url`)'] : []),
    ...(password === undefined
      ? ['whether this job has an identity, and whether it is registered as a Trusted Publisher']
      : ['whether the index accepts the password']),
    ...(signs ? ['consent, and which signing services are there'] : []),
    `whether ${index.title} takes the files`,
  ];
}

/** Tells which addresses of the metadata PyPI will show as verified: by the publisher of this upload, of each project's first file. */
export function tellLinks(plan: Plan, { identity }: Preflight, { inputs, index, ledger }: Run): void {
  if (index.kind !== 'pypi') return;
  const repository = inputs.password === undefined ? identity?.claims.repository : undefined;
  const firsts = new Map(plan.releases.map(({ project, distributions }) => [project, distributions[0]]));
  const known = [...firsts].flatMap(([project, first]) =>
    first === undefined ? [] : projectLinks(first.metadata, project, repository),
  );
  ledger.linked(known);
}

/** What uploads are authorised with. A Trusted Publishing token is obtained now: it proves that the publisher is registered. */
export async function obtainCredentials(
  { identity }: Preflight,
  { inputs, index, platform }: Run,
): Promise<CredentialSource> {
  const { http, runner, clock } = platform;
  const fixed = passwordCredentials(inputs);
  if (fixed !== undefined) return createCredentials({ fixed }, runner, clock);
  if (identity === undefined) throw new Error('Trusted Publishing without an identity');
  const { oidcAudience } = inputs;
  const obtain = () => obtainUploadToken(index, identity, { oidcAudience }, http, runner, clock);
  const source = createCredentials({ obtain }, runner, clock);
  await source.current();
  runner.log.info(
    `Upload token from ${index.title} by Trusted Publishing, as ${identity.claims.repository}.`,
  );
  return source;
}

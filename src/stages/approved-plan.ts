import { createHash } from 'node:crypto';
import { parseFilename } from '../distributions/filename.ts';
import { releaseVersion } from '../distributions/version.ts';
import { ActionError } from '../errors.ts';
import { planDifferences, planDigest, type ReviewedPlan } from '../foresight/plan-digest.ts';
import { readInstance } from '../inputs/sigstore-instance.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import type { Attesting } from './attesting.ts';
import { instanceName, plannedAttesting } from './preflight.ts';
import { rekorFor, type Signing } from './prepare-signing.ts';

/** The digest of a plan, for the output `plan-digest`. @throws {ActionError} INPUT_INVALID where a file that an input names can't be read */
export async function digestOf(plan: Plan, existing: ExistingFiles, run: Run): Promise<string> {
  return planDigest(reviewed(plan, existing, await wordsOf(plannedAttesting(run), run), run));
}

/**
 * Compares what a run is about to do with the plan that was approved, where one was.
 * @param signing what the run signs with; `as-planned` where that is not compared, since it signs nothing or sends nothing
 * @throws {ActionError} PLAN_CHANGED, naming all that differs; INPUT_INVALID as `digestOf`
 */
export async function refuseUnapproved(
  plan: Plan,
  existing: ExistingFiles,
  signing: Pick<Signing, 'send'> | undefined | 'as-planned',
  run: Run,
): Promise<void> {
  const { inputs, platform } = run;
  if (inputs.approvedPlan === undefined) return;
  const attesting =
    signing === 'as-planned' || inputs.dryRun !== 'no'
      ? await wordsOf(plannedAttesting(run), run)
      : await proofOf(signing, run);
  const resumed = Number(platform.runner.job.runAttempt) > 1;
  const differences = planDifferences(inputs.approvedPlan, reviewed(plan, existing, attesting, run), resumed);
  if (differences.length === 0) return;
  throw new ActionError(
    'PLAN_CHANGED',
    `This run differs from the approved plan:\n${differences.map((line) => `- ${line}`).join('\n')}`,
    'Nothing was signed. Run `dry-run: plan` again, have the new plan reviewed, and set `approved-plan` to its `plan-digest`.',
  );
}

function reviewed(
  { files }: Plan,
  { pages }: ExistingFiles,
  attestations: string,
  { index, platform }: Run,
): ReviewedPlan {
  const { repository, workflowRef, sha } = platform.runner.job;
  const listed = [...pages.values()].flatMap((page) => page.files.map(({ name }) => name));
  const names = new Set(files.map(({ distribution }) => distribution.name));
  const keys = new Set(files.map(({ distribution: { project, version } }) => releaseKey(project, version)));
  return {
    index: index.uploadUrl,
    repository,
    workflow: workflowRef,
    commit: sha,
    attestations,
    files: files.map(({ distribution: { name, sha256 }, presence }) => ({
      name,
      sha256,
      presence: presence.kind === 'different' ? presence.file.sha256 : presence.kind,
    })),
    others: listed.filter((name) => !names.has(name) && keys.has(releaseOf(name))),
  };
}

function releaseOf(name: string): string {
  const file = parseFilename(name);
  return 'fault' in file ? '' : releaseKey(file.project, file.version);
}

function releaseKey(project: string, version: string): string {
  return `${project} ${releaseVersion(version)}`;
}

/**
 * What becomes of attestations, who signs them, in which log, with which others, and where else they go; a plan that was reviewed for one
 * is none for another.
 */
async function proofOf(signing: Pick<Signing, 'send'> | undefined, run: Run): Promise<string> {
  if (signing === undefined) return 'none';
  const { slsaProvenance, githubAttestations } = run.inputs;
  return [
    signing.send ? 'sent' : 'kept',
    ...(await signersOf(run)),
    ...logOf(signing, run),
    WITH_PROVENANCE[slsaProvenance],
    githubAttestations ? 'stored in the repository’s attestation store' : '',
  ]
    .filter((each) => each !== '')
    .join(', ');
}

/** A private instance is what its documents say: a URL is only where they are fetched from. */
async function signersOf({ inputs, platform }: Run): Promise<readonly string[]> {
  const instance = await readInstance(inputs.sigstore, platform.files, platform.runner.job.server.host);
  const by = SIGNED_BY[instanceName(inputs)];
  if (instance.kind !== 'tuf' && instance.kind !== 'files') return [by];
  const { signingConfig } = instance;
  const root = instance.kind === 'tuf' ? instance.root : instance.trustedRoot;
  return [
    `${by} with root ${documentDigest(root)}`,
    ...(signingConfig === undefined ? [] : [`by signing config ${documentDigest(signingConfig)}`]),
  ];
}

/** The same whether the input is the JSON itself, which loses white space at its ends, or names its file. */
function documentDigest(document: Buffer): string {
  return `SHA-256 ${createHash('sha256').update(document.toString().trim()).digest('hex')}`;
}

/** The log whose entries prove them, where only one version may be used. */
function logOf({ send }: Pick<Signing, 'send'>, run: Run): readonly string[] {
  const { rekorVersion } = run.inputs;
  if (instanceName(run.inputs) === 'github') return [];
  const versions = rekorVersion === 'auto' ? rekorFor(send, run) : [rekorVersion];
  return versions.length === 1 ? [`logged in Rekor v${versions.join()}`] : [];
}

const SIGNED_BY: Readonly<Record<ReturnType<typeof instanceName>, string>> = {
  'public-good': '',
  staging: 'signed by the staging instance of Sigstore',
  github: 'signed by GitHub’s Sigstore instance',
  own: 'signed by a private Sigstore instance',
};
const WITH_PROVENANCE: Readonly<Record<Run['inputs']['slsaProvenance'], string>> = {
  none: '',
  run: 'with build provenance',
  stored: 'with the stored build provenance',
};

async function wordsOf(attesting: Attesting, run: Run): Promise<string> {
  return proofOf(attesting.kind === 'none' ? undefined : attesting, run);
}

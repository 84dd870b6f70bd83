import { parseFilename } from '../distributions/filename.ts';
import { releaseVersion } from '../distributions/version.ts';
import { ActionError } from '../errors.ts';
import { planDifferences, planDigest, type ReviewedPlan } from '../foresight/plan-digest.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import type { Attesting } from './attesting.ts';
import { instanceName, plannedAttesting } from './preflight.ts';
import type { Signing } from './prepare-signing.ts';

/** The digest of a plan, for the output `plan-digest`. */
export function digestOf(plan: Plan, existing: ExistingFiles, run: Run): string {
  return planDigest(reviewed(plan, existing, wordOf(plannedAttesting(run), run), run));
}

/**
 * Compares what a run is about to do with the plan that was approved, where one was.
 * @param signing what the run signs with; `as-planned` where that is not compared, since it signs nothing or sends nothing
 * @throws {ActionError} PLAN_CHANGED, naming all that differs
 */
export function refuseUnapproved(
  plan: Plan,
  existing: ExistingFiles,
  signing: Pick<Signing, 'send'> | undefined | 'as-planned',
  run: Run,
): void {
  const { inputs, platform } = run;
  if (inputs.approvedPlan === undefined) return;
  const attesting =
    signing === 'as-planned' || inputs.dryRun !== 'no'
      ? wordOf(plannedAttesting(run), run)
      : sentOrKept(signing, run);
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

/** What becomes of attestations, who signs them, and with which others; a plan that was reviewed for one is none for another. */
function sentOrKept(signing: Pick<Signing, 'send'> | undefined, { inputs }: Run): string {
  if (signing === undefined) return 'none';
  const instance = SIGNED_BY[instanceName(inputs)];
  const provenance = WITH_PROVENANCE[inputs.slsaProvenance];
  return [signing.send ? 'sent' : 'kept', instance, provenance].filter((each) => each !== '').join(', ');
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

function wordOf(attesting: Attesting, run: Run): string {
  return sentOrKept(attesting.kind === 'none' ? undefined : attesting, run);
}

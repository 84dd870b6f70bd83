import { readInstance } from '../inputs/sigstore-instance.ts';
import { publisherDifferences } from '../package-index/publisher-policy.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import { newProjectsWarning } from '../package-index/trusted-publishing/unreachable-project.ts';
import type { Plan } from '../plan.ts';
import { counted } from '../report/quantities.ts';
import type { Run } from '../run.ts';
import { foretellProvenance } from './provenance-forecast.ts';
import { digestOf, refuseUnapproved } from './approved-plan.ts';
import { existingAttestationsDirectory } from './attestations-directory.ts';
import type { Attesting } from './attesting.ts';
import { missingOf } from './check-reach.ts';
import { probableSigner } from './expected-signer.ts';
import { refuseDamaged, type MemberCheck } from './index-rules.ts';
import { logReleaseDiff, type ReleaseComparison } from './release-diff.ts';
import { instanceName, judgeTrigger, plannedAttesting } from './preflight.ts';
import { rekorFor } from './prepare-signing.ts';
import { probableProvenanceSigner } from './stored-provenance.ts';

/**
 * Checks of a plan what a run would check before it requests a token, reports what would become of attestations, and what only a run
 * finds out.
 * @throws {ActionError} as the run would: DISTRIBUTION_INVALID, INPUT_INVALID, IDENTITY_UNSUITABLE, ATTESTATION_INVALID
 */
export async function forecast(
  plan: Plan,
  existing: ExistingFiles,
  begun: { readonly members: MemberCheck; readonly comparison: ReleaseComparison },
  run: Run,
): Promise<void> {
  const { platform, ledger } = run;
  const { log, job } = platform.runner;
  const { toPublish } = plan;
  ledger.unattested('a plan signs nothing.');
  await refuseDamaged(begun.members, begun.comparison, run);
  const attesting = plannedAttesting(run);
  await refuseUnapproved(plan, existing, 'as-planned', run);
  ledger.plannedAs(await digestOf(plan, existing, run));
  if (toPublish.length === 0) return;
  judgeTrigger(run);
  const losses = foretellProvenance(plan, existing, attesting.kind === 'make' && attesting.send, run);
  for (const loss of losses) log.warning(loss);
  await logReleaseDiff(begun.comparison, run);
  const adopted =
    attesting.kind === 'none' ? NOTHING_ADOPTED : await countExisting(toPublish, attesting.send, run);
  const line = `A run would ${whatBecomes(attesting, adopted, toPublish.length, run)}`;
  ledger.decided(line);
  log.info(line);
  const publisher = { repository: job.repository, workflowRef: job.workflowRef, environment: undefined };
  for (const difference of publisherDifferences(existing.publishers, publisher)) log.info(difference);
  warnOfNewProjects(plan, existing, run);
  log.notice(`Not checked by a plan: ${unchecked(attesting, adopted, run).join('; ')}.`);
}

/** The first releases of several projects need as many jobs, unless an API token uploads them. */
function warnOfNewProjects(plan: Plan, { pages }: ExistingFiles, { inputs, index, platform }: Run): void {
  if (index.kind !== 'pypi' || inputs.credentials !== undefined) return;
  const projects = [...new Set(plan.releases.map(({ project }) => project))];
  const warning = newProjectsWarning(missingOf(projects, pages), index);
  if (warning !== undefined) platform.runner.log.warning(warning);
}

/** Of how many files a run would adopt the attestation, and of how many the build provenance. */
interface Adopted {
  readonly attestations: number;
  readonly provenance: number;
}

const NOTHING_ADOPTED: Adopted = { attestations: 0, provenance: 0 };

/** What of the files a run would adopt, as far as that can be determined. */
async function countExisting(toPublish: Plan['toPublish'], send: boolean, run: Run): Promise<Adopted> {
  const { inputs, platform } = run;
  await readInstance(inputs.sigstore, platform.files, platform.runner.job.server.host);
  if (inputs.existingAttestations === 'replace') return NOTHING_ADOPTED;
  const [{ inspectAttestations }, { inspectBundles }, { PUBLISH_KIND, SLSA_KIND }] = await Promise.all([
    import('../attestations/adopt.ts'),
    import('../attestations/timestamped-bundle.ts'),
    import('../attestations/files.ts'),
  ]);
  const { job, log } = platform.runner;
  const instance = instanceName(inputs);
  const terms = {
    directory: await existingAttestationsDirectory(inputs, platform),
    verifiableRekor: rekorFor(send, run),
    expected: probableSigner(job, instance === 'own' || instance === 'github'),
    provenance: inputs.slsaProvenance === 'run' ? { runId: job.runId } : undefined,
    provenanceSigner: inputs.slsaProvenance === 'stored' ? probableProvenanceSigner(job) : undefined,
  };
  const { files } = platform;
  const found =
    instance === 'github'
      ? await inspectBundles(toPublish, terms, { files, log })
      : await inspectAttestations(toPublish, terms, files);
  const count = (kind: typeof PUBLISH_KIND): number =>
    [...found.values()].filter((kinds) => kinds.includes(kind)).length;
  return { attestations: count(PUBLISH_KIND), provenance: count(SLSA_KIND) };
}

function whatBecomes(
  attesting: Attesting,
  { attestations, provenance }: Adopted,
  files: number,
  { inputs }: Run,
): string {
  if (attesting.kind === 'none') return `publish without attestations: ${attesting.because}`;
  const ofGithub = instanceName(inputs) === 'github';
  const signed = files - attestations;
  const proven = inputs.slsaProvenance === 'run' ? files - provenance : 0;
  const work = [
    ...(attestations > 0 ? [`adopt the attestations of ${counted(attestations, 'file')}`] : []),
    ...(signed > 0 ? [`sign ${counted(signed, 'file')}`] : []),
    ...(proven > 0
      ? [
          `sign the build provenance of ${counted(proven, 'file')}${ofGithub ? '' : ` (${counted(signed + proven, 'log entry')} in all)`}`,
        ]
      : []),
  ];
  if (ofGithub) {
    const why = attesting.unsent === undefined ? '' : ` ${attesting.unsent}`;
    return `${work.join(', ')} with GitHub's Sigstore instance, and keep the Sigstore bundles.${why}`;
  }
  const made = attestations + signed + (inputs.slsaProvenance === 'none' ? 0 : files);
  const all = made === 1 ? 'the attestation' : 'the attestations';
  const sent = files === 1 ? 'the file' : 'the files';
  return `${work.join(', ')}, and ${attesting.send ? `upload ${all} with ${sent}` : `keep ${all}`}.`;
}

/** What only a run without `dry-run: plan` finds out. */
function unchecked(
  attesting: Attesting,
  { attestations, provenance }: Adopted,
  { inputs, index, platform }: Run,
): readonly string[] {
  const adopted = attestations + provenance;
  const ofGithub = instanceName(inputs) === 'github';
  const attests = attesting.kind === 'make';
  const { artifactName, existingAttestations, githubAttestations, slsaProvenance } = inputs;
  const { repository, sha, workflowRef } = platform.runner.job;
  const unknown = Object.entries({ repository, commit: sha, workflow: workflowRef }).filter(
    ([, value]) => value === '',
  );
  const lines: readonly (readonly [boolean, string])[] = [
    [index.simpleUrl === undefined, 'which of the files the index already has (`check-url` is not set)'],
    [
      inputs.credentials === undefined,
      'whether this job gets an identity token, and whether a Trusted Publisher is registered for it',
    ],
    [inputs.credentials !== undefined, 'whether the index accepts the password'],
    [attests && !ofGithub, 'whether the repository is public or signing needs consent'],
    [
      attests && ofGithub,
      'whether the repository is private or internal, as GitHub’s Sigstore instance requires',
    ],
    [attests && index.kind === 'pypi', 'whether a reusable workflow defines the job'],
    [attests, 'Sigstore’s trust root and services'],
    [attests, 'whether attestations can be written to their folder'],
    [adopted > 0 && !ofGithub, 'signature, certificate chain and log entry of the existing attestations'],
    [adopted > 0 && ofGithub, 'signature, certificate chain and timestamp of the existing bundles'],
    [
      adopted > 0 && unknown.length > 0,
      `their ${unknown.map(([name]) => name).join(', ')}, which this environment does not name`,
    ],
    [
      attests && artifactName !== undefined && existingAttestations === 'adopt',
      `attestations in the artifact ${artifactName ?? ''}`,
    ],
    [attests && slsaProvenance === 'stored', 'the build provenance in the repository’s attestation store'],
    [attests && githubAttestations, 'whether the job may write to the attestation store'],
    [true, `whether ${index.title} accepts the files`],
  ];
  return lines.flatMap(([applies, line]) => (applies ? [line] : []));
}

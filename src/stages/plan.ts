import type { Inputs } from '../inputs/inputs.ts';
import type { PackageIndex } from '../package-index/package-index.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import { projectLinks, type ProjectLink } from '../package-index/project-links.ts';
import type { Plan } from '../plan.ts';
import { plannedAttesting, type Preflight } from './preflight.ts';
import { counted } from '../report/quantities.ts';
import type { Run } from '../run.ts';

/** Says what will be done with each file, and why. */
export function logPlan({ files }: Plan, { notes }: ExistingFiles, { platform }: Run): void {
  const { log } = platform.runner;
  for (const note of notes) log.info(note);
  for (const { distribution, action, because } of files) {
    const line = `${distribution.name}: ${action}, since ${because}`;
    if (action === 'skipped-different') log.warning(line);
    else log.info(line);
  }
}

/**
 * What a plan says beside what becomes of the files: what would become of attestations, and what only a run finds out.
 * @throws {ActionError} INPUT_INVALID where a plan could not be carried out
 */
export function forecast({ toPublish }: Plan, run: Run): void {
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
function uncheckedByPlan({ credentials, attestations }: Inputs, index: PackageIndex): readonly string[] {
  const signs = attestations !== 'never';
  return [
    ...(index.simpleUrl === undefined ? ['what the index has already (there is no `check-url`)'] : []),
    ...(credentials === undefined
      ? ['whether this job has an identity, and whether it is registered as a Trusted Publisher']
      : ['whether the index accepts the password']),
    ...(signs ? ['consent, and which signing services are there'] : []),
    `whether ${index.title} takes the files`,
  ];
}

/** Which addresses of the metadata PyPI will show as verified: by the publisher of this upload, of each project's first file. */
export function linksOf(plan: Plan, { identity }: Preflight, { inputs, index }: Run): readonly ProjectLink[] {
  if (index.kind !== 'pypi') return [];
  const repository = inputs.credentials === undefined ? identity?.claims.repository : undefined;
  const firsts = new Map(plan.releases.map(({ project, distributions }) => [project, distributions[0]]));
  return [...firsts].flatMap(([project, first]) =>
    first === undefined ? [] : projectLinks(first.metadata, project, repository),
  );
}

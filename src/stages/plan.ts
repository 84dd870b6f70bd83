import { lacksOfEarlierRelease } from '../distributions/earlier-release.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import { projectLinks, type ProjectLink } from '../package-index/project-links.ts';
import type { Plan } from '../plan.ts';
import type { Preflight } from './preflight.ts';
import type { Run } from '../run.ts';

/** Says what will be done with each file, and why. */
export function logPlan(
  { files, releases }: Plan,
  { notes, warnings, listed }: ExistingFiles,
  { platform }: Run,
): void {
  const { log } = platform.runner;
  for (const note of notes) log.info(note);
  for (const warning of warnings) log.warning(warning);
  for (const { distribution, action, because } of files) {
    const line = `${distribution.name}: ${action}, since ${because}`;
    if (action === 'skipped-different') log.warning(line);
    else log.info(line);
  }
  const names = files.map(({ distribution }) => distribution.name);
  for (const { project, version } of releases) {
    const lacks = lacksOfEarlierRelease(project, version, [...(listed.get(project) ?? []), ...names]);
    if (lacks !== undefined) log.notice(lacks);
  }
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

import { lacksOfEarlierRelease } from '../distributions/earlier-release.ts';
import { reasonLines } from '../ground/group-reasons.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import { projectLinks, type ProjectLink } from '../package-index/project-links.ts';
import type { Plan } from '../plan.ts';
import type { Preflight } from './preflight.ts';
import { counted } from '../report/quantities.ts';
import type { Run } from '../run.ts';

/** Logs what will be done with each file, and why. */
export async function logPlan(
  { files, releases }: Plan,
  { warnings, pages }: ExistingFiles,
  { index, platform }: Run,
): Promise<void> {
  const { log } = platform.runner;
  for (const warning of warnings) log.warning(warning);
  await log.group('Plan', async () => {
    for (const { distribution, action, because } of files)
      log.info(`${distribution.name}: ${action}, since ${because}`);
  });
  const different = files.filter(({ action }) => action === 'skipped-different');
  if (different.length > 0) {
    const skipped = different.map(({ distribution: { name }, because }) => ({
      name,
      message: `${name}: skipped-different, since ${because}.`,
    }));
    log.warning(
      `${different.length} of ${counted(files.length, 'file')} will be skipped, because ${index.title} has different files under ` +
        `these names (skip-existing: true):\n${reasonLines(skipped).join('\n')}`,
    );
  }
  const byProject = Map.groupBy(files, ({ distribution }) => distribution.project);
  for (const { project, version } of releases) {
    const listed = pages.get(project)?.files.map(({ name }) => name) ?? [];
    const own = byProject.get(project)?.map(({ distribution }) => distribution.name) ?? [];
    const lacks = lacksOfEarlierRelease(project, version, [...listed, ...own]);
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

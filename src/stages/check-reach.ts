import { shortList } from '../ground/short-list.ts';
import { queryCredentials, type CredentialSource } from '../package-index/credentials.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import { EMPTY_PROJECT_PAGE } from '../package-index/query/project-page.ts';
import { queryReach, type Reach } from '../package-index/query/reachability.ts';
import { projectsOfToken } from '../package-index/trusted-publishing/token-projects.ts';
import { coverageWarning } from '../package-index/trusted-publishing/token-coverage.ts';
import { unreachableProjects } from '../package-index/trusted-publishing/unreachable-project.ts';
import { withoutProjects, type Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import type { Preflight } from './preflight.ts';

/** Names that are listed in one warning. */
const MOST_NAMES = 20;

/**
 * The plan without the projects that the index certainly does not have, now that it issued the token: their files fail here, before
 * anything is signed for them. What is not certain is a warning.
 * @throws {ActionError} TOKEN_REFUSED where no project is left
 */
export async function checkReach(
  plan: Plan,
  { pages }: Pick<ExistingFiles, 'pages'>,
  { identity }: Preflight,
  credentials: CredentialSource,
  run: Run,
): Promise<Plan> {
  const { inputs, index, platform, ledger } = run;
  if (index.kind !== 'pypi' || inputs.credentials !== undefined || identity === undefined) return plan;
  const planned = [...new Set(plan.releases.map(({ project }) => project))];
  const absent = await absentProjects(planned, missingOf(planned, pages), credentials, run);
  for (const { name, project } of plan.toPublish)
    if (absent.includes(project)) ledger.failed(name, unreachableProjects([project], index, identity.claims));
  const reachable = withoutProjects(plan, absent);
  if (reachable.toPublish.length === 0) throw unreachableProjects(absent, index, identity.claims);
  for (const project of absent)
    platform.runner.log.info(`${project}: not published, since ${index.title} has no such project`);
  const token = await credentials.current();
  const warning = coverageWarning(
    projectsOfToken(token.password.reveal()),
    planned.filter((project) => !absent.includes(project)),
    index,
  );
  if (warning !== undefined) platform.runner.log.warning(warning);
  return reachable;
}

/** Those of the projects that the index did not have when it was queried. */
export function missingOf(projects: readonly string[], pages: ExistingFiles['pages']): readonly string[] {
  return projects.filter((project) => pages.get(project) === EMPTY_PROJECT_PAGE);
}

/**
 * The projects that the index certainly does not have, now that it issued the token; warns of those of which that is not certain.
 * @param missing projects that it did not have before
 */
export async function absentProjects(
  projects: readonly string[],
  missing: readonly string[],
  credentials: CredentialSource,
  run: Run,
): Promise<readonly string[]> {
  const { index, platform, cancelled } = run;
  const queried = projects.filter((project) => missing.includes(project));
  const existing = projects.find((project) => !missing.includes(project));
  const context = {
    index,
    platform,
    credentials: await queryCredentials(credentials, index),
    signal: cancelled,
  };
  const reach = await queryReach(queried, existing, context);
  warnOfUnknown(reach, run);
  return queried.filter((project) => reach.get(project)?.kind === 'absent');
}

function warnOfUnknown(reach: ReadonlyMap<string, Reach>, { index, platform }: Run): void {
  const unknown = [...reach].flatMap(([project, found]) =>
    found.kind === 'unknown' ? [{ project, because: found.because }] : [],
  );
  for (const [because, group] of Map.groupBy(unknown, (each) => each.because)) {
    const names = group.map(({ project }) => project);
    platform.runner.log.warning(
      `Whether ${index.title} has the ${names.length === 1 ? 'project' : 'projects'} ${shortList(names, MOST_NAMES)} is not known before the upload: ${because}`,
    );
  }
}

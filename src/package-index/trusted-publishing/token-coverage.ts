import { ActionError } from '../../errors.ts';
import { shortList } from '../../ground/short-list.ts';
import type { PackageIndex } from '../package-index.ts';
import type { TokenProjects } from './token-projects.ts';

/** Whether an upload token covers a project, and how that is known; null where it is not known of this one. */
export interface ProjectCoverage {
  readonly project: string;
  readonly covered: boolean | null;
  readonly because: string;
}

const ADD_PUBLISHER =
  "Add this job as a publisher in the settings of each project, with the same environment: an index looks pending and registered publishers up independently, and prefers those that name the job's environment.";

/**
 * What an upload token covers of a run's projects. An index that lists projects by ids can be held to their number only.
 * @param absent those of the projects that the index certainly does not have
 */
export function coverageOf(
  token: TokenProjects | undefined,
  projects: readonly string[],
  absent: readonly string[],
  { title }: Pick<PackageIndex, 'title'>,
): readonly ProjectCoverage[] {
  const names = token?.by === 'name' ? token.projects : undefined;
  const unnamed =
    token === undefined
      ? 'the upload token does not list its projects'
      : `the upload token covers ${numberOf(token.projects)}, listed by ID; this run publishes ${projects.length - absent.length}`;
  return projects.map((project) => {
    if (absent.includes(project))
      return {
        project,
        covered: false,
        because: `does not exist on ${title}, although ${title} issued an upload token`,
      };
    if (names === undefined) return { project, covered: null, because: unnamed };
    const covered = names.includes(project);
    return { project, covered, because: `the upload token ${covered ? 'lists it' : 'does not list it'}` };
  });
}

/** TOKEN_REFUSED where a token leaves out some of these projects, which the index has; undefined where that does not show. */
export function uncoveredProjects(
  token: TokenProjects | undefined,
  existing: readonly string[],
  index: Pick<PackageIndex, 'title'>,
): ActionError | undefined {
  const gap = gapOf(token, existing, index);
  return gap === undefined ? undefined : new ActionError('TOKEN_REFUSED', gap, ADD_PUBLISHER);
}

/** The same as a warning: a run goes on, since the files of the other projects may be uploaded. */
export function coverageWarning(
  token: TokenProjects | undefined,
  existing: readonly string[],
  index: Pick<PackageIndex, 'title'>,
): string | undefined {
  const gap = gapOf(token, existing, index);
  return gap === undefined ? undefined : `${gap}. ${ADD_PUBLISHER}`;
}

function gapOf(
  token: TokenProjects | undefined,
  existing: readonly string[],
  { title }: Pick<PackageIndex, 'title'>,
): string | undefined {
  if (token === undefined) return undefined;
  const left = token.by === 'name' ? existing.filter((project) => !token.projects.includes(project)) : [];
  if (left.length > 0) {
    return `The upload token of this job does not cover ${left.join(', ')}: ${title} would reject the files of ${left.length === 1 ? 'this project' : 'these projects'}`;
  }
  if (token.projects.length >= existing.length) return undefined;
  return `The upload token of this job covers ${numberOf(token.projects)}, and this run has ${existing.length} (${shortList(existing)}): ${title} would reject the files of the others`;
}

function numberOf({ length }: readonly string[]): string {
  return `${length} ${length === 1 ? 'project' : 'projects'}`;
}

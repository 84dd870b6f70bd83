import { ActionError } from '../../errors.ts';
import { shortList } from '../../ground/short-list.ts';
import type { Claims } from '../../github/claims.ts';
import type { PackageIndex } from '../package-index.ts';
import { fieldLines, publishingPage } from './mint-refusal.ts';

/**
 * TOKEN_REFUSED: the index issued an upload token and still has none of these projects, so it would reject every file of them. Warehouse
 * has one pending publisher for a repository, workflow and environment, and a mint turns it into its one project.
 */
export function unreachableProjects(
  projects: readonly string[],
  index: PackageIndex,
  claims: Claims,
): ActionError {
  const { title, simpleUrl = '' } = index;
  const [first = '', ...others] = projects;
  // The name as it was queried: an index that has the project under another spelling alone does not serve what PEP 503 requires.
  const queried = `HTTP 404 for ${simpleUrl}${first}/${others.length === 0 ? '' : ', likewise for the others'}`;
  const [names, them] = [projects.join(', '), projects.length === 1 ? 'it' : 'them'];
  const message = [
    `${names}: ${title} has no such project (${queried}), and the upload token of this job did not create ${them}. This job is:`,
    ...fieldLines(claims),
    `${onePending(index)} Any upload token turns it into its one project, also in a run that does not publish that project.`,
  ].join('\n');
  return new ActionError('TOKEN_REFUSED', message, firstRelease(projects.length, index));
}

/** That a run by Trusted Publishing would create one of several new projects at most; undefined where that is enough. */
export function newProjectsWarning(missing: readonly string[], index: PackageIndex): string | undefined {
  if (missing.length < 2) return undefined;
  const { title } = index;
  return (
    `${title} has none of the projects ${shortList(missing, MOST_NAMES)}, and a run with Trusted Publishing would create one of them at most and fail for the ` +
    `others. ${onePending(index)} ${firstRelease(missing.length, index)}`
  );
}

/** Names that are listed in one warning. */
const MOST_NAMES = 20;

function onePending({ title }: Pick<PackageIndex, 'title'>): string {
  return `${title} allows one pending publisher per repository, workflow and environment.`;
}

function firstRelease(projects: number, index: PackageIndex): string {
  return (
    `Publish the first release of ${projects === 1 ? 'this project' : 'each of these projects'} in a run of its own, after adding a ` +
    `pending publisher at ${publishingPage(index)}; or upload it once with an API token (\`password\`); or give each new project a job ` +
    'with its own `environment`: pending publishers of different environments exist side by side.'
  );
}

import type { Identity } from '../github/identity-token.ts';
import type { ExistingFiles } from '../package-index/query/existing-files.ts';
import { coverageOf, uncoveredProjects } from '../package-index/trusted-publishing/token-coverage.ts';
import { projectsOfToken } from '../package-index/trusted-publishing/token-projects.ts';
import { unreachableProjects } from '../package-index/trusted-publishing/unreachable-project.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import { refuseUnapproved } from './approved-plan.ts';
import { absentProjects, missingOf } from './check-reach.ts';
import { refuseDamaged, type MemberCheck } from './index-rules.ts';
import { preflight } from './preflight.ts';
import { obtainCredentials } from './upload.ts';

/** What was begun before it is known whether an upload token will be requested. */
interface Begun {
  readonly identity: Promise<Identity | undefined>;
  readonly members: MemberCheck;
}

/**
 * Obtains an upload token, holds its projects against those of the run, and drops it: `dry-run: auth`. Whatever fails without a token
 * fails before, as in a run, since a token can create a project.
 * @throws {ActionError} as a run would before it signs; TOKEN_REFUSED where a project is not covered
 */
export async function proveAuthorization(
  plan: Plan,
  existing: ExistingFiles,
  begun: Begun,
  run: Run,
): Promise<void> {
  const { index, platform, ledger } = run;
  const { log } = platform.runner;
  await refuseUnapproved(plan, existing, 'as-planned', run);
  await refuseDamaged(begun.members, undefined, run);
  const judged = await preflight(begun.identity, existing.publishers, run);
  const projects = [...new Set(plan.files.map(({ distribution }) => distribution.project))];
  const missing = missingOf(projects, existing.pages);
  warnOfPending(missing, run);
  const credentials = await obtainCredentials(judged, existing.publishers, run);
  const token = await credentials.current();
  const listed = projectsOfToken(token.password.reveal());
  const absent = index.kind === 'pypi' ? await absentProjects(projects, missing, credentials, run) : [];
  const coverage = coverageOf(listed, projects, absent, index);
  ledger.authorized(coverage);
  for (const { project, because } of coverage) log.info(`${project}: ${because}`);
  if (absent.length > 0 && judged.identity !== undefined)
    throw unreachableProjects(absent, index, judged.identity.claims);
  const uncovered = uncoveredProjects(listed, projects, index);
  if (uncovered !== undefined) throw uncovered;
  log.info('The upload token was discarded. Nothing was signed or uploaded.');
}

/** A mint can't be taken back, so it is announced before. */
function warnOfPending(missing: readonly string[], { index, platform }: Run): void {
  const line = `This dry run requests an upload token. If a pending publisher matches this job, ${index.title} then creates its project`;
  if (missing.length === 0) platform.runner.log.notice(`${line}.`, 'Dry run');
  else platform.runner.log.warning(`${line}. Not on ${index.title} yet: ${missing.join(', ')}.`, 'Dry run');
}

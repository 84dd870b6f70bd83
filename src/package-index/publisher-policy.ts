import type { Claims } from '../github/claims.ts';
import type { IdentityConcern } from '../github/identity-checks.ts';
import type { KnownPublisher, PackageIndex } from './package-index.ts';

// What PyPI compares of a job's identity. A mint looks owner, repository and the called workflow's file name up letter for letter
// (pypi/warehouse, oidc/models/github.py); attestations are held against the top-level workflow of the publisher that it found
// (pypi-attestations, GitHubPublisher).

/** The issuer of github.com's tokens; the only one of GitHub's that PyPI knows (warehouse#17700). */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';

/** A Trusted Publisher as PyPI registers one, in the terms of its form. */
export interface PublisherFields {
  readonly owner: string;
  readonly repositoryName: string;
  /** File name in `.github/workflows/`. */
  readonly workflow: string;
  readonly environment: string | undefined;
}

/**
 * The file name of a workflow reference (`OWNER/NAME/.github/workflows/FILE@REF`), which may have an `@` of its own; the whole
 * reference where it names no file that PyPI would find (Warehouse's `_WORKFLOW_FILENAME_RE`).
 */
export function workflowFile(workflowRef: string): string {
  return WORKFLOW_FILE.exec(workflowRef)?.[0] ?? workflowRef;
}

/** From the beginning of a segment alone, which makes it linear. */
const WORKFLOW_FILE = /(?<![^/])[^/]+\.ya?ml(?=@)/;

/** The path of a job's top-level workflow in its repository, by the same reading of its file name. */
export function workflowPath({
  workflow_ref: ref,
  repository,
}: Pick<Claims, 'workflow_ref' | 'repository'>): string {
  const file = WORKFLOW_FILE.exec(ref);
  const [path = ''] = file === null ? ref.split('@') : [ref.slice(0, file.index + file[0].length)];
  return path.replace(`${repository}/`, '');
}

/** The publisher that fits a job: of the workflow file that has the job, which need not be the one that was triggered. */
export function publisherOf(claims: Claims): PublisherFields {
  const [owner = '', ...rest] = claims.repository.split('/');
  return {
    owner,
    repositoryName: rest.join('/'),
    workflow: workflowFile(claims.job_workflow_ref),
    environment: claims.environment,
  };
}

/** Whether the job is defined in a workflow of another repository: GitHub ignores the case of names. */
export function isOfOtherRepository({ job_workflow_ref: workflow, repository }: Claims): boolean {
  return !workflow.toLowerCase().startsWith(`${repository.toLowerCase()}/`);
}

/**
 * Whether the job is defined in a workflow of its own repository at another commit or branch than the run's: PyPI expects the
 * run's `ref` or `sha` behind the file name (Warehouse's `_check_job_workflow_ref`).
 */
export function isOfOtherRef(claims: Claims): boolean {
  if (isOfOtherRepository(claims)) return false;
  const workflow = claims.job_workflow_ref.slice(claims.repository.length);
  const file = `/.github/workflows/${workflowFile(claims.job_workflow_ref)}`;
  return ![claims.ref, claims.sha].some((at) => at !== '' && workflow === `${file}@${at}`);
}

/** What PyPI will reject of a job's identity; nothing for another index, whose rules are its own. */
export function checkPublisher(
  claims: Claims,
  index: Pick<PackageIndex, 'kind' | 'title'>,
  { attesting, foretelling }: IdentityUse,
): readonly IdentityConcern[] {
  if (index.kind !== 'pypi') return [];
  const concerns = [...checkIssuer(claims, index, attesting), ...checkWorkflow(claims, index, attesting)];
  // What concerns Trusted Publishing alone the index itself answers when a token is requested, and is nothing to a password.
  return foretelling ? concerns : concerns.filter(({ severity }) => severity !== 'warns');
}

/** What a run does with its identity. */
interface IdentityUse {
  readonly attesting: boolean;
  /** A dry run that would exchange it for an upload token. */
  readonly foretelling: boolean;
}

/** Whether the token comes from an issuer that PyPI does not know; nothing for another index. */
export function checkIssuer(
  { iss }: Claims,
  { kind, title }: Pick<PackageIndex, 'kind' | 'title'>,
  attesting: boolean,
): readonly IdentityConcern[] {
  if (iss === GITHUB_ISSUER || kind !== 'pypi') return [];
  const [what, hint] = iss.startsWith(`${GITHUB_ISSUER}/`)
    ? ['an enterprise with an issuer of its own', 'Ask the enterprise to use the default issuer']
    : ['another server than github.com', 'Publish from a repository on github.com'];
  return [
    concern(
      attesting ? 'stops-attestations' : 'warns',
      `This job's identity was issued by ${iss}, ${what}; ${title} accepts neither Trusted Publishing nor attestations from it.`,
      `${hint}, or use an API token with \`attestations: never\`.`,
    ),
  ];
}

function checkWorkflow(
  claims: Claims,
  { title }: Pick<PackageIndex, 'title'>,
  attesting: boolean,
): readonly IdentityConcern[] {
  const { job_workflow_ref: called, workflow_ref: topLevel, repository } = claims;
  if (called === topLevel) return [];
  const concerns: IdentityConcern[] = [];
  if (attesting) {
    concerns.push(
      concern(
        'stops-attestations',
        `This job is defined in the reusable workflow ${called}, called by ${topLevel}; ${title} rejects the attestations of reusable workflows.`,
        'Move the publishing job into the top-level workflow, and register that one as the Trusted Publisher.',
      ),
    );
  }
  if (isOfOtherRepository(claims)) {
    concerns.push(
      concern(
        'warns',
        `This job is defined in another repository (${called}); ${title} rejects Trusted Publishing from there.`,
        `Move the publishing job into a workflow of ${repository}, or use an API token.`,
      ),
    );
  } else if (isOfOtherRef(claims)) {
    concerns.push(
      concern(
        'warns',
        `This job is defined in ${called}, at another commit or branch than this run (${claims.ref}); ${title} rejects Trusted Publishing from there.`,
        'Call the reusable workflow by its path (`uses: ./.github/workflows/…`), or use an API token.',
      ),
    );
  }
  return concerns;
}

function concern(severity: IdentityConcern['severity'], message: string, hint: string): IdentityConcern {
  return { severity, message, hint };
}

/** Whom a run publishes as, as far as it is known: nothing but a token names the environment. */
interface RunPublisher {
  readonly repository: string;
  /** The top-level workflow, `OWNER/NAME/.github/workflows/FILE@REF`. */
  readonly workflowRef: string;
  /** Undefined where it is not known; empty where there is none. */
  readonly environment: string | undefined;
}

/**
 * Where the newest attested file of a project came from another publisher than this run, a line each. Only a forecast: an index may
 * know several publishers of a project, and compares by itself when it mints.
 */
export function publisherDifferences(
  publishers: readonly KnownPublisher[],
  run: RunPublisher,
): readonly string[] {
  const workflow = workflowFile(run.workflowRef);
  return publishers.flatMap((known) => {
    const differences: (readonly [there: string, here: string])[] = [];
    // Not every server names it to a job.
    if (workflow !== '' && known.workflow !== workflow)
      differences.push([`workflow ${known.workflow}`, `workflow ${workflow}`]);
    if (demandsAnother(known.environment, run.environment)) {
      differences.push([
        `environment ${known.environment}`,
        run.environment === '' ? 'no environment' : `environment ${run.environment}`,
      ]);
    }
    if (known.repository === run.repository && differences.length === 0) return [];
    const [there, here] = [0, 1].map((side) => differences.map((pair) => pair[side]).join(', '));
    return [
      `The newest attested file of ${known.project} was published by ${withFields(known.repository, there)}; ` +
        `this run is ${withFields(run.repository, here)}.`,
    ];
  });
}

function withFields(repository: string, fields = ''): string {
  return fields === '' ? repository : `${repository} (${fields})`;
}

/** PyPI compares the environment in any case, where the publisher has one. */
function demandsAnother(there: string | undefined, here: string | undefined): boolean {
  return there !== undefined && here !== undefined && there.toLowerCase() !== here.toLowerCase();
}

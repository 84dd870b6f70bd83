import { ActionError, runAgain, type Remedy } from '../../errors.ts';
import type { Claims } from '../../github/claims.ts';
import { knownRemedy } from '../hints.ts';
import type { KnownPublisher, PackageIndex } from '../package-index.ts';
import {
  checkIssuer,
  isOfOtherRef,
  isOfOtherRepository,
  publisherDifferences,
  publisherOf,
  workflowFile,
} from '../publisher-policy.ts';

/** Who was refused a token, and by which index. */
interface RefusedMint {
  readonly index: PackageIndex;
  readonly claims: Claims;
  /** Who published the newest attested file of each project. */
  readonly publishers: readonly KnownPublisher[];
}

/** Why an index refused the workflow's identity, with the publisher that would fit it. Codes are Warehouse's. */
export function mintRefusal(code: string, description: string, mint: RefusedMint): ActionError {
  const { index, claims } = mint;
  const what =
    code === 'invalid-publisher'
      ? `${index.title} has no Trusted Publisher that matches this job`
      : `${index.title} issued no upload token`;
  const message = [
    `${what}: "${description}" (${code}). \`password\` is empty, so Trusted Publishing is used.`,
    'This job is:',
    ...fieldLines(claims),
  ].join('\n');
  return new ActionError('TOKEN_REFUSED', message, hintForCode(code, description, mint));
}

/** What an index compares of a job, a line each. */
export function fieldLines(claims: Claims): readonly string[] {
  const { owner, repositoryName, workflow, environment } = publisherOf(claims);
  return [
    `  Owner: ${owner} (id ${claims.repository_owner_id})`,
    `  Repository name: ${repositoryName}`,
    `  Workflow name: ${workflow} (${claims.job_workflow_ref})`,
    `  Environment name: ${environment ?? '(none)'}`,
    `  Event: ${claims.event_name}, ref ${claims.ref}`,
  ];
}

function hintForCode(code: string, description: string, mint: RefusedMint): string | Remedy {
  const { index, claims } = mint;
  const [foreign] = checkIssuer(claims, index, true);
  if (foreign !== undefined) return `${foreign.message} ${foreign.hint}`;
  switch (code) {
    case 'invalid-publisher':
      return publisherHint(mint);
    case 'invalid-pending-publisher':
      return (
        `Remove the pending publisher at ${publishingPage(index)} and add the publisher to the project itself, ` +
        'which exists already.'
      );
    case 'not-enabled':
      return runAgain({
        when: 'later',
        or: 'publish with an API token in `password`',
        because: 'the index has disabled Trusted Publishing for now',
      });
    case 'invalid-token':
      return index.audience === undefined
        ? "Check this machine's clock and `oidc-audience`: the index rejected the identity token."
        : "Check this machine's clock: the index rejected the identity token.";
    case 'invalid-reuse-token':
      return runAgain({ because: 'it uses a new identity token' });
    case 'invalid-payload':
      return (
        knownRemedy(400, description, { ...index, authorizedBy: 'trusted-publishing' }) ??
        'Correct the publisher or its project name as the index says.'
      );
    default:
      return `Check the Trusted Publisher at ${publishingPage(index)}.`;
  }
}

function publisherHint({ index, claims, publishers }: RefusedMint): string {
  if (claims.event_name === 'pull_request_target') {
    return 'Publish from `release`, a tag `push` or `workflow_dispatch`: no index accepts pull_request_target.';
  }
  if (isOfOtherRepository(claims)) {
    return (
      `Move this job into a workflow of ${claims.repository}: it is defined in a reusable workflow of another repository, ` +
      'which no publisher can match.'
    );
  }
  if (isOfOtherRef(claims)) {
    return (
      'Call the reusable workflow by its path (`uses: ./.github/workflows/…`): at another commit or branch than this run, ' +
      'no publisher can match it.'
    );
  }
  const known = environmentHint(claims, publishers) ?? earlierPublisherHint(claims, publishers);
  return known ?? comparisonHint(index, claims);
}

/** An earlier release came from this workflow in an environment that this job lacks. */
function environmentHint(claims: Claims, publishers: readonly KnownPublisher[]): string | undefined {
  const { workflow, environment } = publisherOf(claims);
  const before = publishers.find(
    (known) =>
      known.repository.toLowerCase() === claims.repository.toLowerCase() &&
      known.workflow === workflow &&
      known.environment !== undefined &&
      known.environment.toLowerCase() !== environment?.toLowerCase(),
  );
  return (
    before &&
    `Add \`environment: ${before.environment}\` to this job: the newest attested file of ${before.project} came from it.`
  );
}

function earlierPublisherHint(claims: Claims, publishers: readonly KnownPublisher[]): string | undefined {
  const { repository, job_workflow_ref: workflowRef, environment = '' } = claims;
  const [difference] = publisherDifferences(publishers, { repository, workflowRef, environment });
  return (
    difference &&
    `Publish from there, or add this job as a publisher in the settings of the project. ${difference}`
  );
}

/** What is registered is for the project's owners to see: a second publisher without reviewers is no cure for a missing environment. */
function comparisonHint(index: PackageIndex, claims: Claims): string {
  const { environment } = publisherOf(claims);
  const named =
    environment === undefined
      ? 'If the publisher names an environment, add `environment: NAME` to this job.'
      : `If the publisher names another environment than ${environment}, use that one in this job.`;
  return (
    `Compare this with the publisher under Publishing in the project's settings (of a new project: ${publishingPage(index)}). ` +
    `${named} ${registrationHint(claims)}`
  );
}

/** A reusable workflow can be registered, but then only for uploads without attestations. */
function registrationHint({ job_workflow_ref: called, workflow_ref: topLevel }: Claims): string {
  return called === topLevel
    ? 'If no publisher names this workflow, add one.'
    : `If none names ${workflowFile(called)}, move this job into ${workflowFile(topLevel)} and register that file: the attestations of reusable workflows are rejected.`;
}

/** Where pending publishers are added. */
export function publishingPage(index: PackageIndex): string {
  return index.apiUrl === undefined ? index.title : `${index.apiUrl}/manage/account/publishing/`;
}

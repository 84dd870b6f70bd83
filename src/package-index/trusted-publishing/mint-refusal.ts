import { ActionError } from '../../errors.ts';
import type { Claims } from '../../github/claims.ts';
import { knownHint } from '../hints.ts';
import type { PackageIndex } from '../package-index.ts';
import { isOfOtherRef, isOfOtherRepository, publisherOf } from '../publisher-policy.ts';

/** Who was refused a token, and by which index. */
interface RefusedMint {
  readonly index: PackageIndex;
  readonly claims: Claims;
}

/** Why an index refused the workflow's identity, with the publisher that would fit it. Codes are Warehouse's. */
export function mintRefusal(code: string, description: string, { index, claims }: RefusedMint): ActionError {
  const message = [
    `${index.title} gave no upload token: ${description} (${code}). password is empty, so Trusted Publishing is used.`,
    'This workflow is:',
    ...fieldLines(claims),
  ].join('\n');
  return new ActionError('TOKEN_REFUSED', message, hintForCode(code, description, { index, claims }));
}

function fieldLines(claims: Claims): readonly string[] {
  const { owner, repositoryName, workflow, environment } = publisherOf(claims);
  return [
    `  Owner: ${owner} (id ${claims.repository_owner_id})`,
    `  Repository name: ${repositoryName}`,
    `  Workflow name: ${workflow} (${claims.job_workflow_ref})`,
    `  Environment name: ${environment ?? '(none)'}`,
    `  Event: ${claims.event_name}, ref ${claims.ref}`,
  ];
}

function hintForCode(code: string, description: string, { index, claims }: RefusedMint): string {
  switch (code) {
    case 'invalid-publisher':
      return publisherHint(index, claims);
    case 'invalid-pending-publisher':
      return (
        'The project of the pending publisher exists already. Remove the pending publisher at ' +
        `${publishingPage(index)} and add the publisher to the project itself.`
      );
    case 'not-enabled':
      return 'The index has switched Trusted Publishing off for now: run the job again later, or give a password.';
    case 'invalid-token':
      return "The identity token was not accepted. Check the machine's clock, and oidc-audience on an own index.";
    case 'invalid-reuse-token':
      return 'The identity token was used before. Run the job again: it takes a new one.';
    case 'invalid-payload':
      return (
        knownHint(400, description, index) ??
        'Correct what the index says about the publisher or its project name.'
      );
    default:
      return `Check the Trusted Publisher at ${publishingPage(index)}.`;
  }
}

function publisherHint(index: PackageIndex, claims: Claims): string {
  if (claims.event_name === 'pull_request_target') {
    return 'Publish from another event: identities of pull_request_target are not accepted.';
  }
  if (isOfOtherRepository(claims)) {
    return (
      'The job is in a reusable workflow of another repository, which no publisher can match. ' +
      "Publish from a job of this repository's own workflow."
    );
  }
  if (isOfOtherRef(claims)) {
    return (
      'The job is in a reusable workflow at another commit or branch than this run, which no publisher can match. ' +
      'Call it by its path: `uses: ./.github/workflows/…`.'
    );
  }
  const { owner, repositoryName, workflow, environment } = publisherOf(claims);
  const named = environment === undefined ? 'left empty' : `'${environment}' (or left empty)`;
  return (
    `Register exactly this at ${publishingPage(index)}, or under Publishing in the settings of the project: owner ` +
    `'${owner}', repository name '${repositoryName}', workflow name '${workflow}', environment name ${named}.`
  );
}

function publishingPage(index: PackageIndex): string {
  return index.apiUrl === undefined ? index.title : `${index.apiUrl}/manage/account/publishing/`;
}

import { ActionError, messageOf, type Remedy, type TransportError } from '../../errors.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import { normaliseProject } from '../../ground/project-name.ts';
import { redactedText } from '../../ground/redacted-text.ts';
import { isTransientStatus } from '../../ground/retry.ts';
import { publicUrl } from '../../ground/url-text.ts';
import { answerText, webPageTitle } from '../answer.ts';
import { authorizationFor } from '../credentials.ts';
import { onceAvailable } from '../hints.ts';
import type { PackageIndex } from '../package-index.ts';
import type { QueryContext } from './query-context.ts';

/** The index answered with a status that says nothing about its files. */
export function refused(context: QueryContext, url: string, answer: HttpAnswer): ActionError {
  const why = `it ${answered(context, url, answer)}`;
  return unavailable(context.index, url, why, undefined, remedyForStatus(answer.status, url, context));
}

function remedyForStatus(status: number, url: string, context: QueryContext): string | Remedy {
  if (status === 401 || status === 403) return accessHint(url, context);
  return isTransientStatus(status) ? remedyForTrouble(context.index) : remedyForOddAnswer(context.index);
}

export function answered({ platform }: QueryContext, url: string, answer: HttpAnswer): string {
  const { status, headers } = answer;
  const location = URL.parse(headers['location'] ?? '', url);
  const isRedirect = status >= 300 && status < 400 && headers['location'] !== undefined && location !== null;
  const to = isRedirect ? `, a redirect to ${publicUrl(location.href)}` : '';
  return `answered ${status} ${answerText(answer, platform.runner.redact)}${to}`;
}

/** The index answered 200 with something else than what it has at this address; a page for people by its title. */
export function unreadable(
  context: QueryContext,
  url: string,
  answer: HttpAnswer,
  what: string,
): ActionError {
  const title = webPageTitle(answer, context.platform.runner.redact);
  const why =
    title === undefined
      ? `it did not answer with ${what}`
      : `it answered with a web page, "${title}", not with ${what}`;
  return unavailable(context.index, url, why);
}

/** Characters of a name that an index chose that are shown at most. */
const LONGEST_NAME = 100;

/**
 * The name by which an answer is about another project than the one that was queried, for messages: it says nothing about this one.
 * @param name as the answer gives it; undefined where it gives none
 */
export function otherProject(
  name: string | undefined,
  project: string,
  { platform }: QueryContext,
): string | undefined {
  if (name === undefined || name === '' || normaliseProject(name) === normaliseProject(project))
    return undefined;
  return `"${redactedText(name, (text) => platform.runner.redact(text), LONGEST_NAME)}"`;
}

/** The index could not be queried, or did not say. */
export function unavailable(
  index: PackageIndex,
  url: string,
  why: string,
  cause?: unknown,
  remedy = remedyForOddAnswer(index),
): ActionError {
  return new ActionError(
    'INDEX_UNAVAILABLE',
    `${index.title} could not be queried for existing files: ${why} (${publicUrl(url)})`,
    remedy,
    cause,
  );
}

/** The index could not be queried, for what passes by itself. */
export function unreachable(index: PackageIndex, url: string, failure: TransportError): ActionError {
  return unavailable(index, url, messageOf(failure), failure, remedyForTrouble(index));
}

function remedyForTrouble(index: PackageIndex): Remedy {
  return onceAvailable(
    index,
    index.kind === 'pypi' ? undefined : 'If the problem persists, check `check-url`.',
  );
}

/** Of PyPI's kind the address is derived, so an odd answer passes too. */
function remedyForOddAnswer(index: PackageIndex): string | Remedy {
  if (index.kind === 'pypi') return onceAvailable(index);
  return 'Check `check-url`, or remove it: existing files are then found only by a rejected upload.';
}

/** What a query was sent says what can be wrong with it. */
function accessHint(url: string, { index, credentials }: QueryContext): string {
  const sent = Object.keys(authorizationFor(credentials, url, index.uploadUrl)).length > 0;
  if (index.kind === 'pypi' && !sent)
    return `Check whether a proxy or a firewall of this network blocks ${new URL(url).host}: anyone may read ${index.title}.`;
  return !sent
    ? `Check \`check-url\`: ${index.title} requires credentials for it, and none were sent. \`user\` and \`password\` are sent if it is on the host of \`repository-url\`.`
    : 'Check that `user` and `password` may read the index, or remove `check-url`.';
}

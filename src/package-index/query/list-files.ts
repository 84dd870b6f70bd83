import type { ActionError, Remedy } from '../../errors.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import { publicUrl } from '../../ground/url-text.ts';
import { webPageTitle } from '../answer.ts';
import { authorizationFor } from '../credentials.ts';
import { onceAvailable } from '../hints.ts';
import { isOfKnownIndex, isOwnOrigin } from '../hosts.ts';
import { isUnreadable, newerApi } from './api-version.ts';
import { EMPTY_PROJECT_PAGE, parseProjectPage, type ProjectPage } from './project-page.ts';
import { get } from './queries.ts';
import type { QueryContext } from './query-context.ts';
import { otherProject, refused, unavailable } from './query-failures.ts';
import { isFileLink, isWebPage } from './web-page.ts';

const SIMPLE_JSON = 'application/vnd.pypi.simple.v1+json';
const SIMPLE_TYPES = `${SIMPLE_JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;

/**
 * The files of a project by the Simple API (PEP 503, PEP 691); an empty page where the index doesn't have it.
 * @throws {ActionError} INDEX_UNAVAILABLE where the index cannot be queried or does not answer with such a page.
 */
export async function listFiles(project: string, context: QueryContext): Promise<ProjectPage> {
  const { index } = context;
  if (index.simpleUrl === undefined) throw unavailable(index, index.uploadUrl, 'its Simple API is not known');
  const first = `${index.simpleUrl}${encodeURIComponent(project)}/`;
  const page = await simplePage(first, project, context);
  if (typeof page !== 'string') return page;
  if (!isOwnOrigin(page, index)) {
    // GitLab and others send on to PyPI what they don't have.
    if (isOfKnownIndex(page)) return EMPTY_PROJECT_PAGE;
    throw redirectedAway(first, `it redirects to ${publicUrl(page)}`, context);
  }
  const second = await simplePage(page, project, context, first);
  if (typeof second === 'string')
    throw redirectedAway(page, `it redirects on to ${publicUrl(second)}`, context);
  return second;
}

/** Single sign-on is on a host of its own. */
function redirectedAway(url: string, why: string, context: QueryContext): ActionError {
  return unavailable(context.index, url, why, undefined, remedyForWebPage(url, context));
}

/** The page, or the address that the index sends on to. @param first the address that redirected to this one */
async function simplePage(
  url: string,
  project: string,
  context: QueryContext,
  first?: string,
): Promise<ProjectPage | string> {
  const { index } = context;
  const answer = await get(url, SIMPLE_TYPES, `files of ${project} on ${index.title}`, context);
  const location = answer.headers['location'];
  if (answer.status === 404) return EMPTY_PROJECT_PAGE;
  if (answer.status >= 300 && answer.status < 400 && location !== undefined && URL.canParse(location, url)) {
    return new URL(location, url).href;
  }
  if (answer.status !== 200) throw refused(context, url, answer);
  const type = answer.headers['content-type'] ?? '';
  const text = answer.body.toString('utf8');
  const page = parseProjectPage(type, text, url);
  if (page === undefined)
    throw unavailable(index, url, `it answered ${type || 'without a type'}, not with a Simple API page`);
  if (isUnreadable(page.apiVersion)) {
    const cause = newerApi(page.apiVersion);
    throw unavailable(index, url, cause.message, cause);
  }
  const other = otherProject(page.name, project, context);
  if (other !== undefined)
    throw unavailable(index, url, `it answered with the page of ${other}, not of ${project}`);
  const mayBeOther = /^\s*text\/html\b/i.test(type) && !page.files.some(isFileLink);
  if (mayBeOther && isWebPage(text, project, first && url)) throw webPageInstead(answer, url, context, first);
  return page;
}

/** Such a page says nothing about the files of a project, so an index that answers with one may have them. */
function webPageInstead(
  answer: HttpAnswer,
  url: string,
  context: QueryContext,
  first: string | undefined,
): ActionError {
  const { index, platform } = context;
  const title = webPageTitle(answer, platform.runner.redact);
  const page = title === undefined ? 'a web page' : `a web page, "${title}"`;
  const way = first === undefined ? 'it answered with' : `it redirects to ${publicUrl(url)}, which is`;
  return unavailable(
    index,
    first ?? url,
    `${way} ${page}, not a Simple API page`,
    undefined,
    remedyForWebPage(url, context),
  );
}

/** Most such pages are there to sign in. */
function remedyForWebPage(url: string, { index, credentials }: QueryContext): string | Remedy {
  if (index.kind === 'pypi') return onceAvailable(index);
  const sent = Object.keys(authorizationFor(credentials, url, index.uploadUrl)).length > 0;
  return sent
    ? 'Check that `check-url` is the base URL of the Simple API, and that `user` and `password` may read the index.'
    : 'Check that `check-url` is the base URL of the Simple API. If it requires credentials, set `user` and `password`, which are sent if it is on the host of `repository-url`.';
}

import { ActionError, messageOf, type Remedy, type TransportError } from '../../errors.ts';
import { asArray, asObject, asString, tryParseJson } from '../../ground/json.ts';
import { publicUrl } from '../../ground/url-text.ts';
import { requestWithRetry } from '../../ground/request.ts';
import type { RequestPlatform } from '../../ground/request.ts';
import { isTransientStatus, type RetryBudget } from '../../ground/retry.ts';
import { withinTime } from '../../ground/within-time.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import { normaliseProject } from '../../ground/project-name.ts';
import { redactedText } from '../../ground/redacted-text.ts';
import { answerText, webPageTitle } from '../answer.ts';
import { authorizationFor } from '../credentials.ts';
import type { Credentials } from '../credentials.ts';
import { onceAvailable } from '../hints.ts';
import { isOwnOrigin } from '../hosts.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ListedFile } from './project-page.ts';
import { parseProvenance } from './provenance.ts';
import type { Provenance } from './provenance.ts';

/** Which index is queried, and by what. */
export interface QueryContext {
  readonly index: PackageIndex;
  readonly platform: RequestPlatform;
  /** Sent to the origin of `repository-url` only. */
  readonly credentials: Credentials | undefined;
  /** One attempt: the caller repeats the query by itself. */
  readonly once?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The same context for queries that all end within so many milliseconds from now. */
export function withDeadline(context: QueryContext, milliseconds: number): QueryContext {
  const { platform } = context;
  const end = new Date(platform.clock.now().getTime() + milliseconds);
  return { ...context, platform: withinTime(platform, end) };
}

/** One file of a release, as the JSON API lists it. */
export interface ReleaseFile {
  readonly name: string;
  readonly kind: string;
  readonly sha256: string;
  readonly size: number | undefined;
  readonly uploadedAt: string | undefined;
}

const INTEGRITY_TYPES = 'application/vnd.pypi.integrity.v1+json, application/json;q=0.5';

/**
 * The files of one release by PyPI's JSON API; none where the index doesn't have it. Query only a version that the
 * project page lists: an edge may keep a 404. @throws {ActionError} INDEX_UNAVAILABLE
 */
export async function listRelease(
  project: string,
  version: string,
  context: QueryContext,
): Promise<readonly ReleaseFile[]> {
  const { index } = context;
  if (index.apiUrl === undefined) return [];
  const url = `${index.apiUrl}/pypi/${encodeURIComponent(project)}/${encodeURIComponent(version)}/json`;
  const answer = await get(url, 'application/json', `release ${project} ${version}`, context);
  if (answer.status === 404) return [];
  if (answer.status !== 200) throw refused(context, url, answer);
  const release = asObject(tryParseJson(answer.body.toString('utf8')));
  if (release === undefined) throw unreadable(context, url, answer, 'JSON');
  const other = otherProject(asString(asObject(release.get('info'))?.get('name')), project, context);
  if (other !== undefined)
    throw unavailable(index, url, `it answered with a release of ${other}, not of ${project}`);
  return asArray(release.get('urls')).flatMap(releaseFile);
}

/** What an index says when it is queried for the provenance of one file. */
export type ProvenanceReply =
  | { readonly kind: 'served'; readonly provenance: Provenance }
  /** It has none of this file. */
  | { readonly kind: 'none' }
  /** It would not say. */
  | { readonly kind: 'refused'; readonly because: string }
  /** It has no way to say. */
  | { readonly kind: 'silent'; readonly because: string };

/**
 * The provenance of a file that the project page lists: by PyPI's integrity API, else by what the page says.
 * @throws {ActionError} INDEX_UNAVAILABLE where the index could not say
 */
export async function queryProvenance(
  file: { readonly project: string; readonly version: string; readonly name: string },
  listed: ListedFile,
  context: QueryContext,
): Promise<ProvenanceReply> {
  const { apiUrl, title } = context.index;
  if (apiUrl !== undefined) {
    const path = [file.project, file.version, file.name].map((part) => encodeURIComponent(part)).join('/');
    return readProvenance(`${apiUrl}/integrity/${path}/provenance`, context);
  }
  if (listed.provenanceUrl !== undefined) return readProvenance(listed.provenanceUrl, context);
  return listed.saysProvenance
    ? { kind: 'none' }
    : { kind: 'silent', because: `the pages of ${title} do not say which files have attestations` };
}

/** Whether an address that the index gave is neither https nor on an origin of its own. */
export function isForeignAddress(url: string, index: PackageIndex): boolean {
  return !url.startsWith('https:') && !isOwnOrigin(url, index);
}

/** The provenance at an address that the index gave. @throws {ActionError} INDEX_UNAVAILABLE where it could not say */
export async function readProvenance(url: string, context: QueryContext): Promise<ProvenanceReply> {
  const { index } = context;
  if (isForeignAddress(url, index))
    return { kind: 'refused', because: `its page links the provenance at ${publicUrl(url)}` };
  const answer = await get(url, INTEGRITY_TYPES, `provenance from ${index.title}`, context);
  if (answer.status === 404) return { kind: 'none' };
  if (answer.status !== 200)
    return { kind: 'refused', because: `${index.title} ${answered(context, url, answer)}` };
  const provenance = parseProvenance(tryParseJson(answer.body.toString('utf8')));
  if (provenance === undefined) throw unreadable(context, url, answer, 'a provenance object');
  return { kind: 'served', provenance };
}

function releaseFile(value: unknown): ReleaseFile[] {
  const file = asObject(value);
  const name = asString(file?.get('filename'));
  const sha256 = asString(asObject(file?.get('digests'))?.get('sha256'));
  if (file === undefined || name === undefined || sha256 === undefined) return [];
  const size = file.get('size');
  return [
    {
      name,
      kind: asString(file.get('packagetype')) ?? '',
      sha256: sha256.toLowerCase(),
      size: typeof size === 'number' ? size : undefined,
      uploadedAt: asString(file.get('upload_time_iso_8601')),
    },
  ];
}

const BUDGET: RetryBudget = { total: 120_000, attempts: 5, firstDelay: 1000, maximumDelay: 15_000 };

/** The answer to one query: of a lasting status, whatever it says. @throws {ActionError} INDEX_UNAVAILABLE where none comes */
export async function get(
  url: string,
  accept: string,
  purpose: string,
  context: QueryContext,
): Promise<HttpAnswer> {
  const { index, platform, credentials, once = false, signal } = context;
  const headers = {
    accept,
    'cache-control': 'no-cache',
    ...authorizationFor(credentials, url, index.uploadUrl),
  };
  return requestWithRetry(
    {
      request: { method: 'GET', url, purpose, headers, deadline: 30_000, maximumBytes: 64 << 20 },
      budget: once ? { ...BUDGET, attempts: 1 } : BUDGET,
      read: (value) => ({ kind: 'done', value }),
      refused: (answer) => refused(context, url, answer),
      failed: (failure) => unreachable(index, url, failure),
    },
    platform,
    signal,
  );
}

/** What a query could not find out. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly because: string;
}

/** The result of queries that a run can do without. @throws whatever is not the index's failure, and the reason of a cancellation */
export async function unlessUnavailable<T>(
  { signal }: QueryContext,
  query: () => Promise<T>,
): Promise<T | Unknown> {
  try {
    return await query();
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ActionError)) throw error;
    return { kind: 'unknown', because: messageOf(error) };
  }
}

/** The index answered with a status that says nothing about its files. */
export function refused(context: QueryContext, url: string, answer: HttpAnswer): ActionError {
  const why = `it ${answered(context, url, answer)}`;
  return unavailable(context.index, url, why, undefined, remedyForStatus(answer.status, url, context));
}

function remedyForStatus(status: number, url: string, context: QueryContext): string | Remedy {
  if (status === 401 || status === 403) return accessHint(url, context);
  return isTransientStatus(status) ? remedyForTrouble(context.index) : remedyForOddAnswer(context.index);
}

function answered({ platform }: QueryContext, url: string, answer: HttpAnswer): string {
  const { status, headers } = answer;
  const location = URL.parse(headers['location'] ?? '', url);
  const isRedirect = status >= 300 && status < 400 && headers['location'] !== undefined && location !== null;
  const to = isRedirect ? `, a redirect to ${publicUrl(location.href)}` : '';
  return `answered ${status} ${answerText(answer, platform.runner.redact)}${to}`;
}

/** The index answered 200 with something else than what it has at this address; a page for people by its title. */
function unreadable(context: QueryContext, url: string, answer: HttpAnswer, what: string): ActionError {
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

import { ActionError, messageOf } from '../../errors.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import { asArray, asObject, asString, tryParseJson } from '../../ground/json.ts';
import { requestWithRetry } from '../../ground/request.ts';
import type { RetryBudget } from '../../ground/retry.ts';
import { publicUrl } from '../../ground/url-text.ts';
import { authorizationFor } from '../credentials.ts';
import { isOwnOrigin } from '../hosts.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ListedFile } from './project-page.ts';
import { parseProvenance } from './provenance.ts';
import type { Provenance } from './provenance.ts';
import type { QueryContext } from './query-context.ts';
import { answered, otherProject, refused, unavailable, unreachable, unreadable } from './query-failures.ts';

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

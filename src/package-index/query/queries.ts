import { asArray, asObject, asString, tryParseJson } from '../../ground/json.ts';
import { ask, refused, unavailable } from './asking.ts';
import type { Asking } from './asking.ts';
import type { PackageIndex } from '../package-index.ts';
import { EMPTY_PROJECT_PAGE, parseProjectPage } from './project-page.ts';
import type { ProjectPage } from './project-page.ts';
import { parseProvenance } from './provenance.ts';
import type { Provenance } from './provenance.ts';

/** One file of a release, as the JSON API lists it. */
export interface ReleaseFile {
  readonly name: string;
  readonly kind: string;
  readonly sha256: string;
  readonly size: number | undefined;
  readonly uploadedAt: string | undefined;
}

const SIMPLE_JSON = 'application/vnd.pypi.simple.v1+json';
const SIMPLE_TYPES = `${SIMPLE_JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;
const INTEGRITY_TYPES = 'application/vnd.pypi.integrity.v1+json, application/json;q=0.5';

/**
 * The files of a project by the Simple API (PEP 503, PEP 691); an empty page where the index doesn't have it.
 * @throws {ActionError} INDEX_UNAVAILABLE where the index can't be asked or doesn't answer with such a page.
 */
export async function listFiles(index: PackageIndex, project: string, asking: Asking): Promise<ProjectPage> {
  if (index.simpleUrl === undefined)
    throw unavailable(index, index.uploadUrl, 'it has no Simple API that is known');
  const first = `${index.simpleUrl}${encodeURIComponent(project)}/`;
  const page = await simplePage(index, first, project, asking);
  // GitLab and others send on to PyPI what they don't have.
  if (typeof page !== 'string') return page;
  if (isPypi(page)) return EMPTY_PROJECT_PAGE;
  if (new URL(page).origin !== new URL(first).origin)
    throw unavailable(index, first, `it redirects to ${page}`);
  const second = await simplePage(index, page, project, asking);
  if (typeof second === 'string') throw unavailable(index, page, `it redirects on to ${second}`);
  return second;
}

/** The page, or the address that the index sends on to. */
async function simplePage(
  index: PackageIndex,
  url: string,
  project: string,
  asking: Asking,
): Promise<ProjectPage | string> {
  const answer = await ask(index, url, SIMPLE_TYPES, `files of ${project} on ${index.title}`, asking);
  const location = answer.headers['location'];
  if (answer.status === 404) return EMPTY_PROJECT_PAGE;
  if (answer.status >= 300 && answer.status < 400 && location !== undefined && URL.canParse(location, url)) {
    return new URL(location, url).href;
  }
  if (answer.status !== 200) throw refused(index, url, answer);
  const type = answer.headers['content-type'] ?? '';
  const page = parseProjectPage(type, answer.body.toString('utf8'), url);
  if (page === undefined)
    throw unavailable(index, url, `it answered ${type || 'without a type'}, no Simple API page`);
  return page;
}

/**
 * The files of one release by PyPI's JSON API; none where the index doesn't have it. Ask only for a version that the
 * project page lists: an edge may keep a 404. @throws {ActionError} INDEX_UNAVAILABLE
 */
export async function listRelease(
  index: PackageIndex,
  project: string,
  version: string,
  asking: Asking,
): Promise<readonly ReleaseFile[]> {
  if (index.apiUrl === undefined) return [];
  const url = `${index.apiUrl}/pypi/${encodeURIComponent(project)}/${encodeURIComponent(version)}/json`;
  const answer = await ask(index, url, 'application/json', `release ${project} ${version}`, asking);
  if (answer.status === 404) return [];
  if (answer.status !== 200) throw refused(index, url, answer);
  const release = asObject(tryParseJson(answer.body.toString('utf8')));
  if (release === undefined) throw unavailable(index, url, 'it did not answer with JSON');
  return asArray(release.get('urls')).flatMap(releaseFile);
}

/** Where the integrity API has one file's provenance; undefined where the index has no such API. */
export function integrityUrl(
  index: PackageIndex,
  file: { readonly project: string; readonly version: string; readonly name: string },
): string | undefined {
  if (index.apiUrl === undefined) return undefined;
  const parts = [file.project, file.version, file.name].map((part) => encodeURIComponent(part));
  return `${index.apiUrl}/integrity/${parts.join('/')}/provenance`;
}

/**
 * The provenance at an address that the index gave, or that `integrityUrl` made; undefined where there is none.
 * @throws {ActionError} INDEX_UNAVAILABLE
 */
export async function readProvenance(
  index: PackageIndex,
  url: string,
  asking: Asking,
): Promise<Provenance | undefined> {
  // An address that the index made up must not lead into this machine or out of https.
  const origins = [index.simpleUrl, index.apiUrl].flatMap((own) =>
    own === undefined ? [] : [new URL(own).origin],
  );
  if (!url.startsWith('https:') && !origins.includes(new URL(url).origin)) return undefined;
  const answer = await ask(index, url, INTEGRITY_TYPES, `provenance from ${index.title}`, asking);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw refused(index, url, answer);
  const provenance = parseProvenance(tryParseJson(answer.body.toString('utf8')));
  if (provenance === undefined) throw unavailable(index, url, 'it did not answer with a provenance object');
  return provenance;
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

function isPypi(url: string): boolean {
  return ['pypi.org', 'test.pypi.org'].includes(new URL(url).hostname);
}

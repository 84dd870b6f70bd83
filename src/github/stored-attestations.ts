import { asArray, asObject, asString, tryParseJson, type JsonObject } from '../ground/json.ts';
import type { RequestPlatform } from '../ground/request.ts';
import type { Secret } from '../ground/secret.ts';
import { apiHeaders, restGet, restRefusal } from './rest.ts';
import { unpackSnappy } from './snappy.ts';

/** Whose build provenance is wanted. */
interface WantedProvenance {
  /** Of the REST API. */
  readonly apiUrl: string;
  /** `OWNER/NAME`. */
  readonly repository: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** `Bearer` and a token. */
  readonly authorization: Secret;
}

const LISTED = 100;
/** Pages of a list that are read: a file with more attestations than that has none that anybody looks for. */
const MOST_PAGES = 5;
const PURPOSE = 'attestation store';
/** Bytes of a page of the list, of a packed bundle, and of an unpacked one; one of a single file has about 12,000. */
const MAXIMUM_LIST = 16 * 1024 * 1024;
const [MAXIMUM_PACKED, MAXIMUM_BUNDLE] = [1024 * 1024, 4 * 1024 * 1024];

/**
 * The Sigstore bundles of build provenance that a repository's attestation store has of a file, as JSON values; none where it has none,
 * or may not say so. The token goes to the API alone: a bundle may lie in a store of another host, packed.
 * https://docs.github.com/rest/repos/attestations#list-attestations
 * @throws {Error} with what was answered instead
 */
export async function fetchStoredProvenance(
  { apiUrl, repository, sha256, authorization }: WantedProvenance,
  platform: RequestPlatform,
  signal?: AbortSignal,
): Promise<readonly unknown[]> {
  const list = `${apiUrl}/repos/${repository}/attestations/sha256:${sha256}`;
  const bundles: unknown[] = [];
  let url: string | undefined = `${list}?predicate_type=provenance&per_page=${LISTED}`;
  for (let page = 0; url !== undefined && page < MOST_PAGES; page += 1) {
    const request = {
      url,
      purpose: PURPOSE,
      headers: apiHeaders(authorization),
      maximumBytes: MAXIMUM_LIST,
    };
    const answer = await restGet(request, platform, signal);
    if (answer.status === 404) break;
    if (answer.status !== 200) throw restRefusal(url, answer, platform.runner.redact);
    const attestations = asObject(tryParseJson(answer.body))?.get('attestations');
    for (const each of asArray(attestations)) {
      bundles.push(await bundleOf(asObject(each), platform, signal));
    }
    url = nextPage(answer.headers['link'], list);
  }
  return bundles;
}

/** The next page, where it is one of the same list (RFC 8288). */
function nextPage(link: string | undefined, list: string): string | undefined {
  const [, next] = /<([^<>]+)>\s*;\s*rel="next"/.exec(link ?? '') ?? [];
  return next?.startsWith(`${list}?`) === true ? next : undefined;
}

async function bundleOf(
  attestation: JsonObject | undefined,
  platform: RequestPlatform,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const bundle = attestation?.get('bundle');
  const url = asString(attestation?.get('bundle_url')) ?? '';
  if (bundle !== null && bundle !== undefined) return bundle;
  if (url === '') throw new Error('the attestation store returned neither a bundle nor its URL');
  const request = { url, purpose: `${PURPOSE}, bundle`, headers: {}, maximumBytes: MAXIMUM_PACKED };
  const answer = await restGet(request, platform, signal);
  if (answer.status !== 200) throw restRefusal(url, answer, platform.runner.redact);
  return tryParseJson(unpackSnappy(answer.body, MAXIMUM_BUNDLE));
}

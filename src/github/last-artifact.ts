import type { HttpAnswer } from '../ground/http.ts';
import { asArray, asObject, asString, tryParseJson } from '../ground/json.ts';
import type { RequestPlatform } from '../ground/request.ts';
import type { Secret } from '../ground/secret.ts';
import { apiHeaders, restGet, restRefusal, type RestRequest } from './rest.ts';

/** Whose artifact is wanted: the newest of this name that another run of the same branch stored. */
interface WantedArtifact {
  /** Of the REST API. */
  readonly apiUrl: string;
  /** `OWNER/NAME`. */
  readonly repository: string;
  readonly branch: string;
  /** The run that fetches it. */
  readonly runId: string;
  readonly name: string;
  /** `Bearer` and a token. */
  readonly authorization: Secret;
  readonly maximumBytes: number;
}

/** The newest come first. */
const LISTED = 30;

/**
 * The zip file of the newest artifact of a name that an earlier run of this branch stored; undefined where there is none. A run of a
 * fork's pull request stores its artifacts with the repository too, and chooses their names: those are not taken.
 * https://docs.github.com/rest/actions/artifacts
 * @throws {Error} with what GitHub answered
 */
export async function fetchLastArtifact(
  wanted: WantedArtifact,
  platform: RequestPlatform,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  const { apiUrl, repository, name, authorization } = wanted;
  const headers = apiHeaders(authorization);
  const base = `${apiUrl}/repos/${repository}/actions/artifacts`;
  const list = `${base}?name=${encodeURIComponent(name)}&per_page=${LISTED}`;
  const get = getter(platform, signal);
  const listed = await get(list, headers, 4 << 20);
  if (listed.status !== 200) throw restRefusal(list, listed, platform.runner.redact);
  const artifacts = asObject(tryParseJson(listed.body))?.get('artifacts');
  const id = asArray(artifacts).flatMap((each) => usable(each, wanted))[0];
  if (id === undefined) return undefined;
  const zip = `${base}/${id}/zip`;
  const answer = await get(zip, headers, wanted.maximumBytes);
  const { location } = answer.headers;
  // The address of the store is signed: the token goes to GitHub alone.
  const stored =
    answer.status === 302 && location !== undefined ? await get(location, {}, wanted.maximumBytes) : answer;
  if (stored.status !== 200) throw restRefusal(zip, stored, platform.runner.redact);
  return stored.body;
}

function usable(value: unknown, { branch, runId, name }: WantedArtifact): number[] {
  const artifact = asObject(value);
  const run = asObject(artifact?.get('workflow_run'));
  const id = artifact?.get('id');
  const own =
    run?.get('head_repository_id') === run?.get('repository_id') && run?.get('repository_id') !== undefined;
  const isIt = artifact?.get('expired') !== true && asString(artifact?.get('name')) === name;
  const other = String(run?.get('id')) !== runId;
  return typeof id === 'number' && own && isIt && other && run?.get('head_branch') === branch ? [id] : [];
}

type Get = (url: string, headers: RestRequest['headers'], maximumBytes: number) => Promise<HttpAnswer>;

function getter(platform: RequestPlatform, signal: AbortSignal | undefined): Get {
  const purpose = 'artifact of the last audit';
  return async (url, headers, maximumBytes) =>
    restGet({ url, purpose, headers, maximumBytes }, platform, signal);
}

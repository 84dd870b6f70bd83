import { knownCauseOf, messageOf } from '../errors.ts';
import type { Http } from '../ground/http.ts';
import { isLoopback } from '../ground/loopback.ts';

/** Why one of GitHub's stores failed, and what to do about it where it is the way there. */
interface StoreFailure {
  readonly why: string;
  readonly hint: string | undefined;
}

/** Milliseconds and bytes for the answer to a request whose answer is of no interest. */
const [DEADLINE, MAXIMUM_BYTES] = [5000, 1 << 20];

/**
 * Why one of GitHub's stores failed. Its client words what the job's proxy does as a broken connection, or waits for it until time is up:
 * a request without credentials to the same host shows whether it is the proxy.
 * @param url of the store; undefined where the runner names none
 */
export async function storeFailure(
  error: unknown,
  url: string | undefined,
  { http }: { readonly http: Http },
  signal: AbortSignal,
): Promise<StoreFailure> {
  const said = { why: messageOf(error), hint: undefined };
  const address = URL.parse(requestedBy(error) ?? url ?? '');
  if (address === null || isLoopback(address.hostname)) return said;
  const request = {
    method: 'HEAD',
    url: `${address.origin}/`,
    purpose: `way to ${address.host}`,
    deadline: DEADLINE,
    maximumBytes: MAXIMUM_BYTES,
    signal,
  } as const;
  try {
    await http.request(request);
    return said;
  } catch (failure) {
    const cause = knownCauseOf(failure);
    return cause === undefined ? said : { why: cause.message, hint: cause.hint };
  }
}

/** The address of the request that an error of Octokit or of Azure's client is about: a store may have its files on another host. */
function requestedBy(error: unknown): string | undefined {
  const url: unknown = Reflect.get(Object(Reflect.get(Object(error), 'request')), 'url');
  return typeof url === 'string' ? url : undefined;
}

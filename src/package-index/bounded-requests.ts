import { TransportError } from '../errors.ts';
import type { Clock } from '../ground/clock.ts';
import type { Http, HttpAnswer } from '../ground/http.ts';
import { Throttle, type RequestOutcome, type ServiceLimits } from '../ground/throttle.ts';
import type { PackageIndex } from './package-index.ts';

/**
 * Requests that an index gets at once from one run, over all of its projects. An index that is overloaded gets fewer, and never so few
 * that a project whose requests hang would hold up the others.
 */
const LIMITS: ServiceLimits = { first: 16, maximum: 32, least: 4, interval: 0 };
/** Of those, the ones that an index writes for: an upload costs it more than any query. */
const WRITES: ServiceLimits = { ...LIMITS, maximum: 16 };

/** Statuses after which an index gets fewer requests at once: 500 is what Warehouse answers under too many uploads. */
const OVERLOADED: readonly number[] = [429, 500, 503];

/**
 * The same machine, with one bound for all requests to the index. A request that waits for its turn is given up when the run is
 * cancelled; its deadline counts from its turn.
 */
export function withBoundedRequests<P extends { readonly http: Http; readonly clock: Clock }>(
  platform: P,
  index: Pick<PackageIndex, 'uploadUrl' | 'simpleUrl' | 'apiUrl'>,
  cancelled: AbortSignal,
): P {
  const [all, writes] = [new Throttle(LIMITS, platform.clock), new Throttle(WRITES, platform.clock)];
  const urls = [index.uploadUrl, index.simpleUrl, index.apiUrl].filter((url) => url !== undefined);
  const origins = new Set(urls.map((url) => new URL(url).origin));
  const http: Http = {
    request: async (request) => {
      if (!origins.has(new URL(request.url).origin)) return platform.http.request(request);
      const send = async () =>
        all.run(async () => {
          const one = await settled(platform.http.request(request));
          return { value: one, outcome: one.outcome };
        }, cancelled);
      const ended = request.method === 'GET' ? (await send()).value : await writes.run(send, cancelled);
      if ('error' in ended) throw ended.error;
      return ended.answer;
    },
  };
  return { ...platform, http };
}

type Ended = { readonly answer: HttpAnswer } | { readonly error: unknown };

async function settled(
  answering: Promise<HttpAnswer>,
): Promise<{ readonly value: Ended; readonly outcome: RequestOutcome }> {
  try {
    const answer = await answering;
    return { value: { answer }, outcome: outcomeOf(answer.status) };
  } catch (error) {
    // A server without a proxy may end the head of a 500 in a way that no parser accepts.
    const broke = error instanceof TransportError && error.failure === 'unparsable';
    return { value: { error }, outcome: broke ? outcomeOf(500) : { kind: 'failed' } };
  }
}

function outcomeOf(status: number): RequestOutcome {
  // How long to wait is said of that request, not of those of other projects.
  if (OVERLOADED.includes(status)) return { kind: 'overloaded', until: 0 };
  return { kind: status < 500 ? 'good' : 'failed' };
}

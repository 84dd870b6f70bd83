// Which requests of a run had to wait for which others, as the servers of this process saw them.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request: from when its head came until its answer was written, in milliseconds of one clock. */
export interface TimedRequest {
  readonly what: string;
  /** The connection that it came on. */
  readonly connection: string;
  readonly began: number;
  readonly ended: number;
}

/** Does work and gives back the requests that came to any server of this process meanwhile, in the order in which they came. */
export async function recordRequests(work: () => Promise<void>): Promise<readonly TimedRequest[]> {
  const requests: TimedRequest[] = [];
  const began = new Map<unknown, number>();
  const onStart = (message: unknown): void => {
    began.set((message as { request: IncomingMessage }).request, performance.now());
  };
  const onFinish = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { localPort, remotePort } = request.socket;
    requests.push({
      what: `${request.method} ${request.url} ${response.statusCode}`,
      connection: `${localPort} ${remotePort}`,
      began: began.get(request) ?? 0,
      ended: performance.now(),
    });
  };
  subscribe('http.server.request.start', onStart);
  subscribe('http.server.response.finish', onFinish);
  try {
    await work();
  } finally {
    unsubscribe('http.server.request.start', onStart);
    unsubscribe('http.server.response.finish', onFinish);
  }
  return requests.toSorted((one, other) => one.began - other.began);
}

/** The longest chain of requests each of which came when the one before had been answered. */
export function longestChain(requests: readonly TimedRequest[]): readonly TimedRequest[] {
  const chains: (readonly TimedRequest[])[] = [];
  for (const request of requests) {
    const before = chains.filter((chain) => (chain.at(-1)?.ended ?? 0) <= request.began);
    chains.push([...longest(before), request]);
  }
  return longest(chains);
}

function longest(chains: readonly (readonly TimedRequest[])[]): readonly TimedRequest[] {
  return chains.reduce<readonly TimedRequest[]>(
    (best, each) => (each.length > best.length ? each : best),
    [],
  );
}

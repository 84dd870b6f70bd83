import { gatewayError } from './strict-json.ts';
import { startService } from './http-service.ts';
import type { Answer, Service, ServiceOptions, ServiceRequest } from './http-service.ts';

const ENTRIES = '/api/v2/log/entries';

/** A log of the second API behind the address: one of the testbed, or a real one. */
export interface AddressedLog {
  readonly url: string;
}

/** One address for several logs of the second API, as at global.rekor.sigstage.dev: entries are sent on in turn, nothing can be read. */
export interface GlobalAddress extends Service {
  /** The logs behind it, in the order of their turns; may be changed. */
  readonly shards: AddressedLog[];
}

/** Starts the address in front of these logs. */
export async function startGlobalAddress(
  shards: readonly AddressedLog[],
  options: ServiceOptions = {},
): Promise<GlobalAddress> {
  const behind = [...shards];
  let turn = 0;

  async function sendOn({ body }: ServiceRequest): Promise<Answer> {
    const shard = behind[turn % behind.length];
    turn += 1;
    if (shard === undefined) return gatewayError(503, 14, 'no healthy upstream');
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${shard.url}${ENTRIES}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    const type = answer.headers.get('content-type') ?? 'application/json';
    return { status: answer.status, headers: { 'content-type': type }, body: await answer.text() };
  }

  const service = await startService(
    (request) =>
      request.method === 'POST' && request.url.pathname === ENTRIES
        ? sendOn(request)
        : gatewayError(501, 12, 'Not Implemented'),
    options,
  );
  return { ...service, shards: behind };
}

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { messageOf, TransportError } from '../errors.ts';
import type { HttpAnswer } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Attempt, RetryBudget } from '../ground/retry.ts';
import { isTransientFailure, isTransientStatus, retry, retryAfter } from '../ground/retry.ts';
import { RefusedMetadata, UnreachableMetadata } from './failure.ts';

/**
 * One metadata file by its name; undefined where the server has none of that name.
 * @throws {UnreachableMetadata} where no answer is of use
 * @throws {RefusedMetadata} `too large`, beyond `maximumBytes`
 */
export type ReadMetadata = (file: string, maximumBytes: number) => Promise<Buffer | undefined>;

const DEADLINE = 15_000;
/** Three failures in a row end a look; whoever waits looks again. */
const BUDGET: RetryBudget = { total: 30_000, attempts: 3, firstDelay: 500, maximumDelay: 4000 };

const unzip = promisify(gunzip);

/** Reads metadata below a URL, compressed where the server can: a snapshot of 16,384 bins has 754 KB, or 45 KB. */
export function metadataAt(
  base: string,
  { http, clock }: Pick<Platform, 'http' | 'clock'>,
  signal?: AbortSignal,
): ReadMetadata {
  const root = base.replace(/\/+$/, '');
  const attempt = async (url: string, maximumBytes: number): Promise<Attempt<HttpAnswer>> => {
    try {
      const answer = await http.request({
        method: 'GET',
        url,
        purpose: 'TUF metadata of the index',
        headers: { 'accept-encoding': 'gzip', 'cache-control': 'no-cache' },
        deadline: DEADLINE,
        maximumBytes,
        ...(signal !== undefined && { signal }),
      });
      if (!isTransientStatus(answer.status)) return { kind: 'done', value: answer };
      const after = retryAfter(answer, clock.now());
      const waits = after === undefined ? {} : { after };
      return { kind: 'again', error: answered(url, answer.status, waits), ...waits };
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      signal?.throwIfAborted();
      if (error.failure === 'too-large') throw new RefusedMetadata('too large', url, false, error);
      const failure = new UnreachableMetadata(error.message, { cause: error });
      if (!isTransientFailure(error)) throw failure;
      return { kind: 'again', error: failure };
    }
  };
  return async (file, maximumBytes) => {
    const url = `${root}/${file}`;
    const answer = await retry(() => attempt(url, maximumBytes), BUDGET, { clock, signal });
    // A store without listing rights answers 403 for what is not there.
    if (answer.status === 404 || answer.status === 403) return undefined;
    if (answer.status !== 200) throw answered(url, answer.status);
    return unzipped(answer, url, maximumBytes);
  };
}

function answered(url: string, status: number, waits: { readonly after?: number } = {}): UnreachableMetadata {
  const redirect = status >= 300 && status < 400 ? ', and redirects are not followed' : '';
  return new UnreachableMetadata(`${url} answered ${status}${redirect}`, waits);
}

async function unzipped({ headers, body }: HttpAnswer, url: string, maximumBytes: number): Promise<Buffer> {
  if (headers['content-encoding'] !== 'gzip') return body;
  try {
    return await unzip(body, { maxOutputLength: maximumBytes });
  } catch (error) {
    const tooLarge = Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE';
    if (tooLarge) throw new RefusedMetadata('too large', url, false, error);
    throw new UnreachableMetadata(`${url} is not the gzip it says: ${messageOf(error)}`, { cause: error });
  }
}

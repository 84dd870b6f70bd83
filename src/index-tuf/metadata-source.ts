import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { messageOf } from '../errors.ts';
import { requestWithRetry, type RequestPlatform } from '../ground/request.ts';
import { withoutSlashesAtEnd } from '../ground/url-text.ts';
import { retryAfter, type RetryBudget } from '../ground/retry.ts';
import type { HttpAnswer } from '../ground/http.ts';
import { RefusedMetadata, UnreachableMetadata } from './failure.ts';

/**
 * One metadata file by its name; undefined where the server has none of that name.
 * @throws {UnreachableMetadata} where no answer is of use
 * @throws {RefusedMetadata} `too large`, beyond `maximumBytes`
 */
export type ReadMetadata = (file: string, maximumBytes: number) => Promise<Buffer | undefined>;

const DEADLINE = 15_000;
/** Three failures in a row end a check; whoever waits checks again. */
const BUDGET: RetryBudget = { total: 30_000, attempts: 3, firstDelay: 500, maximumDelay: 4000 };

const unzip = promisify(gunzip);

/** Reads metadata below a URL, compressed where the server can: a snapshot of 16,384 bins has 754 KB, or 45 KB. */
export function metadataAt(base: string, platform: RequestPlatform, signal?: AbortSignal): ReadMetadata {
  const root = withoutSlashesAtEnd(base);
  return async (file, maximumBytes) => {
    const url = `${root}/${file}`;
    const answer = await requestWithRetry(
      {
        request: {
          method: 'GET',
          url,
          purpose: 'TUF metadata of the index',
          headers: { 'accept-encoding': 'gzip', 'cache-control': 'no-cache' },
          deadline: DEADLINE,
          maximumBytes,
        },
        budget: BUDGET,
        read: (value) => ({ kind: 'done', value }),
        refused: (refusal) => answered(url, refusal.status, retryAfter(refusal, platform.clock.now())),
        failed: (cause) =>
          cause.failure === 'too-large'
            ? new RefusedMetadata('too large', url, false, cause)
            : new UnreachableMetadata(cause.message, { cause }),
      },
      platform,
      signal,
    );
    // A store without listing rights answers 403 for what is not there.
    if (answer.status === 404 || answer.status === 403) return undefined;
    if (answer.status !== 200) throw answered(url, answer.status);
    return unzipped(answer, url, maximumBytes);
  };
}

/** @param after milliseconds that the server requested to wait */
function answered(url: string, status: number, after = 0): UnreachableMetadata {
  const redirect = status >= 300 && status < 400 ? ', and redirects are not followed' : '';
  return new UnreachableMetadata(`${url} answered ${status}${redirect}`, { after });
}

async function unzipped({ headers, body }: HttpAnswer, url: string, maximumBytes: number): Promise<Buffer> {
  if (headers['content-encoding'] !== 'gzip') return body;
  try {
    return await unzip(body, { maxOutputLength: maximumBytes });
  } catch (error) {
    const tooLarge = Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE';
    if (tooLarge) throw new RefusedMetadata('too large', url, false, error);
    throw new UnreachableMetadata(`${url} is not valid gzip: ${messageOf(error)}`, { cause: error });
  }
}

import { createHash } from 'node:crypto';
import { requestWithRetry } from '../../ground/request.ts';
import type { RetryBudget } from '../../ground/retry.ts';
import { authorizationFor } from '../credentials.ts';
import type { ListedFile } from './project-page.ts';
import { isForeignAddress } from './queries.ts';
import type { QueryContext } from './query-context.ts';
import { refused, unavailable, unreachable } from './query-failures.ts';

const BUDGET: RetryBudget = { total: 300_000, attempts: 5, firstDelay: 1000, maximumDelay: 15_000 };
/** Milliseconds for one file, and its bytes at the most: they are in memory. */
const [DEADLINE, MAXIMUM_BYTES] = [300_000, 1 << 30];

/** The SHA-256 of a file's bytes as the index serves them now, lower-case hex. @throws {ActionError} INDEX_UNAVAILABLE */
export async function downloadedHash(file: ListedFile, context: QueryContext): Promise<string> {
  const { index, platform, credentials, signal } = context;
  const { url, name } = file;
  if (isForeignAddress(url, index))
    throw unavailable(index, url, `it lists ${name} at that address, which is not its own`);
  const headers = { 'cache-control': 'no-cache', ...authorizationFor(credentials, url, index.uploadUrl) };
  const answer = await requestWithRetry(
    {
      request: {
        method: 'GET',
        url,
        purpose: name,
        headers,
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES,
      },
      budget: BUDGET,
      read: (value) => ({ kind: 'done', value }),
      refused: (value) => refused(context, url, value),
      failed: (failure) => unreachable(index, url, failure),
    },
    platform,
    signal,
  );
  if (answer.status !== 200) throw refused(context, url, answer);
  return createHash('sha256').update(answer.body).digest('hex');
}

import { createHash } from 'node:crypto';
import { messageOf, TransportError } from '../../errors.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import { authorizationFor } from '../credentials.ts';
import { isOwnOrigin } from '../hosts.ts';
import type { PackageIndex } from '../package-index.ts';
import type { ListedFile } from './project-page.ts';
import type { QueryContext } from './query-context.ts';

/** Part of a file that an index has, or why it could not be fetched. */
export type FilePart =
  | {
      readonly kind: 'served';
      readonly bytes: Buffer;
      /** Bytes of the whole file. */
      readonly size: number;
    }
  /** `all`: other files on that host would fare no better. */
  | { readonly kind: 'refused'; readonly because: string; readonly all: boolean };

/** Bytes from the end of a wheel that are fetched: what describes it lies in the last 256 KiB of nearly all. */
const TAIL = 256 * 1024;
/** Milliseconds for one answer, and bytes of core metadata. */
const [DEADLINE, LARGEST_METADATA] = [10_000, 8 * 1024 * 1024];

/** Whether an address is the index's own, or of a host that is known to serve its files: no other is contacted. */
export function isOwnAddress(
  url: string,
  index: Pick<PackageIndex, 'simpleUrl' | 'apiUrl' | 'fileOrigins'>,
): boolean {
  return isOwnOrigin(url, index) || index.fileOrigins.includes(new URL(url).origin);
}

/**
 * The last 256 KiB of a file by one range request (RFC 9110 §14), not repeated. An answer with the whole of a larger file is dropped at
 * its head, and a redirect is not followed.
 */
export async function fetchTail(file: ListedFile, context: QueryContext): Promise<FilePart> {
  const answer = await getOnce(
    file.url,
    `end of ${file.name}`,
    { range: `bytes=-${TAIL}` },
    [206, TAIL],
    context,
  );
  if (typeof answer === 'string') return { kind: 'refused', because: answer, all: false };
  if (answer.status !== 206) return refusedBy(answer);
  const size = sizeOfWhole(answer, file.size);
  return size === undefined
    ? { kind: 'refused', because: 'it answered with another range than the one requested', all: false }
    : { kind: 'served', bytes: answer.body, size };
}

/** The core metadata that is served beside a file (PEP 658), by one request. The page must list it. */
export async function fetchMetadata(file: ListedFile, context: QueryContext): Promise<FilePart> {
  const url = new URL(file.url);
  url.pathname += '.metadata';
  const answer = await getOnce(url.href, `metadata of ${file.name}`, {}, [200, LARGEST_METADATA], context);
  if (typeof answer === 'string') return { kind: 'refused', because: answer, all: false };
  if (answer.status !== 200) return refusedBy(answer);
  const { body } = answer;
  const expected = file.coreMetadata?.sha256;
  if (expected !== undefined && createHash('sha256').update(body).digest('hex') !== expected) {
    return { kind: 'refused', because: 'its metadata has another hash than the page says', all: false };
  }
  return { kind: 'served', bytes: body, size: body.length };
}

/** The answer to one request, its body only with one status, or why there is none. */
async function getOnce(
  address: string,
  purpose: string,
  headers: Readonly<Record<string, string>>,
  [status, maximumBytes]: readonly [number, number],
  { index, platform, credentials, signal }: QueryContext,
): Promise<HttpAnswer | string> {
  const url = new URL(address);
  url.hash = '';
  try {
    return await platform.http.request({
      method: 'GET',
      url: url.href,
      purpose,
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        ...authorizationFor(credentials, url.href, index.uploadUrl),
      },
      deadline: DEADLINE,
      maximumBytes,
      bodyOf: [status],
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    if (error instanceof TransportError) return messageOf(error);
    throw error;
  }
}

/** What answers other files too: the whole file instead of its end, no permission, or a service that is overloaded. */
function refusedBy({ status }: HttpAnswer): FilePart {
  const all = status === 200 || status === 401 || status === 403 || status === 429 || status >= 500;
  const because = status === 200 ? 'its host serves whole files only' : `its host answered ${status}`;
  return { kind: 'refused', because, all };
}

/** The size of the file of which an answer has the end that was requested, all of it (RFC 9110 §14.1.2, §14.4, §15.3.7). */
function sizeOfWhole({ headers, body }: HttpAnswer, listed: number | undefined): number | undefined {
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(headers['content-range']?.trim() ?? '');
  if (range === null || (headers['content-encoding'] ?? 'identity') !== 'identity') return undefined;
  const [, first = 0, last = 0, size = 0] = range.map(Number);
  const isEnd = last === size - 1 && first === Math.max(0, size - TAIL);
  return isEnd && body.length === last - first + 1 && (listed ?? size) === size ? size : undefined;
}

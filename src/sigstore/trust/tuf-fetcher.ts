import { BaseFetcher } from 'tuf-js';
import { requestWithRetry } from '../../ground/request.ts';
import type { RequestPlatform } from '../../ground/request.ts';
import type { RetryBudget } from '../../ground/retry.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { DownloadHTTPError } from '../library-workarounds/tuf-errors.ts';

const DEADLINE = 30_000;
const BUDGET: RetryBudget = { total: 120_000, firstDelay: 500, maximumDelay: 10_000 };

/** Where the last request went and how it ended: tuf-js wraps errors as text, which loses both. */
export interface LastDownload {
  readonly url: string;
  readonly failure: Error | undefined;
  /** The server's clock, by its `Date` header. */
  readonly serverTime: Date | undefined;
}

type FetchPlatform = RequestPlatform & Pick<Platform, 'files'> & { readonly signal?: AbortSignal };

/** Downloads of a TUF client through our one way to the network: bounded in time and length, no redirects. */
export class TufFetcher extends BaseFetcher {
  readonly #platform: FetchPlatform;
  readonly #directory: string;
  last: LastDownload | undefined;

  /** @param directory private folder for downloads */
  constructor(platform: FetchPlatform, directory: string) {
    super();
    this.#platform = platform;
    this.#directory = directory;
  }

  override async fetch(url: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const bytes = await this.downloadBytes(url, 0);
    return new Blob([new Uint8Array(bytes)]).stream();
  }

  override async downloadBytes(url: string, maxLength: number): Promise<Buffer> {
    this.last = { url, failure: undefined, serverTime: undefined };
    try {
      const answer = await this.#request(url, maxLength);
      const date = Date.parse(answer.headers['date'] ?? '');
      this.last = { url, failure: undefined, serverTime: Number.isNaN(date) ? undefined : new Date(date) };
      // To tuf-js 403 and 404 mean that there is no newer root.
      if (answer.status !== 200) throw new DownloadHTTPError(`HTTP ${answer.status}`, answer.status);
      return answer.body;
    } catch (error) {
      if (error instanceof Error) this.last = { ...this.last, failure: error };
      throw error;
    }
  }

  override async downloadFile<T>(
    url: string,
    maxLength: number,
    handler: (file: string) => Promise<T>,
  ): Promise<T> {
    const file = `${this.#directory}/download`;
    await this.#platform.files.writeAtomically(file, await this.downloadBytes(url, maxLength));
    return handler(file);
  }

  async #request(url: string, maximumBytes: number): Promise<HttpAnswer> {
    const request = {
      method: 'GET',
      url,
      purpose: 'trust metadata of Sigstore',
      deadline: DEADLINE,
      maximumBytes,
    } as const;
    return requestWithRetry(
      {
        request,
        budget: BUDGET,
        read: (answer) => ({ kind: 'done', value: answer }),
        refused: ({ status }) => new DownloadHTTPError(`HTTP ${status}`, status),
        failed: (failure) => failure,
      },
      this.#platform,
      this.#platform.signal,
    );
  }
}

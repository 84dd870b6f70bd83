import { messageOf } from '../errors.ts';
import type { HttpAnswer } from '../ground/http.ts';
import { asObject, asString, tryParseJson } from '../ground/json.ts';
import { redactedText, type Redact } from '../ground/redacted-text.ts';
import { publicUrl } from '../ground/url-text.ts';
import { requestWithRetry, type RequestPlatform } from '../ground/request.ts';
import type { RetryBudget } from '../ground/retry.ts';
import type { Secret } from '../ground/secret.ts';

/** One question to GitHub's REST API, or to a store that it names. */
export interface RestRequest {
  readonly url: string;
  /** As the log names it. */
  readonly purpose: string;
  readonly headers: Readonly<Record<string, string | Secret>>;
  /** Of the answer's body. */
  readonly maximumBytes: number;
}

const BUDGET: RetryBudget = { total: 20_000, attempts: 3, firstDelay: 1000, maximumDelay: 5000 };
const DEADLINE = 20_000;

/** The headers of a request to the API itself. @param authorization `Bearer` and a token */
export function apiHeaders(authorization: Secret): RestRequest['headers'] {
  return { accept: 'application/vnd.github+json', authorization, 'x-github-api-version': '2022-11-28' };
}

/** The answer of any status that is not transient; redirects are answers. @throws {Error} with what was answered last */
export async function restGet(
  { url, purpose, headers, maximumBytes }: RestRequest,
  platform: RequestPlatform,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  return requestWithRetry(
    {
      request: { method: 'GET', url, purpose, headers, deadline: DEADLINE, maximumBytes },
      budget: BUDGET,
      read: (value) => ({ kind: 'done', value }),
      refused: (answer) => restRefusal(url, answer, platform.runner.redact),
      failed: (failure) => new Error(messageOf(failure), { cause: failure }),
    },
    platform,
    signal,
  );
}

/** UTF-16 units of GitHub's own words in a message. */
const LONGEST_QUOTE = 300;

/** What GitHub answered instead of what was wanted. */
export function restRefusal(url: string, { status, body }: HttpAnswer, redact: Redact): Error {
  const said = asString(asObject(tryParseJson(body))?.get('message')) ?? '';
  return new Error(
    `${publicUrl(url)} answered ${status} ${redactedText(said, redact, LONGEST_QUOTE)}`.trim(),
  );
}

import { ActionError, messageOf } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Http, HttpAnswer } from '../../platform/http.ts';
import { isTransientFailure, isTransientStatus, retry, retryAfter } from '../../ground/retry.ts';
import type { RetryBudget } from '../../ground/retry.ts';
import { answerText } from '../answer.ts';
import { authorizationFor } from '../credentials.ts';
import type { Credentials } from '../credentials.ts';
import type { PackageIndex } from '../package-index.ts';

/** What asking an index takes. */
export interface Asking {
  readonly http: Http;
  readonly clock: Clock;
  readonly credentials: Credentials | undefined;
  /** Ask once: the caller asks again by itself. */
  readonly once?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const BUDGET: RetryBudget = { total: 120_000, attempts: 5, firstDelay: 1000, maximumDelay: 15_000 };

/**
 * Asks an index one question with the credentials that are for its origin, again where the failure may pass.
 * @param purpose what is asked for, as log and messages name it
 * @throws {ActionError} INDEX_UNAVAILABLE where no answer comes; every answer of a lasting status is returned
 */
export async function ask(
  index: PackageIndex,
  url: string,
  accept: string,
  purpose: string,
  asking: Asking,
): Promise<HttpAnswer> {
  const { http, clock, credentials, signal } = asking;
  const headers = {
    accept,
    'cache-control': 'no-cache',
    ...authorizationFor(credentials, url, index.uploadUrl),
  };
  const request = { method: 'GET', url, purpose, headers, deadline: 30_000, maximumBytes: 64 << 20 } as const;
  const budget = asking.once === true ? { ...BUDGET, attempts: 1 } : BUDGET;
  return retry(
    async () => {
      try {
        const answer = await http.request(signal === undefined ? request : { ...request, signal });
        if (!isTransientStatus(answer.status)) return { kind: 'done', value: answer };
        const after = retryAfter(answer, clock.now());
        const error = refused(index, url, answer);
        return after === undefined ? { kind: 'again', error } : { kind: 'again', error, after };
      } catch (error) {
        const failed = unavailable(index, url, messageOf(error), error);
        if (!isTransientFailure(error)) throw failed;
        return { kind: 'again', error: failed };
      }
    },
    budget,
    { clock, signal },
  );
}

/** The index answered with a status that says nothing about its files. */
export function refused(index: PackageIndex, url: string, answer: HttpAnswer): ActionError {
  return unavailable(index, url, `it answered ${answer.status} ${answerText(answer)}`);
}

/** The index could not be asked, or did not say. */
export function unavailable(index: PackageIndex, url: string, why: string, cause?: unknown): ActionError {
  return new ActionError(
    'INDEX_UNAVAILABLE',
    `${index.title} could not be asked which files it has: ${why} (${url})`,
    index.kind === 'pypi'
      ? 'Run the job again later; see https://status.python.org.'
      : 'Check check-url, user and password. Without check-url the index is not asked before uploading.',
    cause,
  );
}

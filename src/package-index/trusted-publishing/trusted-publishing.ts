import { asArray, asObject, asString, tryParseJson } from '../../ground/json.ts';
import { ActionError, messageOf } from '../../errors.ts';
import type { Claims } from '../../github/claims.ts';
import type { Identity } from '../../github/identity.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Http, HttpAnswer } from '../../platform/http.ts';
import type { Runner } from '../../platform/runner.ts';
import { isTransientFailure, isTransientStatus, retry, retryAfter } from '../../ground/retry.ts';
import type { Attempt, RetryBudget } from '../../ground/retry.ts';
import { answerText, redirectHint } from '../answer.ts';
import { audienceOf } from './audience.ts';
import type { UploadToken } from '../credentials.ts';
import { mintRefusal } from './mint-refusal.ts';
import type { PackageIndex } from '../package-index.ts';

export type { UploadToken } from '../credentials.ts';
export { audienceOf } from './audience.ts';

const BUDGET: RetryBudget = { total: 180_000, attempts: 4, firstDelay: 1000, maximumDelay: 15_000 };

/** Seconds that a token lives where the index doesn't say (PEP 807: at least 15 minutes). */
const DEFAULT_LIFETIME = 900;

/** Codes after which a new identity token may succeed: keys being refetched, a token that was used by a lost request. */
const PASSING_CODES: ReadonlySet<string> = new Set(['invalid-token', 'invalid-reuse-token']);

interface MintError {
  readonly code: string;
  readonly description: string;
}

/**
 * Exchanges the workflow's identity for an upload token (https://docs.pypi.org/trusted-publishers/). Every attempt takes
 * a new identity token: an index accepts each once, even where its answer was lost.
 * @throws {ActionError} TOKEN_REFUSED with the publisher that would have to be registered; IDENTITY_UNAVAILABLE.
 */
export async function obtainUploadToken(
  index: PackageIndex,
  identity: Pick<Identity, 'claims' | 'token'>,
  options: { readonly oidcAudience: string | undefined },
  http: Http,
  runner: Pick<Runner, 'secret'>,
  clock: Clock,
): Promise<UploadToken> {
  const audience = await audienceOf(index, options.oidcAudience, http, clock);
  const url = `${new URL(index.uploadUrl).origin}/_/oidc/mint-token`;
  return retry(
    async () => {
      const identityToken = await identity.token(audience);
      const body = JSON.stringify({ token: identityToken.reveal() });
      const outcome = await mint(index, url, body, http);
      return outcome instanceof ActionError
        ? { kind: 'again', error: outcome }
        : readMintAnswer(outcome, { index, url, claims: identity.claims }, runner, clock);
    },
    BUDGET,
    { clock },
  );
}

async function mint(
  index: PackageIndex,
  url: string,
  body: string,
  http: Http,
): Promise<HttpAnswer | ActionError> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const purpose = `upload token from ${index.title}`;
  try {
    return await http.request({
      method: 'POST',
      url,
      purpose,
      headers,
      body,
      deadline: 60_000,
      maximumBytes: 262_144,
    });
  } catch (error) {
    const refusal = refused(index, url, messageOf(error), 'Run the job again later.', error);
    if (isTransientFailure(error)) return refusal;
    throw refusal;
  }
}

interface MintContext {
  readonly index: PackageIndex;
  readonly url: string;
  readonly claims: Claims;
}

function readMintAnswer(
  answer: HttpAnswer,
  { index, url, claims }: MintContext,
  runner: Pick<Runner, 'secret'>,
  clock: Clock,
): Attempt<UploadToken> {
  const value = asObject(tryParseJson(answer.body.toString('utf8')));
  const token = asString(value?.get('token'));
  if (answer.status === 200 && token !== undefined && token !== '') {
    const expires = value?.get('expires');
    const seconds = typeof expires === 'number' ? expires : clock.now().getTime() / 1000 + DEFAULT_LIFETIME;
    const expiresAt = new Date(seconds * 1000);
    return { kind: 'done', value: { username: '__token__', password: runner.secret(token), expiresAt } };
  }
  const errors = asArray(value?.get('errors')).flatMap(mintError);
  const [first] = errors;
  if (first !== undefined) {
    const error = mintRefusal(index, first.code, errors.map((each) => each.description).join('; '), claims);
    if (errors.every(({ code }) => PASSING_CODES.has(code))) return { kind: 'again', error };
    throw error;
  }
  return unusable(answer, index, url, clock);
}

function unusable(answer: HttpAnswer, index: PackageIndex, url: string, clock: Clock): Attempt<UploadToken> {
  // The text of a 2xx answer is not quoted: it may hold a token.
  const text =
    answer.status < 300 ? `${answer.status} without a token` : `${answer.status} ${answerText(answer)}`;
  const hint =
    redirectHint(answer, url) ??
    'Check that the index offers Trusted Publishing, or give a password (an API token from a secret).';
  const error = refused(index, url, `it answered ${text}`, hint);
  if (!isTransientStatus(answer.status) && answer.status >= 300) throw error;
  const after = retryAfter(answer, clock.now());
  return after === undefined ? { kind: 'again', error } : { kind: 'again', error, after };
}

function mintError(value: unknown): MintError[] {
  const error = asObject(value);
  const code = asString(error?.get('code'));
  return code === undefined ? [] : [{ code, description: asString(error?.get('description')) ?? code }];
}

function refused(index: PackageIndex, url: string, why: string, hint: string, cause?: unknown): ActionError {
  const message = `${index.title} gave no upload token: ${why} (${url}; password is empty, so Trusted Publishing is used)`;
  return new ActionError('TOKEN_REFUSED', message, hint, cause);
}

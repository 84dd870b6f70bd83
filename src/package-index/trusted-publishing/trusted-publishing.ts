import { asArray, asObject, asString, tryParseJson } from '../../ground/json.ts';
import { ActionError, type Remedy } from '../../errors.ts';
import { OUTPUT_WORDS } from '../../ground/output-words.ts';
import { requestWithRetry } from '../../ground/request.ts';
import { isTransientStatus, type Attempt, type RetryBudget } from '../../ground/retry.ts';
import type { Claims } from '../../github/claims.ts';
import type { Identity } from '../../github/identity-token.ts';
import type { HttpAnswer, HttpRequest } from '../../ground/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { answerText, redirectHint, webPageTitle } from '../answer.ts';
import type { UploadToken } from '../credentials.ts';
import { onceAvailable } from '../hints.ts';
import { mintRefusal } from './mint-refusal.ts';
import type { KnownPublisher, PackageIndex } from '../package-index.ts';

const BUDGET: RetryBudget = { total: 180_000, attempts: 4, firstDelay: 1000, maximumDelay: 15_000 };

/** Seconds that a token lives where the index doesn't say (PEP 807: at least 15 minutes). */
const DEFAULT_LIFETIME = 900;

/** Codes after which a new identity token may succeed: keys being refetched, a token that was used by a lost request. */
const PASSING_CODES: ReadonlySet<string> = new Set(['invalid-token', 'invalid-reuse-token']);

/** Characters below which a token is no secret, and would be found in words of logs. */
const SHORTEST_TOKEN = 16;

interface MintError {
  readonly code: string;
  readonly description: string;
}

/** What minting needs of the machine. */
type MintPlatform = Pick<Platform, 'http' | 'clock' | 'runner'>;

/**
 * Exchanges the workflow's identity, read for the index's audience, for an upload token (https://docs.pypi.org/trusted-publishers/).
 * Every attempt uses another identity token: an index accepts each once, even where its answer was lost.
 * @throws {ActionError} TOKEN_REFUSED with the publisher that would have to be registered; IDENTITY_UNAVAILABLE.
 */
export async function obtainUploadToken(
  index: PackageIndex,
  identity: Pick<Identity, 'claims' | 'audience' | 'token'>,
  publishers: readonly KnownPublisher[],
  platform: MintPlatform,
  signal?: AbortSignal,
): Promise<UploadToken> {
  const url = `${new URL(index.uploadUrl).origin}/_/oidc/mint-token`;
  const context: MintContext = { index, url, claims: identity.claims, publishers };
  return requestWithRetry(
    {
      request: async (): Promise<HttpRequest> => {
        const identityToken = await identity.token(identity.audience);
        return {
          method: 'POST',
          url,
          purpose: `upload token from ${index.title}`,
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify({ token: identityToken.reveal() }),
          deadline: 60_000,
          maximumBytes: 262_144,
        };
      },
      budget: BUDGET,
      read: (answer) => readMintAnswer(answer, context, platform),
      refused: (answer) => unusable(answer, context, platform),
      failed: (failure) => noToken(index, url, failure.message, onceAvailable(index), failure),
    },
    platform,
    signal,
  );
}

interface MintContext {
  readonly index: PackageIndex;
  readonly url: string;
  readonly claims: Claims;
  readonly publishers: readonly KnownPublisher[];
}

function readMintAnswer(
  answer: HttpAnswer,
  context: MintContext,
  platform: MintPlatform,
): Attempt<UploadToken> {
  const { runner, clock } = platform;
  const value = asObject(tryParseJson(answer.body));
  const token = asString(value?.get('token'));
  if (answer.status === 200 && token !== undefined && token !== '') {
    if (!canBeHidden(token)) throw unhidable(context);
    const expires = value?.get('expires');
    const seconds = typeof expires === 'number' ? expires : clock.now().getTime() / 1000 + DEFAULT_LIFETIME;
    const expiresAt = new Date(seconds * 1000);
    return { kind: 'done', value: { username: '__token__', password: runner.secret(token), expiresAt } };
  }
  const errors = asArray(value?.get('errors')).flatMap(mintError);
  const [first] = errors;
  if (first !== undefined) {
    const description = errors.map((each) => each.description).join('; ');
    const error = mintRefusal(first.code, runner.redact(description), context);
    if (errors.every(({ code }) => PASSING_CODES.has(code))) return { kind: 'again', error };
    throw error;
  }
  const error = unusable(answer, context, platform);
  if (answer.status >= 300) throw error;
  return { kind: 'again', error };
}

function unusable(answer: HttpAnswer, { index, url }: MintContext, { runner }: MintPlatform): ActionError {
  // The text of a 2xx answer is not quoted: it may hold a token.
  const text =
    answer.status < 300
      ? `${answer.status} ${webPageTitle(answer, runner.redact) === undefined ? 'without a token' : 'with a web page instead of a token'}`
      : `${answer.status} ${answerText(answer, runner.redact)}`;
  const remedy = isTransientStatus(answer.status)
    ? onceAvailable(index)
    : (redirectHint(answer, url) ??
      'Check that the index offers Trusted Publishing, or publish with an API token from a secret in `password`.');
  return noToken(index, url, `it answered ${text}`, remedy);
}

/** Whether a token can be taken out of texts without taking out what a run writes itself. */
function canBeHidden(token: string): boolean {
  const text = token.trim().toLowerCase();
  return text.length >= SHORTEST_TOKEN && !OUTPUT_WORDS.some((word) => word.toLowerCase().includes(text));
}

/** The token itself is not quoted. */
function unhidable({ index, url }: MintContext): ActionError {
  const why = `it answered with a token of fewer than ${SHORTEST_TOKEN} characters, or with a word of this run's own outputs`;
  return noToken(
    index,
    url,
    why,
    `Contact the operator of ${index.title}: such a token can be guessed, and cannot be hidden in logs.`,
  );
}

function mintError(value: unknown): MintError[] {
  const error = asObject(value);
  const code = asString(error?.get('code'));
  return code === undefined ? [] : [{ code, description: asString(error?.get('description')) ?? code }];
}

function noToken(
  index: PackageIndex,
  url: string,
  why: string,
  remedy: string | Remedy,
  cause?: unknown,
): ActionError {
  const message = `${index.title} issued no upload token: ${why} (${url}; \`password\` is empty, so Trusted Publishing is used)`;
  return new ActionError('TOKEN_REFUSED', message, remedy, cause);
}

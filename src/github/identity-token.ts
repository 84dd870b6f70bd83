import { ActionError, messageOf, runAgain, type TransportError } from '../errors.ts';
import type { HttpAnswer } from '../ground/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { JobServer } from '../platform/job-server.ts';
import type { Runner } from '../platform/runner.ts';
import type { Secret } from '../ground/secret.ts';
import { begin } from '../ground/begin.ts';
import { asObject, asString, tryParseJson } from '../ground/json.ts';
import { requestWithRetry } from '../ground/request.ts';
import { redactedText } from '../ground/redacted-text.ts';
import { bareUrl } from '../ground/url-text.ts';
import type { Attempt, RetryBudget } from '../ground/retry.ts';
import { issuedAt, parseClaims, type Claims } from './claims.ts';
import { identityObstacle } from './identity-obstacle.ts';

type TokenPlatform = Pick<Platform, 'http' | 'runner' | 'clock'>;

/** As much patience as the services that the token is for get. */
const BUDGET: RetryBudget = { total: 15 * 60_000, firstDelay: 500, maximumDelay: 30_000 };

/** An audience that nobody accepts: its tokens are read here and sent nowhere. */
export const CLAIMS_AUDIENCE = 'wheelseal-claims';

/** Who this job is, and how to prove it. */
export interface Identity {
  readonly claims: Claims;
  /** When GitHub issued the token that was read, by its clock. */
  readonly issuedAt?: Date | undefined;
  /** The audience of the token that was read. */
  readonly audience: string;
  /** A token for an audience, masked, and a new one for each call: tokens are single-use at an index. The one that was read is the first. */
  token(audience: string): Promise<Secret>;
  /** Begins to request the next token for an audience, for a moment at which it will be needed. */
  prepare(audience: string): void;
}

/** Milliseconds for which a token is kept until it is needed. GitHub's live for five minutes, and some of these are for retries. */
const KEPT = 60_000;

/**
 * Who this job is, by the claims of a token for this audience.
 * @throws {ActionError} IDENTITY_UNAVAILABLE, with what keeps GitHub from giving a token.
 */
export async function readIdentity(
  audience: string,
  platform: TokenPlatform,
  signal?: AbortSignal,
): Promise<Identity> {
  const { clock } = platform;
  const request = (wanted: string) => requestIdentityToken(wanted, platform, signal);
  const held = new Map<string, Promise<{ readonly token: Secret; readonly since: number }>>();
  const hold = (wanted: string) => {
    const holding = begin(async () => ({ token: await request(wanted), since: clock.now().getTime() }));
    held.set(wanted, holding);
    return holding;
  };
  const { token: first } = await hold(audience);
  return {
    claims: parseClaims(first.reveal(), audience),
    issuedAt: issuedAt(first.reveal()),
    audience,
    token: async (wanted) => {
      const holding = held.get(wanted);
      held.delete(wanted);
      const kept = await holding;
      return kept !== undefined && clock.now().getTime() - kept.since < KEPT ? kept.token : request(wanted);
    },
    prepare: (wanted) => void hold(wanted),
  };
}

/**
 * A fresh identity token of this job, masked.
 * https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
 * @throws {ActionError} IDENTITY_UNAVAILABLE where the job has none, or GitHub gave none for a quarter of an hour.
 */
async function requestIdentityToken(
  audience: string,
  platform: TokenPlatform,
  signal: AbortSignal | undefined,
): Promise<Secret> {
  const { runner } = platform;
  const request = runner.identityTokenRequest;
  const { server } = runner.job;
  if (request === undefined) {
    const { because, hint } = identityObstacle(runner.job);
    throw new ActionError('IDENTITY_UNAVAILABLE', `No identity token: ${because}.`, hint);
  }
  if (!URL.canParse(request.url)) throw failed('ACTIONS_ID_TOKEN_REQUEST_URL is not a URL', server);
  const url = new URL(request.url);
  url.searchParams.set('audience', audience);
  const authorization = runner.secret(`Bearer ${request.token.reveal()}`);
  const purpose = `identity token from ${server.host === 'github.com' ? 'GitHub' : server.host}`;
  const refusal = (answer: HttpAnswer) => failed(described(answer, runner), server, url);
  return requestWithRetry(
    {
      request: {
        method: 'GET',
        url: url.href,
        purpose,
        headers: { authorization, accept: 'application/json' },
        deadline: 15_000,
        maximumBytes: 1 << 20,
      },
      budget: BUDGET,
      read: (answer) => {
        if (answer.status === 200) return readToken(answer, url, runner);
        if (answer.status === 403 && NOT_RUNNING_YET.test(saidIn(answer))) {
          return { kind: 'again', error: refusal(answer) };
        }
        throw refusal(answer);
      },
      refused: refusal,
      failed: (failure) => failed(`the request failed: ${unnamed(failure, purpose)}`, server, url, failure),
    },
    platform,
    signal,
  );
}

/**
 * GitHub's words where its services don't all know yet that the job runs, as after the wait of a concurrency group: `Can't issue
 * ID_TOKEN for job in 'Pending' state.` (or `Delayed`). One that has ended gets none any more.
 */
const NOT_RUNNING_YET = /\bjob in '?(?!complet|cancel)\w+'? state\b/i;

/** The issuer's words: JSON may spell an apostrophe as an escape. */
function saidIn({ body }: HttpAnswer): string {
  return asString(asObject(tryParseJson(body))?.get('message')) ?? body.toString('utf8');
}

function readToken(answer: HttpAnswer, url: URL, runner: Pick<Runner, 'secret' | 'job'>): Attempt<Secret> {
  // The parser's own message would quote the answer, which may hold a token.
  const body = asObject(tryParseJson(answer.body));
  const value = asString(body?.get('value'));
  if (value !== undefined && value !== '') return { kind: 'done', value: runner.secret(value) };
  const error = failed('the answer has no token', runner.job.server, url);
  // A web page comes from something in front of the issuer, and passes.
  if (body === undefined) return { kind: 'again', error };
  throw error;
}

function described({ status, statusText, body }: HttpAnswer, runner: Pick<Runner, 'redact'>): string {
  const text = redactedText(body.toString('utf8'), runner.redact, 300);
  return [String(status), statusText, text].filter((part) => part !== '').join(' ');
}

/** What the transport says, without the purpose: the error it becomes part of has named it. */
function unnamed(failure: TransportError, purpose: string): string {
  return messageOf(failure).replace(`${purpose}: `, '');
}

function failed(what: string, { host }: JobServer, url?: URL, cause?: unknown): ActionError {
  const address = url === undefined ? '' : bareUrl(url.href);
  const where = what.includes(address) ? '' : ` (${address})`;
  const next =
    host === 'github.com'
      ? 'https://www.githubstatus.com shows whether GitHub Actions has an outage.'
      : `If the problem persists, contact the operator of ${host}.`;
  return new ActionError(
    'IDENTITY_UNAVAILABLE',
    `${host === 'github.com' ? 'GitHub' : host} issued no identity token: ${what}${where}.`,
    runAgain({ after: next }),
    cause,
  );
}

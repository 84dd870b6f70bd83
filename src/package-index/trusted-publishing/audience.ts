import { asObject, asString, tryParseJson } from '../../ground/json.ts';
import { ActionError } from '../../errors.ts';
import { isLoopback } from '../../ground/loopback.ts';
import { requestWithRetry, type RequestPlatform } from '../../ground/request.ts';
import type { RetryBudget } from '../../ground/retry.ts';
import type { HttpAnswer } from '../../platform/http.ts';
import { answerText, redirectHint } from '../answer.ts';
import type { PackageIndex } from '../package-index.ts';

const BUDGET: RetryBudget = { total: 120_000, attempts: 4, firstDelay: 1000, maximumDelay: 15_000 };

/** Audiences that open something else than this index: a token for one must never be handed to an index that asks. */
const FOREIGN: readonly RegExp[] = [
  /^(test)?pypi$/i,
  /sigstore/i,
  /^sts\.amazonaws\.com/i,
  /^api:\/\//i,
  /googleapis\.com/i,
  /^https:\/\/github\.com\//i,
  /^npm:/i,
  /vault/i,
];

/**
 * The audience of the identity token that this index takes: pinned for a known index, else what `oidc-audience` says,
 * else what the index asks for, which may be its own host name only (on loopback anything but Sigstore's).
 * @throws {ActionError} TOKEN_REFUSED naming an audience that would be good elsewhere too.
 */
export async function audienceOf(
  index: PackageIndex,
  oidcAudience: string | undefined,
  platform: RequestPlatform,
): Promise<string> {
  if (index.audience !== undefined) return pinned(index, index.audience, oidcAudience);
  const host = new URL(index.uploadUrl);
  if (oidcAudience !== undefined) {
    if (isForeign(oidcAudience, host)) throw foreign(index, oidcAudience, 'oidc-audience is');
    return oidcAudience;
  }
  const asked = await askedAudience(index, host, platform);
  const own = isLoopback(host.hostname) || [host.host, host.hostname].includes(asked.toLowerCase());
  if (!own || isForeign(asked, host)) throw foreign(index, asked, 'it asks for the audience');
  return asked;
}

function pinned(index: PackageIndex, audience: string, given: string | undefined): string {
  if (given === undefined || given === audience) return audience;
  throw new ActionError(
    'TOKEN_REFUSED',
    `oidc-audience is '${given}', but ${index.title} takes identity tokens for '${audience}' only`,
    'Remove oidc-audience.',
  );
}

function isForeign(audience: string, host: URL): boolean {
  if (isLoopback(host.hostname)) return /sigstore/i.test(audience);
  return FOREIGN.some((pattern) => pattern.test(audience)) && audience.toLowerCase() !== host.host;
}

async function askedAudience(index: PackageIndex, host: URL, platform: RequestPlatform): Promise<string> {
  const url = `${host.origin}/_/oidc/audience`;
  const described = (answer: HttpAnswer): string =>
    `${answer.status} ${answerText(answer, platform.runner.redact)}`;
  return requestWithRetry(
    {
      request: {
        method: 'GET',
        url,
        purpose: `audience of ${index.title}`,
        headers: { accept: 'application/json' },
        deadline: 30_000,
        maximumBytes: 65_536,
      },
      budget: BUDGET,
      read: (answer) => {
        const audience = asString(asObject(tryParseJson(answer.body))?.get('audience'));
        if (answer.status === 200 && audience) return { kind: 'done', value: audience };
        const what = answer.status === 200 ? '200 without an audience' : described(answer);
        throw noTrustedPublishing(index, url, what, redirectHint(answer, url));
      },
      refused: (answer) => unasked(index, url, `it answered ${described(answer)}`),
      failed: (failure) => unasked(index, url, failure.message, failure),
    },
    platform,
  );
}

function noTrustedPublishing(
  index: PackageIndex,
  url: string,
  what: string,
  hint = 'Give a password (an API token from a secret), or check repository-url.',
): ActionError {
  return new ActionError(
    'TOKEN_REFUSED',
    `${index.title} offers no Trusted Publishing: it answered ${what} at ${url}, and password is empty`,
    hint,
  );
}

function unasked(index: PackageIndex, url: string, why: string, cause?: unknown): ActionError {
  return new ActionError(
    'TOKEN_REFUSED',
    `${index.title} could not be asked for its Trusted Publishing audience at ${url}: ${why}`,
    'Run the job again later, or set oidc-audience.',
    cause,
  );
}

function foreign(index: PackageIndex, audience: string, which: string): ActionError {
  return new ActionError(
    'TOKEN_REFUSED',
    `${index.title} gets no identity token: ${which} '${audience}', and such a token would be good elsewhere too`,
    `An unlisted index may ask for its own host name only. Set oidc-audience to the audience that ${index.title} documents.`,
  );
}

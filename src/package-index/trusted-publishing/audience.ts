import { asObject, asString, tryParseJson } from '../../ground/json.ts';
import { ActionError, runAgain } from '../../errors.ts';
import { isLoopback } from '../../ground/loopback.ts';
import { requestWithRetry, type RequestPlatform } from '../../ground/request.ts';
import type { RetryBudget } from '../../ground/retry.ts';
import type { HttpAnswer } from '../../ground/http.ts';
import { withoutDotsAtEnd } from '../../ground/url-text.ts';
import { answerText, redirectHint, webPageTitle } from '../answer.ts';
import type { PackageIndex } from '../package-index.ts';

const BUDGET: RetryBudget = { total: 120_000, attempts: 4, firstDelay: 1000, maximumDelay: 15_000 };

/** Audiences of others, in lower case: what a token for one opens is theirs. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  'pypi',
  'testpypi',
  'sigstore',
  'vault',
  'crates.io',
  'rubygems.org',
  'npm:registry.npmjs.org',
  'https://www.nuget.org',
  'https://pub.dev',
  'octo-sts.dev',
  'sts.aliyuncs.com',
]);

/** How audiences of others begin or what they contain: a cloud's, a registry's, a key store's, GitHub's default one. */
const LIKE_OTHERS: readonly RegExp[] = [
  /sigstore/,
  /vault/,
  /^npm:/,
  /^api:\/\//,
  /googleapis\.com/,
  /^sts\.[\w.-]*amazonaws\.com/,
  /^https:\/\/github\.com\//,
];

/**
 * The audience of the identity token that this index accepts: pinned for a known index, else what `oidc-audience` says,
 * else what the index requests, which may be its own host name only (on loopback anything but Sigstore's).
 * @throws {ActionError} TOKEN_REFUSED naming an audience that other services accept too.
 */
export async function audienceOf(
  index: PackageIndex,
  oidcAudience: string | undefined,
  platform: RequestPlatform,
  signal?: AbortSignal,
): Promise<string> {
  if (index.audience !== undefined) return pinned(index, index.audience, oidcAudience);
  const host = new URL(index.uploadUrl);
  if (oidcAudience !== undefined) {
    if (isOfAnother(oidcAudience, host)) throw refusal(index, host, `oidc-audience is '${oidcAudience}'`);
    return oidcAudience;
  }
  const requested = await requestedAudience(index, host, platform, signal);
  const own = isLoopback(host.hostname) || namesOf(host).includes(requested.toLowerCase());
  if (!own || isOfAnother(requested, host))
    throw refusal(index, host, `it requested the audience '${requested}'`);
  return requested;
}

function pinned(index: PackageIndex, audience: string, given: string | undefined): string {
  if (given === undefined || given === audience) return audience;
  throw new ActionError(
    'TOKEN_REFUSED',
    `oidc-audience is '${given}', but ${index.title} accepts identity tokens for '${audience}' only`,
    'Remove `oidc-audience`.',
  );
}

/**
 * Whether a token for this audience is, or may be, good elsewhere. A full domain name is its owner's alone, whatever is in it; a short
 * host name (`pypi`, `vault`) may be the audience by which another party accepts its tokens.
 */
function isOfAnother(audience: string, host: URL): boolean {
  const name = audience.toLowerCase();
  if (isLoopback(host.hostname)) return name.includes('sigstore');
  if (isFullName(host) && namesOf(host).includes(name)) return false;
  return OF_OTHERS.has(withoutDotsAtEnd(name)) || LIKE_OTHERS.some((pattern) => pattern.test(name));
}

function namesOf({ host, hostname }: URL): readonly string[] {
  return [host, hostname];
}

function isFullName({ hostname }: URL): boolean {
  return /[^.]\.+[^.]/.test(hostname);
}

async function requestedAudience(
  index: PackageIndex,
  host: URL,
  platform: RequestPlatform,
  signal: AbortSignal | undefined,
): Promise<string> {
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
        const page = webPageTitle(answer, platform.runner.redact);
        const success = page === undefined ? '200 without an audience' : `200 with a web page, "${page}",`;
        const what = answer.status === 200 ? success : described(answer);
        throw noTrustedPublishing(index, url, what, redirectHint(answer, url));
      },
      refused: (answer) => noAudience(index, url, `it answered ${described(answer)}`),
      failed: (failure) => noAudience(index, url, failure.message, failure),
    },
    platform,
    signal,
  );
}

function noTrustedPublishing(
  index: PackageIndex,
  url: string,
  what: string,
  hint = 'Publish with an API token from a secret in `password`, or check `repository-url`.',
): ActionError {
  return new ActionError(
    'TOKEN_REFUSED',
    `${index.title} offers no Trusted Publishing: it answered ${what} at ${url}, and \`password\` is empty`,
    hint,
  );
}

function noAudience(index: PackageIndex, url: string, why: string, cause?: unknown): ActionError {
  return new ActionError(
    'TOKEN_REFUSED',
    `${index.title} could not be queried for its Trusted Publishing audience at ${url}: ${why}`,
    runAgain({ when: 'later', or: 'set `oidc-audience`' }),
    cause,
  );
}

function refusal(index: PackageIndex, host: URL, which: string): ActionError {
  return new ActionError(
    'TOKEN_REFUSED',
    `Refusing to send ${index.title} an identity token: ${which}, which other services accept too`,
    isFullName(host)
      ? `An unlisted index may request its own host name only. Set oidc-audience to the audience that ${index.title} documents.`
      : `Use the full domain name of the index in repository-url: the short name ${host.hostname} may be another service's audience.`,
  );
}

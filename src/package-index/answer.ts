import { STATUS_CODES } from 'node:http';
import type { HttpAnswer } from '../platform/http.ts';
import { isTransientStatus, retryAfter } from '../ground/retry.ts';
import { hintFor } from './hints.ts';

/** What an index's answer to an upload means. */
export type UploadAnswer =
  | { readonly kind: 'accepted' }
  /** Taken, but not yet published (202). */
  | { readonly kind: 'pending' }
  /** Perhaps refused because it is there already: only the index's own list can tell, never the text. */
  | { readonly kind: 'duplicate-suspect'; readonly message: string; readonly hint: string }
  | {
      readonly kind: 'transient';
      readonly message: string;
      /** Milliseconds that the index asks to wait. */
      readonly after: number | undefined;
      /** Attempts in all after which it is no longer taken for transient. */
      readonly attempts: number;
      /** The index itself broke, as it does under parallel uploads of one release. */
      readonly serverError: boolean;
    }
  /** The token may have aged out: a new Trusted Publishing token may help, once. */
  | { readonly kind: 'expired-token'; readonly message: string; readonly hint: string }
  | { readonly kind: 'rejected'; readonly message: string; readonly hint: string };

/** Attempts for one file in all, where the index or the network has trouble. */
export const UPLOAD_ATTEMPTS = 5;

/** Reads the answer to an upload. Pure; `now` is what a date in `Retry-After` counts from. */
export function readUploadAnswer(
  answer: HttpAnswer,
  index: { readonly kind: 'pypi' | 'generic'; readonly uploadUrl: string },
  now: Date,
): UploadAnswer {
  const { status } = answer;
  if (status === 202) return { kind: 'pending' };
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  const text = answerText(answer);
  const message = `${status} ${text}`;
  if (status >= 300 && status < 400) return redirected(answer, index.uploadUrl);
  if (isTransientStatus(status) || status === 499) {
    const after = retryAfter(answer, now) ?? rateLimitReset(answer);
    return transient(message, after, UPLOAD_ATTEMPTS, status >= 500);
  }
  const passing = passingRefusal(status, text);
  if (passing !== undefined) return transient(message, undefined, passing, false);
  const hint = hintFor(status, text);
  if (status === 403 && isTokenTrouble(text)) return { kind: 'expired-token', message, hint };
  const suspects = index.kind === 'pypi' ? [400, 409] : [400, 403, 404, 409];
  return { kind: suspects.includes(status) ? 'duplicate-suspect' : 'rejected', message, hint };
}

/**
 * The message of an answer: `code` of Warehouse's JSON, `message` of others', the reason phrase, or the body without
 * its tags; the status's own phrase where there is nothing else.
 */
export function answerText(answer: HttpAnswer): string {
  const phrase = STATUS_CODES[answer.status] ?? '';
  const reason = answer.statusText.trim();
  const candidates = [
    jsonMessage(answer),
    reason === phrase ? '' : reason,
    strippedBody(answer),
    reason,
    phrase,
  ];
  return candidates.find((candidate) => candidate !== '') ?? 'without a message';
}

function jsonMessage(answer: HttpAnswer): string {
  if (!/\bjson\b/.test(answer.headers['content-type'] ?? '')) return '';
  let value: unknown;
  try {
    value = JSON.parse(answer.body.toString('utf8'));
  } catch {
    // Said to be JSON and isn't: the reason phrase or the text of the body has to do.
    return '';
  }
  if (typeof value !== 'object' || value === null) return '';
  const code = 'code' in value && typeof value.code === 'string' ? value.code : '';
  // Warehouse: `code` is `400 <message>`, while `message` has markup around it.
  const warehouse = /^\d{3}\s+([\s\S]+)$/.exec(code)?.[1];
  if (warehouse !== undefined) return warehouse.trim();
  return bounded(messageIn(value) ?? '');
}

/** Also one level down: Google answers `{error: {message}}`, Artifactory `{errors: [{message}]}`. */
function messageIn(value: object, depth = 0): string | undefined {
  for (const key of ['message', 'detail', 'error', 'title', 'errors'] as const) {
    const found: unknown = Reflect.get(value, key);
    const inner: unknown = Array.isArray(found) ? found[0] : found;
    if (typeof inner === 'string' && inner.trim() !== '') return inner.trim();
    if (typeof inner !== 'object' || inner === null || depth > 0) continue;
    const text = messageIn(inner, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

function strippedBody(answer: HttpAnswer): string {
  const text = answer.body
    .subarray(0, 65_536)
    .toString('utf8')
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return bounded(text);
}

function bounded(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 1000)}…` : text;
}

function transient(
  message: string,
  after: number | undefined,
  attempts: number,
  serverError: boolean,
): UploadAnswer {
  return { kind: 'transient', message, after, attempts, serverError };
}

/** Attempts in all for a refusal that the same bytes may get past; undefined for a real one. */
function passingRefusal(status: number, text: string): number | undefined {
  if (status !== 400) return undefined;
  // The index fetches its own trust root to verify; a missing promise or timestamp is in the same words and stays.
  if (/Unknown error while trying to verify included attestations/i.test(text)) {
    return /inclusion promise|signed timestamp/i.test(text) ? undefined : 3;
  }
  // The bytes are hashed again on the way, so a second refusal is no corruption on the wire.
  return /digest supplied does not match/i.test(text) ? 2 : undefined;
}

function isTokenTrouble(text: string): boolean {
  return /token is expired|Invalid or non-existent authentication information|deleted or nonexistent macaroon/i.test(
    text,
  );
}

/** `t=` seconds of the RateLimit header (draft-ietf-httpapi-ratelimit-headers), which PyPI sends for Retry-After. */
function rateLimitReset(answer: HttpAnswer): number | undefined {
  const seconds = /\bt=(\d{1,6})\b/.exec(answer.headers['ratelimit'] ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function redirected(answer: HttpAnswer, uploadUrl: string): UploadAnswer {
  const message = `${answer.status} ${answerText(answer)}: the index redirects uploads, and a file is not sent along`;
  return { kind: 'rejected', message, hint: redirectHint(answer, uploadUrl) ?? 'Check repository-url.' };
}

/**
 * What to write in repository-url where an index sends on what is never sent along: files and tokens. Undefined where
 * the answer names no address.
 */
export function redirectHint(answer: HttpAnswer, url: string): string | undefined {
  const location = answer.headers['location'] ?? '';
  if (answer.status < 300 || answer.status >= 400 || location === '' || !URL.canParse(location, url)) {
    return undefined;
  }
  const target = new URL(location, url);
  // A user name or token that a redirect adds is not for a log.
  const address = `${target.origin}${target.pathname}`;
  const given = new URL(url);
  if (target.origin !== given.origin) {
    return `It points to ${address}. Use that host in repository-url only if you trust it with your credentials.`;
  }
  return given.pathname.startsWith('/_/oidc/')
    ? `It points to ${address}: check repository-url, tokens are not sent along with a redirect.`
    : `Use repository-url: ${address}`;
}

import { STATUS_CODES } from 'node:http';
import { tryParseJson } from '../ground/json.ts';
import { bareUrl } from '../ground/public-url.ts';
import { redactedText, type Redact } from '../ground/redacted-text.ts';
import type { HttpAnswer } from '../platform/http.ts';

/** What could be read of an answer; its status is undefined where its beginning is gone. */
export interface AnswerExcerpt extends Pick<HttpAnswer, 'statusText' | 'headers' | 'body'> {
  readonly status: number | undefined;
}

/** UTF-16 units of a message that an index meant to be read: its own field or the reason phrase; and of whatever else there is. */
const LONGEST_MESSAGE = 4000;
const LONGEST_TEXT = 1000;

/**
 * The message of an answer: `code` of Warehouse's JSON, `message` of others', the reason phrase, or the body without its tags; the
 * status's own phrase where there is nothing else. The one way from an answer to a text: redacted as it came, since it may echo what
 * it was sent, then cut.
 */
export function answerText(answer: AnswerExcerpt, redact: Redact): string {
  const phrase = STATUS_CODES[answer.status ?? 0] ?? '';
  const reason = redactedText(answer.statusText, redact, LONGEST_MESSAGE);
  const candidates = [
    jsonMessage(answer, redact),
    reason === phrase ? '' : reason,
    strippedBody(answer, redact),
    reason,
    phrase,
  ];
  return candidates.find((candidate) => candidate !== '') ?? 'without a message';
}

/**
 * Reads what came of an answer that no parser takes; undefined where nothing came. Warehouse without a proxy in front
 * writes the line feeds of a message into the status line, repeats it in the body, which may have come too or not, and
 * ends the head of a 500 with `\r\n\n`.
 */
export function readExcerpt(received: string): AnswerExcerpt | undefined {
  if (received === '') return undefined;
  const [, head = received, rest = ''] = /^([\s\S]*?)\r\n\r?\n([\s\S]*)$/.exec(received) ?? [];
  const body = Buffer.from(rest);
  const [first = '', ...lines] = head.split('\r\n');
  const [, code, reason = first] = /^HTTP\/\d\.\d (\d{3}) ?([\s\S]*)$/.exec(first) ?? [];
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return {
    status: code === undefined ? undefined : Number(code),
    // The rest of a status line is only the end of a message: the body has all of it.
    statusText: code === undefined && body.length > 0 ? '' : reason.trim(),
    headers,
    body,
  };
}

function jsonMessage({ headers, body }: AnswerExcerpt, redact: Redact): string {
  if (!/\bjson\b/.test(headers['content-type'] ?? '')) return '';
  // Said to be JSON and isn't: the reason phrase or the text of the body has to do.
  const value = tryParseJson(body);
  if (typeof value !== 'object' || value === null) return '';
  const code = 'code' in value && typeof value.code === 'string' ? value.code : '';
  // Warehouse: `code` is `400 <message>`, while `message` has markup around it.
  const warehouse = /^\d{3}\s+([\s\S]+)$/.exec(code)?.[1];
  if (warehouse !== undefined) return redactedText(warehouse, redact, LONGEST_MESSAGE);
  return redactedText(messageIn(value) ?? '', redact, LONGEST_TEXT);
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

function strippedBody({ body }: AnswerExcerpt, redact: Redact): string {
  // Before its tags and spaces are gone too: a secret that has such would not be known any more.
  const text = redact(body.subarray(0, 65_536).toString('utf8'))
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  return redactedText(text, redact, LONGEST_TEXT);
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
  const address = bareUrl(target.href);
  const given = new URL(url);
  if (target.origin !== given.origin) {
    return `It points to ${address}. Use that host in repository-url only if you trust it with your credentials.`;
  }
  return given.pathname.startsWith('/_/oidc/')
    ? `It points to ${address}: check repository-url, tokens are not sent along with a redirect.`
    : `Use repository-url: ${address}`;
}

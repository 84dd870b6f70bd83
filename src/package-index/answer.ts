import { STATUS_CODES } from 'node:http';
import { tryParseJson } from '../ground/json.ts';
import { bareUrl } from '../ground/url-text.ts';
import { cutText, redactedText, type Redact } from '../ground/redacted-text.ts';
import { readHtml } from '../ground/html.ts';
import type { HttpAnswer } from '../ground/http.ts';

/** What could be read of an answer; its status is undefined where its beginning is gone. */
interface AnswerExcerpt extends Pick<HttpAnswer, 'statusText' | 'headers' | 'body'> {
  readonly status: number | undefined;
}

/** UTF-16 units of a message that an index meant to be read: its own field or the reason phrase; and of whatever else there is. */
const LONGEST_MESSAGE = 4000;
const LONGEST_TEXT = 1000;

/** Bytes of a body that are read for its text, and of those at its end that may be half of a secret. */
const READ_BYTES = 80 * 1024;
const LONGEST_SECRET = 16 * 1024;

/**
 * The message of an answer: `code` of Warehouse's JSON, `message` of others', the reason phrase, or the text of the body; the status's
 * own phrase where there is nothing else. The one way from an answer to a text: redacted as it came, since it may echo what it was
 * sent, then cut.
 */
export function answerText(answer: AnswerExcerpt, redact: Redact): string {
  const phrase = STATUS_CODES[answer.status ?? 0] ?? '';
  const message = (text: string, longest: number): string =>
    redactedText(withoutReferences(cutText(redact(text), 8 * longest)), redact, longest);
  const reason = message(answer.statusText, LONGEST_MESSAGE);
  const { code, field } = jsonMessages(answer);
  const candidates = [
    message(code, LONGEST_MESSAGE),
    message(field, LONGEST_TEXT),
    reason === phrase ? '' : reason,
    bodyText(answer, redact),
    reason,
    phrase,
  ];
  return candidates.find((candidate) => candidate !== '') ?? 'without a message';
}

/**
 * The title of a web page, or the beginning of its text, where an answer is a page for people and no answer of an API; undefined
 * otherwise. An empty page, and the stub that Warehouse makes of a status, are none.
 */
export function webPageTitle(answer: HttpAnswer, redact: Redact): string | undefined {
  if (!/\bhtml\b/i.test(answer.headers['content-type'] ?? '')) return undefined;
  const { title, text } = readPage(readableBody(answer, redact));
  const shown = redactedText(title === '' ? text : title, redact, 100);
  return shown === '' || shown === `${answer.status} ${STATUS_CODES[answer.status]}` ? undefined : shown;
}

/**
 * Reads what came of an answer that no parser accepts; undefined where nothing came. Warehouse without a proxy in front
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

function jsonMessages({ headers, body }: AnswerExcerpt): { readonly code: string; readonly field: string } {
  const none = { code: '', field: '' };
  if (!/\bjson\b/i.test(headers['content-type'] ?? '')) return none;
  // Declared as JSON and not JSON: the reason phrase or the text of the body has to do.
  const value = tryParseJson(body);
  if (typeof value !== 'object' || value === null) return none;
  const code = 'code' in value && typeof value.code === 'string' ? value.code : '';
  // Warehouse: `code` is `400 <message>`, while `message` has markup around it.
  return { code: /^\d{3}\s+(\S[\s\S]*)$/.exec(code)?.[1] ?? '', field: messageIn(value) ?? '' };
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

function bodyText(answer: AnswerExcerpt, redact: Redact): string {
  const type = answer.headers['content-type'] ?? '';
  const body = readableBody(answer, redact);
  const text = /^text\/plain\b/i.test(type) ? body : readPage(body).text;
  return redactedText(text.replace(/\s+/g, ' '), redact, LONGEST_TEXT);
}

/** The beginning of a body, redacted before its tags and spaces are gone, by which a secret would be known, and before it is cut. */
function readableBody({ body }: AnswerExcerpt, redact: Redact): string {
  const text = redact(body.subarray(0, READ_BYTES).toString('utf8'));
  return body.length > READ_BYTES ? text.slice(0, Math.max(0, text.length - LONGEST_SECRET)) : text;
}

/** Elements whose text is not for readers. */
const UNREAD: ReadonlySet<string> = new Set(['head', 'script', 'style', 'template']);

/** What a reader sees of HTML, and its title; character references resolved, white space in one piece. */
export function readPage(html: string): { readonly title: string; readonly text: string } {
  const [title, text]: [string[], string[]] = [[], []];
  let unread: string | undefined;
  let inTitle = false;
  readHtml(html, {
    startTag: (name) => {
      // A head without an end ends where the body begins (HTML standard §13.2.6.4.6).
      if (name === 'body' || unread === undefined) unread = UNREAD.has(name) ? name : undefined;
      inTitle = name === 'title';
      text.push(' ');
    },
    endTag: (name) => {
      if (name === unread) unread = undefined;
      inTitle = false;
      text.push(' ');
    },
    text: (piece) => {
      if (inTitle) title.push(piece);
      else if (unread === undefined) text.push(piece);
    },
  });
  return { title: joined(title), text: joined(text) };
}

function joined(pieces: readonly string[]): string {
  return pieces.join('').replace(/\s+/g, ' ').trim();
}

/** A text with the characters that HTML's references in it stand for; what looks like a tag stays, since nothing says that it is one. */
function withoutReferences(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, (reference) => {
    const pieces: string[] = [];
    readHtml(reference, { text: (piece) => pieces.push(piece) });
    return pieces.join('');
  });
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

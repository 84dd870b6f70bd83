// What a child process of event-loop.ts calls, which sends its arguments as JSON.
import { answerText, readExcerpt, webPageTitle } from '../../src/package-index/answer.ts';
import { Redaction } from '../../src/platform/redaction.ts';

const redaction = new Redaction();

/** The texts of an answer with this body. */
export function textsOf(type: string, body: string): readonly (string | undefined)[] {
  const answer = { status: 503, statusText: '', headers: { 'content-type': type }, body: Buffer.from(body) };
  const redact = (text: string): string => redaction.redact(text);
  return [answerText(answer, redact), webPageTitle(answer, redact)];
}

/** The text of an answer that no parser takes. */
export function excerptTextOf(received: string): string | undefined {
  const excerpt = readExcerpt(received);
  return excerpt && answerText(excerpt, (text) => redaction.redact(text));
}

import { asObject, asString, jsonReader, tryParseJson } from '../../ground/json.ts';
import { redactedText, type Redact } from '../../ground/redacted-text.ts';
import type { HttpAnswer } from '../../ground/http.ts';

/** What a service answered can't be used: the check that failed, as a phrase. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** Reads the JSON of a service's answer. @throws {MalformedAnswer} naming the field. */
export const answerJson = jsonReader((reason, cause) => new MalformedAnswer(reason, { cause }));

/** Characters of a service's own words in a message. */
const LONGEST_QUOTE = 300;
/** Seconds that this machine's clock and a server's may differ, which no check here cares about. */
const TOLERANCE = 120;

/** Seconds since 1970, as decimal text, that are a time at all (ECMA-262 §21.4.1.1). @throws {MalformedAnswer} naming the field. */
export function readSeconds(value: unknown, field: string): string {
  const seconds = answerJson.integer(value, field, 'numbers');
  if (Number.isNaN(new Date(Number(seconds) * 1000).getTime())) {
    throw new MalformedAnswer(`${field} is not a time`);
  }
  return seconds;
}

/** The bytes of standard base64, not empty. @throws {MalformedAnswer} naming the field. */
export function readBytes(value: unknown, field: string): Buffer<ArrayBuffer> {
  return Buffer.from(answerJson.base64(value, field), 'base64');
}

/** The bytes of hex text, not empty. @throws {MalformedAnswer} naming the field. */
export function readHex(value: unknown, field: string): Buffer<ArrayBuffer> {
  const text = answerJson.text(value, field);
  const bytes = Buffer.from(text, 'hex');
  if (bytes.toString('hex') !== text.toLowerCase()) throw new MalformedAnswer(`${field} must be hex`);
  return bytes;
}

/**
 * What a service says about a failure, as text that may be shown: the `message` of its JSON, else the first line of its text, without
 * secrets; then at most 300 characters.
 */
export function serverMessage(answer: Pick<HttpAnswer, 'body' | 'statusText'>, redact: Redact): string {
  const text = answer.body.toString('utf8').trim();
  const json = asObject(tryParseJson(text));
  const message = asString(json?.get('message') ?? json?.get('error'))?.trim();
  const said = message ?? text.split('\n', 1)[0]?.trim() ?? '';
  return redactedText(said === '' ? answer.statusText : said, redact, LONGEST_QUOTE);
}

/** Says by how much this machine's clock and the server's differ (`Date`, RFC 9110 §6.6.1); undefined up to two minutes. */
export function clockDifference(answer: Pick<HttpAnswer, 'headers'>, now: Date): string | undefined {
  const server = Date.parse(answer.headers['date'] ?? '');
  if (Number.isNaN(server)) return undefined;
  const seconds = Math.round((now.getTime() - server) / 1000);
  if (Math.abs(seconds) < TOLERANCE) return undefined;
  const amount =
    Math.abs(seconds) < 7200
      ? `${Math.round(Math.abs(seconds) / 60)} minutes`
      : `${Math.round(Math.abs(seconds) / 3600)} hours`;
  return `this machine's clock is ${amount} ${seconds > 0 ? 'ahead of' : 'behind'} the server's`;
}

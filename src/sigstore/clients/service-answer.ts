import type { HttpAnswer } from '../../platform/http.ts';

/** What a service answered can't be used: the check that failed, as a phrase. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** An object of a service's JSON, before its members are checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON of an answer's body. @throws {MalformedAnswer} where it is none. */
export function readJson(body: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return parsed;
  } catch (error) {
    throw new MalformedAnswer('the body is not JSON', { cause: error });
  }
}

/** A value as a JSON object. @throws {MalformedAnswer} naming `what`. */
export function readObject(value: unknown, what: string): JsonObject {
  if (!isObject(value)) throw new MalformedAnswer(`${what} is not an object`);
  return value;
}

/** A value as an array. @throws {MalformedAnswer} naming `what`. */
export function readArray(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedAnswer(`${what} is not an array`);
  return value;
}

/** A value as text that is not empty. @throws {MalformedAnswer} naming `what`. */
export function readText(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw new MalformedAnswer(`${what} is not a text`);
  return value;
}

/** A whole number from 0, as decimal text: a JSON number, or protobuf JSON's text of an int64. @throws {MalformedAnswer} */
export function readInteger(value: unknown, what: string): string {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
  if (typeof value === 'string' && /^(0|[1-9]\d{0,18})$/.test(value)) return value;
  throw new MalformedAnswer(`${what} is not a whole number`);
}

/** Seconds since 1970, as decimal text, that are a time at all (ECMA-262 §21.4.1.1). @throws {MalformedAnswer} naming `what`. */
export function readSeconds(value: unknown, what: string): string {
  const seconds = readInteger(value, what);
  if (Number.isNaN(new Date(Number(seconds) * 1000).getTime()))
    throw new MalformedAnswer(`${what} is not a time`);
  return seconds;
}

/** The bytes of standard base64, not empty. @throws {MalformedAnswer} naming `what`. */
export function readBase64(value: unknown, what: string): Buffer<ArrayBuffer> {
  const text = readText(value, what);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new MalformedAnswer(`${what} is not base64`);
  return bytes;
}

/** The bytes of hex text, not empty. @throws {MalformedAnswer} naming `what`. */
export function readHex(value: unknown, what: string): Buffer<ArrayBuffer> {
  const text = readText(value, what);
  if (!/^([0-9a-fA-F]{2})+$/.test(text)) throw new MalformedAnswer(`${what} is not hex`);
  return Buffer.from(text, 'hex');
}

/** What a service says about a failure: the `message` of its JSON, else the first line of its text; at most 300 characters. */
export function serverMessage(answer: Pick<HttpAnswer, 'body' | 'statusText'>): string {
  const text = answer.body.subarray(0, 4096).toString('utf8').trim();
  const said = jsonMessage(text) ?? text.split('\n', 1)[0]?.trim() ?? '';
  return (said === '' ? answer.statusText : said).slice(0, 300);
}

/**
 * Says by how much this machine's clock and the server's differ (`Date`, RFC 9110 §6.6.1); undefined up to two minutes,
 * which no check here cares about.
 */
export function clockDifference(answer: Pick<HttpAnswer, 'headers'>, now: Date): string | undefined {
  const server = Date.parse(answer.headers['date'] ?? '');
  if (Number.isNaN(server)) return undefined;
  const seconds = Math.round((now.getTime() - server) / 1000);
  if (Math.abs(seconds) < 120) return undefined;
  const amount =
    Math.abs(seconds) < 7200
      ? `${Math.round(Math.abs(seconds) / 60)} minutes`
      : `${Math.round(Math.abs(seconds) / 3600)} hours`;
  return `this machine's clock is ${amount} ${seconds > 0 ? 'ahead of' : 'behind'} the server's`;
}

function jsonMessage(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isObject(parsed)) return undefined;
    const said = parsed['message'] ?? parsed['error'];
    return typeof said === 'string' ? said.trim() : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a JSON object, before they are checked. A map: a member may have the name of one that every object has. */
export type JsonObject = ReadonlyMap<string, unknown>;

/** Makes the error of the room that reads: the reason is a phrase that names the field, such as `kind is missing`. */
type JsonFault = (reason: string, cause?: unknown) => Error;

/** Reads JSON (RFC 8259) of one origin; whatever does not fit is thrown as that origin's fault. `field` names a value in messages. */
interface JsonReader {
  /** The value of UTF-8 bytes. */
  parse(bytes: Uint8Array, subject: string): unknown;
  object(value: unknown, field: string): JsonObject;
  /** An object with all of `required` and nothing but those and `optional`. */
  exactObject(
    value: unknown,
    field: string,
    required: readonly string[],
    optional?: readonly string[],
  ): JsonObject;
  array(value: unknown, field: string): readonly unknown[];
  /** A string that is not empty. */
  text(value: unknown, field: string): string;
  /** A whole number from 0, as decimal text: protobuf JSON's text of an int64; a JSON number too with `numbers`. */
  integer(value: unknown, field: string, numbers?: 'numbers'): string;
  /** Text of standard base64 with padding (RFC 4648 §4), without line breaks, not empty. */
  base64(value: unknown, field: string): string;
}

const INTEGER = /^(?:0|[1-9][0-9]{0,18})$/;

/** A reader whose faults are made by `fault`. */
export function jsonReader(fault: JsonFault): JsonReader {
  const object = (value: unknown, field: string): JsonObject => {
    const found = asObject(value);
    if (found === undefined) throw fault(`${field} must be an object`);
    return found;
  };
  const text = (value: unknown, field: string): string => {
    if (typeof value !== 'string' || value === '') throw fault(`${field} must be a non-empty string`);
    return value;
  };
  return {
    object,
    text,
    parse: (bytes, subject) => {
      try {
        return parseJson(bytes);
      } catch (error) {
        throw fault(`${subject} is not JSON in UTF-8`, error);
      }
    },
    exactObject: (value, field, required, optional = []) => {
      const found = object(value, field);
      const missing = required.find((key) => !found.has(key));
      if (missing !== undefined) throw fault(`${field}.${missing} is missing`);
      const known = new Set([...required, ...optional]);
      const unknown = [...found.keys()].find((key) => !known.has(key));
      if (unknown !== undefined) throw fault(`${field}.${unknown} is not known`);
      return found;
    },
    array: (value, field) => {
      if (!Array.isArray(value)) throw fault(`${field} must be an array`);
      return value;
    },
    integer: (value, field, numbers) => {
      if (numbers && typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
        return String(value);
      if (typeof value === 'string' && INTEGER.test(value)) return value;
      throw fault(`${field} must be a whole number${numbers ? '' : ' written as a string'}`);
    },
    base64: (value, field) => {
      const encoded = text(value, field);
      if (Buffer.from(encoded, 'base64').toString('base64') !== encoded) {
        throw fault(`${field} must be standard base64`);
      }
      return encoded;
    },
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON value of text or of UTF-8 bytes. @throws {SyntaxError | TypeError} whose message may quote the text */
export function parseJson(json: string | Uint8Array): unknown {
  const text = typeof json === 'string' ? json : utf8.decode(json);
  const value: unknown = JSON.parse(text);
  return value;
}

/** The JSON value of text or of UTF-8 bytes; undefined where it is none. */
export function tryParseJson(json: string | Uint8Array): unknown {
  try {
    return parseJson(json);
  } catch {
    return undefined;
  }
}

/** The members of a JSON object; undefined for anything else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : undefined;
}

/** The elements of a JSON array; none for anything else. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A JSON string; undefined for anything else. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

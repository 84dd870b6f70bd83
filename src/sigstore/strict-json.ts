import { attestationFault } from './attestation-fault.ts';

const INTEGER = /^(?:0|[1-9][0-9]{0,18})$/;

/** A JSON object with all of `required` and nothing but those and `optional`. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function recordAt(
  value: unknown,
  field: string,
  required: readonly string[],
  optional: readonly string[] = [],
): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw attestationFault('form', `${field} must be an object`);
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  for (const key of required) {
    if (!entries.has(key)) throw attestationFault('form', `${field}.${key} is missing`);
  }
  for (const key of entries.keys()) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw attestationFault('form', `${field}.${key} is not known`);
    }
  }
  return entries;
}

/** A JSON array. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function arrayAt(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw attestationFault('form', `${field} must be an array`);
  return value;
}

/** A non-empty string. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function textAt(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') {
    throw attestationFault('form', `${field} must be a non-empty string`);
  }
  return value;
}

/** An int64 as protobuf's JSON writes it: a decimal string. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function integerAt(value: unknown, field: string): string {
  if (typeof value !== 'string' || !INTEGER.test(value)) {
    throw attestationFault('form', `${field} must be a whole number written as a string`);
  }
  return value;
}

/** Standard base64 with padding, without line breaks, not empty. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function base64At(value: unknown, field: string): string {
  const text = textAt(value, field);
  if (Buffer.from(text, 'base64').toString('base64') !== text) {
    throw attestationFault('form', `${field} must be standard base64`);
  }
  return text;
}

/** The JSON value of UTF-8 bytes. @throws {ActionError} ATTESTATION_INVALID naming what was parsed. */
export function jsonOf(bytes: Uint8Array, subject: string): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return value;
  } catch (error) {
    throw attestationFault('form', `${subject} is not JSON in UTF-8`, error);
  }
}

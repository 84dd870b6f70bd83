import { Refusal } from './http-service.ts';
import type { Answer } from './http-service.ts';

/** An error as gRPC gateways answer it (Fulcio, Rekor v2). */
export function gatewayError(status: number, code: number, message: string): Answer {
  return { status, body: { code, message, details: [] } };
}

/** The body as a JSON object; refuses anything else as a gateway does. */
export function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (isObject(value)) return value;
  } catch {
    // told below
  }
  throw new Refusal(gatewayError(400, 3, 'proto: syntax error (line 1:1): unexpected token'));
}

/** Refuses an object that has a field beside the known ones. */
export function onlyFields(value: Record<string, unknown>, known: readonly string[]): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Refusal(gatewayError(400, 3, `proto: (line 1:2): unknown field "${unknown}"`));
  }
}

/** A field that is an object of known fields; empty when absent, as protobuf has it. */
export function objectField(
  value: Record<string, unknown>,
  name: string,
  known: readonly string[],
): Record<string, unknown> {
  const field = value[name] ?? {};
  if (!isObject(field))
    throw new Refusal(gatewayError(400, 3, `proto: (line 1:2): unexpected token for ${name}`));
  onlyFields(field, known);
  return field;
}

/** A field that is a string; empty when absent, as protobuf has it. */
export function stringField(value: Record<string, unknown>, name: string): string {
  const field = value[name] ?? '';
  if (typeof field === 'string') return field;
  throw new Refusal(gatewayError(400, 3, `proto: (line 1:2): invalid value for string field ${name}`));
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

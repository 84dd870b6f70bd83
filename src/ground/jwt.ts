import { asObject, tryParseJson, type JsonObject } from './json.ts';

/**
 * The claims of a JSON Web Token (RFC 7519 §3, RFC 7515 §3.1), whose signature is not checked; undefined where it is none.
 * No error quotes a part of the token.
 */
export function claimsOf(token: string): JsonObject | undefined {
  const [, payload, signature, ...more] = token.split('.');
  if (payload === undefined || signature === undefined || more.length > 0) return undefined;
  return asObject(tryParseJson(Buffer.from(payload, 'base64url')));
}

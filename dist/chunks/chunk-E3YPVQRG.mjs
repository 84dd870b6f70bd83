import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  asObject,
  tryParseJson
} from "./chunk-4CYMUFG5.mjs";

// src/ground/jwt.ts
function claimsOf(token) {
  const [, payload, signature, ...more] = token.split(".");
  if (payload === void 0 || signature === void 0 || more.length > 0) return void 0;
  return asObject(tryParseJson(Buffer.from(payload, "base64url")));
}

// src/ground/redacted-text.ts
function cutText(text, longest) {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
function redactedText(text, redact, longest) {
  return cutText(redact(text).trim(), longest);
}

export {
  claimsOf,
  cutText,
  redactedText
};

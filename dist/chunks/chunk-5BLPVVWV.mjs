import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/ground/redacted-text.ts
function cutText(text, longest) {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}\u2026`;
}
function redactedText(text, redact, longest) {
  return cutText(redact(text).trim(), longest);
}

export {
  cutText,
  redactedText
};

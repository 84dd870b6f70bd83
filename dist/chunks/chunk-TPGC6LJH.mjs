import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/ground/url-text.ts
function bareUrl(address) {
  const url = URL.parse(address);
  return url === null ? "(not a URL)" : `${url.protocol}//${url.host}${url.pathname}`;
}
function publicUrl(address) {
  return `${bareUrl(address)}${URL.parse(address)?.search ? "?\u2026" : ""}`;
}
function percentDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function withoutSlashesAtEnd(text) {
  return withoutLast(text, "/");
}
function withoutDotsAtEnd(host) {
  return withoutLast(host, ".");
}
function withoutLast(text, character) {
  let end = text.length;
  while (text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}

export {
  bareUrl,
  publicUrl,
  percentDecoded,
  withoutSlashesAtEnd,
  withoutDotsAtEnd
};

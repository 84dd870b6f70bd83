import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/ground/hidden-name.ts
import { createHash } from "node:crypto";
var LONGEST_NAME = 255;
var HASH_DIGITS = 16;
function hiddenName(name, ending) {
  const readable = `.${name}${ending}`;
  return Buffer.byteLength(readable) <= LONGEST_NAME ? readable : `.${hashOf(name)}${ending}`;
}
function isHiddenNameOf(name, between) {
  return between === name || between.length === HASH_DIGITS && hashOf(name) === between;
}
function hashOf(name) {
  return createHash("sha256").update(name).digest("hex").slice(0, HASH_DIGITS);
}

export {
  hiddenName,
  isHiddenNameOf
};

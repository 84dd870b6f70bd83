import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/sigstore/payload-type.ts
var STATEMENT_PAYLOAD_TYPE = "application/vnd.in-toto+json";

export {
  STATEMENT_PAYLOAD_TYPE
};

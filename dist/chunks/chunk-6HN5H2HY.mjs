import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  transparencyEntryToJson
} from "./chunk-7V3ZGB3P.mjs";
import {
  require_dist
} from "./chunk-U3TRK3RQ.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/bundle-json.ts
var import_bundle = __toESM(require_dist(), 1);
function bundleJson(bundle) {
  const json = (0, import_bundle.bundleToJSON)(bundle);
  const tlogEntries = bundle.verificationMaterial.tlogEntries.map(transparencyEntryToJson);
  return { ...json, verificationMaterial: { ...json.verificationMaterial, tlogEntries } };
}

export {
  bundleJson
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-5ZQUOIVQ.mjs";
import "./chunk-23I4ID4X.mjs";
import "./chunk-WMHLLTQA.mjs";
import "./chunk-OUWR3SLQ.mjs";
import "./chunk-3BFIJHZE.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
} from "./chunk-KHXYUP3R.mjs";
import "./chunk-CAQRBWHM.mjs";
import "./chunk-GG7X2DPT.mjs";
import "./chunk-LBIQXASJ.mjs";
import "./chunk-2YB2CDZZ.mjs";
import "./chunk-6KDXYDH2.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
};

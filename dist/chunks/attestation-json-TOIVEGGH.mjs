import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-SB2SZACW.mjs";
import "./chunk-XB3UN3KP.mjs";
import "./chunk-T7WGGJDG.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-HSNVRRPO.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
};

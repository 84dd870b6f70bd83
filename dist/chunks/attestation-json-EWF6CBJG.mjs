import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-CDMR43IR.mjs";
import "./chunk-TWCOCDRD.mjs";
import "./chunk-XFX6VRZN.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-O5WNBQYS.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
};

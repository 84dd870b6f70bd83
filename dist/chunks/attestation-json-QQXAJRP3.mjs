import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-3KSJFESL.mjs";
import "./chunk-X5BUZSFF.mjs";
import "./chunk-XCLP4GIL.mjs";
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

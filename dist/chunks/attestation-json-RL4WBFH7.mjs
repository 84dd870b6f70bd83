import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-M4CFNOJP.mjs";
import "./chunk-7I65ZTHC.mjs";
import "./chunk-CJO55MES.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-BN2RT4LB.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
};

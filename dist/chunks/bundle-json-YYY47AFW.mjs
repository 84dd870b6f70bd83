import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleFromAttestation,
  bundleJson
} from "./chunk-NVLVPOL6.mjs";
import "./chunk-RNP25VLV.mjs";
import "./chunk-UJZAPYKR.mjs";
import "./chunk-7PV76UHJ.mjs";
import "./chunk-HRIVA7WD.mjs";
export {
  bundleFromAttestation,
  bundleJson
};

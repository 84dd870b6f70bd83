import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleFromAttestation,
  bundleJson
} from "./chunk-EVCYERUM.mjs";
import "./chunk-NOEHEGZ2.mjs";
import "./chunk-UJZAPYKR.mjs";
import "./chunk-7PV76UHJ.mjs";
import "./chunk-HRIVA7WD.mjs";
export {
  bundleFromAttestation,
  bundleJson
};

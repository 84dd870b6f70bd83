import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleFromAttestation,
  bundleJson
} from "./chunk-GZXKB4CD.mjs";
import "./chunk-ZEFC6SAH.mjs";
import "./chunk-UJZAPYKR.mjs";
import "./chunk-6KDXYDH2.mjs";
import "./chunk-HRIVA7WD.mjs";
export {
  bundleFromAttestation,
  bundleJson
};

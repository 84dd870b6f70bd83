import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
} from "./chunk-5RYFXYOC.mjs";
import "./chunk-WOASTBBA.mjs";
import "./chunk-GG7X2DPT.mjs";
import "./chunk-YS3IWSNO.mjs";
import "./chunk-2YB2CDZZ.mjs";
import "./chunk-6KDXYDH2.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
};

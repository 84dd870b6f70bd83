import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
} from "./chunk-4RSCQVEM.mjs";
import "./chunk-7V3ZGB3P.mjs";
import "./chunk-GG7X2DPT.mjs";
import "./chunk-U3TRK3RQ.mjs";
import "./chunk-4CYMUFG5.mjs";
import "./chunk-2YB2CDZZ.mjs";
import "./chunk-6KDXYDH2.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
};

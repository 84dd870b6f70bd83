import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-KD2BIH6U.mjs";
import "./chunk-R2YXZR3V.mjs";
import "./chunk-KTPRB7Z6.mjs";
import "./chunk-OUWR3SLQ.mjs";
import "./chunk-PTE5TTCR.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-55HADM4D.mjs";
import "./chunk-OX4AVJXW.mjs";
import "./chunk-5VSGC6W7.mjs";
import "./chunk-4CYMUFG5.mjs";
import "./chunk-TCESNLFT.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  parseAttestation,
  serializeAttestation,
  serializeBundle
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ATTESTATION_KINDS,
  MAXIMUM_BYTES,
  PUBLISH_KIND,
  SLSA_KIND,
  attestationFiles,
  bundleNames,
  faultOf,
  findAttestations,
  readBundle,
  unlessRefused,
  unverifiedName,
  writeBundle
} from "./chunk-5YLA7OXA.mjs";
import "./chunk-2NEYAJEV.mjs";
import "./chunk-SB2SZACW.mjs";
import "./chunk-XB3UN3KP.mjs";
import "./chunk-T7WGGJDG.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-HSNVRRPO.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  ATTESTATION_KINDS,
  MAXIMUM_BYTES,
  PUBLISH_KIND,
  SLSA_KIND,
  attestationFiles,
  bundleNames,
  faultOf,
  findAttestations,
  readBundle,
  unlessRefused,
  unverifiedName,
  writeBundle
};

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
} from "./chunk-BLM4OTUI.mjs";
import "./chunk-FZUHWJMF.mjs";
import "./chunk-CDMR43IR.mjs";
import "./chunk-TWCOCDRD.mjs";
import "./chunk-XFX6VRZN.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-O5WNBQYS.mjs";
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

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
  isAttestationFile,
  readBundle,
  unlessRefused,
  unverifiedName,
  writeBundle
} from "./chunk-XMYLCY4G.mjs";
import "./chunk-GRRTHDJQ.mjs";
import "./chunk-OF7KYIT4.mjs";
import "./chunk-5ZQUOIVQ.mjs";
import "./chunk-23I4ID4X.mjs";
import "./chunk-WMHLLTQA.mjs";
import "./chunk-OUWR3SLQ.mjs";
import "./chunk-3BFIJHZE.mjs";
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
  isAttestationFile,
  readBundle,
  unlessRefused,
  unverifiedName,
  writeBundle
};

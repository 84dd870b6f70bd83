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
} from "./chunk-QPKMIGQJ.mjs";
import "./chunk-EI34K3TG.mjs";
import "./chunk-M4CFNOJP.mjs";
import "./chunk-7I65ZTHC.mjs";
import "./chunk-CJO55MES.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-BN2RT4LB.mjs";
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

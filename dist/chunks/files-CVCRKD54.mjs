import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ATTESTATION_KINDS,
  MAXIMUM_BYTES,
  attestationFiles,
  bundleNames,
  faultOf,
  findAttestation,
  readBundle,
  unverifiedName,
  writeBundle
} from "./chunk-DZLXR2ZV.mjs";
import "./chunk-UNVM47OS.mjs";
import "./chunk-3KSJFESL.mjs";
import "./chunk-X5BUZSFF.mjs";
import "./chunk-XCLP4GIL.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-O5WNBQYS.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  ATTESTATION_KINDS,
  MAXIMUM_BYTES,
  attestationFiles,
  bundleNames,
  faultOf,
  findAttestation,
  readBundle,
  unverifiedName,
  writeBundle
};

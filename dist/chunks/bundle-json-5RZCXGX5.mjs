import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleFromAttestation,
  bundleJson
} from "./chunk-CPWUH35B.mjs";
import "./chunk-C5NW4DB2.mjs";
import "./chunk-2YB2CDZZ.mjs";
import "./chunk-6KDXYDH2.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  bundleFromAttestation,
  bundleJson
};

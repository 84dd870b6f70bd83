import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleJson
} from "./chunk-Q6INF4JE.mjs";
import "./chunk-CAQRBWHM.mjs";
import "./chunk-LBIQXASJ.mjs";
import "./chunk-2YB2CDZZ.mjs";
import "./chunk-6KDXYDH2.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  bundleJson
};

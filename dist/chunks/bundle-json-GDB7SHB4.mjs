import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleJson
} from "./chunk-45T55GNB.mjs";
import "./chunk-WOASTBBA.mjs";
import "./chunk-YS3IWSNO.mjs";
import "./chunk-2YB2CDZZ.mjs";
import "./chunk-6KDXYDH2.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  bundleJson
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  adoptBundles,
  inspectBundles,
  keepTimestamped
} from "./chunk-2OM7UADI.mjs";
import "./chunk-PLTRWWOX.mjs";
import "./chunk-5YLA7OXA.mjs";
import "./chunk-J4WJSSVS.mjs";
import "./chunk-OKKV6JZV.mjs";
import "./chunk-2NEYAJEV.mjs";
import "./chunk-SB2SZACW.mjs";
import "./chunk-XB3UN3KP.mjs";
import "./chunk-T7WGGJDG.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-HSNVRRPO.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  adoptBundles,
  inspectBundles,
  keepTimestamped
};

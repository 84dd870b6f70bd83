import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  adoptBundles,
  inspectBundles,
  keepTimestamped
} from "./chunk-PC533LHZ.mjs";
import "./chunk-ESODY2K3.mjs";
import "./chunk-QPKMIGQJ.mjs";
import "./chunk-3R2XGCDR.mjs";
import "./chunk-OKKV6JZV.mjs";
import "./chunk-EI34K3TG.mjs";
import "./chunk-M4CFNOJP.mjs";
import "./chunk-7I65ZTHC.mjs";
import "./chunk-CJO55MES.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-BN2RT4LB.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  adoptBundles,
  inspectBundles,
  keepTimestamped
};

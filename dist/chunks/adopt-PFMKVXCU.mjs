import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  adoptAttestations,
  inspectAttestations
} from "./chunk-3H7F3NKF.mjs";
import "./chunk-DCKMVMHQ.mjs";
import "./chunk-7GL4DZVN.mjs";
import "./chunk-3KX43ITQ.mjs";
import "./chunk-55HADM4D.mjs";
import "./chunk-OX4AVJXW.mjs";
import "./chunk-5VSGC6W7.mjs";
import "./chunk-4CYMUFG5.mjs";
import "./chunk-TCESNLFT.mjs";
import "./chunk-6M27Y4YM.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  adoptAttestations,
  inspectAttestations
};

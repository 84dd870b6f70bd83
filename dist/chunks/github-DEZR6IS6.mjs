import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  context,
  getOctokit
} from "./chunk-QMLXRN6V.mjs";
import "./chunk-HTOS4MVS.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  context,
  getOctokit
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  context,
  getOctokit
} from "./chunk-FJRGP7F5.mjs";
import "./chunk-G7DIX3IQ.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  context,
  getOctokit
};

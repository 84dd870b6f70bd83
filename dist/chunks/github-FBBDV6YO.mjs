import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  context,
  getOctokit
} from "./chunk-CX7TP5HC.mjs";
import "./chunk-G7DIX3IQ.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  context,
  getOctokit
};

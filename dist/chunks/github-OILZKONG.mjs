import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  context,
  getOctokit
} from "./chunk-KY6UTQVD.mjs";
import "./chunk-44HU2OOG.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  context,
  getOctokit
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  context,
  getOctokit
} from "./chunk-YICUORNZ.mjs";
import "./chunk-Q54FFVAF.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  context,
  getOctokit
};

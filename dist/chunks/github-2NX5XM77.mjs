import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  context,
  getOctokit
} from "./chunk-PICW4GV3.mjs";
import "./chunk-LEU33SFB.mjs";
import "./chunk-HRIVA7WD.mjs";
export {
  context,
  getOctokit
};

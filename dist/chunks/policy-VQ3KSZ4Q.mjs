import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  checkAttestation,
  checkSigner,
  checkSubject,
  checkUnproven,
  describeMade,
  runOf
} from "./chunk-G6LEWRNN.mjs";
import "./chunk-3YSVTQBF.mjs";
import "./chunk-FZUHWJMF.mjs";
import "./chunk-CDMR43IR.mjs";
import "./chunk-TWCOCDRD.mjs";
import "./chunk-XFX6VRZN.mjs";
import "./chunk-CK2X5BIM.mjs";
import "./chunk-O5WNBQYS.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  checkAttestation,
  checkSigner,
  checkSubject,
  checkUnproven,
  describeMade,
  runOf
};

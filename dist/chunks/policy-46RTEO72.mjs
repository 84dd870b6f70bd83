import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  LOG_CHECK,
  checkAttestation,
  checkLog,
  checkSigner,
  checkStatement,
  checkSubject,
  checkUnproven,
  describeMade,
  refusing,
  runOf,
  signedBy
} from "./chunk-N2JF2M72.mjs";
import "./chunk-RNSTJWOP.mjs";
import "./chunk-CV53DG6M.mjs";
import "./chunk-RPOQH72W.mjs";
import "./chunk-NH3AT7BC.mjs";
import "./chunk-JMQYGHRU.mjs";
import "./chunk-TPGC6LJH.mjs";
import "./chunk-OF7KYIT4.mjs";
import "./chunk-5ZQUOIVQ.mjs";
import "./chunk-23I4ID4X.mjs";
import "./chunk-WMHLLTQA.mjs";
import "./chunk-OUWR3SLQ.mjs";
import "./chunk-3BFIJHZE.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  LOG_CHECK,
  checkAttestation,
  checkLog,
  checkSigner,
  checkStatement,
  checkSubject,
  checkUnproven,
  describeMade,
  refusing,
  runOf,
  signedBy
};

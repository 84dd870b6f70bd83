import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  checkAttestation,
  checkSigner,
  checkStatement,
  checkSubject,
  checkUnproven,
  describeMade,
  refusing,
  runOf,
  signedBy
} from "./chunk-MGRHVWSV.mjs";
import "./chunk-OKKV6JZV.mjs";
import "./chunk-MG4OV2E2.mjs";
import "./chunk-KD2BIH6U.mjs";
import "./chunk-R2YXZR3V.mjs";
import "./chunk-KTPRB7Z6.mjs";
import "./chunk-OUWR3SLQ.mjs";
import "./chunk-PTE5TTCR.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  checkAttestation,
  checkSigner,
  checkStatement,
  checkSubject,
  checkUnproven,
  describeMade,
  refusing,
  runOf,
  signedBy
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  audienceOf,
  embeddedRepository,
  entryPage,
  githubServices,
  isHostOf,
  isPublicHost,
  limitsOf,
  publicDomain,
  timestampLimitsOf
} from "./chunk-JMQYGHRU.mjs";
import "./chunk-TPGC6LJH.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  audienceOf,
  embeddedRepository,
  entryPage,
  githubServices,
  isHostOf,
  isPublicHost,
  limitsOf,
  publicDomain,
  timestampLimitsOf
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  DEFAULT_AUDIENCE,
  entryPage,
  isHostOf,
  isPublicHost,
  limitsOf,
  publicDomain,
  publicRepository,
  timestampLimitsOf
} from "./chunk-6M27Y4YM.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  DEFAULT_AUDIENCE,
  entryPage,
  isHostOf,
  isPublicHost,
  limitsOf,
  publicDomain,
  publicRepository,
  timestampLimitsOf
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  audienceOf,
  entryPage,
  isHostOf,
  isPublicHost,
  limitsOf,
  publicDomain,
  publicRepository,
  timestampLimitsOf
} from "./chunk-3YSVTQBF.mjs";
import "./chunk-HT5OEBR5.mjs";
export {
  audienceOf,
  entryPage,
  isHostOf,
  isPublicHost,
  limitsOf,
  publicDomain,
  publicRepository,
  timestampLimitsOf
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleOf,
  connectToAuthority,
  holdCertificate,
  signAndTimestamp
} from "./chunk-OUDCM3B5.mjs";
import "./chunk-76PPJWJX.mjs";
import "./chunk-5BLPVVWV.mjs";
import "./chunk-US6Q5CHO.mjs";
import "./chunk-CV53DG6M.mjs";
import "./chunk-NH3AT7BC.mjs";
import "./chunk-JMQYGHRU.mjs";
import "./chunk-TPGC6LJH.mjs";
import "./chunk-23I4ID4X.mjs";
import "./chunk-WMHLLTQA.mjs";
import "./chunk-OUWR3SLQ.mjs";
import {
  runAgain
} from "./chunk-3BFIJHZE.mjs";
import "./chunk-HT5OEBR5.mjs";

// src/sigstore/sign/timestamped-signer.ts
var ROUNDS = 3;
function createTimestampedSigner(options) {
  const { services, trustedRoot, platform } = options;
  const [service] = services.timestampAuthorities;
  const authority = connectToAuthority(service, platform);
  const session = {
    trustedRoot,
    certificates: holdCertificate(options, services.fulcio, trustedRoot),
    timestampAuthorities: [authority]
  };
  return {
    services,
    trustedRoot,
    get concurrency() {
      return authority.connection.concurrency;
    },
    sign
  };
  async function sign(statement, signal) {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const signature = await signAndTimestamp(session, statement, signal);
      if (signature !== void 0) return bundleOf(signature, []);
      platform.runner.log.debug("A certificate expired before its signature was timestamped; signing again.");
    }
    const problem = `no signature was timestamped within the life of its certificate in ${ROUNDS} attempts`;
    throw authority.connection.failure(service.url, void 0, problem, runAgain());
  }
}
export {
  createTimestampedSigner
};

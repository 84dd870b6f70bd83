import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleOf,
  connectToAuthority,
  holdCertificate,
  signAndTimestamp
} from "./chunk-JQH24MJA.mjs";
import "./chunk-76PPJWJX.mjs";
import "./chunk-5BLPVVWV.mjs";
import "./chunk-RLLPCUDI.mjs";
import "./chunk-OKKV6JZV.mjs";
import "./chunk-R2YXZR3V.mjs";
import "./chunk-KTPRB7Z6.mjs";
import "./chunk-OUWR3SLQ.mjs";
import {
  runAgain
} from "./chunk-PTE5TTCR.mjs";
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

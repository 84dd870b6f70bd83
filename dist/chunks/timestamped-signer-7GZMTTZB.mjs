import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleOf,
  connectToAuthority,
  holdCertificate,
  signAndTimestamp
} from "./chunk-3GAW3L5J.mjs";
import "./chunk-RTNSPCC2.mjs";
import "./chunk-5BLPVVWV.mjs";
import "./chunk-2CB6AO2C.mjs";
import "./chunk-OKKV6JZV.mjs";
import "./chunk-XB3UN3KP.mjs";
import "./chunk-T7WGGJDG.mjs";
import "./chunk-CK2X5BIM.mjs";
import {
  runAgain
} from "./chunk-HSNVRRPO.mjs";
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

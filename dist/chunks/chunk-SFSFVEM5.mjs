import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter
} from "./chunk-2QWILKNM.mjs";
import {
  TransportError
} from "./chunk-TCESNLFT.mjs";

// src/ground/request.ts
async function requestWithRetry({ request, budget, read, refused, failed }, { http, clock, runner }, signal) {
  let purpose = "";
  const attempt = async () => {
    const each = typeof request === "function" ? await request() : request;
    ({ purpose } = each);
    let answer;
    try {
      answer = await http.request(signal === void 0 ? each : { ...each, signal });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof TransportError)) throw error;
      if (!isTransientFailure(error)) throw failed(error);
      return { kind: "again", error: failed(error) };
    }
    if (!isTransientStatus(answer.status)) return read(answer);
    return { kind: "again", error: refused(answer), after: retryAfter(answer, clock.now()) };
  };
  return retry(attempt, budget, { clock, signal, onWait: (wait) => logWaits(runner.log, purpose)(wait) });
}

export {
  requestWithRetry
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  isBriefFailure,
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter
} from "./chunk-US6Q5CHO.mjs";
import {
  TransportError,
  messageOf
} from "./chunk-3BFIJHZE.mjs";

// src/ground/request.ts
async function requestWithRetry({ request, budget, read, refused, failed }, { http, clock, runner }, signal) {
  let [purpose, host] = ["", ""];
  const attempt = async () => {
    const each = typeof request === "function" ? await request() : request;
    ({ purpose } = each);
    host = URL.parse(each.url)?.host ?? "";
    let answer;
    try {
      answer = await http.request(signal === void 0 ? each : { ...each, signal });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof TransportError)) throw error;
      if (!isTransientFailure(error)) throw failed(error);
      return { kind: "again", error: failed(error), briefly: isBriefFailure(error) };
    }
    if (!isTransientStatus(answer.status)) return read(answer);
    return { kind: "again", error: refused(answer), after: retryAfter(answer, clock.now()) };
  };
  const onWait = (wait) => {
    const named = messageOf(wait.error).includes(host) || purpose.includes(host);
    logWaits(runner.log, named ? purpose : `${purpose} at ${host}`)(wait);
  };
  return retry(attempt, budget, { clock, signal, onWait });
}

// src/ground/loopback.ts
function isLoopback(hostname) {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

export {
  requestWithRetry,
  isLoopback
};

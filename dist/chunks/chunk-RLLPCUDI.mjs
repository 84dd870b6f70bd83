import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  TransportError,
  messageOf
} from "./chunk-PTE5TTCR.mjs";

// src/ground/retry.ts
async function retry(attempt, budget, { clock, signal, onWait }) {
  const started = clock.now().getTime();
  for (let number = 1; ; number += 1) {
    const outcome = await attempt(number);
    if (outcome.kind === "done") return outcome.value;
    const { error, after } = outcome;
    const wait = after === void 0 ? backoff(number, budget, clock.random()) : Math.max(after, budget.firstDelay);
    const late = clock.now().getTime() + wait - started > budget.total;
    if (late || number === budget.attempts) throw error;
    onWait?.({ error, attempts: number, milliseconds: wait, budget });
    await clock.sleep(wait, signal, { what: `the next attempt (${messageOf(error).replace(/\.$/, "")})` });
  }
}
function logWaits(log, what) {
  return ({ error, attempts, milliseconds, budget }) => {
    const seconds = Math.max(1, Math.round(milliseconds / 1e3));
    const made = budget.attempts === void 0 ? `${attempts}` : `${attempts} of ${budget.attempts}`;
    log.info(`${what}: attempt ${made} failed, next in ${seconds} s. ${messageOf(error)}`);
  };
}
function backoff(number, budget, random) {
  const ceiling = Math.min(budget.maximumDelay, budget.firstDelay * 2 ** Math.min(number - 1, 30));
  return ceiling / 2 + ceiling / 2 * random;
}
function isTransientStatus(status) {
  return status === 408 || status === 425 || status === 429 || status >= 500 && status !== 501;
}
function isTransientFailure(error) {
  return error instanceof TransportError && ["refused", "unreachable", "reset", "timeout", "unparsable"].includes(error.failure);
}
function retryAfter(answer, now) {
  const value = answer.headers["retry-after"]?.trim();
  if (value === void 0 || value === "") return void 0;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1e3;
  const date = Date.parse(value);
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now.getTime());
}

export {
  retry,
  logWaits,
  isTransientStatus,
  isTransientFailure,
  retryAfter
};

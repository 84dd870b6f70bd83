import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  TransportError,
  messageOf
} from "./chunk-3BFIJHZE.mjs";

// src/ground/retry.ts
var BRIEF = { total: 1e4, firstDelay: 1e3, maximumDelay: 4e3 };
var BRIEF_ATTEMPTS = 4;
async function retry(attempt, budget, { clock, signal, onWait }) {
  let whole = { budget, started: clock.now().getTime(), attempts: 0 };
  let brief;
  for (let number = 1; ; number += 1) {
    const outcome = await attempt(number);
    if (outcome.kind === "done") return outcome.value;
    const { error, after } = outcome;
    const now = clock.now().getTime();
    whole = oneMore(whole);
    const row = brief ?? { budget: narrowed(budget), started: now, attempts: 0 };
    brief = outcome.briefly === true ? oneMore(row) : void 0;
    const spent = brief ?? whole;
    const wait = after === void 0 ? backoff(spent.attempts, spent.budget, clock.random()) : Math.max(after, spent.budget.firstDelay);
    if (isOver(whole, now + wait) || isOver(spent, now + wait)) throw error;
    onWait?.({ error, attempts: spent.attempts, milliseconds: wait, budget: spent.budget });
    await clock.sleep(wait, signal, { what: `the next attempt (${messageOf(error).replace(/\.$/, "")})` });
  }
}
function oneMore(spent) {
  return { ...spent, attempts: spent.attempts + 1 };
}
function isOver({ budget, started, attempts }, next) {
  return next - started > budget.total || attempts === budget.attempts;
}
function narrowed({ total, attempts, firstDelay, maximumDelay }) {
  return {
    total: Math.min(total, BRIEF.total),
    attempts: Math.min(attempts ?? BRIEF_ATTEMPTS, BRIEF_ATTEMPTS),
    firstDelay: Math.min(firstDelay, BRIEF.firstDelay),
    maximumDelay: Math.min(maximumDelay, BRIEF.maximumDelay)
  };
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
  return error instanceof TransportError && ["refused", "unreachable", "proxy-unreachable", "reset", "timeout", "unparsable"].includes(error.failure);
}
function isBriefFailure({ failure }) {
  return failure === "proxy-unreachable";
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
  isBriefFailure,
  retryAfter
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/errors.ts
import { types } from "node:util";
var ERROR_CODES = [
  "INPUT_INVALID",
  "NO_DISTRIBUTIONS",
  "DISTRIBUTION_INVALID",
  "INDEX_CONFLICT",
  "INDEX_UNAVAILABLE",
  "PLAN_CHANGED",
  "IDENTITY_UNAVAILABLE",
  "IDENTITY_UNSUITABLE",
  "CONSENT_MISSING",
  "TRUST_UNAVAILABLE",
  "NO_SERVICE",
  "SIGNING_FAILED",
  "ATTESTATION_INVALID",
  "TOKEN_REFUSED",
  "UPLOAD_REJECTED",
  "UPLOAD_UNKNOWN",
  "CONFIRMATION_FAILED",
  "CANCELLED"
];
var ERROR_TITLES = {
  INPUT_INVALID: "Invalid input",
  NO_DISTRIBUTIONS: "No distributions found",
  DISTRIBUTION_INVALID: "Invalid distribution",
  PLAN_CHANGED: "Differs from the approved plan",
  INDEX_CONFLICT: "Conflict with the index",
  INDEX_UNAVAILABLE: "Index unavailable",
  IDENTITY_UNAVAILABLE: "No identity token",
  IDENTITY_UNSUITABLE: "Unsuitable job identity",
  CONSENT_MISSING: "Consent required",
  TRUST_UNAVAILABLE: "Trust metadata unavailable",
  NO_SERVICE: "No usable Sigstore service",
  SIGNING_FAILED: "Signing failed",
  ATTESTATION_INVALID: "Invalid attestation",
  TOKEN_REFUSED: "No upload token",
  UPLOAD_REJECTED: "Upload rejected",
  UPLOAD_UNKNOWN: "Upload status unknown",
  CONFIRMATION_FAILED: "Confirmation failed",
  CANCELLED: "Run cancelled",
  BUG: "Unexpected error"
};
var RERUNS = [
  /** Publishes them: the cause passes. */
  "finishes",
  /** Publishes them once the hint was followed; the files stay as they are. */
  "finishes-after-fix",
  /** Nothing before they are built again, which makes other files of them. */
  "needs-new-files",
  /** Nothing: the index accepts no file of this name, or none for this release, any more. */
  "needs-new-release",
  /** Nothing that is known of. */
  "cannot-help"
];
function runAgain({ when, or, because, after } = {}) {
  const sentence = [
    "Run the job again",
    when === void 0 ? "" : ` ${when}`,
    or === void 0 ? "" : `, or ${or}`,
    because === void 0 ? "" : `: ${because}`,
    "."
  ].join("");
  return { hint: after === void 0 ? sentence : `${sentence} ${after}`, rerun: "finishes" };
}
function raiseVersion(because, or = "") {
  return { hint: `Raise the version${or}: ${because}.`, rerun: "needs-new-release" };
}
function asRemedy(remedy) {
  return typeof remedy === "string" ? { hint: remedy, rerun: "finishes-after-fix" } : remedy;
}
function rerunOfAll(remedies) {
  const worst = RERUNS.findLast((each) => remedies.some(({ rerun }) => rerun === each));
  return worst ?? "cannot-help";
}
var KnownCause = class extends Error {
  name = "KnownCause";
  hint;
  rerun;
  /** @param remedy as of `ActionError` */
  constructor(message, remedy, cause) {
    super(message, cause === void 0 ? void 0 : { cause });
    const { hint, rerun } = asRemedy(remedy);
    this.hint = hint;
    this.rerun = rerun;
  }
};
function knownCauseOf(error) {
  let current = error;
  for (let depth = 0; depth < DEEPEST && isError(current); depth += 1) {
    if (current instanceof KnownCause) return current;
    current = current.cause;
  }
  return void 0;
}
var DEEPEST = 8;
var ActionError = class extends Error {
  name = "ActionError";
  code;
  hint;
  rerun;
  /** @param remedy a text alone for what a change outside of the files mends; that of a `KnownCause` comes before it */
  constructor(code, message, remedy, cause) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.code = code;
    const { hint, rerun } = knownCauseOf(cause) ?? asRemedy(remedy);
    this.hint = hint;
    this.rerun = rerun;
  }
};
var TransportError = class extends Error {
  name = "TransportError";
  failure;
  /** False where no byte of the request can have reached the server. */
  sent;
  /** What came of an answer that no parser accepts, from where the parser gave up; empty otherwise. */
  received;
  constructor(failure, message, sent, cause, received = "") {
    super(message, cause === void 0 ? void 0 : { cause });
    this.failure = failure;
    this.sent = sent;
    this.received = received;
  }
};
function explain(error) {
  if (error instanceof ActionError) {
    const { code, message, hint, rerun } = error;
    return { code, message, causes: causesOf(error), hint, rerun };
  }
  return {
    code: "BUG",
    message: `unexpected error in wheelseal: ${messageOf(error)}`,
    causes: causesOf(error),
    hint: "This is a bug in wheelseal. Report it, with this message and the version you use.",
    rerun: "cannot-help"
  };
}
function messageOf(error) {
  return isError(error) ? error.message : String(error);
}
function isError(value) {
  return value instanceof Error || types.isNativeError(value);
}
function causesOf(error) {
  const [causes, said] = [new Array(), [messageOf(error)]];
  let current = error;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (!isError(current) || current.cause === void 0) break;
    const message = messageOf(current.cause);
    const isSaid = said.some((text) => text.includes(message)) || saysSystemError(current, current.cause);
    if (!isSaid) causes.push(message);
    said.push(message);
    current = current.cause;
  }
  return causes;
}
function saysSystemError(failed, cause) {
  if (!(failed instanceof TransportError || failed instanceof KnownCause) || !isError(cause) || !("syscall" in cause))
    return false;
  return !("address" in cause) || failed.message.includes(String(cause.address));
}

export {
  ERROR_CODES,
  ERROR_TITLES,
  runAgain,
  raiseVersion,
  asRemedy,
  rerunOfAll,
  KnownCause,
  knownCauseOf,
  ActionError,
  TransportError,
  explain,
  messageOf
};

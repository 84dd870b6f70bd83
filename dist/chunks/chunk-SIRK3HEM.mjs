import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// src/errors.ts
var ActionError = class extends Error {
  name = "ActionError";
  code;
  /** What to do about it, as a sentence; empty where there is nothing to do. */
  hint;
  constructor(code, message, hint, cause) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.code = code;
    this.hint = hint;
  }
};
var TransportError = class extends Error {
  name = "TransportError";
  failure;
  /** False where no byte of the request can have reached the server. */
  sent;
  constructor(failure, message, sent, cause) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.failure = failure;
    this.sent = sent;
  }
};
function explain(error) {
  if (error instanceof ActionError) {
    return { code: error.code, message: error.message, causes: causesOf(error), hint: error.hint };
  }
  return {
    code: "BUG",
    message: `wheelseal failed in a way it does not know: ${messageOf(error)}`,
    causes: causesOf(error),
    hint: "This is a bug in wheelseal. Please report it, with this message and the version you use."
  };
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
function causesOf(error) {
  const causes = [];
  let current = error;
  for (let depth = 0; depth < 8; depth += 1) {
    if (!(current instanceof Error) || current.cause === void 0) break;
    const message = messageOf(current.cause);
    if (!messageOf(current).includes(message)) causes.push(message);
    current = current.cause;
  }
  return causes;
}

export {
  __require,
  __commonJS,
  __toESM,
  ActionError,
  TransportError,
  explain,
  messageOf
};

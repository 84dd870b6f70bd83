import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  isPerFile,
  needsBlake2b,
  stage,
  targetPath,
  withinTime
} from "./chunk-2JGIMV5L.mjs";
import {
  authorizationFor,
  isUnreadable,
  parseProjectPage,
  queryCredentials,
  readDocument,
  versionText
} from "./chunk-LVXEP7JL.mjs";
import {
  pool
} from "./chunk-ATGI23IB.mjs";
import {
  shortList
} from "./chunk-BNOAGMSN.mjs";
import {
  import_error,
  import_error2,
  import_store,
  makeModelsLinear
} from "./chunk-2GNLLGXH.mjs";
import {
  requestWithRetry
} from "./chunk-BRVPZI4G.mjs";
import {
  retryAfter
} from "./chunk-US6Q5CHO.mjs";
import {
  withoutSlashesAtEnd
} from "./chunk-TPGC6LJH.mjs";
import "./chunk-OUWR3SLQ.mjs";
import {
  ActionError,
  TransportError,
  messageOf,
  raiseVersion,
  runAgain
} from "./chunk-3BFIJHZE.mjs";
import "./chunk-HT5OEBR5.mjs";

// src/index-tuf/failure.ts
var RefusedMetadata = class extends Error {
  name = "RefusedMetadata";
  reason;
  /** It is of a role below `targets`, which may be replaced while it is read. */
  delegated;
  constructor(reason, file, delegated, cause) {
    const detail = messageOf(cause);
    super(`${file} failed verification: ${detail.includes(reason) ? detail : `${reason} (${detail})`}`, {
      cause
    });
    this.reason = reason;
    this.delegated = delegated;
  }
};
var UnreachableMetadata = class extends Error {
  name = "UnreachableMetadata";
  /** Milliseconds that the server requested to wait. */
  after;
  /** The server answered that it has no such file: others may be there. */
  absent;
  constructor(message, options = {}) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.after = options.after ?? 0;
    this.absent = options.absent ?? false;
  }
};
function refusalOf(error, file, delegated) {
  return new RefusedMetadata(reasonOf(error), file, delegated, error);
}
function reasonOf(error) {
  if (error instanceof import_error2.ExpiredMetadataError) return "expired";
  if (error instanceof import_error.UnsignedMetadataError) return "signature";
  if (error instanceof import_error2.BadVersionError) return "rollback";
  if (error instanceof import_error.LengthOrHashMismatchError) return "hash";
  return "malformed";
}

// src/index-tuf/digests.ts
import { createHash } from "node:crypto";

// node_modules/@noble/hashes/utils.js
function isBytes(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
var atitle = (title) => title ? `"${title}" ` : "";
function anumber(n, title = "") {
  if (typeof n !== "number")
    throw new TypeError(atitle(title) + "expected number, got " + typeof n);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(atitle(title) + "expected integer >= 0, got " + n);
  return n;
}
function abytes(value, length, title = "") {
  if (isBytes(value) && (length === void 0 || value.length === length))
    return value;
  if (length !== void 0)
    anumber(length, "length");
  const bytes = isBytes(value);
  const ofLen = length !== void 0 ? ` of length ${length}` : "";
  const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
  const message = atitle(title) + "expected Uint8Array" + ofLen + ", got " + got;
  if (!bytes)
    throw new TypeError(message);
  throw new RangeError(message);
}
function copyBytes(bytes) {
  return Uint8Array.from(abytes(bytes));
}
var aobject = (value, label) => {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
};
var aopts = (value, label) => {
  aobject(value, label);
  const proto = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null)
    throw new TypeError(`"${label}" expected plain object`);
  if (Object.hasOwn(value, "__proto__"))
    throw new TypeError(`"${label}.__proto__" is not allowed`);
};
function aexists(instance, checkFinished = true) {
  if (instance.destroyed)
    throw new Error("hash was destroyed");
  if (checkFinished && instance.finished)
    throw new Error("digest() was already called");
}
function aoutput(out, instance) {
  abytes(out, void 0, "output");
  const min = instance.outputLen;
  if (!(out.length >= min)) {
    throw new RangeError('"output" expected length >= ' + min);
  }
}
function u32(arr) {
  return new Uint32Array(arr.buffer, arr.byteOffset, Math.floor(arr.byteLength / 4));
}
function clean(...arrays) {
  for (let i = 0; i < arrays.length; i++) {
    arrays[i].fill(0);
  }
}
var isLE = /* @__PURE__ */ (() => new Uint8Array(new Uint32Array([287454020]).buffer)[0] === 68)();
function byteSwap(word) {
  return word << 24 & 4278190080 | word << 8 & 16711680 | word >>> 8 & 65280 | word >>> 24 & 255;
}
var swap8IfBE = isLE ? (n) => n : (n) => byteSwap(n) >>> 0;
function byteSwap32(arr) {
  for (let i = 0; i < arr.length; i++) {
    arr[i] = byteSwap(arr[i]);
  }
  return arr;
}
var swap32IfBE = isLE ? (u) => u : byteSwap32;
function checkOpts(defaults, opts, title = "opts") {
  aopts(defaults, "defaults");
  if (opts !== void 0)
    aopts(opts, title);
  const merged = Object.assign(/* @__PURE__ */ Object.create(null), defaults, opts);
  return merged;
}
function createHasher(hashCons, info = {}) {
  if (typeof hashCons !== "function")
    throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
  info = checkOpts({}, info, "info");
  const hashC = (msg, opts) => hashCons(opts).update(msg).digest();
  const tmp = hashCons(void 0);
  hashC.outputLen = tmp.outputLen;
  hashC.blockLen = tmp.blockLen;
  hashC.canXOF = tmp.canXOF;
  hashC.create = (opts) => hashCons(opts);
  Object.assign(hashC, info);
  return Object.freeze(hashC);
}

// node_modules/@noble/hashes/_blake.js
var BSIGMA = /* @__PURE__ */ Uint8Array.from([
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  14,
  10,
  4,
  8,
  9,
  15,
  13,
  6,
  1,
  12,
  0,
  2,
  11,
  7,
  5,
  3,
  11,
  8,
  12,
  0,
  5,
  2,
  15,
  13,
  10,
  14,
  3,
  6,
  7,
  1,
  9,
  4,
  7,
  9,
  3,
  1,
  13,
  12,
  11,
  14,
  2,
  6,
  5,
  10,
  4,
  0,
  15,
  8,
  9,
  0,
  5,
  7,
  2,
  4,
  10,
  15,
  14,
  1,
  11,
  12,
  6,
  8,
  3,
  13,
  2,
  12,
  6,
  10,
  0,
  11,
  8,
  3,
  4,
  13,
  7,
  5,
  15,
  14,
  1,
  9,
  12,
  5,
  1,
  15,
  14,
  13,
  4,
  10,
  0,
  7,
  6,
  3,
  9,
  2,
  8,
  11,
  13,
  11,
  7,
  14,
  12,
  1,
  3,
  9,
  5,
  0,
  15,
  4,
  8,
  6,
  2,
  10,
  6,
  15,
  14,
  9,
  11,
  3,
  0,
  8,
  12,
  2,
  13,
  7,
  1,
  4,
  10,
  5,
  10,
  2,
  8,
  4,
  7,
  6,
  1,
  5,
  15,
  11,
  9,
  14,
  3,
  12,
  13,
  0,
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  14,
  10,
  4,
  8,
  9,
  15,
  13,
  6,
  1,
  12,
  0,
  2,
  11,
  7,
  5,
  3,
  // Blake1, unused in others
  11,
  8,
  12,
  0,
  5,
  2,
  15,
  13,
  10,
  14,
  3,
  6,
  7,
  1,
  9,
  4,
  7,
  9,
  3,
  1,
  13,
  12,
  11,
  14,
  2,
  6,
  5,
  10,
  4,
  0,
  15,
  8,
  9,
  0,
  5,
  7,
  2,
  4,
  10,
  15,
  14,
  1,
  11,
  12,
  6,
  8,
  3,
  13,
  2,
  12,
  6,
  10,
  0,
  11,
  8,
  3,
  4,
  13,
  7,
  5,
  15,
  14,
  1,
  9
]);

// node_modules/@noble/hashes/_u64.js
var fromNumH = (n) => n / 2 ** 32 | 0;
var fromNumL = (n) => n >>> 0;
var rotrSH = (h, l, s) => h >>> s | l << 32 - s;
var rotrSL = (h, l, s) => h << 32 - s | l >>> s;
var rotrBH = (h, l, s) => h << 64 - s | l >>> s - 32;
var rotrBL = (h, l, s) => h >>> s - 32 | l << 64 - s;
var rotr32H = (_h, l) => l;
var rotr32L = (h, _l) => h;
function add(Ah, Al, Bh, Bl) {
  const l = (Al >>> 0) + (Bl >>> 0);
  return { h: Ah + Bh + (l / 2 ** 32 | 0) | 0, l: l | 0 };
}
var add3L = (Al, Bl, Cl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0);
var add3H = (low, Ah, Bh, Ch) => Ah + Bh + Ch + (low / 2 ** 32 | 0) | 0;

// node_modules/@noble/hashes/blake2.js
var B2B_IV = /* @__PURE__ */ Uint32Array.from([
  4089235720,
  1779033703,
  2227873595,
  3144134277,
  4271175723,
  1013904242,
  1595750129,
  2773480762,
  2917565137,
  1359893119,
  725511199,
  2600822924,
  4215389547,
  528734635,
  327033209,
  1541459225
]);
var BBUF = /* @__PURE__ */ new Uint32Array(32);
function G1b(a, b, c, d, msg, x) {
  const Xl = msg[x], Xh = msg[x + 1];
  let Al = BBUF[2 * a], Ah = BBUF[2 * a + 1];
  let Bl = BBUF[2 * b], Bh = BBUF[2 * b + 1];
  let Cl = BBUF[2 * c], Ch = BBUF[2 * c + 1];
  let Dl = BBUF[2 * d], Dh = BBUF[2 * d + 1];
  const ll = add3L(Al, Bl, Xl);
  Ah = add3H(ll, Ah, Bh, Xh);
  Al = ll | 0;
  let xh = Dh ^ Ah, xl = Dl ^ Al;
  Dh = rotr32H(xh, xl);
  Dl = rotr32L(xh, xl);
  ({ h: Ch, l: Cl } = add(Ch, Cl, Dh, Dl));
  xh = Bh ^ Ch;
  xl = Bl ^ Cl;
  Bh = rotrSH(xh, xl, 24);
  Bl = rotrSL(xh, xl, 24);
  BBUF[2 * a] = Al;
  BBUF[2 * a + 1] = Ah;
  BBUF[2 * b] = Bl;
  BBUF[2 * b + 1] = Bh;
  BBUF[2 * c] = Cl;
  BBUF[2 * c + 1] = Ch;
  BBUF[2 * d] = Dl;
  BBUF[2 * d + 1] = Dh;
}
function G2b(a, b, c, d, msg, x) {
  const Xl = msg[x], Xh = msg[x + 1];
  let Al = BBUF[2 * a], Ah = BBUF[2 * a + 1];
  let Bl = BBUF[2 * b], Bh = BBUF[2 * b + 1];
  let Cl = BBUF[2 * c], Ch = BBUF[2 * c + 1];
  let Dl = BBUF[2 * d], Dh = BBUF[2 * d + 1];
  const ll = add3L(Al, Bl, Xl);
  Ah = add3H(ll, Ah, Bh, Xh);
  Al = ll | 0;
  let xh = Dh ^ Ah, xl = Dl ^ Al;
  Dh = rotrSH(xh, xl, 16);
  Dl = rotrSL(xh, xl, 16);
  ({ h: Ch, l: Cl } = add(Ch, Cl, Dh, Dl));
  xh = Bh ^ Ch;
  xl = Bl ^ Cl;
  Bh = rotrBH(xh, xl, 63);
  Bl = rotrBL(xh, xl, 63);
  BBUF[2 * a] = Al;
  BBUF[2 * a + 1] = Ah;
  BBUF[2 * b] = Bl;
  BBUF[2 * b + 1] = Bh;
  BBUF[2 * c] = Cl;
  BBUF[2 * c + 1] = Ch;
  BBUF[2 * d] = Dl;
  BBUF[2 * d + 1] = Dh;
}
function checkBlake2Opts(outputLen, opts = {}, keyLen, saltLen, persLen) {
  anumber(keyLen);
  if (outputLen <= 0 || outputLen > keyLen)
    throw new Error('"dkLen" must be 1..' + keyLen + ", got " + outputLen);
  const { key, salt, personalization } = opts;
  if (key !== void 0 && (key.length < 1 || key.length > keyLen))
    throw new Error('"key" expected to be undefined or of length=1..' + keyLen);
  if (salt !== void 0)
    abytes(salt, saltLen, "salt");
  if (personalization !== void 0)
    abytes(personalization, persLen, "personalization");
}
var _BLAKE2 = class {
  buffer;
  buffer32;
  finished = false;
  destroyed = false;
  length = 0;
  pos = 0;
  blockLen;
  outputLen;
  canXOF = false;
  constructor(blockLen, outputLen) {
    anumber(blockLen);
    anumber(outputLen);
    this.blockLen = blockLen;
    this.outputLen = outputLen;
    this.buffer = new Uint8Array(blockLen);
    this.buffer32 = u32(this.buffer);
  }
  update(data) {
    aexists(this);
    abytes(data);
    const { blockLen, buffer, buffer32 } = this;
    const len = data.length;
    const offset = data.byteOffset;
    const buf = data.buffer;
    for (let pos = 0; pos < len; ) {
      if (this.pos === blockLen) {
        swap32IfBE(buffer32);
        this.compress(buffer32, 0, false);
        swap32IfBE(buffer32);
        this.pos = 0;
      }
      const take = Math.min(blockLen - this.pos, len - pos);
      const dataOffset = offset + pos;
      if (take === blockLen && !(dataOffset % 4) && pos + take < len) {
        const data32 = new Uint32Array(buf, dataOffset, Math.floor((len - pos) / 4));
        swap32IfBE(data32);
        for (let pos32 = 0; pos + blockLen < len; pos32 += buffer32.length, pos += blockLen) {
          this.length += blockLen;
          this.compress(data32, pos32, false);
        }
        swap32IfBE(data32);
        continue;
      }
      buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
      this.pos += take;
      this.length += take;
      pos += take;
    }
    return this;
  }
  digestInto(out) {
    aexists(this);
    aoutput(out, this);
    if (out.byteOffset & 3)
      throw new RangeError('"output" expected 4-byte aligned byteOffset, got ' + out.byteOffset);
    const { pos, buffer32 } = this;
    this.finished = true;
    this.buffer.fill(0, pos);
    swap32IfBE(buffer32);
    this.compress(buffer32, 0, true);
    swap32IfBE(buffer32);
    const state = this.get();
    const out32 = out === this.buffer ? buffer32 : u32(out);
    const full = Math.floor(this.outputLen / 4);
    for (let i = 0; i < full; i++)
      out32[i] = swap8IfBE(state[i]);
    const tail = this.outputLen % 4;
    if (!tail)
      return;
    const off = full * 4;
    const word = state[full];
    for (let i = 0; i < tail; i++)
      out[off + i] = word >>> 8 * i;
  }
  digest() {
    const { buffer, outputLen } = this;
    this.digestInto(buffer);
    const res = buffer.slice(0, outputLen);
    this.destroy();
    return res;
  }
  _cloneInto(to) {
    const { buffer, length, finished, destroyed, outputLen, pos } = this;
    to ||= new this.constructor({ dkLen: outputLen });
    to.set(...this.get());
    to.buffer.set(buffer);
    to.destroyed = destroyed;
    to.finished = finished;
    to.length = length;
    to.pos = pos;
    to.outputLen = outputLen;
    return to;
  }
  clone() {
    return this._cloneInto();
  }
};
var _BLAKE2b = class extends _BLAKE2 {
  // Same IV words as SHA-512 / BLAKE2b, encoded as LE u32 low/high halves.
  v0l = B2B_IV[0] | 0;
  v0h = B2B_IV[1] | 0;
  v1l = B2B_IV[2] | 0;
  v1h = B2B_IV[3] | 0;
  v2l = B2B_IV[4] | 0;
  v2h = B2B_IV[5] | 0;
  v3l = B2B_IV[6] | 0;
  v3h = B2B_IV[7] | 0;
  v4l = B2B_IV[8] | 0;
  v4h = B2B_IV[9] | 0;
  v5l = B2B_IV[10] | 0;
  v5h = B2B_IV[11] | 0;
  v6l = B2B_IV[12] | 0;
  v6h = B2B_IV[13] | 0;
  v7l = B2B_IV[14] | 0;
  v7h = B2B_IV[15] | 0;
  constructor(opts = {}) {
    opts = checkOpts({}, opts);
    const olen = opts.dkLen === void 0 ? 64 : opts.dkLen;
    super(128, olen);
    checkBlake2Opts(olen, opts, 64, 16, 16);
    let { key, personalization, salt } = opts;
    let keyLength = 0;
    if (key !== void 0) {
      abytes(key, void 0, "key");
      keyLength = key.length;
    }
    this.v0l ^= this.outputLen | keyLength << 8 | 1 << 16 | 1 << 24;
    if (salt !== void 0) {
      abytes(salt, void 0, "salt");
      const slt = u32(copyBytes(salt));
      this.v4l ^= swap8IfBE(slt[0]);
      this.v4h ^= swap8IfBE(slt[1]);
      this.v5l ^= swap8IfBE(slt[2]);
      this.v5h ^= swap8IfBE(slt[3]);
    }
    if (personalization !== void 0) {
      abytes(personalization, void 0, "personalization");
      const pers = u32(copyBytes(personalization));
      this.v6l ^= swap8IfBE(pers[0]);
      this.v6h ^= swap8IfBE(pers[1]);
      this.v7l ^= swap8IfBE(pers[2]);
      this.v7h ^= swap8IfBE(pers[3]);
    }
    if (key !== void 0) {
      const tmp = new Uint8Array(this.blockLen);
      tmp.set(key);
      this.update(tmp);
      clean(tmp);
    }
  }
  // prettier-ignore
  get() {
    let { v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h } = this;
    return [v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h];
  }
  // prettier-ignore
  set(v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h) {
    this.v0l = v0l | 0;
    this.v0h = v0h | 0;
    this.v1l = v1l | 0;
    this.v1h = v1h | 0;
    this.v2l = v2l | 0;
    this.v2h = v2h | 0;
    this.v3l = v3l | 0;
    this.v3h = v3h | 0;
    this.v4l = v4l | 0;
    this.v4h = v4h | 0;
    this.v5l = v5l | 0;
    this.v5h = v5h | 0;
    this.v6l = v6l | 0;
    this.v6h = v6h | 0;
    this.v7l = v7l | 0;
    this.v7h = v7h | 0;
  }
  compress(msg, offset, isLast) {
    const { v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h } = this;
    {
      BBUF[0] = v0l;
      BBUF[1] = v0h;
      BBUF[2] = v1l;
      BBUF[3] = v1h;
      BBUF[4] = v2l;
      BBUF[5] = v2h;
      BBUF[6] = v3l;
      BBUF[7] = v3h;
      BBUF[8] = v4l;
      BBUF[9] = v4h;
      BBUF[10] = v5l;
      BBUF[11] = v5h;
      BBUF[12] = v6l;
      BBUF[13] = v6h;
      BBUF[14] = v7l;
      BBUF[15] = v7h;
    }
    BBUF.set(B2B_IV, 16);
    const l = fromNumL(this.length);
    const h = fromNumH(this.length);
    BBUF[24] = B2B_IV[8] ^ l;
    BBUF[25] = B2B_IV[9] ^ h;
    if (isLast) {
      BBUF[28] = ~BBUF[28];
      BBUF[29] = ~BBUF[29];
    }
    let j = 0;
    const s = BSIGMA;
    for (let i = 0; i < 12; i++) {
      G1b(0, 4, 8, 12, msg, offset + 2 * s[j++]);
      G2b(0, 4, 8, 12, msg, offset + 2 * s[j++]);
      G1b(1, 5, 9, 13, msg, offset + 2 * s[j++]);
      G2b(1, 5, 9, 13, msg, offset + 2 * s[j++]);
      G1b(2, 6, 10, 14, msg, offset + 2 * s[j++]);
      G2b(2, 6, 10, 14, msg, offset + 2 * s[j++]);
      G1b(3, 7, 11, 15, msg, offset + 2 * s[j++]);
      G2b(3, 7, 11, 15, msg, offset + 2 * s[j++]);
      G1b(0, 5, 10, 15, msg, offset + 2 * s[j++]);
      G2b(0, 5, 10, 15, msg, offset + 2 * s[j++]);
      G1b(1, 6, 11, 12, msg, offset + 2 * s[j++]);
      G2b(1, 6, 11, 12, msg, offset + 2 * s[j++]);
      G1b(2, 7, 8, 13, msg, offset + 2 * s[j++]);
      G2b(2, 7, 8, 13, msg, offset + 2 * s[j++]);
      G1b(3, 4, 9, 14, msg, offset + 2 * s[j++]);
      G2b(3, 4, 9, 14, msg, offset + 2 * s[j++]);
    }
    this.v0l ^= BBUF[0] ^ BBUF[16];
    this.v0h ^= BBUF[1] ^ BBUF[17];
    this.v1l ^= BBUF[2] ^ BBUF[18];
    this.v1h ^= BBUF[3] ^ BBUF[19];
    this.v2l ^= BBUF[4] ^ BBUF[20];
    this.v2h ^= BBUF[5] ^ BBUF[21];
    this.v3l ^= BBUF[6] ^ BBUF[22];
    this.v3h ^= BBUF[7] ^ BBUF[23];
    this.v4l ^= BBUF[8] ^ BBUF[24];
    this.v4h ^= BBUF[9] ^ BBUF[25];
    this.v5l ^= BBUF[10] ^ BBUF[26];
    this.v5h ^= BBUF[11] ^ BBUF[27];
    this.v6l ^= BBUF[12] ^ BBUF[28];
    this.v6h ^= BBUF[13] ^ BBUF[29];
    this.v7l ^= BBUF[14] ^ BBUF[30];
    this.v7h ^= BBUF[15] ^ BBUF[31];
    clean(BBUF);
  }
  destroy() {
    this.destroyed = true;
    clean(this.buffer32);
    this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
};
var blake2b = /* @__PURE__ */ createHasher((opts) => new _BLAKE2b(opts));

// src/index-tuf/digests.ts
var ALGORITHMS = {
  sha256: () => createHash("sha256"),
  sha512: () => createHash("sha512"),
  // node:crypto has no BLAKE2b of 32 bytes, and the longer one cut off is another hash (RFC 7693 §2.5).
  "blake2b-256": () => blake2b.create({ dkLen: 32 })
};
async function digestsOf(chunks, algorithms) {
  const hashes = algorithms.map((algorithm) => [algorithm, ALGORITHMS[algorithm]()]);
  for await (const chunk of chunks) for (const [, hash] of hashes) hash.update(chunk);
  return new Map(hashes.map(([name, hash]) => [name, Buffer.from(hash.digest()).toString("hex")]));
}
function bytesToDigest(bytes) {
  return { size: bytes.length, digests: (algorithms) => digestsOf([bytes], algorithms) };
}
function fileToDigest(size, sha256, chunks) {
  const known = /* @__PURE__ */ new Map([["sha256", sha256]]);
  return {
    size,
    digests: async (algorithms) => {
      const missing = algorithms.filter((algorithm) => !known.has(algorithm));
      if (missing.length > 0) {
        for (const [name, digest] of await digestsOf(chunks(), missing)) known.set(name, digest);
      }
      return known;
    }
  };
}
async function compare(target, own) {
  if (target.length !== own.size) return "different";
  const named = Object.keys(target.hashes).filter((name) => isKnown(name));
  if (named.length === 0) return "unsupported";
  const digests = await own.digests(named);
  const same = named.every((name) => target.hashes[name]?.toLowerCase() === digests.get(name));
  return same ? "same" : "different";
}
function isKnown(name) {
  return Object.hasOwn(ALGORITHMS, name);
}

// src/index-tuf/judge-files.ts
var WIDTH = 8;
var MOST_HASHES = 8;
function judgedFile(distribution) {
  const { size, sha256, content } = distribution;
  return { distribution, bytes: fileToDigest(size, sha256, () => content.chunks()) };
}
async function judgeFiles(files, view, judging) {
  const verdicts = /* @__PURE__ */ new Map();
  let error;
  const groups = isPerFile(judging.template) ? files.map((file) => [file]) : [...Map.groupBy(files, ({ distribution }) => distribution.project).values()];
  await pool(groups, WIDTH, async (group) => {
    const [first] = group;
    if (first === void 0) return;
    const target = await pathOf(first, judging.template);
    try {
      if (error?.absent === false) throw error;
      const signed = await view.find(target);
      for (const [name, verdict] of await judgeGroup(group, target, signed, judging)) {
        verdicts.set(name, verdict);
      }
    } catch (thrown) {
      if (!(thrown instanceof UnreachableMetadata)) throw thrown;
      error = thrown;
      const verdict = verdictOf("not-yet", target, void 0, thrown.message);
      for (const { distribution } of group) verdicts.set(distribution.name, verdict);
    }
  });
  return { verdicts, error };
}
async function pathOf({ distribution, bytes }, template) {
  const { name: filename, project, version, sha256 } = distribution;
  const digests = needsBlake2b(template) ? await bytes.digests(["blake2b-256"]) : void 0;
  const blake2b2 = digests?.get("blake2b-256") ?? "";
  return targetPath(template, { filename, project, version, sha256, blake2b: blake2b2 });
}
async function judgeGroup(group, target, signed, { template, readPage }) {
  const all = (verdict, because) => group.map(({ distribution }) => [distribution.name, verdictOf(verdict, target, signed, because)]);
  if (signed === void 0) return all("not-yet", "no role lists it");
  const [first] = group;
  if (isPerFile(template) && first !== void 0) return all(...await judgeFile(first, signed));
  const page = await readPage(first?.distribution.project ?? "", signed.length);
  if (typeof page === "string") return all("not-yet", page);
  const fits = await compare(signed, bytesToDigest(page.bytes));
  if (fits === "different")
    return all("not-yet", "the index serves another page than the one that it signed");
  if (fits === "unsupported") return all("unsupported", unknownHashes(signed));
  return group.map(({ distribution }) => {
    const [verdict, because] = judgeLink(page.sha256Of(distribution.name), distribution.sha256);
    return [distribution.name, verdictOf(verdict, target, signed, because)];
  });
}
async function judgeFile({ bytes }, signed) {
  switch (await compare(signed, bytes)) {
    case "same":
      return ["signed", ""];
    case "unsupported":
      return ["unsupported", unknownHashes(signed)];
    case "different": {
      const names = Object.entries(shownHashes(signed)).map(([name, hash]) => `${name} ${hash}`);
      const own = await bytes.digests(["sha256"]);
      const there = `${signed.length} bytes, ${names.join(", ")}`;
      return [
        "mismatch",
        `it names a different file (there ${there}; here ${bytes.size} bytes, sha256 ${own.get("sha256") ?? ""})`
      ];
    }
  }
}
function judgeLink(linked, sha256) {
  if (linked === void 0) return ["not-yet", "the signed page does not link it"];
  if (linked === "") return ["unsupported", "the signed page links it without a SHA-256"];
  if (linked === sha256) return ["signed", ""];
  return ["mismatch", `the signed page names a different file (sha256 there ${linked}, here ${sha256})`];
}
function shownHashes(signed) {
  const all = Object.entries(signed?.hashes ?? {});
  return Object.fromEntries(
    all.slice(0, MOST_HASHES).map(([name, value]) => [name.slice(0, 128), value.slice(0, 128)])
  );
}
function unknownHashes(signed) {
  const names = Object.keys(shownHashes(signed));
  return `it is listed with hashes that wheelseal does not know: ${names.join(", ") || "none"}`;
}
function verdictOf(verdict, target, signed, because) {
  return { verdict, target, role: signed?.role, hashes: shownHashes(signed), because };
}

// src/index-tuf/metadata-source.ts
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
var DEADLINE = 15e3;
var BUDGET = { total: 3e4, attempts: 3, firstDelay: 500, maximumDelay: 4e3 };
var unzip = promisify(gunzip);
function metadataAt(base, platform, signal) {
  const root = withoutSlashesAtEnd(base);
  return async (file, maximumBytes) => {
    const url = `${root}/${file}`;
    const answer = await requestWithRetry(
      {
        request: {
          method: "GET",
          url,
          purpose: "TUF metadata of the index",
          headers: { "accept-encoding": "gzip", "cache-control": "no-cache" },
          deadline: DEADLINE,
          maximumBytes
        },
        budget: BUDGET,
        read: (value) => ({ kind: "done", value }),
        refused: (refusal) => answered(url, refusal.status, retryAfter(refusal, platform.clock.now())),
        failed: (cause) => cause.failure === "too-large" ? new RefusedMetadata("too large", url, false, cause) : new UnreachableMetadata(cause.message, { cause })
      },
      platform,
      signal
    );
    if (answer.status === 404 || answer.status === 403) return void 0;
    if (answer.status !== 200) throw answered(url, answer.status);
    return unzipped(answer, url, maximumBytes);
  };
}
function answered(url, status, after = 0) {
  const redirect = status >= 300 && status < 400 ? ", and redirects are not followed" : "";
  return new UnreachableMetadata(`${url} answered ${status}${redirect}`, { after });
}
async function unzipped({ headers, body }, url, maximumBytes) {
  if (headers["content-encoding"] !== "gzip") return body;
  try {
    return await unzip(body, { maxOutputLength: maximumBytes });
  } catch (error) {
    const tooLarge = Reflect.get(Object(error), "code") === "ERR_BUFFER_TOO_LARGE";
    if (tooLarge) throw new RefusedMetadata("too large", url, false, error);
    throw new UnreachableMetadata(`${url} is not valid gzip: ${messageOf(error)}`, { cause: error });
  }
}

// src/index-tuf/find-target.ts
import { createHash as createHash2 } from "node:crypto";
var MOST_ROLES = 32;
async function findTarget(target, role) {
  const visited = /* @__PURE__ */ new Set();
  const toVisit = [{ name: "targets", parent: "root" }];
  while (visited.size <= MOST_ROLES) {
    const next = toVisit.pop();
    if (next === void 0) return void 0;
    const { name, parent } = next;
    if (visited.has(name)) continue;
    const { targets, delegations } = await role(name, parent);
    const found = Object.hasOwn(targets, target) ? targets[target] : void 0;
    if (found !== void 0) return { role: name, length: found.length, hashes: found.hashes };
    visited.add(name);
    const children = [];
    for (const child of rolesFor(target, delegations)) {
      children.push({ name: child.role, parent: name });
      if (!child.terminating) continue;
      toVisit.length = 0;
      break;
    }
    for (const child of children.toReversed()) toVisit.push(child);
  }
  return void 0;
}
function* rolesFor(target, delegations) {
  if (delegations?.roles === void 0) return yield* delegations?.rolesForTarget(target) ?? [];
  const hash = createHash2("sha256").update(target).digest("hex");
  for (const role of Object.values(delegations.roles)) {
    const { name, terminating, pathHashPrefixes } = role;
    const listed = pathHashPrefixes?.some((prefix) => hash.startsWith(prefix));
    if (listed ?? role.isDelegatedPath(target)) yield { role: name, terminating };
  }
}

// src/index-tuf/trusted-metadata.ts
var MOST = { roots: 256, root: 512e3, timestamp: 16384, snapshot: 2e6, targets: 5e6 };
var TrustedMetadata = class {
  #kept = /* @__PURE__ */ new Map();
  #root;
  /** @throws {RefusedMetadata} where the root is none, or is not signed by its own keys */
  constructor(root) {
    makeModelsLinear();
    judged("the root that was given", false, () => new import_store.TrustedMetadataStore(root));
    this.#root = root;
  }
  /** Fetches and verifies the repository as it is now. @throws {RefusedMetadata} @throws {UnreachableMetadata} */
  async refresh(read) {
    const store = new import_store.TrustedMetadataStore(this.#root);
    await this.#followRoots(store, read);
    await this.#readTimestamp(store, read);
    await this.#readSnapshot(store, read);
    const roles = /* @__PURE__ */ new Map();
    const role = (name, parent) => {
      const key = `${encodeURIComponent(parent)}/${encodeURIComponent(name)}`;
      const loading = roles.get(key) ?? this.#readTargets(store, name, parent, read);
      roles.set(key, loading);
      return loading;
    };
    await role("targets", "root");
    return { versions: versionsOf(store), find: (target) => findTarget(target, role) };
  }
  async #followRoots(store, read) {
    for (let count = 0; count < MOST.roots; count += 1) {
      const file = `${store.root.signed.version + 1}.root.json`;
      const bytes = await read(file, MOST.root);
      if (bytes === void 0) return;
      judged(file, false, () => store.updateRoot(bytes));
      this.#root = bytes;
    }
  }
  async #readTimestamp(store, read) {
    const file = "timestamp.json";
    const kept = this.#kept.get("timestamp");
    if (kept !== void 0) succeeds(() => store.updateTimestamp(kept));
    const bytes = await fetched(read, file, MOST.timestamp);
    judged(file, false, () => {
      try {
        store.updateTimestamp(bytes);
        this.#kept.set("timestamp", bytes);
      } catch (error) {
        if (!(error instanceof import_error2.EqualVersionError)) throw error;
      }
    });
  }
  async #readSnapshot(store, read) {
    const kept = this.#kept.get("snapshot");
    if (kept !== void 0 && succeeds(() => store.updateSnapshot(kept, true))) return;
    const { snapshotMeta } = judged("timestamp.json", false, () => loaded(store.timestamp)).signed;
    const file = fileOf("snapshot", snapshotMeta.version, store);
    const bytes = await fetched(read, file, atMost(MOST.snapshot, snapshotMeta.length));
    judged(file, false, () => store.updateSnapshot(bytes));
    this.#kept.set("snapshot", bytes);
  }
  async #readTargets(store, role, parent, read) {
    const delegated = role !== "targets";
    const kept = this.#kept.get(`targets ${role}`);
    if (kept === void 0 || !succeeds(() => store.updateDelegatedTargets(kept, role, parent))) {
      const { meta } = judged("snapshot", false, () => loaded(store.snapshot)).signed;
      const listed = Object.hasOwn(meta, `${role}.json`) ? meta[`${role}.json`] : void 0;
      const file = fileOf(encodeURIComponent(role), listed?.version ?? 0, store);
      if (listed === void 0) throw refusalOf(new Error(`the snapshot has no ${role}.json`), file, false);
      const bytes = await fetched(read, file, atMost(MOST.targets, listed.length));
      judged(file, delegated, () => store.updateDelegatedTargets(bytes, role, parent));
      this.#kept.set(`targets ${role}`, bytes);
    }
    return judged(role, delegated, () => loaded(store.getRole(role))).signed;
  }
};
async function fetched(read, file, maximumBytes) {
  const bytes = await read(file, maximumBytes);
  if (bytes !== void 0) return bytes;
  throw new UnreachableMetadata(`the repository has no ${file}`, { absent: true });
}
function fileOf(role, version, { root }) {
  return root.signed.consistentSnapshot ? `${version}.${role}.json` : `${role}.json`;
}
function atMost(limit, length) {
  return Math.min(limit, length ?? limit);
}
function versionsOf({ root, timestamp, snapshot }) {
  const { version, expires } = loaded(timestamp).signed;
  return {
    root: root.signed.version,
    timestamp: version,
    snapshot: loaded(snapshot).signed.version,
    expires
  };
}
function loaded(metadata) {
  if (metadata === void 0) throw new Error("metadata that was verified does not exist");
  return metadata;
}
function judged(file, delegated, judge) {
  try {
    return judge();
  } catch (error) {
    throw refusalOf(error, file, delegated);
  }
}
function succeeds(judge) {
  try {
    judge();
    return true;
  } catch {
    return false;
  }
}

// src/index-tuf/watch.ts
var LONGEST_PAUSE = 15e3;
var WORST_FIRST = ["mismatch", "unsupported", "not-yet", "signed"];
async function watch(files, metadata, judging, { until, clock, signal }) {
  const verdicts = /* @__PURE__ */ new Map();
  let versions;
  const openFiles = () => files.filter(({ distribution }) => isOpen(verdicts.get(distribution.name)));
  const outcome = (status, error) => {
    return { status, files: verdicts, versions, error };
  };
  for (let pause = 1e3; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    let failure;
    try {
      const refresh = async () => metadata.refresh(judging.readMetadata);
      const seen = await twice(refresh, async (view) => judgeFiles(openFiles(), view, judging));
      versions = seen.versions;
      failure = seen.error;
      for (const [name, verdict] of seen.verdicts) verdicts.set(name, verdict);
    } catch (error) {
      if (error instanceof RefusedMetadata) return outcome("refused", error);
      if (!(error instanceof UnreachableMetadata)) throw error;
      failure = error;
    }
    const status = worstOf(files, verdicts);
    const open = openFiles();
    const settled = status === "mismatch" || open.length === 0;
    const left = until === void 0 ? 0 : until.getTime() - clock.now().getTime();
    if (settled || left <= 0 || (failure?.after ?? 0) > left) {
      return status === "not-yet" && failure !== void 0 ? outcome("unreachable", failure) : outcome(status);
    }
    const jittered = pause * (0.75 + clock.random() / 2);
    const awaited = { what: `the index to sign for ${open.length} of ${files.length} files`, until };
    await clock.sleep(Math.min(left, Math.max(jittered, failure?.after ?? 0)), signal, awaited);
  }
}
function isOpen(verdict) {
  return verdict === void 0 || verdict.verdict === "not-yet";
}
async function twice(refresh, work) {
  const once = async () => {
    const view = await refresh();
    return { ...await work(view), versions: view.versions };
  };
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof RefusedMetadata) || !error.delegated) throw error;
    return once();
  }
}
function worstOf(files, verdicts) {
  const all = files.map(({ distribution }) => verdicts.get(distribution.name)?.verdict ?? "not-yet");
  return WORST_FIRST.find((verdict) => all.includes(verdict)) ?? "signed";
}

// src/stages/signed-pages.ts
var DEADLINE2 = 3e4;
function pageReader(credentials, {
  index,
  platform,
  cancelled
}) {
  return async (project, maximumBytes) => {
    const url = `${index.simpleUrl ?? ""}${encodeURIComponent(project)}/`;
    try {
      const answer = await platform.http.request({
        method: "GET",
        url,
        purpose: `page of ${project} as ${index.title} signs it`,
        headers: {
          accept: "text/html",
          "cache-control": "no-cache",
          ...authorizationFor(credentials, url, index.uploadUrl)
        },
        deadline: DEADLINE2,
        maximumBytes,
        signal: cancelled
      });
      if (answer.status !== 200) return `its page answered ${answer.status} (${url})`;
      const page = parseProjectPage("text/html", answer.body.toString("utf8"), url);
      if (page !== void 0 && isUnreadable(page.apiVersion))
        return `its page is of ${versionText(page.apiVersion)}, which this version of wheelseal does not read (${url})`;
      const files = new Map(page?.files.map(({ name, sha256 }) => [name, sha256 ?? ""]));
      return { bytes: answer.body, sha256Of: (name) => files.get(name) };
    } catch (error) {
      cancelled.throwIfAborted();
      if (!(error instanceof TransportError)) throw error;
      return error.failure === "too-large" ? "the index serves another page than the one that it signed" : messageOf(error);
    }
  };
}

// src/stages/check-index-tuf.ts
var MOST_NAMES = 20;
async function checkIndexTuf(plan, input, run) {
  const { inputs, index, ledger, cancelled } = run;
  const { clock, runner } = run.platform;
  if (!input.perFile && index.simpleUrl === void 0) throw pagesUnknown(input);
  const metadata = await trustedMetadata(input, run);
  const files = plan.files.filter(({ action }) => action !== "skipped-different").map(({ distribution }) => judgedFile(distribution));
  const check = async (some, until, credentials) => {
    const platform = until === void 0 ? run.platform : withinTime(run.platform, endOf(until, clock.now()));
    const judging = {
      template: input.target,
      readMetadata: metadataAt(input.url, platform, cancelled),
      readPage: pageReader(credentials, { ...run, platform })
    };
    const outcome = await watch(some, metadata, judging, { until, clock, signal: cancelled });
    ledger.checkedIndexTuf(outcome);
    for (const [name, { verdict, because }] of outcome.files) {
      runner.log.info(`${name}: ${because === "" ? verdict : `${verdict}, ${because}`}`);
    }
    return outcome;
  };
  const signed = await stage(BEFORE, run, async () => {
    const outcome = await check(files, void 0, inputs.credentials);
    judgeBefore(outcome, input, runner.log);
    return new Set([...outcome.files].flatMap(([name, { verdict }]) => verdict === "signed" ? [name] : []));
  });
  return {
    confirm: async (uploaded, published, source) => {
      const existing = plan.files.filter(({ action }) => action === "already-there");
      const there = new Set([...existing, ...uploaded].map(({ distribution }) => distribution.name));
      const open = files.filter(({ distribution: { name } }) => there.has(name) && !signed.has(name));
      if (open.length === 0) return;
      await stage(AFTER, run, async () => {
        const until = new Date(published.getTime() + inputs.confirmTimeout * 1e3 - LAST_CHECK);
        const credentials = source === void 0 ? inputs.credentials : await queryCredentials(source, index);
        const names = open.map(({ distribution }) => distribution.name);
        recordAfter(names, await check(open, until, credentials), input, run);
      });
    }
  };
}
var [LAST_CHECK, ONLY_CHECK] = [1e3, 5e3];
function endOf(until, now) {
  return new Date(Math.max(until.getTime() + LAST_CHECK, now.getTime() + ONLY_CHECK));
}
var BEFORE = "Verify index TUF metadata";
var AFTER = "Signed by the index";
async function trustedMetadata(input, run) {
  const root = await readDocument("index-tuf-root", input.root, run.platform.files);
  try {
    return new TrustedMetadata(root);
  } catch (error) {
    if (!(error instanceof RefusedMetadata)) throw error;
    throw new ActionError(
      "INPUT_INVALID",
      `index-tuf-root: ${messageOf(error)}`,
      "Set it to a root.json of the index, signed by as many of its keys as it requires. Nothing was signed or uploaded.",
      error
    );
  }
}
function pagesUnknown({ target }) {
  return new ActionError(
    "INPUT_INVALID",
    `index-tuf-target: ${JSON.stringify(target)} names pages of projects, whose address is not known`,
    "Set check-url to the base URL of its Simple API, or use a target with {filename}, {sha256} or {blake2b-path}."
  );
}
function judgeBefore(outcome, input, log) {
  switch (outcome.status) {
    case "mismatch":
      throw contradiction(outcome, input);
    case "refused":
      throw new ActionError(
        "TRUST_UNAVAILABLE",
        `The TUF metadata of the index failed verification (${input.url}): ${messageOf(outcome.error)}`,
        "Nothing was signed or uploaded. If the problem persists, contact the operator of the index."
      );
    case "unreachable": {
      const message = `The TUF metadata of the index could not be fetched (${input.url}): ${messageOf(outcome.error)}`;
      if (!input.require) return log.warning(`${message}. wheelseal requests it again after the upload.`);
      throw new ActionError(
        "INDEX_UNAVAILABLE",
        message,
        runAgain({ when: "later", after: "If the problem persists, check index-tuf-url." })
      );
    }
    case "unsupported":
    case "not-yet":
    case "signed":
      return;
  }
}
function contradiction({ files }, { url }) {
  const lines = [...files].flatMap(
    ([name, { verdict, target, because }]) => verdict === "mismatch" ? [`- ${name}: ${because}, as the target ${target}`] : []
  );
  return new ActionError(
    "INDEX_CONFLICT",
    `The TUF metadata of the index contradicts these files (${url}); nothing was signed or uploaded:
${lines.join("\n")}`,
    raiseVersion("what an index has signed for cannot be replaced", ", or check index-tuf-target")
  );
}
function recordAfter(names, outcome, input, { ledger, platform }) {
  const { status, files, error } = outcome;
  const always = status === "refused";
  const late = [];
  for (const name of names) {
    const { verdict = "not-yet", because = "" } = files.get(name) ?? {};
    if (verdict === "signed") continue;
    const fails = always || input.require || verdict === "mismatch";
    if (status === "mismatch" && verdict !== "mismatch") continue;
    const reason2 = always || because === "" ? messageOf(error) : because;
    if (fails) ledger.faulty(name, unsigned(name, reason2, input));
    else late.push(name);
  }
  if (late.length === 0) return;
  const reason = error === void 0 ? files.get(late[0] ?? "")?.because ?? "" : messageOf(error);
  platform.runner.log.warning(
    `Published, but not signed for by the index's TUF metadata (${input.url}): ${shortList(late, MOST_NAMES)}: ${reason}.`
  );
}
function unsigned(name, reason, { url }) {
  return new ActionError(
    "CONFIRMATION_FAILED",
    `${name}: it is published, but not signed for by the index's TUF metadata (${url}): ${reason}`,
    "If the index signs late, raise `confirm-timeout`; otherwise contact its operator. The attestation is not affected."
  );
}
export {
  checkIndexTuf
};

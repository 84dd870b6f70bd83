import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  Throttle,
  claimsOf
} from "./chunk-RTNSPCC2.mjs";
import {
  redactedText
} from "./chunk-5BLPVVWV.mjs";
import {
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter
} from "./chunk-EGJ2GPSL.mjs";
import {
  limitsOf,
  timestampLimitsOf
} from "./chunk-3YSVTQBF.mjs";
import {
  STATEMENT_PAYLOAD_TYPE,
  checkEntryBody,
  knownCertificate,
  readSigningCertificate,
  require_dist as require_dist2,
  verifyBundle
} from "./chunk-TWCOCDRD.mjs";
import {
  AttestationFault,
  logsOfEntry,
  parseTimestamp,
  require_dist2 as require_dist
} from "./chunk-XFX6VRZN.mjs";
import {
  asObject,
  asString,
  jsonReader,
  tryParseJson
} from "./chunk-CK2X5BIM.mjs";
import {
  ActionError,
  TransportError,
  messageOf
} from "./chunk-O5WNBQYS.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/sigstore/sign/certificate.ts
import { generateKeyPair, X509Certificate as X509Certificate2 } from "node:crypto";
import { promisify } from "node:util";

// src/sigstore/clients/fulcio.ts
import { createPublicKey, sign, X509Certificate } from "node:crypto";

// src/sigstore/clients/answer.ts
var MalformedAnswer = class extends Error {
  name = "MalformedAnswer";
};
var answerJson = jsonReader((reason, cause) => new MalformedAnswer(reason, { cause }));
var LONGEST_QUOTE = 300;
var TOLERANCE = 120;
function readSeconds(value, field) {
  const seconds = answerJson.integer(value, field, "numbers");
  if (Number.isNaN(new Date(Number(seconds) * 1e3).getTime())) {
    throw new MalformedAnswer(`${field} is not a time`);
  }
  return seconds;
}
function readBytes(value, field) {
  return Buffer.from(answerJson.base64(value, field), "base64");
}
function readHex(value, field) {
  const text = answerJson.text(value, field);
  const bytes = Buffer.from(text, "hex");
  if (bytes.toString("hex") !== text.toLowerCase()) throw new MalformedAnswer(`${field} must be hex`);
  return bytes;
}
function serverMessage(answer, redact) {
  const text = answer.body.toString("utf8").trim();
  const json = asObject(tryParseJson(text));
  const message = asString(json?.get("message") ?? json?.get("error"))?.trim();
  const said = message ?? text.split("\n", 1)[0]?.trim() ?? "";
  return redactedText(said === "" ? answer.statusText : said, redact, LONGEST_QUOTE);
}
function clockDifference(answer, now) {
  const server = Date.parse(answer.headers["date"] ?? "");
  if (Number.isNaN(server)) return void 0;
  const seconds = Math.round((now.getTime() - server) / 1e3);
  if (Math.abs(seconds) < TOLERANCE) return void 0;
  const amount = Math.abs(seconds) < 7200 ? `${Math.round(Math.abs(seconds) / 60)} minutes` : `${Math.round(Math.abs(seconds) / 3600)} hours`;
  return `this machine's clock is ${amount} ${seconds > 0 ? "ahead of" : "behind"} the server's`;
}

// src/sigstore/clients/connection.ts
var PATIENCE = 15 * 6e4;
var FIRST_DELAY = 1e3;
var MAXIMUM_DELAY = 3e4;
var WHEN_BACK = "Nothing was uploaded. Run the job again when the service is available.";
var IF_IT_PERSISTS = "Nothing was uploaded. Run the job again. If the problem persists, contact the operator of the service.";
var CALM = 6e4;
var HINTS = {
  tls: "If a proxy or a private Sigstore instance uses a private CA, set NODE_EXTRA_CA_CERTS to its certificate.",
  "proxy-refused": "Nothing was uploaded. Allow this host in the proxy, or add it to NO_PROXY."
};
var ServiceConnection = class {
  name;
  #platform;
  #throttle;
  /** The call whose waits are logged: while many requests wait for one service, each would say the same. */
  #speaker;
  /** A new speaker before this time, in milliseconds since 1970, would not be news. */
  #quietUntil = 0;
  /** @param name as messages call it: `Rekor v2` */
  constructor(name, throttle, platform) {
    this.name = name;
    this.#throttle = throttle;
    this.#platform = platform;
  }
  /** Requests that the service bears at once, as far as is known now. */
  get concurrency() {
    return this.#throttle.limit;
  }
  now() {
    return this.#platform.clock.now();
  }
  /**
   * The service's answer: 2xx, or of an understood status; undefined once the request is pointless. Connection errors, 408,
   * 425, 429 and 5xx are tried again, so the service may have acted on the request more than once.
   * @throws {ActionError} SIGNING_FAILED, naming service, URL and what it said; CANCELLED
   */
  async call(call, signal) {
    const { clock } = this.#platform;
    const total = call.until === void 0 ? PATIENCE : call.until.getTime() - clock.now().getTime();
    const budget = { total, firstDelay: FIRST_DELAY, maximumDelay: MAXIMUM_DELAY };
    try {
      return await this.#retry(async () => this.#attempt(call, signal), budget, call, signal);
    } finally {
      if (this.#speaker === call) this.#speaker = void 0;
    }
  }
  /** What an unusable answer is reported as: `problem` is a sentence's end, such as `its certificate has another key`. */
  failure(url, answer, problem, hint = IF_IT_PERSISTS, cause) {
    const status = answer === void 0 ? "" : ` answered HTTP ${answer.status}, but`;
    const skew = answer === void 0 ? void 0 : clockDifference(answer, this.now());
    const clock = skew === void 0 ? "" : ` Note that ${skew}.`;
    return new ActionError(
      "SIGNING_FAILED",
      `${this.name} at ${url}${status === "" ? ":" : status} ${problem}.${clock}`,
      skew === void 0 ? hint : "Set this machine's clock (NTP), then run the job again.",
      cause
    );
  }
  /** What an answer with a status that is no success is reported as, with the server's own words. */
  refusal(call, answer) {
    const said = serverMessage(answer, this.#platform.runner.redact);
    const transient = isTransientStatus(answer.status);
    const skew = transient ? void 0 : clockDifference(answer, this.now());
    const hint = transient ? WHEN_BACK : call.hint?.(answer.status) ?? IF_IT_PERSISTS;
    return new ActionError(
      "SIGNING_FAILED",
      `${this.name} at ${call.request.url} answered HTTP ${answer.status} to the request for a ${call.request.purpose}${said === "" ? "" : `: ${said}`}${skew === void 0 ? "" : ` (${skew})`}`,
      skew === void 0 ? hint : "Set this machine's clock (NTP), then run the job again."
    );
  }
  /** Repeats what is more than one request, each wait in the log. @throws what the attempt makes of its failures; CANCELLED */
  async repeat(attempt, budget, signal) {
    try {
      return await this.#retry(attempt, budget, attempt, signal);
    } finally {
      if (this.#speaker === attempt) this.#speaker = void 0;
    }
  }
  /** Runs a parser or check of an answer, and names service, URL and check where it fails. */
  check(url, answer, read) {
    try {
      return read();
    } catch (error) {
      if (error instanceof AttestationFault) {
        throw this.failure(
          url,
          answer,
          `verification of its ${error.check} failed: ${error.reason}`,
          IF_IT_PERSISTS,
          error.cause
        );
      }
      if (error instanceof ActionError) throw error;
      const hint = error instanceof MalformedAnswer ? "Run the job again later: a proxy may have answered instead of the service." : IF_IT_PERSISTS;
      throw this.failure(url, answer, messageOf(error), hint, error);
    }
  }
  async #retry(attempt, budget, speaker, signal) {
    const { clock } = this.#platform;
    const onWait = (wait) => this.#reportWait(speaker, wait);
    try {
      return await retry(attempt, budget, { clock, signal, onWait });
    } catch (error) {
      if (signal?.aborted !== true || error instanceof ActionError) throw error;
      throw new ActionError("CANCELLED", `Cancelled during a request to ${this.name}.`, "", error);
    }
  }
  async #attempt(call, signal) {
    const work = async () => {
      if (call.pointlessAfter !== void 0 && this.now() > call.pointlessAfter) {
        return { value: { kind: "done", value: void 0 }, outcome: { kind: "failed" } };
      }
      try {
        const uninterrupted = signal === void 0 || call.lasting === true;
        const request = uninterrupted ? call.request : { ...call.request, signal };
        return this.#judge(call, await this.#platform.http.request(request));
      } catch (error) {
        return { value: this.#judgeFailure(call, error), outcome: { kind: "failed" } };
      }
    };
    return this.#throttle.run(work, signal);
  }
  #judge(call, answer) {
    const { status } = answer;
    const after = retryAfter(answer, this.now());
    if (status >= 200 && status < 300 || call.understood?.includes(status) === true) {
      this.#quietUntil = Math.min(this.#quietUntil, this.now().getTime() + CALM);
      return { value: { kind: "done", value: answer }, outcome: { kind: "good" } };
    }
    const error = this.refusal(call, answer);
    if (!isTransientStatus(status)) throw error;
    const overloaded = status === 429 || status === 503;
    const until = this.now().getTime() + (after ?? 0);
    return {
      value: { kind: "again", error, ...after === void 0 ? {} : { after } },
      outcome: overloaded ? { kind: "overloaded", until } : { kind: "failed" }
    };
  }
  #judgeFailure(call, error) {
    if (!(error instanceof TransportError) || error.failure === "cancelled") throw error;
    const transient = isTransientFailure(error);
    const hint = HINTS[error.failure] ?? (transient ? WHEN_BACK : IF_IT_PERSISTS);
    const problem = `no usable answer (${error.message})`;
    const failure2 = this.failure(call.request.url, void 0, problem, hint, error);
    if (!transient) throw failure2;
    return { kind: "again", error: failure2 };
  }
  /** In the log for one call at a time, in the debug log for the others. */
  #reportWait(speaker, wait) {
    const { log } = this.#platform.runner;
    const now = this.now().getTime();
    if (this.#speaker === void 0 && now >= this.#quietUntil) {
      this.#speaker = speaker;
      this.#quietUntil = now + PATIENCE;
    }
    const speaks = this.#speaker === speaker;
    logWaits({ info: (line) => speaks ? log.info(line) : log.debug(line) }, this.name)(wait);
  }
};

// src/sigstore/clients/fulcio.ts
var DEADLINE = 3e4;
var MAXIMUM_BYTES = 128 * 1024;
var TOLERANCE2 = 12e4;
var TOKEN_REFUSED = /processing the identity token/i;
var TOKEN_BUDGET = { total: PATIENCE, attempts: 3, firstDelay: 2e3, maximumDelay: 1e4 };
async function requestCertificate(fulcio, connection, identityToken, privateKey, signal) {
  const url = `${fulcio.url}/api/v2/signingCert`;
  const attempt = async () => {
    const token = (await identityToken()).reveal();
    const identity = tokenIdentity(token);
    const call = {
      request: {
        method: "POST",
        url,
        purpose: "signing certificate",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(certificateRequest(token, identity.subject, privateKey)),
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES
      },
      understood: [400, 401],
      hint: refusalHint
    };
    const answer = await connection.call(call, signal);
    if (answer === void 0) throw connection.failure(url, void 0, "it was not queried");
    if (answer.status >= 400) {
      const error = connection.refusal(call, answer);
      if (answer.status === 401 || TOKEN_REFUSED.test(error.message)) return { kind: "again", error };
      throw error;
    }
    return {
      kind: "done",
      value: connection.check(url, answer, () => {
        const certificate = parseCertificate(answer.body);
        checkCertificate(certificate, privateKey, identity, connection.now());
        return certificate;
      })
    };
  };
  return connection.repeat(attempt, TOKEN_BUDGET, signal);
}
function certificateRequest(token, subject, privateKey) {
  return {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: {
        algorithm: "ECDSA",
        content: createPublicKey(privateKey).export({ type: "spki", format: "pem" })
      },
      proofOfPossession: sign("sha256", Buffer.from(subject), privateKey).toString("base64")
    }
  };
}
function tokenIdentity(token) {
  const claims = claimsOf(token);
  const [subject, issuer] = [asString(claims?.get("sub")), asString(claims?.get("iss"))];
  if (subject !== void 0 && subject !== "" && issuer !== void 0 && issuer !== "")
    return { subject, issuer };
  const problem = claims === void 0 ? "it is not a JSON Web Token" : "it has no claim sub or no claim iss";
  throw new ActionError(
    "IDENTITY_UNSUITABLE",
    `The identity token for Sigstore cannot be read: ${problem}`,
    "Run the job again. If the problem persists, this runner issues tokens that are not JWTs."
  );
}
function parseCertificate(body) {
  const answer = answerJson.object(answerJson.parse(body, "the body"), "the body");
  const signed = answer.get("signedCertificateEmbeddedSct") ?? answer.get("signedCertificateDetachedSct");
  const chain = answerJson.object(
    answerJson.object(signed, "the signed certificate").get("chain"),
    "the chain"
  );
  const [first] = answerJson.array(chain.get("certificates"), "the list of certificates");
  if (first === void 0) throw new MalformedAnswer("the list of certificates is empty");
  const leaf = parsePem(answerJson.text(first, "a certificate"));
  return { leaf: Buffer.from(leaf.raw), notBefore: leaf.validFromDate, notAfter: leaf.validToDate };
}
function parsePem(pem) {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new MalformedAnswer("a certificate is not X.509 in PEM", { cause: error });
  }
}
function checkCertificate(issued, privateKey, token, now) {
  const certificate = new X509Certificate(issued.leaf);
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new MalformedAnswer("its certificate is for another key");
  }
  const { issuer } = readSigningCertificate(issued.leaf).facts;
  if (issuer !== token.issuer) {
    throw new MalformedAnswer(`its certificate names the issuer ${issuer}, the token ${token.issuer}`);
  }
  const window = `${issued.notBefore.toISOString()} to ${issued.notAfter.toISOString()}`;
  if (now > issued.notAfter || now.getTime() < issued.notBefore.getTime() - TOLERANCE2) {
    throw new MalformedAnswer(
      `its certificate is valid from ${window}, but this machine's clock shows ${now.toISOString()}`
    );
  }
}
function refusalHint(status) {
  if (status === 404) return "Check the URL of the certificate authority in the signing config.";
  return "Check that this Sigstore instance trusts the issuer of the identity token and, for a private Sigstore instance, `sigstore-audience`: Fulcio rejected the token.";
}

// src/sigstore/sign/certificate.ts
var MARGIN = 12e4;
var newKeyPair = promisify(generateKeyPair);
async function obtainCertificate(fulcio, connection, { identityToken, checkIdentity, trustedRoot }, signal) {
  const { privateKey } = await newKeyPair("ec", { namedCurve: "P-256" });
  const issued = await requestCertificate(fulcio, connection, identityToken, privateKey, signal);
  const now = connection.now();
  const moment = now < issued.notBefore ? issued.notBefore : now;
  const refusing2 = (problem, hint, check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof AttestationFault)) throw error;
      const text = `its certificate ${problem}: ${error.check}: ${error.reason}`;
      throw connection.failure(fulcio.url, void 0, text, `Nothing was signed with it. ${hint}`, error);
    }
  };
  const { facts } = refusing2(
    "does not verify with the trusted root",
    "Check that the trusted root belongs to this Sigstore instance, and check the clock of this machine.",
    () => {
      const certificate = knownCertificate(issued.leaf, trustedRoot);
      certificate.checkChain(moment);
      return certificate;
    }
  );
  refusing2(
    "has another identity than this job",
    "If the problem persists, contact the operator of the Sigstore instance: its Fulcio maps a job's token to other values than the public one.",
    () => checkIdentity(facts)
  );
  return {
    privateKey,
    leaf: issued.leaf,
    pem: new X509Certificate2(issued.leaf).toString(),
    notBefore: issued.notBefore,
    notAfter: issued.notAfter,
    ends: new Date(now.getTime() + issued.notAfter.getTime() - issued.notBefore.getTime())
  };
}
var CertificateHolder = class {
  #obtain;
  #clock;
  #current;
  /** @param held one to begin with */
  constructor(obtain, clock, held) {
    this.#obtain = obtain;
    this.#clock = clock;
    this.#current = held && Promise.resolve(held);
  }
  /** A certificate that is good for a while. @throws {ActionError} SIGNING_FAILED; the next call asks anew */
  async current(signal) {
    const held = this.#current;
    if (held !== void 0) {
      const certificate = await held;
      if (!this.#agesOut(certificate)) return certificate;
      if (this.#current !== held) return this.current(signal);
    }
    const obtained = this.#obtain(signal);
    this.#current = obtained;
    obtained.catch(() => {
      if (this.#current === obtained) this.#current = void 0;
    });
    return obtained;
  }
  #agesOut({ notBefore, notAfter, ends }) {
    const margin = Math.min(MARGIN, (notAfter.getTime() - notBefore.getTime()) / 4);
    return this.#clock.now().getTime() > ends.getTime() - margin;
  }
};

// src/sigstore/sign/batcher.ts
var PATIENCE2 = 2e3;
var Batcher = class {
  #most;
  #clock;
  #underWay = 0;
  #ready = 0;
  #departure = newDeparture();
  /** @param most how many the log takes at once, as far as is known at the time */
  constructor(most, clock) {
    this.#most = most;
    this.#clock = clock;
  }
  /** Does the work, then waits until no other work is under way, as many are ready as the log takes, or patience ends. */
  async prepare(work) {
    this.#underWay += 1;
    let done;
    try {
      done = await work();
    } catch (error) {
      this.#underWay -= 1;
      if (this.#ready > 0 && this.#underWay === 0) this.#depart();
      throw error;
    }
    this.#underWay -= 1;
    this.#ready += 1;
    const { promise } = this.#departure;
    if (this.#underWay === 0 || this.#ready >= this.#most()) this.#depart();
    else if (this.#ready === 1) this.#departInTime();
    await promise;
    return done;
  }
  #depart() {
    const { resolve, left } = this.#departure;
    this.#ready = 0;
    this.#departure = newDeparture();
    resolve();
    left.abort();
  }
  #departInTime() {
    const { left } = this.#departure;
    this.#clock.sleep(PATIENCE2, left.signal).then(
      () => left.signal.aborted ? void 0 : this.#depart(),
      () => void 0
    );
  }
};
function newDeparture() {
  return { ...Promise.withResolvers(), left: new AbortController() };
}

// src/sigstore/sign/pilot.ts
var Pilot = class {
  #proven;
  #claimed;
  #underWay;
  /** Settles once the first entry is on its way, or can't be. */
  #begun = Promise.withResolvers();
  #refusal;
  #stopped = new AbortController();
  /** @param proven the log's key is known without an entry */
  constructor(proven) {
    this.#proven = proven;
    this.#claimed = proven;
    this.#begun.promise.catch(() => void 0);
    if (proven) this.#begun.resolve();
  }
  /**
   * Prepares an entry. Where nothing is proven, the first one is prepared alone, and the others while the log has it: they wait for its
   * answer in any case, and would only hold it up before.
   * @param alone undefined where the entry came to nothing, and the others need not wait for it
   * @throws what kept the first entry from being sent, for all that waited for it
   */
  async prepare(alone, inCompany, signal) {
    if (this.#claimed) {
      await waitFor(this.#begun.promise, signal);
      return inCompany();
    }
    this.#claimed = true;
    try {
      const prepared = await alone();
      if (prepared === void 0) this.#begun.resolve();
      return prepared;
    } catch (error) {
      this.#begun.reject(error);
      throw error;
    }
  }
  /** Ends all that has not been sent yet, or is about to be sent again. */
  stop(refusal) {
    this.#refusal ??= refusal;
    this.#stopped.abort(this.#refusal);
  }
  /**
   * Sends an entry; where nothing is proven yet, alone, and proves it.
   * @param log starts no attempt once its signal is aborted
   * @param prove whether the answer proves that others will be verified; throws where it proves that they won't
   * @throws what the first entry failed of, for all that waited for it; why nothing new is sent; CANCELLED
   */
  async send(log, prove, signal) {
    while (!this.#proven && this.#underWay !== void 0) await waitFor(this.#underWay, signal);
    const stopped = this.#stopped.signal;
    const either = signal === void 0 ? stopped : AbortSignal.any([signal, stopped]);
    const send = async () => log(either);
    try {
      if (this.#refusal !== void 0) throw this.#refusal;
      return await (this.#proven ? send() : this.#lead(send, prove));
    } catch (error) {
      this.#begun.reject(error);
      const wasStopped = error instanceof ActionError && error.code === "CANCELLED" && signal?.aborted !== true;
      throw wasStopped && this.#refusal !== void 0 ? this.#refusal : error;
    }
  }
  async #lead(log, prove) {
    const { promise, resolve, reject } = Promise.withResolvers();
    promise.catch(() => void 0);
    this.#underWay = promise;
    try {
      const sent = log();
      this.#begun.resolve();
      const answer = await sent;
      this.#proven = prove(answer);
      resolve();
      return answer;
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      this.#underWay = void 0;
    }
  }
};
async function waitFor(first, signal) {
  try {
    await first;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}

// src/sigstore/sign/signature.ts
var import_bundle2 = __toESM(require_dist2(), 1);
var import_core = __toESM(require_dist(), 1);
import { sign as sign2 } from "node:crypto";

// src/sigstore/clients/rekor-v1.ts
var import_bundle = __toESM(require_dist2(), 1);
var DEADLINE2 = 6e4;
var MAXIMUM_BYTES2 = 1024 * 1024;
var HEADERS = { "content-type": "application/json", accept: "application/json" };
async function logInRekorV1(rekor, connection, signed, times, signal) {
  const url = `${rekor.url}/api/v1/log/entries`;
  const request = exchange("POST", url, JSON.stringify(proposedEntry(signed)));
  const entry = { request, ...times, understood: [409], hint: refusalHint2, lasting: true };
  const answer = await connection.call(entry, signal);
  if (answer === void 0) return void 0;
  if (answer.status !== 409) return connection.check(url, answer, () => parseEntry(answer, signed));
  const location = connection.check(url, answer, () => entryLocation(url, answer));
  const once = signal?.aborted === true;
  const fetched = await connection.call(
    {
      request: exchange("GET", location),
      until: once ? connection.now() : times.until,
      lasting: true
    },
    once ? void 0 : signal
  );
  if (fetched === void 0) return void 0;
  return connection.check(location, fetched, () => parseEntry(fetched, signed));
}
function exchange(method, url, body) {
  const request = {
    method,
    url,
    purpose: "log entry",
    headers: HEADERS,
    deadline: DEADLINE2,
    maximumBytes: MAXIMUM_BYTES2
  };
  return body === void 0 ? request : { ...request, body };
}
function proposedEntry({ envelope, pem }) {
  return {
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      proposedContent: {
        envelope: JSON.stringify((0, import_bundle.envelopeToJSON)(envelope)),
        verifiers: [Buffer.from(pem).toString("base64")]
      }
    }
  };
}
function entryLocation(url, answer) {
  const header = answer.headers["location"];
  if (header === void 0 || !URL.canParse(header, url)) {
    throw new MalformedAnswer("it does not say where the existing entry is (no Location header)");
  }
  const location = new URL(header, url);
  if (location.origin !== new URL(url).origin) {
    throw new MalformedAnswer(`it refers to an existing entry on another host (${location.origin})`);
  }
  return location.href;
}
function parseEntry(answer, signed) {
  const entries = [...answerJson.object(answerJson.parse(answer.body, "the body"), "the body").values()];
  if (entries.length !== 1) throw new MalformedAnswer(`it has ${entries.length} entries instead of one`);
  const found = answerJson.object(entries[0], "the entry");
  const verification = answerJson.object(found.get("verification"), "verification");
  const entry = {
    logIndex: answerJson.integer(found.get("logIndex"), "logIndex", "numbers"),
    logId: { keyId: readHex(found.get("logID"), "logID") },
    kindVersion: { kind: "dsse", version: "0.0.1" },
    integratedTime: readSeconds(found.get("integratedTime"), "integratedTime"),
    inclusionPromise: {
      signedEntryTimestamp: readBytes(verification.get("signedEntryTimestamp"), "signedEntryTimestamp")
    },
    inclusionProof: parseProof(answerJson.object(verification.get("inclusionProof"), "inclusionProof")),
    canonicalizedBody: readBytes(found.get("body"), "body")
  };
  checkEntryBody(entry, 1, signed);
  return entry;
}
function parseProof(proof) {
  const number = (name) => answerJson.integer(proof.get(name), `inclusionProof.${name}`, "numbers");
  return {
    logIndex: number("logIndex"),
    rootHash: readHex(proof.get("rootHash"), "inclusionProof.rootHash"),
    treeSize: number("treeSize"),
    hashes: answerJson.array(proof.get("hashes") ?? [], "inclusionProof.hashes").map((hash) => readHex(hash, "a hash of inclusionProof.hashes")),
    checkpoint: { envelope: answerJson.text(proof.get("checkpoint"), "inclusionProof.checkpoint") }
  };
}
function refusalHint2(status) {
  return status === 404 ? "Check the URL of the transparency log in the signing config." : void 0;
}

// src/sigstore/clients/rekor-v2.ts
import { createHash } from "node:crypto";
var DEADLINE3 = 6e4;
var MAXIMUM_BYTES3 = 1024 * 1024;
async function logInRekorV2(rekor, connection, signed, until, signal) {
  const url = `${rekor.url}/api/v2/log/entries`;
  const answer = await connection.call(
    {
      request: {
        method: "POST",
        url,
        purpose: "log entry",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(createEntryRequest(signed)),
        deadline: DEADLINE3,
        maximumBytes: MAXIMUM_BYTES3
      },
      until,
      understood: [405, 409],
      lasting: true
    },
    signal
  );
  if (answer === void 0) throw connection.failure(url, void 0, "it was not queried");
  if (answer.status === 409) return { kind: "duplicate" };
  if (answer.status === 405) return { kind: "frozen" };
  return { kind: "logged", entry: connection.check(url, answer, () => parseEntry2(answer.body, signed)) };
}
function createEntryRequest({ encoding, signature, certificate }) {
  return {
    hashedRekordRequestV002: {
      digest: createHash("sha256").update(encoding).digest("base64"),
      signature: {
        content: signature.toString("base64"),
        verifier: {
          keyDetails: "PKIX_ECDSA_P256_SHA_256",
          x509Certificate: { rawBytes: certificate.toString("base64") }
        }
      }
    }
  };
}
function parseEntry2(body, signed) {
  const found = answerJson.object(answerJson.parse(body, "the body"), "the body");
  const kindVersion = answerJson.object(found.get("kindVersion"), "kindVersion");
  const kind = answerJson.text(kindVersion.get("kind"), "kindVersion.kind");
  const version = answerJson.text(kindVersion.get("version"), "kindVersion.version");
  if (kind !== "hashedrekord" || version !== "0.0.2") {
    throw new MalformedAnswer(`the entry is ${kind} ${version}, not hashedrekord 0.0.2`);
  }
  const entry = {
    logIndex: answerJson.integer(found.get("logIndex") ?? "0", "logIndex", "numbers"),
    logId: { keyId: readBytes(answerJson.object(found.get("logId"), "logId").get("keyId"), "logId.keyId") },
    kindVersion: { kind, version },
    integratedTime: "0",
    inclusionPromise: void 0,
    inclusionProof: parseProof2(answerJson.object(found.get("inclusionProof"), "inclusionProof")),
    canonicalizedBody: readBytes(found.get("canonicalizedBody"), "canonicalizedBody")
  };
  checkEntryBody(entry, 2, signed);
  return entry;
}
function parseProof2(proof) {
  const checkpoint = answerJson.object(proof.get("checkpoint"), "inclusionProof.checkpoint");
  return {
    logIndex: answerJson.integer(proof.get("logIndex") ?? "0", "inclusionProof.logIndex", "numbers"),
    rootHash: readBytes(proof.get("rootHash"), "inclusionProof.rootHash"),
    treeSize: answerJson.integer(proof.get("treeSize"), "inclusionProof.treeSize", "numbers"),
    hashes: answerJson.array(proof.get("hashes") ?? [], "inclusionProof.hashes").map((hash) => readBytes(hash, "a hash of inclusionProof.hashes")),
    checkpoint: {
      envelope: answerJson.text(checkpoint.get("envelope"), "inclusionProof.checkpoint.envelope")
    }
  };
}

// src/sigstore/clients/timestamp-authority.ts
import { createHash as createHash2, randomBytes, X509Certificate as NodeCertificate } from "node:crypto";
var DEADLINE4 = 3e4;
var MAXIMUM_BYTES4 = 64 * 1024;
var TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
var SHA256_ALGORITHM = Buffer.from("300d06096086480165030402010500", "hex");
async function requestTimestamp(authority, connection, signature, trustedRoot, signal) {
  const nonce = randomBytes(8);
  nonce[0] = (nonce[0] ?? 0) & 63 | 64;
  const { url } = authority;
  const answer = await connection.call(
    {
      request: {
        method: "POST",
        url,
        purpose: "timestamp",
        headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
        body: timestampRequest(signature, nonce),
        deadline: DEADLINE4,
        maximumBytes: MAXIMUM_BYTES4
      }
    },
    signal
  );
  if (answer === void 0) throw connection.failure(url, void 0, "it was not queried");
  return connection.check(url, answer, () => {
    const response = Buffer.from(answer.body);
    return { response, time: verifyTimestamp(response, signature, nonce, trustedRoot) };
  });
}
function timestampRequest(signature, nonce) {
  const digest = createHash2("sha256").update(signature).digest();
  const imprint = der(48, SHA256_ALGORITHM, der(4, digest));
  return der(48, der(2, Buffer.from([1])), imprint, der(2, nonce), der(1, Buffer.from([255])));
}
function verifyTimestamp(response, signature, nonce, trustedRoot) {
  const timestamp = named("the answer is not an RFC 3161 response", () => parse(response));
  if (timestamp.status !== 0n && timestamp.status !== 1n) {
    throw new MalformedAnswer(`the timestamp was not granted (PKIStatus ${timestamp.status})`);
  }
  const time = named("the timestamp has no time", () => timestamp.signingTime);
  named("the timestamp is of another signature (imprint)", () => timestamp.tstInfo.verify(signature));
  if (!named("the timestamp has no nonce", () => nonceOf(timestamp)).equals(nonce)) {
    throw new MalformedAnswer("the timestamp answers another request (nonce)");
  }
  const leaf = chainOf(timestamp, time, trustedRoot);
  named("the timestamp is not signed by the authority that the trusted root names", () => {
    timestamp.verify(signature, asNode(leaf).publicKey);
  });
  return time;
}
function parse(response) {
  const timestamp = parseTimestamp(response);
  if (timestamp.status < 0n) throw new MalformedAnswer("negative status");
  return timestamp;
}
function chainOf(timestamp, time, trustedRoot) {
  const { issuer, serial } = named("the timestamp does not name its signer", () => ({
    issuer: timestamp.signerIssuer,
    serial: timestamp.signerSerialNumber
  }));
  const authority = trustedRoot.timestampAuthorities.find(({ certChain: [leaf2], validFor }) => {
    const known = leaf2 !== void 0 && leaf2.serialNumber.equals(serial) && leaf2.issuer.equals(issuer);
    return known && validFor.start <= time && time <= validFor.end;
  });
  const [leaf, ...issuers] = authority?.certChain ?? [];
  if (leaf === void 0) {
    throw new MalformedAnswer(
      `the timestamp (${time.toISOString()}) is by an authority that the trusted root does not name for that time`
    );
  }
  if (!isValidChain([leaf, ...issuers], time)) {
    throw new MalformedAnswer(
      `the timestamp authority's certificate chain is not valid at ${time.toISOString()}`
    );
  }
  return leaf;
}
function isValidChain(chain, time) {
  const [leaf] = chain;
  if (leaf === void 0 || !purposes(leaf).includes(TIME_STAMPING)) return false;
  return chain.every((certificate, index) => {
    const issuer = chain[index + 1];
    const signed = issuer === void 0 || issuer.isCA && certificate.issuer.equals(issuer.subject);
    return signed && certificate.validForDate(time) && (issuer === void 0 || certificate.verify(issuer));
  });
}
function purposes(certificate) {
  return asNode(certificate).keyUsage ?? [];
}
var nodeCertificates = /* @__PURE__ */ new WeakMap();
function asNode(certificate) {
  const known = nodeCertificates.get(certificate) ?? new NodeCertificate(certificate.root.toDER());
  nodeCertificates.set(certificate, known);
  return known;
}
function nonceOf(timestamp) {
  const integer = timestamp.tstInfo.root.subs.slice(5).find(({ tag }) => tag.isUniversal() && tag.number === 2);
  if (integer === void 0) throw new MalformedAnswer("no nonce");
  return integer.value;
}
function named(problem, read) {
  try {
    return read();
  } catch (error) {
    throw new MalformedAnswer(problem, { cause: error });
  }
}
function der(tag, ...parts) {
  const value = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, value.length]), value]);
}

// src/sigstore/sign/signature.ts
var TRAVEL = 5e3;
var TOLERANCE3 = 3e4;
var FROZEN_BUDGET = { total: PATIENCE, attempts: 6, firstDelay: 250, maximumDelay: 2e3 };
async function makeSignature(session, statement, until, signal) {
  const { batcher, pilot } = session;
  const prepare = async () => signAndTimestamp(session, statement, signal);
  const inCompany = async () => batcher === void 0 ? prepare() : batcher.prepare(prepare);
  const prepared = await pilot.prepare(prepare, inCompany, signal);
  if (prepared === void 0) return { kind: "late" };
  const log = async (sent) => logSignature(session, prepared, until, sent);
  try {
    return await pilot.send(log, (outcome) => isProof(session, outcome), signal);
  } catch (error) {
    if (error instanceof FrozenLog) return { kind: "frozen" };
    throw error;
  }
}
async function logSignature(session, prepared, until, signal) {
  if (session.services.rekor.majorApiVersion === 1) return logV1(session, prepared, until, signal);
  const outcome = await logV2(session, prepared.signed, until, signal);
  return outcome.kind === "logged" ? signedOutcome(session, prepared, outcome.entry) : outcome;
}
var FrozenLog = class extends Error {
};
async function signAndTimestamp(session, statement, signal) {
  const signed = signStatement(statement, await session.certificates.current(signal));
  const timestamps = await Promise.all(
    session.timestampAuthorities.map(async ({ service, connection }) => {
      const timestamp = await requestTimestamp(
        service,
        connection,
        signed.signature,
        session.trustedRoot,
        signal
      );
      const isLate = isAfterItsEnd(timestamp.time, signed.signer, service.url, connection);
      return isLate ? void 0 : timestamp;
    })
  );
  const inTime = timestamps.filter((timestamp) => timestamp !== void 0);
  return inTime.length === timestamps.length ? { signed, timestamps: inTime } : void 0;
}
function signStatement(payload, signer) {
  const encoding = import_core.dsse.preAuthEncoding(STATEMENT_PAYLOAD_TYPE, payload);
  const signature = sign2("sha256", encoding, signer.privateKey);
  const envelope = {
    payloadType: STATEMENT_PAYLOAD_TYPE,
    payload,
    signatures: [{ keyid: "", sig: signature }]
  };
  return { envelope, encoding, signature, certificate: signer.leaf, pem: signer.pem, signer };
}
async function logV1(session, prepared, until, signal) {
  const { signer } = prepared.signed;
  const { rekor } = session.services;
  const times = { until, pointlessAfter: new Date(signer.ends.getTime() - TRAVEL) };
  const entry = await logInRekorV1(rekor, session.log, prepared.signed, times, signal);
  if (entry === void 0) return { kind: "late" };
  const time = new Date(Number(entry.integratedTime) * 1e3);
  if (isAfterItsEnd(time, signer, rekor.url, session.log)) return { kind: "late" };
  return signedOutcome(session, prepared, entry);
}
async function logV2({ services: { rekor }, log, pilot }, signed, until, signal) {
  const attempt = async () => {
    const outcome = await logInRekorV2(rekor, log, signed, until, signal);
    if (outcome.kind !== "frozen") return { kind: "done", value: outcome };
    const error = new FrozenLog(`A log behind ${rekor.url} accepts no more entries (HTTP 405).`);
    if (rekor.named) throw error;
    return { kind: "again", error };
  };
  try {
    return await log.repeat(attempt, FROZEN_BUDGET, signal);
  } catch (error) {
    if (error instanceof FrozenLog) pilot.stop(error);
    throw error;
  }
}
function isAfterItsEnd(time, { notBefore, notAfter, ends }, url, connection) {
  if (notBefore <= time && time <= notAfter) return false;
  const isLate = time > notAfter && connection.now().getTime() > ends.getTime() - TOLERANCE3;
  if (isLate) return true;
  const [side, limit] = time < notBefore ? ["before the certificate's beginning", notBefore] : ["after the certificate's end", notAfter];
  const problem = `its time ${time.toISOString()} lies ${side} ${limit.toISOString()}`;
  throw connection.failure(
    url,
    void 0,
    problem,
    "Run the job again later: the clocks of the signing services disagree."
  );
}
function signedOutcome(session, { signed, timestamps }, entry) {
  refusing(session, () => logsOfEntry(entry, session.trustedRoot.tlogs));
  return { kind: "signed", bundle: bundleOf(signed, entry, timestamps) };
}
function isProof(session, outcome) {
  if (outcome.kind !== "signed") return false;
  refusing(session, () => verifyBundle(outcome.bundle, session.trustedRoot));
  return true;
}
function refusing({ services, log, pilot }, verify) {
  try {
    verify();
  } catch (error) {
    if (!(error instanceof AttestationFault)) throw error;
    const problem = `the log created an entry that the trusted root cannot verify: verification of its ${error.check} failed: ${error.reason}`;
    const hint = "No more entries were created. Check that the trusted root has the keys of all logs behind this URL.";
    const refusal = log.failure(services.rekor.url, void 0, problem, hint, error.cause);
    pilot.stop(refusal);
    throw refusal;
  }
}
function bundleOf({ certificate, envelope }, entry, timestamps) {
  return {
    mediaType: import_bundle2.BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: {
      content: { $case: "certificate", certificate: { rawBytes: certificate } },
      tlogEntries: [entry],
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map(({ response }) => ({ signedTimestamp: response }))
      }
    },
    content: { $case: "dsseEnvelope", dsseEnvelope: envelope }
  };
}

// src/sigstore/sign/signer.ts
var ROUNDS = 8;
var MAXIMUM_FREEZES = 3;
function createSigner(options) {
  return new SigstoreSigner(options);
}
var SigstoreSigner = class {
  #options;
  /** What took the place of each session whose log was frozen. */
  #replacements = /* @__PURE__ */ new Map();
  #session;
  constructor(options) {
    this.#options = options;
    this.#session = openSession(options, options);
  }
  get concurrency() {
    return this.#session.log.concurrency;
  }
  get services() {
    return this.#session.services;
  }
  get trustedRoot() {
    return this.#session.trustedRoot;
  }
  async sign(statement, signal) {
    let session = this.#session;
    let until = this.#patience();
    let duplicates = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const outcome = await makeSignature(session, statement, until, signal);
      switch (outcome.kind) {
        case "signed":
          return outcome.bundle;
        case "late":
          this.#options.platform.runner.log.debug(
            "A certificate expired before its signature was logged; signing again."
          );
          break;
        case "duplicate":
          duplicates += 1;
          if (duplicates > 1)
            throw failure(session, "two answers about the same statement were lost (HTTP 409)");
          this.#options.platform.runner.log.debug(
            "An answer of the log was lost and cannot be read again; signing again."
          );
          break;
        case "frozen":
          session = await this.#replace(session, signal);
          until = this.#patience();
      }
    }
    throw failure(
      session,
      `no signature was logged within the life of its certificate in ${ROUNDS} attempts`
    );
  }
  #patience() {
    return new Date(this.#options.platform.clock.now().getTime() + PATIENCE);
  }
  /** The session after a log was frozen: trust is fetched once for all statements in flight. */
  async #replace(frozen, signal) {
    const known = this.#replacements.get(frozen);
    if (known !== void 0) return known;
    const { refresh } = this.#options;
    if (refresh === void 0 || this.#replacements.size >= MAXIMUM_FREEZES) {
      throw failure(frozen, "the log accepts no more entries (HTTP 405)");
    }
    const replacement = this.#openReplacement(frozen, refresh, signal);
    this.#replacements.set(frozen, replacement);
    return replacement;
  }
  async #openReplacement(frozen, refresh, signal) {
    this.#options.platform.runner.log.info(
      `The log at ${frozen.services.rekor.url} was frozen; fetching trust metadata again.`
    );
    const material = await refresh();
    const { rekor } = material.services;
    if (rekor.named && rekor.url === frozen.services.rekor.url) {
      throw failure(
        frozen,
        "the log accepts no more entries (HTTP 405), and the signing config still names it"
      );
    }
    const session = openSession(this.#options, material, await stillGood(frozen, material, signal));
    this.#session = session;
    return session;
  }
};
function openSession({ platform, identityToken, checkIdentity, timestampV1 }, { services, trustedRoot }, held) {
  const { fulcio, rekor, timestampAuthorities } = services;
  const connect = (name, { url, majorApiVersion }, limits = limitsOf(url, majorApiVersion)) => new ServiceConnection(name, new Throttle(limits, platform.clock), platform);
  const toFulcio = connect("Fulcio", fulcio);
  const obtain = async (signal) => obtainCertificate(fulcio, toFulcio, { identityToken, checkIdentity, trustedRoot }, signal);
  const log = connect(`Rekor v${rekor.majorApiVersion}`, rekor);
  const inBatches = rekor.majorApiVersion === 2;
  const timestamped = inBatches || timestampV1;
  return {
    services,
    trustedRoot,
    certificates: new CertificateHolder(obtain, platform.clock, held),
    log,
    pilot: new Pilot(rekor.named),
    batcher: inBatches ? new Batcher(() => log.concurrency, platform.clock) : void 0,
    timestampAuthorities: (timestamped ? timestampAuthorities : []).map((service) => ({
      service,
      connection: connect("the timestamp authority", service, timestampLimitsOf(service.url))
    }))
  };
}
async function stillGood({ certificates, services, log }, { services: { fulcio }, trustedRoot }, signal) {
  if (fulcio.url !== services.fulcio.url) return void 0;
  const certificate = await certificates.current(signal);
  const [now, { notBefore }] = [log.now(), certificate];
  try {
    knownCertificate(certificate.leaf, trustedRoot).checkChain(now < notBefore ? notBefore : now);
    return certificate;
  } catch (error) {
    if (error instanceof AttestationFault) return void 0;
    throw error;
  }
}
function failure({ log, services }, problem) {
  return log.failure(
    services.rekor.url,
    void 0,
    problem,
    "Run the job again: completed attestations are kept."
  );
}
export {
  createSigner
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  Throttle,
  claimsOf
} from "./chunk-76PPJWJX.mjs";
import {
  redactedText
} from "./chunk-5BLPVVWV.mjs";
import {
  isBriefFailure,
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter
} from "./chunk-US6Q5CHO.mjs";
import {
  knownCertificate,
  readSigningCertificate
} from "./chunk-CV53DG6M.mjs";
import {
  isValidAt,
  parseTimestamp,
  require_dist
} from "./chunk-NH3AT7BC.mjs";
import {
  limitsOf,
  timestampLimitsOf
} from "./chunk-JMQYGHRU.mjs";
import {
  STATEMENT_PAYLOAD_TYPE,
  require_dist as require_dist2
} from "./chunk-23I4ID4X.mjs";
import {
  AttestationFault
} from "./chunk-WMHLLTQA.mjs";
import {
  asObject,
  asString,
  jsonReader,
  tryParseJson
} from "./chunk-OUWR3SLQ.mjs";
import {
  ActionError,
  TransportError,
  messageOf,
  runAgain
} from "./chunk-3BFIJHZE.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

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
var WHEN_BACK = runAgain({ when: "when the service is available" });
var IF_IT_PERSISTS = runAgain({ after: "If the problem persists, contact the operator of the service." });
var SET_CLOCK = "Set this machine's clock (NTP).";
var CALM = 6e4;
var HINTS = {
  tls: "If a proxy or a private Sigstore instance uses a private CA, set NODE_EXTRA_CA_CERTS to its certificate."
};
var ServiceConnection = class {
  name;
  #platform;
  #throttle;
  /** The call whose waits are logged: while many requests wait for one service, each would say the same. */
  #speaker;
  /** A new speaker before this time, in milliseconds since 1970, would not be news. */
  #quietUntil = 0;
  /** It has answered, so the way to it was good: what breaks now may be mended, and what was logged is not to be lost. */
  #isReached = false;
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
  failure(url, answer, problem, remedy = IF_IT_PERSISTS, cause) {
    const status = answer === void 0 ? "" : ` answered HTTP ${answer.status}, but`;
    const skew = answer === void 0 ? void 0 : clockDifference(answer, this.now());
    const clock = skew === void 0 ? "" : ` Note that ${skew}.`;
    return new ActionError(
      "SIGNING_FAILED",
      `${this.name} at ${url}${status === "" ? ":" : status} ${problem}.${clock}`,
      skew === void 0 ? remedy : SET_CLOCK,
      cause
    );
  }
  /** What an answer with a status that is no success is reported as, with the server's own words. */
  refusal(call, answer) {
    const said = serverMessage(answer, this.#platform.runner.redact);
    const transient = isTransientStatus(answer.status);
    const skew = transient ? void 0 : clockDifference(answer, this.now());
    const remedy = transient ? WHEN_BACK : call.hint?.(answer.status) ?? IF_IT_PERSISTS;
    return new ActionError(
      "SIGNING_FAILED",
      `${this.name} at ${call.request.url} answered HTTP ${answer.status} to the request for a ${call.request.purpose}${said === "" ? "" : `: ${said}`}${skew === void 0 ? "" : ` (${skew})`}`,
      skew === void 0 ? remedy : SET_CLOCK
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
      const remedy = error instanceof MalformedAnswer ? runAgain({ when: "later", because: "a proxy may have answered instead of the service" }) : IF_IT_PERSISTS;
      throw this.failure(url, answer, messageOf(error), remedy, error);
    }
  }
  async #retry(attempt, budget, speaker, signal) {
    const { clock } = this.#platform;
    const onWait = (wait) => this.#reportWait(speaker, wait);
    try {
      return await retry(attempt, budget, { clock, signal, onWait });
    } catch (error) {
      if (signal?.aborted !== true || error instanceof ActionError) throw error;
      throw new ActionError("CANCELLED", `Cancelled during a request to ${this.name}.`, runAgain(), error);
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
      this.#isReached = true;
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
    const remedy = HINTS[error.failure] ?? (transient ? WHEN_BACK : IF_IT_PERSISTS);
    const problem = `no usable answer (${error.message})`;
    const failure = this.failure(call.request.url, void 0, problem, remedy, error);
    if (!transient) throw failure;
    return { kind: "again", error: failure, briefly: isBriefFailure(error) && !this.#isReached };
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

// src/sigstore/sign/timestamped-signature.ts
var import_bundle = __toESM(require_dist2(), 1);
var import_core = __toESM(require_dist(), 1);
import { sign as sign2 } from "node:crypto";

// src/sigstore/clients/timestamp-authority.ts
import { createHash, randomBytes, X509Certificate as NodeCertificate } from "node:crypto";
var DEADLINE = 3e4;
var MAXIMUM_BYTES = 64 * 1024;
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
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES
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
  const digest = createHash("sha256").update(signature).digest();
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
    return known && isValidAt(validFor, time);
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

// src/sigstore/sign/certificate.ts
import { generateKeyPair, X509Certificate as X509Certificate2 } from "node:crypto";
import { promisify } from "node:util";

// src/sigstore/clients/fulcio.ts
import { createPublicKey, sign, X509Certificate } from "node:crypto";
var DEADLINE2 = 3e4;
var MAXIMUM_BYTES2 = 128 * 1024;
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
        deadline: DEADLINE2,
        maximumBytes: MAXIMUM_BYTES2
      },
      understood: [400, 401],
      hint: refusalHint
    };
    const answer = await connection.call(call, signal);
    if (answer === void 0) throw connection.failure(url, void 0, "it was not queried");
    if (answer.status >= 400) {
      const error = connection.refusal(call, answer);
      if (answer.status === 401 || TOKEN_REFUSED.test(answer.body.toString()))
        return { kind: "again", error };
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
    runAgain({ after: "If the problem persists, this runner issues tokens that are not JWTs." })
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
  const refusing = (problem, hint, check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof AttestationFault)) throw error;
      const text = `its certificate ${problem}: ${error.check}: ${error.reason}`;
      throw connection.failure(fulcio.url, void 0, text, `Nothing was signed with it. ${hint}`, error);
    }
  };
  const { facts } = refusing(
    "does not verify with the trusted root",
    "Check that the trusted root belongs to this Sigstore instance, and check the clock of this machine.",
    () => {
      const certificate = knownCertificate(issued.leaf, trustedRoot);
      certificate.checkChain(moment);
      return certificate;
    }
  );
  refusing(
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
  /** A certificate that is good for a while. @throws {ActionError} SIGNING_FAILED; the next call requests anew */
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

// src/sigstore/sign/timestamped-signature.ts
var TOLERANCE3 = 3e4;
function connectTo(name, { url, majorApiVersion }, platform, limits = limitsOf(url, majorApiVersion)) {
  return new ServiceConnection(name, new Throttle(limits, platform.clock), platform);
}
function holdCertificate({ identityToken, checkIdentity, platform }, fulcio, trustedRoot, held) {
  const connection = connectTo("Fulcio", fulcio, platform);
  const obtain = async (signal) => obtainCertificate(fulcio, connection, { identityToken, checkIdentity, trustedRoot }, signal);
  return new CertificateHolder(obtain, platform.clock, held);
}
function connectToAuthority(service, platform) {
  const limits = timestampLimitsOf(service.url);
  return { service, connection: connectTo("the timestamp authority", service, platform, limits) };
}
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
    runAgain({ when: "later", because: "the clocks of the signing services disagree" })
  );
}
function bundleOf({ signed: { certificate, envelope }, timestamps }, tlogEntries) {
  return {
    mediaType: import_bundle.BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: {
      content: { $case: "certificate", certificate: { rawBytes: certificate } },
      tlogEntries,
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map(({ response }) => ({ signedTimestamp: response }))
      }
    },
    content: { $case: "dsseEnvelope", dsseEnvelope: envelope }
  };
}

export {
  MalformedAnswer,
  answerJson,
  readSeconds,
  readBytes,
  readHex,
  PATIENCE,
  connectTo,
  holdCertificate,
  connectToAuthority,
  signAndTimestamp,
  isAfterItsEnd,
  bundleOf
};

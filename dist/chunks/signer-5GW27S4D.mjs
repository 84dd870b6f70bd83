import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  MalformedAnswer,
  PATIENCE,
  answerJson,
  bundleOf,
  connectTo,
  connectToAuthority,
  holdCertificate,
  isAfterItsEnd,
  readBytes,
  readHex,
  readSeconds,
  signAndTimestamp
} from "./chunk-OUDCM3B5.mjs";
import "./chunk-76PPJWJX.mjs";
import "./chunk-5BLPVVWV.mjs";
import "./chunk-US6Q5CHO.mjs";
import {
  checkEntryBody,
  verifyBundle
} from "./chunk-RNSTJWOP.mjs";
import {
  knownCertificate
} from "./chunk-CV53DG6M.mjs";
import {
  logsOfEntry
} from "./chunk-RPOQH72W.mjs";
import "./chunk-NH3AT7BC.mjs";
import "./chunk-JMQYGHRU.mjs";
import "./chunk-TPGC6LJH.mjs";
import {
  require_dist
} from "./chunk-23I4ID4X.mjs";
import {
  AttestationFault
} from "./chunk-WMHLLTQA.mjs";
import "./chunk-OUWR3SLQ.mjs";
import {
  ActionError,
  runAgain
} from "./chunk-3BFIJHZE.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/sigstore/sign/batcher.ts
var PATIENCE2 = 2e3;
var Batcher = class {
  #most;
  #clock;
  #underWay = 0;
  #ready = 0;
  #departure = newDeparture();
  /** @param most how many the log accepts at once, as far as is known at the time */
  constructor(most, clock) {
    this.#most = most;
    this.#clock = clock;
  }
  /** Does the work, then waits until no other work is under way, as many are ready as the log accepts, or patience ends. */
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

// src/sigstore/clients/rekor-v1.ts
var import_bundle = __toESM(require_dist(), 1);
var DEADLINE = 6e4;
var MAXIMUM_BYTES = 1024 * 1024;
var HEADERS = { "content-type": "application/json", accept: "application/json" };
async function logInRekorV1(rekor, connection, signed, times, signal) {
  const url = `${rekor.url}/api/v1/log/entries`;
  const request = exchange("POST", url, JSON.stringify(proposedEntry(signed)));
  const entry = { request, ...times, understood: [409], hint: refusalHint, lasting: true };
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
    deadline: DEADLINE,
    maximumBytes: MAXIMUM_BYTES
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
function refusalHint(status) {
  return status === 404 ? "Check the URL of the transparency log in the signing config." : void 0;
}

// src/sigstore/clients/rekor-v2.ts
import { createHash } from "node:crypto";
var DEADLINE2 = 6e4;
var MAXIMUM_BYTES2 = 1024 * 1024;
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
        deadline: DEADLINE2,
        maximumBytes: MAXIMUM_BYTES2
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

// src/sigstore/sign/signature.ts
var TRAVEL = 5e3;
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
function signedOutcome(session, prepared, entry) {
  refusing(session, () => logsOfEntry(entry, session.trustedRoot.tlogs));
  return { kind: "signed", bundle: bundleOf(prepared, [entry]) };
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
function openSession(options, { services, trustedRoot }, held) {
  const { platform, timestampV1 } = options;
  const { fulcio, rekor, timestampAuthorities } = services;
  const log = connectTo(`Rekor v${rekor.majorApiVersion}`, rekor, platform);
  const inBatches = rekor.majorApiVersion === 2;
  const timestamped = inBatches || timestampV1;
  return {
    services,
    trustedRoot,
    certificates: holdCertificate(options, fulcio, trustedRoot, held),
    log,
    pilot: new Pilot(rekor.named),
    batcher: inBatches ? new Batcher(() => log.concurrency, platform.clock) : void 0,
    timestampAuthorities: (timestamped ? timestampAuthorities : []).map(
      (service) => connectToAuthority(service, platform)
    )
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
  return log.failure(services.rekor.url, void 0, problem, runAgain());
}
export {
  createSigner
};

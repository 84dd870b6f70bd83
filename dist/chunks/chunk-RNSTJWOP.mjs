import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  import_checkpoint,
  import_merkle,
  import_set,
  import_tsa,
  knownCertificate
} from "./chunk-CV53DG6M.mjs";
import {
  logsOfEntry
} from "./chunk-RPOQH72W.mjs";
import {
  isValidAt,
  parseTimestamp,
  require_dist
} from "./chunk-NH3AT7BC.mjs";
import {
  loggedParts,
  unloggedParts
} from "./chunk-23I4ID4X.mjs";
import {
  attestationFault,
  attestationJson,
  checking
} from "./chunk-WMHLLTQA.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/sigstore/verify/log-entry.ts
var import_core = __toESM(require_dist(), 1);
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
function rekorVersionOf({ kindVersion: { kind, version } }) {
  if (kind === "dsse" && version === "0.0.1") return 1;
  if (kind === "hashedrekord" && version === "0.0.2") return 2;
  throw attestationFault("log entry kind", `${kind} ${version} is neither dsse 0.0.1 nor hashedrekord 0.0.2`);
}
function checkEntryForm(entry, version, timestamps) {
  const { inclusionProof: proof, inclusionPromise: promise } = entry;
  if (proof === void 0) throw noProof();
  if (proof.checkpoint === void 0 || proof.checkpoint.envelope === "") {
    throw attestationFault("checkpoint", "the inclusion proof has none");
  }
  if (version === 1 && promise === void 0) throw noPromise();
  for (const [name, number] of [
    ["logIndex", entry.logIndex],
    ["inclusionProof.logIndex", proof.logIndex],
    ["inclusionProof.treeSize", proof.treeSize]
  ]) {
    attestationJson.integer(number, name);
  }
  if (version === 2 && (promise !== void 0 || !["", "0"].includes(entry.integratedTime))) {
    throw attestationFault("inclusion promise", "a log entry of Rekor v2 has neither a promise nor a time");
  }
  if (version === 2 && timestamps === 0) {
    throw attestationFault("timestamp", "a log entry of Rekor v2 needs an RFC 3161 timestamp");
  }
  if (version === 2 && entry.logIndex !== proof.logIndex) {
    throw attestationFault("log index", `the entry says ${entry.logIndex}, its proof ${proof.logIndex}`);
  }
  checkCheckpointAgrees(proof.checkpoint.envelope, proof.treeSize, proof.rootHash);
}
function noProof() {
  return attestationFault("inclusion proof", "the log entry has none");
}
function noPromise() {
  return attestationFault("inclusion promise", "the log entry of Rekor v1 has none");
}
function checkCheckpointAgrees(envelope, treeSize, rootHash) {
  const [, size, root] = envelope.split("\n");
  if (size !== treeSize) {
    throw attestationFault("checkpoint", `it is of tree size ${size}, the inclusion proof of ${treeSize}`);
  }
  if (root !== rootHash.toString("base64")) {
    throw attestationFault("checkpoint", "its root hash is not that of the inclusion proof");
  }
  const signatures = [...envelope.matchAll(/^\u2014 [^ ]+ (.*)$/gm)].map(([, text = ""]) => text);
  if (signatures.some((text) => Buffer.from(text, "base64").toString("base64") !== text)) {
    throw attestationFault("checkpoint", "a signature of it is not standard base64");
  }
}
function logAt(logs, time) {
  const valid = logs.find(({ log: { validFor } }) => isValidAt(validFor, time));
  if (valid === void 0) throw attestationFault("log key", `it was not valid on ${time.toISOString()}`);
  return valid;
}
function verifyPromise(entry, { log, keyName }) {
  const { inclusionPromise } = entry;
  if (inclusionPromise === void 0) throw noPromise();
  const authority = authorityOf(entry, log, keyName);
  checking("inclusion promise", () => (0, import_set.verifyTLogSET)({ ...entry, inclusionPromise }, [authority]));
}
function verifyInclusion(entry, { log, keyName }) {
  const { inclusionProof: proof } = entry;
  if (proof?.checkpoint === void 0) throw noProof();
  const proven = { ...entry, inclusionProof: { ...proof, checkpoint: proof.checkpoint } };
  const authority = authorityOf(entry, log, keyName);
  const checkpoint = checking("checkpoint", () => (0, import_checkpoint.verifyCheckpoint)(proven, [authority]));
  checking("inclusion proof", () => (0, import_merkle.verifyMerkleInclusion)(proven, checkpoint));
}
function authorityOf({ logId }, log, keyName) {
  return { logID: logId.keyId, baseURL: keyName, publicKey: log.publicKey, validFor: log.validFor };
}
function checkEntryBody(entry, version, logged) {
  const body = attestationJson.parse(entry.canonicalizedBody, "canonicalizedBody");
  const found = version === 1 ? withoutEnvelopeHash(body) : body;
  if (!isDeepStrictEqual(found, version === 1 ? dsseBody(logged) : hashedrekordBody(logged))) {
    throw attestationFault("log entry", "its body is not of this statement, signature and certificate");
  }
}
function dsseBody({ envelope, signature, certificate }) {
  const verifier = Buffer.from(import_core.pem.fromDER(certificate)).toString("base64");
  return {
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      payloadHash: { algorithm: "sha256", value: sha256(envelope.payload).toString("hex") },
      signatures: [{ signature: signature.toString("base64"), verifier }]
    }
  };
}
var DSSE_MEMBERS = 3;
function withoutEnvelopeHash(body) {
  if (typeof body !== "object" || body === null || !("spec" in body)) return body;
  const { spec } = body;
  if (typeof spec !== "object" || spec === null) return body;
  if (Object.keys(spec).length > DSSE_MEMBERS) return body;
  const { envelopeHash: _, ...rest } = { envelopeHash: void 0, ...spec };
  return { ...body, spec: rest };
}
function hashedrekordBody({ envelope, signature, certificate }) {
  const signed = import_core.dsse.preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload));
  const verifier = {
    keyDetails: "PKIX_ECDSA_P256_SHA_256",
    x509Certificate: { rawBytes: certificate.toString("base64") }
  };
  return {
    apiVersion: "0.0.2",
    kind: "hashedrekord",
    spec: {
      hashedRekordV002: {
        data: { algorithm: "SHA2_256", digest: sha256(signed).toString("base64") },
        signature: { content: signature.toString("base64"), verifier }
      }
    }
  };
}
function sha256(bytes) {
  return createHash("sha256").update(bytes).digest();
}

// src/sigstore/verify/verify.ts
var import_core2 = __toESM(require_dist(), 1);
import { verify } from "node:crypto";
var MAXIMUM_TIMESTAMPS = 32;
function verifyBundle(bundle, trustedRoot) {
  const parts = loggedParts(bundle);
  const rekorVersion = rekorVersionOf(parts.entry);
  const proven = verifyLogged({ ...parts, rekorVersion }, trustedRoot);
  checkEntryBody(parts.entry, rekorVersion, parts);
  const { facts: certificate, publicKey } = proven.certificate;
  return { ...proven, certificate, statement: verifySignature(parts, publicKey) };
}
function verifyTimestampedBundle(bundle, trustedRoot) {
  const parts = unloggedParts(bundle);
  const certificate = knownCertificate(parts.certificate, trustedRoot);
  const stamped = timestampsOf(parts, trustedRoot);
  if (stamped.length === 0) throw attestationFault("timestamp", "there must be one at least");
  for (const time of stamped) certificate.checkChain(time);
  const statement = verifySignature(parts, certificate.publicKey);
  return { certificate: certificate.facts, signedAt: earliest(stamped), statement };
}
function verifyLogged(parts, trustedRoot) {
  const { entry, rekorVersion } = parts;
  const certificate = knownCertificate(parts.certificate, trustedRoot);
  checkEntryForm(entry, rekorVersion, parts.timestamps.length);
  const logs = logsOfEntry(entry, trustedRoot.tlogs);
  const stamped = timestampsOf(parts, trustedRoot);
  const signedAt = rekorVersion === 1 ? integratedTime(entry, certificate.facts) : earliest(stamped);
  const log = logAt(logs, signedAt);
  if (rekorVersion === 1) verifyPromise(entry, log);
  for (const time of rekorVersion === 1 ? [signedAt, ...stamped] : stamped) certificate.checkChain(time);
  verifyInclusion(entry, log);
  return { certificate, signedAt, rekorVersion, logIndex: entry.logIndex, logName: log.keyName };
}
function verifySignature({ envelope, signature }, publicKey) {
  const encoding = import_core2.dsse.preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload));
  if (!checking("DSSE signature", () => verify(void 0, encoding, publicKey, signature))) {
    throw attestationFault("DSSE signature", "signature verification failed");
  }
  return Buffer.from(envelope.payload);
}
function timestampsOf({ timestamps, signature }, trustedRoot) {
  const count = timestamps.length;
  if (count > MAXIMUM_TIMESTAMPS) {
    throw attestationFault("timestamp", `there are ${count}, more than ${MAXIMUM_TIMESTAMPS}`);
  }
  const seen = /* @__PURE__ */ new Set();
  return timestamps.map((response) => {
    const { timestamp, signedAt } = checking("timestamp", () => granted(response), "it cannot be parsed");
    checking(
      "timestamp",
      () => (0, import_tsa.verifyRFC3161Timestamp)(timestamp, signature, [...trustedRoot.timestampAuthorities])
    );
    const identity = `${timestamp.signerSerialNumber.toString("hex")} ${signedAt.getTime()}`;
    if (seen.has(identity)) throw attestationFault("timestamp", "one appears twice");
    seen.add(identity);
    return signedAt;
  });
}
function granted(response) {
  const timestamp = parseTimestamp(response);
  if (timestamp.status !== 0n && timestamp.status !== 1n)
    throw attestationFault("timestamp", "it was not granted");
  return { timestamp, signedAt: timestamp.signingTime };
}
function earliest(times) {
  return new Date(times.reduce((least, time) => Math.min(least, time.getTime()), Infinity));
}
function integratedTime(entry, { notBefore, notAfter }) {
  const time = new Date(Number(entry.integratedTime) * 1e3);
  if (!(notBefore <= time && time <= notAfter)) {
    throw attestationFault(
      "integrated time",
      `${entry.integratedTime} is not within the certificate's validity`
    );
  }
  return time;
}

export {
  rekorVersionOf,
  checkEntryForm,
  checkEntryBody,
  verifyBundle,
  verifyTimestampedBundle
};

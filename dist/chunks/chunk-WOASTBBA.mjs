import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  arrayAt,
  attestationFault,
  base64At,
  integerAt,
  recordAt,
  textAt
} from "./chunk-YS3IWSNO.mjs";

// src/sigstore/transparency-entry.ts
function transparencyEntryToJson(entry) {
  const proof = entry.inclusionProof;
  if (proof?.checkpoint === void 0) {
    throw attestationFault("inclusion proof", "the log entry has no inclusion proof with a checkpoint");
  }
  const promise = entry.inclusionPromise;
  return {
    logIndex: entry.logIndex,
    logId: { keyId: base64(entry.logId.keyId) },
    kindVersion: { kind: entry.kindVersion.kind, version: entry.kindVersion.version },
    integratedTime: entry.integratedTime === "" ? "0" : entry.integratedTime,
    ...promise && { inclusionPromise: { signedEntryTimestamp: base64(promise.signedEntryTimestamp) } },
    inclusionProof: {
      logIndex: proof.logIndex,
      rootHash: base64(proof.rootHash),
      treeSize: proof.treeSize,
      hashes: proof.hashes.map(base64),
      checkpoint: { envelope: proof.checkpoint.envelope }
    },
    canonicalizedBody: base64(entry.canonicalizedBody)
  };
}
function transparencyEntryFromJson(json) {
  const { inclusionProof: proof, inclusionPromise: promise } = json;
  return {
    logIndex: json.logIndex,
    logId: { keyId: decode(json.logId.keyId) },
    kindVersion: { ...json.kindVersion },
    integratedTime: json.integratedTime,
    inclusionPromise: promise && { signedEntryTimestamp: decode(promise.signedEntryTimestamp) },
    inclusionProof: {
      logIndex: proof.logIndex,
      rootHash: decode(proof.rootHash),
      treeSize: proof.treeSize,
      hashes: proof.hashes.map(decode),
      checkpoint: { envelope: proof.checkpoint.envelope }
    },
    canonicalizedBody: decode(json.canonicalizedBody)
  };
}
function parseTransparencyEntry(value, field) {
  const entry = recordAt(
    value,
    field,
    ["logIndex", "logId", "kindVersion", "integratedTime", "inclusionProof", "canonicalizedBody"],
    ["inclusionPromise"]
  );
  const logId = recordAt(entry.get("logId"), `${field}.logId`, ["keyId"]);
  const kindVersion = recordAt(entry.get("kindVersion"), `${field}.kindVersion`, ["kind", "version"]);
  return {
    logIndex: integerAt(entry.get("logIndex"), `${field}.logIndex`),
    logId: { keyId: base64At(logId.get("keyId"), `${field}.logId.keyId`) },
    kindVersion: {
      kind: textAt(kindVersion.get("kind"), `${field}.kindVersion.kind`),
      version: textAt(kindVersion.get("version"), `${field}.kindVersion.version`)
    },
    integratedTime: integerAt(entry.get("integratedTime"), `${field}.integratedTime`),
    ...entry.has("inclusionPromise") && {
      inclusionPromise: parsePromise(entry.get("inclusionPromise"), `${field}.inclusionPromise`)
    },
    inclusionProof: parseProof(entry.get("inclusionProof"), `${field}.inclusionProof`),
    canonicalizedBody: base64At(entry.get("canonicalizedBody"), `${field}.canonicalizedBody`)
  };
}
function parsePromise(value, field) {
  const promise = recordAt(value, field, ["signedEntryTimestamp"]);
  return {
    signedEntryTimestamp: base64At(promise.get("signedEntryTimestamp"), `${field}.signedEntryTimestamp`)
  };
}
function parseProof(value, field) {
  const proof = recordAt(value, field, ["logIndex", "rootHash", "treeSize", "hashes", "checkpoint"]);
  const checkpoint = recordAt(proof.get("checkpoint"), `${field}.checkpoint`, ["envelope"]);
  const logIndex = integerAt(proof.get("logIndex"), `${field}.logIndex`);
  const treeSize = integerAt(proof.get("treeSize"), `${field}.treeSize`);
  if (BigInt(treeSize) <= BigInt(logIndex)) {
    throw attestationFault("form", `${field}.treeSize must be greater than logIndex`);
  }
  return {
    logIndex,
    rootHash: base64At(proof.get("rootHash"), `${field}.rootHash`),
    treeSize,
    hashes: arrayAt(proof.get("hashes"), `${field}.hashes`).map(
      (hash, index) => base64At(hash, `${field}.hashes[${index}]`)
    ),
    checkpoint: { envelope: textAt(checkpoint.get("envelope"), `${field}.checkpoint.envelope`) }
  };
}
function base64(bytes) {
  return Buffer.from(bytes).toString("base64");
}
function decode(text) {
  return Buffer.from(text, "base64");
}

export {
  transparencyEntryToJson,
  transparencyEntryFromJson,
  parseTransparencyEntry
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  STATEMENT_PAYLOAD_TYPE,
  loggedParts,
  require_dist
} from "./chunk-23I4ID4X.mjs";
import {
  attestationFault,
  attestationJson
} from "./chunk-WMHLLTQA.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/attestation-json.ts
var import_bundle = __toESM(require_dist(), 1);

// src/sigstore/verify/transparency-entry.ts
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
  const entry = attestationJson.exactObject(
    value,
    field,
    ["logIndex", "logId", "kindVersion", "integratedTime", "inclusionProof", "canonicalizedBody"],
    ["inclusionPromise"]
  );
  const logId = attestationJson.exactObject(entry.get("logId"), `${field}.logId`, ["keyId"]);
  const kindVersion = attestationJson.exactObject(entry.get("kindVersion"), `${field}.kindVersion`, [
    "kind",
    "version"
  ]);
  return {
    logIndex: attestationJson.integer(entry.get("logIndex"), `${field}.logIndex`),
    logId: { keyId: attestationJson.base64(logId.get("keyId"), `${field}.logId.keyId`) },
    kindVersion: {
      kind: attestationJson.text(kindVersion.get("kind"), `${field}.kindVersion.kind`),
      version: attestationJson.text(kindVersion.get("version"), `${field}.kindVersion.version`)
    },
    integratedTime: attestationJson.integer(entry.get("integratedTime"), `${field}.integratedTime`),
    ...entry.has("inclusionPromise") && {
      inclusionPromise: parsePromise(entry.get("inclusionPromise"), `${field}.inclusionPromise`)
    },
    inclusionProof: parseProof(entry.get("inclusionProof"), `${field}.inclusionProof`),
    canonicalizedBody: attestationJson.base64(entry.get("canonicalizedBody"), `${field}.canonicalizedBody`)
  };
}
function parsePromise(value, field) {
  const promise = attestationJson.exactObject(value, field, ["signedEntryTimestamp"]);
  return {
    signedEntryTimestamp: attestationJson.base64(
      promise.get("signedEntryTimestamp"),
      `${field}.signedEntryTimestamp`
    )
  };
}
function parseProof(value, field) {
  const proof = attestationJson.exactObject(value, field, [
    "logIndex",
    "rootHash",
    "treeSize",
    "hashes",
    "checkpoint"
  ]);
  const checkpoint = attestationJson.exactObject(proof.get("checkpoint"), `${field}.checkpoint`, [
    "envelope"
  ]);
  const logIndex = attestationJson.integer(proof.get("logIndex"), `${field}.logIndex`);
  const treeSize = attestationJson.integer(proof.get("treeSize"), `${field}.treeSize`);
  if (BigInt(treeSize) <= BigInt(logIndex)) {
    throw attestationFault("form", `${field}.treeSize must be greater than logIndex`);
  }
  return {
    logIndex,
    rootHash: attestationJson.base64(proof.get("rootHash"), `${field}.rootHash`),
    treeSize,
    hashes: attestationJson.array(proof.get("hashes"), `${field}.hashes`).map((hash, index) => attestationJson.base64(hash, `${field}.hashes[${index}]`)),
    checkpoint: {
      envelope: attestationJson.text(checkpoint.get("envelope"), `${field}.checkpoint.envelope`)
    }
  };
}
function base64(bytes) {
  return Buffer.from(bytes).toString("base64");
}
function decode(text) {
  return Buffer.from(text, "base64");
}

// src/attestations/attestation-json.ts
function attestationFromBundle(bundle) {
  const { certificate, entry, envelope, signature, timestamps } = loggedParts(bundle);
  const [first, ...rest] = timestamps.map(base642);
  const timestamped = entry.inclusionPromise === void 0 && first !== void 0;
  return {
    version: 1,
    verification_material: {
      certificate: base642(certificate),
      transparency_entries: [transparencyEntryToJson(entry)],
      ...timestamped && { timestamps: [first, ...rest] }
    },
    envelope: { statement: base642(envelope.payload), signature: base642(signature) }
  };
}
function bundleFromAttestation(attestation) {
  const { certificate, transparency_entries: entries, timestamps } = attestation.verification_material;
  return {
    mediaType: import_bundle.BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: {
      content: { $case: "certificate", certificate: { rawBytes: Buffer.from(certificate, "base64") } },
      tlogEntries: entries.map(transparencyEntryFromJson),
      timestampVerificationData: {
        rfc3161Timestamps: (timestamps ?? []).map((response) => ({
          signedTimestamp: Buffer.from(response, "base64")
        }))
      }
    },
    content: {
      $case: "dsseEnvelope",
      dsseEnvelope: {
        payloadType: STATEMENT_PAYLOAD_TYPE,
        payload: Buffer.from(attestation.envelope.statement, "base64"),
        signatures: [{ keyid: "", sig: Buffer.from(attestation.envelope.signature, "base64") }]
      }
    }
  };
}
function bundleJson(bundle) {
  const json = (0, import_bundle.bundleToJSON)(bundle);
  const tlogEntries = bundle.verificationMaterial.tlogEntries.map(transparencyEntryToJson);
  return { ...json, verificationMaterial: { ...json.verificationMaterial, tlogEntries } };
}
function serializeBundle(bundle) {
  return JSON.stringify(bundleJson(bundle));
}
function parseAttestation(bytes) {
  const attestation = attestationJson.exactObject(
    attestationJson.parse(bytes, "attestation"),
    "attestation",
    ["version", "verification_material", "envelope"]
  );
  if (attestation.get("version") !== 1) throw attestationFault("form", "attestation.version must be 1");
  const envelope = attestationJson.exactObject(attestation.get("envelope"), "envelope", [
    "statement",
    "signature"
  ]);
  return {
    version: 1,
    verification_material: parseVerificationMaterial(attestation.get("verification_material")),
    envelope: {
      statement: attestationJson.base64(envelope.get("statement"), "envelope.statement"),
      signature: attestationJson.base64(envelope.get("signature"), "envelope.signature")
    }
  };
}
function serializeAttestation(attestation) {
  return JSON.stringify(attestation);
}
function parseVerificationMaterial(value) {
  const field = "verification_material";
  const material = attestationJson.exactObject(
    value,
    field,
    ["certificate", "transparency_entries"],
    ["timestamps"]
  );
  return {
    certificate: attestationJson.base64(material.get("certificate"), `${field}.certificate`),
    transparency_entries: nonEmpty(
      material.get("transparency_entries"),
      `${field}.transparency_entries`,
      parseTransparencyEntry
    ),
    ...material.has("timestamps") && {
      timestamps: nonEmpty(
        material.get("timestamps"),
        `${field}.timestamps`,
        (element, name) => attestationJson.base64(element, name)
      )
    }
  };
}
function nonEmpty(value, field, parse) {
  const [first, ...rest] = attestationJson.array(value, field).map((element, index) => parse(element, `${field}[${index}]`));
  if (first === void 0) throw attestationFault("form", `${field} must not be empty`);
  return [first, ...rest];
}
function base642(bytes) {
  return Buffer.from(bytes).toString("base64");
}

export {
  attestationFromBundle,
  bundleFromAttestation,
  bundleJson,
  serializeBundle,
  parseAttestation,
  serializeAttestation
};

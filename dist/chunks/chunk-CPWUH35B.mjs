import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  arrayAt,
  attestationFault,
  base64At,
  integerAt,
  jsonOf,
  recordAt,
  require_dist,
  textAt
} from "./chunk-C5NW4DB2.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/bundle-json.ts
var import_bundle2 = __toESM(require_dist(), 1);

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

// src/attestations/attestation-json.ts
var import_bundle = __toESM(require_dist(), 1);

// src/attestations/statement.ts
var PUBLISH_PREDICATE_TYPE = "https://docs.pypi.org/attestations/publish/v1";
var SLSA_PREDICATE_TYPE = "https://slsa.dev/provenance/v1";
var STATEMENT_PAYLOAD_TYPE = "application/vnd.in-toto+json";
var STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
var SHA256 = /^[0-9a-f]{64}$/;
var DIGESTS = ["sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"];
function publishStatement(name, sha256) {
  return Buffer.from(
    JSON.stringify({
      _type: STATEMENT_TYPE,
      subject: [{ name, digest: { sha256 } }],
      predicateType: PUBLISH_PREDICATE_TYPE,
      predicate: {}
    })
  );
}
function parseStatement(bytes) {
  const statement = recordAt(jsonOf(bytes, "statement"), "statement", [
    "_type",
    "subject",
    "predicateType",
    "predicate"
  ]);
  if (statement.get("_type") !== STATEMENT_TYPE) {
    throw attestationFault("statement", `statement._type must be ${STATEMENT_TYPE}`);
  }
  const subjects = arrayAt(statement.get("subject"), "statement.subject");
  if (subjects.length !== 1) {
    throw attestationFault("statement", `statement.subject must have one element, not ${subjects.length}`);
  }
  return {
    subject: parseSubject(subjects[0]),
    predicateType: textAt(statement.get("predicateType"), "statement.predicateType"),
    predicate: parsePredicate(statement.get("predicate"))
  };
}
function parseSubject(value) {
  const subject = recordAt(value, "statement.subject[0]", ["name", "digest"]);
  const digest = recordAt(subject.get("digest"), "statement.subject[0].digest", ["sha256"], DIGESTS);
  const sha256 = textAt(digest.get("sha256"), "statement.subject[0].digest.sha256");
  if (!SHA256.test(sha256)) {
    throw attestationFault(
      "statement",
      "statement.subject[0].digest.sha256 must be 64 lower-case hex digits"
    );
  }
  return { name: textAt(subject.get("name"), "statement.subject[0].name"), sha256 };
}
function parsePredicate(value) {
  if (value === null) return void 0;
  if (typeof value !== "object" || Array.isArray(value)) {
    throw attestationFault("statement", "statement.predicate must be an object or null");
  }
  return new Map(Object.entries(value ?? {}));
}

// src/attestations/attestation-json.ts
function attestationFromBundle(bundle) {
  const { content, tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  if (content.$case !== "certificate") {
    throw attestationFault("bundle", "it must have one certificate, without a chain");
  }
  const [entry, ...otherEntries] = tlogEntries;
  if (entry === void 0 || otherEntries.length > 0) {
    throw attestationFault("bundle", `it must have one log entry, not ${tlogEntries.length}`);
  }
  const { payload, signature } = envelopeOf(bundle);
  const responses = timestampVerificationData?.rfc3161Timestamps ?? [];
  const [first, ...rest] = responses.map((response) => base642(response.signedTimestamp));
  const timestamped = entry.inclusionPromise === void 0 && first !== void 0;
  return {
    version: 1,
    verification_material: {
      certificate: base642(content.certificate.rawBytes),
      transparency_entries: [transparencyEntryToJson(entry)],
      ...timestamped && { timestamps: [first, ...rest] }
    },
    envelope: { statement: base642(payload), signature: base642(signature) }
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
function parseAttestation(bytes) {
  const attestation = recordAt(jsonOf(bytes, "attestation"), "attestation", [
    "version",
    "verification_material",
    "envelope"
  ]);
  if (attestation.get("version") !== 1) throw attestationFault("form", "attestation.version must be 1");
  const envelope = recordAt(attestation.get("envelope"), "envelope", ["statement", "signature"]);
  return {
    version: 1,
    verification_material: parseVerificationMaterial(attestation.get("verification_material")),
    envelope: {
      statement: base64At(envelope.get("statement"), "envelope.statement"),
      signature: base64At(envelope.get("signature"), "envelope.signature")
    }
  };
}
function serializeAttestation(attestation) {
  return JSON.stringify(attestation);
}
function parseVerificationMaterial(value) {
  const field = "verification_material";
  const material = recordAt(value, field, ["certificate", "transparency_entries"], ["timestamps"]);
  return {
    certificate: base64At(material.get("certificate"), `${field}.certificate`),
    transparency_entries: nonEmpty(
      material.get("transparency_entries"),
      `${field}.transparency_entries`,
      parseTransparencyEntry
    ),
    ...material.has("timestamps") && {
      timestamps: nonEmpty(material.get("timestamps"), `${field}.timestamps`, base64At)
    }
  };
}
function nonEmpty(value, field, parse) {
  const [first, ...rest] = arrayAt(value, field).map(
    (element, index) => parse(element, `${field}[${index}]`)
  );
  if (first === void 0) throw attestationFault("form", `${field} must not be empty`);
  return [first, ...rest];
}
function envelopeOf(bundle) {
  if (bundle.content.$case !== "dsseEnvelope") {
    throw attestationFault("bundle", "it must have a DSSE envelope");
  }
  const { payload, payloadType, signatures } = bundle.content.dsseEnvelope;
  const [signature, ...others] = signatures;
  if (signature === void 0 || others.length > 0) {
    throw attestationFault("bundle", `its envelope must have one signature, not ${signatures.length}`);
  }
  if (payloadType !== STATEMENT_PAYLOAD_TYPE) {
    throw attestationFault(
      "bundle",
      `its payload type must be ${STATEMENT_PAYLOAD_TYPE}, not ${payloadType}`
    );
  }
  return { payload, signature: signature.sig };
}
function base642(bytes) {
  return Buffer.from(bytes).toString("base64");
}

// src/attestations/bundle-json.ts
function bundleJson(bundle) {
  const json = (0, import_bundle2.bundleToJSON)(bundle);
  const tlogEntries = bundle.verificationMaterial.tlogEntries.map(transparencyEntryToJson);
  return { ...json, verificationMaterial: { ...json.verificationMaterial, tlogEntries } };
}

export {
  PUBLISH_PREDICATE_TYPE,
  SLSA_PREDICATE_TYPE,
  publishStatement,
  parseStatement,
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation,
  bundleJson
};

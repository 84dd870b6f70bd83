import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  parseTransparencyEntry,
  transparencyEntryFromJson,
  transparencyEntryToJson
} from "./chunk-7V3ZGB3P.mjs";
import {
  STATEMENT_PAYLOAD_TYPE
} from "./chunk-GG7X2DPT.mjs";
import {
  attestationFault,
  attestationJson,
  require_dist
} from "./chunk-U3TRK3RQ.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/attestation-json.ts
var import_bundle = __toESM(require_dist(), 1);
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
  const [first, ...rest] = responses.map((response) => base64(response.signedTimestamp));
  const timestamped = entry.inclusionPromise === void 0 && first !== void 0;
  return {
    version: 1,
    verification_material: {
      certificate: base64(content.certificate.rawBytes),
      transparency_entries: [transparencyEntryToJson(entry)],
      ...timestamped && { timestamps: [first, ...rest] }
    },
    envelope: { statement: base64(payload), signature: base64(signature) }
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
      timestamps: nonEmpty(material.get("timestamps"), `${field}.timestamps`, attestationJson.base64)
    }
  };
}
function nonEmpty(value, field, parse) {
  const [first, ...rest] = attestationJson.array(value, field).map((element, index) => parse(element, `${field}[${index}]`));
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
function base64(bytes) {
  return Buffer.from(bytes).toString("base64");
}

export {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
};

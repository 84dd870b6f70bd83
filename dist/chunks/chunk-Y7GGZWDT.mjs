import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  AttestationFault,
  attestationFault,
  attestationJson
} from "./chunk-U3TRK3RQ.mjs";
import {
  logOf,
  require_dist,
  require_dist2,
  trustMaterialOf
} from "./chunk-E6NAXZBW.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/sigstore/trust/certificate-facts.ts
var import_core = __toESM(require_dist(), 1);
import { X509Certificate as NodeCertificate } from "node:crypto";
var FULCIO_ARC = "1.3.6.1.4.1.57264.1.";
var CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
var LAST_BARE_EXTENSION = 6;
var UTF8_STRING = 12;
function readSigningCertificate(der) {
  const parsed = parsing(() => ({
    certificate: import_core.X509Certificate.parse(Buffer.from(der)),
    extendedKeyUsage: new NodeCertificate(der).keyUsage
  }));
  const { certificate, extendedKeyUsage } = parsed;
  if (certificate.extBasicConstraints?.isCA === true) {
    throw attestationFault("certificate", "it is of an authority, not of a signer");
  }
  if (certificate.extKeyUsage?.digitalSignature !== true) {
    throw attestationFault("key usage", "the certificate is not for digital signatures");
  }
  if (!new Set(extendedKeyUsage ?? []).has(CODE_SIGNING)) {
    throw attestationFault("extended key usage", "the certificate is not for signing code");
  }
  return parsing(() => {
    const extensions = fulcioExtensions(certificate);
    return {
      issuer: extensions.get(`${FULCIO_ARC}8`) ?? extensions.get(`${FULCIO_ARC}1`) ?? "",
      subjectAlternativeName: certificate.subjectAltName ?? "",
      extensions,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter
    };
  });
}
function fulcioExtensions(certificate) {
  const seen = /* @__PURE__ */ new Set();
  const values = /* @__PURE__ */ new Map();
  for (const extension of certificate.extensions) {
    const identifier = extension.subs[0]?.toOID() ?? "";
    if (seen.has(identifier)) throw attestationFault("certificate", `it has extension ${identifier} twice`);
    seen.add(identifier);
    const value = certificate.extension(identifier)?.value;
    if (value !== void 0 && identifier.startsWith(FULCIO_ARC)) {
      const bare = Number(identifier.slice(FULCIO_ARC.length)) <= LAST_BARE_EXTENSION;
      values.set(identifier, bare ? value.toString("utf8") : utf8String(value, identifier));
    }
  }
  return values;
}
function utf8String(der, identifier) {
  const [tag, first] = der;
  const long = first !== void 0 && first >= 128 ? first - 128 : 0;
  const length = long === 0 ? first ?? 0 : der.subarray(2, 2 + long).readUIntBE(0, Math.min(long, 4));
  const text = der.subarray(2 + long);
  if (tag !== UTF8_STRING || text.length !== length) {
    throw attestationFault("certificate", `its extension ${identifier} is not a UTF8String`);
  }
  return text.toString("utf8");
}
function parsing(parse) {
  try {
    return parse();
  } catch (error) {
    if (error instanceof AttestationFault) throw error;
    throw attestationFault("certificate", "it cannot be parsed", error);
  }
}

// src/sigstore/trust/known-certificate.ts
import { X509Certificate as X509Certificate3 } from "node:crypto";

// src/sigstore/trust/certificate-chain.ts
var import_core2 = __toESM(require_dist(), 1);
var import_verify = __toESM(require_dist2(), 1);
function checkChain(leaf, trustedRoot, sct, time) {
  const verifier = new import_verify.Verifier(trustMaterialOf(trustedRoot), {
    tlogThreshold: 0,
    ctlogThreshold: sct ? 1 : 0,
    timestampThreshold: 1
  });
  const none = Buffer.alloc(0);
  verifier.verify({
    key: { $case: "certificate", certificate: import_core2.X509Certificate.parse(Buffer.from(leaf)) },
    tlogEntries: [],
    timestamps: [
      {
        $case: "transparency-log",
        tlogEntry: {
          logIndex: "0",
          logId: { keyId: none },
          kindVersion: { kind: "", version: "" },
          integratedTime: secondsOf(time),
          inclusionPromise: { signedEntryTimestamp: none },
          inclusionProof: void 0,
          canonicalizedBody: none
        }
      }
    ],
    signature: {
      signature: none,
      compareSignature: () => true,
      compareDigest: () => true,
      compareSignedDigest: () => true,
      verifySignature: () => true
    }
  });
}
function secondsOf(time) {
  return String((time.getTime() + 0.5) / 1e3);
}

// src/sigstore/trust/known-certificate.ts
var MAXIMUM_KNOWN = 16;
var known = /* @__PURE__ */ new WeakMap();
function knownCertificate(der, trustedRoot) {
  const certificates = known.get(trustedRoot) ?? /* @__PURE__ */ new Map();
  known.set(trustedRoot, certificates);
  const bytes = Buffer.from(der).toString("base64");
  const before = certificates.get(bytes);
  if (before !== void 0) return before;
  const certificate = examine(Uint8Array.from(der), trustedRoot);
  if (certificates.size >= MAXIMUM_KNOWN) certificates.clear();
  certificates.set(bytes, certificate);
  return certificate;
}
function examine(der, trustedRoot) {
  const facts = readSigningCertificate(der);
  const passed = /* @__PURE__ */ new Set();
  return {
    facts,
    publicKey: new X509Certificate3(der).publicKey,
    checkChain: (sct, time) => {
      const question = `${sct} ${time.getTime()}`;
      if (passed.has(question)) return;
      checkChain(der, trustedRoot, sct, time);
      passed.add(question);
    }
  };
}

// src/sigstore/verify/entry-checks.ts
var import_core3 = __toESM(require_dist(), 1);
import { createHash, X509Certificate as X509Certificate4 } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
function rekorVersionOf({ kindVersion: { kind, version } }) {
  if (kind === "dsse" && version === "0.0.1") return 1;
  if (kind === "hashedrekord" && version === "0.0.2") return 2;
  throw attestationFault("log entry kind", `${kind} ${version} is neither dsse 0.0.1 nor hashedrekord 0.0.2`);
}
function checkEntryForm(entry, version, timestamps) {
  const { inclusionProof: proof, inclusionPromise: promise } = entry;
  if (proof === void 0) throw attestationFault("inclusion proof", "the log entry has none");
  if (proof.checkpoint === void 0 || proof.checkpoint.envelope === "") {
    throw attestationFault("checkpoint", "the inclusion proof has none");
  }
  if (version === 1 && promise === void 0) {
    throw attestationFault("inclusion promise", "the log entry of Rekor v1 has none");
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
function checkLogKey(entry, trustedRoot, time) {
  const { start, end } = logOf(trustedRoot, entry.logId.keyId)?.publicKey?.validFor ?? {};
  if (start === void 0) {
    throw attestationFault("log key", "the trusted root has no key of this log with a start of validity");
  }
  if (time < start || end !== void 0 && time > end) {
    throw attestationFault("log key", `it was not valid on ${time.toISOString()}`);
  }
}
function checkEntryBody(entry, version, logged) {
  const body = attestationJson.parse(entry.canonicalizedBody, "canonicalizedBody");
  const found = version === 1 ? withoutEnvelopeHash(body) : body;
  if (!isDeepStrictEqual(found, version === 1 ? dsseBody(logged) : hashedrekordBody(logged))) {
    throw attestationFault("log entry", "its body is not of this statement, signature and certificate");
  }
}
function dsseBody({ envelope, signature, certificate }) {
  const verifier = Buffer.from(new X509Certificate4(certificate).toString()).toString("base64");
  return {
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      payloadHash: { algorithm: "sha256", value: sha256(envelope.payload).toString("hex") },
      signatures: [{ signature: signature.toString("base64"), verifier }]
    }
  };
}
function withoutEnvelopeHash(body) {
  if (typeof body !== "object" || body === null || !("spec" in body)) return body;
  const { spec } = body;
  if (typeof spec !== "object" || spec === null) return body;
  const { envelopeHash: _, ...rest } = { envelopeHash: void 0, ...spec };
  return { ...body, spec: rest };
}
function hashedrekordBody({ envelope, signature, certificate }) {
  const signed = import_core3.dsse.preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload));
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

export {
  FULCIO_ARC,
  readSigningCertificate,
  knownCertificate,
  rekorVersionOf,
  checkEntryForm,
  checkLogKey,
  checkEntryBody
};

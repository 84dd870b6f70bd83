import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  encodeAsParsed,
  logOf,
  require_dist,
  require_dist2,
  require_dist3,
  requiresSct,
  trustMaterialOf
} from "./chunk-7BFE7N7T.mjs";
import {
  ActionError,
  __commonJS,
  __toESM,
  messageOf
} from "./chunk-SIRK3HEM.mjs";

// node_modules/@sigstore/bundle/dist/bundle.js
var require_bundle = __commonJS({
  "node_modules/@sigstore/bundle/dist/bundle.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.BUNDLE_V03_MEDIA_TYPE = exports.BUNDLE_V03_LEGACY_MEDIA_TYPE = exports.BUNDLE_V02_MEDIA_TYPE = exports.BUNDLE_V01_MEDIA_TYPE = void 0;
    exports.isBundleWithCertificateChain = isBundleWithCertificateChain;
    exports.isBundleWithPublicKey = isBundleWithPublicKey;
    exports.isBundleWithMessageSignature = isBundleWithMessageSignature;
    exports.isBundleWithDsseEnvelope = isBundleWithDsseEnvelope;
    exports.BUNDLE_V01_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle+json;version=0.1";
    exports.BUNDLE_V02_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle+json;version=0.2";
    exports.BUNDLE_V03_LEGACY_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle+json;version=0.3";
    exports.BUNDLE_V03_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    function isBundleWithCertificateChain(b) {
      return b.verificationMaterial.content.$case === "x509CertificateChain";
    }
    function isBundleWithPublicKey(b) {
      return b.verificationMaterial.content.$case === "publicKey";
    }
    function isBundleWithMessageSignature(b) {
      return b.content.$case === "messageSignature";
    }
    function isBundleWithDsseEnvelope(b) {
      return b.content.$case === "dsseEnvelope";
    }
  }
});

// node_modules/@sigstore/bundle/dist/build.js
var require_build = __commonJS({
  "node_modules/@sigstore/bundle/dist/build.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.toMessageSignatureBundle = toMessageSignatureBundle;
    exports.toDSSEBundle = toDSSEBundle;
    var protobuf_specs_1 = require_dist();
    var bundle_1 = require_bundle();
    function toMessageSignatureBundle(options) {
      return {
        mediaType: options.certificateChain ? bundle_1.BUNDLE_V02_MEDIA_TYPE : bundle_1.BUNDLE_V03_MEDIA_TYPE,
        content: {
          $case: "messageSignature",
          messageSignature: {
            messageDigest: {
              algorithm: protobuf_specs_1.HashAlgorithm.SHA2_256,
              digest: options.digest
            },
            signature: options.signature
          }
        },
        verificationMaterial: toVerificationMaterial(options)
      };
    }
    function toDSSEBundle(options) {
      return {
        mediaType: options.certificateChain ? bundle_1.BUNDLE_V02_MEDIA_TYPE : bundle_1.BUNDLE_V03_MEDIA_TYPE,
        content: {
          $case: "dsseEnvelope",
          dsseEnvelope: toEnvelope(options)
        },
        verificationMaterial: toVerificationMaterial(options)
      };
    }
    function toEnvelope(options) {
      return {
        payloadType: options.artifactType,
        payload: options.artifact,
        signatures: [toSignature(options)]
      };
    }
    function toSignature(options) {
      return {
        keyid: options.keyHint || "",
        sig: options.signature
      };
    }
    function toVerificationMaterial(options) {
      return {
        content: toKeyContent(options),
        tlogEntries: [],
        timestampVerificationData: { rfc3161Timestamps: [] }
      };
    }
    function toKeyContent(options) {
      if (options.certificate) {
        if (options.certificateChain) {
          return {
            $case: "x509CertificateChain",
            x509CertificateChain: {
              certificates: [{ rawBytes: options.certificate }]
            }
          };
        } else {
          return {
            $case: "certificate",
            certificate: { rawBytes: options.certificate }
          };
        }
      } else {
        return {
          $case: "publicKey",
          publicKey: {
            hint: options.keyHint || ""
          }
        };
      }
    }
  }
});

// node_modules/@sigstore/bundle/dist/error.js
var require_error = __commonJS({
  "node_modules/@sigstore/bundle/dist/error.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.ValidationError = void 0;
    var ValidationError = class extends Error {
      fields;
      constructor(message, fields) {
        super(message);
        this.fields = fields;
      }
    };
    exports.ValidationError = ValidationError;
  }
});

// node_modules/@sigstore/bundle/dist/validate.js
var require_validate = __commonJS({
  "node_modules/@sigstore/bundle/dist/validate.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.assertBundle = assertBundle;
    exports.assertBundleV01 = assertBundleV01;
    exports.isBundleV01 = isBundleV01;
    exports.assertBundleV02 = assertBundleV02;
    exports.assertBundleLatest = assertBundleLatest;
    var error_1 = require_error();
    function assertBundle(b) {
      const invalidValues = validateBundleBase(b);
      if (invalidValues.length > 0) {
        throw new error_1.ValidationError("invalid bundle", invalidValues);
      }
    }
    function assertBundleV01(b) {
      const invalidValues = [];
      invalidValues.push(...validateBundleBase(b));
      invalidValues.push(...validateInclusionPromise(b));
      if (invalidValues.length > 0) {
        throw new error_1.ValidationError("invalid v0.1 bundle", invalidValues);
      }
    }
    function isBundleV01(b) {
      try {
        assertBundleV01(b);
        return true;
      } catch (e) {
        return false;
      }
    }
    function assertBundleV02(b) {
      const invalidValues = [];
      invalidValues.push(...validateBundleBase(b));
      invalidValues.push(...validateInclusionProof(b));
      if (invalidValues.length > 0) {
        throw new error_1.ValidationError("invalid v0.2 bundle", invalidValues);
      }
    }
    function assertBundleLatest(b) {
      const invalidValues = [];
      invalidValues.push(...validateBundleBase(b));
      invalidValues.push(...validateInclusionProof(b));
      invalidValues.push(...validateNoCertificateChain(b));
      if (invalidValues.length > 0) {
        throw new error_1.ValidationError("invalid bundle", invalidValues);
      }
    }
    function validateBundleBase(b) {
      const invalidValues = [];
      if (b.mediaType === void 0 || !b.mediaType.match(/^application\/vnd\.dev\.sigstore\.bundle\+json;version=\d\.\d/) && !b.mediaType.match(/^application\/vnd\.dev\.sigstore\.bundle\.v\d\.\d\+json/)) {
        invalidValues.push("mediaType");
      }
      if (b.content === void 0) {
        invalidValues.push("content");
      } else {
        switch (b.content.$case) {
          case "messageSignature":
            if (b.content.messageSignature.messageDigest === void 0) {
              invalidValues.push("content.messageSignature.messageDigest");
            } else {
              if (b.content.messageSignature.messageDigest.digest.length === 0) {
                invalidValues.push("content.messageSignature.messageDigest.digest");
              }
            }
            if (b.content.messageSignature.signature.length === 0) {
              invalidValues.push("content.messageSignature.signature");
            }
            break;
          case "dsseEnvelope":
            if (b.content.dsseEnvelope.payload.length === 0) {
              invalidValues.push("content.dsseEnvelope.payload");
            }
            if (b.content.dsseEnvelope.signatures.length !== 1) {
              invalidValues.push("content.dsseEnvelope.signatures");
            } else {
              if (b.content.dsseEnvelope.signatures[0].sig.length === 0) {
                invalidValues.push("content.dsseEnvelope.signatures[0].sig");
              }
            }
            break;
        }
      }
      if (b.verificationMaterial === void 0) {
        invalidValues.push("verificationMaterial");
      } else {
        if (b.verificationMaterial.content === void 0) {
          invalidValues.push("verificationMaterial.content");
        } else {
          switch (b.verificationMaterial.content.$case) {
            case "x509CertificateChain":
              if (b.verificationMaterial.content.x509CertificateChain.certificates.length === 0) {
                invalidValues.push("verificationMaterial.content.x509CertificateChain.certificates");
              }
              b.verificationMaterial.content.x509CertificateChain.certificates.forEach((cert, i) => {
                if (cert.rawBytes.length === 0) {
                  invalidValues.push(`verificationMaterial.content.x509CertificateChain.certificates[${i}].rawBytes`);
                }
              });
              break;
            case "certificate":
              if (b.verificationMaterial.content.certificate.rawBytes.length === 0) {
                invalidValues.push("verificationMaterial.content.certificate.rawBytes");
              }
              break;
          }
        }
        if (b.verificationMaterial.tlogEntries === void 0) {
          invalidValues.push("verificationMaterial.tlogEntries");
        } else {
          if (b.verificationMaterial.tlogEntries.length > 0) {
            b.verificationMaterial.tlogEntries.forEach((entry, i) => {
              if (entry.logId === void 0) {
                invalidValues.push(`verificationMaterial.tlogEntries[${i}].logId`);
              }
              if (entry.kindVersion === void 0) {
                invalidValues.push(`verificationMaterial.tlogEntries[${i}].kindVersion`);
              }
            });
          }
        }
      }
      return invalidValues;
    }
    function validateInclusionPromise(b) {
      const invalidValues = [];
      if (b.verificationMaterial && b.verificationMaterial.tlogEntries?.length > 0) {
        b.verificationMaterial.tlogEntries.forEach((entry, i) => {
          if (entry.inclusionPromise === void 0) {
            invalidValues.push(`verificationMaterial.tlogEntries[${i}].inclusionPromise`);
          }
        });
      }
      return invalidValues;
    }
    function validateInclusionProof(b) {
      const invalidValues = [];
      if (b.verificationMaterial && b.verificationMaterial.tlogEntries?.length > 0) {
        b.verificationMaterial.tlogEntries.forEach((entry, i) => {
          if (entry.inclusionProof === void 0) {
            invalidValues.push(`verificationMaterial.tlogEntries[${i}].inclusionProof`);
          } else {
            if (entry.inclusionProof.checkpoint === void 0) {
              invalidValues.push(`verificationMaterial.tlogEntries[${i}].inclusionProof.checkpoint`);
            }
          }
        });
      }
      return invalidValues;
    }
    function validateNoCertificateChain(b) {
      const invalidValues = [];
      if (b.verificationMaterial?.content?.$case === "x509CertificateChain") {
        invalidValues.push("verificationMaterial.content.$case");
      }
      return invalidValues;
    }
  }
});

// node_modules/@sigstore/bundle/dist/serialized.js
var require_serialized = __commonJS({
  "node_modules/@sigstore/bundle/dist/serialized.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.envelopeToJSON = exports.envelopeFromJSON = exports.bundleToJSON = exports.bundleFromJSON = void 0;
    var protobuf_specs_1 = require_dist();
    var bundle_1 = require_bundle();
    var validate_1 = require_validate();
    var bundleFromJSON = (obj) => {
      const bundle = protobuf_specs_1.Bundle.fromJSON(obj);
      switch (bundle.mediaType) {
        case bundle_1.BUNDLE_V01_MEDIA_TYPE:
          (0, validate_1.assertBundleV01)(bundle);
          break;
        case bundle_1.BUNDLE_V02_MEDIA_TYPE:
          (0, validate_1.assertBundleV02)(bundle);
          break;
        default:
          (0, validate_1.assertBundleLatest)(bundle);
          break;
      }
      return bundle;
    };
    exports.bundleFromJSON = bundleFromJSON;
    var bundleToJSON = (bundle) => {
      return protobuf_specs_1.Bundle.toJSON(bundle);
    };
    exports.bundleToJSON = bundleToJSON;
    var envelopeFromJSON = (obj) => {
      return protobuf_specs_1.Envelope.fromJSON(obj);
    };
    exports.envelopeFromJSON = envelopeFromJSON;
    var envelopeToJSON = (envelope) => {
      return protobuf_specs_1.Envelope.toJSON(envelope);
    };
    exports.envelopeToJSON = envelopeToJSON;
  }
});

// node_modules/@sigstore/bundle/dist/index.js
var require_dist4 = __commonJS({
  "node_modules/@sigstore/bundle/dist/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.isBundleV01 = exports.assertBundleV02 = exports.assertBundleV01 = exports.assertBundleLatest = exports.assertBundle = exports.envelopeToJSON = exports.envelopeFromJSON = exports.bundleToJSON = exports.bundleFromJSON = exports.ValidationError = exports.isBundleWithPublicKey = exports.isBundleWithMessageSignature = exports.isBundleWithDsseEnvelope = exports.isBundleWithCertificateChain = exports.BUNDLE_V03_MEDIA_TYPE = exports.BUNDLE_V03_LEGACY_MEDIA_TYPE = exports.BUNDLE_V02_MEDIA_TYPE = exports.BUNDLE_V01_MEDIA_TYPE = exports.toMessageSignatureBundle = exports.toDSSEBundle = void 0;
    var build_1 = require_build();
    Object.defineProperty(exports, "toDSSEBundle", { enumerable: true, get: function() {
      return build_1.toDSSEBundle;
    } });
    Object.defineProperty(exports, "toMessageSignatureBundle", { enumerable: true, get: function() {
      return build_1.toMessageSignatureBundle;
    } });
    var bundle_1 = require_bundle();
    Object.defineProperty(exports, "BUNDLE_V01_MEDIA_TYPE", { enumerable: true, get: function() {
      return bundle_1.BUNDLE_V01_MEDIA_TYPE;
    } });
    Object.defineProperty(exports, "BUNDLE_V02_MEDIA_TYPE", { enumerable: true, get: function() {
      return bundle_1.BUNDLE_V02_MEDIA_TYPE;
    } });
    Object.defineProperty(exports, "BUNDLE_V03_LEGACY_MEDIA_TYPE", { enumerable: true, get: function() {
      return bundle_1.BUNDLE_V03_LEGACY_MEDIA_TYPE;
    } });
    Object.defineProperty(exports, "BUNDLE_V03_MEDIA_TYPE", { enumerable: true, get: function() {
      return bundle_1.BUNDLE_V03_MEDIA_TYPE;
    } });
    Object.defineProperty(exports, "isBundleWithCertificateChain", { enumerable: true, get: function() {
      return bundle_1.isBundleWithCertificateChain;
    } });
    Object.defineProperty(exports, "isBundleWithDsseEnvelope", { enumerable: true, get: function() {
      return bundle_1.isBundleWithDsseEnvelope;
    } });
    Object.defineProperty(exports, "isBundleWithMessageSignature", { enumerable: true, get: function() {
      return bundle_1.isBundleWithMessageSignature;
    } });
    Object.defineProperty(exports, "isBundleWithPublicKey", { enumerable: true, get: function() {
      return bundle_1.isBundleWithPublicKey;
    } });
    var error_1 = require_error();
    Object.defineProperty(exports, "ValidationError", { enumerable: true, get: function() {
      return error_1.ValidationError;
    } });
    var serialized_1 = require_serialized();
    Object.defineProperty(exports, "bundleFromJSON", { enumerable: true, get: function() {
      return serialized_1.bundleFromJSON;
    } });
    Object.defineProperty(exports, "bundleToJSON", { enumerable: true, get: function() {
      return serialized_1.bundleToJSON;
    } });
    Object.defineProperty(exports, "envelopeFromJSON", { enumerable: true, get: function() {
      return serialized_1.envelopeFromJSON;
    } });
    Object.defineProperty(exports, "envelopeToJSON", { enumerable: true, get: function() {
      return serialized_1.envelopeToJSON;
    } });
    var validate_1 = require_validate();
    Object.defineProperty(exports, "assertBundle", { enumerable: true, get: function() {
      return validate_1.assertBundle;
    } });
    Object.defineProperty(exports, "assertBundleLatest", { enumerable: true, get: function() {
      return validate_1.assertBundleLatest;
    } });
    Object.defineProperty(exports, "assertBundleV01", { enumerable: true, get: function() {
      return validate_1.assertBundleV01;
    } });
    Object.defineProperty(exports, "assertBundleV02", { enumerable: true, get: function() {
      return validate_1.assertBundleV02;
    } });
    Object.defineProperty(exports, "isBundleV01", { enumerable: true, get: function() {
      return validate_1.isBundleV01;
    } });
  }
});

// src/sigstore/strict-json.ts
var INTEGER = /^(?:0|[1-9][0-9]{0,18})$/;
function attestationFault(check, reason, cause) {
  return new ActionError(
    "ATTESTATION_INVALID",
    `The attestation fails the check of its ${check}: ${reason}`,
    "Remove the attestation file and sign again.",
    cause
  );
}
function recordAt(value, field, required, optional = []) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw attestationFault("form", `${field} must be an object`);
  }
  const entries = new Map(Object.entries(value));
  for (const key of required) {
    if (!entries.has(key)) throw attestationFault("form", `${field}.${key} is missing`);
  }
  for (const key of entries.keys()) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw attestationFault("form", `${field}.${key} is not known`);
    }
  }
  return entries;
}
function arrayAt(value, field) {
  if (!Array.isArray(value)) throw attestationFault("form", `${field} must be an array`);
  return value;
}
function textAt(value, field) {
  if (typeof value !== "string" || value === "") {
    throw attestationFault("form", `${field} must be a non-empty string`);
  }
  return value;
}
function integerAt(value, field) {
  if (typeof value !== "string" || !INTEGER.test(value)) {
    throw attestationFault("form", `${field} must be a whole number written as a string`);
  }
  return value;
}
function base64At(value, field) {
  const text = textAt(value, field);
  if (Buffer.from(text, "base64").toString("base64") !== text) {
    throw attestationFault("form", `${field} must be standard base64`);
  }
  return text;
}
function jsonOf(bytes, subject) {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return value;
  } catch (error) {
    throw attestationFault("form", `${subject} is not JSON in UTF-8`, error);
  }
}

// src/sigstore/certificate-facts.ts
var import_core = __toESM(require_dist2(), 1);
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
    throw attestationFault("certificate", "it cannot be parsed", error);
  }
}

// src/sigstore/verify.ts
var import_verify2 = __toESM(require_dist3(), 1);

// src/sigstore/known-certificate.ts
import { X509Certificate as X509Certificate3 } from "node:crypto";

// src/sigstore/certificate-chain.ts
var import_core2 = __toESM(require_dist2(), 1);
var import_verify = __toESM(require_dist3(), 1);
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

// src/sigstore/known-certificate.ts
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

// src/sigstore/entry-checks.ts
var import_core3 = __toESM(require_dist2(), 1);
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
  const body = jsonOf(entry.canonicalizedBody, "canonicalizedBody");
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

// src/sigstore/verify.ts
var PAYLOAD_TYPE = "application/vnd.in-toto+json";
var MAXIMUM_TIMESTAMPS = 32;
var CHECKS = /* @__PURE__ */ new Map([
  ["TLOG_INCLUSION_PROMISE_ERROR", "inclusion promise"],
  ["TLOG_INCLUSION_PROOF_ERROR", "inclusion proof"],
  ["CERTIFICATE_ERROR", "certificate chain"],
  ["TIMESTAMP_ERROR", "timestamp"],
  ["SIGNATURE_ERROR", "DSSE signature"]
]);
function verifyBundle(bundle, trustedRoot, options = {}) {
  const { envelope, signature, certificate, entry } = partsOf(bundle);
  const rekorVersion = rekorVersionOf(entry);
  const proven = verifyLogged(bundle, { certificate, entry, rekorVersion }, trustedRoot, options);
  checkEntryBody(entry, rekorVersion, { envelope, signature, certificate });
  return { ...proven, statement: Buffer.from(envelope.payload) };
}
function verifyLogged(bundle, { certificate, entry, rekorVersion }, trustedRoot, { requireSct, entityOf = import_verify2.toSignedEntity }) {
  const known2 = knownCertificate(certificate, trustedRoot);
  const count = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0;
  if (count > MAXIMUM_TIMESTAMPS) {
    throw attestationFault("timestamp", `there are ${count}, more than ${MAXIMUM_TIMESTAMPS}`);
  }
  checkEntryForm(entry, rekorVersion, count);
  const entity = parseEntity(bundle, entityOf);
  const signedAt = rekorVersion === 1 ? integratedTime(entry, known2.facts) : earliest(grantedTimes(entity));
  checkLogKey(entry, trustedRoot, signedAt);
  verifyCryptography(entity, known2, trustedRoot, requiresSct(trustedRoot, requireSct));
  return { certificate: known2.facts, signedAt, rekorVersion, logIndex: entry.logIndex };
}
function verifyCertificate(leaf, _chain, trustedRoot, now) {
  try {
    knownCertificate(leaf, trustedRoot).checkChain(requiresSct(trustedRoot, void 0), now);
  } catch (error) {
    throw new ActionError(
      "SIGNING_FAILED",
      `The certificate from Fulcio does not verify: ${messageOf(error)}`,
      "Nothing was signed with it. Check that the trusted root is of the same Sigstore instance, and the clock.",
      error
    );
  }
}
function partsOf(bundle) {
  const { content, tlogEntries } = bundle.verificationMaterial;
  if (content.$case !== "certificate") {
    throw attestationFault("certificate", "the bundle must have one certificate, without a chain");
  }
  if (bundle.content.$case !== "dsseEnvelope") throw attestationFault("DSSE envelope", "there is none");
  const envelope = bundle.content.dsseEnvelope;
  const [signature, ...otherSignatures] = envelope.signatures;
  if (signature === void 0 || otherSignatures.length > 0) {
    throw attestationFault("DSSE signature", `there must be one, not ${envelope.signatures.length}`);
  }
  if (envelope.payloadType !== PAYLOAD_TYPE) {
    throw attestationFault("DSSE payload type", `it is ${envelope.payloadType}, not ${PAYLOAD_TYPE}`);
  }
  const [entry, ...otherEntries] = tlogEntries;
  if (entry === void 0 || otherEntries.length > 0) {
    throw attestationFault("log entry", `there must be one, not ${tlogEntries.length}`);
  }
  return {
    envelope,
    signature: signature.sig,
    certificate: Buffer.from(content.certificate.rawBytes),
    entry
  };
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
function parseEntity(bundle, entityOf) {
  const content = { $case: "publicKey", publicKey: { hint: "" } };
  try {
    const entity = entityOf({ ...bundle, verificationMaterial: { ...bundle.verificationMaterial, content } });
    for (const provided of entity.timestamps) {
      if (provided.$case === "timestamp-authority") encodeAsParsed(provided.timestamp.root);
    }
    return entity;
  } catch (error) {
    throw attestationFault("timestamp", "it cannot be parsed", error);
  }
}
function grantedTimes({ timestamps }) {
  return timestamps.flatMap((provided) => {
    if (provided.$case !== "timestamp-authority") return [];
    return [grantedTime(provided.timestamp)];
  });
}
function grantedTime(timestamp) {
  try {
    if (timestamp.status === 0n || timestamp.status === 1n) return timestamp.signingTime;
  } catch (error) {
    throw attestationFault("timestamp", "it cannot be parsed", error);
  }
  throw attestationFault("timestamp", "it was not granted");
}
function earliest(times) {
  return new Date(Math.min(...times.map((time) => time.getTime())));
}
function verifyCryptography(entity, certificate, trustedRoot, sct) {
  const validFor = (time) => {
    certificate.checkChain(sct, time);
    return true;
  };
  const publicKey = () => ({ publicKey: certificate.publicKey, validFor });
  const options = { tlogThreshold: 1, timestampThreshold: 1 };
  try {
    new import_verify2.Verifier({ ...trustMaterialOf(trustedRoot), publicKey }, options).verify(entity);
  } catch (error) {
    if (error instanceof ActionError) throw error;
    throw attestationFault(checkOf(error), messageOf(error), error);
  }
}
function checkOf(error) {
  if (!(error instanceof import_verify2.VerificationError)) return "form";
  if (error.code === "CERTIFICATE_ERROR" && error.message.includes("SCT"))
    return "signed certificate timestamp";
  if (error.code === "TLOG_INCLUSION_PROOF_ERROR" && error.message.includes("checkpoint"))
    return "checkpoint";
  return CHECKS.get(error.code) ?? "log entry";
}

export {
  require_dist4 as require_dist,
  attestationFault,
  recordAt,
  arrayAt,
  textAt,
  integerAt,
  base64At,
  jsonOf,
  FULCIO_ARC,
  verifyBundle,
  verifyCertificate
};

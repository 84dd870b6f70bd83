import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFault
} from "./chunk-LBIQXASJ.mjs";
import {
  require_dist,
  require_dist2,
  trustMaterialOf
} from "./chunk-VH3A6D6G.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/sigstore/certificate-facts.ts
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
    throw attestationFault("certificate", "it cannot be parsed", error);
  }
}

// src/sigstore/known-certificate.ts
import { X509Certificate as X509Certificate3 } from "node:crypto";

// src/sigstore/certificate-chain.ts
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

export {
  FULCIO_ARC,
  readSigningCertificate,
  knownCertificate
};

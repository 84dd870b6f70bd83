import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  keyDigest,
  require_dist
} from "./chunk-NH3AT7BC.mjs";
import {
  withoutDotsAtEnd,
  withoutSlashesAtEnd
} from "./chunk-TPGC6LJH.mjs";
import {
  attestationFault
} from "./chunk-WMHLLTQA.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/sigstore/trust/log-keys.ts
var import_core = __toESM(require_dist(), 1);
import { createHash } from "node:crypto";
var HINT_LENGTH = 4;
var MAXIMUM_SIGNATURES = 100;
var ED25519_TYPE = Buffer.from([10, 1]);
var RSA_TYPE = Buffer.concat([Buffer.from([10, 255]), Buffer.from("PKIX-RSA-PKCS#1v1.5")]);
var ED25519_LENGTH = 32;
function addressOf(text) {
  const schemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const whole = schemed ? text : `https://${text}`;
  if (text === "" || !URL.canParse(whole)) return void 0;
  const { protocol, hostname, port, pathname } = new URL(whole);
  const name = withoutDotsAtEnd(hostname.replace(/^\[|\]$/g, ""));
  return {
    scheme: schemed ? protocol : void 0,
    hostname: name,
    host: port === "" ? name : `${name}:${port}`,
    path: withoutSlashesAtEnd(pathname)
  };
}
function isSameAddress(one, other) {
  const sameScheme = one.scheme === void 0 || other.scheme === void 0 || one.scheme === other.scheme;
  return sameScheme && one.host === other.host && one.path === other.path;
}
function rekorVersionsOf(log) {
  const byDigest = startsWith(keyDigest(log.publicKey), log.keyId);
  if (log.publicKey.asymmetricKeyType === "ec") return byDigest ? [1, 2] : [];
  if (byDigest) return [1];
  const names = keyNamesOf(log);
  const named = names.some((name) => startsWith(namedKeyId(name, log.publicKey), log.keyId));
  return named || names.length === 0 ? [2] : [];
}
function logsOfEntry(entry, logs) {
  const envelope = entry.inclusionProof?.checkpoint?.envelope ?? "";
  const { text, signatures } = parseNote(envelope);
  const candidates = signatures.flatMap(
    (signature) => logs.filter((log) => fits(log, signature, entry.logId.keyId)).map((log) => ({ log, ...signature }))
  );
  const proven = candidates.length < 2 ? candidates : candidates.filter(({ log, signature }) => import_core.crypto.verify(text, log.publicKey, signature));
  const found = proven.length === 0 ? candidates : proven;
  if (found.length > 0) return found.map(({ log, keyName }) => ({ log, keyName }));
  const by = signatures.map(({ keyName, keyHint }) => `${keyName} (key ${keyHint.toString("hex")})`).join(", ");
  throw attestationFault(
    "log key",
    `the trusted root has no key of the log, whose checkpoint is signed by ${by === "" ? "nobody" : by}`
  );
}
function fits(log, { keyName, keyHint }, logId) {
  if (!startsWith(log.keyId, keyHint)) return false;
  const names = keyNamesOf(log);
  if (names.length > 0 && !names.includes(keyName)) return false;
  const isWhole = log.keyId.length > HINT_LENGTH;
  const ids = isWhole ? [log.keyId] : [keyDigest(log.publicKey), namedKeyId(keyName, log.publicKey)];
  return ids.some((id) => id.equals(logId) && startsWith(id, keyHint)) || logId.equals(keyHint);
}
function keyNamesOf({ baseUrl }) {
  const address = addressOf(baseUrl);
  return address === void 0 ? [] : [address.hostname, address.host, `${address.host}${address.path}`];
}
function namedKeyId(name, publicKey) {
  const encoded = publicKey.export({ type: "spki", format: "der" });
  const [type, key] = publicKey.asymmetricKeyType === "ed25519" ? [ED25519_TYPE, encoded.subarray(-ED25519_LENGTH)] : [RSA_TYPE, encoded];
  return createHash("sha256").update(name).update(type).update(key).digest();
}
function parseNote(envelope) {
  const end = envelope.indexOf("\n\n");
  if (end < 0) return { text: Buffer.alloc(0), signatures: [] };
  const signatures = envelope.slice(end + 2).split("\n").flatMap((line) => {
    const [dash, keyName, encoded, ...more] = line.split(" ");
    if (dash !== "\u2014" || keyName === void 0 || encoded === void 0 || more.length > 0) return [];
    const bytes = Buffer.from(encoded, "base64");
    return [{ keyName, keyHint: bytes.subarray(0, HINT_LENGTH), signature: bytes.subarray(HINT_LENGTH) }];
  });
  if (signatures.length > MAXIMUM_SIGNATURES) {
    throw attestationFault(
      "checkpoint",
      `it has ${signatures.length} signatures, more than ${MAXIMUM_SIGNATURES}`
    );
  }
  return { text: Buffer.from(envelope.slice(0, end + 1)), signatures };
}
function startsWith(bytes, prefix) {
  return bytes.subarray(0, prefix.length).equals(prefix);
}

export {
  addressOf,
  isSameAddress,
  rekorVersionsOf,
  logsOfEntry
};

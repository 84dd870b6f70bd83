import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  attestationFault,
  attestationJson
} from "./chunk-WMHLLTQA.mjs";
import {
  asObject
} from "./chunk-OUWR3SLQ.mjs";

// src/attestations/statement.ts
var PUBLISH_PREDICATE_TYPE = "https://docs.pypi.org/attestations/publish/v1";
var SLSA_PREDICATE_TYPE = "https://slsa.dev/provenance/v1";
var STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
var SHA256 = /^[0-9a-f]{64}$/;
var DIGESTS = ["sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"];
function publishStatement(name, sha256) {
  return statement(name, sha256, PUBLISH_PREDICATE_TYPE, {});
}
function provenanceStatement(name, sha256, provenance) {
  return statement(name, sha256, SLSA_PREDICATE_TYPE, provenance);
}
function statement(name, sha256, predicateType, predicate) {
  const subject = [{ name, digest: { sha256 } }];
  return Buffer.from(JSON.stringify({ _type: STATEMENT_TYPE, subject, predicateType, predicate }));
}
function parseStatement(bytes) {
  const parsed = attestationJson.exactObject(attestationJson.parse(bytes, "statement"), "statement", [
    "_type",
    "subject",
    "predicateType",
    "predicate"
  ]);
  if (parsed.get("_type") !== STATEMENT_TYPE) {
    throw attestationFault("statement", `statement._type must be ${STATEMENT_TYPE}`);
  }
  const subjects = attestationJson.array(parsed.get("subject"), "statement.subject");
  if (subjects.length !== 1) {
    throw attestationFault("statement", `statement.subject must have one element, not ${subjects.length}`);
  }
  return {
    subject: parseSubject(subjects[0]),
    predicateType: attestationJson.text(parsed.get("predicateType"), "statement.predicateType"),
    predicate: parsePredicate(parsed.get("predicate"))
  };
}
function parseSubject(value) {
  const subject = attestationJson.exactObject(value, "statement.subject[0]", ["name", "digest"]);
  const digest = attestationJson.exactObject(
    subject.get("digest"),
    "statement.subject[0].digest",
    ["sha256"],
    DIGESTS
  );
  const sha256 = attestationJson.text(digest.get("sha256"), "statement.subject[0].digest.sha256");
  if (!SHA256.test(sha256)) {
    throw attestationFault(
      "statement",
      "statement.subject[0].digest.sha256 must be 64 lower-case hex digits"
    );
  }
  return { name: attestationJson.text(subject.get("name"), "statement.subject[0].name"), sha256 };
}
function parsePredicate(value) {
  if (value === null) return void 0;
  const predicate = asObject(value);
  if (predicate === void 0) {
    throw attestationFault("statement", "statement.predicate must be an object or null");
  }
  return predicate;
}

export {
  PUBLISH_PREDICATE_TYPE,
  SLSA_PREDICATE_TYPE,
  STATEMENT_TYPE,
  publishStatement,
  provenanceStatement,
  parseStatement
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  bundleJson
} from "./chunk-6HN5H2HY.mjs";
import {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation
} from "./chunk-4RSCQVEM.mjs";
import "./chunk-7V3ZGB3P.mjs";
import {
  FULCIO_ARC,
  checkEntryBody,
  checkEntryForm,
  checkLogKey,
  knownCertificate,
  rekorVersionOf
} from "./chunk-Y7GGZWDT.mjs";
import {
  STATEMENT_PAYLOAD_TYPE
} from "./chunk-GG7X2DPT.mjs";
import {
  AttestationFault,
  attestationFault,
  attestationJson
} from "./chunk-U3TRK3RQ.mjs";
import "./chunk-4CYMUFG5.mjs";
import {
  encodeAsParsed,
  require_dist2 as require_dist,
  requiresSct,
  trustMaterialOf
} from "./chunk-E6NAXZBW.mjs";
import "./chunk-2YB2CDZZ.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-6KDXYDH2.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/adopt.ts
import { dirname as dirname2 } from "node:path";

// src/attestations/files.ts
import { dirname, join } from "node:path";

// src/attestations/statement.ts
var PUBLISH_PREDICATE_TYPE = "https://docs.pypi.org/attestations/publish/v1";
var SLSA_PREDICATE_TYPE = "https://slsa.dev/provenance/v1";
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
  const statement = attestationJson.exactObject(attestationJson.parse(bytes, "statement"), "statement", [
    "_type",
    "subject",
    "predicateType",
    "predicate"
  ]);
  if (statement.get("_type") !== STATEMENT_TYPE) {
    throw attestationFault("statement", `statement._type must be ${STATEMENT_TYPE}`);
  }
  const subjects = attestationJson.array(statement.get("subject"), "statement.subject");
  if (subjects.length !== 1) {
    throw attestationFault("statement", `statement.subject must have one element, not ${subjects.length}`);
  }
  return {
    subject: parseSubject(subjects[0]),
    predicateType: attestationJson.text(statement.get("predicateType"), "statement.predicateType"),
    predicate: parsePredicate(statement.get("predicate"))
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
  if (typeof value !== "object" || Array.isArray(value)) {
    throw attestationFault("statement", "statement.predicate must be an object or null");
  }
  return new Map(Object.entries(value ?? {}));
}

// src/attestations/files.ts
var ATTESTATION_KINDS = [
  { suffix: ".publish.attestation", predicateType: PUBLISH_PREDICATE_TYPE },
  { suffix: ".slsa.attestation", predicateType: SLSA_PREDICATE_TYPE }
];
var MAXIMUM_BYTES = 256 * 1024;
async function findAttestation(distribution, kind, directory, files) {
  for (const folder of [dirname(distribution.path), directory]) {
    const path = join(folder, `${distribution.name}${kind.suffix}`);
    const bytes = await readBytes(path, files);
    if (bytes !== void 0) return { path, kind, attestation: parseAt(path, bytes) };
  }
  return void 0;
}
async function writeBundle(directory, name, bundle, files) {
  const path = bundlePath(directory, name);
  await files.writeAtomically(path, JSON.stringify(bundleJson(bundle)));
  return path;
}
async function hasBundleOf(directory, name, attestation, files) {
  const bytes = await readBytes(bundlePath(directory, name), files);
  return bytes?.includes(JSON.stringify(attestation.envelope.signature)) ?? false;
}
function bundlePath(directory, name) {
  return join(directory, `${name}.sigstore.json`);
}
async function readBytes(path, files) {
  try {
    return await files.readSmall(path, MAXIMUM_BYTES);
  } catch (error) {
    throw new ActionError(
      "ATTESTATION_INVALID",
      `${path} can not be read: ${messageOf(error)}`,
      "Remove the file, or set existing-attestations to replace.",
      error
    );
  }
}
function parseAt(path, bytes) {
  try {
    return parseAttestation(bytes);
  } catch (error) {
    throw faultOf(path, error);
  }
}
function faultOf(path, error) {
  return new ActionError(
    "ATTESTATION_INVALID",
    `${path}: ${messageOf(error)}`,
    "Remove the file, or set existing-attestations to replace.",
    error instanceof ActionError ? error.cause : error
  );
}

// src/attestations/pending-attestation.ts
import { join as join2 } from "node:path";
var TEMPORARY = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;
async function keepUnverified(directory, name, attestation, files) {
  const path = unverifiedPath(directory, name);
  await files.writeAtomically(path, Buffer.from(serializeAttestation(attestation)));
  return path;
}
async function nameVerified(directory, name, files) {
  const path = join2(directory, `${name}${ATTESTATION_KINDS[0].suffix}`);
  await files.move(unverifiedPath(directory, name), path);
  return path;
}
async function takeUpUnverified(directory, name, check, files) {
  const kept = unverifiedPath(directory, name);
  try {
    const bytes = await files.readSmall(kept, MAXIMUM_BYTES);
    if (bytes === void 0) return void 0;
    const attestation = parseAttestation(bytes);
    const checked = check(attestation);
    return { attestation, checked, path: await nameVerified(directory, name, files) };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    await files.remove(kept);
    return void 0;
  }
}
async function removeHalves(directory, distributions, files) {
  const names = new Set(distributions.map(({ name }) => name));
  for (const { name, path, kind } of await files.list(directory) ?? []) {
    const [, whole = ""] = TEMPORARY.exec(name) ?? [];
    const of = whole.replace(/^\.|\.(?:publish\.attestation(?:\.unverified)?|sigstore\.json)$/g, "");
    if (kind === "file" && names.has(of)) await files.remove(path);
  }
}
function unverifiedPath(directory, name) {
  return join2(directory, `.${name}${ATTESTATION_KINDS[0].suffix}.unverified`);
}

// src/attestations/made-attestation.ts
function describeMade(attestation, checked, file, trustedRoot) {
  return {
    attestation,
    predicateType: checked.predicateType,
    path: file.path,
    adopted: file.adopted,
    rekorVersion: checked.rekorVersion,
    logIndex: checked.logIndex,
    logUrl: logUrl(attestation, checked, trustedRoot),
    signedAt: checked.signedAt,
    signedBy: signedBy(checked.certificate)
  };
}
function signedBy({ extensions, notBefore, notAfter }) {
  const value = (number) => extensions.get(`${FULCIO_ARC}${number}`) ?? "";
  return { repository: value("12"), workflow: value("18"), commit: value("13"), notBefore, notAfter };
}
function logUrl(attestation, checked, trustedRoot) {
  const [entry] = attestation.verification_material.transparency_entries;
  const log = trustedRoot.tlogs.find(({ logId }) => logId?.keyId.toString("base64") === entry.logId.keyId);
  const publicGood = log !== void 0 && new URL(log.baseUrl).host === "rekor.sigstore.dev";
  return publicGood && checked.rekorVersion === 1 ? `https://search.sigstore.dev/?logIndex=${checked.logIndex}` : void 0;
}

// src/sigstore/verify/verify.ts
var import_verify2 = __toESM(require_dist(), 1);

// src/sigstore/verify/signed-entity.ts
var import_verify = __toESM(require_dist(), 1);
function parseEntity(bundle, entityOf = import_verify.toSignedEntity) {
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
function earliestGrantedTime({ timestamps }) {
  const times = timestamps.flatMap(
    (provided) => provided.$case === "timestamp-authority" ? [grantedTime(provided.timestamp).getTime()] : []
  );
  return new Date(Math.min(...times));
}
function grantedTime(timestamp) {
  try {
    if (timestamp.status === 0n || timestamp.status === 1n) return timestamp.signingTime;
  } catch (error) {
    throw attestationFault("timestamp", "it cannot be parsed", error);
  }
  throw attestationFault("timestamp", "it was not granted");
}

// src/sigstore/verify/verify.ts
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
function verifyLogged(bundle, { certificate, entry, rekorVersion }, trustedRoot, { requireSct, entityOf }) {
  const known = knownCertificate(certificate, trustedRoot);
  const count = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0;
  if (count > MAXIMUM_TIMESTAMPS) {
    throw attestationFault("timestamp", `there are ${count}, more than ${MAXIMUM_TIMESTAMPS}`);
  }
  checkEntryForm(entry, rekorVersion, count);
  const entity = parseEntity(bundle, entityOf);
  const signedAt = rekorVersion === 1 ? integratedTime(entry, known.facts) : earliestGrantedTime(entity);
  checkLogKey(entry, trustedRoot, signedAt);
  verifyCryptography(entity, known, trustedRoot, requireSct ?? requiresSct(trustedRoot));
  return { certificate: known.facts, signedAt, rekorVersion, logIndex: entry.logIndex };
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
  if (envelope.payloadType !== STATEMENT_PAYLOAD_TYPE) {
    throw attestationFault(
      "DSSE payload type",
      `it is ${envelope.payloadType}, not ${STATEMENT_PAYLOAD_TYPE}`
    );
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

// src/attestations/policy.ts
function checkAttestation(attestation, distribution, expected, trustedRoot, options) {
  try {
    const verified = verifyBundle(bundleFromAttestation(attestation), trustedRoot);
    if (!options.verifiableRekor.includes(verified.rekorVersion)) {
      const known = options.verifiableRekor.join(" or v");
      throw attestationFault(
        "log",
        `its entry is of Rekor v${verified.rekorVersion}, the index verifies v${known}`
      );
    }
    checkTimestamps(attestation, verified.rekorVersion);
    checkIdentity(verified, expected);
    return { ...verified, predicateType: checkStatement(verified.statement, distribution) };
  } catch (error) {
    if (error instanceof ActionError) throw refusal(error, distribution.name, options.mode);
    throw error;
  }
}
function checkTimestamps({ verification_material: material }, version) {
  if (version === 1 && material.timestamps !== void 0) {
    throw attestationFault("timestamps", "an attestation with a Rekor v1 entry must not have the key");
  }
}
function checkIdentity({ certificate }, expected) {
  for (const { name, extension, expected: value } of identityFields(expected)) {
    const found = certificate.extensions.get(`${FULCIO_ARC}${extension}`);
    if (found !== value) throw mismatch(`certificate's ${name} (.${extension})`, value, found);
  }
}
function identityFields(expected) {
  return [
    { name: "issuer", extension: "8", expected: expected.issuer },
    { name: "source repository", extension: "12", expected: expected.sourceRepositoryUri },
    { name: "build config", extension: "18", expected: expected.buildConfigUri },
    { name: "source repository id", extension: "15", expected: expected.sourceRepositoryIdentifier },
    { name: "source repository owner id", extension: "17", expected: expected.ownerIdentifier },
    { name: "ref", extension: "14", expected: expected.sourceRepositoryRef },
    { name: "commit", extension: "13", expected: expected.sourceRepositoryDigest }
  ];
}
function checkStatement(bytes, { name, sha256 }) {
  const { subject, predicateType, predicate } = parseStatement(bytes);
  if (subject.name !== name) throw mismatch("subject name", name, subject.name);
  if (subject.sha256 !== sha256) throw mismatch("subject SHA-256 digest", sha256, subject.sha256);
  if (predicateType !== PUBLISH_PREDICATE_TYPE && predicateType !== SLSA_PREDICATE_TYPE) {
    throw mismatch("predicate type", `${PUBLISH_PREDICATE_TYPE} or ${SLSA_PREDICATE_TYPE}`, predicateType);
  }
  if (predicateType === PUBLISH_PREDICATE_TYPE && predicate !== void 0 && predicate.size > 0) {
    throw attestationFault("predicate", `that of ${PUBLISH_PREDICATE_TYPE} must be {} or null`);
  }
  return predicateType;
}
function mismatch(check, expected, found) {
  return attestationFault(check, `expected ${expected}, found ${found ?? "none"}`);
}
function refusal(error, name, mode) {
  const hint = mode === "adopted" ? "Remove this attestation, or bring the one that this workflow run made for this very file." : "Check that the trusted root is of the Sigstore instance that signed, then run again.";
  const message = `${name}: ${error.message}`;
  if (!(error instanceof AttestationFault))
    return new ActionError("ATTESTATION_INVALID", message, hint, error.cause);
  return new AttestationFault(error.check, error.reason, message, hint, error.cause);
}

// src/attestations/adopt.ts
async function adoptAttestations(distributions, terms, files) {
  const adopted = /* @__PURE__ */ new Map();
  const faults = [];
  const folders = /* @__PURE__ */ new Set([terms.directory, ...distributions.map(({ path }) => dirname2(path))]);
  const listed = await onlyListed(folders, files);
  for (const distribution of distributions) {
    const found = [];
    for (const kind of ATTESTATION_KINDS) {
      try {
        const made = await adoptOne(distribution, kind, terms, listed);
        if (made !== void 0) found.push(made);
      } catch (error) {
        if (!(error instanceof ActionError)) throw error;
        faults.push(error);
      }
    }
    adopted.set(distribution.name, found);
  }
  throwTogether(faults);
  return adopted;
}
async function onlyListed(folders, files) {
  const there = /* @__PURE__ */ new Set();
  for (const folder of folders) {
    for (const { path } of await files.list(folder) ?? []) there.add(path);
  }
  return {
    ...files,
    readSmall: async (path, maximumBytes) => there.has(files.resolve(path)) ? files.readSmall(path, maximumBytes) : void 0
  };
}
async function adoptOne(distribution, kind, terms, files) {
  const found = await findChecked(distribution, kind, terms, files);
  if (found === void 0) return void 0;
  const { attestation, path, checked } = found;
  if (terms.bundles && kind === ATTESTATION_KINDS[0]) {
    await completeBundle(distribution.name, attestation, terms, files);
  }
  return describeMade(attestation, checked, { path, adopted: true }, terms.trustedRoot);
}
async function findChecked(distribution, kind, terms, files) {
  const check = (attestation, path) => checkAt(path, kind, attestation, distribution, terms);
  const found = await findAttestation(distribution, kind, terms.directory, files);
  if (found !== void 0) return { ...found, checked: check(found.attestation, found.path) };
  if (kind !== ATTESTATION_KINDS[0]) return void 0;
  return takeUpUnverified(terms.directory, distribution.name, (kept) => check(kept, terms.directory), files);
}
function checkAt(path, kind, attestation, { name, sha256 }, { expected, trustedRoot, verifiableRekor }) {
  try {
    const options = { mode: "adopted", verifiableRekor };
    const checked = checkAttestation(attestation, { name, sha256 }, expected, trustedRoot, options);
    if (checked.predicateType !== kind.predicateType) {
      throw new Error(`its predicate type is ${checked.predicateType}, not ${kind.predicateType}`);
    }
    return checked;
  } catch (error) {
    throw faultOf(path, error);
  }
}
async function completeBundle(name, attestation, { directory }, files) {
  if (await hasBundleOf(directory, name, attestation, files)) return;
  await writeBundle(directory, name, bundleFromAttestation(attestation), files);
}
function throwTogether(faults) {
  const [first, ...others] = faults;
  if (first === void 0) return;
  if (others.length === 0) throw first;
  throw new ActionError(
    "ATTESTATION_INVALID",
    `${faults.length} existing attestations can not be used:
${faults.map(({ message }) => `- ${message}`).join("\n")}`,
    "Remove these files, or set existing-attestations to replace.",
    first.cause
  );
}

// src/attestations/wrong-answer.ts
var LOG_CHECKS = [
  "log entry",
  "log entry kind",
  "log index",
  "log key",
  "checkpoint",
  "inclusion proof",
  "inclusion promise",
  "integrated time"
];
function wrongAnswer(error, { rekor }) {
  if (!(error instanceof AttestationFault) || !LOG_CHECKS.includes(error.check)) return error;
  return new ActionError(
    "SIGNING_FAILED",
    `Rekor v${rekor.majorApiVersion} at ${rekor.url} gave an answer that fails the check of its ${error.check}: ${error.reason}`,
    "Nothing was uploaded. Run again; if it stays so, tell the operator of the log.",
    error.cause
  );
}

// src/attestations/attest.ts
async function attest(request, platform, onMade, onFailed, signal) {
  const { distributions } = request;
  const results = await alreadyThere(request, platform.files);
  const toSign = [];
  for (const distribution of distributions) {
    const found = results.get(distribution.name) ?? [];
    const published = found.some(({ predicateType }) => predicateType === PUBLISH_PREDICATE_TYPE);
    if (published) onMade(distribution, found);
    else toSign.push(distribution);
  }
  platform.log.info(
    `${distributions.length - toSign.length} attestations adopted, ${toSign.length} to sign.`
  );
  if (toSign.length === 0) return results;
  const signer = await request.signer();
  const work = async (distribution) => {
    const made = await signOne(distribution, signer, request, platform.files, signal);
    const all = [made, ...results.get(distribution.name) ?? []];
    results.set(distribution.name, all);
    onMade(distribution, all);
  };
  const failures = await sideBySide(toSign, signer, work, onFailed, signal);
  const kept = toSign.filter(({ name }) => results.get(name)?.some(({ adopted: old }) => !old)).length;
  throwFirst(
    failures,
    kept === 0 ? `of ${toSign.length} attestations none was made` : `${kept} of ${toSign.length} attestations were made and are kept in ${request.directory}`,
    signal
  );
  return results;
}
async function alreadyThere(request, files) {
  const { distributions, directory, existing } = request;
  await removeHalves(directory, distributions, files);
  const adopted = existing === "adopt" ? await adoptAttestations(distributions, request, files) : void 0;
  return new Map(distributions.map(({ name }) => [name, adopted?.get(name) ?? []]));
}
async function signOne(distribution, signer, { expected, verifiableRekor, directory, bundles }, files, signal) {
  const { name, sha256 } = distribution;
  const bundle = await signer.sign(publishStatement(name, sha256), signal);
  const attestation = attestationFromBundle(bundle);
  const kept = await keepUnverified(directory, name, attestation, files);
  const { trustedRoot, services } = signer;
  const options = { mode: "signed", verifiableRekor };
  let checked;
  try {
    checked = checkAttestation(attestation, { name, sha256 }, expected, trustedRoot, options);
  } catch (error) {
    await files.remove(kept);
    throw wrongAnswer(error, services);
  }
  if (bundles) await writeBundle(directory, name, bundle, files);
  const path = await nameVerified(directory, name, files);
  return describeMade(attestation, checked, { path, adopted: false }, trustedRoot);
}
async function sideBySide(distributions, signer, work, onFailed, signal) {
  const failures = [];
  const inFlight = /* @__PURE__ */ new Set();
  let oneEnded = Promise.withResolvers();
  const begin = async (distribution) => {
    try {
      await work(distribution);
    } catch (error) {
      failures.push({ distribution, error });
      onFailed(distribution, error);
    }
  };
  for (const distribution of distributions) {
    while (inFlight.size >= signer.concurrency) await oneEnded.promise;
    if (failures.length > 0 || signal?.aborted) break;
    const running = begin(distribution).finally(() => {
      inFlight.delete(running);
      oneEnded.resolve();
      oneEnded = Promise.withResolvers();
    });
    inFlight.add(running);
  }
  await Promise.all(inFlight);
  return failures;
}
function throwFirst(failures, kept, signal) {
  const [first] = failures;
  if (signal?.aborted) {
    throw new ActionError(
      "CANCELLED",
      `Cancelled while signing: ${kept}.`,
      "A later run in this job adopts them."
    );
  }
  if (first === void 0) return;
  const { distribution, error } = first;
  if (!(error instanceof ActionError)) {
    throw new Error(`${distribution.name}: ${messageOf(error)} (${kept})`, { cause: error });
  }
  throw new ActionError(
    error.code,
    `${distribution.name}: ${error.message} (${kept})`,
    error.hint,
    error.cause
  );
}
export {
  attest
};

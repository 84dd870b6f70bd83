import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  checkEntryForm,
  rekorVersionOf,
  verifyBundle
} from "./chunk-RNSTJWOP.mjs";
import {
  fulcioValue,
  readSigningCertificate
} from "./chunk-CV53DG6M.mjs";
import {
  entryPage
} from "./chunk-JMQYGHRU.mjs";
import {
  PUBLISH_PREDICATE_TYPE,
  SLSA_PREDICATE_TYPE,
  parseStatement
} from "./chunk-OF7KYIT4.mjs";
import {
  bundleFromAttestation
} from "./chunk-5ZQUOIVQ.mjs";
import {
  loggedParts
} from "./chunk-23I4ID4X.mjs";
import {
  AttestationFault,
  attestationFault
} from "./chunk-WMHLLTQA.mjs";
import {
  asObject,
  asString
} from "./chunk-OUWR3SLQ.mjs";

// src/attestations/build-provenance.ts
var BUILD_TYPE = "https://actions.github.io/buildtypes/workflow/v1";
function buildProvenance(run) {
  const { serverUrl, ref, runId, runAttempt } = run;
  const repository = `${serverUrl}/${run.repository}`;
  return {
    buildDefinition: {
      buildType: BUILD_TYPE,
      externalParameters: { workflow: { ref, repository, path: run.workflowPath } },
      internalParameters: {
        github: {
          event_name: run.eventName,
          repository_id: run.repositoryId,
          repository_owner_id: run.ownerId,
          runner_environment: run.runnerEnvironment
        }
      },
      resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: run.commit } }]
    },
    runDetails: {
      builder: { id: `${serverUrl}/${run.jobWorkflowRef}` },
      metadata: { invocationId: `${repository}/actions/runs/${runId}/attempts/${runAttempt}` }
    }
  };
}
function runIdOf(invocation) {
  return /\/actions\/runs\/(\d+)(?:\/attempts\/\d+)?$/.exec(invocation)?.[1];
}

// src/attestations/policy.ts
function checkAttestation(attestation, distribution, expected, trustedRoot, options) {
  return refusing(distribution, options, () => {
    const verified = verifyBundle(bundleFromAttestation(attestation), trustedRoot);
    return { ...verified, predicateType: checkSaid(attestation, verified, distribution, expected, options) };
  });
}
function checkUnproven(attestation, distribution, expected, options) {
  return refusing(distribution, options, () => {
    const { certificate, entry, envelope, timestamps } = loggedParts(bundleFromAttestation(attestation));
    const rekorVersion = rekorVersionOf(entry);
    checkEntryForm(entry, rekorVersion, timestamps.length);
    const { facts } = readSigningCertificate(certificate);
    const said = { rekorVersion, certificate: facts, statement: Buffer.from(envelope.payload) };
    return { ...said, predicateType: checkSaid(attestation, said, distribution, expected, options) };
  });
}
function checkSaid(attestation, {
  rekorVersion,
  certificate,
  statement
}, distribution, expected, { verifiableRekor }) {
  checkLog(rekorVersion, verifiableRekor);
  checkTimestamps(attestation, rekorVersion);
  checkSigner(certificate, expected);
  return checkStatement(statement, distribution);
}
function runOf({ certificate, statement }) {
  const invocation = fulcioValue(certificate, 21);
  if (invocation !== "") return runIdOf(invocation);
  const details = asObject(parseStatement(statement).predicate?.get("runDetails"));
  return runIdOf(asString(asObject(details?.get("metadata"))?.get("invocationId")) ?? "");
}
function refusing({ name }, { mode }, check) {
  try {
    return check();
  } catch (error) {
    throw error instanceof AttestationFault ? refusal(error, name, mode) : error;
  }
}
var LOG_CHECK = "log";
function checkLog(version, verifiable) {
  if (verifiable.includes(version)) return;
  const known = verifiable.join(" or v");
  throw attestationFault(
    LOG_CHECK,
    `its entry is from Rekor v${version}, but the index verifies v${known} only`
  );
}
function checkTimestamps({ verification_material: material }, version) {
  if (version === 1 && material.timestamps !== void 0) {
    throw attestationFault("timestamps", "an attestation with a Rekor v1 entry must not have the key");
  }
}
function checkSigner(certificate, expected) {
  const server = serverOf(certificate, expected);
  for (const { name, extension, expected: value, optional = false } of identityFields(expected, server)) {
    const found = fulcioValue(certificate, extension);
    if (value === void 0 || found === value || optional && found === "") continue;
    throw mismatch(`certificate's ${name} (.${extension})`, value || "none", found || "none");
  }
  checkBuildConfigFile(certificate, expected.buildConfigFile?.replace(GITHUB, server));
}
function checkBuildConfigFile(certificate, file) {
  if (file === void 0) return;
  const found = fulcioValue(certificate, 18);
  const allowed = [14, 13].map((extension) => fulcioValue(certificate, extension)).filter((at) => at !== "").map((at) => `${file}@${at}`);
  if (allowed.includes(found)) return;
  throw mismatch(BUILD_CONFIG_CHECK, allowed.join(" or ") || file, found || "none");
}
function checkSubject({ subjectAlternativeName }, expected) {
  if (subjectAlternativeName === expected) return;
  throw mismatch("certificate's subject alternative name", expected, subjectAlternativeName || "none");
}
var GITHUB = "https://github.com";
var BUILD_CONFIG_CHECK = "certificate's build config (.18)";
var URI_EXTENSIONS = [9, 12, 16, 18, 21];
function serverOf(certificate, { sourceRepositoryUri = "", privateServer }) {
  const repository = fulcioValue(certificate, 12);
  const server = [privateServer, GITHUB].find(
    (one) => one !== void 0 && sourceRepositoryUri.replace(GITHUB, one) === repository
  );
  if (privateServer === void 0 || server === void 0) return GITHUB;
  for (const extension of URI_EXTENSIONS) {
    const found = fulcioValue(certificate, extension);
    if (found !== "" && !found.startsWith(`${server}/`)) {
      throw mismatch(`certificate's URI (.${extension})`, `one of ${server}, as the others`, found);
    }
  }
  return server;
}
function identityFields(expected, server) {
  const optional = expected.privateServer !== void 0;
  const at = (uri) => uri?.replace(GITHUB, server);
  return [
    { name: "issuer", extension: 8, expected: expected.issuer },
    { name: "source repository", extension: 12, expected: at(expected.sourceRepositoryUri) },
    { name: "build config", extension: 18, expected: at(expected.buildConfigUri) },
    {
      name: "source repository id",
      extension: 15,
      expected: expected.sourceRepositoryIdentifier,
      optional
    },
    { name: "source repository owner id", extension: 17, expected: expected.ownerIdentifier, optional },
    { name: "ref", extension: 14, expected: expected.sourceRepositoryRef, optional },
    { name: "commit", extension: 13, expected: expected.sourceRepositoryDigest }
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
  return attestationFault(check, `expected ${expected}, found ${found}`);
}
function refusal(error, name, mode) {
  const hint = mode === "adopted" ? "Remove this attestation, or replace it with the one that this workflow run created for this file." : "Check that the trusted root belongs to the Sigstore instance that signed.";
  const message = `${name}: ${error.message}`;
  return new AttestationFault(error.check, error.reason, message, hint, error.cause);
}
function describeMade(attestation, checked, file) {
  return {
    form: "attestation",
    attestation,
    predicateType: checked.predicateType,
    path: file.path,
    adopted: file.adopted,
    rekorVersion: checked.rekorVersion,
    logIndex: checked.logIndex,
    logUrl: entryPage(checked.logName, checked.rekorVersion, checked.logIndex),
    signedAt: checked.signedAt,
    signedBy: signedBy(checked.certificate)
  };
}
function signedBy(certificate) {
  return {
    repository: fulcioValue(certificate, 12),
    workflow: fulcioValue(certificate, 18),
    commit: fulcioValue(certificate, 13),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter
  };
}

export {
  buildProvenance,
  checkAttestation,
  checkUnproven,
  runOf,
  refusing,
  LOG_CHECK,
  checkLog,
  checkSigner,
  checkSubject,
  checkStatement,
  describeMade,
  signedBy
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  GITHUB_ISSUER,
  PUBLIC_INSTANCES,
  apiHeaders,
  cell,
  checkArtifactName,
  compareVersions,
  escapeMarkdown,
  failureText,
  identityOf,
  isForeignAddress,
  isProjectName,
  link,
  listFiles,
  normaliseProject,
  othersBeside,
  parseFilename,
  parseVersion,
  readProvenance,
  readTufInputs,
  readZip,
  readerOver,
  redactedExplanation,
  refused,
  restGet,
  restRefusal,
  runProcess,
  servedAttestations,
  storeArtifact,
  table,
  unavailable,
  unreachable,
  unusableInputs,
  versionInName,
  withHeartbeat,
  workflowFile
} from "./chunks/chunk-ZN4N5YFD.mjs";
import "./chunks/chunk-JVPCWZAX.mjs";
import "./chunks/chunk-5BLPVVWV.mjs";
import "./chunks/chunk-TH2B4WJB.mjs";
import "./chunks/chunk-YS3TBXGK.mjs";
import {
  authorizationFor,
  counted,
  describeReadIndex,
  minorVersionWarning,
  readDocument
} from "./chunks/chunk-LVXEP7JL.mjs";
import {
  mapPool
} from "./chunks/chunk-ATGI23IB.mjs";
import "./chunks/chunk-BNOAGMSN.mjs";
import "./chunks/chunk-HTOS4MVS.mjs";
import {
  loadTrust,
  readGivenRoot
} from "./chunks/chunk-66RZ6MFZ.mjs";
import "./chunks/chunk-62JOJ2RJ.mjs";
import "./chunks/chunk-2GNLLGXH.mjs";
import {
  requestWithRetry
} from "./chunks/chunk-BRVPZI4G.mjs";
import "./chunks/chunk-US6Q5CHO.mjs";
import "./chunks/chunk-GRRTHDJQ.mjs";
import {
  verifyBundle
} from "./chunks/chunk-RNSTJWOP.mjs";
import {
  fulcioValue
} from "./chunks/chunk-CV53DG6M.mjs";
import "./chunks/chunk-RPOQH72W.mjs";
import "./chunks/chunk-NH3AT7BC.mjs";
import "./chunks/chunk-JMQYGHRU.mjs";
import {
  bareUrl
} from "./chunks/chunk-TPGC6LJH.mjs";
import {
  parseStatement
} from "./chunks/chunk-OF7KYIT4.mjs";
import {
  bundleFromAttestation,
  parseAttestation
} from "./chunks/chunk-5ZQUOIVQ.mjs";
import "./chunks/chunk-23I4ID4X.mjs";
import {
  AttestationFault
} from "./chunks/chunk-WMHLLTQA.mjs";
import {
  asArray,
  asObject,
  asString,
  tryParseJson
} from "./chunks/chunk-OUWR3SLQ.mjs";
import {
  ActionError,
  ERROR_TITLES,
  explain,
  messageOf,
  runAgain
} from "./chunks/chunk-3BFIJHZE.mjs";
import "./chunks/chunk-HT5OEBR5.mjs";

// src/audit/scope.ts
var DAY = 24 * 36e5;
function inScope(listed, since, now) {
  switch (since.kind) {
    case "always":
      return () => true;
    case "date":
      return uploadedSince(since.from.getTime());
    case "days":
      return uploadedSince(now.getTime() - since.days * DAY);
    case "release":
      return fromRelease(listed, since.version);
  }
}
function mustBeAttested(listed, since, known) {
  const required = since === void 0 ? fromFirstAttested(listed) : fromRelease(listed, since);
  return (file) => known?.get(file.name)?.attested === true || required(file);
}
function fromFirstAttested(listed) {
  const attested = listed.filter((file) => file.attested);
  if (attested.length === 0) return () => false;
  const first = firstUpload(attested);
  if (first !== void 0) {
    const release = attested.find((file) => timeOf(file) === first)?.version;
    return (file) => (timeOf(file) ?? Infinity) >= first || release !== void 0 && file.version === release;
  }
  const versions = attested.flatMap(({ version }) => version ?? []);
  const lowest = versions.toSorted(byVersion)[0];
  return (file) => lowest === void 0 || file.version === void 0 || isFrom(file, lowest);
}
function fromRelease(listed, version) {
  const first = firstUpload(
    listed.filter((file) => file.version !== void 0 && byVersion(file.version, version) === 0)
  );
  return (file) => {
    const later = first !== void 0 && (timeOf(file) ?? Infinity) >= first;
    const unknown = file.version === void 0 && (first === void 0 || timeOf(file) === void 0);
    return later || unknown || isFrom(file, version);
  };
}
function isFrom({ version }, lowest) {
  return version !== void 0 && byVersion(version, lowest) >= 0;
}
function byVersion(one, other) {
  const [left, right] = [parseVersion(one), parseVersion(other)];
  return left === void 0 || right === void 0 ? 0 : compareVersions(left, right);
}
function uploadedSince(from) {
  return (file) => (timeOf(file) ?? Infinity) >= from;
}
function timeOf({ uploadedAt }) {
  const time = uploadedAt === void 0 ? NaN : Date.parse(uploadedAt);
  return Number.isNaN(time) ? void 0 : time;
}
function firstUpload(files) {
  return files.reduce((first, file) => {
    const time = timeOf(file);
    return time === void 0 || first !== void 0 && first <= time ? first : time;
  }, void 0);
}

// src/audit/findings.ts
var FINDING_KINDS = [
  "other-bytes",
  "other-repository",
  "other-file",
  "attestation-invalid",
  "not-attested",
  "other-workflow",
  "vanished",
  "provenance-changed",
  "quarantined",
  "project-missing",
  "yanked"
];
function findings({ projects, ...terms }) {
  const all = projects.flatMap((project) => ofProject(project, terms));
  return all.toSorted(worstFirst);
}
function worstFirst(one, other) {
  return FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind);
}
function ofProject(project, terms) {
  const known = terms.last?.get(project.name);
  const whole = { project: project.name, file: void 0, url: void 0 };
  if (!project.exists) {
    return [
      { ...whole, kind: "project-missing", message: `${project.name}: the index has no such project.` }
    ];
  }
  if (project.status === "quarantined") {
    const message = `${project.name}: the project is in quarantine, and the index lists none of its files.`;
    return [{ ...whole, kind: "quarantined", message }];
  }
  const required = mustBeAttested(project.listed, terms.requiredSince, known);
  return [
    ...project.files.flatMap((file) => ofFile(project.name, file, required(file), terms)),
    ...project.files.flatMap((file) => yankedSince(project.name, file, known?.get(file.name))),
    ...vanished(project, known),
    ...changedProvenance(project, known, terms.signers)
  ];
}
function ofFile(project, file, required, { signers, last }) {
  const fault = otherBytes(file, last?.get(project)?.get(file.name)) ?? firstOf(file.attestations.map((each) => attestationFault(file, each, signers))) ?? missing(file, required);
  return fault === void 0 ? [] : [{ ...fault, project, file: file.name, url: file.url }];
}
function otherBytes({ name, sha256, downloaded }, known) {
  if (downloaded !== void 0 && sha256 !== void 0 && downloaded !== sha256) {
    const message2 = `${name}: the index serves a different file than it lists (SHA-256 served ${downloaded}, listed ${sha256}).`;
    return { kind: "other-bytes", message: message2 };
  }
  const before = known?.sha256;
  const now = sha256 ?? downloaded;
  if (before === void 0 || now === void 0 || before === now) return void 0;
  const message = `${name}: the index has a different file than at the last audit (SHA-256 then ${before}, now ${now}).`;
  return { kind: "other-bytes", message };
}
function firstOf(faults) {
  return faults.filter((fault) => fault !== void 0).toSorted(worstFirst)[0];
}
function attestationFault(file, outcome, signers) {
  const { name } = file;
  if (outcome.kind === "refused") {
    return {
      kind: "attestation-invalid",
      message: `${name}: its attestation does not verify: ${outcome.because}`
    };
  }
  const { subject, signer } = outcome.proven;
  if (!isSameFile(subject.name, name)) {
    return {
      kind: "other-file",
      message: `${name}: its attestation is for another file, ${subject.name}, signed by ${signerName(signer)}.`
    };
  }
  const bytes = file.downloaded ?? file.sha256;
  if (bytes !== void 0 && subject.sha256 !== bytes) {
    return {
      kind: "other-bytes",
      message: `${name}: its attestation is for different content (SHA-256 attested ${subject.sha256}, on the index ${bytes}).`
    };
  }
  return signerFault(name, signer, signers) ?? namedOther(name, signer, outcome.publisher);
}
function signerFault(name, signer, signers) {
  const own = signers.repositories.some((repository) => isOf(signer, repository, signers));
  const allowed = signers.repositories.join(" or ");
  if (!own) {
    return {
      kind: "other-repository",
      message: `${name}: signed by ${signerName(signer)}, not by a workflow of ${allowed}.`
    };
  }
  const workflow = fileOf(signer);
  if (signers.workflows.length === 0 || signers.workflows.includes(workflow)) return void 0;
  return {
    kind: "other-workflow",
    message: `${name}: signed by the workflow ${workflow} of ${signerName(signer)}, not by ${signers.workflows.join(" or ")}.`
  };
}
function namedOther(name, signer, { kind, repository, workflow }) {
  const other = (what, named, signed) => `${name}: the index names the ${what} ${named} as its publisher, but ${signed} signed it.`;
  if (differs(kind, "github")) {
    return { kind: "other-repository", message: other("publisher", `${kind}`, signerName(signer)) };
  }
  const own = new URL(signer.repository).pathname.slice(1);
  if (differs(repository?.toLowerCase(), own.toLowerCase())) {
    return { kind: "other-repository", message: other("repository", `${repository}`, own) };
  }
  if (!differs(workflow, fileOf(signer))) return void 0;
  return { kind: "other-workflow", message: other("workflow", `${workflow}`, fileOf(signer)) };
}
function differs(named, own) {
  return named !== void 0 && named !== "" && named !== own;
}
function isOf(signer, repository, { server, issuer }) {
  const uri = `${server}/${repository}`.toLowerCase();
  return signer.repository.toLowerCase() === uri && (issuer === void 0 || signer.issuer === issuer);
}
function fileOf({ workflow, repository }) {
  return workflowFile(workflow.slice(repository.length + 1));
}
function signerName({ repository, subject, issuer }) {
  if (repository !== "") return repository.replace(/^https:\/\/github\.com\//, "");
  return `${subject === "" ? "a signer without a name" : subject} (${issuer})`;
}
function isSameFile(one, other) {
  if (one === other) return true;
  const [left, right] = [parseFilename(one), parseFilename(other)];
  if ("fault" in left || "fault" in right) return false;
  return identityOf(left) === identityOf(right);
}
function missing({ name, attestations }, required) {
  if (!required || attestations.length > 0) return void 0;
  return { kind: "not-attested", message: `${name}: it has no attestation.` };
}
function yankedSince(project, file, known) {
  const { name, url, yanked } = file;
  if (yanked === false || known?.yanked === true) return [];
  const reason = typeof yanked === "string" ? `: ${yanked}` : "";
  return [{ kind: "yanked", project, file: name, url, message: `${name}: it is yanked${reason}.` }];
}
function vanished({ name: project, listed }, known) {
  const names = new Set(listed.map(({ name }) => name));
  return [...known?.keys() ?? []].filter((name) => !names.has(name)).map((name) => ({
    kind: "vanished",
    project,
    file: name,
    url: void 0,
    message: `${name}: the last audit found it, but the index no longer lists it.`
  }));
}
function changedProvenance({ name: project, files }, known, signers) {
  const proven = files.flatMap(
    (file) => file.attestations.flatMap(
      (each) => each.kind === "proven" && attestationFault(file, each, signers) === void 0 ? [{ file, proven: each.proven }] : []
    )
  );
  const inOrder = proven.toSorted((one, other) => momentOf(one) - momentOf(other));
  const first = inOrder[0];
  if (first === void 0) return [];
  const seen = new Set(
    inOrder.filter(({ file }) => file.version === first.file.version).map(({ proven: { signer } }) => keyOf(signer))
  );
  let before = first.proven.signer;
  const found = [];
  for (const {
    file,
    proven: { signer }
  } of inOrder) {
    const isNew = !seen.has(keyOf(signer));
    seen.add(keyOf(signer));
    if (isNew && known?.has(file.name) !== true) {
      const message = `${file.name}: signed by ${described(signer)}; earlier releases by ${described(before)}.`;
      found.push({ kind: "provenance-changed", project, file: file.name, url: file.url, message });
    }
    before = signer;
  }
  return found;
}
function momentOf({
  file,
  proven
}) {
  return timeOf(file) ?? Date.parse(proven.signedAt);
}
function keyOf(signer) {
  const { issuer, repository, repositoryId, ownerId } = signer;
  return JSON.stringify([issuer, repository.toLowerCase(), repositoryId, ownerId, fileOf(signer)]);
}
function described(signer) {
  return `${fileOf(signer)} of ${signerName(signer)} (repository ${signer.repositoryId}, owner ${signer.ownerId})`;
}

// src/audit/notices.ts
function notProven(projects, requiredSince) {
  if (requiredSince !== void 0) return [];
  return projects.filter(
    ({ exists, status, listed }) => exists && status !== "quarantined" && listed.every(({ attested }) => !attested)
  ).map(
    ({ name }) => `No file of ${name} has an attestation, so the audit proves nothing for it. Publish with attestations, or set require-attestations-since.`
  );
}

// src/audit/remembered-answers.ts
var [LONGEST, MOST] = [512 * 1024, 16 * 1024 * 1024];
function rememberAnswers(http, before) {
  const kept = /* @__PURE__ */ new Map();
  let length = 0;
  const keep = (url, answer) => {
    if (kept.has(url) || answer.body.length > LONGEST || length + answer.body.length > MOST) return;
    length += answer.body.length;
    kept.set(url, answer);
  };
  return {
    answers: () => kept,
    request: async (request) => {
      if (request.method !== "GET") return http.request(request);
      const known = before.get(request.url);
      const answer = await http.request(known === void 0 ? request : conditional(request, known));
      const same = answer.status === 304 && known !== void 0;
      const found = same ? answered(answer, known) : answer;
      const { etag } = found.headers;
      if (found.status === 200 && etag !== void 0 && isText(found)) {
        keep(request.url, {
          etag,
          type: found.headers["content-type"] ?? "",
          body: found.body.toString("utf8")
        });
      }
      return found;
    }
  };
}
function conditional(request, { etag }) {
  return { ...request, headers: { ...request.headers, "if-none-match": etag } };
}
function answered(answer, { etag, type, body }) {
  return {
    ...answer,
    status: 200,
    headers: { ...answer.headers, etag, "content-type": type },
    body: Buffer.from(body)
  };
}
function isText({ headers }) {
  return /json|html/.test(headers["content-type"] ?? "");
}

// src/audit/state.ts
var STATE_FILE = "wheelseal-audit.json";
var MAXIMUM_STATE = 64 * 1024 * 1024;
function filesAfter(projects, last, wanted) {
  const seen = new Map(projects.map((project) => [project.name, project]));
  return new Map(
    wanted.map((name) => {
      const before = last?.get(name) ?? /* @__PURE__ */ new Map();
      const project = seen.get(name);
      const gone = project === void 0 || !project.exists || project.status === "quarantined";
      if (gone) return [name, before];
      const listed = new Set(project.listed.map((file) => file.name));
      const kept = [...before].filter(([file]) => listed.has(file));
      const now = project.files.map((file) => [
        file.name,
        {
          name: file.name,
          sha256: file.sha256 ?? file.downloaded,
          yanked: file.yanked !== false,
          attested: file.attestations.length > 0 || before.get(file.name)?.attested === true
        }
      ]);
      return [name, new Map([...kept, ...now])];
    })
  );
}
function serializeState({ at, index, files, proven, answers }) {
  return JSON.stringify({
    version: 1,
    at,
    index,
    files: Object.fromEntries([...files].map(([project, known]) => [project, [...known.values()]])),
    proven: Object.fromEntries(proven),
    answers: Object.fromEntries(answers)
  });
}
function parseState(bytes, index) {
  const state = asObject(tryParseJson(bytes));
  const at = asString(state?.get("at"));
  if (state?.get("version") !== 1 || at === void 0 || state.get("index") !== index) return void 0;
  return {
    at,
    index,
    files: new Map(
      entriesOf(state.get("files")).map(([project, known]) => [
        project,
        new Map(asArray(known).flatMap(knownFile))
      ])
    ),
    proven: new Map(entriesOf(state.get("proven")).flatMap(([key, value]) => provenEntry(key, value))),
    answers: new Map(entriesOf(state.get("answers")).flatMap(([url, value]) => answerEntry(url, value)))
  };
}
function entriesOf(value) {
  return [...asObject(value) ?? []];
}
function knownFile(value) {
  const file = asObject(value);
  const name = asString(file?.get("name"));
  if (file === void 0 || name === void 0) return [];
  const [sha256, yanked, attested] = [file.get("sha256"), file.get("yanked"), file.get("attested")];
  return [[name, { name, sha256: asString(sha256), yanked: yanked === true, attested: attested === true }]];
}
function provenEntry(key, value) {
  const proven = asObject(value);
  const [predicateType, signedAt] = [text(proven, "predicateType"), text(proven, "signedAt")];
  const subject = asObject(proven?.get("subject"));
  const signer = asObject(proven?.get("signer"));
  const found = {
    predicateType,
    signedAt,
    subject: { name: text(subject, "name"), sha256: text(subject, "sha256") },
    signer: {
      issuer: text(signer, "issuer"),
      repository: text(signer, "repository"),
      repositoryId: text(signer, "repositoryId"),
      ownerId: text(signer, "ownerId"),
      workflow: text(signer, "workflow"),
      subject: text(signer, "subject")
    }
  };
  return found.subject.sha256 === "" || signedAt === "" ? [] : [[key, found]];
}
function answerEntry(url, value) {
  const answer = asObject(value);
  const kept = { etag: text(answer, "etag"), type: text(answer, "type"), body: text(answer, "body") };
  return kept.etag === "" ? [] : [[url, kept]];
}
function text(object, name) {
  return asString(object?.get(name)) ?? "";
}

// src/stages/audit/last-audit.ts
import { join } from "node:path";

// src/github/last-artifact.ts
var LISTED = 30;
async function fetchLastArtifact(wanted, platform, signal) {
  const { apiUrl, repository, name, authorization } = wanted;
  const headers = apiHeaders(authorization);
  const base = `${apiUrl}/repos/${repository}/actions/artifacts`;
  const list = `${base}?name=${encodeURIComponent(name)}&per_page=${LISTED}`;
  const get = getter(platform, signal);
  const listed = await get(list, headers, 4 << 20);
  if (listed.status !== 200) throw restRefusal(list, listed, platform.runner.redact);
  const artifacts = asObject(tryParseJson(listed.body))?.get("artifacts");
  const id = asArray(artifacts).flatMap((each) => usable(each, wanted))[0];
  if (id === void 0) return void 0;
  const zip = `${base}/${id}/zip`;
  const answer = await get(zip, headers, wanted.maximumBytes);
  const { location } = answer.headers;
  const stored = answer.status === 302 && location !== void 0 ? await get(location, {}, wanted.maximumBytes) : answer;
  if (stored.status !== 200) throw restRefusal(zip, stored, platform.runner.redact);
  return stored.body;
}
function usable(value, { branch, runId, name }) {
  const artifact = asObject(value);
  const run = asObject(artifact?.get("workflow_run"));
  const id = artifact?.get("id");
  const own = run?.get("head_repository_id") === run?.get("repository_id") && run?.get("repository_id") !== void 0;
  const isIt = artifact?.get("expired") !== true && asString(artifact?.get("name")) === name;
  const other = String(run?.get("id")) !== runId;
  return typeof id === "number" && own && isIt && other && run?.get("head_branch") === branch ? [id] : [];
}
function getter(platform, signal) {
  const purpose = "artifact of the last audit";
  return async (url, headers, maximumBytes) => restGet({ url, purpose, headers, maximumBytes }, platform, signal);
}

// src/stages/audit/last-audit.ts
var MAXIMUM_ARTIFACT = 32 * 1024 * 1024;
async function fetchLastAudit({
  inputs,
  index,
  platform,
  cancelled
}) {
  const { runner, files } = platform;
  const { job, log } = runner;
  const branch = /@refs\/heads\/(.+)$/.exec(job.workflowRef)?.[1];
  if (inputs.githubToken === void 0 || branch === void 0 || job.server.kind !== "github") {
    log.info("No last audit: the job has no github-token, or runs on no branch of a repository on GitHub.");
    return void 0;
  }
  const wanted = {
    apiUrl: runner.githubApiUrl,
    repository: job.repository,
    branch,
    runId: job.runId,
    name: inputs.artifactName,
    authorization: runner.secret(`Bearer ${inputs.githubToken.reveal()}`),
    maximumBytes: MAXIMUM_ARTIFACT
  };
  try {
    const zip = await fetchLastArtifact(wanted, platform, cancelled);
    const bytes = zip && await memberOf(zip, join(files.privateDirectory, "last-audit.zip"), files);
    const state = bytes && parseState(bytes, index.simpleUrl ?? inputs.index);
    log.info(
      state === void 0 ? `No last audit: no earlier run of ${branch} has the artifact ${inputs.artifactName} for this index.` : `Last audit: ${state.at}.`
    );
    return state;
  } catch (error) {
    cancelled.throwIfAborted();
    log.warning(
      `The last audit could not be read, so vanished files are not found: ${messageOf(error)}. In a private repository the job needs \`actions: read\`.`
    );
    return void 0;
  }
}
async function memberOf(zip, path, files) {
  await files.writeAtomically(path, zip);
  const content = await files.open(path);
  try {
    return await (await readZip(content)).read(STATE_FILE, MAXIMUM_STATE);
  } finally {
    await content.close();
  }
}
async function storeAudit(state, run) {
  const { artifactName: name } = run.inputs;
  const { files, runner } = run.platform;
  const directory = join(files.privateDirectory, "audit");
  const path = join(directory, STATE_FILE);
  const notStored = (why) => runner.log.warning(
    `The artifact ${name} could not be stored, so the next audit cannot find files that vanish until then: ${why}`
  );
  try {
    await files.writeAtomically(path, serializeState(state));
    const tools = { ...run.platform, openZip: readZip };
    const stored = await storeArtifact({ name, directory, paths: [path] }, othersBesideAudit(run), tools);
    if ("taken" in stored) {
      notStored(
        `${stored.taken}. Nothing was replaced. Choose another \`artifact-name\`, one per job in a matrix.`
      );
      return;
    }
    runner.log.info(`Stored for the next audit as the artifact ${name} (id ${stored.id}).`);
  } catch (error) {
    notStored(messageOf(error));
  }
}
function othersBesideAudit({ projects, index, inputs }) {
  const others = othersBeside(/* @__PURE__ */ new Set([STATE_FILE]));
  return async (zip) => {
    const found = await others(zip);
    if (found !== void 0) return found;
    const bytes = await zip.read(STATE_FILE, MAXIMUM_STATE);
    const earlier = bytes && parseState(bytes, index.simpleUrl ?? inputs.index);
    const isOwn = earlier !== void 0 && [...earlier.files.keys()].every((name) => projects.includes(name));
    return isOwn ? void 0 : "the result of another audit";
  };
}

// src/stages/audit/proofs.ts
import { createHash } from "node:crypto";

// src/attestations/prove.ts
function proveAttestation(served, trustedRoot) {
  const attestation = parseAttestation(Buffer.from(JSON.stringify(served)));
  const verified = verifyBundle(bundleFromAttestation(attestation), trustedRoot);
  const { subject, predicateType } = parseStatement(verified.statement);
  return {
    predicateType,
    subject,
    signer: signerOf(verified.certificate),
    signedAt: verified.signedAt.toISOString()
  };
}
function signerOf(certificate) {
  return {
    issuer: certificate.issuer,
    repository: fulcioValue(certificate, 12),
    repositoryId: fulcioValue(certificate, 15),
    ownerId: fulcioValue(certificate, 17),
    workflow: fulcioValue(certificate, 18),
    subject: certificate.subjectAlternativeName
  };
}

// src/stages/audit/proofs.ts
function proofsWith({ trustedRoot, digest }, before) {
  const proven = /* @__PURE__ */ new Map();
  return {
    proven,
    prove: (served) => {
      const key = createHash("sha256").update(`${digest}
${JSON.stringify(served)}`).digest("hex");
      const found = before.get(key) ?? proveAttestation(served, trustedRoot);
      proven.set(key, found);
      return found;
    }
  };
}

// src/package-index/query/download.ts
import { createHash as createHash2 } from "node:crypto";
var BUDGET = { total: 3e5, attempts: 5, firstDelay: 1e3, maximumDelay: 15e3 };
var [DEADLINE, MAXIMUM_BYTES] = [3e5, 1 << 30];
async function downloadedHash(file, context) {
  const { index, platform, credentials, signal } = context;
  const { url, name } = file;
  if (isForeignAddress(url, index))
    throw unavailable(index, url, `it lists ${name} at that address, which is not its own`);
  const headers = { "cache-control": "no-cache", ...authorizationFor(credentials, url, index.uploadUrl) };
  const answer = await requestWithRetry(
    {
      request: {
        method: "GET",
        url,
        purpose: name,
        headers,
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES
      },
      budget: BUDGET,
      read: (value) => ({ kind: "done", value }),
      refused: (value) => refused(context, url, value),
      failed: (failure) => unreachable(index, url, failure)
    },
    platform,
    signal
  );
  if (answer.status !== 200) throw refused(context, url, answer);
  return createHash2("sha256").update(answer.body).digest("hex");
}

// src/stages/audit/query-releases.ts
var REMEDY = runAgain({ when: "later", or: "check `index`" });
var PROJECTS_AT_ONCE = 16;
var FILES_AT_ONCE = 32;
var DOWNLOADS_AT_ONCE = 2;
async function queryReleases(prove, run) {
  const { projects, index, platform, cancelled } = run;
  const context = { index, platform, credentials: void 0, signal: cancelled };
  const pages = await mapPool(
    projects,
    PROJECTS_AT_ONCE,
    (name) => reading(name, async () => ({ name, page: await listFiles(name, context) }))
  );
  const now = platform.clock.now();
  const found = pages.flatMap((page) => "error" in page ? [] : [page]);
  const warnings = new Set(found.flatMap(({ page }) => minorVersionWarning(page, index.title)));
  for (const warning of warnings) platform.runner.log.warning(warning);
  const wanted = found.flatMap(({ name, page }) => {
    const listed = page.files.map(versionedFile);
    const selects = inScope(listed, run.inputs.since, now);
    return page.files.flatMap((file, place) => {
      const release = listed[place];
      return release !== void 0 && selects(release) ? [{ project: name, file, release }] : [];
    });
  });
  const files = await mapPool(
    wanted,
    run.inputs.download ? DOWNLOADS_AT_ONCE : FILES_AT_ONCE,
    async ({ project, file, release }) => {
      const audited = await reading(file.name, () => auditFile(file, release, prove, context, run));
      return { project, audited };
    }
  );
  const unread = [...pages, ...files.map(({ audited }) => audited)].filter((each) => "error" in each);
  const seen = found.map((each) => {
    const own = files.flatMap(
      ({ project, audited }) => project === each.name && !("error" in audited) ? [audited] : []
    );
    return auditedProject(each, own);
  });
  for (const project of seen) platform.runner.log.info(lineOf(project));
  return { projects: seen, unread };
}
async function reading(what, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ActionError) || error.code === "CANCELLED") throw error;
    return { what, error: new ActionError(error.code, error.message, REMEDY, error.cause) };
  }
}
async function auditFile(file, release, prove, context, { inputs }) {
  const reply = file.provenanceUrl === void 0 ? void 0 : await readProvenance(file.provenanceUrl, context);
  if (reply?.kind === "refused" || reply?.kind === "silent") {
    throw new ActionError("INDEX_UNAVAILABLE", `${file.name}: ${reply.because}`, REMEDY);
  }
  const served = reply?.kind === "served" ? servedAttestations(reply.provenance) : [];
  const downloaded = inputs.download ? await downloadedHash(file, context) : void 0;
  if (file.sha256 === void 0 && downloaded === void 0 && served.length > 0) {
    throw new ActionError(
      "INDEX_UNAVAILABLE",
      `${file.name}: the index lists it without a SHA-256, so its attestation cannot be compared`,
      "Set `download: true`, which hashes what the index serves."
    );
  }
  return {
    ...release,
    attestations: served.map((each) => outcomeOf(each.served, each.publisher, prove)),
    downloaded
  };
}
function outcomeOf(served, publisher, prove) {
  try {
    return { kind: "proven", proven: prove(served), publisher };
  } catch (error) {
    if (!(error instanceof AttestationFault)) throw error;
    return { kind: "refused", because: `${error.check}: ${error.reason}` };
  }
}
function auditedProject({ name, page }, files) {
  return {
    name,
    // The page of a project without files still has its versions or its status.
    exists: page.files.length > 0 || page.versions !== void 0 || page.status !== void 0,
    status: page.status,
    listed: page.files.map(versionedFile),
    files
  };
}
function versionedFile(file) {
  const { name, sha256, url, uploadedAt, yanked, provenanceUrl } = file;
  const attested = provenanceUrl !== void 0;
  return { name, version: versionInName(name), sha256, url: bareUrl(url), uploadedAt, attested, yanked };
}
function lineOf({ name, listed, files }) {
  const attested = files.filter(({ attestations }) => attestations.length > 0);
  return `${name}: ${counted(listed.length, "file")} listed, ${files.length} audited, ${attested.length} attested.`;
}

// src/inputs/audit-inputs.ts
var AUDIT_INPUT_DEFAULTS = {
  projects: "",
  index: "https://pypi.org/simple/",
  repository: "",
  workflows: "",
  since: "",
  "require-attestations-since": "",
  download: "false",
  "artifact-name": "wheelseal-audit",
  "github-token": "",
  "sigstore-instance": "public-good",
  "sigstore-tuf-url": "",
  "sigstore-tuf-root": "",
  "sigstore-trusted-root": ""
};
function parseAuditInputs(raw, secret, rules) {
  const faults = [];
  const given = new Map(Object.entries(raw).map(([name, value]) => [name, value.trim()]));
  const read = readerOver(given, AUDIT_INPUT_DEFAULTS, faults);
  const token = read.text("github-token");
  const inputs = {
    projects: [...new Set(read.lines("projects"))],
    index: read.text("index"),
    repositories: read.lines("repository"),
    workflows: read.lines("workflows").map(fileName),
    since: readSince(read.text("since"), rules, faults),
    requiredSince: read.optional("require-attestations-since"),
    download: read.flag("download"),
    artifactName: read.text("artifact-name"),
    githubToken: token === "" ? void 0 : secret(token),
    trust: readTrust(read, faults)
  };
  checkValues(inputs, rules, faults);
  if (faults.length === 0) return Object.freeze(inputs);
  throw unusableInputs(faults, "Nothing was audited.");
}
function checkValues(inputs, rules, faults) {
  const { projects, index, repositories, workflows, requiredSince, artifactName } = inputs;
  if (projects.length === 0) faults.push("projects: name one project per line");
  const each = (name, values, isRight, what) => {
    for (const value of values) {
      if (!isRight(value)) faults.push(`${name}: ${JSON.stringify(value)} is not ${what}`);
    }
  };
  each("projects", projects, rules.isProject, "the name of a project");
  each("repository", repositories, (value) => /^[\w.-]+\/[\w.-]+$/.test(value), "OWNER/NAME");
  each("workflows", workflows, (value) => /^[^/@\s]+\.ya?ml$/.test(value), "a workflow file");
  const versions = requiredSince === void 0 ? [] : [requiredSince];
  each("require-attestations-since", versions, rules.isVersion, "a version");
  const fault = rules.indexFault(index);
  if (fault !== void 0) faults.push(fault);
  checkArtifactName(artifactName, faults);
}
var LONGEST_SPAN = 36500;
function readSince(text2, { isVersion }, faults) {
  if (text2 === "") return { kind: "always" };
  const [, days] = /^last-(\d+)-days?$/i.exec(text2) ?? [];
  if (days !== void 0 && Number(days) > 0 && Number(days) <= LONGEST_SPAN) {
    return { kind: "days", days: Number(days) };
  }
  const from = dateOf(text2);
  if (from !== void 0) return { kind: "date", from };
  if (isVersion(text2)) return { kind: "release", version: text2 };
  faults.push(
    `since: ${JSON.stringify(text2)} is neither a version, nor a date such as 2026-01-31, nor last-30-days`
  );
  return { kind: "always" };
}
function dateOf(text2) {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/i.test(text2))
    return void 0;
  const date = new Date(text2);
  const day = /* @__PURE__ */ new Date(`${text2.slice(0, 10)}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text2.slice(0, 10));
  return exists && !Number.isNaN(date.getTime()) ? date : void 0;
}
function readTrust(read, faults) {
  const { named, url, root, trustedRoot } = readTufInputs(read, PUBLIC_INSTANCES, faults);
  if (trustedRoot !== void 0) return { kind: "file", trustedRoot };
  if (url === void 0) return { kind: named };
  return root === void 0 ? { kind: named, mirror: url } : { kind: "tuf", url, root };
}
function fileName(workflow) {
  return workflow.replace(/^\.?\/?\.github\/workflows\//, "");
}

// src/stages/audit/read-audit-inputs.ts
function readAuditInputs(runner) {
  const inputs = parseAuditInputs(runner.inputs(), (value) => runner.secret(value), {
    isProject: isProjectName,
    isVersion: (text2) => parseVersion(text2) !== void 0,
    indexFault
  });
  return {
    inputs,
    projects: [...new Set(inputs.projects.map(normaliseProject))],
    index: describeReadIndex(inputs.index),
    signers: signersOf(inputs, runner)
  };
}
function indexFault(address) {
  try {
    describeReadIndex(address);
    return void 0;
  } catch (error) {
    if (error instanceof ActionError) return `${error.message}. ${error.hint}`;
    throw error;
  }
}
function signersOf({ repositories, workflows }, { job }) {
  const own = repositories.length > 0 ? repositories : [job.repository];
  if (own.includes("")) {
    throw new ActionError(
      "INPUT_INVALID",
      "repository is not given, and GITHUB_REPOSITORY does not say which repository this job is of",
      "Set `repository` to the OWNER/NAME whose workflows may sign."
    );
  }
  return {
    server: job.serverUrl,
    issuer: job.serverUrl === "https://github.com" ? GITHUB_ISSUER : void 0,
    repositories: own,
    workflows
  };
}

// src/stages/audit/trusted-root.ts
import { createHash as createHash3 } from "node:crypto";
async function loadAuditTrust(run) {
  const trustedRoot = await loadRoot(run);
  return { trustedRoot, digest: digestOf(trustedRoot) };
}
function digestOf({
  tlogs,
  ctlogs,
  certificateAuthorities,
  timestampAuthorities,
  requiresSct
}) {
  const logs = [...tlogs, ...ctlogs].map(({ baseUrl, publicKey, keyId, validFor }) => [
    baseUrl,
    publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    keyId.toString("base64"),
    validFor
  ]);
  const authorities = [...certificateAuthorities, ...timestampAuthorities].map(
    ({ uri, certChain, validFor }) => [
      uri,
      certChain.map((certificate) => certificate.root.toDER().toString("base64")),
      validFor
    ]
  );
  const counts = [tlogs.length, certificateAuthorities.length, requiresSct];
  return createHash3("sha256").update(JSON.stringify([counts, logs, authorities])).digest("hex");
}
async function loadRoot({ inputs, platform, cancelled }) {
  const { trust } = inputs;
  const { files } = platform;
  if (trust.kind === "file") {
    return readGivenRoot(await readDocument("sigstore-trusted-root", trust.trustedRoot, files));
  }
  const instance = trust.kind === "tuf" ? { ...trust, root: await readDocument("sigstore-tuf-root", trust.root, files), audience: "" } : trust;
  const { trustedRoot } = await loadTrust(instance, { rekorV2: false }, { ...platform, signal: cancelled });
  return trustedRoot;
}

// src/stages/audit/unread.ts
var SHOWN = 20;
function unreadError(unread, { title }) {
  const [first] = unread;
  if (first === void 0) return void 0;
  const lines = unread.slice(0, SHOWN).map(({ what, error }) => `- ${what}: ${error.message}`);
  if (unread.length > SHOWN) lines.push(`- and ${unread.length - SHOWN} more`);
  return new ActionError(
    first.error.code,
    `${unread.length} of what ${title} serves could not be audited:
${lines.join("\n")}`,
    first.error,
    first.error.cause
  );
}

// src/audit-action.ts
async function audit(given, cancelled) {
  const platform = withHeartbeat(given);
  const { log } = platform.runner;
  const run = { ...readAuditInputs(platform.runner), platform, cancelled };
  const { inputs, signers, index } = run;
  const { requiredSince } = inputs;
  const [last, trust] = await log.group(
    "Last audit and trusted root",
    () => Promise.all([fetchLastAudit(run), loadAuditTrust(run)])
  );
  const { prove, proven } = proofsWith(trust, last?.proven ?? /* @__PURE__ */ new Map());
  const http = rememberAnswers(platform.http, last?.answers ?? /* @__PURE__ */ new Map());
  const seen = await log.group(
    `What ${index.title} serves`,
    () => queryReleases(prove, { ...run, platform: { ...platform, http } })
  );
  const { projects, unread } = seen;
  const found = findings({ projects, signers, requiredSince, last: last?.files });
  for (const { kind, message } of found) log.info(`${kind}: ${message}`);
  const notices = notProven(projects, requiredSince);
  for (const notice of notices) log.notice(notice);
  await storeAudit(
    {
      at: platform.clock.now().toISOString(),
      index: index.simpleUrl ?? inputs.index,
      files: filesAfter(projects, last?.files, run.projects),
      proven,
      answers: http.answers()
    },
    run
  );
  const record = { index, projects, findings: found, notices, lastAudit: last?.at };
  return { record, error: unreadError(unread, index) };
}

// src/audit/report.ts
function redactedAudit(record, redact) {
  return {
    ...record,
    index: {
      title: redact(record.index.title),
      simpleUrl: record.index.simpleUrl === void 0 ? void 0 : redact(record.index.simpleUrl)
    },
    findings: record.findings.map((finding) => ({
      ...finding,
      url: finding.url === void 0 ? void 0 : redact(finding.url),
      message: redact(finding.message)
    })),
    notices: record.notices.map(redact)
  };
}
function makeAuditReport(record, failure, documents) {
  const found = record?.findings ?? [];
  const result = found.length > 0 ? "findings" : failure === void 0 ? "clean" : void 0;
  const rows = found.map(findingOutput);
  const outputs = /* @__PURE__ */ new Map([["findings", findingsOutput(rows)]]);
  if (result !== void 0) outputs.set("result", result);
  const json = {
    result: result ?? null,
    findings: rows,
    index: record?.index.simpleUrl ?? null,
    lastAudit: record?.lastAudit ?? null,
    notices: record?.notices ?? [],
    projects: record?.projects.map(projectReport) ?? [],
    error: failure === void 0 ? null : { code: failure.code, message: failure.message, hint: failure.hint }
  };
  return {
    exitCode: result === "clean" ? 0 : 1,
    errors: [
      ...worst(found),
      ...failure === void 0 ? [] : [{ title: ERROR_TITLES[failure.code], message: failureText(failure, documents) }]
    ],
    outputs,
    summary: summaryOf(record, failure),
    json: `${JSON.stringify(json, null, 2)}
`
  };
}
var FINDING_TITLES = {
  "other-bytes": "Different file",
  "other-repository": "Signed by another repository",
  "other-file": "Attestation for another file",
  "attestation-invalid": "Invalid attestation",
  "not-attested": "No attestation",
  "other-workflow": "Signed by another workflow",
  vanished: "File vanished",
  "provenance-changed": "Provenance changed",
  quarantined: "Project in quarantine",
  "project-missing": "Project does not exist",
  yanked: "File yanked"
};
function worst(found) {
  const [first, ...others] = found;
  if (first === void 0) return [];
  const more = others.length === 0 ? "" : `
${counted(others.length, "more finding")} in the log and the job summary.`;
  return [{ title: FINDING_TITLES[first.kind], message: `${first.message}${more}` }];
}
function findingOutput({ kind, project, file, url, message }) {
  return { kind, project, file: file ?? null, url: url ?? null, message };
}
function findingsOutput(rows) {
  const kept = [];
  let bytes = 2;
  for (const row of rows) {
    const text2 = JSON.stringify(row);
    bytes += Buffer.byteLength(text2) + 1;
    if (bytes > 96 * 1024) break;
    kept.push(text2);
  }
  return `[${kept.join(",")}]`;
}
function projectReport({ name, exists, status, listed, files }) {
  return {
    name,
    exists,
    status: status ?? null,
    listed: listed.length,
    files: files.map(({ name: file, version, sha256, url, uploadedAt, yanked, attestations }) => ({
      name: file,
      version: version ?? null,
      sha256: sha256 ?? null,
      url,
      uploadedAt: uploadedAt ?? null,
      yanked,
      attestations
    }))
  };
}
var LIST_BYTES = 700 * 1024;
function summaryOf(record, failure) {
  const blocks = [
    `## ${headingOf(record, failure)}`,
    record === void 0 ? "" : findingList(record.findings),
    failure === void 0 ? "" : escapeMarkdown(failureText(failure)).replaceAll("\n", "<br>"),
    record === void 0 ? "" : projectTable(record),
    (record?.notices ?? []).map((notice) => `- ${escapeMarkdown(notice)}`).join("\n")
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}
`;
}
function headingOf(record, failure) {
  const count = record?.findings.length ?? 0;
  if (count > 0) return `Audit: ${counted(count, "finding")}`;
  return failure === void 0 ? "Audit: clean" : "Audit: failed";
}
function findingList(found) {
  if (found.length === 0) return "";
  const lines = [];
  let bytes = 0;
  for (const { kind, file, project, url, message } of found) {
    const name = file ?? project;
    const line = `- **${FINDING_TITLES[kind]}** ${link(name, url)}: ${cell(withoutName(message, name))}`;
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > LIST_BYTES) break;
    lines.push(line);
  }
  const left = found.length - lines.length;
  const all = lines.join("\n");
  return left === 0 ? all : `${all}

\u2026 and ${left} more: the report file has all of them.`;
}
function withoutName(message, name) {
  return message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
}
function projectTable({ projects, index }) {
  if (projects.length === 0) return "";
  const rows = projects.map(({ name, listed, files }) => [
    cell(name),
    String(listed.length),
    String(files.length),
    String(files.filter(({ attestations }) => attestations.length > 0).length)
  ]);
  return table([`Project on ${cell(index.title)}`, "Listed", "Audited", "Attested"], "lrrr", rows);
}

// src/end-audit.ts
function auditReport(ended, thrown, { redact, job }) {
  const error = thrown ?? ended?.error;
  const failure = error === void 0 ? void 0 : redactedExplanation(explain(error), redact);
  return makeAuditReport(ended && redactedAudit(ended.record, redact), failure, job.documents);
}
function endAudit(ended, thrown, runner) {
  const report = auditReport(ended, thrown, runner);
  for (const { title, message } of report.errors) runner.log.error(message, title);
  return report;
}

// src/audit-index.ts
await runProcess({
  reportName: "wheelseal-audit-report.json",
  cancelledRemedy: runAgain({ because: "an audit changes nothing" }),
  begin: ({ runner, ...ports }) => {
    let ended;
    const killed = new ActionError("CANCELLED", "The audit was killed before its end.", runAgain());
    return {
      run: async (cancelled) => {
        ended = await audit({ runner, ...ports }, cancelled);
      },
      soFar: () => auditReport(ended, killed, runner).json,
      end: ({ error }) => {
        const { summary, ...report } = endAudit(ended, error, runner);
        return { ...report, summary: () => summary };
      }
    };
  }
});

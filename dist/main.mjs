import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  Throttle,
  claimsOf
} from "./chunks/chunk-76PPJWJX.mjs";
import {
  acceptedVersions,
  decodedUtf8,
  dynamicFields,
  introducedIn,
  invalidValue,
  isMetadataVersionAtLeast,
  pythonLineEnds,
  pythonSpace,
  pythonStrip,
  pythonStripEnd,
  pythonStripStart,
  singleFields,
  singleValue,
  titled,
  valuesOf
} from "./chunks/chunk-FH6F45RF.mjs";
import {
  isPerFile,
  stage,
  templateFault,
  withinTime
} from "./chunks/chunk-2JGIMV5L.mjs";
import {
  INPUT_DEFAULTS,
  OUTPUT_WORDS,
  SIGNING_INSTANCES,
  addressFault,
  answerText,
  apiHeaders,
  atHand,
  byRelease,
  cell,
  checkArtifactName,
  checkExpectedHashes,
  checkIssuer,
  checkPublisher,
  checkSeparators,
  checkTogether,
  comparableVersion,
  compareText,
  compareVersions,
  escapeMarkdown,
  expandedTags,
  failureOf,
  failureText,
  fetchKept,
  folded,
  foldedPath,
  foundRecord,
  get,
  githubPublisher,
  inflated,
  isBare,
  isDistributionName,
  isFormerDistribution,
  isMissing,
  isOfBytes,
  isOfOtherRef,
  isOfOtherRepository,
  isOfServedStatement,
  isProjectName,
  isPublished,
  isSameRelease,
  isServed,
  isUnconfirmed,
  isZip,
  knownRemedy,
  linesOf,
  link,
  listFiles,
  listRelease,
  namesOf,
  normaliseProject,
  normaliseVersion,
  onceAvailable,
  otherPublisher,
  pair,
  parseFilename,
  parseVersion,
  pathFault,
  plannedRecord,
  printableFilename,
  publisherDifferences,
  publisherNames,
  publisherOf,
  publisherSources,
  queryProvenance,
  readAtOf,
  readCentralDirectory,
  readExcerpt,
  readMember,
  readProvenance,
  readTufInputs,
  readZip,
  readerOf,
  redactedExplanation,
  redactedRecord,
  redirectHint,
  refused,
  releaseUrl,
  releaseVersion,
  remedyForAnswer,
  restGet,
  restRefusal,
  runProcess,
  saysNameIsTaken,
  storeAsArtifact,
  storeInRepository,
  table,
  tagText,
  unbroken,
  unlessUnavailable,
  unpackedPath,
  unpacksToTooMuch,
  unusableInputs,
  versionInName,
  versionOf,
  webPageTitle,
  withCode,
  withHeartbeat,
  workflowFile,
  workflowPath
} from "./chunks/chunk-ZN4N5YFD.mjs";
import "./chunks/chunk-JVPCWZAX.mjs";
import {
  cutText,
  redactedText
} from "./chunks/chunk-5BLPVVWV.mjs";
import {
  Unreadable,
  againstIndex,
  broken,
  damaged,
  faultsOf,
  faultsOfUploads,
  findingOf,
  invalidDistributions,
  note,
  quoted
} from "./chunks/chunk-TH2B4WJB.mjs";
import {
  groupReasons,
  named,
  reasonLines
} from "./chunks/chunk-YS3TBXGK.mjs";
import {
  EMPTY_PROJECT_PAGE,
  authorization,
  authorizationFor,
  counted,
  createCredentials,
  describeIndex,
  filesByName,
  isOwnOrigin,
  minorVersionWarning,
  queryCredentials,
  readInstance,
  readNamedFile,
  readableDuration,
  readableSize,
  simpleBase
} from "./chunks/chunk-LVXEP7JL.mjs";
import {
  mapPool,
  pool
} from "./chunks/chunk-ATGI23IB.mjs";
import {
  shortList
} from "./chunks/chunk-BNOAGMSN.mjs";
import "./chunks/chunk-HTOS4MVS.mjs";
import {
  isLoopback,
  requestWithRetry
} from "./chunks/chunk-BRVPZI4G.mjs";
import {
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter
} from "./chunks/chunk-US6Q5CHO.mjs";
import "./chunks/chunk-GRRTHDJQ.mjs";
import {
  bareUrl,
  withoutDotsAtEnd,
  withoutSlashesAtEnd
} from "./chunks/chunk-TPGC6LJH.mjs";
import {
  asArray,
  asObject,
  asString,
  parseJson,
  tryParseJson
} from "./chunks/chunk-OUWR3SLQ.mjs";
import {
  ActionError,
  ERROR_TITLES,
  TransportError,
  asRemedy,
  explain,
  messageOf,
  raiseVersion,
  rerunOfAll,
  runAgain
} from "./chunks/chunk-3BFIJHZE.mjs";
import "./chunks/chunk-HT5OEBR5.mjs";

// src/ground/begin.ts
function begin(work) {
  const begun = work();
  begun.catch(() => {
  });
  return begun;
}

// src/package-index/bounded-requests.ts
var LIMITS = { first: 16, maximum: 32, least: 4, interval: 0 };
var WRITES = { ...LIMITS, maximum: 16 };
var OVERLOADED = [429, 500, 503];
function withBoundedRequests(platform, index, cancelled) {
  const [all, writes] = [new Throttle(LIMITS, platform.clock), new Throttle(WRITES, platform.clock)];
  const urls = [index.uploadUrl, index.simpleUrl, index.apiUrl].filter((url) => url !== void 0);
  const origins = new Set(urls.map((url) => new URL(url).origin));
  const http = {
    request: async (request) => {
      if (!origins.has(new URL(request.url).origin)) return platform.http.request(request);
      const send2 = async () => all.run(async () => {
        const one = await settled(platform.http.request(request));
        return { value: one, outcome: one.outcome };
      }, cancelled);
      const ended = request.method === "GET" ? (await send2()).value : await writes.run(send2, cancelled);
      if ("error" in ended) throw ended.error;
      return ended.answer;
    }
  };
  return { ...platform, http };
}
async function settled(answering) {
  try {
    const answer = await answering;
    return { value: { answer }, outcome: outcomeOf(answer.status) };
  } catch (error) {
    const broke = error instanceof TransportError && error.failure === "unparsable";
    return { value: { error }, outcome: broke ? outcomeOf(500) : { kind: "failed" } };
  }
}
function outcomeOf(status) {
  if (OVERLOADED.includes(status)) return { kind: "overloaded", until: 0 };
  return { kind: status < 500 ? "good" : "failed" };
}

// src/plan.ts
function planRelease(distributions, presence) {
  const files = distributions.map((distribution) => planFile(distribution, presence.get(distribution.name)));
  const toPublish = files.filter((file) => file.action === "publish").map((file) => file.distribution);
  return { files, toPublish, releases: groupReleases(toPublish, distributions) };
}
function withoutProjects(plan, projects) {
  const isKept = ({ project }) => !projects.includes(project);
  return { ...plan, toPublish: plan.toPublish.filter(isKept), releases: plan.releases.filter(isKept) };
}
function planFile(distribution, presence = { kind: "absent" }) {
  switch (presence.kind) {
    case "absent":
      return { distribution, presence, action: "publish", because: "the index does not list it" };
    case "identical":
      return { distribution, presence, action: "already-there", because: "the index has an identical file" };
    case "different":
      return {
        distribution,
        presence,
        action: "skipped-different",
        because: `the index has a different file under this name (SHA-256 ${presence.file.sha256}, here ${distribution.sha256}), and skip-existing is true`
      };
  }
}
function groupReleases(distributions, all = distributions) {
  const lines = /* @__PURE__ */ new Map();
  for (const each of all)
    lines.set(releaseOf(each), Math.min(each.line, lines.get(releaseOf(each)) ?? each.line));
  return [...Map.groupBy(distributions, releaseOf)].flatMap(([key, group]) => {
    const [first2] = group;
    if (first2 === void 0) return [];
    const { project, version, line } = first2;
    return [{ project, version, line: lines.get(key) ?? line, distributions: group }];
  });
}
function releaseOf({ project, version }) {
  return `${project} ${releaseVersion(version)}`;
}

// src/run.ts
var NO_ATTESTATIONS = { made: /* @__PURE__ */ new Map(), sent: /* @__PURE__ */ new Map() };

// src/stages/approved-plan.ts
import { createHash as createHash2 } from "node:crypto";

// src/foresight/plan-digest.ts
import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
var LONGEST = 24e3;
var LARGEST = 4 * 1024 * 1024;
var SHOWN = 10;
function planDigest(plan) {
  const hash2 = sha256(canonical(plan));
  const { files, others, ...rest2 } = plan;
  const reviewed2 = {
    ...rest2,
    others: sha256(JSON.stringify(others.toSorted())).slice(0, SHOWN),
    files: files.map(({ name: name2, sha256: bytes, presence }) => [
      name2,
      bytes.slice(0, SHOWN),
      presence.slice(0, SHOWN)
    ])
  };
  const packed = deflateRawSync(JSON.stringify(reviewed2)).toString("base64url");
  return packed.length > LONGEST ? hash2 : `${hash2}.${packed}`;
}
function parsePlanDigest(text3) {
  const [, digest, packed] = /^([0-9a-f]{64})(?:\.([\w-]+))?$/.exec(text3) ?? [];
  if (digest === void 0) return void 0;
  if (packed === void 0) return { digest, reviewed: void 0 };
  const reviewed2 = readReviewed(packed);
  return reviewed2 && { digest, reviewed: reviewed2 };
}
function readReviewed(packed) {
  try {
    const unpacked2 = inflateRawSync(Buffer.from(packed, "base64url"), { maxOutputLength: LARGEST });
    const reviewed2 = asObject(parseJson(unpacked2));
    const text3 = (field) => asString(reviewed2?.get(field)) ?? "";
    const files = reviewed2?.get("files");
    if (!Array.isArray(files)) return void 0;
    return {
      index: text3("index"),
      repository: text3("repository"),
      workflow: text3("workflow"),
      commit: text3("commit"),
      attestations: text3("attestations"),
      others: text3("others"),
      files: files.map((file) => {
        const [name2 = "", sha = "", presence = ""] = Array.isArray(file) ? file.map(String) : [];
        return { name: name2, sha256: sha, presence };
      })
    };
  } catch {
    return void 0;
  }
}
function planDifferences({ digest, reviewed: reviewed2 }, plan, resumed) {
  const now = resumed ? asApproved(plan, reviewed2) : plan;
  if ([plan, now].some((each) => sha256(canonical(each)) === digest)) return [];
  if (reviewed2 === void 0)
    return ["the plan differs; what it contained is not known, because approved-plan has only its hash"];
  const lines = [
    ...changed("the index", reviewed2.index, now.index),
    ...changed("the repository", reviewed2.repository, now.repository),
    ...changed("the workflow", reviewed2.workflow, now.workflow),
    ...changed("the commit", reviewed2.commit, now.commit),
    ...attestationDifference(reviewed2.attestations, now.attestations),
    ...fileDifferences(reviewed2.files, now.files),
    ...reviewed2.others === sha256(JSON.stringify(now.others.toSorted())).slice(0, SHOWN) ? [] : [
      `the index lists different files of these releases than before (now: ${now.others.join(", ") || "none"})`
    ]
  ];
  return lines.length > 0 ? lines : [
    "approved-plan does not match its own hash: pass the whole output of a plan by this version of wheelseal unchanged"
  ];
}
function asApproved(plan, reviewed2) {
  const before = new Map(reviewed2?.files.map(({ name: name2, presence }) => [name2, presence]));
  return {
    ...plan,
    files: plan.files.map((file) => {
      const uploaded = file.presence === "identical" && (before.get(file.name) ?? "absent") === "absent";
      return uploaded ? { ...file, presence: "absent" } : file;
    })
  };
}
function changed(what, before, now) {
  return before === now ? [] : [`${what} was ${before || "not known"} and is ${now || "not known"}`];
}
var ATTESTATION_WORDS = /* @__PURE__ */ new Map([
  ["sent", "be uploaded"],
  ["kept", "be created, but not uploaded"],
  ["none", "not be created"]
]);
function attestationDifference(before, now) {
  if (before === now) return [];
  const planned = attestationText(before, now === "none" ? before : now);
  const found = attestationText(now, before);
  return [`by the plan, attestations would ${planned}; now they would ${found}`];
}
function attestationText(text3, other) {
  const [word = "", ...rest2] = text3.split(", ");
  const shared = other.split(", ");
  return [ATTESTATION_WORDS.get(word) ?? word, ...rest2.filter((part) => !shared.includes(part))].join(", ");
}
function fileDifferences(before, now) {
  const earlier = new Map(before.map((file) => [file.name, file]));
  const names = new Set(now.map(({ name: name2 }) => name2));
  return [
    ...now.flatMap((file) => {
      const was = earlier.get(file.name);
      if (was === void 0) return [`${file.name} was not in the plan`];
      if (!file.sha256.startsWith(was.sha256)) {
        return [`${file.name} has different content: SHA-256 was ${was.sha256}\u2026, is ${file.sha256}`];
      }
      return file.presence.startsWith(was.presence) ? [] : [`${file.name} was ${presenceText(was.presence)} and is ${presenceText(file.presence)}`];
    }),
    ...before.flatMap(
      ({ name: name2 }) => names.has(name2) ? [] : [`${name2} was in the plan, but is not among the files`]
    )
  ];
}
function presenceText(presence) {
  if ("absent".startsWith(presence)) return "not on the index";
  if ("identical".startsWith(presence)) return "on the index (identical)";
  return `on the index (different: SHA-256 ${presence.slice(0, SHOWN)}\u2026)`;
}
function canonical({
  index,
  repository,
  workflow,
  commit,
  attestations,
  files,
  others
}) {
  const rows = files.map(({ name: name2, sha256: bytes, presence }) => [name2, bytes, presence]);
  return JSON.stringify([
    index,
    repository,
    workflow,
    commit,
    attestations,
    rows.toSorted(([one = ""], [other = ""]) => compareText(one, other)),
    others.toSorted()
  ]);
}
function sha256(text3) {
  return createHash("sha256").update(text3).digest("hex");
}

// src/stages/attesting.ts
function decideAttesting(wish) {
  const { mode, index } = wish;
  if (wish.dryRun === "auth") return { kind: "none", because: "`dry-run: auth` signs nothing." };
  if (mode === "never") return { kind: "none", because: "`attestations` is `never`." };
  if (wish.instance === "github") return decideGithub(wish);
  if (mode === "keep") return { kind: "make", send: false };
  const obstacle = obstacleToSending(wish);
  if (obstacle === void 0) return { kind: "make", send: true };
  if (mode === "auto") return { kind: "none", because: obstacle.because };
  throw new ActionError(
    "INPUT_INVALID",
    `\`attestations: require\`, but ${index.title} would reject them: ${obstacle.because}`,
    obstacle.change
  );
}
var UNLOGGED = "GitHub's Sigstore instance has no transparency log, and no index accepts an attestation without a log entry.";
function decideGithub({ mode, index, server: { host, kind } }) {
  if (kind !== "github" && !(kind === "act" && host === "github.com")) {
    throw new ActionError(
      "INPUT_INVALID",
      `\`sigstore-instance: github\` signs workflows of github.com and ghe.com, and this job is on ${host}.`,
      "Remove `sigstore-instance`, or use a private Sigstore instance that trusts the identity tokens of this server."
    );
  }
  if (mode === "require") {
    throw new ActionError(
      "INPUT_INVALID",
      `\`attestations: require\`, but ${index.title} would reject them: ${UNLOGGED}`,
      "Use `attestations: keep`, which keeps Sigstore bundles, or remove `sigstore-instance: github`."
    );
  }
  if (mode === "keep") return { kind: "make", send: false };
  const unsent = `${UNLOGGED} ${index.title} gets the files alone, and their Sigstore bundles are kept.`;
  return { kind: "make", send: false, unsent };
}
function acceptsFrom({ kind }, trustedPublishing) {
  return kind !== "pypi" || trustedPublishing;
}
function obstacleToSending(wish) {
  const { mode, index, trustedPublishing, instance, dryRun } = wish;
  if (!index.acceptsAttestations && mode !== "require") {
    return {
      because: `${index.title} is not known to accept attestations. If it does, set \`attestations: require\`; \`keep\` creates them without uploading.`,
      change: "Use `attestations: keep`."
    };
  }
  if (!acceptsFrom(index, trustedPublishing) && dryRun === "no") {
    return {
      because: `${index.title} accepts attestations only with Trusted Publishing, and \`password\` is set.`,
      change: "Remove `password` and register this workflow as a Trusted Publisher, or use `attestations: keep`."
    };
  }
  if (index.verifiesAgainst !== void 0 && instance !== index.verifiesAgainst) {
    return {
      because: `${index.title} verifies against Sigstore's ${index.verifiesAgainst} instance only, but another one would sign.`,
      change: "Remove the `sigstore-*` inputs, or use `attestations: keep`."
    };
  }
  return void 0;
}

// src/github/identity-obstacle.ts
var PERMISSION = "`permissions: {id-token: write}` to this job (and `contents: read` if it checks out a private repository); a reusable workflow needs it in the calling job too.";
function identityObstacle({ runId, server, fromFork, actor }) {
  if (runId === "") {
    return {
      because: "this job does not run on GitHub Actions",
      hint: "Run it as a GitHub Actions job, or use `password` with `attestations: never`.",
      hasSecrets: true
    };
  }
  if (server.kind !== "github") return serverWithoutTokens(server, server.kind);
  if (fromFork) {
    return {
      because: "GitHub issues no identity token to pull requests from forks",
      hint: "Publish from a release, a tag or a push to your own repository: pull requests from forks get neither identity tokens nor secrets.",
      hasSecrets: false
    };
  }
  if (actor === "dependabot[bot]") {
    return {
      because: "GitHub issues no identity token to runs that Dependabot started",
      hint: "Skip the job with `if: github.actor != 'dependabot[bot]'`: such runs get neither identity tokens nor Actions secrets.",
      hasSecrets: false
    };
  }
  return {
    because: "this job has no `id-token: write` permission",
    hint: `Add ${PERMISSION}`,
    hintForTrustedPublishing: `To use Trusted Publishing, add ${PERMISSION}`,
    hasSecrets: true
  };
}
var SERVERS = { ghes: "GitHub Enterprise Server", gitea: "Gitea", forgejo: "Forgejo" };
function serverWithoutTokens({ host }, kind) {
  if (kind === "act") {
    return {
      because: "act issues no identity tokens",
      hint: "Run it on GitHub to publish with Trusted Publishing or to sign. Under act, `dry-run: plan` and an API token in `password` with `attestations: never` work.",
      hasSecrets: true
    };
  }
  return {
    because: `${host} (${SERVERS[kind]}) issued no identity token`,
    hint: `Publish with an API token in \`password\`, and with \`attestations: never\`. PyPI and the public Sigstore accept no identity tokens of ${host}; only a private Sigstore instance that trusts this server can sign here.`,
    hasSecrets: true
  };
}

// src/github/claims.ts
var TEMPLATE_CLAIMS = [
  "event_name",
  "sha",
  "workflow",
  "repository",
  "ref",
  "job_workflow_ref",
  "job_workflow_sha",
  "runner_environment",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "workflow_ref",
  "workflow_sha",
  "run_id",
  "run_attempt",
  "repository_visibility"
];
function parseClaims(token2, audience) {
  const payload = decodePayload(token2);
  checkAudience(payload.get("aud"), audience);
  const text3 = (name2) => textOf(payload.get(name2)) ?? "";
  return {
    iss: text3("iss"),
    sub: text3("sub"),
    repository: text3("repository"),
    repository_id: text3("repository_id"),
    repository_owner: text3("repository_owner"),
    repository_owner_id: text3("repository_owner_id"),
    repository_visibility: text3("repository_visibility") || void 0,
    ref: text3("ref"),
    sha: text3("sha"),
    event_name: text3("event_name"),
    workflow: text3("workflow"),
    workflow_ref: text3("workflow_ref"),
    workflow_sha: text3("workflow_sha"),
    job_workflow_ref: text3("job_workflow_ref"),
    job_workflow_sha: text3("job_workflow_sha"),
    environment: text3("environment") || void 0,
    runner_environment: text3("runner_environment"),
    run_id: text3("run_id"),
    run_attempt: text3("run_attempt"),
    absent: TEMPLATE_CLAIMS.filter((name2) => textOf(payload.get(name2)) === void 0)
  };
}
function issuedAt(token2) {
  const seconds2 = decodePayload(token2).get("iat");
  return typeof seconds2 === "number" ? new Date(seconds2 * 1e3) : void 0;
}
function decodePayload(token2) {
  const claims = claimsOf(token2);
  if (claims === void 0) throw unusable("is not a JSON Web Token with readable claims");
  return claims;
}
function checkAudience(value, audience) {
  const audiences = Array.isArray(value) ? value : [value];
  if (audiences.length === 1 && audiences[0] === audience) return;
  throw unusable(`is for the audience ${JSON.stringify(value)}, not for ${JSON.stringify(audience)}`);
}
function textOf(value) {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : void 0;
}
function unusable(what) {
  return new ActionError(
    "IDENTITY_UNAVAILABLE",
    `The identity token that GitHub issued to this job ${what}.`,
    "Run the job on GitHub Actions, or on a server that issues the same tokens."
  );
}

// src/github/identity-token.ts
var BUDGET = { total: 15 * 6e4, firstDelay: 500, maximumDelay: 3e4 };
var CLAIMS_AUDIENCE = "wheelseal-claims";
var KEPT = 6e4;
async function readIdentity(audience, platform, signal) {
  const { clock } = platform;
  const request = (wanted) => requestIdentityToken(wanted, platform, signal);
  const held = /* @__PURE__ */ new Map();
  const hold = (wanted) => {
    const holding = begin(async () => ({ token: await request(wanted), since: clock.now().getTime() }));
    held.set(wanted, holding);
    return holding;
  };
  const { token: first2 } = await hold(audience);
  return {
    claims: parseClaims(first2.reveal(), audience),
    issuedAt: issuedAt(first2.reveal()),
    audience,
    token: async (wanted) => {
      const holding = held.get(wanted);
      held.delete(wanted);
      const kept = await holding;
      return kept !== void 0 && clock.now().getTime() - kept.since < KEPT ? kept.token : request(wanted);
    },
    prepare: (wanted) => void hold(wanted)
  };
}
async function requestIdentityToken(audience, platform, signal) {
  const { runner } = platform;
  const request = runner.identityTokenRequest;
  const { server } = runner.job;
  if (request === void 0) {
    const { because, hint } = identityObstacle(runner.job);
    throw new ActionError("IDENTITY_UNAVAILABLE", `No identity token: ${because}.`, hint);
  }
  if (!URL.canParse(request.url)) throw failed("ACTIONS_ID_TOKEN_REQUEST_URL is not a URL", server);
  const url = new URL(request.url);
  url.searchParams.set("audience", audience);
  const authorization2 = runner.secret(`Bearer ${request.token.reveal()}`);
  const purpose = `identity token from ${server.host === "github.com" ? "GitHub" : server.host}`;
  const refusal2 = (answer) => failed(described(answer, runner), server, url);
  return requestWithRetry(
    {
      request: {
        method: "GET",
        url: url.href,
        purpose,
        headers: { authorization: authorization2, accept: "application/json" },
        deadline: 15e3,
        maximumBytes: 1 << 20
      },
      budget: BUDGET,
      read: (answer) => {
        if (answer.status === 200) return readToken(answer, url, runner);
        if (answer.status === 403 && NOT_RUNNING_YET.test(saidIn(answer))) {
          return { kind: "again", error: refusal2(answer) };
        }
        throw refusal2(answer);
      },
      refused: refusal2,
      failed: (failure2) => failed(`the request failed: ${unnamed(failure2, purpose)}`, server, url, failure2)
    },
    platform,
    signal
  );
}
var NOT_RUNNING_YET = /\bjob in '?(?!complet|cancel)\w+'? state\b/i;
function saidIn({ body }) {
  return asString(asObject(tryParseJson(body))?.get("message")) ?? body.toString("utf8");
}
function readToken(answer, url, runner) {
  const body = asObject(tryParseJson(answer.body));
  const value = asString(body?.get("value"));
  if (value !== void 0 && value !== "") return { kind: "done", value: runner.secret(value) };
  const error = failed("the answer has no token", runner.job.server, url);
  if (body === void 0) return { kind: "again", error };
  throw error;
}
function described({ status, statusText, body }, runner) {
  const text3 = redactedText(body.toString("utf8"), runner.redact, 300);
  return [String(status), statusText, text3].filter((part) => part !== "").join(" ");
}
function unnamed(failure2, purpose) {
  return messageOf(failure2).replace(`${purpose}: `, "");
}
function failed(what, { host }, url, cause) {
  const address2 = url === void 0 ? "" : bareUrl(url.href);
  const where = what.includes(address2) ? "" : ` (${address2})`;
  const next = host === "github.com" ? "https://www.githubstatus.com shows whether GitHub Actions has an outage." : `If the problem persists, contact the operator of ${host}.`;
  return new ActionError(
    "IDENTITY_UNAVAILABLE",
    `${host === "github.com" ? "GitHub" : host} issued no identity token: ${what}${where}.`,
    runAgain({ after: next }),
    cause
  );
}

// src/github/identity-checks.ts
var RISKY_EVENTS = ["pull_request", "workflow_run", "issue_comment"];
function checkTrigger(events) {
  if (events.includes("pull_request_target")) {
    return [
      concern(
        "stops-run",
        "This run was triggered by `pull_request_target`: it has the rights of your repository and may run code from strangers. PyPI rejects such runs.",
        "Publish from `release`, a tag `push` or `workflow_dispatch`."
      )
    ];
  }
  const risky = events.find((event) => RISKY_EVENTS.includes(event));
  if (risky === void 0) return [];
  return [
    concern(
      "warns",
      `This run was triggered by \`${risky}\`, which people other than your maintainers can trigger.`,
      "Publish from `release`, a tag `push` or `workflow_dispatch`, in an environment with required reviewers."
    )
  ];
}
function checkTemplate({ absent }) {
  if (absent.length === 0) return void 0;
  return concern(
    "stops-attestations",
    `This job's identity token has no ${absent.length === 1 ? "claim" : "claims"} ${absent.join(", ")}, and Sigstore's public instances issue no certificate without ${absent.length === 1 ? "it" : "them"}.`,
    "Run the job on github.com, use a private Sigstore instance that needs no such claim, or set `attestations: never`."
  );
}
var SKEW = 6e4;
function checkClock(issued, now) {
  if (issued === void 0 || Math.abs(issued.getTime() - now.getTime()) <= SKEW) return [];
  return [
    concern(
      "warns",
      `This machine's clock shows ${now.toISOString()}; GitHub's showed ${issued.toISOString()} just before.`,
      "Set this machine's clock: with a wrong time, certificates, trust metadata and tokens look expired or not valid yet."
    )
  ];
}
function concern(severity, message, hint) {
  return { severity, message, hint };
}

// src/inputs/index-tuf-input.ts
function readIndexTuf(read, faults) {
  const target = read.text("index-tuf-target");
  const require2 = read.flag("index-tuf-require");
  const given = pair(read, faults, "index-tuf-url", "index-tuf-root");
  if (require2 && read.optional("index-tuf-url") === void 0) {
    faults.push("index-tuf-require needs index-tuf-url too");
  }
  if (given === void 0) return void 0;
  const [url, root] = given;
  const fault = addressFault(url);
  if (fault !== void 0) faults.push(`index-tuf-url: ${fault}`);
  const wrong = templateFault(target);
  if (wrong !== void 0) faults.push(`index-tuf-target: ${JSON.stringify(target)}: ${wrong}`);
  return { url, root, target, perFile: isPerFile(target), require: require2 };
}

// src/inputs/inputs.ts
function obtainsToken(dryRun) {
  return dryRun === "no" || dryRun === "auth";
}
function parseInputs(raw, secret, refusals = () => []) {
  const faults = [];
  const read = readerOf(raw, faults);
  const [user, password] = [read.text("user"), read.text("password")];
  const token2 = read.text("github-token");
  const inputs = {
    packages: read.lines("packages-dir"),
    repositoryUrl: read.text("repository-url"),
    indexKind: read.choice("index-kind", { auto: "auto", pypi: "pypi", generic: "generic" }),
    checkUrl: read.optional("check-url"),
    credentials: password === "" ? void 0 : { username: user, password: secret(password) },
    oidcAudience: read.optional("oidc-audience"),
    attestations: read.choice("attestations", ATTESTATIONS),
    dryRun: read.choice("dry-run", { false: "no", true: "sign", sign: "sign", plan: "plan", auth: "auth" }),
    attestationsDirectory: read.optional("attestations-dir"),
    existingAttestations: read.choice("existing-attestations", { adopt: "adopt", replace: "replace" }),
    bundles: read.flag("bundles"),
    slsaProvenance: read.choice("slsa-provenance", { false: "none", true: "run", github: "stored" }),
    rekorVersion: read.choice("rekor-version", { auto: "auto", 1: 1, 2: 2 }),
    disclosureAllowed: read.flag("allow-public-disclosure-from-private-repo"),
    sigstore: readSigstore(read, faults),
    skipExisting: read.flag("skip-existing"),
    verifyMetadata: read.flag("verify-metadata"),
    scanSecrets: read.flag("scan-secrets"),
    releaseDiff: read.choice("release-diff", { auto: "auto", off: "off" }),
    approvedPlan: readApprovedPlan(read, faults),
    confirmTimeout: read.seconds("confirm-timeout"),
    indexTuf: readIndexTuf(read, faults),
    artifactName: read.optional("artifact-name"),
    githubAttestations: read.flag("github-attestations"),
    githubToken: token2 === "" ? void 0 : secret(token2),
    notices: read.notices()
  };
  checkTogether2(inputs, user, faults);
  const refused3 = refusals(inputs);
  const [only, second] = refused3;
  if (faults.length === 0 && only === void 0) return Object.freeze(inputs);
  if (faults.length === 0 && only !== void 0 && second === void 0) throw only;
  const all = [...faults, ...refused3.map(({ message, hint }) => `${message}. ${hint}`)];
  throw unusableInputs(all, "Nothing was signed or uploaded.");
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
  const { named: named2, url, root, trustedRoot } = readTufInputs(read, SIGNING_INSTANCES, faults);
  const signingConfig = read.optional("sigstore-signing-config");
  if (trustedRoot !== void 0 && signingConfig === void 0) {
    faults.push("sigstore-trusted-root needs sigstore-signing-config too");
  }
  if (signingConfig !== void 0 && (trustedRoot ?? root) === void 0) {
    faults.push(
      `sigstore-signing-config needs ${url === void 0 ? "sigstore-trusted-root" : "sigstore-tuf-root"} too`
    );
  }
  const audience = read.text("sigstore-audience");
  if (url !== void 0 && root !== void 0) {
    return { kind: "tuf", url, root, audience, ...signingConfig !== void 0 && { signingConfig } };
  }
  if (trustedRoot !== void 0 && signingConfig !== void 0) {
    return { kind: "files", trustedRoot, signingConfig, audience };
  }
  if (url === void 0) return { kind: named2 };
  if (audience !== INPUT_DEFAULTS["sigstore-audience"]) {
    faults.push(
      "sigstore-audience is for a private instance, and sigstore-tuf-url without sigstore-tuf-root is a mirror of a named one: if this is a private instance, add sigstore-tuf-root"
    );
  }
  return { kind: named2, mirror: url };
}
function readApprovedPlan(read, faults) {
  const digest = read.optional("approved-plan");
  const approved = digest === void 0 ? void 0 : parsePlanDigest(digest);
  if (digest !== void 0 && approved === void 0) {
    faults.push("approved-plan: set it to the whole output `plan-digest` of a run with `dry-run: plan`");
  }
  return approved;
}
function checkTogether2(inputs, user, faults) {
  if (user !== "__token__" && inputs.credentials === void 0 && obtainsToken(inputs.dryRun)) {
    faults.push(
      `user: ${JSON.stringify(user)} needs a password, but \`password\` is empty (check the secret's name and that this job may read it)`
    );
  }
  if (inputs.dryRun === "auth" && inputs.credentials !== void 0) {
    faults.push(
      "dry-run: `auth` obtains an upload token by Trusted Publishing, and `password` is set: whether an index accepts a password shows only in an upload. Remove `password`, or use `dry-run: plan`"
    );
  }
  if (inputs.sigstore.kind === "github" && inputs.rekorVersion !== "auto") {
    faults.push(
      "rekor-version: GitHub's Sigstore instance (`sigstore-instance: github`) has no Rekor; remove `rekor-version`"
    );
  }
  if (inputs.sigstore.kind === "github" && inputs.slsaProvenance === "stored") {
    faults.push(
      "slsa-provenance: `github` fetches what is uploaded to the index, and nothing that `sigstore-instance: github` signs is; use `true`, or remove one of them"
    );
  }
  checkArtifactName(inputs.artifactName, faults);
}

// src/package-index/trusted-publishing/audience.ts
var BUDGET2 = { total: 12e4, attempts: 4, firstDelay: 1e3, maximumDelay: 15e3 };
var OF_OTHERS = /* @__PURE__ */ new Set([
  "pypi",
  "testpypi",
  "sigstore",
  "vault",
  "crates.io",
  "rubygems.org",
  "npm:registry.npmjs.org",
  "https://www.nuget.org",
  "https://pub.dev",
  "octo-sts.dev",
  "sts.aliyuncs.com"
]);
var LIKE_OTHERS = [
  /sigstore/,
  /vault/,
  /^npm:/,
  /^api:\/\//,
  /googleapis\.com/,
  /^sts\.[\w.-]*amazonaws\.com/,
  /^https:\/\/github\.com\//
];
async function audienceOf(index, oidcAudience, platform, signal) {
  if (index.audience !== void 0) return pinned(index, index.audience, oidcAudience);
  const host = new URL(index.uploadUrl);
  if (oidcAudience !== void 0) {
    if (isOfAnother(oidcAudience, host)) throw refusal(index, host, `oidc-audience is '${oidcAudience}'`);
    return oidcAudience;
  }
  const requested = await requestedAudience(index, host, platform, signal);
  const own = isLoopback(host.hostname) || namesOf2(host).includes(requested.toLowerCase());
  if (!own || isOfAnother(requested, host))
    throw refusal(index, host, `it requested the audience '${requested}'`);
  return requested;
}
function pinned(index, audience, given) {
  if (given === void 0 || given === audience) return audience;
  throw new ActionError(
    "TOKEN_REFUSED",
    `oidc-audience is '${given}', but ${index.title} accepts identity tokens for '${audience}' only`,
    "Remove `oidc-audience`."
  );
}
function isOfAnother(audience, host) {
  const name2 = audience.toLowerCase();
  if (isLoopback(host.hostname)) return name2.includes("sigstore");
  if (isFullName(host) && namesOf2(host).includes(name2)) return false;
  return OF_OTHERS.has(withoutDotsAtEnd(name2)) || LIKE_OTHERS.some((pattern) => pattern.test(name2));
}
function namesOf2({ host, hostname }) {
  return [host, hostname];
}
function isFullName({ hostname }) {
  return /[^.]\.+[^.]/.test(hostname);
}
async function requestedAudience(index, host, platform, signal) {
  const url = `${host.origin}/_/oidc/audience`;
  const described2 = (answer) => `${answer.status} ${answerText(answer, platform.runner.redact)}`;
  return requestWithRetry(
    {
      request: {
        method: "GET",
        url,
        purpose: `audience of ${index.title}`,
        headers: { accept: "application/json" },
        deadline: 3e4,
        maximumBytes: 65536
      },
      budget: BUDGET2,
      read: (answer) => {
        const audience = asString(asObject(tryParseJson(answer.body))?.get("audience"));
        if (answer.status === 200 && audience) return { kind: "done", value: audience };
        const page = webPageTitle(answer, platform.runner.redact);
        const success = page === void 0 ? "200 without an audience" : `200 with a web page, "${page}",`;
        const what = answer.status === 200 ? success : described2(answer);
        throw noTrustedPublishing(index, url, what, redirectHint(answer, url));
      },
      refused: (answer) => noAudience(index, url, `it answered ${described2(answer)}`),
      failed: (failure2) => noAudience(index, url, failure2.message, failure2)
    },
    platform,
    signal
  );
}
function noTrustedPublishing(index, url, what, hint = "Publish with an API token from a secret in `password`, or check `repository-url`.") {
  return new ActionError(
    "TOKEN_REFUSED",
    `${index.title} offers no Trusted Publishing: it answered ${what} at ${url}, and \`password\` is empty`,
    hint
  );
}
function noAudience(index, url, why, cause) {
  return new ActionError(
    "TOKEN_REFUSED",
    `${index.title} could not be queried for its Trusted Publishing audience at ${url}: ${why}`,
    runAgain({ when: "later", or: "set `oidc-audience`" }),
    cause
  );
}
function refusal(index, host, which) {
  return new ActionError(
    "TOKEN_REFUSED",
    `Refusing to send ${index.title} an identity token: ${which}, which other services accept too`,
    isFullName(host) ? `An unlisted index may request its own host name only. Set oidc-audience to the audience that ${index.title} documents.` : `Use the full domain name of the index in repository-url: the short name ${host.hostname} may be another service's audience.`
  );
}

// src/github/consent.ts
function decideConsent({ claims, publicHosts, consented }) {
  const discloses = disclosuresOf(claims);
  const isPublic = claims.repository_visibility === "public";
  if (isPublic || publicHosts.length === 0) return { kind: "not-needed", discloses };
  return { kind: consented ? "given" : "missing", discloses };
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
  return values.flatMap(([what, value = ""]) => value === "" ? [] : [{ what, value }]);
}

// src/stages/build-run.ts
var CLAIMS = [
  "ref",
  "sha",
  "repository",
  "event_name",
  "job_workflow_ref",
  "workflow_ref",
  "repository_id",
  "repository_owner_id",
  "runner_environment",
  "run_id",
  "run_attempt"
];
function buildRun(claims, serverUrl) {
  const absent = CLAIMS.filter((name2) => claims.absent.includes(name2));
  if (absent.length > 0) {
    throw new ActionError(
      "IDENTITY_UNSUITABLE",
      `\`slsa-provenance: true\`, but the identity token of this job has no ${absent.join(", ")}.`,
      "Run on GitHub Actions, or leave out `slsa-provenance`."
    );
  }
  return {
    serverUrl,
    repository: claims.repository,
    repositoryId: claims.repository_id,
    ownerId: claims.repository_owner_id,
    ref: claims.ref,
    commit: claims.sha,
    workflowPath: workflowPath(claims),
    jobWorkflowRef: claims.job_workflow_ref,
    eventName: claims.event_name,
    runnerEnvironment: claims.runner_environment,
    runId: claims.run_id,
    runAttempt: claims.run_attempt
  };
}

// src/stages/prepare-signing.ts
async function decideSigning(send2, identity, run) {
  const { inputs, platform } = run;
  const instance = await readInstance(inputs.sigstore, platform.files, platform.runner.job.server.host);
  if (instance.kind === "github") refusePublic(identity.claims);
  const { audienceOf: audienceOf2, publicDomain } = await import("./chunks/instances-K6RGFWEE.mjs");
  const domain = publicDomain(instance.kind);
  const isPublic = domain !== void 0;
  const settled2 = isPublic || instance.kind === "github" || inputs.disclosureAllowed || identity.claims.repository_visibility === "public";
  const [audience, verifiableRekor] = [audienceOf2(instance), rekorFor(send2, run)];
  const provenance = inputs.slsaProvenance === "run" ? buildRun(identity.claims, platform.runner.job.serverUrl) : void 0;
  const consented = { identity, instance, audience, isPublic, settled: settled2, send: send2, verifiableRekor, provenance };
  if (!isPublic) return consented;
  const refused3 = disclosureRefused([domain], identity.claims, run);
  return refused3 ?? certificateRefused(identity.claims, run) ?? consented;
}
function beginSigning(consented, run) {
  const metadata = Promise.withResolvers();
  const signing = run.begin(async () => {
    if (consented === void 0) return void 0;
    const learnt = await learnSigning(consented, metadata.resolve, run);
    return "because" in learnt ? unattested(learnt.because, run) : learnt;
  });
  return { verified: run.begin(async () => void await Promise.race([metadata.promise, signing])), signing };
}
function beginSigningToken(consented) {
  if (consented?.settled === true) consented.identity.prepare(consented.audience);
}
async function learnSigning(consented, onVerified, run) {
  const { identity, instance, isPublic, send: send2, verifiableRekor, provenance } = consented;
  if (instance.kind === "github") return learnGithub(consented, instance, onVerified, run);
  const { isPublicHost } = await import("./chunks/instances-K6RGFWEE.mjs");
  const request = { instance, rekorChoice: run.inputs.rekorVersion, verifiableRekor, onVerified };
  const prepared = await learn(request, send2, run);
  if ("because" in prepared) return prepared;
  const { serviceHosts } = await import("./chunks/prepare-AD24RKGD.mjs");
  const refused3 = ({ services }) => isPublic ? void 0 : disclosureRefused(serviceHosts(services).filter(isPublicHost), identity.claims, run);
  const found = refused3(prepared);
  if (found !== void 0) return found;
  run.ledger.signsWith(
    isPublic ? instance.kind : `private instance, ${new URL(prepared.services.fulcio.url).host}`
  );
  recordDecisions(prepared, [], run);
  const refresh = async () => renew(prepared, refused3, run);
  return { ...prepared, refresh, identity, send: send2, verifiableRekor, provenance };
}
async function learnGithub({ identity, send: send2, verifiableRekor, provenance }, instance, onVerified, run) {
  const { platform, cancelled, embedded } = run;
  const { prepareGithub } = await import("./chunks/prepare-AD24RKGD.mjs");
  const prepared = await prepareGithub(instance, onVerified, { ...platform, signal: cancelled }, embedded);
  run.ledger.signsWith(`GitHub's instance, ${new URL(prepared.services.fulcio.url).host}`);
  recordDecisions(prepared, [], run);
  return { ...prepared, identity, send: send2, verifiableRekor, provenance };
}
function refusePublic({ repository, repository_visibility: visibility }) {
  if (visibility !== "public") return;
  throw new ActionError(
    "IDENTITY_UNSUITABLE",
    `\`sigstore-instance: github\` is for private and internal repositories, and ${repository} is public: GitHub itself signs for public repositories with Sigstore's public-good instance.`,
    "Remove `sigstore-instance: github`."
  );
}
function recordUnattested(because, { inputs, ledger }) {
  ledger.notAttested(because);
  const plan = inputs.dryRun === "sign" ? " Nothing is signed: this dry run does what `dry-run: plan` does." : "";
  return `Without attestations: ${because}${plan}`;
}
function unattested(because, run) {
  run.platform.runner.log.notice(recordUnattested(because, run));
}
function rekorFor(send2, { inputs, index }) {
  return !send2 && inputs.rekorVersion !== "auto" ? [1, 2] : index.verifiesRekor;
}
function certificateRefused(claims, { inputs }) {
  const concern2 = checkTemplate(claims);
  if (concern2 === void 0) return void 0;
  const { message, hint } = concern2;
  if (inputs.attestations !== "auto") throw new ActionError("IDENTITY_UNSUITABLE", message, hint);
  return { because: `${message} ${hint}` };
}
async function learn(request, send2, { inputs, index, platform, cancelled, embedded }) {
  const { prepareSigstore, UnverifiableByIndex } = await import("./chunks/prepare-AD24RKGD.mjs");
  try {
    return await prepareSigstore(request, { ...platform, signal: cancelled }, embedded);
  } catch (error) {
    const dispensable = send2 && inputs.attestations === "auto" && inputs.dryRun === "no";
    if (!dispensable || !(error instanceof UnverifiableByIndex)) throw error;
    const [verified, offered] = [index.verifiesRekor, error.offered].map(
      (versions) => versions.join(" and v")
    );
    return {
      because: `${index.title} verifies Rekor v${verified} only, and the Sigstore instance offers v${offered} only.`
    };
  }
}
async function renew(prepared, refused3, run) {
  const renewed = await prepared.refresh();
  const refusal2 = refused3(renewed);
  if (refusal2 !== void 0) {
    throw new ActionError(
      "CONSENT_MISSING",
      refusal2.because,
      runAgain({ because: "consent is then decided before signing" })
    );
  }
  recordDecisions(renewed, prepared.services.decisions, run);
  return renewed;
}
function recordDecisions({ services }, known2, { ledger, platform }) {
  for (const line of services.decisions.filter((decision) => !known2.includes(decision))) {
    ledger.decided(line);
    platform.runner.log.info(line);
  }
}
function disclosureRefused(publicHosts, claims, { inputs, platform }) {
  const { runner } = platform;
  const consent = decideConsent({ claims, publicHosts, consented: inputs.disclosureAllowed });
  if (consent.kind === "not-needed") return void 0;
  const list2 = consent.discloses.map(({ what, value }) => `- ${what}: ${value}`).join("\n");
  if (consent.kind === "given") {
    runner.log.warning(
      `Signing permanently records in Sigstore's public logs:
${list2}`,
      "Public disclosure",
      "permanent"
    );
    return void 0;
  }
  const visibility = claims.repository_visibility ?? "of unknown visibility";
  const message = `The repository ${claims.repository} is ${visibility}, and signing would permanently record its name, workflow, ref, commit and other values of the run in public logs.`;
  if (inputs.attestations === "require") {
    throw new ActionError(
      "CONSENT_MISSING",
      `${message} It would disclose:
${list2}`,
      "Set `allow-public-disclosure-from-private-repo: true`, use a private Sigstore instance, or `attestations: never`."
    );
  }
  runner.log.info(`Would become public:
${list2}`);
  return { because: `${message} \`allow-public-disclosure-from-private-repo: true\` gives consent.` };
}

// src/stages/preflight.ts
function usesTrustedPublishing(inputs) {
  return inputs.credentials === void 0;
}
function plannedAttesting(run) {
  return wishOf(run, "no");
}
function wishOf({ inputs, index, platform }, dryRun) {
  return decideAttesting({
    mode: inputs.attestations,
    dryRun,
    index,
    trustedPublishing: usesTrustedPublishing(inputs),
    instance: instanceName(inputs),
    server: platform.runner.job.server
  });
}
function beginIdentity(run) {
  return run.begin(async () => run.inputs.dryRun === "plan" ? void 0 : identify(run));
}
async function preflight(begun, publishers, run) {
  const wish = wishOf(run, run.inputs.dryRun);
  const identity = await begun;
  if (identity === void 0) {
    judgeTrigger(run);
    const because = wish.kind === "none" ? wish.because : noIdentity(run);
    return withoutAttestations(identity, because, run);
  }
  const attesting = judgeIdentity(wish, identity, publishers, run);
  if (attesting.kind === "none") return withoutAttestations(identity, attesting.because, run);
  const decided = await decideSigning(attesting.send, identity, run);
  return "because" in decided ? withoutAttestations(identity, decided.because, run) : { identity, consented: decided, unattested: recordUnsent(attesting.unsent, run) };
}
function recordUnsent(because, { ledger }) {
  if (because === void 0) return void 0;
  ledger.unattested(because);
  ledger.decided(because);
  return because;
}
function noIdentity({ platform }) {
  return `${identityObstacle(platform.runner.job).because}.`;
}
function withoutAttestations(identity, because, run) {
  return { identity, consented: void 0, unattested: recordUnattested(because, run) };
}
function logUnattested({ unattested: unattested2 }, losses, { inputs, platform }) {
  const { log } = platform.runner;
  const reason = unattested2 === void 0 ? [] : [unattested2];
  if (losses.length > 0) log.warning([...reason, ...losses].join("\n"));
  else if (inputs.attestations === "never") for (const line of reason) log.info(line);
  else for (const line of reason) log.notice(line);
}
function instanceName({ sigstore }) {
  return sigstore.kind === "tuf" || sigstore.kind === "files" ? "own" : sigstore.kind;
}
async function identify(run) {
  const { inputs, index, platform, cancelled } = run;
  const wish = wishOf(run, inputs.dryRun);
  if (obtainsToken(inputs.dryRun) && usesTrustedPublishing(inputs)) {
    if (platform.runner.identityTokenRequest === void 0)
      throw noCredentials(inputs.dryRun, platform.runner.job);
    const audience = await audienceOf(index, inputs.oidcAudience, platform, cancelled);
    return readIdentity(audience, platform, cancelled);
  }
  if (wish.kind === "none") return void 0;
  const optional = inputs.attestations === "auto" && inputs.credentials !== void 0;
  if (optional && platform.runner.identityTokenRequest === void 0) return void 0;
  return readIdentity(CLAIMS_AUDIENCE, platform, cancelled);
}
function noCredentials(dryRun, job) {
  const { because, hint, hintForTrustedPublishing = hint, hasSecrets } = identityObstacle(job);
  if (dryRun === "auth")
    return new ActionError(
      "IDENTITY_UNAVAILABLE",
      `\`dry-run: auth\` needs an identity token, and ${because}.`,
      hint
    );
  const token2 = hasSecrets ? " To use a token, check the secret's name and that this job may read it." : "";
  return new ActionError(
    "IDENTITY_UNAVAILABLE",
    `No credentials: \`password\` is empty and ${because}.`,
    `${hintForTrustedPublishing}${token2}`
  );
}
function judgeIdentity(wish, { claims, issuedAt: issuedAt2 }, publishers, run) {
  const { inputs, index, platform, ledger } = run;
  const attesting = wish.kind === "make";
  const [reason] = heed(
    [
      ...checkTrigger([claims.event_name, platform.runner.job.eventName]),
      ...checkPublisher(claims, index, {
        attesting,
        foretelling: !obtainsToken(inputs.dryRun) && usesTrustedPublishing(inputs)
      }),
      ...checkClock(issuedAt2, platform.clock.now())
    ],
    run
  );
  const { repository, workflow_ref: workflowRef, environment = "" } = claims;
  const differences2 = publisherDifferences(publishers, { repository, workflowRef, environment });
  if (!obtainsToken(inputs.dryRun)) for (const line of differences2) platform.runner.log.info(line);
  if (reason === void 0 || !attesting) return wish;
  if (!wish.send || inputs.dryRun === "sign") {
    ledger.decided(`Signed nevertheless, because this run uploads no attestations: ${reason}`);
    return wish;
  }
  return { kind: "none", because: reason };
}
function judgeTrigger(run) {
  heed(checkTrigger([run.platform.runner.job.eventName]), run);
}
function heed(concerns, { inputs, platform }) {
  const reasons = [];
  for (const { severity, message, hint } of concerns) {
    const reason = `${message} ${hint}`;
    if (severity === "warns") platform.runner.log.warning(reason);
    else if (severity === "stops-run" || inputs.attestations === "require")
      throw new ActionError("IDENTITY_UNSUITABLE", message, hint);
    else reasons.push(reason);
  }
  return reasons;
}

// src/stages/approved-plan.ts
async function digestOf(plan, existing, run) {
  return planDigest(reviewed(plan, existing, await wordsOf(plannedAttesting(run), run), run));
}
async function refuseUnapproved(plan, existing, signing, run) {
  const { inputs, platform } = run;
  if (inputs.approvedPlan === void 0) return;
  const attesting = signing === "as-planned" || inputs.dryRun !== "no" ? await wordsOf(plannedAttesting(run), run) : await proofOf(signing, run);
  const resumed = Number(platform.runner.job.runAttempt) > 1;
  const differences2 = planDifferences(inputs.approvedPlan, reviewed(plan, existing, attesting, run), resumed);
  if (differences2.length === 0) return;
  throw new ActionError(
    "PLAN_CHANGED",
    `This run differs from the approved plan:
${differences2.map((line) => `- ${line}`).join("\n")}`,
    "Nothing was signed. Run `dry-run: plan` again, have the new plan reviewed, and set `approved-plan` to its `plan-digest`."
  );
}
function reviewed({ files }, { pages }, attestations, { index, platform }) {
  const { repository, workflowRef, sha } = platform.runner.job;
  const listed = [...pages.values()].flatMap((page) => page.files.map(({ name: name2 }) => name2));
  const names = new Set(files.map(({ distribution }) => distribution.name));
  const keys = new Set(files.map(({ distribution: { project, version } }) => releaseKey(project, version)));
  return {
    index: index.uploadUrl,
    repository,
    workflow: workflowRef,
    commit: sha,
    attestations,
    files: files.map(({ distribution: { name: name2, sha256: sha2562 }, presence }) => ({
      name: name2,
      sha256: sha2562,
      presence: presence.kind === "different" ? presence.file.sha256 : presence.kind
    })),
    others: listed.filter((name2) => !names.has(name2) && keys.has(releaseOf2(name2)))
  };
}
function releaseOf2(name2) {
  const file = parseFilename(name2);
  return "fault" in file ? "" : releaseKey(file.project, file.version);
}
function releaseKey(project, version) {
  return `${project} ${releaseVersion(version)}`;
}
async function proofOf(signing, run) {
  if (signing === void 0) return "none";
  const { slsaProvenance, githubAttestations } = run.inputs;
  return [
    signing.send ? "sent" : "kept",
    ...await signersOf(run),
    ...logOf(signing, run),
    WITH_PROVENANCE[slsaProvenance],
    githubAttestations ? "stored in the repository\u2019s attestation store" : ""
  ].filter((each) => each !== "").join(", ");
}
async function signersOf({ inputs, platform }) {
  const instance = await readInstance(inputs.sigstore, platform.files, platform.runner.job.server.host);
  const by = SIGNED_BY[instanceName(inputs)];
  if (instance.kind !== "tuf" && instance.kind !== "files") return [by];
  const { signingConfig } = instance;
  const root = instance.kind === "tuf" ? instance.root : instance.trustedRoot;
  return [
    `${by} with root ${documentDigest(root)}`,
    ...signingConfig === void 0 ? [] : [`by signing config ${documentDigest(signingConfig)}`]
  ];
}
function documentDigest(document) {
  return `SHA-256 ${createHash2("sha256").update(document.toString().trim()).digest("hex")}`;
}
function logOf({ send: send2 }, run) {
  const { rekorVersion } = run.inputs;
  if (instanceName(run.inputs) === "github") return [];
  const versions = rekorVersion === "auto" ? rekorFor(send2, run) : [rekorVersion];
  return versions.length === 1 ? [`logged in Rekor v${versions.join()}`] : [];
}
var SIGNED_BY = {
  "public-good": "",
  staging: "signed by the staging instance of Sigstore",
  github: "signed by GitHub\u2019s Sigstore instance",
  own: "signed by a private Sigstore instance"
};
var WITH_PROVENANCE = {
  none: "",
  run: "with build provenance",
  stored: "with the stored build provenance"
};
async function wordsOf(attesting, run) {
  return proofOf(attesting.kind === "none" ? void 0 : attesting, run);
}

// src/stages/expected-signer.ts
function publicSubject({ job_workflow_ref: workflow }) {
  return `https://github.com/${workflow}`;
}
function expectedSigner(claims, privateServer) {
  return {
    issuer: claims.iss,
    sourceRepositoryUri: `https://github.com/${claims.repository}`,
    sourceRepositoryIdentifier: claims.repository_id,
    ownerIdentifier: claims.repository_owner_id,
    sourceRepositoryRef: claims.ref,
    sourceRepositoryDigest: claims.sha,
    buildConfigUri: `https://github.com/${claims.workflow_ref}`,
    ...privateServer !== void 0 && { privateServer }
  };
}
function probableSigner({ repository, sha, workflowRef, serverUrl }, isPrivate) {
  return {
    ...repository !== "" && { sourceRepositoryUri: `https://github.com/${repository}` },
    ...sha !== "" && { sourceRepositoryDigest: sha },
    ...workflowRef !== "" && { buildConfigUri: `https://github.com/${workflowRef}` },
    ...isPrivate && { privateServer: serverUrl }
  };
}

// src/stages/attestations-directory.ts
var FOLDERS = 9;
var PROBE = ".wheelseal-probe";
async function existingAttestationsDirectory(inputs, { files, runner }) {
  const first2 = attestationsDirectory(inputs, { files, runner });
  if (inputs.attestationsDirectory !== void 0) return first2;
  for (const directory of namesOf3(first2)) {
    const isThere = await files.list(directory).then(
      (entries) => entries !== void 0,
      () => true
    );
    if (isThere && await writeFailure(directory, PROBE, files) === void 0) return directory;
  }
  return first2;
}
function namesOf3(first2) {
  return Array.from({ length: FOLDERS }, (_, place) => place === 0 ? first2 : `${first2}-${place + 1}`);
}
function attestationsDirectory({ attestationsDirectory: given }, { files, runner }) {
  return files.resolve(given ?? `${runner.temporaryDirectory}/wheelseal-attestations`);
}
async function openAttestationsDirectory(inputs, distributions, { files, runner }) {
  const first2 = attestationsDirectory(inputs, { files, runner });
  const directory = inputs.attestationsDirectory === void 0 ? await firstUsable(first2, { files, runner }) : first2;
  await refuseUnwritable(directory, files);
  await refuseLongNames(directory, distributions, files);
  return directory;
}
async function firstUsable(first2, { files, runner }) {
  for (const directory of namesOf3(first2)) {
    const failure2 = await writeFailure(directory, PROBE, files);
    if (failure2 !== void 0) continue;
    if (directory !== first2) {
      runner.log.notice(
        `Attestations are written to ${directory}: ${first2} belongs to another user of this machine.`
      );
    }
    return directory;
  }
  return first2;
}
async function refuseUnwritable(directory, files) {
  const failure2 = await writeFailure(directory, PROBE, files);
  if (failure2 === void 0) return;
  throw new ActionError(
    "INPUT_INVALID",
    `attestations-dir: ${directory} can't be written to: ${messageOf(failure2)}`,
    "Set attestations-dir to a directory that this job may write to, or remove the input.",
    failure2
  );
}
async function refuseLongNames(directory, distributions, files) {
  const { PUBLISH_KIND } = await import("./chunks/files-VUMFX4U7.mjs");
  const { suffix } = PUBLISH_KIND;
  const lengthOf = (name2) => Buffer.byteLength(`${name2}${suffix}`);
  const [longest] = distributions.toSorted((one, other) => lengthOf(other.name) - lengthOf(one.name));
  if (longest === void 0) return;
  const probe = PROBE.padEnd(lengthOf(longest.name), "x");
  const failure2 = await writeFailure(directory, probe, files);
  if (failure2 === void 0) return;
  throw new ActionError(
    "DISTRIBUTION_INVALID",
    `${longest.name}: its name leaves no room for that of its attestation, which has ${suffix} at its end: ${messageOf(failure2)}`,
    "Give the file a shorter name, or publish it with `attestations: never`.",
    failure2
  );
}
async function writeFailure(directory, name2, files) {
  const probe = `${directory}/${name2}`;
  try {
    await files.writeAtomically(probe, "");
    await files.remove(probe);
    return void 0;
  } catch (error) {
    return error;
  }
}

// src/report/progress.ts
function progressLine(verb, { done: done2, total, bytes, elapsed }) {
  const count = `${done2} of ${total} ${verb}`;
  if (bytes === void 0 || bytes.done === 0 || elapsed <= 0) return count;
  const rate = bytes.done / elapsed;
  const left = Math.max(0, bytes.total - bytes.done) / rate;
  return `${count}, ${readableSize(Math.round(rate * 1e3))}/s, about ${remaining(left)} left`;
}
function remaining(milliseconds) {
  const seconds2 = Math.max(1, Math.round(milliseconds / 1e3));
  return seconds2 < 100 ? `${seconds2} s` : `${Math.round(seconds2 / 60)} min`;
}
var PAUSE = 1e4;
function countProgress(verb, sizes, { clock, log, sends }) {
  const began = clock.now().getTime();
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let [done2, bytes, last] = [0, 0, began];
  return (size) => {
    done2 += 1;
    bytes += size;
    const now = clock.now().getTime();
    if (now - last < PAUSE || done2 === sizes.length) return;
    last = now;
    const sent = sends ? { bytes: { done: bytes, total: all } } : {};
    log.info(progressLine(verb, { done: done2, total: sizes.length, elapsed: now - began, ...sent }));
  };
}

// src/github/snappy.ts
var [KIND, LITERAL, NEAR_COPY, COPY] = [3, 0, 1, 2];
var LONG_LITERAL = 60;
function unpackSnappy(packed, maximumBytes3) {
  const reader = new ByteReader(packed);
  const length = reader.varint();
  if (length > maximumBytes3) {
    throw new Error(`it would unpack to ${length} bytes, more than the ${maximumBytes3} expected at most`);
  }
  const output = Buffer.alloc(length);
  let written = 0;
  while (reader.left > 0) {
    const tag = reader.integer(1);
    const bytes = (tag & KIND) === LITERAL ? literal(reader, tag) : copied(reader, tag, output.subarray(0, written));
    if (written + bytes.length > length) throw malformed("it has more than it says");
    output.set(bytes, written);
    written += bytes.length;
  }
  if (written !== length) throw malformed("it ends early");
  return output;
}
function literal(reader, tag) {
  const short = tag >> 2;
  return reader.take(short < LONG_LITERAL ? short + 1 : reader.integer(short - LONG_LITERAL + 1) + 1);
}
function copied(reader, tag, before) {
  const kind = tag & KIND;
  const isNear2 = kind === NEAR_COPY;
  const length = isNear2 ? (tag >> 2 & 7) + 4 : (tag >> 2) + 1;
  const offset = isNear2 ? (tag >> 5) * 256 + reader.integer(1) : reader.integer(kind === COPY ? 2 : 4);
  if (offset === 0 || offset > before.length) throw malformed("it copies from before its beginning");
  return Buffer.alloc(length, before.subarray(before.length - offset));
}
var ByteReader = class {
  #bytes;
  #place = 0;
  constructor(bytes) {
    this.#bytes = bytes;
  }
  get left() {
    return this.#bytes.length - this.#place;
  }
  take(count) {
    if (count > this.left) throw malformed("it ends early");
    this.#place += count;
    return this.#bytes.subarray(this.#place - count, this.#place);
  }
  /** Little-endian. */
  integer(bytes) {
    return this.take(bytes).reduceRight((value, byte) => value * 256 + byte, 0);
  }
  /** Seven bits a byte, the lowest first; of 32 bits at most. */
  varint() {
    let value = 0;
    for (let place = 0; place < 5; place += 1) {
      const byte = this.integer(1);
      value += (byte & 127) * 2 ** (7 * place);
      if (byte < 128 && value < 2 ** 32) return value;
    }
    throw malformed("its length is of more than 32 bits");
  }
};
function malformed(what) {
  return new Error(`it is not whole Snappy data: ${what}`);
}

// src/github/stored-attestations.ts
var LISTED = 100;
var MOST_PAGES = 5;
var PURPOSE = "attestation store";
var MAXIMUM_LIST = 16 * 1024 * 1024;
var [MAXIMUM_PACKED, MAXIMUM_BUNDLE] = [1024 * 1024, 4 * 1024 * 1024];
async function fetchStoredProvenance({ apiUrl, repository, sha256: sha2562, authorization: authorization2 }, platform, signal) {
  const list2 = `${apiUrl}/repos/${repository}/attestations/sha256:${sha2562}`;
  const bundles2 = [];
  let url = `${list2}?predicate_type=provenance&per_page=${LISTED}`;
  for (let page = 0; url !== void 0 && page < MOST_PAGES; page += 1) {
    const request = {
      url,
      purpose: PURPOSE,
      headers: apiHeaders(authorization2),
      maximumBytes: MAXIMUM_LIST
    };
    const answer = await restGet(request, platform, signal);
    if (answer.status === 404) break;
    if (answer.status !== 200) throw restRefusal(url, answer, platform.runner.redact);
    const attestations = asObject(tryParseJson(answer.body))?.get("attestations");
    for (const each of asArray(attestations)) {
      bundles2.push(await bundleOf(asObject(each), platform, signal));
    }
    url = nextPage(answer.headers["link"], list2);
  }
  return bundles2;
}
function nextPage(link2, list2) {
  const [, next] = /<([^<>]+)>\s*;\s*rel="next"/.exec(link2 ?? "") ?? [];
  return next?.startsWith(`${list2}?`) === true ? next : void 0;
}
async function bundleOf(attestation, platform, signal) {
  const bundle = attestation?.get("bundle");
  const url = asString(attestation?.get("bundle_url")) ?? "";
  if (bundle !== null && bundle !== void 0) return bundle;
  if (url === "") throw new Error("the attestation store returned neither a bundle nor its URL");
  const request = { url, purpose: `${PURPOSE}, bundle`, headers: {}, maximumBytes: MAXIMUM_PACKED };
  const answer = await restGet(request, platform, signal);
  if (answer.status !== 200) throw restRefusal(url, answer, platform.runner.redact);
  return tryParseJson(unpackSnappy(answer.body, MAXIMUM_BUNDLE));
}

// src/stages/stored-provenance.ts
function provenanceSigner({ iss, repository, workflow_ref: workflowRef }, privateServer) {
  const sourceRepositoryUri = `https://github.com/${repository}`;
  return {
    issuer: iss,
    sourceRepositoryUri,
    buildConfigFile: `${sourceRepositoryUri}/.github/workflows/${workflowFile(workflowRef)}`,
    ...privateServer !== void 0 && { privateServer }
  };
}
function probableProvenanceSigner({ repository, workflowRef }) {
  if (repository === "") return {};
  const signer = provenanceSigner({ iss: "", repository, workflow_ref: workflowRef });
  const { sourceRepositoryUri, buildConfigFile } = signer;
  return { sourceRepositoryUri, ...workflowRef !== "" && { buildConfigFile } };
}
function storedProvenance(signer, run) {
  const { inputs, platform, ledger } = run;
  return {
    fetch: async (sha2562) => fetchFrom(sha2562, run),
    signer,
    required: inputs.attestations === "require",
    onUnfit: (reasons) => {
      for (const line of reasonLines(reasons)) {
        const text3 = `Without build provenance: ${line}`;
        ledger.decided(text3);
        platform.runner.log.warning(text3);
      }
    }
  };
}
async function fetchFrom(sha2562, { inputs: { githubToken }, platform, cancelled }) {
  const { job, githubApiUrl: apiUrl } = platform.runner;
  if (job.server.kind !== "github" && job.server.kind !== "act") {
    throw new Error(
      `only github.com and ghe.com have an attestation store, and this job runs on ${job.server.host}`
    );
  }
  if (githubToken === void 0) throw new Error("github-token is empty");
  const authorization2 = platform.runner.secret(`Bearer ${githubToken.reveal()}`);
  const wanted = { apiUrl, repository: job.repository, sha256: sha2562, authorization: authorization2 };
  try {
    return await fetchStoredProvenance(wanted, platform, cancelled);
  } catch (error) {
    if (!cancelled.aborted) throw error;
    throw new ActionError("CANCELLED", "Cancelled before anything was signed", runAgain(), error);
  }
}

// src/stages/attest.ts
async function attestAll(plan, signing, run) {
  const { inputs, platform, ledger, cancelled } = run;
  const { log } = platform.runner;
  const { attest, keptAttestations } = await import("./chunks/attest-T5RSUYCZ.mjs");
  const directory = await openAttestationsDirectory(inputs, plan.toPublish, platform);
  ledger.attestationsIn(directory);
  if (!signing.send) ledger.keepsAttestations();
  const published = publishedBefore(plan, run);
  const earlier = await fetchKept([...plan.toPublish, ...published], directory, run);
  const request = await requestFor(plan.toPublish, signing, directory, run);
  const kept = await keptAttestations(published, request, { files: platform.files, log });
  const made = /* @__PURE__ */ new Map();
  const sizes = plan.toPublish.map(() => 0);
  const count = countProgress("signed", sizes, { clock: platform.clock, log, sends: false });
  const onMade = ({ name: name2 }, attestations) => {
    made.set(name2, attestations);
    ledger.attested(name2, attestations);
    for (const line of attestations.map(attestedLine)) log.info(`${name2}: ${line}`);
    if (attestations.some(({ adopted }) => !adopted)) count(0);
  };
  const onFailed = (distribution, error) => ledger.failed(distribution.name, error);
  try {
    const attestations = await attest(request, { files: platform.files, log }, onMade, onFailed, cancelled);
    logEntries(attestations, run);
    return { made: attestations, sent: signing.send ? acceptable(attestations) : NO_ATTESTATIONS.sent };
  } finally {
    await storeAsArtifact(plan, { made, kept }, directory, earlier, run);
  }
}
function publishedBefore({ files }, { inputs }) {
  if (inputs.artifactName === void 0 || inputs.existingAttestations === "replace") return [];
  return files.flatMap(({ action, distribution }) => action === "already-there" ? [distribution] : []);
}
async function requestFor(distributions, signing, directory, run) {
  const [policy, { publicDomain }] = await Promise.all([
    import("./chunks/policy-46RTEO72.mjs"),
    import("./chunks/instances-K6RGFWEE.mjs")
  ]);
  const { inputs, platform } = run;
  const { identity, instance, provenance, trust, verifiableRekor } = signing;
  if (provenance !== void 0) announceProvenance(provenance, run);
  const isPrivate = publicDomain(instance) === void 0;
  const expected = expectedSigner(identity.claims, isPrivate ? platform.runner.job.serverUrl : void 0);
  const stored = inputs.slsaProvenance === "stored" ? storedProvenance(provenanceSigner(identity.claims, expected.privateServer), run) : void 0;
  const checkIdentity = (certificate) => {
    policy.checkSigner(certificate, expected);
    if (!isPrivate) policy.checkSubject(certificate, publicSubject(identity.claims));
  };
  return {
    distributions,
    directory,
    existing: inputs.existingAttestations,
    bundles: inputs.bundles,
    expected,
    verifiableRekor,
    trustedRoot: trust.trustedRoot,
    provenance,
    provenanceSigner: stored?.signer,
    stored,
    proof: instance === "github" ? "timestamp" : "log",
    signer: async () => openSigner(signing, checkIdentity, run)
  };
}
function announceProvenance({ runId }, { platform, ledger }) {
  const line = `Each file also gets the build provenance (SLSA v1) of this workflow run, ${runId}: of the run that publishes, which need not have built the file.`;
  ledger.decided(line);
  platform.runner.log.info(line);
}
function acceptable(made) {
  return new Map(
    [...made].map(([name2, attestations]) => [
      name2,
      attestations.flatMap((each) => each.form === "attestation" ? [each.attestation] : [])
    ])
  );
}
function logEntries(attestations, { inputs, platform }) {
  const signed = [...attestations.values()].map(
    (made) => made.filter(({ adopted, form }) => !adopted && form === "attestation").length
  );
  const files = signed.filter((count) => count > 0).length;
  const entries = signed.reduce((sum, count) => sum + count, 0);
  if (inputs.dryRun === "sign" && files > 0) {
    const what = entries === 1 ? "one log entry is" : `${entries} log entries are`;
    platform.runner.log.notice(
      `Signed ${counted(files, "file")}: ${what} now permanently recorded in the transparency log.`,
      "Dry run",
      "permanent"
    );
  }
}
function attestedLine(made) {
  const { adopted, path, predicateType } = made;
  const kind = predicateType.split("/").slice(-2).join("/");
  const written = path === void 0 ? "not written" : "written";
  const proof = made.form === "bundle" ? "a Sigstore bundle without a log entry" : `entry ${made.logIndex} of a Rekor v${made.rekorVersion} log`;
  return `${adopted ? "adopted" : "signed"}, verified and ${written} (${kind}, ${proof})`;
}
async function openSigner(signing, checkIdentity, { inputs, platform }) {
  const { identity, audience, trust } = signing;
  const { trustedRoot } = trust;
  const request = { identityToken: () => identity.token(audience), checkIdentity, platform, trustedRoot };
  if (signing.instance === "github") {
    const { createTimestampedSigner } = await import("./chunks/timestamped-signer-WRGEUX3B.mjs");
    return createTimestampedSigner({ ...request, services: signing.services });
  }
  const { createSigner } = await import("./chunks/signer-5GW27S4D.mjs");
  const { services } = signing;
  const refresh = async () => {
    const renewed = await signing.refresh();
    return { services: renewed.services, trustedRoot: renewed.trust.trustedRoot };
  };
  return createSigner({ ...request, services, timestampV1: inputs.bundles, refresh });
}

// src/package-index/trusted-publishing/token-coverage.ts
var ADD_PUBLISHER = "Add this job as a publisher in the settings of each project, with the same environment: an index looks pending and registered publishers up independently, and prefers those that name the job's environment.";
function coverageOf(token2, projects, absent, { title }) {
  const names = token2?.by === "name" ? token2.projects : void 0;
  const unnamed2 = token2 === void 0 ? "the upload token does not list its projects" : `the upload token covers ${numberOf(token2.projects)}, listed by ID; this run publishes ${projects.length - absent.length}`;
  return projects.map((project) => {
    if (absent.includes(project))
      return {
        project,
        covered: false,
        because: `does not exist on ${title}, although ${title} issued an upload token`
      };
    if (names === void 0) return { project, covered: null, because: unnamed2 };
    const covered = names.includes(project);
    return { project, covered, because: `the upload token ${covered ? "lists it" : "does not list it"}` };
  });
}
function uncoveredProjects(token2, existing, index) {
  const gap = gapOf(token2, existing, index);
  return gap === void 0 ? void 0 : new ActionError("TOKEN_REFUSED", gap, ADD_PUBLISHER);
}
function coverageWarning(token2, existing, index) {
  const gap = gapOf(token2, existing, index);
  return gap === void 0 ? void 0 : `${gap}. ${ADD_PUBLISHER}`;
}
function gapOf(token2, existing, { title }) {
  if (token2 === void 0) return void 0;
  const left = token2.by === "name" ? existing.filter((project) => !token2.projects.includes(project)) : [];
  if (left.length > 0) {
    return `The upload token of this job does not cover ${left.join(", ")}: ${title} would reject the files of ${left.length === 1 ? "this project" : "these projects"}`;
  }
  if (token2.projects.length >= existing.length) return void 0;
  return `The upload token of this job covers ${numberOf(token2.projects)}, and this run has ${existing.length} (${shortList(existing)}): ${title} would reject the files of the others`;
}
function numberOf({ length }) {
  return `${length} ${length === 1 ? "project" : "projects"}`;
}

// src/ground/macaroon.ts
var [END, LOCATION, IDENTIFIER, SIGNATURE] = [0, 1, 2, 6];
var VERSION = 2;
var SIGNATURE_BYTES = 32;
function readMacaroon(bytes) {
  try {
    return macaroonOf(bytes);
  } catch (error) {
    if (error instanceof RangeError) return void 0;
    throw error;
  }
}
function macaroonOf(bytes) {
  let at2 = 0;
  const byte = () => {
    const value = bytes[at2];
    if (value === void 0) throw new RangeError("it ends too early");
    at2 += 1;
    return value;
  };
  const length = () => {
    let value = 0;
    for (let shift = 0; shift <= 21; shift += 7) {
      const next = byte();
      value |= (next & 127) << shift;
      if (next < 128) return value;
    }
    throw new RangeError("a field is too long");
  };
  const data = () => {
    const size = length();
    if (at2 + size > bytes.length) throw new RangeError("it ends too early");
    at2 += size;
    return bytes.subarray(at2 - size, at2);
  };
  const section2 = () => {
    let fields;
    for (let type = byte(); type !== END; type = byte()) {
      fields ??= {};
      const value = data();
      if (type === LOCATION) fields.location = value;
      else if (type === IDENTIFIER) fields.identifier = value;
    }
    return fields;
  };
  if (byte() !== VERSION) throw new RangeError("another format");
  const head = section2();
  if (head?.identifier === void 0) throw new RangeError("no identifier");
  const caveats = [];
  for (let next = section2(); next !== void 0; next = section2()) {
    if (next.identifier === void 0) throw new RangeError("a caveat without a text");
    caveats.push(next.identifier);
  }
  if (byte() !== SIGNATURE || data().length !== SIGNATURE_BYTES) throw new RangeError("no signature");
  return { location: head.location?.toString() ?? "", caveats };
}

// src/package-index/trusted-publishing/token-projects.ts
var LISTS = /* @__PURE__ */ new Map([
  [1, "name"],
  [2, "id"]
]);
function projectsOfToken(token2) {
  const encoded = /^pypi-([\w-]+)$/.exec(token2)?.[1];
  const macaroon = encoded === void 0 ? void 0 : readMacaroon(Buffer.from(encoded, "base64url"));
  const [list2, ...more] = (macaroon?.caveats ?? []).flatMap(listOf);
  return more.length > 0 ? void 0 : list2 && known(list2);
}
function listOf(caveat) {
  const [kind, list2] = asArray(tryParseJson(caveat));
  const by = LISTS.get(kind);
  return by === void 0 ? [] : [{ by, list: list2 }];
}
function known({
  by,
  list: list2
}) {
  const all = asArray(list2);
  const projects = all.filter((each) => typeof each === "string");
  if (projects.length === 0 || projects.length !== all.length) return void 0;
  return { by, projects: [...new Set(projects)] };
}

// src/package-index/trusted-publishing/mint-refusal.ts
function mintRefusal(code, description, mint) {
  const { index, claims } = mint;
  const what = code === "invalid-publisher" ? `${index.title} has no Trusted Publisher that matches this job` : `${index.title} issued no upload token`;
  const message = [
    `${what}: "${description}" (${code}). \`password\` is empty, so Trusted Publishing is used.`,
    "This job is:",
    ...fieldLines(claims)
  ].join("\n");
  return new ActionError("TOKEN_REFUSED", message, hintForCode(code, description, mint));
}
function fieldLines(claims) {
  const { owner, repositoryName, workflow, environment } = publisherOf(claims);
  return [
    `  Owner: ${owner} (id ${claims.repository_owner_id})`,
    `  Repository name: ${repositoryName}`,
    `  Workflow name: ${workflow} (${claims.job_workflow_ref})`,
    `  Environment name: ${environment ?? "(none)"}`,
    `  Event: ${claims.event_name}, ref ${claims.ref}`
  ];
}
function hintForCode(code, description, mint) {
  const { index, claims } = mint;
  const [foreign] = checkIssuer(claims, index, true);
  if (foreign !== void 0) return `${foreign.message} ${foreign.hint}`;
  switch (code) {
    case "invalid-publisher":
      return publisherHint(mint);
    case "invalid-pending-publisher":
      return `Remove the pending publisher at ${publishingPage(index)} and add the publisher to the project itself, which exists already.`;
    case "not-enabled":
      return runAgain({
        when: "later",
        or: "publish with an API token in `password`",
        because: "the index has disabled Trusted Publishing for now"
      });
    case "invalid-token":
      return index.audience === void 0 ? "Check this machine's clock and `oidc-audience`: the index rejected the identity token." : "Check this machine's clock: the index rejected the identity token.";
    case "invalid-reuse-token":
      return runAgain({ because: "it uses a new identity token" });
    case "invalid-payload":
      return knownRemedy(400, description, { ...index, authorizedBy: "trusted-publishing" }) ?? "Correct the publisher or its project name as the index says.";
    default:
      return `Check the Trusted Publisher at ${publishingPage(index)}.`;
  }
}
function publisherHint({ index, claims, publishers }) {
  if (claims.event_name === "pull_request_target") {
    return "Publish from `release`, a tag `push` or `workflow_dispatch`: no index accepts pull_request_target.";
  }
  if (isOfOtherRepository(claims)) {
    return `Move this job into a workflow of ${claims.repository}: it is defined in a reusable workflow of another repository, which no publisher can match.`;
  }
  if (isOfOtherRef(claims)) {
    return "Call the reusable workflow by its path (`uses: ./.github/workflows/\u2026`): at another commit or branch than this run, no publisher can match it.";
  }
  const known2 = environmentHint(claims, publishers) ?? earlierPublisherHint(claims, publishers);
  return known2 ?? comparisonHint(index, claims);
}
function environmentHint(claims, publishers) {
  const { workflow, environment } = publisherOf(claims);
  const before = publishers.find(
    (known2) => known2.repository.toLowerCase() === claims.repository.toLowerCase() && known2.workflow === workflow && known2.environment !== void 0 && known2.environment.toLowerCase() !== environment?.toLowerCase()
  );
  return before && `Add \`environment: ${before.environment}\` to this job: the newest attested file of ${before.project} came from it.`;
}
function earlierPublisherHint(claims, publishers) {
  const { repository, job_workflow_ref: workflowRef, environment = "" } = claims;
  const [difference] = publisherDifferences(publishers, { repository, workflowRef, environment });
  return difference && `Publish from there, or add this job as a publisher in the settings of the project. ${difference}`;
}
function comparisonHint(index, claims) {
  const { environment } = publisherOf(claims);
  const named2 = environment === void 0 ? "If the publisher names an environment, add `environment: NAME` to this job." : `If the publisher names another environment than ${environment}, use that one in this job.`;
  return `Compare this with the publisher under Publishing in the project's settings (of a new project: ${publishingPage(index)}). ${named2} ${registrationHint(claims)}`;
}
function registrationHint({ job_workflow_ref: called, workflow_ref: topLevel }) {
  return called === topLevel ? "If no publisher names this workflow, add one." : `If none names ${workflowFile(called)}, move this job into ${workflowFile(topLevel)} and register that file: the attestations of reusable workflows are rejected.`;
}
function publishingPage(index) {
  return index.apiUrl === void 0 ? index.title : `${index.apiUrl}/manage/account/publishing/`;
}

// src/package-index/trusted-publishing/unreachable-project.ts
function unreachableProjects(projects, index, claims) {
  const { title, simpleUrl = "" } = index;
  const [first2 = "", ...others] = projects;
  const queried = `HTTP 404 for ${simpleUrl}${first2}/${others.length === 0 ? "" : ", likewise for the others"}`;
  const [names, them] = [projects.join(", "), projects.length === 1 ? "it" : "them"];
  const message = [
    `${names}: ${title} has no such project (${queried}), and the upload token of this job did not create ${them}. This job is:`,
    ...fieldLines(claims),
    `${onePending(index)} Any upload token turns it into its one project, also in a run that does not publish that project.`
  ].join("\n");
  return new ActionError("TOKEN_REFUSED", message, firstRelease(projects.length, index));
}
function newProjectsWarning(missing, index) {
  if (missing.length < 2) return void 0;
  const { title } = index;
  return `${title} has none of the projects ${shortList(missing, MOST_NAMES)}, and a run with Trusted Publishing would create one of them at most and fail for the others. ${onePending(index)} ${firstRelease(missing.length, index)}`;
}
var MOST_NAMES = 20;
function onePending({ title }) {
  return `${title} allows one pending publisher per repository, workflow and environment.`;
}
function firstRelease(projects, index) {
  return `Publish the first release of ${projects === 1 ? "this project" : "each of these projects"} in a run of its own, after adding a pending publisher at ${publishingPage(index)}; or upload it once with an API token (\`password\`); or give each new project a job with its own \`environment\`: pending publishers of different environments exist side by side.`;
}

// src/package-index/query/query-context.ts
function withDeadline(context, milliseconds) {
  const { platform } = context;
  const end = new Date(platform.clock.now().getTime() + milliseconds);
  return { ...context, platform: withinTime(platform, end) };
}

// src/package-index/query/reachability.ts
var [APART, PATIENCE] = [5e3, 3e4];
var PROJECTS_AT_ONCE = 16;
async function queryReach(projects, existing, context) {
  const found = await mapPool(projects, PROJECTS_AT_ONCE, async (project) => [
    project,
    await reachOf(project, context)
  ]);
  const isCertain = found.every(([, { kind }]) => kind !== "absent") || await redirects(existing, context);
  const because = `${context.index.title} does not redirect from other spellings of a name`;
  return new Map(
    found.map(([project, reach]) => [
      project,
      reach.kind === "absent" && !isCertain ? { kind: "unknown", because } : reach
    ])
  );
}
async function redirects(existing, context) {
  const [spelling] = existing === void 0 ? [] : otherSpellings(existing, context.platform.clock.random());
  if (spelling === void 0) return true;
  const reach = await unlessUnavailable(
    context,
    async () => readStatus(await statusOf(spelling, bounded(context)))
  );
  return reach.kind === "exists";
}
async function reachOf(project, given) {
  const { clock } = given.platform;
  const context = bounded(given);
  const spellings = otherSpellings(project, clock.random());
  const [first2, second] = spellings;
  if (first2 === void 0 || second === void 0)
    return { kind: "unknown", because: `its name can't be spelled in another way` };
  return unlessUnavailable(given, async () => {
    const early = readStatus(await statusOf(first2, context));
    if (early.kind !== "absent") return early;
    await clock.sleep(APART, given.signal);
    const late = readStatus(await statusOf(second, context));
    return late.kind === "absent" ? readStatus(await statusOf(project, context)) : late;
  });
}
function bounded(context) {
  return { ...withDeadline(context, PATIENCE), once: true };
}
async function statusOf(spelling, context) {
  const { simpleUrl, title } = context.index;
  const url = `${simpleUrl ?? ""}${encodeURIComponent(spelling)}/`;
  const answer = await get(url, "text/html", `whether ${title} has ${spelling}`, context);
  return answer.status;
}
function readStatus(status) {
  if (status === 404) return { kind: "absent" };
  if (status === 200 || status >= 300 && status < 400) return { kind: "exists" };
  return { kind: "unknown", because: `the query was answered with ${status}` };
}
var MOST_PLACES = 30;
function otherSpellings(name2, random) {
  const variants2 = name2.split("").map((character) => {
    if (character === "-") return ["-", "_", "."];
    return /[a-z]/.test(character) ? [character, character.toUpperCase()] : [character];
  });
  const varied = variants2.flatMap(({ length }, place) => length > 1 ? [place] : []).slice(0, MOST_PLACES);
  const total = varied.reduce((product, place) => product * (variants2[place]?.length ?? 1), 1);
  const first2 = Math.floor(random * (total - 1));
  const numbers2 = [first2, (first2 + 1) % Math.max(1, total - 1)].map((number) => number + 1);
  return [...new Set(numbers2)].slice(0, total - 1).map((number) => spellingOf(number, variants2, varied));
}
function spellingOf(number, variants2, varied) {
  let rest2 = number;
  return variants2.map((choices, place) => {
    if (!varied.includes(place)) return choices[0] ?? "";
    const choice = choices[rest2 % choices.length] ?? "";
    rest2 = Math.floor(rest2 / choices.length);
    return choice;
  }).join("");
}

// src/stages/check-reach.ts
var MOST_NAMES2 = 20;
async function checkReach(plan, { pages }, { identity }, credentials, run) {
  const { inputs, index, platform, ledger } = run;
  if (index.kind !== "pypi" || inputs.credentials !== void 0 || identity === void 0) return plan;
  const planned = [...new Set(plan.releases.map(({ project }) => project))];
  const absent = await absentProjects(planned, missingOf(planned, pages), credentials, run);
  for (const { name: name2, project } of plan.toPublish)
    if (absent.includes(project)) ledger.failed(name2, unreachableProjects([project], index, identity.claims));
  const reachable = withoutProjects(plan, absent);
  if (reachable.toPublish.length === 0) throw unreachableProjects(absent, index, identity.claims);
  for (const project of absent)
    platform.runner.log.info(`${project}: not published, since ${index.title} has no such project`);
  const token2 = await credentials.current();
  const warning = coverageWarning(
    projectsOfToken(token2.password.reveal()),
    planned.filter((project) => !absent.includes(project)),
    index
  );
  if (warning !== void 0) platform.runner.log.warning(warning);
  return reachable;
}
function missingOf(projects, pages) {
  return projects.filter((project) => pages.get(project) === EMPTY_PROJECT_PAGE);
}
async function absentProjects(projects, missing, credentials, run) {
  const { index, platform, cancelled } = run;
  const queried = projects.filter((project) => missing.includes(project));
  const existing = projects.find((project) => !missing.includes(project));
  const context = {
    index,
    platform,
    credentials: await queryCredentials(credentials, index),
    signal: cancelled
  };
  const reach = await queryReach(queried, existing, context);
  warnOfUnknown(reach, run);
  return queried.filter((project) => reach.get(project)?.kind === "absent");
}
function warnOfUnknown(reach, { index, platform }) {
  const unknown = [...reach].flatMap(
    ([project, found]) => found.kind === "unknown" ? [{ project, because: found.because }] : []
  );
  for (const [because, group] of Map.groupBy(unknown, (each) => each.because)) {
    const names = group.map(({ project }) => project);
    platform.runner.log.warning(
      `Whether ${index.title} has the ${names.length === 1 ? "project" : "projects"} ${shortList(names, MOST_NAMES2)} is not known before the upload: ${because}`
    );
  }
}

// src/distributions/archives/encrypted-source.ts
var RULES = [
  {
    tool: "PyArmor",
    markers: [
      "__pyarmor__(__name__, __file__,",
      "__pyarmor_enter__",
      "__pyarmor_exit__",
      "__pyarmor_assert__",
      "__pyarmor_bcc__"
    ],
    any: true
  },
  { tool: "SourceDefender", markers: ["---BEGIN PYE FILE---", "---END PYE FILE---"], any: false }
];
var maximumBytes = 5 * 1024 * 1024;
function isScanned(path, size) {
  const name2 = path.slice(path.lastIndexOf("/") + 1).replace(/^\.+/, "");
  const suffix = name2.includes(".") ? name2.slice(name2.lastIndexOf(".")).toLowerCase() : "";
  return size <= maximumBytes && (suffix === ".py" || suffix === ".pye");
}
function encryptingTool(content) {
  const rule = RULES.find(({ markers, any }) => {
    const found = markers.filter((marker) => content.includes(marker));
    return any ? found.length > 0 : found.length === markers.length;
  });
  return rule?.tool;
}
function encryptedSource(path, tool) {
  const answer = `Invalid distribution file. ${tool}-encrypted content is not allowed. See https://pypi.org/policy/acceptable-use-policy/ for more information.`;
  const hint = `Build without ${tool}: the index accepts no encrypted source.`;
  return againstIndex(`'${path}' is encrypted by ${tool}`, answer, hint);
}

// src/distributions/archives/record.ts
var REBUILD = "Build the wheel again with a current build backend, which writes RECORD anew.";
var shown = 5;
var maximumField = 131072;
var hashNames = new Map(
  ["sha256", "sha384", "sha512"].map((name2) => [name2, name2])
);
var MAILED = "; PyPI warns about it by email, and has announced that it will reject such wheels";
function checkRecord(bytes, members, information) {
  const record = decodedUtf8(bytes);
  const answer = `Wheel does not contain the required RECORD file: ${information}/RECORD`;
  if (record === void 0) return [againstIndex("RECORD is not UTF-8", answer, REBUILD)];
  const exempt = /* @__PURE__ */ new Set([`${information}/RECORD.jws`, `${information}/RECORD.p7s`]);
  const present = new Set([...members].filter((path) => !/[/\\]$/.test(path) && !exempt.has(path)));
  const { rows, hasEmptyLine } = parseRows(record);
  const tooLong2 = rows.flat().some((field) => field.length > maximumField);
  return [
    ...tooLong2 ? [againstIndex(`RECORD has a field of more than ${maximumField} characters`, answer, REBUILD)] : [],
    ...checkPaths(new Set(rows.map(([path = ""]) => path)), present, exempt),
    ...hasEmptyLine ? [againstIndex("RECORD has an empty line", "500 Internal Server Error", REBUILD)] : [],
    ...checkHashes(rows, present, information)
  ];
}
function recordedHashes(bytes) {
  const hashes = /* @__PURE__ */ new Map();
  for (const [path = "", hash2 = ""] of parseRows(decodedUtf8(bytes) ?? "").rows) {
    const [name2 = "", digest = ""] = hash2.split("=");
    const algorithm = hashNames.get(name2.toLowerCase());
    if (algorithm !== void 0 && digest !== "") hashes.set(path, { algorithm, base64url: digest });
  }
  return hashes;
}
function checkPaths(listed, present, exempt) {
  const missing = [...present].filter((path) => !listed.has(path));
  const absent = [...listed].filter((path) => !present.has(path) && !exempt.has(path));
  const signatures = [...listed].filter((path) => exempt.has(path));
  return [
    ...missing.length === 0 ? [] : [note(`RECORD does not list ${quotedPaths(missing)}${MAILED}${inData(missing)}`)],
    ...absent.length === 0 ? [] : [note(`RECORD lists ${quotedPaths(absent)}, which the wheel does not have${MAILED}`)],
    ...signatures.length === 0 ? [] : [note(`RECORD lists ${quotedPaths(signatures)}, which sign it and cannot be listed in it${MAILED}`)]
  ];
}
function checkHashes(rows, present, information) {
  const unhashed = rows.filter(
    ([path = "", hash2 = ""]) => hash2 === "" && path !== `${information}/RECORD` && present.has(path)
  );
  if (unhashed.length === 0) return [];
  return [note(`RECORD has no hash of ${quotedPaths(unhashed.map(([path = ""]) => path))}`)];
}
function parseRows(record) {
  const text3 = record.replace(pythonLineEnds, "\n");
  const rows = [];
  let hasEmptyLine = false;
  let position = 0;
  while (position < text3.length) {
    if (text3[position] === "\n") {
      hasEmptyLine = true;
      position += 1;
      continue;
    }
    const row = [];
    let cell2;
    do {
      cell2 = cellAt(text3, position);
      row.push(row.length === 0 ? cell2.value.replaceAll("\\", "/") : cell2.value);
      position = cell2.end + 1;
    } while (text3[cell2.end] === ",");
    rows.push(row);
  }
  return { rows, hasEmptyLine };
}
function cellAt(text3, start) {
  if (text3[start] !== '"') return plainCell(text3, start);
  let quote = text3.indexOf('"', start + 1);
  while (quote >= 0 && text3[quote + 1] === '"') quote = text3.indexOf('"', quote + 2);
  const inside = text3.slice(start + 1, quote < 0 ? void 0 : quote).replaceAll('""', '"');
  const behind = plainCell(text3, quote < 0 ? text3.length : quote + 1);
  return { value: inside + behind.value, end: behind.end };
}
function plainCell(text3, start) {
  const stop = /[,\n]/g;
  stop.lastIndex = start;
  const end = stop.exec(text3)?.index ?? text3.length;
  return { value: text3.slice(start, end), end };
}
function inData(missing) {
  const [first2] = missing.filter((path) => /^[^/]+\.data\//.test(path));
  return first2 === void 0 ? "" : `; uv can't install a wheel whose RECORD does not list '${first2}'`;
}
function quotedPaths(paths) {
  return shortList(
    paths.map((path) => `'${path}'`),
    shown
  );
}

// src/distributions/archives/tar-gz.ts
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

// src/distributions/archives/tar.ts
import { isAscii } from "node:buffer";

// src/distributions/archives/tar-extended.ts
var replacing = /* @__PURE__ */ new Map([
  ["path", "path"],
  ["linkpath", "linkpath"],
  ["size", "size"],
  ["GNU.sparse.name", "path"]
]);
var maximumDigits = 10;
function parsePaxRecords(bytes) {
  const records = /* @__PURE__ */ new Map();
  let position = 0;
  while (position < bytes.length && bytes[position] !== 0) {
    const space2 = bytes.indexOf(" ", position);
    const digits = bytes.toString("latin1", position, Math.min(space2, position + maximumDigits + 1));
    const end = position + Number(/^\d{1,10}$/.test(digits) ? digits : 0);
    const equals = bytes.indexOf("=", position);
    if (space2 < 0 || end <= equals || equals < space2 || end > bytes.length || bytes[end - 1] !== 10)
      throw malformed2();
    const key = bytes.toString("utf8", space2 + 1, equals);
    const replaced = replacing.get(key);
    if (replaced !== void 0) records.set(replaced, checked(bytes.toString("utf8", equals + 1, end - 1)));
    if (key.startsWith("GNU.sparse")) records.set("sparse", "");
    position = end;
  }
  return records;
}
function longNameRecord(type, name2) {
  return /* @__PURE__ */ new Map([[type === "L" ? "path" : "linkpath", checked(name2)]]);
}
function addExtended(known2, more) {
  for (const [key, value] of more) {
    if ((known2.get(key) ?? value) !== value)
      throw new Unreadable(`two extended headers of the tar archive give one member another ${key}`);
    known2.set(key, value);
  }
}
function checked(value) {
  if (value === "" || value.includes("\0")) throw malformed2();
  return value;
}
function malformed2() {
  return new Unreadable("an extended header of the tar archive is malformed");
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
      const parts2 = [];
      let missing = length;
      while (missing > 0) {
        if (pending.length === 0 && !await refill()) break;
        parts2.push(pending.subarray(0, missing));
        missing -= Math.min(missing, pending.length);
        pending = pending.subarray(parts2.at(-1)?.length ?? 0);
      }
      if (missing > 0 && missing < length) throw tooShort();
      return missing > 0 ? void 0 : Buffer.concat(parts2);
    },
    async skip(length, seen) {
      let missing = length;
      while (missing > pending.length) {
        seen?.(pending);
        missing -= pending.length;
        if (!await refill()) throw tooShort();
      }
      seen?.(pending.subarray(0, missing));
      pending = pending.subarray(missing);
    },
    async drain() {
      while (await refill()) ;
    }
  };
}
function tooShort() {
  return new Unreadable("the tar archive ends too early", damaged);
}

// src/distributions/archives/tar.ts
var block = 512;
var zeros = Buffer.alloc(block);
var maximumExtended = 1024 * 1024;
var typesWithoutContent = /* @__PURE__ */ new Set(["1", "2", "3", "4", "5", "6"]);
async function* readTar(chunks, wanted) {
  const reader = streamReader(chunks);
  let all = /* @__PURE__ */ new Map();
  const next = /* @__PURE__ */ new Map();
  let expectsMember = false;
  for (let header = await reader.take(block); header !== void 0 && !isZero(header); header = await reader.take(block)) {
    checkSum(header);
    const type = header.toString("latin1", 156, 157);
    if (isExtended(type)) {
      const extended = await readExtended(reader, type, sizeOf(header));
      if (type === "g") all = new Map([...all, ...extended]);
      else addExtended(next, extended);
      expectsMember = true;
      continue;
    }
    const member = memberOf(header, type, new Map([...all, ...next]));
    next.clear();
    expectsMember = false;
    checkMember(member);
    if (type === "S") await skipSparseMap(reader, header);
    yield { member, content: await readContent(reader, member, wanted(member)) };
  }
  if (expectsMember) throw new Unreadable("the tar archive ends after an extended header");
  await reader.drain();
}
async function readContent(reader, member, limit) {
  if (typesWithoutContent.has(member.type)) return void 0;
  if (typeof limit !== "number") {
    await reader.skip(member.size, limit);
    await reader.skip(padded(member.size) - member.size);
    return void 0;
  }
  if (member.size > limit) throw new Unreadable(`'${member.path}' is larger than ${limit} bytes`);
  return readPadded(reader, member.size);
}
async function readPadded(reader, size) {
  const bytes = await reader.take(padded(size)) ?? Buffer.alloc(0);
  if (bytes.length < size) throw new Unreadable("the tar archive ends too early", damaged);
  return bytes.subarray(0, size);
}
function isExtended(type) {
  return "xXgLK".includes(type);
}
async function readExtended(reader, type, size) {
  if (size > maximumExtended) throw new Unreadable("an extended header of the tar archive is too large");
  const bytes = await readPadded(reader, size);
  return type === "L" || type === "K" ? longNameRecord(type, text(bytes)) : parsePaxRecords(bytes);
}
function checkMember({ path, type, size }) {
  if (typesWithoutContent.has(type) && size > 0)
    throw new Unreadable(`'${path}' in the tar archive is not a file, but its header gives it content`);
  if (!typesWithoutContent.has(type) && path.endsWith("/"))
    throw new Unreadable(`'${path}' in the tar archive is a file whose name ends like a directory's`);
}
async function skipSparseMap(reader, header) {
  let more = header[482] !== 0;
  while (more) more = (await readPadded(reader, block))[504] !== 0;
}
function memberOf(header, written, extended) {
  const prefix2 = written === "S" ? "" : text(header.subarray(345, 500));
  const name2 = text(header.subarray(0, 100));
  const ownSize = sizeOf(header);
  const size = extended.get("size");
  const type = written === "\0" ? name2.endsWith("/") ? "5" : "0" : written;
  return {
    path: extended.get("path") ?? (prefix2 === "" ? name2 : `${prefix2}/${name2}`),
    type,
    size: size === void 0 ? ownSize : numberOf2(size, 10),
    link: extended.get("linkpath") ?? text(header.subarray(157, 257)),
    sparse: type === "S" || extended.has("sparse")
  };
}
function sizeOf(header) {
  const first2 = header[124] ?? 0;
  if (first2 < 128)
    return numberOf2(
      header.toString("latin1", 124, 136).replace(/(?<![\0 ])[\0 ]+$/, "").trim() || "0",
      8
    );
  if (first2 !== 128 || header.readUInt32BE(124) !== 2147483648)
    throw new Unreadable("a member of the tar archive has an impossible size");
  const size = header.readBigUInt64BE(128);
  return numberOf2(size.toString(), 10);
}
function numberOf2(digits, base) {
  const number = (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(digits) ? parseInt(digits, base) : NaN;
  if (!Number.isSafeInteger(number + block))
    throw new Unreadable("a member of the tar archive has an impossible size");
  return number;
}
function checkSum(header) {
  if (!isTarHeader(header))
    throw new Unreadable("the sdist is not a tar archive, or a header of it is damaged", damaged);
}
var numbers = [
  [100, 108],
  [108, 116],
  [116, 124],
  [136, 148],
  [148, 156],
  [329, 337],
  [337, 345]
];
var octal = /^(?:[-+]?(?:0o_?)?[0-7]+(?:_[0-7]+)*)?$/i;
function isNumber(field) {
  if (field[0] === 128 || field[0] === 255) return true;
  const end = field.indexOf(0);
  const digits = field.subarray(0, end < 0 ? field.length : end);
  return isAscii(digits) && octal.test(pythonStrip(digits.toString("latin1")));
}
function isTarHeader(header) {
  if (!numbers.every(([start, end]) => isNumber(header.subarray(start, end)))) return false;
  const said = parseInt(text(header.subarray(148, 156)).trim(), 8);
  let sum = 8 * 32;
  let high = 0;
  for (let index = 0; index < block; index += 1) {
    if (index === 148) index += 8;
    const byte = header[index] ?? 0;
    sum += byte;
    if (byte >= 128) high += 1;
  }
  return said === sum || said === sum - 256 * high;
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

// src/distributions/archives/tar-gz.ts
var maximumBytes2 = 16 * 1024 ** 3;
var chunkSize = 128 * 1024;
async function walkTarGz(content, wanted, visit2) {
  const unpack = createGunzip({ chunkSize });
  let bytes = 0;
  let complete = true;
  async function* bounded2() {
    for await (const chunk of unpack) {
      bytes += chunk.length;
      complete = bytes <= maximumBytes2;
      if (!complete) return;
      yield chunk;
    }
  }
  const walk = async () => {
    for await (const { member, content: kept } of readTar(bounded2(), wanted)) visit2(member, kept);
  };
  const walking = walk().finally(() => unpack.destroy());
  const unpacking = pipeline(Readable.from(content.chunks()), unpack);
  const outcomes = await Promise.allSettled([walking, unpacking]);
  const failed2 = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed2 !== void 0 && complete) throw asUnreadable(failed2.reason);
  return { bytes, complete };
}
function asUnreadable(reason) {
  if (reason instanceof Unreadable) return reason;
  return new Unreadable(`the sdist is not a readable gzipped tar archive (${messageOf(reason)})`, {
    cause: reason,
    ...damaged
  });
}

// src/distributions/archives/zip-members.ts
import { createHash as createHash3 } from "node:crypto";
import { Readable as Readable2 } from "node:stream";
import { pipeline as pipeline2 } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";
var smallMember = 256 * 1024;
var chunkSize2 = 128 * 1024;
var tooLong = "it unpacks to more than its size";
var maximumHashed = 256 * 1024 * 1024;
async function checkZipMember(source, member, recorded, seen) {
  const { path, method, size } = member;
  if (method !== 0 && method !== 8)
    return [{ path, kind: "unchecked", detail: `it is compressed by method ${method}` }];
  const digest = recorded && size <= maximumHashed ? createHash3(recorded.algorithm) : void 0;
  const text3 = isScanned(path, size) ? [] : void 0;
  let [sum, bytes] = [0, 0];
  const take = (chunk) => {
    bytes += chunk.length;
    if (bytes > size) throw new Error(tooLong);
    sum = crc32(chunk, sum);
    digest?.update(chunk);
    seen?.(chunk);
    text3?.push(Buffer.from(chunk));
  };
  const failure2 = await unpackFailure(source, member, take);
  const damage = failure2 ?? (bytes < size ? "it unpacks to less than its size" : wrongSum(sum, member.crc32));
  if (damage !== void 0) return [{ path, kind: "damaged", detail: damage }];
  const faults = [];
  const hash2 = digest?.digest("base64url");
  if (hash2 !== void 0 && hash2 !== recorded?.base64url) faults.push({ path, kind: "hash", detail: hash2 });
  const tool = text3 && encryptingTool(Buffer.concat(text3));
  if (tool !== void 0) faults.push({ path, kind: "encrypted", detail: tool });
  return faults;
}
function wrongSum(actual, expected) {
  if (actual === expected) return void 0;
  const [is, should] = [actual, expected].map((sum) => sum.toString(16).padStart(8, "0"));
  return `its CRC-32 is ${is}, the archive has ${should}`;
}
async function unpackFailure({ content, read }, member, take) {
  const { start, compressedSize, method, size } = member;
  if (Math.max(size, compressedSize) <= smallMember) {
    const packed = await read(start, compressedSize);
    return failureOf2(() => take(method === 0 ? packed : inflated(packed, size)));
  }
  const part = { start, end: start + compressedSize };
  if (method === 8) return inflateFailure(content.chunks("kept", part), take);
  for await (const chunk of content.chunks("passing", part)) take(chunk);
  return void 0;
}
function failureOf2(work) {
  try {
    work();
    return void 0;
  } catch (error) {
    return Reflect.get(Object(error), "code") === "ERR_BUFFER_TOO_LARGE" ? tooLong : messageOf(error);
  }
}
async function inflateFailure(packed, take) {
  const reading = {};
  const iterator = packed[Symbol.asyncIterator]();
  const next = async () => iterator.next().catch((error) => {
    reading.failure = error;
    throw error;
  });
  async function* source() {
    try {
      for (let result = await next(); result.done !== true; result = await next()) yield result.value;
    } finally {
      await iterator.return?.();
    }
  }
  const sink = async (unpacked2) => {
    for await (const chunk of unpacked2) take(chunk);
  };
  try {
    await pipeline2(Readable2.from(source()), createInflateRaw({ chunkSize: chunkSize2 }), sink);
    return void 0;
  } catch (error) {
    if ("failure" in reading) throw reading.failure;
    return messageOf(error);
  }
}

// src/distributions/metadata/entry-points.ts
var scripts = ["console_scripts", "gui_scripts"];
var defaults = "DEFAULT";
var scriptName = /^[\p{L}\p{N}_.-]+$/u;
var shownName = 100;
function checkEntryPoints(bytes, wheel) {
  const fault = faultOf(bytes);
  if (fault === void 0) return [];
  const answer = `Wheel '${wheel}' has invalid entry points defined in the entry_points.txt file`;
  return [
    againstIndex(
      `entry_points.txt ${fault}`,
      answer,
      "Correct `scripts` and `entry-points` in pyproject.toml."
    )
  ];
}
function faultOf(bytes) {
  const text3 = decodedUtf8(bytes);
  if (text3 === void 0) return "is not UTF-8";
  if (text3.startsWith("\uFEFF")) return "begins with a byte order mark";
  const sections = readSections(text3);
  return "fault" in sections ? sections.fault : scriptFault(sections);
}
function scriptFault(sections) {
  for (const section2 of scripts) {
    const names = sections.get(section2);
    const all = names === void 0 ? [] : [...names, ...sections.get(defaults) ?? []];
    const bad = all.find((name2) => !scriptName.test(name2));
    if (bad !== void 0) return `has a script named '${bad.slice(0, shownName)}'`;
  }
  return void 0;
}
function readSections(text3) {
  const sections = /* @__PURE__ */ new Map();
  let names;
  let header = "";
  let [inValue, indentation] = [false, 0];
  for (const [index, line] of text3.split("\n").entries()) {
    const content = pythonStrip(line);
    if (content === "" || content.startsWith("#") || content.startsWith(";")) continue;
    const indented = line.length - pythonStripStart(line).length;
    if (inValue && indented > indentation) continue;
    indentation = indented;
    const bracket = content.startsWith("[") ? content.lastIndexOf("]") : -1;
    if (bracket > 1) {
      header = content.slice(1, bracket);
      const known2 = sections.get(header);
      if (known2 !== void 0 && header !== defaults) return { fault: `has the section [${header}] twice` };
      names = known2 ?? /* @__PURE__ */ new Set();
      sections.set(header, names);
      inValue = false;
      continue;
    }
    if (names === void 0) return { fault: `has something before its first section, in line ${index + 1}` };
    const name2 = pythonStripEnd(content.slice(0, Math.max(0, content.indexOf("="))));
    if (name2 === "") return { fault: `has a line ${index + 1} that is not 'name = value'` };
    if (names.has(name2)) return { fault: `has '${name2.slice(0, shownName)}' twice in [${header}]` };
    names.add(name2);
    inValue = true;
  }
  return sections;
}

// src/distributions/metadata/license-files.ts
function checkLicenseFiles(metadata, folder, members) {
  if (!isMetadataVersionAtLeast(singleValue(metadata, "metadata-version") ?? "0.0", "2.4")) return [];
  return valuesOf(metadata, "license-file").flatMap((path) => {
    if (!isPlainPath(path)) return [invalidValue("license-file", path, "is not a plain relative path")];
    if (members.has(`${folder}/${path}`)) return [];
    const answer = `License-File ${path} does not exist in distribution file`;
    return [
      againstIndex(
        `License-File ${quoted(path)} is not at ${folder}/${path}`,
        answer,
        "Add the file to the distribution, or correct `license-files` in pyproject.toml."
      )
    ];
  });
}
function isPlainPath(path) {
  if (/\.\.|[*\\]|^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== ".");
}

// src/distributions/metadata/parse-metadata.ts
var maximumMetadata = 8 * 1024 * 1024;
var fieldsOfManyLines = /* @__PURE__ */ new Set(["description", "license"]);
function parseMetadata(bytes) {
  const text3 = decodedUtf8(bytes);
  if (text3 === void 0) throw new Unreadable("the metadata is not UTF-8");
  const { headers, body, strayLine } = split(text3);
  const metadata = /* @__PURE__ */ new Map();
  for (const header of headers) append(metadata, header.name, unfolded(header));
  append(metadata, "description", body);
  const findings = strayLine === void 0 ? [] : [strayFinding(strayLine)];
  return { metadata, findings };
}
function tryParseMetadata(bytes) {
  try {
    return parseMetadata(bytes).metadata;
  } catch (error) {
    if (error instanceof Unreadable) return void 0;
    throw error;
  }
}
function split(text3) {
  const headers = [];
  const lineEnd = /\r\n|\r|\n/g;
  let position = 0;
  for (let number = 1; position < text3.length; number += 1) {
    lineEnd.lastIndex = position;
    const match = lineEnd.exec(text3);
    const line = text3.slice(position, match?.index ?? text3.length);
    const next = match === null ? text3.length : lineEnd.lastIndex;
    if (line === "") return { headers, body: text3.slice(next), strayLine: void 0 };
    const previous = headers.at(-1);
    const field = /^([!-9;-~]+):[ \t]*(.*)$/su.exec(line);
    if (/^[ \t]/.test(line) && previous !== void 0) previous.lines.push(line);
    else if (field !== null) headers.push({ name: (field[1] ?? "").toLowerCase(), lines: [field[2] ?? ""] });
    else return { headers, body: text3.slice(position), strayLine: number };
    position = next;
  }
  return { headers, body: "", strayLine: void 0 };
}
function unfolded(header) {
  const [first2 = "", ...rest2] = header.lines;
  if (rest2.length === 0) return first2;
  if (fieldsOfManyLines.has(header.name)) {
    const barred = rest2.every((line) => /^ {7}\|/.test(line));
    return [first2, ...rest2.map((line) => line.replace(barred ? /^ {7}\|/ : /^(?: {1,8}|\t)/, ""))].join("\n");
  }
  return [first2, ...rest2.map((line) => line.trim())].filter((line) => line !== "").join(" ");
}
function append(metadata, field, value) {
  const stripped = pythonStrip(value);
  if (stripped === "" || stripped === "UNKNOWN") return;
  const kept = field === "version" ? stripped : value;
  const values = metadata.get(field);
  if (values === void 0) metadata.set(field, [kept]);
  else values.push(kept);
}
function strayFinding(line) {
  return note(
    `line ${line} of the metadata is not a header field; all from there on is read as the description`
  );
}

// src/distributions/wheel.ts
var maximumRecord = 64 * 1024 * 1024;
var shownTags = 5;
var tarBlock = 512;
async function readWheel(content, filename) {
  const archive = await readZip(content);
  const information = informationFolder(archive);
  const bytes = await archive.read(`${information}/METADATA`, maximumMetadata);
  if (bytes === void 0) throw new Unreadable(`the wheel has no ${information}/METADATA`);
  const { metadata, findings } = parseMetadata(bytes);
  return {
    metadata,
    findings: [
      ...archive.findings,
      ...checkFormat(await content.read(0, tarBlock)),
      ...findings,
      ...checkFolder(information, filename),
      ...await checkWheelFile(archive, information, filename),
      ...await checkRecordFile(archive, information),
      ...await checkEntryPointsFile(archive, information, filename),
      ...checkLicenseFiles(metadata, `${information}/licenses`, archive.entries)
    ]
  };
}
function checkFormat(start) {
  if (start.length < tarBlock || !isTarHeader(start)) return [];
  const answer = "Invalid distribution file. File is both a zip and a tar file";
  return [
    againstIndex(
      "the wheel begins as a tar archive does",
      answer,
      "Build the wheel again with a current build backend."
    )
  ];
}
function informationFolder(archive) {
  const members = [...archive.entries.keys()].filter((path) => LIKE_INFORMATION.test(path)).map((path) => ({ path, folded: foldedPath(path) })).filter(({ folded: folded2 }) => /^[^/]+\.dist-info\//.test(folded2));
  const folders = new Set(members.map(({ path }) => unpackedPath(path).split(/[/\\]/, 1)[0] ?? ""));
  const [folder, second] = folders;
  if (folder === void 0) throw new Unreadable("the wheel has no .dist-info folder");
  if (second !== void 0) {
    throw new Unreadable(
      `the wheel has ${folders.size} .dist-info folders: ${[...folders].slice(0, 3).join(", ")}`
    );
  }
  checkSpelling(members.filter(({ path, folded: folded2 }) => !path.endsWith("/") && folded2.split("/").length === 2));
  return folder;
}
var LIKE_INFORMATION = /\.dist-info[. ]*[/\\]/i;
function checkSpelling(files) {
  const known2 = /* @__PURE__ */ new Map();
  for (const { path, folded: folded2 } of files) {
    const other = known2.get(folded2);
    if (other !== void 0) throw new Unreadable(`'${other}' and '${path}' in the wheel are one file`);
    known2.set(folded2, path);
  }
  const odd = files.find(({ path }) => path !== unpackedPath(path) || path.includes("\\"))?.path;
  if (odd !== void 0) throw new Unreadable(`'${odd}' in the wheel is not spelled as installers expect it`);
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
      `the wheel's folder ${information} names another project or version; expected ${expected}`
    );
  }
  const answer = `Invalid distribution file. WHEEL not found at ${expected}/WHEEL`;
  return [
    againstIndex(
      `the wheel's folder ${information} is not spelled as its file name; expected ${expected}`,
      answer,
      "Build the wheel again with a newer build backend."
    )
  ];
}
async function checkWheelFile(archive, information, filename) {
  const bytes = await archive.read(`${information}/WHEEL`, maximumMetadata);
  if (bytes === void 0) throw new Unreadable(`the wheel has no ${information}/WHEEL`);
  const { metadata } = parseMetadata(bytes);
  const version = singleValue(metadata, "wheel-version") ?? "";
  if (!/^1\.\d+$/.test(version))
    return [
      againstIndex(
        `WHEEL has Wheel-Version '${version}', but installers support 1.x`,
        "",
        "Build with a build backend that writes Wheel-Version 1.0."
      )
    ];
  return checkTags(valuesOf(metadata, "tag"), filename);
}
function checkTags(written, filename) {
  const named2 = new Set(filename.tags.map(tagText));
  const said = new Set(written.flatMap(expandedTags));
  if (named2.size === said.size && [...said].every((tag) => named2.has(tag))) return [];
  const tags = [...said].slice(0, shownTags).join(", ");
  return [note(`WHEEL says ${tags === "" ? "no tags" : `tags ${tags}`}, unlike the file's name`)];
}
async function checkRecordFile(archive, information) {
  const bytes = await archive.read(`${information}/RECORD`, maximumRecord);
  if (bytes === void 0) throw new Unreadable(`the wheel has no ${information}/RECORD`);
  return checkRecord(bytes, archive.entries.keys(), information);
}
async function checkEntryPointsFile(archive, information, filename) {
  const bytes = await archive.read(`${information}/entry_points.txt`, maximumMetadata);
  return bytes === void 0 ? [] : checkEntryPoints(bytes, filename.name);
}

// src/distributions/check-members.ts
var membersAtOnce = 4;
var shown2 = 5;
async function checkMembers({ kind, content }, scanner, stopped) {
  const secrets = [];
  const scan = scanner && scanOf(scanner, secrets);
  try {
    const findings = kind === "wheel" ? await checkWheelMembers(await atHand(content), scan, stopped) : await checkSdistMembers(content, scan);
    return { findings, secrets };
  } catch (error) {
    return { findings: [findingOf(error)], secrets };
  }
}
function scanOf(scanner, secrets) {
  return (path, size) => {
    const scan = scanner(size);
    return {
      take: (piece) => scan.take(piece),
      end: () => {
        for (const found of scan.end()) {
          const secret = { ...found, path };
          secrets.push(secret);
        }
      }
    };
  };
}
async function checkWheelMembers(content, scan, stopped) {
  const archive = await readZip(content);
  const members = [...archive.entries.values()].filter(({ path }) => !path.endsWith("/"));
  if (unpacksToTooMuch(members, content.size)) return [note("unpacks to too much to be checked")];
  const record = await archive.read(`${informationFolder(archive)}/RECORD`, maximumRecord);
  const hashes = recordedHashes(record ?? Buffer.alloc(0));
  const faults = [];
  const source = { content, read: readAtOf(content) };
  await pool(
    members,
    membersAtOnce,
    async (member) => {
      const { path, size } = member;
      const scanned = scan?.(path, size);
      for (const fault of await checkZipMember(source, member, hashes.get(path), scanned?.take))
        faults.push(fault);
      scanned?.end();
    },
    stopped
  );
  return findingsOf(faults);
}
async function checkSdistMembers(content, scan) {
  const found = [];
  let scanned;
  await walkTarGz(
    content,
    // Python's tarfile calls members of these types regular; PyPI scans no others.
    ({ path, type, size, sparse }) => {
      scanned = scan?.(path, size);
      return isScanned(path, size) && (type === "0" || type === "7") && !sparse ? size : scanned?.take;
    },
    ({ path }, source) => {
      if (source !== void 0) scanned?.take(source);
      scanned?.end();
      const tool = source && encryptingTool(source);
      if (tool !== void 0 && found.length === 0) found.push(encryptedSource(path, tool));
    }
  );
  return found;
}
function findingsOf(faults) {
  const of = (kind) => faults.filter((fault) => fault.kind === kind);
  const [hash2, unchecked2] = [of("hash"), of("unchecked")];
  const [encrypted] = of("encrypted");
  return [
    ...damageOf(of("damaged")),
    ...encrypted === void 0 ? [] : [encryptedSource(encrypted.path, encrypted.detail)],
    ...hash2.length === 0 ? [] : [
      note(
        `RECORD has another hash than the content of ${quotedPaths(hash2.map(({ path }) => path))}; no installer compares it by default`
      )
    ],
    ...unchecked2.length === 0 ? [] : [
      note(
        `the content of ${quotedPaths(unchecked2.map(({ path }) => path))} was not checked: ${unchecked2[0]?.detail ?? ""}`
      )
    ]
  ];
}
function damageOf(faults) {
  if (faults.length === 0) return [];
  const lines = faults.slice(0, shown2).map(({ path, detail }) => `'${path}' is damaged: ${detail}`);
  const more = faults.length > shown2 ? [`and ${faults.length - shown2} more members`] : [];
  return [broken([...lines, ...more].join("; "), damaged.hint)];
}

// src/distributions/file-size.ts
function checkFileSize(size, { title, ...limits }) {
  const { fileSizeLimit = Infinity, highestSizeLimit = Infinity } = limits;
  if (size > highestSizeLimit) {
    const most = inMebibytes(highestSizeLimit);
    return [
      againstIndex(
        `has ${size} bytes, but ${title} accepts at most ${most}`,
        "File too large.",
        "Make the file smaller: leave data and debug symbols out of it."
      )
    ];
  }
  if (size <= fileSizeLimit) return [];
  return [
    note(
      `has ${inMebibytes(size)}, and ${title} accepts more than ${inMebibytes(fileSizeLimit)} only from projects with a raised limit`
    )
  ];
}
function inMebibytes(bytes) {
  return `${Math.ceil(bytes / 1024 ** 2)} MiB`;
}

// src/distributions/metadata/deprecated-classifiers.json
var deprecated_classifiers_default = {
  source: "trove-classifiers 2026.9.21.13",
  replacements: {
    "Framework :: Django CMS :: 4.2": ["Framework :: Django CMS :: 5.0"],
    "License :: OSI Approved :: Intel Open Source License": [],
    "License :: OSI Approved :: Jabber Open Source License": [],
    "License :: OSI Approved :: MITRE Collaborative Virtual Workspace License (CVW)": [],
    "License :: OSI Approved :: Sun Industry Standards Source License (SISSL)": [],
    "License :: OSI Approved :: X.Net License": [],
    "Natural Language :: Ukranian": ["Natural Language :: Ukrainian"],
    "Topic :: Communications :: Chat :: AOL Instant Messenger": []
  }
};

// src/distributions/metadata/classifiers.ts
var replacements = new Map(
  Object.entries(deprecated_classifiers_default.replacements)
);
var USE_LISTED = "Remove the classifier, or use one of https://pypi.org/classifiers/.";
var NAME_LICENSE = "Remove the classifier, and name the licence in License-Expression.";
var longestClassifier = 200;
var comparedClassifiers = 20;
function checkClassifiers(declared, known2) {
  const unknown = [...new Set(declared)].filter(
    (classifier) => !known2.has(classifier) && checkClassifierForm(classifier).length === 0
  );
  const listed = unknown.length === 0 ? [] : Array.from(known2, comparable);
  return unknown.map(
    (classifier, index) => unknownClassifier(classifier, index < comparedClassifiers ? nearest(classifier, listed) : void 0)
  );
}
function checkClassifierForm(classifier) {
  const answer = `${quoted(classifier)} is not a valid classifier.`;
  if (/^private\s*::/i.test(classifier)) {
    const message = `Classifier ${quoted(classifier)} says that the project is not to be published`;
    return [againstIndex(message, answer, "Remove the classifier that begins with `Private ::`.")];
  }
  if (classifier.includes(" :: ")) return [];
  const hint = classifier.includes("::") ? "Write a space on either side of each `::`." : USE_LISTED;
  return [againstIndex(`Classifier ${quoted(classifier)} is invalid: it has no ' :: '`, answer, hint)];
}
function unknownClassifier(classifier, suggestion) {
  const replaced = replacements.get(classifier);
  if (replaced !== void 0) return deprecatedClassifier(classifier, replaced);
  const answer = `${quoted(classifier)} is not a valid classifier.`;
  const message = `Classifier ${quoted(classifier)} is not in the index's list`;
  if (suggestion !== void 0)
    return againstIndex(message, answer, `Write the classifier \`${suggestion}\`.`);
  return againstIndex(message, answer, /^License\b/i.test(classifier) ? NAME_LICENSE : USE_LISTED);
}
function deprecatedClassifier(classifier, replaced) {
  const message = `Classifier ${quoted(classifier)} is deprecated`;
  const beginning = `The classifier '${classifier}' has been deprecated`;
  if (replaced.length === 0) {
    const hint2 = classifier.startsWith("License ::") ? NAME_LICENSE : "Remove the classifier.";
    return againstIndex(message, `${beginning}.`, hint2);
  }
  const list2 = replaced.map((name2) => `'${name2}'`).join(", ");
  const hint = `Write the classifier ${replaced.map((name2) => `\`${name2}\``).join(" or ")}.`;
  return againstIndex(message, `${beginning}, use one of [${list2}] instead.`, hint);
}
function comparable(name2) {
  const folded2 = foldedName(name2);
  return {
    name: name2,
    letters: name2.toLowerCase().replace(/[\s:]/g, ""),
    folded: folded2,
    unnumbered: folded2.replace(/[\d.]/g, "")
  };
}
function nearest(classifier, listed) {
  if (classifier.length > longestClassifier) return void 0;
  const wanted = comparable(classifier);
  const same = listed.find(({ letters }) => letters === wanted.letters);
  return same?.name ?? sameWords(wanted.folded, listed) ?? similar(wanted, listed);
}
function similar(wanted, listed) {
  let best;
  for (const { name: name2, folded: folded2, unnumbered } of listed) {
    if (unnumbered === wanted.unnumbered) continue;
    const [one, other] = withoutCommonParts(wanted.folded, folded2);
    const allowed = Math.min(best?.distance ?? Infinity, Math.floor(one.length / 4) + 1);
    const distance = distanceBelow(allowed, one, other);
    if (distance < allowed) best = { name: name2, distance };
  }
  return best?.name;
}
function sameWords(wanted, listed) {
  const parts2 = wanted.split(" :: ");
  const last = parts2.at(-1) ?? "";
  const words = wordsOf2(last);
  if (words.size === 0) return void 0;
  const isNumber2 = ![...words].some((word) => new RegExp("\\p{L}", "u").test(word));
  const start = (isNumber2 ? parts2.slice(0, -1) : parts2.slice(0, 1)).map((part) => `${part} :: `).join("");
  const candidates = listed.flatMap(({ name: name2, folded: folded2 }) => {
    const other = folded2.split(" :: ");
    if (!folded2.startsWith(start) || isNumber2 && other.length !== parts2.length) return [];
    const end = other.at(-1) ?? "";
    const has = wordsOf2(end);
    return [...words].every((word) => has.has(word)) ? [{ name: name2, begins: end.startsWith(last) }] : [];
  });
  return candidates.toSorted(
    (one, other) => Number(other.begins) - Number(one.begins) || one.name.length - other.name.length
  )[0]?.name;
}
function wordsOf2(part) {
  return new Set(part.match(/[\p{L}\p{N}.+#-]+/gu));
}
function withoutCommonParts(one, other) {
  const [first2, second] = [one.split(" :: "), other.split(" :: ")];
  const start = first2.findIndex((part, place) => part !== second[place]);
  return [first2.slice(start).join(" :: "), second.slice(start).join(" :: ")];
}
function foldedName(classifier) {
  return classifier.toLowerCase().split("::").map((part) => part.trim().split(/\s+/).join(" ")).join(" :: ");
}
function distanceBelow(limit, one, other) {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1];
    for (const [column, counterpart] of Array.from(other).entries()) {
      const replaced = (row[column] ?? limit) + Number(letter !== counterpart);
      next.push(Math.min(replaced, (row[column + 1] ?? limit) + 1, (next[column] ?? limit) + 1));
    }
    row = next;
    if (row.every((distance) => distance >= limit)) return limit;
  }
  return Math.min(row.at(-1) ?? limit, limit);
}

// src/distributions/release-versions.ts
var longestTag = 255;
function tagOf(workflowRef) {
  const [, tag] = /@refs\/tags\/(.+)$/.exec(workflowRef) ?? [];
  return tag;
}
function checkReleaseVersions(releases2, tag) {
  const projects = Map.groupBy(releases2, ({ project }) => project);
  return [...projects].flatMap(([project, ofProject]) => {
    const versions = [
      ...new Map(ofProject.map(({ version }) => [releaseVersion(version), version])).values()
    ];
    const tagged = tag === void 0 ? void 0 : taggedVersion(tag, project);
    const counts2 = tagged?.named === true || projects.size === 1;
    return [
      ...versions.length > 1 ? [`${project} has several versions in this run: ${versions.join(", ")}`] : [],
      ...tagged === void 0 ? [] : checkTagged(project, versions, { ...tagged, counts: counts2 })
    ];
  });
}
function checkTagged(project, versions, { tag, version: tagged, counts: counts2 }) {
  const parsed = versions.map((version) => ({ version, parsed: parseVersion(version) }));
  if (parsed.some((one) => one.parsed !== void 0 && compareVersions(one.parsed, tagged) === 0)) return [];
  const isRelease = tagged.dev === void 0 && tagged.local.length === 0;
  return parsed.slice(0, 1).flatMap(({ version, parsed: one }) => {
    if (isRelease && one !== void 0 && (one.dev !== void 0 || one.local.length > 0))
      return [
        `${project} ${version} is a development or local version, but the run is for the tag ${tag}: was it built from changed files, or without the tags?`
      ];
    return counts2 ? [`${project} has version ${version}, but the run is for the tag ${tag}`] : [];
  });
}
function taggedVersion(tag, project) {
  if (tag.length > longestTag) return void 0;
  for (const { index, 0: separator } of tag.matchAll(/==|[-_@/]/g)) {
    const name2 = tag.slice(0, index).split("/").at(-1) ?? "";
    const version2 = versionOf2(tag.slice(index + separator.length));
    if (normaliseProject(name2) === project && version2 !== void 0) return { tag, version: version2, named: true };
  }
  const version = versionOf2(tag);
  return version && { tag, version, named: false };
}
function versionOf2(text3) {
  const version = parseVersion(text3);
  return version !== void 0 && (version.release.length > 1 || version.pre !== void 0) ? version : void 0;
}

// src/distributions/secrets/findings.ts
var REMOVE = "Remove the secret, build again, and revoke it if the file was stored anywhere else, such as in an artifact. If it is a dummy value, set `scan-secrets: false`.";
function secretFindings(secrets, isNew) {
  const counted2 = secrets.filter(({ isKey, path }) => !isKey || isNew(path) === true);
  const groups = Map.groupBy(
    counted2,
    ({ kind, encoding }) => encoding === "plain" ? kind : `${kind} in ${encoding}`
  );
  return [...groups].map(([what, found]) => {
    const paths = [...new Set(found.map(({ path }) => path))];
    return broken(`${quotedPaths(paths)} ${paths.length === 1 ? "contains" : "contain"} ${what}`, REMOVE);
  });
}

// src/distributions/secrets/escapes.ts
var MOST_ESCAPED = 10;
var NAMED = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'"
};
var NAMES = new Map(
  Object.entries(NAMED).flatMap(
    ([name2, character]) => [name2, name2.toUpperCase()].map((each) => [each, character.charCodeAt(0)])
  )
);
var LONGEST_NAME = 4;
var NEED_SEMICOLON = /* @__PURE__ */ new Set(["apos", "APOS"]);
var CONTROLS = new Map(
  Array.from("b\bf\fn\nr\rt	".matchAll(/(.)(\s|[\b])/g), ([, letter = "", control = ""]) => [
    letter.charCodeAt(0),
    control.charCodeAt(0)
  ])
);
var [PERCENT, AMPERSAND, BACKSLASH, NUMBER, SEMICOLON] = [37, 38, 92, 35, 59];
var [SPACE, PLUS] = [32, 43];
var [SMALL_U, SMALL_X] = [117, 120];
var [LAST_ASCII, LAST_CHARACTER] = [127, 1114111];
var BYTE = LAST_CHARACTER + 1;
function escapeAt(text3, at2) {
  const byte = text3[at2];
  if (byte === PERCENT) return byteOf(numberAt(text3, at2 + 1, 2), 3);
  if (byte === AMPERSAND)
    return text3[at2 + 1] === NUMBER ? numericReference(text3, at2) : namedReference(text3, at2);
  if (byte !== BACKSLASH) return void 0;
  const next = text3[at2 + 1] ?? 0;
  if (next === SMALL_X) return byteOf(numberAt(text3, at2 + 2, 2), 4);
  if (next === SMALL_U) return unitsAt(text3, at2);
  const code = isPunctuation(next) ? next : CONTROLS.get(next);
  return code === void 0 ? void 0 : { code, length: 2 };
}
function byteOf(byte, length) {
  if (byte < 0) return void 0;
  return { code: byte > LAST_ASCII ? BYTE + byte : byte, length };
}
function unitsAt(text3, at2) {
  const unit = numberAt(text3, at2 + 2, 4);
  if (unit < 0) return void 0;
  const isFirst = unit >= 55296 && unit <= 56319 && text3[at2 + 6] === BACKSLASH && text3[at2 + 7] === SMALL_U;
  const second = isFirst ? numberAt(text3, at2 + 8, 4) : -1;
  if (second < 56320 || second > 57343) return { code: unit, length: 6 };
  return { code: 65536 + (unit - 55296 << 10) + (second - 56320), length: 12 };
}
function numericReference(text3, at2) {
  const isHex = ((text3[at2 + 2] ?? 0) | 32) === SMALL_X;
  const [start, base, most] = isHex ? [at2 + 3, 16, 6] : [at2 + 2, 10, 7];
  let [end, code] = [start, 0];
  for (; end < start + most && digitOf(text3[end]) < base; end += 1) code = code * base + digitOf(text3[end]);
  if (end === start || digitOf(text3[end]) < base || code > LAST_CHARACTER) return void 0;
  return { code, length: withSemicolon(text3, end) - at2 };
}
function namedReference(text3, at2) {
  const letters = text3.toString("latin1", at2 + 1, at2 + 1 + LONGEST_NAME);
  for (let length = 2; length <= letters.length; length += 1) {
    const name2 = letters.slice(0, length);
    const code = NAMES.get(name2);
    const end = at2 + 1 + length;
    if (code !== void 0 && (text3[end] === SEMICOLON || !NEED_SEMICOLON.has(name2)))
      return { code, length: withSemicolon(text3, end) - at2 };
  }
  return void 0;
}
function withSemicolon(text3, end) {
  return text3[end] === SEMICOLON ? end + 1 : end;
}
function numberAt(text3, at2, digits) {
  let number = 0;
  for (let place = at2; place < at2 + digits; place += 1) {
    const digit = digitOf(text3[place]);
    if (digit === NO_DIGIT) return -1;
    number = number * 16 + digit;
  }
  return number;
}
var NO_DIGIT = 16;
var DIGITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const digit = parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? NO_DIGIT : digit;
});
function digitOf(byte) {
  return DIGITS[byte ?? 0] ?? NO_DIGIT;
}
function isPunctuation(byte) {
  const letter = byte | 32;
  return byte > 32 && byte < 127 && (byte < 48 || byte > 57) && (letter < 97 || letter > 122);
}
function unescaped(bytes) {
  const read = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at2 = 0; at2 < bytes.length; length += 1) {
    const escape = escapeAt(bytes, at2);
    const isRead = escape !== void 0 && escape.code <= LAST_ASCII;
    read[length] = isRead ? escape.code : bytes[at2] ?? 0;
    at2 += isRead ? escape.length : 1;
  }
  return read.toString("latin1", 0, length);
}
var MOST_WAYS = 64;
function standsEscaped(text3, at2, value) {
  if (text3.compare(value, 0, value.length, at2, Math.min(at2 + value.length, text3.length)) === 0) return true;
  const ways = [{ read: 0, place: at2 }];
  for (let tried2 = 0; tried2 < MOST_WAYS; tried2 += 1) {
    const way = ways.pop();
    if (way === void 0) return false;
    let { read, place } = way;
    while (read < value.length) {
      const isItself = text3[place] === value[read] || text3[place] === PLUS && value[read] === SPACE;
      const escape = escapeAt(text3, place);
      const meant = escape === void 0 ? 0 : sharedBytes(value, read, escape.code);
      if (escape !== void 0 && meant > 0) {
        if (isItself) ways.push({ read: read + 1, place: place + 1 });
        read += meant;
        place += escape.length;
      } else if (isItself) {
        read += 1;
        place += 1;
      } else break;
    }
    if (read >= value.length) return true;
  }
  return false;
}
function sharedBytes(value, from, code) {
  if (code <= LAST_ASCII) return value[from] === code ? 1 : 0;
  if (code >= BYTE) return value[from] === code - BYTE ? 1 : 0;
  const bytes = Buffer.from(String.fromCodePoint(code));
  return bytes.every((byte, place) => value[from + place] === byte) ? bytes.length : 0;
}

// src/distributions/secrets/encodings.ts
var ENCODINGS = [
  ["plain", (text3) => escaped([text3])],
  ["base64", (text3) => base64("base64", text3)],
  ["base64url", (text3) => base64("base64url", text3)],
  ["hex", hex],
  ["percent-encoding", (text3) => escaped(percent(text3))],
  ["JSON escapes", (text3) => escaped(jsonEscapes(text3))],
  ["UTF-16", utf16],
  ["HTML entities", (text3) => escaped(entities(text3))]
];
function spellingsOf(text3, isWanted = () => true) {
  const wanted = ENCODINGS.filter(([encoding]) => isWanted(encoding));
  const all = wanted.flatMap(
    ([encoding, spell]) => spell(text3).map((spelling) => ({ encoding, ...spelling }))
  );
  return [
    ...new Map(all.toReversed().map((each) => [each.bytes.toString("latin1"), each])).values()
  ].toReversed();
}
function escaped(texts) {
  return [...new Set(texts)].map((text3) => ({ bytes: Buffer.from(text3), decode: unescapedAround }));
}
function unescapedAround(bytes, at2) {
  const before = unescaped(bytes.subarray(0, at2));
  return { text: before + unescaped(bytes.subarray(at2)), at: before.length };
}
var SPECIAL = /[^0-9A-Za-z]/gu;
var RESERVED = [/[^0-9A-Za-z._~-]/gu, /[^0-9A-Za-z._~/-]/gu];
function percent(text3) {
  const whole = percentBytes(text3);
  const component = encodeURIComponent(text3.toWellFormed());
  const escapes2 = [SPECIAL, ...RESERVED].map((characters) => text3.replaceAll(characters, percentBytes));
  const form = new URLSearchParams({ "": text3 }).toString().slice(1);
  const components = [component, component.replaceAll("%2F", "/"), form].map(lower);
  return [whole, ...escapes2, ...components].flatMap((each) => [upper(each), each]);
}
function percentBytes(text3) {
  return Buffer.from(text3).toString("hex").replaceAll(/../g, "%$&");
}
function upper(text3) {
  return text3.replaceAll(/%[0-9a-f]{2}/g, (byte) => byte.toUpperCase());
}
function lower(text3) {
  return text3.replaceAll(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
}
function jsonEscapes(text3) {
  const inner = JSON.stringify(text3).slice(1, -1);
  const capitals = (part) => unitEscapes(part).replaceAll(/[a-f]/g, (digit) => digit.toUpperCase());
  return [
    ...[unitEscapes, capitals].flatMap((escape) => [escape(text3), text3.replaceAll(SPECIAL, escape)]),
    inner,
    inner.replaceAll("/", "\\/"),
    // As Go and others do for pages of HTML.
    inner.replaceAll(/[<>&]/g, unitEscapes)
  ];
}
function unitEscapes(text3) {
  return Buffer.from(text3, "utf16le").swap16().toString("hex").replaceAll(/..../g, "\\u$&");
}
var CHARACTER_REFERENCES = ["", ";"].flatMap((end) => [
  (code) => `&#${code}${end}`,
  (code) => `&#x${code.toString(16)}${end}`,
  (code) => `&#x${code.toString(16).toUpperCase()}${end}`
]);
var REFERENCES = new Map(
  Object.entries(NAMED).map(([name2, character]) => [character, `&${name2};`])
);
function entities(text3) {
  const [named2 = "", ...others] = [/[&<>"']/g, /[&<>"]/g, /[&<>]/g, /[&<]/g].map(
    (characters) => text3.replaceAll(characters, (character) => REFERENCES.get(character) ?? character)
  );
  return [
    ...CHARACTER_REFERENCES.flatMap((refer) => {
      const escape = (part) => part.replaceAll(/./gsu, (each) => refer(each.codePointAt(0) ?? 0));
      return [escape(text3), text3.replaceAll(SPECIAL, escape)];
    }),
    named2,
    ...others,
    ...["&#39;", "&#x27;"].map((apostrophe) => named2.replaceAll("&apos;", apostrophe)),
    named2.replaceAll("&apos;", "&#39;").replaceAll("&quot;", "&#34;")
  ];
}
function base64(alphabet, text3) {
  const value = Buffer.from(text3);
  return [0, 1, 2].map((before) => {
    const bits = (before + value.length) * 8;
    const skipped = Math.ceil(before * 8 / 6);
    const characters = Buffer.concat([Buffer.alloc(before), value]).toString(alphabet);
    return {
      bytes: Buffer.from(characters.slice(skipped, Math.floor(bits / 6))),
      decode: (bytes, at2) => runsAround(bytes.toString("latin1"), at2, { ...BASE64, skipped, before })
    };
  });
}
var SEPARATORS = ["", ":", " "];
function hex(text3) {
  const digits = Buffer.from(text3).toString("hex");
  return SEPARATORS.flatMap(
    (separator) => [digits, digits.toUpperCase()].map((spelled) => ({
      bytes: Buffer.from(spelled.replaceAll(/..(?!$)/g, `$&${separator}`)),
      decode: (bytes, at2) => runsAround(bytes.toString("latin1"), at2, {
        ...separator === "" ? HEX : SEPARATED,
        skipped: 0,
        before: 0
      }),
      separator
    }))
  );
}
var BASE64 = {
  encoding: "base64",
  alphabet: /[\w+/-]{16,}/g,
  inside: /[\w+/\r\n-]*/y,
  between: /[\r\n]/g,
  group: 4
};
var HEX = {
  encoding: "hex",
  alphabet: /[0-9a-f]{16,}/gi,
  inside: /[0-9a-f\r\n]*/iy,
  between: /[\r\n]/g,
  group: 2
};
var SEPARATED = { ...HEX, inside: /[0-9a-f\s:]*/iy, between: /[\s:]/g };
function runsAround(text3, at2, runs) {
  const { encoding, alphabet, inside, between, group, skipped, before } = runs;
  const first2 = placeBefore(text3, at2, skipped);
  let start = first2;
  while (start > 0 && isInside(text3[start - 1], inside)) start -= 1;
  inside.lastIndex = first2;
  const end = first2 + (inside.exec(text3)?.[0].length ?? 0);
  const read = (part) => Buffer.from(part, encoding).toString("latin1");
  const others = (part) => [...part.matchAll(alphabet)].map(([run]) => `${read(run)}
`).join("");
  const left = text3.slice(start, first2).replaceAll(between, "");
  const leading = `${others(text3.slice(0, start))}${read(left.slice(left.length % group))}`;
  const own = read(text3.slice(first2, end).replaceAll(between, ""));
  return { text: `${leading}${own}
${others(text3.slice(end))}`, at: leading.length + before };
}
function placeBefore(text3, at2, characters) {
  let [place, left] = [at2, characters];
  while (left > 0 && place > 0) {
    place -= 1;
    if (text3[place] !== "\n" && text3[place] !== "\r") left -= 1;
  }
  return place;
}
function isInside(character, inside) {
  inside.lastIndex = 0;
  return character !== void 0 && (inside.exec(character)?.[0].length ?? 0) > 0;
}
function utf16(text3) {
  const little = Buffer.from(text3, "utf16le");
  return [
    { bytes: little, decode: (bytes, at2) => unitsAround(bytes, at2, false) },
    { bytes: Buffer.from(little).swap16(), decode: (bytes, at2) => unitsAround(bytes, at2, true) }
  ];
}
function unitsAround(bytes, at2, isBigEndian) {
  const whole = Buffer.from(bytes.subarray(at2 % 2, bytes.length - (bytes.length - at2) % 2));
  return { text: (isBigEndian ? whole.swap16() : whole).toString("utf16le"), at: (at2 - at2 % 2) / 2 };
}

// src/distributions/secrets/search.ts
var [SHORTEST_WINDOW, LONGEST_WINDOW] = [4, 16];
var FARTHEST_WINDOW = 32;
var TABLE_BITS = 14;
var MULTIPLIER = 2654435761;
function createSearch(needles) {
  const size = needles.reduce((least, { bytes }) => Math.min(least, bytes.length), LONGEST_WINDOW);
  const known2 = needles.map((needle) => ({ needle, offset: rarestWindow(needle.bytes, size) }));
  const shifts = new Uint8Array(2 ** TABLE_BITS).fill(size - 1);
  const seen = new Uint8Array(2 ** 16);
  const last = size - SHORTEST_WINDOW;
  const byEnd = Map.groupBy(known2, ({ needle, offset }) => needle.bytes.readUInt32LE(offset + last));
  for (const { needle, offset } of known2) {
    for (let place = 0; place < size - 1; place += 1) {
      const pair2 = pairAt(needle.bytes, offset + place);
      shifts[pair2] = Math.min(shifts[pair2] ?? 0, size - 2 - place);
    }
    seen[bloom(needle.bytes.readUInt32LE(offset + last))] = 1;
  }
  return (text3, from, found) => {
    const end = text3.length - size;
    let at2 = from;
    while (at2 <= end) {
      const shift = shifts[pairAt(text3, at2 + size - 2)] ?? 0;
      if (shift > 0) {
        at2 += shift;
        continue;
      }
      const window = text3.readUInt32LE(at2 + last);
      if (seen[bloom(window)] === 1) {
        for (const { needle, offset } of byEnd.get(window) ?? [])
          if (at2 >= offset && !found(needle, at2 - offset)) return at2;
      }
      at2 += 1;
    }
    return at2;
  };
}
function pairAt(text3, at2) {
  return (text3[at2] ?? 0) << TABLE_BITS - 8 ^ (text3[at2 + 1] ?? 0);
}
function bloom(window) {
  return Math.imul(window, MULTIPLIER) >>> 16;
}
function rarestWindow(bytes, size) {
  let weight = 0;
  for (let at2 = 0; at2 < size; at2 += 1) weight += weightOf(bytes[at2]);
  let [best, most] = [0, weight];
  for (let offset = 1; offset <= Math.min(bytes.length - size, FARTHEST_WINDOW); offset += 1) {
    weight += weightOf(bytes[offset + size - 1]) - weightOf(bytes[offset - 1]);
    if (weight > most) [best, most] = [offset, weight];
  }
  return best;
}
function weightOf(byte = 0) {
  if (byte === 0 || byte >= 97 && byte <= 122) return 0;
  return byte >= 48 && byte <= 57 ? 1 : 2;
}
function isAt(text3, at2, bytes) {
  return at2 + bytes.length <= text3.length && bytes.compare(text3, at2, at2 + bytes.length) === 0;
}

// src/distributions/secrets/own-secrets.ts
var RUNS = /* @__PURE__ */ new Set(["base64", "base64url", "hex"]);
var LONGEST_HEAD = 64;
function ownSpellings(value) {
  const runs = spellingsOf(value, (encoding) => RUNS.has(encoding));
  return [...escapedSpellings(value), ...runs.flatMap(inLines), ...partlyEscaped(value)].filter(
    ({ bytes }) => bytes.length > 0
  );
}
function escapedSpellings(value) {
  const characters = Array.from(value);
  const head = characters.slice(0, LONGEST_HEAD).join("");
  const isWhole = head === value;
  return spellingsOf(head, (encoding) => !RUNS.has(encoding)).map(({ encoding, bytes }) => {
    if (isWhole) return { encoding, bytes, stands: () => true, before: 0, behind: bytes.length };
    const rest2 = encoding === "UTF-16" ? utf16Of(value, bytes) : Buffer.from(value);
    return {
      encoding,
      bytes,
      stands: (text3, at2) => encoding === "UTF-16" ? isAt(text3, at2, rest2) : standsEscaped(text3, at2, rest2),
      before: 0,
      behind: rest2.length * (encoding === "UTF-16" ? 1 : MOST_ESCAPED)
    };
  });
}
function utf16Of(value, head) {
  const little = Buffer.from(value, "utf16le");
  return isAt(little, 0, head) ? little : little.swap16();
}
var SHORTEST_LINE = 60;
var SHORTEST_SEPARATED = 42;
var LONGEST_BREAK = 32;
var BREAKS = new Set(Buffer.from(` 	\r
"',\\:`));
var BACKSLASH2 = 92;
var [SMALL_N, SMALL_R] = [110, 114];
function inLines({ encoding, bytes, separator = "" }) {
  const isSeparated = separator !== "";
  const shortest = isSeparated ? SHORTEST_SEPARATED : SHORTEST_LINE;
  const length = isSeparated ? shortest / 2 : Math.min(Math.floor(bytes.length / 2), shortest / 2);
  const breaks = LONGEST_BREAK * (Math.ceil(bytes.length / shortest) + 1);
  const run = isSeparated ? Buffer.from(bytes.toString("latin1").replaceAll(separator, "")) : bytes;
  return [0, length].map((offset) => {
    const read = isSeparated ? offset / 3 * 2 : offset;
    return {
      encoding,
      bytes: bytes.subarray(offset, offset + length - separator.length),
      stands: (text3, at2) => standsBehind(text3, at2, run.subarray(read)) && standsBefore(text3, at2, run.subarray(0, read)),
      before: offset + 2 * LONGEST_BREAK,
      behind: bytes.length - offset + breaks
    };
  });
}
function standsBehind(text3, at2, run) {
  let [place, read] = [at2, 0];
  while (read < run.length && place < text3.length) {
    const byte = text3[place];
    if (byte === run[read]) read += 1;
    else if (byte === void 0 || !BREAKS.has(byte)) return false;
    else if (byte === BACKSLASH2 && isEscaped(text3[place + 1])) place += 1;
    place += 1;
  }
  return read === run.length;
}
function standsBefore(text3, at2, run) {
  let [place, left] = [at2 - 1, run.length];
  while (left > 0 && place >= 0) {
    const byte = text3[place];
    if (isEscaped(byte) && text3[place - 1] === BACKSLASH2) place -= 1;
    else if (byte === run[left - 1]) left -= 1;
    else if (byte === void 0 || !BREAKS.has(byte)) return false;
    place -= 1;
  }
  return left === 0;
}
function isEscaped(byte) {
  return byte === SMALL_N || byte === SMALL_R;
}
var SHORTEST_RUN = 8;
var FARTHEST_RUN = 64;
function partlyEscaped(value) {
  const [longest] = [...value.matchAll(/[0-9A-Za-z]+/g)].filter(({ index, 0: run }) => index <= FARTHEST_RUN && run.length >= SHORTEST_RUN).toSorted(({ 0: one }, { 0: other }) => other.length - one.length);
  if (longest === void 0) return [];
  const all = Buffer.from(value);
  const prefix2 = Buffer.from(value.slice(0, longest.index));
  return [
    {
      encoding: "plain",
      bytes: Buffer.from(longest[0].slice(0, LONGEST_HEAD)),
      stands: (text3, at2) => standsAround(text3, at2, all, prefix2),
      before: prefix2.length * MOST_ESCAPED,
      behind: (all.length - prefix2.length) * MOST_ESCAPED
    }
  ];
}
function standsAround(text3, at2, value, prefix2) {
  if (prefix2.length > 0 && !mayEnd(text3[at2 - 1], prefix2)) return false;
  const farthest = Math.max(0, at2 - prefix2.length * MOST_ESCAPED);
  for (let start = at2 - prefix2.length; start >= farthest; start -= 1) {
    if (standsEscaped(text3, start, value)) return true;
  }
  return false;
}
var ENDS_ESCAPE = new Set(Buffer.from("0123456789abcdefABCDEFnrt;"));
function mayEnd(byte, prefix2) {
  return byte !== void 0 && (byte === prefix2.at(-1) || ENDS_ESCAPE.has(byte));
}

// src/distributions/secrets/tokens.ts
import { crc32 as crc322 } from "node:zlib";
var PROVABLE_SECRETS = [
  {
    kind: "a PyPI API token",
    // Version and location of a macaroon, and that its identifier follows.
    beginnings: ["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZw"],
    before: 0,
    behind: 4096,
    isWord: true,
    prove: isPypiToken
  },
  {
    kind: "a GitHub token",
    beginnings: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    before: 0,
    behind: 80,
    isWord: true,
    prove: isGithubToken
  },
  {
    kind: "a GitHub token",
    beginnings: ["ghs_"],
    before: 0,
    behind: 2048,
    isWord: true,
    prove: isStatelessGithubToken
  },
  {
    kind: "an AWS access key with its secret",
    beginnings: ["AKIA", "ASIA"],
    before: 256,
    behind: 256,
    isWord: false,
    prove: isAwsPair
  }
];
var PRIVATE_KEY = {
  kind: "a private key",
  // No certificate begins like them, of which there are many in a bundle.
  beginnings: ["", "RSA ", "EC ", "DSA ", "OPENSSH "].map((kind) => `-----BEGIN ${kind}PRIVATE KEY-----`),
  before: 0,
  behind: 16384,
  isWord: false,
  prove: isPrivateKey
};
var PYPI = /* @__PURE__ */ new Set(["pypi.org", "test.pypi.org"]);
function isPypiToken({ text: text3, at: at2 }) {
  const token2 = matchAt(/pypi-([\w-]{80,})/y, text3, at2)?.[1];
  const macaroon = token2 === void 0 ? void 0 : readMacaroon(Buffer.from(token2, "base64url"));
  return macaroon !== void 0 && PYPI.has(macaroon.location);
}
var BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
function isGithubToken({ text: text3, at: at2 }) {
  return [/gh[pousr]_([0-9A-Za-z]{30})([0-9A-Za-z]{6})/y, /ghr_([0-9A-Za-z]{70})([0-9A-Za-z]{6})/y].some(
    (shape) => {
      const [, random = "", checksum] = matchAt(shape, text3, at2) ?? [];
      return checksum !== void 0 && checksum === base62(crc322(random));
    }
  );
}
function isStatelessGithubToken({ text: text3, at: at2 }) {
  const [, header = "", payload = "", signature = ""] = matchAt(/ghs_(?:[0-9A-Za-z]{1,64}_)?(eyJ[\w-]+)\.(eyJ[\w-]+)\.([\w-]+)/y, text3, at2) ?? [];
  const algorithm = asString(jsonObject(header)?.get("alg"));
  if (algorithm === void 0 || algorithm.toLowerCase() === "none") return false;
  return jsonObject(payload) !== void 0 && isSignature(Buffer.from(signature, "base64url"));
}
function jsonObject(base64url) {
  return asObject(tryParseJson(Buffer.from(base64url, "base64url")));
}
function isSignature(bytes) {
  return bytes.length >= 32 && new Set(bytes).size >= 20;
}
function base62(number) {
  let [rest2, text3] = [number, ""];
  for (let place = 0; place < 6; place += 1) {
    text3 = `${BASE62[rest2 % 62]}${text3}`;
    rest2 = Math.floor(rest2 / 62);
  }
  return text3;
}
var DISTINCT_IN_ID = 8;
var DISTINCT_IN_SECRET = 18;
function isAwsPair({ text: text3, at: at2 }) {
  const id = matchAt(/(?<![0-9A-Za-z])A[KS]IA[A-Z2-7]{16}(?![0-9A-Za-z])/y, text3, at2)?.[0];
  if (id === void 0 || isExample(id) || distinct(id) < DISTINCT_IN_ID || !hasAccount(id)) return false;
  return [...text3.matchAll(/(?<![\w+/=-])[0-9A-Za-z+/]{40}(?![\w+/=-])/g)].some(
    ([secret]) => !isExample(secret) && distinct(secret) >= DISTINCT_IN_SECRET && [/[a-z]/, /[A-Z]/, /\d/].every((class_) => class_.test(secret))
  );
}
var BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
var HIGHEST_ACCOUNT = 10 ** 12;
function hasAccount(id) {
  const bits = Array.from(
    id.slice(4, 13),
    (digit) => BASE32.indexOf(digit).toString(2).padStart(5, "0")
  ).join("");
  return !/^A[KS]IA[IJ]/.test(id) && parseInt(bits.slice(1, 41), 2) < HIGHEST_ACCOUNT;
}
function isExample(text3) {
  return /example/i.test(text3);
}
function distinct(text3) {
  return new Set(text3).size;
}
function isPrivateKey({ text: text3, at: at2 }) {
  const shape = /-----BEGIN ((?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY)-----((?:[0-9A-Za-z+/=]|\s|\\[nr]){64,16000})-----END \1-----/y;
  const [, , body = ""] = matchAt(shape, text3, at2) ?? [];
  const bytes = Buffer.from(body.replaceAll(/\s|\\[nr]/g, ""), "base64");
  return bytes[0] === 48 || bytes.subarray(0, 14).equals(Buffer.from("openssh-key-v1"));
}
function matchAt(pattern, text3, at2) {
  pattern.lastIndex = at2;
  return pattern.exec(text3);
}

// src/distributions/secrets/scan.ts
var SHORTEST_OWN_SECRET = 16;
var LARGEST_PROVEN = 32 * 1024 * 1024;
var BINARY_HEAD = 8192;
var ZEROS = Buffer.alloc(3);
var [MOST_DECODED, LEAST_DECODED] = [2, 1024 * 1024];
function createScanner(own) {
  const ownSecrets = own.filter(({ value }) => value.length >= SHORTEST_OWN_SECRET).flatMap(ownNeedles);
  const needles = [
    ...ownSecrets,
    ...PROVABLE_SECRETS.flatMap((secret) => provableNeedles(secret, () => true)),
    ...provableNeedles(PRIVATE_KEY, (encoding) => encoding === "plain")
  ];
  const searches = { all: createSearch(needles), own: createSearch(ownSecrets) };
  const kept = FARTHEST_WINDOW + needles.reduce((most, { meaning }) => Math.max(most, meaning.before), 0);
  return (size) => scanMember(searches, kept, size);
}
function ownNeedles({ name: name2, value }) {
  return ownSpellings(value).map(({ encoding, bytes, ...meaning }) => ({
    bytes,
    meaning: { ...meaning, found: { kind: name2, encoding, isKey: false }, decoded: void 0 }
  }));
}
function provableNeedles({ kind, beginnings, before, behind, isWord, prove }, isWanted) {
  return beginnings.flatMap(
    (beginning) => spellingsOf(beginning, isWanted).map(({ encoding, bytes, decode: decode2 }) => {
      const ratio = Math.max(1, bytes.length / beginning.length, encoding.startsWith("base64") ? 4 / 3 : 0);
      const around = { before: Math.ceil(before * ratio) + 4, behind: Math.ceil(behind * ratio) + 4 };
      return {
        bytes,
        meaning: {
          ...around,
          found: { kind, encoding, isKey: kind === PRIVATE_KEY.kind },
          stands: (text3, at2) => prove(decode2(text3, at2)),
          decoded: (text3, at2) => isWord && !WITHOUT_WORDS.has(encoding) ? wordLength(text3, at2, around.behind) : around.behind
        }
      };
    })
  );
}
var WITHOUT_WORDS = /* @__PURE__ */ new Set(["base64", "base64url", "hex", "UTF-16"]);
var ENDS_WORD = new Set(Buffer.from(` 	\r
"'<>,`));
function wordLength(text3, at2, most) {
  const end = Math.min(text3.length, at2 + most);
  let place = at2;
  while (place < end && !ENDS_WORD.has(text3[place] ?? 0)) place += 1;
  return place - at2;
}
function scanMember(searches, kept, size) {
  const found = /* @__PURE__ */ new Map();
  let decoded = 0;
  let proves = size <= LARGEST_PROVEN;
  let [received, next] = [0, 0];
  let rest2 = Buffer.alloc(0);
  const joined = createJoiner();
  const pass = (chunk, isLast) => {
    const text3 = joined(rest2, chunk);
    if (proves && received < BINARY_HEAD && text3.subarray(0, BINARY_HEAD).includes(ZEROS)) {
      proves = false;
      next = 0;
    }
    received += chunk.length;
    const search = proves ? searches.all : searches.own;
    const resume = search(text3, next, (needle, at2) => {
      const { bytes, meaning } = needle;
      if (found.has(meaning.found.kind)) return true;
      if (!isLast && at2 + Math.max(bytes.length, meaning.behind) > text3.length)
        return startsDifferently(text3, at2, bytes);
      if (!isAt(text3, at2, bytes)) return true;
      if (meaning.decoded !== void 0 && decoded > LEAST_DECODED + MOST_DECODED * received) return true;
      const behind = meaning.decoded?.(text3, at2);
      if (behind !== void 0) decoded += meaning.before + behind;
      if (isProven(meaning, text3.subarray(0, at2 + (behind ?? meaning.behind)), at2))
        found.set(meaning.found.kind, meaning.found);
      return true;
    });
    const from = Math.max(0, Math.min(resume, text3.length) - kept);
    if (!isLast) rest2 = Buffer.from(text3.subarray(from));
    next = resume - from;
  };
  return {
    take: (chunk) => pass(chunk, false),
    end: () => {
      pass(Buffer.alloc(0), true);
      return [...found.values()].filter(({ kind }) => proves || !PROVEN_KINDS.has(kind));
    }
  };
}
function createJoiner() {
  let joint = Buffer.alloc(0);
  return (first2, second) => {
    if (first2.length === 0) return second;
    if (second.length === 0) return first2;
    const length = first2.length + second.length;
    if (joint.length < length) joint = Buffer.allocUnsafe(length);
    first2.copy(joint);
    second.copy(joint, first2.length);
    return joint.subarray(0, length);
  };
}
var PROVEN_KINDS = new Set([...PROVABLE_SECRETS, PRIVATE_KEY].map(({ kind }) => kind));
function startsDifferently(text3, at2, bytes) {
  const length = Math.min(bytes.length, text3.length - at2);
  return bytes.compare(text3, at2, at2 + length, 0, length) !== 0;
}
function isProven({ stands, before }, text3, at2) {
  const start = Math.max(0, at2 - before);
  return stands(text3.subarray(start), at2 - start);
}

// src/foresight/seen-release.ts
function comparablePath(path) {
  return path.replace(/^([^/]+?)-[^/-]+\.(dist-info|data)\//, "$1.$2/");
}
function isNewMember(last, file, path) {
  const members = last?.files.get(file)?.members;
  if (members === void 0) return void 0;
  const wanted = comparablePath(path);
  return ![...members.keys()].some((each) => comparablePath(each) === wanted);
}

// src/stages/index-rules.ts
function checkIndexRules({ toPublish }, { classifiers }, run) {
  const { job, log } = run.platform.runner;
  for (const line of checkReleaseVersions(toPublish, tagOf(job.workflowRef))) log.warning(line);
  const uploads = toPublish.map(({ name: name2, findings, metadata, size }) => {
    const declared = metadata.get("classifier") ?? [];
    const unknown = classifiers === void 0 ? [] : checkClassifiers(declared, classifiers);
    const large = run.inputs.verifyMetadata ? checkFileSize(size, run.index) : [];
    return { name: name2, findings: [...findings, ...large, ...unknown] };
  });
  refuseFaults(faultsOfUploads(uploads, run.index), run);
}
function refuseFaults(faults, { ledger, platform }) {
  for (const line of reasonLines(faults.filter(({ severity }) => severity === "warning").map(named)))
    platform.runner.log.warning(line);
  const errors = faults.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  for (const [name2, ofFile] of Map.groupBy(errors, (fault) => fault.name))
    ledger.failed(name2, invalidDistributions(ofFile));
  throw invalidDistributions(errors);
}
var filesAtOnce = 2;
function beginMemberCheck({ toPublish }, { inputs, platform, cancelled, begin: begin2 }) {
  return begin2(async () => {
    const own = platform.runner.secrets().map(({ name: name2, secret }) => ({ name: name2, value: secret.reveal() }));
    const scanner = inputs.scanSecrets && toPublish.length > 0 ? createScanner(own) : void 0;
    return mapPool(toPublish, filesAtOnce, async (distribution) => {
      const { name: name2, project } = distribution;
      return { name: name2, project, ...await checkMembers(distribution, scanner, () => cancelled.aborted) };
    });
  });
}
async function refuseDamaged(checking2, comparison2, run) {
  const checked2 = await checking2;
  const faults = faultsOfUploads(checked2, run.index);
  const severityOf = run.inputs.verifyMetadata ? void 0 : { severity: "warning" };
  const leaks = faultsOfUploads(await leaksIn(checked2, comparison2), run.index);
  refuseFaults([...faults.map((fault) => ({ ...fault, ...severityOf })), ...leaks], run);
}
async function leaksIn(checked2, comparison2) {
  const hasKeys = checked2.some(({ secrets }) => secrets.some(({ isKey }) => isKey));
  const compared = hasKeys ? await comparison2 ?? [] : [];
  return checked2.map(({ name: name2, project, secrets }) => {
    const last = compared.find((each) => each.project === project)?.last;
    return { name: name2, findings: secretFindings(secrets, (path) => isNewMember(last, name2, path)) };
  });
}

// src/package-index/trusted-publishing/trusted-publishing.ts
var BUDGET3 = { total: 18e4, attempts: 4, firstDelay: 1e3, maximumDelay: 15e3 };
var DEFAULT_LIFETIME = 900;
var PASSING_CODES = /* @__PURE__ */ new Set(["invalid-token", "invalid-reuse-token"]);
var SHORTEST_TOKEN = 16;
async function obtainUploadToken(index, identity, publishers, platform, signal) {
  const url = `${new URL(index.uploadUrl).origin}/_/oidc/mint-token`;
  const context = { index, url, claims: identity.claims, publishers };
  return requestWithRetry(
    {
      request: async () => {
        const identityToken = await identity.token(identity.audience);
        return {
          method: "POST",
          url,
          purpose: `upload token from ${index.title}`,
          headers: { accept: "application/json", "content-type": "application/json" },
          body: JSON.stringify({ token: identityToken.reveal() }),
          deadline: 6e4,
          maximumBytes: 262144
        };
      },
      budget: BUDGET3,
      read: (answer) => readMintAnswer(answer, context, platform),
      refused: (answer) => unusable2(answer, context, platform),
      failed: (failure2) => noToken(index, url, failure2.message, onceAvailable(index), failure2)
    },
    platform,
    signal
  );
}
function readMintAnswer(answer, context, platform) {
  const { runner, clock } = platform;
  const value = asObject(tryParseJson(answer.body));
  const token2 = asString(value?.get("token"));
  if (answer.status === 200 && token2 !== void 0 && token2 !== "") {
    if (!canBeHidden(token2)) throw unhidable(context);
    const expires = value?.get("expires");
    const seconds2 = typeof expires === "number" ? expires : clock.now().getTime() / 1e3 + DEFAULT_LIFETIME;
    const expiresAt = new Date(seconds2 * 1e3);
    return { kind: "done", value: { username: "__token__", password: runner.secret(token2), expiresAt } };
  }
  const errors = asArray(value?.get("errors")).flatMap(mintError);
  const [first2] = errors;
  if (first2 !== void 0) {
    const description = errors.map((each) => each.description).join("; ");
    const error2 = mintRefusal(first2.code, runner.redact(description), context);
    if (errors.every(({ code }) => PASSING_CODES.has(code))) return { kind: "again", error: error2 };
    throw error2;
  }
  const error = unusable2(answer, context, platform);
  if (answer.status >= 300) throw error;
  return { kind: "again", error };
}
function unusable2(answer, { index, url }, { runner }) {
  const text3 = answer.status < 300 ? `${answer.status} ${webPageTitle(answer, runner.redact) === void 0 ? "without a token" : "with a web page instead of a token"}` : `${answer.status} ${answerText(answer, runner.redact)}`;
  const remedy = isTransientStatus(answer.status) ? onceAvailable(index) : redirectHint(answer, url) ?? "Check that the index offers Trusted Publishing, or publish with an API token from a secret in `password`.";
  return noToken(index, url, `it answered ${text3}`, remedy);
}
function canBeHidden(token2) {
  const text3 = token2.trim().toLowerCase();
  return text3.length >= SHORTEST_TOKEN && !OUTPUT_WORDS.some((word) => word.toLowerCase().includes(text3));
}
function unhidable({ index, url }) {
  const why = `it answered with a token of fewer than ${SHORTEST_TOKEN} characters, or with a word of this run's own outputs`;
  return noToken(
    index,
    url,
    why,
    `Contact the operator of ${index.title}: such a token can be guessed, and cannot be hidden in logs.`
  );
}
function mintError(value) {
  const error = asObject(value);
  const code = asString(error?.get("code"));
  return code === void 0 ? [] : [{ code, description: asString(error?.get("description")) ?? code }];
}
function noToken(index, url, why, remedy, cause) {
  const message = `${index.title} issued no upload token: ${why} (${url}; \`password\` is empty, so Trusted Publishing is used)`;
  return new ActionError("TOKEN_REFUSED", message, remedy, cause);
}

// src/package-index/upload/form.ts
import { createHash as createHash4 } from "node:crypto";
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
function uploadBody(distribution, attestations) {
  return multipart(uploadForm(distribution, attestations), distribution);
}
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
  return fields.filter(([, value]) => value !== "");
}
function metadataFields(metadata) {
  const single = SINGLE.map(([header, field]) => [field, first(metadata, header)]);
  const keywords2 = ["keywords", (metadata.get("keywords") ?? []).join(",")];
  const repeated = REPEATED.filter(
    // Old setuptools writes License-File into metadata 2.1, where the index rejects it.
    ([header]) => header !== "license-file" || atLeast(first(metadata, "metadata-version"), 2, 4)
  ).flatMap(([header, field]) => (metadata.get(header) ?? []).map((value) => [field, value]));
  return [...single, keywords2, ...repeated];
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
Content-Disposition: form-data; name="${quoted2(field)}"\r
\r
${value}\r
`
  );
  const head = Buffer.from(
    `${texts.join("")}--${boundary}\r
Content-Disposition: form-data; name="content"; filename="${quoted2(distribution.name)}"\r
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
  const hash2 = createHash4("sha256");
  let size = 0;
  for await (const chunk of readAgain(distribution)) {
    size += chunk.length;
    if (size > distribution.size)
      throw changed2(distribution, `it now has more than ${distribution.size} bytes`);
    hash2.update(chunk);
    yield chunk;
  }
  const sha2562 = hash2.digest("hex");
  if (sha2562 !== distribution.sha256) throw changed2(distribution, `its SHA-256 is now ${sha2562}`);
}
async function* readAgain(distribution) {
  try {
    yield* distribution.content.chunks();
  } catch (error) {
    throw changed2(distribution, messageOf(error), error);
  }
}
function changed2({ name: name2, sha256: sha2562 }, how, cause) {
  return new ActionError(
    "DISTRIBUTION_INVALID",
    `${name2} changed while it was uploaded and is no longer the file with SHA-256 ${sha2562}: ${how}`,
    "Check that nothing writes to packages-dir during the run.",
    cause
  );
}
function quoted2(name2) {
  return name2.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

// src/ground/waiting-time.ts
function waitingTime(milliseconds) {
  const seconds2 = Math.max(1, Math.ceil(milliseconds / 1e3));
  if (seconds2 < 2 * 60) return `${seconds2} ${seconds2 === 1 ? "second" : "seconds"}`;
  const minutes = Math.ceil(seconds2 / 60);
  return minutes < 2 * 60 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

// src/package-index/upload/upload-errors.ts
function uploadAgain({ simpleUrl }, when) {
  const because = simpleUrl === void 0 ? void 0 : "files that are already uploaded are skipped";
  return runAgain({ when, because });
}
function outlastedUpload({
  message,
  after,
  remedy
}, file) {
  const when = after === void 0 || after === 0 ? "later" : `in ${waitingTime(after)}, as the index requests`;
  return new ActionError(
    "UPLOAD_REJECTED",
    rejectedText(message, file),
    remedy ?? uploadAgain(file.index, when)
  );
}
var UploadRejection = class extends ActionError {
  constructor({ message, remedy }, file) {
    super("UPLOAD_REJECTED", rejectedText(message, file), remedy);
  }
};
function rejectedText(message, { name: name2, index: { title, uploadUrl } }) {
  return `${title} rejected ${name2}: ${message} (${uploadUrl})`;
}
function undecidedUpload({ message }, { name: name2, index: { title, uploadUrl, simpleUrl } }) {
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} may have ${name2} from an attempt whose answer was lost; it rejected the next attempt: ${message} (${uploadUrl})`,
    simpleUrl === void 0 ? "Check on the index whether the file was published." : runAgain({ because: "it finds out whether the file was published" })
  );
}
function lostUpload({ error, said }, listed, { name: name2, index }) {
  const { title } = index;
  const unsent = "nothing of it was sent";
  const unlisted = listed === void 0 ? "the index could not be queried for it" : "the index does not list it";
  const seen = error.sent ? unlisted : unsent;
  const { how, where } = howItFailed(error, { name: name2, index });
  const words = said === void 0 ? "" : `. What could be read of it: ${[said.status, said.text].join(" ").trim()}`;
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} gave no usable answer to the upload of ${name2}: ${how}; ${seen}${where}${words}`,
    remedyForLost(said, index),
    error
  );
}
function howItFailed({ message }, { name: name2, index: { uploadUrl } }) {
  const how = message.replace(`upload of ${name2}: `, "");
  return { how, where: how.includes(uploadUrl) ? "" : ` (${uploadUrl})` };
}
function remedyForLost(said, index) {
  if (said === void 0) return uploadAgain(index);
  const { status = 400, text: text3 } = said;
  if (isLastingRefusal(said.status)) return remedyForAnswer(status, text3, index);
  return knownRemedy(status, text3, index) ?? uploadAgain(index);
}
function isLastingRefusal(status) {
  return status !== void 0 && status >= 400 && status < 500 && !isTransientStatus(status);
}
function cancelledUpload({ name: name2, index }, begun) {
  return new ActionError(
    begun ? "UPLOAD_UNKNOWN" : "CANCELLED",
    begun ? `The upload of ${name2} was cancelled; the index may have accepted it` : `${name2} was not uploaded: the run was cancelled first`,
    uploadAgain(index)
  );
}
function lastingFailure(error, { name: name2, index }) {
  if (error.cause instanceof ActionError) return error.cause;
  const { how, where } = howItFailed(error, { name: name2, index });
  return new ActionError(
    error.sent ? "UPLOAD_UNKNOWN" : "UPLOAD_REJECTED",
    `${name2} could not be uploaded to ${index.title}: ${how}${where}`,
    LASTING[error.failure] ?? uploadAgain(index),
    error
  );
}
var LASTING = {
  tls: "Check the certificate of the index. Set NODE_EXTRA_CA_CERTS to the certificate of a private CA."
};

// src/package-index/upload/upload-answer.ts
var UPLOAD_ATTEMPTS = 5;
function readUploadAnswer(answer, index, now, redact) {
  const { status } = answer;
  if (status === 202) return { kind: "pending" };
  if (status >= 200 && status < 300) return { kind: "accepted", webPage: webPageTitle(answer, redact) };
  const text3 = answerText(answer, redact);
  const message = `${status} ${text3}`;
  if (status >= 300 && status < 400) {
    const remedy2 = redirectHint(answer, index.uploadUrl) ?? "Check repository-url.";
    return {
      kind: "rejected",
      message: `${message}: the index redirects uploads, which wheelseal does not follow`,
      remedy: remedy2
    };
  }
  if (isTransientStatus(status) || status === 499) {
    const after = retryAfter(answer, now) ?? rateLimitReset(answer);
    const attempts2 = UPLOAD_ATTEMPTS;
    return { kind: "transient", message, after, attempts: attempts2, serverError: status >= 499, remedy: void 0 };
  }
  const attempts = attemptsForRefusal(status, text3);
  if (attempts !== void 0) {
    const remedy2 = knownRemedy(status, text3, index);
    return { kind: "transient", message, after: void 0, attempts, serverError: false, remedy: remedy2 };
  }
  const remedy = remedyForAnswer(status, text3, index);
  if (status === 403 && isTokenTrouble(text3)) return { kind: "expired-token", message, remedy };
  const suspects = index.kind === "pypi" ? [400, 409] : [400, 403, 404, 409];
  if (!suspects.includes(status)) return { kind: "rejected", message, remedy };
  return { kind: "duplicate-suspect", message, remedy, nameTaken: saysNameIsTaken(status, text3) };
}
function readLostAnswer(error, redact) {
  const excerpt = error.failure === "unparsable" ? readExcerpt(error.received) : void 0;
  if (excerpt === void 0)
    return { kind: "lost", error, said: void 0, attempts: UPLOAD_ATTEMPTS, serverError: false };
  const { status = 500 } = excerpt;
  const attempts = isTransientStatus(status) ? UPLOAD_ATTEMPTS : 2;
  const said = { status: excerpt.status, text: answerText(excerpt, redact) };
  return { kind: "lost", error, said, attempts, serverError: status >= 499 };
}
function leavesOpen(answer) {
  if (answer.kind === "lost") return answer.error.sent;
  return answer.kind === "transient" || answer.kind === "duplicate-suspect";
}
function mayHaveStored(answer) {
  if (answer.kind === "lost") return answer.error.sent;
  return answer.kind === "transient" && answer.serverError;
}
function conclude(answer, facts, file) {
  switch (answer.kind) {
    case "accepted":
      return done("uploaded", { webPage: answer.webPage });
    case "pending":
      return done("uploaded", { pending: true });
    case "rejected":
    case "expired-token":
      throw new UploadRejection(answer, file);
    case "duplicate-suspect":
      return concludeDuplicate(answer, facts, file);
    case "lost":
      return concludeLost(answer, facts, file);
    case "transient": {
      if (facts.listed === true) return done("uploaded");
      const error = outlastedUpload(answer, file);
      if (facts.attempts >= answer.attempts) throw error;
      return { kind: "again", error, after: answer.after };
    }
  }
}
function concludeLost(answer, { listed, attempts }, file) {
  if (listed === true) return done("uploaded");
  const { status, text: text3 = "" } = answer.said ?? {};
  if (listed === false && isLastingRefusal(status)) {
    throw new UploadRejection(
      { message: `${status} ${text3}`, remedy: remedyForAnswer(status, text3, file.index) },
      file
    );
  }
  const error = lostUpload(answer, listed, file);
  if (attempts >= answer.attempts) throw error;
  return { kind: "again", error };
}
function concludeDuplicate(answer, { listed, perhapsOurs, skipExisting }, file) {
  if (listed === true) return done(perhapsOurs ? "uploaded" : "already-there");
  if (listed === false) throw new UploadRejection(answer, file);
  if (perhapsOurs) throw undecidedUpload(answer, file);
  if (skipExisting && answer.nameTaken) return done("skipped-different");
  throw new UploadRejection(answer, file);
}
function done(kind, more = {}) {
  return { kind: "done", value: { kind, pending: false, ...more } };
}
function attemptsForRefusal(status, text3) {
  if (status !== 400) return void 0;
  if (/Unknown error while trying to verify included attestations/i.test(text3)) {
    return /inclusion promise|signed timestamp/i.test(text3) ? void 0 : 3;
  }
  return /digest supplied does not match/i.test(text3) ? 2 : void 0;
}
function isTokenTrouble(text3) {
  return /token is expired|Invalid or non-existent authentication information|deleted or nonexistent macaroon/i.test(
    text3
  );
}
function rateLimitReset({ headers }) {
  const seconds2 = /\bt=(\d{1,6})\b/.exec(headers["ratelimit"] ?? "")?.[1];
  return seconds2 === void 0 ? void 0 : Number(seconds2) * 1e3;
}

// src/package-index/upload/upload.ts
var BUDGET4 = {
  total: 20 * 6e4,
  attempts: UPLOAD_ATTEMPTS,
  firstDelay: 2e3,
  maximumDelay: 6e4
};
var ACCEPT = "application/json;q=0.9, text/plain;q=0.8, text/html;q=0.7";
async function upload(distribution, attestations, context) {
  const { index, skipExisting, cancelled, turns, platform } = context;
  const { name: name2 } = distribution;
  const file = { name: name2, index: { ...index, authorizedBy: context.credentials.kind } };
  let begun = false;
  const whole = uploadBody(distribution, attestations);
  const chunks = () => {
    begun = true;
    return whole.chunks();
  };
  const body = withProgress(
    { ...whole, chunks },
    platform.clock,
    (progress) => context.onProgress(name2, progress)
  );
  let perhapsOurs = false;
  async function sendInTurn() {
    if (cancelled.aborted) throw cancelledUpload(file, begun);
    const answer = await sendAuthorized(file, body, context);
    if ((answer.kind === "transient" || answer.kind === "lost") && answer.serverError) turns.oneByOne();
    return answer;
  }
  async function attempt(attempts) {
    const answer = await turns.take(sendInTurn);
    const listed = leavesOpen(answer) ? await isListed(distribution, context) : void 0;
    const outcome = conclude(answer, { attempts, listed, perhapsOurs, skipExisting }, file);
    perhapsOurs ||= mayHaveStored(answer);
    return outcome;
  }
  const onWait = logWaits(platform.runner.log, purposeOf(file));
  try {
    return await retry(attempt, BUDGET4, { clock: platform.clock, signal: cancelled, onWait });
  } catch (error) {
    throw error === cancelled.reason ? cancelledUpload(file, begun) : error;
  }
}
async function sendAuthorized(file, body, context) {
  const token2 = await context.credentials.current();
  const answer = await send(file, body, token2, context);
  if (answer.kind !== "expired-token" || token2.expiresAt === void 0) return answer;
  return send(file, body, await context.credentials.renew(token2), context);
}
async function send(file, body, token2, { index, platform: { http, clock, runner } }) {
  try {
    const answer = await http.request({
      method: "POST",
      url: index.uploadUrl,
      purpose: purposeOf(file),
      headers: { accept: ACCEPT, "content-type": body.contentType, authorization: authorization(token2) },
      body,
      // Warehouse allows its database ten minutes.
      deadline: 15 * 6e4,
      idleDeadline: 2 * 6e4,
      maximumBytes: 1 << 20
      // No signal: what is cancelled halfway may still be on the index, so an upload in progress gets the time there is.
    });
    return readUploadAnswer(answer, file.index, clock.now(), runner.redact);
  } catch (error) {
    if (isTransientFailure(error)) return readLostAnswer(error, runner.redact);
    throw error instanceof TransportError ? lastingFailure(error, file) : error;
  }
}
function purposeOf({ name: name2 }) {
  return `upload of ${name2}`;
}
async function isListed({ name: name2, project, sha256: sha2562 }, { index, platform, credentials, cancelled }) {
  if (index.simpleUrl === void 0) return void 0;
  try {
    const token2 = await credentials.current();
    const { files } = await listFiles(project, {
      index,
      platform,
      credentials: token2,
      once: true,
      signal: cancelled
    });
    return files.some((file) => file.name === name2 && file.sha256 === sha2562);
  } catch (error) {
    platform.runner.log.debug(`whether the index lists ${name2} could not be queried: ${messageOf(error)}`);
    return void 0;
  }
}
var PAUSE2 = 15e3;
function withProgress(body, clock, report) {
  return {
    ...body,
    async *chunks() {
      const began = clock.now().getTime();
      let reported = began;
      let sent = 0;
      for await (const chunk of body.chunks()) {
        yield chunk;
        sent += chunk.length;
        const now = clock.now().getTime();
        if (now - reported < PAUSE2 || sent === body.length) continue;
        reported = now;
        report({ sent, total: body.length, elapsed: now - began });
      }
    }
  };
}
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
      await new Promise((resolve) => {
        this.#waiting.push(resolve);
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

// src/package-index/upload/upload-order.ts
function uploadSteps(distributions, fileSizeLimit) {
  const wheels = distributions.filter(({ kind }) => kind === "wheel");
  const isLarge = ({ size }) => fileSizeLimit !== void 0 && size > fileSizeLimit;
  const large = wheels.filter((wheel) => isLarge(wheel) && !wheel.doubtfulTag);
  const largeDoubtful = wheels.filter((wheel) => isLarge(wheel) && wheel.doubtfulTag);
  const others = wheels.filter((wheel) => !isLarge(wheel));
  const plain = others.filter(({ doubtfulTag }) => !doubtfulTag);
  const doubtful2 = others.filter(({ doubtfulTag }) => doubtfulTag);
  const sdists = distributions.filter(({ kind }) => kind === "sdist");
  const steps = [
    { distributions: large, sideBySide: false, rejectionStops: true },
    { distributions: largeDoubtful, sideBySide: false, rejectionStops: false },
    { distributions: plain.slice(0, 1), sideBySide: false, rejectionStops: true },
    { distributions: plain.slice(1), sideBySide: true, rejectionStops: true },
    { distributions: doubtful2, sideBySide: false, rejectionStops: false },
    { distributions: sdists, sideBySide: false, rejectionStops: true }
  ];
  return steps.filter((step) => step.distributions.length > 0);
}

// src/package-index/upload/publish.ts
var RELEASES_AT_ONCE = 16;
async function publishReleases({ releases: releases2, attestations }, context, record) {
  const lines = Map.groupBy(releases2, ({ line }) => line);
  for (const line of [...lines.keys()].toSorted((one, other) => one - other)) {
    await pool(
      lines.get(line) ?? [],
      RELEASES_AT_ONCE,
      (release) => publishRelease(release, attestations, context, record),
      () => context.cancelled.aborted
    );
  }
}
async function publishRelease({ distributions }, attestations, context, record) {
  const { index, cancelled } = context;
  const turns = new UploadTurns(index.uploadsAtOnce);
  let failed2 = false;
  for (const step of uploadSteps(distributions, index.fileSizeLimit)) {
    await pool(
      step.distributions,
      () => step.sideBySide ? turns.atOnce : 1,
      async (distribution) => {
        const sent = attestations.get(distribution.name) ?? [];
        const outcome = await outcomeOf2(distribution, sent, step, { ...context, turns });
        failed2 ||= outcome.kind === "failed" && outcome.stopsRelease;
        record(distribution, outcome);
      },
      () => failed2 || cancelled.aborted
    );
  }
}
async function outcomeOf2(distribution, attestations, { rejectionStops }, context) {
  const { clock } = context.platform;
  const began = clock.now().getTime();
  try {
    const outcome = await upload(distribution, attestations, context);
    return { ...outcome, took: clock.now().getTime() - began };
  } catch (error) {
    const stopsRelease = rejectionStops || !(error instanceof UploadRejection);
    return { kind: "failed", error: asActionError(error, distribution, context), stopsRelease };
  }
}
function asActionError(error, { name: name2 }, { cancelled, index }) {
  if (error instanceof ActionError) return error;
  const remedy = uploadAgain(index);
  return cancelled.aborted ? new ActionError("CANCELLED", `The upload of ${name2} was cancelled`, remedy, error) : new ActionError("UPLOAD_UNKNOWN", `The upload of ${name2} failed: ${messageOf(error)}`, remedy, error);
}

// src/stages/upload.ts
async function obtainCredentials({ identity }, publishers, { inputs, index, platform, cancelled }) {
  const { runner, clock } = platform;
  const fixed = inputs.credentials;
  if (fixed !== void 0) return createCredentials({ fixed }, runner, clock);
  if (identity === void 0) throw new Error("Trusted Publishing without an identity");
  const obtain = () => obtainUploadToken(index, identity, publishers, platform, cancelled);
  const source = createCredentials({ obtain }, runner, clock);
  await source.current();
  runner.log.info(
    `Upload token from ${index.title} by Trusted Publishing, as ${identity.claims.repository}.`
  );
  return source;
}
async function uploadAll(plan, { sent: attestations }, credentials, { inputs, index, platform, ledger, cancelled }) {
  const { log } = platform.runner;
  const uploaded = [];
  const warnings = [];
  const lines = new Set(plan.releases.map(({ line }) => line)).size;
  if (lines > 1) {
    log.notice(
      `wheelseal uploads the releases of one line of packages-dir side by side, and those of the next line after them (${lines} lines here). Use one glob, such as packages/*/dist, to upload all of them side by side.`
    );
  }
  const onProgress = (name2, { sent: bytes, total, elapsed }) => {
    const rate = readableSize(Math.round(bytes * 1e3 / elapsed));
    log.info(`${name2}: ${readableSize(bytes)} of ${readableSize(total)} sent (${rate}/s)`);
  };
  const sizes = plan.toPublish.map(({ size }) => size);
  const count = countProgress("uploaded", sizes, { clock: platform.clock, log, sends: true });
  await publishReleases(
    { releases: plan.releases, attestations },
    { index, credentials, skipExisting: inputs.skipExisting, platform, cancelled, onProgress },
    (distribution, outcome) => {
      const { name: name2, size, sha256: sha2562 } = distribution;
      if (outcome.kind === "skipped-different") {
        const message = `${name2}: skipped because ${index.title} has a file of this name (skip-existing: true); without \`check-url\`, wheelseal cannot find out whether it is identical (SHA-256 here ${sha2562})`;
        log.info(`${name2}: skipped, because ${index.title} has a file of this name`);
        warnings.push({ name: name2, message });
        return ledger.published(name2, outcome.kind);
      }
      if (outcome.kind === "failed") {
        log.info(`${name2}: failed: ${outcome.error.message}`);
        if (!outcome.stopsRelease) {
          const message = `${index.title} rejected ${name2}. The rest of its release is uploaded nevertheless, because its platform tag was in doubt.`;
          warnings.push({ name: name2, message });
        }
        return ledger.failed(name2, outcome.error);
      }
      log.info(`${name2}: ${uploadedLine(outcome, size)}`);
      count(size);
      if (outcome.webPage !== void 0) {
        const message = `${name2}: ${index.title} answered with a web page, "${outcome.webPage}", which an upload endpoint does not. Check repository-url and whether the file arrived.`;
        warnings.push({ name: name2, message });
      }
      uploaded.push({ distribution, status: outcome.kind });
      return ledger.published(name2, outcome.kind);
    }
  );
  for (const line of reasonLines(warnings)) log.warning(line);
  return uploaded;
}
function uploadedLine({ kind, pending, took }, size) {
  if (kind === "already-there") return "already uploaded (identical)";
  const rate = readableSize(Math.round(size * 1e3 / Math.max(took, 1)));
  const sent = `${readableSize(size)} in ${readableDuration(took)}, ${rate}/s`;
  return pending ? `accepted, pending publication (${sent})` : `uploaded (${sent})`;
}

// src/stages/authorization.ts
async function proveAuthorization(plan, existing, begun, run) {
  const { index, platform, ledger } = run;
  const { log } = platform.runner;
  await refuseUnapproved(plan, existing, "as-planned", run);
  await refuseDamaged(begun.members, void 0, run);
  const judged = await preflight(begun.identity, existing.publishers, run);
  const projects = [...new Set(plan.files.map(({ distribution }) => distribution.project))];
  const missing = missingOf(projects, existing.pages);
  warnOfPending(missing, run);
  const credentials = await obtainCredentials(judged, existing.publishers, run);
  const token2 = await credentials.current();
  const listed = projectsOfToken(token2.password.reveal());
  const absent = index.kind === "pypi" ? await absentProjects(projects, missing, credentials, run) : [];
  const coverage2 = coverageOf(listed, projects, absent, index);
  ledger.authorized(coverage2);
  for (const { project, because } of coverage2) log.info(`${project}: ${because}`);
  if (absent.length > 0 && judged.identity !== void 0)
    throw unreachableProjects(absent, index, judged.identity.claims);
  const uncovered = uncoveredProjects(listed, projects, index);
  if (uncovered !== void 0) throw uncovered;
  log.info("The upload token was discarded. Nothing was signed or uploaded.");
}
function warnOfPending(missing, { index, platform }) {
  const line = `This dry run requests an upload token. If a pending publisher matches this job, ${index.title} then creates its project`;
  if (missing.length === 0) platform.runner.log.notice(`${line}.`, "Dry run");
  else platform.runner.log.warning(`${line}. Not on ${index.title} yet: ${missing.join(", ")}.`, "Dry run");
}

// src/package-index/confirm/confirm-file.ts
var [ANSWERS, APART2] = [3, 1e4];
async function confirmFile(file, round) {
  const { index, signal } = round.context;
  const shown5 = round.listed.get(file.distribution.name);
  if (shown5 === void 0) {
    file.lacking = { kind: "unlisted", because: `${index.title} does not list it` };
    return void 0;
  }
  file.url = bareUrl(shown5.url);
  try {
    const reply = begin(() => queryProvenanceOf(file, shown5, round));
    const second = await secondHash(file.distribution, shown5, round);
    const hashes = [shown5.sha256, second];
    const other = hashes.find((hash2) => hash2 !== void 0 && hash2 !== file.distribution.sha256);
    if (other !== void 0) {
      const message = `${index.title} has a different file than was uploaded (SHA-256 on the index ${other}, here ${file.distribution.sha256})`;
      return contradicted(file, { kind: "unknown", because: message }, message);
    }
    if (!hashes.includes(void 0)) return confirmAttestations(file, await reply, round);
    if (second === void 0 && hasNoHashes(round)) {
      const because = `${index.title} lists it without a SHA-256, so that its content cannot be compared`;
      return notConfirmed(file, { kind: "unknown", because }, { kind: "unhashed", because });
    }
    file.lacking = shown5.sha256 === void 0 ? { kind: "unhashed", because: `${index.title} lists it without a SHA-256` } : {
      kind: "unreleased",
      because: `${index.title} lists it with the uploaded SHA-256, but its JSON API does not yet`
    };
  } catch (error) {
    signal?.throwIfAborted();
    unanswered(file, error, round.isOver());
  }
  return void 0;
}
function hasNoHashes({ listed }) {
  return [...listed.values()].every(({ sha256: sha2562 }) => sha2562 === void 0);
}
function unanswered(file, error, isOver) {
  if (file.queried && isOver) return;
  file.lacking = { kind: "unavailable", because: messageOf(error) };
}
async function secondHash({ name: name2, project, version }, shown5, { context, releases: releases2 }) {
  if (context.index.apiUrl === void 0) return shown5.sha256;
  const release = releases2.get(version) ?? listRelease(project, version, context);
  releases2.set(version, release);
  return (await release).find((file) => file.name === name2)?.sha256;
}
async function queryProvenanceOf({ distribution, attestations }, shown5, { context }) {
  return attestations.length === 0 ? void 0 : queryProvenance(distribution, shown5, context);
}
function confirmAttestations(file, reply, { context, publisher }) {
  const { url } = file;
  const { title } = context.index;
  if (reply === void 0) return { confirmed: true, url };
  switch (reply.kind) {
    case "none":
      return doubted(file, "none", context, { kind: "none" });
    case "refused":
      return doubted(file, "refused", context, { kind: "unknown", because: reply.because });
    case "silent":
      return notConfirmed(file, { ...reply, kind: "unknown" }, { kind: "silent", because: reply.because });
    case "served":
  }
  const { provenance } = reply;
  const names = publisherNames(provenance);
  const other = publisher && otherPublisher(provenance, publisher);
  const message = other && anotherPublisher(title, other, publisher);
  if (message !== void 0 && file.uploaded) {
    return contradicted(file, { kind: "others", publisher: names }, message);
  }
  const state = compareWithSent(file, provenance);
  if (state === "the-very-ones") {
    return { confirmed: true, url, attestations: { kind: "seen", publisher: names }, message };
  }
  return doubted(file, state, context, { kind: state === "earlier" ? "seen" : "others", publisher: names });
}
function compareWithSent({ attestations }, provenance) {
  if (attestations.every((sent) => isServed(sent, provenance))) return "the-very-ones";
  const stated = attestations.filter((sent) => isOfServedStatement(sent, provenance)).length;
  if (stated === attestations.length) return "earlier";
  return stated > 0 ? "some" : "others";
}
function doubted(file, kind, { index, platform }, attestations) {
  const now = platform.clock.now().getTime();
  const { answers } = file;
  file.lacking = lackingOf(kind, index.title, attestations);
  const goesOn = answers.count > 0 && answers.kind === kind;
  if (goesOn && now - answers.last < APART2) return void 0;
  file.answers = { kind, count: goesOn ? answers.count + 1 : 1, last: now };
  if (file.answers.count < ANSWERS) return void 0;
  switch (kind) {
    case "none":
    case "some":
    case "others":
      return contradicted(file, attestations, `${file.lacking.because}; none can be added any more`);
    case "earlier":
    // The index took that one and checked it; that this run's was dropped harms nobody.
    case "refused":
      return notConfirmed(file, attestations, file.lacking);
  }
}
function contradicted({ url, attestations: sent }, attestations, message) {
  return { confirmed: false, url, attestations: sent.length > 0 ? attestations : void 0, message };
}
function notConfirmed({ url, attestations: sent }, attestations, unconfirmed2) {
  const served = sent.length > 0 ? attestations : void 0;
  return { confirmed: null, url, attestations: served, unconfirmed: unconfirmed2, message: unconfirmed2.because };
}
function lackingOf(kind, title, attestations) {
  switch (kind) {
    case "earlier":
      return {
        kind,
        because: `${title} serves an attestation of the same statement from an earlier upload, not the one that was sent now`
      };
    case "some":
      return {
        kind: "unattested",
        because: `${title} lists it, but not with all attestations that were sent`
      };
    case "none":
    case "others":
      return {
        kind: "unattested",
        because: `${title} lists it, but not with the attestation that was uploaded`
      };
    case "refused":
      return {
        kind,
        because: `the attestation could not be confirmed: ${attestations.kind === "unknown" ? attestations.because : ""}`
      };
  }
}
function anotherPublisher(title, other, { owner, repositoryName, workflow }) {
  return `${title} names another publisher for it, ${other}; this job is GitHub ${owner}/${repositoryName} ${workflow}`;
}

// src/package-index/confirm/confirm.ts
var ATTESTATIONS_PAUSE = APART2;
var [FIRST_PAUSE, LONGEST_PAUSE] = [2e3, 3e4];
var LAST_ROUND = 1e3;
var LEAST_TO_BE_CERTAIN = (ANSWERS - 1) * APART2 + LAST_ROUND;
var QUERIES_AT_ONCE = 8;
async function confirm(request, platform, record, cancelled) {
  const { index, until, files } = request;
  const pages = /* @__PURE__ */ new Map();
  const open = new Map(files.map((file) => [file.distribution.name, watched(file, index)]));
  if (until === void 0 || index.simpleUrl === void 0) {
    const because = index.simpleUrl === void 0 ? "`check-url` is not set" : "`confirm-timeout` is 0";
    const unqueried2 = { kind: "unqueried", because: `the index was not queried: ${because}` };
    for (const [name2, file] of open) record(name2, unsettled(file, unqueried2));
    return pages;
  }
  const { clock, runner } = platform;
  const timed = { ...request, isOver: () => clock.now() >= until };
  const began = clock.now().getTime();
  const logWait = waitLog(runner.log, clock);
  const settled2 = (name2, confirmation) => {
    open.delete(name2);
    record(name2, confirmation);
  };
  const confirmProject = async (project, watchedFiles) => {
    const openOnes = () => watchedFiles.filter(({ distribution }) => open.has(distribution.name));
    for (let pause = FIRST_PAUSE; openOnes().length > 0; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const page = await queryRound([project, openOnes()], timed, runner.log, settled2, cancelled);
      for (const file of watchedFiles) file.queried = true;
      if (page !== void 0) pages.set(project, page);
      const left = until.getTime() - LAST_ROUND - clock.now().getTime();
      const lacking = openOnes();
      const [first2] = lacking;
      if (first2 === void 0 || left <= 0) return;
      const doubtful2 = lacking.some(({ answers }) => answers.count > 0);
      const wait = Math.min(left, doubtful2 ? ATTESTATIONS_PAUSE : pause);
      logWait(
        wait,
        `${open.size} of ${files.length} not confirmed yet (${first2.lacking.because}); querying again in ${seconds(wait)}, until ${until.toISOString().slice(11, 19)} UTC`
      );
      await clock.sleep(wait, cancelled);
    }
  };
  const projects = Map.groupBy(open.values(), ({ distribution }) => distribution.project);
  await Promise.all([...projects].map(([project, ofProject]) => confirmProject(project, ofProject)));
  const waited = seconds(clock.now().getTime() - began);
  for (const [name2, file] of open) {
    const lacking = withBound(file.lacking, until.getTime() - began);
    record(name2, unsettled(file, lacking, `not confirmed within ${waited}: `));
  }
  return pages;
}
function waitLog(log, clock) {
  let quietUntil = 0;
  return (milliseconds, line) => {
    const now = clock.now().getTime();
    if (now < quietUntil) return;
    quietUntil = now + milliseconds;
    log.info(line);
  };
}
function watched(file, { title }) {
  return {
    ...file,
    answers: { kind: "none", count: 0, last: 0 },
    lacking: { kind: "unlisted", because: `${title} does not list it` },
    queried: false,
    url: void 0
  };
}
function unsettled({ attestations, url }, unconfirmed2, introduction = "") {
  const message = introduction + unconfirmed2.because;
  const unknown = { kind: "unknown", because: message };
  const served = attestations.length > 0 ? unknown : void 0;
  return { confirmed: null, url, attestations: served, unconfirmed: unconfirmed2, message };
}
function withBound(lacking, milliseconds) {
  if (lacking.kind !== "unattested" || milliseconds >= LEAST_TO_BE_CERTAIN) return lacking;
  const bound = `\`confirm-timeout: ${Math.round(milliseconds / 1e3)}\` is too short for the ${ANSWERS} answers, ${seconds(APART2)} apart, after which this fails the run`;
  return { ...lacking, because: `${lacking.because}; ${bound}` };
}
function seconds(milliseconds) {
  return `${Math.round(milliseconds / 1e3)} s`;
}
async function queryRound([project, files], request, log, settled2, signal) {
  const { publisher, isOver } = request;
  try {
    const context = await request.context();
    const page = await listFiles(project, context);
    if (page.status === "quarantined") {
      const because = `${context.index.title} lists no files of a project in quarantine`;
      for (const file of files)
        settled2(file.distribution.name, unsettled(file, { kind: "quarantined", because }));
      return page;
    }
    const round = { context, publisher, listed: filesByName(page), releases: /* @__PURE__ */ new Map(), isOver };
    await pool(files, QUERIES_AT_ONCE, async (file) => {
      const confirmation = await confirmFile(file, round);
      if (confirmation !== void 0) settled2(file.distribution.name, confirmation);
    });
    return page;
  } catch (error) {
    signal?.throwIfAborted();
    for (const file of files) unanswered(file, error, isOver());
    log.debug(messageOf(error));
    return void 0;
  }
}

// src/package-index/confirm/release-provenance.ts
var QUERIES_AT_ONCE2 = 8;
var MOST_NAMES3 = 20;
async function readReleaseProvenance(release, page, context) {
  const listed = page.files.filter(({ name: name2 }) => release.includes(name2));
  const files = await mapPool(listed, QUERIES_AT_ONCE2, async (file) => carried(file, release, context));
  const names = new Set(listed.map(({ name: name2 }) => name2));
  const unlisted = release.planned.filter((name2) => !names.has(name2));
  return { project: release.project, version: release.version, files, unlisted };
}
async function carried({ name: name2, provenanceUrl }, { publishers }, context) {
  const known2 = publishers.get(name2);
  if (known2 !== void 0 || provenanceUrl === void 0) return { name: name2, publisher: known2 };
  try {
    const reply = await readProvenance(provenanceUrl, context);
    if (reply.kind === "served") return { name: name2, publisher: publisherNames(reply.provenance) };
    return { name: name2, publisher: reply.kind === "none" ? void 0 : unreadable(reply.because) };
  } catch (error) {
    context.signal?.throwIfAborted();
    return { name: name2, publisher: unreadable(messageOf(error)) };
  }
}
function unreadable(reason) {
  return `a publisher that could not be read (${reason})`;
}
function describeReleaseProvenance({ project, version, files, unlisted }, { title }) {
  const release = `${project} ${version} on ${title}`;
  const bare = files.filter(({ publisher }) => publisher === void 0).map(({ name: name2 }) => name2);
  const publishers = [...new Set(files.flatMap(({ publisher }) => publisher ?? []))];
  const from = `from ${shortList(publishers, MOST_NAMES3, "; ")}`;
  const missing = unlisted.length === 0 ? "" : `; not uploaded: ${shortList(unlisted, MOST_NAMES3)}`;
  if (publishers.length === 0)
    return { text: `${release}: no file carries provenance${missing}.`, warns: false };
  if (bare.length === 0) {
    const count = attestedCount(files.length, unlisted.length === 0);
    return { text: `${release}: ${count} provenance, ${from}${missing}.`, warns: false };
  }
  return {
    text: `${release} is only partly attested: ${files.length - bare.length} of ${files.length} files carry provenance, ${from}; without: ${shortList(bare, MOST_NAMES3)}${missing}. None can be added to a published file.`,
    warns: true
  };
}
function attestedCount(count, isWhole) {
  if (isWhole) return count === 1 ? "its file carries" : `all ${count} files carry`;
  return count === 1 ? "the uploaded file carries" : `the ${count} uploaded files carry`;
}

// src/stages/confirm.ts
async function confirmAll({ plan, uploaded }, { sent }, credentials, { identity, consented, unattested: unattested2 }, run) {
  const { inputs, index, platform, ledger, cancelled } = run;
  const files = uploaded.map(({ distribution, status }) => ({
    distribution,
    attestations: sent.get(distribution.name) ?? [],
    uploaded: status === "uploaded"
  }));
  const { confirmTimeout, credentials: password } = inputs;
  const until = confirmTimeout > 0 ? new Date(platform.clock.now().getTime() + confirmTimeout * 1e3) : void 0;
  const publisher = password === void 0 && identity ? publisherOf(identity.claims) : void 0;
  const bounded2 = until === void 0 ? platform : withinTime(platform, until);
  const context = async () => ({
    index,
    platform: bounded2,
    credentials: await queryCredentials(credentials, index),
    once: true,
    signal: cancelled
  });
  const request = { files, index, until, publisher, context };
  const confirmations = /* @__PURE__ */ new Map();
  const record = (name2, confirmation) => {
    const { confirmed, message = "" } = confirmation;
    confirmations.set(name2, confirmation);
    const error = confirmed === false ? unconfirmed(name2, message) : void 0;
    if (confirmed === true) platform.runner.log.info(`${name2}: confirmed`);
    if (message !== "") platform.runner.log.info(`${name2}: ${message}`);
    ledger.confirmed(name2, confirmation, error);
  };
  const pages = await confirm(request, platform, record, cancelled);
  const isExplained = unattested2 !== void 0;
  const keeps = consented?.send === false;
  const published = { plan, confirmations, pages, isExplained, keeps };
  await reportWholeReleases(uploaded, published, context, run);
}
function unconfirmed(name2, message) {
  return new ActionError("CONFIRMATION_FAILED", `${name2}: ${message}`, {
    hint: "Check the release page. An attestation can never be added to a published file; if the file is not yours, yank the release.",
    rerun: "cannot-help"
  });
}
var KEPT2 = "The attestations of this run are kept, not uploaded.";
var RELEASES_AT_ONCE2 = 32;
async function reportWholeReleases(uploaded, { plan, confirmations, pages, isExplained, keeps }, context, { index, platform, ledger, cancelled }) {
  const { log } = platform.runner;
  const publishers = new Map(
    [...confirmations].flatMap(
      ([name2, { attestations }]) => attestations?.kind === "seen" ? [[name2, attestations.publisher]] : []
    )
  );
  if (index.simpleUrl === void 0 || !index.acceptsAttestations && publishers.size === 0) return;
  const partly = [];
  const distributions = uploaded.map(({ distribution }) => distribution);
  await pool(
    groupReleases(distributions),
    RELEASES_AT_ONCE2,
    async ({ project, version, distributions: files }) => {
      const page = pages.get(project);
      if (page === void 0 || files.some(({ name: name2 }) => confirmations.get(name2)?.confirmed !== true)) return;
      const includes = (filename) => isSameRelease(versionOf(filename, project), version);
      const planned = plan.files.flatMap(({ distribution: { name: name2 } }) => includes(name2) ? [name2] : []);
      const query = { project, version, includes, planned, publishers };
      try {
        const found = await readReleaseProvenance(query, page, await context());
        const { text: described2, warns } = describeReleaseProvenance(found, index);
        const text3 = keeps ? `${described2} ${KEPT2}` : described2;
        ledger.decided(text3);
        if (warns && !isExplained) partly.push(text3);
        else log.info(text3);
      } catch (error) {
        cancelled.throwIfAborted();
        log.info(`${project} ${version}: the whole release could not be checked: ${messageOf(error)}`);
      }
    }
  );
  for (const text3 of partly.slice(1)) log.info(text3);
  const [first2, ...more] = partly;
  if (first2 !== void 0)
    log.warning(
      more.length === 0 ? first2 : `${first2} The same applies to ${counted(more.length, "other release")}.`
    );
}

// src/distributions/read.ts
import { createHash as createHash5 } from "node:crypto";

// src/distributions/folders.ts
import { isAbsolute, relative, sep } from "node:path";

// src/distributions/classify.ts
var checksumNames = /^(?:sha(?:1|224|256|384|512)|md5|b2|blake2b?|checksums?)(?:sums?)?(?:\.txt)?$/i;
var checksumExtensions = /\.(?:sha1|sha224|sha256|sha384|sha512|md5|b2|blake2b?)(?:sums?)?$/i;
var bundles = /\.(?:sigstore(?:\.json)?|intoto\.jsonl)$/;
function classify(entry) {
  const { name: name2 } = entry;
  if (name2.startsWith(".")) return { kind: "silent" };
  if (isDistributionName(name2))
    return entry.kind === "file" ? { kind: "candidate" } : { kind: "fault", reason: notAFile(entry) };
  if (name2.endsWith(".attestation")) {
    return entry.kind === "file" ? { kind: "attestation" } : { kind: "fault", reason: notAFile(entry) };
  }
  if (entry.kind === "directory")
    return { kind: "ignored", reason: "is a directory; wheelseal does not search subdirectories" };
  if (checksumNames.test(name2) || checksumExtensions.test(name2) || bundles.test(name2))
    return { kind: "silent" };
  if (name2.endsWith(".asc"))
    return { kind: "ignored", reason: "is an OpenPGP signature, which PyPI no longer accepts" };
  if (isFormerDistribution(name2))
    return { kind: "ignored", reason: "has a format that indexes no longer accept" };
  return { kind: "ignored", reason: "is not a distribution" };
}
function notAFile(entry) {
  if (entry.kind === "directory")
    return "is a directory, not a file (did actions/download-artifact put each artifact into its own?)";
  return "is a link, a pipe or a device, not a regular file";
}
function printable(name2) {
  return printableFilename.test(name2) ? name2 : JSON.stringify(name2);
}

// src/distributions/folders.ts
var maximumFolders = 100;
function pathFrom(workspace, path) {
  const from = relative(workspace, path);
  const isOutside = isAbsolute(from) || from === ".." || from.startsWith(`..${sep}`);
  return (isOutside ? path : from || ".").replaceAll(sep, "/");
}
async function levelsBelow(folder, files, holds = async (path) => holdsDistributions(path, files)) {
  if (await holds(folder)) return 1;
  for (const { path } of foldersOf(await entriesOf(folder, files))) if (await holds(path)) return 2;
  return 0;
}
function foldersOf(entries) {
  return entries.filter(({ kind }) => kind === "directory").slice(0, maximumFolders);
}
async function holdsDistributions(folder, files) {
  return (await distributionsIn(folder, files)).length > 0;
}
async function distributionsIn(folder, files) {
  return (await entriesOf(folder, files)).filter((entry) => classify(entry).kind === "candidate");
}
async function entriesOf(folder, files) {
  return await files.list(folder).catch(() => void 0) ?? [];
}

// src/distributions/platform-tags.ts
var fixedPlatforms = /* @__PURE__ */ new Set([
  "any",
  "win32",
  "win_amd64",
  "win_arm64",
  "win_ia64",
  "linux_armv6l",
  "linux_armv7l"
]);
var legacyManylinux = /* @__PURE__ */ new Map([
  ["1", /* @__PURE__ */ new Set(["x86_64", "i686"])],
  ["2010", /* @__PURE__ */ new Set(["x86_64", "i686"])],
  ["2014", /* @__PURE__ */ new Set(["x86_64", "i686", "aarch64", "armv7l", "ppc64", "ppc64le", "s390x"])]
]);
var linuxMachines = ["x86_64", "i686", "aarch64", "armv7l", "ppc64le", "s390x", "riscv64"];
var machines = {
  many: /* @__PURE__ */ new Set([...linuxMachines, "ppc64"]),
  musl: new Set(linuxMachines)
};
var macMachines = new Set(
  "ppc ppc64 i386 x86_64 arm64 intel fat fat3 fat64 universal universal2".split(" ")
);
var macVersions = [11, 12, 13, 14, 15, 26];
var newestMac = 26;
var androidMachines = /* @__PURE__ */ new Set(["armeabi_v7a", "arm64_v8a", "x86", "x86_64"]);
var iosMachines = /* @__PURE__ */ new Set(["arm64", "x86_64"]);
var linuxNames = /* @__PURE__ */ new Map([
  ["amd64", "x86_64"],
  ["x64", "x86_64"],
  ["i386", "i686"],
  ["i586", "i686"],
  ["x86", "i686"],
  ["arm64", "aarch64"],
  ["arm64_v8a", "aarch64"],
  ["armv7", "armv7l"],
  ["armhf", "armv7l"],
  ["powerpc64le", "ppc64le"]
]);
var macNames = /* @__PURE__ */ new Map([
  ["aarch64", "arm64"],
  ["amd64", "x86_64"],
  ["x64", "x86_64"],
  ["i686", "i386"]
]);
var androidNames = /* @__PURE__ */ new Map([
  ["arm64", "arm64_v8a"],
  ["aarch64", "arm64_v8a"],
  ["arm", "armeabi_v7a"],
  ["armv7", "armeabi_v7a"],
  ["armv7l", "armeabi_v7a"],
  ["armv7a", "armeabi_v7a"],
  ["armeabi", "armeabi_v7a"],
  ["i686", "x86"],
  ["amd64", "x86_64"],
  ["x64", "x86_64"]
]);
var windowsNames = /* @__PURE__ */ new Map([
  ["64", "win_amd64"],
  ["x64", "win_amd64"],
  ["amd64", "win_amd64"],
  ["x86_64", "win_amd64"],
  ["x86", "win32"],
  ["i386", "win32"],
  ["i686", "win32"],
  ["32", "win32"],
  ["arm64", "win_arm64"],
  ["aarch64", "win_arm64"]
]);
var accepted = { kind: "accepted" };
var doubtful = { kind: "doubtful" };
function refused2(hint) {
  return { kind: "refused", hint };
}
var families = [
  {
    // PEP 513, 571, 599: each names its machines, and no later one is added.
    pattern: /^manylinux(1|2010|2014)_(.*)$/,
    judge: ([, profile = "", machine = ""]) => legacyManylinux.get(profile)?.has(machine) === true ? accepted : refused2(
      `Build for manylinux_2_28 or another manylinux_X_Y (PEP 600): manylinux${profile} has no ${machine}.`
    )
  },
  {
    pattern: /^(many|musl)linux_(\d+)_(\d+)_(.*)$/,
    judge: ([, libc, major2, minor2, machine = ""]) => {
      if (machines[libc === "many" ? "many" : "musl"].has(machine)) return accepted;
      const name2 = linuxNames.get(machine);
      return name2 === void 0 ? doubtful : refused2(`Name the platform ${libc}linux_${major2}_${minor2}_${name2}, or run \`auditwheel repair\`.`);
    }
  },
  {
    pattern: /^(many|musl)linux/,
    judge: ([, libc]) => refused2(
      `Name the platform ${libc}linux_X_Y_MACHINE, as \`auditwheel repair\` does (${libc === "many" ? "PEP 600" : "PEP 656"}).`
    )
  },
  {
    pattern: /^linux/,
    judge: () => refused2("Run `auditwheel repair`, which makes it a manylinux or musllinux wheel.")
  },
  { pattern: /^macosx_(\d+)_(\d+)_(.*)$/, judge: judgeMac },
  { pattern: /^(?:macosx|macos|darwin)/, judge: () => refused2("Name the platform macosx_MAJOR_0_MACHINE.") },
  {
    pattern: /^ios_\d+_\d+_(.*)_(?:iphoneos|iphonesimulator)/,
    judge: ([, machine = ""]) => iosMachines.has(machine) ? accepted : doubtful
  },
  {
    pattern: /^ios_\d+_\d+_(?:arm64|x86_64)$/,
    judge: ([tag = ""]) => refused2(`Name the platform ${tag}_iphoneos or ${tag}_iphonesimulator (PEP 730).`)
  },
  {
    pattern: /^android_(\d+)_(.*)$/,
    judge: ([, level, machine = ""]) => {
      const name2 = androidNames.get(machine);
      if (androidMachines.has(machine)) return accepted;
      return name2 === void 0 ? doubtful : refused2(`Name the platform android_${level}_${name2} (PEP 738).`);
    }
  },
  { pattern: /^android/, judge: () => refused2("Name the platform android_LEVEL_ABI (PEP 738).") },
  { pattern: /^pyemscripten_\d+_\d+_wasm32/, judge: () => accepted },
  {
    pattern: /^(?:emscripten|pyodide)/,
    judge: () => refused2("Build with cibuildwheel 4 or newer, which names the platform pyemscripten_* (PEP 783).")
  },
  {
    pattern: /^win(?:dows)?(_?\w+)?$/,
    judge: ([tag = "", machine = ""]) => {
      const name2 = windowsNames.get(machine.replace(/^_/, ""));
      if (name2 !== void 0) return refused2(`Name the platform ${name2}.`);
      return tag.startsWith("windows") ? refused2("Name the platform win32, win_amd64 or win_arm64.") : doubtful;
    }
  }
];
function judgePlatform(platform) {
  const tag = platform.toLowerCase();
  if (fixedPlatforms.has(tag)) return accepted;
  for (const { pattern, judge: judge2 } of families) {
    const match = pattern.exec(tag);
    if (match !== null) return judge2(match);
  }
  return doubtful;
}
function judgeMac([, major2, minor2, machine = ""]) {
  const version = Number(major2);
  const name2 = macNames.get(machine) ?? (macMachines.has(machine) ? machine : void 0);
  if (name2 === void 0) return refused2(`Name the machine as macOS does: x86_64, arm64 or universal2.`);
  const known2 = version === 10 || macVersions.includes(version);
  if (!known2 && version < newestMac)
    return refused2(`Build for a macOS that exists: macosx_11_0_${name2}, for example.`);
  if (version !== 10 && minor2 !== "0")
    return refused2(
      `Set \`MACOSX_DEPLOYMENT_TARGET\` to ${version}.0: the tag is then macosx_${version}_0_${name2}.`
    );
  if (name2 !== machine || major2 !== String(version))
    return refused2(`Name the platform macosx_${version}_${minor2}_${name2}.`);
  return known2 ? accepted : doubtful;
}

// src/distributions/filename-rules.ts
var longestWheelName = 255 - ".metadata".length;
function checkFilename(filename) {
  const findings = filename.kind === "sdist" ? checkSdistName(filename) : checkWheelName(filename);
  if (filename.version.includes("+")) {
    const message = `version ${filename.version} has a local part`;
    findings.push(
      againstIndex(
        message,
        `The use of local versions in '${filename.version}' is not allowed.`,
        `Publish version ${filename.version.split("+", 1).join("")}, without the part after +.`
      )
    );
  }
  return findings;
}
function hasDoubtfulTag(filename) {
  return filename.tags.some(({ platform }) => judgePlatform(platform).kind === "doubtful");
}
function normalisedProjectPart(project) {
  return project.replace(/[-_.]+/g, "_").toLowerCase();
}
function checkSdistName(filename) {
  const expected = `${normalisedProjectPart(filename.project)}-${filename.version}.tar.gz`;
  if (filename.name === expected) return [];
  const answer = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [
    againstIndex(`the name is not normalised; expected ${expected}`, answer, `Rename it to ${expected}.`)
  ];
}
function checkWheelName(filename) {
  const platforms = new Set(filename.tags.map(({ platform }) => platform));
  return [
    ...checkProjectPart(filename),
    ...checkLength(filename.name),
    ...[...platforms].flatMap((platform) => checkPlatform(platform, filename.name))
  ];
}
function checkProjectPart({ name: name2, project, projectAsWritten }) {
  const expected = normalisedProjectPart(project);
  if (projectAsWritten === expected) return [];
  const renamed = `${expected}${name2.slice(projectAsWritten.length)}`;
  const answer = `Filename '${name2}' should contain the normalized project name '${expected}', not '${projectAsWritten}'.`;
  return [
    againstIndex(
      `the name is not normalised; expected ${renamed}`,
      answer,
      "Build it with a newer build backend."
    )
  ];
}
function checkLength(name2) {
  const length = Buffer.byteLength(name2);
  if (length <= longestWheelName) return [];
  const message = `the name has ${length} bytes, and that of a wheel may have at most ${longestWheelName}`;
  return [
    againstIndex(
      message,
      `Filename is too long: '${name2}'`,
      "Shorten its build tag or local part, or name fewer tags."
    )
  ];
}
function checkPlatform(platform, name2) {
  const verdict = judgePlatform(platform);
  const answer = `Binary wheel '${name2}' has an unsupported platform tag '${platform.toLowerCase()}'.`;
  switch (verdict.kind) {
    case "accepted":
      return [];
    case "refused":
      return [againstIndex(`platform tag '${platform}' is not accepted`, answer, verdict.hint)];
    case "doubtful":
      return [
        note(
          `platform tag '${platform}' is not known to be accepted; unless the index has added it since, its answer is: ${answer} The wheel is uploaded after the others, and the sdist is not held back if it is rejected.`
        )
      ];
  }
}

// src/distributions/metadata/content-type.ts
var types = ["text/plain", "text/x-rst", "text/markdown"];
var variants = ["GFM", "CommonMark"];
var ends = String.raw`\s()<>@,:;\\"/[\]?=*`;
var token = `[^${ends}'%]+`;
var prefix = `(?:${token})?'(?:${token})?'`;
var space = String.raw`(?:[ \t]|\((?:[^()\\]|\\.)*\))*`;
var rest = String.raw`(?:[^;"]|"(?:[^"\\]|\\.)*(?:"|$))*`;
var beforeParameters = new RegExp(`^${rest}`, "s");
var parameter = new RegExp(
  [
    `;${space}(?<name>${token})${space}(?:(?<equals>(?:\\*0)?=|\\*=(?=${prefix}))${space}`,
    String.raw`(?:"(?<quoted>(?:[^"\\]|\\.)*)(?:"|$)|(?:${prefix}${space})?(?<plain>[^${ends}']+)(?![^${ends}]))?)?`,
    `(?<rest>${rest})`
  ].join(""),
  "gs"
);
function checkContentType(metadata) {
  const value = singleValue(metadata, "description-content-type");
  if (value === void 0) return [];
  const type = typeOf(value);
  const described2 = `Description-Content-Type ${quoted(value)}`;
  if (!types.includes(type) || !value.toLowerCase().includes(type)) {
    const answer2 = `'description-content-type' must be one of ${types.join(", ")}, not ${quoted(value)}`;
    return [
      againstIndex(
        `${described2} is invalid; expected one of ${types.join(", ")}`,
        answer2,
        "Correct the content type of `readme` in pyproject.toml."
      )
    ];
  }
  const parameters = parametersOf(value);
  const charset = parameters.get("charset") ?? "UTF-8";
  if (charset !== "UTF-8") {
    const answer2 = `'description-content-type' can only specify the UTF-8 charset, not ${quoted(charset)}`;
    return [
      againstIndex(
        `${described2} has a charset other than UTF-8`,
        answer2,
        "Write `charset=UTF-8`, or leave it out."
      )
    ];
  }
  const variant = parameters.get("variant") ?? "GFM";
  if (type !== "text/markdown" || variants.includes(variant)) return [];
  const answer = `valid Markdown variants for 'description-content-type' are GFM and CommonMark, not ${quoted(variant)}`;
  return [
    againstIndex(
      `${described2} has a variant other than ${variants.join(" or ")}`,
      answer,
      "Write `variant=GFM`, or leave it out."
    )
  ];
}
function isRestructuredText(metadata) {
  const value = singleValue(metadata, "description-content-type");
  return value === void 0 || typeOf(value) === "text/x-rst";
}
function typeOf(value) {
  const semicolon2 = value.indexOf(";");
  const written = pythonStrip(semicolon2 < 0 ? value : value.slice(0, semicolon2)).toLowerCase();
  return written.split("/").length === 2 ? written : "text/plain";
}
function parametersOf(text3) {
  const found = /* @__PURE__ */ new Map();
  for (const { groups = {} } of text3.replace(beforeParameters, "").matchAll(parameter)) {
    const bare = groups["equals"] === void 0 && groups["rest"] === "" ? "" : void 0;
    const value = groups["quoted"]?.replace(/\\(.)/gs, "$1") ?? groups["plain"] ?? bare;
    const name2 = groups["name"];
    if (name2 !== void 0 && value !== void 0 && !found.has(name2)) found.set(name2, value);
  }
  return new Map([...found].map(([name2, value]) => [name2.toLowerCase(), value]));
}

// src/distributions/metadata/email-address.ts
import { domainToASCII, domainToUnicode } from "node:url";

// src/distributions/metadata/address-list.ts
var maximumDepth = 100;
var specials = '()<>@,:;."[]';
var atomEnds = `${specials} 	\r
`;
var phraseEnds = atomEnds.replace(".", "");
function checkedAddress(field) {
  const addresses2 = hasBalancedComments(field) ? new AddressReader(field).addresses() : void 0;
  const [address2 = "", second] = addresses2 ?? [];
  return second !== void 0 || address2.includes("[") ? "" : address2;
}
function hasBalancedComments(field) {
  let depth = 0;
  for (const character of withoutQuotations(field)) {
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
function* withoutQuotations(field) {
  let pending;
  for (let position = 0; position < field.length; position += 1) {
    const character = field.charAt(position);
    if (character === "\\") position += 1;
    else if (character === '"') pending = pending === void 0 ? [] : void 0;
    else if (pending === void 0) yield character;
    else pending.push(character);
  }
  if (pending !== void 0) yield* pending;
}
var AddressReader = class {
  #field;
  #position = 0;
  constructor(field) {
    this.#field = field;
  }
  /** All addresses, an empty one for what is none; undefined where the field is nested too deeply. */
  addresses() {
    const found = [];
    while (!this.#atEnd()) {
      const before = found.length;
      if (!this.#address(found, 0)) return void 0;
      if (found.length === before) found.push("");
    }
    return found;
  }
  /** Adds the next mailbox, or those of the next group. */
  #address(found, depth) {
    if (depth > maximumDepth) return false;
    this.#skip();
    const start = this.#position;
    const phrase = this.#phrase();
    this.#skip();
    const next = this.#next();
    if (next === "." || next === "@") {
      this.#position = start;
      found.push(this.#specification());
    } else if (next === ":") {
      if (!this.#group(found, depth)) return false;
    } else if (next === "<") found.push(this.#angled());
    else if (phrase !== void 0) found.push(phrase);
    else if (next !== "") this.#position += 1;
    this.#skip();
    if (this.#next() === ",") this.#position += 1;
    return true;
  }
  #group(found, depth) {
    this.#position += 1;
    while (!this.#atEnd()) {
      this.#skip();
      if (this.#next() === ";") {
        this.#position += 1;
        return true;
      }
      if (!this.#address(found, depth + 1)) return false;
    }
    return true;
  }
  /** The address between angle brackets, without the route that may stand before it. */
  #angled() {
    this.#position += 1;
    this.#skip();
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === ">") {
        this.#position += 1;
        return "";
      }
      if (next === "@") {
        this.#position += 1;
        this.#skip();
        this.#domain();
      } else if (next === ":") this.#position += 1;
      else {
        const address2 = this.#specification();
        this.#position += 1;
        return address2;
      }
      this.#skip();
    }
    return "";
  }
  /** `local@domain`, or the local part alone where no `@` follows; empty where the domain is none. */
  #specification() {
    const local = [];
    this.#skip();
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next !== '"' && next !== "." && atomEnds.includes(next)) break;
      if (next === "." && local.at(-1)?.trim() === "") local.pop();
      if (next === '"') local.push(`"${this.#delimited('"').replace(/["\\]/g, "\\$&")}"`);
      else if (next === ".") {
        local.push(".");
        this.#position += 1;
      } else local.push(this.#atom(atomEnds));
      const space2 = this.#skip();
      if (next !== "." && space2 !== "") local.push(space2);
    }
    if (!this.#atEnd() && local.at(-1)?.trim() === "") local.pop();
    if (this.#next() !== "@") return local.join("");
    this.#position += 1;
    this.#skip();
    const domain = this.#domain();
    return domain === "" ? "" : `${local.join("")}@${domain}`;
  }
  #domain() {
    const parts2 = [];
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === " " || next === "	") this.#position += 1;
      else if (next === "(") this.#delimited(")");
      else if (next === "[") parts2.push(`[${this.#delimited("]")}]`);
      else if (next === ".") {
        parts2.push(".");
        this.#position += 1;
      } else if (next === "@") return "";
      else if (atomEnds.includes(next)) break;
      else parts2.push(this.#atom(atomEnds));
    }
    return parts2.join("");
  }
  /** The first word of a phrase; undefined where no word comes next. */
  #phrase() {
    let first2;
    while (!this.#atEnd()) {
      const next = this.#next();
      if (" 	\r\n".includes(next)) this.#position += 1;
      else if (next === "(") this.#delimited(")");
      else if (next === '"') {
        const word = this.#delimited('"');
        first2 ??= word;
      } else if (phraseEnds.includes(next)) break;
      else {
        const word = this.#atom(phraseEnds);
        first2 ??= word;
      }
    }
    return first2;
  }
  #atom(ends2) {
    const start = this.#position;
    while (!this.#atEnd() && !ends2.includes(this.#next())) this.#position += 1;
    return this.#field.slice(start, this.#position);
  }
  /** What stands between the delimiter that comes next and its end; comments may lie in comments. */
  #delimited(end) {
    const characters = [];
    let depth = 1;
    this.#position += 1;
    while (!this.#atEnd() && depth > 0) {
      const next = this.#next();
      this.#position += 1;
      if (next === "\\") {
        characters.push(this.#next());
        this.#position += 1;
      } else if (next === end) depth -= 1;
      else if (next === "(" && end === ")") depth += 1;
      else characters.push(next);
    }
    return characters.join("");
  }
  /** Passes white space and comments; the spaces and tabs among it. */
  #skip() {
    const start = this.#position;
    let spaces2 = "";
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === "(") this.#delimited(")");
      else if (" 	\r\n".includes(next)) {
        if (next === " " || next === "	") spaces2 += next;
        this.#position += 1;
      } else break;
    }
    return start === this.#position ? "" : spaces2;
  }
  #next() {
    return this.#field.charAt(this.#position);
  }
  #atEnd() {
    return this.#position >= this.#field.length;
  }
};

// src/distributions/metadata/email-address.ts
var longestAddress = 254;
var longestDomain = 253;
var longestLabel = 63;
var localPart = /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+)*$/u;
var unsafe = new RegExp("^\\p{M}|[\\p{C}\\p{Z}]", "u");
var hostCharacters = /^[A-Za-z0-9.\u0080-\u{10ffff}-]+$/u;
var hostLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
var hyphenated = /^..--/su;
var internationalLabel = /^(?!-)[\p{L}\p{M}\p{Nd}\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb\p{Join_Control}-]+(?<!-)$/u;
var misplaced = new RegExp("(?<!l)\\u00b7|\\u00b7(?!l)|\\u0375(?!\\p{Script=Greek})|(?<!\\p{Script=Hebrew})[\\u05f3\\u05f4]|^(?=[^\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}]*$).*\\u30fb", "u");
var disallowed = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/;
var specialDomains = ["arpa", "invalid", "local", "localhost", "onion", "test"];
function checkEmailAddresses(metadata) {
  return ["author-email", "maintainer-email"].flatMap(
    (field) => valuesOf(metadata, field).flatMap((value) => checkEmailField(field, value))
  );
}
function checkEmailField(field, value) {
  const address2 = checkedAddress(value);
  const fault = address2 === "" ? void 0 : addressFault2(address2);
  if (fault === void 0) return [];
  const answer = `${quoted(address2)} is not a valid email address`;
  return [againstIndex(`${titled(field)} ${quoted(value)} ${fault.problem}`, answer, fault.hint)];
}
function addressFault2(address2) {
  if (address2.length > longestAddress) return malformed3(`has more than ${longestAddress} characters`);
  const at2 = address2.lastIndexOf("@");
  if (at2 < 0) return malformed3("has no @");
  const local = address2.slice(0, at2);
  if (local === "") return malformed3("has nothing before its @");
  if (!localPart.test(local) || unsafe.test(local))
    return malformed3("has a character before its @, or a dot, that is not allowed there");
  return domainFault(address2.slice(at2 + 1));
}
function domainFault(written) {
  const domain = hostCharacters.test(written) && !unsafe.test(written) ? domainToASCII(written) : "";
  if (domain === "") return malformed3(`has an invalid domain: ${quoted(written)}`);
  const labels = domain.split(".");
  if (domain.length > longestDomain || labels.some((label) => label.length > longestLabel))
    return malformed3("has a domain that is too long");
  if (!labels.every(isHostLabel)) return malformed3(`has an invalid domain: ${quoted(written)}`);
  if (labels.length === 1) return unreachable("has a domain without a dot");
  if (!/[A-Za-z]$/.test(domain)) return malformed3("has a domain whose last part does not end with a letter");
  const lower2 = domain.toLowerCase();
  const special = specialDomains.find((name2) => lower2.endsWith(`.${name2}`));
  return special === void 0 ? void 0 : unreachable(`has the reserved domain '.${special}'`);
}
function malformed3(problem) {
  return { problem, hint: "Write the address as `name@example.org`, or as `Name <name@example.org>`." };
}
function unreachable(problem) {
  return { problem, hint: "Write an address that can be reached from anywhere, or leave it out." };
}
function isHostLabel(label) {
  if (!hostLabel.test(label)) return false;
  if (!/^xn--/i.test(label)) return !hyphenated.test(label);
  const decoded = domainToUnicode(label);
  if (decoded === label.toLowerCase() || hyphenated.test(decoded)) return false;
  return internationalLabel.test(decoded) && !misplaced.test(decoded) && !disallowed.test(decoded);
}

// src/distributions/metadata/requirements.ts
var Cursor = class {
  #text;
  #position = 0;
  constructor(text3) {
    this.#text = text3;
  }
  /** Takes a token if it comes next. */
  take(token2) {
    token2.lastIndex = this.#position;
    const [taken] = token2.exec(this.#text) ?? [];
    this.#position += taken?.length ?? 0;
    return taken;
  }
  skipSpaces() {
    this.take(spaces);
  }
  get atEnd() {
    return this.#position === this.#text.length;
  }
};
var spaces = /[ \t]+/y;
var name = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?(?![\p{L}\p{N}_])/uy;
var openBracket = /\[/y;
var closeBracket = /\]/y;
var openParenthesis = /\(/y;
var closeParenthesis = /\)/y;
var comma = /,/y;
var at = /@/y;
var semicolon = /;/y;
var address = /[^ \t]+/y;
var specifier = new RegExp(
  `===[${pythonSpace}]*[^${pythonSpace};)]*|(?:~=|==|!=|<=|>=|<|>)[${pythonSpace}]*[A-Za-z0-9.*+!_-]+`,
  "y"
);
var comparison = /===|~=|==|!=|<=|>=|<|>|in\b|not[ \t]+in\b/y;
var literal2 = /'[^']*'|"[^"]*"/y;
var conjunction = /(?:and|or)\b/y;
var variable = new RegExp(
  `(?:${[
    "python_version|python_full_version|python_implementation|implementation_(?:name|version)",
    "os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)",
    "extras?|dependency_groups"
  ].join("|")})\\b`,
  "y"
);
var endOfArbitrary = new RegExp(`[${pythonSpace};)]`);
var versionClause = /^(===|~=|==|!=|<=|>=|<|>)(.*)$/s;
var maximumDepth2 = 200;
function checkRequirements(metadata) {
  return [
    ...["requires-dist", "provides-dist", "obsoletes-dist"].flatMap(
      (field) => valuesOf(metadata, field).flatMap((value) => checkRequirement(field, value))
    ),
    ...valuesOf(metadata, "requires-python").filter((value) => !isSpecifierSet(value)).map((value) => invalidValue("requires-python", value, "is not a set of version specifiers (PEP 440)")),
    ...valuesOf(metadata, "provides-extra").filter((value) => !isProjectName(value)).map((value) => invalidValue("provides-extra", value, "is not a name"))
  ];
}
function checkRequirement(field, value) {
  const fault = requirementFault(value);
  if (fault === void 0) return [];
  if (fault !== "names a URL") return [invalidValue(field, value, fault)];
  const answer = `Can't have direct dependency: ${quoted(value)}`;
  return [
    againstIndex(
      `${titled(field)} ${quoted(value)} names a URL`,
      answer,
      "Require a version of a published project instead of a URL."
    )
  ];
}
function isSpecifierSet(text3) {
  return text3.split(",").map(pythonStrip).every((clause) => clause === "" || isVersionSpecifier(clause));
}
function isVersionSpecifier(clause) {
  const [, operator, after = ""] = versionClause.exec(clause) ?? [];
  const text3 = pythonStrip(after);
  if (operator === "===") return !endOfArbitrary.test(text3);
  const equality = operator === "==" || operator === "!=";
  const prefix2 = equality && text3.endsWith(".*") ? text3.slice(0, -2) : void 0;
  const version = parseVersion(prefix2 ?? text3);
  if (operator === void 0 || version === void 0) return false;
  const { release, pre, post, dev, local } = version;
  if (prefix2 !== void 0)
    return pre === void 0 && post === void 0 && dev === void 0 && local.length === 0;
  return equality || local.length === 0 && (operator !== "~=" || release.length > 1);
}
function requirementFault(text3) {
  const cursor = new Cursor(text3);
  cursor.skipSpaces();
  if (cursor.take(name) === void 0) return "does not begin with a project name";
  cursor.skipSpaces();
  if (cursor.take(openBracket) !== void 0 && !takeExtras(cursor)) return "has malformed extras";
  cursor.skipSpaces();
  if (cursor.take(at) !== void 0) {
    cursor.skipSpaces();
    return cursor.take(address) === void 0 ? "has no URL after its @" : "names a URL";
  }
  const fault = takeVersions(cursor);
  cursor.skipSpaces();
  if (fault !== void 0 || cursor.atEnd) return fault;
  if (cursor.take(semicolon) === void 0)
    return "has something other than versions and a marker after its name";
  return takeMarker(cursor, 0) && cursor.atEnd ? void 0 : "has a malformed marker";
}
function takeExtras(cursor) {
  cursor.skipSpaces();
  if (cursor.take(closeBracket) !== void 0) return true;
  do {
    cursor.skipSpaces();
    if (cursor.take(name) === void 0) return false;
    cursor.skipSpaces();
  } while (cursor.take(comma) !== void 0);
  return cursor.take(closeBracket) !== void 0;
}
function takeVersions(cursor) {
  const enclosed = cursor.take(openParenthesis) !== void 0;
  cursor.skipSpaces();
  let part = cursor.take(specifier);
  while (part !== void 0) {
    if (!isSpecifierSet(part)) return `has ${quoted(part)}, which is not a version specifier`;
    cursor.skipSpaces();
    const more = cursor.take(comma) !== void 0;
    cursor.skipSpaces();
    part = more ? cursor.take(specifier) : void 0;
  }
  return enclosed && cursor.take(closeParenthesis) === void 0 ? "has malformed versions" : void 0;
}
function takeMarker(cursor, depth) {
  do {
    if (!takeMarkerAtom(cursor, depth)) return false;
    cursor.skipSpaces();
  } while (cursor.take(conjunction) !== void 0);
  return true;
}
function takeMarkerAtom(cursor, depth) {
  cursor.skipSpaces();
  if (cursor.take(openParenthesis) !== void 0) {
    return depth < maximumDepth2 && takeMarker(cursor, depth + 1) && cursor.take(closeParenthesis) !== void 0;
  }
  if (!takeOperand(cursor)) return false;
  cursor.skipSpaces();
  if (cursor.take(comparison) === void 0) return false;
  cursor.skipSpaces();
  return takeOperand(cursor);
}
function takeOperand(cursor) {
  return cursor.take(variable) !== void 0 || cursor.take(literal2) !== void 0;
}

// src/distributions/metadata/urls.ts
var longestLabel2 = 32;
var highestPort = 65535;
var parts = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^\\/?#]*))?([^?#]*)(?:\?([^#]*))?/i;
var userInformation = /^(?:[\w.~!$&'()*+,;=:-]|%[0-9a-f]{2})+$/i;
var registeredName = /^(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;
var zone = /^%(?:25)?(?:[\w.~-]|%[0-9a-f]{2})+\]$/i;
var fourNumbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
function checkUrls(metadata) {
  const pages = ["home-page", "download-url"].flatMap(
    (field) => valuesOf(metadata, field).flatMap((url) => {
      const fault = urlFault(url);
      if (fault === void 0) return [];
      const message = `${titled(field)} ${quoted(url)} ${fault.what}`;
      return [againstIndex(message, `${quoted(url)} is not a valid url.`, fault.change(titled(field)))];
    })
  );
  return [...pages, ...checkProjectUrls(valuesOf(metadata, "project-url"))];
}
function checkProjectUrls(values) {
  const labels = /* @__PURE__ */ new Set();
  return values.flatMap((value) => {
    const comma2 = value.indexOf(",");
    const label = pythonStrip(comma2 < 0 ? value : value.slice(0, comma2));
    const url = comma2 < 0 ? "" : pythonStrip(value.slice(comma2 + 1));
    const repeated = labels.has(label);
    labels.add(label);
    return repeated ? [
      againstIndex(
        `Project-URL ${quoted(label)} appears twice`,
        "'project_urls' has invalid data",
        "Rename one of the two labels in [project.urls]."
      )
    ] : checkProjectUrl(label, url);
  });
}
function checkProjectUrl(label, url) {
  if (label === "")
    return [
      againstIndex(
        `Project-URL ${quoted(url)} has no label`,
        "Must have a label",
        "Give the URL a label in [project.urls]."
      )
    ];
  if (Array.from(label).length > longestLabel2) {
    const answer2 = `${quoted(label)} must be ${longestLabel2} characters or less.`;
    return [
      againstIndex(
        `the label of Project-URL ${quoted(label)} is too long`,
        answer2,
        "Shorten the label in [project.urls]."
      )
    ];
  }
  const fault = urlFault(url);
  if (fault === void 0) return [];
  const answer = url === "" ? "Must have a URL" : `${quoted(url)} is not a valid url`;
  return [againstIndex(`Project-URL ${quoted(label)} ${fault.what}`, answer, fault.change("[project.urls]"))];
}
var NO_URL = {
  what: "is not a URL",
  change: (where) => `Write a full https:// URL in ${where}.`
};
var BRACKETS = {
  what: "has a bracket in its path or query",
  change: (where) => `Write %5B and %5D for the brackets of the URL in ${where}.`
};
var HIGH_PORT = {
  what: `has a port above ${highestPort}`,
  change: (where) => `Correct the port of the URL in ${where}.`
};
function urlFault(text3) {
  const [, scheme, authority = "", path = "", query = ""] = parts.exec(text3) ?? [];
  if (scheme === void 0 || !/^https?$/i.test(scheme)) return NO_URL;
  if (/[[\]]/.test(withoutDotSegments(path)) || /[[\]]/.test(query)) return BRACKETS;
  return hasPortBeyondAll(authority) ? HIGH_PORT : void 0;
}
function withoutDotSegments(path) {
  const kept = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== ".") kept.push(segment);
  }
  return kept.join("/");
}
function hasPortBeyondAll(authority) {
  const at2 = authority.lastIndexOf("@");
  const [, host, port] = /^(.*):(\d{5})$/s.exec(authority.slice(at2 + 1)) ?? [];
  if (host === void 0 || Number(port) <= highestPort) return false;
  return (at2 < 0 || userInformation.test(authority.slice(0, at2))) && isHost(host);
}
function isHost(host) {
  const numbers2 = fourNumbers.exec(host);
  if (numbers2 !== null) return numbers2.slice(1).every((number) => Number(number) <= 255);
  return host.startsWith("[") ? URL.canParse(`http://${withoutZone(host)}`) : registeredName.test(host);
}
function withoutZone(host) {
  const start = host.indexOf("%");
  return start >= 0 && zone.test(host.slice(start)) ? `${host.slice(0, start)}]` : host;
}

// src/distributions/metadata/check-metadata.ts
var maximumSummary = 512;
var identifier = new RegExp("^[\\p{XID_Start}_]\\p{XID_Continue}*$", "u");
var keywords = new Set(
  [
    "False None True and as assert async await break class continue def del elif else except finally for from global",
    "if import in is lambda nonlocal not or pass raise return try while with yield"
  ].join(" ").split(" ")
);
var NEWER_BACKEND = "Build with a newer build backend.";
var NOT_RENAMED = "Build the file again instead of renaming it: name and metadata must agree.";
var neverDynamic = /* @__PURE__ */ new Set(["name", "version", "metadata-version"]);
function checkMetadata(metadata, filename) {
  return [
    ...checkRepeated(metadata),
    ...checkMetadataVersion(metadata),
    ...checkName(metadata, filename),
    ...checkVersion(metadata, filename),
    ...checkIntroduction(metadata),
    ...checkSummary(metadata),
    ...checkContentType(metadata),
    ...valuesOf(metadata, "classifier").flatMap(checkClassifierForm),
    ...valuesOf(metadata, "dynamic").flatMap(checkDynamic),
    ...["import-name", "import-namespace"].flatMap(
      (field) => valuesOf(metadata, field).flatMap((value) => checkImport(field, value))
    ),
    ...checkEmailAddresses(metadata),
    ...checkUrls(metadata),
    ...checkRequirements(metadata)
  ];
}
function checkRepeated(metadata) {
  return [...metadata].filter(([field, values]) => singleFields.has(field) && values.length > 1).map(([field, values]) => {
    if (field === "description")
      return broken(
        "the metadata has more than one description (header and body)",
        "Build with a newer build backend: the description belongs in the body."
      );
    return broken(
      `the metadata has ${values.length} ${titled(field)} fields`,
      "Build with a newer build backend, or correct what adds the second one."
    );
  });
}
function checkMetadataVersion(metadata) {
  const version = singleValue(metadata, "metadata-version");
  if (version === void 0) return [broken("the metadata has no Metadata-Version", NEWER_BACKEND)];
  if (!/^\d{1,4}\.\d{1,4}$/.test(version))
    return [broken(`Metadata-Version ${quoted(version)} is not a version`, NEWER_BACKEND)];
  if (acceptedVersions.includes(version)) return [];
  if (isMetadataVersionAtLeast(version, "3.0")) {
    return [
      broken(
        `Metadata-Version ${version} has a major version that wheelseal does not know`,
        "Update wheelseal, or build with an older metadata version."
      )
    ];
  }
  const newest = acceptedVersions.at(-1) ?? "";
  const newer = isMetadataVersionAtLeast(version, newest);
  const message = newer ? `Metadata-Version ${version} is newer than ${newest}, the newest that PyPI's rules are known to accept` : `Metadata-Version ${version} was never published`;
  const hint = newer ? `Build with Metadata-Version ${newest} or older; if the index accepts ${version} by now, set \`verify-metadata: false\`.` : NEWER_BACKEND;
  return [againstIndex(message, `'${version}' is not a valid metadata version`, hint)];
}
function checkName(metadata, filename) {
  const name2 = singleValue(metadata, "name") ?? "";
  if (name2 === "") return [broken("the metadata has no Name", "Set `name` in pyproject.toml.")];
  if (!isProjectName(name2))
    return [
      broken(
        `${quoted(name2)} in the metadata is not a project name`,
        "Set `name` in pyproject.toml to letters, digits, `-`, `_` and `.`."
      )
    ];
  if (normaliseProject(name2) === filename.project) return [];
  const answer = `Start filename for '${name2}' with '${normalisedProjectPart(name2)}'.`;
  return [
    broken(
      `the metadata names project '${name2}', the file name '${filename.projectAsWritten}'`,
      NOT_RENAMED,
      answer
    )
  ];
}
function checkVersion(metadata, filename) {
  const version = singleValue(metadata, "version") ?? "";
  if (version === "") return [broken("the metadata has no Version", "Set `version` in pyproject.toml.")];
  const comparable3 = comparableVersion(version);
  if (comparable3 === void 0)
    return [
      broken(
        `${quoted(version)} in the metadata is not a version (PEP 440)`,
        "Set `version` in pyproject.toml to one that PEP 440 knows, such as 1.2.3."
      )
    ];
  if (comparable3 === comparableVersion(filename.versionAsWritten)) return [];
  const expected = normaliseVersion(version);
  const answer = filename.kind === "wheel" ? `Version in filename should be '${expected}' not '${filename.version}'.` : `Filename '${filename.name}' is invalid, should be '${normalisedProjectPart(filename.project)}-${expected}.tar.gz'.`;
  return [
    broken(
      `the metadata names version ${version}, the file name ${filename.versionAsWritten}`,
      NOT_RENAMED,
      answer
    )
  ];
}
function checkIntroduction(metadata) {
  const version = singleValue(metadata, "metadata-version") ?? "";
  if (!acceptedVersions.includes(version)) return [];
  return [...metadata.keys()].flatMap((field) => {
    const minimum = introducedIn.get(field);
    if (minimum === void 0 || isMetadataVersionAtLeast(version, minimum)) return [];
    const answer = `'${field}' introduced in metadata version ${minimum}, not ${version}`;
    return [
      againstIndex(
        `${titled(field)} does not exist in metadata version ${version}`,
        answer,
        `Build with Metadata-Version ${minimum} or newer, or remove the field.`
      )
    ];
  });
}
function checkSummary(metadata) {
  const summary = singleValue(metadata, "summary") ?? "";
  if (Array.from(summary).length <= maximumSummary) return [];
  const answer = `'summary' field must be ${maximumSummary} characters or less.`;
  return [
    againstIndex(
      `Summary is longer than ${maximumSummary} characters`,
      answer,
      "Shorten `description` in pyproject.toml to one line."
    )
  ];
}
function checkDynamic(value) {
  const field = value.toLowerCase();
  if (dynamicFields.has(field)) return [];
  const allowed = neverDynamic.has(field) ? "which must be the same in every file" : "which cannot be dynamic";
  const answer = neverDynamic.has(field) ? `'${field}' is not allowed as a dynamic field` : `${quoted(field)} is not a valid dynamic field`;
  return [
    againstIndex(
      `Dynamic names ${quoted(value)}, ${allowed}`,
      answer,
      `Remove ${quoted(value)} from \`dynamic\`.`
    )
  ];
}
function checkImport(field, value) {
  const semicolon2 = value.indexOf(";");
  const names = pythonStripEnd(semicolon2 < 0 ? value : value.slice(0, semicolon2)).split(".");
  if (!names.every((name2) => identifier.test(name2)))
    return [invalidValue(field, value, "is not a dotted name of Python identifiers")];
  const keyword = names.find((name2) => keywords.has(name2));
  if (keyword !== void 0)
    return [
      invalidValue(field, value, `has '${keyword}', a keyword of Python that nothing can be imported by`)
    ];
  if (semicolon2 < 0 || pythonStripStart(value.slice(semicolon2 + 1)) === "private") return [];
  return [invalidValue(field, value, "has an option other than 'private'")];
}

// src/distributions/discover.ts
import { dirname as dirname4, sep as sep4 } from "node:path";

// src/distributions/exclusions.ts
import { basename, dirname, join, relative as relative2, sep as sep2 } from "node:path";
var maximumCompared = 1e3;
var maximumRead = 400;
var maximumParts = 8;
var maximumShown = 120;
var comparedSegments = 2;
async function findExclusions(lines, included, files) {
  const exclusions = [];
  for (const line of lines) exclusions.push(await findExclusion(line, included, files));
  const faults = exclusions.flatMap(
    ({ line, verdict }) => typeof verdict === "string" ? [] : [`!${shown3(line)}: ${verdict.fault}`]
  );
  if (faults.length > 0 && included.entries.size > 0) throw invalid(faults);
  return {
    excluded: new Set(exclusions.flatMap(({ excluded }) => excluded)),
    idle: exclusions.filter(({ verdict }) => verdict === "idle").map(({ line }) => `!${line}`)
  };
}
async function findExclusion(line, included, files) {
  const folders = [];
  const matched = await files.glob(line, (folder) => folders.push(folder));
  const pathOf = entryPaths(files);
  const excluded = /* @__PURE__ */ new Set();
  for (const { path, kind } of [{ path: files.resolve(line), kind: "other" }, ...matched]) {
    excluded.add(await pathOf(path));
    if (kind !== "file" && await files.list(path) !== void 0) excluded.add(await files.realPath(path));
  }
  const looksIn = await Promise.all(folders.map((folder) => files.realPath(folder)));
  const isRead = looksIn.some((folder) => included.folders.has(folder));
  const isUseful = [...excluded].some((path) => included.entries.has(path) || included.parents.has(path));
  const verdict = isUseful || isRead && matched.length > 0 ? "excludes" : judge(line, included, isRead, files);
  return { line, excluded: [...excluded], verdict };
}
function entryPaths(files) {
  const folders = /* @__PURE__ */ new Map();
  return async (path) => {
    const folder = dirname(path);
    const real = folders.get(folder) ?? await files.realPath(folder);
    folders.set(folder, real);
    return join(real, basename(path));
  };
}
function ancestors(path, workspace) {
  const parent = dirname(path);
  return path === parent || path === workspace ? [] : [path, ...ancestors(parent, workspace)];
}
function judge(line, { entries }, isRead, files) {
  const near = nearest2(line, entries, files);
  const missed = near === void 0 ? "" : `; with another spelling, it would exclude ${relative2(files.workspace, near.path)}`;
  if (!hasWildcard(line)) return { fault: `matches no file that the other lines match${missed}` };
  if (!isRead) return { fault: `is in no directory that the other lines search${missed}` };
  return near === void 0 ? "idle" : { fault: `matches nothing${missed}` };
}
function nearest2(line, entries, files) {
  const candidates = [...entries.values()].filter((entry) => classify(entry).kind === "candidate");
  const first2 = /* @__PURE__ */ new Map();
  for (const entry of candidates.slice(0, maximumCompared).toReversed()) {
    for (const path of ancestors(entry.path, files.workspace)) first2.set(path, entry);
  }
  const readings = readingsOf(line);
  return [...first2].find(([path]) => readings.some((reading) => isNear(reading, path, files)))?.[1];
}
function isNear(line, path, files) {
  if (files.isNearMiss(files.resolve(line), path)) return true;
  const segments = line.split(/[/\\]/).slice(-comparedSegments);
  return files.isNearMiss(segments.join("/"), path.split(sep2).slice(-segments.length).join("/"));
}
function readingsOf(line) {
  if (line.length > maximumRead) return [line];
  const unquoted = line.replaceAll(/["'`()]|\\(?=[*?[\]{}])|\{(?=[^,]*\})|(?<=\{[^,]*)\}/g, "");
  const parts2 = line.replace(/\s#.*/, "").split(/[\s,;|]+!?/);
  return [.../* @__PURE__ */ new Set([line, unquoted, ...parts2.slice(0, maximumParts)])].filter((reading) => reading !== "");
}
function hasWildcard(line) {
  const [open, close] = [line.indexOf("{"), line.lastIndexOf("}")];
  const pattern = line.replace(/^[\\/]{2}\?[\\/]/, "");
  return /[*?[]/.test(pattern) || open >= 0 && line.slice(open, close).includes(",");
}
function shown3(line) {
  return JSON.stringify(line.length > maximumShown ? `${line.slice(0, maximumShown)}\u2026` : line).slice(1, -1);
}
function invalid(faults) {
  const heading = "Exclusions in packages-dir match nothing, so the files that they should exclude would be published:";
  return new ActionError(
    "INPUT_INVALID",
    [heading, ...faults.map((fault) => `- ${fault}`)].join("\n"),
    "Correct these lines, or remove them. Nothing was signed or uploaded."
  );
}

// src/distributions/nothing-found.ts
import { basename as basename2, dirname as dirname2, join as join2, parse, sep as sep3 } from "node:path";
var shownNames = 5;
var otherFolder = "wheelhouse";
async function nothingFound(search, files) {
  if (search.lines.length === 0) {
    return failure(
      "packages-dir has only exclusions (!) and no line that names the files",
      "Add a line with the directory, such as `dist`."
    );
  }
  const where = search.lines.map((line) => `'${line}'`).join(", ");
  const heading = `No wheel (.whl) or sdist (.tar.gz) in packages-dir ${where} of ${files.workspace}`;
  if (search.excluded.length > 0) {
    const names = shown4(search.excluded);
    return failure(
      `${heading}: all of them are excluded: ${names}`,
      "Correct the lines of packages-dir that begin with `!`."
    );
  }
  const below = await lineBelow(search, files);
  if (below !== void 0) {
    const merged = below.endsWith("/*/*") ? "" : ", or `merge-multiple: true` of actions/download-artifact";
    const hint2 = `Set \`packages-dir: ${below}\`${merged}.`;
    return failure(`${heading}, only in its subdirectories`, hint2);
  }
  const said = await Promise.all(search.lines.map((line) => stateOf(line, files)));
  const instead = await elsewhere(search.lines, files);
  const hint = instead ?? "Set packages-dir to where the build put the files, and check that they were downloaded into this job.";
  return failure(`${heading}: ${said.join("; ")}`, hint);
}
function failure(message, hint) {
  return new ActionError("NO_DISTRIBUTIONS", message, hint);
}
async function stateOf(line, files) {
  const path = files.resolve(line);
  const listed = await files.list(path);
  if (listed !== void 0)
    return listed.length === 0 ? `'${line}' is empty` : `'${line}' contains only ${shown4(listed)}`;
  const siblings = await files.list(dirname2(path)) ?? [];
  if (siblings.some((entry) => entry.path === path)) return `'${line}' is not a distribution`;
  const matched = await files.glob(line);
  if (matched.length > 0) return `'${line}' matches only ${shown4(matched)}`;
  if (!hasWildcard(line)) return `'${line}' does not exist`;
  const folder = folderOf(line);
  const around = await files.list(files.resolve(folder));
  if (around === void 0) return `'${line}' matches no files, since '${folder}' does not exist`;
  const content = around.length === 0 ? "is empty" : `contains ${shown4(around)}`;
  return `'${line}' matches no files: '${folder}' ${content}`;
}
function folderOf(line) {
  if (!hasWildcard(line)) return line;
  const { root } = parse(line);
  const path = line.slice(root.length);
  const fixed = path.slice(0, path.search(/[*?[{]/));
  const end = Math.max(fixed.lastIndexOf("/"), fixed.lastIndexOf(sep3));
  return `${root}${fixed.slice(0, Math.max(end, 0))}` || ".";
}
function shown4(entries) {
  return shortList(
    entries.map(({ name: name2 }) => printable(name2)),
    shownNames
  );
}
async function lineBelow({ lines, entries }, files) {
  for (const folder of foldersOf(entries)) {
    const below = await levelsBelow(folder.path, files);
    if (below === 0) continue;
    const line = lines.find((one) => files.resolve(one) === dirname2(folder.path)) ?? lines[0] ?? "";
    return `${line.replace(/(?<![/\\])[/\\]+$/, "")}${"/*".repeat(below)}`;
  }
  return void 0;
}
async function elsewhere(lines, files) {
  for (const line of lines) {
    const path = files.resolve(folderOf(line));
    const siblings = await files.list(dirname2(path)) ?? [];
    const name2 = basename2(path).toLowerCase();
    const otherCase = siblings.filter((entry) => entry.name.toLowerCase() === name2 && entry.path !== path);
    const folders = [
      ...hasWildcard(line) ? [path] : [],
      ...otherCase.map((entry) => entry.path),
      join2(dirname2(path), otherFolder),
      join2(files.workspace, otherFolder),
      dirname2(path)
    ];
    for (const folder of folders) {
      if (await holdsDistributions(folder, files))
        return `Set \`packages-dir: ${pathFrom(files.workspace, folder)}\`: distributions are there.`;
    }
    const archive = siblings.find((entry) => entry.name.toLowerCase() === `${name2}.zip`) ?? (await files.list(path))?.find((entry) => /\.zip$/i.test(entry.name));
    if (archive !== void 0)
      return `Unpack ${pathFrom(files.workspace, archive.path)} first: actions/download-artifact does that, a manual download does not.`;
  }
  return void 0;
}

// src/distributions/unsearched.ts
import { dirname as dirname3 } from "node:path";
async function findUnsearched({ lines, ignored, searched, names }, files) {
  const holds = async (folder) => {
    if (searched.has(await files.realPath(folder))) return false;
    return (await distributionsIn(folder, files)).some(({ name: name2 }) => !names.has(name2));
  };
  const found = [];
  for (const entry of foldersOf(ignored)) {
    if (searched.has(await files.realPath(entry.path))) continue;
    const levels = await levelsBelow(entry.path, files, holds);
    if (levels > 0) found.push({ entry, levels: levels === 1 ? 1 : 2 });
  }
  const byParent = Map.groupBy(found, ({ entry }) => dirname3(entry.path));
  return [...byParent].flatMap(([parent, folders]) => {
    const line = lines.find((each) => !hasWildcard(each) && files.resolve(each) === parent);
    const isDeep = folders.some(({ levels }) => levels === 2);
    return folders.map(({ entry }) => warningOf(entry, line && changeOf(line, isDeep), files));
  });
}
function warningOf({ path }, change2, files) {
  const name2 = pathFrom(files.workspace, path);
  const message = `contains distributions that this run does not publish, because wheelseal does not search subdirectories. To publish them, ${change2 ?? `add the line \`${name2}\` to packages-dir`}. To exclude them, add the line \`!${name2}\`.`;
  return { path, name: name2, severity: "warning", message };
}
function changeOf(line, isDeep) {
  const base = line.replace(/(?<![/\\])[/\\]+$/, "");
  if (isDeep) return `change the line \`${line}\` of packages-dir to \`${base}/**\``;
  return `change the line \`${line}\` of packages-dir to \`${base}/*\`, or set \`merge-multiple: true\` of actions/download-artifact`;
}

// src/distributions/discover.ts
async function discover(packages, files) {
  const lines = packages.map((line, place) => ({ text: line.trim(), place })).filter(({ text: text3 }) => text3 !== "");
  const including = lines.filter(({ text: text3 }) => !text3.startsWith("!"));
  const found = await findIncluded(including, files);
  const excluding = lines.flatMap(({ text: text3 }) => text3.startsWith("!") ? text3.slice(1).trim() : []);
  const exclusions = await findExclusions(
    excluding.filter((text3) => text3 !== ""),
    found,
    files
  );
  const sorted = sortedEntries(found);
  const kept = sorted.filter(({ path }) => !ancestors(path).some((each) => exclusions.excluded.has(each)));
  const candidates = kept.filter(({ as }) => as.kind === "candidate");
  const faults = [...kept.flatMap(faultOf2), ...orphans(kept, sorted)];
  if (candidates.length === 0 && faults.length === 0) {
    const excluded = sorted.filter(({ as }) => as.kind === "candidate").map(({ entry }) => entry);
    throw await nothingFound(
      { lines: including.map(({ text: text3 }) => text3), entries: [...found.entries.values()], excluded },
      files
    );
  }
  const ignored = kept.filter(({ as }) => as.kind === "ignored");
  const unsearched = await findUnsearched(
    {
      lines: including.map(({ text: text3 }) => text3),
      ignored: ignored.map(({ entry }) => entry),
      searched: found.folders,
      names: new Set(sorted.flatMap(({ entry, as }) => as.kind === "candidate" ? [entry.name] : []))
    },
    files
  );
  const warned = new Set(unsearched.map(({ path }) => path));
  return {
    candidates,
    ignored: ignored.filter(({ entry }) => !warned.has(entry.path)).flatMap(ignoredOf),
    faults,
    unmatched: found.unmatched,
    unsearched,
    idleExclusions: exclusions.idle
  };
}
function sortedEntries({ entries, lines }) {
  return [...entries].map(([path, entry]) => ({ path, entry, line: lines.get(path) ?? 0, as: classify(entry) })).toSorted((one, other) => compareText(inOrder(one.entry), inOrder(other.entry)));
}
function inOrder({ path }) {
  return path.replaceAll(sep4, "/");
}
async function findIncluded(lines, files) {
  const entries = /* @__PURE__ */ new Map();
  const places = /* @__PURE__ */ new Map();
  const folders = /* @__PURE__ */ new Set();
  const unmatched = [];
  const pathOf = entryPaths(files);
  for (const { text: text3, place } of lines) {
    const named2 = await entriesOfLine(text3, files);
    if (named2.entries.length === 0) unmatched.push({ line: text3, reason: reasonFor(text3, named2) });
    for (const folder of named2.folders) folders.add(await files.realPath(folder));
    for (const entry of named2.entries) {
      const path = await pathOf(entry.path);
      if (entries.has(path)) continue;
      entries.set(path, entry);
      places.set(path, place);
    }
  }
  const parents = new Set([...entries.keys()].flatMap((path) => ancestors(dirname4(path))));
  return { entries, parents, folders, lines: places, unmatched };
}
function reasonFor(line, { isFolder }) {
  if (isFolder) return "is empty (a line of packages-dir)";
  return hasWildcard(line) ? "pattern matched no files" : "does not exist (a line of packages-dir)";
}
async function entriesOfLine(line, files) {
  const path = files.resolve(line);
  const listed = await files.list(path);
  if (listed !== void 0) return { entries: listed, folders: [path], isFolder: true };
  const siblings = await files.list(dirname4(path)) ?? [];
  const file = siblings.filter((entry) => entry.path === path);
  if (file.length > 0) return { entries: file, folders: [dirname4(path)], isFolder: false };
  const folders = [];
  const matched = await files.glob(line, (folder) => folders.push(folder));
  const entries = [];
  for (const entry of matched) {
    const isFolder = entry.kind === "directory" && classify(entry).kind !== "fault";
    const content = isFolder ? await files.list(entry.path) : void 0;
    if (content !== void 0) folders.push(entry.path);
    for (const each of content ?? [entry]) entries.push(each);
  }
  return { entries, folders, isFolder: false };
}
function faultOf2({ entry, as }) {
  if (as.kind !== "fault") return [];
  const hint = entry.kind === "directory" ? "Set packages-dir to the directories with the files, such as `dist/*`, or set `merge-multiple: true` of actions/download-artifact." : "Copy the file itself into the directory (`cp`, not `ln`).";
  return [{ name: printable(entry.name), severity: "error", message: as.reason, hint }];
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
    message: "is an attestation without its distribution",
    hint: "Remove the attestation, or download its distribution into the same directory."
  }));
}

// src/distributions/archives/tar-links.ts
function isLink({ type }) {
  return type === "1" || type === "2";
}
function emptyLinkTree() {
  return { below: /* @__PURE__ */ new Map(), link: void 0 };
}
function targetOf({ type, link: link2 }, segments) {
  const target = type === "2" ? segments.slice(0, -1) : [];
  for (const segment of link2.split("/")) {
    if (segment === "..") target.pop();
    else if (segment !== "" && segment !== ".") target.push(segment);
  }
  return target;
}
function addLink(links2, segments, target) {
  let folder = links2;
  for (const segment of segments) folder = subfolder(folder, segment);
  folder.link = target;
}
function* throughLinks(links2, segments) {
  let folder = links2;
  for (const [place, segment] of segments.entries()) {
    folder = folder.below.get(segment);
    if (folder === void 0) return;
    if (folder.link !== void 0) yield [...folder.link, ...segments.slice(place + 1)].join("/");
  }
}
function linkFault(member, segments) {
  const { link: link2 } = member;
  if (link2.startsWith("/") || /^[A-Za-z]:/.test(link2)) return "is a link to an absolute path";
  return lowestDepth(member, segments) < 0 ? "is a link to outside the archive" : void 0;
}
function leavesTop(member, segments) {
  if (member.type === "2") return lowestDepth(member, segments) < 1;
  return targetOf(member, segments)[0] !== segments[0];
}
function lowestDepth({ type, link: link2 }, segments) {
  let depth = type === "2" ? segments.length - 1 : 0;
  let lowest = depth;
  for (const segment of link2.split("/")) {
    if (segment === "..") depth -= 1;
    else if (segment !== "" && segment !== ".") depth += 1;
    lowest = Math.min(lowest, depth);
  }
  return lowest;
}
function subfolder({ below }, name2) {
  const known2 = below.get(name2) ?? emptyLinkTree();
  below.set(name2, known2);
  return known2;
}

// src/distributions/sdist-name.ts
function checkSdistName2(metadata, top, filename) {
  return [...checkTop(top, filename), ...checkName2(metadata, filename)];
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
function checkName2(metadata, filename) {
  const written = singleValue(metadata, "version") ?? "";
  const version = normaliseVersion(written);
  const isOtherSpelling = version !== filename.version && comparableVersion(written) === comparableVersion(filename.versionAsWritten);
  if (version === void 0 || !isOtherSpelling) return [];
  const expected = `${normalisedProjectPart(filename.project)}-${version}.tar.gz`;
  const answer = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [
    againstIndex(
      `the metadata has Version ${written}; the file must be named ${expected}`,
      answer,
      `Rename it to ${expected}.`
    )
  ];
}

// src/distributions/sdist.ts
var ONE_FOLDER = "Pack the sdist as one directory, NAME-VERSION, with PKG-INFO in it, as current build backends do.";
var maximumEntries = 2e5;
var maximumCopy = 1024 * 1024;
var maximumCopies = 16;
var unsuspiciousBytes = 256 * 1024 * 1024;
var unsuspiciousRatio = 200;
var CONTROLS2 = new RegExp("\\p{Cc}", "gu");
var devices = /* @__PURE__ */ new Set(["3", "4", "6"]);
async function readSdist(content, filename) {
  const walk = newWalk();
  const unpacked2 = await walkTarGz(
    content,
    (member) => limitOf(walk, member),
    (member, bytes) => visit(walk, member, bytes)
  );
  const top = topFolder(walk.members);
  const information = informationOf(walk, top);
  const { metadata, findings } = parseMetadata(contentOf(information, walk));
  return {
    metadata,
    findings: [
      ...await checkFormat2(content),
      ...checkSize(unpacked2, content.size),
      ...checkLayout(walk.common ?? [], top, information.path),
      ...checkMembers2(walk),
      ...checkLinks(information, walk),
      ...findings,
      ...checkSdistName2(metadata, top, filename),
      ...checkSeparators(walk.members),
      ...checkLicenseFiles(metadata, top, {
        has: (path) => walk.members.has(path) && !walk.respelled.has(path)
      })
    ]
  };
}
function newWalk() {
  return {
    members: /* @__PURE__ */ new Set(),
    information: /* @__PURE__ */ new Map(),
    contents: /* @__PURE__ */ new Map(),
    links: emptyLinkTree(),
    hasSymbolicLink: false,
    hardLinks: /* @__PURE__ */ new Map(),
    firstOutward: void 0,
    common: void 0,
    entries: 0,
    respelled: /* @__PURE__ */ new Set(),
    firstSparse: void 0,
    firstWithControls: void 0
  };
}
function limitOf({ contents }, { path, size, sparse }) {
  if (isInformation(unpackedPath(path))) return maximumMetadata;
  const isCopy = foldedPath(path).endsWith("/pkg-info") && size <= maximumCopy && contents.size < maximumCopies;
  return isCopy && !sparse ? maximumMetadata : void 0;
}
function isInformation(path) {
  return /^[^/]+\/pkg-info$/.test(foldedPath(path));
}
function visit(walk, member, content) {
  const path = unpackedPath(member.path);
  const fault = memberFault(member, path);
  if (fault !== void 0) throw new Unreadable(`'${member.path}' in the sdist ${fault}`);
  walk.entries += 1;
  if (walk.entries > maximumEntries)
    throw new Unreadable(`the sdist has more than ${maximumEntries} entries`);
  const segments = path === "" ? [] : path.split("/");
  walk.common = walk.common === void 0 ? segments : commonStart(walk.common, segments);
  if (member.sparse) walk.firstSparse ??= path;
  if (path.search(CONTROLS2) >= 0) walk.firstWithControls ??= path;
  walk.members.add(path);
  if (withoutSlashesAtEnd(member.path) !== path) walk.respelled.add(path);
  if (isLink(member)) visitLink(walk, member, segments);
  if (isInformation(path)) return addInformation(walk, member, content);
  if (isLink(member)) return addLink(walk.links, segments, targetOf(member, segments));
  if ([...throughLinks(walk.links, segments)].some(isInformation))
    throw new Unreadable(`'${member.path}' in the sdist is unpacked over PKG-INFO, through a link`);
  if (content !== void 0) walk.contents.set(path, content);
}
function visitLink(walk, member, segments) {
  if (leavesTop(member, segments)) walk.firstOutward ??= member.path;
  if (member.type === "1") walk.hardLinks.set(targetOf(member, segments).join("/"), member.path);
  else if (!isInformation(segments.join("/"))) walk.hasSymbolicLink = true;
}
function addInformation({ information, contents }, member, content) {
  const path = unpackedPath(member.path);
  const place = foldedPath(member.path);
  const other = information.get(place)?.path;
  if (other !== void 0) {
    const both = other === member.path ? `'${other}' is in the sdist twice` : void 0;
    throw new Unreadable(both ?? `'${other}' and '${member.path}' in the sdist are one file`);
  }
  if (isLink(member)) {
    information.set(place, { path: member.path, from: targetOf(member, path.split("/")).join("/") });
    return;
  }
  if (content === void 0 || member.sparse)
    throw new Unreadable(`'${member.path}' in the sdist is not a plain file`);
  contents.set(path, content);
  information.set(place, { path: member.path, from: path });
}
function commonStart(one, other) {
  const end = one.findIndex((segment, place) => segment !== other[place]);
  return end < 0 ? one : one.slice(0, end);
}
function memberFault(member, path) {
  if (member.path.startsWith("/")) return "is not a relative path";
  if (member.path.includes("\0")) return "has a NUL in its name";
  if (path === "") return void 0;
  const fault = pathFault(path.replaceAll(CONTROLS2, ""));
  if (fault !== void 0) return fault;
  if (isLink(member)) return linkFault(member, path.split("/"));
  return devices.has(member.type) ? "is a device or pipe" : void 0;
}
function topFolder(members) {
  const tops = new Set([...members].map((path) => path.split("/", 1)[0] ?? ""));
  tops.delete("");
  const [top, second] = tops;
  if (top === void 0) throw new Unreadable("the sdist is empty");
  if (second !== void 0) {
    const message = `the sdist has ${tops.size} entries at its top ('${top}', '${second}'); there must be one folder`;
    throw new Unreadable(message, { hint: ONE_FOLDER });
  }
  if (members.has("PKG-INFO"))
    throw new Unreadable("PKG-INFO is in no folder of the sdist", { hint: ONE_FOLDER });
  return top;
}
function informationOf({ information }, top) {
  const found = [...information.values()].find(({ path }) => unpackedPath(path) === `${top}/PKG-INFO`);
  if (found === void 0) throw new Unreadable(`the sdist has no ${top}/PKG-INFO`, { hint: ONE_FOLDER });
  return found;
}
function contentOf({ path, from }, { contents, hasSymbolicLink, members, entries }) {
  const content = contents.get(from);
  const isCertain = from === unpackedPath(path) || !hasSymbolicLink && members.size === entries;
  if (content === void 0 || !isCertain) throw new Unreadable(`'${path}' in the sdist is not a plain file`);
  return content;
}
function checkLayout(common, top, written) {
  if (common.length === 0) {
    const answer = "Invalid distribution file. Incorrect number of top-level directories in sdist";
    const message2 = `the sdist has an entry for the folder around '${top}'; make it of '${top}', not of '.'`;
    return [againstIndex(message2, answer, ONE_FOLDER)];
  }
  const expected = `${common.join("/")}/PKG-INFO`;
  if (written === expected) return [];
  const message = common.length > 1 ? `the sdist contains only ${top}/PKG-INFO` : `PKG-INFO is written as '${written}' in the sdist; expected '${expected}'`;
  return [againstIndex(message, `Invalid distribution file. PKG-INFO not found at ${expected}`, ONE_FOLDER)];
}
async function checkFormat2(content) {
  if (!await isZip(readAtOf(content), content.size)) return [];
  const answer = "Invalid distribution file. File is both a zip and a tar file";
  const message = "the sdist ends with a zip archive that is stored in it as it is; compress it, or leave it out";
  return [againstIndex(message, answer, "Exclude the zip archive from the sdist, or compress it.")];
}
function checkSize({ bytes, complete }, packedBytes) {
  if (!complete) return [note(`the sdist unpacks to more than ${bytes} bytes; the rest was not read`)];
  if (bytes <= unsuspiciousBytes || bytes <= packedBytes * unsuspiciousRatio) return [];
  return [note(`the sdist unpacks to ${bytes} bytes, ${Math.floor(bytes / packedBytes)} times its size`)];
}
function checkMembers2({ firstSparse, firstWithControls }) {
  const findings = [];
  if (firstSparse !== void 0) {
    const answer = "Invalid distribution file. tar archive not accepted: Sparse members are not allowed.";
    const message = `'${firstSparse}' is a sparse file, which tools unpack differently`;
    findings.push(
      againstIndex(message, answer, "Build the sdist with a current build backend, not with `tar --sparse`.")
    );
  }
  if (firstWithControls !== void 0)
    findings.push(note(`'${firstWithControls}' has control characters in its name`));
  return findings;
}
function checkLinks({ path, from }, { firstOutward, hardLinks, members }) {
  const findings = [];
  const [target] = [...hardLinks.keys()].filter((one) => !members.has(one));
  if (target !== void 0) {
    const message = `'${hardLinks.get(target)}' is a hard link to '${target}', which the sdist does not have: nobody can unpack it`;
    findings.push(broken(message, "Build the sdist again with a current build backend."));
  }
  if (firstOutward !== void 0)
    findings.push(
      note(`'${firstOutward}' is a link that leaves the sdist's top folder, which pip does not unpack`)
    );
  if (from !== unpackedPath(path))
    findings.push(note(`'${path}' is a link; its metadata is that of '${from}'`));
  return findings;
}

// src/distributions/read.ts
var filesAtOnce2 = 8;
var shownFindings = 50;
async function readDistributions(request, files) {
  const found = await discover(request.packages, files);
  const checkText = descriptionCheck();
  const read = withTogether(
    await mapPool(found.candidates, filesAtOnce2, (candidate) => readFile(candidate, files, checkText))
  );
  const opened = read.flatMap(({ distribution }) => distribution ?? []);
  const breaking = [
    ...found.faults,
    ...read.flatMap(
      ({ name: name2, findings }) => faultsOf(name2, shortened(findings.filter(isBroken)), request.index)
    ),
    ...checkExpectedHashes(read, request.expectedHashes)
  ];
  if (breaking.length > 0) {
    await Promise.allSettled(opened.map((distribution) => distribution.content.close()));
    throw invalidDistributions(allErrors(breaking, read, request));
  }
  const distributions = read.flatMap(
    ({ distribution, findings }) => distribution === void 0 ? [] : [{ ...distribution, findings: request.verifyMetadata ? shortened(findings) : [] }]
  ).toSorted(byRelease);
  const { ignored, idleExclusions } = found;
  const warnings = [...found.unmatched.map(unmatchedLine), ...found.unsearched];
  return { distributions, warnings, ignored, idleExclusions };
}
function isBroken({ rule }) {
  return rule === "broken";
}
function withTogether(read) {
  const together2 = Map.groupBy(checkTogether(read), ({ path }) => path);
  return read.map((file) => ({
    ...file,
    findings: [...file.findings, ...(together2.get(file.path) ?? []).map(({ finding }) => finding)]
  }));
}
function allErrors(breaking, read, { index, verifyMetadata }) {
  const others = verifyMetadata ? read.flatMap(
    ({ name: name2, findings }) => faultsOf(name2, shortened(findings.filter((finding) => !isBroken(finding))), index)
  ) : [];
  return [...breaking, ...others.filter(({ severity }) => severity === "error")].toSorted(
    (one, other) => compareText(one.name, other.name)
  );
}
function unmatchedLine({
  line,
  reason
}) {
  return { name: printable(line), severity: "warning", message: reason };
}
async function readFile({ entry, line }, files, checkText) {
  const name2 = printable(entry.name);
  const path = pathFrom(files.workspace, entry.path);
  const filename = parseFilename(entry.name);
  if ("fault" in filename)
    return {
      name: name2,
      path,
      findings: [
        broken(
          filename.fault,
          "Build the file again instead of renaming it, or exclude it with a line of packages-dir that starts with `!`."
        )
      ]
    };
  let content;
  try {
    content = await files.open(entry.path);
    const read = await readContent2({ entry, line }, filename, content);
    const findings = [...read.findings, ...await checkText(read.distribution.metadata)];
    return { ...read, findings, path };
  } catch (error) {
    await content?.close();
    return { name: name2, path, filename, findings: [...checkFilename(filename), findingOf(error)] };
  }
}
async function readContent2({ entry, line }, filename, content) {
  const source = await atHand(content);
  const sha2562 = await hash(source);
  const { kind, project, version, pythonTag, name: name2 } = filename;
  const archive = kind === "wheel" ? await readWheel(source, filename) : await readSdist(source, filename);
  const findings = [
    ...checkFilename(filename),
    ...archive.findings,
    ...checkMetadata(archive.metadata, filename),
    ...await licenseFindings(archive.metadata)
  ];
  const { metadata } = archive;
  const distribution = {
    name: name2,
    path: entry.path,
    line,
    kind,
    project,
    version,
    pythonTag,
    size: content.size,
    sha256: sha2562,
    metadata,
    content,
    doubtfulTag: hasDoubtfulTag(filename)
  };
  return { name: name2, filename, findings, sha256: sha2562, distribution };
}
async function licenseFindings(metadata) {
  if (!metadata.has("license-expression")) return [];
  const { checkLicense } = await import("./chunks/licenses-NIERO63C.mjs");
  return checkLicense(metadata);
}
function descriptionCheck() {
  const known2 = /* @__PURE__ */ new Map();
  return async (metadata) => {
    const text3 = singleValue(metadata, "description");
    if (text3 === void 0 || !isRestructuredText(metadata)) return [];
    const key = `${singleValue(metadata, "description-content-type") ?? ""}
${text3}`;
    const { checkDescription } = await import("./chunks/description-WFXAH76G.mjs");
    const findings = known2.get(key) ?? checkDescription(metadata);
    known2.set(key, findings);
    return findings;
  };
}
async function hash(content) {
  const digest = createHash5("sha256");
  for await (const chunk of content.chunks("passing")) digest.update(chunk);
  return digest.digest("hex");
}
function shortened(findings) {
  if (findings.length <= shownFindings) return findings;
  const rest2 = findings.slice(shownFindings);
  const rule = ["broken", "index"].find((one) => rest2.some((finding) => finding.rule === one));
  return [
    ...findings.slice(0, shownFindings),
    { rule: rule ?? "note", message: `and ${rest2.length} more faults` }
  ];
}

// src/stages/distributions.ts
async function findDistributions({
  inputs,
  expectedHashes,
  index,
  platform,
  ledger
}) {
  const { log } = platform.runner;
  const { packages, verifyMetadata } = inputs;
  const request = { packages, verifyMetadata, index, expectedHashes };
  const found = await readDistributions(request, platform.files);
  platform.runner.keepVisible(found.distributions.map(({ name: name2 }) => name2));
  ledger.found(found.distributions);
  const lines = found.distributions.map(
    ({ name: name2, kind, size, sha256: sha2562 }) => `${name2}  ${kind}, ${readableSize(size)}, SHA-256 ${sha2562}`
  );
  log.info(lines.join("\n"));
  for (const line of reasonLines(found.warnings.map(named))) log.warning(line);
  const ignored = found.ignored.map(({ name: name2, reason }) => `${name2} (${reason})`);
  if (ignored.length > 0) log.notice(`Ignored files: ${ignored.join(", ")}`);
  if (found.idleExclusions.length > 0)
    log.notice(`Exclusions in packages-dir that match nothing: ${found.idleExclusions.join(", ")}`);
  return found.distributions;
}

// src/foresight/provenance.ts
var WINDOW = 14 * 24 * 3600 * 1e3;
function forecastProvenance(release, earlier) {
  const lastAttested = newestBefore(release, earlier);
  const isRecent = lastAttested?.created !== void 0 && lastAttested.created.getTime() >= release.created.getTime() - WINDOW;
  const comparison2 = isRecent ? lastAttested : void 0;
  const own = countsOf(release);
  const states = [amountOf(release)];
  if (own.sources.size > 1 || own.workflows.size > 1) states.push("inconsistent-provenance");
  if (comparison2 !== void 0) {
    if (own.attested === 0) states.push("lost-provenance");
    else if (publishersChanged(own, countsOf(comparison2))) states.push("changed-provenance");
  }
  return { states, comparison: comparison2, lastAttested };
}
function newestBefore({ created }, releases2) {
  const attested = releases2.filter(({ files }) => files.some((file) => file.attested));
  const dated = attested.filter((each) => each.created !== void 0 && each.created < created);
  const [newest] = dated.toSorted((one, other) => Number(other.created) - Number(one.created));
  return newest ?? attested.find((each) => each.created === void 0);
}
function amountOf({ files }) {
  const attested = files.filter((file) => file.attested).length;
  if (attested === 0) return "no-provenance";
  return attested === files.length ? "full-provenance" : "partial-provenance";
}
function countsOf({ files }) {
  const attested = files.filter((file) => file.attested);
  const publishers = attested.flatMap((file) => file.publishers ?? []);
  return {
    attested: attested.length,
    unread: attested.filter((file) => file.publishers === void 0).length,
    sources: new Set(publishers.map(({ source }) => source)),
    workflows: new Set(publishers.flatMap(({ workflow }) => workflow ?? []))
  };
}
function publishersChanged(now, before) {
  if (now.unread > 0 || before.unread > 0) return false;
  return differ(now.sources, before.sources) || differ(now.workflows, before.workflows);
}
function describeForecast(name2, release, { states, comparison: comparison2, lastAttested }) {
  const { files } = release;
  const bare = files.filter(({ attested }) => !attested).map((file) => file.name);
  if (bare.length === files.length && lastAttested !== void 0) {
    return {
      warns: true,
      text: `Loss of provenance: ${name2} will have none, but ${lastAttested.version} has provenance. It cannot be added to a published file.`
    };
  }
  const own = countsOf(release);
  const parts2 = [
    amountText(files.length, bare),
    ...states.includes("inconsistent-provenance") ? [`inconsistent provenance, from ${[...own.sources, ...own.workflows].join(", ")}`] : [],
    ...comparison2 !== void 0 && states.includes("changed-provenance") ? [`provenance changed since ${comparison2.version}: ${changes(countsOf(comparison2), own)}`] : []
  ];
  return { text: `${name2}: ${parts2.join("; ")}.`, warns: false };
}
function amountText(count, bare) {
  if (bare.length === count) return "no file will have provenance";
  if (bare.length === 0)
    return count === 1 ? "its file will have provenance" : `all ${count} files will have provenance`;
  return `${count - bare.length} of ${count} files will have provenance; without: ${shortList(bare)}`;
}
function changes(before, now) {
  return [
    ...change("publisher", before.sources, now.sources),
    ...change("workflow", before.workflows, now.workflows)
  ].join("; ");
}
function change(what, before, now) {
  return differ(before, now) ? [`${what} ${listOf2(before)} \u2192 ${listOf2(now)}`] : [];
}
function listOf2(names) {
  return [...names].join(", ") || "none";
}
function differ(one, other) {
  return one.size !== other.size || [...one].some((each) => !other.has(each));
}

// src/package-index/query/publishers.ts
var PATIENCE2 = 1e4;
async function queryPublishers(project, { files }, context) {
  const newest = newestAttested(files);
  if (newest === void 0) return { sources: /* @__PURE__ */ new Map() };
  const other = newestAttested(files.filter(({ name: name2 }) => isWheel(name2) !== isWheel(newest.name)));
  const [first2, second] = await Promise.all([
    publishersOf(newest, project, context),
    other === void 0 ? void 0 : publishersOf(other, project, context)
  ]);
  return { ...first2, sources: new Map([...first2.sources, ...second?.sources ?? []]) };
}
async function publishersOf(file, project, context) {
  const nothing = { sources: /* @__PURE__ */ new Map() };
  if (file.provenanceUrl === void 0) return nothing;
  try {
    const bounded2 = withDeadline(context, PATIENCE2);
    const reply = await readProvenance(file.provenanceUrl, { ...bounded2, once: true });
    if (reply.kind !== "served")
      return reply.kind === "none" ? nothing : { ...nothing, note: notCompared(file, reply.because) };
    const sources = publisherSources(reply.provenance);
    return {
      publisher: githubPublisher(reply.provenance, project),
      sources: new Map(sources === void 0 ? [] : [[file.name, sources]])
    };
  } catch (error) {
    context.signal?.throwIfAborted();
    return { ...nothing, note: notCompared(file, messageOf(error)) };
  }
}
function notCompared({ name: name2 }, reason) {
  return `The publisher of ${name2} could not be compared in advance: ${reason}`;
}
function newestAttested(files) {
  const attested = files.filter(({ provenanceUrl }) => provenanceUrl !== void 0);
  return attested.reduce(
    (newest, each) => newest === void 0 || (each.uploadedAt ?? "") >= (newest.uploadedAt ?? "") ? each : newest,
    void 0
  );
}
function isWheel(name2) {
  return name2.endsWith(".whl");
}

// src/stages/provenance-forecast.ts
function foretellProvenance({ releases: releases2 }, existing, sends, run) {
  const { inputs, index, platform, ledger } = run;
  if (index.simpleUrl === void 0 || !(index.acceptsAttestations || sends)) return [];
  const { repository, workflowRef } = platform.runner.job;
  const workflow = workflowFile(workflowRef);
  const uploads = {
    // A dry run signs what a run with the same inputs would not upload: a later job may.
    attested: sends && acceptsFrom(index, inputs.credentials === void 0),
    // Not every server names the workflow to a job.
    publishers: workflow === "" ? void 0 : [publisherOf2("GitHub", repository, workflow)]
  };
  const now = platform.clock.now();
  const foretold = releases2.map((release) => {
    const page = existing.pages.get(release.project) ?? EMPTY_PROJECT_PAGE;
    const history = historyOf(release.project, page, existing);
    const own = releaseVersion(release.version);
    const earlier = earlierReleases(release.version, [...history.values()]);
    const after = nextUpload([...history.values()], now);
    const planned = plannedRelease(release, history.get(own), uploads, after);
    const forecast2 = forecastProvenance(planned, earlier);
    const name2 = `${release.project} ${release.version} on ${index.title}`;
    return { release, forecast: forecast2, ...describeForecast(name2, planned, forecast2) };
  });
  for (const { text: text3, warns, forecast: forecast2 } of foretold) {
    if (!warns) platform.runner.log.info(text3);
    const isPlain = ["no-provenance", "full-provenance"].includes(forecast2.states.join());
    if (warns || !isPlain) ledger.decided(text3);
  }
  ledger.foretold(
    foretold.map(({ release: { project, version }, forecast: { states }, text: text3 }) => ({
      project,
      version,
      states,
      forecast: text3
    }))
  );
  return foretold.flatMap(({ text: text3, warns }) => warns ? [text3] : []);
}
function earlierReleases(version, history) {
  const own = parseVersion(version);
  if (own === void 0) return [];
  return history.flatMap((each) => {
    const parsed = parseVersion(each.version);
    return parsed === void 0 ? [] : [{ each, parsed, order: compareVersions(parsed, own) }];
  }).filter(({ each: { created }, order }) => order < 0 || order > 0 && created !== void 0).toSorted((one, other) => compareVersions(other.parsed, one.parsed)).map(({ each }) => each);
}
function publisherOf2(kind, identity, workflow) {
  return { source: `${kind} ${identity.toLowerCase()}`, workflow };
}
function nextUpload(releases2, now) {
  const times = releases2.flatMap(({ created }) => created?.getTime() ?? []);
  return new Date(times.reduce((latest, time) => Math.max(latest, time), now.getTime()) + 1);
}
function plannedRelease({ version, distributions }, there, own, after) {
  const uploads = distributions.map(({ name: name2 }) => ({ name: name2, ...own }));
  const created = there?.created ?? after;
  return { version, created, files: [...there?.files ?? [], ...uploads] };
}
function historyOf(project, page, { sources }) {
  const byRelease2 = Map.groupBy(page.files, (file) => releaseVersion(versionOf(file.name, project) ?? ""));
  const releases2 = [...byRelease2].flatMap(([key, files]) => {
    const version = versionOf(files[0]?.name ?? "", project);
    if (version === void 0) return [];
    const read = files.flatMap(({ name: name2 }) => {
      const known2 = sources.get(name2);
      return known2 === void 0 ? [] : [{ ofWheel: isWheel(name2), known: known2 }];
    });
    const listed = files.map(({ name: name2, provenanceUrl }) => {
      if (provenanceUrl === void 0) return { name: name2, attested: false, publishers: [] };
      const known2 = read.find(({ ofWheel }) => ofWheel === isWheel(name2))?.known;
      const publishers = known2?.map(({ kind, identity, workflow }) => publisherOf2(kind, identity, workflow));
      return { name: name2, attested: true, publishers };
    });
    return [[key, { version, created: earliestUpload(files), files: listed }]];
  });
  return new Map(releases2);
}
function earliestUpload(files) {
  const [first2] = files.flatMap(({ uploadedAt }) => Date.parse(uploadedAt ?? "") || []).toSorted((one, other) => one - other);
  return first2 === void 0 ? void 0 : new Date(first2);
}

// src/distributions/earlier-release.ts
var MOST_FILES = 2e4;
function lacksOfEarlierRelease(project, version, files) {
  const parsed = files.slice(-MOST_FILES).flatMap((name2) => {
    const file = parseFilename(name2);
    return "fault" in file || file.project !== project ? [] : [file];
  });
  const byRelease2 = Map.groupBy(parsed, (file) => releaseVersion(file.version));
  const versions = [...byRelease2.values()].flatMap(([first2]) => first2?.version ?? []);
  const before = versionBefore(version, versions);
  if (before === void 0) return void 0;
  const platformsIn = (text3) => platformsOf(byRelease2.get(releaseVersion(text3)) ?? []);
  const own = platformsIn(version);
  const missing = [...platformsIn(before)].filter((platform) => !own.has(platform));
  if (missing.length === 0) return void 0;
  const what = own.size === 0 ? "has no wheel" : `has no wheel for ${missing.join(", ")}`;
  return `${project} ${version} ${what}; ${before} has.`;
}
function versionBefore(version, versions) {
  const own = parseVersion(version);
  const others = versions.flatMap((text3) => {
    const parsed = parseVersion(text3);
    return parsed !== void 0 && own !== void 0 && compareVersions(parsed, own) < 0 ? [{ text: text3, parsed }] : [];
  });
  return others.toSorted((one, other) => compareVersions(other.parsed, one.parsed))[0]?.text;
}
var ALL_PLATFORMS = "all platforms (any)";
function platformsOf(files) {
  return new Set(files.flatMap(({ kind, tags }) => kind === "wheel" ? tags.map(familyOf) : []));
}
function familyOf({ platform }) {
  if (platform === "any") return ALL_PLATFORMS;
  const macos = /^macosx_\d+_\d+_(\w+)$/.exec(platform)?.[1];
  if (macos !== void 0) return `macOS ${macos}`;
  const linux = /^(many|musl)linux(?:1|2010|2014|_\d+_\d+)_(\w+)$/.exec(platform);
  if (linux === null) return platform;
  return `${linux[1] === "musl" ? "Linux with musl" : "Linux"} ${linux[2]}`;
}

// src/distributions/last-release.ts
function lastRelease(project, version, listed) {
  const own = parseVersion(version);
  if (own === void 0) return void 0;
  const kept = listed.slice(-MOST_FILES).flatMap((file) => {
    const text3 = file.yanked === false ? versionOf(file.name, project) : void 0;
    return text3 === void 0 ? [] : [{ file, text: text3 }];
  });
  const byRelease2 = Map.groupBy(kept, ({ text: text3 }) => releaseVersion(text3));
  const before = [...byRelease2.values()].flatMap((all) => {
    const text3 = all[0]?.text;
    const parsed = text3 === void 0 ? void 0 : parseVersion(text3);
    if (text3 === void 0 || parsed === void 0 || compareVersions(parsed, own) >= 0) return [];
    if (isPreRelease(parsed) && !isPreRelease(own)) return [];
    return [{ version: text3, parsed, files: all.map(({ file }) => file) }];
  });
  const [newest] = before.toSorted((one, other) => compareVersions(other.parsed, one.parsed));
  return newest && { version: newest.version, files: newest.files };
}
function isPreRelease({ pre, dev }) {
  return pre !== void 0 || dev !== void 0;
}
function counterparts(names, earlier) {
  const candidates = earlier.flatMap((file) => {
    const traits = traitsOf(file.name);
    return traits === void 0 ? [] : [{ file, traits }];
  });
  return new Map(
    names.flatMap((name2) => {
      const own = traitsOf(name2);
      if (own === void 0) return [];
      const likest = candidates.reduce(
        (best, { file, traits }) => {
          const likeness = likenessOf(own, traits);
          return likeness > 0 && likeness >= best.likeness ? { file, likeness } : best;
        },
        { likeness: 0 }
      );
      return likest.file === void 0 ? [] : [[name2, likest.file]];
    })
  );
}
function traitsOf(name2) {
  const file = parseFilename(name2);
  if ("fault" in file) return void 0;
  const { kind, tags } = file;
  return {
    kind,
    pythons: new Set(tags.map(({ python }) => python)),
    abis: new Set(tags.map(({ abi }) => abi)),
    tagged: new Set(tags.map(({ platform }) => platform)),
    platforms: platformsOf([file])
  };
}
function likenessOf(one, other) {
  if (one.kind !== other.kind) return 0;
  if (one.kind === "sdist") return 1;
  if (!overlap(one.platforms, other.platforms)) {
    return one.platforms.has(ALL_PLATFORMS) || other.platforms.has(ALL_PLATFORMS) ? 1 : 0;
  }
  const shared = (part) => Number(overlap(one[part], other[part]));
  return 2 + shared("tagged") + 2 * shared("pythons") + 4 * shared("abis");
}
function overlap(one, other) {
  return [...one].some((each) => other.has(each));
}

// src/distributions/wheel-listing.ts
async function listWheel(read, size) {
  const { entries } = await readCentralDirectory(read, size, /* @__PURE__ */ new Map());
  const files = entries.filter(({ path }) => !path.endsWith("/"));
  const information = (name2) => files.find(({ path }) => /^[^/]+\.dist-info\/[^/]+$/.test(path) && path.endsWith(`/${name2}`));
  const record = await within(read, information("RECORD"));
  const hashes = recordedHashes(record ?? Buffer.alloc(0));
  const points = information("entry_points.txt");
  const entryPoints = points === void 0 ? Buffer.alloc(0) : await within(read, points);
  const metadata = await within(read, information("METADATA"));
  return {
    members: new Map(
      files.map(({ path, size: bytes, crc32: crc323, unixMode }) => {
        const recorded = hashes.get(path);
        const hash2 = recorded && `${recorded.algorithm}=${recorded.base64url}`;
        return [path, { size: bytes, crc32: crc323, hash: hash2, executable: (unixMode & 73) !== 0 }];
      })
    ),
    metadata: metadata && tryParseMetadata(metadata),
    entryPoints: entryPoints?.toString("utf8")
  };
}
async function within(read, entry) {
  if (entry === void 0) return void 0;
  return unlessUnreadable(async () => {
    const header = await read(entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    return readMember(read, { ...entry, start }, maximumMetadata);
  });
}
async function unlessUnreadable(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreadable) return void 0;
    throw error;
  }
}
function readAtEnd(tail, size) {
  const start = size - tail.length;
  return async (position, length) => {
    if (position < start || length < 0 || position + length > size) {
      throw new Unreadable("lists its members before the part that was fetched");
    }
    return tail.subarray(position - start, position - start + length);
  };
}

// src/foresight/compare-metadata.ts
function compareMetadata(before, now) {
  const [earlier, own] = [before.metadata, now.metadata];
  const fields = earlier === void 0 || own === void 0 ? [] : [
    ...changes2("dependency", requirementsOf(earlier), requirementsOf(own)),
    ...changes2("URL", urlsOf(earlier), urlsOf(own)),
    ...changes2("Requires-Python", pythonOf(earlier), pythonOf(own))
  ];
  if (before.entryPoints === void 0 || now.entryPoints === void 0) return fields;
  const points = changes2("entry point", entryPointsOf(before.entryPoints), entryPointsOf(now.entryPoints));
  return [...fields, ...points];
}
function changes2(field, before, now) {
  const names = /* @__PURE__ */ new Set([...before.keys(), ...now.keys()]);
  return [...names].flatMap((name2) => {
    const change2 = { field, name: name2, before: before.get(name2), now: now.get(name2) };
    return change2.before === change2.now ? [] : [change2];
  });
}
function requirementsOf(metadata) {
  const named2 = (metadata.get("requires-dist") ?? []).flatMap((text3) => {
    const [, project, rest2 = ""] = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(.*)$/s.exec(text3) ?? [];
    if (project === void 0) return [];
    const extra = /\bextra\s*==\s*["']([^"']*)["']/.exec(rest2)?.[1];
    const name2 = normaliseProject(project);
    return [[extra === void 0 ? name2 : `${name2} (extra ${extra})`, constraint(rest2)]];
  });
  return new Map(
    [...Map.groupBy(named2, ([name2]) => name2)].map(([name2, all]) => [
      name2,
      all.map(([, rest2]) => rest2).toSorted().join("; or ")
    ])
  );
}
function constraint(text3) {
  const [specifiers = "", ...marker] = text3.split(";");
  const sorted = specifiers.replaceAll(/[()\s]/g, "").split(",").toSorted().join(",");
  const condition = marker.join(";").replaceAll(/\s+/g, " ").replaceAll('"', "'").trim();
  return condition === "" ? sorted : `${sorted}; ${condition}`;
}
function urlsOf(metadata) {
  const labelled = (metadata.get("project-url") ?? []).flatMap((text3) => {
    const comma2 = text3.indexOf(",");
    return comma2 < 0 ? [] : [[text3.slice(0, comma2).trim().toLowerCase(), text3.slice(comma2 + 1).trim()]];
  });
  const older = ["home-page", "download-url"].flatMap(
    (field) => (metadata.get(field) ?? []).map((url) => [field === "home-page" ? "homepage" : "download", url.trim()])
  );
  return new Map([...older, ...labelled]);
}
function pythonOf(metadata) {
  return new Map(
    (metadata.get("requires-python") ?? []).map((text3) => ["Requires-Python", constraint(text3)])
  );
}
function entryPointsOf(text3) {
  const found = /* @__PURE__ */ new Map();
  let group = "";
  for (const line of text3.split(/\r?\n/).map((each) => each.trim())) {
    const header = /^\[(.*)\]$/.exec(line)?.[1];
    const equals = line.indexOf("=");
    if (header !== void 0) group = header.trim();
    else if (equals > 0 && !/^[#;]/.test(line)) {
      const value = line.slice(equals + 1).replaceAll(/\s+/g, "");
      found.set(`${group}: ${line.slice(0, equals).trim()}`, value);
    }
  }
  return found;
}

// src/foresight/novelties.ts
var MIB = 1024 ** 2;
var [LARGE_SCRIPT, LARGE_GROWTH, LARGE_SDIST_GROWTH] = [MIB, 5 * MIB, MIB];
var GROWTH = 2;
var HASHED = /(?<![0-9a-f])[0-9a-f]{16,}(?=__mypyc)/;
var LONGEST_PATH = 4096;
var NATIVE = /\.(?:so(?:\.\d+)*|pyd|dll|dylib|pyc|node)$/i;
var EXECUTABLE = /\.(?:exe|com|scr|msi|bat|cmd|ps1|vbs|wsf|jar|appimage)$/i;
var SCRIPT = /\.(?:py|pyw|js|mjs|cjs|jsx|ts|sh|bash|zsh|fish|ps1|psm1|bat|cmd|rb|pl|php|lua|vbs|wsf|tcl|groovy)$/i;
function noveltiesOf(before, now, metadata) {
  const said = metadata.flatMap(metadataNovelty);
  if (before.members === void 0 || now.members === void 0) {
    return [...said, ...grown(before.size, now.size, LARGE_SDIST_GROWTH)];
  }
  const [earlier, own] = [comparable2(before.members), comparable2(now.members)];
  return [
    ...emptied(earlier, own),
    ...newStartUpFiles(earlier, own),
    ...newOf("top-level module", earlier, own, topLevelName),
    ...newOf("native file", earlier, own, nativeName),
    ...newOf("script", earlier, own, scriptName2),
    ...largeScripts(earlier, own),
    ...newOf("hidden folder", earlier, own, hiddenFolder),
    ...newOf("SBOM folder", earlier, own, (path) => /^[^/]+\.dist-info\/sboms\//.exec(path)?.[0]),
    ...said,
    ...grown(unpacked(earlier), unpacked(own), LARGE_GROWTH, " unpacked")
  ];
}
function comparable2(members) {
  return new Map([...members].map(([path, member]) => [comparablePath(path), member]));
}
function metadataNovelty({ field, name: name2, before, now }) {
  if (before !== void 0 || now === void 0) return [];
  if (field === "dependency" && !name2.includes(" (extra ")) return [{ kind: "dependency", what: name2 }];
  return field === "entry point" ? [{ kind: "entry point", what: `${name2} = ${now}` }] : [];
}
function newOf(kind, before, now, nameOf) {
  const known2 = new Set([...before].map(([path, member]) => nameOf(path, member)));
  const found = new Map(
    [...now].flatMap(([path, member]) => {
      const name2 = nameOf(path, member);
      return name2 === void 0 || known2.has(name2) ? [] : [[name2, path]];
    })
  );
  const isName = kind !== "native file" && kind !== "script";
  return [...found].map(([name2, path]) => ({ kind, what: isName ? name2 : path }));
}
function installedPath(path) {
  const [, scheme, rest2] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (scheme === void 0) return /^[^/]+\.(?:dist-info|data)\//.test(path) ? void 0 : path;
  return scheme === "purelib" || scheme === "platlib" ? rest2 : void 0;
}
function topLevelName(path) {
  const [first2 = "", ...below] = installedPath(path)?.replace(HASHED, "").split("/") ?? [];
  if (below.length > 0) return /^[^.]+$/.test(first2) ? first2 : void 0;
  return /\.pyw?$/.test(first2) || NATIVE.test(first2) ? first2.slice(0, first2.indexOf(".")) : void 0;
}
function isStartUpFile(path) {
  return /\.pth$/i.test(path) || /^[^/]+\.start$/i.test(installedPath(path) ?? "");
}
function newStartUpFiles(before, now) {
  return [...now].flatMap(([path, member]) => {
    const earlier = before.get(path);
    if (!isStartUpFile(path) || earlier !== void 0 && isSame(earlier, member)) return [];
    return [{ kind: "start-up file", what: earlier === void 0 ? path : `${path} (changed)` }];
  });
}
function nativeName(path) {
  if (!NATIVE.test(path) || path.length > LONGEST_PATH) return void 0;
  return path.replace(HASHED, "").replace(NATIVE, "").replace(/\.(?:cpython|cp|pypy|graalpy|abi)\d[^/]*$/, "").replace(/-[0-9a-f]{8,}(?=\.|$)/, "").replace(/(?<![.-]\d+)(?:[.-]\d+)+$/, "").replaceAll(/\d+/g, "0").toLowerCase();
}
function scriptName2(path, { executable }) {
  const isScript = /^[^/]+\.data\/scripts\//.test(path) || EXECUTABLE.test(path);
  return isScript || executable && /(?:^|\/)[^/.]+$/.test(path) ? path : void 0;
}
function hiddenFolder(path) {
  return /^(?:.*?\/)?\.[^/]+\//.exec(path)?.[0];
}
function largeScripts(before, now) {
  return [...now].flatMap(
    ([path, { size }]) => SCRIPT.test(path) && size - (before.get(path)?.size ?? 0) >= LARGE_SCRIPT ? [{ kind: "large script", what: `${path}, ${readable(size)}` }] : []
  );
}
function emptied(before, now) {
  const content = (members) => unpacked(new Map([...members].filter(([path]) => !/^[^/]+\.dist-info\//.test(path))));
  if (content(now) > 0 || content(before) === 0) return [];
  return [{ kind: "empty wheel", what: "only its metadata" }];
}
function unpacked(members) {
  return [...members.values()].reduce((sum, { size }) => sum + size, 0);
}
function grown(before, now, least, state = "") {
  if (before === void 0 || now === void 0) return [];
  if (now - before < least || now < before * GROWTH) return [];
  return [{ kind: "growth", what: `${readable(before)} \u2192 ${readable(now)}${state}` }];
}
function readable(bytes) {
  return bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
function isSame(one, other) {
  if (one.hash !== void 0 && algorithmOf(one) === algorithmOf(other)) return one.hash === other.hash;
  return one.crc32 === other.crc32 && one.size === other.size;
}
function algorithmOf({ hash: hash2 }) {
  return hash2?.split("=", 1)[0];
}

// src/foresight/compare-releases.ts
function compareReleases(previous, current) {
  const pairs = [...current.files].flatMap(([name2, now]) => {
    const before = previous.files.get(name2);
    if (before === void 0) return [];
    const metadata = compareMetadata(before, now);
    return [{ before, now, metadata, novelties: noveltiesOf(before, now, metadata) }];
  });
  const { project, version } = current;
  return {
    project,
    version,
    since: previous.version,
    files: pairs.map(({ before, now }) => ({
      name: now.name,
      since: before.name,
      size: now.size,
      sizeBefore: before.size,
      members: compareMembers(before, now)
    })),
    novelties: together(pairs),
    metadata: distinct2(pairs.flatMap(({ metadata }) => metadata)),
    lostPlatforms: [...previous.platforms].filter((platform) => !current.platforms.has(platform))
  };
}
function compareMembers(before, now) {
  if (before.members === void 0 || now.members === void 0) return void 0;
  const [earlier, own] = [byPath(before.members), byPath(now.members)];
  return {
    added: [...own.keys()].filter((path) => !earlier.has(path)),
    removed: [...earlier.keys()].filter((path) => !own.has(path)),
    changed: [...own].flatMap(([path, member]) => {
      const other = earlier.get(path);
      return other === void 0 || isSame(other, member) ? [] : [path];
    })
  };
}
function byPath(members) {
  return new Map(
    [...members].flatMap(
      ([path, member]) => /^[^/]+\.dist-info\/RECORD$/.test(path) ? [] : [[comparablePath(path), member]]
    )
  );
}
function together(pairs) {
  const all = pairs.flatMap(
    ({ now, novelties }) => novelties.map((novelty) => ({ novelty, file: now.name }))
  );
  const groups = Map.groupBy(all, ({ novelty: { kind, what } }) => `${kind} ${what}`);
  return [...groups.values()].flatMap(
    ([first2, ...more]) => first2 === void 0 ? [] : [{ ...first2.novelty, files: [first2.file, ...more.map(({ file }) => file)] }]
  );
}
function distinct2(changes3) {
  return [...new Map(changes3.map((change2) => [JSON.stringify(change2), change2])).values()];
}

// src/package-index/query/file-parts.ts
import { createHash as createHash6 } from "node:crypto";
var TAIL = 256 * 1024;
var [DEADLINE, LARGEST_METADATA] = [1e4, 8 * 1024 * 1024];
function isOwnAddress(url, index) {
  return isOwnOrigin(url, index) || index.fileOrigins.includes(new URL(url).origin);
}
async function fetchTail(file, context) {
  const answer = await getOnce(
    file.url,
    `end of ${file.name}`,
    { range: `bytes=-${TAIL}` },
    [206, TAIL],
    context
  );
  if (typeof answer === "string") return { kind: "refused", because: answer, all: false };
  if (answer.status !== 206) return refusedBy(answer);
  const size = sizeOfWhole(answer, file.size);
  return size === void 0 ? { kind: "refused", because: "it answered with another range than the one requested", all: false } : { kind: "served", bytes: answer.body, size };
}
async function fetchMetadata(file, context) {
  const url = new URL(file.url);
  url.pathname += ".metadata";
  const answer = await getOnce(url.href, `metadata of ${file.name}`, {}, [200, LARGEST_METADATA], context);
  if (typeof answer === "string") return { kind: "refused", because: answer, all: false };
  if (answer.status !== 200) return refusedBy(answer);
  const { body } = answer;
  const expected = file.coreMetadata?.sha256;
  if (expected !== void 0 && createHash6("sha256").update(body).digest("hex") !== expected) {
    return { kind: "refused", because: "its metadata has another hash than the page says", all: false };
  }
  return { kind: "served", bytes: body, size: body.length };
}
async function getOnce(address2, purpose, headers, [status, maximumBytes3], { index, platform, credentials, signal }) {
  const url = new URL(address2);
  url.hash = "";
  try {
    return await platform.http.request({
      method: "GET",
      url: url.href,
      purpose,
      headers: {
        ...headers,
        "accept-encoding": "identity",
        ...authorizationFor(credentials, url.href, index.uploadUrl)
      },
      deadline: DEADLINE,
      maximumBytes: maximumBytes3,
      bodyOf: [status],
      ...signal !== void 0 && { signal }
    });
  } catch (error) {
    if (error instanceof TransportError) return messageOf(error);
    throw error;
  }
}
function refusedBy({ status }) {
  const all = status === 200 || status === 401 || status === 403 || status === 429 || status >= 500;
  const because = status === 200 ? "its host serves whole files only" : `its host answered ${status}`;
  return { kind: "refused", because, all };
}
function sizeOfWhole({ headers, body }, listed) {
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(headers["content-range"]?.trim() ?? "");
  if (range === null || (headers["content-encoding"] ?? "identity") !== "identity") return void 0;
  const [, first2 = 0, last = 0, size = 0] = range.map(Number);
  const isEnd = last === size - 1 && first2 === Math.max(0, size - TAIL);
  return isEnd && body.length === last - first2 + 1 && (listed ?? size) === size ? size : void 0;
}

// src/stages/release-diff.ts
var [PATIENCE3, FETCHED_AT_ONCE, READ_AT_ONCE] = [4e3, 16, 4];
function beginReleaseDiff(plan, existing, run) {
  return run.begin(async () => {
    const { inputs, index, platform, cancelled } = run;
    if (inputs.releaseDiff === "off" || index.simpleUrl === void 0) return [];
    const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
    try {
      return await compareAll(plan, existing, withDeadline(context, PATIENCE3));
    } catch (error) {
      platform.runner.log.info(`Releases were not compared with the last ones: ${messageOf(error)}`);
      return [];
    }
  });
}
async function compareAll({ releases: releases2 }, existing, context) {
  const found = releases2.flatMap((release) => {
    const listed = existing.pages.get(release.project)?.files ?? [];
    const last = lastRelease(release.project, release.version, listed);
    if (last === void 0) return [];
    const names = release.distributions.map(({ name: name2 }) => name2);
    const places2 = counterparts(names, last.files);
    const pairs2 = release.distributions.flatMap((distribution) => {
      const earlier = places2.get(distribution.name);
      return earlier === void 0 ? [] : [{ distribution, earlier }];
    });
    return [{ release, last, listed, pairs: pairs2 }];
  });
  const fetch = fetcher(context);
  const pairs = found.flatMap((each) => each.pairs);
  const [seen, own] = await Promise.all([
    mapPool(pairs, FETCHED_AT_ONCE, ({ earlier }) => fetch(earlier)),
    mapPool(pairs, READ_AT_ONCE, ({ distribution }) => seeOwn(distribution))
  ]);
  const places = new Map(pairs.map((pair2, place) => [pair2.distribution.name, place]));
  return found.map(({ release, last, listed, pairs: ofRelease }) => {
    const at2 = ofRelease.flatMap(({ distribution: { name: name2 } }) => places.get(name2) ?? []);
    const { project, version } = release;
    const previous = {
      project,
      version: last.version,
      files: new Map(at2.flatMap((place) => filed(pairs[place], seen[place]?.file))),
      platforms: platformsAmong(last.files.map(({ name: name2 }) => name2))
    };
    const current = {
      project,
      version,
      files: new Map(at2.flatMap((place) => filed(pairs[place], own[place]))),
      platforms: platformsAmong(namesOf4(release, listed))
    };
    const reasons = at2.flatMap((place) => seen[place]?.because ?? []);
    return {
      project,
      version,
      last: previous,
      difference: compareReleases(previous, current),
      notCompared: [...new Set(reasons)]
    };
  });
}
function filed(pair2, file) {
  return pair2 === void 0 || file === void 0 ? [] : [[pair2.distribution.name, file]];
}
function namesOf4({ project, version, distributions }, listed) {
  const there = listed.filter(({ name: name2 }) => isSameRelease(versionOf(name2, project), version));
  return [...there, ...distributions].map(({ name: name2 }) => name2);
}
function platformsAmong(names) {
  return platformsOf(names.map(parseFilename).flatMap((file) => "fault" in file ? [] : [file]));
}
async function seeOwn({ name: name2, kind, size, metadata, content }) {
  const known2 = { name: name2, kind, size, metadata };
  if (kind === "sdist") return { ...known2, members: void 0, entryPoints: void 0 };
  const { members, entryPoints } = await listWheel(readAtOf(content), size);
  return { ...known2, members, entryPoints };
}
function fetcher(context) {
  const closed = /* @__PURE__ */ new Map();
  const part = async (file, what) => {
    const { host, origin } = new URL(file.url);
    const because = isOwnAddress(file.url, context.index) ? closed.get(`${origin} ${what}`) : `${host} is not known to serve files of ${context.index.title}`;
    if (because !== void 0) return { kind: "refused", because, all: true };
    const answer = await PARTS[what](file, context);
    if (answer.kind === "refused" && answer.all) closed.set(`${origin} ${what}`, answer.because);
    return answer;
  };
  return async (listed) => {
    const { name: name2, size, coreMetadata } = listed;
    const nothing = { name: name2, size, members: void 0, metadata: void 0, entryPoints: void 0 };
    const end = name2.endsWith(".whl") ? await seeEnd(nothing, await part(listed, "end")) : void 0;
    const file = end?.file ?? { ...nothing, kind: "sdist" };
    if (file.metadata !== void 0 || coreMetadata === void 0) return { file, because: end?.because };
    const beside = await part(listed, "metadata");
    if (beside.kind === "refused") return { file, because: end?.because ?? beside.because };
    return { file: { ...file, metadata: tryParseMetadata(beside.bytes) }, because: end?.because };
  };
}
var PARTS = { end: fetchTail, metadata: fetchMetadata };
async function seeEnd(nothing, part) {
  const bare = { ...nothing, kind: "wheel" };
  if (part.kind === "refused") return { file: bare, because: part.because };
  try {
    const listing = await listWheel(readAtEnd(part.bytes, part.size), part.size);
    return { file: { ...bare, size: part.size, ...listing }, because: void 0 };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { file: bare, because: `its file ${messageOf(error)}` };
  }
}
async function logReleaseDiff(comparison2, { platform, index, ledger }) {
  const compared = await comparison2;
  const { log, redact } = platform.runner;
  for (const { difference, notCompared: notCompared2 } of compared) {
    const name2 = `${difference.project} ${difference.version}`;
    const against = `${difference.since} on ${index.title}`;
    const { listed, unlisted } = wheelsOf(difference);
    const why = shortList(notCompared2, MOST_NAMED, "; ");
    if (listed === 0 && why !== "") {
      log.info(`The members of ${name2} were not compared with ${against} (${why}).`);
    }
    const partly = listed > 0 && unlisted > 0 && why !== "" ? ` ${unlisted} of ${listed + unlisted} wheels were not compared (${why}).` : "";
    if (difference.novelties.length > 0) {
      log.notice(`New in ${name2} since ${against}: ${newsOf(difference, redact)}.${partly}`);
    } else if (listed > 0) {
      log.info(`${name2} compared with ${against}: ${counts(difference)}; nothing notable.${partly}`);
    }
  }
  ledger.compared(compared.map(({ difference }) => difference));
}
function wheelsOf({ files }) {
  const wheels = files.filter(({ name: name2 }) => name2.endsWith(".whl"));
  const listed = wheels.filter(({ members }) => members !== void 0).length;
  return { listed, unlisted: wheels.length - listed };
}
var [MOST_NAMED, LONGEST_NAMED] = [3, 150];
function newsOf({ novelties }, redact) {
  const groups = Map.groupBy(novelties, ({ kind }) => kind);
  return [...groups].map(([kind, all]) => {
    const named2 = all.map(({ what }) => redactedText(what, redact, LONGEST_NAMED));
    return `${kind} ${shortList(named2, MOST_NAMED)}`;
  }).join("; ");
}
function counts({ files }) {
  const of = (part) => new Set(files.flatMap(({ members }) => members?.[part] ?? [])).size;
  return `${counted(of("added"), "member")} added, ${of("removed")} removed, ${of("changed")} changed`;
}

// src/stages/forecast.ts
async function forecast(plan, existing, begun, run) {
  const { platform, ledger } = run;
  const { log, job } = platform.runner;
  const { toPublish } = plan;
  ledger.unattested("a plan signs nothing.");
  await refuseDamaged(begun.members, begun.comparison, run);
  const attesting = plannedAttesting(run);
  await refuseUnapproved(plan, existing, "as-planned", run);
  ledger.plannedAs(await digestOf(plan, existing, run));
  if (toPublish.length === 0) return;
  judgeTrigger(run);
  const losses = foretellProvenance(plan, existing, attesting.kind === "make" && attesting.send, run);
  for (const loss of losses) log.warning(loss);
  await logReleaseDiff(begun.comparison, run);
  const adopted = attesting.kind === "none" ? NOTHING_ADOPTED : await countExisting(toPublish, attesting.send, run);
  const line = `A run would ${whatBecomes(attesting, adopted, toPublish.length, run)}`;
  ledger.decided(line);
  log.info(line);
  const publisher = { repository: job.repository, workflowRef: job.workflowRef, environment: void 0 };
  for (const difference of publisherDifferences(existing.publishers, publisher)) log.info(difference);
  warnOfNewProjects(plan, existing, run);
  log.notice(`Not checked by a plan: ${unchecked(attesting, adopted, run).join("; ")}.`);
}
function warnOfNewProjects(plan, { pages }, { inputs, index, platform }) {
  if (index.kind !== "pypi" || inputs.credentials !== void 0) return;
  const projects = [...new Set(plan.releases.map(({ project }) => project))];
  const warning = newProjectsWarning(missingOf(projects, pages), index);
  if (warning !== void 0) platform.runner.log.warning(warning);
}
var NOTHING_ADOPTED = { attestations: 0, provenance: 0 };
async function countExisting(toPublish, send2, run) {
  const { inputs, platform } = run;
  await readInstance(inputs.sigstore, platform.files, platform.runner.job.server.host);
  if (inputs.existingAttestations === "replace") return NOTHING_ADOPTED;
  const [{ inspectAttestations }, { inspectBundles }, { PUBLISH_KIND, SLSA_KIND }] = await Promise.all([
    import("./chunks/adopt-LARIO7PE.mjs"),
    import("./chunks/timestamped-bundle-ZZYPDDEO.mjs"),
    import("./chunks/files-VUMFX4U7.mjs")
  ]);
  const { job, log } = platform.runner;
  const instance = instanceName(inputs);
  const terms = {
    directory: await existingAttestationsDirectory(inputs, platform),
    verifiableRekor: rekorFor(send2, run),
    expected: probableSigner(job, instance === "own" || instance === "github"),
    provenance: inputs.slsaProvenance === "run" ? { runId: job.runId } : void 0,
    provenanceSigner: inputs.slsaProvenance === "stored" ? probableProvenanceSigner(job) : void 0
  };
  const { files } = platform;
  const found = instance === "github" ? await inspectBundles(toPublish, terms, { files, log }) : await inspectAttestations(toPublish, terms, files);
  const count = (kind) => [...found.values()].filter((kinds) => kinds.includes(kind)).length;
  return { attestations: count(PUBLISH_KIND), provenance: count(SLSA_KIND) };
}
function whatBecomes(attesting, { attestations, provenance }, files, { inputs }) {
  if (attesting.kind === "none") return `publish without attestations: ${attesting.because}`;
  const ofGithub = instanceName(inputs) === "github";
  const signed = files - attestations;
  const proven = inputs.slsaProvenance === "run" ? files - provenance : 0;
  const work = [
    ...attestations > 0 ? [`adopt the attestations of ${counted(attestations, "file")}`] : [],
    ...signed > 0 ? [`sign ${counted(signed, "file")}`] : [],
    ...proven > 0 ? [
      `sign the build provenance of ${counted(proven, "file")}${ofGithub ? "" : ` (${counted(signed + proven, "log entry")} in all)`}`
    ] : []
  ];
  if (ofGithub) {
    const why = attesting.unsent === void 0 ? "" : ` ${attesting.unsent}`;
    return `${work.join(", ")} with GitHub's Sigstore instance, and keep the Sigstore bundles.${why}`;
  }
  const made = attestations + signed + (inputs.slsaProvenance === "none" ? 0 : files);
  const all = made === 1 ? "the attestation" : "the attestations";
  const sent = files === 1 ? "the file" : "the files";
  return `${work.join(", ")}, and ${attesting.send ? `upload ${all} with ${sent}` : `keep ${all}`}.`;
}
function unchecked(attesting, { attestations, provenance }, { inputs, index, platform }) {
  const adopted = attestations + provenance;
  const ofGithub = instanceName(inputs) === "github";
  const attests = attesting.kind === "make";
  const { artifactName, existingAttestations, githubAttestations, slsaProvenance } = inputs;
  const { repository, sha, workflowRef } = platform.runner.job;
  const unknown = Object.entries({ repository, commit: sha, workflow: workflowRef }).filter(
    ([, value]) => value === ""
  );
  const lines = [
    [index.simpleUrl === void 0, "which of the files the index already has (`check-url` is not set)"],
    [
      inputs.credentials === void 0,
      "whether this job gets an identity token, and whether a Trusted Publisher is registered for it"
    ],
    [inputs.credentials !== void 0, "whether the index accepts the password"],
    [attests && !ofGithub, "whether the repository is public or signing needs consent"],
    [
      attests && ofGithub,
      "whether the repository is private or internal, as GitHub\u2019s Sigstore instance requires"
    ],
    [attests && index.kind === "pypi", "whether a reusable workflow defines the job"],
    [attests, "Sigstore\u2019s trust root and services"],
    [attests, "whether attestations can be written to their folder"],
    [adopted > 0 && !ofGithub, "signature, certificate chain and log entry of the existing attestations"],
    [adopted > 0 && ofGithub, "signature, certificate chain and timestamp of the existing bundles"],
    [
      adopted > 0 && unknown.length > 0,
      `their ${unknown.map(([name2]) => name2).join(", ")}, which this environment does not name`
    ],
    [
      attests && artifactName !== void 0 && existingAttestations === "adopt",
      `attestations in the artifact ${artifactName ?? ""}`
    ],
    [attests && slsaProvenance === "stored", "the build provenance in the repository\u2019s attestation store"],
    [attests && githubAttestations, "whether the job may write to the attestation store"],
    [true, `whether ${index.title} accepts the files`]
  ];
  return lines.flatMap(([applies, line]) => applies ? [line] : []);
}

// src/stages/index-tuf.ts
var OFF = { confirm: async () => void 0 };
async function openIndexTuf(plan, run) {
  const { indexTuf: indexTuf2 } = run.inputs;
  if (indexTuf2 === void 0) return OFF;
  const { checkIndexTuf } = await import("./chunks/check-index-tuf-ZP3XBCLA.mjs");
  return checkIndexTuf(plan, indexTuf2, run);
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
  const labelled = (metadata.get("project-url") ?? []).flatMap((value) => {
    const comma2 = value.indexOf(",");
    return comma2 < 0 ? [] : [{ label: value.slice(0, comma2).trim(), url: value.slice(comma2 + 1).trim() }];
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
function isUnder(address2, base) {
  if (!URL.canParse(address2) || /\\|%2e/i.test(address2)) return false;
  const url = new URL(address2);
  const { origin, pathname } = new URL(base);
  return url.origin === origin && `${url.pathname.toLowerCase()}/`.startsWith(`${pathname}/`);
}

// src/stages/plan.ts
async function logPlan({ files, releases: releases2 }, { warnings, pages }, { index, platform }) {
  const { log } = platform.runner;
  for (const warning of warnings) log.warning(warning);
  await log.group("Plan", async () => {
    for (const { distribution, action, because } of files)
      log.info(`${distribution.name}: ${action}, since ${because}`);
  });
  const different = files.filter(({ action }) => action === "skipped-different");
  if (different.length > 0) {
    const skipped = different.map(({ distribution: { name: name2 }, because }) => ({
      name: name2,
      message: `${name2}: skipped-different, since ${because}.`
    }));
    log.warning(
      `${different.length} of ${counted(files.length, "file")} will be skipped, because ${index.title} has different files under these names (skip-existing: true):
${reasonLines(skipped).join("\n")}`
    );
  }
  const byProject = Map.groupBy(files, ({ distribution }) => distribution.project);
  for (const { project, version } of releases2) {
    const listed = pages.get(project)?.files.map(({ name: name2 }) => name2) ?? [];
    const own = byProject.get(project)?.map(({ distribution }) => distribution.name) ?? [];
    const lacks = lacksOfEarlierRelease(project, version, [...listed, ...own]);
    if (lacks !== void 0) log.notice(lacks);
  }
}
function linksOf(plan, { identity }, { inputs, index }) {
  if (index.kind !== "pypi") return [];
  const repository = inputs.credentials === void 0 ? identity?.claims.repository : void 0;
  const firsts = new Map(plan.releases.map(({ project, distributions }) => [project, distributions[0]]));
  return [...firsts].flatMap(
    ([project, first2]) => first2 === void 0 ? [] : projectLinks(first2.metadata, project, repository)
  );
}

// src/package-index/query/classifiers.ts
var PATIENCE4 = 2e4;
var ALWAYS_LISTED = "Programming Language :: Python";
async function queryClassifiers(apiUrl, context) {
  const { index } = context;
  const url = `${apiUrl}/pypi?%3Aaction=list_classifiers`;
  const bounded2 = withDeadline(context, PATIENCE4);
  return unlessUnavailable(context, async () => {
    const answer = await get(url, "text/plain", `classifiers that ${index.title} accepts`, bounded2);
    if (answer.status !== 200) throw refused(context, url, answer);
    const lines = answer.body.toString("utf8").split("\n");
    const names = new Set(lines.map((line) => line.replace(/\r$/, "")).filter((line) => line !== ""));
    return names.has(ALWAYS_LISTED) ? { kind: "known", names } : { kind: "unknown", because: `its list has no '${ALWAYS_LISTED}'` };
  });
}

// src/package-index/query/existing-attestations.ts
var PATIENCE5 = 6e4;
function attestationQueries(context) {
  const { signal } = context;
  const bounded2 = withDeadline(context, PATIENCE5);
  let failure2;
  return async (distribution, listed) => {
    if (failure2 !== void 0) return failure2;
    try {
      return servedOf(distribution, await queryProvenance(distribution, listed, bounded2));
    } catch (error) {
      signal?.throwIfAborted();
      failure2 = { kind: "unknown", because: messageOf(error) };
      return failure2;
    }
  };
}
function servedOf({ sha256: sha2562 }, reply) {
  switch (reply.kind) {
    case "none":
      return reply;
    case "refused":
    case "silent":
      return { kind: "unknown", because: reply.because };
    case "served": {
      const publisher = publisherNames(reply.provenance);
      return { kind: isOfBytes(sha2562, reply.provenance) ? "seen" : "others", publisher };
    }
  }
}

// src/package-index/query/project-warnings.ts
var LONGEST_REASON = 200;
var GIBIBYTE = 1024 ** 3;
function projectWarnings(project, files, page, index, isOfRelease2) {
  const { title } = index;
  return [
    ...minorVersionWarning(page, title),
    ...quarantineWarning(project, page, title),
    ...yankedReleases(project, files, page, title, isOfRelease2),
    ...sizeWarning(project, files, page, index)
  ];
}
function quarantineWarning(project, { status }, title) {
  if (status !== "quarantined") return [];
  return [
    `${project} is in quarantine on ${title}, which lists none of its files: nobody can install what is uploaded now, and it can't be confirmed.`
  ];
}
function yankedReleases(project, files, page, title, isOfRelease2) {
  const versions = [...new Set(files.map(({ version }) => version))];
  return versions.flatMap((version) => {
    const yanked = page.files.find((file) => file.yanked !== false && isOfRelease2(file.name, version));
    if (yanked === void 0) return [];
    const reason = typeof yanked.yanked === "string" ? ` (${yanked.yanked.slice(0, LONGEST_REASON)})` : "";
    return [
      `${project} ${version} is yanked on ${title}${reason}: installers skip it unless exactly this version is requested.`
    ];
  });
}
function sizeWarning(project, files, page, { title, projectSizeLimit = Infinity }) {
  const there = new Set(page.files.map(({ name: name2 }) => name2));
  const listed = page.files.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const added = files.reduce((sum, { name: name2, size }) => sum + (there.has(name2) ? 0 : size), 0);
  if (added === 0 || listed + added <= projectSizeLimit) return [];
  const total = ((listed + added) / GIBIBYTE).toFixed(1);
  return [
    `With these files ${project} has ${total} GiB on ${title}, which accepts ${projectSizeLimit / GIBIBYTE} GiB per project unless it raised the limit: it may reject the upload.`
  ];
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
function parse2(version, regex) {
  const { groups } = (regex || validRegex).exec(version) || {};
  if (!groups) {
    return null;
  }
  const parsed = {
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
  return parsed;
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

// node_modules/@renovatebot/pep440/lib/operator.js
function eq(version, other) {
  return compare(version, other) === 0;
}
function compare(version, other) {
  const parsedVersion = parse2(version);
  const parsedOther = parse2(other);
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
var rangeRegex = new RegExp("^" + RANGE_PATTERN + "$", "i");

// src/package-index/query/upload-blockers.ts
var RELEASE_OPEN = 14 * 24 * 36e5;
var RELEASES_AT_ONCE3 = 4;
async function uploadBlockers(project, missing, page, context) {
  const { index } = context;
  const status = statusBlocker(project, missing, page, context);
  if (status !== void 0) return [status];
  if (index.kind !== "pypi") return [];
  const releases2 = [...Map.groupBy(missing, ({ version }) => version)];
  const blockers = await mapPool(
    releases2,
    RELEASES_AT_ONCE3,
    async ([version, files]) => hasVersion(page, version) ? closedRelease(project, version, files, context) : []
  );
  return [...blockers.flat(), ...renamedFiles(missing, page, index)];
}
function statusBlocker(project, missing, { status }, { index: { title, kind }, credentials }) {
  if (status !== "archived" && status !== "quarantined") return void 0;
  if (status === "quarantined" && kind === "pypi" && credentials !== void 0) return void 0;
  return {
    files: missing.map(({ name: name2 }) => name2),
    line: `${project}: the project is ${status} on ${title}, which accepts no files for it`,
    remedy: status === "archived" ? `Unarchive the project in its settings on ${title}.` : `Contact the operators of ${title}, who have put the project into quarantine.`
  };
}
function renamedFiles(missing, { files }, { title }) {
  const names = new Map(files.map(({ sha256: sha2562, name: name2 }) => [sha2562, name2]));
  return missing.flatMap(({ name: name2, sha256: sha2562 }) => {
    const other = names.get(sha2562);
    if (other === void 0) return [];
    const line = `${name2}: ${title} already has this file as ${other}, and rejects the same content under a second name`;
    return [{ files: [name2], line, remedy: "Exclude the duplicate file." }];
  });
}
function twinBlockers(missing, { title, kind }) {
  if (kind !== "pypi") return [];
  return [...Map.groupBy(missing, ({ sha256: sha2562 }) => sha2562).values()].flatMap((twins) => {
    const files = twins.map(({ name: name2 }) => name2);
    if (files.length < 2) return [];
    const line = `${files.join(", ")}: their content is the same, and ${title} rejects the same content under a second name`;
    return [{ files, line, remedy: "Exclude the duplicate file." }];
  });
}
async function closedRelease(project, version, files, context) {
  const { index, platform } = context;
  const release = await listRelease(project, version, context);
  const times = release.flatMap(({ uploadedAt }) => uploadedAt === void 0 ? [] : [Date.parse(uploadedAt)]).filter((time) => !Number.isNaN(time));
  const first2 = times.reduce((earliest, time) => Math.min(earliest, time), Infinity);
  if (platform.clock.now().getTime() - first2 > RELEASE_OPEN) {
    const closed = new Date(first2 + RELEASE_OPEN).toISOString().slice(0, 10);
    const reason = `is older than 14 days, and ${index.title} accepts no more files for it since ${closed}`;
    return files.map(({ name: name2 }) => ({
      files: [name2],
      line: `${name2}: release ${project} ${version} ${reason}`,
      remedy: raiseVersion("no file can be added to this release any more")
    }));
  }
  const sdist = release.find(({ kind }) => kind === "sdist");
  if (sdist === void 0) return [];
  return files.filter(({ kind }) => kind === "sdist").map(({ name: name2 }) => ({
    files: [name2],
    line: `${name2}: release ${project} ${version} has an sdist already, ${sdist.name}, and can have only one`,
    remedy: "Exclude the sdist, or raise the version."
  }));
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

// src/package-index/query/existing-files.ts
var [PROJECTS_AT_ONCE2, QUERIES_AT_ONCE3] = [32, 8];
function remedyForDifferent({ kind }) {
  const raise = kind === "pypi" ? "raise the version: a published file cannot be replaced." : "raise the version, or remove the file from the index first where it lets files be replaced.";
  return {
    hint: `If "Re-run all jobs" built the files again, publish the artifact of the first attempt in a new run now; for the next release, use "Re-run failed jobs", which builds nothing again. Otherwise ${raise} If you set \`skip-existing: true\`, files whose name exists are skipped.`,
    rerun: "needs-new-release"
  };
}
async function queryPages(distributions, context) {
  if (context.index.simpleUrl === void 0) return /* @__PURE__ */ new Map();
  const projects = [...new Set(distributions.map(({ project }) => project))];
  return new Map(
    await mapPool(projects, PROJECTS_AT_ONCE2, async (project) => [
      project,
      await listFiles(project, context)
    ])
  );
}
function unlistedFiles(distributions, pages) {
  const listed = new Set([...pages.values()].flatMap(({ files }) => files.map(({ name: name2 }) => name2)));
  return distributions.filter(({ name: name2 }) => !listed.has(name2));
}
async function findExisting(distributions, pages, { skipExisting, isOfRelease: isOfRelease2 }, context) {
  const { index } = context;
  if (index.simpleUrl === void 0) return unqueried(distributions, index);
  const projects = [...Map.groupBy(distributions, ({ project }) => project)];
  const found = await mapPool(
    projects,
    PROJECTS_AT_ONCE2,
    async ([project, files]) => queryProject({ project, page: pages.get(project) ?? EMPTY_PROJECT_PAGE, files, isOfRelease: isOfRelease2 }, context)
  );
  const presence = new Map(found.flatMap((each) => [...each.presence]));
  const different = differences(distributions, presence, index);
  const missing = distributions.filter(({ name: name2 }) => presence.get(name2)?.kind === "absent");
  const refused3 = [...found.flatMap(({ blockers }) => blockers), ...twinBlockers(missing, index)];
  return {
    presence,
    publishers: found.flatMap(({ publisher }) => publisher ?? []),
    sources: new Map(found.flatMap(({ sources }) => [...sources])),
    notes: [...attestedLines(presence, index), ...found.flatMap(({ note: note2 }) => note2 ?? [])],
    pages,
    // What is said of the index itself, each project says.
    warnings: [...new Set(found.flatMap(({ warnings }) => warnings))],
    conflict: conflictOf([...skipExisting ? [] : different, ...refused3], index)
  };
}
function unqueried(distributions, index) {
  return {
    presence: new Map(distributions.map(({ name: name2 }) => [name2, { kind: "absent" }])),
    pages: /* @__PURE__ */ new Map(),
    publishers: [],
    sources: /* @__PURE__ */ new Map(),
    conflict: void 0,
    warnings: [],
    notes: [
      `wheelseal cannot find existing files on ${index.title}, because \`check-url\` is not set: the index may reject or overwrite a file that it already has, after everything was signed.`
    ]
  };
}
async function queryProject({ project, page, files, isOfRelease: isOfRelease2 }, context) {
  const listed = filesByName(page);
  const attestationsOf = attestationQueries(context);
  const found = await mapPool(files, QUERIES_AT_ONCE3, async (file) => ({
    file,
    presence: await presenceOf(file, listed.get(file.name), context.index, attestationsOf)
  }));
  const missing = found.flatMap(({ file, presence }) => presence.kind === "absent" ? [file] : []);
  const [blockers, known2] = await Promise.all([
    missing.length > 0 ? uploadBlockers(project, missing, page, context) : [],
    queryPublishers(project, page, context)
  ]);
  return {
    page,
    presence: new Map(found.map(({ file, presence }) => [file.name, presence])),
    blockers,
    warnings: projectWarnings(project, files, page, context.index, isOfRelease2),
    ...known2
  };
}
async function presenceOf(distribution, listed, index, attestationsOf) {
  if (listed === void 0) return { kind: "absent" };
  const { name: name2, sha256: sha2562, url } = listed;
  if (sha2562 === void 0) {
    throw new ActionError(
      "INDEX_UNAVAILABLE",
      `${index.title} lists ${name2} without a SHA-256 (${index.simpleUrl ?? ""})`,
      "Exclude the file, or remove `check-url`: without the hash the two files cannot be compared."
    );
  }
  const file = { name: name2, sha256: sha2562, url: bareUrl(url) };
  return sha2562 === distribution.sha256 ? { kind: "identical", file, attestations: await attestationsOf(distribution, listed) } : { kind: "different", file };
}
function attestedLines(presence, { title }) {
  const seen = [...presence].flatMap(
    ([name2, found]) => found.kind === "identical" && found.attestations.kind === "seen" ? [{ name: name2, publisher: found.attestations.publisher }] : []
  );
  return [...Map.groupBy(seen, ({ publisher }) => publisher)].map(
    ([publisher, files]) => `Already on ${title} with attestations from ${publisher}: ${files.map(({ name: name2 }) => name2).join(", ")}`
  );
}
function differences(files, presence, index) {
  return files.flatMap((file) => {
    const found = presence.get(file.name);
    if (found?.kind !== "different") return [];
    const line = `${file.name}: the index has a different file under this name (SHA-256 on the index ${found.file.sha256}, here ${file.sha256})`;
    return [{ files: [file.name], line, remedy: remedyForDifferent(index) }];
  });
}
function conflictOf(blockers, { title }) {
  if (blockers.length === 0) return void 0;
  const remedies = blockers.map(({ remedy }) => asRemedy(remedy));
  const lines = reasonLines(
    blockers.map(({ line }) => ({ name: line.slice(0, line.indexOf(": ")), message: line }))
  ).join("\n");
  return {
    error: new ActionError(
      "INDEX_CONFLICT",
      `${title} would reject these files; nothing was signed:
${lines}`,
      { hint: [...new Set(remedies.map(({ hint }) => hint))].join(" "), rerun: rerunOfAll(remedies) }
    ),
    reasons: new Map(
      blockers.flatMap(({ files, line }) => files.map((name2) => [name2, line]))
    )
  };
}

// src/stages/query-index.ts
async function queryIndex(distributions, run) {
  const { inputs, index, platform, cancelled } = run;
  const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
  const pages = await queryPages(distributions, context);
  const [existing, classifiers] = await Promise.all([
    findExisting(distributions, pages, { skipExisting: inputs.skipExisting, isOfRelease }, context),
    acceptedClassifiers(unlistedFiles(distributions, pages), run)
  ]);
  const { log } = platform.runner;
  for (const note2 of existing.notes) log.info(note2);
  if (index.simpleUrl !== void 0) log.info(countLine(existing, index.title));
  return { ...existing, classifiers };
}
function isOfRelease(filename, version) {
  return isSameRelease(versionInName(filename), version);
}
function countLine({ presence }, title) {
  const kinds = [...presence.values()].map(({ kind }) => kind);
  const count = (wanted) => kinds.filter((kind) => kind === wanted).length;
  const listed = kinds.length - count("absent");
  if (listed === 0) return `${title} lists none of ${counted(kinds.length, "file")}.`;
  return `${title} lists ${listed} of ${counted(kinds.length, "file")}: ${count("identical")} identical, ${count("different")} different.`;
}
async function acceptedClassifiers(uploads, { inputs, index, platform, cancelled }) {
  const { apiUrl, title } = index;
  const declares = uploads.some(({ metadata }) => (metadata.get("classifier") ?? []).length > 0);
  if (apiUrl === void 0 || !inputs.verifyMetadata || !declares) return void 0;
  const context = { index, platform, credentials: inputs.credentials, signal: cancelled };
  const known2 = await queryClassifiers(apiUrl, context);
  if (known2.kind === "known") return known2.names;
  platform.runner.log.warning(
    `The classifiers were not checked, because ${title} did not return the list that it accepts: ${known2.because}`
  );
  return void 0;
}
function refuseConflicts({ conflict }, { ledger }) {
  if (conflict === void 0) return;
  const { error, reasons } = conflict;
  for (const [name2, reason] of reasons) ledger.failed(name2, new ActionError(error.code, reason, error));
  throw error;
}

// src/distributions/expected-hashes.ts
var longestPath = 4096;
var hashLine = /^(?<escaped>\\?)(?<hash>[0-9A-Fa-f]{64}) [ *]?(?<path>.+)$/;
var taggedLine = /^(?<escaped>\\?)SHA256 \((?<path>.+)\) = (?<hash>[0-9A-Fa-f]{64})$/;
var escapes = { "\\\\": "\\", "\\n": "\n", "\\r": "\r" };
function parseExpectedHashes(text3) {
  const given = linesOf2(text3);
  const list2 = listedIn(given);
  if (list2 !== void 0) return hashesOf(list2);
  const [path, ...others] = given;
  const isPath = path !== void 0 && others.length === 0 && path.length <= longestPath;
  return isPath ? { path } : hashesOf(given);
}
function readExpectedHashes(bytes) {
  const lines = linesOf2(decode(bytes));
  return hashesOf(listedIn(lines) ?? lines);
}
function listedIn(lines) {
  if (lines.some(isListed2)) return lines;
  const packed = lines.join("").replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return void 0;
  const unpacked2 = linesOf2(decode(Buffer.from(packed, "base64")));
  return unpacked2.some(isListed2) ? unpacked2 : void 0;
}
function isListed2(line) {
  return hashLine.test(line) || taggedLine.test(line);
}
function hashesOf(lines) {
  if (lines.length === 0) return { fault: "is empty" };
  const hashes = /* @__PURE__ */ new Map();
  for (const [index, line] of lines.entries()) {
    const { hash: hash2, name: name2 } = partsOf(line) ?? {};
    if (hash2 === void 0 || name2 === void 0)
      return { fault: `line ${index + 1} is not 'HASH  name': ${line.slice(0, 120)}` };
    const known2 = hashes.get(name2);
    if (known2 !== void 0 && known2 !== hash2) return { fault: `names ${name2} twice, with different hashes` };
    hashes.set(name2, hash2);
  }
  return hashes;
}
function partsOf(line) {
  const { hash: hash2, path, escaped: escaped2 } = (hashLine.exec(line) ?? taggedLine.exec(line))?.groups ?? {};
  if (hash2 === void 0 || path === void 0) return void 0;
  const written = escaped2 === "" ? path : path.replace(/\\[\\nr]/g, (escape) => escapes[escape] ?? escape);
  const name2 = written.split(/[/\\]/).at(-1);
  return name2 === void 0 || name2 === "" ? void 0 : { hash: hash2.toLowerCase(), name: name2 };
}
function decode(bytes) {
  const [first2, second] = bytes;
  if (first2 === 255 && second === 254 || first2 !== 0 && second === 0)
    return new TextDecoder("utf-16le").decode(bytes);
  if (first2 === 254 && second === 255 || first2 === 0 && second !== 0)
    return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}
function linesOf2(text3) {
  return text3.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

// src/inputs/uploader-settings.ts
function describeUnreadSettings(settings, named2) {
  if (settings.length === 0) return void 0;
  const indexes = settings.filter(({ says }) => says === "other-index");
  if (indexes.length > 0 && !named2.index) {
    const others = settings.filter((each) => !indexes.includes(each));
    const rest2 = others.length === 0 ? "" : ` wheelseal does not read ${namesOf5(others)} either.`;
    const verb = indexes.length === 1 ? "names" : "name";
    return {
      level: "warning",
      text: `${namesOf5(indexes)} ${verb} another index, but wheelseal reads only \`repository-url\`, which is PyPI's: this run uploads to PyPI. Set \`repository-url\` if you mean another index.${rest2}`
    };
  }
  const matter = settings.some(({ says }) => says === "credentials") && !named2.password;
  const instead = matter ? "`password` is empty, so this run uses Trusted Publishing." : "Only the inputs name the index and its credentials.";
  return {
    level: matter ? "notice" : "info",
    text: `wheelseal does not read ${namesOf5(settings)}. ${instead}`
  };
}
function namesOf5(settings) {
  const names = settings.map(({ name: name2 }) => name2);
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

// src/stages/read-inputs.ts
async function readInputs({
  runner,
  files
}) {
  const raw = runner.inputs();
  const hashes = await expectedHashesOf(raw["expected-hashes"], files);
  const inputs = parseInputs(
    raw,
    (value) => runner.secret(value),
    (parsed) => [...refusedInputs(parsed), ...hashes instanceof ActionError ? [hashes] : []]
  );
  for (const notice of inputs.notices) runner.log.notice(notice);
  const unread = describeUnreadSettings(runner.uploaderSettings, {
    index: inputs.repositoryUrl !== INPUT_DEFAULTS["repository-url"],
    password: inputs.credentials !== void 0
  });
  if (unread !== void 0) runner.log[unread.level](unread.text);
  return {
    inputs,
    index: describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl),
    expectedHashes: hashes instanceof ActionError ? void 0 : hashes
  };
}
async function expectedHashesOf(text3, files) {
  if (text3 === void 0) return void 0;
  const hint = "Set it to the output of `sha256sum`, its base64, or the path of a file with it.";
  const invalid2 = (fault) => new ActionError("INPUT_INVALID", `expected-hashes: ${fault}`, hint);
  const parsed = parseExpectedHashes(text3);
  if ("fault" in parsed) return invalid2(parsed.fault);
  if (!("path" in parsed)) return parsed;
  try {
    const what = "expected-hashes: line 1 is neither 'HASH  name' nor the path of a file";
    const hashes = readExpectedHashes(await readNamedFile(what, parsed.path, hint, files));
    return "fault" in hashes ? invalid2(`${parsed.path}: ${hashes.fault}`) : hashes;
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
}
function refusedInputs({ repositoryUrl, indexKind, checkUrl }) {
  const uses = [
    () => describeIndex(repositoryUrl, indexKind, void 0),
    () => checkUrl === void 0 || simpleBase(checkUrl)
  ];
  return uses.flatMap((use) => refusalOf(use) ?? []);
}
function refusalOf(use) {
  try {
    use();
    return void 0;
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
}

// src/action.ts
async function publish(platform, ledger, cancelled, embedded) {
  const ended = new AbortController();
  const begun = [];
  const run = {
    platform,
    ledger,
    embedded,
    cancelled: AbortSignal.any([cancelled, ended.signal]),
    begin: (work) => {
      const early = begin(work);
      begun.push(early);
      return early;
    }
  };
  try {
    await story(run);
  } finally {
    ended.abort();
    await Promise.allSettled(begun);
  }
}
async function story(started) {
  const { platform, ledger } = started;
  const given = await readInputs(platform);
  const { inputs, index } = given;
  const run = {
    ...given,
    ...started,
    platform: withBoundedRequests(withHeartbeat(platform), index, started.cancelled)
  };
  ledger.began(inputs, index);
  const distributions = await stage("Distributions", run, () => findDistributions(run));
  const identity = beginIdentity(run);
  const existing = await stage(
    `Check existing files on ${index.title}`,
    run,
    () => queryIndex(distributions, run)
  );
  const plan = planRelease(distributions, existing.presence);
  ledger.planned(plan);
  refuseConflicts(existing, run);
  await logPlan(plan, existing, run);
  checkIndexRules(plan, existing, run);
  const members = beginMemberCheck(plan, run);
  if (inputs.dryRun === "auth")
    return stage("Authorization", run, () => proveAuthorization(plan, existing, { identity, members }, run));
  const comparison2 = beginReleaseDiff(plan, existing, run);
  const indexTuf2 = await openIndexTuf(plan, run);
  if (inputs.dryRun === "plan") return forecast(plan, existing, { members, comparison: comparison2 }, run);
  if (plan.toPublish.length === 0) {
    await refuseUnapproved(plan, existing, "as-planned", run);
    return indexTuf2.confirm([], platform.clock.now());
  }
  const { ready, signing, credentials, reachable } = await stage("Preflight", run, async () => {
    const judged = await preflight(identity, existing.publishers, run);
    await refuseUnapproved(plan, existing, judged.consented, run);
    const losses = foretellProvenance(plan, existing, judged.consented?.send === true, run);
    const trust = beginSigning(judged.consented, run);
    await refuseDamaged(members, comparison2, run);
    ledger.linked(linksOf(plan, judged, run));
    await trust.verified;
    beginSigningToken(judged.consented);
    const token2 = inputs.dryRun === "no" ? await obtainCredentials(judged, existing.publishers, run) : void 0;
    logUnattested(judged, losses, run);
    const within2 = token2 === void 0 ? plan : await checkReach(plan, existing, judged, token2, run);
    await logReleaseDiff(comparison2, run);
    return { ready: judged, signing: await trust.signing, credentials: token2, reachable: within2 };
  });
  await refuseUnapproved(plan, existing, signing, run);
  const attestations = signing ? await stage("Attestations", run, () => attestAll(reachable, signing, run)) : NO_ATTESTATIONS;
  if (credentials === void 0) return storeInRepository(attestations, reachable.toPublish, run);
  const uploaded = await stage("Upload", run, () => uploadAll(reachable, attestations, credentials, run));
  const published = platform.clock.now();
  await storeInRepository(
    attestations,
    uploaded.map(({ distribution }) => distribution),
    run
  );
  await stage(
    "Confirmation",
    run,
    () => confirmAll({ plan, uploaded }, attestations, credentials, ready, run)
  );
  await indexTuf2.confirm(uploaded, published, credentials);
}

// src/report/attestation-states.ts
var WORDS = [
  ["attested", "all attested", "attested"],
  ["unconfirmed", "attestations not confirmed", "with attestations not confirmed"],
  ["kept", "attestations kept, not uploaded", "with attestations kept, not uploaded"],
  ["without", "without attestations", "without attestations"]
];
function attestationDetails(files, run) {
  const states = Map.groupBy(files, (file) => stateOf2(file, run));
  return WORDS.flatMap(([state, all, some]) => {
    const count = states.get(state)?.length ?? 0;
    if (count === 0) return [];
    return [count === files.length ? all : `${count} ${some}`];
  });
}
function areAttested(files, run) {
  return files.every((file) => isPublished(file) && stateOf2(file, run) === "attested");
}
function stateOf2({ status, served, attestations, confirmed }, run) {
  if (confirmed === false) return "without";
  if (served?.kind === "seen") return "attested";
  if (attestations.length > 0 && run.keepsAttestations) return "kept";
  if (served !== void 0 && served.kind !== "unknown") return "without";
  if (attestations.length > 0) return "unconfirmed";
  return status === "already-there" ? "unknown" : "without";
}

// src/report/unconfirmed.ts
var NOT_REACHED = {
  kind: "unqueried",
  because: "the run ended before the index confirmed it"
};
var PAGE = "the release page";
function unconfirmedWarnings(run, files) {
  const reasons = unconfirmedOf(run, files).map((file) => {
    const { because, kind } = file.unconfirmed ?? NOT_REACHED;
    const message = `${sentence(because)} ${nextStep(kind, PAGE)}`;
    return { ...named({ name: file.name, message }), project: file.project };
  });
  return reasonLines(reasons).map((line) => `Uploaded but not confirmed: ${line}`);
}
function unconfirmedSteps(run, files) {
  const byName = new Map(unconfirmedOf(run, files).map((file) => [file.name, file]));
  const reasons = [...byName.values()].map(reasonOf);
  return groupReasons(reasons).flatMap(({ message, names }) => {
    const first2 = byName.get(names[0] ?? "");
    if (first2 === void 0) return [];
    const page = link(PAGE, releaseUrl(run, first2.project, first2.version));
    const step = nextStep((first2.unconfirmed ?? NOT_REACHED).kind, page);
    return [`${withCode(`${shortList(names)}: ${sentence(message)}`)} ${step}`];
  });
}
function reasonOf({ name: name2, project, unconfirmed: unconfirmed2 = NOT_REACHED }) {
  return { name: name2, project, message: unconfirmed2.because };
}
function unconfirmedOf(run, files) {
  return files.filter((file) => isUnconfirmed(file, run));
}
function sentence(text3) {
  return /[.!?]$/.test(text3) ? text3 : `${text3}.`;
}
function nextStep(kind, page) {
  switch (kind) {
    case "unlisted":
    case "unreleased":
    case "unavailable":
    case "unqueried":
      return `Check ${page} in a few minutes.`;
    case "unattested":
      return `Check in a few minutes whether ${page} shows the attestation. If not, publish a new version: an attestation can never be added to a published file.`;
    case "earlier":
      return "Nothing needs to be done: another run or attempt uploaded the same file first, and the index keeps the attestation of that upload.";
    case "unhashed":
      return "Download the file from the index, and compare its SHA-256 with the one in the log.";
    case "refused":
      return `Check whether ${page} shows the attestation.`;
    case "silent":
      return "Find out from the operator of the index whether it stores attestations; if not, use `attestations: keep`.";
    case "quarantined":
      return "Contact the operator of the index: nobody can install a project in quarantine.";
  }
}
function unconfirmedStatus(unconfirmed2) {
  switch (unconfirmed2?.kind) {
    case "unattested":
      return "uploaded, attestation not confirmed yet";
    case "earlier":
      return "uploaded, with the attestation of an earlier upload";
    case "refused":
    case "silent":
      return "uploaded, attestation not confirmed";
    case "unhashed":
      return "uploaded, listed without a SHA-256";
    case "quarantined":
      return "uploaded, project in quarantine";
    case "unqueried":
      return "uploaded, not confirmed";
    case "unlisted":
    case "unreleased":
    case "unavailable":
    case void 0:
      return "uploaded, not confirmed yet";
  }
}

// src/report/file-table.ts
var TABLE_BYTES = 800 * 1024;
var MOST_OPEN = 20;
var LONGEST_REASON2 = 400;
var NO_ENTRY = "none";
function fileTable(files, { keepsAttestations }) {
  if (files.length === 0) return "";
  const columns = files.some((file) => entriesOf2(file, keepsAttestations) !== NO_ENTRY) ? 4 : 3;
  const failed2 = files.filter(({ error }) => error !== void 0).length;
  const rows = [];
  let bytes = 0;
  for (const file of files) {
    const row = rowOf(file, keepsAttestations, failed2 > MOST_OPEN).slice(0, columns);
    bytes += Buffer.byteLength(row.join(" | ")) + 5;
    if (bytes > TABLE_BYTES) break;
    rows.push(row);
  }
  const all = table(["File", "Status", "Size", "Attestation"].slice(0, columns), "llrl", rows);
  const left = files.length - rows.length;
  const whole = left === 0 ? all : `${all}

\u2026 and ${left} more files: the report file has all of them.`;
  return files.length > MOST_OPEN ? folded(counted(files.length, "file"), whole) : whole;
}
function rowOf(file, keeps, explains) {
  return [
    link(file.name, file.url),
    cell(statusOf2(file, explains)),
    unbroken(readableSize(file.size)),
    entriesOf2(file, keeps)
  ];
}
var WORDS2 = {
  uploaded: "uploaded",
  "already-there": "already uploaded",
  "skipped-different": "skipped: the index has a file of this name",
  signed: "signed, not uploaded",
  planned: "planned",
  failed: "failed",
  "not-attempted": "not attempted"
};
function areDifferent(skipped) {
  return skipped.every(({ url }) => url !== void 0);
}
function statusOf2({ status, confirmed, unconfirmed: unconfirmed2, indexTuf: indexTuf2, error, url }, explains) {
  const signedFor = indexTuf2 === void 0 ? "" : SIGNED_FOR[indexTuf2.verdict];
  if (error !== void 0 && explains) return `${WORDS2[status]}: ${cutText(error.message, LONGEST_REASON2)}`;
  if (status === "skipped-different" && areDifferent([{ url }]))
    return "skipped: the index has a different file";
  if (status !== "uploaded") return `${WORDS2[status]}${signedFor}`;
  return `${confirmed === true ? "confirmed" : unconfirmedStatus(unconfirmed2)}${signedFor}`;
}
var SIGNED_FOR = {
  signed: "; the index signs for it",
  "not-yet": "; the index does not sign for it yet",
  mismatch: "; the index signs for a different file",
  unsupported: "; the index signs for it with hashes that wheelseal does not know"
};
function entriesOf2({ attestations, served }, keeps) {
  if (attestations.length === 0) return served?.kind === "seen" ? "on the index" : NO_ENTRY;
  return attestations.map((made) => entryOf(made, keeps)).join("<br>");
}
function entryOf(made, keeps) {
  const entry = made.form === "bundle" ? "none: Sigstore bundle" : unbroken(link(`Rekor v${made.rekorVersion}, ${made.logIndex}`, made.logUrl));
  const remarks = [...made.adopted ? ["adopted"] : [], ...keeps ? ["kept, not uploaded"] : []];
  return remarks.length === 0 ? entry : `${entry} (${remarks.join("; ")})`;
}

// src/report/last-lines.ts
var MOST_RELEASES = 10;
function lastLines(report, run) {
  const releases2 = [
    ...Map.groupBy(report.files, ({ project, version }) => `${project} ${version}`).entries()
  ];
  if (releases2.length === 0) return [NOTHING[report.result]];
  const lines = releases2.slice(0, MOST_RELEASES).map(([title, files]) => releaseLine(title, files, report.result, run));
  const left = releases2.length - MOST_RELEASES;
  return left > 0 ? [...lines, `and ${counted(left, "more release")}, all in the job summary`] : lines;
}
var NOTHING = {
  published: "Nothing was published.",
  "already-published": "Nothing was published.",
  partial: "Nothing was published.",
  "dry-run": "Dry run: nothing was signed or uploaded.",
  plan: "Plan: nothing would be published.",
  failed: "Failed: nothing was published.",
  cancelled: "Cancelled: nothing was published."
};
function releaseLine(title, files, result, run) {
  if (result === "plan") return `Plan: ${intended(title, files, run)}`;
  if (result === "dry-run")
    return `Dry run: ${run.dryRun === "auth" ? authorized(title, files) : tried(title, files, run)}`;
  const there = files.filter(isPublished);
  const skipped = files.filter(({ status }) => status === "skipped-different");
  const open = files.length - there.length - skipped.length;
  const details = [...attestationDetails(there, run), ...skippedDetail(skipped, run)];
  const [first2] = files;
  const page = there.length > 0 && first2 ? releaseUrl(run, first2.project, first2.version) : void 0;
  const address2 = page === void 0 ? "" : `: ${page}`;
  if (open > 0 && there.length > 0) {
    const counts3 = `${there.length} of ${counted(files.length, "file")}`;
    return `Partly published ${title} (${[counts3, ...details].join(", ")})${address2}`;
  }
  if (open > 0) return `Not published: ${title} (${counted(files.length, "file")})`;
  if (there.length === 0) return `Nothing uploaded: ${title} (${details.join(", ")})`;
  const counts2 = [counted(there.length, "file"), ...details].join(", ");
  const verb = files.some(({ status }) => status === "uploaded") ? "Published" : "Already published:";
  return `${verb} ${title} (${counts2})${address2}`;
}
function skippedDetail(skipped, { index }) {
  if (skipped.length === 0) return [];
  const what = areDifferent(skipped) ? "different files" : "files of these names";
  return [`${skipped.length} skipped because ${index?.title ?? "the index"} has ${what}`];
}
function intended(title, files, run) {
  const planned = files.filter(({ status }) => status === "planned").length;
  const done2 = doneDetails(files, run);
  return planned === 0 ? `nothing to publish of ${title} (${[counted(files.length, "file"), ...done2].join(", ")})` : `would publish ${title} (${[counted(planned, "file"), ...done2].join(", ")}) to ${run.index?.title ?? "the index"}`;
}
function doneDetails(files, run) {
  const there = files.filter(isPublished).length;
  const skipped = files.filter(({ status }) => status === "skipped-different");
  const all = there === files.length ? "all" : there;
  return [...there === 0 ? [] : [`${all} already uploaded`], ...skippedDetail(skipped, run)];
}
function authorized(title, files) {
  return `upload token obtained for ${title} (${counted(files.length, "file")}), nothing signed or uploaded`;
}
function tried(title, files, run) {
  const signed = files.filter(({ attestations }) => attestations.length > 0).length;
  const done2 = doneDetails(files, run);
  return signed === 0 ? `nothing signed or uploaded of ${title} (${[counted(files.length, "file"), ...done2].join(", ")})` : `signed ${[`${signed} of ${counted(files.length, "file")} of ${title}`, ...done2, "uploaded nothing"].join(", ")}`;
}

// src/report/attested.ts
function attestedOf(run, files) {
  const lacking = files.filter((file) => !isAttested(file, run));
  const attested = files.length > 0 && lacking.length === 0;
  if (attested) return { attested, because: "", warning: void 0 };
  if (run.notAttestedBecause !== void 0)
    return { attested, because: run.notAttestedBecause, warning: void 0 };
  if (files.length === 0)
    return { attested, because: "The run ended before every file was read.", warning: void 0 };
  const unseen = lacking.filter(
    (file) => isUnexplained(file) && !isUnconfirmed(file, run) && !isBare(file, run)
  );
  const warning = unseen.length > 0 ? reasonsFor(unseen, run) : void 0;
  return { attested, because: reasonsFor(lacking, run), warning };
}
function reasonsFor(files, run) {
  const reasons = Map.groupBy(files, (file) => reasonFor2(file, run));
  return [...reasons].map(([reason, some]) => `${reason}: ${namesOf(some)}.`).join(" ");
}
function isAttested(file, run) {
  const { status, served, attestations, confirmed } = file;
  const made = attestations.length > 0;
  if (run.dryRun !== "no" && status === "signed") return made;
  if (confirmed === false) return false;
  if (run.attestations === "keep" && made) return isPublished(file);
  return served?.kind === "seen";
}
function reasonFor2(file, run) {
  const { status, served, attestations, confirmed } = file;
  if (status === "skipped-different")
    return areDifferent([file]) ? "The index has different files under these names" : "The index has files of these names";
  if (isPublished(file)) {
    if (confirmed === false) return "Not on the index as sent";
    switch (served?.kind) {
      case "none":
        return "On the index without attestation";
      case "others":
        return "On the index with an attestation of different content";
      case "unknown":
        return `Attestations could not be checked (${served.because})`;
      case "seen":
      case void 0:
        if (status === "already-there" || attestations.length > 0) return "Not confirmed";
    }
  }
  if (attestations.length === 0 || run.dryRun !== "no") return "Without attestation";
  return file.error?.code === "UPLOAD_UNKNOWN" ? "Upload status unknown" : "Not published";
}
function isUnexplained({ served, confirmed }) {
  return served !== void 0 && confirmed !== false;
}

// src/report/difference.ts
var [MOST_PATHS, MOST_RELEASES2, MOST_NEWS, MOST_CHANGES] = [1e3, 50, 10, 10];
var OPEN_RELEASES = 5;
var LONGEST2 = 200;
var STATES = /* @__PURE__ */ new Set(["growth", "empty wheel"]);
function differenceOutput({ files, metadata, ...rest2 }) {
  return {
    ...rest2,
    files: files.map(({ size, sizeBefore, members, ...file }) => ({
      ...file,
      size: size ?? null,
      sizeBefore: sizeBefore ?? null,
      members: members === void 0 ? null : membersOutput(members)
    })),
    metadata: metadata.map((change2) => ({
      ...change2,
      before: change2.before ?? null,
      now: change2.now ?? null
    }))
  };
}
function membersOutput({ added, removed, changed: changed3 }) {
  const counts2 = { added: added.length, removed: removed.length, changed: changed3.length };
  const [first2, second, third] = [added, removed, changed3].map((paths) => paths.slice(0, MOST_PATHS));
  return { counts: counts2, added: first2, removed: second, changed: third };
}
function differenceList(differences2) {
  const compared = differences2.filter(({ files, lostPlatforms }) => files.length + lostPlatforms.length > 0);
  const shown5 = compared.slice(0, MOST_RELEASES2).map((difference) => ({
    head: headOf(difference),
    news: [...newsOf2(difference), ...changesOf(difference)]
  }));
  const loud = shown5.filter(({ news }) => news.length > 0).map(({ head, news }) => `${head}

${news.map((line) => `- ${line}`).join("\n")}`);
  const quiet = shown5.flatMap(({ head, news }) => news.length > 0 ? [] : [`${head} \xB7 nothing notable`]);
  const folds = quiet.length > OPEN_RELEASES;
  const lines = quiet.map((line) => `- ${line}`).join("\n");
  const left = compared.length - MOST_RELEASES2;
  return [
    ...loud,
    ...folds ? [folded(`${quiet.length} releases with nothing notable`, lines)] : quiet,
    ...left > 0 ? [`\u2026 and ${counted(left, "more release")}, in the report file.`] : []
  ].join("\n\n");
}
function headOf(difference) {
  const { project, version, since } = difference;
  return [
    `**${cell(`${project} ${version}`)}** since ${cell(since)}`,
    membersText(difference),
    ...sizeText(difference)
  ].join(" \xB7 ");
}
function membersText({ files }) {
  const known2 = files.flatMap(({ members }) => members ?? []);
  if (known2.length === 0) return "members not compared";
  const count = (part) => new Set(known2.flatMap((members) => members[part])).size;
  const parts2 = ["added", "removed", "changed"].flatMap(
    (part) => count(part) === 0 ? [] : [[count(part), part]]
  );
  const counts2 = parts2.map(([number, part], place) => `${place === 0 ? counted(number, "member") : number} ${part}`).join(", ") || "no member differs";
  return known2.length === files.length ? counts2 : `${counts2}, in ${known2.length} of ${counted(files.length, "file")}`;
}
function sizeText({ files }) {
  const known2 = files.flatMap(
    ({ size, sizeBefore }) => size === void 0 || sizeBefore === void 0 ? [] : [{ size, sizeBefore }]
  );
  const sum = (part) => known2.reduce((total, each) => total + each[part], 0);
  const [before, now] = [unbroken(readableSize(sum("sizeBefore"))), unbroken(readableSize(sum("size")))];
  if (known2.length === 0) return [];
  return [before === now ? now : `${before} \u2192&nbsp;${now}`];
}
function newsOf2({ novelties, lostPlatforms }) {
  const lines = [
    ...novelties.map(({ kind, what }) => `**${STATES.has(kind) ? kind : `new ${kind}`}** ${text2(what)}`),
    ...lostPlatforms.map((platform) => `**no wheel for** ${text2(platform)}`)
  ];
  return cut(lines, MOST_NEWS);
}
function changesOf({ metadata, novelties }) {
  const said = new Set(novelties.map(({ kind, what }) => `${kind} ${what}`));
  const lines = metadata.flatMap(({ field, name: name2, before, now }) => {
    if (said.has(`${field} ${name2}`) || said.has(`${field} ${name2} = ${now ?? ""}`)) return [];
    const label = field === name2 ? field : `${field} ${name2}`;
    if (before === void 0) return [`${text2(label)} added: ${text2(now ?? "")}`];
    if (now === void 0) return [`${text2(label)} removed`];
    return [`${text2(label)}: ${text2(before) || "any"} \u2192 ${text2(now) || "any"}`];
  });
  return cut(lines, MOST_CHANGES);
}
function cut(lines, most) {
  return lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : lines;
}
function text2(foreign) {
  return cell(cutText(foreign, LONGEST2));
}

// src/report/report.ts
function makeReport(run, end, unannotated = []) {
  const failure2 = failureOf(run, end);
  const ended = failure2 === void 0 ? run.files : run.files.map(notAttempted(run));
  const result = resultOf(run, end, failure2);
  const { attested, because, warning } = attestedOf(run, ended);
  const files = ended.map((file) => isBare(file, run) ? { ...file, confirmed: false } : file);
  const paths = files.flatMap((file) => file.attestations.flatMap(({ path }) => path ?? []));
  const rows = files.map(fileOutput);
  const outputs = /* @__PURE__ */ new Map([
    ["result", result],
    ["attested", String(attested)],
    ["not-attested-because", because],
    ["files", filesOutput(rows)],
    ["release-urls", releaseUrls(run).join("\n")]
  ]);
  const directory = run.attestationsDirectory;
  if (paths.length > 0 && directory !== void 0) {
    outputs.set("attestations-dir", directory).set("attestation-paths", paths.join("\n"));
  }
  if (run.planDigest !== void 0) outputs.set("plan-digest", run.planDigest);
  const indexTuf2 = run.indexTuf;
  if (indexTuf2 !== void 0) outputs.set("index-tuf-status", indexTuf2.status);
  const json = {
    ...Object.fromEntries(outputs),
    files: files.map((file, place) => ({
      ...rows[place],
      notConfirmedBecause: file.unconfirmed?.because ?? null,
      error: failureReport(file.error),
      attestations: file.attestations.map(attestationReport)
    })),
    index: run.index?.uploadUrl ?? null,
    sigstore: run.sigstore ?? null,
    decisions: run.decisions,
    kept: run.kept.map((record) => ({ ...record, error: record.error ?? null })),
    stages: run.stages,
    provenance: run.provenance,
    releaseDiff: run.releaseDiff.map(differenceOutput),
    authorization: run.authorization,
    projectUrls: run.projectLinks,
    indexTuf: indexTuf2 === void 0 ? null : indexTufOutput(indexTuf2),
    unannotated,
    error: failureReport(failure2)
  };
  return {
    result,
    exitCode: failure2 === void 0 ? 0 : 1,
    failure: failure2,
    warnings: [...unconfirmedWarnings(run, files), ...warning === void 0 ? [] : [warning]],
    unannotated,
    files,
    outputs,
    json: `${JSON.stringify(json, null, 2)}
`
  };
}
function notAttempted(run) {
  const planned = run.dryRun === "no" ? "not-attempted" : "planned";
  return (file) => file.status === "planned" ? { ...file, status: planned } : file;
}
function resultOf(run, end, failure2) {
  const files = run.files;
  const dryRun = run.dryRun;
  if (end.cancelled) return "cancelled";
  const begun = files.some(({ status }) => status === "uploaded");
  const stopped = failure2 !== void 0 && failure2.code !== "INDEX_CONFLICT" && files.some(isPublished);
  if (dryRun === "no" && files.some(isMissing) && (begun || stopped)) return "partial";
  if (failure2 !== void 0) return "failed";
  if (dryRun !== "no") return dryRun === "plan" ? "plan" : "dry-run";
  return begun ? "published" : "already-published";
}
function releaseUrls(run) {
  const urls = run.files.filter(isPublished).map(({ project, version }) => releaseUrl(run, project, version));
  return [...new Set(urls.filter((url) => url !== void 0))];
}
function fileOutput(file) {
  const { name: name2, kind, project, version, size, sha256: sha2562, status, confirmed } = file;
  const attestations = file.attestations.map(attestationOutput);
  const [url, indexTuf2, error] = [file.url ?? null, file.indexTuf ?? null, failureOutput(file.error)];
  return {
    name: name2,
    kind,
    project,
    version,
    size,
    sha256: sha2562,
    status,
    url,
    attestations,
    confirmed,
    indexTuf: indexTuf2,
    error
  };
}
function failureReport(failure2) {
  if (failure2 === void 0) return null;
  const { code, message, causes, hint } = failure2;
  return { code, message, causes, hint };
}
function failureOutput(failure2) {
  if (failure2 === void 0) return null;
  const { code, message, hint } = failure2;
  return { code, message, hint };
}
function indexTufOutput({ status, versions, error }) {
  return { status, versions: versions ?? null, because: error === void 0 ? null : messageOf(error) };
}
function attestationOutput(made) {
  const { predicateType, path, signedAt, adopted } = made;
  return { predicateType, path: path ?? null, ...entryOutput(made), signedAt, adopted };
}
function entryOutput(made) {
  if (made.form === "bundle") return { rekorVersion: null, logIndex: null, logUrl: null };
  const { rekorVersion, logIndex, logUrl } = made;
  return { rekorVersion, logIndex, logUrl: logUrl ?? null };
}
function attestationReport(made) {
  const signed = made.form === "bundle" ? { bundle: made.bundle } : { attestation: made.attestation };
  return { ...attestationOutput(made), ...made.path === void 0 && signed };
}
function filesOutput(rows) {
  const full = JSON.stringify(rows);
  if (Buffer.byteLength(full) < 512 * 1024) return full;
  return JSON.stringify(
    rows.map(({ name: name2, sha256: sha2562, status, confirmed }) => ({ name: name2, sha256: sha2562, status, confirmed }))
  );
}

// src/end-run.ts
var CANCELLED_REMEDY = runAgain({ because: "it publishes what is missing" });
function reportSoFar(snapshot, { redact }) {
  const error = new ActionError("CANCELLED", "The run was killed before its end.", CANCELLED_REMEDY);
  return makeReport(redactedRecord(snapshot, redact), { failure: explain(error), cancelled: true });
}
function endRun(snapshot, { error, cancelled }, { log, redact, job, showHeldAnnotations }) {
  const record = redactedRecord(snapshot, redact);
  const failure2 = error === void 0 ? void 0 : redactedExplanation(explain(error), redact);
  const end = { failure: failure2, cancelled };
  const report = makeReport(record, end);
  for (const warning of report.warnings) log.warning(warning);
  const { failure: shown5 } = report;
  if (shown5 !== void 0) log.error(failureText(shown5, job.documents), ERROR_TITLES[shown5.code]);
  const unannotated = showHeldAnnotations();
  for (const line of lastLines(report, record)) log.info(line);
  return { record, report: makeReport(record, end, unannotated) };
}

// src/ledger.ts
var Ledger = class {
  #onChange;
  #files = /* @__PURE__ */ new Map();
  #decisions = [];
  #stages = [];
  #kept = [];
  #run = {
    dryRun: "no",
    attestations: "auto",
    keepsAttestations: false,
    confirms: true,
    index: void 0,
    sigstore: void 0,
    notAttestedBecause: void 0,
    attestationsDirectory: void 0,
    indexTuf: void 0,
    planDigest: void 0,
    provenance: [],
    releaseDiff: [],
    authorization: [],
    projectLinks: []
  };
  /** @param onChange called after something happened to a file */
  constructor(onChange = () => void 0) {
    this.#onChange = onChange;
  }
  began({ dryRun, attestations, confirmTimeout }, index) {
    this.#run = { ...this.#run, dryRun, attestations, confirms: confirmTimeout > 0, index };
  }
  found(distributions) {
    for (const distribution of distributions) this.#files.set(distribution.name, foundRecord(distribution));
    this.#onChange();
  }
  planned(plan) {
    for (const file of plan.files) this.#files.set(file.distribution.name, plannedRecord(file));
    this.#onChange();
  }
  /** A choice of this run and its reason, for log and summary. */
  decided(line) {
    this.#decisions.push(line);
  }
  /** Why no file has an attestation, where that was never in question. */
  unattested(reason) {
    this.#run = { ...this.#run, notAttestedBecause: reason };
  }
  notAttested(reason) {
    this.unattested(reason);
    this.decided(`No attestations: ${reason}`);
  }
  attestationsIn(directory) {
    this.#run = { ...this.#run, attestationsDirectory: directory };
  }
  /** The attestations of this run are created and not uploaded. */
  keepsAttestations() {
    this.#run = { ...this.#run, keepsAttestations: true };
  }
  /** The Sigstore instance that signs in this run. */
  signsWith(sigstore) {
    this.#run = { ...this.#run, sigstore };
  }
  /** The output `plan-digest`. */
  plannedAs(planDigest2) {
    this.#run = { ...this.#run, planDigest: planDigest2 };
  }
  foretold(provenance) {
    this.#run = { ...this.#run, provenance };
  }
  /** How releases differ from the last ones. */
  compared(releaseDiff) {
    this.#run = { ...this.#run, releaseDiff };
  }
  /** What the upload token of `dry-run: auth` covers. */
  authorized(authorization2) {
    this.#run = { ...this.#run, authorization: authorization2 };
  }
  /** The addresses in the distributions' metadata, and which of them the index will show as verified. */
  linked(projectLinks2) {
    this.#run = { ...this.#run, projectLinks: projectLinks2 };
  }
  keptIn(record) {
    this.#kept.push(record);
  }
  /** Begins a stage; what is returned ends it. */
  stage(heading, began) {
    const place = this.#stages.push({ heading, began, ended: void 0 }) - 1;
    return (ended) => {
      this.#stages[place] = { heading, began, ended };
    };
  }
  attested(name2, attestations) {
    this.#change(name2, { attestations, status: "signed" });
  }
  published(name2, status) {
    this.#change(name2, { status });
  }
  failed(name2, error) {
    this.#change(name2, { status: "failed", error: explain(error) });
  }
  confirmed(name2, { confirmed, url, attestations, unconfirmed: unconfirmed2 }, error) {
    this.#change(name2, {
      confirmed,
      served: attestations,
      unconfirmed: unconfirmed2,
      error: error && explain(error),
      ...url !== void 0 && { url }
    });
  }
  /** What the index's own TUF metadata says. */
  checkedIndexTuf({ files, ...indexTuf2 }) {
    this.#run = { ...this.#run, indexTuf: indexTuf2 };
    for (const [name2, verdict] of files) this.#change(name2, { indexTuf: verdict });
  }
  /** A fault of a file that is published; an earlier one stands. */
  faulty(name2, error) {
    if (this.#files.get(name2)?.error === void 0) this.#change(name2, { error: explain(error) });
  }
  /** All of it, for the report; a stage under way ends now. */
  snapshot(now) {
    return {
      ...this.#run,
      files: [...this.#files.values()],
      decisions: [...this.#decisions],
      stages: this.#stages.map((stage2) => ({ ...stage2, ended: stage2.ended ?? now })),
      kept: [...this.#kept]
    };
  }
  #change(name2, change2) {
    const record = this.#files.get(name2);
    if (record === void 0) return;
    this.#files.set(name2, { ...record, ...change2 });
    this.#onChange();
  }
};

// src/report/failure-block.ts
function failureBlock(failure2) {
  if (failure2 === void 0) return "";
  const text3 = quoted3(linesOf(failure2));
  const hint = failure2.hint === "" ? [] : [">", `> **What to do:** ${withCode(failure2.hint)}`];
  return [
    "> [!CAUTION]",
    `> **${ERROR_TITLES[failure2.code]}** (\`${failure2.code}\`)`,
    ">",
    ...text3,
    ...hint
  ].join("\n");
}
var [FIRST_LINES, LAST_LINES] = [8, 6];
function quoted3(lines) {
  if (lines.length <= 2 * (FIRST_LINES + LAST_LINES)) return lines.flatMap(quotedLine);
  const middle = lines.slice(FIRST_LINES, -LAST_LINES);
  return [
    ...lines.slice(0, FIRST_LINES).flatMap(quotedLine),
    ">",
    ...folded(counted(middle.length, "more line"), middle.flatMap(quotedLine).join("\n")).split("\n").map((line) => line.startsWith(">") ? line : `> ${line}`.trimEnd()),
    ">",
    ...lines.slice(-LAST_LINES).flatMap(quotedLine)
  ];
}
function quotedLine(line, place, lines) {
  const gap = isItem(lines[place - 1]) && !isItem(line) ? [">"] : [];
  return [...gap, isItem(line) ? `> - ${withCode(line.slice(2))}` : `> ${withCode(line)}  `];
}
function isItem(line) {
  return line?.startsWith("- ") === true;
}

// src/report/next-steps.ts
function nextSteps({ result, files }, run) {
  switch (result) {
    case "published":
    case "already-published":
      return [...unconfirmedSteps(run, files), ...checking(run)];
    case "dry-run": {
      const directory = run.attestationsDirectory;
      const kept = files.some(({ attestations }) => attestations.length > 0);
      return directory !== void 0 && kept ? [`A later step of this job adopts the attestations in ${cell(directory)} instead of signing again.`] : [];
    }
    case "partial":
    case "failed":
    case "cancelled":
      return unconfirmedSteps(run, files);
    case "plan":
      return [];
  }
}
function checking(run) {
  const file = run.files.find((each) => isPublished(each) && each.served?.kind === "seen");
  const repository = file?.attestations[0]?.signedBy.repository;
  if (file?.url === void 0 || repository === void 0 || run.index?.title !== "PyPI") return [];
  const command = `pypi-attestations verify pypi --repository ${repository} pypi:${file.name}`;
  return [`Anyone can check the provenance: \`${command.replaceAll("`", "")}\``];
}

// src/report/timeline.ts
function timeline(stages) {
  const [first2] = stages;
  if (first2 === void 0) return "";
  const last = stages.reduce((latest, { ended }) => Math.max(latest, ended.getTime()), 0);
  const each = stages.map(
    ({ heading, began, ended }) => `${escapeMarkdown(heading.replaceAll(/\s+/g, " "))} ${duration(ended.getTime() - began.getTime())}`
  );
  return `${duration(last - first2.began.getTime())} in all: ${each.join(" \xB7 ")}`;
}
function duration(milliseconds) {
  return unbroken(readableDuration(milliseconds));
}

// src/report/summary.ts
function renderSummary(report, run) {
  const isPlan = report.result === "plan";
  const decisions = list(run.decisions.map(withCode));
  const blocks = [
    `## ${headingOf(report, run)}`,
    releases(report, run),
    failureBlock(report.failure),
    run.dryRun === "auth" ? "" : reasonBlock(report, run),
    section("Covered by the upload token", coverage(run)),
    fileTable(report.files, run),
    section("Since the last release", differenceList(run.releaseDiff)),
    isPlan ? section("What a run would do", decisions) : "",
    section("Next", list(nextSteps(report, run))),
    section("More notices", notices(report.unannotated)),
    section("Signed by", signers(report.files, run.sigstore)),
    section("The index\u2019s own TUF metadata", indexTuf(run)),
    section("Project URLs", links(run)),
    isPlan || run.dryRun === "auth" || decisions === "" ? "" : folded("Why these services and attestations", decisions),
    section("Timeline", timeline(run.stages))
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
function headingOf(report, run) {
  const titles = [...new Set(report.files.map(({ project, version }) => `${project} ${version}`))];
  const [only = ""] = titles;
  if (run.index === void 0 || titles.length === 0) return plainHeading(report, run);
  const what = cell(titles.length > 1 ? counted(titles.length, "release") : only);
  const index = cell(run.index.title);
  const skipped = report.files.filter(({ status }) => status === "skipped-different");
  switch (report.result) {
    case "published":
      return `Published ${what} to ${index}`;
    case "partial":
      return `Partly published ${what} to ${index}`;
    case "already-published":
      return skipped.length === 0 ? `Already published: ${what} on ${index}` : `Nothing uploaded: ${skippedHeading(report.files.length - skipped.length, skipped, index)}`;
    case "failed":
      return isUnpublished(report, run) ? `Failed to publish ${what} to ${index}` : plainHeading(report, run);
    case "plan":
    case "cancelled":
    case "dry-run":
      return plainHeading(report, run);
  }
}
function skippedHeading(existing, skipped, index) {
  const names = areDifferent(skipped) ? "different files under" : "files of";
  const counts2 = existing === 0 ? "" : `${counted(existing, "file")} already on ${index}, `;
  return `${counts2}${skipped.length} skipped because ${index} has ${names} these names`;
}
function isUnpublished({ result, files }, { dryRun }) {
  return result === "failed" && dryRun === "no" && !files.some(isPublished);
}
function plainHeading({ result, files }, { dryRun }) {
  if (result === "failed" && dryRun !== "no") return dryRun === "plan" ? "Plan failed" : "Dry run failed";
  if (result === "dry-run" && dryRun === "auth")
    return "Dry run: upload token obtained, nothing signed or uploaded";
  const nothing = result === "dry-run" && files.every(({ attestations }) => attestations.length === 0);
  return nothing ? "Dry run: nothing signed, nothing uploaded" : HEADINGS[result];
}
var [OPEN_RELEASES2, MOST_RELEASES3] = [5, 500];
var MOST_SIGNERS = 20;
var [OPEN_NOTICES, MOST_NOTICES, LONGEST_NOTICE] = [5, 50, 2e3];
function section(heading, body) {
  return body === "" ? "" : `### ${heading}

${body}`;
}
function notices(texts) {
  const lines = texts.slice(0, MOST_NOTICES).map((text3) => withCode(cutText(text3, LONGEST_NOTICE).replaceAll(/\s+/g, " ").trim()));
  if (texts.length > MOST_NOTICES) lines.push(`and ${texts.length - MOST_NOTICES} more, all in the log`);
  if (lines.length <= OPEN_NOTICES) return list(lines);
  const rest2 = list(lines.slice(OPEN_NOTICES));
  return `${list(lines.slice(0, OPEN_NOTICES))}

${folded(`${texts.length - OPEN_NOTICES} more`, rest2)}`;
}
function list(lines) {
  return lines.map((line) => `- ${line}`).join("\n");
}
function releases(report, run) {
  const { files, result } = report;
  const index = run.index?.title;
  const groups = Map.groupBy(files, ({ project, version }) => `${project} ${version}`);
  const [only] = files;
  if (index === void 0 || only === void 0) return "";
  if (groups.size > 1) return manyReleases(groups, files, run);
  const page = pageOf(files, run);
  const isNamed = ["published", "partial", "already-published"].includes(result) || isUnpublished(report, run);
  return [
    ...isNamed ? [] : [`**${cell(`${only.project} ${only.version}`)}** for ${cell(index)}`],
    stateOf3(files, run),
    ...page === void 0 ? [] : [link("release page", page)],
    ...signerOf(files)
  ].join(" \xB7 ");
}
function manyReleases(groups, files, run) {
  const isPartial = files.some(isPublished) && !files.every(isPublished);
  const lines = [...groups].slice(0, MOST_RELEASES3).map(([title, some]) => {
    const published = some.filter(isPublished).length;
    const all = counted(some.length, "file");
    const count = isPartial && published < some.length ? `${published} of ${all} published` : all;
    return `${link(title, pageOf(some, run))} (${count})`;
  });
  if (groups.size > MOST_RELEASES3) lines.push(`and ${groups.size - MOST_RELEASES3} more releases`);
  const releasesOf = groups.size > OPEN_RELEASES2 ? folded(`${groups.size} releases`, list(lines)) : list(lines);
  return `${[stateOf3(files, run), ...signerOf(files)].join(" \xB7 ")}

${releasesOf}`;
}
function pageOf(release, run) {
  const file = release.find(isPublished);
  return file && releaseUrl(run, file.project, file.version);
}
function stateOf3(files, run) {
  const published = files.filter(isPublished).length;
  if (published > 0 && published < files.length)
    return `${published} of ${counted(files.length, "file")} published`;
  const attested = areAttested(files, run);
  const states = [
    ...published === 0 && files.every(({ attestations }) => attestations.length > 0) ? ["signed"] : [],
    ...attested ? ["attested"] : [],
    ...files.every(({ confirmed }) => confirmed === true) ? ["confirmed"] : []
  ];
  const all = files.length === 1 ? "" : "all ";
  return [
    counted(files.length, "file"),
    ...states.length === 0 ? [] : [`${all}${states.join(" and ")}`],
    ...published === 0 || attested ? [] : attestationDetails(files, run)
  ].join(", ");
}
function signerOf(files) {
  const workflows = new Set(
    files.flatMap(({ attestations }) => attestations.map((each) => each.signedBy.workflow))
  );
  const [workflow] = workflows;
  if (workflow === void 0 || workflows.size > 1) return [];
  const short = workflow.slice(workflow.indexOf("/.github/workflows/") + 1).replace(".github/workflows/", "").replace(/@refs\/(?:tags|heads)\//, "@");
  return [`signed by ${cell(short)}`];
}
function reasonBlock({ outputs, failure: failure2, result }, run) {
  const reason = outputs.get("not-attested-because") ?? "";
  if (reason === "" || failure2 !== void 0 || result === "plan") return "";
  const heading = run.notAttestedBecause !== void 0 ? "Without attestations" : "Not all attested";
  return ["> [!NOTE]", `> **${heading}:** ${withCode(reason.replaceAll(/\s+/g, " ").trim())}`].join("\n");
}
function signers(files, sigstore) {
  const made = files.flatMap(({ attestations }) => attestations);
  const groups = Map.groupBy(
    made,
    (each) => [each.signedBy.workflow, each.signedBy.commit, each.signedBy.notBefore.toISOString(), logOf2(each)].join(
      " "
    )
  );
  const lines = [...groups.values()].flatMap(([first2, ...more]) => {
    if (first2 === void 0) return [];
    const { workflow, repository, commit, notBefore, notAfter } = first2.signedBy;
    const [from, to] = [notBefore.toISOString(), notAfter.toISOString()];
    return [
      [
        link(workflow.replace(`${repository}/`, "").replace(".github/workflows/", ""), repository),
        `commit ${link(commit.slice(0, 7), `${repository}/commit/${commit}`)}`,
        `${counted(more.length + 1, "signature")} ${logOf2(first2)}`,
        `certificate ${from.slice(0, 10)} ${from.slice(11, 16)}\u2013${to.slice(11, 16)} UTC`
      ].join(" \xB7 ")
    ];
  });
  if (lines.length === 0) return "";
  const left = lines.length - MOST_SIGNERS;
  return [
    lines.length === 1 ? lines.join("") : list(lines.slice(0, MOST_SIGNERS)),
    ...left > 0 ? [`\u2026 and ${counted(left, "more certificate")}.`] : [],
    ...sigstore === void 0 ? [] : [`Sigstore: ${cell(sigstore)}`]
  ].join("\n\n");
}
function logOf2(made) {
  return made.form === "bundle" ? "without a log entry" : `in Rekor v${made.rekorVersion}`;
}
function indexTuf(run) {
  const seen = run.indexTuf;
  if (seen === void 0) return "";
  const { status, versions, error } = seen;
  const because = error === void 0 ? "" : `: ${escapeMarkdown(error.message)}`;
  const of = versions === void 0 ? "" : ` Root ${versions.root}, timestamp ${versions.timestamp}, snapshot ${versions.snapshot}; valid until ${escapeMarkdown(versions.expires)}.`;
  return `**${status}**${because}.${of}`;
}
function coverage({ authorization: authorization2 }) {
  const rows = authorization2.map(({ project, covered, because }) => [
    cell(project),
    ANSWERS2[`${covered}`],
    cell(because)
  ]);
  return rows.length === 0 ? "" : table(["Project", "Covered", "Reason"], "lll", rows);
}
var ANSWERS2 = { true: "yes", false: "no", null: "not known" };
function links({ projectLinks: projectLinks2, index }) {
  if (projectLinks2.length === 0) return "";
  const rows = projectLinks2.map(({ label, url, verified }) => [
    cell(label),
    verified ? "yes" : "no",
    cell(url)
  ]);
  const all = table(["Label", "Verified", "URL"], "lll", rows);
  return projectLinks2.every(({ verified }) => verified) ? all : `${all}

${cell(index?.title ?? "The index")} shows only URLs under the publishing repository as verified.`;
}

// src/index.ts
await runProcess({
  reportName: "wheelseal-report.json",
  cancelledRemedy: CANCELLED_REMEDY,
  begin: (platform, changed3) => {
    const { runner, clock } = platform;
    const ledger = new Ledger(changed3);
    return {
      run: (cancelled) => publish(platform, ledger, cancelled),
      soFar: () => reportSoFar(ledger.snapshot(clock.now()), runner).json,
      end: (how) => {
        const { record, report } = endRun(ledger.snapshot(clock.now()), how, runner);
        return { ...report, summary: () => renderSummary(report, record) };
      }
    };
  }
});

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  asArray,
  asObject,
  asString,
  tryParseJson
} from "./chunk-4CYMUFG5.mjs";
import {
  isTransientFailure,
  isTransientStatus,
  retry,
  retryAfter
} from "./chunk-YVEY64XH.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-6KDXYDH2.mjs";

// src/records.ts
function isPublished({ status }) {
  return status === "uploaded" || status === "already-there";
}
function plannedRecord({ distribution, action, because, presence }) {
  const { name, kind, project, version, size, sha256 } = distribution;
  const there = presence.kind === "absent" ? void 0 : presence.file;
  return {
    name,
    kind,
    project,
    version,
    size,
    sha256,
    because,
    status: action === "publish" ? "planned" : action,
    url: there?.url,
    attestations: [],
    provenanceThere: there?.provenanceUrl !== void 0,
    confirmed: action === "already-there" ? true : null,
    indexTuf: void 0,
    error: void 0
  };
}

// src/package-index/credentials.ts
var LEAST_LIFETIME = 3 * 6e4;
function createCredentials(from, runner, clock) {
  if ("fixed" in from) {
    maskAuthorization(from.fixed, runner);
    const token = { ...from.fixed, expiresAt: void 0 };
    return { current: async () => token, renew: async () => token };
  }
  let held;
  let obtaining;
  const renew = async () => {
    obtaining ??= from.obtain().finally(() => {
      obtaining = void 0;
    });
    const token = await obtaining;
    maskAuthorization(token, runner);
    held = token;
    return token;
  };
  return {
    current: async () => held !== void 0 && livesOn(held, clock.now()) ? held : renew(),
    renew: async (refused2) => refused2 !== void 0 && held !== void 0 && refused2 !== held ? held : renew()
  };
}
function authorization(credentials) {
  return `Basic ${basic(credentials)}`;
}
function authorizationFor(credentials, url, trusted) {
  if (credentials === void 0 || new URL(url).origin !== new URL(trusted).origin) return {};
  return { authorization: authorization(credentials) };
}
async function queryCredentials(source, { simpleUrl, apiUrl, uploadUrl }) {
  const origins = [simpleUrl, apiUrl].flatMap((url) => url === void 0 ? [] : [new URL(url).origin]);
  return origins.includes(new URL(uploadUrl).origin) ? source?.current() : void 0;
}
function maskAuthorization(credentials, runner) {
  runner.secret(basic(credentials));
}
function basic({ username, password }) {
  return Buffer.from(`${username}:${password.reveal()}`).toString("base64");
}
function livesOn(token, now) {
  return token.expiresAt === void 0 || token.expiresAt.getTime() - now.getTime() >= LEAST_LIFETIME;
}

// src/inputs/sigstore-instance.ts
async function readInstance(input, files) {
  switch (input.kind) {
    case "public-good":
    case "staging":
      return input;
    case "tuf":
      return { ...input, root: await readDocument("sigstore-tuf-root", input.root, files) };
    case "files":
      return {
        ...input,
        trustedRoot: await readDocument("sigstore-trusted-root", input.trustedRoot, files),
        signingConfig: await readDocument("sigstore-signing-config", input.signingConfig, files)
      };
  }
}
var MAXIMUM_BYTES = 4 * 1024 * 1024;
async function readDocument(name, value, files) {
  if (value.startsWith("{")) return Buffer.from(value);
  const path = files.resolve(value);
  const hint = "Give the path of the file, or the JSON itself.";
  const bytes = await files.readSmall(path, MAXIMUM_BYTES).catch((error) => {
    throw new ActionError("INPUT_INVALID", `${name}: ${messageOf(error)}`, hint, error);
  });
  if (bytes !== void 0) return withoutByteOrderMark(bytes);
  throw new ActionError("INPUT_INVALID", `${name}: there is no file ${path}.`, hint);
}
function withoutByteOrderMark(bytes) {
  return bytes.subarray(0, 3).equals(Buffer.from([239, 187, 191])) ? bytes.subarray(3) : bytes;
}

// src/package-index/answer.ts
import { STATUS_CODES } from "node:http";

// src/package-index/hints.ts
var TAKEN = "A file of this name is there already: raise the version. With check-url the index is asked first, and a file with the same bytes counts as done.";
var FILE_EXISTS = "The index has other bytes under this name, or these bytes under another name. Raise the version, or set skip-existing: true where a file of this name should count as done.";
var RULES = [
  {
    pattern: /Attestations are only supported when using Trusted Publishing/i,
    hint: "Remove the password so that Trusted Publishing is used, or set attestations: never."
  },
  {
    pattern: /Build Config|buildConfig|Certificate's .* does not match/i,
    hint: "The attestation names another repository or workflow than the registered publisher. In a reusable workflow the two can never agree: publish from a job of the top-level workflow."
  },
  {
    pattern: /bundle must contain an inclusion promise/i,
    hint: "This index verifies Rekor v1 only: set rekor-version: 1."
  },
  {
    pattern: /unable to get local issuer certificate|signature verification failed|invalid log entry|verify SCT/i,
    hint: "This index verifies against another Sigstore instance than the one that signed: PyPI takes the public-good instance only. Leave the sigstore-* inputs out."
  },
  {
    pattern: /subject does not match|unknown attestation type|Multiple attestations|maximum of 2 attestations/i,
    hint: "Remove the attestations that lie beside the file, or set existing-attestations: replace."
  },
  {
    pattern: /not currently supported with/i,
    hint: "Set attestations: never: this kind of publisher can not send any."
  },
  {
    pattern: /Invalid attestations supplied/i,
    hint: "The index refuses these attestations. Nothing was published without them; see docs/troubleshooting.md."
  },
  {
    pattern: /previously used by a file that has since been deleted/i,
    hint: "A file name can be used once only: raise the version."
  },
  {
    pattern: /^File already exists/i,
    hint: FILE_EXISTS
  },
  {
    pattern: /older than 14 days/i,
    hint: "PyPI closes a release 14 days after its first file: raise the version."
  },
  {
    pattern: /Only one sdist/i,
    hint: "The release has an sdist already: leave this one out."
  },
  {
    pattern: /Non-user identities cannot create new projects/i,
    hint: "The pending publisher was registered for another project name: register one for this name."
  },
  {
    pattern: /isn't allowed\. See|isn't allowed \(|too similar|conflicts with an existing project|standard library/i,
    hint: "The index does not give this name to a new project: read what it says, and choose another name."
  },
  {
    pattern: /Organization account/i,
    hint: "An owner of the organization has to make its account active again."
  },
  {
    pattern: /File too large|Project size too large/i,
    hint: "Make the file smaller, or ask the index for a higher limit: https://docs.pypi.org/project-management/storage-limits/"
  },
  {
    pattern: /digest supplied does not match/i,
    hint: "The bytes were changed on their way, twice: look for a proxy that rewrites uploads."
  },
  {
    pattern: /description failed to render/i,
    hint: "Check the readme and its content type (twine check shows where)."
  },
  {
    pattern: /unsupported platform tag/i,
    hint: "Repair the wheel with auditwheel or delocate, or build it with cibuildwheel."
  },
  {
    pattern: /Read-only mode|uploads are temporarily disabled|registration temporarily disabled/i,
    hint: "The index takes no uploads just now: see https://status.python.org, then run the job again."
  },
  {
    pattern: /token is expired/i,
    hint: "Run the job again: it gets a new token, and files that are there already count as done."
  },
  {
    pattern: /project-scoped token is not valid|OIDC scoped token is not valid/i,
    hint: "The token or the Trusted Publisher belongs to another project: use the one of this project."
  },
  {
    pattern: /isn't allowed to upload to project|not allowed to upload/i,
    hint: "Add this token or Trusted Publisher to the project. If it is there already, the project is archived or quarantined."
  },
  {
    pattern: /Username\/Password authentication is no longer supported/i,
    hint: "Use user: __token__ with an API token as password, or Trusted Publishing."
  },
  {
    pattern: /Invalid or non-existent authentication information|Invalid API Token/i,
    hint: "An API token in password may be incomplete, revoked, or from another index. With Trusted Publishing: run the job again."
  },
  {
    pattern: /verified primary email|two-factor/i,
    hint: "Set up the account that owns the token: verified email address and two-factor authentication."
  },
  {
    pattern: /Non-ASCII|Invalid value for|is an? invalid|is invalid for|introduced in metadata version|has invalid data|local versions|direct dependenc|valid classifier|classifier .*deprecated|core-metadata/i,
    hint: "Correct this field of the metadata, then build again."
  },
  {
    pattern: /Invalid distribution file|should contain the normalized|Start filename for|Version in filename|wheel filename|build number|is invalid, should be|file extension|does not contain the required|does not exist in distribution file|entry points|filename too long|cannot upload a file with/i,
    hint: "Build the file again with a current build backend: name, version and contents must agree."
  },
  {
    // devpi, pypiserver, Azure, CodeArtifact and Gitea by the status; Artifactory, Nexus, GitLab, Google and Pulp in words.
    status: 409,
    pattern: /./,
    hint: TAKEN
  },
  {
    pattern: /already exists|already been taken|already contains|does not allow updating|cannot be updated|permissions? to (delete\/)?overwrite/i,
    hint: TAKEN
  },
  { pattern: /SSL is required/i, hint: "Use https in repository-url." },
  {
    status: 401,
    pattern: /./,
    hint: "Check user and password. Without user it is __token__, which few indexes but PyPI know."
  },
  { status: 403, pattern: /./, hint: "Check that the credentials may upload to this project on this index." },
  { status: 404, pattern: /./, hint: "Check repository-url: it must be the upload endpoint of the index." },
  { status: 405, pattern: /./, hint: "Check repository-url: this looks like the address to install from." },
  { status: 410, pattern: /./, hint: "Check repository-url: this upload endpoint has been retired." },
  { status: 413, pattern: /./, hint: "Make the file smaller, or raise the limit of the index." }
];
function hintFor(status, text) {
  return knownHint(status, text) ?? "Correct what the index says, then run the job again: files that are there count as done.";
}
function knownHint(status, text) {
  return RULES.find((each) => (each.status ?? status) === status && each.pattern.test(text))?.hint;
}
function saysNameIsTaken(message) {
  const hint = knownHint(Number(message.slice(0, 3)), message.slice(4));
  return hint === TAKEN || hint === FILE_EXISTS;
}

// src/package-index/answer.ts
var UPLOAD_ATTEMPTS = 5;
function readUploadAnswer(answer, index, now) {
  const { status } = answer;
  if (status === 202) return { kind: "pending" };
  if (status >= 200 && status < 300) return { kind: "accepted" };
  const text = answerText(answer);
  const message = `${status} ${text}`;
  if (status >= 300 && status < 400) return redirected(answer, index.uploadUrl);
  if (isTransientStatus(status) || status === 499) {
    const after = retryAfter(answer, now) ?? rateLimitReset(answer);
    return transient(message, after, UPLOAD_ATTEMPTS, status >= 500);
  }
  const passing = passingRefusal(status, text);
  if (passing !== void 0) return transient(message, void 0, passing, false);
  const hint = hintFor(status, text);
  if (status === 403 && isTokenTrouble(text)) return { kind: "expired-token", message, hint };
  const suspects = index.kind === "pypi" ? [400, 409] : [400, 403, 404, 409];
  return { kind: suspects.includes(status) ? "duplicate-suspect" : "rejected", message, hint };
}
function answerText(answer) {
  const phrase = STATUS_CODES[answer.status] ?? "";
  const reason = answer.statusText.trim();
  const candidates = [
    jsonMessage(answer),
    reason === phrase ? "" : reason,
    strippedBody(answer),
    reason,
    phrase
  ];
  return candidates.find((candidate) => candidate !== "") ?? "without a message";
}
function jsonMessage(answer) {
  if (!/\bjson\b/.test(answer.headers["content-type"] ?? "")) return "";
  let value;
  try {
    value = JSON.parse(answer.body.toString("utf8"));
  } catch {
    return "";
  }
  if (typeof value !== "object" || value === null) return "";
  const code = "code" in value && typeof value.code === "string" ? value.code : "";
  const warehouse = /^\d{3}\s+([\s\S]+)$/.exec(code)?.[1];
  if (warehouse !== void 0) return warehouse.trim();
  return bounded(messageIn(value) ?? "");
}
function messageIn(value, depth = 0) {
  for (const key of ["message", "detail", "error", "title", "errors"]) {
    const found = Reflect.get(value, key);
    const inner = Array.isArray(found) ? found[0] : found;
    if (typeof inner === "string" && inner.trim() !== "") return inner.trim();
    if (typeof inner !== "object" || inner === null || depth > 0) continue;
    const text = messageIn(inner, depth + 1);
    if (text !== void 0) return text;
  }
  return void 0;
}
function strippedBody(answer) {
  const text = answer.body.subarray(0, 65536).toString("utf8").replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  return bounded(text);
}
function bounded(text) {
  return text.length > 1e3 ? `${text.slice(0, 1e3)}…` : text;
}
function transient(message, after, attempts, serverError) {
  return { kind: "transient", message, after, attempts, serverError };
}
function passingRefusal(status, text) {
  if (status !== 400) return void 0;
  if (/Unknown error while trying to verify included attestations/i.test(text)) {
    return /inclusion promise|signed timestamp/i.test(text) ? void 0 : 3;
  }
  return /digest supplied does not match/i.test(text) ? 2 : void 0;
}
function isTokenTrouble(text) {
  return /token is expired|Invalid or non-existent authentication information|deleted or nonexistent macaroon/i.test(
    text
  );
}
function rateLimitReset(answer) {
  const seconds = /\bt=(\d{1,6})\b/.exec(answer.headers["ratelimit"] ?? "")?.[1];
  return seconds === void 0 ? void 0 : Number(seconds) * 1e3;
}
function redirected(answer, uploadUrl) {
  const message = `${answer.status} ${answerText(answer)}: the index redirects uploads, and a file is not sent along`;
  return { kind: "rejected", message, hint: redirectHint(answer, uploadUrl) ?? "Check repository-url." };
}
function redirectHint(answer, url) {
  const location = answer.headers["location"] ?? "";
  if (answer.status < 300 || answer.status >= 400 || location === "" || !URL.canParse(location, url)) {
    return void 0;
  }
  const target = new URL(location, url);
  const address = `${target.origin}${target.pathname}`;
  const given = new URL(url);
  if (target.origin !== given.origin) {
    return `It points to ${address}. Use that host in repository-url only if you trust it with your credentials.`;
  }
  return given.pathname.startsWith("/_/oidc/") ? `It points to ${address}: check repository-url, tokens are not sent along with a redirect.` : `Use repository-url: ${address}`;
}

// src/ground/loopback.ts
function isLoopback(hostname) {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

// src/package-index/trusted-publishing/audience.ts
var BUDGET = { total: 12e4, attempts: 4, firstDelay: 1e3, maximumDelay: 15e3 };
var FOREIGN = [
  /^(test)?pypi$/i,
  /sigstore/i,
  /^sts\.amazonaws\.com/i,
  /^api:\/\//i,
  /googleapis\.com/i,
  /^https:\/\/github\.com\//i,
  /^npm:/i,
  /vault/i
];
async function audienceOf(index, oidcAudience, http, clock) {
  if (index.audience !== void 0) return pinned(index, index.audience, oidcAudience);
  const host = new URL(index.uploadUrl);
  if (oidcAudience !== void 0) {
    if (isForeign(oidcAudience, host)) throw foreign(index, oidcAudience, "oidc-audience is");
    return oidcAudience;
  }
  const asked = await askedAudience(index, host, http, clock);
  const own = isLoopback(host.hostname) || [host.host, host.hostname].includes(asked.toLowerCase());
  if (!own || isForeign(asked, host)) throw foreign(index, asked, "it asks for the audience");
  return asked;
}
function pinned(index, audience, given) {
  if (given === void 0 || given === audience) return audience;
  throw new ActionError(
    "TOKEN_REFUSED",
    `oidc-audience is '${given}', but ${index.title} takes identity tokens for '${audience}' only`,
    "Remove oidc-audience."
  );
}
function isForeign(audience, host) {
  if (isLoopback(host.hostname)) return /sigstore/i.test(audience);
  return FOREIGN.some((pattern) => pattern.test(audience)) && audience.toLowerCase() !== host.host;
}
async function askedAudience(index, host, http, clock) {
  const url = `${host.origin}/_/oidc/audience`;
  const request = {
    method: "GET",
    url,
    purpose: `audience of ${index.title}`,
    headers: { accept: "application/json" },
    deadline: 3e4,
    maximumBytes: 65536
  };
  const attempt = async () => {
    try {
      const answer = await http.request(request);
      const audience = asString(asObject(tryParseJson(answer.body.toString("utf8")))?.get("audience"));
      if (answer.status === 200 && audience !== void 0 && audience !== "") {
        return { kind: "done", value: audience };
      }
      if (!isTransientStatus(answer.status)) throw noTrustedPublishing(index, url, answer);
      const after = retryAfter(answer, clock.now());
      const error = unasked(index, url, `it answered ${answer.status} ${answerText(answer)}`);
      return after === void 0 ? { kind: "again", error } : { kind: "again", error, after };
    } catch (error) {
      if (error instanceof ActionError) throw error;
      const failed = unasked(index, url, messageOf(error), error);
      if (!isTransientFailure(error)) throw failed;
      return { kind: "again", error: failed };
    }
  };
  return retry(attempt, BUDGET, { clock });
}
function noTrustedPublishing(index, url, answer) {
  const what = answer.status === 200 ? "200 without an audience" : `${answer.status} ${answerText(answer)}`;
  return new ActionError(
    "TOKEN_REFUSED",
    `${index.title} offers no Trusted Publishing: it answered ${what} at ${url}, and password is empty`,
    redirectHint(answer, url) ?? "Give a password (an API token from a secret), or check repository-url."
  );
}
function unasked(index, url, why, cause) {
  return new ActionError(
    "TOKEN_REFUSED",
    `${index.title} could not be asked for its Trusted Publishing audience at ${url}: ${why}`,
    "Run the job again later, or set oidc-audience.",
    cause
  );
}
function foreign(index, audience, which) {
  return new ActionError(
    "TOKEN_REFUSED",
    `${index.title} gets no identity token: ${which} '${audience}', and such a token would be good elsewhere too`,
    `An unlisted index may ask for its own host name only. Set oidc-audience to the audience that ${index.title} documents.`
  );
}

// src/package-index/trusted-publishing/mint-refusal.ts
function mintRefusal(index, code, description, claims) {
  const message = [
    `${index.title} gave no upload token: ${description} (${code}). password is empty, so Trusted Publishing is used.`,
    "This workflow is:",
    ...fieldLines(claims)
  ].join("\n");
  return new ActionError("TOKEN_REFUSED", message, hintFor2(index, code, claims));
}
function workflowFile(claims) {
  return /\.github\/workflows\/([^@]+)@/.exec(claims.job_workflow_ref)?.[1] ?? claims.job_workflow_ref;
}
function fieldLines(claims) {
  const name = claims.repository.split("/").slice(1).join("/");
  return [
    `  Owner: ${claims.repository_owner} (id ${claims.repository_owner_id})`,
    `  Repository name: ${name}`,
    `  Workflow name: ${workflowFile(claims)} (${claims.job_workflow_ref})`,
    `  Environment name: ${claims.environment ?? "(none)"}`,
    `  Event: ${claims.event_name}, ref ${claims.ref}`
  ];
}
function hintFor2(index, code, claims) {
  switch (code) {
    case "invalid-publisher":
      return publisherHint(index, claims);
    case "invalid-pending-publisher":
      return `The project of the pending publisher exists already. Remove the pending publisher at ${publishingPage(index)} and add the publisher to the project itself.`;
    case "not-enabled":
      return "The index has switched Trusted Publishing off for now: run the job again later, or give a password.";
    case "invalid-token":
      return "The identity token was not accepted. Check the machine's clock, and oidc-audience on an own index.";
    case "invalid-reuse-token":
      return "The identity token was used before. Run the job again: it takes a new one.";
    case "invalid-payload":
      return "Correct what the index says about the publisher or its project name.";
    default:
      return `Check the Trusted Publisher at ${publishingPage(index)}.`;
  }
}
function publisherHint(index, claims) {
  if (claims.event_name === "pull_request_target") {
    return "Publish from another event: identities of pull_request_target are not accepted.";
  }
  if (!claims.job_workflow_ref.toLowerCase().startsWith(`${claims.repository.toLowerCase()}/`)) {
    return "The job is in a reusable workflow of another repository, which no publisher can match. Publish from a job of this repository's own workflow.";
  }
  const name = claims.repository.split("/").slice(1).join("/");
  const environment = claims.environment === void 0 ? "left empty" : `'${claims.environment}' (or left empty)`;
  return `Register exactly this at ${publishingPage(index)}, or under Publishing in the settings of the project: owner '${claims.repository_owner}', repository name '${name}', workflow name '${workflowFile(claims)}', environment name ${environment}.`;
}
function publishingPage(index) {
  return index.apiUrl === void 0 ? index.title : `${index.apiUrl}/manage/account/publishing/`;
}

// src/package-index/trusted-publishing/trusted-publishing.ts
var BUDGET2 = { total: 18e4, attempts: 4, firstDelay: 1e3, maximumDelay: 15e3 };
var DEFAULT_LIFETIME = 900;
var PASSING_CODES = /* @__PURE__ */ new Set(["invalid-token", "invalid-reuse-token"]);
async function obtainUploadToken(index, identity, options, http, runner, clock) {
  const audience = await audienceOf(index, options.oidcAudience, http, clock);
  const url = `${new URL(index.uploadUrl).origin}/_/oidc/mint-token`;
  return retry(
    async () => {
      const identityToken = await identity.token(audience);
      const body = JSON.stringify({ token: identityToken.reveal() });
      const outcome = await mint(index, url, body, http);
      return outcome instanceof ActionError ? { kind: "again", error: outcome } : readMintAnswer(outcome, { index, url, claims: identity.claims }, runner, clock);
    },
    BUDGET2,
    { clock }
  );
}
async function mint(index, url, body, http) {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const purpose = `upload token from ${index.title}`;
  try {
    return await http.request({
      method: "POST",
      url,
      purpose,
      headers,
      body,
      deadline: 6e4,
      maximumBytes: 262144
    });
  } catch (error) {
    const refusal = refused(index, url, messageOf(error), "Run the job again later.", error);
    if (isTransientFailure(error)) return refusal;
    throw refusal;
  }
}
function readMintAnswer(answer, { index, url, claims }, runner, clock) {
  const value = asObject(tryParseJson(answer.body.toString("utf8")));
  const token = asString(value?.get("token"));
  if (answer.status === 200 && token !== void 0 && token !== "") {
    const expires = value?.get("expires");
    const seconds = typeof expires === "number" ? expires : clock.now().getTime() / 1e3 + DEFAULT_LIFETIME;
    const expiresAt = new Date(seconds * 1e3);
    return { kind: "done", value: { username: "__token__", password: runner.secret(token), expiresAt } };
  }
  const errors = asArray(value?.get("errors")).flatMap(mintError);
  const [first] = errors;
  if (first !== void 0) {
    const error = mintRefusal(index, first.code, errors.map((each) => each.description).join("; "), claims);
    if (errors.every(({ code }) => PASSING_CODES.has(code))) return { kind: "again", error };
    throw error;
  }
  return unusable(answer, index, url, clock);
}
function unusable(answer, index, url, clock) {
  const text = answer.status < 300 ? `${answer.status} without a token` : `${answer.status} ${answerText(answer)}`;
  const hint = redirectHint(answer, url) ?? "Check that the index offers Trusted Publishing, or give a password (an API token from a secret).";
  const error = refused(index, url, `it answered ${text}`, hint);
  if (!isTransientStatus(answer.status) && answer.status >= 300) throw error;
  const after = retryAfter(answer, clock.now());
  return after === void 0 ? { kind: "again", error } : { kind: "again", error, after };
}
function mintError(value) {
  const error = asObject(value);
  const code = asString(error?.get("code"));
  return code === void 0 ? [] : [{ code, description: asString(error?.get("description")) ?? code }];
}
function refused(index, url, why, hint, cause) {
  const message = `${index.title} gave no upload token: ${why} (${url}; password is empty, so Trusted Publishing is used)`;
  return new ActionError("TOKEN_REFUSED", message, hint, cause);
}

// src/stages/credentials.ts
function passwordCredentials({ user, password }) {
  return password === void 0 ? void 0 : { username: user, password };
}
async function obtainCredentials({ identity }, { inputs, index, platform }) {
  const { http, runner, clock } = platform;
  const fixed = passwordCredentials(inputs);
  if (fixed !== void 0) return createCredentials({ fixed }, runner, clock);
  if (identity === void 0) throw new Error("Trusted Publishing without an identity");
  const { oidcAudience } = inputs;
  const obtain = () => obtainUploadToken(index, identity, { oidcAudience }, http, runner, clock);
  const source = createCredentials({ obtain }, runner, clock);
  await source.current();
  runner.log.info(
    `Upload token from ${index.title} by Trusted Publishing, as ${identity.claims.repository}.`
  );
  return source;
}

// src/report/quantities.ts
function readableSize(bytes) {
  if (bytes < 1e3) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1e3 ** power).toFixed(1)} ${units[power - 1]}`;
}
function readableDuration(milliseconds) {
  if (milliseconds < 1e3) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 99950) return `${(milliseconds / 1e3).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1e3);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

// src/stages/stage.ts
async function stage(heading, { ledger, log, cancelled }, work) {
  cancelled.throwIfAborted();
  return log.group(heading, async () => {
    const end = ledger.stage(heading);
    try {
      return await work();
    } finally {
      log.info(`Took ${readableDuration(end())}.`);
    }
  });
}

// src/package-index/query/project-page.ts
var EMPTY_PROJECT_PAGE = { files: [], status: void 0, versions: void 0 };
function parseProjectPage(contentType, text, base) {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^application\/(vnd\.pypi\.simple\.v1\+)?json$/.test(type)) return parseJson(text, base);
  if (type === "text/html" || type === "application/vnd.pypi.simple.v1+html") return parseHtml(text, base);
  return void 0;
}
function parseJson(text, base) {
  const page = asObject(tryParseJson(text));
  if (page === void 0 || !Array.isArray(page.get("files"))) return void 0;
  const status = asObject(page.get("project-status"))?.get("status");
  const versions = page.get("versions");
  return {
    files: asArray(page.get("files")).flatMap((file) => jsonFile(file, base)),
    status: asString(status),
    versions: Array.isArray(versions) ? versions.filter((version) => typeof version === "string") : void 0
  };
}
function jsonFile(value, base) {
  const file = asObject(value);
  const name = asString(file?.get("filename"));
  if (file === void 0 || name === void 0) return [];
  return [
    {
      name,
      sha256: hash(asString(asObject(file.get("hashes"))?.get("sha256"))),
      url: resolved(asString(file.get("url")) ?? "", base) ?? base,
      provenanceUrl: resolved(asString(file.get("provenance")), base),
      uploadedAt: asString(file.get("upload-time"))
    }
  ];
}
function parseHtml(text, base) {
  const files = [...text.matchAll(/<a\s([^>]*)>([\s\S]*?)<\/a\s*>/gi)].flatMap(
    ([, attributes, label]) => htmlFile(attributes ?? "", label ?? "", base)
  );
  const status = /<meta\s[^>]*name="pypi:project-status"[^>]*content="([^"]*)"/i.exec(text)?.[1];
  return { files, status, versions: void 0 };
}
function htmlFile(attributes, label, base) {
  const href = attribute(attributes, "href");
  const url = resolved(href, base);
  if (url === void 0) return [];
  const { pathname, hash: fragment } = new URL(url);
  const inPath = pathname.split("/").at(-1) ?? "";
  const name = unescaped(label.replace(/<[^>]*>/g, "").trim()) || decoded(inPath);
  return [
    {
      name,
      sha256: hash(/[#&]sha256=([0-9a-f]{64})/i.exec(fragment)?.[1]),
      url: url.split("#")[0] ?? url,
      provenanceUrl: resolved(attribute(attributes, "data-provenance"), base),
      uploadedAt: void 0
    }
  ];
}
function attribute(attributes, name) {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "i").exec(
    attributes
  );
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === void 0 ? void 0 : unescaped(value);
}
function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#43;", "+").replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function resolved(address, base) {
  if (address === void 0 || address === "" || !URL.canParse(address, base)) return void 0;
  const { href, protocol } = new URL(address, base);
  return protocol === "https:" || protocol === "http:" ? href : void 0;
}
function hash(hex) {
  return hex !== void 0 && /^[0-9a-f]{64}$/i.test(hex) ? hex.toLowerCase() : void 0;
}

// src/index-tuf/target-template.ts
var PLACEHOLDERS = {
  project: ({ project }) => project,
  version: ({ version }) => version,
  filename: ({ filename }) => filename,
  sha256: ({ sha256 }) => sha256,
  // Warehouse's storage path: two, two and sixty characters.
  "blake2b-path": ({ blake2b: hex }) => `${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4)}`
};
var PER_FILE = /\{(?:filename|sha256|blake2b-path)\}/;
function templateFault(template) {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const unknown = names.find((name) => !Object.hasOwn(PLACEHOLDERS, name));
  const known = Object.keys(PLACEHOLDERS).map((name) => `{${name}}`);
  if (unknown !== void 0) return `{${unknown}} is none of ${known.join(", ")}`;
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ""))) return "it has a brace without its pair";
  if (!PER_FILE.test(template) && !names.includes("project")) return `it names neither file nor project`;
  return void 0;
}
function isPerFile(template) {
  return PER_FILE.test(template);
}
function needsBlake2b(template) {
  return template.includes("{blake2b-path}");
}
function targetPath(template, facts) {
  return template.replace(/\{([^{}]*)\}/g, (whole, name) => PLACEHOLDERS[name]?.(facts) ?? whole);
}

export {
  isPublished,
  plannedRecord,
  readableSize,
  readableDuration,
  counted,
  hintFor,
  knownHint,
  saysNameIsTaken,
  UPLOAD_ATTEMPTS,
  readUploadAnswer,
  answerText,
  authorization,
  authorizationFor,
  queryCredentials,
  EMPTY_PROJECT_PAGE,
  parseProjectPage,
  templateFault,
  isPerFile,
  needsBlake2b,
  targetPath,
  readInstance,
  readDocument,
  isLoopback,
  audienceOf,
  passwordCredentials,
  obtainCredentials,
  stage
};

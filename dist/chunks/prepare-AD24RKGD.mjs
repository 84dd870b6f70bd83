import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  loadGithubTrust,
  loadTrust
} from "./chunk-66RZ6MFZ.mjs";
import "./chunk-62JOJ2RJ.mjs";
import "./chunk-2GNLLGXH.mjs";
import {
  isLoopback
} from "./chunk-BRVPZI4G.mjs";
import "./chunk-US6Q5CHO.mjs";
import {
  addressOf,
  isSameAddress,
  rekorVersionsOf
} from "./chunk-RPOQH72W.mjs";
import {
  isValidAt
} from "./chunk-NH3AT7BC.mjs";
import {
  audienceOf,
  embeddedRepository,
  githubServices,
  isHostOf,
  publicDomain
} from "./chunk-JMQYGHRU.mjs";
import {
  withoutSlashesAtEnd
} from "./chunk-TPGC6LJH.mjs";
import {
  require_dist
} from "./chunk-WMHLLTQA.mjs";
import "./chunk-OUWR3SLQ.mjs";
import {
  ActionError
} from "./chunk-3BFIJHZE.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/sigstore/services/usable-services.ts
var import_protobuf_specs = __toESM(require_dist(), 1);
var NO_START = "it has no start of validity";
function usableServices(services, versions, judge, now) {
  const usable = [];
  const dropped = [];
  for (const service of services) {
    const { url, majorApiVersion, operator, validFor } = service;
    const start = validFor?.start;
    const drop = (reason) => void dropped.push(`${url} (v${majorApiVersion}): ${reason}`);
    const unsuited = versions(majorApiVersion) ?? unsuitable(service, now);
    if (unsuited !== void 0 || start === void 0) {
      drop(unsuited ?? NO_START);
      continue;
    }
    const verifiability = judge(service);
    if (verifiability.kind === "unverifiable") drop(verifiability.reason);
    else usable.push({ url, majorApiVersion, operator, start, verifiability: verifiability.kind });
  }
  return withoutBorrowed(usable, dropped);
}
function withoutBorrowed(usable, dropped) {
  const isNeedless = ({ verifiability, majorApiVersion }) => verifiability === "borrowed" && usable.some((other) => other.verifiability !== "borrowed" && other.majorApiVersion === majorApiVersion);
  const needless = usable.filter(isNeedless).map(({ url, majorApiVersion }) => `${url} (v${majorApiVersion}): the trusted root has no key for it`);
  return {
    usable: usable.filter((service) => !isNeedless(service)),
    dropped: [...dropped, ...needless]
  };
}
function unsuitable({ url, validFor }, now) {
  const { start, end } = validFor ?? {};
  if (start === void 0) return NO_START;
  if (Number.isNaN(start.getTime()) || Number.isNaN(end?.getTime() ?? 0)) return "its validity is not a time";
  if (now < start) return `it starts on ${start.toISOString()}`;
  if (end !== void 0 && now > end) return `it ended on ${end.toISOString()}`;
  return URL.canParse(url) ? unreachable(new URL(url)) : "its URL is not valid";
}
function unreachable({ protocol, hostname, username, password }) {
  if (username !== "" || password !== "") return "its URL carries credentials";
  const isPermitted = protocol === "https:" || protocol === "http:" && isLoopback(hostname);
  return isPermitted ? void 0 : "its URL does not begin with https://";
}
function onePerOperator(services) {
  const highest = services.reduce((most, { majorApiVersion }) => Math.max(most, majorApiVersion), 0);
  const sorted = services.filter((service) => service.majorApiVersion === highest).toSorted((one, other) => other.start.getTime() - one.start.getTime());
  return sorted.filter(
    (service, index) => sorted.findIndex((earlier) => earlier.operator === service.operator) === index
  );
}
function bySelector(kind, configuration, offer) {
  const candidates = onePerOperator(offer.usable);
  const selector = configuration?.selector;
  if (selector === import_protobuf_specs.ServiceSelector.ANY) return candidates.slice(0, 1);
  if (selector === import_protobuf_specs.ServiceSelector.ALL) return candidates;
  if (selector === import_protobuf_specs.ServiceSelector.EXACT) return exactly(kind, configuration?.count ?? 0, candidates, offer);
  throw noService(
    `The signing config has no known selector (ANY, ALL, EXACT) for its services of kind ${kind}`
  );
}
function exactly(kind, count, candidates, offer) {
  if (!Number.isInteger(count) || count < 1) {
    throw noService(`The signing config requires exactly ${count} services of kind ${kind}`);
  }
  if (candidates.length < count) {
    throw noneUsable(
      kind,
      offer,
      ` (exactly ${count} of different operators are required, ${candidates.length} found)`
    );
  }
  return candidates.slice(0, count);
}
function decisionLine(kind, service, { usable, dropped }, chosen, reason) {
  const passedOver = usable.filter((other) => !chosen.includes(other)).map((other) => `${other.url} (v${other.majorApiVersion}): ${reasonAgainst(other, chosen)}`);
  const others = [...dropped, ...passedOver];
  const rest = others.length === 0 ? "" : `; not used: ${others.join("; ")}`;
  return `${kind} ${service.url} (v${service.majorApiVersion}): ${reason}${rest}`;
}
function reasonAgainst(service, chosen) {
  if (chosen.every(({ majorApiVersion }) => majorApiVersion > service.majorApiVersion)) {
    return "a higher version is usable";
  }
  const rival = chosen.find(({ operator }) => operator === service.operator);
  if (rival === void 0) return "no more are required";
  return rival.start > service.start ? "another of its operator started later" : "another of its operator is listed before it";
}
function noneUsable(kind, { dropped }, need = "", hint) {
  const reasons = dropped.length === 0 ? "the signing config lists none" : dropped.join("; ");
  return noService(`No service of kind ${kind} can be used${need}: ${reasons}`, hint);
}
function noService(message, hint = "Check the signing config and the trusted root of the Sigstore instance.") {
  return new ActionError("NO_SERVICE", message, hint);
}

// src/sigstore/services/github-services.ts
var OPERATOR = "GitHub";
function selectGithubServices({ fulcio, timestampAuthority }, { certificateAuthorities, timestampAuthorities }, now) {
  const [certificates, timestamps] = [serviceAt(fulcio), serviceAt(timestampAuthority)];
  refuseUnverifiable("Fulcio", certificates, certificateAuthorities, now);
  refuseUnverifiable("Timestamp authority", timestamps, timestampAuthorities, now);
  const reason = "of GitHub's Sigstore instance";
  return {
    fulcio: certificates,
    rekor: void 0,
    timestampAuthorities: [timestamps],
    decisions: [
      `Fulcio ${certificates.url} (v1): ${reason}`,
      `Timestamp authority ${timestamps.url} (v1): ${reason}`,
      "No transparency log: GitHub's Sigstore instance has none."
    ]
  };
}
function serviceAt(url) {
  return { url, majorApiVersion: 1, operator: OPERATOR };
}
function refuseUnverifiable(kind, { url }, authorities, now) {
  if (authorities.some(({ validFor }) => isValidAt(validFor, now))) return;
  throw noService(
    `No service of kind ${kind} can be used: the trusted root has no certificate chain for ${url} that is valid now`,
    "Check the clock of this machine. If it is right, wheelseal or GitHub's TUF repository is out of date."
  );
}

// src/sigstore/services/verifiability.ts
function logJudge({ tlogs, skipped }, listed, now) {
  return (service) => {
    const named = tlogs.filter((log) => isAt(log.baseUrl, service.url));
    const own = named.filter((log) => couldServe(log, service));
    if (own.some((log) => isValidAt(log.validFor, now))) return { kind: "named" };
    if (own.length > 0) return unverifiable(outside(own, "key", now));
    if (named.length > 0)
      return unverifiable("its key in the trusted root is of another version or operator");
    const possible = tlogs.filter((log) => couldServe(log, service) && isValidAt(log.validFor, now));
    const free = possible.filter(
      (log) => listedAt(log, listed).every(({ majorApiVersion }) => majorApiVersion === service.majorApiVersion)
    );
    if (free.length === 0) return noAnchor("key", "tlogs", service, skipped);
    return { kind: free.some((log) => listedAt(log, listed).length === 0) ? "possible" : "borrowed" };
  };
}
function authorityJudge(field, trustedRoot, now) {
  const authorities = trustedRoot[field];
  return (service) => {
    const own = authorities.filter(({ uri }) => uri === "" || isAt(uri, service.url));
    if (own.length === 0) return noAnchor("certificate chain", field, service, trustedRoot.skipped);
    if (own.some(({ validFor }) => isValidAt(validFor, now))) return { kind: "named" };
    return unverifiable(outside(own, "certificate chain", now));
  };
}
function couldServe(log, { majorApiVersion, operator }) {
  const sameOperator = log.operator === "" || operator === "" || log.operator === operator;
  return sameOperator && rekorVersionsOf(log).some((version) => version === majorApiVersion);
}
function listedAt({ baseUrl }, listed) {
  return listed.filter(({ url }) => isAt(baseUrl, url));
}
function isAt(named, url) {
  const [one, other] = [addressOf(named), addressOf(url)];
  return one !== void 0 && other !== void 0 && isSameAddress(one, other);
}
function outside([first], what, now) {
  const { start, end } = first?.validFor ?? { start: now, end: now };
  return now < start ? `its ${what} in the trusted root starts on ${start.toISOString()}` : `its ${what} in the trusted root ended on ${end.toISOString()}`;
}
function noAnchor(what, list, { url }, skipped) {
  const own = skipped.find((anchor) => anchor.field.startsWith(`${list}[`) && isAt(anchor.url ?? "", url));
  const because = own === void 0 ? "" : ` that can be used: ${own.field}: ${own.reason}`;
  return unverifiable(`the trusted root has no ${what} for it${because}`);
}
function unverifiable(reason) {
  return { kind: "unverifiable", reason };
}

// src/sigstore/services/select-services.ts
var UnverifiableByIndex = class extends ActionError {
  /** The versions of Rekor that could be signed with, if it were for the instance alone. */
  offered;
  constructor(refusal, offered) {
    super(refusal.code, refusal.message, refusal.hint);
    this.offered = offered;
  }
};
var KNOWN_REKOR = [1, 2];
function selectServices(request) {
  const { trustedRoot, now } = request;
  refuseContradiction(request);
  const config = configFor(request);
  const fulcioJudge = authorityJudge("certificateAuthorities", trustedRoot, now);
  const fulcios = usableServices(config.caUrls, onlyVersion(1), fulcioJudge, now);
  const fulcio = newest("Fulcio", fulcios);
  const rekors = logsOf(config, request);
  if (rekors.usable.length === 0) throw withoutLog(config, rekors, request);
  const log = selectLog(config, rekors);
  const version = log.majorApiVersion === 2 ? 2 : 1;
  const rekor = { ...atBase(log), majorApiVersion: version, named: log.verifiability === "named" };
  const authorityVerdict = authorityJudge("timestampAuthorities", trustedRoot, now);
  const authorities = usableServices(config.tsaUrls, onlyVersion(1), authorityVerdict, now);
  const chosen = selectTimestampAuthorities(config, authorities, version);
  return {
    fulcio: atBase(fulcio),
    rekor,
    timestampAuthorities: chosen.map(serviceOf),
    decisions: [
      decisionLine("Fulcio", fulcio, fulcios, [fulcio], "the newest usable version"),
      decisionLine("Rekor", log, rekors, [log], reasonForLog(request, config, rekor.named)),
      ...chosen.map(
        (authority) => decisionLine(
          "Timestamp authority",
          authority,
          authorities,
          chosen,
          "by the selector of the signing config"
        )
      )
    ]
  };
}
function refuseContradiction({ rekorChoice, verifiableRekor }) {
  if (rekorChoice === "auto" || verifiableRekor.includes(rekorChoice)) return;
  throw noService(
    `rekor-version is ${rekorChoice}, but the index verifies only Rekor v${verifiableRekor.join(" and v")}`,
    "Set rekor-version to auto."
  );
}
function logsOf(config, request, judge = logJudge(request.trustedRoot, config.rekorTlogUrls, request.now)) {
  return usableServices(config.rekorTlogUrls, rekorVersions(request), judge, request.now);
}
function withoutLog(config, offer, request) {
  const listed = config.rekorTlogUrls.map(({ majorApiVersion }) => majorApiVersion);
  const refusal = noneUsable("Rekor", offer, "", hintForLogs(listed, request));
  const verifiable = logsOf(config, request, () => ({ kind: "named" })).usable;
  const offered = logsOf(config, { ...request, verifiableRekor: [1, 2] }).usable;
  if (request.rekorChoice !== "auto" || verifiable.length > 0 || offered.length === 0) return refusal;
  return new UnverifiableByIndex(
    refusal,
    [1, 2].filter((version) => offered.some(({ majorApiVersion }) => majorApiVersion === version))
  );
}
function reasonForLog({ rekorChoice, signingConfig }, config, named) {
  const first = named ? "" : "; the trusted root does not name this address, so one entry is verified before others are created";
  if (rekorChoice === "auto") return `the highest usable version${first}`;
  return `as rekor-version requires${config === signingConfig ? "" : ", from the opt-in signing config"}${first}`;
}
function configFor(request) {
  const { rekorChoice, signingConfig, rekorV2SigningConfig } = request;
  if (rekorChoice !== 2 || rekorV2SigningConfig === void 0) return signingConfig;
  const offers = (config) => logsOf(config, request).usable.length > 0;
  return !offers(signingConfig) && offers(rekorV2SigningConfig) ? rekorV2SigningConfig : signingConfig;
}
function newest(kind, offer) {
  const [first] = onePerOperator(offer.usable);
  if (first === void 0) throw noneUsable(kind, offer);
  return first;
}
function selectLog(config, offer) {
  const [log, ...others] = bySelector("Rekor", config.rekorTlogConfig, offer);
  if (log === void 0 || others.length > 0) {
    throw noService(
      `The signing config requires ${others.length + 1} transparency logs, but attestations carry one entry`,
      "Use a signing config with the selector ANY for its logs."
    );
  }
  return log;
}
function selectTimestampAuthorities(config, offer, rekor) {
  if (rekor === 1 && offer.usable.length === 0) return [];
  if (offer.usable.length === 0) throw noneUsable("Timestamp authority", offer, " (Rekor v2 needs one)");
  return bySelector("Timestamp authority", config.tsaConfig, offer);
}
function serviceOf({ url, majorApiVersion, operator }) {
  return { url, majorApiVersion, operator };
}
function atBase(service) {
  return { ...serviceOf(service), url: withoutSlashesAtEnd(service.url) };
}
function onlyVersion(known) {
  return (version) => version === known ? void 0 : unknown(version);
}
function rekorVersions({ rekorChoice, verifiableRekor }) {
  return (version) => {
    if (!KNOWN_REKOR.includes(version)) return unknown(version);
    if (!verifiableRekor.some((verifiable) => verifiable === version)) {
      return `the index verifies Rekor v${verifiableRekor.join(" and v")} only`;
    }
    return rekorChoice === "auto" || rekorChoice === version ? void 0 : `rekor-version is ${rekorChoice}`;
  };
}
function unknown(version) {
  return `API version ${version} is not known to this release of wheelseal`;
}
function hintForLogs(listed, { rekorChoice, verifiableRekor }) {
  const known = listed.filter((version) => KNOWN_REKOR.includes(version));
  const verifiable = known.filter((version) => verifiableRekor.some((one) => one === version));
  if (listed.length > 0 && known.length === 0) {
    return "Update wheelseal to a release that supports what this Sigstore instance uses.";
  }
  if (verifiable.length < known.length) {
    return "The index cannot verify what this Sigstore instance signs: publish with `attestations: never` until it can.";
  }
  if (rekorChoice !== "auto" && verifiable.some((version) => version !== rekorChoice))
    return "Set rekor-version to auto.";
  return "Check the signing config and the trusted root of the Sigstore instance.";
}

// src/sigstore/prepare.ts
async function prepareSigstore({ instance, rekorChoice, verifiableRekor, onVerified }, platform, embedded = embeddedRepository) {
  const logSkipped = skippedAnchors(platform);
  const prepare = (trust) => {
    logSkipped(trust);
    const services = selectServices({ ...trust, rekorChoice, verifiableRekor, now: platform.clock.now() });
    checkHosts(instance.kind, serviceHosts(services));
    const refresh = async () => prepare(await trust.refresh());
    return { trust, services, audience: audienceOf(instance), instance: instance.kind, refresh };
  };
  const wishes = { rekorV2: rekorChoice === 2, ...onVerified !== void 0 && { onVerified } };
  return prepare(await loadTrust(instance, wishes, platform, embedded));
}
async function prepareGithub(instance, onVerified, platform, embedded = embeddedRepository) {
  const trust = await loadGithubTrust(instance, onVerified, platform, embedded);
  skippedAnchors(platform)(trust);
  const services = selectGithubServices(githubServices(instance), trust.trustedRoot, platform.clock.now());
  return { trust, services, audience: audienceOf(instance), instance: instance.kind };
}
function skippedAnchors({ runner: { log } }) {
  const logged = /* @__PURE__ */ new Set();
  return ({ trustedRoot: { skipped } }) => {
    for (const { field, reason } of skipped) {
      const line = `The trusted root's ${field} is skipped: ${reason}.`;
      if (!logged.has(line)) log.info(line);
      logged.add(line);
    }
  };
}
function checkHosts(kind, hosts) {
  const domain = publicDomain(kind);
  const stray = domain === void 0 ? void 0 : hosts.find((host) => !isHostOf(domain, host));
  if (stray === void 0) return;
  throw new ActionError(
    "TRUST_UNAVAILABLE",
    `The signing config of Sigstore's ${kind} instance names the host ${stray}, which is not one of ${domain}.`,
    "Nothing was signed. If the problem persists, contact the operator of the Sigstore instance."
  );
}
function serviceHosts({
  fulcio,
  rekor,
  timestampAuthorities
}) {
  const logs = rekor === void 0 ? [] : [rekor];
  return [fulcio, ...logs, ...timestampAuthorities].map(({ url }) => new URL(url).hostname);
}
export {
  UnverifiableByIndex,
  checkHosts,
  prepareGithub,
  prepareSigstore,
  serviceHosts
};

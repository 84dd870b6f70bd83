import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  isTransientFailure,
  isTransientStatus,
  retry,
  retryAfter
} from "./chunk-OAO3VP7J.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-6KDXYDH2.mjs";

// src/records.ts
function isPublished({ status }) {
  return status === "uploaded" || status === "already-there";
}
function plannedRecord({ distribution, action, because, presence }) {
  const { name: name2, kind, project, version, size, sha256 } = distribution;
  const there = presence.kind === "absent" ? void 0 : presence.file;
  return {
    name: name2,
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
  const renew2 = async () => {
    obtaining ??= from.obtain().finally(() => {
      obtaining = void 0;
    });
    const token = await obtaining;
    maskAuthorization(token, runner);
    held = token;
    return token;
  };
  return {
    current: async () => held !== void 0 && livesOn(held, clock.now()) ? held : renew2(),
    renew: async (refused2) => refused2 !== void 0 && held !== void 0 && refused2 !== held ? held : renew2()
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

// src/sigstore-instance.ts
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
async function readDocument(name2, value, files) {
  if (value.startsWith("{")) return Buffer.from(value);
  const path = files.resolve(value);
  const bytes = await files.readSmall(path, MAXIMUM_BYTES);
  if (bytes !== void 0) return bytes;
  throw new ActionError(
    "INPUT_INVALID",
    `${name2}: there is no file ${path}.`,
    "Give the path of the file, or the JSON itself."
  );
}

// src/distributions/expected-hashes.ts
var hashLine = /^\\?([0-9A-Fa-f]{64}) [ *]?(.+)$/;
function parseExpectedHashes(text2) {
  const lines = linesOf(plain(text2));
  if (lines.length === 0) return { fault: "has no line" };
  const hashes = /* @__PURE__ */ new Map();
  for (const [index, line] of lines.entries()) {
    const [, hash3, path] = hashLine.exec(line) ?? [];
    const name2 = path?.split(/[/\\]/).at(-1) ?? "";
    if (hash3 === void 0 || name2 === "")
      return { fault: `line ${index + 1} is not 'HASH  name': ${line.slice(0, 120)}` };
    const known = hashes.get(name2);
    if (known !== void 0 && known !== hash3.toLowerCase())
      return { fault: `names ${name2} twice, with different hashes` };
    hashes.set(name2, hash3.toLowerCase());
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
  const parsed4 = {
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
  return parsed4;
}
function stringify(parsed4) {
  if (!parsed4) {
    return null;
  }
  const { epoch, release, pre, post, dev, local } = parsed4;
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
function explain(version) {
  const parsed4 = parse(version);
  if (!parsed4) {
    return parsed4;
  }
  const { epoch, release, pre, post, dev, local } = parsed4;
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
    public: stringify(parsed4).split("+", 1)[0],
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
      spec = { ...spec, ...explain(version) };
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
  const [pythonTag = "", abi = "", platform = ""] = parts.slice(-3);
  if (parts.length !== 5 && parts.length !== 6) {
    return {
      fault: `has ${parts.length} parts between hyphens: a wheel's name is {name}-{version}(-{build})-{python}-{abi}-{platform}.whl, with _ for each hyphen in the name`
    };
  }
  if (build !== void 0 && !/^\d[\w.]*$/.test(build)) {
    return { fault: `the build tag '${build}' does not start with a digit` };
  }
  const compressed = [pythonTag, abi, platform].map((set) => set.split("."));
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
    (python) => abis.flatMap((abi) => platforms.map((platform) => ({ python, abi, platform })))
  );
}
function expandedTags(tag) {
  const sets = tag.trim().split("-").map((set) => set.split("."));
  return multiplied(sets.slice(0, 3)).map(({ python, abi, platform }) => `${python}-${abi}-${platform}`);
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

// src/distributions/finding.ts
var Unreadable = class extends Error {
  name = "Unreadable";
};
function broken(message) {
  return { rule: "broken", message };
}
function againstIndex(message, answer = "") {
  return { rule: "index", message: answer === "" ? message : `${message} (PyPI answers: ${answer})` };
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
  const answer = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [againstIndex(`the name is not normalised; expected ${expected}`, answer)];
}
function checkWheelName(filename) {
  const expected = normalisedProjectPart(filename.project);
  const findings = [...new Set(filename.tags.map((tag) => tag.platform))].flatMap(checkPlatform);
  if (filename.projectAsWritten === expected) return findings;
  const rest = filename.name.slice(filename.projectAsWritten.length);
  const answer = `Filename '${filename.name}' should contain the normalized project name '${expected}', not '${filename.projectAsWritten}'.`;
  return [againstIndex(`the name is not normalised; expected ${expected}${rest}`, answer), ...findings];
}
function checkPlatform(platform) {
  if (plainPlatforms.has(platform) || platformFamilies.some((family) => family.test(platform))) return [];
  if (/^(?:linux|macosx)_/.test(platform)) {
    const message = `platform tag '${platform}' is not one that PyPI takes`;
    const advice = platform.startsWith("linux_") ? "; auditwheel repair makes a manylinux or musllinux wheel of it" : "";
    return [
      againstIndex(`${message}${advice}`, `Binary wheel has an unsupported platform tag '${platform}'.`)
    ];
  }
  return [note(`platform tag '${platform}' is unknown here; PyPI may refuse it`)];
}

// src/distributions/metadata-fields.ts
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

// src/distributions/address-rules.ts
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
  const answer = `'${value}' is not a valid email address`;
  if (/^[^\s@<>,:;"()]+$/.test(value)) return [againstIndex(`${titled(field)} '${value}' has no @`, answer)];
  const [, , domain] = oneAddress.exec(value) ?? [];
  if (domain === void 0 || domain.includes(".") || domain.startsWith("[")) return [];
  return [againstIndex(`${titled(field)} '${value}' has a domain without a dot`, answer)];
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
    const answer2 = `'${label}' must be ${maximumLabel} characters or less.`;
    return [againstIndex(`the label of Project-URL '${label}' is too long`, answer2)];
  }
  if (isWebAddress(url)) return [];
  const answer = url === "" ? "Must have a URL" : `'${url}' is not a valid url`;
  return [againstIndex(`Project-URL '${label}' is not a URL`, answer)];
}
function isWebAddress(text2) {
  return /^https?:\S+$/i.test(text2.trim());
}

// src/distributions/requirement-syntax.ts
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

// src/distributions/dependency-rules.ts
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
    const answer = `Can't have direct dependency: ${value}`;
    return [againstIndex(`${titled(field)} '${value}' names a URL`, answer)];
  }
  const fault = requirementFault(value);
  return fault === void 0 ? [] : [invalid(field, value, fault)];
}
function checkDynamic(value) {
  const field = value.toLowerCase();
  if (neverDynamic.has(field)) {
    const answer2 = `'${field}' is not allowed as a dynamic field`;
    return [againstIndex(`Dynamic names '${value}', which must be the same in every file`, answer2)];
  }
  if (knownFields.has(field)) return [];
  const answer = `'${field}' is not a valid dynamic field`;
  return [againstIndex(`Dynamic names '${value}', which is not a metadata field`, answer)];
}
function checkImport(field, value) {
  const [path = "", option] = value.split(/;(.*)/s, 2);
  if (value.trim() === "") return [];
  const wrong = path.trimEnd().split(".").some((part) => !identifier.test(part));
  if (wrong) return [invalid(field, value, "is not a dotted name of Python identifiers")];
  if (option === void 0 || option.trimStart() === "private") return [];
  return [invalid(field, value, "has an option other than 'private'")];
}

// src/distributions/license-expression.ts
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

// src/distributions/metadata.ts
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
  const [first = "", ...rest] = header.lines;
  if (rest.length === 0) return first;
  if (fieldsOfManyLines.has(header.name)) {
    const barred = rest.every((line) => /^ {7}\|/.test(line));
    return [first, ...rest.map((line) => line.replace(barred ? /^ {7}\|/ : /^(?: {1,8}|\t)/, ""))].join("\n");
  }
  return [first, ...rest.map((line) => line.trim())].filter((line) => line !== "").join(" ");
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

// src/distributions/metadata-rules.ts
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
  const summary = singleValue(metadata, "summary") ?? "";
  const findings = [];
  if (Array.from(summary).length > maximumSummary) {
    const answer = `'summary' field must be ${maximumSummary} characters or less.`;
    findings.push(againstIndex(`Summary is longer than ${maximumSummary} characters`, answer));
  }
  if (/[\r\n]/.test(summary))
    findings.push(againstIndex("Summary has more than one line", "'summary' must be a single line"));
  return findings;
}
function checkLicense(metadata) {
  const expression2 = singleValue(metadata, "license-expression");
  if (expression2 === void 0 || !isGiven(expression2)) return [];
  const findings = [];
  const fault = licenseExpressionFault(expression2);
  if (fault !== void 0) {
    const answer = `'${expression2}' is invalid for 'license-expression'`;
    findings.push(againstIndex(`License-Expression '${expression2}' ${fault}`, answer));
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
  const answer = `'${classifier}' is not a valid classifier.`;
  if (/^private\s*::/i.test(classifier)) {
    const message = `classifier '${classifier}' says that the project is not to be published`;
    return [againstIndex(message, answer)];
  }
  if (!isGiven(classifier) || / :: \S/.test(classifier)) return [];
  return [againstIndex(`classifier '${classifier}' is none: it has no ' :: '`, answer)];
}

// src/distributions/check-metadata.ts
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
  const answer = `PyPI answers: Start filename for '${name2}' with '${normalisedProjectPart(name2)}'.`;
  return [
    broken(
      `the metadata is that of project '${name2}', the file name says '${filename.projectAsWritten}' (${answer})`
    )
  ];
}
function checkVersion(metadata, filename) {
  const version = singleValue(metadata, "version") ?? "";
  if (version === "") return [broken("the metadata has no Version")];
  const comparable = comparableVersion(version);
  if (comparable === void 0) return [broken(`'${version}' in the metadata is not a version (PEP 440)`)];
  if (comparable === comparableVersion(filename.versionAsWritten)) return [];
  const answer = `PyPI answers: Version in filename should be '${version}' not '${filename.versionAsWritten}'.`;
  return [
    broken(
      `the metadata is that of version ${version}, the file name says ${filename.versionAsWritten} (${answer})`
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
    return [againstIndex(`${titled(field)} does not exist in metadata version ${version}`, answer)];
  });
}

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
async function discover(packages, files) {
  const lines = packages.map((line) => line.trim()).filter((line) => line !== "");
  const included = lines.filter((line) => !line.startsWith("!"));
  const { entries, unmatched } = await entriesOf(included, files);
  const excluded = await exclusions(
    lines.filter((line) => line.startsWith("!")),
    files
  );
  const sorted = entries.map((entry) => ({ entry, as: classify(entry) }));
  const kept = sorted.filter(({ entry }) => !excluded.has(entry.path) && !excluded.has(parentOf(entry.path)));
  const candidates = kept.filter(({ as }) => as.kind === "candidate").map(({ entry }) => entry);
  const faults = [...kept.flatMap(faultOf), ...orphans(kept, sorted)];
  if (candidates.length === 0 && faults.length === 0) throw await nothingFound(included, entries, files);
  return { candidates, ignored: kept.flatMap(ignoredOf), faults, unmatched };
}
function printable(name2) {
  return printableFilename.test(name2) ? name2 : JSON.stringify(name2);
}
async function entriesOf(lines, files) {
  const found = /* @__PURE__ */ new Map();
  const unmatched = [];
  for (const line of lines) {
    const entries = await entriesOfLine(line, files);
    if (entries.length === 0) unmatched.push(line);
    for (const entry of entries) found.set(entry.path, entry);
  }
  return {
    entries: [...found.values()].toSorted((one, other) => one.path < other.path ? -1 : 1),
    unmatched
  };
}
async function entriesOfLine(line, files) {
  const listed = await files.list(files.resolve(line));
  if (listed !== void 0) return listed;
  const matched = await matches(line, files);
  const nested = [];
  for (const entry of matched) {
    const content = entry.kind === "directory" && classify(entry).kind !== "fault" ? await files.list(entry.path) : void 0;
    nested.push(...content ?? [entry]);
  }
  return nested;
}
async function matches(line, files) {
  if (/[*?[]/.test(line)) return files.glob(line);
  const path = files.resolve(line);
  const siblings = await files.list(parentOf(path));
  return siblings?.filter((entry) => entry.path === path) ?? [];
}
async function exclusions(lines, files) {
  const excluded = /* @__PURE__ */ new Set();
  for (const line of lines.map((text2) => text2.slice(1).trim()).filter((text2) => text2 !== "")) {
    excluded.add(files.resolve(line));
    for (const entry of await matches(line, files)) excluded.add(entry.path);
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
async function nothingFound(lines, entries, files) {
  if (lines.length === 0) {
    return new ActionError(
      "NO_DISTRIBUTIONS",
      "packages-dir has only lines that exclude (!), and none that says where the files are",
      "Add a line with the folder, such as dist."
    );
  }
  const where = lines.map((line) => `'${line}'`).join(", ");
  const message = `no wheel (.whl) or sdist (.tar.gz) in packages-dir ${where} of ${files.workspace}`;
  for (const folder of entries.filter((entry) => entry.kind === "directory").slice(0, maximumFolders)) {
    const below = await files.list(folder.path) ?? [];
    if (!below.some((entry) => classify(entry).kind === "candidate")) continue;
    const line = lines.find((one) => files.resolve(one) === parentOf(folder.path)) ?? lines[0] ?? "";
    const glob = `${line.replace(/[/\\]+$/, "")}/*`;
    return new ActionError(
      "NO_DISTRIBUTIONS",
      `${message}, but in folders below`,
      `Write packages-dir: ${glob} (or use merge-multiple: true with download-artifact).`
    );
  }
  return new ActionError(
    "NO_DISTRIBUTIONS",
    message,
    "Set packages-dir to where the build put the files, and check that they were downloaded into this job."
  );
}
function parentOf(path) {
  return path.replace(/[/\\][^/\\]*$/, "") || "/";
}

// src/distributions/together.ts
function checkTogether(read, rules) {
  const named = read.flatMap(
    (file) => file.filename === void 0 ? [] : [{ ...file, filename: file.filename }]
  );
  const twice = repeated(named, (file) => identityOf(file.filename)).map(
    ([first, second]) => {
      const message = `is the same distribution as ${first.name} (${first.path}, ${second.path}); an index can have only one`;
      return { name: second.name, severity: "error", message };
    }
  );
  const sdists = named.filter(({ filename }) => filename.kind === "sdist");
  const several = repeated(sdists, (file) => releaseOf(file.filename)).map(
    ([first, second]) => {
      const message = `is a second sdist of the release, besides ${first.name} (PyPI answers: Only one sdist may be uploaded per release.)`;
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
    const hash3 = expected.get(file.name);
    if (hash3 === void 0) return [error(file.name, "is there and is not in expected-hashes")];
    if (file.sha256 === void 0 || file.sha256 === hash3) return [];
    return [
      error(
        file.name,
        `has SHA-256 ${file.sha256}, expected-hashes says ${hash3}: these are not the bytes that were built`
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
    const first = firsts.get(keyOf(item));
    if (first === void 0) firsts.set(keyOf(item), item);
    return first === void 0 ? [] : [[first, item]];
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

// src/distributions/random-access.ts
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

// src/distributions/license-files.ts
function checkLicenseFiles(metadata, folder, members) {
  if (!isMetadataVersionAtLeast(singleValue(metadata, "metadata-version") ?? "0.0", "2.4")) return [];
  return (metadata.get("license-file") ?? []).flatMap((path) => {
    if (/\.\.|[*\\]|^\/|^[A-Za-z]:/.test(path)) {
      const answer2 = `'${path}' is invalid for 'license-file'`;
      return [againstIndex(`License-File '${path}' is not a plain relative path`, answer2)];
    }
    if (members.has(`${folder}/${path}`)) return [];
    const answer = `License-File ${path} does not exist in distribution file`;
    return [againstIndex(`License-File '${path}' is not at ${folder}/${path}`, answer)];
  });
}

// src/distributions/tar-extended.ts
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

// src/distributions/stream-reader.ts
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

// src/distributions/tar.ts
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
  const path = extended.get("path") ?? (prefix === "" ? name2 : `${prefix}/${name2}`);
  const size = extended.get("size");
  return {
    path,
    type: type === "0" && path.endsWith("/") ? "5" : type,
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
  const first = header[124] ?? 0;
  if (first < 128)
    return numberOf(
      header.toString("latin1", 124, 136).replace(/[\0 ]+$/, "").trim() || "0",
      8
    );
  if (first !== 128 || header.readUInt32BE(124) !== 2147483648)
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

// src/distributions/zip.ts
import { crc32, inflateRawSync } from "node:zlib";

// src/distributions/zip-directory.ts
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
  const path = readPath(rawPath, flags, findings);
  if (next !== extraEnd) findings.push(zipRule(`'${path}' has a comment`, "Comment in central directory"));
  const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd));
  const narrow = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field));
  const [size = 0, compressedSize = 0, offset = 0] = widened(narrow, extra);
  const method = bytes.readUInt16LE(at + 10);
  const crc322 = bytes.readUInt32LE(at + 16);
  return [{ path, rawPath, flags, method, crc32: crc322, compressedSize, size, offset }, next];
}
function zipRule(message, answer) {
  return againstIndex(message, `Invalid distribution file. ZIP archive not accepted: ${answer}.`);
}
function readPath(raw, flags, findings) {
  let path;
  try {
    path = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch (cause) {
    throw new Unreadable("a name in the zip archive is not UTF-8", { cause });
  }
  if (path.length !== raw.length && (flags & 2048) === 0) {
    findings.push(zipRule(`'${path}' is not marked as UTF-8`, "Filename not in central directory"));
  }
  return path;
}
function safeInteger(value) {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable("the zip archive has an impossible size");
  return Number(value);
}

// src/distributions/zip.ts
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
    read: (path, maximumBytes2) => readMember(read, entries.get(path), bodies.get(path), maximumBytes2)
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
function pathFault(path) {
  if (new RegExp("\\p{Cc}", "u").test(path)) return "has control characters in its name";
  if (path === "" || /^[/\\]|^[A-Za-z]:/.test(path)) return "is not a relative path";
  return path.split(/[/\\]/).includes("..") ? "points outside the archive" : void 0;
}
function checkSeparators(paths) {
  const [first] = [...paths].filter((path) => path.includes("\\"));
  return first === void 0 ? [] : [
    note(
      `'${first}' has a backslash in its name: Windows unpacks it into a folder, other systems do not`
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
    const answer = `Invalid distribution file. File exceeds compression ratio of ${suspiciousRatio}`;
    findings.push(
      againstIndex(`unpacks to ${total} bytes, more than ${suspiciousRatio} times its size`, answer)
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
  const reading = take(limited, passed).catch((error2) => {
    limited.destroy(asUnreadable(error2));
    throw error2;
  });
  const [read, unpacked2] = await Promise.allSettled([reading, unpacking]);
  for (const outcome of [read, unpacked2]) {
    if (outcome.status === "rejected") throw asUnreadable(outcome.reason);
  }
}
function asUnreadable(reason) {
  if (reason instanceof Unreadable) return reason;
  const detail = reason instanceof Error ? reason.message : String(reason);
  return new Unreadable(`the sdist is not a readable gzipped tar archive (${detail})`, { cause: reason });
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
    const path = pathOf(member);
    const fault = memberFault(member, path);
    if (fault !== void 0) throw new Unreadable(`'${member.path}' in the sdist ${fault}`);
    entries += 1;
    if (entries > maximumEntries2) throw new Unreadable(`the sdist has more than ${maximumEntries2} entries`);
    if (member.sparse)
      passed.findings.push(
        againstIndex(`'${path}' is a sparse file, which is not unpacked alike everywhere`)
      );
    passed.members.add(path);
    if (!isInformation(member)) continue;
    if (passed.information.has(path)) throw new Unreadable(`'${path}' is in the sdist twice`);
    if (content === void 0 || member.sparse)
      throw new Unreadable(`'${path}' in the sdist is not a plain file`);
    passed.information.set(path, content);
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
function memberFault(member, path) {
  if (path === "" || path === ".") return void 0;
  const fault = pathFault(path);
  if (fault !== void 0 || member.path.startsWith("/")) return fault ?? "is not a relative path";
  if (member.type === "2") return linkFault(path.split("/").slice(0, -1), member.link);
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
  const tops = new Set([...passed.members].map((path) => path.split("/", 1)[0] ?? ""));
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

// src/distributions/entry-points.ts
var scripts = /* @__PURE__ */ new Set(["console_scripts", "gui_scripts"]);
var scriptName = /^[\p{L}\p{N}_.-]+$/u;
function checkEntryPoints(bytes, wheel) {
  const fault = faultOf2(bytes);
  if (fault === void 0) return [];
  const answer = `Wheel '${wheel}' has invalid entry points defined in the entry_points.txt file`;
  return [againstIndex(`entry_points.txt ${fault}`, answer)];
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
  let section;
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
      [section, inValue] = [header, false];
      continue;
    }
    if (section === void 0) return `has something before its first section, in line ${index + 1}`;
    const name2 = content.slice(0, Math.max(0, content.indexOf("="))).trimEnd();
    if (name2 === "") return `has a line ${index + 1} that is not 'name = value'`;
    if (scripts.has(section) && !scriptName.test(name2)) return `has a script named '${name2}'`;
    const key = JSON.stringify([section, name2]);
    if (names.has(key)) return `has '${name2}' twice in [${section}]`;
    names.add(key);
    inValue = true;
  }
  return void 0;
}

// src/distributions/record.ts
var shown = 5;
var MAILED = "; PyPI warns of it by e-mail, and has announced to refuse it";
function checkRecord(bytes, members, information) {
  const record = decoded2(bytes);
  if (record === void 0) {
    const answer = `Wheel does not contain the required RECORD file: ${information}/RECORD`;
    return [againstIndex("RECORD is not UTF-8", answer)];
  }
  const exempt = /* @__PURE__ */ new Set([`${information}/RECORD.jws`, `${information}/RECORD.p7s`]);
  const present = new Set([...members].filter((path) => !/[/\\]$/.test(path) && !exempt.has(path)));
  const rows = parseRows(record)?.map(([path = "", ...rest]) => [path.replaceAll("\\", "/"), ...rest]);
  if (rows === void 0) return [note(`RECORD is not comma-separated values${MAILED}`)];
  return [
    ...checkPaths(new Set(rows.map(([path = ""]) => path)), present, exempt),
    ...checkRows(record, rows, present, information)
  ];
}
function checkPaths(listed, present, exempt) {
  const missing = [...present].filter((path) => !listed.has(path));
  const absent = [...listed].filter((path) => !present.has(path) && !exempt.has(path));
  return [
    ...missing.length === 0 ? [] : [note(`RECORD does not list ${quoted2(missing)}${MAILED}`)],
    ...absent.length === 0 ? [] : [note(`RECORD lists ${quoted2(absent)}, which the wheel does not have${MAILED}`)]
  ];
}
function checkRows(record, rows, present, information) {
  const unhashed = rows.filter(
    ([path = "", hash3 = ""]) => hash3 === "" && path !== `${information}/RECORD` && present.has(path)
  );
  const findings = [];
  if (/^(?:\r\n|\r|\n)|(?:\r\n|\r(?!\n)|\n)(?:\r|\n)/.test(record)) {
    findings.push(note("RECORD has an empty line, for which PyPI may answer 500 Internal Server Error"));
  }
  if (unhashed.length > 0)
    findings.push(note(`RECORD has no hash of ${quoted2(unhashed.map(([path = ""]) => path))}`));
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
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  let row = [];
  while (cell.lastIndex < text2.length || row.length > 0) {
    const match = cell.exec(text2);
    if (match === null) return void 0;
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    if (row.some((field) => field !== "")) rows.push(row);
    row = [];
    if (cell.lastIndex >= text2.length) break;
  }
  return rows;
}
function quoted2(paths) {
  const first = paths.slice(0, shown).map((path) => `'${path}'`);
  return paths.length > shown ? `${first.join(", ")} and ${paths.length - shown} more` : first.join(", ");
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
  for (const path of archive.entries.keys()) {
    const [top = "", ...below] = path.split("/");
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
  const answer = `Invalid distribution file. WHEEL not found at ${expected}/WHEEL`;
  return [
    againstIndex(
      `the wheel's folder ${information} is not spelled as its file name; expected ${expected}`,
      answer
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
  const named = new Set(filename.tags.map(({ python, abi, platform }) => `${python}-${abi}-${platform}`));
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
async function readDistributions(request, files) {
  const found = await discover(request.packages, files);
  const read = await atOnce(found.candidates, (entry) => readFile(entry, files));
  const distributions = read.flatMap(({ distribution }) => distribution ?? []).toSorted(byRelease);
  const faults = [
    ...found.faults,
    ...found.unmatched.map(unmatchedLine),
    ...read.flatMap(
      ({ name: name2, findings }) => faultsOf(name2, shortened(findings), request.rules, request.verifyMetadata)
    ),
    ...checkTogether(read, request.rules),
    ...checkExpectedHashes(read, request.expectedHashes)
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
async function readFile(entry, files) {
  const name2 = printable(entry.name);
  const filename = parseFilename(entry.name);
  if ("fault" in filename) return { name: name2, path: entry.path, findings: [broken(filename.fault)] };
  let content;
  try {
    content = await files.open(entry.path);
    return { ...await readContent2(entry, filename, content), path: entry.path };
  } catch (error2) {
    await content?.close();
    const message = error2 instanceof Unreadable ? error2.message : `can't be read: ${messageOf(error2)}`;
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

// src/package-index/answer.ts
import { STATUS_CODES } from "node:http";

// src/package-index/hints.ts
var TAKEN = "A file of this name is there already: raise the version. With check-url the index is asked first, and a file with the same bytes counts as done.";
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
    hint: "The index has other bytes under this name, or these bytes under another name. Raise the version, or set skip-existing: true where a file of this name should count as done."
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
function hintFor(status, text2) {
  return knownHint(status, text2) ?? "Correct what the index says, then run the job again: files that are there count as done.";
}
function knownHint(status, text2) {
  return RULES.find((each) => (each.status ?? status) === status && each.pattern.test(text2))?.hint;
}

// src/package-index/answer.ts
var UPLOAD_ATTEMPTS = 5;
function readUploadAnswer(answer, index, now) {
  const { status } = answer;
  if (status === 202) return { kind: "pending" };
  if (status >= 200 && status < 300) return { kind: "accepted" };
  const text2 = answerText(answer);
  const message = `${status} ${text2}`;
  if (status >= 300 && status < 400) return redirected(answer, index.uploadUrl);
  if (isTransientStatus(status) || status === 499) {
    const after = retryAfter(answer, now) ?? rateLimitReset(answer);
    return transient(message, after, UPLOAD_ATTEMPTS, status >= 500);
  }
  const passing = passingRefusal(status, text2);
  if (passing !== void 0) return transient(message, void 0, passing, false);
  const hint = hintFor(status, text2);
  if (status === 403 && isTokenTrouble(text2)) return { kind: "expired-token", message, hint };
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
    const text2 = messageIn(inner, depth + 1);
    if (text2 !== void 0) return text2;
  }
  return void 0;
}
function strippedBody(answer) {
  const text2 = answer.body.subarray(0, 65536).toString("utf8").replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  return bounded(text2);
}
function bounded(text2) {
  return text2.length > 1e3 ? `${text2.slice(0, 1e3)}…` : text2;
}
function transient(message, after, attempts, serverError) {
  return { kind: "transient", message, after, attempts, serverError };
}
function passingRefusal(status, text2) {
  if (status !== 400) return void 0;
  if (/Unknown error while trying to verify included attestations/i.test(text2)) {
    return /inclusion promise|signed timestamp/i.test(text2) ? void 0 : 3;
  }
  return /digest supplied does not match/i.test(text2) ? 2 : void 0;
}
function isTokenTrouble(text2) {
  return /token is expired|Invalid or non-existent authentication information|deleted or nonexistent macaroon/i.test(
    text2
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
function isLoopback(url) {
  return url.hostname === "localhost" || url.hostname.endsWith(".localhost") || url.hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(url.hostname);
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
function knownIndex(url, given) {
  const meant = KNOWN[MISTAKEN_HOSTS[url.host] ?? url.host];
  if (meant === void 0) return void 0;
  if (url.href !== meant.uploadUrl) {
    throw new ActionError(
      "INPUT_INVALID",
      `repository-url ${given} is not where ${meant.title} takes uploads`,
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
  const secure = url.protocol === "https:" || url.protocol === "http:" && isLoopback(url);
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

// src/package-index/project-page.ts
var EMPTY_PROJECT_PAGE = { files: [], status: void 0, versions: void 0 };
function parseProjectPage(contentType, text2, base) {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^application\/(vnd\.pypi\.simple\.v1\+)?json$/.test(type)) return parseJson(text2, base);
  if (type === "text/html" || type === "application/vnd.pypi.simple.v1+html") return parseHtml(text2, base);
  return void 0;
}
function asRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : void 0;
}
function asArray(value) {
  return Array.isArray(value) ? value : [];
}
function asString(value) {
  return typeof value === "string" ? value : void 0;
}
function parseJsonText(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
function parseJson(text2, base) {
  const page = asRecord(parseJsonText(text2));
  if (page === void 0 || !Array.isArray(page.get("files"))) return void 0;
  const status = asRecord(page.get("project-status"))?.get("status");
  const versions = page.get("versions");
  return {
    files: asArray(page.get("files")).flatMap((file) => jsonFile(file, base)),
    status: asString(status),
    versions: Array.isArray(versions) ? versions.filter((version) => typeof version === "string") : void 0
  };
}
function jsonFile(value, base) {
  const file = asRecord(value);
  const name2 = asString(file?.get("filename"));
  if (file === void 0 || name2 === void 0) return [];
  return [
    {
      name: name2,
      sha256: hash2(asString(asRecord(file.get("hashes"))?.get("sha256"))),
      url: resolved(asString(file.get("url")) ?? "", base) ?? base,
      provenanceUrl: resolved(asString(file.get("provenance")), base),
      uploadedAt: asString(file.get("upload-time"))
    }
  ];
}
function parseHtml(text2, base) {
  const files = [...text2.matchAll(/<a\s([^>]*)>([\s\S]*?)<\/a\s*>/gi)].flatMap(
    ([, attributes, label]) => htmlFile(attributes ?? "", label ?? "", base)
  );
  const status = /<meta\s[^>]*name="pypi:project-status"[^>]*content="([^"]*)"/i.exec(text2)?.[1];
  return { files, status, versions: void 0 };
}
function htmlFile(attributes, label, base) {
  const href = attribute(attributes, "href");
  const url = resolved(href, base);
  if (url === void 0) return [];
  const { pathname, hash: fragment } = new URL(url);
  const inPath = pathname.split("/").at(-1) ?? "";
  const name2 = unescaped(label.replace(/<[^>]*>/g, "").trim()) || decoded3(inPath);
  return [
    {
      name: name2,
      sha256: hash2(/[#&]sha256=([0-9a-f]{64})/i.exec(fragment)?.[1]),
      url: url.split("#")[0] ?? url,
      provenanceUrl: resolved(attribute(attributes, "data-provenance"), base),
      uploadedAt: void 0
    }
  ];
}
function attribute(attributes, name2) {
  const match = new RegExp(`(?:^|\\s)${name2}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "i").exec(
    attributes
  );
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === void 0 ? void 0 : unescaped(value);
}
function unescaped(text2) {
  return text2.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#43;", "+").replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}
function decoded3(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}
function resolved(address, base) {
  if (address === void 0 || address === "" || !URL.canParse(address, base)) return void 0;
  const { href, protocol } = new URL(address, base);
  return protocol === "https:" || protocol === "http:" ? href : void 0;
}
function hash2(hex) {
  return hex !== void 0 && /^[0-9a-f]{64}$/i.test(hex) ? hex.toLowerCase() : void 0;
}

// src/package-index/audience.ts
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
  const own = isLoopback(host) || [host.host, host.hostname].includes(asked.toLowerCase());
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
  if (isLoopback(host)) return /sigstore/i.test(audience);
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
  const attempt2 = async () => {
    try {
      const answer = await http.request(request);
      const audience = asString(asRecord(parseJsonText(answer.body.toString("utf8")))?.get("audience"));
      if (answer.status === 200 && audience !== void 0 && audience !== "") {
        return { kind: "done", value: audience };
      }
      if (!isTransientStatus(answer.status)) throw noTrustedPublishing(index, url, answer);
      const after = retryAfter(answer, clock.now());
      const error2 = unasked(index, url, `it answered ${answer.status} ${answerText(answer)}`);
      return after === void 0 ? { kind: "again", error: error2 } : { kind: "again", error: error2, after };
    } catch (error2) {
      if (error2 instanceof ActionError) throw error2;
      const failed2 = unasked(index, url, messageOf(error2), error2);
      if (!isTransientFailure(error2)) throw failed2;
      return { kind: "again", error: failed2 };
    }
  };
  return retry(attempt2, BUDGET, clock);
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

// src/package-index/mint-refusal.ts
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
  const name2 = claims.repository.split("/").slice(1).join("/");
  return [
    `  Owner: ${claims.repository_owner} (id ${claims.repository_owner_id})`,
    `  Repository name: ${name2}`,
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
  const name2 = claims.repository.split("/").slice(1).join("/");
  const environment = claims.environment === void 0 ? "left empty" : `'${claims.environment}' (or left empty)`;
  return `Register exactly this at ${publishingPage(index)}, or under Publishing in the settings of the project: owner '${claims.repository_owner}', repository name '${name2}', workflow name '${workflowFile(claims)}', environment name ${environment}.`;
}
function publishingPage(index) {
  return index.apiUrl === void 0 ? index.title : `${index.apiUrl}/manage/account/publishing/`;
}

// src/package-index/trusted-publishing.ts
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
    clock
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
  } catch (error2) {
    const refusal = refused(index, url, messageOf(error2), "Run the job again later.", error2);
    if (isTransientFailure(error2)) return refusal;
    throw refusal;
  }
}
function readMintAnswer(answer, { index, url, claims }, runner, clock) {
  const value = asRecord(parseJsonText(answer.body.toString("utf8")));
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
    const error2 = mintRefusal(index, first.code, errors.map((each) => each.description).join("; "), claims);
    if (errors.every(({ code }) => PASSING_CODES.has(code))) return { kind: "again", error: error2 };
    throw error2;
  }
  return unusable(answer, index, url, clock);
}
function unusable(answer, index, url, clock) {
  const text2 = answer.status < 300 ? `${answer.status} without a token` : `${answer.status} ${answerText(answer)}`;
  const hint = redirectHint(answer, url) ?? "Check that the index offers Trusted Publishing, or give a password (an API token from a secret).";
  const error2 = refused(index, url, `it answered ${text2}`, hint);
  if (!isTransientStatus(answer.status) && answer.status >= 300) throw error2;
  const after = retryAfter(answer, clock.now());
  return after === void 0 ? { kind: "again", error: error2 } : { kind: "again", error: error2, after };
}
function mintError(value) {
  const error2 = asRecord(value);
  const code = asString(error2?.get("code"));
  return code === void 0 ? [] : [{ code, description: asString(error2?.get("description")) ?? code }];
}
function refused(index, url, why, hint, cause) {
  const message = `${index.title} gave no upload token: ${why} (${url}; password is empty, so Trusted Publishing is used)`;
  return new ActionError("TOKEN_REFUSED", message, hint, cause);
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

// src/attesting.ts
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
    const differences = [
      ...known.repository === claims.repository ? [] : [`repository ${known.repository}, this run's is ${claims.repository}`],
      ...known.workflow === workflow ? [] : [`workflow ${known.workflow}, this run's is ${workflow}`]
    ];
    return differences.length === 0 ? [] : [`${known.project}: the newest attested file has ${differences.join("; ")}`];
  });
}
function environmentMismatches(publishers, claims) {
  return publishers.flatMap(
    ({ project, environment }) => environment === void 0 || environment.toLowerCase() === claims.environment?.toLowerCase() ? [] : [
      `${project}: the newest attested file came from the environment ${environment}, this run has ${claims.environment ?? "none"}`
    ]
  );
}

// src/github/claims.ts
function parseClaims(token, audience) {
  const payload = decodePayload(token);
  checkAudience(payload["aud"], audience);
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
  const seconds = decodePayload(token)["iat"];
  return typeof seconds === "number" ? new Date(seconds * 1e3) : void 0;
}
function decodePayload(token) {
  const [, payload, signature, ...more] = token.split(".");
  if (payload === void 0 || signature === void 0 || more.length > 0)
    throw unusable2("is no JSON Web Token");
  const bytes = Buffer.from(payload, "base64url");
  const claims = parsed2(bytes);
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) {
    throw unusable2("has no claims that can be read");
  }
  return { ...claims };
}
function parsed2(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return void 0;
  }
}
function checkAudience(value, audience) {
  const audiences = Array.isArray(value) ? value : [value];
  if (audiences.length === 1 && audiences[0] === audience) return;
  throw unusable2(`is for the audience ${JSON.stringify(value)}, not for ${JSON.stringify(audience)}`);
}
function required(payload, name2) {
  const value = payload[name2];
  if (typeof value === "string" && value !== "") return value;
  throw unusable2(value === void 0 ? `has no claim ${name2}` : `has a claim ${name2} that is not a text`);
}
function optional(payload, name2) {
  const value = payload[name2];
  return value === void 0 || value === null || value === "" ? void 0 : required(payload, name2);
}
function unusable2(what) {
  return new ActionError(
    "IDENTITY_UNAVAILABLE",
    `The identity token that GitHub gave this job ${what}.`,
    "Run the job on GitHub Actions, or on a server that issues the same tokens."
  );
}

// src/github/identity-token.ts
var BUDGET3 = { total: 12e4, firstDelay: 500, maximumDelay: 1e4 };
async function requestIdentityToken(audience, platform) {
  const request = platform.runner.identityTokenRequest;
  if (request === void 0) throw noPermission(platform.runner.job);
  if (!URL.canParse(request.url)) throw failed("ACTIONS_ID_TOKEN_REQUEST_URL is not a URL");
  const url = new URL(request.url);
  url.searchParams.set("audience", audience);
  const authorization2 = platform.runner.secret(`Bearer ${request.token.reveal()}`);
  return retry(() => attempt(url, authorization2, platform), BUDGET3, platform.clock);
}
async function attempt(url, authorization2, platform) {
  let answer;
  try {
    answer = await platform.http.request({
      method: "GET",
      url: url.href,
      purpose: "identity token from GitHub",
      headers: { authorization: authorization2, accept: "application/json" },
      deadline: 15e3,
      maximumBytes: 64 * 1024
    });
  } catch (error2) {
    const failure2 = failed("it could not be asked for", url, error2);
    if (isTransientFailure(error2)) return { kind: "again", error: failure2 };
    throw failure2;
  }
  if (answer.status === 200) {
    return { kind: "done", value: platform.runner.secret(tokenOf(answer, url)) };
  }
  const failure = failed(described(answer), url);
  if (!isTransientStatus(answer.status)) throw failure;
  const after = retryAfter(answer, platform.clock.now());
  return { kind: "again", error: failure, ...after === void 0 ? {} : { after } };
}
function tokenOf(answer, url) {
  const value = Reflect.get(Object(parsed3(answer.body)), "value");
  if (typeof value === "string" && value !== "") return value;
  throw failed("the answer has no token", url);
}
function parsed3(body) {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return void 0;
  }
}
function described(answer) {
  const text2 = answer.body.toString("utf8").slice(0, 300).trim();
  return [String(answer.status), answer.statusText, text2].filter((part) => part !== "").join(" ");
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
    return unavailable(
      "it does not run on GitHub Actions",
      "Run it as a GitHub Actions job, or use `password` with `attestations: never`."
    );
  }
  if (job.fromFork) {
    return unavailable(
      "GitHub gives none to pull requests from forks",
      "Publish from a release, a tag or a push to your own repository."
    );
  }
  if (job.actor === "dependabot[bot]") {
    return unavailable(
      "GitHub gives none to runs that Dependabot started",
      "Leave the job out with `if: github.actor != 'dependabot[bot]'`."
    );
  }
  return unavailable(
    "it has no `id-token: write` permission",
    "Add `permissions: {id-token: write}` to the job (and `contents: read` if it checks out a private repository); a reusable workflow needs it in the calling job too."
  );
}
function unavailable(because, hint) {
  return new ActionError("IDENTITY_UNAVAILABLE", `This job can't get an identity token: ${because}.`, hint);
}

// src/github/identity.ts
var CLAIMS_AUDIENCE = "wheelseal-claims";
async function readIdentity(audience, platform) {
  const token = await requestIdentityToken(audience, platform);
  return {
    claims: parseClaims(token.reveal(), audience),
    issuedAt: issuedAt(token.reveal()),
    token: (other) => requestIdentityToken(other, platform)
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

// src/identity-judgement.ts
function judgeIdentity(wish, identity, publishers, { inputs, index, platform, ledger }) {
  const { job } = platform.runner;
  const attesting = wish.kind === "make";
  const findings = checkIdentity(identity.claims, { index, attesting, job });
  const skew = checkClock(identity.issuedAt, platform.clock.now());
  const stopping = heed([...findings, ...skew], inputs, platform);
  checkPublishers(publishers, identity.claims, inputs, platform);
  const [reason] = stopping;
  if (reason === void 0 || wish.kind === "none") return wish;
  if (inputs.attestations === "keep" || inputs.dryRun === "sign") {
    ledger.decided(`Signed all the same, since nothing is sent from here: ${reason}`);
    return wish;
  }
  return { kind: "none", because: reason };
}
function judgeTrigger({ inputs, platform }) {
  heed(checkTrigger([platform.runner.job.eventName]), inputs, platform);
}
function heed(findings, inputs, { runner }) {
  const stopping = [];
  for (const { code, severity, message, hint } of findings) {
    const stops = severity === "stops-run" || severity !== "warns" && inputs.attestations === "require";
    if (stops) throw new ActionError(code, message, hint);
    if (severity === "warns") runner.log.warning(`${message} ${hint}`);
    else stopping.push(`${message} ${hint}`);
  }
  return stopping;
}
function checkPublishers(publishers, claims, inputs, platform) {
  const environments = environmentMismatches(publishers, claims);
  if (environments.length > 0) {
    platform.runner.log.warning(
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
  platform.runner.log.warning(`${message}
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

// src/prepare-signing.ts
async function prepareSigning(send, identity, run) {
  const { inputs, index, platform, ledger } = run;
  const instance = await readInstance(inputs.sigstore, platform.files);
  const own = instance.kind === "tuf" || instance.kind === "files";
  const refusal = (hosts) => disclosureRefused(hosts, identity.claims, run);
  const named = own ? void 0 : refusal([NAMED_HOSTS[instance.kind]]);
  if (named !== void 0) return named;
  const unbound = !send && inputs.rekorVersion !== "auto";
  const verifiableRekor = unbound ? [1, 2] : index.verifiesRekor;
  const prepared = await learn({ instance, rekorChoice: inputs.rekorVersion, verifiableRekor }, send, run);
  if ("because" in prepared) return prepared;
  const { serviceHosts } = await import("./prepare-LRIRMPJZ.mjs");
  const refused2 = ({ services }) => own ? refusal(serviceHosts(services)) : void 0;
  const found = refused2(prepared);
  if (found !== void 0) return found;
  ledger.signsWith(own ? `own instance, ${new URL(prepared.services.fulcio.url).host}` : instance.kind);
  tellDecisions(prepared, [], run);
  const refresh = async () => renew(prepared, refused2, run);
  return { ...prepared, refresh, identity, send, verifiableRekor };
}
async function learn(request, send, { inputs, index, platform }) {
  const { prepareSigstore, UnverifiableByIndex } = await import("./prepare-LRIRMPJZ.mjs");
  try {
    return await prepareSigstore(request, platform);
  } catch (error2) {
    const dispensable = send && inputs.attestations === "auto" && inputs.dryRun === "no";
    if (!dispensable || !(error2 instanceof UnverifiableByIndex)) throw error2;
    const [verified, offered] = [index.verifiesRekor, error2.offered].map(
      (versions) => versions.join(" and v")
    );
    return {
      because: `${index.title} verifies Rekor v${verified} only, and the Sigstore instance offers v${offered} only.`
    };
  }
}
async function renew(prepared, refused2, run) {
  const renewed = await prepared.refresh();
  const refusal = refused2(renewed);
  if (refusal !== void 0) {
    throw new ActionError(
      "CONSENT_MISSING",
      refusal.because,
      "Run again: it is decided before signing then."
    );
  }
  tellDecisions(renewed, prepared.services.decisions, run);
  return renewed;
}
function tellDecisions({ services }, known, { ledger, platform }) {
  for (const line of services.decisions.filter((decision) => !known.includes(decision))) {
    ledger.decided(line);
    platform.runner.log.info(line);
  }
}
var NAMED_HOSTS = { "public-good": "fulcio.sigstore.dev", staging: "fulcio.sigstage.dev" };
function disclosureRefused(hosts, claims, { inputs, platform }) {
  const { runner } = platform;
  const consent = decideConsent({ claims, instanceHosts: hosts, consented: inputs.disclosureAllowed });
  if (consent.kind === "not-needed") return void 0;
  const list = consent.discloses.map(({ what, value }) => `  ${what}: ${value}`).join("\n");
  if (consent.kind === "given") {
    runner.log.warning(
      `Signing puts into the public, permanent logs of Sigstore:
${list}`,
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
${list}`,
      "Set `allow-public-disclosure-from-private-repo: true`, use a Sigstore instance of your own, or `attestations: never`."
    );
  }
  runner.log.info(`Would become public:
${list}`);
  return { because: `${message} \`allow-public-disclosure-from-private-repo: true\` gives consent.` };
}

// src/preflight.ts
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
function unattested(because, { ledger, platform }) {
  ledger.notAttested(because);
  platform.runner.log.notice(`Without attestations: ${because}`);
}
function instanceName({ sigstore }) {
  return sigstore.kind === "tuf" || sigstore.kind === "files" ? "own" : sigstore.kind;
}
async function identify(wish, { inputs, index, platform }) {
  if (inputs.dryRun === "no" && usesTrustedPublishing(inputs)) {
    const audience = await audienceOf(index, inputs.oidcAudience, platform.http, platform.clock);
    return readIdentity(audience, platform).catch((error2) => {
      throw withoutPassword(error2);
    });
  }
  if (wish.kind === "none") return void 0;
  const optional2 = inputs.attestations === "auto" && inputs.password !== void 0;
  if (optional2 && platform.runner.identityTokenRequest === void 0) return void 0;
  return readIdentity(CLAIMS_AUDIENCE, platform);
}
function withoutPassword(error2) {
  if (!(error2 instanceof ActionError)) return error2;
  const hint = `${error2.hint} It was asked for since \`password\` is empty.`;
  return new ActionError(error2.code, error2.message, hint, error2.cause);
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

// src/stages.ts
async function stage(heading, { ledger, log }, work) {
  return log.group(heading, async () => {
    const end = ledger.stage(heading);
    try {
      return await work();
    } finally {
      log.info(`Took ${readableDuration(end())}.`);
    }
  });
}
async function findDistributions({ inputs, index, platform }) {
  const { log } = platform.runner;
  const hashes = inputs.expectedHashes === void 0 ? void 0 : parseExpectedHashes(inputs.expectedHashes);
  if (hashes !== void 0 && "fault" in hashes) {
    throw new ActionError(
      "INPUT_INVALID",
      `expected-hashes: ${hashes.fault}`,
      "Give the output of `sha256sum`, or the base64 of it."
    );
  }
  const { packages, verifyMetadata } = inputs;
  const request = { packages, verifyMetadata, rules: index.kind, expectedHashes: hashes };
  const found = await readDistributions(request, platform.files);
  for (const { name: name2, kind, size, sha256 } of found.distributions) {
    log.info(`${name2}  ${kind}, ${readableSize(size)}, SHA-256 ${sha256}`);
  }
  for (const { name: name2, message } of found.warnings) log.warning(`${name2}: ${message}`);
  const ignored = found.ignored.map(({ name: name2, reason }) => `${name2} (${reason})`);
  if (ignored.length > 0) log.notice(`Left alone: ${ignored.join(", ")}`);
  return found.distributions;
}
function passwordCredentials({ user, password }) {
  return password === void 0 ? void 0 : { username: user, password };
}
function tellPlan(plan, notes, run) {
  const { inputs, platform, ledger } = run;
  const { log } = platform.runner;
  ledger.planned(plan);
  for (const note2 of notes) log.info(note2);
  for (const { distribution, action, because } of plan.files) {
    const line = `${distribution.name}: ${action}, since ${because}`;
    if (action === "skipped-different") log.warning(line);
    else log.info(line);
  }
  if (inputs.dryRun === "plan") tellPlanOnly(plan, run);
}
function tellPlanOnly({ toPublish }, run) {
  const { inputs, index, platform, ledger } = run;
  ledger.notAttested("a plan signs nothing.");
  if (toPublish.length > 0) {
    const attesting = plannedAttesting(run);
    const would = attesting.kind === "none" ? `publish without attestations: ${attesting.because}` : `sign ${counted(toPublish.length, "file")}, ${attesting.send ? "and send the attestations along" : "and keep the attestations here"}.`;
    ledger.decided(`A run would ${would}`);
    platform.runner.log.info(`A run would ${would}`);
  }
  platform.runner.log.notice(`Not checked by a plan: ${uncheckedByPlan(inputs, index).join("; ")}.`);
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
function tellLinks(plan, { identity }, { inputs, index, ledger }) {
  if (index.kind !== "pypi") return;
  const repository = inputs.password === void 0 ? identity?.claims.repository : void 0;
  const firsts = new Map(plan.releases.map(({ project, distributions }) => [project, distributions[0]]));
  const known = [...firsts].flatMap(
    ([project, first]) => first === void 0 ? [] : projectLinks(first.metadata, project, repository)
  );
  ledger.linked(known);
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
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name2 = ""]) => name2);
  const unknown = names.find((name2) => !Object.hasOwn(PLACEHOLDERS, name2));
  const known = Object.keys(PLACEHOLDERS).map((name2) => `{${name2}}`);
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
  return template.replace(/\{([^{}]*)\}/g, (whole, name2) => PLACEHOLDERS[name2]?.(facts) ?? whole);
}

export {
  expectedSigner,
  isPublished,
  plannedRecord,
  readableSize,
  readableDuration,
  counted,
  EMPTY_PROJECT_PAGE,
  parseProjectPage,
  asRecord,
  asArray,
  asString,
  parseJsonText,
  hintFor,
  knownHint,
  UPLOAD_ATTEMPTS,
  readUploadAnswer,
  answerText,
  authorization,
  authorizationFor,
  queryCredentials,
  valid,
  eq,
  parseFilename,
  templateFault,
  isPerFile,
  needsBlake2b,
  targetPath,
  readDocument,
  describeIndex,
  releasePage,
  preflight,
  stage,
  findDistributions,
  passwordCredentials,
  tellPlan,
  tellLinks,
  obtainCredentials
};

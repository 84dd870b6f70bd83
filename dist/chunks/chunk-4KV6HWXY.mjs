import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ActionError,
  messageOf
} from "./chunk-TCESNLFT.mjs";

// src/distributions/finding.ts
var Unreadable = class extends Error {
  name = "Unreadable";
  /** The one thing to change; absent where the message says it. */
  hint;
  constructor(message, options) {
    super(message, options);
    this.hint = options?.hint;
  }
};
var correctTheBuild = "Correct the build, or exclude a file with a line of packages-dir that starts with `!`.";
var shownHints = 3;
var shownLength = 500;
function quoted(value) {
  return value.length <= shownLength ? `'${value}'` : `of ${value.length} characters`;
}
var damaged = {
  hint: "Build or download the file again. Two artifacts may hold a file of this name, which `merge-multiple: true` writes into one: upload each file by one job only."
};
function broken(message, hint) {
  return { rule: "broken", message, ...hint !== void 0 && { hint } };
}
function findingOf(error) {
  if (error instanceof Unreadable) return broken(error.message, error.hint);
  return broken(`can't be read: ${messageOf(error)}`);
}
function againstIndex(message, answer = "", hint) {
  const said = answer === "" ? message : `${message} (PyPI answers: ${answer})`;
  return { rule: "index", message: said, ...hint !== void 0 && { hint } };
}
function note(message, hint) {
  return { rule: "note", message, ...hint !== void 0 && { hint } };
}
function faultsOf(name, findings, rules) {
  return findings.map(({ rule, message, hint }) => {
    const refused = rule === "broken" || rule === "index" && rules === "pypi";
    return { name, severity: refused ? "error" : "warning", message, ...hint !== void 0 && { hint } };
  });
}
function faultsOfUploads(uploads, rules) {
  return uploads.flatMap(({ name, findings }) => faultsOf(name, findings, rules));
}
function invalidDistributions(errors) {
  const count = new Set(errors.map((fault) => fault.name)).size;
  const heading = `${count} ${count === 1 ? "file" : "files"} can't be published:`;
  const lines = errors.map((fault) => `${fault.name}: ${fault.message}`);
  const hints = [...new Set(errors.map(({ hint }) => hint ?? correctTheBuild))];
  return new ActionError(
    "DISTRIBUTION_INVALID",
    [heading, ...lines].join("\n"),
    hints.slice(0, shownHints).join(" ")
  );
}

// src/distributions/metadata/fields.ts
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
var dynamicFields = new Set(
  [...singleFields, ...introducedIn.keys(), "platform", "license-file"].filter(
    (field) => !["name", "version", "metadata-version", "dynamic"].includes(field)
  )
);
var acceptedVersions = ["1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5"];
function titled(field) {
  return field.replace(/(^|-)([a-z])/g, (_, hyphen, letter) => `${hyphen}${letter.toUpperCase()}`).replace("Url", "URL");
}
function valuesOf(metadata, field) {
  return metadata.get(field) ?? [];
}
function singleValue(metadata, field) {
  return metadata.get(field)?.[0];
}
function invalidValue(field, value, what, hint) {
  const answer = `${quoted(value)} is invalid for '${field}'`;
  return againstIndex(`${titled(field)} ${quoted(value)} ${what}`, answer, hint);
}
function isMetadataVersionAtLeast(version, minimum) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split(".").map(Number);
  return major > minimumMajor || major === minimumMajor && minor >= minimumMinor;
}

// src/distributions/metadata/python-text.ts
var pythonSpace = String.raw`\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
var space = new RegExp(`^[${pythonSpace}]$`);
function pythonStrip(text) {
  return pythonStripStart(pythonStripEnd(text));
}
function pythonStripStart(text) {
  let start = 0;
  while (start < text.length && space.test(text.charAt(start))) start += 1;
  return text.slice(start);
}
function pythonStripEnd(text) {
  let end = text.length;
  while (end > 0 && space.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

export {
  Unreadable,
  quoted,
  damaged,
  broken,
  findingOf,
  againstIndex,
  note,
  faultsOf,
  faultsOfUploads,
  invalidDistributions,
  singleFields,
  introducedIn,
  dynamicFields,
  acceptedVersions,
  titled,
  valuesOf,
  singleValue,
  invalidValue,
  isMetadataVersionAtLeast,
  pythonSpace,
  pythonStrip,
  pythonStripStart,
  pythonStripEnd
};

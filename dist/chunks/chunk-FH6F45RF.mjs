import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  againstIndex,
  quoted
} from "./chunk-TH2B4WJB.mjs";

// src/distributions/metadata/python-text.ts
var pythonSpace = String.raw`\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
var pythonLineEnds = new RegExp(String.raw`\r\n|[\v-\r\x1c-\x1e\x85\u2028\u2029]`, "g");
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
function decodedUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return void 0;
  }
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
function invalidValue(field, value, what, hint = `Correct ${titled(field)} in pyproject.toml (or setup.cfg), then build again.`) {
  const answer = `${quoted(value)} is invalid for '${field}'`;
  return againstIndex(`${titled(field)} ${quoted(value)} ${what}`, answer, hint);
}
function isMetadataVersionAtLeast(version, minimum) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split(".").map(Number);
  return major > minimumMajor || major === minimumMajor && minor >= minimumMinor;
}

export {
  pythonSpace,
  pythonLineEnds,
  pythonStrip,
  pythonStripStart,
  pythonStripEnd,
  decodedUtf8,
  singleFields,
  introducedIn,
  dynamicFields,
  acceptedVersions,
  titled,
  valuesOf,
  singleValue,
  invalidValue,
  isMetadataVersionAtLeast
};

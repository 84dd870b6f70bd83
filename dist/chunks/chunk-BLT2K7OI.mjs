import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ActionError,
  messageOf
} from "./chunk-O5WNBQYS.mjs";

// src/ground/group-reasons.ts
var NAMES = 5;
function groupReasons(reasons) {
  const groups = Map.groupBy(reasons, commonText);
  return [...groups.values()].flatMap(
    ([first, ...more]) => first === void 0 ? [] : [{ message: first.message, names: [...new Set([first, ...more].map(({ name }) => name))] }]
  );
}
function named({ name, message }) {
  return { name, message: `${name}: ${message}` };
}
function reasonLines(reasons) {
  return groupReasons(reasons).map(({ message, names: [first = "", ...more] }) => {
    const rest = more.length === 0 ? "" : ` The same for ${more.length} more: ${shortList(more)}.`;
    const text = message.includes(first) ? message : `${first}: ${message}`;
    return rest === "" || /[.!?)]$/.test(text) ? `${text}${rest}` : `${text}.${rest}`;
  });
}
function shortList(names, most = NAMES) {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
var FILE_NAME = /^(?<project>.+?)-(?<version>\d[^-]*?)(?:-.*\.whl|\.tar\.gz|\.zip)$/;
function commonText({ name, message, project }) {
  const parts = FILE_NAME.exec(name)?.groups;
  const unnamed = message.replaceAll(name, "\0").replaceAll(/\b[0-9a-f]{64}\b/g, "");
  const spelled = (project ?? parts?.["project"] ?? "").replaceAll(/[^a-z0-9]+/gi, "[-_.]+");
  return [spelled, (parts?.["version"] ?? "").replaceAll(/[^a-z0-9]/gi, String.raw`\$&`)].filter((part) => part !== "").reduce(
    (text, part, place) => text.replaceAll(new RegExp(`(?<![\\w.-])${part}(?![\\w-]|\\.\\w)`, "gi"), `${place}`),
    unnamed
  );
}

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
var rebuilt = "Build the file again with a current build backend, and change it with no tool that rewrites archives afterwards.";
var shownHints = 3;
var shownLength = 500;
function quoted(value) {
  return value.length <= shownLength ? `'${value}'` : `of ${value.length} characters`;
}
var damaged = {
  hint: "Build or download the file again. Two artifacts may contain a file of this name, which `merge-multiple: true` writes into one: upload each file from one job only."
};
function broken(message, hint) {
  return { rule: "broken", message, hint };
}
function findingOf(error) {
  if (error instanceof Unreadable) return broken(error.message, error.hint ?? rebuilt);
  return broken(
    `cannot be read: ${messageOf(error)}`,
    "Check that this job may read the file, and that nothing else writes to its directory."
  );
}
function againstIndex(message, answer, hint) {
  const said = answer === "" ? message : `${message} (PyPI answers: ${answer})`;
  return { rule: "index", message: said, hint };
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
  const lines = reasonLines(errors.map(named));
  const hints = [...new Set(errors.flatMap(({ hint }) => hint === void 0 ? [] : [hint]))];
  return new ActionError(
    "DISTRIBUTION_INVALID",
    [heading, ...lines].join("\n"),
    hints.slice(0, shownHints).join(" ")
  );
}

export {
  named,
  reasonLines,
  Unreadable,
  quoted,
  damaged,
  broken,
  findingOf,
  againstIndex,
  note,
  faultsOf,
  faultsOfUploads,
  invalidDistributions
};

import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  named,
  reasonLines
} from "./chunk-YS3TBXGK.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-3BFIJHZE.mjs";

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
var rebuilt = "Build the file again with a current build backend, and do not modify it with a tool that rewrites archives afterwards.";
var shownHints = 3;
var shownLength = 500;
function quoted(value) {
  return value.length <= shownLength ? `'${value}'` : `of ${value.length} characters`;
}
var damaged = {
  hint: "Build or download the file again. Two artifacts may contain a file of this name, which `merge-multiple: true` writes into one: upload each file from one job only."
};
function broken(message, hint, answer = "") {
  return { rule: "broken", message, ...answer !== "" && { answer }, hint };
}
function findingOf(error) {
  if (error instanceof Unreadable) return broken(error.message, error.hint ?? rebuilt);
  return broken(
    `cannot be read: ${messageOf(error)}`,
    "Check that this job may read the file, and that nothing else writes to its directory."
  );
}
function againstIndex(message, answer, hint) {
  return { rule: "index", message, ...answer !== "" && { answer }, hint };
}
function note(message, hint) {
  return { rule: "note", message, ...hint !== void 0 && { hint } };
}
function faultsOf(name, findings, index) {
  return findings.map(({ rule, message, answer, hint }) => {
    const refused = rule === "broken" || rule === "index" && index.kind === "pypi";
    const ruler = index.kind === "pypi" ? index.title : "PyPI";
    return {
      name,
      severity: refused ? "error" : "warning",
      message: answer === void 0 ? message : `${message} (${ruler} answers: ${answer})`,
      ...hint !== void 0 && { hint }
    };
  });
}
function faultsOfUploads(uploads, index) {
  return uploads.flatMap(({ name, findings }) => faultsOf(name, findings, index));
}
function invalidDistributions(errors) {
  const count = new Set(errors.map((fault) => fault.name)).size;
  const heading = `${count} ${count === 1 ? "file" : "files"} cannot be published:`;
  const lines = reasonLines(errors.map(named));
  const hints = [...new Set(errors.flatMap(({ hint }) => hint === void 0 ? [] : [hint]))];
  return new ActionError("DISTRIBUTION_INVALID", [heading, ...lines.map((line) => `- ${line}`)].join("\n"), {
    hint: hints.slice(0, shownHints).join(" "),
    rerun: "needs-new-files"
  });
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
  invalidDistributions
};

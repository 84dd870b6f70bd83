import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  shortList
} from "./chunk-BNOAGMSN.mjs";

// src/ground/group-reasons.ts
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
    return rest === "" || /[.!?]$/.test(text) ? `${text}${rest}` : `${text}.${rest}`;
  });
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

export {
  groupReasons,
  named,
  reasonLines
};

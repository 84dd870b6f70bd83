import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  pythonSpace,
  pythonStrip,
  pythonStripEnd,
  pythonStripStart,
  singleValue
} from "./chunk-FH6F45RF.mjs";
import {
  againstIndex
} from "./chunk-TH2B4WJB.mjs";
import "./chunk-YS3TBXGK.mjs";
import "./chunk-BNOAGMSN.mjs";
import "./chunk-3BFIJHZE.mjs";
import "./chunk-HT5OEBR5.mjs";

// src/distributions/metadata/restructured-text/document.ts
var UnclearMarkup = class extends Error {
  name = "UnclearMarkup";
};
var maximumFaults = 100;
var maximumDepth = 40;
function addFault(document, line, message, hint) {
  document.faults.push({ line, message, hint });
  if (document.faults.length >= maximumFaults) throw new UnclearMarkup("enough faults");
}
function addUnindent(document, line, construct) {
  addFault(
    document,
    line,
    `${construct} ends without a blank line; unexpected unindent.`,
    `Insert a blank line before line ${line} of the description, or indent the line as the ones before it.`
  );
}
function addElement(scope, kind, line) {
  const element = { kind, line, children: [] };
  parentOf(scope).children.push(element);
  return element;
}
function parentOf({ document, parent, depth }) {
  return depth === 0 ? document.sections.at(-1) ?? parent : parent;
}
function parseInto(block2, parent, { document, depth }) {
  if (depth >= maximumDepth) throw new UnclearMarkup("too deep");
  document.parse(block2, { document, parent, depth: depth + 1 });
}

// src/distributions/metadata/restructured-text/characters.ts
var openers = [
  "22 27 28 3c 5b 7b f3a f3c 169b 2045 207d 208d 2329 2768 276a 276c 276e 2770 2772 2774 27c5 27e6 27e8",
  "27ea 27ec 27ee 2983 2985 2987 2989 298b 298d 298f 2991 2993 2995 2997 29d8 29da 29fc 2e22 2e24 2e26",
  "2e28 3008 300a 300c 300e 3010 3014 3016 3018 301a 301d 301d fd3e fe17 fe35 fe37 fe39 fe3b fe3d fe3f",
  "fe41 fe43 fe47 fe59 fe5b fe5d ff08 ff3b ff5b ff5f ff62 ab 2018 201c 2039 2e02 2e04 2e09 2e0c 2e1c",
  "2e20 201a 201e bb 2019 201d 203a 2e03 2e05 2e0a 2e0d 2e1d 2e21 201b 201f"
].join(" ");
var closers = [
  "22 27 29 3e 5d 7d f3b f3d 169c 2046 207e 208e 232a 2769 276b 276d 276f 2771 2773 2775 27c6 27e7 27e9",
  "27eb 27ed 27ef 2984 2986 2988 298a 298c 298e 2990 2992 2994 2996 2998 29d9 29db 29fd 2e23 2e25 2e27",
  "2e29 3009 300b 300d 300f 3011 3015 3017 3019 301b 301e 301f fd3f fe18 fe36 fe38 fe3a fe3c fe3e fe40",
  "fe42 fe44 fe48 fe5a fe5c fe5e ff09 ff3d ff5d ff60 ff63 bb 2019 201d 203a 2e03 2e05 2e0a 2e0d 2e1d",
  "2e21 201b 201f ab 2018 201c 2039 2e02 2e04 2e09 2e0c 2e1c 2e20 201a 201e"
].join(" ");
var delimiters = [
  "2d 2f 3a a1 b7 bf 37e 387 55a-55f 589-58a 5be 5c0 5c3 5c6 5f3-5f4 609-60a 60c-60d 61b 61e-61f",
  "66a-66d 6d4 700-70d 7f7-7f9 830-83e 964-965 970 df4 e4f e5a-e5b f04-f12 f85 fd0-fd4 104a-104f 10fb",
  "1361-1368 1400 166d-166e 16eb-16ed 1735-1736 17d4-17d6 17d8-17da 1800-180a 1944-1945 19de-19df",
  "1a1e-1a1f 1aa0-1aa6 1aa8-1aad 1b5a-1b60 1c3b-1c3f 1c7e-1c7f 1cd3 2010-2017 2020-2027 2030-2038",
  "203b-203e 2041-2043 2047-2051 2053 2055-205e 2cf9-2cfc 2cfe-2cff 2e00-2e01 2e06-2e08 2e0b 2e0e-2e1b",
  "2e1e-2e1f 2e2a-2e2e 2e30-2e31 3001-3003 301c 3030 303d 30a0 30fb a4fe-a4ff a60d-a60f a673 a67e",
  "a6f2-a6f7 a874-a877 a8ce-a8cf a8f8-a8fa a92e-a92f a95f a9c1-a9cd a9de-a9df aa5c-aa5f aade-aadf abeb",
  "fe10-fe16 fe19 fe30-fe32 fe45-fe46 fe49-fe4c fe50-fe52 fe54-fe58 fe5f-fe61 fe63 fe68 fe6a-fe6b",
  "ff01-ff03 ff05-ff07 ff0a ff0c-ff0f ff1a-ff1b ff1f-ff20 ff3c ff61 ff64-ff65"
].join(" ");
var spaces = "9-d 1c-20 85 a0 1680 2000-200a 2028-2029 202f 205f 3000";
var closingDelimiters = "2e 2c 3b 21 3f";
var quotationPairs = "bb-bb 2018-201a 2019-2019 201a-2018 201a-2019 201c-201e 201e-201c 201e-201d 201d-201d 203a-203a";
function codesOf(text) {
  const codes = /* @__PURE__ */ new Set();
  for (const range of text.split(" ")) {
    const [start = 0, end = start] = range.split("-").map((code2) => Number.parseInt(code2, 16));
    for (let code2 = start; code2 <= end; code2 += 1) codes.add(code2);
  }
  return codes;
}
function pairsOf() {
  const right = closers.split(" ");
  const left = openers.split(" ");
  const pairs2 = left.map((code2) => `${code2}-${right[left.indexOf(code2)] ?? ""}`);
  return /* @__PURE__ */ new Set([...pairs2, ...quotationPairs.split(" ")]);
}
var pairs = pairsOf();
var SPACE = 1;
var BEFORE = 2;
var AFTER = 4;
var roles = rolesOf();
function rolesOf() {
  const table2 = new Uint8Array(65536);
  const add = (codes, role) => {
    for (const code2 of codes) table2[code2] = (table2[code2] ?? 0) | role;
  };
  add(codesOf(spaces), SPACE | BEFORE | AFTER);
  add(codesOf(openers), BEFORE);
  add(codesOf(delimiters), BEFORE | AFTER);
  add(codesOf(closingDelimiters), AFTER);
  add(codesOf(closers), AFTER);
  table2[0] = AFTER;
  return table2;
}
function roleAt(text, index) {
  return roles[text.charCodeAt(index)] ?? 0;
}
function isSpaceAt(text, index) {
  return (roleAt(text, index) & SPACE) !== 0;
}
function mayPrecede(text, index) {
  return (roleAt(text, index) & BEFORE) !== 0;
}
function mayFollow(text, index) {
  return index >= text.length || (roleAt(text, index) & AFTER) !== 0;
}
function arePair(opener, closer) {
  return pairs.has(`${opener.toString(16)}-${closer.toString(16)}`);
}

// src/distributions/metadata/restructured-text/inline-text.ts
var word = /[\p{L}\p{N}]/u;
var asciiWord = Array.from({ length: 128 }, (_, code2) => word.test(String.fromCodePoint(code2)));
var inside = new Set("-._+:");
function inlineText(text, line, document) {
  return {
    text,
    document,
    origin: 0,
    endless: /* @__PURE__ */ new Set(),
    run: { start: 0, end: 0 },
    counted: { index: 0, line }
  };
}
function lineOf(inline2, index) {
  const { text, counted } = inline2;
  let { line } = counted;
  for (let end = text.indexOf("\n", counted.index); end >= 0 && end < index; end = text.indexOf("\n", end + 1))
    line += 1;
  if (index > counted.index) inline2.counted = { index, line };
  return line;
}
function endOfName(inline2, index) {
  const { text, run } = inline2;
  if (!isWordAt(text, index)) return void 0;
  if (index > run.start && index < run.end) return run.end;
  let end = endOfWord(text, index);
  while (inside.has(text.charAt(end)) && isWordAt(text, end + 1)) end = endOfWord(text, end + 1);
  inline2.run = { start: index, end };
  return end;
}
function endOfWord(text, start) {
  let end = start;
  while (isWordAt(text, end)) end += isSurrogate(text.charCodeAt(end)) ? 2 : 1;
  return end;
}
function isSurrogate(code2) {
  return code2 >= 55296 && code2 < 56320;
}
function isWordAt(text, index) {
  const code2 = text.charCodeAt(index);
  if (code2 < 128) return asciiWord[code2] === true;
  return word.test(String.fromCodePoint(text.codePointAt(index) ?? 0));
}

// src/distributions/metadata/restructured-text/names.ts
var spaces2 = new RegExp(`[${pythonSpace}]+`, "g");
var namePattern = String.raw`[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*`;
function escaped(text) {
  return text.replace(/\\([^]?)/g, "\0$1");
}
function unescaped(text) {
  return text.replace(/\0[ \n]?/g, "");
}
function withSingleSpaces(name) {
  return pythonStrip(name).replace(spaces2, " ");
}
function normalizedName(name) {
  return withSingleSpaces(name.toLowerCase());
}

// src/distributions/metadata/restructured-text/references.ts
function noteExplicit(document, {
  name,
  line,
  destination
}) {
  const { targets } = document.names;
  const old = targets.get(name);
  const target = { isExplicit: true, isUnique: true, ...destination !== void 0 && { destination } };
  if (old === void 0 || !old.isExplicit && !isSame(old, destination)) targets.set(name, target);
  else if (isSame(old, destination)) targets.set(name, { ...old, isExplicit: true });
  else {
    targets.set(name, { ...old, isUnique: false });
    addFault(
      document,
      line,
      `Duplicate explicit target name: "${name}".`,
      `Rename one of the targets \`${name}\`, or write anonymous references (\`text <address>\`__).`
    );
  }
}
function noteImplicit(document, name, destination) {
  const { targets } = document.names;
  const old = targets.get(name);
  const target = { isExplicit: false, isUnique: true, ...destination !== void 0 && { destination } };
  if (old === void 0) targets.set(name, target);
  else if (!old.isExplicit && !isSame(old, destination)) targets.set(name, { ...old, isUnique: false });
}
function isSame(old, destination) {
  return old.isUnique && destination !== void 0 && destination === old.destination;
}
function noteReference(document, reference2) {
  document.names.references.push(reference2);
}
function noteEmbeddedUri(document, name, address) {
  noteImplicit(document, name, `uri ${address}`);
}
function noteAlias(document, { name, alias, line, text }) {
  noteReference(document, { name: alias, line, text });
  if (name === void 0) return;
  noteImplicit(document, name, `name ${alias}`);
  document.names.indirect.push({ name, alias, line, text });
}
function noteAnonymous(document, line) {
  document.names.anonymousReferences.push(line);
}
function noteFootnoteReference(document, label, line) {
  const { names } = document;
  if (label === "*") names.symbolReferences.push(line);
  else if (label.startsWith("#")) names.autoReferences.push({ label: normalizedName(label.slice(1)), line });
  else noteReference(document, { name: normalizedName(label), line, text: `[${label}]` });
}

// src/distributions/metadata/restructured-text/roles.ts
var known = new Map(
  [
    ["abbreviation", "ab", "acronym", "ac", "code", "emphasis", "literal", "math", "strong"],
    ["subscript", "sub", "superscript", "sup", "title-reference", "title", "t", "raw"]
  ].flat().map((name) => [name, name]).concat([
    ["pep-reference", "pep"],
    ["pep", "pep"],
    ["rfc-reference", "rfc"],
    ["rfc", "rfc"]
  ])
);
var unimplemented = /* @__PURE__ */ new Set([
  "index",
  "i",
  "anonymous-reference",
  "citation-reference",
  "footnote-reference",
  "named-reference",
  "substitution-reference",
  "uri-reference",
  "uri",
  "url",
  "target",
  "restructuredtext-unimplemented-role"
]);
var integer = /^ *\+?[0-9]+(?:_[0-9]+)* *$/;
var highestPep = 9999;
function roleOf(document, name) {
  const lower = name.toLowerCase();
  const defined = document.roles.get(lower) ?? known.get(lower);
  return defined ?? (unimplemented.has(lower) ? "unimplemented" : void 0);
}
function readRole(document, name, content, line) {
  const text = unescaped(content);
  const role = name === void 0 ? document.roles.get("") ?? "title" : roleOf(document, name);
  const written = name ?? "";
  if (role === void 0) {
    addUnknownRole(document, written, line);
    return text;
  }
  if (role === "unimplemented") {
    const message = `Interpreted text role "${written}" not implemented.`;
    addFault(document, line, message, `Write the text without the role \`${written}\`.`);
  }
  if (role === "raw") {
    const message = "raw (and derived) roles disabled";
    addFault(document, line, message, "Write the text without the role, which PyPI does not render.");
  }
  if (role === "pep") return readPep(document, text, line);
  if (role === "rfc") return readRfc(document, text, line);
  return text;
}
function addUnknownRole(document, name, line) {
  addFault(
    document,
    line,
    `Unknown interpreted text role "${name}".`,
    `Write double backquotes or a link instead of the role \`${name}\`, which only Sphinx or an extension has.`
  );
}
function isNoInteger(text) {
  return !integer.test(text) && !/[^\0-\x7f]/.test(text) && !/^ *-[0-9]/.test(text);
}
function readPep(document, text, line) {
  const digits2 = text.replaceAll(/[ _+]/g, "");
  if (isNoInteger(text) || integer.test(text) && Number(digits2) > highestPep) {
    const message = `PEP number must be a number from 0 to 9999; "${text}" is invalid.`;
    addFault(document, line, message, "Write the number of the PEP alone: :pep:`440`.");
  }
  return `PEP ${text}`;
}
function readRfc(document, text, line) {
  const [number = ""] = text.split("#", 1);
  if (isNoInteger(number) || integer.test(number) && Number(number.replaceAll(/[ _+]/g, "")) === 0) {
    const message = `RFC number must be a number greater than or equal to 1; "${text}" is invalid.`;
    addFault(document, line, message, "Write the number of the RFC alone: :rfc:`2119`.");
  }
  return `RFC ${number}`;
}

// src/distributions/metadata/restructured-text/interpreted-text.ts
function readInterpreted(inline2, start, backquote) {
  const { text, document } = inline2;
  const line = lineOf(inline2, start);
  const end = endString(inline2, backquote + 1);
  if (end === void 0) {
    addFault(
      document,
      line,
      "Inline interpreted text or phrase reference start-string without end-string.",
      "Close the backquote with another, or write \\` where the character itself is meant."
    );
    return void 0;
  }
  const content = text.slice(backquote + 1, end.at);
  const prefix = start < backquote ? text.slice(start + 1, backquote - 1) : void 0;
  const role = prefix ?? end.role;
  const read = { start, end: end.until, plain: unescaped(content) };
  if (prefix !== void 0 && end.role !== void 0) {
    const message = "Multiple roles in interpreted text (both prefix and suffix present; only one allowed).";
    addFault(document, line, message, "Remove one of the two roles.");
  } else if (end.underscores === 0) return { ...read, plain: readRole(document, role, content, line) };
  else if (role !== void 0) {
    const message = `Mismatch: both interpreted text role ${prefix === void 0 ? "suffix" : "prefix"} and reference suffix.`;
    addFault(document, line, message, "Remove the role, or the underscore after the backquote.");
  } else return { ...read, plain: readPhrase(inline2, content, line, end.underscores === 2) };
  return read;
}
function endString(inline2, begin) {
  const { text, endless } = inline2;
  if (endless.has("`")) return void 0;
  for (let at = text.indexOf("`", begin); at >= 0; at = text.indexOf("`", at + 1)) {
    const isEscaped = text.charAt(at - 1) === "\0" || isSpaceAt(text, at - 1);
    if (at > begin && isEscaped && !(at - 1 > begin && text.charAt(at - 2) === "\0")) continue;
    const end = suffixAt(inline2, at);
    if (end !== void 0) return end;
  }
  endless.add("`");
  return void 0;
}
function suffixAt(inline2, at) {
  const { text } = inline2;
  const name = text.charAt(at + 1) === ":" ? endOfName(inline2, at + 2) : void 0;
  const afterRole = name !== void 0 && text.charAt(name) === ":" ? name + 1 : void 0;
  for (const start of afterRole === void 0 ? [at + 1] : [afterRole, at + 1]) {
    for (const suffix of ["__", "_", ""]) {
      const until = start + suffix.length;
      if (!text.startsWith(suffix, start) || !mayFollow(text, until)) continue;
      const role = start === afterRole ? text.slice(at + 2, start - 1) : void 0;
      return { at, until, role, underscores: suffix.length };
    }
  }
  return void 0;
}
function readPhrase(inline2, content, line, isAnonymous) {
  const { document } = inline2;
  const embedded = embeddedLink(content);
  if (embedded === void 0) {
    const plain2 = unescaped(content);
    if (isAnonymous) noteAnonymous(document, line);
    else noteReference(document, { name: normalizedName(plain2), line, text: plain2 });
    return plain2;
  }
  const { before, link } = embedded;
  const isAlias = link.endsWith("_") && !link.endsWith("\0_") && !/^[a-z][a-z0-9.+-]*:|@/i.test(link);
  const plain = unescaped(before === "" ? link : before);
  const name = isAnonymous ? void 0 : normalizedName(plain);
  if (isAlias) {
    const alias = unescaped(link.slice(0, -1));
    noteAlias(document, { name, alias: normalizedName(alias), line, text: alias });
  } else if (name !== void 0) noteEmbeddedUri(document, name, addressOf(link));
  return plain;
}
function addressOf(link) {
  return unescaped(link.replace(/(\0?)[ \n]+/g, (_, escape) => escape === "" ? "" : " "));
}
function embeddedLink(content) {
  const end = content.length - 1;
  if (content.charAt(end) !== ">" || content.charAt(end - 1) === "\0" || isSpaceAt(content, end - 1))
    return void 0;
  let open = end - 1;
  while (open >= 0 && !/[<>]/.test(content.charAt(open))) open -= 1;
  while (open > 0 && content.charAt(open - 1) === "\0") {
    open -= 1;
    while (open >= 0 && !/[<>]/.test(content.charAt(open))) open -= 1;
  }
  if (content.charAt(open) !== "<" || open === end - 1 || isSpaceAt(content, open + 1)) return void 0;
  if (open > 0 && !/[ \n]/.test(content.charAt(open - 1))) return void 0;
  return {
    before: content.slice(0, open).replace(/(?<![ \n])[ \n]+$/, ""),
    link: content.slice(open + 1, end)
  };
}

// src/distributions/metadata/restructured-text/inline-markup.ts
var markers = {
  "**": "strong",
  "*": "emphasis",
  "``": "literal",
  "_`": "target",
  "|": "substitution_reference"
};
function readInline(source, line, document) {
  const inline2 = inlineText(escaped(source), line, document);
  const { text } = inline2;
  const plain = [];
  let copied = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (index !== inline2.origin && !mayPrecede(text, index - 1)) continue;
    const read = readAt(inline2, index);
    if (read === void 0) continue;
    if (read !== "passed") {
      plain.push(unescaped(text.slice(copied, read.start)), read.plain);
      copied = read.end;
      inline2.origin = read.end;
    }
    index = inline2.origin - 1;
  }
  return plain.join("") + unescaped(text.slice(copied));
}
function readAt(inline2, index) {
  const { text } = inline2;
  const marker2 = markerAt(text, index);
  if (marker2 !== void 0) return readMarked(inline2, index, marker2);
  const character = text.charAt(index);
  if (character === "`") return text.startsWith("``", index) ? void 0 : readQuoted(inline2, index, index);
  if (character === "[") return readFootnoteReference(inline2, index);
  const end = endOfName(inline2, character === ":" ? index + 1 : index);
  if (end === void 0) return void 0;
  if (character === ":") return text.startsWith(":`", end) ? readQuoted(inline2, index, end + 1) : void 0;
  return readReference(inline2, index, end);
}
function markerAt(text, index) {
  const pair = text.slice(index, index + 2);
  if (pair === "**" || pair === "``" || pair === "_`") return isSpaceAt(text, index + 2) ? void 0 : pair;
  const single = pair.charAt(0);
  if (single !== "*" && single !== "|" || pair === "||") return void 0;
  return isSpaceAt(text, index + 1) ? void 0 : single;
}
function isQuotedStart({ text, origin }, start, end) {
  if (start === origin) return false;
  return end >= text.length || arePair(text.charCodeAt(start - 1), text.charCodeAt(end));
}
function pass(inline2, end) {
  inline2.origin = end;
  return "passed";
}
function readMarked(inline2, start, marker2) {
  const { text, document } = inline2;
  const begin = start + marker2.length;
  if (isQuotedStart(inline2, start, begin)) return pass(inline2, begin);
  const end = endOfMarked(inline2, begin, marker2);
  if (end === void 0) {
    const message = `Inline ${markers[marker2]} start-string without end-string.`;
    addFault(document, lineOf(inline2, start), message, closing(marker2));
    return pass(inline2, begin);
  }
  const content = text.slice(begin, end.at);
  const plain = marker2 === "``" ? content.replaceAll("\0", "\\") : unescaped(content);
  const line = lineOf(inline2, start);
  if (marker2 === "_`") noteExplicit(document, { name: normalizedName(plain), line });
  if (marker2 === "|") {
    document.names.substitutionReferences.push({ name: plain, line });
    const suffix = end.until - end.at - 1;
    if (suffix === 1) noteReference(document, { name: normalizedName(plain), line, text: plain });
    if (suffix === 2) noteAnonymous(document, line);
  }
  return { start, end: end.until, plain };
}
function closing(marker2) {
  const end = marker2 === "_`" ? "`" : marker2;
  return `Close the ${marker2} with ${end}, or write \\${marker2.charAt(0)} where the character itself is meant.`;
}
function endOfMarked(inline2, begin, marker2) {
  const { text, endless } = inline2;
  const end = marker2 === "_`" ? "`" : marker2;
  for (let at = endless.has(marker2) ? -1 : text.indexOf(end, begin); at >= 0; at = text.indexOf(end, at + 1)) {
    if (at > begin && (isSpaceAt(text, at - 1) || marker2 !== "``" && text.charAt(at - 1) === "\0"))
      continue;
    const until = marker2 === "|" ? endOfSubstitution(text, at + 1) : at + end.length;
    if (until === void 0 || !mayFollow(text, until)) continue;
    return at === begin ? void 0 : { at, until };
  }
  endless.add(marker2);
  return void 0;
}
function endOfSubstitution(text, after) {
  const underscores = text.startsWith("__", after) ? 2 : text.startsWith("_", after) ? 1 : 0;
  for (let until = after + underscores; until >= after; until -= 1) if (mayFollow(text, until)) return until;
  return void 0;
}
function readQuoted(inline2, start, backquote) {
  const begin = backquote + 1;
  if (inline2.text.charAt(begin) === "`" || isSpaceAt(inline2.text, begin)) return void 0;
  if (start === backquote && isQuotedStart(inline2, start, begin)) return pass(inline2, begin);
  return readInterpreted(inline2, start, backquote) ?? pass(inline2, begin);
}
function readReference(inline2, start, end) {
  const { text, document } = inline2;
  if (text.charAt(end) !== "_") return void 0;
  const isAnonymous = text.charAt(end + 1) === "_" && mayFollow(text, end + 2);
  if (!isAnonymous && !mayFollow(text, end + 1)) return void 0;
  const plain = text.slice(start, end);
  const line = lineOf(inline2, start);
  if (isAnonymous) noteAnonymous(document, line);
  else noteReference(document, { name: normalizedName(plain), line, text: plain });
  return { start, end: end + (isAnonymous ? 2 : 1), plain };
}
function readFootnoteReference(inline2, start) {
  const { text, document } = inline2;
  const first = text.charAt(start + 1);
  const bare2 = first === "*" || first === "#" && text.charAt(start + 2) === "]";
  const end = bare2 ? start + 2 : endOfName(inline2, first === "#" ? start + 2 : start + 1);
  if (end === void 0 || !text.startsWith("]_", end) || !mayFollow(text, end + 2)) return void 0;
  const label = text.slice(start + 1, end);
  noteFootnoteReference(document, label, lineOf(inline2, start));
  return { start, end: end + 2, plain: label };
}

// src/distributions/metadata/restructured-text/lines.ts
var tabWidth = 8;
var SPACE2 = 32;
var otherSpace = new RegExp(`[${pythonSpace}]`);
var unclear = new RegExp(String.raw`[\0\x1c-\x1f\x85\u2028\u2029\ufeff\u{10100}-\u{1247f}]`, "u");
function linesOf(text) {
  if (unclear.test(text)) return void 0;
  const lines = text.replace(/[\v\f]/g, " ").split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => pythonStripEnd(expandTabs(line)));
}
function expandTabs(line) {
  if (!line.includes("	")) return line;
  const [first = "", ...rest] = line.split("	");
  let column = lengthOf(first);
  const parts = [first];
  for (const part of rest) {
    const width = tabWidth - column % tabWidth;
    parts.push(" ".repeat(width), part);
    column += width + lengthOf(part);
  }
  return parts.join("");
}
function lengthOf(text) {
  let length = text.length;
  for (let index = 0; index < text.length; index += 1)
    if (isSurrogatePair(text, index)) {
      length -= 1;
      index += 1;
    }
  return length;
}
function isSurrogatePair(text, index) {
  return (text.codePointAt(index) ?? 0) > 65535;
}
function isBlank(line) {
  return line === void 0 || line === "";
}
function isIndented(line) {
  return line !== void 0 && line.startsWith(" ") && !isBlank(line);
}
function lineAt(block2, index) {
  return block2.lines[index] ?? "";
}
function sliceOf(block2, start, end = block2.lines.length) {
  return { lines: block2.lines.slice(start, end), first: block2.first + start };
}
function trimStart(block2) {
  let start = 0;
  while (start < block2.lines.length && isBlank(block2.lines[start])) start += 1;
  return start === 0 ? block2 : sliceOf(block2, start);
}
function trimEnd(block2) {
  let end = block2.lines.length;
  while (end > 0 && isBlank(block2.lines[end - 1])) end -= 1;
  return end === block2.lines.length ? block2 : sliceOf(block2, 0, end);
}
function takeIndented(from, start, indentation = {}) {
  const taken = takeUntrimmed(from, start, indentation);
  return { ...taken, block: trimStart(taken.block) };
}
function takeUntrimmed(from, start, indentation) {
  const { lines } = from;
  const first = indentation.first ?? indentation.all;
  const { end, least, isBlankFinish } = extentOf(lines, start, first !== void 0, indentation);
  const indent = indentation.isKept === true ? 0 : indentation.all ?? least ?? 0;
  const taken = lines.slice(start, end).map((line, index) => index === 0 && first !== void 0 ? line.slice(first) : line.slice(indent));
  return { block: { lines: taken, first: from.first + start }, next: end, isBlankFinish };
}
function extentOf(lines, start, isFirstKnown, { all, untilBlank = false }) {
  let least;
  for (let end = isFirstKnown ? start + 1 : start; end < lines.length; end += 1) {
    const line = lines[end] ?? "";
    if (line !== "" && (!line.startsWith(" ") || all !== void 0 && indentOf(line) < all))
      return { end, least, isBlankFinish: end > start && isBlank(lines[end - 1]) };
    if (isBlank(line)) {
      if (untilBlank) return { end, least, isBlankFinish: true };
    } else if (all === void 0) least = Math.min(least ?? Infinity, indentOf(line));
  }
  return { end: lines.length, least, isBlankFinish: true };
}
function indentOf(line) {
  let indent = 0;
  while (line.charCodeAt(indent) === SPACE2) indent += 1;
  return otherSpace.test(line.charAt(indent)) ? line.length - pythonStripStart(line).length : indent;
}
function endOfText(block2, start) {
  let end = start;
  while (end < block2.lines.length && !isBlank(block2.lines[end])) end += 1;
  return end;
}

// src/distributions/metadata/restructured-text/block-quotes.ts
var dash = /^(?:---?(?!-)|\u2014) *(?=[^ \n])/;
function readBlockQuote(from, index, scope) {
  const { block: block2, next, isBlankFinish } = takeIndented(from, index);
  readQuotation(block2, scope);
  if (!isBlankFinish) addUnindent(scope.document, from.first + next, "Block quote");
  return next;
}
function readQuotation(block2, scope) {
  let start = 0;
  while (start < block2.lines.length) {
    const attribution = findAttribution(block2, start);
    const content = sliceOf(block2, start, attribution?.start);
    parseInto(content, addElement(scope, "block_quote", content.first), scope);
    if (attribution === void 0) return;
    readAttribution(sliceOf(block2, attribution.start, attribution.end), scope);
    start = attribution.end;
    while (start < block2.lines.length && isBlank(block2.lines[start])) start += 1;
  }
}
function readAttribution({ lines, first }, scope) {
  const text = lines.map((line, index) => index === 0 ? line.replace(dash, "") : line.trimStart());
  readInline(text.join("\n"), first, scope.document);
}
function findAttribution(block2, begin) {
  let isContentSeen = false;
  for (let start = begin; start < block2.lines.length; start += 1) {
    const line = lineAt(block2, start);
    if (isBlank(line)) continue;
    if (isContentSeen && isBlank(block2.lines[start - 1]) && dash.test(line)) {
      const end = endOfAttribution(block2, start);
      if (end !== void 0) return { start, end };
    }
    isContentSeen = true;
  }
  return void 0;
}
function endOfAttribution(block2, start) {
  const indent = indentOf(lineAt(block2, start + 1));
  let end = start + 1;
  for (; end < block2.lines.length && !isBlank(block2.lines[end]); end += 1)
    if (indentOf(lineAt(block2, end)) !== indent) return void 0;
  return end;
}

// src/distributions/metadata/restructured-text/body-kinds.ts
var enumerator = String.raw`(?:[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#)`;
var argument = String.raw`(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)`;
var option = String.raw`(?:[-+][a-zA-Z0-9](?: ?${argument})?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]${argument})?)`;
var bulletMarker = /^[-+*\u2022\u2023\u2043](?: +|$)/;
var enumeratorMarker = new RegExp(
  String.raw`^(?:\((?<parens>${enumerator})\)|(?<rparen>${enumerator})\)|(?<period>${enumerator})\.)(?: +|$)`
);
var fieldMarker = /^:(?![: ])(?:[^:\\]|\\.|:(?!(?:[ `]|$)))*(?<! ):(?: +|$)/;
var optionMarker = new RegExp(`^${option}(?:, ${option})*(?:  +| ?$)`);
var lineBlockMarker = /^\|(?: +|$)/;
var explicitMarker = /^\.\.(?: +|$)/;
var anonymousMarker = /^__(?: +|$)/;
var lineMarker = /^([!-/:-@[-`{-~])\1* *$/;
var gridTableTop = /^\+-[-+]+-\+ *$/;
var simpleTableTop = /^=+(?: +=+)+ *$/;
var kinds = [
  ["bullet", bulletMarker],
  ["enumerator", enumeratorMarker],
  ["field", fieldMarker],
  ["option", optionMarker],
  ["doctest", /^>>>(?: +|$)/],
  ["line-block", lineBlockMarker],
  ["grid-table", gridTableTop],
  ["simple-table", simpleTableTop],
  ["explicit", explicitMarker],
  ["anonymous", anonymousMarker],
  ["line", lineMarker]
];
var kindsByStart = /* @__PURE__ */ new Map();
var alphanumeric = /[a-zA-Z0-9]/;
var ascii = /[!-~\u2022\u2023\u2043]/;
function candidates(start) {
  const known2 = kindsByStart.get(start);
  if (known2 !== void 0) return known2;
  if (!ascii.test(start)) return [];
  const found = alphanumeric.test(start) ? kinds.filter(([kind]) => kind === "enumerator") : kinds;
  kindsByStart.set(start, found);
  return found;
}
function bodyKind(line) {
  for (const [kind, pattern] of candidates(line.charAt(0))) if (pattern.test(line)) return kind;
  return "text";
}

// src/distributions/metadata/restructured-text/directive-options.ts
var integer2 = /^\s*([+-]?)([0-9]+(?:_[0-9]+)*)\s*$/;
var measure = /^(-?[0-9.]+) *([a-zA-Zµ]*|%?)$/;
var float = /^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
var units = new Set("em ex ch rem vw vh vmin vmax cm mm Q in pt pc px".split(" "));
var beyondAscii = /[^\0-\x7f]/;
function isInvalidOption(kind, value) {
  if (typeof kind !== "string") return value === void 0 || !kind.includes(value.toLowerCase().trim());
  switch (kind) {
    case "any":
    case "unchecked":
      return false;
    case "flag":
      return value !== void 0 && value.trim() !== "";
    case "line-numbers":
      return value !== void 0 && isNoInteger2(value);
    case "required":
      return value === void 0;
    case "class":
      return value === void 0 || value.split(/\s+/).some(isNoClass);
    case "integer":
      return value === void 0 || isNoInteger2(value);
    case "count":
      return value === void 0 || isNoCount(value);
    case "percentage":
      return value === void 0 || isNoCount(value.replace(/(?<![ %])[ %]+$/, ""));
    case "length":
      return value === void 0 || isNoMeasure(value, false);
    case "width":
      return value === void 0 || isNoMeasure(value, true);
    case "figure-width":
      return value !== void 0 && value.toLowerCase() !== "image" && isNoMeasure(value, true);
    case "column-widths":
      return value === void 0 || value !== "auto" && value !== "grid" && areNoWidths(value);
  }
}
function isNoInteger2(value) {
  return !integer2.test(value) && !beyondAscii.test(value);
}
function isNoCount(value) {
  const [, sign, digits2 = "0"] = integer2.exec(value) ?? [];
  return isNoInteger2(value) || sign === "-" && /[1-9]/.test(digits2);
}
function isNoClass(name) {
  return name !== "" && !/[a-z]/i.test(name) && !beyondAscii.test(name);
}
function areNoWidths(value) {
  const entries = value.includes(",") ? value.split(",") : value.trim().split(/\s+/);
  return entries.some((entry) => isNoCount(entry) || /^\s*[+-]?[0_]+\s*$/.test(entry));
}
function isNoMeasure(value, isPercentageValid) {
  if (beyondAscii.test(value)) return false;
  const [, number = "", unit = ""] = measure.exec(value) ?? [];
  if (!float.test(number)) return true;
  const isKnown = unit === "" || units.has(unit) || isPercentageValid && unit === "%";
  return !isKnown || number.startsWith("-") && /[1-9]/.test(number);
}

// src/distributions/metadata/restructured-text/directive-blocks.ts
var plainName = /^[a-zA-Z0-9-]+(?:[_ ][a-zA-Z0-9-]+)*$/;
function readDirectiveBlock(untrimmed, spec, head) {
  const block2 = trimEnd(isBlank(untrimmed.lines[0]) ? sliceOf(untrimmed, 1) : untrimmed);
  const mayHaveHead = spec.required + spec.optional > 0 || Object.keys(spec.options).length > 0;
  const end = mayHaveHead ? endOfHead(block2) : 0;
  const start = optionsStart(block2, end, spec);
  const options = readOptions(sliceOf(block2, start, end), spec, head);
  if (options === void 0) return void 0;
  if (spec.required + spec.optional === 0)
    return withContent({ arguments: [], options, content: withoutOptions(block2, start, end) }, spec, head);
  const given = argumentsOf(block2.lines.slice(0, start), spec, head);
  if (given === void 0) return void 0;
  return withContent({ arguments: given, options, content: sliceOf(block2, end) }, spec, head);
}
function endOfHead(block2) {
  let end = 0;
  while (end < block2.lines.length && !isBlank(block2.lines[end])) end += 1;
  return end;
}
function optionsStart(block2, end, spec) {
  if (Object.keys(spec.options).length === 0) return end;
  let start = 0;
  while (start < end && !fieldMarker.test(lineAt(block2, start))) start += 1;
  return start;
}
function withoutOptions(block2, start, end) {
  const lines = block2.lines.map((line, index) => index >= start && index < end ? "" : line);
  return { lines, first: block2.first };
}
function withContent(read, { hasContent }, head) {
  const content = trimStart(read.content);
  if (content.lines.length === 0 || hasContent) return { ...read, content };
  addDirectiveFault(head, "no content permitted", `Remove the content of the directive \`${head.name}\`.`);
  return void 0;
}
function argumentsOf(lines, { required, optional, isLastOpen }, head) {
  const text = lines.join("\n").trim();
  const given = text === "" ? [] : text.split(/\s+/);
  const most = required + optional;
  if (given.length < required) {
    const hint2 = `Write the argument of the directive \`${head.name}\` after its two colons.`;
    addDirectiveFault(head, `${required} argument(s) required, ${given.length} supplied`, hint2);
    return void 0;
  }
  if (given.length <= most) return given;
  if (isLastOpen) return [text];
  const hint = `Insert a blank line between the argument of the directive \`${head.name}\` and its content.`;
  addDirectiveFault(head, `maximum ${most} argument(s) allowed, ${given.length} supplied`, hint);
  return void 0;
}
function addDirectiveFault({ name, line, document }, message, hint) {
  addFault(document, line, `Error in "${name}" directive: ${message}.`, hint);
}
function readOptions(block2, spec, head) {
  const options = /* @__PURE__ */ new Map();
  let next = 0;
  while (next < block2.lines.length) {
    const line = lineAt(block2, next);
    const match = line.startsWith(" ") || bodyKind(line) !== "field" ? null : fieldMarker.exec(line);
    if (match === null) {
      const hint = `Insert a blank line between the options of the directive \`${head.name}\` and its content.`;
      addDirectiveFault(head, "invalid option block", hint);
      return void 0;
    }
    const taken = takeIndented(block2, next, { first: match[0].length });
    const written = match[0].slice(1, match[0].lastIndexOf(":"));
    if (!plainName.test(written)) throw new UnclearMarkup("inline markup in the name of an option");
    const name = written.toLowerCase();
    const value = taken.block.lines.length === 0 ? void 0 : taken.block.lines.join("\n");
    if (!checkOption({ name, value, isRepeated: options.has(name) }, spec, head)) return void 0;
    options.set(name, value);
    ({ next } = taken);
  }
  return options;
}
function checkOption({
  name,
  value,
  isRepeated
}, { options }, head) {
  const kind = Object.hasOwn(options, name) ? options[name] : void 0;
  if (kind === void 0) {
    const known2 = Object.keys(options).join(", ");
    const hint2 = `Remove the option; the directive \`${head.name}\` has ${known2}.`;
    addDirectiveFault(head, `unknown option: "${name}"`, hint2);
    return false;
  }
  if (isRepeated) {
    addDirectiveFault(head, `invalid option data: duplicate option "${name}"`, `Write \`:${name}:\` once.`);
    return false;
  }
  if (!isInvalidOption(kind, value)) return true;
  const hint = `Correct the value of \`:${name}:\`, or remove the option.`;
  addDirectiveFault(head, `invalid option value: (option: "${name}"; value: ${shown(value)})`, hint);
  return false;
}
function shown(value) {
  return value === void 0 ? "None" : `'${value.replaceAll("\n", " ")}'`;
}

// src/distributions/metadata/restructured-text/hyperlink-targets.ts
var targetName = /^(?:_|(?!_)(`?)(?![ `])(?<name>.+?)(?<![\s\0])\1)(?<!(?<!\0):)(?<![\s\0]) ?:(?: +|$)/;
var reference = new RegExp(
  String.raw`^(?:(?<simple>${namePattern})_|` + "`(?! )(?<phrase>.+?)(?<![\\s\\0])`_)$",
  "u"
);
var longestName = 20;
function readTarget(from, index, match, scope) {
  const taken = takeIndented(from, index, { first: match[0].length, untilBlank: true, isKept: true });
  const lines = taken.block.lines.map(escaped);
  const line = from.first + index;
  let used = 1;
  let text = lines[0] ?? "";
  let found = targetName.exec(text);
  while (found === null) {
    if (used >= lines.length) {
      const hint = "End the name of the target with a colon: `.. _name: address`.";
      addFault(scope.document, line, "malformed hyperlink target.", hint);
      return void 0;
    }
    if (used > longestName) throw new UnclearMarkup("a long name of a target");
    text += lines[used] ?? "";
    used += 1;
    found = targetName.exec(text);
  }
  const rest = [text.slice(found[0].length).trim(), ...lines.slice(used)];
  noteTarget(scope, { name: found.groups?.["name"], lines: rest, line });
  return taken;
}
function readAnonymousTarget(from, index, match, scope) {
  const taken = takeIndented(from, index, { first: match[0].length, untilBlank: true });
  noteTarget(scope, {
    name: void 0,
    lines: taken.block.lines.map(escaped),
    line: from.first + index
  });
  return taken;
}
function noteTarget(scope, {
  name,
  lines,
  line
}) {
  const { document } = scope;
  const alias = aliasOf(lines);
  const isAddress = alias === void 0 && lines.some((one) => one !== "");
  addElement(scope, isAddress ? "address" : "target", line);
  const own = name === void 0 ? void 0 : normalizedName(unescaped(name));
  if (alias !== void 0)
    document.names.indirect.push({ name: own, alias: normalizedName(alias), line, text: alias });
  if (own === void 0) {
    document.names.anonymousTargets.push(line);
    return;
  }
  const address = lines.join(" ").replace(/(\0?)\s+/g, (_, escape) => escape === "" ? "" : " ").trim();
  const destination = alias === void 0 ? `uri ${unescaped(address)}` : `name ${normalizedName(alias)}`;
  noteExplicit(document, {
    name: own,
    line,
    ...(alias !== void 0 || address !== "") && { destination }
  });
}
function aliasOf(lines) {
  if (lines.at(-1)?.trim().endsWith("_") !== true) return void 0;
  const found = reference.exec(withSingleSpaces(lines.map((one) => one.trim()).join(" ")));
  const written = found?.groups?.["simple"] ?? found?.groups?.["phrase"];
  return written === void 0 ? void 0 : unescaped(written);
}

// src/distributions/metadata/restructured-text/directive-images.ts
var vertical = ["top", "middle", "bottom"];
var invisible = /* @__PURE__ */ new Set(["target", "address", "pending"]);
function readImage(head, { options, content }, { scope, substitution }) {
  const { document, line } = head;
  const name = head.name.toLowerCase();
  const align = options.get("align")?.toLowerCase().trim();
  const isVertical = align !== void 0 && vertical.includes(align);
  if (align !== void 0 && name === "image" && isVertical !== (substitution !== void 0)) {
    const valid = substitution === void 0 ? "left, center or right" : vertical.join(", ");
    const message = `Error in "${name}" directive: "${align}" is not a valid value for the "align" option.`;
    addFault(document, line, message, `Set \`:align:\` to ${valid}, or remove it.`);
    return;
  }
  const target = options.get("target");
  const alias = target === void 0 ? void 0 : aliasOf(escaped(target).split("\n"));
  if (alias !== void 0) noteReference(document, { name: normalizedName(alias), line, text: alias });
  const element = addElement(scope, name, line);
  const figureName = options.get("figname");
  if (figureName !== void 0) noteExplicit(document, { name: normalizedName(figureName), line });
  if (content.lines.length === 0) return;
  parseInto(content, element, scope);
  checkCaption(head, element);
}
function checkCaption({ document, line }, { children }) {
  const first = children.find(({ kind }) => !invisible.has(kind));
  if (first === void 0 || first.kind === "paragraph" || first.kind === "comment") return;
  const message = "Figure caption must be a paragraph or empty comment.";
  addFault(document, line, message, "Begin the content of the figure with a paragraph, its caption.");
}

// src/distributions/metadata/restructured-text/directive-roles.ts
var definition = new RegExp(
  String.raw`^(?<name>${namePattern})\s*(?:\(\s*(?<base>${namePattern})\s*\)\s*)?$`,
  "u"
);
function readRoleDefinition(head, { content }) {
  const { document, line } = head;
  const [first = ""] = content.lines;
  if (content.first > line || content.lines.length === 0) {
    const message = '"role" directive requires arguments on the first line.';
    addFault(document, line, message, "Write the name of the role after `.. role::`.");
    return;
  }
  const match = definition.exec(first);
  const name = match?.groups?.["name"];
  if (name === void 0) {
    const message = `"role" directive arguments not valid role names: "${first}".`;
    addFault(document, line, message, "Write one name after `.. role::`, of letters, digits and hyphens.");
    return;
  }
  const base = match?.groups?.["base"];
  const role = base === void 0 ? "custom" : roleOf(document, base);
  if (base !== void 0 && role === void 0) addUnknownRole(document, base, line);
  else document.roles.set(name.toLowerCase(), role === "code" ? "custom" : role ?? "custom");
}
function readDefaultRole({ document, line }, given) {
  const [name] = given.arguments;
  if (name === void 0) {
    document.roles.delete("");
    return;
  }
  const role = roleOf(document, name);
  if (role === void 0) addUnknownRole(document, name, line);
  else document.roles.set("", role);
}

// src/distributions/metadata/restructured-text/directive-tables.ts
function readTableDirective(head, given, scope) {
  const { document, line } = head;
  const table2 = readTableContent(head, given, scope);
  if (table2 === void 0) return;
  if (table2.children.length === 1 && table2.children[0]?.kind === "table") return;
  const message = 'Error parsing content block for the "table" directive: exactly one table expected.';
  addFault(document, line, message, "Write one table, and nothing else, below `.. table::`.");
}
function readListTable(head, given, scope) {
  const table2 = readTableContent(head, given, scope);
  if (table2 === void 0) return;
  const [list] = table2.children;
  const { document, line } = head;
  if (table2.children.length !== 1 || list?.kind !== "bullet_list") {
    const message = 'Error parsing content block for the "list-table" directive: exactly one bullet list expected.';
    addFault(document, line, message, "Write one bullet list, with a list of cells in each item.");
    return;
  }
  const rows = list.children.map(({ children }) => children);
  if (checkRows(head, rows)) checkDimensions(head, given, rows);
}
function checkRows(head, rows) {
  const [width = 0, ...widths] = rows.map(([cells]) => cells?.children.length ?? 0);
  const bad = rows.findIndex((row) => row.length !== 1 || row[0]?.kind !== "bullet_list");
  const uneven = widths.findIndex((one) => one !== width);
  if (bad >= 0) {
    const message = `two-level bullet list expected, but row ${bad + 1} does not contain a second-level bullet list.`;
    addListFault(head, message, `Write row ${bad + 1} as one list of cells.`);
  } else if (uneven >= 0) {
    const message = `uniform two-level bullet list expected, but row ${uneven + 2} does not contain the same number of items as row 1.`;
    addListFault(head, message, `Give row ${uneven + 2} as many cells as the first row.`);
  }
  return bad < 0 && uneven < 0;
}
function checkDimensions({ document, line, name }, { options }, rows) {
  const width = rows[0]?.[0]?.children.length ?? 0;
  const widths = options.get("widths")?.split(/[\s,]+/);
  if (widths !== void 0 && widths[0] !== "auto" && widths.every(isNumber) && widths.length !== width) {
    const message2 = `"${name}" widths do not match the number of columns in table (${width}).`;
    addFault(document, line, message2, `Write ${width} numbers after \`:widths:\`.`);
  }
  const heads = options.get("header-rows")?.trim() ?? "0";
  const stubs = options.get("stub-columns")?.trim() ?? "0";
  const isAllHead = isNumber(heads) && Number(heads) > 0 && Number(heads) >= rows.length;
  if (!isAllHead && !(isNumber(stubs) && Number(stubs) > 0 && Number(stubs) >= width)) return;
  const what = isAllHead ? `${rows.length} row(s)` : `${width} columns(s)`;
  const message = `Insufficient data supplied (${what}); no data remaining for table body, required by "${name}" directive.`;
  addFault(document, line, message, "Add rows and columns, or lower `:header-rows:` and `:stub-columns:`.");
}
function isNumber(text) {
  return /^[0-9]{1,9}$/.test(text);
}
function addListFault({ document, line }, message, hint) {
  addFault(document, line, `Error parsing content block for the "list-table" directive: ${message}`, hint);
}
function readTableContent(head, { arguments: written, content }, scope) {
  const { document, line, name } = head;
  if (content.lines.length === 0) {
    const message = name.toLowerCase() === "table" ? `Content block expected for the "${name}" directive; none found.` : `The "${name}" directive is empty; content required.`;
    addFault(
      document,
      line,
      message,
      "Write the table below the directive, after a blank line and indented."
    );
    return void 0;
  }
  readInline(written.join(" "), line, document);
  const element = { kind: "table-content", line, children: [] };
  parseInto(content, element, scope);
  addElement(scope, "table", line);
  return element;
}

// src/distributions/metadata/restructured-text/directive-content.ts
var containers = new Map(
  "attention caution danger error hint important note tip warning admonition compound container header footer".split(" ").map((name) => [name, name])
);
var needContent = /* @__PURE__ */ new Set([
  ...containers.keys(),
  "topic",
  "sidebar",
  "line-block",
  "parsed-literal",
  "code",
  "code-block",
  "sourcecode",
  "math",
  "epigraph",
  "highlights",
  "pull-quote",
  "meta"
]);
var pending = /* @__PURE__ */ new Set(["sectnum", "section-numbering"]);
var quotations = /* @__PURE__ */ new Set(["epigraph", "highlights", "pull-quote"]);
var disabled = /* @__PURE__ */ new Set(["raw", "include"]);
var onlyInDefinitions = /* @__PURE__ */ new Set(["replace", "unicode", "date"]);
var bodies = /* @__PURE__ */ new Set([
  ...containers.keys(),
  "block_quote",
  "list_item",
  "field",
  "description",
  "definition",
  "footnote",
  "citation",
  "topic"
]);
function runDirective(head, given, scope, substitution) {
  const name = head.name.toLowerCase();
  if (disabled.has(name)) {
    const hint = `Remove the directive \`${name}\` from the README: PyPI does not execute it.`;
    addFault(head.document, head.line, `"${name}" directive disabled.`, hint);
  } else if (substitution === void 0 && onlyInDefinitions.has(name)) {
    const message = `Invalid context: the "${name}" directive can only be used within a substitution definition.`;
    addFault(head.document, head.line, message, `Write \`.. |name| ${name}::\` and |name| in the text.`);
  } else if (isMisplaced(name, scope)) {
    const message = `The "${name}" directive may not be used within topics or body elements.`;
    addFault(head.document, head.line, message, `Remove the indentation of the directive \`${name}\`.`);
  } else if (needContent.has(name) && given.content.lines.length === 0) addNoContent(head);
  else {
    readContent(name, given, { head, scope, substitution });
    const target = given.options.get("name");
    if (target !== void 0) noteExplicit(head.document, { name: normalizedName(target), line: head.line });
  }
}
function isMisplaced(name, { depth, parent }) {
  const isSection = name === "topic" || name === "sidebar" || name === "contents";
  return isSection && depth > 0 && bodies.has(parent.kind);
}
function addNoContent({ name, line, document }) {
  const hint = `Write the content of the directive \`${name}\` below it, after a blank line and indented.`;
  addFault(document, line, `Content block expected for the "${name}" directive; none found.`, hint);
}
function readContent(name, given, {
  head,
  scope,
  substitution
}) {
  const { content } = given;
  if (name === "image" || name === "figure") readImage(head, given, { scope, substitution });
  else if (name === "replace" && substitution !== void 0) readReplacement(head, given, scope);
  else if (containers.has(name)) readContainer(name, given, { head, scope });
  else if (name === "topic" || name === "sidebar") readTopic(name, given, { head, scope });
  else if (quotations.has(name)) readQuotation(content, scope);
  else if (name === "role") readRoleDefinition(head, given);
  else if (name === "default-role") readDefaultRole(head, given);
  else if (name === "table") readTableDirective(head, given, scope);
  else if (name === "list-table") readListTable(head, given, scope);
  else readLeaf(name, given, { head, scope });
}
function readLeaf(name, given, { head, scope }) {
  const { content, arguments: written } = given;
  const { document, line } = head;
  if (name === "parsed-literal") readInline(content.lines.join("\n"), content.first, document);
  if (name === "line-block")
    content.lines.forEach((text, index) => readInline(text.trim(), content.first + index, document));
  if (name === "rubric") readInline(written.join(" "), line, document);
  if (name === "contents") readContents(given, { head, scope });
  else if (name === "class" || name === "rst-class") readClass(given, { head, scope });
  else if (name === "csv-table") readCsvTable(given, { head, scope });
  else if (name === "target-notes") throw new UnclearMarkup("footnotes for all targets");
  else if (pending.has(name)) addElement(scope, "pending", line);
  else if (name !== "title" && name !== "meta") addElement(scope, name, line);
}
function readContainer(name, { arguments: written, content }, { head, scope }) {
  if (name === "admonition") readInline(written.join(" "), head.line, head.document);
  const isDecoration = name === "header" || name === "footer";
  const element = isDecoration ? { kind: name, line: head.line, children: [] } : addElement(scope, name, head.line);
  parseInto(content, element, scope);
}
function readTopic(name, { arguments: written, options, content }, { head, scope }) {
  readInline(written.join(" "), head.line, head.document);
  readInline(options.get("subtitle") ?? "", head.line, head.document);
  parseInto(content, addElement(scope, name, head.line), scope);
}
function readContents({ arguments: written }, { head, scope }) {
  const title = readInline(written.join(" "), head.line, head.document);
  const name = normalizedName(title === "" ? "Contents" : title);
  if (!head.document.names.targets.has(name)) noteImplicit(head.document, name);
  addElement(scope, "topic", head.line);
}
function readClass({ content }, { head, scope }) {
  if (content.lines.length === 0) addElement(scope, "pending", head.line);
  else parseInto(content, parentOf(scope), scope);
}
function readCsvTable({ options, arguments: written, content }, { head, scope }) {
  const { document, line } = head;
  if (options.has("file") || options.has("url")) {
    const message = 'File and URL access deactivated; ignoring "csv-table" directive.';
    addFault(document, line, message, "Write the rows below the directive: PyPI reads no other file.");
    return;
  }
  readInline(written.join(" "), line, document);
  if (content.lines.length === 0) {
    const message = 'The "csv-table" directive requires content; none supplied.';
    addFault(document, line, message, "Write the rows below the directive, after a blank line and indented.");
  }
  addElement(scope, "table", line);
  const text = [...content.lines, ...[...options.values()].map((value) => value ?? "")].join("\n");
  if (/[`_[|]/.test(text)) throw new UnclearMarkup("cells of comma-separated values");
}
function readReplacement(head, { content }, scope) {
  if (content.lines.length === 0) {
    addNoContent(head);
    return;
  }
  const element = { kind: "replacement", line: head.line, children: [] };
  parseInto(content, element, scope);
  addReplacementFault(head, element.children);
}
function addReplacementFault({ name, line, document }, children) {
  if (children.length === 1 && children[0]?.kind === "paragraph") return;
  const message = `Error in "${name}" directive: may contain a single paragraph only.`;
  addFault(document, line, message, "Write the replacement as one paragraph.");
}

// src/distributions/metadata/restructured-text/directive-specs.ts
var common = { class: "class", name: "any" };
var horizontal = ["left", "center", "right"];
var loading = ["embed", "link", "lazy"];
var block = { required: 0, optional: 0, isLastOpen: false, hasContent: true, options: common };
var bare = { ...block, options: {} };
var titled = { ...block, required: 1, isLastOpen: true };
var argument2 = { required: 1, optional: 0, isLastOpen: true, hasContent: false };
var code = { ...block, optional: 1, options: { ...common, "number-lines": "line-numbers" } };
var imageOptions = {
  ...common,
  alt: "any",
  height: "length",
  width: "width",
  scale: "percentage",
  target: "required",
  loading
};
var table = { ...block, optional: 1, isLastOpen: true };
var tableOptions = { ...common, align: horizontal, width: "width" };
var dataTableOptions = {
  ...tableOptions,
  "header-rows": "count",
  "stub-columns": "count",
  widths: "column-widths"
};
var numbering = {
  required: 0,
  optional: 0,
  isLastOpen: false,
  hasContent: false,
  options: { depth: "integer", start: "integer", prefix: "required", suffix: "required" }
};
var file = { file: "required", url: "required", encoding: "unchecked" };
var directiveSpecs = new Map([
  ...["attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"].map(
    (name) => [name, { ...block, isLastOpen: true }]
  ),
  ["admonition", titled],
  ["topic", titled],
  ["sidebar", { ...table, options: { ...common, subtitle: "required" } }],
  ["line-block", block],
  ["parsed-literal", block],
  ["code", code],
  ["code-block", code],
  ["sourcecode", code],
  ["math", block],
  ["rubric", { ...argument2, options: common }],
  ["epigraph", bare],
  ["highlights", bare],
  ["pull-quote", bare],
  ["compound", block],
  ["container", { ...table, options: { name: "any" } }],
  ["table", { ...table, options: { ...tableOptions, widths: "column-widths" } }],
  [
    "csv-table",
    {
      ...table,
      options: {
        ...dataTableOptions,
        ...file,
        header: "any",
        delim: "unchecked",
        keepspace: "flag",
        quote: "unchecked",
        escape: "unchecked"
      }
    }
  ],
  ["list-table", { ...table, options: dataTableOptions }],
  ["meta", bare],
  ["image", { ...argument2, options: { ...imageOptions, align: [...horizontal, "top", "middle", "bottom"] } }],
  [
    "figure",
    {
      ...titled,
      options: {
        ...imageOptions,
        align: horizontal,
        figwidth: "figure-width",
        figclass: "class",
        figname: "any"
      }
    }
  ],
  [
    "include",
    {
      ...argument2,
      options: {
        ...common,
        literal: "flag",
        code: "any",
        encoding: "unchecked",
        parser: "unchecked",
        "tab-width": "integer",
        "start-line": "integer",
        "end-line": "integer",
        "start-after": "any",
        "end-before": "any",
        "number-lines": "line-numbers"
      }
    }
  ],
  ["raw", { ...titled, options: { ...file, class: "class" } }],
  ["replace", bare],
  ["unicode", { ...argument2, options: { trim: "flag", ltrim: "flag", rtrim: "flag" } }],
  ["date", bare],
  ["class", { ...titled, options: {} }],
  ["rst-class", { ...titled, options: {} }],
  ["role", bare],
  ["default-role", { ...bare, optional: 1, hasContent: false }],
  ["title", { ...argument2, options: {} }],
  [
    "contents",
    {
      required: 0,
      optional: 1,
      isLastOpen: true,
      hasContent: false,
      options: { depth: "count", local: "flag", backlinks: ["top", "entry", "none"], class: "class" }
    }
  ],
  ["sectnum", numbering],
  ["section-numbering", numbering],
  ["header", bare],
  ["footer", bare],
  ["target-notes", { ...bare, hasContent: false, options: { class: "class" } }],
  ["restructuredtext-test-directive", { ...table, options: { option: "required" } }]
]);

// src/distributions/metadata/restructured-text/directives.ts
function readDirective(from, index, match, scope) {
  const taken = takeUntrimmed(from, index, { first: match[0].length });
  readDirectiveIn(taken.block, match[1] ?? "", from.first + index, scope);
  return { ...taken, isBlankFinish: taken.isBlankFinish || isBlank(from.lines[taken.next]) };
}
function readDirectiveIn(block2, name, line, scope, substitution) {
  const { document } = scope;
  const spec = directiveSpecs.get(name.toLowerCase());
  if (spec === void 0) {
    addFault(document, line, `Unknown directive type "${name}".`, unknownHint(name));
    return;
  }
  const head = { name, line, document };
  const read = readDirectiveBlock(block2, spec, head);
  if (read !== void 0) runDirective(head, read, scope, substitution);
}
function unknownHint(name) {
  return `Remove the directive \`${name}\` from the README: only Sphinx or an extension has it, and PyPI renders plain reStructuredText.`;
}

// src/distributions/metadata/restructured-text/substitution-definitions.ts
var substitutionName = /^(?! )(?<name>.+?)(?<![\s\0])\|(?: +|$)/;
var embeddedDirective = new RegExp(String.raw`^(${namePattern})::(?: +|$)`, "u");
var inline = /* @__PURE__ */ new Set(["image", "replace", "unicode", "date", "raw", "include"]);
function readSubstitutionDefinition(from, index, match, scope) {
  const taken = takeIndented(from, index, { first: match[0].length, isKept: true });
  const line = from.first + index;
  const first = lineAt(taken.block, 0);
  const found = substitutionName.exec(escaped(first));
  const name = found?.groups?.["name"];
  if (found === null || name === void 0) {
    if (taken.block.lines.slice(1).some((text) => text.includes("|")))
      throw new UnclearMarkup("a name over several lines");
    addFault(scope.document, line, "malformed substitution definition.", "Close the name with `|`.");
    return void 0;
  }
  readDefinition(taken.block, { name, start: found[0].length, line }, scope);
  return taken;
}
function readDefinition(block2, { name, start, line }, scope) {
  const { document } = scope;
  const rest = block2.lines.map((text, index) => index === 0 ? text.slice(start).trim() : text);
  const whole = trimEnd({ lines: rest, first: block2.first });
  const content = isBlank(whole.lines[0]) ? sliceOf(whole, 1) : whole;
  const spaced = withSingleSpaces(name);
  if (content.lines.length === 0) {
    const message = `Substitution definition "${spaced}" missing contents.`;
    addFault(document, line, message, `Write \`.. |${spaced}| replace:: text\`.`);
    return;
  }
  const directive = embeddedDirective.exec(lineAt(content, 0).trim());
  if (directive === null) {
    const message = `Substitution definition "${spaced}" empty or invalid.`;
    addFault(document, line, message, `Write \`.. |${spaced}| replace:: text\`.`);
    return;
  }
  const faults = document.faults.length;
  readEmbedded(content, { name: spaced, directive, line }, scope);
  if (document.faults.length > faults) return;
  defineSubstitution(scope, spaced, line);
}
function defineSubstitution(scope, name, line) {
  const { names } = scope.document;
  addElement(scope, "substitution_definition", line);
  if (names.exactSubstitutions.has(name)) {
    const hint = `Remove one of the definitions of |${name}|, or rename it.`;
    addFault(scope.document, line, `Duplicate substitution definition name: "${name}".`, hint);
  }
  names.exactSubstitutions.add(name);
  names.substitutions.add(name.toLowerCase());
}
function readEmbedded(content, {
  name,
  directive,
  line
}, scope) {
  const type = directive[1] ?? "";
  const known2 = inline.has(type.toLowerCase());
  const first = { ...content, lines: [lineAt(content, 0).trim(), ...content.lines.slice(1)] };
  const taken = takeIndented(first, 0, { first: directive[0].length });
  const inner = {
    ...scope,
    parent: { kind: "substitution_definition", line, children: [] },
    depth: scope.depth + 1
  };
  if (taken.next < first.lines.length) throw new UnclearMarkup("more than one directive");
  readDirectiveIn(taken.block, type, content.first, inner, name);
  if (!known2 && scope.document.faults.length === 0) throw new UnclearMarkup("a directive that is no text");
}

// src/distributions/metadata/restructured-text/explicit-markup.ts
var constructs = [
  [new RegExp(String.raw`^\.\. +\[([0-9]+|#(?:${namePattern})?|\*)\](?: +|$)`, "u"), readFootnote],
  [new RegExp(String.raw`^\.\. +\[(${namePattern})\](?: +|$)`, "u"), readCitation],
  [/^\.\. +_(?! |$)/, readTarget],
  [/^\.\. +\|(?! |$)/, readSubstitutionDefinition],
  [new RegExp(String.raw`^\.\. +(${namePattern}) ?::(?: +|$)`, "u"), readDirective]
];
function readExplicitMarkup(block2, index, scope) {
  let next = index;
  let isBlankFinish = true;
  do {
    ({ next, isBlankFinish } = readConstruct(block2, next, scope));
  } while (next < block2.lines.length && isExplicit(lineAt(block2, next)));
  if (!isBlankFinish) addUnindent(scope.document, block2.first + next, "Explicit markup");
  return next;
}
function isExplicit(line) {
  return explicitMarker.test(line) || anonymousMarker.test(line);
}
function readConstruct(block2, index, scope) {
  const line = lineAt(block2, index);
  const anonymous = anonymousMarker.exec(line);
  if (anonymous !== null) return readAnonymousTarget(block2, index, anonymous, scope);
  for (const [pattern, read] of constructs) {
    const match = pattern.exec(line);
    if (match !== null) return read(block2, index, match, scope) ?? readComment(block2, index, scope);
  }
  return readComment(block2, index, scope);
}
function readComment(block2, index, scope) {
  addElement(scope, "comment", block2.first + index);
  const line = lineAt(block2, index);
  if (line === ".." && isBlank(block2.lines[index + 1])) return { next: index + 1, isBlankFinish: true };
  const [marker2 = ""] = explicitMarker.exec(line) ?? [];
  return takeIndented(block2, index, { first: marker2.length });
}
function readFootnote(block2, index, match, scope) {
  const { names } = scope.document;
  const label = match[1] ?? "";
  const line = block2.first + index;
  const name = normalizedName(label.startsWith("#") ? label.slice(1) : label);
  if (label === "*") names.symbolFootnotes.push(line);
  else {
    if (label.startsWith("#")) names.autoFootnotes.push(name);
    if (name !== "") noteExplicit(scope.document, { name, line });
  }
  return readNote(block2, index, match, { scope, title: "Footnote" });
}
function readCitation(block2, index, match, scope) {
  noteExplicit(scope.document, { name: normalizedName(match[1] ?? ""), line: block2.first + index });
  return readNote(block2, index, match, { scope, title: "Citation" });
}
function readNote(block2, index, match, { scope, title }) {
  const taken = takeIndented(block2, index, { first: match[0].length });
  const note = addElement(scope, title.toLowerCase(), block2.first + index);
  parseInto(taken.block, note, scope);
  if (taken.block.lines.length === 0)
    addFault(
      scope.document,
      block2.first + index,
      `${title} content expected.`,
      `Write the text of the ${title.toLowerCase()} after its label.`
    );
  return taken;
}

// src/distributions/metadata/restructured-text/line-blocks.ts
function readLineBlock(block2, index, scope) {
  addElement(scope, "line_block", block2.first + index);
  let next = index;
  for (; ; ) {
    const match = lineBlockMarker.exec(lineAt(block2, next));
    if (match === null) break;
    const taken = takeIndented(block2, next, { first: match[0].length, untilBlank: true });
    readInline(taken.block.lines.join("\n"), block2.first + next, scope.document);
    ({ next } = taken);
    if (taken.isBlankFinish) return next;
  }
  const message = "Line block ends without a blank line.";
  addFault(
    scope.document,
    block2.first + next,
    message,
    `Insert a blank line before line ${block2.first + next} of the description.`
  );
  return next;
}

// src/distributions/metadata/restructured-text/enumerators.ts
var formats = ["parens", "rparen", "period"];
var sequences = [
  ["arabic", /^[0-9]+$/],
  ["loweralpha", /^[a-z]$/],
  ["upperalpha", /^[A-Z]$/],
  ["lowerroman", /^[ivxlcdm]+$/],
  ["upperroman", /^[IVXLCDM]+$/]
];
var numerals = [
  ["M", 1e3],
  ["CM", 900],
  ["D", 500],
  ["CD", 400],
  ["C", 100],
  ["XC", 90],
  ["L", 50],
  ["XL", 40],
  ["X", 10],
  ["IX", 9],
  ["V", 5],
  ["IV", 4],
  ["I", 1]
];
var highestRoman = 3998;
var longestNumber = 15;
function parseEnumerator(line, expected) {
  const match = enumeratorMarker.exec(line);
  const format = formats.find((one) => match?.groups?.[one] !== void 0);
  if (match === null || format === void 0) return void 0;
  const text = match.groups?.[format] ?? "";
  if (text.length > longestNumber) throw new UnclearMarkup("a long number");
  const sequence = sequenceOf(text, expected);
  return { format, sequence, ordinal: ordinalOf(text, sequence), width: match[0].length };
}
function sequenceOf(text, expected) {
  if (text === "#") return "auto";
  const wanted = sequences.find(([sequence]) => sequence === expected);
  if (wanted?.[1].test(text) === true) return wanted[0];
  if (expected === void 0 && text === "i") return "lowerroman";
  if (expected === void 0 && text === "I") return "upperroman";
  return sequences.find(([, pattern]) => pattern.test(text))?.[0] ?? "arabic";
}
function ordinalOf(text, sequence) {
  if (sequence === "auto") return 1;
  if (sequence === "arabic") return Number(text);
  if (sequence.endsWith("alpha")) return (text.toLowerCase().codePointAt(0) ?? 0) - 96;
  const ordinal = romanValue(text.toUpperCase());
  return ordinal !== void 0 && ordinal > highestRoman ? void 0 : ordinal;
}
function romanValue(text) {
  let value = 0;
  let rest = text;
  for (const [numeral, worth] of numerals)
    while (rest.startsWith(numeral)) {
      value += worth;
      rest = rest.slice(numeral.length);
    }
  return rest === "" && romanNumeral(value) === text ? value : void 0;
}
function romanNumeral(value) {
  let rest = value;
  let text = "";
  for (const [numeral, worth] of numerals)
    while (rest >= worth) {
      text += numeral;
      rest -= worth;
    }
  return text;
}
function isListItem({ format, sequence, ordinal }, nextLine) {
  if (ordinal === void 0) return false;
  if (nextLine === void 0 || /^\s?$/.test(nextLine.charAt(0))) return true;
  const next = numberOf(ordinal + 1, sequence);
  if (next === void 0) return false;
  return [next, "#"].some((number) => nextLine.startsWith(`${marker(number, format)} `));
}
function marker(number, format) {
  return `${format === "parens" ? "(" : ""}${number}${format === "period" ? "." : ")"}`;
}
function numberOf(ordinal, sequence) {
  if (sequence === "auto") return "#";
  if (sequence === "arabic") return String(ordinal);
  if (sequence.endsWith("alpha") && ordinal > 26) return void 0;
  const upper = sequence.endsWith("alpha") ? String.fromCodePoint(ordinal + 64) : romanNumeral(ordinal);
  return sequence.startsWith("lower") ? upper.toLowerCase() : upper;
}

// src/distributions/metadata/restructured-text/lists.ts
function readItems(block2, {
  list,
  first,
  title,
  readNext
}, { document }) {
  let last = first;
  for (; ; ) {
    let { next } = last;
    while (next < block2.lines.length && isBlank(block2.lines[next])) next += 1;
    const item = next < block2.lines.length && !lineAt(block2, next).startsWith(" ") ? readNext(next, list) : void 0;
    if (item === void 0) {
      if (!last.isBlankFinish) addUnindent(document, block2.first + next, title);
      return next;
    }
    last = item;
  }
}
function readListItem(block2, index, width, { list, scope }) {
  const isFilled = lineAt(block2, index).length > width;
  const taken = takeIndented(block2, index, isFilled ? { all: width } : { first: width });
  const item = { kind: "list_item", line: block2.first + index, children: [] };
  list.children.push(item);
  parseInto(taken.block, item, scope);
  return taken;
}
function readBulletList(block2, index, scope) {
  const bullet = lineAt(block2, index).charAt(0);
  const list = addElement(scope, "bullet_list", block2.first + index);
  const readNext = (next) => {
    const line = lineAt(block2, next);
    const match = bulletMarker.exec(line);
    return match === null || line.charAt(0) !== bullet ? void 0 : readListItem(block2, next, match[0].length, { list, scope });
  };
  const first = readNext(index);
  return first === void 0 ? index + 1 : readItems(block2, { list, first, title: "Bullet list", readNext }, scope);
}
function readEnumeratedList(block2, index, scope) {
  const begin = parseEnumerator(lineAt(block2, index));
  if (begin === void 0 || !isListItem(begin, block2.lines[index + 1])) return void 0;
  const list = addElement(scope, "enumerated_list", block2.first + index);
  const enumType = begin.sequence === "auto" ? "arabic" : begin.sequence;
  let last = begin;
  let isAuto = begin.sequence === "auto";
  const readNext = (next) => {
    if (bodyKind(lineAt(block2, next)) !== "enumerator") return void 0;
    const item = parseEnumerator(lineAt(block2, next), enumType);
    if (item === void 0 || item.format !== begin.format) return void 0;
    const isNumbered = item.sequence === enumType && !isAuto && item.ordinal === (last.ordinal ?? 0) + 1;
    if (item.sequence !== "auto" && !isNumbered) return void 0;
    if (!isListItem(item, block2.lines[next + 1])) return void 0;
    isAuto ||= item.sequence === "auto";
    last = item;
    return readListItem(block2, next, item.width, { list, scope });
  };
  const first = readListItem(block2, index, begin.width, { list, scope });
  return readItems(block2, { list, first, title: "Enumerated list", readNext }, scope);
}
function readFieldList(block2, index, scope) {
  const list = addElement(scope, "field_list", block2.first + index);
  const readNext = (next) => readField(block2, next, { list, scope });
  const first = readNext(index);
  return first === void 0 ? index + 1 : readItems(block2, { list, first, title: "Field list", readNext }, scope);
}
function readField(block2, index, { list, scope }) {
  const line = lineAt(block2, index);
  const match = bodyKind(line) === "field" ? fieldMarker.exec(line) : null;
  if (match === null) return void 0;
  const taken = takeIndented(block2, index, { first: match[0].length });
  const name = match[0].slice(1, match[0].lastIndexOf(":"));
  const plain = normalizedName(readInline(name, block2.first + index, scope.document));
  const field = { kind: "field", name: plain, line: block2.first + index, children: [] };
  list.children.push(field);
  parseInto(taken.block, field, scope);
  return taken;
}
function readOptionList(block2, index, scope) {
  const readNext = (next) => {
    const line = lineAt(block2, next);
    const match = bodyKind(line) === "option" ? optionMarker.exec(line) : null;
    const taken = match === null ? void 0 : takeIndented(block2, next, { first: match[0].length });
    if (taken === void 0 || taken.block.lines.length === 0) return void 0;
    parseInto(taken.block, { kind: "description", line: block2.first + next, children: [] }, scope);
    return taken;
  };
  const first = readNext(index);
  if (first === void 0) return void 0;
  const list = addElement(scope, "option_list", block2.first + index);
  return readItems(block2, { list, first, title: "Option list", readNext }, scope);
}
function readDefinitionList(block2, index, scope) {
  const list = addElement(scope, "definition_list", block2.first + index);
  const readNext = (next) => bodyKind(lineAt(block2, next)) === "text" && isIndented(block2.lines[next + 1]) ? readDefinition2(block2, next, { list, scope }) : void 0;
  const first = readDefinition2(block2, index, { list, scope });
  return readItems(block2, { list, first, title: "Definition list", readNext }, scope);
}
function readDefinition2(block2, index, { list, scope }) {
  const taken = takeIndented(block2, index + 1);
  readInline(lineAt(block2, index), block2.first + index, scope.document);
  const definition2 = { kind: "definition", line: block2.first + index, children: [] };
  list.children.push(definition2);
  parseInto(taken.block, definition2, scope);
  return taken;
}

// src/distributions/metadata/restructured-text/text-width.ts
var narrow = new RegExp(
  [
    String.raw`^[\0-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f`,
    String.raw`\u2000-\u2064\u2066-\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20c0\u2100-\u218b\u2190-\u22ff`,
    String.raw`\u2500-\u25fc\u2605\u2606\u2610-\u2612\u26a0\u2713-\u2718]$`
  ].join("")
);
var beyondNarrow = new RegExp(narrow.source.replace("^[", "[^").replace("$", ""));
var wide = new RegExp(
  [
    String.raw`^[\u2705\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf`,
    String.raw`\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff60\u{1f32d}-\u{1f335}\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}`,
    String.raw`\u{1f300}-\u{1f320}\u{1f3a0}-\u{1f3ca}\u{1f3e0}-\u{1f3f0}\u{1f3f8}-\u{1f43e}\u{1f442}-\u{1f4fc}`,
    String.raw`\u{1f4ff}-\u{1f53d}\u{1f550}-\u{1f567}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{1f910}-\u{1f93a}`,
    String.raw`\u{1f947}-\u{1f971}\u{1f9d0}-\u{1f9ff}\u{20000}-\u{2a6d6}]$`
  ].join(""),
  "u"
);
var mark = new RegExp("\\p{M}", "u");
function compareWidth(text, columns) {
  if (isNarrow(text)) return text.length > columns ? "wider" : "fits";
  let least = 0;
  let most = 0;
  for (const character of text) {
    const width = widthOf(character);
    least += width.least;
    most += width.most;
  }
  if (least > columns) return "wider";
  return most > columns ? "unclear" : "fits";
}
var EMOJI_STYLE = "\uFE0F";
var pad = "\0";
function padded(text) {
  if (isNarrow(text)) return text;
  let columns = "";
  for (const character of text) {
    const { least, most } = widthOf(character);
    if (least !== most) return void 0;
    columns += character + pad.repeat(least - character.length);
  }
  return columns;
}
function unpadded(text) {
  return text.replaceAll(pad, "");
}
function isNarrow(text) {
  return !beyondNarrow.test(text);
}
function widthOf(character) {
  if (narrow.test(character) || character === EMOJI_STYLE) return { least: 1, most: 1 };
  if (wide.test(character)) return { least: 2, most: 2 };
  return mark.test(character) ? { least: 0, most: 1 } : { least: 1, most: 2 };
}

// src/distributions/metadata/restructured-text/section-titles.ts
var shortest = 4;
function readUnderlined(block2, index, scope) {
  const { document, depth } = scope;
  const title = lineAt(block2, index);
  const underline = lineAt(block2, index + 1);
  const line = block2.first + index;
  const isShort = underline.length < shortest;
  if (isTooWide(title, underline, isShort)) {
    if (isShort) return void 0;
    addFault(
      document,
      line + 1,
      "Title underline too short.",
      "Make the underline at least as long as the title."
    );
  }
  if (depth > 0) {
    const hint = "Remove the indentation of the title, or its underline: only the top level has sections.";
    addFault(document, line + 1, "Unexpected section title.", hint);
  } else openSection(document, { title, style: underline.charAt(0), line });
  return index + 2;
}
function isTooWide(title, line, isShort) {
  const compared = compareWidth(title, line.length);
  if (compared === "unclear" && isShort) throw new UnclearMarkup("a title of unclear width");
  return compared === "wider";
}
function readOverline(block2, index, scope) {
  const overline = lineAt(block2, index);
  const isShort = overline.length < shortest;
  if (scope.depth > 0) return readNestedLine(block2, index, scope);
  const title = block2.lines[index + 1];
  if (title === void 0 || isBlank(title)) {
    if (isShort) return void 0;
    addElement(scope, "transition", block2.first + index);
    return index + 1;
  }
  return readOverlined(block2, index, scope);
}
function readOverlined(block2, index, { document }) {
  const overline = lineAt(block2, index);
  const title = lineAt(block2, index + 1);
  const underline = block2.lines[index + 2];
  const isShort = overline.length < shortest;
  const line = block2.first + index;
  const fault = overlineFault(overline, title, underline);
  if (fault !== void 0) {
    if (isShort) return void 0;
    addFault(document, line, fault, "Write the same line below the title as above it, or remove the line.");
    return index + (lineMarker.test(title) ? 2 : 3);
  }
  if (isTooWide(title, overline, isShort)) {
    if (isShort) return void 0;
    const hint = "Make the lines above and below the title at least as long as the title.";
    addFault(document, line, "Title overline too short.", hint);
  }
  const style = overline.slice(0, 2);
  openSection(document, { title: pythonStripStart(title), style, line: line + 1 });
  return index + 3;
}
function overlineFault(overline, title, underline) {
  if (lineMarker.test(title)) return "Invalid section title or transition marker.";
  if (underline === void 0) return "Incomplete section title.";
  if (!lineMarker.test(underline)) return "Missing matching underline for section title overline.";
  return overline === underline ? void 0 : "Title overline & underline mismatch.";
}
function readNestedLine(block2, index, { document }) {
  if (lineAt(block2, index).length < shortest) return void 0;
  const hint = "Remove the line, or the indentation that puts it into another element.";
  addFault(document, block2.first + index, "Unexpected section title or transition.", hint);
  return index + 1;
}
function openSection(document, { title, style, line }) {
  const { sections, titleStyles } = document;
  const known2 = titleStyles.indexOf(style);
  const level = known2 < 0 ? titleStyles.length + 1 : known2 + 1;
  const present = sections.length - 1;
  if (level > present + 1) {
    const message = `Inconsistent title style: skip from level ${present} to ${level}.`;
    const hint = `Underline the title with \`${titleStyles[present] ?? ""}\`, the style of the level below the present one.`;
    addFault(document, line, message, hint);
    return;
  }
  if (known2 < 0) titleStyles.push(style);
  sections.length = level;
  const section = { kind: "section", line, children: [] };
  sections.at(-1)?.children.push(section);
  sections.push(section);
  const name = normalizedName(readInline(title, line, document));
  if (document.names.targets.has(name)) section.children.push({ kind: "system_message", line, children: [] });
  noteImplicit(document, name);
}

// src/distributions/metadata/restructured-text/table-cells.ts
function cutOut(lines, left, right) {
  const cut = lines.map((line) => unpadded(line.slice(left, right).trimEnd()));
  const indents = cut.filter((line) => line !== "").map(indentOf);
  const indent = indents.reduce((least, one) => Math.min(least, one), right);
  return indent > 0 && indent < right ? cut.map((line) => line.slice(indent)) : cut;
}

// src/distributions/metadata/restructured-text/grid-tables.ts
var maximumSteps = 1e6;
var maximumCells = 2e3;
var headSeparator = /^\+=[=+]+=\+$/;
function readGridTable(lines) {
  const heads = lines.flatMap((line, index) => headSeparator.test(line) ? [index] : []);
  const [, second] = heads;
  if (second !== void 0) {
    const places = `table lines ${(heads[0] ?? 0) + 1} and ${second + 1}`;
    return { fault: `Multiple head/body row separators (${places}); only one allowed.`, line: second };
  }
  const plain = lines.map((line, index) => heads.includes(index) ? line.replaceAll("=", "-") : line);
  const right = (plain[0] ?? "").length - 1;
  const grid = {
    lines: plain,
    bottom: plain.length - 1,
    right,
    done: Array.from({ length: right + 1 }, () => -1),
    steps: 0
  };
  const cells = findCells(grid);
  const isComplete = grid.done.every((line, column) => column >= right || line === grid.bottom - 1);
  return isComplete ? { cells } : { fault: "Malformed table; parse incomplete.", line: 0 };
}
function findCells(grid) {
  const cells = [];
  const corners = [[0, 0]];
  for (let corner = corners.shift(); corner !== void 0; corner = corners.shift()) {
    const [top, left] = corner;
    if (top === grid.bottom || left === grid.right || top <= (grid.done[left] ?? 0)) continue;
    const found = scanRight(grid, top, left);
    if (found === void 0) continue;
    markDone(grid, { top, left, ...found });
    if (cells.length >= maximumCells) throw new UnclearMarkup("a large table");
    const lines = cutOut(grid.lines.slice(top + 1, found.bottom), left + 1, found.right);
    cells.push({ line: top + 1, lines });
    corners.push([top, found.right], [found.bottom, left]);
    corners.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }
  return cells;
}
function markDone(grid, cell) {
  for (let column = cell.left; column < cell.right; column += 1) {
    if (grid.done[column] !== cell.top - 1) throw new UnclearMarkup("cells over each other");
    grid.done[column] = cell.bottom - 1;
  }
}
function isBorder(grid, row, column, border) {
  grid.steps += 1;
  if (grid.steps > maximumSteps) throw new UnclearMarkup("a large table");
  return grid.lines[row]?.charAt(column) === border;
}
function scanRight(grid, top, left) {
  for (let right = left + 1; right <= grid.right; right += 1) {
    if (isBorder(grid, top, right, "+")) {
      const bottom = scanDown(grid, { top, left, right });
      if (bottom !== void 0) return { bottom, right };
    } else if (!isBorder(grid, top, right, "-")) return void 0;
  }
  return void 0;
}
function scanDown(grid, { top, left, right }) {
  for (let bottom = top + 1; bottom <= grid.bottom; bottom += 1) {
    if (isBorder(grid, bottom, right, "+")) {
      if (isClosed(grid, { top, left, bottom, right })) return bottom;
    } else if (!isBorder(grid, bottom, right, "|")) return void 0;
  }
  return void 0;
}
function isClosed(grid, {
  top,
  left,
  bottom,
  right
}) {
  for (let column = right - 1; column > left; column -= 1)
    if (!isBorder(grid, bottom, column, "+") && !isBorder(grid, bottom, column, "-")) return false;
  if (!isBorder(grid, bottom, left, "+")) return false;
  for (let row = bottom - 1; row > top; row -= 1)
    if (!isBorder(grid, row, left, "+") && !isBorder(grid, row, left, "|")) return false;
  return true;
}

// src/distributions/metadata/restructured-text/simple-tables.ts
var maximumSteps2 = 3e5;
var span = /^-[ -]*$/;
var TableFault = class extends Error {
  name = "TableFault";
  line;
  constructor(message, line) {
    super(message);
    this.line = line;
  }
};
function readSimpleTable(lines) {
  const plain = lines.map((line) => /^=[ =]*$/.test(line) ? line.replaceAll("=", "-") : line);
  const columns = columnsOf(plain[0] ?? "");
  const table2 = { columns, borderEnd: columns.at(-1)?.[1] ?? 0, cells: [], steps: 0 };
  try {
    readRows(table2, plain);
    return { cells: table2.cells };
  } catch (error) {
    if (error instanceof TableFault) return { fault: error.message, line: error.line };
    throw error;
  }
}
function readRows(table2, lines) {
  const [first = [0, 0]] = table2.columns;
  let start = 1;
  let isTextFound = false;
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    if (span.test(line)) {
      readRow(table2, lines.slice(start, index), { start, columns: spanOf(table2, line, index) });
      start = index + 1;
      isTextFound = false;
    } else if (line.slice(...first).trim() !== "") {
      if (isTextFound && index !== start)
        readRow(table2, lines.slice(start, index), { start, columns: [...table2.columns] });
      start = index;
      isTextFound = true;
    } else if (!isTextFound) start = index + 1;
  }
}
function columnsOf(line) {
  return [...line.matchAll(/-+/g)].map(({ 0: dashes, index }) => [index, index + dashes.length]);
}
function spanOf({ columns, borderEnd }, line, index) {
  const found = columnsOf(line);
  const last = found.at(-1);
  const end = columns.at(-1)?.[1];
  if (last === void 0 || end === void 0 || last[1] !== borderEnd)
    throw new TableFault(`Column span incomplete in table line ${index + 1}.`, index);
  return [...found.slice(0, -1), [last[0], end]];
}
function readRow(table2, lines, { start, columns }) {
  table2.steps += (lines.length + 1) * columns.length;
  if (table2.steps > maximumSteps2) throw new UnclearMarkup("a large table");
  const widened = checkMargins(table2, lines, { start, columns });
  checkSpan(table2, widened, start);
  for (const [left, right] of widened) {
    const cell = cutOut(lines, left, right);
    if (cell.some((line) => line !== "")) table2.cells.push({ line: start, lines: cell });
  }
}
function checkMargins(table2, lines, { start, columns }) {
  const widened = [...columns];
  for (const [place, [left, right]] of columns.entries()) {
    const next = columns[place + 1];
    for (const [offset, line] of lines.entries()) {
      if (line.slice(right, next?.[0]).trim() === "") continue;
      if (next !== void 0)
        throw new TableFault(`Text in column margin in table line ${start + offset + 1}.`, start + offset);
      widen(table2, widened, left + line.slice(left).length);
    }
  }
  return widened;
}
function widen(table2, widened, end) {
  const [mainStart, mainEnd] = table2.columns.at(-1) ?? [0, 0];
  const [left] = widened.at(-1) ?? [0, 0];
  widened[widened.length - 1] = [left, Math.max(mainEnd, end)];
  if (end > mainEnd) table2.columns[table2.columns.length - 1] = [mainStart, end];
}
function checkSpan({ columns }, row, start) {
  let place = 0;
  for (const [left, right] of row) {
    const isBegin = left === columns[place]?.[0];
    const end = isBegin ? columns.findIndex((column, index) => index >= place && column[1] === right) : -1;
    if (end < 0) throw new TableFault(`Column span alignment problem in table line ${start + 2}.`, start + 1);
    place = end + 1;
  }
}

// src/distributions/metadata/restructured-text/tables.ts
var simpleTableBorder = /^=[ =]*$/;
function readTable(block2, index, scope) {
  const isGrid = gridTableTop.test(lineAt(block2, index));
  const { table: table2, next, isBlankFinish } = isGrid ? isolateGrid(block2, index, scope) : isolateSimple(block2, index);
  const { document } = scope;
  const first = block2.first + index;
  if ("fault" in table2) {
    const hint = "Align the borders and columns of the table; each of its lines has to be as wide as the first.";
    addFault(document, first + table2.line, `Malformed table. ${table2.fault}`, hint);
  } else {
    addElement(scope, "table", first);
    for (const { line, lines } of table2.cells)
      parseInto({ lines, first: first + line }, { kind: "entry", line: first + line, children: [] }, scope);
  }
  if (!isBlankFinish && !("fault" in table2)) {
    const line = block2.first + next;
    addFault(
      document,
      line,
      "Blank line required after table.",
      `Insert a blank line before line ${line} of the description.`
    );
  }
  return next;
}
function isolateGrid(block2, start, { document }) {
  const end = endOfText(block2, start);
  const lines = [];
  let next = start;
  while (next < end && /^[+|]/.test(lineAt(block2, next))) {
    lines.push(lineAt(block2, next));
    next += 1;
  }
  if (lineAt(block2, next).startsWith(" ")) {
    const hint = `Remove the indentation of line ${block2.first + next} of the description.`;
    addFault(document, block2.first + next, "Unexpected indentation.", hint);
  }
  const bottom = lines.findLastIndex((line) => gridTableTop.test(line));
  if (bottom < 2 && bottom !== lines.length - 1) {
    const table3 = { fault: "Bottom border missing or corrupt.", line: 0 };
    return { table: table3, next, isBlankFinish: next === end };
  }
  const isWhole = bottom === lines.length - 1;
  const rows = inColumns(lines.slice(0, bottom + 1));
  const width = lineAt(block2, start).length;
  const uneven = rows.findIndex((line) => line.length !== width || !/[+|]$/.test(line));
  const table2 = uneven >= 0 ? { fault: "Right border not aligned or missing.", line: uneven } : readGridTable(rows);
  return { table: table2, next: isWhole ? next : start + bottom + 1, isBlankFinish: isWhole && next === end };
}
function isolateSimple(block2, start) {
  const width = lineAt(block2, start).length;
  let borders = 0;
  let last = start;
  for (let index = start + 1; index < block2.lines.length; index += 1) {
    const line = lineAt(block2, index);
    if (!simpleTableBorder.test(line)) continue;
    const isBlankFinish = isBlank(block2.lines[index + 1]);
    if (line.length !== width) {
      const fault2 = "Bottom border or header rule does not match top border.";
      return { table: { fault: fault2, line: index - start }, next: index + 1, isBlankFinish };
    }
    borders += 1;
    last = index;
    if (borders < 2 && !isBlankFinish) continue;
    const rows = inColumns(block2.lines.slice(start, index + 1));
    return { table: readSimpleTable(rows), next: index + 1, isBlankFinish };
  }
  const fault = "No bottom table border found";
  if (borders === 0)
    return { table: { fault: `${fault}.`, line: 0 }, next: block2.lines.length, isBlankFinish: true };
  const table2 = { fault: `${fault} or no blank line after table bottom.`, line: 0 };
  return { table: table2, next: last + 1, isBlankFinish: false };
}
function inColumns(lines) {
  return lines.map((line) => {
    const columns = padded(line);
    if (columns === void 0) throw new UnclearMarkup("a table with characters of unclear width");
    return columns;
  });
}

// src/distributions/metadata/restructured-text/literal-blocks.ts
var quote = /^[!-/:-@[-`{-~]/;
function readLiteralBlock(from, index, scope) {
  const { block: block2, next, isBlankFinish } = takeIndented(from, index);
  if (block2.lines.length === 0) return readQuotedLiteralBlock(from, index, scope);
  addElement(scope, "literal_block", block2.first);
  if (!isBlankFinish) addUnindent(scope.document, from.first + next, "Literal block");
  return next;
}
function readQuotedLiteralBlock(from, index, scope) {
  const { document } = scope;
  let start = index;
  while (start < from.lines.length && isBlank(from.lines[start])) start += 1;
  const first = lineAt(from, start);
  if (!quote.test(first)) {
    const line2 = from.first + start;
    const hint2 = "Indent the literal block after `::`, or write a single colon.";
    addFault(document, line2, "Literal block expected; none found.", hint2);
    return start;
  }
  addElement(scope, "literal_block", from.first + start);
  let end = start;
  while (end < from.lines.length && lineAt(from, end).startsWith(first.charAt(0))) end += 1;
  if (end >= from.lines.length || isBlank(from.lines[end])) return end;
  const line = from.first + end;
  const hint = `Insert a blank line before line ${line} of the description.`;
  const message = isIndented(from.lines[end]) ? "Unexpected indentation." : "Inconsistent literal block quoting.";
  addFault(document, line, message, hint);
  return end;
}

// src/distributions/metadata/restructured-text/text.ts
var literalMark = /(?<!\\)(?:\\\\)*::$/;
function readText(block2, index, scope) {
  const next = block2.lines[index + 1];
  if (next === void 0 || isBlank(next)) return readParagraph(block2, index, index + 1, scope);
  if (next.startsWith(" ")) return readDefinitionList(block2, index, scope);
  if (lineMarker.test(next)) {
    const after = readUnderlined(block2, index, scope);
    if (after !== void 0) return after;
  }
  return readParagraph(block2, index, endOfParagraph(block2, index + 1), scope);
}
function endOfParagraph(block2, start) {
  let end = start;
  while (end < block2.lines.length && !isBlank(block2.lines[end]) && !lineAt(block2, end).startsWith(" "))
    end += 1;
  return end;
}
function readParagraph(block2, start, end, scope) {
  const { document } = scope;
  const line = block2.first + start;
  const text = block2.lines.slice(start, end).join("\n");
  const introduces = literalMark.test(text.slice(-1e3));
  const shown2 = introduces ? text.slice(0, /[ \n]::$/.test(text) ? -3 : -1).trimEnd() : text;
  const isIndentedNext = isIndented(block2.lines[end]);
  if (isIndentedNext)
    addFault(
      document,
      block2.first + end,
      "Unexpected indentation.",
      `Insert a blank line before line ${block2.first + end} of the description, or remove its indentation.`
    );
  if (text !== "::") {
    addElement(scope, "paragraph", line);
    readInline(shown2, line, document);
  }
  return introduces ? readLiteralBlock(block2, end, scope) : end;
}

// src/distributions/metadata/restructured-text/body.ts
function parseBody(block2, scope) {
  let index = 0;
  while (index < block2.lines.length) index = readElement(block2, index, scope);
}
function readElement(block2, index, scope) {
  const line = lineAt(block2, index);
  if (isBlank(line)) return index + 1;
  if (line.startsWith(" ")) return readBlockQuote(block2, index, scope);
  const next = readMarked2(block2, index, scope);
  return next ?? readText(block2, index, scope);
}
function readMarked2(block2, index, scope) {
  switch (bodyKind(lineAt(block2, index))) {
    case "bullet":
      return readBulletList(block2, index, scope);
    case "enumerator":
      return readEnumeratedList(block2, index, scope);
    case "field":
      return readFieldList(block2, index, scope);
    case "option":
      return readOptionList(block2, index, scope);
    case "doctest":
      return readDoctest(block2, index, scope);
    case "line-block":
      return readLineBlock(block2, index, scope);
    case "grid-table":
    case "simple-table":
      return readTable(block2, index, scope);
    case "explicit":
    case "anonymous":
      return readExplicitMarkup(block2, index, scope);
    case "line":
      return readOverline(block2, index, scope);
    case "text":
      return void 0;
  }
}
function readDoctest(block2, index, scope) {
  addElement(scope, "doctest_block", block2.first + index);
  return endOfText(block2, index);
}

// src/distributions/metadata/restructured-text/defined-names.ts
function noNames() {
  return {
    targets: /* @__PURE__ */ new Map(),
    references: [],
    indirect: [],
    exactSubstitutions: /* @__PURE__ */ new Set(),
    substitutions: /* @__PURE__ */ new Set(),
    substitutionReferences: [],
    anonymousReferences: [],
    anonymousTargets: [],
    autoFootnotes: [],
    autoReferences: [],
    symbolFootnotes: [],
    symbolReferences: []
  };
}

// src/distributions/metadata/restructured-text/resolve-references.ts
var digits = /^[0-9]+$/;
function resolveReferences(document) {
  checkSubstitutions(document);
  checkAnonymous(document);
  checkFootnotes(document);
  checkNames(document);
}
function checkSubstitutions(document) {
  const { substitutions, substitutionReferences } = document.names;
  for (const { name, line } of substitutionReferences) {
    const spaced = withSingleSpaces(name);
    if (substitutions.has(spaced.toLowerCase())) continue;
    const hint = `Define it (\`.. |${spaced}| replace:: text\`), or write \\| where the character itself is meant.`;
    addFault(document, line, `Undefined substitution referenced: "${spaced}".`, hint);
  }
}
function checkAnonymous(document) {
  const { anonymousReferences, anonymousTargets } = document.names;
  if (anonymousReferences.length === anonymousTargets.length) return;
  const counts = `${anonymousReferences.length} references but ${anonymousTargets.length} targets.`;
  const line = anonymousReferences[0] ?? anonymousTargets[0] ?? 1;
  const hint = "Write one anonymous target (`__ address`) for each anonymous reference, in the same order.";
  addFault(document, line, `Anonymous hyperlink mismatch: ${counts}`, hint);
}
function checkFootnotes(document) {
  const { autoFootnotes, autoReferences, symbolFootnotes, symbolReferences } = document.names;
  const labels = new Set(autoFootnotes);
  const available = autoFootnotes.filter((label) => label === "").length;
  const open = autoReferences.filter(({ label }) => label === "" || !labels.has(label));
  const first = open[available];
  if (first !== void 0) {
    const message2 = `Too many autonumbered footnote references: only ${available} corresponding ${available > 1 ? "footnotes" : "footnote"} available.`;
    addFault(document, first.line, message2, "Write a footnote (`.. [#] text`) for each reference.");
  }
  const symbol = symbolReferences[symbolFootnotes.length];
  if (symbol === void 0) return;
  const message = `Too many symbol footnote references: only ${symbolFootnotes.length} corresponding footnotes available.`;
  addFault(document, symbol, message, "Write a footnote (`.. [*] text`) for each reference.");
}
function checkNames(document) {
  const { references, indirect } = document.names;
  const reported = /* @__PURE__ */ new Set();
  for (const { name, alias, line, text } of indirect) {
    const problem = problemOf(document, alias);
    if (problem === void 0 || reported.has(`${line} ${alias}`)) continue;
    reported.add(`${line} ${alias}`);
    const own = name === void 0 ? "" : `"${name}" `;
    const reason = problem === "unknown" ? "which does not exist" : "which is a duplicate, and cannot be used as a unique reference";
    const message = `Indirect hyperlink target ${own}refers to target "${alias}", ${reason}.`;
    addFault(document, line, message, hintOf(alias, text, problem));
  }
  for (const { name, line, text } of references) {
    const problem = problemOf(document, name);
    if (problem === void 0 || reported.has(`${line} ${name}`)) continue;
    reported.add(`${line} ${name}`);
    const message = problem === "unknown" ? `Unknown target name: "${name}".` : `Duplicate target name, cannot be used as a unique reference: "${name}".`;
    addFault(document, line, message, hintOf(name, text, problem));
  }
}
function problemOf(document, name) {
  const { targets, autoFootnotes } = document.names;
  const target = targets.get(name);
  if (target === void 0) return autoFootnotes.includes("") && digits.test(name) ? void 0 : "unknown";
  return target.isUnique || target.isExplicit ? void 0 : "duplicate";
}
function hintOf(name, text, problem) {
  if (problem === "duplicate") return `Give one of the targets named \`${name}\` another name.`;
  return text.startsWith("[") ? `Write the footnote or citation (\`.. ${text} text\`).` : `Add its target (\`.. _${text}: address\`), or write ${text}\\_ where the underscore itself is meant.`;
}

// src/distributions/metadata/restructured-text/structure.ts
var invisible2 = /* @__PURE__ */ new Set(["comment", "substitution_definition", "address"]);
var bibliographic = new Set(
  "author organization address contact version revision status date copyright".split(" ")
);
var topics = /* @__PURE__ */ new Set(["dedication", "abstract"]);
function checkStructure(document, root) {
  const visible = root.children.filter(({ kind }) => !invisible2.has(kind));
  if (visible.length === 0) {
    const hint = "Write text in the README: comments and targets are not shown.";
    addFault(document, 1, "No content rendered from RST source.", hint);
    return;
  }
  checkBibliography(document, root);
  checkTransitions(document, root, true);
}
function checkBibliography(document, { children }) {
  const first = children.find(({ kind }) => kind !== "comment");
  if (first?.kind !== "field_list") return;
  for (const { name = "", line, children: body } of first.children) {
    if (name === "authors") throw new UnclearMarkup("a list of authors");
    if (!bibliographic.has(name) && !topics.has(name)) continue;
    if (body.length === 0) {
      const message = `Cannot extract empty bibliographic field "${name}".`;
      addFault(document, line, message, `Write the value of \`:${name}:\`, or remove the field.`);
    } else if (bibliographic.has(name) && !isParagraph(body)) {
      const message = `Bibliographic field "${name}" must contain a single <paragraph>.`;
      addFault(document, line, message, `Write the value of \`:${name}:\` as one paragraph.`);
    }
  }
}
function isParagraph(body) {
  const [first] = body;
  return body.length === 1 && (first?.kind === "paragraph" || first?.kind === "enumerated_list");
}
function checkTransitions(document, parent, isLast) {
  const children = parent.children.filter(({ kind }) => kind !== "comment");
  for (const [index, element] of children.entries()) {
    const { kind, line } = element;
    const isEnd = index === children.length - 1;
    if (kind === "section") checkTransitions(document, element, isLast && isEnd);
    if (kind !== "transition") continue;
    const hint = `Remove line ${line} of the description: a transition stands between two elements.`;
    if (isEnd && isLast) addFault(document, line, "Transition at the end of the document.", hint);
    else if (index === 0) addFault(document, line, `Transition at the start of the ${parent.kind}.`, hint);
    else if (children[index - 1]?.kind === "transition")
      addFault(document, line, "At least one body element should separate transitions.", hint);
  }
}

// src/distributions/metadata/restructured-text/check.ts
var longestLine = 1e4;
function restructuredTextFaults(text) {
  const lines = linesOf(text);
  if (lines === void 0) return [];
  const long = lines.findIndex((line) => line.length > longestLine && lengthOf(line) > longestLine);
  if (long >= 0) return [tooLong(long + 1)];
  const root = { kind: "document", line: 1, children: [] };
  const document = {
    faults: [],
    names: noNames(),
    roles: /* @__PURE__ */ new Map(),
    titleStyles: [],
    sections: [root],
    parse: parseBody
  };
  try {
    parseBody({ lines, first: 1 }, { document, parent: root, depth: 0 });
    if (document.faults.length === 0) checkStructure(document, root);
    resolveReferences(document);
  } catch (error) {
    if (!(error instanceof UnclearMarkup)) throw error;
  }
  return document.faults.toSorted((one, other) => one.line - other.line);
}
function tooLong(line) {
  return {
    line,
    message: `Line ${line} exceeds the line-length-limit.`,
    hint: `Break line ${line} of the description: no line may have more than ${longestLine} characters.`
  };
}

// src/distributions/metadata/description.ts
var shownFaults = 10;
var shownLength = 60;
var longestHint = 300;
function checkDescription(metadata) {
  const text = singleValue(metadata, "description") ?? "";
  const faults = restructuredTextFaults(text);
  const [first] = faults;
  if (first === void 0) return [];
  const lines = text.split(/\r\n|\r|\n/);
  const shown2 = faults.slice(0, shownFaults).map((fault) => described(fault, lines));
  const rest = faults.length > shownFaults ? [`and ${faults.length - shownFaults} more`] : [];
  const type = singleValue(metadata, "description-content-type");
  const format = type === void 0 ? "in the default format of reStructuredText" : `for '${type}'`;
  return [
    againstIndex(
      `the description does not render as reStructuredText: ${[...shown2, ...rest].join("; ")}`,
      `The description failed to render ${format}.`,
      hintOf2(first)
    )
  ];
}
function described({ line, message }, lines) {
  const quotation = shortened(lines[line - 1] ?? "");
  const place = quotation === "" ? `line ${line}` : `line ${line} ('${quotation}')`;
  return `${place}: ${shortened(message.replaceAll("\n", " "), longestHint).replace(/\.$/, "")}`;
}
function shortened(text, length = shownLength) {
  const trimmed = text.trim();
  if (trimmed.length <= length) return trimmed;
  const end = trimmed.slice(0, length + 1).search(/\s\S*$/);
  return end < 0 ? "" : `${trimmed.slice(0, end)} \u2026`;
}
function hintOf2({ hint, line }) {
  return hint.length <= longestHint ? hint : `Correct line ${line} of the description.`;
}
export {
  checkDescription
};

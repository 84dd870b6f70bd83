import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  PUBLISH_PREDICATE_TYPE,
  SLSA_PREDICATE_TYPE
} from "./chunk-UNVM47OS.mjs";
import {
  parseAttestation,
  serializeBundle
} from "./chunk-3KSJFESL.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-O5WNBQYS.mjs";

// src/attestations/files.ts
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
var ATTESTATION_KINDS = [
  { suffix: ".publish.attestation", predicateType: PUBLISH_PREDICATE_TYPE },
  { suffix: ".slsa.attestation", predicateType: SLSA_PREDICATE_TYPE }
];
function attestationFiles(distribution) {
  return [
    ...ATTESTATION_KINDS.map(({ suffix }) => `${distribution}${suffix}`),
    ...bundleNames(distribution),
    unverifiedName(distribution)
  ];
}
function bundleNames(distribution) {
  return [`${distribution}.sigstore.json`, `${distribution}.intoto.jsonl`];
}
function unverifiedName(distribution) {
  const readable = `.${distribution}${ATTESTATION_KINDS[0].suffix}.unverified`;
  if (Buffer.byteLength(readable) <= LONGEST_NAME) return readable;
  return `.${createHash("sha256").update(distribution).digest("hex").slice(0, 16)}.unverified`;
}
var LONGEST_NAME = 255;
var MAXIMUM_BYTES = 256 * 1024;
async function findAttestation(distribution, kind, directory, files) {
  for (const folder of [dirname(distribution.path), directory]) {
    const path = join(folder, `${distribution.name}${kind.suffix}`);
    const bytes = await readBytes(path, files);
    if (bytes !== void 0) return { path, kind, attestation: parseAt(path, bytes) };
  }
  return void 0;
}
async function writeBundle(directory, name, bundle, files) {
  const text = serializeBundle(bundle);
  const [json, lines] = bundleNames(name);
  await files.writeAtomically(join(directory, json), text);
  await files.writeAtomically(join(directory, lines), `${text}
`);
}
async function readBundle(directory, name, files) {
  return readBytes(join(directory, bundleNames(name)[0]), files);
}
async function readBytes(path, files) {
  try {
    return await files.readSmall(path, MAXIMUM_BYTES);
  } catch (error) {
    throw new ActionError(
      "ATTESTATION_INVALID",
      `${path} cannot be read: ${messageOf(error)}`,
      "Remove the file, or set existing-attestations to replace.",
      error
    );
  }
}
function parseAt(path, bytes) {
  try {
    return parseAttestation(bytes);
  } catch (error) {
    throw faultOf(path, error);
  }
}
function faultOf(path, error) {
  return new ActionError(
    "ATTESTATION_INVALID",
    `${path}: ${messageOf(error)}`,
    "Remove the file, or set existing-attestations to replace.",
    error instanceof ActionError ? error.cause : error
  );
}

export {
  ATTESTATION_KINDS,
  attestationFiles,
  bundleNames,
  unverifiedName,
  MAXIMUM_BYTES,
  findAttestation,
  writeBundle,
  readBundle,
  faultOf
};

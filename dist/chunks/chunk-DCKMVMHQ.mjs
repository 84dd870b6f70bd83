import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  PUBLISH_PREDICATE_TYPE,
  SLSA_PREDICATE_TYPE
} from "./chunk-3KX43ITQ.mjs";
import {
  parseAttestation,
  serializeBundle
} from "./chunk-55HADM4D.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-TCESNLFT.mjs";

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
    bundleName(distribution),
    unverifiedName(distribution)
  ];
}
function bundleName(distribution) {
  return `${distribution}.sigstore.json`;
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
  const path = join(directory, bundleName(name));
  await files.writeAtomically(path, serializeBundle(bundle));
  return path;
}
async function readBundle(directory, name, files) {
  return readBytes(join(directory, bundleName(name)), files);
}
async function readBytes(path, files) {
  try {
    return await files.readSmall(path, MAXIMUM_BYTES);
  } catch (error) {
    throw new ActionError(
      "ATTESTATION_INVALID",
      `${path} can not be read: ${messageOf(error)}`,
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
  bundleName,
  unverifiedName,
  MAXIMUM_BYTES,
  findAttestation,
  writeBundle,
  readBundle,
  faultOf
};

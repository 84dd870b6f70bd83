import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  hiddenName
} from "./chunk-GRRTHDJQ.mjs";
import {
  PUBLISH_PREDICATE_TYPE,
  SLSA_PREDICATE_TYPE
} from "./chunk-OF7KYIT4.mjs";
import {
  parseAttestation,
  serializeBundle
} from "./chunk-5ZQUOIVQ.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-3BFIJHZE.mjs";

// src/attestations/files.ts
import { dirname, join } from "node:path";
var PUBLISH_KIND = {
  suffix: ".publish.attestation",
  predicateType: PUBLISH_PREDICATE_TYPE,
  title: "attestation",
  bundles: [".sigstore.json", ".intoto.jsonl"]
};
var SLSA_KIND = {
  suffix: ".slsa.attestation",
  predicateType: SLSA_PREDICATE_TYPE,
  title: "build provenance",
  bundles: [".slsa.sigstore.json", ".slsa.intoto.jsonl"]
};
var ATTESTATION_KINDS = [PUBLISH_KIND, SLSA_KIND];
function attestationFiles(distribution) {
  return ATTESTATION_KINDS.flatMap((kind) => [
    `${distribution}${kind.suffix}`,
    ...bundleNames(distribution, kind),
    unverifiedName(distribution, kind)
  ]);
}
var UNVERIFIED = ".unverified";
function isAttestationFile(name) {
  const endings = ATTESTATION_KINDS.flatMap(({ suffix, bundles }) => [suffix, ...bundles, UNVERIFIED]);
  return endings.some((ending) => name.endsWith(ending));
}
function bundleNames(distribution, { bundles: [json, lines] }) {
  return [`${distribution}${json}`, `${distribution}${lines}`];
}
function unverifiedName(distribution, { suffix }) {
  return hiddenName(`${distribution}${suffix}`, UNVERIFIED);
}
var MAXIMUM_BYTES = 256 * 1024;
async function* findAttestations(distribution, kind, directory, files) {
  for (const folder of [dirname(distribution.path), directory]) {
    const path = join(folder, `${distribution.name}${kind.suffix}`);
    const bytes = await readBytes(path, files);
    if (bytes !== void 0) yield { path, attestation: parseAt(path, bytes) };
  }
}
async function writeBundle(directory, name, kind, bundle, files) {
  const text = serializeBundle(bundle);
  const [json, lines] = bundleNames(name, kind);
  await files.writeAtomically(join(directory, json), text);
  await files.writeAtomically(join(directory, lines), `${text}
`);
}
async function readBundle(directory, name, kind, files) {
  return readBytes(join(directory, bundleNames(name, kind)[0]), files);
}
var REMEDY = "Remove the file, or set `existing-attestations: replace`.";
async function readBytes(path, files) {
  try {
    return await files.readSmall(path, MAXIMUM_BYTES);
  } catch (error) {
    throw new ActionError(
      "ATTESTATION_INVALID",
      `${path} cannot be read: ${messageOf(error)}`,
      REMEDY,
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
    REMEDY,
    error instanceof ActionError ? error.cause : error
  );
}
async function unlessRefused(write, refused) {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error) || typeof Reflect.get(error, "syscall") !== "string") throw error;
    refused?.(error);
    return void 0;
  }
}

export {
  PUBLISH_KIND,
  SLSA_KIND,
  ATTESTATION_KINDS,
  attestationFiles,
  isAttestationFile,
  bundleNames,
  unverifiedName,
  MAXIMUM_BYTES,
  findAttestations,
  writeBundle,
  readBundle,
  faultOf,
  unlessRefused
};

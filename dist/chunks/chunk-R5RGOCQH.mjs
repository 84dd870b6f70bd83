import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ATTESTATION_KINDS,
  MAXIMUM_BYTES,
  PUBLISH_KIND,
  SLSA_KIND,
  attestationFiles,
  faultOf,
  findAttestations,
  readBundle,
  unverifiedName,
  writeBundle
} from "./chunk-XMYLCY4G.mjs";
import {
  checkAttestation,
  checkUnproven,
  describeMade,
  runOf
} from "./chunk-N2JF2M72.mjs";
import {
  verifyBundle
} from "./chunk-RNSTJWOP.mjs";
import {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation,
  serializeBundle
} from "./chunk-5ZQUOIVQ.mjs";
import {
  require_dist
} from "./chunk-23I4ID4X.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-3BFIJHZE.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/adopt.ts
var import_bundle = __toESM(require_dist(), 1);
import { dirname } from "node:path";

// src/attestations/pending-attestation.ts
import { join } from "node:path";
async function keepUnverified(place, attestation, files) {
  const path = unverifiedPath(place);
  await files.writeAtomically(path, Buffer.from(serializeAttestation(attestation)));
  return path;
}
async function nameVerified(place, files) {
  const path = verifiedPath(place);
  await files.move(unverifiedPath(place), path);
  return path;
}
async function writeVerified(place, attestation, files) {
  const path = verifiedPath(place);
  await files.writeAtomically(path, Buffer.from(serializeAttestation(attestation)));
  return path;
}
async function takeUpPending(place, check, files) {
  const halves = await files.halves(place.directory, attestationFiles(place.name));
  for (const pending of [unverifiedPath(place), ...halves.map(({ path }) => path)]) {
    const attestation = await read(pending, files);
    if (attestation === void 0) continue;
    try {
      const checked = check(attestation);
      return { attestation, checked, path: await writeVerified(place, attestation, files) };
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
    }
  }
  return void 0;
}
async function removePending(directory, distributions, files) {
  const names = distributions.map(({ name }) => name);
  const unverified = new Set(
    names.flatMap((name) => ATTESTATION_KINDS.map((kind) => unverifiedName(name, kind)))
  );
  const left = (await files.list(directory) ?? []).filter(({ name }) => unverified.has(name));
  const halves = await files.halves(directory, names.flatMap(attestationFiles));
  for (const { path } of [...left, ...halves]) {
    try {
      await files.remove(path);
    } catch (error) {
      throw new ActionError(
        "ATTESTATION_INVALID",
        `${path} can't be removed: ${messageOf(error)}`,
        "Remove it: wheelseal keeps an attestation under this name until it is verified.",
        error
      );
    }
  }
}
async function read(path, files) {
  try {
    const bytes = await files.readSmall(path, MAXIMUM_BYTES);
    return bytes && parseAttestation(bytes);
  } catch {
    return void 0;
  }
}
function unverifiedPath({ directory, name, kind }) {
  return join(directory, unverifiedName(name, kind));
}
function verifiedPath({ directory, name, kind }) {
  return join(directory, `${name}${kind.suffix}`);
}

// src/attestations/adopt.ts
async function adoptAttestations(distributions, terms, { files, log }) {
  return ofEach(
    distributions,
    terms.directory,
    files,
    (distribution, kind, listed) => adoptOne(distribution, kind, terms, { files: listed, log })
  );
}
async function inspectAttestations(distributions, terms, files) {
  const { directory, verifiableRekor, provenance } = terms;
  const options = { mode: "adopted", verifiableRekor };
  return ofEach(distributions, directory, files, async (distribution, kind, listed) => {
    for await (const { attestation, path } of findAttestations(distribution, kind, directory, listed)) {
      const said = checkAt(
        path,
        kind,
        () => checkUnproven(attestation, distribution, signerOf(kind, terms), options)
      );
      if (otherRun(said, kind, provenance) === void 0) return kind;
    }
    return void 0;
  });
}
async function ofEach(distributions, directory, files, work) {
  const results = /* @__PURE__ */ new Map();
  const faults = [];
  const folders = /* @__PURE__ */ new Set([directory, ...distributions.map(({ path }) => dirname(path))]);
  const names = distributions.flatMap(({ name }) => attestationFiles(name));
  const halves = await files.halves(directory, names);
  const listed = { ...await onlyListed(folders, files), halves: halvesAmong(halves) };
  for (const distribution of distributions) {
    const found = [];
    for (const kind of ATTESTATION_KINDS) {
      try {
        const one = await work(distribution, kind, listed);
        if (one !== void 0) found.push(one);
      } catch (error) {
        if (!(error instanceof ActionError)) throw error;
        faults.push(error);
      }
    }
    results.set(distribution.name, found);
  }
  throwTogether(faults);
  return results;
}
async function onlyListed(folders, files) {
  const there = /* @__PURE__ */ new Set();
  for (const folder of folders) {
    for (const { path } of await files.list(folder) ?? []) there.add(path);
  }
  return {
    ...files,
    readSmall: async (path, maximumBytes) => there.has(files.resolve(path)) ? files.readSmall(path, maximumBytes) : void 0
  };
}
function halvesAmong(halves) {
  return (_, names) => Promise.resolve(halves.filter(({ of }) => names.includes(of)));
}
async function adoptOne(distribution, kind, terms, { files, log }) {
  const found = await findChecked(distribution, kind, terms, { files, log });
  if (found === void 0) return void 0;
  const { attestation, path, checked } = found;
  if (terms.bundles) await completeBundle(distribution.name, kind, attestation, terms, files);
  return describeMade(attestation, checked, { path, adopted: true });
}
async function findChecked(distribution, kind, terms, { files, log }) {
  const { directory, trustedRoot, verifiableRekor, provenance } = terms;
  const options = { mode: "adopted", verifiableRekor };
  const expected = signerOf(kind, terms);
  const check = (attestation, path) => checkAt(path, kind, () => checkAttestation(attestation, distribution, expected, trustedRoot, options));
  for await (const { attestation, path } of findAttestations(distribution, kind, directory, files)) {
    const checked = check(attestation, path);
    const other = otherRun(checked, kind, provenance);
    if (other === void 0) return { attestation, path, checked };
    log.info(`${path} is not used, and the file is signed anew: ${other}.`);
  }
  const checkPending = (kept) => {
    const checked = check(kept, directory);
    const other = otherRun(checked, kind, provenance);
    if (other === void 0) return checked;
    throw faultOf(directory, new Error(other));
  };
  return takeUpPending({ directory, name: distribution.name, kind }, checkPending, files);
}
function signerOf({ predicateType }, { expected, provenanceSigner = expected }) {
  return predicateType === SLSA_KIND.predicateType ? provenanceSigner : expected;
}
function otherRun(said, { predicateType }, provenance) {
  if (provenance === void 0 || predicateType === PUBLISH_KIND.predicateType) return void 0;
  const run = runOf(said);
  if (run === provenance.runId) return void 0;
  return `its build provenance is of workflow run ${run ?? "unknown"}, and this is run ${provenance.runId}`;
}
function checkAt(path, kind, check) {
  try {
    const checked = check();
    if (checked.predicateType !== kind.predicateType) {
      throw new Error(`its predicate type is ${checked.predicateType}, not ${kind.predicateType}`);
    }
    return checked;
  } catch (error) {
    throw faultOf(path, error);
  }
}
async function completeBundle(name, kind, attestation, { directory, trustedRoot }, files) {
  const bundle = bundleFromAttestation(attestation);
  const found = await readBundle(directory, name, kind, files);
  const kept = found && sameSigned(found.toString("utf8"), bundle, trustedRoot);
  await writeBundle(directory, name, kind, kept ?? bundle, files);
}
function sameSigned(text, bundle, trustedRoot) {
  try {
    const found = (0, import_bundle.bundleFromJSON)(JSON.parse(text));
    verifyBundle(found, trustedRoot);
    const [there, here] = [found, bundle].map((each) => serializeAttestation(attestationFromBundle(each)));
    return there === here && serializeBundle(found) === text ? found : void 0;
  } catch {
    return void 0;
  }
}
function throwTogether(faults) {
  const [first, ...others] = faults;
  if (first === void 0) return;
  if (others.length === 0) throw first;
  throw new ActionError(
    "ATTESTATION_INVALID",
    `${faults.length} existing attestations cannot be used:
${faults.map(({ message }) => `- ${message}`).join("\n")}`,
    "Remove these files, or set `existing-attestations: replace`.",
    first.cause
  );
}

export {
  keepUnverified,
  nameVerified,
  writeVerified,
  removePending,
  adoptAttestations,
  inspectAttestations,
  otherRun
};

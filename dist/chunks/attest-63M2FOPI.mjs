import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  adoptAttestations,
  keepUnverified,
  nameVerified,
  removePending,
  writeVerified
} from "./chunk-FKEUMQG6.mjs";
import {
  writeBundle
} from "./chunk-DZLXR2ZV.mjs";
import {
  checkAttestation,
  describeMade
} from "./chunk-6JAI46UN.mjs";
import "./chunk-3YSVTQBF.mjs";
import {
  PUBLISH_PREDICATE_TYPE,
  publishStatement
} from "./chunk-UNVM47OS.mjs";
import {
  attestationFromBundle
} from "./chunk-3KSJFESL.mjs";
import "./chunk-X5BUZSFF.mjs";
import {
  AttestationFault
} from "./chunk-XCLP4GIL.mjs";
import "./chunk-CK2X5BIM.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-O5WNBQYS.mjs";
import "./chunk-HT5OEBR5.mjs";

// src/attestations/attest.ts
async function attest(request, platform, onMade, onFailed, signal) {
  const { distributions } = request;
  const results = await alreadyThere(request, platform.files);
  const toSign = [];
  for (const distribution of distributions) {
    const found = results.get(distribution.name) ?? [];
    const published = found.some(({ predicateType }) => predicateType === PUBLISH_PREDICATE_TYPE);
    if (published) onMade(distribution, found);
    else toSign.push(distribution);
  }
  platform.log.info(
    `${distributions.length - toSign.length} attestations adopted, ${toSign.length} to sign.`
  );
  if (toSign.length === 0) return results;
  const signer = await request.signer();
  const work = async (distribution) => {
    const made = await signOne(distribution, signer, request, platform, signal);
    const all = [made, ...results.get(distribution.name) ?? []];
    results.set(distribution.name, all);
    onMade(distribution, all);
  };
  const failures = await sideBySide(toSign, signer, work, onFailed, signal);
  const kept = toSign.filter(({ name }) => results.get(name)?.some(({ adopted: old }) => !old)).length;
  throwFirst(
    failures,
    kept === 0 ? `of ${toSign.length} attestations none was made` : `${kept} of ${toSign.length} attestations were made and are kept in ${request.directory}`,
    signal
  );
  return results;
}
async function alreadyThere(request, files) {
  const { distributions, directory, existing } = request;
  const adopted = existing === "adopt" ? await adoptAttestations(distributions, request, files) : void 0;
  await removePending(directory, distributions, files);
  return new Map(distributions.map(({ name }) => [name, adopted?.get(name) ?? []]));
}
async function signOne(distribution, signer, { expected, verifiableRekor, directory, bundles }, { files, log }, signal) {
  const { name, sha256 } = distribution;
  const bundle = await signer.sign(publishStatement(name, sha256), signal);
  const attestation = attestationFromBundle(bundle);
  const kept = await unlessRefused(() => keepUnverified(directory, name, attestation, files));
  const { trustedRoot, services } = signer;
  const options = { mode: "signed", verifiableRekor };
  let checked;
  try {
    checked = checkAttestation(attestation, { name, sha256 }, expected, trustedRoot, options);
  } catch (error) {
    if (kept !== void 0) await files.remove(kept);
    throw wrongAnswer(error, services);
  }
  const refusing = (what) => (error) => log.warning(`${name}: its ${what} could not be written to ${directory}: ${error.message}`);
  if (bundles) {
    await unlessRefused(() => writeBundle(directory, name, bundle, files), refusing("Sigstore bundle"));
  }
  const path = await unlessRefused(
    () => kept === void 0 ? writeVerified(directory, name, attestation, files) : nameVerified(directory, name, files),
    refusing("attestation, which the report has instead,")
  );
  return describeMade(attestation, checked, { path, adopted: false });
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
var LOG_CHECKS = [
  "log entry",
  "log entry kind",
  "log index",
  "log key",
  "checkpoint",
  "inclusion proof",
  "inclusion promise",
  "integrated time"
];
function wrongAnswer(error, { rekor }) {
  if (!(error instanceof AttestationFault) || !LOG_CHECKS.includes(error.check)) return error;
  return new ActionError(
    "SIGNING_FAILED",
    `Rekor v${rekor.majorApiVersion} at ${rekor.url} gave an answer that fails the check of its ${error.check}: ${error.reason}`,
    "Nothing was uploaded. Run the job again. If the problem persists, contact the operator of the log.",
    error.cause
  );
}
async function sideBySide(distributions, signer, work, onFailed, signal) {
  const failures = [];
  const inFlight = /* @__PURE__ */ new Set();
  let oneEnded = Promise.withResolvers();
  const begin = async (distribution) => {
    try {
      await work(distribution);
    } catch (error) {
      failures.push({ distribution, error });
      onFailed(distribution, error);
    }
  };
  for (const distribution of distributions) {
    while (inFlight.size >= signer.concurrency) await oneEnded.promise;
    if (failures.length > 0 || signal?.aborted) break;
    const running = begin(distribution).finally(() => {
      inFlight.delete(running);
      oneEnded.resolve();
      oneEnded = Promise.withResolvers();
    });
    inFlight.add(running);
  }
  await Promise.all(inFlight);
  return failures;
}
function throwFirst(failures, kept, signal) {
  const [first] = failures;
  if (signal?.aborted) {
    throw new ActionError(
      "CANCELLED",
      `Cancelled while signing: ${kept}.`,
      "A later run in this job adopts them."
    );
  }
  if (first === void 0) return;
  const { distribution, error } = first;
  if (!(error instanceof ActionError)) {
    throw new Error(`${distribution.name}: ${messageOf(error)} (${kept})`, { cause: error });
  }
  throw new ActionError(
    error.code,
    `${distribution.name}: ${error.message} (${kept})`,
    error.hint,
    error.cause
  );
}
export {
  attest
};

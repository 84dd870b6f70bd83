import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  reasonLines
} from "./chunk-NQ3H5XPH.mjs";
import {
  mapPool
} from "./chunk-EYR3ZDSQ.mjs";
import {
  adoptAttestations,
  keepUnverified,
  nameVerified,
  removePending,
  writeVerified
} from "./chunk-GRBPDULW.mjs";
import {
  ATTESTATION_KINDS,
  PUBLISH_KIND,
  SLSA_KIND,
  unlessRefused,
  writeBundle
} from "./chunk-BLM4OTUI.mjs";
import {
  buildProvenance,
  checkAttestation,
  describeMade
} from "./chunk-G6LEWRNN.mjs";
import "./chunk-3YSVTQBF.mjs";
import {
  provenanceStatement,
  publishStatement
} from "./chunk-FZUHWJMF.mjs";
import {
  attestationFromBundle
} from "./chunk-CDMR43IR.mjs";
import {
  rekorVersionOf,
  require_dist
} from "./chunk-TWCOCDRD.mjs";
import {
  AttestationFault,
  attestationFault,
  checking
} from "./chunk-XFX6VRZN.mjs";
import {
  asArray,
  asObject,
  tryParseJson
} from "./chunk-CK2X5BIM.mjs";
import {
  ActionError,
  messageOf
} from "./chunk-O5WNBQYS.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/stored-provenance.ts
var import_bundle = __toESM(require_dist(), 1);
var QUERIES_AT_ONCE = 4;
async function fetchProvenance(distributions, stored, terms, { files, log }) {
  const reasons = [];
  const found = await mapPool(distributions, QUERIES_AT_ONCE, async (distribution) => {
    const { name } = distribution;
    const { fitting, unfit } = await judged(distribution, stored, terms);
    const [newest, ...others] = fitting.toSorted(
      (one, other) => other.checked.signedAt.getTime() - one.checked.signedAt.getTime()
    );
    if (newest === void 0) {
      for (const why of unfit) reasons.push({ name, message: `${name}: ${why}` });
      return [];
    }
    if (others.length > 0) {
      log.info(
        `${name}: ${fitting.length} stored build provenances fit, and an index accepts one: the newest is used.`
      );
    }
    return [[name, await written(name, newest, terms, files)]];
  });
  if (reasons.length > 0 && stored.required) throw unfitError(reasons);
  if (reasons.length > 0) stored.onUnfit(reasons);
  return new Map(found.flat());
}
async function judged(distribution, { fetch, signer }, terms) {
  const [fitting, unfit] = [new Array(), /* @__PURE__ */ new Set()];
  try {
    const bundles = await fetch(distribution.sha256);
    if (bundles.length === 0) unfit.add(NOTHING_STORED);
    for (const bundle of bundles) {
      try {
        fitting.push(fit(bundle, distribution, signer, terms));
      } catch (error) {
        if (!(error instanceof AttestationFault)) throw error;
        unfit.add(`its stored build provenance is not used: ${reasonOf(error)}. ${howTo(error.check)}`);
      }
    }
  } catch (error) {
    if (error instanceof ActionError && error.code === "CANCELLED") throw error;
    unfit.add(`its build provenance could not be fetched: ${messageOf(error)}. ${PERMISSION}`);
  }
  return { fitting, unfit };
}
function fit(value, distribution, signer, { verifiableRekor, trustedRoot }) {
  const bundle = checking("bundle", () => (0, import_bundle.bundleFromJSON)(value), "it is no Sigstore bundle");
  checkStatement(bundle);
  checkEntry(bundle, verifiableRekor);
  const attestation = attestationFromBundle(bundle);
  const options = { mode: "adopted", verifiableRekor };
  const checked = checkAttestation(attestation, distribution, signer, trustedRoot, options);
  if (checked.predicateType !== SLSA_KIND.predicateType) {
    throw attestationFault("predicate type", `${checked.predicateType} is not ${SLSA_KIND.predicateType}`);
  }
  return { bundle, attestation, checked };
}
function checkEntry({ verificationMaterial }, verifiable) {
  const [entry] = verificationMaterial.tlogEntries;
  if (entry === void 0) throw attestationFault(NO_ENTRY, "it has no entry in a public log");
  const version = rekorVersionOf(entry);
  if (verifiable.includes(version)) return;
  throw attestationFault(
    LOG,
    `its entry is of Rekor v${version}, the index verifies v${verifiable.join(" or v")}`
  );
}
function checkStatement({ content }) {
  const payload = content.$case === "dsseEnvelope" ? content.dsseEnvelope.payload : Buffer.alloc(0);
  const statement = asObject(tryParseJson(payload));
  const type = statement?.get("_type");
  if (type !== STATEMENT_V1) {
    throw attestationFault(STATEMENT_TYPE, `${JSON.stringify(type ?? null)} is not ${STATEMENT_V1}`);
  }
  const subjects = asArray(statement?.get("subject")).length;
  if (subjects !== 1)
    throw attestationFault(SUBJECTS, `it names ${subjects} files, and an index accepts one`);
}
async function written(name, { bundle, attestation, checked }, { directory, bundles }, files) {
  if (bundles) await unlessRefused(() => writeBundle(directory, name, SLSA_KIND, bundle, files));
  const path = await unlessRefused(() => writeVerified(directory, name, SLSA_KIND, attestation, files));
  return describeMade(attestation, checked, { path, adopted: true });
}
var STATEMENT_V1 = "https://in-toto.io/Statement/v1";
var [NO_ENTRY, LOG, STATEMENT_TYPE, SUBJECTS] = [
  "entry of a public log",
  "log",
  "statement type",
  "subjects"
];
var PERMISSION = "The job needs the permission `attestations: read`.";
var NOTHING_STORED = `the attestation store of the repository has no build provenance of it. Attest it in the build job with actions/attest-build-provenance. ${PERMISSION}`;
var HOW_TO = /* @__PURE__ */ new Map([
  [SUBJECTS, "Attest each file in a step of its own, whose `subject-path` names that file alone."],
  [STATEMENT_TYPE, "Attest with a current version of actions/attest-build-provenance."],
  [NO_ENTRY, "GitHub logs what public repositories attest; in others, leave out `slsa-provenance: github`."],
  [
    "log",
    "Attest with a version of actions/attest-build-provenance that uses a log which the index verifies."
  ],
  ["subject name", "Attest the file under the name that it is published with."],
  ["subject SHA-256 digest", "Attest the very file that is published."],
  ["predicate type", "Attest with actions/attest-build-provenance."],
  ["certificate's issuer (.8)", "Attest in a workflow on github.com."],
  ["certificate's source repository (.12)", "Attest in a workflow of the repository that publishes."],
  [
    "certificate's build config (.18)",
    "Attest in a job of the workflow file that publishes; the job may call a reusable workflow."
  ]
]);
function reasonOf({ check, reason }) {
  return [NO_ENTRY, LOG, SUBJECTS].includes(check) ? reason : `${check}: ${reason}`;
}
function howTo(check) {
  return HOW_TO.get(check) ?? "Attest it anew with actions/attest-build-provenance.";
}
function unfitError(reasons) {
  return new ActionError(
    "ATTESTATION_INVALID",
    `\`attestations: require\` with \`slsa-provenance: github\`, but not every file has build provenance that fits:
${reasonLines(
      reasons
    ).map((line) => `- ${line}`).join("\n")}`,
    "Nothing was signed. Attest the files as said, or leave out `slsa-provenance`."
  );
}

// src/attestations/attest.ts
async function attest(request, platform, onMade, onFailed, signal) {
  const { distributions } = request;
  const results = await alreadyThere(request, platform);
  const adopted = [...results.values()].flat().length;
  const wanted = wantedOf(request);
  const toSign = [];
  for (const distribution of distributions) {
    const found = results.get(distribution.name) ?? [];
    const lacking = wanted.filter(({ kind }) => !found.some((made) => isOf(kind, made)));
    if (lacking.length === 0) onMade(distribution, found);
    else toSign.push({ distribution, lacking });
  }
  const count = toSign.reduce((sum, { lacking }) => sum + lacking.length, 0);
  platform.log.info(`${adopted} attestations adopted, ${count} to sign.`);
  if (count === 0) return results;
  const signer = await request.signer();
  const unwritten = [];
  const terms = { ...request, ...platform, unwritten };
  const work = async ({ distribution, lacking }) => {
    const signing = lacking.map((one) => signOne(distribution, one, signer, terms, signal));
    const signed = await Promise.allSettled(signing);
    const made = signed.flatMap((one) => one.status === "fulfilled" ? one.value : []);
    const all = inOrder([...made, ...results.get(distribution.name) ?? []]);
    results.set(distribution.name, all);
    if (made.length > 0) onMade(distribution, all);
    const failed = signed.find((one) => one.status === "rejected");
    if (failed !== void 0) throw failed.reason;
  };
  const failures = await sideBySide(toSign, signer, work, onFailed, signal);
  for (const line of reasonLines(unwritten)) platform.log.warning(line);
  const kept = [...results.values()].flat().filter(({ adopted: old }) => !old).length;
  throwFirst(
    failures,
    kept === 0 ? `none of ${count} attestations was created` : `${kept} of ${count} attestations were created and are kept in ${request.directory}`,
    signal
  );
  return results;
}
function wantedOf({ provenance }) {
  const publish = {
    kind: PUBLISH_KIND,
    statement: ({ name, sha256 }) => publishStatement(name, sha256)
  };
  if (provenance === void 0) return [publish];
  const predicate = buildProvenance(provenance);
  const statement = ({ name, sha256 }) => provenanceStatement(name, sha256, predicate);
  return [publish, { kind: SLSA_KIND, statement }];
}
function isOf({ predicateType }, made) {
  return made.predicateType === predicateType;
}
function inOrder(made) {
  return ATTESTATION_KINDS.flatMap((kind) => made.filter((one) => isOf(kind, one)));
}
async function alreadyThere(request, platform) {
  const { distributions, directory, existing, stored } = request;
  const { files } = platform;
  const adopted = existing === "adopt" ? await adoptAttestations(distributions, request, files) : void 0;
  await removePending(directory, distributions, files);
  const found = new Map(distributions.map(({ name }) => [name, adopted?.get(name) ?? []]));
  if (stored === void 0) return found;
  const without = distributions.filter(
    ({ name }) => found.get(name)?.some((one) => isOf(SLSA_KIND, one)) !== true
  );
  const provenance = await fetchProvenance(without, stored, request, platform);
  return new Map([...found].map(([name, made]) => [name, [...made, ...[provenance.get(name) ?? []].flat()]]));
}
async function signOne(distribution, { kind, statement }, signer, { expected, verifiableRekor, directory, bundles, files, unwritten }, signal) {
  const { name, sha256 } = distribution;
  const bundle = await signer.sign(statement({ name, sha256 }), signal);
  const attestation = attestationFromBundle(bundle);
  const kept = await unlessRefused(() => keepUnverified(directory, name, kind, attestation, files));
  const { trustedRoot, services } = signer;
  const options = { mode: "signed", verifiableRekor };
  let checked;
  try {
    checked = checkAttestation(attestation, { name, sha256 }, expected, trustedRoot, options);
  } catch (error) {
    if (kept !== void 0) await files.remove(kept);
    throw wrongAnswer(error, services);
  }
  const refusing = (what) => (error) => {
    const message = `${name}: wheelseal could not write its ${what} to ${directory}: ${error.message}`;
    unwritten.push({ name, message });
  };
  if (bundles) {
    await unlessRefused(() => writeBundle(directory, name, kind, bundle, files), refusing("Sigstore bundle"));
  }
  const path = await unlessRefused(
    () => kept === void 0 ? writeVerified(directory, name, kind, attestation, files) : nameVerified(directory, name, kind, files),
    refusing(`${kind.title} (the report file contains it)`)
  );
  return describeMade(attestation, checked, { path, adopted: false });
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
    `Rekor v${rekor.majorApiVersion} at ${rekor.url} returned an entry that failed verification of its ${error.check}: ${error.reason}`,
    "Nothing was uploaded. Run the job again. If the problem persists, contact the operator of the log.",
    error.cause
  );
}
async function sideBySide(toSign, signer, work, onFailed, signal) {
  const failures = [];
  const inFlight = /* @__PURE__ */ new Set();
  let oneEnded = Promise.withResolvers();
  const begin = async (one) => {
    const { distribution } = one;
    try {
      await work(one);
    } catch (error) {
      failures.push({ distribution, error });
      onFailed(distribution, error);
    }
  };
  for (const one of toSign) {
    while (inFlight.size >= signer.concurrency) await oneEnded.promise;
    if (failures.length > 0 || signal?.aborted) break;
    const running = begin(one).finally(() => {
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

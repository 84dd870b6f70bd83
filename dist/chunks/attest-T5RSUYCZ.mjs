import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  adoptBundles,
  keepTimestamped
} from "./chunk-DR2HWLJP.mjs";
import {
  reasonLines
} from "./chunk-YS3TBXGK.mjs";
import {
  mapPool,
  pool
} from "./chunk-ATGI23IB.mjs";
import "./chunk-BNOAGMSN.mjs";
import {
  adoptAttestations,
  keepUnverified,
  nameVerified,
  removePending,
  writeVerified
} from "./chunk-R5RGOCQH.mjs";
import {
  ATTESTATION_KINDS,
  PUBLISH_KIND,
  SLSA_KIND,
  unlessRefused,
  writeBundle
} from "./chunk-XMYLCY4G.mjs";
import "./chunk-GRRTHDJQ.mjs";
import {
  LOG_CHECK,
  buildProvenance,
  checkAttestation,
  checkLog,
  describeMade
} from "./chunk-N2JF2M72.mjs";
import {
  rekorVersionOf
} from "./chunk-RNSTJWOP.mjs";
import "./chunk-CV53DG6M.mjs";
import "./chunk-RPOQH72W.mjs";
import "./chunk-NH3AT7BC.mjs";
import "./chunk-JMQYGHRU.mjs";
import "./chunk-TPGC6LJH.mjs";
import {
  STATEMENT_TYPE,
  provenanceStatement,
  publishStatement
} from "./chunk-OF7KYIT4.mjs";
import {
  attestationFromBundle
} from "./chunk-5ZQUOIVQ.mjs";
import {
  require_dist
} from "./chunk-23I4ID4X.mjs";
import {
  AttestationFault,
  attestationFault,
  checking
} from "./chunk-WMHLLTQA.mjs";
import {
  asArray,
  asObject,
  tryParseJson
} from "./chunk-OUWR3SLQ.mjs";
import {
  ActionError,
  messageOf,
  runAgain
} from "./chunk-3BFIJHZE.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/logged-attestation.ts
async function keepLogged(bundle, { name, sha256, kind }, { trustedRoot, services }, terms, { files, refused }) {
  const { expected, verifiableRekor, directory, bundles } = terms;
  const place = { directory, name, kind };
  const attestation = attestationFromBundle(bundle);
  const kept = await unlessRefused(() => keepUnverified(place, attestation, files));
  const options = { mode: "signed", verifiableRekor };
  let checked;
  try {
    checked = checkAttestation(attestation, { name, sha256 }, expected, trustedRoot, options);
  } catch (error) {
    if (kept !== void 0) await files.remove(kept);
    throw wrongAnswer(error, services);
  }
  if (bundles) {
    const write = () => writeBundle(directory, name, kind, bundle, files);
    await unlessRefused(write, refused(name, "Sigstore bundle"));
  }
  const path = await unlessRefused(
    () => kept === void 0 ? writeVerified(place, attestation, files) : nameVerified(place, files),
    refused(name, `${kind.title} (the report file contains it)`)
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
  if (rekor === void 0 || !(error instanceof AttestationFault) || !LOG_CHECKS.includes(error.check)) {
    return error;
  }
  return new ActionError(
    "SIGNING_FAILED",
    `Rekor v${rekor.majorApiVersion} at ${rekor.url} returned an entry that failed verification of its ${error.check}: ${error.reason}`,
    runAgain({ after: "If the problem persists, contact the operator of the log." }),
    error.cause
  );
}

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
        `${name}: using the newest of ${fitting.length} valid build provenance attestations, since an index accepts only one.`
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
        unfit.add(`its stored build provenance cannot be used: ${reasonOf(error)}. ${howTo(error.check)}`);
      }
    }
  } catch (error) {
    if (error instanceof ActionError && error.code === "CANCELLED") throw error;
    unfit.add(`its build provenance could not be fetched: ${messageOf(error)}. ${PERMISSION}`);
  }
  return { fitting, unfit };
}
function fit(value, distribution, signer, { verifiableRekor, trustedRoot }) {
  const bundle = checking("bundle", () => (0, import_bundle.bundleFromJSON)(value), "not a Sigstore bundle");
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
  if (entry === void 0) throw attestationFault(NO_ENTRY, "it was not recorded in a public log");
  checkLog(rekorVersionOf(entry), verifiable);
}
function checkStatement({ content }) {
  const payload = content.$case === "dsseEnvelope" ? content.dsseEnvelope.payload : Buffer.alloc(0);
  const statement = asObject(tryParseJson(payload));
  const type = statement?.get("_type");
  if (type !== STATEMENT_TYPE) {
    throw attestationFault(TYPE_CHECK, `${JSON.stringify(type ?? null)} is not ${STATEMENT_TYPE}`);
  }
  const subjects = asArray(statement?.get("subject")).length;
  if (subjects !== 1)
    throw attestationFault(
      SUBJECTS,
      `it covers ${subjects} files, but an index accepts attestations of a single file only`
    );
}
async function written(name, { bundle, attestation, checked }, { directory, bundles }, files) {
  if (bundles) await unlessRefused(() => writeBundle(directory, name, SLSA_KIND, bundle, files));
  const place = { directory, name, kind: SLSA_KIND };
  const path = await unlessRefused(() => writeVerified(place, attestation, files));
  return describeMade(attestation, checked, { path, adopted: true });
}
var [NO_ENTRY, TYPE_CHECK, SUBJECTS] = ["entry of a public log", "statement type", "subjects"];
var PERMISSION = "Check that this job has the permission `attestations: read`.";
var NOTHING_STORED = `the repository\u2019s attestation store has no build provenance for it. Attest it in the build job with actions/attest-build-provenance. ${PERMISSION}`;
var HOW_TO = /* @__PURE__ */ new Map([
  [SUBJECTS, "Attest each file in a separate step, whose `subject-path` names only that file."],
  [TYPE_CHECK, "Attest with a current version of actions/attest-build-provenance."],
  [
    NO_ENTRY,
    "GitHub uses a public log for public repositories only; in a private one, leave out `slsa-provenance: github`."
  ],
  [LOG_CHECK, "Attest with a version of actions/attest-build-provenance whose log the index verifies."],
  ["subject name", "Attest the file under the name it is published with."],
  ["subject SHA-256 digest", "Attest the exact file that is published: a rebuild changes its hash."],
  ["predicate type", "Attest with actions/attest-build-provenance."],
  ["certificate's issuer (.8)", "Attest in a workflow on github.com."],
  ["certificate's source repository (.12)", "Attest in a workflow of the repository that publishes."],
  [
    "certificate's build config (.18)",
    "Attest in a job of the workflow file that publishes; the job may call a reusable workflow."
  ]
]);
function reasonOf({ check, reason }) {
  return [NO_ENTRY, LOG_CHECK, SUBJECTS].includes(check) ? reason : `${check}: ${reason}`;
}
function howTo(check) {
  return HOW_TO.get(check) ?? "Attest it again with actions/attest-build-provenance.";
}
function unfitError(reasons) {
  return new ActionError(
    "ATTESTATION_INVALID",
    `\`attestations: require\` with \`slsa-provenance: github\`, but these files have no valid build provenance:
${reasonLines(
      reasons
    ).map((line) => `- ${line}`).join("\n")}`,
    "Nothing was signed. Attest each file as described, or leave out `slsa-provenance`."
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
    kept === 0 ? `none of ${count} attestations was created` : `${kept} of ${count} attestations were created`,
    signal
  );
  return results;
}
async function keptAttestations(distributions, request, { files, log }) {
  const kept = /* @__PURE__ */ new Map();
  for (const distribution of distributions) {
    try {
      const found = await adopt({ ...request, distributions: [distribution] }, { files, log: UNSIGNED });
      for (const [name, made] of found) if (made.length > 0) kept.set(name, made);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      log.info(`Left out of the artifact: ${error.message}`);
    }
  }
  return kept;
}
var UNSIGNED = { info: () => void 0 };
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
  const adopted = existing === "adopt" ? await adopt(request, platform) : void 0;
  await removePending(directory, distributions, files);
  const found = new Map(distributions.map(({ name }) => [name, adopted?.get(name) ?? []]));
  if (stored === void 0) return found;
  const without = distributions.filter(
    ({ name }) => found.get(name)?.some((one) => isOf(SLSA_KIND, one)) !== true
  );
  const provenance = await fetchProvenance(without, stored, request, platform);
  return new Map([...found].map(([name, made]) => [name, [...made, ...[provenance.get(name) ?? []].flat()]]));
}
async function adopt(request, platform) {
  const { distributions, proof } = request;
  return proof === "timestamp" ? adoptBundles(distributions, request, platform) : adoptAttestations(distributions, request, platform);
}
async function signOne(distribution, wanted, signer, terms, signal) {
  const { name, sha256 } = distribution;
  const bundle = await signer.sign(wanted.statement({ name, sha256 }), signal);
  const signed = { name, sha256, kind: wanted.kind };
  const disk = { files: terms.files, refused: unwritable(terms) };
  return terms.proof === "log" ? keepLogged(bundle, signed, signer, terms, disk) : keepTimestamped(bundle, signed, signer, terms, disk);
}
function unwritable({ directory, unwritten }) {
  return (name, what) => ({ message: why }) => {
    const message = `${name}: wheelseal could not write its ${what} to ${directory}: ${why}`;
    unwritten.push({ name, message });
  };
}
async function sideBySide(toSign, signer, work, onFailed, signal) {
  const failures = [];
  const workOn = async (one) => {
    const { distribution } = one;
    try {
      await work(one);
    } catch (error) {
      failures.push({ distribution, error });
      onFailed(distribution, error);
    }
  };
  const stopped = () => failures.length > 0 || signal?.aborted === true;
  await pool(toSign, () => signer.concurrency, workOn, stopped);
  return failures;
}
function throwFirst(failures, kept, signal) {
  const [first] = failures;
  if (signal?.aborted) {
    throw new ActionError("CANCELLED", `Cancelled while signing: ${kept}.`, runAgain());
  }
  if (first === void 0) return;
  const { distribution, error } = first;
  if (!(error instanceof ActionError)) {
    throw new Error(`${distribution.name}: ${messageOf(error)} (${kept})`, { cause: error });
  }
  throw new ActionError(error.code, `${distribution.name}: ${error.message} (${kept})`, error, error.cause);
}
export {
  attest,
  keptAttestations
};

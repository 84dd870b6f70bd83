import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  otherRun
} from "./chunk-R5RGOCQH.mjs";
import {
  ATTESTATION_KINDS,
  bundleNames,
  readBundle,
  unlessRefused,
  writeBundle
} from "./chunk-XMYLCY4G.mjs";
import {
  checkSigner,
  checkStatement,
  refusing,
  signedBy
} from "./chunk-N2JF2M72.mjs";
import {
  verifyTimestampedBundle
} from "./chunk-RNSTJWOP.mjs";
import {
  readSigningCertificate
} from "./chunk-CV53DG6M.mjs";
import {
  bundleJson
} from "./chunk-5ZQUOIVQ.mjs";
import {
  require_dist,
  unloggedParts
} from "./chunk-23I4ID4X.mjs";
import {
  attestationFault,
  checking
} from "./chunk-WMHLLTQA.mjs";
import {
  ActionError
} from "./chunk-3BFIJHZE.mjs";
import {
  __toESM
} from "./chunk-HT5OEBR5.mjs";

// src/attestations/timestamped-bundle.ts
var import_bundle = __toESM(require_dist(), 1);
import { dirname, join } from "node:path";
var REPORTED = "Sigstore bundle (the report file contains it)";
function checkBundle(bundle, distribution, { expected, trustedRoot }, mode) {
  return refusing(distribution, { mode }, () => {
    const verified = verifyTimestampedBundle(bundle, trustedRoot);
    checkSigner(verified.certificate, expected);
    return { ...verified, predicateType: checkStatement(verified.statement, distribution) };
  });
}
async function keepTimestamped(bundle, { kind, ...distribution }, { trustedRoot }, { expected, directory }, { files, refused }) {
  const { name } = distribution;
  const checked = checkBundle(bundle, distribution, { expected, trustedRoot }, "signed");
  const what = { name, kind, adopted: false };
  return keepBundle(bundle, checked, what, { directory, files }, refused(name, REPORTED));
}
async function keepBundle(bundle, checked, {
  name,
  kind,
  adopted
}, { directory, files }, refused) {
  const [json] = bundleNames(name, kind);
  const path = await unlessRefused(async () => {
    await writeBundle(directory, name, kind, bundle, files);
    return join(directory, json);
  }, refused);
  const { predicateType, signedAt, certificate } = checked;
  return {
    form: "bundle",
    bundle: bundleJson(bundle),
    predicateType,
    path,
    adopted,
    signedAt,
    signedBy: signedBy(certificate)
  };
}
async function adoptBundles(distributions, terms, { files, log }) {
  const adopted = await ofEach(
    distributions,
    terms.directory,
    { files, log },
    (bundle, distribution, kind) => {
      const checked = checkBundle(bundle, distribution, terms, "adopted");
      refuseOther(checked, kind, terms.provenance);
      return { bundle, kind, checked };
    }
  );
  const results = /* @__PURE__ */ new Map();
  for (const [name, found] of adopted) {
    const kept = found.map(
      async ({ bundle, kind, checked }) => keepBundle(bundle, checked, { name, kind, adopted: true }, { directory: terms.directory, files })
    );
    results.set(name, await Promise.all(kept));
  }
  return results;
}
async function inspectBundles(distributions, {
  directory,
  expected,
  provenance
}, platform) {
  return ofEach(distributions, directory, platform, (bundle, distribution, kind) => {
    const said = saidBy(bundle, distribution, expected);
    refuseOther(said, kind, provenance);
    return kind;
  });
}
function saidBy(bundle, distribution, expected) {
  const { certificate, envelope } = unloggedParts(bundle);
  const { facts } = readSigningCertificate(certificate);
  checkSigner(facts, expected);
  const statement = Buffer.from(envelope.payload);
  return { certificate: facts, statement, predicateType: checkStatement(statement, distribution) };
}
function refuseOther(said, kind, provenance) {
  if (said.predicateType !== kind.predicateType) {
    throw attestationFault("predicate type", `it is ${said.predicateType}, not ${kind.predicateType}`);
  }
  const other = otherRun(said, kind, provenance);
  if (other === void 0) return;
  throw attestationFault("workflow run", other);
}
async function ofEach(distributions, directory, { files, log }, read) {
  const results = /* @__PURE__ */ new Map();
  for (const distribution of distributions) {
    const found = [];
    for (const kind of ATTESTATION_KINDS) {
      for (const folder of /* @__PURE__ */ new Set([dirname(distribution.path), directory])) {
        try {
          const bytes = await readBundle(folder, distribution.name, kind, files);
          if (bytes === void 0) continue;
          found.push(read(parse(bytes), distribution, kind));
          break;
        } catch (error) {
          if (!(error instanceof ActionError)) throw error;
          const [json] = bundleNames(distribution.name, kind);
          log.info(`${join(folder, json)} is not used, and the file is signed anew: ${error.message}`);
        }
      }
    }
    results.set(distribution.name, found);
  }
  return results;
}
function parse(bytes) {
  return checking(
    "bundle",
    () => (0, import_bundle.bundleFromJSON)(JSON.parse(bytes.toString("utf8"))),
    "it is no Sigstore bundle"
  );
}

export {
  keepTimestamped,
  adoptBundles,
  inspectBundles
};

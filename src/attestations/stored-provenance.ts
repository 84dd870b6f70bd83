import { bundleFromJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError, messageOf } from '../errors.ts';
import type { Reason } from '../ground/group-reasons.ts';
import { reasonLines } from '../ground/group-reasons.ts';
import { asArray, asObject, tryParseJson } from '../ground/json.ts';
import type { Log } from '../ground/log.ts';
import { mapPool } from '../ground/pool.ts';
import type { Files } from '../platform/files.ts';
import { AttestationFault, attestationFault, checking } from '../sigstore/attestation-fault.ts';
import { rekorVersionOf } from '../sigstore/verify/log-entry.ts';
import type { AttestationTerms } from './adopt.ts';
import { attestationFromBundle } from './attestation-json.ts';
import type { Attestation, MadeAttestation, ProvenanceSigner } from './attestation.ts';
import { SLSA_KIND, unlessRefused, writeBundle } from './files.ts';
import { writeVerified } from './pending-attestation.ts';
import { STATEMENT_TYPE } from './statement.ts';
import { checkAttestation, checkLog, describeMade, LOG_CHECK } from './policy.ts';
import type { CheckedAttestation } from './policy.ts';

/** Build provenance that the build job left in the attestation store of its repository. */
export interface StoredProvenance {
  /** What the store has of a SHA-256: Sigstore bundles as JSON values. @throws {Error} with what it answered instead */
  readonly fetch: (sha256: string) => Promise<readonly unknown[]>;
  readonly signer: ProvenanceSigner;
  /** A file without it fails the run. */
  readonly required: boolean;
  /** Called with why files get none, each with how to attest them so that they do. */
  readonly onUnfit: (reasons: readonly Reason[]) => void;
}

type Terms = Pick<AttestationTerms, 'directory' | 'bundles' | 'verifiableRekor' | 'trustedRoot'>;

/** One that an index accepts. */
interface Fitting {
  readonly bundle: Bundle;
  readonly attestation: Attestation;
  readonly checked: CheckedAttestation;
}

const QUERIES_AT_ONCE = 4;

/**
 * Fetches the build provenance of distributions, verifies it as an index does, and writes what fits, by the distribution's name.
 * @throws {ActionError} ATTESTATION_INVALID where a file must have it and nothing fits
 */
export async function fetchProvenance(
  distributions: readonly Distribution[],
  stored: StoredProvenance,
  terms: Terms,
  { files, log }: { readonly files: Files; readonly log: Pick<Log, 'info'> },
): Promise<ReadonlyMap<string, MadeAttestation>> {
  const reasons: Reason[] = [];
  const found = await mapPool(distributions, QUERIES_AT_ONCE, async (distribution) => {
    const { name } = distribution;
    const { fitting, unfit } = await judged(distribution, stored, terms);
    const [newest, ...others] = fitting.toSorted(
      (one, other) => other.checked.signedAt.getTime() - one.checked.signedAt.getTime(),
    );
    if (newest === undefined) {
      for (const why of unfit) reasons.push({ name, message: `${name}: ${why}` });
      return [];
    }
    if (others.length > 0) {
      log.info(
        `${name}: using the newest of ${fitting.length} valid build provenance attestations, since an index accepts only one.`,
      );
    }
    return [[name, await written(name, newest, terms, files)] as const];
  });
  if (reasons.length > 0 && stored.required) throw unfitError(reasons);
  if (reasons.length > 0) stored.onUnfit(reasons);
  return new Map(found.flat());
}

async function judged(
  distribution: Distribution,
  { fetch, signer }: StoredProvenance,
  terms: Terms,
): Promise<{ readonly fitting: readonly Fitting[]; readonly unfit: ReadonlySet<string> }> {
  const [fitting, unfit] = [new Array<Fitting>(), new Set<string>()];
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
    if (error instanceof ActionError && error.code === 'CANCELLED') throw error;
    unfit.add(`its build provenance could not be fetched: ${messageOf(error)}. ${PERMISSION}`);
  }
  return { fitting, unfit };
}

/** @throws {AttestationFault} naming the first check that a bundle fails */
function fit(
  value: unknown,
  distribution: Distribution,
  signer: ProvenanceSigner,
  { verifiableRekor, trustedRoot }: Terms,
): Fitting {
  const bundle = checking('bundle', () => bundleFromJSON(value), 'not a Sigstore bundle');
  checkStatement(bundle);
  checkEntry(bundle, verifiableRekor);
  const attestation = attestationFromBundle(bundle);
  const options = { mode: 'adopted', verifiableRekor } as const;
  const checked = checkAttestation(attestation, distribution, signer, trustedRoot, options);
  if (checked.predicateType !== SLSA_KIND.predicateType) {
    throw attestationFault('predicate type', `${checked.predicateType} is not ${SLSA_KIND.predicateType}`);
  }
  return { bundle, attestation, checked };
}

/** An entry that the index can't verify is of a log that this run's trusted root need not know. */
function checkEntry({ verificationMaterial }: Bundle, verifiable: Terms['verifiableRekor']): void {
  const [entry] = verificationMaterial.tlogEntries;
  if (entry === undefined) throw attestationFault(NO_ENTRY, 'it was not recorded in a public log');
  checkLog(rekorVersionOf(entry), verifiable);
}

/** What is commonly otherwise in statements of build jobs, by names of its own. */
function checkStatement({ content }: Bundle): void {
  const payload = content.$case === 'dsseEnvelope' ? content.dsseEnvelope.payload : Buffer.alloc(0);
  const statement = asObject(tryParseJson(payload));
  const type = statement?.get('_type');
  if (type !== STATEMENT_TYPE) {
    throw attestationFault(TYPE_CHECK, `${JSON.stringify(type ?? null)} is not ${STATEMENT_TYPE}`);
  }
  const subjects = asArray(statement?.get('subject')).length;
  if (subjects !== 1)
    throw attestationFault(
      SUBJECTS,
      `it covers ${subjects} files, but an index accepts attestations of a single file only`,
    );
}

async function written(
  name: string,
  { bundle, attestation, checked }: Fitting,
  { directory, bundles }: Terms,
  files: Files,
): Promise<MadeAttestation> {
  if (bundles) await unlessRefused(() => writeBundle(directory, name, SLSA_KIND, bundle, files));
  const place = { directory, name, kind: SLSA_KIND };
  const path = await unlessRefused(() => writeVerified(place, attestation, files));
  return describeMade(attestation, checked, { path, adopted: true });
}

const [NO_ENTRY, TYPE_CHECK, SUBJECTS] = ['entry of a public log', 'statement type', 'subjects'];
const PERMISSION = 'Check that this job has the permission `attestations: read`.';
const NOTHING_STORED = `the repository’s attestation store has no build provenance for it. Attest it in the build job with actions/attest-build-provenance. ${PERMISSION}`;

/** How to attest so that a check passes, by its name. */
const HOW_TO: ReadonlyMap<string, string> = new Map([
  [SUBJECTS, 'Attest each file in a separate step, whose `subject-path` names only that file.'],
  [TYPE_CHECK, 'Attest with a current version of actions/attest-build-provenance.'],
  [
    NO_ENTRY,
    'GitHub uses a public log for public repositories only; in a private one, leave out `slsa-provenance: github`.',
  ],
  [LOG_CHECK, 'Attest with a version of actions/attest-build-provenance whose log the index verifies.'],
  ['subject name', 'Attest the file under the name it is published with.'],
  ['subject SHA-256 digest', 'Attest the exact file that is published: a rebuild changes its hash.'],
  ['predicate type', 'Attest with actions/attest-build-provenance.'],
  ["certificate's issuer (.8)", 'Attest in a workflow on github.com.'],
  ["certificate's source repository (.12)", 'Attest in a workflow of the repository that publishes.'],
  [
    "certificate's build config (.18)",
    'Attest in a job of the workflow file that publishes; the job may call a reusable workflow.',
  ],
]);

/** What is checked here alone says what it is of. */
function reasonOf({ check, reason }: AttestationFault): string {
  return [NO_ENTRY, LOG_CHECK, SUBJECTS].includes(check) ? reason : `${check}: ${reason}`;
}

function howTo(check: string): string {
  return HOW_TO.get(check) ?? 'Attest it again with actions/attest-build-provenance.';
}

function unfitError(reasons: readonly Reason[]): ActionError {
  return new ActionError(
    'ATTESTATION_INVALID',
    `\`attestations: require\` with \`slsa-provenance: github\`, but these files have no valid build provenance:\n${reasonLines(
      reasons,
    )
      .map((line) => `- ${line}`)
      .join('\n')}`,
    'Nothing was signed. Attest each file as described, or leave out `slsa-provenance`.',
  );
}

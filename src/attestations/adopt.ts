import { dirname } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import type { TrustedRoot } from '../sigstore/trust/trusted-root.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError } from '../errors.ts';
import type { Log } from '../ground/log.ts';
import type { Files, Half } from '../platform/files.ts';
import { verifyBundle } from '../sigstore/verify/verify.ts';
import {
  attestationFromBundle,
  bundleFromAttestation,
  serializeAttestation,
  serializeBundle,
} from './attestation-json.ts';
import type {
  Attestation,
  ComparedSigner,
  ExpectedSigner,
  MadeAttestation,
  ProvenanceSigner,
} from './attestation.ts';
import type { BuildRun } from './build-provenance.ts';
import {
  ATTESTATION_KINDS,
  attestationFiles,
  faultOf,
  findAttestations,
  PUBLISH_KIND,
  readBundle,
  SLSA_KIND,
  writeBundle,
} from './files.ts';
import type { AttestationKind } from './files.ts';
import { takeUpPending } from './pending-attestation.ts';
import { checkAttestation, checkUnproven, describeMade, runOf } from './policy.ts';
import type { CheckedAttestation, SaidAttestation } from './policy.ts';

/** What attestations must fit to be used, and where they are. */
export interface AttestationTerms {
  readonly directory: string;
  /** Also write Sigstore bundles. */
  readonly bundles: boolean;
  readonly expected: ExpectedSigner;
  /** The log versions that the index can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
  readonly trustedRoot: TrustedRoot;
  /** The run whose build provenance each file gets: one of another run is not used. Undefined: whichever is there is used. */
  readonly provenance?: BuildRun | undefined;
  /** Who must have signed build provenance, where it may be of another run than attestations. */
  readonly provenanceSigner?: ProvenanceSigner | undefined;
}

interface Adopting {
  readonly files: Files;
  /** Gets why build provenance that was found is signed anew. */
  readonly log: Pick<Log, 'info'>;
}

/** What attestations are held against before a run is, and where they are. */
interface InspectionTerms extends Pick<AttestationTerms, 'directory' | 'verifiableRekor'> {
  /** As far as it is known. */
  readonly expected: Partial<ExpectedSigner>;
  readonly provenance?: Pick<BuildRun, 'runId'> | undefined;
  readonly provenanceSigner?: Partial<ProvenanceSigner> | undefined;
}

/**
 * The attestations that are there already, by distribution and in the order of their kinds, all checked.
 * @throws {ActionError} ATTESTATION_INVALID, naming every file that does not fit and the field
 */
export async function adoptAttestations(
  distributions: readonly Distribution[],
  terms: AttestationTerms,
  { files, log }: Adopting,
): Promise<ReadonlyMap<string, readonly MadeAttestation[]>> {
  return ofEach(distributions, terms.directory, files, (distribution, kind, listed) =>
    adoptOne(distribution, kind, terms, { files: listed, log }),
  );
}

/**
 * Checks the attestations that are there already as far as it can be done without a trusted root; nothing is changed.
 * @returns the kinds that a run would adopt, by the distribution's name
 * @throws {ActionError} ATTESTATION_INVALID, naming every file that does not fit and the field
 */
export async function inspectAttestations(
  distributions: readonly Distribution[],
  terms: InspectionTerms,
  files: Files,
): Promise<ReadonlyMap<string, readonly AttestationKind[]>> {
  const { directory, verifiableRekor, provenance } = terms;
  const options = { mode: 'adopted', verifiableRekor } as const;
  return ofEach(distributions, directory, files, async (distribution, kind, listed) => {
    for await (const { attestation, path } of findAttestations(distribution, kind, directory, listed)) {
      const said = checkAt(path, kind, () =>
        checkUnproven(attestation, distribution, signerOf(kind, terms), options),
      );
      if (otherRun(said, kind, provenance) === undefined) return kind;
    }
    return undefined;
  });
}

/** What `work` has of each distribution, in the order of the attestations' kinds; what it refuses of all is thrown together. */
async function ofEach<T>(
  distributions: readonly Distribution[],
  directory: string,
  files: Files,
  work: (distribution: Distribution, kind: AttestationKind, files: Files) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const results = new Map<string, readonly T[]>();
  const faults: ActionError[] = [];
  const folders = new Set([directory, ...distributions.map(({ path }) => dirname(path))]);
  const names = distributions.flatMap(({ name }) => attestationFiles(name));
  const halves = await files.halves(directory, names);
  const listed = { ...(await onlyListed(folders, files)), halves: halvesAmong(halves) };
  for (const distribution of distributions) {
    const found: T[] = [];
    for (const kind of ATTESTATION_KINDS) {
      try {
        const one = await work(distribution, kind, listed);
        if (one !== undefined) found.push(one);
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

/**
 * The same files, with what lies in these folders known beforehand: most distributions have no attestation, and a look-up on
 * disk for each of five names took a tenth of a second for 250.
 */
async function onlyListed(folders: Iterable<string>, files: Files): Promise<Files> {
  const there = new Set<string>();
  for (const folder of folders) {
    for (const { path } of (await files.list(folder)) ?? []) there.add(path);
  }
  return {
    ...files,
    readSmall: async (path, maximumBytes) =>
      there.has(files.resolve(path)) ? files.readSmall(path, maximumBytes) : undefined,
  };
}

/** Of halves that are known: the folder is listed once, not for each distribution. */
function halvesAmong(halves: readonly Half[]): Files['halves'] {
  return (_, names) => Promise.resolve(halves.filter(({ of }) => names.includes(of)));
}

async function adoptOne(
  distribution: Distribution,
  kind: AttestationKind,
  terms: AttestationTerms,
  { files, log }: Adopting,
): Promise<MadeAttestation | undefined> {
  const found = await findChecked(distribution, kind, terms, { files, log });
  if (found === undefined) return undefined;
  const { attestation, path, checked } = found;
  if (terms.bundles) await completeBundle(distribution.name, kind, attestation, terms, files);
  return describeMade(attestation, checked, { path, adopted: true });
}

async function findChecked(
  distribution: Distribution,
  kind: AttestationKind,
  terms: AttestationTerms,
  { files, log }: Adopting,
): Promise<
  | { readonly attestation: Attestation; readonly path: string; readonly checked: CheckedAttestation }
  | undefined
> {
  const { directory, trustedRoot, verifiableRekor, provenance } = terms;
  const options = { mode: 'adopted', verifiableRekor } as const;
  const expected = signerOf(kind, terms);
  const check = (attestation: Attestation, path: string) =>
    checkAt(path, kind, () => checkAttestation(attestation, distribution, expected, trustedRoot, options));
  for await (const { attestation, path } of findAttestations(distribution, kind, directory, files)) {
    const checked = check(attestation, path);
    const other = otherRun(checked, kind, provenance);
    if (other === undefined) return { attestation, path, checked };
    log.info(`${path} is not used, and the file is signed anew: ${other}.`);
  }
  const checkPending = (kept: Attestation): CheckedAttestation => {
    const checked = check(kept, directory);
    const other = otherRun(checked, kind, provenance);
    if (other === undefined) return checked;
    throw faultOf(directory, new Error(other));
  };
  return takeUpPending({ directory, name: distribution.name, kind }, checkPending, files);
}

/** Who must have signed an attestation of a kind. */
function signerOf(
  { predicateType }: AttestationKind,
  { expected, provenanceSigner = expected }: Pick<InspectionTerms, 'expected' | 'provenanceSigner'>,
): ComparedSigner {
  return predicateType === SLSA_KIND.predicateType ? provenanceSigner : expected;
}

/**
 * Why an attestation is not used for what it says of its run, as a sentence's end; undefined where it is: a publish attestation of any
 * run of the workflow at the commit is used.
 */
export function otherRun(
  said: SaidAttestation,
  { predicateType }: AttestationKind,
  provenance: InspectionTerms['provenance'],
): string | undefined {
  if (provenance === undefined || predicateType === PUBLISH_KIND.predicateType) return undefined;
  const run = runOf(said);
  if (run === provenance.runId) return undefined;
  return `its build provenance is of workflow run ${run ?? 'unknown'}, and this is run ${provenance.runId}`;
}

/** Gives what is refused its path, and refuses an attestation of another kind than its name says. */
function checkAt<T extends { readonly predicateType: string }>(
  path: string,
  kind: AttestationKind,
  check: () => T,
): T {
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

/**
 * Leaves a bundle as it is that is this attestation, byte for byte as it is written here: it may have timestamps that an attestation
 * has no room for. Whatever else has its name is written anew from what was verified.
 */
async function completeBundle(
  name: string,
  kind: AttestationKind,
  attestation: Attestation,
  { directory, trustedRoot }: AttestationTerms,
  files: Files,
): Promise<void> {
  const bundle = bundleFromAttestation(attestation);
  const found = await readBundle(directory, name, kind, files);
  const kept = found && sameSigned(found.toString('utf8'), bundle, trustedRoot);
  await writeBundle(directory, name, kind, kept ?? bundle, files);
}

/** The bundle that a text is, where it is of the same signature as this one; undefined otherwise. */
function sameSigned(text: string, bundle: Bundle, trustedRoot: TrustedRoot): Bundle | undefined {
  try {
    const found = bundleFromJSON(JSON.parse(text));
    verifyBundle(found, trustedRoot);
    const [there, here] = [found, bundle].map((each) => serializeAttestation(attestationFromBundle(each)));
    return there === here && serializeBundle(found) === text ? found : undefined;
  } catch {
    return undefined;
  }
}

function throwTogether(faults: readonly ActionError[]): void {
  const [first, ...others] = faults;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new ActionError(
    'ATTESTATION_INVALID',
    `${faults.length} existing attestations cannot be used:\n${faults.map(({ message }) => `- ${message}`).join('\n')}`,
    'Remove these files, or set `existing-attestations: replace`.',
    first.cause,
  );
}

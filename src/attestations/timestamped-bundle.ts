import { dirname, join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import type { Distribution } from '../distributions/distribution.ts';
import { ActionError } from '../errors.ts';
import type { Log } from '../ground/log.ts';
import type { Files } from '../platform/files.ts';
import { attestationFault, checking } from '../sigstore/attestation-fault.ts';
import type { Signer } from '../sigstore/sign/signer.ts';
import { readSigningCertificate } from '../sigstore/trust/certificate.ts';
import type { TrustedRoot } from '../sigstore/trust/trusted-root.ts';
import { unloggedParts } from '../sigstore/verify/bundle-parts.ts';
import { verifyTimestampedBundle } from '../sigstore/verify/verify.ts';
import { bundleJson } from './attestation-json.ts';
import type { ExpectedSigner, TimestampedBundle } from './attestation.ts';
import { otherRun } from './adopt.ts';
import type { BuildRun } from './build-provenance.ts';
import { ATTESTATION_KINDS, bundleNames, readBundle, unlessRefused, writeBundle } from './files.ts';
import type { AttestationKind } from './files.ts';
import type { Signed, SigningDisk } from './logged-attestation.ts';
import { checkSigner, checkStatement, refusing, signedBy } from './policy.ts';
import type { CheckedSignature, SaidAttestation } from './policy.ts';

type Of = Pick<Distribution, 'name' | 'sha256'>;

const REPORTED = 'Sigstore bundle (the report file contains it)';

/** What bundles must fit to be used, and where they are. */
interface BundleTerms {
  readonly directory: string;
  readonly expected: ExpectedSigner;
  readonly trustedRoot: TrustedRoot;
  /** As of `AttestationTerms`. */
  readonly provenance?: Pick<BuildRun, 'runId'> | undefined;
}

/**
 * Checks a bundle of an instance without a log: what it proves, that it is of this file, and that a run of the same workflow at the same
 * commit signed it.
 * @throws {ActionError} ATTESTATION_INVALID naming check, expected and found value.
 */
function checkBundle(
  bundle: Bundle,
  distribution: Of,
  { expected, trustedRoot }: Pick<BundleTerms, 'expected' | 'trustedRoot'>,
  mode: 'signed' | 'adopted',
): CheckedSignature {
  return refusing(distribution, { mode }, () => {
    const verified = verifyTimestampedBundle(bundle, trustedRoot);
    checkSigner(verified.certificate, expected);
    return { ...verified, predicateType: checkStatement(verified.statement, distribution) };
  });
}

/**
 * Verifies and writes the bundle of a fresh signature.
 * @throws {ActionError} ATTESTATION_INVALID
 */
export async function keepTimestamped(
  bundle: Bundle,
  { kind, ...distribution }: Signed,
  { trustedRoot }: Pick<Signer, 'trustedRoot'>,
  { expected, directory }: Pick<BundleTerms, 'expected' | 'directory'>,
  { files, refused }: SigningDisk,
): Promise<TimestampedBundle> {
  const { name } = distribution;
  const checked = checkBundle(bundle, distribution, { expected, trustedRoot }, 'signed');
  const what = { name, kind, adopted: false };
  return keepBundle(bundle, checked, what, { directory, files }, refused(name, REPORTED));
}

/** Writes a bundle that was checked, under both its names. @param refused called where the disk refuses it */
async function keepBundle(
  bundle: Bundle,
  checked: CheckedSignature,
  {
    name,
    kind,
    adopted,
  }: { readonly name: string; readonly kind: AttestationKind; readonly adopted: boolean },
  { directory, files }: { readonly directory: string; readonly files: Files },
  refused?: (error: Error) => void,
): Promise<TimestampedBundle> {
  const [json] = bundleNames(name, kind);
  const path = await unlessRefused(async () => {
    await writeBundle(directory, name, kind, bundle, files);
    return join(directory, json);
  }, refused);
  const { predicateType, signedAt, certificate } = checked;
  return {
    form: 'bundle',
    bundle: bundleJson(bundle),
    predicateType,
    path,
    adopted,
    signedAt,
    signedBy: signedBy(certificate),
  };
}

/**
 * The bundles that are there already and fit, by distribution and in the order of their kinds, each written to the folder of this run.
 * One that does not fit is signed anew, since that costs nothing public, and the log says why.
 */
export async function adoptBundles(
  distributions: readonly Distribution[],
  terms: BundleTerms,
  { files, log }: { readonly files: Files; readonly log: Pick<Log, 'info'> },
): Promise<ReadonlyMap<string, readonly TimestampedBundle[]>> {
  const adopted = await ofEach(
    distributions,
    terms.directory,
    { files, log },
    (bundle, distribution, kind) => {
      const checked = checkBundle(bundle, distribution, terms, 'adopted');
      refuseOther(checked, kind, terms.provenance);
      return { bundle, kind, checked };
    },
  );
  const results = new Map<string, readonly TimestampedBundle[]>();
  for (const [name, found] of adopted) {
    const kept = found.map(async ({ bundle, kind, checked }) =>
      keepBundle(bundle, checked, { name, kind, adopted: true }, { directory: terms.directory, files }),
    );
    results.set(name, await Promise.all(kept));
  }
  return results;
}

/** Checks the bundles that are there already as far as it can be done without a trusted root. @returns the kinds that a run would adopt, by the distribution's name */
export async function inspectBundles(
  distributions: readonly Distribution[],
  {
    directory,
    expected,
    provenance,
  }: Pick<BundleTerms, 'directory' | 'provenance'> & {
    readonly expected: Partial<ExpectedSigner>;
  },
  platform: { readonly files: Files; readonly log: Pick<Log, 'info'> },
): Promise<ReadonlyMap<string, readonly AttestationKind[]>> {
  return ofEach(distributions, directory, platform, (bundle, distribution, kind) => {
    const said = saidBy(bundle, distribution, expected);
    refuseOther(said, kind, provenance);
    return kind;
  });
}

function saidBy(bundle: Bundle, distribution: Of, expected: Partial<ExpectedSigner>): SaidAttestation {
  const { certificate, envelope } = unloggedParts(bundle);
  const { facts } = readSigningCertificate(certificate);
  checkSigner(facts, expected);
  const statement = Buffer.from(envelope.payload);
  return { certificate: facts, statement, predicateType: checkStatement(statement, distribution) };
}

/** Refuses what is of another kind than its name says, and build provenance of another run. */
function refuseOther(
  said: SaidAttestation,
  kind: AttestationKind,
  provenance: BundleTerms['provenance'],
): void {
  if (said.predicateType !== kind.predicateType) {
    throw attestationFault('predicate type', `it is ${said.predicateType}, not ${kind.predicateType}`);
  }
  const other = otherRun(said, kind, provenance);
  if (other === undefined) return;
  throw attestationFault('workflow run', other);
}

/** What `read` has of the bundles beside each distribution, then in the folder of attestations, in the order of their kinds. */
async function ofEach<T>(
  distributions: readonly Distribution[],
  directory: string,
  { files, log }: { readonly files: Files; readonly log: Pick<Log, 'info'> },
  read: (bundle: Bundle, distribution: Distribution, kind: AttestationKind) => T,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const results = new Map<string, readonly T[]>();
  for (const distribution of distributions) {
    const found: T[] = [];
    for (const kind of ATTESTATION_KINDS) {
      for (const folder of new Set([dirname(distribution.path), directory])) {
        try {
          const bytes = await readBundle(folder, distribution.name, kind, files);
          if (bytes === undefined) continue;
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

function parse(bytes: Buffer): Bundle {
  return checking(
    'bundle',
    () => bundleFromJSON(JSON.parse(bytes.toString('utf8'))),
    'it is no Sigstore bundle',
  );
}

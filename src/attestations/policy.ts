import type { TrustedRoot } from '../sigstore/trust/trusted-root.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { asObject, asString } from '../ground/json.ts';
import { entryPage } from '../sigstore/instances.ts';
import { fulcioValue, readSigningCertificate } from '../sigstore/trust/certificate.ts';
import type { CertificateFacts } from '../sigstore/trust/certificate.ts';
import { AttestationFault, attestationFault } from '../sigstore/attestation-fault.ts';
import { checkEntryForm, rekorVersionOf } from '../sigstore/verify/log-entry.ts';
import { loggedParts } from '../sigstore/verify/bundle-parts.ts';
import { verifyBundle } from '../sigstore/verify/verify.ts';
import type { VerifiedBundle, VerifiedSignature } from '../sigstore/verify/verify.ts';
import type { Attestation, ComparedSigner, LoggedAttestation, SignedBy } from './attestation.ts';
import { bundleFromAttestation } from './attestation-json.ts';
import { runIdOf } from './build-provenance.ts';
import { PUBLISH_PREDICATE_TYPE, SLSA_PREDICATE_TYPE, parseStatement } from './statement.ts';

/** What a signature that passed says, whatever proves its time. */
export interface CheckedSignature extends VerifiedSignature {
  readonly predicateType: string;
}

/** What an attestation that passed says. */
export interface CheckedAttestation extends VerifiedBundle, CheckedSignature {}

/** What an attestation says, proven or not. */
export type SaidAttestation = Pick<CheckedSignature, 'predicateType' | 'certificate' | 'statement'>;

/** The file that an attestation is of. */
type CheckedDistribution = Pick<Distribution, 'name' | 'sha256'>;

interface CheckOptions {
  /** Signed by this run, or found and used: the hint of a refusal differs. */
  readonly mode: 'signed' | 'adopted';
  /** The versions of Rekor whose entries the index can verify. */
  readonly verifiableRekor: readonly (1 | 2)[];
}

/**
 * Checks all that an index checks of an attestation (warehouse's attestations service and pypi-attestations' `verify`),
 * and that it was signed by a run of the same workflow at the same commit. Job, runner, trigger and attempt may differ.
 * @throws {ActionError} ATTESTATION_INVALID naming check, expected and found value.
 */
export function checkAttestation(
  attestation: Attestation,
  distribution: CheckedDistribution,
  expected: ComparedSigner,
  trustedRoot: TrustedRoot,
  options: CheckOptions,
): CheckedAttestation {
  return refusing(distribution, options, () => {
    const verified = verifyBundle(bundleFromAttestation(attestation), trustedRoot);
    return { ...verified, predicateType: checkSaid(attestation, verified, distribution, expected, options) };
  });
}

/**
 * Checks what an attestation says of itself, without a trusted root: its form, its statement and who its certificate names, not
 * whether any of that is signed or logged.
 * @param expected as far as it is known; what is absent is not compared
 * @throws {ActionError} ATTESTATION_INVALID, as `checkAttestation`
 */
export function checkUnproven(
  attestation: Attestation,
  distribution: CheckedDistribution,
  expected: ComparedSigner,
  options: CheckOptions,
): SaidAttestation {
  return refusing(distribution, options, () => {
    const { certificate, entry, envelope, timestamps } = loggedParts(bundleFromAttestation(attestation));
    const rekorVersion = rekorVersionOf(entry);
    checkEntryForm(entry, rekorVersion, timestamps.length);
    const { facts } = readSigningCertificate(certificate);
    const said = { rekorVersion, certificate: facts, statement: Buffer.from(envelope.payload) };
    return { ...said, predicateType: checkSaid(attestation, said, distribution, expected, options) };
  });
}

/** What is compared of an attestation, whether it is proven or only said. @returns its predicate type */
function checkSaid(
  attestation: Attestation,
  {
    rekorVersion,
    certificate,
    statement,
  }: Pick<VerifiedBundle, 'rekorVersion' | 'certificate' | 'statement'>,
  distribution: CheckedDistribution,
  expected: ComparedSigner,
  { verifiableRekor }: CheckOptions,
): string {
  checkLog(rekorVersion, verifiableRekor);
  checkTimestamps(attestation, rekorVersion);
  checkSigner(certificate, expected);
  return checkStatement(statement, distribution);
}

/**
 * The number of the workflow run that signed: by the certificate (.1.21), or, where templates of private instances leave that out, by
 * the provenance that was signed. Undefined where neither says.
 */
export function runOf({ certificate, statement }: SaidAttestation): string | undefined {
  const invocation = fulcioValue(certificate, 21);
  if (invocation !== '') return runIdOf(invocation);
  const details = asObject(parseStatement(statement).predicate?.get('runDetails'));
  return runIdOf(asString(asObject(details?.get('metadata'))?.get('invocationId')) ?? '');
}

/** Gives what is refused the distribution's name and its hint. @throws {ActionError} ATTESTATION_INVALID */
export function refusing<T>(
  { name }: Pick<CheckedDistribution, 'name'>,
  { mode }: Pick<CheckOptions, 'mode'>,
  check: () => T,
): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof AttestationFault ? refusal(error, name, mode) : error;
  }
}

/** The check that a log is of a version which the index verifies. */
export const LOG_CHECK = 'log';

/** Checks that an index can verify entries of a log. @throws {ActionError} ATTESTATION_INVALID */
export function checkLog(version: 1 | 2, verifiable: readonly (1 | 2)[]): void {
  if (verifiable.includes(version)) return;
  const known = verifiable.join(' or v');
  throw attestationFault(
    LOG_CHECK,
    `its entry is from Rekor v${version}, but the index verifies v${known} only`,
  );
}

/** Rekor v1 attestations have no timestamps: an index may refuse the key. */
function checkTimestamps({ verification_material: material }: Attestation, version: 1 | 2): void {
  if (version === 1 && material.timestamps !== undefined) {
    throw attestationFault('timestamps', 'an attestation with a Rekor v1 entry must not have the key');
  }
}

/** A field of the certificate, what it must be, and its name for people. */
interface IdentityField {
  readonly name: string;
  /** Its number in Fulcio's arc. */
  readonly extension: number;
  /** Undefined where it is not known. */
  readonly expected: string | undefined;
  /** Templates of private instances may leave it out. */
  readonly optional?: boolean;
}

/**
 * Holds a certificate against who must have signed.
 * @throws {ActionError} ATTESTATION_INVALID naming field, expected and found value
 */
export function checkSigner(certificate: CertificateFacts, expected: ComparedSigner): void {
  const server = serverOf(certificate, expected);
  for (const { name, extension, expected: value, optional = false } of identityFields(expected, server)) {
    const found = fulcioValue(certificate, extension);
    if (value === undefined || found === value || (optional && found === '')) continue;
    throw mismatch(`certificate's ${name} (.${extension})`, value || 'none', found || 'none');
  }
  checkBuildConfigFile(certificate, expected.buildConfigFile?.replace(GITHUB, server));
}

/** As pypi-attestations compares a publisher's workflow: at the ref or the commit that the certificate names itself. */
function checkBuildConfigFile(certificate: CertificateFacts, file: string | undefined): void {
  if (file === undefined) return;
  const found = fulcioValue(certificate, 18);
  const allowed = [14, 13]
    .map((extension) => fulcioValue(certificate, extension))
    .filter((at) => at !== '')
    .map((at) => `${file}@${at}`);
  if (allowed.includes(found)) return;
  throw mismatch(BUILD_CONFIG_CHECK, allowed.join(' or ') || file, found || 'none');
}

/** Compares the subject alternative name of a certificate. @throws {ActionError} ATTESTATION_INVALID naming expected and found value */
export function checkSubject({ subjectAlternativeName }: CertificateFacts, expected: string): void {
  if (subjectAlternativeName === expected) return;
  throw mismatch("certificate's subject alternative name", expected, subjectAlternativeName || 'none');
}

const GITHUB = 'https://github.com';
const BUILD_CONFIG_CHECK = "certificate's build config (.18)";
/** Build signer, source repository, its owner, build config, run invocation. */
const URI_EXTENSIONS: readonly number[] = [9, 12, 16, 18, 21];

/**
 * The server that the certificate's URIs are of: with a private instance the run's own or github.com, the same in all of them.
 * @throws {ActionError} ATTESTATION_INVALID where one is of another
 */
function serverOf(
  certificate: CertificateFacts,
  { sourceRepositoryUri = '', privateServer }: ComparedSigner,
): string {
  const repository = fulcioValue(certificate, 12);
  const server = [privateServer, GITHUB].find(
    (one) => one !== undefined && sourceRepositoryUri.replace(GITHUB, one) === repository,
  );
  // A repository of neither is what differs.
  if (privateServer === undefined || server === undefined) return GITHUB;
  for (const extension of URI_EXTENSIONS) {
    const found = fulcioValue(certificate, extension);
    if (found !== '' && !found.startsWith(`${server}/`)) {
      throw mismatch(`certificate's URI (.${extension})`, `one of ${server}, as the others`, found);
    }
  }
  return server;
}

function identityFields(expected: ComparedSigner, server: string): readonly IdentityField[] {
  const optional = expected.privateServer !== undefined;
  const at = (uri: string | undefined) => uri?.replace(GITHUB, server);
  return [
    { name: 'issuer', extension: 8, expected: expected.issuer },
    { name: 'source repository', extension: 12, expected: at(expected.sourceRepositoryUri) },
    { name: 'build config', extension: 18, expected: at(expected.buildConfigUri) },
    {
      name: 'source repository id',
      extension: 15,
      expected: expected.sourceRepositoryIdentifier,
      optional,
    },
    { name: 'source repository owner id', extension: 17, expected: expected.ownerIdentifier, optional },
    { name: 'ref', extension: 14, expected: expected.sourceRepositoryRef, optional },
    { name: 'commit', extension: 13, expected: expected.sourceRepositoryDigest },
  ];
}

/** Checks that a statement is of this file, and of a kind that there is. @returns its predicate type @throws {ActionError} ATTESTATION_INVALID */
export function checkStatement(bytes: Buffer, { name, sha256 }: CheckedDistribution): string {
  const { subject, predicateType, predicate } = parseStatement(bytes);
  if (subject.name !== name) throw mismatch('subject name', name, subject.name);
  if (subject.sha256 !== sha256) throw mismatch('subject SHA-256 digest', sha256, subject.sha256);
  if (predicateType !== PUBLISH_PREDICATE_TYPE && predicateType !== SLSA_PREDICATE_TYPE) {
    throw mismatch('predicate type', `${PUBLISH_PREDICATE_TYPE} or ${SLSA_PREDICATE_TYPE}`, predicateType);
  }
  if (predicateType === PUBLISH_PREDICATE_TYPE && predicate !== undefined && predicate.size > 0) {
    throw attestationFault('predicate', `that of ${PUBLISH_PREDICATE_TYPE} must be {} or null`);
  }
  return predicateType;
}

function mismatch(check: string, expected: string, found: string): AttestationFault {
  return attestationFault(check, `expected ${expected}, found ${found}`);
}

function refusal(error: AttestationFault, name: string, mode: CheckOptions['mode']): AttestationFault {
  const hint =
    mode === 'adopted'
      ? 'Remove this attestation, or replace it with the one that this workflow run created for this file.'
      : 'Check that the trusted root belongs to the Sigstore instance that signed.';
  const message = `${name}: ${error.message}`;
  return new AttestationFault(error.check, error.reason, message, hint, error.cause);
}

/** What is known of a checked attestation on disk. */
export function describeMade(
  attestation: Attestation,
  checked: CheckedAttestation,
  file: Pick<LoggedAttestation, 'path' | 'adopted'>,
): LoggedAttestation {
  return {
    form: 'attestation',
    attestation,
    predicateType: checked.predicateType,
    path: file.path,
    adopted: file.adopted,
    rekorVersion: checked.rekorVersion,
    logIndex: checked.logIndex,
    logUrl: entryPage(checked.logName, checked.rekorVersion, checked.logIndex),
    signedAt: checked.signedAt,
    signedBy: signedBy(checked.certificate),
  };
}

/** What is said of the signer of a distribution. */
export function signedBy(certificate: CertificateFacts): SignedBy {
  return {
    repository: fulcioValue(certificate, 12),
    workflow: fulcioValue(certificate, 18),
    commit: fulcioValue(certificate, 13),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
  };
}

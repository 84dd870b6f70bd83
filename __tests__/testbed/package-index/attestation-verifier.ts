import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { X509Certificate } from '@sigstore/core';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, VerificationError, Verifier } from '@sigstore/verify';
import type { SignedEntity, Signer } from '@sigstore/verify';
import { statementOf, statementProblem } from './statement.ts';
import { entryProblem } from './transparency-entry.ts';
import {
  isRecord,
  type PackageIndexOptions,
  type ProvenancePublisher,
  type StoredAttestation,
  type StoredFile,
} from './types.ts';

/** How the check of one attestation went; `error` is what is no verdict on the signature. */
export type Outcome =
  | { kind: 'verified'; predicateType: string }
  | { kind: 'unverified'; why: string }
  | { kind: 'error'; why: string };

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const GITHUB = 'https://token.actions.githubusercontent.com';
const FULCIO = '1.3.6.1.4.1.57264.1';

/** Verifies one attestation for a file and its publisher, as pypi-attestations does. */
export function verifyAttestation(
  options: PackageIndexOptions,
  file: StoredFile,
  publisher: ProvenancePublisher,
  attestation: StoredAttestation,
): Outcome {
  const certificate = parseCertificate(attestation.verification_material.certificate);
  if (certificate === undefined) return { kind: 'error', why: 'invalid X.509 certificate' };
  const [entry = {}] = attestation.verification_material.transparency_entries;
  const unusable = bundleProblem(options, entry, attestation);
  if (unusable !== undefined) return { kind: 'error', why: unusable };
  const why =
    signatureProblem(options, attestation, certificate, publisher) ?? statementProblem(attestation, file);
  if (why !== undefined) return { kind: 'unverified', why };
  return { kind: 'verified', predicateType: String(statementOf(attestation)?.['predicateType']) };
}

/** The last one parsed: the files of a run share theirs. */
let parsed: { readonly base64: string; readonly certificate: X509Certificate } | undefined;

function parseCertificate(base64: string): X509Certificate | undefined {
  if (parsed?.base64 === base64) return parsed.certificate;
  try {
    const certificate = X509Certificate.parse(Buffer.from(base64, 'base64'));
    parsed = { base64, certificate };
    return certificate;
  } catch {
    return undefined;
  }
}

/** What keeps an attestation from becoming a Sigstore bundle. */
function bundleProblem(
  options: PackageIndexOptions,
  entry: Record<string, unknown>,
  attestation: StoredAttestation,
): string | undefined {
  const malformed = entryProblem(entry);
  if (malformed !== undefined) return `invalid transparency log entry: ${malformed}`;
  const proof = entry['inclusionProof'];
  if (!isRecord(proof) || !isRecord(proof['checkpoint'])) {
    return 'entry must contain inclusion proof, with checkpoint';
  }
  const timed = options.acceptsRekorV2 === true && attestation.verification_material.timestamps !== undefined;
  if (!isRecord(entry['inclusionPromise']) && !timed) {
    return 'bundle must contain an inclusion promise or signed timestamp(s)';
  }
  return undefined;
}

function signatureProblem(
  options: PackageIndexOptions,
  attestation: StoredAttestation,
  certificate: X509Certificate,
  publisher: ProvenancePublisher,
): string | undefined {
  const [entry = {}] = attestation.verification_material.transparency_entries;
  const kind = entryKind(entry);
  const promised = isRecord(entry['inclusionPromise']);
  if (promised && kind !== 'dsse/0.0.1' && kind !== 'hashedrekord/0.0.1') {
    return 'Integrated time only supported for dsse/hashedrekord 0.0.1 types';
  }
  const failure = sigstoreFailure(options, attestation, certificate, promised);
  const early = failure === undefined ? undefined : certificateProblem(failure);
  if (early !== undefined) return early;
  const identity = identityProblem(options, certificate, publisher);
  if (identity !== undefined) return identity;
  if (failure !== undefined && failure.code.startsWith('TLOG_INCLUSION')) return inclusionProblem(failure);
  if (!isSignedBy(attestation, certificate)) return 'DSSE: invalid signature';
  if (kind !== 'dsse/0.0.1' && kind !== 'hashedrekord/0.0.2')
    return `Unsupported DSSE log entry type: ${kind}`;
  return failure === undefined
    ? undefined
    : `transparency log entry is inconsistent with DSSE: ${failure.message}`;
}

function entryKind(entry: Record<string, unknown>): string {
  const kind = entry['kindVersion'];
  return isRecord(kind) ? `${String(kind['kind'])}/${String(kind['version'])}` : '';
}

const verifiers = new Map<string, Verifier>();

/** The verifier of a trusted root, made once for each root; comparing its certificates takes their DER each time. */
function verifierOf(root: object): Verifier {
  const json = JSON.stringify(root);
  const known = verifiers.get(json);
  if (known !== undefined) return known;
  const material = toTrustMaterial(TrustedRoot.fromJSON(root));
  for (const { certChain } of material.certificateAuthorities) {
    for (const { root: certificate } of certChain) {
      const der = certificate.toDER();
      Object.defineProperty(certificate, 'toDER', { value: () => der });
    }
  }
  const verifier = new Verifier(material, { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 1 });
  verifyEachCertificateOnce(verifier);
  verifiers.set(json, verifier);
  return verifier;
}

/** Chain and SCT of a certificate at the same times are as good for the next file as for the first. */
function verifyEachCertificateOnce(verifier: Verifier): void {
  const verify = Reflect.get(verifier, 'verifySigningKey') as (entity: SignedEntity, times: Date[]) => Signer;
  const verified = new WeakMap<object, Map<string, Signer>>();
  const once = (entity: SignedEntity, times: Date[]): Signer => {
    if (entity.key.$case !== 'certificate') throw new Error('an attestation without a certificate');
    const atTimes = verified.get(entity.key.certificate) ?? new Map<string, Signer>();
    verified.set(entity.key.certificate, atTimes);
    const at = times.map((time) => time.getTime()).join(' ');
    const signer = atTimes.get(at) ?? verify.call(verifier, entity, times);
    atTimes.set(at, signer);
    return signer;
  };
  Object.defineProperty(verifier, 'verifySigningKey', { value: once });
}

/** What @sigstore/verify objects to, its cause included. */
function sigstoreFailure(
  options: PackageIndexOptions,
  attestation: StoredAttestation,
  certificate: X509Certificate,
  promised: boolean,
): { code: string; message: string } | undefined {
  const { transparency_entries, timestamps } = attestation.verification_material;
  const sent = options.acceptsRekorV2 === true && !promised ? (timestamps ?? []) : [];
  try {
    const bundle = bundleFromJSON({
      mediaType: BUNDLE,
      verificationMaterial: {
        certificate: { rawBytes: attestation.verification_material.certificate },
        tlogEntries: transparency_entries.slice(0, 1),
        timestampVerificationData: {
          rfc3161Timestamps: sent.map((signedTimestamp) => ({ signedTimestamp })),
        },
      },
      dsseEnvelope: {
        payload: attestation.envelope.statement,
        payloadType: PAYLOAD_TYPE,
        signatures: [{ sig: attestation.envelope.signature, keyid: '' }],
      },
    });
    const entity = { ...toSignedEntity(bundle), key: { $case: 'certificate', certificate } as const };
    verifierOf(options.trustedRoot()).verify(entity);
    return undefined;
  } catch (error) {
    if (!(error instanceof VerificationError)) return { code: 'BUNDLE', message: String(error) };
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return { code: error.code, message: error.message + cause };
  }
}

function certificateProblem({ code, message }: { code: string; message: string }): string | undefined {
  if (code === 'TIMESTAMP_ERROR') return `not enough sources of verified time: ${message}`;
  if (code !== 'CERTIFICATE_ERROR') return undefined;
  if (/SCT/.test(message)) {
    const none = 'Certificate does not contain a signed certificate timestamp extension';
    return `failed to verify SCT on signing certificate: ${/got 0/.test(message) ? none : message}`;
  }
  const why = /expired/.test(message) ? 'certificate has expired' : 'unable to get local issuer certificate';
  return `failed to build timestamp certificate chain: ${why}`;
}

function inclusionProblem({ code, message }: { code: string; message: string }): string {
  return code === 'TLOG_INCLUSION_PROMISE_ERROR'
    ? 'invalid log entry: SET: invalid inclusion promise: keyring: invalid signature'
    : `invalid log entry: inclusion proof: ${message}`;
}

/** PyPI's policy: issuer, repository (case matters), and workflow at the certificate's commit or ref. */
function identityProblem(
  options: PackageIndexOptions,
  certificate: X509Certificate,
  publisher: ProvenancePublisher,
): string | undefined {
  const extension = (last: number): string => {
    const value = certificate.extension(`${FULCIO}.${last}`)?.valueObj.subs[0]?.value;
    return value === undefined ? '' : Buffer.from(value).toString('utf8');
  };
  const repository = `https://github.com/${publisher.repository}`;
  const early =
    mismatch('OIDCIssuerV2', extension(8), options.issuer ?? GITHUB) ??
    mismatch('OIDCSourceRepositoryURI', extension(12), repository);
  if (early !== undefined) return early;
  const workflow = `${repository}/.github/workflows/${publisher.workflow}`;
  const allowed = [extension(13), extension(14)].map((ref) => `${workflow}@${ref}`);
  const actual = extension(18);
  if (allowed.includes(actual)) return undefined;
  const list = allowed.map((uri) => `'${uri}'`).join(', ');
  return `Certificate's Build Config URI '${actual}' does not match expected Trusted Publisher [${list}]`;
}

function mismatch(what: string, got: string, expected: string): string | undefined {
  return got === expected
    ? undefined
    : `Certificate's ${what} does not match (got ${got}, expected ${expected})`;
}

function isSignedBy(attestation: StoredAttestation, certificate: X509Certificate): boolean {
  const statement = Buffer.from(attestation.envelope.statement, 'base64');
  const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${statement.length} `;
  const signed = Buffer.concat([Buffer.from(head), statement]);
  const key = createPublicKey({ key: certificate.publicKey, format: 'der', type: 'spki' });
  return verifySignature('sha256', signed, key, Buffer.from(attestation.envelope.signature, 'base64'));
}

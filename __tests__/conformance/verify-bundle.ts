// What `verify-bundle` of sigstore-conformance asks for, over the verifier that the action judges its own attestations with.
import { X509Certificate } from 'node:crypto';
import { bundleFromJSON, bundleToJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import type { TrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { messageOf } from '../../src/errors.ts';
import type { CertificateFacts } from '../../src/sigstore/trust/certificate.ts';
import { attestationFault, attestationJson } from '../../src/sigstore/attestation-fault.ts';
import { verifyBundle } from '../../src/sigstore/verify/verify.ts';
import { OutOfScope, verifyBlob } from './blob.ts';

/** One case: the bytes of a bundle, and what must hold of it. */
export interface BundleCase {
  readonly bundle: Buffer;
  readonly trustedRoot: TrustedRoot;
  /** SHA-256 of the signed file, or of a subject of the signed statement. */
  readonly digest: Buffer;
  readonly identity: string;
  readonly issuer: string;
}

const MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.3\+json)$/;
const STATEMENT_TYPES: readonly unknown[] = [
  'https://in-toto.io/Statement/v1',
  'https://in-toto.io/Statement/v0.1',
];

/**
 * Verifies one bundle for a file and an identity.
 * @throws {ActionError} ATTESTATION_INVALID naming the check.
 * @throws {OutOfScope}
 */
export function verifyCase({ bundle: bytes, trustedRoot, digest, identity, issuer }: BundleCase): void {
  const bundle = parseBundle(bytes);
  checkIdentity(verifyContent(bundle, digest, trustedRoot), identity, issuer);
}

function verifyContent(bundle: Bundle, digest: Buffer, trustedRoot: TrustedRoot): CertificateFacts {
  const { content } = bundle;
  const kind = bundle.verificationMaterial.tlogEntries[0]?.kindVersion.kind;
  if (kind === 'intoto') throw new OutOfScope('PyPI accepts no log entries of the kind intoto');
  if (content.$case === 'dsseEnvelope') {
    const { statement, certificate } = verifyBundle(bundle, trustedRoot);
    checkSubjects(statement, digest);
    return certificate;
  }
  const certificate = leafOf(bundle);
  const [entry, ...others] = bundle.verificationMaterial.tlogEntries;
  if (entry === undefined || others.length > 0) {
    throw attestationFault(
      'log entry',
      `there must be one, not ${others.length + Number(entry !== undefined)}`,
    );
  }
  const { messageSignature } = content;
  const responses = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
  const timestamps = responses.map(({ signedTimestamp }) => signedTimestamp);
  const parts = { certificate, entry, timestamps, signature: messageSignature.signature };
  return verifyBlob(messageSignature, parts, digest, trustedRoot).certificate.facts;
}

function parseBundle(bytes: Buffer): Bundle {
  const value = attestationJson.parse(bytes, 'the bundle');
  const bundle = asBundle(value);
  if (!MEDIA_TYPE.test(bundle.mediaType)) {
    throw attestationFault('form', `the media type ${bundle.mediaType} is not known`);
  }
  checkSpelling(value, bundleToJSON(bundle), 'bundle');
  for (const { logIndex, inclusionProof: proof } of bundle.verificationMaterial.tlogEntries) {
    attestationJson.integer(logIndex, 'tlogEntries.logIndex');
    if (proof === undefined) continue;
    attestationJson.integer(proof.logIndex, 'inclusionProof.logIndex');
    attestationJson.integer(proof.treeSize, 'inclusionProof.treeSize');
  }
  return bundle;
}

function asBundle(value: unknown): Bundle {
  try {
    return bundleFromJSON(value);
  } catch (error) {
    const fields: unknown = Reflect.get(Object(error), 'fields');
    const named = Array.isArray(fields) ? ` (${fields.join(', ')})` : '';
    throw attestationFault('form', `${messageOf(error)}${named}`, error);
  }
}

/** Text that reads as other bytes than it spells, such as base64 with foreign characters, comes back different. */
function checkSpelling(read: unknown, written: unknown, path: string): void {
  if (typeof read === 'string' && typeof written === 'string' && unbroken(read) !== unbroken(written)) {
    throw attestationFault('form', `${path} is not spelt as it is read`);
  }
  if (typeof read !== 'object' || read === null) return;
  for (const [name, value] of Object.entries(read)) {
    checkSpelling(value, Reflect.get(Object(written), name), `${path}.${name}`);
  }
}

/** A case of the suite breaks its base64 into lines, and is about something else. */
function unbroken(text: string): string {
  return text.replaceAll('\n', '');
}

/** The signer's certificate; before v0.3 a bundle may carry intermediates, but never the root itself. */
function leafOf({ verificationMaterial: { content } }: Bundle): Buffer {
  if (content.$case === 'certificate') return Buffer.from(content.certificate.rawBytes);
  if (content.$case === 'publicKey') {
    throw attestationFault('certificate', 'there is none, and no key was given');
  }
  const [leaf = Buffer.alloc(0), ...chain] = content.x509CertificateChain.certificates.map(({ rawBytes }) =>
    Buffer.from(rawBytes),
  );
  if (chain.some(isRoot)) throw attestationFault('certificate', 'the chain holds a root certificate');
  return leaf;
}

function isRoot(der: Buffer): boolean {
  try {
    const certificate = new X509Certificate(der);
    return certificate.subject === certificate.issuer;
  } catch (error) {
    throw attestationFault('certificate', 'the chain cannot be parsed', error);
  }
}

function checkSubjects(bytes: Buffer, digest: Buffer): void {
  const statement = attestationJson.parse(bytes, 'the statement');
  const read = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);
  if (!STATEMENT_TYPES.includes(read(statement, '_type'))) {
    throw attestationFault('statement', 'it is no in-toto statement');
  }
  const digests = attestationJson
    .array(read(statement, 'subject'), 'statement.subject')
    .map((subject) => read(read(subject, 'digest'), 'sha256'));
  if (!digests.includes(digest.toString('hex'))) {
    throw attestationFault('subject', 'the statement is not about this file');
  }
}

function checkIdentity(certificate: CertificateFacts, identity: string, issuer: string): void {
  const { subjectAlternativeName } = certificate;
  if (subjectAlternativeName !== identity) {
    throw attestationFault('identity', `expected ${identity}, found ${subjectAlternativeName}`);
  }
  if (certificate.issuer !== issuer) {
    throw attestationFault('issuer', `expected ${issuer}, found ${certificate.issuer}`);
  }
}

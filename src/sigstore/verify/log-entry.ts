import { createHash } from 'node:crypto';
import type { TransparencyLogEntry } from '@sigstore/bundle';
import { dsse, pem } from '@sigstore/core';
import type { Envelope } from '@sigstore/protobuf-specs';
import { isDeepStrictEqual } from 'node:util';
import { attestationFault, attestationJson, checking } from '../attestation-fault.ts';
import type { AttestationFault } from '../attestation-fault.ts';
import {
  verifyCheckpoint,
  verifyMerkleInclusion,
  verifyTLogSET,
} from '../library-workarounds/verify-steps.ts';
import type { LogOfEntry } from '../trust/log-keys.ts';
import { isValidAt } from '../trust/trusted-root.ts';
import type { TrustedLog } from '../trust/trusted-root.ts';

/** What is signed and logged: one envelope with one signature, and the certificate of its key. */
export interface LoggedSignature {
  readonly envelope: Envelope;
  readonly signature: Buffer;
  /** DER. */
  readonly certificate: Buffer;
}

/**
 * The version of the log by the kind of its entry: the kinds that PyPI accepts of an attestation, and no others (client specification
 * §4.4).
 * @throws {ActionError} ATTESTATION_INVALID
 */
export function rekorVersionOf({ kindVersion: { kind, version } }: TransparencyLogEntry): 1 | 2 {
  if (kind === 'dsse' && version === '0.0.1') return 1;
  if (kind === 'hashedrekord' && version === '0.0.2') return 2;
  throw attestationFault('log entry kind', `${kind} ${version} is neither dsse 0.0.1 nor hashedrekord 0.0.2`);
}

/**
 * Checks what an entry of that version must and must not have: of Rekor v1 a promise, which binds its time; of v2, whose log gives no
 * time, a timestamp instead (Rekor v2 specification §4.2). Nothing is verified here.
 * @throws {ActionError} ATTESTATION_INVALID naming the part.
 */
export function checkEntryForm(entry: TransparencyLogEntry, version: 1 | 2, timestamps: number): void {
  const { inclusionProof: proof, inclusionPromise: promise } = entry;
  if (proof === undefined) throw noProof();
  if (proof.checkpoint === undefined || proof.checkpoint.envelope === '') {
    throw attestationFault('checkpoint', 'the inclusion proof has none');
  }
  if (version === 1 && promise === undefined) throw noPromise();
  for (const [name, number] of [
    ['logIndex', entry.logIndex],
    ['inclusionProof.logIndex', proof.logIndex],
    ['inclusionProof.treeSize', proof.treeSize],
  ] as const) {
    attestationJson.integer(number, name);
  }
  if (version === 2 && (promise !== undefined || !['', '0'].includes(entry.integratedTime))) {
    throw attestationFault('inclusion promise', 'a log entry of Rekor v2 has neither a promise nor a time');
  }
  if (version === 2 && timestamps === 0) {
    throw attestationFault('timestamp', 'a log entry of Rekor v2 needs an RFC 3161 timestamp');
  }
  if (version === 2 && entry.logIndex !== proof.logIndex) {
    throw attestationFault('log index', `the entry says ${entry.logIndex}, its proof ${proof.logIndex}`);
  }
  checkCheckpointAgrees(proof.checkpoint.envelope, proof.treeSize, proof.rootHash);
}

function noProof(): AttestationFault {
  return attestationFault('inclusion proof', 'the log entry has none');
}

function noPromise(): AttestationFault {
  return attestationFault('inclusion promise', 'the log entry of Rekor v1 has none');
}

/** The proof repeats size and root of the checkpoint; some verifiers read one, some the other. */
function checkCheckpointAgrees(envelope: string, treeSize: string, rootHash: Buffer): void {
  const [, size, root] = envelope.split('\n');
  if (size !== treeSize) {
    throw attestationFault('checkpoint', `it is of tree size ${size}, the inclusion proof of ${treeSize}`);
  }
  if (root !== rootHash.toString('base64')) {
    throw attestationFault('checkpoint', 'its root hash is not that of the inclusion proof');
  }
  const signatures = [...envelope.matchAll(/^\u2014 [^ ]+ (.*)$/gm)].map(([, text = '']) => text);
  if (signatures.some((text) => Buffer.from(text, 'base64').toString('base64') !== text)) {
    throw attestationFault('checkpoint', 'a signature of it is not standard base64');
  }
}

/**
 * The log of an entry, whose key was valid at that time.
 * @throws {ActionError} ATTESTATION_INVALID where the root has none
 */
export function logAt(logs: readonly LogOfEntry[], time: Date): LogOfEntry {
  const valid = logs.find(({ log: { validFor } }) => isValidAt(validFor, time));
  if (valid === undefined) throw attestationFault('log key', `it was not valid on ${time.toISOString()}`);
  return valid;
}

/** Verifies the promise of Rekor v1 to include an entry, which binds its time (client specification §4.2.2). @throws {ActionError} ATTESTATION_INVALID */
export function verifyPromise(entry: TransparencyLogEntry, { log, keyName }: LogOfEntry): void {
  const { inclusionPromise } = entry;
  if (inclusionPromise === undefined) throw noPromise();
  const authority = authorityOf(entry, log, keyName);
  checking('inclusion promise', () => verifyTLogSET({ ...entry, inclusionPromise }, [authority]));
}

/**
 * Verifies that a checkpoint which this log signed includes an entry (client specification §4.4, rekor-v2-spec §6.1.4, RFC 6962
 * §2.1.1).
 * @throws {ActionError} ATTESTATION_INVALID naming the part
 */
export function verifyInclusion(entry: TransparencyLogEntry, { log, keyName }: LogOfEntry): void {
  const { inclusionProof: proof } = entry;
  if (proof?.checkpoint === undefined) throw noProof();
  const proven = { ...entry, inclusionProof: { ...proof, checkpoint: proof.checkpoint } };
  const authority = authorityOf(entry, log, keyName);
  const checkpoint = checking('checkpoint', () => verifyCheckpoint(proven, [authority]));
  checking('inclusion proof', () => verifyMerkleInclusion(proven, checkpoint));
}

/** The log as the library looks for one: by the whole id that the entry gives, at an address that has its name. */
function authorityOf({ logId }: TransparencyLogEntry, log: TrustedLog, keyName: string) {
  return { logID: logId.keyId, baseURL: keyName, publicKey: log.publicKey, validFor: log.validFor };
}

/**
 * Checks that an entry's body is of this signature, certificate and payload, and of nothing else (client specification §4.4, 1 to 3;
 * Rekor v2 specification §6.1.4, by the persisted body).
 * @throws {ActionError} ATTESTATION_INVALID
 */
export function checkEntryBody(entry: TransparencyLogEntry, version: 1 | 2, logged: LoggedSignature): void {
  const body = attestationJson.parse(entry.canonicalizedBody, 'canonicalizedBody');
  const found = version === 1 ? withoutEnvelopeHash(body) : body;
  if (!isDeepStrictEqual(found, version === 1 ? dsseBody(logged) : hashedrekordBody(logged))) {
    throw attestationFault('log entry', 'its body is not of this statement, signature and certificate');
  }
}

function dsseBody({ envelope, signature, certificate }: LoggedSignature): unknown {
  const verifier = Buffer.from(pem.fromDER(certificate)).toString('base64');
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      payloadHash: { algorithm: 'sha256', value: sha256(envelope.payload).toString('hex') },
      signatures: [{ signature: signature.toString('base64'), verifier }],
    },
  };
}

/** Of the `spec` of a `dsse` 0.0.1 body, with the hash of its envelope. */
const DSSE_MEMBERS = 3;

/** The hash of the envelope's JSON as it was sent: nothing of an attestation can confirm it. */
function withoutEnvelopeHash(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('spec' in body)) return body;
  const { spec } = body;
  if (typeof spec !== 'object' || spec === null) return body;
  // Copying takes the square of the members; what has more of them is unequal as it is.
  if (Object.keys(spec).length > DSSE_MEMBERS) return body;
  const { envelopeHash: _, ...rest } = { envelopeHash: undefined, ...spec };
  return { ...body, spec: rest };
}

function hashedrekordBody({ envelope, signature, certificate }: LoggedSignature): unknown {
  const signed = dsse.preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload));
  const verifier = {
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    x509Certificate: { rawBytes: certificate.toString('base64') },
  };
  return {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest: sha256(signed).toString('base64') },
        signature: { content: signature.toString('base64'), verifier },
      },
    },
  };
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

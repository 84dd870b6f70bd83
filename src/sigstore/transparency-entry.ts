import type { TransparencyLogEntry } from '@sigstore/bundle';
import { attestationFault } from './attestation-fault.ts';
import { arrayAt, base64At, integerAt, recordAt, textAt } from './strict-json.ts';

/**
 * A `TransparencyLogEntry` of sigstore_rekor.proto in protobuf's JSON form, with zero-valued fields kept: verifiers
 * written over strict models refuse an entry without `logIndex` or `hashes`.
 */
export interface TransparencyEntryJson {
  readonly logIndex: string;
  readonly logId: { readonly keyId: string };
  readonly kindVersion: { readonly kind: string; readonly version: string };
  /** Seconds since 1970; `0` in Rekor v2. */
  readonly integratedTime: string;
  /** Absent in Rekor v2. */
  readonly inclusionPromise?: { readonly signedEntryTimestamp: string };
  readonly inclusionProof: {
    readonly logIndex: string;
    readonly rootHash: string;
    readonly treeSize: string;
    readonly hashes: readonly string[];
    readonly checkpoint: { readonly envelope: string };
  };
  readonly canonicalizedBody: string;
}

/** The JSON form of an entry. @throws {ActionError} ATTESTATION_INVALID where it has no inclusion proof with a checkpoint. */
export function transparencyEntryToJson(entry: TransparencyLogEntry): TransparencyEntryJson {
  const proof = entry.inclusionProof;
  if (proof?.checkpoint === undefined) {
    throw attestationFault('inclusion proof', 'the log entry has no inclusion proof with a checkpoint');
  }
  const promise = entry.inclusionPromise;
  return {
    logIndex: entry.logIndex,
    logId: { keyId: base64(entry.logId.keyId) },
    kindVersion: { kind: entry.kindVersion.kind, version: entry.kindVersion.version },
    integratedTime: entry.integratedTime === '' ? '0' : entry.integratedTime,
    ...(promise && { inclusionPromise: { signedEntryTimestamp: base64(promise.signedEntryTimestamp) } }),
    inclusionProof: {
      logIndex: proof.logIndex,
      rootHash: base64(proof.rootHash),
      treeSize: proof.treeSize,
      hashes: proof.hashes.map(base64),
      checkpoint: { envelope: proof.checkpoint.envelope },
    },
    canonicalizedBody: base64(entry.canonicalizedBody),
  };
}

/** The protobuf message of an entry's JSON form. */
export function transparencyEntryFromJson(json: TransparencyEntryJson): TransparencyLogEntry {
  const { inclusionProof: proof, inclusionPromise: promise } = json;
  return {
    logIndex: json.logIndex,
    logId: { keyId: decode(json.logId.keyId) },
    kindVersion: { ...json.kindVersion },
    integratedTime: json.integratedTime,
    inclusionPromise: promise && { signedEntryTimestamp: decode(promise.signedEntryTimestamp) },
    inclusionProof: {
      logIndex: proof.logIndex,
      rootHash: decode(proof.rootHash),
      treeSize: proof.treeSize,
      hashes: proof.hashes.map(decode),
      checkpoint: { envelope: proof.checkpoint.envelope },
    },
    canonicalizedBody: decode(json.canonicalizedBody),
  };
}

/** Parses one entry strictly: unknown keys, numbers that are not strings, and missing fields are refused. @throws {ActionError} ATTESTATION_INVALID naming the field. */
export function parseTransparencyEntry(value: unknown, field: string): TransparencyEntryJson {
  const entry = recordAt(
    value,
    field,
    ['logIndex', 'logId', 'kindVersion', 'integratedTime', 'inclusionProof', 'canonicalizedBody'],
    ['inclusionPromise'],
  );
  const logId = recordAt(entry.get('logId'), `${field}.logId`, ['keyId']);
  const kindVersion = recordAt(entry.get('kindVersion'), `${field}.kindVersion`, ['kind', 'version']);
  return {
    logIndex: integerAt(entry.get('logIndex'), `${field}.logIndex`),
    logId: { keyId: base64At(logId.get('keyId'), `${field}.logId.keyId`) },
    kindVersion: {
      kind: textAt(kindVersion.get('kind'), `${field}.kindVersion.kind`),
      version: textAt(kindVersion.get('version'), `${field}.kindVersion.version`),
    },
    integratedTime: integerAt(entry.get('integratedTime'), `${field}.integratedTime`),
    ...(entry.has('inclusionPromise') && {
      inclusionPromise: parsePromise(entry.get('inclusionPromise'), `${field}.inclusionPromise`),
    }),
    inclusionProof: parseProof(entry.get('inclusionProof'), `${field}.inclusionProof`),
    canonicalizedBody: base64At(entry.get('canonicalizedBody'), `${field}.canonicalizedBody`),
  };
}

function parsePromise(value: unknown, field: string): { readonly signedEntryTimestamp: string } {
  const promise = recordAt(value, field, ['signedEntryTimestamp']);
  return {
    signedEntryTimestamp: base64At(promise.get('signedEntryTimestamp'), `${field}.signedEntryTimestamp`),
  };
}

function parseProof(value: unknown, field: string): TransparencyEntryJson['inclusionProof'] {
  const proof = recordAt(value, field, ['logIndex', 'rootHash', 'treeSize', 'hashes', 'checkpoint']);
  const checkpoint = recordAt(proof.get('checkpoint'), `${field}.checkpoint`, ['envelope']);
  const logIndex = integerAt(proof.get('logIndex'), `${field}.logIndex`);
  const treeSize = integerAt(proof.get('treeSize'), `${field}.treeSize`);
  if (BigInt(treeSize) <= BigInt(logIndex)) {
    throw attestationFault('form', `${field}.treeSize must be greater than logIndex`);
  }
  return {
    logIndex,
    rootHash: base64At(proof.get('rootHash'), `${field}.rootHash`),
    treeSize,
    hashes: arrayAt(proof.get('hashes'), `${field}.hashes`).map((hash, index) =>
      base64At(hash, `${field}.hashes[${index}]`),
    ),
    checkpoint: { envelope: textAt(checkpoint.get('envelope'), `${field}.checkpoint.envelope`) },
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function decode(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

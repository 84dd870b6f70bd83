import type { TransparencyLogEntry } from '@sigstore/bundle';
import { attestationFault, attestationJson } from '../attestation-fault.ts';

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
  const entry = attestationJson.exactObject(
    value,
    field,
    ['logIndex', 'logId', 'kindVersion', 'integratedTime', 'inclusionProof', 'canonicalizedBody'],
    ['inclusionPromise'],
  );
  const logId = attestationJson.exactObject(entry.get('logId'), `${field}.logId`, ['keyId']);
  const kindVersion = attestationJson.exactObject(entry.get('kindVersion'), `${field}.kindVersion`, [
    'kind',
    'version',
  ]);
  return {
    logIndex: attestationJson.integer(entry.get('logIndex'), `${field}.logIndex`),
    logId: { keyId: attestationJson.base64(logId.get('keyId'), `${field}.logId.keyId`) },
    kindVersion: {
      kind: attestationJson.text(kindVersion.get('kind'), `${field}.kindVersion.kind`),
      version: attestationJson.text(kindVersion.get('version'), `${field}.kindVersion.version`),
    },
    integratedTime: attestationJson.integer(entry.get('integratedTime'), `${field}.integratedTime`),
    ...(entry.has('inclusionPromise') && {
      inclusionPromise: parsePromise(entry.get('inclusionPromise'), `${field}.inclusionPromise`),
    }),
    inclusionProof: parseProof(entry.get('inclusionProof'), `${field}.inclusionProof`),
    canonicalizedBody: attestationJson.base64(entry.get('canonicalizedBody'), `${field}.canonicalizedBody`),
  };
}

function parsePromise(value: unknown, field: string): { readonly signedEntryTimestamp: string } {
  const promise = attestationJson.exactObject(value, field, ['signedEntryTimestamp']);
  return {
    signedEntryTimestamp: attestationJson.base64(
      promise.get('signedEntryTimestamp'),
      `${field}.signedEntryTimestamp`,
    ),
  };
}

function parseProof(value: unknown, field: string): TransparencyEntryJson['inclusionProof'] {
  const proof = attestationJson.exactObject(value, field, [
    'logIndex',
    'rootHash',
    'treeSize',
    'hashes',
    'checkpoint',
  ]);
  const checkpoint = attestationJson.exactObject(proof.get('checkpoint'), `${field}.checkpoint`, [
    'envelope',
  ]);
  const logIndex = attestationJson.integer(proof.get('logIndex'), `${field}.logIndex`);
  const treeSize = attestationJson.integer(proof.get('treeSize'), `${field}.treeSize`);
  if (BigInt(treeSize) <= BigInt(logIndex)) {
    throw attestationFault('form', `${field}.treeSize must be greater than logIndex`);
  }
  return {
    logIndex,
    rootHash: attestationJson.base64(proof.get('rootHash'), `${field}.rootHash`),
    treeSize,
    hashes: attestationJson
      .array(proof.get('hashes'), `${field}.hashes`)
      .map((hash, index) => attestationJson.base64(hash, `${field}.hashes[${index}]`)),
    checkpoint: {
      envelope: attestationJson.text(checkpoint.get('envelope'), `${field}.checkpoint.envelope`),
    },
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function decode(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { TransparencyLogEntry } from '@sigstore/bundle';
import { crypto } from '@sigstore/core';
import { withoutDotsAtEnd, withoutSlashesAtEnd } from '../../ground/url-text.ts';
import { attestationFault } from '../attestation-fault.ts';
import { keyDigest } from './trusted-root.ts';
import type { TrustedLog } from './trusted-root.ts';

/** The log that an entry is of: its key, and the name that its checkpoint is signed by. */
export interface LogOfEntry {
  readonly log: TrustedLog;
  readonly keyName: string;
}

interface NoteSignature {
  readonly keyName: string;
  /** The first four bytes of the key id. */
  readonly keyHint: Buffer;
  readonly signature: Buffer;
}

const HINT_LENGTH = 4;
/** Each may have to be verified over the whole text; Go's `note.Open` takes as many. */
const MAXIMUM_SIGNATURES = 100;
/** What is hashed between key name and key (C2SP signed-note, rekor-tiles `pkg/note`). */
const ED25519_TYPE = Buffer.from([0x0a, 0x01]);
const RSA_TYPE = Buffer.concat([Buffer.from([0x0a, 0xff]), Buffer.from('PKIX-RSA-PKCS#1v1.5')]);
/** The last bytes of an Ed25519 key's SubjectPublicKeyInfo (RFC 8410 §4). */
const ED25519_LENGTH = 32;

/** An address without the differences that mean nothing: case and trailing dots of the host, slashes at the end. */
export interface Address {
  /** Undefined where it has none, which fits every one. */
  readonly scheme: string | undefined;
  readonly hostname: string;
  /** With the port, where it is not the scheme's own. */
  readonly host: string;
  /** Empty, or with a slash at its beginning. */
  readonly path: string;
}

/** The address of a URL, with or without a scheme; undefined where it is none. */
export function addressOf(text: string): Address | undefined {
  const schemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const whole = schemed ? text : `https://${text}`;
  if (text === '' || !URL.canParse(whole)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(whole);
  const name = withoutDotsAtEnd(hostname.replace(/^\[|\]$/g, ''));
  return {
    scheme: schemed ? protocol : undefined,
    hostname: name,
    host: port === '' ? name : `${name}:${port}`,
    path: withoutSlashesAtEnd(pathname),
  };
}

/** Whether two addresses are of the same place. */
export function isSameAddress(one: Address, other: Address): boolean {
  const sameScheme = one.scheme === undefined || other.scheme === undefined || one.scheme === other.scheme;
  return sameScheme && one.host === other.host && one.path === other.path;
}

/**
 * The versions of Rekor whose log could have this key, by how the root calls it: v1 and an ECDSA key in v2 by the digest of the key,
 * other keys in v2 by one that has the key name in it. A root that does not name the log lets every name be.
 */
export function rekorVersionsOf(log: TrustedLog): readonly (1 | 2)[] {
  const byDigest = startsWith(keyDigest(log.publicKey), log.keyId);
  if (log.publicKey.asymmetricKeyType === 'ec') return byDigest ? [1, 2] : [];
  if (byDigest) return [1];
  const names = keyNamesOf(log);
  const named = names.some((name) => startsWith(namedKeyId(name, log.publicKey), log.keyId));
  return named || names.length === 0 ? [2] : [];
}

/**
 * The logs of a root that an entry may be of: by the key id of a signature of its checkpoint and, where the root names the log, by
 * the key name, never by an address that the entry was sent to. Of several, those alone whose signature verifies.
 * @throws {ActionError} ATTESTATION_INVALID where the root has none
 */
export function logsOfEntry(entry: TransparencyLogEntry, logs: readonly TrustedLog[]): readonly LogOfEntry[] {
  const envelope = entry.inclusionProof?.checkpoint?.envelope ?? '';
  const { text, signatures } = parseNote(envelope);
  const candidates = signatures.flatMap((signature) =>
    logs.filter((log) => fits(log, signature, entry.logId.keyId)).map((log) => ({ log, ...signature })),
  );
  const proven =
    candidates.length < 2
      ? candidates
      : candidates.filter(({ log, signature }) => crypto.verify(text, log.publicKey, signature));
  const found = proven.length === 0 ? candidates : proven;
  if (found.length > 0) return found.map(({ log, keyName }) => ({ log, keyName }));
  const by = signatures
    .map(({ keyName, keyHint }) => `${keyName} (key ${keyHint.toString('hex')})`)
    .join(', ');
  throw attestationFault(
    'log key',
    `the trusted root has no key of the log, whose checkpoint is signed by ${by === '' ? 'nobody' : by}`,
  );
}

function fits(log: TrustedLog, { keyName, keyHint }: NoteSignature, logId: Buffer): boolean {
  if (!startsWith(log.keyId, keyHint)) return false;
  const names = keyNamesOf(log);
  if (names.length > 0 && !names.includes(keyName)) return false;
  const isWhole = log.keyId.length > HINT_LENGTH;
  const ids = isWhole ? [log.keyId] : [keyDigest(log.publicKey), namedKeyId(keyName, log.publicKey)];
  return ids.some((id) => id.equals(logId) && startsWith(id, keyHint)) || logId.equals(keyHint);
}

/** The names that a log at this address may sign checkpoints by: the host, or the address without its scheme (C2SP tlog-checkpoint). */
function keyNamesOf({ baseUrl }: TrustedLog): readonly string[] {
  const address = addressOf(baseUrl);
  return address === undefined ? [] : [address.hostname, address.host, `${address.host}${address.path}`];
}

/** The id of a key in checkpoints by that name, where it depends on the name (C2SP signed-note). */
function namedKeyId(name: string, publicKey: KeyObject): Buffer {
  const encoded = publicKey.export({ type: 'spki', format: 'der' });
  const [type, key] =
    publicKey.asymmetricKeyType === 'ed25519'
      ? [ED25519_TYPE, encoded.subarray(-ED25519_LENGTH)]
      : [RSA_TYPE, encoded];
  return createHash('sha256').update(name).update(type).update(key).digest();
}

/** The text that a checkpoint's signatures are of, and these (C2SP signed-note). @throws {ActionError} ATTESTATION_INVALID where they are too many */
function parseNote(envelope: string): {
  readonly text: Buffer;
  readonly signatures: readonly NoteSignature[];
} {
  const end = envelope.indexOf('\n\n');
  if (end < 0) return { text: Buffer.alloc(0), signatures: [] };
  const signatures = envelope
    .slice(end + 2)
    .split('\n')
    .flatMap((line) => {
      const [dash, keyName, encoded, ...more] = line.split(' ');
      if (dash !== '\u2014' || keyName === undefined || encoded === undefined || more.length > 0) return [];
      const bytes = Buffer.from(encoded, 'base64');
      return [{ keyName, keyHint: bytes.subarray(0, HINT_LENGTH), signature: bytes.subarray(HINT_LENGTH) }];
    });
  if (signatures.length > MAXIMUM_SIGNATURES) {
    throw attestationFault(
      'checkpoint',
      `it has ${signatures.length} signatures, more than ${MAXIMUM_SIGNATURES}`,
    );
  }
  return { text: Buffer.from(envelope.slice(0, end + 1)), signatures };
}

function startsWith(bytes: Buffer, prefix: Buffer): boolean {
  return bytes.subarray(0, prefix.length).equals(prefix);
}

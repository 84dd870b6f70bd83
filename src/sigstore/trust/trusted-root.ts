import { createHash, createPublicKey, X509Certificate as NodeCertificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { X509Certificate } from '@sigstore/core';
import {
  CertificateAuthority,
  HashAlgorithm,
  PublicKeyDetails,
  TransparencyLogInstance,
} from '@sigstore/protobuf-specs';
import { messageOf } from '../../errors.ts';
import { asArray, asObject, asString } from '../../ground/json.ts';
import { parseCertificate } from '../library-workarounds/parsed-objects.ts';

/** A time of validity, inclusive at both ends. */
export interface Validity {
  readonly start: Date;
  readonly end: Date;
}

/** Whether a time is one of validity. */
export function isValidAt({ start, end }: Validity, time: Date): boolean {
  return start <= time && time <= end;
}

/** The key of a log that a trusted root names. */
export interface TrustedLog {
  /** As the root has it: a URL, one without a scheme, or empty. */
  readonly baseUrl: string;
  /** Empty where the root does not say. */
  readonly operator: string;
  readonly publicKey: KeyObject;
  /** What the log is called in checkpoints and entries: all 32 bytes, or the first four (C2SP signed-note). */
  readonly keyId: Buffer;
  readonly validFor: Validity;
}

/** A chain of certificates that a trusted root names: the trust anchor last. */
export interface TrustedAuthority {
  readonly uri: string;
  readonly operator: string;
  readonly certChain: X509Certificate[];
  readonly validFor: Validity;
}

/** What is in a trusted root and of no use here. */
export interface SkippedAnchor {
  /** Its place in the document: `tlogs[2]`. */
  readonly field: string;
  /** Its address, where the root has one. */
  readonly url: string | undefined;
  /** A sentence's end: `its key is of the unknown kind ML_DSA_65`. */
  readonly reason: string;
}

/** The keys and chains that one run trusts (sigstore_trustroot.proto), read once. */
export interface TrustedRoot {
  readonly tlogs: readonly TrustedLog[];
  readonly certificateAuthorities: readonly TrustedAuthority[];
  readonly ctlogs: readonly TrustedLog[];
  readonly timestampAuthorities: readonly TrustedAuthority[];
  /** A certificate must carry a signed certificate timestamp: only a root that lists no CT log at all lets it be. */
  readonly requiresSct: boolean;
  readonly skipped: readonly SkippedAnchor[];
}

const MEDIA_TYPE =
  /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.[12]|\.v0\.[12]\+json)$/;
const BEGINNING_OF_TIME = new Date(0);
/** The last one that a Date can hold (ECMA-262 §21.4.1.1). */
const END_OF_TIME = new Date(8_640_000_000_000_000);

/** Kinds of keys whose signatures can be verified here, which is with SHA-256 or Ed25519 alone, and how their bytes are encoded. */
const KEY_ENCODINGS: ReadonlyMap<PublicKeyDetails, 'spki' | 'pkcs1'> = new Map([
  [PublicKeyDetails.PUBLIC_KEY_DETAILS_UNSPECIFIED, 'spki'],
  [PublicKeyDetails.PKCS1_RSA_PKCS1V5, 'pkcs1'],
  [PublicKeyDetails.PKIX_RSA_PKCS1V5, 'spki'],
  [PublicKeyDetails.PKIX_RSA_PKCS1V15_2048_SHA256, 'spki'],
  [PublicKeyDetails.PKIX_RSA_PKCS1V15_3072_SHA256, 'spki'],
  [PublicKeyDetails.PKIX_RSA_PKCS1V15_4096_SHA256, 'spki'],
  [PublicKeyDetails.PKIX_ECDSA_P256_SHA_256, 'spki'],
  [PublicKeyDetails.PKIX_ECDSA_P384_SHA_256, 'spki'],
  [PublicKeyDetails.PKIX_ED25519, 'spki'],
]);

/** Hashes of a log's tree that can be computed here: SHA-256, which is also what a root means that names none (RFC 6962 §2.1). */
const TREE_HASHES: readonly HashAlgorithm[] = [
  HashAlgorithm.HASH_ALGORITHM_UNSPECIFIED,
  HashAlgorithm.SHA2_256,
];

/** The types of key that logs and certificates may have. */
const KNOWN_KEYS: readonly (string | undefined)[] = ['ec', 'rsa', 'ed25519'];
/** Bytes of a key id: all of SHA-256, or as many as a checkpoint has. */
const KEY_ID_LENGTHS: readonly number[] = [32, 4];

/**
 * A trusted root from its JSON. What is of a kind that wheelseal cannot verify is skipped: only a signature by it would need it.
 * @throws {Error} where the document is of another kind, or a field of it is missing or malformed, as a sentence's end
 */
export function readTrustedRoot(value: unknown): TrustedRoot {
  const document = asObject(value);
  const mediaType = document?.get('mediaType');
  if (typeof mediaType !== 'string' || !MEDIA_TYPE.test(mediaType)) {
    throw new Error(`its media type is ${JSON.stringify(mediaType)}`);
  }
  const skipped: SkippedAnchor[] = [];
  const readAll = <T>(
    name: string,
    url: string,
    read: (element: unknown, field: string) => T,
  ): readonly T[] =>
    asArray(document?.get(name)).flatMap((element, index) => {
      const field = `${name}[${index}]`;
      try {
        return [read(element, field)];
      } catch (error) {
        if (!(error instanceof UnusableAnchor)) throw error;
        const address = asString(asObject(element)?.get(url));
        skipped.push({ field, url: address, reason: error.message });
        return [];
      }
    });
  return {
    tlogs: readAll('tlogs', 'baseUrl', readLog),
    certificateAuthorities: readAll('certificateAuthorities', 'uri', readAuthority),
    ctlogs: readAll('ctlogs', 'baseUrl', readCertificateLog),
    timestampAuthorities: readAll('timestampAuthorities', 'uri', readAuthority),
    requiresSct: asArray(document?.get('ctlogs')).length > 0,
    skipped,
  };
}

/** Nothing is wrong with an anchor, or with its form at least, but it can't be used; the message is a sentence's end. */
class UnusableAnchor extends Error {}

function readLog(element: unknown, field: string): TrustedLog {
  const { log, publicKey } = readLogKey(element, field);
  const keyId = keyIdOf(log);
  if (keyId === undefined) throw new Error(`${field}.logId is missing`);
  if (!KEY_ID_LENGTHS.includes(keyId.length)) {
    throw new Error(`${field}.logId has ${keyId.length} bytes, not 32 or 4`);
  }
  const { baseUrl, operator } = log;
  return { baseUrl, operator, publicKey, keyId, validFor: validityOfKey(log) };
}

/** A certificate log's id is that of its key (RFC 6962 §3.2), whatever else the root says. */
function readCertificateLog(element: unknown, field: string): TrustedLog {
  const { log, publicKey } = readLogKey(element, field);
  const { baseUrl, operator, logId } = log;
  const keyId = logId?.keyId.length === 32 ? logId.keyId : keyDigest(publicKey);
  return { baseUrl, operator, publicKey, keyId, validFor: validityOfKey(log) };
}

function readLogKey(
  element: unknown,
  field: string,
): { readonly log: TransparencyLogInstance; readonly publicKey: KeyObject } {
  const log = decoded(element, field, (json) => TransparencyLogInstance.fromJSON(json));
  if (!TREE_HASHES.includes(log.hashAlgorithm)) {
    const hash = HashAlgorithm[log.hashAlgorithm];
    throw new UnusableAnchor(`its tree is hashed with ${hash}, which wheelseal cannot verify`);
  }
  const { rawBytes, keyDetails } = log.publicKey ?? {};
  if (rawBytes === undefined || keyDetails === undefined || rawBytes.length === 0) {
    throw new Error(`${field}.publicKey.rawBytes is missing`);
  }
  const type = KEY_ENCODINGS.get(keyDetails);
  if (type === undefined) {
    throw new UnusableAnchor(
      `its key is of the kind ${PublicKeyDetails[keyDetails]}, which wheelseal cannot verify`,
    );
  }
  const publicKey = readKey(rawBytes, type, field);
  if (!KNOWN_KEYS.includes(publicKey.asymmetricKeyType)) {
    throw new UnusableAnchor(
      `its key is of the kind ${publicKey.asymmetricKeyType}, which wheelseal cannot verify`,
    );
  }
  return { log, publicKey };
}

function readKey(key: Buffer, type: 'spki' | 'pkcs1', field: string): KeyObject {
  try {
    return createPublicKey({ key, format: 'der', type });
  } catch (error) {
    throw new Error(`${field}.publicKey.rawBytes is not a key: ${messageOf(error)}`, { cause: error });
  }
}

function readAuthority(element: unknown, field: string): TrustedAuthority {
  const { uri, operator, certChain, validFor } = decoded(element, field, (json) =>
    CertificateAuthority.fromJSON(json),
  );
  const certificates = certChain?.certificates ?? [];
  if (certificates.length === 0) throw new UnusableAnchor('it has no certificate chain');
  const validity = validityOf(validFor?.start ?? BEGINNING_OF_TIME, validFor?.end, 'certificate chain');
  const chain = certificates.map(({ rawBytes }, index) => {
    try {
      return { certificate: parseCertificate(rawBytes), keyType: keyTypeOf(rawBytes) };
    } catch (error) {
      const place = `${field}.certChain.certificates[${index}]`;
      throw new Error(`${place} is not a certificate: ${messageOf(error)}`, { cause: error });
    }
  });
  if (chain.some(({ keyType }) => !KNOWN_KEYS.includes(keyType))) {
    throw new UnusableAnchor('a key of its certificate chain is of a kind that wheelseal cannot verify');
  }
  return { uri, operator, certChain: chain.map(({ certificate }) => certificate), validFor: validity };
}

/** Undefined for a kind of key that the platform does not know. */
function keyTypeOf(der: Buffer): string | undefined {
  const certificate = new NodeCertificate(der);
  try {
    return certificate.publicKey.asymmetricKeyType;
  } catch {
    return undefined;
  }
}

function decoded<T>(element: unknown, field: string, fromJson: (value: unknown) => T): T {
  if (asObject(element) === undefined) throw new Error(`${field} must be an object`);
  try {
    return fromJson(element);
  } catch (error) {
    const reason = messageOf(error);
    if (reason.startsWith('Unrecognized enum value'))
      throw new UnusableAnchor(`it is of an unknown kind: ${reason}`);
    throw new Error(`${field} can't be read: ${reason}`, { cause: error });
  }
}

/** `checkpointKeyId` where the root has it, since `logId` is to go (sigstore_trustroot.proto); whole where either is. */
function keyIdOf({ checkpointKeyId, logId }: TransparencyLogInstance): Buffer | undefined {
  const [first, second] = [checkpointKeyId?.keyId, logId?.keyId].filter(
    (id): id is Buffer => id !== undefined && id.length > 0,
  );
  const longer = first !== undefined && second?.subarray(0, first.length).equals(first) === true;
  return longer ? second : first;
}

function validityOfKey({ publicKey }: TransparencyLogInstance): Validity {
  const { start, end } = publicKey?.validFor ?? {};
  if (start === undefined) throw new UnusableAnchor('its key has no start of validity');
  return validityOf(start, end, 'key');
}

function validityOf(start: Date, end: Date | undefined, of: string): Validity {
  if (Number.isNaN(start.getTime()) || Number.isNaN(end?.getTime() ?? 0)) {
    throw new UnusableAnchor(`the validity of its ${of} is not a time`);
  }
  return { start, end: end ?? END_OF_TIME };
}

/** SHA-256 of a key's SubjectPublicKeyInfo: the log id of RFC 6962, and the key id of ECDSA keys in checkpoints. */
export function keyDigest(publicKey: KeyObject): Buffer {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

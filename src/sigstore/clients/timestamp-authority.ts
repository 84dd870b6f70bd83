import { createHash, randomBytes, X509Certificate as NodeCertificate } from 'node:crypto';
import type { RFC3161Timestamp, X509Certificate } from '@sigstore/core';
import { parseTimestamp } from '../library-workarounds/parsed-objects.ts';
import { isValidAt } from '../trust/trusted-root.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';
import { MalformedAnswer } from './answer.ts';
import type { ServiceConnection } from './connection.ts';
import type { Service } from '../services/services.ts';

/** A verified time of a signature. */
export interface SignedTimestamp {
  /** DER of the whole TimeStampResp (RFC 3161 §2.4.2). */
  readonly response: Buffer<ArrayBuffer>;
  readonly time: Date;
}

const DEADLINE = 30_000;
const MAXIMUM_BYTES = 64 * 1024;
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** DER of AlgorithmIdentifier { sha256, NULL }. */
const SHA256_ALGORITHM = Buffer.from('300d06096086480165030402010500', 'hex');

/**
 * Requests a timestamp of a signature and verifies what it says: imprint, nonce, signature, chain
 * (RFC 3161 §2.4).
 * @throws {ActionError} SIGNING_FAILED
 */
export async function requestTimestamp(
  authority: Service,
  connection: ServiceConnection,
  signature: Buffer,
  trustedRoot: TrustedRoot,
  signal?: AbortSignal,
): Promise<SignedTimestamp> {
  const nonce = randomBytes(8);
  // A positive INTEGER of full length, so that its DER is these bytes.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const { url } = authority;
  const answer = await connection.call(
    {
      request: {
        method: 'POST',
        url,
        purpose: 'timestamp',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: timestampRequest(signature, nonce),
        deadline: DEADLINE,
        maximumBytes: MAXIMUM_BYTES,
      },
    },
    signal,
  );
  if (answer === undefined) throw connection.failure(url, undefined, 'it was not queried');
  return connection.check(url, answer, () => {
    const response = Buffer.from(answer.body);
    return { response, time: verifyTimestamp(response, signature, nonce, trustedRoot) };
  });
}

/** DER of a TimeStampReq: version 1, SHA-256 imprint, nonce, certificates wanted (RFC 3161 §2.4.1). */
export function timestampRequest(signature: Buffer, nonce: Buffer): Buffer {
  const digest = createHash('sha256').update(signature).digest();
  const imprint = der(0x30, SHA256_ALGORITHM, der(0x04, digest));
  return der(0x30, der(0x02, Buffer.from([1])), imprint, der(0x02, nonce), der(0x01, Buffer.from([0xff])));
}

/** The time that a response proves. @throws {MalformedAnswer} naming the check. */
export function verifyTimestamp(
  response: Buffer<ArrayBuffer>,
  signature: Buffer,
  nonce: Buffer,
  trustedRoot: TrustedRoot,
): Date {
  const timestamp = named('the answer is not an RFC 3161 response', () => parse(response));
  if (timestamp.status !== 0n && timestamp.status !== 1n) {
    throw new MalformedAnswer(`the timestamp was not granted (PKIStatus ${timestamp.status})`);
  }
  const time = named('the timestamp has no time', () => timestamp.signingTime);
  named('the timestamp is of another signature (imprint)', () => timestamp.tstInfo.verify(signature));
  if (!named('the timestamp has no nonce', () => nonceOf(timestamp)).equals(nonce)) {
    throw new MalformedAnswer('the timestamp answers another request (nonce)');
  }
  const leaf = chainOf(timestamp, time, trustedRoot);
  named('the timestamp is not signed by the authority that the trusted root names', () => {
    timestamp.verify(signature, asNode(leaf).publicKey);
  });
  return time;
}

function parse(response: Buffer<ArrayBuffer>): RFC3161Timestamp {
  const timestamp = parseTimestamp(response);
  // Reading the status proves the outer form.
  if (timestamp.status < 0n) throw new MalformedAnswer('negative status');
  return timestamp;
}

/** The authority's signing certificate, where its whole chain was valid at that time. */
function chainOf(timestamp: RFC3161Timestamp, time: Date, trustedRoot: TrustedRoot): X509Certificate {
  const { issuer, serial } = named('the timestamp does not name its signer', () => ({
    issuer: timestamp.signerIssuer,
    serial: timestamp.signerSerialNumber,
  }));
  const authority = trustedRoot.timestampAuthorities.find(({ certChain: [leaf], validFor }) => {
    const known = leaf !== undefined && leaf.serialNumber.equals(serial) && leaf.issuer.equals(issuer);
    return known && isValidAt(validFor, time);
  });
  const [leaf, ...issuers] = authority?.certChain ?? [];
  if (leaf === undefined) {
    throw new MalformedAnswer(
      `the timestamp (${time.toISOString()}) is by an authority that the trusted root does not name for that time`,
    );
  }
  if (!isValidChain([leaf, ...issuers], time)) {
    throw new MalformedAnswer(
      `the timestamp authority's certificate chain is not valid at ${time.toISOString()}`,
    );
  }
  return leaf;
}

function isValidChain(chain: readonly X509Certificate[], time: Date): boolean {
  const [leaf] = chain;
  if (leaf === undefined || !purposes(leaf).includes(TIME_STAMPING)) return false;
  return chain.every((certificate, index) => {
    const issuer = chain[index + 1];
    const signed = issuer === undefined || (issuer.isCA && certificate.issuer.equals(issuer.subject));
    return signed && certificate.validForDate(time) && (issuer === undefined || certificate.verify(issuer));
  });
}

/** Extended key usages (RFC 5280 §4.2.1.12), which Node calls keyUsage. */
function purposes(certificate: X509Certificate): readonly string[] {
  return asNode(certificate).keyUsage ?? [];
}

// By certificate of the trusted root, of which there is one for all timestamps of a run.
const nodeCertificates = new WeakMap<X509Certificate, NodeCertificate>();

/** The same certificate as Node reads it: key and usages. */
function asNode(certificate: X509Certificate): NodeCertificate {
  const known = nodeCertificates.get(certificate) ?? new NodeCertificate(certificate.root.toDER());
  nodeCertificates.set(certificate, known);
  return known;
}

/** TSTInfo after genTime: accuracy, ordering, nonce, each optional; the nonce is the only INTEGER (RFC 3161 §2.4.2). */
function nonceOf(timestamp: RFC3161Timestamp): Buffer {
  const integer = timestamp.tstInfo.root.subs
    .slice(5)
    .find(({ tag }) => tag.isUniversal() && tag.number === 0x02);
  if (integer === undefined) throw new MalformedAnswer('no nonce');
  return integer.value;
}

function named<T>(problem: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new MalformedAnswer(problem, { cause: error });
  }
}

/** Tag, short length, value; nothing here is longer than 127 bytes. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, value.length]), value]);
}

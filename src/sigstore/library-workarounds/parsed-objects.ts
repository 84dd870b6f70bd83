// For @sigstore/core 4.0.1. It builds the encoding of an object from those of its parts, with four buffers of a kilobyte for each,
// and checks the signature of a certificate again at every use: both took most of the time of verifying 250 files.
import { RFC3161Timestamp, X509Certificate } from '@sigstore/core';
import type { ASN1Obj } from '@sigstore/core';

/** A certificate that is encoded as it was parsed, and checks its signature once for each issuer. @throws {Error} where the bytes are none */
export function parseCertificate(der: Uint8Array): X509Certificate {
  const certificate = X509Certificate.parse(Buffer.from(der));
  encodeAsParsed(certificate.root);
  const verdicts = new WeakMap<X509Certificate, boolean>();
  const verify = certificate.verify.bind(certificate);
  // What alters a certificate alters a copy that is parsed from its bytes.
  certificate.verify = (issuer = certificate) => {
    const verdict = verdicts.get(issuer) ?? verify(issuer);
    verdicts.set(issuer, verdict);
    return verdict;
  };
  return certificate;
}

/** Bytes; timestamps with their certificates have a few thousand, and the parser takes the square of an integer's length. */
const MAXIMUM_TIMESTAMP = 32 * 1024;

/** A timestamp response (RFC 3161 §2.4.2) that is encoded as it was parsed. @throws {Error} where the bytes are none */
export function parseTimestamp(response: Uint8Array): RFC3161Timestamp {
  if (response.length > MAXIMUM_TIMESTAMP) throw new Error(`a timestamp of ${response.length} bytes`);
  const timestamp = RFC3161Timestamp.parse(Buffer.from(response));
  encodeAsParsed(timestamp.root);
  return timestamp;
}

/**
 * Lets a parsed object, and what it holds, be encoded from the bytes it was parsed from. The parser accepts DER alone, of which
 * there is one encoding. Only for objects that nothing alters.
 */
export function encodeAsParsed(object: ASN1Obj): void {
  object.toDER = parsedBytes;
  for (const part of object.subs) encodeAsParsed(part);
}

/** Tag, length (X.690 §8.1.3, the shortest form) and contents; each time a buffer of its own, which callers may alter. */
function parsedBytes(this: ASN1Obj): Buffer {
  const { tag, value } = this;
  const octets: number[] = [];
  for (let rest = value.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const length = value.length < 128 ? [value.length] : [128 + octets.length, ...octets];
  return Buffer.concat([Buffer.from([tag.toDER(), ...length]), value]);
}

import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { der } from './certificates.ts';

/** DER of an OBJECT IDENTIFIER. */
export function objectIdentifier(oid: string): Buffer {
  // an AlgorithmIdentifier is a SEQUENCE of just the identifier; its two header bytes go
  return der(new AlgorithmIdentifier({ algorithm: oid })).subarray(2);
}

/** DER of a SEQUENCE of encoded values. */
export function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

/** DER of one value under a tag; shorter than 64 KiB (X.690, section 8.1). */
export function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const header = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...header), content]);
}

import type { ASN1Obj } from '@sigstore/core';

/**
 * Lets a parsed object, and what it holds, be encoded from the bytes it was parsed from. @sigstore/core builds each object's
 * encoding from those of its parts, with four buffers of a kilobyte for every one; its parser takes DER alone, of which
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

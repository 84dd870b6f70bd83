import type { KeyObject } from 'node:crypto';

// Node verifies messages only, and a hashedrekord log is shown nothing but the digest. So: ECDSA over P-256 in the
// open (FIPS 186-5, section 6.4.2), for a testbed that has no secret to leak by its timing.
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const G: Point = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  1n,
];
const INFINITY: Point = [0n, 1n, 0n];

/** Jacobian coordinates: (x / z^2, y / z^3). */
type Point = readonly [x: bigint, y: bigint, z: bigint];

/** Whether a DER signature is a P-256 key's over this SHA-256 digest; false for any other key or encoding. */
export function verifiesDigest(digest: Buffer, signature: Buffer, key: KeyObject): boolean {
  const pair = parseSignature(signature);
  const { crv, x = '', y = '' } = key.asymmetricKeyType === 'ec' ? key.export({ format: 'jwk' }) : {};
  if (pair === undefined || crv !== 'P-256' || digest.length !== 32) return false;
  const [r, s] = pair;
  if (r <= 0n || r >= N || s <= 0n || s >= N) return false;
  const inverse = power(s, N - 2n, N);
  const u1 = modulo(integer(digest) * inverse, N);
  const u2 = modulo(r * inverse, N);
  const q: Point = [integer(Buffer.from(x, 'base64url')), integer(Buffer.from(y, 'base64url')), 1n];
  const [rx, , rz] = sumOfProducts(u1, G, u2, q);
  if (rz === 0n) return false;
  return modulo(modulo(rx * power(rz, P - 3n, P), P), N) === r;
}

/** ECDSA-Sig-Value (RFC 3279, section 2.2.3): two INTEGERs; P-256 keeps every length below 128. */
function parseSignature(bytes: Buffer): [r: bigint, s: bigint] | undefined {
  const [tag, length, firstTag, firstLength = 0] = bytes;
  const second = 4 + firstLength;
  const secondLength = bytes[second + 1] ?? 0;
  const fits = length === bytes.length - 2 && second + 2 + secondLength === bytes.length;
  if (tag !== 0x30 || firstTag !== 2 || bytes[second] !== 2 || !fits) return undefined;
  if (firstLength === 0 || secondLength === 0) return undefined;
  return [integer(bytes.subarray(4, second)), integer(bytes.subarray(second + 2))];
}

function integer(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex') || '0'}`);
}

function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (
    let square = base, bits = exponent;
    bits > 0n;
    bits >>= 1n, square = modulo(square * square, modulus)
  ) {
    if (bits & 1n) result = modulo(result * square, modulus);
  }
  return result;
}

function sumOfProducts(u1: bigint, g: Point, u2: bigint, q: Point): Point {
  const both = add(g, q);
  let sum = INFINITY;
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    sum = double(sum);
    const first = (u1 >> bit) & 1n;
    const second = (u2 >> bit) & 1n;
    if (first && second) sum = add(sum, both);
    else if (first) sum = add(sum, g);
    else if (second) sum = add(sum, q);
  }
  return sum;
}

function double([x, y, z]: Point): Point {
  if (z === 0n || y === 0n) return INFINITY;
  const yy = modulo(y * y, P);
  const zz = modulo(z * z, P);
  const s = modulo(4n * x * yy, P);
  const m = modulo(3n * (x - zz) * (x + zz), P);
  const doubled = modulo(m * m - 2n * s, P);
  return [doubled, modulo(m * (s - doubled) - 8n * yy * yy, P), modulo(2n * y * z, P)];
}

function add(a: Point, b: Point): Point {
  const [ax, ay, az] = a;
  const [bx, by, bz] = b;
  if (az === 0n) return b;
  if (bz === 0n) return a;
  const azz = modulo(az * az, P);
  const bzz = modulo(bz * bz, P);
  const u = modulo(ax * bzz, P);
  const s = modulo(ay * bzz * bz, P);
  const h = modulo(bx * azz - u, P);
  const r = modulo(by * azz * az - s, P);
  if (h === 0n) return r === 0n ? double(a) : INFINITY;
  const hh = modulo(h * h, P);
  const hhh = modulo(hh * h, P);
  const x = modulo(r * r - hhh - 2n * u * hh, P);
  return [x, modulo(r * (u * hh - x) - s * hhh, P), modulo(az * bz * h, P)];
}

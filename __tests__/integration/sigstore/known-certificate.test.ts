// What is remembered of a certificate must never answer for other bytes, another time or another root.
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { bundleFromAttestation } from '../../../src/attestations/attestation-json.ts';
import type { Attestation } from '../../../src/attestations/attestation.ts';
import { knownCertificate } from '../../../src/sigstore/trust/known-certificate.ts';
import { verifyBundle } from '../../../src/sigstore/verify/verify.ts';
import { startSigstore } from '../../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../../testbed/sigstore.ts';
import { signWith } from '../../support/sigstore-client.ts';

let testbed: SigstoreTestbed;
let trustedRoot: TrustedRoot;
let attestation: Attestation;
let leaf: Buffer<ArrayBuffer>;

beforeAll(async () => {
  testbed = await startSigstore();
  const signed = await signWith(testbed, 2);
  trustedRoot = signed.trust.trustedRoot;
  attestation = signed.attestation;
  leaf = Buffer.from(attestation.verification_material.certificate, 'base64');
  verifyBundle(bundleFromAttestation(attestation), trustedRoot);
});

afterAll(() => testbed.close());

function limits(): { readonly notBefore: number; readonly notAfter: number } {
  const { validFrom, validTo } = new X509Certificate(leaf);
  return { notBefore: new Date(validFrom).getTime(), notAfter: new Date(validTo).getTime() };
}

describe('a certificate that verified before', () => {
  it('is read once for the same bytes', () => {
    expect(knownCertificate(Buffer.from(leaf), trustedRoot)).toBe(knownCertificate(leaf, trustedRoot));
  });

  it('is checked at each time, to the millisecond', () => {
    const { notBefore, notAfter } = limits();
    const known = knownCertificate(leaf, trustedRoot);
    for (const good of [notBefore, notBefore + 1, notAfter - 1, notAfter]) {
      expect(() => known.checkChain(new Date(good))).not.toThrow();
      expect(() => known.checkChain(new Date(good))).not.toThrow();
    }
    for (const bad of [notBefore - 1, notAfter + 1]) {
      expect(() => known.checkChain(new Date(bad))).toThrow('Failed to verify certificate chain');
      expect(() => known.checkChain(new Date(bad))).toThrow('Failed to verify certificate chain');
    }
  });

  it('does not vouch for one with a bit flipped in its signature, nor in what it says', () => {
    for (const position of [leaf.length - 5, leaf.indexOf('octo/demo') + 2]) {
      const changed = Buffer.from(leaf);
      changed[position] = (changed[position] ?? 0) ^ 1;
      const known = knownCertificate(changed, trustedRoot);
      const { notBefore } = limits();
      expect(() => known.checkChain(new Date(notBefore))).toThrow('Failed to verify certificate chain');
      const material = { ...attestation.verification_material, certificate: changed.toString('base64') };
      const bundle = bundleFromAttestation({ ...attestation, verification_material: material });
      expect(() => verifyBundle(bundle, trustedRoot)).toThrow('certificate chain');
    }
  });

  it('is checked anew against another root', () => {
    const bundle = bundleFromAttestation(attestation);
    const strangers = { ...trustedRoot, certificateAuthorities: [] };
    expect(() => verifyBundle(bundle, strangers)).toThrow('certificate chain');
    const silent = { ...trustedRoot, ctlogs: [] };
    expect(() => verifyBundle(bundle, silent)).toThrow('signed certificate timestamp');
    expect(() => verifyBundle(bundle, trustedRoot)).not.toThrow();
  });

  it('does not pass its key on to another bundle whose certificate is of another key', async () => {
    const other = (await signWith(testbed, 2)).attestation;
    const material = { ...other.verification_material, certificate: leaf.toString('base64') };
    const swapped = { ...other, verification_material: material };
    expect(other.verification_material.certificate).not.toBe(material.certificate);
    expect(() => verifyBundle(bundleFromAttestation(swapped), trustedRoot)).toThrow('log entry');
  });

  it('is forgotten after many others, and then verifies all the same', async () => {
    const before = knownCertificate(leaf, trustedRoot);
    const others = await Promise.all(Array.from({ length: 16 }, () => signWith(testbed, 2)));
    for (const { attestation: other } of others) {
      knownCertificate(Buffer.from(other.verification_material.certificate, 'base64'), trustedRoot);
    }
    expect(knownCertificate(leaf, trustedRoot)).not.toBe(before);
    expect(() => verifyBundle(bundleFromAttestation(attestation), trustedRoot)).not.toThrow();
  });
});

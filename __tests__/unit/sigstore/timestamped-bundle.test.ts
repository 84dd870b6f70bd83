// Bundles without a log entry: a real one of GitHub's own instance with that instance's trusted root, and what is wrong with others.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import type { Bundle } from '@sigstore/bundle';
import { AttestationFault } from '../../../src/sigstore/attestation-fault.ts';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import { verifyBundle, verifyTimestampedBundle } from '../../../src/sigstore/verify/verify.ts';

const json = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/sigstore-instances/${path}`, import.meta.url), 'utf8'));
const ROOT = readTrustedRoot(json('github/trusted_root.json'));
const PUBLIC_GOOD = readTrustedRoot(json('public-good/trusted_root.json'));
const real = (): Bundle => bundleFromJSON(json('github/release.sigstore.json'));

function failureOf(bundle: Bundle, root = ROOT): string {
  try {
    verifyTimestampedBundle(bundle, root);
    return '';
  } catch (error) {
    if (error instanceof AttestationFault) return `${error.check}: ${error.reason}`;
    throw error;
  }
}

/** The same with one byte of a part changed. */
function spoilt(part: (bundle: Bundle) => Buffer): Bundle {
  const bundle = real();
  const bytes = part(bundle);
  const place = bytes.length - 1;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  return bundle;
}

function envelopeOf({ content }: Bundle) {
  if (content.$case !== 'dsseEnvelope') throw new Error('no envelope');
  return content.dsseEnvelope;
}

describe("a bundle of GitHub's own instance", () => {
  it('verifies with its trusted root', () => {
    const { certificate, signedAt, statement } = verifyTimestampedBundle(real(), ROOT);
    expect(certificate.subjectAlternativeName).toBe('https://dotcom.releases.github.com');
    expect(signedAt).toEqual(new Date('2026-03-02T09:52:15Z'));
    expect(JSON.parse(statement.toString())).toMatchObject({ _type: 'https://in-toto.io/Statement/v1' });
  });

  it('is none that an index accepts', () => {
    expect(() => verifyBundle(real(), ROOT)).toThrow('log entry: there must be one, not 0');
  });

  it('has no authority that the public root knows', () => {
    expect(failureOf(real(), PUBLIC_GOOD)).toMatch(/^timestamp: /);
  });

  it.each([
    ['its statement', (bundle: Bundle) => envelopeOf(bundle).payload, /^DSSE signature: /],
    [
      'its signature',
      (bundle: Bundle) => envelopeOf(bundle).signatures[0]?.sig ?? Buffer.alloc(1),
      /^timestamp: /,
    ],
    [
      'its timestamp',
      ({ verificationMaterial: { timestampVerificationData: data } }: Bundle) =>
        data?.rfc3161Timestamps[0]?.signedTimestamp ?? Buffer.alloc(1),
      /^timestamp: /,
    ],
    [
      'its certificate',
      ({ verificationMaterial: { content } }: Bundle) =>
        content.$case === 'certificate' ? content.certificate.rawBytes : Buffer.alloc(1),
      /^certificate chain: /,
    ],
  ])('is refused with another byte in %s', (_, part, expected) => {
    expect(failureOf(spoilt(part))).toMatch(expected);
  });

  it('is refused without a timestamp, and with one twice', () => {
    const { verificationMaterial, ...rest } = real();
    const stamps = verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
    const withStamps = (rfc3161Timestamps: typeof stamps): Bundle => ({
      ...rest,
      verificationMaterial: { ...verificationMaterial, timestampVerificationData: { rfc3161Timestamps } },
    });
    expect(failureOf(withStamps(stamps))).toBe('');
    expect(failureOf(withStamps([]))).toBe('timestamp: there must be one at least');
    expect(failureOf(withStamps([...stamps, ...stamps]))).toBe('timestamp: one appears twice');
  });

  it('is refused with a log entry, which nothing in its root could verify', () => {
    const { verificationMaterial, ...rest } = real();
    const entry = {
      logIndex: '1',
      logId: { keyId: Buffer.alloc(32) },
      kindVersion: { kind: 'dsse', version: '0.0.1' },
      integratedTime: '1',
      inclusionPromise: undefined,
      inclusionProof: undefined,
      canonicalizedBody: Buffer.alloc(1),
    };
    const bundle = { ...rest, verificationMaterial: { ...verificationMaterial, tlogEntries: [entry] } };
    expect(failureOf(bundle)).toBe('log entry: there must be none, not 1');
  });
});

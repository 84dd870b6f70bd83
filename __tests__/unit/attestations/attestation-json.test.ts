import { describe, expect, it } from '@jest/globals';
import {
  attestationFromBundle,
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation,
} from '../../../src/attestations/attestation-json.ts';
import type { Attestation } from '../../../src/attestations/attestation.ts';

const bytes = (text: string): string => Buffer.from(text).toString('base64');

/** The first entry of a fresh log: everything that protobuf leaves out of its JSON is zero here. */
const FIRST: Attestation = {
  version: 1,
  verification_material: {
    certificate: bytes('certificate'),
    transparency_entries: [
      {
        logIndex: '0',
        logId: { keyId: bytes('log') },
        kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
        integratedTime: '0',
        inclusionProof: {
          logIndex: '0',
          rootHash: bytes('root'),
          treeSize: '1',
          hashes: [],
          checkpoint: { envelope: 'log\n1\nroot\n\n— log sig\n' },
        },
        canonicalizedBody: bytes('{}'),
      },
    ],
    timestamps: [bytes('timestamp')],
  },
  envelope: { statement: bytes('statement'), signature: bytes('signature') },
};
const TEXT = serializeAttestation(FIRST);

function refusal(text: string): string {
  try {
    parseAttestation(Buffer.from(text));
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'parsed';
}

describe('an attestation as JSON', () => {
  it('keeps values of zero, on disk and through a bundle', () => {
    expect(TEXT).toContain('"logIndex":"0"');
    expect(TEXT).toContain('"hashes":[]');
    expect(TEXT).toContain('"integratedTime":"0"');
    expect(parseAttestation(Buffer.from(TEXT))).toEqual(FIRST);
    expect(serializeAttestation(attestationFromBundle(bundleFromAttestation(FIRST)))).toBe(TEXT);
  });

  it('leaves the key out where there are no timestamps', () => {
    const { timestamps: _, ...material } = FIRST.verification_material;
    const without = attestationFromBundle(
      bundleFromAttestation({ ...FIRST, verification_material: material }),
    );
    expect(without.verification_material).not.toHaveProperty('timestamps');
  });

  it.each([
    [
      'a number for an integer',
      '"treeSize":"1"',
      '"treeSize":1',
      'inclusionProof.treeSize must be a whole number',
    ],
    ['an unknown key', '"treeSize":"1"', '"treeSize":"1","uuid":"a"', 'inclusionProof.uuid is not known'],
    ['a missing key', '"hashes":[],', '', 'inclusionProof.hashes is missing'],
    ['a leading zero', '"treeSize":"1"', '"treeSize":"01"', 'inclusionProof.treeSize must be'],
    [
      'an index beyond the tree',
      '"treeSize":"1"',
      '"treeSize":"0"',
      'treeSize must be greater than logIndex',
    ],
    ['another version', '"version":1', '"version":2', 'attestation.version must be 1'],
    ['an unknown key outside', '{"version":1', '{"keyid":"","version":1', 'attestation.keyid is not known'],
    ['no timestamps in the list', `["${bytes('timestamp')}"]`, '[]', 'timestamps must not be empty'],
    ['base64url', bytes('signature'), '-_-_', 'envelope.signature must be standard base64'],
    ['base64 without padding', bytes('root'), 'cm9vdA', 'inclusionProof.rootHash must be standard base64'],
    [
      'a string for an object',
      '"envelope":{"statement"',
      '"envelope":"","other":{"statement"',
      'is not known',
    ],
  ])('refuses %s', (_name, from, to, message) => {
    expect(TEXT).toContain(from);
    expect(refusal(TEXT.replace(from, to))).toContain(message);
  });

  it('refuses what is not JSON, not UTF-8, not an object', () => {
    expect(refusal('{')).toContain('attestation is not JSON in UTF-8');
    expect(() => parseAttestation(Buffer.from([0x22, 0xff, 0x22]))).toThrow(
      'attestation is not JSON in UTF-8',
    );
    expect(refusal('[]')).toContain('attestation must be an object');
    expect(refusal(TEXT)).toBe('parsed');
  });
});

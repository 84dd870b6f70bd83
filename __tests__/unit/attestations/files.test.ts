import { describe, expect, it } from '@jest/globals';
import { attestationFiles, isAttestationFile } from '../../../src/attestations/files.ts';

describe('a file that may be an attestation', () => {
  it.each(['demo-1.0.tar.gz', 'demo-1.0-py3-none-any.whl', `${'d'.repeat(240)}-1.0.tar.gz`])(
    'is every file that is written of %s, and not the file itself',
    (name) => {
      expect(attestationFiles(name).filter((file) => !isAttestationFile(file))).toEqual([]);
      expect(isAttestationFile(name)).toBe(false);
    },
  );

  it.each([
    'bomb',
    'SHA256SUMS',
    'demo-1.0.tar.gz.asc',
    'demo-1.0.tar.gz.publish.attestation/',
    'report.json',
  ])('is not %s', (name) => expect(isAttestationFile(name)).toBe(false));
});

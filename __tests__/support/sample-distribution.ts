import { createHash } from 'node:crypto';
import type { Attestation } from '../../src/attestations/attestation.ts';
import type { CoreMetadata, Distribution } from '../../src/distributions/distribution.ts';

/** A distribution in memory whose parts agree with each other, but for what is given. */
export function sampleDistribution(
  name: string,
  bytes: Buffer,
  metadata: Record<string, readonly string[]> = {},
): Distribution {
  const wheel = name.endsWith('.whl');
  const [project = 'sample', version = '1.0', tag = 'py3'] = name.replace(/\.tar\.gz$|\.whl$/, '').split('-');
  const fields: CoreMetadata = new Map(
    Object.entries({ 'metadata-version': ['2.1'], name: [project], version: [version], ...metadata }),
  );
  return {
    name,
    path: `/dist/${name}`,
    kind: wheel ? 'wheel' : 'sdist',
    project: project.toLowerCase().replaceAll(/[-_.]+/g, '-'),
    version,
    pythonTag: wheel ? tag : 'source',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    metadata: fields,
    content: contentOf(bytes),
    findings: [],
    doubtfulTag: false,
    line: 0,
  };
}

/** A file's content that is these bytes, handed out in pieces of seven. */
export function contentOf(bytes: Buffer): Distribution['content'] {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    async *chunks() {
      for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
    },
    close: async () => undefined,
  };
}

/** An attestation in shape only. */
export function sampleAttestation(mark: string): Attestation {
  const base64 = (text: string) => Buffer.from(`${text} ${mark}`).toString('base64');
  return {
    version: 1,
    verification_material: {
      certificate: base64('certificate'),
      transparency_entries: [
        {
          logIndex: '1',
          logId: { keyId: base64('key') },
          kindVersion: { kind: 'dsse', version: '0.0.1' },
          integratedTime: '1',
          inclusionPromise: { signedEntryTimestamp: base64('promise') },
          inclusionProof: {
            logIndex: '1',
            rootHash: base64('root'),
            treeSize: '2',
            hashes: [],
            checkpoint: { envelope: 'checkpoint' },
          },
          canonicalizedBody: base64('body'),
        },
      ],
    },
    envelope: { statement: base64('statement'), signature: base64('signature') },
  };
}

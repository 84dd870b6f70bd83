import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import type { TrustedRoot } from '../../../src/sigstore/trust/trusted-root.ts';
import {
  bundleFromAttestation,
  parseAttestation,
  serializeAttestation,
} from '../../../src/attestations/attestation-json.ts';
import type { Attestation, ExpectedSigner } from '../../../src/attestations/attestation.ts';
import { checkAttestation } from '../../../src/attestations/policy.ts';
import { publishStatement } from '../../../src/attestations/statement.ts';
import type { TransparencyEntryJson } from '../../../src/sigstore/verify/transparency-entry.ts';
import { verifyBundle } from '../../../src/sigstore/verify/verify.ts';
import { startSigstore } from '../../testbed/sigstore.ts';
import type { SigstoreTestbed } from '../../testbed/sigstore.ts';
import { DISTRIBUTION, signerOf, signWith } from '../../support/sigstore-client.ts';

let testbed: SigstoreTestbed;
let expected: ExpectedSigner;
let trustedRoot: TrustedRoot;
let one: Attestation;
let two: Attestation;

beforeAll(async () => {
  testbed = await startSigstore();
  expected = await signerOf(testbed);
  one = (await signWith(testbed, 1)).attestation;
  await signWith(testbed, 2);
  const second = await signWith(testbed, 2);
  two = second.attestation;
  trustedRoot = second.trust.trustedRoot;
});

afterAll(() => testbed.close());

function flipped(base64: string, position = 0.5): string {
  const bytes = Buffer.from(base64, 'base64');
  const index = Math.min(bytes.length - 1, Math.floor(bytes.length * position));
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes.toString('base64');
}

function withEntry(attestation: Attestation, change: (entry: TransparencyEntryJson) => object): Attestation {
  const { verification_material: material } = attestation;
  const [entry] = material.transparency_entries;
  return {
    ...attestation,
    verification_material: { ...material, transparency_entries: [{ ...entry, ...change(entry) }] },
  };
}

function withProof(
  attestation: Attestation,
  change: (proof: TransparencyEntryJson['inclusionProof']) => object,
): Attestation {
  return withEntry(attestation, ({ inclusionProof }) => ({
    inclusionProof: { ...inclusionProof, ...change(inclusionProof) },
  }));
}

function without(change: Partial<TrustedRoot>): TrustedRoot {
  return { ...trustedRoot, ...change };
}

function refusal(attestation: Attestation, root: TrustedRoot = trustedRoot): string {
  try {
    verifyBundle(bundleFromAttestation(attestation), root);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
  }
  return 'verified';
}

function policyRefusal(
  attestation: Attestation,
  changes: Partial<ExpectedSigner> = {},
  name = DISTRIBUTION.name,
): string {
  try {
    const options = { mode: 'adopted', verifiableRekor: [1, 2] } as const;
    checkAttestation(
      attestation,
      { ...DISTRIBUTION, name },
      { ...expected, ...changes },
      trustedRoot,
      options,
    );
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'accepted';
}

describe('what is signed', () => {
  it('verifies, with Rekor v1 and v2, also after it was written and read', () => {
    for (const [attestation, version] of [
      [one, 1],
      [two, 2],
    ] as const) {
      const read = parseAttestation(Buffer.from(serializeAttestation(attestation)));
      expect(read).toEqual(attestation);
      const verified = verifyBundle(bundleFromAttestation(read), trustedRoot);
      expect(verified.rekorVersion).toBe(version);
      expect(verified.certificate.issuer).toBe(testbed.issuer.issuer);
      expect(verified.certificate.extensions.get('1.3.6.1.4.1.57264.1.12')).toBe(
        expected.sourceRepositoryUri,
      );
      expect(Math.abs(Date.now() - verified.signedAt.getTime())).toBeLessThan(60_000);
      expect(policyRefusal(read)).toBe('accepted');
    }
  });
});

describe.each([1, 2] as const)('every value that is checked, Rekor v%d', (version) => {
  const signed = (): Attestation => (version === 1 ? one : two);
  const envelope = (change: Partial<Attestation['envelope']>): Attestation => ({
    ...signed(),
    envelope: { ...signed().envelope, ...change },
  });
  const certificate = (position: number): Attestation => ({
    ...signed(),
    verification_material: {
      ...signed().verification_material,
      certificate: flipped(signed().verification_material.certificate, position),
    },
  });

  it.each([
    ['statement', () => envelope({ statement: flipped(signed().envelope.statement) })],
    ['signature', () => envelope({ signature: flipped(signed().envelope.signature) })],
    ['certificate, middle', () => certificate(0.5)],
    ['certificate, end', () => certificate(0.99)],
    [
      'body',
      () =>
        withEntry(signed(), ({ canonicalizedBody }) => ({ canonicalizedBody: flipped(canonicalizedBody) })),
    ],
    ['log id', () => withEntry(signed(), ({ logId }) => ({ logId: { keyId: flipped(logId.keyId) } }))],
    ['log index', () => withEntry(signed(), ({ logIndex }) => ({ logIndex: String(Number(logIndex) + 1) }))],
    [
      'integrated time',
      () =>
        withEntry(signed(), ({ integratedTime }) => ({ integratedTime: String(Number(integratedTime) + 1) })),
    ],
    ['kind', () => withEntry(signed(), () => ({ kindVersion: { kind: 'intoto', version: '0.0.2' } }))],
    [
      'proof index',
      () => withProof(signed(), ({ logIndex }) => ({ logIndex: String(Number(logIndex) + 1) })),
    ],
    ['tree size', () => withProof(signed(), ({ treeSize }) => ({ treeSize: String(Number(treeSize) + 1) }))],
    ['root hash', () => withProof(signed(), ({ rootHash }) => ({ rootHash: flipped(rootHash) }))],
    [
      'hashes',
      () =>
        withProof(signed(), ({ hashes }) => ({ hashes: [...hashes, Buffer.alloc(32).toString('base64')] })),
    ],
    [
      'checkpoint',
      () =>
        withProof(signed(), ({ checkpoint }) => ({
          checkpoint: { envelope: checkpoint.envelope.replace(/.{8}\n$/, 'AAAAAAA=\n') },
        })),
    ],
  ])('%s', (_name, change) => {
    expect(refusal(change())).toMatch(/^ActionError: The attestation failed verification of its /);
  });
});

describe('checks by name', () => {
  it('requires the promise of Rekor v1 and verifies it', () => {
    expect(refusal(withEntry(one, () => ({ inclusionPromise: undefined })))).toContain('inclusion promise');
    const changed = withEntry(one, ({ inclusionPromise }) => ({
      inclusionPromise: { signedEntryTimestamp: flipped(inclusionPromise?.signedEntryTimestamp ?? '', 0.9) },
    }));
    expect(refusal(changed)).toContain('inclusion promise');
  });

  it('requires the timestamp of Rekor v2 and verifies it', () => {
    const { timestamps, ...material } = two.verification_material;
    expect(refusal({ ...two, verification_material: material })).toContain(
      'timestamp: a log entry of Rekor v2 needs',
    );
    const changed = flipped(timestamps?.[0] ?? '', 0.99);
    expect(refusal({ ...two, verification_material: { ...material, timestamps: [changed] } })).toContain(
      'timestamp',
    );
  });

  it('refuses what a root without the right keys cannot verify', () => {
    expect(refusal(one, without({ certificateAuthorities: [] }))).toContain('certificate chain');
    expect(refusal(one, without({ ctlogs: [] }))).toContain('signed certificate timestamp');
    expect(refusal(one, without({ tlogs: [] }))).toContain('log key');
    expect(refusal(two, without({ timestampAuthorities: [] }))).toContain('timestamp');
  });

  it('refuses a checkpoint whose signature decoders read differently', () => {
    const changed = withProof(one, ({ checkpoint }) => ({
      checkpoint: { envelope: checkpoint.envelope.replace(/(.)\n$/, '\u001d$1\n') },
    }));
    expect(refusal(changed)).toContain('a signature of it is not standard base64');
  });

  it('refuses log keys that do not say since when they are valid', () => {
    const text = JSON.stringify(testbed.trustedRoot()).replace(/,"validFor":\{[^}]*\}\}/g, '}');
    const root = readTrustedRoot(JSON.parse(text));
    expect(root.skipped).toContainEqual({
      field: 'tlogs[1]',
      url: testbed.rekor2.url,
      reason: 'its key has no start of validity',
    });
    expect(refusal(two, { ...trustedRoot, tlogs: root.tlogs })).toContain('log key');
  });

  it.each([
    ['has not begun', { start: new Date(Date.now() + 86_400_000), end: new Date(Date.now() + 172_800_000) }],
    ['is over', { start: new Date(0), end: new Date(Date.now() - 86_400_000) }],
  ])('refuses an entry by a key whose time %s', (_title, validFor) => {
    const tlogs = trustedRoot.tlogs.map((tlog) => ({ ...tlog, validFor }));
    for (const attestation of [one, two]) {
      expect(refusal(attestation, { ...trustedRoot, tlogs })).toContain('log key: it was not valid on');
    }
  });

  it('refuses more timestamps than anybody would ask for, and one that was not granted', () => {
    const { timestamps, ...material } = two.verification_material;
    const [timestamp = ''] = timestamps ?? [];
    const withTimestamps = (first: string, ...rest: readonly string[]): Attestation => ({
      ...two,
      verification_material: { ...material, timestamps: [first, ...rest] },
    });
    const many = Array.from({ length: 32 }, () => timestamp);
    expect(refusal(withTimestamps(timestamp, ...many))).toContain('timestamp: there are 33, more than 32');
    // PKIStatusInfo stands before what the authority signs: granted (0) becomes rejection (2).
    const rejected = Buffer.from(timestamp, 'base64').toString('hex').replace('3003020100', '3003020102');
    expect(refusal(withTimestamps(Buffer.from(rejected, 'hex').toString('base64')))).toContain(
      'timestamp: it was not granted',
    );
  });

  it('refuses two signatures, two entries, another payload type', () => {
    const bundle = bundleFromAttestation(one);
    const [entry] = one.verification_material.transparency_entries;
    const twice: Attestation = {
      ...one,
      verification_material: { ...one.verification_material, transparency_entries: [entry, entry] },
    };
    expect(refusal(twice)).toContain('log entry: there must be one, not 2');
    const content = bundle.content.$case === 'dsseEnvelope' ? bundle.content.dsseEnvelope : undefined;
    const altered =
      (change: object): (() => unknown) =>
      () =>
        verifyBundle(
          { ...bundle, content: { $case: 'dsseEnvelope', dsseEnvelope: Object.assign({}, content, change) } },
          trustedRoot,
        );
    expect(altered({ signatures: [] })).toThrow('DSSE signature: there must be one, not 0');
    const signatures = content?.signatures ?? [];
    expect(altered({ signatures: [...signatures, ...signatures] })).toThrow(
      'DSSE signature: there must be one, not 2',
    );
    expect(altered({ payloadType: 'text/plain' })).toThrow('DSSE payload type');
  });
});

describe('the policy of an index', () => {
  it.each([
    ['issuer', 'issuer (.8)'],
    ['sourceRepositoryUri', 'source repository (.12)'],
    ['sourceRepositoryIdentifier', 'source repository id (.15)'],
    ['ownerIdentifier', 'source repository owner id (.17)'],
    ['sourceRepositoryRef', 'ref (.14)'],
    ['sourceRepositoryDigest', 'commit (.13)'],
    ['buildConfigUri', 'build config (.18)'],
  ] as const)('compares %s', (field, name) => {
    const message = policyRefusal(one, { [field]: 'another' });
    expect(message).toContain(
      `${DISTRIBUTION.name}: The attestation failed verification of its certificate's ${name}`,
    );
    expect(message).toContain('expected another, found ');
  });

  it('compares name and digest', async () => {
    expect(policyRefusal(one, {}, 'demo-1.1.tar.gz')).toContain(
      'subject name: expected demo-1.1.tar.gz, found demo-1.0.tar.gz',
    );
    const other = publishStatement(DISTRIBUTION.name, 'a'.repeat(64));
    expect(policyRefusal((await signWith(testbed, 1, other)).attestation)).toContain(
      'subject SHA-256 digest',
    );
  });

  it('refuses other predicate types, and a publish predicate that says something', async () => {
    const text = publishStatement(DISTRIBUTION.name, DISTRIBUTION.sha256).toString();
    const foreign = Buffer.from(text.replace('docs.pypi.org', 'docs.example.org'));
    expect(policyRefusal((await signWith(testbed, 1, foreign)).attestation)).toContain(
      'predicate type: expected',
    );
    const saying = Buffer.from(text.replace('"predicate":{}', '"predicate":{"a":1}'));
    expect(policyRefusal((await signWith(testbed, 1, saying)).attestation)).toContain('must be {} or null');
  });

  it('refuses what the index cannot verify', () => {
    const options = { mode: 'adopted', verifiableRekor: [1] } as const;
    expect(() => checkAttestation(two, DISTRIBUTION, expected, trustedRoot, options)).toThrow(
      'its entry is from Rekor v2, but the index verifies v1',
    );
  });
});

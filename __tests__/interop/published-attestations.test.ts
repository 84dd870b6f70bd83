// Attestations as PyPI has published them, signed from GitHub, GitLab, CircleCI, Google Cloud Build and by hand, judged
// offline by the roots that sigstore-python embeds.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { TrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { bundleFromAttestation, parseAttestation } from '../../src/attestations/attestation-json.ts';
import type { Attestation, ExpectedSigner } from '../../src/attestations/attestation.ts';
import { checkAttestation } from '../../src/attestations/policy.ts';
import { proveAttestation } from '../../src/attestations/prove.ts';
import { parseStatement } from '../../src/attestations/statement.ts';
import { FULCIO_ARC } from '../../src/sigstore/trust/certificate.ts';
import { attestationJson } from '../../src/sigstore/attestation-fault.ts';
import { readTrustedRoot } from '../../src/sigstore/trust/trusted-root.ts';
import { verifyBundle } from '../../src/sigstore/verify/verify.ts';
import { flipsOf } from './published/flips.ts';
import { home } from './stack.ts';

const ASSETS = join(home(), 'published', 'test', 'assets');
const OPTIONS = { mode: 'adopted', verifiableRekor: [1] } as const;
const NOBODY: ExpectedSigner = {
  issuer: '',
  sourceRepositoryUri: '',
  sourceRepositoryIdentifier: '',
  ownerIdentifier: '',
  sourceRepositoryRef: '',
  sourceRepositoryDigest: '',
  buildConfigUri: '',
};

interface Published {
  /** The file in the sdist that has it. */
  readonly source: string;
  readonly attestation: Attestation;
}

function trustedRootOf(instance: string): TrustedRoot {
  const python = readdirSync(join(home(), 'venv', 'lib'))[0] ?? '';
  const store = join(home(), 'venv', 'lib', python, 'site-packages', 'sigstore', '_store');
  const path = join(store, `https%3A%2F%2Ftuf-repo-cdn.${instance}`, 'trusted_root.json');
  return readTrustedRoot(attestationJson.parse(readFileSync(path), path));
}

function published(): Published[] {
  return readdirSync(ASSETS).flatMap((source) => {
    const bytes = (): Buffer => readFileSync(join(ASSETS, source));
    if (source.endsWith('.attestation')) return [{ source, attestation: parseAttestation(bytes()) }];
    if (!source.endsWith('.provenance')) return [];
    const { attestation_bundles: bundles } = JSON.parse(bytes().toString('utf8')) as {
      attestation_bundles: { attestations: unknown[] }[];
    };
    return bundles
      .flatMap(({ attestations }) => attestations)
      .map((each) => ({ source, attestation: parseAttestation(Buffer.from(JSON.stringify(each))) }));
  });
}

const PUBLIC_GOOD = trustedRootOf('sigstore.dev');
const STAGING = trustedRootOf('sigstage.dev');
const ALL = published();

/** Some were signed with the staging instance, which its log's key tells. */
function rootOf({ verification_material: material }: Attestation): TrustedRoot {
  const { keyId } = material.transparency_entries[0].logId;
  const staging = STAGING.tlogs.some((log) => log.keyId.toString('base64') === keyId);
  return staging ? STAGING : PUBLIC_GOOD;
}

/** The distribution that it is about, hashed where the sdist has it too. */
function distributionOf(attestation: Attestation): { readonly name: string; readonly sha256: string } {
  const { subject } = parseStatement(Buffer.from(attestation.envelope.statement, 'base64'));
  const path = join(ASSETS, subject.name);
  if (!existsSync(path)) return subject;
  return { ...subject, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/** Who signed, as its certificate says; undefined where that is no workflow run of a repository. */
function signerOf(attestation: Attestation): ExpectedSigner | undefined {
  const { certificate } = verifyBundle(bundleFromAttestation(attestation), rootOf(attestation));
  const values = [8, 12, 15, 17, 14, 13, 18].map((number) =>
    certificate.extensions.get(`${FULCIO_ARC}${number}`),
  );
  const [issuer, repository, repositoryId, ownerId, ref, commit, workflow] = values;
  if (issuer === undefined || repository === undefined || repositoryId === undefined) return undefined;
  if (ownerId === undefined || ref === undefined || commit === undefined || workflow === undefined)
    return undefined;
  return {
    issuer,
    sourceRepositoryUri: repository,
    sourceRepositoryIdentifier: repositoryId,
    ownerIdentifier: ownerId,
    sourceRepositoryRef: ref,
    sourceRepositoryDigest: commit,
    buildConfigUri: workflow,
  };
}

function refused(attestation: unknown, root: TrustedRoot): boolean {
  try {
    verifyBundle(bundleFromAttestation(parseAttestation(Buffer.from(JSON.stringify(attestation)))), root);
    return false;
  } catch {
    return true;
  }
}

it('there are eleven, five of them by workflow runs of a repository', () => {
  expect(ALL).toHaveLength(11);
  expect(ALL.filter(({ attestation }) => signerOf(attestation) !== undefined)).toHaveLength(5);
  expect(ALL.filter(({ attestation }) => rootOf(attestation) === STAGING)).toHaveLength(3);
});

describe.each(ALL)('$source', ({ attestation }) => {
  const root = rootOf(attestation);
  const distribution = distributionOf(attestation);

  it('verifies, and passes the policy for its own signer alone', () => {
    const judge = (signer: ExpectedSigner): unknown =>
      checkAttestation(attestation, distribution, signer, root, OPTIONS);
    const signer = signerOf(attestation);
    // Who signed from no workflow run cannot be expected by one.
    const passed = signer && judge(signer);
    expect(passed === undefined).toBe(signer === undefined);
    const another = { ...(signer ?? NOBODY), sourceRepositoryIdentifier: '1' };
    expect(() => judge(another)).toThrow("failed verification of its certificate's");
  });

  it('proves to an audit which file it is of, and who signed', () => {
    const proven = proveAttestation(attestation, root);
    expect(proven.subject).toEqual({ name: distribution.name, sha256: distribution.sha256 });
    expect(proven.signer.repository).toBe(
      signerOf(attestation)?.sourceRepositoryUri ?? proven.signer.repository,
    );
    expect(proven.signer.issuer).toMatch(/^https:/);
  });

  it('does not verify under the root of the other instance', () => {
    expect(refused(attestation, root === STAGING ? PUBLIC_GOOD : STAGING)).toBe(true);
  });

  it('is refused with any value changed', () => {
    const flips = [...flipsOf(attestation)];
    expect(flips.length).toBeGreaterThan(600);
    expect(flips.filter((flip) => !refused(flip.attestation, root)).map(({ place }) => place)).toEqual([]);
  });
});

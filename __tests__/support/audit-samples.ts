import type { ProvenAttestation, ProvenSigner } from '../../src/attestations/prove.ts';
import type {
  AllowedSigners,
  AttestationOutcome,
  AuditedFile,
  AuditedProject,
} from '../../src/audit/audited.ts';

export const SIGNER: ProvenSigner = {
  issuer: 'https://token.actions.githubusercontent.com',
  repository: 'https://github.com/octo/demo',
  repositoryId: '1',
  ownerId: '2',
  workflow: 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1',
  subject: 'https://github.com/octo/demo/.github/workflows/release.yml@refs/tags/v1',
};

export const ALLOWED: AllowedSigners = {
  server: 'https://github.com',
  issuer: SIGNER.issuer,
  repositories: ['octo/demo'],
  workflows: ['release.yml'],
};

/** The hash that a file has here by its name. */
export function hashOf(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
}

export function proven(
  name: string,
  changes: Partial<Omit<ProvenAttestation, 'signer'>> & { readonly signer?: Partial<ProvenSigner> } = {},
  publisher = { kind: 'github', repository: 'octo/demo', workflow: 'release.yml' },
): AttestationOutcome {
  return {
    kind: 'proven',
    publisher,
    proven: {
      predicateType: 'https://docs.pypi.org/attestations/publish/v1',
      subject: { name, sha256: hashOf(name) },
      signedAt: '2026-03-01T00:00:00.000Z',
      ...changes,
      signer: { ...SIGNER, ...changes.signer },
    },
  };
}

/** An attested wheel of one version, uploaded in the month of its major number. */
export function auditedFile(version: string, changes: Partial<AuditedFile> = {}): AuditedFile {
  const name = `demo-${version}-py3-none-any.whl`;
  return {
    name,
    version,
    sha256: hashOf(name),
    url: `https://index.example/${name}`,
    uploadedAt: `2026-0${version.split('.')[0]}-01T00:00:00Z`,
    attested: (changes.attestations?.length ?? 1) > 0,
    yanked: false,
    attestations: [proven(name)],
    downloaded: undefined,
    ...changes,
  };
}

export function project(
  files: readonly AuditedFile[],
  changes: Partial<AuditedProject> = {},
): AuditedProject {
  return { name: 'demo', exists: true, status: 'active', listed: files, files, ...changes };
}

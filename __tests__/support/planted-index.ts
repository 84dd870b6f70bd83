// An index with releases as attackers, operators and maintainers leave them, and the trusted root that its audit uses.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeWheel } from '../testbed/make-distributions.ts';
import { startPackageIndex, type TestPackageIndex } from '../testbed/package-index/server.ts';
import { signAttestation, statementOf } from '../testbed/package-index/test-signer.ts';
import type { PackageIndexOptions, StoredAttestation, StoredFile } from '../testbed/package-index/types.ts';
import { startSigstore, type SigstoreTestbed } from '../testbed/sigstore.ts';

/** One release of one wheel. */
export interface Planted {
  readonly project?: string;
  readonly version: string;
  /** Of the wheel. */
  readonly tags?: string;
  /** ISO 8601. */
  readonly uploadedAt: string;
  /** Claims of the run that signs; null: nobody does. */
  readonly claims?: Record<string, string> | null;
  /** Signed by an instance whose keys were replaced before. */
  readonly expired?: boolean;
  /** What is on the index has another end than what was signed. */
  readonly altered?: boolean;
  /** A real attestation of another project in place of one. */
  readonly foreign?: boolean;
  readonly publisher?: { readonly repository?: string; readonly workflow?: string };
}

export interface PlantedIndex {
  readonly sigstore: SigstoreTestbed;
  readonly index: TestPackageIndex;
  /** JSON: the live instance, one whose times are over, and the public-good instance. */
  readonly trustedRoot: string;
  readonly yanked: Map<string, boolean | string>;
  readonly quarantined: Set<string>;
  /** @returns the file's name */
  plant(release: Planted): Promise<string>;
  remove(name: string): void;
  close(): Promise<void>;
}

const FIXTURES = new URL('../fixtures/attestations/', import.meta.url);
const fixture = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
const FOREIGN = 'pypi_attestations-0.0.19.tar.gz.publish.attestation';

interface Root {
  readonly mediaType: string;
  readonly tlogs: readonly { readonly publicKey: { readonly validFor: object } }[];
  readonly certificateAuthorities: readonly { readonly validFor: object }[];
  readonly ctlogs: Root['tlogs'];
  readonly timestampAuthorities: Root['certificateAuthorities'];
}

/** The claims of a run of a workflow of a repository. */
export function claimsOf(repository: string, workflow: string): Record<string, string> {
  const ref = `${repository}/.github/workflows/${workflow}@refs/tags/v1.0.0`;
  return {
    repository,
    repository_owner: repository.split('/')[0] ?? '',
    workflow_ref: ref,
    job_workflow_ref: ref,
    sub: `repo:${repository}:ref:refs/tags/v1.0.0`,
  };
}

/** Starts an index with two instances of Sigstore that sign for it. */
export async function startPlantedIndex(options: Partial<PackageIndexOptions> = {}): Promise<PlantedIndex> {
  const [sigstore, old] = await Promise.all([startSigstore(), startSigstore()]);
  const yanked = new Map<string, boolean | string>();
  const quarantined = new Set<string>();
  const index = await startPackageIndex({
    trustedRoot: () => sigstore.trustedRoot(),
    verifyToken: (token, audience) => sigstore.issuer.verify(token, audience),
    publishers: [],
    yanked: ({ filename }) => yanked.get(filename) ?? false,
    projectStatus: (name) => (quarantined.has(name) ? 'quarantined' : 'active'),
    ...options,
  });
  const files: StoredFile[] = [];
  return {
    sigstore,
    index,
    yanked,
    quarantined,
    trustedRoot: JSON.stringify(
      merged([
        sigstore.trustedRoot() as Root,
        ended(old.trustedRoot() as Root),
        fixture('trusted_root.json') as Root,
      ]),
    ),
    plant: async (release) => {
      const file = await storedFile(release, release.expired === true ? old : sigstore);
      files.push(file);
      index.store([file]);
      return file.filename;
    },
    remove: (name) => index.remove(name),
    close: async () => {
      await Promise.all([index.close(), sigstore.close(), old.close()]);
    },
  };
}

async function storedFile(release: Planted, sigstore: SigstoreTestbed): Promise<StoredFile> {
  const { project = 'demo', version, tags, uploadedAt, claims = {}, publisher } = release;
  const { name, bytes } = makeWheel({ name: project, version, ...(tags !== undefined && { tags }) });
  const content = release.altered === true ? Buffer.concat([bytes, Buffer.from('!')]) : bytes;
  const sha256 = createHash('sha256').update(content).digest('hex');
  sigstore.issuer.claims = claims ?? {};
  const attestations =
    release.foreign === true
      ? [fixture(FOREIGN)]
      : claims === null
        ? []
        : [await signAttestation(sigstore, statementOf(name, bytes), 1)];
  return {
    filename: name,
    project,
    version,
    filetype: 'bdist_wheel',
    size: content.length,
    sha256,
    md5: createHash('md5').update(content).digest('hex'),
    blake2b256: sha256,
    content,
    requiresPython: undefined,
    fields: {},
    uploadedAt: new Date(uploadedAt),
    publisher: {
      claims: null,
      environment: null,
      kind: 'GitHub',
      repository: publisher?.repository ?? claims?.['repository'] ?? 'octo/demo',
      workflow:
        publisher?.workflow ?? /([^/]+\.yml)@/.exec(claims?.['workflow_ref'] ?? '')?.[1] ?? 'release.yml',
    },
    attestations: attestations as StoredAttestation[],
  };
}

/** The keys of an instance that was replaced a minute before it signs here. */
function ended(root: Root): Root {
  const validFor = { start: '2020-01-01T00:00:00Z', end: new Date(Date.now() - 60_000).toISOString() };
  return {
    ...root,
    tlogs: root.tlogs.map((log) => ({ ...log, publicKey: { ...log.publicKey, validFor } })),
    certificateAuthorities: root.certificateAuthorities.map((each) => ({ ...each, validFor })),
  };
}

function merged(roots: readonly Root[]): Root {
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: roots.flatMap(({ tlogs }) => tlogs),
    certificateAuthorities: roots.flatMap((root) => root.certificateAuthorities),
    ctlogs: roots.flatMap(({ ctlogs }) => ctlogs),
    timestampAuthorities: roots.flatMap((root) => root.timestampAuthorities ?? []),
  };
}

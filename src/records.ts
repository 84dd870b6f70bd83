import type { MadeAttestation } from './attestations/attestation.ts';
import type { Distribution } from './distributions/distribution.ts';
import type { Explanation } from './errors.ts';
import type { ReleaseDifference } from './foresight/compare-releases.ts';
import type { ProvenanceState } from './foresight/provenance.ts';
import type { FileVerdict, IndexTufOutcome } from './index-tuf/verdict.ts';
import type { AttestationsMode, DryRun } from './inputs/inputs.ts';
import { releasePage } from './package-index/hosts.ts';
import type { PackageIndex, ServedAttestations, Unconfirmed } from './package-index/package-index.ts';
import type { ProjectLink } from './package-index/project-links.ts';
import type { ProjectCoverage } from './package-index/trusted-publishing/token-coverage.ts';
import type { PlannedFile } from './plan.ts';

/** What became of a file, in the words of the output `files`. */
export type FileStatus =
  'uploaded' | 'already-there' | 'skipped-different' | 'signed' | 'planned' | 'failed' | 'not-attempted';

/** What has happened to one file so far. */
export interface FileRecord {
  readonly name: string;
  readonly kind: 'wheel' | 'sdist';
  readonly project: string;
  readonly version: string;
  readonly size: number;
  readonly sha256: string;
  readonly status: FileStatus;
  readonly url: string | undefined;
  readonly attestations: readonly MadeAttestation[];
  /** What the index says of its attestations; undefined where it was not queried, or none were sent. */
  readonly served: ServedAttestations | undefined;
  readonly confirmed: boolean | null;
  /** Why `confirmed` is `null` after the index was to confirm it. */
  readonly unconfirmed: Unconfirmed | undefined;
  /** What the index's own TUF metadata says of it; undefined where it was not checked. */
  readonly indexTuf: FileVerdict | undefined;
  /** Why it is not, or not surely, published. */
  readonly error: Explanation | undefined;
}

/** A place where attestations were stored beside the index. */
export interface KeptRecord {
  readonly store: 'artifact' | 'github-attestations';
  /** The artifact's name, or the repository's. */
  readonly name: string;
  /** Files, or attestations, that are there now. */
  readonly kept: number;
  /** Why not all are; undefined where they are. */
  readonly error: string | undefined;
}

/** What an index will show of the provenance of one release. */
export interface ForetoldProvenance {
  readonly project: string;
  readonly version: string;
  readonly states: readonly ProvenanceState[];
  readonly forecast: string;
}

/** When a stage of the run began and ended. */
export interface StageRecord {
  readonly heading: string;
  readonly began: Date;
  /** Undefined while it is under way. */
  readonly ended: Date | undefined;
}

/** A stage as the report shows it. */
export interface EndedStage extends StageRecord {
  readonly ended: Date;
}

/** What a run has come to at one moment, as the report reads it. */
export interface RunRecord {
  readonly dryRun: DryRun;
  readonly attestations: AttestationsMode;
  /** The attestations of this run are created and not uploaded. */
  readonly keepsAttestations: boolean;
  /** The index is queried for what was uploaded, where it can be. */
  readonly confirms: boolean;
  /** Undefined until the inputs were read. */
  readonly index: PackageIndex | undefined;
  /** The Sigstore instance that signs; undefined where none does. */
  readonly sigstore: string | undefined;
  readonly files: readonly FileRecord[];
  /** Choices of the run and their reasons, in their order. */
  readonly decisions: readonly string[];
  readonly notAttestedBecause: string | undefined;
  readonly attestationsDirectory: string | undefined;
  readonly kept: readonly KeptRecord[];
  /** The last check of the index's own TUF metadata; undefined where there was none. */
  readonly indexTuf: Omit<IndexTufOutcome, 'files'> | undefined;
  /** The output `plan-digest`; undefined where this is no plan. */
  readonly planDigest: string | undefined;
  /** What the index will show of each release's provenance, in the order of the plan. */
  readonly provenance: readonly ForetoldProvenance[];
  /** How each release differs from the last one of its project, where that could be compared. */
  readonly releaseDiff: readonly ReleaseDifference[];
  /** What the upload token of `dry-run: auth` covers, by project; empty where none was obtained for that. */
  readonly authorization: readonly ProjectCoverage[];
  readonly projectLinks: readonly ProjectLink[];
  /** In their order. */
  readonly stages: readonly EndedStage[];
}

/** The index has this very file. */
export function isPublished({ status }: Pick<FileRecord, 'status'>): boolean {
  return status === 'uploaded' || status === 'already-there';
}

/** The index has no file of this name, as far as is known. */
export function isMissing(file: Pick<FileRecord, 'status'>): boolean {
  return !isPublished(file) && file.status !== 'skipped-different';
}

/** The index can be queried for existing files. */
export function canBeQueried({ index }: RunRecord): boolean {
  return index?.simpleUrl !== undefined;
}

/** The index is queried for what was uploaded. */
function confirmsUploads(run: RunRecord): boolean {
  return run.confirms && canBeQueried(run);
}

/** This run uploaded the file, and the index was to be queried and did not confirm it. */
export function isUnconfirmed({ status, confirmed }: FileRecord, run: RunRecord): boolean {
  return confirmsUploads(run) && status === 'uploaded' && confirmed === null;
}

/** The page of one release; undefined where the index's layout isn't known. */
export function releaseUrl({ index }: RunRecord, project: string, version: string): string | undefined {
  return index && releasePage(index, project, version);
}

/** The record of a file that nothing has happened to yet. */
export function foundRecord({ name, kind, project, version, size, sha256 }: Distribution): FileRecord {
  const identity = { name, kind, project, version, size, sha256 };
  return {
    ...identity,
    status: 'planned',
    url: undefined,
    attestations: [],
    served: undefined,
    confirmed: null,
    unconfirmed: undefined,
    indexTuf: undefined,
    error: undefined,
  };
}

/** The record of a file for which the index was queried. */
export function plannedRecord({ distribution, action, presence }: PlannedFile): FileRecord {
  const there = presence.kind === 'absent' ? undefined : presence.file;
  return {
    ...foundRecord(distribution),
    status: action === 'publish' ? 'planned' : action,
    url: there?.url,
    served: presence.kind === 'identical' ? presence.attestations : undefined,
    confirmed: action === 'already-there' ? true : null,
  };
}

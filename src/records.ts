import type { MadeAttestation } from './attestations/attestation.ts';
import type { Explanation } from './errors.ts';
import type { FileVerdict } from './index-tuf/verdict.ts';
import type { PlannedFile } from './plan.ts';

/** What became of a file, in the words of the output `files`. */
export type FileStatus =
  'uploaded' | 'already-there' | 'skipped-different' | 'signed' | 'planned' | 'failed' | 'not-attempted';

/** The file is on the index with these bytes. */
export function isPublished({ status }: Pick<FileRecord, 'status'>): boolean {
  return status === 'uploaded' || status === 'already-there';
}

/** Why a file is not, or not surely, published. */
export type FileFailure = Pick<Explanation, 'code' | 'message' | 'hint'>;

/** What has happened to one file so far. */
export interface FileRecord {
  readonly name: string;
  readonly kind: 'wheel' | 'sdist';
  readonly project: string;
  readonly version: string;
  readonly size: number;
  readonly sha256: string;
  readonly because: string;
  readonly status: FileStatus;
  readonly url: string | undefined;
  readonly attestations: readonly MadeAttestation[];
  /** The index lists provenance for it already. */
  readonly provenanceThere: boolean;
  readonly confirmed: boolean | null;
  /** What the index's own TUF metadata says of it; undefined where it was not looked at. */
  readonly indexTuf: FileVerdict | undefined;
  readonly error: FileFailure | undefined;
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

/** The record of a file that nothing has happened to yet. */
export function plannedRecord({ distribution, action, because, presence }: PlannedFile): FileRecord {
  const { name, kind, project, version, size, sha256 } = distribution;
  const there = presence.kind === 'absent' ? undefined : presence.file;
  return {
    name,
    kind,
    project,
    version,
    size,
    sha256,
    because,
    status: action === 'publish' ? 'planned' : action,
    url: there?.url,
    attestations: [],
    provenanceThere: there?.provenanceUrl !== undefined,
    confirmed: action === 'already-there' ? true : null,
    indexTuf: undefined,
    error: undefined,
  };
}

import type { MadeAttestation } from './attestations/attestation.ts';
import { explain, type ActionError, type Explanation } from './errors.ts';
import type { FileVerdict, IndexTufOutcome } from './index-tuf/verdict.ts';
import type { DryRun, Inputs } from './inputs.ts';
import { releasePage } from './package-index/hosts.ts';
import type { PackageIndex } from './package-index/package-index.ts';
import type { ProjectLink } from './package-index/project-links.ts';
import type { PlannedFile, Plan } from './plan.ts';

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

/** What a run has come to: the one thing that changes. The report can be made from it at any moment. */
export class Ledger {
  readonly #now: () => Date;
  readonly #files = new Map<string, FileRecord>();
  readonly #decisions: string[] = [];
  readonly #stages: StageRecord[] = [];
  readonly #kept: KeptRecord[] = [];
  #indexTuf: Omit<IndexTufOutcome, 'files'> | undefined;
  #projectLinks: readonly ProjectLink[] = [];
  #index: PackageIndex | undefined;
  #sigstore: string | undefined;
  #dryRun: DryRun = 'no';
  #mode: Inputs['attestations'] = 'auto';
  #notAttestedBecause: string | undefined;
  #attestationsDirectory: string | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  began({ dryRun, attestations }: Inputs): void {
    this.#dryRun = dryRun;
    this.#mode = attestations;
  }

  planned(plan: Plan): void {
    for (const file of plan.files) this.#files.set(file.distribution.name, recordOf(file));
  }

  /** A choice of this run and its reason, for log and summary. */
  decided(line: string): void {
    this.#decisions.push(line);
  }

  notAttested(reason: string): void {
    this.#notAttestedBecause = reason;
    this.decided(`No attestations: ${reason}`);
  }

  attestationsIn(directory: string): void {
    this.#attestationsDirectory = directory;
  }

  publishesTo(index: PackageIndex): void {
    this.#index = index;
  }

  /** The Sigstore instance that signs in this run. */
  signsWith(sigstore: string): void {
    this.#sigstore = sigstore;
  }

  /** The addresses in the distributions' metadata, and which of them the index will show as verified. */
  linked(links: readonly ProjectLink[]): void {
    this.#projectLinks = links;
  }

  keptIn(record: KeptRecord): void {
    this.#kept.push(record);
  }

  /** Begins a stage; what is returned ends it and tells how many milliseconds it took. */
  stage(heading: string): () => number {
    const began = this.#now();
    const place = this.#stages.push({ heading, began, ended: undefined }) - 1;
    return () => {
      const ended = this.#now();
      this.#stages[place] = { heading, began, ended };
      return ended.getTime() - began.getTime();
    };
  }

  attested(name: string, attestations: readonly MadeAttestation[]): void {
    this.#change(name, { attestations, status: 'signed' });
  }

  published(name: string, status: 'uploaded' | 'already-there'): void {
    this.#change(name, { status, error: undefined });
  }

  failed(name: string, error: unknown): void {
    const { code, message, hint } = explain(error);
    this.#change(name, { status: 'failed', error: { code, message, hint } });
  }

  confirmed(name: string, confirmed: boolean | null, url: string | undefined, error?: ActionError): void {
    const fault = error && { code: error.code, message: error.message, hint: error.hint };
    this.#change(name, { confirmed, error: fault, ...(url !== undefined && { url }) });
  }

  /** What the index's own TUF metadata says. */
  lookedUp({ files, ...outcome }: IndexTufOutcome): void {
    this.#indexTuf = outcome;
    for (const [name, indexTuf] of files) this.#change(name, { indexTuf });
  }

  /** A fault of a file that is published; an earlier one stands. */
  faulty(name: string, { code, message, hint }: ActionError): void {
    if (this.#files.get(name)?.error === undefined) this.#change(name, { error: { code, message, hint } });
  }

  dryRun(): DryRun {
    return this.#dryRun;
  }

  mode(): Inputs['attestations'] {
    return this.#mode;
  }

  files(): readonly FileRecord[] {
    return [...this.#files.values()];
  }

  decisions(): readonly string[] {
    return this.#decisions;
  }

  notAttestedBecause(): string | undefined {
    return this.#notAttestedBecause;
  }

  index(): PackageIndex | undefined {
    return this.#index;
  }

  /** Whether the index can tell what it has. */
  indexCanBeAsked(): boolean {
    return this.#index?.simpleUrl !== undefined;
  }

  sigstore(): string | undefined {
    return this.#sigstore;
  }

  kept(): readonly KeptRecord[] {
    return this.#kept;
  }

  /** The last look at the index's own TUF metadata; undefined where there was none. */
  indexTuf(): Omit<IndexTufOutcome, 'files'> | undefined {
    return this.#indexTuf;
  }

  projectLinks(): readonly ProjectLink[] {
    return this.#projectLinks;
  }

  /** The stages in their order; one under way ends now. */
  stages(): readonly EndedStage[] {
    return this.#stages.map((stage) => ({ ...stage, ended: stage.ended ?? this.#now() }));
  }

  attestationsDirectory(): string | undefined {
    return this.#attestationsDirectory;
  }

  /** The page of one release; undefined where the index's layout isn't known. */
  releaseUrl(project: string, version: string): string | undefined {
    return this.#index && releasePage(this.#index, project, version);
  }

  releaseUrls(): readonly string[] {
    const urls = this.files()
      .filter(isPublished)
      .map(({ project, version }) => this.releaseUrl(project, version));
    return [...new Set(urls.filter((url) => url !== undefined))];
  }

  #change(name: string, change: Partial<FileRecord>): void {
    const record = this.#files.get(name);
    if (record !== undefined) this.#files.set(name, { ...record, ...change });
  }
}

function recordOf({ distribution, action, because, presence }: PlannedFile): FileRecord {
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

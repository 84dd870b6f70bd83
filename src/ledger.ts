import type { MadeAttestation } from './attestations/attestation.ts';
import { explain, type ActionError, type Explanation } from './errors.ts';
import type { DryRun, Inputs } from './inputs.ts';
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
  readonly error: FileFailure | undefined;
}

/** What a run has come to: the one thing that changes. The report can be made from it at any moment. */
export class Ledger {
  readonly #files = new Map<string, FileRecord>();
  readonly #decisions: string[] = [];
  #dryRun: DryRun = 'no';
  #mode: Inputs['attestations'] = 'auto';
  #notAttestedBecause: string | undefined;
  #attestationsDirectory: string | undefined;
  #releaseUrl: (project: string, version: string) => string | undefined = () => undefined;

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

  releasePagesAt(url: (project: string, version: string) => string | undefined): void {
    this.#releaseUrl = url;
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

  attestationsDirectory(): string | undefined {
    return this.#attestationsDirectory;
  }

  releaseUrls(): readonly string[] {
    const urls = this.files()
      .filter(isPublished)
      .map(({ project, version }) => this.#releaseUrl(project, version));
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
    error: undefined,
  };
}

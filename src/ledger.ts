import type { MadeAttestation } from './attestations/attestation.ts';
import { explain, type ActionError } from './errors.ts';
import { isPublished, plannedRecord } from './records.ts';
import type { EndedStage, FileRecord, KeptRecord, StageRecord } from './records.ts';
import type { IndexTufOutcome } from './index-tuf/verdict.ts';
import type { DryRun, Inputs } from './inputs/inputs.ts';
import { releasePage } from './package-index/hosts.ts';
import type { PackageIndex } from './package-index/package-index.ts';
import type { ProjectLink } from './package-index/project-links.ts';
import type { Plan } from './plan.ts';

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
  #confirms = true;
  #notAttestedBecause: string | undefined;
  #attestationsDirectory: string | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  began({ dryRun, attestations, confirmTimeout }: Inputs): void {
    this.#dryRun = dryRun;
    this.#mode = attestations;
    this.#confirms = confirmTimeout > 0;
  }

  planned(plan: Plan): void {
    for (const file of plan.files) this.#files.set(file.distribution.name, plannedRecord(file));
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

  published(name: string, status: 'uploaded' | 'already-there' | 'skipped-different'): void {
    this.#change(name, { status });
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

  /** Whether the index is asked for what was uploaded. */
  asksForConfirmation(): boolean {
    return this.#confirms && this.indexCanBeAsked();
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

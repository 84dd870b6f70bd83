import type { MadeAttestation } from './attestations/attestation.ts';
import type { Distribution } from './distributions/distribution.ts';
import { explain, type ActionError } from './errors.ts';
import type { ReleaseDifference } from './foresight/compare-releases.ts';
import type { IndexTufOutcome } from './index-tuf/verdict.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Confirmation } from './package-index/confirm/confirm-file.ts';
import type { PackageIndex } from './package-index/package-index.ts';
import type { ProjectLink } from './package-index/project-links.ts';
import type { ProjectCoverage } from './package-index/trusted-publishing/token-coverage.ts';
import type { Plan } from './plan.ts';
import { foundRecord, plannedRecord } from './records.ts';
import type { FileRecord, ForetoldProvenance, KeptRecord, RunRecord, StageRecord } from './records.ts';

/** The ledger as the story and its stages have it: they write, and read nothing back. */
export type LedgerWriter = Omit<Ledger, 'snapshot'>;

/** What a run has come to: the one thing that changes. The report can be made from it at any moment. */
export class Ledger {
  readonly #onChange: () => void;
  readonly #files = new Map<string, FileRecord>();
  readonly #decisions: string[] = [];
  readonly #stages: StageRecord[] = [];
  readonly #kept: KeptRecord[] = [];
  #run: Omit<RunRecord, 'files' | 'decisions' | 'stages' | 'kept'> = {
    dryRun: 'no',
    attestations: 'auto',
    keepsAttestations: false,
    confirms: true,
    index: undefined,
    sigstore: undefined,
    notAttestedBecause: undefined,
    attestationsDirectory: undefined,
    indexTuf: undefined,
    planDigest: undefined,
    provenance: [],
    releaseDiff: [],
    authorization: [],
    projectLinks: [],
  };

  /** @param onChange called after something happened to a file */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  began({ dryRun, attestations, confirmTimeout }: Inputs, index: PackageIndex): void {
    this.#run = { ...this.#run, dryRun, attestations, confirms: confirmTimeout > 0, index };
  }

  found(distributions: readonly Distribution[]): void {
    for (const distribution of distributions) this.#files.set(distribution.name, foundRecord(distribution));
    this.#onChange();
  }

  planned(plan: Plan): void {
    for (const file of plan.files) this.#files.set(file.distribution.name, plannedRecord(file));
    this.#onChange();
  }

  /** A choice of this run and its reason, for log and summary. */
  decided(line: string): void {
    this.#decisions.push(line);
  }

  /** Why no file has an attestation, where that was never in question. */
  unattested(reason: string): void {
    this.#run = { ...this.#run, notAttestedBecause: reason };
  }

  notAttested(reason: string): void {
    this.unattested(reason);
    this.decided(`No attestations: ${reason}`);
  }

  attestationsIn(directory: string): void {
    this.#run = { ...this.#run, attestationsDirectory: directory };
  }

  /** The attestations of this run are created and not uploaded. */
  keepsAttestations(): void {
    this.#run = { ...this.#run, keepsAttestations: true };
  }

  /** The Sigstore instance that signs in this run. */
  signsWith(sigstore: string): void {
    this.#run = { ...this.#run, sigstore };
  }

  /** The output `plan-digest`. */
  plannedAs(planDigest: string): void {
    this.#run = { ...this.#run, planDigest };
  }

  foretold(provenance: readonly ForetoldProvenance[]): void {
    this.#run = { ...this.#run, provenance };
  }

  /** How releases differ from the last ones. */
  compared(releaseDiff: readonly ReleaseDifference[]): void {
    this.#run = { ...this.#run, releaseDiff };
  }

  /** What the upload token of `dry-run: auth` covers. */
  authorized(authorization: readonly ProjectCoverage[]): void {
    this.#run = { ...this.#run, authorization };
  }

  /** The addresses in the distributions' metadata, and which of them the index will show as verified. */
  linked(projectLinks: readonly ProjectLink[]): void {
    this.#run = { ...this.#run, projectLinks };
  }

  keptIn(record: KeptRecord): void {
    this.#kept.push(record);
  }

  /** Begins a stage; what is returned ends it. */
  stage(heading: string, began: Date): (ended: Date) => void {
    const place = this.#stages.push({ heading, began, ended: undefined }) - 1;
    return (ended) => {
      this.#stages[place] = { heading, began, ended };
    };
  }

  attested(name: string, attestations: readonly MadeAttestation[]): void {
    this.#change(name, { attestations, status: 'signed' });
  }

  published(name: string, status: 'uploaded' | 'already-there' | 'skipped-different'): void {
    this.#change(name, { status });
  }

  failed(name: string, error: unknown): void {
    this.#change(name, { status: 'failed', error: explain(error) });
  }

  confirmed(
    name: string,
    { confirmed, url, attestations, unconfirmed }: Confirmation,
    error?: ActionError,
  ): void {
    this.#change(name, {
      confirmed,
      served: attestations,
      unconfirmed,
      error: error && explain(error),
      ...(url !== undefined && { url }),
    });
  }

  /** What the index's own TUF metadata says. */
  checkedIndexTuf({ files, ...indexTuf }: IndexTufOutcome): void {
    this.#run = { ...this.#run, indexTuf };
    for (const [name, verdict] of files) this.#change(name, { indexTuf: verdict });
  }

  /** A fault of a file that is published; an earlier one stands. */
  faulty(name: string, error: ActionError): void {
    if (this.#files.get(name)?.error === undefined) this.#change(name, { error: explain(error) });
  }

  /** All of it, for the report; a stage under way ends now. */
  snapshot(now: Date): RunRecord {
    return {
      ...this.#run,
      files: [...this.#files.values()],
      decisions: [...this.#decisions],
      stages: this.#stages.map((stage) => ({ ...stage, ended: stage.ended ?? now })),
      kept: [...this.#kept],
    };
  }

  #change(name: string, change: Partial<FileRecord>): void {
    const record = this.#files.get(name);
    if (record === undefined) return;
    this.#files.set(name, { ...record, ...change });
    this.#onChange();
  }
}
